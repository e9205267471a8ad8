/** @file scenario_difference.h  What one scenario says beyond another. */
#ifndef CCS_SCENARIO_DIFFERENCE_H
#define CCS_SCENARIO_DIFFERENCE_H

#include "value.h"

/** What must be merged over a scenario (scenario_merge.h), as a file that `extends` it does, so that it becomes another one. Both are as
 * ccs_scenario_read leaves them: what `like` and tables say stands in them.
 * @return a group without key, empty where nothing differs; owned by the arena, texts are those of @p wanted. NULL: out of memory */
ccs_value_t *ccs_scenario_difference(const ccs_value_t *base, const ccs_value_t *wanted, ccs_arena_t *arena);

#endif
