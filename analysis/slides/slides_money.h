/** @file slides_money.h  Slides of a deck that are tables: risk, break-even, assumptions. Internal to slides.c. */
#ifndef CCS_SLIDES_MONEY_H
#define CCS_SLIDES_MONEY_H

#include "report_page.h"

/** What options may cost, and what would make one cost as much as the first; nothing where there are no costs. @return 0 or CCS_ERR_NOMEM */
int ccs_slides_money(const ccs_page_t *page);
/** What the figures rest on, as `sources` say, and how much has no source; nothing where there are no sources. @return 0 or CCS_ERR_NOMEM */
int ccs_slides_assumptions(const ccs_report_variant_t *variants, uint32_t n, FILE *to);

#endif
