/* test_moment_text.c - dates and times as tools write them: what is read in which order, and what is refused. */
#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

#include "date.h"
#include "moment_text.h"

static const char *date_of(const char *text, enum ccs_date_order order)
{
    static char out[64];
    ccs_date_text_t date;
    const char *const rest = ccs_date_text(text, &date);
    int64_t days;

    if (!rest || !ccs_date_text_day(&date, order, &days)) return "none";
    ccs_date_show(days, out, sizeof out);
    if (*rest) snprintf(out + strlen(out), sizeof out - strlen(out), " and %s", rest);
    return out;
}

Test(moment_text, reads_dates_in_the_order_that_is_declared)
{
    cr_expect_str_eq(date_of("02.03.2026", CCS_ORDER_DMY), "2026-03-02");
    cr_expect_str_eq(date_of("2.3.26", CCS_ORDER_DMY), "2026-03-02");
    cr_expect_str_eq(date_of("03/02/2026", CCS_ORDER_MDY), "2026-03-02");
    cr_expect_str_eq(date_of("02/03/2026", CCS_ORDER_DMY), "2026-03-02");
    cr_expect_str_eq(date_of("2026-03-02", CCS_ORDER_YMD), "2026-03-02");
    cr_expect_str_eq(date_of("2026-03-02T08:00:00", CCS_ORDER_YMD), "2026-03-02 and T08:00:00");
    cr_expect_str_eq(date_of("3/2/2026 8:00 AM", CCS_ORDER_MDY), "2026-03-02 and  8:00 AM");
    cr_expect_str_eq(date_of("2026-03-02, 08:00", CCS_ORDER_YMD), "2026-03-02 and , 08:00");
}

Test(moment_text, reads_months_by_their_names_and_passes_over_weekdays)
{
    static const struct {
        const char *text;
        enum ccs_date_order order;
    } cases[] = {{"02-Mar-26", CCS_ORDER_DMY}, {"2-MAR-2026", CCS_ORDER_DMY}, {"Mar 2, 2026", CCS_ORDER_MDY},
        {"March 2 2026", CCS_ORDER_MDY}, {"2. M\xc3\xa4rz 2026", CCS_ORDER_DMY}, {"02. Mrz. 26", CCS_ORDER_DMY},
        {"2026-Mar-02", CCS_ORDER_YMD}, {"Mon, Mar 2, 2026", CCS_ORDER_MDY}, {"Mo 02.03.2026", CCS_ORDER_DMY},
        {"Monday 2026-03-02", CCS_ORDER_YMD}, {"20260302", CCS_ORDER_YMD}, {"26-03-02", CCS_ORDER_YMD}};
    static const char *const wrong[] = {"02-Foo-26", "Mar 2", "Mar Mar 2026", "2 Mar", "30-Feb-26", "2 3 2026", "2,3,2026",
        "Ma 2, 2026x"};
    static const char *const months[] = {"Jan", "Februar", "M\xc3\xa4r", "April", "Mai", "June", "Juli", "Aug", "Sept", "Okt",
        "Nov", "Dezember"};
    char text[32], wanted[16];

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_str_eq(date_of(cases[i].text, cases[i].order), "2026-03-02", "%s", cases[i].text);
    cr_expect_str_eq(date_of("02-Mar-26", CCS_ORDER_MDY), "none", "it tells another order");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        for (int order = 0; order < CCS_ORDER_OPEN; order++)
            cr_expect_str_eq(date_of(wrong[i], (enum ccs_date_order) order), "none", "%s", wrong[i]);
    for (int i = 0; i < 12; i++) {
        snprintf(text, sizeof text, "2-%s-26", months[i]);
        snprintf(wanted, sizeof wanted, "2026-%02d-02", i + 1);
        cr_expect_str_eq(date_of(text, CCS_ORDER_DMY), wanted, "%s", text);
    }
}

Test(moment_text, refuses_what_is_no_date_in_that_order)
{
    static const char *const wrong[] = {"", "x", "2026", "31.02.2026", "13/31/2026", "2.3.226", "2.3.2026x", "2..2026",
        "2.3.1969"};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        cr_expect_str_eq(date_of(wrong[i], CCS_ORDER_DMY), "none", "%s", wrong[i]);
    cr_expect_str_eq(date_of("02.03.2026", CCS_ORDER_YMD), "none");
    cr_expect_str_eq(date_of("13/02/2026", CCS_ORDER_MDY), "none");
}

static double clock_of(const char *text)
{
    ccs_clock_text_t clock;

    return ccs_clock_text(text, &clock) ? clock.second : -1;
}

Test(moment_text, reads_times_of_24_and_of_12_hours)
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
    cr_expect_eq(clock_of("0800"), 8 * 3600);
    cr_expect_eq(clock_of("8 AM"), 8 * 3600);
    cr_expect_eq(clock_of("24:00"), 24 * 3600);
    cr_expect_eq(clock_of("08:00-08:30"), 8 * 3600);
    cr_expect_eq(clock_of("08:00 - 08:30"), 8 * 3600);
    cr_expect_eq(clock_of("08:00 \xe2\x80\x93 08:30"), 8 * 3600, "an en dash");
}

Test(moment_text, refuses_what_is_no_time)
{
    static const char *const wrong[] = {"", "8", "8:0", "24:01", "08:60", "08:00:", "08:00:60", "13:00 PM", "0:30 AM", "08:00x",
        "08:00:00.", "08:00:00.5", "08:00.00", "8:00 a.m", "0860", "25:00", "08:00-", "1:2:3:4"};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) cr_expect_eq(clock_of(wrong[i]), -1, "%s", wrong[i]);
}

Test(moment_text, knows_the_orders_by_name)
{
    enum ccs_date_order order;

    cr_expect(ccs_date_order_find("M/D/Y", &order) && order == CCS_ORDER_MDY);
    cr_expect(!ccs_date_order_find("d.m.y", &order));
    cr_expect_str_eq(ccs_date_order_text(CCS_ORDER_DMY), "D.M.Y");
}

Test(moment_text, reads_moments_of_a_scenario_with_their_offsets)
{
    static const struct {
        const char *text;
        double time_s;
        bool has_offset;
        int32_t offset_s;
    } rows[] = {{"2026-03-02T08:00", 28800, false, 0}, {"2026-03-02 08:00+01:00", 28800, true, 3600},
        {"2026-03-02T08:00Z", 28800, true, 0}, {"2026-03-02T08:30-0530", 30600, true, -19800},
        {"2026-03-02T08:00+02", 28800, true, 7200}};
    static const char *const wrong[] = {"2026-03-02T08:00+1", "2026-03-02T08:00+01:0", "2026-03-02T08:00Z0",
        "2026-03-02T08:00+01:00x", "2026-03-02T08:00+25:00", "2026-03-02T08:00+01:75", "2026-03-02Z", "2026-03-02T08:00+0:100"};
    ccs_moment_of_day_t moment;
    ccs_clock_text_t clock;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_assert(ccs_moment_text(rows[i].text, &moment), "%s", rows[i].text);
        cr_expect(moment.has_time && moment.time_s == rows[i].time_s && moment.has_offset == rows[i].has_offset, "%s",
            rows[i].text);
        cr_expect_eq(moment.offset_s, rows[i].offset_s, "%s", rows[i].text);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) cr_expect_not(ccs_moment_text(wrong[i], &moment), "%s", wrong[i]);
    cr_assert(ccs_clock_text_behind("T08:00-05:00", &clock));
    cr_expect(clock.zone && clock.offset_s == -18000);
}
