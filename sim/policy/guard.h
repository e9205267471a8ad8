/** @file guard.h  Whether a group serves a contact now, where stages or agents kept free have a say (model/rules.h). Pure. */
#ifndef CCS_GUARD_H
#define CCS_GUARD_H

#include "guard_ahead.h"
#include "rules.h"
#include "world.h"

/** Whether a contact has come to a stage, and its condition holds.
 * @param pair  of the agent who asks for the contact; CCS_NONE: the contact asks */
bool ccs_stage_is_open(const ccs_world_t *world, const ccs_stage_t *stage, uint32_t contact, uint32_t pair);

/** Whether an agent who is free may serve a contact of the pair's type. O(stages of the pair). @param n_asking  1: the agent is idle no longer; 0: still */
bool ccs_guard_lets(const ccs_world_t *world, uint32_t pair, uint32_t contact, uint32_t n_asking);

/** Whether it may surely serve the contact, for verification: no stage has a condition, and the contact was there before this moment. */
bool ccs_guard_surely_lets(const ccs_world_t *world, uint32_t pair, uint32_t contact);

#endif
