/** @file scenario_backlog.h  CSV files of what waits when a run begins become the rows that `types.*.backlog.waited` would have: (came at or waited, number, due). */
#ifndef CCS_SCENARIO_BACKLOG_H
#define CCS_SCENARIO_BACKLOG_H

#include "scenario_context.h"

/** Whether a node stands where a backlog is written, `types.*.backlog`, and names a file: a text, or a group with `csv`. */
bool ccs_scenario_is_backlog(const ccs_value_t *node, const ccs_scenario_place_t *at);
/** The node becomes { waited = rows; } of the file's rows, or, where the file has a column of queues, of those of its queue: the name that the node says, or the type's own, or its label.
 * Columns, in the words of backlog_role.def: when a contact came, or how long it has waited; when it is due, if it is; how many there are, else one. Where there are none it becomes 0, with a
 * warning. */
void ccs_scenario_backlog(ccs_scenario_reader_t *self, ccs_value_t *node, const ccs_scenario_place_t *at);

#endif
