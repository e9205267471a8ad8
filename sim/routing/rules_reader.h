/** @file rules_reader.h  Stages and agents kept free, read from a scenario into the rules of a plan. */
#ifndef CCS_RULES_READER_H
#define CCS_RULES_READER_H

#include "reader.h"
#include "rules.h"

/** The rules while they are read. */
typedef struct {
    ccs_reader_t *reader;
    const ccs_named_t *types, *groups; /* of the scenario */
    uint32_t *first_stage;             /* by type, and behind the last */
    ccs_vector_t stages;               /* ccs_stage_t */
    const ccs_expression_t **agent_scores, **contact_scores,
        **limits;                         /* by type, by group of the scenario; NULL where none is written */
    double **shares;                      /* by type: by group; NULL where none are written */
    bool *is_taken;                       /* by class of agents: some stage of the type at hand takes them */
    uint32_t n_classes, n_asked, n_taken; /* of agents; those of the groups of the stage at hand, and whom it takes */
    bool has_scores, keeps_given, keeps_recent;
    uint32_t *reserve; /* group by group, by type: agents kept free for it; NULL: nobody */
} ccs_rules_reader_t;

/** After the types are known, before they are read. */
void ccs_rules_start(ccs_rules_reader_t *self);

/** `routing` of a type: its stages without their tiers, which are the caller's to set, in order.
 * @param at  of the routing @param order  of the type's queue @return how many, from self->first_stage[type] on; 0: none is written */
uint32_t ccs_rules_read_stages(ccs_rules_reader_t *self, const ccs_place_t *at, uint32_t type, enum ccs_queue_order order);
/** A stage that has been read; valid until others are. */
ccs_stage_t *ccs_rules_stage(const ccs_rules_reader_t *self, uint32_t stage);

/** Agents who are alike, as a stage looks at them. */
typedef struct {
    uint32_t class, team, site; /* of the plan, of the scenario; of the group, or CCS_NONE */
    double speed, quality, level;
} ccs_alike_t;

/** Whether agents of a group of a stage are among those whom it takes. @param stage  NULL: the type has none, and all are */
bool ccs_rules_take(ccs_rules_reader_t *self, const ccs_stage_t *stage, const ccs_alike_t *alike);
/** Nobody has been asked yet. */
void ccs_rules_start_type(ccs_rules_reader_t *self);
/** Whether no stage of the type takes agents of a class, whom its groups list: they do not serve it. The stages have all been asked. */
bool ccs_rules_leave_out(const ccs_rules_reader_t *self, uint32_t type, uint32_t class);
/** The tiers of a stage are there. Error: its groups have nobody for whom its condition holds. Warning: it holds for all of them. */
void ccs_rules_check_stage(ccs_rules_reader_t *self, const ccs_place_t *stage_at, const ccs_stage_t *stage);

/** `reserve` of a group. */
void ccs_rules_read_reserve(ccs_rules_reader_t *self, const ccs_place_t *group_at, uint32_t group);

/** What rules of selection need beside their name: agent_score, allocation, weight and site of a type; contact_score of a group. Errors where it is missing, or where
 * no rule reads it. @param sites  of the scenario */
void ccs_rules_read_type(ccs_rules_reader_t *self, const ccs_place_t *type_at, uint32_t type, ccs_routing_t *routing,
    const ccs_named_t *sites);
void ccs_rules_read_group(ccs_rules_reader_t *self, const ccs_place_t *group_at, uint32_t group, const ccs_group_t *of);

/** `queue_limit_by` of a type, whose queue has a limit then, however large: contacts may be blocked. */
void ccs_rules_read_limit(ccs_rules_reader_t *self, const ccs_place_t *type_at, uint32_t type, ccs_queue_t *queue);

/** The rules become the plan's, whose types, groups, pairs and tiers are there. Errors for agents kept for types that the group does not serve. */
void ccs_rules_keep(ccs_rules_reader_t *self, ccs_plan_t *plan);

#endif
