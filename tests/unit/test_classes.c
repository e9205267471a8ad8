/* test_classes.c - agents of a group who are not alike: the classes they are dealt out to, how many of each are there, and that a group of named agents
 * is the same as a group for each class of them. */
#include <math.h>

#include "compile_case.h"
#include "flow.h"

#define DAY  "clock:{open=\"08:00-18:00\";};"
#define LAWS "arrivals:{per_hour=60;};talk:{dist=\"exponential\";mean=240;};wrap=20;patience:{dist=\"exponential\";mean=120;};"
#define BOTH "skills:{a:{};b:{};};"

static compiled_t got, apart;

static void free_both(void)
{
    compiled_free(&got);
    compiled_free(&apart);
}

TestSuite(classes, .fini = free_both);

/* Alice and Carol are alike, Bob is slow and prefers a, Dave does b only; then come those of the group. */
static const char NAMED[] = DAY
    "types:{a:{" LAWS "};b:{like=\"a\";talk:{dist=\"lognormal\";mean=300;cv=0.7;};arrivals:{per_hour=30;};};};"
    "groups:{desk:{staff=((\"08:00\",6),(\"12:00\",8.5),(\"16:00\",3));" BOTH
    "agents:{alice:{speed=1.25;};bob:{skills:{a:{speed=0.8;priority=2;};b:{};};};carol:{speed=1.25;};dave:{skills:{b:{};};};};};"
    "quiet:{staff=1;skills:{b:{};};};};";

Test(classes, hold_agents_who_are_equal_in_all)
{
    compile_text(&got, NAMED);
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    const ccs_plan_t *const p = &got.plan;
    static const char *const names[] = {"desk (alice and 1 more)", "desk (bob)", "desk (dave)", "desk (others)", "quiet"};

    cr_assert(p->n_teams == 2 && p->n_groups == 5 && p->teams != p->groups);
    for (uint32_t i = 0; i < 5; i++) {
        cr_expect_str_eq(p->groups[i].name, names[i]);
        cr_expect_eq(p->groups[i].team, i == 4);
    }
    cr_expect(p->teams[0].first_class == 0 && p->teams[0].n_classes == 4 && p->teams[0].n_named == 4);
    cr_expect_str_eq(p->teams[0].name, "desk");
    cr_expect(p->types[0].routing.n_pairs == 3 && p->types[1].routing.n_pairs == 5, "dave does b only, quiet too");
    cr_expect(p->n_team_pairs == 3 && p->team_pairs[1] == 3 && p->team_pairs[2] == 7 && p->team_pairs[3] == 8);
    const ccs_tier_t *const of_a = &p->tiers[p->types[0].routing.first_tier],
                            *const of_b = &p->tiers[p->types[1].routing.first_tier];

    cr_expect(of_a->n_pairs == 3 && of_a->n_teams == 1 && of_a->group == CCS_NONE && of_b->n_pairs == 5 && of_b->n_teams == 2);
    cr_expect(p->pairs[0].speed == 1.25 && p->pairs[0].talk.mean == 192 && p->pairs[1].speed == 0.8 && p->pairs[2].speed == 1);
    cr_expect_eq(p->order_priorities[p->groups[1].first_order], 2);
}

/* Those of a class at a time of the day. */
static double there(uint32_t group, double clock_s)
{
    return ccs_plan_agents(&got.plan, group, clock_s);
}

Test(classes, are_there_in_the_order_of_the_agents)
{
    static const struct {
        double at_s, of[4];
    } cases[] = {{9 * 3600., {2, 1, 1, 2}}, {13 * 3600., {2, 1, 1, 4.5}}, {17 * 3600., {2, 1, 0, 0}}};

    compile_text(&got, NAMED);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double all = 0;

        for (uint32_t g = 0; g < 4; g++) {
            cr_expect_eq(there(g, cases[i].at_s), cases[i].of[g], "%g: %u has %g", cases[i].at_s, g, there(g, cases[i].at_s));
            all += cases[i].of[g];
        }
        cr_expect_eq(ccs_plan_team_agents(&got.plan, &got.plan.teams[0], cases[i].at_s), all);
    }
}

Test(classes, give_a_fraction_to_whoever_is_next)
{
    compile_text(&got,
        DAY "types:{a:{" LAWS "};};groups:{g:{staff=((\"08:00\",1.4),(\"12:00\",2.25));agents:{x:{speed=2;};y:{speed=3;};};};};");
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_expect(there(0, 32400) == 1 && fabs(there(1, 32400) - 0.4) < 1e-12 && there(2, 32400) == 0);
    cr_expect(there(0, 46800) == 1 && there(1, 46800) == 1 && there(2, 46800) == 0.25);
}

Test(classes, share_shrinkage_and_changes_alike)
{
    compile_text(&got,
        DAY "types:{a:{" LAWS
            "};};groups:{g:{staff=4;shrinkage={planned=0.25;unplanned=0.1;};agents:{x:{speed=2;};y:{speed=3;};};};};"
            "changes:{c:{groups=\"g\";agents=2;};};");
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_expect(there(0, 32400) == 0.75 && there(1, 32400) == 0.75 && there(2, 32400) == 3);
    const ccs_staff_s_t all = ccs_plan_team_staff_s(&got.plan, &got.plan.teams[0]);

    cr_expect(all.rostered_s == 6 * 36000. && all.scheduled_s == 4.5 * 36000. && fabs(all.present_s - 4.05 * 36000) < 1e-6);
}

Test(classes, are_none_where_the_named_are_like_the_group)
{
    compile_text(&got,
        DAY "types:{a:{" LAWS "};};groups:{g:{staff=3;skills:{a:{};};agents:{x:{};y:{skills:{a:{speed=1;};};};};};};");
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_expect(got.plan.n_groups == 1 && got.plan.teams == got.plan.groups);
    cr_expect_str_eq(got.plan.groups[0].name, "g");
    cr_expect_neq(got.plan.tiers[0].group, CCS_NONE, "the head of a list");
}

/* Of a roster's persons who is named has their own row, and everybody else that of the group. */
Test(classes, know_the_persons_of_a_roster)
{
    compile_text(&got,
        DAY
        "types:{a:{" LAWS
        "};};groups:{g:{roster=((\"zoe\",\"2026-03-02\",\"08:00\",\"18:00\",\"\"),(\"bob\",\"2026-03-02\",\"09:00\","
        "\"17:00\",\"\"),(\"al\",\"2026-03-02\",\"12:00\",\"18:00\",\"\"));agents:{al:{speed=2;};bob:{speed=3;};eve:{speed=2;};};};};");
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    const ccs_plan_t *const p = &got.plan;
    static const char *const names[] = {"al", "bob", "zoe"};

    static const char warning[] =
        "warning: test.cfg:1: groups.g.agents.eve: the shifts or the roster of its group do not name this agent, who is never there\n";

    cr_expect_eq(strncmp(got.messages, warning, strlen(warning)), 0, "%s", got.messages);
    cr_assert(p->n_groups == 3 && p->n_persons == 3 && p->teams[0].n_persons == 3);
    for (uint32_t i = 0; i < 3; i++) {
        cr_expect(p->groups[i].first_person == i && p->groups[i].n_persons == 1 && p->groups[i].first_agent == i);
        cr_expect_str_eq(p->persons[i].name, names[i]);
        cr_expect_eq(p->groups[i].name_hash, p->teams[0].name_hash);
    }
    cr_expect(there(0, 10 * 3600) == 0 && there(1, 10 * 3600) == 1 && there(2, 10 * 3600) == 1 && there(0, 13 * 3600) == 1);
    ccs_flow_t flow;

    cr_assert_eq(ccs_flow_init(&flow, p), 0);
    cr_assert_eq(ccs_flow_start(&flow, 7, 3), 0);
    cr_assert_eq(ccs_flow_loop(&flow), 0);
    ccs_flow_finish(&flow);
    ccs_flow_free(&flow);
}

/* --- a group of named agents, and a group for each class --------------------------------------------------------------- */

static const char GROUPS[] = DAY
    "types:{a:{" LAWS "groups=([\"fast\",\"slow\",\"rest\"]);agent_selection=\"%s\";};"
    "b:{like=\"a\";talk:{dist=\"lognormal\";mean=300;cv=0.7;};arrivals:{per_hour=30;};groups=([\"fast\",\"slow\",\"mail\",\"rest\"]);};};"
    "groups:{fast:{staff=2;skills:{a:{speed=1.25;};b:{speed=1.25;};};};slow:{staff=1;skills:{a:{speed=0.8;priority=2;};b:{};};};"
    "mail:{staff=((\"08:00\",1),(\"16:00\",0));skills:{b:{};};};rest:{staff=((\"08:00\",2),(\"12:00\",4),(\"16:00\",0));" BOTH
    "};};";
static const char TOGETHER[] = DAY
    "types:{a:{" LAWS "};b:{like=\"a\";talk:{dist=\"lognormal\";mean=300;cv=0.7;};arrivals:{per_hour=30;};};};"
    "groups:{desk:{staff=((\"08:00\",6),(\"12:00\",8),(\"16:00\",3));agent_selection=\"%s\";" BOTH
    "agents:{alice:{speed=1.25;};bob:{skills:{a:{speed=0.8;priority=2;};b:{};};};carol:{speed=1.25;};dave:{skills:{b:{};};};};};};";

static void run(compiled_t *of, const char *scenario, const char *rule, ccs_flow_t *flow)
{
    char text[2000];

    snprintf(text, sizeof text, scenario, rule);
    compile_text(of, text);
    cr_assert_eq(of->ret, 0, "%s", of->messages);
    cr_assert_eq(ccs_flow_init(flow, &of->plan), 0);
    cr_assert_eq(ccs_flow_start(flow, 7, 3), 0);
    cr_assert_eq(ccs_flow_loop(flow), 0);
    ccs_flow_finish(flow);
}

/* To the last bit: the rows of types, and those of pairs and groups, which stand in the same order. */
Test(classes, are_what_a_group_for_each_class_would_be)
{
    static const char *const rules[] = {"longest_idle", "least_occupied", "random"};
    ccs_flow_t together, separate;

    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        run(&got, TOGETHER, rules[i], &together);
        run(&apart, GROUPS, rules[i], &separate);
        cr_assert(got.plan.n_groups == 4 && apart.plan.n_groups == 4 && got.plan.n_teams == 1);
        cr_expect_eq(together.n_events, separate.n_events, "%s", rules[i]);
        cr_assert_eq(together.facts.n_doubles, separate.facts.n_doubles);
        cr_expect_arr_eq(together.facts.doubles, separate.facts.doubles, separate.facts.n_doubles * sizeof(double), "%s",
            rules[i]);
        ccs_flow_free(&together);
        ccs_flow_free(&separate);
        free_both();
    }
}

/* --- proficiency ------------------------------------------------------------------------------------------------------- */

/* Mean agents busy of two, one at twice the speed of the other, who lose whom they cannot serve at once: contacts come at rate 1, the slow one serves at
 * rate 1, the fast one at rate 2. Of whom is idle the fast one takes an arrival, so that of the states none, fast, slow, both
 *   none: p0 = p_fast * 2 + p_slow * 1;  fast: 3 p_fast = p0 + p_both;  slow: 2 p_slow = 2 p_both;  both: 3 p_both = p_fast + p_slow.
 * With p_slow = p_both: p_fast = 2 p_both, p0 = 5 p_both; together 9 p_both = 1. The fast one is busy 3 / 9 of the time, the slow one 2 / 9.
 * With the slow one first by its number: 2 p_slow = p0 + 2 p_both, 3 p_fast = p_both, 3 p_both = p_fast + p_slow, p0 = 2 p_fast + p_slow: with
 * p_fast = 1: p_both = 3, p_slow = 8, p0 = 10 of 22; fast 4 / 22, slow 11 / 22. */
static void expect_busy(const char *rule, double fast, double slow)
{
    enum { REPLICATIONS = 40 };
    char text[1000];
    double sum[2] = {0}, square[2] = {0};
    ccs_flow_t flow;

    snprintf(text, sizeof text,
        "types:{a:{arrivals:{per_second=0.01;};talk:{dist=\"exponential\";mean=100;};queue_limit=0;};};"
        "groups:{g:{staff=2;agent_selection=\"%s\";agents:{slow:{speed=1;};fast:{speed=2;};};};};"
        "run:{mode=\"steady\";warm_up=\"5 h\";length=\"200 h\";};",
        rule);
    compile_text(&got, text);
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_assert_eq(got.plan.n_groups, 2);
    cr_assert_eq(ccs_flow_init(&flow, &got.plan), 0);
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        double busy_s[2] = {0};

        cr_assert_eq(ccs_flow_start(&flow, 11, r), 0);
        cr_assert_eq(ccs_flow_loop(&flow), 0);
        ccs_flow_finish(&flow);
        for (uint32_t c = 0; c < got.plan.n_cells; c++)
            for (uint32_t p = 0; p < 2 && got.plan.cells[c].open; p++)
                busy_s[p] += ccs_facts_pair(&flow.facts, c, p)[CCS_FACT_talk_area];
        for (uint32_t p = 0; p < 2; p++) {
            sum[p] += busy_s[p] / 720000;
            square[p] += busy_s[p] / 720000 * busy_s[p] / 720000;
        }
    }
    ccs_flow_free(&flow);
    for (uint32_t p = 0; p < 2; p++) {
        const double mean = sum[p] / REPLICATIONS, error = sqrt((square[p] / REPLICATIONS - mean * mean) / (REPLICATIONS - 1)),
                     expected = p == 0 ? slow : fast;

        cr_expect_lt(fabs(mean - expected), 4 * error, "%s: agent %u is busy %g, expected %g, standard error %g", rule, p, mean,
            expected, error);
        cr_expect_lt(error, 0.005);
    }
    free_both();
}

Test(classes, decide_who_gets_a_contact, .timeout = 120)
{
    expect_busy("most_proficient", 3. / 9, 2. / 9);
    expect_busy("fastest", 3. / 9, 2. / 9);
    expect_busy("listed", 4. / 22, 11. / 22);
}
