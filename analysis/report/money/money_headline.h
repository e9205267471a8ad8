/** @file money_headline.h  Which option costs least: the sentence that a page and a deck open with. */
#ifndef CCS_MONEY_HEADLINE_H
#define CCS_MONEY_HEADLINE_H

#include "report_page.h"

/** "V2 costs least: cost per resolution 2.33 ± 0.01 USD, -2.41 ± 0.01 against V1; service level 87.1 % ± 0.8 (-2.8 points ± 0.2), ...": of several options that are paid in one currency, each with its costs.
 * @return whether something was said */
bool ccs_money_headline(const ccs_page_t *page, ccs_prose_t *to);

#endif
