/** @file slides.h  Results as slides: an HTML page of 16:9 pages, which a browser prints to PDF one a sheet. Title, the options side by side, then each picture that the results have. From data sets alone. */
#ifndef CCS_SLIDES_H
#define CCS_SLIDES_H

#include "report_variant.h"

/** @param variants  n > 0 of them, which are comparable unless there is one @return 0, CCS_ERR_SCENARIO (they cannot be compared, or no result that ccsim can show) or CCS_ERR_NOMEM. What was written to @p to is then of no use.
 * The same variants give the same bytes. */
int ccs_slides_write(const ccs_report_variant_t *variants, uint32_t n, FILE *to, ccs_err_t *err);

#endif
