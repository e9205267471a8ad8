/** @file report_money.h  What things cost, on the page. Nothing is written where a result has no such figures. */
#ifndef CCS_REPORT_MONEY_H
#define CCS_REPORT_MONEY_H

#include "report_page.h"

/** Costs of each variant, how the others differ from the base cost by cost, terms of contracts, the statement. */
void ccs_section_money(ccs_page_t *page);

#endif
