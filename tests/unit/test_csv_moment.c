/* test_csv_moment.c - dates and times of exports: what is read in which order, and what is refused. */
#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include "csv_moment.h"
#include "date.h"

static const char *date_of(const char *text, enum ccs_csv_dates dates)
{
    static char out[64];
    const char *rest = "";
    int64_t days;

    if (!ccs_csv_read_date(text, dates, &days, &rest)) return "none";
    ccs_date_show(days, out, sizeof out);
    if (*rest) snprintf(out + strlen(out), sizeof out - strlen(out), " and %s", rest);
    return out;
}

Test(csv_moment, reads_dates_in_the_order_that_is_declared)
{
    cr_expect_str_eq(date_of("02.03.2026", CCS_CSV_DMY), "2026-03-02");
    cr_expect_str_eq(date_of("2.3.26", CCS_CSV_DMY), "2026-03-02");
    cr_expect_str_eq(date_of("03/02/2026", CCS_CSV_MDY), "2026-03-02");
    cr_expect_str_eq(date_of("02/03/2026", CCS_CSV_DMY), "2026-03-02");
    cr_expect_str_eq(date_of("2026-03-02", CCS_CSV_YMD), "2026-03-02");
    cr_expect_str_eq(date_of("2026-03-02T08:00:00", CCS_CSV_YMD), "2026-03-02 and 08:00:00");
    cr_expect_str_eq(date_of("3/2/2026 8:00 AM", CCS_CSV_MDY), "2026-03-02 and 8:00 AM");
    cr_expect_str_eq(date_of("2026-03-02, 08:00", CCS_CSV_YMD), "2026-03-02 and 08:00");
}

Test(csv_moment, refuses_what_is_no_date_in_that_order)
{
    static const char *const wrong[] = {"", "x", "2026", "31.02.2026", "13/31/2026", "2.3.226", "2.3.2026x", "2..2026",
        "2.3.1969"};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        cr_expect_str_eq(date_of(wrong[i], CCS_CSV_DMY), "none", "%s", wrong[i]);
    cr_expect_str_eq(date_of("02.03.2026", CCS_CSV_YMD), "none");
    cr_expect_str_eq(date_of("13/02/2026", CCS_CSV_MDY), "none");
}

static double clock_of(const char *text)
{
    double time_s;

    return ccs_csv_read_clock(text, &time_s) ? time_s : -1;
}

Test(csv_moment, reads_times_of_24_and_of_12_hours)
{
    cr_expect_eq(clock_of("08:00"), 8 * 3600);
    cr_expect_eq(clock_of("8:30:15"), 8 * 3600 + 30 * 60 + 15);
    cr_expect_eq(clock_of("8:00 AM"), 8 * 3600);
    cr_expect_eq(clock_of("12:15 am"), 15 * 60);
    cr_expect_eq(clock_of("12:15PM"), 12 * 3600 + 15 * 60);
    cr_expect_eq(clock_of("11:45 PM"), 23 * 3600 + 45 * 60);
    cr_expect_eq(clock_of("8:00 a.m."), 8 * 3600);
    cr_expect_eq(clock_of("8:00 P.M."), 20 * 3600);
    cr_expect_eq(clock_of("08:00:00.000"), 8 * 3600, "as databases write it");
    cr_expect_eq(clock_of("08:00-08:30"), 8 * 3600);
    cr_expect_eq(clock_of("08:00 - 08:30"), 8 * 3600);
    cr_expect_eq(clock_of("08:00 \xe2\x80\x93 08:30"), 8 * 3600, "an en dash");
}

Test(csv_moment, refuses_what_is_no_time)
{
    static const char *const wrong[] = {"", "8", "8:0", "24:00", "08:60", "08:00:", "08:00:60", "13:00 PM", "0:30 AM", "08:00x",
        "08:00:00.", "08:00:00.5", "08:00.00", "8:00 a.m", "1:2:3:4"};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) cr_expect_eq(clock_of(wrong[i]), -1, "%s", wrong[i]);
}

Test(csv_moment, knows_the_orders_by_name)
{
    enum ccs_csv_dates dates;

    cr_expect(ccs_csv_dates_find("M/D/Y", &dates) && dates == CCS_CSV_MDY);
    cr_expect(!ccs_csv_dates_find("d.m.y", &dates));
    cr_expect_str_eq(ccs_csv_dates_text(CCS_CSV_DMY), "D.M.Y");
}
