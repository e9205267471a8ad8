/** @file units.h  Quantities as people say them: "4 min 30 s", "80 %", "08:30", "120 per hour". Knows no scenario.
 *
 * Readers are strict: the whole text must be the quantity (blanks around it are allowed), a number is digits with at most one
 * point and at most one exponent, never negative, hexadecimal, infinite or NaN, and its point is a point in every locale.
 * A reader returns CCS_ERR_OK, or CCS_ERR_SCENARIO with *result untouched: the caller knows the place and writes the message,
 * with the CCS_UNITS_..._FORM text for what is expected. Printers write into the caller's storage and return it; a text that
 * does not fit is cut. CCS_UNITS_TEXT_MAX bytes always suffice. */
#ifndef CCS_UNITS_H
#define CCS_UNITS_H

#include <stdbool.h>
#include <stddef.h>

enum { CCS_UNITS_TEXT_MAX = 64 };

#define CCS_UNITS_NUMBER_FORM "a number, not negative"
/** What is said of a share that is written as by how much it changes: "+3 %". */
#define CCS_UNITS_WHOLE_SHARE      "write all that is not there, such as \"33 %\", not by how much it changes"
#define CCS_UNITS_DURATION_FORM    "a duration such as \"4 min 30 s\" or \"4:30\" (units d, h, min, s, ms), or seconds as a number"
#define CCS_UNITS_SHARE_FORM       "a share such as \"80 %\" or 0.8, from 0 to 1"
#define CCS_UNITS_TIME_OF_DAY_FORM "a time of day such as \"08:30\", from 00:00 to 24:00"
#define CCS_UNITS_RATE_FORM        "a rate such as \"120 per hour\" or \"100 per 30 min\""

/** A plain decimal number >= 0, such as `12`, `0.25`, `1e3`. What exceeds the range of double is refused. */
int ccs_units_number(const char *text, double *x);

/** A duration in seconds: numbers with units in falling order, each unit at most once (`1 h 30 min`, `4min 30s`, `250 ms`,
 * `1.5 h`, `2 days`, `5 minutes`, `5m`), or a clock reading, `5:00` (minutes and seconds) and `00:05:00` (hours, minutes, seconds),
 * or one number alone, which is seconds. */
int ccs_units_duration(const char *text, double *seconds);

/** A share in [0, 1]: `80 %`, `80%` or `0.8`. */
int ccs_units_share(const char *text, double *share);

/** Seconds since midnight, in [0, 86400]: `8:30`, `08:30`, `08:30:15`, and `24:00` for the end of the day. */
int ccs_units_time_of_day(const char *text, double *seconds);

/** A rate per second: `120 per hour`, `2 per minute`, `0.5/s`, `100 per 30 min`. A day is no unit here: how long it lasts
 * depends on opening hours. */
int ccs_units_rate(const char *text, double *per_s);

/** Whether a number, that many letters, is written as thousands are where the point parts them: 1.300, 12.400. One with three decimals
 * that is ten or more is so only if it ends in a 0, which nobody writes behind a decimal point. */
bool ccs_units_is_grouped(const char *word, size_t n);

/** What someone who wrote a text that no reader takes ought to write: "write 0.8, with a decimal point" for 0,8; "" if nobody knows.
 * A text that can be meant in two ways names both. @return remedy */
const char *ccs_units_remedy(const char *text, char *remedy, size_t size);

/** 13800 -> "13,800"; small and broken numbers with up to four digits. @return text */
const char *ccs_units_show_number(double x, char *text, size_t size);
/** Hours of agents, >= 0, to a tenth: "52.2", "8", "2,328.5". */
const char *ccs_units_show_hours(double hours, char *text, size_t size);
/** A duration for people, rounded to the millisecond: "1 h 30 min", "4 min 30 s", "8.301 s", "250 ms", "0 s"; durations below
 * 1 ms keep three digits ("0.0123 ms"). Infinity is "without end", NaN is "-". */
char *ccs_units_show_duration(double seconds, char *text, size_t size);
/** A share for people, four significant digits: "80 %", "2.185 %". NaN is "-". */
char *ccs_units_show_share(double share, char *text, size_t size);
/** "08:30", or "08:30:15" where there are seconds; fractions of a second are cut. */
char *ccs_units_show_time_of_day(double seconds, char *text, size_t size);
/** The shortest decimal number that reads back to the same double, with a point in every locale. NaN is "nan". */
char *ccs_units_write_number(double x, char *text, size_t size);

#endif
