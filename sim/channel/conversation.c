/* conversation.c - talks that go by turns, or slower beside others. Invariant: an agent waits for ever for no customer who has left. */
#include "conversation.h"

#include <math.h>

#include "lapses.h"
#include "read_counts.h"
#include "read_curve.h"
#include "read_law.h"
#include "read_value.h"
#include "replay.h"

/* A customer who leaves without a word, whom nobody closes, would stay in the agent's hand for ever. */
static void check_silence(ccs_reader_t *reader, const ccs_place_t *at, const ccs_turns_t *turns)
{
    const ccs_place_t silent = ccs_place_child(reader, at, "silent");

    if (turns->silent_frac > 0 && turns->patience.kind == CCS_DISTRIBUTION_NONE)
        ccs_reader_error(reader, &silent, "has no effect without patience: customers wait for each reply as long as it takes");
    else if (turns->silent_frac > 0 && isinf(turns->close_after_s))
        ccs_reader_error(reader, &silent, "needs close_after: an agent would wait for ever for who has left without a word");
}

static const ccs_turns_t *read_turns(ccs_reader_t *reader, const ccs_place_t *at)
{
    const ccs_place_t number = ccs_place_child(reader, at, "number"), customer = ccs_place_child(reader, at, "customer"),
                      patience = ccs_place_child(reader, at, "patience"), silent = ccs_place_child(reader, at, "silent"),
                      close_after = ccs_place_child(reader, at, "close_after"), slower = ccs_place_child(reader, at, "slower");
    ccs_turns_t *const turns = ccs_reader_array(reader, 1, sizeof *turns);

    if (!turns || !number.value) return turns;
    turns->number = ccs_read_counts(reader, &number);
    turns->customer = ccs_read_law(reader, &customer, CCS_LAW_TIME);
    turns->patience = ccs_read_law(reader, &patience, CCS_LAW_TIME);
    turns->silent_frac = ccs_read_share(reader, &silent);
    turns->close_after_s = close_after.value ? ccs_read_duration(reader, &close_after) : (double) INFINITY;
    turns->slower_frac = ccs_read_share(reader, &slower);
    turns->lapse = ccs_lapse_read(reader, at, turns);
    check_silence(reader, at, turns);
    return turns;
}

void ccs_conversation_read(ccs_reader_t *reader, const ccs_place_t *at, ccs_type_t *type)
{
    const ccs_place_t turns = ccs_place_child(reader, at, "turns"), curve = ccs_place_child(reader, at, "talk_by_sessions"),
                      aht = ccs_place_child(reader, at, "aht");

    type->talk_by_sessions = ccs_read_share_curve(reader, &curve, CCS_CURVE_FACTOR_BY_COUNT);
    if (turns.value && turns.value->kind == CCS_VALUE_GROUP) type->turns = read_turns(reader, &turns);
    if (turns.value && curve.value)
        ccs_reader_error(reader, &curve,
            "cannot stand beside turns, of which each takes what it takes: leave one of them out (turns.slower is a factor on turns)");
    if (turns.value && aht.value)
        ccs_reader_error(reader, &aht, "cannot stand beside turns: write talk, the agent's work on one turn, and wrap");
}

/* Why talks of a type have no parts, and do not break off, or NULL: they may. */
static const char *goes_on_as(const ccs_plan_t *plan, uint32_t id)
{
    if (plan->types[id].turns) return "turns: a conversation is not put on hold, and ends with its last turn";
    if (plan->types[id].talk_by_sessions.n > 0) return "talk_by_sessions: a conversation is not put on hold";
    if (ccs_plan_has_desks(plan) && ccs_plan_is_at_desk(plan, id))
        return "channels that are interruptible, or turns: what is written is put aside as a whole";
    return NULL;
}

static void check_parts(ccs_reader_t *reader, const ccs_place_t *type_at, const ccs_plan_t *plan, uint32_t id)
{
    static const char *const keys[] = {"setup", "hold", "consult", "drop", "escalate"};
    const char *const why = goes_on_as(plan, id);
    const size_t n = plan->types[id].turns ? 5 : 3; /* turns have no moment in the middle of which they could end */

    for (size_t i = 0; why && i < n; i++) {
        const ccs_place_t at = ccs_place_child(reader, type_at, keys[i]);

        if (at.given) ccs_reader_error(reader, &at, "cannot stand beside %s", why);
    }
}

/* Times that are known are of whole talks, and what is written goes piece by piece where there are desks. */
static void check_times(ccs_reader_t *reader, const ccs_place_t *type_at, const ccs_plan_t *plan, uint32_t id)
{
    const ccs_type_t *const type = &plan->types[id];
    const ccs_place_t turns = ccs_place_child(reader, type_at, "turns"),
                      curve = ccs_place_child(reader, type_at, "talk_by_sessions");

    if (type->turns && type->arrivals.replay && type->arrivals.replay->talk_s)
        ccs_reader_error(reader, &turns, "cannot stand beside recorded talk times, which are of whole talks and not of turns");
    if (type->talk_by_sessions.n > 0 && ccs_plan_has_desks(plan) && ccs_plan_is_at_desk(plan, id))
        ccs_reader_error(reader, &curve,
            "is of talks side by side: what is written is worked on one after the other where channels are interruptible, or go by turns");
}

void ccs_conversations_check(ccs_reader_t *reader, const ccs_named_t *types, const ccs_plan_t *plan)
{
    for (uint32_t id = 0; id < plan->n_types; id++) {
        check_parts(reader, &types->at[id], plan, id);
        check_times(reader, &types->at[id], plan, id);
    }
}
