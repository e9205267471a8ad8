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

/* ---- scenarios from memory, comparisons, studies ------------------------------------------------------------------------------ */

static ccsim_source_t in_memory(const char *name)
{
    return (ccsim_source_t){.path = "desk", .text = SCENARIO, .n_bytes = strlen(SCENARIO), .name = name};
}

Test(ccsim, takes_a_scenario_from_memory)
{
    ccsim_options_t options;
    ccsim_scenario_t *s = NULL;
    heard_t heard = {0};
    const ccsim_listener_t listener = {hear, &heard};
    ccsim_source_t source = in_memory(NULL);
    const char *const sets[] = {"groups.desk.staff=6"}, *const words[] = {"volume +10 %"}, *const nonsense[] = {"volum +10 %"};
    char *const text = strdup(SCENARIO);

    source.text = text;
    cr_assert_eq(ccsim_scenario_open(&source, &listener, &s), CCSIM_OK);
    memset(text, 'x', strlen(text)); /* it was copied */
    ccsim_options_init(&options, s);
    ccsim_result_t *r = NULL, *const of_file = run(&options);

    cr_assert_eq(ccsim_run(s, &options, &listener, &r), CCSIM_OK);
    cr_expect_eq(figure(r, "asa_s", "all").mean, figure(of_file, "asa_s", "all").mean);
    ccsim_result_free(r);
    ccsim_result_free(of_file);
    ccsim_scenario_free(s);
    source = in_memory(NULL);
    source.sets = sets;
    source.what_ifs = words;
    source.n_sets = source.n_what_ifs = 1;
    cr_assert_eq(ccsim_scenario_open(&source, &listener, &s), CCSIM_OK);
    cr_expect(strstr(ccsim_scenario_text(s), "volume = 1.1"));
    cr_expect(strstr(ccsim_scenario_text(s), "staff = 6"));
    ccsim_scenario_free(s);
    source.what_ifs = nonsense;
    cr_expect_eq(ccsim_scenario_open(&source, &listener, &s), CCSIM_USAGE);
    cr_expect_null(s);
    source = (ccsim_source_t){.path = "a desk", .text = "types: {\n  help: { talk = ; };\n};\n", .n_bytes = 31};
    cr_expect_eq(ccsim_scenario_open(&source, &listener, &s), CCSIM_SCENARIO);
    cr_expect(strstr(heard.last, "a desk:2"), "%s", heard.last);
    free(text);
}

Test(ccsim, compares_variants)
{
    const char *const words[] = {"busy: volume +10 %"};
    ccsim_source_t variants[] = {in_memory(NULL), in_memory(NULL), {.path = path, .name = "file"}};
    ccsim_result_t *r = NULL;
    heard_t heard = {0};
    const ccsim_listener_t listener = {hear, &heard};

    variants[1].what_ifs = words;
    variants[1].n_what_ifs = 1;
    cr_assert_eq(ccsim_compare(variants, 3, NULL, &listener, &r), CCSIM_OK, "%s", heard.last);
    cr_expect_eq(ccsim_result_variants(r), 3);
    const double base = figure(r, "offered", "all").mean;

    cr_assert_eq(ccsim_result_select(r, 1, NULL), CCSIM_OK);
    cr_expect_gt(figure(r, "offered", "all").mean, base);
    cr_assert_eq(ccsim_result_select(r, 2, NULL), CCSIM_OK);
    cr_expect_eq(figure(r, "offered", "all").mean, base);
    cr_expect_eq(ccsim_result_select(r, 3, &listener), CCSIM_USAGE);
    ccsim_result_free(r);
    cr_expect_eq(ccsim_compare(variants, 1, NULL, &listener, &r), CCSIM_USAGE);
    variants[1] = variants[0];
    cr_expect_eq(ccsim_compare(variants, 2, NULL, &listener, &r), CCSIM_USAGE);
    cr_expect(strstr(heard.last, "two variants"), "%s", heard.last);
    cr_expect_null(r);
}

/* The cells of a variable. NULL: there is none. */
static const void *cells(const ccsim_result_t *result, const char *name, ccsim_variable_t *v)
{
    for (size_t i = 0; ccsim_result_variable(result, i, v) == CCSIM_OK; i++)
        if (!strcmp(v->name, name)) return v->cells;
    return NULL;
}

/* Volume that is known to a fifth: what it adds to the band of the contacts is nearly all of it. Parts add up to 1; variants have the same draws, and differ by 10 % of each. */
Test(ccsim, draws_values_that_are_estimates)
{
    static const char TEXT[] =
        "clock: { open = \"09:00-12:00\"; }; types: { help: { arrivals: { per_hour = 200; }; talk = 60; }; }; groups: { desk: { staff = 9; }; };"
        "uncertainty: { level: { of = \"types.help.arrivals.per_hour\"; times = { dist = \"gamma\"; cv = 0.2; }; }; };";
    const char *const words[] = {"busy: volume +10 %"};
    ccsim_source_t variants[] = {{.path = "x", .text = TEXT, .n_bytes = sizeof TEXT - 1}, {0}};
    ccsim_scenario_t *s = NULL;
    ccsim_result_t *r = NULL, *plain = NULL;
    ccsim_options_t options;
    ccsim_variable_t v;
    heard_t heard = {0};
    const ccsim_listener_t listener = {hear, &heard};

    cr_assert_eq(ccsim_scenario_open(variants, NULL, &s), CCSIM_OK);
    ccsim_options_init(&options, s);
    cr_expect_eq(options.input_uncertainty, 0);
    options.replications = 20;
    cr_assert_eq(ccsim_run(s, &options, NULL, &plain), CCSIM_OK);
    cr_expect_null(cells(plain, "uncertain_metric", &v));
    options.input_uncertainty = 1;
    cr_assert_eq(ccsim_run(s, &options, &listener, &r), CCSIM_OK, "%s", heard.last);
    const double *const parameters = cells(r, "uncertain_parameters", &v), *const forecast = cells(r, "uncertain_forecast", &v),
                        *const chance = cells(r, "uncertain_chance", &v);

    cr_assert(parameters && forecast && chance);
    cr_expect_gt(parameters[0], 0.8, "%g", parameters[0]);
    cr_expect_float_eq(parameters[0] + forecast[0] + chance[0], 1, 1e-9);
    cr_expect_gt(figure(r, "offered", "all").half_width, 3 * figure(plain, "offered", "all").half_width);
    ccsim_result_free(r);
    ccsim_result_free(plain);

    variants[1] = variants[0];
    variants[1].what_ifs = words;
    variants[1].n_what_ifs = 1;
    cr_assert_eq(ccsim_compare(variants, 2, &options, &listener, &r), CCSIM_OK, "%s", heard.last);
    const double base = figure(r, "offered", "all").mean;

    cr_assert_eq(ccsim_result_select(r, 1, NULL), CCSIM_OK);
    cr_expect_float_eq(figure(r, "offered", "all").mean, 1.1 * base, 0.02 * base);
    ccsim_result_free(r);
    options.precision = "offered=5%";
    cr_expect_eq(ccsim_run(s, &options, &listener, &r), CCSIM_USAGE);
    cr_expect(strstr(heard.last, "input_uncertainty: goes with"), "%s", heard.last);
    options.precision = NULL;
    cr_expect_eq(ccsim_run(scenario, &options, &listener, &r), CCSIM_USAGE);
    cr_expect(strstr(heard.last, "nothing in the scenario is uncertain"), "%s", heard.last);
    ccsim_scenario_free(s);
}

Test(ccsim, simulates_studies)
{
    const char *const varies[] = {"volume=0.9,1.1", "groups.desk.staff=5,6,7"}, *const responses[] = {"service_level", "offered"};
    const ccsim_source_t base = in_memory(NULL);
    ccsim_study_t study = {.varies = varies, .n_varies = 2, .responses = responses, .n_responses = 2, .replications = 3};
    ccsim_result_t *r = NULL;
    ccsim_variable_t v;
    ccsim_figure_t f;
    heard_t heard = {0};
    const ccsim_listener_t listener = {hear, &heard};

    cr_assert_eq(ccsim_sweep(&base, &study, &listener, &r), CCSIM_OK, "%s", heard.last);
    const double *const mean = cells(r, "mean", &v);

    cr_assert(mean && v.n == 12 && v.type == CCSIM_F64 && v.n_dimensions == 2);
    cr_expect_lt(mean[1], mean[7], "more volume, more contacts");
    cr_expect_eq(ccsim_result_figure(r, "offered", "all", &f), CCSIM_USAGE, "a study has no metrics");
    cr_expect_eq(ccsim_result_write(r, result_path, 0, &listener), CCSIM_OK);
    ccsim_result_free(r);
    cr_assert_eq(ccsim_result_read(result_path, &listener, &r), CCSIM_OK, "%s", heard.last);
    cr_expect_not_null(cells(r, "level", &v));
    ccsim_result_free(r);
    study.design = "spiral";
    cr_expect_eq(ccsim_sweep(&base, &study, &listener, &r), CCSIM_USAGE);
    cr_expect(strstr(heard.last, "spiral"), "%s", heard.last);
    study.design = NULL;
    study.replications = UINT32_MAX;
    cr_expect_eq(ccsim_sweep(&base, &study, &listener, &r), CCSIM_USAGE);
    cr_expect(strstr(heard.last, "replications"), "%s", heard.last);
    study = (ccsim_study_t){0};
    cr_expect_eq(ccsim_sweep(&base, &study, &listener, &r), CCSIM_USAGE);
    cr_expect_null(r);
}

/* ---- cells and observations ------------------------------------------------------------------------------------------------------ */

Test(ccsim, shows_the_cells_of_a_result)
{
    ccsim_options_t options;
    ccsim_variable_t v;
    ccsim_attribute_t a;
    const char *name;
    size_t size, n = 0;
    double value, weight, sum = 0, low, high;

    ccsim_options_init(&options, scenario);
    options.keep_intervals = 1;
    ccsim_result_t *const r = run(&options);
    const char *const *const entities = cells(r, "entity", &v);

    cr_assert(entities && v.type == CCSIM_TEXT);
    cr_expect_str_eq(entities[0], ccsim_result_entity(r, 0));
    cr_expect_null(ccsim_result_entity(r, (uint32_t) v.n));
    cr_assert_eq(ccsim_result_dimension(r, v.dimensions[0], &name, &size), CCSIM_OK);
    cr_expect(!strcmp(name, "entity") && size == v.n);
    cr_expect_not_null(cells(r, "value_by_interval", &v));
    cr_expect_eq(ccsim_result_observations(r), 7);
    cr_expect_not_null(ccsim_result_metric(r, 0));
    for (uint32_t i = 0; i < 7; i++) {
        cr_assert_eq(ccsim_result_observation(r, "offered", "all", i, &value, &weight), CCSIM_OK);
        sum += value / 7;
    }
    cr_expect_float_eq(sum, figure(r, "offered", "all").mean, 1e-9);
    cr_expect_eq(ccsim_result_observation(r, "offered", "all", 7, &value, &weight), CCSIM_USAGE);
    cr_assert_eq(ccsim_result_quantile(r, "offered", "all", 0.1, &low), CCSIM_OK);
    cr_assert_eq(ccsim_result_quantile(r, "offered", "all", 0.9, &high), CCSIM_OK);
    cr_expect_lt(low, high);
    cr_expect_eq(ccsim_result_quantile(r, "offered", "all", 0.123, &high), CCSIM_USAGE);
    while (ccsim_result_attribute(r, n, &a) == CCSIM_OK && strcmp(a.name, "seed") != 0) n++;
    cr_expect_eq(a.u64, 3);
    ccsim_result_free(r);
}

Test(ccsim, shares_out_replications)
{
    ccsim_options_t options;
    double value, weight, again;

    ccsim_options_init(&options, scenario);
    ccsim_result_t *const all = run(&options);

    options.first_replication = 5;
    options.replications = 3;
    ccsim_result_t *const last = run(&options);

    cr_assert_eq(ccsim_result_observation(all, "asa_s", "all", 4, &value, &weight), CCSIM_OK);
    cr_assert_eq(ccsim_result_observation(last, "asa_s", "all", 0, &again, &weight), CCSIM_OK);
    cr_expect_eq(value, again);
    ccsim_result_free(all);
    ccsim_result_free(last);
}

/* ---- progress and ends ------------------------------------------------------------------------------------------------------------ */

typedef struct {
    ccsim_stop_t *stop;
    uint32_t told, done, wanted;
} watch_t;

static void watch(void *context, uint32_t done, uint32_t wanted, double precision)
{
    watch_t *const self = context;

    self->told++;
    self->done = done;
    self->wanted = wanted;
    cr_expect(isnan(precision) || precision >= 0);
    if (self->stop) ccsim_stop_ask(self->stop);
}

Test(ccsim, tells_progress_and_can_be_stopped)
{
    ccsim_options_t options;
    ccsim_result_t *r = NULL;
    watch_t watching = {0};
    ccsim_attribute_t a;
    size_t n = 0;

    ccsim_options_init(&options, scenario);
    options.progress = watch;
    options.context = &watching;
    ccsim_result_free(run(&options));
    cr_expect_gt(watching.told, 0);
    cr_expect_eq(watching.done, 7);
    cr_expect_eq(watching.wanted, 7);
    options.stop = watching.stop = ccsim_stop_new();
    options.replications = 1000000;
    cr_assert_eq(ccsim_run(scenario, &options, NULL, &r), CCSIM_STOPPED);
    cr_assert_not_null(r, "what is finished is there");
    cr_expect_lt(ccsim_result_replications(r), 1000000);
    while (ccsim_result_attribute(r, n, &a) == CCSIM_OK && strcmp(a.name, "complete") != 0) n++;
    cr_expect_eq(a.u64, 0);
    ccsim_result_free(r);
    cr_expect_eq(ccsim_run(scenario, &options, NULL, &r), CCSIM_STOPPED, "it was raised before");
    cr_expect_null(r);
    ccsim_stop_free(watching.stop);
}

/* ---- formulas --------------------------------------------------------------------------------------------------------------------- */

Test(ccsim, answers_by_the_closed_formulas)
{
    ccsim_queue_t queue;
    ccsim_queue_figures_t f;
    heard_t heard = {0};
    const ccsim_listener_t listener = {hear, &heard};
    uint32_t agents;

    ccsim_queue_init(&queue, 1.0 / 180, 180, 2); /* Erlang C: one Erlang on two agents waits with probability 1/3 */
    cr_assert_eq(ccsim_queue_solve(&queue, NULL, &f), CCSIM_OK);
    cr_expect_float_eq(f.p_wait, 1.0 / 3, 1e-12);
    cr_expect_float_eq(f.asa_s, 60, 1e-9);
    cr_expect_float_eq(f.service_level, 1 - exp(-20.0 / 180) / 3, 1e-12);
    queue.places = 0; /* Erlang B: 1/5 */
    cr_assert_eq(ccsim_queue_solve(&queue, NULL, &f), CCSIM_OK);
    cr_expect_float_eq(f.p_blocked, 0.2, 1e-12);
    queue.places = CCSIM_UNLIMITED;
    cr_assert_eq(ccsim_queue_agents(&queue, 0.8, NULL, &agents), CCSIM_OK);
    cr_expect_eq(agents, 3);
    queue.agents = 1;
    cr_expect_eq(ccsim_queue_solve(&queue, &listener, &f), CCSIM_USAGE, "it never settles");
    cr_expect(strstr(heard.last, "agents"), "%s", heard.last);
    cr_expect_eq(ccsim_queue_agents(&queue, 2, &listener, &agents), CCSIM_USAGE);
}

Test(ccsim, frees_nothing_without_harm)
{
    ccsim_stop_free(NULL);
    ccsim_scenario_free(NULL);
    ccsim_result_free(NULL);
}
