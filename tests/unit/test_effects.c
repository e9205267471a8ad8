/* test_effects.c - what quantities hang on: an analysis of variance by hand, groups, slopes and marks that are known from what was drawn of them. Draws are of fixed keys; a truth lies in a 95 % interval
 * in 90 of 100 or more, which is 2.3 standard errors below 95. */
#include <math.h>
#include <string.h>

#include <criterion/criterion.h>

#include "fit_effects.h"
#include "normal.h"
#include "stream.h"

enum { TRIES = 100, LEAST = 90, MOST = 2000 };
static double x[MOST], y[MOST], means[40], counts[40], scratch[80];
static uint32_t group[MOST];

static double uniform(uint32_t index, uint32_t purpose, uint32_t replication)
{
    const ccs_stream_t stream = ccs_stream_make(2385, ccs_stream_hash("test:effects"), replication);

    return fmax(ccs_stream_draw(&stream, index, 0, purpose), 0x1p-53);
}

static double normal(uint32_t index, uint32_t purpose, uint32_t replication)
{
    return ccs_normal_of(uniform(index, purpose, replication));
}

static bool holds(const ccs_fit_estimate_t *of, double truth)
{
    return of->low <= truth && truth <= of->high;
}

Test(effects, an_analysis_of_variance_is_that_by_hand)
{
    static const double values[] = {1, 2, 3, 2, 4, 6, 5, 7, 9, 99};
    static const uint32_t of[] = {0, 0, 0, 1, 1, 1, 2, 2, 2, UINT32_MAX};
    ccs_fit_groups_t found;

    cr_assert(ccs_fit_groups(values, of, 10, 3, means, counts, &found));
    cr_expect_eq(found.n, 9);
    cr_expect_float_eq(means[2], 7, 1e-12);
    cr_expect_float_eq(found.within, sqrt(3), 1e-12); /* (2 + 8 + 8) / 6 */
    cr_expect_float_eq(found.p, pow(1 + 2 * (19.0 / 3) / 6, -3),
        1e-12); /* F = 19 / 3 with 2 and 6 degrees: mean squares between 38 / 2 */
    cr_expect_float_eq(found.between.is, sqrt((19.0 - 3) / 3), 1e-9);
    cr_expect_eq(found.between.low, 0, "F is below its 97.5th percentile, 7.26");
    cr_expect_float_eq(found.between.high, sqrt((19 / (3 * (pow(0.975, -1.0 / 3) - 1)) / 3 - 1)),
        1e-9); /* the 2.5th: 3 (0.975 ^ (-1 / 3) - 1) */
    cr_expect(!ccs_fit_groups(values, of, 3, 3, means, counts, &found), "one group differs from none");
}

/* The quantile of this law is one that GSL's search does not find. */
Test(effects, two_groups_of_many_have_an_interval)
{
    enum { N = 476 };
    ccs_fit_groups_t found;

    for (uint32_t i = 0; i < N; i++) {
        group[i] = i % 2;
        x[i] = (i % 2) + (i / 2 % 2 ? 1.0 : -1.0);
    }
    cr_assert(ccs_fit_groups(x, group, N, 2, means, counts, &found));
    cr_expect(found.between.low > 0 && found.between.low < found.between.is && isfinite(found.between.high) &&
        found.between.high > found.between.is);
}

Test(effects, how_groups_differ_comes_back)
{
    ccs_fit_groups_t found;
    int n_held = 0, n_doubted = 0;

    for (uint32_t r = 0; r < TRIES; r++) {
        for (uint32_t i = 0; i < 1200; i++) {
            group[i] = i % 30;
            x[i] = 0.5 * normal(i, 1, r);
            y[i] = x[i] + 0.2 * normal(group[i], 2, r);
        }
        cr_assert(ccs_fit_groups(y, group, 1200, 30, means, counts, &found));
        n_held += holds(&found.between, 0.2);
        cr_assert(ccs_fit_groups(x, group, 1200, 30, means, counts, &found));
        n_doubted += found.p < 0.05;
    }
    cr_expect(n_held >= LEAST, "%d of %d", n_held, (int) TRIES);
    cr_expect(n_doubted <= 12, "groups that do not differ are thought to in %d of %d", n_doubted, (int) TRIES);
}

Test(effects, a_slope_within_groups_is_not_that_between_them)
{
    int n_held = 0;

    for (uint32_t r = 0; r < TRIES; r++) {
        for (uint32_t i = 0; i < 400; i++) {
            group[i] = i % 4;
            x[i] = 8 * uniform(i, 1, r) + group[i];
            y[i] = -0.1 * x[i] + 3 * group[i] + 0.6 * normal(i, 2, r); /* over all it would rise */
        }
        const ccs_fit_estimate_t slope = ccs_fit_slope_within(x, y, group, 400, 4, scratch);

        n_held += holds(&slope, -0.1);
        cr_expect_lt(slope.high, 0.05);
    }
    cr_expect(n_held >= LEAST, "%d of %d", n_held, (int) TRIES);
}

Test(effects, marks_by_an_ordered_logit_come_back)
{
    static const double cuts[] = {-3, -2, -1, 0.5};
    static uint8_t marks[MOST];
    ccs_fit_estimate_t slope;
    int n_held = 0;

    for (uint32_t r = 0; r < TRIES; r++) {
        for (uint32_t i = 0; i < 300; i++) {
            const double u = uniform(i, 2, r), liked = log(u / (1 - u));

            x[i] = log1p(5 * uniform(i, 1, r));
            marks[i] = 1;
            for (uint32_t k = 0; k < 4; k++) marks[i] = (uint8_t) (marks[i] + (liked > cuts[k] + 0.8 * x[i]));
        }
        cr_assert_eq(ccs_fit_ordered(marks, x, 300, &slope), 0);
        n_held += holds(&slope, 0.8);
    }
    cr_expect(n_held >= LEAST, "%d of %d", n_held, (int) TRIES);
    memset(marks, 4, sizeof marks);
    cr_expect_neq(ccs_fit_ordered(marks, x, 300, &slope), 0, "one mark tells nothing");
}
