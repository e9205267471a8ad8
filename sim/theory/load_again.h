/** @file load_again.h  Customers who come again, in loads: in the cell at hand and in later ones, as the same type or as others. */
#ifndef CCS_LOAD_AGAIN_H
#define CCS_LOAD_AGAIN_H

#include "load_parts.h"

/** The share of the attempts that follow from those of a cell which fall into the same cell. */
double ccs_load_share_at_once(const ccs_load_t *self, const ccs_load_follow_t *follow);
/** All that asks for an agent in the cell at hand if everybody is served, from what comes and follows from earlier cells, which stands in base_per_s. Where customers
 * come again as other types, each waits for what the others make of it: what follows is worked out until it does not change any more. */
void ccs_load_settle(ccs_load_t *self);
/** Of attempts in the cell at hand, those that follow in later cells; what falls into closed hours comes when it opens. @param answered  they follow an answer */
void ccs_load_send_on(ccs_load_t *self, uint32_t id, bool answered, double per_s);

#endif
