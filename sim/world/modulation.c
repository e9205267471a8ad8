/* modulation.c - what multiplies a rate at random. Invariant: a factor is decided by what stands in front of it in time, and by draws keyed to it alone. */
#include "modulation.h"

#include <math.h>
#include <string.h>

#include "elementary.h"
#include "normal.h"
#include "purpose.h"
#include "stream.h"

static const double GONE = 1e-3; /* of the effect of a shock that decays: what is left of it then is none */
enum { STEPS_OF_DECAY = 8, TRIES = 64, SLOTS_OF_INDEX = 65536 / TRIES /* whose attempts fit into one index of draws */ };

/* A shock on its way: of all that have begun the last one counts. */
typedef struct {
    double next_s;  /* the one of the day at hand that has not begun, INFINITY if there is none */
    double start_s; /* the one that has begun last, -INFINITY if none has */
} spell_t;

struct ccs_modulator {
    const ccs_plan_t *plan;
    const ccs_type_t *type;
    const ccs_modulation_t *what;
    ccs_chance_t chance;
    ccs_stream_t stream;       /* of the type */
    uint32_t day;              /* of which day_value is, CCS_NONE = none yet */
    double day_value;          /* of all factors by day */
    uint32_t cell, first_cell; /* at hand, and the first one of its day */
    ccs_slot_score_t *scores;  /* of the factors by slot */
    uint32_t state, n_jumps;
    double state_ends_s;
    uint32_t shock_day, shock_cell; /* day up to which shocks are drawn, CCS_NONE = none yet; where its cells are looked for */
    spell_t *spells;                /* of the shocks */
    uint32_t split_day;             /* of which `split` is, CCS_NONE = none yet */
    uint32_t rate;                  /* of the type, from which the cells of a day are looked for */
    double *split;                  /* of the cells of a day: what a cell gets in the place of its share */
};

/* Whether something changes with the intervals of a day. */
static bool goes_by_cell(const ccs_modulator_t *self)
{
    bool does = self->what->concentration > 0;

    for (uint32_t i = 0; i < self->what->n_factors; i++) does = does || self->plan->factors[self->what->factors[i]].by_slot;
    return does;
}

/* The most cells of a day. */
static uint32_t cells_of_day(const ccs_plan_t *plan)
{
    uint32_t most = 1, n = 1;

    for (uint32_t i = 1; i < plan->n_cells; i++) {
        n = plan->cells[i].day == plan->cells[i - 1].day ? n + 1 : 1;
        if (n > most) most = n;
    }
    return most;
}

ccs_modulator_t *ccs_modulator_new(const ccs_plan_t *plan, uint32_t type, ccs_arena_t *arena)
{
    const ccs_modulation_t *const what = plan->types[type].arrivals.modulation;
    ccs_modulator_t *const self = ccs_arena_alloc(arena, sizeof *self);

    if (!self) return NULL;
    *self = (ccs_modulator_t){.plan = plan, .type = &plan->types[type], .what = what};
    self->scores = ccs_arena_array(arena, what->n_factors + 1, sizeof *self->scores);
    self->spells = ccs_arena_array(arena, what->n_shocks + 1, sizeof *self->spells);
    self->split = ccs_arena_array(arena, what->concentration > 0 ? cells_of_day(plan) : 1, sizeof *self->split);
    return self->scores && self->spells && self->split ? self : NULL;
}

/* --- states of which one follows another ------------------------------------------------------------------------------- */

static double state_draw(const ccs_modulator_t *self, uint32_t n)
{
    return ccs_stream_draw(&self->stream, n, 0, CCS_PURPOSE_STATE);
}

static void stay(ccs_modulator_t *self, double from_s)
{
    self->n_jumps++;
    self->state_ends_s = from_s - self->what->stays_s[self->state] * ccs_log(1 - state_draw(self, self->n_jumps));
}

/* In equilibrium: a state is in force with the share of time that it has in the long run. */
static void begin_states(ccs_modulator_t *self)
{
    const ccs_modulation_t *const what = self->what;
    double left = 0;

    if (what->n_states == 0) return;
    for (uint32_t i = 0; i < what->n_states; i++) left += what->stays_s[i];
    left *= state_draw(self, 0);
    self->state = 0;
    self->n_jumps = 0;
    while (self->state + 1 < what->n_states && left >= what->stays_s[self->state]) left -= what->stays_s[self->state++];
    stay(self, 0);
}

static double state_at(ccs_modulator_t *self, double time_s, double *until_s)
{
    if (self->what->n_states == 0) return 1;
    while (self->state_ends_s <= time_s) {
        self->state = (self->state + 1) % self->what->n_states;
        stay(self, self->state_ends_s);
    }
    *until_s = fmin(*until_s, self->state_ends_s);
    return self->what->levels[self->state];
}

/* --- shocks ------------------------------------------------------------------------------------------------------------ */

/* From the opening of a day to its close. Days are asked for in ascending order. @return false if it is closed */
static bool hours_of_day(ccs_modulator_t *self, uint32_t day, double *open_s, double *close_s)
{
    const ccs_plan_t *const plan = self->plan;
    bool found = false;

    for (; self->shock_cell < plan->n_cells && plan->cells[self->shock_cell].day <= day; self->shock_cell++) {
        const ccs_cell_t *const cell = &plan->cells[self->shock_cell];

        if (cell->day != day || !cell->open) continue;
        if (!found) *open_s = cell->start_s;
        *close_s = cell->end_s;
        found = true;
    }
    return found;
}

static double shock_draw(const ccs_modulator_t *self, const ccs_shock_t *shock, uint32_t day, enum ccs_purpose purpose)
{
    const ccs_stream_t stream = ccs_stream_make(self->chance.seed, shock->name_hash, self->chance.replication);

    return ccs_stream_draw(&stream, day, 0, purpose);
}

/* When the shock of a day begins, INFINITY if it has none. */
static double shock_of_day(const ccs_modulator_t *self, const ccs_shock_t *shock, double open_s, double close_s)
{
    const uint32_t day = self->shock_day;

    if (shock_draw(self, shock, day, CCS_PURPOSE_SHOCK) >= shock->probability) return (double) INFINITY;
    return open_s + (close_s - open_s) * shock_draw(self, shock, day, CCS_PURPOSE_SHOCK_TIME);
}

/* When its effect changes by itself, INFINITY if it has none at the time. */
static double shock_changes_s(const ccs_shock_t *shock, double since_s, double time_s)
{
    const double tau_s = shock->decay_s,
                 end_s = since_s + fmin(shock->lasts_s, isnan(tau_s) ? (double) INFINITY : -tau_s * log(GONE));

    if (!(time_s < end_s)) return (double) INFINITY; /* nor has it begun where since_s is -INFINITY */
    return isnan(tau_s) ? end_s : fmin(end_s, time_s + tau_s / STEPS_OF_DECAY);
}

/* The mean effect of one that is in force, over a time in which it changes no more than by decay. */
static double shock_effect(const ccs_shock_t *shock, double since_s, double time_s, double until_s)
{
    const double tau_s = shock->decay_s;

    if (isnan(tau_s)) return shock->factor;
    const double begin = exp((since_s - time_s) / tau_s), end = exp((since_s - until_s) / tau_s);

    return 1 + (shock->factor - 1) * tau_s * (begin - end) / (until_s - time_s);
}

/* Shocks that begin on the days up to one. */
static void draw_shocks(ccs_modulator_t *self, uint32_t day)
{
    double open_s = NAN, close_s = NAN;

    while (self->shock_day == CCS_NONE || self->shock_day < day) {
        self->shock_day++; /* wraps from CCS_NONE to the first day */
        const bool is_open = hours_of_day(self, self->shock_day, &open_s, &close_s);

        for (uint32_t i = 0; i < self->what->n_shocks; i++) {
            spell_t *const spell = &self->spells[i];

            if (spell->next_s < (double) INFINITY) spell->start_s = spell->next_s;
            spell->next_s =
                is_open ? shock_of_day(self, &self->plan->shocks[self->what->shocks[i]], open_s, close_s) : (double) INFINITY;
        }
    }
}

/* Until all that is in force stays as it is, but for decay. */
static double shocks_until(ccs_modulator_t *self, double time_s)
{
    double until_s = (double) INFINITY;

    for (uint32_t i = 0; i < self->what->n_shocks; i++) {
        spell_t *const spell = &self->spells[i];

        if (spell->next_s <= time_s) *spell = (spell_t){.start_s = spell->next_s, .next_s = (double) INFINITY};
        until_s = fmin(until_s,
            fmin(spell->next_s, shock_changes_s(&self->plan->shocks[self->what->shocks[i]], spell->start_s, time_s)));
    }
    return until_s;
}

static double shocks_at(ccs_modulator_t *self, double time_s, uint32_t day, double *until_s)
{
    double factor = 1;

    if (self->what->n_shocks == 0) return 1;
    draw_shocks(self, day);
    *until_s = fmin(*until_s, shocks_until(self, time_s));
    for (uint32_t i = 0; i < self->what->n_shocks; i++) {
        const ccs_shock_t *const shock = &self->plan->shocks[self->what->shocks[i]];
        const double start_s = self->spells[i].start_s;

        if (shock_changes_s(shock, start_s, time_s) < (double) INFINITY) factor *= shock_effect(shock, start_s, time_s, *until_s);
    }
    return factor;
}

/* --- how a day's total falls over its intervals ------------------------------------------------------------------------ */

/* A gamma variable of scale 1 (Marsaglia and Tsang 2000); that of a shape below 1 from the shape above it. Days are fewer than 2^24, the intervals of one
 * fewer than 2^17. */
static double gamma_of(const ccs_modulator_t *self, double shape, uint32_t day, uint32_t slot)
{
    const double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3, c = 1 / sqrt(9 * d);
    const uint32_t index = day + (slot / SLOTS_OF_INDEX << 24), first = slot % SLOTS_OF_INDEX * TRIES;
    double v = 1;

    for (uint32_t try = 0; try + 1 < TRIES; try++) {
        const uint32_t attempt = first + try;
        const double x = ccs_normal_of(ccs_stream_draw(&self->stream, index, attempt, CCS_PURPOSE_SPLIT)), root = 1 + c * x;

        if (root <= 0) continue;
        v = root * root * root;
        const double test = 1 - ccs_stream_draw(&self->stream, index, attempt, CCS_PURPOSE_SPLIT_TEST);

        if (ccs_log(test) < x * x / 2 + d - d * v + d * ccs_log(v)) break;
    }
    if (shape >= 1) return d * v;
    const double last = 1 - ccs_stream_draw(&self->stream, index, first + TRIES - 1, CCS_PURPOSE_SPLIT);

    return d * v * exp(ccs_log(last) / shape);
}

/* Contacts expected in a cell, the factors aside. Cells are asked for in ascending order. */
static double expected_in(ccs_modulator_t *self, const ccs_cell_t *cell)
{
    const uint32_t end = self->type->arrivals.first_rate + self->type->arrivals.n_rates;
    double sum = 0;

    while (self->rate < end && self->plan->rates[self->rate].end_s <= cell->start_s) self->rate++;
    for (uint32_t i = self->rate; i < end && self->plan->rates[i].start_s < cell->end_s; i++) {
        const ccs_rate_t *const rate = &self->plan->rates[i];

        sum += rate->per_s * (fmin(rate->end_s, cell->end_s) - fmax(rate->start_s, cell->start_s));
    }
    return sum;
}

/* The shares of a day's cells are Dirichlet variables whose means are those of the scenario. */
static void split_day(ccs_modulator_t *self, uint32_t day)
{
    const ccs_plan_t *const plan = self->plan;
    const ccs_cell_t *const cells = &plan->cells[self->first_cell];
    double total = 0, drawn = 0;
    uint32_t n = 0;

    for (; self->first_cell + n < plan->n_cells && cells[n].day == cells[0].day; n++) {
        self->split[n] = expected_in(self, &cells[n]);
        total += self->split[n];
    }
    for (uint32_t i = 0; i < n; i++) {
        const double share = self->split[i] / total;

        if (!(share > 0)) continue;
        const double gamma = gamma_of(self, self->what->concentration * share, day, i);

        self->split[i] = gamma / share;
        drawn += gamma;
    }
    for (uint32_t i = 0; i < n && drawn > 0; i++) self->split[i] /= drawn;
    self->split_day = day;
}

/* --- all of them ------------------------------------------------------------------------------------------------------- */

void ccs_modulator_reset(ccs_modulator_t *self, ccs_chance_t chance)
{
    self->chance = chance;
    self->stream = ccs_stream_make(chance.seed, self->type->name_hash, chance.replication);
    self->day = self->split_day = self->shock_day = CCS_NONE;
    self->cell = self->first_cell = self->shock_cell = 0;
    self->rate = self->type->arrivals.first_rate;
    memset(self->scores, 0, (self->what->n_factors + 1) * sizeof *self->scores);
    for (uint32_t i = 0; i < self->what->n_shocks; i++)
        self->spells[i] = (spell_t){.next_s = (double) INFINITY, .start_s = -INFINITY};
    begin_states(self);
}

static double factors_of_day(ccs_modulator_t *self, uint32_t day)
{
    if (self->day != day) {
        self->day = day;
        self->day_value = ccs_factors_of_day(self->plan, self->type, &self->chance, day);
    }
    return self->day_value;
}

static void move_to(ccs_modulator_t *self, double time_s)
{
    const ccs_cell_t *const cells = self->plan->cells;

    while (cells[self->cell].end_s <= time_s) {
        self->cell++;
        if (cells[self->cell].day != cells[self->cell - 1].day) self->first_cell = self->cell;
    }
}

/* A cell belongs to the day on which it begins, also for contacts that come after midnight. */
static double factors_of_cell(ccs_modulator_t *self, double *until_s)
{
    const uint32_t slot = self->cell - self->first_cell, day = self->plan->cells[self->cell].day;
    double factor = 1;

    if (!goes_by_cell(self)) return 1;
    *until_s = fmin(*until_s, self->plan->cells[self->cell].end_s);
    for (uint32_t i = 0; i < self->what->n_factors; i++)
        if (self->plan->factors[self->what->factors[i]].by_slot)
            factor *= ccs_factor_of_slot(self->plan, self->what->factors[i], &self->chance, day, slot, &self->scores[i]);
    if (self->what->concentration > 0) {
        if (self->split_day != day) split_day(self, day);
        factor *= self->split[slot];
    }
    return factor;
}

double ccs_modulator_at(ccs_modulator_t *self, double time_s, uint32_t day, double *until_s)
{
    double factor = factors_of_day(self, day);

    *until_s = (double) INFINITY;
    move_to(self, time_s);
    factor *= factors_of_cell(self, until_s);
    factor *= state_at(self, time_s, until_s);
    return factor *
        shocks_at(self, time_s, day, until_s); /* last: the mean of what decays is that of the time up to all other changes */
}
