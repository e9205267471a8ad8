/** @file money.h  What things cost, as rows of the plan: pay by group, charges by type, the lines of the ledger. Nothing that happens depends on it, but for the pace at which a contract makes agents work.
 * Amounts are in the plan's currency; what happened is priced when a replication has ended (sim/ledger). Mode day. */
#ifndef CCS_MONEY_H
#define CCS_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "money.def"

#define X(none, name, label, unit, text) CCS_LABOUR_##name,
enum ccs_labour { CCS_LABOUR_LIST(X, ) CCS_N_LABOUR };
#undef X
#define X(none, name, label, unit, text) CCS_CHARGE_##name,
enum ccs_charge { CCS_CHARGE_LIST(X, ) CCS_N_CHARGES, CCS_BEFORE_WORTH = CCS_N_CHARGES - 1, CCS_WORTH_LIST(X, ) CCS_N_CHARGED };
#undef X

/** What agents of a group cost: see CCS_PAY_LIST of def/money.def. In the plan's currency: the rate of exchange is in it. */
typedef struct {
    double wage, overtime, absence_frac, benefits, overhead, seat, seats, licence, full_time_h, transition;
    double supervisor_wage, supervised, leavers_yearly, recruiting, training;
    double wage_factor; /* of what-ifs, on wage and pay for skills */
} ccs_pay_t;

/** What contacts of a type cost, and bring: see CCS_CHARGES_LIST. */
typedef struct {
    double telephony, self_service, self_service_minute, contained, refund, dispatch, fine, abandoned, waiting, income, sale,
        skill_pay;
} ccs_charges_t;

/** What a line of a trunk group costs: in a month, and for an hour for which it is held. */
typedef struct {
    double line, hour;
} ccs_line_price_t;

/** A calendar month of the run, or what of it counts. */
typedef struct {
    const char *label;           /* "2026-03" */
    uint32_t first_period, end;  /* of plan.periods */
    uint32_t first_day, end_day; /* that count, from 0 */
    double month_frac;           /* what of the calendar month these days are */
    bool counts; /* as a month where something is told of months: the run has half of it, or of no month that much */
} ccs_bill_t;

#define X(name, ...) CCS_BILLED_##name,
enum ccs_billed { CCS_BILLED_LIST(X) CCS_N_BILLED };
#undef X
#define X(name, ...) CCS_TERM_PER_##name,
enum ccs_term_per { CCS_TERM_PER_LIST(X) };
#undef X

/** Units from a number on cost another price. */
typedef struct {
    double from, price;
} ccs_price_band_t;

/** One price of a contract. Numbers of units are those of a whole month; of a part of it they are that part. */
typedef struct {
    const char *name, *label;
    enum ccs_billed per, volume; /* volume: of a fee with a baseline, what is counted against it */
    double price;
    uint32_t n_bands;
    const ccs_price_band_t *bands; /* ascending */
    double minimum;                /* units that are billed at least; 0: none */
    double forecast, within_frac;  /* units that were forecast, NAN: none; those below the band are billed, those above it */
    double above;                  /* cost so many times the price */
    double baseline, band_frac;    /* NAN: none */
    double additional, reduction;  /* of each unit above the band, and below it */
} ccs_price_t;

/** A term: what is promised of a metric, and what follows. */
typedef struct {
    const char *name, *label;
    const char *metric_name, *of;
    uint32_t metric, entity; /* of ccs_metrics_t */
    enum ccs_term_per per;
    bool below; /* it is missed below the target */
    double target, dead_band, band, weight;
    double credit;      /* for each time that it is missed */
    uint32_t earn_back; /* months without a miss after which a penalty is given back; 0: never */
} ccs_contract_term_t;

/** A share of what is gained beside a baseline. */
typedef struct {
    const char *name, *label;
    const char *metric_name, *of;
    uint32_t metric, entity;
    bool below; /* less is a gain */
    double baseline, share, worth, most;
} ccs_gain_t;

/** The lines of a contract, in this order: CCS_PRICE_LINES of each price, those of the contract, one of each gain, CCS_TERM_LINES of each term. */
enum { CCS_PRICE_UNITS, CCS_PRICE_SHORTFALL, CCS_PRICE_ADDITIONAL, CCS_PRICE_REDUCTION, CCS_PRICE_LINES };
enum { CCS_CONTRACT_COSTS, CCS_CONTRACT_PLUS, CCS_CONTRACT_MINIMUM, CCS_CONTRACT_TRANSITION, CCS_CONTRACT_LINES };
enum { CCS_TERM_MALUS, CCS_TERM_BONUS, CCS_TERM_CREDIT, CCS_TERM_EARNED_BACK, CCS_TERM_LINES };

typedef struct {
    const char *name, *label;
    uint32_t n_teams, n_prices, n_terms, n_gains;
    const uint32_t *teams;
    const ccs_price_t *prices;
    const ccs_contract_term_t *terms;
    const ccs_gain_t *gains;
    double price_factor;  /* which prices hold already */
    double cost_plus;     /* share on top of the vendor's costs; NAN: they are not passed on */
    double minimum;       /* of a whole month's fee */
    double transition;    /* once */
    double at_risk_frac;  /* of the fee, what all terms together may take */
    double bonus_frac;    /* what they may add */
    double credits_most;  /* of a month; INFINITY */
    const double *index;  /* by bill: factor on the prices */
    const bool *excluded; /* by day that counts: terms do not look at it; NULL: none is */
    uint32_t first_line;  /* of the ledger */
} ccs_contract_t;

enum ccs_account { CCS_ACCOUNT_GROUP, CCS_ACCOUNT_TYPE, CCS_ACCOUNT_CONTRACT };

/** A line of the ledger: of which there is an amount for each bill, to the cent. */
typedef struct {
    const char *name, *label; /* "wages/desk", "Wages of Desk" */
    const char *unit;         /* of the quantity that is told beside the amount: "h"; "": none is */
    enum ccs_account account;
    uint32_t of;   /* team, type, contract */
    uint32_t kind; /* enum ccs_labour, enum ccs_charge; of a contract nothing */
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
    uint32_t n_contracts;
    const ccs_contract_t *contracts;
    const uint32_t *contract_of;    /* by team; CCS_NONE: its agents are the client's own */
    const ccs_line_price_t *trunks; /* by trunk group */
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

static inline uint32_t ccs_contract_price_line(const ccs_contract_t *self, uint32_t price, uint32_t line)
{
    return self->first_line + price * CCS_PRICE_LINES + line;
}
static inline uint32_t ccs_contract_line(const ccs_contract_t *self, uint32_t line)
{
    return self->first_line + self->n_prices * CCS_PRICE_LINES + line;
}
static inline uint32_t ccs_contract_gain_line(const ccs_contract_t *self, uint32_t gain)
{
    return ccs_contract_line(self, CCS_CONTRACT_LINES) + gain;
}
static inline uint32_t ccs_contract_term_line(const ccs_contract_t *self, uint32_t term, uint32_t line)
{
    return ccs_contract_gain_line(self, self->n_gains) + term * CCS_TERM_LINES + line;
}
static inline uint32_t ccs_contract_n_lines(const ccs_contract_t *self)
{
    return self->n_prices * CCS_PRICE_LINES + CCS_CONTRACT_LINES + self->n_gains + self->n_terms * CCS_TERM_LINES;
}

#endif
