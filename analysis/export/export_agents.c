/* export_agents.c - the sheets of single agents, of what they are off the phones for, and of agents by interval: a row each where the result has their figures. Invariant: a
 * row has the figures of one agent of one variant; whom a variant does not have has no row in it. */
#include <math.h>

#include "export_parts.h"

/* Rows of a sheet, its head included. */
enum { SHEET_ROWS = 1048576 };

/* A sheet of rows along an axis. */
typedef struct {
    const ccs_export_t *export;
    ccs_rows_t *rows;
    enum ccs_axis axis;
    const char *title;
    uint32_t n, *columns; /* metrics */
} sheet_t;

static const ccs_view_t *first_view(const sheet_t *s)
{
    return s->export->variants->views;
}

/* @return false when out of memory */
static bool find_columns(sheet_t *s)
{
    const ccs_view_t *const v = first_view(s);

    s->columns = ccs_arena_array(&s->rows->arena, v->n_metrics, sizeof *s->columns);
    for (uint32_t m = 0; s->columns && m < v->n_metrics; m++)
        if (ccs_wanted_metric(&s->export->wanted, v->metrics[m]) && ccs_view_has(v, s->axis, m)) s->columns[s->n++] = m;
    return s->columns != NULL;
}

/* Whether the variant has the agent, and it is wanted. */
static bool is_row(const sheet_t *s, const ccs_view_t *v, uint32_t at)
{
    bool any = false;

    if (!ccs_wanted_apart(&s->export->wanted, ccs_view_name(v, s->axis, at))) return false;
    for (uint32_t i = 0; i < s->n && !any; i++) any = !isnan(ccs_view_at(v, s->axis, s->columns[i], 0, at).mean);
    return any;
}

static uint64_t count_rows(const sheet_t *s)
{
    uint64_t n = 0;

    for (uint32_t k = 0; k < s->export->variants->n; k++) {
        const ccs_view_t *const v = &first_view(s)[k];

        for (uint32_t i = 0; i < ccs_view_count(v, s->axis); i++) n += is_row(s, v, i);
    }
    return n;
}

/* What a row is: the agent as the scenario and as people call it, and what is told of it. @param date, time  room for texts, which live until the row ends */
static void add_keys(const sheet_t *s, const ccs_view_t *v, uint32_t at, char date[CCS_LABEL_MAX], char time[CCS_LABEL_MAX])
{
    const bool is_timed = s->axis == CCS_AXIS_AGENT_INTERVAL, is_reason = s->axis == CCS_AXIS_AGENT_ACTIVITY;
    const uint32_t agent = is_timed ? at / v->n_intervals : at;

    ccs_rows_text(s->rows, CCS_CELL_TEXT, is_reason ? v->activity_agents[at] : ccs_export_name_of(v->agents.names[agent]));
    ccs_rows_text(s->rows, CCS_CELL_TEXT, is_reason ? v->agent_activities.labels[at] : v->agents.labels[agent]);
    if (is_reason) ccs_rows_text(s->rows, CCS_CELL_TEXT, v->activity_reasons[at]);
    if (!is_timed) return;
    ccs_export_split(v, at % v->n_intervals, date, time);
    ccs_rows_text(s->rows, CCS_CELL_DATE, date);
    ccs_rows_text(s->rows, CCS_CELL_TIME, time);
}

static void add_row(const sheet_t *s, const ccs_view_t *v, uint32_t at)
{
    char date[CCS_LABEL_MAX], time[CCS_LABEL_MAX];

    if (s->export->variants->n > 1) ccs_rows_text(s->rows, CCS_CELL_TEXT, v->name);
    add_keys(s, v, at, date, time);
    for (uint32_t i = 0; i < s->n; i++) {
        const ccs_point_t x = ccs_view_at(v, s->axis, s->columns[i], 0, at);

        ccs_rows_number(s->rows, ccs_export_kind(v, s->columns[i]), x.mean);
        ccs_rows_number(s->rows, ccs_export_kind(v, s->columns[i]), x.half_width);
    }
    ccs_rows_end(s->rows);
}

static void add_heads(const sheet_t *s)
{
    const ccs_view_t *const v = first_view(s);

    if (s->export->variants->n > 1) ccs_rows_text(s->rows, CCS_CELL_TEXT, "variant");
    ccs_rows_text(s->rows, CCS_CELL_TEXT, "agent");
    ccs_rows_text(s->rows, CCS_CELL_TEXT, "label");
    if (s->axis == CCS_AXIS_AGENT_ACTIVITY) ccs_rows_text(s->rows, CCS_CELL_TEXT, "off the phones for");
    if (s->axis == CCS_AXIS_AGENT_INTERVAL) {
        ccs_rows_text(s->rows, CCS_CELL_TEXT, "date");
        ccs_rows_text(s->rows, CCS_CELL_TEXT, ccs_export_time_head(v));
    }
    const uint32_t n_keys = s->rows->n;

    for (uint32_t i = 0; i < s->n; i++) {
        ccs_rows_text(s->rows, CCS_CELL_TEXT, v->metrics[s->columns[i]]);
        ccs_rows_printf(s->rows, "± %s", v->metrics[s->columns[i]]);
    }
    ccs_rows_head(s->rows, s->title, n_keys);
}

/* What a workbook has no room for is said in its place, since the other sheets are good without it. */
static void add_refusal(const sheet_t *s, uint64_t n)
{
    ccs_rows_printf(s->rows, "%llu rows of agents are more than a sheet holds: ccsim export RESULT --by %s -o FILE.csv has them",
        (unsigned long long) n, ccs_axis_name(s->axis));
    ccs_rows_head(s->rows, s->title, 0);
}

static void add_sheet(sheet_t *s)
{
    const bool fits = find_columns(s);
    const uint64_t n = fits ? count_rows(s) : 0;

    if (!fits) s->rows->out_of_memory = true;
    if (n == 0) return;
    if (n >= SHEET_ROWS) {
        add_refusal(s, n);
        return;
    }
    add_heads(s);
    for (uint32_t k = 0; k < s->export->variants->n; k++) {
        const ccs_view_t *const v = &first_view(s)[k];

        for (uint32_t i = 0; i < ccs_view_count(v, s->axis); i++)
            if (is_row(s, v, i)) add_row(s, v, i);
    }
}

void ccs_export_agents(const ccs_export_t *self, ccs_rows_t *rows)
{
    sheet_t sheets[] = {{self, rows, CCS_AXIS_AGENT, "agents", 0, NULL},
        {self, rows, CCS_AXIS_AGENT_ACTIVITY, "agents off the phones", 0, NULL},
        {self, rows, CCS_AXIS_AGENT_INTERVAL, "agents by interval", 0, NULL}};

    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) add_sheet(&sheets[i]);
}
