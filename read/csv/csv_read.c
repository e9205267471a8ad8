/* csv_read.c - CSV files as records of cells; csv_rows.c makes nodes of them. Invariant: the text of a file is held once; records and cells are places in it,
 * each ended by a NUL where its separator or line break was. */
#include "csv_read.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "csv_bytes.h"
#include "csv_file.h"
#include "text.h"

#define TOO_LARGE "is larger than 256 MB, the most a CSV file may have"

enum { NO_BYTE = -1 };

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
    if (self->code == 0) self->code = CCS_ERR_SCENARIO;
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
    if (self->code == 0) self->code = CCS_ERR_NOMEM;
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

static int peek_byte(const ccs_csv_file_t *self)
{
    return self->at == self->end ? NO_BYTE : (unsigned char) *self->at;
}

/* A line break, CR LF and a lone CR included, is one '\n'. */
static int next_byte(ccs_csv_file_t *self)
{
    int byte = peek_byte(self);

    if (byte == NO_BYTE) return byte;
    self->at++;
    if (byte == '\r' && peek_byte(self) == '\n') self->at++;
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

/* Read one record, quoted line breaks included, without its end: in its place, as no record is longer than what it was read from.
 * @return false at the end of the file and after an error */
static bool read_record(ccs_csv_file_t *self)
{
    bool quoted = false;

    self->start = self->line;
    self->record = self->at;
    self->n_record = 0;
    int byte = next_byte(self);

    if (byte == NO_BYTE) return false;
    for (; byte != NO_BYTE && (quoted || byte != '\n'); byte = next_byte(self)) {
        if (self->n_record >= CCS_CSV_MAX_LINE - 1) {
            too_long(self);
            return false;
        }
        if (byte == '"' && quoted && peek_byte(self) == '"') {
            self->record[self->n_record++] = '"';
            self->at++;
        } else if (byte == '"') {
            quoted = !quoted && at_cell_start(self);
        }
        self->record[self->n_record++] = (char) byte;
    }
    self->record[self->n_record] = '\0'; /* where the line break was, or behind the text */
    if (quoted) ccs_csv_give_up(self, self->start, "a quote is opened here and never closed");
    return !quoted;
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

/* The quoted cell at *at: unquoted in place, *at moved to what follows the closing quote. False if there is none, or more text. */
static bool take_quoted(const ccs_csv_file_t *self, char **at, const char **cell)
{
    char *from = *at + 1, *to = from;

    *cell = to;
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

/* The cell at *at without the blanks around it; *at moved to what ends it. @param end  of its text */
static void take_plain(const ccs_csv_file_t *self, char **at, const char **cell, char **end)
{
    while (**at == ' ') ++*at;
    *cell = *at;
    while (**at != '\0' && **at != self->separator) ++*at;
    for (*end = *at; *end > *cell && (*end)[-1] == ' ';) --*end;
}

/* Cut the record into cells. @return 0 or CCS_ERR_SCENARIO, told */
static int split(ccs_csv_file_t *self)
{
    char *at = self->record;

    for (self->n_cells = 0;; at++) {
        if (self->n_cells == CCS_CSV_MAX_COLUMNS) return ccs_csv_give_up(self, self->start, "more than 256 columns");
        const char **const cell = &self->cells[self->n_cells++];
        char *end = NULL;

        at += strspn(at, " ");
        if (*at != '"') {
            take_plain(self, &at, cell, &end);
        } else if (!take_quoted(self, &at, cell)) {
            return ccs_csv_fail(self, self->start, "cell %" PRIu32 ": text after the closing quote, or no such quote",
                self->n_cells);
        }
        const bool last = *at == '\0';

        *at = '\0';
        if (end) *end = '\0';
        if (last) return 0;
    }
}

/* --- the file as a whole ----------------------------------------------------------------------------------------------- */

static int keep_header(ccs_csv_file_t *self)
{
    self->header = ccs_arena_array(self->arena, self->n_cells, sizeof *self->header);
    if (!self->header) return ccs_csv_fail_memory(self);
    memcpy(self->header, self->cells, self->n_cells * sizeof *self->header);
    return 0;
}

static int keep_record(ccs_csv_file_t *self)
{
    ccs_csv_record_t *const records =
        ccs_arena_room(self->arena, self->records, self->n_records, &self->room_records, sizeof *records);
    const size_t n = self->n_records * self->n_columns;

    if (!records) return ccs_csv_fail_memory(self);
    self->records = records;
    records[self->n_records++] = (ccs_csv_record_t){.text = self->record, .line = self->start};
    for (uint32_t i = 0; i < self->n_columns; i++) {
        uint16_t *const starts = ccs_arena_room(self->arena, self->starts, n + i, &self->room_starts, sizeof *starts);

        if (!starts) return ccs_csv_fail_memory(self);
        self->starts = starts;
        starts[n + i] = (uint16_t) (self->cells[i] - self->record);
    }
    return 0;
}

void ccs_csv_load(ccs_csv_file_t *self, size_t row)
{
    const ccs_csv_record_t *const record = &self->records[row];

    self->start = record->line;
    self->record = record->text;
    self->n_cells = self->n_columns;
    for (uint32_t i = 0; i < self->n_columns; i++) self->cells[i] = record->text + self->starts[row * self->n_columns + i];
}

/* The first record is the header, or a row; the others are as long. */
static int take_record(ccs_csv_file_t *self)
{
    if (self->n_columns == 0) {
        self->n_columns = self->n_cells;
        return ccs_csv_is_header(self) ? keep_header(self) : keep_record(self);
    }
    if (self->n_cells == self->n_columns) return keep_record(self);
    const bool comma = self->separator == ',' && self->n_cells > self->n_columns;

    return ccs_csv_fail(self, self->start, "has %" PRIu32 " cells, expected %" PRIu32 " as in the first row%s", self->n_cells,
        self->n_columns, comma ? " (a decimal comma? write a point, or separate cells with ;)" : "");
}

static void read_records(ccs_csv_file_t *self)
{
    while (!self->stop && read_record(self)) {
        if (self->start == 1 && self->record[0] == '#') self->origin = self->record;
        if (is_idle(self)) continue;
        if (!self->separator) self->separator = find_separator(self->record);
        if (split(self) == 0) (void) take_record(self);
    }
}

/* The text of the bytes, UTF-8 from now on. @return 0 or a code, told */
static int take_bytes(ccs_csv_file_t *self, const void *bytes, size_t n)
{
    ccs_csv_bytes_t text;
    ccs_err_t err = {0};

    if (ccs_csv_bytes(self->name, bytes, n, self->arena, &text, &err) != 0) return ccs_err_list_append(self->errors, &err);
    if (text.guessed) ccs_err_list_add(self->errors, CCS_ERR_OK, self->name, NULL, "%s", text.remedy);
    self->at = text.text;
    self->end = text.text + text.n;
    return 0;
}

/* @param name  lives as long as the nodes @param file  NULL where nothing can be taken */
static int open_bytes(const char *name, const void *bytes, size_t n, ccs_arena_t *arena, ccs_csv_file_t **file,
    ccs_err_list_t *errors)
{
    ccs_csv_file_t *const self = ccs_arena_alloc(arena, sizeof *self);

    *file = NULL;
    if (!self || !name) return ccs_err_list_add(errors, CCS_ERR_NOMEM, name, NULL, "%s", ccs_err_text(CCS_ERR_NOMEM));
    *self = (ccs_csv_file_t){.name = name,
        .arena = arena,
        .errors = errors,
        .line = 1,
        .dates_in = CCS_CSV_NO_COLUMN,
        .contacts = CCS_CSV_NO_COLUMN};
    const int ret = take_bytes(self, bytes, n);

    if (ret != 0) return ret;
    read_records(self);
    if (self->code == 0 && self->n_columns == 0) return ccs_csv_fail(self, 1, "is empty");
    if (!self->stop && self->n_columns > 0) *file = self;
    return self->opened = self->code;
}

static int fail_input(ccs_err_list_t *errors, const char *path, const char *text)
{
    return ccs_err_list_add(errors, CCS_ERR_INPUT, path, NULL, "cannot be read: %s", text);
}

/* The bytes of a file. @param bytes  to be freed in any case */
static int take_file(const char *path, char **bytes, size_t *n, ccs_err_list_t *errors)
{
    struct stat info;
    FILE *file = NULL;
    int ret = 0;

    *bytes = NULL;
    if (stat(path, &info) != 0) CCS_TRY(fail_input(errors, path, strerror(errno)));
    if (S_ISDIR(info.st_mode)) CCS_TRY(fail_input(errors, path, "it is a directory"));
    if (!S_ISREG(info.st_mode)) CCS_TRY(fail_input(errors, path, "it is no regular file")); /* a pipe might never begin */
    CCS_REQUIRE(info.st_size <= CCS_CSV_MAX_BYTES, ccs_err_list_add(errors, CCS_ERR_SCENARIO, path, NULL, TOO_LARGE));
    file = fopen(path, "rb");
    CCS_REQUIRE(file, fail_input(errors, path, strerror(errno)));
    *bytes = malloc((size_t) info.st_size + 1);
    CCS_REQUIRE(*bytes, ccs_err_list_add(errors, CCS_ERR_NOMEM, path, NULL, "%s", ccs_err_text(CCS_ERR_NOMEM)));
    *n = fread(*bytes, 1, (size_t) info.st_size, file);
    CCS_REQUIRE(!ferror(file), fail_input(errors, path, strerror(errno)));
out:
    if (file) (void) fclose(file);
    return ret;
}

int ccs_csv_open(const char *path, ccs_arena_t *arena, ccs_csv_file_t **file, ccs_err_list_t *errors)
{
    char *bytes = NULL;
    size_t n = 0;
    int ret = 0;

    *file = NULL;
    CCS_TRY(take_file(path, &bytes, &n, errors));
    CCS_TRY(open_bytes(path, bytes, n, arena, file, errors));
out:
    free(bytes);
    return ret;
}

/* All that is wrong with a file that was just opened. */
static int read_rows(ccs_csv_file_t *file, int opened, const ccs_csv_want_t *want, ccs_arena_t *arena, ccs_value_t **rows,
    ccs_err_list_t *errors)
{
    *rows = NULL;
    if (!file) return opened;
    const int ret = ccs_csv_rows(file, want, arena, rows, errors);

    return opened ? opened : ret;
}

int ccs_csv_read(const char *path, const ccs_csv_want_t *want, ccs_arena_t *arena, ccs_value_t **rows, ccs_err_list_t *errors)
{
    const char *const name = ccs_arena_strdup(arena, path);
    ccs_csv_file_t *file = NULL;
    const int ret = name ? ccs_csv_open(name, arena, &file, errors)
                         : ccs_err_list_add(errors, CCS_ERR_NOMEM, path, NULL, "%s", ccs_err_text(CCS_ERR_NOMEM));

    return read_rows(file, ret, want, arena, rows, errors);
}

static int cut(ccs_csv_file_t *self)
{
    const size_t n = self->n_records;
    ccs_csv_table_t *const table = &self->table;

    *table = (ccs_csv_table_t){.n_columns = self->n_columns, .separator = self->separator, .taken = &self->taken};
    self->taken.queue = CCS_CSV_NO_COLUMN;
    if (!self->header) return ccs_csv_fail(self, self->records[0].line, "has no header: the first row names the columns");
    if (self->opened != 0) return self->opened;
    table->header = self->header;
    table->n_rows = n;
    if (n == 0) return 0;
    table->cells = ccs_arena_array(self->arena, n * self->n_columns, sizeof *table->cells);
    table->lines = ccs_arena_array(self->arena, n, sizeof *table->lines);
    self->taken.times = ccs_arena_array(self->arena, n, sizeof *self->taken.times);
    if (!table->cells || !table->lines || !self->taken.times) return ccs_csv_fail_memory(self);
    for (size_t row = 0; row < n; row++) {
        ccs_csv_load(self, row);
        table->lines[row] = self->start;
        memcpy(&table->cells[row * self->n_columns], self->cells, self->n_columns * sizeof *self->cells);
    }
    return 0;
}

int ccs_csv_table(ccs_csv_file_t *self, ccs_csv_table_t *table, ccs_err_list_t *errors)
{
    self->errors = errors;
    if (!self->is_cut) self->cut = cut(self);
    self->is_cut = true;
    *table = self->table;
    return self->cut;
}

const ccs_csv_table_t *ccs_csv_cut(const ccs_csv_file_t *self)
{
    return self->is_cut && self->cut == 0 ? &self->table : NULL;
}

int ccs_csv_read_table(const char *path, ccs_arena_t *arena, ccs_csv_table_t *table, ccs_err_list_t *errors)
{
    ccs_csv_file_t *file = NULL;
    const int ret = ccs_csv_open(path, arena, &file, errors);

    *table = (ccs_csv_table_t){0};
    if (ret || !file) return ret;
    const int cut_ret = ccs_csv_table(file, table, errors);

    return cut_ret == 0 && table->n_rows == 0 ? ccs_csv_fail(file, file->line, "has a header but no rows") : cut_ret;
}

int ccs_csv_read_text(const char *name, const char *text, size_t n_bytes, const ccs_csv_want_t *want, ccs_arena_t *arena,
    ccs_value_t **rows, ccs_err_list_t *errors)
{
    ccs_csv_file_t *file = NULL;
    const int ret = open_bytes(ccs_arena_strdup(arena, name), text, n_bytes, arena, &file, errors);

    return read_rows(file, ret, want, arena, rows, errors);
}
