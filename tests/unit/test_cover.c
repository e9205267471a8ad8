/* test_cover.c - whole numbers that cover needs: small problems against all choices, larger ones against the bound. */
#include "cover.h"

#include <criterion/criterion.h>
#include <math.h>

enum { COLUMNS = 6, ROWS = 4, MOST = 3 };

/* A problem with entries drawn from a fixed sequence, which has a negative one too. */
typedef struct {
    uint32_t first[COLUMNS + 1], row[COLUMNS * ROWS], lower[COLUMNS], upper[COLUMNS];
    double a[COLUMNS * ROWS], cost[COLUMNS], need[ROWS];
} dense_t;

static ccs_cover_t make(dense_t *d, unsigned seed)
{
    for (uint32_t j = 0; j < COLUMNS; j++) {
        d->upper[j] = MOST;
        d->cost[j] = 1 + (double) (seed * 7 + j * 13) / 11 - floor((double) (seed * 7 + j * 13) / 11);
        for (uint32_t i = 0; i < ROWS; i++) {
            d->row[j * ROWS + i] = i;
            d->a[j * ROWS + i] = (double) ((seed * 31 + j * 17 + i * 23) % 29) / 7 - 0.6;
        }
        d->first[j + 1] = (j + 1) * ROWS;
    }
    for (uint32_t i = 0; i < ROWS; i++) d->need[i] = 5.385 + (seed + i) % 5;
    return (ccs_cover_t){COLUMNS, ROWS, d->first, d->row, d->a, d->cost, d->lower, d->upper, d->need, NULL, NULL};
}

static bool covers(const dense_t *d, const uint32_t *x)
{
    for (uint32_t i = 0; i < ROWS; i++) {
        double sum = 0;

        for (uint32_t j = 0; j < COLUMNS; j++) sum += d->a[j * ROWS + i] * x[j];
        if (sum < d->need[i] - 1e-9) return false;
    }
    return true;
}

static double cost_of(const dense_t *d, const uint32_t *x)
{
    double cost = 0;

    for (uint32_t j = 0; j < COLUMNS; j++) cost += d->cost[j] * x[j];
    return cost;
}

/* The least cost of all choices there are. */
static double least(const dense_t *d)
{
    double best = INFINITY;

    for (uint32_t k = 0; k < 4096; k++) { /* (MOST + 1)^COLUMNS */
        uint32_t x[COLUMNS];

        for (uint32_t j = 0; j < COLUMNS; j++) x[j] = k >> 2 * j & 3;
        if (covers(d, x)) best = fmin(best, cost_of(d, x));
    }
    return best;
}

Test(cover, small_problems_are_solved_exactly)
{
    for (unsigned seed = 0; seed < 40; seed++) {
        dense_t d = {0};
        uint32_t x[COLUMNS];
        ccs_cover_choice_t choice = {.x = x};
        const ccs_cover_t problem = make(&d, seed);

        cr_assert_eq(ccs_cover_solve(&problem, &choice), 0);
        cr_assert_eq(choice.covers, isfinite(least(&d)), "problem %u", seed);
        if (!choice.covers) continue;
        cr_assert(covers(&d, x));
        cr_assert_float_eq(choice.cost, least(&d), 1e-9, "problem %u", seed);
        cr_assert_float_eq(choice.cost, cost_of(&d, x), 1e-9);
    }
}

/* Counts down to the end. */
static bool may_ask(void *listener)
{
    uint32_t *const asks = listener;

    return *asks == 0 || --*asks == 0;
}

Test(cover, large_problems_come_near_their_bound_and_end_when_asked_to)
{
    enum { N = 60 };
    uint32_t asks = UINT32_MAX;
    uint32_t first[N + 1] = {0}, row[2 * N], lower[N] = {0}, upper[N], x[N];
    double a[2 * N], cost[N], need[N];
    ccs_cover_choice_t choice = {.x = x};

    for (uint32_t j = 0; j < N; j++) { /* each covers its own row and a part of the next */
        first[j + 1] = 2 * (j + 1);
        row[2 * j] = j;
        row[2 * j + 1] = (j + 1) % N;
        a[2 * j] = 1;
        a[2 * j + 1] = 0.35;
        cost[j] = 1 + 0.1 * (j % 3);
        need[j] = 4.385 + j % 4;
        upper[j] = 50;
    }
    const ccs_cover_t problem = {N, N, first, row, a, cost, lower, upper, need, may_ask, &asks};

    cr_assert_eq(ccs_cover_solve(&problem, &choice), 0);
    cr_assert(choice.covers);
    cr_assert_leq(choice.bound, choice.cost);
    cr_assert_leq(choice.cost, 1.12 * choice.bound, "%g, bound %g", choice.cost, choice.bound);
    const double best = choice.cost;
    const uint32_t all = UINT32_MAX - asks;

    asks = 1;
    cr_assert_eq(ccs_cover_solve(&problem, &choice), 0);
    cr_assert_not(choice.covers, "nobody chose yet");
    asks = all / 2;
    cr_assert_eq(ccs_cover_solve(&problem, &choice), 0);
    cr_assert(choice.covers);
    cr_assert_leq(best, choice.cost);
    cr_assert_eq(asks, 0);
}

Test(cover, what_cannot_be_covered_is_told)
{
    const uint32_t first[] = {0, 1}, row[] = {0}, lower[] = {1}, upper[] = {2};
    const double a[] = {1}, cost[] = {1}, need[] = {2.385};
    uint32_t x[1];
    ccs_cover_choice_t choice = {.x = x};

    cr_assert_eq(ccs_cover_solve(&(ccs_cover_t){1, 1, first, row, a, cost, lower, upper, need, NULL, NULL}, &choice), 0);
    cr_assert_not(choice.covers);
    cr_assert_eq(x[0], 2, "as near as it comes");
}
