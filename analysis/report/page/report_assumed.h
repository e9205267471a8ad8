/** @file report_assumed.h  The assumptions of a scenario, with where they come from, as rows of a table. */
#ifndef CCS_REPORT_ASSUMED_H
#define CCS_REPORT_ASSUMED_H

#include "html.h"
#include "report_variant.h"

/** A row for each number that says where it comes from, those measured or quoted first, those without a source last; what several variants have alike stands once.
 * @param most  rows; the others are left out @param n_all  receives how many there are */
ccs_html_rows_t ccs_assumed_rows(const ccs_report_variant_t *variants, uint32_t n, uint32_t most, uint32_t *n_all);
/** How many of these rows say that there is no source. */
uint32_t ccs_assumed_untold(const ccs_report_variant_t *variants, uint32_t n);

#endif
