/* expression_parse.c - a text becomes a postfix, by recursive descent. Invariant: after the first error nothing is added any more; what has been added takes
 * no more off the stack than stands there. */
#include "expression.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "err.h"
#include "expression_parts.h"
#include "text.h"

enum { MAX_DEPTH = 32, NAME_SIZE = 64, PARTS_SIZE = 120 };

typedef struct {
    const char *text;
    const ccs_expression_asked_t *asked;
    ccs_token_t token; /* the next one */
    uint32_t depth;
    ccs_expression_error_t *error;
    bool failed;
    ccs_expression_t made;
} parser_t;

/* A part that has been read: what it is, where it begins, and what of it is known. */
typedef struct {
    enum ccs_expression_kind kind;
    uint32_t at;
    uint32_t step; /* its last; of a WORD the one that is to hold its id */
    uint32_t n;    /* of a WORD: its letters */
    ccs_range_t range;
    const ccs_gauge_row_t *gauge; /* that it is, and nothing more; NULL: it is something else */
    bool is_bare;                 /* it is a number, without a unit */
} part_t;

/* --- messages ------------------------------------------------------------------------------------------------------------- */

/* Characters in front of a byte. */
static uint32_t n_before(const char *text, uint32_t at)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < at; i++) n += ((unsigned char) text[i] & 0xc0) != 0x80;
    return n;
}

static void say(parser_t *self, uint32_t at, const char *format, va_list args)
{
    self->error->offset = at;
    self->error->column = 1 + n_before(self->text, at);
    vsnprintf(self->error->text, sizeof self->error->text, format, args);
}

/* A mistake takes the place of a doubt. */
__attribute__((format(printf, 3, 4))) static void fail(parser_t *self, uint32_t at, const char *format, ...)
{
    va_list args;

    if (self->failed) return;
    self->failed = true;
    va_start(args, format);
    say(self, at, format, args);
    va_end(args);
}

__attribute__((format(printf, 3, 4))) static void doubt(parser_t *self, uint32_t at, const char *format, ...)
{
    va_list args;

    if (self->failed || self->error->text[0] != '\0') return;
    va_start(args, format);
    say(self, at, format, args);
    va_end(args);
}

static const char *name_of(const parser_t *self, uint32_t at, uint32_t n, char *name)
{
    snprintf(name, NAME_SIZE, "%.*s", (int) (n < NAME_SIZE ? n : NAME_SIZE - 1), &self->text[at]);
    return name;
}

/* --- tokens --------------------------------------------------------------------------------------------------------------- */

static void next(parser_t *self)
{
    self->token = ccs_token_at(self->text, self->token.behind);
    if (self->token.kind == CCS_TOKEN_BAD) fail(self, self->token.at, "%s", self->token.what);
}

static bool is(const parser_t *self, const char *what)
{
    const bool fits = self->token.kind == CCS_TOKEN_SIGN || self->token.kind == CCS_TOKEN_WORD;

    return !self->failed && fits && strlen(what) == self->token.n &&
        memcmp(&self->text[self->token.at], what, self->token.n) == 0;
}

static bool take(parser_t *self, const char *what)
{
    if (!is(self, what)) return false;
    next(self);
    return true;
}

static void want(parser_t *self, const char *what)
{
    if (!take(self, what)) fail(self, self->token.at, "expected \"%s\"", what);
}

/* --- steps ---------------------------------------------------------------------------------------------------------------- */

/* @return the step's number */
static uint32_t add(parser_t *self, enum ccs_operation operation, double number, uint32_t to)
{
    const uint32_t n = self->made.n_steps;

    if (n == CCS_EXPRESSION_STEPS)
        fail(self, self->token.at, "is too long: at most %d numbers, gauges and operators", CCS_EXPRESSION_STEPS);
    if (self->failed) return 0;
    self->made.steps[self->made.n_steps++] = (ccs_expression_step_t){number, operation, to};
    return n;
}

static part_t number(parser_t *self, const ccs_token_t *token)
{
    const double x = token->number;

    return (part_t){.kind = CCS_KIND_NUMBER,
        .at = token->at,
        .step = add(self, CCS_OPERATION_NUMBER, x, 0),
        .range = {x, x},
        .is_bare = strspn(&self->text[token->at], "0123456789.") >= token->n};
}

/* What an operator makes of one part, or of two; they begin at a place. */
static part_t operated(parser_t *self, enum ccs_operation operation, enum ccs_expression_kind kind, const part_t *left,
    const part_t *right)
{
    return (part_t){.kind = kind,
        .at = left->at,
        .step = add(self, operation, 0, 0),
        .range = ccs_range_of(operation, left->range, right->range)};
}

/* The use of a gauge, which others of the expression share. */
static uint32_t use_of(parser_t *self, enum ccs_gauge gauge, uint32_t argument, uint32_t at)
{
    ccs_expression_t *const made = &self->made;

    for (uint32_t i = 0; i < made->n_uses; i++)
        if (made->uses[i].gauge == gauge && made->uses[i].argument == argument) return i;
    if (made->n_uses == CCS_EXPRESSION_STEPS) return 0; /* more than there are steps: that is told when the step is added */
    made->uses[made->n_uses] = (ccs_gauge_use_t){gauge, argument, 1 + n_before(self->text, at), at};
    return made->n_uses++;
}

/* --- names ---------------------------------------------------------------------------------------------------------------- */

static const char *const VOCABULARIES[CCS_N_NAMES] = {"type", "group", "site", "channel"};

/* ": write one of its parts, calls_en, calls_es": what begins so, as the parts of a type with languages do. @return text; "": nothing */
static const char *parts_text(const ccs_name_list_t *list, const char *name, char *text, size_t size)
{
    const size_t n = strlen(name);
    char parts[PARTS_SIZE] = "";

    for (uint32_t i = 0; n > 0 && i < list->n; i++)
        if (strncmp(list->at[i], name, n) == 0 && list->at[i][n] == '_') ccs_text_enumerate(parts, sizeof parts, list->at[i]);
    snprintf(text, size, "%s%s", *parts ? ": write one of its parts, " : "", parts);
    return text;
}

static uint32_t find(parser_t *self, enum ccs_expression_names of, uint32_t at, uint32_t n)
{
    const ccs_name_list_t *const list = &self->asked->names[of];
    ccs_closest_t closest = {0};
    char name[NAME_SIZE], parts[PARTS_SIZE + 32];

    (void) name_of(self, at, n, name);
    for (uint32_t i = 0; i < list->n; i++) {
        if (strcmp(list->at[i], name) == 0) return i;
        ccs_closest_offer(&closest, name, list->at[i]);
    }
    if (n == 0) fail(self, at, "expected the name of a %s", VOCABULARIES[of]);
    else if (closest.best) fail(self, at, "there is no %s \"%s\", did you mean \"%s\"?", VOCABULARIES[of], name, closest.best);
    else fail(self, at, "there is no %s \"%s\"%s", VOCABULARIES[of], name, parts_text(list, name, parts, sizeof parts));
    return 0;
}

static enum ccs_expression_names names_of(enum ccs_expression_kind kind)
{
    switch (kind) {
    case CCS_KIND_TYPE: return CCS_NAMES_TYPE;
    case CCS_KIND_GROUP: return CCS_NAMES_GROUP;
    case CCS_KIND_SITE: return CCS_NAMES_SITE;
    case CCS_KIND_CHANNEL: return CCS_NAMES_CHANNEL;
    case CCS_KIND_NUMBER:
    case CCS_KIND_TRUTH:
    case CCS_KIND_WORD: break;
    }
    return CCS_N_NAMES;
}

static bool is_name(enum ccs_expression_kind kind)
{
    return names_of(kind) != CCS_N_NAMES;
}

static void need_number(parser_t *self, const part_t *part)
{
    if (is_name(part->kind))
        fail(self, part->at, "is a name: compare it with another, as in %s == 'NAME'", VOCABULARIES[names_of(part->kind)]);
    if (part->kind == CCS_KIND_WORD) fail(self, part->at, "a name in quotes can only be compared, as in type == 'NAME'");
}

static void need_truth(parser_t *self, const part_t *part)
{
    need_number(self, part);
    if (part->kind != CCS_KIND_TRUTH)
        fail(self, part->at, "is a number where a condition is wanted: compare it, as in \"... > 0\"");
}

/* --- gauges --------------------------------------------------------------------------------------------------------------- */

static void unknown_word(parser_t *self, const ccs_token_t *word)
{
    ccs_closest_t closest = {0};
    char name[NAME_SIZE];

    (void) name_of(self, word->at, word->n, name);
    for (int i = 0; i < CCS_N_GAUGES; i++) ccs_closest_offer(&closest, name, ccs_gauge_row((enum ccs_gauge) i)->name);
    for (int of = 0; of < CCS_N_NAMES; of++)
        for (uint32_t i = 0; i < self->asked->names[of].n; i++)
            if (strcmp(self->asked->names[of].at[i], name) == 0)
                fail(self, word->at, "\"%s\" is the name of a %s, no gauge: write it in quotes, or behind a gauge", name,
                    VOCABULARIES[of]);
    if (closest.best) fail(self, word->at, "there is no gauge \"%s\", did you mean \"%s\"?", name, closest.best);
    fail(self, word->at, "there is no gauge \"%s\": docs/routing.md lists them", name);
}

static enum ccs_gauge gauge_of(parser_t *self, const ccs_token_t *word)
{
    for (int i = 0; i < CCS_N_GAUGES; i++) {
        const char *const name = ccs_gauge_row((enum ccs_gauge) i)->name;

        if (strlen(name) == word->n && memcmp(name, &self->text[word->at], word->n) == 0) return (enum ccs_gauge) i;
    }
    unknown_word(self, word);
    return CCS_N_GAUGES;
}

/* What is not at hand here. */
static void check_at_hand(parser_t *self, uint32_t at, const ccs_gauge_row_t *row, unsigned needs)
{
    if ((self->asked->at_hand & needs) == needs) return;
    if (!(self->asked->at_hand & CCS_AT_HAND_MOMENT)) {
        fail(self, at, "%s is not asked here: agents are told apart for good, by level, proficiency, quality, group or site",
            row->name);
        return;
    }
    switch (needs) {
    case CCS_AT_HAND_CLOCK: fail(self, at, "%s has no meaning in mode \"steady\", which has no clock", row->name); return;
    case CCS_AT_HAND_TYPE:
    case CCS_AT_HAND_CONTACT: fail(self, at, "%s is of a contact, and here is none", row->name); return;
    default: fail(self, at, "%s is of an agent for the contact, and here is none chosen yet", row->name); return;
    }
}

static uint32_t argument_of(parser_t *self, const ccs_token_t *word, const ccs_gauge_row_t *row)
{
    if (!is(self, "(")) {
        if (row->own_needs && (self->asked->at_hand & row->own_needs) != row->own_needs)
            fail(self, word->at, "of which? Write %s", row->form);
        return CCS_EXPRESSION_OWN;
    }
    if (!row->has_argument) {
        fail(self, self->token.at, "%s has no argument", row->name);
        return CCS_EXPRESSION_OWN;
    }
    const ccs_token_t name = ccs_token_name_at(self->text, self->token.behind);
    const uint32_t id = find(self, row->of, name.at, name.n);

    self->token = name;
    next(self);
    want(self, ")");
    return id;
}

static part_t gauge(parser_t *self, const ccs_token_t *word)
{
    const enum ccs_gauge which = gauge_of(self, word);

    if (self->failed) return (part_t){.at = word->at};
    const ccs_gauge_row_t *const row = ccs_gauge_row(which);
    const uint32_t argument = argument_of(self, word, row);

    check_at_hand(self, word->at, row, row->needs);
    return (part_t){.kind = row->value,
        .at = word->at,
        .step = add(self, CCS_OPERATION_GAUGE, 0, use_of(self, which, argument, word->at)),
        .range = row->range,
        .gauge = row};
}

/* --- from the tightest to the loosest ------------------------------------------------------------------------------------- */

static part_t alternatives(parser_t *self);

/* min(a, b, ..) and max(a, b, ..), behind the word. */
static part_t extreme(parser_t *self, const ccs_token_t *word, enum ccs_operation operation)
{
    part_t whole = {.kind = CCS_KIND_NUMBER, .at = word->at};
    uint32_t n = 0;

    want(self, "(");
    do {
        const part_t part = alternatives(self);

        need_number(self, &part);
        if (n++ > 0) whole = operated(self, operation, CCS_KIND_NUMBER, &whole, &part);
        else whole.range = part.range;
    } while (take(self, ","));
    want(self, ")");
    if (n < 2) fail(self, word->at, "%.3s takes two values or more", &self->text[word->at]);
    return whole;
}

static part_t word_part(parser_t *self, const ccs_token_t *word)
{
    const bool is_call = is(self, "(") && word->n == 3;

    if (is_call && memcmp(&self->text[word->at], "min", 3) == 0) return extreme(self, word, CCS_OPERATION_MIN);
    if (is_call && memcmp(&self->text[word->at], "max", 3) == 0) return extreme(self, word, CCS_OPERATION_MAX);
    return gauge(self, word);
}

static part_t primary(parser_t *self)
{
    const ccs_token_t token = self->token;

    if (take(self, "(")) {
        const part_t inner = alternatives(self);

        want(self, ")");
        return inner;
    }
    if (token.kind == CCS_TOKEN_SIGN || token.kind == CCS_TOKEN_END)
        fail(self, token.at, "expected a number, a gauge or \"(\"%s", token.kind == CCS_TOKEN_END ? ", found the end" : "");
    if (self->failed) return (part_t){.at = token.at};
    next(self);
    if (token.kind == CCS_TOKEN_NUMBER) return number(self, &token);
    if (token.kind == CCS_TOKEN_WORD) return word_part(self, &token);
    return (part_t){.kind = CCS_KIND_WORD, .at = token.at, .step = add(self, CCS_OPERATION_NUMBER, NAN, 0), .n = token.n};
}

/* An operator in front of one part, as often as it is written. */
typedef struct {
    const char *sign;
    part_t (*of)(parser_t *self);
    void (*need)(parser_t *self, const part_t *part);
    enum ccs_expression_kind kind;
    enum ccs_operation operation;
} prefix_t;

static part_t prefixed(parser_t *self, const prefix_t *prefix)
{
    const uint32_t at = self->token.at;

    if (++self->depth > MAX_DEPTH) fail(self, at, "is nested too deeply");
    const bool taken = take(self, prefix->sign);
    part_t part = taken ? prefixed(self, prefix) : prefix->of(self);

    self->depth--;
    if (!taken) return part;
    prefix->need(self, &part);
    part.at = at;
    return operated(self, prefix->operation, prefix->kind, &part, &part);
}

static part_t signed_part(parser_t *self)
{
    return prefixed(self, &(prefix_t){"-", primary, need_number, CCS_KIND_NUMBER, CCS_OPERATION_MINUS});
}

/* Parts joined by operators of one rank: "a * b / c". */
static part_t joined(parser_t *self, part_t (*of)(parser_t *self), const char *const *signs, const enum ccs_operation *operations)
{
    part_t left = of(self);

    for (int i = 0; i < 2 && !self->failed;) {
        if (!take(self, signs[i])) {
            i++;
            continue;
        }
        const part_t right = of(self);

        need_number(self, &left);
        need_number(self, &right);
        left = operated(self, operations[i], CCS_KIND_NUMBER, &left, &right);
        i = 0;
    }
    return left;
}

static part_t product(parser_t *self)
{
    static const char *const signs[] = {"*", "/"};
    static const enum ccs_operation operations[] = {CCS_OPERATION_MULTIPLY, CCS_OPERATION_DIVIDE};

    return joined(self, signed_part, signs, operations);
}

static part_t sum(parser_t *self)
{
    static const char *const signs[] = {"+", "-"};
    static const enum ccs_operation operations[] = {CCS_OPERATION_ADD, CCS_OPERATION_SUBTRACT};

    return joined(self, product, signs, operations);
}

/* The operator of a comparison, taken. CCS_N_OPERATIONS: there is none. */
static enum ccs_operation take_comparison(parser_t *self)
{
    static const struct {
        const char *sign;
        enum ccs_operation operation;
    } all[] = {{"==", CCS_OPERATION_EQUAL}, {"!=", CCS_OPERATION_UNEQUAL}, {"<>", CCS_OPERATION_UNEQUAL},
        {"<=", CCS_OPERATION_AT_MOST}, {">=", CCS_OPERATION_AT_LEAST}, {"<", CCS_OPERATION_LESS}, {">", CCS_OPERATION_MORE}};

    if (is(self, "=")) fail(self, self->token.at, "write == to compare");
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (take(self, all[i].sign)) return all[i].operation;
    return CCS_N_OPERATIONS;
}

/* A word in quotes is of the vocabulary of what it is compared with. */
static void settle_word(parser_t *self, part_t *word, const part_t *other)
{
    if (word->kind != CCS_KIND_WORD || !is_name(other->kind)) return;
    const uint32_t id = find(self, names_of(other->kind), word->at, word->n);

    if (!self->failed) self->made.steps[word->step].number = id;
    word->kind = other->kind;
}

static void check_comparison(parser_t *self, enum ccs_operation operation, part_t *left, part_t *right)
{
    const bool equality = operation == CCS_OPERATION_EQUAL || operation == CCS_OPERATION_UNEQUAL;

    settle_word(self, left, right);
    settle_word(self, right, left);
    if (is_name(left->kind) && left->kind == right->kind) {
        if (!equality) fail(self, left->at, "names have no order: compare them with == or !=");
        return;
    }
    need_number(self, left);
    need_number(self, right);
}

/* A number beside a gauge that never comes near it, as in occupancy > 90. */
static void check_reach(parser_t *self, const part_t *gauge, const part_t *number)
{
    const ccs_range_t *const range = &gauge->range;
    const double x = number->range.least;

    if (!gauge->gauge || number->range.most != x || !isfinite(range->least) || !isfinite(range->most)) return;
    if (range->least == 0 && range->most == 1 && number->is_bare && x > 1)
        fail(self, number->at, "%s lies between 0 and 1: %g per cent are written %g %%", gauge->gauge->name, x, x);
    if (range->most == 86400 && number->is_bare && x > 0 && x < 25)
        fail(self, number->at, "%s counts seconds: write a time such as %02d:00", gauge->gauge->name, (int) x % 24);
    if (x < range->least || x > range->most)
        fail(self, number->at, "%s lies between %g and %g", gauge->gauge->name, range->least, range->most);
}

/* A comparison that is settled whatever the gauges say. */
static void doubt_settled(parser_t *self, const part_t *left, const part_t *right, const ccs_range_t *made)
{
    const ccs_gauge_row_t *const gauge = left->gauge ? left->gauge : right->gauge;
    const char *const settled = made->least > 0 ? "always holds" : "never holds";

    if (made->least != made->most) return;
    if (!gauge) doubt(self, left->at, "%s", settled);
    else if (isinf(gauge->range.most))
        doubt(self, left->at, "%s, as %s is never below %g", settled, gauge->form, gauge->range.least);
    else doubt(self, left->at, "%s, as %s lies between %g and %g", settled, gauge->form, gauge->range.least, gauge->range.most);
}

static part_t comparison(parser_t *self)
{
    part_t left = sum(self);
    const enum ccs_operation operation = take_comparison(self);

    if (operation == CCS_N_OPERATIONS) return left;
    part_t right = sum(self);

    check_comparison(self, operation, &left, &right);
    part_t made = operated(self, operation, CCS_KIND_TRUTH, &left, &right);

    if (is_name(left.kind)) made.range = (ccs_range_t){0, 1};
    check_reach(self, &left, &right);
    check_reach(self, &right, &left);
    doubt_settled(self, &left, &right, &made.range);
    if (!self->failed && take_comparison(self) != CCS_N_OPERATIONS)
        fail(self, right.at, "compares three things: write \"a < b and b < c\"");
    return made;
}

static part_t negation(parser_t *self)
{
    return prefixed(self, &(prefix_t){"not", comparison, need_truth, CCS_KIND_TRUTH, CCS_OPERATION_NOT});
}

/* Conditions joined by a word: what follows is skipped once it is settled. */
static part_t conditions(parser_t *self, part_t (*of)(parser_t *self), const char *word, enum ccs_operation skip)
{
    part_t left = of(self);

    while (take(self, word)) {
        need_truth(self, &left);
        const uint32_t at = add(self, skip, 0, 0);
        const part_t right = of(self);

        need_truth(self, &right);
        self->made.steps[at].to = self->made.n_steps;
        left.range = (ccs_range_t){0, 1};
    }
    return left;
}

static part_t both(parser_t *self)
{
    return conditions(self, negation, "and", CCS_OPERATION_SKIP_IF_NOT);
}

static part_t alternatives(parser_t *self)
{
    return conditions(self, both, "or", CCS_OPERATION_SKIP_IF);
}

int ccs_expression_make(const char *text, const ccs_expression_asked_t *asked, ccs_arena_t *arena, const ccs_expression_t **to,
    ccs_expression_error_t *error)
{
    parser_t self = {.text = text, .asked = asked, .error = error};

    *to = NULL;
    *error = (ccs_expression_error_t){0};
    next(&self);
    const part_t whole = alternatives(&self);

    if (self.token.kind != CCS_TOKEN_END) fail(&self, self.token.at, "expected an operator, or the end");
    if (asked->is_condition) need_truth(&self, &whole);
    else need_number(&self, &whole);
    if (self.failed) return CCS_ERR_SCENARIO;
    ccs_expression_t *const made = ccs_arena_alloc(arena, sizeof *made);

    if (!made) return CCS_ERR_NOMEM;
    *made = self.made;
    made->text = ccs_arena_strdup(arena, text);
    if (!made->text) return CCS_ERR_NOMEM;
    *to = made;
    return 0;
}
