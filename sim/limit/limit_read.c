/* limit_read.c - limits from keys to rows. Invariant: of a row the metric applies to the entity, and has figures of what each is held against. */
#include "limit_read.h"

#include <math.h>
#include <string.h>

#include "metric.h"
#include "read_figure.h"
#include "read_value.h"

/* A limit that is being read. */
typedef struct {
    ccs_reader_t *reader;
    const ccs_metrics_t *metrics;
    const ccs_place_t *at;
    uint32_t metric;
    ccs_limit_t row; /* all but the entity */
    ccs_vector_t *rows;
} limit_reader_t;

/* ---- which figure --------------------------------------------------------------------------------------------------------------- */

static void take_unit(limit_reader_t *self)
{
    const ccs_metric_t *const metric = &self->metrics->metrics[self->metric];

    self->row.unit = metric->unit;
    self->row.is_share =
        !strcmp(metric->unit, "1") && (!strcmp(ccs_metric_kind_name(metric->kind), "ratio") || metric->kind == CCS_KIND_DAYS);
}

/* @return false: there is none of that name (recorded) */
static bool find_metric(limit_reader_t *self)
{
    const ccs_place_t at = ccs_place_child(self->reader, self->at, "metric");

    if (!ccs_read_metric(self->reader, &at, self->metrics, &self->metric)) return false;
    self->row.metric = ccs_read_text(self->reader, &at); /* which outlives the metrics */
    take_unit(self);
    return true;
}

static bool names_kind(const char *of, const ccs_entity_t *entity)
{
    return !strcmp(of, ccs_entity_word(entity->kind));
}

static void add_row(limit_reader_t *self, uint32_t entity)
{
    ccs_limit_t *const row = ccs_reader_push(self->reader, self->rows, sizeof *row);

    if (!row) return;
    *row = self->row;
    row->entity = entity;
    row->of = ccs_arena_strdup(self->reader->arena, self->metrics->entities[entity].name);
    if (!row->of) self->reader->out_of_memory = true;
}

/* The entities of which this is a limit: one by its name, or all of a kind. */
static void find_entities(limit_reader_t *self)
{
    const ccs_place_t at = ccs_place_child(self->reader, self->at, "of");
    const char *const of = ccs_read_text(self->reader, &at);
    const size_t before = self->rows->n;
    bool any = false;

    for (uint32_t i = 0; of && i < self->metrics->n_entities; i++) {
        const ccs_entity_t *const entity = &self->metrics->entities[i];

        if (strcmp(of, entity->name) != 0 && !names_kind(of, entity)) continue;
        any = true;
        if (ccs_metrics_apply(self->metrics, self->metric, i)) add_row(self, i);
    }
    if (of && self->rows->n == before && !self->reader->out_of_memory)
        ccs_reader_no_entity(self->reader, &at, self->metrics, self->row.metric, of, any);
}

/* ---- where it is ---------------------------------------------------------------------------------------------------------------- */

static double read_step(limit_reader_t *self, const char *key)
{
    const ccs_place_t at = ccs_place_child(self->reader, self->at, key);

    return ccs_read_step(self->reader, &at, &self->metrics->metrics[self->metric]);
}

/* Of two steps the order says the side, of one the sense of the metric; what is written says it too. @return false: nothing says it, or they contradict
 * one another (recorded) */
static bool find_side(limit_reader_t *self)
{
    const ccs_place_t at = ccs_place_child(self->reader, self->at, "side"),
                      red_at = ccs_place_child(self->reader, self->at, "red");
    const ccs_limit_t *const row = &self->row;
    const bool both = !isnan(row->yellow) && !isnan(row->red);
    const int sense = self->metrics->metrics[self->metric].sense;

    if (both && row->yellow == row->red) {
        ccs_reader_error(self->reader, &red_at, "must differ from yellow");
        return false;
    }
    if (!at.value && !both && sense == 0) {
        ccs_reader_error(self->reader, self->at,
            "needs side = \"above\" or \"below\" where there is one step alone: more of %s is neither better nor worse",
            row->metric);
        return false;
    }
    self->row.side = both ? (row->red > row->yellow ? CCS_LIMIT_ABOVE : CCS_LIMIT_BELOW)
        : sense > 0       ? CCS_LIMIT_BELOW
                          : CCS_LIMIT_ABOVE;
    if (at.value) {
        const enum ccs_limit_side written = (enum ccs_limit_side) ccs_read_choice(self->reader, &at);

        if (both && written != self->row.side)
            ccs_reader_error(self->reader, &red_at, "must lie farther %s than yellow", at.value->as.text);
        self->row.side = written;
    } else if (sense != 0 && (sense > 0) != (self->row.side == CCS_LIMIT_BELOW)) {
        ccs_reader_error(self->reader, &red_at,
            "must lie %s yellow: %s of %s is better; side says it where the other way is meant", sense > 0 ? "below" : "above",
            sense > 0 ? "more" : "less", row->metric);
        return false;
    }
    return true;
}

/* Percentiles are of the whole run. */
static bool find_per(limit_reader_t *self, const ccs_plan_t *plan)
{
    self->row.per = CCS_LIMIT_PER_RUN;
    if (self->reader->steady) return true;
    const ccs_place_t at = ccs_place_child(self->reader, self->at, "per");

    self->row.per = (enum ccs_limit_per) ccs_read_choice(self->reader, &at);
    if (self->row.per == CCS_LIMIT_PER_RUN) return true;
    if (self->metrics->metrics[self->metric].kind == CCS_KIND_QUANTILE)
        ccs_reader_error(self->reader, &at, "must be \"run\": %s is known over the run only", self->row.metric);
    else if (self->row.per == CCS_LIMIT_PER_DAY && !plan->axis.has_days)
        ccs_reader_error(self->reader, &at, "must be \"interval\" or \"run\": %s",
            plan->n_days > 1 ? "by week and month no figures of days are kept (clock.report)"
                             : "there is one day, which is the run");
    else return true;
    return false;
}

static void read_limit(limit_reader_t *self, const ccs_plan_t *plan)
{
    const ccs_place_t label = ccs_place_child(self->reader, self->at, "label");

    self->row = (ccs_limit_t){.name = self->at->key, .label = ccs_read_text(self->reader, &label)};
    if (!find_metric(self)) return;
    if (!self->row.label) self->row.label = self->row.metric;
    self->row.yellow = read_step(self, "yellow");
    self->row.red = read_step(self, "red");
    if (isnan(self->row.yellow) && isnan(self->row.red)) {
        const ccs_place_t yellow = ccs_place_child(self->reader, self->at, "yellow"),
                          red = ccs_place_child(self->reader, self->at, "red");

        if (!yellow.value && !red.value) ccs_reader_error(self->reader, self->at, "needs yellow, red or both");
        return;
    }
    if (find_side(self) && find_per(self, plan)) find_entities(self);
}

void ccs_limits_read(ccs_reader_t *reader, ccs_plan_t *plan)
{
    const ccs_place_t at = ccs_place_child(reader, &reader->root, "limits");
    const ccs_named_t named = ccs_read_named(reader, &at, "limit");
    ccs_metrics_t metrics = {0};
    ccs_vector_t rows = {0};

    if (named.n == 0) return;
    if (ccs_metrics_init(&metrics, plan) != 0) reader->out_of_memory = true;
    for (uint32_t i = 0; i < named.n && !reader->out_of_memory; i++)
        read_limit(&(limit_reader_t){.reader = reader, .metrics = &metrics, .at = &named.at[i], .rows = &rows}, plan);
    ccs_metrics_free(&metrics);
    plan->n_limits = (uint32_t) rows.n;
    plan->limits = ccs_reader_keep(reader, &rows, sizeof(ccs_limit_t));
}
