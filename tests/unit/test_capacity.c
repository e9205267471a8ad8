/* test_capacity.c - agents with several contacts in hand. Scenarios cannot say so yet: capacities and loads are put into compiled plans by hand. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "formula.h"
#include "gauge.h"
#include "in_hand.h"
#include "selection.h"
#include "support.h"

static ccs_plan_t *plan;
static run_t *run;
static experiment_t *experiment;
static ccs_world_t world;

static void finish(void)
{
    ccs_world_free(&world);
    run_delete(run);
    experiment_delete(experiment);
    plan_delete(plan);
}

TestSuite(capacity, .fini = finish);

static void set_capacity(ccs_plan_t *of, const char *group, uint16_t capacity)
{
    ((ccs_group_t *) (uintptr_t) of->groups)[group_of(of, group)].capacity = capacity;
}

static void set_load(ccs_plan_t *of, const char *type, const char *group, uint16_t load)
{
    const uint32_t pair = pair_of(of, type, group);
    ccs_pair_t *const p = (ccs_pair_t *) (uintptr_t) &of->pairs[pair];
    ccs_step_t *const steps = (ccs_step_t *) (uintptr_t) of->steps;

    p->load = load;
    for (uint32_t i = 0; i < of->n_steps; i++)
        if (steps[i].holds & CCS_HOLDS_AGENT && steps[i].owner == pair) steps[i].load = load;
}

Test(capacity, above_one_needs_the_rich_variant)
{
    plan = plan_from_text("types:{a:{arrivals:{per_hour=1;};talk=60;};};groups:{g:{staff=1;};};");
    cr_expect(plan->groups[0].capacity == 1 && plan->pairs[0].load == 1 && ccs_plan_is_plain(plan) && ccs_plan_is_lean(plan));
    set_capacity(plan, "g", 2);
    cr_expect(!ccs_plan_is_plain(plan) && !ccs_plan_is_lean(plan));
    ccs_flow_t flow;

    cr_assert_eq(ccs_flow_init(&flow, plan), 0);
    cr_expect_str_eq(flow.life->name, "rich");
    ccs_flow_free(&flow);
}

/* ---- who gets whom -------------------------------------------------------------------------------------------------------------- */

/* An agent of the only group who is at work with some room left, having come to it after those before. */
static uint32_t with_room(uint32_t room)
{
    const uint32_t id = ccs_agent_log_in(&world.groups[0], world.agents, 0);

    world.agents[id].room = room;
    ccs_agent_to_room(&world.at_work[0], world.agents, id);
    return id;
}

static uint32_t contact(const char *type)
{
    const uint32_t id = ccs_contacts_take(&world.contacts);

    world.contacts.at[id] = (ccs_contact_t){.type = (uint16_t) type_of(plan, type), .queue = (uint16_t) type_of(plan, type)};
    return id;
}

static void use(const char *rule)
{
    char cfg[300];

    snprintf(cfg, sizeof cfg,
        "types:{a:{arrivals:{per_hour=1;};talk=60;};b:{arrivals:{per_hour=1;};talk=60;priority=1;};};groups:{g:{staff=9;agent_selection=\"%s\";};};",
        rule);
    ccs_world_free(&world);
    plan_delete(plan);
    plan = plan_from_text(cfg);
    set_capacity(plan, "g", 4);
    set_load(plan, "b", "g", 2);
    cr_assert_eq(ccs_world_init(&world, plan), 0);
    cr_assert_eq(ccs_world_reset(&world, 3, 0), 0);
    world.is_rich = true;
}

static uint32_t agent_for(const char *type)
{
    return ccs_route_contact_with_room(&world, contact(type)).id;
}

Test(capacity, most_room_comes_first_and_the_idle_before_it)
{
    static const char *const rules[] = {"longest_idle", "least_occupied", "fastest", "random", "most_proficient", "listed"};

    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        use(rules[i]);
        cr_expect_eq(agent_for("a"), CCS_NONE, "%s", rules[i]);
        const uint32_t one = with_room(1);

        cr_expect(agent_for("a") == one && agent_for("b") == CCS_NONE, "%s: what does not fit", rules[i]);
        const uint32_t three = with_room(3), two = with_room(2);

        cr_expect(agent_for("a") == three && agent_for("b") == three, "%s", rules[i]);
        ccs_agent_from_room(&world.at_work[0], world.agents, three);
        cr_expect(agent_for("a") == two && agent_for("b") == two, "%s", rules[i]);
        const uint32_t idle = ccs_agent_log_in(&world.groups[0], world.agents, 0);

        ccs_agent_to_idle(&world.groups[0], world.agents, idle, 0);
        cr_expect(agent_for("a") == idle && agent_for("b") == idle, "%s", rules[i]);
    }
}

Test(capacity, rules_choose_among_those_with_the_same_room)
{
    use("longest_idle");
    const uint32_t first = with_room(2), second = with_room(2);

    world.agents[first].busy_s = 9;
    world.now_s = 100;
    cr_expect_eq(agent_for("a"), first);
    ((ccs_group_t *) (uintptr_t) plan->groups)[0].agent_selection = CCS_AGENT_SELECTION_LEAST_OCCUPIED;
    ((ccs_tier_t *) (uintptr_t) plan->tiers)[0].group = CCS_NONE;
    cr_expect_eq(agent_for("a"), second);
}

Test(capacity, passes_over_contacts_that_do_not_fit)
{
    use("longest_idle");
    const uint32_t a = contact("a"), b = contact("b");

    world.contacts.at[a].state = world.contacts.at[b].state = CCS_CONTACT_WAITING;
    ccs_queue_push(&world.queues[0], &world.contacts, a);
    ccs_queue_push(&world.queues[1], &world.contacts, b);
    world.n_waiting = 2;
    cr_expect_eq(ccs_route_agent_with_room(&world, 0, 2).id, b, "of higher priority");
    cr_expect_eq(ccs_route_agent_with_room(&world, 0, 1).id, a);
    cr_expect_eq(ccs_route_agent(&world, 0).id, b);
}

/* ---- what counts ---------------------------------------------------------------------------------------------------------------- */

static void live(const char *cfg, uint16_t capacity)
{
    plan = plan_from_text(cfg);
    set_capacity(plan, "g", capacity);
    run = calloc(1, sizeof *run);
    cr_assert(run);
    run->plan = plan;
    plan = NULL;
    cr_assert_eq(ccs_metrics_init(&run->metrics, run->plan), 0);
    cr_assert_eq(ccs_replication_init(&run->replication, run->plan, &run->metrics, NULL), 0);
    cr_assert_eq(ccs_replication_run(&run->replication, 1, 0), 0);
}

static void expect_pair(enum ccs_pair_fact fact, double first, double second, double late)
{
    cr_expect_eq(pair_fact(run, 0, 0, fact), first);
    cr_expect_eq(pair_fact(run, 1, 0, fact), second);
    cr_expect_eq(pair_fact(run, 2, 0, fact), late);
}

static void expect_group(enum ccs_group_fact fact, double first, double second, double late)
{
    cr_expect_eq(group_fact(run, 0, 0, fact), first);
    cr_expect_eq(group_fact(run, 1, 0, fact), second);
    cr_expect_eq(group_fact(run, 2, 0, fact), late);
}

/* The example of docs/counting.md, one agent: contacts at 350, 700 and 1050 s, 500 s each, the last one until 1550 s. */
Test(capacity, counts_an_agent_with_two_contacts_once)
{
    live(
        "clock:{open=\"08:00-08:20\";interval=\"10 min\";};types:{help:{arrivals:{gap=350;};talk=500;};};groups:{g:{staff=1;};};",
        2);
    expect_pair(CCS_FACT_answers_at_once, 1, 2, 0);
    expect_pair(CCS_FACT_talk_area, 250, 250 + 500 + 150, 350);
    expect_group(CCS_FACT_beside_area, 0, 150 + 150, 0);
    expect_group(CCS_FACT_staffed_area, 600, 600, 350);
    expect_group(CCS_FACT_overtime, 0, 0, 350);
}

/* After-call work is in hand too: 400 s of talk and 100 s of it. */
Test(capacity, holds_after_call_work_in_hand)
{
    live(
        "clock:{open=\"08:00-08:20\";interval=\"10 min\";};types:{help:{arrivals:{gap=350;};talk=400;wrap=100;};};groups:{g:{staff=1;};};",
        2);
    expect_pair(CCS_FACT_talk_area, 250, 150 + 400 + 150, 250);
    expect_pair(CCS_FACT_wrap_area, 0, 100 + 100, 100);
    expect_group(CCS_FACT_beside_area, 0, 150 + 150, 0);
    expect_group(CCS_FACT_overtime, 0, 0, 350);
}

/* Two agents, four contacts from 100 to 400 s until 550 to 850 s. At 600 s one is too many: the agent who is done with one contact at 650 s takes nothing
 * new, and leaves with the other one at 850 s. */
Test(capacity, agents_above_the_schedule_take_nothing_new)
{
    live(
        "clock:{open=\"08:00-08:20\";interval=\"10 min\";};types:{help:{arrivals:{gap=100;};talk=450;};};groups:{g:{staff=[2,1];};};",
        2);
    cr_expect_eq(group_fact(run, 1, 0, CCS_FACT_overtime), 250);
    cr_expect_eq(group_fact(run, 1, 0, CCS_FACT_staffed_area), 600 + 250);
    cr_expect_eq(pair_fact(run, 0, 0, CCS_FACT_answers), 5);
    cr_expect_eq(pair_fact(run, 1, 0, CCS_FACT_answers), 2, "at 750 and 1000 s, of one agent");
}

/* The same with 1000 s of talk: one who is to leave from 1100 s on stays when the schedule rises again at 1200 s, and takes what waits. */
Test(capacity, who_was_to_leave_stays_when_the_schedule_rises)
{
    live(
        "clock:{open=\"08:00-08:30\";interval=\"10 min\";};types:{help:{arrivals:{gap=100;};talk=1000;};};groups:{g:{staff=[2,1,2];};};",
        2);
    cr_expect_eq(group_fact(run, 1, 0, CCS_FACT_overtime), 600);
    cr_expect_eq(group_fact(run, 2, 0, CCS_FACT_overtime), 0);
    cr_expect_eq(group_fact(run, 2, 0, CCS_FACT_staffed_area), 2 * 600);
    cr_expect_eq(pair_fact(run, 1, 0, CCS_FACT_answers), 0);
    cr_expect_eq(pair_fact(run, 2, 0, CCS_FACT_answers), 4, "at 1200 s two, at 1300 and 1400 s one each");
}

/* One of two, with a contact of 2000 s in hand, is to leave from 600 s on; the other one is done at 700 s, and is idle beside them. */
Test(capacity, who_is_scheduled_is_idle_while_another_leaves)
{
    ccs_event_t event;
    ccs_flow_t flow;

    plan = plan_from_text(
        "clock:{open=\"08:00-08:20\";interval=\"10 min\";};types:{long:{arrivals:{per_hour=0;};initial:{busy=1;};talk=2000;};"
        "short:{arrivals:{per_hour=0;};initial:{busy=1;};talk=700;};};groups:{g:{staff=[2,1];};};");
    set_capacity(plan, "g", 2);
    cr_assert(ccs_flow_init(&flow, plan) == 0 && ccs_flow_start(&flow, 1, 0) == 0);
    for (int i = 0; i < 3; i++) {
        cr_assert(ccs_calendar_pop(flow.world.calendar, &event));
        flow.world.now_s = event.time_s;
        ccs_flow_dispatch(&flow, &event);
    }
    cr_expect_eq(flow.world.now_s - flow.world.plan->cells[0].start_s, 700);
    cr_expect(flow.world.groups[0].n_staffed == 2 && flow.world.groups[0].idle.n == 1 && flow.world.at_work[0].leaving.n == 1);
    ccs_flow_finish(&flow); /* the world is verified */
    ccs_flow_free(&flow);
}

/* ---- rich and told -------------------------------------------------------------------------------------------------------------- */

/* All that can happen to contacts and agents, with rooms for four and two, loads of one and two, and every rule of selection somewhere. */
#define CENTRE(at_close)                                                                                                         \
    "clock:{open=\"08:00-09:00\";interval=\"15 min\";days=3;at_close=\"" at_close "\";};"                                        \
    "types:{a:{arrivals:{per_hour=300;};ivr:{contained=0.3;time={dist=\"uniform\";min=20;max=60;};};balk=0.05;queue_limit=9;"    \
    "patience={dist=\"exponential\";mean=60;};talk={dist=\"lognormal\";mean=190;cv=1;};wrap={dist=\"exponential\";mean=20;};"    \
    "redial:{after_abandon=0.5;after_balk=0.5;after_block=0.9;delay=300;};groups=([\"x\",\"y\"]);agent_selection=\"random\";};"  \
    "b:{arrivals:{per_hour=150;};priority=1;talk=177;patience=99;queue_order=\"lifo\";initial:{busy=2;waiting=3;};"              \
    "at_close=\"drain\";reconnect:{probability=0.4;delay=0;max_attempts=4;};groups=(\"y\",\"x\");};};"                           \
    "groups:{x:{staff=[5,2,6,3];agent_selection=\"least_occupied\";};y:{staff=[2,3,1,2];};};"                                    \
    "trunks:{t:{lines=40;types=[\"a\"];};};run:{seed=3;};"

static void hear(void *listener, const ccs_moment_t *moment)
{
    (void) moment;
    ++*(uint64_t *) listener;
}

/* The world is verified at the end, and in debug builds meanwhile. */
static void live_both(const char *cfg)
{
    static ccs_told_t told;
    uint64_t n_told = 0;
    ccs_flow_t flows[2];

    plan = plan_from_text(cfg);
    set_capacity(plan, "x", 4);
    set_capacity(plan, "y", 2);
    set_load(plan, "a", "x", 2);
    for (int i = 0; i < 2; i++) {
        cr_assert_eq(ccs_flow_init(&flows[i], plan), 0);
        told = (ccs_told_t){.tell = hear, .listener = &n_told};
        if (i == 1) ccs_flow_tell(&flows[i], &told);
        cr_assert(ccs_flow_start(&flows[i], 3, 1) == 0 && ccs_flow_loop(&flows[i]) == 0);
        ccs_flow_finish(&flows[i]);
    }
    cr_expect_gt(n_told, 1000);
    cr_expect_eq(flows[0].n_events, flows[1].n_events);
    cr_expect_arr_eq(flows[0].facts.doubles, flows[1].facts.doubles, flows[0].facts.n_doubles * sizeof(double));
    for (int i = 0; i < 2; i++) ccs_flow_free(&flows[i]);
    plan_delete(plan);
    plan = NULL;
}

Test(capacity, is_the_same_whether_it_is_told_or_not)
{
    live_both(CENTRE("drain"));
    live_both(CENTRE("clear"));
    live_both(CENTRE("carry"));
}

/* ---- what is known without simulating ------------------------------------------------------------------------------------------- */

static void expect_near(const char *metric, const char *entity, double exact)
{
    const ccs_estimate_t e = estimate_of(experiment, metric, entity);
    const double error = e.half_width / 1.96;

    cr_expect_float_eq(e.mean, exact, 4 * error, "%s of %s: %g, exact %g, standard error %g", metric, entity, e.mean, exact,
        error);
    cr_expect_lt(error, 0.02 * exact, "%s of %s: standard error %g", metric, entity, error);
}

/* Where talks do not depend on what else is in hand, three agents with two contacts each are six with one: M/M/6. */
Test(capacity, of_two_doubles_the_servers_of_erlang_c, .timeout = 120)
{
    const ccs_formula_in_t in = ccs_formula_in(0.045, 100, 6);
    ccs_formula_out_t out;

    cr_assert_eq(ccs_formula_queue(&in, &out, NULL), 0);
    experiment =
        experiment_new("types:{a:{arrivals:{per_second=0.045;};talk={dist=\"exponential\";mean=100;};};};groups:{g:{staff=3;};};"
                       "run:{mode=\"steady\";warm_up=\"10 h\";length=\"4000 h\";batches=20;seed=11;};");
    set_capacity(experiment->plan, "g", 2);
    cr_assert_eq(experiment_run(experiment), 0);
    expect_near("p_wait", "all", out.p_wait);
    expect_near("asa_s", "all", out.asa_s);
}

/* The share of time in which fewer than a load of so many places are free, Poisson arrivals and no queue: Kaufman (1981), Roberts (1981). */
static double blocked(uint32_t places, const double *erlang, const uint32_t *loads, uint32_t n, uint32_t load)
{
    double p[64] = {1}, sum = 1, full = 0;

    for (uint32_t j = 1; j <= places; j++) {
        for (uint32_t i = 0; i < n; i++)
            if (loads[i] <= j) p[j] += erlang[i] * loads[i] * p[j - loads[i]] / j;
        sum += p[j];
    }
    for (uint32_t j = places - load + 1; j <= places; j++) full += p[j];
    return full / sum;
}

/* One agent with room for seven, loads of one and three, talks of any law. */
Test(capacity, loses_what_kaufman_and_roberts_say, .timeout = 120)
{
    static const double erlang[] = {2.5, 0.8};
    static const uint32_t loads[] = {1, 3};

    experiment =
        experiment_new("types:{a:{arrivals:{per_second=0.025;};talk={dist=\"exponential\";mean=100;};queue_limit=0;};"
                       "b:{arrivals:{per_second=0.008;};talk={dist=\"lognormal\";mean=80;cv=1.2;};wrap=20;queue_limit=0;};};"
                       "groups:{g:{staff=1;};};run:{mode=\"steady\";warm_up=\"10 h\";length=\"2000 h\";batches=20;seed=12;};");
    set_capacity(experiment->plan, "g", 7);
    set_load(experiment->plan, "b", "g", 3);
    cr_assert_eq(experiment_run(experiment), 0);
    expect_near("blocking_rate", "type/a", blocked(7, erlang, loads, 2, 1));
    expect_near("blocking_rate", "type/b", blocked(7, erlang, loads, 2, 3));
}

/* Two agents with room for two contacts each, one of whom has one in hand. */
Test(capacity, load_says_what_contacts_take_of_an_agent)
{
    static const uint32_t full = 4;
    ccs_agent_t agents[2] = {{.state = CCS_AGENT_WITH_ROOM, .room = 3}, {.state = CCS_AGENT_IDLE, .room = full}};
    const ccs_group_t group = {.capacity = (uint16_t) full};
    const ccs_plan_t with_room = {.groups = &group};
    const ccs_world_t of = {.plan = &with_room, .agents = agents, .is_rich = true};

    cr_expect_eq(ccs_gauge_read(&(ccs_candidate_t){&of, CCS_NONE, 0, CCS_NONE}, CCS_GAUGE_LOAD, CCS_EXPRESSION_OWN), 0.25);
    cr_expect_eq(ccs_gauge_read(&(ccs_candidate_t){&of, CCS_NONE, 1, CCS_NONE}, CCS_GAUGE_LOAD, CCS_EXPRESSION_OWN), 0);
}
