/* explain_campaign.c - outbound campaigns, in sentences: who is called, how many at once, what becomes of them, what must not happen. */
#include "explain_campaign.h"

#include <math.h>

#include "explain_parts.h"
#include "expression.h"
#include "units.h"

enum { TEXT = 256 };

static const char *duration(double time_s, char text[TEXT])
{
    return ccs_units_show_duration(time_s, text, TEXT);
}

static const char *share(double frac, char text[TEXT])
{
    return ccs_units_show_share(frac, text, TEXT);
}

static void explain_list(const ccs_campaign_t *c, FILE *to)
{
    char text[TEXT], other[TEXT];

    if (ccs_campaign_is_endless(c)) {
        fprintf(to, "  It calls people of an endless list, each once.\n");
        return;
    }
    fprintf(to, "  It calls %s", ccs_show_count(c->n_list, "entry", "entries", text, sizeof text));
    if (c->customers) fprintf(to, ", each as its list says%s", c->n_levels > 1 ? ", the more urgent first" : "");
    if (c->n_lists > 1) fprintf(to, " of each of %lu lists", (unsigned long) c->n_lists);
    if (isfinite(c->valid_s)) fprintf(to, ", each for %s from midnight of its day on", duration(c->valid_s, text));
    fprintf(to, ": at most %s", ccs_show_count(c->most, "time", "times", text, sizeof text));
    if (c->per_day != CCS_NONE) fprintf(to, ", %lu a day", (unsigned long) c->per_day);
    if (c->per_week != CCS_NONE) fprintf(to, ", %lu a week", (unsigned long) c->per_week);
    fprintf(to, "; again %s after nobody answered, %s after a machine.\n",
        duration(c->again.by_outcome_s[CCS_CALL_NO_ANSWER], text), duration(c->again.by_outcome_s[CCS_CALL_MACHINE], other));
}

/* Who must not be called, of those of whom the list says nothing. */
static void explain_scrub(const ccs_campaign_t *c, FILE *to)
{
    const ccs_compliance_t *const law = &c->compliance;
    char text[TEXT];

    if (!(ccs_campaign_must_not_frac(c, NULL) > 0)) return;
    fprintf(to, "  Of the entries%s ", c->customers ? " of which the list does not say it" : "");
    if (law->do_not_call_frac > 0) fprintf(to, "%s must not be called, and of the others ", share(law->do_not_call_frac, text));
    fprintf(to, "%s have agreed to it", law->consent_frac < 1 ? share(law->consent_frac, text) : "all");
    fprintf(to, law->guards ? ": nobody else is called.\n" : ": all are called, as the guard is off.\n");
}

/* How a person with several numbers is sought. */
static void explain_numbers(const ccs_campaign_t *c, FILE *to)
{
    static const char *const after[CCS_N_CALL_OUTCOMES] = {[CCS_CALL_LIVE] = "another person answered",
        [CCS_CALL_MACHINE] = "a machine",
        [CCS_CALL_NO_ANSWER] = "nobody answered",
        [CCS_CALL_BUSY] = "it was busy",
        [CCS_CALL_BAD_NUMBER] = "a number that does not exist"};
    char text[TEXT];

    if (!ccs_campaign_has_numbers(c)) return;
    fprintf(to, "  People have %s", ccs_show_count(c->n_numbers, "number", "numbers", text, sizeof text));
    if (c->customers) fprintf(to, ", or as many as the list says");
    const char *before = "; the next one is called";

    for (int i = 0; i < CCS_N_CALL_OUTCOMES; i++) {
        if (!isfinite(c->again.next_number_s[i])) continue;
        fprintf(to, "%s %s after %s", before, duration(c->again.next_number_s[i], text), after[i]);
        before = ",";
    }
    fprintf(to, "; otherwise the same one again.\n");
}

/* The first day on which somebody there is called: others are alike but for weekdays and clock changes. */
static void explain_zones(const ccs_plan_t *plan, const ccs_campaign_t *c, FILE *to)
{
    for (uint32_t i = 0; i < c->n_zones; i++) {
        const ccs_call_zone_t *const zone = &c->zones[i];
        char text[TEXT];
        double open_s = 0;

        for (uint32_t k = 0; k < zone->n_open; k++)
            open_s += fmax(0, fmin(zone->open[k].to_s, plan->end_s) - fmax(zone->open[k].from_s, 0));
        fprintf(to, "  %s: %s of the entries, who may be called for %s of the run in all", *zone->name ? zone->name : "Own clock",
            share(zone->upto_frac - (i > 0 ? c->zones[i - 1].upto_frac : 0), text),
            ccs_units_show_duration(open_s, (char[TEXT]){""}, TEXT));
        fprintf(to, ", by their own clocks.\n");
    }
}

static void explain_outcome(const ccs_plan_t *plan, const ccs_campaign_t *c, FILE *to)
{
    char a[TEXT], b[TEXT], d[TEXT];

    fprintf(to, "  Of the calls people answer %s%s, machines %s; %s of the people are the right ones.\n",
        share(c->outcome_frac[CCS_CALL_LIVE], a), c->by_hour ? ", by the hour more or less" : "",
        share(c->outcome_frac[CCS_CALL_MACHINE], b), share(c->right_frac, d));
    if (c->detection.is_on)
        fprintf(to,
            "  Who answers is listened to for %s: %s of the people are taken for machines, %s of the machines for people.\n",
            duration(c->detection.time_s, a), share(c->detection.wrong_frac, b), share(c->detection.missed_frac, d));
    if (!c->voicemail.is_left) return;
    fprintf(to, "  Machines have a message of %s", duration(c->voicemail.lasts_s, a));
    if (c->voicemail.echo_frac > 0)
        fprintf(to, ", upon which %s call as %s", share(c->voicemail.echo_frac, a), plan->types[c->voicemail.to].label);
    fprintf(to, ".\n");
}

static void explain_averts(const ccs_plan_t *plan, const ccs_campaign_t *c, FILE *to)
{
    char a[TEXT], b[TEXT];

    if (c->averts.type == CCS_NONE) return;
    fprintf(to, "  Of the right parties %s", share(c->averts.right_party_frac, a));
    if (c->averts.message_frac > 0) fprintf(to, ", and of who has a message %s,", share(c->averts.message_frac, b));
    fprintf(to, " would have come as %s, %s later on average, and do not.\n", plan->types[c->averts.type].label,
        duration(c->averts.delay.kind == CCS_DISTRIBUTION_NONE ? 0 : c->averts.delay.mean, a));
}

static void explain_pacing(const ccs_campaign_t *c, FILE *to)
{
    const ccs_pacing_t *const p = &c->pacing;
    char a[TEXT], b[TEXT];

    fprintf(to, "  ");
    switch (p->mode) {
    case CCS_PACING_PREVIEW:
        fprintf(to, "Preview: each agent who is free looks at an entry for %s and calls", duration(p->preview_s, a));
        break;
    case CCS_PACING_PROGRESSIVE:
    case CCS_PACING_POWER:
        fprintf(to, "%s %s for each agent who is free", ccs_units_show_number(p->per_agent, a, sizeof a),
            p->per_agent == 1 ? "call" : "calls");
        if (p->more > 0) fprintf(to, ", and %s more", ccs_units_show_number(p->more, b, sizeof b));
        break;
    case CCS_PACING_PREDICTIVE:
        fprintf(to, "Predictive: as many calls as people answer for %s of the agents who are free or will be while it rings",
            share(p->over, a));
        if (!isnan(p->target_frac)) fprintf(to, ", held so that %s of live answers are abandoned", share(p->target_frac, b));
        break;
    }
    fprintf(to, "; at most %lu at once", (unsigned long) p->lines);
    if (p->limit != UINT32_MAX)
        fprintf(to, ", and %lu calls in each %s", (unsigned long) p->limit, duration(p->limit_window_s, a));
    fprintf(to, ". Who answers while no agent is free ");
    if (c->mismatch == CCS_MISMATCH_QUEUE) fprintf(to, "waits.\n");
    else if (c->mismatch == CCS_MISMATCH_PREVENT) fprintf(to, "there is nobody: each call keeps an agent.\n");
    else fprintf(to, "is let go %s after the greeting.\n", duration(c->compliance.connect_within_s, a));
}

static bool serves(const ccs_plan_t *plan, const ccs_campaign_t *c, uint32_t group)
{
    const ccs_routing_t *const routing = &plan->types[c->type].routing;

    for (uint32_t pair = routing->first_pair; pair < routing->first_pair + routing->n_pairs; pair++)
        if (plan->pairs[pair].group == group) return true;
    return false;
}

static bool share_agents(const ccs_plan_t *plan, const ccs_campaign_t *a, const ccs_campaign_t *b)
{
    for (uint32_t group = 0; group < plan->n_groups; group++)
        if (serves(plan, a, group) && serves(plan, b, group)) return true;
    return false;
}

/* Whom its calls meet at the agents: other campaigns, and other contacts in hand. */
static void explain_company(const ccs_plan_t *plan, const ccs_campaign_t *c, FILE *to)
{
    for (uint32_t i = 0; i < plan->n_campaigns; i++)
        if (c != &plan->campaigns[i] && share_agents(plan, c, &plan->campaigns[i]))
            fprintf(to,
                "  It shares agents with %s: they take turns, and neither calls for agents for whom the other has calls out.\n",
                plan->campaigns[i].label);
    if (ccs_plan_shares_agents(plan))
        fprintf(to,
            "  Who answers goes to agents who have nothing in hand, or room for a call beside it; a call that rings keeps none but the first.\n");
}

static void explain_compliance(const ccs_campaign_t *c, FILE *to)
{
    const ccs_compliance_t *const law = &c->compliance;
    char a[TEXT], b[TEXT];

    if (law->cap_frac < 1)
        fprintf(to, "  At most %s of live answers may be abandoned in each %s%s.\n", share(law->cap_frac, a),
            duration(law->window_s, b), law->guards ? ": while one more could break that, each call keeps an agent" : "");
    if (ccs_call_fines_any(&law->fines))
        fprintf(to,
            "  Breaches cost %.15g for a call outside of the hours, %.15g beyond the caps of attempts, %.15g to who opted out, %.15g for each abandoned beyond the cap.\n",
            law->fines.hours, law->fines.attempts, law->fines.opt_out, law->fines.cap);
    if (!law->guards) fprintf(to, "  The guard is off: what breaks the rules is done, and counted.\n");
}

void ccs_explain_campaign(const ccs_plan_t *plan, const ccs_campaign_t *campaign, FILE *to)
{
    fprintf(to, "\n%s: an outbound campaign, whose live answers are %s\n", campaign->label, plan->types[campaign->type].label);
    explain_list(campaign, to);
    if (campaign->when) fprintf(to, "  It calls only while %s.\n", ccs_expression_text(campaign->when));
    explain_scrub(campaign, to);
    explain_numbers(campaign, to);
    explain_zones(plan, campaign, to);
    explain_outcome(plan, campaign, to);
    explain_averts(plan, campaign, to);
    explain_pacing(campaign, to);
    explain_company(plan, campaign, to);
    explain_compliance(campaign, to);
}
