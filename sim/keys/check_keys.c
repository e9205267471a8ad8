/* check_keys.c - the walk over all keys of a tree. Invariant: every key that is written is looked at once, and so is every row that must be. */
#include "check_keys.h"

#include <stdio.h>
#include <string.h>

#include "metric.h"
#include "text.h"

/* "known here are a, b, c": what can stand in a group, for a key that resembles nothing. */
static void list_known(const ccs_reader_t *self, const ccs_key_t *parent, char *text, size_t size)
{
    size_t n = 0;

    text[0] = '\0';
    for (int i = 0; i < CCS_N_KEYS && n < size; i++) {
        const char *const name = ccs_key_last_name(&CCS_KEYS[i], parent);

        if (!name || !ccs_reader_has(self, &CCS_KEYS[i])) continue;
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

/* Figures are what a run finds out, and no key can set them: whoever writes one is told so. */
static const char *find_figure(const char *key)
{
    for (uint32_t i = 0; i < CCS_N_METRICS; i++) {
        const char *const name = ccs_metric_name(i);

        if (ccs_text_is_word(key, strlen(key), name) || ccs_text_is_synonym(key, name)) return name;
    }
    return NULL;
}

/* The key that may be meant by one that is none. NULL: none is like it. */
static const char *nearest_key(const ccs_reader_t *self, const ccs_key_t *parent, const char *key)
{
    ccs_closest_t closest = {0};

    for (int i = 0; i < CCS_N_KEYS; i++) {
        const char *const name = ccs_key_last_name(&CCS_KEYS[i], parent);

        if (name && ccs_reader_has(self, &CCS_KEYS[i])) ccs_closest_offer(&closest, key, name);
    }
    return closest.best;
}

static void unknown_key(ccs_reader_t *self, const ccs_place_t *at)
{
    const ccs_key_t *const parent = at->parent->row, *const elsewhere = find_elsewhere(at->key);
    const char *const nearest = nearest_key(self, parent, at->key), *const figure = find_figure(at->key),
                      *const now = ccs_text_successor(at->key);
    char known[640];

    if (nearest && now && strcmp(nearest, now) == 0) {
        ccs_reader_error(self, at, "unknown key: it is called \"%s\" now", now);
    } else if (nearest) {
        ccs_reader_error(self, at, "unknown key, did you mean \"%s\"?", nearest);
    } else if (elsewhere) {
        ccs_reader_error(self, at, "unknown key here: it belongs at %s, %s", elsewhere->path, elsewhere->about);
    } else if (figure) {
        ccs_reader_error(self, at, "unknown key: %s is a figure of the results", figure);
    } else {
        list_known(self, parent, known, sizeof known);
        ccs_reader_error(self, at, "unknown key; known here are %s", known);
    }
}

/* The key of a member of a NAMED group. "none" is nobody's name: where a name is wanted it says that there is nobody. Agents are called as people are. */
static bool check_name(ccs_reader_t *self, const ccs_place_t *at)
{
    if (!ccs_reader_are_people(at->parent->row) && !ccs_text_is_key(at->key, strlen(at->key))) {
        ccs_reader_error(self, at, "a name is a letter, then letters, digits, \"_\" or \"-\", found \"%s\"", at->key);
    } else if (strcmp(at->key, "none") == 0) {
        ccs_reader_error(self, at, "\"none\" is no name: it says that there is nothing; choose another");
    } else {
        return true;
    }
    return false;
}

static void check_group(ccs_reader_t *self, const ccs_place_t *at);

static void check_child(ccs_reader_t *self, const ccs_place_t *at)
{
    const bool nests = at->row && (at->row->shape == CCS_SHAPE_GROUP || at->row->shape == CCS_SHAPE_NAMED);
    const bool may_nest = at->row && at->value->kind == CCS_VALUE_GROUP &&
        (at->row->shape == CCS_SHAPE_SHRINKAGE || at->row->shape == CCS_SHAPE_BACKLOG);

    if (!at->row) {
        unknown_key(self, at);
    } else if (at->parent->row && at->parent->row->shape == CCS_SHAPE_NAMED && !check_name(self, at)) {
        return; /* and nothing in it */
    } else if (ccs_value_is_none(at->value) && at->row->shape != CCS_SHAPE_TEXT) {
        return; /* removed */
    } else if (!ccs_reader_has(self, at->row)) {
        ccs_reader_error(self, at, "has no meaning in %s mode%s", ccs_mode_name(self->steady ? CCS_MODE_STEADY : CCS_MODE_DAY),
            self->steady ? "; remove it, or write \"none\" where it is inherited" : ": it belongs to run.mode = \"steady\"");
    } else if (nests && at->value->kind != CCS_VALUE_GROUP) {
        ccs_reader_expected(self, at, ccs_shape_text(at->row->shape));
    } else if (nests || may_nest) {
        check_group(self, at);
    }
}

/* Whether another key of its family says what is required. */
static bool says_otherwise(const ccs_place_t *at, const char *name)
{
    const char *const family = ccs_text_family(name);

    for (const ccs_value_t *v = family && at->value ? at->value->first : NULL; v; v = v->next) {
        const char *const other = v->key ? ccs_text_family(v->key) : NULL;

        if (other && strcmp(other, family) == 0 && !ccs_value_is_none(v)) return true;
    }
    return false;
}

/* Whether what is required has been written with a slip, which has been told of: one error is enough for it. */
static bool is_misspelt(const ccs_reader_t *self, const ccs_place_t *at, const char *name)
{
    for (const ccs_value_t *v = at->value ? at->value->first : NULL; v; v = v->next) {
        const char *const nearest = v->key && !ccs_reader_row(self, at->row, v->key) ? nearest_key(self, at->row, v->key) : NULL;

        if (nearest && strcmp(nearest, name) == 0) return true;
    }
    return false;
}

static void check_required(ccs_reader_t *self, const ccs_place_t *at)
{
    const ccs_key_t *end;

    for (const ccs_key_t *row = ccs_keys_below(at->row, &end); row < end; row++) {
        const char *const name = strcmp(row->fallback, "required") == 0 ? ccs_key_name(self, row, at->row) : NULL;

        if (!name) continue;
        const ccs_place_t missing = ccs_place_row(self, at, row, name);

        if (!missing.value && !says_otherwise(at, name) && !is_misspelt(self, at, name))
            ccs_reader_error(self, &missing, "is required: %s; expected %s", row->about, ccs_shape_text(row->shape));
    }
}

static void check_group(ccs_reader_t *self, const ccs_place_t *at)
{
    const bool named = at->row && at->row->shape == CCS_SHAPE_NAMED;
    uint32_t n = 0;

    for (const ccs_value_t *v = at->value->first; v; v = v->next, n++) {
        const ccs_place_t child = {.value = v,
            .parent = at,
            .key = v->key,
            .row = ccs_reader_row(self, at->row, v->key),
            .given = true};

        check_child(self, &child);
    }
    const uint32_t most = ccs_reader_are_people(at->row) ? CCS_MAX_AGENTS : CCS_MAX_TYPES;

    if (named && n > most)
        ccs_reader_error(self, at, "expected at most %lu entries, found %lu", (unsigned long) most, (unsigned long) n);
    if (!named) check_required(self, at);
}

void ccs_check_keys(ccs_reader_t *self)
{
    check_group(self, &self->root);
}
