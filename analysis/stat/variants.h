/** @file variants.h  All configurations of one or several data sets: a view of each, and each compared with the first. */
#ifndef CCS_VARIANTS_H
#define CCS_VARIANTS_H

#include "compare.h"

/** Refers to the data sets, which must outlive it. Metrics, entities and intervals of one data set have the same numbers in its views; those of
 * several are matched by the comparison. */
typedef struct {
    uint32_t n;
    ccs_view_t *views;       /* [n]; the first is the base */
    ccs_compare_t *compares; /* [n], each with the base; the first is not open */
    ccs_arena_t arena;
} ccs_variants_t;

/** @return 0, CCS_ERR_SCENARIO (no result, or one of things that cannot be compared) or CCS_ERR_NOMEM. _free is legal after a failure. */
int ccs_variants_open(ccs_variants_t *self, const ccs_dataset_t *data, ccs_err_t *err);
/** The same of n data sets. */
int ccs_variants_open_all(ccs_variants_t *self, const ccs_dataset_t *data, size_t n, ccs_err_t *err);
void ccs_variants_free(ccs_variants_t *self);
/** What is listed of a variant where the base has an entity (ccs_compare_beside). CCS_DATA_NONE: nothing, which variants of one data set never are. */
static inline uint32_t ccs_variants_entity(const ccs_variants_t *self, uint32_t variant, uint32_t entity)
{
    return variant > 0 && entity != CCS_DATA_NONE ? ccs_compare_beside(&self->compares[variant], entity) : entity;
}

#endif
