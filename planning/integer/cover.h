/** @file cover.h  Whole numbers of least cost that cover needs: minimise sum cost x, such that for every row sum a x >= need, lower <= x <= upper.
 * Knows nothing of what they stand for.
 *
 * The door through which a search asks for integer programs. Small ones are solved exactly (branch and bound); larger ones by a greedy choice with
 * Lagrange multipliers, what is superfluous taken away, and exchanges, beside a bound that says how far from the best it can be at most
 * (Held, Wolfe and Crowder 1974, Validation of subgradient optimization; Caprara, Fischetti and Toth 1999, A heuristic method for the set
 * covering problem). */
#ifndef CCS_COVER_H
#define CCS_COVER_H

#include <stdbool.h>
#include <stdint.h>

/** A matrix by columns: entries first[j] .. first[j + 1] - 1 are those of column j. */
typedef struct {
    uint32_t n_columns, n_rows;
    const uint32_t *first, *row;
    const double *a;
    const double *cost;                /* by column, > 0 */
    const uint32_t *lower, *upper;     /* by column */
    const double *need;                /* by row */
    bool (*shall_end)(void *listener); /* asked at every pass over the columns: true ends with the best so far; NULL: never */
    void *listener;
} ccs_cover_t;

typedef struct {
    uint32_t *x; /* by column; the caller's storage */
    double cost;
    double bound; /* no choice costs less */
    bool covers;  /* false: no choice was found; x is as near as it came */
} ccs_cover_choice_t;

/** @return 0 or CCS_ERR_NOMEM */
int ccs_cover_solve(const ccs_cover_t *problem, ccs_cover_choice_t *choice);

#endif
