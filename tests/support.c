/* support.c - what tests share. Invariant: a pointer that is returned is never NULL. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile.h"
#include "scenario_read.h"
#include "zone_read.h"

static void give_up(const char *what, const char *about)
{
    fprintf(stderr, "test support: %s\n%s\n", what, about);
    abort();
}

static void *new_zeroed(size_t size)
{
    void *const place = calloc(1, size);

    if (!place) give_up("out of memory", "");
    return place;
}

/* ---- plans ---------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    ccs_plan_t plan; /* first: the caller holds a pointer to it */
    ccs_arena_t arena;
} owned_plan_t;

static void say_errors(const ccs_err_list_t *errors)
{
    for (size_t i = 0; i < errors->n; i++)
        fprintf(stderr, "%s: %s: %s\n", errors->items[i].where, errors->items[i].path, errors->items[i].text);
}

ccs_plan_t *plan_from_text(const char *cfg)
{
    owned_plan_t *const self = new_zeroed(sizeof *self);
    ccs_err_list_t errors = {0};
    ccs_value_t *root = NULL;
    int ret = ccs_scenario_read_text("test.cfg", cfg, strlen(cfg), ".", NULL, 0, &self->arena, &root, &errors);

    if (ret == 0) ret = ccs_compile(root, "test", ccs_zone_read, &self->arena, &self->plan, &errors);
    if (ret) {
        say_errors(&errors);
        give_up("the scenario does not compile", cfg);
    }
    ccs_err_list_free(&errors);
    return &self->plan;
}

void begin_with_whole_gaps(ccs_plan_t *plan)
{
    ccs_type_t *const types = malloc(plan->n_types * sizeof *types);

    if (!types) abort();
    memcpy(types, plan->types, plan->n_types * sizeof *types);
    for (uint32_t i = 0; i < plan->n_types; i++) types[i].arrivals.first_gap = NULL;
    memcpy((void *) (uintptr_t) plan->types, types, plan->n_types * sizeof *types);
    free(types);
}

void plan_delete(ccs_plan_t *plan)
{
    owned_plan_t *const self = (owned_plan_t *) plan;

    if (!self) return;
    ccs_arena_free(&self->arena);
    free(self);
}

uint32_t type_of(const ccs_plan_t *plan, const char *name)
{
    for (uint32_t i = 0; i < plan->n_types; i++)
        if (!strcmp(plan->types[i].name, name)) return i;
    give_up("no such type", name);
    return CCS_NONE;
}

uint32_t group_of(const ccs_plan_t *plan, const char *name)
{
    for (uint32_t i = 0; i < plan->n_groups; i++)
        if (!strcmp(plan->groups[i].name, name)) return i;
    give_up("no such group", name);
    return CCS_NONE;
}

uint32_t pair_of(const ccs_plan_t *plan, const char *type, const char *group)
{
    const uint32_t t = type_of(plan, type), g = group_of(plan, group);

    for (uint32_t i = 0; i < plan->n_pairs; i++)
        if (plan->pairs[i].type == t && plan->pairs[i].group == g) return i;
    give_up("the group does not serve the type", type);
    return CCS_NONE;
}

uint32_t entity_of(const ccs_metrics_t *metrics, const char *name)
{
    for (uint32_t i = 0; i < metrics->n_entities; i++)
        if (!strcmp(metrics->entities[i].name, name)) return i;
    give_up("no such entity", name);
    return CCS_NONE;
}

uint32_t metric_of(const ccs_metrics_t *metrics, const char *name)
{
    for (uint32_t i = 0; i < metrics->n_metrics; i++)
        if (!strcmp(metrics->metrics[i].name, name)) return i;
    give_up("no such metric", name);
    return CCS_NONE;
}

/* ---- one replication ------------------------------------------------------------------------------------------------------------ */

run_t *run_text(const char *cfg)
{
    run_t *const self = new_zeroed(sizeof *self);

    self->plan = plan_from_text(cfg);
    if (ccs_metrics_init(&self->metrics, self->plan) ||
        ccs_replication_init(&self->replication, self->plan, &self->metrics, NULL))
        give_up("out of memory", cfg);
    run_again(self, self->plan->seed, 0);
    return self;
}

void run_again(run_t *self, uint64_t seed, uint32_t number)
{
    if (ccs_replication_run(&self->replication, seed, number)) give_up("the replication failed", self->plan->title);
}

void run_delete(run_t *self)
{
    if (!self) return;
    ccs_replication_free(&self->replication);
    ccs_metrics_free(&self->metrics);
    plan_delete(self->plan);
    free(self);
}

static const ccs_facts_t *facts_of(const run_t *self)
{
    return &self->replication.flow.facts;
}

static double *type_row(const run_t *self, uint32_t cell, uint32_t type)
{
    return ccs_facts_at(facts_of(self), ccs_facts_index(facts_of(self), cell, type));
}

double type_fact(const run_t *self, uint32_t cell, uint32_t type, enum ccs_type_fact fact)
{
    return type_row(self, cell, type)[fact];
}

double pair_fact(const run_t *self, uint32_t cell, uint32_t pair, enum ccs_pair_fact fact)
{
    return ccs_facts_pair(facts_of(self), cell, pair)[fact];
}

double group_fact(const run_t *self, uint32_t cell, uint32_t group, enum ccs_group_fact fact)
{
    return ccs_facts_group(facts_of(self), cell, group)[fact];
}

double trunk_fact(const run_t *self, uint32_t cell, uint32_t trunk, enum ccs_trunk_fact fact)
{
    return ccs_facts_trunk(facts_of(self), cell, trunk)[fact];
}

double answered_within(const run_t *self, uint32_t cell, uint32_t type, uint32_t k)
{
    return *ccs_facts_answered_within(type_row(self, cell, type), k);
}

double abandoned_within(const run_t *self, uint32_t cell, uint32_t type, uint32_t k)
{
    return *ccs_facts_abandoned_within(type_row(self, cell, type), k);
}

double not_yet_due(const run_t *self, uint32_t cell, uint32_t type, uint32_t k)
{
    return *ccs_facts_not_yet_due(type_row(self, cell, type), k);
}

double type_total(const run_t *self, uint32_t type, enum ccs_type_fact fact)
{
    double sum = 0;

    for (uint32_t cell = 0; cell < self->plan->n_cells; cell++) sum += type_fact(self, cell, type, fact);
    return sum;
}

double pair_total(const run_t *self, uint32_t pair, enum ccs_pair_fact fact)
{
    double sum = 0;

    for (uint32_t cell = 0; cell < self->plan->n_cells; cell++) sum += pair_fact(self, cell, pair, fact);
    return sum;
}

double block_total(const run_t *self, enum ccs_block block, uint32_t row, uint32_t fact)
{
    double sum = 0;

    for (uint32_t period = 0; period < self->plan->periods.n; period++)
        sum += ccs_facts_row(facts_of(self), block, period, row)[fact];
    return sum;
}

double figure_of(const run_t *self, const char *metric, double open_s)
{
    double num[CCS_N_METRICS + CCS_N_WITH_THRESHOLDS * CCS_MAX_WITHIN],
        den[CCS_N_METRICS + CCS_N_WITH_THRESHOLDS * CCS_MAX_WITHIN];
    const ccs_record_t record = ccs_facts_cell(facts_of(self), 0);
    const uint32_t at = metric_of(&self->metrics, metric);

    ccs_metrics_evaluate(&self->metrics, facts_of(self), &record, entity_of(&self->metrics, "all"), open_s, num, den);
    return num[at] / den[at];
}

static void keep_row(void *listener, const ccs_contact_row_t *row)
{
    contact_rows_t *const rows = listener;

    if (rows->n == sizeof rows->at / sizeof *rows->at) give_up("the log has too many rows", "");
    rows->at[rows->n++] = *row;
}

contact_rows_t run_log(run_t *self)
{
    contact_rows_t rows = {0};
    ccs_contact_log_t log = {.row = keep_row, .listener = &rows, .share = 1};

    if (ccs_replication_tell(&self->replication, ccs_contact_log_begin(&log, self->plan, 0), self->plan->seed, 0) ||
        ccs_contact_log_end(&log))
        give_up("the log failed", self->plan->title);
    ccs_contact_log_free(&log);
    return rows;
}

/* ---- experiments ---------------------------------------------------------------------------------------------------------------- */

experiment_t *experiment_new(const char *cfg)
{
    experiment_t *const self = new_zeroed(sizeof *self);
    ccs_err_t err;

    self->plan = plan_from_text(cfg);
    self->seed = self->plan->seed;
    self->options = (ccs_experiment_options_t){.replications = self->plan->replications};
    if (ccs_metrics_init(&self->metrics, self->plan)) give_up("out of memory", cfg);
    if (ccs_results_init(&self->results, self->plan, &self->metrics, self->plan->confidence, &err)) give_up(err.text, cfg);
    return self;
}

static int measure(void *context, double *reached, ccs_err_t *err)
{
    const experiment_t *const self = context;

    (void) err;
    *reached = ccs_experiment_precision(&self->results, self->metric, self->entity);
    return 0;
}

int experiment_run(experiment_t *self)
{
    const ccs_trial_t trial = {self->plan, &self->metrics, self->seed, &self->results, NULL, 0, NULL};
    ccs_threads_t threads = ccs_threads(self->threads);
    ccs_err_t err;

    self->options.measure = measure;
    self->options.context = self;
    self->options.team = self->threads > 1 ? &threads.team : NULL;
    self->ret = ccs_experiment_run(&trial, 1, &self->options, &err);
    return self->ret;
}

experiment_t *experiment_text(const char *cfg, uint32_t replications, uint32_t threads)
{
    experiment_t *const self = experiment_new(cfg);

    self->options.replications = replications;
    self->threads = threads;
    if (experiment_run(self)) give_up("the experiment failed", cfg);
    return self;
}

void experiment_delete(experiment_t *self)
{
    if (!self) return;
    ccs_results_free(&self->results);
    ccs_metrics_free(&self->metrics);
    plan_delete(self->plan);
    free(self);
}

ccs_estimate_t estimate_of(const experiment_t *self, const char *metric, const char *entity)
{
    return ccs_results_estimate(&self->results, metric_of(&self->metrics, metric), entity_of(&self->metrics, entity));
}

static bool same_doubles(const double *a, const double *b, size_t n)
{
    return n == 0 || memcmp(a, b, n * sizeof *a) == 0;
}

static bool same_waits(const ccs_results_t *a, const ccs_results_t *b)
{
    for (uint32_t type = 0; type < a->plan->n_types; type++)
        if (a->waits[type].max != b->waits[type].max ||
            memcmp(a->waits[type].counts, b->waits[type].counts, CCS_HISTOGRAM_BUCKETS * sizeof *a->waits[type].counts) != 0)
            return false;
    return true;
}

const char *results_difference(const ccs_results_t *a, const ccs_results_t *b)
{
    const size_t n_quantiles = (size_t) a->n_obs * a->metrics->n_entities * CCS_N_PERCENTILES;
    const size_t n_days = a->plan->n_days > 1 ? (size_t) a->n_replications * a->plan->n_days : 0;
    const size_t n_sums = a->sums ? (size_t) a->plan->n_counted * a->n_columns * sizeof *a->sums / sizeof(double) : 0;

    if (a->n_replications != b->n_replications || a->n_obs != b->n_obs) return "number of replications";
    if (a->record_size != b->record_size || a->n_columns != b->n_columns) return "layout";
    if (!same_doubles(a->records, b->records, a->n_obs * a->record_size)) return "records";
    if (!same_doubles(a->day_records, b->day_records, n_days * a->record_size)) return "records of days";
    if (!same_doubles(a->quantiles, b->quantiles, n_quantiles)) return "quantiles";
    if (!same_doubles((const double *) a->sums, (const double *) b->sums, n_sums)) return "sums by interval";
    return same_waits(a, b) ? NULL : "histograms of waits";
}

static void count_told(void *listener, const ccs_moment_t *moment)
{
    (void) moment;
    ++*(uint64_t *) listener;
}

bool is_same_told(const char *cfg)
{
    ccs_plan_t *const plan = plan_from_text(cfg);
    ccs_flow_t flows[2];
    uint64_t n_told = 0;
    ccs_told_t told = {.tell = count_told, .listener = &n_told};
    bool same = true;

    for (int i = 0; i < 2; i++) {
        same = ccs_flow_init(&flows[i], plan) == 0 && same;
        if (i == 1) ccs_flow_tell(&flows[i], &told);
        for (uint32_t replication = 0; replication < 5 && same; replication++) {
            same = ccs_flow_start(&flows[i], 3, replication) == 0 && ccs_flow_loop(&flows[i]) == 0;
            if (same) ccs_flow_finish(&flows[i]);
        }
    }
    same = same && n_told > 1000 &&
        !memcmp(flows[0].facts.doubles, flows[1].facts.doubles, flows[0].facts.n_doubles * sizeof(double));
    for (int i = 0; i < 2; i++) ccs_flow_free(&flows[i]);
    plan_delete(plan);
    return same;
}
