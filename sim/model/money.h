/** @file money.h  What things cost, as rows of the plan: pay by group, charges by type, the lines of the ledger. Nothing that happens depends on it, but for the pace at which a contract makes agents work.
 * Amounts are in the plan's currency; what happened is priced when a replication has ended (sim/ledger). Mode day. */
#ifndef CCS_MONEY_H
#define CCS_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "money.def"

#define X(none, name, label, text) CCS_LABOUR_##name,
enum ccs_labour { CCS_LABOUR_LIST(X, ) CCS_N_LABOUR };
#undef X
#define X(none, name, label, text) CCS_CHARGE_##name,
enum ccs_charge { CCS_CHARGE_LIST(X, ) CCS_N_CHARGES, CCS_BEFORE_WORTH = CCS_N_CHARGES - 1, CCS_WORTH_LIST(X, ) CCS_N_CHARGED };
#undef X

/** What agents of a group cost: see CCS_PAY_LIST of def/money.def. In the plan's currency: the rate of exchange is in it. */
typedef struct {
    double wage, overtime, absence_frac, benefits, overhead, seat, seats, licence, full_time_h, transition;
    double supervisor_wage, supervised, leavers_yearly, recruiting, training;
} ccs_pay_t;

/** What contacts of a type cost, and bring: see CCS_CHARGES_LIST. */
typedef struct {
    double telephony, self_service, self_service_minute, contained, refund, dispatch, fine, abandoned, waiting, income, sale,
        skill_pay;
} ccs_charges_t;

/** A calendar month of the run, or what of it counts. */
typedef struct {
    const char *label;           /* "2026-03" */
    uint32_t first_period, end;  /* of plan.periods */
    uint32_t first_day, end_day; /* that count, from 0 */
    double month_frac;           /* what of the calendar month these days are */
} ccs_bill_t;

enum ccs_account { CCS_ACCOUNT_GROUP, CCS_ACCOUNT_TYPE };

/** A line of the ledger: of which there is an amount for each bill, to the cent. */
typedef struct {
    const char *name, *label; /* "wages/desk", "Wages of Desk" */
    const char *unit;         /* of the quantity that is told beside the amount: "h"; "": none is */
    enum ccs_account account;
    uint32_t of;   /* team, type */
    uint32_t kind; /* enum ccs_labour, enum ccs_charge */
} ccs_ledger_line_t;

typedef struct ccs_money {
    const char *currency; /* "USD" */
    uint32_t n_bills, n_lines;
    const ccs_bill_t *bills;
    const ccs_ledger_line_t *lines;
    const ccs_pay_t *pay;         /* by team */
    const ccs_charges_t *charges; /* by type */
    const double *wages;          /* by group: of an hour, with pay for skills, without premiums */
    const double *premiums;       /* by team and period: factor on the wage, mean of those who are scheduled */
    const double *index;          /* by period: what prices have risen since costs.prices_of */
    const double *months;         /* by period: calendar months that its days are */
    const double *trunks;         /* by trunk group: a line in a month */
} ccs_money_t;

/** The line of what agents of a team cost, or contacts of a type: one for each kind, whether or not it comes to anything. */
static inline uint32_t ccs_money_labour_line(uint32_t team, enum ccs_labour kind)
{
    return team * CCS_N_LABOUR + kind;
}
static inline uint32_t ccs_money_charge_line(uint32_t n_teams, uint32_t type, uint32_t kind)
{
    return n_teams * CCS_N_LABOUR + type * CCS_N_CHARGED + kind;
}

#endif
