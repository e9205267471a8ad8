/* time_class.c - Invariant: class 0 ends at a minute, class k at 2^(k / 2) of them. */
#include "time_class.h"

#include <math.h>

#include "elementary.h"

static const double FIRST_S = 60, STEP = 1.4142135623730951, HALF_OF_OCTAVE = 0.70710678118654752;

uint32_t ccs_time_class(double time_s, uint32_t n_classes)
{
    int octave; /* from 1 on */

    if (!(time_s >= FIRST_S)) return 0;
    const double part = frexp(time_s / FIRST_S, &octave); /* 0.5 .. 1 */
    const uint32_t class = 2 * (uint32_t) (octave - 1) + 1 + (part >= HALF_OF_OCTAVE);

    return class < n_classes ? class : n_classes - 1;
}

static double begin_of(uint32_t class)
{
    return ldexp(class % 2 == 0 ? FIRST_S / STEP : FIRST_S, (int) (class - 1) / 2 + (class % 2 == 0));
}

double ccs_time_class_quantile(const double *counts, uint32_t n_classes, double p)
{
    double sum = 0, upto = 0;
    uint32_t class = 0;

    for (uint32_t i = 0; i < n_classes; i++) sum += counts[i];
    if (!(sum > 0)) return (double) NAN;
    while (class + 1 < n_classes && upto + counts[class] < p * sum) upto += counts[class ++];
    const double within = counts[class] > 0 ? (p * sum - upto) / counts[class] : 0;

    return class == 0 ? within * FIRST_S : begin_of(class) * ccs_exp(within * ccs_log(STEP));
}
