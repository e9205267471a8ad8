/** @file expression.h  Conditions and scores that a scenario writes as texts, "free(other) > 2 and waiting < 10", over gauges (def/gauge.def). Compiled once to
 * a postfix of few steps, evaluated over what a caller says of the gauges, each of which is asked at most once. Knows no world and no scenario.
 *
 *   value       number "20", "80 %", with units "4 min 30 s" (seconds), time of day "17:30" (seconds since midnight); 'name' in quotes
 *   gauge       waiting, waiting(NAME)
 *   operators   + - * /, == != < <= > >=, and or not, ( ), min(a, b, ..), max(a, b, ..)
 *
 * A quotient by 0 is 0; a number that is too large to be one is the largest there is. A comparison counts as 1 or 0 where a number is wanted. */
#ifndef CCS_EXPRESSION_H
#define CCS_EXPRESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "gauge.def"

#define X(NAME, name, argument, needs, value, least, most, text) CCS_GAUGE_##NAME,
enum ccs_gauge { CCS_GAUGE_LIST(X) CCS_N_GAUGES };
#undef X

enum { CCS_EXPRESSION_STEPS = 32 }; /* numbers, gauges and operators of one expression */

#define CCS_EXPRESSION_OWN UINT32_MAX /* in the place of an argument: of the contact at hand, of its agent */

/** What is at hand where an expression is evaluated. Each goes with those in front of it that it has. */
enum ccs_at_hand {
    CCS_AT_HAND_CLOCK = 1, /* mode day */
    CCS_AT_HAND_TYPE = 2,
    CCS_AT_HAND_CONTACT = 4,
    CCS_AT_HAND_PAIR = 8, /* the agents of a group, alike, one of whom would take the contact */
    CCS_AT_HAND_AGENT = 16,
    CCS_AT_HAND_MOMENT = 32, /* of a run; without it only what never changes is known */
    CCS_AT_HAND_WORK = CCS_AT_HAND_PAIR | CCS_AT_HAND_MOMENT
};

/** Vocabularies of names. */
enum ccs_expression_names { CCS_NAMES_TYPE, CCS_NAMES_GROUP, CCS_NAMES_SITE, CCS_NAMES_CHANNEL, CCS_N_NAMES };

/** Names that may be written, in the order of their ids. */
typedef struct {
    const char *const *at;
    uint32_t n;
} ccs_name_list_t;

/** What is asked of a text. */
typedef struct {
    ccs_name_list_t names[CCS_N_NAMES]; /* must live as long as the call */
    unsigned at_hand;                   /* enum ccs_at_hand, or-ed */
    bool is_condition;                  /* a comparison, or several with and, or, not; else a number */
} ccs_expression_asked_t;

/** A gauge with its argument, as an expression reads it. */
typedef struct {
    enum ccs_gauge gauge;
    uint32_t argument;       /* id of a type or a group; CCS_EXPRESSION_OWN */
    uint32_t column, offset; /* where it stands first, as in ccs_expression_error_t */
} ccs_gauge_use_t;

/** What is wrong with a text, or doubted, and where. */
typedef struct {
    uint32_t column; /* in characters, the first is 1 */
    uint32_t offset; /* in bytes, the first is 0 */
    char text[256];  /* there is no group "othr", did you mean "other"? */
} ccs_expression_error_t;

typedef struct ccs_expression ccs_expression_t;

/** Compile a text.
 * @param to  receives the expression, in the arena, with a copy of the text; NULL after an error
 * @param error  after a success the first thing that is doubted: a comparison that is settled whatever the gauges say. Its text is "": there is none
 * @return 0; CCS_ERR_SCENARIO, and the first error is told; CCS_ERR_NOMEM */
int ccs_expression_make(const char *text, const ccs_expression_asked_t *asked, ccs_arena_t *arena, const ccs_expression_t **to,
    ccs_expression_error_t *error);

/** What a gauge says now. Pure, finite. @param argument  id of a type or a group; CCS_EXPRESSION_OWN */
typedef double ccs_gauge_read_t(const void *context, enum ccs_gauge gauge, uint32_t argument);

/** The value, finite; of a condition 1 or 0. */
double ccs_expression_value(const ccs_expression_t *self, ccs_gauge_read_t *read, const void *context);

/** As it was written. */
const char *ccs_expression_text(const ccs_expression_t *self);
/** Whether the expression reads a gauge, with whatever argument. */
bool ccs_expression_reads(const ccs_expression_t *self, enum ccs_gauge gauge);
/** Whether nothing but the clock, and the hours of named types, says what its value is. */
bool ccs_expression_is_by_clock(const ccs_expression_t *self);
/** The gauges that it reads, each with each of its arguments once. */
uint32_t ccs_expression_n_uses(const ccs_expression_t *self);
const ccs_gauge_use_t *ccs_expression_use(const ccs_expression_t *self, uint32_t use);

/** "waiting(TYPE)", "free(GROUP)", "wait_s", and what it is. */
const char *ccs_gauge_form(enum ccs_gauge gauge);
const char *ccs_gauge_about(enum ccs_gauge gauge);

#endif
