/* test_intraday.c - rules that act during the day: runs whose every moment can be worked out by hand, and what cannot be written. Opening is at 08:00; times in comments
 * are seconds after opening. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdlib.h>

#include "compile_case.h"
#include "explain.h"
#include "forecast.h"
#include "support.h"

static run_t *run;
static compiled_t got;

static void finish(void)
{
    run_delete(run);
    run = NULL;
    compiled_free(&got);
}

TestSuite(intraday, .fini = finish);

static double rule_fact(uint32_t cell, uint32_t rule, enum ccs_intraday_fact fact)
{
    return ccs_facts_intraday(&run->replication.flow.facts, cell, rule)[fact];
}

static double rule_total(uint32_t rule, enum ccs_intraday_fact fact)
{
    return block_total(run, CCS_BLOCK_INTRADAY, rule, fact);
}

static double group_total(uint32_t group, enum ccs_group_fact fact)
{
    double sum = 0;

    for (uint32_t cell = 0; cell < run->plan->n_cells; cell++) sum += group_fact(run, cell, group, fact);
    return sum;
}

/* Three intervals of ten minutes. Calls come at 10, 20, 30, 40 and 50 and take 300; mail at 5 and 420 takes 100. */
#define MORNING(desk, back, rules)                                                                                                             \
    "clock:{start=\"2026-03-02\";open=\"08:00-08:30\";interval=\"10 min\";};types:{calls:{arrivals:{replay=((\"2026-03-02T08:00:10\"),"        \
    "(\"2026-03-02T08:00:20\"),(\"2026-03-02T08:00:30\"),(\"2026-03-02T08:00:40\"),(\"2026-03-02T08:00:50\"));};talk=300;groups=[\"desk\"];};" \
    "mail:{arrivals:{replay=((\"2026-03-02T08:00:05\"),(\"2026-03-02T08:07:00\"));};talk=100;groups=[\"back\"];};};"                           \
    "groups:{desk:{staff=" desk ";};back:{staff=" back ";};};rules:{" rules "};"

/* At 40 three wait. One of the back office is idle and goes at once, the other at 105, when the mail is done; both are under the rule until nobody waits, at 340. As they
 * are done after that, the one at 405 and the one at 610, agents come back; the first ones to be done at the desk, whoever they are. */
Test(intraday, moves_who_is_idle_at_once_and_the_others_when_they_are_done)
{
    run = run_text(MORNING("1", "2",
        "help:{when=\"waiting(calls) >= 3\";until=\"waiting(calls) == 0\";every=0;group=\"back\";to=\"desk\";agents=2;};"));
    cr_expect_eq(rule_fact(0, 0, CCS_FACT_rule_begun), 1);
    cr_expect_float_eq(rule_fact(0, 0, CCS_FACT_rule_area), 300, 1e-9);
    cr_expect_float_eq(rule_fact(0, 0, CCS_FACT_ruled_area), 300 + 235, 1e-9);
    cr_expect_float_eq(group_fact(run, 0, 1, CCS_FACT_staffed_area), 1200 - (600 - 40) - (405 - 105), 1e-9);
    cr_expect_float_eq(group_fact(run, 1, 1, CCS_FACT_staffed_area), 1200 - 10, 1e-9);
    cr_expect_float_eq(group_fact(run, 0, 0, CCS_FACT_staffed_area), 600 + (600 - 40) + (405 - 105), 1e-9);
    cr_expect_float_eq(group_fact(run, 1, 0, CCS_FACT_staffed_area), 600 + 10, 1e-9);
    cr_expect_float_eq(group_total(0, CCS_FACT_scheduled_area), 1800, 1e-9);
    cr_expect_eq(group_total(0, CCS_FACT_overtime) + group_total(1, CCS_FACT_overtime), 0, "who leaves by a rule is no overtime");
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_answered), 20 + 75 + 270 + 290);
}

/* The rule acts from 40 to 70: who has not left by then stays, and one comes back at 310, when the first one at the desk is done. */
Test(intraday, keeps_who_has_not_left_when_it_ends)
{
    run = run_text(MORNING("1", "2",
        "help:{when=\"waiting(calls) == 3 and time_of_day < 8:01\";until=\"waiting(calls) == 9\";at_most=30;every=0;group=\"back\";to=\"desk\";agents=2;};"));
    cr_expect_float_eq(rule_total(0, CCS_FACT_rule_area), 30, 1e-9);
    cr_expect_float_eq(rule_total(0, CCS_FACT_ruled_area), 30, 1e-9);
    cr_expect_float_eq(group_fact(run, 0, 1, CCS_FACT_staffed_area), 1200 - (310 - 40), 1e-9);
}

/* From 300 on nobody of the back office is scheduled, moved or not: who is at the desk goes home when done. Two are above its number until 310, one until 340. */
Test(intraday, sends_home_who_is_moved_when_the_shift_of_their_group_ends)
{
    run = run_text(MORNING("1", "((\"08:00\",\"08:05\",2))",
        "help:{when=\"waiting(calls) >= 3\";until=\"waiting(calls) == 9\";every=0;group=\"back\";to=\"desk\";agents=2;};"));
    cr_expect_float_eq(group_total(1, CCS_FACT_staffed_area), 600 - (300 - 40) - (300 - 105), 1e-9);
    cr_expect_float_eq(group_total(0, CCS_FACT_overtime), 20 + 30, 1e-9);
    cr_expect_float_eq(rule_total(0, CCS_FACT_ruled_area), (300 - 40) + (300 - 105), 1e-9);
    cr_expect_float_eq(rule_total(0, CCS_FACT_rule_area), 1800 - 40, 1e-9, "until the centre closes");
}

/* Looked at at 60, decided, acts from 160 on for at least 200; it is over when it is looked at at 360. One of two comes in, as nobody else accepts. */
Test(intraday, acts_after_its_delay_for_its_time)
{
    run = run_text(MORNING("1", "2",
        "more:{when=\"waiting(calls) > 2\";until=\"waiting(calls) < 9\";delay=100;at_least=200;group=\"desk\";call_in=1;};"));
    cr_expect_eq(rule_total(0, CCS_FACT_rule_begun), 1);
    cr_expect_float_eq(rule_total(0, CCS_FACT_rule_area), 200, 1e-9);
    cr_expect_float_eq(group_fact(run, 0, 0, CCS_FACT_staffed_area), 600 + 300,
        1e-9); /* who is done at 460 leaves: the talk began at 160 */
    cr_expect_float_eq(group_total(0, CCS_FACT_overtime), 460 - 360, 1e-9);
    run_delete(run);
    run = run_text(MORNING("1", "2",
        "more:{when=\"waiting(calls) > 2\";until=\"waiting(calls) < 9\";delay=100;group=\"desk\";call_in=1;accept=0;};"));
    cr_expect_float_eq(group_total(0, CCS_FACT_staffed_area), 1800, 1e-9);
}

/* Time off from 60 on, for whoever is idle; back at 420, when mail waits for nobody but asks. */
Test(intraday, gives_time_off_and_takes_it_back)
{
    run = run_text(MORNING("1", "2",
        "off:{when=\"free(back) > 0 and time_of_day < 8:02\";until=\"busy(back) > 0 and time_of_day > 8:06\";every=0;group=\"back\";off_phones=\"time off\";agents=1;};"));
    cr_expect_float_eq(rule_total(0, CCS_FACT_rule_area), 420 - 5, 1e-9);
    cr_expect_float_eq(group_total(1, CCS_FACT_staffed_area), 3600 - (420 - 5), 1e-9);
}

/* Three persons work from 0 to 10,800, with coaching from 3,600 to 5,400 and a rest of ten minutes at 7,200. Two calls come at 600, three at 3,900, three at 10,500; each takes 900. */
#define PERSONS(rules)                                                                                                                   \
    "clock:{start=\"2026-03-02\";open=\"08:00-12:00\";interval=\"30 min\";};types:{calls:{arrivals:{replay=((\"2026-03-02T08:10:00\"),"  \
    "(\"2026-03-02T08:10:00\"),(\"2026-03-02T09:05:00\"),(\"2026-03-02T09:05:00\"),(\"2026-03-02T09:05:00\"),(\"2026-03-02T10:55:00\")," \
    "(\"2026-03-02T10:55:00\"),(\"2026-03-02T10:55:00\"));};talk=\"15 min\";groups=[\"desk\"];};};"                                      \
    "shifts:{early:{start=\"08:00\";length=\"3 h\";activities:{coaching:{at=\"09:00\";lasts=\"30 min\";};};"                             \
    "breaks:{rest:{at=\"10:00\";lasts=\"10 min\";};};};};groups:{desk:{shifts:{early=3;};};};rules:{" rules "};"

static double off_total(uint32_t off, enum ccs_off_fact fact)
{
    return block_total(run, CCS_BLOCK_OFF, off, fact);
}

/* The calls that come during coaching wait for its end, and take until 6,300. One is off the phones 300-900, 1,500-3,600, 6,300-7,200 and 7,800-10,800, and has coaching and rest as the others have. Who is off by the rule does what is asked. */
Test(intraday, gives_persons_time_off_between_their_breaks)
{
    run = run_text(PERSONS(
        "leave:{when=\"free(desk) == 3\";until=\"free(desk) == 0\";every=300;group=\"desk\";off_phones=\"time off\";agents=1;};"));
    cr_expect_eq(rule_total(0, CCS_FACT_rule_begun), 4);
    cr_expect_float_eq(rule_total(0, CCS_FACT_ruled_area), 600 + 2100 + 900 + 3000, 1e-6);
    cr_assert_eq(run->plan->n_offs, 3);
    cr_expect_float_eq(off_total(2, CCS_FACT_spent_area), 6600, 1e-6);
    cr_expect_eq(off_total(2, CCS_FACT_planned_area), 0);
    cr_expect_float_eq(off_total(1, CCS_FACT_spent_area), 3 * 1800, 1e-6);
    cr_expect_float_eq(group_total(0, CCS_FACT_kept_area), 3 * 10800, 1e-6);
}

#define MOVED(rules)                                                                                                                    \
    "clock:{start=\"2026-03-02\";open=\"08:00-12:00\";interval=\"30 min\";};types:{calls:{arrivals:{replay=((\"2026-03-02T08:10:00\")," \
    "(\"2026-03-02T08:10:00\"));};talk=\"15 min\";groups=[\"desk\"];};chats:{arrivals:{replay=((\"2026-03-02T08:20:00\"));};talk=600;"  \
    "groups=[\"helpers\"];};};shifts:{early:{start=\"08:00\";length=\"3 h\";activities:{coaching:{at=\"09:00\";lasts=\"30 min\";};};"   \
    "breaks:{rest:{at=\"10:00\";lasts=\"10 min\";};};};};groups:{desk:{shifts:{early=3;};};helpers:{staff=0;};};rules:{" rules          \
    "};"

/* Two talk from 600 to 1,500. The third goes to the helpers as a chat comes, at 1,200; the rule is over at 1,500, and the chat at 1,800: then the person is back. */
Test(intraday, moves_persons_to_another_group_and_back_when_they_are_done)
{
    run = run_text(MOVED(
        "help:{when=\"waiting(chats) > 0\";until=\"waiting(chats) == 0\";every=0;group=\"desk\";to=\"helpers\";agents=1;};"));
    cr_expect(type_total(run, 1, CCS_FACT_answered) == 1 && type_total(run, 1, CCS_FACT_wait_answered) == 0);
    cr_expect_float_eq(rule_total(0, CCS_FACT_rule_area), 300, 1e-6);
    cr_expect_float_eq(rule_total(0, CCS_FACT_ruled_area), 600, 1e-6);
    cr_expect_float_eq(group_total(1, CCS_FACT_staffed_area), 600, 1e-6);
    cr_expect_float_eq(group_total(1, CCS_FACT_overtime), 0, 1e-6);
    cr_expect_float_eq(off_total(2, CCS_FACT_spent_area), 600, 1e-6, "by the name of the group");
    cr_expect_float_eq(group_total(0, CCS_FACT_kept_area), 3 * 10800, 1e-6);
    run_delete(run);
    run = run_text(MOVED("help:{when=\"waiting(chats) > 1\";every=0;at_least=60;group=\"desk\";to=\"helpers\";agents=1;};"));
    cr_expect_eq(type_total(run, 1, CCS_FACT_answered), 0, "nobody serves chats without it");
}

/* From 900 on one helps, but for coaching, the rest and after the shift. */
Test(intraday, moves_persons_between_their_breaks)
{
    run = run_text(MOVED(
        "help:{when=\"time_of_day >= 8:11\";until=\"time_of_day > 11:59\";every=300;group=\"desk\";to=\"helpers\";agents=1;};"));
    cr_expect_float_eq(rule_total(0, CCS_FACT_ruled_area), 2700 + 1800 + 3000, 1e-6);
    cr_expect_float_eq(group_total(1, CCS_FACT_staffed_area), 2700 + 1800 + 3000, 1e-6);
}

/* At 3,900 the first one waits: all come back from coaching, and go again at 4,800, when their talks are done. */
Test(intraday, calls_off_an_activity)
{
    run = run_text(PERSONS("busy:{when=\"waiting(calls) > 0\";every=60;at_least=600;group=\"desk\";cancel=\"coaching\";};"));
    cr_expect_float_eq(rule_total(0, CCS_FACT_ruled_area), 3 * 600, 1e-6);
    cr_expect_float_eq(off_total(1, CCS_FACT_spent_area), 3 * (1800 - 900), 1e-6);
    cr_expect_eq(type_total(run, 0, CCS_FACT_max_wait), 0);
    run_delete(run);
    run = run_text(PERSONS(
        "busy:{when=\"time_of_day >= 8:30\";every=60;group=\"desk\";cancel=\"coaching\";};")); /* before it begins: nobody goes */
    cr_expect_eq(off_total(1, CCS_FACT_spent_area), 0);
    cr_expect_float_eq(rule_total(0, CCS_FACT_ruled_area), 3 * 1800, 1e-6);
    cr_expect_float_eq(group_total(0, CCS_FACT_kept_area), 3 * 10800, 1e-6);
}

/* All three talk when the shift ends, at 10,800: two stay until 12,000, the third goes when done, at 11,400. Nobody stays beyond close. */
Test(intraday, keeps_persons_after_their_shift)
{
    run = run_text(PERSONS("longer:{when=\"busy(desk) == 3\";every=60;group=\"desk\";overtime=1200;agents=2;};"));
    cr_expect_float_eq(rule_total(0, CCS_FACT_ruled_area), 2 * 1200, 1e-6);
    cr_expect_float_eq(group_total(0, CCS_FACT_overtime), 2 * 1200 + 600, 1e-6);
    run_delete(run);
    run = run_text(PERSONS("longer:{when=\"busy(desk) == 3\";every=60;group=\"desk\";overtime=\"2 h\";agents=1;};"));
    cr_expect_float_eq(rule_total(0, CCS_FACT_ruled_area), 3600, 1e-6);
    run_delete(run);
    run = run_text(PERSONS("longer:{when=\"busy(desk) == 3\";every=60;group=\"desk\";overtime=\"1 h\";agents=3;accept=0;};"));
    cr_expect_float_eq(group_total(0, CCS_FACT_overtime), 3 * 600, 1e-6);
}

/* ---- the day so far ------------------------------------------------------------------------------------------------------------- */

/* The third call of the day comes at 30; on the second day nobody comes. */
Test(intraday, reads_how_many_have_come_today)
{
    run = run_text(MORNING("1", "2", "more:{when=\"came_today(calls) >= 3\";every=0;at_least=1;group=\"desk\";call_in=1;};"));
    cr_expect_float_eq(rule_total(0, CCS_FACT_rule_area), 1800 - 30, 1e-9);
    run_delete(run);
    run = run_text(MORNING("1", "2",
        "more:{when=\"came_today(calls) + came_today(mail) >= 7\";every=0;at_least=1;group=\"desk\";call_in=1;};"));
    cr_expect_float_eq(rule_total(0, CCS_FACT_rule_area), 1800 - 420, 1e-9);
}

/* Of 60 an hour by the truth, and 75 by the forecast, 20.5 are expected after 984 s, looked at at 1,020; and so on the second day, which begins anew. */
Test(intraday, reads_how_many_are_expected_by_the_numbers_of_the_day)
{
    run = run_text(
        "clock:{start=\"2026-03-02\";days=2;open=\"08:00-09:00\";interval=\"30 min\";};types:{calls:{arrivals:{per_hour=75;day_factor:{dist=\"gamma\";cv=0.5;};"
        "forecast:{bias=0.25;};};talk=60;};};groups:{desk:{staff=3;};};"
        "rules:{more:{when=\"expected_today(calls) >= 20.5\";every=60;at_least=1;group=\"desk\";call_in=1;};};");
    cr_expect_eq(rule_total(0, CCS_FACT_rule_begun), 2);
    cr_expect_float_eq(rule_total(0, CCS_FACT_rule_area), 2 * (3600 - 1020), 1e-6);
    cr_expect_float_eq(ccs_forecast_fresh(run->plan, 0, 0, 1e9), 150, 1e-9);
    cr_expect_float_eq(ccs_forecast_fresh(run->plan, 0, 8 * 3600 + 600, 8 * 3600 + 1200), 12.5, 1e-9);
}

/* A whole number of contacts that come at random in each interval are just those expected, at its end. */
Test(intraday, sees_a_day_that_goes_by_its_numbers)
{
    run = run_text(
        "clock:{start=\"2026-03-02\";open=\"08:00-09:00\";interval=\"10 min\";};types:{calls:{arrivals:{counts=[9,12,9,15,9,9];};talk=60;};};groups:{desk:{staff=3;};};"
        "rules:{as_planned:{when=\"came_today(calls) > 0.99 * expected_today(calls) and came_today(calls) < 1.01 * expected_today(calls)\";every=\"10 min\";at_least=1;"
        "group=\"desk\";call_in=1;};};");
    cr_expect_float_eq(rule_total(0, CCS_FACT_rule_area), 3000, 1e-9);
}

/* ---- what it leaves alone ------------------------------------------------------------------------------------------------------- */

#define WEEK(rules)                                                                                                                             \
    "clock:{start=\"2026-03-02\";days=3;open=\"08:00-12:00\";};types:{calls:{arrivals:{per_hour=90;};patience:{dist=\"exponential\";mean=90;};" \
    "talk:{dist=\"exponential\";mean=200;};groups=(\"desk\",\"back\");};};groups:{desk:{staff=3.5;};back:{staff=2;agent_selection=\"random\";};};" rules

/* Whatever is looked at, a rule that never acts moves no draw and no agent. */
Test(intraday, moves_nothing_while_it_does_not_act)
{
    run_t *const without = run_text(WEEK(""));

    run = run_text(WEEK("rules:{r:{when=\"waiting(calls) > 1000\";at_least=1;group=\"back\";to=\"desk\";agents=2;};};"));
    for (int fact = 0; fact < CCS_N_TYPE_FACTS; fact++)
        cr_expect_eq(type_total(run, 0, (enum ccs_type_fact) fact), type_total(without, 0, (enum ccs_type_fact) fact), "%d",
            fact);
    run_delete(without);
}

/* Rules against each other, over closes and outages; also with agents who have two contacts in hand. What adds up is verified as the run ends, in
 * every build. */
Test(intraday, adds_up_whatever_rules_do)
{
    static const char cfg[] =
        "clock:{start=\"2026-03-02\";days=4;open=\"08:00-12:00\";};types:{a:{arrivals:{per_hour=90;};patience:{dist=\"exponential\";mean=90;};"
        "talk:{dist=\"exponential\";mean=200;};groups=(\"x\",\"y\");};b:{arrivals:{per_hour=60;};talk:{dist=\"exponential\";mean=200;};groups=(\"y\",\"z\");};};"
        "groups:{x:{staff=((\"08:00\",\"10:00\",5),(\"10:00\",\"12:00\",2.5));};y:{staff=3;};z:{staff=((\"09:00\",\"11:00\",2));};};"
        "outages:{crm:{fails:{every:{dist=\"exponential\";mean=2000;};lasts:{dist=\"exponential\";mean=600;};};groups=[\"x\",\"y\"];agents=0.5;in_hand=\"drop\";};};"
        "rules:{p:{when=\"waiting(a) > 2\";until=\"waiting(a) == 0\";every=0;group=\"y\";to=\"x\";agents=2;};"
        "q:{when=\"waiting(b) > 1\";until=\"free(y) > 0\";every=0;group=\"x\";to=\"y\";agents=3;accept=0.7;};"
        "r:{when=\"free(x) > 1\";until=\"free(z) > 2\";every=20;at_least=100;group=\"x\";off_phones=\"coaching\";agents=2;};"
        "s:{when=\"free(z) == 0\";at_least=30;every=7;delay=5;group=\"z\";call_in=2;};"
        "t:{when=\"free(x) > 0\";group=\"x\";rest=90;idle_for=10;again_after=0;every=15;accept=0.5;};};";
    ccs_flow_t flow;
    char text[sizeof cfg + 64];

    for (uint32_t n = 1; n <= 2; n++) {
        snprintf(text, sizeof text, "channels:{voice:{at_once=%lu;};};%s", (unsigned long) n, cfg);
        ccs_plan_t *const plan = plan_from_text(text);

        cr_assert_eq(ccs_flow_init(&flow, plan), 0);
        cr_expect_str_eq(flow.life->name, "further");
        for (uint32_t replication = 0; replication < 20; replication++) {
            double n_begun[5] = {0};

            cr_assert_eq(ccs_flow_start(&flow, 7, replication), 0);
            cr_assert_eq(ccs_flow_loop(&flow), 0);
            ccs_flow_finish(&flow);
            for (uint32_t cell = 0; cell < plan->n_cells; cell++)
                for (uint32_t rule = 0; rule < 5; rule++)
                    n_begun[rule] += ccs_facts_intraday(&flow.facts, cell, rule)[CCS_FACT_rule_begun];
            cr_expect(n_begun[0] > 0 && n_begun[1] > 0 && n_begun[2] > 0 && n_begun[3] > 0 && n_begun[4] > 0);
        }
        ccs_flow_free(&flow);
        plan_delete(plan);
    }
}

/* The same of persons: sent off, called back and kept after their shifts, by rules that agree on nothing, over nights and breaks that are late. */
Test(intraday, adds_up_whatever_persons_do)
{
    run = run_text(
        "run:{agents=\"by_interval\";figures=\"detailed\";};"
        "clock:{start=\"2026-03-02\";days=4;open=\"08:00-12:00\";interval=\"30 min\";};types:{a:{arrivals:{per_hour=60;};patience:{dist=\"exponential\";mean=300;};"
        "talk:{dist=\"exponential\";mean=200;};};};shifts:{e:{start=\"08:00\";length=\"3 h 30 min\";activities:{coaching:{at=\"09:00\";lasts=\"30 min\";};};};"
        "l:{start=\"09:00\";length=\"3 h\";activities:{coaching:{at=\"10:15\";lasts=\"20 min\";};};breaks:{rest:{at=\"10:35\";lasts=\"10 min\";};};};};"
        "groups:{desk:{shifts:{e=4;l=4;};end_of_shift=\"hand_over\";not_ready_after_contact:{probability=0.2;time=60;};shrinkage:{unplanned=0.1;};"
        "adherence:{late:{dist=\"exponential\";mean=300;};long_breaks:{dist=\"exponential\";mean=120;};early_leave=0.1;early_by=600;};};};"
        "outages:{crm:{fails:{every:{dist=\"exponential\";mean=2000;};lasts:{dist=\"exponential\";mean=600;};};groups=[\"desk\"];agents=0.5;};};"
        "rules:{o:{when=\"free(desk) > 1\";until=\"waiting(a) > 0\";every=0;group=\"desk\";off_phones=\"time off\";agents=2;accept=0.6;};"
        "t:{when=\"free(desk) > 2\";until=\"waiting(a) > 2\";every=90;at_least=60;group=\"desk\";off_phones=\"coaching\";agents=1;};"
        "c:{when=\"waiting(a) > 0\";at_least=200;every=0;group=\"desk\";cancel=\"coaching\";};"
        "s:{when=\"waiting(a) > 0\";at_least=300;every=60;group=\"desk\";overtime=\"40 min\";agents=3;accept=0.8;};"
        "w:{when=\"free(desk) > 0\";group=\"desk\";rest=120;idle_for=5;again_after=100;every=20;agents=2;a_day=3;};};");
    for (uint32_t replication = 0; replication < 40; replication++) {
        run_again(run, 3, replication);
        for (uint32_t rule = 0; rule < 3; rule++) cr_expect_gt(rule_total(rule, CCS_FACT_rule_begun), 0);
        cr_expect_gt(rule_total(4, CCS_FACT_rule_begun), 0);
    }
}

/* Persons who are moved, whatever else moves them, over breaks, closes and outages. */
Test(intraday, adds_up_whatever_persons_do_elsewhere)
{
    run = run_text(
        "clock:{start=\"2026-03-02\";days=4;open=\"08:00-12:00\";interval=\"30 min\";};types:{a:{arrivals:{per_hour=60;};patience:{dist=\"exponential\";mean=300;};"
        "talk:{dist=\"exponential\";mean=200;};groups=(\"desk\");};b:{arrivals:{per_hour=30;};talk:{dist=\"exponential\";mean=240;};groups=(\"help\");};};"
        "shifts:{e:{start=\"08:00\";length=\"3 h 30 min\";activities:{coaching:{at=\"09:00\";lasts=\"30 min\";};};"
        "};l:{start=\"09:00\";length=\"3 h\";breaks:{rest:{at=\"10:35\";lasts=\"10 min\";};};};};"
        "groups:{desk:{shifts:{e=4;l=4;};shrinkage:{unplanned=0.1;};adherence:{late:{dist=\"exponential\";mean=300;};long_breaks:{dist=\"exponential\";mean=120;};"
        "early_leave=0.1;early_by=600;};};help:{staff=((\"10:00\",\"11:00\",1));};};"
        "outages:{crm:{fails:{every:{dist=\"exponential\";mean=2000;};lasts:{dist=\"exponential\";mean=600;};};groups=[\"desk\",\"help\"];agents=0.5;};};"
        "rules:{m:{when=\"waiting(b) > 1\";until=\"waiting(b) == 0\";every=0;group=\"desk\";to=\"help\";agents=3;accept=0.8;};"
        "n:{when=\"waiting(b) > 4\";until=\"waiting(b) < 2\";every=45;delay=30;at_least=100;group=\"desk\";to=\"help\";share=0.3;};"
        "o:{when=\"free(desk) > 1\";until=\"waiting(a) > 0\";every=0;group=\"desk\";off_phones=\"time off\";agents=2;accept=0.6;};};");
    for (uint32_t replication = 0; replication < 40; replication++) {
        run_again(run, 5, replication);
        cr_expect_gt(rule_total(0, CCS_FACT_rule_begun), 0);
        cr_expect_gt(group_total(1, CCS_FACT_staffed_area), 4 * 3600);
        for (uint32_t cell = 0; cell < run->plan->n_cells; cell++)
            cr_expect_gt(ccs_facts_group(&run->replication.flow.facts, cell, 1)[CCS_FACT_overtime], -1e-6);
    }
}

/* Of two of the back office half are one: as with the number. Of persons half of the three who are there are two. */
Test(intraday, takes_a_share_of_those_who_are_there)
{
    run = run_text(MORNING("1", "2",
        "help:{when=\"waiting(calls) >= 3\";until=\"waiting(calls) == 0\";every=0;group=\"back\";to=\"desk\";agents=1;};"));
    const double ruled_s = rule_total(0, CCS_FACT_ruled_area);

    cr_expect_gt(ruled_s, 0);
    run_delete(run);
    run = run_text(MORNING("1", "2",
        "help:{when=\"waiting(calls) >= 3\";until=\"waiting(calls) == 0\";every=0;group=\"back\";to=\"desk\";share=\"50 %\";};"));
    cr_expect_eq(rule_total(0, CCS_FACT_ruled_area), ruled_s);
    run_delete(run);
    run = run_text(PERSONS(
        "leave:{when=\"free(desk) == 3 and time_of_day < 8:06\";at_least=60;every=300;group=\"desk\";off_phones=\"time off\";share=0.5;};"));
    cr_expect_float_eq(rule_total(0, CCS_FACT_ruled_area), 2 * 60, 1e-6);
}

/* ---- rests out of idleness ------------------------------------------------------------------------------------------------------ */

/* Nobody calls. Three agents are idle from 0 on; a look every 60. While two are free one may go: two of them
 * at 120, the third as they come back, at 420; with agents = 1 one at 120, one at 420 and one at 720. */
#define QUIET(staff, rule)                                                                                                              \
    "clock:{start=\"2026-03-02\";open=\"08:00-10:00\";interval=\"1 h\";};types:{calls:{arrivals:{replay=((\"2026-03-02T08:30:00\"));};" \
    "talk=20;};};groups:{desk:{" staff                                                                                                  \
    "};};shifts:{early:{start=\"08:00\";length=\"2 h\";};};rules:{breather:{group=\"desk\";rest=300;" rule "};};"

static void expect_rests(const char *cfg, double n, double longest_s)
{
    run = run_text(cfg);
    cr_expect_eq(rule_total(0, CCS_FACT_rule_begun), n, "%g", rule_total(0, CCS_FACT_rule_begun));
    cr_expect_float_eq(rule_total(0, CCS_FACT_ruled_area), longest_s, 1e-6, "%g", rule_total(0, CCS_FACT_ruled_area));
    cr_expect_float_eq(ccs_facts_duty(&run->replication.flow.facts, 0, 0)[CCS_FACT_not_ready_area] +
            ccs_facts_duty(&run->replication.flow.facts, 1, 0)[CCS_FACT_not_ready_area],
        longest_s, 1e-6);
    cr_expect_float_eq(group_total(0, CCS_FACT_staffed_area), 3 * 7200, 1e-6, "who rests is logged in");
}

Test(intraday, rests_are_given_to_who_has_been_idle)
{
    expect_rests(QUIET("staff=3;", "when=\"free(desk) >= 2\";idle_for=120;again_after=100000;"), 3, 900);
    cr_expect_float_eq(rule_total(0, CCS_FACT_rule_area), 600, 1e-6, "two at 120, and the third as they come back");
    run_delete(run);
    expect_rests(QUIET("staff=3;", "when=\"free(desk) >= 2\";idle_for=120;again_after=100000;agents=1;"), 3, 900);
    cr_expect_float_eq(rule_total(0, CCS_FACT_rule_area), 900, 1e-6, "one after the other");
    run_delete(run);
    expect_rests(QUIET("staff=3;", "when=\"free(desk) >= 4\";"), 0, 0);
}

/* Each rests from 60 on, and again an hour after the end of that, at 3,960: not more than once where that is a day's limit. */
Test(intraday, rests_are_not_given_again_too_soon_nor_too_often)
{
    expect_rests(QUIET("staff=3;", "when=\"free(desk) >= 1\";"), 6, 1800);
    run_delete(run);
    expect_rests(QUIET("staff=3;", "when=\"free(desk) >= 1\";a_day=1;"), 3, 900);
    run_delete(run);
    expect_rests(QUIET("staff=3;", "when=\"free(desk) >= 1\";accept=0;"), 0, 0);
}

/* The last ones, from 7,080 on, end with the shift. */
Test(intraday, rests_of_persons_are_no_time_away_and_end_with_the_shift)
{
    expect_rests(QUIET("shifts:{early=3;};", "when=\"free(desk) >= 1 and time_of_day >= 9:58\";"), 3, 3 * 120);
    cr_expect_float_eq(group_total(0, CCS_FACT_kept_area), 3 * 7200, 1e-6);
}

/* ---- what cannot be written ----------------------------------------------------------------------------------------------------- */

static void expect_error(const char *rule, const char *message)
{
    char cfg[2048];

    (void) snprintf(cfg, sizeof cfg,
        "clock:{open=\"08:00-12:00\";};types:{t:{arrivals:{per_hour=9;};talk=9;groups=(\"n\",\"m\",\"p\");};};groups:{n:{staff=3;};m:{staff=2;};p:{shifts:{e=2;};};};"
        "shifts:{e:{start=\"08:00\";length=\"3 h\";activities:{coaching:{at=\"09:00\";lasts=\"10 min\";};};breaks:{rest:{at=\"10:00\";lasts=\"10 min\";};};};};"
        "rules:{r:{%s};};",
        rule);
    compiled_free(&got);
    compile_text(&got, cfg);
    cr_expect(strstr(got.messages, message), "%s\n%s", rule, got.messages);
}

Test(intraday, says_what_a_rule_cannot_do)
{
#define WHEN "when=\"free(n) > 1\";at_least=60;"

    expect_error("group=\"n\";call_in=1;", "rules.r.when: is required");
    expect_error(WHEN "group=\"n\";", "says not what is done: write one of to");
    expect_error(WHEN "group=\"n\";call_in=1;to=\"m\";agents=1;", "has to and call_in: write a rule for each of them");
    expect_error(WHEN "group=\"nn\";call_in=1;", "there is no group \"nn\"");
    expect_error(WHEN "group=\"n\";to=\"mm\";agents=1;", "there is no group \"mm\"");
    expect_error(WHEN "group=\"n\";to=\"n\";agents=1;", "is the group that they are of");
    expect_error(WHEN "group=\"n\";to=\"m\";", "to needs agents = N");
    expect_error(WHEN "group=\"n\";to=\"m\";agents=1;share=0.5;", "rules.r.share: stands beside agents");
    expect_error(WHEN "group=\"n\";call_in=1;share=0.5;", "rules.r.share: is not read with call_in");
    expect_error(WHEN "group=\"n\";call_in=1;agents=2;", "is not read with call_in: leave it out");
    expect_error(WHEN "group=\"p\";call_in=1;",
        "is made of persons, who have shifts: call_in needs a group with staff, which may be 0");
    expect_error(WHEN "group=\"n\";to=\"p\";agents=1;", "is made of persons");
    expect_error(WHEN "group=\"p\";call_in=1;", "call_in needs a group with staff");
    expect_error(WHEN "group=\"n\";cancel=\"coaching\";", "cancel is of persons, and group \"n\" has numbers of staff");
    expect_error(WHEN "group=\"p\";cancel=\"lessons\";", "nobody of group \"p\" has \"lessons\" in the shifts");
    expect_error(WHEN "group=\"p\";cancel=\"rest\";", "\"rest\" is a break, which people have");
    expect_error(WHEN "group=\"p\";cancel=\"coaching\";accept=0.5;", "is not read with cancel, which concerns everybody");
    expect_error(WHEN "group=\"n\";overtime=60;agents=1;", "overtime is of persons");
    expect_error(WHEN "group=\"p\";off_phones=\"phones\";agents=1;", "\"phones\" means work on the phones");
    expect_error(WHEN "at_most=30;group=\"n\";call_in=1;", "must not be less than at_least");
    expect_error("when=\"free(nn) > 1\";group=\"n\";call_in=1;", "column 6, at \"nn) > 1\": there is no group \"nn\"");
    expect_error("when=\"came_today > 1\";group=\"n\";call_in=1;", "column 1");
    expect_error("when=\"waiting > 1\";group=\"n\";call_in=1;", "column 1");
    expect_error("when=\"free(n) > 1\";group=\"n\";call_in=1;",
        "warning: test.cfg:1: rules.r.when: the rule ends where this no longer holds");
    expect_error(WHEN "group=\"n\";rest=60;", "rules.r.at_least: is not read with rest");
    expect_error("when=\"free(n) > 1\";every=0;group=\"n\";rest=60;", "rules.r.every: must be > 0 with rest");
    expect_error(WHEN "group=\"n\";call_in=1;idle_for=60;", "rules.r.idle_for: has a meaning only with rest");
    expect_error(WHEN "group=\"n\";call_in=1;accept=0;", "warning: test.cfg:1: rules.r.accept: nobody accepts");
}

/* ---- in words ------------------------------------------------------------------------------------------------------------------- */

Test(intraday, is_explained)
{
    static const char *const sentences[] = {
        "  help: when waiting(calls) >= 3, looked at every 5 min, and 10 min later, 2 agents of back serve as those of desk do, until waiting(calls) == 0, for at least 30 min, for at most 1 h.\n",
        "  off: when free(back) == 2, looked at every 1 min, 1 agent of back, if they agree (50 %), goes off the phones for time off, as long as this holds.\n",
        "  more: when free(desk) == 0, 3 agents of desk come in besides those who are scheduled, as long as this holds.\n"};
    char *text = NULL;
    size_t size;
    FILE *const to = open_memstream(&text, &size);

    compile_text(&got,
        MORNING("1", "2",
            "help:{when=\"waiting(calls) >= 3\";until=\"waiting(calls) == 0\";every=300;delay=600;at_least=1800;at_most=3600;group=\"back\";to=\"desk\";agents=2;};"
            "off:{when=\"free(back) == 2\";group=\"back\";off_phones=\"time off\";agents=1;accept=0.5;};"
            "more:{when=\"free(desk) == 0\";every=0;group=\"desk\";call_in=3;};"));
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    ccs_explain(&got.plan, to);
    (void) fclose(to);
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        cr_expect(strstr(text, sentences[i]), "%s\n%s", sentences[i], text);
    free(text);
    compiled_free(&got);
    compile_text(&got, QUIET("staff=3;", "when=\"free(desk) >= 2\";idle_for=120;accept=0.5;agents=2;a_day=3;"));
    FILE *const rests = open_memstream(&text, &size);

    ccs_explain(&got.plan, rests);
    (void) fclose(rests);
    cr_expect(
        strstr(text,
            "  breather: when free(desk) >= 2, looked at every 1 min, agents of desk who have been idle for 2 min, if they agree (50 %), rest for 5 min, one after the other "
            "while it holds, at most 2 at once, each again after 1 h and at most 3 times a day.\n"),
        "%s", text);
    free(text);
    compiled_free(&got);
    compile_text(&got,
        PERSONS("busy:{when=\"waiting(calls) > 0\";at_least=60;group=\"desk\";cancel=\"coaching\";};"
                "longer:{when=\"busy(desk) == 3\";group=\"desk\";overtime=1200;agents=2;};"));
    FILE *const again = open_memstream(&text, &size);

    ccs_explain(&got.plan, again);
    (void) fclose(again);
    cr_expect(strstr(text, "coaching of desk does not take place: who is at it comes back, and nobody goes"), "%s", text);
    cr_expect(strstr(text, "up to 2 agents of desk who come to the end of their shift stay for 20 min"), "%s", text);
    free(text);
}
