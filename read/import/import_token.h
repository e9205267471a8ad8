/** @file import_token.h  One cell of an export: a number, a date, a time of day, a duration, as tools write them. Private to the import. Knows no
 * file: what is not told by the cell itself (which mark is decimal, which number the day) is given. */
#ifndef CCS_IMPORT_TOKEN_H
#define CCS_IMPORT_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

enum ccs_import_order { CCS_IMPORT_YMD, CCS_IMPORT_DMY, CCS_IMPORT_MDY };

/** A date as it stands: three numbers in their order. */
typedef struct {
    int part[3];
    char mark; /* between them; 0: eight digits, year first */
    bool year_first;
    bool named; /* a weekday stands before it */
} ccs_import_date_t;

/** A time of day, with the end of its interval where that stands behind it (08:00-08:30). */
typedef struct {
    int32_t second, end; /* since midnight; end -1: not given */
    bool half;           /* AM or PM */
    bool zone;           /* Z or an offset behind it */
    bool odd;            /* no colon in its begin, a range with a word in its middle, or words behind */
    bool colon;          /* false: 0830 */
} ccs_import_clock_t;

/** Digits, perhaps a sign, perhaps marks between and behind them. */
bool ccs_import_is_number(const char *text);
/** @param decimal  '.' or ','; the other one, blanks and apostrophes between digits part thousands @return false: not a finite number */
bool ccs_import_number(const char *text, char decimal, double *x);
/** A date at the beginning of a text. @return what stands behind it, NULL: no date is there */
const char *ccs_import_date(const char *text, ccs_import_date_t *date);
/** Days since 1970-01-01. @return false: there is no such day */
bool ccs_import_day(const ccs_import_date_t *date, enum ccs_import_order order, int64_t *day);
/** The whole text is a time of day. */
bool ccs_import_clock(const char *text, ccs_import_clock_t *clock);
/** What stands behind a date is a time of day: a blank, a T or a comma and the time. */
bool ccs_import_clock_behind(const char *rest, ccs_import_clock_t *clock);
/** hh:mm:ss or mm:ss in seconds. */
bool ccs_import_duration(const char *text, double *seconds);
/** Letters and digits of a text in lower case, umlauts as two letters: "Ø-Bearb.zeit (s)" -> "bearbzeits". @return to */
const char *ccs_import_bare(const char *text, char *to, uint32_t size);
/** Total, Summe, Average and their like, bare. */
bool ccs_import_is_total(const char *text);

#endif
