/* course.c - a number over time. Invariant: nothing is remembered from one question to the next. */
#include "course.h"

uint32_t ccs_course_piece_at(const ccs_course_t *self, double time_s)
{
    uint32_t low = 0, high = self->n; /* the piece sought is in [low, high) */

    while (high - low > 1) {
        const uint32_t middle = low + (high - low) / 2;

        if (self->pieces[middle].from_s <= time_s) low = middle;
        else high = middle;
    }
    return low;
}

double ccs_course_at(const ccs_course_t *self, double time_s)
{
    return self->pieces[ccs_course_piece_at(self, time_s)].value;
}
