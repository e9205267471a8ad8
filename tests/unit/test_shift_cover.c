/* test_shift_cover.c - shifts that cover a need: small ones against every choice there is, larger ones against the bound; breaks in their windows. */
#include "shift_cover.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "shift_columns.h"
#include "shift_fixture.h"

enum { ROWS = 8, COLUMNS_MAX = 6, HEADS = 4, ROW_S = 3600 };

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
    double need[ROWS] = {0};
    shift_case_t c;
    uint32_t open;

    for (uint32_t row = 0; row < ROWS; row++) need[row] = (seed * 31 + row * 17) % 23 % 4;
    shift_case_init(&c, shift_templates(1, t, ROW_S), 0, need, ROWS);
    cr_assert_eq(ccs_shift_uncovered(&c.need, &open), 0);
    if (open == UINT32_MAX) {
        cr_assert_eq(ccs_shift_cover(&c.need, &c.choice, NULL), 0);
        cr_assert(c.choice.found);
        verify(&c.need, &c.choice);
        const double least = least_of_all(&c.need);

        if (isfinite(least)) cr_assert_float_eq(c.choice.cost, least, 1e-6, "seed %u: %g for %g", seed, c.choice.cost, least);
    } else {
        cr_assert(isinf(least_of_all(&c.need)));
    }
    shift_case_free(&c);
}

Test(shift_cover, costs_as_little_as_the_cheapest_of_all_choices)
{
    ccs_shift_template_t t = shift_starting(0, 4, 2);

    shift_length(&t, 3);
    shift_length(&t, 4);
    for (unsigned seed = 1; seed <= 60; seed++) check_exact(&t, seed);
}

Test(shift_cover, lays_breaks_as_well_as_the_best_of_all_placements)
{
    ccs_shift_template_t t = shift_starting(0, 3, 3);

    shift_length(&t, 5);
    shift_break(&t, 1, 3, 1);
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
    ccs_shift_template_t t = shift_starting(13, 27, 1);

    t.name = name;
    shift_length(&t, 12);
    shift_length(&t, 16);
    shift_break(&t, 5, 9, 1);
    return t;
}

static const double *week_need(void)
{
    static double need[WEEK_ROWS];

    fill_week(need);
    return need;
}

static void cover_week(shift_case_t *c, const ccs_shift_template_t *t, uint32_t n, double short_cost)
{
    shift_case_init(c, shift_templates(n, t, HALF_HOUR_S), 0, week_need(), WEEK_ROWS);
    c->need.short_cost = short_cost;
    cr_assert_eq(ccs_shift_cover(&c->need, &c->choice, NULL), 0);
    cr_assert(c->choice.found && !c->choice.cut_short);
    verify(&c->need, &c->choice);
}

Test(shift_cover, a_week_comes_near_the_bound)
{
    const ccs_shift_template_t t = office("office");
    shift_case_t c;

    cover_week(&c, &t, 1, (double) INFINITY);
    cr_assert_leq(c.choice.cost, 1.04 * c.choice.bound, "%g for at least %g", c.choice.cost, c.choice.bound);
    shift_case_free(&c);
}

Test(shift_cover, a_template_keeps_to_its_part_of_each_day)
{
    ccs_shift_template_t t[] = {office("long"), office("short")};
    double all[7] = {0}, part[7] = {0};
    shift_case_t c;

    t[1].n_lengths = 0;
    shift_length(&t[1], 8);
    t[1].weight = 0.9; /* so cheap that all would take it */
    t[1].most_frac = 0.25;
    cover_week(&c, t, 2, (double) INFINITY);
    for (uint32_t i = 0; i < c.choice.n_picks; i++) {
        const ccs_shift_candidate_t *const shift = &c.candidates.items[c.choice.picks[i].candidate];

        all[shift->day] += c.choice.picks[i].n;
        if (shift->template_id == 1) part[shift->day] += c.choice.picks[i].n;
    }
    for (int day = 0; day < 7; day++) {
        cr_assert_leq(part[day], ceil(0.25 * all[day]), "day %d: %g of %g", day, part[day], all[day]);
        cr_assert_gt(part[day], 0);
    }
    shift_case_free(&c);
}

/* Heads of a template on a day, and in how many different rows they begin. */
static uint32_t heads_on(const shift_case_t *c, int32_t day, uint32_t template_id, uint32_t *n_starts)
{
    bool begins[WEEK_ROWS] = {false};
    uint32_t n = 0;

    *n_starts = 0;
    for (uint32_t i = 0; i < c->choice.n_picks; i++) {
        const ccs_shift_candidate_t *const shift = &c->candidates.items[c->choice.picks[i].candidate];

        if (shift->day != day || shift->template_id != template_id) continue;
        n += c->choice.picks[i].n;
        *n_starts += !begins[shift->start];
        begins[shift->start] = true;
    }
    return n;
}

Test(shift_cover, a_day_has_few_starts_so_many_heads_and_a_least_part)
{
    ccs_shift_template_t t[] = {office("long"), office("short"), office("gig")};
    const ccs_shift_kind_t kinds[] = {{"full", 0, 1}, {"part", 0.3, 1}};
    uint32_t n_starts;
    shift_case_t c;

    t[0].most_starts = 3;
    t[1].n_lengths = t[2].n_lengths = 0;
    shift_length(&t[1], 8);
    t[1].weight = 1.5; /* so dear that none would be taken */
    t[1].kind = t[2].kind = 1;
    shift_length(&t[2], 9);
    t[2].weight = 0.5;
    t[2].most_heads = 2;
    shift_case_init(&c, shift_templates(3, t, HALF_HOUR_S), 0, week_need(), WEEK_ROWS);
    c.templates.n_kinds = 2;
    c.templates.kinds = kinds;
    cr_assert_eq(ccs_shift_cover(&c.need, &c.choice, NULL), 0);
    cr_assert(c.choice.found);
    verify(&c.need, &c.choice);
    for (int32_t day = 0; day < 7; day++) {
        const uint32_t full = heads_on(&c, day, 0, &n_starts);

        cr_assert_leq(n_starts, 3, "day %d: %u starts", day, n_starts);
        const uint32_t part = heads_on(&c, day, 1, &n_starts), gig = heads_on(&c, day, 2, &n_starts);

        cr_assert_leq(gig, 2);
        cr_assert_geq(part + gig, floor(0.3 * (full + part + gig)), "day %d: %u and %u beside %u", day, part, gig, full);
    }
    shift_case_free(&c);
}

Test(shift_cover, some_may_be_missing_where_that_is_cheaper)
{
    const ccs_shift_template_t t = office("office");
    shift_case_t strict, c;

    cover_week(&strict, &t, 1, (double) INFINITY);
    cover_week(&c, &t, 1, 2);
    cr_assert_lt(c.choice.cost, strict.choice.cost);
    shift_case_free(&strict);
    shift_case_free(&c);
}

Test(shift_cover, a_night_shift_of_the_day_before_covers_the_first_morning)
{
    ccs_shift_template_t t = shift_starting(22, 22, 1);
    shift_case_t c;
    double need[24] = {0};

    shift_length(&t, 8);
    need[3] = 2;
    shift_case_init(&c, shift_templates(1, &t, ROW_S), 0, need, 24);
    cr_assert_eq(ccs_shift_cover(&c.need, &c.choice, NULL), 0);
    cr_assert_eq(c.choice.n_picks, 1);
    cr_assert_eq(c.choice.picks[0].n, 2);
    cr_assert_eq(c.candidates.items[c.choice.picks[0].candidate].day, -1);
    shift_case_free(&c);
}

Test(shift_cover, names_the_row_that_no_shift_covers)
{
    ccs_shift_template_t t = shift_starting(2, 2, 1);
    shift_case_t c;
    double need[ROWS] = {0, 0, 1, 1, 1, 0, 0, 0};
    uint32_t row;

    shift_length(&t, 3);
    shift_break(&t, 1, 1, 1); /* always at row 3 */
    shift_case_init(&c, shift_templates(1, &t, ROW_S), 0, need, ROWS);
    cr_assert_eq(ccs_shift_uncovered(&c.need, &row), 0);
    cr_assert_eq(row, 3);
    need[3] = 0;
    cr_assert_eq(ccs_shift_uncovered(&c.need, &row), 0);
    cr_assert_eq(row, UINT32_MAX);
    shift_case_free(&c);
}

static bool at_once(void *listener)
{
    (void) listener;
    return true;
}

Test(shift_cover, ends_when_it_is_asked_to)
{
    const ccs_shift_template_t t = office("office");
    shift_case_t c;
    double need[WEEK_ROWS];

    fill_week(need);
    shift_case_init(&c, shift_templates(1, &t, HALF_HOUR_S), 0, need, WEEK_ROWS);
    c.need.shall_end = at_once;

    cr_assert_eq(ccs_shift_cover(&c.need, &c.choice, NULL), 0);
    cr_assert(c.choice.cut_short && !c.choice.found);
    shift_case_free(&c);
}

/* --- candidates ----------------------------------------------------------------------------------------------------------------------- */

Test(shift_template, breaks_at_a_time_of_day_stand_there_and_those_that_do_not_fit_are_left_out)
{
    ccs_shift_template_t t = shift_starting(6, 10, 4);
    shift_case_t c;

    shift_length(&t, 4);
    shift_break(&t, 12, 12, 1);
    t.breaks[0].is_at = true;
    t.breaks[0].paid_frac = 1;
    shift_break(&t, 1, 5, 1); /* its window ends with the shift */
    shift_case_init(&c, shift_templates(1, &t, ROW_S), 0, NULL, 24);
    cr_assert_eq(c.candidates.n, 2);
    cr_assert_eq(c.candidates.items[0].n_windows, 1, "at 12 the shift of 6 to 10 is over");
    cr_assert_eq(c.candidates.items[0].windows[0].to, 3);
    cr_assert_eq(c.candidates.items[0].n_paid, 3, "the second break is not paid");
    cr_assert_eq(c.candidates.items[1].n_windows, 2);
    cr_assert_eq(c.candidates.items[1].windows[0].from + c.candidates.items[1].windows[1].from, 3, "12 is two hours after 10");
    shift_case_free(&c);
}

Test(shift_template, stands_on_its_days_only)
{
    ccs_shift_template_t t = shift_starting(0, 0, 1);
    shift_case_t c;

    shift_length(&t, 8);
    t.days[5] = t.days[6] = false;
    shift_case_init(&c, shift_templates(1, &t, ROW_S), 4, NULL, 7 * 24); /* Friday to Thursday */
    cr_assert_eq(c.candidates.n, 5);
    cr_assert_eq(c.candidates.items[0].day, 0);
    cr_assert_eq(c.candidates.items[1].day, 3, "the next is Monday");
    shift_case_free(&c);
}
