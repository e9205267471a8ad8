/** @file with_room.h  Further: agents who have something in hand and room beside it. */
#ifndef CCS_LIFE_WITH_ROOM_H
#define CCS_LIFE_WITH_ROOM_H

#include "flow.h"
#include "hint.h"

/* Whether agents may have several contacts in hand at all: else nobody keeps what they have in hand. Such plans go further. */
static inline bool shares(const ccs_world_t *w)
{
    return FURTHER && w->shares;
}

/* Agents of the pair's group who have something in hand, and a contact of the pair beside it as their mix says. */
static inline uint32_t n_with_room_for(const ccs_world_t *w, uint32_t pair)
{
    const ccs_at_work_t *const at_work = &w->at_work[w->plan->pairs[pair].group];
    uint32_t n = 0;

    if (!shares(w) || at_work->n_with_room == 0) return 0;
    for (uint32_t state = 1; state < at_work->hands->n_states; state++)
        if (ccs_world_fits(w, pair, state)) n += at_work->with_room[state].n;
    return n;
}

#endif
