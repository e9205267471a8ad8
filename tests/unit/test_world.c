/* test_world.c - the state of a replication: empty after a reset, and a verification that finds every count that is wrong. */
#include <criterion/criterion.h>
#include <math.h>
#include <signal.h>

#include "route.h"
#include "support.h"

static run_t *run;

static void delete_run(void)
{
    run_delete(run);
}

TestSuite(world, .fini = delete_run);

/* Stopped by the clock with contacts everywhere: waiting, talking, wrapping, in the IVR, between attempts. */
#define BUSY                                                                                                                     \
    "clock:{open=\"08:00-09:00\";interval=\"30 min\";};"                                                                         \
    "types:{a:{arrivals:{per_hour=600;};talk:{dist=\"exponential\";mean=90;};wrap=31;patience=200;groups=(\"x\",\"y\");"         \
    "redial:{after_abandon=1;after_block=1;delay=307;max_attempts=9;};ivr:{contained=0.2;time=23;};};"                           \
    "b:{arrivals:{per_hour=100;};talk=77;groups=(\"y\");};};"                                                                    \
    "groups:{x:{staff=[9,8];};y:{staff=4;};};trunks:{t:{lines=25;types=[\"a\"];};};run:{seed=3;};"

/* As far as some time, in the middle of everything. */
static ccs_world_t *world_of(const ccs_life_t *life)
{
    run = run_text(BUSY);
    ccs_flow_t *const flow = &run->replication.flow;
    ccs_world_t *const w = &flow->world;
    ccs_event_t event;

    flow->life = life;
    cr_assert_eq(ccs_flow_start(flow, 1, 0), 0);
    while (w->now_s < 8.4 * 3600 && ccs_calendar_pop(w->calendar, &event)) {
        cr_assert_eq(ccs_world_reserve(w, 1), 0);
        w->now_s = event.time_s;
        ccs_flow_dispatch(flow, &event);
    }
    return w;
}

static ccs_world_t *busy_world(void)
{
    return world_of(&CCS_LIFE_PLAIN);
}

Test(world, holds_contacts_in_every_state_and_verifies)
{
    const ccs_world_t *const w = busy_world();
    int n[CCS_CONTACT_RETRYING + 1] = {0};

    for (uint32_t id = 0; id < w->contacts.size; id++) n[w->contacts.at[id].state]++;
    for (int state = 0; state <= CCS_CONTACT_RETRYING; state++) cr_expect_gt(n[state], 0, "state %d", state);
    cr_expect_gt(w->n_wrapping[0], 0);
    ccs_world_verify(w);
}

/* The record of a contact outlasts the talk: whoever tries again meanwhile has another one. */
Test(world, holds_what_agents_still_work_on_where_it_is_rich)
{
    const ccs_world_t *const w = world_of(&CCS_LIFE_RICH);
    uint32_t n = 0;

    for (uint32_t id = 0; id < w->contacts.size; id++) n += w->contacts.at[id].state == CCS_CONTACT_WRAPPING;
    cr_expect(n > 0 && n == w->n_wrapping[0] + w->n_wrapping[1]);
    ccs_world_verify(w);
}

Test(world, a_wrong_number_of_contacts_worked_on_after_the_talk_is_a_bug_where_it_is_rich, .signal = SIGABRT)
{
    ccs_world_t *const w = world_of(&CCS_LIFE_RICH);

    w->n_wrapping[0]--;
    ccs_world_verify(w);
}

Test(world, is_empty_after_a_reset)
{
    ccs_world_t *const w = busy_world();
    const ccs_plan_t *const plan = run->plan;

    cr_assert_eq(ccs_world_reset(w, 5, 1), 0);
    ccs_world_verify(w);
    cr_expect(w->now_s == 8 * 3600 && w->cell == 0 && !w->closed && w->n_waiting == 0);
    cr_expect(ccs_calendar_is_empty(w->calendar));
    cr_expect_eq(w->contacts.n_free, w->contacts.size);
    for (uint32_t type = 0; type < plan->n_types; type++)
        cr_expect(w->queues[type].n == 0 && w->n_retrying[type] == 0 && w->n_in_ivr[type] == 0 && w->sources[type].index == 0);
    for (uint32_t group = 0; group < plan->n_groups; group++)
        cr_expect(w->groups[group].n_staffed == 0 && w->groups[group].n_scheduled == 0 && w->groups[group].idle.n == 0);
    for (uint32_t pair = 0; pair < plan->n_pairs; pair++) cr_expect(w->n_talking[pair] == 0 && w->n_wrapping[pair] == 0);
    cr_expect(w->trunks[0].n_busy == 0 && w->trunks[0].n_waiting == 0);
    for (uint32_t id = 0; id < plan->n_agents; id++) cr_expect_eq(w->agents[id].state, CCS_AGENT_OUT);
    cr_expect_eq(ccs_agent_log_in(&w->groups[0], w->agents, 0), 0, "the lowest number logs in first");
    cr_expect_eq(ccs_agent_log_in(&w->groups[1], w->agents, 0), 9, "agents of a group follow those of the one before");
}

static void set_timer_of(ccs_world_t *w, uint32_t id)
{
    ccs_calendar_set(w->calendar, w->first_timer[CCS_OWNER_contact] + id, w->now_s + 1 + id, 3);
}

Test(world, has_a_timer_for_every_contact_that_it_has_room_for)
{
    ccs_world_t *const w = busy_world();

    while (w->contacts.n_free) set_timer_of(w, ccs_contacts_take(&w->contacts));
    cr_assert_eq(ccs_world_reserve(w, 5000), 0);
    cr_expect_geq(w->contacts.n_free, 5000);
    const uint32_t size = w->contacts.size;

    while (w->contacts.n_free) set_timer_of(w, ccs_contacts_take(&w->contacts));
    ccs_calendar_verify(w->calendar);
    cr_expect(ccs_world_reserve(w, 0) == 0 && w->contacts.size == size);
}

Test(world, numbers_timers_by_owner_with_contacts_last)
{
    const ccs_world_t *const w = busy_world();
    const uint32_t n_of[CCS_N_OWNERS] = {1, 2, 2, 13}; /* the replication, types, groups, agents; contacts are behind these */

    for (uint32_t owner = 0, first = 0; owner < CCS_N_OWNERS; first += n_of[owner++]) cr_expect_eq(w->first_timer[owner], first);
}

Test(world, holds_no_more_than_its_initial_state_needs)
{
    run = run_text("types:{a:{talk=1;initial:{waiting=3000;busy=2;};};};groups:{g:{staff=2;};};"
                   "run:{mode=\"steady\";length=\"1 h\";batches=2;warm_up=60;};");
    cr_assert_eq(ccs_world_reset(&run->replication.flow.world, 1, 0), 0);
    cr_expect_geq(run->replication.flow.world.contacts.n_free, 3002);
}

Test(world, can_be_freed_after_a_failed_start)
{
    ccs_world_t w = {0};

    ccs_world_free(&w);
    ccs_world_free(NULL);
}

/* ---- what the verification finds ---- */

Test(world, a_wrong_number_of_waiting_contacts_is_a_bug, .signal = SIGABRT)
{
    ccs_world_t *const w = busy_world();

    w->n_waiting++;
    ccs_world_verify(w);
}

Test(world, a_stranger_in_a_queue_is_a_bug, .signal = SIGABRT)
{
    ccs_world_t *const w = busy_world();

    cr_assert(w->queues[0].n > 1 && w->queues[1].n > 1);
    w->contacts.at[w->queues[0].head].type = 1;
    w->contacts.at[w->queues[1].head].type = 0;
    ccs_world_verify(w);
}

Test(world, a_wrong_number_of_talks_is_a_bug, .signal = SIGABRT)
{
    ccs_world_t *const w = busy_world();

    w->n_talking[0]--;
    ccs_world_verify(w);
}

Test(world, a_wrong_number_of_busy_lines_is_a_bug, .signal = SIGABRT)
{
    ccs_world_t *const w = busy_world();

    w->trunks[0].n_busy--;
    ccs_world_verify(w);
}

Test(world, a_wrong_number_of_contacts_between_attempts_is_a_bug, .signal = SIGABRT)
{
    ccs_world_t *const w = busy_world();

    w->n_retrying[0]++;
    ccs_world_verify(w);
}

Test(world, a_wrong_number_of_contacts_in_the_ivr_is_a_bug, .signal = SIGABRT)
{
    ccs_world_t *const w = busy_world();

    w->n_in_ivr[0]++;
    ccs_world_verify(w);
}

Test(world, an_agent_too_many_is_a_bug, .signal = SIGABRT)
{
    ccs_world_t *const w = busy_world();

    w->groups[1].n_staffed++;
    ccs_world_verify(w);
}

Test(world, an_agent_idle_while_he_is_listed_busy_is_a_bug, .signal = SIGABRT)
{
    ccs_world_t *const w = busy_world();
    uint32_t id = 0;

    while (w->agents[id].state != CCS_AGENT_BUSY) id++;
    w->agents[id].state = CCS_AGENT_IDLE;
    ccs_world_verify(w);
}

Test(world, somebody_who_waits_beside_an_idle_agent_is_a_bug_of_the_policy_alone, .signal = SIGABRT)
{
    ccs_world_t *const w = busy_world();
    uint32_t id = 0;

    while (w->agents[id].state != CCS_AGENT_BUSY || !w->queues[0].n) id++;
    w->groups[w->agents[id].group].idle.n++;
    ccs_route_verify(w);
}

Test(world, agents_above_the_schedule_who_do_not_work_are_a_bug_of_the_flow, .signal = SIGABRT)
{
    ccs_world_t *const w = busy_world();
    ccs_flow_t *const flow = &run->replication.flow;

    w->groups[0].n_scheduled++;
    ccs_world_verify(w); /* finds nothing wrong */
    ccs_flow_finish(flow);
}
