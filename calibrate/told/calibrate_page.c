/* calibrate_page.c - the page of a calibration. Invariant: nothing is fetched, nothing runs; what is drawn is what the numbers beside it rest on. */
#include "calibrate_page.h"

#include <math.h>
#include <stdlib.h>

#include "assets.h"
#include "calibrate_plot.h"
#include "html.h"
#include "units.h"

static const char POLICY[] = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
enum { POINTS = 120, BINS = 40, SPANS = 60, QUANTILES = 99, COLOURS = 7 };

typedef struct {
    const ccs_calibration_t *of;
    ccs_arena_t arena; /* of what is drawn */
    FILE *to;
    int ret;
} page_t;

static void element(const page_t *page, const char *tag, const char *text)
{
    fprintf(page->to, "<%s>", tag);
    ccs_html_prose(text, page->to);
    fprintf(page->to, "</%s>\n", tag);
}

static void write_head(const page_t *page)
{
    const ccs_asset_t *const style = ccs_asset("page.css");

    fprintf(page->to,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n<title>Calibrated from",
        POLICY);
    ccs_html_text(page->of->names, page->to);
    fputs("</title>\n<style>\n", page->to);
    if (style) (void) fwrite(style->text, 1, *style->size, page->to);
    fputs(
        "\n</style>\n</head>\n<body>\n<header class=\"top\"><p class=\"brand\">ccsim calibrate</p>\n<h1>Numbers from records</h1>\n<p class=\"sub\">",
        page->to);
    ccs_html_text(page->of->names, page->to);
    fprintf(page->to, " · %u days</p></header>\n<main id=\"main\">\n", page->of->n_days);
}

/* --- numbers ----------------------------------------------------------------------------------------------------------- */

static void write_numbers(page_t *page, uint32_t queue)
{
    static const ccs_html_column_t columns[] = {{NULL, "Number", true}, {NULL, "Found", false}, {NULL, "95 % from", false},
        {NULL, "to", false}, {NULL, "Sample", false}, {NULL, "What it says", true}};
    ccs_html_rows_t rows = ccs_html_rows(columns, 6);
    char text[CCS_UNITS_TEXT_MAX];

    for (uint32_t i = 0; i < page->of->n_numbers; i++) {
        const ccs_calibrated_number_t *const number = &page->of->numbers[i];

        if (number->queue != queue) continue;
        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, number->what, NULL);
        ccs_html_set_shown(&rows, 1, number->x.is, ccs_calibrate_show(number->unit, number->x.is, text));
        ccs_html_set_shown(&rows, 2, number->x.low, ccs_calibrate_show(number->unit, number->x.low, text));
        ccs_html_set_shown(&rows, 3, number->x.high, ccs_calibrate_show(number->unit, number->x.high, text));
        ccs_html_set_shown(&rows, 4, number->n, ccs_units_show_number(number->n, text, sizeof text));
        ccs_html_set_text(&rows, 5, number->sentence, NULL);
    }
    rows.stacks = true;
    ccs_html_rows_table(&rows, "Numbers, their intervals and their samples", page->to);
    if (rows.out_of_memory) page->ret = CCS_ERR_NOMEM;
    ccs_html_rows_free(&rows);
}

/* --- pictures ---------------------------------------------------------------------------------------------------------- */

/* Contacts of each half-hour, a line for each kind of day. */
static void draw_profile(page_t *page, const ccs_fit_demand_t *demand)
{
    const uint32_t n_slots = ccs_calibrate_slots(page->of);
    const double step = page->of->interval_s;
    ccs_plot_point_t *const points = ccs_arena_array(&page->arena, n_slots, sizeof *points);
    ccs_plot_t plot = {86400, 1, CCS_FIGURE_TIME, CCS_FIGURE_NUMBER, "Contacts by interval",
        "Contacts of an interval by the time of day, the mean of each kind of day: a line each.", page->to};

    if (!points) page->ret = CCS_ERR_NOMEM;
    if (page->ret) return;
    for (uint32_t i = 0; i < page->of->n_kinds * n_slots; i++)
        if (demand->mean[i] > plot.y_most) plot.y_most = demand->mean[i];
    ccs_plot_begin(&plot);
    for (uint32_t kind = 0; kind < page->of->n_kinds; kind++) {
        uint32_t n = 0;

        for (uint32_t slot = 0; slot < n_slots; slot++)
            if (!isnan(demand->mean[kind * n_slots + slot]))
                points[n++] = (ccs_plot_point_t){.x = slot * step, .y = demand->mean[kind * n_slots + slot]};
        ccs_plot_line(&plot, points, n, (ccs_plot_pen_t){.steps = true, .colour = 1 + (int) kind % COLOURS});
    }
    ccs_plot_end(&plot);
}

static void draw_law(const ccs_plot_t *plot, const ccs_fit_law_t *law)
{
    ccs_plot_point_t points[POINTS];

    for (uint32_t i = 0; i < POINTS; i++) {
        points[i].x = i * plot->x_most / (POINTS - 1);
        points[i].y = ccs_fit_left(law, points[i].x);
    }
    ccs_plot_line(plot, points, POINTS, (ccs_plot_pen_t){.dashed = true, .colour = 2});
}

/* Kaplan and Meier's curve with its band, and the law. */
static void draw_survival(page_t *page, const ccs_calibrated_time_t *time)
{
    const size_t n = time->values.n;
    ccs_plot_point_t *const points = ccs_arena_array(&page->arena, n + 1, sizeof *points);
    ccs_fit_survival_t survival;
    const ccs_plot_t plot = {time->values.x[n - 1], 1, CCS_FIGURE_TIME, CCS_FIGURE_SHARE, "Who would still wait",
        "Share that would still wait, by the wait: Kaplan and Meier with its 95 % band, and the law that was chosen (dashed).",
        page->to};

    if (!points || ccs_fit_survival(&time->values, &survival, &page->arena) != 0) page->ret = CCS_ERR_NOMEM;
    if (page->ret) return;
    points[0] = (ccs_plot_point_t){0, 1, 1, 1};
    for (size_t i = 0; i < n; i++)
        points[i + 1] = (ccs_plot_point_t){time->values.x[i], survival.left[i], survival.low[i], survival.high[i]};
    ccs_plot_begin(&plot);
    ccs_plot_band(&plot, points, (uint32_t) n + 1);
    ccs_plot_line(&plot, points, (uint32_t) n + 1, (ccs_plot_pen_t){.steps = true, .colour = 1});
    draw_law(&plot, &time->laws[0]);
    ccs_plot_end(&plot);
}

static void draw_hazard(page_t *page, const ccs_calibrated_time_t *time)
{
    static const double width = 5;
    ccs_fit_hazard_t spans[SPANS];
    ccs_plot_point_t points[SPANS];
    uint32_t n = 0;
    ccs_plot_t plot = {SPANS * width, 0, CCS_FIGURE_TIME, CCS_FIGURE_SHARE, "How many give up a second",
        "Share of those who wait that gives up in a second, in spans of five seconds, as long as fifty wait: a peak says that something happens then.",
        page->to};

    ccs_fit_hazard(&time->values, width, spans, SPANS);
    for (uint32_t i = 0; i < SPANS && spans[i].exposure > 50 * width; i++) {
        points[n++] = (ccs_plot_point_t){.x = spans[i].from, .y = spans[i].n / spans[i].exposure};
        plot.y_most = fmax(plot.y_most, points[i].y);
    }
    if (n < 3 || !(plot.y_most > 0)) return;
    plot.x_most = n * width;
    ccs_plot_begin(&plot);
    ccs_plot_bars(&plot, points, n);
    ccs_plot_end(&plot);
}

/* What lies below the share p of times that all ended. */
static double quantile_of(const ccs_fit_values_t *values, double p)
{
    double sum = 0;

    for (size_t i = 0; i < values->n; i++) {
        sum += values->ended[i];
        if (sum >= p * values->n_ended) return values->x[i];
    }
    return values->x[values->n - 1];
}

/* Measured times in bins, and how many the law has there. */
static void draw_histogram(const page_t *page, const ccs_calibrated_time_t *time, const char *title)
{
    const double most = quantile_of(&time->values, 0.98), width = most / BINS;
    ccs_plot_point_t bars[BINS] = {{0}}, law[BINS];
    ccs_plot_t plot = {most, 0, CCS_FIGURE_TIME, CCS_FIGURE_SHARE, title,
        "Share of times in each span, up to the longest 2 %, and that of the law (dashed).", page->to};

    for (uint32_t i = 0; i < BINS; i++) {
        bars[i].x = i * width;
        law[i] = (ccs_plot_point_t){.x = (i + 0.5) * width,
            .y = ccs_fit_left(&time->laws[0], i * width) - ccs_fit_left(&time->laws[0], (i + 1) * width)};
    }
    for (size_t i = 0; i < time->values.n && time->values.x[i] < most; i++)
        bars[(uint32_t) fmin(time->values.x[i] / width, BINS - 1)].y += time->values.ended[i] / time->values.n_ended;
    for (uint32_t i = 0; i < BINS; i++) plot.y_most = fmax(plot.y_most, fmax(bars[i].y, law[i].y));
    ccs_plot_begin(&plot);
    ccs_plot_bars(&plot, bars, BINS);
    ccs_plot_line(&plot, law, BINS, (ccs_plot_pen_t){.dashed = true, .colour = 2});
    ccs_plot_end(&plot);
}

/* Quantiles of the times against those of the law: on the line where it fits. */
static void draw_quantiles(page_t *page, const ccs_calibrated_time_t *time, const char *title)
{
    ccs_plot_point_t points[QUANTILES];
    ccs_distribution_t law;

    if (ccs_fit_distribution(&time->laws[0], &page->arena, &law, NULL) != 0) return;
    for (uint32_t i = 0; i < QUANTILES; i++) {
        const double p = (i + 1) / (QUANTILES + 1.0);

        points[i] = (ccs_plot_point_t){.x = ccs_distribution_at(&law, p), .y = quantile_of(&time->values, p)};
    }
    const double most = fmax(points[QUANTILES - 1].x, points[QUANTILES - 1].y);
    const ccs_plot_t plot = {most, most, CCS_FIGURE_TIME, CCS_FIGURE_TIME, title,
        "The 1st to the 99th percentile of the times (upwards) against those of the law: on the dashed line where it fits.",
        page->to};

    ccs_plot_begin(&plot);
    ccs_plot_line(&plot, (ccs_plot_point_t[]){{0}, {.x = most, .y = most}}, 2, (ccs_plot_pen_t){.dashed = true, .colour = 2});
    ccs_plot_dots(&plot, points, QUANTILES);
    ccs_plot_end(&plot);
}

static void write_remarks(const page_t *page, uint32_t queue)
{
    char *text = NULL;
    size_t n = 0;
    FILE *const lines = open_memstream(&text, &n);

    if (!lines) return;
    ccs_calibrate_remarks(page->of, queue, lines);
    if (fclose(lines) == 0 && n > 0) element(page, "pre", text);
    free(text);
}

static void write_queue(page_t *page, uint32_t number)
{
    const ccs_calibrated_t *const queue = &page->of->queues[number];

    fputs("<section>", page->to);
    element(page, "h2", queue->label);
    write_numbers(page, number);
    if (queue->has_demand) {
        element(page, "h3", "Contacts");
        draw_profile(page, &queue->demand);
    }
    if (queue->patience.n_laws > 0) {
        element(page, "h3", "Patience");
        draw_survival(page, &queue->patience);
        draw_hazard(page, &queue->patience);
    }
    if (queue->talk.n_laws > 0) {
        element(page, "h3", "Talk");
        draw_histogram(page, &queue->talk, "Talk times");
        draw_quantiles(page, &queue->talk, "Percentiles of talk");
    }
    if (queue->wrap.n_laws > 0) {
        element(page, "h3", "After-call work");
        draw_histogram(page, &queue->wrap, "Times of after-call work");
        draw_quantiles(page, &queue->wrap, "Percentiles of after-call work");
    }
    write_remarks(page, number);
    fputs("</section>\n", page->to);
}

int ccs_calibrate_page(const ccs_calibration_t *self, FILE *to)
{
    page_t page = {.of = self, .to = to};

    write_head(&page);
    for (uint32_t i = 0; i < self->n_queues && page.ret == 0; i++)
        if (self->queues[i].has_demand || self->queues[i].number != CCS_RECORD_UNKNOWN) write_queue(&page, i);
    fputs("</main>\n</body>\n</html>\n", to);
    ccs_arena_free(&page.arena);
    return page.ret;
}
