/* test_callback.c - customers who are called back: runs whose every moment can be worked out by hand, and what adds up in any. Opening is at 08:00, there
 * are three intervals of ten minutes; times in comments are seconds after opening. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compile_case.h"
#include "explain.h"
#include "metric.h"
#include "support.h"

enum { OPEN_S = 8 * 3600 };

static run_t *run;
static compiled_t got;

static void finish(void)
{
    run_delete(run);
    run = NULL;
    compiled_free(&got);
}

TestSuite(callback, .fini = finish);

static double callback_fact(uint32_t cell, enum ccs_callback_fact fact)
{
    return ccs_facts_callback(&run->replication.flow.facts, cell, 0)[fact];
}

static double called_fact(uint32_t cell, enum ccs_callback_pair_fact fact)
{
    return ccs_facts_callback_pair(&run->replication.flow.facts, cell, 0)[fact];
}

static double callback_total(uint32_t type, enum ccs_callback_fact fact)
{
    return block_total(run, CCS_BLOCK_CALLBACK, type, fact);
}

/* A figure of all types in the first interval. */
static double metric_value(const char *name)
{
    return figure_of(run, name, 600);
}

/* ---- a morning by hand ---------------------------------------------------------------------------------------------------------- */

#define CLOCK(more) "clock:{start=\"2026-03-02\";open=\"08:00-08:30\";interval=\"10 min\";" more "};"
/* They come at 10, 20 and 30. */
#define CALLS(laws)                                                                                                              \
    "types:{a:{arrivals:{replay=((\"2026-03-02T08:00:10\"),(\"2026-03-02T08:00:20\"),(\"2026-03-02T08:00:30\"));};" laws "};};"
#define STAFF(n) "groups:{g:{staff=" n ";};};"

#define MESSAGES(more)                                                                                                           \
    CLOCK("")                                                                                                                    \
    "types:{a:{arrivals:{replay=((\"2026-03-02T08:00:10\"),(\"2026-03-02T08:00:20\"),(\"2026-03-02T08:00:30\"));};talk=100;"     \
    "callback:{accept=1;way=\"message\";to=\"m\";" more "};};m:{talk=40;priority=-1;};};"

/* 10-510 and 20-520 with agents; the third accepts at 30, and is called when the second agent is idle too: 520-620. */
Test(callback, calls_when_more_agents_are_idle_than_the_scenario_says)
{
    run = run_text(CLOCK("") CALLS("talk=500;callback:{accept=1;idle_more_than=1;talk=100;};") STAFF("2"));
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_offered), 3);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_answered), 2);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_waited), 1);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_queue_area), 0);
    cr_expect_eq(callback_fact(0, CCS_FACT_asked), 1);
    cr_expect_eq(callback_fact(0, CCS_FACT_accepted), 1);
    cr_expect_eq(callback_fact(0, CCS_FACT_called_back), 1);
    cr_expect_eq(callback_fact(0, CCS_FACT_calls), 1);
    cr_expect_eq(callback_fact(0, CCS_FACT_delay), 490);
    cr_expect_eq(callback_fact(0, CCS_FACT_called_in_time), 0);
    cr_expect_float_eq(callback_fact(0, CCS_FACT_owed_area), 490, 1e-9);
    cr_expect_float_eq(called_fact(0, CCS_FACT_called_area), 80, 1e-9);
    cr_expect_float_eq(called_fact(1, CCS_FACT_called_area), 20, 1e-9);
    cr_expect_eq(called_fact(1, CCS_FACT_called_talks), 1);
    cr_expect_float_eq(called_fact(1, CCS_FACT_called_talk), 100, 1e-9);
    run_delete(run);
    run = run_text(CLOCK("") CALLS("talk=500;callback:{accept=1;idle_more_than=0;talk_factor=0.5;};") STAFF("2"));
    cr_expect_eq(callback_fact(0, CCS_FACT_delay), 480);
    cr_expect_float_eq(called_fact(1, CCS_FACT_called_talk), 250, 1e-9);
    run_delete(run);
    run = run_text(CLOCK("") CALLS("talk=500;callback:{accept=1;idle_more_than=2;};") STAFF("2"));
    cr_expect_eq(callback_fact(0, CCS_FACT_still_owed), 1);
}

/* Who comes at 20 finds the agent busy and nobody in front: 500 is predicted; so is at 30, where the one before has gone off the line, and 1000 where not. */
Test(callback, is_offered_and_accepted_by_the_wait_that_is_predicted)
{
    static const struct {
        const char *keys;
        double asked, accepted;
    } cases[] = {{"accept=1;when=\"predicted_wait > 499\";", 2, 2}, {"accept=1;when=\"predicted_wait > 501\";", 1, 1},
        {"accept=1;when=\"predicted_wait > 1001\";", 0, 0}, {"accept=1;when=\"position > 1\";", 1, 1},
        {"accept=1;when=\"position == 1\";", 2, 2}, {"accept_by_wait=((0,0),(499,0),(500,1));", 2, 2},
        {"accept_by_wait=((0,0),(\"501 s\",0),(900,1));", 2, 1}, {"accept_by_wait=((0,1),(499,1),(500,0));", 2, 0}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char cfg[1024];

        snprintf(cfg, sizeof cfg, CLOCK("") CALLS("talk=500;predictor=\"queue_length\";callback:{%s};") STAFF("1"),
            cases[i].keys);
        run = run_text(cfg);
        cr_expect_eq(callback_total(0, CCS_FACT_asked), cases[i].asked, "%s", cases[i].keys);
        cr_expect_eq(callback_total(0, CCS_FACT_accepted), cases[i].accepted, "%s", cases[i].keys);
        run_delete(run);
        run = NULL;
    }
}

/* The backlog of an interval, from what happened in it: who accepts stops waiting, and who is called back had stopped before. */
Test(callback, what_waits_at_the_end_follows_from_what_happened)
{
    static const char *const ways[] = {"idle_more_than=0;", "way=\"keep_place\";", "way=\"by_priority\";reach=0.5;"};

    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        char cfg[1024];
        double before = 0;

        snprintf(cfg, sizeof cfg,
            CLOCK("at_close=\"drain\";") "types:{a:{arrivals:{per_hour=300;};talk={dist=\"exponential\";mean=150;};"
                                         "patience={dist=\"exponential\";mean=100;};callback:{accept=0.5;%s};};};" STAFF("9"),
            ways[i]);
        run = run_text(cfg);
        for (uint32_t cell = 0; cell < run->plan->n_cells; cell++) {
            before += type_fact(run, cell, 0, CCS_FACT_offered) - callback_fact(cell, CCS_FACT_accepted) -
                (pair_fact(run, cell, 0, CCS_FACT_answers) - called_fact(cell, CCS_FACT_called)) -
                type_fact(run, cell, 0, CCS_FACT_abandonments);
            cr_expect_eq(type_fact(run, cell, 0, CCS_FACT_waiting_at_end), before, "%s cell %u", ways[i], (unsigned) cell);
            cr_expect_eq(called_fact(cell, CCS_FACT_called),
                callback_fact(cell, CCS_FACT_calls) - callback_fact(cell, CCS_FACT_unanswered));
        }
        cr_expect_gt(callback_total(0, CCS_FACT_called_back), 10);
        run_delete(run);
        run = NULL;
    }
}

/* 10-110 with the agent; the others keep their places off the line: 110-210, 210-310, each with after-call work of 5 before. */
Test(callback, who_keeps_a_place_is_called_in_turn_and_holds_no_line)
{
    run = run_text(CLOCK("") CALLS("talk=100;wrap=5;callback:{accept=1;way=\"keep_place\";};")
            STAFF("1") "trunks:{t:{lines=2;types=[\"a\"];};};");
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_blocked), 0);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_answered), 1);
    cr_expect_eq(callback_fact(0, CCS_FACT_called_back), 2);
    cr_expect_eq(callback_fact(0, CCS_FACT_delay), 95 + 190);
    cr_expect_float_eq(callback_fact(0, CCS_FACT_owed_area), 95 + 190, 1e-9);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_queue_area), 0);
    cr_expect_float_eq(trunk_fact(run, 0, 0, CCS_FACT_line_area), 100, 1e-9);
    cr_expect_float_eq(called_fact(0, CCS_FACT_called_area), 210, 1e-9);
    cr_expect_float_eq(called_fact(0, CCS_FACT_called_wrap), 10, 1e-9);
    cr_expect_eq(pair_fact(run, 0, 0, CCS_FACT_answers), 3);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_max_wait), 0);
}

/* The second is asked at 60, when they have waited for 40; the third at 70. With a patience of 30 nobody is left to be asked. */
Test(callback, asks_who_has_waited_for_a_while)
{
    run = run_text(CLOCK("") CALLS("talk=100;callback:{accept=1;after=40;idle_more_than=0;};") STAFF("1"));
    cr_expect_eq(callback_fact(0, CCS_FACT_accepted), 2);
    cr_expect_float_eq(type_fact(run, 0, 0, CCS_FACT_queue_area), 80, 1e-9);
    cr_expect_eq(callback_fact(0, CCS_FACT_delay), 50 + 140);
    cr_expect_eq(callback_fact(0, CCS_FACT_whole_wait), 90 + 180);
    cr_expect_float_eq(callback_fact(0, CCS_FACT_owed_area), 50 + 140, 1e-9);
    run_delete(run);
    run = run_text(CLOCK("") CALLS("talk=100;patience=30;callback:{accept=1;after=40;};") STAFF("1"));
    cr_expect_eq(callback_fact(0, CCS_FACT_asked), 0);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_abandoned), 2);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_wait_abandoned), 60);
}

/* Who says no goes on waiting, as patient as before. */
Test(callback, who_declines_waits_on)
{
    run = run_text(CLOCK("") CALLS("talk=100;patience=70;callback:{accept=0;after=40;};") STAFF("1"));
    cr_expect_eq(callback_fact(0, CCS_FACT_asked), 2);
    cr_expect_eq(callback_fact(0, CCS_FACT_accepted), 0);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_abandoned), 2);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_wait_abandoned), 140);
    run_delete(run);
    run = run_text(CLOCK("") CALLS("talk=100;callback:{accept=0;};") STAFF("1"));
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_wait_answered), 90 + 180);
}

/* Who asks for an agent in time and is called back within the target's 100 seconds: the second, not the third. */
Test(callback, knows_who_is_called_in_time)
{
    run = run_text(CLOCK("") CALLS("talk=100;target:{within=100;};callback:{accept=1;idle_more_than=0;};") STAFF("1"));
    cr_expect_eq(callback_fact(0, CCS_FACT_called_in_time), 1);
    cr_expect_eq(callback_fact(0, CCS_FACT_called_back), 2);
}

/* The first is answered at once, the second called back after 90 seconds, in time, the third after 180; both accept when they have waited for 40. */
Test(callback, counts_who_accepts_as_the_scenario_says)
{
    static const struct {
        const char *as, *level;
        double service, wait;
    } cases[] = {{"not_answered", "sl_offered", 1. / 3, 0}, {"answered", "sl_offered", 1, 80. / 3},
        {"excluded", "sl_offered", 1, 0}, {"waits_on", "sl_offered", 2. / 3, 270. / 3}, {"excluded", "sl_answered", 1, 0},
        {"waits_on", "sl_answered", 2. / 3, 270. / 3}, {"not_answered", "sl_answered", 1, 0}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char cfg[1024];

        snprintf(cfg, sizeof cfg,
            CLOCK("") CALLS("talk=100;target:{within=100;counted_as=\"%s\";};"
                            "callback:{accept=1;after=40;idle_more_than=0;counts_as=\"%s\";};") STAFF("1"),
            cases[i].level, cases[i].as);
        run = run_text(cfg);
        const bool otherwise = strcmp(cases[i].as, "not_answered") != 0; /* else it is asa_s */
        const double service = metric_value("service_level"), wait = metric_value(otherwise ? "wait_as_counted_s" : "asa_s");

        cr_expect_float_eq(service, cases[i].service, 1e-12, "%s %s: %g", cases[i].as, cases[i].level, service);
        cr_expect_float_eq(wait, cases[i].wait, 1e-12, "%s %s: %g", cases[i].as, cases[i].level, wait);
        cr_expect_eq(metric_value("sl_offered"), 1. / 3);
        run_delete(run);
    }
    run = NULL;
}

/* Who came first waits for the agent until 110. Calls of a larger priority come first, of a lower one last, of the same one in turn. */
#define TWO(priority)                                                                                                            \
    CLOCK("")                                                                                                                    \
    "types:{a:{arrivals:{replay=((\"2026-03-02T08:00:10\"),(\"2026-03-02T08:00:20\"));};talk=100;"                               \
    "callback:{accept=1;way=\"by_priority\";priority=" priority ";};};"                                                          \
    "b:{arrivals:{replay=((\"2026-03-02T08:00:15\"));};talk=100;};};" STAFF("1")

Test(callback, comes_by_its_priority_among_those_who_wait)
{
    static const char *const cfg[] = {TWO("1"), TWO("0"), TWO("-1")};
    const double delays[] = {90, 190, 190};

    for (size_t i = 0; i < sizeof cfg / sizeof *cfg; i++) {
        run = run_text(cfg[i]);
        cr_expect_eq(callback_fact(0, CCS_FACT_delay), delays[i], "%zu: %g", i, callback_fact(0, CCS_FACT_delay));
        cr_expect_eq(type_fact(run, 0, 1, CCS_FACT_wait_answered), 95 + 190 - delays[i]);
        run_delete(run);
    }
    run = NULL;
}

/* The second finds nobody waiting, and waits; the third finds the second. */
Test(callback, asks_where_a_condition_holds)
{
    run = run_text(CLOCK("") CALLS("talk=100;callback:{accept=1;when=\"waiting > 0\";idle_more_than=0;};") STAFF("1"));
    cr_expect_eq(callback_fact(0, CCS_FACT_asked), 1);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_wait_answered), 90);
    cr_expect_eq(callback_fact(0, CCS_FACT_delay), 180);
}

/* Nobody ever answers: at 110 and then a minute apart, three times each. */
Test(callback, calls_again_who_does_not_answer_and_gives_up)
{
    static const char *const ways[] = {"when_quiet", "by_priority", "keep_place"};
    char cfg[600];

    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        snprintf(cfg, sizeof cfg, "%s",
            CLOCK("") CALLS("talk=100;callback:{accept=1;reach=0;retry_after=60;way=\"%s\";};") STAFF("2"));
        char text[700];

        snprintf(text, sizeof text, cfg, ways[i]);
        run = run_text(text);
        cr_expect_eq(callback_fact(0, CCS_FACT_accepted), 1, "%s", ways[i]);
        cr_expect_eq(callback_fact(0, CCS_FACT_calls), 3, "%s", ways[i]);
        cr_expect_eq(callback_fact(0, CCS_FACT_unanswered), 3, "%s", ways[i]);
        cr_expect_eq(callback_fact(0, CCS_FACT_never_reached), 1, "%s", ways[i]);
        cr_expect_eq(called_fact(0, CCS_FACT_called_talks), 0, "%s", ways[i]);
        run_delete(run);
    }
    run = NULL;
}

/* ---- phones that ring ----------------------------------------------------------------------------------------------------------- */

/* 10-110 with the agent, who then calls: 8 seconds each, and talks from 118 and from 226. */
Test(callback, an_agent_is_kept_while_the_phone_rings)
{
    static const char *const ways[] = {"way=\"when_quiet\";idle_more_than=0;", "way=\"by_priority\";", "way=\"keep_place\";"};

    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        char cfg[1024];

        snprintf(cfg, sizeof cfg, CLOCK("") CALLS("talk=100;wrap=10;callback:{accept=1;ring=8;wrap_factor=0.5;%s};") STAFF("1"),
            ways[i]);
        run = run_text(cfg);
        cr_expect_eq(callback_fact(0, CCS_FACT_delay), 108 + 211, "%s: %g", ways[i], callback_fact(0, CCS_FACT_delay));
        cr_expect_float_eq(called_fact(0, CCS_FACT_dial_area), 16, 1e-9);
        cr_expect_eq(called_fact(0, CCS_FACT_dial_lost_area), 0);
        cr_expect_float_eq(called_fact(0, CCS_FACT_called_area), 210, 1e-9);
        cr_expect_float_eq(called_fact(0, CCS_FACT_called_wrap), 10, 1e-9);
        cr_expect_float_eq(pair_fact(run, 0, 0, CCS_FACT_talk_area), 300, 1e-9);
        cr_expect_float_eq(callback_fact(0, CCS_FACT_owed_area), 108 + 211, 1e-9);
        run_delete(run);
    }
    run = NULL;
}

/* Nobody answers: from 110 on the agent is kept for twice 25 seconds, and no third time. */
Test(callback, calls_in_vain_cost_time_of_agents)
{
    run =
        run_text(CLOCK("") CALLS("talk=100;callback:{accept=1;way=\"keep_place\";reach=0;attempts=1;no_answer=25;};") STAFF("1"));
    cr_expect_eq(callback_fact(0, CCS_FACT_never_reached), 2);
    cr_expect_float_eq(called_fact(0, CCS_FACT_dial_area), 50, 1e-9);
    cr_expect_float_eq(called_fact(0, CCS_FACT_dial_lost_area), 50, 1e-9);
    cr_expect_float_eq(callback_fact(0, CCS_FACT_owed_area), 115 + 130, 1e-9);
    cr_expect_float_eq(metric_value("dial_lost_s"), 50, 1e-9);
}

/* The same times, and nobody is kept: the agent is idle while it rings. */
Test(callback, a_customer_who_is_called_first_keeps_nobody)
{
    run = run_text(CLOCK("") CALLS("talk=100;callback:{accept=1;ring=8;way=\"by_priority\";first=\"customer\";};") STAFF("1"));
    cr_expect_eq(callback_fact(0, CCS_FACT_delay), 98 + 196, "%g", callback_fact(0, CCS_FACT_delay));
    cr_expect_eq(callback_fact(0, CCS_FACT_put_through), 2);
    cr_expect_eq(called_fact(0, CCS_FACT_dial_area), 0);
    cr_expect_eq(callback_fact(0, CCS_FACT_held_on_area), 0);
}

/* They are called at 60 and at 70 and wait for the agent, who is free at 110: for 30 seconds neither, for 60 the second alone. */
Test(callback, who_has_answered_waits_for_an_agent_with_a_patience_of_their_own)
{
    run = run_text(
        CLOCK("") CALLS("talk=100;callback:{accept=1;way=\"at_time\";time=40;first=\"customer\";patience=30;};") STAFF("1"));
    cr_expect_eq(callback_fact(0, CCS_FACT_reached_lost), 2);
    cr_expect_float_eq(callback_fact(0, CCS_FACT_held_on_area), 60, 1e-9);
    cr_expect_float_eq(callback_fact(0, CCS_FACT_owed_area), 140, 1e-9);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_queue_area), 0);
    cr_expect_eq(metric_value("callbacks_hung_up"), 2);
    run_delete(run);
    run = run_text(
        CLOCK("") CALLS("talk=100;callback:{accept=1;way=\"at_time\";time=40;first=\"customer\";patience=60;};") STAFF("1"));
    cr_expect_eq(callback_fact(0, CCS_FACT_reached_lost), 1);
    cr_expect_eq(callback_fact(0, CCS_FACT_called_back), 1);
    cr_expect_eq(callback_fact(0, CCS_FACT_delay), 90);
    cr_expect_float_eq(callback_fact(0, CCS_FACT_held_on_area), 50 + 60, 1e-9);
    run_delete(run);
    run = run_text(
        CLOCK("") CALLS("talk=100;patience=30;callback:{accept=1;way=\"at_time\";time=40;first=\"customer\";};") STAFF("1"));
    cr_expect_eq(callback_fact(0, CCS_FACT_reached_lost), 2, "as patient as the type says");
}

/* Said to be called at 60 and 70: at 110 and 210. By 1.5 times the wait that is predicted, 100 each: at 170 and 180, the third then at 270. */
Test(callback, calls_at_the_time_that_was_said)
{
    run = run_text(CLOCK("") CALLS("talk=100;callback:{accept=1;way=\"at_time\";time=40;};") STAFF("1"));
    cr_expect_eq(callback_fact(0, CCS_FACT_delay), 90 + 180);
    cr_expect_eq(callback_fact(0, CCS_FACT_promised), 2);
    cr_expect_eq(callback_fact(0, CCS_FACT_late), 50 + 140);
    cr_expect_eq(metric_value("callback_lateness_s"), 95);
    run_delete(run);
    run = run_text(CLOCK("")
            CALLS("talk=100;predictor=\"queue_length\";callback:{accept=1;way=\"at_time\";predicted_times=1.5;};") STAFF("1"));
    cr_expect_eq(callback_fact(0, CCS_FACT_delay), 150 + 240);
    cr_expect_eq(callback_fact(0, CCS_FACT_late), 90);
}

/* They ask at 20 and at 30. Slots begin every five minutes, on the clock. */
Test(callback, takes_a_slot_that_has_room)
{
    static const struct {
        const char *slots;
        double full, delay, late, kept;
    } cases[] = {{"capacity=1;", 0, 280 + 570, 0, 2}, {"capacity=2;", 0, 280 + 370, 100, 2},
        {"capacity=1;within=280;", 1, 280, 0, 1}, {"capacity=1;within=269;", 2, 0, 0, 0},
        {"capacity=((\"08:00\",0),(\"08:10\",1));", 0, 580 + 870, 0, 2}, {"capacity=1;ahead=400;", 0, 580 + 870, 0, 2},
        {"capacity=[0,3,0];", 0, 580 + 670, 100, 2}, {"capacity=1;every=60;", 0, 90 + 180, 50 + 90, 1}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char cfg[1024];

        snprintf(cfg, sizeof cfg, CLOCK("") CALLS("talk=100;callback:{accept=1;way=\"slots\";slots:{every=300;%s};};") STAFF("1"),
            cases[i].slots);
        char *const twice = strstr(cases[i].slots, "every") ? strstr(cfg, "every=300;") : NULL;

        if (twice) memset(twice, ' ', strlen("every=300;"));
        run = run_text(cfg);
        cr_expect_eq(callback_fact(0, CCS_FACT_no_slot), cases[i].full, "%s", cases[i].slots);
        cr_expect_eq(callback_fact(0, CCS_FACT_accepted), 2 - cases[i].full, "%s", cases[i].slots);
        cr_expect_eq(callback_fact(0, CCS_FACT_delay), cases[i].delay, "%s: %g", cases[i].slots,
            callback_fact(0, CCS_FACT_delay));
        cr_expect_eq(callback_fact(0, CCS_FACT_late), cases[i].late, "%s: %g", cases[i].slots, callback_fact(0, CCS_FACT_late));
        cr_expect_eq(callback_fact(0, CCS_FACT_kept), cases[i].kept, "%s", cases[i].slots);
        cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_answered), 1 + cases[i].full, "who finds none waits on: %s", cases[i].slots);
        if (cases[i].full < 2)
            cr_expect_eq(metric_value("callback_punctuality"), cases[i].kept / (2 - cases[i].full), "%s", cases[i].slots);
        run_delete(run);
    }
    run = NULL;
}

/* Who is called at a time that is no slot makes no slot late. */
Test(callback, keeps_slots_apart_from_other_times)
{
    run = run_text(CLOCK(
        "") "types:{a:{arrivals:{replay=((\"2026-03-02T08:00:10\"),(\"2026-03-02T08:00:20\"));};talk=100;"
            "callback:{accept=1;way=\"slots\";slots:{every=300;capacity=1;};};};"
            "b:{arrivals:{replay=((\"2026-03-02T08:00:15\"));};talk=100;callback:{accept=1;way=\"at_time\";time=10;};};};" STAFF(
                "1"));
    cr_expect_eq(callback_total(0, CCS_FACT_promised) + callback_total(1, CCS_FACT_promised), 2);
    cr_expect_eq(metric_value("callback_punctuality"), 1);
}

/* The agent is at work until 1010: nobody is called in the slots from 300 and 600 on. Two days later the slots are those of these days. */
Test(callback, knows_which_calls_came_too_late_for_their_slot)
{
    run = run_text(
        CLOCK("") CALLS("talk=1000;callback:{accept=1;way=\"slots\";slots:{every=300;capacity=1;};talk=5;};") STAFF("1"));
    cr_expect_eq(callback_fact(0, CCS_FACT_promised), 2);
    cr_expect_eq(callback_fact(0, CCS_FACT_kept), 0);
    cr_expect_eq(callback_fact(0, CCS_FACT_late), 710 + 415);
}

/* What is said falls in the night: the call is made as the next day opens. */
Test(callback, makes_calls_that_fall_due_while_it_is_closed_at_the_next_opening)
{
    run = run_text(
        CLOCK("days=2;") CALLS("talk=100;callback:{accept=1;way=\"at_time\";time=\"3 h\";first=\"customer\";};") STAFF("1"));
    cr_expect_eq(callback_total(0, CCS_FACT_called_back), 2);
    cr_expect_eq(callback_total(0, CCS_FACT_delay), (86400 - 20) + (86500 - 30));
    cr_expect_eq(callback_total(0, CCS_FACT_promised), 2);
    cr_expect_eq(callback_total(0, CCS_FACT_late), 0, "what is said falls due as it opens");
}

/* The agent calls at 110, and is kept from work since 112: who answers at 118 waits until 170. */
Test(callback, others_are_asked_where_an_outage_has_stopped_who_calls)
{
    run = run_text(CLOCK("") CALLS("talk=100;callback:{accept=1;way=\"keep_place\";ring=8;};")
            STAFF("1") "outages:{o:{from=\"2026-03-02T08:01:52\";to=\"2026-03-02T08:02:50\";groups=[\"g\"];};};");
    cr_expect_eq(callback_fact(0, CCS_FACT_put_through), 1);
    cr_expect_eq(callback_fact(0, CCS_FACT_called_back), 2);
    cr_expect_float_eq(callback_fact(0, CCS_FACT_held_on_area), 170 - 118, 1e-9);
    cr_expect_eq(callback_fact(0, CCS_FACT_delay), 150 + (270 + 8 - 30));
}

/* ---- close ---------------------------------------------------------------------------------------------------------------------- */

/* The agent is done at 2010 and leaves; the call is made as the next day opens. */
Test(callback, what_is_owed_at_close_is_made_at_the_next_opening)
{
    run = run_text(CLOCK("days=2;") CALLS("talk=2000;callback:{accept=1;idle_more_than=0;talk=10;};") STAFF("1"));
    cr_expect_eq(callback_total(0, CCS_FACT_called_back), 2);
    cr_expect_eq(callback_fact(2, CCS_FACT_owed_at_end), 2);
    cr_expect_eq(callback_total(0, CCS_FACT_delay), (86400 - 20) + (86410 - 30));
    run_delete(run);
    run = run_text(CLOCK("") CALLS("talk=2000;callback:{accept=1;idle_more_than=0;};") STAFF("1"));
    cr_expect_eq(callback_total(0, CCS_FACT_still_owed), 2);
}

/* The group goes on with type b when a has closed at 600: the second of a is called at 510, the third, as the agent is free at 1010, not before a opens. */
Test(callback, nobody_of_a_closed_type_is_called_while_the_group_serves_another)
{
    static const char *const firsts[] = {"agent", "customer"}, *const closes[] = {"drain", "clear", "carry"};

    for (size_t i = 0; i < 6; i++) {
        char cfg[1024];

        snprintf(cfg, sizeof cfg,
            CLOCK("days=2;")
                CALLS("open=\"08:00-08:10\";at_close=\"%s\";talk=500;"
                      "callback:{accept=1;way=\"by_priority\";priority=1;first=\"%s\";};};b:{arrivals:{per_hour=0;};talk=60;")
                    STAFF("1"),
            closes[i / 2], firsts[i % 2]);
        run = run_text(cfg);
        cr_expect_eq(callback_total(0, CCS_FACT_called_back), 2, "%s %s", closes[i / 2], firsts[i % 2]);
        cr_expect_eq(callback_total(0, CCS_FACT_delay), (510 - 20) + (86400 - 30), "%s %s", closes[i / 2], firsts[i % 2]);
        run_delete(run);
        run = NULL;
    }
}

/* The second is called at 1795, and answers at 1803, when it is closed: as the third, who is due at 1805, they are called as it opens, and answer after 8. */
Test(callback, who_answers_after_close_is_called_again_where_the_queue_is_kept)
{
    run = run_text(CLOCK("days=2;at_close=\"carry\";")
            CALLS("talk=1790;callback:{accept=1;way=\"at_time\";time=1775;first=\"customer\";ring=8;talk=10;};") STAFF("1"));
    cr_expect_eq(callback_total(0, CCS_FACT_called_back), 2);
    cr_expect_eq(callback_total(0, CCS_FACT_calls), 3);
    cr_expect_eq(callback_total(0, CCS_FACT_delay), (86408 - 20) + (86418 - 30));
    cr_expect_eq(callback_total(0, CCS_FACT_promised), 2);
    cr_expect_eq(callback_total(0, CCS_FACT_late), 0);
}

/* They answer at 1720 and 1730, and wait up to the close at 1800. */
Test(callback, who_has_answered_does_not_hold_the_phone_until_it_opens)
{
    run = run_text(CLOCK("days=2;at_close=\"carry\";")
            CALLS("talk=2000;callback:{accept=1;way=\"at_time\";time=1700;first=\"customer\";talk=10;};") STAFF("1"));
    cr_expect_eq(callback_total(0, CCS_FACT_called_back), 2);
    cr_expect_float_eq(callback_total(0, CCS_FACT_held_on_area), 80 + 70 + 10, 1e-9);
    cr_expect_eq(callback_total(0, CCS_FACT_delay), (86400 - 20) + (86410 - 30));
    cr_expect_eq(callback_total(0, CCS_FACT_promised), 2, "the first call is told once");
    run_delete(run);
    run = run_text(CLOCK("at_close=\"carry\";")
            CALLS("talk=2000;callback:{accept=1;way=\"at_time\";time=1700;first=\"customer\";};") STAFF("1"));
    cr_expect_eq(callback_total(0, CCS_FACT_still_owed), 2);
}

/* A queue that is cleared at close clears the places in it. */
Test(callback, a_place_is_lost_where_the_queue_is_cleared)
{
    run = run_text(CLOCK("at_close=\"clear\";") CALLS("talk=2000;callback:{accept=1;way=\"keep_place\";};") STAFF("1"));
    cr_expect_eq(callback_fact(0, CCS_FACT_never_reached), 2);
    cr_expect_eq(type_total(run, 0, CCS_FACT_disconnected), 0);
}

/* ---- messages --------------------------------------------------------------------------------------------------------------------- */

/* The agent is at work from 10 to 110: who comes at 20 and at 30 leaves a message, five seconds long, who comes at 40 waits, and is answered before those are worked
 * off, at 210 and 270. */
Test(callback, a_flow_takes_messages_that_are_worked_off_behind_calls)
{
    run = run_text(CLOCK(
        "at_close=\"drain\";") "types:{a:{arrivals:{replay=((\"2026-03-02T08:00:10\"),(\"2026-03-02T08:00:20\"),(\"2026-03-02T08:00:30\"),(\"2026-03-02T08:00:40\"));};"
                               "talk=100;flow=\"front\";};m:{channel=\"email\";talk=60;priority=-1;at_close=\"carry\";target:{within=250;};};};"
                               "flows:{front:{start=\"check\";nodes:{check:{ways:{long:{when=\"free(g) == 0 and waiting(m) < 2\";next=\"record\";};};otherwise=\"queue\";};"
                               "record:{time=5;next=\"note\";};note:{to=\"m\";};};};};" STAFF("1"));
    cr_expect_eq(type_total(run, 0, CCS_FACT_answered), 2);
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_answered), 70);
    cr_expect_eq(type_total(run, 1, CCS_FACT_answered), 2);
    cr_expect_eq(type_total(run, 1, CCS_FACT_wait_answered), (210 - 25) + (270 - 35));
    cr_expect_eq(answered_within(run, 0, 1, 0), 2);
}

/* ---- what adds up --------------------------------------------------------------------------------------------------------------- */

#define BUSY(way, at_close, more, transfer) BUSY_OF("[13,11,12]", way, at_close, more, transfer)
#define BUSY_OF(staff, way, at_close, more, transfer)                                                                            \
    CLOCK("days=3;at_close=\"" at_close "\";")                                                                                   \
    "types:{a:{arrivals:{per_hour=400;};talk:{dist=\"exponential\";mean=90;};wrap=9;queue_limit=9;balk=0.1;"                     \
    "patience:{dist=\"exponential\";mean=60;};ivr:{contained=0.2;time=10;};redial:{after_abandon=0.5;after_balk=0.3;delay=60;};" \
    "reconnect:{probability=0.2;delay=300;};" transfer "callback:{accept=0.6;way=\"" way "\";" more "};};"                       \
    "b:{arrivals:{per_hour=150;};talk:{dist=\"exponential\";mean=120;};queue_order=\"siro\";"                                    \
    "callback:{accept=0.4;way=\"keep_place\";after=15;};};};"                                                                    \
    "groups:{g:{staff=" staff ";};};trunks:{t:{lines=25;types=[\"a\",\"b\"];};};run:{seed=5;};"

#define TRANSFERS "transfer:{b:{probability=0.2;};};"

/* Phones that ring, by day and at close, with talks that go on to another agent and agents who are kept from work. */
#define FIRST  "first=\"customer\";patience:{dist=\"exponential\";mean=40;};"
#define RING   "ring:{dist=\"uniform\";min=3;max=15;};no_answer=20;reach=0.6;retry_after=100;"
#define OUTAGE "outages:{o:{groups=[\"g\"];in_hand=\"drop\";fails:{every=600;lasts=60;};};};"

/* Each offered attempt has one end, and agents take whom they answer or call back: the tree itself is verified when a run ends. */
static void expect_balance(const char *cfg)
{
    run = run_text(cfg);
    for (uint32_t type = 0; type < 2; type++) {
        const double accepted = callback_total(type, CCS_FACT_accepted), reached = callback_total(type, CCS_FACT_called_back),
                     lost = callback_total(type, CCS_FACT_reached_lost);

        cr_expect_gt(accepted, 20);
        cr_expect_eq(accepted,
            reached + lost + callback_total(type, CCS_FACT_never_reached) + callback_total(type, CCS_FACT_still_owed));
        cr_expect_eq(type_total(run, type, CCS_FACT_offered),
            type_total(run, type, CCS_FACT_blocked) + type_total(run, type, CCS_FACT_balked) +
                type_total(run, type, CCS_FACT_answered) + type_total(run, type, CCS_FACT_abandoned) +
                type_total(run, type, CCS_FACT_disconnected) + type_total(run, type, CCS_FACT_still_waiting) + accepted);
        cr_expect_eq(pair_total(run, type, CCS_FACT_answers), type_total(run, type, CCS_FACT_answered) + reached);
        cr_expect_geq(callback_total(type, CCS_FACT_calls) - callback_total(type, CCS_FACT_unanswered), reached + lost,
            "who answers after close may be called again");
    }
    ccs_world_verify(&run->replication.flow.world);
    run_delete(run);
    run = NULL;
}

Test(callback, adds_up_whatever_becomes_of_contacts)
{
    static const char *const closes[] = {BUSY("when_quiet", "drain", "", ""), BUSY("when_quiet", "clear", "after=20;", ""),
        BUSY("when_quiet", "carry", "idle_more_than=0;", ""), BUSY("keep_place", "drain", "after=20;", ""),
        BUSY("keep_place", "clear", "", ""), BUSY("keep_place", "carry", "talk_factor=0.7;", ""),
        BUSY("when_quiet", "carry", "", TRANSFERS), BUSY("keep_place", "clear", "after=10;", TRANSFERS),
        BUSY("by_priority", "drain", "priority=1;reach=0.6;retry_after=50;", ""),
        BUSY("keep_place", "carry", "reach=0.5;retry_after=100;", TRANSFERS),
        BUSY("when_quiet", "clear", "reach=0.7;attempts=2;when=\"waiting > 1\";", ""),
        BUSY("when_quiet", "drain", RING, TRANSFERS), BUSY("by_priority", "clear", "priority=1;" RING, ""),
        BUSY("keep_place", "drain", RING, ""), BUSY("when_quiet", "clear", RING FIRST, TRANSFERS),
        BUSY("by_priority", "clear", RING FIRST, ""), BUSY("by_priority", "carry", RING FIRST, TRANSFERS),
        BUSY("at_time", "carry", "time=300;" RING FIRST, ""), BUSY("by_priority", "drain", "priority=-1;" FIRST, TRANSFERS),
        BUSY("at_time", "clear", "time=300;" RING FIRST, ""),
        BUSY("at_time", "drain", "time:{dist=\"exponential\";mean=200;};priority=1;" RING, TRANSFERS),
        BUSY("slots", "clear", "slots:{every=300;capacity=5;};" RING FIRST, ""),
        BUSY("slots", "drain", "after=20;slots:{every=60;capacity=2;within=900;ahead:{dist=\"exponential\";mean=200;};};" RING,
            TRANSFERS),
        BUSY("by_priority", "clear", RING FIRST, TRANSFERS) OUTAGE, BUSY("keep_place", "drain", RING, TRANSFERS) OUTAGE};

    for (size_t i = 0; i < sizeof closes / sizeof *closes; i++) expect_balance(closes[i]);
}

/* A steady run ends when all who count are decided, while phones of others still ring. */
Test(callback, adds_up_where_a_run_ends_in_the_middle)
{
    static const char *const ways[] = {"way=\"keep_place\";" RING, "way=\"by_priority\";" RING FIRST, "way=\"when_quiet\";" RING,
        "way=\"at_time\";time=200;" RING, "way=\"at_time\";time=200;" RING FIRST};

    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        char cfg[1024];

        snprintf(cfg, sizeof cfg,
            "run:{mode=\"steady\";warm_up=\"1 h\";length=\"20 h\";batches=10;};types:{a:{arrivals:{per_hour=300;};"
            "talk:{dist=\"exponential\";mean=90;};patience:{dist=\"exponential\";mean=60;};callback:{accept=0.6;%s};};};"
            "groups:{g:{staff=7;};};",
            ways[i]);
        for (uint64_t seed = 1; seed < 6; seed++) {
            run = run_text(cfg);
            run_again(run, seed, 0);
            cr_expect_gt(callback_total(0, CCS_FACT_called_back), 100, "%s", ways[i]);
            run_delete(run);
        }
    }
    run = NULL;
}

#define TWO_AT_ONCE "channels:{voice:{at_once=2;};};"

/* Agents with two contacts in hand are kept by a phone that rings for one of them. */
Test(callback, adds_up_where_agents_have_several_in_hand)
{
    static const char *const cfgs[] = {TWO_AT_ONCE BUSY_OF("[7,6,6]", "by_priority", "clear", "priority=1;" RING, TRANSFERS),
        TWO_AT_ONCE BUSY_OF("[7,6,6]", "keep_place", "drain", RING, ""),
        TWO_AT_ONCE BUSY_OF("[7,6,6]", "by_priority", "clear", RING FIRST, TRANSFERS) OUTAGE};

    for (size_t i = 0; i < sizeof cfgs / sizeof *cfgs; i++) {
        run = run_text(cfgs[i]);
        ccs_world_verify(&run->replication.flow.world);
        cr_expect_gt(callback_total(0, CCS_FACT_called_back), 20);
        run_delete(run);
        run = NULL;
    }
}

/* Whether the type has a figure, and its pair with the group. */
static bool has_figure(const char *metric, bool of_pair)
{
    const ccs_metrics_t *const m = &run->metrics;

    return ccs_metrics_apply(m, metric_of(m, metric), of_pair ? ccs_metrics_pair(m, 0) : entity_of(m, "type/a"));
}

Test(callback, has_figures_of_what_can_happen)
{
    static const struct {
        const char *keys;
        bool hung_up, dialling, late, counted;
    } rows[] = {{"", false, false, false, false}, {"ring=9;", true, true, false, false},
        {"way=\"by_priority\";first=\"customer\";", true, false, false, false},
        {"way=\"at_time\";time=40;counts_as=\"waits_on\";", false, false, true, true}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char cfg[1024];

        snprintf(cfg, sizeof cfg, CLOCK("") CALLS("talk=100;callback:{accept=1;%s};") STAFF("1"), rows[i].keys);
        run = run_text(cfg);
        cr_expect_eq(has_figure("callbacks_hung_up", false), rows[i].hung_up, "%s", rows[i].keys);
        cr_expect_eq(has_figure("callbacks_on_hold", false), rows[i].hung_up, "%s", rows[i].keys);
        cr_expect_eq(has_figure("agents_dialling", true), rows[i].dialling, "%s", rows[i].keys);
        cr_expect_eq(has_figure("dial_lost_s", false), rows[i].dialling, "%s", rows[i].keys);
        cr_expect_eq(has_figure("callback_lateness_s", false), rows[i].late, "%s", rows[i].keys);
        cr_expect_eq(has_figure("wait_as_counted_s", false), rows[i].counted, "%s", rows[i].keys);
        cr_expect(has_figure("callbacks_reached", false) && has_figure("busy_callback", true));
        run_delete(run);
        run = NULL;
    }
}

/* ---- what is written ------------------------------------------------------------------------------------------------------------ */

Test(callback, is_absent_where_nothing_is_written)
{
    compile_text(&got, CLOCK("") CALLS("talk=100;") STAFF("1"));
    cr_expect_null(got.plan.types[0].callback);
    cr_expect(!ccs_plan_calls_back(&got.plan));
}

static void expect_message(const char *cfg, const char *text)
{
    compile_text(&got, cfg);
    cr_expect(got.ret != 0 && strstr(got.messages, text), "%s", got.messages);
    compiled_free(&got);
}

Test(callback, refuses_what_cannot_stand_together)
{
    expect_message(CLOCK("") CALLS("talk=100;callback:{accept=1;talk=90;talk_factor=0.9;};") STAFF("1"),
        "cannot stand beside talk");
    expect_message(CLOCK("") CALLS("talk=100;callback:{accept=1;way=\"keep_place\";idle_more_than=3;};") STAFF("1"),
        "is not read with way = \"keep_place\"");
    expect_message(CLOCK("") CALLS("talk=100;callback:{};") STAFF("1"), "types.a.callback.accept: is required");
    expect_message(CLOCK("") CALLS("talk=100;callback:{accept_by_wait=((0,1));};") STAFF("1"), "needs a predictor");
    expect_message(CLOCK("") CALLS("talk=100;predictor=\"last_wait\";callback:{accept=1;accept_by_wait=((0,1));};") STAFF("1"),
        "cannot stand beside accept");
    expect_message(MESSAGES("priority=2;") STAFF("1"),
        "types.a.callback.priority: is not read with way = \"message\": leave it out");
    expect_message(MESSAGES("first=\"customer\";") STAFF("1"), "types.a.callback.first: is not read with way = \"message\"");
    expect_message(MESSAGES("counts_as=\"waits_on\";") STAFF("1"), "types.a.callback.counts_as: cannot be \"waits_on\"");
    expect_message(CLOCK("") CALLS("talk=100;callback:{accept=1;way=\"message\";};") STAFF("1"),
        "types.a.callback: needs to with way = \"message\": the type in whose queue messages wait");
    expect_message(CLOCK("") CALLS("talk=100;callback:{accept=1;way=\"message\";to=\"a\";};") STAFF("1"),
        "types.a.callback.to: is the type itself: name that of the messages");
    expect_message(CLOCK("") CALLS("talk=100;callback:{accept=1;to=\"a\";};") STAFF("1"),
        "types.a.callback.to: is not read with way = \"when_quiet\": leave it out");
    expect_message(CLOCK("") CALLS("talk=100;callback:{accept=1;patience=30;};") STAFF("1"),
        "is read with first = \"customer\" alone");
    expect_message(CLOCK("") CALLS("talk=100;callback:{accept=1;way=\"at_time\";};") STAFF("1"), "callback.time: is required");
    expect_message(CLOCK("") CALLS("talk=100;callback:{accept=1;way=\"at_time\";predicted_times=2;};") STAFF("1"),
        "needs a predictor");
    expect_message(CLOCK("") CALLS("talk=100;callback:{accept=1;time=30;};") STAFF("1"), "is not read with way = \"when_quiet\"");
    expect_message(CLOCK("") CALLS("talk=100;callback:{accept=1;way=\"slots\";};") STAFF("1"), "callback.slots: needs capacity");
    expect_message(CLOCK("") CALLS("talk=100;callback:{accept=1;slots:{capacity=1;};};") STAFF("1"),
        "is not read with way = \"when_quiet\"");
    expect_message(CLOCK("") CALLS("talk=100;callback:{accept=1;way=\"slots\";slots:{capacity=[1,2.5,1];};};") STAFF("1"),
        "whole numbers");
    expect_message(CLOCK("") CALLS("talk=100;callback:{accept=1;way=\"slots\";slots:{capacity=0;};};") STAFF("1"),
        "nobody would ever be called");
    expect_message(CLOCK("") CALLS("talk=100;callback:{accept=1;way=\"keep_palce\";};") STAFF("1"),
        "did you mean \"keep_place\"?");
}

Test(callback, says_what_who_accepts_counts_as)
{
    run = run_text(CLOCK("") CALLS("talk=100;callback:{accept=1;counts_as=\"excluded\";};") STAFF("1"));
    char text[16384] = "";
    FILE *const to = fmemopen(text, sizeof text, "w");

    ccs_explain(run->plan, to);
    fclose(to);
    cr_expect(strstr(text, "answered within T / offered; who accepts to be called back is left out."), "%s", text);
    expect_message(CLOCK("") CALLS("talk=100;callback:{accept=1;counts_as=\"exclude\";};") STAFF("1"),
        "did you mean \"excluded\"?");
}

/* What a scenario leaves out may be written: completed ones have it. */
Test(callback, lets_defaults_stand_where_they_are_not_read)
{
    compile_text(&got,
        CLOCK("") CALLS("talk=100;callback:{accept=1;way=\"keep_place\";idle_more_than=1;priority=0;talk=90;talk_factor=1;};")
            STAFF("1"));
    cr_expect_eq(got.ret, 0, "%s", got.messages);
}

/* Who has waited since 08:00 is to be asked at 08:30, when the centre closes and cuts them off. */
Test(callback, asks_nobody_who_is_cut_off_at_that_moment)
{
    run = run_text(
        "clock:{open=\"08:00-08:30\";days=2;};types:{a:{arrivals:{per_hour=((\"00:00\",\"24:00\",60));outside=\"next_opening\";};talk=18000;"
        "at_close=\"clear\";callback:{accept=1;after=1800;};};};groups:{g:{staff=2;};};");
    cr_expect_gt(type_total(run, 0, CCS_FACT_disconnected), 300);
    cr_expect_eq(callback_total(0, CCS_FACT_asked), 0);
}

/* A wait counts once in a journey, however often a customer who keeps a place is called. */
Test(callback, journeys_wait_as_long_as_their_contacts)
{
    run = run_text(
        "clock:{open=\"08:00-18:00\";};types:{a:{arrivals:{per_hour=40;};talk=180;drop:{probability=0.001;};"
        "callback:{accept=0.5;way=\"keep_place\";reach=0.4;attempts=40;retry_after=60;};};};groups:{g:{staff=3;};};run:{seed=2;};");
    double waited_s = 0, owed_s = 0;

    for (uint32_t cell = 0; cell < run->plan->n_cells; cell++) {
        waited_s += ccs_facts_journey(&run->replication.flow.facts, cell, 0)[CCS_FACT_journey_wait];
        owed_s += ccs_facts_journey(&run->replication.flow.facts, cell, 0)[CCS_FACT_journey_owed];
    }
    cr_expect_gt(callback_total(0, CCS_FACT_unanswered), 10);
    cr_expect_float_eq(waited_s, type_total(run, 0, CCS_FACT_wait_answered), 1e-6);
    cr_expect_float_eq(owed_s, callback_total(0, CCS_FACT_whole_wait), 1e-6);
}

/* ---- messages ------------------------------------------------------------------------------------------------------------------- */

/* 10-110 with the agent; at 20 and 30 two leave messages, which are worked off from 110 to 150 and to 190. */
Test(callback, may_be_a_message_that_is_worked_off_in_another_queue)
{
    run = run_text(MESSAGES("") STAFF("1"));
    cr_expect(type_total(run, 0, CCS_FACT_offered) == 3 && type_total(run, 0, CCS_FACT_answered) == 1);
    cr_expect(callback_total(0, CCS_FACT_asked) == 2 && callback_total(0, CCS_FACT_accepted) == 2);
    cr_expect(callback_total(0, CCS_FACT_line_wait) == 0 && callback_total(0, CCS_FACT_still_owed) == 0);
    cr_expect(type_total(run, 1, CCS_FACT_arrived) == 2 && type_total(run, 1, CCS_FACT_answered) == 2);
    cr_expect_eq(type_total(run, 1, CCS_FACT_wait_answered), 90 + 120);
    cr_expect_eq(pair_total(run, 1, CCS_FACT_talk), 80);
    cr_expect_eq(metric_value("messages_left"), 2);
}

/* Asked after 15 s in the queue: at 35 and 45. */
Test(callback, may_be_a_message_after_a_time_in_the_queue)
{
    run = run_text(MESSAGES("after=15;") STAFF("1") "trunks:{t:{lines=3;types=[\"a\"];};};");
    cr_expect(callback_total(0, CCS_FACT_accepted) == 2 && callback_total(0, CCS_FACT_line_wait) == 30);
    cr_expect_float_eq(type_total(run, 0, CCS_FACT_queue_area), 30, 1e-9);
    cr_expect_eq(type_total(run, 1, CCS_FACT_wait_answered), 75 + 105);
    cr_expect_float_eq(block_total(run, CCS_BLOCK_TRUNK, 0, CCS_FACT_line_area), 100 + 15 + 15, 1e-9, "a message holds no line");
}

/* Nobody is lost between the types, also where contacts are transferred and come again. */
Test(callback, may_be_messages_of_customers_who_come_again_and_are_transferred)
{
    run = run_text(
        "run:{mode=\"steady\";length=\"60 h\";warm_up=\"1 h\";batches=10;};types:{a:{arrivals:{per_hour=110;};talk={dist=\"exponential\";mean=180;};"
        "patience={dist=\"exponential\";mean=120;};redial:{after_abandon=0.5;delay=300;};reconnect:{probability=0.1;delay=600;};"
        "callback:{accept=0.4;way=\"message\";to=\"m\";after=20;};transfer:{b:{probability=0.2;};};};b:{talk=90;};"
        "m:{talk=60;priority=-1;reconnect:{probability=0.2;delay=900;};};};groups:{g:{staff=7;};};trunks:{t:{lines=15;types=[\"a\"];};};");
    const double left = callback_total(0, CCS_FACT_accepted);

    cr_expect(left > 100, "%g messages", left);
    cr_expect_float_eq(type_total(run, 1, CCS_FACT_offered), 0.2 * type_total(run, 0, CCS_FACT_answered), 120);
    cr_expect_float_eq(type_total(run, 2, CCS_FACT_offered) - type_total(run, 2, CCS_FACT_repeats), left, 5,
        "but for those at borders");
}

/* ---- places kept, and the customer is called first ------------------------------------------------------------------------------ */

/* 10-110 with the agent, who then has both of the others called, for 8 s: the one talks from 118 to 218, the other waits on the line up to then. */
Test(callback, of_a_place_kept_may_ring_at_the_customer_first)
{
    run = run_text(CLOCK("") CALLS("talk=100;callback:{accept=1;way=\"keep_place\";first=\"customer\";ring=8;};") STAFF("1"));
    cr_expect(callback_total(0, CCS_FACT_called_back) == 2 && callback_total(0, CCS_FACT_put_through) == 2);
    cr_expect_eq(callback_total(0, CCS_FACT_delay), 98 + 188);
    cr_expect_float_eq(callback_total(0, CCS_FACT_held_on_area), 100, 1e-9);
    cr_expect_eq(block_total(run, CCS_BLOCK_CALLBACK_PAIR, 0, CCS_FACT_dial_area), 0, "it keeps no agent");
    run_delete(run);
    run = run_text(CLOCK("") CALLS("talk=100;callback:{accept=1;way=\"keep_place\";ring=8;};") STAFF("1"));
    cr_expect_eq(callback_total(0, CCS_FACT_delay), 98 + 196);
    run_delete(run);
    run = run_text(CLOCK("") CALLS(
        "talk=100;callback:{accept=1;way=\"keep_place\";first=\"customer\";reach=0;attempts=2;retry_after=60;};") STAFF("1"));
    cr_expect(callback_total(0, CCS_FACT_never_reached) == 2 && callback_total(0, CCS_FACT_unanswered) == 4);
}
