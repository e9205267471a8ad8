/** @file money_parts.h  What the files of this room share. */
#ifndef CCS_MONEY_PARTS_H
#define CCS_MONEY_PARTS_H

#include "money_read.h"

/** Money that is being read. */
typedef struct {
    ccs_reader_t *reader;
    const ccs_money_names_t *names;
    ccs_plan_t *plan;
    ccs_money_t *money;        /* in the arena, of the plan */
    ccs_place_t at;            /* `costs` */
    ccs_contract_t *contracts; /* of the money */
    int64_t from;              /* the day of which prices are */
} ccs_money_reader_t;

/** The months of the run, and of each period of figures which it is of, what of a month its days are and what prices have risen. @return false: a period is of two months (recorded), or there is no memory */
bool ccs_money_calendar(ccs_money_reader_t *self);
/** What a unit of the currency at a place is worth. @param otherwise  where none is written */
double ccs_money_rate(const ccs_money_reader_t *self, const ccs_place_t *owner, double otherwise);
/** What factors come to on the wages of a group, and on the prices of a contract. */
double ccs_money_wage_factor(const ccs_money_reader_t *self, uint32_t team);
double ccs_money_price_factor(const ccs_money_reader_t *self, const ccs_place_t *contract);
/** Record factors on wages and prices that are nowhere. @param plan  with its money, if it has any */
void ccs_money_check_factors(ccs_reader_t *reader, const ccs_money_names_t *names, const ccs_plan_t *plan);
/** By bill, what prices have risen since costs.prices_of at so much a year; NULL without memory. */
const double *ccs_money_index(ccs_money_reader_t *self, double yearly);
/** The contracts; the plan has the rest of its money, as they may be of its figures. */
void ccs_money_contracts(ccs_money_reader_t *self);
/** What premiums come to by team and period. */
void ccs_money_premiums(ccs_money_reader_t *self);
/** The lines of the ledger: of each team and type one for each kind, then those of contracts. */
void ccs_money_lines(ccs_money_reader_t *self);

#endif
