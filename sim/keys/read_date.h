/** @file read_date.h  Dates and time zones as they are written. */
#ifndef CCS_READ_DATE_H
#define CCS_READ_DATE_H

#include "reader.h"

/** Days since 1970-01-01. @return 0 where none stands there, which is recorded */
int64_t ccs_read_date(ccs_reader_t *self, const ccs_place_t *at);
/** A list of dates, one after the other; nothing where none is written.
 * @param take  receives each in its place, days since 1970-01-01 */
void ccs_read_dates(ccs_reader_t *self, const ccs_place_t *at, void (*take)(void *to, const ccs_place_t *at, int64_t date),
    void *to);
/** A time zone by its name. @return the name, in the arena; NULL: there is none, which is recorded */
const char *ccs_read_zone(ccs_reader_t *self, const ccs_place_t *at, ccs_zone_find_t *find, ccs_zone_t *zone);

#endif
