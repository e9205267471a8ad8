/** @file dial.h  Further: the phone of a customer who is called back rings. Agent first: an agent is kept by it. Customer first: nobody is, and who answers
 * waits on the line, in front of the queue, until an agent is free. Whether a call is answered is known when it begins, by its draw. */
#ifndef CCS_LIFE_DIAL_H
#define CCS_LIFE_DIAL_H

#include "call_back.h"
#include "hint.h"
#include "purpose.h"
#include "watch.h"

static const ccs_callback_t *callback_of(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return f->world.plan->types[c->type].callback;
}

/* How long the phone rings. */
static double rings_for_s(const ccs_flow_t *f, const ccs_contact_t *c, bool reached)
{
    const ccs_distribution_t *const law = &callback_of(f, c)->ring;
    const uint32_t turn = c->n_calls % CCS_STREAM_TURNS;

    if (!reached) return callback_of(f, c)->no_answer_s;
    if (law->kind == CCS_DISTRIBUTION_NONE) return 0;
    const double u = ccs_stream_draw_turn(&source_of(f, c)->stream, c->index, c->attempt, leg_of(f, c) << 10 | turn,
        CCS_PURPOSE_CALLBACK_RING);

    return as_now(f, law, ccs_distribution_at(law, u));
}

/* The first call, where its time was said. */
static void count_promise(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    if (!ccs_callback_promises(callback_of(f, c))) return;
    ccs_call_time_t *const promised = &f->world.callbacks.promised[id];

    if (isnan(promised->at_s)) return; /* it was made before */
    callback_row(f, c)[CCS_FACT_promised]++;
    if (callback_of(f, c)->way == CCS_CALLBACK_SLOTS)
        callback_row(f, c)[f->world.now_s < promised->until_s ? CCS_FACT_kept : CCS_FACT_not_kept]++;
    callback_row(f, c)[CCS_FACT_late] += f->world.now_s - promised->at_s;
    promised->at_s = NAN;
}

/* ---- it rings ------------------------------------------------------------------------------------------------------------------- */

/* One phone more rings, or one fewer. */
static void count_dialled(ccs_flow_t *f, const ccs_contact_t *c, bool reached, int delta)
{
    ccs_world_t *const w = &f->world;
    ccs_callbacks_t *const s = &w->callbacks;
    const uint32_t pair = w->plan->steps[c->step].owner;
    double *const row = now_callback_pair(f, pair);

    s->n_away[c->type] += (uint32_t) delta;
    if (w->plan->axis.is_batched) w->n_undecided += (uint32_t) (delta * (int) ccs_facts_counts(&f->facts, c->counts_at));
    change_off_line(f, c->type, delta);
    if (c->agent == CCS_NONE) {
        s->n_called_for[w->plan->pairs[pair].group] += (uint32_t) delta;
        return;
    }
    s->n_dialling[pair] += (uint32_t) delta;
    book(f, &row[CCS_FACT_dial_area], delta);
    if (reached) return;
    s->n_in_vain[pair] += (uint32_t) delta;
    book(f, &row[CCS_FACT_dial_lost_area], delta);
}

/* The customer, who stands nowhere, is called. @param by  id: the agent whom it keeps, in no list; CCS_NONE: nobody */
CCS_APART static void begin_dial(ccs_flow_t *f, uint32_t id, ccs_route_t by, double lasts_s)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const bool reached = is_reached(f, c);

    c->n_missed = c->n_calls;
    c->state = CCS_CONTACT_DIALLED;
    c->agent = by.id;
    c->step = w->plan->pairs[by.pair].talk_step;
    count_dialled(f, c, reached, 1);
    if (by.id != CCS_NONE) {
        take_in_hand(f, id, by.id);
        watch_ring(f, by.id);
    }
    note(f, by.id == CCS_NONE ? CCS_MOMENT_dial_first : CCS_MOMENT_dial, c, (double) NAN);
    set_timer(f, id, w->now_s + lasts_s, CCS_EV_dial_end);
}

/* An agent, who stands in no list, calls a customer, who stands nowhere. @return whether the agent has somebody, or is kept by the call */
CCS_APART static bool call_by(ccs_flow_t *f, uint32_t id, ccs_route_t by)
{
    const bool reached = is_reached(f, &f->world.contacts.at[id]);
    const double lasts_s = rings_for_s(f, &f->world.contacts.at[id], reached);

    count_promise(f, id);
    if (lasts_s > 0) begin_dial(f, id, by, lasts_s);
    else if (reached) talk_back(f, id, by.id, by.pair, false);
    else miss(f, id);
    return reached || lasts_s > 0;
}

/* ---- the customer answers before an agent is there ------------------------------------------------------------------------------ */

/* How long the customer, who has answered, waits for an agent. */
static double holds_for_s(const ccs_flow_t *f, const ccs_contact_t *c)
{
    const ccs_distribution_t *const own = &callback_of(f, c)->patience;

    if (own->kind == CCS_DISTRIBUTION_NONE && !gives_up(f, c)) return (double) INFINITY;
    const ccs_distribution_t *const law = own->kind == CCS_DISTRIBUTION_NONE ? &f->world.plan->types[c->type].patience : own;

    return as_now(f, law, ccs_distribution_at(law, draw_alone(f, c, CCS_PURPOSE_CALLBACK_PATIENCE)));
}

/* Nobody is free: the customer waits in front of the queue, where there is an order. */
static void wait_called(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const double holds_s = holds_for_s(f, c);

    if (!draws_lots(w, c->queue)) c->flags |= CCS_CONTACT_FRONT;
    enter_queue(f, id);
    note(f, CCS_MOMENT_put_through, c, (double) NAN);
    if (isfinite(holds_s)) set_timer(f, id, w->now_s + holds_s, CCS_EV_patience_out);
}

/* The customer has waited for too long. */
CCS_APART static void hang_up_called(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    callback_row(f, c)[CCS_FACT_reached_lost]++;
    note(f, CCS_MOMENT_reached_lost, c, f->world.now_s - c->since_s);
    end_owed(f, id);
    leave(f, id, CCS_RETRY_ABANDONED);
}

/* The customer, who stands nowhere, has answered when no agent serves the type any more: where its queue is kept they are called again as it opens. */
CCS_APART static void call_at_opening(ccs_flow_t *f, uint32_t id)
{
    ccs_contact_t *const c = &f->world.contacts.at[id];

    c->flags &= (uint16_t) ~CCS_CONTACT_REACHED;
    note(f, CCS_MOMENT_call_put_off, c, f->world.now_s - c->since_s);
    owe(f, id);
}

/* The same, where the queue may be cleared. */
CCS_APART static void answer_after_close(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    if (f->world.plan->queues[c->queue].at_close == CCS_AT_CLOSE_CARRY) {
        call_at_opening(f, id);
        return;
    }
    note(f, CCS_MOMENT_reached_cut, c, f->world.now_s - c->since_s);
    disconnect(f, id);
}

/* The customer, who stands nowhere, has answered. */
CCS_APART static void put_through(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];

    c->flags |= CCS_CONTACT_REACHED;
    now_callback(f, c->type)[CCS_FACT_calls]++;
    now_callback(f, c->type)[CCS_FACT_put_through]++;
    if (!is_served_now(w, c)) {
        answer_after_close(f, id);
        return;
    }
    const ccs_route_t route = agent_for(w, id);

    if (route.id == CCS_NONE) {
        wait_called(f, id);
        return;
    }
    take_agent(f, route.id);
    talk_back(f, id, route.id, route.pair, false);
    keep_room(f, route.id);
}

/* The customer, who stands nowhere, is called, and keeps nobody. */
CCS_APART static void call_alone(ccs_flow_t *f, uint32_t id, uint32_t pair)
{
    const bool reached = is_reached(f, &f->world.contacts.at[id]);
    const double lasts_s = rings_for_s(f, &f->world.contacts.at[id], reached);

    count_promise(f, id);
    if (lasts_s > 0) begin_dial(f, id, (ccs_route_t){CCS_NONE, pair}, lasts_s);
    else if (reached) put_through(f, id);
    else miss(f, id);
}

/* ---- it does not ring any more -------------------------------------------------------------------------------------------------- */

/* An outage may have stopped the agent meanwhile: others are asked. */
static void on_dial_end(ccs_flow_t *f, uint32_t id)
{
    if (!FURTHER) return;
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const uint32_t agent = c->agent, pair = w->plan->steps[c->step].owner;

    const bool reached = answers_call(f, c, c->n_missed);

    const bool talks = reached && agent != CCS_NONE && !is_stopped(w, agent);

    if (agent != CCS_NONE && shares(w) && talks) keep_in_hand(f, agent);
    else if (agent != CCS_NONE && shares(w)) put_down(f, id, agent);
    count_dialled(f, c, reached, -1);
    c->n_calls = c->n_missed; /* in the place of the agent */
    if (talks) {
        talk_back(f, id, agent, pair, true);
        if (w->agents[agent].state != CCS_AGENT_LEAVING) keep_room(f, agent);
        return;
    }
    if (reached) put_through(f, id);
    else miss(f, id);
    if (agent != CCS_NONE) free_agent(f, agent, true);
}

#endif
