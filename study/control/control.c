/* control.c - control variates by the factors of days and by who comes to work. Invariant: nothing here draws a number that a replication of the result does not have,
 * but for means, whose draws are those of another seed. */
#include "control.h"

#include <math.h>
#include <stdlib.h>

#include "agent.h"
#include "estimate.h"
#include "factor.h"
#include "purpose.h"
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

enum { DEMAND, SQUARED, ATTENDANCE, BOTH, N_OF_DEMAND = ATTENDANCE };

static void draw(const demand_t *self, const ccs_plan_t *plan, const ccs_chance_t *chance, double to[CCS_N_CONTROLS])
{
    to[DEMAND] = to[SQUARED] = 0;
    for (uint32_t i = 0; i < self->n; i++) {
        const share_t *const share = &self->shares[i];
        const double factor = ccs_factors_of_day(plan, share->type, chance, share->day), weight = share->expected / self->total;

        to[DEMAND] += weight * factor;
        to[SQUARED] += weight * (factor - 1) * (factor - 1);
    }
}

/* Means and covariances by numbers of another seed. */
static void find_means(ccs_controls_t *self, const demand_t *demand, const ccs_plan_t *plan, uint64_t seed)
{
    const uint64_t other = ccs_stream_make(seed, ccs_stream_hash("controls"), 0).key;
    double x[CCS_N_CONTROLS], before[N_OF_DEMAND];

    for (uint32_t r = 0; r < CCS_CONTROL_DRAWS; r++) {
        draw(demand, plan, &(ccs_chance_t){other, r}, x);
        for (int i = 0; i < N_OF_DEMAND; i++) before[i] = x[i] - self->mean[i];
        for (int i = 0; i < N_OF_DEMAND; i++) self->mean[i] += before[i] / (r + 1.0);
        for (int i = 0; i < N_OF_DEMAND; i++)
            for (int k = 0; k < N_OF_DEMAND; k++)
                self->covariance[i][k] += before[i] * (x[k] - self->mean[k]); /* Welford (1962) */
    }
    for (int i = 0; i < N_OF_DEMAND; i++)
        for (int k = 0; k < N_OF_DEMAND; k++) self->covariance[i][k] /= CCS_CONTROL_DRAWS - 1.0;
}

/* ---- who came ------------------------------------------------------------------------------------------------------------------------ */

/* Hours of agents: scheduled, expected, and there. */
typedef struct {
    double scheduled, expected, there;
} hours_t;

/* Counted opening time before each cell of a plan, and before the end of the last one. */
typedef struct {
    const ccs_plan_t *plan;
    double *open_s; /* [n_cells + 1] */
} open_t;

static int count_open(open_t *self, const ccs_plan_t *plan)
{
    *self = (open_t){plan, calloc((size_t) plan->n_cells + 1, sizeof *self->open_s)};
    if (!self->open_s) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < plan->n_cells; i++) {
        const ccs_cell_t *const cell = &plan->cells[i];
        const bool counts = cell->open && i >= plan->first_counted && i < plan->first_counted + plan->n_counted;

        self->open_s[i + 1] = self->open_s[i] + (counts ? cell->end_s - cell->start_s : 0);
    }
    return 0;
}

/* Before a moment. */
static double open_before(const open_t *self, double time_s)
{
    const ccs_cell_t *const cells = self->plan->cells;
    uint32_t low = 0, high = self->plan->n_cells; /* cells that begin before it lie below high, the others from there on */

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;

        if (cells[middle].start_s < time_s) low = middle + 1;
        else high = middle;
    }
    if (low == 0) return 0;
    const double all_s = self->open_s[low] - self->open_s[low - 1];

    return self->open_s[low - 1] + fmin(all_s, time_s - cells[low - 1].start_s);
}

static double counted_s(const open_t *self, double start_s, double end_s)
{
    return fmax(0, open_before(self, end_s) - open_before(self, start_s));
}

static double phones_s(const open_t *open, const ccs_shift_t *shift)
{
    const ccs_plan_t *const plan = open->plan;
    double sum = 0;

    for (uint32_t i = shift->first_spell; i < shift->first_spell + shift->n_spells; i++)
        if (plan->spells[i].activity == CCS_ON_PHONES) sum += counted_s(open, plan->spells[i].start_s, plan->spells[i].end_s);
    return sum;
}

/* As sim/flow draws it: by the key of the person, and the day of the shift. */
static void add_person(const open_t *open, const ccs_person_t *person, const ccs_stream_t *stream, hours_t *to)
{
    for (uint32_t i = person->first_shift; i < person->first_shift + person->n_shifts; i++) {
        const ccs_shift_t *const shift = &open->plan->shifts[i];
        const double lasts_s = phones_s(open, shift);
        const bool stays_away =
            shift->absent_frac > 0 && ccs_stream_draw(stream, person->key, shift->day, CCS_PURPOSE_ABSENT) < shift->absent_frac;

        to->scheduled += lasts_s;
        to->expected += lasts_s * (1 - shift->absent_frac);
        to->there += stays_away ? 0 : lasts_s;
    }
}

static void add_steps(const open_t *open, const ccs_group_t *group, const ccs_stream_t *stream, hours_t *to)
{
    const ccs_staff_step_t *const steps = open->plan->staff_steps;
    const uint32_t end = group->first_step + group->n_steps;

    for (uint32_t i = group->first_step; i < end; i++) {
        const ccs_staff_step_t *const step = &steps[i];
        const double lasts_s = counted_s(open, step->time_s, i + 1 < end ? steps[i + 1].time_s : (double) INFINITY);

        if (!(lasts_s > 0)) continue;
        to->scheduled += lasts_s * step->agents;
        to->expected += lasts_s * step->agents * (1 - step->absent_frac);
        to->there += lasts_s * ccs_agent_present(stream, step);
    }
}

/* Of a replication. Who has a career is absent by what the career has made of them, which takes a simulation: those count as there. */
static hours_t hours_of(const open_t *open, const ccs_chance_t *chance)
{
    const ccs_plan_t *const plan = open->plan;
    hours_t hours = {0};

    for (uint32_t g = 0; g < plan->n_groups; g++) {
        const ccs_group_t *const group = &plan->groups[g];
        const ccs_stream_t stream = ccs_stream_make(chance->seed, group->name_hash, chance->replication);

        if (plan->careers && plan->careers[g].is_on) continue;
        for (uint32_t i = 0; i < group->n_persons; i++)
            add_person(open, &plan->persons[group->first_person + i], &stream, &hours);
        if (group->n_persons == 0) add_steps(open, group, &stream, &hours);
    }
    return hours;
}

static double share_of_hours(double of, const hours_t *hours)
{
    return hours->scheduled > 0 ? of / hours->scheduled : 1;
}

/* The share of hours that came, and what it and the demand are off their means by, multiplied: independent, so that the mean is 0. */
static int add_attendance(ccs_controls_t *self, const ccs_plan_t *plan, const ccs_controlled_run_t *run)
{
    open_t open;

    if (count_open(&open, plan) != 0) return CCS_ERR_NOMEM;
    for (uint32_t r = 0; r < run->n; r++) {
        const hours_t hours = hours_of(&open, &(ccs_chance_t){run->seed, run->first + r});

        self->mean[ATTENDANCE] = share_of_hours(hours.expected, &hours);
        self->at[r][ATTENDANCE] = share_of_hours(hours.there, &hours);
        self->at[r][BOTH] = (self->at[r][ATTENDANCE] - self->mean[ATTENDANCE]) * (self->at[r][DEMAND] - self->mean[DEMAND]);
    }
    free(open.open_s);
    return 0;
}

/* Whether agents may be absent, or stand for fractions of one. */
static bool varies(const ccs_plan_t *plan)
{
    for (uint32_t i = 0; i < plan->n_shifts; i++)
        if (plan->shifts[i].absent_frac > 0) return true;
    for (uint32_t i = 0; i < plan->n_staff_steps; i++)
        if (plan->staff_steps[i].absent_frac > 0 || plan->staff_steps[i].agents != floor(plan->staff_steps[i].agents))
            return true;
    return false;
}

static int check(const ccs_plan_t *plan, const ccs_controlled_run_t *run, ccs_err_t *err)
{
    bool any = varies(plan);

    for (uint32_t t = 0; t < plan->n_types; t++)
        any = any || (plan->types[t].arrivals.n_rates > 0 && by_day(plan, &plan->types[t].arrivals));
    if (plan->axis.is_batched)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL, "a steady state has no days whose factors could be controls");
    if (!any)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL,
            "nothing to control by: no type has a factor of the day (types.*.arrivals.day_factor), and nobody is absent (groups.*.shrinkage.unplanned)");
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
    if (!self->at || collect(&demand, plan) != 0) goto out;
    for (uint32_t r = 0; r < run->n; r++) draw(&demand, plan, &(ccs_chance_t){run->seed, run->first + r}, self->at[r]);
    find_means(self, &demand, plan, run->seed);
    ret = add_attendance(self, plan, run);
out:
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the controls");
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
    double lower[CCS_N_CONTROLS][CCS_N_CONTROLS], pivot[CCS_N_CONTROLS];  /* squares = L D L'; pivot 0: has no part */
    uint32_t n;                                                           /* that have */
} deviations_t;

/* What a replication does to a ratio: 0 on average. */
static double influence(double value, double weight, double ratio, double mean_weight)
{
    return weight == 0 || isnan(value) ? 0 : weight * (value - ratio) / mean_weight;
}

/* A control that does not vary, or is no other than those before it, has no part. */
static void decompose(deviations_t *d)
{
    static const double ALIKE = 1e-9, NOTHING = 1e-20; /* controls are about 1, or their squares: what is less is rounding */

    for (int i = 0; i < CCS_N_CONTROLS; i++) {
        double pivot = d->squares[i][i];

        for (int k = 0; k < i; k++) {
            double x = d->squares[i][k];

            for (int m = 0; m < k; m++) x -= d->lower[i][m] * d->lower[k][m] * d->pivot[m];
            d->lower[i][k] = d->pivot[k] > 0 ? x / d->pivot[k] : 0;
            pivot -= d->lower[i][k] * d->lower[i][k] * d->pivot[k];
        }
        const bool counts = d->squares[i][i] > NOTHING && pivot > ALIKE * d->squares[i][i];

        d->pivot[i] = counts ? pivot : 0;
        d->n += counts;
    }
}

/* Solve squares x = of. */
static void solve(const deviations_t *d, const double of[CCS_N_CONTROLS], double x[CCS_N_CONTROLS])
{
    for (int i = 0; i < CCS_N_CONTROLS; i++) {
        x[i] = of[i];
        for (int k = 0; k < i; k++)
            if (d->pivot[k] > 0) x[i] -= d->lower[i][k] * x[k];
    }
    for (int i = CCS_N_CONTROLS - 1; i >= 0; i--) {
        x[i] = d->pivot[i] > 0 ? x[i] / d->pivot[i] : 0;
        for (int k = i + 1; k < CCS_N_CONTROLS; k++) x[i] -= d->pivot[i] > 0 ? d->lower[k][i] * x[k] : 0;
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
    decompose(&d);
    return d;
}

/* x' of y */
static double product(const double x[CCS_N_CONTROLS], const double y[CCS_N_CONTROLS])
{
    double sum = 0;

    for (int i = 0; i < CCS_N_CONTROLS; i++) sum += x[i] * y[i];
    return sum;
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
        solve(d, x, leverage);
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
    const uint32_t n = self->n, degrees = n - 1 - d.n;
    double off[CCS_N_CONTROLS], spread[CCS_N_CONTROLS];

    solve(&d, d.products, to->coefficient);
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
    ccs_controlled_t to = {(double) NAN, (double) NAN, (double) NAN, (double) NAN, (double) NAN, {0}};
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
