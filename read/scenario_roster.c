/* scenario_roster.c - CSV files of who works when. Invariant: a file is read once, whatever number of groups take their rows from it; errors in its cells are told
 * once. */
#include "scenario_roster.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "csv_listing.h"
#include "date.h"
#include "roster_role.def"
#include "scenario_words.h"
#include "text.h"
#include "units.h"

enum { PATH_SIZE = 128, NAMES_SIZE = 300, N_KEYS = 3 };

enum role { CCS_ROSTER_ROLE_LIST(CCS_CSV_ROLE_NAME) N_ROLES };
static const ccs_csv_role_t ROLES[N_ROLES] = {CCS_ROSTER_ROLE_LIST(CCS_CSV_ROLE_ROW)};

struct ccs_scenario_roster {
    ccs_scenario_roster_t *next;
    ccs_csv_listing_t listing;
    ccs_value_t *rows; /* all of them, without the group; NULL: the file could not be read, which is told */
};

/* What a node names. */
typedef struct {
    const ccs_value_t *file; /* the text */
    const char *groups[2];   /* as the file calls it, by name or label; NULL: none */
    bool dates_said;
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

static int fail_cell(ccs_scenario_reader_t *self, const ccs_csv_listing_t *file, size_t row, const char *what, const char *found)
{
    const ccs_value_t at = {.file = file->path, .line = file->table.lines[row]};

    return ccs_scenario_fail(self, CCS_ERR_SCENARIO, &at, NULL, "expected %s, found \"%.60s\"", what, found);
}

/* Starts may have the date before the time. */
static bool starts_have_dates(const ccs_csv_listing_t *file)
{
    ccs_date_text_t date;

    return file->table.n_rows > 0 && ccs_csv_listing_has(file, START) &&
        ccs_date_text(ccs_csv_listing_cell(file, 0, START), &date);
}

/* @return 0 or CCS_ERR_SCENARIO, told */
static int find_columns(ccs_scenario_reader_t *self, ccs_csv_listing_t *file)
{
    const ccs_value_t at = {.file = file->path, .line = 1};
    char names[NAMES_SIZE];
    int ret = 0;

    ccs_csv_listing_columns(file, ROLES, N_ROLES);
    (void) ccs_csv_listing_names(file, names, sizeof names);
    for (enum role role = 0; role < N_ROLES; role++)
        if (ROLES[role].required && !ccs_csv_listing_has(file, role) && !(role == DATE && starts_have_dates(file)))
            ret = ccs_scenario_fail(self, CCS_ERR_SCENARIO, &at, NULL,
                "has no column \"%s\": a roster has agent, date, start, end, and perhaps activity and group; this one has %s",
                ROLES[role].text, names);
    return ret;
}

/* --- its rows ---------------------------------------------------------------------------------------------------------- */

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

/* The day of a row, by its own column or before the start. @return false, told, if there is none */
static bool read_day(ccs_scenario_reader_t *self, const ccs_csv_listing_t *file, size_t index, const ccs_csv_moment_t *start,
    int64_t *day)
{
    const char *const date =
        ccs_csv_listing_has(file, DATE) ? ccs_csv_listing_cell(file, index, DATE) : ccs_csv_listing_cell(file, index, START);

    if (ccs_csv_listing_has(file, DATE) ? ccs_date_form_day(&file->dates, date, day) : start->has_day) {
        if (!ccs_csv_listing_has(file, DATE)) *day = start->day;
        if (!start->has_day || start->day == *day) return true;
        fail_cell(self, file, index, "a start on the date of the row", ccs_csv_listing_cell(file, index, START));
        return false;
    }
    fail_cell(self, file, index,
        file->dates.order == CCS_ORDER_YMD ? "a date such as 2026-03-02 (others: { csv = …; dates = \"D.M.Y\"; })"
            : file->dates_said ? "a date in the order and with the marks that dates says (" CCS_DATE_ORDER_FORM " or \"D/M/Y\")"
                               : "a date that is written like the others",
        date);
    return false;
}

/* An end with a date is of the day of the start, or of the next one. @return false, told */
static bool check_end(ccs_scenario_reader_t *self, const ccs_csv_listing_t *file, size_t index, int64_t day, int32_t start,
    const ccs_csv_moment_t *end)
{
    if (!end->has_day || (end->day == day && end->second > start) || (end->day == day + 1 && end->second <= start)) return true;
    fail_cell(self, file, index, "an end within a day from the start", ccs_csv_listing_cell(file, index, END));
    return false;
}

/* Who it is: a first name stands before the last one. NULL: nobody, or no memory, which is told */
static const char *read_agent(ccs_scenario_reader_t *self, const ccs_csv_listing_t *file, size_t index)
{
    const char *const agent = ccs_csv_listing_cell(file, index, AGENT), *const given = ccs_csv_listing_cell(file, index, GIVEN);

    if (!agent[0]) {
        fail_cell(self, file, index, "the name of an agent", agent);
        return NULL;
    }
    const char *const name =
        given[0] ? ccs_arena_printf(self->arena, "%s %s", given, agent) : ccs_arena_strdup(self->arena, agent);

    if (!name) ccs_scenario_fail_memory(self);
    return name;
}

/* "8:00 AM" as "08:00"; the end of a day may be 24:00. */
static bool append_time(ccs_scenario_reader_t *self, ccs_value_t *row, int32_t second)
{
    char text[CCS_UNITS_TEXT_MAX];

    return append_copy(self, row, ccs_units_show_time_of_day(second, text, sizeof text));
}

static ccs_value_t *make_row(ccs_scenario_reader_t *self, const ccs_csv_listing_t *file, size_t index)
{
    ccs_value_t *const row = ccs_value_new(self->arena, CCS_VALUE_LIST, NULL, file->path, file->table.lines[index]);
    char text[CCS_DATE_MAX];
    ccs_csv_moment_t start, end;
    int64_t day;

    if (!row) {
        ccs_scenario_fail_memory(self);
        return NULL;
    }
    const char *const agent = read_agent(self, file, index);

    if (!agent) return NULL;
    const bool starts = ccs_csv_listing_moment(file, ccs_csv_listing_cell(file, index, START), &start);

    if (starts || ccs_csv_listing_has(file, DATE)) {
        if (!read_day(self, file, index, &start, &day)) return NULL;
    }
    if (!starts) {
        fail_cell(self, file, index, "a time such as 08:00 as start", ccs_csv_listing_cell(file, index, START));
        return NULL;
    }
    if (!ccs_csv_listing_moment(file, ccs_csv_listing_cell(file, index, END), &end)) {
        fail_cell(self, file, index, "a time such as 16:30 as end", ccs_csv_listing_cell(file, index, END));
        return NULL;
    }
    if (!check_end(self, file, index, day, start.second, &end)) return NULL;
    const bool done = append(self, row, agent) && append_copy(self, row, ccs_date_show(day, text, sizeof text)) &&
        append_time(self, row, start.second) && append_time(self, row, end.second) &&
        append_copy(self, row, ccs_csv_listing_cell(file, index, ACTIVITY));

    return done ? row : NULL;
}

static int make_rows(ccs_scenario_reader_t *self, ccs_scenario_roster_t *file)
{
    int ret = CCS_ERR_OK;
    ccs_value_t *const rows = ccs_value_new(self->scratch, CCS_VALUE_LIST, NULL, file->listing.path, 1);

    if (!rows) return ccs_scenario_fail_memory(self);
    self->n_rows += file->listing.table.n_rows;
    for (size_t i = 0; i < file->listing.table.n_rows; i++) {
        ccs_value_t *const row = make_row(self, &file->listing, i);

        if (row) ccs_value_append(rows, row);
        else ret = CCS_ERR_SCENARIO;
    }
    if (ret == 0) file->rows = rows;
    return ret;
}

static void read_file(ccs_scenario_reader_t *self, ccs_scenario_roster_t *file, const ccs_value_t *name, const char *path)
{
    ccs_csv_listing_t *const listing = &file->listing;
    ccs_csv_file_t *const csv = ccs_scenario_csv(self, name, path, listing->path);

    if (csv && ccs_csv_table(csv, &listing->table, self->errors) == 0 && find_columns(self, listing) == 0 &&
        ccs_csv_listing_dates(listing, 1u << (ccs_csv_listing_has(listing, DATE) ? DATE : START), self->errors) == 0)
        (void) make_rows(self, file);
}

static bool is_same(const ccs_csv_listing_t *file, const char *path, const reference_t *reference)
{
    return strcmp(file->path, path) == 0 && file->dates_said == reference->dates_said &&
        (!file->dates_said || ccs_date_form_equal(&file->dates, &reference->dates));
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
        if (is_same(&file->listing, name, reference)) return file;
    ccs_scenario_roster_t *const file = ccs_arena_alloc(self->scratch, sizeof *file);

    if (!file) {
        ccs_scenario_fail_memory(self);
        return NULL;
    }
    *file = (ccs_scenario_roster_t){.next = self->rosters,
        .listing = {.path = name, .dates_said = reference->dates_said, .dates = reference->dates}};
    self->rosters = file;
    read_file(self, file, reference->file, path);
    ccs_scenario_place_errors(self, n_before, path);
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
        else if (is_text && strcmp(child->key, "group") == 0) {
            reference->groups[0] = child->as.text;
            reference->groups[1] = NULL;
        } else if (is_text && strcmp(child->key, "dates") == 0 && ccs_date_form_find(child->as.text, &reference->dates))
            reference->dates_said = true;
        else {
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
    const ccs_value_t *const label = ccs_value_get(ccs_value_get(ccs_value_get(self->tree, "groups"), at->up->key), "label");
    reference_t reference = {.groups = {at->up->key, label && label->kind == CCS_VALUE_STRING ? label->as.text : NULL}};

    ccs_scenario_place_text(at, path, sizeof path);
    if (!take_reference(self, node, path, &reference)) return;
    const ccs_scenario_roster_t *const file = find_file(self, &reference, path);
    const bool by_group = file && ccs_csv_listing_has(&file->listing, GROUP);

    if (!file || !file->rows) return;
    const ccs_value_t named = *reference.file;
    ccs_csv_listing_t listing = file->listing;

    ccs_csv_listing_want(&listing, GROUP, "group", reference.groups);
    node->kind = CCS_VALUE_LIST;
    node->first = node->last = NULL;
    node->n = 0;
    node->is_table = true;
    size_t i = 0;

    for (const ccs_value_t *row = file->rows->first; row; row = row->next, i++) {
        if (ccs_csv_listing_take(&listing, i) && !append_row(self, node, row)) return;
    }
    if (node->n > 0) {
        node->file = file->listing.path;
        node->line = node->first->line;
    } else if (by_group) {
        ccs_scenario_fail(self, CCS_ERR_SCENARIO, &named, path,
            "%s has no row of group %.60s: if it is called otherwise there, write { csv = …; group = \"…\"; }",
            file->listing.path, reference.groups[0]);
    } else {
        ccs_scenario_fail(self, CCS_ERR_SCENARIO, &named, path, "%s has no rows", file->listing.path);
    }
}
