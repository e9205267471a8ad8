/* explain_callback.c - calls back in sentences. */
#include "explain_callback.h"

#include <inttypes.h>

#include "explain_parts.h"
#include "expression.h"
#include "units.h"

enum { TEXT = 512 };

static void explain_way(const ccs_callback_t *callback, FILE *to)
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
    case CCS_CALLBACK_KEEP_PLACE: fprintf(to, "keep their place in the queue and are called when it is their turn"); return;
    }
}

static void explain_talk(const ccs_plan_t *plan, const ccs_callback_t *callback, FILE *to)
{
    char text[TEXT];

    if (callback->talk.kind != CCS_DISTRIBUTION_NONE)
        fprintf(to, "; their talk time is %s", ccs_show_law(plan, &callback->talk, true, text, sizeof text));
    else if (callback->talk_factor != 1) fprintf(to, "; they talk %g times as long as others", callback->talk_factor);
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
    if (callback->after_s > 0)
        fprintf(to, "  Who has waited for %s is asked whether to be called back: ",
            ccs_units_show_duration(callback->after_s, text, sizeof text));
    else fprintf(to, "  Who would have to wait is asked whether to be called back: ");
    explain_acceptance(plan, callback, to);
    explain_way(callback, to);
    explain_talk(plan, callback, to);
    if (callback->reach_frac < 1)
        fprintf(to, "; of the calls %s are answered, of at most %" PRIu32 ", %s one after the other",
            ccs_units_show_share(callback->reach_frac, text, sizeof text), callback->attempts,
            ccs_units_show_duration(callback->retry_after_s, after, sizeof after));
    fprintf(to, ".\n");
}
