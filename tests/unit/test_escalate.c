/* test_escalate.c - contacts that go up when the agent sees that they must: runs whose every moment can be worked out by hand, what is refused, what is said of it.
 * Opening is at 08:00; times in comments are seconds after opening. */
#define _POSIX_C_SOURCE 200809L

#include "handling_case.h"
#include "load.h"

TestSuite(escalate, .fini = finish);

enum { A, B };

/* Contacts come at 500, 1000 and 1500; b has two agents. */
#define DAY(a)                                                                                                                   \
    "clock:{open=\"08:00-08:30\";interval=\"10 min\";};"                                                                         \
    "types:{a:{arrivals:{gap=500;};talk=100;groups=(\"g\");" a "};b:{talk=300;groups=(\"h\");};};"                               \
    "groups:{g:{staff=1;};h:{staff=2;};};"

/* The agent works on it for 40 s, and the customer goes up: from 540 to 840 with b. */
Test(escalate, comes_as_the_agent_sees_it)
{
    run = run_text(DAY("wrap=30;escalate:{b:{probability=1;detect_after=40;};};"));
    cr_expect_eq(handling(A, CCS_FACT_escalations), 3);
    cr_expect_eq(handling(A, CCS_FACT_transfers), 3);
    cr_expect_float_eq(handling(A, CCS_FACT_failed), 120, 1e-9);
    cr_expect_float_eq(pair_total(run, A, CCS_FACT_talk), 120, 1e-9);
    cr_expect_eq(pair_total(run, A, CCS_FACT_wraps), 3);
    cr_expect_float_eq(pair_total(run, B, CCS_FACT_talk), 900, 1e-9);
    cr_expect_eq(journey(A, CCS_FACT_journeys_escalated), 3);
    cr_expect_float_eq(journey(A, CCS_FACT_escalated_time), 3 * 340, 1e-9);
    cr_expect_eq(journey(A, CCS_FACT_journeys_served), 3);
    run_anew(DAY("escalate:{b:{probability=1;detect_share=0.25;talk_factor=1.5;};};"));
    cr_expect_float_eq(handling(A, CCS_FACT_failed), 75, 1e-9);
    cr_expect_float_eq(pair_total(run, B, CCS_FACT_talk), 1350, 1e-9);
    run_anew(DAY("escalate:{b:{probability=1;};};"));
    cr_expect_float_eq(handling(A, CCS_FACT_failed), 300, 1e-9, "at the end of the talk where nothing else is said");
}

Test(escalate, does_not_come_where_the_share_is_nothing)
{
    run = run_text(DAY("escalate:{b:{probability=0;detect_after=40;};};"));
    cr_expect_eq(handling(A, CCS_FACT_transfers), 0);
    cr_expect_float_eq(pair_total(run, A, CCS_FACT_talk), 300, 1e-9);
    cr_expect_eq(journey(A, CCS_FACT_journeys_escalated), 0);
}

/* Those that do not go up are transferred, as before. */
Test(escalate, leaves_the_rest_to_transfers)
{
    run = run_text(DAY(
        "escalate:{b:{probability=((\"08:00\",\"08:20\",1),(\"08:20\",\"08:30\",0));detect_after=40;};};transfer:{b:{probability=1;};};"));
    cr_expect_eq(handling(A, CCS_FACT_escalations), 2);
    cr_expect_eq(handling(A, CCS_FACT_transfers), 3);
    cr_expect_float_eq(pair_total(run, A, CCS_FACT_talk), 40 + 40 + 100, 1e-9);
    cr_expect_eq(journey(A, CCS_FACT_journeys_escalated), 2);
}

/* a stays from 540 to the end of the handover, and prepares and holds before: to 510, 530, on hold to 550, 570. */
Test(escalate, may_be_warm_and_has_pauses_before)
{
    run = run_text(DAY("escalate:{b:{probability=1;detect_after=40;kind=\"warm\";handover=25;};};"));
    cr_expect_float_eq(handling(A, CCS_FACT_failed), 120, 1e-9);
    cr_expect_float_eq(handling(A, CCS_FACT_company), 75, 1e-9);
    run_anew(DAY("setup=10;hold:{probability=1;time=20;};escalate:{b:{probability=1;detect_after=40;};};"));
    cr_expect_float_eq(handling(A, CCS_FACT_failed), 3 * 70, 1e-9);
    cr_expect_float_eq(pair_total(run, A, CCS_FACT_talk), 3 * 70, 1e-9);
}

Test(escalate, of_a_talk_that_is_cut_off_does_not_come)
{
    run = run_text(DAY("drop:{probability=1;};escalate:{b:{probability=1;detect_after=40;};};"));
    cr_expect_eq(handling(A, CCS_FACT_escalations), 0);
    cr_expect_eq(journey(A, CCS_FACT_journeys_dropped), 3);
    cr_expect_lt(pair_total(run, A, CCS_FACT_talk), 120);
}

/* Two contacts are there at the start, one for the agent of each group: that of the first group does not go up, that of the second does, as four times one in four do. */
Test(escalate, depends_on_who_has_it)
{
    run = run_text(
        "clock:{open=\"08:00-08:15\";interval=\"5 min\";};"
        "types:{a:{arrivals:{per_hour=0;};initial:{waiting=2;};talk=100;groups=(\"g\",\"k\");by_group:{g:{escalate=0;};k:{escalate=4;};};"
        "escalate:{b:{probability=0.25;detect_after=40;};};};b:{talk=300;groups=(\"h\");};};"
        "groups:{g:{staff=1;};k:{staff=1;};h:{staff=2;};};");
    cr_expect_eq(handling(A, CCS_FACT_escalations), 0);
    cr_expect_eq(handling(A + 1, CCS_FACT_escalations), 1);
    cr_expect_float_eq(pair_total(run, A, CCS_FACT_talk), 100, 1e-9);
    cr_expect_float_eq(pair_total(run, A + 1, CCS_FACT_talk), 40, 1e-9);
}

#define REFUSED(more)                                                                                                            \
    "types:{a:{arrivals:{per_hour=1;};talk=60;groups=(\"g\");" more "};b:{talk=60;groups=(\"h\");};};"                           \
    "groups:{g:{staff=3;};h:{staff=3;};};"

Test(escalate, is_refused_where_it_makes_no_sense)
{
    refuse(REFUSED("escalate:{b:{probability=0.5;detect_after=5;detect_share=0.5;};};"),
        "test.cfg:1: types.a.escalate.b.detect_share: cannot stand beside detect_after: leave out one of them\n");
    refuse(REFUSED("escalate:{b:{probability=0.7;};again:{to=\"b\";probability=0.7;};};"),
        "test.cfg:1: types.a.escalate: the probabilities add up to 1.4: of all talks no more than all can go up\n");
    refuse(REFUSED("escalate:{a:{probability=1;};};transfer:{b:{probability=1;};};"),
        "test.cfg:1: types.a.escalate: a contact that comes here is transferred again and again, without an end: make the probabilities of one of the types add up to less than 1\n");
}

/* One an hour: a fifth is over after 20 s and goes up; of the rest a quarter is transferred. */
Test(escalate, is_work_of_both)
{
    ccs_load_t load;

    compile_sound(&got,
        "run:{mode=\"steady\";length=\"200 h\";};" REFUSED(
            "escalate:{b:{probability=0.2;detect_after=20;};};transfer:{b:{probability=0.25;};};"));
    cr_assert_eq(ccs_load_init(&load, &got.plan), 0);
    cr_assert(ccs_load_next(&load));
    cr_expect_float_eq(ccs_load_of(&load, A), (0.2 * 20 + 0.8 * 60) / 3600.0, 1e-9);
    cr_expect_float_eq(ccs_load_of(&load, B), 0.4 * 60 / 3600.0, 1e-9);
    ccs_load_free(&load);
}

Test(escalate, is_explained)
{
    explain(REFUSED("escalate:{b:{probability=0.2;detect_share=0.5;joins=\"front\";};};"));
    expect_said(
        "  20 % of the talks go up to the queue of b, when 50 % of the talk is over, in front of those who wait.\n  There the contact asks for an agent as one of that type");
}

/* Agent 0 passes three on, agents 1 and 2 have them. */
Test(escalate, is_told_of_single_agents)
{
    run = run_text(DAY("escalate:{b:{probability=1;detect_after=40;};};") "run:{agents=\"each\";};");
    cr_expect_eq(block_total(run, CCS_BLOCK_AGENT, 0, CCS_FACT_own_transfers), 3);
    cr_expect_eq(block_total(run, CCS_BLOCK_AGENT, 0, CCS_FACT_own_escalations), 3);
    cr_expect_float_eq(block_total(run, CCS_BLOCK_AGENT, 0, CCS_FACT_own_failed), 120, 1e-9);
    cr_expect_eq(block_total(run, CCS_BLOCK_AGENT, 1, CCS_FACT_own_received) +
            block_total(run, CCS_BLOCK_AGENT, 2, CCS_FACT_own_received),
        3);
    cr_expect_eq(handling(B, CCS_FACT_passed_in), 3);
}

/* The contact of 500 comes up at 540, and b is done with it at 570; the agents of a try what comes later to its end. */
#define BACK(to, share)                                                                                                          \
    "clock:{open=\"08:00-08:30\";interval=\"10 min\";};types:{"                                                                  \
    "a:{arrivals:{gap=500;};talk=100;groups=(\"g\");escalate:{b:{probability=((\"08:00\",\"08:09\",1),(\"08:09\",\"08:30\",0));" \
    "detect_after=40;};};};b:{talk=30;groups=(\"h\");transfer:{" to ":{probability=" share                                       \
    ";};};};c:{talk=30;groups=(\"h\");};};"                                                                                      \
    "groups:{g:{staff=1;};h:{staff=2;};};"

Test(escalate, tells_what_the_second_level_sends_back)
{
    enum { C = 2 };

    run = run_text(BACK("a", "1"));
    cr_expect_eq(journey(B, CCS_FACT_came_up), 1);
    cr_expect_eq(journey(B, CCS_FACT_sent_back), 1);
    cr_expect_eq(journey(A, CCS_FACT_came_up) + journey(A, CCS_FACT_sent_back), 0);
    cr_expect_eq(figure_of(run, "second_level_bounces", 600), 1);
    cr_expect_eq(figure_of(run, "second_level_bounce_rate", 600), 1);
    run_anew(BACK("a", "0"));
    cr_expect_eq(journey(B, CCS_FACT_came_up), 1);
    cr_expect_eq(figure_of(run, "second_level_bounce_rate", 600), 0);
    run_anew(BACK("c", "1"));
    cr_expect_eq(journey(C, CCS_FACT_transferred_in), 1);
    cr_expect_eq(figure_of(run, "second_level_bounces", 600), 0, "to another type is no way back");
}

/* Three contacts of a, who all go to b, which resolves one in a hundred; three of d, who stay with agents who resolve all but one in a hundred. */
#define PASSED(how)                                                                                                                       \
    "clock:{open=\"08:00-08:30\";interval=\"30 min\";};types:{"                                                                           \
    "a:{arrivals:{gap=500;};talk=100;groups=(\"g\");outcomes:{resolved=0.99;};" how ":{b:{probability=1;};};};"                           \
    "b:{talk=30;groups=(\"h\");outcomes:{resolved=0.01;};};d:{arrivals:{gap=500;};talk=100;groups=(\"k\");outcomes:{resolved=0.99;};};};" \
    "groups:{g:{staff=1;};h:{staff=1;};k:{staff=1;};};"

Test(escalate, is_no_misroute_of_which_net_first_contact_resolution_is_free)
{
    run = run_text(PASSED("transfer"));
    cr_expect_float_eq(figure_of(run, "fcr", 1800), 0.5, 1e-12);
    cr_expect_eq(figure_of(run, "fcr_net", 1800), 1);
    run_anew(PASSED("escalate"));
    cr_expect_float_eq(figure_of(run, "fcr", 1800), 0.5, 1e-12);
    cr_expect_float_eq(figure_of(run, "fcr_net", 1800), 0.5, 1e-12);
}

/* One customer in ten leaves after an issue, however it ended: after two issues 0.2 of 50 customers. */
Test(escalate, leaves_customers_who_were_there_at_the_start)
{
    run = run_text("clock:{open=\"08:00-08:30\";interval=\"30 min\";};types:{a:{arrivals:{gap=600;};talk=100;"
                   "outcomes:{resolved=0.7;customers=50;churn:{first=0.1;later=0.1;never=0.1;};};};};groups:{g:{staff=1;};};");
    cr_expect_float_eq(figure_of(run, "churned", 1800), 0.2, 1e-12);
    cr_expect_float_eq(figure_of(run, "churn_of_customers", 1800), 0.004, 1e-12);
}
