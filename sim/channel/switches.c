/* switches.c - offers to contact through another channel. Invariant: nobody is sent to where they are. */
#include "switches.h"

#include <math.h>
#include <stdlib.h>

#include "read_expression.h"
#include "read_law.h"
#include "read_value.h"
#include "switching.h"

static void read_switch(ccs_reader_t *reader, const ccs_place_t *at, const ccs_named_t *types, uint32_t from, ccs_vector_t *rows)
{
    const ccs_place_t when = ccs_place_child(reader, at, "when"), accept = ccs_place_child(reader, at, "accept"),
                      context_kept = ccs_place_child(reader, at, "context_kept"),
                      re_explain = ccs_place_child(reader, at, "re_explain");
    ccs_switch_t read = {.to = ccs_named_find(types, at->key),
        .when = ccs_read_condition(reader, &when, CCS_AT_HAND_TYPE | CCS_AT_HAND_CONTACT),
        .accept_frac = accept.value ? ccs_read_share(reader, &accept) : 0,
        .context_frac = ccs_read_share(reader, &context_kept),
        .explain = ccs_read_law(reader, &re_explain, CCS_LAW_TIME)};

    if (read.to == CCS_NONE) {
        ccs_reader_no_such(reader, at, types, at->key);
        return;
    }
    if (read.to == from) ccs_reader_error(reader, at, "is the type itself: name another one");
    if (read.context_frac < 1 && !re_explain.value)
        ccs_reader_error(reader, &context_kept, "needs re_explain: what it takes to explain again");
    if (re_explain.value && !(read.context_frac < 1))
        ccs_reader_error(reader, &re_explain, "has no effect without context_kept: nothing has to be explained again");
    ccs_switch_t *const row = ccs_reader_push(reader, rows, sizeof *row);

    if (row) *row = read;
}

void ccs_switches_read(ccs_reader_t *reader, const ccs_named_t *types, ccs_plan_t *plan)
{
    ccs_vector_t rows = {0};
    uint32_t *const first = ccs_reader_array(reader, (size_t) types->n + 1, sizeof *first);

    for (uint32_t id = 0; first && id < types->n; id++) {
        const ccs_place_t at = ccs_place_child(reader, &types->at[id], "switch");
        const ccs_named_t named = ccs_read_named(reader, &at, "type");

        for (uint32_t i = 0; i < named.n; i++) read_switch(reader, &named.at[i], types, id, &rows);
        first[id + 1] = (uint32_t) rows.n;
    }
    ccs_switching_t *const switching = rows.n > 0 ? ccs_reader_array(reader, 1, sizeof *switching) : NULL;
    const ccs_switch_t *const kept = ccs_reader_keep(reader, &rows, sizeof *kept);

    if (!switching) return;
    *switching = (ccs_switching_t){.rows = kept, .first = first};
    plan->switching = switching;
}
