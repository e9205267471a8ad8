/** @file load_switch.h  Customers who go to another channel at the door, in loads. */
#ifndef CCS_LOAD_SWITCH_H
#define CCS_LOAD_SWITCH_H

#include "load_parts.h"

/** Of those who come in the cell at hand, who goes elsewhere: by offers and choices without a condition, and with one that hangs on the clock and on hours alone, all as they stand; with any
 * other condition in the share of cases that the scenario expects it to hold. Choices are made as if nobody had to wait.
 * @param per_s  by type: those who come as it; receives those who then contact as it, scratch of as many behind it
 * @param further  they have contacted before
 * @param explain  by type: receives what explaining again takes, seconds of talk a second, in addition */
void ccs_load_switch(const ccs_load_t *self, double *per_s, bool further, double *explain);

#endif
