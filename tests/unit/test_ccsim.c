/* test_ccsim.c - the public C API, as a host program uses it. */
#include <ccsim/ccsim.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <criterion/criterion.h>

static const char *const SCENARIO =
    "title = \"A desk\";\n"
    "clock: { open = \"09:00-12:00\"; };\n"
    "types: { help: { arrivals: { per_hour = 52.385; }; talk: { dist = \"exponential\"; mean = 270; };\n"
    "                 patience: { dist = \"exponential\"; mean = 180; }; }; };\n"
    "groups: { desk: { staff = 5; }; };\n"
    "run: { replications = 7; seed = 3; };\n";

typedef struct {
    int n_errors, n_warnings;
    char last[1200];
} heard_t;

static void hear(void *context, int is_error, const char *message)
{
    heard_t *const heard = context;

    if (is_error) heard->n_errors++;
    else heard->n_warnings++;
    snprintf(heard->last, sizeof heard->last, "%s", message);
}

static char folder[] = "/tmp/test_ccsim_XXXXXX";
static char path[64], result_path[64];
static ccsim_scenario_t *scenario;

static void setup(void)
{
    cr_assert_not_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/desk.cfg", folder);
    snprintf(result_path, sizeof result_path, "%s/desk.h5", folder);
    FILE *const file = fopen(path, "w");

    cr_assert_not_null(file);
    fputs(SCENARIO, file);
    (void) fclose(file);
    cr_assert_eq(ccsim_scenario_load(path, NULL, 0, NULL, &scenario), CCSIM_OK);
}

static void teardown(void)
{
    ccsim_scenario_free(scenario);
    (void) unlink(path);
    (void) unlink(result_path);
    (void) rmdir(folder);
}

TestSuite(ccsim, .init = setup, .fini = teardown);

static ccsim_result_t *run(const ccsim_options_t *options)
{
    ccsim_result_t *result = NULL;

    cr_assert_eq(ccsim_run(scenario, options, NULL, &result), CCSIM_OK);
    return result;
}

static ccsim_figure_t figure(const ccsim_result_t *result, const char *metric, const char *entity)
{
    ccsim_figure_t f;

    cr_assert_eq(ccsim_result_figure(result, metric, entity, &f), CCSIM_OK, "%s of %s", metric, entity);
    return f;
}

Test(ccsim, runs_a_scenario_and_answers)
{
    ccsim_options_t options;

    ccsim_options_init(&options, scenario);
    cr_expect_eq(options.seed, 3);
    cr_expect_eq(options.replications, 7);
    cr_expect_geq(options.threads, 1);
    ccsim_result_t *const r = run(&options);
    const ccsim_figure_t offered = figure(r, "offered", "all"), lost = figure(r, "abandoned", "type/help"),
                         served = figure(r, "answered", "all");

    cr_expect_float_eq(offered.mean, lost.mean + served.mean, 1e-9);
    cr_expect_float_eq(offered.mean, 3 * 52.385, 4 * offered.half_width);
    cr_expect_gt(offered.half_width, 0);
    cr_expect_eq(figure(r, "scheduled_agents", "group/desk").mean, 5);
    cr_expect_eq(ccsim_result_replications(r), 7);
    ccsim_result_free(r);
}

Test(ccsim, answers_by_interval)
{
    ccsim_options_t options;
    ccsim_figure_t f;
    double sum = 0;

    ccsim_options_init(&options, scenario);
    ccsim_result_t *const r = run(&options);

    cr_assert_eq(ccsim_result_intervals(r), 7); /* six half-hours, after close */
    cr_expect_str_eq(ccsim_result_interval(r, 1), "2026-03-02T09:30");
    cr_expect_null(ccsim_result_interval(r, 7));
    for (uint32_t i = 0; i < 7; i++) {
        cr_assert_eq(ccsim_result_figure_at(r, "offered", "all", i, &f), CCSIM_OK);
        sum += f.mean;
    }
    cr_expect_float_eq(sum, figure(r, "offered", "all").mean, 1e-9);
    cr_expect_eq(ccsim_result_figure_at(r, "offered", "all", 7, &f), CCSIM_USAGE);
    cr_expect_eq(ccsim_result_figure_at(r, "wait_p50_s", "all", 0, &f), CCSIM_USAGE);
    cr_expect_eq(ccsim_result_figure(r, "zebra", "all", &f), CCSIM_USAGE);
    cr_expect_eq(ccsim_result_figure(r, "offered", "type/zebra", &f), CCSIM_USAGE);
    cr_expect(isnan(f.mean) && isnan(f.half_width));
    ccsim_result_free(r);
}

Test(ccsim, gives_equal_results_for_any_number_of_threads)
{
    ccsim_options_t options;

    ccsim_options_init(&options, scenario);
    options.threads = 1;
    ccsim_result_t *const one = run(&options);

    options.threads = 3;
    ccsim_result_t *const three = run(&options);

    options.seed = 4;
    ccsim_result_t *const other = run(&options);

    cr_expect_eq(figure(one, "asa_s", "all").mean, figure(three, "asa_s", "all").mean);
    cr_expect_neq(figure(one, "asa_s", "all").mean, figure(other, "asa_s", "all").mean);
    ccsim_result_free(one);
    ccsim_result_free(three);
    ccsim_result_free(other);
}

Test(ccsim, writes_and_reads_results)
{
    ccsim_options_t options;
    ccsim_result_t *again = NULL;
    heard_t heard = {0};
    const ccsim_listener_t listener = {hear, &heard};

    ccsim_options_init(&options, scenario);
    ccsim_result_t *const r = run(&options);

    cr_assert_eq(ccsim_result_write(r, result_path, 0, &listener), CCSIM_OK);
    cr_expect_eq(ccsim_result_write(r, result_path, 0, &listener), CCSIM_CREATE);
    cr_expect_eq(heard.n_errors, 1);
    cr_expect_eq(ccsim_result_write(r, result_path, 1, &listener), CCSIM_OK);
    cr_assert_eq(ccsim_result_read(result_path, &listener, &again), CCSIM_OK);
    cr_expect_eq(figure(again, "asa_s", "all").mean, figure(r, "asa_s", "all").mean);
    ccsim_result_free(again);
    cr_expect_eq(ccsim_result_read(path, &listener, &again), CCSIM_SCENARIO);
    cr_expect_null(again);
    cr_expect_eq(ccsim_result_read("/nowhere", &listener, &again), CCSIM_INPUT);
    cr_expect(strstr(heard.last, "/nowhere"), "%s", heard.last);
    ccsim_result_free(r);
}

Test(ccsim, tells_errors_and_warnings_with_their_place)
{
    const char *const sets[] = {"groups.desk.staff=-2", "types.help.talk.maen=3"}, *const few[] = {"groups.desk.staff=1"};
    ccsim_scenario_t *s = NULL;
    heard_t heard = {0};
    const ccsim_listener_t listener = {hear, &heard};

    cr_expect_eq(ccsim_scenario_load(path, sets, 2, &listener, &s), CCSIM_SCENARIO);
    cr_expect_null(s);
    cr_expect_geq(heard.n_errors, 2);
    cr_expect_eq(ccsim_scenario_load("/nowhere", NULL, 0, &listener, &s), CCSIM_INPUT);
    cr_expect_eq(heard.n_warnings, 0);
    cr_assert_eq(ccsim_scenario_load(path, few, 1, &listener, &s), CCSIM_OK);
    cr_expect_eq(heard.n_warnings, 1, "load above capacity");
    ccsim_scenario_free(s);
}

Test(ccsim, refuses_options_out_of_range)
{
    heard_t heard = {0};
    const ccsim_listener_t listener = {hear, &heard};
    ccsim_options_t options, wrong[5];
    ccsim_result_t *r = NULL;

    ccsim_options_init(&options, scenario);
    for (int i = 0; i < 5; i++) wrong[i] = options;
    wrong[0].replications = 0;
    wrong[1].replications = 10000001;
    wrong[2].threads = 0;
    wrong[3].threads = 1025;
    wrong[4].precision = "asa=5%";
    for (int i = 0; i < 5; i++) {
        cr_expect_eq(ccsim_run(scenario, &wrong[i], &listener, &r), CCSIM_USAGE, "case %d", i);
        cr_expect_null(r);
        cr_expect_eq(heard.n_errors, i + 1);
    }
}

Test(ccsim, adds_blocks_until_the_precision_is_reached)
{
    heard_t heard = {0};
    const ccsim_listener_t listener = {hear, &heard};
    ccsim_options_t options;
    ccsim_result_t *r = NULL;

    ccsim_options_init(&options, scenario);
    options.precision = "offered=2%";
    cr_assert_eq(ccsim_run(scenario, &options, &listener, &r), CCSIM_OK);
    const ccsim_figure_t f = figure(r, "offered", "all");

    cr_expect_leq(f.half_width, 0.02 * f.mean);
    cr_expect_gt(ccsim_result_replications(r), 7);
    cr_expect_eq(ccsim_result_replications(r) % 7, 0);
    ccsim_result_free(r);
    options.precision = "offered@type/help=0.01%";
    options.max_replications = 17;
    cr_assert_eq(ccsim_run(scenario, &options, &listener, &r), CCSIM_OK);
    cr_expect_eq(ccsim_result_replications(r), 17);
    cr_expect_eq(heard.n_warnings, 1);
    ccsim_result_free(r);
}

Test(ccsim, tells_what_a_scenario_means)
{
    cr_expect(strstr(ccsim_scenario_explain(scenario), "desk"));
    cr_expect_eq(ccsim_scenario_explain(scenario), ccsim_scenario_explain(scenario));
    cr_expect(strstr(ccsim_scenario_text(scenario), "per_hour = 52.385"));
    cr_expect(strchr(ccsim_version(), '.'));
}

Test(ccsim, frees_nothing_without_harm)
{
    ccsim_scenario_free(NULL);
    ccsim_result_free(NULL);
}
