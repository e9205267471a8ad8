/** @file report_deferred.h  The section of work that can wait. Nothing is written where a result has no figures by when contacts are due. */
#ifndef CCS_REPORT_DEFERRED_H
#define CCS_REPORT_DEFERRED_H

#include "report_page.h"

/** When contacts are due and how many were in time, backlog and its age through the days, and a table by type. */
void ccs_section_deferred(ccs_page_t *page);

#endif
