/** @file read_hours.h  Opening hours, the centre's and those at which something else holds. */
#ifndef CCS_READ_HOURS_H
#define CCS_READ_HOURS_H

#include "read_over_time.h"

/** The centre's hours by weekday, those of its special days, and when its service day starts. A weekday that the table leaves out is closed. A service
 * day has the weekday on which it begins. Behind the kinds of the weekdays come those of the special days, seven for each member.
 * @param special  members with `open`
 * @param clock  that of the reader, of which the kinds of days and day_starts_s are set */
void ccs_read_open(ccs_reader_t *self, const ccs_place_t *at, const ccs_place_t *day_starts, const ccs_named_t *special,
    ccs_clock_t *clock);
/** Hours of a weekday or of all, 1 within them. Mode day, after the clock. @return false if something was recorded, or there is
 * no memory */
bool ccs_read_hours(ccs_reader_t *self, const ccs_place_t *at, ccs_curves_t *curves);
/** Hours by weekday or of all, within the centre's; those of special days are what both have in common. Mode day, after the clock.
 * @param kinds  the clock's with these hours, in the arena
 * @return "mon-fri 09:00-17:00, sat-sun closed"; NULL if something was recorded, or there is no memory */
const char *ccs_read_own_hours(ccs_reader_t *self, const ccs_place_t *at, ccs_day_kind_t **kinds);
/** Hours of the weekdays in words: "09:00-17:00", or "mon-fri 09:00-17:00, sat-sun closed" where they differ. @return NULL: there is no memory */
const char *ccs_read_tell_hours(ccs_reader_t *self, const ccs_day_kind_t *kinds);

#endif
