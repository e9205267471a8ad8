/** @file evenness.h  How evenly something is spread over those who could each have a share of it. */
#ifndef CCS_EVENNESS_H
#define CCS_EVENNESS_H

#include <math.h>

/** Jain's index (Jain, Chiu and Hawe 1984). @param sum  of what each has @param even  of even shares
 * @param squares  of what each has squared, over their even share; >= 0
 * @return 0 < index <= 1, 1 where all have an even share; 0 where there is nothing to share */
static inline double ccs_evenness(double sum, double even, double squares)
{
    return squares > 0 ? fmin(1, sum * sum / (even * squares)) : 0; /* rounding shall not take it above 1 */
}

/** The coefficient of variation that goes with an index; 0 where there is nothing to share. */
static inline double ccs_evenness_cv(double index)
{
    return index > 0 ? sqrt(1 / index - 1) : 0;
}

#endif
