/* lapses.c - conversations that are put away. Invariant: each of them is taken up again, or closed. */
#include "lapses.h"

#include <math.h>

#include "read_law.h"
#include "read_value.h"

/* What stands there without what it needs, or without effect. */
static void check_lapse(ccs_reader_t *reader, const ccs_place_t *at, const ccs_turns_t *turns, const ccs_lapse_t *lapse)
{
    const ccs_place_t after = ccs_place_child(reader, at, "after"), share = ccs_place_child(reader, at, "share"),
                      length = ccs_place_child(reader, at, "length"), context_kept = ccs_place_child(reader, at, "context_kept"),
                      re_explain = ccs_place_child(reader, at, "re_explain");

    if (!(lapse->after_s < turns->close_after_s))
        ccs_reader_error(reader, &after, "has no effect: the agent closes the conversation before that (turns.close_after)");
    if (lapse->frac > 0 && !length.value) ccs_reader_error(reader, &share, "needs length: how long these answers take");
    if (length.value && !(lapse->frac > 0)) ccs_reader_error(reader, &length, "has no effect without share");
    if (lapse->context_frac < 1 && !re_explain.value)
        ccs_reader_error(reader, &context_kept, "needs re_explain: what it takes to explain again");
    if (re_explain.value && !(lapse->context_frac < 1))
        ccs_reader_error(reader, &re_explain, "has no effect without context_kept: nothing has to be explained again");
}

const ccs_lapse_t *ccs_lapse_read(ccs_reader_t *reader, const ccs_place_t *at, const ccs_turns_t *turns)
{
    const ccs_place_t pause = ccs_place_child(reader, at, "pause");

    if (!pause.value || pause.value->kind != CCS_VALUE_GROUP) return NULL;
    const ccs_place_t after = ccs_place_child(reader, &pause, "after"), share = ccs_place_child(reader, &pause, "share"),
                      length = ccs_place_child(reader, &pause, "length"), joins = ccs_place_child(reader, &pause, "joins"),
                      same_agent = ccs_place_child(reader, &pause, "same_agent"),
                      context_kept = ccs_place_child(reader, &pause, "context_kept"),
                      re_explain = ccs_place_child(reader, &pause, "re_explain");
    ccs_lapse_t *const lapse = ccs_reader_array(reader, 1, sizeof *lapse);

    if (!lapse) return NULL;
    const double sticks_s = ccs_read_duration(reader, &same_agent);

    *lapse = (ccs_lapse_t){.after_s = ccs_read_duration(reader, &after),
        .frac = ccs_read_share(reader, &share),
        .length = ccs_read_law(reader, &length, CCS_LAW_TIME),
        .joins = (enum ccs_join) ccs_read_choice(reader, &joins),
        .same_agent = {.is_on = !isnan(sticks_s), .frac = 1, .max_wait_s = isnan(sticks_s) ? 0 : sticks_s},
        .context_frac = ccs_read_share(reader, &context_kept),
        .explain = ccs_read_law(reader, &re_explain, CCS_LAW_TIME)};
    check_lapse(reader, &pause, turns, lapse);
    return lapse;
}

enum { POINTS = 400 }; /* quantiles by which a mean is formed */

static double mean_up_to_s(const ccs_distribution_t *law, double most_s)
{
    double sum_s = 0;

    if (law->kind == CCS_DISTRIBUTION_NONE) return 0;
    for (uint32_t i = 0; i < POINTS; i++) sum_s += fmin(ccs_distribution_at(law, (i + 0.5) / POINTS), most_s);
    return sum_s / POINTS;
}

double ccs_lapse_answer_s(const ccs_turns_t *turns)
{
    const ccs_lapse_t *const lapse = turns->lapse;

    if (!lapse) return turns->customer.mean;
    return lapse->frac * mean_up_to_s(&lapse->length, lapse->after_s) +
        (1 - lapse->frac) * mean_up_to_s(&turns->customer, lapse->after_s);
}
