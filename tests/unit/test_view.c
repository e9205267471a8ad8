/* test_view.c - results as tables and JSON see them, from a data set made by hand: names, figures, what is refused. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include "deferred.h"
#include "json.h"
#include "json_write.h"
#include "summary.h"
#include "verdict.h"
#include "wanted.h"

enum { METRICS = 3, ENTITIES = 4, INTERVALS = 2, REPLICATIONS = 7 };

static const char *const metrics[METRICS] = {"offered", "service_level", "occupancy"};
static const char *const kinds[METRICS] = {"count", "ratio", "ratio"};
static const char *const entities[ENTITIES] = {"all", "type/cards", "type/loans", "group/desk"};
static const uint32_t applies[METRICS][ENTITIES] = {{1, 1, 1, 0}, {1, 1, 1, 0}, {1, 0, 0, 1}};
static const double means[METRICS][ENTITIES] = {{238.5, 200.5, 38, NAN}, {0.75, 0.8125, NAN, NAN}, {0.625, NAN, NAN, 0.625}};

static void add_texts(ccs_dataset_t *d, const char *name, uint32_t dim, const char *const *values, size_t n)
{
    ccs_variable_t *const v = ccs_dataset_add(d, name, CCS_DATA_TEXT, &dim, 1);

    for (size_t i = 0; i < n; i++) v->data.text[i] = values[i];
}

static double *add_numbers(ccs_dataset_t *d, const char *name, const uint32_t *dims, uint32_t n_dims)
{
    return ccs_dataset_add(d, name, CCS_DATA_F64, dims, n_dims)->data.f64;
}

static void add_attributes(ccs_dataset_t *d)
{
    static const char *const texts[][2] = {{"mode", "day"}, {"precision", ""}, {"ccsim_version", "2.3.85"},
        {"ccsim_revision", "abc"}};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) ccs_dataset_set_text(d, texts[i][0], texts[i][1]);
    ccs_dataset_set_f64(d, "confidence", 0.95);
    ccs_dataset_set_f64(d, "open_s", 3600);
    ccs_dataset_set_u64(d, "replications_asked", 7);
    ccs_dataset_set_u64(d, "complete", 1);
}

static void add_config(ccs_dataset_t *d, uint32_t config)
{
    static const char *const texts[][2] = {{"config", "bank\"1"}, {"config_title", "A bank"}, {"config_settings", "a.b=1\nc*=2"},
        {"config_scenario", "title = 1;"}};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) add_texts(d, texts[i][0], config, &texts[i][1], 1);
    *ccs_dataset_add(d, "config_seed", CCS_DATA_U64, &config, 1)->data.u64 = UINT64_MAX;
    *ccs_dataset_add(d, "config_replications", CCS_DATA_U64, &config, 1)->data.u64 = REPLICATIONS;
}

static void add_observations(ccs_dataset_t *d, uint32_t config, uint32_t metric, uint32_t entity)
{
    const uint32_t replication = ccs_dataset_add_dim(d, "replication", REPLICATIONS),
                   p = ccs_dataset_add_dim(d, "probability", 2);
    const uint32_t dims[] = {config, replication, entity, metric}, quantiles[] = {config, metric, entity, p};

    (void) ccs_dataset_add(d, "batch", CCS_DATA_U32, &replication, 1);
    (void) add_numbers(d, "value_by_replication", dims, 4);
    (void) add_numbers(d, "weight_by_replication", dims, 4);
    memcpy(add_numbers(d, "probability", &p, 1), (const double[]){0.1, 0.9}, 2 * sizeof(double));
    double *const x = add_numbers(d, "value_quantile", quantiles, 4);

    for (int i = 0; i < METRICS * ENTITIES * 2; i++) x[i] = i;
}

static void add_metrics(ccs_dataset_t *d, uint32_t config, uint32_t entity, uint32_t interval)
{
    const uint32_t whole[] = {config, entity}, parts[] = {config, entity, interval};
    char name[64];

    for (int m = 0; m < METRICS; m++) {
        memcpy(add_numbers(d, metrics[m], whole, 2), means[m], sizeof means[m]);
        snprintf(name, sizeof name, "%s_half_width", metrics[m]);
        double *const half_widths = add_numbers(d, name, whole, 2);

        for (int e = 0; e < ENTITIES; e++) half_widths[e] = 0.05 * means[m][e];
        snprintf(name, sizeof name, "%s_by_interval", metrics[m]);
        double *const x = add_numbers(d, name, parts, 3);

        for (int i = 0; i < ENTITIES * INTERVALS; i++) x[i] = 1000 * m + i;
        snprintf(name, sizeof name, "%s_by_interval_half_width", metrics[m]);
        (void) add_numbers(d, name, parts, 3);
    }
}

/* A result such as a run makes, as far as tables look at it. */
static void fill(ccs_dataset_t *d)
{
    static const char *const units[] = {"1", "1", "1"}, *const texts[] = {"attempts", "level", "busy"},
                             *const types[] = {"cards", "loans"};
    static const char *const labels[] = {"Cards", "Loans"}, *const counted_as[] = {"sl_offered", "sl_offered"},
                             *const attributions[] = {"arrival", "arrival", "split"};
    static const char *const intervals[] = {"2026-03-02T09:00", "2026-03-02 after close"};
    const uint32_t config = ccs_dataset_add_dim(d, "config", 1), metric = ccs_dataset_add_dim(d, "metric", METRICS);
    const uint32_t entity = ccs_dataset_add_dim(d, "entity", ENTITIES), type = ccs_dataset_add_dim(d, "type", 2);
    const uint32_t within = ccs_dataset_add_dim(d, "within", 1), interval = ccs_dataset_add_dim(d, "interval", INTERVALS);
    const uint32_t pairs[] = {metric, entity}, type_within[] = {config, type, within};

    add_attributes(d);
    add_config(d, config);
    add_texts(d, "metric", metric, metrics, METRICS);
    add_texts(d, "metric_unit", metric, units, METRICS);
    add_texts(d, "metric_kind", metric, kinds, METRICS);
    add_texts(d, "metric_text", metric, texts, METRICS);
    add_texts(d, "metric_attribution", metric, attributions, METRICS);
    add_texts(d, "entity", entity, entities, ENTITIES);
    add_texts(d, "type", type, types, 2);
    add_texts(d, "type_label", type, labels, 2);
    memcpy(ccs_dataset_add(d, "type_target_metric", CCS_DATA_TEXT, type_within, 2)->data.text, counted_as, sizeof counted_as);
    add_texts(d, "interval", interval, intervals, INTERVALS);
    memset(ccs_dataset_add(d, "interval_open", CCS_DATA_U32, &interval, 1)->data.u32, 0, INTERVALS * sizeof(uint32_t));
    (void) add_numbers(d, "interval_start_s", &interval, 1);
    (void) add_numbers(d, "interval_end_s", &interval, 1);
    memset(add_numbers(d, "metric_margin", &metric, 1), 0, METRICS * sizeof(double));
    memset(add_numbers(d, "metric_sense", &metric, 1), 0, METRICS * sizeof(double));
    memcpy(ccs_dataset_add(d, "metric_applies", CCS_DATA_U32, pairs, 2)->data.u32, applies, sizeof applies);
    memcpy(add_numbers(d, "type_target", type_within, 2), (const double[]){0.8, NAN}, 2 * sizeof(double));
    memcpy(add_numbers(d, "type_within_s", type_within, 3), (const double[]){20, 20}, 2 * sizeof(double));
    add_metrics(d, config, entity, interval);
    add_observations(d, config, metric, entity);
    cr_assert_not(d->out_of_memory);
}

static ccs_dataset_t data;
static ccs_view_t view;

static void setup(void)
{
    fill(&data);
    cr_assert_eq(ccs_view_open(&view, &data, 0, NULL), 0);
}

static void teardown(void)
{
    ccs_view_free(&view);
    ccs_dataset_free(&data);
}

TestSuite(view, .init = setup, .fini = teardown);

Test(view, finds_figures_by_name)
{
    const uint32_t m = ccs_view_metric(&view, "service_level"), e = ccs_view_entity(&view, "type/cards");

    cr_expect_eq(ccs_view_point(&view, m, e).mean, 0.8125);
    cr_expect_eq(ccs_view_point(&view, m, e).half_width, 0.05 * 0.8125);
    cr_expect_eq(ccs_view_point_at(&view, m, e, 1).mean, 1003);
    cr_expect(isnan(ccs_view_point_at(&view, m, e, 1).half_width));
    cr_expect(ccs_view_applies(&view, m, e));
    cr_expect_not(ccs_view_applies(&view, ccs_view_metric(&view, "occupancy"), e));
    cr_expect_eq(ccs_view_metric(&view, "zebra"), CCS_DATA_NONE);
    cr_expect_eq(ccs_view_quantile(&view, m, e, ccs_view_probability(&view, 0.9)), 2 * (ENTITIES + 1) + 1);
    cr_expect_eq(ccs_view_probability(&view, 0.5), CCS_DATA_NONE);
    cr_expect(isnan(ccs_view_quantile_at(&view, m, e, 0, 0)), "there are none by interval");
    cr_expect_eq(view.n_observations, REPLICATIONS);
    cr_expect_str_eq(view.labels[e], "Cards");
    cr_expect_str_eq(view.labels[ccs_view_entity(&view, "group/desk")], "desk");
}

/* A data set in which a variable or attribute has another name is no result. */
Test(view, refuses_what_is_no_result, .init = NULL, .fini = NULL)
{
    static const char *const needed[] = {"metric", "metric_unit", "metric_kind", "metric_text", "metric_sense", "metric_applies",
        "metric_margin", "metric_attribution", "entity", "interval", "interval_open", "interval_start_s", "type", "type_target",
        "type_within_s", "type_target_metric", "offered", "occupancy_half_width", "config", "config_title", "config_settings",
        "config_scenario", "config_seed", "config_replications", "batch", "value_by_replication", "weight_by_replication",
        "value_quantile"};

    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        ccs_dataset_t d = {0};
        ccs_view_t v;
        ccs_err_t err = {0};

        fill(&d);
        for (size_t k = 0; k < d.n_variables; k++)
            if (!strcmp(d.variables[k].name, needed[i])) d.variables[k].name = "gone";
        cr_expect_eq(ccs_view_open(&v, &d, 0, &err), CCS_ERR_SCENARIO, "without %s", needed[i]);
        ccs_view_free(&v);
        ccs_dataset_free(&d);
    }
    for (size_t i = 0; i < 8; i++) {
        ccs_dataset_t d = {0};
        ccs_view_t v;
        ccs_err_t err = {0};

        fill(&d);
        d.attributes[i].name = "gone";
        cr_expect_eq(ccs_view_open(&v, &d, 0, &err), CCS_ERR_SCENARIO, "without attribute %zu", i);
        ccs_view_free(&v);
        ccs_dataset_free(&d);
    }
}

Test(view, refuses_variables_of_another_length_or_type)
{
    for (size_t k = 0; k < data.n_variables; k++) {
        ccs_view_t v;
        ccs_variable_t *const variable = &data.variables[k];

        const enum ccs_data_type type = variable->type;

        if (strstr(variable->name, "by_interval") || !strcmp(variable->name, "type_label")) continue;
        variable->n--;
        cr_expect_neq(ccs_view_open(&v, &data, 0, NULL), 0, "%s is too short", variable->name);
        ccs_view_free(&v);
        variable->n++;
        variable->type = variable->type == CCS_DATA_F64 ? CCS_DATA_U64 : CCS_DATA_F64;
        cr_expect_neq(ccs_view_open(&v, &data, 0, NULL), 0, "%s is of another type", variable->name);
        ccs_view_free(&v);
        variable->type = type;
    }
}

static int check(const char *by, const char *names, const char *entity, ccs_err_t *err)
{
    const ccs_names_t all = ccs_names_of(&view);

    *err = (ccs_err_t){0};
    return ccs_wanted_check(&(ccs_wanted_t){by, names, entity}, &all, err);
}

Test(view, knows_what_can_be_asked_for)
{
    ccs_err_t err;

    cr_expect_eq(check(NULL, NULL, NULL, &err), 0);
    cr_expect_eq(check("interval", "offered,occupancy", "type/loans", &err), 0);
    cr_expect_eq(check("type", NULL, NULL, &err), 0);
    cr_expect_eq(check("entity", NULL, NULL, &err), 0);
    cr_expect_eq(check("trunk", NULL, NULL, &err), CCS_ERR_USAGE);
    cr_expect_eq(check(NULL, "offered,", NULL, &err), CCS_ERR_USAGE);
    cr_expect_eq(check(NULL, "servicelevel", NULL, &err), CCS_ERR_USAGE);
    cr_expect(strstr(err.text, "\"service_level\""), "%s", err.text);
    cr_expect_eq(check(NULL, NULL, "loans", &err), CCS_ERR_USAGE);
    cr_expect(strstr(err.text, "\"type/loans\""), "%s", err.text);
}

static char *printed(const ccs_wanted_t *wanted, bool json)
{
    char *text = NULL;
    size_t n = 0;
    FILE *const to = open_memstream(&text, &n);

    cr_assert_not_null(to);
    if (json) cr_expect_eq(ccs_json_result(&view, wanted, to, NULL), 0);
    else cr_expect_eq(ccs_summary_print(&view, wanted, (ccs_look_t){0}, to), 0);
    (void) fclose(to);
    return text;
}

Test(view, prints_json_rows_of_what_applies_and_is_wanted)
{
    char *const text = printed(&(ccs_wanted_t){.metrics = "service_level,occupancy", .by = "type"}, true);

    cr_expect_str_eq(text,
        "{\"ccsim\": \"2.3.85\", \"scenario\": \"bank\\\"1\", \"seed\": \"18446744073709551615\", \"replications\": 7, \"confidence\": 0.95, "
        "\"mode\": \"day\", \"settings\": \"a.b=1\\nc*=2\",\n"
        " \"warnings\": [],\n"
        " \"targets\": [\n"
        "  {\"entity\": \"type/cards\", \"counted_as\": \"sl_offered\", \"formula\": \"answered within T / offered\", \"within_s\": 20, "
        "\"wanted\": 0.8, \"mean\": 0.8125, \"half_width\": 0.040625, \"low\": 0.771875, \"high\": 0.853125, \"verdict\": \"undecided\"}\n"
        " ],\n"
        " \"closed_times_met\": [\n"
        "  {\"entity\": \"type/cards\", \"target\": 0.8, \"within_s\": 20, \"judged\": 2, \"met\": 2, \"surely_below\": 0, \"share\": 1, "
        "\"share_of_offered\": 1}\n"
        " ],\n"
        " \"findings\": [\n"
        "  {\"variant\": \"bank\\\"1\",\n"
        "   \"service\": {\"entity\": \"all\", \"mean\": 0.75, \"half_width\": 0.037500000000000006, \"low\": 0.7125, \"high\": 0.7875},\n"
        "   \"targets\": {\"set\": 1, \"met\": 0, \"missed\": 0, \"undecided\": 1, \"days_judged\": null, \"days_reached\": null},\n"
        "   \"lowest_type\": {\"entity\": \"type/cards\", \"mean\": 0.8125, \"half_width\": 0.040625, \"low\": 0.771875, \"high\": 0.853125, \"clear\": true},\n"
        "   \"worst\": null,\n"
        "   \"unstaffed\": null,\n"
        "   \"shortest_group\": null,\n"
        "   \"extremes\": [],\n"
        "   \"grid\": [\n"
        "    {\"entity\": \"group/desk\", \"judged\": 0, \"met\": 0, \"missed\": 0, \"undecided\": 0, \"met_intervals\": [], \"missed_intervals\": [], \"undecided_intervals\": []},\n"
        "    {\"entity\": \"type/cards\", \"judged\": 0, \"met\": 0, \"missed\": 0, \"undecided\": 0, \"met_intervals\": [], \"missed_intervals\": [], \"undecided_intervals\": []},\n"
        "    {\"entity\": \"type/loans\", \"judged\": 0, \"met\": 0, \"missed\": 0, \"undecided\": 0, \"met_intervals\": [], \"missed_intervals\": [], \"undecided_intervals\": []}]}\n"
        " ],\n"
        " \"metrics\": [\n"
        "  {\"metric\": \"service_level\", \"entity\": \"type/cards\", \"mean\": 0.8125, \"half_width\": 0.040625, \"low\": 0.771875, \"high\": 0.853125, \"unit\": \"1\"},\n"
        "  {\"metric\": \"service_level\", \"entity\": \"type/loans\", \"mean\": null, \"half_width\": null, \"low\": null, \"high\": null, \"unit\": \"1\"}\n"
        "]}\n");
    free(text);
}

Test(view, prints_json_texts_that_are_valid_whatever_they_hold)
{
    char *text = NULL;
    size_t n = 0;
    FILE *const to = open_memstream(&text, &n);

    cr_assert_not_null(to);
    ccs_json_text("a\"b\\c\n\t\001é\377\303", to);
    ccs_json_text(NULL, to);
    ccs_json_number(0.1 + 0.2, to);
    ccs_json_number(INFINITY, to);
    (void) fclose(to);
    cr_expect_str_eq(text, "\"a\\\"b\\\\c\\n\\u0009\\u0001é\\ufffd\\ufffd\"null0.30000000000000004null");
    free(text);
}

Test(view, prints_a_summary_with_targets)
{
    char *const text = printed(&(ccs_wanted_t){0}, false);

    cr_expect(strstr(text, "A bank\nMonday 2 March 2026, 7 replications, seed 18446744073709551615, ± at 95 % confidence\n"),
        "%s", text);
    cr_expect(strstr(text, "\nLoans  38.0 ± 1.9          -\n"), "%s", text);
    cr_expect(strstr(text, "\nCards   80 % in 20 s  sl_offered  81 % ± 4            2 of 2  undecided\n"), "%s", text);
    cr_expect(strstr(text, "\nsl_offered: answered within T / offered\n"), "%s", text);
    free(text);
}

/* A file may hold anything, and none of it may command the terminal. */
Test(view, prints_no_control_character_of_a_file)
{
    static const char *const evil = "\033[2J";
    char *text = NULL;
    size_t n = 0;
    FILE *const to = open_memstream(&text, &n);

    cr_assert_not_null(to);
    view.title = view.basis = view.precision = view.together_of = view.settings = view.version = view.file = evil;
    cr_expect_eq(ccs_summary_print(&view, &(ccs_wanted_t){0}, (ccs_look_t){0}, to), 0);
    cr_expect_eq(ccs_summary_print_provenance(&view, to), 0);
    (void) fclose(to);
    cr_expect(!strchr(text, '\033') && strstr(text, "\ntogether: ?[2J\n") && strstr(text, "from scenario ?[2J"), "%s", text);
    free(text);
}

Test(view, says_what_a_target_counts)
{
    char text[CCS_TARGET_FORMULA_MAX];

    cr_expect_str_eq(ccs_target_formula(&(ccs_target_t){0.8, 20, "sl_excl_short", 5, NULL, NAN, 0, false}, text),
        "sl_excl_short: answered within T / (offered - short abandons), short: within 5 s");
    cr_expect_str_eq(ccs_target_formula(&(ccs_target_t){0.8, 20, "sl_offered", NAN, "who is called back is left out", NAN, 0,
                                            false},
                         text),
        "sl_offered: answered within T / offered; who is called back is left out");
    cr_expect_str_eq(ccs_target_formula(&(ccs_target_t){0.8, 20, "sl_of_another_program", NAN, "", NAN, 0, false}, text),
        "sl_of_another_program");
    cr_expect_str_eq(ccs_target_formula(&(ccs_target_t){0.8, 20, "sl_offered", NAN, "", NAN, CCS_PROMISE_OF_ANSWER, true}, text),
        "sl_offered: answered within T / offered; T in business hours");
    cr_expect_str_eq(ccs_target_formula(&(ccs_target_t){0.8, 20, "sl_offered", NAN, "", NAN, CCS_PROMISE_OF_EACH_REPLY, false},
                         text),
        "each_reply: replies within T / replies owed");
}

Test(view, judges_targets_by_the_whole_interval)
{
    cr_expect_eq(ccs_verdict_of(0.8, ccs_point_around(0.83, 0.02)), CCS_VERDICT_MET);
    cr_expect_eq(ccs_verdict_of(0.8, ccs_point_around(0.82, 0.03)), CCS_VERDICT_UNDECIDED);
    cr_expect_eq(ccs_verdict_of(0.8, ccs_point_around(0.78, 0.03)), CCS_VERDICT_UNDECIDED);
    cr_expect_eq(ccs_verdict_of(0.8, ccs_point_around(0.78, 0.01)), CCS_VERDICT_MISSED);
    cr_expect_eq(ccs_verdict_of(0.8, ccs_point_around(0.81, NAN)), CCS_VERDICT_UNDECIDED);
    cr_expect_eq(ccs_verdict_of(0.8, ccs_point_around(NAN, NAN)), CCS_VERDICT_UNDECIDED);
    cr_expect_eq(ccs_verdict_of(NAN, ccs_point_around(0.8, 0.1)), CCS_VERDICT_NONE);
    cr_expect_eq(ccs_verdict_at_most(0.05, ccs_point_around(0.04, 0.01)), CCS_VERDICT_MET);
    cr_expect_eq(ccs_verdict_at_most(0.05, ccs_point_around(0.05, 0.01)), CCS_VERDICT_UNDECIDED);
    cr_expect_eq(ccs_verdict_at_most(0.05, ccs_point_around(0.07, 0.01)), CCS_VERDICT_MISSED);
    cr_expect_eq(ccs_verdict_at_most(0.05, ccs_point_around(0.04, NAN)), CCS_VERDICT_UNDECIDED);
    cr_expect_eq(ccs_verdict_at_most(NAN, ccs_point_around(0.05, 0.01)), CCS_VERDICT_NONE);
    cr_expect_eq(ccs_verdict_judge(&view, 0, CCS_AIM_ABANDONMENT).verdict, CCS_VERDICT_NONE, "a file without bounds");
    cr_expect_str_eq(ccs_verdict_name(CCS_VERDICT_MET), "met");
    cr_expect_str_eq(ccs_verdict_name(CCS_VERDICT_MISSED), "missed");
    cr_expect_str_eq(ccs_verdict_name(CCS_VERDICT_UNDECIDED), "undecided");
    cr_expect_str_eq(ccs_verdict_name(CCS_VERDICT_NONE), "");
    cr_expect_eq(ccs_verdict_unmet(&view), 1, "one target is undecided, which is not met");
}
