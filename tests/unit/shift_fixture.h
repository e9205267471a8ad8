/** @file shift_fixture.h  Templates of shifts, and a need that they are to cover, in the fewest words. */
#ifndef SHIFT_FIXTURE_H
#define SHIFT_FIXTURE_H

#include <criterion/criterion.h>
#include <math.h>

#include "shift_cover.h"

/** Everything that covering a need takes; its parts point at one another, so it is not copied. */
typedef struct {
    ccs_shift_templates_t templates;
    ccs_shift_candidates_t candidates;
    ccs_shift_need_t need;
    ccs_shift_choice_t choice;
    ccs_arena_t arena;
} shift_case_t;

/** A shift of each day that starts in row first, first + step .. last of it; it has no length yet. */
static inline ccs_shift_template_t shift_starting(uint32_t first, uint32_t last, uint32_t step)
{
    ccs_shift_template_t t =
        {.name = "day", .first_start = first, .last_start = last, .start_step = step, .weight = 1, .most_frac = 1};

    for (int d = 0; d < CCS_SHIFT_DAYS; d++) t.days[d] = true;
    return t;
}

static inline void shift_length(ccs_shift_template_t *t, uint32_t rows)
{
    t->lengths[t->n_lengths++] = rows;
}

/** An unpaid break of each day that begins from .. to rows after the shift. */
static inline void shift_break(ccs_shift_template_t *t, uint32_t from, uint32_t to, uint32_t lasts)
{
    ccs_shift_break_t *const b = &t->breaks[t->n_breaks++];

    *b = (ccs_shift_break_t){.name = "lunch", .from = from, .to = to, .lasts = lasts};
    for (int d = 0; d < CCS_SHIFT_DAYS; d++) b->days[d] = true;
}

static inline ccs_shift_templates_t shift_templates(uint32_t n, const ccs_shift_template_t *items, uint32_t row_s)
{
    return (ccs_shift_templates_t){.n = n, .items = items, .row_s = row_s};
}

/** @param need  of n_rows from midnight of day 0 on, whose weekday is first_weekday; nobody may be missing */
static inline void shift_case_init(shift_case_t *self, ccs_shift_templates_t templates, uint32_t first_weekday,
    const double *need, uint32_t n_rows)
{
    *self = (shift_case_t){.templates = templates};
    cr_assert_eq(ccs_shift_candidates(&self->templates, first_weekday, n_rows, &self->arena, &self->candidates), 0);
    self->need = (ccs_shift_need_t){.templates = &self->templates,
        .candidates = &self->candidates,
        .n_rows = n_rows,
        .need = need,
        .cost = 1,
        .short_cost = (double) INFINITY};
}

static inline void shift_case_free(shift_case_t *self)
{
    ccs_shift_choice_free(&self->choice);
    ccs_arena_free(&self->arena);
}

#endif
