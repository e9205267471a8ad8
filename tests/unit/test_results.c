/* test_results.c - observations, sums by interval and estimates, from facts that are made up here: against direct computations. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "estimate.h"
#include "support.h"

/* Two days of two intervals, 3600 s of them open, each day with a closed cell behind it. */
#define TWO_DAYS                                                                                                                 \
    "clock:{open=\"08:00-08:30\";interval=\"15 min\";days=2;};run:{confidence=0.9;};"                                            \
    "types:{a:{arrivals:{per_hour=9;};talk=60;groups=(\"x\",\"y\");target:{within=[20,60];};};"                                  \
    "b:{channel=\"chat\";arrivals:{per_hour=9;};talk=60;groups=(\"y\");};};groups:{x:{staff=1;};y:{staff=2;};};"                 \
    "trunks:{t:{lines=9;};};"
#define STEADY                                                                                                                   \
    "types:{a:{arrivals:{per_hour=9;};talk=60;};};groups:{g:{staff=3;};};"                                                       \
    "run:{mode=\"steady\";warm_up=60;length=750;batches=3;replications=2;};"

enum { R = 5 };

static ccs_plan_t *plan;
static ccs_metrics_t metrics;
static ccs_results_t results;
static ccs_facts_t facts[R];
static ccs_arena_t arena;
static ccs_histogram_t *waits;
static double quantiles[R][1000];
static double open_s; /* of an observation */

static double noise(uint64_t i)
{
    i = (i + 77) * 0x9e3779b97f4a7c15u;
    i = (i ^ (i >> 30)) * 0xbf58476d1ce4e5b9u;
    return floor(64 * (double) ((i ^ (i >> 27)) >> 11) * 0x1p-53);
}

/* Whole numbers: every sum is exact. */
static void fill(ccs_facts_t *f, uint32_t r)
{
    uint64_t i = 100000 * (uint64_t) r;

    ccs_facts_reset(f);
    for (uint32_t cell = 0; cell < plan->n_cells; cell++) {
        ccs_record_t record = ccs_facts_cell(f, cell);

        for (uint32_t type = 0; type < plan->n_types; type++) {
            double *const row = &record.type[type * f->type_width];

            for (uint32_t fact = 0; fact < CCS_N_TYPE_FACTS; fact++) row[fact] = 10 + noise(i++);
            row[CCS_FACT_offered] += 200;
            for (uint32_t k = 0; k < plan->types[type].target.n_within; k++) {
                *ccs_facts_answered_within(row, k) = noise(i++);
                *ccs_facts_abandoned_within(row, k) = noise(i++);
            }
        }
        for (uint32_t j = 0; j <= plan->n_types; j++) record.queue[j] = noise(i++);
        for (uint32_t j = 0; j < plan->n_pairs * CCS_N_PAIR_FACTS; j++) record.pair[j] = 1 + noise(i++);
        for (uint32_t j = 0; j < plan->n_groups * CCS_N_GROUP_FACTS; j++) record.group[j] = 100 + noise(i++);
        for (uint32_t j = 0; j < plan->n_trunks * CCS_N_TRUNK_FACTS; j++) record.trunk[j] = noise(i++);
    }
}

static void use(const char *cfg, uint32_t n)
{
    ccs_err_t err;

    plan = plan_from_text(cfg);
    cr_assert_eq(ccs_metrics_init(&metrics, plan), 0);
    cr_assert_eq(ccs_results_init(&results, plan, &metrics, plan->confidence, &err), 0);
    waits = ccs_facts_histograms(&arena, plan->n_types);
    cr_assert_not_null(waits);
    for (uint32_t r = 0; r < n; r++) {
        cr_assert_eq(ccs_facts_init(&facts[r], plan), 0);
        fill(&facts[r], r);
        for (uint32_t i = 0; i < results.per_replication * metrics.n_entities * CCS_N_PERCENTILES; i++)
            quantiles[r][i] = noise(i + 31 * r);
        for (uint32_t type = 0; type < plan->n_types; type++) {
            ccs_histogram_reset(&waits[type]);
            for (uint32_t i = 0; i < 40; i++) ccs_histogram_add(&waits[type], noise(i + 1000 * r + 50 * type));
        }
        cr_assert_eq(ccs_results_add(&results, &facts[r], quantiles[r], waits, NULL), 0);
    }
    open_s = results.open_s;
}

static void finish(void)
{
    for (int r = 0; r < R; r++) ccs_facts_free(&facts[r]);
    ccs_results_free(&results);
    ccs_metrics_free(&metrics);
    ccs_arena_free(&arena);
    plan_delete(plan);
}

TestSuite(results, .fini = finish);

/* ---- direct computations -------------------------------------------------------------------------------------------------------- */

/* A type fact in one replication over all cells. */
static double counted(uint32_t r, uint32_t type, enum ccs_type_fact fact)
{
    double sum = 0;

    for (uint32_t cell = 0; cell < plan->n_cells; cell++)
        sum += ccs_facts_at(&facts[r], ccs_facts_index(&facts[r], cell, type))[fact];
    return sum;
}

/* An area of a type, open cells only. */
static double area(uint32_t r, uint32_t type, enum ccs_type_fact fact)
{
    double sum = 0;

    for (uint32_t cell = 0; cell < plan->n_cells; cell++)
        if (plan->cells[cell].open) sum += ccs_facts_at(&facts[r], ccs_facts_index(&facts[r], cell, type))[fact];
    return sum;
}

static void expect_estimate(const char *metric, const char *entity, const double num[], const double den[])
{
    const ccs_estimate_t e = ccs_results_estimate(&results, metric_of(&metrics, metric), entity_of(&metrics, entity));
    const enum ccs_metric_kind kind = metrics.metrics[metric_of(&metrics, metric)].kind;
    const bool amount = kind != CCS_KIND_SHARE && kind != CCS_KIND_TIME_SHARE && kind != CCS_KIND_DAYS;
    double sum_num = 0, sum_den = 0, squares = 0;

    for (int r = 0; r < R; r++) {
        sum_num += num[r];
        sum_den += den[r];
    }
    for (int r = 0; r < R; r++) squares += pow(num[r] - sum_num / sum_den * den[r], 2);
    const double error = sqrt(squares / (R - 1) / R) / (sum_den / R), t = 2.1318467863; /* 4 degrees, 90 % */
    const double p = sum_num / sum_den;
    const double beta = kind == CCS_KIND_SHARE ? (1 - 2 * p) * error / (p * (1 - p)) / 6 : amount ? error / p / 3 : 0;
    const double bent = (cbrt(1 + 6 * beta * (t - beta)) - cbrt(1 - 6 * beta * (t + beta))) / (4 * beta);
    const double half = error * (error > 0 && beta != 0 ? bent : t);

    cr_expect_float_eq(e.mean, sum_num / sum_den, 1e-12 * fabs(e.mean), "%s of %s: %.12g", metric, entity, e.mean);
    cr_expect_float_eq(e.half_width, half, 1e-7 * half + 1e-12, "%s of %s: +- %.10g, not %.10g", metric, entity, e.half_width,
        half);
    cr_expect_eq(e.n, R);
}

static const double ONES[] = {1, 1, 1, 1, 1};

Test(results, estimates_counts_by_their_mean)
{
    double all[R], a[R];

    use(TWO_DAYS, R);
    for (uint32_t r = 0; r < R; r++) {
        a[r] = counted(r, 0, CCS_FACT_offered);
        all[r] = a[r] + counted(r, 1, CCS_FACT_offered);
    }
    expect_estimate("offered", "type/a", a, ONES);
    expect_estimate("offered", "all", all, ONES);
}

Test(results, estimates_ratios_by_sum_over_sum_and_the_delta_method)
{
    double num[R], den[R];

    use(TWO_DAYS, R);
    for (uint32_t r = 0; r < R; r++) {
        num[r] = counted(r, 0, CCS_FACT_wait_answered) + counted(r, 1, CCS_FACT_wait_answered);
        den[r] = counted(r, 0, CCS_FACT_answered) + counted(r, 1, CCS_FACT_answered);
    }
    expect_estimate("asa_s", "all", num, den);
    for (uint32_t r = 0; r < R; r++) {
        num[r] = counted(r, 1, CCS_FACT_abandoned);
        den[r] = counted(r, 1, CCS_FACT_offered);
    }
    expect_estimate("abandonment_rate", "type/b", num, den);
    expect_estimate("abandonment_rate", "channel/chat", num, den);
}

/* Of contacts that no replication could lose: as sure as so many contacts make it, and never outside 0 .. 1. */
Test(results, keeps_intervals_of_shares_within_bounds)
{
    use(TWO_DAYS, 0);
    for (uint32_t r = 0; r < R; r++) {
        cr_assert_eq(ccs_facts_init(&facts[r], plan), 0);
        ccs_facts_reset(&facts[r]);
        double *const row = ccs_facts_cell(&facts[r], 0).type;

        row[CCS_FACT_offered] = 40;
        row[CCS_FACT_abandoned] = r == 0 ? 3 : 0;
        row[CCS_FACT_answered] = 40 - row[CCS_FACT_abandoned];
        cr_assert_eq(ccs_results_add(&results, &facts[r], quantiles[r], waits, NULL), 0);
    }
    const ccs_estimate_t lost = ccs_results_estimate(&results, metric_of(&metrics, "abandonment_rate"), 0),
                         blocked = ccs_results_estimate(&results, metric_of(&metrics, "blocking_rate"), 0),
                         balked = ccs_results_estimate(&results, metric_of(&metrics, "balking_rate"), 0),
                         cell = ccs_results_estimate_column(&results, 0, 0);

    cr_expect_float_eq(lost.mean, 0.015, 1e-12);
    cr_expect_eq(lost.low, 0);
    cr_expect_float_eq(lost.half_width, 0.5 * lost.high, 1e-15);
    cr_expect_float_eq(blocked.high, 1 - pow(0.05, 1 / 200.0), 1e-12, "none of 200 at 90 %%");
    cr_expect(balked.mean == 0 && balked.low == 0 && balked.high == 0, "nobody balks here: that is no luck");
    cr_expect(cell.low >= 0 && cell.high - cell.mean >= cell.mean - cell.low,
        "an amount may be more by more than it may be less");
    cr_expect_float_eq(cell.half_width, 0.5 * (cell.high - cell.low), 1e-12);
}

Test(results, estimates_averages_over_open_time)
{
    double num[R], den[R];

    use(TWO_DAYS, R);
    cr_assert_eq(open_s, 3600);
    for (uint32_t r = 0; r < R; r++) {
        num[r] = area(r, 0, CCS_FACT_queue_area);
        den[r] = 3600;
    }
    expect_estimate("queue_length", "type/a", num, den);
}

Test(results, estimates_maxima_by_their_mean)
{
    double longest[R], queue[R];

    use(TWO_DAYS, R);
    for (uint32_t r = 0; r < R; r++) {
        longest[r] = queue[r] = 0;
        for (uint32_t cell = 0; cell < plan->n_cells; cell++) {
            longest[r] = fmax(longest[r], ccs_facts_at(&facts[r], ccs_facts_index(&facts[r], cell, 1))[CCS_FACT_max_wait]);
            queue[r] = fmax(queue[r], ccs_facts_max_queue(&facts[r], cell)[2]);
        }
    }
    expect_estimate("max_wait_s", "type/b", longest, ONES);
    expect_estimate("max_queue_length", "all", queue, ONES);
}

/* The quantile itself from all waits together. With fewer replications than sections each is a section: the share of waits up to the
 * quantile is a ratio over them, and the ends of its interval are read off the distribution. */
static void expect_quantile(const char *name, double p, const ccs_histogram_t *together)
{
    const ccs_estimate_t e = ccs_results_estimate(&results, metric_of(&metrics, name), entity_of(&metrics, "type/b"));
    const double x = ccs_histogram_quantile(together, p);
    double sums[5] = {0};

    for (uint32_t r = 0; r < R; r++) {
        double below = 0;

        for (uint32_t i = 0; i < 40; i++) below += ccs_histogram_bucket(noise(i + 1000 * r + 50)) <= ccs_histogram_bucket(x);
        sums[0] += below;
        sums[1] += 40;
        sums[2] += below * below;
        sums[3] += 1600;
        sums[4] += 40 * below;
    }
    const double half = ccs_estimate_ratio_half_width(sums, R, 2.1318467863);
    const double from = ccs_histogram_spread_quantile(together, p - half), to = ccs_histogram_spread_quantile(together, p + half);

    cr_expect_eq(e.mean, x);
    cr_expect_float_eq(e.half_width, (to - from) / 2, 1e-6, "%s: %g, not %g", name, e.half_width, (to - from) / 2);
    cr_expect_eq(e.n, R);
}

Test(results, estimates_quantiles_from_all_waits)
{
    ccs_histogram_t together;

    use(TWO_DAYS, R);
    cr_assert_eq(ccs_histogram_init(&together, NULL, NULL), 0);
    for (uint32_t r = 0; r < R; r++)
        for (uint32_t i = 0; i < 40; i++) ccs_histogram_add(&together, noise(i + 1000 * r + 50));
    expect_quantile("wait_p50_s", 0.5, &together);
    expect_quantile("wait_p80_s", 0.8, &together);
    expect_quantile("wait_p90_s", 0.9, &together);
    expect_quantile("wait_p95_s", 0.95, &together);
    expect_quantile("wait_p99_s", 0.99, &together);
    for (uint32_t type = 0; type < 2; type++) ccs_histogram_reset(&together);
    for (uint32_t type = 0; type < 2; type++) ccs_histogram_merge(&together, &results.waits[type]);
    cr_expect_eq(ccs_results_estimate(&results, metric_of(&metrics, "wait_p50_s"), 0).mean,
        ccs_histogram_quantile(&together, 0.5));
    ccs_histogram_free(&together);
}

/* Of more replications each joins a section: number 0, 20 and 40 the first. */
Test(results, deals_replications_to_sections)
{
    use(TWO_DAYS, 1); /* with 40 waits of each type */
    for (uint32_t r = 1; r < 43; r++) {
        ccs_histogram_reset(&waits[0]);
        for (uint32_t i = 0; i < r; i++) ccs_histogram_add(&waits[0], 2.385);
        cr_assert_eq(ccs_results_add(&results, &facts[0], quantiles[0], waits, NULL), 0);
    }
    for (uint32_t section = 0; section < CCS_RESULTS_SECTIONS; section++) {
        uint64_t n = section == 0 ? 40 : 0;

        for (uint32_t r = 1; r < 43; r++) n += r % 20 == section ? r : 0;
        cr_expect_eq(ccs_histogram_count(&results.sections[section * plan->n_types]), n, "section %u", (unsigned) section);
    }
    cr_expect_eq(ccs_histogram_count(&results.waits[0]), 40 + 42 * 43 / 2);
}

/* ---- what is not defined -------------------------------------------------------------------------------------------------------- */

Test(results, gives_no_half_width_for_one_observation)
{
    use(TWO_DAYS, 1);
    for (uint32_t metric = 0; metric < metrics.n_metrics; metric++) {
        const ccs_estimate_t e = ccs_results_estimate(&results, metric, 0);

        cr_expect(isnan(e.half_width), "%s", metrics.metrics[metric].name);
        if (metrics.metrics[metric].kind == CCS_KIND_DAYS) continue; /* no type has a target */
        if (!ccs_metrics_apply(&metrics, metric, 0)) continue;       /* nobody has short abandons */
        if (metrics.metrics[metric].threshold == 0) cr_expect(isfinite(e.mean), "%s", metrics.metrics[metric].name);
    }
}

Test(results, gives_nothing_for_nothing)
{
    use(TWO_DAYS, 0);
    cr_expect(isnan(ccs_results_estimate(&results, metric_of(&metrics, "offered"), 0).mean));
    cr_expect(isnan(ccs_results_estimate(&results, metric_of(&metrics, "wait_p50_s"), 0).mean));
    cr_expect_eq(ccs_results_estimate(&results, metric_of(&metrics, "offered"), 0).n, 0);
}

Test(results, gives_no_ratio_over_zero)
{
    use(TWO_DAYS, 0);
    for (uint32_t r = 0; r < 2; r++) {
        cr_assert_eq(ccs_facts_init(&facts[r], plan), 0);
        ccs_facts_reset(&facts[r]);
        for (uint32_t type = 0; type < 2; type++) ccs_histogram_reset(&waits[type]);
        cr_assert_eq(ccs_results_add(&results, &facts[r], quantiles[r], waits, NULL), 0);
    }
    const ccs_estimate_t asa = ccs_results_estimate(&results, metric_of(&metrics, "asa_s"), 0),
                         offered = ccs_results_estimate(&results, metric_of(&metrics, "offered"), 0);

    cr_expect(isnan(asa.mean) && isnan(asa.half_width), "never 0");
    cr_expect(offered.mean == 0 && offered.half_width == 0);
    cr_expect(isnan(ccs_results_estimate(&results, metric_of(&metrics, "wait_p50_s"), 0).mean));
}

Test(results, gives_nothing_where_metric_and_entity_do_not_go_together)
{
    use(TWO_DAYS, R);
    cr_expect(isnan(ccs_results_estimate(&results, metric_of(&metrics, "asa_s"), entity_of(&metrics, "group/x")).mean));
    cr_expect(isnan(ccs_results_estimate(&results, metric_of(&metrics, "occupancy"), entity_of(&metrics, "type/a")).mean));
    cr_expect(isnan(ccs_results_estimate(&results, metric_of(&metrics, "sl_offered_2"), entity_of(&metrics, "all")).mean));
    cr_expect(isfinite(ccs_results_estimate(&results, metric_of(&metrics, "sl_offered_2"), entity_of(&metrics, "type/a")).mean));
}

/* ---- single observations -------------------------------------------------------------------------------------------------------- */

Test(results, observes_each_replication)
{
    double out[CCS_METRICS_MAX], weights[CCS_METRICS_MAX];

    use(TWO_DAYS, R);
    for (uint32_t r = 0; r < R; r++) {
        ccs_results_observe_entity(&results, entity_of(&metrics, "type/a"), r, out, weights);
        cr_expect_eq(out[metric_of(&metrics, "offered")], counted(r, 0, CCS_FACT_offered));
        cr_expect_eq(out[metric_of(&metrics, "asa_s")], counted(r, 0, CCS_FACT_wait_answered) / counted(r, 0, CCS_FACT_answered));
        cr_expect_eq(out[metric_of(&metrics, "queue_length")], area(r, 0, CCS_FACT_queue_area) / 3600);
        cr_expect_eq(out[metric_of(&metrics, "wait_p99_s")],
            quantiles[r][entity_of(&metrics, "type/a") * CCS_N_PERCENTILES + CCS_PERCENTILE_99]);
        cr_expect(isnan(out[metric_of(&metrics, "busy_trunks")]));
    }
}

Test(results, keeps_the_records_of_replications_and_days)
{
    use(TWO_DAYS, R);
    for (uint32_t r = 0; r < R; r++) {
        for (uint32_t type = 0; type < 2; type++) {
            const double *const whole = &ccs_results_record(&results, r).type[type * results.shape.type_width];

            for (uint32_t fact = 0; fact < CCS_N_TYPE_FACTS; fact++) {
                double days = 0;

                for (uint32_t day = 0; day < 2; day++)
                    days += ccs_results_day_record(&results, r, day).type[type * results.shape.type_width + fact];
                if (fact != CCS_FACT_max_wait && fact != CCS_FACT_waiting_at_end)
                    cr_expect_eq(days, whole[fact], "%s", CCS_TYPE_FACTS[fact].name);
            }
            cr_expect_eq(whole[CCS_FACT_answered], counted(r, type, CCS_FACT_answered));
        }
        const double *const first = ccs_results_day_record(&results, r, 0).type;
        const double expected = ccs_facts_cell(&facts[r], 0).type[CCS_FACT_offered] +
            ccs_facts_cell(&facts[r], 1).type[CCS_FACT_offered] + ccs_facts_cell(&facts[r], 2).type[CCS_FACT_offered];

        cr_expect_eq(first[CCS_FACT_offered], expected, "the closed cell belongs to its day");
    }
}

Test(results, estimates_each_day_over_the_replications)
{
    ccs_estimate_t days[2][CCS_METRICS_MAX], run[CCS_METRICS_MAX];
    double waits_of_day = 0, answered = 0, area_of_day = 0;

    use(TWO_DAYS, R);
    const uint32_t a = entity_of(&metrics, "type/a"), all = entity_of(&metrics, "all"), offered = metric_of(&metrics, "offered"),
                   asa = metric_of(&metrics, "asa_s"), queue = metric_of(&metrics, "queue_length");

    for (uint32_t day = 0; day < 2; day++) ccs_results_estimate_day(&results, a, day, days[day]);
    ccs_results_estimate_entity(&results, a, run);
    cr_expect_float_eq(days[0][offered].mean + days[1][offered].mean, run[offered].mean, 1e-9);
    for (uint32_t r = 0; r < R; r++) {
        const double *const row = ccs_results_day_record(&results, r, 1).type;

        waits_of_day += row[CCS_FACT_wait_answered];
        answered += row[CCS_FACT_answered];
        area_of_day += row[CCS_FACT_queue_area];
    }
    cr_expect_float_eq(days[1][asa].mean, waits_of_day / answered, 1e-12 * days[1][asa].mean);
    cr_expect_float_eq(days[1][queue].mean, area_of_day / (R * open_s / 2), 1e-12 * days[1][queue].mean,
        "of the day's own hours");
    cr_expect(days[1][asa].low < days[1][asa].mean && days[1][asa].n == R);
    ccs_results_estimate_day(&results, all, 1, days[0]);
    cr_expect(isnan(days[0][metric_of(&metrics, "wait_p50_s")].mean), "no waits are kept by day");
}

Test(results, estimates_pairs_that_add_up_to_types_and_groups)
{
    ccs_estimate_t of[CCS_METRICS_MAX];
    double by_type[2] = {0}, by_group[2] = {0};

    use(TWO_DAYS, R);
    const uint32_t answers = metric_of(&metrics, "answers");

    for (uint32_t pair = 0; pair < plan->n_pairs; pair++) {
        ccs_results_estimate_entity(&results, ccs_metrics_pair(&metrics, pair), of);
        by_type[plan->pairs[pair].type] += of[answers].mean;
        by_group[plan->pairs[pair].group] += of[answers].mean;
        cr_expect(isnan(of[metric_of(&metrics, "offered")].mean), "nobody asks for a pair");
        cr_expect(isnan(of[metric_of(&metrics, "wait_p50_s")].mean));
    }
    for (uint32_t e = 0; e < metrics.n_entities; e++) {
        const ccs_entity_t *const entity = &metrics.entities[e];

        ccs_results_estimate_entity(&results, e, of);
        if (entity->kind == CCS_ENTITY_TYPE) cr_expect_float_eq(by_type[entity->id], of[answers].mean, 1e-9, "%s", entity->name);
        if (entity->kind == CCS_ENTITY_GROUP)
            cr_expect_float_eq(by_group[entity->id], of[answers].mean, 1e-9, "%s", entity->name);
    }
}

/* ---- by interval ---------------------------------------------------------------------------------------------------------------- */

static uint32_t column_of(const char *metric, const char *entity)
{
    const uint32_t m = metric_of(&metrics, metric), e = entity_of(&metrics, entity);

    for (uint32_t i = 0; i < results.n_columns; i++)
        if (results.column_metric[i] == m && results.column_entity[i] == e) return i;
    cr_assert_fail("no column");
    return 0;
}

Test(results, has_a_column_for_each_pair_that_applies)
{
    uint32_t n = 0;

    use(TWO_DAYS, 0);
    for (uint32_t e = 0; e < metrics.n_entities; e++)
        for (uint32_t m = 0; m < metrics.n_metrics; m++)
            n += ccs_metrics_apply(&metrics, m, e) && metrics.metrics[m].kind != CCS_KIND_QUANTILE;
    cr_expect_eq(results.n_columns, n);
    (void) column_of("occupancy", "group/y");
    (void) column_of("busy_trunks", "trunk/t");
}

Test(results, sums_of_one_replication_follow_from_its_figures)
{
    use(TWO_DAYS, 1);
    const uint32_t asa = column_of("asa_s", "type/b");

    for (uint32_t cell = 0; cell < plan->n_cells; cell++) {
        const double *const row = &ccs_facts_cell(&facts[0], cell).type[facts[0].type_width];
        const double x = row[CCS_FACT_wait_answered], y = row[CCS_FACT_answered];
        const ccs_sums_t s = ccs_results_sums(&results, asa, cell);

        cr_expect(s.num == x && s.den == y && s.num2 == x * x && s.den2 == y * y && s.cross == x * y);
        cr_expect(isnan(ccs_results_estimate_column(&results, asa, cell).low), "one replication tells no interval");
    }
}

Test(results, sums_by_interval_what_it_sums_over_the_run)
{
    use(TWO_DAYS, R);
    const uint32_t asa = column_of("asa_s", "type/b"), offered = column_of("offered", "type/b");
    double num = 0, den = 0, n = 0;

    for (uint32_t cell = 0; cell < plan->n_cells; cell++) {
        double direct[5] = {0};

        for (uint32_t r = 0; r < R; r++) {
            const double *const row = &ccs_facts_cell(&facts[r], cell).type[facts[r].type_width];
            const double x = row[CCS_FACT_wait_answered], y = row[CCS_FACT_answered];

            direct[0] += x;
            direct[1] += y;
            direct[2] += x * x;
            direct[3] += y * y;
            direct[4] += x * y;
        }
        const ccs_sums_t sums = ccs_results_sums(&results, asa, cell), *const s = &sums;
        const ccs_estimate_t e = ccs_results_estimate_column(&results, asa, cell);

        cr_expect(
            s->num == direct[0] && s->den == direct[1] && s->num2 == direct[2] && s->den2 == direct[3] && s->cross == direct[4]);
        cr_expect_float_eq(e.mean, direct[0] / direct[1], 1e-12);
        const ccs_interval_t interval = ccs_estimate_amount(direct, R, ccs_estimate_t_quantile(0.9, R - 1));

        cr_expect(e.low == interval.low && e.high == interval.high);
        num += s->num;
        den += s->den;
        n += ccs_results_estimate_column(&results, offered, cell).mean;
    }
    cr_expect_float_eq(num / den,
        ccs_results_estimate(&results, metric_of(&metrics, "asa_s"), entity_of(&metrics, "type/b")).mean, 1e-12);
    cr_expect_float_eq(n, ccs_results_estimate(&results, metric_of(&metrics, "offered"), entity_of(&metrics, "type/b")).mean,
        1e-9);
}

Test(results, averages_over_the_length_of_an_interval)
{
    use(TWO_DAYS, R);
    const uint32_t column = column_of("scheduled_agents", "all");
    double sum = 0;

    for (uint32_t r = 0; r < R; r++)
        for (uint32_t group = 0; group < 2; group++) sum += ccs_facts_group(&facts[r], 1, group)[CCS_FACT_scheduled_area];
    cr_expect_float_eq(ccs_results_estimate_column(&results, column, 1).mean, sum / R / 900, 1e-12);
    cr_expect(isnan(ccs_results_estimate_column(&results, column, 2).mean), "a closed cell has no average");
    cr_expect(isfinite(ccs_results_estimate_column(&results, column_of("offered", "all"), 2).mean), "but counts");
}

/* Ten years of half-hours. */
Test(results, refuses_more_sums_than_memory_should_hold)
{
    ccs_err_t err;

    plan = plan_from_text(
        "clock:{days=3660;interval=\"30 min\";};types:{a:{arrivals:{per_hour=9;};talk=60;groups=(\"g1\");};};"
        "groups:{g1:{staff=1;};g2:{staff=1;};g3:{staff=1;};g4:{staff=1;};g5:{staff=1;};g6:{staff=1;};g7:{staff=1;};"
        "g8:{staff=1;};g9:{staff=1;};g10:{staff=1;};};");
    cr_assert_eq(ccs_metrics_init(&metrics, plan), 0);
    cr_expect_eq(ccs_results_init(&results, plan, &metrics, 0.95, &err), CCS_ERR_SCENARIO);
    cr_expect_str_eq(err.path, "clock.interval");
    cr_expect_null(results.sums);
    ccs_results_free(NULL);
}

/* ---- steady state --------------------------------------------------------------------------------------------------------------- */

/* Two replications of three batches of 250 s are six observations. */
Test(results, observes_every_batch_of_a_steady_state)
{
    double offered = 0, wait = 0, answered = 0;
    double out[CCS_METRICS_MAX], weights[CCS_METRICS_MAX];

    use(STEADY, 2);
    cr_assert(plan->n_cells == 5 && results.per_replication == 3 && results.n_obs == 6 && results.n_replications == 2);
    cr_expect_eq(open_s, 250);
    cr_expect_null(results.sums);
    for (uint32_t obs = 0; obs < 6; obs++) {
        const double *const row = ccs_facts_cell(&facts[obs / 3], obs % 3 + 1).type;

        ccs_results_observe_entity(&results, 1, obs, out, weights);
        cr_expect_eq(out[metric_of(&metrics, "offered")], row[CCS_FACT_offered]);
        cr_expect_eq(out[metric_of(&metrics, "queue_length")], row[CCS_FACT_queue_area] / 250);
        cr_expect_eq(out[metric_of(&metrics, "wait_p80_s")],
            quantiles[obs / 3][(obs % 3 * metrics.n_entities + 1) * CCS_N_PERCENTILES + CCS_PERCENTILE_80]);
        offered += row[CCS_FACT_offered];
        wait += row[CCS_FACT_wait_answered];
        answered += row[CCS_FACT_answered];
    }
    const ccs_estimate_t count = ccs_results_estimate(&results, metric_of(&metrics, "offered"), 1),
                         asa = ccs_results_estimate(&results, metric_of(&metrics, "asa_s"), 1);

    cr_expect_float_eq(count.mean, offered / 2, 1e-9, "counts are those of a replication");
    cr_expect_eq(count.n, 6);
    cr_expect_float_eq(asa.mean, wait / answered, 1e-12);
    cr_expect(count.half_width > 0 && asa.half_width > 0, "even of one replication");
}

/* Three times the mean of the batches: its half-width too. */
Test(results, scales_the_width_of_counts_to_a_replication)
{
    double sum = 0;

    use(STEADY, 2);
    for (uint32_t obs = 0; obs < 6; obs++) sum += ccs_facts_cell(&facts[obs / 3], obs % 3 + 1).type[CCS_FACT_answered];
    ccs_residuals_t residuals = {0};

    for (uint32_t obs = 0; obs < 6; obs++) {
        ccs_residuals_add(&residuals, ccs_facts_cell(&facts[obs / 3], obs % 3 + 1).type[CCS_FACT_answered] - sum / 6);
        if (obs == 2) ccs_residuals_break(&residuals);
    }
    const ccs_interval_t x = ccs_residuals_interval(&residuals, sum / 6, 6, ccs_estimate_t_quantile(0.95, 5));
    const ccs_estimate_t e = ccs_results_estimate(&results, metric_of(&metrics, "answered"), 1);

    cr_expect_float_eq(e.low, 3 * x.low, 1e-9);
    cr_expect_float_eq(e.high, 3 * x.high, 1e-9);
}

enum { PARTS = 8 };
#define EIGHT_BATCHES                                                                                                            \
    "types:{a:{arrivals:{per_hour=9;};talk=60;};};groups:{g:{staff=3;};};"                                                       \
    "run:{mode=\"steady\";warm_up=60;length=80000;batches=8;replications=2;};"

/* A replication with twenty waits from so many seconds on in each of its parts, 0 = with none. */
static void add_parts(const double wait_s[PARTS])
{
    static const ccs_pulse_t nothing_varies = {.n_types = 1};
    ccs_histogram_t *const parts = ccs_facts_histograms(&arena, PARTS);

    cr_assert_not_null(parts);
    for (int part = 0; part < PARTS; part++)
        for (int i = 0; i < 20 && wait_s[part] > 0; i++) ccs_histogram_add(&parts[part], wait_s[part] + i);
    cr_assert_eq(ccs_results_add(&results, &facts[0], quantiles[0], waits, &(ccs_steady_t){&nothing_varies, parts}), 0);
}

/* The median wait of two replications with such parts. */
static ccs_estimate_t median_of(const double first[PARTS], const double second[PARTS])
{
    finish();
    use(EIGHT_BATCHES, 0);
    cr_assert_eq(ccs_facts_init(&facts[0], plan), 0);
    add_parts(first);
    add_parts(second);
    cr_assert_eq(ccs_results_sections(&results), 2 * PARTS);
    return ccs_results_estimate(&results, metric_of(&metrics, "wait_p50_s"), 1);
}

static void expect_same_interval(ccs_estimate_t a, ccs_estimate_t b)
{
    cr_expect_gt(a.half_width, 0);
    cr_expect_float_eq(a.low, b.low, 1e-9);
    cr_expect_float_eq(a.high, b.high, 1e-9);
}

/* Neighbours are those of one replication, also where nobody is answered in its last part: the order of replications says nothing. */
Test(results, parts_of_two_replications_are_no_neighbours)
{
    static const double ends_early[PARTS] = {30, 30, 30, 32, 34, 34, 34, 0}, falls[PARTS] = {34, 34, 34, 32, 30, 30, 30, 30};

    expect_same_interval(median_of(ends_early, falls), median_of(falls, ends_early));
}

/* Beside a part without an answer there is nothing to multiply with, so that the order of those beside it says nothing. */
Test(results, parts_without_an_answer_part_their_neighbours)
{
    static const double sorted[PARTS] = {30, 0, 30, 0, 34, 0, 34, 0}, mixed[PARTS] = {30, 0, 34, 0, 30, 0, 34, 0};

    expect_same_interval(median_of(sorted, sorted), median_of(mixed, mixed));
}

/* ---- quantiles of a replication ------------------------------------------------------------------------------------------------- */

Test(results, makes_quantiles_of_every_entity_from_its_types)
{
    ccs_histogram_t scratch;
    double to[1000];

    use(TWO_DAYS, 1);
    cr_assert_eq(ccs_histogram_init(&scratch, NULL, NULL), 0);
    for (uint32_t type = 0; type < 2; type++) {
        ccs_histogram_reset(&waits[type]);
        for (int i = 0; i < 100; i++) ccs_histogram_add(&waits[type], (type ? 1000 : 10) + i * 0.01);
    }
    ccs_results_quantiles(&metrics, waits, &scratch, to);
    for (uint32_t i = 0; i < CCS_N_PERCENTILES; i++) {
        const double *const all = &to[entity_of(&metrics, "all") * CCS_N_PERCENTILES],
                            *const a = &to[entity_of(&metrics, "type/a") * CCS_N_PERCENTILES];

        cr_expect_float_eq(a[i], 10.5, 0.6);
        cr_expect_float_eq(to[entity_of(&metrics, "channel/chat") * CCS_N_PERCENTILES + i], 1000, 6);
        cr_expect_float_eq(all[i], i == 0 ? 10.95 : 1000, i == 0 ? 0.1 : 6);
        cr_expect(isnan(to[entity_of(&metrics, "group/x") * CCS_N_PERCENTILES + i]));
    }
    ccs_histogram_free(&scratch);
}

Test(results, adds_the_waits_of_all_replications)
{
    use(TWO_DAYS, R);
    cr_expect_eq(ccs_histogram_count(&results.waits[0]), 40 * R);
    cr_expect_eq(ccs_histogram_count(&results.waits[1]), 40 * R);
}

/* Deferred work with a promise of 24 h: 49 % in time for one day, with a day in front and one behind all of it (found: 49.3 % to 97.5 %). */
Test(results, counts_the_days_between_run_in_and_run_out_only)
{
    experiment_t *const e =
        experiment_text("clock:{open=\"08:00-16:00\";at_close=\"carry\";days=2;};"
                        "types:{m:{channel=\"email\";arrivals:{per_hour=5;};talk=\"5 min\";target={within=\"24 h\";};};};"
                        "groups:{g:{staff=((\"08:00\",\"12:00\",1));};};run:{run_in=1;run_out=2;};",
            50, 1);
    const ccs_estimate_t offered = estimate_of(e, "offered", "all"), in_time = estimate_of(e, "sl_offered", "all");
    double by_interval = 0, by_day = 0;
    uint32_t column = 0;

    while (e->results.column_metric[column] != metric_of(&e->metrics, "offered")) column++;
    for (uint32_t cell = 0; cell < e->plan->n_counted; cell++)
        by_interval += ccs_results_estimate_column(&e->results, column, cell).mean;
    for (uint32_t r = 0; r < 50; r++)
        for (uint32_t day = 0; day < 2; day++) by_day += ccs_results_day_record(&e->results, r, day).type[CCS_FACT_offered];
    cr_expect_float_eq(offered.mean, 80, 4 * sqrt(80.0 / 50));
    cr_expect_float_eq(by_interval, offered.mean, 1e-9);
    cr_expect_float_eq(by_day / 50, offered.mean, 1e-9);
    cr_expect_eq(e->results.open_s, 2 * 8 * 3600.0);
    cr_expect_gt(in_time.mean, 0.999);
    experiment_delete(e);
}
