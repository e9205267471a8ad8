/** @file load_switch.h  Customers who go to another channel at the door, in loads. */
#ifndef CCS_LOAD_SWITCH_H
#define CCS_LOAD_SWITCH_H

#include "load_parts.h"

/** Of those who come for the first time in the cell at hand, who goes elsewhere whatever happens: by offers without a condition, and by choices, as if nobody had to wait, among what has
 * no condition. What depends on how the centre stands is not known without simulating: nobody goes. Needs fresh_per_s and base_per_s of all types. */
void ccs_load_switch(ccs_load_t *self);

#endif
