/** @file student.h  Quantile of Student's law for whole degrees of freedom, and the cube root: the same bits on every processor and by every mathematics library,
 * as elementary.h has them of logarithm and exponential. */
#ifndef CCS_STUDENT_H
#define CCS_STUDENT_H

#include <stdint.h>

/** The t that |T| does not exceed with a probability. Up to 4000 degrees by the finite series of Abramowitz & Stegun (1964), 26.7.3 and 26.7.4; for more by 26.7.5, an
 * expansion around the normal law. Relative error some 1e-15 / (1 - probability).
 * @param probability  0 < probability < 1 @param degrees  >= 1 */
double ccs_student_quantile(double probability, uint32_t degrees);
/** @param x  finite; within a unit of the last place or two */
double ccs_cube_root(double x);

#endif
