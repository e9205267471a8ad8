/* export_intervals.c - the demand and the staff of each queue by interval, as planning tools read them. Invariant: over the rows of a queue
 * the offered contacts add up to those of the run. */
#include <math.h>
#include <string.h>

#include "export_parts.h"
#include "units.h"

/* What the rows are made of, in one configuration. */
typedef struct {
    const ccs_export_t *export;
    const ccs_view_t *view;
    uint32_t offered, aht, staff; /* metrics; CCS_DATA_NONE: the result does not hold it */
    const ccs_variable_t *pair_type, *pair_group, *pair_talks;
} maker_t;

static double value_of(const maker_t *m, uint32_t metric, uint32_t entity, uint32_t interval)
{
    if (metric == CCS_DATA_NONE || entity == CCS_DATA_NONE || !ccs_view_has_intervals(m->view, metric)) return (double) NAN;
    return ccs_view_point_at(m->view, metric, entity, interval).mean;
}

/* A pair that this variant does not have stands in the result for the sake of another one: its facts are not defined. */
static bool has_pair(const maker_t *m, size_t pair)
{
    const size_t n = m->pair_type->n;

    if (!m->pair_talks || m->pair_talks->type != CCS_DATA_F64 || m->view->n_configs == 1) return true;
    const size_t per_config = m->pair_talks->n / m->view->n_configs;

    return per_config < n || !isnan(m->pair_talks->data.f64[m->view->config * per_config + pair]);
}

/* Mean handle time of the contacts that arrive in an interval: that of the queue over the run, of all queues together as they are mixed in the
 * interval. What happens to end in the interval is too short after opening and too long before close. */
static double aht_of(const maker_t *m, uint32_t entity, uint32_t interval)
{
    const ccs_view_t *const v = m->view;
    double work_s = 0, offered = 0;

    if (m->aht == CCS_DATA_NONE) return (double) NAN;
    if (strcmp(v->entities[entity], "all") != 0) return ccs_view_point(v, m->aht, entity).mean;
    for (uint32_t i = 0; i < v->n_types; i++) {
        const double n = value_of(m, m->offered, v->type_entity[i], interval);
        const double aht_s = ccs_view_point(v, m->aht, v->type_entity[i]).mean;

        if (!(n > 0) || isnan(aht_s)) continue;
        work_s += n * aht_s;
        offered += n;
    }
    return work_s / offered;
}

/* Scheduled agents of the groups that serve a type; of all groups for "all". NAN where none is defined. */
static double staff_of(const maker_t *m, uint32_t entity, uint32_t interval)
{
    const char *const type = ccs_export_name_of(m->view->entities[entity]);
    double sum = (double) NAN;
    char group[256];

    if (!strcmp(m->view->entities[entity], "all")) return value_of(m, m->staff, entity, interval);
    for (size_t i = 0; m->pair_type && m->pair_group && i < m->pair_type->n && i < m->pair_group->n; i++) {
        if (strcmp(m->pair_type->data.text[i], type) != 0 || !has_pair(m, i)) continue;
        (void) snprintf(group, sizeof group, "group/%s", m->pair_group->data.text[i]);
        const double x = value_of(m, m->staff, ccs_view_entity(m->view, group), interval);

        if (!isnan(x)) sum = isnan(sum) ? x : sum + x;
    }
    return sum;
}

/* Date and time of an interval. After close it is the time of closing: the label says so, or it is the end of the interval before. */
static void time_of(const ccs_view_t *v, uint32_t interval, char date[CCS_LABEL_MAX], char time[CCS_LABEL_MAX])
{
    const char *const closed = strstr(v->intervals[interval], "closed from ");
    char before_date[CCS_LABEL_MAX], before[CCS_LABEL_MAX];

    ccs_export_split(v->intervals[interval], date, time);
    if (v->interval_open[interval]) return;
    if (closed) {
        (void) snprintf(time, CCS_LABEL_MAX, "%.20s", &closed[strlen("closed from ")]);
    } else if (interval > 0) {
        ccs_export_split(v->intervals[interval - 1], before_date, before);
        double start_s;

        if (ccs_units_time_of_day(before, &start_s) != 0) return; /* an hour that came twice: its label stays */
        (void) memcpy(date, before_date, CCS_LABEL_MAX);          /* a night closes on the date after its own */
        (void) ccs_units_show_time_of_day(start_s + v->interval_end_s[interval - 1] - v->interval_start_s[interval - 1], time,
            CCS_LABEL_MAX);
    }
}

static void add_row(const maker_t *m, ccs_rows_t *rows, uint32_t entity, uint32_t interval)
{
    const ccs_view_t *const v = m->view;
    char date[CCS_LABEL_MAX], time[CCS_LABEL_MAX];

    time_of(v, interval, date, time);
    if (m->export->variants->n > 1) ccs_rows_text(rows, CCS_CELL_TEXT, v->name);
    ccs_rows_text(rows, CCS_CELL_DATE, date);
    ccs_rows_text(rows, CCS_CELL_TIME, time);
    ccs_rows_text(rows, CCS_CELL_TEXT, ccs_export_name_of(v->entities[entity]));
    ccs_rows_number(rows, CCS_CELL_NUMBER, value_of(m, m->offered, entity, interval));
    ccs_rows_number(rows, CCS_CELL_SECONDS, aht_of(m, entity, interval));
    ccs_rows_number(rows, CCS_CELL_NUMBER, staff_of(m, entity, interval));
    for (uint32_t i = 0; m->export->wanted.metrics && i < v->n_metrics; i++)
        if (ccs_wanted_metric(&m->export->wanted, v->metrics[i]))
            ccs_rows_number(rows, ccs_export_kind(v, i), value_of(m, i, entity, interval));
    ccs_rows_end(rows);
}

/* Queues are contact types, and all of them together, unless one was asked for. */
static void add_interval(const maker_t *m, ccs_rows_t *rows, uint32_t interval)
{
    const ccs_view_t *const v = m->view;
    const uint32_t all = ccs_view_entity(v, "all");
    const double offered = value_of(m, m->offered, all, interval);

    if (!v->interval_open[interval] && !(offered > 0)) return;
    for (uint32_t i = 0; i < v->n_types; i++)
        if (ccs_wanted_entity(&m->export->wanted, v->entities[v->type_entity[i]])) add_row(m, rows, v->type_entity[i], interval);
    if (all != CCS_DATA_NONE && ccs_wanted_entity(&m->export->wanted, "all")) add_row(m, rows, all, interval);
}

static void add_heads(const ccs_export_t *self, ccs_rows_t *rows)
{
    static const char *const heads[] = {"date", "interval", "queue", "offered", "aht", "staff"};
    const ccs_view_t *const v = self->variants->views;

    if (self->variants->n > 1) ccs_rows_text(rows, CCS_CELL_TEXT, "config");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) ccs_rows_text(rows, CCS_CELL_TEXT, heads[i]);
    for (uint32_t i = 0; self->wanted.metrics && i < v->n_metrics; i++)
        if (ccs_wanted_metric(&self->wanted, v->metrics[i])) ccs_rows_text(rows, CCS_CELL_TEXT, v->metrics[i]);
    ccs_rows_head(rows, "intervals", self->variants->n > 1 ? 4 : 3);
}

static const ccs_variable_t *texts_over_pairs(const ccs_view_t *v, const char *name)
{
    const ccs_variable_t *const x = ccs_dataset_find(v->data, name);

    return x && x->type == CCS_DATA_TEXT ? x : NULL;
}

void ccs_export_intervals(const ccs_export_t *self, ccs_rows_t *rows)
{
    add_heads(self, rows);
    for (uint32_t k = 0; k < self->variants->n; k++) {
        const ccs_view_t *const v = &self->variants->views[k];
        const maker_t m = {self, v, ccs_view_metric(v, "offered"), ccs_view_metric(v, "aht_s"),
            ccs_view_metric(v, "scheduled_agents"), texts_over_pairs(v, "pair_type"), texts_over_pairs(v, "pair_group"),
            ccs_dataset_find(v->data, "pair_talks")};

        for (uint32_t i = 0; i < v->n_intervals; i++) add_interval(&m, rows, i);
    }
}
