/* import_unfold.c - tables with days or times of day as headings, a count in each cell, made into tables of a row each. A heading that is a date makes a column
 * `date`, one that is a time makes a column `time`; the counts are contacts unless --map says otherwise. */
#include <string.h>

#include "import_parts.h"

enum { MOST_CELLS = 32000000 /* of the table of a row each: 256 MB */ };

enum kind { PLAIN, DAY, CLOCK };

static enum kind kind_of(const char *text)
{
    ccs_date_text_t date;
    ccs_clock_text_t clock;
    const char *const rest = ccs_date_text(text, &date);

    if (rest && *rest == '\0') return DAY;
    return ccs_clock_text(text, &clock) && (clock.colon || clock.half) ? CLOCK : PLAIN;
}

/* Columns with headings of this kind. */
static uint32_t count(const ccs_import_work_t *self, enum kind kind)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < self->grid.n_columns; i++) n += kind_of(ccs_import_cell(self, 0, i)) == kind;
    return n;
}

/* The columns that stay, and their headings. @return how many */
static uint32_t keep(const ccs_import_work_t *self, enum kind kind, uint32_t *kept)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < self->grid.n_columns; i++) {
        const char *const head = ccs_import_cell(self, 0, i);

        if (kind_of(head) != kind && !ccs_csv_is_total(head)) kept[n++] = i;
    }
    return n;
}

static void fill(ccs_import_work_t *self, enum kind kind, const uint32_t *kept, uint32_t n_kept, ccs_import_grid_t *to)
{
    const char **cell = to->cells;

    for (uint32_t k = 0; k < n_kept; k++)
        *cell++ = *ccs_import_cell(self, 0, kept[k]) ? ccs_import_cell(self, 0, kept[k]) : kind == DAY ? "time" : "date";
    *cell++ = kind == DAY ? "date" : "time";
    *cell++ = "contacts";
    to->lines[to->n_rows++] = self->grid.lines[0];
    for (size_t row = 1; row < self->grid.n_rows; row++) {
        for (uint32_t i = 0; i < self->grid.n_columns; i++) {
            if (kind_of(ccs_import_cell(self, 0, i)) != kind) continue;
            for (uint32_t k = 0; k < n_kept; k++) *cell++ = ccs_import_cell(self, row, kept[k]);
            *cell++ = ccs_import_cell(self, 0, i);
            *cell++ = ccs_import_cell(self, row, i);
            to->lines[to->n_rows++] = self->grid.lines[row];
        }
    }
}

int ccs_import_unfold(ccs_import_work_t *self)
{
    if (self->grid.n_rows < 2) return 0;
    const uint32_t n_days = count(self, DAY), n_clocks = count(self, CLOCK), n = n_days > n_clocks ? n_days : n_clocks;
    const enum kind kind = n_days > n_clocks ? DAY : CLOCK;
    uint32_t kept[CCS_IMPORT_MAX_COLUMNS];

    /* The first row of a file without a header holds a day and a time, or two (begin and end). */
    if (n < 2 || (n_days > 0 && n_clocks > 0) ||
        (n == 2 && kind_of(ccs_import_cell(self, 1, 0)) == PLAIN && kind_of(ccs_import_cell(self, 1, 1)) != PLAIN))
        return 0;
    const uint32_t n_kept = keep(self, kind, kept);
    ccs_import_grid_t grid = {.separator = self->grid.separator, .n_columns = n_kept + 2};
    const size_t n_rows = 1 + (self->grid.n_rows - 1) * n;

    if (n_rows > MOST_CELLS / grid.n_columns)
        return ccs_import_fail(self, 0,
            "makes %zu rows of %u columns, too many: take fewer days, and only columns that are needed", n_rows - 1,
            (unsigned) grid.n_columns);
    grid.cells = ccs_arena_array(&self->out->arena, n_rows * grid.n_columns, sizeof *grid.cells);
    grid.lines = ccs_arena_array(&self->out->arena, n_rows, sizeof *grid.lines);
    if (!grid.cells || !grid.lines) return ccs_import_fail_memory(self);
    fill(self, kind, kept, n_kept, &grid);
    ccs_import_say(self, "%s are headings (\"%.20s\"): each cell below is a count of contacts.",
        kind == DAY ? "Days" : "Times of day", grid.cells[grid.n_columns + n_kept]);
    ccs_import_rewrite(self, kind == DAY ? "days are its headings" : "times of day are its headings");
    self->grid = grid;
    return 0;
}
