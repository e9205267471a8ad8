/** @file ring_check.h  What stands at groups.*.ring, and what of it cannot stand together. */
#ifndef CCS_RING_CHECK_H
#define CCS_RING_CHECK_H

#include "plan.h"
#include "reader.h"

/** @param group_at  of the group, whose fields are read */
void ccs_ring_check(ccs_reader_t *reader, const ccs_place_t *group_at, const ccs_group_t *group);

#endif
