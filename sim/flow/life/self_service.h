/** @file self_service.h  The IVR or bot, and the door of a call flow. */
#ifndef CCS_LIFE_SELF_SERVICE_H
#define CCS_LIFE_SELF_SERVICE_H

#include "hint.h"
#include "offer.h"

CCS_APART static void end_in_ivr(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    ccs_facts_at(&f->facts, c->counts_at)[CCS_FACT_contained]++;
    free_line(f, f->world.plan->heads[c->type].trunk);
    let_go(f, id);
}

/* Further: all ports of the flow are taken; so the attempt counts as one that finds no line. */
CCS_APART static void find_no_port(ccs_flow_t *f, uint32_t id, uint32_t flow)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    ccs_facts_flow(&f->facts, f->world.period, flow)[CCS_FACT_full]++;
    count_offered(f, c);
    ccs_facts_at(&f->facts, c->counts_at)[CCS_FACT_blocked_lines]++;
    free_line_of(f, c);
    block(f, id, CCS_MOMENT_no_port);
}

/* Further: an outage has taken the flow down. What becomes of the contact, which is counted by each outage that does so. @return false: it is up */
CCS_APART static bool finds_it_down(ccs_flow_t *f, uint32_t flow, enum ccs_flow_down *what)
{
    const ccs_world_t *const w = &f->world;
    bool is_down = false;

    *what = CCS_FLOW_DOWN_QUEUE;
    for (uint32_t i = 0; i < w->plan->n_outages; i++) {
        if (!w->outages.of[i].is_on || !w->plan->outages[i].takes_down[flow]) continue;
        is_down = true;
        if (w->plan->outages[i].contacts == CCS_FLOW_DOWN_HANG_UP) *what = CCS_FLOW_DOWN_HANG_UP;
    }
    for (uint32_t i = 0; is_down && i < w->plan->n_outages; i++)
        if (w->outages.of[i].is_on && w->plan->outages[i].takes_down[flow])
            ccs_facts_outage(&f->facts, w->period, i)[*what == CCS_FLOW_DOWN_QUEUE ? CCS_FACT_passed_by : CCS_FACT_kept_out]++;
    return is_down;
}

/* Further: so the attempt counts as one that finds no line, or asks for an agent without having been in the flow. */
CCS_APART static void stay_outside(ccs_flow_t *f, uint32_t id, enum ccs_flow_down what)
{
    ccs_contact_t *const c = &f->world.contacts.at[id];

    if (what == CCS_FLOW_DOWN_QUEUE) {
        note(f, CCS_MOMENT_flow_passed, c, (double) NAN);
        if (path_of(f, c)->is_before) contact(f, id);
        else offer(f, id);
        return;
    }
    begin_count(f, c);
    count_offered(f, c);
    ccs_facts_at(&f->facts, c->counts_at)[CCS_FACT_blocked_lines]++;
    free_line_of(f, c);
    block(f, id, CCS_MOMENT_flow_down);
}

/* Further: the contact begins at the first node of a flow. */
CCS_APART static void enter_flow(ccs_flow_t *f, uint32_t id, uint32_t flow)
{
    ccs_world_t *const w = &f->world;
    const ccs_call_flow_t *const of = &w->plan->call_flows[flow];
    ccs_contact_t *const c = &w->contacts.at[id];
    enum ccs_flow_down what;

    if (w->outages.of && finds_it_down(f, flow, &what)) {
        stay_outside(f, id, what);
        return;
    }
    path_of(f, c)->flow = flow;
    if (w->n_ports[flow] >= of->ports) {
        begin_count(f, c);
        find_no_port(f, id, flow);
        return;
    }
    const bool in_hours = is_in_hours(of, w->now_s),
               closed = of->closed != CCS_NONE && (!in_hours || ccs_world_is_closed(w, c->type));

    c->counts_at = index_now(f, c->type);
    c->offered_s = path_of(f, c)->began_s = w->now_s; /* conditions say since when it waits */
    ccs_facts_flow(&f->facts, w->period, flow)[CCS_FACT_entries]++;
    if (!in_hours) note(f, CCS_MOMENT_flow_closed, c, (double) NAN);
    change_ports(f, flow, 1);
    begin_step(f, id, w->plan->nodes[closed ? of->closed : of->start].step);
}

CCS_APART static void enter_ivr(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_type_t *const t = &w->plan->types[c->type];

    if (RICH) {
        if (t->flow == CCS_NONE) begin_step(f, id, t->ivr.step);
        else enter_flow(f, id, t->flow);
        return;
    }
    double *const row = now_row(f, c->type);
    const double time_s = ivr_time_s(f, c, c->type);

    if (ccs_ivr_contains(t, source_of(f, c), c)) c->flags |= CCS_CONTACT_CONTAINED;
    c->state = CCS_CONTACT_IVR;
    c->counts_at = index_now(f, c->type);
    w->n_in_ivr[c->type]++;
    row[CCS_FACT_ivr] += time_s;
    book(f, &row[CCS_FACT_ivr_area], 1);
    set_timer(f, id, w->now_s + time_s, CCS_EV_ivr_done);
}

CCS_APART static void on_ivr_done(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];

    w->n_in_ivr[c->type]--;
    book(f, &now_row(f, c->type)[CCS_FACT_ivr_area], -1);
    if (c->flags & CCS_CONTACT_CONTAINED) {
        end_in_ivr(f, id);
        return;
    }
    offer(f, id);
}

#endif
