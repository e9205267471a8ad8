/* explain_outage.c - outages in sentences: when they are, whom they stop, what they slow, what they take away. */
#include "explain_outage.h"

#include <inttypes.h>

#include "explain_parts.h"
#include "metric_needs.h"
#include "outages.h"
#include "units.h"

enum { TEXT = 320, TOLD = 3 /* windows */ };

static const char *show_when(const ccs_plan_t *plan, double time_s, char *text, size_t size)
{
    return plan->axis.has_clock ? ccs_show_moment(plan, time_s, text, size) : ccs_units_show_duration(time_s, text, size);
}

static void explain_windows(const ccs_plan_t *plan, const ccs_outage_t *outage, FILE *to)
{
    char start[TEXT], end[TEXT];

    for (uint32_t i = 0; i < outage->n_windows && i < TOLD; i++)
        fprintf(to, "%s%s to %s", i == 0 ? "  From " : ", from ",
            show_when(plan, outage->windows[i].start_s, start, sizeof start),
            show_when(plan, outage->windows[i].end_s, end, sizeof end));
    if (outage->n_windows > TOLD) fprintf(to, " and so on, %" PRIu32 " times in all", outage->n_windows);
    fprintf(to, outage->n_windows == 0 ? "  Never on the days of the run.\n" : ".\n");
}

static void explain_when(const ccs_plan_t *plan, const ccs_outage_t *outage, FILE *to)
{
    char every[TEXT], lasts[TEXT], share[TEXT];

    if (outage->every.kind == CCS_DISTRIBUTION_NONE) {
        explain_windows(plan, outage, to);
        return;
    }
    fprintf(to,
        "  At random, in each replication anew. Until the next one: %s. It lasts: %s. On average it is on for %s of the time.\n",
        ccs_show_law(plan, &outage->every, true, every, sizeof every),
        ccs_show_law(plan, &outage->lasts, true, lasts, sizeof lasts),
        ccs_units_show_share(outage->lasts.mean / (outage->every.mean + outage->lasts.mean), share, sizeof share));
}

/* A list of names, one after the other. */
static void name(FILE *to, uint32_t *n, const char *label)
{
    fprintf(to, "%s%s", (*n)++ > 0 ? ", " : " ", label);
}

/* All groups of a team are stopped, or none. */
static void explain_stops(const ccs_plan_t *plan, const ccs_outage_t *outage, FILE *to)
{
    char share[TEXT];
    uint32_t n = 0;

    if (!ccs_metric_stops_any(plan, (uint32_t) (outage - plan->outages))) return;
    if (outage->agents_frac < 1)
        fprintf(to, "  Each agent with a probability of %s, of", ccs_units_show_share(outage->agents_frac, share, sizeof share));
    else fprintf(to, "  The agents of");
    for (uint32_t i = 0; i < plan->n_teams; i++)
        if (outage->stops[plan->teams[i].first_class]) name(to, &n, plan->teams[i].label);
    fprintf(to, " cannot work: they are logged in and get nothing; %s.\n",
        outage->in_hand == CCS_IN_HAND_DROP ? "talks that they have as it begins are cut off, after-call work is done"
                                            : "what they have in hand as it begins is done");
}

static bool slows_type(const ccs_plan_t *plan, const ccs_outage_t *outage, uint32_t type)
{
    const ccs_routing_t *const routing = &plan->types[type].routing;

    for (uint32_t pair = routing->first_pair; pair < routing->first_pair + routing->n_pairs; pair++)
        if (outage->slows[pair]) return true;
    return false;
}

static bool slows_team(const ccs_plan_t *plan, const ccs_outage_t *outage, uint32_t team)
{
    for (uint32_t pair = 0; pair < plan->n_pairs; pair++)
        if (outage->slows[pair] && plan->groups[plan->pairs[pair].group].team == team) return true;
    return false;
}

static void explain_slows(const ccs_plan_t *plan, const ccs_outage_t *outage, FILE *to)
{
    uint32_t n_types = 0, n_teams = 0;

    if (outage->handle_factor == 1) return;
    fprintf(to, "  Talk and after-call work that begin meanwhile take %.4g times as long: of", outage->handle_factor);
    for (uint32_t i = 0; i < plan->n_types; i++)
        if (slows_type(plan, outage, i)) name(to, &n_types, plan->types[i].label);
    fprintf(to, ", at");
    for (uint32_t i = 0; i < plan->n_teams; i++)
        if (slows_team(plan, outage, i)) name(to, &n_teams, plan->teams[i].label);
    fprintf(to, ".\n");
}

static void explain_takes(const ccs_plan_t *plan, const ccs_outage_t *outage, FILE *to)
{
    char text[TEXT];

    for (uint32_t i = 0; i < plan->n_trunks; i++)
        if (outage->takes_lines[i])
            fprintf(to, "  Trunk group %s has %s less; who holds one keeps it.\n", plan->trunks[i].label,
                ccs_show_count(ccs_outage_lines(outage, plan->trunks[i].lines), "line", "lines", text, sizeof text));
    for (uint32_t i = 0; i < plan->n_call_flows; i++)
        if (outage->takes_down[i])
            fprintf(to, "  Call flow %s lets nobody in: contacts %s. Who is in it goes on.\n", plan->call_flows[i].label,
                outage->contacts == CCS_FLOW_DOWN_QUEUE ? "ask for an agent at once" : "are lost, as if all lines were busy");
}

void ccs_explain_outage(const ccs_plan_t *plan, const ccs_outage_t *outage, FILE *to)
{
    fprintf(to, "\nOutage %s\n", outage->label);
    explain_when(plan, outage, to);
    explain_stops(plan, outage, to);
    explain_slows(plan, outage, to);
    explain_takes(plan, outage, to);
    fprintf(to, "  Loads and required agents leave it out.\n");
}
