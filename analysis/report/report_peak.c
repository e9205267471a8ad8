/* report_peak.c - superlatives that the figures carry: what is highest or lowest, and whether that can be told from the others. Invariant: a
 * figure without an interval is never told apart from another one. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "estimate.h"
#include "report_parts.h"

/* ---- the highest of some figures ------------------------------------------------------------------------------------------ */

/* Whether x lies below the top by more than both half-widths together. */
static bool is_below(ccs_point_t top, ccs_point_t x, double sign)
{
    return sign * (top.mean - x.mean) > top.half_width + x.half_width;
}

ccs_peak_t ccs_report_peak(const ccs_point_t *points, uint32_t n, double sign)
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

ccs_interval_points_t ccs_report_interval_points(const ccs_page_t *page, uint32_t metric, uint32_t entity)
{
    ccs_interval_points_t found = {.interval = page->open, .points = calloc((size_t) page->n_open + 1, sizeof *found.points)};

    for (; found.points && found.n < page->n_open; found.n++)
        found.points[found.n] = ccs_view_point_at(page->view, metric, entity, found.interval[found.n]);
    return found;
}

const char *ccs_report_peak_time(const ccs_page_t *page, const ccs_interval_points_t *of, const ccs_peak_t *peak,
    char text[CCS_PAGE_RANGE_MAX])
{
    return ccs_page_span(page, of->interval[peak->first], of->interval[peak->last], text);
}

/* ---- what the titles say -------------------------------------------------------------------------------------------------- */

const char *ccs_page_whose(const ccs_page_t *self)
{
    return self->n_variants > 1 ? "Base: " : "";
}

/* How far from the average an interval may lie where all are said to be about the same: wide intervals alone do not make them so. */
static const double ABOUT = 0.25;

static bool is_about(double x, double average)
{
    return fabs(x - average) <= ABOUT * fabs(average);
}

static bool is_flat(const ccs_peak_t *low, const ccs_peak_t *high, double average)
{
    return high->point.mean - low->point.mean <= low->point.half_width + high->point.half_width &&
        is_about(low->point.mean, average) && is_about(high->point.mean, average);
}

/* " (17:00 to 18:00)" where the time can be told. */
static void say_time(const ccs_page_t *page, const ccs_interval_points_t *of, const ccs_peak_t *peak, ccs_prose_t *to)
{
    char range[CCS_PAGE_RANGE_MAX];

    if (peak->clear) ccs_prose_add(to, " (%s)", ccs_report_peak_time(page, of, peak, range));
}

/* Of several channels all together have no mean that means something: the types, from the lowest to the highest. */
static void say_by_type(const ccs_page_t *page, uint32_t metric, ccs_prose_t *to)
{
    const enum ccs_figure_unit unit = ccs_page_unit(page->view, metric);
    uint32_t types[CCS_PAGE_ENTITIES_MAX];
    const uint32_t n = ccs_page_entities(page, "type", types, CCS_PAGE_ENTITIES_MAX);
    ccs_point_t points[CCS_PAGE_ENTITIES_MAX];
    char text[CCS_FIGURE_MAX];

    for (uint32_t k = 0; k < n; k++) points[k] = ccs_view_point(page->view, metric, types[k]);
    const ccs_peak_t low = ccs_report_peak(points, n, -1), high = ccs_report_peak(points, n, 1);

    if (low.at == CCS_DATA_NONE) return;
    ccs_prose_add(to, ": %s %s", ccs_page_label(page, types[low.at]),
        ccs_figure_mean(unit, low.point.mean, low.point.half_width, text));
    if (high.at != low.at)
        ccs_prose_add(to, ", %s %s", ccs_page_label(page, types[high.at]),
            ccs_figure_mean(unit, high.point.mean, high.point.half_width, text));
}

void ccs_report_say_extremes(const ccs_page_t *page, uint32_t metric, uint32_t entity, const char *label, ccs_prose_t *to)
{
    const enum ccs_figure_unit unit = ccs_page_unit(page->view, metric);
    const ccs_interval_points_t of = ccs_report_interval_points(page, metric, entity);
    const ccs_peak_t low = ccs_report_peak(of.points, of.n, -1), high = ccs_report_peak(of.points, of.n, 1);
    const bool count = unit == CCS_FIGURE_NUMBER; /* the run has the sum, an interval its part */
    const double average = count ? 0.5 * (low.point.mean + high.point.mean)
        : of.n == 1              ? low.point.mean
                                 : ccs_view_point(page->view, metric, entity).mean;
    const char first = label[0];
    char text[CCS_FIGURE_MAX];

    to->out_of_memory = to->out_of_memory || !of.points;
    ccs_prose_add(to, "%s%c%s", ccs_page_whose(page), page->n_variants > 1 ? tolower((unsigned char) first) : first, &label[1]);
    if (low.at == CCS_DATA_NONE) {
        ccs_prose_add(to, " through the day");
    } else if (entity == page->all && page->n_channels > 1 && strcmp(page->view->kinds[metric], "count") != 0) {
        say_by_type(page, metric, to);
    } else if (is_flat(&low, &high, average)) {
        ccs_prose_add(to, " about %s all %s", ccs_figure_mean(unit, average, low.point.half_width, text),
            page->n_days > 1 ? "days" : "day");
    } else {
        ccs_prose_add(to, " between %s", ccs_figure_mean(unit, low.point.mean, low.point.half_width, text));
        say_time(page, &of, &low, to);
        ccs_prose_add(to, " and %s", ccs_figure_mean(unit, high.point.mean, high.point.half_width, text));
        say_time(page, &of, &high, to);
    }
    free(of.points);
}

/* ---- two entities, observation by observation ------------------------------------------------------------------------------ */

typedef struct {
    const double *values, *weights;
    size_t stride;
    double sum, weight;
} series_t;

static series_t series_of(const ccs_view_t *v, uint32_t metric, uint32_t entity)
{
    const size_t first = (size_t) entity * v->n_metrics + metric;
    series_t s = {&v->values[first], &v->weights[first], (size_t) v->n_entities * v->n_metrics, 0, 0};

    for (uint32_t i = 0; i < v->n_observations; i++) {
        const double x = s.values[i * s.stride], w = s.weights[i * s.stride];

        if (!(w > 0) || isnan(x)) continue;
        s.sum += w * x;
        s.weight += w;
    }
    return s;
}

static double residual_of(const series_t *s, uint32_t observation, uint32_t n)
{
    const double x = s->values[observation * s->stride], w = s->weights[observation * s->stride];

    return w > 0 && !isnan(x) ? w * (x - s->sum / s->weight) * n / s->weight : 0;
}

ccs_point_t ccs_report_paired(const ccs_view_t *view, uint32_t metric, const uint32_t entities[2], double confidence)
{
    const series_t a = series_of(view, metric, entities[0]), b = series_of(view, metric, entities[1]);
    const uint32_t n = view->n_observations;
    double sum = 0, sum2 = 0;

    if (!(a.weight > 0) || !(b.weight > 0)) return ccs_point_around((double) NAN, (double) NAN);
    for (uint32_t i = 0; i < n; i++) {
        const double x = residual_of(&a, i, n) - residual_of(&b, i, n);

        sum += x;
        sum2 += x * x;
    }
    return ccs_point_around(a.sum / a.weight - b.sum / b.weight,
        ccs_estimate_half_width(sum, sum2, n, ccs_estimate_t_quantile(confidence, n - 1)));
}

bool ccs_report_is_extreme(const ccs_view_t *view, uint32_t metric, const uint32_t *entities, uint32_t n, uint32_t at)
{
    const double confidence = ccs_estimate_each(view->confidence, n - 1);
    const ccs_point_t own = ccs_view_point(view, metric, entities[at]);

    for (uint32_t i = 0; i < n; i++) {
        const ccs_point_t x = ccs_view_point(view, metric, entities[i]);

        if (i == at || isnan(x.mean)) continue;
        const ccs_point_t d = ccs_report_paired(view, metric, (const uint32_t[]){entities[i], entities[at]}, confidence);

        if (!(fabs(d.mean) > d.half_width) && !is_below(own, x, own.mean > x.mean ? 1 : -1)) return false;
    }
    return n > 1;
}
