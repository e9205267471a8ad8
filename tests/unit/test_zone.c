/* test_zone.c - local time by libc. */
#include "zone.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdlib.h>

#include "date.h"

static ccs_zone_t zone;
static ccs_err_t err;

static int64_t at(int year, unsigned month, unsigned day, int hour, int minute)
{
    return ccs_date_days(year, month, day) * 86400 + hour * 3600 + minute * 60;
}

Test(zone, finds_the_moment_of_a_local_time)
{
    cr_assert_eq(ccs_zone_enter(&zone, "America/New_York", &err), 0, "%s", err.text);
    cr_expect_eq(ccs_zone_utc(at(2026, 3, 2, 8, 0)), at(2026, 3, 2, 13, 0));
    cr_expect_eq(ccs_zone_utc(at(2026, 7, 2, 8, 0)), at(2026, 7, 2, 12, 0));
    cr_expect_eq(ccs_zone_utc(at(2026, 3, 8, 2, 30)), at(2026, 3, 8, 7, 0), "left out: the moment of the change");
    cr_expect_eq(ccs_zone_utc(at(2026, 11, 1, 1, 30)), at(2026, 11, 1, 5, 30), "comes twice: the first");
    cr_expect_eq(ccs_zone_utc(at(2026, 11, 1, 2, 0)), at(2026, 11, 1, 7, 0));
    ccs_zone_leave(&zone);
}

Test(zone, finds_the_clock_change_of_a_day_to_the_second)
{
    cr_assert_eq(ccs_zone_enter(&zone, "Europe/Berlin", &err), 0, "%s", err.text);
    cr_expect_eq(ccs_zone_change(at(2026, 3, 28, 23, 0), at(2026, 3, 29, 21, 59)), at(2026, 3, 29, 1, 0));
    cr_expect_eq(ccs_zone_change(at(2026, 3, 29, 23, 0), at(2026, 3, 30, 21, 59)), INT64_MAX);
    cr_expect_eq(ccs_zone_offset(at(2026, 3, 29, 1, 0)), 7200);
    ccs_zone_leave(&zone);
}

Test(zone, knows_utc_without_a_database)
{
    cr_assert_eq(setenv("TZDIR", "/nonexistent", 1), 0);
    cr_expect_eq(ccs_zone_enter(&zone, "UTC", &err), 0);
    cr_expect_eq(ccs_zone_offset(at(2026, 7, 1, 12, 0)), 0);
    ccs_zone_leave(&zone);
    cr_expect_eq(ccs_zone_enter(&zone, "Europe/Berlin", &err), CCS_ERR_SCENARIO);
    cr_expect_str_eq(err.text, "no time zones in /nonexistent: install the package tzdata, or use timezone = \"UTC\"");
    ccs_zone_leave(&zone);
}

Test(zone, refuses_names_that_lead_elsewhere)
{
    static const char *const wrong[] = {"", "/etc/localtime", "../zoneinfo/UTC", "Europe/../UTC", "EST5EDT,M3.2.0,M11.1.0",
        ":UTC", "a b", "Europe", "tzdata.zi", "zone.tab", "Europe/Berlyn"};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        cr_expect_eq(ccs_zone_enter(&zone, wrong[i], &err), CCS_ERR_SCENARIO, "%s", wrong[i]);
        ccs_zone_leave(&zone);
    }
    cr_expect_str_eq(err.text, "unknown time zone \"Europe/Berlyn\", did you mean \"Europe/Berlin\"?");
}
