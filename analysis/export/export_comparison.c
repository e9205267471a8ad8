/* export_comparison.c - the sheet of variants beside the first. Invariant: at most a dozen columns, so that it can be read on a screen and
 * printed on one page; every figure with its interval, and every variant below the base. */
#include <math.h>
#include <string.h>

#include "compare_words.h"
#include "export_parts.h"
#include "verdict.h"

/* The figures that answer, the most important first. */
static const struct {
    const char *metric, *name;
} FIGURES[] = {{"service_level", "service level"}, {"asa_s", "mean answer (s)"}, {"abandonment_rate", "abandoned"},
    {"occupancy", "occupancy"}, {"fcr", "first contact resolution"}, {"csat_top2", "marked 4 or 5"}, {"cost_total", "cost"},
    {"cost_per_resolution", "cost of a resolution"}, {"penalty", "penalty"}};

/* A figure of an entity in a variant. */
typedef struct {
    uint32_t metric, entity, variant;
    const char *name;
} place_t;

/* The contact type of an entity; n_types if it is none. */
static uint32_t type_of(const ccs_view_t *v, uint32_t entity)
{
    uint32_t type = 0;

    while (type < v->n_types && v->type_entity[type] != entity) type++;
    return type;
}

static void add_heads(ccs_rows_t *rows)
{
    static const char *const heads[] = {"figure", "of", "variant", "value", "low", "high", "target", "within (s)", "verdict",
        "difference", "± difference", "against the base"};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) ccs_rows_text(rows, CCS_CELL_TEXT, heads[i]);
    ccs_rows_head(rows, "Comparison", 3);
}

/* The target of a type and what has become of it: cells that are empty for all other figures. */
static void add_verdict(ccs_rows_t *rows, const ccs_view_t *v, place_t at)
{
    static const enum ccs_cell_kind kinds[] = {CCS_CELL_TEXT, CCS_CELL_GOOD, CCS_CELL_BAD, CCS_CELL_UNSURE};
    const bool is_level = !strcmp(v->metrics[at.metric], "service_level"),
               is_bound = !strcmp(v->metrics[at.metric], "abandonment_rate");
    const uint32_t type = is_level || is_bound ? type_of(v, at.entity) : v->n_types;
    const ccs_judgement_t judged = type < v->n_types
        ? ccs_verdict_judge(v, type, is_level ? CCS_AIM_SERVICE : CCS_AIM_ABANDONMENT)
        : (ccs_judgement_t){.wanted = (double) NAN};
    const double wanted = judged.wanted;
    const enum ccs_verdict verdict = judged.verdict;

    ccs_rows_number(rows, CCS_CELL_SHARE, wanted);
    ccs_rows_number(rows, CCS_CELL_SECONDS, isnan(wanted) || is_bound ? (double) NAN : v->targets[type].within_s);
    ccs_rows_text(rows, kinds[verdict], ccs_verdict_name(verdict));
}

static void add_row(const ccs_export_t *self, ccs_rows_t *rows, place_t at)
{
    const ccs_view_t *const v = &self->variants->views[at.variant];
    const ccs_point_t x = ccs_view_point(v, at.metric, ccs_variants_entity(self->variants, at.variant, at.entity));
    const double numbers[] = {x.mean, x.low, x.high};
    char words[CCS_CHANGE_TEXT_MAX];

    ccs_rows_text(rows, CCS_CELL_TEXT, at.name);
    ccs_rows_text(rows, CCS_CELL_TEXT, v->labels[at.entity]);
    ccs_rows_text(rows, CCS_CELL_TEXT, v->name);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        ccs_rows_number(rows, ccs_export_kind(v, at.metric), numbers[i]);
    add_verdict(rows, v, at);
    if (at.variant > 0) {
        ccs_compare_t *const compare = &self->variants->compares[at.variant];
        const ccs_difference_t d = ccs_compare_point(compare, at.metric, at.entity);
        const enum ccs_cell_kind kind = d.change == CCS_CHANGE_BETTER ? CCS_CELL_GOOD
            : d.change == CCS_CHANGE_WORSE                            ? CCS_CELL_BAD
            : d.change == CCS_CHANGE_UNDECIDED                        ? CCS_CELL_UNSURE
                                                                      : CCS_CELL_TEXT;

        ccs_export_change(self, rows, at.metric, d);
        ccs_rows_text(rows, kind, ccs_compare_words(compare, at.metric, d, words));
    }
    ccs_rows_end(rows);
}

/* All together, contact types and groups: other kinds of entities are sums of these. */
static bool answers(const ccs_export_t *self, uint32_t metric, uint32_t entity)
{
    const char *const name = self->variants->views->entities[entity];

    return ccs_export_has(self, metric, entity) &&
        (!strchr(name, '/') || !strncmp(name, "type/", 5) || !strncmp(name, "group/", 6));
}

void ccs_export_comparison(const ccs_export_t *self, ccs_rows_t *rows)
{
    const ccs_view_t *const v = self->variants->views;

    if (self->variants->n < 2) return;
    add_heads(rows);
    for (size_t i = 0; i < sizeof FIGURES / sizeof *FIGURES; i++) {
        const uint32_t metric = ccs_view_metric(v, FIGURES[i].metric);

        for (uint32_t e = 0; metric != CCS_DATA_NONE && e < v->n_entities; e++)
            for (uint32_t k = 0; answers(self, metric, e) && k < self->variants->n; k++)
                add_row(self, rows, (place_t){metric, e, k, FIGURES[i].name});
    }
}
