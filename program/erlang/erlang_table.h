/** @file erlang_table.h  Questions to the closed formulas by the table: a CSV file in, a CSV file out, a row for a row. */
#ifndef CCS_ERLANG_TABLE_H
#define CCS_ERLANG_TABLE_H

#include <stdio.h>

#include "erlang_request.h"

/** Answer each row of the file that the option table of @p constant names. Columns are known by the names of options (in any case, blanks and
 * `-` like `_`) or by the option map; service_level is the share of the target that within goes with. Options that were given stand for the columns
 * that the table has not. What stands empty of agents (or lines), contacts, handle time and target is found, and written there. Other columns are
 * passed on as they are. Behind them stand the figures that the command answers with --json, to the last digit; a column of such a name is computed anew.
 * A row without contacts needs nobody: 0 agents, and no figures. Separator and decimal mark are those of the file.
 * @param to  gets nothing unless all rows are answered
 * @param told  all errors, with file:line and the column, and warnings, one of a kind
 * @return 0, CCS_ERR_INPUT, CCS_ERR_SCENARIO, CCS_ERR_USAGE or CCS_ERR_NOMEM */
int ccs_erlang_table(const ccs_erlang_request_t *constant, FILE *to, ccs_err_list_t *told);

#endif
