/** @file thread.h  Further: threads of several contacts. Who is answered writes again after a pause, and each contact is a piece of work of its own, of the same issue. */
#ifndef CCS_LIFE_THREAD_H
#define CCS_LIFE_THREAD_H

#include "deadline.h"

static inline const ccs_touches_t *touches_of(const ccs_flow_t *f, uint32_t id)
{
    return has_deadlines(f) ? f->world.plan->deferred[deadline_of(f, id)->type].touches : NULL;
}

/* On the handle time of a contact after the first of its thread. */
static inline double touch_work(const ccs_flow_t *f, const ccs_contact_t *c)
{
    const uint32_t id = (uint32_t) (c - f->world.contacts.at);
    const ccs_touches_t *const touches = touches_of(f, id);

    return touches && deadline_of(f, id)->thread.touch > 0 && !(c->flags & CCS_CONTACT_ASKED) ? touches->work_times : 1;
}

/* The thread is over. */
static void end_thread(ccs_flow_t *f, ccs_deadline_t *deadline, double *row)
{
    row[CCS_FACT_threads]++;
    row[CCS_FACT_thread_touches] += deadline->thread.touch + 1;
    row[CCS_FACT_thread_time] += f->world.now_s - deadline->thread.began_s;
    deadline->thread = (ccs_thread_t){0};
}

/* The customer has been answered, and will write again; the record is theirs until then. */
static void write_later(ccs_flow_t *f, uint32_t id, const ccs_touches_t *touches)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_distribution_t *const law = &touches->pause;
    const double pause_s = law->kind == CCS_DISTRIBUTION_NONE
        ? 0
        : as_now(f, law, ccs_distribution_at(law, draw_alone(f, c, CCS_PURPOSE_TOUCH_PAUSE)));

    c->type = deadline_of(f, id)->type;
    c->state = CCS_CONTACT_RETRYING;
    c->flags = 0;
    w->n_retrying[c->type]++;
    book(f, &now_row(f, c->type)[CCS_FACT_retry_area], 1);
    set_timer(f, id, w->now_s + pause_s, CCS_EV_repeat);
    note_next(f, CCS_MOMENT_writes_later, c, id);
}

/* An agent has served a contact of a thread. @return whether another one follows */
CCS_APART static bool goes_on_writing(ccs_flow_t *f, uint32_t id, const ccs_touches_t *touches)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    ccs_deadline_t *const deadline = deadline_of(f, id);
    ccs_thread_t *const thread = &deadline->thread;
    double *const row = ccs_facts_due(&f->facts, f->world.period, deadline->type);

    if (thread->n == 0) thread->n = (uint16_t) ccs_counts_at(&touches->number, draw_alone(f, c, CCS_PURPOSE_TOUCHES));
    row[CCS_FACT_touches]++;
    if (thread->touch + 1 >= thread->n || c->attempt == UINT16_MAX) {
        end_thread(f, deadline, row);
        return false;
    }
    deliver_reply(f, id);
    thread->touch++;
    thread->is_away = true;
    write_later(f, id, touches);
    return true;
}

static inline bool writes_on(ccs_flow_t *f, uint32_t id)
{
    const ccs_touches_t *const touches = touches_of(f, id);

    return touches && !is_chaser(f, id) && !(f->world.contacts.at[id].flags & CCS_CONTACT_ASKED) &&
        goes_on_writing(f, id, touches);
}

#endif
