/* sample.c - replications as records. Invariant: a part is the numerator and denominator of the metric that docs/metrics.md has under its name. */
#include "sample.h"

#include <math.h>
#include <stdlib.h>

#include "replications.h"
#include "time_axis.h"

static const double HOUR_S = 3600, MB = 1 << 20;

/* ---- sight ------------------------------------------------------------------------------------------------------------------------ */

static void find_entities(ccs_sight_t *self)
{
    for (uint32_t e = 0; e < self->metrics.n_entities; e++) {
        const ccs_entity_t *const of = &self->metrics.entities[e];

        if (of->kind == CCS_ENTITY_TYPE) self->of_type[of->id] = e;
        if (of->kind == CCS_ENTITY_GROUP) self->of_team[of->id] = e;
    }
}

int ccs_sight_init(ccs_sight_t *self, const ccs_actual_t *actual)
{
    const ccs_plan_t *const plan = actual->plan;
    int ret;

    *self = (ccs_sight_t){.actual = actual};
    CCS_TRY(ccs_metrics_init(&self->metrics, plan));
    self->of_type = ccs_arena_array(&self->arena, plan->n_types, sizeof *self->of_type);
    self->of_team = ccs_arena_array(&self->arena, plan->n_teams, sizeof *self->of_team);
    self->num = ccs_arena_array(&self->arena, self->metrics.n_metrics, sizeof *self->num);
    self->den = ccs_arena_array(&self->arena, self->metrics.n_metrics, sizeof *self->den);
    CCS_REQUIRE(self->of_type && self->of_team && self->num && self->den, CCS_ERR_NOMEM);
    find_entities(self);
out:
    return ret;
}

void ccs_sight_free(ccs_sight_t *self)
{
    ccs_metrics_free(&self->metrics);
    ccs_arena_free(&self->arena);
    *self = (ccs_sight_t){0};
}

/* A row without further thresholds, of what was evaluated last. */
static ccs_summand_t part_of(const ccs_sight_t *self, enum ccs_metric metric)
{
    uint32_t i = 0;

    while (i < self->metrics.n_metrics &&
        !(self->metrics.metrics[i].metric == metric && self->metrics.metrics[i].threshold == 0 &&
            self->metrics.metrics[i].as == CCS_AS_SUMS))
        i++;
    CCS_BUG_IF(i == self->metrics.n_metrics);
    return (ccs_summand_t){self->num[i], self->den[i]};
}

static void see_type(const ccs_sight_t *self, ccs_summand_t of[CCS_N_MEASURED])
{
    of[CCS_MEASURED_offered] = part_of(self, CCS_METRIC_offered);
    of[CCS_MEASURED_service_level] = part_of(self, CCS_METRIC_service_level);
    of[CCS_MEASURED_abandonment_rate] = part_of(self, CCS_METRIC_abandonment_rate);
    of[CCS_MEASURED_asa_s] = part_of(self, CCS_METRIC_asa_s);
    of[CCS_MEASURED_aht_s] = part_of(self, CCS_METRIC_aht_s);
}

void ccs_sight_parts(const ccs_sight_t *self, const ccs_facts_t *facts, uint32_t subject, uint32_t cell,
    ccs_summand_t of[CCS_N_MEASURED])
{
    const ccs_plan_t *const plan = self->actual->plan;
    const ccs_subject_t *const s = &self->actual->subjects[subject];
    const uint32_t period = plan->periods.first_counted + cell;
    const ccs_record_t record = ccs_facts_cell(facts, period);
    const double open_s = plan->periods.at[period].open ? ccs_axis_lasts_s(plan, period) : (double) NAN;
    const enum ccs_metric agents = self->actual->is_present ? CCS_METRIC_staffed_agents : CCS_METRIC_scheduled_agents;

    double there_s = 0;

    for (int m = 0; m < CCS_N_MEASURED; m++) of[m] = (ccs_summand_t){(double) NAN, 0};
    if (s->n_types == 1) {
        ccs_metrics_evaluate(&self->metrics, facts, &record, self->of_type[s->types[0]], open_s, self->num, self->den);
        see_type(self, of);
    }
    for (uint32_t i = 0; i < s->n_teams && !isnan(open_s); i++) {
        ccs_metrics_evaluate(&self->metrics, facts, &record, self->of_team[s->teams[i]], open_s, self->num, self->den);
        there_s += part_of(self, agents).num;
        ccs_part_add(&of[CCS_MEASURED_occupancy], part_of(self, CCS_METRIC_occupancy));
        of[CCS_MEASURED_agent_hours] = (ccs_summand_t){there_s / HOUR_S, 1}; /* whole seconds add up exactly, hours do not */
    }
}

/* ---- the sample ---------------------------------------------------------------------------------------------------------------- */

typedef struct {
    ccs_replicas_t *sample;
    const ccs_sight_t *sight;
    const ccs_sample_options_t *options;
} work_t;

static ccs_wanted_replication_t wanted(const void *context, uint32_t number)
{
    const work_t *const self = context;

    return (ccs_wanted_replication_t){self->sight->actual->plan, NULL, self->options->seed, number};
}

static int take(void *context, uint32_t number, const ccs_replication_t *replication)
{
    const work_t *const self = context;
    const ccs_actual_t *const actual = self->sight->actual;
    ccs_summand_t *to = &self->sample->parts[(size_t) number * actual->n_subjects * actual->n_cells * CCS_N_MEASURED];

    for (uint32_t s = 0; s < actual->n_subjects; s++)
        for (uint32_t c = 0; c < actual->n_cells; c++, to += CCS_N_MEASURED)
            ccs_sight_parts(self->sight, &replication->flow.facts, s, c, to);
    return 0;
}

double ccs_sample_bytes(const ccs_actual_t *actual, uint32_t n)
{
    return (double) n * actual->n_subjects * actual->n_cells * CCS_N_MEASURED * sizeof(ccs_summand_t);
}

int ccs_sample_run(ccs_replicas_t *self, ccs_sight_t *sight, const ccs_sample_options_t *options, ccs_err_t *err)
{
    const double bytes = ccs_sample_bytes(sight->actual, options->n);
    work_t work = {self, sight, options};
    const ccs_replications_t all = {.context = &work, .wanted = wanted, .take = take, .stop = options->stop};

    if (ccs_plan_draws_apart(sight->actual->plan, "a validation", err) != 0) return CCS_ERR_SCENARIO;
    if (bytes > CCS_SAMPLE_MAX_MB * MB)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--replications",
            "%u replications of %u intervals and %u queues take %.1f GB, more than 1 GB: ask for fewer, or for figures by day (--set 'clock.report=\"day\"')",
            options->n, sight->actual->n_cells, sight->actual->n_subjects, bytes / MB / 1024);
    self->n = options->n;
    self->parts = malloc((size_t) bytes + 1);
    if (!self->parts) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    const int ret = ccs_replications_run(&all, options->team, options->n);

    return ret == CCS_ERR_NOMEM ? ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory") : ret;
}

void ccs_sample_free(ccs_replicas_t *self)
{
    free(self->parts);
    *self = (ccs_replicas_t){0};
}

int ccs_sample_by_size(const void *a, const void *b)
{
    const double x = *(const double *) a, y = *(const double *) b;

    return x < y ? -1 : x > y;
}
