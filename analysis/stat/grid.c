/* grid.c - intervals by groups and types. Invariant: a cell is judged by verdict.h, and only at times that intervals_met.h judges. */
#include "grid.h"

#include <math.h>
#include <string.h>

#include "intervals_met.h"

/* ---- what there is -------------------------------------------------------------------------------------------------------- */

/* A variable over intervals and groups; of several configurations the part of this one. NULL: there is none. */
static const double *by_group(const ccs_grid_t *self, const char *name, size_t n_groups)
{
    const ccs_variable_t *const v = ccs_dataset_find(self->view->data, name);
    const size_t n = (size_t) self->view->n_intervals * n_groups, n_parts = v && v->n_dims == 3 ? self->view->n_configs : 1;

    if (!v || v->type != CCS_DATA_F64 || v->n_dims < 2 || v->n_dims > 3 || n == 0 || v->n != n * n_parts) return NULL;
    return &v->data.f64[n_parts > 1 ? n * self->view->config : 0];
}

static void find_required(ccs_grid_t *self)
{
    const ccs_variable_t *const names = ccs_dataset_find(self->view->data, "group");

    if (!names || names->type != CCS_DATA_TEXT) return;
    self->required = by_group(self, "required_agents", names->n);
    if (!self->required) return;
    self->required_gross = by_group(self, "required_gross", names->n);
    const char *const text = ccs_dataset_find(self->view->data, "required_agents")->long_name;

    self->is_steady = text && strstr(text, CCS_GRID_STEADY);
    self->n_required = (uint32_t) names->n;
    for (uint32_t g = 0; g < self->n_groups; g++) {
        const char *const name = &self->view->entities[self->entities[g]][sizeof "group"];

        self->required_at[g] = CCS_DATA_NONE;
        for (uint32_t i = 0; i < self->n_required; i++)
            if (!strcmp(names->data.text[i], name)) self->required_at[g] = i;
    }
}

const char *ccs_grid_method(const ccs_grid_t *self)
{
    if (!self->required) return "";
    return self->is_steady
        ? "required: by Erlang A, each interval by itself; the lights are simulated, where who waits comes from the interval before"
        : "required: by simulation, on replications of its own";
}

const char *ccs_grid_counts(const ccs_grid_t *self)
{
    const char *const by = self->view->intervals_by;

    if (!by) return "";
    return strcmp(by, "exit") == 0 ? " Contacts count in the interval of their exit, not of their entry."
                                   : " Contacts count in the interval of their service, not of their entry.";
}

ccs_grid_t ccs_grid_of(const ccs_view_t *view)
{
    ccs_grid_t self = {.view = view,
        .level = ccs_view_interval_metric(view, "service_level"),
        .offered = ccs_view_interval_metric(view, "offered"),
        .abandoned = ccs_view_interval_metric(view, "abandonment_rate"),
        .scheduled = ccs_view_interval_metric(view, "scheduled_agents"),
        .staffed = ccs_view_interval_metric(view, "staffed_agents"),
        .occupancy = ccs_view_interval_metric(view, "occupancy")};

    if (view->n_intervals == 0 || self.level == CCS_DATA_NONE) return self;
    self.n_groups = ccs_view_entities(view, "group", self.entities, CCS_SCOPE_ENTITIES_MAX);
    self.n = self.n_groups;
    for (uint32_t i = 0; i < view->n_types && i < CCS_SCOPE_ENTITIES_MAX; i++) self.entities[self.n++] = view->type_entity[i];
    find_required(&self);
    return self;
}

/* Of several variants a data set has the groups of all. */
static bool is_there(const ccs_grid_t *self, uint32_t column)
{
    const uint32_t metric = ccs_view_metric(self->view, "scheduled_agents");

    return column >= self->n_groups || metric == CCS_DATA_NONE || !isnan(self->view->means[metric][self->entities[column]]);
}

ccs_grid_t ccs_grid_there(const ccs_view_t *view)
{
    const ccs_grid_t all = ccs_grid_of(view);
    ccs_grid_t self = all;

    self.n = self.n_groups = 0;
    for (uint32_t i = 0; i < all.n; i++) {
        if (!is_there(&all, i)) continue;
        if (i < all.n_groups) self.required_at[self.n_groups++] = all.required_at[i];
        self.entities[self.n++] = all.entities[i];
    }
    return self;
}

/* ---- a cell --------------------------------------------------------------------------------------------------------------- */

static double mean_of(const ccs_grid_t *self, uint32_t metric, uint32_t entity, uint32_t interval)
{
    return metric == CCS_DATA_NONE || !ccs_view_applies(self->view, metric, entity)
        ? (double) NAN
        : ccs_view_point_at(self->view, metric, entity, interval).mean;
}

/* Makes a type the one that decides, if it is worse off than the one that did. */
static void consider(const ccs_grid_t *self, uint32_t type, uint32_t interval, ccs_grid_cell_t *cell)
{
    const ccs_view_t *const v = self->view;
    const uint32_t entity = v->type_entity[type];
    const ccs_point_t level = ccs_view_point_at(v, self->level, entity, interval);
    const double wanted = v->targets[type].wanted_frac;

    if (isnan(level.mean) || !ccs_is_judged_time(v, entity, interval)) return;
    const enum ccs_verdict verdict = ccs_verdict_of(wanted, level);

    if (cell->type != CCS_DATA_NONE) {
        const double before = v->targets[cell->type].wanted_frac;

        if (ccs_verdict_badness(verdict) < ccs_verdict_badness(cell->verdict)) return;
        if (verdict == cell->verdict &&
            !(level.mean - (isnan(wanted) ? 0 : wanted) < cell->level.mean - (isnan(before) ? 0 : before)))
            return;
    }
    cell->type = type;
    cell->level = level;
    cell->verdict = verdict;
}

ccs_grid_cell_t ccs_grid_cell(const ccs_grid_t *self, uint32_t column, uint32_t interval)
{
    const ccs_view_t *const v = self->view;
    const uint32_t entity = self->entities[column];
    ccs_grid_cell_t cell = {.scheduled = mean_of(self, self->scheduled, entity, interval),
        .staffed = mean_of(self, self->staffed, entity, interval),
        .required = (double) NAN,
        .required_gross = (double) NAN,
        .occupancy = mean_of(self, self->occupancy, entity, interval),
        .type = CCS_DATA_NONE,
        .level = ccs_point_around((double) NAN, (double) NAN)};
    uint32_t served[CCS_SCOPE_ENTITIES_MAX] = {entity};
    const bool is_group = column < self->n_groups;
    const uint32_t n_served = is_group ? ccs_view_types_of_group(v, entity, served, CCS_SCOPE_ENTITIES_MAX) : 1;

    if (is_group && self->required && self->required_at[column] != CCS_DATA_NONE) {
        const size_t at = (size_t) interval * self->n_required + self->required_at[column];

        cell.required = self->required[at];
        if (self->required_gross) cell.required_gross = self->required_gross[at];
    }
    cell.gap = cell.scheduled - cell.required;
    cell.closed = !is_group && v->type_closed && v->type_closed[(size_t) interval * v->n_types + (column - self->n_groups)] != 0;
    for (uint32_t i = 0; i < v->n_types; i++)
        for (uint32_t k = 0; k < n_served; k++)
            if (served[k] == v->type_entity[i]) consider(self, i, interval, &cell);
    return cell;
}

bool ccs_grid_shows(const ccs_view_t *view, uint32_t interval)
{
    bool shown = view->interval_open[interval];

    for (uint32_t i = 0; i < view->n_types && !shown; i++) shown = ccs_is_judged_time(view, view->type_entity[i], interval);
    return shown;
}

ccs_grid_count_t ccs_grid_count(const ccs_grid_t *self, uint32_t column, unsigned char *marks)
{
    ccs_grid_count_t count = {0};

    for (uint32_t i = 0; i < self->view->n_intervals; i++) {
        const enum ccs_verdict verdict = self->view->interval_open[i] ? ccs_grid_cell(self, column, i).verdict : CCS_VERDICT_NONE;

        if (marks) marks[i] = (unsigned char) verdict;
        count.n_judged += verdict != CCS_VERDICT_NONE;
        count.n_met += verdict == CCS_VERDICT_MET;
        count.n_missed += verdict == CCS_VERDICT_MISSED;
        count.n_undecided += verdict == CCS_VERDICT_UNDECIDED;
    }
    return count;
}
