/* statement_print.c - the statement on a terminal. Invariant: what stands below a ruler is the sum of what stands above it, replication by replication. */
#include "statement_print.h"

#include <math.h>
#include <string.h>

#include "break_even.h"
#include "currency.h"
#include "err.h"
#include "figure.h"

const char *ccs_amount_show(double amount, char text[CCS_AMOUNT_MAX])
{
    char digits[CCS_AMOUNT_MAX];
    const int n = snprintf(digits, sizeof digits, "%.2f", fabs(amount));
    size_t at = 0;

    if (isnan(amount)) return strcpy(text, "-");
    if (n > 30) return strcpy(text, "beyond all bounds");
    if (amount < 0 && strcmp(digits, "0.00") != 0) text[at++] = '-';
    for (int i = 0; i < n; i++) {
        const int left = n - 3 - i; /* digits before the point */

        if (i > 0 && left > 0 && left % 3 == 0) text[at++] = ',';
        text[at++] = digits[i];
    }
    text[at] = '\0';
    return text;
}

static void set_amount(ccs_table_t *table, uint32_t column, double amount)
{
    char text[CCS_AMOUNT_MAX];

    ccs_table_set(table, column, ccs_amount_show(amount, text), "", CCS_TABLE_PLAIN);
}

static void add_row(ccs_table_t *table, const char *label, double quantity, const char *unit, ccs_amount_spread_t amount)
{
    char text[CCS_AMOUNT_MAX];

    ccs_table_add_row(table);
    ccs_table_set(table, 0, label, "", CCS_TABLE_PLAIN);
    if (unit[0] != '\0') ccs_table_set(table, 1, ccs_amount_show(quantity, text), "", CCS_TABLE_PLAIN);
    ccs_table_set(table, 2, unit, "", CCS_TABLE_PLAIN);
    set_amount(table, 3, amount.mean);
    set_amount(table, 4, amount.p10);
    set_amount(table, 5, amount.p50);
    set_amount(table, 6, amount.p90);
}

/* What a role is called in the statement, and its sum; in this order. */
static const struct {
    const char *role, *head, *sum;
} ROLES[] = {{"cost", "in-house", "Cost in-house"}, {"invoice", "invoices", "Cost of vendors"}, {"revenue", "revenue", "Revenue"},
    {"loss", "thought to be lost", "Thought to be lost, no part of the cost"},
    {"vendor", "what it costs the vendors", "Cost to the vendors, no part of the client's"}};
enum { N_ROLES = sizeof ROLES / sizeof *ROLES };

/* @return 0 or CCS_ERR_NOMEM */
static int print_role(const ccs_statement_t *self, size_t role, ccs_table_form_t form, FILE *to)
{
    ccs_table_t table = {0};
    uint32_t n = 0;

    ccs_table_add_column(&table, ROLES[role].head, CCS_TABLE_LEFT);
    ccs_table_add_column(&table, "", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "", CCS_TABLE_LEFT);
    ccs_table_add_column(&table, self->currency, CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "10 %", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "50 %", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "90 %", CCS_TABLE_RIGHT);
    for (uint32_t i = 0; i < self->n_lines; i++) {
        const ccs_statement_line_t *const line = &self->lines[i];

        if (strcmp(line->role, ROLES[role].role) != 0 || ccs_statement_is_nothing(&line->amount)) continue;
        add_row(&table, line->label, line->quantity, line->unit, line->amount);
        n++;
    }
    add_row(&table, ROLES[role].sum, 0, "", ccs_statement_sum(self, ROLES[role].role, NULL, CCS_DATA_NONE));
    if (role == 1) add_row(&table, "Cost in all", 0, "", ccs_statement_cost(self, CCS_DATA_NONE));
    int ret = 0;

    if (n > 0) {
        fputc('\n', to);
        ret = ccs_table_print(&table, form, to);
    }
    ccs_table_free(&table);
    return ret;
}

/* How months are taken of which the run has some days alone: their bills are for these days. */
static void print_parts(const ccs_statement_t *self, FILE *to)
{
    bool any = false, left_out = false;

    for (uint32_t i = 0; self->bill_fracs && self->bill_counts && i < self->n_bills; i++) {
        any = any || self->bill_fracs[i] < 1 - 1e-9;
        left_out = left_out || self->bill_counts[i] == 0;
    }
    if (!any) return;
    fputs(
        "Bills of months of which the run has some days are for these days: fees, minimum bills and bands are that part of a month's.\n",
        to);
    if (!left_out) {
        fputs("Such a month counts as one month here.\n", to);
        return;
    }
    fputs("Of less than half a month nothing is told as of a month:", to);
    for (uint32_t i = 0; i < self->n_bills; i++)
        if (self->bill_counts[i] == 0) fprintf(to, " %s", self->bills[i]);
    fputs(".\n", to);
}

/* Terms of contracts: how often they are missed, and what that takes off a month. @return 0 or CCS_ERR_NOMEM */
static int print_terms(ccs_statement_t *self, ccs_table_form_t form, FILE *to)
{
    ccs_table_t table = {0};
    uint32_t n = 0;
    const ccs_statement_term_t *const terms = ccs_statement_terms(self, &n);
    char text[CCS_FIGURE_MAX];

    if (!terms || n == 0) return terms ? 0 : CCS_ERR_NOMEM;
    ccs_table_add_column(&table, "term", CCS_TABLE_LEFT);
    ccs_table_add_column(&table, "judged a month", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "missed", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "months cut", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "penalty a month", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "50 %", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "90 %", CCS_TABLE_RIGHT);
    for (uint32_t i = 0; i < n; i++) {
        ccs_table_add_row(&table);
        ccs_table_set(&table, 0, terms[i].label, "", CCS_TABLE_PLAIN);
        ccs_table_set(&table, 1, ccs_figure_mean(CCS_FIGURE_NUMBER, terms[i].judged, (double) NAN, text), "", CCS_TABLE_PLAIN);
        ccs_table_set(&table, 2, ccs_figure_mean(CCS_FIGURE_SHARE, terms[i].missed_frac, (double) NAN, text), "",
            CCS_TABLE_PLAIN);
        ccs_table_set(&table, 3, ccs_figure_mean(CCS_FIGURE_SHARE, terms[i].cut_frac, (double) NAN, text), "", CCS_TABLE_PLAIN);
        set_amount(&table, 4, terms[i].penalty.mean);
        set_amount(&table, 5, terms[i].penalty.p50);
        set_amount(&table, 6, terms[i].penalty.p90);
    }
    fputc('\n', to);
    const int ret = ccs_table_print(&table, form, to);

    print_parts(self, to);
    ccs_table_free(&table);
    return ret;
}

/* Of several months: sums of roles. */
static int print_months(const ccs_statement_t *self, ccs_table_form_t form, FILE *to)
{
    ccs_table_t table = {0};

    ccs_table_add_column(&table, "month", CCS_TABLE_LEFT);
    for (size_t k = 0; k < N_ROLES; k++) {
        ccs_table_add_column(&table, ROLES[k].head, CCS_TABLE_RIGHT);
        if (k == 0) ccs_table_add_column(&table, "10 %", CCS_TABLE_RIGHT);
        if (k == 0) ccs_table_add_column(&table, "90 %", CCS_TABLE_RIGHT);
    }
    for (uint32_t bill = 0; bill < self->n_bills; bill++) {
        ccs_table_add_row(&table);
        ccs_table_set(&table, 0, self->bills[bill], "", CCS_TABLE_PLAIN);
        for (uint32_t k = 0, column = 1; k < N_ROLES; k++) {
            const ccs_amount_spread_t sum = ccs_statement_sum(self, ROLES[k].role, NULL, bill);

            set_amount(&table, column++, sum.mean);
            if (k == 0) set_amount(&table, column++, sum.p10);
            if (k == 0) set_amount(&table, column++, sum.p90);
        }
    }
    fputc('\n', to);
    const int ret = ccs_table_print(&table, form, to);

    ccs_table_free(&table);
    return ret;
}

static int print_statement(ccs_statement_t *self, ccs_table_form_t form, FILE *to)
{
    int ret = 0;

    if (!*self->currency) { /* a variant whose scenario has no costs */
        fprintf(to, "\nNothing is said of costs.\n");
        return 0;
    }
    for (size_t i = 0; ret == 0 && i < N_ROLES; i++) ret = print_role(self, i, form, to);
    if (ret == 0) ret = print_terms(self, form, to);
    if (ret == 0 && self->n_bills > 1) ret = print_months(self, form, to);
    if (ret == 0)
        fprintf(to,
            "\n%s: mean of %u replications, and what 10, 50 and 90 %% of them do not exceed; each line to the cent in each month.\n",
            self->currency, self->n_replications);
    return ret;
}

/* ---- several -------------------------------------------------------------------------------------------------------------------- */

static void add_break_even(ccs_table_t *table, const ccs_statement_t *base, const ccs_statement_t *other,
    const ccs_compare_t *compare)
{
    char amount[CCS_AMOUNT_MAX], text[CCS_AMOUNT_MAX], per[CCS_BREAK_EVEN_PER_MAX];

    for (int kind = 0; kind < CCS_N_BREAK_EVEN; kind++) {
        const ccs_break_even_t at =
            ccs_break_even(base, other, (enum ccs_break_even_kind) kind, compare->paired, compare->base->confidence);

        if (isnan(at.times)) continue;
        ccs_table_add_row(table);
        ccs_table_set(table, 0, compare->other->name, "", CCS_TABLE_PLAIN);
        ccs_table_set(table, 1, CCS_BREAK_EVEN_TEXTS[kind], "", CCS_TABLE_PLAIN);
        snprintf(text, sizeof text, "%.3f", at.times);
        snprintf(amount, sizeof amount, "± %.3f", at.half_width);
        ccs_table_set(table, 2, text, amount, CCS_TABLE_PLAIN);
        if (isnan(at.to)) continue;
        ccs_table_set(table, 3, ccs_amount_show(at.from, amount), "", CCS_TABLE_PLAIN);
        ccs_table_set(table, 4, ccs_amount_show(at.to, amount), "", CCS_TABLE_PLAIN);
        ccs_table_set(table, 5, ccs_break_even_per(&at, base->currency, per), "", CCS_TABLE_PLAIN);
    }
}

/* Where each of the others costs as much as the first. @return 0 or CCS_ERR_NOMEM */
static int print_break_even(const ccs_statement_t *statements, const ccs_variants_t *variants, ccs_table_form_t form, FILE *to)
{
    ccs_table_t table = {.n_keys = 2};
    char because[CCS_CURRENCY_BECAUSE_MAX];
    int ret = 0;

    ccs_table_add_column(&table, "variant", CCS_TABLE_LEFT);
    ccs_table_add_column(&table, "costs the same with", CCS_TABLE_LEFT);
    ccs_table_add_column(&table, "times", CCS_TABLE_MEASURE);
    ccs_table_add_column(&table, "from", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "to", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "", CCS_TABLE_LEFT);
    for (uint32_t i = 1; i < variants->n; i++) add_break_even(&table, &statements[0], &statements[i], &variants->compares[i]);
    if (table.n_rows > 0) {
        fprintf(to, "\nBreak-even with %s, all else as it is:\n", variants->views[0].name);
        ret = ccs_table_print(&table, form, to);
    }
    ccs_table_free(&table);
    for (uint32_t i = 1; i < variants->n; i++)
        if (*ccs_currency_because(statements[0].currency, statements[i].currency, because))
            fprintf(to, "\nNo break-even of %s: %s.\n", variants->views[i].name, because);
    return ret;
}

int ccs_statements_print(ccs_statement_t *statements, const ccs_variants_t *variants, ccs_table_form_t form, FILE *to)
{
    int ret = 0;

    for (uint32_t i = 0; ret == 0 && i < variants->n; i++) {
        fprintf(to, "%s%s\n", i > 0 ? "\n" : "", variants->views[i].name);
        ret = print_statement(&statements[i], form, to);
    }
    return ret ? ret : print_break_even(statements, variants, form, to);
}
