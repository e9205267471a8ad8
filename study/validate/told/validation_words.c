/* validation_words.c - what figures and verdicts of a validation are called. */
#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "time_axis.h"
#include "validation_told.h"

const char *ccs_validation_subject(const ccs_validation_t *self, uint32_t subject)
{
    return subject == CCS_NONE ? "All together" : self->actual.subjects[subject].label;
}

const char *ccs_validation_subject_name(const ccs_validation_t *self, uint32_t subject)
{
    return subject == CCS_NONE ? "all" : self->actual.subjects[subject].name;
}

enum ccs_figure_unit ccs_validation_unit(enum ccs_measured measured)
{
    switch (CCS_MEASURED[measured].kind) {
    case CCS_MEASURED_AMOUNT: return CCS_FIGURE_NUMBER;
    case CCS_MEASURED_SHARE: return CCS_FIGURE_SHARE;
    case CCS_MEASURED_TIME: return CCS_FIGURE_TIME;
    }
    return CCS_FIGURE_NUMBER;
}

const char *ccs_validation_figure(const ccs_scored_t *series, enum ccs_judged judged, double x, char text[CCS_FIGURE_MAX])
{
    const enum ccs_figure_unit unit = ccs_validation_unit(series->measured);

    if (judged == CCS_JUDGED_bias && unit != CCS_FIGURE_NUMBER)
        return ccs_figure_difference(unit, x, unit == CCS_FIGURE_SHARE ? 0.001 : 0.1, text);
    if (judged == CCS_JUDGED_bias && isfinite(x)) snprintf(text, CCS_FIGURE_MAX, "%+.1f %%", 100 * x);
    else ccs_figure_mean(CCS_FIGURE_SHARE, x, (double) NAN, text);
    return text;
}

const char *ccs_validation_when(const ccs_validation_t *self, const ccs_scored_t *series, uint32_t point)
{
    const ccs_plan_t *const plan = &self->scenario->plan;
    const uint32_t cell = series->points[point].cell;

    switch (series->stretch) {
    case CCS_STRETCH_interval: return ccs_actual_cell(&self->actual, cell)->label;
    case CCS_STRETCH_day: return plan->day_labels[ccs_axis_day(plan, plan->periods.first_counted + cell)];
    case CCS_STRETCH_run:
    case CCS_N_STRETCHES: break;
    }
    return "";
}

/* ---- the verdict ------------------------------------------------------------------------------------------------------------------ */

static void say(char text[CCS_VALIDATION_SENTENCE_MAX], const char *format, ...) __attribute__((format(printf, 2, 3)));
static void say(char text[CCS_VALIDATION_SENTENCE_MAX], const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsnprintf(text, CCS_VALIDATION_SENTENCE_MAX, format, args);
    va_end(args);
}

/* The figure that is farthest out. */
static const ccs_scored_t *farthest(const ccs_validation_t *self, enum ccs_judged *judged)
{
    const ccs_scored_t *found = NULL;
    double far = 0;

    for (uint32_t i = 0; i < self->scores.n; i++) {
        for (enum ccs_judged j = 0; j < CCS_N_JUDGED; j++) {
            const ccs_scored_t *const series = &self->scores.series[i];

            if (!ccs_scores_is_out(&self->scores, series, j) || series->of[j].z <= far) continue;
            far = series->of[j].z;
            found = series;
            *judged = j;
        }
    }
    return found;
}

/* All figures at once. */
static void say_together(const ccs_validation_t *self, char text[CCS_VALIDATION_SENTENCE_MAX])
{
    const ccs_scores_t *const scores = &self->scores;

    enum ccs_judged judged = CCS_N_JUDGED;
    const ccs_scored_t *const far = farthest(self, &judged);

    if (far)
        say(text,
            "The scenario is not what happened: of %u figures one at least is farther out than in 95 of 100 replications any is (probability %.3g if the scenario were right); the farthest is %s of %s, %s, by its %s.",
            scores->n_judged, scores->p, CCS_MEASURED[far->measured].label, ccs_validation_subject(self, far->subject),
            CCS_STRETCH_TEXTS[far->stretch], CCS_JUDGED[judged].word);
    else
        say(text,
            "What happened could be a replication of the scenario: none of %u figures is farther out than the farthest of 95 in 100 replications (probability of one as far %.2g).",
            scores->n_judged, scores->p);
}

static void say_coverage(const ccs_validation_t *self, char text[CCS_VALIDATION_SENTENCE_MAX])
{
    const ccs_scored_t *s = ccs_scores_find(&self->scores, CCS_MEASURED_service_level, CCS_STRETCH_interval, CCS_NONE);

    if (!s) s = ccs_scores_find(&self->scores, CCS_MEASURED_offered, CCS_STRETCH_interval, CCS_NONE);
    if (!s || isnan(s->of[CCS_JUDGED_coverage].value)) return;
    const ccs_score_t *const c = &s->of[CCS_JUDGED_coverage];

    say(text, "%s: %.0f %% of %u intervals lie in their 95 %% bands; if the scenario is right it is %.0f to %.0f %%.",
        CCS_MEASURED[s->measured].label, 100 * c->value, s->n_points, 100 * c->low, 100 * c->high);
}

static void say_error(const ccs_validation_t *self, char text[CCS_VALIDATION_SENTENCE_MAX])
{
    const ccs_error_parts_t *const e = self->errors.of;
    char part[96];
    size_t n = 0;

    if (self->errors.n == 0) return;
    say(text, "Service level: %.1f %% simulated, %.1f %% happened; of the %+.1f points", 100 * e->forecast, 100 * e->actual,
        100 * (e->actual - e->forecast));
    for (uint32_t t = 0; t < CCS_N_TRUTHS; t++) {
        if (isnan(e->share[t])) continue;
        snprintf(part, sizeof part, "%s %+.1f are %s", n++ > 0 ? "," : "", 100 * e->share[t], CCS_TRUTH_TEXTS[t]);
        strncat(text, part, CCS_VALIDATION_SENTENCE_MAX - strlen(text) - 1);
    }
    snprintf(part, sizeof part, " and %+.1f model and chance.", 100 * e->model);
    strncat(text, part, CCS_VALIDATION_SENTENCE_MAX - strlen(text) - 1);
}

static void say_rest(const ccs_validation_t *self, char text[CCS_VALIDATION_SENTENCE_MAX])
{
    const ccs_error_parts_t *const e = self->errors.of;

    if (self->errors.n == 0 || isnan(e->low)) return;
    say(text, "With all that is known in its place the scenario has %.1f to %.1f %% in 95 of 100 replications: %s.", 100 * e->low,
        100 * e->high,
        e->actual >= e->low && e->actual <= e->high ? "what is left may be chance"
                                                    : "what is left is more than chance, and the model's");
}

static void say_unknown(const ccs_validation_t *self, char text[CCS_VALIDATION_SENTENCE_MAX])
{
    char part[128];

    for (uint32_t t = 0; t < CCS_N_TRUTHS; t++) {
        if (self->errors.truths.known[t]) continue;
        snprintf(part, sizeof part, "%s%s is not put in its place, as %s", *text ? "; " : "", CCS_TRUTH_TEXTS[t],
            self->errors.truths.why[t]);
        strncat(text, part, CCS_VALIDATION_SENTENCE_MAX - strlen(text) - 1);
    }
    if (!*text) return;
    if (*text >= 'a' && *text <= 'z') *text = (char) (*text - 'a' + 'A');
    strncat(text, ".", CCS_VALIDATION_SENTENCE_MAX - strlen(text) - 1);
}

static void say_limits(const ccs_validation_t *self, char text[CCS_VALIDATION_SENTENCE_MAX])
{
    if (self->n_limits == 0) return;
    if (self->n_broken == 0) say(text, "The limits hold (%s).", self->options.limits);
    else say(text, "%u limit%s broken, of %s.", self->n_broken, self->n_broken == 1 ? " is" : "s are", self->options.limits);
}

uint32_t ccs_validation_sentences(const ccs_validation_t *self, char texts[CCS_VALIDATION_SENTENCES][CCS_VALIDATION_SENTENCE_MAX])
{
    void (*const said[])(const ccs_validation_t *, char[CCS_VALIDATION_SENTENCE_MAX]) = {say_together, say_coverage, say_error,
        say_rest, say_unknown, say_limits};
    uint32_t n = 0;

    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        *texts[n] = '\0';
        said[i](self, texts[n]);
        n += *texts[n] != '\0';
    }
    return n;
}
