/* test_agent.c - logging in and out, and the idle agents of a group in the order in which they became idle. */
#include <criterion/criterion.h>
#include <signal.h>

#include "agent.h"

enum { N = 5 };

static ccs_agent_t agents[N];
static ccs_group_state_t group;

/* Everybody is out; the lowest number logs in first. */
static void begin(void)
{
    group = (ccs_group_state_t){.idle.head = CCS_NONE, .idle.tail = CCS_NONE, .out = CCS_NONE};
    for (uint32_t id = N; id-- > 0;) {
        agents[id] = (ccs_agent_t){.next = group.out, .state = CCS_AGENT_OUT};
        group.out = id;
    }
}

TestSuite(agent, .init = begin);

static uint32_t log_in_idle(double now_s)
{
    const uint32_t id = ccs_agent_log_in(&group, agents, now_s);

    ccs_agent_to_idle(&group, agents, id, now_s);
    return id;
}

static void expect_idle(uint32_t n, const uint32_t *ids)
{
    uint32_t id = group.idle.head, prev = CCS_NONE;

    for (uint32_t i = 0; i < n; prev = id, id = agents[id].next, i++) {
        cr_assert_eq(id, ids[i], "place %u", (unsigned) i);
        cr_assert_eq(agents[id].prev, prev);
        cr_assert_eq(agents[id].state, CCS_AGENT_IDLE);
    }
    cr_assert(id == CCS_NONE && group.idle.tail == prev && group.idle.n == n);
}

Test(agent, logs_in_once_each)
{
    for (uint32_t id = 0; id < N; id++) {
        cr_expect_eq(ccs_agent_log_in(&group, agents, 10 + id), id);
        cr_expect_eq(group.n_staffed, id + 1);
        cr_expect_eq(agents[id].logged_in_s, 10 + id);
    }
    cr_expect_eq(group.out, CCS_NONE);
}

/* Over 4,000 days the share of those with a fourth agent lies within 4 standard errors of the fraction; more agents contain fewer. */
Test(agent, stands_for_a_fraction_on_that_share_of_the_days)
{
    enum { DAYS = 4000 };
    const ccs_stream_t stream = ccs_stream_make(7, ccs_stream_hash("group:g"), 2);
    uint32_t n = 0;

    for (uint32_t day = 0; day < DAYS; day++) {
        const uint32_t some = ccs_agent_present(&stream, &(ccs_staff_step_t){.agents = 3.2, .day = day}),
                       more = ccs_agent_present(&stream, &(ccs_staff_step_t){.agents = 3.4, .day = day});

        cr_assert(some == 3 || some == 4);
        cr_assert(more == 4 || more == some, "day %u: %u of 3.4, %u of 3.2", (unsigned) day, (unsigned) more, (unsigned) some);
        cr_assert_eq(ccs_agent_present(&stream, &(ccs_staff_step_t){.agents = 3, .day = day}), 3);
        n += some == 4;
    }
    cr_expect_float_eq(n / (double) DAYS, 0.2, 4 * 0.4 / 63.2, "%u days of %d", (unsigned) n, DAYS);
}

/* Each of ten agents is absent on a twentieth of the days, for a reason of their own; who is absent at 5 % is at 8 %, and nobody comes because others do. */
Test(agent, stays_away_on_that_share_of_the_days)
{
    enum { DAYS = 4000 };
    const ccs_stream_t stream = ccs_stream_make(7, ccs_stream_hash("group:g"), 2);
    uint32_t n = 0, n_all = 0;

    for (uint32_t day = 0; day < DAYS; day++) {
        const ccs_staff_step_t ten = {.agents = 10, .absent_frac = 0.05, .day = day},
                               more = {.agents = 10, .absent_frac = 0.08, .day = day},
                               all = {.agents = 10, .absent_frac = 1, .day = day};
        const uint32_t absent = ccs_agent_absent(&stream, &ten, 10);

        cr_assert_leq(absent, ccs_agent_absent(&stream, &more, 10));
        cr_assert_leq(ccs_agent_absent(&stream, &ten, 8), absent);
        cr_assert_leq(absent, ccs_agent_absent(&stream, &ten, 8) + 2);
        cr_assert_eq(ccs_agent_present(&stream, &ten), 10 - absent);
        cr_assert_eq(ccs_agent_present(&stream, &all), 0);
        n += absent;
        n_all += absent == 10;
    }
    cr_expect_float_eq(n / (10.0 * DAYS), 0.05, 4 * 0.218 / 200, "%u of %d", (unsigned) n, 10 * DAYS);
    cr_expect_eq(n_all, 0);
}

Test(agent, nobody_can_log_in_twice, .signal = SIGABRT)
{
    for (int i = 0; i <= N; i++) (void) ccs_agent_log_in(&group, agents, 0);
}

Test(agent, begins_a_new_stay_when_he_logs_in_again)
{
    const uint32_t id = ccs_agent_log_in(&group, agents, 0);

    agents[id].busy_s = 77;
    ccs_agent_log_out(&group, agents, id);
    cr_expect(agents[id].state == CCS_AGENT_OUT && group.n_staffed == 0 && group.out == id);
    cr_expect_eq(ccs_agent_log_in(&group, agents, 100), id);
    cr_expect(agents[id].busy_s == 0 && agents[id].logged_in_s == 100);
}

Test(agent, is_listed_idle_longest_first)
{
    for (uint32_t i = 0; i < 4; i++) (void) log_in_idle(i);
    expect_idle(4, (const uint32_t[]){0, 1, 2, 3});
    cr_expect_eq(agents[2].since_s, 2);
    ccs_agent_from_idle(&group, agents, 1); /* from the middle */
    expect_idle(3, (const uint32_t[]){0, 2, 3});
    ccs_agent_to_idle(&group, agents, 1, 9);
    expect_idle(4, (const uint32_t[]){0, 2, 3, 1});
    cr_expect_eq(agents[1].since_s, 9);
    ccs_agent_from_idle(&group, agents, 0); /* the head */
    ccs_agent_from_idle(&group, agents, 1); /* the tail */
    expect_idle(2, (const uint32_t[]){2, 3});
    ccs_agent_from_idle(&group, agents, 3);
    ccs_agent_from_idle(&group, agents, 2); /* the last one */
    expect_idle(0, NULL);
    ccs_agent_to_idle(&group, agents, 3, 11);
    expect_idle(1, (const uint32_t[]){3});
}

Test(agent, has_been_busy_for_a_share_of_his_stay)
{
    const uint32_t id = log_in_idle(100);

    cr_expect_eq(ccs_agent_occupied_frac(&agents[id], 100), 0, "just logged in");
    agents[id].busy_s = 30;
    cr_expect_eq(ccs_agent_occupied_frac(&agents[id], 220), 0.25);
    agents[id].busy_s = 120;
    cr_expect_eq(ccs_agent_occupied_frac(&agents[id], 220), 1);
}
