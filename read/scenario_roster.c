/* scenario_roster.c - CSV files of who works when. Invariant: a file is read once, whatever number of groups take their rows from it; errors in its cells are told
 * once. */
#include "scenario_roster.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "date.h"
#include "scenario_words.h"
#include "text.h"
#include "units.h"

enum { PATH_SIZE = 128, TIME_SIZE = 16, N_KEYS = 3 };

/* The columns, and what they are also called. */
#define ROLE_LIST(X)                                                                                                             \
    X(AGENT, "agent", "name", "employee")                                                                                        \
    X(DATE, "date", "day", "datum")                                                                                              \
    X(START, "start", "from", "begin")                                                                                           \
    X(END, "end", "to", "until")                                                                                                 \
    X(ACTIVITY, "activity", "code", "state")                                                                                     \
    X(GROUP, "group", "team", "queue")
#define X(name, word, second, third) name,
enum role { ROLE_LIST(X) N_ROLES };
#undef X
static const char *const ROLES[N_ROLES][3] = {
#define X(name, word, second, third) {word, second, third},
    ROLE_LIST(X)
#undef X
};

struct ccs_scenario_roster {
    ccs_scenario_roster_t *next;
    const char *path;
    ccs_date_form_t dates;
    ccs_csv_table_t table;
    uint32_t column[N_ROLES]; /* UINT32_MAX: there is none */
    ccs_value_t *rows;        /* all of them, without the group; NULL: the file could not be read, which is told */
};

/* What a node names. */
typedef struct {
    const ccs_value_t *file; /* the text */
    const char *group;       /* as the file calls it */
    ccs_date_form_t dates;
} reference_t;

bool ccs_scenario_is_roster(const ccs_value_t *node, const ccs_scenario_place_t *at)
{
    const ccs_scenario_place_t *const group = at->up, *const groups = group ? group->up : NULL;
    const char *const keys[N_KEYS] = {groups ? groups->key : NULL, group ? group->key : NULL, at->key};
    const bool names = node->kind == CCS_VALUE_GROUP || (node->kind == CCS_VALUE_STRING && ccs_text_ends(node->as.text, ".csv"));

    return names && groups && groups->up && !groups->up->up && ccs_scenario_is_of_shape(keys, N_KEYS, "ROSTER");
}

/* --- the file ---------------------------------------------------------------------------------------------------------- */

static int fail_cell(ccs_scenario_reader_t *self, const ccs_scenario_roster_t *file, size_t row, const char *what,
    const char *found)
{
    const ccs_value_t at = {.file = file->path, .line = file->table.lines[row]};

    return ccs_scenario_fail(self, CCS_ERR_SCENARIO, &at, NULL, "expected %s, found \"%.60s\"", what, found);
}

static const char *cell_of(const ccs_scenario_roster_t *file, size_t row, enum role role)
{
    const uint32_t column = file->column[role];

    return column == UINT32_MAX ? "" : file->table.cells[row * file->table.n_columns + column];
}

static bool is_called(const char *header, enum role role)
{
    for (int i = 0; i < 3; i++)
        if (ccs_text_is_word(header, strlen(header), ROLES[role][i])) return true;
    return false;
}

/* @return 0 or CCS_ERR_SCENARIO, told */
static int find_columns(ccs_scenario_reader_t *self, ccs_scenario_roster_t *file)
{
    const ccs_value_t at = {.file = file->path, .line = 1};
    int ret = 0;

    for (enum role role = 0; role < N_ROLES; role++) {
        file->column[role] = UINT32_MAX;
        for (uint32_t i = file->table.n_columns; i-- > 0;)
            if (is_called(file->table.header[i], role)) file->column[role] = i;
        if (file->column[role] == UINT32_MAX && role < ACTIVITY)
            ret = ccs_scenario_fail(self, CCS_ERR_SCENARIO, &at, NULL,
                "has no column \"%s\": a roster has agent, date, start, end, and perhaps activity and group", ROLES[role][0]);
    }
    return ret;
}

/* Appends a text to a row. */
static bool append(ccs_scenario_reader_t *self, ccs_value_t *row, const char *text)
{
    ccs_value_t *const cell = ccs_value_new(self->arena, CCS_VALUE_STRING, NULL, row->file, row->line);

    if (!cell || !text) {
        ccs_scenario_fail_memory(self);
        return false;
    }
    cell->as.text = text;
    ccs_value_append(row, cell);
    return true;
}

static bool append_copy(ccs_scenario_reader_t *self, ccs_value_t *row, const char *text)
{
    return append(self, row, ccs_arena_strdup(self->arena, text));
}

/* "8:00 AM" as "08:00"; the end of a day may be 24:00. @return false, told, if it is no time */
static bool append_time(ccs_scenario_reader_t *self, const ccs_scenario_roster_t *file, size_t index, enum role role,
    ccs_value_t *row)
{
    const char *const cell = cell_of(file, index, role);
    char text[CCS_UNITS_TEXT_MAX];
    ccs_clock_text_t clock;

    if (!ccs_clock_text(cell, &clock) || clock.zone || clock.end >= 0) {
        fail_cell(self, file, index, role == START ? "a time such as 08:00 as start" : "a time such as 16:30 as end", cell);
        return false;
    }
    return append_copy(self, row, ccs_units_show_time_of_day(clock.second, text, sizeof text));
}

static ccs_value_t *make_row(ccs_scenario_reader_t *self, const ccs_scenario_roster_t *file, size_t index)
{
    ccs_value_t *const row = ccs_value_new(self->arena, CCS_VALUE_LIST, NULL, file->path, file->table.lines[index]);
    const char *const agent = cell_of(file, index, AGENT), *const date = cell_of(file, index, DATE);
    char text[CCS_DATE_MAX];
    int64_t days;

    if (!row) {
        ccs_scenario_fail_memory(self);
        return NULL;
    }
    if (!agent[0]) {
        fail_cell(self, file, index, "the name of an agent", agent);
        return NULL;
    }
    if (!ccs_date_form_day(&file->dates, date, &days)) {
        fail_cell(self, file, index,
            file->dates.order == CCS_ORDER_YMD ? "a date such as 2026-03-02 (others: { csv = …; dates = \"D.M.Y\"; })"
                                               : "a date in the order and with the marks that dates says (" CCS_DATE_ORDER_FORM
                                                 " or \"D/M/Y\")",
            date);
        return NULL;
    }
    const bool done = append_copy(self, row, agent) && append_copy(self, row, ccs_date_show(days, text, sizeof text)) &&
        append_time(self, file, index, START, row) && append_time(self, file, index, END, row) &&
        append_copy(self, row, cell_of(file, index, ACTIVITY));

    return done ? row : NULL;
}

static int read_file(ccs_scenario_reader_t *self, ccs_scenario_roster_t *file)
{
    int ret = CCS_ERR_OK;

    CCS_TRY(ccs_csv_read_table(file->path, self->scratch, &file->table, self->errors));
    CCS_TRY(find_columns(self, file));
    self->n_rows += file->table.n_rows;
    ccs_value_t *const rows = ccs_value_new(self->scratch, CCS_VALUE_LIST, NULL, file->path, 1);

    CCS_REQUIRE(rows, ccs_scenario_fail_memory(self));
    for (size_t i = 0; i < file->table.n_rows; i++) {
        ccs_value_t *const row = make_row(self, file, i);

        if (row) ccs_value_append(rows, row);
        else ret = CCS_ERR_SCENARIO;
    }
    if (ret == 0) file->rows = rows;
out:
    return ret;
}

/* The file of a reference, read once. NULL: out of memory, told. */
static const ccs_scenario_roster_t *find_file(ccs_scenario_reader_t *self, const reference_t *reference, const char *path)
{
    const char *const name =
        ccs_text_join(self->arena, ccs_scenario_folder(self, reference->file->file), reference->file->as.text);
    const size_t n_before = self->errors->n;

    if (!name) {
        ccs_scenario_fail_memory(self);
        return NULL;
    }
    for (const ccs_scenario_roster_t *file = self->rosters; file; file = file->next)
        if (strcmp(file->path, name) == 0 && ccs_date_form_equal(&file->dates, &reference->dates)) return file;
    ccs_scenario_roster_t *const file = ccs_arena_alloc(self->scratch, sizeof *file);

    if (!file) {
        ccs_scenario_fail_memory(self);
        return NULL;
    }
    *file = (ccs_scenario_roster_t){.next = self->rosters, .path = name, .dates = reference->dates};
    self->rosters = file;
    if (ccs_scenario_check_file(self, reference->file, path, name) == 0) (void) read_file(self, file);
    for (size_t i = n_before; i < self->errors->n; i++) {
        ccs_err_t *const err = &self->errors->items[i];

        if (err->path[0] == '\0') snprintf(err->path, sizeof err->path, "%s", path);
    }
    return file;
}

/* --- the node ---------------------------------------------------------------------------------------------------------- */

/* A text, or { csv = "roster.csv"; dates = "D.M.Y"; group = "Service desk"; }. @return false, told */
static bool take_reference(ccs_scenario_reader_t *self, const ccs_value_t *node, const char *path, reference_t *reference)
{
    bool valid = true;

    if (node->kind == CCS_VALUE_STRING) {
        reference->file = node;
        return true;
    }
    for (const ccs_value_t *child = node->first; child; child = child->next) {
        const bool is_text = child->kind == CCS_VALUE_STRING;

        if (is_text && strcmp(child->key, "csv") == 0) reference->file = child;
        else if (is_text && strcmp(child->key, "group") == 0) reference->group = child->as.text;
        else if (!is_text || strcmp(child->key, "dates") != 0 || !ccs_date_form_find(child->as.text, &reference->dates)) {
            ccs_scenario_fail(self, CCS_ERR_SCENARIO, child, path,
                "%s: a roster is { csv = \"roster.csv\"; dates = " CCS_DATE_ORDER_FORM
                " or \"D/M/Y\"; group = \"as the file calls it\"; }",
                child->key);
            valid = false;
        }
    }
    if (valid && !reference->file)
        ccs_scenario_fail(self, CCS_ERR_SCENARIO, node, path, "names no file: roster = \"roster.csv\"");
    return valid && reference->file;
}

/* Rows of several nodes have the same cells. @return false, told, without memory */
static bool append_row(ccs_scenario_reader_t *self, ccs_value_t *list, const ccs_value_t *row)
{
    ccs_value_t *const copy = ccs_value_new(self->arena, CCS_VALUE_LIST, NULL, row->file, row->line);

    if (!copy) {
        ccs_scenario_fail_memory(self);
        return false;
    }
    copy->first = row->first;
    copy->last = row->last;
    copy->n = row->n;
    ccs_value_append(list, copy);
    return true;
}

void ccs_scenario_roster(ccs_scenario_reader_t *self, ccs_value_t *node, const ccs_scenario_place_t *at)
{
    char path[PATH_SIZE];
    reference_t reference = {.group = at->up->key};

    ccs_scenario_place_text(at, path, sizeof path);
    if (!take_reference(self, node, path, &reference)) return;
    const ccs_scenario_roster_t *const file = find_file(self, &reference, path);
    const bool by_group = file && file->column[GROUP] != UINT32_MAX;

    if (!file || !file->rows) return;
    const ccs_value_t named = *reference.file;

    node->kind = CCS_VALUE_LIST;
    node->first = node->last = NULL;
    node->n = 0;
    node->is_table = true;
    size_t i = 0;

    for (const ccs_value_t *row = file->rows->first; row; row = row->next, i++) {
        if (by_group && strcmp(cell_of(file, i, GROUP), reference.group) != 0) continue;
        if (!append_row(self, node, row)) return;
    }
    if (node->n > 0) {
        node->file = file->path;
        node->line = node->first->line;
    } else if (by_group) {
        ccs_scenario_fail(self, CCS_ERR_SCENARIO, &named, path,
            "%s has no row of group %.60s: if it is called otherwise there, write { csv = …; group = \"…\"; }", file->path,
            reference.group);
    } else {
        ccs_scenario_fail(self, CCS_ERR_SCENARIO, &named, path, "%s has no rows", file->path);
    }
}
