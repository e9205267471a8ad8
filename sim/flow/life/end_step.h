/** @file end_step.h  Rich: a step is over. The contact takes an exit, gives back what it does not hold any more, and goes on. */
#ifndef CCS_LIFE_END_STEP_H
#define CCS_LIFE_END_STEP_H

#include "ask.h"
#include "close_chased.h"
#include "err.h"
#include "in_step.h"
#include "not_ready.h"
#include "offer.h"
#include "transfer.h"

/* The way out of a node of a call flow was drawn as the contact came, but for those that depend on conditions. Of a talk there is one for customers, and
 * one for agents who ask. Of other steps the IVR alone has several exits; of whose share that is contained may vary over time. */
static const ccs_exit_t *take_exit(ccs_flow_t *f, const ccs_contact_t *c)
{
    const ccs_step_t *const s = step_of(f, c);
    const ccs_exit_t *exit = &f->world.plan->exits[s->first_exit];

    if (FURTHER && s->kind == CCS_STEP_node) {
        choose_way(f, c, s->owner);
        return exit + (path_of(f, c)->way - f->world.plan->nodes[s->owner].first_way);
    }
    if (FURTHER && s->kind == CCS_STEP_bot_wait) return exit + (path_of(f, c)->way - f->world.plan->nodes[s->owner].no_session);
    if (s->n_exits == 1) return exit;
    if (FURTHER && s->kind == CCS_STEP_talk) return exit + is_asked(c);
    CCS_BUG_IF(s->kind != CCS_STEP_ivr);
    const double u = ccs_ivr_exit_draw(source_of(f, c), c);

    const ccs_course_t *const contained = f->world.plan->types[s->owner].courses.contained;

    if (contained) return u < share_now(f, contained, exit->upto_frac) ? exit : exit + 1;
    while (u >= exit->upto_frac) exit++;
    return exit;
}

/* A node of a call flow is left without an agent, and the customer will come again. */
static bool returns(ccs_flow_t *f, uint32_t id, enum ccs_exit_kind how)
{
    if (!FURTHER || is_chaser(f, id)) return false;
    const ccs_step_t *const s = step_of(f, &f->world.contacts.at[id]);

    return ccs_step_is_of_node(s) && comes_back(f, id, s->owner, how);
}

/* What a contact has of self-service that it leaves without an agent. */
static enum ccs_journey_end end_in_self_service(const ccs_flow_t *f, uint32_t id, enum ccs_exit_kind how)
{
    if (how == CCS_EXIT_LOST) return CCS_JOURNEY_ABANDONED;
    return FURTHER && f->world.paths && f->world.paths[id].is_false ? CCS_JOURNEY_CONTAINED_FALSE : CCS_JOURNEY_CONTAINED;
}

/* The customer has got no agent, and did not ask for one. */
static void end_self_service(ccs_flow_t *f, uint32_t id, enum ccs_exit_kind how)
{
    const enum ccs_journey_end end = end_in_self_service(f, id, how);

    end_journey(f, id, end);
    if (end != CCS_JOURNEY_ABANDONED) remember_contained(f, id, end == CCS_JOURNEY_CONTAINED_FALSE);
    if (!returns(f, id, how)) let_go(f, id);
}

/* The customer leaves, as the exit says; where it ends the work on the contact, they take the record along. */
static void end_presence(ccs_flow_t *f, uint32_t id, enum ccs_exit_kind how, bool is_cut)
{
    if (how == CCS_EXIT_CONTAINED || how == CCS_EXIT_LOST) end_self_service(f, id, how);
    else leave_talk(f, how == CCS_EXIT_STEP ? take_along(f, id) : id, is_cut);
}

/* A node of a call flow leads to the queue of a type; from what the customer looks at first, to the door of the type. */
static void go_to_queue(ccs_flow_t *f, uint32_t id, uint32_t type)
{
    ccs_contact_t *const c = &f->world.contacts.at[id];

    choose_queue(f, c, type);
    if (path_of(f, c)->is_before) contact(f, id);
    else offer(f, id);
}

/* @param is_cut  a talk is cut off now, by an outage: nobody is transferred */
static void take_leave(ccs_flow_t *f, uint32_t id, bool is_cut)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_exit_t *const exit = take_exit(f, c);
    const ccs_step_t *const s = step_of(f, c);
    const uint32_t held = s->holds, dropped = exit->drops, agent = c->agent;
    const bool stayed = stays(f, c) || is_asked(c); /* the customer is in another leg by now, or there is none */
    const ccs_transfer_t *const transfer = is_cut || stayed ? NULL : transfer_after(f, c);

    if (is_cut && has_desks(f)) break_off_at_desk(f, id);
    end_step(f, c, exit->kind);
    if (held & CCS_HOLDS_AGENT) work_on(f, id, agent, dropped & CCS_HOLDS_AGENT);
    const bool waits = transfer && shares(w); /* the agent may be asked for again, who is at after-call work first */
    const uint32_t next = waits ? begin_next_leg(f, id, transfer) : CCS_NONE;

    if (transfer && !waits) {
        go_on(f, id, transfer);
    } else if (!transfer && !stayed) {
        if (FURTHER && dropped & CCS_HOLDS_PORT) change_ports(f, w->plan->nodes[s->owner].flow, -1);
        if (dropped & CCS_HOLDS_LINE) free_line_of(f, c);
        if (dropped & CCS_HOLDS_CUSTOMER) end_presence(f, id, exit->kind, is_cut);
    }
    if (exit->kind == CCS_EXIT_STEP) {
        begin_step(f, id, exit->to);
        if (has_desks(f) && held & CCS_HOLDS_AGENT) wrap_at_desk(f, id);
    } else if (exit->kind == CCS_EXIT_QUEUE) {
        if (FURTHER && ccs_step_is_of_node(s)) {
            go_to_queue(f, id, exit->to);
        } else {
            c->queue = (uint16_t) exit->to;
            offer(f, id);
        }
    } else if (transfer || stayed || !(held & CCS_HOLDS_CUSTOMER)) {
        ccs_contacts_give(&w->contacts, id);
    }
    if (waits) offer(f, next);
    if (dropped & CCS_HOLDS_AGENT) be_done(f, agent, c);
    if (FURTHER && w->bot_queues && s->kind == CCS_STEP_node) grant_sessions(f, s->owner);
}

/* The talk goes on, with a pause or after one. */
static bool talks_on(ccs_flow_t *f, uint32_t id)
{
    if (!has_pauses(f)) return false;
    if (has_consults(f) && consults(f, id)) return true;
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    double ends_s;

    if (c->state != CCS_CONTACT_TALKING || !begin_next_part(f, c, step_of(f, c)->owner, &ends_s)) return false;
    set_timer(f, id, ends_s, CCS_EV_step_end);
    return true;
}

static void on_step_end(ccs_flow_t *f, uint32_t id)
{
    if (!RICH || talks_on(f, id) || (has_company(f) && stay_on(f, id))) return;
    if (has_desks(f) && step_of(f, &f->world.contacts.at[id])->holds & CCS_HOLDS_AGENT && goes_on_at_desk(f, id)) return;
    take_leave(f, id, false);
}

#endif
