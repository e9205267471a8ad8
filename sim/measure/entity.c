/* entity.c - def/entity.def turned into rows. Invariant: what an entity includes is found once, as lists of rows; whoever adds up facts loops over
 * them and asks no kind; but for the largest queue, which is not added up (metric.c). */
#include "entity.h"

#include <string.h>

#include "err.h"

static const struct {
    const char *word, *text;
} ABOUT[CCS_N_ENTITY_KINDS] = {
#define X(KIND, word, text, rows, name, label, figures, type, pair, group, trunk, off, flow, node) {word, text},
    CCS_ENTITY_LIST(X)
#undef X
        {"pair", "contact type and the agent group that serves it"},
    {"agent", "agent"}, {"agent_activity", "agent and what it is off the phones for"}};

const char *ccs_entity_word(enum ccs_entity_kind kind)
{
    return ABOUT[kind].word;
}

const char *ccs_entity_text(enum ccs_entity_kind kind)
{
    return ABOUT[kind].text;
}

uint32_t ccs_entity_rows(const ccs_plan_t *plan, enum ccs_entity_kind kind)
{
    const uint32_t n[CCS_N_ENTITY_KINDS] = {
#define X(KIND, word, text, rows, name, label, figures, type, pair, group, trunk, off, flow, node) rows,
        CCS_ENTITY_LIST(X)
#undef X
            plan->n_team_pairs,
        ccs_plan_n_watched(plan), ccs_plan_n_own_offs(plan)};
    return n[kind];
}

const char *ccs_entity_row_name(const ccs_plan_t *plan, enum ccs_entity_kind kind, uint32_t i)
{
    switch (kind) {
#define X(KIND, word, text, rows, name, label, figures, type, pair, group, trunk, off, flow, node)                               \
    case CCS_ENTITY_##KIND: return name;
        CCS_ENTITY_LIST(X)
#undef X
    case CCS_ENTITY_PAIR:
    case CCS_ENTITY_AGENT:
    case CCS_ENTITY_AGENT_ACTIVITY:
    case CCS_N_ENTITY_KINDS: break; /* named by two */
    }
    return "";
}

const char *ccs_entity_row_label(const ccs_plan_t *plan, enum ccs_entity_kind kind, uint32_t i)
{
    switch (kind) {
#define X(KIND, word, text, rows, name, label, figures, type, pair, group, trunk, off, flow, node)                               \
    case CCS_ENTITY_##KIND: return label;
        CCS_ENTITY_LIST(X)
#undef X
    case CCS_ENTITY_PAIR:
    case CCS_ENTITY_AGENT:
    case CCS_ENTITY_AGENT_ACTIVITY:
    case CCS_N_ENTITY_KINDS: break;
    }
    return NULL;
}

/* The group of an agent. */
static uint32_t group_of(const ccs_plan_t *plan, uint32_t agent)
{
    uint32_t group = 0;

    while (agent >= plan->groups[group].first_agent + plan->groups[group].max_agents) group++;
    return group;
}

/* Whether row i of a kind includes a rule that acts during the day. */
static bool is_rule(enum ccs_entity_kind kind, uint32_t i, uint32_t rule)
{
    return kind == CCS_ENTITY_ALL || (kind == CCS_ENTITY_RULE && i == rule);
}

/* Whether row i of a kind includes a contract. */
static bool is_contract(enum ccs_entity_kind kind, uint32_t i, uint32_t contract)
{
    return kind == CCS_ENTITY_ALL || (kind == CCS_ENTITY_CONTRACT && i == contract);
}

/* Whether row i of a kind includes a row of a block, under the names that the expressions of entity.def have for it: an agent where it includes the
 * agent's group. */
static bool includes(const ccs_plan_t *plan, enum ccs_entity_kind kind, uint32_t i, enum ccs_block block, uint32_t row)
{
    const uint32_t t = row, p = row, k = row, o = row, c = row, n = row, g = block == CCS_BLOCK_AGENT ? group_of(plan, row) : row;

    switch (kind) {
#define X(KIND, word, text, rows, name, label, figures, type, pair, group, trunk, off, flow, node)                               \
    case CCS_ENTITY_##KIND:                                                                                                      \
        return block == CCS_BLOCK_TYPE         ? (type)                                                                          \
            : block == CCS_BLOCK_PAIR          ? (pair)                                                                          \
            : block == CCS_BLOCK_GROUP         ? (group)                                                                         \
            : block == CCS_BLOCK_DUTY          ? (group)                                                                         \
            : block == CCS_BLOCK_STICKY        ? (type)                                                                          \
            : block == CCS_BLOCK_RING          ? (group)                                                                         \
            : block == CCS_BLOCK_HANDS         ? (group)                                                                         \
            : block == CCS_BLOCK_TURNS         ? (pair)                                                                          \
            : block == CCS_BLOCK_ATTENTION     ? (pair)                                                                          \
            : block == CCS_BLOCK_LAPSE         ? (type)                                                                          \
            : block == CCS_BLOCK_SWITCHING     ? (type)                                                                          \
            : block == CCS_BLOCK_JOURNEY       ? (type)                                                                          \
            : block == CCS_BLOCK_CUSTOMER      ? (type)                                                                          \
            : block == CCS_BLOCK_DUE           ? (type)                                                                          \
            : block == CCS_BLOCK_FORECAST      ? (type)                                                                          \
            : block == CCS_BLOCK_HANDLING      ? (pair)                                                                          \
            : block == CCS_BLOCK_OUTCOME       ? (pair)                                                                          \
            : block == CCS_BLOCK_VERDICT       ? (type)                                                                          \
            : block == CCS_BLOCK_TOOK          ? (type)                                                                          \
            : block == CCS_BLOCK_CAUSE         ? (pair)                                                                          \
            : block == CCS_BLOCK_BURDEN        ? (type)                                                                          \
            : block == CCS_BLOCK_CAREER        ? (group)                                                                         \
            : block == CCS_BLOCK_PREDICTION    ? (type)                                                                          \
            : block == CCS_BLOCK_CALLBACK      ? (type)                                                                          \
            : block == CCS_BLOCK_CALLBACK_PAIR ? (pair)                                                                          \
            : block == CCS_BLOCK_OFF           ? (off)                                                                           \
            : block == CCS_BLOCK_AGENT         ? (group)                                                                         \
            : block == CCS_BLOCK_DETAIL        ? (type)                                                                          \
            : block == CCS_BLOCK_TAKING        ? (pair)                                                                          \
            : block == CCS_BLOCK_TRUNK         ? (trunk)                                                                         \
            : block == CCS_BLOCK_FLOW          ? (flow)                                                                          \
            : block == CCS_BLOCK_NODE          ? (node)                                                                          \
            : block == CCS_BLOCK_BOT           ? (node)                                                                          \
            : block == CCS_BLOCK_PATH          ? (type)                                                                          \
            : block == CCS_BLOCK_HALT          ? (group)                                                                         \
            : block == CCS_BLOCK_SEAT          ? (group)                                                                         \
            : block == CCS_BLOCK_CAMPAIGN      ? kind == CCS_ENTITY_CAMPAIGN && row == i                                         \
            : block == CCS_BLOCK_OUTAGE        ? kind == CCS_ENTITY_OUTAGE && row == i                                           \
            : block == CCS_BLOCK_SPEND         ? (pair)                                                                          \
            : block == CCS_BLOCK_CHARGE        ? (type)                                                                          \
            : block == CCS_BLOCK_BILL          ? is_contract(CCS_ENTITY_##KIND, i, row)                                          \
            : block == CCS_BLOCK_INTRADAY      ? is_rule(CCS_ENTITY_##KIND, i, row)                                              \
                                               : false;
        CCS_ENTITY_LIST(X)
#undef X
    case CCS_ENTITY_PAIR:
    case CCS_ENTITY_AGENT:
    case CCS_ENTITY_AGENT_ACTIVITY:
    case CCS_N_ENTITY_KINDS: break; /* a pair is itself, an agent too */
    }
    return false;
}

/* The rows of a block that an entity includes. @return false when out of memory */
static bool list_rows(const ccs_plan_t *plan, ccs_arena_t *arena, ccs_entity_t *entity, enum ccs_block block, uint32_t n_rows)
{
    ccs_fact_rows_t *const rows = &entity->of[block];
    uint32_t n = 0;

    for (uint32_t row = 0; row < n_rows; row++) n += includes(plan, entity->kind, entity->id, block, row);
    if (n == 0) return true;
    rows->ids = ccs_arena_array(arena, n, sizeof *rows->ids);
    for (uint32_t row = 0; rows->ids && row < n_rows; row++)
        if (includes(plan, entity->kind, entity->id, block, row)) rows->ids[rows->n++] = row;
    return rows->ids != NULL;
}

/* The types whose contacts wait for an entity: its own; where it has none, those that its pairs serve, each once. */
static bool list_waiting(const ccs_plan_t *plan, ccs_arena_t *arena, ccs_entity_t *entity)
{
    const ccs_fact_rows_t *const pairs = &entity->of[CCS_BLOCK_PAIR];
    ccs_fact_rows_t *const waiting = &entity->waiting;

    *waiting = entity->of[CCS_BLOCK_TYPE];
    if (waiting->n > 0 || pairs->n == 0) return true;
    waiting->ids = ccs_arena_array(arena, pairs->n, sizeof *waiting->ids);
    for (uint32_t i = 0; waiting->ids && i < pairs->n; i++) { /* pairs ascend by type */
        const uint32_t type = plan->pairs[pairs->ids[i]].type;

        if (waiting->n == 0 || waiting->ids[waiting->n - 1] != type) waiting->ids[waiting->n++] = type;
    }
    return waiting->ids != NULL;
}

static bool includes_nothing(const ccs_entity_t *entity)
{
    for (int block = 0; block < CCS_N_BLOCKS; block++)
        if (entity->of[block].n > 0) return false;
    return true;
}

/* @return false when out of memory */
static bool make_entity(const ccs_plan_t *plan, ccs_arena_t *arena, const ccs_facts_t *shape, ccs_entity_t *entity)
{
    const char *const word = ccs_entity_word(entity->kind), *const name = ccs_entity_row_name(plan, entity->kind, entity->id);

    for (int block = 0; block < CCS_BLOCK_QUEUE; block++)
        if (!list_rows(plan, arena, entity, (enum ccs_block) block, shape->blocks[block].n_rows)) return false;
    entity->name = *name ? ccs_arena_printf(arena, "%s/%s", word, name) : word;
    return entity->name && list_waiting(plan, arena, entity);
}

/* Those of a type and a team stand together in the plan. */
static bool make_pairs(const ccs_plan_t *plan, ccs_arena_t *arena, ccs_entity_t *to)
{
    uint32_t *const ids = ccs_arena_array(arena, plan->n_pairs, sizeof *ids);

    for (uint32_t i = 0; ids && i < plan->n_pairs; i++) ids[i] = i;
    for (uint32_t i = 0; ids && i < plan->n_team_pairs; i++, to++) {
        const uint32_t first = plan->team_pairs[i];

        *to = (ccs_entity_t){.kind = CCS_ENTITY_PAIR,
            .id = i,
            .name = ccs_arena_printf(arena, "%s/%s/%s", ccs_entity_word(CCS_ENTITY_PAIR),
                plan->types[plan->pairs[first].type].name, ccs_plan_team_of(plan, first)->name)};
        to->of[CCS_BLOCK_PAIR] = (ccs_fact_rows_t){plan->team_pairs[i + 1] - first, &ids[first]};
        if (plan->handling) to->of[CCS_BLOCK_HANDLING] = to->of[CCS_BLOCK_PAIR];
        if (ccs_plan_has_desks(plan)) to->of[CCS_BLOCK_TURNS] = to->of[CCS_BLOCK_PAIR];
        if (ccs_plan_divides_attention(plan)) to->of[CCS_BLOCK_ATTENTION] = to->of[CCS_BLOCK_PAIR];
        if (plan->outcomes) to->of[CCS_BLOCK_OUTCOME] = to->of[CCS_BLOCK_PAIR];
        if (ccs_plan_tells_causes(plan)) to->of[CCS_BLOCK_CAUSE] = to->of[CCS_BLOCK_PAIR];
        if (plan->money) to->of[CCS_BLOCK_SPEND] = to->of[CCS_BLOCK_PAIR];
        if (ccs_plan_calls_back(plan)) to->of[CCS_BLOCK_CALLBACK_PAIR] = to->of[CCS_BLOCK_PAIR];
        if (!to->name) return false;
    }
    return ids != NULL;
}

/* "agent/general/7", numbered through the team, "agent/desk/early 1" of who has a name. @return NULL when out of memory */
static const char *name_agent(const ccs_plan_t *plan, ccs_arena_t *arena, uint32_t agent)
{
    const ccs_group_t *const group = &plan->groups[group_of(plan, agent)], *const team = &plan->teams[group->team];
    const uint32_t first = plan->groups[team->first_class].first_agent;
    const char *const word = ccs_entity_word(CCS_ENTITY_AGENT), *const name = ccs_plan_agent_name(plan, agent, group);

    return name ? ccs_arena_printf(arena, "%s/%s/%s", word, team->name, name)
                : ccs_arena_printf(arena, "%s/%s/%u", word, team->name, agent - first + 1);
}

static bool make_agents(const ccs_plan_t *plan, ccs_arena_t *arena, ccs_entity_t *to)
{
    for (uint32_t i = 0; i < ccs_plan_n_watched(plan); i++, to++) {
        *to = (ccs_entity_t){.kind = CCS_ENTITY_AGENT, .id = i, .name = name_agent(plan, arena, i)};
        to->of[CCS_BLOCK_AGENT] = (ccs_fact_rows_t){1, &to->id};
        if (!to->name) return false;
    }
    return true;
}

/* "agent_activity/desk/anna/lunch": the agent, then the reason without its group. */
static bool make_agent_activities(const ccs_plan_t *plan, ccs_arena_t *arena, const ccs_entity_t *agents, ccs_entity_t *to)
{
    for (uint32_t i = 0; i < ccs_plan_n_own_offs(plan); i++, to++) {
        const ccs_off_t *const off = &plan->offs[plan->own_offs[i].off];
        const char *const agent = agents[ccs_plan_person_agent(plan, plan->own_offs[i].person)].name;

        *to = (ccs_entity_t){.kind = CCS_ENTITY_AGENT_ACTIVITY,
            .id = i,
            .name = ccs_arena_printf(arena, "%s%s%s", ccs_entity_word(CCS_ENTITY_AGENT_ACTIVITY), strchr(agent, '/'),
                &off->name[strlen(plan->teams[off->team].name)])};
        to->of[CCS_BLOCK_AGENT_ACTIVITY] = (ccs_fact_rows_t){1, &to->id};
        if (!to->name) return false;
    }
    return true;
}

ccs_entity_t *ccs_entities_make(const ccs_plan_t *plan, ccs_arena_t *arena, uint32_t *n)
{
    uint32_t most = 0;
    ccs_facts_t shape;

    *n = 0;
    ccs_facts_shape(&shape, plan);
    for (int kind = 0; kind < CCS_N_ENTITY_KINDS; kind++) most += ccs_entity_rows(plan, (enum ccs_entity_kind) kind);
    ccs_entity_t *const entities = ccs_arena_array(arena, most, sizeof *entities);

    if (!entities) return NULL;
    for (int kind = 0; kind < CCS_ENTITY_PAIR; kind++) {
        for (uint32_t i = 0; i < ccs_entity_rows(plan, (enum ccs_entity_kind) kind); i++) {
            ccs_entity_t *const entity = &entities[*n];

            *entity = (ccs_entity_t){.kind = (enum ccs_entity_kind) kind, .id = i};
            if (!make_entity(plan, arena, &shape, entity)) return NULL;
            if (!includes_nothing(entity)) ++*n;
        }
    }
    ccs_entity_t *const pairs = &entities[*n], *const agents = &pairs[plan->n_team_pairs];

    if (!make_pairs(plan, arena, pairs) || !make_agents(plan, arena, agents)) return NULL;
    return make_agent_activities(plan, arena, agents, &agents[ccs_plan_n_watched(plan)]) ? entities : NULL;
}
