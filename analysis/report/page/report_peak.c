/* report_peak.c - titles of charts that tell the highest and the lowest. Invariant: a time is named only where it can be told (peak.h). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report_peak.h"
#include "words.h"

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

    if (peak->clear) ccs_prose_add(to, " (%s)", ccs_page_span(page, of->interval[peak->first], of->interval[peak->last], range));
}

/* Of several channels all together have no mean that means something: the types, from the lowest to the highest. */
static void say_by_type(const ccs_page_t *page, uint32_t metric, ccs_prose_t *to)
{
    const enum ccs_figure_unit unit = ccs_page_unit(page->of.view, metric);
    uint32_t types[CCS_PAGE_ENTITIES_MAX];
    const uint32_t n = ccs_view_entities(page->of.view, "type", types, CCS_PAGE_ENTITIES_MAX);
    ccs_point_t points[CCS_PAGE_ENTITIES_MAX];
    char text[CCS_FIGURE_MAX];

    for (uint32_t k = 0; k < n; k++) points[k] = ccs_view_point(page->of.view, metric, types[k]);
    const ccs_peak_t low = ccs_peak_of(points, n, -1), high = ccs_peak_of(points, n, 1);

    if (low.at == CCS_DATA_NONE) return;
    ccs_prose_add(to, ": %s %s", ccs_page_label(page, types[low.at]),
        ccs_figure_mean(unit, low.point.mean, low.point.half_width, text));
    if (high.at != low.at)
        ccs_prose_add(to, ", %s %s", ccs_page_label(page, types[high.at]),
            ccs_figure_mean(unit, high.point.mean, high.point.half_width, text));
}

void ccs_say_extremes(const ccs_page_t *page, uint32_t metric, uint32_t entity, const char *label, ccs_prose_t *to)
{
    const enum ccs_figure_unit unit = ccs_page_unit(page->of.view, metric);
    const ccs_interval_points_t of = ccs_interval_points(&page->of, metric, entity);
    const ccs_peak_t low = ccs_peak_of(of.points, of.n, -1), high = ccs_peak_of(of.points, of.n, 1);
    const bool count = unit == CCS_FIGURE_NUMBER; /* the run has the sum, an interval its part */
    const double average = count ? 0.5 * (low.point.mean + high.point.mean)
        : of.n == 1              ? low.point.mean
                                 : ccs_view_point(page->of.view, metric, entity).mean;
    const char first = label[0];
    char text[CCS_FIGURE_MAX];

    to->out_of_memory = to->out_of_memory || !of.points;
    ccs_prose_add(to, "%s%c%s", ccs_page_whose(page), page->n_variants > 1 ? ccs_word_within(first) : first, &label[1]);
    if (low.at == CCS_DATA_NONE) {
        ccs_prose_add(to, " %s", ccs_page_course(page));
    } else if (entity == page->of.all && page->of.n_channels > 1 && strcmp(page->of.view->kinds[metric], "count") != 0) {
        say_by_type(page, metric, to);
    } else if (is_flat(&low, &high, average)) {
        const char *const all = ccs_page_observation(page, false);

        ccs_prose_add(to, " about %s all %s", ccs_figure_mean(unit, average, low.point.half_width, text),
            page->of.steady || !strcmp(all, ccs_word("run")) ? ccs_word("the time") : all);
    } else {
        ccs_prose_add(to, " between %s", ccs_figure_mean(unit, low.point.mean, low.point.half_width, text));
        say_time(page, &of, &low, to);
        ccs_prose_add(to, " and %s", ccs_figure_mean(unit, high.point.mean, high.point.half_width, text));
        say_time(page, &of, &high, to);
    }
    free(of.points);
}
