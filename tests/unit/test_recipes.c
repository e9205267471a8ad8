/* test_recipes.c - what docs/demand.md says can be made of what there is: one source with several types, sources that are switched on and off, contacts that come before the
 * centre opens. */
#include <criterion/criterion.h>
#include <math.h>

#include "support.h"

static run_t *run;

static void finish(void)
{
    run_delete(run);
    run = NULL;
}

TestSuite(recipes, .fini = finish);

/* Letters come three at once, and each is an order with probability 0.7: a node without time sends them on. */
Test(recipes, one_source_has_several_types_by_their_shares)
{
    run = run_text(
        "clock:{open=\"08:00-18:00\";};types:{all:{arrivals:{per_hour=3000;batch=3;};flow=\"split\";talk=1;groups=[\"x\"];};"
        "orders:{talk=1;groups=[\"x\"];};returns:{talk=2;groups=[\"x\"];};};"
        "flows:{split:{nodes:{which:{choices:{o:{share=0.7;next=\"orders\";};r:{share=0.3;next=\"returns\";};};};orders:{to=\"orders\";};returns:{to=\"returns\";};};};};"
        "groups:{x:{staff=20;};};");
    const double all = type_total(run, 0, CCS_FACT_arrived), orders = type_total(run, 1, CCS_FACT_offered),
                 returns = type_total(run, 2, CCS_FACT_offered);

    cr_expect_gt(all, 25000);
    cr_expect_eq(fmod(all, 3), 0);
    cr_expect_eq(orders + returns, all);
    cr_expect_eq(type_total(run, 0, CCS_FACT_offered), 0);
    cr_expect_float_eq(orders / all, 0.7, 4 * sqrt(0.7 * 0.3 / all));
}

/* Rates and counts of 0 switch a source off; between its rows nobody comes. */
Test(recipes, a_source_is_switched_on_and_off)
{
    static const double comes[] = {0, 6, 0, 0, 5, 0, 0, 0};

    run = run_text(
        "clock:{open=\"08:00-12:00\";interval=\"30 min\";};types:{a:{arrivals:{counts=((\"08:30\",\"09:00\",6),(\"10:00\",\"10:30\",5));};talk=60;};"
        "b:{arrivals:{per_hour=((\"08:00\",\"09:00\",600),(\"09:00\",\"11:00\",0),(\"11:00\",\"12:00\",600));};talk=1;};};groups:{x:{staff=9;};};");
    for (uint32_t cell = 0; cell < 8; cell++) {
        const double n = type_fact(run, cell, 1, CCS_FACT_arrived);

        cr_expect_eq(type_fact(run, cell, 0, CCS_FACT_arrived), comes[cell], "%u", (unsigned) cell);
        if (cell < 2 || cell >= 6) cr_expect_gt(n, 200);
        else cr_expect_eq(n, 0);
    }
}

/* Before 08:00 three letters wait for the opening, four callers come as it opens, and two are lost; they are there when the first agents are. */
Test(recipes, a_queue_stands_before_the_door)
{
    run = run_text(
        "clock:{open=\"08:00-12:00\";interval=\"2 h\";};types:{letters:{arrivals:{counts=((\"06:00\",\"07:00\",3),(\"08:00\",\"10:00\",2));outside=\"wait\";};at_close=\"carry\";talk=60;};"
        "calls:{arrivals:{counts=((\"06:00\",\"07:00\",4));outside=\"next_opening\";};talk=60;};"
        "lost:{arrivals:{counts=((\"06:00\",\"07:00\",2));outside=\"drop\";};talk=60;};};groups:{x:{staff=1;};};");
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_arrived), 3, "before the opening");
    cr_expect_eq(type_fact(run, 1, 0, CCS_FACT_arrived), 2);
    cr_expect_geq(type_fact(run, 0, 0, CCS_FACT_wait_answered), 3 * 3600 + 60 + 120);
    cr_expect_eq(type_fact(run, 1, 1, CCS_FACT_arrived), 4);
    cr_expect_float_eq(type_fact(run, 1, 1, CCS_FACT_wait_answered), 180 + 240 + 300 + 360, 1e-9,
        "behind the letters, which have waited longer");
    cr_expect_eq(type_total(run, 2, CCS_FACT_arrived), 0);
}

/* The centre is open, the type is not until 09:00: what comes before waits for that. */
Test(recipes, a_type_opens_later_than_the_centre)
{
    run = run_text(
        "clock:{open=\"08:00-12:00\";interval=\"1 h\";};types:{a:{open=\"09:00-11:00\";at_close=\"carry\";arrivals:{counts=((\"08:00\",\"09:00\",4),(\"09:00\",\"10:00\",1));outside=\"wait\";};"
        "talk=60;};};groups:{x:{staff=2;};};");
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_arrived), 4);
    cr_expect_eq(pair_fact(run, 0, 0, CCS_FACT_answers), 0);
    cr_expect_eq(pair_fact(run, 1, 0, CCS_FACT_answers), 5);
}
