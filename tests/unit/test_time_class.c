/* test_time_class.c - percentiles of times that are counted by class. */
#include <criterion/criterion.h>
#include <math.h>

#include "time_class.h"

enum { N = 33 };

Test(time_class, ends_at_a_minute_and_then_at_one_another_times_the_root_of_two)
{
    cr_expect_eq(ccs_time_class(0, N), 0);
    cr_expect_eq(ccs_time_class(59.9, N), 0);
    for (uint32_t k = 0; k + 1 < N; k++) {
        const double end_s = 60 * pow(2, k / 2.0);

        cr_expect_eq(ccs_time_class(end_s * (1 - 1e-9), N), k, "below %g s", end_s);
        cr_expect_eq(ccs_time_class(end_s * (1 + 1e-9), N), k + 1, "above %g s", end_s);
    }
    cr_expect_eq(ccs_time_class(1e9, N), N - 1);
}

/* Counts as expected of exponential times with a mean of an hour and of a day, and of a mixture of both, whose quantiles are found by halving. */
Test(time_class, gives_quantiles_to_two_percent)
{
    static const double means[][2] = {{3600, 3600}, {86400, 86400}, {3600, 86400}}, p[] = {0.5, 0.9};

    for (size_t i = 0; i < sizeof means / sizeof *means; i++) {
        double counts[N] = {0};

        for (int k = 0; k < 200000; k++) {
            const double u = (k / 2 + 0.5) / 100000;

            counts[ccs_time_class(-log1p(-u) * means[i][k % 2], N)]++;
        }
        for (size_t j = 0; j < sizeof p / sizeof *p; j++) {
            double low = 0, high = 1e7;

            while (high - low > 1e-6) {
                const double x = (low + high) / 2;

                if (1 - (exp(-x / means[i][0]) + exp(-x / means[i][1])) / 2 < p[j]) low = x;
                else high = x;
            }
            cr_expect_float_eq(ccs_time_class_quantile(counts, N, p[j]) / low, 1, 0.02, "%zu: %g", i, p[j]);
        }
    }
}

Test(time_class, of_nothing_there_is_none)
{
    double counts[N] = {0};

    cr_expect(isnan(ccs_time_class_quantile(counts, N, 0.5)));
    counts[0] = 4;
    cr_expect_eq(ccs_time_class_quantile(counts, N, 0.5), 30);
    counts[0] = 0;
    counts[3] = 1;
    cr_expect_float_eq(ccs_time_class_quantile(counts, N, 0.5), 120 * sqrt(sqrt(2)), 1e-9);
}
