/* test_pause.c - talks with a set-up and with customers on hold: runs whose every moment can be worked out by hand, what is refused, what is said of it. Opening is
 * at 08:00; contacts come 500, 1000 and 1500 s later. */
#define _POSIX_C_SOURCE 200809L

#include "handling_case.h"
#include "load.h"

TestSuite(pause, .fini = finish);

#define DAY(a, more)                                                                                                             \
    "clock:{open=\"08:00-08:30\";interval=\"10 min\";};types:{a:{arrivals:{gap=500;};talk=90;groups=(\"g\");" a                  \
    "};};groups:{g:{staff=1;};};" more
#define HELD "hold:{probability=1;time=30;times=2;};"

Test(pause, is_part_of_the_talk_and_counted_beside_it)
{
    run = run_text(DAY("setup=10;wrap=20;" HELD, ""));
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talks), 3);
    cr_expect_float_eq(pair_total(run, 0, CCS_FACT_talk), 3 * 160, 1e-9);
    cr_expect_float_eq(pair_total(run, 0, CCS_FACT_talk_area), 3 * 160, 1e-9);
    cr_expect_float_eq(handling(0, CCS_FACT_setup), 3 * 10, 1e-9);
    cr_expect_float_eq(handling(0, CCS_FACT_setup_area), 3 * 10, 1e-9);
    cr_expect_float_eq(handling(0, CCS_FACT_hold), 3 * 60, 1e-9);
    cr_expect_float_eq(handling(0, CCS_FACT_hold_area), 3 * 60, 1e-9);
    cr_expect_eq(handling(0, CCS_FACT_held), 3);
    cr_expect_eq(handling(0, CCS_FACT_holds), 6);
    cr_expect_eq(handling(0, CCS_FACT_held_lost), 0);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_wraps), 3);
    cr_expect_eq(journey(0, CCS_FACT_journeys_served), 3);
}

/* From 540 to 570 and from 600 to 630: the interval ends at 600. */
Test(pause, is_booked_in_the_interval_in_which_it_is)
{
    run = run_text(DAY("setup=10;" HELD, ""));
    cr_expect_float_eq(ccs_facts_handling(&run->replication.flow.facts, 0, 0)[CCS_FACT_hold_area], 30, 1e-9);
    cr_expect_float_eq(ccs_facts_handling(&run->replication.flow.facts, 1, 0)[CCS_FACT_hold_area], 30 + 60, 1e-9);
    cr_expect_eq(ccs_facts_handling(&run->replication.flow.facts, 0, 0)[CCS_FACT_hold], 0, "its talk ends later");
}

/* 10 s, 30 s of the talk and 20 s on hold: then they have enough, and try again once. */
Test(pause, ends_the_talk_of_who_has_enough)
{
    run = run_text(DAY("setup=10;hold:{probability=1;time=30;times=2;patience=20;};"
                       "redial:{after_abandon=1;delay=100;max_attempts=2;};",
        ""));
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talks), 6);
    cr_expect_float_eq(pair_total(run, 0, CCS_FACT_talk), 6 * 60, 1e-9);
    cr_expect_eq(handling(0, CCS_FACT_held_lost), 6);
    cr_expect_eq(handling(0, CCS_FACT_holds), 6);
    cr_expect_float_eq(handling(0, CCS_FACT_hold), 6 * 20, 1e-9);
    cr_expect_eq(type_total(run, 0, CCS_FACT_redials), 3);
    cr_expect_eq(type_total(run, 0, CCS_FACT_abandoned), 0, "an agent had answered");
    cr_expect_eq(journey(0, CCS_FACT_journeys_hung_up), 6);
    cr_expect_eq(journey(0, CCS_FACT_issues_lost), 3);
}

Test(pause, breaks_off_with_the_line_at_any_moment)
{
    double talk_s = 0;

    run = run_text(DAY("setup=10;drop:{probability=1;};" HELD, ""));
    for (uint32_t i = 0; i < 3; i++)
        talk_s += 160 * ccs_stream_draw(&run->replication.flow.world.sources[0].stream, i, 0, CCS_PURPOSE_DROP_TIME);
    cr_expect_float_eq(pair_total(run, 0, CCS_FACT_talk), talk_s, 1e-9);
    cr_expect_eq(journey(0, CCS_FACT_journeys_dropped), 3);
    cr_expect_float_eq(handling(0, CCS_FACT_hold), handling(0, CCS_FACT_hold_area), 1e-9);
}

/* The shift ends within the first hold of the second contact, at 1050: another takes over what is left, without a pause. */
Test(pause, is_over_where_somebody_else_takes_over)
{
    run = run_text("clock:{open=\"08:00-08:30\";interval=\"10 min\";};types:{a:{arrivals:{gap=1000;};talk=90;setup=10;" HELD
                   "groups=(\"g\");};};shifts:{early:{start=\"08:00\";length=1050;};late:{start=\"08:15\";length=900;};};"
                   "groups:{g:{shifts:{early=1;late=1;};end_of_shift=\"hand_over\";};};");
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talks), 1);
    cr_expect_float_eq(pair_total(run, 0, CCS_FACT_talk), 160, 1e-9);
    cr_expect_float_eq(handling(0, CCS_FACT_hold), 10, 1e-9);
    cr_expect_float_eq(handling(0, CCS_FACT_hold_area), 10, 1e-9);
    cr_expect_float_eq(handling(0, CCS_FACT_setup), 10, 1e-9);
}

/* A hold that never happens changes nothing. */
Test(pause, that_never_happens_changes_no_number)
{
    run = run_text(DAY("hold:{probability=0;time=30;};patience={dist=\"exponential\";mean=60;};", "run:{seed=7;};"));
    const double with = type_total(run, 0, CCS_FACT_queue_area);

    run_delete(run);
    run = run_text(DAY("patience={dist=\"exponential\";mean=60;};", "run:{seed=7;};"));
    cr_expect_eq(type_total(run, 0, CCS_FACT_queue_area), with);
}

/* Half of the talks with 60 s more; who stays with 4/5 through each of two holds of 48 s on average. */
Test(pause, is_work)
{
    ccs_load_t load;

    compile_sound(&got,
        "run:{mode=\"steady\";length=\"200 h\";};types:{a:{arrivals:{per_hour=60;};talk=60;setup=10;groups=(\"g\");"
        "hold:{probability=0.5;times=2;time:{dist=\"exponential\";mean=60;};patience:{dist=\"exponential\";mean=240;};};};};"
        "groups:{g:{staff=3;};};");
    cr_assert_eq(ccs_load_init(&load, &got.plan), 0);
    cr_assert(ccs_load_next(&load));
    const double held_s = 20 + 48 + 0.8 * (20 + 48 + 0.8 * 20);

    cr_expect_float_eq(ccs_load_of(&load, 0), (10 + 30 + held_s / 2) / 60, 2e-2);
    ccs_load_free(&load);
}

#define REFUSED(a) "types:{a:{arrivals:{per_hour=1;};" a "};};groups:{g:{staff=3;};};"

Test(pause, is_refused_where_it_makes_no_sense)
{
    refuse(REFUSED("aht=60;hold:{probability=0.1;time=20;};"),
        "test.cfg:1: types.a.hold: is part of the handle time already where aht is written: write talk and wrap in the place of aht\n");
    refuse(REFUSED("aht=60;setup=5;"),
        "test.cfg:1: types.a.setup: is part of the handle time already where aht is written: write talk and wrap in the place of aht\n");
    refuse(REFUSED("talk=60;hold:{probability=0.1;};"),
        "test.cfg:1: types.a.hold.time: is required: how long the customer is on hold each time; expected a duration such as \"3 min\", or a distribution { dist = \"lognormal\"; mean = \"3 min\"; cv = 0.8; }\n");
}

Test(pause, is_explained)
{
    explain(REFUSED("talk=60;setup=5;hold:{probability=0.35;time=20;times=2;patience=90;};"));
    expect_said("  In front of the talk the agent prepares, with the customer on the line: always 5 s.\n");
    expect_said(
        "  In 35 % of the talks the customer is put on hold, 2 times, for a time that is always 20 s; who has enough of it hangs up, "
        "after a time that is always 1 min 30 s.\n");
}

Test(pause, has_columns_of_the_log)
{
    run = run_text(DAY("setup=10;" HELD, ""));
    const contact_rows_t rows = run_log(run);
    const ccs_contact_row_t *const last = &rows.at[rows.n - 1];

    cr_expect_float_eq(last->talk_s, 160, 1e-9);
    cr_expect_float_eq(last->hold_s, 60, 1e-9);
    cr_expect_float_eq(last->setup_s, 10, 1e-9);
}
