/** @file report.h  One or several results as one self-contained HTML page: the answer in words, the figures that matter, charts with their
 * data as tables, what limits the day, what a change does, the model and where all of it comes from. From data sets alone. */
#ifndef CCS_REPORT_H
#define CCS_REPORT_H

#include <stdio.h>

#include "beside.h"

/** A scenario or variant of the page; the first one is the base of comparisons. */
typedef struct {
    const ccs_view_t *view;
    const char *name;           /* as the page calls it; differs from those of the others */
    const char *sentences;      /* the model in plain sentences, lines as ccs_explain writes them; NULL: not known, */
    const char *without;        /* because of this; NULL where there are sentences */
    const ccs_beside_t *beside; /* the closed formulas, where they are asked for; NULL: not. Of the base alone. */
} ccs_report_variant_t;

/** @param variants  n > 0 of them, which are comparable unless there is one
 * @return 0; CCS_ERR_SCENARIO (they cannot be compared, or the data set is no result); CCS_ERR_NOMEM. What was written to @p to is then of no use.
 * The same variants give the same bytes. */
int ccs_report_write(const ccs_report_variant_t *variants, uint32_t n, FILE *to, ccs_err_t *err);

#endif
