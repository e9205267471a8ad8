/* test_lapse.c - conversations that are put away while nobody writes, and go on later. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compile_case.h"
#include "support.h"

static run_t *run;

static void finish(void)
{
    run_delete(run);
    run = NULL;
}

TestSuite(lapse, .fini = finish);

#define CLOCK(open)     "clock:{open=\"" open "\";interval=\"5 min\";};run:{seed=3;};"
#define GROUP(staff)    "groups:{g:{staff=" staff ";};};"
#define MESSAGES(turns) "types:{t:{channel=\"messaging\";arrivals:{gap=250;};talk=20;turns:{" turns "};};};"

static void use(const char *cfg)
{
    finish();
    run = run_text(cfg);
}

static double of(enum ccs_lapse_fact fact)
{
    return block_total(run, CCS_BLOCK_LAPSE, 0, fact);
}

static double of_turns(enum ccs_turns_fact fact)
{
    return block_total(run, CCS_BLOCK_TURNS, 0, fact);
}

static double of_journeys(enum ccs_journey_fact fact)
{
    return block_total(run, CCS_BLOCK_JOURNEY, 0, fact);
}

/* One comes at 250, one at 500, until 600. Two turns of 20 s, between them an answer of 50 s; after 30 of them the conversation is put away. */
Test(lapse, the_place_is_free_until_the_customer_writes)
{
    use(CLOCK("08:00-08:10") MESSAGES("number=2;customer=50;pause:{after=30;};") GROUP("1"));
    cr_expect_eq(of(CCS_FACT_lapses), 2);
    cr_expect_eq(of(CCS_FACT_resumed_in), 2);
    cr_expect_eq(of(CCS_FACT_lapse), 2 * 20);
    cr_expect_eq(of(CCS_FACT_lapse_area), 2 * 20);
    cr_expect_eq(of(CCS_FACT_resumed_same), 2);
    cr_expect_eq(type_total(run, 0, CCS_FACT_offered), 4, "each leg asks for an agent");
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talk), 2 * (20 + 30 + 20));
    cr_expect_eq(of_turns(CCS_FACT_turn_work), 4 * 20, "turns conserve time");
    cr_expect_eq(of_turns(CCS_FACT_first_replies), 2);
    cr_expect_eq(of_journeys(CCS_FACT_journeys), 2, "it is the same contact");
    cr_expect_eq(of_journeys(CCS_FACT_journeys_served), 2);
    cr_expect_eq(of_journeys(CCS_FACT_journey_time), 2 * 90);
    use(CLOCK("08:00-08:10") MESSAGES("number=2;customer=50;pause:{after=50;};") GROUP("1"));
    cr_expect_eq(of(CCS_FACT_lapses), 0, "an answer in time");
}

/* Who has been idle longest is another agent than before: of the first conversation the second one. */
Test(lapse, another_agent_goes_on_and_is_told_again)
{
#define EXPLAIN "number=2;customer=50;pause:{after=30;context_kept=0;re_explain=10;"
    use(CLOCK("08:00-08:08") MESSAGES(EXPLAIN "};") GROUP("2"));
    cr_expect_eq(of(CCS_FACT_resumed_other), 1);
    cr_expect_eq(of(CCS_FACT_explained), 1);
    cr_expect_eq(of(CCS_FACT_explain), 10);
    cr_expect_eq(of_turns(CCS_FACT_turn_work), 20 + 30);
    use(CLOCK("08:00-08:08") MESSAGES(EXPLAIN "same_agent=0;};") GROUP("2"));
    cr_expect_eq(of(CCS_FACT_resumed_same), 1, "the agent of before is looked for");
    cr_expect_eq(of(CCS_FACT_explained), 0);
    use(CLOCK("08:00-08:08") MESSAGES("number=2;customer=50;pause:{after=30;context_kept=1;};") GROUP("2"));
    cr_expect_eq(of(CCS_FACT_resumed_other), 1);
    cr_expect_eq(of_turns(CCS_FACT_turn_work), 20 + 20, "all context is kept");
}

/* The work of the only conversation, whose second turn is with the other agent. */
static double work_of_agents(const char *tenure_g, const char *tenure_h)
{
    char cfg[1024];

    snprintf(cfg, sizeof cfg,
        CLOCK(
            "08:00-08:08") "types:{t:{channel=\"messaging\";arrivals:{gap=250;};talk=20;groups=(\"g\",\"h\");turns:{number=2;customer=50;pause:{after=30;};};};"
                           "c:{arrivals:{gap=310;};talk=120;groups=(\"g\");};};"
                           "groups:{g:{staff=1;careers:{tenure=\"%s\";};};h:{staff=1;careers:{tenure=\"%s\";};};};careers:{learning:{work=0.6;};};",
        tenure_g, tenure_h);
    use(cfg);
    cr_expect_eq(of(CCS_FACT_resumed_other), 1);
    return of_turns(CCS_FACT_turn_work) + block_total(run, CCS_BLOCK_TURNS, 1, CCS_FACT_turn_work);
}

Test(lapse, another_agent_works_at_their_own_pace)
{
    const double novices = work_of_agents("1 d", "1 d"), old_hands = work_of_agents("4000 d", "4000 d");

    cr_expect_gt(novices, old_hands + 10);
    cr_expect_float_eq(work_of_agents("1 d", "4000 d"), (novices + old_hands) / 2, 1e-9, "a turn each");
}

/* The agent of before has a conversation of two minutes: the other waits a minute for them alone, then goes to the agent who is idle. */
Test(lapse, the_agent_of_before_is_waited_for)
{
    use(CLOCK(
        "08:00-08:08") "types:{t:{channel=\"messaging\";arrivals:{gap=250;};talk=20;groups=(\"g\",\"h\");turns:{number=2;customer=50;pause:{after=30;same_agent=60;};};};"
                       "c:{arrivals:{gap=310;};talk=120;groups=(\"g\");};};groups:{g:{staff=1;};h:{staff=1;};};");
    /* put away at 300, the call comes at 310, the answer at 320: until 380 */
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_answered), 60);
    cr_expect_eq(of(CCS_FACT_resumed_other), 1);
    use(CLOCK(
        "08:00-08:08") "types:{t:{channel=\"messaging\";arrivals:{gap=250;};talk=20;groups=(\"g\",\"h\");turns:{number=2;customer=50;pause:{after=30;same_agent=\"3 min\";};};};"
                       "c:{arrivals:{gap=310;};talk=120;groups=(\"g\");};};groups:{g:{staff=1;};h:{staff=1;};};");
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_answered), 110, "until the call is over, at 430");
    cr_expect_eq(of(CCS_FACT_resumed_same), 1);
}

/* The customer has left without a word at 265; the agent writes until 270, and puts the conversation away at 290. */
Test(lapse, a_conversation_that_nobody_takes_up_is_closed)
{
    use(CLOCK("08:00-08:08") MESSAGES("number=3;customer=30;patience=15;silent=1;close_after=60;pause:{after=20;};") GROUP("1"));
    cr_expect_eq(of(CCS_FACT_lapses), 1);
    cr_expect_eq(of(CCS_FACT_lapses_closed), 1);
    cr_expect_eq(of_turns(CCS_FACT_silent_time), 5 + 20, "in the agent's hand");
    cr_expect_eq(of_turns(CCS_FACT_sessions_ended_left), 1);
    cr_expect_eq(of_journeys(CCS_FACT_journeys_hung_up), 1);
    cr_expect_eq(of_journeys(CCS_FACT_journey_time), 80);
    use(CLOCK("08:00-08:08") MESSAGES("number=3;customer=90;close_after=60;pause:{after=20;};") GROUP("1"));
    cr_expect_eq(of(CCS_FACT_lapses_closed), 1);
    cr_expect_eq(of(CCS_FACT_lapse), 0, "of conversations that go on");
    cr_expect_eq(of_journeys(CCS_FACT_journeys_served), 1, "who has had a reply has been served");
}

/* Put away at 290 as the only one in hand, and closed at 330, when the agent has three others. */
Test(lapse, a_conversation_put_away_is_judged_by_what_was_in_hand_then)
{
#define OTHER(name, gap) name ":{channel=\"messaging\";arrivals:{gap=" gap ";};talk=120;};"
    use(CLOCK(
        "08:00-08:08") "channels:{messaging:{at_once=5;};};types:{t:{channel=\"messaging\";arrivals:{gap=250;};talk=20;outcomes:{resolved=0.99;returns=0;crowd=5;};"
                       "turns:{number=3;customer=90;close_after=60;pause:{after=20;};};};" OTHER("x", "295") OTHER("y", "300")
                           OTHER("z", "305") "};" GROUP("1"));
    cr_expect_eq(of(CCS_FACT_lapses_closed), 1);
    cr_expect_eq(block_total(run, CCS_BLOCK_OUTCOME, 0, CCS_FACT_outcomes), 1);
    cr_expect_eq(block_total(run, CCS_BLOCK_OUTCOME, 0, CCS_FACT_ended_resolved), 1);
}

/* Answers that come in the night are seen to in the morning, by who opens the queue or finds it. */
Test(lapse, nothing_is_lost_over_nights)
{
    static const char *const at_close[] = {"carry", "clear", "drain"};
    char cfg[1024];

    for (size_t i = 0; i < sizeof at_close / sizeof *at_close; i++) {
        snprintf(cfg, sizeof cfg,
            "clock:{open=\"08:00-08:10\";interval=\"5 min\";days=2;at_close=\"%s\";};run:{seed=3;};"
            "types:{t:{channel=\"messaging\";arrivals:{gap=500;};talk=20;turns:{number=2;customer=60;pause:{after=30;share=1;length=3600;};};};};"
            "groups:{g:{staff=1;};};",
            at_close[i]);
        use(cfg);
        cr_expect_eq(of(CCS_FACT_resumed_in), i == 0 ? 2 : 1, "%s: of the second day it waits after the last one", at_close[i]);
        cr_expect_eq(of_journeys(CCS_FACT_journeys_served), 1, "%s", at_close[i]);
        /* written at 09:08:40, taken at 08:00 of the next day */
        cr_expect_eq(of_journeys(CCS_FACT_journey_time), 86400 - 500 + 20, "%s", at_close[i]);
        cr_expect_eq(of_journeys(CCS_FACT_journey_wait), i == 0 ? 86400 - 4120 : 0, "%s", at_close[i]);
    }
}

Test(lapse, says_what_is_missing)
{
#define WRONG(pause) CLOCK("08:00-08:08") MESSAGES("number=2;customer=50;close_after=\"1 h\";pause:{" pause "};") GROUP("1")
#define AT           "test.cfg:1: types.t.turns.pause."
    static const char *const cases[][2] =
        {{WRONG("after=\"2 h\";"),
             AT "after: has no effect: the agent closes the conversation before that (turns.close_after)\n"},
            {WRONG("share=0.3;"), AT "share: needs length: how long these answers take\n"},
            {WRONG("length=300;"), AT "length: has no effect without share\n"},
            {WRONG("context_kept=0.3;"), AT "context_kept: needs re_explain: what it takes to explain again\n"},
            {WRONG("re_explain=300;"), AT "re_explain: has no effect without context_kept: nothing has to be explained again\n"}};
    static compiled_t got;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        compile_text(&got, cases[i][0]);
        cr_expect_str_eq(got.messages, cases[i][1]);
        compiled_free(&got);
    }
}

/* ---- everything together -------------------------------------------------------------------------------------------------------- */

#define ALL(rest)                                                                                                                                                                  \
    "clock:{open=\"08:00-12:00\";interval=\"1 h\";days=3;at_close=\"" rest                                                                                                         \
    "\";};run:{seed=5;};channels:{messaging:{at_once=4;};email:{interruptible=20;};};"                                                                                             \
    "trunks:{t:{lines=40;types=[\"c\",\"w\"];};};types:{c:{groups=([\"g\",\"h\"]);arrivals:{per_hour=60;};priority=2;patience={dist=\"exponential\";mean=60;};"                    \
    "talk={dist=\"lognormal\";mean=150;cv=1;};wrap=20;transfer:{w:{probability=0.2;};};};"                                                                                         \
    "w:{channel=\"messaging\";groups=(\"h\",\"g\");arrivals:{per_hour=90;};priority=1;patience={dist=\"exponential\";mean=900;};talk={dist=\"exponential\";mean=40;};wrap=15;"     \
    "reconnect:{probability=0.2;delay=600;becomes:{c:{probability=0.3;};};};redial:{after_abandon=0.6;delay=200;};transfer:{w:{probability=0.1;};};"                               \
    "turns:{number={dist=\"geometric\";mean=5;};customer={dist=\"exponential\";mean=50;};patience={dist=\"exponential\";mean=400;};silent=0.5;close_after=\"6 h\";slower=0.1;"     \
    "pause:{after=60;share=0.3;length={dist=\"lognormal\";mean=\"3 h\";cv=1.5;};joins=\"front\";same_agent=120;context_kept=0.4;re_explain={dist=\"exponential\";mean=30;};};};};" \
    "m:{channel=\"email\";groups=([\"g\",\"h\"]);arrivals:{per_hour=20;};talk={dist=\"lognormal\";mean=300;cv=1;};wrap=30;};};"                                                    \
    "groups:{g:{staff=[9,12,7,10];};h:{staff=[3,2,4,1];not_ready_after_contact:{probability=0.1;time=60;};ring:{time=5;no_answer=0.1;};};};"                                       \
    "outages:{o:{fails:{every:{dist=\"exponential\";mean=3000;};lasts:{dist=\"exponential\";mean=400;};};groups=[\"g\"];agents=0.5;in_hand=\"drop\";};};"

/* What adds up is verified as the run ends, and the facts are the same whether it is told or not. */
Test(lapse, adds_up_whatever_happens, .timeout = 120)
{
    static const char *const cfgs[] = {ALL("drain"), ALL("clear"), ALL("carry")};

    for (size_t k = 0; k < sizeof cfgs / sizeof *cfgs; k++) cr_expect(is_same_told(cfgs[k]), "%s", cfgs[k]);
}
