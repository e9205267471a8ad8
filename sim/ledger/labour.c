/* labour.c - what agents cost. Invariant: what the lines of a team come to in a bill is what its pairs have in the facts of the bill's periods. */
#include <string.h>

#include "ledger_parts.h"

/* What a team costs in a period, and what is told of it besides. */
typedef struct {
    double amounts[CCS_N_LABOUR];
    double quantities
        [CCS_N_LABOUR]; /* in the units of money.def; hours whether they are paid or not, others where they cost something */
    double idle, absence, paid_h, overtime_h;
} labour_t;

/* Time at work of a group's agents, contacts beside others counted once. */
static double engaged_s(const ccs_facts_t *facts, uint32_t period, uint32_t group)
{
    const ccs_plan_t *const plan = facts->plan;
    double time_s = -ccs_facts_group(facts, period, group)[CCS_FACT_beside_area];

    for (uint32_t i = 0; i < plan->n_pairs; i++) {
        const double *const pair = ccs_facts_pair(facts, period, i);

        if (plan->pairs[i].group == group) time_s += pair[CCS_FACT_talk_area] + pair[CCS_FACT_wrap_area];
    }
    return time_s;
}

double ccs_ledger_roster_h(const ccs_facts_t *facts, uint32_t period, uint32_t group)
{
    const double *const row = ccs_facts_group(facts, period, group);
    double roster_s = row[CCS_FACT_scheduled_area] + row[CCS_FACT_off_area];

    if (!facts->plan->periods.at[period].open) return 0;
    if (facts->plan->careers) roster_s -= ccs_facts_career(facts, period, group)[CCS_FACT_unheld_area];
    return fmax(0, roster_s) / 3600;
}

/* Agents who leave and are replaced: at the rate that is said, or those who quit. */
static double leavers(const ccs_facts_t *facts, uint32_t period, uint32_t group, double roster_h)
{
    const ccs_pay_t *const pay = &facts->plan->money->pay[facts->plan->groups[group].team];

    if (pay->leavers_yearly > 0 || !facts->plan->careers) return pay->leavers_yearly / (12 * pay->full_time_h) * roster_h;
    return ccs_facts_career(facts, period, group)[CCS_FACT_quits];
}

static void add_group(const ccs_facts_t *facts, uint32_t period, uint32_t group, labour_t *to)
{
    const ccs_money_t *const money = facts->plan->money;
    const uint32_t team = facts->plan->groups[group].team;
    const ccs_pay_t *const pay = &money->pay[team];
    const double *const row = ccs_facts_group(facts, period, group);
    const double index = money->index[period];
    const double wage = index * money->wages[group] * money->premiums[(size_t) team * facts->plan->periods.n + period];
    const double open = facts->plan->periods.at[period].open, roster_h = ccs_ledger_roster_h(facts, period, group),
                 absent_h = open * row[CCS_FACT_absent_area] / 3600, overtime_h = row[CCS_FACT_overtime] / 3600;
    const double wages = wage * (roster_h - absent_h * (1 - pay->absence_frac)), overtime = wage * pay->overtime * overtime_h;
    const double idle_h = open * fmax(0, row[CCS_FACT_staffed_area] - engaged_s(facts, period, group)) / 3600;

    to->amounts[CCS_LABOUR_wages] += wages;
    to->amounts[CCS_LABOUR_overtime_pay] += overtime;
    to->amounts[CCS_LABOUR_benefits] += pay->benefits * (wages + overtime);
    to->amounts[CCS_LABOUR_supervision] += index * pay->supervisor_wage * (1 + pay->benefits) / pay->supervised * roster_h;
    to->quantities[CCS_LABOUR_supervision] += roster_h / pay->supervised;
    const double left = leavers(facts, period, group, roster_h);

    to->amounts[CCS_LABOUR_turnover] += index * (pay->recruiting + pay->training) * left;
    to->quantities[CCS_LABOUR_turnover] += left;
    to->amounts[CCS_LABOUR_licences] += index * pay->licence / pay->full_time_h * roster_h;
    to->amounts[CCS_LABOUR_overhead] += index * pay->overhead * roster_h;
    to->idle += wage * (1 + pay->benefits) * idle_h;
    to->absence += wage * (1 + pay->benefits) * pay->absence_frac * absent_h;
    to->paid_h += roster_h;
    to->overtime_h += overtime_h;
}

static labour_t labour_of(const ccs_facts_t *facts, uint32_t period, uint32_t team)
{
    const ccs_plan_t *const plan = facts->plan;
    const ccs_pay_t *const pay = &plan->money->pay[team];
    const ccs_group_t *const group = &plan->teams[team];
    labour_t labour = {0};

    for (uint32_t i = group->first_class; i < group->first_class + group->n_classes; i++) add_group(facts, period, i, &labour);
    labour.amounts[CCS_LABOUR_seats] = plan->money->index[period] * pay->seat * pay->seats * plan->money->months[period];
    if (period == plan->periods.first_counted) labour.amounts[CCS_LABOUR_transition] = pay->transition;
    labour.quantities[CCS_LABOUR_wages] = labour.quantities[CCS_LABOUR_overhead] = labour.paid_h;
    labour.quantities[CCS_LABOUR_overtime_pay] = labour.overtime_h;
    labour.quantities[CCS_LABOUR_licences] = labour.paid_h / pay->full_time_h;
    labour.quantities[CCS_LABOUR_seats] = pay->seats * plan->money->months[period];
    return labour;
}

double ccs_ledger_repeat_share(const ccs_ledger_t *self, const ccs_facts_t *facts, uint32_t pair)
{
    if (!facts->plan->outcomes) return 0;
    const ccs_record_t all = ccs_facts_record(facts, self->record);
    const double *const row = &all.outcome[(size_t) pair * CCS_N_OUTCOME_FACTS];

    return row[CCS_FACT_outcomes] > 0 ? 1 - row[CCS_FACT_ended_first] / row[CCS_FACT_outcomes] : 0;
}

/* Divide an amount of a team among its pairs. */
static void divide(const ccs_ledger_t *self, const ccs_facts_t *facts, uint32_t period, uint32_t team, uint32_t fact,
    double amount)
{
    const ccs_plan_t *const plan = facts->plan;

    for (uint32_t i = 0; i < plan->n_pairs; i++) {
        double *const row = ccs_facts_spend(facts, period, i);

        if (plan->groups[plan->pairs[i].group].team != team) continue;
        row[fact] += amount * self->shares[i];
        if (fact < CCS_N_LABOUR) row[CCS_FACT_repeat_cost] += amount * self->shares[i] * ccs_ledger_repeat_share(self, facts, i);
    }
}

static void add_period(ccs_ledger_t *self, ccs_facts_t *facts, uint32_t number, uint32_t period, uint32_t team)
{
    const labour_t labour = labour_of(facts, period, team);
    const bool own = facts->plan->money->contract_of[team] == CCS_NONE;

    for (uint32_t kind = 0; kind < CCS_N_LABOUR; kind++) {
        double *const line = ccs_ledger_at(facts, number, ccs_money_labour_line(team, (enum ccs_labour) kind));

        line[0] += labour.amounts[kind];
        if (labour.amounts[kind] != 0 || kind <= CCS_LABOUR_overtime_pay) line[1] += labour.quantities[kind];
        if (own && labour.amounts[kind] != 0) divide(self, facts, period, team, kind, labour.amounts[kind]);
    }
    divide(self, facts, period, team, CCS_FACT_paid_hours, labour.paid_h + labour.overtime_h);
    divide(self, facts, period, team, CCS_FACT_full_time, labour.paid_h / facts->plan->money->pay[team].full_time_h);
    if (!own) return;
    divide(self, facts, period, team, CCS_FACT_idle_pay, labour.idle);
    divide(self, facts, period, team, CCS_FACT_absence_pay, labour.absence);
}

void ccs_ledger_labour(ccs_ledger_t *self, ccs_facts_t *facts, const ccs_bill_t *bill, uint32_t number)
{
    for (uint32_t team = 0; team < facts->plan->n_teams; team++) {
        for (uint32_t period = bill->first_period; period < bill->end; period++) add_period(self, facts, number, period, team);
        for (uint32_t kind = 0; kind < CCS_N_LABOUR; kind++) {
            double *const line = ccs_ledger_at(facts, number, ccs_money_labour_line(team, (enum ccs_labour) kind));
            const double rounded = ccs_cents(line[0]);

            if (facts->plan->money->contract_of[team] == CCS_NONE)
                divide(self, facts, bill->end - 1, team, kind, rounded - line[0]);
            line[0] = rounded;
        }
    }
}
