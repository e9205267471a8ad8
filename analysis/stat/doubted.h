/** @file doubted.h  What of the band of a figure over replications comes of values that are estimates, of random demand, and of chance. */
#ifndef CCS_DOUBTED_H
#define CCS_DOUBTED_H

#include "view.h"

enum { CCS_DOUBTED_PARTS = 3 }; /* parameters, forecast, chance */
extern const char *const CCS_DOUBTED_HEADS[CCS_DOUBTED_PARTS];

/** A figure of all together; parts are shares of its variance. */
typedef struct {
    const char *metric;
    double sd;
    double part[CCS_DOUBTED_PARTS], half_width[CCS_DOUBTED_PARTS];
} ccs_doubt_row_t;

/** Figures that a result has parted (`ccsim run --input-uncertainty`); 0: none. */
uint32_t ccs_doubted_count(const ccs_view_t *view);
ccs_doubt_row_t ccs_doubted_row(const ccs_view_t *view, uint32_t i);

#endif
