/** @file guard_ahead.h  Who is asked for contacts, where stages or agents kept free have a say (model/rules.h), as far as that can be told of any contact of a type. Pure. */
#ifndef CCS_GUARD_AHEAD_H
#define CCS_GUARD_AHEAD_H

#include "rules.h"
#include "world.h"

/** Whether the idle agents of the pair's group stay free for other types. @param n_asking  1: an agent asks, who is idle no longer; 0: a contact */
bool ccs_guard_keeps(const ccs_world_t *world, uint32_t pair, uint32_t n_asking);

/** Whether the group of a pair is asked for a contact of its type that has waited so long, if it comes now. A stage whose condition reads what waits are predicted
 * for (predicted_wait) is taken not to be open: that would go round in a circle. */
bool ccs_guard_foresees(const ccs_world_t *world, uint32_t pair, double waited_s);

/** When a stage of the type opens next for who has waited so long. @return seconds of waiting, > waited_s; INFINITY: none does */
double ccs_guard_opens_s(const ccs_world_t *world, uint32_t type, double waited_s);

#endif
