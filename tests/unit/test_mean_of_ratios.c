/* test_mean_of_ratios.c - each ratio also as the mean of the ratios of replications, days or batches (run.ratios): against direct computations. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "estimate.h"
#include "support.h"

enum { R = 12, N_DAYS = 3 };

/* Few come, so that many intervals and some days have nobody. */
#define DAYS(ratios)                                                                                                             \
    "clock:{open=\"08:00-10:00\";interval=\"30 min\";days=3;};run:{seed=4;" ratios "};"                                          \
    "types:{help:{arrivals:{per_hour=0.7;};talk=900;patience=120;target:{within=[20,60];};};};groups:{desk:{staff=1;};};"
#define STEADY                                                                                                                   \
    "types:{help:{arrivals:{per_hour=2.5;};talk=900;patience=300;};};groups:{desk:{staff=1;};};"                                 \
    "run:{mode=\"steady\";warm_up=3600;length=\"2000 h\";batches=2000;seed=3;ratios=\"replications\";};"

static experiment_t *e, *other;

static void finish(void)
{
    experiment_delete(e);
    experiment_delete(other);
}

TestSuite(mean_of_ratios, .fini = finish);

/* A metric of an entity in a record of so many opening hours. @return whether there is one */
static bool ratio_in(const ccs_record_t *record, const char *metric, const char *entity, double *ratio)
{
    double num[CCS_METRICS_MAX], den[CCS_METRICS_MAX];
    const uint32_t m = metric_of(&e->metrics, metric);

    ccs_metrics_evaluate(&e->metrics, &e->results.shape, record, entity_of(&e->metrics, entity), 1, num, den);
    *ratio = num[m] / den[m];
    return den[m] > 0;
}

/* The mean of some ratios, half its interval, and the share of those that are none. */
typedef struct {
    double sum, sum2, n, n_left_out;
} ratios_t;

static void add(ratios_t *to, const ccs_record_t *record, const char *metric, const char *entity)
{
    double ratio;

    if (!ratio_in(record, metric, entity, &ratio)) {
        to->n_left_out++;
        return;
    }
    to->sum += ratio;
    to->sum2 += ratio * ratio;
    to->n++;
}

static void expect_means(const ratios_t *found, const char *metric, const char *entity)
{
    char mean[64], left_out[64];

    snprintf(mean, sizeof mean, "%s_mean_of_ratios", metric);
    snprintf(left_out, sizeof left_out, "%s_ratios_left_out", metric);
    const ccs_estimate_t x = estimate_of(e, mean, entity), none = estimate_of(e, left_out, entity);

    cr_expect_float_eq(x.mean, found->sum / found->n, 1e-12, "%s of %s: %.17g, directly %.17g", mean, entity, x.mean,
        found->sum / found->n);
    cr_expect_float_eq(none.mean, found->n_left_out / (found->n + found->n_left_out), 1e-12, "%s of %s", left_out, entity);
}

Test(mean_of_ratios, is_that_of_replications)
{
    static const char *const metrics[] = {"service_level", "abandonment_rate", "asa_s", "sl_offered_2"};

    e = experiment_text(DAYS("ratios=\"replications\";"), R, 1);
    for (size_t i = 0; i < sizeof metrics / sizeof *metrics; i++) {
        ratios_t found = {0};

        for (uint32_t r = 0; r < R; r++) {
            const ccs_record_t record = ccs_results_record(&e->results, r);

            add(&found, &record, metrics[i], "type/help");
        }
        expect_means(&found, metrics[i], "type/help");
    }
    cr_expect_neq(estimate_of(e, "service_level_mean_of_ratios", "all").mean, estimate_of(e, "service_level", "all").mean);
}

Test(mean_of_ratios, has_the_interval_of_a_mean)
{
    ratios_t found = {0};

    e = experiment_text(DAYS("ratios=\"replications\";"), R, 1);
    for (uint32_t r = 0; r < R; r++) {
        const ccs_record_t record = ccs_results_record(&e->results, r);

        add(&found, &record, "occupancy", "group/desk");
    }
    const ccs_estimate_t x = estimate_of(e, "occupancy_mean_of_ratios", "group/desk"),
                         none = estimate_of(e, "occupancy_ratios_left_out", "group/desk");
    const double mean = found.sum / R, s = sqrt((found.sum2 - R * mean * mean) / (R - 1));

    cr_expect_float_eq(x.half_width, ccs_estimate_t_quantile(0.95, R - 1) * s / sqrt(R), 1e-12);
    cr_expect_eq(none.mean, 0);
    cr_expect_float_eq(none.high, ccs_estimate_share(0, R, 0.95).high, 1e-12, "as of days that were all alike");
}

/* Each of the 36 days counts alike, whatever replication it is of. */
Test(mean_of_ratios, is_that_of_days_where_they_are_asked_for)
{
    ratios_t found = {0};

    e = experiment_text(DAYS("ratios=\"days\";"), R, 1);
    for (uint32_t r = 0; r < R; r++)
        for (uint32_t day = 0; day < N_DAYS; day++) {
            const ccs_record_t record = ccs_results_day_record(&e->results, r, day);

            add(&found, &record, "service_level", "type/help");
        }
    cr_assert(found.n_left_out > 0 && found.n > R, "some days have nobody");
    expect_means(&found, "service_level", "type/help");
    const ccs_estimate_t x = estimate_of(e, "service_level_mean_of_ratios", "type/help");

    cr_expect(x.low < x.mean && x.mean < x.high && x.low >= 0 && x.high <= 1);
}

/* By interval and by day a replication has one ratio. */
Test(mean_of_ratios, is_that_of_replications_by_interval_and_by_day)
{
    ccs_estimate_t day_of[CCS_METRICS_MAX];
    ratios_t found = {0}, of_day = {0};
    uint32_t column = 0;

    e = experiment_text(DAYS("ratios=\"days\";"), R, 1);
    const uint32_t mean = metric_of(&e->metrics, "service_level_mean_of_ratios"), type = entity_of(&e->metrics, "type/help"),
                   left_out = metric_of(&e->metrics, "service_level_ratios_left_out");
    run_t *const run = run_text(DAYS("ratios=\"days\";"));

    for (uint32_t r = 0; r < R; r++) {
        run_again(run, e->plan->seed, r);
        const ccs_record_t cell = ccs_facts_cell(&run->replication.flow.facts, 1),
                           day = ccs_results_day_record(&e->results, r, 2);

        add(&found, &cell, "service_level", "type/help");
        add(&of_day, &day, "service_level", "type/help");
    }
    run_delete(run);
    while (e->results.column_metric[column] != mean || e->results.column_entity[column] != type) column++;
    cr_assert(found.n_left_out > 0 && found.n > 1);
    cr_expect_float_eq(ccs_results_estimate_column(&e->results, column, 1).mean, found.sum / found.n, 1e-12);
    cr_expect_float_eq(ccs_results_sums(&e->results, column, 1).den, found.n, 1e-12);
    ccs_results_estimate_day(&e->results, type, 2, day_of);
    cr_expect_float_eq(day_of[mean].mean, of_day.sum / of_day.n, 1e-12);
    cr_expect_float_eq(day_of[left_out].mean, of_day.n_left_out / R, 1e-12);
}

Test(mean_of_ratios, is_that_of_batches_in_a_steady_state)
{
    ratios_t found = {0};

    e = experiment_text(STEADY, 1, 1);
    for (uint32_t obs = 0; obs < e->results.n_obs; obs++) {
        const ccs_record_t record = ccs_results_record(&e->results, obs);

        add(&found, &record, "abandonment_rate", "all");
    }
    cr_assert(found.n_left_out > 0, "some hours have nobody");
    expect_means(&found, "abandonment_rate", "all");
    const ccs_estimate_t x = estimate_of(e, "abandonment_rate_mean_of_ratios", "all");

    cr_expect(x.low < x.mean && x.mean < x.high);
}

Test(mean_of_ratios, changes_no_other_figure)
{
    e = experiment_text(DAYS(""), R, 1);
    other = experiment_text(DAYS("ratios=\"replications\";"), R, 1);
    cr_assert(other->metrics.n_metrics > e->metrics.n_metrics);
    for (uint32_t m = 0; m < e->metrics.n_metrics; m++) {
        const char *const name = e->metrics.metrics[m].name;
        const ccs_estimate_t a = estimate_of(e, name, "all"), b = estimate_of(other, name, "all");

        cr_expect_str_eq(name, other->metrics.metrics[m].name, "they stand behind all others");
        cr_expect_null(strstr(name, "_mean_of_ratios"));
        cr_expect((a.mean == b.mean && a.low == b.low) || isnan(a.mean) || isnan(a.low), "%s", name);
    }
}

Test(mean_of_ratios, is_of_ratios_alone)
{
    e = experiment_text(DAYS("ratios=\"replications\";"), 2, 1);
    for (uint32_t m = 0; m < e->metrics.n_metrics; m++) {
        const ccs_metric_t *const metric = &e->metrics.metrics[m];

        if (metric->as == CCS_AS_SUMS) continue;
        cr_expect(metric->kind == CCS_KIND_RATIO || metric->kind == CCS_KIND_SHARE || metric->kind == CCS_KIND_TIME_SHARE, "%s",
            metric->name);
        cr_expect_neq(strstr(metric->text, metric->as == CCS_AS_LEFT_OUT ? "without a ratio" : "of the ratios of replications"),
            NULL, "%s: %s", metric->name, metric->text);
    }
}
