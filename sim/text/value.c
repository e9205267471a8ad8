/* value.c - the neutral value tree. Invariant: a list or group has n children, linked from first to last in file order;
 * children of groups have keys, children of lists have none. */
#include "value.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "text.h"
#include "units.h"

ccs_value_t *ccs_value_new(ccs_arena_t *arena, enum ccs_value_kind kind, const char *key, const char *file, uint32_t line)
{
    ccs_value_t *const self = ccs_arena_alloc(arena, sizeof *self);

    if (!self) return NULL;
    self->kind = kind;
    self->key = key;
    self->file = file;
    self->line = line;
    return self;
}

static bool has_children(const ccs_value_t *self)
{
    return self && (self->kind == CCS_VALUE_LIST || self->kind == CCS_VALUE_GROUP);
}

/* --- children ---------------------------------------------------------------------------------------------------------- */

void ccs_value_append(ccs_value_t *parent, ccs_value_t *child)
{
    CCS_BUG_IF(!has_children(parent));
    CCS_BUG_IF((parent->kind == CCS_VALUE_GROUP) != (child->key != NULL));
    child->next = NULL;
    if (parent->last) {
        parent->last->next = child;
    } else {
        parent->first = child;
    }
    parent->last = child;
    parent->n++;
}

bool ccs_value_remove(ccs_value_t *parent, const ccs_value_t *child)
{
    ccs_value_t *before = NULL, *at = child ? parent->first : NULL;

    for (; at && at != child; at = at->next) before = at;
    if (!at) return false;
    if (before) {
        before->next = at->next;
    } else {
        parent->first = at->next;
    }
    if (parent->last == at) parent->last = before;
    at->next = NULL;
    parent->n--;
    return true;
}

void ccs_value_replace(ccs_value_t *parent, const ccs_value_t *old, ccs_value_t *new_child)
{
    ccs_value_t **link = &parent->first;

    while (*link && *link != old) link = &(*link)->next;
    CCS_BUG_IF(!*link);
    new_child->key = old->key;
    new_child->next = old->next;
    *link = new_child;
    if (parent->last == old) parent->last = new_child;
}

ccs_value_t *ccs_value_get_mutable(ccs_value_t *self, const char *key)
{
    if (!self || self->kind != CCS_VALUE_GROUP) return NULL;
    for (ccs_value_t *child = self->first; child; child = child->next)
        if (strcmp(child->key, key) == 0) return child;
    return NULL;
}

const ccs_value_t *ccs_value_get(const ccs_value_t *self, const char *key)
{
    if (!self || self->kind != CCS_VALUE_GROUP) return NULL;
    for (const ccs_value_t *child = self->first; child; child = child->next)
        if (strcmp(child->key, key) == 0) return child;
    return NULL;
}

const ccs_value_t *ccs_value_closest(const ccs_value_t *self, const char *key)
{
    ccs_closest_t closest = {0};

    if (!self || self->kind != CCS_VALUE_GROUP) return NULL;
    for (const ccs_value_t *child = self->first; child; child = child->next) ccs_closest_offer(&closest, key, child->key);
    return closest.best ? ccs_value_get(self, closest.best) : NULL;
}

static bool equal_children(const ccs_value_t *a, const ccs_value_t *b)
{
    const ccs_value_t *in_a = a->first, *in_b = b->first;

    for (; in_a && in_b; in_a = in_a->next, in_b = in_b->next)
        if (!ccs_value_equal(in_a, in_b)) return false;
    return !in_a && !in_b;
}

bool ccs_value_equal(const ccs_value_t *a, const ccs_value_t *b)
{
    if (a->kind != b->kind || !a->key != !b->key) return false;
    if (a->key && strcmp(a->key, b->key) != 0) return false;
    switch (a->kind) {
    case CCS_VALUE_BOOL: return a->as.b == b->as.b;
    case CCS_VALUE_INT: return a->as.i == b->as.i;
    case CCS_VALUE_REAL: return memcmp(&a->as.x, &b->as.x, sizeof a->as.x) == 0; /* tells 0.0 from -0.0 */
    case CCS_VALUE_STRING: return strcmp(a->as.text, b->as.text) == 0;
    case CCS_VALUE_LIST:
    case CCS_VALUE_GROUP: return equal_children(a, b);
    }
    return false;
}

/* --- what a value says ------------------------------------------------------------------------------------------------- */

const char *ccs_value_where(const ccs_value_t *self, char *text, size_t size)
{
    const char *const file = self && self->file ? self->file : "";

    if (self && self->line > 0) {
        snprintf(text, size, "%s:%" PRIu32, file, self->line);
    } else {
        snprintf(text, size, "%s", file);
    }
    return text;
}

bool ccs_value_number(const ccs_value_t *self, double *x)
{
    if (!self || (self->kind != CCS_VALUE_INT && self->kind != CCS_VALUE_REAL)) return false;
    *x = self->kind == CCS_VALUE_INT ? (double) self->as.i : self->as.x;
    return true;
}

bool ccs_value_is_none(const ccs_value_t *self)
{
    return self && self->kind == CCS_VALUE_STRING && strcmp(self->as.text, "none") == 0;
}

const char *ccs_value_kind_text(enum ccs_value_kind kind)
{
    switch (kind) {
    case CCS_VALUE_BOOL: return "true or false";
    case CCS_VALUE_INT: return "an integer";
    case CCS_VALUE_REAL: return "a real number";
    case CCS_VALUE_STRING: return "a string";
    case CCS_VALUE_LIST: return "a list";
    case CCS_VALUE_GROUP: return "a group";
    }
    return "nothing";
}

const char *ccs_value_real_text(double x, char *text, size_t size)
{
    char number[CCS_UNITS_TEXT_MAX + sizeof ".0"];

    CCS_BUG_IF(!isfinite(x));
    ccs_units_write_number(x, number, CCS_UNITS_TEXT_MAX);
    if (!strpbrk(number, ".e")) strcat(number, ".0");
    snprintf(text, size, "%s", number);
    return text;
}

/* --- showing: a writer that counts what does not fit ------------------------------------------------------------------- */

typedef struct {
    char *text;
    size_t size, n; /* n <= size - 1 bytes are written */
    bool cut;
} show_t;

enum { SHOW_ITEMS = 3, SHOW_DEPTH = 3 };

static void put(show_t *to, const char *text)
{
    const size_t n = strlen(text), room = to->size - 1 - to->n;

    if (n > room) to->cut = true;
    const size_t fits = n > room ? room : n;

    memcpy(to->text + to->n, text, fits);
    to->n += fits;
    to->text[to->n] = '\0';
}

static void show(show_t *to, const ccs_value_t *self, int depth);

static void show_list(show_t *to, const ccs_value_t *self, int depth)
{
    int n = 0;

    put(to, "[");
    for (const ccs_value_t *child = self->first; child && !to->cut; child = child->next, n++) {
        if (n > 0) put(to, ", ");
        if (n == SHOW_ITEMS || depth == SHOW_DEPTH) {
            put(to, "…");
            break;
        }
        show(to, child, depth + 1);
    }
    put(to, "]");
}

static void show(show_t *to, const ccs_value_t *self, int depth)
{
    char number[CCS_UNITS_TEXT_MAX];

    switch (self->kind) {
    case CCS_VALUE_BOOL: put(to, self->as.b ? "true" : "false"); break;
    case CCS_VALUE_INT:
        snprintf(number, sizeof number, "%" PRId64, self->as.i);
        put(to, number);
        break;
    case CCS_VALUE_REAL: put(to, ccs_value_real_text(self->as.x, number, sizeof number)); break;
    case CCS_VALUE_STRING:
        put(to, "\"");
        put(to, self->as.text);
        put(to, "\"");
        break;
    case CCS_VALUE_LIST: show_list(to, self, depth); break;
    case CCS_VALUE_GROUP: put(to, self->first ? "{ … }" : "{ }"); break;
    }
}

const char *ccs_value_show(const ccs_value_t *self, char *text, size_t size)
{
    show_t to = {text, size, 0, false};

    if (size == 0) return text;
    text[0] = '\0';
    if (!self) {
        put(&to, "nothing");
        return text;
    }
    show(&to, self, 0);
    if (!to.cut) return text;
    const size_t dots = sizeof "…" - 1;
    const size_t kept = size > dots ? ccs_text_whole(text, size - 1 - dots < to.n ? size - 1 - dots : to.n) : 0;

    snprintf(text + kept, size - kept, "%s", size > dots ? "…" : "");
    return text;
}
