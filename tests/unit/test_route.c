/* test_route.c - who gets whom, on worlds that are set up by hand: agents idle since given times, contacts waiting since given times. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "selection.h"
#include "support.h"

static ccs_plan_t *plan;
static ccs_world_t world;

static void finish(void)
{
    ccs_world_free(&world);
    plan_delete(plan);
    plan = NULL;
}

TestSuite(route, .fini = finish);

/* An empty world at 1000 s into the opening hours. */
static void use(const char *cfg)
{
    finish();
    plan = plan_from_text(cfg);
    cr_assert_eq(ccs_world_init(&world, plan), 0);
    cr_assert_eq(ccs_world_reset(&world, 3, 0), 0);
    world.now_s = 1000;
}

/* The next agent of a group logs in at 0 and is idle since some time, having been busy for some time before. Ids count up from the
 * group's first. */
static uint32_t idle(const char *group, double since_s, double busy_s)
{
    ccs_group_state_t *const g = &world.groups[group_of(plan, group)];
    const uint32_t id = ccs_agent_log_in(g, world.agents, 0);

    world.agents[id].busy_s = busy_s;
    ccs_agent_to_idle(g, world.agents, id, since_s);
    return id;
}

/* A contact of a type that asks for an agent. */
static uint32_t contact(const char *type, uint32_t index)
{
    const uint32_t id = ccs_contacts_take(&world.contacts);

    world.contacts.at[id] = (ccs_contact_t){.index = index, .type = (uint16_t) type_of(plan, type), .offered_s = world.now_s};
    return id;
}

/* A contact of a type that waits since some time; those of a type in order of entry. */
static uint32_t waiting(const char *type, double since_s)
{
    const uint32_t id = contact(type, 0);

    world.contacts.at[id].offered_s = since_s;
    world.contacts.at[id].state = CCS_CONTACT_WAITING;
    ccs_queue_push(&world.queues[type_of(plan, type)], &world.contacts, id);
    world.n_waiting++;
    return id;
}

static void expect_agent(const char *type, uint32_t agent, const char *group)
{
    const ccs_route_t route = ccs_route_contact(&world, contact(type, 0));

    cr_expect_eq(route.id, agent, "agent %u, not %u", (unsigned) route.id, (unsigned) agent);
    cr_expect_eq(route.pair, agent == CCS_NONE ? CCS_NONE : pair_of(plan, type, group));
}

static void expect_contact(const char *group, uint32_t id, const char *type)
{
    const ccs_route_t route = ccs_route_agent(&world, group_of(plan, group));

    cr_expect_eq(route.id, id, "contact %u, not %u", (unsigned) route.id, (unsigned) id);
    cr_expect_eq(route.pair, id == CCS_NONE ? CCS_NONE : pair_of(plan, type, group));
}

/* ---- within a group ------------------------------------------------------------------------------------------------------------- */

#define ONE_GROUP "types:{a:{arrivals:{per_hour=1;};talk=60;};};groups:{g:{staff=9;agent_selection=\"%s\";};};"

static void use_one_group(const char *rule)
{
    char cfg[300];

    snprintf(cfg, sizeof cfg, ONE_GROUP, rule);
    use(cfg);
}

Test(route, takes_an_agent_of_the_group_by_its_rule)
{
    /* agents 0 to 3, in the order in which they became idle */
    static const struct {
        const char *rule;
        double busy_s[4];
        uint32_t agent;
    } cases[] = {{"longest_idle", {300, 100, 0, 200}, 2}, {"fastest", {300, 100, 0, 200}, 2}, {"listed", {300, 100, 0, 200}, 0},
        {"least_occupied", {300, 100, 500, 200}, 1}, {"least_occupied", {300, 500, 500, 299}, 3},
        {"least_occupied", {200, 200, 300, 200}, 3}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        use_one_group(cases[i].rule);
        ccs_group_state_t *const g = &world.groups[0];

        for (int agent = 0; agent < 4; agent++) (void) ccs_agent_log_in(g, world.agents, 0);
        for (uint32_t k = 0; k < 4; k++) { /* idle in the order 2 3 0 1 */
            const uint32_t id = (k + 2) % 4;

            world.agents[id].busy_s = cases[i].busy_s[id];
            ccs_agent_to_idle(g, world.agents, id, 600 + k);
        }
        expect_agent("a", cases[i].agent, "g");
    }
}

/* Least occupied is a share of the stay: who came late has little busy time and may yet be the busiest. */
Test(route, compares_shares_of_the_stay_not_busy_time)
{
    use_one_group("least_occupied");
    const uint32_t early = idle("g", 900, 400), late = idle("g", 950, 90);

    world.agents[late].logged_in_s = 850;
    expect_agent("a", early, "g");
    world.agents[late].busy_s = 50;
    expect_agent("a", late, "g");
    world.agents[late].logged_in_s = 1000; /* has just come */
    expect_agent("a", late, "g");
}

/* Chi-square over 7 agents: mean 6, 5 standard deviations sqrt(12). */
Test(route, draws_every_agent_equally_often)
{
    enum { N = 7000, AGENTS = 7 };
    uint32_t n[AGENTS] = {0};
    double chi2 = 0;

    use_one_group("random");
    for (int i = 0; i < AGENTS; i++) (void) idle("g", i, 0);
    const uint32_t id = contact("a", 0);

    for (uint32_t i = 0; i < N; i++) {
        world.contacts.at[id].index = i;
        const ccs_route_t route = ccs_route_contact(&world, id);
        const double u = ccs_stream_draw(&world.sources[0].stream, i, 0, CCS_PURPOSE_AGENT_SELECTION);

        cr_assert_lt(route.id, AGENTS);
        cr_assert_eq(route.id, (uint32_t) (u * AGENTS), "in the order of the idle ones");
        n[route.id]++;
    }
    for (int i = 0; i < AGENTS; i++) chi2 += (n[i] - 1000.) * (n[i] - 1000.) / 1000;
    cr_expect_lt(chi2, 6 + 5 * sqrt(12));
}

Test(route, finds_nobody_where_nobody_is_idle)
{
    static const char *const rules[] = {"longest_idle", "least_occupied", "fastest", "random", "most_proficient", "listed"};

    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        use_one_group(rules[i]);
        expect_agent("a", CCS_NONE, NULL);
        const uint32_t agent = idle("g", 1, 0);

        expect_agent("a", agent, "g");
        ccs_agent_from_idle(&world.groups[0], world.agents, agent);
        expect_agent("a", CCS_NONE, NULL);
    }
}

/* ---- across groups -------------------------------------------------------------------------------------------------------------- */

/* Type a tries x, y and z together; z is the fastest for it and for b, talk and wrap-up together. */
#define TIER                                                                                                                       \
    "types:{a:{arrivals:{per_hour=1;};talk=60;groups=([\"x\",\"y\",\"z\"]);agent_selection=\"%s\";by_group:{y:{talk=30;wrap=15;};" \
    "z:{talk=35;wrap=5;};};};b:{arrivals:{per_hour=1;};talk=10;groups=([\"z\",\"x\"]);agent_selection=\"%s\";"                     \
    "by_group:{z:{talk=9;};};};};"                                                                                                 \
    "groups:{x:{staff=5;};y:{staff=5;};z:{staff=5;agent_selection=\"%s\";};};"

static void use_tier(const char *rule, const char *rule_of_z)
{
    char cfg[700];

    snprintf(cfg, sizeof cfg, TIER, rule, rule, rule_of_z);
    use(cfg);
}

Test(route, takes_the_longest_idle_of_all_groups_of_a_tier)
{
    use_tier("longest_idle", "longest_idle");
    const uint32_t x = idle("x", 700, 0), y = idle("y", 650, 0), z = idle("z", 690, 0);

    (void) idle("y", 700, 0);
    expect_agent("a", y, "y");
    expect_agent("b", z, "z");
    ccs_agent_from_idle(&world.groups[2], world.agents, z);
    expect_agent("b", x, "x");
}

Test(route, takes_the_group_listed_first_of_equally_long_idle_ones)
{
    use_tier("longest_idle", "longest_idle");
    const uint32_t x = idle("x", 700, 0), z = idle("z", 700, 0);

    expect_agent("a", x, "x");
    expect_agent("b", z, "z");
}

Test(route, takes_the_least_occupied_of_all_groups_of_a_tier)
{
    use_tier("least_occupied", "longest_idle");
    (void) idle("x", 600, 300);
    (void) idle("y", 610, 290);
    const uint32_t y = idle("y", 620, 200), z = idle("z", 630, 210);

    expect_agent("a", y, "y");
    expect_agent("b", z, "z");
}

Test(route, takes_the_fastest_group_of_a_tier)
{
    use_tier("fastest", "longest_idle");
    const uint32_t x = idle("x", 1, 0);

    expect_agent("a", x, "x");
    const uint32_t y = idle("y", 500, 0);

    expect_agent("a", y, "y");
    const uint32_t z = idle("z", 900, 0);

    expect_agent("a", z, "z");
    expect_agent("b", z, "z");
}

Test(route, takes_the_group_listed_first_and_within_it_by_its_rule)
{
    use_tier("listed", "listed");
    const uint32_t z0 = idle("z", 500, 0), z1 = idle("z", 600, 0);

    ccs_agent_from_idle(&world.groups[2], world.agents, z0);
    ccs_agent_to_idle(&world.groups[2], world.agents, z0, 700); /* now the lowest number is idle the shortest */
    expect_agent("a", z0, "z");
    expect_agent("b", z0, "z");
    const uint32_t y = idle("y", 800, 0);

    expect_agent("a", y, "y");
    const uint32_t x = idle("x", 900, 0);

    expect_agent("a", x, "x");
    expect_agent("b", z0, "z");
    ccs_agent_from_idle(&world.groups[2], world.agents, z0);
    expect_agent("b", z1, "z");
}

/* Chi-square over 6 agents in 3 groups: every agent, not every group, is equally likely. */
Test(route, draws_every_agent_of_a_tier_equally_often)
{
    enum { N = 6000 };
    uint32_t n[15] = {0};
    double chi2 = 0;

    use_tier("random", "listed");
    const uint32_t agents[] = {idle("x", 1, 0), idle("z", 2, 0), idle("z", 3, 0), idle("z", 4, 0), idle("y", 5, 0),
        idle("y", 6, 0)};
    const uint32_t id = contact("a", 0);

    for (uint32_t i = 0; i < N; i++) {
        world.contacts.at[id].index = i;
        const ccs_route_t route = ccs_route_contact(&world, id);

        cr_assert_lt(route.id, 15);
        cr_assert_eq(plan->pairs[route.pair].group, world.agents[route.id].group);
        n[route.id]++;
    }
    for (int i = 0; i < 6; i++) chi2 += (n[agents[i]] - 1000.) * (n[agents[i]] - 1000.) / 1000;
    cr_expect_lt(chi2, 5 + 5 * sqrt(10));
    cr_expect_gt(chi2, 0);
}

Test(route, finds_nobody_in_an_empty_tier_whatever_the_rule)
{
    static const char *const rules[] = {"longest_idle", "least_occupied", "fastest", "random", "most_proficient", "listed"};

    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        use_tier(rules[i], "random");
        expect_agent("a", CCS_NONE, NULL);
        const uint32_t y = idle("y", 1, 0);

        expect_agent("a", y, "y");
        expect_agent("b", CCS_NONE, NULL);
    }
}

Test(route, tries_tiers_in_order)
{
    use("types:{a:{arrivals:{per_hour=1;};talk=60;groups=(\"y\",[\"x\",\"w\"],\"z\");by_group:{z:{talk=1;};};};};"
        "groups:{w:{staff=1;};x:{staff=1;};y:{staff=1;};z:{staff=1;};};");
    const uint32_t z = idle("z", 0, 0); /* idle longest and fastest, but last */

    expect_agent("a", z, "z");
    const uint32_t w = idle("w", 600, 0);

    expect_agent("a", w, "w");
    const uint32_t x = idle("x", 500, 0);

    expect_agent("a", x, "x");
    const uint32_t y = idle("y", 999, 0);

    expect_agent("a", y, "y");
    ccs_agent_from_idle(&world.groups[group_of(plan, "y")], world.agents, y);
    expect_agent("a", x, "x");
}

/* ---- for a freed agent ---------------------------------------------------------------------------------------------------------- */

/* g serves all but the last; h the last alone. */
#define TYPES                                                                                                                    \
    "types:{low:{arrivals:{per_hour=1;};talk=60;priority=-5;groups=(\"g\");};"                                                   \
    "first:{arrivals:{per_hour=1;};talk=60;groups=(\"g\");};second:{arrivals:{per_hour=1;};talk=60;groups=(\"g\",\"h\");};"      \
    "high:{arrivals:{per_hour=1;};talk=60;priority=3;groups=(\"g\");};"                                                          \
    "lifo:{arrivals:{per_hour=1;};talk=60;queue_order=\"lifo\";groups=(\"g\");};"                                                \
    "other:{arrivals:{per_hour=1;};talk=60;priority=9;groups=(\"h\");};};"                                                       \
    "groups:{g:{staff=1;%s};h:{staff=1;};};"

static void use_types(const char *rule)
{
    char cfg[900];

    snprintf(cfg, sizeof cfg, TYPES, rule);
    use(cfg);
}

Test(route, serves_nobody_when_nobody_waits_for_the_group)
{
    use_types("");
    expect_contact("g", CCS_NONE, NULL);
    (void) waiting("other", 5);
    expect_contact("g", CCS_NONE, NULL);
    const uint32_t low = waiting("low", 900);

    expect_contact("g", low, "low");
}

Test(route, serves_the_highest_priority_then_the_longest_wait)
{
    use_types("");
    (void) waiting("low", 1);
    (void) waiting("first", 40);
    (void) waiting("first", 41);
    const uint32_t second = waiting("second", 30);

    expect_contact("g", second, "second");
    expect_contact("h", second, "second");
    const uint32_t high = waiting("high", 900);

    expect_contact("g", high, "high");
    (void) waiting("other", 950);
    expect_contact("g", high, "high");
}

Test(route, serves_the_type_written_first_of_equal_waits)
{
    use_types("");
    (void) waiting("second", 30);
    const uint32_t first = waiting("first", 30);

    expect_contact("g", first, "first");
}

/* A LIFO type competes with the contact that it would send. */
Test(route, serves_the_newest_of_a_lifo_type)
{
    use_types("");
    (void) waiting("lifo", 1);
    const uint32_t first = waiting("first", 20), newest = waiting("lifo", 30);

    expect_contact("g", first, "first");
    ccs_queue_remove(&world.queues[type_of(plan, "first")], &world.contacts, first);
    world.n_waiting--;
    expect_contact("g", newest, "lifo");
}

Test(route, serves_in_the_listed_order_whatever_the_priority)
{
    use_types("contact_selection=\"listed\";order=[\"second\",\"lifo\",\"low\",\"high\",\"first\"];");
    (void) waiting("first", 1);
    const uint32_t high = waiting("high", 2);

    expect_contact("g", high, "high");
    const uint32_t low = waiting("low", 3);

    expect_contact("g", low, "low");
    (void) waiting("lifo", 4);
    const uint32_t newest = waiting("lifo", 5);

    expect_contact("g", newest, "lifo");
    const uint32_t second = waiting("second", 999);

    expect_contact("g", second, "second");
}

/* ---- what a rule can be --------------------------------------------------------------------------------------------------------- */

/* Rules that no row has: what def/contact_selection.def offers is more than the rules of today use. */
static double longest_queue(const ccs_candidate_t *it)
{
    return -(double) world.queues[world.contacts.at[it->contact].type].n;
}

static double newest(const ccs_candidate_t *it)
{
    return -world.contacts.at[it->contact].offered_s;
}

static double all_alike(const ccs_candidate_t *it)
{
    return it->contact == CCS_NONE;
}

static uint32_t contact_by(enum ccs_candidates candidates, enum ccs_levels levels, ccs_score_t *score)
{
    return ccs_select_contact(&world, group_of(plan, "g"), (ccs_asking_t){.hands = CCS_ANY_HANDS}, candidates, levels, score).id;
}

Test(route, a_score_may_set_all_types_against_each_other_whatever_their_priority)
{
    use_types("");
    const uint32_t high = waiting("high", 1), second = waiting("second", 2);

    (void) waiting("second", 3);
    cr_expect_eq(contact_by(CCS_CANDIDATES_FIRST, CCS_LEVELS_ONE, longest_queue), second);
    cr_expect_eq(contact_by(CCS_CANDIDATES_FIRST, CCS_LEVELS_PRIORITY, longest_queue), high);
    (void) waiting("high", 4);
    cr_expect_eq(contact_by(CCS_CANDIDATES_FIRST, CCS_LEVELS_ONE, longest_queue), high, "the first of the order");
}

Test(route, a_score_may_look_at_every_contact_that_waits)
{
    use_types("");
    const uint32_t oldest = waiting("first", 10);

    (void) waiting("first", 20);
    const uint32_t last = waiting("first", 30);

    cr_expect_eq(contact_by(CCS_CANDIDATES_FIRST, CCS_LEVELS_PRIORITY, newest), oldest);
    cr_expect_eq(contact_by(CCS_CANDIDATES_ALL, CCS_LEVELS_PRIORITY, newest), last);
    cr_expect_eq(contact_by(CCS_CANDIDATES_ALL, CCS_LEVELS_EACH, newest), last);
    const uint32_t low = waiting("low", 40);

    cr_expect_eq(contact_by(CCS_CANDIDATES_ALL, CCS_LEVELS_PRIORITY, newest), last);
    cr_expect_eq(contact_by(CCS_CANDIDATES_ALL, CCS_LEVELS_ONE, newest), low);
}

Test(route, equal_scores_leave_the_order_of_the_queue)
{
    use_types("");
    (void) waiting("lifo", 10);
    const uint32_t youngest = waiting("lifo", 20);

    cr_expect_eq(contact_by(CCS_CANDIDATES_ALL, CCS_LEVELS_ONE, all_alike), youngest);
    cr_expect_eq(contact_by(CCS_CANDIDATES_ALL, CCS_LEVELS_ONE, longest_queue), youngest);
    const uint32_t first = waiting("first", 30);

    (void) waiting("first", 40);
    cr_expect_eq(contact_by(CCS_CANDIDATES_ALL, CCS_LEVELS_ONE, all_alike), first, "types as they are written");
}
