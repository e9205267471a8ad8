/* conversation.c - talks that go by turns, or slower beside others. Invariant: an agent waits for ever for no customer who has left. */
#include "conversation.h"

#include <math.h>

#include "read_counts.h"
#include "read_curve.h"
#include "read_law.h"
#include "read_value.h"

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

void ccs_conversations_check(ccs_reader_t *reader, const ccs_named_t *types, const ccs_plan_t *plan)
{
    static const char *const keys[] = {"setup", "hold", "consult"};

    for (uint32_t id = 0; id < plan->n_types; id++)
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
            const ccs_place_t at = ccs_place_child(reader, &types->at[id], keys[i]);

            if (at.given && (plan->types[id].turns || plan->types[id].talk_by_sessions.n > 0))
                ccs_reader_error(reader, &at, "cannot stand beside %s: a conversation is not put on hold",
                    plan->types[id].turns ? "turns" : "talk_by_sessions");
        }
}
