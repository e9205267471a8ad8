/* scenario_backlog.c - CSV files of what waits when a run begins. Invariant: rows stand in the tree as a scenario would write them, each with its line, so that what
 * they say is refused where others are. */
#include "scenario_backlog.h"

#include <stdio.h>
#include <string.h>

#include "backlog_role.def"
#include "csv_cell.h"
#include "csv_listing.h"
#include "date.h"
#include "scenario_columns.h"
#include "scenario_words.h"
#include "text.h"
#include "units.h"

enum {
    PATH_SIZE = 128,
    NAMES_SIZE = 300,
    MOMENT_SIZE = 64,
    N_KEYS = 3,
    FEW = 99 /* contacts of a row that nobody wonders at */,
    SOME_ROWS = 3
};

enum role { CCS_BACKLOG_ROLE_LIST(CCS_CSV_ROLE_NAME) N_ROLES };
static const ccs_csv_role_t ROLES[N_ROLES] = {CCS_BACKLOG_ROLE_LIST(CCS_CSV_ROLE_ROW)};

typedef struct {
    ccs_scenario_reader_t *reader;
    const ccs_value_t *named; /* the text that names the file */
    const char *queue;        /* as the file calls it; NULL: as the scenario does */
    const char *type;
    ccs_scenario_columns_t columns;
    ccs_csv_listing_t listing;
} file_t;

static bool is_text(const ccs_value_t *value)
{
    return value && value->kind == CCS_VALUE_STRING;
}

bool ccs_scenario_is_backlog(const ccs_value_t *node, const ccs_scenario_place_t *at)
{
    const ccs_scenario_place_t *const type = at->up, *const types = type ? type->up : NULL;
    const char *const keys[N_KEYS] = {types ? types->key : NULL, type ? type->key : NULL, at->key};
    const ccs_value_t *const waited = ccs_value_get(node, "waited"); /* a list is told of whole, in the place of its parts */
    const bool names = is_text(ccs_value_get(node, "csv")) || (is_text(node) && ccs_text_ends(node->as.text, ".csv")) ||
        (is_text(waited) && ccs_text_ends(waited->as.text, ".csv"));

    return names && types && types->up && !types->up->up && ccs_scenario_is_of_shape(keys, N_KEYS, "BACKLOG");
}

/* --- the file ---------------------------------------------------------------------------------------------------------- */

static bool has(const file_t *self, enum role role)
{
    return ccs_csv_listing_has(&self->listing, role);
}

static const char *cell_of(const file_t *self, size_t row, enum role role)
{
    return ccs_csv_listing_cell(&self->listing, row, role);
}

/* @return 0 or CCS_ERR_SCENARIO, told */
static int find_columns(file_t *self)
{
    const ccs_value_t at = {.file = self->listing.path, .line = 1};
    char names[NAMES_SIZE];
    int ret;

    CCS_TRY(ccs_scenario_find_columns(self->reader, &self->listing, ROLES, N_ROLES, &self->columns));
    (void) ccs_csv_listing_names(&self->listing, names, sizeof names);
    if (!has(self, CAME) && !has(self, WAITED))
        CCS_TRY(ccs_scenario_fail(self->reader, CCS_ERR_SCENARIO, &at, NULL,
            "has no column \"came at\" and none \"waited\": a list of what waits has one of them, and perhaps due, number and queue; this one has %s",
            names));
    if (self->queue && !has(self, QUEUE))
        CCS_TRY(ccs_scenario_fail(self->reader, CCS_ERR_SCENARIO, self->named, NULL,
            "a queue is named, \"%.60s\", but %s has no column \"queue\"; it has %s", self->queue, self->listing.path, names));
out:
    return ret;
}

/* --- doubts ------------------------------------------------------------------------------------------------------------ */

static void doubt(const file_t *self, size_t row, const char *format, const char *name)
{
    const ccs_value_t at = {.file = self->listing.path, .line = self->listing.table.lines[row]};
    char text[NAMES_SIZE];

    snprintf(text, sizeof text, format, name);
    ccs_scenario_fail(self->reader, CCS_ERR_OK, &at, NULL, "%s", text);
}

/* Dates under a heading that nobody knows are most likely due dates, by which service level would be told. */
static void doubt_dates(const file_t *self)
{
    const ccs_csv_table_t *const table = &self->listing.table;
    ccs_date_text_t date;

    for (uint32_t column = 0; column < table->n_columns; column++)
        if (!ccs_csv_listing_is_used(&self->listing, column, N_ROLES) && ccs_date_text(table->cells[column], &date))
            doubt(self, 0,
                "column \"%.60s\" has dates and is not used; columns: { due = \"…\"; } says that it is when they are due",
                table->header[column]);
}

/* Who waits is told by one of the two. */
static void doubt_both(const file_t *self)
{
    for (size_t row = 0; row < self->listing.table.n_rows; row++) {
        if (!cell_of(self, row, CAME)[0] || !cell_of(self, row, WAITED)[0]) continue;
        doubt(self, row,
            "says both when they came and how long they have waited: the first counts; columns: { %s = \"none\"; } leaves it out",
            "came");
        return;
    }
}

/* Names of cases are larger from row to row, numbers of them are not. */
static void doubt_numbers(const file_t *self)
{
    int64_t before = FEW;
    ccs_csv_number_t number;
    size_t row = 0;

    for (; row < self->listing.table.n_rows && has(self, NUMBER); row++) {
        if (ccs_csv_classify(cell_of(self, row, NUMBER), self->listing.table.separator, &number) != CCS_CSV_NUMBER ||
            !number.whole || number.i <= before)
            return;
        before = number.i;
    }
    if (row >= SOME_ROWS)
        doubt(self, 0,
            "column \"%.60s\" is larger in each row: if it names the cases, columns: { number = \"none\"; } counts each row once",
            self->listing.table.header[self->listing.column[NUMBER]]);
}

/* Of a file, once, whoever takes its rows. */
static void doubt_columns(const file_t *self)
{
    if (self->listing.table.taken->told || self->listing.table.n_rows == 0) return;
    self->listing.table.taken->told = true;
    doubt_dates(self);
    doubt_both(self);
    doubt_numbers(self);
}

/* --- its rows ---------------------------------------------------------------------------------------------------------- */

static bool fail_cell(const file_t *self, size_t row, const char *what, const char *found)
{
    const ccs_value_t at = {.file = self->listing.path, .line = self->listing.table.lines[row]};

    ccs_scenario_fail(self->reader, CCS_ERR_SCENARIO, &at, NULL, "expected %s, found \"%.60s\"", what, found);
    return false;
}

/* A date, perhaps with a time, as a scenario writes it. @return false if it is none */
static bool read_moment(const file_t *self, const char *cell, char text[MOMENT_SIZE])
{
    ccs_moment_of_day_t moment;
    ccs_csv_moment_t written;
    char date[CCS_DATE_MAX], clock[CCS_UNITS_TEXT_MAX];
    int64_t day;

    if (strlen(cell) < MOMENT_SIZE && ccs_moment_text(cell, &moment)) {
        memcpy(text, cell, strlen(cell) + 1);
    } else if (ccs_date_form_day(&self->listing.dates, cell, &day)) {
        ccs_date_show(day, text, MOMENT_SIZE);
    } else if (ccs_csv_listing_moment(&self->listing, cell, &written) && written.has_day) {
        snprintf(text, MOMENT_SIZE, "%sT%s", ccs_date_show(written.day, date, sizeof date),
            ccs_units_show_time_of_day(written.second, clock, sizeof clock));
    } else {
        return false;
    }
    return true;
}

/* A text of a unit, "2 h" or 01:30:00: a number alone may be minutes, hours or days. */
static bool is_duration(const file_t *self, const char *cell)
{
    double x;

    return ccs_csv_classify(cell, self->listing.table.separator, NULL) != CCS_CSV_NUMBER && ccs_units_duration(cell, &x) == 0;
}

static bool append_text(const file_t *self, ccs_value_t *row, const char *text)
{
    const char *const kept = ccs_scenario_keep(self->reader, text);
    ccs_value_t *const cell = kept ? ccs_value_new(self->reader->arena, CCS_VALUE_STRING, NULL, row->file, row->line) : NULL;

    if (!cell) {
        ccs_scenario_fail_memory(self->reader);
        return false;
    }
    cell->as.text = kept;
    ccs_value_append(row, cell);
    return true;
}

/* When contacts came, or how long ago. */
static bool append_start(const file_t *self, ccs_value_t *row, size_t index)
{
    const char *const came = cell_of(self, index, CAME), *const waited = cell_of(self, index, WAITED);
    char text[MOMENT_SIZE];

    if (has(self, CAME) && (came[0] || !has(self, WAITED))) {
        if (read_moment(self, came, text)) return append_text(self, row, text);
        return fail_cell(self, index, "a date with a time, written like the others, such as 2026-03-01 17:00", came);
    }
    if (is_duration(self, waited)) return append_text(self, row, waited);
    return fail_cell(self, index, "how long they have waited, with its unit, such as 2 h or 01:30:00", waited);
}

/* Without a column each row is one contact. */
static bool append_number(const file_t *self, ccs_value_t *row, size_t index)
{
    const char *const cell = has(self, NUMBER) ? cell_of(self, index, NUMBER) : "1";
    ccs_csv_number_t number;

    if (ccs_csv_classify(cell, self->listing.table.separator, &number) != CCS_CSV_NUMBER || !number.whole)
        return fail_cell(self, index, "a whole number of contacts", cell);
    ccs_value_t *const value = ccs_value_new(self->reader->arena, CCS_VALUE_INT, NULL, row->file, row->line);

    if (!value) {
        ccs_scenario_fail_memory(self->reader);
        return false;
    }
    value->as.i = number.i;
    ccs_value_append(row, value);
    return true;
}

static bool append_due(const file_t *self, ccs_value_t *row, size_t index)
{
    const char *const cell = cell_of(self, index, DUE);
    char text[MOMENT_SIZE];

    if (!cell[0]) return true;
    if (read_moment(self, cell, text)) return append_text(self, row, text);
    if (is_duration(self, cell)) return append_text(self, row, cell);
    return fail_cell(self, index, "when it is due, a date written like the others, or how long after it came, such as 24 h",
        cell);
}

/* NULL: told */
static ccs_value_t *make_row(const file_t *self, size_t index)
{
    ccs_value_t *const row =
        ccs_value_new(self->reader->arena, CCS_VALUE_LIST, NULL, self->listing.path, self->listing.table.lines[index]);

    if (!row) {
        ccs_scenario_fail_memory(self->reader);
        return NULL;
    }
    return append_start(self, row, index) && append_number(self, row, index) && append_due(self, row, index) ? row : NULL;
}

/* Those of the queue. @return the list, NULL: no memory, told */
static ccs_value_t *make_rows(file_t *self)
{
    ccs_value_t *const rows = ccs_value_new(self->reader->arena, CCS_VALUE_LIST, "waited", self->listing.path, 1);

    if (!rows) {
        ccs_scenario_fail_memory(self->reader);
        return NULL;
    }
    rows->is_table = true;
    for (size_t i = 0; i < self->listing.table.n_rows; i++) {
        ccs_value_t *const row = ccs_csv_listing_take(&self->listing, i) ? make_row(self, i) : NULL;

        if (!row) continue;
        if (rows->n == 0) rows->line = row->line;
        ccs_value_append(rows, row);
    }
    return rows;
}

/* --- the node ---------------------------------------------------------------------------------------------------------- */

/* A text, or { csv = "open.csv"; queue = "Mail"; dates = "D.M.Y"; }. @return false, told */
static bool take_reference(file_t *self, const ccs_value_t *node, const char *path)
{
    bool valid = true;

    self->named = node;
    for (const ccs_value_t *child = node->kind == CCS_VALUE_GROUP ? node->first : NULL; child; child = child->next) {
        if (is_text(child) && strcmp(child->key, "csv") == 0) self->named = child;
        else if (is_text(child) && strcmp(child->key, "queue") == 0) self->queue = child->as.text;
        else if (is_text(child) && strcmp(child->key, "dates") == 0 && ccs_date_form_find(child->as.text, &self->listing.dates))
            self->listing.dates_said = true;
        else if (child->kind == CCS_VALUE_GROUP && strcmp(child->key, "columns") == 0)
            valid = ccs_scenario_take_columns(self->reader, child, path, ROLES, N_ROLES, &self->columns) && valid;
        else {
            ccs_scenario_fail(self->reader, CCS_ERR_SCENARIO, child, path,
                "%s: a list of what waits is { csv = \"open.csv\"; dates = " CCS_DATE_ORDER_FORM
                " or \"D/M/Y\"; queue = \"as the file calls it\"; columns: { due = \"Solve by\"; }; }",
                child->key);
            valid = false;
        }
    }
    return valid;
}

/* The node becomes { waited = rows; }, or 0 where there are none. */
static void become(ccs_value_t *node, ccs_value_t *rows)
{
    node->first = node->last = NULL;
    node->n = 0;
    node->kind = rows->n > 0 ? CCS_VALUE_GROUP : CCS_VALUE_INT;
    if (rows->n > 0) ccs_value_append(node, rows);
    else node->as.i = 0;
}

/* A week in which nothing waits is no mistake, and a list without a row says so; a queue that is called otherwise would be one. */
static void tell_none(const file_t *self, const char *path)
{
    char queues[NAMES_SIZE];

    if (self->listing.table.n_rows == 0) return;
    (void) ccs_csv_listing_queues(&self->listing.table, queues, sizeof queues);
    ccs_scenario_fail(self->reader, CCS_ERR_OK, self->named, path, "%s has no row of queue %.60s, so nothing waits: %s%s%s",
        self->listing.path, self->queue ? self->queue : self->type, *queues ? "it has " : "its rows name no queue", queues,
        *queues ? "; { csv = …; queue = \"…\"; } says which is meant" : "");
}

void ccs_scenario_backlog(ccs_scenario_reader_t *self, ccs_value_t *node, const ccs_scenario_place_t *at)
{
    const ccs_value_t *const label = ccs_value_get(ccs_value_get(ccs_value_get(self->tree, "types"), at->up->key), "label");
    const size_t n_before = self->errors->n, n_errors = self->errors->n_errors;
    file_t file = {.reader = self, .type = at->up->key};
    char path[PATH_SIZE];

    ccs_scenario_place_text(at, path, sizeof path);
    if (!take_reference(&file, node, path)) return;
    file.listing.path = ccs_text_join(self->arena, ccs_scenario_folder(self, file.named->file), file.named->as.text);
    if (!file.listing.path) {
        ccs_scenario_fail_memory(self);
        return;
    }
    ccs_csv_file_t *const csv = ccs_scenario_csv(self, file.named, path, file.listing.path);

    if (csv && ccs_csv_table(csv, &file.listing.table, self->errors) == 0 && find_columns(&file) == 0 &&
        ccs_csv_listing_dates(&file.listing, 1u << CAME | 1u << DUE, self->errors) == 0) {
        doubt_columns(&file);
        ccs_csv_listing_want(&file.listing, QUEUE, "queue",
            file.queue ? (const char *[]){file.queue, NULL}
                       : (const char *[]){file.type, is_text(label) ? label->as.text : NULL});
        ccs_value_t *const rows = make_rows(&file);

        if (rows && rows->n == 0 && self->errors->n_errors == n_errors) tell_none(&file, path);
        if (rows) become(node, rows);
    }
    ccs_scenario_place_errors(self, n_before, path);
}
