/* w1.c - W1 (tests/bench/w1.cfg) from a tree of values to a view, by the rooms that a browser takes: engine to analysis/stat, no file and no
 * thread. Prints "metric entity mean half_width", a line for each figure over the run. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile.h"
#include "experiment.h"
#include "result.h"
#include "view.h"

/* A group, or NULL for what stands in the group that was opened last. */
typedef struct {
    enum ccs_value_kind kind;
    const char *key, *text;
    int64_t number;
    int up; /* groups that end behind it */
} line_t;

static const line_t W1[] = {
    {CCS_VALUE_GROUP, "clock", NULL, 0, 0},
    {CCS_VALUE_INT, "days", NULL, 7, 0},
    {CCS_VALUE_STRING, "open", "00:00-24:00", 0, 0},
    {CCS_VALUE_STRING, "interval", "30 min", 0, 0},
    {CCS_VALUE_STRING, "at_close", "drain", 0, 1},
    {CCS_VALUE_GROUP, "types", NULL, 0, 0},
    {CCS_VALUE_GROUP, "contact", NULL, 0, 0},
    {CCS_VALUE_GROUP, "arrivals", NULL, 0, 0},
    {CCS_VALUE_INT, "per_minute", NULL, 100, 1},
    {CCS_VALUE_GROUP, "patience", NULL, 0, 0},
    {CCS_VALUE_STRING, "dist", "exponential", 0, 0},
    {CCS_VALUE_STRING, "mean", "2 min", 0, 1},
    {CCS_VALUE_GROUP, "talk", NULL, 0, 0},
    {CCS_VALUE_STRING, "dist", "exponential", 0, 0},
    {CCS_VALUE_STRING, "mean", "5 min", 0, 1},
    {CCS_VALUE_GROUP, "target", NULL, 0, 0},
    {CCS_VALUE_STRING, "within", "20 s", 0, 1},
    {CCS_VALUE_LIST, "groups", NULL, 0, 0},
    {CCS_VALUE_STRING, NULL, "agents", 0, 3},
    {CCS_VALUE_GROUP, "groups", NULL, 0, 0},
    {CCS_VALUE_GROUP, "agents", NULL, 0, 0},
    {CCS_VALUE_INT, "staff", NULL, 500, 2},
    {CCS_VALUE_GROUP, "run", NULL, 0, 0},
    {CCS_VALUE_STRING, "mode", "day", 0, 0},
    {CCS_VALUE_INT, "replications", NULL, 1, 0},
    {CCS_VALUE_INT, "seed", NULL, 1, 1},
};
enum { N_LINES = sizeof W1 / sizeof W1[0], DEPTH_MAX = 8 };

static ccs_value_t *tree(ccs_arena_t *arena)
{
    ccs_value_t *open[DEPTH_MAX] = {ccs_value_new(arena, CCS_VALUE_GROUP, NULL, "w1", 0)};
    int depth = 0;

    for (int i = 0; open[0] && i < N_LINES; i++) {
        ccs_value_t *const v = ccs_value_new(arena, W1[i].kind, W1[i].key, "w1", (uint32_t) i + 1);

        if (!v) return NULL;
        if (v->kind == CCS_VALUE_INT) v->as.i = W1[i].number;
        if (v->kind == CCS_VALUE_STRING) v->as.text = W1[i].text;
        ccs_value_append(open[depth], v);
        if (v->kind == CCS_VALUE_GROUP || v->kind == CCS_VALUE_LIST) open[++depth] = v;
        depth -= W1[i].up;
    }
    return open[0];
}

/* UTC alone: a browser has no database of time zones either. */
static int find_zone(const char *name, ccs_arena_t *arena, ccs_zone_t *zone, ccs_err_t *err)
{
    (void) arena;
    *zone = (ccs_zone_t){0};
    return strcmp(name, "UTC") == 0 ? 0 : ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL, "no time zone %s here", name);
}

static void print(const ccs_view_t *v)
{
    for (uint32_t m = 0; m < v->n_metrics; m++) {
        for (uint32_t e = 0; e < v->n_entities; e++) {
            if (!ccs_view_applies(v, m, e)) continue;
            const ccs_point_t x = ccs_view_point(v, m, e);

            printf("%s %s %.17g %.17g\n", v->metrics[m], v->entities[e], x.mean, x.half_width);
        }
    }
}

static int run(const ccs_value_t *root, ccs_arena_t *arena, ccs_err_t *err)
{
    ccs_plan_t plan = {0};
    ccs_err_list_t errors = {0};
    ccs_metrics_t metrics = {0};
    ccs_results_t results = {0};
    ccs_dataset_t data = {0};
    ccs_view_t view = {0};
    int ret;

    CCS_TRY(ccs_compile(root, "w1", find_zone, arena, &plan, &errors));
    CCS_TRY(ccs_metrics_init(&metrics, &plan));
    CCS_TRY(ccs_results_init(&results, &plan, &metrics, plan.confidence, err));
    CCS_TRY(ccs_experiment_run(&(ccs_trial_t){&plan, &metrics, plan.seed, &results, NULL, 0, NULL}, 1,
        &(ccs_experiment_options_t){.replications = plan.replications}, err));
    CCS_TRY(ccs_result_make(&results,
        &(ccs_provenance_t){.name = "w1",
            .scenario = "",
            .settings = "",
            .applied = "",
            .warnings = "",
            .version = "",
            .revision = "",
            .seed = plan.seed,
            .replications = plan.replications,
            .precision = "",
            .complete = true,
            .tables_only = true},
        &data));
    CCS_TRY(ccs_view_open(&view, &data, 0, err));
    print(&view);
out:
    for (size_t i = 0; ret && i < errors.n; i++) fprintf(stderr, "%s: %s\n", errors.items[i].path, errors.items[i].text);
    ccs_view_free(&view);
    ccs_dataset_free(&data);
    ccs_results_free(&results);
    ccs_metrics_free(&metrics);
    ccs_err_list_free(&errors);
    return ret;
}

int main(void)
{
    ccs_arena_t arena = {0};
    ccs_err_t err = {0};
    const ccs_value_t *const root = tree(&arena);
    const int ret = root ? run(root, &arena, &err) : CCS_ERR_NOMEM;

    if (ret) fprintf(stderr, "w1: %s (%s)\n", err.text, ccs_err_text(ret));
    ccs_arena_free(&arena);
    return ret ? EXIT_FAILURE : EXIT_SUCCESS;
}
