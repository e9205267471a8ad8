/** @file shift_choices.h  The `shifts` of a scenario as templates on a grid. */
#ifndef CCS_SHIFT_CHOICES_H
#define CCS_SHIFT_CHOICES_H

#include "err.h"
#include "plan.h"
#include "shift_template.h"

/** The grid is the largest step that all times of shifts, breaks and intervals are multiples of, at most a quarter of an hour.
 * @return 0; CCS_ERR_SCENARIO: there are no shifts (an example is told), they are too many, or the step would be below five minutes; CCS_ERR_NOMEM */
int ccs_shift_choices(const ccs_plan_t *plan, ccs_arena_t *arena, ccs_shift_templates_t *templates, ccs_err_t *err);

#endif
