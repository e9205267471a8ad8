/* test_campaign.c - outbound campaigns: calls whose every moment can be worked out by hand, rules that hold in any run, and what the compiler refuses. Opening is at 08:00
 * UTC; times in comments are seconds after opening. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "call_list.h"
#include "compile_case.h"
#include "explain.h"
#include "pacing.h"
#include "release.h"
#include "support.h"

static run_t *run;
static compiled_t got;

static void finish(void)
{
    run_delete(run);
    run = NULL;
    compiled_free(&got);
}

TestSuite(campaign, .fini = finish);

static double fact(enum ccs_campaign_fact fact)
{
    return block_total(run, CCS_BLOCK_CAMPAIGN, 0, fact);
}

static double fact_in(uint32_t cell, enum ccs_campaign_fact fact)
{
    return ccs_facts_campaign(&run->replication.flow.facts, cell, 0)[fact];
}

static void run_with(const char *format, const char *keys)
{
    char cfg[4096];

    snprintf(cfg, sizeof cfg, format, keys);
    run_delete(run);
    run = run_text(cfg);
}

/* ---- parts ---------------------------------------------------------------------------------------------------------------------- */

Test(campaign, gives_entries_by_the_time_from_which_they_are_due_and_then_by_number)
{
    static const double due_s[] = {7, 3, 3, 9, 1, 7, 3, 0.5};
    static const uint32_t expected[] = {7, 4, 1, 2, 6, 0, 5, 3};
    ccs_arena_t arena = {0};
    ccs_call_list_t list;

    cr_assert_eq(ccs_call_list_init(&list, 8, 1, 1, &arena), 0);
    for (uint32_t i = 0; i < 8; i++) {
        list.entries[i] = (ccs_call_entry_t){.due_s = due_s[i]};
        ccs_call_list_push(&list, i);
    }
    for (uint32_t i = 0; i < 8; i++) {
        cr_expect_eq(ccs_call_list_first(&list, 0), expected[i]);
        ccs_call_list_pop(&list, 0);
    }
    cr_expect_eq(ccs_call_list_first(&list, 0), UINT32_MAX);
    ccs_arena_free(&arena);
}

/* Lists come while those of the one before are out and come back after the same time: in order, but never so alike that one row would do. */
Test(campaign, gives_entries_in_order_whatever_is_taken_and_put_back_meanwhile)
{
    enum { N = 500 };
    ccs_arena_t arena = {0};
    ccs_call_list_t list;
    double due_s[N], now_s = 0;
    bool is_in[N] = {false};
    uint32_t random = 1, n_in = 0;

    cr_assert_eq(ccs_call_list_init(&list, N, 1, 1, &arena), 0);
    for (uint32_t step = 0; step < 20000; step++) {
        random = random * 1664525 + 1013904223;
        const uint32_t entry = (random >> 8) % N;

        if (random >> 31 && !is_in[entry]) {
            due_s[entry] = (random >> 30) % 2 ? now_s + 40 : (random >> 8) % 90;
            list.entries[entry] = (ccs_call_entry_t){.due_s = due_s[entry]};
            ccs_call_list_push(&list, entry);
            is_in[entry] = true;
            n_in++;
        } else if (n_in > 0) {
            uint32_t least = UINT32_MAX;

            for (uint32_t i = 0; i < N; i++)
                if (is_in[i] && (least == UINT32_MAX || due_s[i] < due_s[least])) least = i;
            cr_assert_eq(ccs_call_list_first(&list, 0), least);
            ccs_call_list_pop(&list, 0);
            is_in[least] = false;
            now_s = due_s[least];
            n_in--;
        }
    }
    ccs_arena_free(&arena);
}

Test(campaign, counts_the_calls_of_a_day_and_of_a_week_from_monday)
{
    const ccs_campaign_t campaign = {.most = 9, .per_day = 2, .per_week = 3};
    const int64_t sunday = 20514; /* 2026-03-01 */
    ccs_call_entry_t entry = {0};

    cr_expect_not(ccs_call_entry_is_beyond(&entry, &campaign, sunday));
    ccs_call_entry_count(&entry, sunday);
    ccs_call_entry_count(&entry, sunday);
    cr_expect(ccs_call_entry_is_beyond(&entry, &campaign, sunday));
    cr_expect_not(ccs_call_entry_is_beyond(&entry, &campaign, sunday + 1));
    ccs_call_entry_count(&entry, sunday + 1);
    ccs_call_entry_count(&entry, sunday + 2);
    ccs_call_entry_count(&entry, sunday + 3);
    cr_expect(ccs_call_entry_is_beyond(&entry, &campaign, sunday + 4));
    cr_expect_not(ccs_call_entry_is_beyond(&entry, &campaign, sunday + 8));
}

Test(campaign, makes_room_for_more_live_answers_in_an_hour)
{
    const double by_hour[24] = {[9] = 2, [10] = 0};
    const ccs_campaign_t campaign = {.outcome_frac = {0.2, 0.4, 0.2, 0.1, 0.1}, .by_hour = by_hour};
    const double live = ccs_campaign_live_frac(&campaign, 9);

    cr_expect_float_eq(live, 0.4, 1e-15);
    cr_expect_float_eq(ccs_campaign_live_frac(&campaign, UINT32_MAX), 0.2, 1e-15);
    cr_expect_eq(ccs_campaign_outcome(&campaign, live, 0.399), CCS_CALL_LIVE);
    cr_expect_eq(ccs_campaign_outcome(&campaign, live, 0.4 + 0.29), CCS_CALL_MACHINE); /* 0.4 of 0.8 becomes 0.3 of 0.6 */
    cr_expect_eq(ccs_campaign_outcome(&campaign, live, 0.4 + 0.31), CCS_CALL_NO_ANSWER);
    cr_expect_eq(ccs_campaign_outcome(&campaign, live, 0.9999999), CCS_CALL_BAD_NUMBER);
}

Test(campaign, knows_what_is_left_of_a_talk)
{
    const ccs_distribution_t exponential = ccs_distribution_exponential(100), constant = ccs_distribution_constant(100);
    static ccs_release_t release;

    ccs_release_make(&release, &exponential);
    cr_expect_float_eq(ccs_release_within(&release, 0, 20), 1 - exp(-0.2), 0.005);
    cr_expect_float_eq(ccs_release_within(&release, 250, 20), 1 - exp(-0.2), 0.02);
    ccs_release_make(&release, &constant);
    cr_expect_eq(ccs_release_within(&release, 50, 20), 0);
    cr_expect_eq(ccs_release_within(&release, 90, 20), 1);
}

Test(campaign, lets_nothing_be_abandoned_that_could_break_the_cap)
{
    const ccs_compliance_t law = {.cap_frac = 0.03};

    cr_expect_not(ccs_compliance_allows(&law, 32, 0, 0));
    cr_expect(ccs_compliance_allows(&law, 33, 0, 0)); /* 1 of 34 */
    cr_expect_not(ccs_compliance_allows(&law, 33, 0, 1));
    cr_expect(ccs_compliance_allows(&law, 99, 1, 1)); /* 3 of 101 */
    cr_expect_not(ccs_compliance_is_broken(&law, 100, 3));
    cr_expect(ccs_compliance_is_broken(&law, 99, 3));
}

/* ---- a morning by hand ---------------------------------------------------------------------------------------------------------- */

#define CLOCK            "clock:{start=\"2026-03-02\";open=\"08:00-08:30\";interval=\"10 min\";};"
#define OUT(more)        "out:{arrivals:{per_hour=0;};talk=100;" more "};"
#define STAFF(n)         "groups:{g:{staff=" n ";};};"
#define CAMPAIGN(keys)   "campaigns:{c:{type=\"out\";" keys "};};"
#define MORNING(n, keys) CLOCK "types:{" OUT("") "};" STAFF(n) CAMPAIGN(keys)

Test(campaign, who_is_called_need_not_come)
{
    compile_text(&got, CLOCK "types:{out:{talk=100;};};" STAFF("1") CAMPAIGN("list=3;"));
    cr_expect_not(strstr(got.messages, "nothing arrives"), "%s", got.messages);
}

/* One agent looks for 10, lets it ring for 20 and talks for 100, three times. */
Test(campaign, keeps_an_agent_from_preview_to_the_end_of_the_talk)
{
    run = run_text(
        MORNING("1", "list=3;attempts:{most=1;};outcome:{live=1;};ring:{live=20;};pacing:{mode=\"preview\";preview=10;};"));
    cr_expect_eq(fact(CCS_FACT_attempts), 3);
    cr_expect_eq(fact(CCS_FACT_connected), 3);
    cr_expect_eq(fact(CCS_FACT_kept_attempts), 3);
    cr_expect_eq(fact(CCS_FACT_right_parties), 3);
    cr_expect_float_eq(fact(CCS_FACT_kept_agents_area), 90, 1e-9);
    cr_expect_float_eq(fact(CCS_FACT_lines_out_area), 90, 1e-9);
    cr_expect_float_eq(pair_fact(run, 0, 0, CCS_FACT_talk_area), 300, 1e-9);
    cr_expect_eq(type_total(run, 0, CCS_FACT_offered), 3);
    cr_expect_eq(type_total(run, 0, CCS_FACT_waited), 0);
}

/* Two calls at once for one agent: the first is answered at 20 and has the agent, the second is let go 1.5 + 2 later; both are dialled again at 120. */
Test(campaign, lets_go_who_has_no_agent_in_time)
{
    run = run_text(MORNING("1",
        "list=2;attempts:{most=2;spacing=0;};outcome:{live=1;};ring:{live=20;};greeting=1.5;"
        "pacing:{mode=\"power\";lines=2;};compliance:{rules=\"own\";};"));
    cr_expect_eq(fact(CCS_FACT_live), 3);
    cr_expect_eq(fact(CCS_FACT_connected), 2);
    cr_expect_eq(fact(CCS_FACT_abandoned_live), 1);
    cr_expect_eq(type_total(run, 0, CCS_FACT_abandoned), 1);
    cr_expect_float_eq(type_total(run, 0, CCS_FACT_wait_abandoned), 3.5, 1e-9);
    cr_expect_eq(fact(CCS_FACT_windows), 2, "a month, and what is left behind it");
}

/* It rings at the free agent for longer than who has answered may wait, 1.5 + 2, whatever patience the type has. */
Test(campaign, lets_go_who_rings_for_too_long)
{
    run = run_text(CLOCK "types:{" OUT("patience=900;") "};groups:{g:{staff=1;ring:{time=60;};};};" CAMPAIGN(
        "list=1;attempts:{most=1;};outcome:{live=1;};ring:{live=20;};greeting=1.5;"
        "pacing:{mode=\"power\";lines=2;};compliance:{rules=\"own\";};"));
    cr_expect_eq(fact(CCS_FACT_connected) + fact(CCS_FACT_connected_late), 0);
    cr_expect_eq(fact(CCS_FACT_abandoned_live), 1);
    cr_expect_float_eq(type_total(run, 0, CCS_FACT_wait_abandoned), 3.5, 1e-9);
}

/* The second waits for the end of the first talk at 120, and is too late. */
Test(campaign, counts_who_waits_too_long_as_abandoned)
{
    run = run_text(MORNING("1",
        "list=2;attempts:{most=1;};outcome:{live=1;};ring:{live=20;};mismatch=\"queue\";"
        "pacing:{mode=\"power\";lines=2;};compliance:{rules=\"own\";};"));
    cr_expect_eq(fact(CCS_FACT_connected), 1);
    cr_expect_eq(fact(CCS_FACT_connected_late), 1);
    cr_expect_eq(fact(CCS_FACT_abandoned_live), 0);
    cr_expect_float_eq(type_total(run, 0, CCS_FACT_wait_answered), 100, 1e-9);
}

Test(campaign, prevents_that_nobody_is_free_by_keeping_an_agent)
{
    run = run_text(MORNING("3",
        "list=40;attempts:{most=1;};outcome:{live=1;};ring:{live=20;};mismatch=\"prevent\";"
        "pacing:{mode=\"power\";lines=9;};compliance:{rules=\"own\";};"));
    cr_expect_eq(fact(CCS_FACT_abandoned_live), 0);
    cr_expect_eq(fact(CCS_FACT_kept_attempts), fact(CCS_FACT_attempts));
}

/* Who answers is listened to; people may be taken for machines, and machines for people. */
Test(campaign, detects_machines_with_both_errors)
{
    run = run_text(
        MORNING("2", "list=3;attempts:{most=1;};outcome:{live=1;};ring:{live=20;};machine_detection:{time=2;wrong=1;};"));
    cr_expect_eq(fact(CCS_FACT_taken_for_machine), 3);
    cr_expect_eq(fact(CCS_FACT_connected), 0);
    cr_expect_float_eq(fact(CCS_FACT_lines_out_area), 66, 1e-9);
    run_delete(run);
    run = run_text(MORNING("2",
        "list=3;attempts:{most=1;};outcome:{live=0;machine=1;};ring:{live=20;};talk_machine=7;"
        "machine_detection:{time=2;missed=1;};"));
    cr_expect_eq(fact(CCS_FACT_machines), 3);
    cr_expect_eq(fact(CCS_FACT_machines_passed), 3);
    cr_expect_float_eq(pair_total(run, 0, CCS_FACT_talk), 21, 1e-9);
}

Test(campaign, leaves_messages_upon_which_people_call)
{
    run = run_text(CLOCK "types:{calls:{arrivals:{per_hour=0;};talk=30;};" OUT("") "};" STAFF("2")
            CAMPAIGN("list=3;attempts:{most=1;};outcome:{live=0;machine=1;};machine_detection:{time=2;};"
                     "voicemail:{lasts=18;echo=1;to=\"calls\";delay=300;};"));
    cr_expect_eq(fact(CCS_FACT_voicemails), 3);
    cr_expect_eq(fact(CCS_FACT_echoes), 3);
    cr_expect_float_eq(fact(CCS_FACT_lines_out_area), 60, 1e-9);
    cr_expect_eq(type_total(run, 0, CCS_FACT_arrived), 3);
    cr_expect_eq(type_total(run, 0, CCS_FACT_answered), 3);
}

/* Messages of another campaign, which are left before, change nothing of who calls upon those of this one. */
Test(campaign, knows_who_calls_upon_a_message_by_the_call)
{
    static const char TWO[] = CLOCK
        "types:{calls:{arrivals:{per_hour=0;};talk={dist=\"exponential\";mean=60;};};"
        "others:{like=\"calls\";};" OUT("") "out_2:{like=\"out\";};};" STAFF(
            "20") "campaigns:{c:{type=\"out\";list=5;attempts:{most=1;};outcome:{live=0;machine=1;};ring:{machine=20;};"
                  "machine_detection:{time=2;};voicemail:{lasts=18;echo=1;to=\"calls\";delay=60;};};"
                  "d:{like=\"c\";type=\"out_2\";ring:{machine=9;};voicemail:{lasts=18;echo=%s;to=\"others\";delay=60;};};};";

    run_with(TWO, "0");
    const double alone_s = pair_total(run, 0, CCS_FACT_talk);

    run_with(TWO, "1");
    cr_expect_eq(type_total(run, 1, CCS_FACT_arrived), 5);
    cr_expect_gt(alone_s, 0);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talk), alone_s);
}

/* A call holds a line of the type's trunk group from the first ring to the end of the talk. */
Test(campaign, shares_lines_of_a_trunk_group)
{
    run = run_text(MORNING("3",
        "list=2;attempts:{most=1;};outcome:{live=1;};ring:{live=20;};compliance:{rules=\"own\";};") "trunks:{t:{lines=1;};};");
    cr_expect_eq(fact(CCS_FACT_connected), 2);
    cr_expect_float_eq(trunk_fact(run, 0, 0, CCS_FACT_line_area), 240, 1e-9);
}

/* ---- beside other work ---------------------------------------------------------------------------------------------------------- */

#define CHATS(gap, talk) "chats:{channel=\"chat\";arrivals:{gap=" gap ";};talk=" talk ";};"
#define WHOLE            "channels:{chat:{at_once=2;};};"
#define HALF             "channels:{chat:{at_once=2;};voice:{at_once=2;};};"
#define PREVIEW          CAMPAIGN("outcome:{live=1;};ring:{live=20;};pacing:{mode=\"preview\";preview=10;};")
#define PROGRESSIVE      CAMPAIGN("outcome:{live=1;};ring:{live=20;};compliance:{rules=\"own\";};")

/* A chat comes at 700 and has the agent, for 400, after the call that ends at 720; another one at 1400, after that which ends at 1480. */
Test(campaign, calls_for_agents_who_have_chats_in_hand_as_their_mix_says)
{
    run = run_text(CLOCK WHOLE "types:{" OUT("") CHATS("700", "400") "};" STAFF("1") PROGRESSIVE);
    cr_expect_eq(fact(CCS_FACT_attempts), 9);
    cr_expect_eq(fact(CCS_FACT_abandoned_live), 0);
    cr_expect_float_eq(type_total(run, 1, CCS_FACT_wait_answered), 20 + 80, 1e-9);
    run_delete(run);
    /* beside what is in hand there is room for one: calls at 0 and 20, 120 and 140, .. */
    run = run_text(CLOCK HALF "types:{" OUT("") CHATS("9999", "400") "};" STAFF("1") PROGRESSIVE);
    cr_expect_eq(fact(CCS_FACT_attempts), 30);
    cr_expect_eq(fact(CCS_FACT_abandoned_live), 0);
}

/* A chat comes at 920, while a call keeps the agent from 910 to 940. */
Test(campaign, keeps_the_whole_agent_while_it_rings)
{
    run = run_text(CLOCK WHOLE "types:{" OUT("") CHATS("920", "400") "};" STAFF("1") PREVIEW);
    cr_expect_float_eq(type_total(run, 1, CCS_FACT_wait_answered), 120, 1e-9);
    run_delete(run);
    run = run_text(CLOCK HALF "types:{" OUT("") CHATS("920", "400") "};" STAFF("1") PREVIEW);
    cr_expect_float_eq(type_total(run, 1, CCS_FACT_wait_answered), 20, 1e-9);
}

/* Shifts end and outages come while calls keep agents, who have chats beside: the run verifies that all of them are somewhere. */
Test(campaign, loses_nobody_where_agents_have_several_contacts_in_hand)
{
    run = run_text("clock:{start=\"2026-03-02\";open=\"08:00-12:00\";interval=\"30 min\";};" HALF "types:{" OUT(
        "wrap=10;") "chats:{channel=\"chat\";arrivals:{per_hour=90;};talk={dist=\"exponential\";mean=90;};};};"
                    "shifts:{a:{start=\"08:00\";length=\"2 h\";};b:{start=\"09:55\";length=\"2 h\";};};groups:{g:{shifts:{a=4;b=3;};};};"
                    "outages:{o:{groups=[\"g\"];fails:{every=600;lasts=100;};agents=0.5;};};" CAMPAIGN(
                        "outcome:{live=0.4;machine=0.2;};ring:{live={dist=\"uniform\";min=6;max=40;};};mismatch=\"prevent\";"
                        "pacing:{mode=\"power\";lines=9;};"));
    cr_expect_gt(fact(CCS_FACT_connected), 20);
    cr_expect_gt(type_total(run, 1, CCS_FACT_answered), 100);
}

#define SHARED(mode)                                                                                                             \
    CLOCK "types:{" OUT("") "out_2:{like=\"out\";};};groups:{g:{staff=10;};};campaigns:{"                                        \
                            "c:{type=\"out\";outcome:{live=1;};ring:{live=20;};compliance:{rules=\"own\";};" mode "};"           \
                            "d:{like=\"c\";type=\"out_2\";};};"

/* Ten agents have ten calls, whoever makes them, and each campaign makes five of them. */
Test(campaign, sees_the_calls_of_others_for_the_same_agents)
{
    run = run_text(SHARED(""));
    cr_expect_eq(fact(CCS_FACT_abandoned_live), 0);
    cr_expect_eq(fact(CCS_FACT_attempts), 75);
    cr_expect_eq(block_total(run, CCS_BLOCK_CAMPAIGN, 1, CCS_FACT_attempts), 75);
    run_delete(run);
    run = run_text(SHARED("pacing:{mode=\"preview\";preview=0;};"));
    cr_expect_eq(fact(CCS_FACT_attempts), 75);
    cr_expect_eq(block_total(run, CCS_BLOCK_CAMPAIGN, 1, CCS_FACT_attempts), 75);
}

/* ---- customers one by one ---------------------------------------------------------------------------------------------------------- */

#define DAY_OF(rows, keys)                                                                                                       \
    "clock:{start=\"2026-03-02\";open=\"08:00-12:00\";interval=\"30 min\";};types:{" OUT("") "};" STAFF("1")                     \
        CAMPAIGN("customers=(" rows ");outcome:{live=1;};ring:{live=20;};compliance:{rules=\"own\";};" keys)

/* One agent, calls of 120 s. Dave has no consent, Erin must not be called, Fred has been called three times; of the others the most urgent is first, and who has a best time waits for
 * it, at 09:00, though she is more urgent. */
Test(campaign, calls_customers_as_their_list_says)
{
    run = run_text(DAY_OF("(\"\",\"\",1),(\"\",\"\",2),(\"\",\"09:00-10:00\",3),(\"\",\"\",\"\",\"\",\"no\"),"
                          "(\"\",\"\",\"\",\"\",\"yes\",\"yes\"),(\"\",\"\",9,3),(\"\",\"\",2,2,\"\",\"\",7.5)",
        "conversion=1;revenue=10;"));
    cr_expect_eq(fact(CCS_FACT_list_entries), 7);
    cr_expect_eq(fact(CCS_FACT_scrubbed), 3);
    cr_expect_eq(fact(CCS_FACT_attempts), 4);
    cr_expect_eq(fact(CCS_FACT_entries_called), 4);
    cr_expect_eq(fact(CCS_FACT_reached_first), 4);
    cr_expect_eq(fact(CCS_FACT_brought), 3 * 10 + 7.5);
    cr_expect_eq(fact_in(0, CCS_FACT_attempts), 3);
    cr_expect_eq(fact_in(2, CCS_FACT_attempts), 1, "at nine");
}

/* As spreadsheets of other languages write them. */
Test(campaign, reads_customers_with_decimal_commas_and_capitals)
{
    run = run_text(DAY_OF(
        "(\"\",\"\",\"\",\"\",\"YES\",\"No\",\"7,50\"),(\"\",\"\",\"\",\"\",\"Wahr\",\"\",\"1.250,25\"),(\"\",\"\",\"\",\"\",\"\",\"X\",9)",
        "conversion=1;"));
    cr_expect_eq(fact(CCS_FACT_attempts), 2);
    cr_expect_eq(fact(CCS_FACT_brought), 1257.75);
}

/* The second row has the higher priority: of two calls, the only one that fits before the end is hers. */
Test(campaign, calls_the_more_urgent_first)
{
    run = run_text(DAY_OF("(\"\",\"\",1,0,\"\",\"\",1),(\"\",\"\",2,0,\"\",\"\",2)", "conversion=1;hours=\"08:00-08:01\";"));
    cr_expect_eq(fact(CCS_FACT_attempts), 1);
    cr_expect_eq(fact(CCS_FACT_brought), 2);
}

/* Who lives where stands in the list, whatever the shares. */
Test(campaign, knows_the_zones_of_its_customers)
{
    run = run_text(DAY_OF("(\"e\"),(\"w\"),(\"e\"),(\"e\")",
        "hours=\"08:00-12:00\";zones:{e:{timezone=\"UTC\";share=0;};w:{timezone="
        "\"America/Los_Angeles\";share=1;};};"));
    cr_expect_eq(fact(CCS_FACT_attempts), 3);
}

Test(campaign, refuses_customers_of_whom_nothing_can_be_made)
{
    static const struct {
        const char *rows, *message;
    } cases[] = {{"(\"north\")", "customers[0][0]: expected one of the zones of the campaign, found \"north\""},
        {"(\"\",\"20:00-17:00\")", "customers[0][1]: expected the best time to call such as \"17:00-20:00\""},
        {"(\"\",\"\",2.5)", "customers[0][2]: expected a priority, a whole number from 0 to 100"},
        {"(\"\",\"\",2,-1)", "customers[0][3]: expected calls made so far"},
        {"(\"\",\"\",2,1,\"perhaps\")", "customers[0][4]: expected yes or no"},
        {"(\"\",\"\",2,1,\"\",\"\",\"much\")", "customers[0][6]: expected an amount of money"},
        {"(\"\",\"\",1,1,\"\",\"\",\"2,500\")",
            "customers[0][6]: expected a number that is no thousandfold of what it looks like"},
        {"(\"\",\"\",1,1,\"\",\"\",\"2,5\"),(\"\",\"\",1,1,\"\",\"\",\"2.5\")",
            "customers[1][6]: expected one decimal mark in the whole column"},
        {"(\"\",\"\",1,1,\"\",\"\",\"01.02.2026\")", "customers[0][6]: expected an amount of money"},
        {"(\"\",\"\",1,1,\"\",\"\",\"192.168.1.1\")", "customers[0][6]: expected an amount of money"},
        {"(\"\",\"\",1,1,\"\",\"\",\"1,2,3,4\")", "customers[0][6]: expected an amount of money"},
        {"(\"\",\"\",1,1,\"\",\"\",\"1234,567.5\")", "customers[0][6]: expected an amount of money"},
        {"(\"\",\"\",1,1,\"\",\"\",\"1,500\"),(\"\",\"\",1,1,\"\",\"\",\"1.500\"),(\"\",\"\",1,1,\"\",\"\",\"4000\")",
            "customers[1][6]: expected a number that is no thousandfold of what it looks like"},
        {"4", "customers[0]: expected a row of a customer"}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char cfg[2048];

        snprintf(cfg, sizeof cfg, CLOCK "types:{" OUT("") "};" STAFF("2") CAMPAIGN("customers=(%s);outcome:{live=1;};"),
            cases[i].rows);
        compile_text(&got, cfg);
        cr_expect(strstr(got.messages, cases[i].message), "%s\n%s", cases[i].rows, got.messages);
        compiled_free(&got);
    }
    compile_text(&got, CLOCK "types:{" OUT("") "};" STAFF("2") CAMPAIGN("list=3;customers=((\"\"));outcome:{live=1;};"));
    cr_expect(strstr(got.messages, "list: stands beside customers, who are the list: keep one of the two"), "%s", got.messages);
}

/* ---- rules of law --------------------------------------------------------------------------------------------------------------- */

/* Fact F24: no call outside of 8 to 21 of the called party's clock, where clocks change in New York and not in Arizona. 2026-03-08, 02:00 is 03:00 in New York. */
Test(campaign, calls_nobody_outside_of_the_legal_hours_of_their_clock)
{
    static const struct {
        const char *zone, *person;
        uint32_t from_h, to_h; /* of 2026-03-08, by the clock of New York */
    } cases[] = {{"America/New_York", NULL, 8, 21}, {"America/Chicago", NULL, 9, 22}, {"America/Phoenix", NULL, 11, 24},
        {"America/Los_Angeles", NULL, 11, 24}, {"America/Phoenix", "America/New_York", 11, 21}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char keys[512], person[64] = "";

        if (cases[i].person) snprintf(person, sizeof person, "person=\"%s\";", cases[i].person);
        snprintf(keys, sizeof keys, "zones:{z:{timezone=\"%s\";%sshare=1;};};", cases[i].zone, person);
        run_with("clock:{timezone=\"America/New_York\";start=\"2026-03-08\";open=\"00:00-24:00\";interval=\"1 h\";};"
                 "types:{" OUT("") "};" STAFF("2") CAMPAIGN("outcome:{live=0.5;};%s"),
            keys);
        cr_expect_eq(fact(CCS_FACT_against_hours), 0);
        for (uint32_t cell = 0; cell < 23; cell++) { /* the day has 23 hours: from the third on each is an hour later */
            const uint32_t hour = cell < 2 ? cell : cell + 1;
            const bool legal = hour >= cases[i].from_h && hour < cases[i].to_h;

            cr_expect_eq(fact_in(cell, CCS_FACT_attempts) > 0, legal, "%s %u", cases[i].zone, hour);
        }
    }
}

Test(campaign, counts_calls_against_the_law_where_the_guard_is_off)
{
    run = run_text("clock:{start=\"2026-03-02\";open=\"00:00-24:00\";};types:{" OUT("") "};" STAFF("2")
            CAMPAIGN("hours=\"06:00-22:00\";outcome:{live=0.5;};compliance:{guard=\"off\";};"));
    cr_expect_gt(fact(CCS_FACT_against_hours), 0);
    cr_expect_lt(fact(CCS_FACT_against_hours), fact(CCS_FACT_attempts));
}

static const char CAPPED[] = "clock:{start=\"2026-03-02\";days=3;open=\"08:00-20:00\";};types:{" OUT("") "};" STAFF("9")
    CAMPAIGN("list=50;outcome:{live=0;};attempts:{most=9;spacing=\"1 h\";per_day=2;per_week=5;};%s");

Test(campaign, keeps_to_the_caps_of_a_day_and_a_week)
{
    run_with(CAPPED, "");
    cr_expect_eq(fact(CCS_FACT_attempts), 50 * 5);
    cr_expect_eq(fact(CCS_FACT_against_attempts), 0);
    run_with(CAPPED, "compliance:{guard=\"off\";};");
    cr_expect_eq(fact(CCS_FACT_attempts), 50 * 9);
    cr_expect_eq(fact(CCS_FACT_against_attempts), 50 * 7, "all but the first two, all of which were on the first day");
}

static const char OPTING[] = "clock:{start=\"2026-03-02\";open=\"08:00-20:00\";};types:{" OUT("") "};" STAFF("9")
    CAMPAIGN("list=50;outcome:{live=1;};right_party=0;attempts:{most=3;spacing=\"1 h\";};compliance:{%s};");

Test(campaign, calls_nobody_who_has_asked_not_to_be)
{
    run_with(OPTING, "opt_out=1;");
    cr_expect_eq(fact(CCS_FACT_attempts), 50);
    cr_expect_eq(fact(CCS_FACT_opt_outs), 50);
    run_with(OPTING, "opt_out=1;guard=\"off\";");
    cr_expect_eq(fact(CCS_FACT_against_opt_out), 100);
    run_with(OPTING, "do_not_call=1;");
    cr_expect_eq(fact(CCS_FACT_attempts), 0);
    cr_expect_eq(fact(CCS_FACT_scrubbed), 50);
}

static const char EAGER[] =
    "clock:{start=\"2026-03-02\";days=3;open=\"08:00-20:00\";};types:{out:{arrivals:{per_hour=0;};"
    "talk={dist=\"exponential\";mean=120;};};};groups:{g:{staff=8;};};" CAMPAIGN(
        "outcome:{live=0.3;};ring:{live={dist=\"uniform\";min=6;max=24;};};pacing:{mode=\"power\";lines=80;lines_per_agent=4;};"
        "compliance:{window=\"1 d\";%s};");

/* Whatever comes of the calls that are out, no window ends above the cap. */
Test(campaign, holds_abandonment_below_the_cap_in_every_window)
{
    for (uint32_t replication = 0; replication < 5; replication++) {
        run_with(EAGER, "");
        run_again(run, 7, replication);
        cr_expect_eq(fact(CCS_FACT_against_cap), 0);
        cr_expect_gt(fact(CCS_FACT_abandoned_live), 0);
        cr_expect_leq(fact(CCS_FACT_abandoned_live), 0.03 * fact(CCS_FACT_live));
        cr_expect_lt(fact(CCS_FACT_kept_attempts), fact(CCS_FACT_attempts));
    }
    run_with(EAGER, "guard=\"off\";");
    cr_expect_geq(fact(CCS_FACT_against_cap), 3);
    cr_expect_eq(fact(CCS_FACT_kept_attempts), 0);
}

/* Windows go from midnight on: three end before the centre opens, one at 10:00 and 15:00, as intervals end, and one at 12:30. */
Test(campaign, judges_a_window_where_it_ends)
{
    run = run_text("clock:{start=\"2026-03-02\";open=\"08:00-18:00\";interval=\"1 h\";};types:{" OUT("") "};" STAFF("2")
            CAMPAIGN("list=2;attempts:{most=1;};outcome:{live=1;};compliance:{rules=\"own\";window=\"2.5 h\";};"));
    for (uint32_t cell = 0; cell < 9; cell++) {
        const double expected = cell == 0 ? 3 : cell == 1 || cell == 4 || cell == 6;

        cr_expect_eq(fact_in(cell, CCS_FACT_windows), expected, "%u", cell);
    }
}

/* The guard counts on agents whom calls keep: it is broken by an outage that stops one before somebody answers, at 20. */
Test(campaign, is_above_the_cap_with_the_guard_where_an_outage_stops_an_agent_who_is_kept)
{
    static const char ONE[] = MORNING("1", "list=1;attempts:{most=1;};outcome:{live=1;};ring:{live=20;};") "%s";

    run_with(ONE, "");
    cr_expect_eq(fact(CCS_FACT_kept_attempts), 1);
    cr_expect_eq(fact(CCS_FACT_against_cap), 0);
    run_with(ONE, "outages:{o:{groups=[\"g\"];hours=\"08:00:10-08:05\";};};");
    cr_expect_eq(fact(CCS_FACT_kept_attempts), 1);
    cr_expect_eq(fact(CCS_FACT_abandoned_live), 1);
    cr_expect_eq(fact(CCS_FACT_against_cap), 1);
}

/* The rules of section 21: more calls for an agent, more abandoned and busier agents. Fact F23: a larger pool is busier at 3 %. */
static const char POOL[] =
    "run:{mode=\"steady\";warm_up=\"5 h\";length=\"100 h\";batches=10;};types:{out:{arrivals:{per_hour=0;};"
    "talk={dist=\"lognormal\";mean=150;cv=0.9;};wrap=20;};};groups:{g:{staff=%s};};" CAMPAIGN(
        "outcome:{live=0.25;};ring:{live={dist=\"uniform\";min=6;max=24;};};compliance:{rules=\"own\";guard=\"off\";};"
        "pacing:{mode=\"predictive\";lines=400;target_abandonment=0.03;};");

static double busy_frac(void)
{
    return (pair_total(run, 0, CCS_FACT_talk_area) + pair_total(run, 0, CCS_FACT_wrap_area)) /
        block_total(run, CCS_BLOCK_GROUP, 0, CCS_FACT_staffed_area);
}

Test(campaign, keeps_larger_pools_busier_at_the_same_abandonment)
{
    static const char *const staff[] = {"10;", "30;", "100;"};
    double busy[3];

    for (size_t i = 0; i < 3; i++) {
        run_with(POOL, staff[i]);
        busy[i] = busy_frac();
        cr_expect_float_eq(fact(CCS_FACT_abandoned_live) / fact(CCS_FACT_live), 0.03, 0.004);
        cr_expect(i == 0 || busy[i] > busy[i - 1]);
    }
    cr_expect_gt(busy[2], busy[0] + 0.08);
}

Test(campaign, abandons_more_and_is_busier_the_more_it_calls)
{
    static const char *const over[] = {"0.4", "0.6", "0.9"};
    double before = 0, busy_before = 0;

    for (size_t i = 0; i < 3; i++) {
        char cfg[2048], keys[128];

        snprintf(keys, sizeof keys, "20;");
        snprintf(cfg, sizeof cfg, POOL, keys);
        char *const target = strstr(cfg, "target_abandonment=0.03;");

        memcpy(target, "over=", 5);
        memcpy(target + 5, over[i], 3);
        memset(target + 8, ' ', strlen("target_abandonment=0.03") - 8);
        run_delete(run);
        run = run_text(cfg);
        const double abandoned = fact(CCS_FACT_abandoned_live) / fact(CCS_FACT_live);

        cr_expect_gt(abandoned, before);
        cr_expect_gt(busy_frac(), busy_before);
        before = abandoned;
        busy_before = busy_frac();
    }
}

/* ---- what is wrong -------------------------------------------------------------------------------------------------------------- */

#define AT          "test.cfg:1: campaigns.c"
#define NEEDS_LINES AT ".pacing: needs lines: how many calls may ring at once, as more than one is dialled for an agent\n"

Test(campaign, refuses_what_cannot_be)
{
    static const struct {
        const char *keys, *message;
    } cases[] = {
        {"outcome:{live=0.3;};pacing:{mode=\"power\";};", NEEDS_LINES},
        {"outcome:{live=0.3;};pacing:{mode=\"predictive\";};", NEEDS_LINES},
        {"outcome:{live=0.3;machine=0.8;};", AT ".outcome: shares must be 1 together, found 1.1\n"},
        {"outcome:{live=0.3;};zones:{z:{timezone=\"Mars/Olympus\";share=1;};};", AT ".zones.z.timezone: "},
        {"outcome:{live=0.3;};zones:{z:{timezone=\"Europe/Berlin\";share=0.5;};};",
            AT ".zones: shares must be 1 together, found 0.5\n"},
        {"outcome:{live=0.3;};hours=\"22:00-23:00\";",
            AT ": nobody could ever be called: hours and legal hours have no time in common\n"},
        {"outcome:{live=0.3;};pacing:{mode=\"predictive\";lines=9;target_abandonment=0.05;};",
            AT
            ".pacing.target_abandonment: is above compliance.abandonment_cap, 0.03, which is never exceeded: it can never be met\n"},
        {"outcome:{live=0.3;};machine_detection:{time=3;};",
            AT
            ".machine_detection.time: is longer than greeting and compliance.connect_within together, 2 s: nobody could be connected in time, and the "
            "cap never be met; shorten it, or write greeting\n"},
        {"outcome:{live=0.3;};voicemail:{};", AT ".voicemail: needs machine_detection: without it machines go to agents\n"},
        {"outcome:{live=0.3;};pacing:{mode=\"preview\";over=2;};",
            AT ".pacing.over: is read with pacing.mode = \"predictive\" alone: leave it out\n"},
        {"outcome:{live=0;bad_number=1;};ring:{bad_number=0;};pacing:{mode=\"power\";lines=9;};",
            AT ": calls an endless list by calls that take no time: write ring, for some outcome that is there\n"},
        {"outcome:{live=0.3;};outcome_by_hour=[1,2];",
            AT ".outcome_by_hour: expected a list of 24 numbers, one for each hour of the day, found "},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char cfg[2048];

        snprintf(cfg, sizeof cfg, CLOCK "types:{" OUT("") "};" STAFF("2") CAMPAIGN("%s"), cases[i].keys);
        compile_text(&got, cfg);
        cr_expect_neq(got.ret, 0, "%s", cases[i].keys);
        cr_expect_eq(strncmp(got.messages, cases[i].message, strlen(cases[i].message)), 0, "%s\n%s", cases[i].keys, got.messages);
        compiled_free(&got);
    }
}

Test(campaign, refuses_types_that_have_contacts_of_their_own)
{
    static const struct {
        const char *type, *message;
    } cases[] = {{"arrivals:{per_hour=3;};", "has contacts of its own: leave out arrivals, or write per_hour = 0"},
        {"arrivals:{per_hour=0;};redial:{after_abandon=0.5;delay=60;};patience=90;",
            "has redials, which `again` of the campaign says"},
        {"arrivals:{per_hour=0;};balk=0.1;", "has customers who balk"}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char cfg[2048];

        snprintf(cfg, sizeof cfg, CLOCK "types:{out:{talk=60;%s};};" STAFF("2") CAMPAIGN("outcome:{live=1;};"), cases[i].type);
        compile_text(&got, cfg);
        cr_expect(strstr(got.messages, cases[i].message), "%s\n%s", cases[i].type, got.messages);
        compiled_free(&got);
    }
}

Test(campaign, explains_itself)
{
    char text[8192] = "";
    FILE *const to = fmemopen(text, sizeof text, "w");

    compile_text(&got,
        MORNING("4",
            "list=30;right_party=0.6;outcome:{live=0.28;machine=0.44;};machine_detection:{time=2;wrong=0.05;};"
            "pacing:{mode=\"predictive\";lines=9;target_abandonment=0.02;};"));
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    ccs_explain(&got.plan, to);
    fclose(to);
    cr_expect(strstr(text, "c: an outbound campaign, whose live answers are out"), "%s", text);
    cr_expect(strstr(text, "held so that 2 % of live answers are abandoned; at most 9 at once"), "%s", text);
    cr_expect(strstr(text, "At most 3 % of live answers may be abandoned in each"), "%s", text);
}

Test(campaign, explains_with_whom_it_shares_agents)
{
    char text[8192] = "";
    FILE *const to = fmemopen(text, sizeof text, "w");

    compile_text(&got, SHARED("") HALF);
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    ccs_explain(&got.plan, to);
    fclose(to);
    cr_expect(strstr(text, "It shares agents with d: they take turns"), "%s", text);
    cr_expect(strstr(text, "It shares agents with c: they take turns"), "%s", text);
    cr_expect(strstr(text, "nothing in hand, or room for a call beside it"), "%s", text);
}
