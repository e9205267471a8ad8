/** @file work_move.h  What it would gain if a share of a type's contacts came at another time of day: from the busiest times to the quietest, staffed anew.
 *
 * The times of day at which contacts of the type come are ordered by the agents that its groups need then. The busiest quarter of them gives, the quietest
 * quarter takes; what comes there becomes more by one factor, so that as many contacts come in all. It is a change of volume in the words of a what-if
 * (docs/what_if.md), so that other commands can ask it too. */
#ifndef CCS_WORK_MOVE_H
#define CCS_WORK_MOVE_H

#include <stdio.h>

#include "staff_answer.h"

typedef struct {
    char type[64];     /* by name */
    double share_frac; /* of the contacts of the busiest times, 0 < share < 1 */
} ccs_work_move_wish_t;

/** Weighted agent-hours that the targets need, and agents of the type's groups at the busiest interval, on the phones. */
typedef struct {
    double hours, most;
    double error; /* hours that a standard error of every target is worth, about; 0: not known, or none */
} ccs_work_move_need_t;

typedef struct {
    const ccs_work_move_wish_t *wish;
    double contacts;                    /* that move, expected over the horizon */
    double times;                       /* what comes at the quietest times becomes more by */
    const char *from, *to;              /* times of day: "10:00-12:00, 15:00-15:30" */
    const char *what_if;                /* the change in words */
    ccs_work_move_need_t before, after; /* after.hours NAN: no staff within the bounds reaches the targets */
} ccs_work_move_t;

/** "help=10 %". @return 0 or CCS_ERR_USAGE */
int ccs_work_move_read(const char *text, ccs_work_move_wish_t *wish, ccs_err_t *err);
/** Whether the plan has such a type, with a target. @return 0 or CCS_ERR_USAGE */
int ccs_work_move_check(const ccs_work_move_wish_t *wish, const ccs_plan_t *plan, ccs_err_t *err);
/** From where to where, and what is needed before. @param answer  found @param arena  owns the texts
 * @return 0, CCS_ERR_NOMEM or CCS_ERR_USAGE: as many agents are needed at all times */
int ccs_work_move_choose(ccs_work_move_t *self, const ccs_work_move_wish_t *wish, const ccs_staff_answer_t *answer,
    ccs_arena_t *arena, ccs_err_t *err);
/** What is needed once they come at other times. @param answer  to the scenario so changed; one that was not found: it cannot be reached */
void ccs_work_move_judge(ccs_work_move_t *self, const ccs_staff_answer_t *answer);
/** In sentences. */
void ccs_work_move_print(const ccs_work_move_t *self, FILE *to);
/** As an object. */
void ccs_work_move_json(const ccs_work_move_t *self, FILE *to);

#endif
