/* test_desk.c - agents who work on one piece after the other: turns of conversations, contacts that are put aside. */
#include <criterion/criterion.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support.h"

static run_t *run;

static void finish(void)
{
    run_delete(run);
    run = NULL;
}

TestSuite(desk, .fini = finish);

#define CLOCK(open)  "clock:{open=\"" open "\";interval=\"4 min\";};run:{seed=3;};"
#define GROUP        "groups:{g:{staff=1;};};"
#define CHAT(turns)  "t:{channel=\"chat\";arrivals:{gap=100;};talk=20;turns:{" turns "};};"
#define TYPES(types) "types:{" types "};"
#define TWO          "channels:{chat:{at_once=2;};};"

static void use(const char *cfg)
{
    finish();
    run = run_text(cfg);
}

static double of_pair(enum ccs_turns_fact fact)
{
    return block_total(run, CCS_BLOCK_TURNS, 0, fact);
}

static double of_group(enum ccs_hands_fact fact)
{
    return block_total(run, CCS_BLOCK_HANDS, 0, fact);
}

/* One comes at 100, one at 200, until 240. Three turns of 20 s, between them two answers of 30 s. The first one's third turn would begin at 200, when the second one comes, who has the
 * agent until 220. */
Test(desk, turns_of_two_conversations_fall_between_one_another)
{
    use(CLOCK("08:00-08:04") TWO TYPES(CHAT("number=3;customer=30;")) GROUP);
    cr_expect_eq(of_pair(CCS_FACT_turns), 6);
    cr_expect_eq(of_pair(CCS_FACT_replies), 6);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talk), 140 + 120);
    cr_expect_eq(of_pair(CCS_FACT_turn_work), 6 * 20);
    cr_expect_eq(of_pair(CCS_FACT_reply), 5 * 20 + 40);
    cr_expect_eq(of_pair(CCS_FACT_first_reply), 2 * 20);
    cr_expect_eq(of_group(CCS_FACT_in_hand_1), 100 + 80, "after close too");
    cr_expect_eq(of_group(CCS_FACT_in_hand_2), 40);
    cr_expect_eq(of_group(CCS_FACT_working_area), 6 * 20);
    use(CLOCK("08:00-08:04") TYPES(CHAT("number=3;customer=30;")) GROUP);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talk), 120 + 120, "one at a time");
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_answered), 20);
}

/* The same, where each turn takes half as long again beside another conversation: the second one's first, until 230, and the first one's third, until 260. */
Test(desk, turns_are_slower_beside_others)
{
    use(CLOCK("08:00-08:04") TWO TYPES(CHAT("number=3;customer=30;slower=0.5;")) GROUP);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talk), 160 + (30 + 30 + 20 + 30 + 20));
    cr_expect_eq(of_pair(CCS_FACT_turn_work), 20 + 20 + 30 + 30 + 20 + 20);
}

/* After-call work is a piece too: it follows the last turn at once, and the other one's turn waits for it. */
Test(desk, after_call_work_follows_the_last_turn)
{
    use(CLOCK("08:00-08:04") TWO TYPES("t:{channel=\"chat\";arrivals:{gap=90;};talk=50;wrap=40;turns:{number=1;customer=30;};};")
            GROUP);
    /* at 90 until 140, after it until 180; at 180 until 230, after it until 270 */
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talk), 100);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_wrap), 80);
    cr_expect_eq(of_pair(CCS_FACT_turn_work), 180);
    use(CLOCK("08:00-08:04") TWO TYPES("t:{channel=\"chat\";arrivals:{gap=80;};talk=50;wrap=40;turns:{number=1;customer=30;};};")
            GROUP);
    /* at 80 until 130 and 170; the one that comes at 160 waits until 170 for its turn, until 220, and has after-call work until 260 */
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talk), 50 + 60);
    cr_expect_eq(of_pair(CCS_FACT_reply), 50 + 60);
}

/* The customer waits 15 s for a reply that takes 20: who says so is gone at 115, who does not keeps the agent until the silence of 60 s is over. */
Test(desk, customers_leave_with_a_word_or_without)
{
    use(CLOCK("08:00-08:03") TWO TYPES(CHAT("number=3;customer=30;patience=15;")) GROUP);
    cr_expect_eq(of_pair(CCS_FACT_sessions_left), 1);
    cr_expect_eq(of_pair(CCS_FACT_sessions_ended_left), 1);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talk), 15);
    cr_expect_eq(of_pair(CCS_FACT_turn_work), 15);
    cr_expect_eq(of_pair(CCS_FACT_turns), 0);
    use(CLOCK("08:00-08:03") TWO TYPES(CHAT("number=3;customer=30;patience=15;silent=1;close_after=60;")) GROUP);
    cr_expect_eq(of_pair(CCS_FACT_sessions_silent), 1);
    cr_expect_eq(of_pair(CCS_FACT_sessions_closed), 1);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talk), 20 + 60);
    cr_expect_eq(of_pair(CCS_FACT_turn_work), 20);
    cr_expect_eq(of_pair(CCS_FACT_silent_time), 5 + 60);
    cr_expect_eq(of_pair(CCS_FACT_replies), 0);
}

/* Who takes longer for an answer than the agent waits is closed, and was served. */
Test(desk, agents_close_what_nobody_answers)
{
    use(CLOCK("08:00-08:03") TWO TYPES(CHAT("number=3;customer=30;close_after=25;")) GROUP);
    cr_expect_eq(of_pair(CCS_FACT_sessions_closed), 1);
    cr_expect_eq(of_pair(CCS_FACT_sessions_ended_left), 0);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talk), 45);
}

#define CALLS "c:{arrivals:{gap=60;};talk=30;};"

Test(desk, mail_is_put_aside_for_calls)
{
    use(CLOCK("08:00-08:04") "channels:{email:{interruptible=10;};};" TYPES(
        CALLS "m:{channel=\"email\";arrivals:{gap=150;};talk=60;};") GROUP);
    /* calls at 60, 120 and 180; the mail at 150, when the call of 120 ends: until 180, then from 210 on for 30 + 10 s */
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_answered), 0);
    cr_expect_eq(pair_total(run, 1, CCS_FACT_talk), 100);
    cr_expect_eq(ccs_facts_turns(&run->replication.flow.facts, 0, 1)[CCS_FACT_put_aside], 1);
    cr_expect_eq(of_group(CCS_FACT_in_hand_2), 30);
    use(CLOCK("08:00-08:04") "channels:{email:{at_once=1;};};" TYPES(CALLS "m:{channel=\"email\";arrivals:{gap=150;};talk=60;};")
            GROUP);
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_answered), 30, "not put aside");
}

/* Two calls wait for one another, and the mail for both: it is put aside once, and come back to once. */
Test(desk, what_is_put_aside_waits_for_all_that_is_more_urgent)
{
    use(CLOCK("08:00-08:04") "channels:{email:{interruptible=10;};};" TYPES(
        "c:{arrivals:{gap=100;};talk=50;};d:{arrivals:{gap=110;};talk=30;};"
        "m:{channel=\"email\";arrivals:{gap=90;};talk=60;};") GROUP);
    /* the mail of 90 until 100, a call until 150, the other one until 180, the mail from then on for 50 + 10 s, in which calls come at 200 and 220 */
    cr_expect_eq(ccs_facts_turns(&run->replication.flow.facts, 0, 2)[CCS_FACT_put_aside], 2);
}

/* Chats go slower beside chats, and not beside a mail that is put aside for them. */
Test(desk, what_is_put_aside_slows_nothing)
{
    use(CLOCK("08:00-08:04") "channels:{email:{interruptible=0;};};" TYPES(
        "c:{arrivals:{gap=100;};talk=40;talk_by_sessions=((1,1),(2,2));};m:{channel=\"email\";arrivals:{gap=90;};talk=60;};")
            GROUP);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talk), 2 * 40);
    cr_expect_eq(ccs_facts_turns(&run->replication.flow.facts, 0, 1)[CCS_FACT_put_aside], 2);
}

/* ---- identities ----------------------------------------------------------------------------------------------------------------- */

#define CENTRE(channels, turns)                                                                                                  \
    "clock:{open=\"08:00-12:00\";interval=\"1 h\";days=3;};run:{seed=5;};" channels                                              \
    "types:{t:{channel=\"chat\";arrivals:{per_hour=100;};patience={dist=\"exponential\";mean=100;};"                             \
    "talk={dist=\"lognormal\";mean=200;cv=0.8;};wrap=30;redial:{after_abandon=0.5;delay=300;};" turns                            \
    "};};groups:{g:{staff=[6,7,5,8];};};"

/* One conversation at a time, of one turn, is a call: to the last digit. */
Test(desk, one_turn_at_a_time_is_a_call)
{
    use(CENTRE("", ""));
    run_t *const call = run;

    run = NULL;
    use(CENTRE("", "turns:{number=1;customer=60;};"));
    for (uint32_t fact = 0; fact < CCS_N_TYPE_FACTS; fact++)
        cr_expect_eq(type_total(run, 0, fact), type_total(call, 0, fact), "%lu", (unsigned long) fact);
    for (uint32_t fact = 0; fact < CCS_N_PAIR_FACTS; fact++)
        cr_expect_eq(pair_total(run, 0, fact), pair_total(call, 0, fact), "%lu", (unsigned long) fact);
    cr_expect_float_eq(of_pair(CCS_FACT_turn_work), pair_total(run, 0, CCS_FACT_talk) + pair_total(run, 0, CCS_FACT_wrap), 1e-6);
    run_delete(call);
}

/* Without time for answers, three conversations that one agent has at once take as long together as one after the other. */
Test(desk, without_thinking_the_work_is_the_same)
{
#define AT_START(channels)                                                                                                       \
    CLOCK("08:00-12:00")                                                                                                         \
    channels TYPES("t:{channel=\"chat\";arrivals:{per_hour=0;};initial:{waiting=3;};talk={dist=\"exponential\";mean=40;};"       \
                   "turns:{number={dist=\"geometric\";mean=4;};customer=0;};};") GROUP
    use(AT_START(""));
    const double one_by_one_s = of_pair(CCS_FACT_turn_work), n_turns = of_pair(CCS_FACT_turns);

    use(AT_START("channels:{chat:{at_once=3;};};"));
    cr_expect_gt(n_turns, 3);
    cr_expect_eq(of_pair(CCS_FACT_turns), n_turns);
    cr_expect_float_eq(of_pair(CCS_FACT_turn_work), one_by_one_s, 1e-9);
    cr_expect_float_eq(of_group(CCS_FACT_working_area), one_by_one_s, 1e-9);
}

/* ---- everything together -------------------------------------------------------------------------------------------------------- */

#define ALL(rest)                                                                                                                                                                \
    "clock:{open=\"08:00-12:00\";interval=\"1 h\";days=2;at_close=\"" rest "\";};run:{seed=5;};"                                                                                 \
    "channels:{chat:{at_once=3;};email:{interruptible=20;at_once=2;};messaging:{at_once=4;};};"                                                                                  \
    "types:{c:{groups=([\"g\",\"h\"]);arrivals:{per_hour=60;};priority=2;patience={dist=\"exponential\";mean=60;};talk={dist=\"lognormal\";mean=150;cv=1;};wrap=20;"             \
    "transfer:{t:{probability=0.1;};};};"                                                                                                                                        \
    "t:{channel=\"chat\";groups=(\"h\",\"g\");arrivals:{per_hour=90;};priority=1;patience={dist=\"exponential\";mean=90;};talk={dist=\"exponential\";mean=40;};wrap=15;"         \
    "reconnect:{probability=0.2;delay=600;};redial:{after_abandon=0.6;delay=200;};"                                                                                              \
    "turns:{number={dist=\"geometric\";mean=5;};customer={dist=\"exponential\";mean=50;};patience={dist=\"exponential\";mean=200;};silent=0.5;close_after=180;slower=0.1;};};"   \
    "s:{channel=\"messaging\";groups=(\"g\",\"h\");arrivals:{per_hour=40;};talk={dist=\"exponential\";mean=200;};talk_by_sessions=((1,1),(4,2.5));};"                            \
    "m:{channel=\"email\";groups=([\"g\",\"h\"]);arrivals:{per_hour=20;};talk={dist=\"lognormal\";mean=300;cv=1;};wrap=30;};};"                                                  \
    "groups:{g:{staff=[9,12,7,10];};h:{staff=[3,2,4,1];mix:{talk:{voice=1;chat=1;};type:{chat=2;email=1;messaging=1;};};not_ready_after_contact:{probability=0.1;time=60;};};};" \
    "outages:{o:{fails:{every:{dist=\"exponential\";mean=3000;};lasts:{dist=\"exponential\";mean=400;};};groups=[\"g\"];agents=0.5;in_hand=\"drop\";};};"

/* Contacts that ring while others come, customers called back, and transfers that come back to an agent who has after-call work to do yet. */
#define RINGS                                                                                                                                          \
    "clock:{open=\"08:00-12:00\";interval=\"1 h\";days=2;};run:{seed=5;};"                                                                             \
    "channels:{chat:{at_once=3;};email:{interruptible=20;at_once=2;};};"                                                                               \
    "types:{c:{arrivals:{per_hour=60;};priority=2;talk={dist=\"exponential\";mean=100;};wrap=20;callback:{accept=0.4;way=\"by_priority\";ring=10;};};" \
    "t:{channel=\"chat\";arrivals:{per_hour=60;};talk={dist=\"exponential\";mean=40;};wrap=15;transfer:{c:{probability=0.3;};};"                       \
    "turns:{number={dist=\"geometric\";mean=3;};customer=30;};};"                                                                                      \
    "m:{channel=\"email\";arrivals:{per_hour=20;};talk={dist=\"exponential\";mean=200;};wrap=30;transfer:{c:{probability=0.3;};};};};"                 \
    "groups:{g:{staff=6;ring:{time={dist=\"exponential\";mean=8;};no_answer=0.1;};};};"

/* Every channel with everything that may happen to it: what adds up is verified as the run ends, and the facts are the same whether it is told or not. */
Test(desk, adds_up_whatever_happens, .timeout = 120)
{
    static const char *const cfgs[] = {ALL("drain"), ALL("clear"), ALL("carry"), RINGS};

    for (size_t k = 0; k < sizeof cfgs / sizeof *cfgs; k++) cr_expect(is_same_told(cfgs[k]), "%s", cfgs[k]);
}

/* ---- facts of the domain --------------------------------------------------------------------------------------------------------- */

/* Fact F22: one to five conversations at once, of 6 turns of 45 s on average, with 60 s between them and 6 % more work for each other one in hand. As there is always somebody waiting, the
 * conversations that an agent ends in a day are what they can: more with each further one, by less each time; and each takes longer. */
Test(desk, throughput_is_concave_in_conversations_at_once, .timeout = 60)
{
    enum { MOST = 5, PAIRS = 20 };
    double ended[MOST + 1][PAIRS], mean_ended[MOST + 1] = {0}, mean_length_s[MOST + 1] = {0};
    char cfg[512];

    for (int k = 1; k <= MOST; k++) {
        snprintf(cfg, sizeof cfg,
            "clock:{open=\"08:00-20:00\";interval=\"4 h\";at_close=\"clear\";};channels:{chat:{at_once=%d;};};"
            "types:{t:{channel=\"chat\";arrivals:{per_hour=40;};talk={dist=\"lognormal\";mean=45;cv=1;};"
            "turns:{number={dist=\"geometric\";mean=6;};customer={dist=\"exponential\";mean=60;};slower=0.06;};};};groups:{g:{staff=1;};};",
            k);
        use(cfg);
        for (uint32_t i = 0; i < PAIRS; i++) {
            run_again(run, 7, i);
            ended[k][i] = pair_total(run, 0, CCS_FACT_talks);
            mean_ended[k] += ended[k][i] / PAIRS;
            mean_length_s[k] += pair_total(run, 0, CCS_FACT_talk) / ended[k][i] / PAIRS;
        }
    }
    for (int k = 2; k <= MOST; k++) {
        double sum = 0, squares = 0;

        for (int i = 0; i < PAIRS; i++) {
            const double gain = ended[k][i] - ended[k - 1][i];

            sum += gain;
            squares += gain * gain;
        }
        const double gain = sum / PAIRS, error = sqrt((squares / PAIRS - gain * gain) / (PAIRS - 1));

        if (k <= 3)
            cr_expect_gt(gain - 2.09 * error, 0, "%d at once: %g +- %g more", k, gain,
                2.09 * error); /* t, 19 degrees of freedom */
        if (k > 2)
            cr_expect_lt(gain, mean_ended[k - 1] - mean_ended[k - 2], "%d at once: %g more, after %g", k, gain,
                mean_ended[k - 1] - mean_ended[k - 2]);
        cr_expect_gt(mean_length_s[k], mean_length_s[k - 1], "%d at once: %g s each, after %g s", k, mean_length_s[k],
            mean_length_s[k - 1]);
    }
}

/* The mean of paired differences, and half the width of its interval at 95 %. */
static double paired(const double *a, const double *b, uint32_t n, double *half_width)
{
    double sum = 0, squares = 0;

    for (uint32_t i = 0; i < n; i++) {
        sum += a[i] - b[i];
        squares += (a[i] - b[i]) * (a[i] - b[i]);
    }
    *half_width = 2.09 * sqrt((squares / n - sum / n * sum / n) / (n - 1)); /* Student's t, 19 degrees of freedom */
    return sum / n;
}

/* Fact F25, as far as it needs no satisfaction: the same agents do calls alone, and mail between them. Calls lose less than two points, no mail waits for a day, and occupancy is more than
 * five points higher. */
Test(desk, mail_fills_the_time_between_calls, .timeout = 60)
{
    enum { PAIRS = 20 };
#define BLEND(mails)                                                                                                             \
    "clock:{open=\"08:00-18:00\";interval=\"30 min\";};channels:{email:{interruptible=30;};};"                                   \
    "types:{c:{arrivals:{per_hour=120;};patience={dist=\"exponential\";mean=240;};talk={dist=\"lognormal\";mean=240;cv=1;};"     \
    "wrap=30;target:{within=20;};};m:{channel=\"email\";arrivals:{per_hour=" mails                                               \
    ";};talk={dist=\"lognormal\";mean=420;cv=0.8;};"                                                                             \
    "target:{within=\"24 h\";};};};groups:{g:{staff=12;};};"
    static const char *const cfgs[2] = {BLEND("0.001"), BLEND("14")};
    double level[2][PAIRS], busy[2][PAIRS], half_width;

    for (int k = 0; k < 2; k++) {
        use(cfgs[k]);
        for (uint32_t i = 0; i < PAIRS; i++) {
            run_again(run, 11, i);
            double within = 0;

            for (uint32_t cell = 0; cell < run->plan->periods.n; cell++) within += answered_within(run, cell, 0, 0);
            level[k][i] = within / type_total(run, 0, CCS_FACT_offered);
            busy[k][i] = block_total(run, CCS_BLOCK_HANDS, 0, CCS_FACT_working_area) / (12 * 36000.0);
            cr_expect_lt(type_total(run, 1, CCS_FACT_max_wait), 86400);
        }
    }
    const double lost = paired(level[0], level[1], PAIRS, &half_width);

    cr_expect_lt(lost + half_width, 0.02, "calls lose %g +- %g", lost, half_width);
    const double gained = paired(busy[1], busy[0], PAIRS, &half_width);

    cr_expect_gt(gained - half_width, 0.05, "occupancy gains %g +- %g", gained, half_width);
}

/* Fact F19: half of the agents are away for half an hour. Who gives up calls again: for three quarters of an hour after they are back more come than would have. */
Test(desk, an_outage_has_an_echo, .timeout = 60)
{
    enum { PAIRS = 20, BACK = 14, INTERVALS = 3 }; /* of 15 min, from 08:00: they are back at 11:30 */
#define CALLS_WITH(staff)                                                                                                                  \
    "clock:{open=\"08:00-16:00\";interval=\"15 min\";};types:{c:{arrivals:{per_hour=300;};patience={dist=\"exponential\";mean=240;};"      \
    "talk={dist=\"lognormal\";mean=300;cv=1;};redial:{after_abandon=0.6;decay=0.9;delay={dist=\"lognormal\";mean=\"15 min\";cv=1;};};};};" \
    "groups:{g:{staff=" staff ";};};"
    static const char *const cfgs[2] = {CALLS_WITH("28"),
        CALLS_WITH("((\"08:00\",\"11:00\",28),(\"11:00\",\"11:30\",14),(\"11:30\",\"16:00\",28))")};
    double came[2][INTERVALS][PAIRS], half_width;

    for (int k = 0; k < 2; k++) {
        use(cfgs[k]);
        for (uint32_t i = 0; i < PAIRS; i++) {
            run_again(run, 13, i);
            for (uint32_t n = 0; n < INTERVALS; n++) came[k][n][i] = type_fact(run, BACK + n, 0, CCS_FACT_arrived);
        }
    }
    for (uint32_t n = 0; n < INTERVALS; n++) {
        const double more = paired(came[1][n], came[0][n], PAIRS, &half_width);

        cr_expect_gt(more - half_width, 0, "%g +- %g more in interval %" PRIu32, more, half_width, n);
    }
}
