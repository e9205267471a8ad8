/* export_answer.c - the sheet that opens a workbook: what was asked, what came of it, when it is worst. Invariant: it fits a page of paper across,
 * and no figure stands here that the page and the summary do not have. */
#include <math.h>
#include <string.h>

#include "export_grid.h"
#include "findings.h"
#include "prose.h"
#include "xlsx_write.h"

enum {
    WORST_MAX = 6, /* as many as the page lists */
    RED_MAX = 60,  /* stretches; more are counted */
    SERIES_MAX = 8,
    ROWS_OF_CHART = 16, /* that a chart covers, and one more */
    HEAD = 32,
    FIGURES_MAX = 12,
    CHART_GAP = 20, /* pixels */
    LABELS_MAX = 10 /* on the axis of a chart of one day */
};

/* Where the sheet goes, and what it speaks of. */
typedef struct {
    const ccs_export_t *export;
    const ccs_export_grid_t *grid; /* NULL: no intervals */
    ccs_rows_t *rows;
    bool several, dated; /* variants; days */
    bool bounds;         /* some type has a target of its abandonment */
    const char *report;  /* what intervals are instead; NULL: intervals (view.h) */
} sheet_t;

static void heads(const sheet_t *s, const char *const *names)
{
    for (; *names; names++)
        if (s->several || strcmp(*names, "variant") != 0) ccs_rows_text(s->rows, CCS_CELL_HEAD, *names);
    ccs_rows_end(s->rows);
}

static bool has_bounds(const ccs_variants_t *variants)
{
    for (uint32_t k = 0; k < variants->n; k++)
        if (ccs_verdict_bounds(&variants->views[k])) return true;
    return false;
}

static void title(const sheet_t *s, const char *text)
{
    ccs_rows_end(s->rows);
    ccs_rows_text(s->rows, CCS_CELL_TITLE, text);
    ccs_rows_end(s->rows);
}

static void variant_cell(const sheet_t *s, const ccs_view_t *v)
{
    if (s->several) ccs_rows_text(s->rows, CCS_CELL_TEXT, v->name);
}

static void share(const sheet_t *s, double x)
{
    ccs_rows_number(s->rows, CCS_CELL_SHARE, x);
}

static bool is_wanted(const sheet_t *s, uint32_t entity)
{
    return ccs_wanted_entity(&s->export->wanted, s->export->variants->views->entities[entity]);
}

/* The mean of a metric by its name; NAN: not there, or of other entities. */
static double mean_of(const ccs_view_t *v, const char *metric, uint32_t entity)
{
    const uint32_t m = ccs_view_metric(v, metric);

    return m == CCS_DATA_NONE || !ccs_view_applies(v, m, entity) ? (double) NAN : ccs_view_point(v, m, entity).mean;
}

/* ---- what was asked ------------------------------------------------------------------------------------------------------- */

static void line(const sheet_t *s, const ccs_prose_t *text)
{
    s->rows->out_of_memory = s->rows->out_of_memory || text->out_of_memory;
    ccs_rows_text(s->rows, CCS_CELL_LINE, ccs_prose_text(text));
    ccs_rows_end(s->rows);
}

/* "Monday 2 March 2026 to Friday 6 March 2026, 100 replications, seed 1, low and high at 95 % confidence" */
static void say_run(const sheet_t *s, const ccs_view_t *v)
{
    char text[CCS_CONFIDENCE_MAX];
    ccs_prose_t to = {0};

    if (v->n_intervals > 0) ccs_prose_add(&to, "%s", ccs_prose_date(v->intervals[0], text));
    else ccs_prose_add(&to, "steady state");
    if (s->dated) ccs_prose_add(&to, " to %s", ccs_prose_date(v->intervals[v->n_intervals - 1], text));
    ccs_prose_add(&to, ", ");
    ccs_prose_add_count(&to, v->replications, "replication", "replications");
    if (v->first_replication > 1) ccs_prose_add(&to, " from number %u on", v->first_replication);
    ccs_prose_add(&to, ", seed %s; low and high: the interval of the mean at %s", v->seed, ccs_view_confidence(v, text));
    line(s, &to);
    ccs_prose_free(&to);
}

/* "Targets of types: 1 met, 2 missed, 0 undecided." */
static void say_targets(const sheet_t *s, const ccs_view_t *v)
{
    const ccs_targets_t t = ccs_targets_of(v);
    const ccs_intervals_met_t met = ccs_all_intervals_met(v);
    ccs_prose_t to = {0};

    if (s->several) ccs_prose_add(&to, "%s: ", v->name);
    if (t.n == 0) ccs_prose_add(&to, "no type has a target");
    else
        ccs_prose_add(&to, "targets of %u type%s: %u met, %u missed, %u undecided", t.n_types, t.n_types == 1 ? "" : "s",
            t.n_meets, t.n_misses, t.n_undecided);
    if (t.n > 0 && met.n_judged > 0)
        ccs_prose_add(&to, " over all of the time; %u of %u intervals are below target, %u surely", met.n_judged - met.n_met,
            met.n_judged, met.n_surely_below);
    if (!v->complete) ccs_prose_add(&to, "; the run was stopped before its end");
    if (*v->warnings) ccs_prose_add(&to, "; it is warned of something: see Assumptions");
    line(s, &to);
    ccs_prose_free(&to);
}

static void say_head(const sheet_t *s)
{
    const ccs_variants_t *const variants = s->export->variants;
    const ccs_view_t *const v = variants->views;

    ccs_rows_text(s->rows, CCS_CELL_TITLE, *v->title ? v->title : v->name);
    ccs_rows_end(s->rows);
    say_run(s, v);
    for (uint32_t k = 0; k < variants->n; k++) say_targets(s, &variants->views[k]);
    if (s->several) return;
    ccs_rows_text(s->rows, CCS_CELL_LINE,
        "One variant, so that there is no sheet Comparison: ccsim compare --what-if makes others.");
    ccs_rows_end(s->rows);
}

/* ---- headline figures ------------------------------------------------------------------------------------------------------ */

/* Whether intervals are held against targets. */
static bool judges(const sheet_t *s)
{
    return s->grid && !s->export->variants->views->report;
}

/* Half-hours that are judged, and those below target and surely so; of all together empty cells. */
static void count_intervals(const sheet_t *s, const ccs_view_t *v, uint32_t type)
{
    const ccs_intervals_met_t met = type < v->n_types ? ccs_intervals_met(v, type, NULL) : (ccs_intervals_met_t){.n_judged = 0};
    const bool known = met.n_judged > 0;

    ccs_rows_number(s->rows, CCS_CELL_WHOLE, known ? (double) met.n_judged : (double) NAN);
    ccs_rows_number(s->rows, CCS_CELL_WHOLE, known ? (double) (met.n_judged - met.n_met) : (double) NAN);
    ccs_rows_number(s->rows, CCS_CELL_WHOLE, known ? (double) met.n_surely_below : (double) NAN);
}

/* @param type  by number; that of no type for an entity that is none */
static void add_service(const sheet_t *s, const ccs_view_t *v, uint32_t entity, uint32_t type)
{
    static const enum ccs_cell_kind kinds[] = {CCS_CELL_TEXT, CCS_CELL_GOOD, CCS_CELL_BAD, CCS_CELL_UNSURE},
                                    lights[] = {CCS_CELL_SHARE, CCS_CELL_SHARE_GOOD, CCS_CELL_SHARE_BAD, CCS_CELL_SHARE_UNSURE};
    const bool is_type = type < v->n_types;
    const ccs_point_t level = ccs_verdict_service(v, entity);
    const enum ccs_verdict verdict = is_type ? ccs_verdict_on(v, type) : CCS_VERDICT_NONE,
                           of_level = is_type ? ccs_verdict_judge(v, type, CCS_AIM_SERVICE).verdict : CCS_VERDICT_NONE,
                           of_bound = is_type ? ccs_verdict_judge(v, type, CCS_AIM_ABANDONMENT).verdict : CCS_VERDICT_NONE;

    ccs_rows_text(s->rows, CCS_CELL_TEXT, v->labels[entity]);
    variant_cell(s, v);
    ccs_rows_number(s->rows, CCS_CELL_COUNT, mean_of(v, "offered", entity));
    ccs_rows_number(s->rows, lights[of_level], level.mean);
    share(s, level.low);
    share(s, level.high);
    share(s, is_type ? v->targets[type].wanted_frac : (double) NAN);
    ccs_rows_number(s->rows, CCS_CELL_SECONDS, is_type ? v->targets[type].within_s : (double) NAN);
    ccs_rows_text(s->rows, kinds[verdict], ccs_verdict_name(verdict));
    ccs_rows_number(s->rows, CCS_CELL_SECONDS, mean_of(v, "asa_s", entity));
    ccs_rows_number(s->rows, lights[of_bound], mean_of(v, "abandonment_rate", entity));
    if (s->bounds) share(s, is_type ? v->targets[type].abandoned_frac : (double) NAN);
    if (judges(s)) count_intervals(s, v, type);
    ccs_rows_end(s->rows);
}

/* All together first, but of several channels: a call and a mail have no mean in common. */
static void add_services(const sheet_t *s, const ccs_scope_t *of)
{
    const ccs_variants_t *const variants = s->export->variants;
    const ccs_view_t *const v = variants->views;
    const char *const judged[] = {judges(s) ? "intervals" : NULL, "below target", "surely below"};
    const char *const names[] = {"type", "variant", "offered", "service level", "low", "high", "target", "within (s)", "verdict",
        "mean answer (s)", "abandoned", s->bounds ? "at most" : judged[0], s->bounds ? judged[0] : judged[1],
        s->bounds ? judged[1] : judged[2], s->bounds ? judged[2] : NULL, NULL};

    title(s, "Service");
    heads(s, names);
    for (uint32_t k = 0; of->n_channels < 2 && is_wanted(s, of->all) && k < variants->n; k++)
        add_service(s, &variants->views[k], of->all, v->n_types);
    for (uint32_t i = 0; i < v->n_types; i++)
        for (uint32_t k = 0; is_wanted(s, v->type_entity[i]) && k < variants->n; k++)
            add_service(s, &variants->views[k], v->type_entity[i], i);
}

/* A table of figures that only some scenarios have: a row for each type of which its first one is known, and for all together. */
typedef struct {
    const char *title;
    struct {
        const char *metric, *head;
        enum ccs_cell_kind kind;
    } columns[FIGURES_MAX];
} figures_t;

static const figures_t CALLBACKS = {"Calls back",
    {{"callbacks_accepted", "accept", CCS_CELL_COUNT}, {"callbacks_reached", "called back", CCS_CELL_COUNT},
        {"callbacks_failed", "never called back", CCS_CELL_COUNT}, {"callbacks_hung_up", "gone before an agent", CCS_CELL_COUNT},
        {"callbacks_still_owed", "still owed", CCS_CELL_COUNT}, {"callback_delay_s", "called after (s)", CCS_CELL_SECONDS},
        {"wait_as_counted_s", "mean wait as the target counts (s)", CCS_CELL_SECONDS},
        {"wait_incl_callbacks_s", "mean wait on and off the line (s)", CCS_CELL_SECONDS},
        {"service_level_callbacks_wait_on", "answered or called back in time", CCS_CELL_SHARE}}};
static const figures_t JOURNEYS = {"Customers, each once whatever the agents that they meet",
    {{"journeys", "contacts", CCS_CELL_COUNT}, {"journeys_resolved", "served in the end", CCS_CELL_SHARE},
        {"journeys_served", "by agents", CCS_CELL_SHARE}, {"journeys_contained", "by self-service", CCS_CELL_SHARE},
        {"journey_talks", "agents met", CCS_CELL_NUMBER}, {"journey_wait_s", "wait on the line (s)", CCS_CELL_SECONDS},
        {"journey_s", "from coming to leaving (s)", CCS_CELL_SECONDS}}};
static const figures_t OUTCOMES = {"What comes of contacts",
    {{"fcr", "resolved by the first contact", CCS_CELL_SHARE}, {"repeat_rate", "repeat contacts", CCS_CELL_SHARE},
        {"issue_resolution", "issues resolved in the end", CCS_CELL_SHARE}, {"csat_top2", "marked 4 or 5", CCS_CELL_SHARE},
        {"csat_top2_survey", "the same in surveys", CCS_CELL_SHARE}, {"nps", "net promoter score", CCS_CELL_NUMBER},
        {"ces_easy", "easy", CCS_CELL_SHARE}, {"churned", "customers lost, as expected", CCS_CELL_COUNT},
        {"revenue_at_risk", "revenue at risk", CCS_CELL_COUNT}}};
static const figures_t PEOPLE = {"Who does the work",
    {{"headcount", "filled posts", CCS_CELL_NUMBER}, {"tenure_mean", "weeks on the phones", CCS_CELL_NUMBER},
        {"tenure_new", "less than 90 days", CCS_CELL_SHARE}, {"burnout_mean", "burnout", CCS_CELL_NUMBER},
        {"absence_expected", "absent, as expected", CCS_CELL_SHARE},
        {"attrition_expected", "quits a year, as expected", CCS_CELL_SHARE}, {"hires", "new agents", CCS_CELL_COUNT}}};
static const figures_t MONEY = {"What they cost",
    {{"cost_total", "cost", CCS_CELL_NUMBER}, {"cost_vendor", "of vendors", CCS_CELL_NUMBER},
        {"cost_per_contact", "each contact", CCS_CELL_NUMBER}, {"cost_per_resolution", "each resolution", CCS_CELL_NUMBER},
        {"cost_repeats", "of repeat contacts", CCS_CELL_NUMBER}, {"cost_full", "with what is lost", CCS_CELL_NUMBER},
        {"profit", "profit", CCS_CELL_NUMBER}}};
static const figures_t FLOWS = {"Call flows",
    {{"entries", "entered", CCS_CELL_COUNT}, {"flow_containment", "contained", CCS_CELL_SHARE},
        {"flow_containment_net", "net", CCS_CELL_SHARE}, {"flow_s", "time in it (s)", CCS_CELL_SECONDS},
        {"port_occupancy", "ports in use", CCS_CELL_SHARE}, {"bounces", "came back", CCS_CELL_COUNT}}};

static void add_figures_of(const sheet_t *s, const figures_t *figures, const ccs_view_t *v, uint32_t entity)
{
    ccs_rows_text(s->rows, CCS_CELL_TEXT, v->labels[entity]);
    variant_cell(s, v);
    for (uint32_t i = 0; i < FIGURES_MAX && figures->columns[i].metric; i++)
        ccs_rows_number(s->rows, figures->columns[i].kind, mean_of(v, figures->columns[i].metric, entity));
    ccs_rows_end(s->rows);
}

/* @param kind  of the entities that have rows */
static void add_figures(const sheet_t *s, const figures_t *figures, const char *kind)
{
    const ccs_variants_t *const variants = s->export->variants;
    const ccs_view_t *const v = variants->views;
    const uint32_t first = ccs_view_metric(v, figures->columns[0].metric);
    const char *names[FIGURES_MAX + 3] = {kind, "variant"};
    bool headed = false;

    for (uint32_t i = 0; i < FIGURES_MAX; i++) names[i + 2] = figures->columns[i].head;
    for (uint32_t e = 0; first != CCS_DATA_NONE && e < v->n_entities; e++) {
        if (!ccs_view_is_kind(v->entities[e], kind) && strcmp(v->entities[e], "all") != 0) continue;
        if (!is_wanted(s, e) || !ccs_view_applies(v, first, e)) continue;
        if (!headed) title(s, figures->title);
        if (!headed) heads(s, names);
        headed = true;
        for (uint32_t k = 0; k < variants->n; k++) add_figures_of(s, figures, &variants->views[k], e);
    }
}

/* Agent-hours over the open intervals: scheduled, and required where all of them are known. */
static void add_hours(const sheet_t *s, const ccs_grid_t *grid, uint32_t column)
{
    const ccs_view_t *const v = grid->view;
    double scheduled = 0, required = grid->required ? 0 : (double) NAN;

    for (uint32_t i = 0; i < v->n_intervals; i++) {
        const double hours = (v->interval_end_s[i] - v->interval_start_s[i]) / 3600;

        if (!v->interval_open[i]) continue;
        const ccs_grid_cell_t cell = ccs_grid_cell(grid, column, i);

        if (!isnan(cell.scheduled)) scheduled += hours * cell.scheduled;
        required += hours * cell.required;
    }
    ccs_rows_number(s->rows, CCS_CELL_COUNT, scheduled);
    if (!s->grid->grid.required) return;
    ccs_rows_number(s->rows, CCS_CELL_COUNT, required);
    ccs_rows_number(s->rows, CCS_CELL_GAP, scheduled - required);
}

static void add_staff(const sheet_t *s)
{
    const ccs_variants_t *const variants = s->export->variants;
    const bool required = s->grid && s->grid->grid.required;
    char red[HEAD];

    snprintf(red, sizeof red, "red %ss", s->report ? s->report : "interval");
    const char *const names[] = {"group", "variant", "agents scheduled", "busy", red, s->report ? NULL : "agent-hours",
        required ? "required" : NULL, "gap", NULL};

    if (!s->grid || s->grid->grid.n_groups == 0) return;
    title(s, "Staff");
    heads(s, names);
    for (uint32_t g = 0; g < s->grid->grid.n_groups; g++) {
        const uint32_t entity = s->grid->grid.entities[g];

        for (uint32_t k = 0; is_wanted(s, entity) && k < variants->n; k++) {
            const ccs_view_t *const v = &variants->views[k];
            const ccs_grid_t grid = ccs_grid_of(v);

            ccs_rows_text(s->rows, CCS_CELL_TEXT, v->labels[entity]);
            variant_cell(s, v);
            ccs_rows_number(s->rows, CCS_CELL_COUNT, mean_of(v, "scheduled_agents", entity));
            share(s, mean_of(v, "occupancy", entity));
            ccs_rows_number(s->rows, CCS_CELL_WHOLE, ccs_grid_count(&grid, g, NULL).n_missed);
            if (!s->report) add_hours(s, &grid, g); /* how long a period is open the result does not say */
            ccs_rows_end(s->rows);
        }
    }
    if (!required) return;
    ccs_rows_end(s->rows);
    ccs_rows_text(s->rows, CCS_CELL_TEXT, ccs_grid_method(&s->grid->grid));
    ccs_rows_end(s->rows);
}

/* ---- charts --------------------------------------------------------------------------------------------------------------- */

/* Colours that the colour-blind tell apart (Okabe and Ito, 2008). */
static const uint32_t COLOURS[SERIES_MAX] = {0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7, 0x56B4E9, 0xD55E00, 0x8A6100, 0x51606E};
static const uint32_t DARK = 0x16202A, RED = 0xB03A00;

/* Lines over the rows of the base. A label stands at the first interval of each day, or some of one day have theirs. */
static void add_chart(const sheet_t *s, ccs_book_chart_t chart)
{
    const ccs_view_t *const v = s->grid->grid.view;
    uint32_t n_of_day = 1;

    while (n_of_day < s->grid->n_shown && ccs_view_same_block(v, s->grid->shown[n_of_day], s->grid->shown[0])) n_of_day++;
    chart.sheet = s->grid->name;
    chart.first_row = 1;
    chart.last_row = s->grid->n_shown;
    chart.labels = s->grid->label;
    chart.n_steps = s->dated && !s->report ? n_of_day : (n_of_day + LABELS_MAX - 1) / LABELS_MAX;
    if (s->rows->book && chart.n > 0) ccs_book_chart(s->rows->book, &chart);
}

/* The service level of each type, and each target as a dashed line. */
static void add_level_chart(const sheet_t *s)
{
    const ccs_grid_t *const grid = &s->grid->grid;
    ccs_book_series_t series[SERIES_MAX];
    char name[SERIES_MAX][32];
    uint32_t n = 0;

    for (uint32_t i = grid->n_groups; i < grid->n && n < SERIES_MAX - 2; i++) {
        const uint32_t column = ccs_export_grid_column(s->grid, CCS_GRID_LEVEL, i);

        if (column == CCS_DATA_NONE) continue;
        series[n] = (ccs_book_series_t){grid->view->labels[grid->entities[i]], column, COLOURS[n], false};
        n++;
    }
    for (uint32_t i = 0; i < s->grid->n && n < SERIES_MAX; i++) {
        const ccs_export_column_t *const x = &s->grid->columns[i];

        if (x->figure != CCS_GRID_TARGET) continue;
        snprintf(name[n], sizeof name[n], "target %.4g %%", 100 * x->wanted);
        series[n] = (ccs_book_series_t){name[n], s->grid->n_keys + i, RED, true};
        n++;
    }
    add_chart(s,
        (ccs_book_chart_t){.title = "Service level",
            .axis = "answered in time",
            .kind = CCS_CELL_SHARE,
            .most = 1,
            .series = series,
            .n = n,
            .left = CCS_BOOK_CHART_WIDTH + CHART_GAP});
}

static void add_charts(const sheet_t *s)
{
    const struct {
        enum ccs_grid_figure figure;
        const char *name;
        uint32_t colour;
        bool dashed;
    } lines[] = {{CCS_GRID_OFFERED, "contacts offered", COLOURS[0], false}, {CCS_GRID_SCHEDULED, "agents scheduled", DARK, false},
        {CCS_GRID_REQUIRED, "agents required", COLOURS[2], true}};
    ccs_book_series_t series[sizeof lines / sizeof *lines];
    uint32_t n = 0;

    if (!s->grid || s->grid->n_shown == 0) return;
    for (size_t i = s->report != NULL; i < sizeof lines / sizeof *lines; i++) { /* contacts of a month are far above its agents */
        const uint32_t column = ccs_export_grid_column(s->grid, lines[i].figure, CCS_DATA_NONE);

        if (column != CCS_DATA_NONE) series[n++] = (ccs_book_series_t){lines[i].name, column, lines[i].colour, lines[i].dashed};
    }
    char course[2 * HEAD];

    snprintf(course, sizeof course, "By %s%s", s->report ? s->report : "interval", s->several ? ", of the first variant" : "");
    title(s, course);
    add_chart(s,
        (ccs_book_chart_t){.title = s->report ? "Agents" : "Contacts and agents",
            .axis = s->report ? "agents" : "contacts, agents",
            .kind = CCS_CELL_WHOLE,
            .most = (double) NAN,
            .series = series,
            .n = n});
    add_level_chart(s);
    for (int i = 0; i < ROWS_OF_CHART; i++) ccs_rows_end(s->rows);
}

/* ---- when it is worst ------------------------------------------------------------------------------------------------------ */

static void add_when(const sheet_t *s, const ccs_view_t *v, uint32_t interval)
{
    char when[CCS_PROSE_TIME_MAX];

    ccs_rows_printf(s->rows, "%s", ccs_prose_begin(v->intervals[interval], s->dated, when));
}

/* The lowest service levels of those of whom headlines speak, in the base. */
static void add_worst(const sheet_t *s, const ccs_findings_t *found)
{
    const ccs_view_t *const v = found->scope.view;
    const uint32_t metric = ccs_view_interval_metric(v, "service_level"), offered = ccs_view_interval_metric(v, "offered"),
                   agents = ccs_view_interval_metric(v, "scheduled_agents");
    uint32_t worst[WORST_MAX];
    const uint32_t n = metric == CCS_DATA_NONE ? 0 : ccs_worst_intervals(&found->scope, metric, found->ranks, worst, WORST_MAX);

    if (n == 0) return;
    title(s, "Lowest service levels");
    heads(s, (const char *const[]){"when", "of", "service level", "low", "high", "offered", "agents scheduled", NULL});
    for (uint32_t i = 0; i < n; i++) {
        const ccs_point_t level = ccs_view_point_at(v, metric, found->scope.main, worst[i]);

        add_when(s, v, worst[i]);
        ccs_rows_text(s->rows, CCS_CELL_TEXT, v->labels[found->scope.main]);
        share(s, level.mean);
        share(s, level.low);
        share(s, level.high);
        ccs_rows_number(s->rows, CCS_CELL_COUNT,
            offered == CCS_DATA_NONE ? (double) NAN : ccs_view_point_at(v, offered, found->scope.main, worst[i]).mean);
        ccs_rows_number(s->rows, CCS_CELL_COUNT,
            agents == CCS_DATA_NONE ? (double) NAN : ccs_view_point_at(v, agents, found->scope.all, worst[i]).mean);
        ccs_rows_end(s->rows);
    }
}

/* Neighbours that are red, as one row: from, to, how many, the lowest service level among them. */
static void add_stretch(const sheet_t *s, const ccs_view_t *v, uint32_t type, ccs_below_target_t at)
{
    const ccs_grid_t grid = ccs_grid_of(v);
    const bool over_night = s->dated && !s->report && !ccs_view_same_day(v, at.first, at.last);
    char end[CCS_PROSE_TIME_MAX], day[CCS_PROSE_TIME_MAX];
    double lowest = 1;

    for (uint32_t i = at.first; i <= at.last; i++)
        lowest = fmin(lowest, ccs_grid_cell(&grid, grid.n_groups + type, i).level.mean);
    ccs_rows_text(s->rows, CCS_CELL_TEXT, v->labels[v->type_entity[type]]);
    variant_cell(s, v);
    add_when(s, v, at.first);
    if (s->report) add_when(s, v, at.last);
    else
        ccs_rows_printf(s->rows, "%s%s%s", over_night ? ccs_prose_day(v->intervals[at.last], day) : "", over_night ? " " : "",
            ccs_prose_end(v->intervals[at.last], v->interval_end_s[at.last] - v->interval_start_s[at.last], end));
    ccs_rows_number(s->rows, CCS_CELL_WHOLE, at.last - at.first + 1);
    ccs_rows_number(s->rows, CCS_CELL_SHARE_BAD, lowest);
    share(s, v->targets[type].wanted_frac);
    ccs_rows_end(s->rows);
}

/* The red stretches of a type in a variant. @param n  rows so far, which grows: beyond RED_MAX they are counted only */
static void add_red_of(const sheet_t *s, const ccs_view_t *v, uint32_t type, uint32_t *n)
{
    const ccs_grid_t grid = ccs_grid_of(v);
    unsigned char *const marks = ccs_arena_array(&s->rows->arena, v->n_intervals + 1, 1);
    ccs_below_target_t at;

    if (!marks) {
        s->rows->out_of_memory = true;
        return;
    }
    (void) ccs_grid_count(&grid, grid.n_groups + type, marks);
    for (uint32_t from = 0; ccs_stretch_next(marks, v->n_intervals, CCS_VERDICT_MISSED, &from, &at);)
        if (++*n <= RED_MAX) add_stretch(s, v, type, at);
}

static void add_red(const sheet_t *s)
{
    const ccs_variants_t *const variants = s->export->variants;
    char many[HEAD];
    uint32_t n = 0;

    if (!s->grid) return;
    snprintf(many, sizeof many, "%ss", s->report ? s->report : "interval");
    title(s, "Red: surely below target");
    heads(s, (const char *const[]){"type", "variant", "from", "to", many, "lowest service level", "target", NULL});
    for (uint32_t i = 0; i < variants->views->n_types && i < CCS_SCOPE_ENTITIES_MAX; i++)
        for (uint32_t k = 0; is_wanted(s, variants->views->type_entity[i]) && k < variants->n; k++)
            add_red_of(s, &variants->views[k], i, &n);
    if (n == 0) ccs_rows_text(s->rows, CCS_CELL_LINE, "none");
    if (n > RED_MAX) ccs_rows_printf(s->rows, "and %u more: see %s", n - RED_MAX, s->grid->name);
    ccs_rows_end(s->rows);
}

void ccs_export_answer(const ccs_export_t *self, const ccs_export_grid_t *grid, ccs_rows_t *rows)
{
    const ccs_view_t *const v = self->variants->views;
    const sheet_t s = {self, grid, rows, self->variants->n > 1, ccs_prose_is_dated(v->intervals, v->n_intervals),
        has_bounds(self->variants), v->report};
    ccs_findings_t found = {0};
    const int ret = ccs_findings_open(&found, v, NULL); /* a result without "all" has none */

    rows->out_of_memory = rows->out_of_memory || ret == CCS_ERR_NOMEM;
    ccs_rows_head(rows, "Answer", 0);
    say_head(&s);
    if (ret == 0) add_services(&s, &found.scope);
    add_figures(&s, &JOURNEYS, "type");
    add_figures(&s, &OUTCOMES, "type");
    add_figures(&s, &PEOPLE, "group");
    add_figures(&s, &MONEY, "type");
    add_figures(&s, &CALLBACKS, "type");
    add_figures(&s, &FLOWS, "flow");
    add_staff(&s);
    add_charts(&s);
    if (ret == 0) add_worst(&s, &found);
    add_red(&s);
    ccs_findings_free(&found);
}
