/** @file book_chart.h  A chart of a workbook: lines over the rows of a sheet. */
#ifndef CCS_BOOK_CHART_H
#define CCS_BOOK_CHART_H

#include <stdbool.h>
#include <stdint.h>

#include "cell.h"

/** A line of a chart: what stands in a column of numbers. */
typedef struct {
    const char *name; /* in the legend */
    uint32_t column;
    uint32_t colour; /* 0xRRGGBB */
    bool dashed;     /* else it is whole */
} ccs_book_series_t;

/** Lines over the rows of a sheet, which may stand behind the one of the chart. */
typedef struct {
    const char *title, *axis;              /* axis: what the numbers are */
    const char *sheet;                     /* by name */
    uint32_t first_row, last_row, n_steps; /* from 0; the label of one in n_steps rows is shown */
    uint32_t labels;                       /* the column of them */
    enum ccs_cell_kind kind;               /* in which the axis shows its numbers */
    double most;                           /* where it ends; NAN: by itself */
    const ccs_book_series_t *series;
    uint32_t n;
    uint32_t left; /* pixels from the left border of the sheet */
} ccs_book_chart_t;
enum { CCS_BOOK_CHART_WIDTH = 640, CCS_BOOK_CHART_HEIGHT = 300 /* pixels; a row has some 20 */ };

#endif
