/** @file counted_in.h  Watched: contacts that count in the interval in which their wait ends, or in which they leave (run.intervals_by), and not in the one in which
 * they asked for an agent. Nothing else of them changes. */
#ifndef CCS_LIFE_COUNTED_IN_H
#define CCS_LIFE_COUNTED_IN_H

#include "flow.h"
#include "hint.h"
#include "issue.h"

static inline uint32_t index_now(const ccs_flow_t *f, uint32_t type); /* count.h */

static inline void move_fact(double *from, double *to, enum ccs_type_fact fact)
{
    from[fact]--;
    to[fact]++;
}

/* The contact counts in the present cell from now on, with what has been counted of it where it counted before. Those of the initial state count nowhere.
 * @param has_waited  it has been counted as offered, and as one that waits */
CCS_APART static void move_count(ccs_flow_t *f, uint32_t id, bool has_waited)
{
    ccs_contact_t *const c = &f->world.contacts.at[id];
    const uint32_t here = index_now(f, c->type);

    if (c->counts_at == here || c->counts_at / f->facts.size == f->world.plan->periods.n) return;
    double *const from = ccs_facts_at(&f->facts, c->counts_at), *const to = ccs_facts_at(&f->facts, here);

    if (has_waited) {
        move_fact(from, to, CCS_FACT_offered);
        move_fact(from, to, CCS_FACT_waited);
    }
    if (is_further_attempt(f, c)) {
        move_fact(from, to, CCS_FACT_retry_offered);
        if (has_waited) move_fact(from, to, CCS_FACT_retry_waited);
    }
    c->counts_at = here;
}

/* The wait of a contact, which stands in no queue any more, is over. Who is called back counts where they asked, whatever the others do. */
static inline void end_wait_here(ccs_flow_t *f, const ccs_contact_t *c)
{
    if (WATCHED && ccs_plan_counts_later(f->world.plan)) move_count(f, (uint32_t) (c - f->world.contacts.at), true);
}

/* Nobody has answered the contact in this leg. */
static inline void begin_uncounted(ccs_flow_t *f, uint32_t id)
{
    if (WATCHED && f->world.uncounted) f->world.uncounted[id].is_open = false;
}

/* An agent begins to talk to the contact. @return whether it is counted when the talk is over */
static inline bool counts_at_exit(ccs_flow_t *f, const ccs_contact_t *c, bool at_once)
{
    if (!WATCHED || !f->world.uncounted) return false;
    f->world.uncounted[c - f->world.contacts.at] = (ccs_uncounted_t){f->world.now_s, true, at_once};
    return true;
}

#endif
