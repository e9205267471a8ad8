/* compare.c - differences between two results. Invariant: identical results differ by exactly 0 with half-width 0, since both are put
 * through the same operations in the same order. */
#include "compare.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "estimate.h"
#include "paired.h"
#include "role.h"
#include "units.h"
#include "words.h"

/* ---- opening ------------------------------------------------------------------------------------------------------------------- */

/* The entity of the base beside which one of the other stands; CCS_DATA_NONE: none. */
static uint32_t beside_which(const ccs_compare_t *c, uint32_t other)
{
    uint32_t i = 0;

    while (i < c->base->n_entities && c->entities[i] != other) i++;
    return i < c->base->n_entities ? i : CCS_DATA_NONE;
}

/* Let groups take the place of others, each of one only: it is not told of its own name, too, of which the base knows nothing. */
static void match_roles(ccs_compare_t *c)
{
    for (uint32_t i = 0; i < c->base->n_entities; i++) {
        const uint32_t other = ccs_role_of(c->base, i, c->other);

        if (other == CCS_DATA_NONE || !ccs_has_figures(c->base, i)) continue;
        const uint32_t k = beside_which(c, other);

        if (k != CCS_DATA_NONE && ccs_has_figures(c->base, k)) continue;
        if (k != CCS_DATA_NONE) c->entities[k] = CCS_DATA_NONE;
        c->entities[i] = other;
    }
}

uint32_t ccs_compare_beside(const ccs_compare_t *self, uint32_t entity)
{
    const uint32_t other = self->entities[entity];

    return other != CCS_DATA_NONE ? other : ccs_view_entity(self->other, self->base->entities[entity]);
}

static int match_names(ccs_compare_t *c)
{
    const ccs_view_t *const a = c->base, *const b = c->other;

    c->metrics = ccs_arena_array(&c->arena, a->n_metrics, sizeof *c->metrics);
    c->entities = ccs_arena_array(&c->arena, a->n_entities, sizeof *c->entities);
    if (!c->metrics || !c->entities) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < a->n_metrics; i++) c->metrics[i] = ccs_view_metric(b, a->metrics[i]);
    for (uint32_t i = 0; i < a->n_entities; i++) c->entities[i] = ccs_view_entity(b, a->entities[i]);
    match_roles(c);
    return 0;
}

/* The cells METRICsuffix of the other configuration, over entity and interval. */
static int find_stored(ccs_compare_t *c, const char *suffix, const double **to)
{
    const ccs_view_t *const v = c->other;
    const size_t n = (size_t) v->n_entities * v->n_intervals;

    for (uint32_t i = 0; i < v->n_metrics; i++) {
        const char *const name = ccs_arena_printf(&c->arena, "%s%s", v->metrics[i], suffix);
        const ccs_variable_t *const x = name ? ccs_dataset_find(v->data, name) : NULL;

        if (!name) return CCS_ERR_NOMEM;
        if (x && x->type == CCS_DATA_F64 && x->n == n * v->n_configs) to[i] = &x->data.f64[n * v->config];
    }
    return 0;
}

/* Differences from the first configuration of a data set may stand in it. */
static int open_stored(ccs_compare_t *c)
{
    int ret = 0;

    c->stored = ccs_arena_array(&c->arena, c->other->n_metrics, sizeof *c->stored);
    c->stored_half_widths = ccs_arena_array(&c->arena, c->other->n_metrics, sizeof *c->stored_half_widths);
    if (!c->stored || !c->stored_half_widths) return CCS_ERR_NOMEM;
    if (c->base->data != c->other->data || c->base->config != 0 || c->base->n_intervals == 0) return 0;
    CCS_TRY(find_stored(c, "_by_interval_difference", c->stored));
    CCS_TRY(find_stored(c, "_by_interval_difference_half_width", c->stored_half_widths));
    for (uint32_t i = 0; i < c->other->n_metrics; i++)
        if (c->stored[i] && c->stored_half_widths[i]) c->has_intervals = true;
out:
    return ret;
}

/* Not one replication by interval fitted into memory. */
static bool keeps_none(const ccs_view_t *v)
{
    const ccs_attribute_t *const n = ccs_dataset_attribute(v->data, "replications_by_interval");

    return n && n->type == CCS_DATA_U64 && n->u64 == 0;
}

static void explain_intervals(ccs_compare_t *c)
{
    const ccs_view_t *const lacks = !c->base->kept_values ? c->base : !c->other->kept_values ? c->other : NULL;

    if (c->base->kept_values && c->other->kept_values) c->has_intervals = true;
    if (c->has_intervals) return;
    if (c->base->n_intervals == 0) {
        snprintf(c->no_intervals_because, sizeof c->no_intervals_because, "%s", ccs_word("a steady state has no intervals"));
    } else if (lacks && keeps_none(lacks)) {
        snprintf(c->no_intervals_because, sizeof c->no_intervals_because,
            ccs_word("%.60s has too many intervals to keep a replication"), lacks->name);
    } else if (lacks) {
        snprintf(c->no_intervals_because, sizeof c->no_intervals_because,
            ccs_word("%.60s holds no replications by interval; run it with --keep intervals"), lacks->name);
    }
}

/* Customers are those of a type, drawn by its name and the seed: without a common type nobody comes to both. */
static void explain_pairs(ccs_compare_t *c)
{
    const ccs_view_t *const a = c->base, *const b = c->other;
    bool common = a->n_types == 0 || b->n_types == 0;

    for (uint32_t i = 0; i < a->n_types && !common; i++) common = c->entities[a->type_entity[i]] != CCS_DATA_NONE;
    const bool same_seed = !strcmp(a->seed, b->seed), same_sets = a->set == b->set;

    c->paired = common && same_seed && same_sets && a->first_replication == b->first_replication;
    if (c->paired) return;
    if (common && same_seed && !same_sets)
        snprintf(c->unpaired_because, sizeof c->unpaired_because, ccs_word("replications are drawn in sets of %u and of %u"),
            a->set, b->set);
    else if (common && same_seed)
        snprintf(c->unpaired_because, sizeof c->unpaired_because, ccs_word("the replications differ: from %u on and from %u on"),
            a->first_replication, b->first_replication);
    else if (common)
        snprintf(c->unpaired_because, sizeof c->unpaired_because, ccs_word("the seeds differ: %s and %s"), a->seed, b->seed);
    else
        snprintf(c->unpaired_because, sizeof c->unpaired_because, "%s",
            ccs_word("they have no type of one name: other customers come"));
}

/* Whether targets of a type, which both may have, are counted otherwise; of one that is not there a time is NAN. */
static bool differ(const ccs_target_t *a, const ccs_target_t *b)
{
    if (isnan(a->within_s) || isnan(b->within_s)) return false;
    return a->within_s != b->within_s || !ccs_target_counts_as(a, b);
}

static bool counts_otherwise(const ccs_compare_t *c)
{
    for (uint32_t i = 0; i < c->base->n_types; i++)
        for (uint32_t k = 0; k < c->other->n_types; k++)
            if (c->entities[c->base->type_entity[i]] == c->other->type_entity[k] &&
                differ(&c->base->targets[i], &c->other->targets[k]))
                return true;
    return false;
}

bool ccs_compare_counts_otherwise(const ccs_compare_t *self, uint32_t metric)
{
    const char *const name = self->base->metrics[metric];

    return self->counts_otherwise && (!strcmp(name, "service_level") || !strcmp(name, "target_days") || !strncmp(name, "sl_", 3));
}

bool ccs_compare_is_apart(const ccs_compare_t *self, uint32_t metric)
{
    return self->other_currency[0] && ccs_currency_matters(self->base, metric);
}

static double sense_of(const ccs_compare_t *c, uint32_t metric)
{
    return ccs_compare_counts_otherwise(c, metric) ? 0 : c->base->senses[metric];
}

int ccs_compare_open(ccs_compare_t *self, const ccs_view_t *base, const ccs_view_t *other, ccs_err_t *err)
{
    const uint32_t most = base->n_observations > other->n_observations ? base->n_observations : other->n_observations;
    const uint32_t least = base->n_observations < other->n_observations ? base->n_observations : other->n_observations;
    const ccs_horizon_t a = ccs_view_horizon(base), b = ccs_view_horizon(other);
    int ret;

    *self = (ccs_compare_t){.base = base, .other = other, .n = least};
    CCS_TRY(ccs_horizon_same(&a, &b, err));
    CCS_TRY(match_names(self));
    self->counts_otherwise = counts_otherwise(self);
    CCS_TRY(open_stored(self));
    for (int i = 0; i < 2; i++) {
        self->residuals[i] = ccs_arena_array(&self->arena, most, sizeof(double));
        CCS_REQUIRE(self->residuals[i], CCS_ERR_NOMEM);
    }
    explain_intervals(self);
    explain_pairs(self);
    (void) ccs_currency_because(ccs_currency_of(base), ccs_currency_of(other), self->other_currency);
out:
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    return ret;
}

void ccs_compare_free(ccs_compare_t *self)
{
    if (!self) return;
    ccs_arena_free(&self->arena);
    *self = (ccs_compare_t){0};
}

/* ---- verdicts ------------------------------------------------------------------------------------------------------------------ */

/* More observations until a half-width shrinks to this, as 1 / sqrt(n). */
static double observations_for(uint32_t n, double half_width, double wanted)
{
    return wanted > 0 ? n * (half_width / wanted) * (half_width / wanted) : (double) INFINITY;
}

ccs_difference_t ccs_compare_judge(double mean, double half_width, double sense, double margin, uint32_t n)
{
    ccs_difference_t d = {mean, half_width, CCS_CHANGE_UNDECIDED, UINT64_MAX};
    const double size = fabs(mean);

    if (isnan(mean)) {
        d.half_width = (double) NAN;
        d.change = CCS_CHANGE_NONE;
    } else if (isnan(half_width)) {
        return d;
    } else if (size + half_width <= margin) {
        d.change = CCS_CHANGE_SAME;
    } else if (size > half_width) {
        const bool up = mean > 0;

        if (sense > 0 || sense < 0) d.change = up == (sense > 0) ? CCS_CHANGE_BETTER : CCS_CHANGE_WORSE;
        else d.change = up ? CCS_CHANGE_HIGHER : CCS_CHANGE_LOWER;
    } else {
        const double wanted = fmin(observations_for(n, half_width, size), observations_for(n, half_width, margin - size));

        if (wanted < 1e15) d.more = wanted > n ? (uint64_t) ceil(wanted - n) : 1;
        return d;
    }
    d.more = 0;
    return d;
}

const char *ccs_change_name(enum ccs_change change)
{
    static const char *const names[] = {"", "same", "better", "worse", "higher", "lower", "undecided"};

    return names[change];
}

/* ---- differences --------------------------------------------------------------------------------------------------------------- */

/* A variance of an estimate and its degrees of freedom. */
typedef struct {
    double variance;
    uint32_t degrees;
} spread_t;

static double t_of(ccs_compare_t *c, uint32_t degrees)
{
    if (c->t_degrees != degrees || degrees == 0) {
        c->t = ccs_estimate_t_quantile(c->base->confidence, degrees);
        c->t_degrees = degrees;
    }
    return c->t;
}

static double half_width_of(ccs_compare_t *c, spread_t s)
{
    return t_of(c, s.degrees) * sqrt(s.variance);
}

/* Observations of one independent batch are added up: of the one of two results whose batches are longer.
 * @return how many are left, in front; 0: there are none */
static uint32_t by_batch(const ccs_view_t *v, double *x, uint32_t n)
{
    double sums = 0;
    uint32_t left = 0;

    if (!v->groups) return n;
    if (v->n_groups == 0) return 0;
    for (uint32_t i = 0; i < n; i++) {
        sums += x[i];
        if (!ccs_ends_group(v->groups, i, n)) continue;
        x[left++] = sums;
        sums = 0;
    }
    for (uint32_t i = 0; i < left; i++) x[i] *= (double) left / n; /* their mean stays that of the observations */
    return left;
}

static const ccs_view_t *longer_batches(const ccs_view_t *a, const ccs_view_t *b)
{
    if (!a->groups || !b->groups)
        return a->groups ? a : b; /* one whose replications are each for itself, beside sets of others */
    return a->n_groups <= b->n_groups ? a : b;
}

/* Of the mean of n numbers. */
static spread_t spread_of(const double *x, uint32_t n)
{
    double sum = 0, squares = 0;

    if (n < 2) return (spread_t){(double) NAN, 0};
    for (uint32_t i = 0; i < n; i++) sum += x[i];
    for (uint32_t i = 0; i < n; i++) squares += (x[i] - sum / n) * (x[i] - sum / n);
    return (spread_t){squares / (n - 1.0) / n, n - 1};
}

/* Of the difference of two independent estimates (Welch, Satterthwaite). */
static spread_t spread_of_both(spread_t a, spread_t b)
{
    const double sum = a.variance + b.variance;

    if (!(sum > 0)) return (spread_t){sum, a.degrees < b.degrees ? a.degrees : b.degrees};
    const double degrees = sum * sum / (a.variance * a.variance / a.degrees + b.variance * b.variance / b.degrees);

    return (spread_t){sum, degrees < 1 ? 1 : (uint32_t) degrees};
}

/* The residuals of a series. @return its ratio, NAN where it is not defined */
static double linearise(const ccs_series_t *s, double *residuals)
{
    const ccs_linear_t linear = ccs_linearise(s);

    for (uint32_t i = 0; i < s->n; i++) residuals[i] = ccs_linear_residual(&linear, i);
    return linear.ratio;
}

/* Sums over what was judged: replications, or sets of those that are drawn together. */
typedef struct {
    double sum, sum2, days;
    uint32_t n;
    double of_set, days_of_set; /* of the set that is not at its end yet */
} days_t;

/* @param days  of which x is the share; 0: none was judged */
static void add_days(days_t *to, double x, double days)
{
    if (!(days > 0)) return;
    to->of_set += days * x;
    to->days_of_set += days;
}

static void end_set(days_t *to)
{
    if (to->days_of_set > 0) {
        const double x = to->of_set / to->days_of_set;

        to->sum += x;
        to->sum2 += x * x;
        to->days += to->days_of_set;
        to->n++;
    }
    to->of_set = to->days_of_set = 0;
}

static double days_each(const days_t *self)
{
    return self->n > 0 ? fmax(1, self->days / self->n) : 1;
}

static ccs_shrunk_t shrunk_pairs(const ccs_view_t *sets, const ccs_series_t *a, const ccs_series_t *b, uint32_t n,
    uint32_t *judged)
{
    days_t days = {0};

    for (uint32_t i = 0; i < n; i++) {
        const double first = a->weights[i * a->stride], second = b->weights[i * b->stride];

        if (first > 0 && second > 0) add_days(&days, b->values[i * b->stride] - a->values[i * a->stride], fmin(first, second));
        if (ccs_ends_group(sets->groups, i, n)) end_set(&days);
    }
    *judged = days.n;
    return ccs_estimate_shrunk_pairs(days.sum, days.sum2, days.n, days_each(&days));
}

static ccs_shrunk_t shrunk_share(const ccs_view_t *sets, const ccs_series_t *s, uint32_t *judged)
{
    days_t days = {0};

    for (uint32_t i = 0; i < s->n; i++) {
        add_days(&days, s->values[i * s->stride], s->weights[i * s->stride]);
        if (ccs_ends_group(sets->groups, i, s->n)) end_set(&days);
    }
    if (days.n < *judged) *judged = days.n;
    return ccs_estimate_shrunk_share(days.sum, days.sum2, days.n, days_each(&days));
}

/* Of a difference of shares of days: days that were all alike may yet differ. */
static double half_width_of_days(const ccs_compare_t *c, const ccs_series_t *a, const ccs_series_t *b, double mean)
{
    uint32_t judged = a->n < b->n ? a->n : b->n;
    ccs_shrunk_t shrunk;

    if (c->paired) {
        shrunk = shrunk_pairs(longer_batches(c->base, c->other), a, b, judged, &judged);
    } else {
        const ccs_shrunk_t first = shrunk_share(c->base, a, &judged), second = shrunk_share(c->other, b, &judged);

        shrunk =
            (ccs_shrunk_t){second.mean - first.mean, first.variance + second.variance, first.n < second.n ? first.n : second.n};
    }
    return judged > 1 ? ccs_estimate_shrunk_half_width(mean, shrunk, c->base->confidence) : (double) NAN;
}

/* The difference of two ratios of sums. */
static ccs_difference_t difference_of(ccs_compare_t *c, uint32_t metric, const ccs_series_t *a, const ccs_series_t *b)
{
    const double factor =
        !strcmp(c->base->kinds[metric], "count") ? ccs_view_batches(c->base) : 1; /* counts are those of a replication */
    double *const first = c->residuals[0], *const second = c->residuals[1];
    const double mean = factor * (linearise(b, second) - linearise(a, first));
    const uint32_t n = a->n < b->n ? a->n : b->n;
    spread_t spread;

    if (c->paired) {
        for (uint32_t i = 0; i < n; i++) second[i] -= first[i];
        spread = spread_of(second, by_batch(longer_batches(c->base, c->other), second, n));
    } else {
        spread =
            spread_of_both(spread_of(first, by_batch(c->base, first, a->n)), spread_of(second, by_batch(c->other, second, b->n)));
    }
    const bool of_days = !strcmp(c->base->kinds[metric], "share of days");
    const double half_width = of_days ? half_width_of_days(c, a, b, mean) : factor * half_width_of(c, spread);

    return ccs_compare_judge(mean, half_width, sense_of(c, metric), c->base->margins[metric], n);
}

/* The variance of a jackknife from the estimates without each section: (g - 1)^2 times that of their mean. */
static spread_t jackknife(const double *x, uint32_t n)
{
    const spread_t s = spread_of(x, n);

    return (spread_t){s.variance * (n - 1.0) * (n - 1.0), s.degrees};
}

/* Sections of replications, or independent batches; files of 0.1.0 have none in mode steady. */
static bool has_sections(const ccs_view_t *v)
{
    return v->without_section && (v->n_intervals > 0 || v->groups);
}

/* Percentiles of single batches, or of all waits without a section. @return how many; 0 = not held */
static uint32_t collect_percentiles(const ccs_view_t *v, uint32_t metric, uint32_t entity, double *to)
{
    const bool by_section = has_sections(v);
    const double *const from = by_section ? v->without_section : v->values;
    uint32_t n = by_section ? v->n_sections : v->n_observations;

    if (v->groups) n = v->n_groups < n ? v->n_groups : n;
    else if (by_section && v->replications < n) n = (uint32_t) v->replications; /* a stack is as wide as its widest */
    for (uint32_t i = 0; i < n; i++) to[i] = from[((size_t) i * v->n_entities + entity) * v->n_metrics + metric];
    return n;
}

/* Batches without an answered contact have no percentile. @return how many are left, in front */
static uint32_t without_nan(double *x, uint32_t n)
{
    uint32_t left = 0;

    for (uint32_t i = 0; i < n; i++)
        if (!isnan(x[i])) x[left++] = x[i];
    return left;
}

static ccs_difference_t difference_of_percentiles(ccs_compare_t *c, uint32_t metric, uint32_t entity)
{
    const uint32_t other_metric = c->metrics[metric], other_entity = c->entities[entity];
    const double mean = ccs_view_point(c->other, other_metric, other_entity).mean - ccs_view_point(c->base, metric, entity).mean;
    const bool sections = has_sections(c->base) && has_sections(c->other);
    spread_t (*const of)(const double *x, uint32_t n) = sections ? jackknife : spread_of;
    const uint32_t n_base = collect_percentiles(c->base, metric, entity, c->residuals[0]);
    const uint32_t n_other = collect_percentiles(c->other, other_metric, other_entity, c->residuals[1]);
    spread_t spread;

    if (c->paired && n_base == n_other && c->base->n_observations == c->other->n_observations) {
        for (uint32_t i = 0; i < n_base; i++) c->residuals[1][i] -= c->residuals[0][i];
        spread = of(c->residuals[1], without_nan(c->residuals[1], n_base));
    } else {
        spread = spread_of_both(of(c->residuals[0], without_nan(c->residuals[0], n_base)),
            of(c->residuals[1], without_nan(c->residuals[1], n_other)));
    }
    return ccs_compare_judge(mean, half_width_of(c, spread), sense_of(c, metric), c->base->margins[metric], c->n);
}

static const ccs_difference_t no_difference = {.mean = (double) NAN, .half_width = (double) NAN};

static bool both_have(const ccs_compare_t *c, uint32_t metric, uint32_t entity)
{
    const uint32_t m = c->metrics[metric], e = c->entities[entity];

    return m != CCS_DATA_NONE && e != CCS_DATA_NONE && ccs_view_applies(c->base, metric, entity) &&
        ccs_view_applies(c->other, m, e) && !ccs_compare_is_apart(c, metric);
}

ccs_difference_t ccs_compare_point(ccs_compare_t *self, uint32_t metric, uint32_t entity)
{
    const ccs_view_t *const views[] = {self->base, self->other};
    const uint32_t metrics[] = {metric, self->metrics[metric]}, entities[] = {entity, self->entities[entity]};
    ccs_series_t series[2];

    if (!both_have(self, metric, entity)) return no_difference;
    if (!strcmp(self->base->kinds[metric], "quantile")) return difference_of_percentiles(self, metric, entity);
    for (int i = 0; i < 2; i++) {
        series[i] = ccs_series_of(views[i], metrics[i], entities[i]);
        if (self->paired) series[i].n = self->n;
    }
    return difference_of(self, metric, &series[0], &series[1]);
}

ccs_difference_t ccs_compare_point_at(ccs_compare_t *self, uint32_t metric, uint32_t entity, uint32_t interval)
{
    const uint32_t m = self->metrics[metric], e = self->entities[entity];
    ccs_series_t a, b;

    if (!self->has_intervals || !both_have(self, metric, entity)) return no_difference;
    if (self->stored[m] && self->stored_half_widths[m]) {
        const size_t at = (size_t) entity * self->other->n_intervals + interval; /* they are stored as the base numbers them */

        return ccs_compare_judge(self->stored[m][at], self->stored_half_widths[m][at], sense_of(self, metric),
            self->base->margins[metric], self->n);
    }
    if (!ccs_series_kept(self->base, metric, entity, interval, &a) || !ccs_series_kept(self->other, m, e, interval, &b))
        return no_difference;
    if (self->paired) a.n = b.n = a.n < b.n ? a.n : b.n;
    return difference_of(self, metric, &a, &b);
}
