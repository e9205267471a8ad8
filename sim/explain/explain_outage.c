/* explain_outage.c - outages in sentences: when they are, whom they stop, what they slow, what they take away. */
#include "explain_outage.h"

#include <inttypes.h>
#include <math.h>

#include "explain_parts.h"
#include "load.h"
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
        outage->each
            ? "  Each agent fails alone, in each replication anew. Until the next failure: %s. To repair: %s. On average an agent is out for %s of the time.\n"
            : "  At random, in each replication anew. Until the next one: %s. It lasts: %s. On average it is on for %s of the time.\n",
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
    if (outage->agents_frac < 1 && outage->each)
        fprintf(to, "  Those who may are %s, drawn in each replication, of",
            ccs_units_show_share(outage->agents_frac, share, sizeof share));
    else if (outage->agents_frac < 1)
        fprintf(to, "  Each agent with a probability of %s, of", ccs_units_show_share(outage->agents_frac, share, sizeof share));
    else fprintf(to, "  The agents of");
    for (uint32_t i = 0; i < plan->n_teams; i++)
        if (outage->stops[plan->teams[i].first_class]) name(to, &n, plan->teams[i].label);
    fprintf(to, " cannot work: they are logged in and get nothing; %s.\n",
        outage->in_hand == CCS_IN_HAND_DROP ? "talks that they have then are cut off, after-call work is done"
                                            : "what they have in hand then is done");
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

/* Where a load meets fewest agents while it is on. */
typedef struct {
    double load, agents, left;
    uint32_t cell;
} strain_t;

/* Whether a type is served by agents whom it stops. */
static bool concerns(const ccs_plan_t *plan, const ccs_outage_t *outage, uint32_t type)
{
    const ccs_routing_t *const routing = &plan->types[type].routing;

    for (uint32_t pair = routing->first_pair; pair < routing->first_pair + routing->n_pairs; pair++)
        if (outage->stops[plan->pairs[pair].group]) return true;
    return false;
}

static bool serves_any(const ccs_plan_t *plan, const ccs_outage_t *outage, uint32_t group)
{
    for (uint32_t pair = 0; pair < plan->n_pairs; pair++)
        if (plan->pairs[pair].group == group && concerns(plan, outage, plan->pairs[pair].type)) return true;
    return false;
}

/* Whether it is on at some time of the cell, or may be. */
static bool meets(const ccs_plan_t *plan, const ccs_outage_t *outage, uint32_t cell)
{
    bool any = outage->every.kind != CCS_DISTRIBUTION_NONE;

    for (uint32_t i = 0; i < outage->n_windows; i++)
        any =
            any || (outage->windows[i].start_s < plan->cells[cell].end_s && outage->windows[i].end_s > plan->cells[cell].start_s);
    return any;
}

static strain_t strain_of(const ccs_load_t *load, const ccs_outage_t *outage)
{
    const ccs_plan_t *const plan = load->plan;
    const double out = outage->each ? outage->lasts.mean / (outage->every.mean + outage->lasts.mean) : 1;
    strain_t strain = {.cell = load->cell};

    for (uint32_t type = 0; type < plan->n_types; type++)
        if (concerns(plan, outage, type)) strain.load += ccs_load_of(load, type);
    for (uint32_t group = 0; group < plan->n_groups; group++) {
        if (!serves_any(plan, outage, group)) continue;
        strain.agents += load->agents[group];
        strain.left += load->agents[group] * (outage->stops[group] ? 1 - out * outage->agents_frac : 1);
    }
    return strain;
}

static bool is_worse(const strain_t *a, const strain_t *b)
{
    return a->load * fmax(b->left, 1e-9) > b->load * fmax(a->left, 1e-9);
}

static void explain_notice(const ccs_plan_t *plan, const ccs_outage_t *outage, FILE *to)
{
    char share[TEXT], delay[TEXT];
    uint32_t n = 0;

    if (!(outage->notice.share_frac > 0)) return;
    fprintf(to, "  %s after it has begun customers are told: while it is on, %s of the fresh contacts do not come, of",
        ccs_units_show_duration(outage->notice.delay_s, delay, sizeof delay),
        ccs_units_show_share(outage->notice.share_frac, share, sizeof share));
    for (uint32_t i = 0; i < plan->n_types; i++)
        if (outage->notice.of[i]) name(to, &n, plan->types[i].label);
    fprintf(to, ".\n");
}

/* "At worst, on Monday at 10:30, 14.2 Erlang meet 9.0 of 15 agents." */
static void explain_load(const ccs_plan_t *plan, const ccs_outage_t *outage, FILE *to)
{
    strain_t worst = {.cell = CCS_NONE};
    ccs_load_t load;

    if (!ccs_metric_stops_any(plan, (uint32_t) (outage - plan->outages))) return;
    for (bool more = ccs_load_init(&load, plan) == 0; more && ccs_load_next(&load);) {
        const strain_t strain = strain_of(&load, outage);

        if (meets(plan, outage, load.cell) && strain.agents > 0 && (worst.cell == CCS_NONE || is_worse(&strain, &worst)))
            worst = strain;
    }
    ccs_load_free(&load);
    if (worst.cell == CCS_NONE) return;
    fprintf(to, "  %s%s%s %.1f Erlang of what these serve meet %.1f of %.1f agents%s.\n",
        outage->each ? "With those who are out on average" : "While it is on", plan->axis.has_clock ? ", at worst at " : "",
        plan->axis.has_clock ? plan->cells[worst.cell].label : "", worst.load, worst.left, worst.agents,
        worst.load > worst.left ? ", which is too few" : "");
}

void ccs_explain_outage(const ccs_plan_t *plan, const ccs_outage_t *outage, FILE *to)
{
    fprintf(to, "\nOutage %s\n", outage->label);
    explain_when(plan, outage, to);
    explain_stops(plan, outage, to);
    explain_slows(plan, outage, to);
    explain_takes(plan, outage, to);
    explain_notice(plan, outage, to);
    explain_load(plan, outage, to);
    fprintf(to, "  Loads and required agents elsewhere leave it out.\n");
}
