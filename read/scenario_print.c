/* scenario_print.c - a value tree as the text of a complete scenario. Invariant: what is printed reads back to an equal tree,
 * and into libconfig without our reader's leniency: lists that mix kinds or hold lists stand in ( ), the rest in [ ], integers
 * beyond 32 bits carry an L. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario_read.h"

enum { LINE_WIDTH = 110, MAX_INDENT = 32 };

typedef struct {
    char *text;
    size_t n, cap;
    size_t line; /* where the present line begins */
    bool failed; /* out of memory: everything after is dropped */
} print_t;

static void put_bytes(print_t *to, const char *text, size_t n)
{
    if (to->failed) return;
    if (n >= to->cap - to->n) {
        const size_t cap = 2 * to->cap + n + 1;
        char *const longer = realloc(to->text, cap);

        if (!longer) {
            to->failed = true;
            return;
        }
        to->text = longer;
        to->cap = cap;
    }
    memcpy(to->text + to->n, text, n);
    to->n += n;
    to->text[to->n] = '\0';
}

static void put(print_t *to, const char *text)
{
    put_bytes(to, text, strlen(text));
}

static void new_line(print_t *to, int depth)
{
    put(to, "\n");
    to->line = to->n;
    for (int i = 0; i < depth && i < MAX_INDENT; i++) put(to, "    ");
}

static void put_string(print_t *to, const char *text)
{
    put(to, "\"");
    for (const char *c = text; *c; c++) {
        char escape[8];

        switch (*c) {
        case '"': put(to, "\\\""); break;
        case '\\': put(to, "\\\\"); break;
        case '\n': put(to, "\\n"); break;
        case '\r': put(to, "\\r"); break;
        case '\t': put(to, "\\t"); break;
        case '\f': put(to, "\\f"); break;
        default:
            if ((unsigned char) *c >= ' ' && *c != 0x7f) {
                put_bytes(to, c, 1);
                break;
            }
            snprintf(escape, sizeof escape, "\\x%02x", (unsigned) (unsigned char) *c);
            put(to, escape);
        }
    }
    put(to, "\"");
}

static void put_integer(print_t *to, int64_t i)
{
    char text[32];

    snprintf(text, sizeof text, "%" PRId64 "%s", i, i < INT32_MIN || i > INT32_MAX ? "L" : "");
    put(to, text);
}

static void put_value(print_t *to, const ccs_value_t *value, int depth);

/* [ ] takes scalars of one kind only, and integers of one width. */
static bool is_array(const ccs_value_t *list)
{
    for (const ccs_value_t *child = list->first; child; child = child->next) {
        const bool wide = child->kind == CCS_VALUE_INT && (child->as.i < INT32_MIN || child->as.i > INT32_MAX);

        if (child->kind != list->first->kind || child->kind == CCS_VALUE_LIST || child->kind == CCS_VALUE_GROUP || wide)
            return false;
    }
    return true;
}

static void put_list(print_t *to, const ccs_value_t *list, int depth)
{
    const bool array = is_array(list);

    put(to, array ? "[" : "(");
    for (const ccs_value_t *child = list->first; child; child = child->next) {
        if (child != list->first) put(to, ",");
        if (to->n - to->line > LINE_WIDTH) {
            new_line(to, depth + 1);
        } else if (child != list->first) {
            put(to, " ");
        }
        put_value(to, child, depth + 1);
    }
    put(to, array ? "]" : ")");
}

static void put_settings(print_t *to, const ccs_value_t *group, int depth)
{
    for (const ccs_value_t *child = group->first; child; child = child->next) {
        if (child != group->first || depth > 0) new_line(to, depth);
        put(to, child->key);
        put(to, child->kind == CCS_VALUE_GROUP ? ": " : " = ");
        put_value(to, child, depth);
        put(to, ";");
    }
}

static void put_group(print_t *to, const ccs_value_t *group, int depth)
{
    put(to, "{");
    put_settings(to, group, depth + 1);
    if (group->first) {
        new_line(to, depth);
    } else {
        put(to, " ");
    }
    put(to, "}");
}

static void put_value(print_t *to, const ccs_value_t *value, int depth)
{
    char real[64];

    switch (value->kind) {
    case CCS_VALUE_BOOL: put(to, value->as.b ? "true" : "false"); break;
    case CCS_VALUE_INT: put_integer(to, value->as.i); break;
    case CCS_VALUE_REAL: put(to, ccs_value_real_text(value->as.x, real, sizeof real)); break;
    case CCS_VALUE_STRING: put_string(to, value->as.text); break;
    case CCS_VALUE_LIST: put_list(to, value, depth); break;
    case CCS_VALUE_GROUP: put_group(to, value, depth); break;
    }
}

char *ccs_scenario_print(const ccs_value_t *root, ccs_arena_t *arena)
{
    print_t to = {.text = calloc(1, 4096), .cap = 4096};

    if (!to.text) return NULL;
    put_settings(&to, root, 0);
    if (to.n > 0) put(&to, "\n");
    char *const text = to.failed ? NULL : ccs_arena_strdup(arena, to.text);

    free(to.text);
    return text;
}
