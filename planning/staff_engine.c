/* staff_engine.c - what replications of many staffings come to, by target and period. Invariant: they are taken in in the order of their numbers. */
#include "staff_engine.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "estimate.h"
#include "metric.h"
#include "replications.h"
#include "staffed_plan.h"

/* Staffings that are simulated together. */
typedef struct {
    const ccs_staff_engine_t *engine;
    const ccs_plan_t *plans; /* by staffing */
    uint32_t n_replications; /* of each */
    ccs_staff_outcome_t *outcomes;
    float *slacks; /* [staffing][target][period][replication], where a probability is asked for; else NULL */
} batch_t;

/* Which replication of which staffing a piece is. */
typedef struct {
    uint32_t staffing, replication;
} piece_t;

static ccs_wanted_replication_t wanted(const void *context, uint32_t number)
{
    const batch_t *const self = context;

    return (ccs_wanted_replication_t){&self->plans[number / self->n_replications], NULL, self->engine->seed,
        self->engine->first + number % self->n_replications};
}

static void add_sums(ccs_staff_sums_t *to, double num, double den)
{
    to->num += num;
    to->den += den;
    to->num2 += num * num;
    to->den2 += den * den;
    to->cross += num * den;
}

static void add_period(ccs_staff_sums_t *to, double frac, double num, double den)
{
    add_sums(to, num, den);
    if (!(den > 0)) return;
    to->n_judged++;
    to->n_met += ccs_metrics_reaches(frac, num, den);
}

/* A replication of one target: its cells, and the periods that they make. Cells of a period lie next to one another.
 * @param whole  receives its contacts besides: those that reach it and all */
static void add_target(const batch_t *self, const ccs_facts_t *facts, piece_t piece, uint32_t target, double whole[2])
{
    const ccs_requirement_t *const asked = self->engine->asked;
    ccs_staff_outcome_t *const to = &self->outcomes[piece.staffing];
    const double frac = asked->targets[target].frac;
    const uint32_t n_cells = asked->plan->n_cells;
    const bool is_of_whole = !asked->targets[target].of_abandonment || !asked->has_levels;
    double num_sum = 0, den_sum = 0;

    for (uint32_t c = 0; c < n_cells; c++) {
        const uint32_t period = asked->period_of[c];
        double num, den;

        if (period == CCS_NONE) continue;
        const ccs_record_t cell = ccs_facts_cell(facts, c);

        ccs_requirement_count(asked, target, facts, &cell, &num, &den);
        to->above[(size_t) target * n_cells + c] += num - frac * den;
        num_sum += num;
        den_sum += den;
        if (c + 1 < n_cells && asked->period_of[c + 1] == period) continue;
        const size_t at = (size_t) target * asked->n_periods + period;

        add_period(&to->sums[at], frac, num_sum, den_sum);
        if (self->slacks)
            self->slacks[((size_t) piece.staffing * asked->n_targets * asked->n_periods + at) * self->n_replications +
                piece.replication] = (float) (num_sum - frac * den_sum);
        if (is_of_whole) {
            whole[0] += num_sum;
            whole[1] += den_sum;
        }
        num_sum = den_sum = 0;
    }
}

static int add(void *context, uint32_t number, const ccs_replication_t *replication)
{
    const batch_t *const self = context;
    const piece_t piece = {number / self->n_replications, number % self->n_replications};
    double whole[2] = {0, 0};

    self->outcomes[piece.staffing].n++;
    for (uint32_t t = 0; t < self->engine->asked->n_targets; t++) add_target(self, &replication->flow.facts, piece, t, whole);
    add_sums(&self->outcomes[piece.staffing].whole, whole[0], whole[1]);
    return 0;
}

static int by_size(const void *a, const void *b)
{
    const float x = *(const float *) a, y = *(const float *) b;

    return x < y ? -1 : x > y;
}

/* Standard error of the slack on average. */
static double error_of(const ccs_staff_sums_t *s, double frac, uint32_t n)
{
    const double mean = (s->num - frac * s->den) / n,
                 squares = s->num2 - 2 * frac * s->cross + frac * frac * s->den2 - n * mean * mean;

    return n > 1 && squares > 0 ? sqrt(squares / (n - 1) / n) : 0;
}

/* The slack of the replication that decides: with so many allowed to miss, the next one must not. Caution asks for a larger share, by standard
 * errors of a share. */
static double deciding_slack(float *slacks, uint32_t n, double probability, double caution)
{
    const double share = probability + caution * sqrt(probability * (1 - probability) / n);
    const double may_miss = floor(fmax(0, 1 - share) * n + 1e-9);

    qsort(slacks, n, sizeof *slacks, by_size);
    return slacks[(uint32_t) fmin(may_miss, n - 1)];
}

static void finish(const batch_t *self, uint32_t staffing)
{
    const ccs_requirement_t *const asked = self->engine->asked;
    ccs_staff_outcome_t *const o = &self->outcomes[staffing];
    const size_t n_rows = (size_t) asked->n_targets * asked->n_periods;

    for (size_t i = 0; i < (size_t) asked->n_targets * asked->plan->n_cells; i++) o->above[i] /= o->n;
    for (size_t i = 0; i < n_rows; i++) {
        const double frac = asked->targets[i / asked->n_periods].frac;

        o->error[i] = error_of(&o->sums[i], frac, o->n);
        if (self->slacks)
            o->slack[i] = deciding_slack(&self->slacks[(staffing * n_rows + i) * self->n_replications], self->n_replications,
                asked->wish.probability, self->engine->caution);
        else o->slack[i] = (o->sums[i].num - frac * o->sums[i].den) / o->n - self->engine->caution * o->error[i];
    }
}

static void reset(const ccs_requirement_t *asked, ccs_staff_outcome_t *o)
{
    const size_t n_rows = (size_t) asked->n_targets * asked->n_periods;

    o->n = 0;
    o->whole = (ccs_staff_sums_t){0};
    memset(o->sums, 0, n_rows * sizeof *o->sums);
    memset(o->slack, 0, n_rows * sizeof *o->slack);
    memset(o->error, 0, n_rows * sizeof *o->error);
    memset(o->above, 0, (size_t) asked->n_targets * asked->plan->n_cells * sizeof *o->above);
}

ccs_staff_outcome_t *ccs_staff_outcomes(const ccs_requirement_t *asked, uint32_t n, ccs_arena_t *arena)
{
    ccs_staff_outcome_t *const outcomes = ccs_arena_array(arena, n, sizeof *outcomes);
    const size_t n_rows = (size_t) asked->n_targets * asked->n_periods;

    for (uint32_t i = 0; outcomes && i < n; i++) {
        outcomes[i] = (ccs_staff_outcome_t){.sums = ccs_arena_array(arena, n_rows, sizeof *outcomes->sums),
            .slack = ccs_arena_array(arena, n_rows, sizeof *outcomes->slack),
            .error = ccs_arena_array(arena, n_rows, sizeof *outcomes->error),
            .above = ccs_arena_array(arena, (size_t) asked->n_targets * asked->plan->n_cells, sizeof *outcomes->above)};
        if (!outcomes[i].sums || !outcomes[i].slack || !outcomes[i].error || !outcomes[i].above) return NULL;
    }
    return outcomes;
}

void ccs_staff_outcome_copy(const ccs_requirement_t *asked, ccs_staff_outcome_t *to, const ccs_staff_outcome_t *from)
{
    const size_t n_rows = (size_t) asked->n_targets * asked->n_periods;

    to->n = from->n;
    to->whole = from->whole;
    memcpy(to->sums, from->sums, n_rows * sizeof *to->sums);
    memcpy(to->slack, from->slack, n_rows * sizeof *to->slack);
    memcpy(to->error, from->error, n_rows * sizeof *to->error);
    memcpy(to->above, from->above, (size_t) asked->n_targets * asked->plan->n_cells * sizeof *to->above);
}

int ccs_staff_simulate_plans(ccs_staff_engine_t *self, const ccs_plan_t *plans, uint32_t n, uint32_t n_replications,
    ccs_staff_outcome_t *outcomes)
{
    const ccs_requirement_t *const asked = self->asked;
    batch_t batch = {.engine = self,
        .plans = plans,
        .n_replications = n_replications > 0 && n_replications < self->n ? n_replications : self->n,
        .outcomes = outcomes};
    const ccs_replications_t work = {.context = &batch, .wanted = wanted, .take = add, .stop = self->stop};
    ccs_arena_t arena = {0};
    int ret = 0;

    for (uint32_t i = 0; i < n; i++) reset(asked, &outcomes[i]);
    if (!isnan(asked->wish.probability)) {
        batch.slacks = ccs_arena_array(&arena, (size_t) n * asked->n_targets * asked->n_periods * batch.n_replications,
            sizeof *batch.slacks);
        CCS_REQUIRE(batch.slacks, CCS_ERR_NOMEM);
    }
    CCS_TRY(ccs_replications_run(&work, self->team, n * batch.n_replications));
    for (uint32_t i = 0; i < n; i++) finish(&batch, i);
    self->n_replications += (uint64_t) n * batch.n_replications;
out:
    ccs_arena_free(&arena);
    return ret;
}

int ccs_staff_simulate(ccs_staff_engine_t *self, const uint32_t *staffings, uint32_t n, uint32_t n_replications,
    ccs_staff_outcome_t *outcomes)
{
    const ccs_requirement_t *const asked = self->asked;
    ccs_arena_t arena = {0};
    ccs_plan_t *const plans = ccs_arena_array(&arena, n, sizeof *plans);
    int ret = plans ? 0 : CCS_ERR_NOMEM;

    for (uint32_t i = 0; ret == 0 && i < n; i++)
        ret = ccs_staffed_plan(asked, &staffings[(size_t) i * ccs_requirement_size(asked)], &arena, &plans[i]);
    if (ret == 0) ret = ccs_staff_simulate_plans(self, plans, n, n_replications, outcomes);
    ccs_arena_free(&arena);
    return ret;
}

/* Rounding does not make a target missed that all reach. */
static bool is_missed(const ccs_staff_outcome_t *o, size_t row)
{
    return o->slack[row] < -1e-9 * (1 + o->sums[row].den / o->n);
}

bool ccs_staff_holds(const ccs_requirement_t *asked, const ccs_staff_outcome_t *outcome)
{
    for (size_t i = 0; i < (size_t) asked->n_targets * asked->n_periods; i++)
        if (is_missed(outcome, i)) return false;
    return true;
}

double ccs_staff_missing_of(const ccs_requirement_t *asked, const ccs_staff_outcome_t *outcome, uint32_t target, uint32_t first,
    uint32_t end)
{
    double missing = 0;

    for (uint32_t p = first; p < end; p++) {
        const size_t row = (size_t) target * asked->n_periods + p;

        if (is_missed(outcome, row)) missing -= outcome->slack[row];
    }
    return missing;
}

double ccs_staff_missing(const ccs_requirement_t *asked, const ccs_staff_outcome_t *outcome, uint32_t n_periods)
{
    double missing = 0;

    for (uint32_t t = 0; t < asked->n_targets; t++) missing += ccs_staff_missing_of(asked, outcome, t, 0, n_periods);
    return missing;
}

uint32_t ccs_staff_missed(const ccs_requirement_t *asked, const ccs_staff_outcome_t *outcome, uint32_t target)
{
    uint32_t n = 0;

    for (uint32_t p = 0; p < asked->n_periods; p++) n += outcome->slack[(size_t) target * asked->n_periods + p] < 0;
    return n;
}

/* Of a share of days seen k times of n, by the normal law with the variance of the share that is asked for. */
static double days_probability(double k, double n, double asked)
{
    return 0.5 * erfc((asked - (k + 0.5) / (n + 1)) / sqrt(2 * asked * (1 - asked) / n));
}

/* Of a ratio of sums the half-width, at the confidence of the scenario. */
static double half_width(const ccs_requirement_t *asked, const ccs_staff_sums_t *s, uint32_t n, double *error)
{
    const double sums[5] = {s->num, s->den, s->num2, s->den2, s->cross};

    *error = ccs_estimate_ratio_half_width(sums, n, 1);
    return *error * ccs_estimate_t_quantile(asked->plan->confidence, n > 1 ? n - 1 : 1);
}

ccs_staff_estimate_t ccs_staff_estimate_whole(const ccs_requirement_t *asked, const ccs_staff_outcome_t *outcome)
{
    ccs_staff_estimate_t e = {NAN, NAN, NAN, NAN};
    double error;

    if (!(outcome->whole.den > 0)) return e;
    e.level = outcome->whole.num / outcome->whole.den;
    e.half_width = half_width(asked, &outcome->whole, outcome->n, &error);
    return e;
}

ccs_staff_estimate_t ccs_staff_estimate(const ccs_requirement_t *asked, const ccs_staff_outcome_t *outcome, uint32_t target,
    uint32_t period)
{
    const ccs_staff_sums_t *const s = &outcome->sums[(size_t) target * asked->n_periods + period];
    const double frac = asked->targets[target].frac;
    ccs_staff_estimate_t e = {NAN, NAN, NAN, 1};
    double error;

    if (!(s->den > 0)) return e; /* nobody came who could be served late */
    e.level = s->num / s->den;
    e.half_width = half_width(asked, s, outcome->n, &error);
    e.days_frac = s->n_judged > 0 ? (double) s->n_met / s->n_judged : 1;
    if (!isnan(asked->wish.probability)) e.probability = days_probability(s->n_met, s->n_judged, asked->wish.probability);
    else if (error > 0) e.probability = 0.5 * erfc((frac - e.level) / (error * sqrt(2)));
    else e.probability = e.level >= frac ? 1 : 0;
    return e;
}
