/* test_spread.c - replications that are drawn together: each number is uniform all the same, means that are known are met with less chance, intervals rest
 * on sets and hold what is true as often as they say; whoever takes the replications of a set each for itself is wrong. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "basis.h"
#include "spread.h"
#include "support.h"

enum { SETS = 400, MOST = 16 };

static ccs_plan_t plan_of(enum ccs_variance variance, uint32_t set)
{
    return (ccs_plan_t){.variance = variance, .n_set = set, .n_days = 1, .n_factors = 1};
}

static double draw(const ccs_plan_t *plan, uint32_t replication, uint32_t day)
{
    const ccs_stream_t stream = ccs_stream_make(7, ccs_stream_hash("day_factor:volume"), replication);

    return ccs_spread_draw(plan, &stream, &(ccs_spread_at_t){.day = day, .dimension = day, .purpose = CCS_PURPOSE_DAY_FACTOR});
}

/* ---- numbers ---------------------------------------------------------------------------------------------------------------------- */

Test(spread, is_the_plain_draw_where_replications_are_drawn_each_for_itself)
{
    const ccs_plan_t plan = plan_of(CCS_VARIANCE_PLAIN, 1);
    const ccs_stream_t stream = ccs_stream_make(7, ccs_stream_hash("day_factor:volume"), 3);

    cr_assert_eq(draw(&plan, 3, 5), ccs_stream_draw(&stream, 5, 0, CCS_PURPOSE_DAY_FACTOR));
}

Test(spread, has_opposites_in_pairs)
{
    const ccs_plan_t plan = plan_of(CCS_VARIANCE_ANTITHETIC, 2), plain = plan_of(CCS_VARIANCE_PLAIN, 1);

    for (uint32_t r = 0; r < SETS; r += 2) {
        cr_assert_eq(draw(&plan, r, 0), draw(&plain, r, 0), "the first of a pair is as ever");
        cr_assert_eq(draw(&plan, r, 0) + draw(&plan, r + 1, 0), 1 - 0x1p-53);
    }
}

Test(spread, puts_each_replication_of_a_set_into_another_part)
{
    const ccs_plan_t plan = plan_of(CCS_VARIANCE_STRATIFIED, 10);
    uint32_t n_alike = 0;

    for (uint32_t set = 0; set < SETS; set++) {
        bool seen[2][10] = {{false}};

        for (uint32_t i = 0; i < 10; i++) {
            const uint32_t first = (uint32_t) (10 * draw(&plan, 10 * set + i, 0)),
                           second = (uint32_t) (10 * draw(&plan, 10 * set + i, 1));

            cr_assert(!seen[0][first] && !seen[1][second]);
            seen[0][first] = seen[1][second] = true;
            n_alike += first == second;
        }
    }
    /* two days have orders of their own: 1 of 10 replications has the same part in both, sd sqrt(1 / 9 of a set's 1) */
    cr_expect_float_eq((double) n_alike, (double) SETS, 4 * sqrt(SETS * 10.0 / 9), "%u", n_alike);
}

Test(spread, lays_the_replications_of_a_set_on_a_lattice)
{
    const ccs_plan_t plan = plan_of(CCS_VARIANCE_LATTICE, MOST);

    for (uint32_t set = 0; set < SETS; set++) {
        uint32_t n[MOST / 2] = {0};
        double mean = 0;

        for (uint32_t i = 0; i < MOST; i++) {
            const double x = draw(&plan, MOST * set + i, 9);

            mean += x / MOST;
            n[(uint32_t) (x * MOST / 2)]++;
        }
        cr_assert_float_eq(mean, 0.5, 1e-12, "folded points of equal distances");
        for (uint32_t i = 0; i < MOST / 2; i++) cr_assert_eq(n[i], 2);
    }
}

/* Of a single member of a set mean and second moment are those of a uniform: 1/2 and 1/3, with variances of 1/12 and 4/45 over the sets. */
Test(spread, is_uniform_for_each_replication)
{
    const struct {
        enum ccs_variance variance;
        uint32_t set;
    } all[] = {{CCS_VARIANCE_ANTITHETIC, 2}, {CCS_VARIANCE_STRATIFIED, 10}, {CCS_VARIANCE_LATTICE, 8}};

    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        const ccs_plan_t plan = plan_of(all[k].variance, all[k].set);

        for (uint32_t member = 0; member < all[k].set; member++) {
            double mean = 0, second = 0;

            for (uint32_t set = 0; set < SETS; set++) {
                const double x = draw(&plan, all[k].set * set + member, 1);

                cr_assert(x >= 0 && x < 1);
                mean += x / SETS;
                second += x * x / SETS;
            }
            cr_expect_float_eq(mean, 1 / 2.0, 4 * sqrt(1 / 12.0 / SETS), "%u of %u: %g", member, all[k].set, mean);
            cr_expect_float_eq(second, 1 / 3.0, 4 * sqrt(4 / 45.0 / SETS), "%u of %u: %g", member, all[k].set, second);
        }
    }
}

/* ---- what is known exactly -------------------------------------------------------------------------------------------------------- */

/* An hour of 150 with a factor of cv 0.4: 150 contacts, variance 150 + (0.4 150)^2 of a replication; talks of 3 min; agents for all of them. */
#define DAY                                                                                                                      \
    "clock:{open=\"08:00-09:00\";};day_factors:{volume:{dist=\"gamma\";cv=0.4;};};"                                              \
    "types:{t:{arrivals:{per_hour=150;day_factor=\"volume\";};talk:{dist=\"lognormal\";mean=\"3 min\";cv=1;};};};groups:{g:{staff=40;};};"
static const double OFFERED = 150, OFFERED_SD = 61.24, TALK_S = 180;
enum { SEEDS = 40, OF_SEED = 40 };

typedef struct {
    double offered, aht_s; /* means over the seeds */
    double covered;        /* share of intervals that hold what is true */
    double alone;          /* the same, were each replication of a set one observation */
    double variance;       /* of the mean of a seed, by its interval: mean */
} found_t;

/* Half-width from single replications. */
static double half_width_alone(const experiment_t *e)
{
    double values[CCS_METRICS_MAX], weights[CCS_METRICS_MAX], sum = 0, squares = 0;
    const uint32_t metric = metric_of(&e->metrics, "offered"), n = e->results.n_obs;

    for (uint32_t i = 0; i < n; i++) {
        ccs_results_observe_entity(&e->results, 0, i, values, weights);
        sum += values[metric];
        squares += values[metric] * values[metric];
    }
    return ccs_estimate_half_width(sum, squares, n, ccs_estimate_t_quantile(0.95, n - 1));
}

static found_t of_seeds(const char *run)
{
    found_t found = {0};
    char cfg[1000];

    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        snprintf(cfg, sizeof cfg, DAY "run:{seed=%u;%s};", seed, run);
        experiment_t *const e = experiment_text(cfg, OF_SEED, 1);
        const ccs_estimate_t offered = estimate_of(e, "offered", "all"), aht_s = estimate_of(e, "aht_s", "all");
        const double standard_error = offered.half_width / ccs_estimate_t_quantile(0.95, offered.n - 1);

        found.offered += offered.mean / SEEDS;
        found.aht_s += aht_s.mean / SEEDS;
        found.covered += (offered.low <= OFFERED && OFFERED <= offered.high) / (double) SEEDS;
        found.alone += (fabs(offered.mean - OFFERED) <= half_width_alone(e)) / (double) SEEDS;
        found.variance += standard_error * standard_error / SEEDS;
        experiment_delete(e);
    }
    return found;
}

/* @param gain  times by which the variance is less than that of plain replications */
static void expect_known(const char *run, double gain)
{
    const double plain = OFFERED_SD * OFFERED_SD / OF_SEED;
    const found_t found = of_seeds(run);
    const double error = sqrt(found.variance / SEEDS), talk_error_s = TALK_S / sqrt(OFFERED * OF_SEED * SEEDS);

    cr_expect_float_eq(found.offered, OFFERED, 4 * error, "%s: %g, standard error %g", run, found.offered, error);
    cr_expect_float_eq(found.aht_s, TALK_S, 4 * talk_error_s, "%s: %g", run, found.aht_s);
    cr_expect_geq(plain / found.variance, gain, "%s: %g", run, plain / found.variance);
    /* of 40 intervals that cover 95 % fewer than 34 do by a chance of 1 in 100 */
    cr_expect_geq(found.covered, 34.0 / 40, "%s: %g", run, found.covered);
    if (gain > 1) cr_expect_gt(fabs(found.offered - 1.04 * OFFERED), 4 * error, "%s: what is off by 4 per cent is seen", run);
}

Test(spread, meets_what_is_known_by_plain_replications)
{
    expect_known("", 0.8);
}

Test(spread, meets_what_is_known_by_antithetic_pairs)
{
    expect_known("variance=\"antithetic\";", 5);
}

Test(spread, meets_what_is_known_by_stratified_factors)
{
    expect_known("variance=\"stratified\";set=4;", 5);
}

Test(spread, meets_what_is_known_by_lattices)
{
    expect_known("variance=\"lattice\";set=4;", 5);
}

/* Intervals from single replications know nothing of what the set has gained: they are much too long. */
Test(spread, is_not_seen_by_whoever_takes_replications_for_themselves)
{
    const found_t found = of_seeds("variance=\"stratified\";set=4;");

    cr_expect_geq(found.alone, 0.999);
    cr_expect_lt(found.covered, 1);
}

/* ---- intervals -------------------------------------------------------------------------------------------------------------------- */

static experiment_t *e;

static void finish(void)
{
    experiment_delete(e);
}

TestSuite(sets, .fini = finish);

/* The interval of all of the run, of its only interval, and by hand from the means of sets, of which the last one is not whole. */
Test(sets, are_what_intervals_rest_on)
{
    char words[CCS_BASIS_MAX];
    double values[CCS_METRICS_MAX], weights[CCS_METRICS_MAX], residuals[6] = {0}, squares = 0;

    e = experiment_text("clock:{open=\"08:00-10:00\";interval=\"2 h\";};day_factors:{volume:{dist=\"gamma\";cv=0.2;};};"
                        "types:{t:{arrivals:{per_hour=150;day_factor=\"volume\";};talk=180;};};groups:{g:{staff=60;};};"
                        "run:{variance=\"stratified\";set=4;};",
        22, 1);
    const ccs_estimate_t all = estimate_of(e, "offered", "all");

    for (uint32_t i = 0; i < 22; i++) {
        ccs_results_observe_entity(&e->results, 0, i, values, weights);
        residuals[i / 4] += values[metric_of(&e->metrics, "offered")] - all.mean;
        cr_expect_eq(ccs_results_group(&e->results, i), i / 4 + 1);
    }
    for (uint32_t i = 0; i < 6; i++) squares += residuals[i] * residuals[i];
    cr_expect_eq(ccs_results_observed(&e->results), 6);
    cr_expect_eq(ccs_results_sections(&e->results), 6);
    cr_expect_eq(all.n, 6);
    const double by_hand = ccs_estimate_t_quantile(0.95, 5) * sqrt(6 / 5.0 * squares) / 22;

    cr_expect_float_eq(all.half_width, by_hand, 0.1 * by_hand, "%g, by hand %g: bent as amounts are", all.half_width, by_hand);
    for (uint32_t column = 0; column < e->results.n_columns; column++) {
        if (e->results.column_metric[column] != metric_of(&e->metrics, "offered") || e->results.column_entity[column] != 0)
            continue;
        const ccs_estimate_t cell = ccs_results_estimate_column(&e->results, column, 0);

        cr_expect_float_eq(cell.mean, all.mean, 1e-9);
        cr_expect_float_eq(cell.half_width, all.half_width, 1e-9);
        cr_expect_eq(cell.n, 6);
    }
    cr_expect(
        strstr(ccs_basis_words(&e->results, words),
            "intervals rest on 5 independent sets of 4 replications with stratified factors, and 2 of one that is not whole"),
        "%s", words);
    cr_expect(strstr(ccs_basis_doubt(&e->results, words), "6 sets of 4 replications and may be too short") &&
            strstr(words, "such as -r 80"),
        "%s", words);
}

/* One thread and two have the same bits, sets or not. */
Test(sets, do_not_hang_on_threads)
{
    static const char cfg[] = DAY "run:{variance=\"lattice\";};";
    experiment_t *const two = experiment_text(cfg, 16, 2);

    e = experiment_text(cfg, 16, 1);
    cr_expect_null(results_difference(&e->results, &two->results));
    experiment_delete(two);
}
