/** @file read_over_time.h  Values over time: constants, lists by interval, rows of times, tables by weekday of these; and what they say in elapsed time. */
#ifndef CCS_READ_OVER_TIME_H
#define CCS_READ_OVER_TIME_H

#include "reader.h"

typedef struct {
    double from_s, to_s; /* local time of day */
    double value;
} ccs_span_t;

/** Values over one day: ascending spans; 0 where there is none. */
typedef struct {
    uint32_t n;
    const ccs_span_t *spans;
    bool constant;              /* one span that covers the day because nothing else was said */
    bool of_opening;            /* a value for each interval of the opening hours: it says nothing of a day that is closed */
    const ccs_day_kind_t *kind; /* of the days that it is of */
} ccs_curve_t;

/** Values over all days: a curve for each kind of day of the clock. */
typedef struct {
    uint32_t n;
    ccs_curve_t *of;
} ccs_curves_t;

/** What a value over time may be. */
typedef struct {
    double max;       /* of one value */
    double max_shown; /* what the message says: the same in the units of `unit` */
    const char *unit; /* "contacts per second"; NULL = none */
    const char *none; /* what is said where there is none: "nobody is scheduled"; NULL = "nothing arrives" */
    bool counts;      /* a number of a list or a row is that of its own span: the curve holds it by the second */
    double max_per_s; /* of one such value */
    bool even;        /* a list covers 24 hours evenly; a constant is refused */
    bool constants;   /* constants only, by weekday if need be */
    bool all_hours;   /* rows count in closed hours too, and on closed days */
} ccs_over_time_t;

/** Empty curves, one for each kind of day of the clock. @return n = 0, of = NULL: out of memory, which is recorded */
ccs_curves_t ccs_curves_new(ccs_reader_t *self);
/** Read a value over time for every kind of day that the scenario uses. Mode day. @return false if something was recorded, or there is no memory */
bool ccs_read_curves(ccs_reader_t *self, const ccs_place_t *at, const ccs_over_time_t *what, ccs_curves_t *curves);
/** Read a constant. Mode steady. @return false if something was recorded */
bool ccs_read_constant(ccs_reader_t *self, const ccs_place_t *at, const ccs_over_time_t *what, double *x);

/** A piece of constant value in elapsed time, within opening hours. */
typedef struct {
    uint32_t day;
    double start_s, end_s, value;
} ccs_piece_t;
/** Receives the pieces of a walk in order of time. */
typedef struct {
    void (*take)(void *to, const ccs_piece_t *piece);
    void *to;
} ccs_sink_t;
/** What holds on a day of the clock. */
const ccs_curve_t *ccs_curves_day(const ccs_clock_t *clock, const ccs_curves_t *curves, uint32_t day);
/** All opening hours in pieces; zero where the curves say nothing. */
void ccs_curves_walk(const ccs_clock_t *clock, const ccs_curves_t *curves, const ccs_sink_t *sink);
/** The same of whole days, from midnight (or day_starts) on, where the curves say something. */
void ccs_curves_walk_days(const ccs_clock_t *clock, const ccs_curves_t *curves, const ccs_sink_t *sink);
/** Integral of a curve over a day, in value-seconds, and the part of it within opening hours. */
double ccs_curve_total(const ccs_curve_t *self);
double ccs_curve_open(const ccs_curve_t *self);

#endif
