/* test_effort.c - the memory that is foretold is the memory that is taken: each part against what is allocated. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "effort.h"

#define TYPES                                                                                                                    \
    "types:{a:{arrivals:{per_hour=30;};talk=60;patience=90;target:{service_level=0.8;within=20;};};b:{arrivals:{per_hour=11;};"  \
    "talk=77;};};groups:{x:{staff=3;};};"

static ccs_scenario_t scenario;
static ccs_job_t job;

/* Load and run a text. */
static void run_text(const char *text, uint32_t replications, bool tables_only)
{
    char path[] = "/tmp/ccsim_effort.XXXXXX";
    const int fd = mkstemp(path);
    ccs_err_list_t errors = {0};
    ccs_err_t err = {0};

    cr_assert(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t) strlen(text) && close(fd) == 0);
    cr_assert_eq(ccs_scenario_load(path, NULL, 0, &scenario, &errors), 0, "%s", errors.n ? errors.items[0].text : "");
    (void) unlink(path);
    ccs_err_list_free(&errors);
    ccs_job_options_t options = ccs_job_options(&scenario);

    options.replications = replications;
    options.threads = 1;
    options.tables_only = tables_only;
    cr_assert_eq(ccs_job_init(&job, &scenario, &options, &err), 0, "%s", err.text);
    cr_assert_eq(ccs_job_run(&job, &err), 0, "%s", err.text);
    cr_assert_eq(ccs_job_finish(&job, true, &err), 0, "%s", err.text);
}

static void release(void)
{
    ccs_job_free(&job);
    ccs_scenario_free(&scenario);
}

TestSuite(effort, .fini = release, .timeout = 60);

/* @param share  by which a part that is smaller than its fixed costs may be off */
static void expect_near(const char *what, double foretold, double taken, double share)
{
    cr_expect(fabs(foretold - taken) <= share * taken, "%s: %.0f foretold, %.0f taken", what, foretold, taken);
}

static ccs_effort_t effort_of_job(void)
{
    ccs_effort_t effort = {0};

    cr_assert_eq(ccs_effort_add(&effort, &scenario, &job.options, false), 0);
    return effort;
}

static double results_bytes(void)
{
    const ccs_results_t *const r = &job.results;
    const double records = (double) r->n_obs * ((double) r->record_size + job.metrics.n_entities * CCS_N_PERCENTILES) +
        (r->day_records ? (double) r->n_replications * scenario.plan.n_days * (double) r->record_size : 0);

    const double sums = r->sums ? (double) r->sums_each * scenario.plan.n_counted * r->n_columns : 0;

    return (double) r->arena.total + sizeof(double) * (records + sums + (double) r->kept.n * r->kept.n_cells * r->kept.n_columns);
}

static void expect_all_near(void)
{
    const ccs_effort_t effort = effort_of_job();

    expect_near("plan", effort.plan, (double) scenario.arena.total, 0.01);
    expect_near("results", effort.results, results_bytes(), 0.05);
    expect_near("data", effort.data, (double) job.data.arena.total, 0.10);
}

Test(effort, knows_many_intervals)
{
    run_text("clock:{open=\"08:00-18:00\";interval=\"10 s\";};" TYPES, 2, false);
    expect_all_near();
}

Test(effort, knows_many_intervals_for_tables)
{
    run_text("clock:{open=\"08:00-18:00\";interval=\"10 s\";};" TYPES, 2, true);
    expect_all_near();
    cr_expect_null(ccs_dataset_find(&job.data, "moments_by_interval"));
    cr_expect_null(ccs_dataset_find(&job.data, "value_quantile_by_interval"));
    cr_expect_not_null(ccs_dataset_find(&job.data, "service_level_by_interval_low"));
}

Test(effort, knows_many_days_of_one_replication)
{
    run_text("clock:{open=\"08:00-18:00\";interval=\"5 min\";days=100;};" TYPES, 1, true);
    expect_all_near();
}

Test(effort, knows_many_days)
{
    run_text("clock:{open=\"08:00-18:00\";days=200;};" TYPES, 3, false);
    expect_all_near();
}

/* Figures by day and by pair of type and group are most of what there is. */
Test(effort, knows_many_days_of_one_interval)
{
    run_text("clock:{open=\"08:00-18:00\";interval=\"10 h\";days=300;at_close=\"clear\";};" TYPES, 2, true);
    expect_all_near();
}

Test(effort, knows_many_pairs)
{
    enum { N_TYPES = 40, N_GROUPS = 20, SIZE = 1 << 14 };
    char *const text = calloc(1, SIZE);
    FILE *const to = text ? fmemopen(text, SIZE, "w") : NULL;

    cr_assert_not_null(to);
    fputs("clock:{open=\"08:00-10:00\";interval=\"2 h\";};types:{", to);
    for (int i = 0; i < N_TYPES; i++) {
        fprintf(to, "t%d:{arrivals:{per_hour=3;};talk=60;groups=((", i);
        for (int g = 0; g < N_GROUPS; g++) fprintf(to, "%s\"g%d\"", g > 0 ? "," : "", g);
        fputs("));};", to);
    }
    fputs("};groups:{", to);
    for (int g = 0; g < N_GROUPS; g++) fprintf(to, "g%d:{staff=1;};", g);
    fputs("};", to);
    cr_assert_eq(fclose(to), 0);
    run_text(text, 2, true);
    free(text);
    cr_assert_eq(scenario.plan.n_pairs, N_TYPES * N_GROUPS);
    expect_all_near();
}

Test(effort, knows_many_replications)
{
    run_text("clock:{open=\"08:00-10:00\";};" TYPES, 1500, false);
    expect_all_near();
}

Test(effort, knows_a_steady_state)
{
    run_text(TYPES "run:{mode=\"steady\";length=\"300 h\";batches=3000;warm_up=3600;};", 2, false);
    expect_all_near();
}

/* Bands by interval of a few out of many would say nothing. */
Test(effort, bands_need_replications)
{
    run_text("clock:{open=\"08:00-10:00\";};" TYPES, 9, false);
    cr_expect_not_null(ccs_dataset_find(&job.data, "value_quantile_by_interval"), "of all there are");
    job.results.kept.n = 8;
    ccs_dataset_free(&job.data);
    cr_assert_eq(ccs_job_finish(&job, true, NULL), 0);
    cr_expect_null(ccs_dataset_find(&job.data, "value_quantile_by_interval"), "of eight out of nine");
}

/* ---- words ------------------------------------------------------------------------------------------------------------------------ */

static const ccs_effort_t LARGE = {.plan = 1e6,
    .results = 1e9,
    .data = 2e8,
    .each_thread = 1e8,
    .threads = 2,
    .simulating_s = 400,
    .adding_s = 10,
    .replications = 20,
    .variants = 1};

Test(effort, is_told_in_two_digits)
{
    char text[CCS_EFFORT_TEXT_MAX];
    const ccs_effort_t small = {.adding_s = 0.2, .replications = 1, .variants = 1};
    ccs_effort_t several = LARGE;

    cr_expect_str_eq(ccs_effort_words(&LARGE, text), "about 1.4 GB and 4 min for 20 replications");
    cr_expect_str_eq(ccs_effort_words(&small, text), "about 8 MB and 1 s for 1 replication");
    several.variants = 3;
    several.file = 12e9;
    cr_expect_str_eq(ccs_effort_words(&several, text), "about 14 GB and 4 min for 20 replications of each variant");
}

Test(effort, is_doubted_beyond_half_of_the_memory_or_five_minutes)
{
    char text[CCS_EFFORT_DOUBT_MAX];
    ccs_effort_t slow = LARGE;

    cr_expect_null(ccs_effort_doubt(&LARGE, 16e9, text));
    cr_expect_null(ccs_effort_doubt(&LARGE, 0, text), "nobody knows how much there is");
    cr_assert_not_null(ccs_effort_doubt(&LARGE, 2.5e9, text));
    cr_expect_str_eq(text,
        "this run takes about 1.4 GB and 4 min for 20 replications, and this machine has 2.5 GB; a longer clock.interval, "
        "fewer days or fewer replications take less");
    slow.simulating_s = 700;
    cr_assert_not_null(ccs_effort_doubt(&slow, 16e9, text));
    cr_expect_str_eq(text,
        "this run takes about 1.4 GB and 6 min for 20 replications; a longer clock.interval, fewer days or fewer "
        "replications take less");
}
