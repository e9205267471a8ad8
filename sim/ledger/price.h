/** @file price.h  What units come to by the price of a contract: pure functions of numbers. */
#ifndef CCS_PRICE_H
#define CCS_PRICE_H

#include <math.h>

#include "money.h"

/** To the cent. */
static inline double ccs_cents(double amount)
{
    return round(100 * amount) / 100;
}

/** What a price comes to in a bill: amounts to the cent, and quantities; by CCS_PRICE_UNITS and so on. */
typedef struct {
    double amounts[CCS_PRICE_LINES], quantities[CCS_PRICE_LINES];
} ccs_priced_t;

/** @param units  that the bill has @param volume  the same of what the baseline is of @param month_frac  of a calendar month that the bill is @param index  factor on prices */
ccs_priced_t ccs_price_units(const ccs_price_t *self, double units, double volume, double month_frac, double index);

/** How far from a term's target a figure is, on the side on which it is missed; below 0: it is passed. */
double ccs_term_gap(const ccs_contract_term_t *self, double x);
/** What of its weight a gap costs, or, of one below 0, wins: 0 .. 1. */
double ccs_term_frac(const ccs_contract_term_t *self, double gap);

#endif
