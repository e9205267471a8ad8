/* report_peak.c - superlatives that the figures carry: what is highest or lowest, and whether that can be told from the others. Invariant: a
 * figure without an interval is never told apart from another one. */
#include <ctype.h>
#include <math.h>

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
    ccs_peak_t peak = {.at = CCS_DATA_NONE, .point = {(double) NAN, (double) NAN}};
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

uint32_t ccs_report_interval_points(const ccs_page_t *page, uint32_t metric, uint32_t entity, ccs_interval_points_t *found)
{
    const ccs_view_t *const v = page->view;

    found->n = 0;
    for (uint32_t i = page->first; i < v->n_intervals && found->n < page->n_open && found->n < CCS_PAGE_OPEN_MAX; i++) {
        if (!v->interval_open[i]) continue;
        found->interval[found->n] = i;
        found->points[found->n++] = ccs_view_point_at(v, metric, entity, i);
    }
    return found->n;
}

const char *ccs_report_peak_time(const ccs_page_t *page, const ccs_interval_points_t *of, const ccs_peak_t *peak,
    char text[CCS_PAGE_RANGE_MAX])
{
    const uint32_t last = of->interval[peak->last];
    const double length_s = page->view->interval_end_s[last] - page->view->interval_start_s[last];
    char begin[CCS_PROSE_TIME_MAX], end[CCS_PROSE_TIME_MAX];

    (void) snprintf(text, CCS_PAGE_RANGE_MAX, "%s to %s", ccs_page_begin(page, of->interval[peak->first], begin),
        ccs_prose_end(page->view->intervals[last], length_s, end));
    return text;
}

/* ---- what the titles say -------------------------------------------------------------------------------------------------- */

const char *ccs_page_whose(const ccs_page_t *self)
{
    return self->n_variants > 1 ? "Base: " : "";
}

static bool is_flat(const ccs_peak_t *low, const ccs_peak_t *high)
{
    return high->point.mean - low->point.mean <= low->point.half_width + high->point.half_width;
}

/* " (17:00 to 18:00)" where the time can be told. */
static void say_time(const ccs_page_t *page, const ccs_interval_points_t *of, const ccs_peak_t *peak, ccs_prose_t *to)
{
    char range[CCS_PAGE_RANGE_MAX];

    if (peak->clear) ccs_prose_add(to, " (%s)", ccs_report_peak_time(page, of, peak, range));
}

void ccs_report_say_extremes(const ccs_page_t *page, uint32_t metric, uint32_t entity, const char *label, ccs_prose_t *to)
{
    const enum ccs_figure_unit unit = ccs_page_unit(page->view, metric);
    ccs_interval_points_t of;
    const uint32_t n = ccs_report_interval_points(page, metric, entity, &of);
    const ccs_peak_t low = ccs_report_peak(of.points, n, -1), high = ccs_report_peak(of.points, n, 1);
    char text[CCS_FIGURE_MAX];

    const char first = label[0];

    ccs_prose_add(to, "%s%c%s", ccs_page_whose(page), page->n_variants > 1 ? tolower((unsigned char) first) : first, &label[1]);
    if (low.at == CCS_DATA_NONE) {
        ccs_prose_add(to, " through the day");
        return;
    }
    if (is_flat(&low, &high)) {
        const ccs_point_t x = n == 1 ? low.point : ccs_view_point(page->view, metric, entity);
        const bool count = unit == CCS_FIGURE_NUMBER; /* the run has the sum, an interval its part */

        ccs_prose_add(to, " about %s all day",
            ccs_figure_mean(unit, count ? 0.5 * (low.point.mean + high.point.mean) : x.mean, low.point.half_width, text));
        return;
    }
    ccs_prose_add(to, " between %s", ccs_figure_mean(unit, low.point.mean, low.point.half_width, text));
    say_time(page, &of, &low, to);
    ccs_prose_add(to, " and %s", ccs_figure_mean(unit, high.point.mean, high.point.half_width, text));
    say_time(page, &of, &high, to);
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

    if (!(a.weight > 0) || !(b.weight > 0)) return (ccs_point_t){(double) NAN, (double) NAN};
    for (uint32_t i = 0; i < n; i++) {
        const double x = residual_of(&a, i, n) - residual_of(&b, i, n);

        sum += x;
        sum2 += x * x;
    }
    return (ccs_point_t){a.sum / a.weight - b.sum / b.weight,
        ccs_estimate_half_width(sum, sum2, n, ccs_estimate_t_quantile(confidence, n - 1))};
}

bool ccs_report_is_extreme(const ccs_view_t *view, uint32_t metric, const uint32_t *entities, uint32_t n, uint32_t at)
{
    const double confidence = 1 - (1 - view->confidence) / (n > 2 ? n - 1 : 1);
    const ccs_point_t own = ccs_view_point(view, metric, entities[at]);

    for (uint32_t i = 0; i < n; i++) {
        const ccs_point_t x = ccs_view_point(view, metric, entities[i]);

        if (i == at || isnan(x.mean)) continue;
        const ccs_point_t d = ccs_report_paired(view, metric, (const uint32_t[]){entities[i], entities[at]}, confidence);

        if (!(fabs(d.mean) > d.half_width) && !is_below(own, x, own.mean > x.mean ? 1 : -1)) return false;
    }
    return n > 1;
}
