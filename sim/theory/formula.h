/** @file formula.h  The closed formulas of queueing theory: Erlang B, C and A. Knows no plan and no scenario.
 *
 * One model covers them all, M/M/n+M with balking and limits: Poisson arrivals, exponential handle time, n equal agents, first
 * come first served, exponential patience, all in steady state. With infinite patience it is Erlang C (M/M/n), with no waiting
 * place Erlang B (M/M/n/n). A contact that arrives
 *   - is blocked when all lines or waiting places are taken,
 *   - else is answered at once when an agent is free,
 *   - else balks (leaves at once) with probability balk,
 *   - else waits, and abandons when its patience ends before an agent is free.
 * Every share is relative to offered contacts, blocked ones and balkers included. `Within T` is wait <= T. A figure that is not
 * defined (the wait of abandoned contacts where nobody can abandon) is NaN.
 *
 * Accuracy: relative error below 1e-9 up to 100,000 agents (tested), usually 1e-12. Cost: O(agents) plus some microseconds;
 * with limited waiting places O(sqrt(places)) times more.
 * Sources: Erlang (1917); Palm (1957), Research on telephone traffic carried by full availability groups; Baccelli and Hebuterne
 * (1981), On queues with impatient customers; Garnett, Mandelbaum and Reiman (2002), Designing a call center with impatient
 * customers; Mandelbaum and Zeltyn (2005), The Palm/Erlang-A queue; Whitt (2005), Engineering solution of a basic call-center
 * model.
 *
 * Errors: all functions return a code of err.h and fill err (which may be NULL): CCS_ERR_USAGE for an input out of range or a
 * queue that never settles, with err->path naming the field ("agents"). Outputs are then untouched. Nothing is allocated or
 * kept between calls; all functions may run in several threads. */
#ifndef CCS_FORMULA_H
#define CCS_FORMULA_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "formula_in.h"
#include "service_level.h"

/** What comes out, in steady state. */
typedef struct {
    double load_erlang;            /* offered: rate x mean handle time */
    double p_wait;                 /* neither answered at once, nor blocked, nor balked */
    double p_blocked;              /* found no line or place */
    double p_balked;               /* left at once instead of waiting */
    double p_abandoned;            /* waited in vain */
    double p_answered;             /* the four and those answered at once add up to 1 */
    double mean_wait_s;            /* of answered and abandoned contacts, zeros included */
    double asa_s;                  /* mean wait of answered contacts, zeros included */
    double asa_of_waiting_s;       /* the same, of those that waited */
    double wait_sd_s;              /* standard deviation of the wait of answered contacts, zeros included */
    double mean_time_to_abandon_s; /* mean wait of abandoned contacts */
    double queue_length;           /* time average of waiting contacts */
    double busy_agents;            /* time average */
    double occupancy;              /* busy_agents / agents */
} ccs_formula_out_t;

/** Service within T, in every way of counting. */
typedef struct {
    double answered_frac;               /* answered within T, of offered */
    double abandoned_frac;              /* abandoned within T, of offered; balkers are not abandoned */
    double longer_frac;                 /* still waiting after T, of offered */
    double short_frac;                  /* short abandons, of offered; NAN where there are none */
    double level[CCS_N_SERVICE_LEVELS]; /* NAN where it counts short abandons and there are none */
} ccs_formula_within_t;

/** What a number of agents shall reach. */
enum ccs_formula_aim {
    CCS_FORMULA_LEVEL,     /* the service level within within_s at least value */
    CCS_FORMULA_ASA,       /* mean wait of answered contacts at most value seconds */
    CCS_FORMULA_ABANDONED, /* share of offered contacts that abandon at most value */
    CCS_FORMULA_OCCUPANCY  /* at most value */
};

typedef struct {
    enum ccs_formula_aim aim;
    double value;                 /* a share in [0, 1], or seconds >= 0 for CCS_FORMULA_ASA */
    enum ccs_service_level level; /* for CCS_FORMULA_LEVEL */
    double within_s;              /* for it too, finite, >= 0 */
    double short_s;               /* as in ccs_formula_within */
} ccs_formula_target_t;

/** Erlang C with unlimited places and lines and no balking: the start for any other model. Checks nothing. */
ccs_formula_in_t ccs_formula_in(double rate_per_s, double handle_s, uint32_t agents);

/** The steady state. */
int ccs_formula_queue(const ccs_formula_in_t *in, ccs_formula_out_t *out, ccs_err_t *err);

/** Service within within_s (finite, >= 0); who abandons within short_s is a short abandon, NAN = nobody is. Exact: the virtual wait has density agents/handle_s x P(all busy, none waiting) x
 * exp(-n mu t + lambda (1 - exp(-theta t)) / theta), cut by a Poisson term for limited places; the shares are integrals of it. */
int ccs_formula_within(const ccs_formula_in_t *in, double within_s, double short_s, ccs_formula_within_t *out, ccs_err_t *err);

/** Answer times of which the service is asked. */
typedef struct {
    const double *within_s; /* n of them */
    size_t n;
    double short_s;
} ccs_formula_times_t;

/** Both for the cost of one: what ccs_formula_queue finds, and what ccs_formula_within finds for each time. @param within  times->n of them */
int ccs_formula_figures(const ccs_formula_in_t *in, const ccs_formula_times_t *times, ccs_formula_out_t *out,
    ccs_formula_within_t *within, ccs_err_t *err);

/** Least wait that this share of the answered contacts do not exceed. @param quantile in [0, 1); 0.9 is the 90th percentile. */
int ccs_formula_wait_quantile(const ccs_formula_in_t *in, double quantile, double *wait_s, ccs_err_t *err);

/** Least number of agents that meets the target, in->agents being ignored. A target that no number of agents meets (too few
 * lines, say) is CCS_ERR_USAGE with path "target". */
int ccs_formula_least_agents(const ccs_formula_in_t *in, const ccs_formula_target_t *target, uint32_t *agents, ccs_err_t *err);

/** What of the contacts is sought while the agents are given. */
enum ccs_formula_unknown { CCS_FORMULA_RATE, CCS_FORMULA_HANDLE };

typedef struct {
    enum ccs_formula_unknown unknown;
    const ccs_formula_target_t *targets; /* all of which must hold */
    size_t n_targets;                    /* from 1 on */
} ccs_formula_search_t;

/** Largest rate, or mean handle time, with which the agents meet all targets, to 1e-12 of it, never above it; what in has in its place is
 * ignored. Targets that are met by any, or by none, are CCS_ERR_USAGE with path "target". Some fifty times the cost of ccs_formula_queue. */
int ccs_formula_most(const ccs_formula_in_t *in, const ccs_formula_search_t *search, double *most, ccs_err_t *err);

/** Erlang B: share of contacts that find all lines taken. @param load_erlang in [0, 1e9] @param lines 0 .. 1e6 */
int ccs_formula_blocking(double load_erlang, uint32_t lines, double *blocked_frac, ccs_err_t *err);

/** Least number of lines on which at most blocked_frac of the contacts are blocked. @param blocked_frac in (0, 1] */
int ccs_formula_least_lines(double load_erlang, double blocked_frac, uint32_t *lines, ccs_err_t *err);

/** Largest load of which these lines block at most blocked_frac, to 1e-12 of it. @param lines 1 .. 1e6 @param blocked_frac in (0, 1]; 1, which
 * any load meets, is CCS_ERR_USAGE with path "target" */
int ccs_formula_most_load(uint32_t lines, double blocked_frac, double *load_erlang, ccs_err_t *err);

#endif
