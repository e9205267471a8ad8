/* expression.c - a compiled expression is evaluated. Invariant: no step takes more off the stack than stands there (expression_parse.c), and every value on it
 * is finite. */
#include "expression.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "err.h"
#include "expression_parts.h"

/* The columns of gauge.def as values. */
enum { HAS_NONE = 0, HAS_TYPE = 1, HAS_GROUP = 1 };
enum { OF_NONE = CCS_NAMES_TYPE, OF_TYPE = CCS_NAMES_TYPE, OF_GROUP = CCS_NAMES_GROUP };
enum { OWN_NONE = 0, OWN_TYPE = CCS_AT_HAND_TYPE, OWN_GROUP = CCS_AT_HAND_PAIR };
#define FORM_NONE(name)  name
#define FORM_TYPE(name)  name "(TYPE)"
#define FORM_GROUP(name) name "(GROUP)"

static const ccs_gauge_row_t ROWS[] = {
#define X(NAME, name, argument, needs, value, least, most, text)                                                                 \
    {name, FORM_##argument(name), text, CCS_AT_HAND_##needs, HAS_##argument, (enum ccs_expression_names) OF_##argument,          \
        OWN_##argument, CCS_KIND_##value, {least, most}},
    CCS_GAUGE_LIST(X)
#undef X
};

const ccs_gauge_row_t *ccs_gauge_row(enum ccs_gauge gauge)
{
    CCS_BUG_IF(gauge >= CCS_N_GAUGES);
    return &ROWS[gauge];
}

const char *ccs_gauge_form(enum ccs_gauge gauge)
{
    return ccs_gauge_row(gauge)->form;
}

const char *ccs_gauge_about(enum ccs_gauge gauge)
{
    return ccs_gauge_row(gauge)->about;
}

const char *ccs_expression_text(const ccs_expression_t *self)
{
    return self->text;
}

bool ccs_expression_reads(const ccs_expression_t *self, enum ccs_gauge gauge)
{
    for (uint32_t i = 0; i < self->n_uses; i++)
        if (self->uses[i].gauge == gauge) return true;
    return false;
}

bool ccs_expression_is_by_clock(const ccs_expression_t *self)
{
    for (uint32_t i = 0; i < self->n_uses; i++) {
        const ccs_gauge_use_t *const use = &self->uses[i];
        const bool is_hours = use->gauge == CCS_GAUGE_OPEN && use->argument != CCS_EXPRESSION_OWN;

        if (!is_hours && use->gauge != CCS_GAUGE_TIME_OF_DAY && use->gauge != CCS_GAUGE_WEEKDAY) return false;
    }
    return true;
}

uint32_t ccs_expression_n_uses(const ccs_expression_t *self)
{
    return self->n_uses;
}

const ccs_gauge_use_t *ccs_expression_use(const ccs_expression_t *self, uint32_t use)
{
    CCS_BUG_IF(use >= self->n_uses);
    return &self->uses[use];
}

/* What is known of the gauges so far. */
typedef struct {
    ccs_gauge_read_t *read;
    const void *context;
    uint32_t known; /* bit by bit: which of the values are */
    double values[CCS_EXPRESSION_STEPS];
} gauges_t;

static double gauge_value(gauges_t *self, const ccs_expression_t *expression, uint32_t use)
{
    if (!(self->known >> use & 1)) {
        const ccs_gauge_use_t *const what = &expression->uses[use];

        self->values[use] = self->read(self->context, what->gauge, what->argument);
        self->known |= UINT32_C(1) << use;
    }
    return self->values[use];
}

static double finite(double x)
{
    return x > DBL_MAX ? DBL_MAX : x < -DBL_MAX ? -DBL_MAX : x;
}

static double of_two(enum ccs_operation operation, double a, double b)
{
    switch (operation) {
    case CCS_OPERATION_ADD: return finite(a + b);
    case CCS_OPERATION_SUBTRACT: return finite(a - b);
    case CCS_OPERATION_MULTIPLY: return finite(a * b);
    case CCS_OPERATION_DIVIDE: return b != 0 ? finite(a / b) : 0;
    case CCS_OPERATION_MIN: return a < b ? a : b;
    case CCS_OPERATION_MAX: return a > b ? a : b;
    case CCS_OPERATION_EQUAL: return a == b;
    case CCS_OPERATION_UNEQUAL: return a != b;
    case CCS_OPERATION_LESS: return a < b;
    case CCS_OPERATION_AT_MOST: return a <= b;
    case CCS_OPERATION_MORE: return a > b;
    case CCS_OPERATION_AT_LEAST: return a >= b;
    case CCS_OPERATION_NUMBER:
    case CCS_OPERATION_GAUGE:
    case CCS_OPERATION_MINUS:
    case CCS_OPERATION_NOT:
    case CCS_OPERATION_SKIP_IF_NOT:
    case CCS_OPERATION_SKIP_IF:
    case CCS_N_OPERATIONS: break;
    }
    CCS_BUG_IF(true);
    return 0;
}

double ccs_expression_value(const ccs_expression_t *self, ccs_gauge_read_t *read, const void *context)
{
    gauges_t gauges;
    double stack[CCS_EXPRESSION_STEPS] = {0};
    uint32_t n = 0;

    gauges.read = read;
    gauges.context = context;
    gauges.known = 0; /* the values are those that are known, member by member: an expression is evaluated often */
    for (uint32_t i = 0; i < self->n_steps; i++) {
        const ccs_expression_step_t *const step = &self->steps[i];

        switch (step->operation) {
        case CCS_OPERATION_NUMBER: stack[n++] = step->number; continue;
        case CCS_OPERATION_GAUGE: stack[n++] = gauge_value(&gauges, self, step->to); continue;
        case CCS_OPERATION_MINUS: stack[n - 1] = -stack[n - 1]; continue;
        case CCS_OPERATION_NOT: stack[n - 1] = stack[n - 1] == 0; continue;
        case CCS_OPERATION_SKIP_IF_NOT:
        case CCS_OPERATION_SKIP_IF:
            if ((stack[n - 1] != 0) == (step->operation == CCS_OPERATION_SKIP_IF)) i = step->to - 1;
            else n--;
            continue;
        case CCS_OPERATION_ADD:
        case CCS_OPERATION_SUBTRACT:
        case CCS_OPERATION_MULTIPLY:
        case CCS_OPERATION_DIVIDE:
        case CCS_OPERATION_MIN:
        case CCS_OPERATION_MAX:
        case CCS_OPERATION_EQUAL:
        case CCS_OPERATION_UNEQUAL:
        case CCS_OPERATION_LESS:
        case CCS_OPERATION_AT_MOST:
        case CCS_OPERATION_MORE:
        case CCS_OPERATION_AT_LEAST:
        case CCS_N_OPERATIONS: break;
        }
        n--;
        stack[n - 1] = of_two(step->operation, stack[n - 1], stack[n]);
    }
    return stack[0];
}
