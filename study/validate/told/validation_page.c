/* validation_page.c - the page of a validation: the verdict, the error in its parts, each figure along the day with its table, how it was done. Invariant: nothing is fetched,
 * nothing runs, and every figure that is drawn stands in a table. */
#include <math.h>
#include <string.h>

#include "assets.h"
#include "html.h"
#include "validation_chart.h"
#include "validation_told.h"

static const char POLICY[] = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
enum { TABLE_ROWS = 400, CHART_POINTS = 500 };

static void element(const char *tag, const char *text, FILE *to)
{
    fprintf(to, "<%s>", tag);
    ccs_html_prose(text, to);
    fprintf(to, "</%s>\n", tag);
}

static void write_head(const ccs_validation_t *self, FILE *to)
{
    const ccs_asset_t *const style = ccs_asset("page.css");

    fprintf(to,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n<title>",
        POLICY);
    ccs_html_text(self->scenario->plan.title, to);
    fputs(" against what happened</title>\n<style>\n", to);
    if (style) (void) fwrite(style->text, 1, *style->size, to);
    fputs("\n</style>\n</head>\n<body>\n<header class=\"top\"><p class=\"brand\">ccsim validate</p>\n<h1>", to);
    ccs_html_text(self->scenario->plan.title, to);
    fputs("</h1>\n<p class=\"sub\">", to);
    ccs_html_text(self->scenario->path, to);
    fputs(" against ", to);
    ccs_html_text(self->actual.name, to);
    fprintf(to, " · %s", self->scenario->plan.day_labels[0]);
    if (self->scenario->plan.n_days > 1) fprintf(to, " to %s", self->scenario->plan.day_labels[self->scenario->plan.n_days - 1]);
    fprintf(to, " · %u replications · seed %llu</p></header>\n<main id=\"main\">\n", self->sample.n,
        (unsigned long long) self->options.seed);
}

static void write_verdict(const ccs_validation_t *self, FILE *to)
{
    char texts[CCS_VALIDATION_SENTENCES][CCS_VALIDATION_SENTENCE_MAX];
    const uint32_t n = ccs_validation_sentences(self, texts);

    fputs("<section id=\"verdict\"><h2>The verdict</h2>\n", to);
    for (uint32_t i = 0; i < n; i++) element("p", texts[i], to);
    fputs("</section>\n", to);
}

/* ---- over the run ------------------------------------------------------------------------------------------------------------------ */

static int write_whole(const ccs_validation_t *self, FILE *to)
{
    static const ccs_html_column_t columns[] = {{NULL, "Figure", true}, {NULL, "Of", true}, {NULL, "Happened", false},
        {NULL, "Simulated", false}, {NULL, "95 % from", false}, {NULL, "to", false}, {NULL, "Probability", false}};
    ccs_html_rows_t rows = ccs_html_rows(columns, 7);
    char p[32];

    for (uint32_t i = 0; i < self->scores.n; i++) {
        const ccs_scored_t *const s = &self->scores.series[i];
        const enum ccs_figure_unit unit = ccs_validation_unit(s->measured);

        if (s->stretch != CCS_STRETCH_run) continue;
        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, CCS_MEASURED[s->measured].label, NULL);
        ccs_html_set_text(&rows, 1, ccs_validation_subject(self, s->subject), NULL);
        ccs_html_set_figure(&rows, 2, unit, s->points[0].actual, (double) NAN);
        ccs_html_set_figure(&rows, 3, unit, s->points[0].mean, (double) NAN);
        ccs_html_set_figure(&rows, 4, unit, s->points[0].low, (double) NAN);
        ccs_html_set_figure(&rows, 5, unit, s->points[0].high, (double) NAN);
        snprintf(p, sizeof p, "%.3g", s->of[CCS_JUDGED_bias].p);
        ccs_html_set_shown(&rows, 6, s->of[CCS_JUDGED_bias].p, p);
    }
    fputs("<section id=\"run\"><h2>Over the run</h2>\n", to);
    element("p", "The probability is that of a figure as far out, if the scenario were right: a rank among the replications.",
        to);
    ccs_html_rows_table(&rows, "Figures over the run", to);
    fputs("</section>\n", to);
    const int ret = rows.out_of_memory ? CCS_ERR_NOMEM : 0;

    ccs_html_rows_free(&rows);
    return ret;
}

/* ---- the error --------------------------------------------------------------------------------------------------------------------- */

static int write_error(const ccs_validation_t *self, FILE *to)
{
    static const ccs_html_column_t columns[] = {{NULL, "Service level of", true}, {NULL, "Simulated", false},
        {NULL, "Volume", false}, {NULL, "Handle time", false}, {NULL, "Staffing", false}, {NULL, "Model and chance", false},
        {NULL, "Happened", false}, {NULL, "Probability of the rest", false}};
    ccs_html_rows_t rows = ccs_html_rows(columns, 8);
    char mean[CCS_FIGURE_MAX], width[CCS_FIGURE_MAX], both[2 * CCS_FIGURE_MAX + 1];

    if (self->errors.n == 0) return 0;
    for (uint32_t i = 0; i < self->errors.n; i++) {
        const ccs_error_parts_t *const e = &self->errors.of[i];
        const double parts[] = {e->share[0], e->share[1], e->share[2], e->model},
                     widths[] = {e->half_width[0], e->half_width[1], e->half_width[2], e->with_truths_half_width};

        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, ccs_validation_subject(self, e->subject), NULL);
        ccs_html_set_figure(&rows, 1, CCS_FIGURE_SHARE, e->forecast, (double) NAN);
        for (uint32_t t = 0; t < 4; t++) {
            snprintf(both, sizeof both, "%s %s", ccs_figure_difference(CCS_FIGURE_SHARE, parts[t], widths[t], mean),
                isnan(widths[t]) ? "" : ccs_figure_half_width(CCS_FIGURE_SHARE, parts[t], widths[t], width));
            ccs_html_set_shown(&rows, 2 + t, parts[t], isnan(parts[t]) ? "-" : both);
        }
        ccs_html_set_figure(&rows, 6, CCS_FIGURE_SHARE, e->actual, (double) NAN);
        snprintf(both, sizeof both, "%.3g", e->p);
        ccs_html_set_shown(&rows, 7, e->p, both);
    }
    fputs("<section id=\"error\"><h2>What the error is made of</h2>\n", to);
    ccs_validation_chart_error(&self->errors.of[0], to);
    ccs_html_rows_table(&rows, "The error of the service level in its parts", to);
    fputs("</section>\n", to);
    const int ret = rows.out_of_memory ? CCS_ERR_NOMEM : 0;

    ccs_html_rows_free(&rows);
    return ret;
}

/* ---- each figure ------------------------------------------------------------------------------------------------------------------- */

static int write_points(const ccs_validation_t *self, const ccs_scored_t *s, FILE *to)
{
    static const ccs_html_column_t columns[] = {{NULL, "From", true}, {NULL, "Happened", false}, {NULL, "Simulated", false},
        {NULL, "95 % from", false}, {NULL, "to", false}, {NULL, "Share of replications below", false}};
    ccs_html_rows_t rows = ccs_html_rows(columns, 6);
    const enum ccs_figure_unit unit = ccs_validation_unit(s->measured);

    for (uint32_t i = 0; i < s->n_points && i < TABLE_ROWS; i++) {
        const ccs_held_t *const p = &s->points[i];

        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, ccs_validation_when(self, s, i), NULL);
        ccs_html_set_figure(&rows, 1, unit, p->actual, (double) NAN);
        ccs_html_set_figure(&rows, 2, unit, p->mean, (double) NAN);
        ccs_html_set_figure(&rows, 3, unit, p->low, (double) NAN);
        ccs_html_set_figure(&rows, 4, unit, p->high, (double) NAN);
        ccs_html_set_figure(&rows, 5, CCS_FIGURE_SHARE, p->pit, (double) NAN);
    }
    fputs("<details><summary>The figures as a table", to);
    if (s->n_points > TABLE_ROWS) fprintf(to, ", the first %d of %u; --csv has all", TABLE_ROWS, s->n_points);
    fputs("</summary>\n", to);
    ccs_html_rows_table(&rows, CCS_MEASURED[s->measured].label, to);
    fputs("</details>\n", to);
    const int ret = rows.out_of_memory ? CCS_ERR_NOMEM : 0;

    ccs_html_rows_free(&rows);
    return ret;
}

/* "In 95 % bands: 92 % (88 % to 100 % if the scenario is right)." */
static void write_judged(const ccs_validation_t *self, const ccs_scored_t *s, FILE *to)
{
    fputs("<ul>\n", to);
    for (enum ccs_judged j = 0; j < CCS_N_JUDGED; j++) {
        char value[CCS_FIGURE_MAX], low[CCS_FIGURE_MAX], high[CCS_FIGURE_MAX], text[512];

        if (isnan(s->of[j].value)) continue;
        snprintf(text, sizeof text, "%s (%s): %s; %s to %s if the scenario is right%s", CCS_JUDGED[j].word, CCS_JUDGED[j].text,
            ccs_validation_figure(s, j, s->of[j].value, value), ccs_validation_figure(s, j, s->of[j].low, low),
            ccs_validation_figure(s, j, s->of[j].high, high),
            ccs_scores_is_out(&self->scores, s, j) ? ". Out of what is expected" : "");
        element("li", text, to);
    }
    fputs("</ul>\n", to);
}

static int write_series(const ccs_validation_t *self, FILE *to)
{
    int ret = 0;

    for (uint32_t i = 0; i < self->scores.n; i++) {
        const ccs_scored_t *const s = &self->scores.series[i];
        char text[256];

        if (s->stretch == CCS_STRETCH_run) continue;
        if (s->subject == CCS_NONE)
            fprintf(to, "<section id=\"%s-%s\"><h2>%s by %s</h2>\n", CCS_MEASURED[s->measured].name,
                CCS_STRETCH_WORDS[s->stretch], CCS_MEASURED[s->measured].label, CCS_STRETCH_WORDS[s->stretch]);
        element("h3", ccs_validation_subject(self, s->subject), to);
        snprintf(text, sizeof text, "%s, %s, by %s", CCS_MEASURED[s->measured].label, ccs_validation_subject(self, s->subject),
            CCS_STRETCH_WORDS[s->stretch]);
        if (s->n_points <= CHART_POINTS) ccs_validation_chart_course(self, s, text, to);
        write_judged(self, s, to);
        if (s->subject == CCS_NONE)
            ccs_validation_chart_pit(s,
                "How probable what happened was: share of the replications below, in tenths. If the scenario is right the bars are alike; the lines hold 95 % of what they are then.",
                to);
        CCS_TRY(write_points(self, s, to));
        const bool last = i + 1 == self->scores.n || self->scores.series[i + 1].subject == CCS_NONE;

        if (last) fputs("</section>\n", to);
    }
out:
    return ret;
}

/* ---- how -------------------------------------------------------------------------------------------------------------------------- */

static void write_method(const ccs_validation_t *self, FILE *to)
{
    fputs("<section id=\"method\"><h2>How this was done</h2>\n", to);
    element("p",
        "The scenario was simulated as often as said above. If it is right, what happened is one more replication. So each replication was held against all others just as what happened was held against them: "
        "the ranges behind each figure are what these come to, days that are good or bad as a whole included, and no law is assumed.",
        to);
    element("p",
        "Bands are order statistics of the replications. Errors are what happened less the mean of the replications: the bias of amounts is a share of what was simulated; WAPE is the sum of their sizes over the sum of what happened.",
        to);
    element("p",
        "The error of the service level is parted by simulating the scenario with what happened in the place of what was forecast, each for itself and all together, on the same random numbers. "
        "What is left is what the model does not know, and chance: what happened is one day's draw.",
        to);
    element("h3", "How the file was read", to);
    fputs("<ul>\n", to);
    for (size_t i = 0; i < self->actual.n_said; i++) element("li", self->actual.said[i], to);
    fputs("</ul>\n</section>\n", to);
}

int ccs_validation_page(const ccs_validation_t *self, FILE *to)
{
    int ret;

    write_head(self, to);
    write_verdict(self, to);
    CCS_TRY(write_error(self, to));
    CCS_TRY(write_whole(self, to));
    CCS_TRY(write_series(self, to));
    write_method(self, to);
    fputs(
        "</main>\n<footer><p>Made by ccsim, a simulator of contact centres. This page needs no network and sends nothing.</p></footer>\n</body>\n</html>\n",
        to);
out:
    return ret;
}
