/** @file report_tornado.h  Which change matters most, as a chart. Nothing is written where nothing can be compared. */
#ifndef CCS_REPORT_TORNADO_H
#define CCS_REPORT_TORNADO_H

#include "front.h"
#include "report_page.h"

/** Variants ranked by what they do to each figure of a front, which a menu chooses; that of satisfaction stands first. */
void ccs_page_tornado(ccs_page_t *page, const ccs_front_t *front);

#endif
