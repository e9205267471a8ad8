/* test_gap.c - hours in which contacts come and nobody who serves them is scheduled are warned of, each type once, by the time of day. */
#include "compile_case.h"

static compiled_t compiled;

static void finish(void)
{
    compiled_free(&compiled);
    compiled = (compiled_t){0};
}

TestSuite(gap, .fini = finish);

/* Two weekdays, one call an hour, which takes a minute. @param expected  what the warning of a gap says behind the type; NULL: there is none */
static void expect_gap(const char *text, const char *expected)
{
    finish();
    compile_text(&compiled, text);
    cr_assert_eq(compiled.ret, 0, "%s\n%s", text, compiled.messages);
    const char *const found = strstr(compiled.messages, "nobody who serves it is scheduled in ");

    cr_assert_eq(found != NULL, expected != NULL, "%s\n%s", text, compiled.messages);
    if (!expected) return;
    cr_expect_eq(strncmp(&found[strlen("nobody who serves it is scheduled in ")], expected, strlen(expected)), 0,
        "%s\nexpected %s\nfound %s", text, expected, found);
    cr_expect_null(strstr(found + 1, "nobody who serves"));
}

#define CLOCK   "clock:{open=\"08:00-18:00\";days=2;interval=\"30 min\";};"
#define A(more) "types:{a:{arrivals:{per_hour=12;};patience=\"5 min\";talk={dist=\"exponential\";mean=\"1 min\";};" more "};};"

Test(gap, is_told_to_the_minute_and_by_the_time_of_day)
{
    expect_gap(CLOCK A("") "groups:{g:{staff=3;};};", NULL);
    expect_gap(CLOCK A("") "groups:{g:{staff=((\"08:00\",3),(\"12:10\",0),(\"12:25\",3));};};",
        "30 min of its opening hours, in which 6 contacts come: 12:10-12:25 on 2 days, the first of them 2026-03-02; hours");
    expect_gap(CLOCK A("") "groups:{g:{staff=((\"2026-03-02T08:00\",3),(\"2026-03-03T08:00\",3),(\"2026-03-03T17:00\",0));};};",
        "1 h of its opening hours, in which 12 contacts come: 17:00-18:00 on 2026-03-03; hours");
}

/* Three groups of hours at most are told, the others are counted. */
Test(gap, of_many_the_first_are_named)
{
    expect_gap(
        CLOCK A(
            "") "groups:{g:{staff=((\"09:00\",3),(\"10:00\",0),(\"10:05\",1),(\"11:00\",0),(\"11:06\",1),(\"12:00\",0),(\"12:07\",1),"
                "(\"13:00\",0),(\"13:08\",1));};};",
        "2 h 52 min of its opening hours, in which 34.40 contacts come: 08:00-09:00 on 2 days, the first of them 2026-03-02; "
        "10:00-10:05 on 2 days, the first of them 2026-03-02; 11:00-11:06 on 2 days, the first of them 2026-03-02; and 4 more times; hours");
}

Test(gap, is_none_where_any_group_has_somebody)
{
#define TWO_GROUPS                                                                                                               \
    CLOCK A("groups=(\"g\",\"h\");") "groups:{g:{staff=((\"08:00\",3),(\"12:00\",0));};h:{staff=((\"08:00\",0),(\"%s\",0.5));};};"
    char text[512];

    snprintf(text, sizeof text, TWO_GROUPS, "12:00");
    expect_gap(text, NULL);
    snprintf(text, sizeof text, TWO_GROUPS, "12:01");
    expect_gap(text, "2 min of its opening hours, in which 0.400 contacts come: 12:00-12:01 on 2 days");
}

/* Nobody comes, the type is closed, or can wait. */
Test(gap, is_none_where_nobody_would_be_missed)
{
    expect_gap(CLOCK
        "types:{a:{arrivals:{per_hour=((\"08:00\",12),(\"17:00\",0));};talk=60;};};groups:{g:{staff=((\"08:00\",3),(\"17:00\",0));};};",
        NULL);
    expect_gap(CLOCK A("open=\"08:00-17:00\";") "groups:{g:{staff=((\"08:00\",3),(\"17:00\",0));};};", NULL);
    expect_gap(CLOCK A("channel=\"email\";at_close=\"carry\";") "groups:{g:{staff=((\"08:00\",3),(\"17:00\",0));};};", NULL);
}

/* All of the first shift have lunch together, and shifts end before the hours do. */
Test(gap, of_persons_counts_breaks)
{
    expect_gap(
        CLOCK A(
            "") "shifts:{early:{start=\"08:00\";length=\"9 h 45 min\";breaks:{lunch:{at=\"12:00\";lasts=\"30 min\";};};};};groups:{g:{shifts:{early=4;};};};",
        "1 h 30 min of its opening hours, in which 18 contacts come: 12:00-12:30 on 2 days, the first of them 2026-03-02; 17:45-18:00 on 2 days");
}
