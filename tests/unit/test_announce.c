/* test_announce.c - what customers who wait are told, and what it does to their patience: small runs worked out by hand, and the hazard of giving up by the clock. Times
 * in comments are seconds after opening. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "support.h"

static run_t *run;

static void finish(void)
{
    run_delete(run);
    run = NULL;
}

TestSuite(announce, .fini = finish);

static void use(const char *cfg)
{
    finish();
    run = run_text(cfg);
}

/* One comes every 100, the first at 100, and a talk takes 150: without impatience number k is served at 150 k - 50. */
static void use_one_agent(const char *more)
{
    char cfg[1024];

    snprintf(cfg, sizeof cfg,
        "clock:{open=\"08:00-08:30\";interval=\"10 min\";};types:{a:{arrivals:{gap=100;};talk=150;%s};};groups:{g:{staff=1;};};",
        more);
    use(cfg);
}

static double total(enum ccs_type_fact fact)
{
    return type_total(run, 0, fact);
}

/* Number 5, at 500, is the first who would wait for longer than 160; of those who come before 600 nobody else gives up. */
static double fifth_waits(const char *more)
{
    char all[512];

    snprintf(all, sizeof all, "patience=160;%s", more);
    use_one_agent(all);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_abandoned), 1, "%s", more);
    return type_fact(run, 0, 0, CCS_FACT_wait_abandoned);
}

Test(announce, changes_nothing_without_an_effect)
{
    cr_expect_eq(fifth_waits(""), 160);
    const double wait_s = total(CCS_FACT_wait_answered), abandoned = total(CCS_FACT_abandoned);

    cr_expect_eq(fifth_waits("announce:{says=60;};"), 160);
    cr_expect(total(CCS_FACT_wait_answered) == wait_s && total(CCS_FACT_abandoned) == abandoned);
    cr_expect_float_eq(fifth_waits("announce:{says=60;every=7;};"), 160, 1e-9);
    cr_expect_float_eq(fifth_waits("predictor=\"queue_length\";announce:{every=7;};"), 160, 1e-9);
}

/* A factor on what remains; the same announcement again says nothing new. */
Test(announce, makes_who_hears_it_more_patient_or_less)
{
    use_one_agent("patience=160;announce:{says=60;patience_curve=((0,1),(60,0.25));};");
    cr_expect_eq(total(CCS_FACT_wait_abandoned), 40 * total(CCS_FACT_abandoned));
    cr_expect_gt(total(CCS_FACT_abandoned), 2);
    use_one_agent("patience=160;announce:{says=60;every=10;patience_curve=((0,1),(60,0.25));};");
    cr_expect_float_eq(total(CCS_FACT_wait_abandoned), 40 * total(CCS_FACT_abandoned), 1e-9);
    cr_expect_eq(fifth_waits("announce:{says=60;patience_curve=((\"1 min\",1));};"), 160);
}

/* Number 5 is second at first, and at 560, number 4 having reached the agent at 550, next: 120 of its patience are gone, and 40 left. */
Test(announce, tells_the_place_again)
{
    cr_expect_eq(fifth_waits("announce:{what=\"position\";patience_curve=((1,1),(2,0.5));};"), 80);
    cr_expect_eq(fifth_waits("announce:{what=\"position\";every=60;patience_curve=((1,1),(2,0.5));};"), 100);
}

/* The wait that number 5 is told, of 300, is told to nobody before: theirs are 150. */
Test(announce, tells_only_of_long_waits)
{
    cr_expect_eq(fifth_waits("predictor=\"queue_length\";announce:{above=150;patience_curve=((150,0.1),(300,0.75));};"), 120);
}

/* 60 of 160 are left when it is over: they run down 1.5 times as fast a minute later. */
Test(announce, makes_who_waits_for_longer_ever_more_impatient)
{
    const double growth = log(1.5) / 60;

    cr_expect_float_eq(fifth_waits("announce:{says=100;impatience_per_minute=1.5;};"), 100 + log1p(60 * growth) / growth, 1e-9);
    cr_expect_float_eq(fifth_waits("announce:{says=100;every=200;impatience_per_minute=1.5;};"),
        100 + log1p(60 * growth) / growth, 1e-9);
    cr_expect_eq(fifth_waits("announce:{says=100;leave_when_over=1;};"), 100);
}

Test(announce, leaves_who_waits_for_ever_alone)
{
    use_one_agent(
        "patience=60;never_abandons=1;announce:{says=10;every=30;leave_when_over=1;patience_curve=((0,0.1));impatience_per_minute=5;};");
    cr_expect_eq(total(CCS_FACT_answered), 17);
    use_one_agent("patience=60;announce:{says=10;every=30;leave_when_over=1;patience_curve=((0,0.1));impatience_per_minute=5;};");
    cr_expect_lt(total(CCS_FACT_answered), 17, "who does not wait for ever leaves");
    use_one_agent("announce:{says=10;every=30;leave_when_over=1;};");
    cr_expect_eq(total(CCS_FACT_answered), 17, "who has no patience to lose");
}

/* Whoever is told 300 or more goes: only one waits at a time. */
Test(announce, balks_by_the_wait_that_is_predicted)
{
    use_one_agent("queue_limit=1;");
    const double blocked = total(CCS_FACT_blocked);

    cr_expect_gt(blocked, 0);
    use_one_agent("predictor=\"queue_length\";balk_by_wait=((0,0),(\"299 s\",0),(\"5 min\",1));");
    cr_expect_eq(total(CCS_FACT_balked), blocked);
    use_one_agent("predictor=\"queue_length\";balk_by_wait=((0,0),(1e4,0));");
    cr_expect_eq(total(CCS_FACT_balked), 0);
    use_one_agent("predictor=\"queue_length\";balk_by_wait=((0,0),(150,1));");
    cr_expect_eq(total(CCS_FACT_waited), 0);
}

/* One near, nine far away, all with talks of 150; whoever is told so many seconds or more goes. @param others  types @return how many wait all the same */
static double n_who_wait_beside(const char *others, const char *routing, const char *near, unsigned told_s)
{
    char cfg[1024];

    snprintf(cfg, sizeof cfg,
        "clock:{open=\"08:00-08:30\";interval=\"10 min\";};types:{a:{arrivals:{gap=100;};talk=150;predictor=\"queue_length\";"
        "balk_by_wait=((0,0),(%u,0),(%u,1));routing:{%s};};b:{arrivals:{per_hour=0;};talk=9;groups=[\"near\"];};%s};"
        "groups:{near:{%s};far:{staff=9;};};",
        told_s - 1, told_s, routing, others, near);
    use(cfg);
    return total(CCS_FACT_waited);
}

static double n_who_wait(const char *routing, const char *near, unsigned told_s)
{
    return n_who_wait_beside("", routing, near, told_s);
}

Test(announce, agents_of_stages_to_come_are_not_taken_for_those_who_are_asked)
{
    cr_expect_eq(n_who_wait("one:{groups=[\"near\"];};two:{groups=[\"far\"];after=\"20 min\";};", "staff=1;", 150), 0);
    cr_expect_gt(n_who_wait("one:{groups=[\"near\"];};two:{groups=[\"far\"];after=\"20 min\";};", "staff=1;", 151), 0);
    cr_expect_eq(n_who_wait("one:{groups=[\"near\"];};two:{groups=[\"far\"];when=\"waiting > 9\";};", "staff=1;", 150), 0);
    cr_expect_eq(n_who_wait("one:{groups=[\"near\"];};two:{groups=[\"far\"];when=\"predicted_wait > 300\";};", "staff=1;", 150),
        0);
}

Test(announce, who_is_asked_only_later_is_waited_for_until_then)
{
    cr_expect_eq(n_who_wait("two:{groups=[\"far\"];after=\"5 min\";};", "staff=1;", 300), 0);
    cr_expect_gt(n_who_wait("two:{groups=[\"far\"];after=\"5 min\";};", "staff=1;", 301), 0);
}

/* Those far away are asked after 100, before the one near is done after 150: at once if they are free; if all nine are busy, a third of the work is left then, for ten. */
Test(announce, who_is_asked_during_the_wait_makes_it_shorter)
{
    static const char *const stages = "one:{groups=[\"near\"];};two:{groups=[\"far\"];after=\"100 s\";};",
                             *const busy = "c:{arrivals:{per_hour=0;};initial:{busy=9;};talk=1e5;groups=[\"far\"];};";

    cr_expect_eq(n_who_wait(stages, "staff=1;", 100), 0);
    cr_expect_gt(n_who_wait(stages, "staff=1;", 101), 0);
    cr_expect_eq(n_who_wait_beside(busy, stages, "staff=1;", 105), 0);
    cr_expect_gt(n_who_wait_beside(busy, stages, "staff=1;", 106), 0);
}

Test(announce, who_stays_free_for_others_is_not_waited_for)
{
    cr_expect_eq(n_who_wait("one:{groups=[\"near\"];};", "staff=2;reserve:{b=1;};", 150), 0);
    cr_expect_gt(n_who_wait("one:{groups=[\"near\"];};", "staff=2;reserve:{b=1;};", 151), 0);
}

/* After close nothing is said any more, so that the day ends. */
Test(announce, ends_with_the_day)
{
    use("clock:{open=\"08:00-08:30\";at_close=\"carry\";};types:{a:{arrivals:{gap=100;};talk=150;announce:{says=60;every=1;};};};groups:{g:{staff=1;};};");
    cr_expect_eq(total(CCS_FACT_answered) + total(CCS_FACT_still_waiting), 17);
    cr_expect_gt(total(CCS_FACT_still_waiting), 0);
    use("clock:{open=\"08:00-08:30\";at_close=\"carry\";};types:{a:{arrivals:{gap=100;};talk=150;patience=\"10 h\";announce:{says=60;every=1;leave_when_over=1;};};};groups:{g:{staff=1;};};");
    cr_expect_gt(total(CCS_FACT_abandoned), 0, "who is told so leaves when it is over");
}

/* What was to be told at close is told to nobody who was cut off then. */
Test(announce, tells_nobody_who_is_cut_off_at_that_moment)
{
    use("clock:{open=\"08:00-08:30\";days=2;};types:{a:{arrivals:{per_hour=((\"00:00\",\"24:00\",60));outside=\"next_opening\";};talk=18000;"
        "at_close=\"clear\";patience=72000;announce:{what=\"position\";every=1800;};};};groups:{g:{staff=2;};};");
    cr_expect_gt(total(CCS_FACT_disconnected), 300);
    cr_expect_eq(total(CCS_FACT_abandoned), 0);
}

/* ---- experiment F18 ------------------------------------------------------------------------------------------------------------- */

/* Of those who are told 60, and whom nobody answers, so many are left after some time. */
static double left(double s)
{
    const double growth = log(1.52) / 60, over = s > 60 ? expm1(growth * (s - 60)) / growth : 0;

    return (s >= 60 ? 0.9 : 1) * exp(-(fmin(s, 60) + over) / 300);
}

/* Customers of exponential patience are told a minute: one in ten leaves when it is over, where the hazard peaks, and it then rises 1.52 times a minute (Webb, Yu and
 * Bretthauer): the numbers of those left by then within 4.5 standard errors of the law, and so is the growth of the hazard from one minute to the next. */
Test(announce, makes_the_hazard_peak_at_the_wait_announced_and_rise_after_it)
{
    static const double at_s[] = {30, 59.999, 60, 120, 180, 240};
    double n_left[6];

    use("clock:{open=\"08:00-18:00\";interval=\"1 h\";};types:{a:{arrivals:{per_hour=((\"08:00\",\"17:00\",4000),(\"17:00\",\"18:00\",0));};"
        "patience:{dist=\"exponential\";mean=300;};announce:{says=60;leave_when_over=0.1;impatience_per_minute=1.52;};talk=40000;initial:{busy=1;};"
        "target:{within=[30,59.999,60,120,180,240];};};};groups:{g:{staff=1;};};");
    const double n = total(CCS_FACT_offered);

    cr_assert(n > 35000 && total(CCS_FACT_abandoned) == n);
    for (uint32_t k = 0; k < 6; k++) {
        const double share = left(at_s[k]);
        double gone = 0;

        for (uint32_t cell = 0; cell < run->plan->periods.n; cell++)
            gone += *ccs_facts_abandoned_within(ccs_facts_at(&run->replication.flow.facts,
                                                    ccs_facts_index(&run->replication.flow.facts, cell, 0)),
                k);
        n_left[k] = n - gone;
        cr_expect_float_eq(n_left[k], n * share, 4.5 * sqrt(n * share * (1 - share)), "%g: %g", at_s[k], n_left[k] / n);
    }
    cr_expect_lt(n_left[2], 0.92 * n_left[1], "the peak");
    const double first = log(n_left[2] / n_left[3]), second = log(n_left[3] / n_left[4]), third = log(n_left[4] / n_left[5]);

    cr_expect_float_eq(second / first, 1.52, 0.12, "%g", second / first);
    cr_expect_float_eq(third / second, 1.52, 0.12, "%g", third / second);
}
