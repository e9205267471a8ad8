/* json_findings.c - findings as JSON. Invariant: what is not known is null, so that every variant has the same members. */
#include "json_findings.h"

#include <math.h>
#include <stdlib.h>

#include "err.h"
#include "findings.h"
#include "grid.h"
#include "json_write.h"

static void print_count(const char *name, uint32_t n, FILE *to)
{
    ccs_json_number_member(name, n, to);
}

static void print_flag(const char *name, bool flag, FILE *to)
{
    fprintf(to, ", \"%s\": %s", name, flag ? "true" : "false");
}

static void print_point(ccs_point_t x, FILE *to)
{
    ccs_json_number_member("mean", x.mean, to);
    ccs_json_number_member("half_width", x.half_width, to);
    ccs_json_number_member("low", x.low, to);
    ccs_json_number_member("high", x.high, to);
}

/* A member that is an object, whose first member is a text. */
static void begin_object(const char *name, const char *first, const char *text, FILE *to)
{
    fprintf(to, ",\n   \"%s\": {\"%s\": ", name, first);
    ccs_json_text(text, to);
}

static void print_null(const char *name, FILE *to)
{
    fprintf(to, ",\n   \"%s\": null", name);
}

static void print_targets(const ccs_findings_t *f, FILE *to)
{
    fprintf(to, ",\n   \"targets\": {\"set\": %u", f->targets.n);
    print_count("met", f->targets.n_meets, to);
    print_count("missed", f->targets.n_misses, to);
    print_count("undecided", f->targets.n_undecided, to);
    ccs_json_number_member("days_judged", f->days.n > 0 ? f->days.n : (double) NAN, to);
    ccs_json_number_member("days_reached", f->days.n > 0 ? f->days.k : (double) NAN, to);
    fputc('}', to);
    if (f->lowest_type.at == CCS_DATA_NONE) {
        print_null("lowest_type", to);
        return;
    }
    begin_object("lowest_type", "entity", f->scope.view->entities[f->scope.view->type_entity[f->lowest_type.at]], to);
    print_point(f->lowest_type.point, to);
    print_flag("clear", f->lowest_is_clear, to);
    fputc('}', to);
}

/* "names": [...] of the intervals that have a mark. */
static void print_marked(const char *name, const ccs_view_t *v, const unsigned char *marks, unsigned char mark, FILE *to)
{
    uint32_t n = 0;

    fprintf(to, ", \"%s\": [", name);
    for (uint32_t i = 0; i < v->n_intervals; i++) {
        if (marks[i] != mark) continue;
        if (n++ > 0) fputs(", ", to);
        ccs_json_text(v->intervals[i], to);
    }
    fputc(']', to);
}

static void print_worst(const ccs_findings_t *f, FILE *to)
{
    const ccs_view_t *const v = f->scope.view;
    const ccs_worst_t *const worst = &f->worst;

    if (worst->interval == CCS_DATA_NONE) {
        print_null("worst", to);
        return;
    }
    begin_object("worst", "interval", v->intervals[worst->interval], to);
    print_point(ccs_view_point_at(v, ccs_view_metric(v, "service_level"), f->scope.main, worst->interval), to);
    ccs_json_text_member("first", v->intervals[worst->first], to);
    ccs_json_text_member("last", v->intervals[worst->last], to);
    print_count("ranked", worst->n_ranked, to);
    print_flag("known", worst->known, to);
    print_flag("paired", worst->paired, to);
    print_marked("may_be_as_bad", v, f->ranks, CCS_RANKED_WORST, to);
    print_count("among_the_worst", worst->n_top, to);
    ccs_json_number_member("on_days", worst->n_days > 0 ? worst->n_days_among : (double) NAN, to);
    ccs_json_number_member("of_days", worst->n_days > 0 ? worst->n_days : (double) NAN, to);
    fputc('}', to);
}

static void print_unstaffed(const ccs_findings_t *f, FILE *to)
{
    if (f->unstaffed.n == 0) {
        print_null("unstaffed", to);
        return;
    }
    fprintf(to, ",\n   \"unstaffed\": {\"n\": %u", f->unstaffed.n);
    print_marked("intervals", f->scope.view, f->without_agents, 1, to);
    ccs_json_number_member("offered", f->unstaffed.offered, to);
    ccs_json_number_member("of_offered", f->unstaffed.offered_all, to);
    fputc('}', to);
}

static void print_shortage(const ccs_findings_t *f, FILE *to)
{
    const ccs_short_group_t *const s = &f->shortage;

    if (s->entity == CCS_DATA_NONE) {
        print_null("shortest_group", to);
        return;
    }
    begin_object("shortest_group", "entity", f->scope.view->entities[s->entity], to);
    print_flag("short", s->is_short, to);
    ccs_json_number_member("mean_wait_s", s->wait.mean, to);
    ccs_json_number_member("half_width_s", s->wait.half_width, to);
    ccs_json_number_member("occupancy", s->occupancy, to);
    print_count("on_days", s->n_first, to);
    print_count("of_days", s->n_days, to);
    fputc('}', to);
}

/* Where a figure is lowest or highest: the neighbours that cannot be told from it too. */
static void print_peak(const ccs_scope_t *scope, const char *name, const ccs_peak_t *peak, FILE *to)
{
    fprintf(to, ", \"%s\": {\"interval\": ", name);
    ccs_json_text(scope->view->intervals[scope->open[peak->at]], to);
    print_point(peak->point, to);
    ccs_json_text_member("first", scope->view->intervals[scope->open[peak->first]], to);
    ccs_json_text_member("last", scope->view->intervals[scope->open[peak->last]], to);
    print_flag("clear", peak->clear, to);
    fputc('}', to);
}

static void print_extremes(const ccs_findings_t *f, FILE *to)
{
    const ccs_extremes_t *const all[] = {&f->level, &f->offered};
    uint32_t n = 0;

    fputs(",\n   \"extremes\": [", to);
    for (int i = 0; i < 2; i++) {
        if (all[i]->lowest.at == CCS_DATA_NONE) continue;
        fputs(n++ > 0 ? ",\n    {\"metric\": " : "\n    {\"metric\": ", to);
        ccs_json_text(f->scope.view->metrics[all[i]->metric], to);
        print_peak(&f->scope, "lowest", &all[i]->lowest, to);
        print_peak(&f->scope, "highest", &all[i]->highest, to);
        fputc('}', to);
    }
    fputc(']', to);
}

/* Agents that the targets need, by interval; null while the centre is closed. @param gross  before planned shrinkage */
static void print_required(const ccs_grid_t *grid, uint32_t column, bool gross, FILE *to)
{
    fputs(gross ? ", \"required_gross\": [" : ", \"required_agents\": [", to);
    for (uint32_t i = 0; i < grid->view->n_intervals; i++) {
        const ccs_grid_cell_t cell = ccs_grid_cell(grid, column, i);

        if (i > 0) fputs(", ", to);
        ccs_json_number(gross ? cell.required_gross : cell.required, to);
    }
    fputc(']', to);
}

/* Intervals at which a type is closed by hours of its own though the centre is open. */
static void print_closed(const ccs_grid_t *grid, uint32_t column, FILE *to)
{
    const char *separator = ", \"closed_intervals\": [";

    for (uint32_t i = 0; i < grid->view->n_intervals; i++) {
        if (!ccs_grid_cell(grid, column, i).closed) continue;
        fputs(separator, to);
        ccs_json_text(grid->view->intervals[i], to);
        separator = ", ";
    }
    if (separator[2] == '\0') fputc(']', to);
}

/* A group or type of the planner's grid: its open intervals by their light, each named. */
static void print_column(const ccs_grid_t *grid, uint32_t column, unsigned char *marks, FILE *to)
{
    const ccs_view_t *const v = grid->view;
    const ccs_grid_count_t count = ccs_grid_count(grid, column, marks);

    fputs(column > 0 ? ",\n    {\"entity\": " : "\n    {\"entity\": ", to);
    ccs_json_text(v->entities[grid->entities[column]], to);
    print_count("judged", count.n_judged, to);
    print_count("met", count.n_met, to);
    print_count("missed", count.n_missed, to);
    print_count("undecided", count.n_undecided, to);
    print_marked("met_intervals", v, marks, CCS_VERDICT_MET, to);
    print_marked("missed_intervals", v, marks, CCS_VERDICT_MISSED, to);
    print_marked("undecided_intervals", v, marks, CCS_VERDICT_UNDECIDED, to);
    print_closed(grid, column, to);
    if (grid->required && column < grid->n_groups) {
        print_required(grid, column, false, to);
        print_required(grid, column, true, to);
    }
    fputc('}', to);
}

static int print_grid(const ccs_findings_t *f, FILE *to)
{
    const ccs_grid_t grid = ccs_grid_of(f->scope.view);
    unsigned char *const marks = calloc((size_t) f->scope.view->n_intervals + 1, 1);

    if (!marks) return CCS_ERR_NOMEM;
    fputs(",\n   \"grid\": [", to);
    for (uint32_t column = 0; column < grid.n; column++) print_column(&grid, column, marks, to);
    fputc(']', to);
    free(marks);
    return 0;
}

static int print_findings(const ccs_findings_t *f, FILE *to)
{
    begin_object("service", "entity", f->scope.view->entities[f->scope.main], to);
    print_point(f->service, to);
    fputc('}', to);
    print_targets(f, to);
    print_worst(f, to);
    print_unstaffed(f, to);
    print_shortage(f, to);
    print_extremes(f, to);
    return print_grid(f, to);
}

int ccs_json_findings(const ccs_view_t *views, uint32_t n, FILE *to)
{
    fputs(",\n \"findings\": [", to);
    for (uint32_t k = 0; k < n; k++) {
        ccs_err_t why = {0};
        ccs_findings_t found;
        int ret = ccs_findings_open(&found, &views[k], &why);

        fputs(k > 0 ? ",\n  {\"variant\": " : "\n  {\"variant\": ", to);
        ccs_json_text(views[k].name, to);
        if (ret == 0) ret = print_findings(&found, to);
        fputc('}', to);
        ccs_findings_free(&found);
        if (ret == CCS_ERR_NOMEM) return ret; /* but a result without "all" has no findings, and JSON is whatever else there is */
    }
    fputs("\n ]", to);
    return 0;
}
