/* world_verify.c - every count of the world built anew from contacts and agents, and held against what stands there (ccs_world_verify of world.h). */
#include <math.h>

#include "attention.h"
#include "err.h"
#include "rules.h"
#include "time_axis.h"
#include "world.h"

typedef struct {
    uint32_t *waiting;            /* by queue */
    uint32_t *retrying, *in_ivr;  /* by type */
    uint32_t *talking, *wrapping; /* by pair; wrapping: rich only */
    uint32_t *ringing;            /* by pair */
    uint32_t *at_work;            /* by group */
    uint32_t *lines, *queued;     /* by trunk group */
    uint32_t *at_node, *sessions; /* by node */
    uint32_t *bot_waits;          /* by node */
    uint32_t *ports;              /* by call flow */
} census_t;

static bool holds_line(const ccs_contact_t *c)
{
    return c->state != CCS_CONTACT_WRAPPING && !(c->flags & CCS_CONTACT_NO_LINE);
}

static void count_at_node(const ccs_world_t *self, const ccs_contact_t *c, census_t *n)
{
    const ccs_step_t *const step = &self->plan->steps[c->step];

    if (!ccs_step_is_of_node(step)) return;
    const ccs_node_t *const node = &self->plan->nodes[step->owner];

    n->ports[node->flow]++;
    if (step->kind == CCS_STEP_bot_wait) {
        n->bot_waits[step->owner]++;
        return;
    }
    n->at_node[step->owner]++;
    n->sessions[step->owner] += node->sessions != CCS_NONE && self->paths[c - self->contacts.at].way != node->no_session;
}

static void count_contacts(const ccs_world_t *self, census_t *n)
{
    for (uint32_t id = 0; id < self->contacts.size; id++) {
        const ccs_contact_t *const c = &self->contacts.at[id];

        if (c->state == CCS_CONTACT_FREE) continue;
        const uint32_t trunk =
            c->state == CCS_CONTACT_RETRYING || c->state == CCS_CONTACT_AWAY ? CCS_NONE : ccs_world_trunk(self, c);

        if (c->state == CCS_CONTACT_WAITING) n->waiting[ccs_world_queue(self, c)]++;
        n->retrying[c->type] += c->state == CCS_CONTACT_RETRYING;
        n->in_ivr[c->type] += c->state == CCS_CONTACT_IVR;
        if (c->state == CCS_CONTACT_TALKING) n->talking[ccs_world_pair(self, c)]++;
        if (c->state == CCS_CONTACT_WRAPPING) n->wrapping[ccs_world_pair(self, c)]++;
        if (c->state == CCS_CONTACT_RINGING) n->ringing[ccs_world_pair(self, c)]++;
        if (c->state == CCS_CONTACT_IVR && self->plan->n_call_flows > 0) count_at_node(self, c, n);
        if (trunk != CCS_NONE) {
            n->lines[trunk] += holds_line(c);
            n->queued[trunk] += c->state == CCS_CONTACT_WAITING;
        }
    }
}

/* Of those who have been neither handed over nor put in front each is due no earlier than the one before. */
static void verify_due(const ccs_world_t *self, uint32_t queue)
{
    double before_s = -(double) INFINITY;

    for (uint32_t id = self->queues[queue].head; id != CCS_NONE; id = self->contacts.at[id].next) {
        const ccs_contact_t *const c = &self->contacts.at[id];

        if (c->flags & (CCS_CONTACT_HANDED | CCS_CONTACT_FRONT)) continue;
        CCS_BUG_IF(ccs_world_due_at_s(self, c) < before_s);
        before_s = ccs_world_due_at_s(self, c);
    }
}

/* Who stays with a contact, and that contact, know of one another. */
static void verify_company(const ccs_world_t *self)
{
    uint32_t n_in_company = 0;

    for (uint32_t id = 0; id < self->contacts.size; id++) {
        const ccs_journey_t *const j = &self->journeys[id];

        if (self->contacts.at[id].state != CCS_CONTACT_TALKING || j->company == CCS_COMPANY_NONE) continue;
        n_in_company++;
        if (j->company == CCS_COMPANY_OVER) continue;
        CCS_BUG_IF(self->journeys[j->with].with != id || self->contacts.at[j->with].state == CCS_CONTACT_FREE);
        CCS_BUG_IF((self->contacts.at[j->with].state == CCS_CONTACT_TALKING) != (j->company == CCS_COMPANY_JOINED));
    }
    for (uint32_t pair = 0; pair < self->plan->n_pairs; pair++) n_in_company -= self->n_in_company[pair];
    CCS_BUG_IF(n_in_company != 0);
}

/* An agent who asks, and the record that stands for them in a queue or with another agent, know of one another. */
static void verify_asking(const ccs_world_t *self)
{
    uint32_t n_asking = 0;

    for (uint32_t id = 0; id < self->contacts.size; id++) {
        const ccs_contact_t *const c = &self->contacts.at[id];
        const ccs_consulting_t *const a = &self->consulting[id];

        if (c->state != CCS_CONTACT_TALKING || c->flags & CCS_CONTACT_ASKED || a->state == CCS_ASKING_NOT) continue;
        n_asking++;
        if (a->state == CCS_ASKING_OVER) continue;
        const ccs_contact_t *const asked = &self->contacts.at[a->other];

        CCS_BUG_IF(
            asked->state == CCS_CONTACT_FREE || !(asked->flags & CCS_CONTACT_ASKED) || self->consulting[a->other].other != id);
        CCS_BUG_IF((asked->state == CCS_CONTACT_TALKING) != (a->state == CCS_ASKING_JOINED));
    }
    for (uint32_t pair = 0; pair < self->plan->n_pairs; pair++) n_asking -= self->n_asking[pair];
    CCS_BUG_IF(n_asking != 0);
}

/* The levels of pauses, of contacts that are with an agent. */
static void verify_pauses(const ccs_world_t *self)
{
    uint32_t n_in_setup = 0, n_on_hold = 0;

    for (uint32_t id = 0; id < self->contacts.size; id++) {
        if (self->contacts.at[id].state != CCS_CONTACT_TALKING) continue;
        n_in_setup += ccs_talk_is_setup(&self->talks[id]);
        n_on_hold += ccs_talk_is_hold(&self->talks[id]);
    }
    for (uint32_t pair = 0; pair < self->plan->n_pairs; pair++) {
        n_in_setup -= self->n_in_setup[pair];
        n_on_hold -= self->n_on_hold[pair];
    }
    CCS_BUG_IF(n_in_setup != 0 || n_on_hold != 0);
}

/* Contacts that wait for one agent, who is at work or not ready. */
static void verify_held(const ccs_world_t *self)
{
    uint32_t n = 0, n_held = 0;

    for (uint32_t id = 0; id < self->contacts.size; id++) n += self->contacts.at[id].state == CCS_CONTACT_HELD;
    for (uint32_t type = 0; type < self->plan->n_types; type++) n_held += self->n_held[type];
    CCS_BUG_IF(n != n_held);
    for (uint32_t agent = 0; self->held && agent < self->plan->n_agents; agent++) {
        CCS_BUG_IF(self->held[agent].n > 0 &&
            (self->agents[agent].state == CCS_AGENT_OUT || self->agents[agent].state == CCS_AGENT_IDLE));
        for (uint32_t id = self->held[agent].head; id != CCS_NONE; id = self->contacts.at[id].next, n--)
            CCS_BUG_IF(self->contacts.at[id].state != CCS_CONTACT_HELD || self->contacts.at[id].agent != agent);
    }
    CCS_BUG_IF(n != 0);
}

/* What waits at a desk is linked both ways, of one agent, and waits. @return how many pieces */
static uint32_t verify_pending(const ccs_world_t *self, uint32_t agent, const ccs_pieces_t *list)
{
    uint32_t n = 0, prev = CCS_NONE;

    for (uint32_t id = list->head; id != CCS_NONE; prev = id, id = self->pieces[id].next, n++)
        CCS_BUG_IF(self->contacts.at[id].agent != agent || self->pieces[id].state != CCS_PIECE_PENDING ||
            self->pieces[id].prev != prev || n > self->contacts.size);
    CCS_BUG_IF(list->tail != prev);
    return n;
}

/* Whether the agent works, and on what, is what the pieces of what is in hand say. @return whether they do */
static bool verify_desk(const ccs_world_t *self, uint32_t agent)
{
    const ccs_desk_t *const desk = &self->desks[agent];
    uint32_t n_of[CCS_PIECE_OVER + 1] = {0}, n_calls = 0, n_pending = 0;

    for (uint32_t id = self->agents[agent].in_hand; id != CCS_NONE; id = self->contacts.at[id].next) {
        n_of[self->pieces[id].state]++;
        n_calls += self->pieces[id].state == CCS_PIECE_OTHER &&
            ccs_plan_channel(self->plan, self->contacts.at[id].type)->use == CCS_USE_CALL;
    }
    for (uint32_t rank = 0; rank < CCS_N_DESK_RANKS; rank++) n_pending += verify_pending(self, agent, &desk->pending[rank]);
    CCS_BUG_IF(n_pending != n_of[CCS_PIECE_PENDING] || desk->n_others != n_of[CCS_PIECE_OTHER] || desk->n_calls != n_calls);
    CCS_BUG_IF((desk->running != CCS_NONE) != (n_of[CCS_PIECE_RUNNING] == 1) || n_of[CCS_PIECE_RUNNING] > 1);
    CCS_BUG_IF(desk->running != CCS_NONE && self->pieces[desk->running].state != CCS_PIECE_RUNNING);
    CCS_BUG_IF(desk->is_working != (desk->running != CCS_NONE || desk->n_others > 0));
    return desk->is_working;
}

static void verify_desks(const ccs_world_t *self)
{
    for (uint32_t group = 0; self->desks && self->is_rich && group < self->plan->n_groups; group++) {
        const ccs_group_t *const g = &self->plan->groups[group];
        uint32_t n_working = 0;

        for (uint32_t id = g->first_agent; id < g->first_agent + g->max_agents; id++) n_working += verify_desk(self, id);
        CCS_BUG_IF(n_working != self->at_work[group].n_working);
    }
}

/* What contacts have of the agents is what these work on now. */
static void verify_attention(const ccs_world_t *self)
{
    for (uint32_t pair = 0; self->attention && self->is_rich && pair < self->plan->n_pairs; pair++) {
        const ccs_group_t *const g = &self->plan->groups[self->plan->pairs[pair].group];
        uint64_t n = 0;

        for (uint32_t agent = g->first_agent; agent < g->first_agent + g->max_agents; agent++) {
            const uint32_t each = ccs_attention_each(&self->agents[agent], &self->contacts, self->pieces);

            for (uint32_t id = self->agents[agent].in_hand; id != CCS_NONE; id = self->contacts.at[id].next) {
                CCS_BUG_IF(self->attention[id] != (ccs_attention_is_given(&self->contacts, self->pieces, id) ? each : 0));
                if (ccs_world_pair(self, &self->contacts.at[id]) == pair) n += self->attention[id];
            }
        }
        CCS_BUG_IF(n != self->n_attending[pair]);
    }
}

/* Conversations that are put away, in nobody's hand. */
static void verify_away(const ccs_world_t *self)
{
    uint32_t n = 0;

    for (uint32_t id = 0; id < self->contacts.size; id++) n += self->contacts.at[id].state == CCS_CONTACT_AWAY;
    for (uint32_t type = 0; self->n_away && type < self->plan->n_types; type++) n -= self->n_away[type];
    CCS_BUG_IF(n != 0);
}

static void verify_queue(const ccs_world_t *self, uint32_t queue)
{
    const enum ccs_queue_order order = self->plan->queues[queue].order;

    ccs_queue_verify(&self->queues[queue], &self->contacts, order);
    if (self->lots && order == CCS_ORDER_SIRO) ccs_lots_verify(&self->lots[queue], &self->queues[queue], &self->contacts);
    if (order == CCS_ORDER_DUE) verify_due(self, queue);
    for (uint32_t id = self->queues[queue].head; id != CCS_NONE; id = self->contacts.at[id].next)
        CCS_BUG_IF(ccs_world_queue(self, &self->contacts.at[id]) != queue);
}

/* Of the kinds in hand there are as many contacts as the state of the hands says. */
static void verify_hands(const ccs_world_t *self, const ccs_agent_t *agent, uint32_t n_in_hand)
{
    const ccs_hands_t *const hands = self->plan->groups[agent->group].hands;

    CCS_BUG_IF(hands->n[agent->hands] != n_in_hand);
    for (uint32_t kind = 0; kind < hands->n_kinds; kind++) {
        uint32_t n = 0;

        for (uint32_t id = agent->in_hand; id != CCS_NONE; id = self->contacts.at[id].next)
            n += self->plan->steps[self->contacts.at[id].step].hand_kind == kind;
        CCS_BUG_IF(n != ccs_hands_n_of(hands, agent->hands, kind));
    }
}

/* What the agent has in hand is theirs. @return how many contacts, a call that rings and keeps the agent among them */
static uint32_t verify_in_hand(const ccs_world_t *self, uint32_t agent)
{
    const ccs_agent_t *const a = &self->agents[agent];
    uint32_t n = 0;

    for (uint32_t id = a->in_hand; id != CCS_NONE; id = self->contacts.at[id].next, n++) {
        const ccs_contact_t *const c = &self->contacts.at[id];

        CCS_BUG_IF(c->agent != agent ||
            (c->state != CCS_CONTACT_TALKING && c->state != CCS_CONTACT_WRAPPING && c->state != CCS_CONTACT_RINGING &&
                c->state != CCS_CONTACT_DIALLED));
    }
    verify_hands(self, a, n);
    CCS_BUG_IF(n > 0 && ccs_diallers_keep(&self->diallers, agent));
    n += ccs_diallers_keep(&self->diallers, agent);
    CCS_BUG_IF((n > 0) != (a->state >= CCS_AGENT_BUSY));
    return n;
}

/* @return how many agents of the group are listed */
static uint32_t verify_list(const ccs_world_t *self, uint32_t group, const ccs_agent_list_t *list, enum ccs_agent_state state,
    uint32_t hands)
{
    uint32_t n = 0;

    for (uint32_t id = list->head; id != CCS_NONE; id = self->agents[id].next, n++)
        CCS_BUG_IF(self->agents[id].group != group || self->agents[id].state != state || n > list->n ||
            (hands > 0 && self->agents[id].hands != hands));
    CCS_BUG_IF(n != list->n);
    return n;
}

/* Rich: the lists of those at work, and what all have in hand. */
static void verify_at_work(const ccs_world_t *self, uint32_t group, uint32_t n_contacts)
{
    const ccs_group_t *const g = &self->plan->groups[group];
    const ccs_at_work_t *const s = &self->at_work[group];
    uint32_t n_with_room = 0, n_of[CCS_AGENT_LEAVING + 1] = {0}, n_in_hand = 0, n_beside = 0;

    for (uint32_t state = 1; state < g->hands->n_states; state++)
        n_with_room += verify_list(self, group, &s->with_room[state], CCS_AGENT_WITH_ROOM, state);
    (void) verify_list(self, group, &s->leaving, CCS_AGENT_LEAVING, 0);
    for (uint32_t id = g->first_agent; id < g->first_agent + g->max_agents; id++) {
        const uint32_t n_begun = ccs_in_hand_n_begun(&self->agents[id], self->contacts.at);

        n_of[self->agents[id].state]++;
        n_in_hand += verify_in_hand(self, id);
        n_beside += n_begun - (n_begun > 0);
    }
    CCS_BUG_IF(n_with_room != s->n_with_room || n_of[CCS_AGENT_WITH_ROOM] != n_with_room);
    CCS_BUG_IF(n_of[CCS_AGENT_LEAVING] != s->leaving.n);
    CCS_BUG_IF(n_in_hand != n_contacts || n_beside != s->n_beside);
}

/* Who is to be on the phones is there, and who is not is away or about to go. */
static void verify_persons(const ccs_world_t *self, uint32_t group)
{
    const ccs_group_t *const g = &self->plan->groups[group];
    uint32_t n_on = 0, n_missed = 0, n_after = 0, n_kept = 0, n_leaving = 0, n_unpaid = 0;

    for (uint32_t id = g->first_agent; id < g->first_agent + g->n_persons; id++) {
        const enum ccs_agent_state state = self->agents[id].state;
        const ccs_duty_t *const duty = &self->duties[id];

        CCS_BUG_IF(duty->is_on != (state != CCS_AGENT_OUT && state != CCS_AGENT_LEAVING));
        /* who stays behind close for what is left may be absent from the next shift */
        CCS_BUG_IF(duty->is_absent && duty->is_on && self->plan->spells[duty->spell].start_s < self->now_s);
        n_on += duty->is_on;
        n_missed += duty->is_missed;
        n_after += duty->is_after;
        n_kept += duty->keeps;
        n_unpaid += duty->is_unpaid;
        CCS_BUG_IF(duty->is_after && state != CCS_AGENT_LEAVING && !(duty->stays_s > 0));
        n_leaving += state == CCS_AGENT_LEAVING;
    }
    CCS_BUG_IF(n_on != self->groups[group].n_scheduled || n_missed != self->off_duty[group].n_absent ||
        n_after != self->off_duty[group].n_after || n_kept != self->off_duty[group].n_kept);
    CCS_BUG_IF(n_unpaid != (self->posts.at ? self->posts.of[group].unheld : 0));
    CCS_BUG_IF(verify_list(self, group, &self->at_work[group].leaving, CCS_AGENT_LEAVING, 0) != n_leaving);
    CCS_BUG_IF(n_on + n_leaving != self->groups[group].n_staffed);
}

/* Whom an outage keeps from work takes nothing, and nobody else is stopped. */
static bool may_be_so(const ccs_world_t *self, uint32_t agent)
{
    switch ((enum ccs_agent_state) self->agents[agent].state) {
    case CCS_AGENT_STOPPED: return ccs_outages_stop(&self->outages, agent);
    case CCS_AGENT_IDLE:
    case CCS_AGENT_WITH_ROOM: return !ccs_outages_stop(&self->outages, agent);
    case CCS_AGENT_OUT:
    case CCS_AGENT_NOT_READY:
    case CCS_AGENT_BUSY:
    case CCS_AGENT_LEAVING: break;
    }
    return true;
}

static void verify_group(const ccs_world_t *self, uint32_t group, const census_t *n)
{
    const ccs_group_t *const g = &self->plan->groups[group];
    const ccs_group_state_t *const s = &self->groups[group];
    uint32_t idle = 0, busy = 0, not_ready = 0, stopped = 0;

    for (uint32_t id = g->first_agent; id < g->first_agent + g->max_agents; id++) {
        idle += self->agents[id].state == CCS_AGENT_IDLE;
        not_ready += self->agents[id].state == CCS_AGENT_NOT_READY;
        stopped += self->agents[id].state == CCS_AGENT_STOPPED;
        CCS_BUG_IF(!may_be_so(self, id));
        busy += self->agents[id].state >= CCS_AGENT_BUSY;
    }
    if (g->n_persons > 0) verify_persons(self, group);
    CCS_BUG_IF(verify_list(self, group, &s->idle, CCS_AGENT_IDLE, 0) != idle);
    CCS_BUG_IF(idle + not_ready + stopped + busy != s->n_staffed);
    CCS_BUG_IF(verify_list(self, group, &self->at_work[group].not_ready, CCS_AGENT_NOT_READY, 0) != not_ready);
    CCS_BUG_IF(verify_list(self, group, &self->at_work[group].stopped, CCS_AGENT_STOPPED, 0) != stopped);
    if (self->is_rich && self->shares) verify_at_work(self, group, n->at_work[group]);
    else CCS_BUG_IF(busy != n->at_work[group]);
}

/* Nobody waits for a session while there is one. */
static void verify_bot_queue(const ccs_world_t *self, uint32_t node, uint32_t n)
{
    const ccs_queue_state_t *const queue = &self->bot_queues[node];
    uint32_t left = queue->n;

    for (uint32_t id = queue->head; id != CCS_NONE; id = self->contacts.at[id].next, left--) {
        const ccs_contact_t *const c = &self->contacts.at[id];

        CCS_BUG_IF(c->state != CCS_CONTACT_IVR || c->step != self->plan->nodes[node].queue.step || left == 0);
        CCS_BUG_IF(c->prev != CCS_NONE && self->contacts.at[c->prev].since_s > c->since_s);
    }
    CCS_BUG_IF(left != 0 || queue->n != n || self->n_bot_waits[node] != n);
    CCS_BUG_IF(n > 0 && self->n_sessions[node] < self->plan->nodes[node].sessions);
}

void ccs_world_verify(const ccs_world_t *self)
{
    const ccs_plan_t *const plan = self->plan;
    ccs_arena_t scratch = {0};
    census_t n = {.waiting = ccs_arena_array(&scratch, plan->n_queues, sizeof(uint32_t)),
        .retrying = ccs_arena_array(&scratch, plan->n_types, sizeof(uint32_t)),
        .in_ivr = ccs_arena_array(&scratch, plan->n_types, sizeof(uint32_t)),
        .talking = ccs_arena_array(&scratch, plan->n_pairs, sizeof(uint32_t)),
        .wrapping = ccs_arena_array(&scratch, plan->n_pairs, sizeof(uint32_t)),
        .ringing = ccs_arena_array(&scratch, plan->n_pairs, sizeof(uint32_t)),
        .at_work = ccs_arena_array(&scratch, plan->n_groups, sizeof(uint32_t)),
        .lines = ccs_arena_array(&scratch, plan->n_trunks, sizeof(uint32_t)),
        .queued = ccs_arena_array(&scratch, plan->n_trunks, sizeof(uint32_t)),
        .at_node = ccs_arena_array(&scratch, plan->n_nodes, sizeof(uint32_t)),
        .sessions = ccs_arena_array(&scratch, plan->n_nodes, sizeof(uint32_t)),
        .bot_waits = ccs_arena_array(&scratch, plan->n_nodes, sizeof(uint32_t)),
        .ports = ccs_arena_array(&scratch, plan->n_call_flows, sizeof(uint32_t))};
    uint32_t waiting = 0;

    if (!n.waiting || !n.retrying || !n.in_ivr || !n.talking || !n.wrapping || !n.ringing || !n.at_work || !n.lines ||
        !n.queued || !n.at_node || !n.sessions || !n.bot_waits || !n.ports)
        goto out; /* no memory to check with */
    count_contacts(self, &n);
    if (self->talks) verify_pauses(self);
    if (self->consulting) verify_asking(self);
    if (self->n_in_company) verify_company(self);
    for (uint32_t queue = 0; queue < plan->n_queues; queue++) {
        verify_queue(self, queue);
        CCS_BUG_IF(n.waiting[queue] != self->queues[queue].n);
        waiting += n.waiting[queue];
    }
    for (uint32_t type = 0; type < plan->n_types; type++)
        CCS_BUG_IF(n.retrying[type] != self->n_retrying[type] || n.in_ivr[type] != self->n_in_ivr[type]);
    CCS_BUG_IF(waiting != self->n_waiting);
    for (uint32_t pair = 0; pair < plan->n_pairs; pair++) {
        CCS_BUG_IF(n.talking[pair] != self->n_talking[pair]);
        CCS_BUG_IF(self->is_rich && n.wrapping[pair] != self->n_wrapping[pair]);
        CCS_BUG_IF(n.ringing[pair] != self->n_ringing[pair]);
        n.at_work[plan->pairs[pair].group] += n.talking[pair] + self->n_wrapping[pair] + n.ringing[pair];
        if (self->callbacks.owed) n.at_work[plan->pairs[pair].group] += self->callbacks.n_dialling[pair];
    }
    for (uint32_t group = 0; self->diallers.of && group < plan->n_groups; group++)
        n.at_work[group] += self->diallers.n_kept[group];
    for (uint32_t group = 0; group < plan->n_groups; group++) verify_group(self, group, &n);
    for (uint32_t trunk = 0; trunk < plan->n_trunks; trunk++) {
        n.lines[trunk] += ccs_diallers_lines_of(&self->diallers, plan, trunk);
        CCS_BUG_IF(n.lines[trunk] != self->trunks[trunk].n_busy || n.queued[trunk] != self->trunks[trunk].n_waiting);
        CCS_BUG_IF(n.lines[trunk] > plan->trunks[trunk].lines);
    }
    verify_held(self);
    verify_away(self);
    verify_desks(self);
    verify_attention(self);
    ccs_callbacks_verify(&self->callbacks, plan, &self->contacts);
    ccs_diallers_verify(&self->diallers, plan, &self->contacts);
    ccs_outages_verify(&self->outages, plan);
    ccs_posts_verify(&self->posts, plan);
    ccs_chases_verify(&self->chases, self->deadlines);
    for (uint32_t node = 0; node < plan->n_nodes; node++) {
        CCS_BUG_IF(n.at_node[node] != self->n_at_node[node] || n.sessions[node] != self->n_sessions[node]);
        CCS_BUG_IF(n.sessions[node] > plan->nodes[node].sessions);
        if (self->bot_queues) verify_bot_queue(self, node, n.bot_waits[node]);
    }
    for (uint32_t flow = 0; flow < plan->n_call_flows; flow++) CCS_BUG_IF(n.ports[flow] != self->n_ports[flow]);
    ccs_calendar_verify(self->calendar);
out:
    ccs_arena_free(&scratch);
}
