/* test_transfer.c - contacts that go on to another agent: runs whose every moment can be worked out by hand, what is refused, what is said of it. Opening is
 * at 08:00; times in comments are seconds after opening. */
#define _POSIX_C_SOURCE 200809L
#include <math.h>

#include "handling_case.h"
#include "load.h"

TestSuite(transfer, .fini = finish);

static double transfers(uint32_t pair)
{
    return handling(pair, CCS_FACT_transfers);
}

enum { A, B };

/* Contacts come at 500, 1000 and 1500. */
#define DAY(a, b, more)                                                                                                          \
    "clock:{open=\"08:00-08:30\";interval=\"10 min\";};"                                                                         \
    "types:{a:{arrivals:{gap=500;};talk=100;groups=(\"g\");" a "};b:{talk=700;groups=(\"h\");" b "};};"                          \
    "groups:{g:{staff=1;};h:{staff=1;};};" more
#define ALL_TO_B "transfer:{b:{probability=1;};};"

/* With a to 600, 1100, 1600; with b from 600 to 1300, from 1300 to 2000, from 2000 to 2700. */
Test(transfer, goes_on_to_the_queue_of_another_type_and_counts_once)
{
    run = run_text(DAY(ALL_TO_B "wrap=30;", "", ""));
    cr_expect_eq(type_total(run, A, CCS_FACT_offered), 3);
    cr_expect_eq(type_total(run, B, CCS_FACT_arrived), 0);
    cr_expect_eq(type_total(run, B, CCS_FACT_offered), 3);
    cr_expect_eq(type_total(run, B, CCS_FACT_answered), 3);
    cr_expect_eq(type_total(run, B, CCS_FACT_wait_answered), 200 + 400);
    cr_expect_eq(pair_total(run, A, CCS_FACT_wraps), 3, "the first agent has after-call work all the same");
    cr_expect_eq(transfers(A), 3);
    cr_expect_eq(transfers(B), 0);
    cr_expect_eq(journey(B, CCS_FACT_transferred_in), 3);
    cr_expect_eq(journey(A, CCS_FACT_journeys), 3);
    cr_expect_eq(journey(A, CCS_FACT_journeys_served), 3);
    cr_expect_eq(journey(B, CCS_FACT_journeys), 0, "nobody came as b");
    cr_expect_eq(journey(A, CCS_FACT_journey_talks), 6);
    cr_expect_eq(journey(A, CCS_FACT_journey_wait), 600);
    cr_expect_float_eq(journey(A, CCS_FACT_journey_time), 800 + 1000 + 1200, 1e-9);
    cr_expect_eq(journey(A, CCS_FACT_issues_served), 3);
}

/* Where it counts: the leg when it asks, the contact when it came. */
Test(transfer, counts_a_leg_where_it_asks_and_the_contact_where_it_came)
{
    run = run_text(DAY(ALL_TO_B, "", ""));
    cr_expect_eq(type_fact(run, 0, B, CCS_FACT_offered), 0, "at 600 the second interval has begun");
    cr_expect_eq(type_fact(run, 1, B, CCS_FACT_offered), 2);
    cr_expect_eq(ccs_facts_journey(&run->replication.flow.facts, 0, A)[CCS_FACT_journeys], 1);
    cr_expect_eq(ccs_facts_journey(&run->replication.flow.facts, 0, A)[CCS_FACT_journey_wait], 0);
    cr_expect_eq(ccs_facts_journey(&run->replication.flow.facts, 1, A)[CCS_FACT_journey_wait], 200);
}

/* The second gives up at 1200, comes again at 1250 as what they came, and reaches b at 1350; the third gives up at 1700 and again at 1950. */
Test(transfer, who_gives_up_later_comes_again_as_what_they_came)
{
    run = run_text(DAY(ALL_TO_B, "patience=100;redial:{after_abandon=1;delay=50;max_attempts=2;};", ""));
    cr_expect_eq(type_total(run, B, CCS_FACT_abandoned), 3);
    cr_expect_eq(type_total(run, A, CCS_FACT_redials), 2);
    cr_expect_eq(type_total(run, B, CCS_FACT_redials), 0);
    cr_expect_eq(journey(A, CCS_FACT_journeys), 5);
    cr_expect_eq(journey(A, CCS_FACT_journeys_abandoned), 3);
    cr_expect_eq(journey(A, CCS_FACT_journeys_lost_later), 3);
    cr_expect_eq(journey(A, CCS_FACT_issues), 3);
    cr_expect_eq(journey(A, CCS_FACT_issues_lost), 1);
    cr_expect_eq(journey(A, CCS_FACT_issues_served), 2);
    cr_expect_eq(journey(A, CCS_FACT_issue_contacts), 5);
    cr_expect_eq(journey(A, CCS_FACT_issue_wait), 3 * 100);
}

/* A steady state, with a contact that is there at the start: it counts nowhere. */
Test(transfer, who_is_still_there_is_open)
{
    run = run_text(
        "run:{mode=\"steady\";length=1000;batches=2;warm_up=0;};"
        "types:{a:{arrivals:{gap=400;};initial:{waiting=1;};talk=100;groups=(\"g\");" ALL_TO_B "};b:{talk=700;groups=(\"h\");};};"
        "groups:{g:{staff=1;};h:{staff=1;};};");
    cr_expect_gt(journey(A, CCS_FACT_journeys_served), 0);
    cr_expect_eq(journey(A, CCS_FACT_journeys_open), journey(A, CCS_FACT_issues_open));
    cr_expect_eq(journey(A, CCS_FACT_journeys), journey(A, CCS_FACT_journeys_served) + journey(A, CCS_FACT_journeys_open));
    for (uint32_t cell = run->plan->periods.first_counted; cell < run->plan->periods.first_counted + 2; cell++)
        cr_expect_eq(ccs_facts_journey(&run->replication.flow.facts, cell, A)[CCS_FACT_journeys_open], 0,
            "the run goes on until all that count are decided");
}

/* Four lines: the contact keeps its line through its legs, and gives it back once. */
Test(transfer, keeps_the_line_on_which_the_customer_came)
{
    run = run_text("clock:{open=\"08:00-08:30\";};trunks:{one:{lines=4;types=[\"a\"];};two:{lines=1;types=[\"b\"];};};"
                   "types:{a:{arrivals:{gap=500;};talk=100;groups=(\"g\");" ALL_TO_B "};"
                   "b:{talk=700;groups=(\"h\");};};groups:{g:{staff=1;};h:{staff=1;};};");
    cr_expect_eq(trunk_fact(run, 0, 0, CCS_FACT_line_area) + trunk_fact(run, 1, 0, CCS_FACT_line_area), 800 + 1000 + 1200);
    cr_expect_eq(trunk_fact(run, 0, 1, CCS_FACT_line_area), 0);
    cr_expect_eq(type_total(run, B, CCS_FACT_blocked), 0);
}

/* Half of b's talks go back to a, from where all go on to b: on average a contact has two talks with each. */
Test(transfer, may_go_round_and_round_for_a_while)
{
    run = run_text(
        "run:{mode=\"steady\";length=\"4000 h\";batches=10;};types:{a:{arrivals:{per_hour=60;};talk=60;groups=(\"g\");" ALL_TO_B
        "};"
        "b:{talk=60;groups=(\"g\");transfer:{back:{to=\"a\";probability=0.5;};};};};groups:{g:{staff=40;};};");
    cr_expect_float_eq(journey(A, CCS_FACT_journey_talks) / journey(A, CCS_FACT_journeys_served), 4, 0.03);
    cr_expect_eq(pair_total(run, A, CCS_FACT_talks), transfers(A));
}

/* b comes at 250, 500, ..: who comes from a at 600, 1100 and 1600 stands before them when the agent of b is free, at 950, 1650 and 2350. */
Test(transfer, may_go_to_the_front_of_the_queue)
{
    run = run_text(DAY("transfer:{b:{probability=1;joins=\"front\";};};", "arrivals:{gap=250;};", ""));
    cr_expect_eq(journey(A, CCS_FACT_journey_wait), 350 + 550 + 750);
    run_delete(run);
    run = run_text(DAY(ALL_TO_B, "arrivals:{gap=250;};", ""));
    cr_expect_gt(journey(A, CCS_FACT_journey_wait), 350 + 550 + 750);
}

/* Half of 700 s, and 20 s before. */
Test(transfer, takes_notes_along_and_identifies_the_customer_again)
{
    run = run_text(DAY("transfer:{b:{probability=1;talk_factor=0.5;identify=20;};};", "wrap=30;", ""));
    cr_expect_eq(pair_total(run, B, CCS_FACT_talk), 3 * 370);
    cr_expect_eq(pair_total(run, B, CCS_FACT_wrap), 3 * 30);
}

/* ---- numbers are those of the issue and the leg ------------------------------------------------------------------------------------- */

#define EXPONENTIAL "{dist=\"exponential\";mean=100;}"

Test(transfer, draws_each_leg_by_itself)
{
    run = run_text("clock:{open=\"08:00-08:30\";};types:{a:{arrivals:{gap=500;};talk=" EXPONENTIAL ";groups=(\"g\");" ALL_TO_B
                   "};b:{talk=" EXPONENTIAL ";groups=(\"h\");};};groups:{g:{staff=9;};h:{staff=9;};};");
    const ccs_source_t *const source = &run->replication.flow.world.sources[A];
    double talk_s = 0, first_s = 0;

    for (uint32_t i = 0; i < 3; i++) {
        first_s += ccs_distribution_at(&run->plan->pairs[A].talk, ccs_stream_draw(&source->stream, i, 0, CCS_PURPOSE_TALK));
        talk_s += ccs_distribution_at(&run->plan->pairs[B].talk, ccs_stream_draw_leg(&source->stream, i, 0, 1, CCS_PURPOSE_TALK));
    }
    cr_expect_float_eq(pair_total(run, A, CCS_FACT_talk), first_s, 1e-9);
    cr_expect_float_eq(pair_total(run, B, CCS_FACT_talk), talk_s, 1e-9);
    cr_expect_float_neq(first_s, talk_s, 1);
}

/* A transfer that never happens changes nothing. */
Test(transfer, that_never_happens_changes_no_number)
{
    run = run_text(DAY("transfer:{b:{probability=0;};};", "arrivals:{per_hour=4;};", "run:{seed=7;};"));
    const double with = type_total(run, B, CCS_FACT_queue_area), offered = type_total(run, B, CCS_FACT_offered);

    run_delete(run);
    run = run_text(DAY("", "arrivals:{per_hour=4;};", "run:{seed=7;};"));
    cr_expect_eq(type_total(run, B, CCS_FACT_offered), offered);
    cr_expect_eq(type_total(run, B, CCS_FACT_queue_area), with);
}

/* ---- drops --------------------------------------------------------------------------------------------------------------------------- */

/* Each at the part of its 100 s that the contact's own draw says; nobody is transferred. */
Test(transfer, comes_after_no_talk_that_is_cut_off)
{
    double talk_s = 0;

    run = run_text(DAY("drop:{probability=1;};wrap=30;" ALL_TO_B, "", ""));
    for (uint32_t i = 0; i < 3; i++)
        talk_s += 100 * ccs_stream_draw(&run->replication.flow.world.sources[A].stream, i, 0, CCS_PURPOSE_DROP_TIME);
    cr_expect_float_eq(pair_total(run, A, CCS_FACT_talk), talk_s, 1e-9);
    cr_expect_eq(pair_total(run, A, CCS_FACT_wraps), 3);
    cr_expect_eq(transfers(A), 0);
    cr_expect_eq(journey(A, CCS_FACT_journeys_dropped), 3);
    cr_expect_eq(journey(A, CCS_FACT_issues_lost), 3);
}

/* A talk breaks with 0.2, and of ten customers eight call back: 1 / (1 - 0.16) contacts of an issue, whose talks are a tenth shorter on average. */
Test(transfer, customers_call_back_whose_talk_was_cut_off)
{
    ccs_load_t load;

    run = run_text("run:{mode=\"steady\";length=\"9000 h\";batches=10;};types:{a:{arrivals:{per_hour=60;};talk=60;groups=(\"g\");"
                   "drop:{probability=0.2;call_back=0.8;delay=30;};};};groups:{g:{staff=30;};};");
    cr_expect_float_eq(journey(A, CCS_FACT_issue_contacts) / journey(A, CCS_FACT_issues), 1 / 0.84, 0.003);
    cr_expect_float_eq(journey(A, CCS_FACT_journeys_dropped) / journey(A, CCS_FACT_journeys), 0.2, 0.002);
    cr_expect_float_eq(pair_total(run, A, CCS_FACT_talk) / pair_total(run, A, CCS_FACT_talks), 54, 0.1);
    cr_assert_eq(ccs_load_init(&load, run->plan), 0);
    cr_assert(ccs_load_next(&load));
    cr_expect_float_eq(ccs_load_of(&load, A), 0.9 / 0.84, 1e-9);
    ccs_load_free(&load);
}

/* ---- loads --------------------------------------------------------------------------------------------------------------------------- */

Test(transfer, is_work_of_the_type_that_it_goes_to)
{
    ccs_load_t load;

    compile_sound(&got,
        "run:{mode=\"steady\";length=\"200 h\";};types:{a:{arrivals:{per_hour=60;};ivr:{contained=0.5;};talk=60;groups=(\"g\");"
        "transfer:{b:{probability=0.4;};};reconnect:{probability=0.1;};};"
        "b:{talk=120;groups=(\"h\");transfer:{a:{probability=0.25;};};reconnect:{probability=0.2;};};};"
        "groups:{g:{staff=1;};h:{staff=1;};};");
    cr_assert_eq(ccs_load_init(&load, &got.plan), 0);
    cr_assert(ccs_load_next(&load));
    /* of those who come to a the share r contacts again: r = 0.6 * 0.1 + 0.4 * s, s = 0.75 * 0.2 + 0.25 * r */
    const double r = (0.6 * 0.1 + 0.4 * 0.15) / (1 - 0.4 * 0.25), come = 0.5 / 60 / (1 - r / 2);

    cr_expect_float_eq(load.types[A].per_s, come / (1 - 0.1), 1e-9);
    cr_expect_float_eq(load.types[B].per_s, 0.4 * come / (1 - 0.1), 1e-9);
    ccs_load_free(&load);
}

Test(transfer, takes_what_its_later_talk_takes)
{
    ccs_load_t load;

    compile_sound(&got,
        "run:{mode=\"steady\";length=\"200 h\";};types:{a:{arrivals:{per_hour=60;};talk=60;groups=(\"g\");"
        "transfer:{b:{probability=0.4;talk_factor=0.5;identify=10;};};};b:{arrivals:{per_hour=6;};talk=60;wrap=20;groups=(\"h\");};};"
        "groups:{g:{staff=2;};h:{staff=1;};};");
    cr_assert_eq(ccs_load_init(&load, &got.plan), 0);
    cr_assert(ccs_load_next(&load));
    cr_expect_float_eq(ccs_load_of(&load, B), (24 * (30 + 10 + 20) + 6 * 80) / 3600.0, 1e-9);
    ccs_load_free(&load);
}

Test(transfer, warns_of_a_second_tier_that_is_short)
{
    compile_text(&got,
        "run:{mode=\"steady\";length=\"200 h\";};types:{a:{arrivals:{per_hour=60;};talk=60;groups=(\"g\");"
        "transfer:{b:{probability=0.5;};};};b:{talk=240;groups=(\"h\");};};groups:{g:{staff=2;};h:{staff=2;};};");
    cr_expect_str_eq(got.messages,
        "warning: test.cfg:1: types.b: offered load of b, 2 Erlang, is not below capacity, 2 agents of h: the queue grows without "
        "bound, and waits say how long the run was, not how long customers wait\n");
}

/* ---- what is refused ----------------------------------------------------------------------------------------------------------------- */

#define REFUSED(a, b) "types:{a:{arrivals:{per_hour=1;};talk=60;" a "};b:{talk=60;" b "};};groups:{g:{staff=3;};};"

Test(transfer, is_refused_where_it_makes_no_sense)
{
    refuse(REFUSED("transfer:{c:{probability=0.1;};};", ""),
        "test.cfg:1: types.a.transfer.c: there is no type \"c\", did you mean \"a\"?\n");
    refuse(REFUSED("transfer:{c:{probability=0.1;kind=\"warmm\";handover=10;};};", ""),
        "test.cfg:1: types.a.transfer.c: there is no type \"c\", did you mean \"a\"?\n"
        "test.cfg:1: types.a.transfer.c.kind: expected one of cold, warm, conference, found \"warmm\", did you mean \"warm\"?\n");
    refuse(REFUSED("transfer:{up:{to=\"bb\";probability=0.1;};};", ""),
        "test.cfg:1: types.a.transfer.up.to: there is no type \"bb\", did you mean \"b\"?\n");
    refuse(REFUSED("transfer:{b:{probability=0.6;};a:{probability=0.5;};};", ""),
        "test.cfg:1: types.a.transfer: the probabilities add up to 1.1: of all talks no more than all can be transferred\n");
    refuse(REFUSED("transfer:{b:{};};", ""),
        "test.cfg:1: types.a.transfer.b.probability: is required: share of the talks of the type that are not cut off; expected a share such as \"80 %\" or 0.8, from 0 to 1\n");
    refuse(REFUSED("transfer:{b:{probability=1;};};", "transfer:{a:{probability=1;};};"),
        "test.cfg:1: types.a.transfer: a contact that comes here is transferred again and again, without an end: make the probabilities of one of the "
        "types add up to less than 1\n"
        "test.cfg:1: types.b.transfer: a contact that comes here is transferred again and again, without an end: make the probabilities of one of the "
        "types add up to less than 1\n");
    refuse(REFUSED("transfer:{b:{probability=1;};};", "transfer:{a:{probability=0.99;};};"), "");
    refuse(REFUSED("drop:{probability=1;call_back=1;};", ""),
        "test.cfg:1: types.a.drop: every talk would be cut off and every customer come again, for ever: give a smaller probability or call_back\n");
}

/* ---- what is said of it -------------------------------------------------------------------------------------------------------------- */

Test(transfer, is_explained)
{
    explain(REFUSED(
        "drop:{probability=0.004;call_back=0.8;};transfer:{b:{probability=0.14;};again:{to=\"a\";probability=0.02;joins=\"front\";talk_factor=0.8;identify=20;};};",
        "label=\"Second tier\";"));
    expect_said("  Of the talks, 0.4 % are cut off, each at any moment of its time; 80 % of these customers come again.\n");
    expect_said(
        "  At the end of the talk the customer goes on to another queue: 14 % to that of Second tier; 2 % to that of a, in front of those who wait, where the talk takes 80 % of its time, and is identified again, for always 20 s.\n");
}

/* Rows of a log: of each leg one, under the type in whose queue it is. */
Test(transfer, has_a_row_of_the_log_for_each_leg)
{
    run = run_text(DAY(ALL_TO_B "wrap=30;", "", ""));
    const contact_rows_t rows = run_log(run);

    cr_assert_eq(rows.n, 6);
    cr_expect(rows.at[0].as == A && rows.at[0].of.leg == 0 && rows.at[0].talk_s == 100 && rows.at[0].wrap_s == 30);
    cr_expect(rows.at[1].as == B && rows.at[1].of.leg == 1 && rows.at[1].arrived_s == rows.at[0].arrived_s + 100);
    cr_expect(rows.at[1].of.type == A && rows.at[1].of.index == 0 && rows.at[1].talk_s == 700 && isnan(rows.at[1].wrap_s));
    cr_expect(rows.at[3].as == B && rows.at[3].wait_s == 200 && rows.at[3].group == 1);
}

/* Whether an agent goes not ready is drawn by the contact and its leg, though the customer comes again after it. */
Test(transfer, that_the_customer_comes_again_changes_nobodys_being_not_ready)
{
    static const char *const forms[] =
        {"clock:{open=\"08:00-20:00\";};types:{a:{arrivals:{gap=50;};talk=10;groups=(\"g\");transfer:{b:{probability=1;};};};"
         "b:{talk=10;groups=(\"h\");};};groups:{g:{staff=9;};h:{staff=9;not_ready_after_contact:{probability=0.5;time=100;};};};",
            "clock:{open=\"08:00-20:00\";};types:{a:{arrivals:{gap=50;};talk=10;groups=(\"g\");transfer:{b:{probability=1;};};};"
            "b:{talk=10;groups=(\"h\");reconnect:{probability=0.9;delay=\"13 h\";};};};"
            "groups:{g:{staff=9;};h:{staff=9;not_ready_after_contact:{probability=0.5;time=100;};};};"};
    double n[2] = {0};

    for (int i = 0; i < 2; i++) {
        run = run_text(forms[i]);
        n[i] = block_total(run, CCS_BLOCK_DUTY, 1, CCS_FACT_not_ready);
        run_delete(run);
        run = NULL;
    }
    cr_expect_eq(n[0], n[1], "%g and %g", n[0], n[1]);
    cr_expect(fabs(n[0] - 431.5) < 4 * 14.7, "half of 863 +- 14.7: %g", n[0]);
}
