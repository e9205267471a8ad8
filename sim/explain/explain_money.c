/* explain_money.c - costs in words: what an hour of each group comes to, and what its contacts do. */
#include "explain_money.h"

#include <math.h>
#include <stddef.h>

/* Factors of premiums: the range over the periods. */
static void explain_premium(const ccs_plan_t *plan, uint32_t team, FILE *to)
{
    const double *const x = &plan->money->premiums[(size_t) team * plan->periods.n];
    double least = INFINITY, most = 0;

    for (uint32_t i = plan->periods.first_counted; i < plan->periods.first_counted + plan->periods.n_counted; i++) {
        least = fmin(least, x[i]);
        most = fmax(most, x[i]);
    }
    if (most > 1) fprintf(to, ", with premiums %.4g to %.4g times that", least, most);
}

/* What a paid hour comes to, without what is by month and seat. */
static double loaded(const ccs_pay_t *pay, double wage)
{
    return wage * (1 + pay->benefits) + pay->overhead + pay->supervisor_wage * (1 + pay->benefits) / pay->supervised +
        pay->leavers_yearly * (pay->recruiting + pay->training) / (12 * pay->full_time_h) + pay->licence / pay->full_time_h;
}

static void explain_pay(const ccs_plan_t *plan, uint32_t team, FILE *to)
{
    const ccs_money_t *const money = plan->money;
    const ccs_pay_t *const pay = &money->pay[team];
    const double wage = money->wages[plan->teams[team].first_class];

    fprintf(to, "  %s: an hour is paid %.2f", plan->teams[team].label, wage);
    if (pay->wage_factor != 1) fprintf(to, " (%.6g times what costs says)", pay->wage_factor);
    explain_premium(plan, team, to);
    if (loaded(pay, wage) > wage)
        fprintf(to, "; with benefits, supervision, turnover, licences and overhead it costs %.2f", loaded(pay, wage));
    if (pay->seat > 0) fprintf(to, "; %.6g seats cost %.2f each a month", pay->seats, pay->seat);
    if (pay->overtime != 1) fprintf(to, "; overtime is paid %.4g times", pay->overtime);
    if (pay->absence_frac < 1) fprintf(to, "; of absence %.4g %% is paid", 100 * pay->absence_frac);
    if (pay->transition > 0) fprintf(to, "; transition, once, %.2f", pay->transition);
    fprintf(to, ".\n");
}

static void explain_charges(const ccs_plan_t *plan, uint32_t id, FILE *to)
{
    static const struct {
        size_t offset;
        const char *text;
    } words[] = {{offsetof(ccs_charges_t, telephony), "a minute on the line"},
        {offsetof(ccs_charges_t, self_service), "a contact in the IVR or bot"},
        {offsetof(ccs_charges_t, self_service_minute), "a minute there"},
        {offsetof(ccs_charges_t, contained), "one that is served to the end there"},
        {offsetof(ccs_charges_t, refund), "a refund"}, {offsetof(ccs_charges_t, dispatch), "a dispatch"},
        {offsetof(ccs_charges_t, fine), "a day that misses its target"},
        {offsetof(ccs_charges_t, abandoned), "a customer who gives up (not paid)"},
        {offsetof(ccs_charges_t, waiting), "a minute of waiting (not paid)"},
        {offsetof(ccs_charges_t, income), "a contact served (revenue)"}, {offsetof(ccs_charges_t, sale), "a sale (revenue)"}};
    const char *before = "";

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const double price = *(const double *) (const void *) ((const char *) &plan->money->charges[id] + words[i].offset);

        if (price == 0) continue;
        if (before[0] == '\0') fprintf(to, "  %s: ", plan->types[id].label);
        fprintf(to, "%s%s %.6g", before, words[i].text, price);
        before = ", ";
    }
    if (before[0] != '\0') fprintf(to, ".\n");
}

static void explain_lines(const ccs_plan_t *plan, FILE *to)
{
    for (uint32_t i = 0; i < plan->n_trunks; i++) {
        const ccs_line_price_t *const price = &plan->money->trunks[i];

        if (price->line > 0) fprintf(to, "  %s: each of its lines costs %.6g a month.\n", plan->trunks[i].label, price->line);
        if (price->hour > 0)
            fprintf(to, "  %s: a line costs %.6g for each hour for which a contact or an attempt of a campaign holds it.\n",
                plan->trunks[i].label, price->hour);
    }
}

/* ---- contracts ------------------------------------------------------------------------------------------------------------------ */

static void explain_price(const ccs_price_t *price, FILE *to)
{
    static const char *const words[] = {
#define X(name, text, unit, about) about,
        CCS_BILLED_LIST(X)
#undef X
    };

    fprintf(to, "    %s: %.6g by %s", price->label, price->price, words[price->per]);
    for (uint32_t i = 0; i < price->n_bands; i++)
        fprintf(to, ", %.6g from %.6g a month on", price->bands[i].price, price->bands[i].from);
    if (price->minimum > 0) fprintf(to, "; at least %.6g a month are billed", price->minimum);
    if (!isnan(price->forecast))
        fprintf(to, "; %.6g are forecast, of which %.6g are billed at least, and those above %.6g cost %.4g times that",
            price->forecast, price->forecast * (1 - price->within_frac), price->forecast * (1 + price->within_frac),
            price->above);
    if (!isnan(price->baseline))
        fprintf(to, "; it is for %.6g to %.6g of: %s; %.6g for each above and %.6g less for each below",
            price->baseline * (1 - price->band_frac), price->baseline * (1 + price->band_frac), words[price->volume],
            price->additional, price->reduction);
    fprintf(to, ".\n");
}

static void explain_term(const ccs_contract_t *contract, const ccs_contract_term_t *term, FILE *to)
{
    static const char *const per[] = {
#define X(name, text, about) about,
        CCS_TERM_PER_LIST(X)
#undef X
    };

    fprintf(to, "    %s: %s of %s must not be %s %.6g", term->label, term->metric_name, term->of, term->below ? "below" : "above",
        term->target);
    if (term->dead_band > 0) fprintf(to, " by more than %.6g", term->dead_band);
    fprintf(to, ", %s", per[term->per]);
    if (contract->at_risk_frac * term->weight > 0)
        fprintf(to, "; a miss costs up to %.4g %% of the month's fee", 100 * contract->at_risk_frac * term->weight);
    if (term->band > 0) fprintf(to, ", all of it from %.6g farther on", term->band);
    if (contract->bonus_frac * term->weight > 0)
        fprintf(to, ", and more than that wins up to %.4g %%", 100 * contract->bonus_frac * term->weight);
    if (term->credit > 0) fprintf(to, "; each miss costs %.2f in service credits", term->credit);
    if (term->earn_back > 0) fprintf(to, "; it is given back after %u months without a miss", term->earn_back);
    fprintf(to, ".\n");
}

static void explain_contract(const ccs_plan_t *plan, const ccs_contract_t *contract, FILE *to)
{
    fprintf(to, "  %s bills for the agents of", contract->label);
    for (uint32_t i = 0; i < contract->n_teams; i++)
        fprintf(to, "%s %s", i > 0 ? "," : "", plan->teams[contract->teams[i]].label);
    fprintf(to, ", whose pay above is what they cost the vendor:\n");
    if (contract->price_factor != 1) fprintf(to, "    its prices, here %.6g times what it says:\n", contract->price_factor);
    for (uint32_t i = 0; i < contract->n_prices; i++) explain_price(&contract->prices[i], to);
    if (!isnan(contract->cost_plus))
        fprintf(to, "    what they cost the vendor, and %.4g %% on top.\n", 100 * contract->cost_plus);
    if (contract->minimum > 0) fprintf(to, "    at least %.2f a month.\n", contract->minimum);
    if (contract->transition > 0) fprintf(to, "    for the transition, once, %.2f.\n", contract->transition);
    for (uint32_t i = 0; i < contract->n_gains; i++)
        fprintf(to, "    %s: %.4g %% of what %s of %s is better than %.6g, worth %.6g each.\n", contract->gains[i].label,
            100 * contract->gains[i].share, contract->gains[i].metric_name, contract->gains[i].of, contract->gains[i].baseline,
            contract->gains[i].worth);
    for (uint32_t i = 0; i < contract->n_terms; i++) explain_term(contract, &contract->terms[i], to);
}

/* What contracts do to the pace of agents, which the handle times above hold already. */
static void explain_paces(const ccs_plan_t *plan, FILE *to)
{
    for (uint32_t i = 0; i < plan->n_team_pairs; i++) {
        const ccs_pair_t *const pair = &plan->pairs[plan->team_pairs[i]];

        if (pair->pace == 1) continue;
        fprintf(to,
            "  By their contract agents of %s take %.4g times as long for %s as others; the handle times above hold that.\n",
            ccs_plan_team_of(plan, plan->team_pairs[i])->label, pair->pace, plan->types[pair->type].label);
    }
}

/* How months are taken of which the run has some days alone. */
static void explain_parts(const ccs_money_t *money, FILE *to)
{
    for (uint32_t i = 0; i < money->n_bills; i++) {
        const ccs_bill_t *const bill = &money->bills[i];

        if (bill->month_frac >= 1 - 1e-9) continue;
        fprintf(to, "  Of %s the run has %.3g %%: seats, fees, minimum bills and bands are that part of a month's%s.\n",
            bill->label, 100 * bill->month_frac,
            bill->counts ? "" : ", and nothing is told of it as of a month (penalty_months)");
    }
}

/* What a resolution costs is, of all types, what all of them cost: also those of which nobody asks whether they resolve anything. */
static void explain_unresolved(const ccs_plan_t *plan, FILE *to)
{
    const char *before = "  In what a resolution costs of all types is what these cost, which have no outcomes: ";

    for (uint32_t i = 0; plan->outcomes && i < plan->n_types; i++) {
        if (ccs_outcome_is_on(&plan->outcomes[i])) continue;
        fprintf(to, "%s%s", before, plan->types[i].label);
        before = ", ";
    }
    if (before[0] == ',') fprintf(to, ".\n");
}

void ccs_explain_money(const ccs_plan_t *plan, FILE *to)
{
    const ccs_money_t *const money = plan->money;

    if (!money) return;
    fprintf(to, "\nCosts, in %s; nothing that happens depends on them\n", money->currency);
    for (uint32_t i = 0; i < plan->n_teams; i++) explain_pay(plan, i, to);
    for (uint32_t i = 0; i < plan->n_types; i++) explain_charges(plan, i, to);
    explain_lines(plan, to);
    if (money->index[plan->periods.first_counted + plan->periods.n_counted - 1] != 1)
        fprintf(to, "  Prices are %.4g times these when the run ends.\n",
            money->index[plan->periods.first_counted + plan->periods.n_counted - 1]);
    for (uint32_t i = 0; i < money->n_contracts; i++) explain_contract(plan, &money->contracts[i], to);
    explain_paces(plan, to);
    explain_unresolved(plan, to);
    explain_parts(money, to);
    fprintf(to,
        "  What a group costs goes to its types by the time that its agents work for them. Statements are by calendar month: %s%s%s.\n",
        money->bills[0].label, money->n_bills > 1 ? " to " : "",
        money->n_bills > 1 ? money->bills[money->n_bills - 1].label : "");
}
