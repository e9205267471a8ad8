/** @file bot_queue.h  Further: contacts that wait for a session of a bot, first come, first served. To wait is a step of its own, left for the session, or by a way out of
 * the node: to where those go who find no session, or as the customer hangs up. */
#ifndef CCS_AHEAD_BOT_QUEUE_H
#define CCS_AHEAD_BOT_QUEUE_H

#include <math.h>

#include "in_flow.h"

/* The step with which the contact begins that comes to another: of a node whose sessions are in use, or waited for by others, to wait, where there is a place. */
static inline uint32_t step_in_front_of(const ccs_flow_t *f, uint32_t step)
{
    const ccs_world_t *const w = &f->world;
    const ccs_step_t *const s = &w->plan->steps[step];

    if (s->kind != CCS_STEP_node || !w->plan->nodes[s->owner].waits) return step;
    const ccs_bot_queue_t *const queue = &w->plan->nodes[s->owner].queue;
    const bool waits = (has_no_session(f, s->owner) || w->bot_queues[s->owner].n > 0) && w->bot_queues[s->owner].n < queue->limit;

    return waits ? queue->step : step;
}

/* By which way it goes if no session comes. @return how long it waits then; INFINITY: as long as it takes */
static double bot_wait_time_s(ccs_flow_t *f, const ccs_contact_t *c, uint32_t id)
{
    const ccs_node_t *const node = &f->world.plan->nodes[id];
    const ccs_bot_queue_t *const queue = &node->queue;
    double patience_s = (double) INFINITY;

    if (queue->give_up != CCS_NONE)
        patience_s = as_now(f, &queue->patience,
            ccs_distribution_at(&queue->patience, draw_in_flow(f, c, node->draws, CCS_PURPOSE_SESSION_PATIENCE)));
    path_of(f, c)->way = patience_s < queue->max_wait_s ? queue->give_up : node->no_session;
    return fmin(patience_s, queue->max_wait_s);
}

static void begin_bot_wait(ccs_flow_t *f, ccs_contact_t *c, uint32_t id, double time_s)
{
    ccs_world_t *const w = &f->world;

    (void) time_s;
    c->state = CCS_CONTACT_IVR;
    w->n_in_ivr[c->type]++;
    book(f, &now_row(f, c->type)[CCS_FACT_ivr_area], 1);
    now_node(f, id)[CCS_FACT_visits]++;
    now_bot(f, id)[CCS_FACT_session_waits]++;
    path_of(f, c)->has_waited = true;
    note_number(f, CCS_MOMENT_session_wait, c, id);
    ccs_queue_push(&w->bot_queues[id], &w->contacts, (uint32_t) (c - w->contacts.at));
}

static void note_session(ccs_flow_t *f, const ccs_contact_t *c, uint32_t id, double waited_s)
{
    if (!TOLD) return;
    ccs_moment_t *const m = note_blank_contact(f, CCS_MOMENT_session, c);

    m->number = id;
    m->duration_s = waited_s;
}

/* For a session, if the contact has no way yet. */
static void end_bot_wait(ccs_flow_t *f, const ccs_contact_t *c, uint32_t id, double lasted_s, enum ccs_exit_kind how)
{
    ccs_world_t *const w = &f->world;
    double *const row = now_bot(f, id);

    (void) how;
    ccs_queue_remove(&w->bot_queues[id], &w->contacts, (uint32_t) (c - w->contacts.at));
    w->n_in_ivr[c->type]--;
    book(f, &now_row(f, c->type)[CCS_FACT_ivr_area], -1);
    ccs_facts_at(&f->facts, c->counts_at)[CCS_FACT_ivr] += lasted_s;
    row[CCS_FACT_session_wait] += lasted_s;
    if (path_of(f, c)->way == CCS_NONE) {
        note_session(f, c, id, lasted_s);
        return;
    }
    row[CCS_FACT_session_waits_in_vain]++;
    row[CCS_FACT_session_given_up] += way_of(f, c)->outcome == CCS_OUTCOME_GIVE_UP;
    path_of(f, c)->has_waited = false;
    leave_node(f, c, id, 0);
}

#endif
