/** @file stage.h  Further: contacts come to stages of their routing. */
#ifndef CCS_LIFE_STAGE_H
#define CCS_LIFE_STAGE_H

#include "handle.h"
#include "hint.h"

/* Whoever stands at the front of a queue that is served now, and may go to an agent who is idle, does. */
CCS_APART static void serve_front(ccs_flow_t *f, uint32_t queue)
{
    ccs_world_t *const w = &f->world;

    for (uint32_t id = first_of(w, queue); id != CCS_NONE && is_served_now(w, &w->contacts.at[id]); id = first_of(w, queue)) {
        const ccs_route_t route = agent_for(w, id);

        if (route.id == CCS_NONE) return;
        note_agent_chosen(f, id, route);
        take_agent(f, route.id);
        if (answer(f, route.id, (ccs_route_t){id, route.pair})) keep_room(f, route.id);
        else free_agent(f, route.id, false); /* it was to be called back, and nobody has answered */
    }
}

/* The front of a queue comes to a stage, or the condition of one is looked at again. */
CCS_APART static void on_look(ccs_flow_t *f, uint32_t queue)
{
    if (!FURTHER) return;
    ccs_world_t *const w = &f->world;

    w->look_s[queue] = INFINITY;
    serve_front(f, queue);
    watch_head(f, queue);
}

/* A condition may have begun to hold since those in front were looked at: they go first. */
static inline void let_pass(ccs_flow_t *f, uint32_t type)
{
    const ccs_world_t *const w = &f->world;

    if (has_stages(w, type)) serve_front(f, w->plan->types[type].queue);
}

#endif
