/* charges.c - what contacts cost and bring. Invariant: what the lines of a type come to in a bill is what it has in the facts of the bill's periods. */
#include <string.h>

#include "ledger_parts.h"
#include "time_axis.h"

/* A fact of the pairs of a type. */
static double of_pairs(const ccs_facts_t *facts, uint32_t period, const ccs_type_t *type, enum ccs_block block, uint32_t fact)
{
    double sum = 0;

    for (uint32_t i = type->routing.first_pair; i < type->routing.first_pair + type->routing.n_pairs; i++)
        sum += ccs_facts_row(facts, block, period, i)[fact];
    return sum;
}

static double recorded(const ccs_facts_t *facts, uint32_t period, const ccs_type_t *type, uint32_t fact)
{
    return facts->plan->outcomes ? of_pairs(facts, period, type, CCS_BLOCK_OUTCOME, fact) : 0;
}

/* Contacts that agents served: those with agents who ask are none. */
static double served(const ccs_facts_t *facts, uint32_t period, const ccs_type_t *type)
{
    const double talks = of_pairs(facts, period, type, CCS_BLOCK_PAIR, CCS_FACT_talks);

    return facts->plan->handling ? talks - of_pairs(facts, period, type, CCS_BLOCK_HANDLING, CCS_FACT_consults_taken) : talks;
}

/* What a type is charged in a period: amounts, and what stands beside them, in the units of money.def. */
typedef struct {
    double amounts[CCS_N_CHARGED], quantities[CCS_N_CHARGED];
} charged_t;

static void put(charged_t *self, enum ccs_charge kind, double price, double quantity)
{
    self->amounts[kind] += price * quantity;
    self->quantities[kind] += price != 0 ? quantity : 0;
}

/* What the campaign of a type, if it has one, pays for rules that it broke. */
static void charge_calls(const ccs_facts_t *facts, uint32_t period, uint32_t type, charged_t *to)
{
    for (uint32_t i = 0; i < facts->plan->n_campaigns; i++) {
        const ccs_call_fines_t *const fines = &facts->plan->campaigns[i].compliance.fines;

        if (facts->plan->campaigns[i].type != type || !ccs_call_fines_any(fines)) continue;
        const double *const row = ccs_facts_campaign(facts, period, i);

        put(to, CCS_CHARGE_fines, fines->hours, row[CCS_FACT_against_hours]);
        put(to, CCS_CHARGE_fines, fines->attempts, row[CCS_FACT_against_attempts]);
        put(to, CCS_CHARGE_fines, fines->opt_out, row[CCS_FACT_against_opt_out]);
        put(to, CCS_CHARGE_fines, fines->cap, row[CCS_FACT_beyond_cap]);
    }
}

/* The IVR or bot has one line: contacts are told beside what they, their minutes and those of them that are contained cost. */
static void charge_self_service(const ccs_type_t *type, const ccs_charges_t *price, const double *row, charged_t *to)
{
    if (!ccs_plan_has_ivr(type) && !ccs_plan_has_flow(type)) return;
    const double met = row[CCS_FACT_arrived] - row[CCS_FACT_blocked_lines];

    to->amounts[CCS_CHARGE_self_service] = price->self_service * met + price->self_service_minute * row[CCS_FACT_ivr_area] / 60 +
        price->contained * row[CCS_FACT_contained];
    to->quantities[CCS_CHARGE_self_service] = to->amounts[CCS_CHARGE_self_service] != 0 ? met : 0;
}

/* What a type has of what its trunk group costs: of the lines that there are, and of the hours for which any are held. */
static void charge_lines(const ccs_ledger_t *self, const ccs_facts_t *facts, uint32_t period, uint32_t type, charged_t *to)
{
    const ccs_plan_t *const plan = facts->plan;
    const uint32_t trunk = plan->types[type].trunk;
    const ccs_line_price_t *const price = &plan->money->trunks[trunk];
    const double held_s = ccs_facts_trunk(facts, period, trunk)[CCS_FACT_line_area];

    put(to, CCS_CHARGE_trunk_lines, price->line, plan->trunks[trunk].lines * plan->money->months[period] * self->lines[type]);
    put(to, CCS_CHARGE_line_hours, price->hour, held_s / 3600 * self->lines[type]);
}

/* Of a type in a period, but for fines of days; before prices have risen. */
static charged_t charge(const ccs_ledger_t *self, const ccs_facts_t *facts, uint32_t period, uint32_t id)
{
    const ccs_plan_t *const plan = facts->plan;
    const ccs_type_t *const type = &plan->types[id];
    const ccs_charges_t *const price = &plan->money->charges[id];
    const ccs_record_t record = ccs_facts_cell(facts, period);
    const double *const row = ccs_facts_at(facts, ccs_facts_index(facts, period, id));
    charged_t to = {{0}, {0}};

    put(&to, CCS_CHARGE_telephony, price->telephony, ccs_ledger_call_s(facts, &record, id) / 60);
    if (type->trunk != CCS_NONE) charge_lines(self, facts, period, id, &to);
    charge_self_service(type, price, row, &to);
    charge_calls(facts, period, id, &to);
    put(&to, CCS_CHARGE_refunds, price->refund, recorded(facts, period, type, CCS_FACT_recorded_refund));
    put(&to, CCS_CHARGE_dispatches, price->dispatch, recorded(facts, period, type, CCS_FACT_field_visits));
    put(&to, CCS_CHARGE_loss_given_up, price->abandoned, row[CCS_FACT_abandoned] + row[CCS_FACT_balked] + row[CCS_FACT_blocked]);
    put(&to, CCS_CHARGE_loss_waiting, price->waiting, row[CCS_FACT_queue_area] / 60);
    put(&to, CCS_CHARGE_income, price->income, served(facts, period, type));
    put(&to, CCS_CHARGE_sales, price->sale, recorded(facts, period, type, CCS_FACT_recorded_sale));
    return to;
}

/* Whether a type misses its target on a day. The day's periods stand together. @param period  the last one of the day */
static bool misses(ccs_ledger_t *self, const ccs_facts_t *facts, const ccs_bill_t *bill, uint32_t period, uint32_t id)
{
    const ccs_record_t record = ccs_facts_record(facts, self->day);
    const double frac = facts->plan->types[id].target.frac;
    double num, den;

    memset(self->day, 0, facts->size * sizeof *self->day);
    for (uint32_t i = bill->first_period; i <= period; i++)
        if (ccs_axis_day(facts->plan, i) == ccs_axis_day(facts->plan, period)) ccs_facts_add_cell(facts, i, self->day);
    ccs_metrics_level_of_type(facts, &record, id, &num, &den);
    return den > 0 && !ccs_metrics_reaches(frac, num, den);
}

static bool ends_day(const ccs_facts_t *facts, const ccs_bill_t *bill, uint32_t period)
{
    return period + 1 == bill->end || ccs_axis_day(facts->plan, period + 1) != ccs_axis_day(facts->plan, period);
}

static void add_type(ccs_ledger_t *self, ccs_facts_t *facts, const ccs_bill_t *bill, uint32_t number, uint32_t id)
{
    const ccs_money_t *const money = facts->plan->money;

    for (uint32_t period = bill->first_period; period < bill->end; period++) {
        charged_t charged = charge(self, facts, period, id);
        double *const row = ccs_facts_charge(facts, period, id);

        if (money->charges[id].fine > 0 && ends_day(facts, bill, period) && misses(self, facts, bill, period, id))
            put(&charged, CCS_CHARGE_fines, money->charges[id].fine, 1);
        for (uint32_t kind = 0; kind < CCS_N_CHARGED; kind++) {
            double *const line = ccs_ledger_at(facts, number, ccs_money_charge_line(facts->plan->n_teams, id, kind));
            const double amount = money->index[period] * charged.amounts[kind];

            row[kind] += amount;
            line[0] += amount;
            line[1] += charged.quantities[kind];
        }
    }
}

void ccs_ledger_charges(ccs_ledger_t *self, ccs_facts_t *facts, const ccs_bill_t *bill, uint32_t number)
{
    for (uint32_t id = 0; id < facts->plan->n_types; id++) {
        add_type(self, facts, bill, number, id);
        for (uint32_t kind = 0; kind < CCS_N_CHARGED; kind++) {
            double *const line = ccs_ledger_at(facts, number, ccs_money_charge_line(facts->plan->n_teams, id, kind));
            const double rounded = ccs_cents(line[0]);

            ccs_facts_charge(facts, bill->end - 1, id)[kind] += rounded - line[0];
            line[0] = rounded;
        }
    }
}
