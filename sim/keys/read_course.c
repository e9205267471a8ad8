/* read_course.c - values over time that are looked up when something happens. Invariant: neighbouring pieces of a course differ, so that a value that
 * does not vary has none, whatever it is written as. */
#include "read_course.h"

#include <math.h>

#include "err.h"
#include "read_over_time.h"
#include "read_value.h"
#include "units.h"

static const ccs_over_time_t WHAT[] = {
    [CCS_COURSE_TIME] = {.max = 1e9,
        .max_shown = 1e9,
        .unit = "seconds",
        .words = ccs_units_duration,
        .form = CCS_UNITS_DURATION_FORM,
        .none = "the first value holds"},
    [CCS_COURSE_SHARE] = {.max = 1,
        .max_shown = 1,
        .words = ccs_units_share,
        .form = "a share such as \"80 %\" or 0.8, from 0 to 1",
        .none = "the share is 0"},
    [CCS_COURSE_COUNT] = {.max = 1e6, .max_shown = 1e6, .none = "the number is 0"},
};

/* A course while its pieces come in. */
typedef struct {
    ccs_reader_t *reader;
    ccs_vector_t pieces;
    bool skips_zero;
    double sum, length_s; /* value-seconds, seconds of what is said */
    double least, most;
} taking_t;

static void take(void *to, const ccs_piece_t *piece)
{
    taking_t *const self = to;
    const ccs_course_piece_t *const last =
        self->pieces.n > 0 ? (ccs_course_piece_t *) self->pieces.items + self->pieces.n - 1 : NULL;

    if (self->skips_zero && piece->value == 0) return;
    self->sum += piece->value * (piece->end_s - piece->start_s);
    self->length_s += piece->end_s - piece->start_s;
    self->least = fmin(self->least, piece->value);
    self->most = fmax(self->most, piece->value);
    if (last && last->value == piece->value) return;
    ccs_course_piece_t *const next = ccs_reader_push(self->reader, &self->pieces, sizeof *next);

    if (next) *next = (ccs_course_piece_t){.from_s = piece->start_s, .value = piece->value};
}

static bool is_whole(const taking_t *self)
{
    const ccs_course_piece_t *const pieces = self->pieces.items;
    bool whole = true;

    for (size_t i = 0; i < self->pieces.n; i++) whole = whole && pieces[i].value == floor(pieces[i].value);
    return whole;
}

static const ccs_course_t *keep(taking_t *self)
{
    ccs_course_t *const course = ccs_reader_array(self->reader, 1, sizeof *course);
    const uint32_t n = (uint32_t) self->pieces.n;
    const ccs_course_piece_t *const pieces = ccs_reader_keep(self->reader, &self->pieces, sizeof *pieces);

    if (!course || !pieces) return NULL;
    *course = (ccs_course_t){.n = n, .pieces = pieces, .least = self->least, .most = self->most};
    return course;
}

bool ccs_is_over_time(const ccs_value_t *value)
{
    return value->kind == CCS_VALUE_LIST || value->kind == CCS_VALUE_GROUP;
}

void ccs_read_course(ccs_reader_t *self, const ccs_place_t *at, enum ccs_course_use use, double *mean,
    const ccs_course_t **course)
{
    taking_t taking = {.reader = self, .skips_zero = use == CCS_COURSE_TIME, .least = INFINITY, .most = 0};
    const ccs_sink_t sink = {.take = take, .to = &taking};
    ccs_curves_t curves;

    *mean = NAN;
    *course = NULL;
    if (self->steady) {
        ccs_reader_expected(self, at, "one value, as nothing changes over time in steady mode");
        return;
    }
    if (!ccs_read_curves(self, at, &WHAT[use], &curves)) return;
    ccs_curves_walk(self->clock, &curves, &sink);
    if (taking.pieces.n == 0 && self->clock->n_stretches > 0) ccs_reader_expected(self, at, "a time above 0 at some hour");
    if (use == CCS_COURSE_COUNT && !is_whole(&taking)) ccs_reader_expected(self, at, "whole numbers");
    if (taking.pieces.n > 0) *mean = taking.least == taking.most ? taking.most : taking.sum / taking.length_s;
    if (taking.pieces.n > 1) *course = keep(&taking);
    else (void) ccs_reader_keep(self, &taking.pieces, sizeof(ccs_course_piece_t));
}

void ccs_read_share_over_time(ccs_reader_t *self, const ccs_place_t *at, double *frac, const ccs_course_t **course)
{
    CCS_BUG_IF(at->row->shape != CCS_SHAPE_SHARE_OVER_TIME);
    *course = NULL;
    if (at->value && ccs_is_over_time(at->value)) ccs_read_course(self, at, CCS_COURSE_SHARE, frac, course);
    else *frac = ccs_read_share(self, at);
}

const ccs_course_t *ccs_course_scaled(ccs_reader_t *self, const ccs_course_t *course, double factor)
{
    ccs_course_t *const scaled = ccs_reader_array(self, 1, sizeof *scaled);
    ccs_course_piece_t *const pieces = ccs_reader_array(self, course->n, sizeof *pieces);

    if (!scaled || !pieces) return NULL;
    for (uint32_t i = 0; i < course->n; i++)
        pieces[i] = (ccs_course_piece_t){.from_s = course->pieces[i].from_s, .value = course->pieces[i].value * factor};
    *scaled = (ccs_course_t){.n = course->n, .pieces = pieces, .least = course->least * factor, .most = course->most * factor};
    return scaled;
}
