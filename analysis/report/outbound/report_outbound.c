/* report_outbound.c - outbound campaigns. Invariant: a chart has a row here because the result holds its metric by interval. */
#include "report_outbound.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report_columns.h"
#include "units.h"
#include "words.h"

enum { CAMPAIGNS_MAX = 32, CELLS_MAX = 4000, WINDOWS_MAX = 400 };

static const ccs_page_column_t FUNNEL[] = {{"entries_listed", "On the list, to be called"},
    {"entries_called", "Called at least once"}, {"attempts", "Calls"}, {"other_number_attempts", "To other numbers"},
    {"live_answers", "Answered by people"}, {"connects", "Connected"}, {"right_parties", "Right parties"},
    {"conversions", "Conversions"}, {"outbound_revenue", "Revenue"}, {"opt_outs", "Opt-outs"},
    {"averted", "Contacts that do not come for it"}};
static const ccs_page_column_t RATES[] = {{"live_rate", "People"}, {"machine_rate", "Machines"}, {"no_answer_rate", "Nobody"},
    {"busy_rate", "Busy"}, {"bad_number_rate", "Bad numbers"}, {"right_party_rate", "Right parties, of calls"},
    {"penetration", "List called"}, {"list_reached", "List reached"}, {"reached_by_1", "By one call, of entries called"},
    {"reached_by_2", "By two"}, {"reached_by_3", "By three"}, {"wrong_party_rate", "Wrong parties, of those connected"},
    {"reached_elsewhere", "Of these, at another number"}};
static const ccs_page_column_t WORK[] = {{"connects_per_agent_hour", "Connected, an hour of an agent"},
    {"talk_per_agent_hour_s", "Talk, an hour of an agent"}, {"agents_kept", "Agents kept by calls"}, {"lines_out", "Lines out"},
    {"held_back", "Held back by its condition"}, {"live_abandonment", "Abandoned, of people who answered"},
    {"live_abandonment_cautious", "With those taken for machines"}, {"taken_for_machine", "Taken for machines"},
    {"machines_passed", "Machines that reached agents"}, {"violations_hours", "Calls outside of legal hours"},
    {"violations_attempts", "Beyond the caps"}, {"violations_opt_out", "To who opted out"},
    {"violations_cap", "Windows above the cap"}};

/* A row or a line of a chart. */
typedef struct {
    const char *metric, *label;
} series_t;
static const series_t OUTCOMES[] = {{"live_rate", "People"}, {"machine_rate", "Machines"}, {"no_answer_rate", "Nobody"},
    {"busy_rate", "Busy"}, {"bad_number_rate", "Bad numbers"}};
enum { N_OUTCOMES = sizeof OUTCOMES / sizeof *OUTCOMES };

/* ---- what comes of calls, by the hour --------------------------------------------------------------------------------------------- */

static void add_outcomes(const ccs_page_t *page, uint32_t campaign, ccs_html_rows_t *rows)
{
    const ccs_view_t *const v = page->of.view;
    char begin[CCS_PROSE_TIME_MAX];

    for (uint32_t o = 0; o < N_OUTCOMES; o++) {
        const uint32_t metric = ccs_view_interval_metric(v, OUTCOMES[o].metric);

        for (uint32_t k = 0; metric != CCS_DATA_NONE && k < page->n_shown; k++) {
            const uint32_t i = page->shown[k];
            const ccs_point_t x = ccs_view_point_at(v, metric, campaign, i);

            ccs_html_row(rows);
            ccs_html_set_text(rows, 0, ccs_page_label(page, campaign), NULL);
            ccs_html_set_text(rows, 1, v->intervals[i], ccs_page_begin(page, i, begin));
            ccs_html_set_text(rows, 2, ccs_word(OUTCOMES[o].label), NULL);
            ccs_html_set_point(rows, 3, CCS_FIGURE_SHARE, x);
            ccs_html_set_shown(rows, 4, x.low, "");
            ccs_html_set_shown(rows, 5, x.high, "");
        }
    }
}

static void write_outcomes(ccs_page_t *page, ccs_page_entities_t campaigns)
{
    static const ccs_html_column_t columns[] = {{"of", "Campaign", true}, {"t", "When", true}, {"row", "Answered by", true},
        {"value", "Share of the calls", false}, {"low", NULL, false}, {"high", NULL, false}};
    const uint32_t each = N_OUTCOMES * (page->n_shown ? page->n_shown : 1), most = CELLS_MAX / page->shrink / each;
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);

    for (uint32_t i = 0; i < campaigns.n && i < most; i++) add_outcomes(page, campaigns.at[i], &rows);
    if (rows.n_rows > 0)
        ccs_page_chart(page,
            &(ccs_chart_t){.id = "call-outcomes",
                .spec = "heat",
                .params = "{\"unit\":\"share\",\"title\":\"Share of the calls\"}",
                .choose = campaigns.n > 1 ? "of" : NULL,
                .title = "Who answers, and when",
                .note =
                    "Of the calls that came to an outcome in each interval. The clock is the centre's; people have the hours of their zones.",
                .rows = &rows,
                .by_interval = true});
    ccs_html_rows_free(&rows);
}

/* ---- abandonment against the cap --------------------------------------------------------------------------------------------------- */

/* What the rules of a campaign say, as the result has it. @return NAN: nothing */
static double rule_of(const ccs_view_t *view, const char *name, uint32_t nth)
{
    const ccs_variable_t *const rule = ccs_dataset_find(view->data, name);

    if (!rule || rule->type != CCS_DATA_F64 || view->n_configs == 0) return (double) NAN;
    const size_t each = rule->n / view->n_configs;

    return nth < each ? rule->data.f64[view->config * each + nth] : (double) NAN;
}

/* Sums over the intervals of a window; how many of them it has. */
typedef struct {
    double live, abandoned;
    uint32_t first, last, n;
} window_t;

/* Whether each interval lies within one window, and there are not too many: else no window can be told by itself. */
static bool windows_are_whole(const ccs_view_t *v, double window_s)
{
    for (uint32_t i = 0; v->interval_start_s && v->interval_end_s && i < v->n_intervals; i++) {
        const double first = floor(v->interval_start_s[i] / window_s), last = ceil(v->interval_end_s[i] / window_s) - 1;

        if (v->interval_open[i] && (first < last || first >= WINDOWS_MAX)) return false;
    }
    return true;
}

static uint32_t gather_windows(const ccs_view_t *v, uint32_t campaign, double window_s, window_t windows[WINDOWS_MAX])
{
    const uint32_t live = ccs_view_interval_metric(v, "live_answers"), abandoned = ccs_view_interval_metric(v, "abandoned_live");
    uint32_t n = 0;

    if (live == CCS_DATA_NONE || abandoned == CCS_DATA_NONE || !v->interval_start_s || !(window_s > 0)) return 0;
    for (uint32_t i = 0; i < v->n_intervals; i++) {
        const double at = floor(v->interval_start_s[i] / window_s);
        const double answers = ccs_view_point_at(v, live, campaign, i).mean,
                     lost = ccs_view_point_at(v, abandoned, campaign, i).mean;

        if (!(at >= 0) || at >= WINDOWS_MAX) continue;
        window_t *const w = &windows[(uint32_t) at];

        if (w->n++ == 0) w->first = i;
        w->last = i;
        w->live += isnan(answers) ? 0 : answers;
        w->abandoned += isnan(lost) ? 0 : lost;
        if (n <= (uint32_t) at) n = (uint32_t) at + 1;
    }
    return n;
}

static void add_windows(const ccs_page_t *page, uint32_t campaign, uint32_t nth, ccs_html_rows_t *rows)
{
    const ccs_view_t *const v = page->of.view;
    const double cap = rule_of(v, "campaign_cap", nth), window_s = rule_of(v, "campaign_window_s", nth);
    const bool is_whole = windows_are_whole(v, window_s);
    window_t windows[WINDOWS_MAX] = {0};
    const uint32_t n = cap < 1 ? gather_windows(v, campaign, is_whole ? window_s : (double) INFINITY, windows) : 0;
    char span[CCS_PAGE_RANGE_MAX], length[CCS_UNITS_TEXT_MAX], all[CCS_PAGE_RANGE_MAX + CCS_UNITS_TEXT_MAX + 32];

    for (uint32_t i = 0; i < n; i++) {
        const window_t *const w = &windows[i];

        if (w->n == 0 || !(w->live > 0)) continue;
        ccs_html_row(rows);
        ccs_html_set_text(rows, 0, ccs_page_label(page, campaign), NULL);
        ccs_page_span(page, w->first, w->last, span);
        if (!is_whole)
            snprintf(all, sizeof all, ccs_word("All windows of %s, %s"), ccs_units_show_duration(window_s, length, sizeof length),
                span);
        ccs_html_set_text(rows, 1, is_whole ? span : all, NULL);
        ccs_html_set_figure(rows, 2, CCS_FIGURE_NUMBER, w->live, NAN);
        ccs_html_set_figure(rows, 3, CCS_FIGURE_NUMBER, w->abandoned, NAN);
        ccs_html_set_figure(rows, 4, CCS_FIGURE_SHARE, w->abandoned / w->live, NAN);
        ccs_html_set_figure(rows, 5, CCS_FIGURE_SHARE, cap, NAN);
    }
}

static void write_windows(ccs_page_t *page, ccs_page_entities_t campaigns)
{
    static const ccs_html_column_t columns[] = {{NULL, "Campaign", true}, {NULL, "Window", true},
        {NULL, "Answered by people", false}, {NULL, "Abandoned", false}, {NULL, "Share", false}, {NULL, "Cap", false}};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);

    for (uint32_t i = 0; i < campaigns.n; i++) add_windows(page, campaigns.at[i], i, &rows);
    if (rows.n_rows > 0) {
        ccs_page_element(page, "h3", "", "Abandonment against the cap, window by window");
        ccs_page_element(page, "p", "note",
            "Means over the replications, of calls that came to their outcome then. Windows that no whole intervals make, or of which there are more than 400, are told together alone. Each replication is judged by itself: \"windows above the cap\" counts those that were.");
        ccs_page_table(page, "Abandonment against the cap by window", &rows);
    }
    ccs_html_rows_free(&rows);
}

/* ---- how much of the list ---------------------------------------------------------------------------------------------------------- */

static void add_list(const ccs_page_t *page, uint32_t campaign, const series_t *series, ccs_html_rows_t *rows)
{
    const ccs_view_t *const v = page->of.view;
    const uint32_t listed = ccs_view_interval_metric(v, "entries_listed"), metric = ccs_view_interval_metric(v, series->metric);
    double of = 0, n = 0;
    char begin[CCS_PROSE_TIME_MAX];

    if (listed == CCS_DATA_NONE || metric == CCS_DATA_NONE) return;
    for (uint32_t i = 0, k = 0; i < v->n_intervals; i++) {
        const double more = ccs_view_point_at(v, listed, campaign, i).mean, done = ccs_view_point_at(v, metric, campaign, i).mean;

        of += isnan(more) ? 0 : more;
        n += isnan(done) ? 0 : done;
        while (k < page->n_shown && page->shown[k] < i) k++;
        if (k == page->n_shown || page->shown[k] != i || !(of > 0)) continue;
        ccs_html_row(rows);
        ccs_html_set_text(rows, 0, ccs_page_label(page, campaign), NULL);
        ccs_html_set_text(rows, 1, v->intervals[i], ccs_page_begin(page, i, begin));
        ccs_html_set_text(rows, 2, ccs_word(series->label), NULL);
        ccs_html_set_figure(rows, 3, CCS_FIGURE_SHARE, n / of, NAN);
    }
}

static void write_lists(ccs_page_t *page, ccs_page_entities_t campaigns)
{
    static const series_t series[] = {{"entries_called", "Called at least once"}, {"right_parties", "Reached"}};
    static const ccs_html_column_t columns[] = {{"of", "Campaign", true}, {"t", "When", true}, {"series", "What", true},
        {"mean", "Share of the entries so far", false}};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);

    for (uint32_t i = 0; i < campaigns.n; i++)
        for (size_t k = 0; k < sizeof series / sizeof *series; k++) add_list(page, campaigns.at[i], &series[k], &rows);
    if (rows.n_rows > 0)
        ccs_page_chart(page,
            &(ccs_chart_t){.id = "penetration",
                .spec = "lines",
                .params = "{\"unit\":\"share\",\"title\":\"Of the list\"}",
                .choose = campaigns.n > 1 ? "of" : NULL,
                .title = "How much of the lists is called, and how much reached",
                .note = "As each interval ends, of all entries of the lists that have begun and may be called.",
                .rows = &rows,
                .by_interval = true});
    ccs_html_rows_free(&rows);
}

/* ---- the section ------------------------------------------------------------------------------------------------------------------- */

void ccs_section_outbound(ccs_page_t *page)
{
    uint32_t found[CAMPAIGNS_MAX];
    const ccs_page_entities_t campaigns = {found, ccs_view_entities(page->of.view, "campaign", found, CAMPAIGNS_MAX)};

    if (campaigns.n == 0) return;
    ccs_page_begin_section(page, "outbound", "Campaigns");
    if (page->n_variants > 1) ccs_page_element(page, "p", "note", "Of the base.");
    ccs_page_columns(page, (const char *const[]){"From the list to the conversion", "Campaign"}, FUNNEL,
        sizeof FUNNEL / sizeof *FUNNEL, campaigns);
    ccs_page_columns(page, (const char *const[]){"What comes of the calls", "Campaign"}, RATES, sizeof RATES / sizeof *RATES,
        campaigns);
    ccs_page_columns(page, (const char *const[]){"Agents, lines and rules", "Campaign"}, WORK, sizeof WORK / sizeof *WORK,
        campaigns);
    write_outcomes(page, campaigns);
    write_lists(page, campaigns);
    write_windows(page, campaigns);
    ccs_page_end_section(page);
}
