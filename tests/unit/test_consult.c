/* test_consult.c - agents who ask another one with the customer on hold: runs whose every moment can be worked out by hand, what is refused, what is said of it.
 * Opening is at 08:00; times in comments are seconds after opening. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <string.h>

#include "handling_case.h"
#include "load.h"

TestSuite(consult, .fini = finish);

enum { A, B };

/* Contacts of a come at 500, 1000 and 1500. */
#define DAY(a, b, more)                                                                                                          \
    "clock:{open=\"08:00-08:30\";interval=\"10 min\";};"                                                                         \
    "types:{a:{arrivals:{gap=500;};talk=100;groups=(\"g\");" a "};b:{talk=700;groups=(\"h\");" b "};};"                          \
    "groups:{g:{staff=1;};h:{staff=1;" more "};};"
#define ASKS(more) "consult:{b:{probability=1;" more "};};"
/* Those of b at 520, 1040 and 1560, so that b is at work from 520 to 1220, 1920 and 2620. */
#define BUSY "arrivals:{gap=520;};"

/* With the customer to 550, with b to 590, with the customer to 640. */
Test(consult, keeps_two_agents_and_the_customer_on_hold)
{
    run = run_text(DAY(ASKS("time=40;") "wrap=30;", "wrap=20;", ""));
    cr_expect_eq(handling(A, CCS_FACT_consults), 3);
    cr_expect_eq(handling(A, CCS_FACT_consults_answered), 3);
    cr_expect_eq(handling(A, CCS_FACT_consulted), 3);
    cr_expect_float_eq(handling(A, CCS_FACT_consult), 120, 1e-9);
    cr_expect_float_eq(handling(A, CCS_FACT_consult_area), 120, 1e-9);
    cr_expect_float_eq(pair_total(run, A, CCS_FACT_talk), 3 * 140, 1e-9);
    cr_expect_eq(pair_total(run, A, CCS_FACT_wraps), 3);
    cr_expect_eq(handling(B, CCS_FACT_consults_taken), 3);
    cr_expect_float_eq(handling(B, CCS_FACT_consults_talk), 120, 1e-9);
    cr_expect_float_eq(pair_total(run, B, CCS_FACT_talk), 120, 1e-9);
    cr_expect_eq(pair_total(run, B, CCS_FACT_wraps), 0, "a consult has no after-call work");
    cr_expect_eq(type_total(run, B, CCS_FACT_offered), 3);
    cr_expect_eq(type_total(run, B, CCS_FACT_answered), 3);
    cr_expect_eq(block_total(run, CCS_BLOCK_JOURNEY, B, CCS_FACT_consulted_in), 3);
    cr_expect_eq(journey(A, CCS_FACT_journeys_served), 3);
    cr_expect_eq(journey(A, CCS_FACT_journey_talks), 3, "b has not met the customer");
}

Test(consult, does_not_happen_where_it_is_not_written)
{
    run = run_text(DAY("wrap=30;transfer:{b:{probability=0;};};", "", ""));
    cr_expect_eq(handling(A, CCS_FACT_consults), 0);
    cr_expect_eq(type_total(run, B, CCS_FACT_offered), 0);
    run_anew(DAY("consult:{b:{probability=0;time=40;};};", "", ""));
    cr_expect_eq(handling(A, CCS_FACT_consults), 0);
    cr_expect_float_eq(pair_total(run, A, CCS_FACT_talk), 300, 1e-9);
}

/* b is not free before 1220: a asks at 550, 1050 and 1550, and gives it up 100 s later. */
Test(consult, is_given_up_after_max_wait)
{
    run = run_text(DAY(ASKS("time=40;max_wait=100;"), BUSY, ""));
    cr_expect_eq(handling(A, CCS_FACT_consults), 3);
    cr_expect_eq(handling(A, CCS_FACT_consults_answered), 0);
    cr_expect_float_eq(handling(A, CCS_FACT_consult), 300, 1e-9);
    cr_expect_float_eq(pair_total(run, A, CCS_FACT_talk), 600, 1e-9);
    cr_expect_eq(type_total(run, B, CCS_FACT_abandoned), 3, "by a");
    cr_expect_eq(journey(A, CCS_FACT_journeys_served), 3);
    run_anew(DAY(ASKS("time=40;max_wait=0;"), BUSY, ""));
    cr_expect_eq(handling(A, CCS_FACT_consults), 3);
    cr_expect_float_eq(handling(A, CCS_FACT_consult), 0, 1e-9);
    cr_expect_float_eq(pair_total(run, A, CCS_FACT_talk), 300, 1e-9);
}

/* b is at work from 250 to 950, and the next of b comes at 500. In front of it a is with b from 950 to 990, then from 1690 to 1730: the second of a waits from 1000 to
 * 1040, the third from 1500 to 1780. Behind it the first consult is from 1650 on, and the second of a waits to 1740. */
Test(consult, has_a_place_in_the_queue)
{
    run = run_text(DAY(ASKS("time=40;joins=\"front\";"), "arrivals:{gap=250;};", ""));
    cr_expect_eq(handling(A, CCS_FACT_consults_answered), 3);
    cr_expect_float_eq(type_total(run, A, CCS_FACT_wait_answered), 40 + 280, 1e-9);
    run_anew(DAY(ASKS("time=40;"), "arrivals:{gap=250;};", ""));
    cr_expect_gt(type_total(run, A, CCS_FACT_wait_answered), 740);
}

/* At 550 the customer is on hold, and hangs up at 610: nobody has answered, or another agent is there. */
Test(consult, ends_where_the_customer_hangs_up)
{
    run = run_text(DAY(ASKS("time=100;") "hold:{probability=0;time=1;patience=60;};", BUSY, ""));
    cr_expect_eq(handling(A, CCS_FACT_consult_lost), 3);
    cr_expect_eq(handling(A, CCS_FACT_held_lost), 0);
    cr_expect_float_eq(pair_total(run, A, CCS_FACT_talk), 3 * 110, 1e-9);
    cr_expect_eq(type_total(run, B, CCS_FACT_abandoned), 3);
    cr_expect_eq(journey(A, CCS_FACT_journeys_hung_up), 3);
    run_anew(DAY(ASKS("time=100;") "hold:{probability=0;time=1;patience=60;};", "", ""));
    cr_expect_eq(handling(A, CCS_FACT_consult_lost), 3);
    cr_expect_eq(handling(A, CCS_FACT_consults_answered), 3);
    cr_expect_eq(handling(B, CCS_FACT_consults_taken), 3);
    cr_expect_float_eq(handling(B, CCS_FACT_consults_talk), 180, 1e-9);
    cr_expect_eq(journey(A, CCS_FACT_journeys_hung_up), 3);
}

/* Set-up to 510, talk to 535, with b to 575, talk to 600, on hold to 620, talk to 670. */
Test(consult, comes_between_the_parts_of_a_talk)
{
    run = run_text(DAY(ASKS("time=40;after=0.25;") "setup=10;hold:{probability=1;time=20;};", "", ""));
    cr_expect_float_eq(handling(A, CCS_FACT_setup), 30, 1e-9);
    cr_expect_float_eq(handling(A, CCS_FACT_hold), 60, 1e-9);
    cr_expect_float_eq(handling(A, CCS_FACT_hold_area), 60, 1e-9);
    cr_expect_float_eq(handling(A, CCS_FACT_consult), 120, 1e-9);
    cr_expect_float_eq(pair_total(run, A, CCS_FACT_talk), 3 * 170, 1e-9);
    run_anew(DAY(ASKS("time=40;after=1;") "hold:{probability=1;time=20;};", "", ""));
    cr_expect_float_eq(pair_total(run, A, CCS_FACT_talk), 3 * 160, 1e-9, "at the end of the talk");
    cr_expect_eq(handling(A, CCS_FACT_consults), 3);
}

/* The second is with a from 1310 on; a asks at 1360, while b is at work from 1260 to 1960, and is cut off at 1800, or does not wait for the next day; the talk goes on
 * to 1850. The third asks at 1900 and is turned away, or does not ask. */
Test(consult, ends_at_close)
{
    run = run_text(DAY(ASKS("time=40;"), BUSY "at_close=\"clear\";", ""));
    cr_expect_eq(type_total(run, B, CCS_FACT_disconnected), 3, "of whom two are agents");
    cr_expect_eq(journey(A, CCS_FACT_journeys_served), 3);
    cr_expect_float_eq(handling(A, CCS_FACT_consult), 710 + 440, 1e-9);
    run_anew(DAY(ASKS("time=40;"), BUSY "at_close=\"carry\";", ""));
    cr_expect_eq(type_total(run, B, CCS_FACT_abandoned), 1);
    cr_expect_eq(type_total(run, B, CCS_FACT_still_waiting), 1);
    cr_expect_eq(handling(A, CCS_FACT_consults), 2);
}

/* b is open up to 600, when its agent goes: asked at 550, and not at 1050 and 1550, or there is nobody, and a is turned away. */
Test(consult, asks_nobody_of_a_type_whose_agents_have_gone)
{
    static const struct {
        const char *at_close, *staff;
        double asked, answered;
    } rows[] = {{"drain", "(1,0,0)", 1, 1}, {"carry", "(1,0,0)", 1, 1}, {"clear", "(1,0,0)", 3, 1}, {"drain", "(1,1,1)", 3, 3}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char cfg[1024];

        snprintf(cfg, sizeof cfg,
            "clock:{open=\"08:00-08:30\";interval=\"10 min\";};types:{a:{arrivals:{gap=500;};talk=100;groups=(\"g\");" ASKS(
                "time=40;") "};b:{open=\"08:00-08:10\";at_close=\"%s\";talk=700;groups=(\"h\");};};"
                            "groups:{g:{staff=1;};h:{staff=%s;};};",
            rows[i].at_close, rows[i].staff);
        run_anew(cfg);
        cr_expect_eq(handling(A, CCS_FACT_consults), rows[i].asked, "%s %s", rows[i].at_close, rows[i].staff);
        cr_expect_eq(handling(A, CCS_FACT_consults_answered), rows[i].answered, "%s %s", rows[i].at_close, rows[i].staff);
        cr_expect_float_eq(pair_total(run, A, CCS_FACT_talk), 300 + 40 * rows[i].answered, 1e-9, "%s", rows[i].at_close);
    }
}

/* From 600 on nobody is there for b, while a is served: agents who ask, or stay with a customer, would wait until the next day. */
Test(consult, warns_of_agents_who_would_wait_for_nobody)
{
    static const struct {
        const char *a, *b, *text;
    } rows[] = {
        {"consult:{b:{probability=1;time=9;};};", "",
            "warning: test.cfg:1: types.a.consult: an agent of a and the customer wait until an agent of b answers, and nobody who serves that "
            "is scheduled from 08:10 on 2026-03-02, while a is served: give a max_wait, or customers a hold.patience\n"},
        {"consult:{b:{probability=1;time=9;max_wait=9;};};", "", NULL},
        {"consult:{b:{probability=1;time=9;};};hold:{probability=0;time=1;patience=60;};", "", NULL},
        {"consult:{b:{probability=1;time=9;};};", "open=\"08:00-08:10\";at_close=\"carry\";", NULL},
        {"transfer:{b:{probability=1;kind=\"warm\";};};", "open=\"08:00-08:10\";at_close=\"drain\";",
            "types.a.transfer: an agent of a"},
        {"transfer:{b:{probability=1;kind=\"warm\";};};", "patience=60;", NULL}, {"transfer:{b:{probability=1;};};", "", NULL}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char cfg[1024];

        snprintf(cfg, sizeof cfg,
            "clock:{start=\"2026-03-02\";open=\"08:00-08:30\";interval=\"10 min\";};types:{a:{arrivals:{per_hour=1;};talk=100;groups=(\"g\");%s};"
            "b:{talk=70;groups=(\"h\");%s};};groups:{g:{staff=1;};h:{staff=(1,0,0);};};",
            rows[i].a, rows[i].b);
        compile_text(&got, cfg);
        cr_assert_eq(got.ret, 0, "%s", got.messages);
        cr_expect_eq(strstr(got.messages, "an agent of a") != NULL, rows[i].text != NULL, "%zu: %s", i, got.messages);
        if (rows[i].text) cr_expect(strstr(got.messages, rows[i].text), "%zu: %s", i, got.messages);
        compiled_free(&got);
    }
}

/* In each talk of 100 one of three agents asks another for 40: that is no talk with a customer, in numbers and times. */
Test(consult, is_no_talk_with_a_customer)
{
    static const struct {
        const char *metric;
        double value;
    } rows[] = {{"consult_rate", 1}, {"talk_s", 100}, {"wrap_s", 30}, {"setup_s", 6}, {"hold_s", 10}, {"hold_rate", 1},
        {"consult_s", 40}, {"consult_talk_s", 40}};

    run_anew("clock:{open=\"08:00-08:30\";interval=\"30 min\";};types:{a:{arrivals:{gap=500;};talk=100;wrap=30;setup=6;"
             "hold:{probability=1;time=10;};consult:{a:{probability=1;time=40;max_wait=60;};};};};groups:{g:{staff=3;};};");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_float_eq(figure_of(run, rows[i].metric, 1800), rows[i].value, 1e-9, "%s", rows[i].metric);
}

/* Nobody may wait: at 550 and 1050, as at 1040, b is at work, and the talk goes on at once; at 1550 b is free, and at 1560 not. */
Test(consult, finds_the_queue_full)
{
    run = run_text(DAY(ASKS("time=40;"), BUSY "queue_limit=0;", ""));
    cr_expect_eq(type_total(run, B, CCS_FACT_blocked), 4);
    cr_expect_eq(handling(A, CCS_FACT_consults_answered), 1);
    cr_expect_float_eq(handling(A, CCS_FACT_consult), 40, 1e-9);
    cr_expect_float_eq(pair_total(run, A, CCS_FACT_talk), 340, 1e-9);
}

/* It rings for 5 s; where the agent gives it up after 3 s, b is free again then. */
Test(consult, rings)
{
    run = run_text(DAY(ASKS("time=40;"), "", "ring:{time=5;};"));
    cr_expect_float_eq(handling(A, CCS_FACT_consult), 3 * 45, 1e-9);
    cr_expect_eq(handling(A, CCS_FACT_consults_answered), 3);
    run_anew(DAY(ASKS("time=40;max_wait=3;"), "", "ring:{time=5;};"));
    cr_expect_float_eq(handling(A, CCS_FACT_consult), 3 * 3, 1e-9);
    cr_expect_eq(handling(A, CCS_FACT_consults_answered), 0);
    cr_expect_eq(type_total(run, B, CCS_FACT_abandoned), 3);
    cr_expect_eq(block_total(run, CCS_BLOCK_RING, 1, CCS_FACT_rings_lost), 3);
}

#define OUTAGE(group) "outages:{o:{groups=(\"" group "\");hours=\"08:09:25-08:11\";in_hand=\"drop\";};};"

/* At 565 the talk of a is cut off, or that with b: a then talks on to 615. */
Test(consult, ends_where_an_outage_cuts_off_a_talk)
{
    run = run_text(DAY(ASKS("time=40;"), "", "") OUTAGE("g"));
    cr_expect_eq(journey(A, CCS_FACT_journeys_dropped), 1);
    cr_expect_float_eq(handling(A, CCS_FACT_consult), 15 + 80, 1e-9);
    cr_expect_float_eq(handling(B, CCS_FACT_consults_talk), 15 + 80, 1e-9);
    run_anew(DAY(ASKS("time=40;"), "", "") OUTAGE("h"));
    cr_expect_eq(journey(A, CCS_FACT_journeys_served), 3);
    cr_expect_float_eq(handling(A, CCS_FACT_consult), 15 + 80, 1e-9);
    cr_expect_float_eq(pair_total(run, A, CCS_FACT_talk), 300 + 95, 1e-9);
}

/* Four lines: each customer has one, from coming to leaving; who asks takes none. */
Test(consult, takes_no_second_line)
{
    double line_s = 0;

    run = run_text(DAY(ASKS("time=40;"), "", "") "trunks:{one:{lines=4;types=[\"a\"];};};");
    for (uint32_t cell = 0; cell < run->plan->n_cells; cell++) line_s += trunk_fact(run, cell, 0, CCS_FACT_line_area);
    cr_expect_float_eq(line_s, 3 * 140, 1e-9);
}

/* a is with b when the run ends: nothing is left of it that does not add up. */
Test(consult, may_go_on_when_the_run_ends)
{
    run = run_text("clock:{open=\"08:00-08:30\";interval=\"10 min\";};types:{a:{arrivals:{gap=500;};talk=100;groups=(\"g\");" ASKS(
        "time=40;") "};b:{talk=700;groups=(\"h\");};};groups:{g:{staff=1;};h:{staff=((\"08:00\",\"08:05\",1),(\"08:05\",\"08:30\",0));};};");
    cr_expect_eq(handling(A, CCS_FACT_consults), 1);
    cr_expect_eq(journey(A, CCS_FACT_journeys_open), 3);
}

#define REFUSED(consult)                                                                                                         \
    "types:{a:{arrivals:{per_hour=9;};talk=60;groups=(\"g\");consult:{" consult "};};b:{talk=60;groups=(\"h\");};};"             \
    "groups:{g:{staff=3;};h:{staff=3;};};"

Test(consult, is_refused_where_it_makes_no_sense)
{
    refuse(REFUSED("b:{probability=0.6;time=5;};again:{to=\"b\";probability=0.6;time=5;};"),
        "test.cfg:1: types.a.consult: the probabilities add up to 1.2: in each talk another agent is asked once at most\n");
    refuse(REFUSED("a:{probability=0.6;time=5;};b:{probability=0.1;time=5;};"),
        "test.cfg:1: types.a.consult: agents who stay with a customer could wait for one another in a circle, for ever: give a max_wait to consults and to transfers that are not cold, or other groups to the type that they go to\n");
    refuse(REFUSED("a:{probability=0.6;time=5;max_wait=20;};b:{probability=0.1;time=5;};"), "");
}

/* 9 an hour, of which half ask for 20 s. */
Test(consult, is_work_of_both)
{
    ccs_load_t load;

    compile_sound(&got, "run:{mode=\"steady\";length=\"200 h\";};" REFUSED("b:{probability=0.5;time=20;};"));
    cr_assert_eq(ccs_load_init(&load, &got.plan), 0);
    cr_assert(ccs_load_next(&load));
    cr_expect_float_eq(ccs_load_of(&load, A), 9 * 70 / 3600.0, 1e-6, "waits are nearly nothing");
    cr_expect_float_eq(ccs_load_of(&load, B), 9 * 10 / 3600.0, 1e-9);
    ccs_load_free(&load);
}

Test(consult, is_explained)
{
    explain(REFUSED("b:{probability=0.2;time=20;max_wait=60;joins=\"front\";};"));
    expect_said(
        "  In 20 % of the talks the agent puts the customer on hold, after 50 % of the talk, and asks an agent of b, in front of those who wait, for a time that is always 20 s; where nobody answers within 1 min the talk goes on without.\n");
}

/* The agent of g asks that of h. */
Test(consult, is_told_of_single_agents)
{
    run = run_text(DAY(ASKS("time=40;"), "", "") "run:{agents=\"each\";};");
    cr_expect_eq(block_total(run, CCS_BLOCK_AGENT, A, CCS_FACT_own_consults), 3);
    cr_expect_eq(block_total(run, CCS_BLOCK_AGENT, A, CCS_FACT_own_advice), 0);
    cr_expect_eq(block_total(run, CCS_BLOCK_AGENT, B, CCS_FACT_own_advice), 3);
    cr_expect_float_eq(block_total(run, CCS_BLOCK_AGENT, B, CCS_FACT_own_advice_time), 120, 1e-9);
    cr_expect_eq(block_total(run, CCS_BLOCK_AGENT, B, CCS_FACT_own_received), 0, "no customer was passed on");
}
