/* explain_callback.c - calls back in sentences. */
#include "explain_callback.h"

#include <inttypes.h>

#include "explain_parts.h"
#include "expression.h"
#include "units.h"

enum { TEXT = 512 };

static void explain_slots(const ccs_plan_t *plan, const ccs_callback_t *callback, FILE *to)
{
    const ccs_slots_t *const slots = &callback->slots;
    char every[CCS_UNITS_TEXT_MAX], within[CCS_UNITS_TEXT_MAX], text[TEXT];

    fprintf(to, "take a slot of %s, with room for %g calls%s, of those that begin within %s",
        ccs_units_show_duration(slots->every_s, every, sizeof every), slots->capacity, slots->capacities ? " on average" : "",
        ccs_units_show_duration(slots->within_s, within, sizeof within));
    if (slots->ahead.kind == CCS_DISTRIBUTION_NONE) fprintf(to, ": the first that is free");
    else fprintf(to, ": the first that is free after a time of %s", ccs_show_law(plan, &slots->ahead, true, text, sizeof text));
    fprintf(to,
        "; who finds none waits on; from its begin on they are called, as agents are free, as if they waited with priority %" PRId32,
        callback->priority);
}

static void explain_way(const ccs_plan_t *plan, const ccs_callback_t *callback, FILE *to)
{
    char text[TEXT];

    switch (callback->way) {
    case CCS_CALLBACK_WHEN_QUIET:
        fprintf(to, "are called, who accepted first before others, while nobody waits and more than %s idle",
            ccs_show_count(callback->idle_more_than, "agent is", "agents are", text, sizeof text));
        return;
    case CCS_CALLBACK_BY_PRIORITY:
        fprintf(to, "are called as agents are free, as if they waited with priority %" PRId32, callback->priority);
        return;
    case CCS_CALLBACK_AT_TIME:
        if (callback->time.kind != CCS_DISTRIBUTION_NONE)
            fprintf(to, "are called, as agents are free, after a time of %s",
                ccs_show_law(plan, &callback->time, true, text, sizeof text));
        else
            fprintf(to, "are called, as agents are free, after %g times the wait that is predicted when they accept",
                callback->predicted_times);
        fprintf(to, ", as if they waited with priority %" PRId32, callback->priority);
        return;
    case CCS_CALLBACK_SLOTS: explain_slots(plan, callback, to); return;
    case CCS_CALLBACK_MESSAGE:
        fprintf(to, "leave a message, which is a contact of %s from then on; loads leave these out",
            plan->types[callback->to].label);
        return;
    case CCS_CALLBACK_KEEP_PLACE: fprintf(to, "keep their place in the queue and are called when it is their turn"); return;
    }
}

static void explain_talk(const ccs_plan_t *plan, const ccs_callback_t *callback, FILE *to)
{
    char text[TEXT];

    if (callback->talk.kind != CCS_DISTRIBUTION_NONE)
        fprintf(to, "; their talk time is %s", ccs_show_law(plan, &callback->talk, true, text, sizeof text));
    else if (callback->talk_factor != 1) fprintf(to, "; they talk %g times as long as others", callback->talk_factor);
    if (callback->wrap_factor != 1) fprintf(to, "; after-call work is %g times as long", callback->wrap_factor);
}

/* Whose phone rings first, and for how long. */
static void explain_ring(const ccs_plan_t *plan, const ccs_callback_t *callback, FILE *to)
{
    const bool is_customer = callback->first == CCS_CALLED_FIRST_CUSTOMER;
    char text[TEXT];

    if (!ccs_callback_dials(callback)) return;
    fprintf(to, "  %s\n",
        is_customer ? "They are called before an agent is there, and who answers waits in front of the queue."
                    : "An agent is kept while the customer's phone rings.");
    if (callback->ring.kind != CCS_DISTRIBUTION_NONE)
        fprintf(to, "  It rings until they answer: %s.\n", ccs_show_law(plan, &callback->ring, true, text, sizeof text));
    if (callback->no_answer_s > 0)
        fprintf(to, "  It rings for %s when nobody answers.\n",
            ccs_units_show_duration(callback->no_answer_s, text, sizeof text));
    if (is_customer && callback->patience.kind != CCS_DISTRIBUTION_NONE)
        fprintf(to, "  Who has answered waits for an agent: %s.\n",
            ccs_show_law(plan, &callback->patience, true, text, sizeof text));
}

static void explain_acceptance(const ccs_plan_t *plan, const ccs_callback_t *callback, FILE *to)
{
    const ccs_share_curve_t *const by_wait = &callback->accept_by_wait;
    char first[TEXT], last[TEXT];

    if (by_wait->n == 0)
        fprintf(to, "%s accept, go off the line and ",
            ccs_show_share(plan, callback->accept, callback->accept_frac, first, sizeof first));
    else
        fprintf(to, "%s accept where a short wait is predicted, %s where it is %" PRIu32 " s or more; they go off the line and ",
            ccs_units_show_share(by_wait->at[0], first, sizeof first),
            ccs_units_show_share(by_wait->at[by_wait->n - 1], last, sizeof last), by_wait->n - 1);
}

void ccs_explain_callback(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    const ccs_callback_t *const callback = type->callback;
    char text[TEXT], after[CCS_UNITS_TEXT_MAX];

    if (!callback) return;
    if (callback->when) fprintf(to, "  Where %s:\n", ccs_expression_text(callback->when));
    const char *const what = callback->way == CCS_CALLBACK_MESSAGE ? "to leave a message" : "whether to be called back";

    if (callback->after_s > 0)
        fprintf(to, "  Who has waited for %s is asked %s: ", ccs_units_show_duration(callback->after_s, text, sizeof text), what);
    else fprintf(to, "  Who would have to wait is asked %s: ", what);
    explain_acceptance(plan, callback, to);
    explain_way(plan, callback, to);
    explain_talk(plan, callback, to);
    if (callback->reach_frac < 1)
        fprintf(to, "; of the calls %s are answered, of at most %" PRIu32 ", %s one after the other",
            ccs_units_show_share(callback->reach_frac, text, sizeof text), callback->attempts,
            ccs_units_show_duration(callback->retry_after_s, after, sizeof after));
    fprintf(to, ".\n");
    explain_ring(plan, callback, to);
}
