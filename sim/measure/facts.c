/* facts.c - storage of the base facts of a replication, and the accounting tree. */
#include "facts.h"

#include <stdlib.h>
#include <string.h>

#include "err.h"

enum { DOUBLES_PER_LINE = 8 };

#define X(name, unit, attribution, text) {#name, unit, text, CCS_AT_##attribution},
const ccs_fact_about_t CCS_TYPE_FACTS[CCS_N_TYPE_FACTS] = {CCS_TYPE_FACT_LIST(X)};
const ccs_fact_about_t CCS_PAIR_FACTS[CCS_N_PAIR_FACTS] = {CCS_PAIR_FACT_LIST(X)};
const ccs_fact_about_t CCS_GROUP_FACTS[CCS_N_GROUP_FACTS] = {CCS_GROUP_FACT_LIST(X)};
const ccs_fact_about_t CCS_TRUNK_FACTS[CCS_N_TRUNK_FACTS] = {CCS_TRUNK_FACT_LIST(X)};
#undef X

void ccs_facts_shape(ccs_facts_t *self, const ccs_plan_t *plan)
{
    const uint32_t width = CCS_N_TYPE_FACTS + 3 * plan->n_within;

    *self = (ccs_facts_t){.plan = plan, .n_within = plan->n_within};
    self->type_width = (width + DOUBLES_PER_LINE - 1) / DOUBLES_PER_LINE * DOUBLES_PER_LINE;
    self->first_counted = ccs_facts_place(self, plan->first_counted, 0);
    self->n_counted = ccs_facts_place(self, plan->n_counted, 0);
}

ccs_histogram_t *ccs_facts_histograms(ccs_arena_t *arena, uint32_t n)
{
    ccs_histogram_t *const histograms = ccs_arena_array(arena, n, sizeof *histograms);
    uint64_t *const counts = ccs_arena_array(arena, (size_t) n * CCS_HISTOGRAM_BUCKETS, sizeof *counts);

    if (!histograms || !counts) return NULL;
    for (uint32_t i = 0; i < n; i++) (void) ccs_histogram_init(&histograms[i], &counts[(size_t) i * CCS_HISTOGRAM_BUCKETS], NULL);
    return histograms;
}

int ccs_facts_init(ccs_facts_t *self, const ccs_plan_t *plan)
{
    const size_t n_cells = (size_t) plan->n_cells + 1;

    ccs_facts_shape(self, plan);
    self->n_type = n_cells * plan->n_types * self->type_width;
    self->n_pair = n_cells * plan->n_pairs * CCS_N_PAIR_FACTS;
    self->n_group = n_cells * plan->n_groups * CCS_N_GROUP_FACTS;
    self->n_trunk = n_cells * plan->n_trunks * CCS_N_TRUNK_FACTS;
    if (self->n_type > UINT32_MAX) return CCS_ERR_NOMEM; /* places are 32 bits */
    self->type_block = ccs_arena_lines(&self->arena, self->n_type, sizeof(double));
    self->pair = ccs_arena_lines(&self->arena, self->n_pair, sizeof(double));
    self->group = ccs_arena_lines(&self->arena, self->n_group, sizeof(double));
    self->trunk = ccs_arena_lines(&self->arena, self->n_trunk, sizeof(double));
    self->max_queue = ccs_arena_array(&self->arena, n_cells * (plan->n_types + 1), sizeof(double));
    self->waits = ccs_facts_histograms(&self->arena, plan->n_types);
    const bool full = self->type_block && self->pair && self->group && self->trunk && self->max_queue && self->waits;

    if (full) self->type = self->type_block + self->n_within;
    return full ? 0 : CCS_ERR_NOMEM;
}

void ccs_facts_free(ccs_facts_t *self)
{
    if (!self) return;
    ccs_arena_free(&self->arena);
    *self = (ccs_facts_t){0};
}

void ccs_facts_reset(ccs_facts_t *self)
{
    const size_t n_cells = (size_t) self->plan->n_cells + 1;

    memset(self->type_block, 0, self->n_type * sizeof(double));
    memset(self->pair, 0, self->n_pair * sizeof(double));
    memset(self->group, 0, self->n_group * sizeof(double));
    memset(self->trunk, 0, self->n_trunk * sizeof(double));
    memset(self->max_queue, 0, n_cells * (self->plan->n_types + 1) * sizeof(double));
    for (uint32_t type = 0; type < self->plan->n_types; type++) ccs_histogram_reset(&self->waits[type]);
}

/* ---- records -------------------------------------------------------------------------------------------------------------------- */

ccs_record_t ccs_facts_cell(const ccs_facts_t *self, uint32_t cell)
{
    return (ccs_record_t){
        .type = ccs_facts_at(self, ccs_facts_place(self, cell, 0)),
        .pair = ccs_facts_pair(self, cell, 0),
        .group = ccs_facts_group(self, cell, 0),
        .trunk = ccs_facts_trunk(self, cell, 0),
        .max_queue = ccs_facts_max_queue(self, cell),
    };
}

size_t ccs_facts_record_size(const ccs_facts_t *self)
{
    const ccs_plan_t *const plan = self->plan;

    return (size_t) plan->n_types * (self->type_width + 1) + 1 + (size_t) plan->n_pairs * CCS_N_PAIR_FACTS +
        (size_t) plan->n_groups * CCS_N_GROUP_FACTS + (size_t) plan->n_trunks * CCS_N_TRUNK_FACTS;
}

ccs_record_t ccs_facts_record(const ccs_facts_t *self, double *doubles)
{
    const ccs_plan_t *const plan = self->plan;
    ccs_record_t r = {.type = doubles + self->n_within};

    r.pair = doubles + (size_t) plan->n_types * self->type_width;
    r.group = r.pair + (size_t) plan->n_pairs * CCS_N_PAIR_FACTS;
    r.trunk = r.group + (size_t) plan->n_groups * CCS_N_GROUP_FACTS;
    r.max_queue = r.trunk + (size_t) plan->n_trunks * CCS_N_TRUNK_FACTS;
    return r;
}

static void add_rows(double *to, const double *from, size_t n_rows, size_t width)
{
    for (size_t i = 0; i < n_rows * width; i++) to[i] += from[i];
}

static void add_counts(double *to, const double *from, const ccs_fact_about_t *about, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (about[i].attribution != CCS_AT_SPLIT) to[i] += from[i];
}

/* A type's row with its thresholds. Areas of a closed cell do not enter time averages. */
static void add_type(const ccs_facts_t *self, double *to, const double *from, bool open)
{
    const double max_wait = to[CCS_FACT_max_wait] > from[CCS_FACT_max_wait] ? to[CCS_FACT_max_wait] : from[CCS_FACT_max_wait];

    if (open) add_rows(to, from, 1, CCS_N_TYPE_FACTS);
    else add_counts(to, from, CCS_TYPE_FACTS, CCS_N_TYPE_FACTS);
    to[CCS_FACT_max_wait] = max_wait;
    to[CCS_FACT_waiting_at_end] = from[CCS_FACT_waiting_at_end];
    add_rows(to - self->n_within, from - self->n_within, 1, self->n_within);
    add_rows(to + CCS_N_TYPE_FACTS, from + CCS_N_TYPE_FACTS, 1, 2 * (size_t) self->n_within);
}

void ccs_facts_add_cell(const ccs_facts_t *self, uint32_t cell, ccs_record_t *to)
{
    const ccs_plan_t *const plan = self->plan;
    const ccs_record_t from = ccs_facts_cell(self, cell);
    const bool open = plan->cells[cell].open;

    for (size_t i = 0; i < plan->n_types; i++)
        add_type(self, &to->type[i * self->type_width], &from.type[i * self->type_width], open);
    if (open) {
        add_rows(to->pair, from.pair, plan->n_pairs, CCS_N_PAIR_FACTS);
        add_rows(to->group, from.group, plan->n_groups, CCS_N_GROUP_FACTS);
        add_rows(to->trunk, from.trunk, plan->n_trunks, CCS_N_TRUNK_FACTS);
    } else {
        for (size_t i = 0; i < plan->n_pairs; i++)
            add_counts(&to->pair[i * CCS_N_PAIR_FACTS], &from.pair[i * CCS_N_PAIR_FACTS], CCS_PAIR_FACTS, CCS_N_PAIR_FACTS);
        for (size_t i = 0; i < plan->n_groups; i++)
            add_counts(&to->group[i * CCS_N_GROUP_FACTS], &from.group[i * CCS_N_GROUP_FACTS], CCS_GROUP_FACTS, CCS_N_GROUP_FACTS);
    }
    for (uint32_t i = 0; i <= plan->n_types; i++)
        if (from.max_queue[i] > to->max_queue[i]) to->max_queue[i] = from.max_queue[i];
}

void ccs_facts_verify(const ccs_facts_t *self, const uint32_t *n_in_ivr)
{
    const uint32_t n_types = self->plan->n_types;

    for (uint32_t type = 0; type < n_types; type++) {
        double sum[CCS_N_TYPE_FACTS] = {0};

        for (uint32_t cell = 0; cell < self->plan->n_cells; cell++) { /* the initial state is not in the tree */
            double *const row = ccs_facts_at(self, ccs_facts_place(self, cell, type));

            for (uint32_t i = 0; i < CCS_N_TYPE_FACTS; i++) sum[i] += row[i];
            for (uint32_t k = 0; k < self->n_within; k++)
                CCS_BUG_IF(*ccs_facts_not_yet_due(row, k) > row[CCS_FACT_still_waiting]);
            CCS_BUG_IF(row[CCS_FACT_offered] !=
                row[CCS_FACT_blocked] + row[CCS_FACT_balked] + row[CCS_FACT_answered] + row[CCS_FACT_abandoned] +
                    row[CCS_FACT_disconnected] + row[CCS_FACT_still_waiting]);
        }
        CCS_BUG_IF(sum[CCS_FACT_arrived] != sum[CCS_FACT_contained] + n_in_ivr[type] + sum[CCS_FACT_offered]);
    }
}
