/** @file ledger_parts.h  What the files of this room share. */
#ifndef CCS_LEDGER_PARTS_H
#define CCS_LEDGER_PARTS_H

#include <math.h>

#include "ledger.h"

/** To the cent. */
static inline double ccs_cents(double amount)
{
    return round(100 * amount) / 100;
}

/** Where a line of a bill stands: its amount, then its quantity. */
static inline double *ccs_ledger_at(const ccs_facts_t *facts, uint32_t bill, uint32_t line)
{
    return &facts->ledger[2 * ((size_t) bill * facts->plan->money->n_lines + line)];
}

/** What agents cost, by pair and line. */
void ccs_ledger_labour(ccs_ledger_t *self, ccs_facts_t *facts, const ccs_bill_t *bill, uint32_t number);
/** What contacts cost and bring, by type and line. */
void ccs_ledger_charges(ccs_ledger_t *self, ccs_facts_t *facts, const ccs_bill_t *bill, uint32_t number);

#endif
