/** @file hands.h  What agents of a group may have in hand at once: states, from nothing to full hands, and how a contact taken or put down leads from one to another.
 *
 * Contacts are of kinds (channels). A state is how many of each kind are in hand; states ascend with the number of contacts, 0 is nothing. What may stand beside what is
 * asked once, when the plan is made: the loop looks up a row. */
#ifndef CCS_HANDS_H
#define CCS_HANDS_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"

enum {
    CCS_HANDS_FULL = UINT16_MAX, /* in the place of a state: there is no room for one more of the kind */
    CCS_MAX_HANDS = 512          /* states of a group at most */
};

typedef struct ccs_hands {
    uint32_t n_kinds, n_states;
    uint32_t most;            /* contacts in hand at once */
    uint32_t widest;          /* states with equally many in hand, at most */
    const uint16_t *first_of; /* [most + 2]: the first state with so many contacts in hand */
    const uint16_t *n;        /* by state: contacts in hand */
    const uint16_t *n_of;     /* by state and kind: of that kind */
    const uint16_t *with;     /* by state and kind: the state with one more, or CCS_HANDS_FULL */
    const uint16_t *without;  /* by state and kind that is in hand: the state with one fewer */
    const bool *has_room;     /* by state: for one more of some kind */
    const double *load_frac;  /* by state: how full the hands are, in [0, 1] */
} ccs_hands_t;

/** A mix: so many of each kind at once, or fewer. */
typedef struct {
    const uint16_t *most; /* by kind */
} ccs_mix_t;

/** What may stand beside what. A kind that yields is set aside for one of a higher rank, which comes as if it were not there. */
typedef struct {
    uint32_t n_kinds;
    const double *
        share; /* by kind: of an agent that a contact takes, in (0, 1]; together they take 1 at most. Not where there are mixes */
    const bool *beside;     /* by kind and kind, symmetric: they may be in hand together; NULL: all may */
    const ccs_mix_t *mixes; /* what is in hand lies within one of them */
    uint32_t n_mixes;       /* 0: shares say it */
    const uint8_t *rank;    /* by kind */
    const bool *yields;     /* by kind */
} ccs_hands_rule_t;

/** @param made  receives states and rows, in the arena. @return 0, CCS_ERR_NOMEM, or CCS_ERR_SCENARIO: there would be more than CCS_MAX_HANDS states */
int ccs_hands_make(const ccs_hands_rule_t *rule, ccs_arena_t *arena, ccs_hands_t *made);

/** One more contact of a kind: the state then, or CCS_HANDS_FULL. */
static inline uint32_t ccs_hands_with(const ccs_hands_t *self, uint32_t state, uint32_t kind)
{
    return self->with[state * self->n_kinds + kind];
}

/** One of a kind that is in hand is put down. */
static inline uint32_t ccs_hands_without(const ccs_hands_t *self, uint32_t state, uint32_t kind)
{
    return self->without[state * self->n_kinds + kind];
}

/** Contacts of a kind in hand. */
static inline uint32_t ccs_hands_n_of(const ccs_hands_t *self, uint32_t state, uint32_t kind)
{
    return self->n_of[state * self->n_kinds + kind];
}

/** The most contacts of a kind that may be in hand, at least 1. */
static inline uint32_t ccs_hands_most_of(const ccs_hands_t *self, uint32_t kind)
{
    uint32_t most = 1;

    for (uint32_t state = 0; state < self->n_states; state++)
        if (ccs_hands_n_of(self, state, kind) > most) most = ccs_hands_n_of(self, state, kind);
    return most;
}

#endif
