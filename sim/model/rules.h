/** @file rules.h  What routing does beyond tiers and priorities: stages by wait, with conditions, and agents kept free. A plan that has any of it is not plain. */
#ifndef CCS_RULES_H
#define CCS_RULES_H

#include "plan.h"

/** How many contacts of a type a group was given, and which of all it was last. */
typedef struct {
    uint64_t n, last;
} ccs_given_t;

/** Shares of the contacts of a type, of the last ones most: answered within the target, abandoned. */
typedef struct {
    double in_time, abandoned;
} ccs_recent_t;
enum { CCS_RECENT_CONTACTS = 50 }; /* each counts 1 / 50, those before it so much less */

/** Groups that a contact tries once it has waited so long, if a condition holds. */
typedef struct {
    const char *name;
    double after_s;                      /* of waiting in this attempt, >= 0 */
    const struct ccs_expression *when;   /* expression.h; NULL: always */
    const struct ccs_expression *agents; /* whom its tiers leave: those for whom it holds; NULL: all of its groups */
    uint32_t first_tier, n_tiers;        /* into plan.tiers */
} ccs_stage_t;

/** By what rules a plan routes besides. */
struct ccs_rules {
    uint32_t n_stages;
    const ccs_stage_t *stages; /* type by type, in the order in which they are tried */
    const uint32_t *
        first_stage; /* by type, and n_stages: into stages; a type without any tries its tiers at once, whenever an agent is free */
    const uint32_t *pair_stages;                        /* stages that name the group of a pair, pair by pair */
    const uint32_t *first_of_pair;                      /* by pair, and their number: into pair_stages */
    const uint32_t *reserve;                            /* team by team, by type: agents kept free for it; NULL: nobody is */
    const struct ccs_expression *const *agent_scores;   /* by type; NULL: its rule is another */
    const struct ccs_expression *const *contact_scores; /* by group; the same */
    const struct ccs_expression *const *limits;         /* by type: how many may wait; NULL: its queue says it */
    const double *shares;           /* by pair: of the contacts of the type, for its group; 0: only if nobody else is there */
    const uint32_t *team_pairs;     /* by pair: the first one of the same type and team, by which what is given is kept */
    bool keeps_given, keeps_recent; /* somebody reads how many contacts groups were given, or what became of the last ones */
    const uint32_t *kept;           /* by pair: agents of the group who stay free for other types */
};

/** Whether a type has stages. */
static inline bool ccs_rules_has_stages(const ccs_rules_t *self, uint32_t type)
{
    return self->first_stage[type] < self->first_stage[type + 1];
}

#endif
