/* report_comparison.c - what a change does: variants beside the base, differences with their intervals and verdicts. Invariant: a verdict is
 * compare.h's. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report_outcomes.h"
#include "report_sections.h"
#include "words.h"

enum { LABEL = 160, NOTE = 80, TITLE = 320, DIFFERENCE_ROWS_MAX = 500 };

/* Metrics of the side by side; those that are 0 in every variant are left out. */
static const char *const MAIN_METRICS[] = {"service_level", "target_days", "abandonment_rate", "asa_s", "wait_p95_s", "waiting_s",
    "offered", "answered", "blocking_rate", "redials", "due_service_level", "backlog_age_s", "chases", "occupancy",
    "scheduled_agents"};

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
    const char *const name = ccs_word(ccs_metric_label(page->of.view->metrics[metric]));

    if (entity == page->of.all) snprintf(label, LABEL, "%s", name);
    else snprintf(label, LABEL, "%s, %s", name, ccs_page_label(page, entity));
}

/* What a variant has beside the base: the figures of both, the difference, the verdict. */
static void add_side_by_side(const ccs_page_t *page, uint32_t variant, const uint32_t metric_entity[2], ccs_html_rows_t *rows)
{
    const uint32_t metric = metric_entity[0], entity = metric_entity[1], m = ccs_page_metric_in(page, variant, metric),
                   e = ccs_page_entity_in(page, variant, entity);
    const ccs_view_t *const other = page->variants[variant].view;
    char label[LABEL], words[CCS_CHANGE_TEXT_MAX];
    ccs_prose_t difference = {0};

    label_row(page, metric, entity, label);
    ccs_html_row(rows);
    ccs_html_set_text(rows, 0, label, NULL);
    ccs_page_set_figure(rows, 1, page->of.view, metric_entity);
    if (m == CCS_DATA_NONE || e == CCS_DATA_NONE || !ccs_view_applies(other, m, e)) return;
    const ccs_difference_t d = ccs_compare_point(&page->compares[variant], metric, entity);

    ccs_page_set_figure(rows, 2, other, (const uint32_t[]){m, e});
    ccs_prose_add_difference(&difference, ccs_page_unit(page->of.view, metric), d.mean, d.half_width);
    ccs_html_set_shown(rows, 3, d.mean, ccs_prose_text(&difference));
    ccs_html_set_text(rows, 4, ccs_say_difference(&page->compares[variant], metric, d, words), NULL);
    rows->out_of_memory = rows->out_of_memory || difference.out_of_memory;
    ccs_prose_free(&difference);
}

/* Metrics of types and groups that say where a change is felt. */
static void add_by_entity(const ccs_page_t *page, uint32_t variant, const char *const name_kind[2], ccs_html_rows_t *rows)
{
    const uint32_t metric = ccs_view_metric(page->of.view, name_kind[0]);
    uint32_t found[CCS_PAGE_ENTITIES_MAX];
    const uint32_t n = ccs_view_entities(page->of.view, name_kind[1], found, CCS_PAGE_ENTITIES_MAX);

    for (uint32_t k = 0; metric != CCS_DATA_NONE && n > 1 && k < n; k++)
        if (is_used(page, metric, found[k])) add_side_by_side(page, variant, (const uint32_t[]){metric, found[k]}, rows);
}

static void add_outcomes(const ccs_page_t *page, uint32_t variant, ccs_html_rows_t *rows)
{
    for (const char *const *name = CCS_OUTCOMES_COMPARED; *name; name++) {
        const uint32_t metric = ccs_view_metric(page->of.view, *name);

        if (metric != CCS_DATA_NONE && ccs_view_applies(page->of.view, metric, page->of.all) &&
            is_used(page, metric, page->of.all))
            add_side_by_side(page, variant, (const uint32_t[]){metric, page->of.all}, rows);
    }
}

/* The base and one variant: so that no table is wider than paper or a phone, however many variants there are. */
static void write_side_by_side(ccs_page_t *page, uint32_t variant)
{
    const ccs_html_column_t columns[] = {{NULL, "Metric", true}, {NULL, page->variants[0].name, false},
        {NULL, page->variants[variant].name, false}, {NULL, "Difference", false}, {NULL, "Verdict", true}};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    ccs_prose_t label = {0};

    rows.stacks = true;
    for (size_t i = 0; i < sizeof MAIN_METRICS / sizeof *MAIN_METRICS; i++) {
        const uint32_t metric = ccs_view_metric(page->of.view, MAIN_METRICS[i]);

        if (metric != CCS_DATA_NONE && ccs_view_applies(page->of.view, metric, page->of.all) &&
            is_used(page, metric, page->of.all))
            add_side_by_side(page, variant, (const uint32_t[]){metric, page->of.all}, &rows);
    }
    add_outcomes(page, variant, &rows);
    add_by_entity(page, variant, (const char *const[]){"service_level", "type"}, &rows);
    add_by_entity(page, variant, (const char *const[]){"fcr", "type"}, &rows);
    add_by_entity(page, variant, (const char *const[]){"occupancy", "group"}, &rows);
    ccs_prose_add(&label, "%s beside the base", page->variants[variant].name);
    page->out_of_memory = page->out_of_memory || label.out_of_memory;
    if (page->n_variants <= CCS_PAGE_FEW_VARIANTS) {
        ccs_page_element(page, "h3", "", ccs_prose_text(&label));
        ccs_page_table(page, ccs_prose_text(&label), &rows);
    } else {
        ccs_page_folded_table(page, ccs_prose_text(&label), &rows);
    }
    ccs_prose_free(&label);
    ccs_html_rows_free(&rows);
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
    const enum ccs_figure_unit unit = ccs_page_unit(page->of.view, metric);
    char name[TITLE], words[CCS_CHANGE_TEXT_MAX];
    ccs_prose_t text = {0};

    if (d.change == CCS_CHANGE_NONE || isnan(d.mean) || self->rows.n_rows >= DIFFERENCE_ROWS_MAX / page->shrink) return;
    snprintf(name, sizeof name, "%s",
        page->n_variants > CCS_PAGE_FEW_VARIANTS ? page->variants[variant].name : ccs_page_label(page, entity));
    ccs_prose_add_difference(&text, unit, d.mean, d.half_width);
    ccs_html_row(&self->rows);
    ccs_html_set_text(&self->rows, 0, ccs_word(ccs_metric_label(page->of.view->metrics[metric])), NULL);
    ccs_html_set_text(&self->rows, 1, name, NULL);
    ccs_html_set_shown(&self->rows, 2, d.mean, ccs_prose_text(&text));
    ccs_html_set_shown(&self->rows, 3, d.mean - d.half_width, "");
    ccs_html_set_shown(&self->rows, 4, d.mean + d.half_width, "");
    ccs_html_set_text(&self->rows, 5, ccs_change_name(d.change), ccs_say_difference(&page->compares[variant], metric, d, words));
    ccs_html_set_text(&self->rows, 6, page->n_variants > CCS_PAGE_FEW_VARIANTS ? "" : page->variants[variant].name, NULL);
    ccs_prose_free(&text);
}

/* A metric of all entities that it applies to, channels left out: they repeat the types. Of many variants, all together. */
static void add_choice(dots_t *self, const char *name)
{
    static const char *const units[] = {"+number", "+share", "+time"};
    const ccs_page_t *const page = self->page;
    const uint32_t metric = ccs_view_metric(page->of.view, name), before = self->rows.n_rows;

    if (metric == CCS_DATA_NONE) return;
    for (uint32_t i = 1; i < page->n_variants; i++) {
        for (uint32_t e = 0; e < page->of.view->n_entities; e++) {
            if (!ccs_view_applies(page->of.view, metric, e) || ccs_view_is_kind(page->of.view->entities[e], "channel")) continue;
            if (e == page->of.all || page->n_variants <= CCS_PAGE_FEW_VARIANTS) add_dot(self, i, metric, e);
        }
    }
    if (self->rows.n_rows == before) return;
    ccs_prose_add(&self->params, "%s\"%s\":{\"unit\":\"%s\",\"title\":\"%s%s\"}", self->n_choices++ ? "," : "",
        ccs_word(ccs_metric_label(name)), units[ccs_page_unit(page->of.view, metric)], ccs_word(ccs_metric_label(name)),
        ccs_word(ccs_page_unit(page->of.view, metric) == CCS_FIGURE_SHARE ? ", difference in points" : ", difference"));
}

/* Differences of a variant in service level, by type. @return how many */
static uint32_t differences_by_type(const ccs_page_t *page, uint32_t variant, uint32_t types[CCS_PAGE_ENTITIES_MAX],
    ccs_point_t points[CCS_PAGE_ENTITIES_MAX])
{
    const uint32_t metric = ccs_view_metric(page->of.view, "service_level");
    const uint32_t n = metric == CCS_DATA_NONE ? 0 : ccs_view_entities(page->of.view, "type", types, CCS_PAGE_ENTITIES_MAX);

    for (uint32_t k = 0; k < n; k++) {
        const ccs_difference_t d = ccs_compare_point(&page->compares[variant], metric, types[k]);

        points[k] =
            d.change == CCS_CHANGE_NONE ? ccs_point_around((double) NAN, (double) NAN) : ccs_point_around(d.mean, d.half_width);
    }
    return n;
}

/* The largest of differences, up or down. */
static ccs_peak_t largest(const ccs_point_t *points, uint32_t n)
{
    const ccs_peak_t up = ccs_peak_of(points, n, 1), down = ccs_peak_of(points, n, -1);
    const bool falls = up.at == CCS_DATA_NONE || fabs(down.point.mean) > fabs(up.point.mean);
    ccs_peak_t top = falls ? down : up;
    const ccs_peak_t *const other = falls ? &up : &down;

    /* as far the other way: neither is the largest */
    if (top.at != other->at && fabs(top.point.mean) - fabs(other->point.mean) <= top.point.half_width + other->point.half_width)
        top.clear = false;
    return top;
}

/* ": between -1.2 and +9.7 points" */
static void say_between(const ccs_point_t *points, uint32_t n, ccs_prose_t *title)
{
    const ccs_peak_t low = ccs_peak_of(points, n, -1), high = ccs_peak_of(points, n, 1);
    char a[CCS_FIGURE_MAX], b[CCS_FIGURE_MAX];

    if (low.at == CCS_DATA_NONE) return;
    ccs_figure_difference(CCS_FIGURE_SHARE, low.point.mean, low.point.half_width, a);
    ccs_figure_difference(CCS_FIGURE_SHARE, high.point.mean, high.point.half_width, b);
    if (!strcmp(a, b)) {
        ccs_prose_add(title, ": service level %s", a);
        return;
    }
    a[strcspn(a, " ")] = '\0'; /* "points" once */
    ccs_prose_add(title, ": service level between %s and %s", a, b);
}

/* "The change is felt most by Loans: service level +9.3 ± 0.4 points", where one type can be told from all others; else the range. */
static void say_most_felt(const ccs_page_t *page, ccs_prose_t *title)
{
    uint32_t types[CCS_PAGE_ENTITIES_MAX];
    ccs_point_t points[CCS_PAGE_ENTITIES_MAX];

    if (page->n_variants > 2) {
        ccs_prose_add(title, "What the variants change, against the base");
        return;
    }
    const uint32_t n = differences_by_type(page, 1, types, points);
    const ccs_peak_t top = largest(points, n);

    if (n > 1 && top.clear && top.first == top.last) {
        ccs_prose_add(title, "The change is felt most by %s: service level ", page->of.view->labels[types[top.at]]);
        ccs_prose_add_difference(title, CCS_FIGURE_SHARE, points[top.at].mean, points[top.at].half_width);
        return;
    }
    ccs_prose_add(title, n > 1 ? "What the change does, by type" : "What the change does");
    say_between(points, n, title);
}

static void write_dots(ccs_page_t *page)
{
    static const ccs_html_column_t columns[] = {{"metric", "Metric", true}, {"name", "Of", true},
        {"difference", "Difference", false}, {"low", NULL, false}, {"high", NULL, false}, {"verdict", "Verdict", true},
        {NULL, NULL, true}};
    static const ccs_html_column_t grouped[] = {{"metric", "Metric", true}, {"name", "Of", true},
        {"difference", "Difference", false}, {"low", NULL, false}, {"high", NULL, false}, {"verdict", "Verdict", true},
        {"series", "Variant", true}};
    static const char *const metrics[] = {"service_level", "abandonment_rate", "asa_s", "waiting_s", "occupancy", "offered",
        "fcr", "repeat_rate", "csat_top2", "nps"};
    const bool several = page->n_variants > 2 && page->n_variants <= CCS_PAGE_FEW_VARIANTS;
    ccs_prose_t title = {0};
    dots_t self = {.page = page, .rows = ccs_html_rows(several ? grouped : columns, sizeof columns / sizeof *columns)};

    ccs_prose_add(&self.params, "{\"choices\":{");
    for (size_t i = 0; i < sizeof metrics / sizeof *metrics; i++) add_choice(&self, metrics[i]);
    ccs_prose_add(&self.params, "}}");
    say_most_felt(page, &title);
    page->out_of_memory = page->out_of_memory || self.params.out_of_memory || title.out_of_memory;
    if (self.rows.n_rows > 0)
        ccs_page_chart(page,
            &(ccs_chart_t){.id = "differences",
                .spec = "difference",
                .params = self.params.text,
                .choose = "metric",
                .title = ccs_prose_text(&title),
                .note = page->n_variants > CCS_PAGE_FEW_VARIANTS
                    ? "Variant − base, all types or groups together, with its interval: where it leaves out 0, the difference is hardly chance."
                    : "Variant − base, with its interval: where it leaves out 0, the difference is hardly chance.",
                .rows = &self.rows});
    ccs_prose_free(&title);
    ccs_prose_free(&self.params);
    ccs_html_rows_free(&self.rows);
}

/* ---- by interval ---------------------------------------------------------------------------------------------------------- */

static void add_interval_differences(ccs_page_t *page, uint32_t variant, uint32_t metric, ccs_html_rows_t *rows)
{
    const ccs_view_t *const v = page->of.view;
    const enum ccs_figure_unit unit = ccs_page_unit(v, metric);
    char begin[CCS_PROSE_TIME_MAX], words[CCS_CHANGE_TEXT_MAX];

    for (uint32_t k = 0; k < page->n_shown; k++) {
        const uint32_t i = page->shown[k];
        const ccs_difference_t d = ccs_compare_point_at(&page->compares[variant], metric, page->of.all, i);
        ccs_prose_t text = {0};

        if (d.change == CCS_CHANGE_NONE) continue;
        ccs_prose_add_difference(&text, unit, d.mean, d.half_width);
        ccs_html_row(rows);
        ccs_html_set_text(rows, 0, page->variants[variant].name, NULL);
        ccs_html_set_text(rows, 1, v->intervals[i], ccs_page_begin(page, i, begin));
        ccs_html_set_shown(rows, 2, d.mean, ccs_prose_text(&text));
        ccs_html_set_shown(rows, 3, d.mean - d.half_width, "");
        ccs_html_set_shown(rows, 4, d.mean + d.half_width, "");
        ccs_html_set_text(rows, 5, ccs_change_name(d.change), ccs_say_difference(&page->compares[variant], metric, d, words));
        ccs_prose_free(&text);
    }
}

/* "The change is felt most from 19:00 to 20:00: service level +9.7 ± 0.8 points", where the time can be told. */
static void say_when_felt(const ccs_page_t *page, uint32_t metric, ccs_prose_t *title)
{
    char range[CCS_PAGE_RANGE_MAX];

    if (page->n_variants > 2 || !page->compares[1].has_intervals || metric == CCS_DATA_NONE || page->of.n_open == 0) {
        ccs_prose_add(title, "When a change is felt");
        return;
    }
    const ccs_interval_points_t of = ccs_interval_points(&page->of, metric, page->of.all);

    if (!of.points) {
        title->out_of_memory = true;
        return;
    }
    for (uint32_t i = 0; i < of.n; i++) {
        const ccs_difference_t d = ccs_compare_point_at(&page->compares[1], metric, page->of.all, of.interval[i]);

        of.points[i] =
            d.change == CCS_CHANGE_NONE ? ccs_point_around((double) NAN, (double) NAN) : ccs_point_around(d.mean, d.half_width);
    }
    const ccs_peak_t top = largest(of.points, of.n);

    if (top.clear) {
        ccs_prose_add(title, "The change is felt most %s: service level %s", ccs_page_peak_during(page, &of, &top, range),
            top.first < top.last ? ccs_word("up to ") : "");
        ccs_prose_add_difference(title, CCS_FIGURE_SHARE, of.points[top.at].mean, of.points[top.at].half_width);
    } else {
        ccs_prose_add(title, "The change %s", ccs_page_course(page));
        say_between(of.points, of.n, title);
    }
    free(of.points);
}

static void write_by_interval(ccs_page_t *page)
{
    static const ccs_html_column_t columns[] = {{"series", "Variant", true}, {"t", "When", true}, {"mean", "Difference", false},
        {"low", NULL, false}, {"high", NULL, false}, {"verdict", "Verdict", true}};
    const uint32_t metric = ccs_view_metric(page->of.view, "service_level");
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    const char *because = NULL;
    char note[NOTE];
    ccs_prose_t title = {0}, params = {0};

    ccs_prose_add(&params, "{\"unit\":\"+share\",\"title\":\"%s\"}", ccs_word("Difference in service level, points"));
    for (uint32_t i = 1; metric != CCS_DATA_NONE && i < page->n_variants; i++) {
        if (page->compares[i].has_intervals) add_interval_differences(page, i, metric, &rows);
        else because = page->compares[i].no_intervals_because;
    }
    snprintf(note, sizeof note, ccs_word("Service level, variant − base, by %s."), ccs_page_noun(page));
    say_when_felt(page, metric, &title);
    page->out_of_memory = page->out_of_memory || title.out_of_memory || params.out_of_memory;
    if (rows.n_rows > 0)
        ccs_page_chart(page,
            &(ccs_chart_t){.id = "differences-day",
                .spec = "difference-by-interval",
                .params = ccs_prose_text(&params),
                .choose = page->n_variants > 2 ? "series" : NULL,
                .title = ccs_prose_text(&title),
                .note = note,
                .rows = &rows,
                .by_interval = true});
    ccs_prose_free(&title);
    ccs_prose_free(&params);
    if (because && *because && page->n_shown > 0) {
        ccs_prose_t text = {0};

        ccs_prose_add(&text, "Differences by %s are not shown: %s.", ccs_page_noun(page), ccs_word(because));
        ccs_page_prose(page, "p", "note", &text);
    }
    ccs_html_rows_free(&rows);
}

/* What the sentence in the answer leaves out: targets and days, when service is worst, by the same rules as of the base. */
static void write_details(ccs_page_t *page, uint32_t variant)
{
    ccs_page_t other;
    ccs_prose_t text = {0};

    if (!ccs_page_of_variant(page, variant, &other)) return;
    ccs_page_element(page, "h3", "", page->variants[variant].name);
    ccs_say_targets(&other, &text);
    ccs_say_days_of_both(page, variant, &text);
    ccs_prose_add(&text, " ");
    ccs_say_worst(&other, &text);
    ccs_page_prose(page, "p", "", &text);
}

/* Groups that stand in the place of others (groups.*.same_role_as), whose figures are beside theirs. */
static void write_roles(ccs_page_t *page, uint32_t variant)
{
    const ccs_compare_t *const c = &page->compares[variant];
    ccs_prose_t text = {0};

    for (uint32_t e = 0; e < c->base->n_entities; e++) {
        const uint32_t other = c->entities[e];

        if (other == CCS_DATA_NONE || !strcmp(c->base->entities[e], c->other->entities[other])) continue;
        if (text.n == 0) ccs_prose_add(&text, "%s: ", page->variants[variant].name);
        else ccs_prose_add(&text, "; ");
        ccs_prose_add(&text, "%s takes the place of %s", c->other->labels[other], c->base->labels[e]);
    }
    if (text.n > 0) ccs_prose_add(&text, ".");
    ccs_page_prose(page, "p", "note", &text);
}

void ccs_section_comparison(ccs_page_t *page)
{
    if (page->n_variants < 2) return;
    ccs_page_begin_section(page, "comparison", page->n_variants > 2 ? "What the changes do" : "What the change does");
    for (uint32_t i = 1; i < page->n_variants; i++) {
        ccs_prose_t text = {0};

        if (page->n_variants <= CCS_PAGE_FEW_VARIANTS) write_details(page, i);
        write_roles(page, i);
        if (page->compares[i].paired) continue;
        ccs_prose_add(&text,
            "%s is compared with the base unpaired (%s), so that differences are less sure than with the same customers.",
            page->variants[i].name, ccs_word(page->compares[i].unpaired_because));
        ccs_page_prose(page, "p", "note", &text);
    }
    write_dots(page);
    write_by_interval(page);
    for (uint32_t i = 1; i < page->n_variants; i++) write_side_by_side(page, i);
    ccs_page_end_section(page);
}
