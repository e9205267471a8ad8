/** @file zone.h  Local time of a named time zone, by the C library. Knows no scenario.
 *
 * Between _enter and _leave the process has that time zone (TZ in the environment): no other thread may ask for local time. */
#ifndef CCS_ZONE_H
#define CCS_ZONE_H

#include <stdint.h>

#include "err.h"

typedef struct {
    char *before; /* TZ of the environment, owned; NULL = not set */
    int entered;
} ccs_zone_t;

/** Take the process into a time zone. @return 0; CCS_ERR_SCENARIO with err->text; CCS_ERR_NOMEM */
int ccs_zone_enter(ccs_zone_t *self, const char *name, ccs_err_t *err);
/** Back to where the process was. Legal after a failed _enter. */
void ccs_zone_leave(ccs_zone_t *self);

/** Seconds by which local time is ahead of UTC at a moment (seconds since 1970, UTC). */
int64_t ccs_zone_offset(int64_t utc_s);
/** The moment of a local time given as if it were UTC. Of a time that comes twice the first, of one that is left out the
 * moment of the clock change. */
int64_t ccs_zone_utc(int64_t local_s);
/** The first moment in (from, to] with another offset than at from; INT64_MAX if the offsets at both ends agree. */
int64_t ccs_zone_change(int64_t from_s, int64_t to_s);

#endif
