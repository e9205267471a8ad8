/* csv_rows.c - which columns of a CSV file are wanted, and its rows as nodes. Invariant: what a call looks at are the rows of the queue that is wanted; other
 * cells may hold anything. */
#include "csv_file.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "csv_export.h"
#include "date.h"
#include "dates.h"
#include "moment_text.h"
#include "text.h"
#include "units.h"

enum { DAY_S = 86400 };

static const char *cell_at(const ccs_csv_file_t *self, size_t row, uint32_t column)
{
    return self->records[row].text + self->starts[row * self->n_columns + column];
}

static enum ccs_csv_class class_of(const ccs_csv_file_t *self, uint32_t column)
{
    return ccs_csv_classify(self->cells[column], self->separator, NULL);
}

/* --- header and choice of column --------------------------------------------------------------------------------------- */

bool ccs_csv_is_header(const ccs_csv_file_t *self)
{
    bool texts = false;

    for (uint32_t i = 0; i < self->n_cells; i++) {
        const enum ccs_csv_class class = class_of(self, i);

        texts = texts || class == CCS_CSV_TEXT;
        if (class == CCS_CSV_TIME && i == 0) return false;
    }
    return texts;
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

    if (self->want->date) return choose_of_export(self);
    self->has_time = first == CCS_CSV_TIME || first == CCS_CSV_CLOCK;
    return self->want->column ? find_column(self, self->want->column, &self->column) : choose_alone(self);
}

/* --- rows -------------------------------------------------------------------------------------------------------------- */

static ccs_value_t *make_node(ccs_csv_file_t *self, enum ccs_value_kind kind)
{
    ccs_value_t *const node = ccs_value_new(self->nodes, kind, NULL, self->name, self->start);

    if (!node) ccs_csv_fail_memory(self);
    return node;
}

static int fail_cell(ccs_csv_file_t *self, uint32_t column, enum ccs_csv_class class)
{
    const char *const cell = self->cells[column];
    const int shown = (int) ccs_text_whole(cell, strlen(cell) < CCS_CSV_SHOWN ? strlen(cell) : CCS_CSV_SHOWN);
    char name[CCS_CSV_NAME_MAX], remedy[3 * CCS_UNITS_TEXT_MAX];

    ccs_csv_column_text(self, column, name);
    switch (class) {
    case CCS_CSV_EMPTY: return ccs_csv_fail(self, self->start, "%s: the cell is empty", name);
    case CCS_CSV_COMMA:
        return ccs_csv_fail(self, self->start,
            "%s: %.*s has a decimal comma, but the comma also separates cells: write a point, or separate with ;", name, shown,
            cell);
    case CCS_CSV_ODD: return ccs_csv_fail(self, self->start, "%s: %.*s is not a number that can be used", name, shown, cell);
    case CCS_CSV_NUMBER:
    case CCS_CSV_TIME:
    case CCS_CSV_CLOCK:
    case CCS_CSV_TEXT: break;
    }
    const char *const sep = *ccs_units_remedy(cell, remedy, sizeof remedy) ? ": " : "";

    return ccs_csv_fail(self, self->start, "%s: expected a number, found \"%.*s\"%s%s", name, shown, cell, sep, remedy);
}

/* 00:03:12 in a column of values is a duration, which the reader of the value understands: it stays a text. */
static ccs_value_t *duration_node(ccs_csv_file_t *self)
{
    const char *const text = self->cells[self->column];
    double unused;

    if ((self->column == 0 && !self->want->date) || !strchr(text, ':') || ccs_units_duration(text, &unused) != 0) {
        fail_cell(self, self->column, CCS_CSV_TIME);
        return NULL;
    }
    ccs_value_t *const node = make_node(self, CCS_VALUE_STRING);

    if (!node) return NULL;
    node->as.text = ccs_arena_strdup(self->nodes, text);
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

    if (mark->open == 0 || (!other->decimal && !other->open && (mark->decimal || marks->plain || usual))) return 0;
    for (const char *c = mark->sample; *c; c++)
        if (*c != '.' && *c != ',') whole[n++] = *c;
    whole[n] = '\0';
    return ccs_csv_fail(self, mark->open, "%s: %s may be %s or a decimal, and %s: write %s, or %s0 if it is a decimal",
        ccs_csv_column_text(self, self->column, name), mark->sample, whole,
        other->decimal    ? "other decimals of the column have another mark"
            : other->open ? "other numbers of the column have another mark"
                          : "no other number of the column tells",
        whole, mark->sample);
}

/* The value of the wanted column; NULL after an error. */
static ccs_value_t *number_node(ccs_csv_file_t *self)
{
    ccs_csv_number_t number;
    const enum ccs_csv_class class = ccs_csv_classify(self->cells[self->column], self->separator, &number);

    if (class == CCS_CSV_TIME) return duration_node(self);
    if (class != CCS_CSV_NUMBER) {
        fail_cell(self, self->column, class);
        return NULL;
    }
    if (self->separator != ',') ccs_number_marks_weigh(&self->marks, self->cells[self->column], self->start);
    ccs_value_t *const node = make_node(self, number.whole ? CCS_VALUE_INT : CCS_VALUE_REAL);

    if (node && number.whole) node->as.i = number.i;
    if (node && !number.whole) node->as.x = number.x;
    return node;
}

/* The text of the time in the first column; NULL after an error. */
static ccs_value_t *time_node(ccs_csv_file_t *self)
{
    const char *const cell = self->cells[0];
    const enum ccs_csv_class class = class_of(self, 0);
    char name[CCS_CSV_NAME_MAX];

    if (class == CCS_CSV_EMPTY) {
        fail_cell(self, 0, class);
        return NULL;
    }
    if (class != CCS_CSV_TIME) {
        char remedy[3 * CCS_UNITS_TEXT_MAX];
        const char *const sep = *ccs_units_remedy(cell, remedy, sizeof remedy) ? ": " : "";

        ccs_csv_fail(self, self->start, "%s: expected a time of day such as 07:30, found \"%.*s\"%s%s",
            ccs_csv_column_text(self, 0, name),
            (int) ccs_text_whole(cell, strlen(cell) < CCS_CSV_SHOWN ? strlen(cell) : CCS_CSV_SHOWN), cell, sep, remedy);
        return NULL;
    }
    ccs_value_t *const node = make_node(self, CCS_VALUE_STRING);

    if (!node) return NULL;
    node->as.text = ccs_arena_strdup(self->nodes, cell);
    if (node->as.text) return node;
    ccs_csv_fail_memory(self);
    return NULL;
}

/* --- rows of an export ------------------------------------------------------------------------------------------------- */

static void fail_moment(ccs_csv_file_t *self, uint32_t column, const char *expected)
{
    const char *const text = self->cells[column];
    char name[CCS_CSV_NAME_MAX];

    ccs_csv_fail(self, self->start, "%s: expected %s, found \"%.*s\"%s", ccs_csv_column_text(self, column, name), expected,
        (int) ccs_text_whole(text, strlen(text) < CCS_CSV_SHOWN ? strlen(text) : CCS_CSV_SHOWN), text,
        *text >= '0' && *text <= '9' ? "" : "; a row of totals is known by a word such as Total in its place");
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

    if (alone ? !ccs_clock_text(self->cells[self->time], &clock) : !ccs_clock_text_behind(behind, &clock))
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

/* The order of the dates: as it is said, or as all of them tell. @return 0 or CCS_ERR_SCENARIO, told */
static int find_dates(ccs_csv_file_t *self)
{
    char sentence[CCS_DATES_SENTENCE], where[sizeof((ccs_err_t *) 0)->where];
    ccs_dates_t dates = {0};

    self->dates = self->want->dates;
    if (!self->want->date || self->dates != CCS_ORDER_OPEN) return 0;
    self->dates = self->found;
    if (self->dates_in == self->date) return 0;
    for (size_t row = 0; row < self->n_records; row++)
        ccs_dates_weigh(&dates, cell_at(self, row, self->date), self->records[row].line);
    const enum ccs_dates_reason reason = dates.sample ? ccs_dates_order(&dates, &self->found) : CCS_DATES_TELL;

    self->dates = self->found;
    self->dates_in = self->date;
    if (reason == CCS_DATES_DISAGREE)
        return ccs_csv_fail(self, dates.line_of[1] > dates.line_of[0] ? dates.line_of[1] : dates.line_of[0], "%s",
            ccs_dates_say(&dates, reason, self->dates, sentence));
    if (!ccs_dates_is_guess(reason)) return 0;
    snprintf(where, sizeof where, "%s:%" PRIu32, self->name, dates.line);
    return ccs_err_list_add(self->errors, CCS_ERR_OK, where, NULL, "%s; if it is the other, dates = \"%s\" says so in the table",
        ccs_dates_say(&dates, reason, self->dates, sentence), ccs_dates_other(self->dates));
}

/* When a row of an export is: "2026-03-02T07:30", or "2026-03-02" where nothing says the time. NULL after an error. */
static ccs_value_t *moment_node(ccs_csv_file_t *self)
{
    char date[CCS_DATE_MAX], clock[CCS_UNITS_TEXT_MAX + 16] = "", expected[64];
    ccs_date_text_t written;
    const char *const behind = ccs_date_text(self->cells[self->date], &written);
    int64_t days;

    if (!behind || !ccs_date_text_day(&written, self->dates, &days)) {
        const char *const order = ccs_date_order_text(self->dates);

        if (self->want->dates == CCS_ORDER_OPEN) snprintf(expected, sizeof expected, "a date as %s, like the others", order);
        else snprintf(expected, sizeof expected, "a date as %s (the table says dates = \"%s\")", order, order);
        fail_moment(self, self->date, expected);
        return NULL;
    }
    if (*behind != '\0' || self->time != CCS_CSV_NO_COLUMN) {
        if (!take_time(self, behind, clock, sizeof clock)) return NULL;
    }
    ccs_value_t *const node = make_node(self, CCS_VALUE_STRING);

    if (!node) return NULL;
    node->as.text = ccs_arena_printf(self->nodes, "%s%s", ccs_date_show(days, date, sizeof date), clock);
    if (node->as.text) return node;
    ccs_csv_fail_memory(self);
    return NULL;
}

bool ccs_csv_adds_up(const ccs_csv_file_t *self, size_t row)
{
    return ccs_csv_is_total_row(&(ccs_csv_whose_t){.date = cell_at(self, row, self->date),
        .time = self->time == CCS_CSV_NO_COLUMN ? NULL : cell_at(self, row, self->time),
        .queue = self->queue == CCS_CSV_NO_COLUMN ? NULL : cell_at(self, row, self->queue)});
}

static int by_queue(const void *a, const void *b)
{
    const ccs_csv_of_queue_t *const x = a, *const y = b;
    const int names = strcmp(x->queue, y->queue);

    return names ? names : x->row < y->row ? -1 : x->row > y->row;
}

/* Sort the rows by their queues, once. @return 0 or CCS_ERR_NOMEM, told */
static int sort_queues(ccs_csv_file_t *self)
{
    if (self->by_queue && self->queues_in == self->queue) return 0;
    self->by_queue = ccs_arena_array(self->arena, self->n_records, sizeof *self->by_queue);
    if (!self->by_queue) return ccs_csv_fail_memory(self);
    self->queues_in = self->queue;
    for (size_t row = 0; row < self->n_records; row++)
        self->by_queue[row] = (ccs_csv_of_queue_t){.queue = cell_at(self, row, self->queue), .row = (uint32_t) row};
    qsort(self->by_queue, self->n_records, sizeof *self->by_queue, by_queue);
    return 0;
}

/* "Sales, Service", as they are met @return text */
static const char *queues_text(const ccs_csv_file_t *self, char *text, size_t size)
{
    const char *met[CCS_CSV_QUEUES_TOLD];
    uint32_t n_met = 0;
    size_t n = 0;

    text[0] = '\0';
    for (size_t row = 0; row < self->n_records && n_met < CCS_CSV_QUEUES_TOLD && n < size; row++) {
        const char *const queue = cell_at(self, row, self->queue);
        bool known = ccs_csv_adds_up(self, row);

        for (uint32_t i = 0; i < n_met && !known; i++) known = strcmp(met[i], queue) == 0;
        if (known) continue;
        met[n_met++] = queue;
        n += (size_t) snprintf(text + n, size - n, "%s%.20s", n_met > 1 ? ", " : "", queue);
    }
    if (n_met == CCS_CSV_QUEUES_TOLD && n < size) snprintf(text + n, size - n, ", …");
    return text;
}

/* If no queue is named, rows of two are an error. @return 0 or CCS_ERR_SCENARIO, told */
static int check_alone(ccs_csv_file_t *self)
{
    const char *first = NULL;
    char names[120];

    for (size_t row = 0; row < self->n_records; row++) {
        if (ccs_csv_adds_up(self, row)) continue;
        if (!first) first = cell_at(self, row, self->queue);
        if (strcmp(cell_at(self, row, self->queue), first) == 0) continue;
        self->stop = true;
        return ccs_csv_fail(self, self->records[row].line, "has rows of several queues (%s): name one, queue = \"%.40s\"",
            queues_text(self, names, sizeof names), first);
    }
    return 0;
}

/* The rows of the wanted queue, in by_queue. @return how many */
static size_t find_queue(const ccs_csv_file_t *self, size_t *first)
{
    const char *const wanted = self->want->queue_name;
    size_t low = 0, high = self->n_records, n = 0;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (strcmp(self->by_queue[middle].queue, wanted) < 0) low = middle + 1;
        else high = middle;
    }
    *first = low;
    while (low + n < self->n_records && strcmp(self->by_queue[low + n].queue, wanted) == 0) n++;
    return n;
}

/* --- the table --------------------------------------------------------------------------------------------------------- */

static void take_row(ccs_csv_file_t *self)
{
    ccs_value_t *const time = !self->has_time ? NULL : self->want->date ? moment_node(self) : time_node(self);
    ccs_value_t *row = number_node(self);

    if (!row || (self->has_time && !time)) return;
    if (self->has_time) {
        ccs_value_t *const pair = make_node(self, CCS_VALUE_LIST);

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

/* The rows of the queue that is wanted, or all. */
static void take_rows(ccs_csv_file_t *self)
{
    const bool has_queues = self->want->date && self->queue != CCS_CSV_NO_COLUMN;
    const bool sorted = has_queues && self->want->queue_name;
    size_t first = 0, n = self->n_records;

    if (has_queues && !sorted && check_alone(self) != 0) return;
    if (sorted && sort_queues(self) != 0) return;
    if (sorted) n = find_queue(self, &first);
    if (sorted && n > 0 && self->want->contacts) {
        self->by_queue[first].counted = true;
        self->contacts = self->column;
    }
    for (size_t i = 0; i < n && !self->stop; i++) {
        const size_t row = sorted ? self->by_queue[first + i].row : i;

        if (self->want->date && ccs_csv_adds_up(self, row)) continue;
        ccs_csv_load(self, row);
        take_row(self);
    }
}

/* What only all rows tell: a queue that is not there, marks that may stand between thousands. */
static void check_rows(ccs_csv_file_t *self)
{
    char names[120];

    if (self->rows->n == 0 && self->n_records > 0 && self->want->queue_name)
        ccs_csv_fail(self, self->line, "has no rows of queue \"%.60s\"; it has %s", self->want->queue_name,
            queues_text(self, names, sizeof names));
    else if (self->rows->n == 0) ccs_csv_fail(self, self->line, "has a header but no rows");
    else if (check_mark(self, CCS_MARK_POINT) == 0) (void) check_mark(self, CCS_MARK_COMMA);
}

int ccs_csv_rows(ccs_csv_file_t *self, const ccs_csv_want_t *want, ccs_arena_t *arena, ccs_value_t **rows, ccs_err_list_t *errors)
{
    *rows = NULL;
    self->want = want;
    self->nodes = arena;
    self->errors = errors;
    self->code = 0;
    self->has_time = self->stop = false;
    self->marks = (ccs_number_marks_t){0};
    self->start = 1;
    self->rows = make_node(self, CCS_VALUE_LIST);
    if (!self->rows) return self->code;
    self->rows->is_table = true;
    if (self->n_records > 0) {
        ccs_csv_load(self, 0);
        if (choose(self) == 0 && find_dates(self) == 0) take_rows(self);
    }
    if (self->code == 0 && self->opened == 0) check_rows(self);
    const int code = self->opened ? self->opened : self->code;

    if (code == 0) *rows = self->rows;
    return code;
}
