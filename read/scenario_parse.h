/** @file scenario_parse.h  The text of a scenario, or of one value, to a value tree. */
#ifndef CCS_SCENARIO_PARSE_H
#define CCS_SCENARIO_PARSE_H

#include "scenario_context.h"

/** Scan and parse. In value mode the tree is the one value, without key. @return 0, or a code, with *err filled in. */
int ccs_scenario_parse(ccs_scenario_reader_t *self, const ccs_scan_input_t *input, ccs_value_t **tree, ccs_err_t *err);

#endif
