/* test_distribution.c - every law against independent references: distribution functions of GSL, moments by quadrature, bits of
 * batches. */
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <signal.h>
#include <string.h>

#include "distribution.h"
#include "elementary.h"

#define LAW(kind_, ...) law(CCS_DISTRIBUTION_##kind_, &(const ccs_distribution_given_t){NOTHING, __VA_ARGS__})
#define NOTHING                                                                                                                  \
    .value = NAN, .mean = NAN, .cv = NAN, .sd = NAN, .rate = NAN, .shape = NAN, .scale = NAN, .k = NAN, .median = NAN,           \
    .mu = NAN, .sigma = NAN, .p = NAN, .mean_1 = NAN, .mean_2 = NAN, .min = NAN, .mode = NAN, .max = NAN
#pragma GCC diagnostic ignored "-Woverride-init" /* parameters given replace NAN */

static ccs_arena_t arena;

static double uniform(uint64_t i)
{
    uint64_t z = (i + 1) * 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (double) ((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

/* All of (0, 1), both tails as densely as the middle: multiples of 2^-53. */
static double anywhere(uint64_t i)
{
    const double tail = exp2(-1.0 - 52.0 * uniform(3 * i)), grid = fmax(rint(tail * 0x1p53), 1.0) * 0x1p-53;

    return i % 3 == 0 ? fmax(uniform(i), 0x1p-53) : i % 3 == 1 ? grid : 1.0 - grid;
}

static ccs_distribution_t law(enum ccs_distribution_kind kind, const ccs_distribution_given_t *given)
{
    ccs_distribution_t d;
    ccs_err_t err = {0};

    cr_assert_eq(ccs_distribution_make(kind, given, &arena, &d, &err), 0, "%s: %s", err.path, err.text);
    cr_assert_eq(d.kind, kind);
    return d;
}

/* One of each, some of them extreme. @return how many */
static int samples(ccs_distribution_t d[64])
{
    static const double values[] = {7.0, 2.385, 2.385, 0.0, 30.0}, weights[] = {1.0, 2.5, 0.25, 3.0, 0.0};
    int n = 0;

    d[n++] = ccs_distribution_constant(2.385);
    d[n++] = ccs_distribution_exponential(183.5);
    d[n++] = LAW(GAMMA, .mean = 170, .cv = 0.8);
    d[n++] = LAW(GAMMA, .mean = 1, .cv = 2.385);
    d[n++] = LAW(GAMMA, .shape = 2.385, .scale = 7);
    d[n++] = LAW(GAMMA, .shape = 0.31, .mean = 7);
    d[n++] = LAW(GAMMA, .shape = 1234.5, .mean = 7);
    d[n++] = LAW(ERLANG, .k = 3, .mean = 300);
    d[n++] = LAW(ERLANG, .mean = 300, .sd = 300.0 / sqrt(2.0));
    d[n++] = LAW(LOGNORMAL, .mean = 200, .cv = 0.9);
    d[n++] = LAW(LOGNORMAL, .median = 150, .sigma = 0.5);
    d[n++] = LAW(LOGNORMAL, .median = 150, .cv = 0.06);
    d[n++] = LAW(LOGNORMAL, .mu = 5.01, .sigma = 0.75);
    d[n++] = LAW(WEIBULL, .mean = 240, .cv = 1.7);
    d[n++] = LAW(WEIBULL, .mean = 240, .cv = 0.0385);
    d[n++] = LAW(WEIBULL, .shape = 0.7, .scale = 90);
    d[n++] = LAW(WEIBULL, .shape = 3.1, .mean = 90);
    d[n++] = LAW(HYPEREXPONENTIAL, .mean = 120, .cv = 2.385);
    d[n++] = LAW(HYPEREXPONENTIAL, .p = 0.3, .mean_1 = 10, .mean_2 = 210);
    d[n++] = LAW(UNIFORM, .min = 20, .max = 53.85);
    d[n++] = LAW(UNIFORM, .min = 0, .max = 1);
    d[n++] = LAW(TRIANGULAR, .min = 10, .mode = 23.85, .max = 90);
    d[n++] = LAW(TRIANGULAR, .min = 0, .mode = 0, .max = 90);
    d[n++] = LAW(TRIANGULAR, .min = 5, .mode = 9, .max = 9);
    d[n++] = LAW(TRUNCATED_NORMAL, .mu = 100, .sigma = 60);
    d[n++] = LAW(TRUNCATED_NORMAL, .mu = -100, .sigma = 60, .min = 5);
    d[n++] = LAW(TRUNCATED_NORMAL, .mu = 100, .sigma = 20, .min = 60, .max = 95);
    d[n++] = LAW(TRUNCATED_NORMAL, .mean = 100, .cv = 0.5);
    d[n++] = LAW(TRUNCATED_NORMAL, .mean = 30, .cv = 0.7, .min = 8);
    d[n++] = LAW(EMPIRICAL, .values = values, .n_values = 5);
    d[n++] = LAW(EMPIRICAL, .values = values, .weights = weights, .n_values = 5);
    return n;
}

/* ---- quantiles against distribution functions ---- */

static const double SHAPES[] = {0.01, 0.0385, 0.1, 0.25, 0.7, 0.999, 1, 1.3, 2, 2.385, 5, 20, 100, 199.9, 200, 500, 1234.5,
    9876.5};

/* Relative error of x as the u-quantile of a unit gamma: the miss in probability over the density of log x. */
static double gamma_miss(double a, double x, double u)
{
    gsl_sf_result r;

    (void) (u < 0.5 ? gsl_sf_gamma_inc_P_e : gsl_sf_gamma_inc_Q_e)(a, x, &r);
    const double miss = u < 0.5 ? log(r.val / u) : -log(r.val / (1.0 - u));

    return miss * r.val / exp(a * log(x) - x - lgamma(a));
}

Test(distribution, gamma_quantiles_are_right_to_1e_8_tails_included)
{
    (void) gsl_set_error_handler_off();
    for (size_t s = 0; s < sizeof SHAPES / sizeof *SHAPES; s++) {
        const ccs_distribution_t d = LAW(GAMMA, .shape = SHAPES[s], .scale = 1);

        for (uint64_t i = 0; i < 4000; i++) {
            const double u = anywhere(i), x = ccs_distribution_at(&d, u);

            if (x > 1e-290) cr_assert_lt(fabs(gamma_miss(SHAPES[s], x, u)), 1e-8, "shape %g, u = %a", SHAPES[s], u);
        }
        const double ends[] = {0x1p-53, 1.0 - 0x1p-53};

        for (int i = 0; i < 2; i++) {
            const double x = ccs_distribution_at(&d, ends[i]);

            if (x > 1e-290) cr_assert_lt(fabs(gamma_miss(SHAPES[s], x, ends[i])), 1e-8, "shape %g, u = %a", SHAPES[s], ends[i]);
        }
    }
}

Test(distribution, gamma_quantiles_agree_with_gsl_in_the_body)
{
    int compared = 0;

    (void) gsl_set_error_handler_off();
    for (size_t s = 0; s < sizeof SHAPES / sizeof *SHAPES; s++) {
        const ccs_distribution_t d = LAW(GAMMA, .shape = SHAPES[s], .scale = 7);

        for (double u = 0.01; u < 1.0; u += 0.02385) {
            const double exact = gsl_cdf_gamma_Pinv(u, SHAPES[s], 7);

            if (!(exact > 1e-290)) continue; /* NAN too: here and there GSL's inverse does not converge */
            cr_assert_float_eq(ccs_distribution_at(&d, u) / exact, 1.0, 1e-8, "shape %g, u = %g", SHAPES[s], u);
            compared++;
        }
    }
    cr_assert_gt(compared, 600);
}

/* log of P or Q of the unit gamma in extended precision, by series and continued fraction: slow, exact, independent of GSL,
 * whose own Q is off by more than 1e-4 for shapes of a million. */
static long double log_gamma_side(long double a, long double x, bool above)
{
    const long double front = a * logl(x) - x - lgammal(a + 1.0L);
    long double sum = 1.0L, term = 1.0L;

    for (int n = 1; !above && term > 1e-21L * sum; n++) sum += term *= x / (a + n);
    if (!above) return front + logl(sum);
    long double b = x + 1.0L - a, c = 1e4000L, d = 1.0L / b, h = d, change = 0.0L; /* Lentz (1976) */

    for (int i = 1; fabsl(change - 1.0L) > 1e-18L; i++) {
        const long double an = -i * (i - a);

        b += 2.0L;
        d = 1.0L / (an * d + b);
        c = b + an / c;
        change = d * c;
        h *= change;
    }
    return front + logl(a) + logl(h);
}

Test(distribution, large_gamma_shapes_are_right_to_1e_9)
{
    const double shapes[] = {200, 300, 1e3, 1e4, 123456.7, 1e6};
    const double us[] = {0x1p-53, 1e-10, 1e-4, 0.165723, 0.3, 0.49, 0.51, 0.834277, 0.99, 1 - 1e-6, 1 - 0x1p-30, 1 - 0x1p-53};

    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
        const ccs_distribution_t d = LAW(GAMMA, .shape = shapes[s], .scale = 1);

        for (size_t i = 0; i < sizeof us / sizeof *us; i++) {
            const bool above = us[i] >= 0.5;
            const long double a = shapes[s], x = ccs_distribution_at(&d, us[i]), side = log_gamma_side(a, x, above);
            const long double miss = side - logl(above ? 1.0L - us[i] : us[i]), log_density = a * logl(x) - x - lgammal(a);

            cr_assert_lt((double) fabsl(miss / expl(log_density - side)), 1e-9, "shape %g, u = %a", shapes[s], us[i]);
        }
    }
}

static double mix_miss(double p, double m1, double m2, double x, double u)
{
    const double q = 1.0 - p, e1 = exp(-x / m1), e2 = exp(-x / m2), log_density = x * (p / m1 * e1 + q / m2 * e2);

    return (u < 0.5 ? -p * expm1(-x / m1) - q * expm1(-x / m2) - u : 1.0 - u - (p * e1 + q * e2)) / log_density;
}

Test(distribution, hyperexponential_quantiles_are_right_to_1e_8_tails_and_knee_included)
{
    const double mixes[][3] = {{0.3, 10, 200}, {0.5, 1, 2.385}, {0.9, 5, 4.999}, {0.01, 1, 1e4}, {1e-6, 1e5, 1}, {0.5, 1e-3, 999},
        {0.99, 1e-3, 1e3}, {1e-12, 1e-6, 1}};

    for (size_t s = 0; s < sizeof mixes / sizeof *mixes; s++) {
        const double *m = mixes[s];
        const ccs_distribution_t d = LAW(HYPEREXPONENTIAL, .p = m[0], .mean_1 = m[1], .mean_2 = m[2]);

        for (uint64_t i = 0; i < 30000; i++) {
            const double w = fmin(m[0], 1.0 - m[0]),
                         near = w * (1.0 + 0.1 * (uniform(i) - 0.5)); /* the knee is where u or 1 - u is p */
            const double grid = rint(near * 0x1p53) * 0x1p-53;
            const double u = i % 4 ? anywhere(i) : (m[1] < m[2]) == (m[0] < 0.5) ? grid : 1.0 - grid;

            if (u > 0.0)
                cr_assert_lt(fabs(mix_miss(m[0], m[1], m[2], ccs_distribution_at(&d, u), u)), 1e-8, "p %g, u = %a", m[0], u);
        }
    }
    for (double cv = 1.001; cv < 100; cv *= 1.385) {
        const ccs_distribution_t d = LAW(HYPEREXPONENTIAL, .mean = 1, .cv = cv);
        const double p = d.a, m1 = d.scale, m2 = d.scale * d.b;

        cr_assert_float_eq(p * m1, 0.5, 1e-12, "balanced");
        cr_assert_float_eq(2 * (p * m1 * m1 + (1 - p) * m2 * m2), 1 + cv * cv, 1e-9 * cv * cv, "the second moment is that of cv");
        for (uint64_t i = 0; i < 10000; i++)
            cr_assert_lt(fabs(mix_miss(p, m1, m2, ccs_distribution_at(&d, anywhere(i)), anywhere(i))), 1e-8, "cv %g", cv);
    }
}

Test(distribution, closed_quantiles_agree_with_long_arithmetic)
{
    const ccs_distribution_t exponential = ccs_distribution_exponential(183.5), weibull = LAW(WEIBULL, .shape = 0.7, .scale = 90);
    const ccs_distribution_t uniform_law = LAW(UNIFORM, .min = 20, .max = 53.85),
                             lognormal = LAW(LOGNORMAL, .mu = 5.01, .sigma = 0.75);
    const ccs_distribution_t triangular = LAW(TRIANGULAR, .min = 10, .mode = 23.85, .max = 90);

    for (uint64_t i = 0; i < 30000; i++) {
        const double u = anywhere(i);
        const long double t = -log1pl(-(long double) u);
        const double z = u < 0.5 ? gsl_cdf_ugaussian_Pinv(u) : gsl_cdf_ugaussian_Qinv(1.0 - u),
                     y = ccs_distribution_at(&triangular, u);
        const double below = y <= 23.85 ? (y - 10) * (y - 10) / (80 * 13.85) : 1.0 - (90 - y) * (90 - y) / (80 * 66.15);

        cr_assert_lt(fabs((double) (ccs_distribution_at(&exponential, u) / (183.5L * t) - 1)), 5e-16);
        cr_assert_lt(fabs((double) (ccs_distribution_at(&weibull, u) / (90.0L * powl(t, 1 / 0.7L)) - 1)), 1e-14);
        cr_assert_lt(fabs(ccs_distribution_at(&lognormal, u) / exp(5.01 + 0.75 * z) - 1), 1e-14);
        cr_assert_lt(fabs(ccs_distribution_at(&uniform_law, u) - (20 + u * 33.85)), 2e-14);
        cr_assert_lt(fabs(below - u), 1e-14);
    }
}

Test(distribution, truncated_normal_quantiles_invert_its_distribution_function)
{
    const double laws[][4] = {{100, 60, 0, INFINITY}, {-100, 60, 5, INFINITY}, {100, 20, 60, 95}, {300, 1, 0, 400},
        {50, 9, 90, 120}};

    for (size_t s = 0; s < sizeof laws / sizeof *laws; s++) {
        const double mu = laws[s][0], sigma = laws[s][1], min = laws[s][2], max = laws[s][3];
        const ccs_distribution_t d =
            LAW(TRUNCATED_NORMAL, .mu = mu, .sigma = sigma, .min = min, .max = isfinite(max) ? max : (double) NAN);
        const double from = gsl_cdf_ugaussian_Q((min - mu) / sigma), to = gsl_cdf_ugaussian_Q((max - mu) / sigma);

        for (uint64_t i = 0; i < 20000; i++) {
            const double u = anywhere(i), x = ccs_distribution_at(&d, u);

            cr_assert(x >= min && x <= max);
            cr_assert_float_eq((from - gsl_cdf_ugaussian_Q((x - mu) / sigma)) / (from - to), u, 2e-12, "law %zu, u = %a", s, u);
        }
    }
}

Test(distribution, empirical_resamples_in_proportion)
{
    const double values[] = {7.0, 2.385, 2.385, 0.0, 30.0}, weights[] = {1.0, 2.5, 0.25, 4.25, 0.0};
    const ccs_distribution_t equal = LAW(EMPIRICAL, .values = values, .n_values = 5);
    const ccs_distribution_t weighted = LAW(EMPIRICAL, .values = values, .weights = weights, .n_values = 5);
    const double us[] = {0, 0.1999, 0.2, 0.5, 0.5999, 0.6, 0.79, 0.8, 1 - 0x1p-53};
    const double of_equal[] = {0, 0, 2.385, 2.385, 2.385, 7, 7, 30, 30};
    const double of_weighted[] = {0, 0, 0, 0, 2.385, 2.385, 2.385, 2.385, 7};

    for (int i = 0; i < 9; i++) {
        cr_assert_eq(ccs_distribution_at(&equal, us[i]), of_equal[i], "u = %g", us[i]);
        cr_assert_eq(ccs_distribution_at(&weighted, us[i]), of_weighted[i], "u = %g", us[i]);
    }
    cr_assert_eq(ccs_distribution_at(&weighted, 0.53125), 2.385, "the share of 0 ends at 17/32 exactly");
    cr_assert_eq(ccs_distribution_at(&weighted, 0.53125 - 0x1p-53), 0.0);
    cr_assert_eq(ccs_distribution_at(&weighted, 0.875), 7.0);
}

/* ---- monotone ---- */

static void expect_rising(const ccs_distribution_t *d, double from, double step, int n, bool strictly)
{
    const bool normal = d->kind == CCS_DISTRIBUTION_TRUNCATED_NORMAL, lognormal = d->kind == CCS_DISTRIBUTION_LOGNORMAL;
    double before = ccs_distribution_at(d, from);
    /* a unit in the last place of the normal quantile may be lost, in a truncated one of |mu| + sigma; all others do not go back
     * at all */
    const double slack = normal ? 1e-14 * d->scale * (fabs(d->a) + 1.0) : lognormal ? 4e-15 * before : 0.0;

    for (int k = 1; k <= n; k++) {
        const double u = from + k * step;

        if (u >= 1.0) return;
        const double x = ccs_distribution_at(d, u);

        cr_assert(strictly ? x > before : x >= before - slack, "%s: u = %a gives %.17g after %.17g",
            ccs_distribution_name(d->kind), u, x, before);
        before = x;
    }
}

static bool steps(const ccs_distribution_t *d)
{
    return d->kind == CCS_DISTRIBUTION_CONSTANT || d->kind == CCS_DISTRIBUTION_EMPIRICAL;
}

Test(distribution, quantiles_rise_strictly_on_fine_grids, .timeout = 60)
{
    ccs_distribution_t d[64];
    const int n = samples(d);

    for (int i = 0; i < n; i++) {
        expect_rising(&d[i], 0x1p-18, 0x1p-18, 1 << 18, !steps(&d[i]));
        for (int e = -53; e < -20; e++) {
            expect_rising(&d[i], ldexp(1.0, e), ldexp(1.0, e - 10 < -53 ? -53 : e - 10), 1024, false);
            expect_rising(&d[i], 1.0 - ldexp(1.0, e), ldexp(1.0, e - 10 < -53 ? -53 : e - 10), 1024, false);
        }
    }
}

/* Neighbouring uniforms, where rounding could send a quantile back by one unit in the last place; also across borders of cells.
 * */
Test(distribution, quantiles_never_go_back_between_neighbouring_uniforms)
{
    ccs_distribution_t d[64];
    const int n = samples(d);
    const double at[] = {0x1p-30, 0x1.2p-9, 0.03, 0.125, 0.1719, 0.25, 0.3125, 0.4375, 0.4999999, 0.5, 0.5625, 0.75, 0.9, 0.96875,
        0.999};

    for (int i = 0; i < n; i++)
        for (size_t k = 0; k < sizeof at / sizeof *at; k++) expect_rising(&d[i], at[k] - 5000 * 0x1p-53, 0x1p-53, 10000, false);
}

/* ---- moments ---- */

/* Integral of q(u)^power over [0, 1): octave by octave towards both ends, Gauss-Legendre with 5 points in 32 pieces of each. */
static double moment(const ccs_distribution_t *d, int power)
{
    const double x[] = {0.0, 0.538469310105683091, 0.906179845938663993},
                 w[] = {0.568888888888888889, 0.478628670499366468, 0.236926885056189088};
    double sum = 0.0;

    for (int octave = -53; octave <= -2; octave++)
        for (int piece = 0; piece < 32; piece++)
            for (int node = -2; node <= 2; node++) {
                const double half = ldexp(1.0 / 64, octave), centre = ldexp(1.0 + (piece + 0.5) / 32, octave);
                const double u = centre + half * (node < 0 ? -x[-node] : x[node]), weight = half * w[node < 0 ? -node : node];

                sum += weight * (pow(ccs_distribution_at(d, u), power) + pow(ccs_distribution_at(d, 1.0 - u), power));
            }
    return sum;
}

Test(distribution, mean_and_sd_are_those_of_the_quantile_function)
{
    ccs_distribution_t d[64];
    const int n = samples(d);

    for (int i = 0; i < n; i++) {
        /* a step within a piece of width u/32 is off by less than the piece: 5 jumps of at most 30, around u = 0.1 to 0.9 */
        const double allowed = steps(&d[i]) ? 0.02 : d[i].kind == CCS_DISTRIBUTION_TRIANGULAR ? 1e-5 : 1e-6;
        const double mean = moment(&d[i], 1), square = moment(&d[i], 2);

        cr_assert_lt(fabs(mean - d[i].mean), allowed * d[i].mean, "law %d, %s: mean %.9g, by quadrature %.9g", i,
            ccs_distribution_name(d[i].kind), d[i].mean, mean);
        cr_assert_lt(fabs(square - d[i].mean * d[i].mean - d[i].sd * d[i].sd), allowed * 4 * square,
            "law %d, %s: sd %.9g, by quadrature %.9g", i, ccs_distribution_name(d[i].kind), d[i].sd, sqrt(square - mean * mean));
    }
}

Test(distribution, mean_and_cv_come_out_as_given)
{
    const struct {
        enum ccs_distribution_kind kind;
        double mean, cv;
    } rows[] = {
        {CCS_DISTRIBUTION_EXPONENTIAL, 23.85, 1},
        {CCS_DISTRIBUTION_GAMMA, 23.85, 0.4},
        {CCS_DISTRIBUTION_GAMMA, 1e12, 10},
        {CCS_DISTRIBUTION_ERLANG, 23.85, 0.5},
        {CCS_DISTRIBUTION_LOGNORMAL, 23.85, 0.06},
        {CCS_DISTRIBUTION_LOGNORMAL, 23.85, 1e-6},
        {CCS_DISTRIBUTION_WEIBULL, 23.85, 0.013},
        {CCS_DISTRIBUTION_WEIBULL, 23.85, 1.0},
        {CCS_DISTRIBUTION_WEIBULL, 23.85, 4.2},
        {CCS_DISTRIBUTION_HYPEREXPONENTIAL, 23.85, 3},
        {CCS_DISTRIBUTION_TRUNCATED_NORMAL, 23.85, 0.3},
        {CCS_DISTRIBUTION_TRUNCATED_NORMAL, 23.85, 0.95},
        {CCS_DISTRIBUTION_CONSTANT, 23.85, 0},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const ccs_distribution_t d =
            law(rows[i].kind, &(const ccs_distribution_given_t){NOTHING, .mean = rows[i].mean, .cv = rows[i].cv});
        const double sd = rows[i].mean * rows[i].cv;
        const ccs_distribution_t by_sd =
            law(rows[i].kind, &(const ccs_distribution_given_t){NOTHING, .mean = rows[i].mean, .sd = sd});

        cr_assert_float_eq(d.mean / rows[i].mean, 1.0, 1e-9, "row %zu", i);
        cr_assert_leq(fabs(d.sd - sd), 1e-8 * sd, "row %zu: sd %.17g", i, d.sd);
        cr_assert_float_eq(ccs_distribution_ratio(&d, &by_sd), 1.0, 1e-12, "row %zu: sd says the same as cv", i);
    }
    const ccs_distribution_t weibull = LAW(WEIBULL, .mean = 3, .cv = 1);

    cr_assert_float_eq(weibull.a, 1.0, 1e-12, "a Weibull of cv 1 is exponential");
}

Test(distribution, erlang_takes_a_printed_cv)
{
    const ccs_distribution_t d = LAW(ERLANG, .mean = 23.85, .cv = 0.5774);

    cr_assert_eq(d.a, 3.0);
    cr_assert_float_eq(d.sd, 23.85 / sqrt(3.0), 1e-12);
}

/* ---- batches, families, names ---- */

Test(distribution, batches_have_the_bits_of_single_draws)
{
    enum { N = 1777 };
    ccs_distribution_t d[64];
    static double u[N], out[N + 1];
    const int n = samples(d), lengths[] = {0, 1, 5, 16, 64, 65, N};

    for (uint64_t i = 0; i < N; i++) u[i] = i < 2 ? (double) i * 0x1p-53 : i == 2 ? 1.0 - 0x1p-53 : anywhere(i);
    for (int i = 0; i < n; i++)
        for (int k = 0; k < 7; k++) {
            out[lengths[k]] = -7.0;
            ccs_distribution_fill(&d[i], u, out, (uint32_t) lengths[k]);
            for (int j = 0; j < lengths[k]; j++)
                cr_assert_eq(out[j], ccs_distribution_at(&d[i], u[j]), "%s: u = %a", ccs_distribution_name(d[i].kind), u[j]);
            cr_assert_eq(out[lengths[k]], -7.0, "writes past the end");
            memcpy(out, u, sizeof u);
            ccs_distribution_fill(&d[i], out, out, N);
            for (int j = 0; j < N; j++) cr_assert_eq(out[j], ccs_distribution_at(&d[i], u[j]), "in place");
        }
}

Test(distribution, quantiles_are_finite_and_not_negative_at_both_ends)
{
    ccs_distribution_t d[64];
    const int n = samples(d);

    for (int i = 0; i < n; i++) {
        const double low = ccs_distribution_at(&d[i], 0.0), high = ccs_distribution_at(&d[i], 1.0 - 0x1p-53);

        cr_assert(low >= 0.0 && low <= ccs_distribution_at(&d[i], 0x1p-53) && isfinite(high), "%s",
            ccs_distribution_name(d[i].kind));
    }
}

Test(distribution, scaled_is_the_same_law_f_times_as_large)
{
    ccs_distribution_t d[64];
    const int n = samples(d);

    for (int i = 0; i < n; i++) {
        const ccs_distribution_t s = ccs_distribution_scaled(&d[i], 2.385);

        cr_assert_float_eq(ccs_distribution_ratio(&d[i], &s), 2.385, 1e-12);
        cr_assert_float_eq(ccs_distribution_ratio(&s, &d[i]), 1 / 2.385, 1e-12);
        cr_assert_eq(s.table, d[i].table);
        cr_assert_float_eq(s.mean / d[i].mean, 2.385, 1e-12);
        cr_assert_leq(fabs(s.sd - 2.385 * d[i].sd), 1e-12 * s.sd);
        for (uint64_t k = 0; k < 500; k++) {
            const double x = ccs_distribution_at(&d[i], anywhere(k));

            cr_assert_leq(fabs(ccs_distribution_at(&s, anywhere(k)) - 2.385 * x), 1e-14 * x);
        }
    }
}

Test(distribution, ratio_knows_families_and_shapes)
{
    const double values[] = {1, 2, 4}, doubled[] = {8, 2, 4}, others[] = {1, 2, 5}, weights[] = {1, 2, 3};
    const ccs_distribution_t g1 = LAW(GAMMA, .mean = 10, .cv = 0.7), g2 = LAW(GAMMA, .mean = 25, .cv = 0.7),
                             g3 = LAW(GAMMA, .mean = 25, .cv = 0.71), e1 = ccs_distribution_exponential(3),
                             e2 = ccs_distribution_exponential(4.5), v1 = LAW(EMPIRICAL, .values = values, .n_values = 3),
                             v2 = LAW(EMPIRICAL, .values = doubled, .n_values = 3),
                             v3 = LAW(EMPIRICAL, .values = others, .n_values = 3),
                             v4 = LAW(EMPIRICAL, .values = values, .weights = weights, .n_values = 3),
                             t1 = LAW(TRUNCATED_NORMAL, .mu = 10, .sigma = 5, .max = 30),
                             t2 = LAW(TRUNCATED_NORMAL, .mu = 20, .sigma = 10, .max = 60),
                             t3 = LAW(TRUNCATED_NORMAL, .mu = 20, .sigma = 10), none = {0};

    cr_assert_float_eq(ccs_distribution_ratio(&g1, &g2), 2.5, 1e-13);
    cr_assert(isnan(ccs_distribution_ratio(&g2, &g3)));
    cr_assert(isnan(ccs_distribution_ratio(&g1, &e1)));
    cr_assert_float_eq(ccs_distribution_ratio(&e1, &e2), 1.5, 1e-15);
    cr_assert_float_eq(ccs_distribution_ratio(&v1, &v2), 2.0, 1e-15);
    cr_assert(isnan(ccs_distribution_ratio(&v1, &v3)));
    cr_assert(isnan(ccs_distribution_ratio(&v1, &v4)));
    cr_assert_float_eq(ccs_distribution_ratio(&t1, &t2), 2.0, 1e-13);
    cr_assert(isnan(ccs_distribution_ratio(&t1, &t3)));
    cr_assert(isnan(ccs_distribution_ratio(&none, &none)));
}

/* To the bit, where a ratio of 1 allows for rounding. */
Test(distribution, is_the_same_only_as_itself)
{
    const ccs_distribution_t none = {0};
    ccs_distribution_t d[64];
    const int n = samples(d);

    cr_expect(ccs_distribution_same(&none, &none));
    for (int i = 0; i < n; i++) {
        const ccs_distribution_t larger = ccs_distribution_scaled(&d[i], 1 + 1e-15);

        cr_expect(ccs_distribution_same(&d[i], &d[i]), "%d", i);
        cr_expect_not(ccs_distribution_same(&d[i], &larger), "%d", i);
        cr_expect_not(ccs_distribution_same(&d[i], &none), "%d", i);
        for (int j = 0; j < i; j++) cr_expect_eq(ccs_distribution_same(&d[i], &d[j]), ccs_distribution_same(&d[j], &d[i]));
    }
}

Test(distribution, names_are_found_again)
{
    for (int kind = 0; kind <= CCS_DISTRIBUTION_EMPIRICAL; kind++)
        cr_assert_eq(ccs_distribution_find(ccs_distribution_name((enum ccs_distribution_kind) kind)), kind);
    cr_assert_eq(ccs_distribution_find("lognormal"), CCS_DISTRIBUTION_LOGNORMAL);
    cr_assert_eq(ccs_distribution_find("log normal"), -1);
    cr_assert_eq(ccs_distribution_find(""), -1);
}

/* ---- what is refused ---- */

static const double bad[] = {1, -2.385}, good[] = {1, 2}, naught[] = {0, 0}, nans[] = {1, NAN};
static const struct {
    enum ccs_distribution_kind kind;
    ccs_distribution_given_t given;
    const char *path, *text;
} REFUSED[] = {
#define ROW(kind, path, text, ...)                                                                                               \
    {                                                                                                                            \
        CCS_DISTRIBUTION_##kind, {NOTHING, __VA_ARGS__}, path, text                                                              \
    }
    ROW(NONE, "", "none is no law", .n_values = 0),
    ROW(NONE, "mean", "none takes no mean; it takes no parameters", .mean = 1),
    ROW(CONSTANT, "", "constant needs value", .n_values = 0),
    ROW(CONSTANT, "value", "must be at least 0, found -3", .value = -3),
    ROW(CONSTANT, "value", "must be at most 1000000000000, found 1e+300", .value = 1e300),
    ROW(CONSTANT, "value", "must be a finite number, found inf", .value = INFINITY),
    ROW(CONSTANT, "cv", "must be 0, for a constant does not vary, found 0.5", .mean = 3, .cv = 0.5),
    ROW(EXPONENTIAL, "", "exponential needs mean, or rate", .n_values = 0),
    ROW(EXPONENTIAL, "", "exponential needs mean, or rate", .mean = 1, .rate = 1),
    ROW(EXPONENTIAL, "mean", "must be > 0, found 0", .mean = 0),
    ROW(EXPONENTIAL, "mean", "must be at least 1e-12, found 1e-300", .mean = 1e-300),
    ROW(EXPONENTIAL, "cv", "must be 1 for exponential (gamma takes any cv), found 0.8", .mean = 3, .cv = 0.8),
    ROW(EXPONENTIAL, "rate", "must be > 0, found -1", .rate = -1),
    ROW(GAMMA, "cv", "must be > 0, found 0", .mean = 3, .cv = 0),
    ROW(GAMMA, "cv", "must be > 0, found -3", .mean = 3, .cv = -3),
    ROW(GAMMA, "cv", "must be at most 100, found 101", .mean = 3, .cv = 101),
    ROW(GAMMA, "cv", "must be in [0.001, 10] for gamma, found 20", .mean = 3, .cv = 20),
    ROW(GAMMA, "shape", "must be at least 0.01, found 0.001", .mean = 3, .shape = 0.001),
    ROW(GAMMA, "shape", "must be at most 1000000, found 2000000", .mean = 3, .shape = 2e6),
    ROW(GAMMA, "", "gamma needs mean and cv, or shape and scale, or shape and mean", .mean = 3),
    ROW(GAMMA, "", "gamma needs mean and cv, or shape and scale, or shape and mean", .mean = 3, .cv = 1, .shape = 1),
    ROW(GAMMA, "k", "gamma takes no k; it needs mean and cv, or shape and scale, or shape and mean", .mean = 3, .k = 2),
    ROW(GAMMA, "values", "gamma takes none; it needs mean and cv, or shape and scale, or shape and mean", .values = good,
        .n_values = 2),
    ROW(GAMMA, "sd", "give cv or sd, not both", .mean = 3, .cv = 1, .sd = 3),
    ROW(GAMMA, "sd", "sd needs mean", .shape = 3, .sd = 3),
    ROW(GAMMA, "sd", "must be > 0, found 0", .mean = 3, .sd = 0),
    ROW(GAMMA, "cv", "must be at most 100, found 1000", .mean = 3, .sd = 3000),
    ROW(ERLANG, "", "erlang needs mean and k, or mean and cv", .k = 3),
    ROW(ERLANG, "k", "must be an integer (gamma takes any shape), found 2.385", .mean = 3, .k = 2.385),
    ROW(ERLANG, "k", "must be at least 1, found 0", .mean = 3, .k = 0),
    ROW(ERLANG, "k", "must be at most 100000, found 200000", .mean = 3, .k = 200000),
    ROW(ERLANG, "cv", "must be 1/sqrt(k) for an integer k of at most 100000 (gamma takes any cv), found 0.8", .mean = 3,
        .cv = 0.8),
    ROW(ERLANG, "cv", "must be 1/sqrt(k) for an integer k of at most 100000 (gamma takes any cv), found 2", .mean = 3, .cv = 2),
    ROW(LOGNORMAL, "", "lognormal needs mean and cv, or median and sigma, or median and cv, or mu and sigma", .mu = 3),
    ROW(LOGNORMAL, "sigma", "must be at most 10, found 11", .mu = 3, .sigma = 11),
    ROW(LOGNORMAL, "mu", "must be at most 27.6, found 300", .mu = 300, .sigma = 1),
    ROW(WEIBULL, "", "weibull needs mean and cv, or shape and scale, or shape and mean", .shape = 3),
    ROW(WEIBULL, "shape", "must be at least 0.05, found 0.04", .shape = 0.04, .scale = 1),
    ROW(WEIBULL, "shape", "must be at most 100, found 101", .shape = 101, .scale = 1),
    ROW(WEIBULL, "cv", "must be at least 0.0127 for weibull, found 0.001", .mean = 1, .cv = 0.001),
    ROW(HYPEREXPONENTIAL, "", "hyperexponential needs mean and cv, or p, mean_1 and mean_2", .p = 0.5, .mean_1 = 3),
    ROW(HYPEREXPONENTIAL, "cv", "must be > 1 for hyperexponential (erlang and gamma take less), found 1", .mean = 1, .cv = 1),
    ROW(HYPEREXPONENTIAL, "p", "must be < 1, found 1", .p = 1, .mean_1 = 3, .mean_2 = 4),
    ROW(HYPEREXPONENTIAL, "p", "must be > 0, found 0", .p = 0, .mean_1 = 3, .mean_2 = 4),
    ROW(HYPEREXPONENTIAL, "mean_2", "must be within a factor of 1e6 of mean_1, found 4000000", .p = 0.5, .mean_1 = 3,
        .mean_2 = 4e6),
    ROW(UNIFORM, "mean", "uniform takes no mean; it needs min and max; for a mean and cv use gamma or lognormal", .mean = 1,
        .cv = 1),
    ROW(UNIFORM, "", "uniform needs min and max; for a mean and cv use gamma or lognormal", .max = 1),
    ROW(UNIFORM, "max", "must be > min (5), found 3", .min = 5, .max = 3),
    ROW(UNIFORM, "min", "must be at least 0, found -1", .min = -1, .max = 3),
    ROW(TRIANGULAR, "cv", "triangular takes no cv; it needs min, mode and max; for a mean and cv use gamma or lognormal",
        .cv = 1),
    ROW(TRIANGULAR, "mode", "must lie between min (1) and max (3), found 4", .min = 1, .mode = 4, .max = 3),
    ROW(TRIANGULAR, "max", "must be > min (1), found 1", .min = 1, .mode = 1, .max = 1),
    ROW(TRUNCATED_NORMAL, "", "truncated_normal needs mu and sigma (with min, max), or mean and cv (with min)", .mu = 1),
    ROW(TRUNCATED_NORMAL, "min", "must be at least 0, found -5", .mu = 1, .sigma = 1, .min = -5),
    ROW(TRUNCATED_NORMAL, "max", "must be > min (7), found 5", .mu = 1, .sigma = 1, .min = 7, .max = 5),
    ROW(TRUNCATED_NORMAL, "",
        "the interval from min (0) to max (inf) holds almost nothing of a normal law with mu -10 and sigma 1", .mu = -10,
        .sigma = 1),
    ROW(TRUNCATED_NORMAL, "cv", "must be in [1e-06, 0.977] for a normal cut at this min, found 1.5", .mean = 1, .cv = 1.5),
    ROW(TRUNCATED_NORMAL, "mean", "must be > min (3), found 2", .mean = 2, .cv = 0.5, .min = 3),
    ROW(EMPIRICAL, "", "empirical needs values, with weights if they differ; for a mean and cv use gamma or lognormal",
        .n_values = 0),
    ROW(EMPIRICAL, "mean",
        "empirical takes no mean; it needs values, with weights if they differ; for a mean and cv use gamma or lognormal",
        .mean = 1),
    ROW(EMPIRICAL, "values", "must be at most 100000000 numbers, found 100000001", .values = good, .n_values = 100000001),
    ROW(EMPIRICAL, "values", "must hold a number, found none", .values = good, .n_values = 0),
    ROW(EMPIRICAL, "values", "must be in [0, 1e12], found -2.385 (number 2)", .values = bad, .n_values = 2),
    ROW(EMPIRICAL, "values", "must be in [0, 1e12], found nan (number 2)", .values = nans, .n_values = 2),
    ROW(EMPIRICAL, "weights", "must be in [0, 1e12], found -2.385 (number 2)", .values = good, .weights = bad, .n_values = 2),
    ROW(EMPIRICAL, "weights", "must not all be 0", .values = good, .weights = naught, .n_values = 2),
#undef ROW
};

Test(distribution, refuses_with_the_parameter_and_the_remedy)
{
    for (size_t i = 0; i < sizeof REFUSED / sizeof *REFUSED; i++) {
        ccs_distribution_t d = {.kind = CCS_DISTRIBUTION_GAMMA};
        ccs_err_t err = {0};

        cr_expect_eq(ccs_distribution_make(REFUSED[i].kind, &REFUSED[i].given, &arena, &d, &err), CCS_ERR_SCENARIO, "row %zu: %s",
            i, REFUSED[i].text);
        cr_expect_str_eq(err.text, REFUSED[i].text, "found: %s", err.text);
        cr_expect_str_eq(err.path, REFUSED[i].path, "found: %s for %s", err.path, REFUSED[i].text);
        cr_expect_eq(d.kind, CCS_DISTRIBUTION_NONE, "nothing is made");
    }
}

Test(distribution, leaves_the_error_handler_of_gsl_as_it_was)
{
    gsl_error_handler_t *const before = gsl_set_error_handler_off();

    (void) gsl_set_error_handler(NULL);
    (void) LAW(GAMMA, .shape = 0.01, .scale = 1); /* underflows inside */
    cr_assert_null(gsl_set_error_handler(before), "the default handler, which aborts, stands again");
}

Test(distribution, absent_laws_cannot_be_drawn, .signal = SIGABRT)
{
    const ccs_distribution_t none = {0};

    (void) ccs_distribution_at(&none, 0.5);
}

Test(distribution, one_is_no_uniform, .signal = SIGABRT)
{
    const ccs_distribution_t d = ccs_distribution_exponential(1);

    (void) ccs_distribution_at(&d, 1.0);
}
