/** @file demand_parts.h  What the files of the room share. */
#ifndef CCS_DEMAND_PARTS_H
#define CCS_DEMAND_PARTS_H

#include "demand.h"

/** What a factor of a type is called and found by. */
typedef struct {
    const char *name, *kind; /* "support", "type": its draws are those of "type:support" */
    bool by_slot;
} ccs_factor_of_t;

/** Reads the shared factors, by day and by interval. */
void ccs_demand_factors(ccs_demand_t *self);
/** A factor of a type: the name of a shared one or a law. @return its id, CCS_NONE if none is written or something was recorded */
uint32_t ccs_demand_factor(ccs_demand_t *self, const ccs_place_t *at, const ccs_factor_of_t *of);
/** A factor of mean 1 that is not written as one. @return its id, CCS_NONE when out of memory */
uint32_t ccs_demand_add_factor(ccs_demand_t *self, const ccs_factor_of_t *of, const ccs_distribution_t *law);
const ccs_factor_t *ccs_demand_factor_at(const ccs_demand_t *self, uint32_t id);

/** The Cholesky factor of a matrix of correlations in its place. @param lower  n rows as far as the diagonal, one after the other
 * @return false if it is not positive definite */
bool ccs_demand_cholesky(double *lower, uint32_t n);

#endif
