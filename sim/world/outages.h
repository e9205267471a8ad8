/** @file outages.h  The state of outages in a run: whom they keep from work, and what they leave of lines and speed. Whoever begins and ends them is of the flow. */
#ifndef CCS_OUTAGES_H
#define CCS_OUTAGES_H

#include "arena.h"
#include "plan.h"

/** Nothing where the plan has no outages. @return 0 or CCS_ERR_NOMEM */
int ccs_outages_init(ccs_outages_t *self, const ccs_plan_t *plan, ccs_arena_t *arena);
/** None has begun yet. */
void ccs_outages_reset(ccs_outages_t *self, const ccs_plan_t *plan, uint64_t seed, uint32_t replication);

/** Whether an agent cannot work now. */
static inline bool ccs_outages_stop(const ccs_outages_t *self, uint32_t agent)
{
    return self->n_hits && self->n_hits[agent] > 0;
}

/** Lines of a trunk group that an outage takes: a whole number. */
uint32_t ccs_outage_lines(const ccs_outage_t *outage, uint32_t lines);
/** What the outages that are on come to, by pair and by trunk group. */
void ccs_outages_add_up(ccs_outages_t *self, const ccs_plan_t *plan);
/** The draws of an outage: when it comes, and how long it lasts, by how often it has begun before. */
ccs_stream_t ccs_outages_stream(const ccs_outages_t *self, const ccs_outage_t *outage);
/** The draws of an outage at a group, by agent. */
ccs_stream_t ccs_outages_stream_of(const ccs_outages_t *self, const ccs_plan_t *plan, uint32_t outage, uint32_t group);
/** The share of the agents who may fail by an outage of each alone who have, and are not repaired yet. */
static inline double ccs_outages_failed_frac(const ccs_outage_state_t *of)
{
    return of->n_may_fail > 0 ? (double) of->n_failed / of->n_may_fail : 0;
}
/** Whether the outage, as often as it has begun by now, keeps an agent from work, by a draw of theirs. @param key  of the agent within the group */
bool ccs_outages_draw(const ccs_outages_t *self, const ccs_plan_t *plan, uint32_t outage, uint32_t group, uint32_t key);
/** Rebuild what is added up and compare; abort on a difference. */
void ccs_outages_verify(const ccs_outages_t *self, const ccs_plan_t *plan);

#endif
