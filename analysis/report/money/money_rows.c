/* money_rows.c - money as rows. Invariant: what is told of a variant is its own ledger's. */
#include "money_rows.h"

#include <math.h>
#include <string.h>

#include "break_even.h"
#include "currency.h"
#include "metric.h"
#include "statement_print.h"
#include "words.h"

/* The configuration of a view in its data. */
static uint32_t config_of(const ccs_view_t *v)
{
    const ccs_variable_t *const names = ccs_dataset_find(v->data, "config");

    for (uint32_t i = 0; names && names->type == CCS_DATA_TEXT && i < names->n; i++)
        if (!strcmp(names->data.text[i], v->name)) return i;
    return 0;
}

int ccs_money_open(ccs_statement_t *self, const ccs_view_t *view)
{
    return ccs_statement_open(self, view->data, config_of(view));
}

void ccs_money_set(ccs_html_rows_t *rows, uint32_t column, double amount)
{
    char text[CCS_AMOUNT_MAX];

    (void) ccs_amount_show(amount, text);
    ccs_html_set_shown(rows, column, amount, ccs_word_figures(text));
}

/* ---- where variants cost the same ----------------------------------------------------------------------------------------------- */

/* "USD/contact", its unit in the language that is spoken. */
static const char *per_of(const ccs_break_even_t *at, const char *currency, char text[CCS_BREAK_EVEN_PER_MAX])
{
    char *const unit = strchr(ccs_break_even_per(at, currency, text), '/');

    if (unit) {
        const char *const word = ccs_word(unit + 1);

        if (word != unit + 1) snprintf(unit + 1, CCS_BREAK_EVEN_PER_MAX - (size_t) (unit + 1 - text), "%s", word);
    }
    return text;
}

static void add_break_even(const ccs_report_variant_t *variants, uint32_t variant, const ccs_statement_t *const pair[2],
    const ccs_compare_t *compare, ccs_html_rows_t *rows)
{
    char per[CCS_BREAK_EVEN_PER_MAX];

    for (enum ccs_break_even_kind kind = 0; kind < CCS_N_BREAK_EVEN; kind++) {
        const ccs_break_even_t at = ccs_break_even(pair[0], pair[1], kind, compare->paired, variants[0].view->confidence);

        if (isnan(at.times)) continue;
        ccs_html_row(rows);
        ccs_html_set_text(rows, 0, variants[variant].name, NULL);
        ccs_html_set_text(rows, 1, ccs_word(CCS_BREAK_EVEN_TEXTS[kind]), NULL);
        ccs_html_set_figure(rows, 2, CCS_FIGURE_NUMBER, at.times, at.half_width);
        if (isnan(at.to)) continue;
        ccs_money_set(rows, 3, at.from);
        ccs_money_set(rows, 4, at.to);
        ccs_html_set_text(rows, 5, per_of(&at, pair[0]->currency, per), NULL);
    }
}

ccs_html_rows_t ccs_money_break_even(const ccs_report_variant_t *variants, uint32_t n, const ccs_compare_t *compares)
{
    static const ccs_html_column_t columns[] = {{NULL, "Variant", true}, {NULL, "Costs as much as the base with", true},
        {NULL, "Times what they are", false}, {NULL, "From", false}, {NULL, "To", false}, {NULL, "Unit", true}};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    ccs_statement_t base, other;

    if (ccs_money_open(&base, variants[0].view) == 0)
        for (uint32_t i = 1; i < n; i++) {
            if (ccs_money_open(&other, variants[i].view) == 0)
                add_break_even(variants, i, (const ccs_statement_t *const[]){&base, &other}, &compares[i], &rows);
            ccs_statement_free(&other);
        }
    ccs_statement_free(&base);
    return rows;
}

/* ---- risk ----------------------------------------------------------------------------------------------------------------------- */

/* What chance makes of an amount is not told to the cent. */
static void set_whole(ccs_html_rows_t *rows, uint32_t column, double amount)
{
    ccs_html_set_figure(rows, column, CCS_FIGURE_NUMBER, fabs(amount) < 100 ? amount : round(amount), (double) NAN);
}

static void add_risk(const char *name, const ccs_statement_t *statement, bool terms, ccs_html_rows_t *rows)
{
    const ccs_amount_spread_t cost = ccs_statement_cost(statement, CCS_DATA_NONE);
    double cut = 0;

    ccs_html_row(rows);
    ccs_html_set_text(rows, 0, name, NULL);
    if (!statement->is_costed) {
        ccs_html_set_text(rows, 1, ccs_word("not costed"), NULL);
        return;
    }
    set_whole(rows, 1, cost.mean);
    set_whole(rows, 2, cost.p10);
    set_whole(rows, 3, cost.p50);
    set_whole(rows, 4, cost.p90);
    ccs_html_set_text(rows, 5, statement->currency, NULL);
    if (!terms) return;
    const ccs_amount_spread_t penalty = ccs_statement_penalty(statement, NULL, &cut);

    set_whole(rows, 6, penalty.mean);
    set_whole(rows, 7, penalty.p90);
    ccs_html_set_figure(rows, 8, CCS_FIGURE_SHARE, cut, (double) NAN);
}

static bool has_terms(const ccs_view_t *view)
{
    ccs_statement_t statement;
    uint32_t n = 0;

    if (ccs_money_open(&statement, view) == 0) (void) ccs_statement_terms(&statement, &n);
    ccs_statement_free(&statement);
    return n > 0;
}

ccs_html_rows_t ccs_money_risk(const ccs_report_variant_t *variants, uint32_t n)
{
    static const ccs_html_column_t columns[] = {{NULL, "Variant", true}, {NULL, "Cost", false}, {NULL, "10 %", false},
        {NULL, "50 %", false}, {NULL, "90 %", false}, {NULL, "Unit", true}, {NULL, "Penalty a month", false},
        {NULL, "90 % of months at most", false}, {NULL, "Months with a penalty", false}};
    enum { N_COLUMNS = sizeof columns / sizeof *columns, WITHOUT_TERMS = N_COLUMNS - 3 };
    bool terms = false;

    for (uint32_t i = 0; i < n; i++) terms = terms || has_terms(variants[i].view);
    ccs_html_rows_t rows = ccs_html_rows(columns, terms ? N_COLUMNS : WITHOUT_TERMS);

    for (uint32_t i = 0; i < n; i++) {
        ccs_statement_t statement;

        if (ccs_money_open(&statement, variants[i].view) == 0)
            add_risk(variants[i].name, &statement, has_terms(variants[i].view), &rows);
        ccs_statement_free(&statement);
    }
    return rows;
}

/* ---- in words ------------------------------------------------------------------------------------------------------------------- */

uint32_t ccs_money_metric(const ccs_view_t *view)
{
    static const char *const costs[] = {"cost_per_resolution", "cost_total"};
    const uint32_t all = ccs_view_entity(view, "all");

    for (size_t i = 0; i < sizeof costs / sizeof *costs; i++) {
        const uint32_t m = ccs_view_metric(view, costs[i]);

        if (m != CCS_DATA_NONE && all != CCS_DATA_NONE && ccs_view_applies(view, m, all) && !isnan(view->means[m][all])) return m;
    }
    return CCS_DATA_NONE;
}

void ccs_money_say(const ccs_view_t *view, ccs_compare_t *compare, ccs_prose_t *to)
{
    const uint32_t all = ccs_view_entity(view, "all"), m = ccs_money_metric(view);

    if (m == CCS_DATA_NONE) return;
    const ccs_point_t x = ccs_view_point(view, m, all);
    const char *const label = ccs_word(ccs_metric_label(view->metrics[m]));

    ccs_prose_add(to, "%c%s ", ccs_word_within(label[0]), &label[1]);
    ccs_prose_add_figure(to, CCS_FIGURE_NUMBER, x.mean, x.half_width);
    ccs_prose_add(to, " %s", ccs_currency_of(view));
    if (!compare || *compare->other_currency) return;
    const uint32_t base_metric = ccs_view_metric(compare->base, view->metrics[m]);

    if (base_metric == CCS_DATA_NONE) return;
    const ccs_difference_t d = ccs_compare_point(compare, base_metric, ccs_view_entity(compare->base, "all"));

    if (d.change == CCS_CHANGE_NONE) return;
    ccs_prose_add(to, ", ");
    ccs_prose_add_difference(to, CCS_FIGURE_NUMBER, d.mean, d.half_width);
}
