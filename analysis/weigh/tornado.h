/** @file tornado.h  What matters most: variants ranked by what they change of one figure, those of one name and opposite amounts ("aht -10 %" and "aht +10 %") in one row. Knows of no words. */
#ifndef CCS_TORNADO_H
#define CCS_TORNADO_H

#include "compare.h"

/** A factor: one variant, or two that move it to either side. */
typedef struct {
    char name[96];
    uint32_t variants[2]; /* the second CCS_DATA_NONE: there is one only */
    ccs_difference_t differences[2];
    double swing; /* the larger of both, without its sign */
} ccs_tornado_row_t;

typedef struct {
    uint32_t metric, entity; /* of the base */
    ccs_tornado_row_t *rows; /* the largest swing first; what cannot be compared is left out */
    uint32_t n_rows;
    ccs_arena_t arena;
} ccs_tornado_t;

/** @param compares  [n], each with the base; the first is not open @param metric_entity  of the base @return 0 or CCS_ERR_NOMEM; _free is legal after a failure */
int ccs_tornado_open(ccs_tornado_t *self, ccs_compare_t *compares, uint32_t n, const uint32_t metric_entity[2]);
void ccs_tornado_free(ccs_tornado_t *self);

#endif
