/** @file read_weekdays.h  A value, or a table of them by weekday. */
#ifndef CCS_READ_WEEKDAYS_H
#define CCS_READ_WEEKDAYS_H

#include "reader.h"

/** What a table by weekday may name, the general before the single day. */
typedef struct {
    const char *key;
    int first, last; /* weekdays, Monday 0 */
} ccs_weekday_span_t;

#define X(name, key, first, last) +1
enum { CCS_N_WEEKDAY_SPANS = 0 CCS_WEEKDAY_LIST(X) };
#undef X

extern const ccs_weekday_span_t CCS_WEEKDAY_SPANS[CCS_N_WEEKDAY_SPANS];

/** Which value of a table serves each weekday. */
typedef struct {
    bool is_table;
    const ccs_value_t *value[CCS_N_WEEKDAYS]; /* NULL: the table names no value for this weekday */
    int first_of[CCS_N_WEEKDAYS];             /* the first weekday with the same value */
} ccs_weekdays_t;

/** Spread a value, or a table { weekdays, weekend, mon, ..., sun }, over the weekdays. @return false if something was recorded */
bool ccs_read_weekdays(ccs_reader_t *self, const ccs_place_t *at, ccs_weekdays_t *table);

#endif
