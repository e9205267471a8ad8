/** @file moment_text.h  Dates and times of day as people and tools write them: 2026-03-02T08:00, 02.03.2026, Mar 2, 2026, 8:00 AM, 08:00-08:30. Knows no
 * file: what a text leaves open (which number is the day) is given by who read others beside it. A reader takes the whole text, or
 * returns what is left of it. */
#ifndef CCS_MOMENT_TEXT_H
#define CCS_MOMENT_TEXT_H

#include <stdbool.h>
#include <stdint.h>

/** In which order a date has its day, month and year: X(NAME, as it is written). */
#define CCS_DATE_ORDER_LIST(X) X(YMD, "Y-M-D") X(DMY, "D.M.Y") X(MDY, "M/D/Y")
#define X(name, text)          CCS_ORDER_##name,
enum ccs_date_order { CCS_DATE_ORDER_LIST(X) CCS_ORDER_OPEN };
#undef X

#define CCS_DATE_ORDER_FORM "\"Y-M-D\", \"D.M.Y\" or \"M/D/Y\""

/** "D.M.Y" to its order. @return false if it is none */
bool ccs_date_order_find(const char *text, enum ccs_date_order *order);
const char *ccs_date_order_text(enum ccs_date_order order);

/** A date as it stands. */
typedef struct {
    int part[3], digits[3];    /* in the order of the text; a month's name is its number, of 0 digits */
    char mark;                 /* behind the first part; 0: none, as in 20260302 */
    enum ccs_date_order order; /* that the date tells by itself, having the year first or a month's name; else CCS_ORDER_OPEN */
} ccs_date_text_t;

/** A date at the beginning of a text: numbers parted by . / or -, eight digits, a month's name (English or German) in the place of its number; a weekday
 * may stand before it. Years of two digits are of 2000 and later.
 * @return what stands behind it, from the blank, comma or T on; NULL: no date is there */
const char *ccs_date_text(const char *text, ccs_date_text_t *date);
/** Days since 1970-01-01. @param order  of dates that do not tell it; of others it must be theirs
 * @return false: there is no such day from 1970 to 2199 */
bool ccs_date_text_day(const ccs_date_text_t *date, enum ccs_date_order order, int64_t *day);

/** How the dates of a file are written. All zero: the year first. */
typedef struct {
    enum ccs_date_order order; /* never CCS_ORDER_OPEN */
    char mark;                 /* '.' or '/': the other one of them says that a date is of another order; else any does */
} ccs_date_form_t;
/** As ccs_date_order_find(), and "D/M/Y" as it is written in Britain. @return false if it is none */
bool ccs_date_form_find(const char *text, ccs_date_form_t *form);
/** Days since 1970-01-01 of a text that is a date and nothing else; one that tells its order by itself may be of any.
 * @return false if it is none, or of another form */
bool ccs_date_form_day(const ccs_date_form_t *self, const char *text, int64_t *days);
static inline bool ccs_date_form_equal(const ccs_date_form_t *a, const ccs_date_form_t *b)
{
    return a->order == b->order && a->mark == b->mark;
}

/** A time of day, with the end of its interval where that stands behind it. */
typedef struct {
    int32_t second, end; /* since midnight, up to 86400; end -1: not given */
    bool half;           /* AM or PM */
    bool zone;           /* Z or an offset behind it: */
    int32_t offset_s;    /* by which its clock is ahead of UTC */
    bool colon;          /* false: 0830, 8 AM */
} ccs_clock_text_t;

/** The whole text is a time of day: 8:00, 08:00:00.000, 0800, 8:00 AM, 08:00-08:30, 8 to 9 PM. */
bool ccs_clock_text(const char *text, ccs_clock_text_t *clock);
/** What stands behind a date is a time of day: a blank, a T or a comma and the time, perhaps with an offset from UTC, perhaps with the end of
 * its interval, which may have a date too: 2026-03-02T08:00Z/2026-03-02T08:30Z. */
bool ccs_clock_text_behind(const char *rest, ccs_clock_text_t *clock);

/** A moment of the local clock, or, with an offset, of any clock. */
typedef struct {
    int64_t date;    /* of the calendar, days since 1970 */
    bool has_time;   /* else a whole day */
    bool has_offset; /* the clock is ahead of UTC by offset_s */
    int32_t offset_s;
    double time_s; /* since midnight, < 86400; 0 of a whole day */
} ccs_moment_of_day_t;

/** "2026-03-02", "2026-03-02T08:00" or with a blank, as a scenario is written; with an offset from UTC behind the time, "+01:00", "-0500" or "Z", where it
 * stands there. @return false if it is none of them */
bool ccs_moment_text(const char *text, ccs_moment_of_day_t *moment);
/** The same, or with a fraction of a second behind the seconds: "2026-03-02T08:00:03.25". */
bool ccs_moment_exact(const char *text, ccs_moment_of_day_t *moment);

#endif
