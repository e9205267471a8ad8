/* xlsx_write.c - workbooks by libxlsxwriter. Invariant: nothing that goes in depends on the time, the place or the user, and the library's
 * own dates are set, so that the bytes depend on the rows alone. The library writes to a path only: it writes a temporary file, which is
 * read, checked and then written to its place like any other file. Nor does it survive an allocation that fails: before it is given work,
 * this file makes sure that there is memory for it. */
#include "xlsx_write.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "file_temp.h"
#include "file_write.h"
#include "late_xlsxwriter.h"
#include "text.h"
#include "xlsx_chart.h"

enum {
    MAX_ROWS = 1048576,
    MAX_COLUMNS = 16384,
    MAX_TEXT = 32767,
    MAX_PROPERTY = 255,
    MAX_NAME = 31,
    MIN_WIDTH = 6,
    MAX_WIDTH = 60,
    CREATED = 946684800,       /* 2000-01-01: the library would take the time of the day */
    ROWS_AHEAD = 256,          /* memory is looked for so many rows ahead */
    CELL_BYTES = 400,          /* more than a cell takes, a text of usual length included */
    SPARE_BYTES = 4 * 1048576, /* for all else that the library does between two looks */
    ZIP_END = 22               /* bytes of the record that ends a zip file without a comment */
};

static const char *const FORMATS[CCS_N_CELL_KINDS] = {
    [CCS_CELL_TEXT] = "General",
    [CCS_CELL_DATE] = "yyyy-mm-dd",
    [CCS_CELL_TIME] = "hh:mm",
    [CCS_CELL_WHOLE] = "#,##0",
    [CCS_CELL_COUNT] = "#,##0.0",
    [CCS_CELL_NUMBER] = "0.00",
    [CCS_CELL_SHARE] = "0.0%",
    [CCS_CELL_SECONDS] = "0.0",
    [CCS_CELL_MONEY] = "#,##0.00",
    [CCS_CELL_RATE] = "0.00####",
    [CCS_CELL_POINTS] = "+0.0%\"-points\";-0.0%\"-points\";0.0%\"-points\"", /* only a % shows hundredfold what is stored */
    [CCS_CELL_POINTS_WIDTH] = "0.0%\"-points\"",
    [CCS_CELL_GOOD] = "General",
    [CCS_CELL_BAD] = "General",
    [CCS_CELL_UNSURE] = "General",
    [CCS_CELL_TRUTH] = "General",
    [CCS_CELL_GAP] = "+0.0;-0.0;0.0",
    [CCS_CELL_SHARE_GOOD] = "0.0%\" ✓\"", /* the cell holds the number alone: what counts and sorts sees no sign */
    [CCS_CELL_SHARE_BAD] = "0.0%\" ✗\"",
    [CCS_CELL_SHARE_UNSURE] = "0.0%\" ?\"",
    [CCS_CELL_FORMULA] = "#,##0.00",
    [CCS_CELL_TITLE] = "General",
    [CCS_CELL_HEAD] = "General",
    [CCS_CELL_LINE] = "General",
    [CCS_CELL_WRAPPED] = "General",
};

/* How a kind looks besides. Colours are legible on paper as well as on a screen; 0 leaves the reader's own. */
static const struct {
    lxw_color_t text, ground;
    bool bold, wraps;
    uint8_t size; /* of its letters; 0: as usual */
} LOOKS[CCS_N_CELL_KINDS] = {[CCS_CELL_GOOD] = {.text = 0x1A7F37},
    [CCS_CELL_BAD] = {.text = 0xB42318},
    [CCS_CELL_UNSURE] = {.text = 0x8A6100},
    [CCS_CELL_SHARE_GOOD] = {.ground = 0xCDEADF},
    [CCS_CELL_SHARE_BAD] = {.ground = 0xF9CFB8},
    [CCS_CELL_SHARE_UNSURE] = {.ground = 0xFBE6A8},
    [CCS_CELL_TITLE] = {.bold = true, .size = 16},
    [CCS_CELL_HEAD] = {.bold = true, .wraps = true},
    [CCS_CELL_WRAPPED] = {.wraps = true}};

struct ccs_book {
    lxw_workbook *workbook; /* NULL once it is closed */
    lxw_worksheet *sheet;
    lxw_format *formats[CCS_N_CELL_KINDS];
    char *temp;      /* path of the temporary file; owned */
    uint8_t *widths; /* of the sheet's columns, in characters; owned, MAX_COLUMNS */
    char *text;      /* scratch for a text; owned, 4 * MAX_TEXT + 1 */
    uint32_t n_columns;
    uint32_t row; /* the next one */
    bool has_heads, too_many_rows, out_of_memory;
};

/* Whether there is memory for so many cells. @return false: out of memory, and the library must not be called */
static bool has_room(ccs_book_t *self, size_t n_cells)
{
    void *const room = malloc(n_cells * CELL_BYTES + SPARE_BYTES);

    if (!room) self->out_of_memory = true;
    free(room);
    return room != NULL;
}

/* ---- texts ---------------------------------------------------------------------------------------------------------------- */

/* Valid UTF-8 of at most this many characters, in the book's scratch. @param n_characters  gets how many there are */
static const char *clean(ccs_book_t *self, const char *text, uint32_t most, uint32_t *n_characters)
{
    uint32_t n = 0;
    size_t used = 0;

    for (size_t left = strlen(text); left > 0 && n < most; n++) {
        const size_t bytes = ccs_text_utf8(text, left), step = bytes ? bytes : 1;

        if (bytes) memcpy(&self->text[used], text, bytes);
        else self->text[used] = '?';
        used += step;
        text += step;
        left -= step;
    }
    self->text[used] = '\0';
    *n_characters = n;
    return self->text;
}

/* So many digits. @return false if there are fewer */
static bool read_digits(const char **text, int n, int *x)
{
    *x = 0;
    for (; n > 0; n--, (*text)++) {
        if (**text < '0' || **text > '9') return false;
        *x = 10 * *x + (**text - '0');
    }
    return true;
}

static bool read_mark(const char **text, char mark)
{
    if (**text != mark) return false;
    (*text)++;
    return true;
}

/* "2026-03-02" */
static bool read_date(const char *text, lxw_datetime *to)
{
    const bool ok = read_digits(&text, 4, &to->year) && read_mark(&text, '-') && read_digits(&text, 2, &to->month) &&
        read_mark(&text, '-') && read_digits(&text, 2, &to->day);

    return ok && *text == '\0' && to->year >= 1900 && to->month >= 1 && to->month <= 12 && to->day >= 1 && to->day <= 31;
}

/* "09:30", "09:30:15" */
static bool read_time(const char *text, lxw_datetime *to)
{
    int seconds = 0;
    const bool ok = read_digits(&text, 2, &to->hour) && read_mark(&text, ':') && read_digits(&text, 2, &to->min) &&
        (*text == '\0' || (read_mark(&text, ':') && read_digits(&text, 2, &seconds)));

    to->sec = seconds;
    return ok && *text == '\0' && to->hour < 24 && to->min < 60 && seconds < 60;
}

/* ---- lifecycle ------------------------------------------------------------------------------------------------------------ */

/* An empty file of our own. @return 0 or errno */
static int make_temp(ccs_book_t *self)
{
    const char *const set = getenv("TMPDIR"), *const folder = set && set[0] ? set : "/tmp";
    const size_t n = strlen(folder) + sizeof "/ccsim.XXXXXX";

    self->temp = malloc(n);
    if (!self->temp) return ENOMEM;
    snprintf(self->temp, n, "%s/ccsim.XXXXXX", folder);
    const int fd = ccs_temp_open(self->temp, true);

    if (fd < 0) {
        const int why = errno;

        free(self->temp);
        self->temp = NULL;
        return why;
    }
    (void) close(fd);
    return 0;
}

static void describe(ccs_book_t *self, const char *title, const char *comments)
{
    uint32_t n;
    char *const kept = strdup(clean(self, title, MAX_PROPERTY, &n));
    char author[] = "ccsim";
    lxw_doc_properties properties = {.author = author, .created = CREATED};

    if (!kept) {
        self->out_of_memory = true;
        return;
    }
    properties.title = kept;
    (void) clean(self, comments, MAX_PROPERTY, &n);
    properties.comments = self->text;
    if (workbook_set_properties(self->workbook, &properties) != LXW_NO_ERROR) self->out_of_memory = true;
    free(kept);
}

static void add_formats(ccs_book_t *self)
{
    for (int i = 0; i < CCS_N_CELL_KINDS; i++) {
        lxw_format *const format = self->formats[i] = workbook_add_format(self->workbook);

        if (!format) {
            self->out_of_memory = true;
            return;
        }
        format_set_num_format(format, FORMATS[i]);
        if (LOOKS[i].text) format_set_font_color(format, LOOKS[i].text);
        if (LOOKS[i].ground) format_set_bg_color(format, LOOKS[i].ground);
        if (LOOKS[i].bold) format_set_bold(format);
        if (LOOKS[i].size) format_set_font_size(format, LOOKS[i].size);
        if (LOOKS[i].wraps) format_set_text_wrap(format);
        if (LOOKS[i].wraps) format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    }
    format_set_bottom(self->formats[CCS_CELL_HEAD], LXW_BORDER_THIN);
}

static int no_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the workbook");
}

int ccs_book_new(ccs_book_t **self, const char *title, const char *comments, ccs_err_t *err)
{
    ccs_book_t *const b = calloc(1, sizeof *b);

    *self = b;
    if (!b) return no_memory(err);
    const int ret = ccs_late_library_load(&ccs_late_xlsxwriter, CCS_ERR_CREATE, NULL, err);

    if (ret) return ret;
    const int why = make_temp(b);

    if (why)
        return ccs_err_set(err, why == ENOMEM ? CCS_ERR_NOMEM : CCS_ERR_WRITE, NULL, NULL,
            "no temporary file for the workbook: %s", strerror(why));
    b->widths = calloc(MAX_COLUMNS, sizeof *b->widths);
    b->text = malloc(4 * MAX_TEXT + 1);
    if (!b->widths || !b->text || !has_room(b, 0)) return no_memory(err);
    b->workbook = workbook_new(b->temp);
    if (!b->workbook) return no_memory(err);
    describe(b, title, comments);
    add_formats(b);
    return ccs_book_check(b, err);
}

void ccs_book_delete(ccs_book_t *self)
{
    if (!self) return;
    if (self->workbook) lxw_workbook_free(self->workbook);
    if (self->temp) (void) unlink(self->temp);
    ccs_temp_forget(self->temp);
    free(self->temp);
    free(self->widths);
    free(self->text);
    free(self);
}

/* ---- sheets --------------------------------------------------------------------------------------------------------------- */

static void widen(ccs_book_t *self, uint32_t column, uint32_t width)
{
    if (width > MAX_WIDTH) width = MAX_WIDTH;
    if (self->widths[column] < width) self->widths[column] = (uint8_t) width;
}

/* Widths of columns and the filter, which can be set only when all rows are there. */
static void end_sheet(ccs_book_t *self)
{
    if (!self->sheet) return;
    for (uint32_t i = 0; i < self->n_columns; i++) {
        const uint32_t width = self->widths[i] < MIN_WIDTH ? MIN_WIDTH : self->widths[i];

        if (worksheet_set_column(self->sheet, (lxw_col_t) i, (lxw_col_t) i, width + 1.5, NULL) != LXW_NO_ERROR)
            self->out_of_memory = true;
    }
    if (self->has_heads && self->row > 1)
        (void) worksheet_autofilter(self->sheet, 0, 0, self->row - 1, (lxw_col_t) (self->n_columns - 1));
    self->sheet = NULL;
}

/* A name as sheets may have it: no []:*?/\ and at most 31 characters. */
static void name_of_sheet(const char *name, char to[MAX_NAME + 1])
{
    uint32_t n = 0;

    for (; *name && n < MAX_NAME; name++)
        if (!strchr("[]:*?/\\'", *name) && (unsigned char) *name < 0x80) to[n++] = *name;
    to[n] = '\0';
}

/* Bytes of the longest line: not fewer than its characters. */
static uint32_t longest_line(const char *text)
{
    size_t most = 0;

    while (*text) {
        const size_t n = strcspn(text, "\n");

        if (n > most) most = n;
        text += n + (text[n] != '\0');
    }
    return most < MAX_WIDTH ? (uint32_t) most : MAX_WIDTH;
}

/* The heads of a table that fills the sheet: they stay in sight and stand on each page of paper. */
static void write_heads(ccs_book_t *self, const ccs_book_head_t *head)
{
    uint32_t n_characters;

    for (uint32_t i = 0; i < self->n_columns; i++) {
        const char *const text = clean(self, head->cells[i].text, MAX_TEXT, &n_characters);

        if (worksheet_write_string(self->sheet, 0, (lxw_col_t) i, text, self->formats[CCS_CELL_HEAD]) != LXW_NO_ERROR)
            self->out_of_memory = true;
        widen(self, i, (strchr(text, '\n') ? longest_line(text) : n_characters) + 2); /* room for the mark of the filter */
    }
    worksheet_freeze_panes(self->sheet, 1, (lxw_col_t) head->n_keys);
    (void) worksheet_repeat_rows(self->sheet, 0, 0);
}

void ccs_book_sheet(ccs_book_t *self, const char *name, const ccs_book_head_t *head)
{
    enum { A4 = 9 };
    char short_name[MAX_NAME + 1];

    if (self->out_of_memory || !has_room(self, head->n)) return;
    end_sheet(self);
    name_of_sheet(name, short_name);
    self->sheet = workbook_add_worksheet(self->workbook, short_name);
    if (!self->sheet) {
        self->out_of_memory = true;
        return;
    }
    self->n_columns = head->n < MAX_COLUMNS ? head->n : MAX_COLUMNS;
    self->has_heads = head->n > 0;
    self->row = self->has_heads;
    memset(self->widths, 0, MAX_COLUMNS);
    if (self->has_heads) write_heads(self, head);
    worksheet_set_landscape(self->sheet);
    worksheet_set_paper(self->sheet, A4);
    worksheet_fit_to_pages(self->sheet, 1, 0);
}

static lxw_error write_text(ccs_book_t *self, uint32_t column, const ccs_row_cell_t *cell)
{
    lxw_datetime time = {0};
    lxw_format *const format = self->formats[cell->kind];
    uint32_t n_characters;
    const char *const text = clean(self, cell->text, MAX_TEXT, &n_characters);

    if (n_characters == 0) return LXW_NO_ERROR;
    if (cell->kind != CCS_CELL_TITLE && cell->kind != CCS_CELL_LINE)
        widen(self, column, strchr(text, '\n') ? longest_line(text) : n_characters);
    if ((cell->kind == CCS_CELL_DATE && read_date(text, &time)) || (cell->kind == CCS_CELL_TIME && read_time(text, &time)))
        return worksheet_write_datetime(self->sheet, self->row, (lxw_col_t) column, &time, format);
    if (cell->kind == CCS_CELL_TRUTH && (!strcmp(text, "true") || !strcmp(text, "false")))
        return worksheet_write_boolean(self->sheet, self->row, (lxw_col_t) column, text[0] == 't', format);
    return worksheet_write_string(self->sheet, self->row, (lxw_col_t) column, text,
        cell->kind == CCS_CELL_TEXT && strchr(text, '\n') ? self->formats[CCS_CELL_WRAPPED] : format);
}

static lxw_error write_number(ccs_book_t *self, uint32_t column, const ccs_row_cell_t *cell)
{
    if (!isfinite(cell->number)) return LXW_NO_ERROR;
    const bool has_words = cell->kind == CCS_CELL_POINTS || cell->kind == CCS_CELL_POINTS_WIDTH;

    widen(self, column, fabs(cell->number) < 1e6 && !has_words ? 8 : 14);
    return worksheet_write_number(self->sheet, self->row, (lxw_col_t) column, cell->number, self->formats[cell->kind]);
}

static lxw_error write_formula(ccs_book_t *self, uint32_t column, const ccs_row_cell_t *cell)
{
    if (!isfinite(cell->number)) return LXW_NO_ERROR;
    widen(self, column, 14);
    return worksheet_write_formula_num(self->sheet, self->row, (lxw_col_t) column, cell->text, self->formats[cell->kind],
        cell->number);
}

static lxw_error write_cell(ccs_book_t *self, uint32_t column, const ccs_row_cell_t *cell)
{
    if (cell->kind == CCS_CELL_FORMULA) return write_formula(self, column, cell);
    return cell->text ? write_text(self, column, cell) : write_number(self, column, cell);
}

void ccs_book_row(ccs_book_t *self, const ccs_row_cell_t *cells, uint32_t n)
{
    if (self->out_of_memory || !self->sheet) return;
    if (self->row >= MAX_ROWS) {
        self->too_many_rows = true;
        return;
    }
    if (self->row % ROWS_AHEAD == 1 && !has_room(self, (size_t) ROWS_AHEAD * n)) return;
    if (!self->has_heads && n > self->n_columns) self->n_columns = n < MAX_COLUMNS ? n : MAX_COLUMNS;
    for (uint32_t i = 0; i < n && i < MAX_COLUMNS; i++) {
        const lxw_error bad = write_cell(self, i, &cells[i]);

        if (bad != LXW_NO_ERROR) self->out_of_memory = true;
    }
    self->row++;
}

void ccs_book_chart(ccs_book_t *self, const ccs_book_chart_t *chart)
{
    enum { WIDTH = 480, HEIGHT = 288 }; /* those of the library's charts */
    lxw_chart_options options = {.x_offset = (int32_t) chart->left,
        .x_scale = (double) CCS_BOOK_CHART_WIDTH / WIDTH,
        .y_scale = (double) CCS_BOOK_CHART_HEIGHT / HEIGHT};
    const size_t n_cells = ((size_t) chart->last_row - chart->first_row + 1) * (chart->n + 1); /* the file holds them once more */

    if (self->out_of_memory || !self->sheet || !has_room(self, n_cells)) return;
    lxw_chart *const made = ccs_xlsx_chart(self->workbook, chart, FORMATS[chart->kind]);

    if (!made || worksheet_insert_chart_opt(self->sheet, self->row, 0, made, &options) != LXW_NO_ERROR)
        self->out_of_memory = true;
}

int ccs_book_check(const ccs_book_t *self, ccs_err_t *err)
{
    if (self->out_of_memory) return no_memory(err);
    if (self->too_many_rows)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL,
            "more rows than a sheet holds (1,048,576): choose some with --metric or --entity, or export to csv");
    return 0;
}

/* ---- writing -------------------------------------------------------------------------------------------------------------- */

static uint32_t number_at(const unsigned char *bytes)
{
    return (uint32_t) bytes[0] | (uint32_t) bytes[1] << 8 | (uint32_t) bytes[2] << 16 | (uint32_t) bytes[3] << 24;
}

/* A zip file ends with a record that says where its list of files lies: right before. One that was cut by a full disk does not. */
static bool is_whole(const unsigned char *bytes, size_t n)
{
    const unsigned char *const end = n >= ZIP_END ? &bytes[n - ZIP_END] : NULL;

    return end && !memcmp(end, "PK\5\6", 4) && (uint64_t) number_at(&end[12]) + number_at(&end[16]) + ZIP_END == n;
}

/* @return 0 or errno; bytes are the caller's to free */
static int read_temp(const char *path, unsigned char **bytes, size_t *n)
{
    FILE *const from = fopen(path, "rb");
    int why = 0;

    if (!from) return errno;
    long size = fseek(from, 0, SEEK_END) == 0 ? ftell(from) : -1;

    if (size < 0) why = errno;
    *bytes = why ? NULL : malloc((size_t) size + 1);
    if (why == 0 && !*bytes) why = ENOMEM;
    rewind(from);
    *n = why ? 0 : fread(*bytes, 1, (size_t) size, from);
    if (why == 0 && *n != (size_t) size) why = EIO;
    (void) fclose(from);
    return why;
}

/* @return 0, or an error number as near as the library lets one see */
static int close_workbook(ccs_book_t *self)
{
    errno = 0;
    const lxw_error bad = workbook_close(self->workbook); /* frees it in any case */
    const int why = errno;

    self->workbook = NULL;
    if (bad == LXW_NO_ERROR) return 0;
    return bad == LXW_ERROR_MEMORY_MALLOC_FAILED ? ENOMEM : why ? why : EIO;
}

int ccs_book_write(ccs_book_t *self, const char *path, bool force, ccs_err_t *err)
{
    unsigned char *bytes = NULL;
    size_t n = 0;
    int ret, why;

    (void) has_room(self, 0);
    CCS_TRY(ccs_book_check(self, err));
    end_sheet(self);
    CCS_TRY(ccs_book_check(self, err));
    why = close_workbook(self);
    if (why == 0) why = read_temp(self->temp, &bytes, &n);
    if (why == 0 && !is_whole(bytes, n)) why = ENOSPC;
    if (why)
        CCS_TRY(ccs_err_set(err, why == ENOMEM ? CCS_ERR_NOMEM : CCS_ERR_WRITE, path, NULL,
            "cannot write the workbook's temporary file: %s", strerror(why)));
    CCS_TRY(ccs_file_write(path, force, bytes, n, err));
out:
    free(bytes);
    return ret;
}
