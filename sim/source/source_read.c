/* source_read.c - sources from keys to rows. Invariant: each row is of a key that the scenario has written. */
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

static void add_row(source_reader_t *self, const char *path, const ccs_value_t *value)
{
    char text[VALUE];
    ccs_assumption_t *const row = ccs_reader_push(self->reader, self->rows, sizeof *row);

    if (!row) return;
    *row = self->row;
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
    plan->n_assumptions = (uint32_t) rows.n;
    plan->assumptions = ccs_reader_keep(reader, &rows, sizeof(ccs_assumption_t));
}
