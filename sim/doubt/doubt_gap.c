/* doubt_gap.c - warnings of types that have hours in which contacts come and nobody who serves them is scheduled: a forgotten lunch, a shift that ends before the hours
 * do. Invariant: one for each type, its gaps told by the time of day, whatever the number of days. Hours in which the type is closed are no gap, and types
 * whose customers do not wait for the answer may have them. */
#include "doubt.h"

#include <math.h>
#include <stdlib.h>

#include "date.h"
#include "time_axis.h"
#include "units.h"

enum { KINDS_MAX = 64, TOLD_MAX = 3, DATE_MAX = 16, DAY_S = 86400 };

static const double FEW_CONTACTS = 1e-9;

/* One group of those that serve the type has anybody from then on, 1, or nobody, -1. */
typedef struct {
    double time_s;
    int by;
} turn_t;

/* Gaps at the same time of day. */
typedef struct {
    double from_s, until_s; /* since midnight */
    int64_t date;           /* of the first one */
    uint32_t n;
} kind_t;

/* The gaps of a type. */
typedef struct {
    const ccs_plan_t *plan;
    uint32_t type, cell, rate; /* cell, rate: before which nothing is left */
    double from_s, until_s;    /* the last one, not told of yet; equal: there is none */
    double clock_s;            /* what the local clock shows at from_s, since midnight of the first date */
    double sum_s, contacts;
    kind_t kinds[KINDS_MAX];
    uint32_t n, n_untold; /* n_untold: gaps of further kinds */
} gaps_t;

/* ---- when nobody is there ---------------------------------------------------------------------------------------------------------- */

static int compare(const void *a, const void *b)
{
    const turn_t *const x = a, *const y = b;

    if (x->time_s != y->time_s) return x->time_s < y->time_s ? -1 : 1;
    return x->by - y->by;
}

/* @param turns  NULL: they are counted only */
static size_t gather_turns(const ccs_plan_t *plan, const ccs_routing_t *routing, turn_t *turns)
{
    size_t n = 0;

    for (uint32_t p = routing->first_pair; p < routing->first_pair + routing->n_pairs; p++) {
        const ccs_group_t *const group = &plan->groups[plan->pairs[p].group];
        bool there = false;

        for (uint32_t i = group->first_step; i < group->first_step + group->n_steps; i++) {
            const ccs_staff_step_t *const step = &plan->staff_steps[i];

            if ((step->agents > 0) == there) continue;
            there = !there;
            if (turns) turns[n] = (turn_t){step->time_s, there ? 1 : -1};
            n++;
        }
    }
    return n;
}

/* Fresh contacts of the type from one time to another, later than those asked for before. */
static double contacts_in(gaps_t *self, double from_s, double until_s)
{
    const ccs_arrivals_t *const arrivals = &self->plan->types[self->type].arrivals;
    const ccs_rate_t *const rates = &self->plan->rates[arrivals->first_rate];
    double sum = 0;

    while (self->rate < arrivals->n_rates && rates[self->rate].end_s <= from_s) self->rate++;
    for (uint32_t i = self->rate; i < arrivals->n_rates && rates[i].start_s < until_s; i++)
        sum += rates[i].per_s * (fmin(rates[i].end_s, until_s) - fmax(rates[i].start_s, from_s));
    return sum;
}

/* ---- gaps --------------------------------------------------------------------------------------------------------------------------- */

/* The last one is whole. */
static void end_gap(gaps_t *self)
{
    const double day = floor(self->clock_s / DAY_S), from_s = self->clock_s - day * DAY_S,
                 length_s = self->until_s - self->from_s;
    uint32_t i = 0;

    if (!(length_s > 0)) return;
    self->sum_s += length_s;
    self->from_s = self->until_s;
    while (i < self->n && (self->kinds[i].from_s != from_s || self->kinds[i].until_s != from_s + length_s)) i++;
    if (i == self->n && self->n == KINDS_MAX) {
        self->n_untold++;
        return;
    }
    if (i == self->n)
        self->kinds[self->n++] =
            (kind_t){.from_s = from_s, .until_s = from_s + length_s, .date = self->plan->first_date + (int64_t) day};
    self->kinds[i].n++;
}

/* Nobody is there, and the type is served. What follows without a break is the same gap. */
static void add_piece(gaps_t *self, const ccs_cell_t *cell, double from_s, double until_s)
{
    const double contacts = contacts_in(self, from_s, until_s);

    if (!(contacts > FEW_CONTACTS)) return;
    self->contacts += contacts;
    if (from_s != self->until_s) {
        end_gap(self);
        self->from_s = from_s;
        self->clock_s = cell->clock_s + from_s - cell->start_s;
    }
    self->until_s = until_s;
}

/* Nobody is there from one time to another. */
static void look_at(gaps_t *self, double from_s, double until_s)
{
    const ccs_plan_t *const plan = self->plan;

    while (self->cell < plan->n_cells && plan->cells[self->cell].end_s <= from_s) self->cell++;
    for (uint32_t c = self->cell; c < plan->n_cells && plan->cells[c].start_s < until_s; c++) {
        const ccs_cell_t *const cell = &plan->cells[c];

        if (ccs_axis_counts(plan, c) && ccs_plan_is_served(plan, self->type, c))
            add_piece(self, cell, fmax(from_s, cell->start_s), fmin(until_s, cell->end_s));
    }
}

static void find_gaps(gaps_t *self, const turn_t *turns, size_t n)
{
    double from_s = -INFINITY;
    int there = 0;

    for (size_t i = 0; i < n; i++) {
        if (there == 0) look_at(self, from_s, turns[i].time_s);
        there += turns[i].by;
        from_s = turns[i].time_s;
    }
    if (there == 0) look_at(self, from_s, INFINITY);
    end_gap(self);
}

/* ---- words -------------------------------------------------------------------------------------------------------------------------- */

/* "12:00-12:30 on 5 days, the first of them 2026-03-02" @return NULL without memory */
static const char *say_kind(const kind_t *kind, ccs_arena_t *arena)
{
    char from[CCS_UNITS_TEXT_MAX], until[CCS_UNITS_TEXT_MAX], date[DATE_MAX];
    const double until_s = kind->until_s > DAY_S ? kind->until_s - DAY_S : kind->until_s;

    ccs_units_show_time_of_day(kind->from_s, from, sizeof from);
    ccs_units_show_time_of_day(until_s, until, sizeof until);
    ccs_date_show(kind->date, date, sizeof date);
    if (kind->n == 1) return ccs_arena_printf(arena, "%s-%s on %s", from, until, date);
    return ccs_arena_printf(arena, "%s-%s on %u days, the first of them %s", from, until, kind->n, date);
}

static void warn(const ccs_doubt_t *self, const gaps_t *gaps)
{
    char time[CCS_UNITS_TEXT_MAX], contacts[CCS_UNITS_TEXT_MAX];
    ccs_arena_t arena = {0};
    uint32_t n_untold = gaps->n_untold;
    const char *text = "";

    for (uint32_t i = 0; i < gaps->n; i++) {
        const char *const kind = i < TOLD_MAX && text ? say_kind(&gaps->kinds[i], &arena) : NULL;

        if (kind) text = ccs_arena_printf(&arena, "%s%s%s", text, i ? "; " : "", kind);
        else n_untold += gaps->kinds[i].n;
    }
    const char *const more = n_untold > 0 ? ccs_arena_printf(&arena, "; and %u more times", n_untold) : "";

    self->reader->out_of_memory = self->reader->out_of_memory || !text || !more;
    if (text && more)
        ccs_reader_warning(self->reader, &self->types_named->at[gaps->type],
            "nobody who serves it is scheduled in %s of its opening hours, in which %s contacts come: %s%s; hours of its own (`open`) would close it then",
            ccs_units_show_duration(gaps->sum_s, time, sizeof time),
            ccs_units_show_number(gaps->contacts, contacts, sizeof contacts), text, more);
    ccs_arena_free(&arena);
}

static void doubt_type(const ccs_doubt_t *self, uint32_t type)
{
    const ccs_routing_t *const routing = &self->plan->types[type].routing;
    const size_t n = gather_turns(self->plan, routing, NULL);
    turn_t *const turns = malloc((n + 1) * sizeof *turns);
    gaps_t gaps = {.plan = self->plan, .type = type};

    if (!turns) {
        self->reader->out_of_memory = true;
        return;
    }
    (void) gather_turns(self->plan, routing, turns);
    qsort(turns, n, sizeof *turns, compare);
    find_gaps(&gaps, turns, n);
    if (gaps.n > 0) warn(self, &gaps);
    free(turns);
}

void ccs_doubt_gaps(const ccs_doubt_t *self)
{
    for (uint32_t i = 0; i < self->plan->n_types && self->plan->axis.has_clock; i++)
        if (self->plan->types[i].routing.n_pairs > 0 && ccs_plan_channel(self->plan, i)->answer == CCS_ANSWER_LIVE)
            doubt_type(self, i);
    ccs_doubt_waits(self);
}
