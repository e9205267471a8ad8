/* test_routing.c - stages and agents kept free: the cases that are known exactly, those that other scenarios say in other words, what is wrong, what is told. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compile_case.h"
#include "estimate.h"
#include "explain.h"
#include "moment.h"
#include "support.h"

#define STEADY "run:{mode=\"steady\";warm_up=\"5 h\";length=\"4000 h\";batches=100;seed=5;};"
#define TALK   "talk:{dist=\"exponential\";mean=180;};"

/* An estimate lies within four standard errors of what is known. */
static void expect_near(const experiment_t *e, const char *metric, const char *entity, double exact)
{
    const ccs_estimate_t got = estimate_of(e, metric, entity);
    const double error = got.half_width / ccs_estimate_t_quantile(0.95, 99);

    cr_expect(fabs(got.mean - exact) < 4 * error, "%s of %s: %g +- %g, exact %g", metric, entity, got.mean, error, exact);
    cr_expect_lt(error, 0.03 * exact, "%s of %s says little: +- %g", metric, entity, error);
}

/* --- what is known exactly ------------------------------------------------------------------------------------------------ */

enum { N = 8, KEPT = 2 };

/* The probabilities of k agents at work: a birth-death chain in which the second type stops where only those kept are idle. */
static void birth_death(double a, double b, double *p)
{
    double sum = p[0] = 1;

    for (int k = 1; k <= N; k++) {
        p[k] = p[k - 1] * (k <= N - KEPT ? a + b : a) / k;
        sum += p[k];
    }
    for (int k = 0; k <= N; k++) p[k] /= sum;
}

Test(routing, agents_kept_free_block_others_as_a_birth_death_chain_says)
{
    experiment_t *const e = experiment_text("types:{vip:{arrivals:{per_hour=60;};queue_limit=0;" TALK "};"
                                            "plain:{arrivals:{per_hour=80;};queue_limit=0;" TALK "};};"
                                            "groups:{g:{staff=8;reserve:{vip=2;};};};" STEADY,
        1, 1);
    double p[N + 1], others = 0;

    birth_death(60 * 180 / 3600.0, 80 * 180 / 3600.0, p);
    for (int k = N - KEPT; k <= N; k++) others += p[k];
    expect_near(e, "blocking_rate", "type/vip", p[N]);
    expect_near(e, "blocking_rate", "type/plain", others);
    experiment_delete(e);
}

/* Who has waited a time goes to a group that always has somebody: to their own group that is M/M/n with customers who leave after just that time. Source:
 * Baccelli & Hebuterne (1981); Zeltyn & Mandelbaum (2005), section 2. @return the share that leaves */
static double leaves_after(double n, double per_s, double served_per_s, double after_s)
{
    const double load = per_s / served_per_s, growth = per_s - n * served_per_s;
    double below = 0, term = 1; /* load^j / j!, over that of n - 1 */

    for (double j = n - 1; j >= 0; j--) {
        below += term;
        term *= j / load;
    }
    const double area = expm1(growth * after_s) / growth + exp(growth * after_s) / (n * served_per_s);

    return (1 + growth * area) / (below + per_s * area);
}

Test(routing, who_comes_to_the_second_stage_is_known_where_it_always_has_somebody)
{
    experiment_t *const e = experiment_text("types:{a:{arrivals:{per_hour=100;};" TALK
                                            "routing:{near:{groups=[\"own\"];};far:{after=20;groups=[\"other\"];};};};};"
                                            "groups:{own:{staff=5;};other:{staff=60;};};" STEADY,
        1, 1);
    const double share = leaves_after(5, 100 / 3600.0, 1 / 180.0, 20);

    expect_near(e, "answers", "group/other", 4000 * 100 * share);
    experiment_delete(e);
}

/* --- the same in other words ---------------------------------------------------------------------------------------------- */

#define DAY "clock:{open=\"08:00-12:00\";interval=\"30 min\";days=3;};"
#define TYPES(routing_a)                                                                                                         \
    "types:{a:{arrivals:{per_hour=150;};patience:{dist=\"exponential\";mean=90;};" TALK routing_a                                \
    "};b:{arrivals:{per_hour=60;};priority=1;" TALK "groups=(\"y\",\"x\");};};"
#define GROUPS "groups:{x:{staff=5;};y:{staff=4;};};run:{seed=3;};"

/* By names: one of two plans may lack the pair. */
static double answers_of(const run_t *run, const ccs_type_t *type, const ccs_group_t *group)
{
    double sum = 0;

    for (uint32_t pair = 0; pair < run->plan->n_pairs; pair++) {
        const ccs_pair_t *const p = &run->plan->pairs[pair];

        if (!strcmp(run->plan->types[p->type].name, type->name) && !strcmp(run->plan->groups[p->group].name, group->name))
            sum += pair_total(run, pair, CCS_FACT_answers);
    }
    return sum;
}

static void expect_same_figures(const char *one, const char *other)
{
    run_t *const a = run_text(one), *const b = run_text(other);

    for (uint32_t type = 0; type < a->plan->n_types; type++)
        for (int fact = 0; fact < CCS_N_TYPE_FACTS; fact++)
            cr_expect_eq(type_total(a, type, (enum ccs_type_fact) fact), type_total(b, type, (enum ccs_type_fact) fact),
                "type %u, fact %d: %g, %g", type, fact, type_total(a, type, (enum ccs_type_fact) fact),
                type_total(b, type, (enum ccs_type_fact) fact));
    for (uint32_t type = 0; type < a->plan->n_types; type++)
        for (uint32_t group = 0; group < a->plan->n_groups; group++) {
            const double of_a = answers_of(a, &a->plan->types[type], &a->plan->groups[group]),
                         of_b = answers_of(b, &a->plan->types[type], &a->plan->groups[group]);

            cr_expect_eq(of_a, of_b, "type %u, group %u: %g, %g", type, group, of_a, of_b);
        }
    run_delete(a);
    run_delete(b);
}

Test(routing, stages_that_begin_at_once_are_tiers)
{
    expect_same_figures(DAY TYPES("groups=(\"x\",\"y\");") GROUPS,
        DAY TYPES("routing:{one:{groups=[\"x\"];};two:{groups=[\"y\"];};};") GROUPS);
    expect_same_figures(DAY TYPES("groups=([\"x\",\"y\"]);agent_selection=\"random\";") GROUPS,
        DAY TYPES("routing:{one:{groups=([\"x\",\"y\"]);when=\"waiting >= 0\";};};agent_selection=\"random\";") GROUPS);
}

Test(routing, a_stage_that_nobody_lives_to_see_is_none)
{
    expect_same_figures(DAY TYPES("groups=(\"x\");") GROUPS,
        DAY TYPES("routing:{one:{groups=[\"x\"];};two:{after=\"3 h\";groups=[\"y\"];};};") GROUPS);
    expect_same_figures(DAY TYPES("groups=(\"x\");") GROUPS,
        DAY TYPES("routing:{one:{groups=[\"x\"];};two:{groups=[\"y\"];when=\"free(y) > 4\";};};") GROUPS);
}

Test(routing, the_sooner_a_stage_begins_the_shorter_are_waits)
{
    static const char *const after[] = {"0", "10", "40", "120"};
    double waited = 0;

    for (size_t i = 0; i < sizeof after / sizeof *after; i++) {
        char text[1024];

        snprintf(text, sizeof text, DAY TYPES("routing:{one:{groups=[\"x\"];};two:{after=%s;groups=[\"y\"];};};") GROUPS,
            after[i]);
        run_t *const run = run_text(text);
        const double now = type_total(run, 0, CCS_FACT_queue_area);

        cr_expect_gt(now, waited, "after %s s: %g, before %g", after[i], now, waited);
        waited = now;
        run_delete(run);
    }
}

/* Five agents of whom two are kept free: the backlog is taken by three at a time, who have 180 s for each. */
Test(routing, a_backlog_leaves_those_free_who_are_kept)
{
    run_t *const run = run_text("clock:{open=\"08:00-12:00\";};types:{vip:{arrivals:{gap=20000;};talk=180;};"
                                "std:{arrivals:{gap=20000;};talk=180;backlog:{waiting=10;waited=3600;};};};"
                                "groups:{desk:{staff=5;reserve:{vip=2;};};};");

    cr_expect_eq(type_total(run, 1, CCS_FACT_answered), 10);
    cr_expect_float_eq(type_total(run, 1, CCS_FACT_wait_answered), 10 * 3600 + 3 * (0 + 180 + 360) + 540, 1e-6);
    run_delete(run);
}

/* An agent whom the front of a queue calls, who does not answer, is free again. */
Test(routing, nobody_is_lost_to_a_call_that_is_not_answered)
{
    run_t *const run =
        run_text("clock:{open=\"08:00-18:00\";};types:{a:{arrivals:{per_hour=60;};talk=180;"
                 "callback:{accept=1;way=\"keep_place\";reach=0.3;};"
                 "routing:{own:{groups=[\"x\"];};more:{after=20;groups=[\"y\"];};};};};groups:{x:{staff=2;};y:{staff=2;};};");
    double missed = 0;

    for (uint32_t cell = 0; cell < run->plan->n_cells; cell++)
        missed += ccs_facts_callback(&run->replication.flow.facts, cell, 0)[CCS_FACT_unanswered];
    cr_expect_gt(missed, 100);
    cr_expect_gt(pair_total(run, pair_of(run->plan, "a", "y"), CCS_FACT_answers), 100);
    run_delete(run);
}

/* A contact every 100 s, talks of 250: one agent of y at a time is kept at work before anybody of x is, who then has two contacts of three. */
Test(routing, a_condition_guarantees_a_group_its_minimum)
{
    run_t *const run = run_text("clock:{open=\"08:00-12:00\";};types:{a:{arrivals:{gap=100;};talk=250;"
                                "routing:{minimum:{groups=[\"y\"];when=\"busy(y) < 1\";};all:{groups=(\"x\",\"y\");};};};};"
                                "groups:{x:{staff=4;};y:{staff=5;};};");
    const double offered = type_total(run, 0, CCS_FACT_offered);

    cr_expect_gt(offered, 100);
    cr_expect_eq(pair_total(run, pair_of(run->plan, "a", "y"), CCS_FACT_answers), ceil(offered / 3));
    cr_expect_eq(pair_total(run, pair_of(run->plan, "a", "x"), CCS_FACT_answers), offered - ceil(offered / 3));
    run_delete(run);
}

Test(routing, a_condition_is_looked_at_again_while_contacts_wait)
{
    run_t *const run = run_text(DAY "types:{a:{arrivals:{per_hour=60;};talk=600;"
                                    "routing:{one:{groups=[\"x\"];};two:{groups=[\"y\"];when=\"oldest_wait > 60\";};};};};"
                                    "groups:{x:{staff=5;};y:{staff=20;};};run:{seed=3;};");
    const double answers = pair_total(run, pair_of(run->plan, "a", "y"), CCS_FACT_answers);

    cr_expect_gt(answers, 100, "%g", answers); /* nobody of y asks for a contact before they have had one */
    cr_expect_gt(type_total(run, 0, CCS_FACT_wait_answered), 60 * answers);
    cr_expect_lt(type_total(run, 0, CCS_FACT_queue_area), 70 * type_total(run, 0, CCS_FACT_waited));
    run_delete(run);
}

/* --- scores and named rules ----------------------------------------------------------------------------------------------- */

/* Three types that differ in all that rules read, two groups that differ too. */
#define OF_RULES(of_types, of_groups)                                                                                                    \
    DAY "types:{a:{arrivals:{per_hour=120;};patience:{dist=\"exponential\";mean=200;};priority=2;target:{within=20;service_level=0.8;};" \
        "talk:{dist=\"exponential\";mean=150;};groups=([\"x\",\"y\"]);weight=1;" of_types "};"                                           \
        "b:{arrivals:{per_hour=60;};priority=5;weight=2.5;target:{within=60;service_level=0.8;};talk:{dist=\"exponential\";mean=240;};"  \
        "groups=([\"x\",\"y\"]);" of_types "};c:{arrivals:{per_hour=30;};weight=4;target:{within=300;service_level=0.8;};"               \
        "talk:{dist=\"exponential\";mean=400;};groups=([\"x\",\"y\"]);" of_types "};};sites:{n:{};s:{};};"                               \
        "groups:{x:{staff=7;site=\"n\";skills:{a:{speed=0.8;};b:{};c:{};};" of_groups "};y:{staff=5;site=\"s\";" of_groups               \
        "skills:{a:{speed=1.2;};b:{speed=0.9;};c:{};};};};run:{seed=3;};"

/* A rule with a name is the score that says the same, and none of them is what would be without. */
static void expect_rule(const char *by_name, const char *by_score, const char *without)
{
    run_t *const a = run_text(by_name), *const b = run_text(without);
    double difference = 0;

    expect_same_figures(by_name, by_score);
    for (uint32_t type = 0; type < a->plan->n_types; type++)
        for (uint32_t pair = 0; pair < a->plan->n_pairs; pair++)
            difference += fabs(pair_total(a, pair, CCS_FACT_answers) - pair_total(b, pair, CCS_FACT_answers)) +
                fabs(type_total(a, type, CCS_FACT_wait_answered) - type_total(b, type, CCS_FACT_wait_answered));
    cr_expect_gt(difference, 0, "it changes nothing: %s", by_score);
    run_delete(a);
    run_delete(b);
}

#define EXPECT_CONTACT_RULE(name, score)                                                                                         \
    expect_rule(OF_RULES("", "contact_selection=\"" name "\";"),                                                                 \
        OF_RULES("", "contact_selection=\"score\";contact_score=\"" score "\";"), OF_RULES("", ""))
#define EXPECT_AGENT_RULE(name, score)                                                                                           \
    expect_rule(OF_RULES("agent_selection=\"" name "\";", ""),                                                                   \
        OF_RULES("agent_selection=\"score\";agent_score=\"" score "\";", ""), OF_RULES("agent_selection=\"listed\";", ""))

Test(routing, rules_of_contacts_are_scores_with_a_name)
{
    EXPECT_CONTACT_RULE("longest_wait", "wait_s");
    EXPECT_CONTACT_RULE("weighted_longest_wait", "weight * wait_s");
    EXPECT_CONTACT_RULE("longest_queue_first", "waiting");
    EXPECT_CONTACT_RULE("c_mu", "weight / handle_s");
    EXPECT_CONTACT_RULE("gc_mu", "weight * wait_s / handle_s");
    EXPECT_CONTACT_RULE("queue_ratio", "waiting - weight / 7.5 * (waiting(a) + waiting(b) + waiting(c))");
    EXPECT_CONTACT_RULE("least_slack", "wait_s - 20 * (type == 'a') - 60 s * (type == 'b') - 5 min * (type == 'c')");
    EXPECT_CONTACT_RULE("service_level_driven", "0.8 - recent_service_level");
    expect_same_figures(OF_RULES("", ""), OF_RULES("", "contact_selection=\"score\";contact_score=\"priority * 1e6 + wait_s\";"));
}

Test(routing, rules_of_agents_are_scores_with_a_name)
{
    EXPECT_AGENT_RULE("longest_idle", "idle_s");
    EXPECT_AGENT_RULE("fastest", "-handle_s");
    EXPECT_AGENT_RULE("most_proficient", "proficiency");
    EXPECT_AGENT_RULE("most_free", "free");
    EXPECT_AGENT_RULE("idleness_ratio", "free / staffed");
    expect_rule(OF_RULES("agent_selection=\"local_first\";site=\"s\";", ""),
        OF_RULES("agent_selection=\"score\";agent_score=\"site == 's'\";", ""), OF_RULES("agent_selection=\"listed\";", ""));
}

/* Agents enough for anything: what each group gets is the rule's alone. */
static void expect_shares(const char *rule, double x, double y)
{
    char text[1024];

    snprintf(text, sizeof text,
        DAY "types:{a:{arrivals:{per_hour=150;};" TALK
            "groups=([\"x\",\"y\"]);%s};};groups:{x:{staff=90;};y:{staff=90;};};run:{seed=3;};",
        rule);
    run_t *const run = run_text(text);
    const double of_x = pair_total(run, pair_of(run->plan, "a", "x"), CCS_FACT_answers),
                 of_y = pair_total(run, pair_of(run->plan, "a", "y"), CCS_FACT_answers);

    cr_expect_gt(of_x + of_y, 1000);
    cr_expect_leq(fabs(of_x * y - of_y * x), x + y, "%s: %g and %g", rule, of_x, of_y);
    run_delete(run);
}

Test(routing, contacts_are_shared_out_to_groups)
{
    expect_shares("agent_selection=\"round_robin\";", 1, 1);
    expect_shares("agent_selection=\"percent_allocation\";allocation:{x=60;y=40;};", 60, 40);
    expect_shares("agent_selection=\"percent_allocation\";allocation:{y=3;};", 0, 3);
}

Test(routing, a_limit_of_the_queue_may_follow_the_agents)
{
#define LIMITED(limit)                                                                                                           \
    DAY "types:{a:{arrivals:{per_hour=200;};" TALK limit                                                                         \
        "};};groups:{x:{staff=((\"08:00\",\"10:00\",6),(\"10:00\",\"12:00\",3));};};run:{seed=3;};"
    run_t *const run = run_text(LIMITED("queue_limit_by=\"2 * staffed(x)\";"));
    double blocked_early = 0, blocked_late = 0;

    expect_same_figures(LIMITED("queue_limit=5;"), LIMITED("queue_limit_by=\"5\";"));
    for (uint32_t cell = 0; cell < 8; cell++)
        *(cell < 4 ? &blocked_early : &blocked_late) += type_fact(run, cell, 0, CCS_FACT_blocked);
    cr_expect_gt(blocked_early, 0);
    cr_expect_gt(blocked_late, blocked_early);
    cr_expect_eq(ccs_facts_max_queue(&run->replication.flow.facts, 2)[0], 12);
    cr_expect_eq(ccs_facts_max_queue(&run->replication.flow.facts, 6)[0], 6);
    run_delete(run);
}

/* By score the agents of one group who differ are told apart too. */
Test(routing, a_score_tells_the_agents_of_a_group_apart)
{
#define CLASSES(rule)                                                                                                            \
    DAY "types:{a:{arrivals:{per_hour=60;};talk=100;" rule "};};groups:{g:{staff=4;agents:{slow:{skills:{a:{speed=0.5;};};};"    \
        "quick:{skills:{a:{speed=2;};};};};skills:{a:{};};};};run:{seed=3;};"
    run_t *const plain = run_text(CLASSES("")),
                 *const scored = run_text(CLASSES("agent_selection=\"score\";agent_score=\"proficiency\";"));

    cr_expect_lt(pair_total(scored, 0, CCS_FACT_talk_area) + pair_total(scored, 1, CCS_FACT_talk_area) +
            pair_total(scored, 2, CCS_FACT_talk_area),
        0.8 *
            (pair_total(plain, 0, CCS_FACT_talk_area) + pair_total(plain, 1, CCS_FACT_talk_area) +
                pair_total(plain, 2, CCS_FACT_talk_area)));
    run_delete(plain);
    run_delete(scored);
}

/* Levels of skill within a group against groups of their own: the same contacts, agents and moments. */
#define LEVELS(routing, groups)                                                                                                  \
    DAY "types:{a:{arrivals:{per_hour=90;};patience:{dist=\"exponential\";mean=200;};" TALK "routing:{" routing "};};"           \
        "b:{arrivals:{per_hour=20;};" TALK "groups=" groups "run:{seed=3;};"
#define LEVEL(n) "skills:{a:{level=" n ";};b:{};};"
#define ONE_DESK                                                                                                                 \
    "[\"desk\"];};};groups:{desk:{staff=6;skills:{a:{};b:{};};agents:{p:{" LEVEL("3") "};q:{" LEVEL("3") "};r:{" LEVEL(          \
        "2") "};s:{" LEVEL("2") "};};};};"
#define THREE_DESKS "([\"top\",\"good\",\"rest\"]);};};groups:{top:{staff=2;};good:{staff=2;};rest:{staff=2;};};"

Test(routing, skills_relaxed_by_level_are_groups_of_their_own)
{
    const char *const
        relaxed = LEVELS("x:{groups=[\"desk\"];agents=\"level >= 3\";};y:{after=20;groups=[\"desk\"];agents=\"level >= 2\";};"
                         "z:{after=60;groups=[\"desk\"];};",
            ONE_DESK),
        *const apart = LEVELS(
            "x:{groups=[\"top\"];};y:{after=20;groups=([\"top\",\"good\"]);};z:{after=60;groups=([\"top\",\"good\",\"rest\"]);};",
            THREE_DESKS);
    run_t *const run = run_text(relaxed), *const split = run_text(apart),
                 *const open = run_text(LEVELS("x:{groups=[\"desk\"];};", ONE_DESK));

    for (uint32_t type = 0; type < 2; type++) {
        cr_expect_eq(type_total(run, type, CCS_FACT_abandoned), type_total(split, type, CCS_FACT_abandoned));
        cr_expect_float_eq(type_total(run, type, CCS_FACT_wait_answered), type_total(split, type, CCS_FACT_wait_answered), 1e-6);
    }
    cr_expect_eq(run->plan->n_pairs, split->plan->n_pairs);
    for (uint32_t pair = 0; pair < run->plan->n_pairs; pair++)
        cr_expect_float_eq(pair_total(run, pair, CCS_FACT_talk_area), pair_total(split, pair, CCS_FACT_talk_area), 1e-6);
    cr_expect_gt(type_total(run, 0, CCS_FACT_wait_answered), type_total(open, 0, CCS_FACT_wait_answered), "it does something");
    run_delete(run);
    run_delete(split);
    run_delete(open);
}

Test(routing, whom_no_stage_takes_does_not_serve_the_type)
{
    run_t *const run = run_text(LEVELS("x:{groups=[\"desk\"];agents=\"level > 1\";};", ONE_DESK));

    cr_expect_eq(run->plan->n_pairs, 5, "three classes, the last of which serves b alone");
    run_delete(run);
}

/* --- what is wrong -------------------------------------------------------------------------------------------------------- */

Test(routing, mistakes_are_told_with_their_places)
{
    static const struct {
        const char *type, *group, *says;
    } wrong[] = {{"routing:{s:{groups=[\"h\"];};};", "", "test.cfg:1: types.a.routing.s.groups[0]: there is no group \"h\""},
        {"routing:{s:{};};", "", "types.a.routing.s.groups: is required"}, {"routing:{};", "", "types.a.routing: holds no stage"},
        {"routing:{s:{groups=[\"g\",\"g\"];};};", "", "types.a.routing.s.groups[1]: names group \"g\" twice"},
        {"routing:{s:{groups=[\"g\"];};};groups=[\"g\"];", "", "types.a.groups: stands beside routing"},
        {"routing:{s:{groups=[\"g\"];after=\"-3 s\";};};", "", "types.a.routing.s.after: must be from 0 to 24 h"},
        {"routing:{s:{groups=[\"g\"];after=9;};};queue_order=\"lifo\";", "",
            "types.a.routing.s.after: needs queue_order = \"fifo\""},
        {"routing:{s:{groups=[\"g\"];when=3;};};", "", "types.a.routing.s.when: expected a condition such as"},
        {"routing:{s:{groups=[\"g\"];when=\"free(gg) > 2\";};};", "",
            "types.a.routing.s.when: column 6, at \"gg) > 2\": there is no group \"gg\", did you mean \"g\"?"},
        {"routing:{s:{groups=[\"g\"];when=\"wait_s > 2\";};};", "", "column 1, at \"wait_s > 2\": wait_s is of a contact"},
        {"routing:{s:{groups=[\"g\"];when=\"free(g) >\";};};", "", "column 10, at the end: expected a number"},
        {"routing:{s:{groups=[\"g\"];when=\"1 < 2 and predicted_wait > 9\";};};", "",
            "types.a.routing.s.when: column 11: predicted_wait is 0 where nothing predicts: write types.a.predictor"},
        {"routing:{s:{groups=[\"g\"];when=\"occupancy(g) > 90\";};};", "",
            "types.a.routing.s.when: column 16, at \"90\": occupancy lies between 0 and 1: 90 per cent are written 90 %"},
        {"routing:{s:{groups=[\"g\"];agents=\"level > 2\";};};", "", "types.a.routing.s.agents: holds for nobody in its groups"},
        {"routing:{s:{groups=[\"g\"];agents=\"free > 2\";};};", "",
            "types.a.routing.s.agents: column 1, at \"free > 2\": free is not asked here"},
        {"agent_selection=\"score\";", "", "types.a: agent_selection = \"score\" needs agent_score"},
        {"agent_score=\"idle_s\";", "", "types.a.agent_score: has a meaning only with agent_selection = \"score\""},
        {"agent_selection=\"score\";agent_score=\"idle_s +\";", "",
            "types.a.agent_score: column 9, at the end: expected a number"},
        {"agent_selection=\"percent_allocation\";", "", "types.a: agent_selection = \"percent_allocation\" needs allocation"},
        {"agent_selection=\"percent_allocation\";allocation:{h=1;};", "", "types.a.allocation.h: there is no group \"h\""},
        {"agent_selection=\"local_first\";site=\"n\";", "", "types.a.site: there is no site \"n\""},
        {"queue_limit=4;queue_limit_by=\"4\";", "", "types.a.queue_limit_by: cannot stand beside queue_limit"},
        {"weight=-1;", "", "types.a.weight: must be from 0 to 1e6, found -1"},
        {"", "agent_selection=\"round_robin\";",
            "groups.g.agent_selection: chooses among groups: write it at types.*.agent_selection"},
        {"", "contact_selection=\"score\";", "groups.g: contact_selection = \"score\" needs contact_score"},
        {"", "contact_selection=\"score\";contact_score=\"idle_s\";",
            "groups.g.contact_score: column 1, at \"idle_s\": idle_s is of an agent"},
        {"", "reserve:{b=1;};", "groups.g.reserve.b: there is no type \"b\""},
        {"", "reserve:{a=-1;};", "groups.g.reserve.a: must be from 0 to 1000000"}};
    compiled_t got;
    char text[512];

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(text, sizeof text, "types:{a:{talk=60;arrivals:{per_hour=9;};%s};};groups:{g:{staff=3;%s};};", wrong[i].type,
            wrong[i].group);
        compile_text(&got, text);
        cr_expect_neq(got.ret, 0, "%s", text);
        cr_expect_not_null(strstr(got.messages, wrong[i].says), "%s\n%s", wrong[i].says, got.messages);
        compiled_free(&got);
    }
}

Test(routing, agents_are_kept_for_types_that_the_group_serves)
{
    compiled_t got;

    compile_text(&got,
        "types:{a:{talk=60;arrivals:{per_hour=9;};groups=[\"g\"];};b:{talk=60;arrivals:{per_hour=9;};groups=[\"h\"];};};"
        "groups:{g:{staff=3;reserve:{b=1;};};h:{staff=3;};};");
    cr_expect_not_null(strstr(got.messages,
                           "test.cfg:1: groups.g.reserve: keeps agents free for type \"b\", which this group does not serve"),
        "%s", got.messages);
    compiled_free(&got);
}

/* --- what is told --------------------------------------------------------------------------------------------------------- */

#define TOLD                                                                                                                     \
    DAY "types:{a:{arrivals:{per_hour=150;};" TALK                                                                               \
        "routing:{near:{groups=[\"x\"];};far:{after=20;groups=(\"x\",\"y\");when=\"free(y) > 1\";};};};"                         \
        "b:{arrivals:{per_hour=60;};" TALK                                                                                       \
        "groups=[\"y\"];};};groups:{x:{staff=6;};y:{staff=6;reserve:{b=2;};};};run:{seed=3;};"

static struct {
    ccs_plan_t *plan;
    unsigned n_agents, n_contacts, n_far;
    char sentence[256];
} heard;

static void hear(void *listener, const ccs_moment_t *moment)
{
    (void) listener;
    heard.n_agents += moment->kind == CCS_MOMENT_agent_chosen;
    heard.n_contacts += moment->kind == CCS_MOMENT_contact_chosen;
    if (moment->kind != CCS_MOMENT_agent_chosen || !moment->stage || strcmp(moment->stage, "far") != 0) return;
    if (heard.n_far++ == 0) (void) ccs_moment_sentence(heard.plan, moment, heard.sentence, sizeof heard.sentence);
}

Test(routing, each_choice_is_told_with_its_rule_and_stage)
{
    run_t *const run = run_text(TOLD);
    ccs_told_t told = {.tell = hear};

    heard.plan = run->plan;
    cr_assert_eq(ccs_replication_tell(&run->replication, &told, run->plan->seed, 0), 0);
    const double answered = type_total(run, 0, CCS_FACT_answered) + type_total(run, 1, CCS_FACT_answered);

    cr_expect_eq(heard.n_agents + heard.n_contacts, answered, "%u + %u of %g", heard.n_agents, heard.n_contacts, answered);
    cr_expect_gt(heard.n_far, 0);
    cr_expect_not_null(strstr(heard.sentence, " agents and goes to y agent "), "%s", heard.sentence);
    cr_expect_not_null(strstr(heard.sentence, ": longest_idle, stage far"), "%s", heard.sentence);
    run_delete(run);
}

Test(routing, explain_says_stages_and_agents_kept_free)
{
    ccs_plan_t *const plan = plan_from_text(TOLD);
    char *text = NULL;
    size_t n = 0;
    FILE *const to = open_memstream(&text, &n);

    cr_assert_not_null(to);
    ccs_explain(plan, to);
    (void) fclose(to);
    cr_expect_not_null(
        strstr(text, "  An arriving contact tries at once: x; after a wait of 20 s: x, then y, if free(y) > 1; else it waits.\n"),
        "%s", text);
    cr_expect_not_null(strstr(text, "  2 of its agents stay free for b: other types get one only while more are idle.\n"), "%s",
        text);
    free(text);
    plan_delete(plan);
}

/* --- due dates, pooling --------------------------------------------------------------------------------------------------- */

/* One agent, five mails of 1000 s that wait when the day begins: by the order in which they came the one due in ten minutes is answered too late, by due date all are in time. */
#define MAILS(order)                                                                                                             \
    "clock:{open=\"08:00-12:00\";};types:{mail:{channel=\"email\";" order                                                        \
    "arrivals:{gap=20000;};talk=1000;target:{within=9000;};"                                                                     \
    "backlog:{waited=((4000,2,\"5 h\"),(2000,1,\"2400 s\"),(3000,2));};};};groups:{desk:{staff=1;};};"

Test(routing, who_is_due_first_is_served_first)
{
    run_t *const by_age = run_text(MAILS("")), *const by_due = run_text(MAILS("queue_order=\"due\";"));

    cr_expect_eq(type_total(by_age, 0, CCS_FACT_answered), 5);
    cr_expect_eq(type_total(by_age, 0, CCS_FACT_wait_answered), 4000 + 5000 + 5000 + 6000 + 6000);
    cr_expect_eq(answered_within(by_age, 0, 0, 0), 4);
    /* due in 400 s, in 6000 s twice, in 14000 s twice */
    cr_expect_eq(type_total(by_due, 0, CCS_FACT_answered), 5);
    cr_expect_eq(type_total(by_due, 0, CCS_FACT_wait_answered), 2000 + 4000 + 5000 + 7000 + 8000);
    cr_expect_eq(answered_within(by_due, 0, 0, 0), 5);
    run_delete(by_age);
    run_delete(by_due);
}

/* Who comes later has no date, and stands among those who have one; nobody who is due first waits behind who is due later (ccs_world_verify). */
Test(routing, contacts_without_a_date_are_due_by_the_target)
{
    run_t *const run = run_text("clock:{open=\"08:00-12:00\";};types:{mail:{channel=\"email\";queue_order=\"due\";"
                                "arrivals:{gap=100;};talk=150;target:{within=\"1 h\";};at_close=\"drain\";"
                                "backlog:{waited=((4000,20,\"30 min\"),(5000,20,\"2 h\"),(4500,20,\"90 min\"));};};};"
                                "groups:{desk:{staff=2;};};");

    cr_expect_eq(type_total(run, 0, CCS_FACT_answered), type_total(run, 0, CCS_FACT_offered));
    cr_expect_gt(type_total(run, 0, CCS_FACT_offered), 200);
    run_delete(run);
}

/* The time left is within - wait for all here: the score that reads it is the rule, and a date of its own counts in both. */
Test(routing, the_time_left_may_be_read)
{
    static const char *const rules[] = {"contact_selection=\"least_slack\";",
        "contact_selection=\"score\";contact_score=\"-due_in_s\";"};
    double waited[2][2], late[2];

    for (int i = 0; i < 2; i++) {
        char text[1024];

        snprintf(text, sizeof text,
            "clock:{open=\"08:00-12:00\";};types:{call:{arrivals:{per_hour=10;};talk=100;target:{within=20;};};"
            "mail:{channel=\"email\";arrivals:{gap=20000;};talk=150;target:{within=\"2 h\";};"
            "backlog:{waited=((\"3 h\",8,\"3 h 30 min\"),(\"1 h\",10));};};};groups:{desk:{staff=1;%s};};run:{seed=7;};",
            rules[i]);
        run_t *const run = run_text(text);

        for (uint32_t type = 0; type < 2; type++) waited[i][type] = type_total(run, type, CCS_FACT_wait_answered);
        late[i] = 18 - answered_within(run, 0, 1, 0);
        run_delete(run);
    }
    cr_expect_eq(waited[0][0], waited[1][0]);
    cr_expect_eq(waited[0][1], waited[1][1]);
    cr_expect_lt(late[0], 4, "those who are due in half an hour go first: %g", late[0]);
}

/* Mean wait of all in M/M/n by Erlang C, service of 180 s. */
static double erlang_c_wait_s(double load, int n)
{
    double blocked = 1;

    for (int k = 1; k <= n; k++) blocked = load * blocked / (k + load * blocked);
    return blocked / (1 - load / n * (1 - blocked)) * 180 / (n - load);
}

/* Fact F27: two queues with six agents each, or all twelve for both. Pooled, the same customers wait less, and one agent fewer still answers as many in time. Erlang C says how long. */
Test(routing, pooled_queues_wait_less_than_split_ones)
{
#define CENTRES(groups_a, groups_b, groups)                                                                                      \
    "types:{a:{arrivals:{per_hour=90;};" TALK "target:{within=20;};groups=[\"" groups_a "\"];};"                                 \
    "b:{arrivals:{per_hour=90;};" TALK "target:{within=20;};groups=[\"" groups_b "\"];};};groups:{" groups "};" STEADY
    experiment_t *const split = experiment_text(CENTRES("x", "y", "x:{staff=6;};y:{staff=6;};"), 1, 1),
                        *const pooled = experiment_text(CENTRES("x", "x", "x:{staff=12;};"), 1, 1),
                        *const fewer = experiment_text(CENTRES("x", "x", "x:{staff=11;};"), 1, 1);
    const double of_split = erlang_c_wait_s(4.5, 6), of_pooled = erlang_c_wait_s(9, 12);

    expect_near(split, "mean_wait_s", "all", of_split);
    expect_near(pooled, "mean_wait_s", "all", of_pooled);
    cr_expect_lt(of_pooled, of_split);
    cr_expect_gt(estimate_of(pooled, "sl_offered", "all").mean, estimate_of(split, "sl_offered", "all").mean);
    cr_expect_gt(estimate_of(fewer, "sl_offered", "all").mean, estimate_of(split, "sl_offered", "all").mean);
    experiment_delete(split);
    experiment_delete(pooled);
    experiment_delete(fewer);
}

Test(routing, a_comparison_that_is_settled_is_a_warning_with_its_column)
{
    compiled_t got;

    compile_text(&got,
        "types:{a:{talk=60;arrivals:{per_hour=9;};routing:{s:{groups=[\"g\"];when=\"free(g) >= 0 and stopped(g) < 1\";};};};};groups:{g:{staff=3;};};");
    cr_expect_eq(got.ret, 0, "%s", got.messages);
    cr_expect_not_null(strstr(got.messages,
                           "types.a.routing.s.when: column 1, at \"free(g) >= 0 and stopped(g) < 1\": always holds"),
        "%s", got.messages);
    cr_expect_not_null(strstr(got.messages, "types.a.routing.s.when: column 18: stopped is 0, as the scenario has no outages"),
        "%s", got.messages);
    compiled_free(&got);
}
