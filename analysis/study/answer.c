/* answer.c - one table, three ways to write it. */
#include "answer.h"

#include <math.h>

#include "err.h"
#include "json_write.h"

void ccs_answer_add_column(ccs_answer_t *self, const char *head, enum ccs_answer_kind kind, enum ccs_figure_unit unit)
{
    ccs_answer_column_t *const columns =
        ccs_arena_room(&self->arena, self->columns, self->n_columns, &self->cap_columns, sizeof *self->columns);

    self->out_of_memory = self->out_of_memory || !columns;
    if (!columns) return;
    self->columns = columns;
    columns[self->n_columns++] = (ccs_answer_column_t){head, kind, unit};
}

static void add(ccs_answer_t *self, ccs_answer_cell_t cell)
{
    ccs_answer_cell_t *const cells =
        ccs_arena_room(&self->arena, self->cells, self->n_cells, &self->cap_cells, sizeof *self->cells);

    self->out_of_memory = self->out_of_memory || !cells;
    if (!cells) return;
    self->cells = cells;
    cells[self->n_cells++] = cell;
}

void ccs_answer_text(ccs_answer_t *self, const char *text)
{
    self->out_of_memory = self->out_of_memory || !text;
    add(self, (ccs_answer_cell_t){text ? text : "", (double) NAN, (double) NAN, (double) NAN, false});
}

void ccs_answer_number(ccs_answer_t *self, double x, double low, double high)
{
    add(self, (ccs_answer_cell_t){NULL, x, low, high, false});
}

void ccs_answer_plain(ccs_answer_t *self, double x)
{
    add(self, (ccs_answer_cell_t){NULL, x, (double) NAN, (double) NAN, true});
}

/* A text behind what is there. */
static void join(ccs_answer_t *self, const char **text, const char *between, const char *more)
{
    const char *const joined = *text && more ? ccs_arena_printf(&self->arena, "%s%s%s", *text, between, more) : more;

    self->out_of_memory = self->out_of_memory || !joined;
    if (joined) *text = joined;
}

void ccs_answer_leave_out(ccs_answer_t *self, const char *what)
{
    join(self, &self->left_out, ", ", what);
}

void ccs_answer_add_note(ccs_answer_t *self, const char *sentence)
{
    join(self, &self->note, " ", sentence);
}

static const ccs_answer_cell_t *cell_at(const ccs_answer_t *self, size_t row, size_t column)
{
    return &self->cells[row * self->n_columns + column];
}

static void print_cell(const ccs_answer_t *self, size_t row, size_t column, ccs_table_t *table)
{
    const ccs_answer_cell_t *const c = cell_at(self, row, column);
    const ccs_answer_column_t *const k = &self->columns[column];
    const double half = 0.5 * (c->high - c->low);
    char text[CCS_FIGURE_MAX], beside[CCS_FIGURE_MAX];

    if (c->text) {
        ccs_table_set(table, (uint32_t) column, c->text, "", CCS_TABLE_PLAIN);
    } else if (c->plain) {
        snprintf(text, sizeof text, isfinite(c->x) ? "%.4f" : "-", c->x);
        ccs_table_set(table, (uint32_t) column, text, "", CCS_TABLE_PLAIN);
    } else if (k->kind == CCS_ANSWER_DIFFERENCE) {
        ccs_table_set(table, (uint32_t) column, ccs_figure_difference(k->unit, c->x, half, text),
            ccs_figure_half_width(k->unit, c->x, half, beside), CCS_TABLE_PLAIN);
    } else {
        ccs_table_set(table, (uint32_t) column, ccs_figure_mean(k->unit, c->x, half, text),
            ccs_figure_interval(k->unit, c->x, c->low, c->high, beside), CCS_TABLE_PLAIN);
    }
}

int ccs_answer_print(const ccs_answer_t *self, ccs_table_form_t form, FILE *to)
{
    ccs_table_t table = {.n_keys = 1};

    for (size_t i = 0; i < self->n_columns; i++)
        ccs_table_add_column(&table, self->columns[i].head,
            self->columns[i].kind == CCS_ANSWER_TEXT ? CCS_TABLE_LEFT : CCS_TABLE_MEASURE);
    for (size_t row = 0; row < ccs_answer_rows(self); row++) {
        ccs_table_add_row(&table);
        for (size_t i = 0; i < self->n_columns; i++) print_cell(self, row, i, &table);
    }
    if (self->title) fprintf(to, "%s\n", self->title);
    const int ret = self->out_of_memory ? CCS_ERR_NOMEM : ccs_table_print(&table, form, to);

    if (self->note) fprintf(to, "%s\n", self->note);
    ccs_table_free(&table);
    return ret;
}

void ccs_answer_write(const ccs_answer_t *self, ccs_rows_t *rows)
{
    for (size_t i = 0; i < self->n_columns; i++) {
        ccs_rows_text(rows, CCS_CELL_TEXT, self->columns[i].head);
        if (self->columns[i].kind == CCS_ANSWER_TEXT) continue;
        ccs_rows_printf(rows, "%s_low", self->columns[i].head);
        ccs_rows_printf(rows, "%s_high", self->columns[i].head);
    }
    ccs_rows_head(rows, self->name, 1);
    for (size_t i = 0; i < self->n_cells; i++) {
        const ccs_answer_cell_t *const c = &self->cells[i];

        if (c->text) {
            ccs_rows_text(rows, CCS_CELL_TEXT, c->text);
        } else {
            ccs_rows_number(rows, CCS_CELL_NUMBER, c->x);
            ccs_rows_number(rows, CCS_CELL_NUMBER, c->low);
            ccs_rows_number(rows, CCS_CELL_NUMBER, c->high);
        }
        if (self->n_columns > 0 && (i + 1) % self->n_columns == 0) ccs_rows_end(rows);
    }
}

static void put_cell(const ccs_answer_cell_t *c, const char *head, FILE *to)
{
    ccs_json_text(head, to);
    fputs(": ", to);
    if (c->text) {
        ccs_json_text(c->text, to);
        return;
    }
    fputs("{\"value\": ", to);
    ccs_json_number(c->x, to);
    ccs_json_number_member("low", c->low, to);
    ccs_json_number_member("high", c->high, to);
    fputc('}', to);
}

void ccs_answer_json(const ccs_answer_t *self, FILE *to)
{
    fputs("{\"analysis\": ", to);
    ccs_json_text(self->name, to);
    ccs_json_text_member("title", self->title, to);
    ccs_json_text_member("note", self->note, to);
    fputs(", \"rows\": [", to);
    for (size_t row = 0; row < ccs_answer_rows(self); row++) {
        fputs(row ? ",\n  {" : "\n  {", to);
        for (size_t i = 0; i < self->n_columns; i++) {
            fputs(i ? ", " : "", to);
            put_cell(cell_at(self, row, i), self->columns[i].head, to);
        }
        fputc('}', to);
    }
    fputs("]}", to);
}

void ccs_answer_free(ccs_answer_t *self)
{
    if (!self) return;
    ccs_arena_free(&self->arena);
    *self = (ccs_answer_t){0};
}
