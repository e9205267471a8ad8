/** @file report_outbound.h  The section of outbound campaigns. Nothing is written where a result has none. */
#ifndef CCS_REPORT_OUTBOUND_H
#define CCS_REPORT_OUTBOUND_H

#include "report_page.h"

/** What comes of calls, from the list to the conversion and hour by hour; abandonment against the cap, window by window; rules that were broken. */
void ccs_section_outbound(ccs_page_t *page);

#endif
