/* results.c - observations and what is estimated from them. What batches of mode steady have of their own: results_steady.c; what is by interval: results_intervals.c. */
#include "results.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "results_parts.h"
#include "time_axis.h"

/* ---- life ----------------------------------------------------------------------------------------------------------------------- */

static bool is_column(const ccs_metrics_t *m, uint32_t metric, uint32_t entity)
{
    return m->metrics[metric].kind != CCS_KIND_QUANTILE && ccs_metrics_apply(m, metric, entity);
}

uint32_t ccs_results_count_columns(const ccs_metrics_t *metrics)
{
    uint32_t n = 0;

    for (uint32_t entity = 0; entity < metrics->n_entities; entity++)
        for (uint32_t metric = 0; metric < metrics->n_metrics; metric++) n += is_column(metrics, metric, entity);
    return n;
}

static int add_columns(ccs_results_t *self)
{
    const ccs_metrics_t *const m = self->metrics;
    const uint32_t n = ccs_results_count_columns(m);

    self->column_metric = ccs_arena_array(&self->arena, n, sizeof *self->column_metric);
    self->column_entity = ccs_arena_array(&self->arena, n, sizeof *self->column_entity);
    if (!self->column_metric || !self->column_entity) return CCS_ERR_NOMEM;
    for (uint32_t entity = 0; entity < m->n_entities; entity++) {
        for (uint32_t metric = 0; metric < m->n_metrics; metric++) {
            if (!is_column(m, metric, entity)) continue;
            self->column_metric[self->n_columns] = metric;
            self->column_entity[self->n_columns++] = entity;
        }
    }
    return 0;
}

static int add_days(ccs_results_t *self)
{
    const ccs_plan_t *const plan = self->plan;

    if (!plan->axis.has_days) return 0;
    self->day_open_s = ccs_arena_array(&self->arena, plan->n_days, sizeof *self->day_open_s);
    if (!self->day_open_s) return CCS_ERR_NOMEM;
    for (uint32_t i = plan->periods.first_counted; i < plan->periods.first_counted + plan->periods.n_counted; i++)
        if (plan->periods.at[i].open) self->day_open_s[ccs_axis_day(plan, i)] += ccs_axis_lasts_s(plan, i);
    return 0;
}

int ccs_results_init_run(ccs_results_t *self, const ccs_plan_t *plan, const ccs_metrics_t *metrics, double confidence,
    ccs_err_t *err)
{
    int ret;

    *self = (ccs_results_t){.plan = plan, .metrics = metrics, .confidence = confidence, .open_s = plan->axis.observation_s};
    self->per_replication = plan->axis.n_observations;
    self->set = plan->axis.is_batched ? 1 : ccs_plan_set(plan);
    ccs_facts_shape(&self->shape, plan);
    self->record_size = self->shape.size;
    if (plan->money) self->n_ledger = (size_t) 2 * plan->money->n_bills * plan->money->n_lines;
    self->waits = ccs_facts_histograms(&self->arena, plan->n_types);
    self->scratch = ccs_facts_histograms(&self->arena, 1);
    if (ccs_plan_is_detailed(plan)) self->spreads = ccs_facts_histograms(&self->arena, CCS_N_SPREADS * plan->n_types);
    self->parts_each = ccs_results_parts(plan);
    self->sections =
        ccs_facts_histograms(&self->arena, (plan->axis.is_batched ? 2 * self->parts_each : CCS_RESULTS_SECTIONS) * plan->n_types);
    self->student = ccs_arena_array(&self->arena, 1, sizeof *self->student);
    self->batching = ccs_arena_array(&self->arena, 1, sizeof *self->batching);
    ret = self->waits && self->scratch && self->sections && self->student && self->batching &&
            (self->spreads || !ccs_plan_is_detailed(plan))
        ? 0
        : CCS_ERR_NOMEM;
    CCS_REQUIRE(ret == 0, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the results"));
    CCS_TRY(add_columns(self));
    CCS_TRY(add_days(self));
out:
    return ret;
}

int ccs_results_init(ccs_results_t *self, const ccs_plan_t *plan, const ccs_metrics_t *metrics, double confidence, ccs_err_t *err)
{
    int ret;

    CCS_TRY(ccs_results_init_run(self, plan, metrics, confidence, err));
    CCS_TRY(ccs_results_start_intervals(self, err));
    ccs_results_keep(self, false, CCS_RESULTS_KEPT_BYTES);
out:
    return ret;
}

void ccs_results_keep(ccs_results_t *self, bool weights, uint64_t max_bytes)
{
    if (self->sums) ccs_kept_init(&self->kept, self->plan->periods.n_counted, self->n_columns, weights, max_bytes);
}

void ccs_results_free(ccs_results_t *self)
{
    if (!self) return;
    free(self->records);
    free(self->day_records);
    free(self->ledgers);
    free(self->quantiles);
    free(self->skipped);
    free(self->sums);
    free(self->agent_sums);
    ccs_kept_free(&self->kept);
    ccs_arena_free(&self->arena);
    *self = (ccs_results_t){0};
}

/* ---- adding a replication ------------------------------------------------------------------------------------------------------- */

static int grow_block(double **block, size_t n_doubles)
{
    double *const grown = realloc(*block, n_doubles * sizeof(double));

    if (!grown) return CCS_ERR_NOMEM;
    *block = grown;
    return 0;
}

static int grow(ccs_results_t *self)
{
    int ret = 0;

    if (self->n_replications < self->cap_replications) return 0;
    const uint32_t cap = self->cap_replications ? 2 * self->cap_replications : (self->per_replication > 1 ? 1 : 64);
    const size_t n_obs = (size_t) cap * self->per_replication;

    CCS_TRY(grow_block(&self->records, n_obs * self->record_size));
    CCS_TRY(grow_block(&self->quantiles, n_obs * self->metrics->n_entities * CCS_N_PERCENTILES));
    if (self->plan->axis.is_batched) {
        uint32_t *const skipped = realloc(self->skipped, cap * sizeof *skipped);

        CCS_REQUIRE(skipped, CCS_ERR_NOMEM);
        self->skipped = skipped;
    }
    if (self->n_ledger > 0) CCS_TRY(grow_block(&self->ledgers, cap * self->n_ledger));
    if (self->plan->axis.has_days) CCS_TRY(grow_block(&self->day_records, (size_t) cap * self->plan->n_days * self->record_size));
    self->cap_replications = cap;
out:
    return ret;
}

static void add_records(ccs_results_t *self, const ccs_facts_t *facts)
{
    const ccs_plan_t *const plan = self->plan;
    const size_t size = self->record_size;
    double *const observations = &self->records[self->n_obs * size];
    double *const days = plan->axis.has_days ? &self->day_records[(size_t) self->n_replications * plan->n_days * size] : NULL;

    memset(observations, 0, self->per_replication * size * sizeof(double));
    if (days) memset(days, 0, plan->n_days * size * sizeof(double));
    for (uint32_t cell = plan->periods.first_counted; cell < plan->periods.first_counted + plan->periods.n_counted; cell++) {
        ccs_facts_add_cell(facts, cell, &observations[ccs_axis_observation(plan, cell) * size]);
        if (days) ccs_facts_add_cell(facts, cell, &days[ccs_axis_day(plan, cell) * size]);
    }
}

void ccs_sums_add(ccs_sums_t *s, double num, double den)
{
    s->num += num;
    s->den += den;
    s->num2 += num * num;
    s->den2 += den * den;
    s->cross += num * den;
}

/* The histograms of a section, one for each type. */
static ccs_histogram_t *section_of(const ccs_results_t *self, uint32_t section)
{
    return &self->sections[(size_t) section * self->plan->n_types];
}

int ccs_results_add(ccs_results_t *self, const ccs_facts_t *facts, const double *quantiles, const ccs_histogram_t *waits,
    const ccs_steady_t *steady)
{
    const size_t n_quantiles = (size_t) self->per_replication * self->metrics->n_entities * CCS_N_PERCENTILES;
    int ret;

    CCS_TRY(grow(self));
    CCS_TRY(ccs_kept_reserve(&self->kept));
    if (self->n_replications == 1 && self->set == 1) CCS_TRY(ccs_results_widen_intervals(self));
    add_records(self, facts);
    if (self->ledgers)
        memcpy(&self->ledgers[self->n_replications * self->n_ledger], facts->ledger, self->n_ledger * sizeof(double));
    memcpy(&self->quantiles[(size_t) self->n_replications * n_quantiles], quantiles, n_quantiles * sizeof(double));
    if (self->plan->axis.is_batched) ccs_results_add_parts(self, steady);
    for (uint32_t type = 0; type < self->plan->n_types && !steady; type++) {
        ccs_histogram_merge(&self->waits[type], &waits[type]);
        if (!self->plan->axis.is_batched)
            ccs_histogram_merge(&section_of(self, self->n_replications / self->set % CCS_RESULTS_SECTIONS)[type], &waits[type]);
    }
    for (uint32_t i = 0; self->spreads && i < CCS_N_SPREADS * self->plan->n_types; i++)
        ccs_histogram_merge(&self->spreads[i], &facts->spreads[i]);
    ccs_results_add_intervals(self, facts);
    ccs_kept_commit(&self->kept);
    self->n_replications++;
    self->n_obs += self->per_replication;
out:
    return ret;
}

static void quantiles_of_entity(const ccs_metrics_t *metrics, const ccs_histogram_t *waits, ccs_histogram_t *scratch,
    uint32_t entity, double *to)
{
    const ccs_fact_rows_t *const types = ccs_metrics_types(metrics, entity);

    ccs_histogram_reset(scratch);
    for (uint32_t i = 0; i < types->n; i++) ccs_histogram_merge(scratch, &waits[types->ids[i]]);
    for (uint32_t i = 0; i < CCS_N_PERCENTILES; i++) to[i] = ccs_histogram_quantile(scratch, ccs_percentile_probability(i));
}

void ccs_results_quantiles(const ccs_metrics_t *metrics, const ccs_histogram_t *waits, ccs_histogram_t *scratch, double *to)
{
    for (uint32_t entity = 0; entity < metrics->n_entities; entity++) {
        double *const own = &to[(size_t) entity * CCS_N_PERCENTILES];

        for (uint32_t i = 0; i < CCS_N_PERCENTILES; i++) own[i] = NAN;
        if (ccs_metrics_types(metrics, entity)->n > 0) quantiles_of_entity(metrics, waits, scratch, entity, own);
    }
}

/* ---- estimates ------------------------------------------------------------------------------------------------------------------ */

ccs_record_t ccs_results_record(const ccs_results_t *self, uint32_t observation)
{
    return ccs_facts_record(&self->shape, &self->records[(size_t) observation * self->record_size]);
}

ccs_record_t ccs_results_day_record(const ccs_results_t *self, uint32_t replication, uint32_t day)
{
    return ccs_facts_record(&self->shape,
        &self->day_records[((size_t) replication * self->plan->n_days + day) * self->record_size]);
}

static const double *quantiles_of(const ccs_results_t *self, uint32_t entity, uint32_t observation)
{
    return &self->quantiles[((size_t) observation * self->metrics->n_entities + entity) * CCS_N_PERCENTILES];
}

/* Whether several days of a replication count each for itself. */
static bool is_of_days(const ccs_results_t *self, const ccs_metric_t *metric)
{
    return metric->kind == CCS_KIND_DAYS || (metric->as != CCS_AS_SUMS && ccs_plan_means_days(self->plan));
}

/* Shares of days, and means of their ratios, are those of the days themselves, where there are several. */
static void evaluate_days(const ccs_results_t *self, uint32_t entity, uint32_t replication, double *num, double *den)
{
    double day_num[CCS_METRICS_MAX], day_den[CCS_METRICS_MAX];

    for (uint32_t day = 0; day < self->plan->n_days; day++) {
        const ccs_record_t record = ccs_results_day_record(self, replication, day);

        ccs_metrics_evaluate(self->metrics, &self->shape, &record, entity, self->open_s, day_num, day_den);
        for (uint32_t i = 0; i < self->metrics->n_metrics; i++) {
            if (!is_of_days(self, &self->metrics->metrics[i])) continue;
            num[i] = day == 0 ? day_num[i] : num[i] + day_num[i];
            den[i] = day == 0 ? day_den[i] : den[i] + day_den[i];
        }
    }
}

/* Numerators and denominators of one observation. */
static void evaluate(const ccs_results_t *self, uint32_t entity, uint32_t observation, double *num, double *den)
{
    const ccs_record_t record = ccs_results_record(self, observation);

    ccs_metrics_evaluate(self->metrics, &self->shape, &record, entity, self->open_s, num, den);
    if (self->day_records) evaluate_days(self, entity, observation, num, den);
}

void ccs_results_observe_entity(const ccs_results_t *self, uint32_t entity, uint32_t observation, double *out, double *weights)
{
    const bool counts = !ccs_results_is_warm_up(self, observation);

    evaluate(self, entity, observation, out, weights);
    for (uint32_t i = 0; i < self->metrics->n_metrics; i++) {
        const ccs_metric_t *const m = &self->metrics->metrics[i];

        if (m->kind == CCS_KIND_QUANTILE) {
            out[i] = quantiles_of(self, entity, observation)[ccs_metric_percentile(m->metric)];
            weights[i] = 1;
        } else {
            out[i] /= weights[i];
        }
        if (counts) continue;
        out[i] = NAN;
        weights[i] = 0;
    }
}

/* Student's quantile for n observations, remembered: estimates come by the thousand with the same n. */
static double t_of(const ccs_results_t *self, uint32_t n)
{
    if (n != self->student->n)
        *self->student = (ccs_student_t){n, n > 1 ? ccs_estimate_t_quantile(self->confidence, n - 1) : (double) NAN};
    return self->student->t;
}

static ccs_estimate_t estimate_around(double mean, double half_width, uint32_t n)
{
    return (ccs_estimate_t){mean, half_width, mean - half_width, mean + half_width, n};
}

static ccs_estimate_t estimate_within(double mean, ccs_interval_t interval, uint32_t n)
{
    return (ccs_estimate_t){mean, 0.5 * (interval.high - interval.low), interval.low, interval.high, n};
}

/* The contacts to which what a share counts might have happened. */
static double contacts_at_risk(const ccs_results_t *self, uint32_t metric, uint32_t entity, double contacts)
{
    if (self->metrics->metrics[metric].as != CCS_AS_SUMS) return 0; /* what its sums count are no contacts */
    return ccs_metrics_can_happen(self->metrics, metric, entity) ? contacts : 0;
}

/* The interval of a share of contacts, or of time: what all had in common, or none, is as sure as so many independent contacts make it. */
static ccs_estimate_t share(const ccs_results_t *self, ccs_estimate_t e, double contacts)
{
    if (isnan(e.half_width)) return e;
    if (e.half_width == 0 && contacts > 0 && (e.mean == 0 || e.mean == 1))
        return estimate_within(e.mean, ccs_estimate_share(e.mean * contacts, contacts, self->confidence), e.n);
    return estimate_within(e.mean, (ccs_interval_t){fmax(0, e.low), fmin(1, e.high)}, e.n);
}

/* A mean of ratios is bent as an amount is, but for shares, which stay within 0 .. 1. What share has none is known as shares of days are. */
static ccs_estimate_t of_ratios(const ccs_results_t *self, const ccs_metric_t *m, const double sums[5], ccs_estimate_t plain)
{
    if (m->as == CCS_AS_LEFT_OUT)
        return estimate_within(plain.mean, ccs_estimate_days(sums, plain.n, self->set, self->confidence), plain.n);
    if (m->kind != CCS_KIND_RATIO) return share(self, plain, 0);
    return estimate_within(plain.mean, ccs_estimate_amount(sums, plain.n, t_of(self, plain.n)), plain.n);
}

ccs_estimate_t ccs_results_from_sums(const ccs_results_t *self, uint32_t metric, uint32_t entity, const ccs_sums_t *s, uint32_t n)
{
    const enum ccs_metric_kind kind = self->metrics->metrics[metric].kind;
    const double sums[] = {s->num, s->den, s->num2, s->den2, s->cross};
    const double factor = kind == CCS_KIND_COUNT ? self->per_replication : 1;
    const double mean = factor * s->num / s->den, t = t_of(self, n);
    const ccs_estimate_t plain = estimate_around(mean, factor * ccs_estimate_ratio_half_width(sums, n, t), n);
    ccs_interval_t amount;

    if (self->metrics->metrics[metric].as != CCS_AS_SUMS) return of_ratios(self, &self->metrics->metrics[metric], sums, plain);
    switch (kind) {
    case CCS_KIND_SHARE:
        return share(self, estimate_within(mean, ccs_estimate_contacts(sums, n, t), n),
            contacts_at_risk(self, metric, entity, s->den));
    case CCS_KIND_TIME_SHARE: return share(self, plain, 0);
    case CCS_KIND_DAYS: return estimate_within(mean, ccs_estimate_days(sums, n, self->set, self->confidence), n);
    case CCS_KIND_COUNT:
    case CCS_KIND_RATIO:
    case CCS_KIND_AVERAGE:
    case CCS_KIND_LEVEL:
    case CCS_KIND_MAXIMUM:
        amount = ccs_estimate_amount(sums, n, t);
        return estimate_within(mean, (ccs_interval_t){factor * amount.low, factor * amount.high}, n);
    case CCS_KIND_QUANTILE: break;
    }
    return plain;
}

/* Counts of a section: waits in all, and those up to a bucket. */
static void add_section(const ccs_results_t *self, uint32_t entity, uint32_t section, uint32_t bucket, ccs_sums_t *sums)
{
    const ccs_fact_rows_t *const types = ccs_metrics_types(self->metrics, entity);
    double all = 0, below = 0;

    for (uint32_t i = 0; i < types->n; i++) {
        const ccs_histogram_t *const waits = &section_of(self, section)[types->ids[i]];

        all += (double) ccs_histogram_count(waits);
        below += (double) ccs_histogram_count_to(waits, bucket);
    }
    ccs_sums_add(sums, below, all);
}

/* Histograms in use. */
static uint32_t n_parts(const ccs_results_t *self)
{
    const bool steady = self->plan->axis.is_batched;
    const uint32_t most = steady ? 2 * ccs_results_parts(self->plan) : CCS_RESULTS_SECTIONS;
    const uint32_t used = steady ? self->n_replications * self->parts_each : ccs_results_observed(self);

    return used < most ? used : most;
}

/* The section of a histogram: itself; in mode steady those of one independent batch are a section together. */
static uint32_t section_of_part(const ccs_results_t *self, uint32_t part)
{
    if (!self->plan->axis.is_batched) return part;
    const uint32_t each = ccs_results_batching(self)->each, n = self->parts_each, of_each = each < n ? each : n;

    return part / n * of_each + part % n * of_each / n;
}

uint32_t ccs_results_sections(const ccs_results_t *self)
{
    const uint32_t n = n_parts(self);

    if (self->plan->axis.is_batched && ccs_results_batching(self)->n == 0) return 0;
    return n > 0 ? section_of_part(self, n - 1) + 1 : 0;
}

/* The share of waits up to the quantile is a ratio over sections, in mode steady over those of each independent batch together. */
static ccs_interval_t share_below(const ccs_results_t *self, uint32_t entity, uint32_t bucket)
{
    const uint32_t n = n_parts(self);
    ccs_residuals_t residuals = {0};
    ccs_sums_t all = {0}, own = {0};

    for (uint32_t section = 0; section < n; section++) add_section(self, entity, section, bucket, &all);
    const double share = all.num / all.den;

    for (uint32_t section = 0; section < n; section++) {
        add_section(self, entity, section, bucket, &own);
        const bool ends = section + 1 == n || section_of_part(self, section + 1) != section_of_part(self, section);

        if (!ends) continue;
        ccs_residuals_add(&residuals, own.num - share * own.den);
        own = (ccs_sums_t){0};
        if (!self->plan->axis.is_batched || (section + 1) % self->parts_each == 0) ccs_residuals_break(&residuals);
    }
    if (self->plan->axis.is_batched) return ccs_residuals_interval(&residuals, share, all.den, t_of(self, residuals.n));
    const double half =
        ccs_estimate_ratio_half_width((const double[]){all.num, all.den, all.num2, all.den2, all.cross}, n, t_of(self, n));

    return (ccs_interval_t){share - half, share + half};
}

/* The ends of the interval of the share of waits up to the quantile, read off the distribution of all waits (the scratch histogram), are those of
 * the quantile's (Woodruff 1952). */
static ccs_interval_t quantile_interval(const ccs_results_t *self, uint32_t entity, double p, double x)
{
    const ccs_interval_t none = {(double) NAN, (double) NAN};

    if (isnan(x) || ccs_results_sections(self) == 0) return none;
    const uint32_t bucket = ccs_histogram_bucket(x);
    const ccs_interval_t share = share_below(self, entity, bucket);
    const double found = (double) ccs_histogram_count_to(self->scratch, bucket) / (double) ccs_histogram_count(self->scratch);

    if (isnan(share.low)) return none;
    return (ccs_interval_t){fmin(x, ccs_histogram_spread_quantile(self->scratch, p - (share.high - found))),
        fmax(x, ccs_histogram_spread_quantile(self->scratch, p + (found - share.low)))};
}

/* The quantiles of all waits together. */
static void estimate_quantiles(const ccs_results_t *self, uint32_t entity, ccs_estimate_t out[CCS_N_PERCENTILES])
{
    double all[CCS_N_PERCENTILES] = {0};

    for (uint32_t i = 0; i < CCS_N_PERCENTILES; i++) out[i] = estimate_around(NAN, NAN, 0);
    if (ccs_metrics_types(self->metrics, entity)->n == 0) return;
    quantiles_of_entity(self->metrics, self->waits, self->scratch, entity, all);
    for (uint32_t i = 0; i < CCS_N_PERCENTILES; i++)
        out[i] = estimate_within(all[i], quantile_interval(self, entity, ccs_percentile_probability(i), all[i]), self->n_obs);
}

void ccs_results_quantiles_without(const ccs_results_t *self, uint32_t entity, uint32_t section, double *out)
{
    const ccs_fact_rows_t *const types = ccs_metrics_types(self->metrics, entity);

    for (uint32_t i = 0; i < CCS_N_PERCENTILES; i++) out[i] = NAN;
    if (types->n == 0) return;
    ccs_histogram_reset(self->scratch);
    for (uint32_t i = 0; i < types->n; i++) {
        const uint32_t type = types->ids[i];

        ccs_histogram_merge(self->scratch, &self->waits[type]);
        for (uint32_t part = 0; part < n_parts(self); part++)
            if (section_of_part(self, part) == section) ccs_histogram_remove(self->scratch, &section_of(self, part)[type]);
    }
    for (uint32_t i = 0; i < CCS_N_PERCENTILES; i++)
        out[i] = ccs_histogram_spread_quantile(self->scratch, ccs_percentile_probability(i));
}

/* ---- estimates over the run ----------------------------------------------------------------------------------------------------- */

/* The residuals of every metric by independent batch. @param ratios  by metric */
static void add_residuals(const ccs_results_t *self, uint32_t entity, const double *ratios, ccs_residuals_t *to)
{
    const uint32_t each = ccs_results_batching(self)->each, n_metrics = self->metrics->n_metrics;
    double num[CCS_METRICS_MAX], den[CCS_METRICS_MAX], own[CCS_METRICS_MAX];

    memset(own, 0, n_metrics * sizeof *own);
    for (uint32_t obs = 0; obs < self->n_obs; obs++) {
        if (ccs_results_is_warm_up(self, obs)) continue;
        evaluate(self, entity, obs, num, den);
        for (uint32_t i = 0; i < n_metrics; i++) own[i] += num[i] - ratios[i] * den[i];
        if (!ccs_results_ends_batch(self, obs, each)) continue;
        for (uint32_t i = 0; i < n_metrics; i++) {
            ccs_residuals_add(&to[i], own[i]);
            if ((obs + 1) % self->per_replication == 0) ccs_residuals_break(&to[i]);
            own[i] = 0;
        }
    }
}

/* Mode steady: intervals from independent batches, none where there are none. */
static void widen_steady(const ccs_results_t *self, uint32_t entity, const ccs_sums_t *sums, ccs_estimate_t *out)
{
    ccs_residuals_t residuals[CCS_METRICS_MAX];
    double ratios[CCS_METRICS_MAX];
    const uint32_t n = ccs_results_batching(self)->n;

    memset(residuals, 0, self->metrics->n_metrics * sizeof *residuals);
    for (uint32_t i = 0; i < self->metrics->n_metrics; i++) ratios[i] = sums[i].num / sums[i].den;
    if (n > 0) add_residuals(self, entity, ratios, residuals);
    for (uint32_t i = 0; i < self->metrics->n_metrics; i++) {
        const enum ccs_metric_kind kind = self->metrics->metrics[i].kind;
        const double factor = kind == CCS_KIND_COUNT ? self->per_replication : 1;
        const bool lone = sums[i].den2 >= sums[i].den * sums[i].den; /* one batch carries all the weight */
        const ccs_interval_t x = n > 1 && !lone ? ccs_residuals_interval(&residuals[i], ratios[i], sums[i].den, t_of(self, n))
                                                : (ccs_interval_t){(double) NAN, (double) NAN};

        if (kind == CCS_KIND_QUANTILE) continue;
        out[i] = estimate_within(factor * ratios[i], (ccs_interval_t){factor * x.low, factor * x.high}, self->n_obs);
        if (kind == CCS_KIND_SHARE) out[i] = share(self, out[i], contacts_at_risk(self, i, entity, sums[i].den));
        if (kind == CCS_KIND_TIME_SHARE) out[i] = share(self, out[i], 0);
    }
}

double ccs_results_events(const ccs_results_t *self, uint32_t metric, uint32_t entity)
{
    double num[CCS_METRICS_MAX], den[CCS_METRICS_MAX];
    ccs_sums_t sums = {0};

    if (!ccs_metrics_apply(self->metrics, metric, entity) || !ccs_metrics_can_happen(self->metrics, metric, entity)) return NAN;
    for (uint32_t obs = 0; obs < self->n_obs; obs++) {
        if (ccs_results_is_warm_up(self, obs)) continue;
        evaluate(self, entity, obs, num, den);
        ccs_sums_add(&sums, num[metric], den[metric]);
    }
    return sums.den > 0 ? fmin(sums.num, sums.den - sums.num) : (double) NAN;
}

/* What was drawn together counts as one. @param num, den  of an observation, set to 0 where its set ends and is added to the sums */
static void add_of_set(const ccs_results_t *self, uint32_t observation, double *num, double *den, ccs_sums_t *sums)
{
    if (!ccs_results_ends_set(self, observation) && observation + 1 < self->n_obs) return;
    for (uint32_t i = 0; i < self->metrics->n_metrics; i++) ccs_sums_add(&sums[i], num[i], den[i]);
    memset(num, 0,
        self->metrics->n_metrics * sizeof *num); /* not in the loop above: clang 14 for wasm32 forgets the numbers then */
    memset(den, 0, self->metrics->n_metrics * sizeof *den);
}

void ccs_results_estimate_entity(const ccs_results_t *self, uint32_t entity, ccs_estimate_t *out)
{
    double num[CCS_METRICS_MAX], den[CCS_METRICS_MAX], set_num[CCS_METRICS_MAX] = {0}, set_den[CCS_METRICS_MAX] = {0};
    ccs_sums_t sums[CCS_METRICS_MAX];
    ccs_estimate_t quantiles[CCS_N_PERCENTILES];

    memset(sums, 0, self->metrics->n_metrics * sizeof *sums);
    for (uint32_t obs = 0; obs < self->n_obs; obs++) {
        if (ccs_results_is_warm_up(self, obs)) continue;
        evaluate(self, entity, obs, num, den);
        for (uint32_t i = 0; i < self->metrics->n_metrics; i++) {
            set_num[i] += num[i];
            set_den[i] += den[i];
        }
        add_of_set(self, obs, set_num, set_den, sums);
    }
    estimate_quantiles(self, entity, quantiles);
    for (uint32_t i = 0; i < self->metrics->n_metrics; i++) {
        const ccs_metric_t *const m = &self->metrics->metrics[i];

        if (m->kind == CCS_KIND_QUANTILE) out[i] = quantiles[ccs_metric_percentile(m->metric)];
        else out[i] = ccs_results_from_sums(self, i, entity, &sums[i], (self->n_obs + self->set - 1) / self->set);
    }
    if (self->plan->axis.is_batched) widen_steady(self, entity, sums, out);
}

void ccs_results_estimate_day(const ccs_results_t *self, uint32_t entity, uint32_t day, ccs_estimate_t *out)
{
    double num[CCS_METRICS_MAX], den[CCS_METRICS_MAX], set_num[CCS_METRICS_MAX] = {0}, set_den[CCS_METRICS_MAX] = {0};
    ccs_sums_t sums[CCS_METRICS_MAX];

    memset(sums, 0, self->metrics->n_metrics * sizeof *sums);
    for (uint32_t r = 0; r < self->n_replications; r++) {
        const ccs_record_t record = ccs_results_day_record(self, r, day);

        ccs_metrics_evaluate(self->metrics, &self->shape, &record, entity, self->day_open_s[day], num, den);
        for (uint32_t i = 0; i < self->metrics->n_metrics; i++) {
            set_num[i] += num[i];
            set_den[i] += den[i];
        }
        add_of_set(self, r, set_num, set_den, sums);
    }
    for (uint32_t i = 0; i < self->metrics->n_metrics; i++)
        out[i] = ccs_results_from_sums(self, i, entity, &sums[i], ccs_results_observed(self));
}

ccs_estimate_t ccs_results_estimate(const ccs_results_t *self, uint32_t metric, uint32_t entity)
{
    ccs_estimate_t all[CCS_METRICS_MAX];

    ccs_results_estimate_entity(self, entity, all);
    return all[metric];
}
