/* source_read.c - sources from keys to rows. Invariant: each row is of a key that the scenario has written; of one that a setting has changed the row says so, and not where the value before came from. */
#include "source_read.h"

#include <stdio.h>
#include <string.h>

#include "read_value.h"

enum { PATH = 160, VALUE = 80 };

/* A source that is being read. */
typedef struct {
    ccs_reader_t *reader;
    ccs_assumption_t row; /* all but key and value */
    ccs_vector_t *rows;
} source_reader_t;

/* Whether a setting has written a value, or something in it. */
static bool is_set(const ccs_value_t *value)
{
    if (value->file && !strcmp(value->file, "--set")) return true;
    for (const ccs_value_t *v = value->first; v; v = v->next)
        if (is_set(v)) return true;
    return false;
}

static void add_row(source_reader_t *self, const char *path, const ccs_value_t *value)
{
    char text[VALUE];
    ccs_assumption_t *const row = ccs_reader_push(self->reader, self->rows, sizeof *row);

    if (!row) return;
    *row = self->row;
    if (is_set(value)) *row = (ccs_assumption_t){.source = "changed by a setting or what-if"};
    row->key = ccs_arena_strdup(self->reader->arena, path);
    row->value = ccs_arena_strdup(self->reader->arena, ccs_value_show(value, text, sizeof text));
    if (!row->key || !row->value) self->reader->out_of_memory = true;
}

/* All keys that a pattern such as "types.*.talk" names. @param path  of value @return how many */
static uint32_t find(source_reader_t *self, const ccs_value_t *value, const char *pattern, const char *path)
{
    const size_t n = strcspn(pattern, ".");
    const bool is_last = pattern[n] == '\0', is_any = n == 1 && *pattern == '*';
    uint32_t n_found = 0;

    for (const ccs_value_t *v = value->kind == CCS_VALUE_GROUP ? value->first : NULL; v; v = v->next) {
        char below[PATH];

        if (!v->key || (!is_any && (strlen(v->key) != n || strncmp(v->key, pattern, n) != 0))) continue;
        snprintf(below, sizeof below, "%s%s%s", path, *path ? "." : "", v->key);
        if (is_last) add_row(self, below, v);
        n_found += is_last ? 1 : find(self, v, &pattern[n + 1], below);
    }
    return n_found;
}

/* The patterns of a text, parted by commas. */
static void find_all(source_reader_t *self, const ccs_place_t *at, const char *text)
{
    while (*text) {
        char pattern[PATH];

        text += strspn(text, " ,");
        const size_t n = strcspn(text, " ,");

        snprintf(pattern, sizeof pattern, "%.*s", (int) (n < PATH ? n : PATH - 1), text);
        if (n > 0 && find(self, self->reader->root.value, pattern, "") == 0)
            ccs_reader_error(self->reader, at,
                "this scenario says nothing at \"%s\": name keys as it writes them, such as \"costs.wage, types.*.talk\"",
                pattern);
        text += n;
    }
}

/* Whether rows tell of a value, or of what it is in. */
static bool is_told(const source_reader_t *self, const char *path)
{
    const ccs_assumption_t *const rows = self->rows->items;

    for (size_t i = 0; i < self->rows->n; i++) {
        const size_t n = strlen(rows[i].key);

        if (!strncmp(rows[i].key, path, n) && (path[n] == '\0' || path[n] == '.')) return true;
    }
    return false;
}

/* What a scenario that tells its sources leaves without one: each number in a value. */
static void add_untold(source_reader_t *self, const ccs_value_t *value, const char *path)
{
    const bool is_number = value->kind == CCS_VALUE_INT || value->kind == CCS_VALUE_REAL ||
        (value->kind == CCS_VALUE_STRING && *value->as.text >= '0' && *value->as.text <= '9'); /* "80 %" */

    if (is_told(self, path)) return;
    if (is_number) add_row(self, path, value);
    for (const ccs_value_t *v = value->kind == CCS_VALUE_GROUP ? value->first : NULL; v; v = v->next) {
        char below[PATH];

        snprintf(below, sizeof below, "%s.%s", path, v->key);
        add_untold(self, v, below);
    }
}

/* Of all members of a noun, or of the scenario where it is NULL. */
static void add_untold_of(source_reader_t *self, const char *noun, const char *key)
{
    const ccs_value_t *const root = self->reader->root.value, *const all = noun ? ccs_value_get(root, noun) : root;
    char path[PATH];

    if (!noun) {
        const ccs_value_t *const value = ccs_value_get(root, key);

        if (value) add_untold(self, value, key);
        return;
    }
    for (const ccs_value_t *v = all && all->kind == CCS_VALUE_GROUP ? all->first : NULL; v; v = v->next) {
        const ccs_value_t *const value = v->kind == CCS_VALUE_GROUP ? ccs_value_get(v, key) : NULL;

        snprintf(path, sizeof path, "%s.%s.%s", noun, v->key, key);
        if (value) add_untold(self, value, path);
    }
}

/* All that is money, a vendor's figures among it, and factors of what-ifs. */
static void add_rest(source_reader_t *self)
{
    static const struct {
        const char *noun, *key;
    } rest[] = {{NULL, "costs"}, {"sites", "costs"}, {"groups", "costs"}, {"types", "costs"}, {NULL, "contracts"}},
      factors[] = {{NULL, "factors"}, {"types", "factors"}, {"groups", "factors"}, {"contracts", "factors"}};

    self->row = (ccs_assumption_t){.source = "a factor on what other keys say"};
    for (size_t i = 0; i < sizeof factors / sizeof *factors; i++) add_untold_of(self, factors[i].noun, factors[i].key);
    self->row = (ccs_assumption_t){.source = "no source is said"};
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) add_untold_of(self, rest[i].noun, rest[i].key);
}

void ccs_sources_read(ccs_reader_t *reader, ccs_plan_t *plan)
{
    const ccs_place_t at = ccs_place_child(reader, &reader->root, "sources");
    const ccs_named_t named = ccs_read_named(reader, &at, "source");
    ccs_vector_t rows = {0};

    for (uint32_t i = 0; i < named.n && !reader->out_of_memory; i++) {
        const ccs_place_t of = ccs_place_child(reader, &named.at[i], "of"),
                          label = ccs_place_child(reader, &named.at[i], "label"),
                          grade = ccs_place_child(reader, &named.at[i], "grade");
        const char *const keys = of.value ? ccs_read_text(reader, &of) : NULL,
                          *const text = label.value ? ccs_read_text(reader, &label) : NULL;
        source_reader_t self = {.reader = reader,
            .row = {.source = text ? text : named.at[i].key, .grade = grade.value ? ccs_read_text(reader, &grade) : NULL},
            .rows = &rows};

        if (keys) find_all(&self, &of, keys);
    }
    if (named.n > 0 && !reader->out_of_memory) add_rest(&(source_reader_t){.reader = reader, .rows = &rows});
    plan->n_assumptions = (uint32_t) rows.n;
    plan->assumptions = ccs_reader_keep(reader, &rows, sizeof(ccs_assumption_t));
}
