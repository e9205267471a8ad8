/* test_shift_cover.c - shifts that cover a need: small ones against every choice there is, larger ones against the bound; breaks in their windows. */
#include "shift_cover.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "shift_columns.h"

enum { ROWS = 8, COLUMNS_MAX = 6, HEADS = 4, ROW_S = 3600 };

static ccs_shift_template_t plain(uint32_t first, uint32_t last, uint32_t step)
{
    ccs_shift_template_t t =
        {.name = "day", .first_start = first, .last_start = last, .start_step = step, .weight = 1, .most_frac = 1};

    for (int d = 0; d < CCS_SHIFT_DAYS; d++) t.days[d] = true;
    return t;
}

static void give_break(ccs_shift_template_t *t, uint32_t from, uint32_t to, uint32_t lasts)
{
    ccs_shift_break_t *const b = &t->breaks[t->n_breaks++];

    *b = (ccs_shift_break_t){.name = "lunch", .from = from, .to = to, .lasts = lasts};
    for (int d = 0; d < CCS_SHIFT_DAYS; d++) b->days[d] = true;
}

/* The least cost of all choices of up to three heads of each candidate with each placement of its only break. */
static double least_of_all(const ccs_shift_need_t *need)
{
    uint32_t n = 0, candidate[COLUMNS_MAX], at[COLUMNS_MAX], all = 1;
    double least = (double) INFINITY;

    for (uint32_t j = 0; j < need->candidates->n; j++) {
        const ccs_shift_candidate_t *const c = &need->candidates->items[j];

        for (uint32_t p = c->n_windows ? c->windows[0].from : 0; p <= (c->n_windows ? c->windows[0].to : 0); p++) {
            cr_assert_lt(n, COLUMNS_MAX);
            candidate[n] = j;
            at[n++] = p;
        }
    }
    for (uint32_t i = 0; i < n; i++) all *= HEADS;
    for (uint32_t k = 0; k < all; k++) {
        double rows[ROWS] = {0}, cost = 0;
        bool covers = true;

        for (uint32_t i = 0, rest = k; i < n; i++, rest /= HEADS) {
            const ccs_shift_candidate_t *const c = &need->candidates->items[candidate[i]];

            ccs_shift_add(c, &at[i], rest % HEADS, rows, ROWS);
            cost += rest % HEADS * need->templates->items[c->template_id].weight * c->n_paid;
        }
        for (uint32_t row = 0; row < ROWS; row++) covers = covers && rows[row] >= need->need[row];
        if (covers) least = fmin(least, cost);
    }
    return least;
}

/* The choice covers, its figures are true, its breaks lie in their windows. */
static void verify(const ccs_shift_need_t *need, const ccs_shift_choice_t *choice)
{
    double *const rows = calloc(need->n_rows, sizeof *rows);

    for (uint32_t i = 0; i < choice->n_picks; i++) {
        const ccs_shift_pick_t *const pick = &choice->picks[i];
        const ccs_shift_candidate_t *const c = &need->candidates->items[pick->candidate];
        uint32_t free_from = 0;

        for (uint32_t w = 0; w < c->n_windows; w++) {
            cr_assert(pick->breaks[w] >= c->windows[w].from && pick->breaks[w] <= c->windows[w].to);
            cr_assert_geq(pick->breaks[w], free_from);
            free_from = pick->breaks[w] + c->windows[w].lasts;
        }
        ccs_shift_add(c, pick->breaks, pick->n, rows, need->n_rows);
    }
    for (uint32_t row = 0; row < need->n_rows; row++) {
        cr_assert_float_eq(rows[row], choice->on_phones[row], 1e-9);
        if (!isfinite(need->short_cost)) cr_assert_geq(rows[row], need->need[row] - 1e-6, "row %u", row);
    }
    cr_assert_leq(choice->bound, choice->cost + 1e-6);
    free(rows);
}

static void check_exact(const ccs_shift_template_t *t, unsigned seed)
{
    const ccs_shift_templates_t templates = {1, t, ROW_S};
    ccs_shift_candidates_t candidates;
    ccs_shift_choice_t choice = {0};
    ccs_arena_t arena = {0};
    double need[ROWS] = {0};

    cr_assert_eq(ccs_shift_candidates(&templates, 0, ROWS, &arena, &candidates), 0);
    for (uint32_t row = 0; row < ROWS; row++) need[row] = (seed * 31 + row * 17) % 23 % 4;
    const ccs_shift_need_t asked = {.templates = &templates,
        .candidates = &candidates,
        .n_rows = ROWS,
        .need = need,
        .cost = 1,
        .short_cost = (double) INFINITY};
    uint32_t open;

    cr_assert_eq(ccs_shift_uncovered(&asked, &open), 0);
    if (open == UINT32_MAX) {
        cr_assert_eq(ccs_shift_cover(&asked, &choice, NULL), 0);
        cr_assert(choice.found);
        verify(&asked, &choice);
        const double least = least_of_all(&asked);

        if (isfinite(least)) cr_assert_float_eq(choice.cost, least, 1e-6, "seed %u: %g for %g", seed, choice.cost, least);
    } else {
        cr_assert(isinf(least_of_all(&asked)));
    }
    ccs_shift_choice_free(&choice);
    ccs_arena_free(&arena);
}

Test(shift_cover, costs_as_little_as_the_cheapest_of_all_choices)
{
    ccs_shift_template_t t = plain(0, 4, 2);

    t.n_lengths = 2;
    t.lengths[0] = 3;
    t.lengths[1] = 4;
    for (unsigned seed = 1; seed <= 60; seed++) check_exact(&t, seed);
}

Test(shift_cover, lays_breaks_as_well_as_the_best_of_all_placements)
{
    ccs_shift_template_t t = plain(0, 3, 3);

    t.n_lengths = 1;
    t.lengths[0] = 5;
    give_break(&t, 1, 3, 1);
    for (unsigned seed = 1; seed <= 60; seed++) check_exact(&t, seed);
}

/* --- larger ones --------------------------------------------------------------------------------------------------------------------- */

enum { WEEK_ROWS = 7 * 48, HALF_HOUR_S = 1800 };

/* A week of half-hours, open from 7 to 21. */
static void fill_week(double *need)
{
    for (uint32_t row = 0; row < WEEK_ROWS; row++) {
        const double hour = row % 48 / 2.0;

        need[row] = hour < 7 || hour >= 21 ? 0 : ceil(4 + 9.385 * sin((hour - 7) / 14 * 3.14159) + row * 37 % 5);
    }
}

static ccs_shift_template_t office(const char *name)
{
    ccs_shift_template_t t = plain(13, 27, 1);

    t.name = name;
    t.n_lengths = 2;
    t.lengths[0] = 12;
    t.lengths[1] = 16;
    give_break(&t, 5, 9, 1);
    return t;
}

static void cover_week(const ccs_shift_templates_t *templates, double short_cost, ccs_shift_choice_t *choice,
    ccs_shift_candidates_t *candidates, ccs_arena_t *arena)
{
    double *const need = ccs_arena_array(arena, WEEK_ROWS, sizeof *need);

    fill_week(need);
    cr_assert_eq(ccs_shift_candidates(templates, 0, WEEK_ROWS, arena, candidates), 0);
    const ccs_shift_need_t asked = {.templates = templates,
        .candidates = candidates,
        .n_rows = WEEK_ROWS,
        .need = need,
        .cost = 1,
        .short_cost = short_cost};

    cr_assert_eq(ccs_shift_cover(&asked, choice, NULL), 0);
    cr_assert(choice->found && !choice->cut_short);
    verify(&asked, choice);
}

Test(shift_cover, a_week_comes_near_the_bound)
{
    const ccs_shift_template_t t = office("office");
    const ccs_shift_templates_t templates = {1, &t, HALF_HOUR_S};
    ccs_shift_candidates_t candidates;
    ccs_shift_choice_t choice = {0};
    ccs_arena_t arena = {0};

    cover_week(&templates, (double) INFINITY, &choice, &candidates, &arena);
    cr_assert_leq(choice.cost, 1.04 * choice.bound, "%g for at least %g", choice.cost, choice.bound);
    ccs_shift_choice_free(&choice);
    ccs_arena_free(&arena);
}

Test(shift_cover, a_template_keeps_to_its_part_of_each_day)
{
    ccs_shift_template_t t[] = {office("long"), office("short")};
    const ccs_shift_templates_t templates = {2, t, HALF_HOUR_S};
    ccs_shift_candidates_t candidates;
    ccs_shift_choice_t choice = {0};
    ccs_arena_t arena = {0};
    double all[7] = {0}, part[7] = {0};

    t[1].n_lengths = 1;
    t[1].lengths[0] = 8;
    t[1].weight = 0.9; /* so cheap that all would take it */
    t[1].most_frac = 0.25;
    cover_week(&templates, (double) INFINITY, &choice, &candidates, &arena);
    for (uint32_t i = 0; i < choice.n_picks; i++) {
        const ccs_shift_candidate_t *const c = &candidates.items[choice.picks[i].candidate];

        all[c->day] += choice.picks[i].n;
        if (c->template_id == 1) part[c->day] += choice.picks[i].n;
    }
    for (int day = 0; day < 7; day++) {
        cr_assert_leq(part[day], ceil(0.25 * all[day]), "day %d: %g of %g", day, part[day], all[day]);
        cr_assert_gt(part[day], 0);
    }
    ccs_shift_choice_free(&choice);
    ccs_arena_free(&arena);
}

Test(shift_cover, some_may_be_missing_where_that_is_cheaper)
{
    const ccs_shift_template_t t = office("office");
    const ccs_shift_templates_t templates = {1, &t, HALF_HOUR_S};
    ccs_shift_candidates_t candidates;
    ccs_shift_choice_t strict = {0}, choice = {0};
    ccs_arena_t arena = {0};

    cover_week(&templates, (double) INFINITY, &strict, &candidates, &arena);
    cover_week(&templates, 2, &choice, &candidates, &arena);
    cr_assert_lt(choice.cost, strict.cost);
    ccs_shift_choice_free(&strict);
    ccs_shift_choice_free(&choice);
    ccs_arena_free(&arena);
}

Test(shift_cover, a_night_shift_of_the_day_before_covers_the_first_morning)
{
    ccs_shift_template_t t = plain(22, 22, 1);
    const ccs_shift_templates_t templates = {1, &t, ROW_S};
    ccs_shift_candidates_t candidates;
    ccs_shift_choice_t choice = {0};
    ccs_arena_t arena = {0};
    double need[24] = {0};

    t.n_lengths = 1;
    t.lengths[0] = 8;
    need[3] = 2;
    cr_assert_eq(ccs_shift_candidates(&templates, 0, 24, &arena, &candidates), 0);
    const ccs_shift_need_t asked = {.templates = &templates,
        .candidates = &candidates,
        .n_rows = 24,
        .need = need,
        .cost = 1,
        .short_cost = (double) INFINITY};

    cr_assert_eq(ccs_shift_cover(&asked, &choice, NULL), 0);
    cr_assert_eq(choice.n_picks, 1);
    cr_assert_eq(choice.picks[0].n, 2);
    cr_assert_eq(candidates.items[choice.picks[0].candidate].day, -1);
    ccs_shift_choice_free(&choice);
    ccs_arena_free(&arena);
}

Test(shift_cover, names_the_row_that_no_shift_covers)
{
    ccs_shift_template_t t = plain(2, 2, 1);
    const ccs_shift_templates_t templates = {1, &t, ROW_S};
    ccs_shift_candidates_t candidates;
    ccs_arena_t arena = {0};
    double need[ROWS] = {0, 0, 1, 1, 1, 0, 0, 0};
    uint32_t row;

    t.n_lengths = 1;
    t.lengths[0] = 3;
    give_break(&t, 1, 1, 1); /* always at row 3 */
    cr_assert_eq(ccs_shift_candidates(&templates, 0, ROWS, &arena, &candidates), 0);
    const ccs_shift_need_t asked = {.templates = &templates,
        .candidates = &candidates,
        .n_rows = ROWS,
        .need = need,
        .cost = 1,
        .short_cost = (double) INFINITY};

    cr_assert_eq(ccs_shift_uncovered(&asked, &row), 0);
    cr_assert_eq(row, 3);
    need[3] = 0;
    cr_assert_eq(ccs_shift_uncovered(&asked, &row), 0);
    cr_assert_eq(row, UINT32_MAX);
    ccs_arena_free(&arena);
}

static bool at_once(void *listener)
{
    (void) listener;
    return true;
}

Test(shift_cover, ends_when_it_is_asked_to)
{
    const ccs_shift_template_t t = office("office");
    const ccs_shift_templates_t templates = {1, &t, HALF_HOUR_S};
    ccs_shift_candidates_t candidates;
    ccs_shift_choice_t choice = {0};
    ccs_arena_t arena = {0};
    double need[WEEK_ROWS];

    fill_week(need);
    cr_assert_eq(ccs_shift_candidates(&templates, 0, WEEK_ROWS, &arena, &candidates), 0);
    const ccs_shift_need_t asked = {.templates = &templates,
        .candidates = &candidates,
        .n_rows = WEEK_ROWS,
        .need = need,
        .cost = 1,
        .short_cost = (double) INFINITY,
        .shall_end = at_once};

    cr_assert_eq(ccs_shift_cover(&asked, &choice, NULL), 0);
    cr_assert(choice.cut_short && !choice.found);
    ccs_shift_choice_free(&choice);
    ccs_arena_free(&arena);
}

/* --- candidates ----------------------------------------------------------------------------------------------------------------------- */

Test(shift_template, breaks_at_a_time_of_day_stand_there_and_those_that_do_not_fit_are_left_out)
{
    ccs_shift_template_t t = plain(6, 10, 4);
    const ccs_shift_templates_t templates = {1, &t, ROW_S};
    ccs_shift_candidates_t candidates;
    ccs_arena_t arena = {0};

    t.n_lengths = 1;
    t.lengths[0] = 4;
    give_break(&t, 12, 12, 1);
    t.breaks[0].is_at = true;
    t.breaks[0].paid_frac = 1;
    give_break(&t, 1, 5, 1); /* its window ends with the shift */
    cr_assert_eq(ccs_shift_candidates(&templates, 0, 24, &arena, &candidates), 0);
    cr_assert_eq(candidates.n, 2);
    cr_assert_eq(candidates.items[0].n_windows, 1, "at 12 the shift of 6 to 10 is over");
    cr_assert_eq(candidates.items[0].windows[0].to, 3);
    cr_assert_eq(candidates.items[0].n_paid, 3, "the second break is not paid");
    cr_assert_eq(candidates.items[1].n_windows, 2);
    cr_assert_eq(candidates.items[1].windows[0].from + candidates.items[1].windows[1].from, 3, "12 is two hours after 10");
    ccs_arena_free(&arena);
}

Test(shift_template, stands_on_its_days_only)
{
    ccs_shift_template_t t = plain(0, 0, 1);
    const ccs_shift_templates_t templates = {1, &t, ROW_S};
    ccs_shift_candidates_t candidates;
    ccs_arena_t arena = {0};

    t.n_lengths = 1;
    t.lengths[0] = 8;
    t.days[5] = t.days[6] = false;
    cr_assert_eq(ccs_shift_candidates(&templates, 4, 7 * 24, &arena, &candidates), 0); /* Friday to Thursday */
    cr_assert_eq(candidates.n, 5);
    cr_assert_eq(candidates.items[0].day, 0);
    cr_assert_eq(candidates.items[1].day, 3, "the next is Monday");
    ccs_arena_free(&arena);
}
