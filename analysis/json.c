/* json.c - JSON. Invariant: whatever the texts hold, the output is valid. */
#include "json.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "text.h"
#include "units.h"

void ccs_json_text(const char *text, FILE *to)
{
    if (!text) {
        (void) fputs("null", to);
        return;
    }
    (void) fputc('"', to);
    for (size_t left = strlen(text); left > 0;) {
        const size_t n = ccs_text_utf8(text, left), step = n ? n : 1;
        const unsigned char c = (unsigned char) *text;

        if (n == 0) (void) fputs("\\ufffd", to);
        else if (c == '"' || c == '\\') (void) fprintf(to, "\\%c", c);
        else if (c == '\n') (void) fputs("\\n", to);
        else if (c < 0x20) (void) fprintf(to, "\\u%04x", c);
        else (void) fwrite(text, 1, n, to);
        text += step;
        left -= step;
    }
    (void) fputc('"', to);
}

void ccs_json_number(double x, FILE *to)
{
    char text[CCS_UNITS_TEXT_MAX];

    (void) fputs(isfinite(x) ? ccs_units_write_number(x, text, sizeof text) : "null", to);
}

/* What all rows have in common. */
typedef struct {
    const ccs_view_t *view;
    FILE *to;
    size_t n_rows;
} rows_t;

static void print_row(rows_t *self, uint32_t metric, uint32_t entity, const char *interval, ccs_point_t point)
{
    FILE *const to = self->to;

    (void) fputs(self->n_rows++ ? ",\n  {\"metric\": " : "\n  {\"metric\": ", to);
    ccs_json_text(self->view->metrics[metric], to);
    (void) fputs(", \"entity\": ", to);
    ccs_json_text(self->view->entities[entity], to);
    if (interval) {
        (void) fputs(", \"interval\": ", to);
        ccs_json_text(interval, to);
    }
    (void) fputs(", \"mean\": ", to);
    ccs_json_number(point.mean, to);
    (void) fputs(", \"half_width\": ", to);
    ccs_json_number(point.half_width, to);
    (void) fputs(", \"unit\": ", to);
    ccs_json_text(self->view->units[metric], to);
    (void) fputc('}', to);
}

static void print_rows(rows_t *self, const ccs_wanted_t *wanted)
{
    const ccs_view_t *const v = self->view;
    const bool by_interval = wanted->by && !strcmp(wanted->by, "interval");

    for (uint32_t m = 0; m < v->n_metrics; m++) {
        for (uint32_t e = 0; ccs_wanted_metric(wanted, v->metrics[m]) && e < v->n_entities; e++) {
            if (!ccs_view_applies(v, m, e) || !ccs_wanted_entity(wanted, v->entities[e])) continue;
            print_row(self, m, e, NULL, ccs_view_point(v, m, e));
            for (uint32_t i = 0; by_interval && ccs_view_has_intervals(v, m) && i < v->n_intervals; i++)
                print_row(self, m, e, v->intervals[i], ccs_view_point_at(v, m, e, i));
        }
    }
}

void ccs_json_result(const ccs_view_t *view, const ccs_wanted_t *wanted, FILE *to)
{
    rows_t rows = {.view = view, .to = to};

    (void) fputs("{\"ccsim\": ", to);
    ccs_json_text(view->version, to);
    (void) fputs(", \"scenario\": ", to);
    ccs_json_text(view->name, to);
    (void) fputs(", \"seed\": ", to);
    ccs_json_text(view->seed, to);
    (void) fprintf(to, ", \"replications\": %" PRIu64 ", \"confidence\": ", view->replications);
    ccs_json_number(view->confidence, to);
    (void) fputs(", \"mode\": ", to);
    ccs_json_text(view->mode, to);
    (void) fputs(", \"settings\": ", to);
    ccs_json_text(view->settings, to);
    if (!view->complete) (void) fputs(", \"complete\": false", to); /* a partial result; complete ones do not say so */
    (void) fputs(",\n \"metrics\": [", to);
    print_rows(&rows, wanted);
    (void) fputs("\n]}\n", to);
}
