/** @file differences.h  What variants differ in from the first of them, as variables of the data set that holds them all. */
#ifndef CCS_DIFFERENCES_H
#define CCS_DIFFERENCES_H

#include "compare.h"

/** The variables of one metric's differences; mean NULL: there are none. */
typedef struct {
    double *mean, *half_width; /* [config][entity] or [config][entity][interval] */
} ccs_difference_pair_t;

/** Where the differences go, by metric of the base. Refers to the data set. */
typedef struct {
    ccs_difference_pair_t *whole, *intervals; /* over the run; by interval */
    uint32_t n_entities, n_intervals;
} ccs_differences_t;

/** Add the variables to a data set with the dimensions config, entity and interval; they begin as 0. @return 0 or CCS_ERR_NOMEM */
int ccs_differences_add(ccs_differences_t *self, const ccs_view_t *base, ccs_dataset_t *out);
/** Write those of one variant. Several variants may be written at the same time. @param compare  of the base with it */
void ccs_differences_put(const ccs_differences_t *self, uint32_t config, ccs_compare_t *compare);

#endif
