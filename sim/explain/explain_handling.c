/* explain_handling.c - set-up, hold, consults, drops and transfers in sentences. */
#include "explain_handling.h"

#include <inttypes.h>
#include <math.h>

#include "explain_parts.h"
#include "units.h"

enum { TEXT = 512 };

/* What comes in front of a talk, and between its parts. */
static void explain_pauses(const ccs_plan_t *plan, uint32_t id, FILE *to)
{
    const ccs_pauses_t *const pauses = ccs_plan_pauses(plan) ? &plan->handling->pauses[id] : NULL;
    char share[CCS_UNITS_TEXT_MAX], law[TEXT];

    if (pauses && pauses->setup.kind != CCS_DISTRIBUTION_NONE)
        fprintf(to, "  In front of the talk the agent prepares, with the customer on the line: %s.\n",
            ccs_show_law(plan, &pauses->setup, true, law, sizeof law));
    if (!pauses || !(pauses->hold_frac > 0)) return;
    fprintf(to, "  In %s of the talks the customer is put on hold", ccs_units_show_share(pauses->hold_frac, share, sizeof share));
    if (pauses->n_holds > 1) fprintf(to, ", %" PRIu32 " times", pauses->n_holds);
    fprintf(to, ", for a time that is %s", ccs_show_law(plan, &pauses->hold, true, law, sizeof law));
    if (pauses->patience.kind != CCS_DISTRIBUTION_NONE)
        fprintf(to, "; who has enough of it hangs up, after a time that is %s",
            ccs_show_law(plan, &pauses->patience, true, law, sizeof law));
    fprintf(to, ".\n");
}

/* Whom agents ask in a talk. */
static void explain_consults(const ccs_plan_t *plan, uint32_t id, FILE *to)
{
    const ccs_handling_t *const h = ccs_plan_consults(plan) ? plan->handling : NULL;
    char share[CCS_UNITS_TEXT_MAX], law[TEXT];

    for (uint32_t i = h ? h->first_consult[id] : 0; h && i < h->first_consult[id + 1]; i++) {
        const ccs_consult_t *const consult = &h->consults[i];

        fprintf(to, "  In %s of the talks the agent puts the customer on hold",
            ccs_units_show_share(consult->frac, share, sizeof share));
        fprintf(to, ", after %s of the talk, and asks an agent of %s",
            ccs_units_show_share(consult->after_frac, share, sizeof share), plan->types[consult->to].label);
        if (consult->joins == CCS_JOIN_FRONT) fprintf(to, ", in front of those who wait");
        fprintf(to, ", for a time that is %s", ccs_show_law(plan, &consult->time, true, law, sizeof law));
        if (isfinite(consult->max_wait_s))
            fprintf(to, "; where nobody answers within %s the talk goes on without",
                ccs_units_show_duration(consult->max_wait_s, share, sizeof share));
        fprintf(to, ".\n");
    }
}

static void explain_drops(const ccs_plan_t *plan, uint32_t id, FILE *to)
{
    const ccs_drop_t *const drop = plan->handling ? &plan->handling->drops[id] : NULL;
    char share[CCS_UNITS_TEXT_MAX], law[TEXT];

    if (!drop || !(drop->frac > 0)) return;
    fprintf(to, "  Of the talks, %s are cut off, each at any moment of its time",
        ccs_units_show_share(drop->frac, share, sizeof share));
    if (drop->call_back_frac > 0)
        fprintf(to, "; %s of these customers come again", ccs_units_show_share(drop->call_back_frac, share, sizeof share));
    if (drop->call_back_frac > 0 && drop->delay.kind != CCS_DISTRIBUTION_NONE)
        fprintf(to, " after a time that is %s", ccs_show_law(plan, &drop->delay, true, law, sizeof law));
    fprintf(to, ".\n");
}

/* What is different from a contact that comes by itself. */
static void explain_next_leg(const ccs_plan_t *plan, const ccs_transfer_t *transfer, FILE *to)
{
    char law[TEXT], share[CCS_UNITS_TEXT_MAX];

    if (transfer->kind == CCS_TRANSFER_CONFERENCE) fprintf(to, ", with the agent, who stays to the end of the talk");
    if (transfer->kind == CCS_TRANSFER_WARM) fprintf(to, ", with the agent, who stays until another one answers");
    if (transfer->handover.kind != CCS_DISTRIBUTION_NONE)
        fprintf(to, " and then for %s", ccs_show_law(plan, &transfer->handover, true, law, sizeof law));
    if (isfinite(transfer->max_wait_s))
        fprintf(to, ", but while nobody does for %s at most", ccs_units_show_duration(transfer->max_wait_s, share, sizeof share));
    if (transfer->joins == CCS_JOIN_FRONT) fprintf(to, ", in front of those who wait");
    if (transfer->talk_factor != 1)
        fprintf(to, ", where the talk takes %s of its time", ccs_units_show_share(transfer->talk_factor, share, sizeof share));
    if (transfer->identify.kind != CCS_DISTRIBUTION_NONE)
        fprintf(to, ", and is identified again, for %s", ccs_show_law(plan, &transfer->identify, true, law, sizeof law));
}

/* Of whose talks more go up, or fewer. */
static void explain_up_factors(const ccs_plan_t *plan, uint32_t id, FILE *to)
{
    const ccs_routing_t *const routing = &plan->types[id].routing;
    const double *const factors = plan->handling ? plan->handling->up_factors : NULL;
    uint32_t n_told = 0;

    for (uint32_t i = routing->first_pair; factors && i < routing->first_pair + routing->n_pairs; i++)
        if (factors[i] != 1)
            fprintf(to, "%s%s %.4g times",
                n_told++ > 0 ? ", " : "  These shares are multiplied where agents can solve more or less: ",
                ccs_plan_team_of(plan, i)->label, factors[i]);
    if (n_told > 0) fprintf(to, ".\n");
}

/* Which contacts go up, and when. */
static void explain_escalations(const ccs_plan_t *plan, uint32_t id, FILE *to)
{
    const ccs_handling_t *const h = ccs_plan_escalates(plan) ? plan->handling : NULL;
    char text[TEXT];

    for (uint32_t i = h ? h->first[id] : 0; h && i < h->first_plain[id]; i++) {
        const ccs_transfer_t *const up = &h->transfers[i];

        fprintf(to, "  %s of the talks go up to the queue of %s", ccs_units_show_share(up->frac, text, sizeof text),
            plan->types[up->to].label);
        if (up->course) fprintf(to, " on average, a share that varies over time");
        if (up->detect.kind != CCS_DISTRIBUTION_NONE)
            fprintf(to, ", when the agent has worked on them for a time that is %s",
                ccs_show_law(plan, &up->detect, true, text, sizeof text));
        else if (up->detect_frac < 1)
            fprintf(to, ", when %s of the talk is over", ccs_units_show_share(up->detect_frac, text, sizeof text));
        explain_next_leg(plan, up, to);
        fprintf(to, ".\n");
    }
    explain_up_factors(plan, id, to);
}

/* Where contacts go on to after a talk. */
static void explain_transfers(const ccs_plan_t *plan, uint32_t id, FILE *to)
{
    const ccs_handling_t *const h = plan->handling;
    const uint32_t first = h ? h->first_plain[id] : 0, end = h ? h->first[id + 1] : 0;
    char share[TEXT];

    for (uint32_t i = first; i < end; i++) {
        fprintf(to, "%s%s to that of %s", i == first ? "  At the end of the talk the customer goes on to another queue: " : "; ",
            ccs_units_show_share(h->transfers[i].frac, share, sizeof share), plan->types[h->transfers[i].to].label);
        explain_next_leg(plan, &h->transfers[i], to);
    }
    if (end > first) fprintf(to, ".\n");
    if (h && end > h->first[id])
        fprintf(to,
            "  There the contact asks for an agent as one of that type, in a leg of its own; customers are counted once.\n");
}

void ccs_explain_further(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    static const char *const who[CCS_RETRY_ANSWERED] =
        {[CCS_RETRY_ABANDONED] = "abandon", [CCS_RETRY_BLOCKED] = "are blocked", [CCS_RETRY_BALKED] = "balk"};
    const char *before = "  After an attempt that was not the first ";
    char text[TEXT];

    if (!ccs_again_differs(&type->again)) return;
    for (int cause = 0; cause < CCS_RETRY_ANSWERED; cause++) {
        if (!type->again.further.has[cause]) continue;
        fprintf(to, "%s%s of those who %s", before, ccs_units_show_share(type->again.further.frac[cause], text, sizeof text),
            who[cause]);
        before = ", ";
    }
    if (*before == ',') fprintf(to, " do");
    if (type->again.further.delay.kind != CCS_DISTRIBUTION_NONE)
        fprintf(to, "%s after a time that is %s", *before == ',' ? "," : "  After an attempt that was not the first they do",
            ccs_show_law(plan, &type->again.further.delay, true, text, sizeof text));
    fprintf(to, ".\n");
}

void ccs_explain_becomings(const ccs_plan_t *plan, const ccs_type_t *type, bool answered, FILE *to)
{
    if (!ccs_plan_switches(plan)) return;
    const ccs_handling_t *const h = plan->handling;
    const size_t row = 2 * (size_t) (type - plan->types) + answered;
    const uint32_t first = h->first_becoming[row], end = h->first_becoming[row + 1];
    char share[CCS_UNITS_TEXT_MAX];

    for (uint32_t i = first; i < end; i++)
        fprintf(to, "%s%s as %s", i == first ? "  Some of them come as something else: " : ", ",
            ccs_units_show_share(h->becomings[i].frac, share, sizeof share), plan->types[h->becomings[i].to].label);
    if (end > first) fprintf(to, ".\n");
}

void ccs_explain_by_group(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    const uint32_t first = type->routing.first_pair, end = first + type->routing.n_pairs;
    char share[CCS_UNITS_TEXT_MAX];
    bool differs = false;

    for (uint32_t pair = first + 1; plan->reconnects && pair < end; pair++)
        differs = differs || plan->reconnects[pair] != plan->reconnects[first];
    for (uint32_t pair = first; differs && pair < end; pair++)
        fprintf(to, "%s%s of those served by %s", pair == first ? "  That is the mean of its groups: " : ", ",
            ccs_units_show_share(plan->reconnects[pair], share, sizeof share), plan->groups[plan->pairs[pair].group].label);
    if (differs) fprintf(to, ".\n");
}

void ccs_explain_handling(const ccs_plan_t *plan, uint32_t type, FILE *to)
{
    explain_pauses(plan, type, to);
    explain_consults(plan, type, to);
    explain_drops(plan, type, to);
    explain_escalations(plan, type, to);
    explain_transfers(plan, type, to);
}
