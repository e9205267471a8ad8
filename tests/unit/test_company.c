/* test_company.c - agents who stay with customers whom they transfer: runs whose every moment can be worked out by hand, what is refused, what is said of it.
 * Opening is at 08:00; times in comments are seconds after opening. */
#define _POSIX_C_SOURCE 200809L

#include "handling_case.h"
#include "load.h"

TestSuite(company, .fini = finish);

enum { A, B };

/* Contacts come at 500, 1000 and 1500. */
#define DAY(a, b, more)                                                                                                          \
    "clock:{open=\"08:00-08:30\";interval=\"10 min\";};"                                                                         \
    "types:{a:{arrivals:{gap=500;};talk=100;groups=(\"g\");" a "};b:{talk=700;groups=(\"h\");" b "};};"                          \
    "groups:{g:{staff=1;};h:{staff=1;};};" more
#define WARM(more) "transfer:{b:{probability=1;kind=\"warm\";" more "};};"

/* With a to 600, with both to 640, with b to 1340. The second asks at 1100, b answers at 1340, both to 1380, b to 2080. The third, who waits from 1500 on, is with a from
 * 1380 + 30 on, that is from 1500 to 1600, with b from 2080. */
Test(company, lasts_until_another_answers_and_for_the_handover)
{
    run = run_text(DAY(WARM("handover=40;") "wrap=30;", "", ""));
    cr_expect_eq(handling(A, CCS_FACT_transfers), 3);
    cr_expect_eq(handling(A, CCS_FACT_warm), 3);
    cr_expect_eq(handling(A, CCS_FACT_joined), 3);
    cr_expect_float_eq(handling(A, CCS_FACT_company), 40 + 280 + 520, 1e-9);
    cr_expect_float_eq(handling(A, CCS_FACT_company_area), 40 + 280 + 520, 1e-9);
    cr_expect_float_eq(pair_total(run, A, CCS_FACT_talk), 3 * 100 + 840, 1e-9);
    cr_expect_eq(pair_total(run, A, CCS_FACT_wraps), 3, "after they have left the customer");
    cr_expect_float_eq(pair_total(run, B, CCS_FACT_talk), 3 * 740, 1e-9);
    cr_expect_eq(type_total(run, B, CCS_FACT_wait_answered), 240 + 480);
    cr_expect_eq(journey(A, CCS_FACT_journeys), 3);
    cr_expect_eq(journey(A, CCS_FACT_journeys_served), 3);
    cr_expect_eq(journey(A, CCS_FACT_journey_talks), 6);
}

/* Nobody answers the second within 100 s, nor the third: a leaves at 1200 and 1700, the customers wait on. */
Test(company, ends_where_nobody_answers_for_too_long)
{
    run = run_text(DAY(WARM("handover=40;max_wait=100;"), "", ""));
    cr_expect_eq(handling(A, CCS_FACT_joined), 1);
    cr_expect_float_eq(handling(A, CCS_FACT_company), 40 + 100 + 100, 1e-9);
    cr_expect_float_eq(pair_total(run, B, CCS_FACT_talk), 740 + 2 * 700, 1e-9);
    cr_expect_eq(type_total(run, B, CCS_FACT_answered), 3);
    cr_expect_eq(journey(A, CCS_FACT_journeys_served), 3);
}

/* Who waits for b from 1100 on gives up after 60 s, and a has nobody to stay with; nobody else waits. */
Test(company, ends_with_the_customer)
{
    run = run_text(DAY(WARM(""), "patience=60;", ""));
    cr_expect_eq(type_total(run, B, CCS_FACT_abandoned), 1);
    cr_expect_float_eq(handling(A, CCS_FACT_company), 60, 1e-9);
    cr_expect_eq(pair_total(run, A, CCS_FACT_talks), 3);
    cr_expect_eq(journey(A, CCS_FACT_journeys_abandoned), 1);
    cr_expect_eq(journey(A, CCS_FACT_journeys_lost_later), 1);
    run_delete(run);
    run = run_text(DAY(WARM(""), "queue_limit=0;", ""));
    cr_expect_eq(type_total(run, B, CCS_FACT_blocked), 1, "nobody may wait");
    cr_expect_float_eq(handling(A, CCS_FACT_company), 0, 1e-9);
    cr_expect_eq(pair_total(run, A, CCS_FACT_talks), 3);
}

/* Both stay: with a and b from 600 to 1300; the second is with a from 1300 to 1400, with both to 2100; the third from 2100 to 2200, and to 2900. */
Test(company, of_a_conference_lasts_to_the_end_of_the_talk)
{
    run = run_text(DAY("transfer:{b:{probability=1;kind=\"conference\";};};", "", ""));
    cr_expect_eq(handling(A, CCS_FACT_conferences), 3);
    cr_expect_float_eq(handling(A, CCS_FACT_company), 3 * 700, 1e-9);
    cr_expect_float_eq(pair_total(run, A, CCS_FACT_talk), 3 * 800, 1e-9);
    cr_expect_float_eq(pair_total(run, B, CCS_FACT_talk), 3 * 700, 1e-9);
    cr_expect_eq(type_total(run, A, CCS_FACT_wait_answered), 300 + 600);
    cr_expect_eq(journey(A, CCS_FACT_journeys_served), 3);
}

/* Four lines: each customer has one, from 500, 1000 and 1500 to 1340, 2080 and 2820, and gives it back once. */
Test(company, takes_no_second_line)
{
    double line_s = 0;

    run = run_text(DAY(WARM("handover=40;"), "", "trunks:{one:{lines=4;types=[\"a\"];};};"));
    for (uint32_t cell = 0; cell < run->plan->n_cells; cell++) line_s += trunk_fact(run, cell, 0, CCS_FACT_line_area);
    cr_expect_float_eq(line_s, 840 + 1080 + 1320, 1e-9);
}

/* The second waits in company from 1100 to 1300; the third from 1600 on, and at 1800 is cut off, or waits for the next day: in both cases a goes. */
Test(company, ends_at_close)
{
    run = run_text(DAY(WARM(""), "at_close=\"clear\";", ""));
    cr_expect_eq(type_total(run, B, CCS_FACT_disconnected), 1);
    cr_expect_float_eq(handling(A, CCS_FACT_company), 200 + 200, 1e-9);
    cr_expect_eq(journey(A, CCS_FACT_journeys_cut_off), 1);
    run_delete(run);
    run = run_text(DAY(WARM(""), "at_close=\"carry\";", ""));
    cr_expect_eq(type_total(run, B, CCS_FACT_disconnected), 0);
    cr_expect_eq(type_total(run, B, CCS_FACT_still_waiting), 1);
    cr_expect_float_eq(handling(A, CCS_FACT_company), 200 + 200, 1e-9);
}

/* The third would leave the customer at 1800, when the customer is cut off: that is one and the same. */
Test(company, ends_once_where_max_wait_ends_at_close)
{
    run = run_text(DAY(WARM("max_wait=200;") "wrap=30;", "at_close=\"clear\";", ""));
    cr_expect_eq(type_total(run, B, CCS_FACT_disconnected), 1);
    cr_expect_float_eq(handling(A, CCS_FACT_company), 200 + 200, 1e-9);
    cr_expect_eq(pair_total(run, A, CCS_FACT_talks), 3);
    cr_expect_eq(pair_total(run, A, CCS_FACT_wraps), 3);
    cr_expect_float_eq(pair_total(run, A, CCS_FACT_wrap), 90, 1e-9);
}

/* Nobody serves b any more as the first asks at 600: a is with the customer for ever, and the others wait for a. */
Test(company, may_be_there_when_the_run_ends)
{
    run = run_text("clock:{open=\"08:00-08:30\";interval=\"10 min\";};types:{a:{arrivals:{gap=500;};talk=100;groups=(\"g\");" WARM(
        "") "};b:{talk=700;groups=(\"h\");};};groups:{g:{staff=1;};h:{staff=((\"08:00\",\"08:10\",1),(\"08:10\",\"08:30\",0));};};");
    cr_expect_eq(handling(A, CCS_FACT_still_there), 1);
    cr_expect_eq(journey(A, CCS_FACT_journeys_open), 3);
}

#define ONE_TO_THE_OTHER(to_b, to_a)                                                                                             \
    "types:{a:{arrivals:{per_hour=9;};talk=60;groups=(\"g\");transfer:{b:{probability=0.5;kind=\"warm\";" to_b "};};};"          \
    "b:{arrivals:{per_hour=9;};talk=60;groups=(\"h\");transfer:{a:{probability=0.5;kind=\"warm\";" to_a "};};};};"               \
    "groups:{g:{staff=3;};h:{staff=3;};};"
#define CIRCLE                                                                                                                   \
    "agents who stay with a customer could wait for one another in a circle, for ever: give a max_wait to transfers that are not cold, or other groups to the type that they go to\n"

Test(company, of_agents_who_wait_for_one_another_is_refused)
{
    refuse(ONE_TO_THE_OTHER("", ""), "test.cfg:1: types.a.transfer: " CIRCLE "test.cfg:1: types.b.transfer: " CIRCLE);
    refuse(ONE_TO_THE_OTHER("max_wait=60;", ""), "");
    refuse("types:{a:{arrivals:{per_hour=9;};talk=60;groups=(\"g\");transfer:{b:{probability=0.5;kind=\"conference\";};};};"
           "b:{talk=60;groups=(\"g\");};};groups:{g:{staff=3;};};",
        "test.cfg:1: types.a.transfer: " CIRCLE);
    refuse("types:{a:{arrivals:{per_hour=9;};talk=60;groups=(\"g\");transfer:{b:{probability=0.5;kind=\"conference\";};};};"
           "b:{talk=60;groups=((\"g\",\"h\"));};};groups:{g:{staff=3;};h:{staff=1;};};",
        "");
}

#define REFUSED(transfer)                                                                                                        \
    "types:{a:{arrivals:{per_hour=1;};talk=60;groups=(\"g\");transfer:{b:{probability=0.1;" transfer                             \
    "};};};b:{talk=60;groups=(\"h\");};};"                                                                                       \
    "groups:{g:{staff=3;};h:{staff=3;};};"

Test(company, is_refused_where_it_makes_no_sense)
{
    refuse(REFUSED("handover=5;"),
        "test.cfg:1: types.a.transfer.b.handover: is of a warm transfer: write kind = \"warm\", or leave it out\n");
    refuse(REFUSED("max_wait=5;"),
        "test.cfg:1: types.a.transfer.b.max_wait: nobody stays after a cold transfer: write kind = \"warm\", or leave it out\n");
    refuse(REFUSED("kind=\"conference\";identify=5;"),
        "test.cfg:1: types.a.transfer.b.identify: in a conference nobody is identified again, as the first agent is there: leave it out\n");
}

/* A tenth of the talks of a with 10 s more; of b 10 s more of each; or with the whole of the other talk. */
Test(company, is_work)
{
    ccs_load_t load;

    compile_sound(&got, "run:{mode=\"steady\";length=\"200 h\";};" REFUSED("kind=\"warm\";handover=10;"));
    cr_assert_eq(ccs_load_init(&load, &got.plan), 0);
    cr_assert(ccs_load_next(&load));
    cr_expect_float_eq(ccs_load_of(&load, A), 61 / 3600.0, 1e-9);
    cr_expect_float_eq(ccs_load_of(&load, B), 7 / 3600.0, 1e-9);
    ccs_load_free(&load);
    compiled_free(&got);
    compile_sound(&got, "run:{mode=\"steady\";length=\"200 h\";};" REFUSED("kind=\"conference\";"));
    cr_assert_eq(ccs_load_init(&load, &got.plan), 0);
    cr_assert(ccs_load_next(&load));
    cr_expect_float_eq(ccs_load_of(&load, A), 66 / 3600.0, 1e-9);
    cr_expect_float_eq(ccs_load_of(&load, B), 6 / 3600.0, 1e-9);
    ccs_load_free(&load);
}

Test(company, is_explained)
{
    explain(REFUSED("kind=\"warm\";handover=20;max_wait=60;"));
    expect_said(
        "10 % to that of b, with the agent, who stays until another one answers and then for always 20 s, but while nobody does for 1 min at most.\n");
}

/* Rows of a log: of each leg one; the first talk lasts while its agent stays. */
Test(company, has_a_row_of_the_log_for_each_leg)
{
    run = run_text(DAY(WARM("handover=40;") "wrap=30;", "", ""));
    const contact_rows_t rows = run_log(run);

    cr_assert_eq(rows.n, 6);
    cr_expect(rows.at[0].as == A && rows.at[0].talk_s == 140 && rows.at[0].wrap_s == 30);
    cr_expect(rows.at[1].as == B && rows.at[1].arrived_s == rows.at[0].arrived_s + 100 && rows.at[1].talk_s == 740);
}
