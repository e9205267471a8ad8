/** @file staff_search_data.h  What a search for staff is: how it simulates, who is told, what it found so far. Verbs: staff_search.h, staff_exchange.h. */
#ifndef CCS_STAFF_SEARCH_DATA_H
#define CCS_STAFF_SEARCH_DATA_H

#include "staff_engine.h"

typedef struct ccs_staff_search ccs_staff_search_t;
struct ccs_staff_search {
    const ccs_requirement_t *asked;
    ccs_staff_engine_t engine;
    bool (*is_late)(void *listener); /* whether the search shall end with the best so far; NULL: never */
    void (*tell)(void *listener, const ccs_staff_search_t *self); /* after every simulation; NULL: nobody listens */
    void *listener;
    uint32_t reach; /* steps that a number may change by at most in a round down; 0: as many as the staffing suggests */
    /* so far */
    uint32_t *best;      /* the cheapest staffing that holds; the storage is the search's */
    double best_cost;    /* INFINITY: none yet */
    double caution_cost; /* of best_cost what the caution of the engine makes, about; 0: not known yet */
    bool ended_late;
    uint32_t n_simulated;         /* staffings */
    ccs_staff_outcome_t *outcome; /* of best */
    ccs_arena_t arena;
};

#endif
