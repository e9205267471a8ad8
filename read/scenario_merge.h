/** @file scenario_merge.h  One group over another, and `like`. */
#ifndef CCS_SCENARIO_MERGE_H
#define CCS_SCENARIO_MERGE_H

#include "scenario_context.h"

/** Merge the children of a group over those of base, which takes them: groups merge unless the new one has `dist`, everything
 * else replaces, alternatives evict each other, "none" removes what base has. over is empty afterwards. */
void ccs_scenario_merge(ccs_value_t *base, ccs_value_t *over);
/** True if over, a child to be, merges with the child of the same name in base instead of replacing it. */
bool ccs_scenario_merges(const ccs_value_t *base, const ccs_value_t *over);
/** Replace every `like` by what it names. */
void ccs_scenario_like(ccs_scenario_reader_t *self, ccs_value_t *root);

#endif
