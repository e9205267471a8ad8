/** @file date.h  Gregorian dates as numbers of days. Knows no time zone and no time of day. */
#ifndef CCS_DATE_H
#define CCS_DATE_H

#include <stddef.h>
#include <stdint.h>

enum { CCS_DATE_MAX = 24 }; /* bytes of any date shown */

/** Days since 1970-01-01. */
int64_t ccs_date_days(int year, unsigned month, unsigned day);
/** Days since 1970-01-01 of a date. @return 0, or CCS_ERR_SCENARIO if there is none such between 1970-01-01 and 2199-12-31 */
int ccs_date_find(int year, int month, int day, int64_t *days);
/** "2026-03-02" to days since 1970-01-01. @return 0, or CCS_ERR_SCENARIO if it is no date between 1970-01-01 and 2199-12-31 */
int ccs_date_read(const char *text, int64_t *days);
/** "2026-03-02"; size >= 11. @return text */
char *ccs_date_show(int64_t days, char *text, size_t size);
/** Day of the week, Monday = 0. */
uint32_t ccs_date_weekday(int64_t days);
/** Months since January 1970. */
int64_t ccs_date_month(int64_t days);
/** "2026-W10", the week by ISO 8601, which is of the year of its Thursday; size >= CCS_DATE_MAX. @return text */
char *ccs_date_show_week(int64_t days, char *text, size_t size);

#endif
