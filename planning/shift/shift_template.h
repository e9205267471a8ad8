/** @file shift_template.h  Shifts as a planner may choose them: when they may start, how long they may be, on which days, with which breaks.
 *
 * All times are whole numbers of rows: a row is a step of the grid on which shifts and breaks are laid, such as 15 minutes. */
#ifndef CCS_SHIFT_TEMPLATE_H
#define CCS_SHIFT_TEMPLATE_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"

enum { CCS_SHIFT_BREAKS_MAX = 8, CCS_SHIFT_LENGTHS_MAX = 16, CCS_SHIFT_TEMPLATES_MAX = 200, CCS_SHIFT_DAYS = 7 };

/** Something in a shift that keeps its agent off the phones: a break, a lunch, a meeting. */
typedef struct {
    const char *name;
    bool is_at;        /* it begins at a local time, whenever the shift does; a shift that is not there then goes without */
    uint32_t from, to; /* it begins so many rows after the start of the shift; is_at: from is the row of the day */
    uint32_t lasts;    /* rows, >= 1 */
    double
        paid_frac; /* of its time. One of an hour or more that is not paid is a gap between two stretches of work: the agent is not there */
    bool days[CCS_SHIFT_DAYS]; /* Monday first: the days of shifts that have it */
} ccs_shift_break_t;

typedef struct {
    const char *name;
    uint32_t first_start, last_start, start_step;       /* rows of the day */
    uint32_t n_lengths, lengths[CCS_SHIFT_LENGTHS_MAX]; /* rows, breaks included */
    bool days[CCS_SHIFT_DAYS];                          /* Monday first: those on which it may start */
    uint32_t n_breaks;
    ccs_shift_break_t breaks[CCS_SHIFT_BREAKS_MAX];
    double weight;                    /* what a paid hour costs, beside the others; > 0 */
    double least_frac, most_frac;     /* of a day's shifts that must, and may, be of this template; 0 and 1: any */
    uint32_t most_heads, most_starts; /* of a day: its shifts, and different starts of them; 0: any number */
    uint32_t kind;                    /* of those who work it, into kinds, where there are any */
} ccs_shift_template_t;

/** Those who work some of the templates and none of the others. */
typedef struct {
    const char *name;
    double least_frac, most_frac; /* as above, of the shifts of all its templates */
} ccs_shift_kind_t;

typedef struct {
    uint32_t n;
    const ccs_shift_template_t *items;
    uint32_t row_s; /* seconds of a row; divides a day */
    uint32_t n_kinds;
    const ccs_shift_kind_t *kinds;
} ccs_shift_templates_t;

/** A break as a candidate may have it. */
typedef struct {
    uint32_t of; /* into the template's breaks */
    uint32_t from, to, lasts;
} ccs_shift_window_t;

/** A shift that may be worked: a template on a day, with a start and a length. */
typedef struct {
    uint32_t template_id;
    int32_t day;     /* of the horizon; -1: the day before, whose shifts may reach into the first one */
    int32_t start;   /* row of the horizon; below 0 on the day before */
    uint32_t n_rows; /* length */
    double n_paid;   /* rows that are paid */
    uint32_t n_windows;
    ccs_shift_window_t windows[CCS_SHIFT_BREAKS_MAX]; /* in the order in which they are taken */
} ccs_shift_candidate_t;

typedef struct {
    uint32_t n;
    ccs_shift_candidate_t *items;
} ccs_shift_candidates_t;

/** All candidates whose rows touch the horizon. Breaks that do not fit into one are not in it; one whose breaks cannot but overlap is left out.
 * @param first_weekday  of day 0, Monday 0 @param n_rows  of the horizon, from midnight of day 0 on
 * @return 0 or CCS_ERR_NOMEM */
int ccs_shift_candidates(const ccs_shift_templates_t *templates, uint32_t first_weekday, uint32_t n_rows, ccs_arena_t *arena,
    ccs_shift_candidates_t *candidates);

#endif
