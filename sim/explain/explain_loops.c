/* explain_loops.c - what feeds back on what: the loops that a scenario has switched on, each in words, then those that are off. */
#include "explain_outcome.h"

typedef struct {
    bool (*is_on)(const ccs_plan_t *plan, uint32_t type);
    const char *on, *off; /* what it does; its name */
} loop_t;

static const ccs_outcome_t *outcome_of(const ccs_plan_t *plan, uint32_t type)
{
    return ccs_outcome_is_on(&plan->outcomes[type]) ? &plan->outcomes[type] : NULL;
}

static bool rush(const ccs_plan_t *plan, uint32_t type)
{
    const ccs_outcome_t *const o = outcome_of(plan, type);

    return o && o->load.speed_up > 0 && o->time.half > 0 && o->returns_frac > 0;
}

static bool relief(const ccs_plan_t *plan, uint32_t type)
{
    const ccs_outcome_t *const o = outcome_of(plan, type);

    return o && o->load.speed_up > 0;
}

static bool wear(const ccs_plan_t *plan, uint32_t type)
{
    const ccs_outcome_t *const o = outcome_of(plan, type);

    return o && o->load.slow_down > 0;
}

static bool again(const ccs_plan_t *plan, uint32_t type)
{
    const ccs_outcome_t *const o = outcome_of(plan, type);

    return o && o->returns_frac > 0;
}

static bool anger(const ccs_plan_t *plan, uint32_t type)
{
    const ccs_outcome_t *const o = outcome_of(plan, type);

    return o && o->anger.by_wait > 0 && o->anger.work > 1;
}

static bool echo(const ccs_plan_t *plan, uint32_t type)
{
    return plan->types[type].again.frac[CCS_RETRY_ABANDONED] > 0;
}

static bool abandonment(const ccs_plan_t *plan, uint32_t type)
{
    return plan->types[type].patience.kind != CCS_DISTRIBUTION_NONE;
}

static bool callbacks(const ccs_plan_t *plan, uint32_t type)
{
    return plan->types[type].callback != NULL;
}

static bool voice(const ccs_plan_t *plan, uint32_t type)
{
    const ccs_outcome_t *const o = outcome_of(plan, type);

    return o && o->voice.fix_frac > 0;
}

static bool churn(const ccs_plan_t *plan, uint32_t type)
{
    const ccs_outcome_t *const o = outcome_of(plan, type);

    return o && o->customers > 0;
}

static const loop_t LOOPS[] = {{again, "Repeats: an issue is not resolved: its customer comes again: more contacts.", "repeats"},
    {rush, "Rush: occupancy up: agents hurry: fewer issues are resolved: more customers come again: occupancy up.", "rush"},
    {relief, "Borrowed time: occupancy up: agents hurry: occupancy down, at the price of the rush.", "borrowed time"},
    {wear, "Wear: occupancy up: worn agents take longer: occupancy up.", "wear"},
    {anger, "Anger: waits up: more customers are angry: contacts take longer: waits up.", "anger"},
    {echo, "Echo: waits up: more give up and try again later: contacts up: waits up.", "echo"},
    {abandonment, "Relief: waits up: more give up: waits down.", "relief by those who give up"},
    {callbacks, "Calls back: waits up: more are called back later: waits down.", "calls back"},
    {voice, "Voice of the customer: more contacts of a cause: it is heard of and removed in part: fewer contacts.",
        "the voice of the customer"},
    {churn, "Customers who leave: issues are not resolved: customers leave: fewer contacts. A relief that is none.",
        "customers who leave contact no more"}};
enum { N_LOOPS = sizeof LOOPS / sizeof *LOOPS };

static bool is_on_somewhere(const ccs_plan_t *plan, const loop_t *loop)
{
    bool on = false;

    for (uint32_t i = 0; i < plan->n_types; i++) on = on || loop->is_on(plan, i);
    return on;
}

void ccs_explain_loops(const ccs_plan_t *plan, FILE *to)
{
    const char *before = "  Off: ";

    if (!plan->outcomes) return;
    fprintf(to, "\nWhat feeds back on what\n");
    for (int i = 0; i < N_LOOPS; i++)
        if (is_on_somewhere(plan, &LOOPS[i])) fprintf(to, "  %s\n", LOOPS[i].on);
    for (int i = 0; i < N_LOOPS; i++) {
        if (is_on_somewhere(plan, &LOOPS[i])) continue;
        fprintf(to, "%s%s", before, LOOPS[i].off);
        before = ", ";
    }
    if (before[0] == ',') fprintf(to, ".\n");
}
