/* report_day.c - how the day goes: service level, waits, abandonment through the day with their bands, contacts offered and agents.
 * Invariant: a metric has a chart here because the result holds it by interval. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report_sections.h"

enum { TITLE = 256 };

static const char NOTE_DAYS[] = "Dark band: interval of the mean. Light band: days, 10 to 90 %: eight days of ten lie in it.";
static const char NOTE_RUNS[] = "Dark band: interval of the mean. Light band: eight of ten such runs lie in it, 10 to 90 %.";
static const char NOTE_LINES[] = "A line for each variant, with the interval of its mean.";
static const char NOTE_CHOSEN[] = "The base and the variant chosen, with the intervals of their means.";

/* What bands there are; one observation has none. */
static const char *note_of(const ccs_page_t *page)
{
    if (page->n_variants > CCS_PAGE_COLOURS) return NOTE_CHOSEN;
    if (page->n_variants > 1) return NOTE_LINES;
    return page->of.view->n_observations < 2 ? NULL : page->of.n_days > 1 ? NOTE_RUNS : NOTE_DAYS;
}

/* ---- rows ----------------------------------------------------------------------------------------------------------------- */

static const ccs_html_column_t BAND_COLUMNS[] = {{"of", "Of", true}, {"t", "Interval", true}, {"mean", "Mean", false},
    {"low", NULL, false}, {"high", NULL, false}, {"p10", "A day in ten below", false}, {"p90", "A day in ten above", false}};
static const ccs_html_column_t LINE_COLUMNS[] = {{"of", "Of", true}, {"t", "Interval", true}, {"series", "Variant", true},
    {"mean", "Mean", false}, {"low", NULL, false}, {"high", NULL, false}};

typedef struct {
    ccs_page_t *page;
    ccs_html_rows_t rows;
    uint32_t metric, entity; /* of the base */
} writer_t;

static void add_interval(writer_t *w, uint32_t variant, uint32_t interval)
{
    const ccs_view_t *const v = w->page->variants[variant].view;
    const uint32_t metric = ccs_page_metric_in(w->page, variant, w->metric),
                   entity = ccs_page_entity_in(w->page, variant, w->entity);
    const bool several = w->page->n_variants > 1;
    const uint32_t mean = several ? 3 : 2;
    char begin[CCS_PROSE_TIME_MAX];

    if (metric == CCS_DATA_NONE || entity == CCS_DATA_NONE || interval >= v->n_intervals || !ccs_view_has_intervals(v, metric))
        return;
    const ccs_point_t x = ccs_view_point_at(v, metric, entity, interval);
    const enum ccs_figure_unit unit = ccs_page_unit(v, metric);

    ccs_html_row(&w->rows);
    ccs_html_set_text(&w->rows, 0, ccs_page_label(w->page, w->entity), NULL);
    ccs_html_set_text(&w->rows, 1, v->intervals[interval], ccs_page_begin(w->page, interval, begin));
    if (several) ccs_html_set_text(&w->rows, 2, w->page->variants[variant].name, NULL);
    ccs_html_set_point(&w->rows, mean, unit, x);
    ccs_html_set_shown(&w->rows, mean + 1, x.low, "");
    ccs_html_set_shown(&w->rows, mean + 2, x.high, "");
    if (several) return;
    const double p10 = ccs_view_quantile_at(v, metric, entity, interval, ccs_view_probability(v, 0.1));
    const double p90 = ccs_view_quantile_at(v, metric, entity, interval, ccs_view_probability(v, 0.9));

    ccs_html_set_figure(&w->rows, 5, unit, p10, NAN);
    ccs_html_set_figure(&w->rows, 6, unit, p90, NAN);
}

static void add_entity(writer_t *w)
{
    const ccs_view_t *const v = w->page->of.view;

    if (!ccs_view_applies(v, w->metric, w->entity)) return;
    for (uint32_t variant = 0; variant < w->page->n_variants; variant++) {
        for (uint32_t k = 0; k < w->page->n_shown; k++) add_interval(w, variant, w->page->shown[k]);
    }
}

/* ---- charts --------------------------------------------------------------------------------------------------------------- */

static void put_last(uint32_t *entities, uint32_t n)
{
    const uint32_t first = entities[0];

    memmove(entities, &entities[1], (n - 1) * sizeof *entities);
    entities[n - 1] = first;
}

static void write_metric(ccs_page_t *page, const char *name, const char *id)
{
    const uint32_t metric = ccs_view_metric(page->of.view, name);
    const bool several = page->n_variants > 1;
    uint32_t found[CCS_PAGE_ENTITIES_MAX];
    const bool chosen = page->n_variants > CCS_PAGE_COLOURS; /* then the menu has the variants */
    const uint32_t n = chosen ? 1 : ccs_page_contact_entities(page, page->n_shown * page->n_variants, found);
    writer_t w = {.page = page, .metric = metric};
    char start[TITLE], *params = NULL;
    ccs_prose_t title = {0}, members = {0};

    found[0] = page->of.all;
    if (metric == CCS_DATA_NONE || !ccs_view_has_intervals(page->of.view, metric)) return;
    w.rows = several ? ccs_html_rows(LINE_COLUMNS, sizeof LINE_COLUMNS / sizeof *LINE_COLUMNS)
                     : ccs_html_rows(BAND_COLUMNS, sizeof BAND_COLUMNS / sizeof *BAND_COLUMNS);
    if (n > 1 && page->of.n_channels > 1) put_last(found, n); /* what has a mean over channels is not what a reader meets first */
    for (uint32_t k = 0; k < n; k++) {
        w.entity = found[k];
        add_entity(&w);
    }
    static const char *const units[] = {"number", "share", "time"};

    snprintf(start, sizeof start, "\"unit\":\"%s\",\"title\":\"%s\"", units[ccs_page_unit(page->of.view, metric)],
        ccs_metric_label(name));
    ccs_prose_add(&members, "%s", start);
    if (chosen) ccs_page_add_always(page, &members);
    if (!strcmp(name, "service_level")) params = ccs_page_target_params(page, ccs_prose_text(&members), found, n, false);
    else params = ccs_page_params(ccs_prose_text(&members));
    ccs_say_extremes(page, metric, page->of.all, ccs_metric_label(name), &title);
    page->out_of_memory = page->out_of_memory || !params || title.out_of_memory || members.out_of_memory;
    if (w.rows.n_rows > 0)
        ccs_page_chart(page,
            &(ccs_chart_t){.id = id,
                .spec = several ? "lines" : "line-band",
                .params = params,
                .choose = chosen ? "series"
                    : n > 1      ? "of"
                                 : NULL,
                .title = ccs_prose_text(&title),
                .note = note_of(page),
                .rows = &w.rows,
                .by_interval = true});
    ccs_prose_free(&title);
    ccs_prose_free(&members);
    free(params);
    ccs_html_rows_free(&w.rows);
}

/* Contacts as bars; agents as lines: what was scheduled, who is there, who is busy. */
static void add_agents(ccs_page_t *page, const char *name, ccs_html_rows_t *rows)
{
    const ccs_view_t *const v = page->of.view;
    const uint32_t metric = ccs_view_metric(v, name);
    char begin[CCS_PROSE_TIME_MAX];

    if (metric == CCS_DATA_NONE || !ccs_view_has_intervals(v, metric) || !ccs_view_applies(v, metric, page->of.all)) return;
    for (uint32_t k = 0; k < page->n_shown; k++) {
        const uint32_t i = page->shown[k];
        const ccs_point_t x = ccs_view_point_at(v, metric, page->of.all, i);

        ccs_html_row(rows);
        ccs_html_set_text(rows, 0, v->intervals[i], ccs_page_begin(page, i, begin));
        ccs_html_set_text(rows, 1, ccs_metric_label(name), NULL);
        ccs_html_set_point(rows, 2, CCS_FIGURE_NUMBER, x);
    }
}

static void add_offered(ccs_page_t *page, uint32_t metric, ccs_html_rows_t *rows)
{
    const ccs_view_t *const v = page->of.view;
    char begin[CCS_PROSE_TIME_MAX];

    for (uint32_t k = 0; k < page->n_shown; k++) {
        const uint32_t i = page->shown[k];
        const ccs_point_t x = ccs_view_point_at(v, metric, page->of.all, i);

        ccs_html_row(rows);
        ccs_html_set_text(rows, 0, v->intervals[i], ccs_page_begin(page, i, begin));
        ccs_html_set_point(rows, 1, CCS_FIGURE_NUMBER, x);
        ccs_html_set_shown(rows, 2, x.low, "");
        ccs_html_set_shown(rows, 3, x.high, "");
    }
}

/* "Most calls are offered from 10:00 to 11:00: about 681 in an interval", where the time can be told; else their range. */
static void say_peak(const ccs_page_t *page, uint32_t offered, ccs_prose_t *title)
{
    const ccs_interval_points_t of = ccs_interval_points(&page->of, offered, page->of.all);
    const ccs_peak_t most = ccs_peak_of(of.points, of.n, 1);
    char range[CCS_PAGE_RANGE_MAX], number[CCS_FIGURE_MAX];

    title->out_of_memory = title->out_of_memory || !of.points;
    if (most.at == CCS_DATA_NONE || !(most.point.mean > 0)) ccs_prose_add(title, "%sNothing is offered", ccs_page_whose(page));
    else if (!most.clear)
        ccs_say_extremes(page, offered, page->of.all,
            page->of.calls ? "Calls offered in an interval" : "Contacts offered in an interval", title);
    else
        ccs_prose_add(title, "%s%s %s are offered from %s: %s%s in an interval", ccs_page_whose(page),
            page->n_variants > 1 ? "most" : "Most", ccs_page_contacts(page), ccs_page_peak_time(page, &of, &most, range),
            most.first < most.last ? "up to " : "",
            ccs_figure_mean(CCS_FIGURE_NUMBER, most.point.mean, most.point.half_width, number));
    free(of.points);
}

static void write_load(ccs_page_t *page)
{
    static const ccs_html_column_t bars_columns[] = {{"t", "Interval", true}, {"mean", "Offered in the interval", false},
        {"low", NULL, false}, {"high", NULL, false}};
    static const ccs_html_column_t lines_columns[] = {{"t", "Interval", true}, {"series", "Agents", true},
        {"mean", "Mean", false}};
    const uint32_t offered = ccs_view_metric(page->of.view, "offered");
    ccs_html_rows_t bars = ccs_html_rows(bars_columns, 4), lines = ccs_html_rows(lines_columns, 3);
    ccs_prose_t title = {0};

    if (offered == CCS_DATA_NONE || !ccs_view_has_intervals(page->of.view, offered)) return;
    add_offered(page, offered, &bars);
    add_agents(page, "scheduled_agents", &lines);
    add_agents(page, "staffed_agents", &lines);
    add_agents(page, "busy_agents", &lines);
    say_peak(page, offered, &title);
    page->out_of_memory = page->out_of_memory || title.out_of_memory;
    ccs_page_chart(page,
        &(ccs_chart_t){.id = "load",
            .spec = "bars-lines",
            .params = page->of.calls ? "{\"barsTitle\":\"Calls offered in the interval\",\"linesTitle\":\"Agents\"}" : NULL,
            .title = ccs_prose_text(&title),
            .note = page->n_variants > 1 ? "Of the base. Logged in are also those who finish a contact after their shift."
                                         : "Logged in are also those who finish a contact after their shift.",
            .rows = &bars,
            .name = "bars",
            .more = &lines,
            .more_name = "lines",
            .by_interval = true});
    ccs_prose_free(&title);
    ccs_html_rows_free(&bars);
    ccs_html_rows_free(&lines);
}

void ccs_section_day(ccs_page_t *page)
{
    static const char *const metrics[][2] = {{"service_level", "service-day"}, {"asa_s", "wait-day"},
        {"abandonment_rate", "abandoned-day"}};

    if (page->n_shown == 0) return;
    ccs_page_begin_section(page, "day", "Through the day");
    for (size_t i = 0; i < sizeof metrics / sizeof *metrics; i++) write_metric(page, metrics[i][0], metrics[i][1]);
    write_load(page);
    ccs_page_end_section(page);
}
