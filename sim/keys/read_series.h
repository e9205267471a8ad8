/** @file read_series.h  A value over time as it is written for one day: a constant, a list, rows of times; checked as far as that goes without knowing for
 * which hours. read_over_time.c makes curves of it, read_dated.c rows with dates. */
#ifndef CCS_READ_SERIES_H
#define CCS_READ_SERIES_H

#include "read_value.h"

typedef struct {
    double from_s, to_s; /* local time of day */
    double value;
} ccs_span_t;

/** What a value over time may be. */
typedef struct {
    double max;              /* of one value */
    double max_shown;        /* what the message says: the same in the units of `unit` */
    const char *unit;        /* "contacts per second"; NULL = none */
    ccs_read_words_t *words; /* reads a value that is written in words; NULL = values are numbers */
    const char *form;        /* what is expected then: "a duration such as ..." */
    const char *none;        /* what is said where there is none: "nobody is scheduled"; NULL = "nothing arrives" */
    bool counts;             /* a number of a list or a row is that of its own span: the curve holds it by the second */
    double max_per_s;        /* of one such value */
    bool even;               /* a list covers 24 hours evenly; a constant is refused */
    bool constants;          /* constants only, by weekday if need be */
    bool all_hours;          /* rows count in closed hours too, and on closed days */
} ccs_over_time_t;

enum ccs_series_form { CCS_SERIES_CONSTANT, CCS_SERIES_LIST, CCS_SERIES_ROWS };

typedef struct {
    enum ccs_series_form form;
    bool holds;               /* ROWS (time, value): each holds until the next one, the last until closing */
    bool jumps;               /* ROWS of a day on which clocks go forward: the row of an hour that is left out may be missing */
    uint32_t n;               /* 0: nothing is written */
    ccs_span_t *items;        /* of a LIST only the values count */
    const ccs_value_t *first; /* of ROWS the first one as it is written, */
    uint32_t index;           /* and its number in the list that holds it */
} ccs_written_t;

/** One value. @return false if something was recorded */
bool ccs_series_value(ccs_reader_t *self, const ccs_place_t *at, const ccs_over_time_t *what, double *x);
/** A constant, a list or rows. @return false if something was recorded */
bool ccs_series_read(ccs_reader_t *self, const ccs_place_t *at, const ccs_over_time_t *what, ccs_written_t *series);
/** Rows that were read into series->items, with `width` cells each: their order, and until when each holds.
 * @param at  the list that holds them. @return false if something was recorded */
bool ccs_series_close(ccs_reader_t *self, const ccs_place_t *at, uint32_t width, ccs_written_t *series);
/** A list that covers 24 hours evenly, whatever the opening hours, as rows. @return false if something was recorded */
bool ccs_series_spread_evenly(ccs_reader_t *self, const ccs_place_t *at, ccs_written_t *series);
/** 1.300 contacts a day are hardly ever meant: doubted once, as whoever writes so does it everywhere. */
void ccs_series_doubt(ccs_reader_t *self, const ccs_place_t *at);

#endif
