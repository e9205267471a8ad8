/* test_capacity.c - agents with several contacts in hand. */
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

#define TWO_CALLS "channels:{voice:{at_once=2;};};"

Test(capacity, above_one_goes_further)
{
    plan = plan_from_text("types:{a:{arrivals:{per_hour=1;};talk=60;};};groups:{g:{staff=1;};};");
    cr_expect(!plan->groups[0].hands && ccs_plan_is_plain(plan) && ccs_plan_is_lean(plan));
    plan_delete(plan);
    plan = plan_from_text(TWO_CALLS "types:{a:{arrivals:{per_hour=1;};talk=60;};};groups:{g:{staff=1;};};");
    cr_expect(!ccs_plan_is_plain(plan) && !ccs_plan_is_lean(plan));
    ccs_flow_t flow;

    cr_assert_eq(ccs_flow_init(&flow, plan), 0);
    cr_expect_str_eq(flow.life->name, "further");
    ccs_flow_free(&flow);
}

/* ---- states of hands ------------------------------------------------------------------------------------------------------------ */

static const ccs_hands_t *hands_of(const char *channels, const char *mix)
{
    char cfg[600];

    plan_delete(plan);
    snprintf(cfg, sizeof cfg,
        "channels:{%s};types:{c:{arrivals:{per_hour=1;};talk=60;};t:{channel=\"chat\";arrivals:{per_hour=1;};talk=60;};"
        "m:{channel=\"email\";arrivals:{per_hour=1;};talk=60;};};groups:{g:{staff=1;%s};};",
        channels, mix);
    plan = plan_from_text(cfg);
    return plan->groups[0].hands;
}

/* So many calls, chats and mails in hand. @return the state; CCS_HANDS_FULL: not so */
static uint32_t state(const ccs_hands_t *hands, uint32_t calls, uint32_t mails, uint32_t chats)
{
    for (uint32_t i = 0; i < hands->n_states; i++)
        if (ccs_hands_n_of(hands, i, 0) == calls && ccs_hands_n_of(hands, i, 1) == mails && ccs_hands_n_of(hands, i, 2) == chats)
            return i;
    return CCS_HANDS_FULL;
}

Test(capacity, shares_add_up_to_one_agent)
{
    const ccs_hands_t *hands = hands_of("chat:{at_once=3;};email:{at_once=2;};", "");

    cr_expect(state(hands, 1, 0, 0) != CCS_HANDS_FULL && state(hands, 0, 0, 3) != CCS_HANDS_FULL);
    cr_expect(state(hands, 0, 1, 1) != CCS_HANDS_FULL, "a half and a third");
    cr_expect(state(hands, 0, 1, 2) == CCS_HANDS_FULL && state(hands, 1, 0, 1) == CCS_HANDS_FULL);
    cr_expect_eq(hands->most, 3);
    for (uint32_t i = 1; i < hands->n_states; i++) cr_expect_geq(hands->n[i], hands->n[i - 1]);
    cr_expect_float_eq(hands->load_frac[state(hands, 0, 1, 1)], 5 / 6., 1e-12);
    hands = hands_of("chat:{at_once=3;beside=\"chat\";};email:{at_once=2;};", "");
    cr_expect_eq(state(hands, 0, 1, 1), CCS_HANDS_FULL, "chats stand alone");
}

Test(capacity, mixes_say_what_stands_beside_what)
{
    const ccs_hands_t *const hands = hands_of("", "mix:{calls:{voice=1;chat=1;};writing:{chat=3;email=1;};};");

    cr_expect(state(hands, 1, 0, 1) != CCS_HANDS_FULL && state(hands, 0, 1, 3) != CCS_HANDS_FULL);
    cr_expect(state(hands, 1, 0, 2) == CCS_HANDS_FULL && state(hands, 1, 1, 0) == CCS_HANDS_FULL);
    cr_expect_eq(ccs_hands_with(hands, state(hands, 0, 0, 2), 0), CCS_HANDS_FULL, "no call beside two chats");
    cr_expect_eq(ccs_hands_without(hands, state(hands, 0, 1, 3), 1), state(hands, 0, 0, 3));
    cr_expect(!hands->has_room[state(hands, 0, 1, 3)] && hands->has_room[0]);
}

/* A mail is put aside for a call, and no mail is taken beside one. */
Test(capacity, what_is_put_aside_leaves_its_place)
{
    const ccs_hands_t *const hands = hands_of("email:{interruptible=0;};", "");
    const uint32_t mail = state(hands, 0, 1, 0), call = state(hands, 1, 0, 0), both = state(hands, 1, 1, 0);

    cr_expect(both != CCS_HANDS_FULL && ccs_hands_with(hands, mail, 0) == both);
    cr_expect_eq(ccs_hands_with(hands, call, 1), CCS_HANDS_FULL);
    cr_expect_eq(ccs_hands_with(hands, mail, 1), CCS_HANDS_FULL);
}

/* ---- who gets whom -------------------------------------------------------------------------------------------------------------- */

/* An agent of the only group who is at work with so many contacts of type a in hand, having come to it after those before. */
static uint32_t with_in_hand(uint32_t n)
{
    const uint32_t id = ccs_agent_log_in(&world.groups[0], world.agents, 0);

    for (uint32_t i = 0; i < n; i++) world.agents[id].hands = ccs_hands_with(plan->groups[0].hands, world.agents[id].hands, 0);
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
    char cfg[400];

    snprintf(cfg, sizeof cfg,
        "types:{a:{arrivals:{per_hour=1;};talk=60;};b:{channel=\"chat\";arrivals:{per_hour=1;};talk=60;priority=1;};};"
        "channels:{voice:{at_once=4;};chat:{at_once=2;};};groups:{g:{staff=9;agent_selection=\"%s\";};};",
        rule);
    ccs_world_free(&world);
    plan_delete(plan);
    plan = plan_from_text(cfg);
    cr_assert_eq(ccs_world_init(&world, plan), 0);
    cr_assert_eq(ccs_world_reset(&world, 3, 0), 0);
    world.is_rich = true;
}

static uint32_t agent_for(const char *type)
{
    return ccs_route_contact_with_room(&world, contact(type)).id;
}

Test(capacity, fewest_in_hand_come_first_and_the_idle_before_them)
{
    static const char *const rules[] = {"longest_idle", "least_occupied", "fastest", "random", "most_proficient", "listed"};

    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        use(rules[i]);
        cr_expect_eq(agent_for("a"), CCS_NONE, "%s", rules[i]);
        const uint32_t three = with_in_hand(3);

        cr_expect(agent_for("a") == three && agent_for("b") == CCS_NONE, "%s: what does not fit", rules[i]);
        const uint32_t one = with_in_hand(1), two = with_in_hand(2);

        cr_expect(agent_for("a") == one && agent_for("b") == one, "%s", rules[i]);
        ccs_agent_from_room(&world.at_work[0], world.agents, one);
        cr_expect(agent_for("a") == two && agent_for("b") == two, "%s", rules[i]);
        const uint32_t idle = ccs_agent_log_in(&world.groups[0], world.agents, 0);

        ccs_agent_to_idle(&world.groups[0], world.agents, idle, 0);
        cr_expect(agent_for("a") == idle && agent_for("b") == idle, "%s", rules[i]);
    }
}

Test(capacity, rules_choose_among_those_with_equally_many)
{
    use("longest_idle");
    const uint32_t first = with_in_hand(2), second = with_in_hand(2);

    world.agents[first].busy_s = 9;
    world.now_s = 100;
    cr_expect_eq(agent_for("a"), first);
    ((ccs_group_t *) (uintptr_t) plan->groups)[0].agent_selection = CCS_AGENT_SELECTION_LEAST_OCCUPIED;
    ((ccs_tier_t *) (uintptr_t) plan->tiers)[0].group = CCS_NONE;
    cr_expect_eq(agent_for("a"), second);
}

/* The state of hands with so many contacts of type a. */
static uint32_t in_hand(uint32_t n)
{
    uint32_t hands = 0;

    while (n-- > 0) hands = ccs_hands_with(plan->groups[0].hands, hands, 0);
    return hands;
}

Test(capacity, passes_over_contacts_that_do_not_fit)
{
    use("longest_idle");
    const uint32_t a = contact("a"), b = contact("b");

    world.contacts.at[a].state = world.contacts.at[b].state = CCS_CONTACT_WAITING;
    ccs_queue_push(&world.queues[0], &world.contacts, a);
    ccs_queue_push(&world.queues[1], &world.contacts, b);
    world.n_waiting = 2;
    cr_expect_eq(ccs_route_agent_with_room(&world, 0, in_hand(2)).id, b, "of higher priority");
    cr_expect_eq(ccs_route_agent_with_room(&world, 0, in_hand(3)).id, a);
    cr_expect_eq(ccs_route_agent(&world, 0).id, b);
}

/* ---- what counts ---------------------------------------------------------------------------------------------------------------- */

static void live(const char *cfg)
{
    plan = plan_from_text(cfg);
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
    live(TWO_CALLS
        "clock:{open=\"08:00-08:20\";interval=\"10 min\";};types:{help:{arrivals:{gap=350;};talk=500;};};groups:{g:{staff=1;};};");
    expect_pair(CCS_FACT_answers_at_once, 1, 2, 0);
    expect_pair(CCS_FACT_talk_area, 250, 250 + 500 + 150, 350);
    expect_group(CCS_FACT_beside_area, 0, 150 + 150, 0);
    expect_group(CCS_FACT_staffed_area, 600, 600, 350);
    expect_group(CCS_FACT_overtime, 0, 0, 350);
}

/* After-call work is in hand too: 400 s of talk and 100 s of it. */
Test(capacity, holds_after_call_work_in_hand)
{
    live(TWO_CALLS
        "clock:{open=\"08:00-08:20\";interval=\"10 min\";};types:{help:{arrivals:{gap=350;};talk=400;wrap=100;};};groups:{g:{staff=1;};};");
    expect_pair(CCS_FACT_talk_area, 250, 150 + 400 + 150, 250);
    expect_pair(CCS_FACT_wrap_area, 0, 100 + 100, 100);
    expect_group(CCS_FACT_beside_area, 0, 150 + 150, 0);
    expect_group(CCS_FACT_overtime, 0, 0, 350);
}

/* Two agents, four contacts from 100 to 400 s until 550 to 850 s. At 600 s one is too many: the agent who is done with one contact at 650 s takes nothing
 * new, and leaves with the other one at 850 s. */
Test(capacity, agents_above_the_schedule_take_nothing_new)
{
    live(TWO_CALLS
        "clock:{open=\"08:00-08:20\";interval=\"10 min\";};types:{help:{arrivals:{gap=100;};talk=450;};};groups:{g:{staff=[2,1];};};");
    cr_expect_eq(group_fact(run, 1, 0, CCS_FACT_overtime), 250);
    cr_expect_eq(group_fact(run, 1, 0, CCS_FACT_staffed_area), 600 + 250);
    cr_expect_eq(pair_fact(run, 0, 0, CCS_FACT_answers), 5);
    cr_expect_eq(pair_fact(run, 1, 0, CCS_FACT_answers), 2, "at 750 and 1000 s, of one agent");
}

/* The same with 1000 s of talk: one who is to leave from 1100 s on stays when the schedule rises again at 1200 s, and takes what waits. */
Test(capacity, who_was_to_leave_stays_when_the_schedule_rises)
{
    live(TWO_CALLS
        "clock:{open=\"08:00-08:30\";interval=\"10 min\";};types:{help:{arrivals:{gap=100;};talk=1000;};};groups:{g:{staff=[2,1,2];};};");
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

    plan = plan_from_text(TWO_CALLS
        "clock:{open=\"08:00-08:20\";interval=\"10 min\";};types:{long:{arrivals:{per_hour=0;};initial:{busy=1;};talk=2000;};"
        "short:{arrivals:{per_hour=0;};initial:{busy=1;};talk=700;};};groups:{g:{staff=[2,1];};};");
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

/* All that can happen to contacts and agents, with places for four and two, a share and a mix, and every rule of selection somewhere. */
#define CENTRE(at_close)                                                                                                                    \
    "clock:{open=\"08:00-09:00\";interval=\"15 min\";days=3;at_close=\"" at_close "\";};"                                                   \
    "types:{a:{arrivals:{per_hour=300;};ivr:{contained=0.3;time={dist=\"uniform\";min=20;max=60;};};balk=0.05;queue_limit=9;"               \
    "patience={dist=\"exponential\";mean=60;};talk={dist=\"lognormal\";mean=190;cv=1;};wrap={dist=\"exponential\";mean=20;};"               \
    "redial:{after_abandon=0.5;after_balk=0.5;after_block=0.9;delay=300;};groups=([\"x\",\"y\"]);agent_selection=\"random\";};"             \
    "b:{channel=\"chat\";arrivals:{per_hour=150;};priority=1;talk=177;patience=99;queue_order=\"lifo\";initial:{busy=2;waiting=3;};"        \
    "at_close=\"drain\";reconnect:{probability=0.4;delay=0;max_attempts=4;};groups=(\"y\",\"x\");};};"                                      \
    "channels:{voice:{at_once=4;};chat:{at_once=2;};};"                                                                                     \
    "groups:{x:{staff=[5,2,6,3];agent_selection=\"least_occupied\";};y:{staff=[2,3,1,2];mix:{one:{voice=2;};other:{chat=1;voice=1;};};};};" \
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
    experiment = experiment_new(
        TWO_CALLS "types:{a:{arrivals:{per_second=0.045;};talk={dist=\"exponential\";mean=100;};};};groups:{g:{staff=3;};};"
                  "run:{mode=\"steady\";warm_up=\"10 h\";length=\"4000 h\";batches=20;seed=11;};");
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

    experiment = experiment_new(
        "types:{a:{arrivals:{per_second=0.025;};talk={dist=\"exponential\";mean=100;};queue_limit=0;};"
        "b:{channel=\"chat\";arrivals:{per_second=0.008;};talk={dist=\"lognormal\";mean=80;cv=1.2;};wrap=20;queue_limit=0;};};"
        "groups:{g:{staff=1;mix:{pure:{voice=7;};one:{voice=4;chat=1;};two:{voice=1;chat=2;};};};};"
        "run:{mode=\"steady\";warm_up=\"10 h\";length=\"2000 h\";batches=20;seed=12;};");
    cr_assert_eq(experiment_run(experiment), 0);
    expect_near("blocking_rate", "type/a", blocked(7, erlang, loads, 2, 1));
    expect_near("blocking_rate", "type/b", blocked(7, erlang, loads, 2, 3));
}

/* Two agents with room for four calls each, one of whom has one in hand. */
Test(capacity, load_says_what_contacts_take_of_an_agent)
{
    use("longest_idle");
    const uint32_t one = with_in_hand(1), idle = ccs_agent_log_in(&world.groups[0], world.agents, 0);

    ccs_agent_to_idle(&world.groups[0], world.agents, idle, 0);
    cr_expect_eq(ccs_gauge_read(&(ccs_candidate_t){.world = &world, .contact = CCS_NONE, .agent = one, .pair = CCS_NONE},
                     CCS_GAUGE_LOAD, CCS_EXPRESSION_OWN),
        0.25);
    cr_expect_eq(ccs_gauge_read(&(ccs_candidate_t){.world = &world, .contact = CCS_NONE, .agent = idle, .pair = CCS_NONE},
                     CCS_GAUGE_LOAD, CCS_EXPRESSION_OWN),
        0);
}
