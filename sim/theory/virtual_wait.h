/** @file virtual_wait.h  How long one would wait who comes while all agents are busy: the law from which Erlang B, C and A are read off.
 *
 * An arrival that may wait and finds j contacts waiting would be served after V = sum of exponentials with rates n mu + i theta,
 * i = 0..j: completions, and the departures of the impatient ahead of it (a pure-death chain). Summed over j with the weights of
 * the birth-death chain, and relative to the state `all busy, none waiting`, V has the density
 *     h(t) = n mu exp(-n mu t) F(y),  F(y) = sum_{j < m} y^j / j!,  y = lambda' (1 - exp(-theta t)) / theta,
 * lambda' being the rate of those willing to wait and m the waiting places; F = exp(y) when they are unlimited (Baccelli and
 * Hebuterne 1981; Zeltyn and Mandelbaum 2005). Infinite patience is theta = 0. */
#ifndef CCS_VIRTUAL_WAIT_H
#define CCS_VIRTUAL_WAIT_H

#include "formula_in.h"

/** The law of the virtual wait V. Made by ccs_wait_law. */
typedef struct {
    double lambda;    /* arrivals willing to wait, per second */
    double n_mu;      /* completions while all agents are busy, per second */
    double theta;     /* 1 / mean patience; 0 = nobody abandons */
    double places;    /* m, infinite = unlimited; never 0 here */
    double peak_s;    /* where h is largest */
    double log_peak;  /* log F(y) - n mu t there */
    double noise;     /* relative rounding error of h to be expected */
    double tolerance; /* relative, of integrals */
} ccs_wait_law_t;

/** Integrals of h (relative to its peak) over an interval of V: of 1, of the wait min(V, patience), of the share exp(-theta V)
 * still there to be served, of its wait V and (V - peak)^2, and of the wait of those lost. */
enum {
    CCS_WAIT_ALL,
    CCS_WAIT_WAIT,
    CCS_WAIT_SERVED,
    CCS_WAIT_SERVED_WAIT,
    CCS_WAIT_SERVED_SPREAD,
    CCS_WAIT_LOST_WAIT,
    CCS_N_WAIT_INTEGRALS
};
typedef struct {
    double of[CCS_N_WAIT_INTEGRALS];
} ccs_wait_integrals_t;

/** Relative, of integrals: for figures to twelve digits, and for decisions that are not close. */
#define CCS_WAIT_EXACT 1e-11
#define CCS_WAIT_ROUGH 1e-6

/** @param places  where contacts may wait, above 0, or CCS_FORMULA_UNLIMITED
 * @param tolerance  CCS_WAIT_EXACT or CCS_WAIT_ROUGH, which costs a third and leaves out CCS_WAIT_LOST_WAIT */
ccs_wait_law_t ccs_wait_law(const ccs_formula_in_t *in, uint32_t servers, uint32_t places, double tolerance);
/** Integrals over from_s <= V <= to_s, which may be infinite. */
ccs_wait_integrals_t ccs_wait_integrate(const ccs_wait_law_t *law, double from_s, double to_s);
/** log of the weight of the full state, relative to `all busy, none waiting`: the product of lambda' / (n mu + i theta). */
double ccs_wait_log_full(const ccs_wait_law_t *law);

#endif
