/* switches.c - offers to contact through another channel, and choices of one. Invariant: nobody is sent to where they are. */
#include "switches.h"

#include <stdlib.h>

#include "elementary.h"
#include "read_expression.h"
#include "read_law.h"
#include "read_value.h"
#include "switching.h"

/* Of an offer and of a choice alike: where to, when, and what it takes to explain again. @return false: no such type */
static bool read_way(ccs_reader_t *reader, const ccs_place_t *at, const ccs_named_t *types, uint32_t from, ccs_switch_t *read)
{
    const ccs_place_t when = ccs_place_child(reader, at, "when"), context_kept = ccs_place_child(reader, at, "context_kept"),
                      re_explain = ccs_place_child(reader, at, "re_explain"), expected = ccs_place_child(reader, at, "expected");

    *read = (ccs_switch_t){.to = ccs_named_find(types, at->key),
        .when = ccs_read_condition(reader, &when, CCS_AT_HAND_TYPE | CCS_AT_HAND_CONTACT),
        .expected_frac = ccs_read_share(reader, &expected),
        .context_frac = ccs_read_share(reader, &context_kept),
        .explain = ccs_read_law(reader, &re_explain, CCS_LAW_TIME)};
    if (read->to == CCS_NONE) {
        ccs_reader_no_such(reader, at, types, at->key);
        return false;
    }
    if (read->to == from) ccs_reader_error(reader, at, "is the type itself: name another one");
    if (read->context_frac < 1 && !re_explain.value)
        ccs_reader_error(reader, &context_kept, "needs re_explain: what it takes to explain again");
    if (expected.given && !when.value)
        ccs_reader_error(reader, &expected, "is read with `when` alone: say when, or leave this out");
    if (expected.given && read->when && ccs_expression_is_by_clock(read->when))
        ccs_reader_error(reader, &expected,
            "has no effect: `when` hangs on the clock and hours alone, which loads know; leave this out");
    if (re_explain.value && !(read->context_frac < 1))
        ccs_reader_error(reader, &re_explain, "has no effect without context_kept: nothing has to be explained again");
    return true;
}

static void read_switch(ccs_reader_t *reader, const ccs_place_t *at, const ccs_named_t *types, uint32_t from, ccs_vector_t *rows)
{
    const ccs_place_t accept = ccs_place_child(reader, at, "accept");
    ccs_switch_t read;

    if (!read_way(reader, at, types, from, &read)) return;
    read.accept_frac = accept.value ? ccs_read_share(reader, &accept) : 0;
    ccs_switch_t *const row = ccs_reader_push(reader, rows, sizeof *row);

    if (row) *row = read;
}

/* ---- choices --------------------------------------------------------------------------------------------------------------------- */

static void check_predictor(ccs_reader_t *reader, const ccs_place_t *at, const ccs_plan_t *plan, uint32_t type)
{
    if (plan->types[type].prediction.by == CCS_PREDICTOR_NONE)
        ccs_reader_error(reader, at,
            "needs to know how long customers of %s would wait: say types.%s.predictor, such as \"queue_length\"",
            plan->types[type].name, plan->types[type].name);
}

static void read_among(ccs_reader_t *reader, const ccs_place_t *choose, const ccs_named_t *types, const ccs_plan_t *plan,
    uint32_t from, ccs_vector_t *rows)
{
    const ccs_place_t at = ccs_place_child(reader, choose, "among"), wait = ccs_place_child(reader, choose, "wait");
    const ccs_named_t named = ccs_read_named(reader, &at, "type");
    const bool weighs_waits = ccs_read_amount(reader, &wait, 0) != 0;

    if (weighs_waits) check_predictor(reader, &wait, plan, from);
    for (uint32_t i = 0; i < named.n; i++) {
        const ccs_place_t preference = ccs_place_child(reader, &named.at[i], "preference");
        ccs_switch_t read;

        if (!read_way(reader, &named.at[i], types, from, &read)) continue;
        read.preference = ccs_read_amount(reader, &preference, 0);
        read.odds = ccs_exp(read.preference);
        if (weighs_waits) check_predictor(reader, &wait, plan, read.to);
        ccs_switch_t *const row = ccs_reader_push(reader, rows, sizeof *row);

        if (row) *row = read;
    }
}

static void read_choice(ccs_reader_t *reader, const ccs_named_t *types, const ccs_plan_t *plan, uint32_t id,
    ccs_channel_choice_t *choice, ccs_vector_t *rows)
{
    const ccs_place_t at = ccs_place_child(reader, &types->at[id], "choose"),
                      offers = ccs_place_child(reader, &types->at[id], "switch");

    if (!at.value || at.value->kind != CCS_VALUE_GROUP) return;
    const ccs_place_t wait = ccs_place_child(reader, &at, "wait"), same = ccs_place_child(reader, &at, "same"),
                      after_failure = ccs_place_child(reader, &at, "after_failure");

    if (offers.value)
        ccs_reader_error(reader, &at,
            "cannot stand beside `switch`: customers choose by themselves, or are asked to go elsewhere");
    *choice = (ccs_channel_choice_t){.is_on = true,
        .wait = ccs_read_amount(reader, &wait, 0),
        .same = ccs_read_amount(reader, &same, 0)};
    choice->after_failure = ccs_read_amount(reader, &after_failure, choice->same);
    read_among(reader, &at, types, plan, id, rows);
}

void ccs_switches_read(ccs_reader_t *reader, const ccs_named_t *types, ccs_plan_t *plan)
{
    ccs_vector_t rows = {0};
    uint32_t *const first = ccs_reader_array(reader, (size_t) types->n + 1, sizeof *first);
    ccs_channel_choice_t *const choices = ccs_reader_array(reader, types->n, sizeof *choices);

    for (uint32_t id = 0; first && choices && id < types->n; id++) {
        const ccs_place_t at = ccs_place_child(reader, &types->at[id], "switch");
        const ccs_named_t named = ccs_read_named(reader, &at, "type");

        for (uint32_t i = 0; i < named.n; i++) read_switch(reader, &named.at[i], types, id, &rows);
        read_choice(reader, types, plan, id, &choices[id], &rows);
        first[id + 1] = (uint32_t) rows.n;
    }
    ccs_switching_t *const switching = rows.n > 0 ? ccs_reader_array(reader, 1, sizeof *switching) : NULL;
    const ccs_switch_t *const kept = ccs_reader_keep(reader, &rows, sizeof *kept);

    if (!switching) return;
    *switching = (ccs_switching_t){.rows = kept, .first = first, .choices = choices};
    plan->switching = switching;
}

bool ccs_switches_reach(const ccs_plan_t *plan, uint32_t type)
{
    const ccs_switching_t *const s = plan->switching;

    for (uint32_t i = 0; s && i < s->first[plan->n_types]; i++)
        if (s->rows[i].to == type) return true;
    return false;
}
