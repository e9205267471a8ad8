/* test_outage.c - outages: mornings that are worked out by hand, what is refused, and that one which never comes changes no digit. Opening is at 08:00, there are three
 * intervals of ten minutes; times in comments are seconds after opening. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile_case.h"
#include "support.h"

static run_t *run;
static compiled_t got;

static void finish(void)
{
    run_delete(run);
    run = NULL;
    compiled_free(&got);
}

TestSuite(outage, .fini = finish);

static void use(const char *cfg)
{
    run_delete(run);
    run = run_text(cfg);
}

static double of_outage(uint32_t outage, enum ccs_outage_fact fact)
{
    return block_total(run, CCS_BLOCK_OUTAGE, outage, fact);
}

static double stopped_s(uint32_t group)
{
    return block_total(run, CCS_BLOCK_HALT, group, CCS_FACT_stopped_area);
}

static double handled(enum ccs_journey_fact fact)
{
    return block_total(run, CCS_BLOCK_JOURNEY, 0, fact);
}

/* ---- mornings by hand ----------------------------------------------------------------------------------------------------------- */

#define CLOCK "clock:{start=\"2026-03-02\";open=\"08:00-08:30\";interval=\"10 min\";};"
#define CALLS(laws)                                                                                                              \
    "types:{a:{arrivals:{replay=((\"2026-03-02T08:00:10\"),(\"2026-03-02T08:00:20\"),(\"2026-03-02T08:00:30\"));};" laws "};};"
#define STAFF(n)       "groups:{g:{staff=" n ";};};"
#define FROM(from, to) "from=\"2026-03-02T08:" from "\";to=\"2026-03-02T08:" to "\";"
#define OUTAGE(keys)   "outages:{o:{" keys "};};"

/* A contact every 10. The outage is on from 60 to 660, and known of from 120 on: those at 120 to 650 do not come. The replayed ones are as they were. */
Test(outage, customers_who_are_told_do_not_call)
{
#define EACH_10 "types:{a:{arrivals:{gap=10;};talk=1;};b:{like=\"a\";};};"
    use(CLOCK EACH_10 STAFF("3") OUTAGE(FROM("01", "11") "notice:{types=[\"a\"];share=1;delay=60;};"));
    cr_expect_eq(type_total(run, 1, CCS_FACT_arrived) - type_total(run, 0, CCS_FACT_arrived), 54);
    cr_expect_eq(of_outage(0, CCS_FACT_told_away), 54);
    use(CLOCK EACH_10 STAFF("3") OUTAGE(FROM("01", "11") "notice:{types=[\"a\",\"b\"];share=0.5;delay=60;};"));
    cr_expect_gt(of_outage(0, CCS_FACT_told_away), 54 - 4 * 5.2); /* 108 draws of one half: 4 standard errors */
    cr_expect_lt(of_outage(0, CCS_FACT_told_away), 54 + 4 * 5.2);
    cr_expect_eq(type_total(run, 0, CCS_FACT_arrived) + type_total(run, 1, CCS_FACT_arrived) + of_outage(0, CCS_FACT_told_away),
        2 * 179);
}

/* Which of those who come are told is a matter of the outage alone: the times at which nobody came. */
Test(outage, another_outage_changes_nobody_who_is_told)
{
#define TOLD "o:{" FROM("01", "11") "notice:{types=[\"a\"];share=0.5;delay=60;};};"
    static const char *const cfgs[] = {CLOCK EACH_10 STAFF("3") "outages:{" TOLD "};",
        CLOCK EACH_10 STAFF("3") "outages:{e:{hours=\"08:00-08:01\";groups=[\"g\"];};" TOLD "};"};
    double arrived[2][2];

    for (uint32_t k = 0; k < 2; k++) {
        use(cfgs[k]);
        for (uint32_t cell = 0; cell < 2; cell++) arrived[k][cell] = type_fact(run, cell, 0, CCS_FACT_arrived);
        cr_expect_gt(of_outage(k, CCS_FACT_told_away), 10);
    }
    cr_expect_arr_eq(arrived[0], arrived[1], sizeof arrived[0]);
}

Test(outage, refuses_a_notice_that_keeps_nobody_from_calling)
{
    compile_text(&got, CLOCK EACH_10 STAFF("3") OUTAGE(FROM("01", "11") "notice:{types=[\"a\"];};"));
    cr_expect(strstr(got.messages,
                  "outages.o.notice: keeps nobody from calling: write types, whose customers are told, and share, above 0"),
        "%s", got.messages);
}

/* From 60 to 660. One agent: 10-110 with the first, then stopped until 660; the second is answered at 660 after 640, the third at 760. */
Test(outage, who_is_stopped_finishes_what_is_in_hand)
{
    use(CLOCK CALLS("talk=100;") STAFF("1") OUTAGE(FROM("01", "11") "groups=[\"g\"];"));
    cr_expect_eq(type_total(run, 0, CCS_FACT_answered), 3);
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_answered), 640 + 730);
    cr_expect_float_eq(stopped_s(0), 550, 1e-9);
    cr_expect_float_eq(of_outage(0, CCS_FACT_lost_area), 550, 1e-9);
    cr_expect_eq(ccs_facts_outage(&run->replication.flow.facts, 0, 0)[CCS_FACT_lost_area], 490);
    cr_expect_eq(of_outage(0, CCS_FACT_outages), 1);
    cr_expect_float_eq(of_outage(0, CCS_FACT_down_area), 600, 1e-9);
    cr_expect_float_eq(ccs_facts_outage(&run->replication.flow.facts, 0, 0)[CCS_FACT_up_area], 60, 1e-9);
    cr_expect_eq(of_outage(0, CCS_FACT_cut_off), 0);
    cr_expect_float_eq(pair_total(run, 0, CCS_FACT_talk_area), 300, 1e-9);
}

/* Two waited when it began, one does from 660 on. */
Test(outage, is_over_when_no_more_wait_than_did_before)
{
    use(CLOCK CALLS("talk=100;") STAFF("1") OUTAGE(FROM("01", "11") "groups=[\"g\"];"));
    cr_expect_eq(of_outage(0, CCS_FACT_recoveries), 1);
    cr_expect_eq(of_outage(0, CCS_FACT_recovery), 0);
    /* nobody waits as it begins at 0; 10, 20, 30 do as it ends at 60, the last of them until 260 */
    use(CLOCK CALLS("talk=100;") STAFF("1") OUTAGE(FROM("00", "01") "groups=[\"g\"];"));
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_answered), 50 + 140 + 230);
    cr_expect_eq(of_outage(0, CCS_FACT_recoveries), 1);
    cr_expect_eq(of_outage(0, CCS_FACT_recovery), 200);
}

/* 10-60 and cut off, after-call work 60-65; the second waits from 20 until 660, the third until 765. Without a rule of drops nobody comes again. */
Test(outage, cuts_talks_off_where_it_drops_them)
{
    use(CLOCK CALLS("talk=100;wrap=5;") STAFF("1") OUTAGE(FROM("01", "11") "groups=[\"g\"];in_hand=\"drop\";"));
    cr_expect_eq(of_outage(0, CCS_FACT_cut_off), 1);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talk), 50 + 200);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_wraps), 3);
    cr_expect_float_eq(stopped_s(0), 595, 1e-9);
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_answered), 640 + 735);
    cr_expect_eq(type_total(run, 0, CCS_FACT_repeats), 0);
    cr_expect_null(run->plan->handling);
}

/* The first comes again 30 after 60, by the type's rule of drops, and waits behind the others: from 90 until 860. */
Test(outage, customers_cut_off_come_again_as_after_drops)
{
    use(CLOCK CALLS("talk=100;drop:{probability=0;call_back=1;delay=30;};") STAFF("1")
            OUTAGE(FROM("01", "11") "groups=[\"g\"];in_hand=\"drop\";"));
    cr_expect_eq(type_total(run, 0, CCS_FACT_repeats), 1);
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_answered), 640 + 730 + 770);
    cr_expect_eq(block_total(run, CCS_BLOCK_HANDLING, 0, CCS_FACT_drops), 1);
    cr_expect_eq(handled(CCS_FACT_journeys), 4);
    cr_expect_eq(handled(CCS_FACT_journeys_dropped), 1);
    cr_expect_eq(handled(CCS_FACT_issues_served), 3);
}

/* The site's group is stopped from 0 on; the other one serves 10-110, 110-210, 210-310. */
Test(outage, of_a_site_leaves_the_others_at_work)
{
    use(CLOCK
        "types:{a:{arrivals:{replay=((\"2026-03-02T08:00:10\"),(\"2026-03-02T08:00:20\"),(\"2026-03-02T08:00:30\"));};talk=100;"
        "groups=(\"g\",\"h\");};};groups:{g:{staff=2;site=\"n\";};h:{staff=1;};};sites:{n:{};};" OUTAGE(
            "hours=\"08:00-09:00\";sites=[\"n\"];"));
    cr_expect_eq(pair_total(run, 0, CCS_FACT_answers), 0);
    cr_expect_eq(pair_total(run, 1, CCS_FACT_answers), 3);
    cr_expect_float_eq(of_outage(0, CCS_FACT_lost_area), 2 * 3600, 1e-9);
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_answered), 90 + 180);
}

/* Another group takes over while the first one stands still, 0-300: 10-110, 110-210, 210-310; at other times it takes nothing. */
Test(outage, lets_others_take_over)
{
#define OVER                                                                                                                     \
    CLOCK                                                                                                                        \
    "types:{a:{arrivals:{replay=((\"2026-03-02T08:00:10\"),(\"2026-03-02T08:00:20\"),(\"2026-03-02T08:00:30\"));};talk=100;"     \
    "routing:{own:{groups=(\"g\");};over:{groups=(\"h\");when=\"stopped(g) > 0\";};};};};groups:{g:{staff=1;};h:{staff=1;};};"
    use(OVER OUTAGE(FROM("00", "05") "groups=[\"g\"];"));
    cr_expect_eq(pair_total(run, 1, CCS_FACT_answers), 3);
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_answered), 90 + 180);
    use(OVER OUTAGE(FROM("20", "25") "groups=[\"g\"];"));
    cr_expect_eq(pair_total(run, 1, CCS_FACT_answers), 0);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_answers), 3);
#undef OVER
}

/* Two of the same agents at once: lost by both, and once by the group; they work when the second is over. */
Test(outage, two_at_once_stop_an_agent_once)
{
    use(CLOCK CALLS("talk=100;")
            STAFF("1") "outages:{o:{" FROM("00", "05") "groups=[\"g\"];};p:{" FROM("02", "08") "groups=[\"g\"];};};");
    cr_expect_float_eq(stopped_s(0), 480, 1e-9);
    cr_expect_float_eq(of_outage(0, CCS_FACT_lost_area), 300, 1e-9);
    cr_expect_float_eq(of_outage(1, CCS_FACT_lost_area), 360, 1e-9);
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_answered), 470 + 560 + 650);
}

/* Talks that begin from 60 on take twice as long, their after-call work too: 10-110-130, 130-330-350, 350-550-570. */
Test(outage, slows_work_that_begins_meanwhile)
{
    use(CLOCK CALLS("talk=100;wrap=10;") STAFF("1") OUTAGE(FROM("01", "20") "handle_time=2;"));
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talk), 100 + 200 + 200);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_wrap), 60);
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_answered), 110 + 320);
    cr_expect_eq(stopped_s(0), 0);
}

/* Of two lines one is lost: the second finds none, the first keeps its. */
Test(outage, takes_lines_from_who_comes)
{
    use(CLOCK CALLS("talk=100;")
            STAFF("3") "trunks:{t:{lines=2;types=[\"a\"];};};" OUTAGE("hours=\"08:00-08:30\";trunks=[\"t\"];lines=0.5;"));
    cr_expect_eq(type_total(run, 0, CCS_FACT_blocked_lines), 2);
    cr_expect_eq(type_total(run, 0, CCS_FACT_answered), 1);
    use(CLOCK CALLS("talk=100;") STAFF("3") "trunks:{t:{lines=2;types=[\"a\"];};};" OUTAGE(FROM("01", "02") "trunks=[\"t\"];"));
    cr_expect_eq(type_total(run, 0, CCS_FACT_answered), 2);
}

#define FLOW(keys)                                                                                                               \
    CLOCK CALLS("talk=100;flow=\"f\";") STAFF("3") "flows:{f:{nodes:{m:{time=5;next=\"queue\";};};};};" OUTAGE(keys)

/* The first is in the flow before it goes down at 15. */
Test(outage, lets_nobody_into_a_flow)
{
    use(FLOW("from=\"2026-03-02T08:00:15\";to=\"2026-03-02T08:10\";flows=[\"f\"];"));
    cr_expect_eq(block_total(run, CCS_BLOCK_FLOW, 0, CCS_FACT_entries), 1);
    cr_expect_eq(of_outage(0, CCS_FACT_passed_by), 2);
    cr_expect_eq(type_total(run, 0, CCS_FACT_answered), 3);
    use(FLOW("from=\"2026-03-02T08:00:15\";to=\"2026-03-02T08:10\";flows=[\"f\"];contacts=\"hang_up\";"));
    cr_expect_eq(of_outage(0, CCS_FACT_kept_out), 2);
    cr_expect_eq(type_total(run, 0, CCS_FACT_blocked_lines), 2);
    cr_expect_eq(type_total(run, 0, CCS_FACT_answered), 1);
}

/* Agents have so many calls in hand at once. */
static void use_with_capacity(const char *cfg, uint32_t n)
{
    char text[4200];

    snprintf(text, sizeof text, "channels:{voice:{at_once=%lu;};};%s", (unsigned long) n, cfg);
    use(text);
}

/* Two at once; the agent is stopped at 25 with both in hand, and takes the third, which waits since 30, at 600; where talks are cut off, so are both. */
Test(outage, who_has_several_in_hand_takes_no_more)
{
    const char *const when = "from=\"2026-03-02T08:00:25\";to=\"2026-03-02T08:10\";groups=[\"g\"];";
    char text[1024];

    snprintf(text, sizeof text, "%s%s%s%s%s%s", CLOCK, CALLS("talk=200;"), STAFF("1"), "outages:{o:{", when, "};};");
    use_with_capacity(text, 2);
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_answered), 570);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talk), 600);
    cr_expect_float_eq(stopped_s(0), 600 - 220, 1e-9);
    snprintf(text, sizeof text, "%s%s%s%s%s%s", CLOCK, CALLS("talk=200;wrap=20;"), STAFF("1"), "outages:{o:{in_hand=\"drop\";",
        when, "};};");
    use_with_capacity(text, 2);
    cr_expect_eq(of_outage(0, CCS_FACT_cut_off), 2);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talk), 15 + 5 + 200);
    cr_expect_float_eq(stopped_s(0), 600 - 45, 1e-9);
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_answered), 570);
    snprintf(text, sizeof text, "%s%s%s%s%s%s", CLOCK, CALLS("talk=1000;"), STAFF("1"), "outages:{o:{", when, "};};");
    use_with_capacity(text, 3);
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_answered), 570);
    cr_expect_eq(stopped_s(0), 0);
}

/* The shift ends at 300, in the outage: who is stopped goes home. */
Test(outage, stopped_agents_go_home)
{
    use(CLOCK CALLS("talk=100;") "groups:{g:{staff=((\"08:00\",\"08:05\",2));};};" OUTAGE(
        "hours=\"08:00-08:30\";groups=[\"g\"];"));
    cr_expect_float_eq(stopped_s(0), 600, 1e-9);
    use(CLOCK CALLS("talk=100;") "shifts:{s:{start=\"08:00\";length=\"5 min\";};};groups:{g:{shifts:{s=2;};};};" OUTAGE(
        "hours=\"08:00-08:30\";groups=[\"g\"];"));
    cr_expect_float_eq(stopped_s(0), 600, 1e-9);
    cr_expect_float_eq(block_total(run, CCS_BLOCK_GROUP, 0, CCS_FACT_kept_area), 600, 1e-9);
}

/* An hour after the begin of the run, its warm-up included, for half an hour; what is over before the run counts does not. */
Test(outage, comes_at_elapsed_times_of_a_steady_state)
{
    use("run:{mode=\"steady\";length=\"4 h\";warm_up=\"30 min\";batches=8;};types:{a:{arrivals:{per_hour=60;};talk=100;};};groups:{g:{staff=3;};};"
        "outages:{o:{from=\"1 h\";to=\"90 min\";groups=[\"g\"];};p:{from=0;to=600;groups=[\"g\"];};};");
    cr_expect_eq(of_outage(0, CCS_FACT_outages), 1);
    cr_expect_float_eq(of_outage(0, CCS_FACT_down_area), 1800, 1e-6);
    cr_expect_float_eq(ccs_facts_outage(&run->replication.flow.facts, 2, 0)[CCS_FACT_down_area], 1800, 1e-6);
    cr_expect_float_eq(ccs_facts_outage(&run->replication.flow.facts, 0, 1)[CCS_FACT_down_area], 600, 1e-6);
}

/* ---- at random ------------------------------------------------------------------------------------------------------------------ */

#define BUSY                                                                                                                     \
    "types:{a:{arrivals:{per_hour=90;};talk:{dist=\"exponential\";mean=100;};wrap=10;patience:{dist=\"exponential\";mean=200;};drop:{probability=0.01;call_back=0.5;delay=60;};};};groups:{g:{staff=4;};};"
#define STEADY "run:{mode=\"steady\";length=\"100 h\";warm_up=\"1 h\";batches=10;agents=\"each\";};"
#define FAILS                                                                                                                    \
    "outages:{o:{fails:{every:{dist=\"exponential\";mean=3000;};lasts:{dist=\"exponential\";mean=1000;};};groups=[\"g\"];agents=0.5;in_hand=\"drop\";};};"

/* On for a quarter of the time, in which half of the agents do nothing but what they finish. */
Test(outage, comes_and_goes_at_random)
{
    use(STEADY BUSY FAILS);
    const double down_s = of_outage(0, CCS_FACT_down_area), up_s = of_outage(0, CCS_FACT_up_area);

    cr_expect_float_eq(down_s / (down_s + up_s), 0.25, 0.06);
    cr_expect_float_eq(of_outage(0, CCS_FACT_lost_area) / down_s, 2, 0.35);
    cr_expect_eq(of_outage(0, CCS_FACT_lost_area), stopped_s(0));
    cr_expect_gt(of_outage(0, CCS_FACT_cut_off), 20);
    cr_expect_gt(of_outage(0, CCS_FACT_recoveries), 50);
    cr_expect_leq(of_outage(0, CCS_FACT_recoveries), of_outage(0, CCS_FACT_outages));
}

/* Other outages, agents and types do not move it: its numbers are its own. */
Test(outage, has_numbers_of_its_own)
{
    use(STEADY BUSY FAILS);
    const double down_s = of_outage(0, CCS_FACT_down_area), n = of_outage(0, CCS_FACT_outages);

    use("outages:{n:{fails:{every=900;lasts=50;};handle_time=1.1;};o:{fails:{every:{dist=\"exponential\";mean=3000;};lasts:{dist=\"exponential\";mean=1000;};};groups=[\"g\"];};};" STEADY
        "types:{a:{arrivals:{per_hour=50;};talk=70;};b:{arrivals:{per_hour=5;};talk=70;};};groups:{g:{staff=9;};};");
    cr_expect_eq(of_outage(1, CCS_FACT_down_area), down_s);
    cr_expect_eq(of_outage(1, CCS_FACT_outages), n);
}

/* ---- each agent alone ----------------------------------------------------------------------------------------------------------- */

/* One agent fails alone as all of one do together. */
static void expect_as_together(const char *in_hand)
{
    static double together[CCS_N_TYPE_FACTS];
    double down_s = 0, n = 0;
    char text[1024];

    for (int each = 0; each < 2; each++) {
        snprintf(text, sizeof text,
            "clock:{open=\"08:00-12:00\";};types:{a:{arrivals:{gap=70;};talk=100;patience=300;drop:{probability=0;call_back=1;delay=30;};};};" STAFF(
                "1") OUTAGE("%s:{every=600;lasts=200;};groups=[\"g\"];in_hand=\"%s\";"),
            each ? "each_fails" : "fails", in_hand);
        use(text);
        if (each) continue;
        for (uint32_t i = 0; i < CCS_N_TYPE_FACTS; i++) together[i] = type_total(run, 0, (enum ccs_type_fact) i);
        n = of_outage(0, CCS_FACT_outages);
        down_s = of_outage(0, CCS_FACT_down_area);
    }
    for (uint32_t i = 0; i < CCS_N_TYPE_FACTS; i++)
        cr_expect_eq(type_total(run, 0, (enum ccs_type_fact) i), together[i], "%s: %s", in_hand, CCS_TYPE_FACTS[i].name);
    cr_expect_gt(n, 18);
    cr_expect_eq(of_outage(0, CCS_FACT_outages), n);
    cr_expect_float_eq(of_outage(0, CCS_FACT_down_area), down_s, 1e-6);
    cr_expect_eq(of_outage(0, CCS_FACT_recoveries), 0);
}

Test(outage, one_agent_alone_fails_as_all_of_one_do)
{
    expect_as_together("finish");
    expect_as_together("drop");
}

/* Ten agents, of whom half may fail: a sixth of their time each; and hardly ever two at once, where together all would be gone. */
Test(outage, agents_fail_each_for_themselves)
{
#define ALONE(agents)                                                                                                            \
    STEADY "types:{a:{arrivals:{per_hour=30;};talk=60;};};" STAFF("10") OUTAGE(                                                  \
        "each_fails:{every:{dist=\"exponential\";mean=2500;};lasts:{dist=\"exponential\";mean=500;};};groups=[\"g\"];" agents)
    use(ALONE(""));
    const double lasts_s = of_outage(0, CCS_FACT_down_area) + of_outage(0, CCS_FACT_up_area),
                 all_s = of_outage(0, CCS_FACT_lost_area);

    cr_expect_float_eq(of_outage(0, CCS_FACT_down_area) / lasts_s, 1 / 6.0, 0.01);
    cr_expect_float_eq(of_outage(0, CCS_FACT_outages), 10 * lasts_s / 3000, 60);
    cr_expect_float_eq(all_s / lasts_s, 10 / 6.0, 0.1);
    cr_expect_eq(all_s, stopped_s(0));
    use(ALONE("agents=0.5;"));
    cr_expect_lt(of_outage(0, CCS_FACT_lost_area), 0.8 * all_s, "a part of them");
    cr_expect_gt(of_outage(0, CCS_FACT_lost_area), 0.2 * all_s);
    cr_expect_float_eq(of_outage(0, CCS_FACT_down_area) / lasts_s, 1 / 6.0, 0.02, "of those who may");
}

/* Correlation over replications of the time that two groups lose, and how often each of the outages came. */
typedef struct {
    double of_site, of_home, site_failures, home_failures;
} togetherness_t;

static double correlation(const double *x, const double *y, uint32_t n)
{
    double sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;

    for (uint32_t i = 0; i < n; i++) {
        sx += x[i];
        sy += y[i];
        sxx += x[i] * x[i];
        syy += y[i] * y[i];
        sxy += x[i] * y[i];
    }
    return (n * sxy - sx * sy) / sqrt((n * sxx - sx * sx) * (n * syy - sy * sy));
}

static togetherness_t lose_together(const char *home)
{
    enum { N = 400 };
    static double lost_s[4][N];
    togetherness_t t = {0};
    char text[1024];

    snprintf(text, sizeof text,
        "clock:{start=\"2026-03-02\";days=10;open=\"00:00-24:00\";interval=\"12 h\";report=\"day\";};types:{a:{arrivals:{per_hour=0;};talk=60;groups=([\"s\",\"t\",\"g\",\"h\"]);};};"
        "groups:{s:{staff=5;};t:{staff=5;};g:{staff=5;};h:{staff=5;};};outages:{"
        "site:{fails:{every:{dist=\"exponential\";mean=\"2000 h\";};lasts:{dist=\"exponential\";mean=\"90 min\";};};groups=[\"s\",\"t\"];};"
        "home:{%s:{every:{dist=\"exponential\";mean=\"120 h\";};lasts:{dist=\"exponential\";mean=\"20 min\";};};groups=[\"g\",\"h\"];};};",
        home);
    use(text);
    for (uint32_t i = 0; i < N; i++) {
        run_again(run, 1, i);
        for (uint32_t group = 0; group < 4; group++) lost_s[group][i] = stopped_s(group);
        t.site_failures += of_outage(0, CCS_FACT_outages);
        t.home_failures += of_outage(1, CCS_FACT_outages);
    }
    t.of_site = correlation(lost_s[0], lost_s[1], N);
    t.of_home = correlation(lost_s[2], lost_s[3], N);
    return t;
}

/* A site of ten agents and ten homes, as the domain model has them (its section 22), ten days, 400 times: what fails far more often is lost far less together. */
Test(outage, homes_fail_more_often_and_not_together)
{
    const togetherness_t each = lose_together("each_fails"), all = lose_together("fails");
    const double times = 400 * 240, site = times / 2001.5, home = 10 * times / (120 + 1 / 3.0);

    cr_expect_float_eq(each.site_failures, site, 4 * sqrt(site), "%g", each.site_failures);
    cr_expect_float_eq(each.home_failures, home, 4 * sqrt(home), "%g", each.home_failures);
    cr_expect_float_eq(each.of_site, 1, 1e-9);
    cr_expect_float_eq(each.of_home, 0, 4 / sqrt(400), "%g", each.of_home); /* of independent times */
    cr_expect_gt(all.of_home, 0.999, "were they one site, the test would tell");
}

/* ---- beside everything else: what adds up is verified at the end of each run ------------------------------------------------------ */

#define MANY(more)                                                                                                                                      \
    "outages:{o:{fails:{every:{dist=\"exponential\";mean=1500;};lasts:{dist=\"exponential\";mean=500;};};groups=[\"g\"];agents=0.6;in_hand=\"drop\";};" \
    "p:{fails:{every:{dist=\"exponential\";mean=2000;};lasts:{dist=\"exponential\";mean=900;};};handle_time=1.5;" more "};"                             \
    "q:{fails:{every=700;lasts=100;};groups=[\"g\",\"h\"];in_hand=\"drop\";};"                                                                          \
    "r:{each_fails:{every:{dist=\"exponential\";mean=2500;};lasts:{dist=\"exponential\";mean=300;};};groups=[\"g\",\"h\"];agents=0.7;in_hand=\"drop\";};};"
#define EXP(mean) "{dist=\"exponential\";mean=" mean ";}"
#define TYPES                                                                                                                    \
    "types:{a:{arrivals:{per_hour=150;};talk=" EXP("100") ";wrap=" EXP("30") ";patience=" EXP(                                   \
        "200") ";priority=1;redial:{after_abandon=0.5;delay=100;};"                                                              \
               "drop:{probability=0.02;call_back=0.7;delay=60;};transfer:{b:{probability=0.2;};};groups=(\"g\",\"h\");"          \
               "callback:{accept=0.5;after=30;way=\"keep_place\";reach=0.6;retry_after=100;};};"                                 \
               "b:{arrivals:{per_hour=30;};talk=" EXP(                                                                           \
                   "150") ";groups=(\"h\",\"g\");callback:{accept=0.5;way=\"by_priority\";priority=2;};drop:{probability=0;call_back=0.9;};};};"

Test(outage, adds_up_beside_everything_else)
{
    const char *const day =
        "clock:{open=\"08:00-18:00\";days=2;at_close=\"carry\";};run:{agents=\"each\";figures=\"detailed\";};";
    const char *const shifts =
        "shifts:{s:{start=\"08:00\";length=\"4 h\";breaks:{b:{after=\"90 min\";lasts=\"15 min\";};};};l:{start=\"11:00\";length=\"7 h\";};};"
        "groups:{g:{shifts:{s=4;l=4;};end_of_shift=\"hand_over\";adherence:{late=300;early_leave=0.2;early_by=600;};"
        "not_ready_after_contact:{probability=0.2;time=60;};};h:{staff=((\"08:00\",\"12:00\",3.5),(\"12:00\",\"18:00\",1));shrinkage:{unplanned=0.1;};};};";
    char text[4096];

    snprintf(text, sizeof text, "%s%s%s%s", day, TYPES, shifts, MANY(""));
    use(text);
    for (uint32_t i = 0; i < 4; i++) run_again(run, 7, i);
    cr_expect_gt(of_outage(0, CCS_FACT_cut_off), 10);
    cr_expect_gt(stopped_s(0), 1000);
    snprintf(text, sizeof text, "%s%s%s%s", "clock:{open=\"08:00-18:00\";};", TYPES,
        "groups:{g:{staff=4;not_ready_after_contact:{probability=0.2;time=60;};};h:{staff=((\"08:00\",\"12:00\",3),(\"12:00\",\"18:00\",1));};};",
        MANY(""));
    use_with_capacity(text, 3);
    for (uint32_t i = 0; i < 4; i++) run_again(run, 7, i);
    cr_expect_gt(of_outage(0, CCS_FACT_cut_off), 10);
}

/* ---- never ---------------------------------------------------------------------------------------------------------------------- */

Test(outage, that_never_comes_changes_no_digit)
{
    static double before[CCS_N_TYPE_FACTS];

    use(STEADY BUSY);
    for (uint32_t i = 0; i < CCS_N_TYPE_FACTS; i++) before[i] = type_total(run, 0, (enum ccs_type_fact) i);
    use(STEADY BUSY
        "outages:{o:{from=\"1000000 h\";to=\"1000001 h\";groups=[\"g\"];in_hand=\"drop\";};p:{from=\"1000000 h\";to=\"1000001 h\";handle_time=3;};};");
    cr_expect_gt(before[CCS_FACT_abandoned], 100);
    for (uint32_t i = 0; i < CCS_N_TYPE_FACTS; i++)
        cr_expect_eq(type_total(run, 0, (enum ccs_type_fact) i), before[i], "%s", CCS_TYPE_FACTS[i].name);
}

/* ---- what is refused ------------------------------------------------------------------------------------------------------------ */

static void expect_message(const char *outage, const char *message)
{
    char text[2048];

    compiled_free(&got);
    snprintf(text, sizeof text, "%s%s%s%s%s", CLOCK CALLS("talk=100;") STAFF("2"), "trunks:{t:{lines=4;types=[\"a\"];};};",
        "outages:{o:{", outage, "};};");
    compile_text(&got, text);
    cr_expect(strstr(got.messages, message), "%s\n%s", outage, got.messages);
}

Test(outage, says_what_is_wrong)
{
    expect_message("groups=[\"g\"];",
        "outages.o: needs one of hours, from, fails and each_fails, which say when it is, found none");
    expect_message("hours=\"08:00-09:00\";fails:{every=100;lasts=10;};groups=[\"g\"];", "found more");
    expect_message("from=\"2026-03-02T08:00\";groups=[\"g\"];", "needs from and to, found only from");
    expect_message(FROM("10", "05") "groups=[\"g\"];", "outages.o.to: must come after from");
    expect_message("hours=\"08:00-09:00\";",
        "outages.o: does nothing: expected groups, sites, handle_time, trunks, flows or a notice");
    expect_message("hours=\"08:00-09:00\";groups=[\"h\"];", "there is no group \"h\"");
    expect_message("hours=\"08:00-09:00\";trunks=[\"t\"];agents=0.5;", "outages.o.agents: means nothing without groups or sites");
    expect_message("hours=\"08:00-09:00\";handle_time=2;in_hand=\"drop\";",
        "outages.o.in_hand: means nothing without groups or sites");
    expect_message("hours=\"08:00-09:00\";groups=[\"g\"];types=[\"a\"];", "outages.o.types: means nothing without handle_time");
    expect_message("hours=\"08:00-09:00\";groups=[\"g\"];lines=0.5;", "outages.o.lines: means nothing without trunks");
    expect_message("hours=\"08:00-09:00\";groups=[\"g\"];contacts=\"queue\";", "outages.o.contacts: means nothing without flows");
    expect_message("hours=\"08:00-09:00\";groups=[\"g\"];in_hand=\"dorp\";", "did you mean \"drop\"?");
    expect_message("each_fails:{every=9;lasts=9;};groups=[\"g\"];handle_time=2;", "outages.o.each_fails: concerns agents alone");
    expect_message("each_fails:{every=9;lasts=9;};handle_time=2;",
        "outages.o.each_fails: needs groups or sites whose agents fail");
    expect_message("each_fails:{every=9;};groups=[\"g\"];", "outages.o.each_fails.lasts: is required");
    expect_message("fails:{every=0;lasts=10;};groups=[\"g\"];", "outages.o.fails.every: must be more than 0 on average");
}

Test(outage, doubts_what_never_is)
{
    expect_message("hours=\"12:00-13:00\";groups=[\"g\"];",
        "warning: test.cfg:1: outages.o: is never on while the centre is open");
    expect_message("from=\"2027-03-02\";to=\"2027-03-03\";groups=[\"g\"];", "is never on while the centre is open");
    expect_message("fails:{every=10;lasts=100;};groups=[\"g\"];", "is on for more than half of the time");
    expect_message("hours=\"08:00-09:00\";trunks=[\"t\"];lines=0.1;", "takes no line of trunk group t, which has 4");
}
