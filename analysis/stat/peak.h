/** @file peak.h  Superlatives that the figures carry: what is highest or lowest, and whether that can be told from the others. */
#ifndef CCS_PEAK_H
#define CCS_PEAK_H

#include "scope.h"

/** The highest (sign 1) or lowest (-1) of some figures, in their order. */
typedef struct {
    uint32_t at;          /* CCS_DATA_NONE: none is defined */
    uint32_t first, last; /* the neighbours that cannot be told from it: they differ by less than both half-widths */
    bool clear;           /* whether these are all such figures, and few: only then is it one that may be named */
    ccs_point_t point;
} ccs_peak_t;
ccs_peak_t ccs_peak_of(const ccs_point_t *points, uint32_t n, double sign);

/** Whether entity [at] can be told from every other one, at the confidence of the run for all of them at once (Bonferroni), of a metric that is
 * a ratio: observation by observation, or by their intervals. */
bool ccs_peak_is_extreme(const ccs_view_t *view, uint32_t metric, const uint32_t *entities, uint32_t n, uint32_t at);

/** A metric in every open interval of a result. */
typedef struct {
    uint32_t n;
    const uint32_t *interval; /* [n] of the scope */
    ccs_point_t *points;      /* [n], for free(); NULL when out of memory, then n is 0 */
} ccs_interval_points_t;
ccs_interval_points_t ccs_interval_points(const ccs_scope_t *scope, uint32_t metric, uint32_t entity);

#endif
