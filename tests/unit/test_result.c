/* test_result.c - the results of an experiment as a data set: every column says what the results say. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "result.h"
#include "support.h"

#define DAYS                                                                                                                     \
    "title=\"Two days\";clock:{open=\"08:00-09:00\";interval=\"30 min\";days=2;};"                                               \
    "types:{a:{label=\"Crédits\";arrivals:{per_hour=300;};talk:{dist=\"lognormal\";mean=90;cv=1;};patience=60;wrap=20;"         \
    "groups=(\"x\",\"y\");target:{service_level=0.8;within=[20,60];};};"                                                         \
    "b:{channel=\"chat\";arrivals:{per_hour=100;};talk=77;groups=(\"y\");target:{within=30;counted_as=\"sl_answered\";};};};"    \
    "groups:{x:{staff=[6,5];};y:{staff=4;};};trunks:{t:{label=\"Main lines\";lines=25;types=[\"a\"];};};run:{seed=3;};"
#define STEADY                                                                                                                   \
    "types:{a:{arrivals:{per_minute=4;};talk:{dist=\"exponential\";mean=60;};};};groups:{g:{staff=5;};};"                        \
    "run:{mode=\"steady\";warm_up=\"1 h\";length=\"10 h\";batches=4;seed=\"18446744073709551615\";};"

static experiment_t *e;
static ccs_dataset_t data;

static void finish(void)
{
    ccs_dataset_free(&data);
    experiment_delete(e);
}

TestSuite(result, .fini = finish);

static void use(const char *cfg, uint32_t replications)
{
    e = experiment_text(cfg, replications, 1);
    const ccs_provenance_t from = {.name = "days",
        .applied = "",
        .scenario = "the text",
        .settings = "a=1\nb=2",
        .warnings = "types.a: too few\nlate",
        .version = "0.1.0",
        .revision = "abc",
        .seed = e->plan->seed,
        .replications = 9,
        .precision = "asa_s=5%",
        .complete = true};

    cr_assert_eq(ccs_result_make(&e->results, &from, &data), 0);
    cr_assert_not(data.out_of_memory);
}

static const ccs_variable_t *variable(const char *name)
{
    const ccs_variable_t *const v = ccs_dataset_find(&data, name);

    cr_assert_not_null(v, "%s", name);
    return v;
}

static size_t size_of(const char *dim)
{
    const uint32_t id = ccs_dataset_find_dim(&data, dim);

    cr_assert_neq(id, CCS_DATA_NONE, "%s", dim);
    return data.dims[id].size;
}

static bool same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

/* ---- axes and attributes -------------------------------------------------------------------------------------------------------- */

Test(result, has_the_axes_of_days)
{
    use(DAYS, 3);
    cr_expect(size_of("config") == 1 && size_of("replication") == 3 && size_of("entity") == e->metrics.n_entities);
    cr_expect(size_of("metric") == e->metrics.n_metrics && size_of("type") == 2 && size_of("group") == 2 && size_of("pair") == 3);
    cr_expect(size_of("trunk") == 1 && size_of("within") == 2 && size_of("interval") == 6 && size_of("day") == 2 &&
        size_of("moment") == 5);
    cr_expect_str_eq(variable("config")->data.text[0], "days");
    cr_expect_str_eq(variable("interval")->data.text[3], "2026-03-03T08:00");
    cr_expect_str_eq(variable("interval")->data.text[2], "2026-03-02 after close");
    cr_expect(variable("interval_start_s")->data.f64[1] == 30600 && variable("interval_end_s")->data.f64[1] == 32400);
    cr_expect(isnan(variable("interval_end_s")->data.f64[5]), "never ends");
    cr_expect(variable("interval_open")->data.u32[1] == 1 && variable("interval_open")->data.u32[2] == 0);
    cr_expect_str_eq(variable("day")->data.text[1], "2026-03-03");
    for (uint32_t r = 0; r < 3; r++)
        cr_expect(variable("replication")->data.u32[r] == r + 1 && variable("batch")->data.u32[r] == 0);
}

Test(result, says_at_which_site_a_group_is)
{
    use("types:{a:{arrivals:{per_hour=9;};talk=300;groups=(\"g\",\"h\");};};groups:{g:{staff=3;};h:{staff=2;site=\"s\";};};"
        "sites:{n:{};s:{label=\"South\";};};run:{mode=\"steady\";warm_up=0;length=\"50 h\";};",
        1);
    cr_expect(size_of("site") == 2 && size_of("group") == 2);
    cr_expect_str_eq(variable("site_label")->data.text[1], "South");
    cr_expect_str_eq(variable("group_site")->data.text[0], "");
    cr_expect_str_eq(variable("group_site")->data.text[1], "s");
}

Test(result, has_the_axes_of_batches)
{
    use(STEADY, 2);
    cr_expect_eq(size_of("replication"), 8);
    for (uint32_t i = 0; i < 8; i++)
        cr_expect(variable("replication")->data.u32[i] == i / 4 + 1 && variable("batch")->data.u32[i] == i % 4 + 1);
    cr_expect_eq(ccs_dataset_find_dim(&data, "interval"), CCS_DATA_NONE);
    cr_expect_eq(ccs_dataset_find_dim(&data, "day"), CCS_DATA_NONE);
    cr_expect_null(ccs_dataset_find(&data, "asa_s_by_interval"));
    cr_expect_str_eq(ccs_dataset_attribute(&data, "mode")->text, "steady");
    cr_expect_eq(ccs_dataset_attribute(&data, "seed")->u64, UINT64_MAX);
    cr_expect_str_eq(ccs_dataset_attribute(&data, "seed_text")->text, "18446744073709551615");
    cr_expect_eq(ccs_dataset_attribute(&data, "open_s")->f64, 9000);
}

#define OPEN(clock, run)                                                                                                         \
    "clock:{open=\"08:00-09:00\";interval=\"30 min\";" clock "};types:{a:{arrivals:{per_hour=30;};talk=90;};};"                  \
    "groups:{g:{staff=3;};};run:{seed=3;" run "};"

static void expect_times(const char *units, const double *times_s, size_t n)
{
    const ccs_variable_t *const time = variable("time");

    cr_expect_str_eq(time->units, units);
    cr_assert_eq(time->n, n);
    for (size_t i = 0; i < n; i++) cr_expect_eq(time->data.f64[i], times_s[i], "%zu: %g", i, time->data.f64[i]);
}

Test(result, gives_the_begins_of_intervals_as_cf_times)
{
    use(OPEN("start=\"2026-05-05\";days=2;", ""), 1);
    expect_times("seconds since 2026-05-05 00:00:00", (const double[]){28800, 30600, 32400, 115200, 117000, 118800}, 6);
    cr_expect_str_eq(ccs_dataset_attribute(&data, "Conventions")->text, "CF-1.10");
    cr_expect_str_eq(ccs_dataset_attribute(&data, "coordinates")->text, "time");
}

Test(result, counts_times_from_the_first_day_that_counts)
{
    use(OPEN("start=\"2026-05-05\";days=2;", "run_in=3;run_out=1;"), 1);
    cr_expect_str_eq(variable("interval")->data.text[0], "2026-05-05T08:00");
    expect_times("seconds since 2026-05-05 00:00:00", (const double[]){28800, 30600, 32400, 115200, 117000, 118800}, 6);
    cr_expect_eq(variable("interval_start_s")->data.f64[0], 28800);
    cr_expect_eq(variable("interval_start_s")->data.f64[3], 115200);
}

Test(result, gives_times_on_the_local_clock_when_it_changes_in_the_run_in)
{
    /* Clocks in Paris go forward on 29 March 2026: from midnight of the first counted day the local clock is what people see. */
    use(OPEN("start=\"2026-03-30\";timezone=\"Europe/Paris\";", "run_in=2;"), 1);
    expect_times("seconds since 2026-03-30 00:00:00", (const double[]){28800, 30600, 32400}, 3);
    cr_expect_str_eq(variable("time")->long_name, "begin of the interval on the local clock of Europe/Paris");
}

/* The clock goes from 02:00 to 03:00: a day that begins at midnight is open 7 h later, a night from 22:00 to 06:00 lasts 7 h. */
Test(result, gives_begins_of_closed_times_as_the_clock_shows_them)
{
    use("clock:{start=\"2026-03-29\";timezone=\"Europe/Paris\";open=\"08:00-09:00\";interval=\"30 min\";};types:{a:{arrivals:{"
        "per_hour=((\"00:00\",\"09:00\",30));outside=\"next_opening\";};talk=90;};};groups:{g:{staff=3;};};",
        1);
    cr_expect_str_eq(variable("interval")->data.text[0], "2026-03-29 before opening");
    expect_times("seconds since 2026-03-29 00:00:00", (const double[]){0, 28800, 30600, 32400}, 4);
    finish();
    use("clock:{start=\"2026-03-28\";timezone=\"Europe/Paris\";open=\"22:00-06:00\";interval=\"8 h\";};"
        "types:{a:{arrivals:{per_hour=30;};talk=90;};};groups:{g:{staff=3;};};",
        1);
    expect_times("seconds since 2026-03-28 00:00:00", (const double[]){79200, 108000}, 2);
}

Test(result, has_no_times_in_a_steady_state)
{
    use(STEADY, 1);
    cr_expect_null(ccs_dataset_find(&data, "time"));
    cr_expect_null(ccs_dataset_attribute(&data, "coordinates"));
}

Test(result, says_where_it_comes_from)
{
    use(DAYS, 3);
    cr_expect_eq(ccs_dataset_attribute(&data, "complete")->u64, 1);
    cr_expect_eq(ccs_dataset_attribute(&data, "replications")->u64, 3);
    cr_expect_eq(ccs_dataset_attribute(&data, "replications_asked")->u64, 9);
    cr_expect_eq(ccs_dataset_attribute(&data, "confidence")->f64, 0.95);
    cr_expect_eq(ccs_dataset_attribute(&data, "open_s")->f64, 7200);
    static const char *const texts[][2] = {{"name", "days"}, {"title", "Two days"}, {"ccsim_version", "0.1.0"},
        {"ccsim_revision", "abc"}, {"mode", "day"}, {"seed_text", "3"}, {"precision", "asa_s=5%"}, {"settings", "a=1\nb=2"},
        {"scenario", "the text"}};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        cr_expect_str_eq(ccs_dataset_attribute(&data, texts[i][0])->text, texts[i][1]);
}

Test(result, says_what_types_and_entities_are)
{
    use(DAYS, 1);
    cr_expect_str_eq(variable("type")->data.text[1], "b");
    cr_expect_str_eq(variable("type_label")->data.text[0], "Crédits");
    cr_expect_str_eq(variable("type_channel")->data.text[1], "chat");
    cr_expect_str_eq(variable("type_target_metric")->data.text[1], "sl_answered");
    cr_expect(variable("type_target")->data.f64[0] == 0.8 && isnan(variable("type_target")->data.f64[1]));
    cr_expect(variable("type_within_s")->data.f64[1] == 60 && variable("type_within_s")->data.f64[2] == 30);
    cr_expect(isnan(variable("type_within_s")->data.f64[3]), "b has one threshold only");
    cr_expect_str_eq(variable("pair")->data.text[1], "a/y");
    cr_expect_str_eq(variable("pair_type")->data.text[2], "b");
    cr_expect_str_eq(variable("pair_group")->data.text[0], "x");
    cr_expect_str_eq(variable("group")->data.text[1], "y");
    cr_expect_str_eq(variable("trunk")->data.text[0], "t");
    cr_expect_str_eq(variable("trunk_label")->data.text[0], "Main lines");
    for (uint32_t i = 0; i < e->metrics.n_entities; i++)
        cr_expect_str_eq(variable("entity")->data.text[i], e->metrics.entities[i].name);
}

Test(result, says_what_metrics_are)
{
    use(DAYS, 1);
    const uint32_t asa = metric_of(&e->metrics, "asa_s"), n = e->metrics.n_entities;

    cr_expect_str_eq(variable("metric")->data.text[asa], "asa_s");
    cr_expect_str_eq(variable("metric_unit")->data.text[asa], "s");
    cr_expect_str_eq(variable("metric_kind")->data.text[asa], "ratio");
    cr_expect_str_eq(variable("metric_attribution")->data.text[asa], "arrival");
    cr_expect(variable("metric_sense")->data.f64[asa] == -1 && variable("metric_margin")->data.f64[asa] == 1);
    for (uint32_t m = 0; m < e->metrics.n_metrics; m++)
        for (uint32_t i = 0; i < n; i++)
            cr_expect_eq(variable("metric_applies")->data.u32[m * n + i], ccs_metrics_apply(&e->metrics, m, i));
}

/* ---- numbers -------------------------------------------------------------------------------------------------------------------- */

Test(result, carries_the_warnings)
{
    use(DAYS, 3);
    cr_expect_str_eq(variable("config_warnings")->data.text[0], "types.a: too few\nlate");
}

Test(result, holds_the_estimates)
{
    use(DAYS, 3);
    for (uint32_t m = 0; m < e->metrics.n_metrics; m++) {
        char half[100], low[100], high[100];

        snprintf(half, sizeof half, "%s_half_width", e->metrics.metrics[m].name);
        snprintf(low, sizeof low, "%s_low", e->metrics.metrics[m].name);
        snprintf(high, sizeof high, "%s_high", e->metrics.metrics[m].name);
        for (uint32_t i = 0; i < e->metrics.n_entities; i++) {
            const ccs_estimate_t x = ccs_results_estimate(&e->results, m, i);

            cr_expect(same(variable(e->metrics.metrics[m].name)->data.f64[i], x.mean), "%s", e->metrics.metrics[m].name);
            cr_expect(same(variable(half)->data.f64[i], x.half_width), "%s", half);
            cr_expect(same(variable(low)->data.f64[i], x.low), "%s", low);
            cr_expect(same(variable(high)->data.f64[i], x.high), "%s", high);
        }
    }
    cr_expect_str_eq(variable("asa_s")->units, "s");
}

Test(result, holds_the_observations)
{
    use(DAYS, 3);
    const double *const x = variable("value_by_replication")->data.f64, *const w = variable("weight_by_replication")->data.f64;

    for (uint32_t obs = 0; obs < 3; obs++) {
        for (uint32_t i = 0; i < e->metrics.n_entities; i++) {
            double out[CCS_METRICS_MAX], weights[CCS_METRICS_MAX];

            ccs_results_observe_entity(&e->results, i, obs, out, weights);
            for (uint32_t m = 0; m < e->metrics.n_metrics; m++) {
                cr_expect(same(x[(obs * e->metrics.n_entities + i) * e->metrics.n_metrics + m], out[m]));
                cr_expect(same(w[(obs * e->metrics.n_entities + i) * e->metrics.n_metrics + m], weights[m]));
            }
        }
    }
}

Test(result, holds_estimates_and_moments_by_interval)
{
    use(DAYS, 3);
    const uint32_t n_cells = e->plan->n_cells, n_entities = e->metrics.n_entities;
    const double *const moments = variable("moments_by_interval")->data.f64;

    for (uint32_t column = 0; column < e->results.n_columns; column++) {
        const uint32_t m = e->results.column_metric[column], i = e->results.column_entity[column];
        char mean[100], half[120], low[120];

        snprintf(mean, sizeof mean, "%s_by_interval", e->metrics.metrics[m].name);
        snprintf(half, sizeof half, "%s_half_width", mean);
        snprintf(low, sizeof low, "%s_low", mean);
        for (uint32_t cell = 0; cell < n_cells; cell++) {
            const ccs_estimate_t x = ccs_results_estimate_column(&e->results, column, cell);
            const ccs_sums_t sums = ccs_results_sums(&e->results, column, cell), *const s = &sums;
            const double *const own = &moments[5 * ((m * n_entities + i) * n_cells + cell)];

            cr_assert(same(variable(mean)->data.f64[i * n_cells + cell], x.mean), "%s", mean);
            cr_assert(same(variable(half)->data.f64[i * n_cells + cell], x.half_width), "%s", half);
            cr_assert(same(variable(low)->data.f64[i * n_cells + cell], x.low), "%s", low);
            cr_assert(same(own[0], s->num) && same(own[1], s->den) && same(own[2], s->num2) && same(own[3], s->den2) &&
                same(own[4], s->cross));
        }
    }
    cr_expect(isnan(variable("occupancy_by_interval")->data.f64[entity_of(&e->metrics, "type/a") * n_cells]), "does not apply");
    cr_expect_null(ccs_dataset_find(&data, "wait_p50_s_by_interval"));
}

/* A base fact of a row in an observation, and by day. */
static void expect_fact(const char *name, uint32_t row, uint32_t n_rows, const double *(*of)(ccs_record_t record), uint32_t at)
{
    char by_day[100];

    snprintf(by_day, sizeof by_day, "%s_by_day", name);
    for (uint32_t r = 0; r < 3; r++) {
        double days = 0;

        cr_expect_eq(variable(name)->data.f64[r * n_rows + row], of(ccs_results_record(&e->results, r))[at], "%s", name);
        for (uint32_t day = 0; day < 2; day++) {
            const double x = variable(by_day)->data.f64[(r * 2 + day) * n_rows + row];

            cr_expect_eq(x, of(ccs_results_day_record(&e->results, r, day))[at], "%s", by_day);
            days += x;
        }
        cr_expect_float_eq(days, variable(name)->data.f64[r * n_rows + row], 1e-6, "%s", name);
    }
}

static const double *types_of(ccs_record_t record)
{
    return record.type;
}

static const double *pairs_of(ccs_record_t record)
{
    return record.pair;
}

static const double *groups_of(ccs_record_t record)
{
    return record.group;
}

static const double *trunks_of(ccs_record_t record)
{
    return record.trunk;
}

Test(result, holds_the_base_facts)
{
    use(DAYS, 3);
    const uint32_t width = e->results.shape.type_width;

    expect_fact("type_offered", 1, 2, types_of, width + CCS_FACT_offered);
    expect_fact("type_retry_area", 0, 2, types_of, CCS_FACT_retry_area);
    expect_fact("type_wait2_answered", 0, 2, types_of, CCS_FACT_wait2_answered);
    expect_fact("pair_talk", 2, 3, pairs_of, 2 * CCS_N_PAIR_FACTS + CCS_FACT_talk);
    expect_fact("pair_answers", 0, 3, pairs_of, CCS_FACT_answers);
    expect_fact("group_staffed_area", 1, 2, groups_of, CCS_N_GROUP_FACTS + CCS_FACT_staffed_area);
    expect_fact("trunk_line_area", 0, 1, trunks_of, CCS_FACT_line_area);
    cr_expect_str_eq(variable("pair_talk_area")->units, "s");
#define X(name, unit, attribution, adding, text) (void) variable("type_" #name);
    CCS_TYPE_FACT_LIST(X)
#undef X
#define X(name, unit, attribution, adding, text) (void) variable("pair_" #name);
    CCS_PAIR_FACT_LIST(X)
#undef X
}

Test(result, holds_the_counts_within_thresholds)
{
    use(DAYS, 3);
    for (uint32_t r = 0; r < 3; r++) {
        const ccs_record_t record = ccs_results_record(&e->results, r);
        double *const a = record.type, *const b = record.type + e->results.shape.type_width;
        const double *const answered = &variable("type_answered_within")->data.f64[r * 4];
        const double *const abandoned = &variable("type_abandoned_within")->data.f64[r * 4];

        cr_expect(answered[0] == *ccs_facts_answered_within(a, 0) && answered[1] == *ccs_facts_answered_within(a, 1));
        cr_expect(answered[2] == *ccs_facts_answered_within(b, 0) && isnan(answered[3]));
        const double *const not_yet_due = &variable("type_not_yet_due")->data.f64[r * 4];

        cr_expect(abandoned[0] == *ccs_facts_abandoned_within(a, 0) && abandoned[2] == *ccs_facts_abandoned_within(b, 0));
        cr_expect(not_yet_due[0] == *ccs_facts_not_yet_due(a, 0) && not_yet_due[1] == *ccs_facts_not_yet_due(a, 1));
        cr_expect(not_yet_due[2] == *ccs_facts_not_yet_due(b, 0) && isnan(not_yet_due[3]));
        cr_expect(answered[1] >= answered[0] && answered[0] > 0);
    }
}

Test(result, holds_the_histogram_of_waits)
{
    use(DAYS, 3);
    const size_t n_bins = size_of("wait_bin");
    double longest = 0;

    for (uint32_t type = 0; type < 2; type++) {
        double answered = 0, n = 0;

        for (uint32_t r = 0; r < 3; r++) answered += variable("type_answered")->data.f64[r * 2 + type];
        for (size_t bin = 0; bin < n_bins; bin++) n += (double) variable("wait_count")->data.u64[type * n_bins + bin];
        cr_expect_eq(n, answered);
        longest = fmax(longest, e->results.waits[type].max);
    }
    cr_expect_eq(variable("wait_bin_upper_s")->data.f64[0], 0);
    cr_expect_geq(variable("wait_bin_upper_s")->data.f64[n_bins - 1], longest);
    cr_expect_lt(variable("wait_bin_upper_s")->data.f64[n_bins - 2], longest);
}
