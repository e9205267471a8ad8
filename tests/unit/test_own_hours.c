/* test_own_hours.c - types with opening hours of their own. The centre is open from 08:00 to 10:00 in four intervals, the type from 08:30 to 09:30: the second
 * and the third. Every quarter of an hour a contact comes, the first one at 08:15 or, where nobody comes before it opens, at 08:45. */
#include <criterion/criterion.h>
#include <string.h>

#include "compile_case.h"
#include "load.h"
#include "support.h"

static run_t *run;

static void finish(void)
{
    run_delete(run);
    run = NULL;
}

TestSuite(own_hours, .fini = finish);

#define CLOCK(more) "clock:{open=\"08:00-10:00\";interval=\"30 min\";" more "};"
#define GROUP       "groups:{g:{staff=1;};};"
#define OPEN        "open=\"08:30-09:30\";"
#define ALL_DAY     "per_hour=((\"08:00\",\"10:00\",4));gap=1;"

static void use(const char *cfg)
{
    finish();
    run = run_text(cfg);
    begin_with_whole_gaps(run->plan);
    run_again(run, run->plan->seed, 0);
}

static void expect_cells(enum ccs_type_fact fact, const double expected[4])
{
    for (uint32_t cell = 0; cell < 4; cell++)
        cr_expect_eq(type_fact(run, cell, 0, fact), expected[cell], "%s in cell %u: %.10g, not %.10g", CCS_TYPE_FACTS[fact].name,
            (unsigned) cell, type_fact(run, cell, 0, fact), expected[cell]);
}
#define CELLS(...) ((const double[4]){__VA_ARGS__})

/* The agent is idle at 08:15 and serves the letter when the type opens, at 08:30, and the one of 08:30 after it. */
Test(own_hours, letters_wait_for_the_opening_of_their_type)
{
    use(CLOCK("") "types:{a:{" OPEN "at_close=\"carry\";arrivals:{" ALL_DAY "outside=\"wait\";};talk=20;};};" GROUP);
    expect_cells(CCS_FACT_offered, CELLS(1, 2, 2, 2));
    expect_cells(CCS_FACT_answered, CELLS(1, 2, 2, 0));
    expect_cells(CCS_FACT_wait_answered, CELLS(900, 20, 0, 0));
    expect_cells(CCS_FACT_still_waiting, CELLS(0, 0, 0, 2));
    use(CLOCK("") "types:{a:{at_close=\"carry\";arrivals:{" ALL_DAY "outside=\"wait\";};talk=20;};};" GROUP);
    expect_cells(CCS_FACT_answered, CELLS(1, 2, 2, 2));
    expect_cells(CCS_FACT_wait_answered, CELLS(0, 0, 0, 0));
}

/* Agents who leave mail lying serve the others: calls at 08:20, 08:40, ... of another type find the agent idle; at 09:00 the call comes first. */
Test(own_hours, other_types_are_served_meanwhile)
{
    use(CLOCK("") "types:{a:{" OPEN "at_close=\"carry\";arrivals:{" ALL_DAY "outside=\"wait\";};talk=20;};"
                  "b:{arrivals:{per_hour=3;gap=1;};talk=60;};};" GROUP);
    expect_cells(CCS_FACT_wait_answered, CELLS(900, 20, 60, 0));
    cr_expect_eq(type_total(run, 1, CCS_FACT_answered), 5);
    cr_expect_eq(type_total(run, 1, CCS_FACT_wait_answered), 0);
}

Test(own_hours, callers_come_when_their_type_opens)
{
    use(CLOCK("") "types:{a:{" OPEN "arrivals:{" ALL_DAY "outside=\"next_opening\";};talk=20;};};" GROUP);
    expect_cells(CCS_FACT_arrived, CELLS(0, 3, 2, 0));
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_answered), 20);
    cr_expect_eq(type_total(run, 0, CCS_FACT_still_away), 0, "after its last close nobody is expected");
}

/* 08:45 talks until 09:18:20, 09:00 after it until 09:51:40; 09:15 waits at the close of the type. */
#define LONG(at_close) CLOCK("at_close=\"" at_close "\";") "types:{a:{" OPEN "arrivals:{per_hour=4;gap=1;};talk=2000;};};" GROUP
Test(own_hours, a_type_closes_as_the_centre_does)
{
    use(LONG("drain"));
    expect_cells(CCS_FACT_answered, CELLS(0, 1, 2, 0));
    expect_cells(CCS_FACT_wait_answered, CELLS(0, 0, 1100 + 2200, 0));
    use(LONG("clear"));
    expect_cells(CCS_FACT_answered, CELLS(0, 1, 1, 0));
    expect_cells(CCS_FACT_disconnected, CELLS(0, 0, 1, 0));
    use(LONG("carry"));
    expect_cells(CCS_FACT_answered, CELLS(0, 1, 1, 0));
    expect_cells(CCS_FACT_still_waiting, CELLS(0, 0, 1, 0));
}

/* 20 min in the IVR: the one of 09:15 asks at 09:35. */
Test(own_hours, who_leaves_the_ivr_after_close_is_turned_away)
{
    use(CLOCK("at_close=\"clear\";") "types:{a:{" OPEN "arrivals:{per_hour=4;gap=1;};ivr:{time=1200;};talk=20;};};" GROUP);
    expect_cells(CCS_FACT_answered, CELLS(0, 0, 2, 0));
    expect_cells(CCS_FACT_disconnected, CELLS(0, 0, 0, 1));
}

/* To redial is put off to the next opening of the type, on the next day; the centre is open long before. */
Test(own_hours, redials_are_put_off_to_the_opening_of_the_type)
{
    use(CLOCK("at_close=\"clear\";days=2;") "types:{a:{" OPEN "patience=60;redial:{after_abandon=1;delay=1200;max_attempts=2;};"
                                            "arrivals:{per_hour={mon=4;tue=0;};gap=1;};talk=1000;};};" GROUP);
    cr_expect_eq(type_total(run, 0, CCS_FACT_abandoned), 2, "that of 09:00, at 09:01 and at 09:22");
    cr_expect_eq(type_total(run, 0, CCS_FACT_redials), 1);
    cr_expect_eq(type_fact(run, 2, 0, CCS_FACT_redials), 1, "at 09:21, when it is open");
    use(CLOCK("at_close=\"clear\";days=2;") "types:{a:{" OPEN "patience=60;redial:{after_abandon=1;delay=1800;max_attempts=2;};"
                                            "arrivals:{per_hour={mon=4;tue=0;};gap=1;};talk=1000;};};" GROUP);
    cr_expect_eq(type_fact(run, 6, 0, CCS_FACT_redials), 1, "not at 09:31 but on Tuesday at 08:30");
    cr_expect_eq(type_fact(run, 6, 0, CCS_FACT_answered), 1);
}

/* A type alone in a centre is open from 08:30 to 09:30 if the centre is, or if it is itself: the same contacts have the same fates. */
#define RANDOM                                                                                                                   \
    "arrivals:{per_hour=60;};patience={dist=\"exponential\";mean=90;};talk={dist=\"exponential\";mean=150;};at_close=\"clear\";" \
    "redial:{after_abandon=0.8;delay={dist=\"exponential\";mean=600;};};"
#define LAID "groups:{g:{staff=2;};};"
Test(own_hours, a_type_alone_fares_as_in_a_centre_with_its_hours)
{
    static const enum ccs_type_fact facts[] = {CCS_FACT_arrived, CCS_FACT_offered, CCS_FACT_answered, CCS_FACT_abandoned,
        CCS_FACT_disconnected, CCS_FACT_redials, CCS_FACT_still_away, CCS_FACT_wait_answered, CCS_FACT_wait_abandoned};
    double own[sizeof facts / sizeof *facts];

    for (uint32_t n = 0; n < 10; n++) {
        finish();
        run = run_text(CLOCK("days=3;") "types:{a:{" OPEN RANDOM "};};" LAID);
        run_again(run, 7, n);
        for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) own[i] = type_total(run, 0, facts[i]);
        finish();
        run = run_text("clock:{open=\"08:30-09:30\";interval=\"30 min\";days=3;};types:{a:{" RANDOM "};};" LAID);
        run_again(run, 7, n);
        for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
            cr_expect_float_eq(own[i], type_total(run, 0, facts[i]), 1e-6, "%s: %g", CCS_TYPE_FACTS[facts[i]].name, own[i]);
        cr_expect(own[3] > 10 && own[5] > 10);
    }
}

/* ---- what is compiled ---------------------------------------------------------------------------------------------------------- */

static compiled_t got; /* large; each test runs in a process of its own */

#define MORE(type, clock) CLOCK(clock) "types:{a:{" type "talk=20;};};" GROUP

Test(own_hours, arrivals_are_of_them)
{
    static const struct {
        const char *cfg;
        double fresh;
    } cases[] = {
        {MORE(OPEN "arrivals:{per_hour=4;};", "days=2;"), 8},
        {MORE(OPEN "arrivals:{per_day=100;};", "days=2;"), 200},
        {MORE(OPEN "arrivals:{per_interval=[10,20];};", "days=2;"), 60},
        {MORE("open={mon=\"08:30-09:30\";};arrivals:{per_hour=4;};", "days=2;"), 4},
        {MORE(OPEN "arrivals:{per_hour=4;};", "days=2;special_days:{eve:{dates=[\"2026-03-03\"];open=\"09:00-10:00\";};};"), 6},
        {MORE("open=\"08:00-10:00\";arrivals:{per_hour=4;};",
             "days=2;special_days:{eve:{dates=[\"2026-03-03\"];open=\"closed\";};};"),
            8},
        {MORE(OPEN "arrivals:{" ALL_DAY "outside=\"drop\";};", ""), 4},
        {MORE(OPEN "at_close=\"carry\";arrivals:{" ALL_DAY "outside=\"wait\";};", ""), 8},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        compile_text(&got, cases[i].cfg);
        cr_assert_not_null(got.plan.types, "%zu: %s", i, got.messages);
        cr_expect_float_eq(ccs_plan_fresh(&got.plan, 0), cases[i].fresh, 1e-9, "%zu: %g", i, ccs_plan_fresh(&got.plan, 0));
        cr_expect(!ccs_plan_is_plain(&got.plan) && got.plan.types[0].hours);
    }
}

Test(own_hours, contacts_that_wait_are_work_for_the_interval_in_which_it_opens)
{
    compile_text(&got, MORE(OPEN "at_close=\"carry\";arrivals:{" ALL_DAY "outside=\"wait\";};", ""));
    cr_expect_float_eq(ccs_plan_fresh_closed(&got.plan, 0), 4, 1e-9);
    cr_expect_eq(ccs_plan_asks_from_s(&got.plan, &got.plan.types[0], 0), 8.5 * 3600, "nothing is due");
    cr_expect_eq(ccs_plan_asks_from_s(&got.plan, &got.plan.types[0], 1), 8 * 3600.0);
    cr_expect_eq(ccs_plan_asks_from_s(&got.plan, &got.plan.types[0], 2), 9 * 3600.0);
    cr_expect_eq(ccs_plan_asks_from_s(&got.plan, &got.plan.types[0], 3), 10 * 3600.0);
    static const double contacts[] = {0, 4, 2, 0};
    ccs_load_t load;

    cr_assert_eq(ccs_load_init(&load, &got.plan), 0);
    for (size_t i = 0; ccs_load_next(&load); i++)
        cr_expect_float_eq(load.types[0].per_s * 1800, contacts[i], 1e-9, "%zu: %g", i, load.types[0].per_s * 1800);
    ccs_load_free(&load);
}

Test(own_hours, are_told_by_weekday)
{
    compile_text(&got, MORE(OPEN "arrivals:{per_hour=4;};", ""));
    cr_expect_str_eq(got.plan.types[0].hours, "08:30-09:30");
    compile_text(&got, MORE("open={weekdays=\"08:30-09:30\";sat=\"09:00-10:00\";};arrivals:{per_hour=4;};", ""));
    cr_expect_str_eq(got.plan.types[0].hours, "mon-fri 08:30-09:30, sat 09:00-10:00, sun closed");
}

Test(own_hours, that_are_wrong_are_told)
{
    static const struct {
        const char *cfg, *said;
    } cases[] = {
        {MORE("open=\"08:00-11:00\";arrivals:{per_hour=4;};", ""),
            "types.a.open: goes beyond the hours of the centre on mon, 08:00-10:00: write hours within them, or longer ones in clock.open\n"},
        {MORE("open=\"08:00-09:15\";arrivals:{per_hour=4;};", ""),
            "types.a.open: opens or closes within an interval, that of 2026-03-02T09:00: write hours that begin and end with intervals, or a "
            "shorter clock.interval\n"},
        {MORE("open=\"8 bis 9\";arrivals:{per_hour=4;};", ""), "types.a.open: expected opening hours such as"},
        {MORE(OPEN "arrivals:{" ALL_DAY "};", ""),
            "50 % of the contacts (4 on mon) would arrive outside the opening hours 08:30-09:30; "},
        {MORE(OPEN "arrivals:{" ALL_DAY "outside=\"wait\";};", ""), "\"wait\" leaves contacts in the queue"},
        {MORE(OPEN "arrivals:{" ALL_DAY "outside=\"drop\";};", ""),
            "4 of 8 contacts a day (50 %) fall outside the opening hours and are dropped"},
        {MORE(OPEN "backlog=2;arrivals:{per_hour=4;};", ""), "types.a.backlog: the type is closed when the run begins"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        compile_text(&got, cases[i].cfg);
        cr_expect(strstr(got.messages, cases[i].said), "%zu: %s", i, got.messages);
    }
}
