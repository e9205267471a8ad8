/* report_channels.c - each channel by itself, and how many contacts agents have in hand. Invariant: as report_day.c. */
#include <math.h>
#include <string.h>

#include "report_columns.h"
#include "report_outcomes.h"

enum { ENTITIES_MAX = 64, CROWD = 6 };

static const ccs_page_column_t CHANNELS[] = {{"offered", "Offered"}, {"answered", "Answered"}, {"service_level", "Service level"},
    {"abandonment_rate", "Abandoned"}, {"blocking_rate", "Found no line"}, {"asa_s", "Mean wait until answered"},
    {"wait_p95_s", "95 % wait no longer than"}, {"aht_s", "Mean handle time"}, {"busy_agents", "Contacts with agents"},
    {"fcr", "Resolved by the first contact"}, {"csat_top2", "Marked 4 or 5"}};
static const ccs_page_column_t WORK[] = {{"work_s", "Work on a contact"}, {"turns", "Turns of agents"},
    {"first_reply_s", "First reply after"}, {"reply_s", "Each reply after"}, {"sessions_left_rate", "Sessions left"},
    {"sessions_silent_rate", "Left silently"}, {"silent_s", "Time lost on these"}, {"put_aside", "Put aside"}};

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
        ccs_html_set_text(rows, 1, names[i], NULL);
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
    if (several) write_crowd(page);
    ccs_page_end_section(page);
}
