/** @file statement.h  The statement of a result: what the ledger says by line, over the months of the run. Refers to the data set, which outlives it. */
#ifndef CCS_STATEMENT_H
#define CCS_STATEMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "dataset.h"

/** Over the replications. */
typedef struct {
    double mean, p10, p50, p90; /* money; of one replication all the same */
} ccs_amount_spread_t;

/** As a term that is never missed comes to. */
static inline bool ccs_statement_is_nothing(const ccs_amount_spread_t *amount)
{
    return amount->mean == 0 && amount->p10 == 0 && amount->p90 == 0;
}

typedef struct {
    const char *name, *label, *account, *role, *unit;
    const char *kind,
        *behind; /* "wages" and "desk" of wages/desk and of vendor/wages/desk; behind is "" where a name has nothing there */
    ccs_amount_spread_t amount;
    double quantity; /* mean; 0 where it has none */
} ccs_statement_line_t;

typedef struct {
    const char *currency;
    uint32_t n_lines, n_bills, n_replications;
    uint32_t set;             /* replications that are drawn together (run.variance); 1: each for itself */
    const char *const *bills; /* "2026-03" */
    const double *bill_fracs,
        *bill_counts; /* what of the month the run has, and whether it counts as one where something is told of months; NULL: all do */
    ccs_statement_line_t *lines;
    ccs_arena_t arena;
    bool is_costed;        /* false: of the variants of a comparison this one says nothing of costs; its sums are NAN */
    const double *amounts; /* [replication][bill][line] */
    const double *quantities;
} ccs_statement_t;

/** @param config  of the data set @return 0; CCS_ERR_SCENARIO: the result has no ledger; CCS_ERR_NOMEM. _free is legal after a failure. */
int ccs_statement_open(ccs_statement_t *self, const ccs_dataset_t *data, uint32_t config);
void ccs_statement_free(ccs_statement_t *self);
/** Of each configuration of the data set. @param statements  for free(), each to be freed; NULL after a failure */
int ccs_statements_open(ccs_statement_t **statements, const ccs_dataset_t *data, uint32_t n);
void ccs_statements_free(ccs_statement_t *statements, uint32_t n);

/** Whether a line is of one of these kinds. @param kinds  ends with NULL */
bool ccs_statement_is_of(const ccs_statement_line_t *line, const char *const *kinds);

/** A term of a contract, by its months in all replications: what is told of how it goes. */
typedef struct {
    const char *label;           /* "BPO: Service level" */
    double judged, missed_frac;  /* times a month that it is judged; of these, those that miss it */
    double cut_frac;             /* share of the months with a malus or service credits by it */
    ccs_amount_spread_t penalty; /* of a month */
} ccs_statement_term_t;

/** Terms of contracts; NULL, and n 0, where there are none; n 1 and NULL without memory. In the statement's memory. */
const ccs_statement_term_t *ccs_statement_terms(ccs_statement_t *self, uint32_t *n);
/** The same of all terms of an account together: penalties of a month. @param account  NULL: of all */
ccs_amount_spread_t ccs_statement_penalty(const ccs_statement_t *self, const char *account, double *cut_frac);

/** What all lines with a role, of an account, come to together. @param role, account  NULL: of any @param bill  CCS_DATA_NONE: of all months together */
ccs_amount_spread_t ccs_statement_sum(const ccs_statement_t *self, const char *role, const char *account, uint32_t bill);
/** What is paid: lines of the client's own, and invoices. */
ccs_amount_spread_t ccs_statement_cost(const ccs_statement_t *self, uint32_t bill);

#endif
