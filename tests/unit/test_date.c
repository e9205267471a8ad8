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

Test(date, knows_weekdays_months_and_weeks)
{
    static const struct {
        int year;
        unsigned month, day;
        uint32_t weekday;
        const char *week;
    } rows[] = {{1970, 1, 1, 3, "1970-W01"}, {1969, 12, 29, 0, "1970-W01"}, {2026, 3, 2, 0, "2026-W10"},
        {2026, 1, 1, 3, "2026-W01"}, {2027, 1, 3, 6, "2026-W53"}, {2024, 12, 30, 0, "2025-W01"}, {2000, 2, 29, 1, "2000-W09"}};
    char text[CCS_DATE_MAX];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const int64_t days = ccs_date_days(rows[i].year, rows[i].month, rows[i].day);

        cr_expect_eq(ccs_date_weekday(days), rows[i].weekday, "%s", rows[i].week);
        cr_expect_str_eq(ccs_date_show_week(days, text, sizeof text), rows[i].week);
        cr_expect_eq(ccs_date_month(days), (rows[i].year - 1970) * 12 + (int) rows[i].month - 1);
    }
}
