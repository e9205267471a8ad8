/** @file metric_needs.h  What an entity must have so that some metrics go with it. */
#ifndef CCS_METRIC_NEEDS_H
#define CCS_METRIC_NEEDS_H

#include "entity.h"

/** Whether contacts go on to another agent, or are lost in a talk; or else whether talks have pauses. */
bool ccs_metric_handles(const ccs_plan_t *plan, bool by_legs);
/** Whether conversations of some type of the entity are put away while nobody writes. */
bool ccs_metric_lapses(const ccs_plan_t *plan, const ccs_entity_t *entity);
/** Whether of some group of the entity not all of the roster is there. */
bool ccs_metric_shrinks(const ccs_plan_t *plan, const ccs_entity_t *entity);
/** Whether all groups of the entity are of persons; of a class of them nobody may be there. An agent is where the group is. */
bool ccs_metric_is_of_persons(const ccs_plan_t *plan, const ccs_entity_t *entity);
/** Whether agents of the entity, or the agent that it is, go not ready after contacts. */
bool ccs_metric_goes_not_ready(const ccs_plan_t *plan, const ccs_entity_t *entity);
/** Whether a plan has figures of plans that go further: it does, or it is compared with one that calls back. */
bool ccs_metric_has_further(const ccs_plan_t *plan);
/** Whether customers of the entity's types take slots in which they are called back. */
bool ccs_metric_has_slots(const ccs_plan_t *plan, const ccs_entity_t *entity);
/** Whether some type of the entity, of a group those that it serves, offers to call back, here or in a variant beside it. */
bool ccs_metric_calls_back(const ccs_plan_t *plan, const ccs_entity_t *entity);
/** Of such an entity: whether what a figure is of can happen in some of its calls back. True of figures that all of them have, and beside other variants. */
bool ccs_metric_calls_so(const ccs_plan_t *plan, const ccs_entity_t *entity, const char *metric);
/** Whether an outage keeps any agents from work. */
bool ccs_metric_stops_any(const ccs_plan_t *plan, uint32_t outage);
/** Whether groups of an entity are at sites that have a number of seats. */
bool ccs_metric_has_seats(const ccs_plan_t *plan, const ccs_entity_t *entity);
/** Whether outages keep agents of the entity from work, or the outage that it is does so. */
bool ccs_metric_is_stopped(const ccs_plan_t *plan, const ccs_entity_t *entity);
/** Figures of what comes of contacts. */
enum ccs_outcome_figures {
    CCS_OUTCOME_RESOLVED,
    CCS_OUTCOME_MARKED,
    CCS_OUTCOME_RECOMMENDED,
    CCS_OUTCOME_EASE,
    CCS_OUTCOME_SURVEYED,
    CCS_OUTCOME_LEAVING,
    CCS_OUTCOME_MOVING,
    CCS_OUTCOME_DECIDING,
    CCS_OUTCOME_VISITS
};
/** Whether contacts of the entity have such outcomes. */
bool ccs_metric_has_outcomes(const ccs_plan_t *plan, const ccs_entity_t *entity, enum ccs_outcome_figures of);
/** Which figures of what can wait. */
enum ccs_deferred_figures { CCS_DEFERRED_DEADLINES, CCS_DEFERRED_THREADS, CCS_DEFERRED_CHASED, CCS_DEFERRED_CHASING };
/** Whether some type of the entity has them. */
bool ccs_metric_has_deferred(const ccs_plan_t *plan, const ccs_entity_t *entity, enum ccs_deferred_figures figures);
/** Figures of people with careers. */
enum ccs_career_figures {
    CCS_CAREER_ANY,
    CCS_CAREER_QUITS,
    CCS_CAREER_TIRED,
    CCS_CAREER_BURNING,
    CCS_CAREER_SCORED,
    CCS_CAREER_ERRING
};
/** Whether some group of the entity has people with such careers. */
bool ccs_metric_has_careers(const ccs_plan_t *plan, const ccs_entity_t *entity, enum ccs_career_figures of);
/** Whether contacts ring at agents of the entity. */
bool ccs_metric_rings(const ccs_plan_t *plan, const ccs_entity_t *entity);
/** Whether what a metric of outages counts can happen in one of them. @param metric  its name */
bool ccs_metric_happens_in_outage(const ccs_plan_t *plan, uint32_t outage, const char *metric);
/** Whether what a metric of nodes counts can happen at some of the entity's. @param metric  its name */
bool ccs_metric_happens(const ccs_plan_t *plan, const ccs_entity_t *entity, const char *metric);

#endif
