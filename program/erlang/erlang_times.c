/* erlang_times.c - a column of times by what tools call it and by what stands in it. */
#include "erlang_times.h"

#include <string.h>

#include "csv_heading.h"
#include "moment_text.h"

#define NOWHERE UINT32_MAX
enum { DAY_MIN = 24 * 60, HOUR_S = 3600 };

static const char *cell_of(const ccs_csv_table_t *table, size_t row, uint32_t column)
{
    return table->cells[row * table->n_columns + column];
}

/* A number alone may be anything; with a colon, or AM behind it, it is a time of day, or minutes and seconds. */
static bool is_clock(const char *text, ccs_clock_text_t *clock)
{
    return ccs_clock_text(text, clock) && (clock->colon || clock->half);
}

/* From one row to the next: times of day follow within an hour, while 15:00 and 20:00 may be lengths of minutes as well. */
static bool is_step_of_times(int32_t gap_s)
{
    return gap_s % HOUR_S != 0 || gap_s == HOUR_S || gap_s == -HOUR_S;
}

enum ccs_erlang_cells ccs_erlang_cells_of(const ccs_csv_table_t *table, uint32_t column)
{
    ccs_clock_text_t clock;
    int32_t last = -1;
    bool differ = false;

    for (size_t row = 0; row < table->n_rows; row++) {
        const char *const cell = cell_of(table, row, column);

        if (!*cell || ccs_csv_is_total(cell)) continue;
        if (!is_clock(cell, &clock)) return CCS_ERLANG_LENGTHS;
        differ = differ || clock.half || clock.end >= 0 || (last >= 0 && is_step_of_times(clock.second - last));
        last = clock.second;
    }
    return differ ? CCS_ERLANG_TIMES : last < 0 ? CCS_ERLANG_LENGTHS : CCS_ERLANG_EITHER;
}

uint32_t ccs_erlang_column_of(const ccs_csv_table_t *table, const uint32_t *taken, enum ccs_import_role role)
{
    uint32_t column = NOWHERE;

    for (int whole = 1; whole >= 0 && column == NOWHERE; whole--)
        column = ccs_csv_heading(table->header, table->n_columns, taken, 0, CCS_IMPORT_ROLES[role].words, whole);
    return column;
}

/* From the begin of an interval to its end, where the cell says both, else to the next row's, in minutes. 0: it is none, or of another day */
static int32_t minutes_of(const ccs_csv_table_t *table, size_t row, uint32_t column)
{
    ccs_clock_text_t clock, next;

    if (!is_clock(cell_of(table, row, column), &clock)) return 0;
    if (clock.end >= 0) return (clock.end - clock.second + (clock.end < clock.second ? DAY_MIN * 60 : 0)) / 60;
    if (row + 1 == table->n_rows || !is_clock(cell_of(table, row + 1, column), &next)) return 0;
    return next.second > clock.second ? (next.second - clock.second) / 60 : 0;
}

static int32_t usual_step_s(const ccs_csv_table_t *table, uint32_t column)
{
    uint32_t seen[DAY_MIN + 1] = {0};
    int32_t best = 0;

    for (size_t row = 0; row < table->n_rows; row++) seen[minutes_of(table, row, column)]++;
    for (int32_t i = 1; i <= DAY_MIN; i++)
        if (seen[i] > (best ? seen[best] : 0)) best = i;
    return 60 * best;
}

ccs_erlang_times_t ccs_erlang_times_of(const ccs_csv_table_t *table, const uint32_t *taken)
{
    ccs_erlang_times_t self = {.column = ccs_erlang_column_of(table, taken, CCS_IMPORT_time)};

    if (self.column != NOWHERE && ccs_erlang_cells_of(table, self.column) == CCS_ERLANG_LENGTHS) self.column = NOWHERE;
    if (self.column == NOWHERE) return self;
    self.date = ccs_erlang_column_of(table, taken, CCS_IMPORT_date);
    self.queue = ccs_erlang_column_of(table, taken, CCS_IMPORT_queue);
    self.step_s = usual_step_s(table, self.column);
    return self;
}

bool ccs_erlang_is_total(const ccs_erlang_times_t *self, const char *const *cells)
{
    if (self->column == NOWHERE) return false;
    return ccs_csv_is_total_row(&(ccs_csv_whose_t){.first = cells[0],
        .date = self->date == NOWHERE ? NULL : cells[self->date],
        .time = cells[self->column],
        .queue = self->queue == NOWHERE ? NULL : cells[self->queue]});
}
