/** @file sparkline.h  Numbers in a row as a line of small bars, one character each. */
#ifndef CCS_SPARKLINE_H
#define CCS_SPARKLINE_H

#include <stdbool.h>
#include <stdint.h>

enum { CCS_SPARKLINE_WIDTH = 60, CCS_SPARKLINE_BYTES = 3 * CCS_SPARKLINE_WIDTH + 1 };

/** The lowest number is the lowest bar, the highest the highest; where they differ by less than margin all bars are half as high. More
 * numbers than WIDTH are drawn as means of 2, 3, ... neighbours.
 * @param x  n numbers; what is not finite is a blank @param utf8  ▁▂▃▄▅▆▇█, else the ASCII marks . : - = + * # @
 * @return text: as many characters as there are numbers, or groups of them */
const char *ccs_sparkline(const double *x, uint32_t n, double margin, bool utf8, char text[CCS_SPARKLINE_BYTES]);

#endif
