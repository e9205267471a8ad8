/* test_ring.c - contacts that ring at agents: small runs worked out by hand, what must hold whatever else a scenario has, mistakes, what is told. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile_case.h"
#include "explain.h"
#include "support.h"

static double ring_total(const run_t *run, uint32_t group, enum ccs_ring_fact fact)
{
    return block_total(run, CCS_BLOCK_RING, group, fact);
}

/* One comes every 100, the first at 100: 17 of them. */
#define DAY(type, groups)                                                                                                        \
    "clock:{open=\"08:00-08:30\";interval=\"10 min\";};types:{a:{arrivals:{gap=100;};target:{within=20;};" type "};};"           \
    "groups:{" groups "};"

Test(ring, is_part_of_the_wait_and_not_of_the_talk)
{
    run_t *const run = run_text(DAY("talk=50;", "g:{staff=1;ring:{time=5;};};"));

    cr_expect_eq(type_total(run, 0, CCS_FACT_answered), 17);
    cr_expect_float_eq(type_total(run, 0, CCS_FACT_wait_answered), 17 * 5, 1e-9);
    cr_expect_float_eq(type_total(run, 0, CCS_FACT_queue_area), 17 * 5, 1e-9);
    cr_expect_eq(type_total(run, 0, CCS_FACT_waited), 17);
    cr_expect_float_eq(pair_total(run, 0, CCS_FACT_talk), 17 * 50, 1e-9);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_answers_at_once), 0);
    cr_expect_eq(ring_total(run, 0, CCS_FACT_rings), 17);
    cr_expect_float_eq(ring_total(run, 0, CCS_FACT_ring), 17 * 5, 1e-9);
    cr_expect_float_eq(ring_total(run, 0, CCS_FACT_ring_area), 17 * 5, 1e-9);
    run_delete(run);
}

/* The agent is kept while it rings: 110 of each 100, so that number k is answered at 110 k, and waits 10 k. */
Test(ring, keeps_the_agent)
{
    run_t *const run = run_text(DAY("talk=100;", "g:{staff=1;ring:{time=10;};};"));

    cr_expect_eq(type_total(run, 0, CCS_FACT_answered), 17);
    cr_expect_float_eq(type_total(run, 0, CCS_FACT_wait_answered), 10.0 * 17 * 18 / 2, 1e-6);
    run_delete(run);
}

/* Nobody of the first group answers within 10 s more often than not; those of the second have auto answer, and get who comes back. */
Test(ring, goes_to_somebody_else_when_nobody_answers)
{
    run_t *const run = run_text(DAY("talk=50;groups=(\"x\",\"y\");",
        "x:{staff=1;ring:{time={dist=\"exponential\";mean=30;};at_most=10;};};y:{staff=1;};"));
    const double rings = ring_total(run, 0, CCS_FACT_rings), missed = ring_total(run, 0, CCS_FACT_rings_missed);

    cr_expect_eq(rings, 17);
    cr_expect_gt(missed, 5);
    cr_expect_lt(missed, 17);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_answers), 17 - missed);
    cr_expect_eq(pair_total(run, 1, CCS_FACT_answers), missed);
    cr_expect_float_eq(type_total(run, 0, CCS_FACT_wait_answered), ring_total(run, 0, CCS_FACT_ring), 1e-9);
    cr_expect_eq(ring_total(run, 0, CCS_FACT_rings_unready), 0);
    run_delete(run);
}

/* Who rings at once and comes to the queue after a ring that nobody answered has been told nothing: nobody is late, and nobody's talk is longer. */
Test(ring, nobody_is_late_who_was_told_nothing)
{
    double talk_s[2];

    for (int i = 0; i < 2; i++) {
        char cfg[512];

        snprintf(cfg, sizeof cfg,
            "clock:{open=\"08:00-12:00\";};types:{a:{arrivals:{gap=1000;};talk=50;announce:{says=\"1 d\";};outcomes:{resolved=0.9;late_work=%g;};};};"
            "groups:{g:{staff=1;ring:{time=10;no_answer=0.66;not_ready=60;};};};",
            i == 0 ? 0.0 : 0.5);
        run_t *const run = run_text(cfg);

        cr_expect_gt(ring_total(run, 0, CCS_FACT_rings_missed), 5);
        talk_s[i] = pair_total(run, 0, CCS_FACT_talk);
        run_delete(run);
    }
    cr_expect_gt(talk_s[0], 0);
    cr_expect_float_eq(talk_s[0], talk_s[1], 1e-9, "%g, %g", talk_s[0], talk_s[1]);
}

/* The only agent does not answer two rings of three: the contact waits in front meanwhile, 60 s for each. */
Test(ring, an_agent_who_does_not_answer_is_not_ready)
{
    run_t *const run = run_text("clock:{open=\"08:00-12:00\";};types:{a:{arrivals:{gap=1000;};talk=50;};};"
                                "groups:{g:{staff=1;ring:{time=10;no_answer=0.66;not_ready=60;};};};");
    const double missed = ring_total(run, 0, CCS_FACT_rings_missed), answered = type_total(run, 0, CCS_FACT_answered);

    cr_expect_eq(answered, 14);
    cr_expect_gt(missed, 5);
    cr_expect_eq(ring_total(run, 0, CCS_FACT_rings_unready), missed);
    cr_expect_float_eq(type_total(run, 0, CCS_FACT_wait_answered), 10 * answered + 70 * missed, 1e-6);
    cr_expect_float_eq(type_total(run, 0, CCS_FACT_queue_area), 10 * answered + 70 * missed, 1e-6);
    run_delete(run);
}

/* Of each agent, where that is asked for: one never answers within the limit, and has a figure of their own. */
Test(ring, is_counted_by_agent)
{
    run_t *const run = run_text(
        "clock:{open=\"08:00-12:00\";};run:{agents=\"each\";};types:{a:{arrivals:{gap=100;};talk=50;groups=([\"x\",\"y\"]);"
        "agent_selection=\"listed\";};};groups:{x:{staff=1;ring:{time=10;no_answer=0.5;};};y:{staff=2;ring:{time=6;};};};");
    const ccs_facts_t *const facts = &run->replication.flow.facts;
    double rings[3] = {0}, missed[3] = {0}, times[3] = {0};

    for (uint32_t period = 0; period < run->plan->periods.n; period++)
        for (uint32_t agent = 0; agent < 3; agent++) {
            rings[agent] += ccs_facts_agent(facts, period, agent)[CCS_FACT_own_rings];
            missed[agent] += ccs_facts_agent(facts, period, agent)[CCS_FACT_own_rings_missed];
            times[agent] += ccs_facts_agent(facts, period, agent)[CCS_FACT_own_ring];
        }
    cr_expect_eq(rings[0], ring_total(run, 0, CCS_FACT_rings));
    cr_expect_gt(missed[0], 20);
    cr_expect_eq(missed[0], rings[1] + rings[2], "what one does not answer rings at another");
    cr_expect_eq(missed[1] + missed[2], 0);
    cr_expect_float_eq(times[0], 10 * rings[0], 1e-6);
    run_delete(run);
}

/* Patience ends in the ring, and the agent is free at once. */
Test(ring, customers_give_up_while_it_rings)
{
    run_t *const run = run_text(DAY("talk=50;patience=8;", "g:{staff=1;ring:{time=10;};};"));

    cr_expect_eq(type_total(run, 0, CCS_FACT_abandoned), 17);
    cr_expect_float_eq(type_total(run, 0, CCS_FACT_wait_abandoned), 17 * 8, 1e-9);
    cr_expect_eq(ring_total(run, 0, CCS_FACT_rings_lost), 17);
    cr_expect_float_eq(ring_total(run, 0, CCS_FACT_ring_area), 17 * 8, 1e-9);
    run_delete(run);
}

Test(ring, a_scenario_without_it_is_as_it_was)
{
    run_t *const none = run_text(DAY("talk=50;", "g:{staff=1;};")),
                 *const some = run_text(DAY("talk=50;", "g:{staff=1;ring:{time=0;};};"));

    cr_expect(ccs_plan_is_plain(none->plan) && !ccs_plan_rings(none->plan));
    cr_expect(ccs_plan_goes_further(some->plan));
    cr_expect_eq(type_total(none, 0, CCS_FACT_wait_answered), type_total(some, 0, CCS_FACT_wait_answered));
    cr_expect_eq(pair_total(none, 0, CCS_FACT_talk), pair_total(some, 0, CCS_FACT_talk));
    run_delete(none);
    run_delete(some);
}

/* --- whatever else a scenario has ---------------------------------------------------------------------------------------------- */

#define RING "ring:{time={dist=\"exponential\";mean=15;};no_answer=0.3;at_most=40;not_ready={dist=\"exponential\";mean=90;};};"
#define TALK "talk:{dist=\"exponential\";mean=180;};wrap:{dist=\"exponential\";mean=30;};"

/* Every wait is counted once: what the queue's length sums up to is what contacts waited, where all that wait are decided. */
static void expect_little(const char *what, const char *cfg)
{
    for (uint64_t seed = 1; seed <= 3; seed++) {
        run_t *const run = run_text(cfg);

        run_again(run, seed, 0);
        for (uint32_t type = 0; type < run->plan->n_types; type++) {
            const double waits = type_total(run, type, CCS_FACT_wait_answered) + type_total(run, type, CCS_FACT_wait_abandoned);

            cr_expect_float_eq(type_total(run, type, CCS_FACT_queue_area), waits, 1e-6 * waits + 1e-6, "%s, type %u: %g, %g",
                what, type, type_total(run, type, CCS_FACT_queue_area), waits);
            cr_expect_eq(type_total(run, type, CCS_FACT_waited),
                type_total(run, type, CCS_FACT_answered) + type_total(run, type, CCS_FACT_abandoned) +
                    type_total(run, type, CCS_FACT_disconnected) - pair_total(run, type, CCS_FACT_answers_at_once),
                "%s", what);
        }
        run_delete(run);
    }
}

static void expect_all_counted(const char *what, const char *clock, const char *type, const char *group)
{
    char cfg[2048];

    snprintf(cfg, sizeof cfg,
        "clock:{days=2;interval=\"30 min\";%s};types:{a:{arrivals:{per_hour=100;};patience:{dist=\"exponential\";mean=150;};" TALK
        "%s};};groups:{g:{" RING "%s};};",
        clock, type, group);
    expect_little(what, cfg);
}

Test(ring, counts_each_wait_once)
{
#define OPEN "open=\"08:00-12:00\";"
    expect_all_counted("plain", OPEN, "", "staff=6;");
    expect_all_counted("last in, first out", OPEN, "queue_order=\"lifo\";", "staff=6;");
    expect_all_counted("by lot", OPEN, "queue_order=\"siro\";", "staff=6;");
    expect_all_counted("by due date", OPEN, "queue_order=\"due\";", "staff=6;");
    expect_all_counted("redials", OPEN, "redial:{after_abandon=0.6;delay=120;};reconnect:{probability=0.2;delay=300;};",
        "staff=6;");
    expect_all_counted("announcements", OPEN, "predictor=\"queue_length\";announce:{every=20;};", "staff=6;");
    expect_all_counted("stages", OPEN, "routing:{near:{groups=[\"g\"];when=\"free(g) > 1\";};far:{after=10;groups=[\"g\"];};};",
        "staff=6;");
    expect_all_counted("steps of staff", OPEN, "",
        "staff=((\"08:00\",\"09:00\",8),(\"09:00\",\"10:15\",3),(\"10:15\",\"12:00\",7));");
    expect_all_counted("carried", OPEN "at_close=\"carry\";", "", "staff=6;");
    expect_all_counted("not ready after contacts", OPEN, "", "staff=6;not_ready_after_contact:{probability=0.3;time=60;};");
}

/* What waits when the centre closes is cut off: so is who was in a ring that nobody answers. */
Test(ring, is_cut_off_after_close)
{
    run_t *const run =
        run_text("clock:{open=\"08:00-09:00\";at_close=\"clear\";days=30;};types:{a:{arrivals:{per_hour=200;};" TALK "};};"
                 "groups:{g:{staff=6;" RING "};};");

    cr_expect_gt(type_total(run, 0, CCS_FACT_disconnected), 30);
    cr_expect_eq(type_total(run, 0, CCS_FACT_offered),
        type_total(run, 0, CCS_FACT_answered) + type_total(run, 0, CCS_FACT_disconnected));
    run_delete(run);
}

static struct {
    double n_missed, n_rings, n_chosen;
} heard;

static void hear(void *listener, const ccs_moment_t *moment)
{
    (void) listener;
    heard.n_missed += moment->kind == CCS_MOMENT_ring_missed;
    heard.n_chosen += moment->kind == CCS_MOMENT_agent_chosen || moment->kind == CCS_MOMENT_contact_chosen;
    heard.n_rings += moment->kind == CCS_MOMENT_ring || moment->kind == CCS_MOMENT_ring_first;
}

/* Shifts end while it rings, breaks wait for it, and talks are handed over; transfers, calls back and figures of agents beside: the world and the accounting tree are verified
 * when the run ends. */
Test(ring, meets_all_that_contacts_and_agents_do)
{
    static const char *const cfgs[] = {
        "clock:{open=\"08:00-12:00\";days=3;};run:{agents=\"each\";figures=\"detailed\";};"
        "shifts:{early:{start=\"08:00\";length=\"2 h\";breaks:{tea:{after=\"40 min\";lasts=\"10 min\";};};};"
        "late:{start=\"09:50\";length=\"2 h 10 min\";};};"
        "types:{a:{arrivals:{per_hour=100;};" TALK "};};groups:{g:{shifts:{early=6;late=6;};end_of_shift=\"hand_over\";" RING
        "};};",
        "clock:{open=\"08:00-12:00\";days=3;};types:{a:{arrivals:{per_hour=100;};" TALK "groups=[\"g\"];"
        "callback:{accept=0.5;way=\"keep_place\";reach=0.6;};"
        "transfer:{b:{probability=0.3;joins=\"front\";};};};"
        "b:{arrivals:{per_hour=5;};patience:{dist=\"exponential\";mean=200;};" TALK "groups=[\"h\"];};};"
        "groups:{g:{staff=7;" RING "};h:{staff=3;" RING "};};",
        "clock:{open=\"08:00-12:00\";days=3;};trunks:{t:{lines=9;types=[\"a\"];};};types:{a:{arrivals:{per_hour=100;};ivr:{time=30;contained=0.2;};" TALK
        "callback:{accept=0.5;after=30;way=\"when_quiet\";};patience:{dist=\"exponential\";mean=90;};};};"
        "groups:{g:{staff=6;" RING "reserve:{a=1;};};};",
        "run:{mode=\"steady\";length=\"400 h\";batches=20;};types:{a:{arrivals:{per_hour=100;};" TALK
        "initial:{busy=2;waiting=3;};};};groups:{g:{staff=8;" RING "};};"};

    for (size_t i = 0; i < sizeof cfgs / sizeof *cfgs; i++)
        for (uint64_t seed = 1; seed <= 3; seed++) {
            run_t *const run = run_text(cfgs[i]);
            ccs_told_t told = {.tell = hear};

            run_again(run, seed, 1);
            const double waits = type_total(run, 0, CCS_FACT_wait_answered), rings = ring_total(run, 0, CCS_FACT_rings);

            cr_expect_gt(rings, 400, "%zu: %g", i, rings);
            heard.n_missed = heard.n_rings = heard.n_chosen = 0;
            cr_assert_eq(ccs_replication_tell(&run->replication, &told, seed, 1), 0);
            cr_expect_eq(type_total(run, 0, CCS_FACT_wait_answered), waits, "%zu", i);
            cr_expect_eq(ring_total(run, 0, CCS_FACT_rings), rings, "%zu", i);
            cr_expect_geq(heard.n_rings, rings, "%zu", i);
            cr_expect_gt(heard.n_chosen, rings / 2, "%zu: choices are told", i);
            cr_expect_geq(heard.n_missed, ring_total(run, 0, CCS_FACT_rings_missed), "%zu", i);
            run_delete(run);
        }
}

/* --- mistakes, words ----------------------------------------------------------------------------------------------------------- */

Test(ring, mistakes_are_told_with_their_places)
{
    static const struct {
        const char *ring, *says;
    } wrong[] = {{"no_answer=0.1;", "test.cfg:1: groups.g.ring.time: is required"},
        {"time=5;no_answer=1;", "groups.g.ring.no_answer: must be from 0 to 0.99"},
        {"time=5;not_ready=60;", "groups.g.ring.not_ready: has no effect, as agents answer every ring"},
        {"time=30;at_most=20;", "groups.g.ring.at_most: is 20 s, within which hardly any ring is answered"},
        {"time=30;at_most=0;", "groups.g.ring.at_most: must be > 0"}};
    compiled_t got;
    char text[512];

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(text, sizeof text, "types:{a:{talk=60;arrivals:{per_hour=9;};};};groups:{g:{staff=3;ring:{%s};};};",
            wrong[i].ring);
        compile_text(&got, text);
        cr_expect_neq(got.ret, 0, "%s", text);
        cr_expect_not_null(strstr(got.messages, wrong[i].says), "%s\n%s", wrong[i].says, got.messages);
        compiled_free(&got);
    }
}

Test(ring, explain_says_it)
{
    ccs_plan_t *const plan = plan_from_text(DAY("talk=50;", "g:{staff=1;ring:{time=10;no_answer=0.25;not_ready=30;};};"));
    char *text = NULL;
    size_t n = 0;
    FILE *const to = open_memstream(&text, &n);

    cr_assert_not_null(to);
    ccs_explain(plan, to);
    (void) fclose(to);
    cr_expect_not_null(strstr(text, "  Contacts ring at an agent before they are answered, for a time: "), "%s", text);
    cr_expect_not_null(strstr(text, " In all 25 % of the rings are not answered: "), "%s", text);
    cr_expect_not_null(strstr(text, " That takes 23.333 s of an agent for each contact"), "%s", text);
    free(text);
    plan_delete(plan);
}
