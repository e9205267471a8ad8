/* test_sparkline.c - lines of bars: levels, blanks, groups of neighbours. */
#include <math.h>
#include <string.h>

#include <criterion/criterion.h>

#include "sparkline.h"
#include "text.h"

static char line[CCS_SPARKLINE_BYTES];

Test(sparkline, draws_the_lowest_and_the_highest_and_steps_between)
{
    const double x[] = {2.385, 3.385, 4.385, 5.385, 6.385, 7.385, 8.385, 9.385};

    cr_expect_str_eq(ccs_sparkline(x, 8, 0.1, true, line), "▁▂▃▄▅▆▇█");
    cr_expect_str_eq(ccs_sparkline(x, 8, 0.1, false, line), ".:-=+*#@");
    cr_expect_str_eq(ccs_sparkline((const double[]){1, -1, 0}, 3, 0, true, line), "█▁▅");
}

Test(sparkline, is_flat_where_nothing_changes_that_matters)
{
    cr_expect_str_eq(ccs_sparkline((const double[]){5, 5, 5}, 3, 0, true, line), "▄▄▄");
    cr_expect_str_eq(ccs_sparkline((const double[]){0.97, 0.972, 0.971}, 3, 0.005, false, line), "===");
    cr_expect_str_eq(ccs_sparkline((const double[]){0.97, 0.976}, 2, 0.005, false, line), ".@");
}

Test(sparkline, leaves_blanks_for_what_is_not_defined)
{
    cr_expect_str_eq(ccs_sparkline((const double[]){NAN, 1, INFINITY, 2}, 4, 0, true, line), " ▁ █");
    cr_expect_str_eq(ccs_sparkline((const double[]){NAN, NAN}, 2, 0, true, line), "  ");
    cr_expect_str_eq(ccs_sparkline(NULL, 0, 0, true, line), "");
}

Test(sparkline, draws_means_of_neighbours_where_there_are_many)
{
    double x[3 * CCS_SPARKLINE_WIDTH - 1];
    const uint32_t n = sizeof x / sizeof *x;

    for (uint32_t i = 0; i < n; i++) x[i] = i < n / 2 ? 1 : 2;
    x[0] = 1000; /* neighbours share it */
    ccs_sparkline(x, n, 0, true, line);
    cr_expect_eq(ccs_text_width(line), CCS_SPARKLINE_WIDTH);
    cr_expect_eq(strncmp(line, "█▁", strlen("█▁")), 0, "%s", line);
    for (uint32_t size = 1; size <= n; size++) {
        ccs_sparkline(x, size, 0, true, line);
        cr_expect_leq(ccs_text_width(line), CCS_SPARKLINE_WIDTH);
        cr_expect_geq(2 * ccs_text_width(line), size < CCS_SPARKLINE_WIDTH ? 2 * size : CCS_SPARKLINE_WIDTH);
    }
}
