/** @file step.h  What contacts do, as rows of the plan: the rich variants of the flow read them where the plain one has code. */
#ifndef CCS_STEP_H
#define CCS_STEP_H

#include "plan.h"
#include "step.def"

#define X(name, of, holds, level, area, text) CCS_STEP_##name,
enum ccs_step_kind { CCS_STEP_LIST(X) CCS_N_STEP_KINDS };
#undef X
#define X(NAME, number) CCS_HOLDS_##NAME = (number),
enum ccs_holds { CCS_HOLD_LIST(X) CCS_HOLDS_NOTHING = 0 };
#undef X

/** How a step ends. */
enum ccs_exit_kind {
    CCS_EXIT_STEP,      /* another step follows */
    CCS_EXIT_QUEUE,     /* an agent is asked for */
    CCS_EXIT_CONTAINED, /* the customer has what they came for */
    CCS_EXIT_LOST,      /* the customer hangs up without it */
    CCS_EXIT_DONE       /* whoever was at it is done with it */
};

struct ccs_exit {
    double upto_frac; /* of those who come to the step, this exit and those before it: the last one's is 1 */
    uint16_t kind;    /* enum ccs_exit_kind */
    uint16_t drops;   /* enum ccs_holds: what the step holds and what follows does not */
    uint32_t to; /* the step or the queue; of a node the type whose queue it is, CCS_NONE that of the contact; else CCS_NONE */
};

struct ccs_step {
    enum ccs_step_kind kind;
    uint32_t owner;               /* the type, the pair or the node */
    uint32_t holds;               /* enum ccs_holds, as the row of its kind says */
    uint32_t first_exit, n_exits; /* into plan.exits */
    uint32_t hand_kind;           /* where it holds the agent: of the contact among what they may have in hand */
};

/** At a node of a call flow, or waiting for a session there. */
static inline bool ccs_step_is_of_node(const ccs_step_t *self)
{
    return self->kind == CCS_STEP_node || self->kind == CCS_STEP_bot_wait;
}

/** Make the steps of a plan whose types, pairs, queues and call flows are made: plan.steps, plan.exits, and where types, pairs and nodes begin. The exits of a
 * node are its ways, in their order. @param types, pairs, nodes  the plan's. @return 0 or CCS_ERR_NOMEM */
int ccs_steps_make(ccs_plan_t *plan, ccs_type_t *types, ccs_pair_t *pairs, ccs_node_t *nodes, ccs_arena_t *arena);

#endif
