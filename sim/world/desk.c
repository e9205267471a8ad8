/* desk.c - lists of pieces that wait for an agent. */
#include "desk.h"

#include "vocabulary.h"

void ccs_desk_reset(ccs_desk_t *self)
{
    *self = (ccs_desk_t){.running = CCS_NONE};
    for (uint32_t rank = 0; rank < CCS_N_DESK_RANKS; rank++) self->pending[rank] = (ccs_pieces_t){CCS_NONE, CCS_NONE};
}

/* Between two others of its list, either of which may be CCS_NONE. */
static void link_between(ccs_pieces_t *list, ccs_desk_piece_t *pieces, uint32_t id, uint32_t prev, uint32_t next)
{
    pieces[id].prev = prev;
    pieces[id].next = next;
    if (prev == CCS_NONE) list->head = id;
    else pieces[prev].next = id;
    if (next == CCS_NONE) list->tail = id;
    else pieces[next].prev = id;
}

void ccs_desk_push(ccs_desk_t *self, ccs_desk_piece_t *pieces, uint32_t id, uint32_t rank)
{
    link_between(&self->pending[rank], pieces, id, self->pending[rank].tail, CCS_NONE);
}

void ccs_desk_put_back(ccs_desk_t *self, ccs_desk_piece_t *pieces, uint32_t id, uint32_t rank)
{
    link_between(&self->pending[rank], pieces, id, CCS_NONE, self->pending[rank].head);
}

void ccs_desk_take_out(ccs_desk_t *self, ccs_desk_piece_t *pieces, uint32_t id, uint32_t rank)
{
    ccs_pieces_t *const list = &self->pending[rank];
    const uint32_t next = pieces[id].next, prev = pieces[id].prev;

    if (prev == CCS_NONE) list->head = next;
    else pieces[prev].next = next;
    if (next == CCS_NONE) list->tail = prev;
    else pieces[next].prev = prev;
}

uint32_t ccs_desk_first(const ccs_desk_t *self, uint32_t *rank)
{
    for (*rank = CCS_N_DESK_RANKS; (*rank)-- > 0;)
        if (self->pending[*rank].head != CCS_NONE) return self->pending[*rank].head;
    return CCS_NONE;
}
