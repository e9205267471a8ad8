/* test_change.c - changes at times of the day: what they make of rates and staff, and what they say. */
#include <math.h>

#include "compile_case.h"

static compiled_t got;

static void drop(void)
{
    compiled_free(&got);
}

TestSuite(change, .fini = drop);

#define CENTRE                                                                                                                   \
    "clock: { open = \"08:00-12:00\"; };"                                                                                        \
    "types: { a: { arrivals: { per_hour = 60; }; talk = \"3 min\"; groups = [\"g\"]; patience = \"3 min\"; };"                   \
    "         b: { arrivals: { per_day = 240; }; talk = \"3 min\"; groups = [\"h\"]; patience = \"3 min\"; }; };"                \
    "groups: { g: { staff = ((\"08:00\", \"09:00\", 6), (\"09:00\", \"11:00\", 12.5)); };"                                       \
    "          h: { staff = ((\"08:30\", \"10:15\", 5), (\"10:15\", \"12:00\", 8)); shrinkage = 0.2; }; };"

static double agents(uint32_t group, double hour)
{
    return ccs_plan_agents(&got.plan, group, hour * 3600);
}

static double per_hour(uint32_t type, double hour)
{
    const ccs_type_t *const t = &got.plan.types[type];

    for (uint32_t i = t->arrivals.first_rate; i < t->arrivals.first_rate + t->arrivals.n_rates; i++)
        if (got.plan.rates[i].start_s <= hour * 3600 && hour * 3600 < got.plan.rates[i].end_s)
            return got.plan.rates[i].per_s * 3600;
    return 0;
}

static void compiles(const char *changes)
{
    char text[2000];

    snprintf(text, sizeof text, CENTRE "changes: { %s };", changes);
    drop();
    compile_text(&got, text);
    cr_assert_eq(got.ret, 0, "%s", got.messages);
}

Test(change, a_move_takes_at_every_moment_what_is_there_and_loses_nobody)
{
    static const struct {
        double hour, moved;
    } rows[] = {{8, 6}, {8.4, 6}, {8.6, 6}, {9, 10}, {10, 10}, {10.3, 10}, {10.9, 10}, {11.2, 0}};
    double before[8][2];

    compile_text(&got, CENTRE);
    for (size_t i = 0; i < 8; i++)
        for (uint32_t g = 0; g < 2; g++) before[i][g] = agents(g, rows[i].hour);
    compiles("m: { agents = 10; from = \"g\"; to = \"h\"; };");
    for (size_t i = 0; i < 8; i++) {
        cr_expect_float_eq(agents(0, rows[i].hour), before[i][0] - rows[i].moved, 1e-12, "g at %g", rows[i].hour);
        cr_expect_float_eq(agents(1, rows[i].hour), before[i][1] + 0.8 * rows[i].moved, 1e-12, "h at %g",
            rows[i].hour); /* net of 20 % */
    }
    cr_expect_str_eq(got.plan.changes[0].text, "10 agents move from g to h");
    cr_expect_str_eq(got.plan.changes[0].applied,
        "asked 10, applied 6.5 on average, least 0 at 2026-03-02T11:00; 6.5 on the roster, at work 6.5 in g (0 % shrinkage) and 5.2 in h "
        "(20 %)");
    cr_expect_str_eq(got.plan.changes[0].by_time, "2026-03-02: 6 from 08:00, 10 from 09:00, 0 from 11:00");
}

Test(change, holds_at_its_hours_only)
{
    compiles("m: { hours = \"08:15-10:30\"; agents = 3; from = \"g\"; to = \"h\"; };"
             "v: { hours = \"09:00-09:20, 11:00-12:00\"; volume = 1.5; };"
             "s: { hours = \"09:00-10:00\"; shrinkage = 0.5; staff = 2; groups = [\"h\"]; };");
    cr_expect_float_eq(agents(0, 8.2), 6, 1e-12);
    cr_expect_float_eq(agents(0, 8.3), 3, 1e-12);
    cr_expect_float_eq(agents(0, 10.6), 12.5, 1e-12);
    cr_expect_float_eq(agents(1, 8.3), 2.4, 1e-12);
    cr_expect_float_eq(agents(1, 9.5), 8, 1e-12); /* (5 + 3) * 2 * 0.5 */
    cr_expect_float_eq(agents(1, 10.4), 8.8, 1e-12);
    cr_expect_float_eq(per_hour(0, 8.9), 60, 1e-9);
    cr_expect_float_eq(per_hour(0, 9.1), 90, 1e-9);
    cr_expect_float_eq(per_hour(1, 9.4), 60, 1e-9);
    cr_expect_float_eq(per_hour(1, 11.5), 90, 1e-9);
    cr_expect_float_eq(ccs_plan_fresh(&got.plan, 1), 240 + 30 * (1 + 1.0 / 3), 1e-9);
    cr_expect_str_eq(got.plan.changes[0].applied,
        "asked 3, applied all the while; 3 on the roster, at work 3 in g (0 % shrinkage) and 2.4 in h (20 %)");
    cr_expect_null(got.plan.changes[0].by_time);
    cr_expect_null(got.plan.changes[1].applied);
    cr_expect_str_eq(got.plan.changes[2].text, "staff times 2 of h; shrinkage 50 % of h, 09:00-10:00");
}

Test(change, agents_more_and_fewer_follow_one_another)
{
    compiles("a: { agents = 2; groups = [\"g\"]; }; b: { agents = -7; };");
    cr_expect_float_eq(agents(0, 8.5), 1, 1e-12);
    cr_expect_float_eq(agents(0, 9.5), 7.5, 1e-12);
    cr_expect_float_eq(agents(0, 11.5), 0, 1e-12); /* 2, less as many as are there */
    cr_expect_float_eq(agents(1, 8.6), 0, 1e-12);
    cr_expect_float_eq(agents(1, 11.5), 0.8, 1e-12);
    cr_expect_str_eq(got.plan.changes[1].text, "7 agents fewer in every group");
    cr_expect(strstr(got.messages, "warning: test.cfg:1: changes.b: 7 agents fewer in every group: asked 7, applied "), "%s",
        got.messages);
    compiles("a: { hours = \"20:00-21:00\"; agents = 2; };");
    cr_expect(strstr(got.messages, "changes.a: changes nothing: no time that it is for is one at which the centre is open"), "%s",
        got.messages);
}

Test(change, says_what_lies_outside_opening_hours)
{
    static const struct {
        const char *change, *applied, *told;
    } rows[] = {{"hours = \"11:00-14:00\"; agents = 2; groups = [\"g\"];",
                    "asked 2, applied all the while that the centre is open",
                    "2 of its 3 hours on mon lie outside the opening hours 08:00-12:00 and are ignored"},
        {"hours = \"10:00-13:00\"; agents = 2; from = \"g\"; to = \"h\";",
            "asked 2, applied 1 on average while the centre is open, least 0 at 2026-03-02T11:00; 1 on the roster, at work 1 in g (0 % "
            "shrinkage) and 0.8 in h (20 %)",
            "1 of its 3 hours on mon lie outside"},
        {"hours = \"07:30-09:00\"; volume = 1.1;", NULL, "0.5 of its 1.5 hours on mon lie outside"},
        {"hours = \"22:00-09:00\"; agents = 1; groups = [\"g\"];", "asked 1, applied all the while that the centre is open",
            "10 of its 11 hours on mon lie outside"},
        {"hours = \"08:00-12:00\"; agents = 1; groups = [\"g\"];", "asked 1, applied all the while", NULL},
        {"hours = { mon = \"00:00-24:00\"; }; agents = 1; groups = [\"g\"];", "asked 1, applied all the while", NULL},
        {"agents = 1; groups = [\"g\"];", "asked 1, applied all the while", NULL},
        {"hours = \"22:00-02:00\"; agents = 1;", NULL, "changes nothing: no time that it is for"}};
    char change[200];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        snprintf(change, sizeof change, "c: { %s };", rows[i].change);
        compiles(change);
        if (rows[i].applied) cr_expect_str_eq(got.plan.changes[0].applied, rows[i].applied);
        else cr_expect_null(got.plan.changes[0].applied);
        cr_expect(rows[i].told ? strstr(got.messages, rows[i].told) != NULL : !strstr(got.messages, "lie outside"), "%s\n%s",
            change, got.messages);
    }
}

Test(change, says_on_which_days_it_holds)
{
    compiles("c: { hours: { mon = \"10:00-12:00\"; }; agents = 2; groups = [\"g\"]; };");
    cr_expect_str_eq(got.plan.changes[0].text, "2 agents more in g, on Mon, 10:00-12:00");
}

/* What of a night lies behind midnight is of the next day, also behind the end of the week. */
Test(change, goes_over_midnight_on_weekdays)
{
    static const struct {
        double hour, more;
    } rows[] = {{1, 2}, {3, 0}, {23, 2}, {25, 2}, {27, 0}, {47, 0}, {166, 2}, {167.9, 2}, {145, 0}};

    compile_sound(&got,
        "clock: { start = \"2026-03-02\"; days = 7; open = \"24h\"; };"
        "types: { a: { arrivals: { per_hour = 6; }; talk = \"3 min\"; patience = \"3 min\"; }; }; groups: { g: { staff = 3; }; };"
        "changes: { c: { hours: { mon = \"22:00-02:00\"; sun = \"22:00-02:00\"; }; agents = 2; }; };");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_float_eq(agents(0, rows[i].hour), 3 + rows[i].more, 1e-12, "at %g", rows[i].hour);
    drop();
    compile_text(&got,
        "clock: { days = 7; open = \"24h\"; };"
        "types: { a: { arrivals: { per_hour = 6; }; talk = \"3 min\"; patience = \"3 min\"; }; }; groups: { g: { staff = 3; }; };"
        "changes: { c: { hours: { mon = \"22:00-02:00\"; tue = \"01:00-03:00\"; }; agents = 2; }; };");
    cr_expect(strstr(got.messages, "hours.tue: opening hours must be ascending and not overlap, found \"01:00-03:00\""), "%s",
        got.messages);
}

/* The contacts of these types come at all hours, so that more of them are no hours ignored; closed days and the run-in count nothing. */
Test(change, finds_contacts_that_come_while_it_is_closed)
{
    compile_sound(&got,
        "clock: { start = \"2026-03-02\"; days = 7; open: { weekdays = \"08:00-12:00\"; }; };"
        "types: { a: { channel = \"email\"; at_close = \"carry\"; arrivals: { outside = \"wait\"; per_hour = ((\"06:00\", \"20:00\", 9)); }; "
        "talk = \"3 min\"; }; };"
        "groups: { g: { staff = 5; }; }; changes: { v: { hours = \"06:00-10:00\"; volume = 1.5; }; a: { hours = \"09:00-10:00\"; agents = 1; }; };");
    cr_expect_str_eq(got.plan.changes[1].applied, "asked 1, applied all the while");
}

Test(change, goes_past_midnight_every_day)
{
    compile_sound(&got,
        "clock: { start = \"2026-03-02\"; days = 2; open = \"24h\"; };"
        "types: { a: { arrivals: { per_hour = 60; }; talk = \"3 min\"; patience = \"3 min\"; }; }; groups: { g: { staff = 5; }; };"
        "changes: { c: { hours = \"20:00-21:00, 22:00-02:00\"; agents = 1; }; };");
    static const struct {
        double hour, agents;
    } rows[] = {{1, 6}, {3, 5}, {20.5, 6}, {21.5, 5}, {23, 6}, {25, 6}, {27, 5}, {47, 6}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_float_eq(agents(0, rows[i].hour), rows[i].agents, 1e-12, "%g", rows[i].hour);
    cr_expect_str_eq(got.plan.changes[0].applied, "asked 1, applied all the while");
}

Test(change, says_the_roster_and_who_is_at_work)
{
    compiles("a: { agents = 2; groups = [\"h\"]; }; b: { agents = 2; groups = [\"h\"]; shrinkage = 0.3; };"
             "c: { agents = -1; groups = [\"h\"]; hours = \"09:00-10:00\"; }; d: { agents = 1; };");
    cr_expect_str_eq(got.plan.changes[0].applied,
        "asked 2, applied all the while; 2 on the roster, 1.6 at work after 20 % shrinkage");
    cr_expect_str_eq(got.plan.changes[1].applied,
        "asked 2, applied all the while; 2 on the roster, 1.4 at work after 30 % shrinkage");
    cr_expect_str_eq(got.plan.changes[2].applied,
        "asked 1, applied all the while; 1 on the roster, 0.7 at work after 30 % shrinkage");
    cr_expect_str_eq(got.plan.changes[3].applied,
        "asked 1, applied all the while; 1 on the roster, 0.85 at work after 15 % shrinkage");
}

Test(change, holds_on_its_weekdays_and_in_a_steady_state)
{
    compile_sound(&got,
        "clock: { start = \"2026-03-02\"; days = 2; open = \"08:00-12:00\"; };"
        "types: { a: { arrivals: { per_hour = 60; }; talk = \"3 min\"; patience = \"3 min\"; }; }; groups: { g: { staff = 5; }; };"
        "changes: { c: { hours: { tue = \"09:00-10:00\"; }; agents = 1; }; };");
    cr_expect_float_eq(agents(0, 9.5), 5, 1e-12);
    cr_expect_float_eq(agents(0, 24 + 9.5), 6, 1e-12);
    drop();
    compile_sound(&got,
        "run: { mode = \"steady\"; length = \"100 h\"; }; types: { a: { arrivals: { per_hour = 60; }; talk = \"3 min\"; patience = \"3 min\"; "
        "}; }; groups: { g: { staff = 5; }; }; changes: { c: { agents = -1; volume = 1.2; }; };");
    cr_expect_float_eq(agents(0, 9.5), 4, 1e-12);
    cr_expect_float_eq(per_hour(0, 9.5), 72, 1e-9);
}

Test(change, says_that_none_of_its_days_is_simulated)
{
    compiles("a: { hours: { sat = \"09:00-10:00\"; }; volume = 2; };"); /* a Monday */
    cr_expect(strstr(got.messages, "changes.a: changes nothing: no time that it is for is one at which the centre is open"), "%s",
        got.messages);
}

#define STEADY                                                                                                                   \
    "run: { mode = \"steady\"; length = \"100 h\"; };"                                                                           \
    "types: { a: { arrivals: { per_hour = 60; }; talk = \"3 min\"; patience = \"3 min\"; groups = [\"g\", \"h\"]; }; };"         \
    "groups: { g: { staff = 5; }; h: { staff = 1; }; };"

Test(change, warns_of_agents_who_are_not_there_in_a_steady_state_too)
{
    compile_text(&got, STEADY "changes: { m: { agents = 7; from = \"g\"; to = \"h\"; }; };");
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_expect_float_eq(agents(1, 0), 6, 1e-12);
    cr_expect(strstr(got.messages,
                  "warning: test.cfg:1: changes.m: 7 agents move from g to h: asked 7, applied 5 on average, least 5: as many "
                  "agents as are there\n"),
        "%s", got.messages);
    drop();
    compile_sound(&got, STEADY "changes: { m: { agents = 5; from = \"g\"; to = \"h\"; }; };");
    cr_expect_str_eq(got.plan.changes[0].applied, "asked 5, applied all the while");
}

Test(change, does_not_say_what_was_applied_on_days_that_do_not_count)
{
    compile_text(&got,
        "clock: { start = \"2026-03-03\"; open = \"08:00-12:00\"; }; run: { run_in = 1; };"
        "types: { a: { arrivals: { per_hour = 60; }; talk = \"3 min\"; patience = \"3 min\"; groups = [\"g\", \"h\"]; }; };"
        "groups: { g: { staff = 5; }; h: { staff = 1; }; };"
        "changes: { m: { agents = 7; from = \"g\"; to = \"h\"; hours: { mon = \"09:00-10:00\"; }; }; };");
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_expect_float_eq(agents(1, 9.5), 6, 1e-12);
    cr_expect_null(got.plan.changes[0].applied);
}

Test(change, tells_a_value_out_of_range_once)
{
    compile_text(&got, CENTRE "changes: { v: { volume = 2000; }; };");
    cr_expect_str_eq(got.messages, "test.cfg:1: changes.v.volume: must be from 0 to 1000, found 2000\n");
}

Test(change, refuses_more_agents_than_can_be_counted)
{
    compile_text(&got, /* 2^32 and a few, which 32 bits would take for a few */
        "clock: { open = \"08:00-12:00\"; };"
        "types: { a: { arrivals: { per_hour = 60; }; talk = \"3 min\"; patience = \"3 min\"; }; }; groups: { g: { staff = 524288; }; };"
        "changes: { a: { staff = 819.3; }; b: { staff = 10; }; };");
    cr_expect(strstr(got.messages, "agents in all groups together are more than 1000000"), "%s", got.messages);
}

Test(change, of_two_shrinkages_of_the_same_agents_the_last_one_holds)
{
    compiles("a: { shrinkage = 0.15; groups = [\"g\"]; }; b: { shrinkage = 0.2; groups = [\"h\", \"g\"]; };");
    cr_expect(strstr(got.messages,
                  "warning: test.cfg:1: changes.a: its shrinkage has no effect: a later change says 20 % of the same agents"),
        "%s", got.messages);
    compiles("a: { shrinkage = 0.15; }; b: { shrinkage = 0.2; groups = [\"h\"]; };");
    cr_expect_not(strstr(got.messages, "no effect"), "of g the first one holds: %s", got.messages);
    compiles("a: { shrinkage = 0.15; }; b: { shrinkage = 0.2; hours = \"09:00-10:00\"; };");
    cr_expect_not(strstr(got.messages, "no effect"), "at other times the first one holds: %s", got.messages);
}
