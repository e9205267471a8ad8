/** @file chases.h  Contacts whose customers will chase them if they still wait then, the next one first. A contact has its timer for whatever else it waits for. */
#ifndef CCS_CHASES_H
#define CCS_CHASES_H

#include "promised.h"

/** A heap in the order of (chase_s, order of adding). Invariant: of the deadline of at[i] place is i + 1, of any other one 0. Zero-initialised: empty. */
typedef struct {
    uint32_t *at; /* by place, ids of contacts, as many as there are records; NULL: nobody chases; the world's */
    uint32_t n;
    uint32_t n_added; /* so far */
} ccs_chases_t;

/** The next one. @return CCS_NONE: there is none */
uint32_t ccs_chases_first(const ccs_chases_t *self);
/** Its deadline says when (chase_s, finite); it is not among them. O(log n), no allocation. */
void ccs_chases_add(ccs_chases_t *self, ccs_deadline_t *deadlines, uint32_t id);
/** It is among them. O(log n) */
void ccs_chases_remove(ccs_chases_t *self, ccs_deadline_t *deadlines, uint32_t id);
/** The contact goes on as another record, to which its deadline has been copied. It is among them. */
void ccs_chases_rename(ccs_chases_t *self, ccs_deadline_t *deadlines, uint32_t from, uint32_t to);
/** Compare places, order and deadlines; abort on a difference. @param deadlines  by contact, not read if there is none */
void ccs_chases_verify(const ccs_chases_t *self, const ccs_deadline_t *deadlines);

#endif
