/* validation_print.c - a validation as tables on a terminal. */
#include <math.h>

#include "validation_told.h"

enum { FEW = 2, RANGE_MAX = 2 * CCS_FIGURE_MAX + 4 };

static void add_columns(ccs_table_t *table, const char *const *heads, uint32_t n, uint32_t n_texts)
{
    for (uint32_t i = 0; i < n; i++) ccs_table_add_column(table, heads[i], i < n_texts ? CCS_TABLE_LEFT : CCS_TABLE_RIGHT);
    table->n_keys = n_texts;
}

static void set(ccs_table_t *table, uint32_t column, const char *text)
{
    ccs_table_set(table, column, text, "", CCS_TABLE_PLAIN);
}

static int end_table(ccs_table_t *table, ccs_table_form_t form, FILE *to)
{
    const int ret = table->out_of_memory ? CCS_ERR_NOMEM : table->n_rows > 0 ? ccs_table_print(table, form, to) : 0;

    ccs_table_free(table);
    return ret;
}

/* "from … to …", of two figures. */
static const char *range(const char *low, const char *high, char text[RANGE_MAX])
{
    snprintf(text, RANGE_MAX, "%s to %s", low, high);
    return text;
}

/* Of several queues each is shown where a figure of it is out of what is expected: the page, JSON and CSV have all. */
static bool is_shown(const ccs_validation_t *self, const ccs_scored_t *series)
{
    bool out = series->subject == CCS_NONE || self->actual.n_subjects <= FEW;

    for (enum ccs_judged j = 0; j < CCS_N_JUDGED; j++) out = out || ccs_scores_is_out(&self->scores, series, j);
    return out;
}

/* ---- over the run ------------------------------------------------------------------------------------------------------------------ */

static void add_whole(const ccs_validation_t *self, const ccs_scored_t *series, ccs_table_t *table)
{
    const enum ccs_figure_unit unit = ccs_validation_unit(series->measured);
    const ccs_held_t *const point = series->points;
    char a[CCS_FIGURE_MAX], b[CCS_FIGURE_MAX], both[RANGE_MAX];

    ccs_table_add_row(table);
    set(table, 0, CCS_MEASURED[series->measured].label);
    set(table, 1, ccs_validation_subject(self, series->subject));
    set(table, 2, ccs_figure_mean(unit, point->actual, (double) NAN, a));
    set(table, 3, ccs_figure_mean(unit, point->mean, (double) NAN, a));
    set(table, 4,
        range(ccs_figure_mean(unit, point->low, (double) NAN, a), ccs_figure_mean(unit, point->high, (double) NAN, b), both));
    snprintf(a, sizeof a, "%.3g", series->of[CCS_JUDGED_bias].p);
    ccs_table_set(table, 5, a, "", ccs_scores_is_out(&self->scores, series, CCS_JUDGED_bias) ? CCS_TABLE_BAD : CCS_TABLE_PLAIN);
}

static int print_whole(const ccs_validation_t *self, ccs_table_form_t form, FILE *to)
{
    static const char *const heads[] = {"Over the run", "Of", "Happened", "Simulated", "95 % of replications", "Probability"};
    ccs_table_t table = {0};

    add_columns(&table, heads, 6, 2);
    for (uint32_t i = 0; i < self->scores.n; i++)
        if (self->scores.series[i].stretch == CCS_STRETCH_run && is_shown(self, &self->scores.series[i]))
            add_whole(self, &self->scores.series[i], &table);
    return end_table(&table, form, to);
}

/* ---- by interval and day ------------------------------------------------------------------------------------------------------------ */

/* A figure with what is expected of it. */
static void set_judged(const ccs_validation_t *self, const ccs_scored_t *series, enum ccs_judged judged, ccs_table_t *table)
{
    const ccs_score_t *const of = &series->of[judged];
    char a[CCS_FIGURE_MAX], b[CCS_FIGURE_MAX], both[4 * CCS_FIGURE_MAX];

    if (isnan(of->value)) return;
    if (judged == CCS_JUDGED_wape)
        snprintf(both, sizeof both, "%s (up to %s)", ccs_validation_figure(series, judged, of->value, a),
            ccs_validation_figure(series, judged, of->high, b));
    else {
        char value[CCS_FIGURE_MAX];

        snprintf(both, sizeof both, "%s (%s to %s)", ccs_validation_figure(series, judged, of->value, value),
            ccs_validation_figure(series, judged, of->low, a), ccs_validation_figure(series, judged, of->high, b));
    }
    ccs_table_set(table, 3 + (uint32_t) judged, both, "",
        ccs_scores_is_out(&self->scores, series, judged) ? CCS_TABLE_BAD : CCS_TABLE_PLAIN);
}

static void add_series(const ccs_validation_t *self, const ccs_scored_t *series, ccs_table_t *table)
{
    char text[CCS_FIGURE_MAX];

    ccs_table_add_row(table);
    set(table, 0, CCS_MEASURED[series->measured].label);
    set(table, 1, ccs_validation_subject(self, series->subject));
    snprintf(text, sizeof text, "%u", series->n_points);
    set(table, 2, text);
    for (enum ccs_judged j = CCS_JUDGED_coverage; j <= CCS_JUDGED_wape; j++) set_judged(self, series, j, table);
    snprintf(text, sizeof text, "%.3g", series->of[CCS_JUDGED_pit].p);
    ccs_table_set(table, 7, text, "", ccs_scores_is_out(&self->scores, series, CCS_JUDGED_pit) ? CCS_TABLE_BAD : CCS_TABLE_PLAIN);
}

static int print_series(const ccs_validation_t *self, enum ccs_stretch stretch, ccs_table_form_t form, FILE *to)
{
    const char *const heads[] = {stretch == CCS_STRETCH_day ? "By day" : "By interval", "Of",
        stretch == CCS_STRETCH_day ? "Days" : "Intervals", "In 95 % bands", "In 80 % bands", "Bias", "WAPE", "PIT, p"};
    ccs_table_t table = {0};
    int ret;

    add_columns(&table, heads, 8, 2);
    for (uint32_t i = 0; i < self->scores.n; i++)
        if (self->scores.series[i].stretch == stretch && is_shown(self, &self->scores.series[i]))
            add_series(self, &self->scores.series[i], &table);
    if (table.n_rows > 0) fputc('\n', to);
    ret = end_table(&table, form, to);
    return ret;
}

/* ---- the error in its parts --------------------------------------------------------------------------------------------------------- */

static void set_points(ccs_table_t *table, uint32_t column, double x, double half_width)
{
    char mean[CCS_FIGURE_MAX], width[CCS_FIGURE_MAX], both[2 * CCS_FIGURE_MAX + 1];

    snprintf(both, sizeof both, "%s %s", ccs_figure_difference(CCS_FIGURE_SHARE, x, half_width, mean),
        isnan(half_width) ? "" : ccs_figure_half_width(CCS_FIGURE_SHARE, x, half_width, width));
    set(table, column, isnan(x) ? "-" : both);
}

static int print_errors(const ccs_validation_t *self, ccs_table_form_t form, FILE *to)
{
    static const char *const heads[] = {"Service level of", "Simulated", "Volume", "Handle time", "Staffing", "Model and chance",
        "Happened", "Probability of the rest"};
    ccs_table_t table = {0};
    char text[CCS_FIGURE_MAX];

    if (self->errors.n == 0) return 0;
    add_columns(&table, heads, 8, 1);
    for (uint32_t i = 0; i < self->errors.n; i++) {
        const ccs_error_parts_t *const e = &self->errors.of[i];

        ccs_table_add_row(&table);
        set(&table, 0, ccs_validation_subject(self, e->subject));
        set(&table, 1, ccs_figure_mean(CCS_FIGURE_SHARE, e->forecast, (double) NAN, text));
        for (uint32_t t = 0; t < CCS_N_TRUTHS; t++) set_points(&table, 2 + t, e->share[t], e->half_width[t]);
        set_points(&table, 5, e->model, e->with_truths_half_width);
        set(&table, 6, ccs_figure_mean(CCS_FIGURE_SHARE, e->actual, (double) NAN, text));
        snprintf(text, sizeof text, "%.3g", e->p);
        set(&table, 7, text);
    }
    fputc('\n', to);
    return end_table(&table, form, to);
}

/* ---- all of it ---------------------------------------------------------------------------------------------------------------------- */

static void print_broken(const ccs_validation_t *self, FILE *to)
{
    for (uint32_t i = 0; i < self->n_broken && i < 12; i++) {
        const ccs_broken_t *const b = &self->broken[i];
        char value[CCS_FIGURE_MAX], limit[CCS_FIGURE_MAX], high[CCS_FIGURE_MAX];

        fprintf(to, "  %s of %s, %s: %s is %s", CCS_MEASURED[b->series->measured].label,
            ccs_validation_subject(self, b->series->subject), CCS_STRETCH_TEXTS[b->series->stretch], CCS_JUDGED[b->judged].word,
            ccs_validation_figure(b->series, b->judged, b->series->of[b->judged].value, value));
        if (!isnan(b->limit)) fprintf(to, ", limit %s\n", ccs_validation_figure(b->series, b->judged, b->limit, limit));
        else
            fprintf(to, ", expected %s to %s\n", ccs_validation_figure(b->series, b->judged, b->series->of[b->judged].low, limit),
                ccs_validation_figure(b->series, b->judged, b->series->of[b->judged].high, high));
    }
    if (self->n_broken > 12) fprintf(to, "  and %u more\n", self->n_broken - 12);
}

int ccs_validation_print(const ccs_validation_t *self, ccs_table_form_t form, FILE *to)
{
    char texts[CCS_VALIDATION_SENTENCES][CCS_VALIDATION_SENTENCE_MAX];
    int ret;

    fprintf(to, "%s against %s, %u replications\n\n", self->scenario->path, self->actual.name, self->sample.n);
    CCS_TRY(print_whole(self, form, to));
    CCS_TRY(print_series(self, CCS_STRETCH_day, form, to));
    CCS_TRY(print_series(self, CCS_STRETCH_interval, form, to));
    CCS_TRY(print_errors(self, form, to));
    fputc('\n', to);
    const uint32_t n = ccs_validation_sentences(self, texts);

    for (uint32_t i = 0; i < n; i++) fprintf(to, "%s\n", texts[i]);
    print_broken(self, to);
out:
    return ret;
}
