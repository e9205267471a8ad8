/** @file scenario_table.h  CSV files that a scenario names become tables of its tree. */
#ifndef CCS_SCENARIO_TABLE_H
#define CCS_SCENARIO_TABLE_H

#include "scenario_context.h"

/** Replace every CSV file that is named by its table. */
void ccs_scenario_tables(ccs_scenario_reader_t *self, ccs_value_t *root);
/** True if the node names a CSV file. */
bool ccs_scenario_is_table(const ccs_value_t *node);
/** Turn a node that names a CSV file into its table now, with rows of its own. @return false after an error that is told */
bool ccs_scenario_own_table(ccs_scenario_reader_t *self, ccs_value_t *node, const char *path);

#endif
