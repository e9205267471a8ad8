/* xlsx_chart.c - lines over the rows of a sheet. Invariant: a chart refers to cells, never to copies of them, so that what is changed in the
 * sheet moves its lines. */
#include "xlsx_chart.h"

#include <math.h>

static const lxw_color_t FAINT = 0xE7EBEF, SOFT = 0x51606E;

static bool add_series(lxw_chart *to, const ccs_book_chart_t *chart, const ccs_book_series_t *x)
{
    lxw_chart_series *const series = chart_add_series(to, NULL, NULL);
    lxw_chart_line line = {.color = x->colour, .width = x->dashed ? 1.25F : 2.0F};

    if (!series) return false;
    if (x->dashed) line.dash_type = LXW_CHART_LINE_DASH_DASH;
    chart_series_set_categories(series, chart->sheet, chart->first_row, (lxw_col_t) chart->labels, chart->last_row,
        (lxw_col_t) chart->labels);
    chart_series_set_values(series, chart->sheet, chart->first_row, (lxw_col_t) x->column, chart->last_row,
        (lxw_col_t) x->column);
    chart_series_set_name(series, x->name);
    chart_series_set_line(series, &line);
    return true;
}

lxw_chart *ccs_xlsx_chart(lxw_workbook *workbook, const ccs_book_chart_t *chart, const char *number_format)
{
    lxw_chart *const self = workbook_add_chart(workbook, LXW_CHART_LINE);
    lxw_chart_font title = {.size = 12, .bold = true}, name = {.size = 9, .bold = LXW_EXPLICIT_FALSE, .color = SOFT};
    lxw_chart_line grid = {.color = FAINT, .width = 0.75F};

    if (!self) return NULL;
    for (uint32_t i = 0; i < chart->n; i++)
        if (!add_series(self, chart, &chart->series[i])) return NULL;
    chart_title_set_name(self, chart->title);
    chart_title_set_name_font(self, &title);
    chart_axis_set_name(self->y_axis, chart->axis);
    chart_axis_set_name_font(self->y_axis, &name);
    chart_axis_set_num_format(self->y_axis, number_format);
    chart_axis_major_gridlines_set_line(self->y_axis, &grid);
    chart_axis_set_min(self->y_axis, 0);
    if (!isnan(chart->most)) chart_axis_set_max(self->y_axis, chart->most);
    chart_axis_set_interval_unit(self->x_axis, (uint16_t) chart->n_steps);
    chart_axis_set_interval_tick(self->x_axis, (uint16_t) chart->n_steps);
    chart_legend_set_position(self, LXW_CHART_LEGEND_BOTTOM);
    chart_show_blanks_as(self, LXW_CHART_BLANKS_AS_GAP); /* a night is no line from evening to morning */
    return self;
}
