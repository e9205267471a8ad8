/* contracts.c - what contracts bill. Invariant: an invoice is the sum of its lines, each to the cent, and what all pairs of a contract have of it is the invoice. */
#include <string.h>

#include "date.h"
#include "ledger_parts.h"
#include "price.h"
#include "seats.h"
#include "time_axis.h"

/* A bill that is being made. */
typedef struct {
    ccs_ledger_t *ledger;
    ccs_facts_t *facts;
    const ccs_plan_t *plan;
    const ccs_contract_t *contract;
    const ccs_bill_t *bill;
    uint32_t id, number; /* of the contract, of the bill */
    double units[CCS_N_BILLED];
    double fee;  /* before terms */
    double *row; /* facts of the contract in the bill's last period */
} billing_t;

static bool is_of(const billing_t *b, uint32_t pair)
{
    return b->plan->money->contract_of[b->plan->groups[b->plan->pairs[pair].group].team] == b->id;
}

static void add_line(billing_t *b, uint32_t line, double amount, double quantity)
{
    double *const at = ccs_ledger_at(b->facts, b->number, line);

    at[0] += amount;
    at[1] += quantity;
}

/* ---- units ---------------------------------------------------------------------------------------------------------------------- */

static void count_group(billing_t *b, uint32_t period, uint32_t group)
{
    const double *const row = ccs_facts_group(b->facts, period, group);
    const double counts = b->plan->periods.at[period].open;
    const ccs_pay_t *const pay = &b->plan->money->pay[b->plan->groups[group].team];
    const double roster_h = ccs_ledger_roster_h(b->facts, period, group);
    double ready_s = counts * row[CCS_FACT_staffed_area];

    b->units[CCS_BILLED_LOGGED_HOUR] += ready_s / 3600;
    if (ccs_plan_n_on_duty(b->plan) > 0) ready_s -= counts * ccs_facts_duty(b->facts, period, group)[CCS_FACT_not_ready_area];
    if (ccs_plan_stops_agents(b->plan)) ready_s -= counts * ccs_facts_halt(b->facts, period, group)[CCS_FACT_stopped_area];
    b->units[CCS_BILLED_PAID_HOUR] += roster_h;
    b->units[CCS_BILLED_PRODUCTIVE_HOUR] += ready_s / 3600;
    b->units[CCS_BILLED_PRODUCTIVE_MINUTE] += ready_s / 60;
    b->units[CCS_BILLED_HANDLE_MINUTE] -= row[CCS_FACT_beside_area] / 60;
    b->units[CCS_BILLED_FTE_MONTH] += roster_h / pay->full_time_h;
}

static void count_pair(billing_t *b, uint32_t period, uint32_t pair)
{
    const double *const row = ccs_facts_pair(b->facts, period, pair);

    b->units[CCS_BILLED_HANDLE_MINUTE] += (row[CCS_FACT_talk_area] + row[CCS_FACT_wrap_area]) / 60;
    b->units[CCS_BILLED_CONTACT] += row[CCS_FACT_talks];
    if (b->plan->handling) b->units[CCS_BILLED_CONTACT] -= ccs_facts_handling(b->facts, period, pair)[CCS_FACT_consults_taken];
    if (!b->plan->outcomes) return;
    b->units[CCS_BILLED_RESOLUTION] += ccs_facts_outcome(b->facts, period, pair)[CCS_FACT_ended_resolved];
    b->units[CCS_BILLED_SALE] += ccs_facts_outcome(b->facts, period, pair)[CCS_FACT_recorded_sale];
}

static void count_units(billing_t *b)
{
    b->units[CCS_BILLED_MONTH] = b->bill->month_frac;
    for (uint32_t period = b->bill->first_period; period < b->bill->end; period++) {
        for (uint32_t i = 0; i < b->plan->n_groups; i++)
            if (b->plan->money->contract_of[b->plan->groups[i].team] == b->id) count_group(b, period, i);
        for (uint32_t i = 0; i < b->plan->n_pairs; i++)
            if (is_of(b, i)) count_pair(b, period, i);
    }
}

/* ---- the fee -------------------------------------------------------------------------------------------------------------------- */

/* What the contract's agents cost the vendor in the month, to the cent. */
static double vendor_cost(const billing_t *b)
{
    double cost = 0;

    for (uint32_t i = 0; i < b->contract->n_teams; i++)
        for (uint32_t kind = 0; kind < CCS_N_LABOUR; kind++)
            cost += ccs_ledger_at(b->facts, b->number, ccs_money_labour_line(b->contract->teams[i], (enum ccs_labour) kind))[0];
    return ccs_cents(cost);
}

static void add_fee(billing_t *b, uint32_t line, double amount, double quantity)
{
    add_line(b, line, amount, quantity);
    b->fee = ccs_cents(b->fee + amount);
}

static void bill_prices(billing_t *b)
{
    for (uint32_t i = 0; i < b->contract->n_prices; i++) {
        const ccs_price_t *const price = &b->contract->prices[i];
        const ccs_priced_t x = ccs_price_units(price, b->units[price->per], b->units[price->volume], b->bill->month_frac,
            b->contract->index[b->number]);

        for (uint32_t k = 0; k < CCS_PRICE_LINES; k++)
            add_fee(b, ccs_contract_price_line(b->contract, i, k), x.amounts[k], x.quantities[k]);
    }
}

static void bill_costs(billing_t *b, double cost)
{
    if (isnan(b->contract->cost_plus)) return;
    add_fee(b, ccs_contract_line(b->contract, CCS_CONTRACT_COSTS), cost, 0);
    add_fee(b, ccs_contract_line(b->contract, CCS_CONTRACT_PLUS), ccs_cents(cost * b->contract->cost_plus), 0);
}

/* ---- figures -------------------------------------------------------------------------------------------------------------------- */

/* A stretch of days, or one period. */
typedef struct {
    uint32_t first_day, end_day, period; /* period CCS_NONE: the days */
} stretch_t;

static bool is_within(const billing_t *b, const stretch_t *stretch, uint32_t period)
{
    const uint32_t day = ccs_axis_day(b->plan, period);

    if (b->contract->excluded && b->contract->excluded[day]) return false;
    return stretch->period == CCS_NONE ? day >= stretch->first_day && day < stretch->end_day : period == stretch->period;
}

/* A figure of a stretch, as numerator and denominator. @return false: there is none */
static bool measure(billing_t *b, const stretch_t *stretch, uint32_t metric, uint32_t entity, double *num, double *den)
{
    const ccs_periods_t *const periods = &b->plan->periods;
    const ccs_record_t record = ccs_facts_record(b->facts, b->ledger->day);
    double nums[CCS_METRICS_MAX], dens[CCS_METRICS_MAX], open_s = 0;
    bool any = false;

    memset(b->ledger->day, 0, b->facts->size * sizeof *b->ledger->day);
    for (uint32_t i = periods->first_counted; i < periods->first_counted + periods->n_counted; i++) {
        if (!is_within(b, stretch, i)) continue;
        ccs_facts_add_cell(b->facts, i, b->ledger->day);
        if (periods->at[i].open) open_s += ccs_axis_lasts_s(b->plan, i);
        any = true;
    }
    if (!any) return false;
    ccs_metrics_evaluate(b->ledger->metrics, b->facts, &record, entity, open_s, nums, dens);
    *num = nums[metric];
    *den = dens[metric];
    return *den > 0 && !isnan(*num);
}

static void bill_gain(billing_t *b, uint32_t row)
{
    const ccs_gain_t *const gain = &b->contract->gains[row];
    const stretch_t month = {b->bill->first_day, b->bill->end_day, CCS_NONE};
    double num, den;

    if (!measure(b, &month, gain->metric, gain->entity, &num, &den)) return;
    const double gained = gain->below ? gain->baseline * den - num : num - gain->baseline * den;

    add_fee(b, ccs_contract_gain_line(b->contract, row), ccs_cents(fmin(gain->most, gain->share * gain->worth * fmax(0, gained))),
        0);
}

static void bill_minimum(billing_t *b)
{
    const double least = b->contract->minimum * b->bill->month_frac * b->contract->index[b->number];

    if (least > b->fee) add_fee(b, ccs_contract_line(b->contract, CCS_CONTRACT_MINIMUM), ccs_cents(least - b->fee), 0);
}

/* ---- terms ---------------------------------------------------------------------------------------------------------------------- */

/* How a term went in a month: over the times that it is held against. */
typedef struct {
    double judged, missed, lost, won; /* lost, won: sums of what of the weight each time costs or wins */
} held_t;

static void hold(billing_t *b, const ccs_contract_term_t *term, const stretch_t *stretch, held_t *to)
{
    double num, den;

    if (!measure(b, stretch, term->metric, term->entity, &num, &den)) return;
    const double gap = ccs_term_gap(term, num / den), frac = ccs_term_frac(term, gap);

    to->judged++;
    to->missed += gap > 0 && frac > 0;
    if (gap > 0) to->lost += frac;
    else to->won += frac;
}

static void hold_intervals(billing_t *b, const ccs_contract_term_t *term, held_t *to)
{
    for (uint32_t i = b->bill->first_period; i < b->bill->end; i++)
        if (b->plan->periods.at[i].open) hold(b, term, &(stretch_t){0, 0, i}, to);
}

/* The Monday after a day that counts, or the end of the run. */
static uint32_t week_end(const ccs_plan_t *plan, uint32_t day)
{
    const uint32_t end = day + 7 - ccs_date_weekday(plan->first_date + day);

    return end < plan->n_days ? end : plan->n_days;
}

/* Weeks that end in the month. */
static void hold_weeks(billing_t *b, const ccs_contract_term_t *term, held_t *to)
{
    for (uint32_t day = 0; day < b->plan->n_days; day = week_end(b->plan, day)) {
        const uint32_t end = week_end(b->plan, day);

        if (end > b->bill->first_day && end <= b->bill->end_day) hold(b, term, &(stretch_t){day, end, CCS_NONE}, to);
    }
}

static held_t hold_term(billing_t *b, const ccs_contract_term_t *term)
{
    held_t held = {0};

    switch (term->per) {
    case CCS_TERM_PER_INTERVAL: hold_intervals(b, term, &held); break;
    case CCS_TERM_PER_DAY:
        for (uint32_t day = b->bill->first_day; day < b->bill->end_day; day++)
            hold(b, term, &(stretch_t){day, day + 1, CCS_NONE}, &held);
        break;
    case CCS_TERM_PER_WEEK: hold_weeks(b, term, &held); break;
    case CCS_TERM_PER_MONTH: hold(b, term, &(stretch_t){b->bill->first_day, b->bill->end_day, CCS_NONE}, &held); break;
    }
    return held;
}

/* What a month so long ago was cut by is given back where no month since has missed the term. */
static double earned_back(const billing_t *b, uint32_t row, const bool *missed)
{
    const ccs_contract_term_t *const term = &b->contract->terms[row];
    const uint32_t n_terms = ccs_ledger_first_term(b->plan->money, b->plan->money->n_contracts);
    const uint32_t first = ccs_ledger_first_term(b->plan->money, b->id) + row;

    if (term->earn_back == 0 || b->number < term->earn_back) return 0;
    for (uint32_t i = b->number - term->earn_back + 1; i <= b->number; i++)
        if (missed[(size_t) i * n_terms + first]) return 0;
    return -ccs_ledger_at(b->facts, b->number - term->earn_back, ccs_contract_term_line(b->contract, row, CCS_TERM_MALUS))[0];
}

/* @param credits  of the month so far */
static void bill_term(billing_t *b, uint32_t row, double *credits)
{
    const ccs_contract_t *const c = b->contract;
    const ccs_contract_term_t *const term = &c->terms[row];
    const held_t held = hold_term(b, term);
    const uint32_t n_terms = ccs_ledger_first_term(b->plan->money, b->plan->money->n_contracts);
    const double each = held.judged > 0 ? b->fee * term->weight / held.judged : 0;
    const double malus = ccs_cents(each * c->at_risk_frac * held.lost), bonus = ccs_cents(each * c->bonus_frac * held.won);
    const double credit = ccs_cents(fmin(term->credit * held.missed * c->index[b->number], fmax(0, c->credits_most - *credits)));

    b->ledger->missed[(size_t) b->number * n_terms + ccs_ledger_first_term(b->plan->money, b->id) + row] = held.missed > 0;
    const double back = earned_back(b, row, b->ledger->missed);

    *credits += credit;
    add_line(b, ccs_contract_term_line(c, row, CCS_TERM_MALUS), -malus, 0);
    add_line(b, ccs_contract_term_line(c, row, CCS_TERM_BONUS), bonus, 0);
    add_line(b, ccs_contract_term_line(c, row, CCS_TERM_CREDIT), -credit, held.missed);
    add_line(b, ccs_contract_term_line(c, row, CCS_TERM_EARNED_BACK), back, 0);
    /* told beside the amounts: how often each term was judged, and missed */
    ccs_ledger_at(b->facts, b->number, ccs_contract_term_line(c, row, CCS_TERM_MALUS))[1] = held.missed;
    ccs_ledger_at(b->facts, b->number, ccs_contract_term_line(c, row, CCS_TERM_BONUS))[1] = held.judged;
    b->row[CCS_FACT_malus] += malus + credit;
    b->row[CCS_FACT_bonus] += bonus + back;
    b->row[CCS_FACT_terms_judged] += held.judged;
    b->row[CCS_FACT_terms_missed] += held.missed;
}

/* ---- all of it ------------------------------------------------------------------------------------------------------------------ */

/* The invoice goes to the types of the contract's groups by the time that their agents work for them in the whole replication; evenly where they have not. */
static void share_invoice(billing_t *b, double invoice)
{
    const ccs_record_t all = ccs_facts_record(b->facts, b->ledger->record);
    double engaged_s = 0, n = 0;

    for (uint32_t i = 0; i < b->plan->n_pairs; i++) {
        const double *const row = &all.pair[(size_t) i * CCS_N_PAIR_FACTS];

        if (!is_of(b, i)) continue;
        engaged_s += row[CCS_FACT_talk_area] + row[CCS_FACT_wrap_area];
        n++;
    }
    for (uint32_t i = 0; i < b->plan->n_pairs; i++) {
        const double *const row = &all.pair[(size_t) i * CCS_N_PAIR_FACTS];

        if (!is_of(b, i)) continue;
        const double amount = invoice * (engaged_s > 0 ? (row[CCS_FACT_talk_area] + row[CCS_FACT_wrap_area]) / engaged_s : 1 / n);
        double *const spend = ccs_facts_spend(b->facts, b->bill->end - 1, i);

        spend[CCS_FACT_invoiced] += amount;
        spend[CCS_FACT_repeat_cost] += amount * ccs_ledger_repeat_share(b->ledger, b->facts, i);
    }
}

/* After terms, which take a share of what is paid for the work alone. */
static void bill_transition(billing_t *b)
{
    if (b->number > 0) return;
    const double once = ccs_cents(b->contract->transition);

    add_fee(b, ccs_contract_line(b->contract, CCS_CONTRACT_TRANSITION), once, 0);
    b->row[CCS_FACT_once] += once;
}

static void bill_contract(billing_t *b)
{
    double credits = 0;

    count_units(b);
    const double cost = vendor_cost(b);

    bill_prices(b);
    bill_costs(b, cost);
    for (uint32_t i = 0; i < b->contract->n_gains; i++) bill_gain(b, i);
    bill_minimum(b);
    for (uint32_t i = 0; i < b->contract->n_terms; i++) bill_term(b, i, &credits);
    bill_transition(b);
    b->row[CCS_FACT_fee] += b->fee;
    b->row[CCS_FACT_vendor_cost] += cost;
    b->row[CCS_FACT_engaged_hours] += b->units[CCS_BILLED_HANDLE_MINUTE] / 60;
    b->row[CCS_FACT_bills] += b->bill->counts;
    b->row[CCS_FACT_bills_cut] += b->bill->counts && b->row[CCS_FACT_malus] > 0;
    share_invoice(b, ccs_cents(b->fee + b->row[CCS_FACT_bonus] - b->row[CCS_FACT_malus]));
}

void ccs_ledger_contracts(ccs_ledger_t *self, ccs_facts_t *facts, const ccs_bill_t *bill, uint32_t number)
{
    for (uint32_t i = 0; i < facts->plan->money->n_contracts; i++)
        bill_contract(&(billing_t){.ledger = self,
            .facts = facts,
            .plan = facts->plan,
            .contract = &facts->plan->money->contracts[i],
            .bill = bill,
            .id = i,
            .number = number,
            .row = ccs_facts_bill(facts, bill->end - 1, i)});
}
