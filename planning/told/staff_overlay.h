/** @file staff_overlay.h  The answer as a scenario that extends the one that was asked about, and replaces its staff. */
#ifndef CCS_STAFF_OVERLAY_H
#define CCS_STAFF_OVERLAY_H

#include "staff_answer.h"
#include "value.h"

/** Whether an overlay can say it: staff that `changes` move, or a factor of 0, would be changed again. @return 0 or CCS_ERR_USAGE */
int ccs_staff_overlay_check(const ccs_plan_t *plan, ccs_err_t *err);
/** Whether it puts numbers in the place of persons, and so leaves out how they keep to their shifts. */
bool ccs_staff_overlay_drops_persons(const ccs_requirement_t *asked);
/** How a file at @p path names another one: by its name where both lie in one folder, else by its whole path. @return NULL without memory */
const char *ccs_staff_overlay_base(const char *path, const char *base, ccs_arena_t *arena);
/** What it is of. */
typedef struct {
    const char *path, *base; /* its own; of the scenario, as its user named it */
    const char *settings;    /* what was asked beside the scenario, in words, a line each, or "" */
    ccs_value_t *
        difference; /* the same as keys (scenario_difference.h): they become part of it, and the tree is used up; NULL: nothing */
} ccs_staff_overlay_t;
/** Its text. @return owned by the arena; NULL when out of memory */
const char *ccs_staff_overlay(const ccs_staff_answer_t *answer, const ccs_staff_overlay_t *about, ccs_arena_t *arena);

#endif
