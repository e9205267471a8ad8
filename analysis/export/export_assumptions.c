/* export_assumptions.c - the sheet that says what the figures rest on: the run, what changes in each variant, the model in sentences. Invariant: the
 * sentences are those of `ccsim explain`; nothing is told here that the result does not hold. */
#include <math.h>
#include <string.h>

#include "export_parts.h"

static void text(ccs_rows_t *rows, const char *x)
{
    ccs_rows_text(rows, CCS_CELL_TEXT, x);
}

/* ---- the run -------------------------------------------------------------------------------------------------------------- */

enum item {
    TITLE,
    NAME,
    SETTINGS,
    APPLIED,
    WARNINGS,
    MODE,
    FIRST,
    LAST,
    REPLICATIONS,
    ASKED,
    SEED,
    CONFIDENCE,
    TOGETHER,
    TOGETHER_OF,
    BASIS,
    PRECISION,
    PRECISION_WANTED,
    PRECISION_REACHED,
    COMPLETE,
    MADE_BY,
    REVISION,
    N_ITEMS
};
static const char *const ITEMS[N_ITEMS] = {"title", "scenario", "settings", "applied", "warnings", "mode", "first interval",
    "last interval", "replications", "replications asked for", "seed", "confidence of ±", "figures that hold together",
    "which these are", "intervals rest on", "precision asked for", "half-width wanted", "half-width reached", "complete",
    "made by", "revision"};

static void item_cell(ccs_rows_t *rows, const ccs_view_t *v, enum item item)
{
    switch (item) {
    case TITLE: text(rows, v->title); break;
    case NAME: text(rows, v->file); break;
    case SETTINGS: text(rows, v->settings); break;
    case APPLIED: text(rows, v->applied); break;
    case WARNINGS: text(rows, v->warnings); break;
    case MODE: text(rows, v->mode); break;
    case FIRST: text(rows, v->n_intervals > 0 ? v->intervals[0] : ""); break;
    case LAST: text(rows, v->n_intervals > 0 ? v->intervals[v->n_intervals - 1] : ""); break;
    case REPLICATIONS: ccs_rows_number(rows, CCS_CELL_WHOLE, (double) v->replications); break;
    case ASKED: ccs_rows_number(rows, CCS_CELL_WHOLE, (double) v->replications_asked); break;
    case SEED: text(rows, v->seed); break; /* a text: a spreadsheet's numbers have 15 digits */
    case CONFIDENCE: ccs_rows_number(rows, CCS_CELL_SHARE, v->confidence); break;
    case TOGETHER: ccs_rows_number(rows, CCS_CELL_WHOLE, v->together > 0 ? (double) v->together : (double) NAN); break;
    case TOGETHER_OF: text(rows, v->together_of ? v->together_of : ""); break;
    case BASIS: text(rows, v->basis); break;
    case PRECISION: text(rows, v->precision); break;
    case PRECISION_WANTED: ccs_rows_number(rows, CCS_CELL_SHARE, v->precision_wanted); break; /* of the mean; NAN: none */
    case PRECISION_REACHED: ccs_rows_number(rows, CCS_CELL_SHARE, v->precision_reached); break;
    case COMPLETE: text(rows, v->complete ? "yes" : "no: the run was stopped"); break;
    case MADE_BY: ccs_rows_printf(rows, "ccsim %s", v->version); break;
    case REVISION: text(rows, v->revision); break;
    case N_ITEMS: break;
    }
}

static void add_run(const ccs_export_t *self, ccs_rows_t *rows)
{
    text(rows, "");
    for (uint32_t k = 0; k < self->variants->n; k++) text(rows, self->variants->n > 1 ? self->variants->views[k].name : "result");
    ccs_rows_head(rows, "Assumptions", 1);
    for (int i = 0; i < N_ITEMS; i++) {
        text(rows, ITEMS[i]);
        for (uint32_t k = 0; k < self->variants->n; k++) item_cell(rows, &self->variants->views[k], (enum item) i);
        ccs_rows_end(rows);
    }
}

/* ---- the model ------------------------------------------------------------------------------------------------------------ */

/* A chapter's head stands in the first column, its sentences in the second. */
static void add_line(ccs_rows_t *rows, const char *line)
{
    const size_t blanks = strspn(line, " ");

    if (blanks > 0) text(rows, "");
    if (line[blanks]) ccs_rows_text(rows, blanks > 0 ? CCS_CELL_WRAPPED : CCS_CELL_LINE, &line[blanks]);
    ccs_rows_end(rows);
}

static void add_sentences(ccs_rows_t *rows, const char *sentences)
{
    ccs_arena_t arena = {0};
    char *const copy = ccs_arena_strdup(&arena, sentences);

    if (!copy) rows->out_of_memory = true;
    for (char *line = copy, *next; line && *line; line = next) {
        const size_t n = strcspn(line, "\n");

        next = &line[n + (line[n] != '\0')];
        line[n] = '\0';
        add_line(rows, line);
    }
    ccs_arena_free(&arena);
}

/* A what-if is told by its settings, above; another scenario in full. */
static bool is_told_above(const ccs_export_t *self, uint32_t variant)
{
    return variant > 0 && *self->variants->views[variant].settings &&
        !strcmp(self->variants->views[variant].file, self->variants->views->file);
}

static void add_model(const ccs_export_t *self, ccs_rows_t *rows, uint32_t variant)
{
    const ccs_export_model_t *const model = &self->models[variant];

    if (is_told_above(self, variant)) return;
    ccs_rows_end(rows);
    ccs_rows_text(rows, CCS_CELL_HEAD, "What is assumed");
    if (self->variants->n > 1) ccs_rows_text(rows, CCS_CELL_HEAD, self->variants->views[variant].name);
    ccs_rows_end(rows);
    if (model->sentences) {
        add_sentences(rows, model->sentences);
    } else {
        text(rows, "");
        ccs_rows_text(rows, CCS_CELL_WRAPPED, model->without);
        ccs_rows_end(rows);
    }
}

void ccs_export_assumptions(const ccs_export_t *self, ccs_rows_t *rows)
{
    add_run(self, rows);
    for (uint32_t k = 0; self->models && k < self->variants->n; k++) add_model(self, rows, k);
}
