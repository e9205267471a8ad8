/** @file money_read.h  What things cost, read from a scenario into rows of the plan: `costs`, of sites, groups and types too, and lines of trunk groups. */
#ifndef CCS_MONEY_READ_H
#define CCS_MONEY_READ_H

#include "plan.h"
#include "reader.h"

/** The named things whose members say what they cost. */
typedef struct {
    const ccs_named_t *types, *groups, *sites, *trunks;
} ccs_money_names_t;

/** Read them once the plan is whole and without errors; before the limits, which may be of money. What is wrong is recorded. Mode day; nothing where the scenario says nothing of it.
 * @param plan  receives the rows */
void ccs_money_read(ccs_reader_t *reader, const ccs_money_names_t *names, ccs_plan_t *plan);

/** What contracts do to the pace of a group's agents; 1: nothing. Before the plan is whole, when pairs are made.
 * @param handle_s  mean handle time of a type at their own pace, seconds > 0, which a contract may cap */
double ccs_money_pace(ccs_reader_t *reader, const char *group, double handle_s);

#endif
