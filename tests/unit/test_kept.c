/* test_kept.c - replications by cell: values, weights, the budget, quantiles. */
#include <criterion/criterion.h>
#include <math.h>

#include "err.h"
#include "kept.h"

static ccs_kept_t kept;

static void drop(void)
{
    ccs_kept_free(&kept);
}

TestSuite(kept, .fini = drop);

static void add(double num, double den)
{
    cr_assert_eq(ccs_kept_reserve(&kept), 0);
    for (uint32_t cell = 0; cell < 2; cell++)
        for (uint32_t column = 0; column < 3; column++) ccs_kept_set(&kept, cell, column, num + 10 * cell + column, den);
    ccs_kept_commit(&kept);
}

Test(kept, holds_ratios_and_their_weights)
{
    ccs_kept_init(&kept, 2, 3, true, 1 << 20);
    add(6, 4);
    add(0, 0);
    cr_expect_eq(kept.n, 2);
    cr_expect_eq(kept.values[0 * 6 + 1 * 3 + 2], 18 / 4.0);
    cr_expect_eq(kept.weights[0 * 6 + 1 * 3 + 2], 4);
    cr_expect(isnan(kept.values[6]) && kept.weights[6] == 0, "0/0 is no value");
}

Test(kept, keeps_no_more_than_its_budget)
{
    ccs_kept_init(&kept, 2, 3, true, 5 * ccs_kept_bytes(2, 3, true) + 1);
    for (int i = 0; i < 9; i++) add(i, 1);
    cr_expect_eq(kept.n, 5);
    cr_expect_eq(kept.values[4 * 6], 4);
}

Test(kept, makes_room_for_those_that_are_expected)
{
    ccs_kept_init(&kept, 2, 3, true, 1 << 20);
    ccs_kept_expect(&kept, 5);
    for (int i = 0; i < 5; i++) add(i, 1);
    cr_expect_eq(kept.cap, 5);
    add(5, 1);
    cr_expect_eq(kept.cap, 10);
    cr_expect_eq(kept.values[5 * 6], 5);
    ccs_kept_free(&kept);
    ccs_kept_init(&kept, 2, 3, true, 3 * ccs_kept_bytes(2, 3, true));
    ccs_kept_expect(&kept, 5);
    for (int i = 0; i < 5; i++) add(i, 1);
    cr_expect_eq(kept.n, 3);
    cr_expect_eq(kept.cap, 3);
}

Test(kept, keeps_nothing_without_a_budget)
{
    ccs_kept_init(&kept, 2, 3, true, 0);
    add(1, 1);
    cr_expect_eq(kept.n, 0);
    cr_expect_null(kept.values);
}

Test(kept, interpolates_quantiles_between_replications)
{
    const uint32_t percents[] = {0, 10, 50, 100};
    double scratch[9], out[4];

    ccs_kept_init(&kept, 2, 3, true, 1 << 20);
    for (int i = 0; i < 5; i++) add(16 - 4 * i, 2); /* 8 6 4 2 0 */
    add(1, 0);
    ccs_kept_quantiles(&kept, 0, 0, percents, 4, scratch, out);
    cr_expect_eq(out[0], 0);
    cr_expect_eq(out[1], 0.8);
    cr_expect_eq(out[2], 4);
    cr_expect_eq(out[3], 8);
}

/* Whole numbers have quantiles of two decimals at most, and so they are written. */
Test(kept, interpolates_whole_numbers_without_rounding)
{
    const uint32_t percents[] = {10, 25, 75, 90};
    double x[20], out[4];

    for (int i = 0; i < 20; i++) x[i] = 3 * i + 23;
    ccs_kept_quantiles_of(x, 20, percents, 4, out);
    cr_expect(out[0] == 28.7 && out[1] == 37.25 && out[2] == 65.75 && out[3] == 74.3, "%.17g %.17g", out[0], out[3]);
    for (int i = 0; i < 20; i++) x[i] = 0.29;
    ccs_kept_quantiles_of(x, 20, percents, 4, out);
    cr_expect(out[0] == 0.29 && out[3] == 0.29);
}

Test(kept, has_no_quantile_of_nothing)
{
    const uint32_t percents[] = {50};
    double scratch[2], out[1] = {7};

    ccs_kept_init(&kept, 2, 3, true, 1 << 20);
    add(1, 0);
    ccs_kept_quantiles(&kept, 1, 2, percents, 1, scratch, out);
    cr_expect(isnan(out[0]));
}

Test(kept, keeps_twice_as_many_without_weights)
{
    ccs_kept_init(&kept, 2, 3, false, 5 * ccs_kept_bytes(2, 3, true));
    for (int i = 0; i < 19; i++) add(2 * i, 2);
    cr_expect_eq(kept.n, 10);
    cr_expect_eq(kept.values[9 * 6], 9);
    cr_expect_null(kept.weights);
}
