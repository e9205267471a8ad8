/* export_money.c - the sheets of money: the statement with live formulas, so that a quantity or price that is changed changes what stands on it; the same by month. Invariant: each formula comes to the
 * amount that the statement has, which is stored beside it. */
#include <math.h>
#include <string.h>

#include "err.h"
#include "export_parts.h"
#include "prose.h"
#include "statement.h"

/* Columns of the sheet of costs. */
enum { VARIANT, LINE, ROLE, QUANTITY, UNIT, PRICE, AMOUNT, P10, P50, P90, N_COLUMNS };
/* Heads that the statement's roles have in sheets; what is paid comes first. */
static const struct {
    const char *role, *sum;
} SUMS[] = {{"cost", "Cost in-house"}, {"invoice", "Cost of vendors"}, {"revenue", "Revenue"},
    {"loss", "Thought to be lost, no part of the cost"}, {"vendor", "Cost to the vendors, no part of the client's"}};
enum { N_SUMS = sizeof SUMS / sizeof *SUMS, N_PAID = 2, LETTERS = 8 };

/* A sheet that is being written. */
typedef struct {
    ccs_rows_t *rows;
    const ccs_statement_t *of;
    const char *variant;
    uint32_t *row_of; /* by line; 0: it is left out */
    uint32_t row;     /* the next one, from 1 as spreadsheets count */
    uint32_t first;   /* of the variant */
} sheet_t;

/* The name of a column: "G", "AB". */
static const char *letters(uint32_t column, char text[LETTERS])
{
    char backwards[LETTERS];
    uint32_t n = 0;

    for (uint32_t left = column + 1; left > 0 && n < LETTERS - 1; left = (left - 1) / 26)
        backwards[n++] = (char) ('A' + (left - 1) % 26);
    for (uint32_t i = 0; i < n; i++) text[i] = backwards[n - 1 - i];
    text[n] = '\0';
    return text;
}

/* What the prose says as a cell that is worked out. */
static void formula(const sheet_t *self, ccs_prose_t *said, double x)
{
    const char *const text = ccs_arena_strdup(&self->rows->arena, ccs_prose_text(said));

    if (!text || said->out_of_memory) self->rows->out_of_memory = true;
    else ccs_rows_formula(self->rows, text, x);
    ccs_prose_free(said);
}

static void end_row(sheet_t *self)
{
    ccs_rows_end(self->rows);
    self->row++;
}

static void begin_row(const sheet_t *self, const char *label, const char *role)
{
    ccs_rows_text(self->rows, CCS_CELL_TEXT, self->variant);
    ccs_rows_text(self->rows, CCS_CELL_TEXT, label);
    ccs_rows_text(self->rows, CCS_CELL_TEXT, role);
}

static void add_spread(const sheet_t *self, ccs_amount_spread_t x)
{
    ccs_rows_number(self->rows, CCS_CELL_MONEY, x.p10);
    ccs_rows_number(self->rows, CCS_CELL_MONEY, x.p50);
    ccs_rows_number(self->rows, CCS_CELL_MONEY, x.p90);
}

/* ---- what a line stands on ------------------------------------------------------------------------------------------------------ */

static const char *const HOURLY[] = {"supervision", "turnover", "licences", "overhead", NULL};
static const char *const WAGES[] = {"wages", NULL}, *const PAY[] = {"wages", "overtime_pay", NULL},
                         *const ON_PAY[] = {"benefits", NULL};
static const char *const FEES[] = {"price", "shortfall", "additional", "reduction", "costs", "plus", "minimum", "gain", NULL};
static const char *const ON_FEES[] = {"malus", "bonus", NULL}, *const COSTS[] = {"costs", NULL},
                         *const ON_COSTS[] = {"plus", NULL};

/* What lines of a kind are a share of, or a price for, each: lines of the same account. */
static const struct {
    const char *const *kinds, *const *on;
    uint32_t column; /* of these lines: quantities, or amounts */
    const char *unit;
} STANDS_ON[] = {{HOURLY, WAGES, QUANTITY, "h"}, {ON_PAY, PAY, AMOUNT, "of the pay"}, {ON_FEES, FEES, AMOUNT, "of the fee"},
    {ON_COSTS, COSTS, AMOUNT, "of the costs"}};
enum { N_STANDS_ON = sizeof STANDS_ON / sizeof *STANDS_ON };

/* What a line stands on: cells as a sum, and what they come to. @return the row of STANDS_ON, or N_STANDS_ON: nothing */
static size_t find_basis(const sheet_t *self, const ccs_statement_line_t *line, ccs_prose_t *cells, double *sum)
{
    char column[LETTERS];
    size_t k = 0;

    *sum = 0;
    while (k < N_STANDS_ON && !ccs_statement_is_of(line, STANDS_ON[k].kinds)) k++;
    for (uint32_t i = 0; k < N_STANDS_ON && i < self->of->n_lines; i++) {
        const ccs_statement_line_t *const on = &self->of->lines[i];

        if (self->row_of[i] == 0 || strcmp(on->account, line->account) != 0 || strcmp(on->role, line->role) != 0 ||
            !ccs_statement_is_of(on, STANDS_ON[k].on))
            continue;
        ccs_prose_add(cells, "%s%s%u", cells->text && *cells->text ? "+" : "=", letters(STANDS_ON[k].column, column),
            self->row_of[i]);
        *sum += STANDS_ON[k].column == QUANTITY ? on->quantity : on->amount.mean;
    }
    return *sum != 0 ? k : N_STANDS_ON;
}

/* Lines with a quantity are priced by it; but terms are told beside how often they were judged and missed, and cost what they do of the fee. */
static bool has_price(const ccs_statement_line_t *line)
{
    return line->quantity != 0 && !ccs_statement_is_of(line, ON_FEES);
}

/* ---- the sheet of costs --------------------------------------------------------------------------------------------------------- */

static void add_product(sheet_t *self, double amount)
{
    char quantity[LETTERS], price[LETTERS];
    ccs_prose_t said = {0};

    ccs_prose_add(&said, "=%s%u*%s%u", letters(QUANTITY, quantity), self->row, letters(PRICE, price), self->row);
    formula(self, &said, amount);
}

static void add_line(sheet_t *self, uint32_t number)
{
    const ccs_statement_line_t *const line = &self->of->lines[number];
    ccs_prose_t cells = {0};
    double sum;
    const size_t basis = find_basis(self, line, &cells, &sum);

    begin_row(self, line->label, line->role);
    if (basis < N_STANDS_ON) {
        formula(self, &cells, sum);
        ccs_rows_text(self->rows, CCS_CELL_TEXT, STANDS_ON[basis].unit);
        ccs_rows_number(self->rows, CCS_CELL_RATE, line->amount.mean / sum);
        add_product(self, line->amount.mean);
    } else if (has_price(line)) {
        ccs_prose_free(&cells);
        ccs_rows_number(self->rows, CCS_CELL_NUMBER, line->quantity);
        ccs_rows_text(self->rows, CCS_CELL_TEXT, line->unit);
        ccs_rows_number(self->rows, CCS_CELL_RATE, line->amount.mean / line->quantity);
        add_product(self, line->amount.mean);
    } else {
        ccs_prose_free(&cells);
        for (int i = QUANTITY; i < AMOUNT; i++) ccs_rows_text(self->rows, CCS_CELL_TEXT, "");
        ccs_rows_number(self->rows, CCS_CELL_MONEY, line->amount.mean);
    }
    add_spread(self, line->amount);
    self->row_of[number] = self->row;
    end_row(self);
}

/* The sum of a column over the lines of a role, as a formula. */
static void add_sum(sheet_t *self, uint32_t last, const char *role, uint32_t column, double x)
{
    char roles[LETTERS], amounts[LETTERS];
    ccs_prose_t said = {0};

    (void) letters(ROLE, roles);
    (void) letters(column, amounts);
    ccs_prose_add(&said, "=SUMIF(%s%u:%s%u,\"%s\",%s%u:%s%u)", roles, self->first, roles, last, role, amounts, self->first,
        amounts, last);
    formula(self, &said, x);
}

static void add_paid(sheet_t *self, uint32_t column, double x)
{
    char amounts[LETTERS];
    ccs_prose_t said = {0};

    ccs_prose_add(&said, "=%s%u+%s%u", letters(column, amounts), self->row - N_PAID, amounts, self->row - 1);
    formula(self, &said, x);
}

static void begin_sum(const sheet_t *self, const char *label)
{
    begin_row(self, label, "");
    for (int i = QUANTITY; i < AMOUNT; i++) ccs_rows_text(self->rows, CCS_CELL_TEXT, "");
}

static void add_sums(sheet_t *self, uint32_t last)
{
    for (size_t k = 0; k < N_SUMS; k++) {
        const ccs_amount_spread_t x = ccs_statement_sum(self->of, SUMS[k].role, NULL, CCS_DATA_NONE);

        if (k >= N_PAID && ccs_statement_is_nothing(&x)) continue;
        begin_sum(self, SUMS[k].sum);
        add_sum(self, last, SUMS[k].role, AMOUNT, x.mean);
        add_spread(self, x);
        end_row(self);
        if (k + 1 != N_PAID) continue;
        const ccs_amount_spread_t all = ccs_statement_cost(self->of, CCS_DATA_NONE);

        begin_sum(self, "Cost in all");
        add_paid(self, AMOUNT, all.mean);
        add_spread(self, all);
        end_row(self);
    }
}

static void add_statement(sheet_t *self)
{
    self->first = self->row;
    for (uint32_t i = 0; i < self->of->n_lines; i++)
        if (!ccs_statement_is_nothing(&self->of->lines[i].amount)) add_line(self, i);
    if (self->row > self->first) add_sums(self, self->row - 1);
}

static void add_heads(const sheet_t *self)
{
    static const char *const heads[N_COLUMNS] = {"variant", "line", "what it is", "quantity", "unit", "price each", NULL, "10 %",
        "50 %", "90 %"};

    for (int i = 0; i < N_COLUMNS; i++)
        if (heads[i]) ccs_rows_text(self->rows, CCS_CELL_TEXT, heads[i]);
        else ccs_rows_printf(self->rows, "amount, %s", self->of->currency);
    ccs_rows_head(self->rows, "Cost", LINE + 1);
}

/* ---- by month ------------------------------------------------------------------------------------------------------------------- */

enum { FIRST_MONTH = ROLE + 1 };

/* The mean of a line in a month. */
static double mean_in(const ccs_statement_t *self, uint32_t line, uint32_t bill)
{
    double sum = 0;

    for (uint32_t i = 0; i < self->n_replications; i++) {
        const double x = self->amounts[((size_t) i * self->n_bills + bill) * self->n_lines + line];

        sum += isnan(x) ? 0 : x;
    }
    return sum / self->n_replications;
}

/* The sum of a row over its months. */
static void add_total(sheet_t *self, double x)
{
    char from[LETTERS], to[LETTERS];
    ccs_prose_t said = {0};

    ccs_prose_add(&said, "=SUM(%s%u:%s%u)", letters(FIRST_MONTH, from), self->row,
        letters(FIRST_MONTH + self->of->n_bills - 1, to), self->row);
    formula(self, &said, x);
}

static void add_months(sheet_t *self)
{
    const ccs_statement_t *const s = self->of;

    self->first = self->row;
    for (uint32_t i = 0; i < s->n_lines; i++) {
        if (ccs_statement_is_nothing(&s->lines[i].amount)) continue;
        begin_row(self, s->lines[i].label, s->lines[i].role);
        for (uint32_t b = 0; b < s->n_bills; b++) ccs_rows_number(self->rows, CCS_CELL_MONEY, mean_in(s, i, b));
        add_total(self, s->lines[i].amount.mean);
        end_row(self);
    }
    const uint32_t last = self->row - 1;

    for (size_t k = 0; last >= self->first && k < N_PAID; k++) {
        begin_row(self, SUMS[k].sum, "");
        for (uint32_t b = 0; b < s->n_bills; b++)
            add_sum(self, last, SUMS[k].role, FIRST_MONTH + b, ccs_statement_sum(s, SUMS[k].role, NULL, b).mean);
        add_total(self, ccs_statement_sum(s, SUMS[k].role, NULL, CCS_DATA_NONE).mean);
        end_row(self);
    }
}

static void add_month_heads(const sheet_t *self)
{
    static const char *const heads[FIRST_MONTH] = {"variant", "line", "what it is"};

    for (int i = 0; i < FIRST_MONTH; i++) ccs_rows_text(self->rows, CCS_CELL_TEXT, heads[i]);
    for (uint32_t b = 0; b < self->of->n_bills; b++) ccs_rows_text(self->rows, CCS_CELL_TEXT, self->of->bills[b]);
    ccs_rows_printf(self->rows, "in all, %s", self->of->currency);
    ccs_rows_head(self->rows, "Cost by month", LINE + 1);
}

/* ---- all of it ------------------------------------------------------------------------------------------------------------------ */

static void add_variants(const ccs_export_t *self, ccs_rows_t *rows, ccs_statement_t *statements, bool by_month)
{
    ccs_arena_t arena = {0};
    sheet_t sheet = {.rows = rows, .row = 2}; /* below the heads */

    for (uint32_t i = 0; i < self->variants->n; i++) {
        sheet.of = &statements[i];
        sheet.variant = self->variants->views[i].name;
        sheet.row_of = ccs_arena_array(&arena, sheet.of->n_lines, sizeof *sheet.row_of);
        if (!sheet.row_of) rows->out_of_memory = true;
        if (!sheet.row_of) break;
        if (i == 0 && by_month) add_month_heads(&sheet);
        else if (i == 0) add_heads(&sheet);
        if (by_month) add_months(&sheet);
        else add_statement(&sheet);
    }
    ccs_arena_free(&arena);
}

void ccs_export_money(const ccs_export_t *self, ccs_rows_t *rows)
{
    ccs_statement_t *statements;
    const int ret = ccs_statements_open(&statements, self->variants->views->data, self->variants->n);

    if (ret == CCS_ERR_NOMEM) rows->out_of_memory = true;
    if (ret) return; /* nothing is said of costs */
    add_variants(self, rows, statements, false);
    if (statements->n_bills > 1) add_variants(self, rows, statements, true);
    ccs_statements_free(statements, self->variants->n);
}
