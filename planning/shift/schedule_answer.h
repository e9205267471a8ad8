/** @file schedule_answer.h  Shifts for a scenario: from what its groups need to a roster that was simulated, repaired and checked on fresh random numbers. */
#ifndef CCS_SCHEDULE_ANSWER_H
#define CCS_SCHEDULE_ANSWER_H

#include "schedule.h"
#include "schedule_binding.h"
#include "schedule_ease.h"
#include "staff_answer.h"

typedef struct {
    const ccs_scenario_t *scenario;
    ccs_staff_answer_t staff; /* what is required, if it was searched for; and how to simulate */
    ccs_shift_templates_t templates;
    ccs_schedule_t schedule;
    bool given; /* what is required was given, and not searched for */
    ccs_staff_outcome_t *outcome,
        *check; /* of the roster, on the days of the search and on others; NULL: it was not simulated, or not checked */
    ccs_schedule_ease_t ease;       /* what was taken away and exchanged after that */
    ccs_schedule_binding_t binding; /* which limits make the shifts dear, by what they shall cover */
    uint32_t n_repairs;             /* times that agents were added where a target was missed */
    uint32_t n_seen;                /* replications of which something was learnt: a check has later ones */
    bool found;                     /* there is a roster */
    ccs_arena_t arena;
} ccs_schedule_answer_t;

/** Make everything ready; nothing is searched. @param rules  rest in seconds, which becomes rows
 * @return 0, CCS_ERR_USAGE, CCS_ERR_SCENARIO (no shifts) or CCS_ERR_NOMEM; _free is legal then */
int ccs_schedule_answer_init(ccs_schedule_answer_t *self, const ccs_scenario_t *scenario, const ccs_staff_wish_t *staff,
    const ccs_schedule_wish_t *wish, const ccs_staff_options_t *options, ccs_err_t *err);
void ccs_schedule_answer_free(ccs_schedule_answer_t *self);
/** What is required, from outside: agents on the phones [slot][group] and the groups that it names; the others keep their staff. */
void ccs_schedule_answer_require(ccs_schedule_answer_t *self, const double *need, const bool *groups);
/** Find it. @return 0; CCS_ERR_STOPPED (found says whether there is a roster, check is NULL then); CCS_ERR_SCENARIO: an interval that no shift covers, a
 * target that cannot be reached; CCS_ERR_INPUT: GLPK; CCS_ERR_USAGE; CCS_ERR_NOMEM */
int ccs_schedule_answer_find(ccs_schedule_answer_t *self, ccs_err_t *err);
/** Periods of all targets that the check saw missed; 0 where there is no check. */
uint32_t ccs_schedule_answer_missed(const ccs_schedule_answer_t *self);

#endif
