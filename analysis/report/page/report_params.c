/* report_params.c - parameters of charts, as JSON. Invariant: what is returned is one valid object, or NULL when out of memory. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "intervals_met.h"
#include "report_page.h"
#include "units.h"
#include "words.h"

char *ccs_page_params(const char *members)
{
    ccs_prose_t text = {0};

    ccs_prose_add(&text, "{%s}", members);
    if (!text.out_of_memory) return text.text;
    ccs_prose_free(&text);
    return NULL;
}

void ccs_page_add_always(const ccs_page_t *page, ccs_prose_t *members)
{
    char *text = NULL;
    size_t n = 0;
    FILE *const to = open_memstream(&text, &n);

    if (to) ccs_html_json(page->variants[0].name, to);
    if (!to || fclose(to) != 0) members->out_of_memory = true;
    else ccs_prose_add(members, "%s\"always\":%s", members->n > 0 ? "," : "", text);
    free(text);
}

enum { GOALS_MAX = 8 };

/* The targets that a chart of an entity draws as lines, from the lowest on: of all together those of all types, of every variant its own. */
static uint32_t goals_of(const ccs_page_t *page, uint32_t entity, double goals[GOALS_MAX])
{
    uint32_t n = 0;

    for (uint32_t k = 0; k < page->n_variants; k++) {
        const ccs_view_t *const v = page->variants[k].view;
        const uint32_t e = ccs_page_entity_in(page, k, entity);

        for (uint32_t i = 0; i < v->n_types; i++) {
            const double wanted = v->targets[i].wanted_frac;
            uint32_t at = 0;

            if (isnan(wanted) || (entity != page->of.all && v->type_entity[i] != e)) continue;
            while (at < n && goals[at] < wanted) at++;
            if ((at < n && goals[at] == wanted) || n == GOALS_MAX) continue;
            memmove(&goals[at + 1], &goals[at], (n - at) * sizeof *goals);
            goals[at] = wanted;
            n++;
        }
    }
    return n;
}

/* "goals":[{"y":0.8}],"targetText":"- - target 80 %": members of a chart's parameters; none where there is no target. */
static void write_goals(const double *goals, uint32_t n, FILE *to)
{
    char share[CCS_UNITS_TEXT_MAX];

    for (uint32_t i = 0; i < n; i++) fprintf(to, i > 0 ? ",{\"y\":%.17g}" : "\"goals\":[{\"y\":%.17g}", goals[i]);
    if (n > 0) fprintf(to, "],\"targetText\":\"- - %s ", ccs_word(n > 1 ? "targets" : "target"));
    for (uint32_t i = 0; i < n; i++)
        fprintf(to, "%s%s", i > 0 ? ccs_word(" and ") : "",
            ccs_word_figures(ccs_units_show_share(goals[i], share, sizeof share)));
    if (n > 0) fputc('"', to);
}

/* The target against which a chart calls its observations met or missed; NAN: none. Targets are of days: not of batches, nor of several days
 * together; of several types all together are judged by each type. */
static double judged_by(const ccs_page_t *page, uint32_t entity)
{
    if (page->of.steady || page->of.n_days > 1 || (entity == page->of.all && page->of.view->n_types > 1)) return NAN;
    return ccs_target_of(page->of.view, entity);
}

/* @param before  what separates these members from those before them, if there are any */
static void write_target(const ccs_page_t *page, uint32_t entity, bool judged, const char *before, FILE *to)
{
    const double wanted = judged ? judged_by(page, entity) : (double) NAN;
    double goals[GOALS_MAX];
    const uint32_t n = goals_of(page, entity, goals);

    if (n > 0) fputs(before, to);
    write_goals(goals, n, to);
    if (n > 0 && !isnan(wanted)) fprintf(to, ",\"target\":%.17g", wanted);
}

char *ccs_page_target_params(const ccs_page_t *page, const char *start, const uint32_t *entities, uint32_t n, bool judged)
{
    char *text = NULL;
    size_t size = 0;
    FILE *const to = open_memstream(&text, &size);

    if (!to) return NULL;
    fprintf(to, "{%s", start);
    if (n == 1) write_target(page, entities[0], judged, ",", to); /* whatever else the menu chooses */
    for (uint32_t k = 0; n > 1 && k < n; k++) {
        fputs(k > 0 ? "," : ",\"choices\":{", to);
        ccs_html_json(ccs_page_label(page, entities[k]), to);
        fputs(":{", to);
        write_target(page, entities[k], judged, "", to);
        fputs(k + 1 < n ? "}" : "}}", to);
    }
    fputc('}', to);
    if (fclose(to) == 0) return text;
    free(text);
    return NULL;
}
