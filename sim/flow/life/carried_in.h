/** @file carried_in.h  Contacts that wait when the run begins, and have waited before: they asked for an agent long ago, and count as everybody does. */
#ifndef CCS_LIFE_CARRIED_IN_H
#define CCS_LIFE_CARRIED_IN_H

#include "arrive.h"
#include "backlog.h"
#include "remaining.h"
#include "staff.h"

/* Of those who have waited so long the share that waits for ever: all of these are there still, of the others those whose patience is longer. */
static double never_frac_after(const ccs_flow_t *f, const ccs_contact_t *c, double past_s)
{
    const double never = never_frac_at(f, c, f->world.now_s);

    if (never <= 0) return 0;
    return never / (never + (1 - never) * ccs_remaining_chance(&f->world.plan->types[c->type].patience, past_s));
}

/* Who has waited so long is patient: what is left is that of a patience that is longer. It is the patience of those who come now. */
static void set_patience_left(ccs_flow_t *f, uint32_t id, double waited_s)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_distribution_t *const patience = &w->plan->types[c->type].patience;
    const double times = as_now(f, patience, 1),
                 u = ccs_source_draw_as(source_of(f, c), NULL, CCS_PURPOSE_PATIENCE, c->index, c->attempt);
    const double past_s = times > 0 ? waited_s / times : (double) INFINITY;

    if (never_abandons(f, c, never_frac_after(f, c, past_s))) return;
    const double left_s = times > 0 ? times * ccs_remaining_after(patience, past_s, u) : 0;

    set_timer(f, id, w->now_s + left_s, CCS_EV_patience_out);
}

/* It counts in the first cell, its wait from when it came. */
static void add_waiting(ccs_flow_t *f, uint32_t type, uint32_t index, double waited_s)
{
    ccs_world_t *const w = &f->world;
    const ccs_type_head_t *const t = &w->plan->heads[type];
    const uint32_t id = new_contact(f, type, index, ccs_source_draw(&w->sources[type], CCS_PURPOSE_TALK, index, 0));
    ccs_contact_t *const c = &w->contacts.at[id];

    c->offered_s = w->now_s - waited_s;
    if (RICH) {
        c->queue = (uint16_t) t->queue;
        if (!isnan(ccs_world_due_s(w, c))) c->flags |= CCS_CONTACT_DUE;
    }
    if (has_legs(f)) begin_journey(f, id, c->offered_s, w->period);
    begin_count(f, c);
    f->counts.arrived[type]++;
    count_offered(f, c);
    ccs_facts_at(&f->facts, c->counts_at)[CCS_FACT_waited]++;
    seize_line(f, t->trunk);
    expect_nothing(f, id);
    join_queue(f, id);
    tell_nothing(f, id);
    if (t->abandons) set_patience_left(f, id, waited_s);
    await_chase(f, id);
}

/* Oldest first, as they have come. @return 0 or CCS_ERR_STOPPED */
static int add_backlog(ccs_flow_t *f, uint32_t type)
{
    const ccs_arrivals_t *const arrivals = &f->world.plan->types[type].arrivals;
    const uint32_t first = UINT32_MAX - arrivals->initial_busy - arrivals->initial_waiting;
    ccs_waits_t waits = ccs_waits_of(&arrivals->backlog);
    int ret = 0;

    for (uint32_t i = 0; i < arrivals->backlog.n; i++) {
        CCS_REQUIRE(!ccs_stop_asked(f->stop), CCS_ERR_STOPPED);
        const double u = ccs_source_draw(&f->world.sources[type], CCS_PURPOSE_WAITED, first - i, 0);

        add_waiting(f, type, first - i, ccs_waits_next(&waits, u));
    }
out:
    return ret;
}

/* Agents who are there when the run begins take what waits. */
static void serve_backlog(ccs_flow_t *f)
{
    for (uint32_t group = 0; f->world.n_waiting > 0 && group < f->world.plan->n_groups; group++) serve_carried(f, group);
}

#endif
