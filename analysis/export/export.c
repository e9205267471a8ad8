/* export.c - lines of CSV. Invariant: the cells of a line are as many as those of its head, whatever the result holds; numbers go out as
 * they stand in the result. */
#include "export_parts.h"

#include <math.h>
#include <string.h>

#include "date.h"
#include "figure.h"
#include "lights.h"
#include "prose.h"
#include "units.h"

const ccs_export_about_t CCS_EXPORTS[CCS_N_EXPORTS] = {
#define X(name, text, suffix, about) {text, suffix, about},
    CCS_EXPORT_LIST(X)
#undef X
};

/* ---- names ---------------------------------------------------------------------------------------------------------------- */

enum ccs_cell_kind ccs_export_kind(const ccs_view_t *view, uint32_t metric)
{
    switch (ccs_figure_unit(view->units[metric], view->kinds[metric])) {
    case CCS_FIGURE_SHARE: return CCS_CELL_SHARE;
    case CCS_FIGURE_TIME: return CCS_CELL_SECONDS;
    case CCS_FIGURE_NUMBER: return !strcmp(view->kinds[metric], "count") ? CCS_CELL_COUNT : CCS_CELL_NUMBER;
    }
    return CCS_CELL_NUMBER;
}

const char *ccs_export_kind_of(const char *entity, char text[CCS_LABEL_MAX])
{
    snprintf(text, CCS_LABEL_MAX, "%.*s", (int) strcspn(entity, "/"), entity);
    return text;
}

const char *ccs_export_name_of(const char *entity)
{
    const char *const slash = strchr(entity, '/');

    return slash ? &slash[1] : entity;
}

bool ccs_export_has(const ccs_export_t *self, uint32_t metric, uint32_t entity)
{
    const ccs_view_t *const v = self->variants->views;

    return ccs_wanted_metric(&self->wanted, v->metrics[metric]) && ccs_wanted_entity(&self->wanted, v->entities[entity]) &&
        ccs_view_applies(v, metric, entity);
}

/* The first day of a period that was simulated; "" if its label says none. */
static void first_day_of(const ccs_view_t *view, const char *label, char date[CCS_LABEL_MAX])
{
    const ccs_variable_t *const days = ccs_dataset_find(view->data, "day");
    const char *const from = days && days->type == CCS_DATA_TEXT && days->n > 0 ? days->data.text[0] : "";
    int64_t day;

    date[0] = '\0';
    if (ccs_prose_first_day(label, &day)) ccs_date_show(day, date, CCS_LABEL_MAX);
    if (strcmp(date, from) < 0) snprintf(date, CCS_LABEL_MAX, "%s", from); /* dates of ISO 8601 go by their letters */
}

void ccs_export_split(const ccs_view_t *view, uint32_t interval, char date[CCS_LABEL_MAX], char time[CCS_LABEL_MAX])
{
    const char *const label = view->intervals[interval];
    const size_t n = strcspn(label, "T ");

    snprintf(date, CCS_LABEL_MAX, "%.*s", (int) n, label);
    snprintf(time, CCS_LABEL_MAX, "%s", label[n] ? &label[n + 1] : "");
    if (!view->report) return;
    first_day_of(view, label, date);
    snprintf(time, CCS_LABEL_MAX, "%s", label);
}

const char *ccs_export_time_head(const ccs_view_t *view)
{
    return view->report ? "period" : "interval";
}

/* ---- long ----------------------------------------------------------------------------------------------------------------- */

/* One figure of one configuration. */
typedef struct {
    uint32_t variant, metric, entity; /* of a pair it does not matter which entity */
    enum ccs_axis axis;
    uint32_t at; /* along it */
} place_t;

/* "pair/cards/general" of pairs, "agent/general/7" of agents */
static const char *entity_at(const ccs_view_t *v, place_t at)
{
    return ccs_axis_is_apart(at.axis) ? ccs_view_name(v, at.axis, at.at) : v->entities[at.entity];
}

/* The head of the column that says where along the axis a line is; a pair is its own entity. */
static const char *head_of(enum ccs_axis axis)
{
    return axis == CCS_AXIS_DAY ? "day" : "interval";
}

/* "p10" of 0.1, "p2.5" of 0.025 */
static void add_probability_heads(const ccs_view_t *v, ccs_rows_t *rows)
{
    for (uint32_t i = 0; i < v->n_probabilities; i++) ccs_rows_printf(rows, "p%.4g", 100 * v->probabilities[i]);
}

static void add_heads(const char *const *heads, ccs_rows_t *rows)
{
    for (; *heads; heads++) ccs_rows_text(rows, CCS_CELL_TEXT, *heads);
}

static void add_text(ccs_rows_t *rows, const char *text)
{
    ccs_rows_text(rows, CCS_CELL_TEXT, text);
}

void ccs_export_change(const ccs_export_t *self, ccs_rows_t *rows, uint32_t metric, ccs_difference_t difference)
{
    const enum ccs_cell_kind kind = ccs_export_kind(self->variants->views, metric);
    const bool is_share = kind == CCS_CELL_SHARE;

    ccs_rows_number(rows, is_share ? CCS_CELL_POINTS : kind, difference.mean);
    ccs_rows_number(rows, is_share ? CCS_CELL_POINTS_WIDTH : kind, difference.half_width);
}

void ccs_export_difference(const ccs_export_t *self, ccs_rows_t *rows, uint32_t variant, uint32_t metric,
    ccs_difference_t difference)
{
    const bool none = difference.change == CCS_CHANGE_NONE;

    ccs_export_change(self, rows, metric, difference);
    ccs_rows_text(rows, CCS_CELL_TRUTH, none ? "" : self->variants->compares[variant].paired ? "true" : "false");
    add_text(rows, ccs_change_name(difference.change));
}

static ccs_difference_t difference_of(const ccs_export_t *self, place_t at)
{
    ccs_compare_t *const compare = &self->variants->compares[at.variant];

    if (at.variant == 0 || at.axis > CCS_AXIS_INTERVAL)
        return (ccs_difference_t){.mean = (double) NAN, .half_width = (double) NAN};
    if (at.axis == CCS_AXIS_RUN) return ccs_compare_point(compare, at.metric, at.entity);
    return ccs_compare_point_at(compare, at.metric, at.entity, at.at);
}

static void add_keys(ccs_rows_t *rows, const ccs_view_t *v, place_t at, char kind[CCS_LABEL_MAX])
{
    add_text(rows, v->name);
    add_text(rows, v->metrics[at.metric]);
    add_text(rows, entity_at(v, at));
    add_text(rows, ccs_export_kind_of(entity_at(v, at), kind));
}

/* Bands of single observations are known over the run and by interval. */
static double quantile_at(const ccs_view_t *v, place_t at, uint32_t p)
{
    if (at.axis == CCS_AXIS_RUN) return ccs_view_quantile(v, at.metric, at.entity, p);
    return at.axis == CCS_AXIS_INTERVAL ? ccs_view_quantile_at(v, at.metric, at.entity, at.at, p) : (double) NAN;
}

/* A column where there are limits that are held against such rows. */
static bool has_lights(const ccs_export_t *self, enum ccs_axis axis)
{
    bool any = false;

    for (uint32_t k = 0; k < self->variants->n; k++) any = any || ccs_lights_are_by(&self->variants->views[k], axis);
    return any;
}

static void add_light(ccs_rows_t *rows, const ccs_view_t *v, place_t at)
{
    static const enum ccs_cell_kind kinds[CCS_N_LIGHTS] = {CCS_CELL_TEXT, CCS_CELL_GOOD, CCS_CELL_UNSURE, CCS_CELL_BAD,
        CCS_CELL_UNSURE};
    const enum ccs_light light = ccs_light_of_figure(v, at.axis, at.metric, at.entity, at.at);

    ccs_rows_text(rows, kinds[light], ccs_light_name(light));
}

static void add_figure(const ccs_export_t *self, ccs_rows_t *rows, place_t at)
{
    const ccs_view_t *const v = &self->variants->views[at.variant];
    place_t there = at; /* what takes the place of the entity that is told */

    if (!ccs_axis_is_apart(at.axis)) there.entity = ccs_variants_entity(self->variants, at.variant, at.entity);
    const ccs_point_t x = ccs_view_at(v, at.axis, at.metric, there.entity, at.at);
    const enum ccs_cell_kind kind = ccs_export_kind(v, at.metric);
    const double numbers[] = {x.mean, x.half_width, x.low, x.high};
    char kind_of[CCS_LABEL_MAX];

    add_keys(rows, v, at, kind_of);
    ccs_rows_text(rows, CCS_CELL_DATE, ccs_view_time(v, at.axis, at.at));
    add_text(rows, v->units[at.metric]);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) ccs_rows_number(rows, kind, numbers[i]);
    for (uint32_t p = 0; p < v->n_probabilities; p++) ccs_rows_number(rows, kind, quantile_at(v, there, p));
    if (has_lights(self, at.axis)) add_light(rows, v, at);
    if (self->variants->n > 1) ccs_export_difference(self, rows, at.variant, at.metric, difference_of(self, at));
    ccs_rows_end(rows);
}

/* A number of the axis "replication", such as the batch. */
static double number_of(const ccs_view_t *v, const char *coordinate, uint32_t observation)
{
    const ccs_variable_t *const x = ccs_dataset_find(v->data, coordinate);

    return x && x->type == CCS_DATA_U32 && observation < x->n ? x->data.u32[observation] : (double) NAN;
}

/* Whether any replications were drawn together (run.variance): which of them, is a column then. */
static bool has_sets(const ccs_export_t *self)
{
    uint32_t i = 0;

    while (i < self->variants->n && self->variants->views[i].set <= 1) i++;
    return i < self->variants->n;
}

static void add_number_heads(const ccs_export_t *self, ccs_rows_t *rows)
{
    add_heads((const char *const[]){"replication", "batch", NULL}, rows);
    if (has_sets(self)) add_text(rows, "set");
}

/* Of an observation: its replication, its batch, its set. */
static void add_numbers(const ccs_export_t *self, ccs_rows_t *rows, const ccs_view_t *v, uint32_t observation)
{
    ccs_rows_number(rows, CCS_CELL_WHOLE, number_of(v, "replication", observation));
    ccs_rows_number(rows, CCS_CELL_WHOLE, number_of(v, "batch", observation));
    if (has_sets(self)) ccs_rows_number(rows, CCS_CELL_WHOLE, v->set > 1 ? v->groups[observation] : (double) NAN);
}

static size_t observation_at(const ccs_view_t *v, place_t at, uint32_t observation)
{
    return ((size_t) observation * v->n_entities + at.entity) * v->n_metrics + at.metric;
}

static void add_observations(const ccs_export_t *self, ccs_rows_t *rows, place_t at)
{
    const ccs_view_t *const v = &self->variants->views[at.variant];
    char kind_of[CCS_LABEL_MAX];

    for (uint32_t i = 0; i < v->n_observations; i++) {
        const size_t cell = observation_at(v, at, i);

        add_keys(rows, v, at, kind_of);
        add_numbers(self, rows, v, i);
        add_text(rows, v->units[at.metric]);
        ccs_rows_number(rows, CCS_CELL_NUMBER, v->values[cell]);
        ccs_rows_number(rows, CCS_CELL_NUMBER, v->weights[cell]);
        ccs_rows_end(rows);
    }
}

static enum ccs_axis axis_of(const ccs_export_t *self)
{
    return self->by == CCS_EXPORT_BY_REPLICATION ? CCS_AXIS_RUN : ccs_wanted_axis(&self->wanted);
}

/* Entities that rows are about; pairs and agents are none, and stand in place of all. */
static uint32_t n_entities(const ccs_export_t *self)
{
    return ccs_axis_is_apart(axis_of(self)) ? 1 : self->variants->views->n_entities;
}

/* Whether a metric has a figure in the rows of an entity, or of pairs or agents. */
static bool has_figure(const ccs_export_t *self, uint32_t metric, uint32_t entity)
{
    const ccs_view_t *const v = self->variants->views;

    if (!ccs_view_has(v, axis_of(self), metric)) return false;
    if (ccs_axis_is_apart(axis_of(self))) return ccs_wanted_metric(&self->wanted, v->metrics[metric]);
    return ccs_export_has(self, metric, entity);
}

static bool is_wanted_at(const ccs_export_t *self, const ccs_view_t *v, place_t at)
{
    return !ccs_axis_is_apart(at.axis) || ccs_wanted_apart(&self->wanted, ccs_view_name(v, at.axis, at.at));
}

static void add_figures(const ccs_export_t *self, ccs_rows_t *rows, place_t at)
{
    const ccs_view_t *const v = &self->variants->views[at.variant];

    if (self->by == CCS_EXPORT_BY_REPLICATION) {
        add_observations(self, rows, at);
        return;
    }
    at.axis = axis_of(self);
    for (; at.at < ccs_view_count(v, at.axis); at.at++)
        if (is_wanted_at(self, v, at)) add_figure(self, rows, at);
}

static void add_long_heads(const ccs_export_t *self, ccs_rows_t *rows)
{
    add_heads((const char *const[]){"config", "metric", "entity", "kind", NULL}, rows);
    if (self->by == CCS_EXPORT_BY_REPLICATION) {
        add_number_heads(self, rows);
        add_heads((const char *const[]){"unit", "value", "weight", NULL}, rows);
    } else {
        add_text(rows, head_of(ccs_wanted_axis(&self->wanted)));
        add_heads((const char *const[]){"unit", "mean", "half_width", "low", "high", NULL}, rows);
        add_probability_heads(self->variants->views, rows);
        if (has_lights(self, ccs_wanted_axis(&self->wanted))) add_text(rows, "light");
        if (self->variants->n > 1)
            add_heads((const char *const[]){"difference", "difference_half_width", "paired", "verdict", NULL}, rows);
    }
    ccs_rows_head(rows, "figures", 4);
}

void ccs_export_long(const ccs_export_t *self, ccs_rows_t *rows)
{
    const ccs_view_t *const v = self->variants->views;

    add_long_heads(self, rows);
    for (uint32_t k = 0; k < self->variants->n; k++)
        for (uint32_t m = 0; m < v->n_metrics; m++)
            for (uint32_t e = 0; e < n_entities(self); e++)
                if (has_figure(self, m, e)) add_figures(self, rows, (place_t){.variant = k, .metric = m, .entity = e});
}

/* ---- wide ----------------------------------------------------------------------------------------------------------------- */

/* A table with a column for each metric that applies to any entity that is wanted, and is known the way that rows go. */
typedef struct {
    const ccs_export_t *export;
    ccs_rows_t *rows;
    bool *is_column; /* by metric */
} wide_t;

static bool applies_to_any(const ccs_export_t *self, uint32_t metric)
{
    for (uint32_t e = 0; e < n_entities(self); e++)
        if (has_figure(self, metric, e)) return true;
    return false;
}

static bool is_row(const wide_t *self, uint32_t entity)
{
    for (uint32_t m = 0; m < self->export->variants->views->n_metrics; m++)
        if (self->is_column[m] && has_figure(self->export, m, entity)) return true;
    return false;
}

static uint32_t rows_of_entity(const ccs_export_t *self, const ccs_view_t *v)
{
    return self->by == CCS_EXPORT_BY_REPLICATION ? v->n_observations : ccs_view_count(v, axis_of(self));
}

static double wide_value(const ccs_export_t *self, const ccs_view_t *v, place_t at)
{
    if (!ccs_axis_is_apart(at.axis) && !ccs_view_applies(v, at.metric, at.entity)) return (double) NAN;
    if (self->by == CCS_EXPORT_BY_REPLICATION) return v->values[observation_at(v, at, at.at)];
    return ccs_view_at(v, at.axis, at.metric, at.entity, at.at).mean;
}

static void add_wide_row(const wide_t *self, place_t at)
{
    const ccs_export_t *const x = self->export;
    const ccs_view_t *const v = &x->variants->views[at.variant];
    char kind[CCS_LABEL_MAX];

    add_text(self->rows, v->name);
    add_text(self->rows, entity_at(v, at));
    add_text(self->rows, ccs_export_kind_of(entity_at(v, at), kind));
    if (ccs_axis_has_times(at.axis)) ccs_rows_text(self->rows, CCS_CELL_DATE, ccs_view_time(v, at.axis, at.at));
    if (x->by == CCS_EXPORT_BY_REPLICATION) add_numbers(x, self->rows, v, at.at);
    for (at.metric = 0; at.metric < v->n_metrics; at.metric++)
        if (self->is_column[at.metric]) ccs_rows_number(self->rows, ccs_export_kind(v, at.metric), wide_value(x, v, at));
    ccs_rows_end(self->rows);
}

static void add_wide_heads(const wide_t *self)
{
    const enum ccs_axis axis = axis_of(self->export);
    const ccs_view_t *const v = self->export->variants->views;

    add_heads((const char *const[]){"config", "entity", "kind", NULL}, self->rows);
    if (ccs_axis_has_times(axis)) add_text(self->rows, head_of(axis));
    if (self->export->by == CCS_EXPORT_BY_REPLICATION) add_number_heads(self->export, self->rows);
    for (uint32_t m = 0; m < v->n_metrics; m++)
        if (self->is_column[m]) add_text(self->rows, v->metrics[m]);
    ccs_rows_head(self->rows, "figures", 3);
}

static void add_rows_at(const wide_t *self, place_t at)
{
    if (is_wanted_at(self->export, &self->export->variants->views[at.variant], at)) add_wide_row(self, at);
}

void ccs_export_wide(const ccs_export_t *self, ccs_rows_t *rows)
{
    const ccs_view_t *const v = self->variants->views;
    const wide_t wide = {self, rows, ccs_arena_array(&rows->arena, v->n_metrics, sizeof(bool))};

    if (!wide.is_column) {
        rows->out_of_memory = true;
        return;
    }
    for (uint32_t m = 0; m < v->n_metrics; m++) wide.is_column[m] = applies_to_any(self, m);
    add_wide_heads(&wide);
    for (uint32_t k = 0; k < self->variants->n; k++) {
        for (uint32_t e = 0; e < n_entities(self); e++) {
            const uint32_t n = is_row(&wide, e) ? rows_of_entity(self, &self->variants->views[k]) : 0;

            for (uint32_t i = 0; i < n; i++) add_rows_at(&wide, (place_t){k, 0, e, axis_of(self), i});
        }
    }
}
