/** @file money_parts.h  What the files of this room share. */
#ifndef CCS_MONEY_PARTS_H
#define CCS_MONEY_PARTS_H

#include "money_read.h"

/** Money that is being read. */
typedef struct {
    ccs_reader_t *reader;
    const ccs_money_names_t *names;
    ccs_plan_t *plan;
    ccs_money_t *money; /* in the arena, of the plan */
    ccs_place_t at;     /* `costs` */
} ccs_money_reader_t;

/** The months of the run, and of each period of figures which it is of, what of a month its days are and what prices have risen. @return false: a period is of two months (recorded), or there is no memory */
bool ccs_money_calendar(ccs_money_reader_t *self);
/** What premiums come to by team and period. */
void ccs_money_premiums(ccs_money_reader_t *self);
/** The lines of the ledger: of each team and type one for each kind. */
void ccs_money_lines(ccs_money_reader_t *self);

#endif
