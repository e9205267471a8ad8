/* explain_deferred.c - deadlines in sentences. */
#include "explain_deferred.h"

#include "explain_parts.h"
#include "load.h"
#include "units.h"

enum { TEXT = 512 };

static void explain_clock(const ccs_type_t *type, const ccs_deferred_t *deferred, FILE *to)
{
    if (!deferred->clock) return;
    fprintf(to, "  The time runs while %s only, over nights, weekends and holidays it stands still%s.\n",
        type->hours ? "the type is open" : "the centre is open",
        type->arrivals.backlog.n > 0 ? "; that of the backlog before the run by the hours of the same weekdays" : "");
}

static void explain_touches(const ccs_plan_t *plan, const ccs_touches_t *touches, FILE *to)
{
    char text[TEXT];

    if (!touches) return;
    fprintf(to, "  A thread has %g contacts on average, each of which is work of its own",
        touches->number.n > 0 ? touches->number.mean : 1.0);
    if (touches->work_times != 1) fprintf(to, ", those after the first with handle times %g times as long", touches->work_times);
    fprintf(to, ": who is answered writes again %s%s.\n",
        touches->pause.kind == CCS_DISTRIBUTION_NONE ? "at once" : "after a time that is ",
        touches->pause.kind == CCS_DISTRIBUTION_NONE ? "" : ccs_show_law(plan, &touches->pause, true, text, sizeof text));
}

/* @param defers  its contacts wait for ever, over nights too */
static void explain_chase(const ccs_plan_t *plan, const ccs_chase_t *chase, bool defers, FILE *to)
{
    char share[CCS_UNITS_TEXT_MAX], text[TEXT];

    if (!chase) return;
    fprintf(to, "  Of the customers whose contact is late and still waits %s chase it as %s, ",
        ccs_units_show_share(chase->frac, share, sizeof share), plan->types[chase->through].label);
    if (chase->after.kind == CCS_DISTRIBUTION_NONE) fprintf(to, "as soon as it is late");
    else fprintf(to, "so long after it was due: %s", ccs_show_law(plan, &chase->after, true, text, sizeof text));
    fprintf(to, "; %s. %s.\n",
        chase->original == CCS_CHASED_CLOSED ? "when they have been served it is closed, if it still waits"
                                             : "it stays where it waits",
        defers ? "Loads have these contacts, as if work flowed without chance" : "Loads leave these contacts out");
}

void ccs_explain_deferred(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    const ccs_deferred_t *const deferred = plan->deferred ? &plan->deferred[type - plan->types] : NULL;

    if (!deferred || !deferred->is_told) return;
    if (deferred->of != CCS_PROMISE_OF_ANSWER) fprintf(to, "  In time is: %s.\n", CCS_PROMISES[deferred->of].text);
    explain_clock(type, deferred, to);
    explain_touches(plan, deferred->touches, to);
    explain_chase(plan, deferred->chase, ccs_load_defers(plan, type), to);
    fprintf(to, "  Besides, it is told by the interval in which contacts are due how many were in time.\n");
}
