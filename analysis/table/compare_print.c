/* compare_print.c - differences as tables. Invariant: what is judged as a whole is what is shown where nothing
 * else was asked for. */
#include "compare_print.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "compare_words.h"
#include "figure.h"
#include "prose.h"
#include "table.h"
#include "units.h"
#include "verdict.h"

enum { ROW_NAME = 160 };

/* What a table is printed from. */
typedef struct {
    ccs_compare_t *compare;
    const ccs_wanted_t *wanted;
    ccs_table_form_t form;
    FILE *to;
} printer_t;

/* ---- cells -------------------------------------------------------------------------------------------------------------------------- */

static enum ccs_table_color color_of(enum ccs_change change)
{
    switch (change) {
    case CCS_CHANGE_BETTER: return CCS_TABLE_GOOD;
    case CCS_CHANGE_WORSE: return CCS_TABLE_BAD;
    case CCS_CHANGE_UNDECIDED: return CCS_TABLE_UNSURE;
    case CCS_CHANGE_NONE:
    case CCS_CHANGE_SAME:
    case CCS_CHANGE_HIGHER:
    case CCS_CHANGE_LOWER: return CCS_TABLE_PLAIN;
    }
    return CCS_TABLE_PLAIN;
}

static void set_point(ccs_table_t *table, uint32_t column, enum ccs_figure_unit unit, ccs_point_t point)
{
    char mean[CCS_FIGURE_MAX], beside[CCS_FIGURE_MAX];

    ccs_table_set(table, column, ccs_figure_mean(unit, point.mean, point.half_width, mean),
        ccs_figure_interval(unit, point.mean, point.low, point.high, beside), CCS_TABLE_PLAIN);
}

/* base, variant, difference, verdict; the first column is the caller's */
static void set_row(printer_t *p, ccs_table_t *table, uint32_t metric, const ccs_point_t points[2], ccs_difference_t d)
{
    const ccs_view_t *const v = p->compare->base;
    const enum ccs_figure_unit unit = ccs_figure_unit(v->units[metric], v->kinds[metric]);
    char mean[CCS_FIGURE_MAX], half_width[CCS_FIGURE_MAX], words[CCS_CHANGE_TEXT_MAX];

    set_point(table, 1, unit, points[0]);
    set_point(table, 2, unit, points[1]);
    ccs_table_set(table, 3, ccs_figure_difference(unit, d.mean, d.half_width, mean),
        ccs_figure_half_width(unit, fabs(d.mean), d.half_width, half_width), CCS_TABLE_PLAIN);
    ccs_table_set(table, 4, ccs_compare_words(p->compare, metric, d, words), "", color_of(d.change));
}

static void add_columns(const printer_t *p, ccs_table_t *table, const char *first)
{
    ccs_table_add_column(table, first, CCS_TABLE_LEFT);
    ccs_table_add_column(table, p->compare->base->name, CCS_TABLE_MEASURE);
    ccs_table_add_column(table, p->compare->other->name, CCS_TABLE_MEASURE);
    ccs_table_add_column(table, "difference", CCS_TABLE_MEASURE);
    ccs_table_add_column(table, "", CCS_TABLE_LEFT);
}

static int print_table(const printer_t *p, ccs_table_t *table)
{
    fputc('\n', p->to);
    const int ret = ccs_table_print(table, p->form, p->to);

    ccs_table_free(table);
    return ret;
}

/* ---- over the run ------------------------------------------------------------------------------------------------------------------- */

/* "occupancy Columbus", "cost_total Columbus (group)" where another kind of entity with this figure has the same label. @param of  " " or " of " */
static void name_row(const ccs_view_t *v, uint32_t metric, uint32_t entity, const char *of, char name[ROW_NAME])
{
    const char *const own = v->entities[entity];
    const int kind = (int) strcspn(own, "/");
    bool shared = false;

    for (uint32_t e = 0; e < v->n_entities && !shared; e++)
        shared = e != entity && !strcmp(v->labels[e], v->labels[entity]) && ccs_view_applies(v, metric, e) &&
            ((int) strcspn(v->entities[e], "/") != kind || strncmp(v->entities[e], own, (size_t) kind) != 0);
    if (!strcmp(own, "all") && !strcmp(of, " ")) snprintf(name, ROW_NAME, "%s", v->metrics[metric]);
    else if (shared) snprintf(name, ROW_NAME, "%.60s%s%.70s (%.*s)", v->metrics[metric], of, v->labels[entity], kind, own);
    else snprintf(name, ROW_NAME, "%.60s%s%.90s", v->metrics[metric], of, v->labels[entity]);
}

static void add_figure(printer_t *p, ccs_table_t *table, uint32_t metric, uint32_t entity)
{
    ccs_compare_t *const c = p->compare;
    const uint32_t other_metric = c->metrics[metric], other_entity = c->entities[entity];
    const bool there = other_metric != CCS_DATA_NONE && other_entity != CCS_DATA_NONE;
    const ccs_point_t none = ccs_point_around((double) NAN, (double) NAN);
    const ccs_point_t points[] = {ccs_view_point(c->base, metric, entity),
        there ? ccs_view_point(c->other, other_metric, other_entity) : none};
    char name[ROW_NAME];

    if (isnan(points[0].mean) && isnan(points[1].mean)) return;
    name_row(c->base, metric, entity, " ", name);
    ccs_table_add_row(table);
    ccs_table_set(table, 0, name, "", CCS_TABLE_PLAIN);
    set_row(p, table, metric, points, ccs_compare_point(c, metric, entity));
}

/* A metric of every entity of a kind. */
static void add_kind(printer_t *p, ccs_table_t *table, const char *metric, const char *kind)
{
    const ccs_view_t *const v = p->compare->base;
    const uint32_t m = ccs_view_metric(v, metric);
    const size_t n = strlen(kind);

    for (uint32_t e = 0; m != CCS_DATA_NONE && e < v->n_entities; e++)
        if (!strncmp(v->entities[e], kind, n) && v->entities[e][n] == '/' && ccs_view_applies(v, m, e))
            add_figure(p, table, m, e);
}

/* What is shown, and judged, where nothing was asked for: these of all contacts, the service level of each type, the occupancy of each
 * group. */
static const char *const MAIN[] = {"service_level", "target_days", "offered", "abandonment_rate", "asa_s", "wait_p95_s",
    "waiting_s", "service_level_callbacks_wait_on", "wait_incl_callbacks_s", "callbacks_accepted", "callback_delay_s",
    "due_service_level", "backlog_age_s", "chases", "journeys_resolved", "fcr", "repeat_rate", "csat_top2", "nps", "churned",
    "revenue_at_risk", "cost_total", "cost_per_contact", "cost_per_resolution", "cost_full", "profit", "scheduled_agents",
    "occupancy"};
enum { N_MAIN = sizeof MAIN / sizeof *MAIN };

static void add_main(printer_t *p, ccs_table_t *table)
{
    const ccs_view_t *const v = p->compare->base;
    const uint32_t all = ccs_view_entity(v, "all");

    for (size_t i = 0; i < N_MAIN; i++) {
        const uint32_t m = ccs_view_metric(v, MAIN[i]);

        if (m != CCS_DATA_NONE && all != CCS_DATA_NONE && ccs_view_applies(v, m, all)) add_figure(p, table, m, all);
    }
    add_kind(p, table, "service_level", "type");
    add_kind(p, table, "occupancy", "group");
}

static bool is_main(const char *metric, const char *entity)
{
    if (!strncmp(entity, "type/", 5)) return !strcmp(metric, "service_level");
    if (!strncmp(entity, "group/", 6)) return !strcmp(metric, "occupancy");
    if (strcmp(entity, "all") != 0) return false;
    for (size_t i = 0; i < N_MAIN; i++)
        if (!strcmp(metric, MAIN[i])) return true;
    return false;
}

/* One type or channel alone, one group: its figures are those of all, which stand there already. */
static bool repeats_all(const ccs_view_t *v, uint32_t metric, uint32_t entity)
{
    const uint32_t all = ccs_view_entity(v, "all");
    const size_t n = strcspn(v->entities[entity], "/") + 1;
    bool alone = entity != all && all != CCS_DATA_NONE && ccs_view_applies(v, metric, all);

    for (uint32_t e = 0; e < v->n_entities && alone; e++)
        alone = e == entity || strncmp(v->entities[e], v->entities[entity], n) != 0;
    return alone;
}

static void add_wanted(printer_t *p, ccs_table_t *table)
{
    const ccs_view_t *const v = p->compare->base;

    for (uint32_t e = 0; e < v->n_entities; e++)
        for (uint32_t m = 0; m < v->n_metrics; m++)
            if (ccs_wanted_entity(p->wanted, v->entities[e]) && ccs_wanted_metric(p->wanted, v->metrics[m]) &&
                ccs_view_applies(v, m, e) && (p->wanted->entity || p->wanted->by || !repeats_all(v, m, e)))
                add_figure(p, table, m, e);
}

static int print_run(printer_t *p)
{
    const ccs_wanted_t *const w = p->wanted;
    ccs_table_t table = {0};

    add_columns(p, &table, "");
    if (w->metrics || w->entity || w->by) add_wanted(p, &table);
    else add_main(p, &table);
    return print_table(p, &table);
}

/* ---- by interval -------------------------------------------------------------------------------------------------------------------- */

static int print_intervals_of(printer_t *p, uint32_t metric, uint32_t entity)
{
    ccs_compare_t *const c = p->compare;
    const uint32_t other_metric = c->metrics[metric], other_entity = c->entities[entity];
    const bool dated = ccs_prose_is_dated(c->base->intervals, c->base->n_intervals);
    char name[ROW_NAME], time[CCS_PROSE_TIME_MAX];
    ccs_table_t table = {0};

    if (other_metric == CCS_DATA_NONE || other_entity == CCS_DATA_NONE) return 0;
    name_row(c->base, metric, entity, " of ", name);
    add_columns(p, &table, name);
    for (uint32_t i = 0; i < c->base->n_intervals; i++) {
        const ccs_point_t points[] = {ccs_view_point_at(c->base, metric, entity, i),
            ccs_view_point_at(c->other, other_metric, other_entity, i)};

        ccs_table_add_row(&table);
        ccs_table_set(&table, 0, ccs_prose_begin(c->base->intervals[i], dated, time), "", CCS_TABLE_PLAIN);
        set_row(p, &table, metric, points, ccs_compare_point_at(c, metric, entity, i));
    }
    return print_table(p, &table);
}

static int print_intervals(printer_t *p, ccs_err_t *err)
{
    const ccs_view_t *const v = p->compare->base;
    const char *const metrics = p->wanted->metrics ? p->wanted->metrics : "service_level";
    const ccs_wanted_t wanted = {.metrics = metrics, .entity = p->wanted->entity ? p->wanted->entity : "all"};
    const uint32_t entity = ccs_view_entity(v, wanted.entity);
    int ret = 0;

    if (!p->compare->has_intervals)
        return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL, "no differences by interval: %s", p->compare->no_intervals_because);
    for (uint32_t m = 0; entity != CCS_DATA_NONE && m < v->n_metrics; m++)
        if (ccs_wanted_metric(&wanted, v->metrics[m]) && ccs_view_applies(v, m, entity) && ccs_view_has_intervals(v, m))
            CCS_TRY(print_intervals_of(p, m, entity));
out:
    return ret;
}

/* ---- all of it ---------------------------------------------------------------------------------------------------------------------- */

/* Of results of different lengths the replications that both have are pairs; percentiles cannot be cut down to them. */
static void print_pairs(const printer_t *p)
{
    const ccs_compare_t *const c = p->compare;

    fprintf(p->to, "the same customers, %" PRIu32 " pair%s", c->n, c->n == 1 ? "" : "s");
    if (c->base->n_observations != c->other->n_observations)
        fprintf(p->to, " (of %" PRIu32 " and %" PRIu32 "; percentiles not paired)", c->base->n_observations,
            c->other->n_observations);
}

/* Lines of the user's, each behind the same words. */
static int print_lines(const char *before, const char *lines, ccs_arena_t *arena, FILE *to)
{
    int ret = 0;

    for (const char *line = lines; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        const char *const own = ccs_arena_printf(arena, "%.*s", (int) strcspn(line, "\n"), line);
        const char *const harmless = own ? ccs_table_harmless(arena, own) : NULL;

        CCS_REQUIRE(harmless, CCS_ERR_NOMEM);
        fprintf(to, "  %s%s\n", before, harmless);
    }
out:
    return ret;
}

/* Targets with another verdict than in the base: a line each. */
static int print_targets_changed(const ccs_compare_t *c, ccs_arena_t *arena, FILE *to)
{
    const ccs_view_t *const views[] = {c->base, c->other};
    enum ccs_verdict verdicts[2];

    for (uint32_t k = 0; k < CCS_N_AIMS * c->base->n_types; k++) {
        const uint32_t i = k / CCS_N_AIMS;
        const enum ccs_aim aim = k % CCS_N_AIMS;

        if (!ccs_verdict_changes(views, i, aim, verdicts)) continue;
        const char *const label = ccs_table_harmless(arena, c->base->labels[c->base->type_entity[i]]);

        if (!label) return CCS_ERR_NOMEM;
        fprintf(to, "  %s of %s: target %s before, %s now\n", aim == CCS_AIM_SERVICE ? "service level" : "abandonment", label,
            ccs_verdict_name(verdicts[0]), ccs_verdict_name(verdicts[1]));
    }
    return 0;
}

/* Groups that stand in the place of others. */
static int print_roles(const ccs_compare_t *c, ccs_arena_t *arena, FILE *to)
{
    int ret = 0;

    for (uint32_t e = 0; e < c->base->n_entities; e++) {
        const uint32_t other = c->entities[e];

        if (other == CCS_DATA_NONE || !strcmp(c->base->entities[e], c->other->entities[other])) continue;
        const char *const name = ccs_table_harmless(arena, c->other->labels[other]),
                          *const beside = ccs_table_harmless(arena, c->base->labels[e]);

        CCS_REQUIRE(name && beside, CCS_ERR_NOMEM);
        fprintf(to, "  %s takes the place of %s\n", name, beside);
    }
out:
    return ret;
}

/* What the variant is, and how it was compared. */
static int print_head(const printer_t *p)
{
    const ccs_compare_t *const c = p->compare;
    const char *const bold = p->form.colors ? "\033[1m" : "", *const plain = p->form.colors ? "\033[0m" : "";
    ccs_arena_t arena = {0};
    const char *const name = ccs_table_harmless(&arena, c->other->name), *const base = ccs_table_harmless(&arena, c->base->name);
    char share[CCS_CONFIDENCE_MAX];
    int ret = name && base ? 0 : CCS_ERR_NOMEM;

    if (ret) goto out;
    fprintf(p->to, "\n%s%s%s against %s: ", bold, name, plain, base);
    if (c->paired) print_pairs(p);
    else fprintf(p->to, "NOT paired, %s", c->unpaired_because);
    fprintf(p->to, ", ± at %s\n", ccs_view_confidence(c->base, share));
    if (c->base->together_of) CCS_TRY(print_lines("together: ", c->base->together_of, &arena, p->to));
    if (!c->base->complete || !c->other->complete)
        fprintf(p->to, "INCOMPLETE: %s was stopped\n", c->base->complete ? name : base);
    CCS_TRY(print_lines("", c->other->settings, &arena, p->to));
    CCS_TRY(print_lines("applied: ", c->other->applied, &arena, p->to));
    CCS_TRY(print_roles(c, &arena, p->to));
    CCS_TRY(print_targets_changed(c, &arena, p->to));
out:
    ccs_arena_free(&arena);
    return ret;
}

int ccs_compare_print(const ccs_variants_t *variants, const ccs_compare_print_t *how, ccs_err_t *err)
{
    printer_t p = {.wanted = how->wanted, .form = {how->colors, how->width}, .to = how->to};
    const bool by_interval = how->wanted->by && !strcmp(how->wanted->by, "interval");
    ccs_wanted_t wanted = *how->wanted;
    int ret = 0;

    if (by_interval && !wanted.entity) wanted.entity = "all"; /* as print_intervals has it */

    for (uint32_t i = 1; i < variants->n; i++) {
        p.compare = &variants->compares[i];
        CCS_TRY(print_head(&p));
        CCS_TRY(by_interval ? print_intervals(&p, err) : print_run(&p));
    }
    ccs_wanted_print_misfits(&wanted, variants->views, how->to);
out:
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the tables");
    return ret;
}

static bool is_judged(const ccs_wanted_t *w, const char *metric, const char *entity)
{
    if (!w->metrics && !w->entity && (!w->by || !strcmp(w->by, "interval"))) return is_main(metric, entity);
    return ccs_wanted_metric(w, metric) && ccs_wanted_entity(w, entity);
}

uint32_t ccs_compare_worse(const ccs_variants_t *variants, const ccs_wanted_t *wanted)
{
    const ccs_view_t *const v = &variants->views[0];
    uint32_t n = 0;

    for (uint32_t i = 1; i < variants->n; i++)
        for (uint32_t m = 0; m < v->n_metrics; m++)
            for (uint32_t e = 0; e < v->n_entities; e++)
                n += is_judged(wanted, v->metrics[m], v->entities[e]) &&
                    ccs_compare_point(&variants->compares[i], m, e).change == CCS_CHANGE_WORSE;
    return n;
}
