/** @file report_doubted.h  What of the band of a day is whose, on the page. */
#ifndef CCS_REPORT_DOUBTED_H
#define CCS_REPORT_DOUBTED_H

#include "report_page.h"

/** Parameters, forecast, chance: a table and what it means, where the result has parted its variance; else nothing. */
void ccs_section_doubted(ccs_page_t *page);

#endif
