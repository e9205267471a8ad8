/** @file report.h  One or several results as one self-contained HTML page: the answer in words, the figures that matter, charts with their
 * data as tables, what limits the day, what a change does, the model and where all of it comes from. From data sets alone. */
#ifndef CCS_REPORT_H
#define CCS_REPORT_H

#include <stdio.h>

#include "report_variant.h"

/** @param variants  n > 0 of them, which are comparable unless there is one
 * @return 0; CCS_ERR_SCENARIO (they cannot be compared, or the data set is no result); CCS_ERR_NOMEM. What was written to @p to is then of no use.
 * The same variants give the same bytes. */
int ccs_report_write(const ccs_report_variant_t *variants, uint32_t n, FILE *to, ccs_err_t *err);

#endif
