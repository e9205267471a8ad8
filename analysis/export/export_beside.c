/* export_beside.c - the closed formulas beside the simulation, as lines of CSV and as a sheet. Invariant: all variants have the columns of the first. */
#include <math.h>
#include <string.h>

#include "beside_words.h"
#include "export_parts.h"
#include "xlsx_write.h"

enum { CHARTS_MAX = 4, CHART_GAP = 20, COLUMN_PIXELS = 110 /* as wide as columns come out, about */ };
static const char SHEET[] = "Erlang";
static const uint32_t COLOURS[CCS_N_BESIDE] = {0x0072B2, 0xE69F00, 0x009E73};

/* The same type in another variant; NULL: it has none, or no formula for it. */
static const ccs_beside_type_t *type_in(const ccs_beside_t *of, const ccs_beside_t *base, uint32_t type)
{
    const char *const name = base->view->entities[base->types[type].entity];

    for (uint32_t i = 0; i < of->n; i++)
        if (!strcmp(of->view->entities[of->types[i].entity], name)) return &of->types[i];
    return NULL;
}

/* Texts of a row, which must live as long as it. */
typedef struct {
    char date[CCS_LABEL_MAX], time[CCS_LABEL_MAX], when[CCS_PROSE_TIME_MAX];
} texts_t;

static void add_when(const ccs_view_t *v, uint32_t interval, texts_t *texts, ccs_rows_t *rows)
{
    ccs_export_split(v, interval, texts->date, texts->time);
    ccs_rows_text(rows, CCS_CELL_DATE, texts->date);
    ccs_rows_text(rows, CCS_CELL_TIME, texts->time);
}

/* ---- CSV ------------------------------------------------------------------------------------------------------------------ */

static void add_line(const ccs_export_t *self, const ccs_beside_t *found, uint32_t type, uint32_t interval, ccs_rows_t *rows)
{
    const ccs_view_t *const v = found->view;
    const ccs_beside_type_t *const of = &found->types[type];
    const uint32_t offered = ccs_view_interval_metric(v, "offered");
    texts_t texts;

    if (self->variants->n > 1) ccs_rows_text(rows, CCS_CELL_TEXT, v->name);
    add_when(v, interval, &texts, rows);
    ccs_rows_text(rows, CCS_CELL_TEXT, ccs_export_name_of(v->entities[of->entity]));
    ccs_rows_text(rows, CCS_CELL_TEXT, v->labels[of->entity]);
    ccs_rows_number(rows, CCS_CELL_NUMBER,
        offered == CCS_DATA_NONE ? (double) NAN : ccs_view_point_at(v, offered, of->entity, interval).mean);
    for (int k = 0; k < CCS_N_BESIDE; k++)
        ccs_rows_number(rows, CCS_CELL_SHARE, ccs_beside_at(of, interval, (enum ccs_beside) k));
    ccs_rows_end(rows);
}

void ccs_export_beside(const ccs_export_t *self, ccs_rows_t *rows)
{
    static const char *const heads[] = {"date", "interval", "type", "label", "offered", "service_level", "erlang_c", "erlang_a"};

    if (self->variants->n > 1) ccs_rows_text(rows, CCS_CELL_TEXT, "config");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) ccs_rows_text(rows, CCS_CELL_TEXT, heads[i]);
    ccs_rows_head(rows, SHEET, 0);
    for (uint32_t k = 0; k < self->variants->n; k++) {
        const ccs_beside_t *const found = &self->beside[k];

        for (uint32_t i = 0; i < found->view->n_intervals; i++)
            for (uint32_t type = 0; found->view->interval_open[i] && type < found->n; type++)
                add_line(self, found, type, i, rows);
    }
}

/* ---- the sheet ------------------------------------------------------------------------------------------------------------ */

/* @return how many columns stand before the figures; the last three say when */
static uint32_t add_heads(const ccs_export_t *self, ccs_rows_t *rows)
{
    const ccs_beside_t *const base = self->beside;
    const char *const keys[] = {"variant", "when", "date", "time"};

    for (size_t i = self->variants->n < 2; i < sizeof keys / sizeof *keys; i++) ccs_rows_text(rows, CCS_CELL_TEXT, keys[i]);
    const uint32_t n_keys = rows->n;

    for (uint32_t type = 0; type < base->n; type++)
        for (int k = 0; k < CCS_N_BESIDE; k++)
            ccs_rows_printf(rows, "%s\n%s", base->view->labels[base->types[type].entity], ccs_beside_name((enum ccs_beside) k));
    ccs_rows_head(rows, SHEET, n_keys - 2);
    return n_keys;
}

/* A row for each open interval. */
static void add_rows(const ccs_export_t *self, const ccs_beside_t *found, ccs_rows_t *rows)
{
    const ccs_view_t *const v = found->view;
    texts_t texts;

    for (uint32_t i = 0; i < v->n_intervals; i++) {
        if (!v->interval_open[i]) continue;
        if (self->variants->n > 1) ccs_rows_text(rows, CCS_CELL_TEXT, v->name);
        ccs_rows_text(rows, CCS_CELL_TEXT,
            ccs_prose_begin(v->intervals[i], ccs_prose_is_dated(v->intervals, v->n_intervals), texts.when));
        add_when(v, i, &texts, rows);
        for (uint32_t type = 0; type < self->beside->n; type++) {
            const ccs_beside_type_t *const of = type_in(found, self->beside, type);

            for (int k = 0; k < CCS_N_BESIDE; k++)
                ccs_rows_number(rows, CCS_CELL_SHARE, of ? ccs_beside_at(of, i, (enum ccs_beside) k) : (double) NAN);
        }
        ccs_rows_end(rows);
    }
}

/* Beside the table, one for each type of the first variant: the simulated level and what the formulas say. */
static void add_charts(const ccs_export_t *self, uint32_t n_keys, ccs_rows_t *rows)
{
    const ccs_beside_t *const base = self->beside;
    uint32_t n_rows = 0;

    for (uint32_t i = 0; i < base->view->n_intervals; i++) n_rows += base->view->interval_open[i] != 0;
    for (uint32_t type = 0; rows->book && n_rows > 0 && type < base->n && type < CHARTS_MAX; type++) {
        ccs_book_series_t series[CCS_N_BESIDE];

        for (uint32_t k = 0; k < CCS_N_BESIDE; k++)
            series[k] = (ccs_book_series_t){ccs_beside_name((enum ccs_beside) k), n_keys + type * CCS_N_BESIDE + k, COLOURS[k],
                k != CCS_BESIDE_SIMULATED};
        ccs_book_chart(rows->book,
            &(ccs_book_chart_t){.title = base->view->labels[base->types[type].entity],
                .axis = "answered in time",
                .sheet = SHEET,
                .first_row = 1,
                .last_row = n_rows,
                .n_steps = (n_rows + 9) / 10,
                .labels = n_keys - 3,
                .kind = CCS_CELL_SHARE,
                .most = 1,
                .series = series,
                .n = CCS_N_BESIDE,
                .left = (n_keys + base->n * CCS_N_BESIDE) * COLUMN_PIXELS + type * (CCS_BOOK_CHART_WIDTH + CHART_GAP)});
    }
}

static void add_words(const ccs_export_t *self, const ccs_beside_t *found, ccs_rows_t *rows)
{
    ccs_rows_end(rows);
    ccs_rows_printf(rows, "Why they differ%s%s", self->variants->n > 1 ? ": " : "",
        self->variants->n > 1 ? found->view->name : "");
    rows->cells[rows->n - 1].kind = CCS_CELL_HEAD;
    ccs_rows_end(rows);
    for (uint32_t type = 0; type < found->n; type++) {
        ccs_prose_t text = {0};

        ccs_beside_say(found, type, &text);
        rows->out_of_memory = rows->out_of_memory || text.out_of_memory;
        if (text.n > 0) {
            ccs_rows_printf(rows, "%s: %s", found->view->labels[found->types[type].entity], ccs_prose_text(&text));
            rows->cells[rows->n - 1].kind = CCS_CELL_LINE;
            ccs_rows_end(rows);
        }
        ccs_prose_free(&text);
    }
    for (uint32_t i = 0; i < found->n_reasons; i++) {
        ccs_rows_text(rows, CCS_CELL_LINE, found->reasons[i]);
        ccs_rows_end(rows);
    }
    if (!ccs_beside_left_out(found)) return;
    ccs_rows_text(rows, CCS_CELL_LINE, ccs_beside_left_out(found));
    ccs_rows_end(rows);
}

void ccs_export_beside_sheet(const ccs_export_t *self, ccs_rows_t *rows)
{
    if (!self->beside) return;
    const uint32_t n_keys = add_heads(self, rows);

    add_charts(self, n_keys, rows);
    for (uint32_t k = 0; k < self->variants->n; k++) add_rows(self, &self->beside[k], rows);
    for (uint32_t k = 0; k < self->variants->n; k++) add_words(self, &self->beside[k], rows);
}
