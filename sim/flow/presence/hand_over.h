/** @file hand_over.h  Rich: at the end of a shift a person hands the contact in hand over. What remains of the talk is another agent's: at once if one is free,
 * else when the contact, which stands in front of its queue, is their next. It is the same contact, answered once, and the group that ends the talk has
 * it. */
#ifndef CCS_LIFE_HAND_OVER_H
#define CCS_LIFE_HAND_OVER_H

#include "handle.h"
#include "hint.h"

/* The facts of the group whose agent had the contact. */
static double *row_of_first(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return ccs_facts_duty(&f->facts, f->world.period, f->world.agents[c->agent].group);
}

/* Who has the talk has not counted it as begun, and who had it has not as ended. */
static void move_talk(ccs_flow_t *f, uint32_t pair, int delta)
{
    f->counts.n_talking[pair] += delta;
}

/* The contact waits in front of those who wait for their first agent. Who has once been with an agent does not lose patience. */
static void wait_in_front(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];

    c->state = CCS_CONTACT_WAITING;
    ccs_queue_put_in_front(&w->queues[c->queue], &w->contacts, id, w->plan->queues[c->queue].order);
    count_joined(f, c);
    if (has_stages(w, c->type)) watch_head(f, c->queue);
}

/* The agent, who is the caller's to hand over, goes on with the talk: at another pace, where their group has one. */
CCS_APART static void take_over(ccs_flow_t *f, uint32_t id, uint32_t agent, uint32_t pair)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const uint32_t before = w->plan->steps[c->step].owner;
    const double wait_s = w->now_s - c->since_s, mean_s = w->plan->pairs[before].talk.mean;
    double *const row = row_of_first(f, c);

    row[CCS_FACT_taken_over]++;
    row[CCS_FACT_handed_wait] += wait_s;
    if (pair != before && mean_s > 0) c->talk *= w->plan->pairs[pair].talk.mean / mean_s;
    move_talk(f, pair, 1);
    start_talk(f, id, agent, pair);
    note(f, CCS_MOMENT_taken_over, c, wait_s);
}

/* Whether anybody who is there, and stays, serves the type. */
static bool is_served(const ccs_world_t *w, uint32_t type)
{
    const ccs_routing_t *const routing = &w->plan->types[type].routing;

    for (uint32_t p = routing->first_pair; p < routing->first_pair + routing->n_pairs; p++)
        if (w->groups[w->plan->pairs[p].group].n_scheduled > 0) return true;
    return false;
}

/* Of one who is at work when the shift is over: whether the contact goes to somebody else. Not after-call work, nor one of several contacts in hand, nor when
 * the centre or the type is closed or nobody could take it: all that is finished. */
static bool hands_over(const ccs_flow_t *f, uint32_t agent)
{
    const ccs_world_t *const w = &f->world;
    const ccs_agent_t *const a = &w->agents[agent];

    if (!w->plan->groups[a->group].hands_over || a->state != CCS_AGENT_LEAVING || shares(w)) return false;
    if (FURTHER && ccs_diallers_keep(&w->diallers, agent)) return false; /* by a call that rings */
    const ccs_contact_t *const c = &w->contacts.at[a->in_hand];

    if (stays(f, c) || is_in_company(f, c) || asks(f, c) || is_asked(c)) return false; /* two agents see to it */
    return c->state == CCS_CONTACT_TALKING && !ccs_world_is_closed(w, c->type) && is_served(w, c->type) &&
        ccs_calendar_look(w->calendar, timer_of(f, a->in_hand)).time_s > w->now_s;
}

/* The talk is cut where it is; what remains is kept in seconds. */
static void cut_talk(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const uint32_t pair = w->plan->steps[c->step].owner;
    const double lasted_s = w->now_s - c->since_s;
    double *const row = now_pair(f, pair);

    c->talk = (has_pauses(f) ? talk_of(f, c)->ends_s : ccs_calendar_look(w->calendar, timer_of(f, id)).time_s) - w->now_s;
    if (has_pauses(f)) count_pauses(f, c, pair);
    c->flags |= CCS_CONTACT_HANDED;
    cancel_timer(f, id);
    w->n_talking[pair]--;
    move_talk(f, pair, -1);
    row[CCS_FACT_talk] += lasted_s;
    book(f, &row[CCS_FACT_talk_area], -1);
    if (is_called_back(c)) {
        change_called(f, pair, -1);
        now_callback_pair(f, pair)[CCS_FACT_called_talk] += lasted_s;
    }
    watch_hand_over(f, c->agent, lasted_s);
    detail_work(f, c, CCS_SPREAD_talk, lasted_s);
    note(f, CCS_MOMENT_handed_over, c, lasted_s);
    c->since_s = w->now_s;
}

/* The agent has nothing in hand afterwards, and leaves. */
CCS_APART static void hand_contact_over(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    const uint32_t id = w->agents[agent].in_hand;

    row_of_first(f, &w->contacts.at[id])[CCS_FACT_handed_over]++;
    cut_talk(f, id);
    count_work(f, &w->agents[agent]);
    const ccs_route_t route = agent_for(w, id);

    if (route.id == CCS_NONE) {
        wait_in_front(f, id);
    } else {
        take_agent(f, route.id);
        take_over(f, id, route.id, route.pair);
    }
    free_agent(f, agent, true);
}

#endif
