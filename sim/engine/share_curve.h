/** @file share_curve.h  A share, or a factor, that goes by a whole number or by a time. */
#ifndef CCS_SHARE_CURVE_H
#define CCS_SHARE_CURVE_H

#include <stdint.h>

/** A share in [0, 1], or a factor, for each whole number from 0 on; that of the last number is that of all beyond it too. Zero-initialised: there is no curve. */
typedef struct {
    const double *at; /* n of them */
    uint32_t n;
} ccs_share_curve_t;

/** The share of a curve that has values. */
static inline double ccs_share_curve_at(const ccs_share_curve_t *self, uint32_t n)
{
    return self->at[n < self->n ? n : self->n - 1];
}

/** The same by a time, whose whole seconds count. @param seconds  >= 0 */
static inline double ccs_share_curve_at_time(const ccs_share_curve_t *self, double seconds)
{
    return self->at[seconds < self->n ? (uint32_t) seconds : self->n - 1];
}

#endif
