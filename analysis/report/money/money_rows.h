/** @file money_rows.h  What pages and slides tell of money, as rows of tables: break-even, risk. From data sets alone. */
#ifndef CCS_MONEY_ROWS_H
#define CCS_MONEY_ROWS_H

#include "compare.h"
#include "html.h"
#include "prose.h"
#include "report_variant.h"
#include "statement.h"

/** The ledger of a variant. @return as ccs_statement_open */
int ccs_money_open(ccs_statement_t *self, const ccs_view_t *view);
/** A cell with an amount of money, to the cent. */
void ccs_money_set(ccs_html_rows_t *rows, uint32_t column, double amount);

/** What makes each variant cost as much as the first one, all else as it is; no rows where nothing does, or where there are no costs.
 * @param compares  [n], each with the first; the first is not read */
ccs_html_rows_t ccs_money_break_even(const ccs_report_variant_t *variants, uint32_t n, const ccs_compare_t *compares);
/** What each variant may cost: the mean, and what it is in one run of ten, in half, in nine of ten; of contracts the penalty of a month and how often there is one. No rows where there are no costs. */
ccs_html_rows_t ccs_money_risk(const ccs_report_variant_t *variants, uint32_t n);

/** By what variants are held against each other: what a resolution costs, else all of it; CCS_DATA_NONE: nothing is known of costs. */
uint32_t ccs_money_metric(const ccs_view_t *view);
/** "cost per resolution 2.33 ± 0.01 USD, -2.40 ± 0.02": of a variant, beside the first where it is another one; nothing without costs, and no difference between two currencies.
 * @param compare  with the first; NULL: it is the first */
void ccs_money_say(const ccs_view_t *view, ccs_compare_t *compare, ccs_prose_t *to);

#endif
