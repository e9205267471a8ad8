/* money_lines.c - the lines of the ledger. Invariant: they stand where ccs_money_labour_line and its like say. */
#include "money_parts.h"

static const char *printed(ccs_money_reader_t *self, const char *text)
{
    if (!text) self->reader->out_of_memory = true;
    return text;
}

static ccs_ledger_line_t labour_line(ccs_money_reader_t *self, uint32_t team, uint32_t kind, const char *name, const char *label)
{
    const ccs_group_t *const group = &self->plan->teams[team];

    return (ccs_ledger_line_t){.name = printed(self, ccs_arena_printf(self->reader->arena, "%s/%s", name, group->name)),
        .label = printed(self, ccs_arena_printf(self->reader->arena, "%s: %s", group->label, label)),
        .unit = kind == CCS_LABOUR_wages || kind == CCS_LABOUR_overtime_pay ? "h" : "",
        .account = CCS_ACCOUNT_GROUP,
        .of = team,
        .kind = kind};
}

static ccs_ledger_line_t charge_line(ccs_money_reader_t *self, uint32_t id, uint32_t kind, const char *name, const char *label)
{
    const ccs_type_t *const type = &self->plan->types[id];

    return (ccs_ledger_line_t){.name = printed(self, ccs_arena_printf(self->reader->arena, "%s/%s", name, type->name)),
        .label = printed(self, ccs_arena_printf(self->reader->arena, "%s: %s", type->label, label)),
        .unit = "",
        .account = CCS_ACCOUNT_TYPE,
        .of = id,
        .kind = kind};
}

void ccs_money_lines(ccs_money_reader_t *self)
{
    static const char *const labour[][2] = {
#define X(none, name, label, text) {#name, label},
        CCS_LABOUR_LIST(X, )};
    static const char *const charges[][2] = {CCS_CHARGE_LIST(X, ) CCS_WORTH_LIST(X, )};
#undef X
    const ccs_plan_t *const plan = self->plan;
    const uint32_t n = plan->n_teams * CCS_N_LABOUR + plan->n_types * CCS_N_CHARGED;
    ccs_ledger_line_t *const lines = ccs_reader_array(self->reader, n, sizeof *lines);

    for (uint32_t i = 0; lines && i < plan->n_teams * CCS_N_LABOUR; i++) {
        const uint32_t kind = i % CCS_N_LABOUR;

        lines[i] = labour_line(self, i / CCS_N_LABOUR, kind, labour[kind][0], labour[kind][1]);
    }
    for (uint32_t i = 0; lines && i < plan->n_types * CCS_N_CHARGED; i++) {
        const uint32_t kind = i % CCS_N_CHARGED;

        lines[ccs_money_charge_line(plan->n_teams, i / CCS_N_CHARGED, kind)] =
            charge_line(self, i / CCS_N_CHARGED, kind, charges[kind][0], charges[kind][1]);
    }
    self->money->lines = lines;
    self->money->n_lines = n;
}
