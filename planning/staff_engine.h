/** @file staff_engine.h  What staffings come to: each is simulated with the same customers, so that the difference between two is that of their agents. */
#ifndef CCS_STAFF_ENGINE_H
#define CCS_STAFF_ENGINE_H

#include "requirement.h"
#include "stop.h"
#include "team.h"

/** Sums over replications of a target in a period. */
typedef struct {
    double num, den, num2, den2, cross;
    uint32_t n_met, n_judged; /* replications in which it held; in which anybody came */
} ccs_staff_sums_t;

/** What a staffing came to. */
typedef struct {
    uint32_t n;             /* replications */
    ccs_staff_sums_t *sums; /* [target][period] */
    ccs_staff_sums_t whole; /* of all targets and periods together; n_met and n_judged stay 0 */
    /* [target][period]: contacts a replication that may be served late before the target is missed, less the caution of the engine; where a
     * probability is asked for, in the replication that decides. Below 0: it is missed */
    double *slack;
    double *error; /* [target][period]: standard error of the slack on average */
    double *above; /* [target][cell]: contacts a replication above the target, summed over slots to the slack on average */
} ccs_staff_outcome_t;

/** How to simulate. */
typedef struct {
    const ccs_requirement_t *asked;
    uint64_t seed;
    uint32_t first, n; /* replications first .. first + n - 1 */
    double caution;    /* standard errors by which a target must hold; 0: its estimate reaches it */
    ccs_team_t *team;
    const ccs_stop_t *stop;  /* may be NULL */
    uint64_t n_replications; /* simulated so far */
} ccs_staff_engine_t;

/** Storage for outcomes in an arena. @return NULL without memory */
ccs_staff_outcome_t *ccs_staff_outcomes(const ccs_requirement_t *asked, uint32_t n, ccs_arena_t *arena);
/** Take over what another staffing of the same requirement came to; both have their storage. */
void ccs_staff_outcome_copy(const ccs_requirement_t *asked, ccs_staff_outcome_t *to, const ccs_staff_outcome_t *from);
/** Simulate staffings side by side. Outcomes do not depend on the team.
 * @param staffings  n of them, one behind the other @param n_replications  0: all that the engine has; else so many of the first
 * @return 0, CCS_ERR_STOPPED (outcomes are not to be used) or CCS_ERR_NOMEM */
int ccs_staff_simulate(ccs_staff_engine_t *self, const uint32_t *staffings, uint32_t n, uint32_t n_replications,
    ccs_staff_outcome_t *outcomes);

/** The same of plans that differ from that of the requirement in their staff alone. */
int ccs_staff_simulate_plans(ccs_staff_engine_t *self, const ccs_plan_t *plans, uint32_t n, uint32_t n_replications,
    ccs_staff_outcome_t *outcomes);

/** Whether every target holds. */
bool ccs_staff_holds(const ccs_requirement_t *asked, const ccs_staff_outcome_t *outcome);
/** Contacts that are missing to a target in the periods from @p first to before @p end. */
double ccs_staff_missing_of(const ccs_requirement_t *asked, const ccs_staff_outcome_t *outcome, uint32_t target, uint32_t first,
    uint32_t end);
/** The same over all targets in the first so many periods. */
double ccs_staff_missing(const ccs_requirement_t *asked, const ccs_staff_outcome_t *outcome, uint32_t n_periods);

/** Periods of a target that are missed. */
uint32_t ccs_staff_missed(const ccs_requirement_t *asked, const ccs_staff_outcome_t *outcome, uint32_t target);

/** An estimate of what a target asks for: the service level of a period, or the share of replications in which it holds. */
typedef struct {
    double level, half_width; /* of the service level; NAN: nobody came, or it is not known */
    double days_frac;         /* replications in which it was reached */
    double probability;       /* that what is asked holds in the long run: the normal law of the estimate */
} ccs_staff_estimate_t;
/** Of all contacts of types with a target: the share that is served as their target says. Of it level and half_width are known. */
ccs_staff_estimate_t ccs_staff_estimate_whole(const ccs_requirement_t *asked, const ccs_staff_outcome_t *outcome);
ccs_staff_estimate_t ccs_staff_estimate(const ccs_requirement_t *asked, const ccs_staff_outcome_t *outcome, uint32_t target,
    uint32_t period);

#endif
