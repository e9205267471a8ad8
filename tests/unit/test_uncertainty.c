/* test_uncertainty.c - values that are estimates: drawn where they are asked for and nowhere else, and what of the variance is theirs. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "json.h"
#include "report.h"
#include "uncertainty.h"

enum { REPLICATIONS = 400, PER_DAY = 1000 };

static const char TEXT[] =
    "clock:{open=\"08:00-12:00\";};day_factors:{volume:{dist=\"lognormal\";mean=1;cv=0.04;};};"
    "types:{a:{arrivals:{per_hour=250;day_factor=\"volume\";};patience=\"3 min\";talk:{dist=\"exponential\";mean=20;};"
    "target:{service_level=0.8;within=20;};};};groups:{x:{staff=2;};};";
static const char ROWS[] = "uncertainty:{volume:{of=\"types.a.arrivals.per_hour\";times={dist=\"lognormal\";cv=0.05;};};};";

static ccs_scenario_t scenario;
static ccs_job_t job;
static ccs_uncertainty_t uncertainty;
static char path[64];

static void release(void)
{
    ccs_uncertainty_free(&uncertainty);
    ccs_job_free(&job);
    ccs_scenario_free(&scenario);
    (void) unlink(path);
}

TestSuite(uncertainty, .fini = release, .timeout = 120);

static void load(const char *rows, uint32_t replications)
{
    ccs_err_list_t errors = {0};
    ccs_err_t err = {0};

    strcpy(path, "/tmp/ccsim_uncertainty.XXXXXX");
    const int fd = mkstemp(path);

    cr_assert(fd >= 0 && write(fd, TEXT, strlen(TEXT)) == (ssize_t) strlen(TEXT) &&
        write(fd, rows, strlen(rows)) == (ssize_t) strlen(rows));
    cr_assert_eq(close(fd), 0);
    cr_assert_eq(ccs_scenario_load(path, NULL, 0, &scenario, &errors), 0, "%s", errors.n ? errors.items[0].text : "");
    ccs_err_list_free(&errors);
    ccs_job_options_t options = ccs_job_options(&scenario);

    options.seed = 2385;
    options.replications = replications;
    options.threads = 1;
    options.tables_only = true;
    cr_assert_eq(ccs_job_init(&job, &scenario, &options, &err), 0, "%s", err.text);
}

static void run(void)
{
    ccs_err_t err = {0};

    cr_assert_eq(ccs_uncertainty_init(&uncertainty, &job, NULL, 0, &err), 0, "%s", err.text);
    cr_assert_eq(ccs_job_run(&job, &err), 0);
    cr_assert_eq(ccs_uncertainty_part(&uncertainty, &err), 0);
    cr_assert_eq(ccs_job_finish(&job, true, &err), 0);
    cr_assert_eq(ccs_uncertainty_add_to_result(&uncertainty, &job.data, &err), 0);
}

static double offered(void)
{
    double sum = 0;

    for (uint32_t r = 0; r < job.results.n_replications; r++) sum += ccs_results_record(&job.results, r).type[CCS_FACT_offered];
    return sum;
}

/* ---- parts ------------------------------------------------------------------------------------------------------------------------- */

/* Chance 1, forecast 2, parameters 3 times a sign each, all eight combinations: variances 1, 4 and 9 of 14. */
Test(uncertainty, parts_add_up_and_are_exact_where_nothing_hangs_together)
{
    double x[4][8];
    ccs_doubted_t parts;

    for (int r = 0; r < 8; r++) {
        const double chance = r & 1 ? 1 : -1, forecast = r & 2 ? 2 : -2, parameters = r & 4 ? 3 : -3;

        x[0][r] = 50 + chance;
        x[1][r] = 50 + chance + parameters;
        x[2][r] = 50 + chance + forecast;
        x[3][r] = 50 + chance + forecast + parameters;
    }
    ccs_uncertainty_parts((const double *const[]){x[0], x[1], x[2], x[3]}, 8, &parts);
    cr_expect_float_eq(parts.mean, 50, 1e-12);
    cr_expect_float_eq(parts.sd, sqrt(8.0 / 7 * 14), 1e-12);
    cr_expect_float_eq(parts.part[CCS_DOUBT_PARAMETERS], 9.0 / 14, 1e-12);
    cr_expect_float_eq(parts.part[CCS_DOUBT_FORECAST], 4.0 / 14, 1e-12);
    cr_expect_float_eq(parts.part[CCS_DOUBT_CHANCE], 1.0 / 14, 1e-12);
}

/* Without the one replication that is unlike the others nothing varies: its share is not known to plus or minus nothing. */
Test(uncertainty, half_width_that_is_not_defined_is_not_told)
{
    const double x[4][4] = {{5, 5, 5, 6}, {5, 5, 5, 7}, {5, 5, 5, 8}, {5, 5, 5, 9.1}};
    ccs_doubted_t parts;

    ccs_uncertainty_parts((const double *const[]){x[0], x[1], x[2], x[3]}, 4, &parts);
    cr_expect_float_eq(parts.part[0] + parts.part[1] + parts.part[2], 1, 1e-12);
    for (int k = 0; k < CCS_N_DOUBTS; k++) cr_expect(isnan(parts.half_width[k]), "%g", parts.half_width[k]);
}

/* Contacts offered are Poisson of mean n P F: P of variance p, F of variance f, so that their variance is n + n^2 (p + f + p f), of which n is chance, and the part of both together
 * goes to each by half. The half-widths are those that 400 replications show; 1.5 of them are 2.9 standard errors of each of three. */
Test(uncertainty, parts_of_contacts_are_what_theory_says)
{
    const double n = PER_DAY, p = 0.05 * 0.05, f = 0.04 * 0.04, all = n + n * n * (p + f + p * f);
    const double exact[CCS_N_DOUBTS] = {n * n * (p + p * f / 2) / all, n * n * (f + p * f / 2) / all, n / all};

    load(ROWS, REPLICATIONS);
    run();
    const ccs_doubted_t *const found = &uncertainty.figures[0];

    cr_assert_eq(job.metrics.metrics[found->metric].metric, CCS_METRIC_offered);
    for (int k = 0; k < CCS_N_DOUBTS; k++)
        cr_expect(fabs(found->part[k] - exact[k]) < 1.5 * found->half_width[k] && found->half_width[k] < 0.25,
            "%d: %g for %g ± %g", k, found->part[k], exact[k], found->half_width[k]);
    cr_expect(fabs(found->part[0] - exact[1]) > found->half_width[0] || fabs(found->part[1] - exact[0]) > found->half_width[1],
        "parameters and forecast are told apart");
    cr_expect_float_eq(found->part[0] + found->part[1] + found->part[2], 1, 1e-9);
}

/* ---- the run ----------------------------------------------------------------------------------------------------------------------- */

Test(uncertainty, moves_no_digit_unless_it_is_asked_for)
{
    ccs_err_t err = {0};

    load("", 5);
    cr_assert_eq(ccs_job_run(&job, &err), 0);
    const double without = offered();

    release();
    load(ROWS, 5);
    cr_assert_eq(ccs_job_run(&job, &err), 0);
    cr_expect_eq(offered(), without);
    release();
    load(ROWS, 5);
    run();
    cr_expect_neq(offered(), without);
    cr_expect_eq(uncertainty.n_figures, 0, "five replications are not parted");
    cr_assert_gt(job.warnings.n, 0);
    cr_expect(strstr(job.warnings.items[job.warnings.n - 1].text, "at least 10"));
}

Test(uncertainty, says_what_it_cannot_do)
{
    ccs_err_t err = {0};

    load("", 5);
    cr_expect_eq(ccs_uncertainty_init(&uncertainty, &job, NULL, 0, &err), CCS_ERR_USAGE);
    cr_expect(strstr(err.text, "write uncertainty:"), "%s", err.text);
    release();
    load(ROWS, 5);
    job.options.first_replication = 2;
    cr_expect_eq(ccs_uncertainty_init(&uncertainty, &job, NULL, 0, &err), CCS_ERR_USAGE);
    cr_expect(strstr(err.text, "goes without --first-replication"), "%s", err.text);
    release();
    load("uncertainty:{x:{of=\"types.a.talk.maen\";times={dist=\"lognormal\";cv=0.05;};};};", 5);
    cr_expect_eq(ccs_uncertainty_init(&uncertainty, &job, NULL, 0, &err), CCS_ERR_SCENARIO);
    cr_expect(strstr(err.text, "types.a.talk.maen"), "%s", err.text);
    release();
    load("uncertainty:{x:{of=\"types.a.target.service_level\";times={dist=\"lognormal\";cv=3;};};};", 50);
    cr_expect_eq(ccs_uncertainty_init(&uncertainty, &job, NULL, 0, &err), CCS_ERR_SCENARIO);
    cr_expect(strstr(err.text, "cannot have its draws"), "%s", err.text);
}

Test(uncertainty, says_that_memory_is_short)
{
    ccs_dataset_t full = {.out_of_memory = true};
    ccs_err_t err = {0};

    load(ROWS, 10);
    run();
    cr_expect_eq(ccs_uncertainty_add_to_result(&uncertainty, &full, &err), CCS_ERR_NOMEM);
    cr_expect_eq(err.code, CCS_ERR_NOMEM);
    ccs_dataset_free(&full);
    release();
    load(ROWS, 10);
    job.options.replications = 10000000;
    cr_expect_eq(ccs_uncertainty_init(&uncertainty, &job, NULL, 0, &err), CCS_ERR_USAGE);
    cr_expect(strstr(err.text, "more than 1 GB"), "%s", err.text);
}

Test(uncertainty, is_told_in_json_and_on_the_page)
{
    const ccs_wanted_t wanted = {NULL, NULL, NULL};
    ccs_view_t view;
    ccs_err_t err = {0};
    char *text = NULL;
    size_t n = 0;

    load(ROWS, 20);
    run();
    cr_assert_eq(ccs_view_open(&view, &job.data, 0, &err), 0);
    FILE *to = open_memstream(&text, &n);

    cr_assert_eq(ccs_json_result(&view, &wanted, to, &err), 0);
    cr_assert_eq(fclose(to), 0);
    cr_expect_not_null(strstr(text, "\"uncertainty\": [\n  {\"metric\": \"offered\", \"sd\": "));
    free(text);
    to = open_memstream(&text, &n);
    cr_assert_eq(ccs_report_write(&(ccs_report_variant_t){.view = &view, .name = "a"}, 1, to, &err), 0, "%s", err.text);
    cr_assert_eq(fclose(to), 0);
    cr_expect_not_null(strstr(text, "What the band is made of"));
    free(text);
    ccs_view_free(&view);
}
