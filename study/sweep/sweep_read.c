/* sweep_read.c - a study's file: the language of scenarios, keys of its own. What is wrong is recorded where it is found, and reading goes on. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "csv_read.h"
#include "scenario_parse.h"
#include "sweep.h"
#include "text.h"
#include "units.h"

typedef struct {
    ccs_sweep_t *out;
    ccs_err_list_t *errors;
    const char *folder; /* where relative paths start */
    ccs_arena_t *arena;
} reader_t;

/* ---- the file ------------------------------------------------------------------------------------------------------------------------------ */

static int read_file(const char *path, ccs_arena_t *arena, ccs_scan_input_t *input, ccs_err_t *err)
{
    FILE *const file = fopen(path, "rb");
    char *const bytes = file ? ccs_arena_alloc(arena, CCS_SCENARIO_MAX_BYTES + 1) : NULL;
    int ret = 0;

    errno = file ? 0 : errno;
    if (bytes) input->n = fread(bytes, 1, CCS_SCENARIO_MAX_BYTES + 1, file);
    if (!file || ferror(file)) ret = ccs_err_set(err, CCS_ERR_INPUT, path, NULL, "cannot be read: %s", strerror(errno));
    else if (!bytes) ret = ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    if (file) (void) fclose(file);
    input->bytes = bytes;
    return ret;
}

/* The tree as it is written: nothing is merged, no table is read. */
static int parse(const char *path, ccs_arena_t *arena, ccs_value_t **root, ccs_err_t *err)
{
    ccs_arena_t scratch = {0};
    ccs_err_list_t lost = {0};
    ccs_scenario_reader_t reader = {.arena = arena, .scratch = &scratch, .errors = &lost};
    ccs_scan_input_t input = {.name = ccs_arena_strdup(arena, path)};
    int ret;

    *root = NULL;
    CCS_REQUIRE(input.name, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
    CCS_TRY(read_file(path, &scratch, &input, err));
    ret = ccs_scenario_parse(&reader, &input, root, err);
    if (ret && lost.n > 0) *err = lost.items[0]; /* a limit, or memory */
out:
    ccs_err_list_free(&lost);
    ccs_arena_free(&scratch);
    return ret;
}

/* ---- values ---------------------------------------------------------------------------------------------------------------------------------- */

static void fail(reader_t *self, const ccs_value_t *at, const char *path, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
static void fail(reader_t *self, const ccs_value_t *at, const char *path, const char *format, ...)
{
    char where[256], text[300];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    (void) ccs_err_list_add(self->errors, CCS_ERR_SCENARIO, ccs_value_where(at, where, sizeof where), path, "%s", text);
}

static void expected(reader_t *self, const ccs_value_t *at, const char *path, const char *what)
{
    char found[80];

    fail(self, at, path, "expected %s, found %s", what, ccs_value_show(at, found, sizeof found));
}

/* A path beside a key: "factors.volume". */
static const char *below(reader_t *self, const char *path, const char *key)
{
    const char *const text = ccs_arena_printf(self->arena, "%s.%s", path, key);

    return text ? text : path;
}

static void check_known(reader_t *self, const ccs_value_t *group, const char *path, const char *const *known, size_t n)
{
    for (const ccs_value_t *child = group->first; child; child = child->next) {
        ccs_closest_t closest = {0};
        bool is = false;

        for (size_t i = 0; i < n; i++) {
            is = is || !strcmp(child->key, known[i]);
            ccs_closest_offer(&closest, child->key, known[i]);
        }
        if (is) continue;
        const char *const at = path ? below(self, path, child->key) : child->key;

        if (closest.best) fail(self, child, at, "unknown key, did you mean %s?", closest.best);
        else fail(self, child, at, "unknown key; docs/sweep.md lists those of a study");
    }
}

static const char *text_of(reader_t *self, const ccs_value_t *root, const char *key, const char *what)
{
    const ccs_value_t *const at = ccs_value_get(root, key);

    if (!at) return NULL;
    if (at->kind == CCS_VALUE_STRING && at->as.text[0]) return at->as.text;
    expected(self, at, key, what);
    return NULL;
}

static bool whole_of(reader_t *self, const ccs_value_t *root, const char *key, int64_t least, int64_t *x)
{
    const ccs_value_t *const at = ccs_value_get(root, key);
    char what[80];

    if (!at) return false;
    if (at->kind == CCS_VALUE_INT && at->as.i >= least) {
        *x = at->as.i;
        return true;
    }
    snprintf(what, sizeof what, "a whole number, at least %ld", (long) least);
    expected(self, at, key, what);
    return false;
}

static uint32_t count_of(reader_t *self, const ccs_value_t *root, const char *key, uint32_t most)
{
    const ccs_value_t *const at = ccs_value_get(root, key);
    int64_t x = 0;

    if (!whole_of(self, root, key, 1, &x)) return 0;
    if (x > most) fail(self, at, key, "must be at most %u, found %ld", most, (long) x);
    return x > most ? 0 : (uint32_t) x;
}

/* A text, or a list of texts. */
static const char *const *texts_of(reader_t *self, const ccs_value_t *root, const char *key, const char *what, uint32_t *n)
{
    const ccs_value_t *const at = ccs_value_get(root, key);
    const ccs_value_t *const first = at && at->kind == CCS_VALUE_LIST ? at->first : at;
    const char **const texts = ccs_arena_array(self->arena, at && at->kind == CCS_VALUE_LIST ? at->n : 1, sizeof *texts);

    *n = 0;
    for (const ccs_value_t *v = first; texts && v; v = v == at ? NULL : v->next) {
        if (v->kind == CCS_VALUE_STRING && v->as.text[0]) texts[(*n)++] = v->as.text;
        else expected(self, v, key, what);
    }
    return texts;
}

/* ---- factors --------------------------------------------------------------------------------------------------------------------------------- */

static const char *written(reader_t *self, const ccs_value_t *at, char *text, size_t size)
{
    double x;

    (void) self;
    if (at->kind == CCS_VALUE_STRING) return at->as.text;
    if (!ccs_value_number(at, &x)) return "";
    if (x < 0) text[0] = '-';
    (void) ccs_units_write_number(fabs(x), text + (x < 0), size - (x < 0));
    return text;
}

static bool number_of(reader_t *self, const ccs_vary_t *f, const ccs_value_t *at, const char *path, double *x)
{
    char text[CCS_UNITS_TEXT_MAX];
    /* 1.1 of times, -2 of plus: a sign of a number is its own, and no change by so much */
    const bool is = at->kind == CCS_VALUE_STRING
        ? ccs_vary_number(f->by, at->as.text, x)
        : ccs_value_number(at, x) && ccs_vary_number(CCS_VARY_VALUE, written(self, at, text, sizeof text), x);

    if (is && !(f->by == CCS_VARY_TIMES && *x < 0)) return true;
    expected(self, at, path, f->by == CCS_VARY_TIMES ? "a number, not negative, such as 1.1 or \"+10 %\"" : "a number");
    return false;
}

static bool take_by(reader_t *self, const ccs_value_t *group, const char *path, ccs_vary_t *f)
{
    static const char *const bys[] = CCS_VARY_BYS;
    const ccs_value_t *const by = ccs_value_get(group, "by");

    if (!by) return false;
    for (size_t i = 0; i < sizeof bys / sizeof *bys && by->kind == CCS_VALUE_STRING; i++) {
        if (strcmp(by->as.text, bys[i]) != 0) continue;
        f->by = (enum ccs_vary_by) i;
        return true;
    }
    expected(self, by, below(self, path, "by"), "\"times\", \"plus\" or \"value\"");
    return false;
}

static void take_list(reader_t *self, const ccs_value_t *list, const char *path, ccs_vary_t *f)
{
    char text[CCS_UNITS_TEXT_MAX];

    if (list->kind != CCS_VALUE_LIST || list->n == 0) {
        expected(self, list, path, "a list of levels, such as [0.9, 1, 1.1]");
        return;
    }
    f->levels = ccs_arena_array(self->arena, list->n, sizeof *f->levels);
    f->words = ccs_arena_array(self->arena, list->n, sizeof *f->words);
    if (!f->levels || !f->words) return;
    bool words = false;

    for (const ccs_value_t *v = list->first; v && f->by == CCS_VARY_VALUE && !f->is_quantity; v = v->next) {
        double x;

        words = words || v->kind == CCS_VALUE_BOOL || (v->kind == CCS_VALUE_STRING && !ccs_vary_number(f->by, v->as.text, &x));
    }
    for (const ccs_value_t *v = list->first; v; v = v->next) {
        const bool quoted = v->kind == CCS_VALUE_STRING;
        const char *const said = v->kind == CCS_VALUE_BOOL ? (v->as.b ? "true" : "false") : written(self, v, text, sizeof text);

        f->words[f->n_levels] = words ? ccs_arena_printf(self->arena, quoted ? "\"%s\"" : "%s", said) : NULL;
        if (words) f->levels[f->n_levels] = f->n_levels;
        else if (!number_of(self, f, v, path, &f->levels[f->n_levels])) return;
        f->n_levels++;
    }
    if (!words) f->words = NULL;
    ccs_vary_ends(f);
}

static void take_range(reader_t *self, const ccs_value_t *group, const char *path, ccs_vary_t *f)
{
    const ccs_value_t *const from = ccs_value_get(group, "from"), *const to = ccs_value_get(group, "to"),
                             *const by = ccs_value_get(group, "step");
    double low = 0, high = 0, step = 0;
    ccs_err_t err;

    if (!from || !to) {
        fail(self, from ? from : to, path, "a range needs both from and to");
        return;
    }
    if (!number_of(self, f, from, below(self, path, "from"), &low) || !number_of(self, f, to, below(self, path, "to"), &high))
        return;
    if (by && (!ccs_value_number(by, &step) || !(step > 0))) {
        expected(self, by, below(self, path, "step"), "a number above 0");
        return;
    }
    if (!(low < high)) fail(self, to, below(self, path, "to"), "must lie above from");
    else if (ccs_vary_step(f, low, high, step, self->arena, &err) != 0) (void) ccs_err_list_append(self->errors, &err);
}

/* Which of times, plus and values is written. @return the list, NULL: none */
static const ccs_value_t *levels_of(reader_t *self, const ccs_value_t *group, const char *path, ccs_vary_t *f)
{
    static const char *const keys[] = {"values", "times", "plus"};
    const ccs_value_t *found = NULL;

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const ccs_value_t *const list = ccs_value_get(group, keys[i]);

        if (!list) continue;
        if (found) fail(self, list, below(self, path, keys[i]), "one of values, times and plus says the levels");
        found = list;
        f->by = (enum ccs_vary_by) i;
    }
    return found;
}

static void take_group(reader_t *self, const ccs_value_t *group, const char *path, ccs_vary_t *f)
{
    static const char *const known[] = {"path", "quantity", "values", "times", "plus", "from", "to", "step", "by"};
    const ccs_value_t *const own_path = ccs_value_get(group, "path"), *const quantity = ccs_value_get(group, "quantity");
    const ccs_value_t *const what = own_path ? own_path : quantity;

    check_known(self, group, path, known, sizeof known / sizeof *known);
    if (what && (what->kind != CCS_VALUE_STRING || !what->as.text[0])) {
        expected(self, what, path, "a text, such as path = \"groups.*.staff\" or quantity = \"volume of sales\"");
        return;
    }
    ccs_vary_of(what ? what->as.text : group->key, f);
    if (own_path) f->is_quantity = false, f->by = CCS_VARY_VALUE;
    if (!own_path && !f->is_quantity) {
        fail(self, what ? what : group, path,
            "is no quantity of what-ifs (volume, aht, pace, patience, staff, shrinkage, wage, price, move, cross-train): path = \"…\" names a key");
        return;
    }
    const ccs_value_t *const list = levels_of(self, group, path, f);
    const bool by = take_by(self, group, path, f), range = ccs_value_get(group, "from") || ccs_value_get(group, "to");

    if (list && (range || by)) fail(self, list, path, "levels or a range: both are written");
    else if (list) take_list(self, list, path, f);
    else if (range) take_range(self, group, path, f);
}

/* "0.8..1.2 by 0.1": the short form. */
static void take_short(reader_t *self, const ccs_value_t *at, const char *path, ccs_vary_t *f)
{
    ccs_err_t err;

    ccs_vary_of(at->key, f);
    if (!f->is_quantity) {
        fail(self, at, path,
            "a text says the levels of a quantity of what-ifs, such as volume = \"0.8..1.2 by 0.1\"; of a key write { path = \"…\"; values = […]; }");
    } else if (ccs_vary_read_levels(at->as.text, self->arena, f, &err) != 0) {
        snprintf(err.path, sizeof err.path, "%s", path);
        err.code = err.code == CCS_ERR_USAGE ? CCS_ERR_SCENARIO : err.code;
        (void) ccs_err_list_append(self->errors, &err);
    }
}

static void check_factor(reader_t *self, const char *path, const ccs_vary_t *f)
{
    ccs_err_t err;

    if (ccs_vary_check(f, &err) == 0) return;
    snprintf(err.path, sizeof err.path, "%s", path);
    err.code = CCS_ERR_SCENARIO;
    (void) ccs_err_list_append(self->errors, &err);
}

static void take_factors(reader_t *self, const ccs_value_t *root)
{
    const ccs_value_t *const group = ccs_value_get(root, "factors");
    char where[256];

    if (!group || group->kind != CCS_VALUE_GROUP || group->n == 0 || group->n > CCS_DESIGN_MAX_FACTORS) {
        fail(self, group ? group : root, "factors",
            "expected a group of 1 to %d factors, such as factors: { volume: { times = [0.9, 1, 1.1]; }; }",
            CCS_DESIGN_MAX_FACTORS);
        return;
    }
    self->out->factors = ccs_arena_array(self->arena, group->n, sizeof *self->out->factors);
    for (const ccs_value_t *v = group->first; self->out->factors && v; v = v->next) {
        ccs_vary_t *const f = &self->out->factors[self->out->n_factors++];
        const char *const path = below(self, "factors", v->key);

        f->name = v->key;
        f->low = f->high = (double) NAN;
        f->where = ccs_arena_strdup(self->arena, ccs_value_where(v, where, sizeof where));
        if (v->kind == CCS_VALUE_GROUP) take_group(self, v, path, f);
        else if (v->kind == CCS_VALUE_STRING) take_short(self, v, path, f);
        else expected(self, v, path, "a group, such as { times = [0.9, 1, 1.1]; }");
        if (f->what) check_factor(self, path, f);
    }
}

/* ---- points ------------------------------------------------------------------------------------------------------------------------------------ */

static double *start_points(reader_t *self, size_t n)
{
    ccs_design_t *const d = &self->out->design;

    *d = (ccs_design_t){.n_factors = self->out->n_factors, .n_points = (uint32_t) n};
    d->at = ccs_arena_array(self->arena, n * self->out->n_factors, sizeof *d->at);
    return d->at;
}

static void take_points(reader_t *self, const ccs_value_t *root)
{
    const ccs_value_t *const list = ccs_value_get(root, "list");
    double *at = NULL;

    if (!list || list->kind != CCS_VALUE_LIST || list->n == 0) {
        fail(self, list ? list : root, "list",
            "the design list needs list = ((0.9, 12), (1.1, 14)), a level of each factor in each point");
        return;
    }
    at = start_points(self, list->n);
    for (const ccs_value_t *row = list->first; at && row; row = row->next) {
        uint32_t i = 0;

        if (row->kind != CCS_VALUE_LIST || row->n != self->out->n_factors) {
            fail(self, row, "list", "expected %u levels, one of each factor", self->out->n_factors);
            return;
        }
        for (const ccs_value_t *v = row->first; v; v = v->next)
            if (!number_of(self, &self->out->factors[i++], v, "list", at++)) return;
    }
}

static uint32_t column_of(const ccs_csv_table_t *table, const char *name)
{
    uint32_t i = 0;

    while (i < table->n_columns && strcmp(table->header[i], name) != 0) i++;
    return i;
}

static void take_column(reader_t *self, const ccs_csv_table_t *table, const char *path, uint32_t factor)
{
    const ccs_vary_t *const f = &self->out->factors[factor];
    const uint32_t column = column_of(table, f->name);
    char where[256];

    if (column == table->n_columns) {
        (void) ccs_err_list_add(self->errors, CCS_ERR_SCENARIO, path, f->name, "the table has no column of this name");
        return;
    }
    for (size_t row = 0; row < table->n_rows; row++) {
        const char *const cell = table->cells[row * table->n_columns + column];

        if (ccs_vary_number(f->by, cell, &self->out->design.at[row * self->out->n_factors + factor])) continue;
        snprintf(where, sizeof where, "%s:%u", path, table->lines[row]);
        (void) ccs_err_list_add(self->errors, CCS_ERR_SCENARIO, where, f->name, "expected a number, found \"%s\"", cell);
        return;
    }
}

static void take_table(reader_t *self, const ccs_value_t *root)
{
    const char *const name = text_of(self, root, "csv", "the name of a table, such as \"points.csv\""),
                      *const path = name ? ccs_text_join(self->arena, self->folder, name) : NULL;
    ccs_csv_table_t table;

    if (!path) {
        if (!ccs_value_get(root, "csv"))
            fail(self, root, "csv", "the design csv needs csv = \"points.csv\", with a column for each factor");
        return;
    }
    if (ccs_csv_read_table(path, self->arena, &table, self->errors) != 0) return;
    if (table.n_rows > CCS_DESIGN_MAX_POINTS || !start_points(self, table.n_rows)) {
        fail(self, ccs_value_get(root, "csv"), "csv", "has more points than %d", CCS_DESIGN_MAX_POINTS);
        return;
    }
    for (uint32_t i = 0; i < self->out->n_factors; i++) take_column(self, &table, path, i);
}

static void take_design(reader_t *self, const ccs_value_t *root)
{
    const char *const word = text_of(self, root, "design", "the name of a design, such as \"grid\"");
    ccs_design_options_t *const o = &self->out->options;
    char words[160] = "";

    o->kind = word                    ? ccs_design_find(word)
        : ccs_value_get(root, "list") ? CCS_DESIGN_LIST
        : ccs_value_get(root, "csv")  ? CCS_DESIGN_CSV
                                      : CCS_DESIGN_GRID;
    o->points = count_of(self, root, "points", CCS_DESIGN_MAX_POINTS);
    o->fraction = count_of(self, root, "fraction", CCS_DESIGN_MAX_FACTORS);
    for (uint32_t i = 0; i < CCS_N_DESIGNS; i++) ccs_text_enumerate(words, sizeof words, CCS_DESIGNS[i].word);
    if (o->kind == CCS_N_DESIGNS) expected(self, ccs_value_get(root, "design"), "design", words);
    if (self->out->n_factors == 0) return;
    if (o->kind == CCS_DESIGN_LIST) take_points(self, root);
    if (o->kind == CCS_DESIGN_CSV) take_table(self, root);
}

/* ---- all of it ----------------------------------------------------------------------------------------------------------------------------------- */

static void take_run(reader_t *self, const ccs_value_t *root)
{
    ccs_sweep_t *const out = self->out;
    const ccs_value_t *const common = ccs_value_get(root, "common_random_numbers");
    uint32_t n_sets = 0;
    int64_t seed = 0;
    char where[256];

    if (ccs_value_get(root, "responses"))
        out->wanted_where = ccs_arena_strdup(self->arena, ccs_value_where(ccs_value_get(root, "responses"), where, sizeof where));
    out->wanted = texts_of(self, root, "responses", "the name of a figure, such as \"asa_s@group/desk\"", &out->n_wanted);
    out->sets = texts_of(self, root, "set", "a change, such as \"groups.desk.staff=12\"", &n_sets);
    out->n_sets = n_sets;
    out->replications = count_of(self, root, "replications", CCS_REPLICATIONS_MAX);
    out->max_replications = count_of(self, root, "max_replications", CCS_REPLICATIONS_MAX);
    out->precision = text_of(self, root, "precision", "such as \"service_level=1%\"");
    out->has_seed = whole_of(self, root, "seed", 0, &seed);
    out->seed = (uint64_t) seed;
    if (common && common->kind != CCS_VALUE_BOOL) expected(self, common, "common_random_numbers", "true or false");
    out->independent = common && common->kind == CCS_VALUE_BOOL && !common->as.b;
}

int ccs_sweep_read(const char *path, ccs_sweep_t *out, ccs_err_list_t *errors)
{
    static const char *const known[] = {"title", "base", "set", "factors", "design", "points", "fraction", "list", "csv",
        "responses", "replications", "max_replications", "precision", "common_random_numbers", "seed"};
    reader_t self = {out, errors, ccs_text_folder(&out->arena, path), &out->arena};
    const size_t n_before = errors->n_errors;
    ccs_value_t *root;
    ccs_err_t err = {0};

    if (!self.folder) return ccs_err_list_add(errors, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    if (parse(path, &out->arena, &root, &err) != 0) return ccs_err_list_append(errors, &err);
    if (!ccs_value_get(root, "factors") || !ccs_value_get(root, "base"))
        return ccs_err_list_add(errors, CCS_ERR_SCENARIO, path, NULL,
            "is no study: that names a scenario and its factors, base = \"bank_day.cfg\"; factors: { … }; a scenario is varied by --vary \"volume=0.9,1,1.1\"");
    check_known(&self, root, NULL, known, sizeof known / sizeof *known);
    const char *const base = text_of(&self, root, "base", "the file of a scenario, such as \"bank_day.cfg\"");

    if (base) out->base = ccs_text_join(&out->arena, self.folder, base);
    take_factors(&self, root);
    if (errors->n_errors == n_before) take_design(&self, root);
    take_run(&self, root);
    return errors->n_errors > n_before ? ccs_err_list_code(errors) : 0;
}
