/* csv_rows.c - which columns of a CSV file are wanted, and its rows as nodes. Invariant: what is kept grows with the rows and the column that are
 * wanted; other cells may hold anything. */
#include "csv_file.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "moment_text.h"
#include "text.h"
#include "units.h"

enum { DAY_S = 86400 };

static enum ccs_csv_class class_of(const ccs_csv_file_t *self, uint32_t column)
{
    return ccs_csv_classify(self->cells[column].text, self->separator, NULL);
}

/* --- header and choice of column --------------------------------------------------------------------------------------- */

/* Names, and not a row of data with a gap or a decimal comma in it. */
static bool is_header(const ccs_csv_file_t *self)
{
    bool texts = false;

    for (uint32_t i = 0; i < self->n_cells; i++) {
        const enum ccs_csv_class class = class_of(self, i);

        texts = texts || class == CCS_CSV_TEXT;
        if (class == CCS_CSV_TIME && i == 0) return false;
    }
    return texts;
}

static int keep_header(ccs_csv_file_t *self)
{
    self->header = ccs_arena_array(self->arena, self->n_cells, sizeof *self->header);
    if (!self->header) return ccs_csv_fail_memory(self);
    for (uint32_t i = 0; i < self->n_cells; i++) {
        self->header[i] = ccs_arena_strdup(self->arena, self->cells[i].text);
        if (!self->header[i]) return ccs_csv_fail_memory(self);
    }
    return 0;
}

/* "time, calls, aht": the columns that pass, for messages. */
static const char *names_text(const ccs_csv_file_t *self, bool numbers_only, char text[160])
{
    size_t n = 0;

    text[0] = '\0';
    for (uint32_t i = 0; i < self->n_columns && n < 110; i++) {
        char name[CCS_CSV_NAME_MAX];

        if (numbers_only && (class_of(self, i) == CCS_CSV_TEXT || (i == 0 && self->has_time))) continue;
        n += (size_t) snprintf(text + n, 160 - n, "%s%.40s", n > 0 ? ", " : "", ccs_csv_column_text(self, i, name));
    }
    if (n >= 110) snprintf(text + n, 160 - n, ", …");
    return text;
}

/* The only column of a name. @return 0 or CCS_ERR_SCENARIO, told */
static int find_column(ccs_csv_file_t *self, const char *wanted, uint32_t *column)
{
    uint32_t n_found = 0;
    char names[160];

    if (!self->header) {
        return ccs_csv_give_up(self, self->start, "has no header, so that no column can be chosen by name");
    }
    for (uint32_t i = 0; i < self->n_columns; i++) {
        if (strcmp(self->header[i], wanted) != 0) continue;
        *column = i;
        n_found++;
    }
    if (n_found == 1) return 0;
    self->stop = true;
    if (n_found > 1) return ccs_csv_fail(self, self->start, "has %" PRIu32 " columns named %.60s", n_found, wanted);
    return ccs_csv_fail(self, self->start, "has no column %.60s; it has %s", wanted, names_text(self, false, names));
}

static int choose_alone(ccs_csv_file_t *self)
{
    uint32_t n_found = 0;
    char names[160];

    if (self->n_columns == (self->has_time ? 2 : 1)) { /* whatever stands there: a bad cell gets its own message */
        self->column = self->n_columns - 1;
        return 0;
    }
    for (uint32_t i = self->has_time; i < self->n_columns; i++) {
        const enum ccs_csv_class class = class_of(self, i);

        if (class == CCS_CSV_TEXT || class == CCS_CSV_TIME || class == CCS_CSV_CLOCK) continue;
        self->column = i;
        n_found++;
    }
    if (n_found == 1) return 0;
    self->stop = true;
    if (n_found == 0) return ccs_csv_fail(self, self->start, "has no column of numbers");
    return ccs_csv_fail(self, self->start, "has several columns of numbers (%s): name one, { csv = \"…\"; column = \"…\"; }",
        names_text(self, true, names));
}

/* The columns of an export: all of them by name. */
static int choose_of_export(ccs_csv_file_t *self)
{
    const ccs_csv_want_t *const want = self->want;
    int ret = 0;

    self->has_time = true;
    self->time = self->queue = CCS_CSV_NO_COLUMN;
    CCS_TRY(find_column(self, want->date, &self->date));
    if (want->time && strcmp(want->time, want->date) != 0) CCS_TRY(find_column(self, want->time, &self->time));
    if (want->queue) CCS_TRY(find_column(self, want->queue, &self->queue));
    CCS_TRY(find_column(self, want->column, &self->column));
out:
    return ret;
}

/* Which columns are meant is decided by the first row of data. */
static int choose(ccs_csv_file_t *self)
{
    const enum ccs_csv_class first = class_of(self, 0);

    self->chosen = true;
    if (self->want->date) return choose_of_export(self);
    self->has_time = first == CCS_CSV_TIME || first == CCS_CSV_CLOCK;
    return self->want->column ? find_column(self, self->want->column, &self->column) : choose_alone(self);
}

/* --- rows -------------------------------------------------------------------------------------------------------------- */

ccs_value_t *ccs_csv_node(ccs_csv_file_t *self, enum ccs_value_kind kind)
{
    ccs_value_t *const node = ccs_value_new(self->arena, kind, NULL, self->name, self->start);

    if (!node) ccs_csv_fail_memory(self);
    return node;
}

static int fail_cell(ccs_csv_file_t *self, uint32_t column, enum ccs_csv_class class)
{
    const ccs_csv_text_t *const cell = &self->cells[column];
    const int shown = (int) ccs_text_whole(cell->text, strlen(cell->text) < CCS_CSV_SHOWN ? strlen(cell->text) : CCS_CSV_SHOWN);
    char name[CCS_CSV_NAME_MAX], remedy[3 * CCS_UNITS_TEXT_MAX];

    ccs_csv_column_text(self, column, name);
    switch (class) {
    case CCS_CSV_EMPTY: return ccs_csv_fail(self, self->start, "%s: the cell is empty", name);
    case CCS_CSV_COMMA:
        return ccs_csv_fail(self, self->start,
            "%s: %.*s has a decimal comma, but the comma also separates cells: write a point, or separate with ;", name, shown,
            cell->text);
    case CCS_CSV_ODD:
        return ccs_csv_fail(self, self->start, "%s: %.*s is not a number that can be used", name, shown, cell->text);
    case CCS_CSV_NUMBER:
    case CCS_CSV_TIME:
    case CCS_CSV_CLOCK:
    case CCS_CSV_TEXT: break;
    }
    const char *const sep = *ccs_units_remedy(cell->text, remedy, sizeof remedy) ? ": " : "";

    return ccs_csv_fail(self, self->start, "%s: expected a number, found \"%.*s\"%s%s", name, shown, cell->text, sep, remedy);
}

/* 00:03:12 in a column of values is a duration, which the reader of the value understands: it stays a text. */
static ccs_value_t *duration_node(ccs_csv_file_t *self)
{
    const char *const text = self->cells[self->column].text;
    double unused;

    if ((self->column == 0 && !self->want->date) || !strchr(text, ':') || ccs_units_duration(text, &unused) != 0) {
        fail_cell(self, self->column, CCS_CSV_TIME);
        return NULL;
    }
    ccs_value_t *const node = ccs_csv_node(self, CCS_VALUE_STRING);

    if (!node) return NULL;
    node->as.text = ccs_arena_strdup(self->arena, text);
    if (node->as.text) return node;
    ccs_csv_fail_memory(self);
    return NULL;
}

/* A file comes perhaps from a place where a mark stands between thousands: 4.084, or 4,084 where semicolons or tabs separate cells,
 * is that many or a bit more than 4. Beside a decimal comma the point can only part thousands, and the other way round, whatever else the column holds.
 * @return 0 or CCS_ERR_SCENARIO, told */
static int check_mark(ccs_csv_file_t *self, int which)
{
    const ccs_number_marks_t *const marks = &self->marks;
    const ccs_number_mark_t *const mark = &marks->mark[which], *const other = &marks->mark[!which];
    char whole[CCS_MARK_SAMPLE], name[CCS_CSV_NAME_MAX];
    size_t n = 0;

    /* who separates cells by semicolons writes decimal commas: where every number has one, they are what they look like */
    const bool usual = self->separator == ';' && which == CCS_MARK_COMMA && !marks->whole;

    if (mark->open == 0 || (!other->decimal && (mark->decimal || marks->plain || usual))) return 0;
    for (const char *c = mark->sample; *c; c++)
        if (*c != '.' && *c != ',') whole[n++] = *c;
    whole[n] = '\0';
    return ccs_csv_fail(self, mark->open, "%s: %s may be %s or a decimal, and %s: write %s, or %s0 if it is a decimal",
        ccs_csv_column_text(self, self->column, name), mark->sample, whole,
        other->decimal ? "other decimals of the column have another mark" : "no other number of the column tells", whole,
        mark->sample);
}

/* The value of the wanted column; NULL after an error. */
static ccs_value_t *number_node(ccs_csv_file_t *self)
{
    ccs_csv_number_t number;
    const enum ccs_csv_class class = ccs_csv_classify(self->cells[self->column].text, self->separator, &number);

    if (class == CCS_CSV_TIME) return duration_node(self);
    if (class != CCS_CSV_NUMBER) {
        fail_cell(self, self->column, class);
        return NULL;
    }
    if (self->separator != ',') ccs_number_marks_weigh(&self->marks, self->cells[self->column].text, self->start);
    ccs_value_t *const node = ccs_csv_node(self, number.whole ? CCS_VALUE_INT : CCS_VALUE_REAL);

    if (node && number.whole) node->as.i = number.i;
    if (node && !number.whole) node->as.x = number.x;
    return node;
}

/* The text of the time in the first column; NULL after an error. */
static ccs_value_t *time_node(ccs_csv_file_t *self)
{
    const ccs_csv_text_t *const cell = &self->cells[0];
    const enum ccs_csv_class class = class_of(self, 0);
    char name[CCS_CSV_NAME_MAX];

    if (class == CCS_CSV_EMPTY) {
        fail_cell(self, 0, class);
        return NULL;
    }
    if (class != CCS_CSV_TIME) {
        char remedy[3 * CCS_UNITS_TEXT_MAX];
        const char *const sep = *ccs_units_remedy(cell->text, remedy, sizeof remedy) ? ": " : "";

        ccs_csv_fail(self, self->start, "%s: expected a time of day such as 07:30, found \"%.*s\"%s%s",
            ccs_csv_column_text(self, 0, name),
            (int) ccs_text_whole(cell->text, strlen(cell->text) < CCS_CSV_SHOWN ? strlen(cell->text) : CCS_CSV_SHOWN), cell->text,
            sep, remedy);
        return NULL;
    }
    ccs_value_t *const node = ccs_csv_node(self, CCS_VALUE_STRING);

    if (!node) return NULL;
    node->as.text = ccs_arena_strdup(self->arena, cell->text);
    if (node->as.text) return node;
    ccs_csv_fail_memory(self);
    return NULL;
}

/* --- rows of an export ------------------------------------------------------------------------------------------------- */

static void fail_moment(ccs_csv_file_t *self, uint32_t column, const char *expected)
{
    const char *const text = self->cells[column].text;
    char name[CCS_CSV_NAME_MAX];

    ccs_csv_fail(self, self->start, "%s: expected %s, found \"%.*s\"%s", ccs_csv_column_text(self, column, name), expected,
        (int) ccs_text_whole(text, strlen(text) < CCS_CSV_SHOWN ? strlen(text) : CCS_CSV_SHOWN), text,
        *text >= '0' && *text <= '9' ? "" : "; rows of totals must be left out");
}

/* "+01:00" of an offset from UTC, "" where there is none. @return text */
static const char *offset_text(const ccs_clock_text_t *clock, char *text, size_t size)
{
    const int minutes = abs(clock->offset_s) / 60;

    *text = '\0';
    if (clock->zone) snprintf(text, size, "%c%02d:%02d", clock->offset_s < 0 ? '-' : '+', minutes / 60, minutes % 60);
    return text;
}

/* The time of day of a row of an export, in a column of its own or behind the date, where it may have an offset. @return false, told */
static bool take_time(ccs_csv_file_t *self, const char *behind, char *time, size_t size)
{
    const bool alone = self->time != CCS_CSV_NO_COLUMN;
    ccs_clock_text_t clock;
    const char *expected = NULL;
    char shown[CCS_UNITS_TEXT_MAX], offset[16];

    if (alone ? !ccs_clock_text(self->cells[self->time].text, &clock) : !ccs_clock_text_behind(behind, &clock))
        expected = "a time of day such as 07:30 or 7:30 AM";
    else if (clock.second == DAY_S) expected = "00:00 of the next day in the place of 24:00";
    if (expected) {
        fail_moment(self, alone ? self->time : self->date, expected);
        return false;
    }
    snprintf(time, size, "T%s%s", ccs_units_show_time_of_day(clock.second, shown, sizeof shown),
        offset_text(&clock, offset, sizeof offset));
    return true;
}

/* When a row of an export is: "2026-03-02T07:30", or "2026-03-02" where nothing says the time. NULL after an error. */
static ccs_value_t *moment_node(ccs_csv_file_t *self)
{
    const enum ccs_date_order order = self->want->dates;
    char date[CCS_DATE_MAX], clock[CCS_UNITS_TEXT_MAX + 16] = "", expected[64];
    ccs_date_text_t written;
    const char *const behind = ccs_date_text(self->cells[self->date].text, &written);
    int64_t days;

    if (!behind || !ccs_date_text_day(&written, order, &days)) {
        snprintf(expected, sizeof expected, "a date as %s (the table says dates = \"%s\")", ccs_date_order_text(order),
            ccs_date_order_text(order));
        fail_moment(self, self->date, expected);
        return NULL;
    }
    if (*behind != '\0' || self->time != CCS_CSV_NO_COLUMN) {
        if (!take_time(self, behind, clock, sizeof clock)) return NULL;
    }
    ccs_value_t *const node = ccs_csv_node(self, CCS_VALUE_STRING);

    if (!node) return NULL;
    node->as.text = ccs_arena_printf(self->arena, "%s%s", ccs_date_show(days, date, sizeof date), clock);
    if (node->as.text) return node;
    ccs_csv_fail_memory(self);
    return NULL;
}

/* The queues of an export as they are met, for messages; the first is kept. */
static void meet_queue(ccs_csv_file_t *self, const char *name)
{
    for (uint32_t i = 0; i < self->n_queues; i++)
        if (strcmp(self->queues[i], name) == 0) return;
    if (self->n_queues == CCS_CSV_QUEUES_TOLD) return;
    self->queues[self->n_queues] = ccs_arena_strdup(self->arena, name);
    if (self->queues[self->n_queues]) self->n_queues++;
    else ccs_csv_fail_memory(self);
}

/* "Sales, Service" @return text */
static const char *queues_text(const ccs_csv_file_t *self, char *text, size_t size)
{
    size_t n = 0;

    for (uint32_t i = 0; i < self->n_queues && n < size; i++)
        n += (size_t) snprintf(text + n, size - n, "%s%.20s", i ? ", " : "", self->queues[i]);
    if (self->n_queues == CCS_CSV_QUEUES_TOLD && n < size) snprintf(text + n, size - n, ", …");
    return text;
}

/* Whether the row is of the queue that is wanted; if none is named, rows of two queues are an error. */
static bool is_of_queue(ccs_csv_file_t *self)
{
    const char *const wanted = self->want->queue_name;
    char names[120];

    if (self->queue == CCS_CSV_NO_COLUMN) return true;
    meet_queue(self, self->cells[self->queue].text);
    if (wanted) return strcmp(self->cells[self->queue].text, wanted) == 0;
    if (self->n_queues < 2) return true;
    self->stop = true;
    ccs_csv_fail(self, self->start, "has rows of several queues (%s): name one, queue = \"%.40s\"",
        queues_text(self, names, sizeof names), self->queues[0]);
    return false;
}

/* --- the table --------------------------------------------------------------------------------------------------------- */

static void take_row(ccs_csv_file_t *self)
{
    if (self->want->date && !is_of_queue(self)) return;
    ccs_value_t *const time = !self->has_time ? NULL : self->want->date ? moment_node(self) : time_node(self);
    ccs_value_t *row = number_node(self);

    if (!row || (self->has_time && !time)) return;
    if (self->has_time) {
        ccs_value_t *const pair = ccs_csv_node(self, CCS_VALUE_LIST);

        if (!pair) return;
        ccs_value_append(pair, time);
        ccs_value_append(pair, row);
        row = pair;
    }
    if (self->rows->n == CCS_CSV_MAX_ROWS) {
        ccs_csv_give_up(self, self->start, "has more than two million rows");
        return;
    }
    if (self->rows->n == 0) self->rows->line = self->start;
    ccs_value_append(self->rows, row);
}

/* All cells of the record, as they stand. */
static void keep_cells(ccs_csv_file_t *self)
{
    ccs_csv_table_t *const table = self->table;
    const size_t n = table->n_rows * self->n_columns;

    for (uint32_t i = 0; i < self->n_columns; i++) {
        const char **const cells = ccs_arena_room(self->arena, table->cells, n + i, &self->room_cells, sizeof *cells);

        if (cells) table->cells = cells;
        if (!cells || !(cells[n + i] = ccs_arena_strdup(self->arena, self->cells[i].text))) {
            ccs_csv_fail_memory(self);
            return;
        }
    }
    uint32_t *const lines = ccs_arena_room(self->arena, table->lines, table->n_rows, &self->room_lines, sizeof *lines);

    if (!lines) {
        ccs_csv_fail_memory(self);
        return;
    }
    table->lines = lines;
    lines[table->n_rows++] = self->start;
}

static void take_first(ccs_csv_file_t *self)
{
    self->n_columns = self->n_cells;
    if (is_header(self)) {
        (void) keep_header(self);
    } else if (self->table) {
        ccs_csv_give_up(self, self->start, "has no header: the first row names the columns");
    } else if (choose(self) == 0) {
        take_row(self);
    }
}

void ccs_csv_take(ccs_csv_file_t *self)
{
    if (self->n_columns == 0) {
        take_first(self);
        return;
    }
    if (self->n_cells != self->n_columns) {
        const bool comma = self->separator == ',' && self->n_cells > self->n_columns;

        ccs_csv_fail(self, self->start, "has %" PRIu32 " cells, expected %" PRIu32 " as in the first row%s", self->n_cells,
            self->n_columns, comma ? " (a decimal comma? write a point, or separate cells with ;)" : "");
        return;
    }
    if (self->table) {
        keep_cells(self);
        return;
    }
    if (!self->chosen && choose(self) != 0) return;
    take_row(self);
}

void ccs_csv_check(ccs_csv_file_t *self)
{
    char names[120];

    if (self->table && self->table->n_rows > 0) return;
    if (self->rows->n == 0 && self->n_queues > 0)
        ccs_csv_fail(self, self->line, "has no rows of queue \"%.60s\"; it has %s", self->want->queue_name,
            queues_text(self, names, sizeof names));
    else if (self->rows->n == 0) ccs_csv_fail(self, self->line, "has a header but no rows");
    else if (check_mark(self, CCS_MARK_POINT) == 0) (void) check_mark(self, CCS_MARK_COMMA);
}
