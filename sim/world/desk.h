/** @file desk.h  Further: what agents work on one after the other: turns of conversations, contacts that are put aside, after-call work. A contact in hand has a piece of work; of the
 * pieces that wait for an agent those of conversations come before what is written, each kind in the order in which they came. */
#ifndef CCS_DESK_H
#define CCS_DESK_H

#include <stdbool.h>
#include <stdint.h>

/** Where a contact in an agent's hand stands. */
enum ccs_piece_state {
    CCS_PIECE_NONE,     /* not at a desk: it rings, or is dialled */
    CCS_PIECE_OTHER,    /* worked on beside the desk: a call, or a talk that shares the agent's attention */
    CCS_PIECE_PENDING,  /* waits for the agent */
    CCS_PIECE_RUNNING,  /* the agent works on it */
    CCS_PIECE_CUSTOMER, /* the customer's turn */
    CCS_PIECE_OVER      /* the conversation is over, and there is no more to do */
};

/** By contact. */
typedef struct {
    double asked_s;         /* the customer has asked for the reply: since when they wait for it */
    double since_s;         /* of the state */
    double left_s;          /* pending: work that is left */
    double ends_s;          /* running: when it is done, unless it is put aside */
    double factor;          /* on the agent's work on each turn, as on the first */
    double gives_up_s;      /* the customer leaves, if no reply has come; INFINITY: they do not */
    uint32_t next, prev;    /* pending: at the desk */
    uint16_t state;         /* enum ccs_piece_state */
    uint16_t turn, n_turns; /* of the agent: that are over, and all */
    bool has_begun;         /* the agent has worked on this piece before */
    bool closes;            /* customer's turn: it ends as the agent closes the conversation */
    bool is_gone;           /* the customer has left without a word, since asked_s */
    bool has_left;          /* and that is why the conversation is over */
    bool lapses;            /* customer's turn: it ends as the conversation is put away, until returns_s */
    uint32_t crowd;         /* put away: contacts that the agent had in hand, this one included */
    bool is_other;          /* resumed: by another agent than before */
    double returns_s;       /* put away: when the customer writes again, or it is closed */
} ccs_desk_piece_t;

/** Pieces that wait, first to last. */
typedef struct {
    uint32_t head, tail;
} ccs_pieces_t;

enum { CCS_DESK_WRITTEN, CCS_DESK_CONVERSATIONS, CCS_N_DESK_RANKS };

/** By agent. */
typedef struct {
    uint32_t running;  /* a contact, or CCS_NONE */
    uint32_t n_calls;  /* in hand: nothing else is worked on meanwhile */
    uint32_t n_others; /* contacts worked on beside the desk, calls included */
    bool is_working;
    ccs_pieces_t pending[CCS_N_DESK_RANKS];
} ccs_desk_t;

void ccs_desk_reset(ccs_desk_t *self);
void ccs_desk_push(ccs_desk_t *self, ccs_desk_piece_t *pieces, uint32_t id, uint32_t rank);
/** What was put aside comes first again. */
void ccs_desk_put_back(ccs_desk_t *self, ccs_desk_piece_t *pieces, uint32_t id, uint32_t rank);
void ccs_desk_take_out(ccs_desk_t *self, ccs_desk_piece_t *pieces, uint32_t id, uint32_t rank);
/** What is worked on next, CCS_NONE: nothing waits. @param rank  receives its rank */
uint32_t ccs_desk_first(const ccs_desk_t *self, uint32_t *rank);

#endif
