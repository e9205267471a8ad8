/** @file share_curve.h  A share that goes by a number of contacts. */
#ifndef CCS_SHARE_CURVE_H
#define CCS_SHARE_CURVE_H

#include <stdint.h>

/** A share in [0, 1] for each whole number from 0 on; that of the last number is the share of all beyond it too. Zero-initialised: there is no curve. */
typedef struct {
    const double *at; /* n of them */
    uint32_t n;
} ccs_share_curve_t;

/** The share of a curve that has values. */
static inline double ccs_share_curve_at(const ccs_share_curve_t *self, uint32_t n)
{
    return self->at[n < self->n ? n : self->n - 1];
}

#endif
