/* result_money.c - the ledger as variables of a result. Invariant: no two lines of a plan have one name, so that results whose lines differ can be stacked; what comes to nothing in every bill is left out. */
#include <string.h>

#include "result_parts.h"

static bool comes_to_something(const ccs_result_maker_t *m, uint32_t line)
{
    const ccs_money_t *const money = m->plan->money;
    const bool is_told = money->lines[line].account == CCS_ACCOUNT_CONTRACT; /* a term that is judged, too */
    bool any = false;

    for (size_t i = 0; i < (size_t) m->r->n_replications * money->n_bills && !any; i++)
        any = m->r->ledgers[2 * (i * money->n_lines + line)] != 0 ||
            (is_told && m->r->ledgers[2 * (i * money->n_lines + line) + 1] != 0);
    return any;
}

/* "group/desk" */
static const char *account_of(ccs_result_maker_t *m, const ccs_ledger_line_t *line)
{
    const ccs_plan_t *const plan = m->plan;
    const char *account = NULL;

    switch (line->account) {
    case CCS_ACCOUNT_GROUP: account = ccs_arena_printf(&m->to->arena, "group/%s", plan->teams[line->of].name); break;
    case CCS_ACCOUNT_TYPE: account = ccs_arena_printf(&m->to->arena, "type/%s", plan->types[line->of].name); break;
    case CCS_ACCOUNT_CONTRACT:
        account = ccs_arena_printf(&m->to->arena, "contract/%s", plan->money->contracts[line->of].name);
        break;
    }
    if (!account) m->to->out_of_memory = true;
    return account;
}

static const char *role_of(const ccs_money_t *money, const ccs_ledger_line_t *line)
{
    if (line->account == CCS_ACCOUNT_CONTRACT) return "invoice";
    if (line->account == CCS_ACCOUNT_GROUP && money->contract_of[line->of] != CCS_NONE) return "vendor";
    if (line->account != CCS_ACCOUNT_TYPE) return "cost";
    switch (line->kind) {
    case CCS_CHARGE_income:
    case CCS_CHARGE_sales: return "revenue";
    case CCS_CHARGE_loss_given_up:
    case CCS_CHARGE_loss_waiting: return "loss";
    default: return "cost";
    }
}

/* What agents cost a vendor is another line than what they would cost the client, as results of both may be stacked. */
static const char *name_of(ccs_result_maker_t *m, const ccs_ledger_line_t *line)
{
    if (strcmp(role_of(m->plan->money, line), "vendor") != 0) return line->name;
    const char *const name = ccs_arena_printf(&m->to->arena, "vendor/%s", line->name);

    if (!name) m->to->out_of_memory = true;
    return name;
}

static void copy_line(const ccs_result_maker_t *m, uint32_t line, size_t row, size_t n_rows, double *amount, double *quantity)
{
    const ccs_money_t *const money = m->plan->money;

    for (size_t i = 0; i < (size_t) m->r->n_replications * money->n_bills; i++) {
        const double *const from = &m->r->ledgers[2 * (i * money->n_lines + line)];

        amount[i * n_rows + row] = from[0];
        quantity[i * n_rows + row] = from[1];
    }
}

static void add_currency(ccs_result_maker_t *m)
{
    const char **const currency = ccs_result_texts(m, "currency", m->config, "currency of amounts of money");

    if (currency) currency[0] = m->plan->money->currency;
}

void ccs_result_add_money(ccs_result_maker_t *m)
{
    const ccs_money_t *const money = m->plan->money;
    uint32_t n = 0;

    if (!money || !m->r->ledgers) return;
    for (uint32_t i = 0; i < money->n_lines; i++) n += comes_to_something(m, i);
    const uint32_t bill = ccs_dataset_add_dim(m->to, "bill", money->n_bills), line = ccs_dataset_add_dim(m->to, "ledger_line", n);
    const uint32_t dims[] = {m->config, m->replication, bill, line};

    add_currency(m);
    const char **const month = ccs_result_texts(m, "bill", bill, "calendar month of the run, or what of it counts");
    const char **const name = ccs_result_texts(m, "ledger_line", line, "line of the ledger");
    const char **const label = ccs_result_texts(m, "ledger_label", line, "line as people read it");
    const char **const account = ccs_result_texts(m, "ledger_account", line, "whose it is, as entities are called");
    const char **const role = ccs_result_texts(m, "ledger_role", line,
        "cost; invoice: of a contract, a cost too; revenue; vendor: what agents of a contract cost the vendor; loss: no part of what is paid");
    const char **const unit = ccs_result_texts(m, "ledger_unit", line, "unit of its quantity; empty: it has none");
    double *const frac = ccs_result_numbers(m, "bill_frac", &bill, 1, NULL, "what of the calendar month the run has");
    double *const counts = ccs_result_numbers(m, "bill_counts", &bill, 1, NULL,
        "1: it counts as a month where something is told of months; 0: less than half of it is in the run");
    double *const amount = ccs_result_numbers(m, "ledger_amount", dims, 4, "money", "amount of a line in a bill, to the cent");
    double *const quantity = ccs_result_numbers(m, "ledger_quantity", dims, 4, NULL, "quantity of a line in a bill, in its unit");

    if (!frac || !counts || !month || !name || !label || !account || !role || !unit || !amount || !quantity) return;
    for (uint32_t i = 0; i < money->n_bills; i++) {
        month[i] = money->bills[i].label;
        frac[i] = money->bills[i].month_frac;
        counts[i] = money->bills[i].counts;
    }
    for (uint32_t i = 0, row = 0; i < money->n_lines; i++) {
        if (!comes_to_something(m, i)) continue;
        name[row] = name_of(m, &money->lines[i]);
        label[row] = money->lines[i].label;
        account[row] = account_of(m, &money->lines[i]);
        role[row] = role_of(money, &money->lines[i]);
        unit[row] = money->lines[i].unit;
        copy_line(m, i, row++, n, amount, quantity);
    }
}
