/* money_factors.c - factors on wages and prices, as what-ifs say them. Invariant: one that would change nothing is an error. */
#include "money_parts.h"

#include <math.h>

#include "read_value.h"

double ccs_money_wage_factor(const ccs_money_reader_t *self, uint32_t team)
{
    return ccs_read_factor(self->reader, &self->reader->root, "wage") *
        ccs_read_factor(self->reader, &self->names->groups->at[team], "wage");
}

double ccs_money_price_factor(const ccs_money_reader_t *self, const ccs_place_t *contract)
{
    return ccs_read_factor(self->reader, &self->reader->root, "price") * ccs_read_factor(self->reader, contract, "price");
}

/* A factor at a place, if it is written. */
typedef struct {
    ccs_place_t group, at; /* at refers to the group */
} factor_t;

static bool find(ccs_reader_t *reader, const ccs_place_t *owner, const char *key, factor_t *factor)
{
    factor->group = ccs_place_child(reader, owner, "factors");
    factor->at = ccs_place_child(reader, &factor->group, key);
    return factor->at.given;
}

/* Whether agents of a team are paid by the hour, for themselves or for what they can do. */
static bool is_paid(const ccs_plan_t *plan, const ccs_money_t *money, uint32_t team)
{
    if (money->pay[team].wage > 0) return true;
    for (uint32_t i = 0; i < plan->n_pairs; i++)
        if (plan->groups[plan->pairs[i].group].team == team && money->charges[plan->pairs[i].type].skill_pay > 0) return true;
    return false;
}

static bool any_is_paid(const ccs_plan_t *plan, const ccs_money_t *money)
{
    for (uint32_t i = 0; i < plan->n_teams; i++)
        if (is_paid(plan, money, i)) return true;
    return false;
}

static bool any_has_prices(const ccs_money_t *money)
{
    for (uint32_t i = 0; i < money->n_contracts; i++)
        if (money->contracts[i].n_prices > 0) return true;
    return false;
}

static void check_wages(ccs_reader_t *reader, const ccs_money_names_t *names, const ccs_plan_t *plan)
{
    static const char nobody[] = "there is no wage to change: the scenario says nothing of what %s paid (costs.wage)";
    factor_t factor;

    if (find(reader, &reader->root, "wage", &factor) && (!plan->money || !any_is_paid(plan, plan->money)))
        ccs_reader_error(reader, &factor.at, nobody, "agents are");
    for (uint32_t i = 0; i < names->groups->n; i++)
        if (find(reader, &names->groups->at[i], "wage", &factor) && (!plan->money || !is_paid(plan, plan->money, i)))
            ccs_reader_error(reader, &factor.at, nobody, "its agents are");
}

static void check_prices(ccs_reader_t *reader, const ccs_money_t *money)
{
    const ccs_place_t contracts = ccs_place_child(reader, &reader->root, "contracts");
    factor_t factor;

    if (find(reader, &reader->root, "price", &factor) && (!money || !any_has_prices(money)))
        ccs_reader_error(reader, &factor.at,
            "there is no price to change: the scenario has no contracts with prices (contracts.NAME.prices)");
    for (uint32_t i = 0; money && i < money->n_contracts; i++) {
        const ccs_place_t contract = ccs_place_child(reader, &contracts, money->contracts[i].name);

        if (find(reader, &contract, "price", &factor) && money->contracts[i].n_prices == 0)
            ccs_reader_error(reader, &factor.at, "there is no price to change: the contract has none (prices)");
    }
}

void ccs_money_check_factors(ccs_reader_t *reader, const ccs_money_names_t *names, const ccs_plan_t *plan)
{
    check_wages(reader, names, plan);
    check_prices(reader, plan->money);
}
