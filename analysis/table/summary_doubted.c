/* summary_doubted.c - what of the band of a day is whose, where a result has parted it. */
#include <math.h>

#include "doubted.h"
#include "figure.h"
#include "metric.h"
#include "summary_parts.h"

int ccs_summary_print_doubted(const ccs_summary_t *page)
{
    const ccs_view_t *const v = page->views;
    const uint32_t n = ccs_doubted_count(v);
    ccs_table_t table = {0};
    char mean[CCS_FIGURE_MAX], width[CCS_FIGURE_MAX];

    if (n == 0) return 0;
    ccs_table_add_column(&table, "band of a replication", CCS_TABLE_LEFT);
    ccs_table_add_column(&table, "standard deviation", CCS_TABLE_RIGHT);
    for (int k = 0; k < CCS_DOUBTED_PARTS; k++) ccs_table_add_column(&table, CCS_DOUBTED_HEADS[k], CCS_TABLE_MEASURE);
    for (uint32_t i = 0; i < n; i++) {
        const ccs_doubt_row_t row = ccs_doubted_row(v, i);
        const uint32_t metric = ccs_view_metric(v, row.metric);
        const enum ccs_figure_unit unit =
            metric == CCS_DATA_NONE ? CCS_FIGURE_NUMBER : ccs_figure_unit(v->units[metric], v->kinds[metric]);

        ccs_table_add_row(&table);
        ccs_table_set(&table, 0, ccs_metric_label(row.metric), "", CCS_TABLE_PLAIN);
        ccs_table_set(&table, 1, ccs_figure_mean(unit, row.sd, (double) NAN, mean), "", CCS_TABLE_PLAIN);
        for (uint32_t k = 0; k < CCS_DOUBTED_PARTS; k++)
            ccs_table_set(&table, 2 + k, ccs_figure_mean(CCS_FIGURE_SHARE, row.part[k], row.half_width[k], mean),
                ccs_figure_half_width(CCS_FIGURE_SHARE, row.part[k], row.half_width[k], width), CCS_TABLE_PLAIN);
    }
    const int ret = ccs_summary_print_table(&table, page);

    if (ret == 0)
        fputs(
            "shares of the variance over replications: parameters, values that are estimates (uncertainty); forecast, demand that is random; chance, what is left without both\n",
            page->to);
    return ret;
}
