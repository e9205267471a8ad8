/* csv_read.c - CSV files to value trees. Invariant: one line is held at a time; what is kept grows with the rows that are
 * wanted, never with the columns that are not. */
#include "csv_read.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "csv_cell.h"
#include "text.h"
#include "units.h"

#define TOO_LARGE "is larger than 256 MB, the most a CSV file may have"

enum { BUFFER = 1 << 16, SHOWN = 40, NO_BYTE = -1 };

/* Bytes, from a file by way of a buffer or all in memory. */
typedef struct {
    FILE *file;   /* NULL: memory only */
    char *buffer; /* BUFFER of them */
    const char *at, *end;
    uint64_t n_bytes; /* read from the file so far */
} input_t;

typedef struct {
    char *text; /* within the line */
    bool quoted;
} cell_t;

/* A mark in the numbers of the column: the point or the comma. */
typedef struct {
    uint32_t line;    /* of the first number in which it may stand between thousands, 0: none */
    char text[SHOWN]; /* that number */
    bool decimal;     /* another number has it where no thousands can end */
} mark_t;

enum { POINT, COMMA, MARKS };

typedef struct {
    const char *name;   /* in messages and nodes; in the arena */
    const char *wanted; /* name of the column or NULL */
    ccs_arena_t *arena;
    ccs_err_list_t *errors;
    input_t input;
    uint32_t line;  /* that the next byte is on */
    uint32_t start; /* first line of the present record */
    char *record;   /* CCS_CSV_MAX_LINE + 2 bytes */
    size_t n_record;
    cell_t cells[CCS_CSV_MAX_COLUMNS];
    uint32_t n_cells, n_columns; /* of this record; of the first one, 0 before it */
    char separator;
    const char **header; /* n_columns names, in the arena; NULL: the file has none */
    bool chosen, has_time;
    uint32_t column;     /* that is wanted, once chosen */
    mark_t marks[MARKS]; /* points and commas in the numbers of that column */
    bool plain;          /* a whole number from 1000 on is written there without a mark */
    bool whole;          /* a whole number is written there without a mark */
    ccs_value_t *rows;
    bool stop; /* no use in reading on */
} csv_t;

/* --- messages ---------------------------------------------------------------------------------------------------------- */

static int fail(csv_t *self, uint32_t line, const char *format, ...) __attribute__((format(printf, 3, 4)));
static int fail(csv_t *self, uint32_t line, const char *format, ...)
{
    char where[sizeof((ccs_err_t *) 0)->where], text[sizeof((ccs_err_t *) 0)->text];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    snprintf(where, sizeof where, "%s:%" PRIu32, self->name, line);
    if (self->errors->n >= CCS_ERR_LIST_MAX) self->stop = true;
    return ccs_err_list_add(self->errors, CCS_ERR_SCENARIO, where, NULL, "%s", text);
}

/* The file is not worth reading on. */
static int give_up(csv_t *self, uint32_t line, const char *text)
{
    self->stop = true;
    return fail(self, line, "%s", text);
}

static int fail_memory(csv_t *self)
{
    self->stop = true;
    return ccs_err_list_add(self->errors, CCS_ERR_NOMEM, self->name, NULL, "%s", ccs_err_text(CCS_ERR_NOMEM));
}

/* "column 3" or "calls" */
static const char *column_text(const csv_t *self, uint32_t column, char text[SHOWN + 24])
{
    if (self->header && *self->header[column]) {
        snprintf(text, SHOWN + 24, "%.*s",
            (int) ccs_text_whole(self->header[column],
                strlen(self->header[column]) < SHOWN ? strlen(self->header[column]) : SHOWN),
            self->header[column]);
    } else {
        snprintf(text, SHOWN + 24, "column %" PRIu32, column + 1);
    }
    return text;
}

/* --- bytes ------------------------------------------------------------------------------------------------------------- */

static bool refill(input_t *self)
{
    if (!self->file) return false;
    const size_t n = fread(self->buffer, 1, BUFFER, self->file);

    self->at = self->buffer;
    self->end = self->buffer + n;
    self->n_bytes += n;
    return n > 0;
}

static int peek_byte(input_t *self)
{
    if (self->at == self->end && !refill(self)) return NO_BYTE;
    return (unsigned char) *self->at;
}

static int next_byte(input_t *self)
{
    const int byte = peek_byte(self);

    if (byte != NO_BYTE) self->at++;
    return byte;
}

/* --- records ----------------------------------------------------------------------------------------------------------- */

static bool is_separator(int byte)
{
    return byte == ',' || byte == ';' || byte == '\t';
}

/* A quote opens a cell only where a cell begins; which separators the file has is not known before its first record is read. */
static bool at_cell_start(const csv_t *self)
{
    size_t n = self->n_record;

    while (n > 0 && self->record[n - 1] == ' ') n--;
    return n == 0 ||
        (self->separator ? self->record[n - 1] == self->separator : is_separator((unsigned char) self->record[n - 1]));
}

/* A line break, CR LF and a lone CR included, becomes one '\n'. */
static int take_break(csv_t *self, int byte)
{
    if (byte == '\r' && peek_byte(&self->input) == '\n') (void) next_byte(&self->input);
    if (byte == '\r') byte = '\n';
    if (byte == '\n') self->line++;
    return byte;
}

static int too_long(csv_t *self)
{
    char text[96];

    snprintf(text, sizeof text, "a line of more than %d bytes, or a quote that is never closed", CCS_CSV_MAX_LINE);
    return give_up(self, self->start, text);
}

/* Read one record, quoted line breaks included, without its end. @return false at the end of the file and after an error */
static bool read_record(csv_t *self)
{
    bool quoted = false;

    self->start = self->line;
    self->n_record = 0;
    int byte = take_break(self, next_byte(&self->input));

    if (byte == NO_BYTE) return false;
    for (; byte != NO_BYTE && (quoted || byte != '\n'); byte = take_break(self, next_byte(&self->input))) {
        if (self->n_record >= CCS_CSV_MAX_LINE - 1) {
            too_long(self);
            return false;
        }
        if (byte == '"' && quoted && peek_byte(&self->input) == '"') {
            self->record[self->n_record++] = (char) next_byte(&self->input);
        } else if (byte == '"') {
            quoted = !quoted && at_cell_start(self);
        }
        self->record[self->n_record++] = (char) byte;
    }
    self->record[self->n_record] = '\0';
    if (quoted) give_up(self, self->start, "a quote is opened here and never closed");
    return !quoted;
}

static bool check_record(csv_t *self)
{
    if (memchr(self->record, '\0', self->n_record)) {
        give_up(self, self->start, "is no text: it holds zero bytes");
    } else if (!ccs_text_is_clean(self->record, self->n_record)) {
        give_up(self, self->start, "is no text in UTF-8: save the file as CSV in UTF-8");
    }
    return !self->stop;
}

/* Comment lines, and lines of nothing but blanks. */
static bool is_idle(const csv_t *self)
{
    return self->record[0] == '#' || strspn(self->record, " \t") == self->n_record;
}

/* Tab before semicolon before comma: the comma is the one that also stands in numbers. Quoted cells do not count. */
static char find_separator(const char *record)
{
    bool quoted = false, semicolon = false, tab = false;

    for (const char *c = record; *c; c++) {
        if (*c == '"') quoted = !quoted;
        semicolon = semicolon || (!quoted && *c == ';');
        tab = tab || (!quoted && *c == '\t');
    }
    return tab ? '\t' : semicolon ? ';' : ',';
}

/* --- cells ------------------------------------------------------------------------------------------------------------- */

/* The quoted cell at *at: unquoted in place, *at moved to what follows the closing quote. False if there is none, or more text.
 * */
static bool take_quoted(const csv_t *self, char **at, cell_t *cell)
{
    char *from = *at + 1, *to = from;

    *cell = (cell_t){to, true};
    for (; *from != '"' || from[1] == '"'; *to++ = *from++) {
        if (*from == '\0') return false;
        if (*from == '"') from++;
    }
    from++;
    while (*from == ' ') from++;
    *at = from;
    const bool ends = *from == '\0' || *from == self->separator;

    *to = '\0'; /* at the closing quote or before it: never what *at points to */
    return ends;
}

static void take_plain(const csv_t *self, char **at, cell_t *cell)
{
    char *end = *at;

    while (*end != '\0' && *end != self->separator) end++;
    *cell = (cell_t){*at, false};
    *at = end;
}

static void trim(cell_t *cell)
{
    size_t n = strlen(cell->text);

    while (*cell->text == ' ') {
        cell->text++;
        n--;
    }
    while (n > 0 && cell->text[n - 1] == ' ') cell->text[--n] = '\0';
}

/* Cut the record into cells. @return 0 or CCS_ERR_SCENARIO, told */
static int split(csv_t *self)
{
    char *at = self->record;

    for (self->n_cells = 0;; at++) {
        if (self->n_cells == CCS_CSV_MAX_COLUMNS) return give_up(self, self->start, "more than 256 columns");
        cell_t *const cell = &self->cells[self->n_cells++];

        while (*at == ' ' && at[1] == ' ') at++;
        if (*at == ' ' && at[1] == '"') at++;
        if (*at != '"') {
            take_plain(self, &at, cell);
        } else if (!take_quoted(self, &at, cell)) {
            return fail(self, self->start, "cell %" PRIu32 ": text after the closing quote, or no such quote", self->n_cells);
        }
        const bool last = *at == '\0';

        *at = '\0';
        if (!cell->quoted) trim(cell);
        if (last) return 0;
    }
}

static enum ccs_csv_class class_of(const csv_t *self, uint32_t column)
{
    return ccs_csv_classify(self->cells[column].text, self->separator, NULL);
}

/* --- header and choice of column --------------------------------------------------------------------------------------- */

/* Names, and not a row of data with a gap or a decimal comma in it. */
static bool is_header(const csv_t *self)
{
    bool texts = false;

    for (uint32_t i = 0; i < self->n_cells; i++) {
        const enum ccs_csv_class class = class_of(self, i);

        texts = texts || class == CCS_CSV_TEXT;
        if (class == CCS_CSV_TIME && i == 0) return false;
    }
    return texts;
}

static int keep_header(csv_t *self)
{
    self->header = ccs_arena_array(self->arena, self->n_cells, sizeof *self->header);
    if (!self->header) return fail_memory(self);
    for (uint32_t i = 0; i < self->n_cells; i++) {
        self->header[i] = ccs_arena_strdup(self->arena, self->cells[i].text);
        if (!self->header[i]) return fail_memory(self);
    }
    return 0;
}

/* "time, calls, aht": the columns that pass, for messages. */
static const char *names_text(const csv_t *self, bool numbers_only, char text[160])
{
    size_t n = 0;

    text[0] = '\0';
    for (uint32_t i = 0; i < self->n_columns && n < 110; i++) {
        char name[SHOWN + 24];

        if (numbers_only && (class_of(self, i) == CCS_CSV_TEXT || (i == 0 && self->has_time))) continue;
        n += (size_t) snprintf(text + n, 160 - n, "%s%.40s", n > 0 ? ", " : "", column_text(self, i, name));
    }
    if (n >= 110) snprintf(text + n, 160 - n, ", …");
    return text;
}

static int choose_by_name(csv_t *self)
{
    uint32_t n_found = 0;
    char names[160];

    if (!self->header) {
        return give_up(self, self->start, "has no header, so that no column can be chosen by name");
    }
    for (uint32_t i = 0; i < self->n_columns; i++) {
        if (strcmp(self->header[i], self->wanted) != 0) continue;
        self->column = i;
        n_found++;
    }
    if (n_found == 1) return 0;
    self->stop = true;
    if (n_found > 1) return fail(self, self->start, "has %" PRIu32 " columns named %.60s", n_found, self->wanted);
    return fail(self, self->start, "has no column %.60s; it has %s", self->wanted, names_text(self, false, names));
}

static int choose_alone(csv_t *self)
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
    if (n_found == 0) return fail(self, self->start, "has no column of numbers");
    return fail(self, self->start, "has several columns of numbers (%s): name one, { csv = \"…\"; column = \"…\"; }",
        names_text(self, true, names));
}

/* Which columns are meant is decided by the first row of data. */
static int choose(csv_t *self)
{
    const enum ccs_csv_class first = class_of(self, 0);

    self->has_time = first == CCS_CSV_TIME || first == CCS_CSV_CLOCK;
    self->chosen = true;
    return self->wanted ? choose_by_name(self) : choose_alone(self);
}

/* --- rows -------------------------------------------------------------------------------------------------------------- */

static ccs_value_t *new_node(csv_t *self, enum ccs_value_kind kind)
{
    ccs_value_t *const node = ccs_value_new(self->arena, kind, NULL, self->name, self->start);

    if (!node) fail_memory(self);
    return node;
}

static int fail_cell(csv_t *self, uint32_t column, enum ccs_csv_class class)
{
    const cell_t *const cell = &self->cells[column];
    const int shown = (int) ccs_text_whole(cell->text, strlen(cell->text) < SHOWN ? strlen(cell->text) : SHOWN);
    char name[SHOWN + 24], remedy[3 * CCS_UNITS_TEXT_MAX];

    column_text(self, column, name);
    switch (class) {
    case CCS_CSV_EMPTY: return fail(self, self->start, "%s: the cell is empty", name);
    case CCS_CSV_COMMA:
        return fail(self, self->start,
            "%s: %.*s has a decimal comma, but the comma also separates cells: write a point, or separate with ;", name, shown,
            cell->text);
    case CCS_CSV_ODD: return fail(self, self->start, "%s: %.*s is not a number that can be used", name, shown, cell->text);
    case CCS_CSV_NUMBER:
    case CCS_CSV_TIME:
    case CCS_CSV_CLOCK:
    case CCS_CSV_TEXT: break;
    }
    const char *const sep = *ccs_units_remedy(cell->text, remedy, sizeof remedy) ? ": " : "";

    return fail(self, self->start, "%s: expected a number, found \"%.*s\"%s%s", name, shown, cell->text, sep, remedy);
}

/* 00:03:12 in a column of values is a duration, which the reader of the value understands: it stays a text. */
static ccs_value_t *duration_node(csv_t *self)
{
    const char *const text = self->cells[self->column].text;
    double unused;

    if (self->column == 0 || !strchr(text, ':') || ccs_units_duration(text, &unused) != 0) {
        fail_cell(self, self->column, CCS_CSV_TIME);
        return NULL;
    }
    ccs_value_t *const node = new_node(self, CCS_VALUE_STRING);

    if (!node) return NULL;
    node->as.text = ccs_arena_strdup(self->arena, text);
    if (node->as.text) return node;
    fail_memory(self);
    return NULL;
}

/* A file comes perhaps from a place where a mark stands between thousands: 4.084, or 4,084 where semicolons or tabs separate cells,
 * is that many or a bit more than 4. Where commas separate cells a point is a decimal one. Remembers what the numbers say. */
static void weigh_marks(csv_t *self, const char *text, const ccs_csv_number_t *number)
{
    mark_t *const mark = &self->marks[strchr(text, ',') ? COMMA : POINT];

    if (self->separator == ',' || !ccs_csv_may_mark_thousands(text)) {
        mark->decimal = mark->decimal || !number->whole;
        self->plain = self->plain || (number->whole && (number->i >= 1000 || number->i <= -1000));
        self->whole = self->whole || number->whole;
    } else if (mark->line == 0) {
        snprintf(mark->text, sizeof mark->text, "%s", text);
        mark->line = self->start;
    }
}

/* Beside a decimal comma the point can only part thousands, and the other way round, whatever else the column holds.
 * @return 0 or CCS_ERR_SCENARIO, told */
static int check_mark(csv_t *self, const mark_t *mark, const mark_t *other)
{
    char whole[SHOWN], name[SHOWN + 24];
    size_t n = 0;

    /* who separates cells by semicolons writes decimal commas: where every number has one, they are what they look like */
    const bool usual = self->separator == ';' && mark == &self->marks[COMMA] && !self->whole;

    if (mark->line == 0 || (!other->decimal && (mark->decimal || self->plain || usual))) return 0;
    for (const char *c = mark->text; *c; c++)
        if (*c != '.' && *c != ',') whole[n++] = *c;
    whole[n] = '\0';
    return fail(self, mark->line, "%s: %s may be %s or a decimal, and %s: write %s, or %s0 if it is a decimal",
        column_text(self, self->column, name), mark->text, whole,
        other->decimal ? "other decimals of the column have another mark" : "no other number of the column tells", whole,
        mark->text);
}

/* The value of the wanted column; NULL after an error. */
static ccs_value_t *number_node(csv_t *self)
{
    ccs_csv_number_t number;
    const enum ccs_csv_class class = ccs_csv_classify(self->cells[self->column].text, self->separator, &number);

    if (class == CCS_CSV_TIME) return duration_node(self);
    if (class != CCS_CSV_NUMBER) {
        fail_cell(self, self->column, class);
        return NULL;
    }
    weigh_marks(self, self->cells[self->column].text, &number);
    ccs_value_t *const node = new_node(self, number.whole ? CCS_VALUE_INT : CCS_VALUE_REAL);

    if (node && number.whole) node->as.i = number.i;
    if (node && !number.whole) node->as.x = number.x;
    return node;
}

/* The text of the time in the first column; NULL after an error. */
static ccs_value_t *time_node(csv_t *self)
{
    const cell_t *const cell = &self->cells[0];
    const enum ccs_csv_class class = class_of(self, 0);
    char name[SHOWN + 24];

    if (class == CCS_CSV_EMPTY) {
        fail_cell(self, 0, class);
        return NULL;
    }
    if (class != CCS_CSV_TIME) {
        char remedy[3 * CCS_UNITS_TEXT_MAX];
        const char *const sep = *ccs_units_remedy(cell->text, remedy, sizeof remedy) ? ": " : "";

        fail(self, self->start, "%s: expected a time of day such as 07:30, found \"%.*s\"%s%s", column_text(self, 0, name),
            (int) ccs_text_whole(cell->text, strlen(cell->text) < SHOWN ? strlen(cell->text) : SHOWN), cell->text, sep, remedy);
        return NULL;
    }
    ccs_value_t *const node = new_node(self, CCS_VALUE_STRING);

    if (!node) return NULL;
    node->as.text = ccs_arena_strdup(self->arena, cell->text);
    if (node->as.text) return node;
    fail_memory(self);
    return NULL;
}

static void take_row(csv_t *self)
{
    ccs_value_t *const time = self->has_time ? time_node(self) : NULL, *row = number_node(self);

    if (!row || (self->has_time && !time)) return;
    if (self->has_time) {
        ccs_value_t *const pair = new_node(self, CCS_VALUE_LIST);

        if (!pair) return;
        ccs_value_append(pair, time);
        ccs_value_append(pair, row);
        row = pair;
    }
    if (self->rows->n == CCS_CSV_MAX_ROWS) {
        give_up(self, self->start, "has more than two million rows");
        return;
    }
    if (self->rows->n == 0) self->rows->line = self->start;
    ccs_value_append(self->rows, row);
}

static void take_first(csv_t *self)
{
    self->n_columns = self->n_cells;
    if (is_header(self)) {
        (void) keep_header(self);
    } else if (choose(self) == 0) {
        take_row(self);
    }
}

static void take_record(csv_t *self)
{
    if (!self->separator) self->separator = find_separator(self->record);
    if (split(self) != 0) return;
    if (self->n_columns == 0) {
        take_first(self);
        return;
    }
    if (self->n_cells != self->n_columns) {
        const bool comma = self->separator == ',' && self->n_cells > self->n_columns;

        fail(self, self->start, "has %" PRIu32 " cells, expected %" PRIu32 " as in the first row%s", self->n_cells,
            self->n_columns, comma ? " (a decimal comma? write a point, or separate cells with ;)" : "");
        return;
    }
    if (!self->chosen && choose(self) != 0) return;
    take_row(self);
}

/* --- the file as a whole ----------------------------------------------------------------------------------------------- */

static void read_records(csv_t *self)
{
    while (!self->stop && read_record(self)) {
        if (self->input.n_bytes > CCS_CSV_MAX_BYTES) {
            give_up(self, self->start, TOO_LARGE);
        } else if (check_record(self) && !is_idle(self)) {
            take_record(self);
        }
    }
    if (self->input.file && ferror(self->input.file)) {
        self->stop = true;
        ccs_err_list_add(self->errors, CCS_ERR_INPUT, self->name, NULL, "cannot be read: %s", strerror(errno));
    }
}

/* The byte-order marks: UTF-8's is passed over, UTF-16 is told apart from mere binary. */
static bool pass_mark(csv_t *self)
{
    input_t *const input = &self->input;

    if (peek_byte(input) == NO_BYTE) return true; /* also fills the buffer */
    const size_t n = (size_t) (input->end - input->at);

    if (n >= 3 && memcmp(input->at, "\xef\xbb\xbf", 3) == 0) {
        input->at += 3;
        return true;
    }
    if (n < 2 || (memcmp(input->at, "\xff\xfe", 2) != 0 && memcmp(input->at, "\xfe\xff", 2) != 0)) return true;
    give_up(self, 1, "is UTF-16: save the file as CSV in UTF-8");
    return false;
}

/* @return 0 or the code of the first error, told */
static int read_all(csv_t *self, ccs_value_t **rows)
{
    const size_t n_before = self->errors->n_errors, first = self->errors->n;

    self->line = 1;
    self->rows = new_node(self, CCS_VALUE_LIST);
    if (self->rows) self->rows->is_table = true;
    self->record = malloc(CCS_CSV_MAX_LINE + 2);
    if (self->rows && !self->record) fail_memory(self);
    if (!self->stop && pass_mark(self)) read_records(self);
    free(self->record);
    if (self->errors->n_errors == n_before && self->n_columns == 0) fail(self, 1, "is empty");
    if (self->errors->n_errors == n_before && self->rows->n == 0) fail(self, self->line, "has a header but no rows");
    if (self->errors->n_errors == n_before) (void) check_mark(self, &self->marks[POINT], &self->marks[COMMA]);
    if (self->errors->n_errors == n_before) (void) check_mark(self, &self->marks[COMMA], &self->marks[POINT]);
    if (self->errors->n_errors > n_before) return first < self->errors->n ? self->errors->items[first].code : CCS_ERR_SCENARIO;
    *rows = self->rows;
    return 0;
}

static int fail_input(ccs_err_list_t *errors, const char *path, const char *text)
{
    return ccs_err_list_add(errors, CCS_ERR_INPUT, path, NULL, "cannot be read: %s", text);
}

int ccs_csv_read(const char *path, const char *column, ccs_arena_t *arena, ccs_value_t **rows, ccs_err_list_t *errors)
{
    csv_t self = {.wanted = column, .arena = arena, .errors = errors, .name = ccs_arena_strdup(arena, path)};
    struct stat info;
    int ret = 0;

    *rows = NULL;
    if (stat(path, &info) != 0) CCS_TRY(fail_input(errors, path, strerror(errno)));
    if (S_ISDIR(info.st_mode)) CCS_TRY(fail_input(errors, path, "it is a directory"));
    if (!S_ISREG(info.st_mode)) CCS_TRY(fail_input(errors, path, "it is no regular file")); /* a pipe might never begin */
    if (info.st_size > CCS_CSV_MAX_BYTES) CCS_TRY(give_up(&self, 1, TOO_LARGE));
    self.input.file = fopen(path, "rb");
    CCS_REQUIRE(self.input.file, fail_input(errors, path, strerror(errno)));
    self.input.buffer = malloc(BUFFER);
    CCS_REQUIRE(self.input.buffer && self.name, fail_memory(&self));
    self.input.at = self.input.end = self.input.buffer;
    CCS_TRY(read_all(&self, rows));
out:
    free(self.input.buffer);
    if (self.input.file) (void) fclose(self.input.file);
    return ret;
}

int ccs_csv_read_text(const char *name, const char *text, size_t n_bytes, const char *column, ccs_arena_t *arena,
    ccs_value_t **rows, ccs_err_list_t *errors)
{
    csv_t self = {.wanted = column, .arena = arena, .errors = errors, .name = ccs_arena_strdup(arena, name)};

    *rows = NULL;
    if (!self.name) return fail_memory(&self);
    self.input.at = text;
    self.input.end = text + n_bytes;
    return read_all(&self, rows);
}
