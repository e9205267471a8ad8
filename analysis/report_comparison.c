/* report_comparison.c - what a change does: variants beside the base, differences with their intervals and verdicts. Invariant: a verdict is
 * compare.h's. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report_parts.h"

enum { LABEL = 160, TITLE = 320, SETTINGS_SHOWN = 80, DIFFERENCE_ROWS_MAX = 500 };

/* Metrics of the side by side; those that are 0 in every variant are left out. */
static const char *const MAIN_METRICS[] = {"service_level", "target_days", "abandonment_rate", "asa_s", "wait_p95_s", "waiting_s",
    "offered", "answered", "blocking_rate", "redials", "occupancy", "scheduled_agents"};

/* ---- in words ------------------------------------------------------------------------------------------------------------- */

static void say_days_of_both(const ccs_page_t *page, uint32_t variant, ccs_prose_t *to)
{
    char text[3][CCS_FIGURE_MAX];
    uint32_t n_targets = 0;
    const ccs_view_t *const other = page->variants[variant].view;
    const uint32_t entity = ccs_page_entity_in(page, variant, page->all);
    const ccs_target_days_t a = ccs_report_target_days(page, page->view, page->all);
    const ccs_target_days_t b = entity == CCS_DATA_NONE ? (ccs_target_days_t){0} : ccs_report_target_days(page, other, entity);

    if (a.n < 2 || b.n < 2) return;
    for (uint32_t i = 0; i < page->view->n_types; i++)
        if (!isnan(page->view->targets[i].wanted_frac)) n_targets++;
    ccs_prose_add(to, n_targets > 1 ? " All targets together are reached on " : " The target is reached on ");
    if (a.n == b.n) {
        ccs_prose_add(to, "%s instead of %s of %s days.", ccs_figure_mean(CCS_FIGURE_NUMBER, b.k, 0, text[0]),
            ccs_figure_mean(CCS_FIGURE_NUMBER, a.k, 0, text[1]), ccs_figure_mean(CCS_FIGURE_NUMBER, a.n, 0, text[2]));
        return;
    }
    ccs_prose_add(to, "%s instead of %s of days.", ccs_figure_mean(CCS_FIGURE_SHARE, b.mean, NAN, text[0]),
        ccs_figure_mean(CCS_FIGURE_SHARE, a.mean, NAN, text[1]));
}

static const char *words_of(const ccs_compare_t *c, uint32_t metric, ccs_difference_t d, char text[CCS_CHANGE_TEXT_MAX])
{
    if (d.change == CCS_CHANGE_NONE) return "cannot be compared";
    return ccs_compare_words(c, metric, d, text);
}

/* "Two more (groups.lending.staff+=2)": with its settings, if they are few. */
static void say_name(const ccs_page_t *page, uint32_t variant, ccs_prose_t *to)
{
    const char *const settings = page->variants[variant].view->settings;

    ccs_prose_add(to, "%s", page->variants[variant].name);
    if (!*settings || strlen(settings) > SETTINGS_SHOWN || !strcmp(settings, page->view->settings)) return;
    ccs_prose_add(to, " (");
    for (const char *line = settings; *line; line += strcspn(line, "\n"), line += *line == '\n')
        ccs_prose_add(to, "%s%.*s", line > settings ? ", " : "", (int) strcspn(line, "\n"), line);
    ccs_prose_add(to, ")");
}

/* When service is worst after the change. */
static void say_worst_then(const ccs_page_t *page, uint32_t variant, ccs_prose_t *to)
{
    ccs_page_t other = *page;
    char range[CCS_PAGE_RANGE_MAX];

    other.view = page->variants[variant].view;
    other.all = ccs_view_entity(other.view, "all");
    const uint32_t metric = ccs_view_metric(other.view, "service_level");

    if (other.all == CCS_DATA_NONE || metric == CCS_DATA_NONE) return;
    const ccs_worst_t worst = ccs_report_worst(&other, metric, NULL);

    if (worst.interval == CCS_DATA_NONE) return;
    const ccs_point_t x = ccs_view_point_at(other.view, metric, other.all, worst.interval);

    ccs_prose_add(to, " Service is then worst from %s: ", ccs_page_range(&other, worst.interval, range));
    ccs_prose_add_figure(to, CCS_FIGURE_SHARE, x.mean, x.half_width);
    ccs_prose_add(to, ".");
}

void ccs_report_say_change(const ccs_page_t *page, uint32_t variant, ccs_prose_t *to)
{
    const ccs_view_t *const other = page->variants[variant].view;
    ccs_compare_t *const c = &page->compares[variant];
    const uint32_t metric = ccs_view_metric(page->view, "service_level"), m = ccs_page_metric_in(page, variant, metric);
    const uint32_t entity = ccs_page_entity_in(page, variant, page->all);
    char words[CCS_CHANGE_TEXT_MAX];

    if (metric == CCS_DATA_NONE || m == CCS_DATA_NONE || entity == CCS_DATA_NONE) return;
    const ccs_point_t a = ccs_view_point(page->view, metric, page->all), b = ccs_view_point(other, m, entity);
    const ccs_difference_t d = ccs_compare_point(c, metric, page->all);

    say_name(page, variant, to);
    ccs_prose_add(to, ": service level ");
    ccs_prose_add_figure(to, CCS_FIGURE_SHARE, b.mean, b.half_width);
    ccs_prose_add(to, " instead of ");
    ccs_prose_add_figure(to, CCS_FIGURE_SHARE, a.mean, a.half_width);
    if (d.change != CCS_CHANGE_NONE) {
        ccs_prose_add(to, ", a difference of ");
        ccs_prose_add_difference(to, CCS_FIGURE_SHARE, d.mean, d.half_width);
    }
    ccs_prose_add(to, ": %s.", words_of(c, metric, d, words));
    say_days_of_both(page, variant, to);
    say_worst_then(page, variant, to);
}

/* ---- side by side --------------------------------------------------------------------------------------------------------- */

static bool is_used(const ccs_page_t *page, uint32_t metric, uint32_t entity)
{
    for (uint32_t i = 0; i < page->n_variants; i++) {
        const uint32_t m = ccs_page_metric_in(page, i, metric), e = ccs_page_entity_in(page, i, entity);

        if (m == CCS_DATA_NONE || e == CCS_DATA_NONE || !ccs_view_applies(page->variants[i].view, m, e)) continue;
        const double x = ccs_view_point(page->variants[i].view, m, e).mean;

        if (x > 0 || x < 0) return true;
    }
    return false;
}

static void label_row(const ccs_page_t *page, uint32_t metric, uint32_t entity, char label[LABEL])
{
    const char *const name = ccs_page_metric_label(page, page->view->metrics[metric]);

    if (entity == page->all) (void) snprintf(label, LABEL, "%s", name);
    else (void) snprintf(label, LABEL, "%s, %s", name, ccs_page_label(page, entity));
}

/* A figure of each variant, then for each but the base the difference and the verdict. */
static void add_side_by_side(ccs_page_t *page, uint32_t metric, uint32_t entity, ccs_html_rows_t *rows)
{
    const enum ccs_figure_unit unit = ccs_page_unit(page->view, metric);
    char label[LABEL], words[CCS_CHANGE_TEXT_MAX];

    label_row(page, metric, entity, label);
    ccs_html_row(rows);
    ccs_html_set_text(rows, 0, label, NULL);
    for (uint32_t i = 0; i < page->n_variants; i++) {
        const uint32_t m = ccs_page_metric_in(page, i, metric), e = ccs_page_entity_in(page, i, entity),
                       column = i == 0 ? 1 : 3 * i - 1;
        ccs_prose_t difference = {0};

        if (m == CCS_DATA_NONE || e == CCS_DATA_NONE || !ccs_view_applies(page->variants[i].view, m, e)) continue;
        const ccs_point_t x = ccs_view_point(page->variants[i].view, m, e);

        ccs_html_set_figure(rows, column, unit, x.mean, x.half_width);
        if (i == 0) continue;
        const ccs_difference_t d = ccs_compare_point(&page->compares[i], metric, entity);

        ccs_prose_add_difference(&difference, unit, d.mean, d.half_width);
        ccs_html_set_shown(rows, column + 1, d.mean, ccs_prose_text(&difference));
        ccs_html_set_text(rows, column + 2, words_of(&page->compares[i], metric, d, words), NULL);
        ccs_prose_free(&difference);
    }
}

/* Metrics of types and groups that say where a change is felt. */
static void add_by_entity(ccs_page_t *page, const char *name, const char *kind, ccs_html_rows_t *rows)
{
    const uint32_t metric = ccs_view_metric(page->view, name);
    uint32_t found[CCS_PAGE_ENTITIES_MAX];
    const uint32_t n = ccs_page_entities(page, kind, found, CCS_PAGE_ENTITIES_MAX);

    for (uint32_t k = 0; metric != CCS_DATA_NONE && n > 1 && k < n; k++)
        if (is_used(page, metric, found[k])) add_side_by_side(page, metric, found[k], rows);
}

static void write_side_by_side(ccs_page_t *page)
{
    const uint32_t n_columns = 2 + 3 * (page->n_variants - 1);
    ccs_html_column_t *const columns = calloc(n_columns, sizeof *columns);
    ccs_html_rows_t rows = ccs_html_rows(columns, n_columns);

    if (!columns) {
        page->out_of_memory = true;
        return;
    }
    columns[0] = (ccs_html_column_t){NULL, "Metric", true};
    columns[1] = (ccs_html_column_t){NULL, page->variants[0].name, false};
    for (uint32_t i = 1; i < page->n_variants; i++) {
        columns[(size_t) 3 * i - 1] = (ccs_html_column_t){NULL, page->variants[i].name, false};
        columns[(size_t) 3 * i] = (ccs_html_column_t){NULL, "Difference", false};
        columns[(size_t) 3 * i + 1] = (ccs_html_column_t){NULL, "Verdict", true};
    }
    for (size_t i = 0; i < sizeof MAIN_METRICS / sizeof *MAIN_METRICS; i++) {
        const uint32_t metric = ccs_view_metric(page->view, MAIN_METRICS[i]);

        if (metric != CCS_DATA_NONE && ccs_view_applies(page->view, metric, page->all) && is_used(page, metric, page->all))
            add_side_by_side(page, metric, page->all, &rows);
    }
    add_by_entity(page, "service_level", "type", &rows);
    add_by_entity(page, "occupancy", "group", &rows);
    ccs_page_table(page, "The variants side by side", &rows);
    ccs_html_rows_free(&rows);
    free(columns);
}

/* ---- differences as dots -------------------------------------------------------------------------------------------------- */

typedef struct {
    ccs_page_t *page;
    ccs_html_rows_t rows;
    ccs_prose_t params;
    uint32_t n_choices;
} dots_t;

static void add_dot(dots_t *self, uint32_t variant, uint32_t metric, uint32_t entity)
{
    ccs_page_t *const page = self->page;
    const ccs_difference_t d = ccs_compare_point(&page->compares[variant], metric, entity);
    const enum ccs_figure_unit unit = ccs_page_unit(page->view, metric);
    char name[TITLE], words[CCS_CHANGE_TEXT_MAX];
    ccs_prose_t text = {0};

    if (d.change == CCS_CHANGE_NONE || isnan(d.mean) || self->rows.n_rows >= DIFFERENCE_ROWS_MAX / page->shrink) return;
    (void) snprintf(name, sizeof name, page->n_variants > 2 ? "%s: %s" : "%s%s",
        page->n_variants > 2 ? page->variants[variant].name : "", ccs_page_label(page, entity));
    ccs_prose_add_difference(&text, unit, d.mean, d.half_width);
    ccs_html_row(&self->rows);
    ccs_html_set_text(&self->rows, 0, ccs_page_metric_label(page, page->view->metrics[metric]), NULL);
    ccs_html_set_text(&self->rows, 1, name, NULL);
    ccs_html_set_shown(&self->rows, 2, d.mean, ccs_prose_text(&text));
    ccs_html_set_shown(&self->rows, 3, d.mean - d.half_width, "");
    ccs_html_set_shown(&self->rows, 4, d.mean + d.half_width, "");
    ccs_html_set_text(&self->rows, 5, ccs_change_name(d.change), words_of(&page->compares[variant], metric, d, words));
    ccs_prose_free(&text);
}

/* A metric of all entities that it applies to, channels left out: they repeat the types. */
static void add_choice(dots_t *self, const char *name)
{
    static const char *const units[] = {"+number", "+share", "+time"};
    const ccs_page_t *const page = self->page;
    const uint32_t metric = ccs_view_metric(page->view, name), before = self->rows.n_rows;

    if (metric == CCS_DATA_NONE) return;
    for (uint32_t e = 0; e < page->view->n_entities; e++) {
        if (!ccs_view_applies(page->view, metric, e) || ccs_page_is_kind(page->view->entities[e], "channel")) continue;
        for (uint32_t i = 1; i < page->n_variants; i++) add_dot(self, i, metric, e);
    }
    if (self->rows.n_rows == before) return;
    ccs_prose_add(&self->params, "%s\"%s\":{\"unit\":\"%s\",\"title\":\"%s, difference from the base%s\"}",
        self->n_choices++ ? "," : "", ccs_page_metric_label(page, name), units[ccs_page_unit(page->view, metric)],
        ccs_page_metric_label(page, name), ccs_page_unit(page->view, metric) == CCS_FIGURE_SHARE ? ", in points" : "");
}

/* "The change is felt most by Loans: service level +9.3 points"; of several variants the one with the largest difference of all. */
static void say_most_felt(ccs_page_t *page, char title[TITLE])
{
    const uint32_t metric = ccs_view_metric(page->view, "service_level"), n = page->n_variants - 1;
    uint32_t found[CCS_PAGE_ENTITIES_MAX], at = CCS_DATA_NONE;
    const uint32_t n_types = ccs_page_entities(page, "type", found, CCS_PAGE_ENTITIES_MAX);
    ccs_prose_t text = {0};
    double most = 0;
    ccs_difference_t top = {0};

    for (uint32_t k = 0; metric != CCS_DATA_NONE && k < n_types * n; k++) {
        const ccs_difference_t d = ccs_compare_point(&page->compares[1 + k % n], metric, found[k / n]);

        if (d.change == CCS_CHANGE_NONE || !(fabs(d.mean) > most)) continue;
        most = fabs(d.mean);
        top = d;
        at = k;
    }
    (void) snprintf(title, TITLE, n > 1 ? "What the variants change" : "What the change does");
    if (at == CCS_DATA_NONE) return;
    ccs_prose_add_difference(&text, CCS_FIGURE_SHARE, top.mean, top.half_width);
    (void) snprintf(title, TITLE, "%s is felt most by %s: service level %s",
        n > 1 ? page->variants[1 + at % n].name : "The change", page->view->labels[found[at / n]], ccs_prose_text(&text));
    ccs_prose_free(&text);
}

static void write_dots(ccs_page_t *page)
{
    static const ccs_html_column_t columns[] = {{"metric", "Metric", true}, {"name", "Of", true},
        {"difference", "Difference", false}, {"low", NULL, false}, {"high", NULL, false}, {"verdict", "Verdict", true}};
    static const char *const metrics[] = {"service_level", "abandonment_rate", "asa_s", "waiting_s", "occupancy", "offered"};
    char title[TITLE];
    dots_t self = {.page = page, .rows = ccs_html_rows(columns, sizeof columns / sizeof *columns)};

    ccs_prose_add(&self.params, "{\"choices\":{");
    for (size_t i = 0; i < sizeof metrics / sizeof *metrics; i++) add_choice(&self, metrics[i]);
    ccs_prose_add(&self.params, "}}");
    page->out_of_memory = page->out_of_memory || self.params.out_of_memory;
    say_most_felt(page, title);
    if (self.rows.n_rows > 0)
        ccs_page_chart(page,
            &(ccs_chart_t){.id = "differences",
                .spec = "difference",
                .params = self.params.text,
                .choose = "metric",
                .title = title,
                .note = "Variant - base, with its interval: where it leaves out 0, the difference is not chance.",
                .rows = &self.rows});
    ccs_prose_free(&self.params);
    ccs_html_rows_free(&self.rows);
}

/* ---- by interval ---------------------------------------------------------------------------------------------------------- */

static void add_interval_differences(ccs_page_t *page, uint32_t variant, uint32_t metric, ccs_html_rows_t *rows)
{
    const ccs_view_t *const v = page->view;
    const enum ccs_figure_unit unit = ccs_page_unit(v, metric);
    char begin[CCS_PROSE_TIME_MAX], words[CCS_CHANGE_TEXT_MAX];

    for (uint32_t i = page->first, shown = 0; i < v->n_intervals && shown < page->n_open; i++) {
        if (!v->interval_open[i]) continue;
        const ccs_difference_t d = ccs_compare_point_at(&page->compares[variant], metric, page->all, i);
        ccs_prose_t text = {0};

        shown++;
        if (d.change == CCS_CHANGE_NONE) continue;
        ccs_prose_add_difference(&text, unit, d.mean, d.half_width);
        ccs_html_row(rows);
        ccs_html_set_text(rows, 0, page->variants[variant].name, NULL);
        ccs_html_set_text(rows, 1, v->intervals[i], ccs_page_begin(page, i, begin));
        ccs_html_set_shown(rows, 2, d.mean, ccs_prose_text(&text));
        ccs_html_set_shown(rows, 3, d.mean - d.half_width, "");
        ccs_html_set_shown(rows, 4, d.mean + d.half_width, "");
        ccs_html_set_text(rows, 5, ccs_change_name(d.change), words_of(&page->compares[variant], metric, d, words));
        ccs_prose_free(&text);
    }
}

/* "The change is felt most at 19:30: service level +9.7 points" */
static void say_when_felt(ccs_page_t *page, uint32_t metric, char title[TITLE])
{
    uint32_t at = CCS_DATA_NONE;
    double most = 0;
    ccs_difference_t top = {0};
    char begin[CCS_PROSE_TIME_MAX];
    ccs_prose_t text = {0};

    for (uint32_t i = 0; metric != CCS_DATA_NONE && page->compares[1].has_intervals && i < page->view->n_intervals; i++) {
        const ccs_difference_t d = ccs_compare_point_at(&page->compares[1], metric, page->all, i);

        if (!page->view->interval_open[i] || d.change == CCS_CHANGE_NONE || !(fabs(d.mean) > most)) continue;
        most = fabs(d.mean);
        top = d;
        at = i;
    }
    (void) snprintf(title, TITLE, "When in the day a change is felt");
    if (at == CCS_DATA_NONE || page->n_variants > 2) return;
    ccs_prose_add_difference(&text, CCS_FIGURE_SHARE, top.mean, top.half_width);
    (void) snprintf(title, TITLE, "The change is felt most at %s: service level %s", ccs_page_begin(page, at, begin),
        ccs_prose_text(&text));
    ccs_prose_free(&text);
}

static void write_by_interval(ccs_page_t *page)
{
    static const ccs_html_column_t columns[] = {{"series", "Variant", true}, {"t", "Interval", true},
        {"mean", "Difference", false}, {"low", NULL, false}, {"high", NULL, false}, {"verdict", "Verdict", true}};
    const uint32_t metric = ccs_view_metric(page->view, "service_level");
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    const char *because = NULL;
    char title[TITLE];

    for (uint32_t i = 1; metric != CCS_DATA_NONE && i < page->n_variants; i++) {
        if (page->compares[i].has_intervals) add_interval_differences(page, i, metric, &rows);
        else because = page->compares[i].no_intervals_because;
    }
    say_when_felt(page, metric, title);
    if (rows.n_rows > 0)
        ccs_page_chart(page,
            &(ccs_chart_t){.id = "differences-day",
                .spec = "difference-by-interval",
                .params = "{\"unit\":\"+share\",\"title\":\"Difference in service level, points\"}",
                .choose = page->n_variants > 2 ? "series" : NULL,
                .title = title,
                .note = "Service level, variant - base, by interval.",
                .rows = &rows});
    if (because && *because && page->n_open > 0) {
        ccs_prose_t text = {0};

        ccs_prose_add(&text, "Differences by interval are not shown: %s.", because);
        ccs_page_prose(page, "p", "note", &text);
    }
    ccs_html_rows_free(&rows);
}

void ccs_report_comparison(ccs_page_t *page)
{
    if (page->n_variants < 2) return;
    ccs_page_begin_section(page, "comparison", "What the change does");
    for (uint32_t i = 1; i < page->n_variants; i++) {
        ccs_prose_t text = {0};

        ccs_report_say_change(page, i, &text);
        ccs_page_prose(page, "p", "", &text);
        if (page->compares[i].paired) continue;
        ccs_prose_add(&text,
            "%s is compared with the base unpaired (%s), so that differences are less sure than with the same customers.",
            page->variants[i].name, page->compares[i].unpaired_because);
        ccs_page_prose(page, "p", "note", &text);
    }
    write_dots(page);
    write_by_interval(page);
    (void) fputs("<h3>Side by side</h3>\n", page->to);
    write_side_by_side(page);
    ccs_page_end_section(page);
}
