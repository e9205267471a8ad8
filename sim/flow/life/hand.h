/** @file hand.h  Rich: agents with several contacts in hand. Who has room left stands in the list of their hands' state, and is asked when nobody of the group is
 * idle; an agent is at work from the first contact in hand to the last. */
#ifndef CCS_LIFE_HAND_H
#define CCS_LIFE_HAND_H

#include "at_desk.h"
#include "attend.h"
#include "count.h"
#include "hint.h"
#include "pace.h"
#include "with_room.h"

/* The agent, who has something in hand, may take more. */
static inline bool has_room(const ccs_world_t *w, uint32_t agent)
{
    const ccs_agent_t *const a = &w->agents[agent];

    return w->plan->groups[a->group].hands->has_room[a->hands];
}

/* The agent has been at work up to now. */
static void count_work(const ccs_flow_t *f, ccs_agent_t *agent)
{
    agent->busy_s += f->world.now_s - agent->since_s;
    agent->since_s = f->world.now_s;
}

/* One agent more has so many contacts in hand, or one fewer. */
static void count_in_hand(ccs_flow_t *f, uint32_t group, uint32_t n, int delta)
{
    const uint32_t at = n < CCS_TOLD_IN_HAND ? n - 1 : CCS_TOLD_IN_HAND - 1;

    f->world.at_work[group].n_in_hand[at] += (uint32_t) delta;
    book(f, &ccs_facts_hands(&f->facts, f->world.period, group)[CCS_FACT_in_hand_1 + at], delta);
}

static void change_in_hand(ccs_flow_t *f, uint32_t group, uint32_t n_before, uint32_t n)
{
    if (n_before > 0) count_in_hand(f, group, n_before, -1);
    if (n > 0) count_in_hand(f, group, n, 1);
}

/* A contact beside others comes into the agent's hands, or goes. */
CCS_APART static void change_beside(ccs_flow_t *f, uint32_t group, int delta)
{
    f->world.at_work[group].n_beside += (uint32_t) delta;
    book(f, &ccs_facts_group(&f->facts, f->world.period, group)[CCS_FACT_beside_area], delta);
}

/* Whether contacts may be in hand that ring, which are no work yet. */
static inline bool may_ring_in_hand(const ccs_world_t *w)
{
    return FURTHER && (w->rung || w->calls_back);
}

/* Whether a contact is one more beside others that the agent, who does not have it in hand, works on. */
static inline bool comes_beside(const ccs_world_t *w, const ccs_contact_t *c, const ccs_agent_t *agent)
{
    if (!may_ring_in_hand(w)) return !ccs_in_hand_none(agent);
    return c->state != CCS_CONTACT_RINGING && c->state != CCS_CONTACT_DIALLED && ccs_in_hand_n_begun(agent, w->contacts.at) > 0;
}

CCS_APART static void add_to_hand(ccs_flow_t *f, uint32_t id, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    ccs_agent_t *const a = &w->agents[agent];
    const ccs_plan_t *const plan = w->plan;

    if (ccs_in_hand_none(a)) a->since_s = w->now_s;
    else count_work(f, a);
    if (comes_beside(w, &w->contacts.at[id], a)) change_beside(f, a->group, 1);
    const ccs_hands_t *const hands = plan->groups[a->group].hands;

    ccs_in_hand_add(a, &w->contacts, id, hands, plan->steps[w->contacts.at[id].step].hand_kind);
    change_in_hand(f, a->group, hands->n[a->hands] - 1U, hands->n[a->hands]);
    if (has_paces(f)) change_pace(f, agent, id, true);
    if (divides_attention(f)) w->attention[id] = 0;
    if (has_desks(f)) join_desk(f, id, agent);
    else if (divides_attention(f)) attend(f, agent);
}

/* The contact is in a step, and the agent in no list. */
static void take_in_hand(ccs_flow_t *f, uint32_t id, uint32_t agent)
{
    ccs_world_t *const w = &f->world;

    if (shares(w)) {
        add_to_hand(f, id, agent);
        return;
    }
    w->agents[agent].since_s = w->now_s;
    w->agents[agent].in_hand = id;
}

/* The contact has rung in the agent's hand, and is in a step now: it stays where it is. The agent, in no list, begins to work. */
CCS_APART static void work_in_hand(ccs_flow_t *f, uint32_t id, uint32_t agent)
{
    ccs_agent_t *const a = &f->world.agents[agent];

    if (f->world.plan->groups[a->group].hands->n[a->hands] == 1) a->since_s = f->world.now_s;
    if (ccs_in_hand_n_begun(a, f->world.contacts.at) > 1) change_beside(f, a->group, 1);
    if (has_paces(f)) begin_pace(f, agent, id);
    if (has_desks(f)) join_desk(f, id, agent);
    else if (divides_attention(f)) attend(f, agent);
}

/* The agent, who has a contact in hand that does not ring any more, stands in no list but that of those who leave. */
static void keep_in_hand(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;

    if (w->agents[agent].state == CCS_AGENT_WITH_ROOM) ccs_agent_from_room(&w->at_work[w->agents[agent].group], w->agents, agent);
}

/* The agent stands in no list afterwards but that of those who leave. */
CCS_APART static void put_down(ccs_flow_t *f, uint32_t id, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    ccs_agent_t *const a = &w->agents[agent];

    if (a->state == CCS_AGENT_WITH_ROOM) ccs_agent_from_room(&w->at_work[a->group], w->agents, agent);
    if (divides_attention(f)) give_attention(f, id, 0);
    const ccs_hands_t *const hands = w->plan->groups[a->group].hands;

    ccs_in_hand_remove(a, &w->contacts, id, hands, w->plan->steps[w->contacts.at[id].step].hand_kind);
    change_in_hand(f, a->group, hands->n[a->hands] + 1U, hands->n[a->hands]);
    if (has_paces(f)) change_pace(f, agent, id, false);
    if (has_desks(f)) leave_desk(f, id, agent);
    else if (divides_attention(f)) attend(f, agent);
    if (comes_beside(w, &w->contacts.at[id], a)) change_beside(f, a->group, -1);
}

/* A step that holds the agent is over. Who stands in a list keeps the time from which on; it is counted when the contact is put down. */
static void work_on(ccs_flow_t *f, uint32_t id, uint32_t agent, bool is_done)
{
    ccs_world_t *const w = &f->world;
    ccs_agent_t *const a = &w->agents[agent];

    if (!shares(w) || is_done || a->state == CCS_AGENT_BUSY) count_work(f, a);
    if (shares(w) && is_done) put_down(f, id, agent);
}

/* The agent whom a rule has chosen leaves the list in which they stand. */
static void take_agent(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    const uint32_t group = w->agents[agent].group;

    if (shares(w) && w->agents[agent].state == CCS_AGENT_WITH_ROOM) ccs_agent_from_room(&w->at_work[group], w->agents, agent);
    else ccs_agent_from_idle(&w->groups[group], w->agents, agent);
}

/* Nobody waits whom the agent, who is at work, has room for. Who is to leave takes nothing new. */
static void keep_room(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;

    if (shares(w) && w->agents[agent].state != CCS_AGENT_LEAVING && has_room(w, agent))
        ccs_agent_to_room(&w->at_work[w->agents[agent].group], w->agents, agent);
}

/* Of those of a group who may take something: the longest idle one, else who has the fewest contacts in hand. */
static uint32_t least_loaded(const ccs_world_t *w, uint32_t group)
{
    const uint32_t idle = w->groups[group].idle.head;

    return RICH && idle == CCS_NONE ? ccs_agent_with_fewest(&w->at_work[group]) : idle;
}

/* Agents above the schedule of whom it is not yet settled that they leave when they are done. */
static bool must_leave(const ccs_world_t *w, uint32_t group)
{
    const ccs_group_state_t *const g = &w->groups[group];

    return g->n_staffed > g->n_scheduled + (RICH ? w->at_work[group].leaving.n : 0);
}

/* The schedule has fallen: as many as it takes of those with room take nothing new. */
CCS_APART static void send_off(ccs_flow_t *f, uint32_t group)
{
    ccs_world_t *const w = &f->world;
    ccs_at_work_t *const at_work = &w->at_work[group];
    uint32_t agent;

    while (must_leave(w, group) && (agent = ccs_agent_with_fewest(at_work)) != CCS_NONE) {
        ccs_agent_from_room(at_work, w->agents, agent);
        ccs_agent_to_leaving(at_work, w->agents, agent);
    }
}

#endif
