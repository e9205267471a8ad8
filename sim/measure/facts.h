/** @file facts.h  Base facts of one replication, by cell of the time axis. Written by the flow, never read by a decision.
 *
 * One array of doubles a cell, which holds the blocks of def/fact.def one behind the other; a record of a longer stretch of time is such an
 * array too. Where a block begins and how wide its rows are is found once (ccs_facts_shape). */
#ifndef CCS_FACTS_H
#define CCS_FACTS_H

#include <assert.h>

#include "fact.def"
#include "plan.h"
#include "spread.def"
#include "stat.h"

#define FACT(name, unit, attribution, adding, text) CCS_FACT_##name,
#define X(name, NAME, rows)                         enum ccs_##name##_fact{CCS_##NAME##_FACT_LIST(FACT) CCS_N_##NAME##_FACTS};
CCS_BLOCK_LIST(X)
#undef X
enum ccs_within_fact { CCS_WITHIN_FACT_LIST(FACT) CCS_N_WITHIN_FACTS }; /* of a type and one of its thresholds */
#undef FACT

enum ccs_block {
#define X(name, NAME, rows) CCS_BLOCK_##NAME,
    CCS_BLOCK_LIST(X) CCS_N_BLOCKS
#undef X
};

enum ccs_spread {
#define X(name, text) CCS_SPREAD_##name,
    CCS_SPREAD_LIST(X) CCS_N_SPREADS
#undef X
};

enum ccs_attribution { CCS_AT_ENTRY, CCS_AT_ARRIVAL, CCS_AT_EVENT, CCS_AT_SPLIT };
enum ccs_adding { CCS_ADDING_SUM, CCS_ADDING_LARGEST, CCS_ADDING_LAST, CCS_ADDING_NOTHING };

/** What is known of a fact, for result files and documentation. */
typedef struct {
    const char *name, *unit, *text;
    enum ccs_attribution attribution;
    enum ccs_adding adding;
} ccs_fact_about_t;

#define X(name, NAME, rows) extern const ccs_fact_about_t CCS_##NAME##_FACTS[CCS_N_##NAME##_FACTS];
CCS_BLOCK_LIST(X)
#undef X
extern const ccs_fact_about_t CCS_WITHIN_FACTS[CCS_N_WITHIN_FACTS];

/** A block of facts in a record: a row of so many facts for each row of a noun. */
typedef struct {
    const char *name; /* "type" */
    const ccs_fact_about_t *about;
    uint32_t n_facts, n_rows;
    uint32_t width; /* doubles of a row; those of a type, in front of the facts and behind them, are its counts by threshold */
    uint32_t first; /* doubles in front of the first row's first fact */
} ccs_block_t;

/** The facts of one stretch of time (a cell, a day, a run): the first row of each block. A view: it owns nothing. */
typedef struct {
#define X(name, NAME, rows) double *name;
    CCS_BLOCK_LIST(X)
#undef X
} ccs_record_t;

/** A fact that does not add up, or not now: nearly all others do, so that a record is added as a whole. */
typedef struct {
    uint32_t at; /* in a record */
    enum ccs_adding adding;
} ccs_fact_single_t;

/** By period of the plan, which is a cell where figures are told by interval; there is one more, periods.n, for contacts that do not count. A contact counts at the index of its type's first fact
 * among all doubles. The counts of answered within each threshold stand before a type's facts (the first one next to them, so that it shares their
 * cache line); behind them stand, for each threshold, those of abandoned within it and of those who wait when the run ends and are not due
 * yet. */
typedef struct {
    const ccs_plan_t *plan;
    ccs_block_t blocks[CCS_N_BLOCKS];
    uint32_t type_width; /* doubles in a type's row, a multiple of 8 */
    uint32_t n_within;
    uint32_t size; /* doubles in a record, a multiple of 8 */
    uint32_t first_counted,
        n_counted;                 /* indices at which contacts count: not in the warm-up, the run-out and the initial state */
    ccs_fact_single_t *singles[2]; /* of a closed cell, whose areas are in none; of an open one */
    uint32_t n_singles[2];
    double *hold;             /* while a record is added: what they come to */
    double *doubles;          /* [periods.n + 1][size] */
    size_t n_doubles;         /* of all cells */
    double *ledger;           /* of plans that ask what things cost: [bill][line]: amount, quantity (sim/ledger) */
    size_t n_ledger;          /* doubles of it */
    ccs_histogram_t *waits;   /* by type: waits of answered contacts since the last _reset of it */
    ccs_histogram_t *spreads; /* of detailed figures: [CCS_N_SPREADS] by type; NULL: none are asked for */
    ccs_arena_t arena;
} ccs_facts_t;

/** Persons and reasons of whose time off the phones there are figures of their own: all, or none. */
static inline uint32_t ccs_plan_n_own_offs(const ccs_plan_t *self)
{
    return ccs_plan_n_watched(self) > 0 ? self->n_own_offs : 0;
}

/** The agent that a person is. */
static inline uint32_t ccs_plan_person_agent(const ccs_plan_t *self, uint32_t person)
{
    const ccs_group_t *group = self->groups;

    while (person - group->first_person >= group->n_persons) group++;
    return group->first_agent + person - group->first_person;
}

/** Types of whose predictions there are facts: all, or none. */
static inline uint32_t ccs_plan_n_predicted(const ccs_plan_t *self)
{
    return ccs_plan_predicts(self) ? self->n_types : 0;
}

/** The layout without the rows, for records that stand alone. Needs no _free, and cannot add cells. */
void ccs_facts_shape(ccs_facts_t *self, const ccs_plan_t *plan);
/** @return 0 or CCS_ERR_NOMEM, also when indices would pass 32 bits */
int ccs_facts_init(ccs_facts_t *self, const ccs_plan_t *plan);
void ccs_facts_free(ccs_facts_t *self);
void ccs_facts_reset(ccs_facts_t *self);

/** Where the row of a type begins: a contact of it that belongs to the cell counts at this index. */
static inline uint32_t ccs_facts_index(const ccs_facts_t *self, uint32_t cell, uint32_t type)
{
    return cell * self->size + self->n_within + type * self->type_width;
}
/** A type's row by the index at which contacts count. */
static inline double *ccs_facts_at(const ccs_facts_t *self, uint32_t index)
{
    return &self->doubles[index];
}
/** A count within threshold k of a type's row. */
static inline double *ccs_facts_within(double *row, enum ccs_within_fact fact, uint32_t k)
{
    const uint32_t behind = CCS_N_WITHIN_FACTS - 1;

    return fact == CCS_FACT_answered_within ? row - 1 - k : row + CCS_N_TYPE_FACTS + (size_t) behind * k + (fact - 1);
}
static inline double *ccs_facts_answered_within(double *row, uint32_t k)
{
    return ccs_facts_within(row, CCS_FACT_answered_within, k);
}
static inline double *ccs_facts_abandoned_within(double *row, uint32_t k)
{
    return ccs_facts_within(row, CCS_FACT_abandoned_within, k);
}
static inline double *ccs_facts_not_yet_due(double *row, uint32_t k)
{
    return ccs_facts_within(row, CCS_FACT_not_yet_due, k);
}
/** A row of a block in a cell. */
static inline double *ccs_facts_row(const ccs_facts_t *self, enum ccs_block block, uint32_t cell, uint32_t row)
{
    const ccs_block_t *const b = &self->blocks[block];

    assert(cell <= self->plan->periods.n); /* a period, and no cell of the time axis */
    return &self->doubles[(size_t) cell * self->size + b->first + (size_t) row * b->width];
}
static inline double *ccs_facts_pair(const ccs_facts_t *self, uint32_t cell, uint32_t pair)
{
    return ccs_facts_row(self, CCS_BLOCK_PAIR, cell, 0) + (size_t) pair * CCS_N_PAIR_FACTS;
}
static inline double *ccs_facts_group(const ccs_facts_t *self, uint32_t cell, uint32_t group)
{
    return ccs_facts_row(self, CCS_BLOCK_GROUP, cell, 0) + (size_t) group * CCS_N_GROUP_FACTS;
}
/** Of plans that have such facts (ccs_plan_n_on_duty). */
static inline double *ccs_facts_duty(const ccs_facts_t *self, uint32_t cell, uint32_t group)
{
    return ccs_facts_row(self, CCS_BLOCK_DUTY, cell, group);
}
/** Of plans in which contacts may go on to another agent (plan.handling). */
static inline double *ccs_facts_journey(const ccs_facts_t *self, uint32_t cell, uint32_t type)
{
    return ccs_facts_row(self, CCS_BLOCK_JOURNEY, cell, type);
}
/** Of plans with service levels of customers. @param type  as which the issue came */
static inline double *ccs_facts_customer(const ccs_facts_t *self, uint32_t cell, uint32_t type)
{
    return ccs_facts_row(self, CCS_BLOCK_CUSTOMER, cell, type);
}
/** Of plans whose numbers are a forecast (ccs_plan_n_forecast). */
static inline double *ccs_facts_forecast(const ccs_facts_t *self, uint32_t cell, uint32_t type)
{
    return ccs_facts_row(self, CCS_BLOCK_FORECAST, cell, type);
}
static inline double *ccs_facts_handling(const ccs_facts_t *self, uint32_t cell, uint32_t pair)
{
    return ccs_facts_row(self, CCS_BLOCK_HANDLING, cell, pair);
}
/** Of plans whose agents may have several contacts in hand (ccs_plan_shares_agents). */
static inline double *ccs_facts_hands(const ccs_facts_t *self, uint32_t cell, uint32_t group)
{
    return ccs_facts_row(self, CCS_BLOCK_HANDS, cell, group);
}
/** Of plans whose agents divide their time among channels (ccs_plan_divides_attention). */
static inline double *ccs_facts_attention(const ccs_facts_t *self, uint32_t cell, uint32_t pair)
{
    return ccs_facts_row(self, CCS_BLOCK_ATTENTION, cell, pair);
}
/** Of plans with desks (ccs_plan_has_desks). */
static inline double *ccs_facts_turns(const ccs_facts_t *self, uint32_t cell, uint32_t pair)
{
    return ccs_facts_row(self, CCS_BLOCK_TURNS, cell, pair);
}
/** Of plans with deadlines (plan.deferred). */
static inline double *ccs_facts_due(const ccs_facts_t *self, uint32_t cell, uint32_t type)
{
    return ccs_facts_row(self, CCS_BLOCK_DUE, cell, type);
}
/** Of plans whose conversations are put away (ccs_plan_lapses). */
static inline double *ccs_facts_lapse(const ccs_facts_t *self, uint32_t cell, uint32_t type)
{
    return ccs_facts_row(self, CCS_BLOCK_LAPSE, cell, type);
}
/** Of plans in which customers are sent to another channel (plan.switching). */
static inline double *ccs_facts_switching(const ccs_facts_t *self, uint32_t cell, uint32_t type)
{
    return ccs_facts_row(self, CCS_BLOCK_SWITCHING, cell, type);
}
/** Of plans with sticky agents (ccs_plan_n_sticky). */
static inline double *ccs_facts_sticky(const ccs_facts_t *self, uint32_t cell, uint32_t type)
{
    return ccs_facts_row(self, CCS_BLOCK_STICKY, cell, type);
}
/** Of plans in which contacts ring (ccs_plan_n_ringing). */
static inline double *ccs_facts_ring(const ccs_facts_t *self, uint32_t cell, uint32_t group)
{
    return ccs_facts_row(self, CCS_BLOCK_RING, cell, group);
}
/** Of plans that call back (ccs_plan_calls_back): by type, and by pair. */
static inline double *ccs_facts_callback(const ccs_facts_t *self, uint32_t cell, uint32_t type)
{
    return ccs_facts_row(self, CCS_BLOCK_CALLBACK, cell, type);
}
static inline double *ccs_facts_callback_pair(const ccs_facts_t *self, uint32_t cell, uint32_t pair)
{
    return ccs_facts_row(self, CCS_BLOCK_CALLBACK_PAIR, cell, pair);
}
/** Of plans with persons, by row of plan.offs. */
static inline double *ccs_facts_off(const ccs_facts_t *self, uint32_t cell, uint32_t off)
{
    return ccs_facts_row(self, CCS_BLOCK_OFF, cell, off);
}
/** Of plans that have figures of single agents. */
static inline double *ccs_facts_agent(const ccs_facts_t *self, uint32_t cell, uint32_t agent)
{
    return ccs_facts_row(self, CCS_BLOCK_AGENT, cell, agent);
}
/** The same by row of plan.own_offs. */
static inline double *ccs_facts_own_off(const ccs_facts_t *self, uint32_t cell, uint32_t own_off)
{
    return ccs_facts_row(self, CCS_BLOCK_AGENT_ACTIVITY, cell, own_off);
}
/** Of plans that predict waits (ccs_plan_n_predicted). @param counts_at  of a contact of the type */
static inline double *ccs_facts_prediction(const ccs_facts_t *self, uint32_t counts_at, uint32_t type)
{
    return ccs_facts_row(self, CCS_BLOCK_PREDICTION, counts_at / self->size, type);
}
/** Of plans with detailed figures: of the type and cell in whose row something counts (ccs_facts_index). */
static inline double *ccs_facts_detail(const ccs_facts_t *self, uint32_t index)
{
    const uint32_t at = index % self->size - self->n_within;

    return ccs_facts_row(self, CCS_BLOCK_DETAIL, index / self->size, at / self->type_width);
}
static inline double *ccs_facts_taking(const ccs_facts_t *self, uint32_t cell, uint32_t pair)
{
    return ccs_facts_row(self, CCS_BLOCK_TAKING, cell, pair);
}
/** By group, then all groups together. */
static inline double *ccs_facts_crowd(const ccs_facts_t *self, uint32_t cell)
{
    return ccs_facts_row(self, CCS_BLOCK_CROWD, cell, 0);
}
static inline double *ccs_facts_trunk(const ccs_facts_t *self, uint32_t cell, uint32_t trunk)
{
    return ccs_facts_row(self, CCS_BLOCK_TRUNK, cell, 0) + (size_t) trunk * CCS_N_TRUNK_FACTS;
}
/** By node of a call flow, by way out of one, by call flow, and by type: of plans that have any. */
static inline double *ccs_facts_node(const ccs_facts_t *self, uint32_t cell, uint32_t node)
{
    return ccs_facts_row(self, CCS_BLOCK_NODE, cell, node);
}
/** By node, where contacts may wait for a session. */
static inline double *ccs_facts_bot(const ccs_facts_t *self, uint32_t cell, uint32_t node)
{
    return ccs_facts_row(self, CCS_BLOCK_BOT, cell, node);
}
static inline double *ccs_facts_way(const ccs_facts_t *self, uint32_t cell, uint32_t way)
{
    return ccs_facts_row(self, CCS_BLOCK_WAY, cell, way);
}
static inline double *ccs_facts_flow(const ccs_facts_t *self, uint32_t cell, uint32_t flow)
{
    return ccs_facts_row(self, CCS_BLOCK_FLOW, cell, flow);
}
static inline double *ccs_facts_path(const ccs_facts_t *self, uint32_t cell, uint32_t type)
{
    return ccs_facts_row(self, CCS_BLOCK_PATH, cell, type);
}
/** Of plans in which contacts have outcomes: by pair, and by type. */
static inline double *ccs_facts_outcome(const ccs_facts_t *self, uint32_t cell, uint32_t pair)
{
    return ccs_facts_row(self, CCS_BLOCK_OUTCOME, cell, pair);
}
/** Of plans in which people have careers, by group. */
static inline double *ccs_facts_career(const ccs_facts_t *self, uint32_t cell, uint32_t group)
{
    return ccs_facts_row(self, CCS_BLOCK_CAREER, cell, group);
}
static inline double *ccs_facts_verdict(const ccs_facts_t *self, uint32_t cell, uint32_t type)
{
    return ccs_facts_row(self, CCS_BLOCK_VERDICT, cell, type);
}

static inline double *ccs_facts_took(const ccs_facts_t *self, uint32_t cell, uint32_t type)
{
    return ccs_facts_row(self, CCS_BLOCK_TOOK, cell, type);
}
/** Of plans that tell what customers mind: by pair, and by type. */
static inline double *ccs_facts_cause(const ccs_facts_t *self, uint32_t cell, uint32_t pair)
{
    return ccs_facts_row(self, CCS_BLOCK_CAUSE, cell, pair);
}
static inline double *ccs_facts_burden(const ccs_facts_t *self, uint32_t cell, uint32_t type)
{
    return ccs_facts_row(self, CCS_BLOCK_BURDEN, cell, type);
}
/** By outage, and by group: of plans that have outages. */
static inline double *ccs_facts_outage(const ccs_facts_t *self, uint32_t cell, uint32_t outage)
{
    return ccs_facts_row(self, CCS_BLOCK_OUTAGE, cell, outage);
}
static inline double *ccs_facts_halt(const ccs_facts_t *self, uint32_t cell, uint32_t group)
{
    return ccs_facts_row(self, CCS_BLOCK_HALT, cell, group);
}
/** By group, of plans with sites that have seats. */
static inline double *ccs_facts_seat(const ccs_facts_t *self, uint32_t cell, uint32_t group)
{
    return ccs_facts_row(self, CCS_BLOCK_SEAT, cell, group);
}
/** By campaign. */
static inline double *ccs_facts_campaign(const ccs_facts_t *self, uint32_t cell, uint32_t campaign)
{
    return ccs_facts_row(self, CCS_BLOCK_CAMPAIGN, cell, campaign);
}
/** By rule that acts during the day. */
static inline double *ccs_facts_intraday(const ccs_facts_t *self, uint32_t cell, uint32_t rule)
{
    return ccs_facts_row(self, CCS_BLOCK_INTRADAY, cell, rule);
}
/** Of plans that ask what things cost: by pair, and by type. */
static inline double *ccs_facts_spend(const ccs_facts_t *self, uint32_t cell, uint32_t pair)
{
    return ccs_facts_row(self, CCS_BLOCK_SPEND, cell, pair);
}
static inline double *ccs_facts_charge(const ccs_facts_t *self, uint32_t cell, uint32_t type)
{
    return ccs_facts_row(self, CCS_BLOCK_CHARGE, cell, type);
}
static inline double *ccs_facts_bill(const ccs_facts_t *self, uint32_t cell, uint32_t contract)
{
    return ccs_facts_row(self, CCS_BLOCK_BILL, cell, contract);
}
/** By queue, then all queues together. */
static inline double *ccs_facts_max_queue(const ccs_facts_t *self, uint32_t cell)
{
    return ccs_facts_row(self, CCS_BLOCK_QUEUE, cell, 0);
}
/** Whether what counts at the index is part of results. */
static inline bool ccs_facts_counts(const ccs_facts_t *self, uint32_t index)
{
    return index - self->first_counted < self->n_counted;
}

/** Of plans with detailed figures: one that counts for a type. */
static inline ccs_histogram_t *ccs_facts_spread(const ccs_facts_t *self, enum ccs_spread spread, uint32_t type)
{
    return &self->spreads[(size_t) spread * self->plan->n_types + type];
}

/** n empty histograms with their counts, NULL when out of memory. */
ccs_histogram_t *ccs_facts_histograms(ccs_arena_t *arena, uint32_t n);

/** The facts of one cell. */
ccs_record_t ccs_facts_cell(const ccs_facts_t *self, uint32_t cell);
/** A record laid over size doubles. */
ccs_record_t ccs_facts_record(const ccs_facts_t *self, double *doubles);
/** Add a cell to a record of a longer stretch: counts always, areas only if the cell is open, maxima as maxima, what
 * waits at the end as the last cell added says. @param to  size doubles */
void ccs_facts_add_cell(const ccs_facts_t *self, uint32_t cell, double *to);

/** The accounting tree of every type over all cells, at the end of a run; @p n_in_ivr by type: contacts still there. And what becomes of contacts that
 * persons hand over, by group. Abort on a difference. */
void ccs_facts_verify(const ccs_facts_t *self, const uint32_t *n_in_ivr);

#endif
