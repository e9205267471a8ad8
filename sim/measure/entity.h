/** @file entity.h  What figures are about: the rows of def/entity.def for a plan, each with the rows of facts that it is made of. */
#ifndef CCS_ENTITY_H
#define CCS_ENTITY_H

#include "entity.def"
#include "facts.h"

#define X(KIND, word, text, rows, name, label, figures, type, pair, group, trunk, off, flow, node) CCS_ENTITY_##KIND,
enum ccs_entity_kind { CCS_ENTITY_LIST(X) CCS_ENTITY_PAIR, CCS_ENTITY_AGENT, CCS_ENTITY_AGENT_ACTIVITY, CCS_N_ENTITY_KINDS };
#undef X

/** Some rows of a block of facts, ascending. */
typedef struct {
    uint32_t n;
    uint32_t *ids;
} ccs_fact_rows_t;

typedef struct {
    enum ccs_entity_kind kind;
    uint32_t id; /* of the row in its table of the plan; of a channel the enum */
    const char
        *name; /* "all", "type/cards", "channel/voice", "group/general", "trunk/main", "pair/cards/general", "agent/general/7",
               * "agent_activity/desk/anna/lunch" */
    ccs_fact_rows_t of[CCS_N_BLOCKS]; /* what it includes, by block; of queues nothing */
    ccs_fact_rows_t waiting;          /* the types whose waiting contacts it is there for */
} ccs_entity_t;

/** "group" */
const char *ccs_entity_word(enum ccs_entity_kind kind);
/** "agent group" */
const char *ccs_entity_text(enum ccs_entity_kind kind);
/** Rows of a kind in a plan, with figures or without. */
uint32_t ccs_entity_rows(const ccs_plan_t *plan, enum ccs_entity_kind kind);
/** The name of a row in the scenario, "general", and what people read, NULL where results hold none. */
const char *ccs_entity_row_name(const ccs_plan_t *plan, enum ccs_entity_kind kind, uint32_t i);
const char *ccs_entity_row_label(const ccs_plan_t *plan, enum ccs_entity_kind kind, uint32_t i);

/** All entities of a plan in the arena, in the order of entity.def; behind them the pairs, then the agents of whom there are figures,
 * then what these are off the phones for. @param n  of those that are in the table @return NULL when out of memory */
ccs_entity_t *ccs_entities_make(const ccs_plan_t *plan, ccs_arena_t *arena, uint32_t *n);

#endif
