/** @file staff_overlay.h  The answer as a scenario that extends the one that was asked about, and replaces its staff. */
#ifndef CCS_STAFF_OVERLAY_H
#define CCS_STAFF_OVERLAY_H

#include "staff_answer.h"

/** Whether an overlay can say it: staff that `changes` move, or a factor of 0, would be changed again. @return 0 or CCS_ERR_USAGE */
int ccs_staff_overlay_check(const ccs_plan_t *plan, ccs_err_t *err);
/** Its text.
 * @param path  of the overlay @param base  of the scenario, as its user named it @param settings  the --set texts, a line each, or ""
 * @return owned by the arena; NULL when out of memory */
const char *ccs_staff_overlay(const ccs_staff_answer_t *answer, const char *path, const char *base, const char *settings,
    ccs_arena_t *arena);

#endif
