/* explain_group.c - a group in plain sentences: its staff, whom it serves and how well, and how both are chosen. */
#include "explain_career.h"
#include "explain_channel.h"
#include "explain_parts.h"
#include "explain_people.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "units.h"

enum { TEXT = 512 }; /* a sentence's part */

/* A number of agents, of whom there may be fractions: 12.4. @return text */
const char *ccs_show_agents(double n, char *text, size_t size)
{
    size_t end = strlen(ccs_units_show_number(n, text, size));

    if (!strchr(text, '.')) return text;
    while (text[end - 1] == '0') end--;
    if (text[end - 1] == '.') end--;
    text[end] = '\0';
    return text;
}

const char *ccs_show_count(double n, const char *one, const char *many, char *text, size_t size)
{
    char number[48];

    snprintf(text, size, "%s %s", ccs_show_agents(n, number, sizeof number), n == 1 ? one : many);
    return text;
}

/* --- staff ------------------------------------------------------------------------------------------------------------- */

/* "16.4 %": to the tenth, which is what planners say. */
static const char *show_shrinkage(double frac, char *text, size_t size)
{
    return ccs_units_show_share(round(frac * 1000) / 1000, text, size);
}

/* From the roster to those at work, where absence takes its part: what the schedule takes off, who is absent by chance, both together. */
static void explain_absence(const ccs_plan_t *plan, const ccs_group_t *group, FILE *to)
{
    const ccs_staff_s_t all = ccs_plan_team_staff_s(plan, group);
    const double unit_s = plan->axis.has_clock ? 3600 : plan->end_s - plan->warm_up_s;
    const char *const unit = plan->axis.has_clock ? "agent hours" : "agents",
                      *const mean = group->shrinks_by_time ? " on average" : "";
    char share[CCS_UNITS_TEXT_MAX], number[64];

    if (!(all.scheduled_s > 0)) return;
    fprintf(to, "  On the roster, gross, are %s %s;", ccs_show_agents(all.rostered_s / unit_s, number, sizeof number), unit);
    fprintf(to, " planned shrinkage of %s%s leaves those scheduled.\n",
        show_shrinkage(1 - all.scheduled_s / all.rostered_s, share, sizeof share), mean);
    fprintf(to,
        "  Of those scheduled, each is absent with probability %s%s, drawn anew for each %s: %s %s are at work on average,",
        show_shrinkage(1 - all.present_s / all.scheduled_s, share, sizeof share), mean,
        plan->axis.has_clock ? "agent and day" : "agent and replication",
        ccs_show_agents(all.present_s / unit_s, number, sizeof number), unit);
    fprintf(to, " a shrinkage of %s in all.\n", show_shrinkage(1 - all.present_s / all.rostered_s, share, sizeof share));
}

/* The schedule holds what is left; what was written is told beside it. */
static void explain_shrinkage(const ccs_plan_t *plan, const ccs_group_t *group, double agent_s, FILE *to)
{
    const ccs_staff_s_t all = ccs_plan_team_staff_s(plan, group);
    const double unit_s = plan->axis.has_clock ? 3600 : plan->end_s - plan->warm_up_s, left = 1 - group->shrinkage_frac;
    char share[CCS_UNITS_TEXT_MAX], gross[64];

    if (all.present_s < all.scheduled_s) {
        explain_absence(plan, group, to);
        return;
    }
    if (group->shrinks_by_time) {
        fprintf(to, "  That is net of shrinkage, which varies over time: %s on average, of %s %s gross.\n",
            show_shrinkage(1 - all.scheduled_s / all.rostered_s, share, sizeof share),
            ccs_show_agents(all.rostered_s / unit_s, gross, sizeof gross), plan->axis.has_clock ? "agent hours" : "agents");
        return;
    }
    if (!(group->shrinkage_frac > 0)) return;
    fprintf(to, "  That is net of a shrinkage of %s", ccs_units_show_share(group->shrinkage_frac, share, sizeof share));
    if (left > 0)
        fprintf(to, ": %s %s gross", ccs_show_agents(agent_s / unit_s / left, gross, sizeof gross),
            plan->axis.has_clock ? "agent hours" : "agents");
    fprintf(to, ".\n");
}

static void explain_fractions(const ccs_plan_t *plan, const ccs_group_t *team, FILE *to)
{
    const ccs_group_t *const group = &plan->groups[team->first_class];
    char agents[64], whole[64], share[CCS_UNITS_TEXT_MAX];

    if (team->n_classes > 1) return; /* each class has its own */
    for (uint32_t i = group->first_step; i < group->first_step + group->n_steps; i++) {
        const double x = plan->staff_steps[i].agents;

        if (x == floor(x)) continue;
        fprintf(to, "  A fraction is an agent who is there in that share of the %s: with %s agents %s, and one more in %s.\n",
            plan->axis.has_clock ? "days" : "replications", ccs_show_agents(x, agents, sizeof agents),
            ccs_units_show_number(floor(x), whole, sizeof whole), ccs_units_show_share(x - floor(x), share, sizeof share));
        return;
    }
}

static void explain_staff(const ccs_plan_t *plan, const ccs_group_t *group, FILE *to)
{
    double least = INFINITY, most = 0, agent_s = 0;
    char text[TEXT], number[64], hours[64];

    for (uint32_t c = plan->first_counted; c < plan->first_counted + plan->n_counted; c++) {
        const ccs_cell_t *const cell = &plan->cells[c];
        const double agents = ccs_plan_team_agents(plan, group, cell->start_s);

        if (!cell->open) continue;
        least = fmin(least, agents);
        most = fmax(most, agents);
        agent_s += agents * (cell->end_s - cell->start_s);
    }
    if (least == most) {
        fprintf(to, "  %s scheduled", ccs_show_count(least, "agent is", "agents are", text, sizeof text));
    } else {
        fprintf(to, "  From %s to %s are scheduled", ccs_show_agents(least, number, sizeof number),
            ccs_show_count(most, "agent", "agents", text, sizeof text));
    }
    if (plan->axis.has_clock) fprintf(to, ", %s agent hours in all", ccs_units_show_number(agent_s / 3600, hours, sizeof hours));
    fprintf(to, ".\n");
    if (group->span > 0)
        fprintf(to, "  They lead others: one for each %s agents of %s, and one for what is left over.\n",
            ccs_units_write_number(group->span, number, sizeof number), group->span_of);
    if (group->assumed_staff > 0) fprintf(to, "  They are assumed: who is scheduled is not known.\n");
    explain_shrinkage(plan, group, agent_s, to);
    explain_fractions(plan, group, to);
    if (group->staff_factor != 1)
        fprintf(to, "  That holds the factor of the scenario on staff, %s.\n",
            ccs_units_write_number(group->staff_factor, number, sizeof number));
}

/* What being not ready takes of an agent, beside the work that a contact is. */
static void explain_not_ready(const ccs_plan_t *plan, const ccs_group_t *group, FILE *to)
{
    const ccs_not_ready_t *const not_ready = &group->not_ready;
    char share[CCS_UNITS_TEXT_MAX], law[TEXT];

    if (!(not_ready->frac > 0)) return;
    fprintf(to, "  After %s of its contacts an agent goes not ready, for a time: %s.",
        ccs_units_show_share(not_ready->frac, share, sizeof share), ccs_show_law(plan, &not_ready->time, true, law, sizeof law));
    fprintf(to, " That takes %s of an agent for each contact, on average, which the load below holds.\n",
        ccs_units_show_duration(not_ready->frac * not_ready->time.mean, share, sizeof share));
}

/* How contacts reach the agents, where they do not by themselves. */
static void explain_ring(const ccs_plan_t *plan, const ccs_group_t *group, FILE *to)
{
    const ccs_ringing_t *const ring = &group->ring;
    char share[CCS_UNITS_TEXT_MAX], law[TEXT];

    if (!ccs_ringing_is_on(ring)) return;
    fprintf(to, "  Contacts ring at an agent before they are answered, for a time: %s.",
        ccs_show_law(plan, &ring->time, true, law, sizeof law));
    if (!isnan(ring->at_most_s))
        fprintf(to, " After %s a ring is not answered any more.", ccs_units_show_duration(ring->at_most_s, share, sizeof share));
    if (ccs_ringing_missed_frac(ring) > 0)
        fprintf(to,
            " In all %s of the rings are not answered: the contact goes to somebody else, or back to the front of its queue.",
            ccs_units_show_share(ccs_ringing_missed_frac(ring), share, sizeof share));
    if (ring->not_ready.kind != CCS_DISTRIBUTION_NONE)
        fprintf(to, " The agent is not ready then, for a time: %s.", ccs_show_law(plan, &ring->not_ready, true, law, sizeof law));
    fprintf(to, " That takes %s of an agent for each contact, on average, which the load below holds.\n",
        ccs_units_show_duration(ccs_ringing_agent_s(ring), share, sizeof share));
}

/* Whom those serve who stay after close, where it is not all. */
static void explain_late(const ccs_plan_t *plan, const ccs_group_t *group, FILE *to)
{
    if (!plan->axis.has_clock || group->n_late == 0 || group->n_late == group->n_order) return;
    fprintf(to, "  Who stays after close serves only ");
    for (uint32_t i = 0; i < group->n_late; i++)
        fprintf(to, "%s%s", i ? ", " : "", plan->types[ccs_plan_order_type(plan, group->first_late + i)].label);
    fprintf(to, ".\n");
}

/* Whether types that follow one another in a group's order have equal rank there. */
static bool are_equal(const ccs_plan_t *plan, const ccs_group_t *group, uint32_t i, uint32_t k)
{
    switch (ccs_contact_selection_levels(group->contact_selection)) {
    case CCS_LEVELS_EACH: return false;
    case CCS_LEVELS_PRIORITY: return plan->order_priorities[i] == plan->order_priorities[k];
    case CCS_LEVELS_ONE: return true;
    }
    return false;
}

/* Those of equal rank whose queue has an order. @return how many have been written before and with them */
static uint32_t explain_equal_in_order(const ccs_plan_t *plan, const ccs_group_t *group, enum ccs_queue_order order,
    uint32_t n_before, FILE *to)
{
    static const char *const is_next[] = {[CCS_ORDER_FIFO] = "is the one who has waited longest",
        [CCS_ORDER_LIFO] = "last in, first out, is the newest",
        [CCS_ORDER_SIRO] = "in random order, is drawn",
        [CCS_ORDER_DUE] = "in due order, is due first"};
    const uint32_t first = group->first_order, end = first + group->n_order;
    uint32_t n = 0;

    for (uint32_t i = first; i < end; i++) {
        const ccs_type_t *const type = &plan->types[ccs_plan_order_type(plan, i)];
        const bool equal = (i > first && are_equal(plan, group, i - 1, i)) || (i + 1 < end && are_equal(plan, group, i, i + 1));

        if (!equal || plan->queues[plan->order_queues[i]].order != order) continue;
        if (n > 0) fprintf(to, ", %s", type->label);
        else fprintf(to, "%s; next of %s", n_before > 0 ? "" : " of those who are next", type->label);
        n++;
    }
    if (n > 0) fprintf(to, ", %s", is_next[order]);
    return n_before + n;
}

/* The next of a type that is last in, first out is its newest: two such types of equal priority are not one queue of that kind. Nor are two in random order. */
static void explain_equal(const ccs_plan_t *plan, const ccs_group_t *group, FILE *to)
{
    fprintf(to, " (equal priority: whoever has waited longest");
    uint32_t n = 0;

    for (int order = CCS_ORDER_LIFO; order <= CCS_ORDER_DUE; order++)
        n = explain_equal_in_order(plan, group, (enum ccs_queue_order) order, n, to);
    fprintf(to, ")");
}

/* By which rule an agent who is free chooses among types. */
static void explain_contact_selection(const ccs_plan_t *plan, const ccs_group_t *group, FILE *to)
{
    static const char *const rules[] = {
#define X(name, word, candidates, levels, about) about,
        CCS_CONTACT_SELECTION_LIST(X)
#undef X
    };

    if (group->n_order == 1) return;
    switch (ccs_contact_selection_levels(group->contact_selection)) {
    case CCS_LEVELS_EACH: fprintf(to, ", in this order"); break;
    case CCS_LEVELS_PRIORITY: explain_equal(plan, group, to); break;
    case CCS_LEVELS_ONE:
        fprintf(to, ": %s", rules[group->contact_selection]);
        ccs_explain_score(plan, group, to);
        break;
    }
}

/* How well agents do the types of their order, where that is not as they stand there; times and order hold it already. */
static void explain_skills(const ccs_plan_t *plan, const ccs_group_t *class, const char *whose, FILE *to)
{
    char number[64], share[CCS_UNITS_TEXT_MAX];

    for (uint32_t i = class->first_order; i < class->first_order + class->n_order; i++) {
        const ccs_pair_t *const pair = &plan->pairs[plan->order_pairs[i]];
        const ccs_type_t *const type = &plan->types[pair->type];

        if (pair->speed != 1)
            fprintf(to, "  %s speed at %s is %s: talk and after-call work take %s of their time.\n", whose, type->label,
                ccs_units_write_number(pair->speed, number, sizeof number), show_shrinkage(1 / pair->speed, share, sizeof share));
        if (pair->quality != 0)
            fprintf(to, "  %s quality at %s is %s%s.\n", whose, type->label,
                ccs_units_write_number(pair->quality, number, sizeof number),
                plan->outcomes ? "" : ", which has no effect without outcomes");
    }
}

/* What agents who are alike serve, in which order. @param who  "A freed agent serves" */
static void explain_order(const ccs_plan_t *plan, const ccs_group_t *class, const char *who, FILE *to)
{
    if (class->n_order == 0) {
        fprintf(to, "  %s nothing.\n", who);
        return;
    }
    fprintf(to, "  %s ", who);
    for (uint32_t i = class->first_order; i < class->first_order + class->n_order; i++) {
        const ccs_type_t *const type = &plan->types[ccs_plan_order_type(plan, i)];
        const bool first = i == class->first_order;
        const bool equal = !first && are_equal(plan, class, i - 1, i);

        fprintf(to, "%s%s", first ? "" : equal ? " or " : ", then ", type->label);
    }
    explain_contact_selection(plan, class, to);
    fprintf(to, ".\n");
}

/* Agents who differ, a class at a time; their names say whom. */
static void explain_classes(const ccs_plan_t *plan, const ccs_group_t *team, FILE *to)
{
    char who[TEXT];

    fprintf(to, "  Its agents are not all alike%s.\n",
        team->n_persons > 0 ? "" : "; where fewer are scheduled, the first ones are there");
    for (uint32_t i = team->first_class; i < team->first_class + team->n_classes; i++) {
        const ccs_group_t *const class = &plan->groups[i];

        if (class->max_agents == 0) continue;
        snprintf(who, sizeof who, "%s, %" PRIu32 " at most: freed, such an agent serves", class->name, class->max_agents);
        explain_order(plan, class, who, to);
        explain_skills(plan, class, "  Their", to);
    }
}

static bool serves_nothing(const ccs_plan_t *plan, const ccs_group_t *team)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < team->n_classes; i++) n += plan->groups[team->first_class + i].n_order;
    return n == 0;
}

void ccs_explain_group(const ccs_plan_t *plan, const ccs_group_t *team, FILE *to)
{
    static const char *const choices[] = {
#define X(name, word, candidates, reads, about) about,
        CCS_AGENT_SELECTION_LIST(X)
#undef X
    };
    const ccs_group_t *const first = &plan->groups[team->first_class];

    fprintf(to, "\nGroup %s\n", team->label);
    if (team->role) fprintf(to, "  Takes the place of %s where variants are compared and that group is not there.\n", team->role);
    explain_staff(plan, team, to);
    if (team->n_persons > 0) ccs_explain_people(plan, team, to);
    explain_not_ready(plan, team, to);
    explain_ring(plan, team, to);
    ccs_explain_career(plan, team, to);
    if (serves_nothing(plan, team)) {
        fprintf(to, "  No type lists this group.\n");
        return;
    }
    ccs_explain_hands(plan, team->first_class, to);
    fprintf(to, "  Of several idle agents a contact gets: %s.\n", choices[team->agent_selection]);
    if (team->n_classes > 1) {
        explain_classes(plan, team, to);
        ccs_explain_reserve(plan, team, to);
        return;
    }
    explain_order(plan, first, "A freed agent serves", to);
    explain_skills(plan, first, "Its", to);
    explain_late(plan, first, to);
    ccs_explain_reserve(plan, team, to);
}
