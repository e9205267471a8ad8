/** @file scenario_set.h  Settings of the command line: PATH=VALUE, PATH*=1.1, PATH+=2; scenario_read.h says what they mean. */
#ifndef CCS_SCENARIO_SET_H
#define CCS_SCENARIO_SET_H

#include "scenario_context.h"

/** Apply one setting of the command line, number ordinal (from 1). */
void ccs_scenario_set(ccs_scenario_reader_t *self, ccs_value_t *root, const char *text, uint32_t ordinal);

#endif
