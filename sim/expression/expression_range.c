/* expression_range.c - between which numbers the parts of an expression lie, whatever the gauges say. Invariant: least <= most, neither is NAN. */
#include <float.h>
#include <math.h>

#include "expression_parts.h"

static const ccs_range_t ANY = {-INFINITY, INFINITY}, OPEN_QUESTION = {0, 1}, ALWAYS = {1, 1}, NEVER = {0, 0};

/* A product of which one factor is 0 is 0, as gauges are finite. */
static double times(double a, double b)
{
    return a == 0 || b == 0 ? 0 : a * b;
}

static ccs_range_t product(ccs_range_t a, ccs_range_t b)
{
    const double x[] = {times(a.least, b.least), times(a.least, b.most), times(a.most, b.least), times(a.most, b.most)};

    return (ccs_range_t){fmin(fmin(x[0], x[1]), fmin(x[2], x[3])), fmax(fmax(x[0], x[1]), fmax(x[2], x[3]))};
}

/* Of a divisor that may be 0 or change its sign nothing is known. */
static ccs_range_t quotient(ccs_range_t a, ccs_range_t b)
{
    return b.least > 0 ? product(a, (ccs_range_t){1 / b.most, 1 / b.least}) : ANY;
}

static ccs_range_t truth(bool always, bool never)
{
    return always ? ALWAYS : never ? NEVER : OPEN_QUESTION;
}

static ccs_range_t equality(ccs_range_t a, ccs_range_t b)
{
    const bool are_numbers = a.least == a.most && b.least == b.most;

    return truth(are_numbers && a.least == b.least, a.most < b.least || b.most < a.least);
}

static ccs_range_t opposite(ccs_range_t a)
{
    return (ccs_range_t){1 - a.most, 1 - a.least};
}

ccs_range_t ccs_range_of(enum ccs_operation operation, ccs_range_t a, ccs_range_t b)
{
    switch (operation) {
    case CCS_OPERATION_MINUS: return (ccs_range_t){-a.most, -a.least};
    case CCS_OPERATION_NOT: return opposite(a);
    case CCS_OPERATION_ADD: return (ccs_range_t){a.least + b.least, a.most + b.most};
    case CCS_OPERATION_SUBTRACT: return (ccs_range_t){a.least - b.most, a.most - b.least};
    case CCS_OPERATION_MULTIPLY: return product(a, b);
    case CCS_OPERATION_DIVIDE: return quotient(a, b);
    case CCS_OPERATION_MIN: return (ccs_range_t){fmin(a.least, b.least), fmin(a.most, b.most)};
    case CCS_OPERATION_MAX: return (ccs_range_t){fmax(a.least, b.least), fmax(a.most, b.most)};
    case CCS_OPERATION_EQUAL: return equality(a, b);
    case CCS_OPERATION_UNEQUAL: return opposite(equality(a, b));
    case CCS_OPERATION_LESS: return truth(a.most < b.least, a.least >= b.most);
    case CCS_OPERATION_AT_MOST: return truth(a.most <= b.least, a.least > b.most);
    case CCS_OPERATION_MORE: return truth(a.least > b.most, a.most <= b.least);
    case CCS_OPERATION_AT_LEAST: return truth(a.least >= b.most, a.most < b.least);
    case CCS_OPERATION_NUMBER:
    case CCS_OPERATION_GAUGE:
    case CCS_OPERATION_SKIP_IF_NOT:
    case CCS_OPERATION_SKIP_IF:
    case CCS_N_OPERATIONS: break;
    }
    return ANY;
}
