/* picture_curves.c - service level of each type, agents of each group. Invariant: queues are not pooled where each has a panel. */
#include <math.h>
#include <stdlib.h>

#include "picture_parts.h"
#include "units.h"
#include "words.h"

static const double STEP = 0.2; /* an axis of shares begins at the last whole step below all of them, and says so */

/* A name beside a panel, in the colour of its line. */
static void beside(const ccs_picture_t *self, double y, const char *colour, const char *text)
{
    ccs_svg_text((ccs_svg_at_t){CCS_PICTURE_RIGHT + 14, y + 7},
        (ccs_svg_font_t){ccs_svg_size(20, CCS_SVG_WIDTH - CCS_PICTURE_RIGHT - 20, text), CCS_SVG_START, colour}, text, self->to);
}

/* ---- service level -------------------------------------------------------------------------------------------------------- */

/* How far a type lies above its target; one without a target is no trouble. */
static double slack_of(const ccs_view_t *v, uint32_t type)
{
    const double slack = ccs_verdict_service(v, v->type_entity[type]).mean - v->targets[type].wanted_frac;

    return isnan(slack) ? 1 : slack;
}

uint32_t ccs_picture_types(const ccs_view_t *v, uint32_t chosen[CCS_PICTURE_PANELS_MAX], char note[CCS_PICTURE_NOTE_MAX])
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < v->n_types; i++) {
        uint32_t n_worse = 0;

        for (uint32_t k = 0; k < v->n_types; k++)
            n_worse += slack_of(v, k) < slack_of(v, i) || (k < i && slack_of(v, k) == slack_of(v, i));
        if (n_worse < CCS_PICTURE_PANELS_MAX) chosen[n++] = i;
    }
    if (n < v->n_types) snprintf(note, CCS_PICTURE_NOTE_MAX, ccs_word("; the %u of %u types that are worst off"), n, v->n_types);
    else note[0] = '\0';
    return n;
}

/* Where the axis begins for all panels, so that they can be compared. */
static double least_of(const ccs_picture_t *self, uint32_t metric, const uint32_t *types, uint32_t n)
{
    const ccs_view_t *const v = self->view;
    double least = 1;

    for (uint32_t i = 0; i < n; i++) {
        least = fmin(least, v->targets[types[i]].wanted_frac);
        for (uint32_t k = 0; k < self->found.scope.n_open; k++)
            least = fmin(least, ccs_view_point_at(v, metric, v->type_entity[types[i]], self->found.scope.open[k]).low);
    }
    return fmin(STEP * floor(least / STEP + 1e-9), 1 - 2 * STEP);
}

static void draw_type(const ccs_picture_t *self, ccs_panel_t panel, uint32_t metric, uint32_t type)
{
    const ccs_view_t *const v = self->view;
    const ccs_scope_t *const of = &self->found.scope;
    const double wanted = v->targets[type].wanted_frac;
    char share[CCS_UNITS_TEXT_MAX], text[CCS_UNITS_TEXT_MAX + 16];

    ccs_picture_axis(self, &panel, CCS_FIGURE_SHARE);
    ccs_picture_band(self, &panel, metric, v->type_entity[type]);
    for (uint32_t k = 0; k < of->n_open; k++)
        self->values[k] = ccs_view_point_at(v, metric, v->type_entity[type], of->open[k]).mean;
    ccs_picture_curve(self, &panel, self->first, false);
    if (isnan(wanted)) return;
    const double y = ccs_panel_y(&panel, wanted);

    ccs_svg_line((const ccs_svg_at_t[]){{CCS_PICTURE_LEFT, y}, {CCS_PICTURE_RIGHT, y}}, 2, CCS_PICTURE_RED, true, self->to);
    ccs_units_show_share(wanted, share, sizeof share);
    snprintf(text, sizeof text, ccs_word("target %s"), share);
    beside(self, y, CCS_PICTURE_RED, text);
}

void ccs_picture_day(const ccs_picture_t *self)
{
    const ccs_view_t *const v = self->view;
    const uint32_t metric = ccs_view_interval_metric(v, "service_level");
    uint32_t types[CCS_PICTURE_PANELS_MAX];
    char few[CCS_PICTURE_NOTE_MAX], note[2 * CCS_PICTURE_NOTE_MAX], title[32];

    if (metric == CCS_DATA_NONE || self->found.scope.n_open == 0) return;
    const uint32_t n = ccs_picture_types(v, types, few);
    const double least = least_of(self, metric, types, n);

    snprintf(note, sizeof note, least > 0 ? ccs_word("%s; axis from %.0f %%") : "%s", few, 100 * least);
    snprintf(title, sizeof title, ccs_word("Service level by %s"), ccs_word(v->report ? v->report : "interval"));
    ccs_picture_begin(self, title, note);
    for (uint32_t i = 0; i < n; i++) {
        ccs_panel_t panel = ccs_picture_panel(self, i, n, v->labels[v->type_entity[types[i]]]);

        panel.least = least;
        draw_type(self, panel, metric, types[i]);
    }
    ccs_picture_times(self);
    ccs_svg_end(self->to);
}

/* ---- agents --------------------------------------------------------------------------------------------------------------- */

enum line { SCHEDULED, BUSY, REQUIRED, N_LINES };
static const struct {
    const char *metric, *name;
    bool dashed;
} LINES[N_LINES] = {{"scheduled_agents", "Agents scheduled", false}, {"busy_agents", "Agents busy", false},
    {NULL, "Agents required", true}};

static const char *colour_of(const ccs_picture_t *self, enum line line)
{
    return line == SCHEDULED ? CCS_PICTURE_TEXT : line == BUSY ? self->first : self->second;
}

/* Agents of a group, a column of the grid, or (n_groups) of all. NAN: not known. */
static double agents(const ccs_picture_t *self, const ccs_grid_t *grid, enum line line, uint32_t group, uint32_t k)
{
    const uint32_t interval = self->found.scope.open[k],
                   entity = group < grid->n_groups ? grid->entities[group] : self->found.scope.all;
    double sum = grid->required ? 0 : (double) NAN;

    if (line != REQUIRED) {
        const uint32_t metric = ccs_view_interval_metric(self->view, LINES[line].metric);

        return metric == CCS_DATA_NONE ? (double) NAN : ccs_view_point_at(self->view, metric, entity, interval).mean;
    }
    if (group < grid->n_groups) return ccs_grid_cell(grid, group, interval).required;
    for (uint32_t g = 0; g < grid->n_groups; g++) {
        const double one = ccs_grid_cell(grid, g, interval).required;

        if (!isnan(one)) sum += one; /* nothing is required of a group that was not asked about */
    }
    return sum;
}

/* Where fewer are scheduled than required, the gap between the two. */
static void draw_gaps(const ccs_picture_t *self, const ccs_panel_t *panel, const ccs_grid_t *grid, uint32_t group)
{
    for (uint32_t k = 0; k < self->found.scope.n_open; k++) {
        const double there = agents(self, grid, SCHEDULED, group, k), needed = agents(self, grid, REQUIRED, group, k),
                     top = ccs_panel_y(panel, needed);

        if (needed > there)
            ccs_svg_rectangle((ccs_svg_at_t){self->x[k] - 0.5 * self->slot, top},
                (ccs_svg_at_t){self->slot, ccs_panel_y(panel, there) - top}, CCS_PICTURE_MISSING, self->to);
    }
}

static void draw_group(const ccs_picture_t *self, ccs_panel_t panel, const ccs_grid_t *grid, uint32_t group)
{
    panel.most = 1;
    for (enum line line = 0; line < N_LINES; line++)
        for (uint32_t k = 0; k < self->found.scope.n_open; k++) panel.most = fmax(panel.most, agents(self, grid, line, group, k));
    ccs_picture_axis(self, &panel, CCS_FIGURE_NUMBER);
    if (grid->required) draw_gaps(self, &panel, grid, group);
    for (enum line line = 0; line < N_LINES; line++) {
        for (uint32_t k = 0; k < self->found.scope.n_open; k++) self->values[k] = agents(self, grid, line, group, k);
        ccs_picture_curve(self, &panel, colour_of(self, line), LINES[line].dashed);
    }
}

void ccs_picture_staff(const ccs_picture_t *self)
{
    enum { LINE_HEIGHT = 30 };
    const ccs_grid_t grid = ccs_grid_there(self->view);
    const bool each = grid.n_groups > 0 && grid.n_groups <= CCS_PICTURE_PANELS_MAX;
    const uint32_t n = each ? grid.n_groups : 1;

    if (grid.n == 0 || self->found.scope.n_open == 0 || grid.scheduled == CCS_DATA_NONE) return;
    ccs_picture_begin(self, grid.required ? "Agents scheduled, required and busy" : "Agents scheduled and busy", "");
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t group = each ? i : grid.n_groups;

        draw_group(self, ccs_picture_panel(self, i, n, each ? self->view->labels[grid.entities[i]] : "All groups together"),
            &grid, group);
    }
    for (enum line line = 0; line < N_LINES; line++)
        if (line != REQUIRED || grid.required)
            beside(self, CCS_PICTURE_TOP + LINE_HEIGHT * (int) line, colour_of(self, line), LINES[line].name);
    if (grid.required) beside(self, CCS_PICTURE_TOP + LINE_HEIGHT * N_LINES, CCS_PICTURE_RED, "Missing: filled");
    ccs_picture_times(self);
    ccs_svg_end(self->to);
}
