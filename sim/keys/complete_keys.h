/** @file complete_keys.h  A scenario with nothing left to guess. */
#ifndef CCS_COMPLETE_KEYS_H
#define CCS_COMPLETE_KEYS_H

#include "arena.h"
#include "value.h"

/** The tree with every default filled in, in the order of def/key.def: prints as a complete scenario (ccs_scenario_print) that
 * compiles to the same plan. NULL when out of memory. The tree must have compiled without error. */
ccs_value_t *ccs_complete_keys(const ccs_value_t *root, ccs_arena_t *arena);

#endif
