/** @file demand.h  What makes demand random: factors of days and intervals, shocks, changing states, as rows of the plan. What is wrong is recorded
 * by the reader. */
#ifndef CCS_DEMAND_H
#define CCS_DEMAND_H

#include "read_over_time.h"

/** The tables that grow, and what they are made from. */
typedef struct {
    ccs_reader_t *reader;
    const ccs_named_t *days, *slots, *shocks_named,
        *types;              /* the members of `day_factors`, `interval_factors`, `shocks`, `types` */
    ccs_vector_t factors;    /* those of days_named, those of slots_named, those of types */
    ccs_vector_t shocks;     /* of shocks_named */
    uint32_t **shock_types;  /* by shock: the types that it concerns */
    uint32_t *n_shock_types; /* 0: all */
} ccs_demand_t;

/** The shared factors and the shocks are read, which have ids in the order written. The reader and the members are there. */
void ccs_demand_start(ccs_demand_t *self);
/** The tables in the plan; they are freed. */
void ccs_demand_keep(ccs_demand_t *self, ccs_plan_t *plan);
/** The factor of the day and the modulation of a type. @param at  its `arrivals` */
void ccs_demand_type(ccs_demand_t *self, const ccs_place_t *at, ccs_type_t *type, uint32_t id);
/** The contacts of a type that were recorded, and as its rates how many came in each interval. @param at  its `arrivals`, with `replay` @param rates  receives ccs_rate_t */
void ccs_demand_replay(ccs_demand_t *self, const ccs_place_t *at, ccs_type_t *type, ccs_vector_t *rates);
/** Times at work, which are recorded as of agents of speed 1, become those of the type's first pair, with which all others compare: once.
 * @param speed  of that pair, > 0 */
void ccs_demand_replay_speed(const ccs_replay_t *replay, double speed);
/** Whether what is known of a type's contacts can take the place of draws. @param at  the type */
void ccs_demand_check_replay(ccs_demand_t *self, const ccs_plan_t *plan, const ccs_place_t *at, uint32_t id);
/** Whether the points of a type's rates are joined. @param at  its `arrivals` */
bool ccs_demand_is_shaped(ccs_demand_t *self, const ccs_place_t *at);
/** Joins the points of rates over time by lines or a spline, where a type says so. @param at  its `arrivals`  @return false if something was recorded */
bool ccs_demand_shape(ccs_demand_t *self, const ccs_place_t *at, ccs_curves_t *per_s, ccs_type_t *type);
/** Warns of shared factors that nothing names. */
void ccs_demand_check(ccs_demand_t *self, const ccs_plan_t *plan);

#endif
