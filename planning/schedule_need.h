/** @file schedule_need.h  The agents that each group needs by interval: of a table, or of a result that holds them. */
#ifndef CCS_SCHEDULE_NEED_H
#define CCS_SCHEDULE_NEED_H

#include "arena.h"
#include "dataset.h"
#include "requirement.h"

/** Agents on the phones, [slot][group]: 0 where nothing is said.
 *
 * A table is a CSV file with a heading. Either it has a line for each interval and group (columns date, time, group and required or required_agents, as `ccsim staff --csv`
 * writes them) or a column for each group, by name or label. Without a column date every day is like the others; dates and times may also stand in one
 * column. A number holds until the next one of its day and group; of several within an interval the largest counts.
 * @param groups  by group: receives whether the table names it
 * @return 0, CCS_ERR_INPUT, CCS_ERR_SCENARIO or CCS_ERR_NOMEM, with every error in errors */
int ccs_schedule_need_of_table(const ccs_requirement_t *asked, const char *path, double *need, bool *groups,
    ccs_err_list_t *errors);

/** Of a result that `ccsim staff -o FILE.h5` wrote: required_agents by interval and group, found by their names.
 * @return 0, or CCS_ERR_SCENARIO: it holds none, or none of these intervals */
int ccs_schedule_need_of_result(const ccs_requirement_t *asked, const char *path, const ccs_dataset_t *data, double *need,
    bool *groups, ccs_err_t *err);

#endif
