/** @file requirement.h  What staff is asked for: the intervals and groups whose agents may change, within which bounds and at what cost, and the targets
 * that must hold over which periods. A type's `target` makes one of its service level, one of the share that does not abandon, or both.
 *
 * A staffing is an array of whole numbers of steps, [slot][group]; a step is one agent, or a part of one. Groups are those of the scenario, plan.teams: of one
 * whose agents differ so many are the first of its list. Slots are the open intervals that
 * count. Hours run in have the staff of the slot of the same time of day. */
#ifndef CCS_REQUIREMENT_H
#define CCS_REQUIREMENT_H

#include "arena.h"
#include "err.h"
#include "facts.h"
#include "plan.h"

/** Over what a target must hold; weeks begin on Monday. X(NAME, "word", "in a sentence"). */
#define CCS_STAFF_BY_LIST(X)                                                                                                     \
    X(INTERVAL, "interval", "each interval")                                                                                     \
    X(DAY, "day", "each day")                                                                                                    \
    X(WEEK, "week", "each week")                                                                                                 \
    X(MONTH, "month", "each month")                                                                                              \
    X(ALL, "all", "all days together")
#define X(name, word, text) CCS_STAFF_BY_##name,
enum ccs_staff_by { CCS_STAFF_BY_LIST(X) };
#undef X

/** What is wished. By group of the scenario, plan.teams: n_teams of each, which must outlive the requirement. */
typedef struct {
    enum ccs_staff_by by;
    double probability; /* share of replications in which a target holds in each of its periods, 0 < p < 1; NAN: on average */
    double step;        /* agents that staff changes by, 0 < step <= 1 */
    double
        hours; /* weighted agent-hours that are given, as _cost counts them; INFINITY: as many as scheduled; 0: as many as the targets need */
    const double *cost;         /* of an agent-hour, > 0 */
    const double *least, *most; /* agents after planned shrinkage; INFINITY: no bound */
} ccs_staff_wish_t;

/** A share of a type's contacts that is to be reached: those served in time, or those who do not abandon. */
typedef struct {
    uint32_t type;
    bool of_abandonment;
    double frac; /* least; of abandonment 1 less what is allowed */
} ccs_staff_target_t;

typedef struct {
    const ccs_plan_t *plan;
    ccs_staff_wish_t wish;
    uint32_t n_slots, n_groups, n_periods, n_targets;
    uint32_t *cell_of;   /* by slot */
    uint32_t *slot_of;   /* by cell; CCS_NONE: closed, or hours run in that have no slot of their time: they keep their staff */
    uint32_t *period_of; /* by cell; CCS_NONE: it is judged in none */
    uint32_t *first_cell_of;     /* by period */
    ccs_staff_target_t *targets; /* in the order of the types */
    bool has_levels;             /* one of them is a service level */
    bool *changes;               /* by group: it serves a type with a target; the others keep their staff */
    uint32_t *least, *most;      /* by group, in steps */
    double *cost;                /* [slot][group]: of a step, weight times hours */
    double
        *scheduled; /* [slot][group]: agents after planned shrinkage as the scenario has them, assumed or not, mean of the slot */
    ccs_arena_t arena;
} ccs_requirement_t;

/** The group, of plan.teams, that a pair is of. */
static inline uint32_t ccs_requirement_team(const ccs_plan_t *plan, uint32_t pair)
{
    return plan->groups[plan->pairs[pair].group].team;
}
/** Refuses groups whose agents differ, where persons are looked for. @return 0 or CCS_ERR_USAGE */
int ccs_requirement_check_alike(const ccs_plan_t *plan, ccs_err_t *err);
/** @param plan  outlives it @return 0, CCS_ERR_USAGE (mode steady, no target, bounds that contradict one another) or CCS_ERR_NOMEM; _free is legal then */
int ccs_requirement_init(ccs_requirement_t *self, const ccs_plan_t *plan, const ccs_staff_wish_t *wish, ccs_err_t *err);
void ccs_requirement_free(ccs_requirement_t *self);
/** The date of a cell, days since 1970-01-01. */
static inline int64_t ccs_requirement_date(const ccs_requirement_t *self, uint32_t cell)
{
    return self->plan->first_date + self->plan->cells[cell].day - self->plan->n_run_in;
}
/** Numbers of a staffing. */
static inline uint32_t ccs_requirement_size(const ccs_requirement_t *self)
{
    return self->n_slots * self->n_groups;
}
/** Weighted agent-hours of the groups that change. */
double ccs_requirement_cost(const ccs_requirement_t *self, const uint32_t *staffing);
/** Agents of a slot and group after planned shrinkage as the scenario schedules them. NAN: they are assumed, and nobody is known to be scheduled */
double ccs_requirement_scheduled(const ccs_requirement_t *self, uint32_t slot, uint32_t group);
/** The cost of what the scenario schedules. NAN: some of it is assumed */
double ccs_requirement_cost_scheduled(const ccs_requirement_t *self);
/** The group that a text of n bytes names: by its name or label or, where no group is called so, by those of a type that one group serves alone or that has a team
 * called like it ("service": service_team). CCS_NONE: none */
uint32_t ccs_requirement_group_of(const ccs_plan_t *plan, const char *text, size_t n);
/** What of a replication a target is judged by, in a record. */
void ccs_requirement_count(const ccs_requirement_t *self, uint32_t target, const ccs_facts_t *facts, const ccs_record_t *record,
    double *num, double *den);
/** The type of a target. */
static inline const ccs_type_t *ccs_requirement_type(const ccs_requirement_t *self, uint32_t target)
{
    return &self->plan->types[self->targets[target].type];
}
/** What must be scheduled so that so many agents are left after planned shrinkage. */
double ccs_requirement_gross(const ccs_requirement_t *self, uint32_t group, double net);

#endif
