/** @file kept.h  Metrics by cell of single replications, kept within a budget of memory: what bands over days and differences by interval
 * rest on. */
#ifndef CCS_KEPT_H
#define CCS_KEPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A column is a pair of metric and entity. Zero-initialised storage keeps nothing. */
typedef struct {
    uint32_t n_cells, n_columns;
    uint32_t n, max_n, cap; /* replications kept, at most, with room */
    uint32_t first_cap;     /* those for which room is made first */
    double *values;         /* [replication][cell][column]: numerator / denominator, NAN where the denominator is 0 */
    double *weights;        /* the same shape: denominators; NULL unless wanted */
    bool has_weights;
} ccs_kept_t;

/** @param weights  keep the denominators too: differences need them, bands do not @param max_bytes  budget: as many replications are kept
 * as fit into it */
void ccs_kept_init(ccs_kept_t *self, uint32_t n_cells, uint32_t n_columns, bool weights, uint64_t max_bytes);
/** So many replications will come: room is made for these, no more; if others follow them, it doubles. Before the first of them. */
void ccs_kept_expect(ccs_kept_t *self, uint64_t n);
void ccs_kept_free(ccs_kept_t *self);
/** Bytes that one replication takes. */
uint64_t ccs_kept_bytes(uint32_t n_cells, uint32_t n_columns, bool weights);

/** Room for one more replication, whose cells are then set one by one. @return 0, also when the budget is used up and _set does nothing;
 * CCS_ERR_NOMEM */
int ccs_kept_reserve(ccs_kept_t *self);
/** Numerators and denominators of a cell of the replication that is being added. */
void ccs_kept_set(ccs_kept_t *self, uint32_t cell, uint32_t column, double num, double den);
/** The replication is complete. */
void ccs_kept_commit(ccs_kept_t *self);

/** Quantiles over the replications of one column in one cell, those without a value left out: position p (n - 1) in their order,
 * interpolated (the usual definition of statistics programs).
 * @param percents  n_percents of 0 .. 100 @param scratch  n doubles @param out  n_percents; NAN where no replication has a value */
void ccs_kept_quantiles(const ccs_kept_t *self, uint32_t cell, uint32_t column, const uint32_t *percents, uint32_t n_percents,
    double *scratch, double *out);
/** The same of any numbers, whose order changes: only the ranks that are asked for are found. */
void ccs_kept_quantiles_of(double *x, uint32_t n, const uint32_t *percents, uint32_t n_percents, double *out);

#endif
