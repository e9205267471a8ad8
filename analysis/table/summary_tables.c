/* summary_tables.c - tables of estimates. Invariant: a cell is set only where the metric applies; a difference stands only beside a
 * figure of a variant that is not the base. */
#include <math.h>
#include <string.h>

#include "closed_days.h"
#include "compare_words.h"
#include "figure.h"
#include "intervals_met.h"
#include "prose.h"
#include "ranked.h"
#include "summary_parts.h"
#include "units.h"

/* ---- cells ---------------------------------------------------------------------------------------------------------------- */

void ccs_summary_set_point(ccs_table_t *table, uint32_t column, const ccs_view_t *view, uint32_t metric, ccs_point_t point)
{
    const enum ccs_figure_unit unit = ccs_figure_unit(view->units[metric], view->kinds[metric]);
    char mean[CCS_FIGURE_MAX], beside[CCS_FIGURE_MAX];

    ccs_table_set(table, column, ccs_figure_mean(unit, point.mean, point.half_width, mean),
        ccs_figure_interval(unit, point.mean, point.low, point.high, beside), CCS_TABLE_PLAIN);
}

/* What the cells of one variant show. */
typedef struct {
    uint32_t variant, entity; /* of pairs and agents it does not matter which entity */
    enum ccs_axis axis;
    uint32_t at; /* along it */
} place_t;

/* A figure that is beyond a limit, or may be: with the name of its light. */
static void set_light(ccs_table_t *table, uint32_t column, const ccs_view_t *v, uint32_t metric, ccs_point_t point,
    enum ccs_light light)
{
    const enum ccs_figure_unit unit = ccs_figure_unit(v->units[metric], v->kinds[metric]);
    char mean[CCS_FIGURE_MAX], interval[CCS_FIGURE_MAX], beside[CCS_FIGURE_MAX + 12];

    ccs_figure_interval(unit, point.mean, point.low, point.high, interval);
    snprintf(beside, sizeof beside, "%s%s%s", interval, *interval ? " " : "", ccs_light_name(light));
    ccs_table_set(table, column, ccs_figure_mean(unit, point.mean, point.half_width, mean), beside,
        ccs_summary_light_color(light));
}

/* A service level of an interval or a day, marked where it lies below the target, or a figure where it is beyond a limit. */
static void set_point_at(ccs_table_t *table, uint32_t column, const ccs_view_t *v, uint32_t metric, place_t at)
{
    const ccs_point_t point = ccs_view_at(v, at.axis, metric, at.entity, at.at);
    const bool judged = at.axis == CCS_AXIS_DAY || (at.axis == CCS_AXIS_INTERVAL && ccs_is_judged_time(v, at.entity, at.at));
    const enum ccs_light light = ccs_light_of_figure(v, at.axis, metric, at.entity, at.at);
    char mean[CCS_FIGURE_MAX], interval[CCS_FIGURE_MAX], beside[CCS_FIGURE_MAX + 2];

    if (light > CCS_LIGHT_GREEN) {
        set_light(table, column, v, metric, point, light);
        return;
    }
    if (!judged || !ccs_is_below_target(v, metric, at.entity, point.mean)) {
        ccs_summary_set_point(table, column, v, metric, point);
        return;
    }
    ccs_figure_interval(CCS_FIGURE_SHARE, point.mean, point.low, point.high, interval);
    snprintf(beside, sizeof beside, "%s%s!", interval, *interval ? " " : "");
    ccs_table_set(table, column, ccs_figure_mean(CCS_FIGURE_SHARE, point.mean, point.half_width, mean), beside, CCS_TABLE_BAD);
}

void ccs_summary_set_difference(ccs_table_t *table, uint32_t column, const ccs_view_t *view, uint32_t metric,
    ccs_difference_t difference)
{
    static const enum ccs_table_color colors[] = {[CCS_CHANGE_NONE] = CCS_TABLE_PLAIN,
        [CCS_CHANGE_SAME] = CCS_TABLE_PLAIN,
        [CCS_CHANGE_BETTER] = CCS_TABLE_GOOD,
        [CCS_CHANGE_WORSE] = CCS_TABLE_BAD,
        [CCS_CHANGE_HIGHER] = CCS_TABLE_PLAIN,
        [CCS_CHANGE_LOWER] = CCS_TABLE_PLAIN,
        [CCS_CHANGE_UNDECIDED] = CCS_TABLE_UNSURE};
    const enum ccs_figure_unit unit = ccs_figure_unit(view->units[metric], view->kinds[metric]);
    char mean[CCS_FIGURE_MAX], half_width[CCS_FIGURE_MAX];

    if (difference.change == CCS_CHANGE_NONE) return;
    ccs_table_set(table, column, ccs_figure_difference(unit, difference.mean, difference.half_width, mean),
        ccs_figure_half_width(unit, fabs(difference.mean), difference.half_width, half_width), colors[difference.change]);
}

const char *ccs_columns_head(const char *metric, char text[CCS_SUMMARY_LINE])
{
    snprintf(text, CCS_SUMMARY_LINE, "%s", metric);
    const size_t n = strlen(text);

    if (n > 2 && !strcmp(&text[n - 2], "_s")) text[n - 2] = '\0';
    for (char *c = text; *c; c++)
        if (*c == '_') *c = ' ';
    return text;
}

int ccs_summary_print_table(ccs_table_t *table, const ccs_summary_t *page)
{
    fputc('\n', page->to);
    table->n_keys = page->n > 1 ? 2 : 1; /* of what, and in which variant */
    const int ret = ccs_table_print(table, (ccs_table_form_t){page->look.colors, page->look.width}, page->to);

    ccs_table_free(table);
    return ret;
}

/* ---- columns -------------------------------------------------------------------------------------------------------------- */

static void add_column(ccs_columns_t *self, uint32_t metric, const char *head)
{
    for (uint32_t i = 0; i < self->n; i++)
        if (self->metric[i] == metric) return;
    if (self->n == CCS_COLUMNS_MAX) return;
    self->head[self->n] = head;
    self->metric[self->n++] = metric;
}

/* Whether it is above 0 anywhere: of all together or, where it does not apply to them, of any. */
static bool is_used(const ccs_summary_t *page, uint32_t metric)
{
    const uint32_t all = ccs_view_entity(page->views, "all");

    for (uint32_t k = 0; k < page->n; k++) {
        const ccs_view_t *const v = &page->views[k];
        const bool sums_up = all != CCS_DATA_NONE && ccs_view_applies(v, metric, all);

        if (all == CCS_DATA_NONE || (sums_up && ccs_view_point(v, metric, all).mean > 0)) return true;
        for (uint32_t e = 0; !sums_up && e < v->n_entities; e++)
            if (ccs_view_applies(v, metric, e) && ccs_view_point(v, metric, e).mean > 0) return true;
    }
    return false;
}

void ccs_columns_add_main(ccs_columns_t *self, const ccs_summary_t *page, const ccs_main_figure_t *figures)
{
    for (; figures->metric; figures++) {
        const uint32_t metric = ccs_view_metric(page->views, figures->metric);

        if (metric != CCS_DATA_NONE && (!figures->if_used || is_used(page, metric))) add_column(self, metric, figures->head);
    }
}

void ccs_columns_add_wanted(ccs_columns_t *self, const ccs_summary_t *page)
{
    const ccs_names_t names = ccs_names_of(page->views);
    uint32_t metric;

    for (const char *list = page->wanted->metrics; list; list = strchr(list, ',') ? strchr(list, ',') + 1 : NULL)
        if (ccs_names_find_metric(&names, list, strcspn(list, ","), &metric, NULL) == 0) add_column(self, metric, NULL);
}

static bool applies_to_any(const ccs_view_t *v, const ccs_columns_t *columns, uint32_t entity)
{
    for (uint32_t i = 0; i < columns->n; i++)
        if (ccs_view_applies(v, columns->metric[i], entity)) return true;
    return false;
}

/* Leave out metrics that apply to no entity that is wanted. */
static ccs_columns_t useful(const ccs_view_t *v, const ccs_columns_t *columns, const ccs_wanted_t *wanted)
{
    ccs_columns_t some = {0};

    for (uint32_t i = 0; i < columns->n; i++)
        if (ccs_wanted_fits(wanted, v, columns->metric[i])) add_column(&some, columns->metric[i], columns->head[i]);
    return some;
}

/* Differences stand beside the figures where somebody asked for certain metrics of several variants; they are not known by day and pair. */
static bool shows_differences(const ccs_summary_t *page, enum ccs_axis axis)
{
    return page->n > 1 && page->wanted->metrics && axis <= CCS_AXIS_INTERVAL;
}

/* The columns of the figures; first that of the variant, where there are several. */
static void add_columns(ccs_table_t *table, const ccs_summary_t *page, const ccs_columns_t *columns, enum ccs_axis axis)
{
    char head[CCS_SUMMARY_LINE];

    if (page->n > 1) ccs_table_add_column(table, "variant", CCS_TABLE_LEFT);
    for (uint32_t i = 0; i < columns->n; i++) {
        const char *const name = page->views->metrics[columns->metric[i]];

        ccs_table_add_column(table, columns->head[i] ? columns->head[i] : ccs_columns_head(name, head), CCS_TABLE_MEASURE);
        if (shows_differences(page, axis)) ccs_table_add_column(table, "difference", CCS_TABLE_MEASURE);
    }
}

/* What stands in a variant where the base has an entity. */
static uint32_t entity_in(const ccs_summary_t *page, uint32_t variant, uint32_t entity)
{
    return variant > 0 ? ccs_compare_beside(&page->compares[variant], entity) : entity;
}

static void set_figure(ccs_table_t *table, uint32_t column, const ccs_summary_t *page, uint32_t metric, place_t at)
{
    const ccs_view_t *const v = &page->views[at.variant];
    const bool whole = at.axis == CCS_AXIS_RUN, applies = ccs_axis_is_apart(at.axis) || ccs_view_applies(v, metric, at.entity);

    if (!applies || !ccs_view_has(v, at.axis, metric)) return;
    place_t there = at;

    if (!ccs_axis_is_apart(at.axis)) there.entity = entity_in(page, at.variant, at.entity);
    set_point_at(table, column, v, metric, there);
    if (!shows_differences(page, at.axis) || at.variant == 0) return;
    ccs_compare_t *const compare = &page->compares[at.variant];

    ccs_summary_set_difference(table, column + 1, v, metric,
        whole ? ccs_compare_point(compare, metric, at.entity) : ccs_compare_point_at(compare, metric, at.entity, at.at));
}

/* A row for each variant, which begins with a text. */
static void add_rows(ccs_table_t *table, const ccs_summary_t *page, const ccs_columns_t *columns, const char *first, place_t at)
{
    const uint32_t step = shows_differences(page, at.axis) ? 2 : 1, first_figure = page->n > 1 ? 2 : 1;

    for (at.variant = 0; at.variant < page->n; at.variant++) {
        ccs_table_add_row(table);
        ccs_table_set(table, 0, first, "", CCS_TABLE_PLAIN);
        if (page->n > 1) ccs_table_set(table, 1, page->views[at.variant].name, "", CCS_TABLE_PLAIN);
        for (uint32_t i = 0; i < columns->n; i++) set_figure(table, first_figure + i * step, page, columns->metric[i], at);
    }
}

/* ---- tables --------------------------------------------------------------------------------------------------------------- */

int ccs_summary_print_entities(const ccs_summary_t *page, const ccs_columns_t *all_columns)
{
    const ccs_view_t *const v = page->views;
    const ccs_wanted_t *const wanted = page->wanted;
    const ccs_columns_t columns = useful(v, all_columns, wanted);
    const bool one_kind = wanted->by && strcmp(wanted->by, "entity") != 0;
    ccs_table_t table = {0};

    ccs_table_add_column(&table, one_kind ? wanted->by : "", CCS_TABLE_LEFT);
    add_columns(&table, page, &columns, CCS_AXIS_RUN);
    for (uint32_t e = 0; e < v->n_entities; e++)
        if (ccs_wanted_entity(wanted, v->entities[e]) && applies_to_any(v, &columns, e))
            add_rows(&table, page, &columns, one_kind ? v->labels[e] : v->entities[e], (place_t){.entity = e});
    const int ret = ccs_summary_print_table(&table, page);

    if (ret == 0) ccs_wanted_print_misfits(wanted, v, page->to);
    return ret;
}

/* The rows of one metric. */
static void add_metric_rows(ccs_table_t *table, const ccs_summary_t *page, uint32_t metric, uint32_t entity)
{
    char words[CCS_CHANGE_TEXT_MAX];

    for (uint32_t k = 0; k < page->n; k++) {
        const ccs_view_t *const v = &page->views[k];
        uint32_t column = 0;

        ccs_table_add_row(table);
        ccs_table_set(table, column++, v->metrics[metric], "", CCS_TABLE_PLAIN);
        if (page->n > 1) ccs_table_set(table, column++, v->name, "", CCS_TABLE_PLAIN);
        ccs_summary_set_point(table, column++, v, metric, ccs_view_point(v, metric, entity_in(page, k, entity)));
        if (page->n > 1 && k > 0) {
            const ccs_difference_t d = ccs_compare_point(&page->compares[k], metric, entity);

            ccs_summary_set_difference(table, column, v, metric, d);
            ccs_table_set(table, column + 1, ccs_compare_words(&page->compares[k], metric, d, words), "", CCS_TABLE_PLAIN);
        }
        if (page->n == 1) ccs_table_set(table, column, v->metric_texts[metric], "", CCS_TABLE_PLAIN);
    }
}

int ccs_summary_print_metrics(const ccs_summary_t *page)
{
    const ccs_view_t *const v = page->views;
    const uint32_t e = ccs_view_entity(v, page->wanted->entity);
    ccs_table_t table = {0};

    ccs_table_add_column(&table, page->wanted->entity, CCS_TABLE_LEFT);
    if (page->n > 1) ccs_table_add_column(&table, "variant", CCS_TABLE_LEFT);
    ccs_table_add_column(&table, "", CCS_TABLE_MEASURE);
    if (page->n > 1) ccs_table_add_column(&table, "difference", CCS_TABLE_MEASURE);
    ccs_table_add_column(&table, page->n > 1 ? "" : "what it is", CCS_TABLE_LEFT);
    for (uint32_t m = 0; m < v->n_metrics; m++)
        if (ccs_wanted_metric(page->wanted, v->metrics[m]) && ccs_view_applies(v, m, e)) add_metric_rows(&table, page, m, e);
    const int ret = ccs_summary_print_table(&table, page);

    if (ret == 0) ccs_wanted_print_misfits(page->wanted, v, page->to);
    return ret;
}

static bool shows_service_level(const ccs_summary_t *page, const ccs_columns_t *columns)
{
    for (uint32_t i = 0; i < columns->n; i++)
        if (!strcmp(page->views->metrics[columns->metric[i]], "service_level")) return true;
    return false;
}

static bool has_targets(const ccs_view_t *v)
{
    for (uint32_t i = 0; i < v->n_types; i++)
        if (!isnan(v->targets[i].wanted_frac)) return true;
    return false;
}

/* What the marks mean, below a table that has some; or why none stand there. */
static void print_marks(const ccs_summary_t *page, uint32_t entity, const ccs_columns_t *columns)
{
    const ccs_view_t *const v = page->views;
    const double wanted = ccs_target_of(v, entity);
    char share[CCS_UNITS_TEXT_MAX];

    if (!shows_service_level(page, columns)) return;
    if (!isnan(wanted)) fprintf(page->to, "! below the target of %s\n", ccs_units_show_share(wanted, share, sizeof share));
    else if (!strcmp(v->entities[entity], "all") && has_targets(v))
        fputs("no service level is marked: not all types have the same target; --entity type/NAME shows one against its own\n",
            page->to);
}

/* Where the contacts of closed days stand, below a table by day. @return 0 or CCS_ERR_NOMEM */
static int print_closed_days(const ccs_summary_t *page, uint32_t entity)
{
    ccs_prose_t text = {0};

    ccs_closed_days_say(page->views, entity, &text);
    fputs(ccs_prose_text(&text), page->to);
    const bool failed = text.out_of_memory;

    ccs_prose_free(&text);
    return failed ? CCS_ERR_NOMEM : 0;
}

int ccs_summary_print_slices(const ccs_summary_t *page, const ccs_columns_t *all_columns)
{
    const ccs_view_t *const v = page->views;
    const enum ccs_axis axis = ccs_wanted_axis(page->wanted);
    const char *const name = page->wanted->entity ? page->wanted->entity : "all";
    const ccs_wanted_t only = {.by = page->wanted->by, .entity = name, .metrics = page->wanted->metrics};
    const ccs_columns_t columns = useful(v, all_columns, &only);
    const uint32_t e = ccs_view_entity(v, name);
    const bool dated = ccs_prose_is_dated(v->intervals, v->n_intervals);
    char time[CCS_PROSE_TIME_MAX];
    ccs_table_t table = {0};

    ccs_table_add_column(&table, name, CCS_TABLE_LEFT);
    add_columns(&table, page, &columns, axis);
    for (uint32_t i = 0; i < ccs_view_count(v, axis); i++) {
        const char *const row =
            axis == CCS_AXIS_INTERVAL ? ccs_prose_begin(v->intervals[i], dated, time) : ccs_view_name(v, axis, i);

        add_rows(&table, page, &columns, row, (place_t){.entity = e, .axis = axis, .at = i});
    }
    int ret = ccs_summary_print_table(&table, page);

    if (ret == 0) print_marks(page, e, &columns);
    if (ret == 0 && axis == CCS_AXIS_DAY) ret = print_closed_days(page, e);
    if (ret == 0) ccs_wanted_print_misfits(&only, v, page->to);
    return ret;
}

/* Leave out metrics that are not known along an axis. */
static ccs_columns_t known_along(const ccs_view_t *v, enum ccs_axis axis, const ccs_columns_t *columns)
{
    ccs_columns_t some = {0};

    for (uint32_t i = 0; i < columns->n; i++)
        if (ccs_view_has(v, axis, columns->metric[i])) add_column(&some, columns->metric[i], columns->head[i]);
    return some;
}

/* "Basic voice, 7"; of agents by interval with the time behind it. @return text, or what the view has */
static const char *row_of_apart(const ccs_view_t *v, enum ccs_axis axis, uint32_t at, char text[CCS_SUMMARY_LINE])
{
    const bool dated = ccs_prose_is_dated(v->intervals, v->n_intervals);
    char time[CCS_PROSE_TIME_MAX];

    if (axis != CCS_AXIS_AGENT_INTERVAL) return ccs_view_apart(v, axis)->labels[at];
    snprintf(text, CCS_SUMMARY_LINE, "%s, %s", v->agents.labels[at / v->n_intervals],
        ccs_prose_begin(ccs_view_time(v, axis, at), dated, time));
    return text;
}

/* Of more agents than that the first and the last ones; files and exports have all. */
enum { MANY_AGENTS = 20, AGENTS_AT_END = 8 };

int ccs_summary_print_apart(const ccs_summary_t *page, enum ccs_axis axis, const ccs_columns_t *all_columns)
{
    const ccs_view_t *const v = page->views;
    const ccs_columns_t columns = known_along(v, axis, all_columns);
    ccs_table_t table = {0};
    const uint32_t by = axis == CCS_AXIS_AGENT && columns.n > 0 ? columns.metric[0] : CCS_DATA_NONE;
    ccs_ranked_t *const rows = ccs_arena_array(&table.arena, ccs_view_count(v, axis), sizeof *rows);
    const uint32_t n = rows ? ccs_ranked(v, axis, page->wanted, by, rows) : 0;
    const bool cut = axis == CCS_AXIS_AGENT && n > MANY_AGENTS;
    char more[CCS_SUMMARY_LINE], row[CCS_SUMMARY_LINE];

    ccs_table_add_column(&table,
        axis == CCS_AXIS_AGENT_INTERVAL       ? "agent, interval"
            : axis == CCS_AXIS_AGENT_ACTIVITY ? "agent: why off the phones"
                                              : ccs_axis_name(axis),
        CCS_TABLE_LEFT);
    add_columns(&table, page, &columns, axis);
    for (uint32_t i = 0; i < n; i++) {
        if (cut && i == AGENTS_AT_END) {
            i = n - AGENTS_AT_END;
            ccs_table_add_row(&table);
            snprintf(more, sizeof more, "... %u more ...", n - 2 * AGENTS_AT_END);
            ccs_table_set(&table, 0, more, "", CCS_TABLE_PLAIN);
        }
        add_rows(&table, page, &columns, row_of_apart(v, axis, rows[i].at, row), (place_t){.axis = axis, .at = rows[i].at});
    }
    if (!rows) table.out_of_memory = true;
    const int ret = ccs_summary_print_table(&table, page);

    if (ret == 0) ccs_wanted_print_misfits(page->wanted, v, page->to);
    return ret;
}

static uint32_t count_kind(const ccs_view_t *v, const char *kind)
{
    uint32_t n = 0;

    for (uint32_t e = 0; e < v->n_entities; e++) n += ccs_view_is_kind(v->entities[e], kind);
    return n;
}

int ccs_summary_print_kind(const ccs_summary_t *page, const char *kind, const ccs_main_figure_t *figures, bool sums_up)
{
    const ccs_view_t *const v = page->views;
    const uint32_t n = count_kind(v, kind);
    ccs_columns_t columns = {0};
    ccs_table_t table = {0};

    if (n == 0) return 0;
    ccs_columns_add_main(&columns, page, figures);
    ccs_table_add_column(&table, kind, CCS_TABLE_LEFT);
    add_columns(&table, page, &columns, CCS_AXIS_RUN);
    for (uint32_t e = 0; e < v->n_entities; e++)
        if (ccs_view_is_kind(v->entities[e], kind) || (sums_up && n > 1 && !strcmp(v->entities[e], "all")))
            add_rows(&table, page, &columns, v->labels[e], (place_t){.entity = e});
    return ccs_summary_print_table(&table, page);
}

/* ---- variants ------------------------------------------------------------------------------------------------------------- */

int ccs_summary_print_variants(const ccs_summary_t *page, const ccs_main_figure_t *figures)
{
    const uint32_t all = ccs_view_entity(page->views, "all");
    ccs_columns_t columns = {0};
    ccs_table_t table = {0};

    if (all == CCS_DATA_NONE) return 0;
    ccs_columns_add_main(&columns, page, figures);
    ccs_table_add_column(&table, "", CCS_TABLE_LEFT);
    add_columns(&table, page, &columns, CCS_AXIS_RUN);
    add_rows(&table, page, &columns, "all", (place_t){.entity = all});
    return ccs_summary_print_table(&table, page);
}

int ccs_summary_print_differences(const ccs_summary_t *page, const ccs_main_figure_t *figures)
{
    const uint32_t all = ccs_view_entity(page->views, "all");
    char head[CCS_SUMMARY_LINE], words[CCS_CHANGE_TEXT_MAX];
    ccs_columns_t columns = {0};
    ccs_table_t table = {0};

    if (all == CCS_DATA_NONE) return 0;
    snprintf(head, sizeof head, "against %.100s", page->views->name);
    ccs_columns_add_main(&columns, page, figures);
    ccs_table_add_column(&table, head, CCS_TABLE_LEFT);
    ccs_table_add_column(&table, "metric", CCS_TABLE_LEFT);
    ccs_table_add_column(&table, "difference", CCS_TABLE_MEASURE);
    ccs_table_add_column(&table, "", CCS_TABLE_LEFT);
    for (uint32_t k = 1; k < page->n; k++) {
        const ccs_view_t *const v = &page->views[k];

        for (uint32_t i = 0; i < columns.n; i++) {
            const ccs_difference_t d = ccs_compare_point(&page->compares[k], columns.metric[i], all);

            if (d.change == CCS_CHANGE_NONE) continue;
            ccs_table_add_row(&table);
            ccs_table_set(&table, 0, v->name, page->compares[k].paired ? "" : "(not paired)", CCS_TABLE_PLAIN);
            ccs_table_set(&table, 1, columns.head[i] ? columns.head[i] : ccs_columns_head(v->metrics[columns.metric[i]], head),
                "", CCS_TABLE_PLAIN);
            ccs_summary_set_difference(&table, 2, v, columns.metric[i], d);
            ccs_table_set(&table, 3, ccs_compare_words(&page->compares[k], columns.metric[i], d, words), "", CCS_TABLE_PLAIN);
        }
    }
    return ccs_summary_print_table(&table, page);
}
