/* reader.c - the value tree against the rows of key.def: places, messages with their place, tables that grow. Invariant: a place knows its row,
 * so the default, the range and the shape of a key are written in key.def and nowhere else. */
#include "reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "path.h"
#include "stream.h"
#include "text.h"
#include "units.h"

/* --- tables that grow -------------------------------------------------------------------------------------------------- */

enum { TABLE_MAX = 1 << 21 }; /* rows of any table: a plan stays below some hundred megabytes whatever the file says */

void *ccs_reader_push(ccs_reader_t *self, ccs_vector_t *to, size_t item_size)
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

void *ccs_reader_keep(ccs_reader_t *self, ccs_vector_t *from, size_t item_size)
{
    void *const kept = ccs_reader_array(self, from->n, item_size);

    if (kept) memcpy(kept, from->items, from->n * item_size);
    free(from->items);
    *from = (ccs_vector_t){0};
    return kept;
}

void *ccs_reader_array(ccs_reader_t *self, size_t n, size_t item_size)
{
    if (n == 0) return NULL;
    void *const items = ccs_arena_array(self->arena, n, item_size);

    if (!items) self->out_of_memory = true;
    return items;
}

/* --- errors at their place --------------------------------------------------------------------------------------------- */

/* @return characters of the path from the root down */
static size_t path_of(const ccs_place_t *at, char *text, size_t size)
{
    if (!at->parent) {
        text[0] = '\0';
        return 0;
    }
    return ccs_path_add(text, size, path_of(at->parent, text, size), at->key, at->index);
}

static const ccs_value_t *nearest(const ccs_place_t *at)
{
    while (at->parent && !(at->value && at->given)) at = at->parent;
    return at->value;
}

static void record(ccs_reader_t *self, enum ccs_code code, const ccs_place_t *at, const char *format, va_list args)
{
    char where[sizeof((ccs_err_t *) NULL)->where], path[sizeof((ccs_err_t *) NULL)->path], text[sizeof((ccs_err_t *) NULL)->text];

    path_of(at, path, sizeof path);
    vsnprintf(text, sizeof text, format, args);
    ccs_err_list_add(self->errors, code, ccs_value_where(nearest(at), where, sizeof where), path, "%s", text);
}

void ccs_reader_error(ccs_reader_t *self, const ccs_place_t *at, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    record(self, CCS_ERR_SCENARIO, at, format, args);
    va_end(args);
}

void ccs_reader_warning(ccs_reader_t *self, const ccs_place_t *at, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    record(self, CCS_ERR_OK, at, format, args);
    va_end(args);
}

void ccs_reader_expected(ccs_reader_t *self, const ccs_place_t *at, const char *expected)
{
    char shown[80], remedy[2 * CCS_UNITS_TEXT_MAX + 64] = "";

    if (at->value && at->value->kind == CCS_VALUE_STRING) (void) ccs_units_remedy(at->value->as.text, remedy, sizeof remedy);
    if (at->value && at->value->kind == CCS_VALUE_STRING && at->row->shape == CCS_SHAPE_SHRINKAGE && at->value->as.text[0] == '+')
        snprintf(remedy, sizeof remedy, "%s", CCS_UNITS_WHOLE_SHARE);
    ccs_reader_error(self, at, "expected %s, found %s%s%s", expected, ccs_value_show(at->value, shown, sizeof shown),
        remedy[0] ? ": " : "", remedy);
}

bool ccs_reader_doubt(ccs_reader_t *self, const ccs_place_t *at, enum ccs_plausible what, double value)
{
    char text[sizeof((ccs_err_t *) NULL)->text];

    if (!ccs_plausible_doubt(what, value, text, sizeof text)) return false;
    ccs_reader_warning(self, at, "%s", text);
    return true;
}

/* --- keys and places --------------------------------------------------------------------------------------------------- */

bool ccs_reader_has(const ccs_reader_t *self, const ccs_key_t *row)
{
    return row->when == CCS_KEY_BOTH || (row->when == CCS_KEY_STEADY) == self->steady;
}

const char *ccs_key_name(const ccs_reader_t *self, const ccs_key_t *row, const ccs_key_t *parent)
{
    return ccs_reader_has(self, row) ? ccs_key_last_name(row, parent) : NULL;
}

const ccs_key_t *ccs_reader_row(const ccs_reader_t *self, const ccs_key_t *parent, const char *key)
{
    const bool any = parent && parent->shape == CCS_SHAPE_NAMED;
    const char *const wanted = any ? "*" : key;
    const size_t skip = parent ? strlen(parent->path) + 1 : 0;
    const ccs_key_t *found = NULL, *end;

    for (const ccs_key_t *row = ccs_keys_below(parent, &end); row < end; row++) {
        /* Of a thousand rows nearly all differ in their first letter. */
        if (row->path[skip] != wanted[0] || strcmp(row->path + skip, wanted) != 0) continue;
        if (!found || ccs_reader_has(self, row)) found = row;
    }
    return found;
}

ccs_place_t ccs_place_child(const ccs_reader_t *self, const ccs_place_t *parent, const char *key)
{
    return ccs_place_row(self, parent, ccs_reader_row(self, parent->row, key), key);
}

ccs_place_t ccs_place_row(const ccs_reader_t *self, const ccs_place_t *parent, const ccs_key_t *row, const char *key)
{
    ccs_place_t at = {.parent = parent, .key = key, .row = row};

    CCS_BUG_IF(!row);
    if (!ccs_reader_has(self, row)) return at; /* ccs_check_keys refuses it */
    at.value = ccs_value_get(parent->value, key);
    if (ccs_value_is_none(at.value) && at.row->shape != CCS_SHAPE_TEXT) at.value = NULL;
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

bool ccs_reader_are_people(const ccs_key_t *row)
{
    return row && strcmp(row->path, "groups.*.agents") == 0;
}

ccs_named_t ccs_read_named(ccs_reader_t *self, const ccs_place_t *at, const char *what)
{
    ccs_named_t named = {.what = what};

    if (!at->value || at->value->kind != CCS_VALUE_GROUP) return named;
    named.at = ccs_reader_array(self, at->value->n, sizeof *named.at);
    const uint32_t most = ccs_reader_are_people(at->row) ? CCS_MAX_AGENTS : CCS_MAX_TYPES;

    for (const ccs_value_t *v = at->value->first; v && named.at && named.n < most; v = v->next) {
        const ccs_place_t member = ccs_place_child(self, at, v->key);

        if (!member.value) continue;
        if (member.row->shape == CCS_SHAPE_GROUP && v->kind != CCS_VALUE_GROUP) named.is_told_of = true;
        else named.at[named.n++] = member;
    }
    return named;
}

uint32_t ccs_named_find(const ccs_named_t *self, const char *name)
{
    for (uint32_t i = 0; i < self->n; i++)
        if (strcmp(self->at[i].key, name) == 0) return i;
    return CCS_NONE;
}

uint64_t ccs_reader_hash(ccs_reader_t *self, const char *kind, const char *name)
{
    const char *const source = ccs_arena_printf(self->arena, "%s:%s", kind, name);

    if (!source) self->out_of_memory = true;
    return source ? ccs_stream_hash(source) : 0;
}

/* --- the start --------------------------------------------------------------------------------------------------------- */

/* A default of key.def as a value: a whole number, a number or a text; no key = no default. */
static ccs_value_t default_value(const ccs_key_t *row)
{
    ccs_value_t value = {.kind = CCS_VALUE_STRING};
    double x;

    if (row->fallback[0] == '\0' || strcmp(row->fallback, "required") == 0) return value;
    value.key = row->path;
    if (strcmp(row->fallback, "{}") == 0) {
        value.kind = CCS_VALUE_GROUP;
    } else if (ccs_units_number(row->fallback, &x) != 0 || row->shape == CCS_SHAPE_DURATION) {
        value.as.text = row->fallback;
    } else if (row->shape == CCS_SHAPE_COUNT || row->shape == CCS_SHAPE_SEED) {
        value.kind = CCS_VALUE_INT;
        value.as.i = (int64_t) x;
    } else {
        value.kind = CCS_VALUE_REAL;
        value.as.x = x;
    }
    return value;
}

/* The mode decides which keys have a meaning, so it is looked up first; the chapter of the run reads it again and reports what is
 * wrong. */
static bool is_steady(const ccs_value_t *root)
{
    const ccs_value_t *const mode = ccs_value_get(ccs_value_get(root, "run"), "mode");

    return mode && mode->kind == CCS_VALUE_STRING && strcmp(mode->as.text, ccs_mode_name(CCS_MODE_STEADY)) == 0;
}

void ccs_reader_start(ccs_reader_t *self, const ccs_value_t *root)
{
    self->steady = is_steady(root);
    self->root = (ccs_place_t){.value = root, .given = true};
    for (int i = 0; i < CCS_N_KEYS; i++) self->defaults[i] = default_value(&CCS_KEYS[i]);
}
