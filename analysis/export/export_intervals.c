/* export_intervals.c - the demand and the staff of each queue by interval, as planning tools read them. Invariant: over the rows of a queue
 * the offered contacts add up to those of the run, over the rows of an interval the staff to the agents who are there. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "export_parts.h"
#include "grid.h"
#include "units.h"

/* A group of agents. */
typedef struct {
    uint32_t entity;
    uint32_t n_queues;  /* contact types that it serves */
    uint32_t type;      /* the last of them */
    const char *queues; /* "cards+loans"; owned by the rows */
} group_t;

/* What the rows are made of, in one configuration. */
typedef struct {
    const ccs_export_t *export;
    const ccs_view_t *view;
    uint32_t offered, aht, staff; /* metrics; CCS_DATA_NONE: the result does not hold it */
    const ccs_variable_t *pair_type, *pair_group, *pair_talks;
    const ccs_variable_t *begins; /* of intervals on the local clock; NULL: they are not known */
    ccs_grid_t grid;              /* who is required, where anybody asked */
    group_t *groups;              /* n_groups; owned by the rows */
    uint32_t n_groups;
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

/* Scheduled agents of the groups that serve this type alone: 0 if it has none of its own, NAN where no staff is defined. */
static double own_staff(const maker_t *m, uint32_t type, uint32_t interval)
{
    bool defined = false;
    double sum = 0;

    for (uint32_t i = 0; i < m->n_groups; i++) {
        const double x = value_of(m, m->staff, m->groups[i].entity, interval);

        if (isnan(x)) continue;
        defined = true;
        if (m->groups[i].n_queues == 1 && m->groups[i].type == type) sum += x;
    }
    return defined ? sum : (double) NAN;
}

/* When an interval begins. That of a closed time its label does not say: before opening it is the begin of the first day, else the time of
 * closing. */
static void time_of(const maker_t *m, uint32_t interval, char date[CCS_LABEL_MAX], char time[CCS_LABEL_MAX])
{
    enum { DAY_S = 86400, UNITS = sizeof "seconds since " - 1 };
    const ccs_variable_t *const begins = m->begins;
    int64_t first;

    ccs_export_split(m->view, interval, date, time);
    if (m->view->report || m->view->interval_open[interval] || !begins || isnan(begins->data.f64[interval])) return;
    snprintf(date, CCS_LABEL_MAX, "%.10s", strlen(begins->units) > UNITS ? &begins->units[UNITS] : "");
    if (ccs_date_read(date, &first) != 0) return;
    const double days = floor(begins->data.f64[interval] / DAY_S);

    ccs_date_show(first + (int64_t) days, date, CCS_LABEL_MAX);
    (void) ccs_units_show_time_of_day(begins->data.f64[interval] - days * DAY_S, time, CCS_LABEL_MAX);
}

/* Required agents of the groups whose staff stands in the row of an entity, net and gross; NAN: nobody asked. */
static void required_of(const maker_t *m, uint32_t entity, uint32_t interval, double *net, double *gross)
{
    const char *const name = m->view->entities[entity];
    bool found = false;

    *net = *gross = 0;
    for (uint32_t k = 0; m->grid.required && k < m->n_groups; k++) {
        const group_t *const group = &m->groups[k];
        const bool own = group->n_queues == 1 && m->view->type_entity[group->type] == entity;

        if (strcmp(name, "all") != 0 && group->entity != entity && !own) continue;
        for (uint32_t column = 0; column < m->grid.n_groups; column++) {
            if (m->grid.entities[column] != group->entity) continue;
            const ccs_grid_cell_t cell = ccs_grid_cell(&m->grid, column, interval);

            *net += cell.required;
            *gross += cell.required_gross;
            found = true;
        }
    }
    if (!found) *net = *gross = (double) NAN;
}

static bool has_required(const ccs_export_t *self)
{
    for (uint32_t k = 0; k < self->variants->n; k++)
        if (ccs_grid_of(&self->variants->views[k]).required) return true;
    return false;
}

static void add_required(const maker_t *m, ccs_rows_t *rows, uint32_t entity, uint32_t interval)
{
    double net, gross;

    if (!has_required(m->export)) return;
    required_of(m, entity, interval, &net, &gross);
    ccs_rows_number(rows, CCS_CELL_NUMBER, net);
    ccs_rows_number(rows, CCS_CELL_NUMBER, round(100 * gross) / 100);
}

/* What a further column has in the row of a queue: its own figure; of what only agents have, that of the group which serves this queue alone, where there is one. */
static double further_of(const maker_t *m, uint32_t metric, uint32_t entity, uint32_t interval)
{
    uint32_t own = CCS_DATA_NONE, n = 0;

    if (!isnan(ccs_view_point(m->view, metric, entity).mean)) return value_of(m, metric, entity, interval);
    for (uint32_t i = 0; i < m->n_groups; i++) {
        if (m->groups[i].n_queues != 1 || m->view->type_entity[m->groups[i].type] != entity) continue;
        own = m->groups[i].entity;
        n++;
    }
    return value_of(m, metric, n == 1 ? own : entity, interval);
}

/* A row: when, whose, how much. @param staff  that stands in this row and in no other */
static void add_row(const maker_t *m, ccs_rows_t *rows, const char *queue, uint32_t entity, uint32_t interval, double staff)
{
    const ccs_view_t *const v = m->view;
    const bool demand = strncmp(v->entities[entity], "group/", 6) != 0;
    char date[CCS_LABEL_MAX], time[CCS_LABEL_MAX];

    time_of(m, interval, date, time);
    if (m->export->variants->n > 1) ccs_rows_text(rows, CCS_CELL_TEXT, v->name);
    ccs_rows_text(rows, CCS_CELL_DATE, date);
    ccs_rows_text(rows, CCS_CELL_TIME, time);
    ccs_rows_text(rows, CCS_CELL_TEXT, queue);
    ccs_rows_text(rows, CCS_CELL_TEXT, v->labels[entity]);
    ccs_rows_number(rows, CCS_CELL_NUMBER, demand ? value_of(m, m->offered, entity, interval) : (double) NAN);
    ccs_rows_number(rows, CCS_CELL_SECONDS, demand ? round(10 * aht_of(m, entity, interval)) / 10 : (double) NAN);
    ccs_rows_number(rows, CCS_CELL_NUMBER, staff);
    add_required(m, rows, entity, interval);
    for (uint32_t i = 0; m->export->wanted.metrics && i < v->n_metrics; i++)
        if (ccs_wanted_metric(&m->export->wanted, v->metrics[i]))
            ccs_rows_number(rows, ccs_export_kind(v, i), further_of(m, i, entity, interval));
    ccs_rows_end(rows);
}

static void add_queue(const maker_t *m, ccs_rows_t *rows, uint32_t type, uint32_t interval)
{
    const uint32_t entity = m->view->type_entity[type];

    add_row(m, rows, ccs_export_name_of(m->view->entities[entity]), entity, interval, own_staff(m, type, interval));
}

/* Whether a group serves a contact type in this variant. */
static bool serves(const maker_t *m, uint32_t group, uint32_t type)
{
    const char *const group_name = ccs_export_name_of(m->view->entities[group]),
                      *const type_name = ccs_export_name_of(m->view->entities[m->view->type_entity[type]]);

    for (size_t i = 0; m->pair_type && m->pair_group && i < m->pair_type->n && i < m->pair_group->n; i++)
        if (!strcmp(m->pair_group->data.text[i], group_name) && !strcmp(m->pair_type->data.text[i], type_name))
            return has_pair(m, i);
    return false;
}

/* Whether a group's staff belongs to what was asked for: all of it, or the queue that it serves. */
static bool wants_group(const maker_t *m, const group_t *group)
{
    if (!m->export->wanted.entity) return true;
    for (uint32_t i = 0; i < m->view->n_types; i++)
        if (ccs_wanted_entity(&m->export->wanted, m->view->entities[m->view->type_entity[i]]) && serves(m, group->entity, i))
            return true;
    return false;
}

/* The agents of groups that serve several queues, or none, in a row for each group: whichever queue they were counted for, another would
 * miss them. */
static void add_shared(const maker_t *m, ccs_rows_t *rows, uint32_t interval)
{
    for (uint32_t i = 0; i < m->n_groups; i++) {
        const group_t *const group = &m->groups[i];
        const double staff = value_of(m, m->staff, group->entity, interval);

        if (group->n_queues != 1 && !isnan(staff) && wants_group(m, group))
            add_row(m, rows, group->queues, group->entity, interval, staff);
    }
}

/* Queues are contact types. All of them together are a row only where they alone were asked for: beside the others it would be counted
 * twice. */
static void add_interval(const maker_t *m, ccs_rows_t *rows, uint32_t interval)
{
    const ccs_view_t *const v = m->view;
    const uint32_t all = ccs_view_entity(v, "all");
    const double offered = value_of(m, m->offered, all, interval);
    const char *const entity = m->export->wanted.entity;

    if (!v->interval_open[interval] && !(offered > 0)) return;
    if (entity && all != CCS_DATA_NONE && !strcmp(entity, "all")) {
        add_row(m, rows, "all", all, interval, value_of(m, m->staff, all, interval));
        return;
    }
    for (uint32_t i = 0; i < v->n_types; i++)
        if (ccs_wanted_entity(&m->export->wanted, v->entities[v->type_entity[i]])) add_queue(m, rows, i, interval);
    add_shared(m, rows, interval);
}

static void add_heads(const ccs_export_t *self, ccs_rows_t *rows)
{
    const ccs_view_t *const v = self->variants->views;
    const char *const heads[] = {"date", ccs_export_time_head(v), "queue", "label", "offered", "aht", "staff"};

    if (self->variants->n > 1) ccs_rows_text(rows, CCS_CELL_TEXT, "config");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) ccs_rows_text(rows, CCS_CELL_TEXT, heads[i]);
    if (has_required(self)) {
        ccs_rows_text(rows, CCS_CELL_TEXT, "required_agents");
        ccs_rows_text(rows, CCS_CELL_TEXT, "required_gross");
    }
    for (uint32_t i = 0; self->wanted.metrics && i < v->n_metrics; i++)
        if (ccs_wanted_metric(&self->wanted, v->metrics[i])) ccs_rows_text(rows, CCS_CELL_TEXT, v->metrics[i]);
    ccs_rows_head(rows, "intervals", self->variants->n > 1 ? 5 : 4);
}

/* The result's `time`, where it is as long as the intervals are many. */
static const ccs_variable_t *begins_of(const ccs_view_t *v)
{
    const ccs_variable_t *const x = ccs_dataset_find(v->data, "time");

    return x && x->type == CCS_DATA_F64 && x->n == v->n_intervals && x->units ? x : NULL;
}

static const ccs_variable_t *texts_over_pairs(const ccs_view_t *v, const char *name)
{
    const ccs_variable_t *const x = ccs_dataset_find(v->data, name);

    return x && x->type == CCS_DATA_TEXT ? x : NULL;
}

/* A group with the queues that it serves. @return false: out of memory */
static bool add_group(maker_t *m, ccs_rows_t *rows, uint32_t entity)
{
    group_t *const group = &m->groups[m->n_groups];
    char *text = NULL;
    size_t n = 0;
    FILE *const to = open_memstream(&text, &n);

    if (!to) return false;
    *group = (group_t){.entity = entity, .type = CCS_DATA_NONE};
    for (uint32_t i = 0; i < m->view->n_types; i++) {
        if (!serves(m, entity, i)) continue;
        group->type = i;
        fprintf(to, "%s%s", group->n_queues++ > 0 ? "+" : "", ccs_export_name_of(m->view->entities[m->view->type_entity[i]]));
    }
    const bool whole = fclose(to) == 0;

    group->queues = whole ? ccs_arena_strdup(&rows->arena, text) : NULL;
    free(text);
    m->n_groups++;
    return group->queues != NULL;
}

static void add_groups(maker_t *m, ccs_rows_t *rows)
{
    const ccs_view_t *const v = m->view;
    bool ok;

    m->groups = ccs_arena_array(&rows->arena, v->n_entities, sizeof *m->groups);
    ok = m->groups != NULL;
    for (uint32_t i = 0; ok && i < v->n_entities; i++)
        if (!strncmp(v->entities[i], "group/", 6)) ok = add_group(m, rows, i);
    if (!ok) rows->out_of_memory = true;
}

void ccs_export_intervals(const ccs_export_t *self, ccs_rows_t *rows)
{
    add_heads(self, rows);
    for (uint32_t k = 0; k < self->variants->n && !rows->out_of_memory; k++) {
        const ccs_view_t *const v = &self->variants->views[k];
        maker_t m = {.export = self,
            .view = v,
            .offered = ccs_view_metric(v, "offered"),
            .aht = ccs_view_metric(v, "aht_s"),
            .staff = ccs_view_metric(v, "scheduled_agents"),
            .pair_type = texts_over_pairs(v, "pair_type"),
            .pair_group = texts_over_pairs(v, "pair_group"),
            .pair_talks = ccs_dataset_find(v->data, "pair_talks"),
            .begins = begins_of(v),
            .grid = ccs_grid_of(v)};

        add_groups(&m, rows);
        for (uint32_t i = 0; i < v->n_intervals && !rows->out_of_memory; i++) add_interval(&m, rows, i);
    }
}
