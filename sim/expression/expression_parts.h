/** @file expression_parts.h  What an expression is made of, for the files of this room. */
#ifndef CCS_EXPRESSION_PARTS_H
#define CCS_EXPRESSION_PARTS_H

#include "expression.h"

/** Steps of a postfix: X(NAME, what it takes off the stack; it puts one value there). The SKIPs look at the top and go on elsewhere, or take it off. */
#define CCS_OPERATION_LIST(X)                                                                                                    \
    X(NUMBER, 0)                                                                                                                 \
    X(GAUGE, 0)                                                                                                                  \
    X(MINUS, 1)                                                                                                                  \
    X(NOT, 1)                                                                                                                    \
    X(ADD, 2)                                                                                                                    \
    X(SUBTRACT, 2)                                                                                                               \
    X(MULTIPLY, 2)                                                                                                               \
    X(DIVIDE, 2)                                                                                                                 \
    X(MIN, 2)                                                                                                                    \
    X(MAX, 2)                                                                                                                    \
    X(EQUAL, 2)                                                                                                                  \
    X(UNEQUAL, 2)                                                                                                                \
    X(LESS, 2)                                                                                                                   \
    X(AT_MOST, 2)                                                                                                                \
    X(MORE, 2)                                                                                                                   \
    X(AT_LEAST, 2)                                                                                                               \
    X(SKIP_IF_NOT, 1)                                                                                                            \
    X(SKIP_IF, 1)
#define X(NAME, n) CCS_OPERATION_##NAME,
enum ccs_operation { CCS_OPERATION_LIST(X) CCS_N_OPERATIONS };
#undef X

typedef struct {
    double number;
    enum ccs_operation operation;
    uint32_t to; /* GAUGE: which of those read; SKIPs: the step to go on with */
} ccs_expression_step_t;

struct ccs_expression {
    const char *text;
    uint32_t n_steps, n_uses;
    ccs_expression_step_t steps[CCS_EXPRESSION_STEPS];
    ccs_gauge_use_t uses[CCS_EXPRESSION_STEPS]; /* all different */
};

/** What a value is: of these a name can only be compared with another of its vocabulary. */
enum ccs_expression_kind {
    CCS_KIND_NUMBER,
    CCS_KIND_TRUTH,
    CCS_KIND_TYPE,
    CCS_KIND_GROUP,
    CCS_KIND_SITE,
    CCS_KIND_CHANNEL,
    CCS_KIND_WORD /* a name in quotes whose vocabulary is not known yet */
};

/** Between which numbers a value lies, both included; of a truth 0 and 1. A number whose range is one point is known. */
typedef struct {
    double least, most;
} ccs_range_t;

/** The range of what an operation makes of values within ranges; of one with a single value b is not looked at. */
ccs_range_t ccs_range_of(enum ccs_operation operation, ccs_range_t a, ccs_range_t b);

/** Columns of gauge.def. */
typedef struct {
    const char *name, *form, *about;
    unsigned needs; /* enum ccs_at_hand */
    bool has_argument;
    enum ccs_expression_names of; /* the argument */
    unsigned own_needs;           /* what must be at hand where the argument is left out */
    enum ccs_expression_kind value;
    ccs_range_t range;
} ccs_gauge_row_t;
const ccs_gauge_row_t *ccs_gauge_row(enum ccs_gauge gauge);

/** What stands at a place of a text. */
enum ccs_token_kind { CCS_TOKEN_END, CCS_TOKEN_NUMBER, CCS_TOKEN_WORD, CCS_TOKEN_QUOTED, CCS_TOKEN_SIGN, CCS_TOKEN_BAD };
typedef struct {
    enum ccs_token_kind kind;
    uint32_t at, n;   /* bytes of the text; of a name in quotes without these */
    uint32_t behind;  /* the byte that follows */
    double number;    /* with its unit */
    const char *what; /* BAD: what to write instead */
} ccs_token_t;

/** The token at or behind a byte. */
ccs_token_t ccs_token_at(const char *text, uint32_t at);
/** The name, in which there may be a "-", at or behind a byte: an argument. n = 0: there is none. */
ccs_token_t ccs_token_name_at(const char *text, uint32_t at);

#endif
