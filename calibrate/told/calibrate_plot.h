/** @file calibrate_plot.h  Drawings with two axes, as SVG within a page, in the colours of its style. */
#ifndef CCS_CALIBRATE_PLOT_H
#define CCS_CALIBRATE_PLOT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "figure.h"

typedef struct {
    double x, y, low, high; /* low and high: of a band around y */
} ccs_plot_point_t;

/** What is drawn: axes from 0 on. */
typedef struct {
    double x_most, y_most;
    enum ccs_figure_unit x_unit, y_unit;
    const char *title, *caption;
    FILE *to;
} ccs_plot_t;

void ccs_plot_begin(const ccs_plot_t *self);
void ccs_plot_end(const ccs_plot_t *self);
/** The band around points, as steps or as a polygon. */
void ccs_plot_band(const ccs_plot_t *self, const ccs_plot_point_t *points, uint32_t n);
/** @param steps  y holds from a point to the next @param colour  1 .. 8, of the page's @param dashed  else it is whole */
typedef struct {
    bool steps, dashed;
    int colour;
} ccs_plot_pen_t;
void ccs_plot_line(const ccs_plot_t *self, const ccs_plot_point_t *points, uint32_t n, ccs_plot_pen_t pen);
/** Bars from each x to the next, the last as wide as the one before. */
void ccs_plot_bars(const ccs_plot_t *self, const ccs_plot_point_t *points, uint32_t n);
void ccs_plot_dots(const ccs_plot_t *self, const ccs_plot_point_t *points, uint32_t n);

#endif
