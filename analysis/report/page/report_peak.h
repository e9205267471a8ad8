/** @file report_peak.h  Titles of charts that tell the highest and the lowest. */
#ifndef CCS_REPORT_PEAK_H
#define CCS_REPORT_PEAK_H

#include "report_page.h"

/** "Service level between 64 % (17:00 to 18:30) and 92 %", with times where they can be told; "... about 80 % all day". */
void ccs_say_extremes(const ccs_page_t *page, uint32_t metric, uint32_t entity, const char *label, ccs_prose_t *to);

#endif
