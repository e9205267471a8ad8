/* test_outbound.c - what the law says of campaigns, preset by preset; people with several numbers; campaigns beside calls that come in. Opening is at 08:00 UTC if nothing
 * else is said; times in comments are seconds after it. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "averted.h"
#include "call_list.h"
#include "compile_case.h"
#include "explain.h"
#include "support.h"

static run_t *run;
static compiled_t got;

static void finish(void)
{
    run_delete(run);
    run = NULL;
    compiled_free(&got);
}

TestSuite(outbound, .fini = finish);

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

#define OUT              "types:{out:{arrivals:{per_hour=0;};talk=100;};};"
#define STAFF(n)         "groups:{g:{staff=" n ";};};"
#define CAMPAIGN(keys)   "campaigns:{c:{type=\"out\";" keys "};};"
#define CLOCK            "clock:{start=\"2026-03-02\";open=\"08:00-08:30\";interval=\"10 min\";};"
#define MORNING(n, keys) CLOCK OUT STAFF(n) CAMPAIGN(keys)
#define LATER(n, keys)   "clock:{start=\"2026-03-02\";open=\"08:00-12:00\";};" OUT STAFF(n) CAMPAIGN(keys)

/* ---- several numbers ------------------------------------------------------------------------------------------------------------ */

Test(outbound, goes_from_number_to_number_and_never_back_to_one_that_does_not_exist)
{
    const double never_s = INFINITY;
    const ccs_call_again_t again = {.by_outcome_s = {[CCS_CALL_LIVE] = 10,
                                        [CCS_CALL_MACHINE] = 20,
                                        [CCS_CALL_NO_ANSWER] = 30,
                                        [CCS_CALL_BUSY] = 40,
                                        [CCS_CALL_BAD_NUMBER] = never_s},
        .next_number_s = {[CCS_CALL_LIVE] = never_s,
            [CCS_CALL_MACHINE] = 2,
            [CCS_CALL_NO_ANSWER] = 3,
            [CCS_CALL_BUSY] = never_s,
            [CCS_CALL_BAD_NUMBER] = 1}};
    static const struct {
        enum ccs_call_outcome outcome;
        uint32_t number; /* afterwards */
        double again_s;
    } calls[] = {{CCS_CALL_BUSY, 0, 40}, {CCS_CALL_MACHINE, 1, 2}, {CCS_CALL_BAD_NUMBER, 2, 1}, {CCS_CALL_NO_ANSWER, 0, 30},
        {CCS_CALL_NO_ANSWER, 2, 3}, {CCS_CALL_LIVE, 2, 10}, {CCS_CALL_BAD_NUMBER, 0, 30}, {CCS_CALL_MACHINE, 0, 20}};
    ccs_call_entry_t entry = {0};

    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        cr_expect_eq(ccs_call_entry_again_s(&entry, &again, 3, calls[i].outcome), calls[i].again_s, "%zu", i);
        cr_expect_eq(entry.number, calls[i].number, "%zu", i);
    }
    cr_expect_eq(ccs_call_entry_again_s(&entry, &again, 3, CCS_CALL_BAD_NUMBER), never_s, "none is left");
    entry = (ccs_call_entry_t){0};
    cr_expect_eq(ccs_call_entry_again_s(&entry, &again, 1, CCS_CALL_MACHINE), 20, "of one number nothing changes");
}

/* A machine at 0, the other number at 5 + 60, the first again 600 after that, the other one at 665 + 5 + 5 + 60. */
Test(outbound, calls_the_next_number_as_the_outcome_says)
{
    static const char TWO[] = MORNING("1",
        "list=1;numbers=2;%sagain:{machine=600;};attempts:{most=4;};outcome:{live=0;machine=1;};ring:{live=5;};machine_detection:{time=0;};");

    run_with(TWO, "next_number:{machine=60;};");
    cr_expect_eq(fact(CCS_FACT_attempts), 4);
    cr_expect_eq(fact(CCS_FACT_other_numbers), 2);
    cr_expect_eq(fact_in(0, CCS_FACT_attempts), 2);
    cr_expect_eq(fact_in(1, CCS_FACT_attempts), 2);
    run_with(TWO, "");
    cr_expect_eq(fact(CCS_FACT_other_numbers), 0);
    cr_expect_eq(fact_in(0, CCS_FACT_attempts), 1, "the same number, 600 later");
}

/* The list says who has how many: of six numbers none exists, and each is called once. */
Test(outbound, calls_no_number_twice_that_does_not_exist)
{
    static const char LIST[] = MORNING("2", "%sattempts:{most=9;};outcome:{live=0;bad_number=1;};");

    run_with(LIST,
        "customers=((\"\",\"\",\"\",\"\",\"\",\"\",\"\",3),(\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"),(\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"2\"));");
    cr_expect_eq(fact(CCS_FACT_bad_numbers), 6);
    cr_expect_eq(fact(CCS_FACT_other_numbers), 3);
    run_with(LIST, "list=3;");
    cr_expect_eq(fact(CCS_FACT_bad_numbers), 3);
}

/* Two calls at most, the second at the other number: who is reached by it is reached there. */
Test(outbound, counts_who_is_reached_at_another_number)
{
    run = run_text("clock:{start=\"2026-03-02\";open=\"08:00-18:00\";};" OUT STAFF("9")
            CAMPAIGN("list=200;numbers=2;next_number:{no_answer=60;};attempts:{most=2;};outcome:{live=0.5;};"));
    cr_expect_gt(fact(CCS_FACT_reached_second), 20);
    cr_expect_eq(fact(CCS_FACT_reached_elsewhere), fact(CCS_FACT_reached_second));
    cr_expect_eq(fact(CCS_FACT_other_numbers), fact(CCS_FACT_not_answered) - (200 - fact(CCS_FACT_right_parties)));
}

Test(outbound, explains_and_refuses_several_numbers)
{
    static const struct {
        const char *keys, *message;
    } cases[] = {
        {"numbers=2;outcome:{live=1;};ring:{live=5;};",
            "test.cfg:1: campaigns.c.numbers: are called one after the other, and of an endless list everybody is called once: write list\n"},
        {"list=3;next_number:{busy=5;};outcome:{live=1;};",
            "test.cfg:1: campaigns.c.next_number: is for people with several numbers, and all have one: write numbers, or a column of them\n"},
        {"list=3;numbers=9;outcome:{live=1;};", "test.cfg:1: campaigns.c.numbers: "},
        {"customers=((\"\",\"\",\"\",\"\",\"\",\"\",\"\",0));outcome:{live=1;};",
            "test.cfg:1: campaigns.c.customers[0][7]: expected how many telephone numbers there are, 1 to 8"}};
    char text[8192] = "";
    FILE *const to = fmemopen(text, sizeof text, "w");

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char cfg[2048];

        snprintf(cfg, sizeof cfg, CLOCK OUT STAFF("2") CAMPAIGN("%s"), cases[i].keys);
        compile_text(&got, cfg);
        cr_expect_neq(got.ret, 0, "%s", cases[i].keys);
        cr_expect_eq(strncmp(got.messages, cases[i].message, strlen(cases[i].message)), 0, "%s\n%s", cases[i].keys, got.messages);
        compiled_free(&got);
    }
    compile_text(&got, MORNING("2", "list=9;numbers=3;next_number:{no_answer=\"5 min\";};outcome:{live=0.3;};"));
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    ccs_explain(&got.plan, to);
    fclose(to);
    cr_expect(
        strstr(text,
            "People have 3 numbers; the next one is called 5 min after nobody answered, 0 s after a number that does not exist"),
        "%s", text);
}

/* Whoever was not meant has no issue: there is no outcome, no mark and nobody who leaves but of those who were. */
Test(outbound, has_outcomes_of_those_alone_who_are_meant)
{
    static const char keys[] =
        "list=300;right_party=0.6;outcome:{live=0.7;machine=0.3;};ring:{live=5;machine=5;};machine_detection:{time=0;missed=1;};";
    char cfg[2048];

    snprintf(cfg, sizeof cfg, CLOCK OUT STAFF("40") CAMPAIGN("%s") "outcomes:{resolved=0.5;churn:{first=0.1;never=0.2;};};",
        keys);
    run_delete(run);
    run = run_text(cfg);
    const double meant = fact(CCS_FACT_right_parties);

    cr_expect_gt(fact(CCS_FACT_machines_passed), 20);
    cr_expect_gt(fact(CCS_FACT_connected), meant + 20);
    cr_expect_eq(block_total(run, CCS_BLOCK_OUTCOME, 0, CCS_FACT_outcomes), meant);
    cr_expect_eq(block_total(run, CCS_BLOCK_OUTCOME, 0, CCS_FACT_ended_first), meant);
    cr_expect_eq(block_total(run, CCS_BLOCK_VERDICT, 0, CCS_FACT_closed_served), meant);
    cr_expect_gt(type_total(run, 0, CCS_FACT_answered), meant + 40);
}

/* ---- presets of the law --------------------------------------------------------------------------------------------------------- */

/* Calls of each half-hour of a Saturday and of the Monday after it, centre open day and night. */
Test(outbound, keeps_to_the_hours_of_each_preset)
{
    static const struct {
        const char *rules;
        double from_h[2], to_h[2]; /* Saturday, Monday */
    } cases[] = {{"us", {8, 8}, {21, 21}}, {"ofcom", {8, 8}, {21, 21}}, {"canada", {10, 9}, {18, 21.5}},
        {"own", {0, 0}, {24, 24}}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char keys[64];

        snprintf(keys, sizeof keys, "compliance:{rules=\"%s\";};", cases[i].rules);
        run_with("clock:{start=\"2026-03-07\";days=3;open=\"00:00-24:00\";interval=\"30 min\";};" OUT STAFF("2")
                     CAMPAIGN("outcome:{live=0.5;};%s"),
            keys);
        cr_expect_eq(fact(CCS_FACT_against_hours), 0);
        for (uint32_t cell = 0; cell < 144; cell++) {
            const double hour = cell % 48 / 2.0;
            const int day = cell >= 96;

            if (cell < 48 || cell >= 96)
                cr_expect_eq(fact_in(cell, CCS_FACT_attempts) > 0, hour >= cases[i].from_h[day] && hour < cases[i].to_h[day],
                    "%s %u", cases[i].rules, cell);
        }
    }
}

Test(outbound, knows_cap_window_and_seconds_of_each_preset)
{
    static const struct {
        const char *rules;
        double cap_frac, window_s, no_call_s;
    } cases[] = {{"us", 0.03, 30 * 86400.0, 0}, {"ofcom", 0.03, 86400, 72 * 3600.0}, {"canada", 0.05, 30 * 86400.0, 0}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char cfg[1024];

        snprintf(cfg, sizeof cfg, LATER("1", "list=3;outcome:{live=1;};compliance:{rules=\"%s\";};"), cases[i].rules);
        compile_text(&got, cfg);
        cr_assert_eq(got.ret, 0, "%s", got.messages);
        const ccs_compliance_t *const law = &got.plan.campaigns[0].compliance;

        cr_expect_eq(law->cap_frac, cases[i].cap_frac, "%s", cases[i].rules);
        cr_expect_eq(law->window_s, cases[i].window_s, "%s", cases[i].rules);
        cr_expect_eq(law->no_call_s, cases[i].no_call_s, "%s", cases[i].rules);
        cr_expect_eq(law->connect_within_s, 2, "%s", cases[i].rules);
        compiled_free(&got);
    }
}

/* More calls than agents: what may be abandoned is, and no more, of each window. Under the rules of Canada it is more than elsewhere. */
Test(outbound, abandons_what_each_preset_lets_it_and_no_more)
{
    static const struct {
        const char *rules;
        double least_frac, most_frac, n_windows;
    } cases[] = {{"us", 0.02, 0.03, 2}, {"ofcom", 0.02, 0.03, 5}, {"canada", 0.035, 0.05, 2}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        run_with(
            "clock:{start=\"2026-03-02\";days=3;open=\"09:00-18:00\";};types:{out:{arrivals:{per_hour=0;};talk={dist=\"exponential\";mean=60;};};};" STAFF(
                "20")
                CAMPAIGN(
                    "outcome:{live=0.4;};ring:{live={dist=\"uniform\";min=6;max=24;};};pacing:{mode=\"power\";lines=200;lines_per_agent=5;};compliance:{rules=\"%s\";};"),
            cases[i].rules);
        const double share = fact(CCS_FACT_abandoned_live) / fact(CCS_FACT_live);

        cr_expect(share > cases[i].least_frac && share <= cases[i].most_frac, "%s %g", cases[i].rules, share);
        cr_expect_eq(fact(CCS_FACT_against_cap), 0);
        cr_expect_eq(fact(CCS_FACT_windows), cases[i].n_windows, "%s %g", cases[i].rules, fact(CCS_FACT_windows));
    }
}

/* Two calls for one agent at 0: the second is abandoned at 22. It is due again after an hour, which the others do; by Ofcom nobody who was abandoned is called within 72 hours but by an agent who is kept for it:
 * at 09:00:22 of the fourth day, or, each call with an agent, after the hour. */
Test(outbound, lets_who_was_abandoned_alone_for_three_days_by_ofcom)
{
    static const char DAYS[] = "clock:{start=\"2026-03-02\";days=5;open=\"09:00-19:00\";interval=\"1 h\";};" OUT STAFF("1") CAMPAIGN(
        "list=2;outcome:{live=1;};ring:{live=20;};again:{abandoned=\"1 h\";};attempts:{most=2;};pacing:{mode=\"power\";lines=2;};compliance:{abandonment_cap=1;%s};");
    static const struct {
        const char *keys;
        bool is_late; /* the third call */
        double against;
    } cases[] = {{"rules=\"ofcom\";", true, 0}, {"rules=\"us\";", false, 0}, {"rules=\"canada\";", false, 0},
        {"rules=\"ofcom\";guard=\"off\";", false, 1}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        run_with(DAYS, cases[i].keys);
        cr_expect_eq(fact_in(0, CCS_FACT_attempts), 2);
        cr_expect_eq(fact(CCS_FACT_abandoned_live), 1);
        cr_expect_eq(fact(CCS_FACT_attempts), 3);
        cr_expect_eq(fact_in(1, CCS_FACT_attempts), !cases[i].is_late, "%s", cases[i].keys);
        cr_expect_eq(fact(CCS_FACT_against_attempts), cases[i].against, "%s", cases[i].keys);
    }
}

/* 47 CFR 64.1200(a)(6), a warning under the rules of the United States alone. */
Test(outbound, warns_of_calls_that_are_given_up_too_soon)
{
    static const struct {
        const char *keys;
        bool warned;
    } cases[] = {{"ring:{no_answer=14;};", true}, {"ring:{no_answer=15;};", false}, {"", false},
        {"ring:{no_answer={dist=\"uniform\";min=10;max=30;};};", true},
        {"ring:{no_answer=14;};compliance:{rules=\"canada\";};", false},
        {"ring:{no_answer=14;};compliance:{rules=\"own\";};", false}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char cfg[1024];

        snprintf(cfg, sizeof cfg, LATER("1", "list=3;outcome:{live=0.5;};%s"), cases[i].keys);
        compile_text(&got, cfg);
        cr_expect_eq(got.ret, 0, "%s", got.messages);
        cr_expect_eq(strstr(got.messages, "campaigns.c.ring.no_answer: gives up some calls after 1") != NULL, cases[i].warned,
            "%s\n%s", cases[i].keys, got.messages);
        compiled_free(&got);
    }
}

/* ---- beside inbound: section 21 of the domain model, (t3) ----------------------------------------------------------------------- */

static const char BLENDED[] = "clock:{start=\"2026-03-02\";open=\"08:00-16:00\";interval=\"1 h\";};"
                              "types:{calls:{priority=1;arrivals:{per_hour=(%s);};talk={dist=\"exponential\";mean=180;};};"
                              "out:{arrivals:{per_hour=0;};talk={dist=\"exponential\";mean=120;};};};" STAFF("20")
                                  CAMPAIGN("outcome:{live=0.9;};ring:{live=40;};compliance:{window=\"1 d\";%s};");

static void run_blended(const char *per_hour, const char *compliance, const char *attempts)
{
    char cfg[4096];
    const int n = snprintf(cfg, sizeof cfg, BLENDED, per_hour, compliance);

    if (*attempts) snprintf(cfg + n - strlen("};};"), sizeof cfg - (size_t) n, "%s};};", attempts);
    run_delete(run);
    run = run_text(cfg);
}

#define QUIET "(\"08:00\",\"16:00\",0)"
#define BURSTS                                                                                                                   \
    "(\"08:00\",\"09:00\",60),(\"09:00\",\"10:00\",300),(\"10:00\",\"11:00\",60),(\"11:00\",\"13:00\",300),(\"13:00\",\"14:00\",60),(\"14:00\",\"15:00\",300),(\"15:00\",\"16:00\",60)"

/* Of the busiest and the quietest hour, the first left out, as it begins with idle agents. */
static double spread_of_busy(void)
{
    double least = INFINITY, most = 0;

    for (uint32_t cell = 1; cell < 8; cell++) {
        double busy_s = 0;

        for (uint32_t pair = 0; pair < 2; pair++) busy_s += pair_fact(run, cell, pair, CCS_FACT_talk_area);
        least = fmin(least, busy_s / (20 * 3600));
        most = fmax(most, busy_s / (20 * 3600));
    }
    return most - least;
}

/* Loads of 3 and 15 of 20 agents: alone they are busy for 15 or 75 %; calls of the campaign fill what is free. */
Test(outbound, evens_out_how_busy_agents_are)
{
    run_blended(BURSTS, "rules=\"own\";", "list=1;");
    const double alone = spread_of_busy();

    run_blended(BURSTS, "rules=\"own\";", "");
    cr_expect_gt(alone, 0.5);
    cr_expect_lt(spread_of_busy(), 0.5 * alone, "%g %g", spread_of_busy(), alone);
}

/* One call for each agent who is free abandons nobody where nothing comes in. Calls that come in take the agents from under those that ring: that breaks the cap, but not where the guard counts them before. */
Test(outbound, breaks_the_cap_where_calls_come_in_while_lines_ring_and_nobody_guards_it)
{
    run_blended(QUIET, "guard=\"off\";", "");
    cr_expect_eq(fact(CCS_FACT_abandoned_live), 0);
    cr_expect_gt(fact(CCS_FACT_live), 1000);
    run_blended(BURSTS, "guard=\"off\";", "");
    cr_expect_gt(fact(CCS_FACT_abandoned_live), 0.03 * fact(CCS_FACT_live));
    cr_expect_eq(fact(CCS_FACT_against_cap), 1);
    run_blended(BURSTS, "", "");
    cr_expect_gt(fact(CCS_FACT_abandoned_live), 0);
    cr_expect_leq(fact(CCS_FACT_abandoned_live), 0.03 * fact(CCS_FACT_live));
    cr_expect_eq(fact(CCS_FACT_against_cap), 0);
}

/* ---- contacts that do not come -------------------------------------------------------------------------------------------------- */

Test(outbound, knows_when_those_would_have_come_who_do_not)
{
    const ccs_distribution_t law = ccs_distribution_constant(1000);
    const ccs_call_averts_t averts = {.type = 0, .delay = law}, none = {.type = UINT32_MAX};
    ccs_arena_t arena = {0};
    ccs_averted_t averted;

    cr_assert_eq(ccs_averted_init(&averted, &averts, &arena), 0);
    ccs_averted_reset(&averted);
    ccs_averted_add(&averted, 50, 1000);
    ccs_averted_add(&averted, 60, 500);
    ccs_averted_add(&averted, 70, 0);
    cr_expect(ccs_averted_take(&averted, 71));
    cr_expect_not(ccs_averted_take(&averted, 559));
    cr_expect(ccs_averted_take(&averted, 561));
    cr_expect_not(ccs_averted_take(&averted, 1049));
    ccs_averted_add(&averted, 1049, 1000);
    cr_expect(ccs_averted_take(&averted, 1e7), "far behind the ring");
    cr_expect(ccs_averted_take(&averted, 1e7));
    cr_expect_not(ccs_averted_take(&averted, 1e7));
    cr_assert_eq(ccs_averted_init(&averted, &none, &arena), 0);
    cr_expect_not(ccs_averted_take(&averted, 5));
    ccs_arena_free(&arena);
}

static const char TOLD_OF_ORDERS[] =
    "clock:{start=\"2026-03-02\";open=\"08:00-16:00\";interval=\"1 h\";};types:{calls:{arrivals:{per_hour=60;};talk=30;};"
    "out:{arrivals:{per_hour=0;};talk=30;};};groups:{g:{staff=30;};};" CAMPAIGN("list=100;attempts:{most=1;};%s");

static double n_came(uint32_t cell)
{
    return type_fact(run, cell, 0, CCS_FACT_offered);
}

/* All hundred are reached at 08:00:00. Of 60 calls an hour the next hundred that would come do not; an hour later, those from 9 on. The others come as they would. */
Test(outbound, keeps_contacts_away_whose_customers_it_has_reached)
{
    double before[8], all = 0;

    run_with(TOLD_OF_ORDERS, "outcome:{live=1;};");
    for (uint32_t cell = 0; cell < 8; cell++) all += before[cell] = n_came(cell);
    cr_expect_eq(fact(CCS_FACT_averted), 0);
    run_with(TOLD_OF_ORDERS, "outcome:{live=1;};averts:{type=\"calls\";delay=0;};");
    cr_expect_eq(fact(CCS_FACT_convinced), 100);
    cr_expect_eq(fact(CCS_FACT_averted), 100);
    cr_expect_eq(type_total(run, 0, CCS_FACT_offered), all - 100);
    cr_expect_lt(n_came(0), 5);
    cr_expect_eq(n_came(3), before[3]);
    run_with(TOLD_OF_ORDERS, "outcome:{live=1;};averts:{type=\"calls\";delay=\"1 h\";};");
    cr_expect_eq(n_came(0), before[0]);
    cr_expect_lt(n_came(1), 5);
    cr_expect_eq(type_total(run, 0, CCS_FACT_offered), all - 100);
    run_with(TOLD_OF_ORDERS, "outcome:{live=1;};averts:{type=\"calls\";delay=\"9 h\";};");
    cr_expect_eq(fact(CCS_FACT_averted), 0, "they would have come on another day");
}

/* Of a hundred reached 35 on average, within 4 standard errors; of a hundred messages half as said. */
Test(outbound, keeps_the_share_away_that_would_have_come)
{
    run_with(TOLD_OF_ORDERS,
        "outcome:{live=1;};averts:{type=\"calls\";share=0.35;delay={dist=\"exponential\";mean=\"20 min\";};};");
    cr_expect_float_eq(fact(CCS_FACT_convinced), 35, 4 * sqrt(100 * 0.35 * 0.65));
    cr_expect_eq(fact(CCS_FACT_averted), fact(CCS_FACT_convinced));
    run_with(TOLD_OF_ORDERS,
        "outcome:{live=0;machine=1;};machine_detection:{time=1;};voicemail:{};averts:{type=\"calls\";messages=0.5;};");
    cr_expect_float_eq(fact(CCS_FACT_averted), 50, 4 * sqrt(100 * 0.5 * 0.5));
}

Test(outbound, explains_and_refuses_contacts_that_do_not_come)
{
    char text[8192] = "", cfg[2048];
    FILE *const to = fmemopen(text, sizeof text, "w");

    snprintf(cfg, sizeof cfg, TOLD_OF_ORDERS, "outcome:{live=1;};averts:{type=\"out\";};");
    compile_text(&got, cfg);
    cr_expect(strstr(got.messages, "campaigns.c.averts.type: has no fresh contacts that could stay away"), "%s", got.messages);
    compiled_free(&got);
    snprintf(cfg, sizeof cfg, TOLD_OF_ORDERS, "outcome:{live=1;};averts:{type=\"calls\";messages=0.5;};");
    compile_text(&got, cfg);
    cr_expect(strstr(got.messages, "campaigns.c.averts.messages: are left by voicemail alone"), "%s", got.messages);
    compiled_free(&got);
    snprintf(cfg, sizeof cfg, TOLD_OF_ORDERS, "outcome:{live=1;};averts:{type=\"calls\";share=0;};");
    compile_text(&got, cfg);
    cr_expect(strstr(got.messages, "campaigns.c.averts: keeps nobody away"), "%s", got.messages);
    compiled_free(&got);
    snprintf(cfg, sizeof cfg, TOLD_OF_ORDERS, "outcome:{live=1;};averts:{type=\"calls\";share=0.3;delay=\"2 h\";};");
    compile_text(&got, cfg);
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    ccs_explain(&got.plan, to);
    fclose(to);
    cr_expect(strstr(text, "Of the right parties 30 % would have come as calls, 2 h later on average, and do not."), "%s", text);
}

/* ---- languages ------------------------------------------------------------------------------------------------------------------ */

static const char LANGUAGES[] =
    "clock:{start=\"2026-03-02\";open=\"08:00-18:00\";};"
    "types:{calls:{arrivals:{per_hour=0;};talk=50;languages:{en:{share=0.9;};es:{share=0.1;};};groups=((\"e\",\"b\"));};"
    "out:{label=\"Out\";arrivals:{per_hour=0;};talk=100;languages:{en:{share=0.7;};es:{share=0.3;};};groups=((\"e\",\"b\"));};};"
    "groups:{e:{staff=6;languages:{en:{};};};b:{staff=2;languages:{en:{};es:{};};};};"
    "campaigns:{c:{type=\"out\";%sattempts:{most=1;};outcome:{live=1;};ring:{live=20;};pacing:{mode=\"power\";lines=10;};"
    "compliance:{rules=\"own\";};};};";

static double of_part(uint32_t campaign, enum ccs_campaign_fact fact)
{
    return block_total(run, CCS_BLOCK_CAMPAIGN, campaign, fact);
}

/* Of 101 entries 71 and 30, of ten lines seven and three; who speaks Spanish goes to those who do. */
Test(outbound, parts_a_list_by_the_languages_of_its_type)
{
    run_with(LANGUAGES, "list=101;");
    cr_assert_eq(run->plan->n_campaigns, 2);
    cr_expect_str_eq(run->plan->campaigns[1].name, "c_es");
    cr_expect_str_eq(run->plan->campaigns[1].label, "c (es)");
    cr_expect_eq(run->plan->campaigns[0].pacing.lines, 7);
    cr_expect_eq(run->plan->campaigns[1].pacing.lines, 3);
    cr_expect_eq(of_part(0, CCS_FACT_attempts), 71);
    cr_expect_eq(of_part(1, CCS_FACT_attempts), 30);
    for (uint32_t pair = 0; pair < run->plan->n_pairs; pair++)
        if (run->plan->pairs[pair].group == 0)
            cr_expect_neq(run->plan->pairs[pair].type, run->plan->campaigns[1].type, "who speaks English alone");
}

/* Two say that they speak Spanish, one English; of the seven others five and two, who make seven of ten and what is left. */
Test(outbound, parts_customers_by_the_languages_that_they_say)
{
#define NOBODY  "(\"\"),"
#define SAYS(l) "(\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"" l "\"),"
    run_with(LANGUAGES, "customers=(" SAYS("es") NOBODY NOBODY SAYS("en") NOBODY NOBODY SAYS("es") NOBODY NOBODY "(\"\"));");
    cr_assert_eq(run->plan->n_campaigns, 2);
    cr_expect_eq(of_part(0, CCS_FACT_attempts), 7);
    cr_expect_eq(of_part(1, CCS_FACT_attempts), 3);
    run_with(LANGUAGES, "customers=(" SAYS("es") SAYS("es") SAYS("es") "(\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"es\"));");
    cr_assert_eq(run->plan->n_campaigns, 1, "nobody speaks English");
    cr_expect_eq(of_part(0, CCS_FACT_attempts), 4);
}

/* Some customers have two numbers, and all of these speak English: the Spanish part has nobody for whom another number could be the next. Where nobody at all has two it is refused. */
Test(outbound, parts_customers_some_of_whom_have_several_numbers)
{
#define HAS(l, numbers) "(\"\",\"\",\"\",\"\",\"\",\"\",\"\"," numbers ",\"" l "\")"
    char cfg[4096];

    run_with(LANGUAGES, "next_number:{busy=60;};customers=(" HAS("es", "1") "," HAS("en", "\"2\"") "," HAS("en", "1") ");");
    cr_assert_eq(run->plan->n_campaigns, 2);
    cr_expect(isfinite(run->plan->campaigns[0].again.next_number_s[CCS_CALL_BUSY]));
    cr_expect_not(isfinite(run->plan->campaigns[1].again.next_number_s[CCS_CALL_BUSY]));
    cr_expect_eq(of_part(0, CCS_FACT_attempts) + of_part(1, CCS_FACT_attempts), 3);
    snprintf(cfg, sizeof cfg, LANGUAGES, "next_number:{busy=60;};customers=(" HAS("es", "1") "," HAS("en", "1") ");");
    compile_text(&got, cfg);
    cr_expect(strstr(got.messages, "next_number: is for people with several numbers, and all have one"), "%s", got.messages);
}

Test(outbound, names_the_parts_of_a_type_that_a_condition_calls_by_the_whole)
{
    char cfg[4096];

    snprintf(cfg, sizeof cfg, LANGUAGES, "list=9;when=\"waiting(calls) < 3\";");
    compile_text(&got, cfg);
    cr_expect(strstr(got.messages, "there is no type \"calls\": write one of its parts, calls_en, calls_es\n"), "%s",
        got.messages);
}

Test(outbound, leaves_messages_upon_which_people_call_in_their_language)
{
    run_with(LANGUAGES, "list=10;voicemail:{to=\"calls\";echo=0.5;};machine_detection:{time=1;};");
    cr_expect_str_eq(run->plan->types[run->plan->campaigns[0].voicemail.to].name, "calls_en");
    cr_expect_str_eq(run->plan->types[run->plan->campaigns[1].voicemail.to].name, "calls_es");
}

Test(outbound, refuses_languages_that_nobody_has)
{
    char cfg[4096];

    snprintf(cfg, sizeof cfg, LANGUAGES, "customers=(" SAYS("en") "(\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"fr\"));");
    compile_text(&got, cfg);
    cr_expect(strstr(got.messages, "campaigns.c.customers[1]: is of a customer who speaks fr, which is no language of type out"),
        "%s", got.messages);
    cr_expect_not(strstr(got.messages, "expected no language"), "nothing else is told: %s", got.messages);
    compiled_free(&got);
    compile_text(&got, MORNING("2", "customers=((\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"es\"));outcome:{live=1;};"));
    cr_expect(strstr(got.messages,
                  "customers[0][8]: expected no language, as the type of the campaign has none: write types.*.languages"),
        "%s", got.messages);
}

/* ---- consent -------------------------------------------------------------------------------------------------------------------- */

/* Of 4,000 entries the share 0.1 + 0.9 x 0.25 = 0.325 must not be called, with a standard error of 29.6 entries; what the list says of somebody stands. */
Test(outbound, calls_nobody_who_has_not_agreed)
{
    static const char ASKED[] = MORNING("2", "%soutcome:{live=0;};ring:{no_answer=5;};attempts:{most=1;};");

    run_with(ASKED, "list=4000;compliance:{do_not_call=0.1;consent=0.75;};");
    cr_expect_float_eq(fact(CCS_FACT_scrubbed), 1300, 4 * 29.6);
    run_with(ASKED, "list=50;compliance:{consent=0;};");
    cr_expect_eq(fact(CCS_FACT_attempts), 0);
    run_with(ASKED, "list=50;compliance:{consent=0;guard=\"off\";};");
    cr_expect_eq(fact(CCS_FACT_attempts), 50);
    cr_expect_eq(fact(CCS_FACT_against_opt_out), 50);
    run_with(ASKED,
        "compliance:{consent=0;do_not_call=1;};customers=((\"\",\"\",\"\",\"\",\"yes\",\"no\"),(\"\",\"\",\"\",\"\",\"yes\",\"\"),"
        "(\"\",\"\",\"\",\"\",\"\",\"no\"),(\"\"));");
    cr_expect_eq(fact(CCS_FACT_scrubbed), 3);
    cr_expect_eq(fact(CCS_FACT_attempts), 1);
}

/* Of an endless list those who must not be called are left out, and somebody must be left. */
Test(outbound, explains_and_refuses_who_must_not_be_called)
{
    char text[8192] = "";
    FILE *const to = fmemopen(text, sizeof text, "w");

    compile_text(&got, MORNING("2", "outcome:{live=1;};ring:{live=5;};compliance:{consent=0;};"));
    cr_expect(
        strstr(got.messages,
            "test.cfg:1: campaigns.c: calls an endless list of which nobody may be called: write compliance.do_not_call below "
            "1, and compliance.consent above 0\n"),
        "%s", got.messages);
    compiled_free(&got);
    compile_text(&got, MORNING("2", "list=9;outcome:{live=1;};compliance:{do_not_call=0.08;consent=0.8;};"));
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    ccs_explain(&got.plan, to);
    fclose(to);
    cr_expect(strstr(text,
                  "Of the entries 8 % must not be called, and of the others 80 % have agreed to it: nobody else is called."),
        "%s", text);
}

/* ---- what comes to nothing -------------------------------------------------------------------------------------------------------- */

/* Nothing that a scenario says goes unread, and nobody is left out in silence. */
Test(outbound, tells_what_comes_to_nothing)
{
#define LIVE "outcome:{live=1;};ring:{live=5;};"
#define AT   "test.cfg:1: campaigns.c"
    static const struct {
        const char *keys, *message;
        bool is_wrong;
    } cases[] = {{"list=3;", AT ".outcome: is required: what comes of a call", true},
        {LIVE "valid=\"2 d\";", AT ".valid: is of lists that have an end", true},
        {LIVE "list_every=\"day\";", AT ".list_every: is of lists that have an end", true},
        {LIVE "attempts:{most=2;};", AT ".attempts.most: is of lists that have an end", true},
        {LIVE "again:{busy=60;};", AT ".again.busy: is of lists that have an end", true},
        {LIVE "list=3;attempts:{per_day=3;per_week=2;};", AT ".attempts.per_day: is above per_week, 2, and can never be met",
            true},
        {LIVE "list=3;attempts:{per_week=3;most=2;};", AT ".attempts.per_week: is above most, 2, and can never be met", true},
        {LIVE "list=3;attempts:{per_day=3;most=2;};", AT ".attempts.per_day: is above most, 2, and can never be met", true},
        {LIVE "list=3;hours=\"17:00-20:00\";", AT ": nobody could ever be called: the centre is closed whenever they may be",
            true},
        {LIVE "list=3;zones:{e:{timezone=\"UTC\";share=0.5;};w:{timezone=\"America/Los_Angeles\";share=0.5;};};",
            AT ".zones.w: nobody there is ever called: the centre is closed whenever they may be", false},
        {LIVE "customers=((\"\"),(\"\",\"20:00-20:30\"));", AT ".customers[1]: is never called: at the best time", false},
        {LIVE "customers=((\"\",\"08:10-08:20\"));compliance:{rules=\"own\";};", "", false},
        {LIVE "list=3;compliance:{consent=0;};", AT ".list: nobody of it may be called", false},
        {LIVE "customers=((\"\",\"\",\"\",\"\",\"no\"),(\"\",\"\",\"\",3));", AT ".customers: nobody of it may be called", false},
        {LIVE "list=3;revenue=5;", AT ".revenue: comes of nobody, as conversion is 0", false}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char cfg[2048];

        snprintf(cfg, sizeof cfg, CLOCK OUT STAFF("2") CAMPAIGN("%s"), cases[i].keys);
        compile_text(&got, cfg);
        cr_expect_eq(got.ret != 0, cases[i].is_wrong, "%s\n%s", cases[i].keys, got.messages);
        cr_expect(strstr(got.messages, cases[i].message), "%s\n%s", cases[i].keys, got.messages);
        if (!*cases[i].message) cr_expect_str_eq(got.messages, "");
        compiled_free(&got);
    }
#undef LIVE
#undef AT
}

/* ---- a condition ---------------------------------------------------------------------------------------------------------------- */

Test(outbound, calls_only_while_its_condition_holds)
{
    run = run_text(MORNING("2", "when=\"time_of_day >= 08:10 and time_of_day < 08:20\";outcome:{live=0;};ring:{no_answer=5;};"));
    cr_expect_eq(fact_in(0, CCS_FACT_attempts), 0);
    cr_expect_gt(fact_in(1, CCS_FACT_attempts), 100);
    cr_expect_eq(fact_in(2, CCS_FACT_attempts), 0);
    cr_expect_float_eq(fact_in(0, CCS_FACT_held_area), 600, 1e-9);
    cr_expect_float_eq(fact_in(1, CCS_FACT_held_area), 0, 1e-9);
    cr_expect_gt(fact_in(2, CCS_FACT_held_area), 560, "up to where no call would come to its end before close");
}

/* Calls that come in have no priority: the campaign would take the agents from them in the hours of much. It stops while they are not answered in time, and they are served better for it. */
Test(outbound, sacrifices_no_target_of_calls_that_come_in)
{
    static const char BESIDE[] =
        "clock:{start=\"2026-03-02\";open=\"08:00-16:00\";interval=\"1 h\";};"
        "types:{calls:{arrivals:{per_hour=(" BURSTS ");};talk={dist=\"exponential\";mean=180;};target:{within=20;};};"
        "out:{arrivals:{per_hour=0;};talk={dist=\"exponential\";mean=120;};};};" STAFF("18")
            CAMPAIGN("outcome:{live=0.9;};ring:{live=10;};pacing:{mode=\"preview\";};%s");
    run_with(BESIDE, "");
    const double wait_s = type_total(run, 0, CCS_FACT_wait_answered), calls = fact(CCS_FACT_attempts);

    cr_expect_eq(fact(CCS_FACT_held_area), 0);
    run_with(BESIDE, "when=\"recent_service_level(calls) > 0.85\";");
    cr_expect_gt(fact(CCS_FACT_held_area), 3600);
    cr_expect_lt(fact(CCS_FACT_attempts), calls);
    cr_expect_lt(type_total(run, 0, CCS_FACT_wait_answered), 0.8 * wait_s);
}

Test(outbound, explains_and_refuses_conditions)
{
    char text[8192] = "";
    FILE *const to = fmemopen(text, sizeof text, "w");

    compile_text(&got, MORNING("2", "when=\"waiting(nobody) < 3\";outcome:{live=1;};ring:{live=5;};"));
    cr_expect(strstr(got.messages, "campaigns.c.when: "), "%s", got.messages);
    compiled_free(&got);
    compile_text(&got, MORNING("2", "when=\"free(g) > 1\";outcome:{live=1;};ring:{live=5;};"));
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    ccs_explain(&got.plan, to);
    fclose(to);
    cr_expect(strstr(text, "It calls only while free(g) > 1."), "%s", text);
}
