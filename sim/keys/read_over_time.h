/** @file read_over_time.h  Values over time: constants, lists by interval, rows of times, tables by weekday of these; and what they say in elapsed time. */
#ifndef CCS_READ_OVER_TIME_H
#define CCS_READ_OVER_TIME_H

#include "read_series.h"

/** Values over one day: ascending spans; 0 where there is none. */
typedef struct {
    uint32_t n;
    const ccs_span_t *spans;
    bool constant;    /* one span that covers the day because nothing else was said */
    bool of_opening;  /* a value for each interval of the opening hours: it says nothing of a day that is closed */
    bool asked;       /* the centre is open on a day that it is of, or it has values of its own for a closed one */
    const char *name; /* of its days in messages: "mon", "2026-03-02" */
    const ccs_opening_t *opening;
} ccs_curve_t;

/** Values over all days: a curve for each kind of day of the clock, or, of what is written with dates, for each day. */
typedef struct {
    uint32_t n;
    ccs_curve_t *of;
    bool by_day;
} ccs_curves_t;

/** Empty curves, one for each kind of day of the clock. @return n = 0, of = NULL: out of memory, which is recorded */
ccs_curves_t ccs_curves_new(ccs_reader_t *self);
/** The same curves with one for each day, so that they fit others that are by day. @return false if there is no memory */
bool ccs_curves_by_day(ccs_reader_t *self, ccs_curves_t *curves);
/** Read a value over time for every kind of day that the scenario uses, or every day. Mode day. @return false if something was recorded, or there is no memory */
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
