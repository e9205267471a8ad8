/* job.c - a scenario, its options and its results held together. Invariant: names refer to the metrics of the job. */
#include "job.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "judge.h"
#include "packed.h"
#include "result.h"
#include "units.h"
#include "version.h"

enum { BLOCKS_MAX = 100 };

ccs_job_options_t ccs_job_options(const ccs_scenario_t *scenario)
{
    return (ccs_job_options_t){.seed = scenario->plan.seed,
        .replications = scenario->plan.replications,
        .threads = ccs_threads_all(),
        .precision = "",
        .settings = "",
        .applied = ""};
}

/* The names as arrays of texts. */
static int collect_names(ccs_job_t *self)
{
    const ccs_metrics_t *const m = &self->metrics;
    const char **const metrics = ccs_arena_array(&self->arena, m->n_metrics, sizeof *metrics);
    const uint32_t n_pairs = m->plan->n_team_pairs, n_agents = ccs_plan_n_watched(m->plan),
                   n_own_offs = ccs_plan_n_own_offs(m->plan), n = ccs_metrics_agent_activity(m, n_own_offs);
    const char **const entities = ccs_arena_array(&self->arena, n, sizeof *entities);

    if (!metrics || !entities) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < m->n_metrics; i++) metrics[i] = m->metrics[i].name;
    for (uint32_t i = 0; i < n; i++) entities[i] = m->entities[i].name;
    self->names = (ccs_names_t){.metrics = metrics,
        .entities = entities,
        .n_metrics = m->n_metrics,
        .n_entities = m->n_entities,
        .has_intervals = self->results.sums != NULL,
        .has_days = m->plan->n_days > 1,
        .pairs = {n_pairs, &entities[ccs_metrics_pair(m, 0)]},
        .agents = {n_agents, &entities[m->n_entities + n_pairs]},
        .agent_activities = {n_own_offs, &entities[m->n_entities + n_pairs + n_agents]},
        .has_agent_intervals = self->results.agent_sums != NULL};
    return 0;
}

/* The share behind the "=": more than nothing and less than the whole, as whoever writes 1 means 1 %. */
static int read_precision(const char *text, const char *equals, double *share, ccs_err_t *err)
{
    double x = 0;

    if (equals && ccs_units_share(equals + 1, share) == 0 && *share > 0 && *share < 1) return 0;
    if (equals && ccs_units_number(equals + 1, &x) == 0 && x >= 1 && x < 100)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--precision",
            "is a share of the figure, less than 1, found \"%s\": write %g%% or %g", text, x, x / 100);
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--precision",
        "must be such as service_level=1%% or asa_s@type/NAME=5%%, more than 0 and less than 100 %%, found \"%s\"", text);
}

/* "METRIC=5%", "METRIC@ENTITY=5%" */
static int aim(ccs_job_t *self, ccs_err_t *err)
{
    const char *const text = self->options.precision, *const equals = strrchr(text, '=');
    const size_t length = strcspn(text, "@=");
    double share = 0;
    int ret = 0;

    self->metric = CCS_NONE;
    self->entity = 0;
    if (text[0] == '\0') return 0;
    CCS_TRY(read_precision(text, equals, &share, err));
    CCS_TRY(ccs_names_find_metric(&self->names, text, length, &self->metric, err));
    if (text[length] == '@') {
        char entity[256];

        snprintf(entity, sizeof entity, "%.*s", (int) (equals - &text[length + 1]), &text[length + 1]);
        CCS_TRY(ccs_names_find_entity(&self->names, entity, &self->entity, err));
    }
    if (!ccs_metrics_apply(&self->metrics, self->metric, self->entity))
        CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, NULL, "--precision", "%s is not defined for %s",
            self->names.metrics[self->metric], self->names.entities[self->entity]));
    self->experiment.precision = share;
    self->wanted_precision = share;
out:
    if (ret) (void) (err && snprintf(err->path, sizeof err->path, "--precision"));
    return ret;
}

static uint32_t max_replications(const ccs_job_options_t *options)
{
    const uint64_t most = (uint64_t) options->replications * BLOCKS_MAX;

    if (options->max_replications > 0) return options->max_replications;
    return most < UINT32_MAX ? (uint32_t) most : UINT32_MAX - 1;
}

/* They serve differences, and bands by interval, which no table shows. */
uint64_t ccs_job_kept_bytes(const ccs_job_options_t *options)
{
    if (options->tables_only && !options->keep_intervals) return 0;
    return options->keep_bytes > 0 ? options->keep_bytes : CCS_RESULTS_KEPT_BYTES;
}

static int measure(void *context, double *reached, ccs_err_t *err)
{
    const ccs_job_t *const self = context;

    (void) err;
    *reached = ccs_experiment_precision(&self->results, self->metric, self->entity);
    return 0;
}

/* Replications that are drawn together are simulated together. */
static int begins_set(const ccs_plan_t *plan, const ccs_job_options_t *options, ccs_err_t *err)
{
    const uint32_t set = ccs_plan_set(plan);

    if (options->first_replication % set == 0) return 0;
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--first-replication",
        "must begin a set of %u replications, which are drawn together (run.variance): 1, %u, %u, found %u", set, set + 1,
        2 * set + 1, options->first_replication + 1);
}

int ccs_job_init(ccs_job_t *self, ccs_scenario_t *scenario, const ccs_job_options_t *options, ccs_err_t *err)
{
    int ret;

    *self = (ccs_job_t){.scenario = scenario, .options = *options, .reached_precision = (double) NAN};
    if (options->precision && *options->precision && options->max_replications > 0 &&
        options->max_replications < options->replications)
        self->options.replications = options->max_replications;
    CCS_TRY(begins_set(&scenario->plan, options, err));
    CCS_TRY(ccs_metrics_init(&self->metrics, &scenario->plan));
    CCS_TRY(ccs_results_init(&self->results, &scenario->plan, &self->metrics, scenario->plan.confidence, err));
    ccs_results_keep(&self->results, options->keep_intervals, ccs_job_kept_bytes(options));
    ccs_kept_expect(&self->results.kept, self->options.replications);
    CCS_TRY(collect_names(self));
    self->threads = ccs_threads(options->threads);
    self->trial = (ccs_trial_t){&scenario->plan, &self->metrics, options->seed, &self->results, NULL, options->first_replication,
        options->keep_replications ? &self->packed : NULL};
    self->experiment = (ccs_experiment_options_t){.replications = self->options.replications,
        .max_replications = max_replications(options),
        .measure = measure,
        .context = self,
        .team = &self->threads.team,
        .audience = options->audience,
        .stop = options->stop,
        .progress = options->progress,
        .listener = options->listener};
    CCS_TRY(aim(self, err));
out:
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    return ret;
}

/* How many figures a metric of an entity has: one over the run, and one for each point of the axis; of agents by interval these alone. */
static uint64_t figures_each(const ccs_job_t *self, enum ccs_axis axis)
{
    const ccs_plan_t *const plan = &self->scenario->plan;

    if (axis == CCS_AXIS_AGENT_INTERVAL) return plan->periods.n_counted;
    return axis == CCS_AXIS_INTERVAL ? 1 + (uint64_t) plan->periods.n_counted
        : axis == CCS_AXIS_DAY       ? 1 + (uint64_t) plan->n_days
                                     : 1;
}

static bool is_by_agent_interval(const ccs_job_t *self, uint32_t metric)
{
    bool any = false;

    for (uint32_t i = 0; i < CCS_N_AGENT_INTERVALS; i++) any = any || self->results.agent_metrics[i] == metric;
    return any;
}

/* What a metric is wanted of: entities, or what stands in their place. @return how many, 0 where it is not wanted or not known so */
static uint32_t count_of(const ccs_job_t *self, const ccs_wanted_t *wanted, uint32_t metric)
{
    const ccs_metrics_t *const m = &self->metrics;
    const enum ccs_axis axis = ccs_wanted_axis(wanted);
    const bool apart = ccs_axis_is_apart(axis);
    const ccs_names_apart_t of = ccs_names_apart(&self->names, axis);
    const uint32_t first = (uint32_t) (of.names - self->names.entities);
    uint32_t n = 0;

    if (!ccs_wanted_metric(wanted, m->metrics[metric].name)) return 0;
    if (axis != CCS_AXIS_RUN && m->metrics[metric].kind == CCS_KIND_QUANTILE) return 0; /* known over the run only */
    if (axis == CCS_AXIS_AGENT_INTERVAL && !is_by_agent_interval(self, metric)) return 0;
    for (uint32_t i = 0; i < of.n && apart; i++)
        n += ccs_wanted_apart(wanted, of.names[i]) && ccs_metrics_apply(m, metric, first + i);
    for (uint32_t e = 0; e < m->n_entities && !apart; e++)
        n += ccs_wanted_entity(wanted, m->entities[e].name) && ccs_metrics_apply(m, metric, e);
    return n;
}

uint64_t ccs_job_figures(const ccs_job_t *self, const ccs_wanted_t *wanted)
{
    const enum ccs_axis axis = ccs_wanted_axis(wanted);
    uint64_t n = 0;

    for (uint32_t i = 0; i < self->metrics.n_metrics; i++) n += count_of(self, wanted, i) * figures_each(self, axis);
    return n;
}

/* "service_level of 4 entities, asa_s of 4 entities, over the run and in 9 intervals" @return NULL without memory */
static const char *name_figures(const ccs_job_t *self, const ccs_wanted_t *wanted, ccs_arena_t *arena)
{
    static const struct {
        const char *place, *one, *many;
    } words[CCS_N_AXES] = {{"over the run", "entity", "entities"}, {"intervals", "entity", "entities"},
        {"days", "entity", "entities"}, {"over the run", "pair", "pairs"}, {"over the run", "agent", "agents"},
        {"intervals", "agent", "agents"}, {"over the run", "activity of an agent", "activities of agents"}};
    const enum ccs_axis axis = ccs_wanted_axis(wanted);
    const uint64_t each = figures_each(self, axis);
    const char *text = "";

    for (uint32_t i = 0; text && i < self->metrics.n_metrics; i++) {
        const uint32_t n = count_of(self, wanted, i);

        if (n > 0)
            text = ccs_arena_printf(arena, "%s%s of %u %s, ", text, self->metrics.metrics[i].name, n,
                n == 1 ? words[axis].one : words[axis].many);
    }
    if (!text || each == 1) return text ? ccs_arena_printf(arena, "%s%s", text, words[axis].place) : NULL;
    if (axis == CCS_AXIS_AGENT_INTERVAL) return ccs_arena_printf(arena, "%sin %" PRIu64 " %s", text, each, words[axis].place);
    return ccs_arena_printf(arena, "%sover the run and in %" PRIu64 " %s", text, each - 1, words[axis].place);
}

int ccs_job_check_wanted(const ccs_job_t *self, const ccs_wanted_t *wanted, ccs_err_t *err)
{
    const int ret = ccs_wanted_check(wanted, &self->names, err);

    if (ret) return ret;
    return ccs_job_figures(self, wanted) > 0 ? 0 : ccs_wanted_refuse(wanted, err);
}

int ccs_job_hold_together(ccs_job_t *self, const ccs_job_t *base, const ccs_wanted_t *wanted, uint32_t n_variants)
{
    const char *const names = name_figures(base, wanted, &self->arena);

    self->together = ccs_job_figures(base, wanted) * (2 * (uint64_t) n_variants - 1);
    self->results.confidence = ccs_estimate_each(self->results.confidence, self->together);
    self->together_of = names && n_variants > 1
        ? ccs_arena_printf(&self->arena, "%s, in each of %u variants and their differences from the base", names, n_variants)
        : names;
    return self->together_of ? 0 : CCS_ERR_NOMEM;
}

int ccs_job_run(ccs_job_t *self, ccs_err_t *err)
{
    return ccs_experiment_run(&self->trial, 1, &self->experiment, err);
}

/* "path: text" of every warning of a list, a line each, behind those that are there. */
static const char *add_lines(ccs_job_t *self, const char *lines, const ccs_err_list_t *list)
{
    for (size_t i = 0; lines && i < list->n; i++) {
        const ccs_err_t *const w = &list->items[i];

        lines = ccs_arena_printf(&self->arena, "%s%s%s%s%s", lines, *lines ? "\n" : "", w->path, *w->path ? ": " : "", w->text);
    }
    return lines;
}

/* What the scenario warned of, where it was compiled first. */
static const char *warned_before(ccs_job_t *self)
{
    return self->options.warned ? self->options.warned : add_lines(self, "", &self->scenario->warnings);
}

int ccs_job_finish(ccs_job_t *self, bool complete, ccs_err_t *err)
{
    ccs_err_list_free(&self->warnings);
    ccs_judge(self, &self->warnings);
    const char *const warned = warned_before(self);
    const ccs_provenance_t provenance = {
        .name = self->options.name ? self->options.name : self->scenario->name,
        .file = self->scenario->stem,
        .scenario = ccs_scenario_text(self->scenario),
        .settings = self->options.settings,
        .applied = self->options.applied,
        .warnings = add_lines(self, warned, &self->warnings),
        .version = CCSIM_VERSION,
        .revision = CCSIM_REVISION,
        .seed = self->options.seed,
        .replications = self->options.replications,
        .first_replication = self->options.first_replication,
        .precision = self->options.precision,
        .precision_wanted = self->wanted_precision,
        .precision_reached = ccs_judge_precision(self),
        .complete = complete,
        .together = self->together,
        .together_of = self->together_of,
        .keep_intervals = self->options.keep_intervals,
        .tables_only = self->options.tables_only,
    };
    const bool whole =
        provenance.scenario && provenance.warnings && self->warnings.n_errors + self->scenario->warnings.n_errors == 0;
    int ret = whole ? ccs_result_make(&self->results, &provenance, &self->data) : CCS_ERR_NOMEM;

    if (ret == 0 && self->options.keep_replications) ret = ccs_packed_add(&self->packed, warned, &self->data);
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the result");
    return ret;
}

void ccs_job_free(ccs_job_t *self)
{
    if (!self) return;
    ccs_dataset_free(&self->data);
    ccs_err_list_free(&self->warnings);
    ccs_results_free(&self->results);
    ccs_parcel_free(&self->packed);
    ccs_metrics_free(&self->metrics);
    ccs_arena_free(&self->arena);
    *self = (ccs_job_t){0};
}
