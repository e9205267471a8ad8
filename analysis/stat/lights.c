/* lights.c - figures against limits in two steps. Invariant: a step is judged as a target is, above it as one below it in a mirror. */
#include "lights.h"

#include <math.h>

#include "verdict.h"

const char *ccs_light_name(enum ccs_light light)
{
    static const char *const names[] = {"", "green", "yellow", "red", "undecided"};

    return names[light];
}

static enum ccs_verdict step(const ccs_limit_row_t *limit, double value, ccs_point_t x)
{
    if (!limit->above) return ccs_verdict_of(value, x);
    return ccs_verdict_of(-value, (ccs_point_t){-x.mean, x.half_width, -x.high, -x.low});
}

enum ccs_light ccs_light_of(const ccs_limit_row_t *limit, ccs_point_t found)
{
    const enum ccs_verdict yellow = step(limit, limit->yellow, found), red = step(limit, limit->red, found);
    const enum ccs_verdict first = yellow == CCS_VERDICT_NONE ? red : yellow;

    if (isnan(found.mean) || first == CCS_VERDICT_NONE) return CCS_LIGHT_NONE;
    if (red == CCS_VERDICT_MISSED) return CCS_LIGHT_RED;
    if (yellow == CCS_VERDICT_MISSED) return CCS_LIGHT_YELLOW;
    return first == CCS_VERDICT_MET ? CCS_LIGHT_GREEN : CCS_LIGHT_UNDECIDED;
}

enum ccs_light ccs_light_over_run(const ccs_view_t *view, const ccs_limit_row_t *limit)
{
    return ccs_light_of(limit, ccs_view_point(view, limit->metric, limit->entity));
}

enum ccs_light ccs_light_at(const ccs_view_t *view, const ccs_limit_row_t *limit, uint32_t at)
{
    if (limit->axis == CCS_AXIS_RUN) return ccs_light_over_run(view, limit);
    if (!ccs_view_has(view, limit->axis, limit->metric)) return CCS_LIGHT_NONE;
    if (limit->axis == CCS_AXIS_INTERVAL && !view->interval_open[at]) return CCS_LIGHT_NONE;
    return ccs_light_of(limit, ccs_view_at(view, limit->axis, limit->metric, limit->entity, at));
}

static enum ccs_light worse(enum ccs_light a, enum ccs_light b)
{
    static const uint32_t badness[] = {0, 1, 3, 4, 2};

    return badness[a] > badness[b] ? a : b;
}

enum ccs_light ccs_light_of_figure(const ccs_view_t *view, enum ccs_axis axis, uint32_t metric, uint32_t entity, uint32_t at)
{
    enum ccs_light light = CCS_LIGHT_NONE;

    for (uint32_t i = 0; i < view->n_limits; i++) {
        const ccs_limit_row_t *const limit = &view->limits[i];

        if (limit->axis == axis && limit->metric == metric && limit->entity == entity)
            light = worse(light, ccs_light_at(view, limit, at));
    }
    return light;
}

bool ccs_lights_are_by(const ccs_view_t *view, enum ccs_axis axis)
{
    bool any = false;

    for (uint32_t i = 0; i < view->n_limits; i++) any = any || view->limits[i].axis == axis;
    return any;
}

ccs_lights_t ccs_lights_of(const ccs_view_t *view, const ccs_limit_row_t *limit, unsigned char *marks)
{
    ccs_lights_t lights = {0};

    for (uint32_t at = 0; at < ccs_view_count(view, limit->axis); at++) {
        const enum ccs_light light = ccs_light_at(view, limit, at);

        if (marks) marks[at] = (unsigned char) light;
        lights.n[light]++;
        lights.n_judged += light != CCS_LIGHT_NONE;
    }
    return lights;
}

/* Whether the last step is surely kept wherever there is a figure. */
static bool is_kept(const ccs_view_t *view, const ccs_limit_row_t *limit)
{
    const ccs_limit_row_t last = {.metric = limit->metric,
        .entity = limit->entity,
        .yellow = (double) NAN,
        .red = isnan(limit->red) ? limit->yellow : limit->red,
        .above = limit->above,
        .axis = limit->axis};
    const ccs_lights_t lights = ccs_lights_of(view, &last, NULL);

    return lights.n[CCS_LIGHT_GREEN] == lights.n_judged;
}

uint32_t ccs_lights_unkept(const ccs_view_t *view)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < view->n_limits; i++) n += !is_kept(view, &view->limits[i]);
    return n;
}
