/* test_call_flow.c - contacts in front of queues: what a flow comes to on average, who goes where, and that a node called ivr is the IVR. Small runs are worked out by hand. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "compile_case.h"
#include "support.h"

static run_t *run;
static ccs_plan_t *plan;

static void finish(void)
{
    run_delete(run);
    run = NULL;
    if (plan) plan_delete(plan);
    plan = NULL;
}

TestSuite(call_flow, .fini = finish);

static void use(const char *cfg)
{
    finish();
    run = run_text(cfg);
}

static double at_node(uint32_t node, enum ccs_node_fact fact)
{
    return block_total(run, CCS_BLOCK_NODE, node, fact);
}

#define STEADY "run:{mode=\"steady\";length=\"60 h\";warm_up=\"1 h\";batches=10;};"
#define CALLS  "arrivals:{per_hour=90;};talk={dist=\"exponential\";mean=180;};patience={dist=\"exponential\";mean=120;};"

/* ---- the short form ------------------------------------------------------------------------------------------------------------- */

Test(call_flow, of_one_node_called_ivr_is_the_ivr_to_the_last_bit)
{
    static double before[CCS_N_TYPE_FACTS];

    use(STEADY
        "types:{a:{" CALLS
        "ivr:{contained=0.4;time={dist=\"exponential\";mean=50;};};redial:{after_abandon=0.6;};};};groups:{g:{staff=2;};};trunks:{t:{lines=6;};};");
    for (uint32_t i = 0; i < CCS_N_TYPE_FACTS; i++) before[i] = type_total(run, 0, (enum ccs_type_fact) i);
    use(STEADY "types:{a:{" CALLS "flow=\"f\";redial:{after_abandon=0.6;};};};groups:{g:{staff=2;};};trunks:{t:{lines=6;};};"
               "flows:{f:{nodes:{ivr:{time={dist=\"exponential\";mean=50;};success=0.4;};};};};");
    cr_expect(before[CCS_FACT_contained] > 1000 && before[CCS_FACT_redials] > 100);
    for (uint32_t i = 0; i < CCS_N_TYPE_FACTS; i++)
        cr_expect_eq(type_total(run, 0, (enum ccs_type_fact) i), before[i], "%s: %.17g, not %.17g", CCS_TYPE_FACTS[i].name,
            type_total(run, 0, (enum ccs_type_fact) i), before[i]);
}

/* ---- means ---------------------------------------------------------------------------------------------------------------------- */

#define LOOP                                                                                                                                   \
    "types:{a:{arrivals:{per_hour=100;};talk=60;flow=\"f\";};b:{talk=90;};};groups:{g:{staff=5;};};flows:{f:{start=\"menu\";nodes:{"           \
    "self:{time=30;success=0.5;false_success=0.4;otherwise=\"menu\";harder=1.5;};"                                                             \
    "menu:{time=10;choices:{one:{share=0.5;next=\"self\";};two:{share=0.25;next=\"other\";misroute=0.2;};me:{share=0.25;next=\"queue\";};};};" \
    "other:{to=\"b\";};};};};"

/* Of an entry v of menu: v = 1 + self / 2, self = v (0.5 + 0.25 0.2 2/3): v = 1 / (1 - 0.53333 / 2) = 1.363636. */
Test(call_flow, comes_to_what_its_markov_chain_does)
{
    const double menu = 1 / (1 - 0.5 * (0.5 + 0.05 * 2 / 3)), self = menu * (0.5 + 0.05 * 2 / 3);

    plan = plan_from_text(LOOP);
    cr_expect_float_eq(plan->nodes[0].visits, self, 1e-12);
    cr_expect_float_eq(plan->nodes[1].visits, menu, 1e-12);
    cr_expect_float_eq(plan->nodes[2].visits, menu * 0.2, 1e-12);
    cr_expect_float_eq(plan->call_flows[0].mean_s, 30 * self + 10 * menu, 1e-9);
    cr_expect_float_eq(plan->call_flows[0].ended_frac, 0.5 * self, 1e-12);
    cr_expect_float_eq(plan->call_flows[0].ended_false_frac, 0.2 * self, 1e-12);
    cr_expect_float_eq(plan->types[0].ivr.contained_frac, 1 - menu * (0.25 + 0.05 / 3), 1e-12);
    cr_expect(plan->types[1].is_fed && plan->types[1].n_feeds == 2 && plan->feeds[plan->types[1].first_feed].from == 0);
    cr_expect_float_eq(plan->feeds[plan->types[1].first_feed].frac, menu * 0.2, 1e-12);
}

/* Who has been at self and not been helped comes to the menu, and on, with talks 1.5 times as long: h = 1 + 1.5 * 0.5 * 0.53333 h. */
Test(call_flow, knows_how_much_harder_the_rest_is)
{
    plan = plan_from_text(LOOP);
    const double harder = (1 / (1 - 1.5 * 0.5 * (0.5 + 0.05 * 2 / 3))) / plan->nodes[1].visits;

    cr_expect_float_eq(plan->feeds[plan->types[1].first_feed].harder, harder, 1e-12);
}

/* ---- what happens --------------------------------------------------------------------------------------------------------------- */

Test(call_flow, has_the_visits_that_its_markov_chain_has)
{
    use(STEADY LOOP);
    const double entries = block_total(run, CCS_BLOCK_FLOW, 0, CCS_FACT_entries);

    cr_expect(entries > 5500);
    cr_expect_float_eq(at_node(1, CCS_FACT_visits) / entries, 1.363636, 0.03);
    cr_expect_float_eq(at_node(0, CCS_FACT_visits) / entries, 0.727273, 0.03);
    cr_expect_float_eq(at_node(1, CCS_FACT_misroutes) / at_node(1, CCS_FACT_stays), 0.05, 0.01);
    cr_expect_float_eq(at_node(0, CCS_FACT_false_successes) / at_node(0, CCS_FACT_stays), 0.2, 0.02);
    cr_expect_float_eq(at_node(0, CCS_FACT_stay) / at_node(0, CCS_FACT_stays), 30, 1e-6);
}

/* Who has left a node has done so by one of its ways: by this one as often as its share says. */
Test(call_flow, counts_who_takes_which_way)
{
    use(STEADY LOOP);
    const ccs_plan_t *const of = run->plan;

    for (uint32_t node = 0; node < of->n_nodes; node++) {
        const double stays = at_node(node, CCS_FACT_stays);
        double left = 0;

        for (uint32_t w = of->nodes[node].first_way; w < of->nodes[node].first_way + of->nodes[node].n_ways; w++) {
            const double n = block_total(run, CCS_BLOCK_WAY, w, CCS_FACT_left);

            cr_expect_float_eq(n / stays, of->ways[w].upto_frac - of->ways[w].from_frac, 0.02, "way %u: %g of %g", w, n, stays);
            left += n;
        }
        cr_expect_eq(left, stays, "node %u", node);
    }
}

/* Nobody is lost between the types: what one sends the other receives. */
Test(call_flow, sends_contacts_to_the_queue_of_another_type)
{
    use(STEADY LOOP);
    const double sent = block_total(run, CCS_BLOCK_PATH, 0, CCS_FACT_sent);

    cr_expect(sent > 1000 && type_total(run, 1, CCS_FACT_arrived) == 0);
    cr_expect_eq(sent, block_total(run, CCS_BLOCK_PATH, 1, CCS_FACT_received));
    cr_expect_eq(sent, type_total(run, 1, CCS_FACT_offered));
    cr_expect_eq(sent, at_node(2, CCS_FACT_to_queue));
}

/* A contact each 60 s, 100 s in the flow, one port: every other one finds it taken. */
Test(call_flow, has_ports_of_its_own)
{
    use("clock:{open=\"08:00-08:30\";};types:{a:{arrivals:{gap=60;};talk=9;flow=\"f\";};};groups:{g:{staff=1;};};"
        "flows:{f:{ports=1;nodes:{page:{time=100;next=\"end\";};};};};");
    const double all = type_total(run, 0, CCS_FACT_arrived), entries = block_total(run, CCS_BLOCK_FLOW, 0, CCS_FACT_entries),
                 full = block_total(run, CCS_BLOCK_FLOW, 0, CCS_FACT_full);

    cr_expect_eq(all, 29);
    cr_expect_eq(entries, 15);
    cr_expect_eq(full, 14);
    cr_expect(type_total(run, 0, CCS_FACT_blocked_lines) == full && type_total(run, 0, CCS_FACT_offered) == full);
    cr_expect_eq(type_total(run, 0, CCS_FACT_contained), entries);
}

/* All hang up, at a moment of the ten seconds that is as likely as any other. */
Test(call_flow, is_left_at_any_moment_of_a_node_alike)
{
    use(STEADY "types:{a:{" CALLS
               "flow=\"f\";};};groups:{g:{staff=1;};};flows:{f:{nodes:{wait:{time=10;next=\"queue\";hang_up=1;};};};};");
    const double n = at_node(0, CCS_FACT_hang_ups);

    cr_expect(n > 5000 && n == at_node(0, CCS_FACT_stays) && type_total(run, 0, CCS_FACT_offered) == 0);
    cr_expect_eq(block_total(run, CCS_BLOCK_PATH, 0, CCS_FACT_hung_up), n);
    cr_expect_float_eq(at_node(0, CCS_FACT_stay) / n, 5, 0.15);
}

#define FALSE_ONES(more)                                                                                                         \
    STEADY "types:{a:{" CALLS                                                                                                    \
           "flow=\"f\";};};groups:{g:{staff=1;};};flows:{f:{nodes:{bot:{time=10;success=0.8;false_success=0.5;};};" more "};};"

/* Four in ten take it wrongly that they have it, of whom half come again: 1 / (1 - 0.2) attempts each. */
Test(call_flow, is_come_back_to_by_those_whom_it_did_not_help)
{
    use(FALSE_ONES("comes_back:{after_false_success=0.5;delay=60;};"));
    const double bounces = block_total(run, CCS_BLOCK_FLOW, 0, CCS_FACT_bounces), arrived = type_total(run, 0, CCS_FACT_arrived);

    cr_expect_float_eq(bounces / arrived, 0.2, 0.015);
    cr_expect_float_eq(block_total(run, CCS_BLOCK_PATH, 0, CCS_FACT_contained_false) / arrived, 0.4, 0.02);
    cr_expect_float_eq(run->plan->feeds[0].frac, 0.2 / 0.8, 1e-12, "agents see them too");
    use(FALSE_ONES(""));
    cr_expect_eq(block_total(run, CCS_BLOCK_FLOW, 0, CCS_FACT_bounces), 0);
}

#define HARDER(times)                                                                                                            \
    "clock:{open=\"08:00-09:00\";};types:{a:{arrivals:{gap=60;};talk=20;flow=\"f\";};};groups:{g:{staff=3;};};"                  \
    "flows:{f:{nodes:{self:{time=5;success=0;harder=" times ";};};};};"

Test(call_flow, makes_talks_longer_with_those_who_are_left)
{
    use(HARDER("1"));
    const double talk = pair_total(run, 0, CCS_FACT_talk) / pair_total(run, 0, CCS_FACT_talks);

    use(HARDER("1.25"));
    cr_expect_float_eq(talk, 20, 1e-9);
    cr_expect_float_eq(pair_total(run, 0, CCS_FACT_talk) / pair_total(run, 0, CCS_FACT_talks), 25, 1e-9);
}

/* ---- bots ----------------------------------------------------------------------------------------------------------------------- */

#define HALF_HOUR(more)                                                                                                          \
    "clock:{open=\"08:00-08:30\";};types:{a:{arrivals:{gap=60;};talk=9;flow=\"f\";" more "};};groups:{g:{staff=1;};};"

/* A contact each 60 s, 40 s and six answers of 10 s each in a session, of which there is one: every other one finds it in use, and asks for an agent at once. */
Test(call_flow, of_a_bot_has_as_many_sessions_at_once_as_it_can)
{
    use(HALF_HOUR("") "flows:{f:{nodes:{bot:{time=40;turns=6;latency=10;sessions=1;success=1;};};};};");
    cr_expect_eq(at_node(0, CCS_FACT_visits), 29);
    cr_expect_eq(at_node(0, CCS_FACT_sessions), 15);
    cr_expect_eq(at_node(0, CCS_FACT_no_session), 14);
    cr_expect_eq(at_node(0, CCS_FACT_stay), 15 * 100);
    cr_expect(type_total(run, 0, CCS_FACT_offered) == 14 && type_total(run, 0, CCS_FACT_contained) == 15);
    cr_expect_eq(block_total(run, CCS_BLOCK_WAY, run->plan->nodes[0].no_session, CCS_FACT_left), 14);
    cr_expect_float_eq(run->plan->call_flows[0].mean_s, 100, 1e-9);
}

/* One session in five breaks, at a moment that is as likely as any other; what the contact has been told before goes on with it. */
Test(call_flow, of_a_bot_may_break)
{
    use(STEADY
        "types:{a:{" CALLS "flow=\"f\";};};groups:{g:{staff=9;};};flows:{f:{nodes:{"
        "page:{time=5;next=\"bot\";};bot:{time=20;success=1;fails=0.2;harder=1.5;otherwise=\"more\";};more:{time=1;next=\"queue\";};};};};");
    const double n = at_node(1, CCS_FACT_session_failures), all = at_node(1, CCS_FACT_sessions);

    cr_expect(n > 1000 && n == at_node(2, CCS_FACT_visits) && n == type_total(run, 0, CCS_FACT_offered));
    cr_expect_float_eq(n / all, 0.2, 0.015);
    cr_expect_float_eq(at_node(1, CCS_FACT_stay), 20 * (all - n) + 10 * n, 0.05 * 10 * n);
    cr_expect_float_eq(run->plan->feeds[0].harder, 1.5, 1e-12);
    cr_expect_float_eq(run->plan->call_flows[0].mean_s, 5 + 20 * 0.9 + 0.2, 1e-9);
}

/* ---- conditions ----------------------------------------------------------------------------------------------------------------- */

/* From 08:10 on contacts take the first way, and are told at the end of five seconds; of those at 08:10:00 and after. */
Test(call_flow, may_go_where_a_condition_says)
{
    use(HALF_HOUR("") "flows:{f:{nodes:{page:{time=5;ways:{late:{when=\"time_of_day >= 08:10\";next=\"end\";};"
                      "never:{when=\"waiting(a) > 1000\";next=\"hang_up\";expected=0.25;};};};};};};");
    cr_expect_eq(block_total(run, CCS_BLOCK_WAY, 0, CCS_FACT_left), 20);
    cr_expect_eq(block_total(run, CCS_BLOCK_WAY, 1, CCS_FACT_left), 0);
    cr_expect_eq(block_total(run, CCS_BLOCK_WAY, 2, CCS_FACT_left), 9);
    cr_expect(type_total(run, 0, CCS_FACT_contained) == 20 && type_total(run, 0, CCS_FACT_offered) == 9);
    cr_expect_float_eq(run->plan->feeds[0].frac, 0.75, 1e-12);
}

/* ---- while it is closed ----------------------------------------------------------------------------------------------------------- */

#define TWO_DAYS(night)                                                                                                                                   \
    "clock:{open=\"08:00-09:00\";days=2;};run:{run_out=0;};types:{a:{arrivals:{per_hour=((\"06:00\",\"10:00\",60));outside=\"wait\";};"                   \
    "talk=9;flow=\"f\";at_close=\"clear\";};};groups:{g:{staff=2;};};flows:{f:{closed=\"night\";nodes:{day:{next=\"queue\";};night:{time=1;next=\"" night \
    "\";};};};};"

Test(call_flow, has_a_message_for_those_who_come_while_it_is_closed)
{
    use(TWO_DAYS("hang_up"));
    const double day = at_node(0, CCS_FACT_visits), night = at_node(1, CCS_FACT_visits);

    cr_expect(day > 80 && night > 250, "%g by day, %g by night", day, night);
    cr_expect(run->plan->types[0].stops_when_closed);
    cr_expect_eq(block_total(run, CCS_BLOCK_PATH, 0, CCS_FACT_hung_up), night);
    cr_expect_eq(type_total(run, 0, CCS_FACT_offered), day);
    cr_expect_eq(block_total(run, CCS_BLOCK_FLOW, 0, CCS_FACT_bounces), 0);
}

/* Who comes before the first or between the two openings comes again, at eight; who comes after the last close does not. */
Test(call_flow, asks_customers_to_come_when_it_opens)
{
    use(TWO_DAYS("next_opening"));
    const double day = at_node(0, CCS_FACT_visits), night = at_node(1, CCS_FACT_visits),
                 back = block_total(run, CCS_BLOCK_FLOW, 0, CCS_FACT_bounces);

    cr_expect(back > 250 && back < night && night - back > 30 && night - back < 100, "%g of %g", back, night);
    cr_expect_eq(block_total(run, CCS_BLOCK_PATH, 0, CCS_FACT_hung_up), night);
    cr_expect_eq(type_total(run, 0, CCS_FACT_offered), day);
    cr_expect(day > back + 80, "they are served by day");
}

/* A contact each minute from 08:01 on: nine come before 08:10, ten up to 08:19, ten more to 08:29. */
#define HOURS(late)                                                                                                              \
    HALF_HOUR("")                                                                                                                \
    "flows:{f:{open=\"08:10-08:20\";closed=\"late\";nodes:{page:{time=5;next=\"queue\";};late:{next=\"" late "\";};};};};"

Test(call_flow, has_hours_of_its_own)
{
    use(HOURS("end"));
    cr_expect(at_node(0, CCS_FACT_visits) == 10 && at_node(1, CCS_FACT_visits) == 19);
    cr_expect(type_total(run, 0, CCS_FACT_offered) == 10 && type_total(run, 0, CCS_FACT_contained) == 19);
}

/* Those who come before its hours come again as they begin; for the others they do not any more. */
Test(call_flow, asks_customers_to_come_in_its_hours)
{
    use(HOURS("next_opening"));
    cr_expect_eq(block_total(run, CCS_BLOCK_FLOW, 0, CCS_FACT_bounces), 9);
    cr_expect(at_node(0, CCS_FACT_visits) == 19 && at_node(1, CCS_FACT_visits) == 19);
    cr_expect_eq(type_total(run, 0, CCS_FACT_offered), 19);
}

/* ---- shares over time ----------------------------------------------------------------------------------------------------------- */

/* A contact each minute from 08:01 on: up to 08:14 all take the one choice, from 08:15 on the other. */
Test(call_flow, has_shares_that_vary_over_time)
{
    use(HALF_HOUR(
        "") "flows:{f:{start=\"menu\";nodes:{menu:{time=5;choices:{one:{share=((\"08:00\",1),(\"08:15\",0));next=\"queue\";};"
            "two:{share=((\"08:00\",0),(\"08:15\",1));next=\"bot\";};};};"
            "bot:{time=7;success=((\"08:00\",1),(\"08:20\",0));hang_up=((\"08:00\",0),(\"08:25\",1));};};};};");
    const ccs_node_t *const menu = &run->plan->nodes[0];

    cr_expect_eq(block_total(run, CCS_BLOCK_WAY, menu->first_way, CCS_FACT_left), 14);
    cr_expect_eq(at_node(1, CCS_FACT_visits), 15);
    cr_expect(at_node(1, CCS_FACT_successes) == 5 && at_node(1, CCS_FACT_failures) == 5 && at_node(1, CCS_FACT_hang_ups) == 5);
    cr_expect_eq(type_total(run, 0, CCS_FACT_offered), 14 + 5);
    cr_expect_float_eq(run->plan->ways[menu->first_way].upto_frac, 0.5, 1e-12, "loads take the mean");
    cr_expect_float_eq(at_node(0, CCS_FACT_stay), 29 * 5, 1e-9);
}

/* A share that is the same at all times has no course, and the digits of a number. */
Test(call_flow, whose_shares_are_written_over_time_and_do_not_vary_is_as_ever)
{
    use(STEADY LOOP);
    plan = plan_from_text(HALF_HOUR("") "flows:{f:{nodes:{bot:{time=7;success=((\"08:00\",0.25),(\"08:20\",0.25));};};};};");
    cr_expect_null(plan->nodes[0].over_time.course);
    cr_expect_eq(plan->ways[0].upto_frac, 0.25);
}

/* Who took it wrongly comes back in the first half of the time alone. */
Test(call_flow, is_come_back_to_by_shares_that_vary)
{
    use(HALF_HOUR(
        "") "flows:{f:{nodes:{bot:{time=7;success=1;false_success=1;};};comes_back:{after_false_success=((\"08:00\",1),(\"08:15\",0));delay=3600;};};};");
    cr_expect_eq(block_total(run, CCS_BLOCK_PATH, 0, CCS_FACT_contained_false), 29);
    cr_expect_eq(run->plan->call_flows[0].come_back.false_frac, 0.5);
    cr_expect(run->plan->call_flows[0].come_back.false_course != NULL);
}

/* ---- before they contact ---------------------------------------------------------------------------------------------------------- */

#define LOOKS_FIRST(more, nodes)                                                                                                 \
    "clock:{open=\"08:00-08:30\";};types:{a:{arrivals:{gap=60;};talk=9;before=\"faq\";" more                                     \
    "};b:{talk=9;};};groups:{g:{staff=2;};};"                                                                                    \
    "trunks:{one:{lines=1;types=[\"a\",\"b\"];};};flows:{faq:{nodes:{page:{time=100;" nodes "};};"

/* A contact each 60 s reads for 100 s: two do so at once. On the one line they are for 9 s each. */
Test(call_flow, that_customers_look_at_first_holds_no_line)
{
    use(LOOKS_FIRST("", "next=\"queue\";") "};};");
    cr_expect_eq(type_total(run, 0, CCS_FACT_arrived), 29);
    cr_expect_eq(block_total(run, CCS_BLOCK_FLOW, 0, CCS_FACT_entries), 29);
    cr_expect(type_total(run, 0, CCS_FACT_answered) == 29 && type_total(run, 0, CCS_FACT_blocked) == 0);
    cr_expect_eq(block_total(run, CCS_BLOCK_TRUNK, 0, CCS_FACT_line_area), 29 * 9);
    use(LOOKS_FIRST("", "success=1;") "};};");
    cr_expect(type_total(run, 0, CCS_FACT_contained) == 29 && block_total(run, CCS_BLOCK_TRUNK, 0, CCS_FACT_line_area) == 0);
}

/* At the door there is no line for half of them, as the one there is is in use for 80 s: in the call flow there, and with the agent. */
Test(call_flow, that_customers_look_at_first_leads_to_the_door)
{
    use(LOOKS_FIRST("flow=\"ivr\";", "next=\"queue\";") "};ivr:{nodes:{menu:{time=71;next=\"queue\";};};};};");
    const double blocked = type_total(run, 0, CCS_FACT_blocked_lines);

    cr_expect(blocked == 14 && block_total(run, CCS_BLOCK_FLOW, 1, CCS_FACT_entries) == 15, "%g blocked", blocked);
    cr_expect_eq(type_total(run, 0, CCS_FACT_answered), 15);
}

/* Half of them take it wrongly that they have it, of whom all come again: to the door, and not to the page. */
Test(call_flow, is_looked_at_first_in_the_first_attempt_alone)
{
    use(STEADY "types:{a:{" CALLS
               "before=\"faq\";flow=\"ivr\";};};groups:{g:{staff=9;};};flows:{ivr:{nodes:{menu:{time=9;next=\"queue\";};};};"
               "faq:{nodes:{page:{time=10;success=0.5;false_success=1;};};comes_back:{after_false_success=1;delay=60;};};};");
    const double bounces = block_total(run, CCS_BLOCK_FLOW, 1, CCS_FACT_bounces), arrived = type_total(run, 0, CCS_FACT_arrived),
                 first = block_total(run, CCS_BLOCK_FLOW, 1, CCS_FACT_entries);

    cr_expect(first > 4000 && bounces > 2000);
    cr_expect_eq(arrived, first + bounces);
    cr_expect_eq(block_total(run, CCS_BLOCK_FLOW, 0, CCS_FACT_bounces), 0);
    cr_expect_float_eq(block_total(run, CCS_BLOCK_FLOW, 0, CCS_FACT_entries), first, 5,
        "who is not served contacts, the others a minute later");
    cr_expect_float_eq(run->plan->feeds[0].frac, 1, 1e-12);
}

/* Who writes in the place of calling is of that type from there on, comes to its door, and has harder questions. */
Test(call_flow, that_customers_look_at_first_leads_to_other_types)
{
    use(STEADY
        "types:{a:{" CALLS
        "before=\"faq\";};b:{talk=30;flow=\"form\";};};groups:{g:{staff=9;};};flows:{form:{nodes:{fill:{time=9;success=0.25;};};};"
        "faq:{nodes:{page:{time=10;choices:{call:{share=0.6;next=\"queue\";};write:{share=0.4;next=\"mail\";};};};mail:{to=\"b\";};};};};");
    const double sent = block_total(run, CCS_BLOCK_PATH, 0, CCS_FACT_sent);

    cr_expect(sent > 1500 && sent == block_total(run, CCS_BLOCK_PATH, 1, CCS_FACT_received));
    cr_expect_eq(sent, block_total(run, CCS_BLOCK_FLOW, 0, CCS_FACT_entries));
    cr_expect_float_eq(type_total(run, 1, CCS_FACT_contained) / sent, 0.25, 0.04);
    cr_expect_float_eq(run->plan->feeds[run->plan->types[1].first_feed].frac, 0.4 * 0.75, 1e-12);
    cr_expect_float_eq(run->plan->feeds[run->plan->types[0].first_feed].frac, 0.6, 1e-12);
}

/* Who calls in the place of writing holds a line of those who call, and calls again; with transfers each customer is counted once, as one of those who call. */
Test(call_flow, that_customers_look_at_first_leads_to_the_lines_of_other_types)
{
    use(STEADY
        "types:{a:{" CALLS
        "before=\"faq\";transfer:{b:{probability=0.2;};};};b:{talk=300;patience=60;redial:{after_abandon=1;delay=90;max_attempts=3;};};};"
        "groups:{g:{staff=4;};};trunks:{web:{lines=3;types=[\"a\"];};tel:{lines=9;types=[\"b\"];};};"
        "flows:{faq:{nodes:{page:{time=10;choices:{chat:{share=0.5;next=\"queue\";};call:{share=0.5;next=\"tel\";};};};tel:{to=\"b\";};};};};");
    const double sent = block_total(run, CCS_BLOCK_PATH, 0, CCS_FACT_sent), again = type_total(run, 1, CCS_FACT_redials);

    cr_expect(sent > 2000 && sent == block_total(run, CCS_BLOCK_PATH, 1, CCS_FACT_received));
    cr_expect(again > 100, "%g call again", again);
    cr_expect_eq(block_total(run, CCS_BLOCK_JOURNEY, 1, CCS_FACT_journeys), sent + again);
    cr_expect(block_total(run, CCS_BLOCK_TRUNK, 1, CCS_FACT_line_area) > 2000 * 60);
}

/* ---- what is wrong -------------------------------------------------------------------------------------------------------------- */

#define FLOW(nodes)                                                                                                              \
    "types:{a:{arrivals:{per_hour=9;};talk=60;flow=\"f\";};};groups:{g:{staff=3;};};flows:{f:{nodes:{" nodes "};};};"

static void expect_said(const char *cfg, const char *said)
{
    static compiled_t got;

    compile_text(&got, cfg);
    cr_expect_not_null(strstr(got.messages, said), "%s\nexpected\n%s\nfound\n%s", cfg, said, got.messages);
    compiled_free(&got);
}

Test(call_flow, that_is_wrong_in_bots_and_conditions_is_told)
{
    expect_said(FLOW("a:{ways:{b:{when=\"waitin(a) > 1\";next=\"end\";};};};"),
        "flows.f.nodes.a.ways.b.when: column 1, at \"waitin(a) > 1\"");
    expect_said(FLOW("a:{ways:{b:{when=\"predicted_wait(a) > 60\";next=\"end\";};};};"),
        "flows.f.nodes.a.ways.b.when: column 1: predicted_wait is 0 where nothing predicts: write types.a.predictor");
    expect_said(FLOW(
                    "a:{ways:{b:{when=\"waiting(a) > 1\";next=\"c\";};};};c:{ways:{d:{when=\"waiting(a) > 2\";next=\"a\";};};};"),
        "flows.f.nodes.a: a contact comes back here in no time, and goes round for ever: let some node on the way take time");
    expect_said(FLOW("a:{time=9;success=1;sessions=3;otherwise=\"c\";};c:{next=\"a\";};"),
        "flows.f.nodes.a: a contact comes back here in no time");
    expect_said(FLOW("a:{time=9;success=1;turns=3;};"), "flows.f.nodes.a.turns: says nothing without latency");
    expect_said(FLOW("a:{time=9;success=1;hang_up=0.5;zero_out=0.3;fails=0.3;};"),
        "hang_up, zero_out and fails add up to 1.1: at most 1");
    expect_said(LOOKS_FIRST("ivr:{contained=0.1;};", "next=\"queue\";") "};};", "types.a.ivr: cannot stand beside before");
    expect_said(LOOKS_FIRST("flow=\"faq\";", "next=\"queue\";") "};};",
        "types.a.before: is the flow by which the contacts come, too");
    expect_said(FLOW("a:{next=\"queue\";otherwise=\"end\";};"), "flows.f.nodes.a.otherwise: has no meaning at a message");
    expect_said(FLOW("a:{to=\"a\";sessions=3;};"), "flows.f.nodes.a.sessions: has no meaning at a queue");
    expect_said("run:{mode=\"steady\";length=\"9 h\";warm_up=0;};" FLOW("a:{next=\"next_opening\";};"),
        "has no meaning in mode \"steady\"");
    expect_said(
        "clock:{open=\"08:00-09:00\";};types:{a:{arrivals:{per_hour=((\"06:00\",\"10:00\",60));outside=\"wait\";};talk=9;flow=\"f\";};};"
        "groups:{g:{staff=2;};};flows:{f:{nodes:{a:{next=\"queue\";};};};};",
        "types.a.arrivals.outside: \"wait\" leads those who come while it is closed to the queue of \"a\", which needs at_close = \"carry\", found \"drain\"");
}

Test(call_flow, that_is_wrong_is_told_with_the_remedy)
{
    expect_said(FLOW("a:{next=\"b\";};"), "flows.f.nodes.a.next: no node of this flow is called \"b\", did you mean \"a\"?");
    expect_said(FLOW("a:{next=\"zzzzzz\";};"),
        "expected one of its nodes, or \"queue\", \"end\", \"hang_up\" or \"next_opening\"");
    expect_said(FLOW("a:{time=4;};"),
        "flows.f.nodes.a: needs next (where it leads), success (a task), choices (a menu), ways (a branch) or to (a type's queue)");
    expect_said(FLOW("a:{next=\"queue\";};b:{next=\"queue\";};"),
        "flows.f.nodes.b: no way leads to this node from \"a\", where the flow begins: lead one here, or take the node out");
    expect_said(FLOW("a:{next=\"b\";};b:{next=\"a\";};"),
        "flows.f.nodes.b: whoever comes here stays in the flow for ever: lead some way on to \"queue\", \"end\" or \"hang_up\"");
    expect_said(FLOW("a:{next=\"queue\";hang_up=0.7;zero_out=0.6;};"),
        "flows.f.nodes.a: hang_up and zero_out add up to 1.3: at most 1");
    expect_said(FLOW("a:{choices:{x:{share=0.7;next=\"queue\";};y:{share=0.6;next=\"end\";};};};"),
        "flows.f.nodes.a.choices: the shares of the choices add up to 1.3: at most 1");
    expect_said(FLOW("a:{choices:{x:{share=0.7;next=\"queue\";};};};"), "make it 1, or say by otherwise where the others go");
    expect_said(FLOW("a:{choices:{x:{share=1;next=\"queue\";misroute=0.1;};};};"),
        "flows.f.nodes.a.choices.x: a wrong choice needs another one that leads elsewhere: add choices");
    expect_said(FLOW("a:{to=\"b\";};"), "flows.f.nodes.a.to: ");
    expect_said(FLOW("a:{next=\"queue\";hang_up=((\"00:00\",0.2),(\"12:00\",0.7));zero_out=0.6;};"),
        "flows.f.nodes.a: hang_up and zero_out add up to 1.3 at some time: at most 1");
    expect_said(FLOW("a:{choices:{x:{share=((\"00:00\",0.5),(\"12:00\",0.4));next=\"queue\";};y:{share=0.5;next=\"end\";};};};"),
        "add up to 0.9 at some time: make it 1, or say by otherwise where the others go");
    expect_said(HALF_HOUR("") "flows:{f:{open=\"08:10-08:20\";nodes:{a:{next=\"queue\";};};};};",
        "flows.f.open: needs closed: the node at which contacts begin outside of these hours");
    expect_said(HALF_HOUR("") "flows:{f:{open=\"8-9 o'clock\";closed=\"a\";nodes:{a:{next=\"queue\";};};};};", "flows.f.open: ");
    expect_said(FLOW("a:{to=\"a\";time=5;};"), "flows.f.nodes.a.time: has no meaning at a queue, which has to");
    expect_said(FLOW("a:{next=\"queue\";false_success=0.1;};"), "flows.f.nodes.a.false_success: has no meaning at a message");
    expect_said(
        "types:{a:{arrivals:{per_hour=9;};talk=60;flow=\"g\";};};groups:{g:{staff=3;};};flows:{f:{nodes:{a:{next=\"queue\";};};};};",
        "types.a.flow: ");
    expect_said(
        "types:{a:{arrivals:{per_hour=9;};talk=60;flow=\"f\";ivr:{time=5;};};};groups:{g:{staff=3;};};flows:{f:{nodes:{a:{next=\"queue\";};};};};",
        "types.a.ivr: cannot stand beside flow");
    expect_said("types:{a:{arrivals:{per_hour=9;};talk=60;};};groups:{g:{staff=3;};};flows:{f:{nodes:{a:{next=\"queue\";};};};};",
        "warning: test.cfg:1: flows.f: no type comes by this flow: write flow = \"f\" at those that do");
    expect_said(
        "types:{a:{arrivals:{per_hour=9;};talk=60;flow=\"f\";};b:{talk=60;};};groups:{g:{staff=3;};};flows:{f:{nodes:{a:{to=\"b\";};};};};"
        "trunks:{t:{lines=5;types=[\"a\"];};};",
        "let one trunk group hold both types");
    expect_said("types:{a:{arrivals:{per_hour=9;};talk=60;flow=\"f\";};};groups:{g:{staff=3;};};flows:{f:{nodes:{};};};",
        "flows.f.nodes: holds no node");
}
