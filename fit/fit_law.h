/** @file fit_law.h  Laws of times by maximum likelihood, of times that ended and of times that were cut short; perhaps with a share whose time never ends. */
#ifndef CCS_FIT_LAW_H
#define CCS_FIT_LAW_H

#include "distribution.h"
#include "fit_minimise.h"
#include "fit_values.h"

/** The laws that are fitted: X(NAME, "as people call it", kind of distribution.h, parameters). Two of a kind are a mixture of two. */
#define CCS_FIT_LAW_LIST(X)                                                                                                      \
    X(EXPONENTIAL, "exponential", EXPONENTIAL, 1)                                                                                \
    X(GAMMA, "gamma", GAMMA, 2)                                                                                                  \
    X(WEIBULL, "Weibull", WEIBULL, 2)                                                                                            \
    X(LOGNORMAL, "lognormal", LOGNORMAL, 2)                                                                                      \
    X(TWO_EXPONENTIALS, "two exponentials", HYPEREXPONENTIAL, 3)                                                                 \
    X(TWO_LOGNORMALS, "two lognormals", MIXTURE, 5)

enum ccs_fit_law {
#define X(name, text, kind, n) CCS_FIT_##name,
    CCS_FIT_LAW_LIST(X)
#undef X
        CCS_N_FIT_LAWS
};
/** The laws as bits, 1 << CCS_FIT_x. */
#define CCS_FIT_BIT(law) (1U << CCS_FIT_##law)

/** An estimate and its 95 % interval. NAN ends: not known. */
typedef struct {
    double is, low, high;
} ccs_fit_estimate_t;

/** A law that was fitted. Plain data. */
typedef struct {
    enum ccs_fit_law law;
    bool has_never;        /* a share never ends: the last parameter of point */
    ccs_fit_point_t point; /* of what the likelihood is written in: logarithms, logits */
    ccs_fit_estimate_t mean, cv, never;
    double log_likelihood, bic; /* of all times; bic: the smaller the better (Schwarz 1978), of the n that ended */
} ccs_fit_law_t;

/** Fit one law. @param values  at least 2 that ended @return 0 or CCS_ERR_NOMEM */
int ccs_fit_law(const ccs_fit_values_t *values, enum ccs_fit_law law, bool with_never, ccs_fit_law_t *fitted);
/** The same law to other times, begun where it was found before: its parameters alone, without intervals. @return 0 or CCS_ERR_NOMEM */
int ccs_fit_law_again(const ccs_fit_values_t *values, const ccs_fit_law_t *like, ccs_fit_law_t *fitted);
/** Whether a share never ends: none, laws are fitted with one and without, or all laws with one. */
enum ccs_fit_never { CCS_FIT_ALL_END, CCS_FIT_SOME_MAY_NEVER_END, CCS_FIT_SOME_NEVER_END };
/** Fit several, the best first by its BIC, the simplest of those within 2 of it; one whose search did not come to rest stands behind all that did.
 * @param laws  bits
 * @param fitted  room for 2 CCS_N_FIT_LAWS @param n  those fitted */
int ccs_fit_laws(const ccs_fit_values_t *values, unsigned laws, enum ccs_fit_never with, ccs_fit_law_t *fitted, uint32_t *n);

/** Of laws as ccs_fit_laws leaves them, the best that differs from the first in whether some never end. @return NULL: there is none */
const ccs_fit_law_t *ccs_fit_other(const ccs_fit_law_t *fitted, uint32_t n);
/** Widen the interval of the first law's mean by that of the other one, each weighed by its BIC: ends are those beyond which 2.5 % of both lie (Turek and Fletcher 2012). Once for each fit. */
void ccs_fit_own_up(ccs_fit_law_t *fitted, uint32_t n);

/** A part of the law: mean and coefficient of variation, and its weight. Simple laws have one. @return the parts, 1 or 2 */
typedef struct {
    double mean, cv, weight;
} ccs_fit_part_t;
uint32_t ccs_fit_parts(const ccs_fit_law_t *fitted, ccs_fit_part_t parts[2]);
/** P(time > x), those who never end included. */
double ccs_fit_left(const ccs_fit_law_t *fitted, double x);
/** The law of those who end, as the simulator has it. @return 0, or a code with *err filled in: numbers that no law has */
int ccs_fit_distribution(const ccs_fit_law_t *fitted, ccs_arena_t *arena, ccs_distribution_t *law, ccs_err_t *err);
/** "exponential", "two lognormals" */
const char *ccs_fit_law_name(enum ccs_fit_law law);
enum ccs_distribution_kind ccs_fit_law_kind(enum ccs_fit_law law);

#endif
