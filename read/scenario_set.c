/* scenario_set.c - settings of the command line: PATH=VALUE, PATH*=1.1, PATH+=2, where a * in PATH stands for every member.
 * Invariant: a setting is applied whole or has added an error, in which case the tree is not used any more. */
#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "key.def"
#include "scenario_parts.h"
#include "text.h"
#include "units.h"

enum operation { ASSIGN, MULTIPLY, ADD };
enum { SHOWN = 64, PATH_SIZE = 128 };

typedef struct {
    const char *key; /* NULL: element number index */
    uint32_t index;
    bool any; /* a *: key is the member that its turn is */
} step_t;

/* Where a path came to its end too early. */
typedef struct {
    const ccs_value_t *node;
    uint32_t i;    /* the step that leads nowhere from node */
    uint32_t rank; /* of several the highest is told; 0: none yet */
    step_t steps[CCS_SCENARIO_MAX_DEPTH];
} miss_t;

/* A number as an operand: 2, 1.1, "80 %", "4 min 30 s". */
typedef struct {
    double x;
    int64_t i; /* if whole */
    bool whole, percent;
} quantity_t;

typedef struct {
    ccs_scenario_reader_t *reader;
    const ccs_value_t *root;
    ccs_value_t like; /* file, line of the nodes that are made */
    enum operation operation;
    const char *path, *value; /* texts, trimmed */
    step_t steps[CCS_SCENARIO_MAX_DEPTH];
    uint32_t n_steps;
    uint32_t n_open;    /* steps up to and with the last *; 0: there is none */
    bool minus;         /* -= */
    bool counts;        /* the path leads to what comes only whole */
    bool agents;        /* or to agents, of whom there may be fractions */
    ccs_value_t *made;  /* to assign */
    quantity_t operand; /* to multiply by, to add */
    uint32_t n_changed; /* numbers */
    uint32_t n_same;    /* of these, those that are what they were: 10 lines times 0.95 are 10 lines */
    uint32_t n_applied; /* members, 1 without a * */
    size_t n_errors;    /* before this setting */
    miss_t miss;
    char passed[2 *
        PATH_SIZE]; /* "service, which holds per_hour": a member that a * did not reach though it holds the same quantity */
} set_t;

/* --- messages ---------------------------------------------------------------------------------------------------------- */

static int fail(const set_t *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
static int fail(const set_t *self, const char *format, ...)
{
    char text[sizeof((ccs_err_t *) 0)->text];
    va_list args;

    va_start(args, format);
    (void) vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return ccs_scenario_fail(self->reader, CCS_ERR_SCENARIO, &self->like, self->path, "%s", text);
}

static bool is_told(const set_t *self)
{
    return self->reader->errors->n_errors > self->n_errors;
}

/* The first n steps as a path. */
static const char *steps_text(const set_t *self, uint32_t n, char text[PATH_SIZE])
{
    size_t at = 0;

    text[0] = '\0';
    for (uint32_t i = 0; i < n && at < PATH_SIZE; i++) {
        const step_t *const step = &self->steps[i];
        const int added = step->key ? snprintf(text + at, PATH_SIZE - at, "%s%s", i > 0 ? "." : "", step->key)
                                    : snprintf(text + at, PATH_SIZE - at, "[%" PRIu32 "]", step->index);

        at += (size_t) added;
    }
    return text;
}

/* "talk, wrap, patience, …" */
static const char *keys_text(const ccs_value_t *group, char text[PATH_SIZE])
{
    size_t at = 0;

    text[0] = '\0';
    for (const ccs_value_t *child = group->first; child && at < PATH_SIZE - 40; child = child->next) {
        at += (size_t) snprintf(text + at, PATH_SIZE - at, "%s%.30s", at > 0 ? ", " : "", child->key);
    }
    if (at >= PATH_SIZE - 40) (void) snprintf(text + at, PATH_SIZE - at, ", …");
    return text;
}

/* --- the text of a setting --------------------------------------------------------------------------------------------- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static char *trim(char *from, char *end)
{
    while (from < end && is_blank(*from)) from++;
    while (end > from && is_blank(end[-1])) end--;
    *end = '\0';
    return from;
}

/* The steps begin with the keys of a path of key.def, * standing for any. */
static bool begins_with(const set_t *self, const char *pattern)
{
    uint32_t i = 0;

    for (;; i++) {
        const size_t n = strcspn(pattern, ".");
        const char *const key = i < self->n_steps ? self->steps[i].key : NULL;

        if (!key || !((n == 1 && *pattern == '*') || (strlen(key) == n && memcmp(key, pattern, n) == 0))) return false;
        if (pattern[n] == '\0') return true;
        pattern += n + 1;
    }
}

/* What comes only whole: lines, days. Their integers stay integers; a cv of 1 times 1.1 is 1.1. */
static bool is_of_shape(const set_t *self, const char *shape)
{
    static const struct {
        const char *path, *shape;
    } rows[] = {
#define X(path, shape, when, absent, range, text) {path, #shape},
        CCS_KEY_LIST(X)
#undef X
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].shape, shape) == 0 && begins_with(self, rows[i].path)) return true;
    return false;
}

/* What is no key may be a label, which people read in tables. */
static int fail_key(const set_t *self, const char *key)
{
    const ccs_value_t *const kind = self->n_steps == 1 ? ccs_value_get(self->root, self->steps[0].key) : NULL;

    for (const ccs_value_t *member = kind && kind->kind == CCS_VALUE_GROUP ? kind->first : NULL; member; member = member->next) {
        const ccs_value_t *const label = ccs_value_get(member, "label");

        if (label && label->kind == CCS_VALUE_STRING && strcmp(label->as.text, key) == 0)
            return fail(self, "\"%.40s\" is a label: write its name, %s.%s", key, kind->key, member->key);
    }
    return fail(self, "expected keys with points between them, such as types.cards.talk.mean%s",
        strchr(key, ' ') ? "; a key has no blanks" : "");
}

/* One step at *at: a key, or [3]; the key is cut out of the text later, by its end. */
static int take_index(set_t *self, char **at)
{
    uint64_t index = 0;
    char *digit = *at + 1;

    for (; *digit >= '0' && *digit <= '9' && index < UINT32_MAX; digit++) index = 10 * index + (uint64_t) (*digit - '0');
    if (digit == *at + 1 || *digit != ']' || index >= UINT32_MAX)
        return fail(self, "expected the number of an element in [ ], such as staff[3]");
    self->steps[self->n_steps++] = (step_t){NULL, (uint32_t) index, false};
    *at = digit + 1;
    return 0;
}

static int take_key(set_t *self, char **at)
{
    const size_t n = strcspn(*at, ".[");
    const bool any = n == 1 && **at == '*';
    char *const key = ccs_arena_alloc(self->reader->arena, n + 1);

    if (!key) return ccs_scenario_fail_memory(self->reader);
    memcpy(key, *at, n);
    if (!any && memchr(key, '*', n)) return fail(self, "a * stands for a whole key, as in groups.*.staff, not for a part of one");
    if (!any && !ccs_text_is_key(key, n)) return fail_key(self, key);
    self->steps[self->n_steps++] = (step_t){key, 0, any};
    if (any) self->n_open = self->n_steps;
    *at += n;
    return 0;
}

static int take_steps(set_t *self, char *at)
{
    int ret = 0;

    CCS_TRY(take_key(self, &at));
    while (*at != '\0') {
        if (self->n_steps == CCS_SCENARIO_MAX_DEPTH) CCS_TRY(fail(self, "a path of more than %d keys", CCS_SCENARIO_MAX_DEPTH));
        if (*at == '[') {
            CCS_TRY(take_index(self, &at));
        } else if (*at == '.') {
            at++;
            CCS_TRY(take_key(self, &at));
        } else {
            CCS_TRY(fail(self, "expected a point, a [ or the end of the path, found '%.20s'", at));
        }
    }
out:
    return ret;
}

/* Path, operation and value out of "PATH*=VALUE". No path has a = in it, so the first one ends it. */
static int take_text(set_t *self, const char *text)
{
    char *const copy = ccs_arena_strdup(self->reader->arena, text);
    char *equals = copy ? strchr(copy, '=') : NULL;

    if (!copy) return ccs_scenario_fail_memory(self->reader);
    if (strlen(text) > CCS_SCENARIO_MAX_BYTES || !ccs_text_is_clean(text, strlen(text)))
        return fail(self, "is no text in UTF-8, or a very long one");
    if (!equals) return fail(self, "expected PATH=VALUE, PATH*=NUMBER, PATH+=NUMBER or PATH-=NUMBER, found '%.60s'", text);
    self->value = trim(equals + 1, equals + 1 + strlen(equals + 1));
    if (equals > copy && strchr("*+-", equals[-1])) {
        equals--;
        self->operation = *equals == '*' ? MULTIPLY : ADD;
        self->minus = *equals == '-';
    }
    char *const path = trim(copy, equals);
    const size_t n = strlen(path);

    self->path = path;
    if (self->operation == MULTIPLY && (n == 0 || path[n - 1] == '.')) {
        return fail(self,
            "%s*= can be read in two ways: write \"%s* = VALUE\" to set every member, \"%s* *= NUMBER\" to multiply it", path,
            path, path);
    }
    if (*self->value == '\0') return fail(self, "has no value: write \"\" for an empty text, none to remove what is there");
    return take_steps(self, path);
}

/* --- the way through the tree ------------------------------------------------------------------------------------------ */

static ccs_value_t *element(ccs_value_t *list, uint32_t index)
{
    ccs_value_t *child = list->kind == CCS_VALUE_LIST ? list->first : NULL;

    for (; child && index > 0; index--) child = child->next;
    return child;
}

/* The child that step i leads to, NULL if there is none. A CSV file that is named there becomes its table first. */
static ccs_value_t *follow(set_t *self, ccs_value_t *node, uint32_t i)
{
    char path[PATH_SIZE];

    if (self->steps[i].key) return ccs_value_get_mutable(node, self->steps[i].key);
    if (ccs_scenario_is_table(node) && !ccs_scenario_own_table(self->reader, node, steps_text(self, i, path))) return NULL;
    return element(node, self->steps[i].index);
}

/* The key of node that step i may have meant. */
static const ccs_value_t *closest_to(const set_t *self, const ccs_value_t *node, uint32_t i)
{
    const step_t *const step = &self->steps[i];

    return step->key && !step->any ? ccs_value_closest(node, step->key) : NULL;
}

/* Why step i leads nowhere from node. */
static int fail_step(const set_t *self, const ccs_value_t *node, uint32_t i)
{
    char path[PATH_SIZE], keys[PATH_SIZE], shown[SHOWN];
    const char *const at = i > 0 ? steps_text(self, i, path) : "the scenario";
    const ccs_value_t *const closest = closest_to(self, node, i), *const like = ccs_value_get(node, "like");

    if (!self->steps[i].key && node->kind == CCS_VALUE_LIST) {
        return fail(self, "%s has %" PRIu32 " elements, counted from [0]", at, node->n);
    }
    if (!self->steps[i].key) return fail(self, "%s is %s, not a list", at, ccs_value_show(node, shown, sizeof shown));
    if (node->kind != CCS_VALUE_GROUP) return fail(self, "%s is %s, not a group", at, ccs_value_show(node, shown, sizeof shown));
    if (closest) return fail(self, "does not exist; the closest is %s%s%s", i > 0 ? at : "", i > 0 ? "." : "", closest->key);
    if (!node->first) return fail(self, "%s; %s is empty", self->steps[i].any ? "* matches nothing" : "does not exist", at);
    if (like) {
        return fail(self, "is not written in %s, which takes it from like = %s: change it there, or set a value here", at,
            ccs_value_show(like, shown, sizeof shown));
    }
    if (self->steps[i].any) {
        return fail(self, "* matches nothing; %s holds no %s", at, self->steps[i + 1].key ? "group" : "list");
    }
    return fail(self, "does not exist; %s holds %s", at, keys_text(node, keys));
}

/* What reaches a quantity whatever it is written in. */
static const char *factor_of(const char *key)
{
    if (strncmp(key, "per_", 4) == 0) return "; factors.volume *= NUMBER reaches all";
    if (strcmp(key, "talk") == 0 || strcmp(key, "wrap") == 0) return "; factors.aht *= NUMBER reaches all";
    return strcmp(key, "patience") == 0 ? "; factors.patience *= NUMBER reaches all" : "";
}

/* A rate that is written for another unit, a duration where others write a law: passed over though it is the same quantity. What a * did not
 * reach is remembered. */
static void pass_over(set_t *self, const ccs_value_t *node, uint32_t i)
{
    const char *const wanted = self->steps[i].key, *const member = self->n_open > 0 ? self->steps[self->n_open - 1].key : NULL;
    const char *const before = i > self->n_open ? self->steps[i - 1].key : NULL; /* an index, as in staff[1], has no key */
    char shown[SHOWN];

    if (!wanted || !member || self->passed[0]) return;
    if (node->kind != CCS_VALUE_GROUP && before) {
        (void) snprintf(self->passed, sizeof self->passed, "%.24s, where %.24s is %.30s%s", member, before,
            ccs_value_show(node, shown, sizeof shown), factor_of(before));
        return;
    }
    for (const ccs_value_t *child = strncmp(wanted, "per_", 4) == 0 ? node->first : NULL; child; child = child->next)
        if (child->key && strncmp(child->key, "per_", 4) == 0)
            (void) snprintf(self->passed, sizeof self->passed, "%.30s, which holds %.30s%s", member, child->key,
                factor_of(wanted));
}

/* Step i leads nowhere from node, which is an error only if the setting applies nowhere else. Told then is the path that came
 * farthest; of those the first that has a key alike, or takes the missing one from `like`. */
static void miss(set_t *self, const ccs_value_t *node, uint32_t i)
{
    pass_over(self, node, i);

    const uint32_t clue = closest_to(self, node, i) ? 2 : ccs_value_get(node, "like") ? 1 : 0, rank = 1 + 3 * i + clue;

    if (rank <= self->miss.rank) return;
    self->miss.node = node;
    self->miss.i = i;
    self->miss.rank = rank;
    memcpy(self->miss.steps, self->steps, sizeof self->steps);
}

static int fail_miss(set_t *self)
{
    memcpy(self->steps, self->miss.steps, sizeof self->steps);
    return fail_step(self, self->miss.node, self->miss.i);
}

/* --- numbers ----------------------------------------------------------------------------------------------------------- */

static bool take_quantity(const char *text, quantity_t *quantity)
{
    const size_t n = strlen(text), digits = strspn(text, "0123456789");
    char number[SHOWN];

    *quantity = (quantity_t){0};
    if (digits == n && n > 0 && n <= 18) {
        quantity->whole = true;
        for (size_t i = 0; i < n; i++) quantity->i = 10 * quantity->i + (text[i] - '0');
        quantity->x = (double) quantity->i;
        return true;
    }
    if (n > 1 && n < sizeof number && text[n - 1] == '%') { /* above 100 % too: *= "110 %" */
        memcpy(number, text, n - 1);
        number[n - 1] = '\0';
        if (ccs_units_number(number, &quantity->x) != CCS_ERR_OK) return false;
        quantity->x /= 100;
        quantity->percent = true;
        return true;
    }
    return ccs_units_number(text, &quantity->x) == CCS_ERR_OK || ccs_units_duration(text, &quantity->x) == CCS_ERR_OK;
}

/* The operand may have a sign, and quotes as in a file. */
static int take_operand(set_t *self)
{
    const size_t n = strlen(self->value);
    const bool quoted = n >= 2 && self->value[0] == '"' && self->value[n - 1] == '"';
    char *const text = ccs_arena_strdup(self->reader->scratch, self->value + quoted);

    if (!text) return ccs_scenario_fail_memory(self->reader);
    if (quoted) text[n - 2] = '\0';
    const char sign = *text;
    const size_t skip = sign == '-' || sign == '+';

    if (!take_quantity(text + skip, &self->operand)) {
        char remedy[PATH_SIZE];
        const char *const sep = *ccs_units_remedy(text + skip, remedy, sizeof remedy) ? ": " : "";

        return fail(self, "expected a number to %s, found %.40s%s%s", self->operation == MULTIPLY ? "multiply by" : "add",
            self->value, sep, remedy);
    }
    if ((sign == '-') != self->minus) {
        self->operand.x = -self->operand.x;
        self->operand.i = -self->operand.i;
    }
    return 0;
}

/* Half up. A product such as 10 * 1.15 = 11.499999999999998 is meant to be 11.5: what binary fractions lose is given back
 * first. */
static double round_count(double x)
{
    return floor(x + 0.5 + fabs(x) * 8 * DBL_EPSILON);
}

/* 60 agents times 1.1 are 66, whatever binary fractions make of it. */
static double snap_agents(double x)
{
    return fabs(x - round(x)) <= fabs(x) * 8 * DBL_EPSILON ? round(x) : x;
}

static int put_number(const set_t *self, ccs_value_t *node, double x, bool was_whole)
{
    const double limit = 9007199254740992.0; /* 2^53: beyond it a double says nothing about single units */
    const double result = was_whole && self->counts ? round_count(x) : self->agents ? snap_agents(x) : x;

    if (!isfinite(result)) return fail(self, "the result is beyond the range of numbers");
    if (was_whole && fabs(result) < limit && result == floor(result)) {
        node->kind = CCS_VALUE_INT;
        node->as.i = (int64_t) result;
    } else {
        node->kind = CCS_VALUE_REAL;
        node->as.x = result;
    }
    return 0;
}

static int change_number(set_t *self, ccs_value_t *node, const quantity_t *old)
{
    const bool multiply = self->operation == MULTIPLY;
    int64_t whole = 0;
    int ret = 0;

    if (!multiply && self->operand.percent && fabs(old->x) > 1)
        return fail(self, "%.40s cannot be added to %.10g: write *= %.10g for as much more", self->value, old->x,
            1 + self->operand.x);
    self->n_changed++;
    node->grouped = false;
    node->file = self->like.file;
    node->line = self->like.line;
    if (old->whole && self->operand.whole) {
        if (multiply ? __builtin_mul_overflow(old->i, self->operand.i, &whole)
                     : __builtin_add_overflow(old->i, self->operand.i, &whole)) {
            return fail(self, "the result is beyond the range of numbers");
        }
        node->kind = CCS_VALUE_INT;
        node->as.i = whole;
    } else {
        ret = put_number(self, node, multiply ? old->x * self->operand.x : old->x + self->operand.x, old->whole);
    }
    if (ret == 0 && self->agents && old->x >= 0 && (node->kind == CCS_VALUE_INT ? (double) node->as.i : node->as.x) < 0)
        return fail(self, "takes %g agents from where there are %g", -self->operand.x, old->x);
    self->n_same += ret == 0 && (node->kind == CCS_VALUE_INT ? (double) node->as.i : node->as.x) == old->x;
    return ret;
}

static int change_list(set_t *self, ccs_value_t *list, int depth);

/* The key that says which quantity the path is of: arrivals are rates, however they are written. */
static const char *quantity_key(const set_t *self)
{
    const char *const key = self->steps[self->n_steps - 1].key;

    return strcmp(key, "arrivals") == 0 ? "per_" : key;
}

/* A table by weekday is a value over time like a list; other groups hold parameters of different kinds. */
static bool is_by_weekday(const ccs_value_t *group)
{
    static const char *const words[] = {
#define X(name, word, first, last) word,
        CCS_WEEKDAY_LIST(X)
#undef X
    };
    const size_t n = sizeof words / sizeof *words;

    for (const ccs_value_t *child = group->first; child; child = child->next) {
        size_t i = 0;

        while (i < n && strcmp(words[i], child->key) != 0) i++;
        if (i == n) return false;
    }
    return group->n > 0;
}

/* Texts count as quantities in the value itself and in a plain list; in the rows of a table, (from, to, value), only numbers
 * are changed. */
static int change(set_t *self, ccs_value_t *node, int depth)
{
    quantity_t old = {0};
    char shown[SHOWN];

    switch (node->kind) {
    case CCS_VALUE_INT:
        old = (quantity_t){.x = (double) node->as.i, .i = node->as.i, .whole = true};
        return change_number(self, node, &old);
    case CCS_VALUE_REAL: old.x = node->as.x; return change_number(self, node, &old);
    case CCS_VALUE_STRING:
        if (depth <= 1 && take_quantity(node->as.text, &old)) {
            old.whole = false;
            return change_number(self, node, &old);
        }
        if (depth > 0) return 0;
        return fail(self, "is %s, not a number", ccs_value_show(node, shown, sizeof shown));
    case CCS_VALUE_LIST: return change_list(self, node, depth);
    case CCS_VALUE_GROUP:
        if (is_by_weekday(node)) return change_list(self, node, depth);
        return fail(self, "is %s, not a number: name one inside it%s", ccs_value_show(node, shown, sizeof shown),
            self->n_steps > 0 && self->steps[self->n_steps - 1].key ? factor_of(quantity_key(self)) : "");
    case CCS_VALUE_BOOL: return fail(self, "is %s, not a number: name one inside it", ccs_value_show(node, shown, sizeof shown));
    }
    return 0;
}

static int change_list(set_t *self, ccs_value_t *list, int depth)
{
    const uint32_t n_before = self->n_changed;
    int ret = 0;

    for (ccs_value_t *child = list->first; child; child = child->next) CCS_TRY(change(self, child, depth + 1));
    if (depth == 0 && self->n_changed == n_before) CCS_TRY(fail(self, "is a list without a number"));
out:
    return ret;
}

/* A factor, factors.volume, is 1 until it is written: what multiplies it writes it. NULL where the path is none or memory is out. */
static ccs_value_t *make_factor(set_t *self, ccs_value_t *node, uint32_t i)
{
    const uint32_t n = self->n_steps;
    const char *const holder = n >= 2 ? self->steps[n - 2].key : NULL;

    if (self->operation != MULTIPLY || !holder || strcmp(holder, "factors") != 0 || !self->steps[n - 1].key || i + 2 < n)
        return NULL;
    if (node->kind != CCS_VALUE_GROUP) return NULL;
    ccs_value_t *const child = ccs_scenario_node(self->reader, &self->like);

    if (!child) return NULL;
    child->kind = i + 1 == n ? CCS_VALUE_REAL : CCS_VALUE_GROUP;
    child->key = self->steps[i].key;
    if (i + 1 == n) child->as.x = 1;
    ccs_value_append(node, child);
    return child;
}

/* PATH*=1.1, from step i on, which starts at node. */
static int modify(set_t *self, ccs_value_t *node, uint32_t i)
{
    char path[PATH_SIZE];
    int ret = 0;

    for (; i < self->n_steps; i++) {
        ccs_value_t *child = follow(self, node, i);

        if (!child) child = make_factor(self, node, i);
        if (!child) {
            if (is_told(self)) CCS_TRY(CCS_ERR_SCENARIO);
            miss(self, node, i);
            goto out;
        }
        node = child;
    }
    if (ccs_scenario_is_table(node) && !ccs_scenario_own_table(self->reader, node, steps_text(self, self->n_steps, path))) {
        CCS_TRY(CCS_ERR_SCENARIO);
    }
    self->counts = is_of_shape(self, "COUNT");
    self->agents = is_of_shape(self, "STAFF");
    self->n_applied++;
    CCS_TRY(change(self, node, 0));
out:
    return ret;
}

/* --- values ------------------------------------------------------------------------------------------------------------ */

static void place_at(ccs_value_t *node, const ccs_value_t *like)
{
    node->file = like->file;
    node->line = like->line;
    for (ccs_value_t *child = node->first; child; child = child->next) place_at(child, like);
}

static uint32_t depth_of(const ccs_value_t *node)
{
    uint32_t depth = 0;

    for (const ccs_value_t *child = node->first; child; child = child->next) {
        const uint32_t below = depth_of(child) + 1;

        if (below > depth) depth = below;
    }
    return depth;
}

/* The value as libconfig reads it; what it does not read is a text: 3 min arrives from a shell without quotes. */
static int take_value(set_t *self)
{
    const ccs_scan_input_t input = {CCS_SCENARIO_SETTING, self->value, strlen(self->value), true};
    ccs_err_t err;

    if (self->value[0] == '+' && self->value[1] >= '0' && self->value[1] <= '9')
        return fail(self, "write += to add %s, or = %s to set it", self->value + 1, self->value + 1);

    if (ccs_scenario_parse(self->reader, &input, &self->made, &err) == 0) {
        place_at(self->made, &self->like);
        if (depth_of(self->made) + self->n_steps <= CCS_SCENARIO_MAX_DEPTH) return 0;
        return fail(self, "would nest deeper than %d", CCS_SCENARIO_MAX_DEPTH);
    }
    if (self->reader->n_settings > CCS_SCENARIO_MAX_SETTINGS_IN_ALL) {
        return fail(self, "more than %d settings in all", CCS_SCENARIO_MAX_SETTINGS_IN_ALL);
    }
    self->made = ccs_scenario_node(self->reader, &self->like);
    if (!self->made) return CCS_ERR_SCENARIO;
    self->made->kind = CCS_VALUE_STRING;
    self->made->as.text = self->value;
    return 0;
}

/* The group or list that holds the last step, from step i on, which starts at node; groups that are missing are made. NULL
 * after an error. */
static ccs_value_t *holder(set_t *self, ccs_value_t *node, uint32_t i)
{
    for (; i + 1 < self->n_steps; i++) {
        ccs_value_t *child = follow(self, node, i);

        if (!child && self->steps[i].key && self->steps[i + 1].key && node->kind == CCS_VALUE_GROUP) {
            child = ccs_scenario_node(self->reader, &self->like);
            if (!child) return NULL;
            child->kind = CCS_VALUE_GROUP;
            child->key = self->steps[i].key;
            ccs_value_append(node, child);
        }
        if (!child) {
            if (!is_told(self)) fail_step(self, node, i);
            return NULL;
        }
        node = child;
    }
    return node;
}

/* PATH=VALUE, from step i on, which starts at node: as if a file of this one setting extended the scenario. */
static int assign(set_t *self, ccs_value_t *node, uint32_t i)
{
    const uint32_t last = self->n_steps - 1;
    ccs_value_t *const parent = holder(self, node, i);
    ccs_value_t *const value = self->n_open > 0 && parent ? ccs_scenario_copy(self->reader, self->made) : self->made;

    if (!parent || !value) return CCS_ERR_SCENARIO;
    self->n_applied++;
    if (self->steps[last].key && parent->kind == CCS_VALUE_GROUP) {
        ccs_value_t over = {.kind = CCS_VALUE_GROUP};

        value->key = self->steps[last].key;
        ccs_value_append(&over, value);
        ccs_scenario_merge(parent, &over);
        return 0;
    }
    ccs_value_t *const old = follow(self, parent, last);

    if (!old) return is_told(self) ? CCS_ERR_SCENARIO : fail_step(self, parent, last);
    if (ccs_scenario_merges(old, value)) {
        ccs_scenario_merge(old, value);
    } else {
        ccs_value_replace(parent, old, value);
    }
    return 0;
}

/* A name for one more entry: that of the group and the lowest number that is free, changes_1. NULL: memory is out, which is told. */
static const char *new_name(const set_t *self, const ccs_value_t *group)
{
    uint32_t number = 0;
    const char *name;

    do {
        name = ccs_arena_printf(self->reader->arena, "%s_%" PRIu32, self->steps[self->n_steps - 1].key, ++number);
    } while (name && ccs_value_get(group, name));
    if (!name) ccs_scenario_fail_memory(self->reader);
    return name;
}

/* PATH+={ ... }: one more entry of a group of named ones, which is made where it is missing. */
static int add_entry(set_t *self, ccs_value_t *root)
{
    const uint32_t last = self->n_steps - 1;

    if (self->n_open > 0 || !self->steps[last].key) return fail(self, "+= { ... } needs the path of one group of named entries");
    if (self->made->kind != CCS_VALUE_GROUP) return fail(self, "expected a group { ... } to add, found %.60s", self->value);
    ccs_value_t *const parent = holder(self, root, 0);
    ccs_value_t *group = parent ? ccs_value_get_mutable(parent, self->steps[last].key) : NULL;
    char shown[SHOWN];

    if (!parent) return CCS_ERR_SCENARIO;
    if (!group && parent->kind == CCS_VALUE_GROUP && (group = ccs_scenario_node(self->reader, &self->like))) {
        group->kind = CCS_VALUE_GROUP;
        group->key = self->steps[last].key;
        ccs_value_append(parent, group);
    }
    if (!group) return CCS_ERR_SCENARIO;
    if (group->kind != CCS_VALUE_GROUP) return fail(self, "is %s, not a group", ccs_value_show(group, shown, sizeof shown));
    self->made->key = new_name(self, group);
    if (!self->made->key) return CCS_ERR_SCENARIO;
    ccs_value_append(group, self->made);
    self->n_applied = 1;
    return 0;
}

/* --- every member ------------------------------------------------------------------------------------------------------ */

/* The steps are keys and numbers now: what is told names the member. */
static int apply(set_t *self, ccs_value_t *node, uint32_t i)
{
    const char *const written = self->path;
    char path[PATH_SIZE];

    if (self->n_open > 0) self->path = steps_text(self, self->n_steps, path);
    const int ret = self->operation == ASSIGN ? assign(self, node, i) : modify(self, node, i);

    self->path = written;
    return ret;
}

/* A * at step i stands for a member that can hold what follows. */
static bool matches(const set_t *self, const ccs_value_t *member, uint32_t i)
{
    if (i + 1 == self->n_steps) return true;
    if (self->steps[i + 1].key) return member->kind == CCS_VALUE_GROUP;
    return member->kind == CCS_VALUE_LIST || ccs_scenario_is_table(member);
}

static int visit(set_t *self, ccs_value_t *node, uint32_t i);

/* Step i is a *. The members are listed before any of them is touched, for a value that is assigned may evict others. */
static int visit_members(set_t *self, ccs_value_t *node, uint32_t i)
{
    const bool is_last = i + 1 == self->n_steps;
    ccs_value_t **const members = ccs_arena_array(self->reader->scratch, node->n, sizeof(ccs_value_t *));
    step_t *const step = &self->steps[i];
    uint32_t n = 0;
    int ret = 0;

    if (!members) return ccs_scenario_fail_memory(self->reader);
    for (ccs_value_t *child = node->kind == CCS_VALUE_GROUP ? node->first : NULL; child; child = child->next)
        if (matches(self, child, i)) members[n++] = child;
    if (n == 0) miss(self, node, i);
    for (uint32_t k = 0; k < n; k++) {
        step->key = members[k]->key;
        if (!is_last) {
            CCS_TRY(visit(self, members[k], i + 1));
        } else if (ccs_value_get(node, step->key)) {
            CCS_TRY(apply(self, node, i));
        }
    }
out:
    return ret;
}

/* Every way from node over step i to the last *. */
static int visit(set_t *self, ccs_value_t *node, uint32_t i)
{
    for (; i < self->n_open && !self->steps[i].any; i++) {
        ccs_value_t *const child = follow(self, node, i);

        if (!child && is_told(self)) return CCS_ERR_SCENARIO;
        if (!child) {
            miss(self, node, i);
            return 0;
        }
        node = child;
    }
    return i < self->n_open ? visit_members(self, node, i) : apply(self, node, i);
}

/* --- who else takes it ------------------------------------------------------------------------------------------------- */

/* Whether a sibling writes what follows step i itself, or something that takes its place. */
static bool writes_itself(const set_t *self, const ccs_value_t *sibling, uint32_t i)
{
    for (uint32_t k = i + 1; k < self->n_steps && self->steps[k].key; k++) {
        const char *const key = self->steps[k].key;
        const ccs_value_t *const child = ccs_value_get(sibling, key);

        for (const ccs_value_t *other = child ? NULL : sibling->first; other && strncmp(key, "per_", 4) == 0; other = other->next)
            if (strncmp(other->key, "per_", 4) == 0) return true;
        if (!child) return false;
        if (child->kind != CCS_VALUE_GROUP || ccs_value_get(child, "dist")) return true;
        sibling = child;
    }
    return true;
}

static bool is_like(const ccs_value_t *member, const char *name)
{
    const ccs_value_t *const like = ccs_value_get(member, "like");

    return like && like->kind == CCS_VALUE_STRING && strcmp(like->as.text, name) == 0;
}

/* The members of a group that take step i and what follows from a member that is so called, and those that take it from these. */
static void add_takers(const set_t *self, const ccs_value_t *group, uint32_t i, const char *name, int depth,
    char names[PATH_SIZE])
{
    for (const ccs_value_t *member = group->first; member && depth < 8; member = member->next) {
        const size_t n = strlen(names);

        if (!is_like(member, name) || writes_itself(self, member, i)) continue;
        if (n < PATH_SIZE) (void) snprintf(names + n, PATH_SIZE - n, "%s%.40s", n ? ", " : "", member->key);
        add_takers(self, group, i, member->key, depth + 1, names);
    }
}

/* What is said of one member holds for those that are like it, which is easily forgotten. */
static void tell_takers(const set_t *self)
{
    const ccs_value_t *group = self->root;
    char names[PATH_SIZE];

    for (uint32_t i = 0; i + 1 < self->n_steps && self->steps[i].key && group && group->kind == CCS_VALUE_GROUP; i++) {
        names[0] = '\0';
        if (self->steps[i + 1].key && strcmp(self->steps[i + 1].key, "factors") != 0 &&
            strcmp(self->steps[i + 1].key, "label") != 0)
            add_takers(self, group, i, self->steps[i].key, 0, names);
        if (names[0])
            ccs_scenario_fail(self->reader, CCS_ERR_OK, &self->like, self->path, "also applies to %s, which %s like %s", names,
                strchr(names, ',') ? "are" : "is", self->steps[i].key);
        group = ccs_value_get(group, self->steps[i].key);
    }
}

void ccs_scenario_set(ccs_scenario_reader_t *self, ccs_value_t *root, const char *text, uint32_t ordinal)
{
    set_t set = {.reader = self, .root = root, .like = {.file = CCS_SCENARIO_SETTING, .line = ordinal}, .path = "", .value = ""};

    set.n_errors = self->errors->n_errors;
    if (take_text(&set, text) != 0) return;
    if (strcmp(set.path, "extends") == 0) {
        fail(&set, "cannot be set: name the file itself");
    } else if (set.operation == ADD && !set.minus && *set.value == '{') {
        if (take_value(&set) == 0) (void) add_entry(&set, root);
    } else if ((set.operation == ASSIGN ? take_value(&set) : take_operand(&set)) == 0 && visit(&set, root, 0) == 0 &&
        set.n_applied == 0) {
        fail_miss(&set);
    }
    if (set.passed[0] && set.n_applied > 0 && !is_told(&set))
        ccs_scenario_fail(self, CCS_ERR_OK, &set.like, set.path, "passed over %s", set.passed);
    if (set.n_changed > 0 && set.n_same == set.n_changed && !is_told(&set))
        ccs_scenario_fail(self, CCS_ERR_OK, &set.like, set.path, "%s %.40s changes nothing%s",
            set.operation == MULTIPLY ? "*="
                : set.minus           ? "-="
                                      : "+=",
            set.value, set.counts ? ": lines and attempts are whole, halves are rounded up" : "");
    if (set.n_open == 0 && set.n_applied > 0 && !is_told(&set)) tell_takers(&set);
}
