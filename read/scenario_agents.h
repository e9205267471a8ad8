/** @file scenario_agents.h  CSV files of who can do what become the group that `groups.*.agents` would write: a row an agent, a column a type. */
#ifndef CCS_SCENARIO_AGENTS_H
#define CCS_SCENARIO_AGENTS_H

#include "scenario_context.h"

/** Whether a node stands where agents are written, `groups.*.agents`, and names a file. */
bool ccs_scenario_is_agents(const ccs_value_t *node, const ccs_scenario_place_t *at);
/** The node becomes its agents: those of its group, where the file has a column of groups. Columns are agent, group (in the words of roster_role.def), speed (of the agent), the types of the
 * scenario, by name or label (the speed at it; x = 1; empty: not served), and TYPE.quality, TYPE.priority; of others there is a warning. */
void ccs_scenario_agents(ccs_scenario_reader_t *self, ccs_value_t *node, const ccs_scenario_place_t *at);

#endif
