/** @file time_class.h  Times counted by class, of which the first ends after a minute and each other at 1.41 times the end of the one before: for percentiles of times from minutes to weeks
 * that add up over intervals, types and replications. */
#ifndef CCS_TIME_CLASS_H
#define CCS_TIME_CLASS_H

#include <stdint.h>

/** Which class a time is of. @param time_s  >= 0 @param n_classes  the last one has all that is longer */
uint32_t ccs_time_class(double time_s, uint32_t n_classes);

/** The time that a share p of those counted do not pass, as if times of a class were spread evenly by their logarithm: exact to a factor of 1.41, and mostly to 2 %.
 * @param p  0 .. 1 @return seconds; NAN: nothing is counted */
double ccs_time_class_quantile(const double *counts, uint32_t n_classes, double p);

#endif
