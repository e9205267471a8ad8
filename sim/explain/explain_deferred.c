/* explain_deferred.c - deadlines in sentences. */
#include "explain_deferred.h"

#include "explain_parts.h"

static void explain_clock(const ccs_type_t *type, const ccs_deferred_t *deferred, FILE *to)
{
    if (!deferred->clock) return;
    fprintf(to, "  The time runs while %s only, over nights, weekends and holidays it stands still%s.\n",
        type->hours ? "the type is open" : "the centre is open",
        type->arrivals.backlog.n > 0 ? "; that of the backlog before the run by the hours of the same weekdays" : "");
}

void ccs_explain_deferred(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    const ccs_deferred_t *const deferred = plan->deferred ? &plan->deferred[type - plan->types] : NULL;

    if (!deferred || !deferred->is_told) return;
    if (deferred->of != CCS_PROMISE_OF_ANSWER) fprintf(to, "  In time is: %s.\n", CCS_PROMISES[deferred->of].text);
    explain_clock(type, deferred, to);
    fprintf(to, "  Besides, it is told by the interval in which contacts are due how many were in time.\n");
}
