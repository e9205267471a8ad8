/* report_people.c - people over months: how long agents have been there, what the weeks make of them, who quits and who comes. Invariant: as report_day.c. */
#include <math.h>
#include <stdlib.h>

#include "report_columns.h"
#include "report_outcomes.h"
#include "words.h"

enum { ENTITIES_MAX = 64, TITLE = 256 };

/* ---- in words ------------------------------------------------------------------------------------------------------------------- */

static void say_tenure(const ccs_page_t *page, ccs_prose_t *to)
{
    ccs_prose_add(to, "Agents have been on the phones for ");
    ccs_page_say(page, "tenure_mean", to);
    ccs_prose_add(to, " weeks on average; ");
    ccs_page_say(page, "tenure_new", to);
    ccs_prose_add(to, " of them for less than 90 days, ");
    ccs_page_say(page, "tenure_senior", to);
    ccs_prose_add(to, " for a year or more.");
}

static void say_weeks(const ccs_page_t *page, ccs_prose_t *to)
{
    if (ccs_page_knows(page, "burnout_mean")) {
        ccs_prose_add(to, " Burnout, from 0 to 100 %%, is ");
        ccs_page_say(page, "burnout_mean", to);
        ccs_prose_add(to, " on average, and above 0.4 for ");
        ccs_page_say(page, "burnout_high", to);
        ccs_prose_add(to, " of agents.");
    }
    const uint32_t absence = ccs_view_metric(page->of.view, "absence_expected");

    if (ccs_page_knows(page, "absence_expected") && ccs_view_point(page->of.view, absence, page->of.all).mean > 0) {
        ccs_prose_add(to, " On a day ");
        ccs_page_say(page, "absence_expected", to);
        ccs_prose_add(to, " of agents are absent, as expected.");
    }
}

static void say_quits(const ccs_page_t *page, ccs_prose_t *to)
{
    if (!ccs_page_knows(page, "attrition_expected")) return;
    ccs_prose_add(to, " Quits are ");
    ccs_page_say(page, "attrition_expected", to);
    ccs_prose_add(to, " a year, as expected: ");
    ccs_page_say(page, "quits", to);
    ccs_prose_add(to, " agents, in whose place ");
    ccs_page_say(page, "hires", to);
    ccs_prose_add(to, " come (%s).", ccs_page_per(page));
}

/* ---- who is there --------------------------------------------------------------------------------------------------------------- */

static const ccs_page_kind_t KINDS[] = {{"group", "By group"}, {"site", "By site"}, {NULL, NULL}};

/* The share of agents of an entity in a variant; NAN: not known. */
static double share_of(const ccs_page_t *page, const char *metric, uint32_t variant, uint32_t entity)
{
    const ccs_view_t *const v = page->variants[variant].view;
    const uint32_t m = ccs_view_metric(v, metric), e = ccs_page_entity_in(page, variant, entity);

    if (m == CCS_DATA_NONE || e == CCS_DATA_NONE || !ccs_view_applies(v, m, e)) return (double) NAN;
    return ccs_view_point(v, m, e).mean;
}

static void add_mix(const ccs_page_t *page, uint32_t variant, uint32_t entity, ccs_html_rows_t *rows)
{
    static const char *const names[] = {"0 to 90 days", "90 days to a year", "A year or more"};
    const double young = share_of(page, "tenure_new", variant, entity), old = share_of(page, "tenure_senior", variant, entity);
    const double shares[] = {young, 1 - young - old, old};
    char row[TITLE];

    if (isnan(young) || isnan(old)) return;
    snprintf(row, sizeof row, "%s%s%s", ccs_page_label(page, entity), page->n_variants > 1 ? ", " : "",
        page->n_variants > 1 ? page->variants[variant].name : "");
    for (int i = 0; i < 3; i++) {
        ccs_html_row(rows);
        ccs_html_set_text(rows, 0, row, NULL);
        ccs_html_set_text(rows, 1, ccs_word(names[i]), NULL);
        ccs_html_set_figure(rows, 2, CCS_FIGURE_SHARE, shares[i] > 0 ? shares[i] : 0, (double) NAN);
    }
}

static void write_mix(ccs_page_t *page, ccs_page_entities_t of)
{
    static const ccs_html_column_t columns[] = {{"row", "Of", true}, {"series", "On the phones", true},
        {"value", "Share of agents", false}};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    const uint32_t n_variants = page->n_variants > CCS_PAGE_FEW_VARIANTS ? 1 : page->n_variants;

    for (uint32_t k = 0; k < of.n; k++)
        for (uint32_t i = 0; i < n_variants; i++) add_mix(page, i, of.at[k], &rows);
    if (rows.n_rows > 0)
        ccs_page_chart(page,
            &(ccs_chart_t){.id = "tenure-mix",
                .spec = "shares",
                .params = "{\"unit\":\"share\",\"title\":\"Share of agents, by weeks\"}",
                .title = "How long agents have been on the phones",
                .note = "Agents on filled posts, each week anew.",
                .rows = &rows});
    ccs_html_rows_free(&rows);
}

/* ---- week by week --------------------------------------------------------------------------------------------------------------- */

static const char *const COURSES[] = {"burnout_mean", "attrition_expected", "absence_expected", "tenure_work", "tenure_new",
    "knowledge_mean", "qa_score", "vacancies"};
enum { N_COURSES = sizeof COURSES / sizeof *COURSES };

/* Weeks count in one interval each: where intervals are shorter, most of them know nothing, and there is no course. */
static bool is_known_throughout(const ccs_page_t *page, const ccs_view_t *v, uint32_t metric, uint32_t entity)
{
    uint32_t n = 0;

    for (uint32_t k = 0; k < page->n_shown; k++)
        n += page->shown[k] < v->n_intervals && !isnan(ccs_view_point_at(v, metric, entity, page->shown[k]).mean);
    return n > 1 && 2 * n > page->n_shown;
}

static bool has_weeks(const ccs_page_t *page)
{
    const uint32_t metric = ccs_view_interval_metric(page->of.view, "tenure_mean");

    return metric != CCS_DATA_NONE && is_known_throughout(page, page->of.view, metric, page->of.all);
}

static void add_course(const ccs_page_t *page, const char *name, const uint32_t variant_entity[2], ccs_html_rows_t *rows)
{
    const uint32_t variant = variant_entity[0], entity = ccs_page_entity_in(page, variant, variant_entity[1]);
    const ccs_view_t *const v = page->variants[variant].view;
    const uint32_t metric = ccs_view_interval_metric(v, name);
    char begin[CCS_PROSE_TIME_MAX];

    if (metric == CCS_DATA_NONE || entity == CCS_DATA_NONE || !ccs_view_applies(v, metric, entity) ||
        !is_known_throughout(page, v, metric, entity))
        return;
    for (uint32_t k = 0; k < page->n_shown && page->shown[k] < v->n_intervals; k++) {
        const ccs_point_t x = ccs_view_point_at(v, metric, entity, page->shown[k]);

        ccs_html_row(rows);
        ccs_html_set_text(rows, 0, ccs_word(ccs_metric_label(name)), NULL);
        ccs_html_set_text(rows, 1, page->of.view->intervals[page->shown[k]], ccs_page_begin(page, page->shown[k], begin));
        ccs_html_set_text(rows, 2, page->n_variants > 1 ? page->variants[variant].name : ccs_page_label(page, variant_entity[1]),
            NULL);
        ccs_html_set_point(rows, 3, ccs_page_unit(v, metric), x);
        ccs_html_set_shown(rows, 4, x.low, "");
        ccs_html_set_shown(rows, 5, x.high, "");
    }
}

/* Lines of one figure: of the variants or, where there is one only, of all together and of each group. */
static void add_courses(const ccs_page_t *page, const char *name, ccs_page_entities_t of, ccs_html_rows_t *rows)
{
    for (uint32_t i = 0; page->n_variants > 1 && i < page->n_variants && i < CCS_PAGE_COLOURS; i++)
        add_course(page, name, (const uint32_t[]){i, page->of.all}, rows);
    for (uint32_t k = 0; page->n_variants == 1 && k < of.n && k < CCS_PAGE_COLOURS; k++)
        add_course(page, name, (const uint32_t[]){0, of.at[k]}, rows);
}

static void write_courses(ccs_page_t *page, ccs_page_entities_t of)
{
    static const char *const units[] = {"number", "share", "time"};
    static const ccs_html_column_t columns[] = {{"of", "Figure", true}, {"t", "When", true}, {"series", "Of", true},
        {"mean", "Mean", false}, {"low", NULL, false}, {"high", NULL, false}};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    ccs_prose_t params = {0};

    if (!has_weeks(page)) {
        ccs_page_element(page, "p", "note",
            "What moves with the weeks is drawn over time where figures are told by week or month: clock.report = \"week\".");
        return;
    }
    ccs_prose_add(&params, "{\"choices\":{");
    for (size_t i = 0; i < N_COURSES; i++) {
        const uint32_t before = rows.n_rows, metric = ccs_view_metric(page->of.view, COURSES[i]);

        if (metric == CCS_DATA_NONE) continue;
        add_courses(page, COURSES[i], of, &rows);
        if (rows.n_rows > before)
            ccs_prose_add(&params, "%s\"%s\":{\"unit\":\"%s\",\"title\":\"%s\"}", before > 0 ? "," : "",
                ccs_word(ccs_metric_label(COURSES[i])), units[ccs_page_unit(page->of.view, metric)],
                ccs_word(ccs_metric_label(COURSES[i])));
    }
    ccs_prose_add(&params, "}}");
    page->out_of_memory = page->out_of_memory || params.out_of_memory;
    if (rows.n_rows > 0)
        ccs_page_chart(page,
            &(ccs_chart_t){.id = "people-weeks",
                .spec = "lines",
                .params = params.text,
                .choose = "of",
                .title = "What the weeks make of agents",
                .note = "What moves with the weeks moves at their ends, and counts in the interval in which a week ends.",
                .rows = &rows,
                .by_interval = true});
    ccs_prose_free(&params);
    ccs_html_rows_free(&rows);
}

/* ---- tables --------------------------------------------------------------------------------------------------------------------- */

static const ccs_page_column_t PEOPLE[] = {{"headcount", "Filled posts"}, {"vacancies", "Vacant posts"},
    {"in_training", "In training"}, {"tenure_mean", "Weeks on the phones"}, {"tenure_new", "Less than 90 days"},
    {"tenure_senior", "A year or more"}, {"tenure_work", "Handle time by tenure, factor"}, {"knowledge_mean", "Knowledge"}};
static const ccs_page_column_t WEAR[] = {{"burnout_mean", "Burnout"}, {"burnout_high", "Above 0.4"},
    {"fatigue_h", "Fatigue, hours"}, {"absence_expected", "Absent, as expected"}, {"absence_rate", "Absent, of time scheduled"},
    {"quits", "Quits"}, {"quits_expected", "As expected"}, {"attrition", "A year"}, {"attrition_expected", "A year, as expected"},
    {"attrition_90d", "Within 90 days"}, {"hires", "New agents"}};
static const ccs_page_column_t SCORES[] = {{"qa_score", "Score"}, {"qa_error", "Its error, squared"},
    {"qa_reliability", "Reliability"}, {"qa_evaluations", "Contacts scored"}, {"qa_bottom_change", "Change of the lowest"},
    {"coached", "Coached"}, {"coaching_h", "Hours of it"}, {"critical_error_rate", "Critical errors"},
    {"critical_errors_found", "Found"}};

static const ccs_page_columns_t TABLES[] = {{"Posts, and who holds them", PEOPLE, sizeof PEOPLE / sizeof *PEOPLE},
    {"Burnout, absence and quits", WEAR, sizeof WEAR / sizeof *WEAR},
    {"Scores and coaching", SCORES, sizeof SCORES / sizeof *SCORES}};

void ccs_section_people(ccs_page_t *page)
{
    uint32_t found[ENTITIES_MAX];
    ccs_prose_t text = {0};

    if (!ccs_page_knows(page, "tenure_mean")) return;
    const ccs_page_entities_t of = {found, ccs_page_all_and(page, KINDS, found, ENTITIES_MAX)};

    ccs_page_begin_section(page, "people", "People over months");
    if (page->n_variants > 1) ccs_page_element(page, "p", "note", "Of the base, where no variant is named.");
    say_tenure(page, &text);
    say_weeks(page, &text);
    say_quits(page, &text);
    ccs_page_prose(page, "p", "", &text);
    write_mix(page, of);
    write_courses(page, of);
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++) ccs_page_used_columns(page, &TABLES[i], of);
    ccs_page_end_section(page);
}
