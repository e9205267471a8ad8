/* study_told.c - analyses as tables of the page. */
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "study_page_parts.h"

/* "against_the_best" -> "Against the best"; the name of a response -> what people call it; of a factor: as the study calls it. */
static const char *head_of(ccs_study_page_t *self, const char *head)
{
    char label[CCS_STUDY_TEXT_MAX];

    for (uint32_t i = 0; i < self->study->n_responses; i++)
        if (!strcmp(self->study->responses[i], head))
            return ccs_arena_printf(&self->scratch.arena, "%s", ccs_study_page_label(self, i, label));
    for (uint32_t i = 0; i < self->study->n_factors; i++)
        if (!strcmp(self->study->factors[i], head)) return head;
    char *const text = (char *) ccs_arena_printf(&self->scratch.arena, "%s", head);

    if (!text) return NULL;
    for (char *c = text; *c; c++)
        if (*c == '_') *c = ' ';
    text[0] = (char) toupper((unsigned char) text[0]);
    return text;
}

static void set_difference(ccs_html_rows_t *rows, uint32_t column, enum ccs_figure_unit unit, const ccs_answer_cell_t *cell)
{
    ccs_prose_t text = {0};

    ccs_prose_add_difference(&text, unit, cell->x, 0.5 * (cell->high - cell->low));
    ccs_html_set_text(rows, column, ccs_prose_text(&text), NULL);
    rows->out_of_memory = rows->out_of_memory || text.out_of_memory;
    ccs_prose_free(&text);
}

static void set_cell(ccs_html_rows_t *rows, uint32_t column, const ccs_answer_column_t *of, const ccs_answer_cell_t *cell)
{
    char plain[32];

    if (cell->text) {
        ccs_html_set_text(rows, column, cell->text, NULL);
    } else if (cell->plain) {
        snprintf(plain, sizeof plain, isfinite(cell->x) ? "%.4f" : "-", cell->x);
        ccs_html_set_text(rows, column, plain, NULL);
    } else if (of->kind == CCS_ANSWER_DIFFERENCE) {
        set_difference(rows, column, of->unit, cell);
    } else {
        ccs_html_set_point(rows, column, of->unit, (ccs_point_t){cell->x, 0.5 * (cell->high - cell->low), cell->low, cell->high});
    }
}

static void write_table(ccs_study_page_t *self, const ccs_answer_t *answer, const char *label)
{
    const uint32_t n = (uint32_t) answer->n_columns;
    ccs_html_column_t *const columns = ccs_arena_array(&self->scratch.arena, n + 1, sizeof *columns);

    for (uint32_t i = 0; columns && i < n; i++) {
        columns[i] =
            (ccs_html_column_t){NULL, head_of(self, answer->columns[i].head), answer->columns[i].kind == CCS_ANSWER_TEXT};
        self->page.out_of_memory = self->page.out_of_memory || !columns[i].head;
    }
    self->page.out_of_memory = self->page.out_of_memory || !columns || !label;
    if (self->page.out_of_memory) return;
    ccs_html_rows_t rows = ccs_html_rows(columns, n);

    for (size_t row = 0; row < ccs_answer_rows(answer); row++) {
        ccs_html_row(&rows);
        for (uint32_t i = 0; i < n; i++) set_cell(&rows, i, &answer->columns[i], &answer->cells[row * n + i]);
    }
    ccs_page_table(&self->page, label, &rows);
    ccs_html_rows_free(&rows);
}

void ccs_study_page_rows(ccs_study_page_t *self, const ccs_answer_t *answer, const char *label)
{
    if (answer->title) ccs_page_element(&self->page, "p", "", answer->title);
    write_table(self, answer, label);
    if (answer->note) ccs_page_element(&self->page, "p", "note", answer->note);
}

void ccs_study_page_told(ccs_study_page_t *self, enum ccs_analysis analysis, const char *id, const char *heading)
{
    ccs_answer_t answer = {0};
    ccs_err_t why = {0}; /* says what the study has not: then it is not on the page */
    const int ret = ccs_analyse(analysis, self->study, self->asked, &answer, &why);

    if (ret == CCS_ERR_NOMEM) self->page.out_of_memory = true;
    if (ret == 0 && ccs_answer_rows(&answer) > 0) {
        if (id) ccs_page_begin_section(&self->page, id, heading);
        ccs_study_page_rows(self, &answer, ccs_arena_printf(&self->scratch.arena, "%s, as a table", heading));
        if (id) ccs_page_end_section(&self->page);
    }
    ccs_answer_free(&answer);
}
