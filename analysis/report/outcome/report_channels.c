/* report_channels.c - each channel by itself, and how many contacts agents have in hand. Invariant: as report_day.c. */
#include <math.h>
#include <string.h>

#include "by_channel.h"
#include "levels.h"
#include "report_columns.h"
#include "report_outcomes.h"
#include "words.h"

enum { ENTITIES_MAX = 64, CROWD = 6 };

static const ccs_page_column_t CHANNELS[] = {{"offered", "Offered"}, {"answered", "Answered"}, {"service_level", "Service level"},
    {"abandonment_rate", "Abandoned"}, {"blocking_rate", "Found no line"}, {"asa_s", "Mean wait until answered"},
    {"wait_p95_s", "95 % wait no longer than"}, {"aht_s", "Mean handle time"}, {"busy_agents", "Contacts with agents"},
    {"agent_time", "Agents at work on it"}, {"agent_time_share", "Share of time logged in"},
    {"fcr", "Resolved by the first contact"}, {"csat_top2", "Marked 4 or 5"}};
static const ccs_page_column_t WORK[] = {{"work_s", "Work on a contact"}, {"turns", "Turns of agents"},
    {"first_reply_s", "First reply after"}, {"reply_s", "Each reply after"}, {"sessions_left_rate", "Sessions left"},
    {"sessions_silent_rate", "Left silently"}, {"silent_s", "Time lost on these"}, {"put_aside", "Put aside"}};

static const ccs_page_column_t LANGUAGES[] = {{"offered", "Offered"}, {"service_level", "Service level"},
    {"abandonment_rate", "Abandoned"}, {"asa_s", "Mean wait until answered"}, {"wait_p95_s", "95 % wait no longer than"},
    {"aht_s", "Mean handle time"}, {"fcr", "Resolved by the first contact"}, {"csat_top2", "Marked 4 or 5"}};

static const ccs_page_column_t SEGMENTS[] = {{"offered", "Offered"}, {"service_level", "Service level"},
    {"abandonment_rate", "Abandoned"}, {"asa_s", "Mean wait until answered"}, {"aht_s", "Mean handle time"},
    {"fcr", "Resolved by the first contact"}, {"repeat_rate", "Repeat contacts"}, {"csat_mean", "Mean mark"},
    {"csat_top2", "Marked 4 or 5"}, {"nps", "Net promoter score"}, {"churn_rate", "Leave after an issue"},
    {"churned", "Customers lost"}, {"revenue_at_risk", "Revenue at risk"}};

/* What levels.h calls so on a terminal. */
static const char *const LEVEL_HEADS[CCS_LEVEL_COLUMNS] = {"How many", "Served in the end", "In time", "Resolved", "Mean wait",
    "From coming to leaving"};
static const char *const LEVELS[CCS_N_LEVELS] = {"Legs", "Contacts, whatever their legs", "Issues, whatever their contacts",
    "Customers served"};

/* Of the time in which agents of an entity have somebody in hand, what part they have one, two, ... */
static void add_crowd(const ccs_page_t *page, uint32_t entity, ccs_html_rows_t *rows)
{
    static const char *const metrics[CROWD] = {"with_1", "with_2", "with_3", "with_4", "with_5", "with_more"};
    static const char *const names[CROWD] = {"1", "2", "3", "4", "5", "6 or more"};
    const ccs_view_t *const v = page->of.view;
    double agents[CROWD], sum = 0;

    for (int i = 0; i < CROWD; i++) {
        const uint32_t m = ccs_view_metric(v, metrics[i]);

        if (m == CCS_DATA_NONE || !ccs_view_applies(v, m, entity)) return;
        agents[i] = ccs_view_point(v, m, entity).mean;
        sum += agents[i];
    }
    for (int i = 0; sum > 0 && i < CROWD; i++) {
        ccs_html_row(rows);
        ccs_html_set_text(rows, 0, ccs_page_label(page, entity), NULL);
        ccs_html_set_text(rows, 1, ccs_word(names[i]), NULL);
        ccs_html_set_figure(rows, 2, CCS_FIGURE_SHARE, agents[i] / sum, NAN);
        ccs_html_set_figure(rows, 3, CCS_FIGURE_NUMBER, agents[i], NAN);
    }
}

static void write_crowd(ccs_page_t *page)
{
    static const ccs_html_column_t columns[] = {{"row", "Group", true}, {"series", "Contacts in hand", true},
        {"value", "Share of the time with any", false}, {NULL, "Agents, on average", false}};
    const ccs_view_t *const v = page->of.view;
    const uint32_t concurrency = ccs_view_metric(v, "concurrency");
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    uint32_t groups[ENTITIES_MAX];
    const uint32_t n = ccs_view_entities(v, "group", groups, ENTITIES_MAX);
    ccs_prose_t title = {0};

    if (n > 1) add_crowd(page, page->of.all, &rows);
    for (uint32_t g = 0; g < n; g++) add_crowd(page, groups[g], &rows);
    ccs_prose_add(&title, "How many contacts busy agents have in hand");
    if (concurrency != CCS_DATA_NONE && ccs_view_applies(v, concurrency, page->of.all)) {
        const ccs_point_t x = ccs_view_point(v, concurrency, page->of.all);

        ccs_prose_add(&title, ": on average ");
        ccs_prose_add_figure(&title, CCS_FIGURE_NUMBER, x.mean, x.half_width);
    }
    page->out_of_memory = page->out_of_memory || title.out_of_memory;
    if (rows.n_rows > 0)
        ccs_page_chart(page,
            &(ccs_chart_t){.id = "in-hand",
                .spec = "shares",
                .params = "{\"unit\":\"share\",\"title\":\"Share of the time with somebody in hand, by how many\"}",
                .title = ccs_prose_text(&title),
                .note = "An agent is busy with one contact or with several at once, as the channels and the mix allow.",
                .rows = &rows});
    ccs_prose_free(&title);
    ccs_html_rows_free(&rows);
}

/* What agents of each group work on, of the time that they are logged in. */
static void write_groups(ccs_page_t *page, ccs_page_entities_t channels)
{
    ccs_html_column_t columns[1 + CCS_PAGE_COLUMNS_MAX] = {{NULL, "Group", true}};
    const ccs_view_t *const v = page->of.view;
    const uint32_t n_channels = channels.n < CCS_PAGE_COLUMNS_MAX ? channels.n : CCS_PAGE_COLUMNS_MAX;
    uint32_t groups[ENTITIES_MAX];
    const uint32_t n_groups = ccs_view_entities(v, "group", groups, ENTITIES_MAX);

    if (n_groups < 2 || ccs_view_metric(v, "agent_time_share") == CCS_DATA_NONE) return;
    for (uint32_t k = 0; k < n_channels; k++) columns[1 + k].head = ccs_page_label(page, channels.at[k]);
    ccs_html_rows_t rows = ccs_html_rows(columns, 1 + n_channels);

    for (uint32_t g = 0; g < n_groups; g++) {
        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, ccs_page_label(page, groups[g]), NULL);
        for (uint32_t k = 0; k < n_channels; k++) {
            const double share = ccs_by_channel_share(v, groups[g], channels.at[k]);

            if (!isnan(share)) ccs_html_set_figure(&rows, 1 + k, CCS_FIGURE_SHARE, share, NAN);
        }
    }
    ccs_page_table(page, "Agents' work by channel, as a share of the time logged in", &rows);
    ccs_html_rows_free(&rows);
}

/* All channels together, at each level at which they are counted. */
static void write_levels(ccs_page_t *page)
{
    ccs_html_column_t columns[1 + CCS_LEVEL_COLUMNS] = {{NULL, "All channels together", true}};
    const ccs_view_t *const v = page->of.view;

    if (!ccs_levels_are_told(v, page->of.all)) return;
    for (uint32_t k = 0; k < CCS_LEVEL_COLUMNS; k++) columns[1 + k].head = LEVEL_HEADS[k];
    ccs_html_rows_t rows = ccs_html_rows(columns, 1 + CCS_LEVEL_COLUMNS);

    for (uint32_t level = 0; level < CCS_N_LEVELS; level++) {
        if (!ccs_levels_has(v, page->of.all, level)) continue;
        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, ccs_word(LEVELS[level]), NULL);
        for (uint32_t k = 0; k < CCS_LEVEL_COLUMNS; k++) {
            uint32_t metric;

            if (ccs_levels_figure(v, page->of.all, level, k, &metric))
                ccs_html_set_point(&rows, 1 + k, ccs_page_unit(v, metric), ccs_view_point(v, metric, page->of.all));
        }
    }
    ccs_page_table(page, "All channels together: by leg, by contact, by issue and by customer", &rows);
    ccs_html_rows_free(&rows);
}

/* A section with a table of the customers by a kind of entities, where there are several. */
typedef struct {
    const char *kind, *id, *title, *label, *head;
    const ccs_page_column_t *columns;
    uint32_t n;
} customers_t;

static void write_customers(ccs_page_t *page, const customers_t *by)
{
    uint32_t found[ENTITIES_MAX];
    const uint32_t n = ccs_view_entities(page->of.view, by->kind, found, ENTITIES_MAX);

    if (n < 2) return;
    ccs_page_begin_section(page, by->id, by->title);
    if (page->n_variants > 1) ccs_page_element(page, "p", "note", "Of the base.");
    ccs_page_columns(page, (const char *const[]){by->label, by->head}, by->columns, by->n, (ccs_page_entities_t){found, n});
    ccs_page_end_section(page);
}

void ccs_section_languages(ccs_page_t *page)
{
    write_customers(page,
        &(customers_t){"language", "languages", "Languages", "Figures by language of the customers", "Language", LANGUAGES,
            sizeof LANGUAGES / sizeof *LANGUAGES});
}

void ccs_section_segments(ccs_page_t *page)
{
    write_customers(page,
        &(customers_t){"segment", "segments", "Segments of customers", "Figures by segment of the customers", "Segment", SEGMENTS,
            sizeof SEGMENTS / sizeof *SEGMENTS});
}

void ccs_section_channels(ccs_page_t *page)
{
    uint32_t channels[ENTITIES_MAX];
    const uint32_t n = ccs_view_entities(page->of.view, "channel", channels, ENTITIES_MAX);
    const bool several = ccs_page_has_any(page, "with_1", (ccs_page_entities_t){&page->of.all, 1});

    if (n < 2 && !several) return;
    ccs_page_begin_section(page, "channels", "Channels");
    if (page->n_variants > 1) ccs_page_element(page, "p", "note", "Of the base.");
    ccs_page_columns(page, (const char *const[]){"Figures of the channels", "Channel"}, CHANNELS,
        sizeof CHANNELS / sizeof *CHANNELS, (ccs_page_entities_t){channels, n});
    ccs_page_columns(page, (const char *const[]){"Work on contacts, turn by turn, by channel", "Channel"}, WORK,
        sizeof WORK / sizeof *WORK, (ccs_page_entities_t){channels, n});
    if (n > 1) write_groups(page, (ccs_page_entities_t){channels, n});
    if (n > 1) write_levels(page);
    if (several) write_crowd(page);
    ccs_page_end_section(page);
}
