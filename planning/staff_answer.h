/** @file staff_answer.h  How many agents a scenario needs: from a wish to a staffing that was checked on fresh random numbers. */
#ifndef CCS_STAFF_ANSWER_H
#define CCS_STAFF_ANSWER_H

#include "scenario.h"
#include "staff_search.h"
#include "threads.h"

/** How to find it. */
typedef struct {
    uint64_t seed;
    uint32_t replications; /* with which the search begins */
    uint32_t threads;
    bool steady;   /* each interval as a steady state of its own, by Erlang A; nothing is simulated */
    bool in_order; /* intervals one after another (staff_order.h), and no search; targets are asked by interval */
    const ccs_stop_t *stop;
    double (*time_frac)(void *
            listener); /* how much of the time is over, 0 .. 1: the search ends with the best so far in time for its checks; NULL: it has time */
    void (*tell)(void *listener, const ccs_staff_search_t *search);
    void *listener;
} ccs_staff_options_t;

typedef struct {
    ccs_requirement_t asked;
    ccs_staff_options_t options;
    ccs_threads_t threads;
    ccs_staff_search_t search;
    uint32_t *staffing;         /* the answer */
    ccs_staff_outcome_t *check; /* what it came to on fresh random numbers; NULL: it was not checked */
    uint32_t n_repairs;         /* times that a check found a target missed, and agents were added until it held there */
    double due_frac;            /* of the time: when what is under way shall end */
    /* where hours are given, of which the answer is the best spread */
    double needed;        /* weighted agent-hours that the targets need; NAN: not known */
    bool needs_too_much;  /* no staff within the bounds reaches them */
    bool need_ended_late; /* the search for it found no time to end by itself */
    ccs_staff_outcome_t
        *scheduled;    /* as many hours in the proportions scheduled, with the replications of the check; NULL: nobody is */
    double cost_bound; /* weighted agent-hours that no staffing can cost less than, as staff_bound.h says; NAN: not known */
    bool found;
    bool ended_late; /* the search found no time to end by itself */
    ccs_arena_t arena;
} ccs_staff_answer_t;

/** Make everything ready; nothing is simulated. @return 0, CCS_ERR_USAGE or CCS_ERR_NOMEM; _free is legal then */
int ccs_staff_answer_init(ccs_staff_answer_t *self, const ccs_plan_t *plan, const ccs_staff_wish_t *wish,
    const ccs_staff_options_t *options, ccs_err_t *err);
/** Find it. Where hours are given (ccs_staff_wish_t), first what the targets need, then the best spread of the hours. @return 0; CCS_ERR_STOPPED (found says whether there is one, check is NULL); CCS_ERR_SCENARIO: a target that cannot be reached;
 * CCS_ERR_USAGE: a question that Erlang A cannot answer; CCS_ERR_NOMEM */
int ccs_staff_answer_find(ccs_staff_answer_t *self, ccs_err_t *err);
void ccs_staff_answer_free(ccs_staff_answer_t *self);
/** Periods of a target that the check saw missed, on average or in too many replications. 0 where it was not checked. */
uint32_t ccs_staff_answer_missed(const ccs_staff_answer_t *self, uint32_t target);
bool ccs_staff_answer_misses(const ccs_staff_answer_t *self); /* any period of any target */
/** Agents after planned shrinkage; those who are absent by chance are among them. */
double ccs_staff_answer_net(const ccs_staff_answer_t *self, uint32_t slot, uint32_t group);

#endif
