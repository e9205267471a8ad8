/* test_channel.c - channels of a scenario's own, and to whom of several agents with room a contact goes. */
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

TestSuite(channel, .fini = finish);

#define CLOCK      "clock:{open=\"08:00-08:10\";interval=\"5 min\";};run:{seed=3;};"
#define KIOSK(how) "channels:{kiosk:{class=\"" how "\";label=\"screens in shops\";at_once=2;};};"
#define TYPE(name) "types:{t:{channel=\"" name "\";arrivals:{gap=100;};talk=150;};};"
#define GROUP      "groups:{g:{staff=2;};};"

static double of_hands(enum ccs_hands_fact fact)
{
    return block_total(run, CCS_BLOCK_HANDS, 0, fact);
}

Test(channel, a_scenario_has_channels_of_its_own)
{
    static const struct {
        const char *cfg;
        enum ccs_channel_use use;
        enum ccs_channel_answer answer;
    } rows[] = {{CLOCK KIOSK("session") TYPE("kiosk") GROUP, CCS_USE_SIDE_BY_SIDE, CCS_ANSWER_LIVE},
        {CLOCK KIOSK("deferred") TYPE("kiosk") GROUP, CCS_USE_WRITTEN, CCS_ANSWER_LATER}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        finish();
        run = run_text(rows[i].cfg);
        const ccs_channel_rule_t *const channel = ccs_plan_channel(run->plan, 0);

        cr_expect_str_eq(channel->name, "kiosk");
        cr_expect_str_eq(channel->about, "screens in shops");
        cr_expect(channel->use == rows[i].use && channel->answer == rows[i].answer && channel->at_once == 2);
        cr_expect_eq(run->plan->n_channels, CCS_N_CHANNELS + 1);
        cr_expect_eq(type_total(run, 0, CCS_FACT_answered), 5);
    }
}

/* Five come, at 100, 200, .. 500, for 150 s each: two at a time for half of the time, one after the other with somebody idle or beside one another. */
Test(channel, hands_are_filled_first)
{
#define CHATS(give_to) CLOCK "channels:{chat:{at_once=2;give_to=\"" give_to "\";};};" TYPE("chat") GROUP
    run = run_text(CHATS("fewest"));
    cr_expect_eq(of_hands(CCS_FACT_in_hand_2), 0);
    cr_expect_eq(of_hands(CCS_FACT_in_hand_1), 5 * 150, "after close too");
    finish();
    run = run_text(CHATS("most"));
    cr_expect_eq(of_hands(CCS_FACT_in_hand_2), 4 * 50);
    cr_expect_eq(of_hands(CCS_FACT_in_hand_1), 550 - 4 * 50, "one agent has them all");
}

static double of_attention(uint32_t pair)
{
    return block_total(run, CCS_BLOCK_ATTENTION, pair, CCS_FACT_attention_area);
}

#define ONE_AGENT "groups:{g:{staff=1;};};"
/* A chat from 100 to 160 and one from 200 to 260, a message from 130 to 190 and one from 260 to 320: where both are in hand, each has a half. */
Test(channel, agents_time_is_divided_evenly_among_what_they_work_on)
{
    run = run_text(
        "clock:{open=\"08:00-08:05\";interval=\"5 min\";};run:{seed=3;};channels:{chat:{at_once=2;};messaging:{at_once=2;};};"
        "types:{a:{channel=\"chat\";arrivals:{gap=100;};talk=60;};b:{channel=\"messaging\";arrivals:{gap=130;};talk=60;};};" ONE_AGENT);
    cr_expect_eq(of_attention(0), 30 + 30 / 2 + 60);
    cr_expect_eq(of_attention(1), 30 / 2 + 30 + 60, "after close too");
    cr_expect_eq(of_attention(0) + of_attention(1), of_hands(CCS_FACT_in_hand_1) + of_hands(CCS_FACT_in_hand_2));
}

/* A mail from 100 on, for 60 s of work; a call from 130 to 150, for which it is put aside; back to it takes 10 s. */
Test(channel, what_is_put_aside_has_nothing_of_the_agent)
{
    run = run_text("clock:{open=\"08:00-08:03\";interval=\"3 min\";};run:{seed=3;};channels:{email:{interruptible=\"10 s\";};};"
                   "types:{a:{channel=\"email\";arrivals:{gap=100;};talk=60;};b:{arrivals:{gap=130;};talk=20;};};" ONE_AGENT);
    cr_expect_eq(of_attention(0), 60 + 10);
    cr_expect_eq(of_attention(1), 20);
    cr_expect_eq(of_attention(0) + of_attention(1), of_hands(CCS_FACT_working_area));
}

Test(channel, of_one_channel_there_is_no_time_by_channel)
{
    run = run_text(CHATS("fewest"));
    cr_expect_eq(run->replication.flow.facts.blocks[CCS_BLOCK_ATTENTION].n_rows, 0);
    cr_expect_null(run->replication.flow.world.attention);
}

Test(channel, tells_what_is_wrong)
{
#define WRONG(channels, rest) CLOCK "channels:{" channels "};types:{t:{" rest "arrivals:{gap=100;};talk=150;};};" GROUP
    static const char *const cases[][2] = {
        {WRONG("kiosk:{at_once=2;};", ""),
            "test.cfg:1: channels.kiosk: there is no channel \"kiosk\": one of your own says its class, such as class = \"session\"\n"},
        {WRONG("kiosk:{class=\"session\";};", "channel=\"kiosc\";"),
            "test.cfg:1: types.t.channel: there is no channel \"kiosc\", did you mean \"kiosk\"?\n"},
        {WRONG("chat:{class=\"session\";};", ""),
            "test.cfg:1: channels.chat.class: is of channels of your own: chat is one that there is\n"},
        {WRONG("voice:{at_once=2;};", ""),
            "warning: test.cfg:1: channels.voice.at_once: an agent talks with 2 customers at once, as if each were alone: a call takes all of an agent (1)\n"},
        {WRONG("chat:{at_once=1;};", "channel=\"chat\";"), ""},
        {CLOCK TYPE("chat") "groups:{g:{staff=2;mix:{a:{chatt=2;};};};};",
            "test.cfg:1: groups.g.mix.a.chatt: there is no channel \"chatt\", did you mean \"chat\"?\n"}};
    static compiled_t got;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        compile_text(&got, cases[i][0]);
        cr_expect_str_eq(got.messages, cases[i][1]);
        compiled_free(&got);
    }
}
