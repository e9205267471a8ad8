/* study_tables.c - a study as it is, before anything is made of it. */
#include "study_tables.h"

#include <math.h>
#include <string.h>

#include "json_write.h"

/* ---- on a terminal --------------------------------------------------------------------------------------------------------------------------- */

void ccs_study_print_head(const ccs_study_t *self, FILE *to)
{
    fprintf(to, "%s: %u point%s of %u factor%s (%s), ", self->title, self->n_points, self->n_points == 1 ? "" : "s",
        self->n_factors, self->n_factors == 1 ? "" : "s", self->design);
    if (self->n_points < self->n_of) fprintf(to, "a shard of %u points, ", self->n_of);
    fprintf(to, "up to %u replication%s each", self->n_replications * self->set,
        self->n_replications * self->set == 1 ? "" : "s");
    if (self->set > 1) fprintf(to, " in sets of %u that count as one", self->set);
    fprintf(to, ", %s random numbers; ± at %g %% confidence\n", self->common ? "the same" : "independent",
        100 * self->confidence);
}

static void add_point(const ccs_study_t *self, uint32_t point, ccs_table_t *table)
{
    char text[CCS_FIGURE_MAX], beside[CCS_FIGURE_MAX];

    ccs_table_add_row(table);
    snprintf(text, sizeof text, "%u", self->points[point]);
    ccs_table_set(table, 0, text, "", CCS_TABLE_PLAIN);
    for (uint32_t i = 0; i < self->n_factors; i++)
        ccs_table_set(table, 1 + i, ccs_study_level_text(self, point, i, text), "", CCS_TABLE_PLAIN);
    for (uint32_t i = 0; i < self->n_responses; i++) {
        const size_t at = (size_t) point * self->n_responses + i;
        const double mean = self->mean[at], low = self->low[at], high = self->high[at];
        const enum ccs_figure_unit unit = ccs_study_unit(self, i);

        ccs_table_set(table, 1 + self->n_factors + i, ccs_figure_mean(unit, mean, 0.5 * (high - low), text),
            ccs_figure_interval(unit, mean, low, high, beside), CCS_TABLE_PLAIN);
    }
}

int ccs_study_print(const ccs_study_t *self, ccs_table_form_t form, FILE *to)
{
    const uint32_t n = self->n_points < CCS_STUDY_POINTS_SHOWN ? self->n_points : CCS_STUDY_POINTS_SHOWN;
    ccs_table_t table = {.n_keys = 1};

    ccs_study_print_head(self, to);
    fputc('\n', to);
    ccs_table_add_column(&table, "point", CCS_TABLE_RIGHT);
    for (uint32_t i = 0; i < self->n_factors; i++) ccs_table_add_column(&table, self->factors[i], CCS_TABLE_RIGHT);
    for (uint32_t i = 0; i < self->n_responses; i++) ccs_table_add_column(&table, self->responses[i], CCS_TABLE_MEASURE);
    for (uint32_t p = 0; p < n; p++) add_point(self, p, &table);
    const int ret = ccs_table_print(&table, form, to);

    if (ret == 0 && n < self->n_points) fprintf(to, "%u points more: ccsim export has all of them\n", self->n_points - n);
    ccs_table_free(&table);
    return ret;
}

/* ---- rows -------------------------------------------------------------------------------------------------------------------------------------- */

static void put_levels(const ccs_study_t *self, uint32_t point, ccs_rows_t *rows)
{
    ccs_rows_number(rows, CCS_CELL_WHOLE, self->points[point]);
    for (uint32_t i = 0; i < self->n_factors; i++) {
        const char *const text = self->level_texts ? self->level_texts[(size_t) point * self->n_factors + i] : "";

        if (text[0]) ccs_rows_text(rows, CCS_CELL_TEXT, text);
        else ccs_rows_number(rows, CCS_CELL_NUMBER, ccs_study_level(self, point, i));
    }
}

static void put_estimates(const ccs_study_t *self, uint32_t point, ccs_rows_t *rows)
{
    for (uint32_t i = 0; i < self->n_responses; i++) {
        const size_t at = (size_t) point * self->n_responses + i;

        put_levels(self, point, rows);
        ccs_rows_text(rows, CCS_CELL_TEXT, self->responses[i]);
        ccs_rows_text(rows, CCS_CELL_TEXT, self->units[i]);
        ccs_rows_number(rows, CCS_CELL_WHOLE, self->replications[point] * self->set);
        ccs_rows_number(rows, CCS_CELL_NUMBER, self->mean[at]);
        ccs_rows_number(rows, CCS_CELL_NUMBER, self->low[at]);
        ccs_rows_number(rows, CCS_CELL_NUMBER, self->high[at]);
        ccs_rows_end(rows);
    }
}

static void put_replications(const ccs_study_t *self, uint32_t point, ccs_rows_t *rows)
{
    for (uint32_t r = 0; r < self->replications[point]; r++) {
        for (uint32_t i = 0; i < self->n_responses; i++) {
            const size_t at = ((size_t) point * self->n_replications + r) * self->n_responses + i;

            put_levels(self, point, rows);
            ccs_rows_number(rows, CCS_CELL_WHOLE, r + 1);
            ccs_rows_text(rows, CCS_CELL_TEXT, self->responses[i]);
            ccs_rows_text(rows, CCS_CELL_TEXT, self->units[i]);
            ccs_rows_number(rows, CCS_CELL_NUMBER, self->values[at]);
            ccs_rows_number(rows, CCS_CELL_NUMBER, self->weights[at]);
            ccs_rows_end(rows);
        }
    }
}

void ccs_study_rows(const ccs_study_t *self, bool by_replication, ccs_rows_t *rows)
{
    static const char *const estimates[] = {"response", "unit", "replications", "mean", "low", "high"};
    const char *const single[] = {self->set > 1 ? "set" : "replication", "response", "unit", "value", "weight"};
    const char *const *const heads = by_replication ? single : estimates;
    const size_t n = by_replication ? sizeof single / sizeof *single : sizeof estimates / sizeof *estimates;

    ccs_rows_text(rows, CCS_CELL_TEXT, "point");
    for (uint32_t i = 0; i < self->n_factors; i++) ccs_rows_text(rows, CCS_CELL_TEXT, self->factors[i]);
    for (size_t i = 0; i < n; i++) ccs_rows_text(rows, CCS_CELL_TEXT, heads[i]);
    ccs_rows_head(rows, "points", 1);
    for (uint32_t p = 0; p < self->n_points; p++) {
        if (by_replication) put_replications(self, p, rows);
        else put_estimates(self, p, rows);
    }
}

/* ---- JSON --------------------------------------------------------------------------------------------------------------------------------------- */

static void put_point(const ccs_study_t *self, uint32_t point, FILE *to)
{
    fprintf(to, "{\"point\": %u, \"replications\": %u, \"levels\": {", self->points[point],
        self->replications[point] * self->set);
    for (uint32_t i = 0; i < self->n_factors; i++) {
        const char *const text = self->level_texts ? self->level_texts[(size_t) point * self->n_factors + i] : "";

        fputs(i ? ", " : "", to);
        ccs_json_text(self->factors[i], to);
        fputs(": ", to);
        if (text[0]) ccs_json_text(text, to);
        else ccs_json_number(ccs_study_level(self, point, i), to);
    }
    fputs("}, \"responses\": {", to);
    for (uint32_t i = 0; i < self->n_responses; i++) {
        const size_t at = (size_t) point * self->n_responses + i;

        fputs(i ? ", " : "", to);
        ccs_json_text(self->responses[i], to);
        fputs(": {\"mean\": ", to);
        ccs_json_number(self->mean[at], to);
        ccs_json_number_member("low", self->low[at], to);
        ccs_json_number_member("high", self->high[at], to);
        fputc('}', to);
    }
    fputs("}}", to);
}

void ccs_study_json(const ccs_study_t *self, FILE *to)
{
    fputs("{\"study\": ", to);
    ccs_json_text(self->title, to);
    ccs_json_text_member("version", self->version, to);
    ccs_json_text_member("design", self->design, to);
    ccs_json_number_member("confidence", self->confidence, to);
    if (self->set > 1) fprintf(to, ", \"set\": %u", self->set);
    fprintf(to, ", \"common_random_numbers\": %s,\n \"factors\": [", self->common ? "true" : "false");
    for (uint32_t i = 0; i < self->n_factors; i++) {
        fputs(i ? ", {\"name\": " : "{\"name\": ", to);
        ccs_json_text(self->factors[i], to);
        ccs_json_text_member("what", self->whats[i], to);
        ccs_json_text_member("by", self->bys[i], to);
        ccs_json_number_member("low", self->factor_low[i], to);
        ccs_json_number_member("high", self->factor_high[i], to);
        fputc('}', to);
    }
    fputs("],\n \"points\": [\n", to);
    for (uint32_t p = 0; p < self->n_points; p++) {
        fputs(p ? ",\n  " : "  ", to);
        put_point(self, p, to);
    }
    fputs("]}\n", to);
}
