/* test_bot_queue.c - contacts that wait for a session of a bot: who does, how long, and what becomes of those who get none. All runs are worked out by hand: a contact comes each 60 s,
 * from 08:01 to 08:29. */
#include <criterion/criterion.h>
#include <string.h>

#include "compile_case.h"
#include "support.h"

static run_t *run;

static void finish(void)
{
    run_delete(run);
    run = NULL;
}

TestSuite(bot_queue, .fini = finish);

#define BOT(more)                                                                                                                \
    "clock:{open=\"08:00-08:30\";};types:{a:{arrivals:{gap=60;};talk=9;flow=\"f\";};};groups:{g:{staff=3;};};"                   \
    "flows:{f:{nodes:{bot:{time=100;sessions=1;success=1;when_full=\"wait\";" more "};};};};"

static void use(const char *cfg)
{
    finish();
    run = run_text(cfg);
}

static double bot(enum ccs_bot_fact fact)
{
    return block_total(run, CCS_BLOCK_BOT, 0, fact);
}

static double node(enum ccs_node_fact fact)
{
    return block_total(run, CCS_BLOCK_NODE, 0, fact);
}

/* A session each 100 s: contact k waits for 40 k seconds. */
Test(bot_queue, is_served_in_the_order_of_coming)
{
    use(BOT(""));
    cr_expect_eq(node(CCS_FACT_visits), 29);
    cr_expect_eq(node(CCS_FACT_sessions), 29);
    cr_expect_eq(bot(CCS_FACT_queued_sessions), 29);
    cr_expect_eq(bot(CCS_FACT_session_waits), 28);
    cr_expect_eq(bot(CCS_FACT_session_wait), 40 * 28 * 29 / 2);
    cr_expect_eq(node(CCS_FACT_stay), 29 * 100, "a wait is no part of the stay");
    cr_expect(type_total(run, 0, CCS_FACT_contained) == 29 && bot(CCS_FACT_session_waits_in_vain) == 0);
    cr_expect_float_eq(type_total(run, 0, CCS_FACT_ivr), 29 * 100 + 40 * 28 * 29 / 2, 1e-9, "it is time in the flow");
}

/* One may wait: from 08:01 to 08:29 a session can begin each 100 s, seventeen times, and once more for who waits at the end. */
Test(bot_queue, that_is_full_lets_nobody_else_in)
{
    use(BOT("queue_limit=1;"));
    cr_expect_eq(node(CCS_FACT_no_session), 11);
    cr_expect_eq(node(CCS_FACT_sessions), 18);
    cr_expect_eq(bot(CCS_FACT_session_waits), 17);
    cr_expect(bot(CCS_FACT_session_waits_in_vain) == 0 && type_total(run, 0, CCS_FACT_offered) == 11);
    use(BOT("queue_limit=0;"));
    cr_expect(node(CCS_FACT_no_session) == 14 && bot(CCS_FACT_session_waits) == 0, "as when nobody waits");
}

/* Every other one would have to wait for 40 s, and has asked for an agent after 30. */
Test(bot_queue, is_left_for_an_agent_after_the_longest_wait)
{
    use(BOT("max_wait=30;patience=35;"));
    cr_expect(node(CCS_FACT_sessions) == 15 && node(CCS_FACT_no_session) == 14);
    cr_expect(bot(CCS_FACT_session_waits) == 14 && bot(CCS_FACT_session_waits_in_vain) == 14);
    cr_expect(bot(CCS_FACT_session_given_up) == 0 && bot(CCS_FACT_session_wait) == 14 * 30);
    cr_expect_eq(type_total(run, 0, CCS_FACT_offered), 14);
    cr_expect_eq(node(CCS_FACT_stays), 29);
}

Test(bot_queue, is_left_by_those_whose_patience_ends)
{
    use(BOT("patience=30;max_wait=35;"));
    cr_expect(node(CCS_FACT_sessions) == 15 && node(CCS_FACT_no_session) == 0);
    cr_expect(bot(CCS_FACT_session_given_up) == 14 && node(CCS_FACT_hang_ups) == 14);
    cr_expect_eq(block_total(run, CCS_BLOCK_PATH, 0, CCS_FACT_hung_up), 14);
    cr_expect_eq(block_total(run, CCS_BLOCK_WAY, run->plan->nodes[0].queue.give_up, CCS_FACT_left), 14);
    cr_expect_eq(type_total(run, 0, CCS_FACT_offered), 0);
}

/* Who comes back to the bot at once stands behind those who wait: 13 s for a page in between change nothing. */
Test(bot_queue, is_joined_anew_by_those_who_come_back)
{
    use("clock:{open=\"08:00-08:30\";};types:{a:{arrivals:{gap=600;};talk=9;flow=\"f\";};};groups:{g:{staff=3;};};"
        "flows:{f:{start=\"bot\";nodes:{bot:{time=500;sessions=1;success=0;when_full=\"wait\";otherwise=\"page\";};"
        "page:{time=13;choices:{again:{share=0.5;next=\"bot\";};no:{share=0.5;next=\"end\";};};};};};};");
    cr_expect_eq(node(CCS_FACT_visits), bot(CCS_FACT_queued_sessions));
    cr_expect_eq(node(CCS_FACT_stays), node(CCS_FACT_visits));
}

/* Of a wait in a flow that has a limited number of ports each takes one. */
Test(bot_queue, holds_the_ports_of_the_flow)
{
    use("clock:{open=\"08:00-08:30\";};types:{a:{arrivals:{gap=60;};talk=9;flow=\"f\";};};groups:{g:{staff=3;};};"
        "flows:{f:{ports=2;nodes:{bot:{time=100;sessions=1;success=1;when_full=\"wait\";};};};};");
    cr_expect_eq(block_total(run, CCS_BLOCK_FLOW, 0, CCS_FACT_full), 11);
    cr_expect(node(CCS_FACT_sessions) == 18 && node(CCS_FACT_no_session) == 0);
}

static void expect_said(const char *cfg, const char *said)
{
    static compiled_t got;

    compile_text(&got, cfg);
    cr_expect_not_null(strstr(got.messages, said), "%s\nexpected\n%s\nfound\n%s", cfg, said, got.messages);
    ccs_arena_free(&got.arena);
}

#define FLOW(nodes)                                                                                                              \
    "types:{a:{arrivals:{per_hour=9;};talk=60;flow=\"f\";};};groups:{g:{staff=3;};};flows:{f:{nodes:{" nodes "};};};"

Test(bot_queue, that_is_wrong_is_told)
{
    expect_said(FLOW("a:{time=9;success=1;when_full=\"wait\";};"),
        "flows.f.nodes.a.when_full: is \"wait\", and there is nothing to wait for: say by sessions how many there are");
    expect_said(FLOW("a:{time=9;success=1;sessions=2;patience=9;};"),
        "flows.f.nodes.a.patience: is read with when_full = \"wait\" alone: write it, or leave this out");
    expect_said(FLOW("a:{time=9;success=1;sessions=2;when_full=\"wai\";};"), "flows.f.nodes.a.when_full: ");
    expect_said(FLOW("a:{to=\"a\";when_full=\"wait\";};"), "flows.f.nodes.a.when_full: has no meaning at a queue");
    expect_said(FLOW("a:{time=9;success=1;sessions=2;when_full=\"wait\";queue_limit=3;otherwise=\"b\";};b:{next=\"a\";};"),
        "flows.f.nodes.a: a contact comes back here in no time");
}
