/* test_lesson.c - agents who learn a type: who they are, what they serve then, and that a group of which some learn is the same as one more group. */
#include <math.h>

#include "compile_case.h"
#include "flow.h"

#define DAY   "clock:{open=\"08:00-18:00\";};"
#define LAWS  "arrivals:{per_hour=60;};talk:{dist=\"exponential\";mean=240;};wrap=20;patience:{dist=\"exponential\";mean=120;};"
#define LEARN "changes:{c:{groups=[\"desk\"];learn=\"b\";agents=2;};%s};"

static compiled_t got, apart;

static void free_both(void)
{
    compiled_free(&got);
    compiled_free(&apart);
}

TestSuite(lesson, .fini = free_both);

static const char CENTRE[] =
    DAY "types:{a:{" LAWS "groups=[\"desk\"];};b:{like=\"a\";label=\"Type B\";arrivals:{per_hour=30;};groups=[\"mail\"];};"
        "c:{like=\"a\";arrivals:{per_hour=1;};groups=[\"mail\"];};};"
        "groups:{desk:{staff=((\"08:00\",6),(\"12:00\",1.5),(\"16:00\",3));%s};mail:{staff=2;};};";

/* @param keys  of the group desk @param changes  behind the one by which two of desk learn b */
static void compile_with(const char *keys, const char *changes)
{
    char text[3000], head[2000];

    snprintf(head, sizeof head, CENTRE, keys);
    snprintf(text, sizeof text, "%s" LEARN, head, changes);
    compile_text(&got, text);
}

static double there(uint32_t group, double hour)
{
    return ccs_plan_agents(&got.plan, group, hour * 3600);
}

/* Whether a group of the plan serves a type. */
static bool serves(uint32_t group, uint32_t type)
{
    for (uint32_t p = 0; p < got.plan.n_pairs; p++)
        if (got.plan.pairs[p].group == group && got.plan.pairs[p].type == type) return true;
    return false;
}

Test(lesson, is_of_the_first_agents_who_are_there)
{
    compile_with("", "");
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_assert(got.plan.n_groups == 3 && got.plan.n_teams == 2);
    cr_expect_str_eq(got.plan.groups[0].name, "desk (also b)");
    cr_expect_str_eq(got.plan.groups[1].name, "desk (others)");
    cr_expect(there(0, 9) == 2 && there(1, 9) == 4 && there(0, 13) == 1.5 && there(1, 13) == 0 && there(0, 17) == 2);
    cr_expect(serves(0, 0) && serves(0, 1) && serves(1, 0) && !serves(1, 1) && !serves(0, 2) && !serves(1, 2));
    cr_expect_eq(got.plan.types[1].routing.n_tiers, 2, "behind its own group");
    cr_expect_str_eq(got.plan.changes[0].text, "2 agents of desk also serve Type B");
    cr_expect_str_eq(got.plan.changes[0].applied, "asked 2, applied 1.8 on average, least 1.5 at 2026-03-02T12:00");
    cr_expect_str_eq(got.plan.changes[0].by_time, "2026-03-02: 2 from 08:00, 1.5 from 12:00, 2 from 16:00");
}

Test(lesson, follows_other_lessons)
{
    compile_with("", "d:{groups=\"desk\";learn=\"b\";agents=1;};e:{groups=\"desk\";learn=\"c\";agents=1;};");
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_assert_eq(got.plan.n_groups, 4);
    cr_expect_str_eq(got.plan.groups[0].name, "desk (also b, c)");
    cr_expect_str_eq(got.plan.groups[1].name, "desk (also b)");
    cr_expect(there(0, 9) == 1 && there(1, 9) == 2 && there(2, 9) == 3 && there(0, 13) == 1 && there(1, 13) == 0.5);
    cr_expect_str_eq(got.plan.changes[1].text, "1 agent of desk also serves Type B");
    cr_expect_str_eq(got.plan.changes[1].applied, "asked 1, applied 0.6 on average, least 0 at 2026-03-02T12:00");
}

Test(lesson, begins_with_named_agents_who_cannot_yet)
{
    compile_with("skills:{a:{};};agents:{al:{skills:{a:{};b:{speed=2;};};};bo:{speed=0.5;};};", "");
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_assert_eq(got.plan.n_groups, 5);
    cr_expect_str_eq(got.plan.groups[1].name, "desk (bo)");
    cr_expect_str_eq(got.plan.groups[2].name, "desk (also b)");
    cr_expect(serves(1, 1) && serves(2, 1) && !serves(3, 1) && there(2, 9) == 1 && there(3, 9) == 3);
    for (uint32_t p = 0; p < got.plan.n_pairs; p++)
        if (got.plan.pairs[p].type == 1)
            cr_expect_eq(got.plan.pairs[p].speed, ((const double[]){2, 0.5, 1, 0, 1})[got.plan.pairs[p].group]);
}

Test(lesson, is_of_persons_by_their_names)
{
    compile_text(&got,
        DAY
        "types:{a:{" LAWS
        "groups=\"desk\";};b:{like=\"a\";groups=\"mail\";};};groups:{mail:{staff=4;};desk:{skills:{a:{};};agents:{zoe:{speed=2;};};"
        "roster=((\"al\",\"2026-03-02\",\"08:00\",\"18:00\",\"\"),(\"bob\",\"2026-03-02\",\"09:00\",\"17:00\",\"\"),"
        "(\"zoe\",\"2026-03-02\",\"12:00\",\"18:00\",\"\"),(\"cy\",\"2026-03-02\",\"12:00\",\"18:00\",\"\"));};};"
        "changes:{c:{groups=\"desk\";learn=\"b\";agents=3;};};");
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_expect_str_eq(got.plan.changes[0].applied, "who learns it: al, bob, zoe (the first of desk who do not serve b)");
    cr_expect_str_eq(got.plan.persons[got.plan.groups[1].first_person].name, "zoe");
    cr_expect_eq(got.plan.groups[2].n_persons, 2);
    cr_expect(serves(1, 1) && serves(2, 1) && !serves(3, 1));
    cr_expect_str_eq(got.plan.persons[got.plan.groups[3].first_person].name, "cy");
}

Test(lesson, has_its_turn_behind_what_is_listed)
{
    compile_with("contact_selection=\"listed\";order=[\"a\"];", "");
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_expect_eq(got.plan.groups[0].n_order, 2);
    cr_expect_eq(got.plan.groups[1].n_order, 1);
}

Test(lesson, joins_the_first_stage_of_a_type)
{
    compile_text(&got,
        DAY "types:{a:{" LAWS "groups=\"desk\";};b:{" LAWS
            "routing:{own:{groups=[\"mail\"];};help:{after=20;groups=[\"late\"];};};};};"
            "groups:{desk:{staff=6;};mail:{staff=4;};late:{staff=4;};};changes:{c:{groups=\"desk\";learn=\"b\";agents=3;};};");
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_expect_eq(got.plan.types[1].routing.n_tiers, 3);
    cr_expect_eq(got.plan.pairs[got.plan.tier_pairs[got.plan.tiers[got.plan.types[1].routing.first_tier + 1].first_pair_of_tier]]
                     .group,
        0);
}

Test(lesson, is_refused_where_it_says_nothing_or_too_much)
{
    static const struct {
        const char *change, *told;
    } rows[] = {{"groups=\"desk\";learn=\"a\";agents=2;",
                    "test.cfg:1: changes.x: its agents serve a already: leave the change out"},
        {"groups=\"desk\";learn=\"b\";agents=5;", "changes.x: asked 5, desk never has more than 4 agents who do not serve b yet"},
        {"groups=\"desk\";learn=\"b\";", "needs agents, the whole number of those who learn it: write agents = 10"},
        {"groups=\"desk\";learn=\"b\";agents=1.5;", "needs agents, the whole number"},
        {"learn=\"b\";agents=2;", "needs groups, whose agents learn it: write groups = [\"NAME\"]"},
        {"groups=\"desk\";learn=\"b\";agents=2;volume=2;",
            "is about what agents learn: write what else changes as another change"},
        {"groups=\"desk\";learn=\"b\";agents=2;hours=\"09:00-10:00\";",
            "has hours: what agents have learned they serve at all times"},
        {"groups=\"desk\";learn=\"bb\";agents=2;", "changes.x.learn: there is no type \"bb\", did you mean \"b\"?"},
        {"groups=\"desc\";learn=\"b\";agents=2;", "there is no group \"desc\", did you mean \"desk\"?"}};
    char change[200];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        snprintf(change, sizeof change, "x:{%s};", rows[i].change);
        compile_with("", change);
        cr_expect_neq(got.ret, 0, "%s", change);
        cr_expect(strstr(got.messages, rows[i].told) != NULL, "%s\n%s", change, got.messages);
        free_both();
    }
}

/* To the last bit: the rows of types, and those of pairs and groups, which stand in the same order. */
Test(lesson, is_what_a_group_of_those_who_learn_would_be)
{
    static const char together[] =
        DAY "types:{a:{" LAWS "groups=[\"desk\"];};b:{like=\"a\";arrivals:{per_hour=30;};groups=[\"mail\"];};};"
            "groups:{desk:{staff=((\"08:00\",5),(\"16:00\",2));};mail:{staff=1;};};%s";
    static const char separate[] = DAY
        "types:{a:{" LAWS
        "groups=([\"learn\",\"rest\"]);agent_selection=\"longest_idle\";};b:{like=\"a\";arrivals:{per_hour=30;};groups=[\"mail\",\"learn\"];};};"
        "groups:{learn:{staff=((\"08:00\",3),(\"16:00\",2));};rest:{staff=((\"08:00\",2),(\"16:00\",0));};mail:{staff=1;};};";
    static const char change[] = "changes:{c:{groups=\"desk\";learn=\"b\";agents=3;};};";
    ccs_flow_t flows[3];
    char text[3][2000];

    snprintf(text[0], sizeof text[0], together, change);
    snprintf(text[1], sizeof text[1], "%s", separate);
    snprintf(text[2], sizeof text[2], together, "");
    for (uint32_t i = 0; i < 3; i++) {
        compiled_t *const of = i == 1 ? &apart : &got;

        if (i == 2) compiled_free(&got);
        compile_text(of, text[i]);
        cr_assert_eq(of->ret, 0, "%s", of->messages);
        cr_assert_eq(ccs_flow_init(&flows[i], &of->plan), 0);
        cr_assert_eq(ccs_flow_start(&flows[i], 7, 3), 0);
        cr_assert_eq(ccs_flow_loop(&flows[i]), 0);
        ccs_flow_finish(&flows[i]);
        if (i == 1) {
            cr_expect_eq(flows[0].n_events, flows[1].n_events);
            cr_assert_eq(flows[0].facts.n_doubles, flows[1].facts.n_doubles);
            cr_expect_arr_eq(flows[0].facts.doubles, flows[1].facts.doubles, flows[0].facts.n_doubles * sizeof(double));
            ccs_flow_free(&flows[0]);
        }
    }
    cr_expect_neq(flows[2].n_events, flows[1].n_events, "who learns it makes a difference");
    ccs_flow_free(&flows[1]);
    ccs_flow_free(&flows[2]);
}
