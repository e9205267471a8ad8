/** @file csv_moment.h  Dates and times as exports of planning systems write them, in an order that is known: 02.03.2026, 3/2/2026, 8:00 AM. */
#ifndef CCS_CSV_MOMENT_H
#define CCS_CSV_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

/** In which order a date has its day, month and year: X(NAME, as it is written). */
#define CCS_CSV_DATES_LIST(X) X(YMD, "Y-M-D") X(DMY, "D.M.Y") X(MDY, "M/D/Y")
#define X(name, text)         CCS_CSV_##name,
enum ccs_csv_dates { CCS_CSV_DATES_LIST(X) };
#undef X

#define CCS_CSV_DATES_FORM "\"Y-M-D\", \"D.M.Y\" or \"M/D/Y\""

/** "D.M.Y" to its order. @return false if it is none */
bool ccs_csv_dates_find(const char *text, enum ccs_csv_dates *dates);
const char *ccs_csv_dates_text(enum ccs_csv_dates dates);
/** A date at the beginning of a text, its numbers parted by . / or -; years of two digits are of 2000 and later.
 * @param rest  what follows it, without a T or blanks before it
 * @return false if there is none from 1970 to 2199 */
bool ccs_csv_read_date(const char *text, enum ccs_csv_dates dates, int64_t *days, const char **rest);
/** "08:00", "8:00:00", "8:00 AM", and of "08:00-08:30" the first. @param time_s  seconds since midnight, < 86400
 * @return false if it is none */
bool ccs_csv_read_clock(const char *text, double *time_s);

#endif
