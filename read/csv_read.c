/* csv_read.c - CSV files as records of cells; csv_rows.c makes nodes of them. Invariant: one line is held at a time; what is kept grows with the rows that are
 * wanted, never with the columns that are not. */
#include "csv_read.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "csv_file.h"
#include "text.h"
#include "units.h"

#define TOO_LARGE "is larger than 256 MB, the most a CSV file may have"

enum { BUFFER = 1 << 16, NO_BYTE = -1 };

/* --- messages ---------------------------------------------------------------------------------------------------------- */

int ccs_csv_fail(ccs_csv_file_t *self, uint32_t line, const char *format, ...)
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

int ccs_csv_give_up(ccs_csv_file_t *self, uint32_t line, const char *text)
{
    self->stop = true;
    return ccs_csv_fail(self, line, "%s", text);
}

int ccs_csv_fail_memory(ccs_csv_file_t *self)
{
    self->stop = true;
    return ccs_err_list_add(self->errors, CCS_ERR_NOMEM, self->name, NULL, "%s", ccs_err_text(CCS_ERR_NOMEM));
}

const char *ccs_csv_column_text(const ccs_csv_file_t *self, uint32_t column, char text[CCS_CSV_NAME_MAX])
{
    if (self->header && *self->header[column]) {
        snprintf(text, CCS_CSV_NAME_MAX, "%.*s",
            (int) ccs_text_whole(self->header[column],
                strlen(self->header[column]) < CCS_CSV_SHOWN ? strlen(self->header[column]) : CCS_CSV_SHOWN),
            self->header[column]);
    } else {
        snprintf(text, CCS_CSV_NAME_MAX, "column %" PRIu32, column + 1);
    }
    return text;
}

/* --- bytes ------------------------------------------------------------------------------------------------------------- */

static bool refill(ccs_csv_input_t *self)
{
    if (!self->file) return false;
    const size_t n = fread(self->buffer, 1, BUFFER, self->file);

    self->at = self->buffer;
    self->end = self->buffer + n;
    self->n_bytes += n;
    return n > 0;
}

static int peek_byte(ccs_csv_input_t *self)
{
    if (self->at == self->end && !refill(self)) return NO_BYTE;
    return (unsigned char) *self->at;
}

static int next_byte(ccs_csv_input_t *self)
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
static bool at_cell_start(const ccs_csv_file_t *self)
{
    size_t n = self->n_record;

    while (n > 0 && self->record[n - 1] == ' ') n--;
    return n == 0 ||
        (self->separator ? self->record[n - 1] == self->separator : is_separator((unsigned char) self->record[n - 1]));
}

/* A line break, CR LF and a lone CR included, becomes one '\n'. */
static int take_break(ccs_csv_file_t *self, int byte)
{
    if (byte == '\r' && peek_byte(&self->input) == '\n') (void) next_byte(&self->input);
    if (byte == '\r') byte = '\n';
    if (byte == '\n') self->line++;
    return byte;
}

static int too_long(ccs_csv_file_t *self)
{
    char text[96];

    snprintf(text, sizeof text, "a line of more than %d bytes, or a quote that is never closed", CCS_CSV_MAX_LINE);
    return ccs_csv_give_up(self, self->start, text);
}

/* Read one record, quoted line breaks included, without its end. @return false at the end of the file and after an error */
static bool read_record(ccs_csv_file_t *self)
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
    if (quoted) ccs_csv_give_up(self, self->start, "a quote is opened here and never closed");
    return !quoted;
}

static bool check_record(ccs_csv_file_t *self)
{
    if (memchr(self->record, '\0', self->n_record)) {
        ccs_csv_give_up(self, self->start, "is no text: it holds zero bytes");
    } else if (!ccs_text_is_clean(self->record, self->n_record)) {
        ccs_csv_give_up(self, self->start, "is no text in UTF-8: save the file as CSV in UTF-8");
    }
    return !self->stop;
}

/* Comment lines, and lines of nothing but blanks. */
static bool is_idle(const ccs_csv_file_t *self)
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
static bool take_quoted(const ccs_csv_file_t *self, char **at, ccs_csv_text_t *cell)
{
    char *from = *at + 1, *to = from;

    *cell = (ccs_csv_text_t){to, true};
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

static void take_plain(const ccs_csv_file_t *self, char **at, ccs_csv_text_t *cell)
{
    char *end = *at;

    while (*end != '\0' && *end != self->separator) end++;
    *cell = (ccs_csv_text_t){*at, false};
    *at = end;
}

static void trim(ccs_csv_text_t *cell)
{
    size_t n = strlen(cell->text);

    while (*cell->text == ' ') {
        cell->text++;
        n--;
    }
    while (n > 0 && cell->text[n - 1] == ' ') cell->text[--n] = '\0';
}

/* Cut the record into cells. @return 0 or CCS_ERR_SCENARIO, told */
static int split(ccs_csv_file_t *self)
{
    char *at = self->record;

    for (self->n_cells = 0;; at++) {
        if (self->n_cells == CCS_CSV_MAX_COLUMNS) return ccs_csv_give_up(self, self->start, "more than 256 columns");
        ccs_csv_text_t *const cell = &self->cells[self->n_cells++];

        while (*at == ' ' && at[1] == ' ') at++;
        if (*at == ' ' && at[1] == '"') at++;
        if (*at != '"') {
            take_plain(self, &at, cell);
        } else if (!take_quoted(self, &at, cell)) {
            return ccs_csv_fail(self, self->start, "cell %" PRIu32 ": text after the closing quote, or no such quote",
                self->n_cells);
        }
        const bool last = *at == '\0';

        *at = '\0';
        if (!cell->quoted) trim(cell);
        if (last) return 0;
    }
}

/* --- the file as a whole ----------------------------------------------------------------------------------------------- */

static void read_records(ccs_csv_file_t *self)
{
    while (!self->stop && read_record(self)) {
        if (self->input.n_bytes > CCS_CSV_MAX_BYTES) {
            ccs_csv_give_up(self, self->start, TOO_LARGE);
        } else if (check_record(self) && !is_idle(self)) {
            if (!self->separator) self->separator = find_separator(self->record);
            if (split(self) == 0) ccs_csv_take(self);
        }
    }
    if (self->input.file && ferror(self->input.file)) {
        self->stop = true;
        ccs_err_list_add(self->errors, CCS_ERR_INPUT, self->name, NULL, "cannot be read: %s", strerror(errno));
    }
}

/* The byte-order marks: UTF-8's is passed over, UTF-16 is told apart from mere binary. */
static bool pass_mark(ccs_csv_file_t *self)
{
    ccs_csv_input_t *const input = &self->input;

    if (peek_byte(input) == NO_BYTE) return true; /* also fills the buffer */
    const size_t n = (size_t) (input->end - input->at);

    if (n >= 3 && memcmp(input->at, "\xef\xbb\xbf", 3) == 0) {
        input->at += 3;
        return true;
    }
    if (n < 2 || (memcmp(input->at, "\xff\xfe", 2) != 0 && memcmp(input->at, "\xfe\xff", 2) != 0)) return true;
    ccs_csv_give_up(self, 1, "is UTF-16: save the file as CSV in UTF-8");
    return false;
}

/* @return 0 or the code of the first error, told */
static int read_all(ccs_csv_file_t *self, ccs_value_t **rows)
{
    const size_t n_before = self->errors->n_errors, first = self->errors->n;

    self->line = 1;
    self->rows = ccs_csv_node(self, CCS_VALUE_LIST);
    if (self->rows) self->rows->is_table = true;
    self->record = malloc(CCS_CSV_MAX_LINE + 2);
    if (self->rows && !self->record) ccs_csv_fail_memory(self);
    if (!self->stop && pass_mark(self)) read_records(self);
    free(self->record);
    if (self->errors->n_errors == n_before && self->n_columns == 0) ccs_csv_fail(self, 1, "is empty");
    if (self->errors->n_errors == n_before) ccs_csv_check(self);
    if (self->errors->n_errors > n_before) return first < self->errors->n ? self->errors->items[first].code : CCS_ERR_SCENARIO;
    *rows = self->rows;
    return 0;
}

static int fail_input(ccs_err_list_t *errors, const char *path, const char *text)
{
    return ccs_err_list_add(errors, CCS_ERR_INPUT, path, NULL, "cannot be read: %s", text);
}

/* @param self  says what is wanted */
static int read_file(ccs_csv_file_t *self, const char *path, ccs_value_t **rows)
{
    struct stat info;
    int ret = 0;

    self->name = ccs_arena_strdup(self->arena, path);
    if (stat(path, &info) != 0) CCS_TRY(fail_input(self->errors, path, strerror(errno)));
    if (S_ISDIR(info.st_mode)) CCS_TRY(fail_input(self->errors, path, "it is a directory"));
    if (!S_ISREG(info.st_mode)) CCS_TRY(fail_input(self->errors, path, "it is no regular file")); /* a pipe might never begin */
    if (info.st_size > CCS_CSV_MAX_BYTES) CCS_TRY(ccs_csv_give_up(self, 1, TOO_LARGE));
    self->input.file = fopen(path, "rb");
    CCS_REQUIRE(self->input.file, fail_input(self->errors, path, strerror(errno)));
    self->input.buffer = malloc(BUFFER);
    CCS_REQUIRE(self->input.buffer && self->name, ccs_csv_fail_memory(self));
    self->input.at = self->input.end = self->input.buffer;
    CCS_TRY(read_all(self, rows));
out:
    free(self->input.buffer);
    if (self->input.file) (void) fclose(self->input.file);
    return ret;
}

int ccs_csv_read(const char *path, const ccs_csv_want_t *want, ccs_arena_t *arena, ccs_value_t **rows, ccs_err_list_t *errors)
{
    ccs_csv_file_t self = {.want = want, .arena = arena, .errors = errors};

    *rows = NULL;
    return read_file(&self, path, rows);
}

int ccs_csv_read_table(const char *path, ccs_arena_t *arena, ccs_csv_table_t *table, ccs_err_list_t *errors)
{
    ccs_csv_file_t self = {.arena = arena, .errors = errors, .table = table};
    ccs_value_t *none = NULL;
    int ret = 0;

    *table = (ccs_csv_table_t){0};
    CCS_TRY(read_file(&self, path, &none));
    table->header = self.header;
    table->n_columns = self.n_columns;
    table->separator = self.separator;
out:
    return ret;
}

int ccs_csv_read_text(const char *name, const char *text, size_t n_bytes, const ccs_csv_want_t *want, ccs_arena_t *arena,
    ccs_value_t **rows, ccs_err_list_t *errors)
{
    ccs_csv_file_t self = {.want = want, .arena = arena, .errors = errors, .name = ccs_arena_strdup(arena, name)};

    *rows = NULL;
    if (!self.name) return ccs_csv_fail_memory(&self);
    self.input.at = text;
    self.input.end = text + n_bytes;
    return read_all(&self, rows);
}
