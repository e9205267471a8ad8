/* test_zone.c - time zones from the machine's database, beside what libc makes of the same files, and files that were never one. */
#include "zone.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "date.h"
#include "zone_read.h"

static ccs_arena_t arena;
static ccs_zone_t zone;
static ccs_err_t err;

static void clean(void)
{
    ccs_arena_free(&arena);
}

TestSuite(zone, .fini = clean);

static int64_t at(int year, unsigned month, unsigned day, int hour, int minute)
{
    return ccs_date_days(year, month, day) * 86400 + hour * 3600 + minute * 60;
}

static void load(const char *name)
{
    cr_assert_eq(ccs_zone_read(name, &arena, &zone, &err), 0, "%s", err.text);
}

Test(zone, finds_the_moment_of_a_local_time)
{
    load("America/New_York");
    cr_expect_eq(ccs_zone_utc(&zone, at(2026, 3, 2, 8, 0)), at(2026, 3, 2, 13, 0));
    cr_expect_eq(ccs_zone_utc(&zone, at(2026, 7, 2, 8, 0)), at(2026, 7, 2, 12, 0));
    cr_expect_eq(ccs_zone_utc(&zone, at(2026, 3, 8, 2, 30)), at(2026, 3, 8, 7, 0), "left out: the moment of the change");
    cr_expect_eq(ccs_zone_utc(&zone, at(2026, 11, 1, 1, 30)), at(2026, 11, 1, 5, 30), "comes twice: the first");
    cr_expect_eq(ccs_zone_utc(&zone, at(2026, 11, 1, 2, 0)), at(2026, 11, 1, 7, 0));
}

Test(zone, finds_when_clocks_change)
{
    load("Europe/Berlin");
    cr_expect_eq(ccs_zone_change(&zone, at(2026, 3, 28, 23, 0), at(2026, 3, 29, 21, 59)), at(2026, 3, 29, 1, 0));
    cr_expect_eq(ccs_zone_change(&zone, at(2026, 3, 29, 23, 0), at(2026, 3, 30, 21, 59)), INT64_MAX);
    cr_expect_eq(ccs_zone_change(&zone, at(2026, 3, 1, 0, 0), at(2026, 12, 1, 0, 0)), INT64_MAX, "there and back");
    cr_expect_eq(ccs_zone_offset(&zone, at(2026, 3, 29, 1, 0)), 7200);
    cr_expect_eq(ccs_zone_offset(&zone, at(2026, 3, 29, 1, 0) - 1), 3600);
    cr_expect_eq(ccs_zone_offset(&zone, at(2199, 7, 1, 0, 0)), 7200, "by the rule, as long as there are dates");
}

Test(zone, keeps_several_at_once)
{
    ccs_zone_t other;

    load("Asia/Kolkata");
    cr_assert_eq(ccs_zone_read("Australia/Lord_Howe", &arena, &other, &err), 0, "%s", err.text);
    cr_expect_eq(ccs_zone_offset(&zone, at(2026, 7, 1, 0, 0)), 19800);
    cr_expect_eq(ccs_zone_offset(&other, at(2026, 7, 1, 0, 0)), 37800);
    cr_expect_eq(ccs_zone_offset(&other, at(2026, 1, 1, 0, 0)), 39600, "half an hour of summer time");
}

/* ---- beside libc ---------------------------------------------------------------------------------------------------------------- */

static int64_t offset_of_libc(int64_t utc_s)
{
    const time_t moment = (time_t) utc_s;
    struct tm local;

    cr_assert_not_null(localtime_r(&moment, &local));
    return ccs_date_days(local.tm_year + 1900, (unsigned) local.tm_mon + 1, (unsigned) local.tm_mday) * 86400 +
        local.tm_hour * 3600 + local.tm_min * 60 + local.tm_sec - utc_s;
}

/* Zones with odd offsets, summer time in the south, changes of the rule, half an hour, a day left out, none at all. */
Test(zone, is_what_libc_says)
{
    static const char *const names[] = {"Europe/Berlin", "Europe/Dublin", "Europe/London", "America/New_York",
        "America/Sao_Paulo", "America/St_Johns", "America/Santiago", "America/Nuuk", "Africa/Casablanca", "Africa/Cairo",
        "Asia/Kolkata", "Asia/Tehran", "Asia/Gaza", "Asia/Kathmandu", "Australia/Lord_Howe", "Australia/Sydney",
        "Antarctica/Troll", "Pacific/Apia", "Pacific/Chatham", "Pacific/Kiritimati", "Etc/GMT+12", "Etc/UTC", "EST5EDT",
        "Asia/Manila"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        load(names[i]);
        cr_assert_eq(setenv("TZ", names[i], 1), 0);
        tzset();
        for (int64_t t = 0; t < at(2199, 12, 31, 0, 0); t += 5 * 86400 + 3599)
            cr_assert_eq(ccs_zone_offset(&zone, t), offset_of_libc(t), "%s at %" PRId64, names[i], t);
        for (uint32_t k = 0; k < zone.n; k++) {
            const int64_t moment = zone.shifts[k].from_s;

            if (moment < 0) continue;
            cr_assert_eq(ccs_zone_offset(&zone, moment), offset_of_libc(moment), "%s at %" PRId64, names[i], moment);
            cr_assert_eq(ccs_zone_offset(&zone, moment - 1), offset_of_libc(moment - 1), "%s before %" PRId64, names[i], moment);
        }
    }
}

/* ---- the database --------------------------------------------------------------------------------------------------------------- */

Test(zone, knows_utc_without_a_database)
{
    cr_assert_eq(setenv("TZDIR", "/nonexistent", 1), 0);
    load("UTC");
    cr_expect_eq(ccs_zone_offset(&zone, at(2026, 7, 1, 12, 0)), 0);
    cr_expect_eq(ccs_zone_utc(&zone, at(2026, 7, 1, 12, 0)), at(2026, 7, 1, 12, 0));
    cr_expect_eq(ccs_zone_read("Europe/Berlin", &arena, &zone, &err), CCS_ERR_SCENARIO);
    cr_expect_str_eq(err.text, "no time zones in /nonexistent: install the package tzdata, or use timezone = \"UTC\"");
}

Test(zone, refuses_names_that_lead_elsewhere)
{
    static const char *const wrong[] = {"", "/etc/localtime", "../zoneinfo/UTC", "Europe/../UTC", "EST5EDT,M3.2.0,M11.1.0",
        ":UTC", "a b", "Europe", "tzdata.zi", "zone.tab", "Europe/Berlyn"};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        cr_expect_eq(ccs_zone_read(wrong[i], &arena, &zone, &err), CCS_ERR_SCENARIO, "%s", wrong[i]);
    cr_expect_str_eq(err.text, "unknown time zone \"Europe/Berlyn\", did you mean \"Europe/Berlin\"?");
}

/* ---- files made by hand --------------------------------------------------------------------------------------------------------- */

enum { FILE_BYTES = 512 };

/* A file of version 2 with one type of local time (an hour ahead of UTC), no shift, and a rule. @return bytes */
static size_t make_file(const char *rule, unsigned char to[FILE_BYTES])
{
    static const unsigned char type[] = {0, 0, 0x0E, 0x10, 0, 0, 'A', 0};
    size_t n = 0;

    for (int block = 0; block < 2; block++) {
        memset(to + n, 0, 44);
        memcpy(to + n, "TZif2", 5);
        to[n + 39] = 1; /* types */
        to[n + 43] = 2; /* letters */
        memcpy(to + n + 44, type, sizeof type);
        n += 44 + sizeof type;
    }
    return n + (size_t) snprintf((char *) to + n, FILE_BYTES - n, "\n%s\n", rule);
}

static int parse(const char *rule)
{
    unsigned char bytes[FILE_BYTES];

    return ccs_zone_parse(&zone, bytes, make_file(rule, bytes), &arena);
}

Test(zone, follows_the_rule_at_the_end_of_a_file)
{
    cr_assert_eq(parse("CET-1CEST,M3.5.0,M10.5.0/3"), 0);
    cr_expect_eq(ccs_zone_change(&zone, at(2026, 1, 1, 0, 0), at(2026, 6, 1, 0, 0)), at(2026, 3, 29, 1, 0));
    cr_expect_eq(ccs_zone_change(&zone, at(2026, 6, 1, 0, 0), at(2026, 12, 1, 0, 0)), at(2026, 10, 25, 1, 0));
    cr_assert_eq(parse("<-03>3<-02>,M10.3.0/-1,M2.3.0/24:30:10"), 0);
    cr_expect_eq(ccs_zone_change(&zone, at(2026, 6, 1, 0, 0), at(2026, 12, 1, 0, 0)), at(2026, 10, 18, 2, 0),
        "an hour before that day");
    cr_expect_eq(ccs_zone_change(&zone, at(2026, 1, 1, 0, 0), at(2026, 6, 1, 0, 0)), at(2026, 2, 16, 2, 30) + 10,
        "on the next day");
    cr_assert_eq(parse("AST4ADT,J60/0,300"), 0);
    cr_expect_eq(ccs_zone_change(&zone, at(2028, 1, 1, 0, 0), at(2028, 6, 1, 0, 0)), at(2028, 3, 1, 4, 0),
        "J never counts 29 February");
    cr_expect_eq(ccs_zone_change(&zone, at(2028, 6, 1, 0, 0), at(2028, 12, 1, 0, 0)), at(2028, 10, 27, 5, 0),
        "a bare number does");
    cr_assert_eq(parse("EST5EDT,0/0,J365/25"), 0);
    cr_expect_eq(ccs_zone_offset(&zone, at(2026, 12, 31, 23, 59)), -4 * 3600, "summer all the year");
    cr_expect_eq(ccs_zone_change(&zone, at(2026, 1, 1, 12, 0), at(2030, 6, 1, 0, 0)), INT64_MAX);
    cr_assert_eq(parse("XYZ-5:45"), 0);
    cr_expect_eq(ccs_zone_offset(&zone, 0), 20700);
    cr_assert_eq(parse(""), 0);
    cr_expect_eq(ccs_zone_offset(&zone, at(2026, 7, 1, 0, 0)), 3600, "no rule: the last type");
}

Test(zone, refuses_rules_that_say_nothing)
{
    static const char *const wrong[] = {"CET", "CET-", "-1", "<CET-1", "CET-200", "CET-1:99", "CET-1CEST", "CET-1CEST,M3.5.0",
        "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J5", "CET-1CEST,366,5",
        "CET-1CEST,M3.5.0,M10.5.0x", "CET-1 "};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) cr_expect_eq(parse(wrong[i]), CCS_ERR_SCENARIO, "%s", wrong[i]);
}

/* Every prefix of a good file, and every byte of it turned over: an answer, never a read behind the end. */
Test(zone, survives_what_is_no_zone_file)
{
    unsigned char bytes[FILE_BYTES];
    const size_t n = make_file("CET-1CEST,M3.5.0,M10.5.0/3", bytes);

    for (size_t size = 0; size < n; size++) {
        unsigned char *const exact = malloc(size + 1);

        memcpy(exact, bytes, size);
        cr_expect_eq(ccs_zone_parse(&zone, exact, size, &arena), CCS_ERR_SCENARIO, "%zu bytes", size);
        free(exact);
    }
    for (size_t i = 0; i < n; i++) {
        bytes[i] ^= 0xFF;
        const int ret = ccs_zone_parse(&zone, bytes, n, &arena);

        cr_expect(ret == 0 || ret == CCS_ERR_SCENARIO, "byte %zu", i);
        bytes[i] ^= 0xFF;
    }
    bytes[31] = 1;
    cr_expect_eq(ccs_zone_parse(&zone, bytes, n, &arena), CCS_ERR_SCENARIO, "leap seconds");
}
