/* validation_chart.c - drawings of a validation. Invariant: every number is written with one decimal, so that the same figures give the same bytes. */
#include "validation_chart.h"

#include <math.h>
#include <string.h>

#include "html.h"
#include "validation_told.h"

enum {
    WIDTH = 960,
    HEIGHT = 260,
    LEFT = 70,
    RIGHT = 12,
    TOP = 12,
    BOTTOM = 28,
    PIT_WIDTH = 320,
    PIT_HEIGHT = 180,
    CLOCK = 5,
    MINUTE_AT = 11
};

/* The window of a drawing: values at the bottom and the top. */
typedef struct {
    double low, high;
    uint32_t n; /* places from left to right */
    int width, height;
} frame_t;

static double x_of(const frame_t *f, double place)
{
    return LEFT + (place + 0.5) * (f->width - LEFT - RIGHT) / f->n;
}

static double y_of(const frame_t *f, double value)
{
    const double up = (value - f->low) / (f->high - f->low);

    return TOP + (1 - fmin(1, fmax(0, up))) * (f->height - TOP - BOTTOM);
}

static void begin(const frame_t *f, const char *label, FILE *to)
{
    fprintf(to, "<figure><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", f->width, f->height);
    ccs_html_text(label, to);
    fprintf(to, "\" style=\"width:100%%;max-width:%dpx;height:auto;font-size:13px\">\n", f->width);
}

static void end(const char *caption, FILE *to)
{
    fputs("</svg><figcaption>", to);
    ccs_html_text(caption, to);
    fputs("</figcaption></figure>\n", to);
}

static void line(double x1, double y1, double x2, double y2, FILE *to)
{
    fprintf(to, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"var(--grid)\"/>", x1, y1, x2, y2);
}

static void text(double x, double y, const char *anchor, const char *what, FILE *to)
{
    fprintf(to, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"var(--soft)\">", x, y, anchor);
    ccs_html_text(what, to);
    fputs("</text>\n", to);
}

static void axis(const frame_t *f, enum ccs_figure_unit unit, FILE *to)
{
    char figure[CCS_FIGURE_MAX];

    for (int i = 0; i <= 4; i++) {
        const double value = f->low + i * (f->high - f->low) / 4;

        line(LEFT, y_of(f, value), f->width - RIGHT, y_of(f, value), to);
        text(LEFT - 8, y_of(f, value) + 4, "end", ccs_figure_mean(unit, value, (f->high - f->low) / 40, figure), to);
    }
}

/* ---- along the day ----------------------------------------------------------------------------------------------------------------- */

static frame_t frame_of(const ccs_scored_t *series)
{
    frame_t f = {.low = 0, .high = 0, .n = series->n_points, .width = WIDTH, .height = HEIGHT};

    for (uint32_t i = 0; i < series->n_points; i++) {
        const ccs_held_t *const p = &series->points[i];

        f.high = fmax(f.high, fmax(p->actual, isnan(p->high) ? p->mean : p->high));
    }
    if (CCS_MEASURED[series->measured].kind == CCS_MEASURED_SHARE) f.high = fmin(1, f.high);
    if (!(f.high > 0)) f.high = 1;
    return f;
}

/* A band, in pieces: where there are gaps of time or no band it ends. */
static void band(const frame_t *f, const ccs_scored_t *series, bool wide, FILE *to)
{
    for (uint32_t i = 0; i < series->n_points; i++) {
        const ccs_held_t *const p = &series->points[i];
        const double low = wide ? p->low : p->low_80, high = wide ? p->high : p->high_80;
        const double half = 0.5 * (f->width - LEFT - RIGHT) / f->n;

        if (isnan(low)) continue;
        fprintf(to, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"var(--c1)\" fill-opacity=\"%s\"/>\n",
            x_of(f, i) - half, y_of(f, high), 2 * half, fmax(1, y_of(f, low) - y_of(f, high)), wide ? "0.16" : "0.2");
    }
}

static void dots(const frame_t *f, const ccs_scored_t *series, FILE *to)
{
    fputs("<polyline fill=\"none\" stroke=\"var(--c1)\" stroke-width=\"1.5\" points=\"", to);
    for (uint32_t i = 0; i < series->n_points; i++) fprintf(to, "%.1f,%.1f ", x_of(f, i), y_of(f, series->points[i].mean));
    fputs("\"/>\n", to);
    for (uint32_t i = 0; i < series->n_points; i++) {
        const ccs_held_t *const p = &series->points[i];
        const bool outside = p->actual < p->low || p->actual > p->high;

        fprintf(to, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%s\" fill=\"var(--%s)\"/>\n", x_of(f, i), y_of(f, p->actual),
            f->n > 200 ? "2" : "3.5", outside ? "bad" : "text");
    }
}

static void times(const ccs_validation_t *self, const frame_t *f, const ccs_scored_t *series, FILE *to)
{
    const uint32_t step = (f->n + 9) / 10;

    for (uint32_t i = 0; i < f->n; i += step) {
        const char *const label = ccs_validation_when(self, series, i);
        char clock[16];

        snprintf(clock, sizeof clock, "%.*s", CLOCK,
            strlen(label) > MINUTE_AT ? &label[MINUTE_AT] : label + (strlen(label) == 10 ? 5 : 0));
        text(x_of(f, i), f->height - 8, "middle", clock, to);
    }
}

void ccs_validation_chart_course(const ccs_validation_t *self, const ccs_scored_t *series, const char *label, FILE *to)
{
    const frame_t f = frame_of(series);

    begin(&f, label, to);
    axis(&f, ccs_validation_unit(series->measured), to);
    band(&f, series, true, to);
    band(&f, series, false, to);
    dots(&f, series, to);
    times(self, &f, series, to);
    end("Dots: what happened, red outside the 95 % band. Line: mean of the replications. Bands: 95 % and 80 % of the replications.",
        to);
}

/* ---- probabilities ---------------------------------------------------------------------------------------------------------------- */

void ccs_validation_chart_pit(const ccs_scored_t *series, const char *label, FILE *to)
{
    frame_t f = {.low = 0, .high = 0.2, .n = CCS_PIT_BINS, .width = PIT_WIDTH, .height = PIT_HEIGHT};

    for (int b = 0; b < CCS_PIT_BINS; b++) f.high = fmax(f.high, fmax(series->pit[b], series->pit_high[b]));
    const double half = 0.4 * (f.width - LEFT - RIGHT) / f.n;

    begin(&f, label, to);
    axis(&f, CCS_FIGURE_SHARE, to);
    for (int b = 0; b < CCS_PIT_BINS; b++) {
        const bool out = series->pit[b] < series->pit_low[b] || series->pit[b] > series->pit_high[b];

        fprintf(to, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"var(--%s)\"/>", x_of(&f, b) - half,
            y_of(&f, series->pit[b]), 2 * half, y_of(&f, 0) - y_of(&f, series->pit[b]), out ? "bad" : "c1");
        fprintf(to, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"var(--text)\" stroke-width=\"1.5\"/>\n",
            x_of(&f, b), y_of(&f, series->pit_low[b]), x_of(&f, b), y_of(&f, series->pit_high[b]));
    }
    text(LEFT, f.height - 8, "start", "0", to);
    text(f.width - RIGHT, f.height - 8, "end", "1", to);
    end(label, to);
}

/* ---- the error -------------------------------------------------------------------------------------------------------------------- */

void ccs_validation_chart_error(const ccs_error_parts_t *error, FILE *to)
{
    static const char *const names[] = {"simulated", "volume", "handle time", "staffing", "model and chance", "happened"};
    const double parts[] = {error->share[0], error->share[1], error->share[2], error->model};
    frame_t f = {.low = fmin(error->forecast, error->actual),
        .high = fmax(error->forecast, error->actual),
        .n = 6,
        .width = WIDTH,
        .height = HEIGHT};
    double at = error->forecast;
    char figure[CCS_FIGURE_MAX];

    for (int i = 0; i < 4; i++) {
        at += isnan(parts[i]) ? 0 : parts[i];
        f.low = fmin(f.low, at);
        f.high = fmax(f.high, at);
    }
    f.low = fmax(0, f.low - 0.05);
    f.high = fmin(1, f.high + 0.05);
    begin(&f, "From the service level simulated to that which happened", to);
    axis(&f, CCS_FIGURE_SHARE, to);
    at = 0;
    for (int i = 0; i < 6; i++) {
        const double from = i == 0 || i == 5 ? f.low : at, part = i > 0 && i < 5 ? parts[i - 1] : 0;
        const double until = i == 0 ? error->forecast : i == 5 ? error->actual : at + (isnan(part) ? 0 : part);
        const char *const colour = i == 0 || i == 5 ? "c7" : until >= from ? "good" : "bad";

        fprintf(to, "<rect x=\"%.1f\" y=\"%.1f\" width=\"90.0\" height=\"%.1f\" fill=\"var(--%s)\"/>\n", x_of(&f, i) - 45,
            y_of(&f, fmax(from, until)), fmax(1, fabs(y_of(&f, from) - y_of(&f, until))), colour);
        text(x_of(&f, i), f.height - 8, "middle", names[i], to);
        text(x_of(&f, i), y_of(&f, fmax(from, until)) - 4, "middle",
            i == 0 || i == 5 ? ccs_figure_mean(CCS_FIGURE_SHARE, until, 0.001, figure)
                             : ccs_figure_difference(CCS_FIGURE_SHARE, part, 0.001, figure),
            to);
        at = until;
    }
    end("Service level: each step is what putting the truth in the place of the forecast moves, on average over all orders.", to);
}
