/** @file integer_program.h  Linear programs whose variables may have to be whole: minimise sum cost x, such that least <= sum a x <= most in every row and in
 * every column. Knows nothing of what they stand for. GLPK ends here, loaded when a program is first solved.
 *
 * Columns may be added between two solutions, and the simplex method goes on from where it was: so columns can be generated. A failure inside
 * GLPK comes back as an error and does not end the process. From one thread at a time. */
#ifndef CCS_INTEGER_PROGRAM_H
#define CCS_INTEGER_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"

typedef struct ccs_integer_program ccs_integer_program_t; /* opaque: what GLPK holds and what was added since must agree */

/** A column as it is added. */
typedef struct {
    double cost;
    double least, most; /* of x; most may be INFINITY */
    const uint32_t *rows;
    const double *a; /* of each of the rows; NULL: 1 */
    uint32_t n;      /* rows, each at most once */
} ccs_integer_column_t;

enum ccs_integer_end {
    CCS_INTEGER_SOLVED,    /* to optimality; of whole numbers, within the gap asked for */
    CCS_INTEGER_CUT_SHORT, /* the limit of nodes, or shall_end: what was found by then stands; `found` says whether anything was */
    CCS_INTEGER_INFEASIBLE /* no x is allowed */
};

/** How to look for whole numbers. */
typedef struct {
    double gap;       /* relative to the cost: within it of the best is good enough */
    uint32_t n_nodes; /* of branch and cut, at most: a limit by time would give another answer on another machine */
} ccs_integer_effort_t;

/** Whether programs can be solved: GLPK is loaded. @return 0, or CCS_ERR_INPUT, which err tells with what to do */
int ccs_integer_program_ready(ccs_err_t *err);
/** @param n_rows  without bounds at first
 * @return NULL without memory */
ccs_integer_program_t *ccs_integer_program_new(uint32_t n_rows);
void ccs_integer_program_delete(ccs_integer_program_t *self);
/** What ends a solution before its time: asked again and again. NULL: nothing does. */
void ccs_integer_program_heed(ccs_integer_program_t *self, bool (*shall_end)(void *listener), void *listener);
/** -INFINITY and INFINITY: no bound. */
void ccs_integer_program_set_row(ccs_integer_program_t *self, uint32_t row, double least, double most);
/** @return 0 or CCS_ERR_NOMEM. Columns are numbered from 0 in the order in which they are added. */
int ccs_integer_program_add(ccs_integer_program_t *self, const ccs_integer_column_t *column);
/** Other bounds of a column. */
void ccs_integer_program_set_column(ccs_integer_program_t *self, uint32_t column, double least, double most);

/** Solve with broken numbers. @return 0; CCS_ERR_INPUT: GLPK cannot be loaded, or failed, which err tells; CCS_ERR_NOMEM */
int ccs_integer_program_relax(ccs_integer_program_t *self, enum ccs_integer_end *end, ccs_err_t *err);
/** Solve with all columns whole numbers; the same as ccs_integer_program_relax first, whose cost is the bound. */
int ccs_integer_program_solve(ccs_integer_program_t *self, const ccs_integer_effort_t *effort, enum ccs_integer_end *end,
    ccs_err_t *err);

/** Of the last solution: whether there is any; its cost; a column's x; and, of broken numbers, what one more of a row's bound would cost. */
bool ccs_integer_program_found(const ccs_integer_program_t *self);
double ccs_integer_program_cost(const ccs_integer_program_t *self);
double ccs_integer_program_x(const ccs_integer_program_t *self, uint32_t column);
double ccs_integer_program_price(const ccs_integer_program_t *self, uint32_t row);

#endif
