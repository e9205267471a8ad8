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

/* A factor that is written at a place. */
static bool find(ccs_reader_t *reader, const ccs_place_t *owner, const char *key, ccs_place_t *at)
{
    const ccs_place_t factors = ccs_place_child(reader, owner, "factors");

    *at = ccs_place_child(reader, &factors, key);
    return at->given;
}

void ccs_money_check_factors(ccs_reader_t *reader, const ccs_money_names_t *names, const ccs_money_t *money)
{
    ccs_place_t at;

    if (find(reader, &reader->root, "price", &at) && (!money || money->n_contracts == 0))
        ccs_reader_error(reader, &at, "there is no price to change: the scenario has no contracts (contracts.NAME.prices)");
    if (find(reader, &reader->root, "wage", &at) && !money)
        ccs_reader_error(reader, &at, "there is no wage to change: the scenario says nothing of costs (costs.wage)");
    for (uint32_t i = 0; i < names->groups->n; i++) {
        if (!find(reader, &names->groups->at[i], "wage", &at) || (money && money->pay[i].wage > 0)) continue;
        ccs_reader_error(reader, &at,
            "there is no wage to change: the scenario says nothing of what its agents are paid (costs.wage)");
    }
}
