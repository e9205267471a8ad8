/** @file statement_print.h  The statement on a terminal. */
#ifndef CCS_STATEMENT_PRINT_H
#define CCS_STATEMENT_PRINT_H

#include "statement.h"
#include "table.h"
#include "variants.h"

/** Room for an amount as a statement has it. */
enum { CCS_AMOUNT_MAX = 48 };
/** "-12,345.60" @return text */
const char *ccs_amount_show(double amount, char text[CCS_AMOUNT_MAX]);

/** Of each variant lines with what they come to, accounts and the whole; of several months then the accounts by month. Of several variants then where they cost the same.
 * @param statements  of each variant @return 0 or CCS_ERR_NOMEM */
int ccs_statements_print(ccs_statement_t *statements, const ccs_variants_t *variants, ccs_table_form_t form, FILE *to);
/** The same as JSON. @return 0 or CCS_ERR_NOMEM */
int ccs_statements_json(ccs_statement_t *statements, const ccs_variants_t *variants, FILE *to);

#endif
