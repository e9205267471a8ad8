/* test_comes_again.c - who comes again depends on the attempt, and on the group that has served the customer: runs whose every moment can be worked out by hand, what is
 * refused, what is said of it. Opening is at 08:00; times in comments are seconds after opening. */
#define _POSIX_C_SOURCE 200809L

#include "handling_case.h"
#include "load.h"

TestSuite(comes_again, .fini = finish);

/* Contacts come at 3000 and 6000, nobody is there, and each attempt ends after 10 s. */
#define NOBODY(redial)                                                                                                           \
    "clock:{open=\"08:00-10:00\";interval=\"1 h\";};types:{a:{arrivals:{gap=3000;};talk=60;patience=10;groups=(\"g\");"          \
    "redial:{after_abandon=1;delay=100;max_attempts=4;" redial                                                                   \
    "};};};groups:{g:{staff=((\"08:00\",\"08:10\",1),(\"08:10\",\"10:00\",0));};};"

/* 100 s away three times, or once; or 100 s and then 500 s twice; or those of the first come again and no others. */
Test(comes_again, less_often_or_later_after_further_attempts)
{
    run = run_text(NOBODY(""));
    cr_expect_eq(type_total(run, 0, CCS_FACT_redials), 6);
    run_anew(NOBODY("further:{after_abandon=0;};"));
    cr_expect_eq(type_total(run, 0, CCS_FACT_redials), 2);
    cr_expect_float_eq(type_total(run, 0, CCS_FACT_retry_area), 200, 1e-9);
    run_anew(NOBODY("further:{delay=500;};"));
    cr_expect_eq(type_total(run, 0, CCS_FACT_redials), 6);
    cr_expect_float_eq(type_total(run, 0, CCS_FACT_retry_area), 2 * 1100, 1e-9);
    run_anew(NOBODY("further:{after_block=0;};"));
    cr_expect_eq(type_total(run, 0, CCS_FACT_redials), 6, "what is left out is as after the first");
}

/* Contacts at 1000, 2000 and 3000; g answers all of them. */
#define SERVED(g, h)                                                                                                             \
    "clock:{open=\"08:00-09:00\";interval=\"1 h\";};types:{a:{arrivals:{gap=1000;};talk=60;groups=(\"g\",\"h\");"                \
    "reconnect:{delay=50;max_attempts=3;};by_group:{g:{" g "};h:{" h "};};};};groups:{g:{staff=1;};h:{staff=1;};};"

Test(comes_again, as_often_as_it_is_with_the_group_that_has_served)
{
    run = run_text(SERVED("reconnect=1;", "reconnect=0;"));
    cr_expect_eq(type_total(run, 0, CCS_FACT_repeats), 6);
    run_anew(SERVED("reconnect=0;", "reconnect=1;"));
    cr_expect_eq(type_total(run, 0, CCS_FACT_repeats), 0);
}

#define CENTRE(more)                                                                                                             \
    "types:{a:{arrivals:{per_hour=9;};talk=60;patience=90;groups=((\"g\",\"h\"));" more "};};groups:{g:{staff=3;};h:{staff=3;};};"

Test(comes_again, for_ever_is_refused)
{
    refuse(CENTRE("redial:{after_abandon=0.5;delay=60;becomes:{a:{probability=0.7;};again:{to=\"a\";probability=0.7;};};};"),
        "test.cfg:1: types.a.redial.becomes: the probabilities add up to 1.4: of those who come again no more than all can come as another type\n");
    refuse(CENTRE("redial:{after_abandon=0.5;delay=60;further:{after_abandon=1;};};"),
        "test.cfg:1: types.a.redial.further.after_abandon: every contact would come again for ever: give max_attempts, a decay below 1 or a smaller share\n");
    refuse(CENTRE("by_group:{g:{reconnect=1;};};"),
        "test.cfg:1: types.a.by_group.g.reconnect: every contact would come again for ever: give max_attempts, a decay below 1 or a smaller share\n");
    refuse(CENTRE(
               "reconnect:{probability=((\"00:00\",\"12:00\",0.1),(\"12:00\",\"24:00\",0.2));};by_group:{g:{reconnect=0.3;};};"),
        "test.cfg:1: types.a.by_group.g.reconnect: cannot stand beside a reconnect.probability that varies over time: write one share there\n");
}

/* 9 an hour, of whom a fifth come again: a mean of 0.3 of those of g and 0.1 of those of h. */
Test(comes_again, is_work)
{
    ccs_load_t load;

    compile_sound(&got,
        "run:{mode=\"steady\";length=\"200 h\";};" CENTRE("reconnect:{probability=0.1;};by_group:{g:{reconnect=0.3;};};"));
    cr_assert_eq(ccs_load_init(&load, &got.plan), 0);
    cr_assert(ccs_load_next(&load));
    cr_expect_float_eq(ccs_load_of(&load, 0), 9 * 60 / 0.8 / 3600.0, 1e-9);
    ccs_load_free(&load);
}

Test(comes_again, is_explained)
{
    explain(CENTRE(
        "redial:{after_abandon=0.5;delay=60;further:{after_abandon=0.25;after_block=0.1;delay=300;};};reconnect:{probability=0.1;};by_group:{g:{reconnect=0.3;};};"));
    expect_said(
        "  After an attempt that was not the first 25 % of those who abandon, 10 % of those who are blocked do, after a time that is always 5 min.\n");
    expect_said("  That is the mean of its groups: 30 % of those served by g, 10 % of those served by h.\n");
}

/* Contacts of a at 3000 and 6000, nobody is there, and each attempt ends after 10 s: 100 s later they come as b, which is served. */
#define AS_ANOTHER(becomes)                                                                                                      \
    "clock:{open=\"08:00-10:00\";interval=\"1 h\";};types:{a:{arrivals:{gap=3000;};talk=60;patience=10;groups=(\"g\");"          \
    "redial:{after_abandon=1;delay=100;max_attempts=3;" becomes "};};b:{talk=200;groups=(\"h\");};};"                            \
    "groups:{g:{staff=((\"08:00\",\"08:10\",1),(\"08:10\",\"10:00\",0));};h:{staff=1;};};"

Test(comes_again, as_another_type)
{
    run = run_text(AS_ANOTHER("becomes:{b:{probability=1;};};"));
    cr_expect_eq(type_total(run, 0, CCS_FACT_arrived), 2);
    cr_expect_eq(type_total(run, 0, CCS_FACT_redials), 0);
    cr_expect_eq(type_total(run, 1, CCS_FACT_redials), 2);
    cr_expect_eq(type_total(run, 1, CCS_FACT_answered), 2);
    cr_expect_float_eq(pair_total(run, 1, CCS_FACT_talk), 400, 1e-9, "by the law of b");
    cr_expect_eq(block_total(run, CCS_BLOCK_JOURNEY, 0, CCS_FACT_switched), 2);
    cr_expect_eq(block_total(run, CCS_BLOCK_JOURNEY, 1, CCS_FACT_switched_in), 2);
    cr_expect_eq(block_total(run, CCS_BLOCK_JOURNEY, 0, CCS_FACT_issues), 2, "one matter, whatever they come as");
    cr_expect_eq(block_total(run, CCS_BLOCK_JOURNEY, 0, CCS_FACT_issues_served), 2);
    cr_expect_eq(block_total(run, CCS_BLOCK_JOURNEY, 0, CCS_FACT_issue_contacts), 4);
    run_anew(AS_ANOTHER("becomes:{b:{probability=0;};};"));
    cr_expect_eq(type_total(run, 0, CCS_FACT_redials), 4);
    cr_expect_eq(type_total(run, 1, CCS_FACT_arrived), 0);
}

/* Served customers of a come again as b, which does not send any. */
Test(comes_again, as_another_type_after_an_answer)
{
    run = run_text(
        "clock:{open=\"08:00-09:00\";interval=\"1 h\";};types:{a:{arrivals:{gap=1000;};talk=60;groups=(\"g\");"
        "reconnect:{probability=1;delay=50;max_attempts=3;becomes:{mail:{to=\"b\";probability=1;};};};};b:{talk=80;groups=(\"g\");};};"
        "groups:{g:{staff=1;};};");
    cr_expect_eq(type_total(run, 0, CCS_FACT_repeats), 0);
    cr_expect_eq(type_total(run, 1, CCS_FACT_repeats), 3);
    cr_expect_eq(block_total(run, CCS_BLOCK_JOURNEY, 0, CCS_FACT_issue_contacts), 6);
}

/* 9 an hour of a, of whom half come again, half of these as b, of whom a fifth come again as a. */
Test(comes_again, as_another_type_is_work_of_that_type)
{
    const double a = 9 / (1 - 0.25 - 0.25 * 0.2), b = a * 0.25;
    ccs_load_t load;

    compile_sound(&got,
        "run:{mode=\"steady\";length=\"200 h\";};types:{a:{arrivals:{per_hour=9;};talk=60;groups=(\"g\");reconnect:{probability=0.5;becomes:{b:{probability=0.5;};};};};"
        "b:{talk=80;groups=(\"h\");reconnect:{probability=0.2;becomes:{a:{probability=1;};};};};};groups:{g:{staff=3;};h:{staff=3;};};");
    cr_assert_eq(ccs_load_init(&load, &got.plan), 0);
    cr_assert(ccs_load_next(&load));
    cr_expect_float_eq(ccs_load_of(&load, 0), a * 60 / 3600, 1e-9);
    cr_expect_float_eq(ccs_load_of(&load, 1), b * 80 / 3600, 1e-9);
    ccs_load_free(&load);
}
