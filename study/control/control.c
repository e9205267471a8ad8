/* control.c - control variates by the factors of days. Invariant: nothing here draws a number that a replication of the result does not have,
 * but for means, whose draws are those of another seed. */
#include "control.h"

#include <math.h>
#include <stdlib.h>

#include "estimate.h"
#include "factor.h"
#include "stream.h"

/* Contacts expected of types that have their factors in common, on a day. */
typedef struct {
    const ccs_type_t *type; /* one of them */
    uint32_t day;
    double expected;
} share_t;

typedef struct {
    share_t *shares;
    uint32_t n;
    double total;
} demand_t;

/* ---- what is expected ------------------------------------------------------------------------------------------------------------ */

static bool by_day(const ccs_plan_t *plan, const ccs_arrivals_t *a)
{
    for (uint32_t i = 0; a->modulation && i < a->modulation->n_factors; i++)
        if (!plan->factors[a->modulation->factors[i]].by_slot) return true;
    return a->day_factor != CCS_NONE;
}

static bool have_in_common(const ccs_arrivals_t *a, const ccs_arrivals_t *b)
{
    const ccs_modulation_t *const x = a->modulation, *const y = b->modulation;

    if (a->day_factor != b->day_factor) return false;
    if (!x || !y) return x == y;
    if (x->n_factors != y->n_factors) return false;
    for (uint32_t i = 0; i < x->n_factors; i++)
        if (x->factors[i] != y->factors[i]) return false;
    return true;
}

static share_t *share_of(demand_t *self, const ccs_type_t *type, uint32_t day)
{
    for (uint32_t i = 0; i < self->n; i++)
        if (self->shares[i].day == day && have_in_common(&self->shares[i].type->arrivals, &type->arrivals))
            return &self->shares[i];
    self->shares[self->n] = (share_t){type, day, 0};
    return &self->shares[self->n++];
}

/* Days run in and out are not counted. */
static int collect(demand_t *self, const ccs_plan_t *plan)
{
    const double begin_s = plan->cells[plan->first_counted].start_s,
                 end_s = plan->cells[plan->first_counted + plan->n_counted - 1].end_s;
    size_t most = 1;

    for (uint32_t t = 0; t < plan->n_types; t++) most += plan->types[t].arrivals.n_rates;
    self->shares = calloc(most, sizeof *self->shares);
    if (!self->shares) return CCS_ERR_NOMEM;
    for (uint32_t t = 0; t < plan->n_types; t++) {
        const ccs_arrivals_t *const a = &plan->types[t].arrivals;

        for (uint32_t i = a->first_rate; i < a->first_rate + a->n_rates; i++) {
            const ccs_rate_t *const r = &plan->rates[i];
            const double contacts = r->per_s * (r->end_s - r->start_s);

            if (r->start_s < begin_s || r->start_s >= end_s || !(contacts > 0)) continue;
            share_of(self, &plan->types[t], r->day)->expected += contacts;
            self->total += contacts;
        }
    }
    return 0;
}

/* ---- what came ---------------------------------------------------------------------------------------------------------------------- */

static void draw(const demand_t *self, const ccs_plan_t *plan, const ccs_chance_t *chance, double to[CCS_N_CONTROLS])
{
    to[0] = to[1] = 0;
    for (uint32_t i = 0; i < self->n; i++) {
        const share_t *const share = &self->shares[i];
        const double factor = ccs_factors_of_day(plan, share->type, chance, share->day), weight = share->expected / self->total;

        to[0] += weight * factor;
        to[1] += weight * (factor - 1) * (factor - 1);
    }
}

/* Means and covariances by numbers of another seed. */
static void find_means(ccs_controls_t *self, const demand_t *demand, const ccs_plan_t *plan, uint64_t seed)
{
    const uint64_t other = ccs_stream_make(seed, ccs_stream_hash("controls"), 0).key;
    double x[CCS_N_CONTROLS], before[CCS_N_CONTROLS];

    for (uint32_t r = 0; r < CCS_CONTROL_DRAWS; r++) {
        draw(demand, plan, &(ccs_chance_t){other, r}, x);
        for (int i = 0; i < CCS_N_CONTROLS; i++) before[i] = x[i] - self->mean[i];
        for (int i = 0; i < CCS_N_CONTROLS; i++) self->mean[i] += before[i] / (r + 1.0);
        for (int i = 0; i < CCS_N_CONTROLS; i++)
            for (int k = 0; k < CCS_N_CONTROLS; k++)
                self->covariance[i][k] += before[i] * (x[k] - self->mean[k]); /* Welford (1962) */
    }
    for (int i = 0; i < CCS_N_CONTROLS; i++)
        for (int k = 0; k < CCS_N_CONTROLS; k++) self->covariance[i][k] /= CCS_CONTROL_DRAWS - 1.0;
}

static int check(const ccs_plan_t *plan, const ccs_controlled_run_t *run, ccs_err_t *err)
{
    bool any = false;

    for (uint32_t t = 0; t < plan->n_types; t++)
        any = any || (plan->types[t].arrivals.n_rates > 0 && by_day(plan, &plan->types[t].arrivals));
    if (plan->axis.is_batched)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL, "a steady state has no days whose factors could be controls");
    if (!any)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL,
            "nothing to control by: no type has a factor of the day (types.*.arrivals.day_factor)");
    if (ccs_plan_draws_apart(plan, "a control", err) != 0) return CCS_ERR_SCENARIO;
    if (run->n < CCS_CONTROL_LEAST)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL,
            "%u replications are too few to control: %d or more are wanted, such as -r %d", run->n, (int) CCS_CONTROL_LEAST,
            5 * CCS_CONTROL_LEAST);
    return 0;
}

int ccs_controls_init(ccs_controls_t *self, const ccs_plan_t *plan, const ccs_controlled_run_t *run, ccs_err_t *err)
{
    demand_t demand = {0};
    int ret;

    *self = (ccs_controls_t){.n = run->n};
    CCS_TRY(check(plan, run, err));
    self->at = calloc(run->n, sizeof *self->at);
    ret = CCS_ERR_NOMEM;
    if (!self->at || collect(&demand, plan) != 0) {
        (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the controls");
        goto out;
    }
    ret = 0;
    for (uint32_t r = 0; r < run->n; r++) draw(&demand, plan, &(ccs_chance_t){run->seed, run->first + r}, self->at[r]);
    find_means(self, &demand, plan, run->seed);
out:
    free(demand.shares);
    return ret;
}

void ccs_controls_free(ccs_controls_t *self)
{
    if (!self) return;
    free(self->at);
    *self = (ccs_controls_t){0};
}

/* ---- what follows --------------------------------------------------------------------------------------------------------------------- */

/* Sums over replications of deviations from means. */
typedef struct {
    double mean[CCS_N_CONTROLS], squares[CCS_N_CONTROLS][CCS_N_CONTROLS]; /* of controls */
    double products[CCS_N_CONTROLS], figure;                              /* of both; of the figure alone */
} deviations_t;

/* What a replication does to a ratio: 0 on average. */
static double influence(double value, double weight, double ratio, double mean_weight)
{
    return weight == 0 || isnan(value) ? 0 : weight * (value - ratio) / mean_weight;
}

/* Solve squares x = of; a control that does not vary, or is no other than the first, has no part in it. */
static void solve(const double squares[CCS_N_CONTROLS][CCS_N_CONTROLS], const double of[CCS_N_CONTROLS], double x[CCS_N_CONTROLS])
{
    static const double ALIKE = 1e-9, NOTHING = 1e-20; /* controls are about 1, or their squares: what is less is rounding */
    const double a = squares[0][0], b = squares[0][1], c = squares[1][1], determinant = a * c - b * b;

    x[0] = x[1] = 0;
    if (c > NOTHING && determinant > ALIKE * a * c) {
        x[0] = (c * of[0] - b * of[1]) / determinant;
        x[1] = (a * of[1] - b * of[0]) / determinant;
    } else if (a > NOTHING) {
        x[0] = of[0] / a;
    }
}

static deviations_t deviations(const ccs_controls_t *self, const double *z)
{
    deviations_t d = {0};

    for (uint32_t r = 0; r < self->n; r++)
        for (int i = 0; i < CCS_N_CONTROLS; i++) d.mean[i] += self->at[r][i] / self->n;
    for (uint32_t r = 0; r < self->n; r++) {
        for (int i = 0; i < CCS_N_CONTROLS; i++) {
            const double x = self->at[r][i] - d.mean[i];

            d.products[i] += x * z[r];
            for (int k = 0; k < CCS_N_CONTROLS; k++) d.squares[i][k] += x * (self->at[r][k] - d.mean[k]);
        }
        d.figure += z[r] * z[r];
    }
    return d;
}

/* x' of y */
static double product(const double x[CCS_N_CONTROLS], const double y[CCS_N_CONTROLS])
{
    return x[0] * y[0] + x[1] * y[1];
}

/* Variance of the controlled estimate, each residual as if its replication had not been fitted (HC3, MacKinnon and White 1985, which is the
 * jackknife's): the figure bends otherwise than the controls do, and more so on days far out. */
static double variance_of(const ccs_controls_t *self, const deviations_t *d, const double *z, const double *coefficient,
    const double *off)
{
    double sum = 0;

    for (uint32_t r = 0; r < self->n; r++) {
        double x[CCS_N_CONTROLS], leverage[CCS_N_CONTROLS];

        for (int i = 0; i < CCS_N_CONTROLS; i++) x[i] = self->at[r][i] - d->mean[i];
        solve(d->squares, x, leverage);
        const double part = 1.0 / self->n - product(off, leverage), apart = 1 - 1.0 / self->n - product(x, leverage),
                     residual = (z[r] - product(x, coefficient)) / fmax(apart, 1.0 / self->n);

        sum += part * part * residual * residual;
    }
    return sum;
}

/* @param z  influences of the replications on the ratio @param to->plain  is there */
static void control(const ccs_controls_t *self, const double *z, double confidence, ccs_controlled_t *to)
{
    const deviations_t d = deviations(self, z);
    const uint32_t n = self->n, degrees = n - 1 - CCS_N_CONTROLS;
    double off[CCS_N_CONTROLS], spread[CCS_N_CONTROLS];

    solve(d.squares, d.products, to->coefficient);
    for (int i = 0; i < CCS_N_CONTROLS; i++) off[i] = d.mean[i] - self->mean[i];
    for (int i = 0; i < CCS_N_CONTROLS; i++) spread[i] = product(self->covariance[i], to->coefficient);
    const double plain = d.figure / (n - 1.0) / n,
                 variance = variance_of(self, &d, z, to->coefficient, off) + product(spread, to->coefficient) / CCS_CONTROL_DRAWS;

    to->mean = to->plain - product(off, to->coefficient);
    to->half_width = ccs_estimate_t_quantile(confidence, degrees) * sqrt(variance);
    to->plain_half_width = ccs_estimate_t_quantile(confidence, n - 1) * sqrt(plain);
    to->gain = plain / variance;
}

ccs_controlled_t ccs_controls_estimate(const ccs_controls_t *self, const double *values, const double *weights, size_t stride,
    double confidence)
{
    ccs_controlled_t to = {(double) NAN, (double) NAN, (double) NAN, (double) NAN, (double) NAN, {(double) NAN, (double) NAN}};
    double *const z = malloc(self->n * sizeof *z), sum = 0, total = 0;

    for (uint32_t r = 0; r < self->n; r++) {
        const double weight = weights[r * stride], value = values[r * stride];

        if (weight == 0 || isnan(value)) continue;
        sum += weight * value;
        total += weight;
    }
    if (z && total > 0) {
        to.plain = sum / total;
        for (uint32_t r = 0; r < self->n; r++)
            z[r] = influence(values[r * stride], weights[r * stride], to.plain, total / self->n);
        control(self, z, confidence, &to);
    }
    free(z);
    return to;
}
