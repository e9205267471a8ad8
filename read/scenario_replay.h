/** @file scenario_replay.h  CSV files of contacts as they were recorded become rows of the tree: (moment, talk, wrap, patience), moments as a scenario writes
 * them, the rest as it stands in the file; what no column has is left out. */
#ifndef CCS_SCENARIO_REPLAY_H
#define CCS_SCENARIO_REPLAY_H

#include "scenario_context.h"

/** Whether a node stands where recorded contacts are written, `types.*.arrivals.replay`, and names a file. */
bool ccs_scenario_is_replay(const ccs_value_t *node, const ccs_scenario_place_t *at);
/** The node becomes its rows: those of its type, by name, label or as `queue` says, where the file has a column of queues. */
void ccs_scenario_replay(ccs_scenario_reader_t *self, ccs_value_t *node, const ccs_scenario_place_t *at);

#endif
