/** @file read_curve.h  A share or a factor that goes by a number of contacts or by a time: rows of a curve, linear in between, flat outside. */
#ifndef CCS_READ_CURVE_H
#define CCS_READ_CURVE_H

#include "plan.h"
#include "reader.h"

/** What the rows of a curve are of. */
enum ccs_curve_of {
    CCS_CURVE_SHARE_BY_COUNT,
    CCS_CURVE_SHARE_BY_WAIT,
    CCS_CURVE_FACTOR_BY_COUNT,
    CCS_CURVE_FACTOR_BY_PLACE,
    CCS_CURVE_FACTOR_BY_WAIT
};

/** @return the curve, in the arena, by contacts or by whole seconds; without values if nothing, or nothing valid, stands there */
ccs_share_curve_t ccs_read_share_curve(ccs_reader_t *self, const ccs_place_t *at, enum ccs_curve_of of);

#endif
