/** @file scenario_roster.h  CSV files of who works when become rows of the tree: (agent, date, start, end, activity), dates and times as a scenario writes them. */
#ifndef CCS_SCENARIO_ROSTER_H
#define CCS_SCENARIO_ROSTER_H

#include "scenario_context.h"

/** Whether a node stands where a roster is written, `groups.*.roster`, and names a file. */
bool ccs_scenario_is_roster(const ccs_value_t *node, const ccs_scenario_place_t *at);
/** The node becomes its rows: those of its group, where the file has a column of groups. */
void ccs_scenario_roster(ccs_scenario_reader_t *self, ccs_value_t *node, const ccs_scenario_place_t *at);

#endif
