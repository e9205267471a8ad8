/* statement.c - the ledger, line by line. Invariant: a sum over lines is made in each replication before anything is told of its spread. */
#include "statement.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "err.h"
#include "view.h"

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

ccs_amount_spread_t ccs_statement_cost(const ccs_statement_t *self, uint32_t bill)
{
    double *const x = calloc((size_t) self->n_replications + 1, sizeof *x);
    ccs_amount_spread_t spread = spread_of(NULL, 0);

    if (!x || !self->is_costed) goto out;
    for (uint32_t i = 0; i < self->n_replications; i++)
        x[i] = add_up(self, i, "cost", NULL, bill) + add_up(self, i, "invoice", NULL, bill);
    spread = spread_of(x, self->n_replications);
out:
    free(x);
    return spread;
}

ccs_amount_spread_t ccs_statement_sum(const ccs_statement_t *self, const char *role, const char *account, uint32_t bill)
{
    double *const x = calloc((size_t) self->n_replications + 1, sizeof *x);
    ccs_amount_spread_t spread = spread_of(NULL, 0);

    if (!x || !self->is_costed) goto out;
    for (uint32_t i = 0; i < self->n_replications; i++) x[i] = add_up(self, i, role, account, bill);
    spread = spread_of(x, self->n_replications);
out:
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

/* ---- terms ---------------------------------------------------------------------------------------------------------------------- */

/* What a line takes off a month: a malus, or service credits. */
static bool is_penalty(const ccs_statement_line_t *line)
{
    static const char *const kinds[] = {"malus", "credit", NULL};

    return !strcmp(line->role, "invoice") && ccs_statement_is_of(line, kinds);
}

static bool counts(const ccs_statement_t *self, uint32_t bill)
{
    return !self->bill_counts || self->bill_counts[bill] > 0;
}

/* Of each month that counts of each replication what penalty lines of an account, or of all, take. @param behind  the term, or NULL: of all terms */
static ccs_amount_spread_t penalty_of(const ccs_statement_t *self, const char *account, const char *behind, double *cut_frac)
{
    const size_t n = (size_t) self->n_replications * self->n_bills;
    double *const x = calloc(n + 1, sizeof *x);
    size_t n_cut = 0, n_counted = 0;

    *cut_frac = NAN;
    if (!x) return spread_of(NULL, 0);
    for (size_t k = 0; k < n; k++) {
        if (!counts(self, (uint32_t) (k % self->n_bills))) continue;
        for (uint32_t i = 0; i < self->n_lines; i++) {
            const ccs_statement_line_t *const line = &self->lines[i];
            const double amount = self->amounts[k * self->n_lines + i];

            if (!is_penalty(line) || (account && strcmp(line->account, account) != 0) || isnan(amount)) continue;
            if (!behind || !strcmp(line->behind, behind)) x[n_counted] -= amount;
        }
        n_cut += x[n_counted++] > 0;
    }
    *cut_frac = (double) n_cut / (double) n_counted;
    const ccs_amount_spread_t spread = spread_of(x, (uint32_t) n_counted);

    free(x);
    return spread;
}

ccs_amount_spread_t ccs_statement_penalty(const ccs_statement_t *self, const char *account, double *cut_frac)
{
    return penalty_of(self, account, NULL, cut_frac);
}

/* What a line tells beside its amount in a month that counts. */
static double quantity_a_month(const ccs_statement_t *self, uint32_t line)
{
    double sum = 0, n = 0;

    for (size_t k = 0; k < (size_t) self->n_replications * self->n_bills; k++) {
        const double x = self->quantities[k * self->n_lines + line];

        if (!counts(self, (uint32_t) (k % self->n_bills))) continue;
        sum += isnan(x) ? 0 : x;
        n++;
    }
    return sum / n;
}

/* The quantity of a line of the same term, summed over the months: malus/TERM has how often it was missed, bonus/TERM how often it was judged. */
static double times(const ccs_statement_t *self, const char *kind, const char *behind)
{
    for (uint32_t i = 0; i < self->n_lines; i++)
        if (!strcmp(self->lines[i].kind, kind) && !strcmp(self->lines[i].behind, behind)) return self->lines[i].quantity;
    return 0;
}

const ccs_statement_term_t *ccs_statement_terms(ccs_statement_t *self, uint32_t *n)
{
    ccs_statement_term_t *const terms = ccs_arena_array(&self->arena, self->n_lines, sizeof *terms);

    *n = 0;
    if (!terms) *n = 1;
    for (uint32_t i = 0; terms && i < self->n_lines; i++) {
        const ccs_statement_line_t *const line = &self->lines[i];

        if (strcmp(line->kind, "bonus") != 0 || strcmp(line->role, "invoice") != 0 || line->quantity == 0) continue;
        const char *const comma = strrchr(line->label, ',');
        const double judged = times(self, "bonus", line->behind), missed = times(self, "malus", line->behind);
        ccs_statement_term_t *const term = &terms[(*n)++];

        *term = (ccs_statement_term_t){.label = ccs_arena_printf(&self->arena, "%.*s",
                                           comma ? (int) (comma - line->label) : (int) strlen(line->label), line->label),
            .judged = quantity_a_month(self, i),
            .missed_frac = judged > 0 ? missed / judged : (double) NAN};
        term->penalty = penalty_of(self, line->account, line->behind, &term->cut_frac);
    }
    return terms;
}

/* ---- opening -------------------------------------------------------------------------------------------------------------------- */

/* A number of each month. @return NULL: an older file has none */
static const double *of_bills(const ccs_statement_t *self, const ccs_dataset_t *data, const char *name)
{
    const ccs_variable_t *const v = ccs_dataset_find(data, name);

    return v && v->type == CCS_DATA_F64 && v->n == self->n_bills ? v->data.f64 : NULL;
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
    self->set = ccs_view_set(data, config);
    self->bill_fracs = of_bills(self, data, "bill_frac");
    self->bill_counts = of_bills(self, data, "bill_counts");
    self->amounts = &amount->data.f64[config * each];
    self->quantities = &quantity->data.f64[config * each];
    for (size_t i = 0; i < each && !self->is_costed; i++) self->is_costed = !isnan(self->amounts[i]);
    return self->n_replications > 0 && self->n_bills > 0;
}

/* A vendor's own costs are of the kinds of the client's. */
static int split_name(ccs_statement_t *self, ccs_statement_line_t *line)
{
    static const char vendor[] = "vendor/";
    const size_t skipped = strncmp(line->name, vendor, sizeof vendor - 1) == 0 ? sizeof vendor - 1 : 0;
    const char *const name = &line->name[skipped];
    const size_t length = strcspn(name, "/");

    line->kind = ccs_arena_printf(&self->arena, "%.*s", (int) length, name);
    line->behind = &name[length + (name[length] == '/')];
    return line->kind ? 0 : CCS_ERR_NOMEM;
}

bool ccs_statement_is_of(const ccs_statement_line_t *line, const char *const *kinds)
{
    while (*kinds && strcmp(line->kind, *kinds) != 0) kinds++;
    return *kinds != NULL;
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
        if (split_name(self, &self->lines[i])) return CCS_ERR_NOMEM;
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

void ccs_statements_free(ccs_statement_t *statements, uint32_t n)
{
    for (uint32_t i = 0; statements && i < n; i++) ccs_statement_free(&statements[i]);
    free(statements);
}

int ccs_statements_open(ccs_statement_t **statements, const ccs_dataset_t *data, uint32_t n)
{
    ccs_statement_t *const all = calloc((size_t) n + 1, sizeof *all);
    int ret = all ? 0 : CCS_ERR_NOMEM;

    for (uint32_t i = 0; ret == 0 && i < n; i++) ret = ccs_statement_open(&all[i], data, i);
    *statements = ret ? NULL : all;
    if (ret) ccs_statements_free(all, n);
    return ret;
}
