/* export_grid.c - the planner's grid as a sheet. Invariant: cells hold numbers and no signs, so that they can be counted with; what is red, amber and
 * green is what grid.h says. */
#include "export_grid.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "intervals_met.h"
#include "lights.h"
#include "prose.h"

enum { TARGETS_MAX = 8 /* of different height; more have no line in a chart */ };

/* ---- which columns and rows ----------------------------------------------------------------------------------------------- */

static void add_column(ccs_export_grid_t *self, enum ccs_grid_figure figure, uint32_t of)
{
    self->columns[self->n++] = (ccs_export_column_t){figure, of, (double) NAN};
}

/* Each height of a target once. */
static void add_targets(ccs_export_grid_t *self, const ccs_view_t *v)
{
    const uint32_t before = self->n;

    for (uint32_t i = 0; i < v->n_types && self->n - before < TARGETS_MAX; i++) {
        bool is_new = !isnan(v->targets[i].wanted_frac);

        for (uint32_t k = before; k < self->n; k++) is_new = is_new && self->columns[k].wanted != v->targets[i].wanted_frac;
        if (is_new) self->columns[self->n++] = (ccs_export_column_t){CCS_GRID_TARGET, CCS_DATA_NONE, v->targets[i].wanted_frac};
    }
}

/* Of each limit by interval the figure and its light. */
static void add_limits(ccs_export_grid_t *self, const ccs_export_t *export)
{
    const ccs_view_t *const v = export->variants->views;

    for (uint32_t i = 0; i < v->n_limits; i++) {
        if (v->limits[i].axis != CCS_AXIS_INTERVAL || !ccs_wanted_entity(&export->wanted, v->entities[v->limits[i].entity]))
            continue;
        add_column(self, CCS_GRID_LIMITED, i);
        add_column(self, CCS_GRID_LIGHT, i);
    }
}

/* Whether planned shrinkage takes some off those required. */
static bool has_gross(const ccs_grid_t *grid)
{
    for (uint32_t g = 0; g < grid->n_groups; g++)
        for (uint32_t i = 0; i < grid->view->n_intervals; i++) {
            const ccs_grid_cell_t cell = ccs_grid_cell(grid, g, i);

            if (cell.required_gross > cell.required + 1e-9) return true;
        }
    return false;
}

static void add_columns(ccs_export_grid_t *self, const ccs_export_t *export)
{
    const ccs_view_t *const v = export->variants->views;
    const bool required = self->grid.required != NULL, gross = required && has_gross(&self->grid);

    add_column(self, CCS_GRID_OFFERED, CCS_DATA_NONE);
    add_column(self, CCS_GRID_SCHEDULED, CCS_DATA_NONE);
    if (required) add_column(self, CCS_GRID_REQUIRED, CCS_DATA_NONE);
    if (required) add_column(self, CCS_GRID_GAP, CCS_DATA_NONE);
    for (uint32_t i = 0; i < self->grid.n; i++) {
        const bool is_group = i < self->grid.n_groups;

        if (!ccs_wanted_entity(&export->wanted, v->entities[self->grid.entities[i]])) continue;
        add_column(self, is_group ? CCS_GRID_SCHEDULED : CCS_GRID_OFFERED, i);
        if (is_group && required) add_column(self, CCS_GRID_REQUIRED, i);
        if (is_group && gross) add_column(self, CCS_GRID_GROSS, i);
        if (is_group && required) add_column(self, CCS_GRID_GAP, i);
        if (is_group) add_column(self, CCS_GRID_BUSY, i);
        add_column(self, CCS_GRID_LEVEL, i);
        if (!is_group && self->grid.abandoned != CCS_DATA_NONE) add_column(self, CCS_GRID_ABANDONED, i);
    }
    add_targets(self, v);
    add_limits(self, export);
}

ccs_export_grid_t *ccs_export_grid_of(const ccs_export_t *export, ccs_rows_t *rows)
{
    const ccs_view_t *const v = export->variants->views;
    const ccs_grid_t grid = ccs_grid_of(v);

    if (grid.n == 0) return NULL;
    ccs_export_grid_t *const self = ccs_arena_array(&rows->arena, 1, sizeof *self);
    ccs_export_column_t *const columns =
        ccs_arena_array(&rows->arena, (size_t) 6 * (grid.n + 1) + TARGETS_MAX + (size_t) 2 * v->n_limits, sizeof *columns);
    uint32_t *const shown = ccs_arena_array(&rows->arena, v->n_intervals, sizeof *shown);

    if (!self || !columns || !shown) {
        rows->out_of_memory = true;
        return NULL;
    }
    *self = (ccs_export_grid_t){.grid = grid, .columns = columns, .shown = shown, .label = export->variants->n > 1};
    snprintf(self->name, sizeof self->name, "By %s",
        ccs_prose_interval_noun(v->report, v->interval_end_s[0] - v->interval_start_s[0]));
    self->n_keys = self->label + 3;
    add_columns(self, export);
    for (uint32_t i = 0; i < v->n_intervals; i++)
        if (ccs_grid_shows(v, i)) self->shown[self->n_shown++] = i;
    return self;
}

uint32_t ccs_export_grid_column(const ccs_export_grid_t *self, enum ccs_grid_figure figure, uint32_t of)
{
    for (uint32_t i = 0; i < self->n; i++)
        if (self->columns[i].figure == figure && self->columns[i].of == of) return self->n_keys + i;
    return CCS_DATA_NONE;
}

double ccs_export_required(const ccs_grid_t *grid, uint32_t interval)
{
    double sum = grid->required ? 0 : (double) NAN;

    for (uint32_t g = 0; g < grid->n_groups; g++) {
        const double one = ccs_grid_cell(grid, g, interval).required;

        if (!isnan(one)) sum += one; /* of a group that was not asked about nothing is required */
    }
    return sum;
}

/* ---- the sheet ------------------------------------------------------------------------------------------------------------ */

/* "Service team" above "scheduled": one row, so that it filters and pivots. */
static void add_heads(const ccs_export_t *export, const ccs_export_grid_t *self, ccs_rows_t *rows)
{
    static const char *const names[] = {"offered", "scheduled", "required", "required gross", "gap", "busy", "service level",
        "abandoned", "target", "", "light"};
    const ccs_view_t *const v = self->grid.view;

    if (export->variants->n > 1) ccs_rows_text(rows, CCS_CELL_TEXT, "variant");
    ccs_rows_text(rows, CCS_CELL_TEXT, "when");
    ccs_rows_text(rows, CCS_CELL_TEXT, "date");
    ccs_rows_text(rows, CCS_CELL_TEXT, v->report ? "period" : "time");
    for (uint32_t i = 0; i < self->n; i++) {
        const ccs_export_column_t *const x = &self->columns[i];

        if (x->figure == CCS_GRID_TARGET) ccs_rows_printf(rows, "target\n%.4g %%", 100 * x->wanted);
        else if (x->figure == CCS_GRID_LIMITED || x->figure == CCS_GRID_LIGHT)
            ccs_rows_printf(rows, "%s\n%s%s", v->labels[v->limits[x->of].entity], v->limits[x->of].label,
                x->figure == CCS_GRID_LIGHT ? ", light" : "");
        else
            ccs_rows_printf(rows, "%s\n%s", x->of == CCS_DATA_NONE ? "All" : v->labels[self->grid.entities[x->of]],
                names[x->figure]);
    }
    ccs_rows_head(rows, self->name, self->label + 1);
}

/* The mean of a metric of an entity. */
static double mean_of(const ccs_grid_t *grid, uint32_t metric, uint32_t entity, uint32_t interval)
{
    return metric == CCS_DATA_NONE || entity == CCS_DATA_NONE ? (double) NAN
                                                              : ccs_view_point_at(grid->view, metric, entity, interval).mean;
}

/* A cell of all together, who have no light. */
static ccs_grid_cell_t all_together(const ccs_grid_t *grid, uint32_t interval)
{
    const double scheduled = mean_of(grid, grid->scheduled, ccs_view_entity(grid->view, "all"), interval),
                 required = ccs_export_required(grid, interval);

    return (
        ccs_grid_cell_t){.scheduled = scheduled, .required = required, .gap = scheduled - required, .occupancy = (double) NAN};
}

/* The limit of a variant that has the name of one of the base; NULL: it has none. */
static const ccs_limit_row_t *limit_named(const ccs_view_t *v, const char *name)
{
    for (uint32_t i = 0; i < v->n_limits; i++)
        if (!strcmp(v->limits[i].name, name)) return &v->limits[i];
    return NULL;
}

static void add_limited(const ccs_view_t *v, const ccs_limit_row_t *limit, enum ccs_grid_figure figure, uint32_t interval,
    ccs_rows_t *rows)
{
    static const enum ccs_cell_kind kinds[CCS_N_LIGHTS] = {CCS_CELL_TEXT, CCS_CELL_GOOD, CCS_CELL_UNSURE, CCS_CELL_BAD,
        CCS_CELL_UNSURE};
    const enum ccs_light light = limit ? ccs_light_at(v, limit, interval) : CCS_LIGHT_NONE;

    if (figure == CCS_GRID_LIGHT) ccs_rows_text(rows, kinds[light], ccs_light_name(light));
    else
        ccs_rows_number(rows, limit ? ccs_export_kind(v, limit->metric) : CCS_CELL_NUMBER,
            limit ? ccs_view_point_at(v, limit->metric, limit->entity, interval).mean : (double) NAN);
}

static void add_cell(const ccs_grid_t *grid, const ccs_export_column_t *x, uint32_t interval, ccs_rows_t *rows)
{
    static const enum ccs_cell_kind lights[] = {CCS_CELL_SHARE, CCS_CELL_SHARE_GOOD, CCS_CELL_SHARE_BAD, CCS_CELL_SHARE_UNSURE};
    const bool all = x->of == CCS_DATA_NONE;
    const ccs_grid_cell_t cell = all ? all_together(grid, interval) : ccs_grid_cell(grid, x->of, interval);
    const uint32_t entity = all ? ccs_view_entity(grid->view, "all") : grid->entities[x->of];

    switch (x->figure) {
    case CCS_GRID_OFFERED: ccs_rows_number(rows, CCS_CELL_COUNT, mean_of(grid, grid->offered, entity, interval)); break;
    case CCS_GRID_SCHEDULED: ccs_rows_number(rows, CCS_CELL_COUNT, cell.scheduled); break;
    case CCS_GRID_REQUIRED: ccs_rows_number(rows, CCS_CELL_COUNT, cell.required); break;
    case CCS_GRID_GROSS: ccs_rows_number(rows, CCS_CELL_COUNT, cell.required_gross); break;
    case CCS_GRID_GAP: ccs_rows_number(rows, CCS_CELL_GAP, cell.gap); break;
    case CCS_GRID_BUSY: ccs_rows_number(rows, CCS_CELL_SHARE, cell.occupancy); break;
    case CCS_GRID_LEVEL:
        if (cell.closed && isnan(cell.level.mean)) ccs_rows_text(rows, CCS_CELL_TEXT, "closed"); /* no sum and no mean has it */
        else ccs_rows_number(rows, lights[cell.verdict], cell.level.mean);
        break;
    case CCS_GRID_ABANDONED: ccs_rows_number(rows, CCS_CELL_SHARE, mean_of(grid, grid->abandoned, entity, interval)); break;
    case CCS_GRID_TARGET: ccs_rows_number(rows, CCS_CELL_SHARE, x->wanted); break;
    case CCS_GRID_LIMITED:
    case CCS_GRID_LIGHT: break; /* of an entity that need not be one of the grid */
    }
}

static void add_row(const ccs_export_t *export, const ccs_export_grid_t *self, const ccs_grid_t *grid, uint32_t interval,
    ccs_rows_t *rows)
{
    const ccs_view_t *const v = grid->view;
    char date[CCS_LABEL_MAX], time[CCS_LABEL_MAX], when[CCS_PROSE_TIME_MAX];

    ccs_export_split(v, interval, date, time);
    if (export->variants->n > 1) ccs_rows_text(rows, CCS_CELL_TEXT, v->name);
    ccs_rows_text(rows, CCS_CELL_TEXT,
        ccs_prose_begin(v->intervals[interval], ccs_prose_is_dated(v->intervals, v->n_intervals), when));
    ccs_rows_text(rows, CCS_CELL_DATE, date);
    ccs_rows_text(rows, CCS_CELL_TIME, time);
    for (uint32_t i = 0; i < self->n; i++) {
        const ccs_export_column_t *const x = &self->columns[i];

        if (x->figure >= CCS_GRID_LIMITED)
            add_limited(v, limit_named(v, self->grid.view->limits[x->of].name), x->figure, interval, rows);
        else add_cell(grid, x, interval, rows);
    }
    ccs_rows_end(rows);
}

void ccs_export_by_interval(const ccs_export_t *export, const ccs_export_grid_t *self, ccs_rows_t *rows)
{
    if (!self) return;
    add_heads(export, self, rows);
    for (uint32_t k = 0; k < export->variants->n; k++) {
        const ccs_grid_t grid = ccs_grid_of(&export->variants->views[k]);

        for (uint32_t i = 0; i < self->n_shown; i++) add_row(export, self, &grid, self->shown[i], rows);
    }
}
