/* test_compare.c - differences between results: against direct computations, common random numbers against independent ones, verdicts. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compare.h"
#include "compare_words.h"
#include "estimate.h"
#include "result.h"
#include "support.h"
#include "variants.h"

/* A group of another name, which takes the place of g or does not. */
#define OF_VENDOR(role)                                                                                                          \
    "clock:{open=\"08:00-21:00\";interval=\"30 min\";};run:{confidence=0.9;};types:{a:{arrivals:{per_hour=600;};"                \
    "talk:{dist=\"exponential\";mean=\"3 min\";};patience:{dist=\"exponential\";mean=\"5 min\";};};};groups:{h:{staff=30;" role  \
    "};};"
#define OF_TWO(two, names)                                                                                                       \
    "clock:{open=\"08:00-21:00\";interval=\"30 min\";};run:{confidence=0.9;};types:{a:{arrivals:{per_hour=600;};"                \
    "talk:{dist=\"exponential\";mean=\"3 min\";};patience:{dist=\"exponential\";mean=\"5 min\";};groups=[" names                 \
    "];};};groups:{" two "};"
/* An Erlang-A day: 13 hours, 10 calls a minute, talk of 3 min, patience of 5 min. */
#define DAY(agents) DAY_WITHIN(agents, "20 s")
#define DAY_WITHIN(agents, within)                                                                                               \
    "clock:{open=\"08:00-21:00\";interval=\"30 min\";};run:{confidence=0.9;};types:{a:{arrivals:{per_hour=600;};"                \
    "talk:{dist=\"exponential\";mean=\"3 min\";};patience:{dist=\"exponential\";mean=\"5 min\";};"                               \
    "target:{service_level=\"80 %\";within=\"" within "\";};};};groups:{g:{staff=" agents ";};};"
#define STEADY(agents)                                                                                                           \
    "types:{a:{arrivals:{per_hour=60;};talk:{dist=\"exponential\";mean=\"3 min\";};};};groups:{g:{staff=" agents ";};};"         \
    "run:{mode=\"steady\";warm_up=\"1 h\";length=\"400 h\";batches=10;};"

enum { N_MAX = 400 };

/* A result from a text to a view. */
typedef struct {
    experiment_t *experiment;
    ccs_dataset_t data;
    ccs_view_t view;
} outcome_t;

static outcome_t a, b;

static void use(outcome_t *o, const char *cfg, uint64_t seed, uint32_t replications)
{
    ccs_provenance_t p = {.name = o == &a ? "a" : "b",
        .applied = "",
        .scenario = "",
        .settings = "",
        .warnings = "",
        .version = "",
        .revision = "",
        .seed = seed,
        .replications = replications,
        .precision = "",
        .complete = true,
        .keep_intervals = true};

    o->experiment = experiment_new(cfg);
    o->experiment->seed = seed;
    o->experiment->options.replications = replications;
    ccs_results_keep(&o->experiment->results, true, CCS_RESULTS_KEPT_BYTES);
    cr_assert_eq(experiment_run(o->experiment), 0);
    cr_assert_eq(ccs_result_make(&o->experiment->results, &p, &o->data), 0);
    cr_assert_eq(ccs_view_open(&o->view, &o->data, 0, NULL), 0);
}

static void drop(outcome_t *o)
{
    ccs_view_free(&o->view);
    ccs_dataset_free(&o->data);
    experiment_delete(o->experiment);
    *o = (outcome_t){0};
}

static void drop_both(void)
{
    drop(&a);
    drop(&b);
}

TestSuite(compare, .fini = drop_both);

static ccs_difference_t difference(const char *metric, const char *entity)
{
    ccs_compare_t c;

    cr_assert_eq(ccs_compare_open(&c, &a.view, &b.view, NULL), 0);
    const ccs_difference_t d = ccs_compare_point(&c, ccs_view_metric(&a.view, metric), ccs_view_entity(&a.view, entity));

    ccs_compare_free(&c);
    return d;
}

static double value(const outcome_t *o, const char *metric, uint32_t obs)
{
    const size_t at = ((size_t) obs * o->view.n_entities) * o->view.n_metrics + ccs_view_metric(&o->view, metric);

    return o->view.values[at];
}

static double weight(const outcome_t *o, const char *metric, uint32_t obs)
{
    const size_t at = ((size_t) obs * o->view.n_entities) * o->view.n_metrics + ccs_view_metric(&o->view, metric);

    return o->view.weights[at];
}

Test(compare, finds_no_difference_between_equal_results)
{
    use(&a, DAY("30"), 7, 6);
    use(&b, DAY("30"), 7, 6);
    for (uint32_t m = 0; m < a.view.n_metrics; m++) {
        const ccs_difference_t d = difference(a.view.metrics[m], "all");

        if (isnan(d.mean) || !strcmp(a.view.kinds[m], "share of days")) continue; /* days that were alike may yet differ */
        cr_expect(d.mean == 0 && d.half_width == 0 && d.change == CCS_CHANGE_SAME && d.more == 0, "%s", a.view.metrics[m]);
    }
}

Test(compare, takes_counts_replication_by_replication)
{
    double sum = 0, sum2 = 0;

    use(&a, DAY("30"), 7, 9);
    use(&b, DAY("31"), 7, 9);
    for (uint32_t r = 0; r < 9; r++) {
        const double x = value(&b, "answered", r) - value(&a, "answered", r);

        sum += x;
        sum2 += x * x;
    }
    const ccs_difference_t d = difference("answered", "all");

    cr_expect_float_eq(d.mean, sum / 9, 1e-9);
    cr_expect_float_eq(d.half_width, ccs_estimate_half_width(sum, sum2, 9, ccs_estimate_t_quantile(0.9, 8)), 1e-9);
    cr_expect_eq(d.change, CCS_CHANGE_BETTER);
}

/* By the jackknife, which for ratios is the delta method but for terms of order 1/n. */
Test(compare, puts_a_group_beside_the_one_whose_place_it_takes)
{
    use(&a, DAY("30"), 7, 4);
    use(&b, OF_VENDOR(""), 7, 4);
    cr_expect_eq(difference("occupancy", "group/g").change, CCS_CHANGE_NONE);
    drop(&b);
    use(&b, OF_VENDOR("same_role_as=\"g\";"), 7, 4);
    const ccs_difference_t d = difference("occupancy", "group/g");

    cr_expect(d.mean == 0 && d.half_width == 0 && d.change == CCS_CHANGE_SAME);
}

Test(compare, puts_a_group_beside_the_one_whose_place_it_takes_in_the_base)
{
    use(&a, OF_VENDOR("same_role_as=\"g\";"), 7, 4);
    use(&b, DAY("30"), 7, 4);
    const ccs_difference_t d = difference("occupancy", "group/h");

    cr_expect(d.mean == 0 && d.half_width == 0 && d.change == CCS_CHANGE_SAME);
}

/* Two groups of the base, of which one alone can stand beside that of the other. */
static void expect_once(const char *beside, const char *alone)
{
    cr_expect_neq(difference("occupancy", beside).change, CCS_CHANGE_NONE);
    cr_expect_eq(difference("occupancy", alone).change, CCS_CHANGE_NONE);
    drop_both();
}

Test(compare, tells_of_a_group_once)
{
    use(&a, OF_TWO("g:{staff=15;};h:{staff=15;};", "\"g\",\"h\""), 7, 4);
    use(&b, OF_VENDOR("same_role_as=\"g\";"), 7, 4);
    expect_once("group/h", "group/g"); /* which is there in both, and stands for itself */
    use(&a, OF_TWO("h:{staff=15;same_role_as=\"g\";};i:{staff=15;same_role_as=\"g\";};", "\"h\",\"i\""), 7, 4);
    use(&b, DAY("30"), 7, 4);
    expect_once("group/h", "group/i");
}

Test(compare, takes_ratios_as_sums_over_sums)
{
    enum { N = 60 };
    double without[N], mean = 0, squares = 0;

    use(&a, DAY("30"), 3, N);
    use(&b, DAY("32"), 3, N);
    for (uint32_t left_out = 0; left_out < N; left_out++) {
        double num[2] = {0}, den[2] = {0};

        for (uint32_t r = 0; r < N; r++) {
            if (r == left_out) continue;
            for (int k = 0; k < 2; k++) {
                const outcome_t *const o = k ? &b : &a;

                num[k] += value(o, "asa_s", r) * weight(o, "asa_s", r);
                den[k] += weight(o, "asa_s", r);
            }
        }
        without[left_out] = num[1] / den[1] - num[0] / den[0];
        mean += without[left_out] / N;
    }
    for (uint32_t r = 0; r < N; r++) squares += (without[r] - mean) * (without[r] - mean);
    const double half_width = ccs_estimate_t_quantile(0.9, N - 1) * sqrt((N - 1.0) / N * squares);
    const ccs_difference_t d = difference("asa_s", "all");

    cr_expect_float_eq(d.mean,
        ccs_view_point(&b.view, ccs_view_metric(&b.view, "asa_s"), 0).mean -
            ccs_view_point(&a.view, ccs_view_metric(&a.view, "asa_s"), 0).mean,
        1e-9);
    cr_expect_float_eq(d.half_width / half_width, 1, 0.02, "%g for %g", d.half_width, half_width);
}

/* The figure that common random numbers are for: the variance of the difference in service level, one agent more. */
Test(compare, has_a_twentieth_of_the_variance_on_common_random_numbers)
{
    use(&a, DAY("30"), 1, N_MAX);
    use(&b, DAY("31"), 1, N_MAX);
    const ccs_difference_t paired = difference("service_level", "all");

    drop(&b);
    use(&b, DAY("31"), 2, N_MAX);
    const ccs_difference_t independent = difference("service_level", "all");
    const double ratio = independent.half_width * independent.half_width / paired.half_width / paired.half_width;

    /* the ratio of two variances with 399 degrees of freedom: relative standard error 0.10, so that a true ratio of 24 passes nearly always */
    cr_expect_geq(ratio, 20, "variance smaller %.1f times only", ratio);
    cr_expect_lt(fabs(paired.mean - independent.mean), 3 * independent.half_width);
}

/* Another time to answer within makes the service level higher; that nobody is served sooner is no improvement. */
Test(compare, calls_another_definition_no_improvement)
{
    ccs_compare_t c;
    char text[CCS_CHANGE_TEXT_MAX];

    use(&a, DAY("30"), 1, 20);
    use(&b, DAY_WITHIN("30", "1 min"), 1, 20);
    cr_assert_eq(ccs_compare_open(&c, &a.view, &b.view, NULL), 0);
    const uint32_t level = ccs_view_metric(&a.view, "service_level"), all = ccs_view_entity(&a.view, "all");
    const ccs_difference_t d = ccs_compare_point(&c, level, all);

    cr_expect_eq(d.change, CCS_CHANGE_HIGHER);
    cr_expect_str_eq(ccs_compare_words(&c, level, d, text), "higher, counted otherwise");
    cr_expect(ccs_compare_counts_otherwise(&c, level));
    cr_expect_not(ccs_compare_counts_otherwise(&c, ccs_view_metric(&a.view, "asa_s")));
    ccs_compare_free(&c);
    drop(&b);
    use(&b, DAY("30"), 2, 20);
    cr_assert_eq(ccs_compare_open(&c, &a.view, &b.view, NULL), 0);
    cr_expect_not(ccs_compare_counts_otherwise(&c, level));
    ccs_compare_free(&c);
}

Test(compare, says_so_where_seeds_differ)
{
    ccs_compare_t c;

    use(&a, DAY("30"), 1, 5);
    use(&b, DAY("30"), 2, 7);
    cr_assert_eq(ccs_compare_open(&c, &a.view, &b.view, NULL), 0);
    cr_expect_not(c.paired);
    cr_expect_str_eq(c.unpaired_because, "the seeds differ: 1 and 2");
    cr_expect_eq(c.n, 5);
    ccs_compare_free(&c);

    /* Welch: two samples of counts */
    double mean[2] = {0}, variance[2] = {0};
    const uint32_t n[] = {5, 7};

    for (int k = 0; k < 2; k++) {
        for (uint32_t r = 0; r < n[k]; r++) mean[k] += value(k ? &b : &a, "offered", r) / n[k];
        for (uint32_t r = 0; r < n[k]; r++) variance[k] += pow(value(k ? &b : &a, "offered", r) - mean[k], 2) / (n[k] - 1) / n[k];
    }
    const double both = variance[0] + variance[1];
    const double degrees = floor(both * both / (variance[0] * variance[0] / 4 + variance[1] * variance[1] / 6));
    const ccs_difference_t d = difference("offered", "all");

    cr_expect_float_eq(d.mean, mean[1] - mean[0], 1e-9);
    cr_expect_float_eq(d.half_width, ccs_estimate_t_quantile(0.9, (uint32_t) degrees) * sqrt(both), 1e-9);
}

Test(compare, gives_percentiles_an_interval)
{
    use(&a, DAY("29"), 1, 60);
    use(&b, DAY("31"), 1, 60);
    const ccs_difference_t paired = difference("wait_p90_s", "all");

    cr_expect_lt(paired.mean, -5);
    cr_expect(paired.half_width > 0 && paired.half_width < -paired.mean, "%g ± %g", paired.mean, paired.half_width);
    cr_expect_eq(paired.change, CCS_CHANGE_BETTER);
    drop(&b);
    use(&b, DAY("31"), 2, 60);
    cr_expect_gt(difference("wait_p90_s", "all").half_width, paired.half_width);
}

Test(compare, compares_interval_by_interval)
{
    ccs_compare_t c;
    double sum = 0, sum2 = 0;

    use(&a, DAY("30"), 7, 8);
    use(&b, DAY("31"), 7, 8);
    cr_assert_eq(ccs_compare_open(&c, &a.view, &b.view, NULL), 0);
    cr_assert(c.has_intervals);
    const uint32_t m = ccs_view_metric(&a.view, "abandoned"), column = a.view.columns[(size_t) m * a.view.n_entities];
    const size_t row = (size_t) a.view.n_intervals * a.view.n_columns;

    for (uint32_t r = 0; r < 8; r++) {
        const size_t at = r * row + 5 * (size_t) a.view.n_columns + column;
        const double x = b.view.kept_values[at] - a.view.kept_values[at];

        sum += x;
        sum2 += x * x;
    }
    const ccs_difference_t d = ccs_compare_point_at(&c, m, 0, 5);

    cr_expect_float_eq(d.mean, sum / 8, 1e-12);
    cr_expect_float_eq(d.half_width, ccs_estimate_half_width(sum, sum2, 8, ccs_estimate_t_quantile(0.9, 7)), 1e-12);
    ccs_compare_free(&c);
    b.view.kept_values = NULL;
    cr_assert_eq(ccs_compare_open(&c, &a.view, &b.view, NULL), 0);
    cr_expect_str_eq(c.no_intervals_because, "b holds no replications by interval; run it with --keep intervals");
    cr_expect_eq(ccs_compare_point_at(&c, m, 0, 5).change, CCS_CHANGE_NONE);
    ccs_compare_free(&c);
}

Test(compare, pairs_the_batches_of_a_steady_state)
{
    use(&a, STEADY("4"), 1, 1);
    use(&b, STEADY("5"), 1, 1);
    const ccs_difference_t d = difference("asa_s", "all"), p = difference("wait_p90_s", "all");

    cr_expect(d.mean < 0 && d.half_width > 0 && d.half_width < -d.mean);
    cr_expect(p.mean < 0 && p.half_width > 0);
    cr_expect_eq(difference("target_days", "all").change, CCS_CHANGE_NONE);
}

static void refuses(const char *cfg_a, const char *cfg_b, const char *because)
{
    ccs_compare_t c;
    ccs_err_t err = {0};

    use(&a, cfg_a, 1, 1);
    use(&b, cfg_b, 1, 1);
    cr_expect_eq(ccs_compare_open(&c, &a.view, &b.view, &err), CCS_ERR_SCENARIO);
    cr_expect_str_eq(err.text, because);
    ccs_compare_free(&c);
    drop_both();
}

#define HOURS(open, interval)                                                                                                    \
    "clock:{open=\"" open "\";interval=\"" interval "\";};types:{a:{arrivals:{per_hour=9;};talk=60;};};groups:{g:{staff=2;};};"

Test(compare, refuses_another_horizon_or_interval)
{
    refuses(HOURS("08:00-10:00", "30 min"), HOURS("08:00-11:00", "30 min"),
        "a and b cannot be compared: another horizon (2 h, 3 h)");
    refuses(HOURS("08:00-10:00", "30 min"), HOURS("09:00-11:00", "30 min"),
        "a and b cannot be compared: another horizon (2026-03-02T08:00, 2026-03-02T09:00)");
    refuses(HOURS("08:00-10:00", "30 min"), HOURS("08:00-10:00", "15 min"),
        "a and b cannot be compared: another interval (30 min, 15 min)");
    refuses(HOURS("08:00-10:00", "30 min"), STEADY("5"), "a and b cannot be compared: another mode (day, steady)");
}

static void judged(double mean, double half_width, double sense, enum ccs_change change, uint64_t more)
{
    const ccs_difference_t d = ccs_compare_judge(mean, half_width, sense, 0.5, 100);

    cr_expect(d.change == change && d.more == more, "%g ± %g: %s, %lu", mean, half_width, ccs_change_name(d.change),
        (unsigned long) d.more);
}

Test(compare, does_not_take_days_that_were_alike_for_certainty)
{
    use(&a, DAY("20"), 1, 5);
    use(&b, DAY("21"), 1, 5);
    const ccs_difference_t d = difference("target_days", "all");

    cr_expect_eq(d.mean, 0);
    cr_expect_float_eq(d.half_width, 1.6448536 * sqrt(2.0 / 7 / 7), 1e-7,
        "two more of five days at 90 %%, one better, one worse");
    cr_expect_eq(d.change, CCS_CHANGE_UNDECIDED);
    char text[CCS_CHANGE_TEXT_MAX];
    ccs_compare_t c = {0};

    cr_assert_eq(ccs_compare_open(&c, &a.view, &b.view, NULL), 0);
    cr_expect_str_eq(ccs_compare_words(&c, ccs_view_metric(&a.view, "target_days"), d, text), "no difference seen");
    ccs_compare_free(&c);
}

Test(compare, has_no_interval_where_one_replication_carries_all_the_weight)
{
    use(&a, DAY("30"), 7, 4);
    use(&b, DAY("31"), 7, 4);
    const uint32_t m = ccs_view_metric(&a.view, "asa_s");

    for (outcome_t *o = &a; o; o = o == &a ? &b : NULL) {
        double *const weights = (double *) (uintptr_t) o->view.weights; /* the data set is the test's own */

        for (uint32_t r = 1; r < 4; r++) weights[((size_t) r * o->view.n_entities) * o->view.n_metrics + m] = 0;
    }
    const ccs_difference_t d = difference("asa_s", "all");

    cr_expect(isfinite(d.mean) && isnan(d.half_width) && d.change == CCS_CHANGE_UNDECIDED);
}

Test(compare, judges_by_interval_margin_and_sense)
{
    judged(0.2, 0.25, 1, CCS_CHANGE_SAME, 0);
    judged(0.45, 0.04, 1, CCS_CHANGE_SAME, 0); /* surely more, but it does not matter */
    judged(1, 0.9, 1, CCS_CHANGE_BETTER, 0);
    judged(-1, 0.9, 1, CCS_CHANGE_WORSE, 0);
    judged(1, 0.9, -1, CCS_CHANGE_WORSE, 0);
    judged(-1, 0.9, -1, CCS_CHANGE_BETTER, 0);
    judged(1, 0.9, 0, CCS_CHANGE_HIGHER, 0);
    judged(-1, 0.9, 0, CCS_CHANGE_LOWER, 0);
    judged(1, 2, 1, CCS_CHANGE_UNDECIDED, 300);     /* half of the half-width: four times as many */
    judged(0.1, 0.8, 1, CCS_CHANGE_UNDECIDED, 300); /* 0.4 from the margin: as many until it is the same */
    judged(0, 1, 1, CCS_CHANGE_UNDECIDED, 300);
    judged(1, (double) NAN, 1, CCS_CHANGE_UNDECIDED, UINT64_MAX);
    judged((double) NAN, 1, 1, CCS_CHANGE_NONE, 0);
}

Test(compare, says_verdicts_in_words)
{
    ccs_compare_t c;
    char text[CCS_CHANGE_TEXT_MAX];

    use(&a, DAY("30"), 1, 2);
    use(&b, DAY("30"), 1, 2);
    cr_assert_eq(ccs_compare_open(&c, &a.view, &b.view, NULL), 0);
    const uint32_t level = ccs_view_metric(&a.view, "service_level"), asa = ccs_view_metric(&a.view, "asa_s");

    cr_expect_str_eq(ccs_compare_words(&c, level, (ccs_difference_t){0, 0, CCS_CHANGE_SAME, 0}, text), "same, within 0.5 points");
    cr_expect_str_eq(ccs_compare_words(&c, asa, (ccs_difference_t){0, 0, CCS_CHANGE_SAME, 0}, text), "same, within 1 s");
    cr_expect_str_eq(ccs_compare_words(&c, asa, (ccs_difference_t){1, 1, CCS_CHANGE_WORSE, 0}, text), "worse");
    cr_expect_str_eq(ccs_compare_words(&c, asa, (ccs_difference_t){1, 1, CCS_CHANGE_UNDECIDED, 2385}, text),
        "undecided: about 2,400 more replications would decide");
    cr_expect_str_eq(ccs_compare_words(&c, asa, (ccs_difference_t){1, 1, CCS_CHANGE_UNDECIDED, 23}, text),
        "undecided: about 23 more replications would decide");
    cr_expect_str_eq(ccs_compare_words(&c, asa, (ccs_difference_t){1, 1, CCS_CHANGE_UNDECIDED, UINT64_MAX}, text), "undecided");
    cr_expect_str_eq(ccs_compare_words(&c, asa, (ccs_difference_t){1, (double) NAN, CCS_CHANGE_UNDECIDED, UINT64_MAX}, text),
        "undecided: too few contacts");
    c.n = 1;
    cr_expect_str_eq(ccs_compare_words(&c, asa, (ccs_difference_t){1, (double) NAN, CCS_CHANGE_UNDECIDED, UINT64_MAX}, text),
        "undecided: one replication decides nothing");
    cr_expect_str_eq(ccs_compare_words(&c, level, (ccs_difference_t){0.0043, 0.0011, CCS_CHANGE_BETTER, 0}, text),
        "better, by less than 0.5 points");
    ccs_compare_free(&c);
}
