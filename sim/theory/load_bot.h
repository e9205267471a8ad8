/** @file load_bot.h  Limits of call flows, in loads: hours of flows, sessions of bots and ports. What finds none goes where the flow says. */
#ifndef CCS_LOAD_BOT_H
#define CCS_LOAD_BOT_H

#include "load_parts.h"

/** Where some flow of the plan has a limit, in the arena of the loads. @return 0 or CCS_ERR_NOMEM; bots is NULL where none has */
int ccs_load_start_bots(ccs_load_t *load);
/** Which share of the contacts of each type reaches which queue in the cell at hand, each bot being in steady state: Erlang B, or Erlang A where contacts wait for sessions. Does nothing without
 * limits. @param contacts  by type: those of its source in the cell */
void ccs_load_fill_bots(ccs_load_t *self, const double *contacts);
/** The feeds of a type's queue in the cell at hand. @param n  receives how many */
const ccs_feed_t *ccs_load_feeds(const ccs_load_t *self, uint32_t type, uint32_t *n);

#endif
