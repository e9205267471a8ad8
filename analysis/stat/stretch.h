/** @file stretch.h  Marked intervals, neighbours together. */
#ifndef CCS_STRETCH_H
#define CCS_STRETCH_H

#include "view.h"

/** Neighbours of the same mark, from the first to the last. */
typedef struct {
    uint32_t first, last;
} ccs_below_target_t;

/** The next stretch of intervals that have this mark. @param from  where to look from on; moved behind it @return whether there is one */
bool ccs_stretch_next(const unsigned char *marks, uint32_t n, unsigned char mark, uint32_t *from, ccs_below_target_t *found);
uint32_t ccs_stretch_count(const unsigned char *marks, uint32_t n, unsigned char mark);

#endif
