/** @file chase.h  Further: customers who chase what is late, while it still waits, by a contact of another type. That contact has no issue of its own, and its customer does not come again. */
#ifndef CCS_LIFE_CHASE_H
#define CCS_LIFE_CHASE_H

#include "deadline.h"
#include "memory.h"

/* What tells the attempts of who chases from those of the issue. */
enum { CHASING_ATTEMPT = 0x8000 };

static inline const ccs_chase_t *chase_of(const ccs_flow_t *f, uint32_t id)
{
    return f->world.plan->deferred[deadline_of(f, id)->type].chase;
}

/* When the customer chases what was promised, if it waits then; INFINITY: will not. */
static double draw_chase_s(const ccs_flow_t *f, uint32_t id, const ccs_chase_t *chase)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    const double due_s = deadline_of(f, id)->due_s;

    if (!(draw_alone(f, c, CCS_PURPOSE_CHASE) < chase->frac)) return (double) INFINITY;
    if (chase->after.kind == CCS_DISTRIBUTION_NONE) return due_s;
    return due_s + as_at(f, &chase->after, ccs_distribution_at(&chase->after, draw_alone(f, c, CCS_PURPOSE_CHASE_DELAY)), due_s);
}

/* The contact waits: its customer chases it when it is late, or will not. That is decided once, in however many queues it waits. */
CCS_APART static void await_chase_of(ccs_flow_t *f, uint32_t id, const ccs_chase_t *chase)
{
    const ccs_world_t *const w = &f->world;
    ccs_deadline_t *const deadline = deadline_of(f, id);
    const uint32_t before = ccs_chases_first(&w->chases);

    if (isnan(deadline->chase_s)) deadline->chase_s = draw_chase_s(f, id, chase);
    if (isinf(deadline->chase_s) || (!w->plan->axis.is_batched && deadline->chase_s > w->plan->last_day_ends_s)) return;
    ccs_chases_add(&f->world.chases, w->deadlines, id);
    set_chase_timer(f, before);
}

/* Of a contact that begins to wait, whatever else its customer waits for. */
static inline void await_chase(ccs_flow_t *f, uint32_t id)
{
    if (!has_deadlines(f) || !f->world.chases.at) return;
    const ccs_deadline_t *const deadline = deadline_of(f, id);

    if (deadline->is_open && !deadline->is_chased && deadline->place == 0 && chase_of(f, id))
        await_chase_of(f, id, chase_of(f, id));
}

/* The customer will come by another way, as soon as it is open; the record is that contact's. */
static void come_to_chase(ccs_flow_t *f, uint32_t id, uint32_t through)
{
    ccs_world_t *const w = &f->world;
    const uint32_t next = ccs_contacts_take(&w->contacts);
    ccs_contact_t *const c = &w->contacts.at[next];

    *c = w->contacts.at[id];
    c->type = (uint16_t) through;
    c->attempt = (uint16_t) (c->attempt | CHASING_ATTEMPT);
    c->state = CCS_CONTACT_RETRYING;
    c->flags = 0;
    c->counts_at = index_now(f, through);
    if (has_legs(f)) w->journeys[next] = (ccs_journey_t){.came_as = c->type};
    begin_memory(f, next);
    if (FURTHER && w->held) w->served_by[next] = CCS_NONE;
    w->deadlines[next] = (ccs_deadline_t){.type = c->type, .chases = true, .original = id};
    w->n_retrying[through]++;
    book(f, &now_row(f, through)[CCS_FACT_retry_area], 1);
    set_timer(f, next, w->now_s, CCS_EV_repeat);
}

/* In a queue, on the line; for one agent; or it rings. Who is to be called back waits for that, and who is handed over has been answered. */
static bool waits_to_be_chased(const ccs_contact_t *c)
{
    if (c->state == CCS_CONTACT_WAITING) return !(c->flags & (CCS_CONTACT_HANDED | CCS_CONTACT_CALLED_BACK));
    return c->state == CCS_CONTACT_RINGING || c->state == CCS_CONTACT_HELD;
}

CCS_APART static void chase_it(ccs_flow_t *f, uint32_t id)
{
    ccs_deadline_t *const deadline = deadline_of(f, id);
    const ccs_chase_t *const chase = chase_of(f, id);

    deadline->is_chased = true;
    ccs_facts_due(&f->facts, f->world.period, deadline->type)[CCS_FACT_chases]++;
    note(f, CCS_MOMENT_chased, &f->world.contacts.at[id], f->world.now_s - deadline->due_s);
    come_to_chase(f, id, chase->through);
}

/* One at a time, as each makes a contact. Who was next may have been cut off by now, as the interval ended. */
CCS_APART static void on_chase(ccs_flow_t *f, uint32_t unused)
{
    if (!FURTHER) return;
    const uint32_t id = ccs_chases_first(&f->world.chases);

    (void) unused;
    if (id == CCS_NONE) return;
    if (deadline_of(f, id)->chase_s <= f->world.now_s) {
        forget_chase(f, id);
        if (waits_to_be_chased(&f->world.contacts.at[id])) chase_it(f, id);
    } else {
        set_chase_timer(f, CCS_NONE);
    }
}

/* Whether the contact that was chased waits still for what is late: its record may be another one's by now, and who is handed over has been answered. */
static bool is_still_waiting(const ccs_flow_t *f, const ccs_contact_t *chaser, const ccs_contact_t *original)
{
    const ccs_deadline_t *const deadline = deadline_of(f, (uint32_t) (original - f->world.contacts.at));

    return original->state == CCS_CONTACT_WAITING && waits_to_be_chased(original) && original->index == chaser->index &&
        original->source == chaser->source && deadline->is_open && deadline->is_chased;
}

#endif
