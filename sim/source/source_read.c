/* source_read.c - sources from keys to rows. Invariant: each row is of a key that the scenario has written; of one that a setting or a further file has changed the row says so, and not where the value before came from. */
#include "source_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read_value.h"
#include "text.h"

enum { PATH = 160, VALUE = 80 };

/* A row, and why it does not say where its value comes from; NULL: it does. */
typedef struct {
    ccs_assumption_t row;
    const char *changed;
} changing_row_t;

/* A source that is being read. */
typedef struct {
    ccs_reader_t *reader;
    ccs_assumption_t row; /* all but key and value */
    uint16_t layer;       /* of the last file that writes of the source: it knows what files before it say */
    ccs_vector_t *rows;   /* changing_row_t */
} source_reader_t;

typedef void found_t(source_reader_t *self, const char *path, const ccs_value_t *value);

/* Whether a setting has written a value, or something in it. */
static bool is_set(const ccs_value_t *value)
{
    if (value->file && !strcmp(value->file, "--set")) return true;
    for (const ccs_value_t *v = value->first; v; v = v->next)
        if (is_set(v)) return true;
    return false;
}

/* The last of the files that have written a value, or something in it. */
static uint16_t last_layer(const ccs_value_t *value)
{
    uint16_t last = value->layer;

    for (const ccs_value_t *v = value->first; v; v = v->next) {
        const uint16_t within = last_layer(v);

        if (within > last) last = within;
    }
    return last;
}

/* Why a value is not what the source says of it; NULL: it is. */
static const char *change_of(const source_reader_t *self, const ccs_value_t *value)
{
    if (is_set(value)) return "changed by a setting or what-if";
    return last_layer(value) > self->layer ? "changed by a further file" : NULL;
}

/* A value as it is written; a group with its members, as "{ … }" alone would say nothing. */
static const char *show_value(const ccs_value_t *value, char text[VALUE])
{
    static const char dots[] = "… }", end[] = "}";
    char part[VALUE];
    size_t n = 0;

    if (value->kind != CCS_VALUE_GROUP || !value->first) return ccs_value_show(value, text, VALUE);
    n += (size_t) snprintf(text, VALUE, "{ ");
    for (const ccs_value_t *v = value->first; v && n < VALUE; v = v->next)
        n += (size_t) snprintf(&text[n], VALUE - n, "%s = %s; ", v->key, ccs_value_show(v, part, sizeof part));
    const bool fits = n + sizeof end <= VALUE;
    const size_t kept = fits ? n : ccs_text_whole(text, VALUE - sizeof dots);

    snprintf(&text[kept], VALUE - kept, "%s", fits ? end : dots);
    return text;
}

static void add_row(source_reader_t *self, const char *path, const ccs_value_t *value)
{
    char text[VALUE];
    const char *const changed = change_of(self, value),
                      *const shown = ccs_arena_strdup(self->reader->arena, show_value(value, text));
    changing_row_t *const row = shown ? ccs_reader_push(self->reader, self->rows, sizeof *row) : NULL;

    if (!shown) self->reader->out_of_memory = true;
    if (!row) return;
    *row = (changing_row_t){.row = changed ? (ccs_assumption_t){.source = changed} : self->row, .changed = changed};
    row->row.key = path;
    row->row.value = shown;
}

/* "types.calls" and "talk": "types.calls.talk", in the arena. NULL: no memory, which the reader knows then. */
static const char *path_below(source_reader_t *self, const char *path, const char *key)
{
    const char *const below = ccs_arena_printf(self->reader->arena, "%s%s%s", path, *path ? "." : "", key);

    if (!below) self->reader->out_of_memory = true;
    return below;
}

/* Do something with all values that a pattern such as "types.*.talk" names. @param path  of value, in the arena as those of all that is found @return how many there are */
static uint32_t find(source_reader_t *self, const ccs_value_t *value, const char *pattern, const char *path, found_t *found)
{
    const size_t n = strcspn(pattern, ".");
    const bool is_last = pattern[n] == '\0', is_any = n == 1 && *pattern == '*';
    uint32_t n_found = 0;

    for (const ccs_value_t *v = value->kind == CCS_VALUE_GROUP ? value->first : NULL; v; v = v->next) {
        if (!v->key || (!is_any && (strlen(v->key) != n || strncmp(v->key, pattern, n) != 0))) continue;
        const char *const below = path_below(self, path, v->key);

        if (!below) break;
        if (is_last) found(self, below, v);
        n_found += is_last ? 1 : find(self, v, &pattern[n + 1], below, found);
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
        if (n > 0 && find(self, self->reader->root.value, pattern, "", add_row) == 0)
            ccs_reader_error(self->reader, at,
                "this scenario says nothing at \"%s\": name keys as it writes them, such as \"costs.wage, types.*.talk\"",
                pattern);
        text += n;
    }
}

/* Whether rows tell of a value, or of what it is in. */
static bool is_told(const source_reader_t *self, const char *path)
{
    const changing_row_t *const rows = self->rows->items;

    for (size_t i = 0; i < self->rows->n; i++) {
        const size_t n = strlen(rows[i].row.key);

        if (!strncmp(rows[i].row.key, path, n) && (path[n] == '\0' || path[n] == '.')) return true;
    }
    return false;
}

/* What a scenario that tells its sources leaves without one: each number in a value. */
static void add_untold(source_reader_t *self, const char *path, const ccs_value_t *value)
{
    const bool is_number = value->kind == CCS_VALUE_INT || value->kind == CCS_VALUE_REAL ||
        (value->kind == CCS_VALUE_STRING && *value->as.text >= '0' && *value->as.text <= '9'); /* "80 %" */

    if (is_told(self, path)) return;
    if (is_number) add_row(self, path, value);
    for (const ccs_value_t *v = value->kind == CCS_VALUE_GROUP ? value->first : NULL; v; v = v->next) {
        const char *const below = path_below(self, path, v->key);

        if (below) add_untold(self, below, v);
    }
}

/* All that is money, a vendor's figures among it, and factors of what-ifs. */
static void add_rest(source_reader_t *self)
{
    static const char *const factors[] = {"factors", "types.*.factors", "groups.*.factors", "contracts.*.factors"},
                             *const money[] = {"costs", "sites.*.costs", "groups.*.costs", "types.*.costs", "trunks.*.line",
                                 "trunks.*.hour", "contracts", "campaigns.*.revenue", "campaigns.*.compliance.fines",
                                 "outcomes.churn.value", "types.*.outcomes.churn.value", "types.*.segments.*.value"};
    const ccs_value_t *const root = self->reader->root.value;

    self->layer = UINT16_MAX;
    self->row = (ccs_assumption_t){.source = "a factor on what other keys say"};
    for (size_t i = 0; i < sizeof factors / sizeof *factors; i++) (void) find(self, root, factors[i], "", add_untold);
    self->row = (ccs_assumption_t){.source = "no source is said"};
    for (size_t i = 0; i < sizeof money / sizeof *money; i++) (void) find(self, root, money[i], "", add_untold);
}

/* Whether a row says no more than that its value has changed, of which another row tells. */
static bool is_said_elsewhere(const ccs_vector_t *rows, size_t at)
{
    const changing_row_t *const all = rows->items;

    for (size_t i = 0; all[at].changed && i < rows->n; i++)
        if ((i < at || !all[i].changed) && !strcmp(all[i].row.key, all[at].row.key)) return true;
    return false;
}

static void keep_rows(ccs_reader_t *reader, const ccs_vector_t *rows, ccs_plan_t *plan)
{
    const changing_row_t *const all = rows->items;
    ccs_assumption_t *const kept = ccs_reader_array(reader, rows->n, sizeof *kept);
    uint32_t n = 0;

    for (size_t i = 0; kept && i < rows->n; i++)
        if (!is_said_elsewhere(rows, i)) kept[n++] = all[i].row;
    plan->n_assumptions = n;
    plan->assumptions = kept;
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
            .layer = last_layer(named.at[i].value),
            .rows = &rows};

        if (keys) find_all(&self, &of, keys);
    }
    if (named.n > 0 && !reader->out_of_memory) add_rest(&(source_reader_t){.reader = reader, .rows = &rows});
    keep_rows(reader, &rows, plan);
    free(rows.items);
}
