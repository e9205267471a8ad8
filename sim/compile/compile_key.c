/* compile_key.c - the value tree against def/key.def: places, errors with their place, unknown and missing keys. Invariant: a
 * place knows its row, so the default, the range and the shape of a key are written in key.def and nowhere else. */
#include "compile_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "metric.h"
#include "units.h"

const ccs_key_t CCS_KEYS[CCS_N_KEYS] = {
#define X(path, shape, when, fallback, range, text) {path, CCS_SHAPE_##shape, CCS_KEY_##when, fallback, range, text},
    CCS_KEY_LIST(X)
#undef X
};

const char *ccs_shape_text(enum ccs_shape shape)
{
    static const char *const texts[CCS_N_SHAPES] = {
#define X(name, text) text,
        CCS_SHAPE_LIST(X)
#undef X
    };
    return texts[shape];
}

/* --- tables that grow -------------------------------------------------------------------------------------------------- */

enum { TABLE_MAX = 1 << 21 }; /* rows of any table: a plan stays below some hundred megabytes whatever the file says */

void *ccs_compile_push(ccs_compiler_t *self, ccs_vector_t *to, size_t item_size)
{
    if (to->n == TABLE_MAX) {
        self->too_large = true;
        return NULL;
    }
    if (to->n == to->cap) {
        const size_t cap = to->cap ? 2 * to->cap : 16;
        void *const items = realloc(to->items, cap * item_size);

        if (!items) {
            self->out_of_memory = true;
            return NULL;
        }
        to->items = items;
        to->cap = cap;
    }
    void *const item = (char *) to->items + to->n++ * item_size;

    memset(item, 0, item_size);
    return item;
}

const void *ccs_compile_keep(ccs_compiler_t *self, ccs_vector_t *from, size_t item_size)
{
    void *const kept = ccs_compile_array(self, from->n, item_size);

    if (kept) memcpy(kept, from->items, from->n * item_size);
    free(from->items);
    *from = (ccs_vector_t){0};
    return kept;
}

void *ccs_compile_array(ccs_compiler_t *self, size_t n, size_t item_size)
{
    if (n == 0) return NULL;
    void *const items = ccs_arena_array(self->arena, n, item_size);

    if (!items) self->out_of_memory = true;
    return items;
}

/* --- errors at their place --------------------------------------------------------------------------------------------- */

/* Names from the root down, "types.sales.groups[1]"; cut where it does not fit. */
static size_t path_of(const ccs_place_t *at, char *text, size_t size)
{
    if (!at->parent) {
        text[0] = '\0';
        return 0;
    }
    const size_t n = path_of(at->parent, text, size);
    const int more = at->key ? snprintf(text + n, size - n, "%s%s", n ? "." : "", at->key)
                             : snprintf(text + n, size - n, "[%lu]", (unsigned long) at->index);

    return more < 0 || (size_t) more >= size - n ? size - 1 : n + (size_t) more;
}

static const ccs_value_t *nearest(const ccs_place_t *at)
{
    while (at->parent && !(at->value && at->given)) at = at->parent;
    return at->value;
}

static void record(ccs_compiler_t *self, enum ccs_code code, const ccs_place_t *at, const char *text)
{
    char where[sizeof((ccs_err_t *) NULL)->where], path[sizeof((ccs_err_t *) NULL)->path];

    path_of(at, path, sizeof path);
    ccs_err_list_add(self->errors, code, ccs_value_where(nearest(at), where, sizeof where), path, "%s", text);
}

void ccs_compile_error(ccs_compiler_t *self, const ccs_place_t *at, const char *format, ...)
{
    char text[sizeof((ccs_err_t *) NULL)->text];
    va_list args;

    va_start(args, format);
    (void) vsnprintf(text, sizeof text, format, args);
    va_end(args);
    record(self, CCS_ERR_SCENARIO, at, text);
}

void ccs_compile_warning(ccs_compiler_t *self, const ccs_place_t *at, const char *format, ...)
{
    char text[sizeof((ccs_err_t *) NULL)->text];
    va_list args;

    va_start(args, format);
    (void) vsnprintf(text, sizeof text, format, args);
    va_end(args);
    record(self, CCS_ERR_OK, at, text);
}

void ccs_compile_expected(ccs_compiler_t *self, const ccs_place_t *at, const char *expected)
{
    char shown[80], remedy[2 * CCS_UNITS_TEXT_MAX + 64] = "";

    if (at->value && at->value->kind == CCS_VALUE_STRING) (void) ccs_units_remedy(at->value->as.text, remedy, sizeof remedy);
    ccs_compile_error(self, at, "expected %s, found %s%s%s", expected, ccs_value_show(at->value, shown, sizeof shown),
        remedy[0] ? ": " : "", remedy);
}

/* --- rows of key.def --------------------------------------------------------------------------------------------------- */

/* The last name of a row's path if its other names are those of parent (NULL: the root), else NULL. */
static const char *last_name(const ccs_key_t *row, const ccs_key_t *parent)
{
    const size_t n = parent ? strlen(parent->path) : 0;

    if (n && (strncmp(row->path, parent->path, n) != 0 || row->path[n] != '.')) return NULL;
    const char *const name = row->path + n + (n > 0);

    return strchr(name, '.') ? NULL : name;
}

static bool has_meaning(const ccs_compiler_t *self, const ccs_key_t *row)
{
    return row->when == CCS_KEY_BOTH || (row->when == CCS_KEY_STEADY) == self->steady;
}

const char *ccs_key_name(const ccs_compiler_t *self, const ccs_key_t *row, const ccs_key_t *parent)
{
    return has_meaning(self, row) ? last_name(row, parent) : NULL;
}

const ccs_key_t *ccs_keys_below(const ccs_key_t *parent, const ccs_key_t **end)
{
    const ccs_key_t *const first = parent ? parent + 1 : CCS_KEYS;
    const size_t n = parent ? strlen(parent->path) : 0;

    *end = first;
    while (*end < CCS_KEYS + CCS_N_KEYS && (n == 0 || (strncmp((*end)->path, parent->path, n) == 0 && (*end)->path[n] == '.')))
        ++*end;
    return first;
}

/* The row of a key; of two the one with a meaning in this mode. */
static const ccs_key_t *find_row(const ccs_compiler_t *self, const ccs_key_t *parent, const char *key)
{
    const bool any = parent && parent->shape == CCS_SHAPE_NAMED;
    const ccs_key_t *found = NULL, *end;

    for (const ccs_key_t *row = ccs_keys_below(parent, &end); row < end; row++) {
        const char *const name = last_name(row, parent);

        if (!name || strcmp(name, any ? "*" : key) != 0) continue;
        if (!found || has_meaning(self, row)) found = row;
    }
    return found;
}

static bool is_none(const ccs_value_t *value)
{
    return value && value->kind == CCS_VALUE_STRING && strcmp(value->as.text, "none") == 0;
}

ccs_place_t ccs_place_child(const ccs_compiler_t *self, const ccs_place_t *parent, const char *key)
{
    ccs_place_t at = {.parent = parent, .key = key, .row = find_row(self, parent->row, key)};

    CCS_BUG_IF(!at.row);
    if (!has_meaning(self, at.row)) return at; /* ccs_compile_check_keys refuses it */
    at.value = ccs_value_get(parent->value, key);
    if (is_none(at.value) && at.row->shape != CCS_SHAPE_TEXT) at.value = NULL;
    at.given = at.value != NULL;
    const ccs_value_t *const fallback = &self->defaults[at.row - CCS_KEYS];

    if (!at.value && fallback->key) at.value = fallback;
    return at;
}

ccs_place_t ccs_place_element(const ccs_place_t *list, const ccs_value_t *element, uint32_t index)
{
    return (ccs_place_t){.value = element, .parent = list, .index = index, .row = list->row, .given = list->given};
}

ccs_place_t ccs_place_field(const ccs_place_t *parent, const ccs_value_t *field)
{
    return (ccs_place_t){.value = field, .parent = parent, .key = field->key, .row = parent->row, .given = true};
}

/* --- named members ----------------------------------------------------------------------------------------------------- */

ccs_named_t ccs_compile_named(ccs_compiler_t *self, const ccs_place_t *at)
{
    ccs_named_t named = {0};

    if (!at->value || at->value->kind != CCS_VALUE_GROUP) return named;
    named.at = ccs_compile_array(self, at->value->n, sizeof *named.at);
    for (const ccs_value_t *v = at->value->first; v && named.at && named.n < CCS_MAX_TYPES; v = v->next) {
        const ccs_place_t member = ccs_place_child(self, at, v->key);

        if (!member.value || (member.row->shape == CCS_SHAPE_GROUP && v->kind != CCS_VALUE_GROUP)) continue;
        named.at[named.n++] = member;
    }
    return named;
}

uint32_t ccs_named_find(const ccs_named_t *self, const char *name)
{
    for (uint32_t i = 0; i < self->n; i++)
        if (strcmp(self->at[i].key, name) == 0) return i;
    return CCS_NONE;
}

/* --- the walk over all keys -------------------------------------------------------------------------------------------- */

/* "known here are a, b, c": what can stand in a group, for a key that resembles nothing. */
static void list_known(const ccs_compiler_t *self, const ccs_key_t *parent, char *text, size_t size)
{
    size_t n = 0;

    text[0] = '\0';
    for (int i = 0; i < CCS_N_KEYS && n < size; i++) {
        const char *const name = last_name(&CCS_KEYS[i], parent);

        if (!name || !has_meaning(self, &CCS_KEYS[i])) continue;
        const int more = snprintf(text + n, size - n, "%s%s", n ? ", " : "", name);

        n += more > 0 ? (size_t) more : 0;
    }
}

/* A row elsewhere whose last name is this key, or was it once, or what the field calls so: the user put it into the wrong group. */
static const ccs_key_t *find_elsewhere(const char *key)
{
    const char *const now = ccs_text_successor(key), *const wanted = now ? now : key;
    const ccs_key_t *synonym = NULL;

    for (int i = 0; i < CCS_N_KEYS; i++) {
        const char *const dot = strrchr(CCS_KEYS[i].path, '.'), *const name = dot ? dot + 1 : CCS_KEYS[i].path;

        if (ccs_text_is_word(wanted, strlen(wanted), name)) return &CCS_KEYS[i];
        if (!synonym && ccs_text_is_synonym(key, name)) synonym = &CCS_KEYS[i];
    }
    return synonym;
}

/* What is simulated is no key. */
static const char *find_figure(const char *key)
{
    for (uint32_t i = 0; i < CCS_N_METRICS; i++) {
        const char *const name = ccs_metric_name(i);

        if (ccs_text_is_word(key, strlen(key), name) || ccs_text_is_synonym(key, name)) return name;
    }
    return NULL;
}

static void unknown_key(ccs_compiler_t *self, const ccs_place_t *at)
{
    const ccs_key_t *const parent = at->parent->row, *const elsewhere = find_elsewhere(at->key);
    const char *const figure = find_figure(at->key), *const now = ccs_text_successor(at->key);
    ccs_closest_t closest = {0};
    char known[320];

    for (int i = 0; i < CCS_N_KEYS; i++) {
        const char *const name = last_name(&CCS_KEYS[i], parent);

        if (name && has_meaning(self, &CCS_KEYS[i])) ccs_closest_offer(&closest, at->key, name);
    }
    if (closest.best && now && strcmp(closest.best, now) == 0) {
        ccs_compile_error(self, at, "unknown key: it is called \"%s\" now", now);
    } else if (closest.best) {
        ccs_compile_error(self, at, "unknown key, did you mean \"%s\"?", closest.best);
    } else if (elsewhere) {
        ccs_compile_error(self, at, "unknown key here: it belongs at %s, %s", elsewhere->path, elsewhere->about);
    } else if (figure) {
        ccs_compile_error(self, at, "unknown key: %s is a figure of the results", figure);
    } else {
        list_known(self, parent, known, sizeof known);
        ccs_compile_error(self, at, "unknown key; known here are %s", known);
    }
}

static void check_group(ccs_compiler_t *self, const ccs_place_t *at);

static void check_child(ccs_compiler_t *self, const ccs_place_t *at)
{
    const bool nests = at->row && (at->row->shape == CCS_SHAPE_GROUP || at->row->shape == CCS_SHAPE_NAMED);

    if (!at->row) {
        unknown_key(self, at);
    } else if (at->parent->row && at->parent->row->shape == CCS_SHAPE_NAMED && !ccs_text_is_key(at->key, strlen(at->key))) {
        ccs_compile_error(self, at, "a name is a letter, then letters, digits, \"_\" or \"-\", found \"%s\"", at->key);
    } else if (is_none(at->value) && at->row->shape != CCS_SHAPE_TEXT) {
        return; /* removed */
    } else if (!has_meaning(self, at->row)) {
        ccs_compile_error(self, at, "has no meaning in %s mode%s", self->steady ? "steady" : "day",
            self->steady ? "; remove it, or write \"none\" where it is inherited" : ": it belongs to run.mode = \"steady\"");
    } else if (nests && at->value->kind != CCS_VALUE_GROUP) {
        ccs_compile_expected(self, at, ccs_shape_text(at->row->shape));
    } else if (nests) {
        check_group(self, at);
    }
}

static void check_required(ccs_compiler_t *self, const ccs_place_t *at)
{
    const ccs_key_t *end;

    for (const ccs_key_t *row = ccs_keys_below(at->row, &end); row < end; row++) {
        const char *const name = last_name(row, at->row);

        if (!name || strcmp(row->fallback, "required") != 0 || !has_meaning(self, row)) continue;
        const ccs_place_t missing = ccs_place_child(self, at, name);

        if (!missing.value)
            ccs_compile_error(self, &missing, "is required: %s; expected %s", row->about, ccs_shape_text(row->shape));
    }
}

static void check_group(ccs_compiler_t *self, const ccs_place_t *at)
{
    const bool named = at->row && at->row->shape == CCS_SHAPE_NAMED;
    uint32_t n = 0;

    for (const ccs_value_t *v = at->value->first; v; v = v->next, n++) {
        const ccs_place_t child = {.value = v,
            .parent = at,
            .key = v->key,
            .row = find_row(self, at->row, v->key),
            .given = true};

        check_child(self, &child);
    }
    if (named && n > CCS_MAX_TYPES) {
        ccs_compile_error(self, at, "expected at most %d entries, found %lu", (int) CCS_MAX_TYPES, (unsigned long) n);
    }
    if (!named) check_required(self, at);
}

void ccs_compile_check_keys(ccs_compiler_t *self)
{
    check_group(self, &self->root);
}
