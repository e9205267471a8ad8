/** @file shortest.h  The fewest digits that give a number back, in whole numbers: answers for pages and scripts are thousands of numbers, and the C library takes
 * a microsecond for each. */
#ifndef CCS_SHORTEST_H
#define CCS_SHORTEST_H

#include <stddef.h>

enum { CCS_SHORTEST_MAX = 40 };

/** As "%.15g" says it where that gives the same number back, else as "%.16g" or "%.17g", with a point in every locale.
 * @return bytes without the one at the end; 0 where x is not from 1e-15 to below 1e14 (or their negatives), or is a whole number: that is left to the C library */
size_t ccs_shortest_write(double x, char text[CCS_SHORTEST_MAX]);

#endif
