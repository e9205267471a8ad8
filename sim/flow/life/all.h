/** @file all.h  The life of a contact from end to end, for flow_plain.c and its siblings, which say by constants what they are made for:
 * what a constant rules out is not compiled. To be read in the order of a life: arrive, self_service, offer, queue, handle, again; then the
 * day's own: staff, axis, start, loop. */
#ifndef CCS_LIFE_ALL_H
#define CCS_LIFE_ALL_H

#include "loop.h"
#include "start.h"

const ccs_life_t LIFE = {NAME, start, dispatch, loop, finish};

#endif
