/** @file lights.h  Limits that a scenario sets for figures, yellow and red, against what was found: by the judge of targets (verdict.h). */
#ifndef CCS_LIGHTS_H
#define CCS_LIGHTS_H

#include "view.h"

/** Red, yellow: the whole interval of confidence lies beyond the step; green: none of it beyond the first. Anything else is undecided, also where there is no
 * interval. A figure at the limit is not beyond it. */
enum ccs_light { CCS_LIGHT_NONE, CCS_LIGHT_GREEN, CCS_LIGHT_YELLOW, CCS_LIGHT_RED, CCS_LIGHT_UNDECIDED, CCS_N_LIGHTS };
/** "", "green", "yellow", "red", "undecided" */
const char *ccs_light_name(enum ccs_light light);

enum ccs_light ccs_light_of(const ccs_limit_row_t *limit, ccs_point_t found);
/** The light of a limit over the run. NONE: not defined */
enum ccs_light ccs_light_over_run(const ccs_view_t *view, const ccs_limit_row_t *limit);
/** The light at an interval, or a day, of limit->axis. NONE: it is closed, or the figure is not defined there */
enum ccs_light ccs_light_at(const ccs_view_t *view, const ccs_limit_row_t *limit, uint32_t at);
/** The worst light of a figure at a place: red before yellow before undecided before green; of limits that are held against what rows of the axis stand for. NONE: it has no limit */
enum ccs_light ccs_light_of_figure(const ccs_view_t *view, enum ccs_axis axis, uint32_t metric, uint32_t entity, uint32_t at);
/** Whether any limit is held against such rows. */
bool ccs_lights_are_by(const ccs_view_t *view, enum ccs_axis axis);

/** How many of what is held against a limit have each light. @param marks  [what its axis has], set to ccs_light; NULL: not wanted */
typedef struct {
    uint32_t n_judged, n[CCS_N_LIGHTS];
} ccs_lights_t;
ccs_lights_t ccs_lights_of(const ccs_view_t *view, const ccs_limit_row_t *limit, unsigned char *marks);
/** Limits that are not surely kept: some light is red, or may be (of one that has no red, yellow). */
uint32_t ccs_lights_unkept(const ccs_view_t *view);

#endif
