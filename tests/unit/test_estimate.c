/* test_estimate.c - Student's t against tables, intervals against a direct computation. */
#include <criterion/criterion.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "estimate.h"
#include "stream.h"

#define T(confidence, n) ccs_estimate_t_quantile(confidence, (n) -1)

/* Two-sided. Source: NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2, with more digits from the closed forms for 1 and
 * 2 degrees of freedom and from R 4.2, qt(). */
Test(estimate, has_the_quantiles_of_student)
{
    static const struct {
        double confidence;
        uint32_t degrees;
        double t;
    } table[] = {{0.95, 1, 12.706204736432095}, {0.95, 2, 4.302652729911275}, {0.95, 5, 2.5705818366147395},
        {0.95, 9, 2.2621571628540993}, {0.95, 10, 2.2281388519649385}, {0.95, 29, 2.045229642132703},
        {0.95, 99, 1.9842169515086827}, {0.95, 1000000, 1.9599663}, {0.90, 1, 6.313751514675043}, {0.90, 20, 1.7247182429207857},
        {0.99, 10, 3.169272672616}, {0.99, 2, 9.92484320}, {0.5, 1, 1.0}, {0.9999, 30, 4.482}};

    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        cr_expect_float_eq(ccs_estimate_t_quantile(table[i].confidence, table[i].degrees) / table[i].t, 1,
            table[i].t == 4.482 ? 1e-3 : 1e-7, "%g, %u: %.10g", table[i].confidence, (unsigned) table[i].degrees,
            ccs_estimate_t_quantile(table[i].confidence, table[i].degrees));
    cr_expect(isnan(ccs_estimate_t_quantile(0.95, 0)));
}

static const double NUM[] = {7, 9.5, 2.385, 11, 6.25}, DEN[] = {10, 13, 4, 12.5, 9};
enum { N = sizeof NUM / sizeof *NUM };

Test(estimate, gives_the_interval_of_a_mean)
{
    double sum = 0, sum2 = 0, squares = 0;

    for (int i = 0; i < N; i++) {
        sum += NUM[i];
        sum2 += NUM[i] * NUM[i];
    }
    for (int i = 0; i < N; i++) squares += (NUM[i] - sum / N) * (NUM[i] - sum / N);
    cr_expect_float_eq(ccs_estimate_half_width(sum, sum2, N, T(0.95, N)), 2.7764451052 * sqrt(squares / (N - 1) / N), 1e-9);
    cr_expect_float_eq(ccs_estimate_half_width(sum, sum2, N, T(0.5, N)), 0.7406970841 * sqrt(squares / (N - 1) / N), 1e-9);
    cr_expect(isnan(ccs_estimate_half_width(5, 25, 1, T(0.95, 1))));
    cr_expect(isnan(ccs_estimate_half_width(0, 0, 0, 2)));
}

Test(estimate, gives_no_width_to_what_does_not_vary)
{
    double sum = 0, sum2 = 0;

    for (int i = 0; i < 1000; i++) {
        sum += 0.1;
        sum2 += 0.1 * 0.1;
    }
    const double half = ccs_estimate_half_width(sum, sum2, 1000, T(0.95, 1000));

    cr_expect(half >= 0 && half < 1e-8, "%g: rounding gives no NAN", half);
    const double ratio =
        ccs_estimate_ratio_half_width((const double[]){sum, 3 * sum, sum2, 9 * sum2, 3 * sum2}, 1000, T(0.95, 1000));

    cr_expect(ratio >= 0 && ratio < 1e-8, "%g", ratio);
}

/* Delta method: Var(N/D) = Var(num - r den) / (n mean(den)^2). */
Test(estimate, gives_the_interval_of_a_ratio)
{
    double sums[5] = {0}, squares = 0;

    for (int i = 0; i < N; i++) {
        sums[0] += NUM[i];
        sums[1] += DEN[i];
        sums[2] += NUM[i] * NUM[i];
        sums[3] += DEN[i] * DEN[i];
        sums[4] += NUM[i] * DEN[i];
    }
    const double r = sums[0] / sums[1];

    for (int i = 0; i < N; i++) squares += (NUM[i] - r * DEN[i]) * (NUM[i] - r * DEN[i]);
    cr_expect_float_eq(ccs_estimate_ratio_half_width(sums, N, T(0.95, N)),
        2.7764451052 * sqrt(squares / (N - 1) / N) / (sums[1] / N), 1e-9);
    cr_expect(isnan(ccs_estimate_ratio_half_width(sums, 1, T(0.95, 1))));
    const double one_den[] = {sums[0], N, sums[2], N, sums[0]};

    cr_expect_float_eq(ccs_estimate_ratio_half_width(one_den, N, T(0.95, N)),
        ccs_estimate_half_width(sums[0], sums[2], N, T(0.95, N)), 1e-9, "with denominators of 1 it is the interval of a mean");
}

Test(estimate, gives_no_interval_where_there_is_no_ratio)
{
    cr_expect(isnan(ccs_estimate_ratio_half_width((const double[]){0, 0, 0, 0, 0}, 10, T(0.95, 10))));
    cr_expect(isnan(ccs_estimate_ratio_half_width((const double[]){NAN, NAN, NAN, NAN, NAN}, 10, T(0.95, 10))));
}

Test(estimate, knows_nothing_of_the_spread_of_a_single_ratio)
{
    /* num 6, 0, 0 over den 4, 0, 0: one observation carries all the weight */
    cr_expect(isnan(ccs_estimate_ratio_half_width((const double[]){6, 4, 36, 16, 24}, 3, 2)));
    cr_expect(isfinite(ccs_estimate_ratio_half_width((const double[]){6, 5, 36, 17, 24}, 3, 2)));
}

/* 40 days: on each tenth one three of 100 contacts give up, of which the symmetric interval says that it may be none at all. */
Test(estimate, bends_the_interval_of_what_is_rare)
{
    const double rare[] = {12, 4000, 36, 400000, 1200}, often[] = {3988, 4000, 397636, 400000, 398800};
    const double error = ccs_estimate_ratio_half_width(rare, 40, 1), t = T(0.95, 40);
    const ccs_interval_t x = ccs_estimate_contacts(rare, 40, t), mirrored = ccs_estimate_contacts(often, 40, t);

    cr_expect(x.low > 0.003 - t * error && x.low > 0 && x.low < 0.003 && x.high > 0.003 + t * error, "%g .. %g", x.low, x.high);
    cr_expect_float_eq(mirrored.low, 1 - x.high, 1e-9);
    cr_expect_float_eq(mirrored.high, 1 - x.low, 1e-9);
    const double even[] = {10, 20, 52, 80, 40};
    const ccs_interval_t y = ccs_estimate_contacts(even, 5, 2);

    cr_expect_float_eq(y.high - 0.5, 0.5 - y.low, 1e-12, "half of all: not bent");
    cr_expect_float_eq(y.high - 0.5, ccs_estimate_ratio_half_width(even, 5, 2), 1e-12);
    const double alike[] = {10, 20, 20, 80, 40};

    cr_expect(ccs_estimate_contacts(alike, 5, 2).low == 0.5 && isnan(ccs_estimate_contacts(even, 1, 2).low));
}

/* Gamma distributed days of shape 1/4, whose cube roots are nearly normal: a mean of 20 days misses what is true on both sides alike. Five nearly equal
 * days: Student's interval. */
Test(estimate, bends_the_interval_of_an_amount_as_of_gamma_days)
{
    const double wild[] = {20, 20, 100, 20, 20}, calm[] = {500, 5, 50000.1, 5, 500}, none[] = {0, 5, 0, 5, 0}, t = T(0.95, 20);
    const double error = ccs_estimate_ratio_half_width(wild, 20, 1);
    const ccs_interval_t x = ccs_estimate_amount(wild, 20, t), y = ccs_estimate_amount(calm, 5, 2),
                         z = ccs_estimate_amount(none, 5, 2);

    /* cbrt(1 + 2 e (t -+ e / 3)) with e = 0.458831, t = 2.093024, by hand */
    cr_expect_float_eq(error, 0.458831, 1e-6);
    cr_expect_float_eq(x.low, 1 - 1.5 * (cbrt(2.780354) - 1), 1e-5, "%g", x.low);
    cr_expect_float_eq(x.high, 1 + 1.5 * (1 + cbrt(1.061048)), 1e-5, "%g", x.high);
    cr_expect(y.high - 100 > 100 - y.low && y.high - 100 < 1.01 * (100 - y.low), "%g .. %g", y.low, y.high);
    cr_expect(z.low == 0 && z.high == 0 && isnan(ccs_estimate_amount(wild, 1, 2).low));
    cr_expect_eq(ccs_estimate_amount((const double[]){4, 4, 10, 4, 4}, 4, 4).low, 0, "never below zero");
}

/* Bonett and Price (2012): 40 pairs of days, 9 of them better, one worse: (9 - 1) / 42 -+ z sqrt((12 / 42 - .1905^2) / 42). */
Test(estimate, adds_two_days_to_differences_of_shares_of_days)
{
    const ccs_shrunk_t pairs = ccs_estimate_shrunk_pairs(8, 10, 40, 1), none = ccs_estimate_shrunk_pairs(0, 0, 20, 1);

    cr_expect_float_eq(pairs.mean, 8.0 / 42, 1e-15);
    cr_expect_float_eq(pairs.variance, (12.0 / 42 - 64.0 / 1764) / 42, 1e-15);
    cr_expect_float_eq(ccs_estimate_shrunk_half_width(0.2, pairs, 0.95), 1.959964 * sqrt(pairs.variance) + 0.2 - 8.0 / 42, 1e-6);
    cr_expect_float_eq(ccs_estimate_shrunk_half_width(0, none, 0.95), 1.959964 * sqrt(2.0 / 22 / 22), 1e-6, "all alike");
    const ccs_shrunk_t share = ccs_estimate_shrunk_share(7, 7, 10, 1);

    cr_expect_float_eq(share.mean, 8.0 / 12, 1e-15, "Agresti and Caffo (2000): (x + 1) / (n + 2)");
    cr_expect_float_eq(share.variance, 8.0 / 12 * 4 / 12 / 12, 1e-15);
}

/* Ten replications of twenty days each: two days more are a hundredth of them, not a fifth. */
Test(estimate, adds_days_and_not_replications)
{
    const ccs_shrunk_t alike = ccs_estimate_shrunk_pairs(0, 0, 10, 20), pairs = ccs_estimate_shrunk_pairs(-0.8, 0.1, 10, 20);
    const double mean = -16.0 / 202;

    cr_expect_float_eq(alike.variance, 2.0 / 202 / 202 * 10 / 9, 1e-15);
    cr_expect_eq(alike.n, 10);
    cr_expect_float_eq(pairs.mean, mean, 1e-15);
    cr_expect_float_eq(pairs.variance, (400 * 0.1 + 2 - 4002 * mean * mean) / 202 / 202 * 10 / 9, 1e-15);
    cr_expect_float_eq(ccs_estimate_shrunk_half_width(-0.08, pairs, 0.95), 2.262157 * sqrt(pairs.variance) + 0.08 + mean, 1e-6);
    cr_expect_float_eq(ccs_estimate_shrunk_share(7, 5.5, 10, 4).mean, 29.0 / 42, 1e-15);
}

Test(estimate, divides_doubt_among_intervals_that_shall_hold_together)
{
    cr_expect_float_eq(ccs_estimate_each(0.95, 10), 0.995, 1e-15);
    cr_expect_eq(ccs_estimate_each(0.95, 1), 0.95);
    cr_expect_eq(ccs_estimate_each(0.95, 0), 0.95);
}

/* Source: Newcombe (1998), Statistics in Medicine 17, table I, method 5 (Clopper and Pearson). */
Test(estimate, has_the_exact_intervals_of_shares)
{
    static const struct {
        double k, n, low, high;
    } table[] = {{81, 263, 0.2527, 0.3676}, {15, 148, 0.0578, 0.1617}, {0, 20, 0, 0.1684}, {1, 29, 0.0009, 0.1776},
        {20, 20, 0.8316, 1}, {5, 5, 0.4782, 1}};

    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const ccs_interval_t x = ccs_estimate_share(table[i].k, table[i].n, 0.95);

        cr_expect_float_eq(x.low, table[i].low, 6e-5, "%g of %g: %g", table[i].k, table[i].n, x.low);
        cr_expect_float_eq(x.high, table[i].high, 6e-5, "%g of %g: %g", table[i].k, table[i].n, x.high);
    }
    cr_expect(isnan(ccs_estimate_share(0, 0, 0.95).low));
    cr_expect(isnan(ccs_estimate_share(NAN, NAN, 0.95).high));
    const ccs_interval_t many = ccs_estimate_share(3e6, 1e7, 0.95);

    cr_expect(many.low < 0.3 && many.high > 0.3 && many.high - many.low < 0.006, "%g .. %g", many.low, many.high);
}

static const double SURE = 0.95;

static void add_days(double sums[5], double num, double den)
{
    const double more[] = {num, den, num * num, den * den, num * den};

    for (int i = 0; i < 5; i++) sums[i] += more[i];
}

/* Summed over all outcomes: no simulation. mean +- t s is at .515 for n = 5. */
Test(estimate, covers_shares_of_days_at_least_as_often_as_it_says)
{
    static const uint32_t days[] = {2, 5, 20, 100};

    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        for (double p = 0.005; p < 1; p += 0.0385) {
            double covered = 0;

            for (uint32_t k = 0; k <= days[i]; k++) {
                double sums[5] = {0};

                for (uint32_t day = 0; day < days[i]; day++) add_days(sums, day < k, 1);
                const ccs_interval_t x = ccs_estimate_days(sums, days[i], 1, SURE);

                cr_assert(x.low >= 0 && x.high <= 1 && x.high - x.low > 0.01);
                if (x.low <= p && p <= x.high) covered += gsl_ran_binomial_pdf(k, p, days[i]);
            }
            cr_expect_geq(covered, SURE, "%u days, %g: %g", (unsigned) days[i], p, covered);
        }
    }
}

/* Days of a set whose demand falls into another tenth of its law in each: a day counts where u + noise (v - 1/2) < p, which has the probability p. */
static ccs_interval_t draw_sets(uint32_t n, double p, double noise, uint32_t sample, uint32_t set)
{
    enum { DAYS = 10 };
    const ccs_stream_t stream = ccs_stream_make(3, ccs_stream_hash("sets of days"), sample);
    double sums[5] = {0};

    for (uint32_t i = 0; i < n; i++) {
        uint32_t k = 0;

        for (uint32_t day = 0; day < DAYS; day++) {
            const double u = (day + ccs_stream_draw(&stream, i, day, 0)) / DAYS, v = ccs_stream_draw(&stream, i, day, 1);

            k += u + noise * (v - 0.5) < p;
        }
        if (set > 1) add_days(sums, k, DAYS);
        else
            for (uint32_t day = 0; day < DAYS; day++) add_days(sums, day < k, 1);
    }
    return ccs_estimate_days(sums, set > 1 ? n : n * DAYS, set, SURE);
}

/* At least 93 % of 1000 samples where it says 95, and narrower than days each for itself would have it. The worst of 1000 is 4 standard errors (2.8 points) below. */
Test(estimate, days_of_sets_are_worth_more_than_there_are)
{
    enum { SAMPLES = 1000 };
    static const struct {
        uint32_t n;
        double p, noise, narrower;
    } rows[] = {{10, 0.81, 0.02, 0.5}, {20, 0.505, 0.2, 0.5}, {20, 0.81, 0.3, 0.7}, {5, 0.52, 0.1, 1.2}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double covered = 0, width = 0, alone = 0;

        for (uint32_t s = 0; s < SAMPLES; s++) {
            const ccs_interval_t x = draw_sets(rows[i].n, rows[i].p, rows[i].noise, s, 10),
                                 y = draw_sets(rows[i].n, rows[i].p, rows[i].noise, s, 1);

            covered += x.low <= rows[i].p && rows[i].p <= x.high;
            width += x.high - x.low;
            alone += y.high - y.low;
        }
        cr_expect_geq(covered / SAMPLES, SURE - 4 * sqrt(SURE * (1 - SURE) / SAMPLES), "%u sets, %g: %g", (unsigned) rows[i].n,
            rows[i].p, covered / SAMPLES);
        cr_expect_lt(width, rows[i].narrower * alone, "%u sets, %g: %g", (unsigned) rows[i].n, rows[i].p, width / alone);
    }
    double all[5] = {0};

    for (int i = 0; i < 10; i++) add_days(all, 10, 10);
    cr_expect_float_eq(ccs_estimate_days(all, 10, 10, SURE).low, pow(0.025, 0.01), 1e-12, "a hundred days, none missed");
}

Test(estimate, counts_days_of_a_replication_by_how_they_hang_together)
{
    double alike[5] = {0}, mixed[5] = {0}, none[5] = {0};

    for (int r = 0; r < 10; r++) {
        add_days(alike, r < 6 ? 7 : 0, 7); /* all days of a replication are the same */
        add_days(mixed, r % 2 ? 4 : 5, 7);
        add_days(none, 0, 7);
    }
    const ccs_interval_t exact = ccs_estimate_share(6, 10, SURE), same = ccs_estimate_days(alike, 10, 1, SURE);

    cr_expect_float_eq(same.low, exact.low, 1e-12, "ten replications say as much as ten days");
    cr_expect_float_eq(same.high, exact.high, 1e-12);
    const ccs_interval_t narrow = ccs_estimate_days(mixed, 10, 1, SURE), all = ccs_estimate_share(45, 70, SURE);

    cr_expect(narrow.low <= all.low && narrow.high >= all.high, "never more than seventy days");
    cr_expect(narrow.high - narrow.low < exact.high - exact.low);
    cr_expect_float_eq(ccs_estimate_days(none, 10, 1, SURE).high, 1 - pow(0.025, 0.1), 1e-12,
        "nothing varied: replications count");
    cr_expect(isnan(ccs_estimate_days((const double[]){3, 7, 9, 49, 21}, 1, 1, SURE).low), "one replication");
    cr_expect(isnan(ccs_estimate_days((const double[]){0, 0, 0, 0, 0}, 9, 1, SURE).low), "no day judged");
    cr_expect(isnan(ccs_estimate_days((const double[]){NAN, NAN, NAN, NAN, NAN}, 9, 1, SURE).low));
}

/* AR(1)-like residuals by hand. */
Test(estimate, widens_intervals_where_neighbours_are_alike)
{
    ccs_residuals_t apart = {0}, alike = {0}, broken = {0};

    for (int i = 0; i < 40; i++) {
        ccs_residuals_add(&apart, i % 2 ? 1 : -1);
        ccs_residuals_add(&alike, i / 4 % 2 ? 1 : -1);
        ccs_residuals_add(&broken, i / 4 % 2 ? 1 : -1);
        ccs_residuals_break(&broken);
    }
    const ccs_interval_t a = ccs_residuals_interval(&apart, 10, 40, 2), b = ccs_residuals_interval(&alike, 10, 40, 2),
                         c = ccs_residuals_interval(&broken, 10, 40, 2);
    const double half = 2 * sqrt(40 / 39.0 / 40), correlation = (30 - 9) / 39.0; /* of 39 pairs 30 are alike, 9 are not */

    cr_expect_float_eq(a.high - 10, half, 1e-12, "neighbours that differ take nothing away");
    cr_expect_float_eq(b.high - 10, half * sqrt((1 + correlation) / (1 - correlation)), 1e-9);
    cr_expect_float_eq(c.high - 10, half, 1e-12, "replications are no neighbours");
    cr_expect_gt(ccs_residuals_von_neumann(&alike), 1.645);
    cr_expect_lt(ccs_residuals_von_neumann(&apart), 0);
    cr_expect(isnan(ccs_residuals_von_neumann(&(ccs_residuals_t){0})));
    cr_expect(isnan(ccs_residuals_interval(&(ccs_residuals_t){0}, 1, 0, 2).low));
}

Test(estimate, bends_intervals_the_way_that_residuals_lean)
{
    ccs_residuals_t leaning = {0}, other = {0};

    for (int i = 0; i < 20; i++) {
        ccs_residuals_add(&leaning, i % 10 ? -1 : 9);
        ccs_residuals_add(&other, i % 10 ? 1 : -9);
        ccs_residuals_break(&leaning);
        ccs_residuals_break(&other);
    }
    const ccs_interval_t x = ccs_residuals_interval(&leaning, 5, 20, 2), y = ccs_residuals_interval(&other, 5, 20, 2);

    cr_expect_gt(x.high - 5, 5 - x.low, "the mean is more likely too low");
    cr_expect_float_eq(x.high - 5, 5 - y.low, 1e-9);
}
