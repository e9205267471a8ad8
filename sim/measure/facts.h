/** @file facts.h  Base facts of one replication, by cell of the time axis. Written by the flow, never read by a decision. */
#ifndef CCS_FACTS_H
#define CCS_FACTS_H

#include "fact.def"
#include "plan.h"
#include "stat.h"

#define X(name, unit, attribution, text) CCS_FACT_##name,
enum ccs_type_fact { CCS_TYPE_FACT_LIST(X) CCS_N_TYPE_FACTS };
#undef X
#define X(name, unit, attribution, text) CCS_FACT_##name,
enum ccs_pair_fact { CCS_PAIR_FACT_LIST(X) CCS_N_PAIR_FACTS };
#undef X
#define X(name, unit, attribution, text) CCS_FACT_##name,
enum ccs_group_fact { CCS_GROUP_FACT_LIST(X) CCS_N_GROUP_FACTS };
#undef X
#define X(name, unit, attribution, text) CCS_FACT_##name,
enum ccs_trunk_fact { CCS_TRUNK_FACT_LIST(X) CCS_N_TRUNK_FACTS };
#undef X

enum ccs_attribution { CCS_AT_ENTRY, CCS_AT_ARRIVAL, CCS_AT_EVENT, CCS_AT_SPLIT };

/** What is known of a fact, for result files and documentation. */
typedef struct {
    const char *name, *unit, *text;
    enum ccs_attribution attribution;
} ccs_fact_about_t;

extern const ccs_fact_about_t CCS_TYPE_FACTS[CCS_N_TYPE_FACTS], CCS_PAIR_FACTS[CCS_N_PAIR_FACTS];
extern const ccs_fact_about_t CCS_GROUP_FACTS[CCS_N_GROUP_FACTS], CCS_TRUNK_FACTS[CCS_N_TRUNK_FACTS];

/** The facts of one stretch of time (a cell, a day, a run): rows by type, pair, group and trunk group. A view: it owns nothing. */
typedef struct {
    double *type, *pair, *group, *trunk; /* the first row of each */
    double *max_queue;                   /* by type, then all types together */
} ccs_record_t;

/** Rows of doubles, by cell and then by type, pair, group or trunk group; there is one more cell, n_cells, for contacts that do not
 * count. A pointer to a type's row points to its type facts; the counts of answered within each threshold stand before them (the first
 * one next to them, so that it shares their cache line). Behind them stand, for each threshold, those of abandoned within it and of those who
 * wait when the run ends and are not due yet. */
typedef struct {
    const ccs_plan_t *plan;
    uint32_t type_width; /* doubles in a type's row, a multiple of 8 */
    uint32_t n_within;
    uint32_t first_counted, n_counted; /* places of contacts that count: not in the warm-up, the run-out and the initial state */
    double *type, *pair, *group, *trunk; /* the first row of each */
    double *type_block;
    double *max_queue;                       /* [cell][type + 1]: the last column is all types together */
    ccs_histogram_t *waits;                  /* by type: waits of answered contacts since the last _reset of it */
    size_t n_type, n_pair, n_group, n_trunk; /* doubles in each block */
    ccs_arena_t arena;
} ccs_facts_t;

/** The layout without the rows, for records that stand alone. Needs no _free. */
void ccs_facts_shape(ccs_facts_t *self, const ccs_plan_t *plan);
int ccs_facts_init(ccs_facts_t *self, const ccs_plan_t *plan);
void ccs_facts_free(ccs_facts_t *self);
void ccs_facts_reset(ccs_facts_t *self);

/** Where the rows of a cell's types begin: the place of a contact that counts there is this plus type * type_width. */
static inline uint32_t ccs_facts_place(const ccs_facts_t *self, uint32_t cell, uint32_t type)
{
    return (cell * self->plan->n_types + type) * self->type_width;
}
/** A type's row by its place. */
static inline double *ccs_facts_at(const ccs_facts_t *self, uint32_t place)
{
    return &self->type[place];
}
static inline double *ccs_facts_answered_within(double *row, uint32_t k)
{
    return row - 1 - k;
}
static inline double *ccs_facts_abandoned_within(double *row, uint32_t k)
{
    return row + CCS_N_TYPE_FACTS + 2 * (size_t) k;
}
static inline double *ccs_facts_not_yet_due(double *row, uint32_t k)
{
    return row + CCS_N_TYPE_FACTS + 2 * (size_t) k + 1;
}
static inline double *ccs_facts_pair(const ccs_facts_t *self, uint32_t cell, uint32_t pair)
{
    return &self->pair[((size_t) cell * self->plan->n_pairs + pair) * CCS_N_PAIR_FACTS];
}
static inline double *ccs_facts_group(const ccs_facts_t *self, uint32_t cell, uint32_t group)
{
    return &self->group[((size_t) cell * self->plan->n_groups + group) * CCS_N_GROUP_FACTS];
}
static inline double *ccs_facts_trunk(const ccs_facts_t *self, uint32_t cell, uint32_t trunk)
{
    return &self->trunk[((size_t) cell * self->plan->n_trunks + trunk) * CCS_N_TRUNK_FACTS];
}

static inline double *ccs_facts_max_queue(const ccs_facts_t *self, uint32_t cell)
{
    return &self->max_queue[(size_t) cell * (self->plan->n_types + 1)];
}
static inline bool ccs_facts_counts(const ccs_facts_t *self, uint32_t place)
{
    return place - self->first_counted < self->n_counted;
}

/** n empty histograms with their counts, NULL when out of memory. */
ccs_histogram_t *ccs_facts_histograms(ccs_arena_t *arena, uint32_t n);

/** The facts of one cell. */
ccs_record_t ccs_facts_cell(const ccs_facts_t *self, uint32_t cell);
/** Doubles in a record: all its rows one after the other. */
size_t ccs_facts_record_size(const ccs_facts_t *self);
/** A record laid over record_size doubles. */
ccs_record_t ccs_facts_record(const ccs_facts_t *self, double *doubles);
/** Add a cell to a record of a longer stretch: counts always, areas only if the cell is open, maxima as maxima, what
 * waits at the end as the last cell added says. */
void ccs_facts_add_cell(const ccs_facts_t *self, uint32_t cell, ccs_record_t *to);

/** The accounting tree of every type over all cells, at the end of a run; @p n_in_ivr by type: contacts still there. Abort on a
 * difference. */
void ccs_facts_verify(const ccs_facts_t *self, const uint32_t *n_in_ivr);

#endif
