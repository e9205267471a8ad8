/** @file schedule_roster.h  A schedule as a roster: in a scenario's tree to be simulated, as CSV, and as a scenario that refers to it.
 *
 * In every form the groups that are scheduled have their roster in the place of staff and shifts, and no planned shrinkage: what it stands for (breaks, training) is in
 * the roster, or, as far as shifts do not hold it, persons are away for whole shifts, as those are who are absent by chance. */
#ifndef CCS_SCHEDULE_ROSTER_H
#define CCS_SCHEDULE_ROSTER_H

#include "cell.h"
#include "scenario.h"
#include "schedule.h"
#include "staff_engine.h"

/** A schedule compiled: the scenario with its roster.
 * @param arena  owns the plan @return 0, CCS_ERR_SCENARIO or CCS_ERR_NOMEM, told in err */
int ccs_schedule_plan(const ccs_schedule_t *self, const ccs_scenario_t *scenario, ccs_arena_t *arena, ccs_plan_t *plan,
    ccs_err_t *err);
/** What a schedule comes to: compiled and simulated. @return as above, or CCS_ERR_STOPPED */
int ccs_schedule_simulate(const ccs_schedule_t *self, const ccs_scenario_t *scenario, ccs_staff_engine_t *engine,
    ccs_staff_outcome_t *outcome, ccs_err_t *err);
/** Columns agent, date, start, end, activity, group; a row for each stretch of work and each break. @return in the arena; NULL = out of memory */
const char *ccs_schedule_csv(const ccs_schedule_t *self, const ccs_csv_form_t *form, ccs_arena_t *arena);
/** What an overlay is of. */
typedef struct {
    const char *path, *base, *roster; /* its own; of the scenario and of the roster's file, as their user named them */
    ccs_value_t *difference;          /* what was asked beside the scenario, as keys, which is used up; NULL: nothing */
} ccs_schedule_overlay_t;
/** A scenario that extends its base and refers to the roster. @return as above */
const char *ccs_schedule_overlay(const ccs_schedule_t *self, const ccs_scenario_t *scenario, const ccs_schedule_overlay_t *about,
    ccs_arena_t *arena);

#endif
