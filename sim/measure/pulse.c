/* pulse.c - samples thinned by halves, MSER-5, Geyer's sequence. Invariant: present holds the moments 0, every, 2 every, ... of those seen. */
#include "pulse.h"

#include <math.h>
#include <string.h>

#include "err.h"

int ccs_pulse_init(ccs_pulse_t *self, const ccs_plan_t *plan, ccs_arena_t *arena)
{
    *self = (ccs_pulse_t){.n_types = plan->n_types, .every = 1};
    self->present = ccs_arena_array(arena, (size_t) CCS_PULSE_MAX * plan->n_types, sizeof *self->present);
    self->away = ccs_arena_array(arena, (size_t) CCS_PULSE_MAX * plan->n_types, sizeof *self->away);
    self->heeds_away = ccs_arena_array(arena, plan->n_types, sizeof *self->heeds_away);
    return self->present && self->away && self->heeds_away ? 0 : CCS_ERR_NOMEM;
}

void ccs_pulse_reset(ccs_pulse_t *self)
{
    self->n = self->seen = 0;
    self->every = 1;
}

static void halve(ccs_pulse_t *self)
{
    const size_t row = self->n_types;

    for (uint32_t i = 0; 2 * i < self->n; i++) {
        memmove(&self->present[i * row], &self->present[2 * (size_t) i * row], row * sizeof(double));
        memmove(&self->away[i * row], &self->away[2 * (size_t) i * row], row * sizeof(double));
    }
    self->n = (self->n + 1) / 2;
    self->every *= 2;
}

void ccs_pulse_take(ccs_pulse_t *self, const ccs_world_t *world)
{
    const ccs_plan_t *const plan = world->plan;

    if (world->now_s < plan->warm_up_s || world->now_s > plan->end_s || self->seen++ % self->every != 0) return;
    if (self->n == CCS_PULSE_MAX) {
        halve(self);
        if ((self->seen - 1) % self->every != 0) return;
    }
    double *const row = &self->present[(size_t) self->n * self->n_types];

    for (uint32_t type = 0; type < self->n_types; type++) {
        row[type] = ccs_world_n_waiting(world, type);
        self->away[(size_t) self->n * self->n_types + type] = world->n_retrying[type];
    }
    for (uint32_t pair = 0; pair < plan->n_pairs; pair++)
        row[plan->pairs[pair].type] += world->n_talking[pair] + world->n_wrapping[pair];
    if (self->n == 0) self->first_s = world->now_s;
    self->last_s = world->now_s;
    self->n++;
}

void ccs_pulse_heed(ccs_pulse_t *self, const ccs_facts_t *facts)
{
    const double least_frac = 0.05;

    for (uint32_t type = 0; type < self->n_types; type++) {
        double arrived = 0, again = 0;

        for (uint32_t cell = 0; cell < facts->plan->periods.n; cell++) {
            const double *const row = ccs_facts_at(facts, ccs_facts_index(facts, cell, type));

            arrived += row[CCS_FACT_arrived];
            again += row[CCS_FACT_redials] + row[CCS_FACT_repeats];
        }
        self->heeds_away[type] = again > 0 && again >= least_frac * arrived;
    }
}

/* ---- warm-up ---------------------------------------------------------------------------------------------------------------------- */

enum { MSER_BATCH = 5 };

static double batch_of(const ccs_pulse_t *self, uint32_t batch)
{
    const double *const x = &self->present[(size_t) batch * MSER_BATCH * self->n_types];
    double sum = 0;

    for (uint32_t i = 0; i < MSER_BATCH * self->n_types; i++) sum += x[i];
    return sum / MSER_BATCH;
}

double ccs_pulse_warm_up_frac(const ccs_pulse_t *self)
{
    const uint32_t n = self->n / MSER_BATCH, fewest = 5; /* the last batches alone would always look steady */
    double sum = 0, squares = 0, least = INFINITY;
    uint32_t best = 0;

    for (uint32_t left = 1; left <= n; left++) { /* from the end: batches n - left .. n - 1 are kept */
        const double x = batch_of(self, n - left);

        sum += x;
        squares += x * x;
        const double score = fmax(squares - sum * sum / left, 0) / ((double) left * left);

        if (left < fewest || score > least) continue;
        least = score;
        best = n - left;
    }
    return n > fewest ? (double) best / n : 0;
}

/* ---- memory ----------------------------------------------------------------------------------------------------------------------- */

/* Autocovariance of a series at a lag. @param series  of a type: every n_types-th number */
static double covariance(const ccs_pulse_t *self, const double *series, uint32_t first, uint32_t lag, double mean)
{
    double sum = 0;

    for (uint32_t i = first; i + lag < self->n; i++)
        sum += (series[(size_t) i * self->n_types] - mean) * (series[(size_t) (i + lag) * self->n_types] - mean);
    return sum / (self->n - first);
}

/* In samples. */
static double memory_of(const ccs_pulse_t *self, const double *series, uint32_t first)
{
    const uint32_t n = self->n - first;
    double mean = 0, sum = 0, pair_before = INFINITY;

    for (uint32_t i = first; i < self->n; i++) mean += series[(size_t) i * self->n_types] / n;
    const double variance = covariance(self, series, first, 0, mean);

    if (!(variance > 0)) return 0;
    for (uint32_t lag = 0; lag + 1 < n / 2; lag += 2) {
        const double pair = covariance(self, series, first, lag, mean) + covariance(self, series, first, lag + 1, mean);

        if (pair <= 0) break;
        pair_before = fmin(pair, pair_before);
        sum += pair_before;
    }
    return fmax(2 * sum / variance - 1, 0);
}

double ccs_pulse_memory_s(const ccs_pulse_t *self, double skip_frac)
{
    const uint32_t first = (uint32_t) (skip_frac * self->n);
    double longest = 0;

    if (self->n < first + 4) return 0;
    for (uint32_t type = 0; type < self->n_types; type++) {
        longest = fmax(longest, memory_of(self, &self->present[type], first));
        if (self->heeds_away[type]) longest = fmax(longest, memory_of(self, &self->away[type], first));
    }
    return longest * (self->last_s - self->first_s) / (self->n - 1);
}
