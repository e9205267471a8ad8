/** @file gauge.h  What the gauges of conditions and scores (def/gauge.def) say of a world at this moment. Pure; no gauge reads a fact. */
#ifndef CCS_GAUGE_H
#define CCS_GAUGE_H

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

/** What a gauge says of a candidate: a ccs_gauge_read_t, whose context is a ccs_candidate_t with all that the expression was told is at hand. */
double ccs_gauge_read(const void *candidate, enum ccs_gauge gauge, uint32_t argument);

/** Whether a condition holds for a contact. @param condition  NULL: always */
bool ccs_condition_holds(const ccs_expression_t *condition, const ccs_candidate_t *candidate);

#endif
