/** @file load.h  What contacts ask of agents, interval by interval, as a flow of types to groups.
 *
 * The question is whether everybody could be answered. A type's load in a cell is its contacts times the time that one takes at the fastest
 * group then staffed; it may flow to every group that serves the type, and a group takes as much as it has agents. If the greatest flow is
 * less than the load, no routing whatever can do the work, and the least cut names who is short (Ford and Fulkerson 1956; Gale 1957): types
 * whose load is more than all the groups that serve them. Customers who come again are in the load: after an answer with the probability
 * of a reconnect; after a redial those whom the flow left unserved. Of attempts that become rarer or end, the law is taken as a geometric
 * one of the same mean number.
 *
 * A contact that is transferred is work in each of its legs, all within the cell in which it comes.
 *
 * Agents of a team with skills and speeds of their own are classes of the flow, each of which takes as much as its agents do at their speed.
 *
 * Work that waits for ever and is carried over the night need not be done in the interval in which it comes: of such types the question is
 * asked of all hours together. */
#ifndef CCS_LOAD_H
#define CCS_LOAD_H

#include "arena.h"
#include "load_follow.h"
#include "load_legs.h"
#include "plan.h"

/** A type over the cells, and in the cell at hand. */
typedef struct {
    ccs_load_follow_t reconnect, redial;
    double *again_per_s;              /* by cell: what follows from cells before; NULL: nothing can */
    uint32_t rate;                    /* the first piece of rate that is not over */
    double came_per_s;                /* with transfers: contacts that come as it and are not contained, each once */
    double fresh_per_s, base_per_s;   /* those that follow nothing, and with those that follow from earlier cells */
    double per_s;                     /* attempts that ask for an agent, those that follow others included */
    double repeats_per_s;             /* these alone */
    double least_s;                   /* that one of them takes */
    bool defers;                      /* its contacts wait for ever, and over the night: judged over all hours */
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
    double *agents;  /* by group: time average in the cell; of groups that no type can reach 0 */
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
    double *legs;            /* 3 * n_types: from contacts to legs */
    ccs_load_asked_t *asked; /* by type: agents who ask for its */
    double *returns;         /* by type as which contacts come: the share that contacts again after the last talk */
    ccs_arena_t arena;
} ccs_load_t;

/** @return 0 or CCS_ERR_NOMEM; _free is legal then */
int ccs_load_init(ccs_load_t *self, const ccs_plan_t *plan);
/** @return false: there is no cell left */
bool ccs_load_next(ccs_load_t *self);
/** After the last cell: the means over all hours that count, for the types that can wait; shortages are theirs. @return false if there is no
 * such type */
bool ccs_load_overall(ccs_load_t *self);
/** Mode steady: instead of _next, as often as one likes, the load of a replication with what it draws: a day factor that is 1 on average, and
 * the last agent of 12.4, may be too much and too few for all of it. */
void ccs_load_replication(ccs_load_t *self, uint64_t seed, uint32_t replication);
/** Load of a type in the cell at hand, Erlang. */
double ccs_load_of(const ccs_load_t *self, uint32_t type);
/** Whether a group serves a type of a shortage of the cell at hand. */
bool ccs_load_has_group(const ccs_load_t *self, uint32_t shortage, uint32_t group);
/** "b" or "b, c", in the arena: the types, or the groups, of a shortage of the cell at hand by name. @return NULL without memory */
const char *ccs_load_types(const ccs_load_t *self, uint32_t shortage, ccs_arena_t *arena);
const char *ccs_load_groups(const ccs_load_t *self, uint32_t shortage, ccs_arena_t *arena);
void ccs_load_free(ccs_load_t *self);

#endif
