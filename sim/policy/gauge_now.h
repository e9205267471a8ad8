/** @file gauge_now.h  What the gauges of conditions and scores say that need no predictor. Pure; no gauge reads a fact. */
#ifndef CCS_GAUGE_NOW_H
#define CCS_GAUGE_NOW_H

#include "expression.h"
#include "world.h"

/** An agent and a contact who might come together; who is not known is CCS_NONE. */
typedef struct {
    const ccs_world_t *world;
    uint32_t contact, agent; /* agent: CCS_NONE where the contact is what is looked for, as agents of a group are alike */
    uint32_t
        pair; /* known where an agent is: of the group whose agent it is, who is no longer idle where the contact is looked for */
    uint32_t type; /* read where no contact is known: of one that might come now */
} ccs_candidate_t;

/** As ccs_gauge_read, of any gauge but predicted_wait. */
double ccs_gauge_now(const void *candidate, enum ccs_gauge gauge, uint32_t argument);

/** The type of a candidate's contact. */
static inline uint32_t ccs_candidate_type(const ccs_candidate_t *self)
{
    return self->contact == CCS_NONE ? self->type : self->world->contacts.at[self->contact].type;
}

#endif
