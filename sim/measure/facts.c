/* facts.c - storage of the base facts of a replication, and the accounting tree. Invariant: what is no fact in a record is 0, so that it can be
 * added as a whole. */
#include "facts.h"

#include <stdlib.h>
#include <string.h>

#include "err.h"
#include "seats.h"

enum { DOUBLES_PER_LINE = 8 };

#define FACT(name, unit, attribution, adding, text) {#name, unit, text, CCS_AT_##attribution, CCS_ADDING_##adding},
#define X(name, NAME, rows)                         const ccs_fact_about_t CCS_##NAME##_FACTS[CCS_N_##NAME##_FACTS] = {CCS_##NAME##_FACT_LIST(FACT)};
CCS_BLOCK_LIST(X)
#undef X
const ccs_fact_about_t CCS_WITHIN_FACTS[CCS_N_WITHIN_FACTS] = {CCS_WITHIN_FACT_LIST(FACT)};
#undef FACT

/* ---- layout --------------------------------------------------------------------------------------------------------------------- */

static uint32_t whole_lines(uint32_t n_doubles)
{
    return (n_doubles + DOUBLES_PER_LINE - 1) / DOUBLES_PER_LINE * DOUBLES_PER_LINE;
}

void ccs_facts_shape(ccs_facts_t *self, const ccs_plan_t *plan)
{
    *self = (ccs_facts_t){.plan = plan,
        .n_within = plan->n_within,
        .blocks = {
#define X(name, NAME, rows) {#name, CCS_##NAME##_FACTS, CCS_N_##NAME##_FACTS, rows, CCS_N_##NAME##_FACTS, 0},
            CCS_BLOCK_LIST(X)
#undef X
        }};
    ccs_block_t *const types = &self->blocks[CCS_BLOCK_TYPE];

    types->width = self->type_width = whole_lines(types->n_facts + CCS_N_WITHIN_FACTS * plan->n_within);
    for (uint32_t b = 0; b < CCS_N_BLOCKS; b++) {
        self->blocks[b].first = self->size;
        self->size += whole_lines(self->blocks[b].n_rows * self->blocks[b].width);
    }
    types->first += plan->n_within;
    self->first_counted = ccs_facts_index(self, plan->periods.first_counted, 0);
    self->n_counted = plan->periods.n_counted * self->size;
}

static enum ccs_adding adding_of(const ccs_fact_about_t *about, bool open)
{
    return about->attribution == CCS_AT_SPLIT && !open ? CCS_ADDING_NOTHING : about->adding;
}

/* @param to  may be NULL: to be counted first */
static uint32_t find_singles(const ccs_facts_t *self, bool open, ccs_fact_single_t *to)
{
    uint32_t n = 0;

    for (const ccs_block_t *b = self->blocks; b < self->blocks + CCS_N_BLOCKS; b++) {
        for (uint32_t i = 0; i < b->n_rows * b->n_facts; i++) {
            const uint32_t fact = i % b->n_facts;
            const enum ccs_adding adding = adding_of(&b->about[fact], open);

            if (adding == CCS_ADDING_SUM) continue;
            if (to) to[n] = (ccs_fact_single_t){b->first + i / b->n_facts * b->width + fact, adding};
            n++;
        }
    }
    return n;
}

static int add_singles(ccs_facts_t *self)
{
    for (int open = 0; open < 2; open++) {
        self->n_singles[open] = find_singles(self, open, NULL);
        self->singles[open] = ccs_arena_array(&self->arena, self->n_singles[open], sizeof *self->singles[open]);
        if (!self->singles[open]) return CCS_ERR_NOMEM;
        (void) find_singles(self, open, self->singles[open]);
    }
    self->hold = ccs_arena_array(&self->arena, self->n_singles[0], sizeof *self->hold); /* the closed cell has more of them */
    return self->hold ? 0 : CCS_ERR_NOMEM;
}

/* ---- life ----------------------------------------------------------------------------------------------------------------------- */

ccs_histogram_t *ccs_facts_histograms(ccs_arena_t *arena, uint32_t n)
{
    ccs_histogram_t *const histograms = ccs_arena_array(arena, n, sizeof *histograms);
    uint64_t *const counts = ccs_arena_array(arena, (size_t) n * CCS_HISTOGRAM_BUCKETS, sizeof *counts);

    if (!histograms || !counts) return NULL;
    /* the arena's memory is 0, and is not touched before it is used */
    for (uint32_t i = 0; i < n; i++) histograms[i] = (ccs_histogram_t){.counts = &counts[(size_t) i * CCS_HISTOGRAM_BUCKETS]};
    return histograms;
}

int ccs_facts_init(ccs_facts_t *self, const ccs_plan_t *plan)
{
    int ret;

    ccs_facts_shape(self, plan);
    self->n_doubles = ((size_t) plan->periods.n + 1) * self->size;
    if (self->n_doubles > UINT32_MAX) return CCS_ERR_NOMEM; /* indices are 32 bits */
    self->doubles = ccs_arena_lines(&self->arena, self->n_doubles, sizeof(double));
    self->waits = ccs_facts_histograms(&self->arena, plan->n_types);
    CCS_REQUIRE(self->doubles && self->waits, CCS_ERR_NOMEM);
    if (ccs_plan_is_detailed(plan)) {
        self->spreads = ccs_facts_histograms(&self->arena, CCS_N_SPREADS * plan->n_types);
        CCS_REQUIRE(self->spreads, CCS_ERR_NOMEM);
    }
    if (plan->money) {
        self->n_ledger = (size_t) 2 * plan->money->n_bills * plan->money->n_lines;
        self->ledger = ccs_arena_array(&self->arena, self->n_ledger, sizeof *self->ledger);
        CCS_REQUIRE(self->ledger, CCS_ERR_NOMEM);
    }
    CCS_TRY(add_singles(self));
out:
    return ret;
}

void ccs_facts_free(ccs_facts_t *self)
{
    if (!self) return;
    ccs_arena_free(&self->arena);
    *self = (ccs_facts_t){0};
}

void ccs_facts_reset(ccs_facts_t *self)
{
    memset(self->doubles, 0, self->n_doubles * sizeof(double));
    for (uint32_t type = 0; type < self->plan->n_types; type++) ccs_histogram_reset(&self->waits[type]);
    for (uint32_t i = 0; self->spreads && i < CCS_N_SPREADS * self->plan->n_types; i++) ccs_histogram_reset(&self->spreads[i]);
}

/* ---- records -------------------------------------------------------------------------------------------------------------------- */

ccs_record_t ccs_facts_record(const ccs_facts_t *self, double *doubles)
{
    return (ccs_record_t){
#define X(name, NAME, rows) .name = doubles + self->blocks[CCS_BLOCK_##NAME].first,
        CCS_BLOCK_LIST(X)
#undef X
    };
}

ccs_record_t ccs_facts_cell(const ccs_facts_t *self, uint32_t cell)
{
    return ccs_facts_record(self, &self->doubles[(size_t) cell * self->size]);
}

static double together(enum ccs_adding adding, double before, double x)
{
    switch (adding) {
    case CCS_ADDING_SUM: return before + x;
    case CCS_ADDING_LARGEST: return x > before ? x : before;
    case CCS_ADDING_LAST: return x;
    case CCS_ADDING_NOTHING: break;
    }
    return before;
}

void ccs_facts_add_cell(const ccs_facts_t *self, uint32_t cell, double *to)
{
    const double *const from = &self->doubles[(size_t) cell * self->size];
    const bool open = self->plan->periods.at[cell].open;
    const ccs_fact_single_t *const singles = self->singles[open];
    const uint32_t n = self->n_singles[open];

    for (uint32_t i = 0; i < n; i++) self->hold[i] = together(singles[i].adding, to[singles[i].at], from[singles[i].at]);
    for (uint32_t i = 0; i < self->size; i++) to[i] += from[i];
    for (uint32_t i = 0; i < n; i++) to[singles[i].at] = self->hold[i];
}

/* ---- the accounting tree -------------------------------------------------------------------------------------------------------- */

/* Attempts that a call flow has lost or given to other types, less those that it has from others. */
static double gone_on_the_way(const double *path)
{
    return path[CCS_FACT_hung_up] + path[CCS_FACT_sent] - path[CCS_FACT_received];
}

/* What persons of a group have handed over is taken over, cut off or still there. */
static void verify_handed(const ccs_facts_t *self, uint32_t group)
{
    double sum[CCS_N_DUTY_FACTS] = {0};

    for (uint32_t cell = 0; cell < self->plan->periods.n; cell++)
        for (uint32_t i = 0; i < CCS_N_DUTY_FACTS; i++) sum[i] += ccs_facts_duty(self, cell, group)[i];
    CCS_BUG_IF(sum[CCS_FACT_handed_over] != sum[CCS_FACT_taken_over] + sum[CCS_FACT_handed_lost] + sum[CCS_FACT_still_handed]);
}

/* A fact of a row, over all periods and what does not count. */
static double total(const ccs_facts_t *self, enum ccs_block block, uint32_t row, uint32_t fact)
{
    double sum = 0;

    for (uint32_t cell = 0; cell <= self->plan->periods.n; cell++) sum += ccs_facts_row(self, block, cell, row)[fact];
    return sum;
}

/* Each contact ends once, and each issue; a talk that has ended was the last one of its contact, was followed by another leg, or was with an agent who asked. */
/* Conversations that ended as the customer had left: those that left without a word end as they are closed. */
static double left_conversations(const ccs_facts_t *self, uint32_t pair)
{
    return total(self, CCS_BLOCK_TURNS, pair, CCS_FACT_sessions_ended_left);
}

/* Talks that ended as the conversation was put away, but for those of conversations that ended so. */
static double put_away_for_later(const ccs_facts_t *self)
{
    double n = 0;

    for (uint32_t type = 0; type < self->blocks[CCS_BLOCK_LAPSE].n_rows; type++)
        n += total(self, CCS_BLOCK_LAPSE, type, CCS_FACT_lapses) - total(self, CCS_BLOCK_LAPSE, type, CCS_FACT_lapses_closed);
    return n;
}

static void verify_journeys(const ccs_facts_t *self)
{
    double talks = 0, transfers = 0, transferred = 0, served = 0, drops = 0, dropped = 0, hung_up = 0, gone = 0, still_there = 0,
           asked = 0;

    for (uint32_t pair = 0; pair < self->plan->n_pairs; pair++) {
        talks += total(self, CCS_BLOCK_PAIR, pair, CCS_FACT_talks);
        transfers += total(self, CCS_BLOCK_HANDLING, pair, CCS_FACT_transfers);
        drops += total(self, CCS_BLOCK_HANDLING, pair, CCS_FACT_drops);
        still_there += total(self, CCS_BLOCK_HANDLING, pair, CCS_FACT_still_there);
        hung_up += total(self, CCS_BLOCK_HANDLING, pair, CCS_FACT_held_lost) +
            total(self, CCS_BLOCK_HANDLING, pair, CCS_FACT_consult_lost);
        if (ccs_plan_has_desks(self->plan)) hung_up += left_conversations(self, pair);
        asked += total(self, CCS_BLOCK_HANDLING, pair, CCS_FACT_consults_taken);
    }
    for (uint32_t type = 0; type < self->plan->n_types; type++) {
        double sum[CCS_N_JOURNEY_FACTS];

        for (uint32_t i = 0; i < CCS_N_JOURNEY_FACTS; i++) sum[i] = total(self, CCS_BLOCK_JOURNEY, type, i);
        CCS_BUG_IF(sum[CCS_FACT_journeys] !=
            sum[CCS_FACT_journeys_served] + sum[CCS_FACT_journeys_contained] + sum[CCS_FACT_journeys_blocked] +
                sum[CCS_FACT_journeys_balked] + sum[CCS_FACT_journeys_abandoned] + sum[CCS_FACT_journeys_cut_off] +
                sum[CCS_FACT_journeys_dropped] + sum[CCS_FACT_journeys_hung_up] + sum[CCS_FACT_journeys_open]);
        CCS_BUG_IF(sum[CCS_FACT_journeys_contained_false] > sum[CCS_FACT_journeys_contained] ||
            sum[CCS_FACT_issues_contained_false] > sum[CCS_FACT_issues_contained]);
        CCS_BUG_IF(sum[CCS_FACT_issues] !=
            sum[CCS_FACT_issues_served] + sum[CCS_FACT_issues_contained] + sum[CCS_FACT_issues_lost] + sum[CCS_FACT_issues_open]);
        transferred += sum[CCS_FACT_transferred_in];
        served += sum[CCS_FACT_journeys_served];
        dropped += sum[CCS_FACT_journeys_dropped];
        gone += sum[CCS_FACT_journeys_hung_up];
    }
    CCS_BUG_IF(transfers != transferred || drops != dropped || hung_up != gone ||
        talks + still_there != transfers + served + dropped + gone + asked + put_away_for_later(self));
}

/* Who has accepted to be called back was called, will be, or never will; who has left a message goes on as another type. @return how many have accepted */
static double verify_callbacks(const ccs_facts_t *self, uint32_t cell, uint32_t type)
{
    if (self->blocks[CCS_BLOCK_CALLBACK].n_rows == 0) return 0;
    const double *const row = ccs_facts_callback(self, cell, type);
    const double gone_on = ccs_plan_takes_message(&self->plan->types[type]) ? row[CCS_FACT_accepted] : 0;

    CCS_BUG_IF(row[CCS_FACT_accepted] !=
        gone_on + row[CCS_FACT_called_back] + row[CCS_FACT_never_reached] + row[CCS_FACT_reached_lost] +
            row[CCS_FACT_still_owed]);
    CCS_BUG_IF(row[CCS_FACT_accepted] + row[CCS_FACT_no_slot] > row[CCS_FACT_asked] ||
        row[CCS_FACT_kept] + row[CCS_FACT_not_kept] > row[CCS_FACT_promised] ||
        row[CCS_FACT_called_in_time] > row[CCS_FACT_called_back]);
    return row[CCS_FACT_accepted];
}

/* What was promised was due, or nobody waited for it any more, or may come yet. */
static void verify_deadlines(const ccs_facts_t *self, uint32_t type)
{
    double sum[CCS_N_DUE_FACTS];

    for (uint32_t i = 0; i < CCS_N_DUE_FACTS; i++) sum[i] = total(self, CCS_BLOCK_DUE, type, i);
    CCS_BUG_IF(sum[CCS_FACT_deadlines] != sum[CCS_FACT_fell_due] + sum[CCS_FACT_deadlines_void] + sum[CCS_FACT_deadlines_open]);
    CCS_BUG_IF(sum[CCS_FACT_deadlines_kept] != sum[CCS_FACT_fell_due_kept]);
}

void ccs_facts_verify(const ccs_facts_t *self, const uint32_t *n_in_ivr)
{
    const uint32_t n_types = self->plan->n_types;

    for (uint32_t type = 0; type < n_types; type++) {
        double sum[CCS_N_TYPE_FACTS] = {0}, transferred = 0, gone = 0;

        for (uint32_t cell = 0; cell < self->plan->periods.n; cell++) { /* the initial state is not in the tree */
            double *const row = ccs_facts_at(self, ccs_facts_index(self, cell, type));

            for (uint32_t i = 0; i < CCS_N_TYPE_FACTS; i++) sum[i] += row[i];
            if (self->plan->handling)
                transferred += ccs_facts_journey(self, cell, type)[CCS_FACT_transferred_in] +
                    ccs_facts_journey(self, cell, type)[CCS_FACT_consulted_in];
            if (self->blocks[CCS_BLOCK_LAPSE].n_rows > 0) transferred += ccs_facts_lapse(self, cell, type)[CCS_FACT_resumed_in];
            for (uint32_t k = 0; k < self->n_within; k++)
                CCS_BUG_IF(*ccs_facts_not_yet_due(row, k) > row[CCS_FACT_still_waiting]);
            CCS_BUG_IF(row[CCS_FACT_offered] !=
                row[CCS_FACT_blocked] + row[CCS_FACT_balked] + row[CCS_FACT_answered] + row[CCS_FACT_abandoned] +
                    row[CCS_FACT_disconnected] + row[CCS_FACT_still_waiting] + verify_callbacks(self, cell, type));
        }
        for (uint32_t cell = 0; cell < self->plan->periods.n && self->plan->n_call_flows > 0; cell++)
            gone += gone_on_the_way(ccs_facts_path(self, cell, type));
        CCS_BUG_IF(
            sum[CCS_FACT_arrived] + transferred != sum[CCS_FACT_contained] + n_in_ivr[type] + gone + sum[CCS_FACT_offered]);
    }
    for (uint32_t group = 0; group < ccs_plan_n_on_duty(self->plan); group++) verify_handed(self, group);
    if (self->plan->handling) verify_journeys(self);
    for (uint32_t type = 0; self->plan->deferred && type < n_types; type++) verify_deadlines(self, type);
}
