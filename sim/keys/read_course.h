/** @file read_course.h  Values over time that are looked up when something happens: means of laws, shares. */
#ifndef CCS_READ_COURSE_H
#define CCS_READ_COURSE_H

#include "course.h"
#include "reader.h"

enum ccs_course_use {
    CCS_COURSE_TIME, /* the mean of a law, seconds. 0 says nothing, as a file has it where nobody came: the value before it holds */
    CCS_COURSE_SHARE, /* from 0 to 1 */
    CCS_COURSE_COUNT  /* whole numbers */
};

/** Whether a value is written as one over time. */
bool ccs_is_over_time(const ccs_value_t *value);

/** Read it; what holds at closing holds until the next opening, the first value before the first opening. Refused in steady mode.
 * @param mean    receives the mean over opening hours, so far as something is said of them; NAN if something was recorded
 * @param course  receives the values, in the arena; NULL if they are all the same, or something was recorded */
void ccs_read_course(ccs_reader_t *self, const ccs_place_t *at, enum ccs_course_use use, double *mean,
    const ccs_course_t **course);

/** A share as it stands, or its mean and its course. For rows of shape SHARE_OVER_TIME. @param frac  NAN if nothing, or nothing valid, stands there
 * @param course  NULL: it is always the same */
void ccs_read_share_over_time(ccs_reader_t *self, const ccs_place_t *at, double *frac, const ccs_course_t **course);

/** The same course, each of its values times a factor. @return NULL without memory (recorded) */
const ccs_course_t *ccs_course_scaled(ccs_reader_t *self, const ccs_course_t *course, double factor);

#endif
