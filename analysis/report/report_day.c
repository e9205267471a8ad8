/* report_day.c - how the day goes: service level, waits, abandonment through the day with their bands, contacts offered and agents.
 * Invariant: a metric has a chart here because the result holds it by interval. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report_sections.h"
#include "words.h"

enum { TITLE = 256, NOTE = 192, HEAD = 48 };

static const char NOTE_LINES[] = "A line for each variant, with the interval of its mean.";
static const char NOTE_CHOSEN[] = "The base and the variant chosen, with the intervals of their means.";

/* What bands there are; one observation has none. @return text or another one */
static const char *note_of(const ccs_page_t *page, char text[NOTE])
{
    const char *const many = ccs_page_observation(page, true);

    if (page->n_variants > CCS_PAGE_COLOURS) return NOTE_CHOSEN;
    if (page->n_variants > 1) return NOTE_LINES;
    if (page->of.view->n_observations < 2) return NULL;
    snprintf(text, NOTE, ccs_word("Dark band: interval of the mean. Light band: %s, 10 to 90 %%: eight %s of ten lie in it."),
        many, many);
    return text;
}

/* ---- rows ----------------------------------------------------------------------------------------------------------------- */

static const ccs_html_column_t LINE_COLUMNS[] = {{"of", "Of", true}, {"t", "When", true}, {"series", "Variant", true},
    {"mean", "Mean", false}, {"low", NULL, false}, {"high", NULL, false}};
enum { BAND_COLUMNS = 7 };

typedef struct {
    ccs_page_t *page;
    ccs_html_rows_t rows;
    char below[HEAD], above[HEAD]; /* "One week in ten below" */
    ccs_html_column_t bands[BAND_COLUMNS];
    uint32_t metric, entity; /* of the base */
} writer_t;

/* Rows of one result have bands, those of several a line each. */
static void begin_rows(writer_t *w)
{
    const char *const one = ccs_page_observation(w->page, false);

    snprintf(w->below, sizeof w->below, ccs_word("One %s in ten below"), one);
    snprintf(w->above, sizeof w->above, ccs_word("One %s in ten above"), one);
    const ccs_html_column_t bands[BAND_COLUMNS] = {{"of", "Of", true}, {"t", "When", true}, {"mean", "Mean", false},
        {"low", NULL, false}, {"high", NULL, false}, {"p10", w->below, false}, {"p90", w->above, false}};

    memcpy(w->bands, bands, sizeof bands);
    w->rows = w->page->n_variants > 1 ? ccs_html_rows(LINE_COLUMNS, sizeof LINE_COLUMNS / sizeof *LINE_COLUMNS)
                                      : ccs_html_rows(w->bands, BAND_COLUMNS);
}

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
    char start[TITLE], note[NOTE], *params = NULL;
    ccs_prose_t title = {0}, members = {0};

    found[0] = page->of.all;
    if (metric == CCS_DATA_NONE || !ccs_view_has_intervals(page->of.view, metric)) return;
    begin_rows(&w);
    if (n > 1 && page->of.n_channels > 1) put_last(found, n); /* what has a mean over channels is not what a reader meets first */
    for (uint32_t k = 0; k < n; k++) {
        w.entity = found[k];
        add_entity(&w);
    }
    static const char *const units[] = {"number", "share", "time"};

    snprintf(start, sizeof start, "\"unit\":\"%s\",\"title\":\"%s\",\"daysText\":\"", units[ccs_page_unit(page->of.view, metric)],
        ccs_word(ccs_metric_label(name)));
    ccs_prose_add(&members, "%s", start);
    ccs_prose_add(&members, "%s, 10–90 %%", ccs_page_observation(page, true));
    ccs_prose_add(&members, "\"");
    if (chosen) ccs_page_add_always(page, &members);
    if (!strcmp(name, "service_level")) params = ccs_page_target_params(page, ccs_prose_text(&members), found, n, false);
    else params = ccs_page_params(ccs_prose_text(&members));
    ccs_say_extremes(page, metric, page->of.all, ccs_word(ccs_metric_label(name)), &title);
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
                .note = note_of(page, note),
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
        ccs_html_set_text(rows, 1, ccs_word(ccs_metric_label(name)), NULL);
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
    char range[CCS_PAGE_RANGE_MAX], number[CCS_FIGURE_MAX], label[NOTE];

    title->out_of_memory = title->out_of_memory || !of.points;
    if (most.at == CCS_DATA_NONE || !(most.point.mean > 0)) ccs_prose_add(title, "%sNothing is offered", ccs_page_whose(page));
    else if (!most.clear) {
        snprintf(label, sizeof label, ccs_word(page->of.calls ? "Calls offered by %s" : "Contacts offered by %s"),
            ccs_page_noun(page));
        ccs_say_extremes(page, offered, page->of.all, label, title);
    } else {
        ccs_prose_add(title, page->n_variants > 1 ? "%smost %s are offered %s: %s" : "%sMost %s are offered %s: %s",
            ccs_page_whose(page), ccs_page_contacts(page), ccs_page_peak_during(page, &of, &most, range),
            most.first < most.last ? ccs_word("up to ") : "");
        ccs_prose_add(title, "%s", ccs_figure_mean(CCS_FIGURE_NUMBER, most.point.mean, most.point.half_width, number));
        if (most.first < most.last || !page->of.view->report) ccs_prose_add(title, " in a %s", ccs_page_noun(page));
    }
    free(of.points);
}

static void write_load(ccs_page_t *page)
{
    static const ccs_html_column_t bars_columns[] = {{"t", "When", true}, {"mean", "Offered", false}, {"low", NULL, false},
        {"high", NULL, false}};
    static const ccs_html_column_t lines_columns[] = {{"t", "When", true}, {"series", "Agents", true}, {"mean", "Mean", false}};
    const uint32_t offered = ccs_view_metric(page->of.view, "offered");
    ccs_html_rows_t bars = ccs_html_rows(bars_columns, 4), lines = ccs_html_rows(lines_columns, 3);
    char params[TITLE], label[NOTE];
    ccs_prose_t title = {0};

    if (offered == CCS_DATA_NONE || !ccs_view_has_intervals(page->of.view, offered)) return;
    add_offered(page, offered, &bars);
    add_agents(page, "scheduled_agents", &lines);
    add_agents(page, "staffed_agents", &lines);
    add_agents(page, "busy_agents", &lines);
    snprintf(label, sizeof label, ccs_word(page->of.calls ? "Calls offered by %s" : "Contacts offered by %s"),
        ccs_page_noun(page));
    snprintf(params, sizeof params, "{\"barsTitle\":\"%s\",\"linesTitle\":\"%s\"}", label, ccs_word("Agents"));
    say_peak(page, offered, &title);
    page->out_of_memory = page->out_of_memory || title.out_of_memory;
    ccs_page_chart(page,
        &(ccs_chart_t){.id = "load",
            .spec = "bars-lines",
            .params = params,
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
    ccs_page_begin_section(page, "day", ccs_page_course_head(page));
    for (size_t i = 0; i < sizeof metrics / sizeof *metrics; i++) write_metric(page, metrics[i][0], metrics[i][1]);
    write_load(page);
    ccs_page_end_section(page);
}
