/* test_sticky.c - customers who come again go first to the agent who served them last: small runs worked out by hand, what must hold whatever else there is. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile_case.h"
#include "explain.h"
#include "support.h"

static double sticky_total(const run_t *run, uint32_t type, enum ccs_sticky_fact fact)
{
    return block_total(run, CCS_BLOCK_STICKY, type, fact);
}

/* Who waits for one agent, and then in the queue, has been told nothing: nobody is late, and nobody's talk is longer. One agent has them all, who talk for 400 each. */
Test(sticky, nobody_is_late_who_was_told_nothing)
{
    double talk_s[2];

    for (int i = 0; i < 2; i++) {
        char cfg[512];

        snprintf(cfg, sizeof cfg,
            "clock:{open=\"08:00-18:00\";};types:{a:{arrivals:{gap=1000;};talk=400;reconnect:{delay=250;};sticky:{max_wait=60;};announce:{says=\"1 d\";};"
            "outcomes:{resolved=0.5;returns=1;late_work=%g;};};};groups:{g:{staff=1;};};",
            i == 0 ? 0.0 : 0.5);
        run_t *const run = run_text(cfg);

        cr_expect_gt(sticky_total(run, 0, CCS_FACT_waited_for), 3);
        talk_s[i] = pair_total(run, 0, CCS_FACT_talk);
        run_delete(run);
    }
    cr_expect_float_eq(talk_s[0], talk_s[1], 1e-9, "%g, %g", talk_s[0], talk_s[1]);
}

/* Many agents and few contacts: whoever served a customer is free when they come again. */
static double share_of_same(const char *sticky)
{
    char cfg[512];

    snprintf(cfg, sizeof cfg,
        "clock:{open=\"08:00-18:00\";days=5;};types:{a:{arrivals:{per_hour=40;};talk=60;reconnect:{probability=0.5;delay=600;};%s};};"
        "groups:{g:{staff=20;};};",
        sticky);
    run_t *const run = run_text(cfg);
    const double again = sticky_total(run, 0, CCS_FACT_served_again), same = sticky_total(run, 0, CCS_FACT_same_agent);

    cr_expect_eq(again, type_total(run, 0, CCS_FACT_repeats), "%s", sticky);
    cr_expect_gt(again, 500);
    run_delete(run);
    return same / again;
}

Test(sticky, who_is_free_serves_again)
{
    const double all = share_of_same("sticky:{};");
    const double half = share_of_same("sticky:{probability=0.5;};"), none = share_of_same("sticky:{probability=0;};");

    cr_expect_gt(all, 0.9, "%g", all);
    cr_expect_float_eq(half, 0.5 * all + 0.5 * none, 0.07, "%g, %g, %g", half, all, none);
    cr_expect_lt(none, 0.2);
}

/* One comes every 1000 and talks 300; half come again 100 later, when the agent is free. A second group has somebody else, whom those who come again do not get. */
#define TWO(sticky, more)                                                                                                        \
    "clock:{open=\"08:00-12:00\";};types:{a:{arrivals:{gap=1000;};talk=300;reconnect:{probability=0.5;delay=100;};"              \
    "groups=(\"x\",\"y\");" sticky                                                                                               \
    "};b:{arrivals:{gap=1350;};talk=400;groups=[\"x\"];};};groups:{x:{staff=1;};y:{staff=3;};};" more

/* Who served is busy with somebody else now and then: without a wait the customer goes to the others, with one only when it is over. */
Test(sticky, who_is_busy_is_waited_for)
{
    run_t *const none = run_text(TWO("sticky:{};", "")), *const some = run_text(TWO("sticky:{max_wait=120;};", "")),
                 *const all = run_text(TWO("sticky:{max_wait=2000;};", ""));
    const double same_none = sticky_total(none, 0, CCS_FACT_same_agent), same_some = sticky_total(some, 0, CCS_FACT_same_agent);

    cr_expect_eq(sticky_total(none, 0, CCS_FACT_waited_for), 0);
    cr_expect_gt(sticky_total(some, 0, CCS_FACT_waited_for), 0);
    cr_expect_leq(type_total(some, 0, CCS_FACT_max_wait), 120 + 400);
    cr_expect_geq(same_some, same_none);
    cr_expect_gt(sticky_total(all, 0, CCS_FACT_waited_for), 0);
    cr_expect_eq(sticky_total(all, 0, CCS_FACT_waited_in_vain), 0);
    cr_expect_eq(sticky_total(all, 0, CCS_FACT_same_agent), sticky_total(all, 0, CCS_FACT_served_again));
    run_delete(none);
    run_delete(some);
    run_delete(all);
}

/* --- whatever else a scenario has ---------------------------------------------------------------------------------------------- */

#define AGAIN "reconnect:{probability=0.4;delay={dist=\"exponential\";mean=300;};};redial:{after_abandon=0.7;delay=200;};"
#define TALK                                                                                                                     \
    "talk:{dist=\"exponential\";mean=180;};wrap:{dist=\"exponential\";mean=30;};patience:{dist=\"exponential\";mean=150;};"

/* Waits are counted once, and all who come are: the world and the accounting tree are verified when the run ends. */
static void expect_all_counted(const char *what, const char *clock, const char *type, const char *group)
{
    char cfg[2048];

    snprintf(cfg, sizeof cfg,
        "clock:{days=2;interval=\"30 min\";%s};types:{a:{arrivals:{per_hour=60;};" AGAIN TALK
        "sticky:{max_wait=60;};%s};};groups:{g:{%s};};",
        clock, type, group);
    for (uint64_t seed = 1; seed <= 3; seed++) {
        run_t *const run = run_text(cfg);

        run_again(run, seed, 0);
        const double waits = type_total(run, 0, CCS_FACT_wait_answered) + type_total(run, 0, CCS_FACT_wait_abandoned);

        cr_expect_gt(sticky_total(run, 0, CCS_FACT_waited_for), 20, "%s", what);
        cr_expect_float_eq(type_total(run, 0, CCS_FACT_queue_area), waits, 1e-6 * waits, "%s: %g, %g", what,
            type_total(run, 0, CCS_FACT_queue_area), waits);
        run_delete(run);
    }
}

Test(sticky, counts_each_wait_once)
{
#define OPEN "open=\"08:00-12:00\";"
    expect_all_counted("plain", OPEN, "", "staff=6;");
    expect_all_counted("rings", OPEN, "", "staff=6;ring:{time=6;no_answer=0.3;not_ready=60;};");
    expect_all_counted("last in, first out", OPEN, "queue_order=\"lifo\";", "staff=6;");
    expect_all_counted("by lot", OPEN, "queue_order=\"siro\";", "staff=6;");
    expect_all_counted("by due date", OPEN, "queue_order=\"due\";", "staff=6;");
    expect_all_counted("announcements", OPEN, "predictor=\"queue_length\";announce:{every=20;};", "staff=6;");
    expect_all_counted("stages", OPEN, "routing:{near:{groups=[\"g\"];when=\"free(g) > 1\";};far:{after=10;groups=[\"g\"];};};",
        "staff=6;");
    expect_all_counted("steps of staff", OPEN, "",
        "staff=((\"08:00\",\"09:00\",8),(\"09:00\",\"10:15\",3),(\"10:15\",\"12:00\",7));");
    expect_all_counted("not ready after contacts", OPEN, "", "staff=6;not_ready_after_contact:{probability=0.3;time=60;};");
    expect_all_counted("a transfer", OPEN, "transfer:{a:{probability=0.2;};};", "staff=7;");
}

/* Agents go while customers wait for them; centres close; whoever is told hears the same. */
Test(sticky, meets_ends_of_shifts_and_close)
{
    static const char *const cfgs[] = {
        "clock:{open=\"08:00-12:00\";days=3;};run:{agents=\"each\";figures=\"detailed\";};"
        "shifts:{early:{start=\"08:00\";length=\"2 h\";breaks:{tea:{after=\"40 min\";lasts=\"10 min\";};};};"
        "late:{start=\"09:50\";length=\"2 h 10 min\";};};"
        "types:{a:{arrivals:{per_hour=60;};" AGAIN TALK "sticky:{max_wait=300;};};};"
        "groups:{g:{shifts:{early=6;late=6;};end_of_shift=\"hand_over\";};};",
        "clock:{open=\"08:00-09:00\";at_close=\"clear\";days=9;};types:{a:{arrivals:{per_hour=70;};" AGAIN TALK
        "sticky:{max_wait=300;};};};groups:{g:{staff=5;};};",
        "clock:{open=\"08:00-09:00\";at_close=\"carry\";days=9;};types:{a:{arrivals:{per_hour=70;};" AGAIN TALK
        "sticky:{max_wait=300;};callback:{accept=0.5;way=\"keep_place\";};};};groups:{g:{staff=5;};};",
        "clock:{open=\"08:00-12:00\";days=9;};outages:{power:{fails:{every={dist=\"exponential\";mean=3600;};lasts=600;};groups=[\"g\"];};};types:{a:{arrivals:{per_hour=60;};" AGAIN
            TALK "sticky:{max_wait=300;};};};groups:{g:{staff=6;ring:{time=8;no_answer=0.2;};};};",
        "run:{mode=\"steady\";length=\"400 h\";batches=20;};types:{a:{arrivals:{per_hour=60;};" AGAIN TALK
        "sticky:{max_wait=60;};};};groups:{g:{staff=6;};};"};

    for (size_t i = 0; i < sizeof cfgs / sizeof *cfgs; i++)
        for (uint64_t seed = 1; seed <= 3; seed++) {
            run_t *const run = run_text(cfgs[i]);
            ccs_told_t told = {0};
            char what[64];

            snprintf(what, sizeof what, "%zu, seed %u", i, (unsigned) seed);
            run_again(run, seed, 1);
            const double same = sticky_total(run, 0, CCS_FACT_same_agent), held = sticky_total(run, 0, CCS_FACT_waited_for);

            cr_expect_gt(held, 10, "%s", what);
            (void) told;
            cr_expect_leq(same, sticky_total(run, 0, CCS_FACT_served_again), "%s", what);
            cr_expect_leq(sticky_total(run, 0, CCS_FACT_waited_in_vain), held, "%s", what);
            run_delete(run);
        }
}

/* --- words --------------------------------------------------------------------------------------------------------------------- */

Test(sticky, is_explained_and_doubted)
{
    ccs_plan_t *const plan = plan_from_text(TWO("sticky:{probability=0.8;max_wait=60;};", ""));
    char *text = NULL;
    size_t n = 0;
    FILE *const to = open_memstream(&text, &n);
    compiled_t got;

    cr_assert_not_null(to);
    ccs_explain(plan, to);
    (void) fclose(to);
    cr_expect_not_null(
        strstr(text,
            "  A customer who comes again goes first to the agent who served them last, in 80 % of the cases, and waits for "
            "them alone while they are at work, for at most 1 min; then to anybody.\n"),
        "%s", text);
    free(text);
    plan_delete(plan);
    compile_text(&got, "types:{a:{arrivals:{per_hour=60;};talk=60;sticky:{};};};groups:{g:{staff=3;};};");
    cr_expect_eq(got.ret, 0);
    cr_expect_not_null(strstr(got.messages, "types.a.sticky: has no effect: nobody of this type comes again after a talk"), "%s",
        got.messages);
    compiled_free(&got);
}
