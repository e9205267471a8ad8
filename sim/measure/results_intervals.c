/* results_intervals.c - figures by interval: of entities, a column each, and of single agents where that is asked for. Invariant: of one replication its numerators and
 * denominators are kept alone, of more all sums; the first ones are widened when a second replication comes. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "err.h"
#include "results_parts.h"
#include "time_axis.h"

/* Where replications are drawn together, the numerator and denominator of the set at hand stand behind all sums of those before it. */
enum { FEW_SUMS = 2, ALL_SUMS = sizeof(ccs_sums_t) / sizeof(double), SET_SUMS = ALL_SUMS + 2 };

/* ---- sums ----------------------------------------------------------------------------------------------------------------------- */

static ccs_sums_t sums_of(const double *from, uint32_t each)
{
    ccs_sums_t sums = {0};

    if (each == FEW_SUMS) ccs_sums_add(&sums, from[0], from[1]);
    else memcpy(&sums, from, sizeof sums);
    if (each == SET_SUMS)
        ccs_sums_add(&sums, from[ALL_SUMS], from[ALL_SUMS + 1]); /* a set that is not whole: 0 of both if there is none */
    return sums;
}

/* A second replication comes: from the last on, since all move up. */
static int widen(double **sums, size_t n)
{
    double *const wide = n > 0 ? realloc(*sums, n * sizeof(ccs_sums_t)) : *sums;

    if (!wide) return CCS_ERR_NOMEM;
    for (size_t i = n; i-- > 0;) {
        const ccs_sums_t all = sums_of(&wide[FEW_SUMS * i], FEW_SUMS);

        memcpy(&wide[ALL_SUMS * i], &all, sizeof all);
    }
    *sums = wide;
    return 0;
}

/* Squares and products are those of a set, whose sums are added when it is whole. */
static void add_to_set(double *sums, double num, double den, bool ends)
{
    ccs_sums_t all;

    sums[ALL_SUMS] += num;
    sums[ALL_SUMS + 1] += den;
    if (!ends) return;
    memcpy(&all, sums, sizeof all);
    ccs_sums_add(&all, sums[ALL_SUMS], sums[ALL_SUMS + 1]);
    memcpy(sums, &all, sizeof all);
    sums[ALL_SUMS] = sums[ALL_SUMS + 1] = 0;
}

static void add_figure(const ccs_results_t *self, double *sums, double num, double den)
{
    const uint32_t each = self->sums_each;

    if (each == SET_SUMS) {
        add_to_set(sums, num, den, ccs_results_ends_set(self, self->n_replications));
        return;
    }
    sums[0] += num;
    sums[1] += den;
    if (each == FEW_SUMS) return;
    sums[2] += num * num;
    sums[3] += den * den;
    sums[4] += num * den;
}

/* ---- life ----------------------------------------------------------------------------------------------------------------------- */

/* Those of single agents. */
static int start_agents(ccs_results_t *self, ccs_err_t *err)
{
    const ccs_plan_t *const plan = self->plan;
    const uint64_t bytes = ccs_results_agent_bytes(plan);
    uint32_t n = 0;

    if (bytes == 0) return 0;
    if (bytes > CCS_RESULTS_MAX_BYTES)
        return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, "run.agents",
            "figures of %u agents in %u intervals would take %.2g GB, more than 1 GB: tell them by day (clock.report = \"day\"), or over the run only (agents = \"each\")",
            plan->n_agents, plan->periods.n_counted, (double) bytes / 1e9);
    for (uint32_t i = 0; i < self->metrics->n_metrics; i++) {
        const ccs_metric_t *const m = &self->metrics->metrics[i];

        if (n < CCS_N_AGENT_INTERVALS && m->metric == CCS_AGENT_INTERVALS[n] && m->threshold == 0) self->agent_metrics[n++] = i;
    }
    CCS_BUG_IF(n != CCS_N_AGENT_INTERVALS);
    self->agent_sums = calloc((size_t) (bytes / sizeof(ccs_sums_t)), self->sums_each * sizeof *self->agent_sums);
    return self->agent_sums ? 0
                            : ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the figures of agents by interval");
}

uint64_t ccs_results_agent_bytes(const ccs_plan_t *plan)
{
    const uint64_t n = (uint64_t) plan->periods.n_counted * ccs_plan_n_watched(plan) * CCS_N_AGENT_INTERVALS;

    return plan->axis.has_clock && plan->agent_figures == CCS_AGENT_FIGURES_BY_INTERVAL ? n * sizeof(ccs_sums_t) : 0;
}

int ccs_results_start_intervals(ccs_results_t *self, ccs_err_t *err)
{
    const uint64_t n = (uint64_t) self->plan->periods.n_counted * self->n_columns;
    int ret = 0;

    if (!self->plan->axis.has_clock) return 0;
    if (n * sizeof(ccs_sums_t) > CCS_RESULTS_MAX_BYTES)
        return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, "clock.interval",
            "%u intervals with %u figures each are too many to keep; choose a longer interval, or clock.report = \"week\"",
            self->plan->periods.n_counted, self->n_columns);
    self->sums_each = self->set == 1 ? FEW_SUMS : SET_SUMS;
    CCS_TRY(start_agents(self, err));
    self->sums = calloc((size_t) n, self->sums_each * sizeof *self->sums);
    if (!self->sums) ret = ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the sums by interval");
out:
    return ret;
}

/* ---- adding a replication ------------------------------------------------------------------------------------------------------- */

int ccs_results_widen_intervals(ccs_results_t *self)
{
    int ret = 0;

    if (!self->sums) return 0;
    CCS_TRY(widen(&self->sums, (size_t) self->plan->periods.n_counted * self->n_columns));
    if (self->agent_sums) CCS_TRY(widen(&self->agent_sums, (size_t) (ccs_results_agent_bytes(self->plan) / sizeof(ccs_sums_t))));
    self->sums_each = ALL_SUMS;
out:
    return ret;
}

/* The sums of an agent in a cell, by its number among those that count: the first of CCS_N_AGENT_INTERVALS. */
static double *sums_of_agent(const ccs_results_t *self, uint32_t agent, uint32_t cell)
{
    return &self->agent_sums[((size_t) cell * self->plan->n_agents + agent) * CCS_N_AGENT_INTERVALS * self->sums_each];
}

static void add_agents_of_cell(ccs_results_t *self, const ccs_record_t *record, uint32_t cell, bool open)
{
    double num[CCS_N_AGENT_INTERVALS], den[CCS_N_AGENT_INTERVALS];

    for (uint32_t agent = 0; agent < self->plan->n_agents; agent++) {
        double *const sums = sums_of_agent(self, agent, cell);

        ccs_metrics_evaluate_agent(&record->agent[(size_t) agent * CCS_N_AGENT_FACTS], num, den);
        for (uint32_t i = 0; i < CCS_N_AGENT_INTERVALS; i++) {
            if (!open && ccs_metric_row(CCS_AGENT_INTERVALS[i])->attribution == CCS_AT_SPLIT) den[i] = NAN;
            add_figure(self, &sums[(size_t) i * self->sums_each], num[i], den[i]);
        }
    }
}

/* A cell by its number among those that count. */
static void add_sums_of_cell(ccs_results_t *self, const ccs_facts_t *facts, uint32_t cell, double *num, double *den)
{
    const uint32_t of_plan = self->plan->periods.first_counted + cell;
    const ccs_cell_t *const c = &self->plan->periods.at[of_plan];
    const ccs_record_t record = ccs_facts_cell(facts, of_plan);
    const double open_s = c->open ? ccs_axis_lasts_s(self->plan, of_plan) : (double) NAN;
    double *const sums = &self->sums[(size_t) cell * self->n_columns * self->sums_each];
    const uint32_t n = self->n_columns, each = self->sums_each;

    for (uint32_t column = 0; column < n;) {
        const uint32_t entity = self->column_entity[column];

        ccs_metrics_evaluate(self->metrics, facts, &record, entity, open_s, num, den);
        for (; column < n && self->column_entity[column] == entity; column++) {
            const uint32_t metric = self->column_metric[column];

            /* areas of a closed cell last as long as it is closed: they average nothing */
            if (!c->open && self->metrics->metrics[metric].attribution == CCS_AT_SPLIT) den[metric] = NAN;
            add_figure(self, &sums[(size_t) column * each], num[metric], den[metric]);
            ccs_kept_set(&self->kept, cell, column, num[metric], den[metric]);
        }
    }
    if (self->agent_sums) add_agents_of_cell(self, &record, cell, c->open);
}

void ccs_results_add_intervals(ccs_results_t *self, const ccs_facts_t *facts)
{
    double num[CCS_METRICS_MAX], den[CCS_METRICS_MAX];

    for (uint32_t cell = 0; self->sums && cell < self->plan->periods.n_counted; cell++)
        add_sums_of_cell(self, facts, cell, num, den);
}

/* ---- estimates ------------------------------------------------------------------------------------------------------------------ */

ccs_sums_t ccs_results_sums(const ccs_results_t *self, uint32_t column, uint32_t cell)
{
    return sums_of(&self->sums[((size_t) cell * self->n_columns + column) * self->sums_each], self->sums_each);
}

ccs_estimate_t ccs_results_estimate_column(const ccs_results_t *self, uint32_t column, uint32_t cell)
{
    const ccs_sums_t sums = ccs_results_sums(self, column, cell);

    return ccs_results_from_sums(self, self->column_metric[column], self->column_entity[column], &sums,
        ccs_results_observed(self));
}

ccs_estimate_t ccs_results_estimate_agent(const ccs_results_t *self, uint32_t figure, uint32_t agent, uint32_t cell)
{
    const uint32_t metric = self->agent_metrics[figure], entity = ccs_metrics_agent(self->metrics, agent);
    ccs_sums_t sums = sums_of(&sums_of_agent(self, agent, cell)[(size_t) figure * self->sums_each], self->sums_each);

    if (!ccs_metrics_apply(self->metrics, metric, entity)) sums.num = sums.den = NAN;
    return ccs_results_from_sums(self, metric, entity, &sums, ccs_results_observed(self));
}
