/** @file statement_print.h  The statement on a terminal. */
#ifndef CCS_STATEMENT_PRINT_H
#define CCS_STATEMENT_PRINT_H

#include "statement.h"
#include "table.h"

/** Room for an amount as a statement has it. */
enum { CCS_AMOUNT_MAX = 48 };
/** "-12,345.60" @return text */
const char *ccs_amount_show(double amount, char text[CCS_AMOUNT_MAX]);

/** Lines with what they come to, accounts and the whole; of several months then the accounts by month. @return 0 or CCS_ERR_NOMEM */
int ccs_statement_print(ccs_statement_t *self, ccs_table_form_t form, FILE *to);

#endif
