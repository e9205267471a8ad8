/* virtual_wait.c - the law of the virtual wait, integrated.
 *
 * Invariant: h is kept relative to its peak (log-concave, hence one peak), so that nothing overflows at any load. */
#include "virtual_wait.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>

enum {
    HALF_NODES = 10,   /* of a Gauss-Legendre panel of 20 nodes */
    SPLITS_MAX = 4000, /* panels of one integral, a bound for the worst rounding noise only */
    STEPS_MAX = 2100   /* halvings: more than doubles have exponents */
};

/* Gauss-Legendre, 20 nodes on [-1, 1]: the positive abscissas and their weights (Abramowitz and Stegun 25.4.30). A table, so
 * that the integrals need no memory and no error handler of a library. */
static const struct {
    double x, weight;
} nodes[HALF_NODES] = {
    {0.0765265211334973338, 0.152753387130725851},
    {0.227785851141645078, 0.149172986472603747},
    {0.373706088715419561, 0.142096109318382051},
    {0.510867001950827098, 0.131688638449176627},
    {0.636053680726515025, 0.118194531961518417},
    {0.746331906460150793, 0.101930119817240435},
    {0.839116971822218823, 0.0832767415767047487},
    {0.912234428251325906, 0.0626720483341090636},
    {0.963971927277913791, 0.0406014298003869413},
    {0.993128599185094925, 0.0176140071391521183},
};

/* exp(-60) of the peak is nothing beside a relative error of 1e-13, exp(-25) beside one of 1e-6 */
static double log_negligible(const ccs_wait_law_t *law)
{
    return law->tolerance <= CCS_WAIT_EXACT ? 60 : 25;
}

/* --- The law of the virtual wait --------------------------------------------------------------------------------------- */

/* Above it, of either sign, u and exp(-u) - 1 do not cancel. */
static const double SMALL = 0.5;

/* u - (1 - exp(-u)), without cancellation for small u of either sign. @param gone  exp(-u) - 1 where u is not small */
static double psi_of(double u, double gone)
{
    if (fabs(u) > SMALL) return u + gone;
    double term = u * u / 2, sum = term;

    for (int k = 3; fabs(term) > DBL_EPSILON * fabs(sum) / 4; k++) {
        term *= -u / k;
        sum += term;
    }
    return sum;
}

static double psi(double u)
{
    return psi_of(u, fabs(u) > SMALL ? expm1(-u) : 0);
}

/* (1 - exp(-theta t)) / theta, the mean of min(t, patience). */
static double mean_stay(const ccs_wait_law_t *law, double t)
{
    return law->theta > 0 ? -expm1(-law->theta * t) / law->theta : t;
}

/* 1 - exp(-u) - u exp(-u): theta times the wait of those lost before V, relative to theta V = u.
 * @param still, gone  exp(-u) and exp(-u) - 1, which is known already */
static double lost_share(double u, double still, double gone)
{
    if (u > SMALL) return -gone - u * still;
    double term = u * u / 2, sum = term; /* exp(-u) times the sum of u^k / k! from 2 on */

    for (int k = 3; term > DBL_EPSILON * sum / 4; k++) {
        term *= u / k;
        sum += term;
    }
    return sum * still;
}

/* log of k! minus Stirling's formula (Loader 2000, Fast and accurate computation of binomial probabilities). */
static double stirling_error(double k)
{
    if (k > 15) return (1 - (1.0 / 30 - (1.0 / 105 - 1.0 / 140 / (k * k)) / (k * k)) / (k * k)) / (12 * k);
    double factorial = 1;

    for (double i = 2; i <= k; i++) factorial *= i;
    return log(factorial) - (k * log(k) - k + log(2 * M_PI * k) / 2);
}

/* log of the probability that a Poisson number of mean y is k >= 1. */
static double log_poisson(double k, double y)
{
    return -log(2 * M_PI * k) / 2 - stirling_error(k) - k * psi(-log1p((y - k) / k));
}

/* log of F(y) exp(-y): of the probability that a Poisson number of mean y is below m. */
static double log_poisson_below(double m, double y)
{
    if (isinf(m) || y <= 0) return 0;
    const double log_at_m = log_poisson(m, y);
    double term = 1, sum = 1;

    if (y <= m) { /* 1 - (m and above): at least one half, no cancellation */
        for (double k = m + 1; term > DBL_EPSILON * sum / 16; k++) {
            term *= y / k;
            sum += term;
        }
        return log1p(-sum * exp(log_at_m));
    }
    for (double k = m - 1; k > 0 && term > DBL_EPSILON * sum / 16; k--) { /* m - 1 and below, which only fall */
        term *= k / y;
        sum += term;
    }
    return log_at_m + log(m / y) + log(sum);
}

/* log of exp(y - n mu t): of h where places are unlimited, not yet relative to the peak. @param gone  exp(-theta t) - 1 */
static double log_unlimited(const ccs_wait_law_t *law, double t, double gone)
{
    const double drift = (law->lambda - law->n_mu) * t;

    return law->theta > 0 ? drift - law->lambda / law->theta * psi_of(law->theta * t, gone) : drift;
}

/* log of F(y) exp(-n mu t), not yet relative to the peak. */
static double log_weight(const ccs_wait_law_t *law, double t)
{
    const double unlimited = log_unlimited(law, t, law->theta > 0 ? expm1(-law->theta * t) : 0);

    return isinf(law->places) ? unlimited : unlimited + log_poisson_below(law->places, law->lambda * mean_stay(law, t));
}

/* The derivative of log_weight. */
static double slope(const ccs_wait_law_t *law, double t)
{
    const double m = law->places, y = law->lambda * mean_stay(law, t);
    double growth = 1; /* F'(y) / F(y) */

    if (isfinite(m) && y > 0) {
        const double log_last = log_poisson(m, y) + log(m / y); /* of the last term of F, times exp(-y) */

        growth = -expm1(fmin(0, log_last - log_poisson_below(m, y)));
    } else if (isfinite(m) && m < 2) {
        growth = 0;
    }
    return law->lambda * exp(-law->theta * t) * growth - law->n_mu;
}

/* log of h at t = peak + d, relative to the peak. With unlimited places the peak's own value never enters: it may be 1e12. */
static double log_relative(const ccs_wait_law_t *law, double d)
{
    if (isfinite(law->places)) return log_weight(law, law->peak_s + d) - law->log_peak;
    if (law->peak_s <= 0) return log_weight(law, d);
    return -law->n_mu / law->theta * psi(law->theta * d); /* the peak is inside: lambda exp(-theta peak) = n mu */
}

static double find_peak(const ccs_wait_law_t *law)
{
    double low = 0, high = 1 / law->n_mu;

    if (slope(law, 0) <= 0) return 0;
    if (isinf(law->places)) return log(law->lambda / law->n_mu) / law->theta;
    while (slope(law, high) > 0) high *= 2;
    for (int i = 0; i < STEPS_MAX && high - low > 1e-9 * high; i++) { /* any point near the peak will do */
        const double middle = low + (high - low) / 2;

        if (slope(law, middle) > 0) low = middle;
        else high = middle;
    }
    return low;
}

ccs_wait_law_t ccs_wait_law(const ccs_formula_in_t *in, uint32_t servers, uint32_t places, double tolerance)
{
    ccs_wait_law_t law = {
        .tolerance = tolerance,
        .lambda = in->rate_per_s * (1 - in->balk_frac),
        .n_mu = servers / in->handle_s,
        .theta = 1 / in->patience_s,
        .places = places == CCS_FORMULA_UNLIMITED ? HUGE_VAL : places,
    };

    law.peak_s = find_peak(&law);
    law.log_peak = log_weight(&law, law.peak_s);
    law.noise = isfinite(law.places) ? DBL_EPSILON * law.places : 0;
    return law;
}

/* --- Integration ------------------------------------------------------------------------------------------------------- */

static void add_node(const ccs_wait_law_t *law, double d, double weight, ccs_wait_integrals_t *sum)
{
    const double t = law->peak_s + d, u = law->theta * t, still = exp(-u), gone = law->theta > 0 ? expm1(-u) : 0;
    const bool at_begin = isinf(law->places) && law->peak_s <= 0; /* of most queues: gone serves the weight too */
    const double h = weight * law->n_mu * exp(at_begin ? log_unlimited(law, d, gone) : log_relative(law, d));
    const double served = h * still;

    sum->of[CCS_WAIT_ALL] += h;
    sum->of[CCS_WAIT_WAIT] += h * (law->theta > 0 ? -gone / law->theta : t);
    sum->of[CCS_WAIT_SERVED] += served;
    sum->of[CCS_WAIT_SERVED_WAIT] += served * t;
    sum->of[CCS_WAIT_SERVED_SPREAD] += served * d * d;
    if (law->theta > 0 && law->tolerance <= CCS_WAIT_EXACT)
        sum->of[CCS_WAIT_LOST_WAIT] += h * lost_share(u, still, gone) / law->theta;
}

static ccs_wait_integrals_t panel(const ccs_wait_law_t *law, double from, double to)
{
    const double middle = from + (to - from) / 2, half = (to - from) / 2;
    ccs_wait_integrals_t sum = {{0}};

    for (size_t i = 0; i < HALF_NODES; i++) {
        add_node(law, middle - half * nodes[i].x, half * nodes[i].weight, &sum);
        add_node(law, middle + half * nodes[i].x, half * nodes[i].weight, &sum);
    }
    return sum;
}

/* Halves and whole of a panel agree, relative to all that is summed so far: all integrands are positive. */
static bool agree(const ccs_wait_integrals_t *whole, const ccs_wait_integrals_t *halves, const ccs_wait_integrals_t *sum,
    double tolerance)
{
    for (size_t i = 0; i < CCS_N_WAIT_INTEGRALS; i++)
        if (fabs(whole->of[i] - halves->of[i]) > tolerance * (halves->of[i] + sum->of[i]) + DBL_MIN) return false;
    return true;
}

static void add(ccs_wait_integrals_t *sum, const ccs_wait_integrals_t *part)
{
    for (size_t i = 0; i < CCS_N_WAIT_INTEGRALS; i++) sum->of[i] += part->of[i];
}

typedef struct {
    double from, to;
    ccs_wait_integrals_t whole; /* by one panel */
} piece_t;

static piece_t piece(const ccs_wait_law_t *law, double from, double to)
{
    return (piece_t){from, to, panel(law, from, to)};
}

/* Halve a piece until whole and halves agree; what they disagree by is far more than the error of the halves. */
static void refine(const ccs_wait_law_t *law, const piece_t *all, int *splits_left, ccs_wait_integrals_t *sum)
{
    const double middle = all->from + (all->to - all->from) / 2;
    const piece_t left = piece(law, all->from, middle), right = piece(law, middle, all->to);
    ccs_wait_integrals_t halves = left.whole;

    add(&halves, &right.whole);
    if (agree(&all->whole, &halves, sum, law->tolerance + 16 * law->noise) || --*splits_left <= 0 || middle <= all->from ||
        middle >= all->to) {
        add(sum, &halves);
        return;
    }
    refine(law, &left, splits_left, sum);
    refine(law, &right, splits_left, sum);
}

/* The point between inside and outside where h has become negligible beside its value at inside; outside if it never does. */
static double negligible_from(const ccs_wait_law_t *law, double inside, double outside)
{
    const double floor_at = log_relative(law, inside) - log_negligible(law);
    const double sign = outside > inside ? 1 : -1;
    double step = 1 / law->n_mu, near = 0, far = fabs(outside - inside);

    while (step < far && log_relative(law, inside + sign * step) > floor_at) step *= 2;
    if (step >= far && (isinf(far) || log_relative(law, outside) > floor_at)) return outside;
    far = fmin(step, far);
    for (int i = 0; i < 60 && far - near > 1e-3 * far; i++) {
        const double middle = near + (far - near) / 2;

        if (log_relative(law, inside + sign * middle) > floor_at) near = middle;
        else far = middle;
    }
    return inside + sign * far;
}

/* Works in d = t - peak, cut where h is negligible, and starts with panels around the peak and, since exp(-theta t) may be much narrower
 * than h, around a multiple of the patience. */
ccs_wait_integrals_t ccs_wait_integrate(const ccs_wait_law_t *law, double from_s, double to_s)
{
    const double from = from_s - law->peak_s, to = to_s - law->peak_s;
    const double top = fmin(fmax(0, from), to); /* where h is largest in the interval */
    const double low = from < top ? negligible_from(law, top, from) : top;
    const double high = to > top ? negligible_from(law, top, to) : top;
    const double impatient = law->theta > 0 ? (50 + log1p(law->lambda / law->theta)) / law->theta - law->peak_s : high;
    const double cuts[] = {low, top, fmin(fmax(impatient, top), high), high};
    ccs_wait_integrals_t sum = {{0}};

    for (size_t i = 0; i + 1 < sizeof cuts / sizeof *cuts; i++) {
        int splits_left = SPLITS_MAX;

        if (!(cuts[i + 1] > cuts[i])) continue;
        const piece_t all = piece(law, cuts[i], cuts[i + 1]);

        refine(law, &all, &splits_left, &sum);
    }
    return sum;
}

/* --- The full state ---------------------------------------------------------------------------------------------------- */

double ccs_wait_log_full(const ccs_wait_law_t *law)
{
    double mantissa = 1;
    long exponent = 0;

    if (isinf(law->places) || law->lambda <= 0) return -HUGE_VAL;
    for (double i = 1; i <= law->places; i++) {
        int e = 0;

        mantissa = frexp(mantissa * law->lambda / (law->n_mu + i * law->theta), &e);
        exponent += e;
        if (exponent < -100000) return -HUGE_VAL;
    }
    return log(mantissa) + (double) exponent * log(2);
}
