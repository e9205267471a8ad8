/* import_grid.c - a text as rows of equally many cells: the separator is the mark that parts most lines into equally many. Lines before the first row of that
 * length are a preamble, those behind the last one a foot; both are left out and told. */
#include <stdlib.h>
#include <string.h>

#include "import_parts.h"

enum { SAMPLE = 400 /* lines that tell the separator */, MOST = 64 /* cells whose counts are told apart */ };

/* All cells of the file, a row after the other. */
typedef struct {
    char **cells;
    size_t n, cap;
    size_t *begins; /* first cell of each row */
    uint32_t *lines;
    size_t n_rows, cap_begins, cap_lines;
} pile_t;

static bool is_idle(const char *line)
{
    return line[strspn(line, " \t\r")] == '\n' || line[strspn(line, " \t\r")] == '\0' || *line == '#';
}

/* Cells of a line, 1 or more. */
static uint32_t count_cells(const char *line, char separator)
{
    uint32_t n = 1;
    bool quoted = false;

    for (; *line && *line != '\n'; line++) {
        if (*line == '"') quoted = !quoted;
        else n += *line == separator && !quoted;
    }
    return n;
}

/* The number of cells that most lines have. @param n_lines  that have it; 0 where it is one cell */
static uint32_t usual_cells(const char *text, char separator, uint32_t *n_lines)
{
    uint32_t seen[MOST + 1] = {0}, best = 1, n = 0;

    for (const char *line = text; line && *line && n < SAMPLE; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (is_idle(line)) continue;
        const uint32_t cells = count_cells(line, separator);

        seen[cells < MOST ? cells : MOST]++;
        n++;
    }
    for (uint32_t i = 2; i <= MOST; i++)
        if (seen[i] > 0 && seen[i] >= (best == 1 ? 1 : seen[best])) best = i;
    *n_lines = best == 1 ? 0 : seen[best];
    return best;
}

static char find_separator(const char *text)
{
    static const char marks[] = ";\t|,";
    uint32_t best = 0;
    char separator = '\0';

    for (const char *mark = marks; *mark; mark++) {
        uint32_t n;

        (void) usual_cells(text, *mark, &n);
        if (n > best) {
            best = n;
            separator = *mark;
        }
    }
    return separator;
}

/* The cell at *at, ended by NUL, without quotes and blanks around it; *at moves behind what ended it: the separator, a line break, or NUL. */
static char *take_cell(char **at, char separator, uint32_t *line, char *ended)
{
    const char stops[] = {separator, '\n', '\0'};
    char *from = *at + strspn(*at, separator == '\t' ? " " : " \t"), *to = from, *const begin = from;
    const bool quoted = *from == '"';

    for (from += quoted; *from; from++) {
        if (quoted && *from == '"' && from[1] == '"') from++;
        else if (quoted ? *from == '"' : *from == separator || *from == '\n') break;
        *line += *from == '\n';
        *to++ = *from;
    }
    if (quoted) from += strcspn(from, stops);
    *ended = *from;
    *at = from + (*ended != '\0');
    while (to > begin && strchr(" \t\r", to[-1])) to--;
    *to = '\0';
    return begin;
}

static int add_cell(ccs_import_work_t *self, pile_t *pile, char *cell)
{
    char **const room = ccs_arena_room(&self->out->arena, pile->cells, pile->n, &pile->cap, sizeof *room);

    if (!room) return ccs_import_fail_memory(self);
    pile->cells = room;
    pile->cells[pile->n++] = cell;
    return 0;
}

static int begin_row(ccs_import_work_t *self, pile_t *pile, uint32_t line)
{
    ccs_arena_t *const arena = &self->out->arena;
    size_t *const begins = ccs_arena_room(arena, pile->begins, pile->n_rows, &pile->cap_begins, sizeof *begins);
    uint32_t *const lines = ccs_arena_room(arena, pile->lines, pile->n_rows, &pile->cap_lines, sizeof *lines);

    if (!begins || !lines) return ccs_import_fail_memory(self);
    pile->begins = begins;
    pile->lines = lines;
    pile->begins[pile->n_rows] = pile->n;
    pile->lines[pile->n_rows++] = line;
    return 0;
}

static int split(ccs_import_work_t *self, char *text, uint32_t line, pile_t *pile)
{
    int ret = 0;

    while (*text) {
        char ended = self->grid.separator;

        if (is_idle(text)) {
            text += strcspn(text, "\n");
            line += *text == '\n';
            text += *text == '\n';
            continue;
        }
        CCS_TRY(begin_row(self, pile, line));
        while (ended == self->grid.separator)
            CCS_TRY(add_cell(self, pile, take_cell(&text, self->grid.separator, &line, &ended)));
        line += ended == '\n';
    }
out:
    return ret;
}

static size_t length_of(const pile_t *pile, size_t row)
{
    return (row + 1 < pile->n_rows ? pile->begins[row + 1] : pile->n) - pile->begins[row];
}

/* A row as long as most; one or more empty cells behind it are a separator at the end of the line. */
static bool is_whole(const pile_t *pile, size_t row, uint32_t n_columns)
{
    for (size_t i = n_columns; i < length_of(pile, row); i++)
        if (*pile->cells[pile->begins[row] + i]) return false;
    return length_of(pile, row) >= n_columns;
}

static int fail_length(ccs_import_work_t *self, const pile_t *pile, size_t row)
{
    const bool comma = self->grid.separator == ',' && length_of(pile, row) > self->grid.n_columns;

    return ccs_import_fail(self, pile->lines[row], "has %u cells, expected %u as most rows have%s",
        (unsigned) length_of(pile, row), (unsigned) self->grid.n_columns,
        comma ? " (a decimal comma? export with ; between the cells)" : "");
}

/* Whether a row that is too short or too long is one of the table all the same: it has a day where a whole one has it, and most of its cells. */
static bool is_torn(const pile_t *pile, size_t row, size_t whole, uint32_t n_columns)
{
    char *const *const cells = &pile->cells[pile->begins[row]], *const *const others = &pile->cells[pile->begins[whole]];
    ccs_date_text_t date;
    bool dated = false;

    for (size_t i = 0; i < length_of(pile, row) && i < n_columns; i++)
        dated = dated || (ccs_date_text(cells[i], &date) && ccs_date_text(others[i], &date));
    return dated && 2 * length_of(pile, row) > n_columns;
}

/* Cells of a row of names, two or more and no value among them; empty ones at its end do not count. 0: it is none */
static uint32_t count_names(const pile_t *pile, size_t row)
{
    uint32_t n = 0, n_names = 0;

    for (uint32_t i = 0; i < length_of(pile, row); i++) {
        const char *const cell = pile->cells[pile->begins[row] + i];

        if (ccs_import_is_value(cell)) return 0;
        if (!*cell) continue;
        n = i + 1;
        n_names++;
    }
    return n_names >= 2 ? n : 0;
}

/* Headings above the first whole row that are more or fewer than its cells: what is in which column nobody knows. */
static int check_heading(ccs_import_work_t *self, const pile_t *pile, size_t from)
{
    const uint32_t n = self->grid.n_columns;
    uint32_t n_names = 0;
    size_t row = from;

    if (from == pile->n_rows || count_names(pile, from) > 0) return 0;
    while (row > 0 && n_names == 0) n_names = count_names(pile, --row);
    if (n_names == 0 || 2 * n_names < n) return 0;
    return ccs_import_fail(self, pile->lines[row], "the heading has %u cells, rows %u: %s", (unsigned) n_names, (unsigned) n,
        self->grid.separator == ',' && n > n_names
            ? "decimal commas in a file separated by commas; export it with ; between the cells (or with quotes around numbers)"
            : "give each column a heading, and each row a cell for each");
}

/* Whether a row as long as the table's is a title or a remark that a spreadsheet filled up with separators: no more than its first one or two cells are
 * written, fewer than half. */
static bool is_filled_up(const pile_t *pile, size_t row)
{
    const size_t n = length_of(pile, row);
    size_t n_written = 0;

    for (size_t i = 0; i < n; i++) {
        if (!*pile->cells[pile->begins[row] + i]) continue;
        if (i > 1) return false;
        n_written = i + 1;
    }
    return 2 * n_written < n;
}

/* The first row behind titles that are filled up to the length of the table, where one of names follows; else `from`. */
static size_t skip_titles(const pile_t *pile, size_t from, uint32_t n_columns)
{
    size_t row = from;

    while (row < pile->n_rows && is_filled_up(pile, row)) row++;
    return row < pile->n_rows && 2 * count_names(pile, row) >= n_columns ? row : from;
}

/* Rows [*from, *to) reach from the first one of the table to the last; what stands around them is left out and told. */
static int find_body(ccs_import_work_t *self, const pile_t *pile, size_t *from, size_t *to)
{
    const uint32_t n = self->grid.n_columns;

    for (*from = 0; *from < pile->n_rows && !is_whole(pile, *from, n); ++*from) continue;
    *from = skip_titles(pile, *from, n);
    for (*to = pile->n_rows; *to > *from && !is_whole(pile, *to - 1, n); --*to) continue;
    const int ret = check_heading(self, pile, *from);
    const size_t first = *from, last = *to - 1;

    if (ret != 0 || *from == *to) return ret;
    while (*from > 0 && is_torn(pile, *from - 1, first, n)) --*from;
    while (*to < pile->n_rows && is_torn(pile, *to, last, n)) ++*to;
    if (*from > 0)
        ccs_import_say(self, "%u line%s above the table left out (\"%.40s\").", (unsigned) *from, *from > 1 ? "s" : "",
            pile->cells[0]);
    if (*to < pile->n_rows)
        ccs_import_say(self, "%u line%s below the table left out (\"%.40s\").", (unsigned) (pile->n_rows - *to),
            pile->n_rows - *to > 1 ? "s" : "", pile->cells[pile->begins[*to]]);
    if (*from > 0 || *to < pile->n_rows) ccs_import_rewrite(self, "lines stand above or below the table");
    return 0;
}

/* A table of a scenario has lines of one length, and not too long. */
static void check_lengths(ccs_import_work_t *self, const pile_t *pile, size_t from, size_t to)
{
    if (from < to && length_of(pile, from) > CCS_IMPORT_TABLE_COLUMNS)
        ccs_import_rewrite(self, "it has more columns than the table of a scenario can have");
    for (size_t row = from; row < to; row++) {
        if (length_of(pile, row) == length_of(pile, from)) continue;
        ccs_import_rewrite(self, "some of its lines end in a separator and others do not");
        return;
    }
}

static int lay_out(ccs_import_work_t *self, const pile_t *pile)
{
    ccs_import_grid_t *const grid = &self->grid;
    size_t from, to;
    int ret = 0;

    CCS_TRY(find_body(self, pile, &from, &to));
    check_lengths(self, pile, from, to);
    grid->cells = ccs_arena_array(&self->out->arena, (to - from) * grid->n_columns, sizeof *grid->cells);
    grid->lines = ccs_arena_array(&self->out->arena, to - from, sizeof *grid->lines);
    CCS_REQUIRE(grid->cells && grid->lines, ccs_import_fail_memory(self));
    for (size_t row = from; row < to; row++) {
        if (!is_whole(pile, row, grid->n_columns)) {
            (void) fail_length(self, pile, row);
            continue;
        }
        grid->lines[grid->n_rows] = pile->lines[row];
        memcpy(&grid->cells[grid->n_rows++ * grid->n_columns], &pile->cells[pile->begins[row]],
            grid->n_columns * sizeof *grid->cells);
    }
out:
    return ret;
}

/* Whether a column is empty in all rows that reach it. */
static bool is_empty(const pile_t *pile, uint32_t column)
{
    for (size_t row = 0; row < pile->n_rows; row++)
        if (length_of(pile, row) > column && *pile->cells[pile->begins[row] + column]) return false;
    return true;
}

/* The length that most rows have, without empty columns that separators at the ends of lines make. */
static uint32_t usual_length(const pile_t *pile, uint32_t *seen)
{
    uint32_t best = 0;

    for (size_t row = 0; row < pile->n_rows; row++)
        if (length_of(pile, row) <= CCS_IMPORT_MAX_COLUMNS) seen[length_of(pile, row)]++;
    for (uint32_t i = 2; i <= CCS_IMPORT_MAX_COLUMNS; i++)
        if (seen[i] > 0 && seen[i] >= seen[best]) best = i;
    while (best > 0 && is_empty(pile, best - 1)) best--;
    return best;
}

int ccs_import_grid(ccs_import_work_t *self, const ccs_csv_bytes_t *text)
{
    static const char *const words[] = {"semicolons", "tabs", "bars", "commas"};
    ccs_import_grid_t *const grid = &self->grid;
    const bool declared = strncmp(text->text, "sep=", 4) == 0 && text->text[4]; /* a line that Excel understands */
    uint32_t *const seen = ccs_arena_array(&self->out->arena, CCS_IMPORT_MAX_COLUMNS + 1, sizeof *seen);
    char *body = text->text;
    pile_t pile = {0};
    int ret = 0;

    CCS_REQUIRE(seen, ccs_import_fail_memory(self));
    CCS_REQUIRE(body[strspn(body, " \t\r\n")], ccs_import_fail(self, 0, "is empty: nothing was exported"));
    if (declared) {
        body += strcspn(body, "\n");
        ccs_import_rewrite(self, "its first line declares the separator");
    }
    grid->separator = declared ? text->text[4] : find_separator(body);
    if (grid->separator == '\0' || !strchr(";\t|,", grid->separator))
        return ccs_import_fail(self, 0, "is no table: no ; tab | or comma parts its lines into cells; export it as CSV");
    CCS_TRY(split(self, body + (*body == '\n'), 1 + (*body == '\n'), &pile));
    CCS_REQUIRE(pile.begins && pile.lines && pile.cells, ccs_import_fail(self, 0, "has no rows"));
    grid->n_columns = usual_length(&pile, seen);
    CCS_REQUIRE(grid->n_columns >= 2, ccs_import_fail(self, 0, "is no table of 2 to %d columns", CCS_IMPORT_MAX_COLUMNS));
    CCS_TRY(lay_out(self, &pile));
    if (grid->separator == '|') ccs_import_rewrite(self, "bars part its cells");
    ccs_import_say(self, "Cells are parted by %s; %u columns.",
        words[grid->separator == ';'      ? 0
                : grid->separator == '\t' ? 1
                : grid->separator == '|'  ? 2
                                          : 3],
        (unsigned) grid->n_columns);
out:
    return ret;
}
