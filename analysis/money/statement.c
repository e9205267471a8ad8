/* statement.c - the ledger, line by line. Invariant: a sum over lines is made in each replication before anything is told of its spread. */
#include "statement.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "err.h"

static const char *const *texts(const ccs_dataset_t *data, const char *name)
{
    const ccs_variable_t *const v = ccs_dataset_find(data, name);

    return v && v->type == CCS_DATA_TEXT ? (const char *const *) v->data.text : NULL;
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *) a, y = *(const double *) b;

    return (x > y) - (x < y);
}

/* The quantile of sorted numbers, linear between them. */
static double quantile(const double *sorted, uint32_t n, double p)
{
    const double at = p * (n - 1);
    const uint32_t low = (uint32_t) at, high = low + 1 < n ? low + 1 : low;

    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
}

/* @param x  sorted here */
static ccs_amount_spread_t spread_of(double *x, uint32_t n)
{
    double sum = 0;

    if (n == 0) return (ccs_amount_spread_t){(double) NAN, (double) NAN, (double) NAN, (double) NAN};
    for (uint32_t i = 0; i < n; i++) sum += x[i];
    qsort(x, n, sizeof *x, ascending);
    return (ccs_amount_spread_t){sum / n, quantile(x, n, 0.1), quantile(x, n, 0.5), quantile(x, n, 0.9)};
}

static bool is_meant(const ccs_statement_line_t *line, const char *role, const char *account)
{
    return (!role || !strcmp(line->role, role)) && (!account || !strcmp(line->account, account));
}

/* Of one replication. */
static double add_up(const ccs_statement_t *self, uint32_t replication, const char *role, const char *account, uint32_t bill)
{
    double sum = 0;

    for (uint32_t b = 0; b < self->n_bills; b++) {
        const double *const row = &self->amounts[((size_t) replication * self->n_bills + b) * self->n_lines];

        if (bill != CCS_DATA_NONE && bill != b) continue;
        for (uint32_t i = 0; i < self->n_lines; i++)
            if (is_meant(&self->lines[i], role, account) && !isnan(row[i])) sum += row[i];
    }
    return sum;
}

ccs_amount_spread_t ccs_statement_sum(const ccs_statement_t *self, const char *role, const char *account, uint32_t bill)
{
    double *const x = calloc((size_t) self->n_replications + 1, sizeof *x);
    ccs_amount_spread_t spread = spread_of(NULL, 0);

    if (!x) return spread;
    for (uint32_t i = 0; i < self->n_replications; i++) x[i] = add_up(self, i, role, account, bill);
    spread = spread_of(x, self->n_replications);
    free(x);
    return spread;
}

/* Of one line over all months: amounts by replication, and the mean quantity. */
static void read_line(ccs_statement_t *self, uint32_t line, double *x)
{
    const size_t n_rows = (size_t) self->n_replications * self->n_bills;
    double quantity = 0;

    for (uint32_t i = 0; i < self->n_replications; i++) x[i] = 0;
    for (size_t i = 0; i < n_rows; i++) {
        const double amount = self->amounts[i * self->n_lines + line], of = self->quantities[i * self->n_lines + line];

        x[i / self->n_bills] += isnan(amount) ? 0 : amount;
        quantity += isnan(of) ? 0 : of;
    }
    self->lines[line].amount = spread_of(x, self->n_replications);
    self->lines[line].quantity = self->n_replications > 0 ? quantity / self->n_replications : 0;
}

static bool find_amounts(ccs_statement_t *self, const ccs_dataset_t *data, uint32_t config)
{
    const ccs_variable_t *const amount = ccs_dataset_find(data, "ledger_amount"),
                                *const quantity = ccs_dataset_find(data, "ledger_quantity");

    if (!amount || !quantity || amount->type != CCS_DATA_F64 || quantity->type != CCS_DATA_F64 || amount->n_dims != 4 ||
        quantity->n != amount->n)
        return false;
    const size_t n_configs = data->dims[amount->dims[0]].size, each = n_configs > 0 ? amount->n / n_configs : 0;

    if (config >= n_configs) return false;
    self->n_replications = (uint32_t) data->dims[amount->dims[1]].size;
    self->n_bills = (uint32_t) data->dims[amount->dims[2]].size;
    self->n_lines = (uint32_t) data->dims[amount->dims[3]].size;
    self->amounts = &amount->data.f64[config * each];
    self->quantities = &quantity->data.f64[config * each];
    return self->n_replications > 0 && self->n_bills > 0;
}

int ccs_statement_open(ccs_statement_t *self, const ccs_dataset_t *data, uint32_t config)
{
    static const char *const names[] = {"ledger_line", "ledger_label", "ledger_account", "ledger_role", "ledger_unit", "bill",
        "currency"};
    enum { N_NAMES = sizeof names / sizeof *names };
    const char *const *columns[N_NAMES];
    bool whole = true;

    *self = (ccs_statement_t){0};
    for (size_t i = 0; i < N_NAMES; i++) {
        columns[i] = texts(data, names[i]);
        whole = whole && columns[i];
    }
    if (!whole || !find_amounts(self, data, config)) return CCS_ERR_SCENARIO;
    self->bills = columns[5];
    self->currency = columns[6][config];
    self->lines = ccs_arena_array(&self->arena, self->n_lines, sizeof *self->lines);
    double *const x = ccs_arena_array(&self->arena, self->n_replications, sizeof *x);

    if (!self->lines || !x) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < self->n_lines; i++) {
        self->lines[i] = (ccs_statement_line_t){.name = columns[0][i],
            .label = columns[1][i],
            .account = columns[2][i],
            .role = columns[3][i],
            .unit = columns[4][i]};
        read_line(self, i, x);
    }
    return 0;
}

void ccs_statement_free(ccs_statement_t *self)
{
    if (!self) return;
    ccs_arena_free(&self->arena);
    *self = (ccs_statement_t){0};
}
