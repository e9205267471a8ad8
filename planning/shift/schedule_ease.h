/** @file schedule_ease.h  Fewer and cheaper shifts where a target holds over more than an interval.
 *
 * Shifts that cover what is needed interval by interval have more agents than that in many intervals, since they outlast peaks; over a day these serve more contacts in time than
 * its target asks, so that others may be missing elsewhere. Shifts are taken away and exchanged for cheaper ones, those first which save most for what they are worth, and each
 * change stands if every target of the periods that it touches still holds in the simulation, by a standard error. */
#ifndef CCS_SCHEDULE_EASE_H
#define CCS_SCHEDULE_EASE_H

#include "scenario.h"
#include "schedule.h"
#include "staff_engine.h"

/** A shift that goes, and one that comes in its place. */
typedef struct {
    uint32_t group;
    ccs_shift_pick_t gone, come; /* come.n = 0: none does */
    double saved;                /* of the cost, >= 0 */
    double loss;                 /* of what agents are worth by row, a guess; only differences count */
    uint32_t first, last;        /* periods that it touches */
} ccs_schedule_change_t;

typedef struct {
    ccs_schedule_t *schedule; /* with its shifts, which are changed */
    const ccs_scenario_t *scenario;
    bool (*is_late)(void *listener); /* whether it shall end with what it has */
    void *listener;
    ccs_schedule_change_t *changes; /* that stand, in their order */
    uint32_t n_changes, n_tried;
    size_t room;
    ccs_arena_t arena;
} ccs_schedule_ease_t;

void ccs_schedule_ease_free(ccs_schedule_ease_t *self);
/** Change what can be changed. @param engine  with which the targets were seen to hold @param outcome  of the schedule as it is; receives that of the changed one
 * @return 0, CCS_ERR_STOPPED, CCS_ERR_SCENARIO, CCS_ERR_NOMEM */
int ccs_schedule_ease(ccs_schedule_ease_t *self, const ccs_staff_engine_t *engine, ccs_staff_outcome_t *outcome, ccs_err_t *err);
/** Take back the last changes of a period, a quarter of them and one at least. @param any  set to true where there are any
 * @return 0 or an error, told */
int ccs_schedule_ease_back(ccs_schedule_ease_t *self, uint32_t period, bool *any, ccs_err_t *err);
/** What was saved of the cost, and how many shifts are fewer. */
double ccs_schedule_ease_saved(const ccs_schedule_ease_t *self, uint32_t *n_fewer);

#endif
