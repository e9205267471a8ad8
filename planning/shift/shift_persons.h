/** @file shift_persons.h  Shifts to persons: who works which, so that everybody has days off, rest between two shifts and no more hours a week than agreed, with as
 * few persons as can be found.
 *
 * A week is Monday to Sunday. Nobody works two shifts of a day. Without limits on rest and hours the least number of persons is found: that of the day with most
 * shifts or that of the week whose shifts fill most working days, whichever is larger; each day is filled so that the days left of the week still can be
 * (Gale 1957, A theorem on flows in networks; Ryser 1957). With them more may be needed than the bound says.
 *
 * With a pattern each person begins it on a day of its own, that on which most is still open as persons are found one after another; a cycle of other than seven days rotates over the weeks. */
#ifndef CCS_SHIFT_PERSONS_H
#define CCS_SHIFT_PERSONS_H

#include <stdint.h>

/** What is agreed. */
typedef struct {
    uint32_t days_a_week; /* 1 .. 7: that a person works at most */
    uint32_t rest;        /* rows between two shifts at least */
    double hours_a_week;  /* paid, at most; INFINITY: as many as the days have */
    uint32_t n_on, n_off; /* so many days of work, then so many off, and again; n_on = 0: in any order */
} ccs_shift_rules_t;

/** A shift that somebody has to work. */
typedef struct {
    int32_t day;        /* of the horizon; -1: the day before */
    int32_t start, end; /* rows */
    double paid_h;
    uint32_t person; /* receives who works it */
    uint32_t of;     /* whatever the caller wants to find again */
} ccs_shift_task_t;

typedef struct {
    uint32_t n;     /* persons */
    uint32_t bound; /* no fewer can do it */
} ccs_shift_persons_t;

/** @param tasks  n of them in any order; afterwards by day and start
 * @param first_weekday  of day 0, Monday 0
 * @return 0; CCS_ERR_USAGE: a shift has more paid hours than a week may have; CCS_ERR_NOMEM */
int ccs_shift_persons(const ccs_shift_rules_t *rules, uint32_t first_weekday, ccs_shift_task_t *tasks, uint32_t n,
    ccs_shift_persons_t *persons);

#endif
