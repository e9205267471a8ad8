/* test_indices.c - what analyses of a study say of functions whose answer is known. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "design.h"
#include "indices.h"
#include "kriging.h"
#include "normal.h"
#include "ranking.h"
#include "stream.h"
#include "surface.h"

enum { K = 3 };
static const double PI = 3.14159265358979323846;

static ccs_arena_t arena;

static void release(void)
{
    ccs_arena_free(&arena);
}

static ccs_design_t make(enum ccs_design_kind kind, double low, double high, uint32_t k, uint32_t points)
{
    const ccs_extent_t range = {"x", low, high, NULL, 0};
    ccs_extent_t ranges[8];
    ccs_design_t d;

    for (uint32_t i = 0; i < k; i++) ranges[i] = range;
    cr_assert_eq(ccs_design_make(&(ccs_design_options_t){kind, points, 0, 2385}, ranges, k, &arena, &d, NULL), 0);
    return d;
}

/* Ishigami and Homma (1990), a = 7, b = 0.1. */
static double ishigami(const double *x)
{
    return sin(x[0]) + 7 * pow(sin(x[1]), 2) + 0.1 * pow(x[2], 4) * sin(x[0]);
}

static double *values(const ccs_design_t *d, double (*of)(const double *x))
{
    double *const y = ccs_arena_array(&arena, d->n_points, sizeof *y);

    for (uint32_t p = 0; p < d->n_points; p++) y[p] = of(&d->at[(size_t) p * d->n_factors]);
    return y;
}

Test(indices, of_ishigamis_function_are_those_of_its_formula, .fini = release)
{
    const double pi4 = pow(PI, 4), v1 = 0.5 * pow(1 + 0.1 * pi4 / 5, 2), v2 = 49.0 / 8,
                 v13 = 0.01 * pi4 * pi4 * (1.0 / 18 - 1.0 / 50), v = v1 + v2 + v13;
    const double first[K] = {v1 / v, v2 / v, 0}, total[K] = {(v1 + v13) / v, v2 / v, v13 / v};
    const uint32_t rows = 4096;
    const ccs_design_t d = make(CCS_DESIGN_SENSITIVITY, -PI, PI, K, rows);
    const double *const y = values(&d, ishigami);

    for (uint32_t i = 0; i < K; i++) {
        ccs_sobol_t s;

        cr_assert_eq(ccs_sobol_index(y, rows, K, i, 0.95, &s), 0);
        cr_expect_float_eq(s.first.x, first[i], 0.01, "%u: %g for %g", i, s.first.x,
            first[i]); /* quasi-random points: a tenth of the intervals */
        cr_expect_float_eq(s.total.x, total[i], 0.01, "%u: %g for %g", i, s.total.x, total[i]);
        cr_expect(s.first.low <= first[i] && first[i] <= s.first.high, "%u: %g to %g", i, s.first.low, s.first.high);
        cr_expect(s.total.low <= total[i] && total[i] <= s.total.high, "%u: %g to %g", i, s.total.low, s.total.high);
        cr_expect_lt(s.first.high - s.first.low, 0.15);
    }
}

static double bilinear(const double *x)
{
    return 3 + 2 * x[0] - x[1] + 4 * x[0] * x[1];
}

/* Over [0, 1]: the effect of x0 is 2 + 4 x1, of x1 -1 + 4 x0, of x2 none. */
Test(indices, elementary_effects_of_a_polynomial_are_its_derivatives, .fini = release)
{
    const ccs_design_t d = make(CCS_DESIGN_MORRIS, 0, 1, K, 400);
    const double *const y = values(&d, bilinear);
    const ccs_elementary_t a = ccs_elementary(d.at, y, 400, K, 0, 0, 1, 0.95), b = ccs_elementary(d.at, y, 400, K, 1, 0, 1, 0.95),
                           c = ccs_elementary(d.at, y, 400, K, 2, 0, 1, 0.95);
    const double sd = 4 * sqrt(5.0 / 36); /* of 4 times a level of 0, 1/3, 2/3, 1 */

    cr_expect(a.mean.low < 4 && 4 < a.mean.high);
    cr_expect(b.mean.low < 1 && 1 < b.mean.high);
    cr_expect_float_eq(a.mean_abs.x, a.mean.x, 1e-9);
    cr_expect_gt(b.mean_abs.x, b.mean.x + 0.1); /* its sign changes */
    cr_expect_float_eq(a.sd, sd, 0.1);
    cr_expect_float_eq(c.mean_abs.x, 0, 1e-12);
    cr_expect_float_eq(c.sd, 0, 1e-12);
}

static double quadratic(const double *x)
{
    const double a = x[0] / 2, b = x[1] / 2;

    return 10 + 3 * a - 2 * b + 1.5 * a * b + 0.5 * a * a - 4 * b * b;
}

Test(surface, finds_the_polynomial_that_made_the_points, .fini = release)
{
    static const double low[] = {-2, -2}, high[] = {2, 2}, wanted[] = {10, 3, -2, 1.5, 0.5, -4};
    const ccs_design_t d = make(CCS_DESIGN_LATIN, -2, 2, 2, 20);
    const double *const y = values(&d, quadratic);
    double beta[6], r2, error;
    ccs_surface_t s;

    cr_assert_eq(ccs_surface_make(&s, CCS_SURFACE_QUADRATIC, d.at, d.n_points, 2, low, high, &arena), 0);
    cr_assert_eq(s.n_terms, 6);
    ccs_surface_fit(&s, y, 1, beta);
    for (uint32_t i = 0; i < 6; i++) cr_expect_float_eq(beta[i], wanted[i], 1e-9, "%u: %g", i, beta[i]);
    ccs_surface_judge(&s, d.at, y, beta, &r2, &error);
    cr_expect_float_eq(r2, 1, 1e-12);
    cr_expect_float_eq(error, 0, 1e-9);
    cr_expect_float_eq(ccs_surface_at(&s, beta, (const double[]){1.3, -0.4}), quadratic((const double[]){1.3, -0.4}), 1e-9);
}

/* The error at a point not seen is what a fit without that point is off by. */
Test(surface, leaves_one_out_without_leaving_it_out, .fini = release)
{
    static const double low[] = {0}, high[] = {1}, x[] = {0, 0.2, 0.35, 0.5, 0.8, 1};
    const double y[] = {1, 1.4, 0.9, 2.2, 1.7, 3.1};
    double beta[3], r2, error, press = 0;
    ccs_surface_t s;

    cr_assert_eq(ccs_surface_make(&s, CCS_SURFACE_QUADRATIC, x, 6, 1, low, high, &arena), 0);
    ccs_surface_fit(&s, y, 1, beta);
    ccs_surface_judge(&s, x, y, beta, &r2, &error);
    for (uint32_t out = 0; out < 6; out++) {
        double xs[5], ys[5];

        for (uint32_t i = 0, n = 0; i < 6; i++)
            if (i != out) xs[n] = x[i], ys[n++] = y[i];
        cr_assert_eq(ccs_surface_make(&s, CCS_SURFACE_QUADRATIC, xs, 5, 1, low, high, &arena), 0);
        ccs_surface_fit(&s, ys, 1, beta);
        press += pow(y[out] - ccs_surface_at(&s, beta, &x[out]), 2);
    }
    cr_expect_float_eq(error, sqrt(press / 6), 1e-9);
}

/* Only the point in the middle tells the square: what the others would be off by there is not known. */
Test(surface, says_nothing_of_a_point_without_which_a_term_is_unknown, .fini = release)
{
    static const double low[] = {0}, high[] = {1}, x[] = {0, 0, 0.5, 1, 1}, y[] = {1, 1.2, 3, 2, 2.4};
    double beta[3], r2, error;
    ccs_surface_t s;

    cr_assert_eq(ccs_surface_make(&s, CCS_SURFACE_QUADRATIC, x, 5, 1, low, high, &arena), 0);
    ccs_surface_fit(&s, y, 1, beta);
    ccs_surface_judge(&s, x, y, beta, &r2, &error);
    cr_expect(isnan(error), "%g", error);
    cr_expect_lt(r2, 1);
    cr_assert_eq(ccs_surface_make(&s, CCS_SURFACE_QUADRATIC, x, 0, 1, low, high, &arena), 0); /* no point tells any term */
    cr_expect_eq(s.n_fitted, 0);
}

Test(surface, leaves_out_what_two_levels_cannot_tell, .fini = release)
{
    static const double low[] = {0, 0}, high[] = {1, 1}, x[] = {0, 0, 0, 1, 1, 0, 1, 1}, y[] = {5, 7, 11, 21};
    double beta[6];
    ccs_surface_t s;

    cr_assert_eq(ccs_surface_make(&s, CCS_SURFACE_QUADRATIC, x, 4, 2, low, high, &arena), 0);
    cr_expect(s.terms[4].is_aliased && s.terms[5].is_aliased && !s.terms[3].is_aliased);
    cr_expect_eq(s.n_fitted, 4);
    ccs_surface_fit(&s, y, 1, beta);
    cr_expect_float_eq(2 * beta[1], 10, 1e-12); /* (11 + 21) / 2 - (5 + 7) / 2 */
    cr_expect_float_eq(2 * beta[2], 6, 1e-12);
    cr_expect_float_eq(2 * beta[3], 4, 1e-12); /* half of (21 - 11) - (7 - 5) */
}

/* ---- the best ----------------------------------------------------------------------------------------------------------------------------------- */

enum { SYSTEMS = 6, OBSERVATIONS = 400, TRIES = 1000 };

static double normal(const ccs_stream_t *stream, uint32_t index, uint32_t purpose)
{
    const double u = fmax(ccs_stream_draw(stream, index, 0, purpose), 1e-300);

    return ccs_normal_quantile(u, 1 - u);
}

/* The best by delta, all others alike: where selection is hardest. Observations of one number have a part in common. */
static void draw(uint32_t number, double delta, double common, double *y)
{
    const ccs_stream_t stream = ccs_stream_make(2385, ccs_stream_hash("systems"), number);

    for (uint32_t i = 0; i < SYSTEMS; i++)
        for (uint32_t r = 0; r < OBSERVATIONS; r++)
            y[i * OBSERVATIONS + r] = (i == 3) * delta + common * normal(&stream, r, 40) + normal(&stream, r, i);
}

/* Selection of the right one in 95 % of 1000 trials at least: less than 93.6 % has a probability below 0.025 where it is 95 %. */
Test(choice, kn_selects_the_best_as_often_as_it_says, .fini = release)
{
    double *const y = ccs_arena_array(&arena, (size_t) SYSTEMS * OBSERVATIONS, sizeof *y);
    const ccs_systems_t of = {SYSTEMS, OBSERVATIONS, y};
    uint32_t n_right = 0, n_decided = 0;
    double used = 0;

    for (uint32_t t = 0; t < TRIES; t++) {
        ccs_arena_t own = {0};
        ccs_choice_t c;

        draw(t, 0.5, t % 2 ? 2 : 0, y);
        cr_assert_eq(ccs_choose_kn(&of, 10, 0.5, 0.95, &own, &c), 0);
        n_decided += c.is_decided;
        n_right += c.best == 3;
        used += c.n_used;
        ccs_arena_free(&own);
    }
    cr_expect_geq(n_decided, TRIES - 10, "%u", n_decided);
    cr_expect_geq(n_right, 936, "%u", n_right);
    cr_expect_lt(used / TRIES, 0.7 * OBSERVATIONS, "%g", used / TRIES);
}

/* A wrong row: with a margin five times as large as the difference it stops early, and is right far less often. */
Test(choice, kn_with_too_large_a_margin_is_wrong_more_often, .fini = release)
{
    double *const y = ccs_arena_array(&arena, (size_t) SYSTEMS * OBSERVATIONS, sizeof *y);
    const ccs_systems_t of = {SYSTEMS, OBSERVATIONS, y};
    uint32_t n_right = 0;

    for (uint32_t t = 0; t < TRIES; t++) {
        ccs_arena_t own = {0};
        ccs_choice_t c;

        draw(t, 0.1, 0, y);
        cr_assert_eq(ccs_choose_kn(&of, 10, 0.5, 0.95, &own, &c), 0);
        n_right += c.best == 3;
        ccs_arena_free(&own);
    }
    cr_expect_lt(n_right, 700, "%u", n_right);
}

/* Of two systems it is the quantile of a sum of two Student variables; all by quadrature of another kind, 400 points of Gauss and Legendre over the chi-square law. */
Test(choice, rinotts_constant_is_what_its_integral_says)
{
    cr_expect_float_eq(ccs_rinott_constant(2, 10, 0.95), 2.6141192953, 1e-6);
    cr_expect_float_eq(ccs_rinott_constant(10, 20, 0.95), 3.8752766357, 1e-6);
    cr_expect_float_eq(ccs_rinott_constant(5, 20, 0.90), 2.9163628601, 1e-6);
    cr_expect_float_eq(ccs_rinott_constant(100, 10, 0.95), 6.0096240618, 1e-5);
    cr_expect_float_eq(ccs_rinott_constant(2, 5, 0.95), 3.1068638484, 1e-4);
}

/* @return how often Rinott's procedure is right of independent systems one of which is better by delta, of those decided */
static double share_right(uint32_t n, double delta, double margin, uint32_t *n_decided)
{
    enum { MANY = 250 };
    const double times = ccs_rinott_constant(SYSTEMS, 10, 0.95) / margin;
    double *const y = ccs_arena_array(&arena, (size_t) SYSTEMS * MANY, sizeof *y);
    const ccs_systems_t of = {SYSTEMS, MANY, y};
    uint32_t n_right = 0;

    *n_decided = 0;
    for (uint32_t t = 0; t < n; t++) {
        const ccs_stream_t stream = ccs_stream_make(2385, ccs_stream_hash("rinott"), t);
        ccs_arena_t own = {0};
        ccs_choice_t c;

        for (uint32_t i = 0; i < SYSTEMS; i++)
            for (uint32_t r = 0; r < MANY; r++) y[i * MANY + r] = (i == 3) * delta + (i % 2 ? 1.5 : 0.7) * normal(&stream, r, i);
        cr_assert_eq(ccs_choose_rinott(&of, 10, times, &own, &c), 0);
        *n_decided += c.is_decided;
        n_right += c.is_decided && c.best == 3;
        ccs_arena_free(&own);
    }
    return n_right / (double) (*n_decided > 0 ? *n_decided : 1);
}

/* 95 % less two standard errors of 400 trials, 2.2 points; a wrong row: with a margin of five times the difference it is right far less often. */
Test(choice, rinott_selects_the_best_as_often_as_it_says, .fini = release)
{
    uint32_t n_decided;

    cr_expect_geq(share_right(400, 0.8, 0.8, &n_decided), 0.928);
    cr_expect_geq(n_decided, 390, "%u", n_decided);
    cr_expect_lt(share_right(200, 0.16, 0.8, &n_decided), 0.75);
    (void) share_right(20, 0.8, 0.1, &n_decided);
    cr_expect_eq(n_decided, 0, "so small a margin wants more than there are");
}

/* All intervals hold what is true at once in 95 % of trials at least. */
Test(choice, all_intervals_against_the_best_hold_at_once, .fini = release)
{
    double *const y = ccs_arena_array(&arena, (size_t) SYSTEMS * OBSERVATIONS, sizeof *y);
    const ccs_systems_t of = {SYSTEMS, OBSERVATIONS, y};
    uint32_t n_held = 0, n_told = 0;

    for (uint32_t t = 0; t < TRIES; t++) {
        bool held = true;

        draw(t, 0.3, t % 2 ? 2 : 0, y);
        for (uint32_t i = 0; i < SYSTEMS; i++) {
            double low, high;

            ccs_choose_against_best(&of, i, 0.95, &low, &high);
            held = held && low <= (i == 3 ? 0.3 : -0.3) && (i == 3 ? 0.3 : -0.3) <= high;
            n_told += i != 3 && high == 0;
        }
        n_held += held;
    }
    cr_expect_geq(n_held, 936, "%u", n_held);
    cr_expect_gt(n_told, 4 * TRIES, "%u", n_told); /* and they tell most others from the best */
}

/* ---- kriging ------------------------------------------------------------------------------------------------------------------ */

/* Bends that no quadratic polynomial has. */
static double wave(const double *x)
{
    return sin(6 * x[0]) + x[1] * x[1] * x[0];
}

static ccs_kriging_t krige(const ccs_design_t *d, const double *y, double noise_variance)
{
    double *const noise = ccs_arena_array(&arena, d->n_points, sizeof *noise);
    ccs_kriging_t k;

    for (uint32_t p = 0; p < d->n_points; p++) noise[p] = noise_variance;
    cr_assert_eq(ccs_kriging_fit(&k, &(ccs_seen_t){d->n_points, d->n_factors, d->at, y, noise}, &arena), 0);
    return k;
}

Test(kriging, goes_through_values_without_noise_and_says_how_far_off_it_is_between, .fini = release)
{
    const ccs_design_t d = make(CCS_DESIGN_LATIN, 0, 1, 2, 60), unseen = make(CCS_DESIGN_SOBOL, 0, 1, 2, 64);
    const double *const y = values(&d, wave), *const truth = values(&unseen, wave);
    const double low[] = {0, 0}, high[] = {1, 1};
    const ccs_kriging_t k = krige(&d, y, 0);
    ccs_surface_t s;
    double sd, off = 0, without = 0, error, r2, *const beta = ccs_arena_array(&arena, 6, sizeof *beta);

    for (uint32_t p = 0; p < d.n_points; p++) {
        cr_assert_float_eq(ccs_kriging_at(&k, &d.at[2 * (size_t) p], &sd), y[p], 1e-4);
        without += pow(ccs_kriging_without(&k, p, &sd) - y[p], 2) / d.n_points;
    }
    for (uint32_t p = 0; p < unseen.n_points; p++)
        off += pow(ccs_kriging_at(&k, &unseen.at[2 * (size_t) p], &sd) - truth[p], 2) / unseen.n_points;
    cr_assert_eq(ccs_surface_make(&s, CCS_SURFACE_QUADRATIC, d.at, d.n_points, 2, low, high, &arena), 0);
    ccs_surface_fit(&s, y, 1, beta);
    ccs_surface_judge(&s, d.at, y, beta, &r2, &error);
    cr_expect_lt(sqrt(off), 0.03, "%g", sqrt(off));
    cr_expect_lt(sqrt(without), error / 5, "a polynomial has no waves: %g, %g", sqrt(without), error);
    cr_expect_lt(k.length[0], k.length[1], "what bends reaches less far");
}

/* Intervals at points that are left out hold what was seen there as often as they say: 1,200 of them, of which 95 % have a standard error of 0.6 points; 3 points more are left to lengths that were fitted. */
Test(kriging, intervals_hold_what_is_seen_and_noise_is_smoothed, .fini = release)
{
    enum { SETS = 30, N = 40 };
    const double noise_sd = 0.1;
    double within = 0, seen_off = 0, process_off = 0;

    for (uint32_t set = 0; set < SETS; set++) {
        const ccs_design_t d = make(CCS_DESIGN_LATIN, 0, 1, 2, N);
        const ccs_stream_t stream = ccs_stream_make(2385, ccs_stream_hash("kriging"), set);
        const double *const truth = values(&d, wave);
        double *const y = ccs_arena_array(&arena, N, sizeof *y), sd;

        for (uint32_t p = 0; p < N; p++) {
            const double u = ccs_stream_draw(&stream, p, 0, 0);

            y[p] = truth[p] + noise_sd * ccs_normal_quantile(u, 1 - u);
        }
        const ccs_kriging_t k = krige(&d, y, noise_sd * noise_sd);

        for (uint32_t p = 0; p < N; p++) {
            const double off = ccs_kriging_without(&k, p, &sd) - y[p];

            within += fabs(off) <= 1.959964 * sd;
            process_off += pow(ccs_kriging_at(&k, &d.at[2 * (size_t) p], &sd) - truth[p], 2);
            seen_off += pow(y[p] - truth[p], 2);
        }
    }
    cr_expect_float_eq(within / (SETS * N), 0.95, 4 * 0.0063 + 0.03, "%g", within / (SETS * N));
    cr_expect_lt(process_off, 0.6 * seen_off, "%g of %g", process_off, seen_off);
}

Test(kriging, of_values_that_do_not_differ_is_their_value, .fini = release)
{
    const ccs_design_t d = make(CCS_DESIGN_LATIN, 0, 1, 2, 8);
    const double y[] = {3, 3, 3, 3, 3, 3, 3, 3}, x[] = {0.4, 0.7};
    const ccs_kriging_t k = krige(&d, y, 0);
    double sd;

    cr_expect_float_eq(ccs_kriging_at(&k, x, &sd), 3, 1e-9);
}
