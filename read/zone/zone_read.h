/** @file zone_read.h  Time zones by name, from the database of the machine: $TZDIR, or /usr/share/zoneinfo. */
#ifndef CCS_ZONE_READ_H
#define CCS_ZONE_READ_H

#include "arena.h"
#include "err.h"
#include "zone.h"

/** The time zone of a name such as "Europe/Berlin"; "UTC" needs no database. Several threads may read at once.
 * @return 0; CCS_ERR_SCENARIO with err->text that names the closest zone or what is missing; CCS_ERR_NOMEM */
int ccs_zone_read(const char *name, ccs_arena_t *arena, ccs_zone_t *zone, ccs_err_t *err);

#endif
