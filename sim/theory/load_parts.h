/** @file load_parts.h  What a walk over loads (load.h) holds, for those who have a part in it. */
#ifndef CCS_LOAD_PARTS_H
#define CCS_LOAD_PARTS_H

#include "arena.h"
#include "load_follow.h"
#include "load_legs.h"
#include "plan.h"

typedef struct ccs_load_bots ccs_load_bots_t; /* load_bot.c */

typedef struct ccs_load_chases ccs_load_chases_t; /* load_chase.c */

/** A type over the cells, and in the cell at hand. */
typedef struct {
    ccs_load_follow_t reconnect, redial;
    double *again_per_s;            /* by cell: what follows from cells before; NULL: nothing can */
    uint32_t rate;                  /* the first piece of rate that is not over */
    double came_per_s;              /* with transfers: contacts that come as it and are not contained, each once */
    double fresh_per_s, base_per_s; /* those that follow nothing, and with those that follow from earlier cells */
    double per_s;                   /* attempts that ask for an agent, those that follow others included */
    double repeats_per_s;           /* these alone */
    double chase_per_s;             /* of all: of customers who chase, and come for nothing else */
    double least_s;                 /* that one of them takes */
    double explain,
        fresh_explain; /* Erlang: what explaining again takes of those who have come through another channel; of those who come for the first time */
    bool defers;   /* its contacts wait for ever, and over the night: judged over all hours */
    double closed; /* contacts so far that nobody answers, as their customers have chased them and been served */
    double contacts, repeats, work_s; /* of all hours that count so far; of other types, those that can be served */
    double unserved;                  /* Erlang that no group can take */
} ccs_load_type_t;

/** Types whose load is more than all their groups can take; in mode steady it may equal it, if some of their customers wait for ever. */
typedef struct {
    double load, repeats, agents; /* Erlang; of the load, by attempts that follow others; of the groups together */
    bool endless;                 /* some of its customers never leave unanswered */
    bool defers;                  /* some of it need not be done at once */
} ccs_shortage_t;

/** Walks over the open cells in order of time. In mode steady all are alike and there is one. */
typedef struct {
    const ccs_plan_t *plan;
    uint32_t cell, next; /* the one at hand, and where to look for the next */
    ccs_load_type_t *types;
    bool overall;    /* all hours together are at hand, no cell */
    double hours_s;  /* that count, so far */
    double *agent_s; /* by group: of these */
    double *agents;  /* by group: time average in the cell, of those who have a seat; of groups that no type can reach 0 */
    double *seated;  /* by group at a site with seats: how many have one */
    double *speed,
        *pace; /* by group: of classes with skills of their own, their mean speed; the same over that of their team in the cell; else 1 */
    double *capacity;          /* by group: agents times pace, which the flow may fill; of a team together its agents */
    double *capacity_s;        /* by group: of the hours that count */
    bool *unlike;              /* by team: its classes do not all serve the same types */
    uint32_t *step;            /* by group: the last one that has begun */
    ccs_shortage_t *shortages; /* of the cell; they share no group. Each is as small as it can be told */
    uint32_t n_shortages;
    uint32_t *part; /* by type: the shortage that it is in, or CCS_NONE */
    bool drawn;     /* what a replication draws, no means: the factors of the day and who is there of a fraction of agents */
    uint64_t seed;
    uint32_t replication;
    /* the flow */
    uint32_t *by_priority; /* types, first served first */
    double *flow, *left;   /* by pair; by group: room left */
    uint32_t *back, *from; /* by type and group, while a way is looked for: the pair that leads to it */
    bool *in_cut, *full;   /* by type; by group: no way leads from it to room */
    uint32_t *queue;
    double *legs;              /* 3 * n_types: from contacts to legs */
    ccs_load_asked_t *asked;   /* by type: agents who ask for its */
    ccs_load_bots_t *bots;     /* limits of call flows; NULL: there are none */
    ccs_load_chases_t *chases; /* customers who chase what is late; NULL: none do */
    double *returns;           /* by type as which contacts come: the share that contacts again after the last talk */
    ccs_arena_t arena;
} ccs_load_t;

/** Load of a type in the cell at hand, Erlang. */
static inline double ccs_load_of(const ccs_load_t *self, uint32_t type)
{
    const ccs_load_type_t *const t = &self->types[type];

    return t->per_s > 0 ? t->per_s * t->least_s : 0;
}

#endif
