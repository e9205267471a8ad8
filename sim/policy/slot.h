/** @file slot.h  Which slot a customer takes who is to be called back. */
#ifndef CCS_SLOT_H
#define CCS_SLOT_H

#include "world.h"

/** The first slot of a type that begins after now, no earlier than wanted, while the type is open, and has room.
 * @return its number: it begins at so many times slots.every_s; CCS_NONE: none that can be taken now */
uint32_t ccs_slot_choose(const ccs_world_t *world, uint32_t type, double wanted_s);

#endif
