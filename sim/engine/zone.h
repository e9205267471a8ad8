/** @file zone.h  Local time of a time zone, as a table of the moments at which its clocks change.
 *
 * A pure value: several at once, by any number of threads. Moments are seconds since 1970-01-01 UTC, local times are given as if they were
 * UTC. Known are the years 1970 to 2200.
 */
#ifndef CCS_ZONE_H
#define CCS_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "err.h"

/** From a moment on, local time is so many seconds ahead of UTC. */
typedef struct {
    int64_t from_s, ahead_s;
} ccs_zone_shift_t;

/** Zero-initialised: UTC. */
typedef struct {
    int64_t first_ahead_s;          /* before the first shift */
    uint32_t n;                     /* shifts */
    const ccs_zone_shift_t *shifts; /* ascending; each changes the clocks; of the arena given to _parse */
} ccs_zone_t;

/** Whether bytes begin as a file of the time zone database does. */
bool ccs_zone_is_file(const void *bytes, size_t size);
/** The zone of a whole file of the database, TZif of any version; the rule at its end is followed to the year 2200.
 * Source: RFC 8536, The Time Zone Information Format; POSIX.1-2008, TZ.
 * @return 0; CCS_ERR_SCENARIO for what is no such file, is damaged, or counts leap seconds; CCS_ERR_NOMEM. *self is UTC then */
int ccs_zone_parse(ccs_zone_t *self, const void *bytes, size_t size, ccs_arena_t *arena);

/** Finds a time zone by its name: ccs_zone_read, or whoever has the database in other ways.
 * @return 0; CCS_ERR_SCENARIO with err->text; CCS_ERR_NOMEM */
typedef int ccs_zone_find_t(const char *name, ccs_arena_t *arena, ccs_zone_t *zone, ccs_err_t *err);

/** Seconds by which local time is ahead of UTC at a moment. */
int64_t ccs_zone_offset(const ccs_zone_t *self, int64_t utc_s);
/** The moment of a local time. Of a time that comes twice the first, of one that is left out the moment of the clock change. */
int64_t ccs_zone_utc(const ccs_zone_t *self, int64_t local_s);
/** The first moment in (from, to] with another offset than at from; INT64_MAX if the offsets at both ends agree. */
int64_t ccs_zone_change(const ccs_zone_t *self, int64_t from_s, int64_t to_s);

#endif
