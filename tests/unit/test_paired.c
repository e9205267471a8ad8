/* test_paired.c - linearised residuals, worked out by hand. */
#include <math.h>

#include <criterion/criterion.h>

#include "paired.h"

/* 6 of 10, 3 of 20 and 9 of 10 contacts: 18 of 40. */
static const double VALUES[] = {0.6, 0.15, 0.9}, WEIGHTS[] = {10, 20, 10};

Test(paired, residuals_are_what_an_observation_moves_the_ratio_by)
{
    const ccs_series_t s = {VALUES, WEIGHTS, 1, 3, NULL};
    const ccs_linear_t linear = ccs_linearise(&s);
    static const double expected[] = {10 * 0.15 * 3 / 40, 20 * -0.3 * 3 / 40, 10 * 0.45 * 3 / 40};
    double sum = 0;

    cr_expect_float_eq(linear.ratio, 0.45, 1e-15);
    for (uint32_t i = 0; i < 3; i++) {
        cr_expect_float_eq(ccs_linear_residual(&linear, i), expected[i], 1e-15);
        sum += ccs_linear_residual(&linear, i);
    }
    cr_expect_float_eq(sum, 0, 1e-15);
}

Test(paired, observations_without_weight_or_value_count_for_nothing)
{
    const double values[] = {0.6, NAN, 0.15, 7, 0.9, NAN}, weights[] = {10, 5, 20, 0, 10, NAN};
    const ccs_series_t s = {values, weights, 1, 6, NULL};
    const ccs_linear_t linear = ccs_linearise(&s);

    cr_expect_float_eq(linear.ratio, 0.45, 1e-15);
    cr_expect_eq(ccs_linear_residual(&linear, 1), 0);
    cr_expect_eq(ccs_linear_residual(&linear, 3), 0);
    cr_expect_eq(ccs_linear_residual(&linear, 5), 0);
}

Test(paired, a_single_observation_with_weight_tells_nothing)
{
    const double weights[] = {10, 0, 0};
    const ccs_series_t s = {VALUES, weights, 1, 3, NULL};
    const ccs_linear_t linear = ccs_linearise(&s);

    cr_expect_float_eq(linear.ratio, 0.6, 1e-15);
    cr_expect(isnan(ccs_linear_residual(&linear, 0)) && isnan(ccs_linear_residual(&linear, 1)));
}

Test(paired, equal_series_differ_by_exactly_nothing)
{
    const ccs_series_t s = {VALUES, WEIGHTS, 1, 3, NULL};
    const ccs_point_t d = ccs_paired_difference(&s, &s, 0.95);

    cr_expect(d.mean == 0 && d.half_width == 0);
}

/* Days that go up and down together: 0.01 and 0.03 apart, 100 contacts each. Their deviations from 0.02 are -0.01 and 0.01; t(1) = 12.706 */
Test(paired, lets_go_of_what_both_have_in_common)
{
    const double values[] = {0.21, 0.2, 0.93, 0.9}, weights[] = {100, 100, 100, 100};
    const ccs_series_t a = {values, weights, 2, 2, NULL}, b = {&values[1], &weights[1], 2, 2, NULL};
    const ccs_point_t d = ccs_paired_difference(&a, &b, 0.95);

    cr_expect_float_eq(d.mean, 0.02, 1e-12);
    cr_expect_float_eq(d.half_width, 12.7062047 * 0.01, 1e-6);
}

Test(paired, there_is_no_difference_from_nothing)
{
    const double weights[] = {0, 0, 0};
    const ccs_series_t a = {VALUES, WEIGHTS, 1, 3, NULL}, b = {VALUES, weights, 1, 3, NULL};

    cr_expect(isnan(ccs_paired_difference(&a, &b, 0.95).mean));
}

/* Four observations, of which two and two count as one: 0.01 and 0.03 apart as above, each made of 0.02 more and less. */
Test(paired, what_counts_as_one_is_added_up)
{
    const double values[] = {0.23, 0.2, 0.89, 0.9, 0.25, 0.2, 0.71, 0.7}, weights[] = {100, 100, 100, 100, 100, 100, 100, 100};
    static const uint32_t groups[] = {1, 1, 2, 2}, warm_up[] = {0, 1, 1, 1}, none[] = {0, 0, 0, 0};
    ccs_series_t a = {values, weights, 2, 4, groups}, b = {&values[1], &weights[1], 2, 4, groups};
    const ccs_point_t d = ccs_paired_difference(&a, &b, 0.95);

    cr_expect_float_eq(d.mean, 0.02, 1e-12);
    cr_expect_float_eq(d.half_width, 12.7062047 * 0.01, 1e-6, "of two sets, not of four observations: %g", d.half_width);
    a.groups = b.groups = warm_up;
    cr_expect(isnan(ccs_paired_difference(&a, &b, 0.95).half_width), "one batch");
    a.groups = b.groups = none;
    cr_expect(isnan(ccs_paired_difference(&a, &b, 0.95).half_width), "no batch is independent");
}
