/* explain_intraday.c - rules that act during the day, in sentences. */
#include "explain_intraday.h"

#include <math.h>

#include "explain_parts.h"
#include "expression.h"
#include "units.h"

enum { TEXT = 256 };

static const char *as_many(const ccs_intraday_t *rule, const char *one, const char *several)
{
    return isnan(rule->share_frac) && rule->n_agents == 1 ? one : several;
}

/* "3 agents of Mail, each if they agree (50 %)," */
static void explain_who(const ccs_plan_t *plan, const ccs_intraday_t *rule, FILE *to)
{
    char text[TEXT], share[TEXT];

    if (isnan(rule->share_frac)) fprintf(to, "%s of", ccs_show_count(rule->n_agents, "agent", "agents", text, sizeof text));
    else fprintf(to, "%s of the agents of", ccs_units_show_share(rule->share_frac, text, sizeof text));
    fprintf(to, " %s", plan->teams[rule->team].label);
    if (rule->accept_frac < 1)
        fprintf(to, ", %sif they agree (%s),", as_many(rule, "", "each "),
            ccs_units_show_share(rule->accept_frac, share, sizeof share));
}

/* "agents of Desk who have been idle for 2 min rest for 5 min, one after the other, each again after 1 h" */
static void explain_rest(const ccs_plan_t *plan, const ccs_intraday_t *rule, FILE *to)
{
    char text[TEXT];

    fprintf(to, "agents of %s who have been idle for %s", plan->teams[rule->team].label,
        ccs_units_show_duration(rule->idle_for_s, text, sizeof text));
    if (rule->accept_frac < 1) fprintf(to, ", if they agree (%s),", ccs_units_show_share(rule->accept_frac, text, sizeof text));
    fprintf(to, " rest for %s, one after the other while it holds", ccs_units_show_duration(rule->rest_s, text, sizeof text));
    if (!isnan(rule->share_frac))
        fprintf(to, ", at most %s of them at once", ccs_units_show_share(rule->share_frac, text, sizeof text));
    else if (rule->n_agents != CCS_NONE) fprintf(to, ", at most %u at once", rule->n_agents);
    if (rule->again_after_s > 0)
        fprintf(to, ", each again after %s", ccs_units_show_duration(rule->again_after_s, text, sizeof text));
    if (rule->a_day != CCS_NONE)
        fprintf(to, " and at most %s a day", ccs_show_count(rule->a_day, "time", "times", text, sizeof text));
}

static void explain_does(const ccs_plan_t *plan, const ccs_intraday_t *rule, FILE *to)
{
    char text[TEXT];

    switch (rule->does) {
    case CCS_INTRADAY_MOVE:
        explain_who(plan, rule, to);
        fprintf(to, " %s as those of %s do%s", as_many(rule, "serves", "serve"), plan->teams[plan->groups[rule->to].team].label,
            ccs_intraday_moves_persons(rule) ? ", off the phones of their own group" : "");
        return;
    case CCS_INTRADAY_OFF:
        explain_who(plan, rule, to);
        fprintf(to, " %s off the phones for %s", as_many(rule, "goes", "go"), rule->off_for);
        return;
    case CCS_INTRADAY_CANCEL:
        fprintf(to, "%s of %s does not take place: who is at it comes back, and nobody goes",
            plan->activities[rule->activity].name, plan->teams[rule->team].label);
        return;
    case CCS_INTRADAY_STAY:
        fprintf(to, "up to ");
        explain_who(plan, rule, to);
        fprintf(to, " who %s to the end of their shift %s for %s", as_many(rule, "comes", "come"), as_many(rule, "stays", "stay"),
            ccs_units_show_duration(rule->overtime_s, text, sizeof text));
        return;
    case CCS_INTRADAY_CALL_IN:
        explain_who(plan, rule, to);
        fprintf(to, " %s in besides those who are scheduled", as_many(rule, "comes", "come"));
        return;
    case CCS_INTRADAY_REST: explain_rest(plan, rule, to); return;
    }
}

static void explain_end(const ccs_intraday_t *rule, FILE *to)
{
    char text[TEXT];

    if (rule->until) fprintf(to, ", until %s", ccs_expression_text(rule->until));
    else fprintf(to, ", as long as this holds");
    if (rule->at_least_s > 0) fprintf(to, ", for at least %s", ccs_units_show_duration(rule->at_least_s, text, sizeof text));
    if (isfinite(rule->at_most_s)) fprintf(to, ", for at most %s", ccs_units_show_duration(rule->at_most_s, text, sizeof text));
}

static void explain_rule(const ccs_plan_t *plan, const ccs_intraday_t *rule, FILE *to)
{
    char text[TEXT];

    fprintf(to, "  %s: when %s", rule->label, ccs_expression_text(rule->when));
    if (rule->every_s > 0) fprintf(to, ", looked at every %s", ccs_units_show_duration(rule->every_s, text, sizeof text));
    if (rule->delay_s > 0) fprintf(to, ", and %s later", ccs_units_show_duration(rule->delay_s, text, sizeof text));
    fprintf(to, ", ");
    explain_does(plan, rule, to);
    if (rule->does != CCS_INTRADAY_REST) explain_end(rule, to);
    fprintf(to, ".\n");
}

void ccs_explain_intraday(const ccs_plan_t *plan, FILE *to)
{
    if (plan->n_intraday > 0) fprintf(to, "\nRules that act during the day, which the agents above are without\n");
    for (uint32_t i = 0; i < plan->n_intraday; i++) explain_rule(plan, &plan->intraday[i], to);
}
