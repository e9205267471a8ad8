/** @file break_even.h  Where two variants cost the same: by what bills of vendors, pay or volume would have to be multiplied. */
#ifndef CCS_BREAK_EVEN_H
#define CCS_BREAK_EVEN_H

#include "statement.h"

/** What is moved in both variants alike, all else as it is: X(NAME, name, "what people read") */
#define CCS_BREAK_EVEN_LIST(X)                                                                                                   \
    X(BILLS, bills, "Bills of vendors")                                                                                          \
    X(PAY, pay, "Wages, overtime and benefits in-house")                                                                         \
    X(VOLUME, volume, "Contacts, with the same staff")
enum ccs_break_even_kind {
#define X(NAME, name, text) CCS_BREAK_EVEN_##NAME,
    CCS_BREAK_EVEN_LIST(X) CCS_N_BREAK_EVEN
#undef X
};
extern const char *const CCS_BREAK_EVEN_NAMES[CCS_N_BREAK_EVEN];
extern const char *const CCS_BREAK_EVEN_TEXTS[CCS_N_BREAK_EVEN];

/** Nothing is told of what would have to be more than so many times what it is. */
static const double CCS_BREAK_EVEN_MOST = 10;

typedef struct {
    double times, half_width; /* NAN: nothing would make them cost the same, or it is not known */
    double from, to;          /* a price or wage, where there is one alone; else NAN */
    const char *unit;         /* of what it is the price */
} ccs_break_even_t;

/** cost + (times - 1) * moved is the same in both: times = 1 + (cost of base - cost of other) / (moved in other - moved in base), linear as prices without bands are, with the interval of a ratio of means (delta method). Nothing is told where what moves, or all the rest, may cost the same in both, nor of two currencies.
 * @param paired  both met the same customers @param confidence  of the interval, in (0, 1) */
ccs_break_even_t ccs_break_even(const ccs_statement_t *base, const ccs_statement_t *other, enum ccs_break_even_kind kind,
    bool paired, double confidence);

enum { CCS_BREAK_EVEN_PER_MAX = 64 };
/** What the price is of: "USD/contact". @return text */
const char *ccs_break_even_per(const ccs_break_even_t *self, const char *currency, char text[CCS_BREAK_EVEN_PER_MAX]);

#endif
