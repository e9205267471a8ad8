/** @file count_exit.h  Watched: contacts that count in the interval in which they leave: what was put off when they were answered. */
#ifndef CCS_LIFE_COUNT_EXIT_H
#define CCS_LIFE_COUNT_EXIT_H

#include "detail.h"

/* The contact leaves, or the run ends: it is counted if it has been answered and is to count where it leaves. */
static inline void count_exit(ccs_flow_t *f, const ccs_contact_t *c)
{
    if (!WATCHED || !f->world.uncounted) return;
    const uint32_t id = (uint32_t) (c - f->world.contacts.at);
    ccs_uncounted_t *const answer = &f->world.uncounted[id];

    if (!answer->is_open) return;
    answer->is_open = false;
    move_count(f, id, !answer->at_once);
    if (answer->at_once) {
        spread_at_once(f, c->type, 1);
        return;
    }
    count_answered(f, c, answer->answered_s);
    if (counts_details(f)) detail_of_wait(f, c, answer->answered_s - c->offered_s);
}

/* The same, where the contact itself is counted when it leaves: what the pair has of it. */
static inline void count_at_once_of_pair(ccs_flow_t *f, uint32_t pair)
{
    f->counts.later[pair]++;
    now_pair(f, pair)[CCS_FACT_answers_at_once]++;
    note_recent(f, f->world.plan->pairs[pair].type, true, false);
}

/* Who is with an agent, or has been handed over, when the run ends and counts where they leave. */
static void count_still_talking(ccs_flow_t *f)
{
    if (!WATCHED || !f->world.uncounted) return;
    const ccs_world_t *const w = &f->world;

    for (uint32_t id = 0; id < w->contacts.size; id++) {
        const ccs_contact_t *const c = &w->contacts.at[id];

        if (c->state == CCS_CONTACT_TALKING || c->state == CCS_CONTACT_WAITING) count_exit(f, c);
    }
}

#endif
