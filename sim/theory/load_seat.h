/** @file load_seat.h  Seats of sites, in loads: who finds none does nothing. */
#ifndef CCS_LOAD_SEAT_H
#define CCS_LOAD_SEAT_H

#include "load_parts.h"

/** Of the agents of the cell at hand, those who have a seat; at sites without a number of seats, and at none, all. Who had one in the cell before keeps it, what is left has the first group. */
void ccs_load_take_seats(ccs_load_t *self);

#endif
