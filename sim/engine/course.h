/** @file course.h  A number over time, in pieces. Knows nothing of what it is of: a factor on a law, a share. */
#ifndef CCS_COURSE_H
#define CCS_COURSE_H

#include <stdint.h>

/** It has its value from its time on until that of the next piece. */
typedef struct {
    double from_s, value;
} ccs_course_piece_t;

/** At least one piece, in ascending order of time; neighbours differ. In front of the first one its value holds, behind the last one that of the last. Plain data;
 * the pieces belong to the arena that they were made in. */
typedef struct {
    uint32_t n;
    const ccs_course_piece_t *pieces;
    double least, most; /* of its values */
} ccs_course_t;

/** The value at a time. O(log n), without state: it may be asked in any order. */
double ccs_course_at(const ccs_course_t *self, double time_s);

/** The piece that holds at a time. */
uint32_t ccs_course_piece_at(const ccs_course_t *self, double time_s);

#endif
