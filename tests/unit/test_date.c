/* test_date.c - dates as numbers of days. */
#include <criterion/criterion.h>

#include "date.h"

Test(date, counts_days_from_1970)
{
    cr_expect_eq(ccs_date_days(1970, 1, 1), 0);
    cr_expect_eq(ccs_date_days(1969, 12, 31), -1);
    cr_expect_eq(ccs_date_days(2000, 3, 1), 11017);
    cr_expect_eq(ccs_date_days(2026, 3, 2), 20514);
}

Test(date, reads_back_every_date_that_it_shows)
{
    char text[16];
    int64_t again;

    for (int64_t day = 0; day < ccs_date_days(2200, 1, 1); day += 7) {
        cr_assert_eq(ccs_date_read(ccs_date_show(day, text, sizeof text), &again), 0, "%s", text);
        cr_assert_eq(again, day, "%s", text);
    }
}

Test(date, refuses_what_is_no_date)
{
    static const char *const wrong[] = {"", "2026-3-02", "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "1969-12-31",
        "2200-01-01", "2026/03/02", "2026-03-02T00:00", "20x6-03-02"};
    int64_t day = 42;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) cr_expect_neq(ccs_date_read(wrong[i], &day), 0, "%s", wrong[i]);
    cr_expect_eq(day, 42);
    cr_expect_eq(ccs_date_read("2028-02-29", &day), 0);
}
