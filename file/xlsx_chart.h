/** @file xlsx_chart.h  Charts of workbooks, by libxlsxwriter. Private to the files xlsx*.c. */
#ifndef CCS_XLSX_CHART_H
#define CCS_XLSX_CHART_H

#include "book_chart.h"
#include "late_xlsxwriter.h"

/** A chart that is in no sheet yet; it belongs to the workbook. @param number_format  of its axis @return NULL: out of memory */
lxw_chart *ccs_xlsx_chart(lxw_workbook *workbook, const ccs_book_chart_t *chart, const char *number_format);

#endif
