/* test_switch.c - customers who are sent to another channel as they come. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compile_case.h"
#include "load.h"
#include "load_parts.h"
#include "support.h"

static run_t *run;

static void finish(void)
{
    run_delete(run);
    run = NULL;
}

TestSuite(switching, .fini = finish);

#define CALLS(row)                                                                                                               \
    "clock:{open=\"08:00-08:10\";interval=\"5 min\";};run:{seed=3;};types:{c:{arrivals:{gap=100;};talk=250;switch:{t:{" row      \
    "};};groups=(\"g\");};t:{channel=\"chat\";talk=50;groups=(\"h\");};};groups:{g:{staff=1;};h:{staff=1;};};"

/* They come at 100, 200, .. 500 for 250 s each: the second waits until 350, the third is sent away, the fourth waits until 600, and the fifth is sent away. */
Test(switching, who_would_wait_behind_another_goes_to_another_channel)
{
    run = run_text(CALLS("when=\"waiting(c) > 0\";accept=1;context_kept=0;re_explain=10;"));
    const uint32_t calls = type_of(run->plan, "c"), chats = type_of(run->plan, "t");

    cr_expect_eq(block_total(run, CCS_BLOCK_SWITCHING, calls, CCS_FACT_switch_asked), 2);
    cr_expect_eq(block_total(run, CCS_BLOCK_SWITCHING, calls, CCS_FACT_deflected), 2);
    cr_expect_eq(block_total(run, CCS_BLOCK_SWITCHING, chats, CCS_FACT_deflected_in), 2);
    cr_expect_eq(type_total(run, calls, CCS_FACT_arrived), 3, "where they go");
    cr_expect_eq(type_total(run, chats, CCS_FACT_arrived), 2);
    cr_expect_eq(pair_total(run, pair_of(run->plan, "t", "h"), CCS_FACT_talk), 2 * (50 + 10), "explained again");
    cr_expect_eq(block_total(run, CCS_BLOCK_SWITCHING, chats, CCS_FACT_switch_explain), 20);
    cr_expect_eq(block_total(run, CCS_BLOCK_JOURNEY, calls, CCS_FACT_issues), 5, "an issue is of the type as which it came");
    cr_expect_eq(block_total(run, CCS_BLOCK_JOURNEY, chats, CCS_FACT_journeys), 2, "a contact of that as which it is made");
    finish();
    run = run_text(CALLS("when=\"waiting(c) > 0\";accept=0;"));
    cr_expect_eq(block_total(run, CCS_BLOCK_SWITCHING, calls, CCS_FACT_switch_asked), 3, "nobody goes, and the queue is longer");
    cr_expect_eq(type_total(run, calls, CCS_FACT_arrived), 5);
}

/* A channel that is closed is not offered. */
Test(switching, nobody_is_sent_where_it_is_closed)
{
    run = run_text(
        "clock:{open=\"08:00-09:00\";interval=\"30 min\";};run:{seed=3;};types:{c:{arrivals:{gap=100;};talk=50;switch:{t:{accept=1;};};groups=(\"g\");};"
        "t:{channel=\"chat\";open=\"08:00-08:30\";talk=50;groups=(\"h\");};};groups:{g:{staff=1;};h:{staff=1;};};");
    cr_expect_eq(type_total(run, type_of(run->plan, "t"), CCS_FACT_arrived), 17);
    cr_expect_eq(type_total(run, type_of(run->plan, "c"), CCS_FACT_arrived), 18);
}

/* They come again at once as calls, all of whom go to the chat: what they accepted there was the calls' offer, and nothing is known of how the first contact ended. */
Test(switching, an_offer_is_that_of_the_type_as_which_the_contact_came)
{
    run = run_text(
        "clock:{open=\"08:00-09:00\";interval=\"30 min\";};run:{seed=3;};types:{f:{arrivals:{gap=600;};talk=50;reconnect:{probability=1;max_attempts=2;delay=60;"
        "becomes:{c:{probability=1;};};};groups=(\"g\");};c:{talk=250;switch:{t:{accept=1;context_kept=0;re_explain=10;};};groups=(\"g\");};"
        "t:{channel=\"chat\";talk=50;outcomes:{resolved=0.9;returns=0;};groups=(\"h\");};};groups:{g:{staff=1;};h:{staff=1;};};");
    const uint32_t chats = type_of(run->plan, "t");

    cr_expect_eq(block_total(run, CCS_BLOCK_SWITCHING, chats, CCS_FACT_deflected_in), 5);
    cr_expect_eq(block_total(run, CCS_BLOCK_SWITCHING, chats, CCS_FACT_switch_explained), 5);
    cr_expect_eq(block_total(run, CCS_BLOCK_SWITCHING, chats, CCS_FACT_switch_explain), 5 * 10);
    cr_expect_eq(block_total(run, CCS_BLOCK_OUTCOME, pair_of(run->plan, "t", "h"), CCS_FACT_outcomes), 5);
    cr_expect_eq(block_total(run, CCS_BLOCK_OUTCOME, pair_of(run->plan, "f", "g"), CCS_FACT_followed), 0);
}

/* ---- choices --------------------------------------------------------------------------------------------------------------------- */

Test(switching, where_somebody_is_sent_contacts_arrive)
{
    static compiled_t got;

    compile_text(&got, CALLS("when=\"waiting(c) > 0\";accept=1;"));
    cr_expect_not(strstr(got.messages, "nothing arrives"), "%s", got.messages);
    compiled_free(&got);
}

/* Contacts of a type in the first cell, as the loads have them. */
static double load_of(const char *cfg, const char *type)
{
    ccs_load_t load;

    finish();
    run = run_text(cfg);
    cr_assert_eq(ccs_load_init(&load, run->plan), 0);
    cr_assert(ccs_load_next(&load));
    const double per_s = load.types[type_of(run->plan, type)].per_s;

    ccs_load_free(&load);
    return per_s;
}

/* 36 an hour. */
Test(switching, loads_know_who_goes_whatever_happens)
{
    static const char *const always = CALLS("accept=0.25;"), *const sometimes = CALLS("when=\"waiting(c) > 0\";accept=0.25;");

    cr_expect_float_eq(load_of(always, "c"), 0.75 / 100, 1e-12);
    cr_expect_float_eq(load_of(always, "t"), 0.25 / 100, 1e-12);
    cr_expect_float_eq(load_of(sometimes, "c"), 1.0 / 100, 1e-12);
    cr_expect_float_eq(load_of(sometimes, "t"), 0, 1e-12);
}

/* Nobody waits. */
#define CHOICE(choose, rest)                                                                                                     \
    "clock:{open=\"08:00-18:00\";interval=\"5 h\";};run:{seed=3;};types:{c:{arrivals:{gap=9;};talk=2;choose:{" choose            \
    "};groups=(\"g\");" rest                                                                                                     \
    "};t:{channel=\"chat\";talk=1;groups=(\"h\");};m:{channel=\"messaging\";open=\"08:00-13:00\";talk=1;"                        \
    "groups=(\"h\");};};groups:{g:{staff=1;};h:{staff=2;};};"

static double deflected_to(const char *type)
{
    return block_total(run, CCS_BLOCK_SWITCHING, type_of(run->plan, type), CCS_FACT_deflected_in);
}

/* 3999 come. Of odds 1 : 2 : 1 the quarter, the half and the quarter choose each; in the afternoon, as messaging is closed, a third and two thirds. A share lies within 4 standard errors. */
Test(switching, loads_know_choices_as_if_nobody_waited)
{
    static const char *const cfg = CHOICE("among:{t:{preference=0.6931471805599453;};m:{};};", "");

    cr_expect_float_eq(load_of(cfg, "c"), 1 / 9.0 / 4, 1e-9);
    cr_expect_float_eq(load_of(cfg, "t"), 1 / 9.0 / 2, 1e-9);
    cr_expect_float_eq(load_of(cfg, "m"), 1 / 9.0 / 4, 1e-9);
}

Test(switching, customers_choose_what_is_open_by_what_they_prefer)
{
    run = run_text(CHOICE("among:{t:{preference=0.6931471805599453;};m:{};};", ""));
    const double n = 3999, chats = n / 2 * (1 / 2.0 + 2 / 3.0), messages = n / 2 / 4;

    cr_expect_eq(block_total(run, CCS_BLOCK_SWITCHING, type_of(run->plan, "c"), CCS_FACT_switch_asked), n);
    cr_expect_float_eq(deflected_to("t"), chats, 4 * sqrt(n * 0.25));
    cr_expect_float_eq(deflected_to("m"), messages, 4 * sqrt(n / 2 * 0.1875));
    cr_expect_eq(type_total(run, type_of(run->plan, "c"), CCS_FACT_arrived), n - deflected_to("t") - deflected_to("m"));
    finish();
    run = run_text(CHOICE("same=20;among:{t:{};m:{};};", ""));
    cr_expect_eq(deflected_to("t") + deflected_to("m"), 0, "the channel at hand is worth all others");
}

/* Talks of 250 s each 100 s: who comes while nobody is free, and would wait 4 minutes or more for what is left of other talks, goes elsewhere, as good as surely; who finds the agent free stays. */
Test(switching, customers_choose_by_the_wait_that_they_expect)
{
#define WAITS(wait)                                                                                                                      \
    "clock:{open=\"08:00-08:10\";interval=\"10 min\";};run:{seed=3;};types:{c:{predictor=\"queue_length\";arrivals:{gap=100;};talk=250;" \
    "choose:{wait=" wait                                                                                                                 \
    ";same=15;among:{t:{};};};groups=(\"g\");};t:{channel=\"chat\";predictor=\"queue_length\";talk=1;groups=(\"h\");};};"                \
    "groups:{g:{staff=1;};h:{staff=1;};};"
    run = run_text(WAITS("-20"));
    cr_expect_eq(deflected_to("t"), 3, "those at 200, 300 and 500");
    cr_expect_eq(type_total(run, type_of(run->plan, "c"), CCS_FACT_waited), 0);
    finish();
    run = run_text(WAITS("0"));
    cr_expect_eq(deflected_to("t"), 0);
}

/* As above, beside an agent who is idle all the while, for the evening. */
Test(switching, who_is_idle_for_others_is_no_reason_to_stay)
{
    run = run_text(
        "clock:{open=\"08:00-08:10\";interval=\"10 min\";};run:{seed=3;};types:{c:{predictor=\"queue_length\";arrivals:{gap=100;};talk=250;"
        "choose:{wait=-20;same=15;among:{t:{};};};routing:{own:{groups=(\"g\");};late:{groups=(\"l\");when=\"time_of_day > 17:59\";};};};"
        "t:{channel=\"chat\";predictor=\"queue_length\";talk=1;groups=(\"h\");};};groups:{g:{staff=1;};l:{staff=1;};h:{staff=1;};};");
    cr_expect_eq(deflected_to("t"), 3);
}

/* Whoever writes has four more in hand at the end, and room: nobody would wait, and all choose the chat. With room for one the second to come finds none. */
Test(switching, who_has_room_lets_nobody_wait)
{
#define ROOM(at_once)                                                                                                            \
    "clock:{open=\"08:00-08:10\";interval=\"10 min\";};run:{seed=3;};channels:{chat:{at_once=" at_once ";};};types:{"            \
    "c:{predictor=\"queue_length\";arrivals:{gap=100;};talk=1;choose:{wait=-20;same=-8;among:{t:{};};};groups=(\"g\");};"        \
    "t:{channel=\"chat\";predictor=\"queue_length\";talk=50;turns:{number=2;customer=1000;};groups=(\"h\");};};"                 \
    "groups:{g:{staff=1;};h:{staff=1;};};"
    run = run_text(ROOM("5"));
    cr_expect_eq(deflected_to("t"), 5);
    finish();
    run = run_text(ROOM("1"));
    cr_expect_eq(deflected_to("t"), 1);
}

/* Everybody comes once more: what the type is worth is another matter then. */
Test(switching, customers_leave_a_channel_that_has_failed)
{
    run = run_text(CHOICE("same=20;after_failure=-20;among:{t:{context_kept=0;re_explain=5;};};",
        "reconnect:{probability=1;max_attempts=2;delay=60;};"));
    const uint32_t chats = type_of(run->plan, "t");

    cr_expect_gt(deflected_to("t"), 3900);
    cr_expect_eq(type_total(run, chats, CCS_FACT_arrived), deflected_to("t"));
    cr_expect_eq(block_total(run, CCS_BLOCK_SWITCHING, chats, CCS_FACT_switch_explained),
        type_total(run, chats, CCS_FACT_answered));
}

/* Who calls comes again with 0.2, who chats with 0.6, and then by chat. Of an attempt at the telephone half choose the chat, in which 1 / 0.4 attempts follow one another: with the chat there are
 * 1 + 0.1 x + 0.3 * 2.5 = x attempts of a customer, 1.944; without it 1 / 0.8. Their standard deviation is below 1.8, of 3999 customers 0.03. */
Test(switching, a_channel_that_resolves_less_makes_more_contacts)
{
#define AGAIN(probability) "reconnect:{probability=" probability ";max_attempts=60;delay=30;};"
#define RESOLVES(same)                                                                                                           \
    "clock:{open=\"08:00-18:00\";interval=\"5 h\";};run:{seed=3;};types:{c:{arrivals:{gap=9;};talk=2;choose:{same=" same         \
    ";among:{t:{};};};groups=(\"g\");" AGAIN("0.2") "};t:{channel=\"chat\";talk=1;groups=(\"h\");" AGAIN(                        \
        "0.6") "};};groups:{g:{staff=3;};h:{staff=3;};};"
    static const char *const cfgs[] = {RESOLVES("0"), RESOLVES("20")};
    static const double expected[] = {1.75 / 0.9, 1 / 0.8};

    for (int k = 0; k < 2; k++) {
        finish();
        run = run_text(cfgs[k]);
        cr_expect_float_eq((type_total(run, 0, CCS_FACT_arrived) + type_total(run, 1, CCS_FACT_arrived)) / 3999, expected[k],
            4 * 0.03);
    }
}

Test(switching, tells_what_is_wrong_with_choices)
{
    static const char *const cases[][2] = {
        {CHOICE("wait=-1;among:{t:{};};", ""),
            "test.cfg:1: types.c.choose.wait: needs to know how long customers of c would wait: say types.c.predictor, such as \"queue_length\"\n"
            "test.cfg:1: types.c.choose.wait: needs to know how long customers of t would wait: say types.t.predictor, such as \"queue_length\"\n"},
        {CHOICE("among:{t:{};};", "switch:{t:{accept=0.5;};};"),
            "test.cfg:1: types.c.choose: cannot stand beside `switch`: customers choose by themselves, or are asked to go elsewhere\n"},
        {CHOICE("among:{x:{};};", ""), "test.cfg:1: types.c.choose.among.x: there is no type \"x\", did you mean \"c\"?\n"}};
    static compiled_t got;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        compile_text(&got, cases[i][0]);
        cr_expect_str_eq(got.messages, cases[i][1]);
        compiled_free(&got);
    }
}

Test(switching, tells_what_is_wrong)
{
    static const char *const cases[][2] = {
        {CALLS("accept=0.5;context_kept=0.5;"),
            "test.cfg:1: types.c.switch.t.context_kept: needs re_explain: what it takes to explain again\n"},
        {CALLS("accept=0.5;re_explain=5;"),
            "test.cfg:1: types.c.switch.t.re_explain: has no effect without context_kept: nothing has to be explained again\n"},
        {"clock:{open=\"08:00-08:10\";};types:{c:{arrivals:{gap=100;};talk=250;switch:{c:{accept=1;};};};};groups:{g:{staff=1;};};",
            "test.cfg:1: types.c.switch.c: is the type itself: name another one\n"}};
    static compiled_t got;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        compile_text(&got, cases[i][0]);
        cr_expect_str_eq(got.messages, cases[i][1]);
        compiled_free(&got);
    }
}

/* ---- everything together -------------------------------------------------------------------------------------------------------- */

#define ALL(rest)                                                                                                                                                                                                         \
    "clock:{open=\"08:00-12:00\";interval=\"1 h\";days=2;at_close=\"" rest                                                                                                                                                \
    "\";};run:{seed=5;};channels:{chat:{at_once=3;};};trunks:{t:{lines=12;types=[\"c\"];};};"                                                                                                                             \
    "flows:{f:{nodes:{x:{time=10;next=\"q\";};q:{to=\"c\";};};};};types:{c:{flow=\"f\";groups=(\"g\");arrivals:{per_hour=60;};patience={dist=\"exponential\";mean=60;};talk={dist=\"lognormal\";mean=250;cv=1;};wrap=20;" \
    "redial:{after_abandon=0.6;after_block=0.5;delay=200;becomes:{t:{probability=0.2;};};};transfer:{t:{probability=0.1;};};"                                                                                             \
    "switch:{t:{when=\"waiting(c) > 2\";accept=0.4;context_kept=0.5;re_explain={dist=\"exponential\";mean=40;};};m:{when=\"free(g) < 1\";accept=0.1;};};};"                                                               \
    "t:{channel=\"chat\";groups=(\"h\",\"g\");arrivals:{per_hour=30;};patience={dist=\"exponential\";mean=90;};talk={dist=\"exponential\";mean=40;};wrap=15;"                                                             \
    "reconnect:{probability=0.2;delay=600;};turns:{number={dist=\"geometric\";mean=5;};customer={dist=\"exponential\";mean=50;};};switch:{c:{when=\"waiting(t) > 3\";accept=0.5;};};};"                                   \
    "m:{channel=\"email\";groups=(\"g\",\"h\");talk=200;};};groups:{g:{staff=[4,5,3,6];};h:{staff=2;};};"

/* What adds up is verified as the run ends, and the facts are the same whether it is told or not. */
Test(switching, adds_up_whatever_happens, .timeout = 120)
{
    static const char *const cfgs[] = {ALL("drain"), ALL("clear"), ALL("carry")};

    for (size_t k = 0; k < sizeof cfgs / sizeof *cfgs; k++) cr_expect(is_same_told(cfgs[k]), "%s", cfgs[k]);
}
