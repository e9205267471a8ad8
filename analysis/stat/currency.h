/** @file currency.h  In which money a result is: the one place that says which amounts may be set against each other. */
#ifndef CCS_CURRENCY_H
#define CCS_CURRENCY_H

#include "view.h"

/** "USD"; "" where nothing is said of costs. */
const char *ccs_currency_of(const ccs_view_t *view);
/** Whether a metric is an amount of money, a ratio of money to something else included. */
bool ccs_currency_matters(const ccs_view_t *view, uint32_t metric);

enum { CCS_CURRENCY_BECAUSE_MAX = 80 };
/** Why amounts of two results are not set against each other: "it is paid in EUR, not in USD". A result that says no currency may stand beside any. @return text, or "" where they may be */
const char *ccs_currency_because(const char *base, const char *other, char text[CCS_CURRENCY_BECAUSE_MAX]);

#endif
