/* calibrate_plot.c - two axes and what lies between them. Invariant: every place is written with one decimal, so that the same numbers give the same bytes. */
#include "calibrate_plot.h"

#include <math.h>

#include "html.h"

enum { WIDTH = 620, HEIGHT = 260, LEFT = 70, RIGHT = 20, TOP = 12, BOTTOM = 34, LINES = 4 };

static double right_of(const ccs_plot_t *self, double x)
{
    return LEFT + fmin(1, fmax(0, x / self->x_most)) * (WIDTH - LEFT - RIGHT);
}

static double down_of(const ccs_plot_t *self, double y)
{
    return TOP + (1 - fmin(1, fmax(0, y / self->y_most))) * (HEIGHT - TOP - BOTTOM);
}

static void label(const ccs_plot_t *self, const double at[2], const char *anchor, const char *text)
{
    fprintf(self->to, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"var(--soft)\">", at[0], at[1], anchor);
    ccs_html_text(text, self->to);
    fputs("</text>\n", self->to);
}

void ccs_plot_begin(const ccs_plot_t *self)
{
    char text[CCS_FIGURE_MAX];

    fputs("<figure><svg viewBox=\"0 0 620 260\" role=\"img\" aria-label=\"", self->to);
    ccs_html_text(self->title, self->to);
    fputs("\" style=\"width:100%;max-width:46rem;height:auto;font-size:12px\">\n", self->to);
    for (int i = 0; i <= LINES; i++) {
        const double x = i * self->x_most / LINES, y = i * self->y_most / LINES;

        fprintf(self->to, "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"var(--grid)\"/>", LEFT, down_of(self, y),
            WIDTH - RIGHT, down_of(self, y));
        label(self, (double[]){LEFT - 8, down_of(self, y) + 4}, "end", ccs_figure_mean(self->y_unit, y, self->y_most / 40, text));
        label(self, (double[]){right_of(self, x), HEIGHT - BOTTOM + 18}, i == LINES ? "end" : "middle",
            ccs_figure_mean(self->x_unit, x, self->x_most / 40, text));
    }
}

void ccs_plot_end(const ccs_plot_t *self)
{
    fputs("</svg><figcaption>", self->to);
    ccs_html_text(self->caption, self->to);
    fputs("</figcaption></figure>\n", self->to);
}

void ccs_plot_band(const ccs_plot_t *self, const ccs_plot_point_t *points, uint32_t n)
{
    fputs("<polygon fill=\"var(--c1)\" fill-opacity=\"0.18\" points=\"", self->to);
    for (uint32_t i = 0; i < n; i++) fprintf(self->to, "%.1f,%.1f ", right_of(self, points[i].x), down_of(self, points[i].high));
    for (uint32_t i = n; i-- > 0;) fprintf(self->to, "%.1f,%.1f ", right_of(self, points[i].x), down_of(self, points[i].low));
    fputs("\"/>\n", self->to);
}

void ccs_plot_line(const ccs_plot_t *self, const ccs_plot_point_t *points, uint32_t n, ccs_plot_pen_t pen)
{
    fprintf(self->to, "<polyline fill=\"none\" stroke=\"var(--c%d)\" stroke-width=\"2\"%s points=\"", pen.colour,
        pen.dashed ? " stroke-dasharray=\"6 4\"" : "");
    for (uint32_t i = 0; i < n; i++) {
        if (pen.steps && i > 0) fprintf(self->to, "%.1f,%.1f ", right_of(self, points[i].x), down_of(self, points[i - 1].y));
        fprintf(self->to, "%.1f,%.1f ", right_of(self, points[i].x), down_of(self, points[i].y));
    }
    fputs("\"/>\n", self->to);
}

void ccs_plot_bars(const ccs_plot_t *self, const ccs_plot_point_t *points, uint32_t n)
{
    for (uint32_t i = 0; i < n && n > 1; i++) {
        const double width = i + 1 < n ? points[i + 1].x - points[i].x : points[i].x - points[i - 1].x,
                     top = down_of(self, points[i].y);

        fprintf(self->to,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"var(--c1)\" fill-opacity=\"0.45\"/>\n",
            right_of(self, points[i].x), top, fmax(0.5, right_of(self, points[i].x + width) - right_of(self, points[i].x) - 0.5),
            HEIGHT - BOTTOM - top);
    }
}

void ccs_plot_dots(const ccs_plot_t *self, const ccs_plot_point_t *points, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        fprintf(self->to, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" fill=\"var(--c1)\"/>\n", right_of(self, points[i].x),
            down_of(self, points[i].y));
}
