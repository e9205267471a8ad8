/* peak.c - the highest and the lowest. Invariant: a figure without an interval is never told apart from another one. */
#include "peak.h"

#include <math.h>
#include <stdlib.h>

#include "estimate.h"
#include "paired.h"

/* Whether x lies below the top by more than both half-widths together. */
static bool is_below(ccs_point_t top, ccs_point_t x, double sign)
{
    return sign * (top.mean - x.mean) > top.half_width + x.half_width;
}

ccs_peak_t ccs_peak_of(const ccs_point_t *points, uint32_t n, double sign)
{
    ccs_peak_t peak = {.at = CCS_DATA_NONE, .point = ccs_point_around((double) NAN, (double) NAN)};
    uint32_t n_known = 0, n_alike = 0;

    for (uint32_t i = 0; i < n; i++) {
        if (isnan(points[i].mean)) continue;
        n_known++;
        if (peak.at != CCS_DATA_NONE && !(sign * points[i].mean > sign * peak.point.mean)) continue;
        peak.at = i;
        peak.point = points[i];
    }
    if (peak.at == CCS_DATA_NONE) return peak;
    for (uint32_t i = 0; i < n; i++) n_alike += !isnan(points[i].mean) && !is_below(peak.point, points[i], sign);
    peak.first = peak.last = peak.at;
    while (peak.first > 0 && !is_below(peak.point, points[peak.first - 1], sign)) peak.first--;
    while (peak.last + 1 < n && !is_below(peak.point, points[peak.last + 1], sign)) peak.last++;
    peak.clear = n_known > 1 && n_alike == peak.last - peak.first + 1 && (n_alike == 1 || 3 * n_alike <= n_known);
    return peak;
}

bool ccs_peak_is_extreme(const ccs_view_t *view, uint32_t metric, const uint32_t *entities, uint32_t n, uint32_t at)
{
    const double confidence = ccs_estimate_each(view->confidence, n - 1);
    const ccs_point_t own = ccs_view_point(view, metric, entities[at]);
    const ccs_series_t own_series = ccs_series_of(view, metric, entities[at]);

    for (uint32_t i = 0; i < n; i++) {
        const ccs_point_t x = ccs_view_point(view, metric, entities[i]);

        if (i == at || isnan(x.mean)) continue;
        const ccs_series_t series = ccs_series_of(view, metric, entities[i]);
        const ccs_point_t d = ccs_paired_difference(&series, &own_series, confidence);

        if (!(fabs(d.mean) > d.half_width) && !is_below(own, x, own.mean > x.mean ? 1 : -1)) return false;
    }
    return n > 1;
}

ccs_interval_points_t ccs_interval_points(const ccs_scope_t *scope, uint32_t metric, uint32_t entity)
{
    ccs_interval_points_t found = {.interval = scope->open, .points = calloc((size_t) scope->n_open + 1, sizeof *found.points)};

    for (; found.points && found.n < scope->n_open; found.n++)
        found.points[found.n] = ccs_view_point_at(scope->view, metric, entity, found.interval[found.n]);
    return found;
}
