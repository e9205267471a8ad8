/* money_lines.c - the lines of the ledger. Invariant: they stand where ccs_money_labour_line and its like say. */
#include "money_parts.h"

static const char *printed(ccs_money_reader_t *self, const char *text)
{
    if (!text) self->reader->out_of_memory = true;
    return text;
}

/* Texts of a row of money.def. */
enum { NAME, LABEL, UNIT, N_TEXTS };

static ccs_ledger_line_t labour_line(ccs_money_reader_t *self, uint32_t team, uint32_t kind, const char *const row[])
{
    const ccs_group_t *const group = &self->plan->teams[team];

    return (ccs_ledger_line_t){.name = printed(self, ccs_arena_printf(self->reader->arena, "%s/%s", row[NAME], group->name)),
        .label = printed(self, ccs_arena_printf(self->reader->arena, "%s: %s", group->label, row[LABEL])),
        .unit = row[UNIT],
        .account = CCS_ACCOUNT_GROUP,
        .of = team,
        .kind = kind};
}

static ccs_ledger_line_t charge_line(ccs_money_reader_t *self, uint32_t id, uint32_t kind, const char *const row[])
{
    const ccs_type_t *const type = &self->plan->types[id];

    return (ccs_ledger_line_t){.name = printed(self, ccs_arena_printf(self->reader->arena, "%s/%s", row[NAME], type->name)),
        .label = printed(self, ccs_arena_printf(self->reader->arena, "%s: %s", type->label, row[LABEL])),
        .unit = row[UNIT],
        .account = CCS_ACCOUNT_TYPE,
        .of = id,
        .kind = kind};
}

/* ---- contracts ------------------------------------------------------------------------------------------------------------------ */

static void name_line(ccs_money_reader_t *self, uint32_t contract, const char *kind, const char *row, const char *label,
    const char *unit, ccs_ledger_line_t *to)
{
    const ccs_contract_t *const c = &self->money->contracts[contract];

    *to = (ccs_ledger_line_t){.name = printed(self,
                                  ccs_arena_printf(self->reader->arena, "%s/%s%s%s", kind, c->name, row[0] ? "/" : "", row)),
        .label = printed(self, ccs_arena_printf(self->reader->arena, "%s: %s", c->label, label)),
        .unit = unit,
        .account = CCS_ACCOUNT_CONTRACT,
        .of = contract};
}

static const char *joined(ccs_money_reader_t *self, const char *label, const char *what)
{
    return printed(self, ccs_arena_printf(self->reader->arena, "%s, %s", label, what));
}

static void price_lines(ccs_money_reader_t *self, uint32_t id, uint32_t row, ccs_ledger_line_t *lines)
{
    static const char *const names[][2] = {
#define X(name, text, unit, about) {text, unit},
        CCS_BILLED_LIST(X)
#undef X
    };
    const ccs_contract_t *const c = &self->money->contracts[id];
    const ccs_price_t *const price = &c->prices[row];
    ccs_ledger_line_t *const of = &lines[ccs_contract_price_line(c, row, 0)];

    /* a price by another unit is another line: variants may differ in that alone */
    const char *const name = printed(self, ccs_arena_printf(self->reader->arena, "%s/%s", price->name, names[price->per][0]));
    const char *const per = names[price->per][1], *const volume = names[price->volume][1];

    if (!name) return;
    name_line(self, id, "price", name, price->label, per, &of[CCS_PRICE_UNITS]);
    name_line(self, id, "shortfall", name, joined(self, price->label, "not used"), per, &of[CCS_PRICE_SHORTFALL]);
    name_line(self, id, "additional", name, joined(self, price->label, "above the baseline"), volume, &of[CCS_PRICE_ADDITIONAL]);
    name_line(self, id, "reduction", name, joined(self, price->label, "below the baseline"), volume, &of[CCS_PRICE_REDUCTION]);
}

static void term_lines(ccs_money_reader_t *self, uint32_t id, uint32_t row, ccs_ledger_line_t *lines)
{
    const ccs_contract_t *const c = &self->money->contracts[id];
    const ccs_contract_term_t *const term = &c->terms[row];
    ccs_ledger_line_t *const of = &lines[ccs_contract_term_line(c, row, 0)];

    name_line(self, id, "malus", term->name, joined(self, term->label, "malus"), "times missed", &of[CCS_TERM_MALUS]);
    name_line(self, id, "bonus", term->name, joined(self, term->label, "bonus"), "times judged", &of[CCS_TERM_BONUS]);
    name_line(self, id, "credit", term->name, joined(self, term->label, "service credits"), "times missed", &of[CCS_TERM_CREDIT]);
    name_line(self, id, "earned_back", term->name, joined(self, term->label, "earned back"), "", &of[CCS_TERM_EARNED_BACK]);
}

static void contract_lines(ccs_money_reader_t *self, uint32_t id, ccs_ledger_line_t *lines)
{
    const ccs_contract_t *const c = &self->money->contracts[id];
    ccs_ledger_line_t *const of = &lines[ccs_contract_line(c, 0)];

    for (uint32_t i = 0; i < c->n_prices; i++) price_lines(self, id, i, lines);
    name_line(self, id, "costs", "", "costs passed on", "", &of[CCS_CONTRACT_COSTS]);
    name_line(self, id, "plus", "", "on top of costs", "", &of[CCS_CONTRACT_PLUS]);
    name_line(self, id, "minimum", "", "up to the minimum bill", "", &of[CCS_CONTRACT_MINIMUM]);
    name_line(self, id, "transition", "", "transition", "", &of[CCS_CONTRACT_TRANSITION]);
    for (uint32_t i = 0; i < c->n_gains; i++)
        name_line(self, id, "gain", c->gains[i].name, joined(self, c->gains[i].label, "gain share"), "",
            &lines[ccs_contract_gain_line(c, i)]);
    for (uint32_t i = 0; i < c->n_terms; i++) term_lines(self, id, i, lines);
}

/* Where the lines of each contract begin. @return how many lines there are */
static uint32_t place_contracts(ccs_money_reader_t *self, uint32_t first)
{
    for (uint32_t i = 0; i < self->money->n_contracts; i++) {
        self->contracts[i].first_line = first;
        first += ccs_contract_n_lines(&self->contracts[i]);
    }
    return first;
}

void ccs_money_lines(ccs_money_reader_t *self)
{
    static const char *const labour[][N_TEXTS] = {
#define X(none, name, label, unit, text) {#name, label, unit},
        CCS_LABOUR_LIST(X, )};
    static const char *const charges[][N_TEXTS] = {CCS_CHARGE_LIST(X, ) CCS_WORTH_LIST(X, )};
#undef X
    const ccs_plan_t *const plan = self->plan;
    const uint32_t n = place_contracts(self, plan->n_teams * CCS_N_LABOUR + plan->n_types * CCS_N_CHARGED);
    ccs_ledger_line_t *const lines = ccs_reader_array(self->reader, n, sizeof *lines);

    for (uint32_t i = 0; lines && i < plan->n_teams * CCS_N_LABOUR; i++) {
        const uint32_t kind = i % CCS_N_LABOUR;

        lines[i] = labour_line(self, i / CCS_N_LABOUR, kind, labour[kind]);
    }
    for (uint32_t i = 0; lines && i < plan->n_types * CCS_N_CHARGED; i++) {
        const uint32_t kind = i % CCS_N_CHARGED;

        lines[ccs_money_charge_line(plan->n_teams, i / CCS_N_CHARGED, kind)] =
            charge_line(self, i / CCS_N_CHARGED, kind, charges[kind]);
    }
    for (uint32_t i = 0; lines && i < self->money->n_contracts; i++) contract_lines(self, i, lines);
    self->money->lines = lines;
    self->money->n_lines = n;
}
