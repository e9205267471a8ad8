/* report_page.c - what all sections of the report use: elements, charts, and small questions about the results. Invariant: every text that
 * comes from a result is escaped here or in html.c. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report_page.h"
#include "targets.h"
#include "words.h"
#include "worst.h"

/* Rows of a chart that a page can carry, packed some 70 bytes each, and of its table, some 200. */
enum { ROWS_MAX = 2400, TABLE_ROWS_MAX = 600, SHRINK_MAX = 16 };

/* ---- writing -------------------------------------------------------------------------------------------------------------- */

void ccs_page_begin_section(ccs_page_t *self, const char *id, const char *title)
{
    fprintf(self->to, "<section id=\"%s\" aria-labelledby=\"%s-title\"><h2 id=\"%s-title\">", id, id, id);
    self->heading = ccs_word(title);
    ccs_html_text(self->heading, self->to);
    fputs("</h2>\n", self->to);
}

void ccs_page_end_section(ccs_page_t *self)
{
    fputs("</section>\n\n", self->to);
}

void ccs_page_element(ccs_page_t *self, const char *tag, const char *css, const char *text)
{
    fprintf(self->to, *css ? "<%s class=\"%s\">" : "<%s>", tag, css);
    ccs_html_text(ccs_word(text), self->to);
    fprintf(self->to, "</%s>\n", tag);
}

void ccs_page_prose(ccs_page_t *self, const char *tag, const char *css, ccs_prose_t *prose)
{
    self->out_of_memory = self->out_of_memory || prose->out_of_memory;
    if (prose->n > 0) {
        fprintf(self->to, *css ? "<%s class=\"%s\">" : "<%s>", tag, css);
        ccs_html_prose(prose->text, self->to);
        fprintf(self->to, "</%s>\n", tag);
    }
    ccs_prose_free(prose);
}

static void use_spec(ccs_page_t *self, const char *spec)
{
    for (uint32_t i = 0; i < self->n_specs; i++)
        if (!strcmp(self->specs[i], spec)) return;
    if (self->n_specs < CCS_REPORT_SPECS_MAX) self->specs[self->n_specs++] = spec;
}

static void write_attribute(ccs_page_t *self, const char *name, const char *value)
{
    if (!value) return;
    fprintf(self->to, " %s=\"", name);
    ccs_html_text(value, self->to);
    fputc('"', self->to);
}

static void write_data(ccs_page_t *self, const ccs_chart_t *chart)
{
    fputs("<script type=\"application/json\" class=\"data\">", self->to);
    if (chart->name) fprintf(self->to, "{\"%s\":", chart->name);
    if (ccs_html_rows_json(chart->rows, self->to)) self->out_of_memory = true;
    if (chart->more) {
        fprintf(self->to, ",\"%s\":", chart->more_name);
        if (ccs_html_rows_json(chart->more, self->to)) self->out_of_memory = true;
    }
    fputs(chart->name ? "}</script>\n" : "</script>\n", self->to);
}

static bool has_heads(const ccs_html_rows_t *rows)
{
    for (uint32_t i = 0; i < rows->n_columns; i++)
        if (rows->columns[i].head) return rows->n_rows > 0;
    return false;
}

/* The table holds fewer rows than the drawing can, since each takes four times the room there: then it says so. */
static void write_chart_table(ccs_page_t *self, const ccs_chart_t *chart, const ccs_html_rows_t *rows, const char *which)
{
    ccs_prose_t label = {0}, note = {0};

    if (!rows || !has_heads(rows)) return;
    ccs_html_rows_t head = *rows; /* the same rows, or the first of them */

    if (head.n_rows > TABLE_ROWS_MAX / self->shrink) head.n_rows = TABLE_ROWS_MAX / self->shrink;
    ccs_prose_add(&label, "Data: %s%s", ccs_word(chart->title), which);
    ccs_html_rows_table(&head, ccs_prose_text(&label), self->to);
    if (head.n_rows < rows->n_rows) {
        ccs_prose_add(&note, "The first %u of ", head.n_rows);
        ccs_prose_add_count(&note, rows->n_rows, "row", "rows");
        ccs_prose_add(&note, "; the picture has all of them, and so has ccsim export.");
    }
    self->out_of_memory = self->out_of_memory || label.out_of_memory;
    ccs_page_prose(self, "p", "note", &note);
    ccs_prose_free(&label);
}

/* The name of the day of an interval: "Tuesday 3 March 2026" without its year; of longer ones the year. */
static const char *block_of(const ccs_page_t *self, uint32_t interval, char text[CCS_PROSE_TIME_MAX])
{
    char *const year = strrchr(ccs_prose_date(self->of.view->intervals[interval], text), ' ');

    if (self->of.view->report) {
        snprintf(text, CCS_PROSE_TIME_MAX, "%.4s", self->of.view->intervals[interval]);
        return text;
    }
    if (year) *year = '\0';
    return text;
}

static uint32_t count_blocks_of(const ccs_page_t *self, const uint32_t *intervals, uint32_t n)
{
    uint32_t days = n > 0;

    for (uint32_t i = 1; i < n; i++) days += !ccs_view_same_block(self->of.view, intervals[i - 1], intervals[i]);
    return days;
}

/* Which intervals a chart shows, where they are not all there are. */
static void write_window(ccs_page_t *self)
{
    const uint32_t *const last = self->n_shown ? &self->shown[self->n_shown - 1] : NULL;
    char begin[CCS_PROSE_TIME_MAX], range[CCS_PAGE_RANGE_MAX];
    ccs_prose_t text = {0};

    if (!last || self->n_shown == self->of.n_open) return;
    const bool from_start = self->shown == self->of.open || !ccs_view_same_block(self->of.view, self->shown[-1], self->shown[0]);
    const bool to_end = &last[1] == &self->of.open[self->of.n_open] || !ccs_view_same_block(self->of.view, last[0], last[1]);

    if (from_start && to_end) {
        const uint32_t days = count_blocks_of(self, self->shown, self->n_shown);

        ccs_prose_add(&text, days == 1 ? "Shown is %u of %u %s, " : "Shown are %u of %u %s, ", days,
            count_blocks_of(self, self->of.open, self->of.n_open), ccs_word(self->of.view->report ? "years" : "days"));
        ccs_prose_add(&text, "%s", block_of(self, self->shown[0], begin));
        if (days > 1) ccs_prose_add(&text, " to %s", block_of(self, *last, begin));
    } else {
        ccs_prose_add(&text, "Shown are %u of ", self->n_shown);
        ccs_prose_add_count(&text, self->of.n_open, "interval", "intervals");
        ccs_prose_add(&text, ", %s", ccs_page_span(self, self->shown[0], *last, range));
    }
    ccs_prose_add(&text, ": those about the worst %s. The title is about all of them.", ccs_page_noun(self));
    ccs_page_prose(self, "p", "note window", &text);
}

void ccs_page_chart(ccs_page_t *self, const ccs_chart_t *chart)
{
    self->out_of_memory = self->out_of_memory || chart->rows->out_of_memory || (chart->more && chart->more->out_of_memory);
    use_spec(self, chart->spec);
    fputs("<figure class=\"chart\"", self->to);
    write_attribute(self, "id", chart->id);
    write_attribute(self, "data-spec", chart->spec);
    write_attribute(self, "data-params", chart->params);
    write_attribute(self, "data-choose", chart->choose);
    fputs(">\n<figcaption>", self->to);
    fputs("<h3>", self->to);
    ccs_html_prose(ccs_word(chart->title), self->to);
    fputs("</h3>\n", self->to);
    if (chart->note) ccs_page_element(self, "p", "note", chart->note);
    if (chart->by_interval) write_window(self);
    fputs("</figcaption>\n<div class=\"plot\" role=\"img\"", self->to);
    write_attribute(self, "aria-label", ccs_word(chart->title));
    fputs("></div>\n", self->to);
    write_data(self, chart);
    fputs("<details><summary>", self->to);
    ccs_html_text(ccs_word("Data"), self->to);
    fputs("</summary>\n", self->to);
    write_chart_table(self, chart, chart->rows, chart->more ? ccs_word(", first table") : "");
    write_chart_table(self, chart, chart->more, ccs_word(", second table"));
    fputs("</details>\n</figure>\n", self->to);
}

void ccs_page_table(ccs_page_t *self, const char *label, const ccs_html_rows_t *rows)
{
    self->out_of_memory = self->out_of_memory || rows->out_of_memory;
    ccs_html_rows_table(rows, label, self->to);
}

void ccs_page_folded_table(ccs_page_t *self, const char *summary, const ccs_html_rows_t *rows)
{
    fputs("<details><summary>", self->to);
    ccs_html_text(ccs_word(summary), self->to);
    fputs("</summary>\n", self->to);
    ccs_page_table(self, summary, rows);
    fputs("</details>\n", self->to);
}

void ccs_page_figure_data(ccs_page_t *self, uint32_t variant, uint32_t metric, uint32_t entity)
{
    const ccs_view_t *const v = self->variants[variant].view;
    const double x = ccs_view_point(v, metric, entity).mean;

    write_attribute(self, "data-metric", v->metrics[metric]);
    write_attribute(self, "data-entity", v->entities[entity]);
    write_attribute(self, "data-config", v->name);
    fprintf(self->to, isfinite(x) ? " data-value=\"%.17g\"" : " data-value=\"\"", x);
}

/* ---- words ---------------------------------------------------------------------------------------------------------------- */

const char *ccs_page_contacts(const ccs_page_t *self)
{
    return ccs_word(self->of.calls ? "calls" : "contacts");
}

const char *ccs_page_contacts_of(const ccs_page_t *self, uint32_t entity)
{
    static const char *const nouns[][2] = {{"voice", "calls"}, {"email", "e-mails"}, {"chat", "chats"}, {"sms", "text messages"},
        {"messaging", "messages"}, {"video", "video calls"}, {"web_call", "web calls"}, {"web_form", "forms"},
        {"post", "letters"}};
    const char *const name = self->of.view->entities[entity];

    for (size_t i = 0; ccs_view_is_kind(name, "channel") && i < sizeof nouns / sizeof *nouns; i++)
        if (!strcmp(&name[sizeof "channel"], nouns[i][0])) return ccs_word(nouns[i][1]);
    return ccs_page_contacts(self);
}

/* What people call an observation: so many days of a centre are a week, a month; others are runs. */
static const struct {
    uint32_t least_days, most_days;
    const char *one, *many, *head, *heads;
} PERIODS[] = {{1, 1, "day", "days", "Day", "Days"}, {5, 7, "week", "weeks", "Week", "Weeks"},
    {28, 31, "month", "months", "Month", "Months"}, {365, 366, "year", "years", "Year", "Years"},
    {0, UINT32_MAX, "run", "runs", "Run", "Runs"}};

static size_t period_of(const ccs_page_t *self)
{
    const uint32_t n_days = self->of.n_days > 1 ? self->of.n_days : 1;
    size_t i = 0;

    while (n_days < PERIODS[i].least_days || n_days > PERIODS[i].most_days) i++;
    return i;
}

const char *ccs_page_observation(const ccs_page_t *self, bool many)
{
    if (self->of.steady) return ccs_word(many ? "batches" : "batch");
    return ccs_word(many ? PERIODS[period_of(self)].many : PERIODS[period_of(self)].one);
}

const char *ccs_page_observation_head(const ccs_page_t *self, bool many)
{
    if (self->of.steady) return ccs_word(many ? "Batches" : "Batch");
    return ccs_word(many ? PERIODS[period_of(self)].heads : PERIODS[period_of(self)].head);
}

/* In a sentence and as a heading: by observation (PERIODS), then by what is longer than an interval. */
static const char *const COURSES[][2] = {{"through the day", "Through the day"}, {"through the week", "Through the week"},
    {"through the month", "Through the month"}, {"through the year", "Through the year"},
    {"through the days", "Through the days"}, {"day by day", "Day by day"}, {"week by week", "Week by week"},
    {"month by month", "Month by month"}};
enum { OF_DAYS = sizeof PERIODS / sizeof *PERIODS, OF_WEEKS, OF_MONTHS };

static size_t course_of(const ccs_page_t *self)
{
    const char *const report = self->of.view->report;

    if (!report) return period_of(self);
    return !strcmp(report, "day") ? OF_DAYS : !strcmp(report, "week") ? OF_WEEKS : OF_MONTHS;
}

const char *ccs_page_grid_head(const ccs_page_t *self)
{
    static const char *const of[] = {[OF_DAYS] = "Staff and service by day",
        [OF_WEEKS] = "Staff and service by week",
        [OF_MONTHS] = "Staff and service by month"};
    const size_t course = course_of(self);

    return course < OF_DAYS ? "Staff and service by interval" : of[course];
}

const char *ccs_page_course(const ccs_page_t *self)
{
    return ccs_word(COURSES[course_of(self)][0]);
}

const char *ccs_page_course_head(const ccs_page_t *self)
{
    return ccs_word(COURSES[course_of(self)][1]);
}

const char *ccs_page_noun(const ccs_page_t *self)
{
    return ccs_word(ccs_prose_interval_noun(self->of.view->report, self->of.interval_s));
}

const char *ccs_page_nouns(const ccs_page_t *self, char text[CCS_PROSE_TIME_MAX])
{
    snprintf(text, CCS_PROSE_TIME_MAX, "%ss", ccs_prose_interval_noun(self->of.view->report, self->of.interval_s));
    return ccs_word(text);
}

/* What a count is about, in English; of a steady state it is of replications. */
static const char *per_of(const ccs_page_t *self)
{
    if (self->of.steady)
        return self->of.view->n_observations > self->of.view->replications ? "a replication, all its batches together"
                                                                           : "a replication";
    switch (period_of(self)) {
    case 0: return "a day";
    case 1: return "a week, all its days together";
    case 2: return "a month, all its days together";
    case 3: return "a year, all its days together";
    default: return "a run, all its days together";
    }
}

const char *ccs_page_per(const ccs_page_t *self)
{
    return ccs_word(per_of(self));
}

enum ccs_figure_unit ccs_page_unit(const ccs_view_t *view, uint32_t metric)
{
    return ccs_figure_unit(view->units[metric], view->kinds[metric]);
}

static bool is_dated(const ccs_page_t *self)
{
    return self->of.n_days > 1;
}

const char *ccs_page_begin(const ccs_page_t *self, uint32_t interval, char text[CCS_PROSE_TIME_MAX])
{
    return ccs_prose_begin(self->of.view->intervals[interval], is_dated(self), text);
}

const char *ccs_page_span(const ccs_page_t *self, uint32_t first, uint32_t last, char text[CCS_PAGE_RANGE_MAX])
{
    const ccs_view_t *const v = self->of.view;
    const bool days = is_dated(self) && !ccs_view_same_day(v, first, last);
    char begin[CCS_PROSE_TIME_MAX], end[CCS_PROSE_TIME_MAX], day[CCS_PROSE_TIME_MAX] = "";

    if (first == last && (v->report || !v->interval_open[first])) return ccs_page_begin(self, first, text);
    if (v->report) {
        snprintf(text, CCS_PAGE_RANGE_MAX, ccs_word("%s to %s"), ccs_page_begin(self, first, begin),
            ccs_page_begin(self, last, end));
        return text;
    }
    if (days) (void) ccs_prose_day(v->intervals[last], day);
    snprintf(text, CCS_PAGE_RANGE_MAX, ccs_word("%s to %s%s%s"), ccs_page_begin(self, first, begin), day, days ? " " : "",
        ccs_prose_end(v->intervals[last], v->interval_end_s[last] - v->interval_start_s[last], end));
    return text;
}

const char *ccs_page_range(const ccs_page_t *self, uint32_t interval, char text[CCS_PAGE_RANGE_MAX])
{
    return ccs_page_span(self, interval, interval, text);
}

const char *ccs_page_during(const ccs_page_t *self, uint32_t first, uint32_t last, char text[CCS_PAGE_RANGE_MAX])
{
    const char *const report = self->of.view->report;
    char range[CCS_PAGE_RANGE_MAX];

    snprintf(text, CCS_PAGE_RANGE_MAX, "%s%.90s", ccs_word(first == last ? ccs_prose_when(report) : "from "),
        ccs_page_span(self, first, last, range));
    return text;
}

const char *ccs_page_peak_during(const ccs_page_t *page, const ccs_interval_points_t *of, const ccs_peak_t *peak,
    char text[CCS_PAGE_RANGE_MAX])
{
    return ccs_page_during(page, of->interval[peak->first], of->interval[peak->last], text);
}

/* ---- what there is -------------------------------------------------------------------------------------------------------- */

uint32_t ccs_page_metric_in(const ccs_page_t *self, uint32_t variant, uint32_t metric)
{
    if (metric == CCS_DATA_NONE || variant == 0) return metric;
    return ccs_view_metric(self->variants[variant].view, self->of.view->metrics[metric]);
}

uint32_t ccs_page_entity_in(const ccs_page_t *self, uint32_t variant, uint32_t entity)
{
    if (entity == CCS_DATA_NONE || variant == 0) return entity;
    return self->compares[variant].entities[entity];
}

bool ccs_page_of_variant(const ccs_page_t *self, uint32_t variant, ccs_page_t *other)
{
    *other = *self;
    other->found = &self->findings[variant];
    other->of = other->found->scope;
    return other->of.all != CCS_DATA_NONE;
}

const char *ccs_page_whose(const ccs_page_t *self)
{
    return self->n_variants > 1 ? ccs_word("Base: ") : "";
}

void ccs_page_set_figure(ccs_html_rows_t *rows, uint32_t column, const ccs_view_t *view, const uint32_t metric_entity[2])
{
    const uint32_t metric = metric_entity[0], entity = metric_entity[1];
    const ccs_point_t x = ccs_view_point(view, metric, entity);
    char mean[CCS_FIGURE_MAX], text[CCS_FIGURE_MAX + 32];

    if (!strcmp(view->metrics[metric], "target_days")) {
        const ccs_target_days_t d = ccs_target_days(view, entity);

        if (d.n > 1 && !isnan(d.low)) {
            snprintf(text, sizeof text, ccs_word("%s (%.0f to %.0f %%)"), ccs_figure_mean(CCS_FIGURE_SHARE, d.mean, 0.02, mean),
                100 * d.low, 100 * d.high);
            ccs_html_set_shown(rows, column, x.mean, text);
            return;
        }
    }
    ccs_html_set_point(rows, column, ccs_page_unit(view, metric), x);
}

const char *ccs_page_label(const ccs_page_t *self, uint32_t entity)
{
    return entity == self->of.all ? ccs_word("All together") : self->of.view->labels[entity];
}

/* Tables become shorter first: the pictures keep what they show as long as can be. */
static uint32_t shrink_of_rows(const ccs_page_t *self)
{
    return self->shrink > 1 ? self->shrink / 2 : 1;
}

uint32_t ccs_page_contact_entities(const ccs_page_t *self, uint32_t rows_each, uint32_t *found)
{
    found[0] = self->of.all;
    const uint32_t n = ccs_view_entities(self->of.view, "type", &found[1], CCS_PAGE_ENTITIES_MAX - 1);

    return n > 1 && n < CCS_PAGE_ENTITIES_MAX - 1 && (uint64_t) (n + 1) * rows_each <= ROWS_MAX / shrink_of_rows(self) ? n + 1
                                                                                                                       : 1;
}

/* The intervals that charts show: all of them, or whole days about the worst one, as many as a page can carry. */
static void choose_window(ccs_page_t *self)
{
    uint32_t types[CCS_PAGE_ENTITIES_MAX];
    const uint32_t n_types = ccs_view_entities(self->of.view, "type", types, CCS_PAGE_ENTITIES_MAX);
    const uint32_t most = ROWS_MAX / self->n_variants / shrink_of_rows(self);
    const ccs_window_limits_t limits = {most, n_types > 1 ? most / (n_types + 1) : most};
    const uint32_t about = self->of.n_open > limits.of_each ? ccs_worst_place(&self->of, &self->found->worst) : 0;
    const ccs_window_t window = ccs_window_about(&self->of, about, limits);

    self->shown = &self->of.open[window.from];
    self->n_shown = window.n;
}

static int open_findings(ccs_page_t *self, ccs_err_t *err)
{
    int ret = 0;

    self->findings = calloc(self->n_variants, sizeof *self->findings);
    CCS_REQUIRE(self->findings, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the report"));
    CCS_TRY(ccs_findings_open(&self->findings[0], self->variants[0].view, err));
    for (uint32_t i = 1; i < self->n_variants; i++)
        CCS_TRY(ccs_findings_open_beside(&self->findings[i], &self->findings[0], self->variants[i].view, err));
    self->found = &self->findings[0];
    self->of = self->found->scope;
out:
    return ret;
}

static int open_compares(ccs_page_t *self, ccs_err_t *err)
{
    int ret = 0;

    self->compares = calloc(self->n_variants, sizeof *self->compares);
    CCS_REQUIRE(self->compares, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the report"));
    for (uint32_t i = 1; i < self->n_variants; i++)
        CCS_TRY(ccs_compare_open(&self->compares[i], self->of.view, self->variants[i].view, err));
out:
    return ret;
}

int ccs_page_open(ccs_page_t *self, const ccs_report_variant_t *variants, uint32_t n, FILE *to, ccs_err_t *err)
{
    int ret = 0;

    *self = (ccs_page_t){.variants = variants, .n_variants = n, .to = to, .shrink = 1};
    CCS_TRY(open_findings(self, err));
    CCS_TRY(open_compares(self, err));
    choose_window(self);
out:
    return ret;
}

bool ccs_page_shrink(ccs_page_t *self)
{
    if (self->shrink >= SHRINK_MAX) return false;
    self->shrink *= 2;
    choose_window(self);
    return true;
}

void ccs_page_free(ccs_page_t *self)
{
    for (uint32_t i = 0; self->compares && i < self->n_variants; i++) ccs_compare_free(&self->compares[i]);
    for (uint32_t i = self->findings ? self->n_variants : 0; i > 0; i--) ccs_findings_free(&self->findings[i - 1]);
    free(self->compares);
    free(self->findings);
    *self = (ccs_page_t){0};
}
