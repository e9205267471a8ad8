/** @file ranked.h  Pairs or agents of a result in an order: as they come, or sorted by a figure. */
#ifndef CCS_RANKED_H
#define CCS_RANKED_H

#include "wanted.h"

typedef struct {
    uint32_t at; /* along the axis */
    double by;   /* the figure; 0 where there is none to sort by */
} ccs_ranked_t;

/** Those that are wanted. @param metric  the largest first, who has no such figure last; CCS_DATA_NONE: as they come
 * @param rows  ccs_view_count of them @return how many were written */
uint32_t ccs_ranked(const ccs_view_t *view, enum ccs_axis axis, const ccs_wanted_t *wanted, uint32_t metric, ccs_ranked_t *rows);

#endif
