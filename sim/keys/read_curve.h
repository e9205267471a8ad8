/** @file read_curve.h  A share that goes by a number of contacts: rows of a curve, linear in between, flat outside. */
#ifndef CCS_READ_CURVE_H
#define CCS_READ_CURVE_H

#include "plan.h"
#include "reader.h"

/** @return the curve, in the arena; without values if nothing, or nothing valid, stands there */
ccs_share_curve_t ccs_read_share_curve(ccs_reader_t *self, const ccs_place_t *at);

#endif
