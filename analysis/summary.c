/* summary.c - which figures stand in which table. Invariant: a figure that is not defined reads "-", one that does not apply is blank. */
#include "summary.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "figure.h"
#include "table.h"
#include "units.h"

enum { COLUMNS_MAX = 64, LINE = 160 };

/* Figures of the tables that nobody asked for by name. */
typedef struct {
    const char *metric;
    const char *head; /* NULL: the metric's name */
    bool if_used;     /* left out where it is 0 for all: the scenario knows no such thing */
} main_figure_t;

static const main_figure_t CONTACT_FIGURES[] = {{"offered", NULL, false}, {"service_level", NULL, false},
    {"abandonment_rate", "abandoned", false}, {"blocking_rate", "blocked", true}, {"balking_rate", "balked", true},
    {"containment", "contained", true}, {"asa_s", "mean answer", false}, {"wait_p95_s", "95 % within", false},
    {NULL, NULL, false}};
static const main_figure_t GROUP_FIGURES[] = {{"scheduled_agents", "scheduled", false}, {"busy_agents", "busy", false},
    {"occupancy", NULL, false}, {"aht_s", "handle time", false}, {NULL, NULL, false}};
static const main_figure_t TRUNK_FIGURES[] = {{"busy_trunks", "busy lines", false}, {NULL, NULL, false}};
static const main_figure_t INTERVAL_FIGURES[] = {{"offered", NULL, false}, {"service_level", NULL, false},
    {"abandonment_rate", "abandoned", false}, {"blocking_rate", "blocked", true}, {"balking_rate", "balked", true},
    {"asa_s", "mean answer", false}, {"queue_length", "queue", false}, {"scheduled_agents", "scheduled", false},
    {"occupancy", NULL, false}, {NULL, NULL, false}};

/* Metrics that make the columns of a table. */
typedef struct {
    uint32_t n, metric[COLUMNS_MAX];
    const char *head[COLUMNS_MAX]; /* NULL: the metric's name */
} columns_t;

/* ---- cells ---------------------------------------------------------------------------------------------------------------- */

static void set_point(ccs_table_t *table, uint32_t column, const ccs_view_t *v, uint32_t metric, ccs_point_t point)
{
    const enum ccs_figure_unit unit = ccs_figure_unit(v->units[metric], v->kinds[metric]);
    char mean[CCS_FIGURE_MAX], half_width[CCS_FIGURE_MAX];

    ccs_table_set(table, column, ccs_figure_mean(unit, point.mean, point.half_width, mean),
        ccs_figure_half_width(unit, point.mean, point.half_width, half_width), CCS_TABLE_PLAIN);
}

/* "wait_p95_s" -> "wait p95": the cells show the unit. */
static void add_metric_column(ccs_table_t *table, const char *metric)
{
    char head[LINE];

    (void) snprintf(head, sizeof head, "%s", metric);
    const size_t n = strlen(head);

    if (n > 2 && !strcmp(&head[n - 2], "_s")) head[n - 2] = '\0';
    for (char *c = head; *c; c++)
        if (*c == '_') *c = ' ';
    ccs_table_add_column(table, head, CCS_TABLE_MEASURE);
}

/* ---- columns -------------------------------------------------------------------------------------------------------------- */

static void add_column(columns_t *self, uint32_t metric, const char *head)
{
    for (uint32_t i = 0; i < self->n; i++)
        if (self->metric[i] == metric) return;
    if (self->n == COLUMNS_MAX) return;
    self->head[self->n] = head;
    self->metric[self->n++] = metric;
}

static void add_figures(columns_t *self, const ccs_view_t *v, const main_figure_t *figures)
{
    for (; figures->metric; figures++) {
        const uint32_t metric = ccs_view_metric(v, figures->metric), all = ccs_view_entity(v, "all");

        if (metric == CCS_DATA_NONE) continue;
        if (figures->if_used && all != CCS_DATA_NONE && !(ccs_view_point(v, metric, all).mean > 0)) continue;
        add_column(self, metric, figures->head);
    }
}

/* The metrics asked for, in the order in which they were named. */
static void add_wanted(columns_t *self, const ccs_view_t *v, const ccs_wanted_t *wanted)
{
    const ccs_names_t names = ccs_names_of(v);
    uint32_t metric;

    for (const char *list = wanted->metrics; list; list = strchr(list, ',') ? strchr(list, ',') + 1 : NULL)
        if (ccs_names_find_metric(&names, list, strcspn(list, ","), &metric, NULL) == 0) add_column(self, metric, NULL);
}

static bool applies_to_any(const ccs_view_t *v, const columns_t *columns, uint32_t entity)
{
    for (uint32_t i = 0; i < columns->n; i++)
        if (ccs_view_applies(v, columns->metric[i], entity)) return true;
    return false;
}

/* Leave out metrics that apply to no entity that is wanted. */
static columns_t useful(const ccs_view_t *v, const columns_t *columns, const ccs_wanted_t *wanted)
{
    columns_t some = {0};

    for (uint32_t i = 0; i < columns->n; i++) {
        bool applies = false;

        for (uint32_t e = 0; e < v->n_entities; e++)
            if (ccs_wanted_entity(wanted, v->entities[e]) && ccs_view_applies(v, columns->metric[i], e)) applies = true;
        if (applies) add_column(&some, columns->metric[i], columns->head[i]);
    }
    return some;
}

static void add_columns(ccs_table_t *table, const ccs_view_t *v, const columns_t *columns)
{
    for (uint32_t i = 0; i < columns->n; i++) {
        if (columns->head[i]) ccs_table_add_column(table, columns->head[i], CCS_TABLE_MEASURE);
        else add_metric_column(table, v->metrics[columns->metric[i]]);
    }
}

/* ---- tables --------------------------------------------------------------------------------------------------------------- */

static int print_table(ccs_table_t *table, bool colors, FILE *to)
{
    (void) fputc('\n', to);
    const int ret = ccs_table_print(table, colors, to);

    ccs_table_free(table);
    return ret;
}

/* A row for each entity wanted that the metrics say something about. */
static int print_entities(const ccs_view_t *v, const columns_t *all_columns, const ccs_wanted_t *wanted, bool colors, FILE *to)
{
    const columns_t columns = useful(v, all_columns, wanted);
    const bool one_kind = wanted->by && strcmp(wanted->by, "entity") != 0;
    ccs_table_t table = {0};

    ccs_table_add_column(&table, one_kind ? wanted->by : "", CCS_TABLE_LEFT);
    add_columns(&table, v, &columns);
    for (uint32_t e = 0; e < v->n_entities; e++) {
        if (!ccs_wanted_entity(wanted, v->entities[e]) || !applies_to_any(v, &columns, e)) continue;
        ccs_table_add_row(&table);
        ccs_table_set(&table, 0, one_kind ? v->labels[e] : v->entities[e], "", CCS_TABLE_PLAIN);
        for (uint32_t i = 0; i < columns.n; i++)
            if (ccs_view_applies(v, columns.metric[i], e))
                set_point(&table, i + 1, v, columns.metric[i], ccs_view_point(v, columns.metric[i], e));
    }
    return print_table(&table, colors, to);
}

/* A row for each metric wanted of one entity. */
static int print_metrics(const ccs_view_t *v, const ccs_wanted_t *wanted, bool colors, FILE *to)
{
    const uint32_t e = ccs_view_entity(v, wanted->entity);
    ccs_table_t table = {0};

    ccs_table_add_column(&table, wanted->entity, CCS_TABLE_LEFT);
    ccs_table_add_column(&table, "", CCS_TABLE_MEASURE);
    ccs_table_add_column(&table, "what it is", CCS_TABLE_LEFT);
    for (uint32_t m = 0; m < v->n_metrics; m++) {
        if (!ccs_wanted_metric(wanted, v->metrics[m]) || !ccs_view_applies(v, m, e)) continue;
        ccs_table_add_row(&table);
        ccs_table_set(&table, 0, v->metrics[m], "", CCS_TABLE_PLAIN);
        set_point(&table, 1, v, m, ccs_view_point(v, m, e));
        ccs_table_set(&table, 2, v->metric_texts[m], "", CCS_TABLE_PLAIN);
    }
    return print_table(&table, colors, to);
}

/* A row for each interval, of one entity. */
static int print_intervals(const ccs_view_t *v, const ccs_wanted_t *wanted, bool colors, FILE *to)
{
    const char *const name = wanted->entity ? wanted->entity : "all";
    const ccs_wanted_t only = {.entity = name, .metrics = wanted->metrics};
    const uint32_t e = ccs_view_entity(v, name);
    columns_t columns = {0};
    ccs_table_t table = {0};

    if (wanted->metrics) add_wanted(&columns, v, wanted);
    else add_figures(&columns, v, INTERVAL_FIGURES);
    columns = useful(v, &columns, &only);
    ccs_table_add_column(&table, name, CCS_TABLE_LEFT);
    add_columns(&table, v, &columns);
    for (uint32_t at = 0; at < v->n_intervals; at++) {
        ccs_table_add_row(&table);
        ccs_table_set(&table, 0, v->intervals[at], "", CCS_TABLE_PLAIN);
        for (uint32_t i = 0; i < columns.n; i++)
            if (ccs_view_has_intervals(v, columns.metric[i]))
                set_point(&table, i + 1, v, columns.metric[i], ccs_view_point_at(v, columns.metric[i], e, at));
    }
    return print_table(&table, colors, to);
}

static bool is_kind(const char *entity, const char *kind)
{
    const size_t n = strlen(kind);

    return !strncmp(entity, kind, n) && entity[n] == '/';
}

static uint32_t count_kind(const ccs_view_t *v, const char *kind)
{
    uint32_t n = 0;

    for (uint32_t e = 0; e < v->n_entities; e++) n += is_kind(v->entities[e], kind);
    return n;
}

/* The main figures of all entities of a kind; of all together too, where there are several. */
static int print_kind(const ccs_view_t *v, const char *kind, const main_figure_t *figures, bool colors, FILE *to)
{
    const uint32_t n = count_kind(v, kind);
    columns_t columns = {0};
    ccs_table_t table = {0};

    if (n == 0) return 0;
    add_figures(&columns, v, figures);
    ccs_table_add_column(&table, kind, CCS_TABLE_LEFT);
    add_columns(&table, v, &columns);
    for (uint32_t e = 0; e < v->n_entities; e++) {
        if (!is_kind(v->entities[e], kind) && !(n > 1 && !strcmp(v->entities[e], "all"))) continue;
        ccs_table_add_row(&table);
        ccs_table_set(&table, 0, v->labels[e], "", CCS_TABLE_PLAIN);
        for (uint32_t i = 0; i < columns.n; i++)
            set_point(&table, i + 1, v, columns.metric[i], ccs_view_point(v, columns.metric[i], e));
    }
    return print_table(&table, colors, to);
}

/* ---- targets -------------------------------------------------------------------------------------------------------------- */

enum ccs_verdict ccs_verdict_of(double wanted, ccs_point_t found)
{
    if (isnan(wanted)) return CCS_VERDICT_NONE;
    if (found.mean - found.half_width >= wanted) return CCS_VERDICT_MEETS;
    if (found.mean + found.half_width < wanted) return CCS_VERDICT_MISSES;
    return CCS_VERDICT_UNDECIDED; /* also where there is no interval: one replication decides nothing */
}

static ccs_point_t found_of(const ccs_view_t *v, uint32_t type)
{
    const uint32_t metric = ccs_view_metric(v, "service_level");

    return metric == CCS_DATA_NONE ? (ccs_point_t){NAN, NAN} : ccs_view_point(v, metric, v->type_entity[type]);
}

uint32_t ccs_summary_missed(const ccs_view_t *view)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < view->n_types; i++)
        n += ccs_verdict_of(view->targets[i].wanted_frac, found_of(view, i)) == CCS_VERDICT_MISSES;
    return n;
}

static void add_target(ccs_table_t *table, const ccs_view_t *v, uint32_t type)
{
    static const struct {
        const char *text;
        enum ccs_table_color color;
    } words[] = {{"", CCS_TABLE_PLAIN}, {"meets", CCS_TABLE_GOOD}, {"misses", CCS_TABLE_BAD}, {"undecided", CCS_TABLE_UNSURE}};
    const ccs_target_t *const target = &v->targets[type];
    const ccs_point_t found = found_of(v, type);
    const enum ccs_verdict verdict = ccs_verdict_of(target->wanted_frac, found);
    char share[CCS_UNITS_TEXT_MAX], time[CCS_UNITS_TEXT_MAX], wanted[LINE], mean[CCS_FIGURE_MAX], half_width[CCS_FIGURE_MAX];

    ccs_units_show_share(target->wanted_frac, share, sizeof share);
    ccs_units_show_duration(target->within_s, time, sizeof time);
    (void) snprintf(wanted, sizeof wanted, "%s in %s", share, time);
    ccs_table_add_row(table);
    ccs_table_set(table, 0, v->labels[v->type_entity[type]], "", CCS_TABLE_PLAIN);
    ccs_table_set(table, 1, wanted, "", CCS_TABLE_PLAIN);
    ccs_table_set(table, 2, target->counted_as, "", CCS_TABLE_PLAIN);
    ccs_table_set(table, 3, ccs_figure_mean(CCS_FIGURE_SHARE, found.mean, found.half_width, mean),
        ccs_figure_half_width(CCS_FIGURE_SHARE, found.mean, found.half_width, half_width), CCS_TABLE_PLAIN);
    ccs_table_set(table, 4, words[verdict].text, "", words[verdict].color);
}

static int print_targets(const ccs_view_t *v, bool colors, FILE *to)
{
    ccs_table_t table = {0};
    uint32_t n = 0;

    ccs_table_add_column(&table, "target", CCS_TABLE_LEFT);
    ccs_table_add_column(&table, "wanted", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "counted as", CCS_TABLE_LEFT);
    ccs_table_add_column(&table, "found", CCS_TABLE_MEASURE);
    ccs_table_add_column(&table, "", CCS_TABLE_LEFT);
    for (uint32_t i = 0; i < v->n_types; i++) {
        if (isnan(v->targets[i].wanted_frac)) continue;
        add_target(&table, v, i);
        n++;
    }
    if (n > 0) return print_table(&table, colors, to);
    ccs_table_free(&table);
    return 0;
}

/* ---- head ----------------------------------------------------------------------------------------------------------------- */

/* "2026-03-02" or "2026-03-02 to 2026-03-06" */
static void print_days(const ccs_view_t *v, FILE *to)
{
    const ccs_variable_t *const days = ccs_dataset_find(v->data, "day");

    if (days && days->type == CCS_DATA_TEXT && days->n > 1) {
        (void) fprintf(to, "%.10s to %.10s", days->data.text[0], days->data.text[days->n - 1]);
    } else if (v->n_intervals > 0) {
        (void) fprintf(to, "%.10s", v->intervals[0]);
    }
}

static int print_head(const ccs_view_t *v, bool colors, FILE *to)
{
    const bool steady = !strcmp(v->mode, "steady");
    const unsigned long replications = (unsigned long) v->replications;
    char share[CCS_UNITS_TEXT_MAX], number[CCS_FIGURE_MAX];
    ccs_arena_t arena = {0};
    const char *const title = ccs_table_harmless(&arena, v->title);

    if (!title) return CCS_ERR_NOMEM;
    (void) fprintf(to, "%s%s%s\n", colors ? "\033[1m" : "", title, colors ? "\033[0m" : "");
    ccs_arena_free(&arena);
    if (steady) (void) fputs("steady state", to);
    else print_days(v, to);
    (void) fprintf(to, ", %s replication%s", ccs_figure_mean(CCS_FIGURE_NUMBER, (double) replications, 0, number),
        replications == 1 ? "" : "s");
    if (steady && replications > 0) (void) fprintf(to, " of %lu batches", v->n_observations / replications);
    (void) fprintf(to, ", seed %s, ± at %s confidence\n", v->seed, ccs_units_show_share(v->confidence, share, sizeof share));
    if (v->precision[0] != '\0') (void) fprintf(to, "precision asked for: %s\n", v->precision);
    if (!v->complete) {
        (void) fprintf(to, "INCOMPLETE: the run was stopped after %lu of %" PRIu64 " replications\n", replications,
            v->replications_asked);
    }
    return 0;
}

void ccs_summary_print_provenance(const ccs_view_t *view, FILE *to)
{
    (void) fprintf(to, "made by ccsim %s (%s) from scenario %s", view->version, view->revision, view->name);
    for (const char *line = view->settings; *line; line += strcspn(line, "\n"), line += *line == '\n')
        (void) fprintf(to, " --set '%.*s'", (int) strcspn(line, "\n"), line);
    (void) fputc('\n', to);
}

int ccs_summary_print(const ccs_view_t *view, const ccs_wanted_t *wanted, bool colors, FILE *to)
{
    columns_t columns = {0};
    int ret = 0;

    CCS_TRY(print_head(view, colors, to));
    if (wanted->by && !strcmp(wanted->by, "interval")) {
        CCS_TRY(print_intervals(view, wanted, colors, to));
    } else if (wanted->entity) {
        CCS_TRY(print_metrics(view, wanted, colors, to));
    } else if (wanted->by || wanted->metrics) {
        if (wanted->metrics) {
            add_wanted(&columns, view, wanted);
        } else {
            add_figures(&columns, view, CONTACT_FIGURES);
            add_figures(&columns, view, GROUP_FIGURES);
            add_figures(&columns, view, TRUNK_FIGURES);
        }
        CCS_TRY(print_entities(view, &columns, wanted, colors, to));
    } else {
        CCS_TRY(print_kind(view, "type", CONTACT_FIGURES, colors, to));
        CCS_TRY(print_kind(view, "group", GROUP_FIGURES, colors, to));
        CCS_TRY(print_kind(view, "trunk", TRUNK_FIGURES, colors, to));
        CCS_TRY(print_targets(view, colors, to));
    }
out:
    return ret;
}
