/* validation_write.c - a validation as JSON and CSV. Invariant: what is not known is null, or an empty cell. */
#include <math.h>

#include "json_write.h"
#include "validation_told.h"

/* ---- JSON ------------------------------------------------------------------------------------------------------------------------- */

static void write_judged(const ccs_scored_t *series, FILE *to)
{
    fputs(", \"judged\": {", to);
    for (enum ccs_judged j = 0; j < CCS_N_JUDGED; j++) {
        const ccs_score_t *const of = &series->of[j];

        fprintf(to, "%s\"%s\": {\"value\": ", j > 0 ? ", " : "", CCS_JUDGED[j].word);
        ccs_json_number(of->value, to);
        ccs_json_number_member("expected_low", of->low, to);
        ccs_json_number_member("expected_high", of->high, to);
        ccs_json_number_member("p", of->p, to);
        ccs_json_number_member("z", of->z, to);
        fputc('}', to);
    }
    fputc('}', to);
}

static void write_numbers(const char *name, const double *x, uint32_t n, FILE *to)
{
    fprintf(to, ", \"%s\": [", name);
    for (uint32_t i = 0; i < n; i++) {
        if (i > 0) fputs(", ", to);
        ccs_json_number(x[i], to);
    }
    fputc(']', to);
}

static void write_point(const ccs_validation_t *self, const ccs_scored_t *series, uint32_t i, FILE *to)
{
    const ccs_held_t *const p = &series->points[i];

    fputs("{\"at\": ", to);
    ccs_json_text(ccs_validation_when(self, series, i), to);
    ccs_json_number_member("actual", p->actual, to);
    ccs_json_number_member("mean", p->mean, to);
    ccs_json_number_member("low", p->low, to);
    ccs_json_number_member("high", p->high, to);
    ccs_json_number_member("low_80", p->low_80, to);
    ccs_json_number_member("high_80", p->high_80, to);
    ccs_json_number_member("pit", p->pit, to);
    fputc('}', to);
}

static void write_series(const ccs_validation_t *self, const ccs_scored_t *series, FILE *to)
{
    fputs("{\"metric\": ", to);
    ccs_json_text(CCS_MEASURED[series->measured].name, to);
    ccs_json_text_member("by", CCS_STRETCH_WORDS[series->stretch], to);
    ccs_json_text_member("of", ccs_validation_subject_name(self, series->subject), to);
    ccs_json_number_member("mean_absolute_error", series->error, to);
    write_judged(series, to);
    write_numbers("pit", series->pit, CCS_PIT_BINS, to);
    write_numbers("pit_low", series->pit_low, CCS_PIT_BINS, to);
    write_numbers("pit_high", series->pit_high, CCS_PIT_BINS, to);
    fputs(",\n    \"points\": [", to);
    for (uint32_t i = 0; i < series->n_points; i++) {
        if (i > 0) fputs(",\n      ", to);
        write_point(self, series, i, to);
    }
    fputs("]}", to);
}

static void write_error(const ccs_validation_t *self, const ccs_error_parts_t *e, FILE *to)
{
    fputs("{\"of\": ", to);
    ccs_json_text(ccs_validation_subject_name(self, e->subject), to);
    ccs_json_number_member("simulated", e->forecast, to);
    for (uint32_t t = 0; t < CCS_N_TRUTHS; t++) {
        ccs_json_number_member(CCS_TRUTH_NAMES[t], e->share[t], to);
        fprintf(to, ", \"%s_half_width\": ", CCS_TRUTH_NAMES[t]);
        ccs_json_number(e->half_width[t], to);
    }
    ccs_json_number_member("model", e->model, to);
    ccs_json_number_member("happened", e->actual, to);
    ccs_json_number_member("with_truths", e->with_truths, to);
    ccs_json_number_member("with_truths_half_width", e->with_truths_half_width, to);
    ccs_json_number_member("with_truths_low", e->low, to);
    ccs_json_number_member("with_truths_high", e->high, to);
    ccs_json_number_member("p", e->p, to);
    fputc('}', to);
}

static void write_broken(const ccs_validation_t *self, FILE *to)
{
    fputs(",\n  \"broken\": [", to);
    for (uint32_t i = 0; i < self->n_broken; i++) {
        const ccs_broken_t *const b = &self->broken[i];

        fputs(i > 0 ? ", {\"metric\": " : "{\"metric\": ", to);
        ccs_json_text(CCS_MEASURED[b->series->measured].name, to);
        ccs_json_text_member("by", CCS_STRETCH_WORDS[b->series->stretch], to);
        ccs_json_text_member("of", ccs_validation_subject_name(self, b->series->subject), to);
        ccs_json_text_member("figure", CCS_JUDGED[b->judged].word, to);
        ccs_json_number_member("value", b->series->of[b->judged].value, to);
        ccs_json_number_member("limit", b->limit, to);
        fputc('}', to);
    }
    fputc(']', to);
}

void ccs_validation_json(const ccs_validation_t *self, FILE *to)
{
    char texts[CCS_VALIDATION_SENTENCES][CCS_VALIDATION_SENTENCE_MAX];
    const uint32_t n = ccs_validation_sentences(self, texts);

    fputs("{\"scenario\": ", to);
    ccs_json_text(self->scenario->path, to);
    ccs_json_text_member("actual", self->actual.name, to);
    fprintf(to, ", \"replications\": %u", self->sample.n);
    fprintf(to, ", \"n_judged\": %u", self->scores.n_judged);
    ccs_json_number_member("p", self->scores.p, to);
    ccs_json_number_member("farthest", self->scores.far[self->sample.n], to);
    ccs_json_number_member("farthest_expected", self->scores.most, to);
    fputs(",\n  \"verdict\": [", to);
    for (uint32_t i = 0; i < n; i++) {
        if (i > 0) fputs(", ", to);
        ccs_json_text(texts[i], to);
    }
    fputs("],\n  \"error_of_service_level\": [", to);
    for (uint32_t i = 0; i < self->errors.n; i++) {
        if (i > 0) fputs(",\n    ", to);
        write_error(self, &self->errors.of[i], to);
    }
    fputs("]", to);
    write_broken(self, to);
    fputs(",\n  \"series\": [\n    ", to);
    for (uint32_t i = 0; i < self->scores.n; i++) {
        if (i > 0) fputs(",\n    ", to);
        write_series(self, &self->scores.series[i], to);
    }
    fputs("]}\n", to);
}

/* ---- CSV --------------------------------------------------------------------------------------------------------------------------- */

static void write_cell(double x, FILE *to)
{
    fputc(',', to);
    if (isfinite(x)) ccs_json_number(x, to);
}

void ccs_validation_csv(const ccs_validation_t *self, FILE *to)
{
    fputs("metric,of,by,at,actual,mean,low,high,low_80,high_80,pit\r\n", to);
    for (uint32_t i = 0; i < self->scores.n; i++) {
        const ccs_scored_t *const s = &self->scores.series[i];

        for (uint32_t p = 0; p < s->n_points; p++) {
            const ccs_held_t *const x = &s->points[p];

            fprintf(to, "%s,%s,%s,%s", CCS_MEASURED[s->measured].name, ccs_validation_subject_name(self, s->subject),
                CCS_STRETCH_WORDS[s->stretch], ccs_validation_when(self, s, p));
            write_cell(x->actual, to);
            write_cell(x->mean, to);
            write_cell(x->low, to);
            write_cell(x->high, to);
            write_cell(x->low_80, to);
            write_cell(x->high_80, to);
            write_cell(x->pit, to);
            fputs("\r\n", to);
        }
    }
}
