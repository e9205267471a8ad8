/* bench_shift.c - shifts that cover a week of 672 quarter-hours, of 504 candidates with a lunch and two rests each, at a peak of 100 agents: seconds, and how far
 * above the bound. Prints a line. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "shift_cover.h"

enum { ROWS = 672, DAY_ROWS = 96 };

static double now_s(void)
{
    struct timespec now;

    (void) clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

/* Two humps a day and a floor at night, less at the weekend, not smooth. */
static double need_at(uint32_t row)
{
    const double hour = row % DAY_ROWS / 4.0, weekend = row / DAY_ROWS >= 5 ? 0.55 : 1;
    const double humps = exp(-pow((hour - 10.5) / 2.2, 2)) + 0.8 * exp(-pow((hour - 15.5) / 2.6, 2));

    return ceil(weekend * (8 + 85 * humps) + (double) (row * 7919 % 11) / 2);
}

int main(void)
{
    static const uint32_t starts[] = {0, 92}, lengths[] = {24, 32, 36};
    ccs_shift_template_t shift = {.name = "flexible",
        .first_start = starts[0],
        .last_start = starts[1],
        .start_step = 4,
        .n_lengths = 3,
        .lengths = {lengths[0], lengths[1], lengths[2]},
        .n_breaks = 3,
        .weight = 1,
        .most_frac = 1,
        .breaks = {{.name = "rest", .from = 6, .to = 9, .lasts = 1, .paid_frac = 1},
            {.name = "lunch", .from = 12, .to = 20, .lasts = 2},
            {.name = "second", .from = 22, .to = 27, .lasts = 1, .paid_frac = 1}}};
    const ccs_shift_templates_t templates = {.n = 1, .items = &shift, .row_s = 900};
    ccs_shift_candidates_t candidates;
    ccs_shift_choice_t choice = {0};
    ccs_arena_t arena = {0};
    ccs_err_t err = {0};
    double need[ROWS];

    for (int d = 0; d < 7; d++)
        shift.days[d] = shift.breaks[0].days[d] = shift.breaks[1].days[d] = shift.breaks[2].days[d] = true;
    for (uint32_t row = 0; row < ROWS; row++) need[row] = need_at(row);
    if (ccs_shift_candidates(&templates, 0, ROWS, &arena, &candidates)) return EXIT_FAILURE;
    const ccs_shift_need_t asked = {.templates = &templates,
        .candidates = &candidates,
        .n_rows = ROWS,
        .need = need,
        .cost = 1,
        .short_cost = (double) INFINITY};
    const double start_s = now_s();

    if (ccs_shift_cover(&asked, &choice, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return EXIT_FAILURE;
    }
    printf("shifts: %d rows, %u candidates, %u columns: %.2f s, %.1f paid hours, %.2f %% above the bound\n", ROWS, candidates.n,
        choice.n_columns, now_s() - start_s, choice.cost, 100 * (choice.cost / choice.bound - 1));
    const bool good = choice.found;

    ccs_shift_choice_free(&choice);
    ccs_arena_free(&arena);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
