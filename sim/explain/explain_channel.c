/* explain_channel.c - what agents have in hand at once, and how talks go on beside others, in sentences. */
#include "explain_channel.h"

#include <inttypes.h>
#include <math.h>

#include "explain_parts.h"
#include "expression.h"
#include "switching.h"
#include "units.h"

enum { TEXT = 512 };

/* The channel of the kind that is `kind` among those of the group's types. */
static const ccs_channel_rule_t *channel_of_kind(const ccs_plan_t *plan, uint32_t group, uint32_t kind)
{
    for (uint32_t i = 0; i < plan->n_pairs; i++)
        if (plan->pairs[i].group == group && plan->pairs[i].hand_kind == kind) return ccs_plan_channel(plan, plan->pairs[i].type);
    return plan->channels;
}

/* Whether all that is in hand in a state is in another one too. */
static bool lies_within(const ccs_hands_t *hands, uint32_t state, uint32_t other)
{
    bool all = state != other;

    for (uint32_t kind = 0; kind < hands->n_kinds; kind++)
        all = all && ccs_hands_n_of(hands, state, kind) <= ccs_hands_n_of(hands, other, kind);
    return all;
}

/* Full hands: a state from which nothing more can be taken, or nothing that does not put others aside; of those that lie within one another the largest. */
static bool is_full(const ccs_hands_t *hands, uint32_t state)
{
    bool is_largest = state > 0 && !hands->has_room[state];

    for (uint32_t other = state + 1; other < hands->n_states; other++)
        is_largest = is_largest && !lies_within(hands, state, other);
    return is_largest;
}

static void print_state(const ccs_plan_t *plan, uint32_t group, uint32_t state, FILE *to)
{
    const ccs_hands_t *const hands = plan->groups[group].hands;
    uint32_t n_told = 0;

    for (uint32_t kind = 0; kind < hands->n_kinds; kind++) {
        const uint32_t n = ccs_hands_n_of(hands, state, kind);

        if (n == 0) continue;
        fprintf(to, "%s%" PRIu32 " %s", n_told++ > 0 ? " and " : "", n, channel_of_kind(plan, group, kind)->name);
    }
}

void ccs_explain_hands(const ccs_plan_t *plan, uint32_t group, FILE *to)
{
    const ccs_hands_t *const hands = plan->groups[group].hands;
    uint32_t n_told = 0;

    if (!hands || hands->most == 1) return;
    fprintf(to, "  An agent has in hand at most ");
    for (uint32_t state = 0; state < hands->n_states; state++) {
        if (!is_full(hands, state)) continue;
        if (n_told++ > 0) fprintf(to, ", or ");
        print_state(plan, group, state, to);
    }
    fprintf(to, "; a contact goes to who has the fewest");
    for (uint32_t kind = 0, told = 0; kind < hands->n_kinds; kind++)
        if (channel_of_kind(plan, group, kind)->give_to == CCS_GIVE_TO_MOST)
            fprintf(to, "%s %s", told++ > 0 ? "," : "; to who has the most:", channel_of_kind(plan, group, kind)->name);
    fprintf(to, ".\n");
    for (uint32_t kind = 0; kind < hands->n_kinds; kind++) {
        const ccs_channel_rule_t *const channel = channel_of_kind(plan, group, kind);
        char text[CCS_UNITS_TEXT_MAX];

        if (!channel->interruptible) continue;
        fprintf(to, "  What is %s is put aside for what is more urgent", channel->name);
        if (channel->resume_s > 0)
            fprintf(to, "; it takes %s to come back to it", ccs_units_show_duration(channel->resume_s, text, sizeof text));
        fprintf(to, ".\n");
    }
}

/* Conversations that are put away, and how they go on. */
static void explain_lapse(const ccs_plan_t *plan, const ccs_lapse_t *lapse, FILE *to)
{
    char law[TEXT], text[CCS_UNITS_TEXT_MAX];

    if (lapse->frac > 0)
        fprintf(to, "  Of the answers %s come later, after a time that is %s.\n",
            ccs_units_show_share(lapse->frac, text, sizeof text), ccs_show_law(plan, &lapse->length, true, law, sizeof law));
    fprintf(to,
        "  A conversation in which the customer has not written for %s is put away, and its place is free; when they write again it queues again, %s of the queue",
        ccs_units_show_duration(lapse->after_s, text, sizeof text),
        lapse->joins == CCS_JOIN_FRONT ? "at the front" : "at the end");
    if (lapse->same_agent.is_on) fprintf(to, ", unless the agent who had it is free");
    if (lapse->same_agent.max_wait_s > 0)
        fprintf(to, ", for whom it waits up to %s", ccs_units_show_duration(lapse->same_agent.max_wait_s, text, sizeof text));
    fprintf(to, ".\n");
    if (lapse->context_frac < 1)
        fprintf(to, "  When another agent goes on with it, %s of the customers explain again, which takes %s.\n",
            ccs_units_show_share(1 - lapse->context_frac, text, sizeof text),
            ccs_show_law(plan, &lapse->explain, true, law, sizeof law));
}

static void explain_turns(const ccs_plan_t *plan, const ccs_turns_t *turns, FILE *to)
{
    char law[TEXT], share[CCS_UNITS_TEXT_MAX];

    fprintf(to,
        "  The talk is a conversation: %.4g turns of the agent on average, of which the talk time is the work on one; between them the customer takes, for each answer, %s. "
        "Meanwhile the agent is free for others.\n",
        turns->number.mean, ccs_show_law(plan, &turns->customer, true, law, sizeof law));
    if (turns->slower_frac > 0)
        fprintf(to, "  A turn takes %s longer for each other contact in hand.\n",
            ccs_units_show_share(turns->slower_frac, share, sizeof share));
    if (turns->patience.kind != CCS_DISTRIBUTION_NONE) {
        fprintf(to, "  Customers leave when a reply takes too long, after a time that is %s",
            ccs_show_law(plan, &turns->patience, true, law, sizeof law));
        if (turns->silent_frac > 0)
            fprintf(to, "; %s of them without a word, so that the agent writes on and waits for them",
                ccs_units_show_share(turns->silent_frac, share, sizeof share));
        fprintf(to, ".\n");
    }
    if (turns->lapse) explain_lapse(plan, turns->lapse, to);
    if (isfinite(turns->close_after_s))
        fprintf(to,
            turns->lapse ? "  A conversation is closed when the customer has not written for %s.\n"
                         : "  The agent closes a conversation when the customer has not written for %s.\n",
            ccs_units_show_duration(turns->close_after_s, share, sizeof share));
}

/* "; 40 % of them explain again, which takes 40 s" */
static void explain_context(const ccs_plan_t *plan, const ccs_switch_t *row, FILE *to)
{
    char text[CCS_UNITS_TEXT_MAX], law[TEXT];

    if (row->context_frac < 1)
        fprintf(to, "; %s of them explain again, which takes %s", ccs_units_show_share(1 - row->context_frac, text, sizeof text),
            ccs_show_law(plan, &row->explain, true, law, sizeof law));
}

static void explain_when(const ccs_switch_t *row, FILE *to)
{
    char text[CCS_UNITS_TEXT_MAX];

    if (!row->when) return;
    fprintf(to, " while %s", ccs_expression_text(row->when));
    if (row->expected_frac > 0)
        fprintf(to, " (loads take it that it holds for %s)", ccs_units_show_share(row->expected_frac, text, sizeof text));
}

/* Odds without a wait, since these are what the numbers say by themselves. */
static void explain_choice(const ccs_plan_t *plan, uint32_t id, const ccs_channel_choice_t *choice, FILE *to)
{
    const ccs_switching_t *const s = plan->switching;

    fprintf(to,
        "  Customers choose a channel as they come, among those that are open. Where nobody has to wait, for each who stays with %s",
        plan->types[id].label);
    for (uint32_t i = s->first[id]; i < s->first[id + 1]; i++) {
        const ccs_switch_t *const row = &s->rows[i];

        fprintf(to, "%s %.3g choose %s", i > s->first[id] ? "," : "", exp(row->preference - choice->same),
            plan->types[row->to].label);
        explain_when(row, to);
        explain_context(plan, row, to);
    }
    if (choice->wait != 0)
        fprintf(to,
            "; an expected wait of a minute makes a channel's odds %.3g times those without, one of five minutes %.3g times",
            exp(choice->wait * log1p(1)), exp(choice->wait * log1p(5)));
    if (choice->after_failure != choice->same)
        fprintf(to, "; who comes again as the contact before has failed stays with odds %.3g times as high",
            exp(choice->after_failure - choice->same));
    fprintf(to, ".\n");
}

void ccs_explain_switches(const ccs_plan_t *plan, uint32_t id, FILE *to)
{
    const ccs_switching_t *const s = plan->switching;
    char text[CCS_UNITS_TEXT_MAX];

    if (s && s->choices[id].is_on) {
        explain_choice(plan, id, &s->choices[id], to);
        return;
    }
    for (uint32_t i = s ? s->first[id] : 0; s && i < s->first[id + 1]; i++) {
        const ccs_switch_t *const row = &s->rows[i];

        fprintf(to, "  Who comes is asked to go to %s instead", plan->types[row->to].label);
        explain_when(row, to);
        fprintf(to, ", and %s do", ccs_units_show_share(row->accept_frac, text, sizeof text));
        explain_context(plan, row, to);
        fprintf(to, ".\n");
    }
}

void ccs_explain_conversation(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    const ccs_share_curve_t *const curve = &type->talk_by_sessions;

    if (type->turns) explain_turns(plan, type->turns, to);
    if (curve->n == 0) return;
    fprintf(to, "  Talks take longer the more contacts the agent has in hand:");
    for (uint32_t n = 1, told = 0; n <= curve->n && told < 6; n++)
        if (n == 1 || ccs_share_curve_at(curve, n) != ccs_share_curve_at(curve, n - 1))
            fprintf(to, "%s %.4g times with %" PRIu32, told++ > 0 ? "," : "", ccs_share_curve_at(curve, n), n);
    fprintf(to, "; what remains of each goes on at the speed of the moment.\n");
}
