/* export_sheets.c - the sheets of a workbook. Invariant: what stands in a sheet depends on the names that the result holds: a metric, a kind
 * of entity or a variant more is a column, a sheet or rows more. */
#include <math.h>
#include <string.h>

#include "compare_words.h"
#include "export_grid.h"
#include "spread.def"
#include "verdict.h"

/* A sheet for one kind of entity. */
typedef struct {
    const ccs_export_t *export;
    ccs_rows_t *rows;
    const char *kind; /* "type" */
    bool by_interval;
    bool *is_column; /* by metric */
} sheet_t;

static void text(ccs_rows_t *rows, const char *x)
{
    ccs_rows_text(rows, CCS_CELL_TEXT, x);
}

static void heads(ccs_rows_t *rows, const char *const *names)
{
    for (; *names; names++) text(rows, *names);
}

static bool several(const ccs_export_t *self)
{
    return self->variants->n > 1;
}

static void variant_head(const ccs_export_t *self, ccs_rows_t *rows)
{
    if (several(self)) text(rows, "variant");
}

static void variant_cell(const ccs_export_t *self, ccs_rows_t *rows, uint32_t variant)
{
    if (several(self)) text(rows, self->variants->views[variant].name);
}

/* ---- figures by entity ---------------------------------------------------------------------------------------------------- */

/* Whether a metric is a column of a kind's sheet. */
static bool shows(const sheet_t *s, uint32_t metric)
{
    const ccs_view_t *const v = s->export->variants->views;

    if (!ccs_wanted_metric(&s->export->wanted, v->metrics[metric])) return false;
    if (s->by_interval && !ccs_view_has_intervals(v, metric)) return false;
    for (uint32_t e = 0; e < v->n_entities; e++)
        if (ccs_view_is_kind(v->entities[e], s->kind) && ccs_view_applies(v, metric, e)) return true;
    return false;
}

/* The entities of the kind, and all of them together. */
static bool is_row(const sheet_t *s, uint32_t entity)
{
    const char *const name = s->export->variants->views->entities[entity];

    return ccs_wanted_entity(&s->export->wanted, name) && (ccs_view_is_kind(name, s->kind) || !strcmp(name, "all"));
}

static void add_figures(const sheet_t *s, const ccs_view_t *v, uint32_t entity, uint32_t interval)
{
    for (uint32_t m = 0; m < v->n_metrics; m++) {
        if (!s->is_column[m]) continue;
        const ccs_point_t none = ccs_point_around((double) NAN, (double) NAN);
        const ccs_point_t x = !ccs_view_applies(v, m, entity) ? none
            : s->by_interval                                  ? ccs_view_point_at(v, m, entity, interval)
                                                              : ccs_view_point(v, m, entity);

        ccs_rows_number(s->rows, ccs_export_kind(v, m), x.mean);
        ccs_rows_number(s->rows, ccs_export_kind(v, m), x.half_width);
    }
}

static void add_row(const sheet_t *s, uint32_t variant, uint32_t entity, uint32_t interval)
{
    const ccs_view_t *const v = &s->export->variants->views[variant];
    char date[CCS_LABEL_MAX], time[CCS_LABEL_MAX];

    variant_cell(s->export, s->rows, variant);
    text(s->rows, ccs_export_name_of(v->entities[entity]));
    text(s->rows, v->labels[entity]);
    if (s->by_interval) {
        ccs_export_split(v, interval, date, time);
        ccs_rows_text(s->rows, CCS_CELL_DATE, date);
        ccs_rows_text(s->rows, CCS_CELL_TIME, time);
    }
    add_figures(s, v, entity, interval);
    ccs_rows_end(s->rows);
}

/* @return how many columns show a metric */
static uint32_t add_heads(const sheet_t *s)
{
    const ccs_view_t *const v = s->export->variants->views;
    uint32_t n = 0;

    variant_head(s->export, s->rows);
    heads(s->rows, (const char *const[]){s->kind, "label", NULL});
    if (s->by_interval) heads(s->rows, (const char *const[]){"date", ccs_export_time_head(v), NULL});
    const uint32_t n_keys = s->rows->n;

    for (uint32_t m = 0; m < v->n_metrics; m++) {
        if (!s->is_column[m]) continue;
        text(s->rows, v->metrics[m]);
        ccs_rows_printf(s->rows, "± %s", v->metrics[m]);
        n++;
    }
    char title[2 * CCS_LABEL_MAX];

    snprintf(title, sizeof title, s->by_interval ? "%s by interval" : "by %s", s->kind);
    if (n > 0) ccs_rows_head(s->rows, title, n_keys);
    else s->rows->n = 0;
    return n;
}

static void add_rows(const sheet_t *s)
{
    const ccs_view_t *const v = s->export->variants->views;

    for (uint32_t k = 0; k < s->export->variants->n; k++) {
        for (uint32_t e = 0; e < v->n_entities; e++) {
            const uint32_t n = !is_row(s, e) ? 0 : s->by_interval ? v->n_intervals : 1;

            for (uint32_t i = 0; i < n; i++) add_row(s, k, e, i);
        }
    }
}

static void add_kind(const ccs_export_t *self, ccs_rows_t *rows, const char *kind, bool by_interval)
{
    const ccs_view_t *const v = self->variants->views;
    const sheet_t s = {self, rows, kind, by_interval, ccs_arena_array(&rows->arena, v->n_metrics, sizeof(bool))};
    uint32_t n_rows = 0;

    if (!s.is_column) {
        rows->out_of_memory = true;
        return;
    }
    for (uint32_t e = 0; e < v->n_entities; e++) n_rows += is_row(&s, e);
    for (uint32_t m = 0; m < v->n_metrics; m++) s.is_column[m] = shows(&s, m);
    if (n_rows > 0 && add_heads(&s) > 0) add_rows(&s);
}

/* Each kind of entity once, in the order of the result. */
static void add_kinds(const ccs_export_t *self, ccs_rows_t *rows, bool by_interval)
{
    const ccs_view_t *const v = self->variants->views;
    char kind[CCS_LABEL_MAX];

    for (uint32_t e = 0; e < v->n_entities; e++) {
        bool seen = !strchr(v->entities[e], '/');

        (void) ccs_export_kind_of(v->entities[e], kind);
        for (uint32_t before = 0; before < e; before++) seen |= ccs_view_is_kind(v->entities[before], kind);
        if (!seen) add_kind(self, rows, kind, by_interval);
    }
}

/* ---- targets -------------------------------------------------------------------------------------------------------------- */

/* Whether any type of any variant has a target of its abandonment: columns of their own. */
static bool has_bounds(const ccs_export_t *self)
{
    for (uint32_t k = 0; k < self->variants->n; k++)
        if (ccs_verdict_bounds(&self->variants->views[k])) return true;
    return false;
}

static void add_target(const ccs_export_t *self, ccs_rows_t *rows, uint32_t variant, uint32_t type)
{
    const ccs_view_t *const v = &self->variants->views[variant];
    const ccs_target_t *const target = &v->targets[type];
    const uint32_t entity = v->type_entity[type], days = ccs_view_metric(v, "target_days");
    const ccs_judgement_t level = ccs_verdict_judge(v, type, CCS_AIM_SERVICE),
                          bound = ccs_verdict_judge(v, type, CCS_AIM_ABANDONMENT);
    const bool is_called = target->called && *target->called;
    char said[CCS_TARGET_FORMULA_MAX];

    if (ccs_verdict_on(v, type) == CCS_VERDICT_NONE || !ccs_wanted_entity(&self->wanted, v->entities[entity])) return;
    variant_cell(self, rows, variant);
    text(rows, ccs_export_name_of(v->entities[entity]));
    text(rows, v->labels[entity]);
    ccs_rows_number(rows, CCS_CELL_SHARE, target->wanted_frac);
    ccs_rows_number(rows, CCS_CELL_SECONDS, target->within_s);
    snprintf(said, sizeof said, "%s%s%s", ccs_target_counting(target), is_called ? "; " : "", is_called ? target->called : "");
    text(rows, said);
    ccs_rows_number(rows, CCS_CELL_SHARE, level.found.mean);
    ccs_rows_number(rows, CCS_CELL_SHARE, level.found.half_width);
    text(rows, ccs_verdict_name(level.verdict));
    ccs_rows_number(rows, CCS_CELL_SHARE, days == CCS_DATA_NONE ? (double) NAN : ccs_view_point(v, days, entity).mean);
    if (has_bounds(self)) {
        ccs_rows_number(rows, CCS_CELL_SHARE, bound.wanted);
        ccs_rows_number(rows, CCS_CELL_SHARE, bound.found.mean);
        ccs_rows_number(rows, CCS_CELL_SHARE, bound.found.half_width);
        text(rows, ccs_verdict_name(bound.verdict));
    }
    ccs_rows_end(rows);
}

static void add_targets(const ccs_export_t *self, ccs_rows_t *rows)
{
    variant_head(self, rows);
    heads(rows,
        (const char *const[]){"type", "label", "target", "within_s", "counted as", "service_level", "± service_level", "verdict",
            "target_days", NULL});
    if (has_bounds(self))
        heads(rows,
            (const char *const[]){"abandoned at most", "abandonment_rate", "± abandonment_rate", "verdict on abandonment", NULL});
    ccs_rows_head(rows, "targets", 0);
    for (uint32_t i = 0; i < self->variants->views->n_types; i++)
        for (uint32_t k = 0; k < self->variants->n; k++) add_target(self, rows, k, i);
}

/* ---- waits and the like --------------------------------------------------------------------------------------------------- */

/* What is spread over bins of time, of each type. */
typedef struct {
    const char *sheet, *counts, *upper, *length, *counted;
} spread_t;

/* The bins of one type that hold something. */
static void add_spread_of(const ccs_export_t *self, ccs_rows_t *rows, const spread_t *spread, uint32_t variant, uint32_t type)
{
    const ccs_view_t *const v = &self->variants->views[variant];
    const ccs_variable_t *const counts = ccs_dataset_find(v->data, spread->counts),
                                *const upper = ccs_dataset_find(v->data, spread->upper);
    const uint64_t *const n = &counts->data.u64[((size_t) v->config * v->n_types + type) * upper->n];
    uint64_t all = 0, so_far = 0;

    if (!ccs_wanted_entity(&self->wanted, v->entities[v->type_entity[type]])) return;
    for (size_t i = 0; i < upper->n; i++) all += n[i];
    for (size_t i = 0; i < upper->n; i++) {
        so_far += n[i];
        if (n[i] == 0) continue;
        variant_cell(self, rows, variant);
        text(rows, ccs_export_name_of(v->entities[v->type_entity[type]]));
        ccs_rows_number(rows, CCS_CELL_NUMBER, upper->data.f64[i]);
        ccs_rows_number(rows, CCS_CELL_WHOLE, (double) n[i]);
        ccs_rows_number(rows, CCS_CELL_SHARE, (double) so_far / (double) all);
        ccs_rows_end(rows);
    }
}

static void add_spread(const ccs_export_t *self, ccs_rows_t *rows, const spread_t *spread)
{
    const ccs_view_t *const v = self->variants->views;
    const ccs_variable_t *const counts = ccs_dataset_find(v->data, spread->counts),
                                *const upper = ccs_dataset_find(v->data, spread->upper);

    if (!counts || !upper || counts->type != CCS_DATA_U64 || upper->type != CCS_DATA_F64 ||
        counts->n != (size_t) v->n_configs * v->n_types * upper->n)
        return;
    variant_head(self, rows);
    heads(rows, (const char *const[]){"type", spread->length, spread->counted, "share so far", NULL});
    ccs_rows_head(rows, spread->sheet, 0);
    for (uint32_t k = 0; k < self->variants->n; k++)
        for (uint32_t i = 0; i < v->n_types; i++) add_spread_of(self, rows, spread, k, i);
}

/* The waits of the answered, and what detailed figures have beside them. */
static void add_spreads(const ccs_export_t *self, ccs_rows_t *rows)
{
    static const spread_t spreads[] = {{"waits", "wait_count", "wait_bin_upper_s", "wait up to (s)", "answered"},
#define X(name, text) {#name, #name "_count", #name "_bin_upper_s", "up to (s)", "number"},
        CCS_SPREAD_LIST(X)
#undef X
    };

    for (size_t i = 0; i < sizeof spreads / sizeof *spreads; i++) add_spread(self, rows, &spreads[i]);
}

/* ---- differences ---------------------------------------------------------------------------------------------------------- */

static void add_difference(const ccs_export_t *self, ccs_rows_t *rows, uint32_t variant, const uint32_t at[2])
{
    const ccs_view_t *const base = self->variants->views, *const v = &base[variant];
    ccs_compare_t *const compare = &self->variants->compares[variant];
    const ccs_difference_t d = ccs_compare_point(compare, at[0], at[1]);
    const enum ccs_cell_kind kind = ccs_export_kind(v, at[0]);
    char words[CCS_CHANGE_TEXT_MAX];

    if (d.change == CCS_CHANGE_NONE) return;
    text(rows, v->name);
    text(rows, v->entities[at[1]]);
    text(rows, v->metrics[at[0]]);
    text(rows, v->units[at[0]]);
    ccs_rows_number(rows, kind, ccs_view_point(base, at[0], at[1]).mean);
    ccs_rows_number(rows, kind, ccs_view_point(v, at[0], ccs_variants_entity(self->variants, variant, at[1])).mean);
    ccs_export_difference(self, rows, variant, at[0], d);
    text(rows, ccs_compare_words(compare, at[0], d, words));
    ccs_rows_end(rows);
}

static void add_differences(const ccs_export_t *self, ccs_rows_t *rows)
{
    const ccs_view_t *const v = self->variants->views;

    if (!several(self)) return;
    heads(rows,
        (const char *const[]){"variant", "entity", "metric", "unit", v->name, "value of the variant", "difference",
            "± difference", "paired", "verdict", "in words", NULL});
    ccs_rows_head(rows, "differences", 3);
    for (uint32_t k = 1; k < self->variants->n; k++)
        for (uint32_t e = 0; e < v->n_entities; e++)
            for (uint32_t m = 0; m < v->n_metrics; m++)
                if (ccs_export_has(self, m, e)) add_difference(self, rows, k, (const uint32_t[]){m, e});
}

/* ---- metrics, scenario ------------------------------------------------------------------------------------------------------ */

static void add_metrics(const ccs_export_t *self, ccs_rows_t *rows)
{
    const ccs_view_t *const v = self->variants->views;

    heads(rows, (const char *const[]){"metric", "unit", "kind", "counted by", "better", "what it is", NULL});
    ccs_rows_head(rows, "metrics", 1);
    for (uint32_t m = 0; m < v->n_metrics; m++) {
        if (!ccs_wanted_metric(&self->wanted, v->metrics[m])) continue;
        const char *const cells[] = {v->metrics[m], v->units[m], v->kinds[m], v->attributions[m],
            v->senses[m] > 0       ? "higher"
                : v->senses[m] < 0 ? "lower"
                                   : "",
            v->metric_texts[m], NULL};

        heads(rows, cells);
        ccs_rows_end(rows);
    }
}

/* A row for each line of a text. */
static void add_lines(const ccs_export_t *self, ccs_rows_t *rows, uint32_t variant)
{
    ccs_arena_t arena = {0};
    char *const copy = ccs_arena_strdup(&arena, self->variants->views[variant].scenario);
    uint32_t number = 0;

    if (!copy) rows->out_of_memory = true;
    for (char *line = copy, *next; line && *line; line = next) {
        const size_t n = strcspn(line, "\n");

        next = &line[n + (line[n] != '\0')];
        line[n] = '\0';
        variant_cell(self, rows, variant);
        ccs_rows_number(rows, CCS_CELL_WHOLE, ++number);
        text(rows, line);
        ccs_rows_end(rows);
    }
    ccs_arena_free(&arena);
}

static void add_scenario(const ccs_export_t *self, ccs_rows_t *rows)
{
    variant_head(self, rows);
    heads(rows, (const char *const[]){"line", "the complete scenario", NULL});
    ccs_rows_head(rows, "scenario", 0);
    for (uint32_t k = 0; k < self->variants->n; k++) add_lines(self, rows, k);
}

void ccs_export_sheets(const ccs_export_t *self, ccs_rows_t *rows)
{
    const bool has_intervals = self->variants->views->n_intervals > 0;

    ccs_export_grid_t *const grid = ccs_export_grid_of(self, rows);

    ccs_export_answer(self, grid, rows);
    ccs_export_by_interval(self, grid, rows);
    ccs_export_comparison(self, rows);
    ccs_export_money(self, rows);
    ccs_export_assumptions(self, rows);
    ccs_export_beside_sheet(self, rows);
    if (!self->all_sheets) {
        if (self->waits) add_spreads(self, rows);
        return;
    }
    add_kinds(self, rows, false);
    ccs_export_agents(self, rows);
    add_targets(self, rows);
    add_differences(self, rows);
    if (has_intervals) {
        add_kinds(self, rows, true);
        ccs_export_intervals(self, rows);
    }
    if (self->waits) add_spreads(self, rows);
    add_metrics(self, rows);
    add_scenario(self, rows);
}
