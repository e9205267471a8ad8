/** @file scenario_customers.h  CSV files of the customers whom a campaign calls become the rows that `campaigns.*.customers` would have. */
#ifndef CCS_SCENARIO_CUSTOMERS_H
#define CCS_SCENARIO_CUSTOMERS_H

#include "scenario_context.h"

/** Whether a node stands where the customers of a campaign are written, `campaigns.*.customers`, and names a file: a text, or a group with `csv`. */
bool ccs_scenario_is_customers(const ccs_value_t *node, const ccs_scenario_place_t *at);
/** The node becomes the file's rows, a text for each column of customer_role.def, "" where the file has none. */
void ccs_scenario_customers(ccs_scenario_reader_t *self, ccs_value_t *node, const ccs_scenario_place_t *at);

#endif
