/** @file law_point.h  Laws whose quantiles are tabulated, at a point: private to the files that make distributions. */
#ifndef CCS_LAW_POINT_H
#define CCS_LAW_POINT_H

#include "distribution.h"
#include "quantile_table.h"

/** The unit gamma law. @param law  its shape, a double */
ccs_quantile_point_t ccs_gamma_point(const void *law, double log_x, bool above);

/** A mix of two exponentials, the first, which has the share p, of mean 1. */
typedef struct {
    double p, mean_2;
} ccs_two_exponentials_t;
/** @param law  a ccs_two_exponentials_t */
ccs_quantile_point_t ccs_two_exponentials_point(const void *law, double log_x, bool above);

/** The table of a law, and its size, in the distribution. @return 0 or CCS_ERR_NOMEM, with err->text */
int ccs_law_tabulate(ccs_distribution_t *self, const ccs_quantile_law_t *law, ccs_arena_t *arena, ccs_err_t *err);

#endif
