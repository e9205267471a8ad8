/** @file ledger_parts.h  What the files of this room share. */
#ifndef CCS_LEDGER_PARTS_H
#define CCS_LEDGER_PARTS_H

#include <math.h>

#include "ledger.h"
#include "price.h"

/** Where a line of a bill stands: its amount, then its quantity. */
static inline double *ccs_ledger_at(const ccs_facts_t *facts, uint32_t bill, uint32_t line)
{
    return &facts->ledger[2 * ((size_t) bill * facts->plan->money->n_lines + line)];
}

/** Hours for which agents of a group are on the roster in a period; of posts that nobody holds, none. Who stays after close for what drains is on the schedule by name only, and
 * paid for overtime. */
double ccs_ledger_roster_h(const ccs_facts_t *facts, uint32_t period, uint32_t group);
/** What agents cost, by pair and line. */
void ccs_ledger_labour(ccs_ledger_t *self, ccs_facts_t *facts, const ccs_bill_t *bill, uint32_t number);
/** Of a pair, the share of what its agents cost that goes to contacts after the first of their issue. */
double ccs_ledger_repeat_share(const ccs_ledger_t *self, const ccs_facts_t *facts, uint32_t pair);
/** The number of the first term of a contract among those of all. */
uint32_t ccs_ledger_first_term(const ccs_money_t *money, uint32_t contract);
/** What contracts bill in a month; after what agents and contacts cost in it, and after the months before. */
void ccs_ledger_contracts(ccs_ledger_t *self, ccs_facts_t *facts, const ccs_bill_t *bill, uint32_t number);
/** Time that contacts of a type are in the IVR, wait on the line and talk, calls back included. Agents who stay with a customer whom they have transferred are on no line of their own. */
double ccs_ledger_call_s(const ccs_facts_t *facts, const ccs_record_t *record, uint32_t type);
/** What contacts cost and bring, by type and line. */
void ccs_ledger_charges(ccs_ledger_t *self, ccs_facts_t *facts, const ccs_bill_t *bill, uint32_t number);

#endif
