/** @file lines.h  Arrays that are touched at random by the million: they begin on a line of the cache. */
#ifndef CCS_LINES_H
#define CCS_LINES_H

#include <stddef.h>

/** Storage for free(), not zeroed. Where it is large and the system can, in large pages: what is touched at random then costs a miss of the cache but
 * not a walk through tables of pages beside it.
 * @return room for at least @p bytes, on a line of the cache; NULL when out of memory */
void *ccs_lines_new(size_t bytes);

#endif
