/* test_integer_program.c - linear programs with whole numbers: small ones against all choices, columns that come later, ends and failures. */
#include "integer_program.h"

#include <criterion/criterion.h>
#include <math.h>

enum { COLUMNS = 5, ROWS = 4, MOST = 3 };

static const uint32_t all_rows[ROWS] = {0, 1, 2, 3};

static double cost_of(unsigned seed, uint32_t j)
{
    const double x = (double) (seed * 7 + j * 13) / 11;

    return 1 + x - floor(x);
}

static double entry(unsigned seed, uint32_t i, uint32_t j)
{
    return (double) ((seed * 31 + j * 17 + i * 23) % 29) / 7;
}

static double need_of(unsigned seed, uint32_t i)
{
    return 5.385 + (seed + i) % 5;
}

static ccs_integer_program_t *make(unsigned seed, uint32_t n_columns)
{
    ccs_integer_program_t *const self = ccs_integer_program_new(ROWS);

    for (uint32_t i = 0; i < ROWS; i++) ccs_integer_program_set_row(self, i, need_of(seed, i), (double) INFINITY);
    for (uint32_t j = 0; j < n_columns; j++) {
        double a[ROWS];

        for (uint32_t i = 0; i < ROWS; i++) a[i] = entry(seed, i, j);
        cr_assert_eq(ccs_integer_program_add(self,
                         &(ccs_integer_column_t){.cost = cost_of(seed, j), .most = MOST, .rows = all_rows, .a = a, .n = ROWS}),
            0);
    }
    return self;
}

/* Cost of the k-th of all choices; INFINITY: it does not cover. */
static double cost_if_covering(unsigned seed, uint32_t k)
{
    double cost = 0, sum[ROWS] = {0};

    for (uint32_t j = 0; j < COLUMNS; j++) {
        const uint32_t x = k >> 2 * j & 3;

        cost += cost_of(seed, j) * x;
        for (uint32_t i = 0; i < ROWS; i++) sum[i] += entry(seed, i, j) * x;
    }
    for (uint32_t i = 0; i < ROWS; i++)
        if (sum[i] < need_of(seed, i) - 1e-9) return (double) INFINITY;
    return cost;
}

Test(integer_program, finds_the_cheapest_of_all_choices)
{
    const ccs_integer_effort_t effort = {.gap = 0, .n_nodes = 100000};

    for (unsigned seed = 1; seed <= 40; seed++) {
        ccs_integer_program_t *const self = make(seed, COLUMNS);
        enum ccs_integer_end end;
        double least = (double) INFINITY;

        for (uint32_t k = 0; k < 1024; k++) least = fmin(least, cost_if_covering(seed, k));
        cr_assert_eq(ccs_integer_program_solve(self, &effort, &end, NULL), 0);
        cr_assert_eq(end, isfinite(least) ? CCS_INTEGER_SOLVED : CCS_INTEGER_INFEASIBLE, "seed %u", seed);
        if (isfinite(least)) cr_assert_float_eq(ccs_integer_program_cost(self), least, 1e-6, "seed %u", seed);
        ccs_integer_program_delete(self);
    }
}

Test(integer_program, broken_numbers_bound_whole_ones_and_prices_tell_what_a_need_costs)
{
    ccs_integer_program_t *const self = make(3, COLUMNS);
    enum ccs_integer_end end;
    double worth = 0, slack_cost = 0;

    cr_assert_eq(ccs_integer_program_relax(self, &end, NULL), 0);
    cr_assert_eq(end, CCS_INTEGER_SOLVED);
    const double bound = ccs_integer_program_cost(self);

    for (uint32_t i = 0; i < ROWS; i++) worth += need_of(3, i) * ccs_integer_program_price(self, i);
    for (uint32_t j = 0; j < COLUMNS; j++) { /* what a column at its upper bound saves */
        double reduced = cost_of(3, j);

        for (uint32_t i = 0; i < ROWS; i++) reduced -= entry(3, i, j) * ccs_integer_program_price(self, i);
        slack_cost += fmin(0, reduced) * MOST;
    }
    cr_assert_float_eq(bound, worth + slack_cost, 1e-6, "strong duality");
    cr_assert_eq(ccs_integer_program_solve(self, &(ccs_integer_effort_t){.n_nodes = 100000}, &end, NULL), 0);
    cr_assert_geq(ccs_integer_program_cost(self), bound - 1e-9);
    ccs_integer_program_delete(self);
}

Test(integer_program, takes_columns_and_bounds_that_come_later)
{
    ccs_integer_program_t *const self = make(3, 2);
    enum ccs_integer_end end;
    const double a[] = {9, 9, 9, 9};

    cr_assert_eq(ccs_integer_program_relax(self, &end, NULL), 0);
    const double before = end == CCS_INTEGER_SOLVED ? ccs_integer_program_cost(self) : (double) INFINITY;

    cr_assert_eq(ccs_integer_program_add(self,
                     &(ccs_integer_column_t){.cost = 0.5, .most = (double) INFINITY, .rows = all_rows, .a = a, .n = ROWS}),
        0);
    cr_assert_eq(ccs_integer_program_relax(self, &end, NULL), 0);
    cr_assert_eq(end, CCS_INTEGER_SOLVED);
    cr_assert_lt(ccs_integer_program_cost(self), before);
    cr_assert_gt(ccs_integer_program_x(self, 2), 0.1);
    ccs_integer_program_set_column(self, 2, 3, 3);
    cr_assert_eq(ccs_integer_program_solve(self, &(ccs_integer_effort_t){.n_nodes = 1000}, &end, NULL), 0);
    cr_assert_eq(ccs_integer_program_x(self, 2), 3);
    ccs_integer_program_delete(self);
}

static bool at_once(void *listener)
{
    (void) listener;
    return true;
}

Test(integer_program, ends_when_it_is_asked_to)
{
    ccs_integer_program_t *const self = make(2, COLUMNS);
    enum ccs_integer_end end;

    ccs_integer_program_heed(self, at_once, NULL);
    cr_assert_eq(ccs_integer_program_solve(self, &(ccs_integer_effort_t){.n_nodes = 1000}, &end, NULL), 0);
    cr_assert_eq(end, CCS_INTEGER_CUT_SHORT);
    cr_assert(!ccs_integer_program_found(self));
    ccs_integer_program_delete(self);
}

Test(integer_program, a_failure_inside_glpk_is_an_error_and_others_go_on)
{
    ccs_integer_program_t *const self = make(3, COLUMNS), *const other = make(4, COLUMNS);
    const uint32_t twice[] = {1, 1};
    enum ccs_integer_end end;
    ccs_err_t err = {0};

    cr_assert_eq(ccs_integer_program_relax(other, &end, NULL), 0);
    cr_assert_eq(ccs_integer_program_add(self, &(ccs_integer_column_t){.cost = 1, .most = 1, .rows = twice, .n = 2}), 0);
    cr_assert_eq(ccs_integer_program_relax(self, &end, &err), CCS_ERR_INPUT);
    cr_assert(err.text[0] != '\0' && !ccs_integer_program_found(self));
    ccs_integer_program_delete(self);
    cr_assert_eq(ccs_integer_program_relax(other, &end, NULL), 0);
    cr_assert_eq(end, CCS_INTEGER_SOLVED);
    ccs_integer_program_delete(other);
}
