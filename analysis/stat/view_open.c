/* view_open.c - finds the variables of a result. Invariant: after a successful _open every pointer leads to as many cells as its axes say, so
 * that no index below a count can miss; a file that claims something else is refused. */
#include "view.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "callback.h"
#include "entity.h"
#include "service_level.h"
#include "units.h"

/* ---- variables ------------------------------------------------------------------------------------------------------------ */

/* Products of what a file claims: too large is larger than any variable. */
static size_t times(size_t a, size_t b)
{
    size_t product;

    return __builtin_mul_overflow(a, b, &product) ? SIZE_MAX : product;
}

/* The cells of a variable of this type and length, NULL if there is none. */
static const void *cells_of(const ccs_view_t *self, const char *name, enum ccs_data_type type, size_t n)
{
    const ccs_variable_t *const v = ccs_dataset_find(self->data, name);

    return v && v->type == type && v->n == n ? v->data.any : NULL;
}

/* The cells of this configuration: of a variable over config and n more cells. */
static const void *own_cells(const ccs_view_t *self, const char *name, enum ccs_data_type type, size_t n)
{
    const ccs_variable_t *const v = ccs_dataset_find(self->data, name);
    const char *const first = v && v->n_dims > 0 ? self->data->dims[v->dims[0]].name : "";

    if (!v || v->type != type || strcmp(first, "config") != 0 || v->n != times(n, self->n_configs)) return NULL;
    switch (type) {
    case CCS_DATA_F64: return &v->data.f64[n * self->config];
    case CCS_DATA_U64: return &v->data.u64[n * self->config];
    case CCS_DATA_U32: return &v->data.u32[n * self->config];
    case CCS_DATA_TEXT: return &v->data.text[n * self->config];
    }
    return NULL;
}

static const char *text_attribute(const ccs_view_t *self, const char *name)
{
    const ccs_attribute_t *const a = ccs_dataset_attribute(self->data, name);

    return a && a->type == CCS_DATA_TEXT ? a->text : NULL;
}

static bool number_attribute(const ccs_view_t *self, const char *name, uint64_t *x)
{
    const ccs_attribute_t *const a = ccs_dataset_attribute(self->data, name);

    if (!a || a->type != CCS_DATA_U64) return false;
    *x = a->u64;
    return true;
}

/* NAN: there is none. */
static double f64_attribute(const ccs_view_t *self, const char *name)
{
    const ccs_attribute_t *const a = ccs_dataset_attribute(self->data, name);

    return a && a->type == CCS_DATA_F64 ? a->f64 : (double) NAN;
}

/* A dimension of at most 2^32 - 2. @return its size, 0 if there is none */
static uint32_t size_of(const ccs_view_t *self, const char *name)
{
    const uint32_t dim = ccs_dataset_find_dim(self->data, name);
    const size_t size = dim == CCS_DATA_NONE ? 0 : self->data->dims[dim].size;

    return size < CCS_DATA_NONE ? (uint32_t) size : 0;
}

static int lacks(ccs_err_t *err, const char *name)
{
    return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, name,
        "is missing or has another shape: this is no result that ccsim can show");
}

/* ---- opening -------------------------------------------------------------------------------------------------------------- */

static int open_attributes(ccs_view_t *self, ccs_err_t *err)
{
    const struct {
        const char *name, **to;
    } texts[] = {{"mode", &self->mode}, {"precision", &self->precision}, {"ccsim_version", &self->version},
        {"ccsim_revision", &self->revision}};
    const struct {
        const char *name;
        double *to;
    } numbers[] = {{"confidence", &self->confidence}, {"open_s", &self->open_s}};
    uint64_t complete = 0;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i].to = text_attribute(self, texts[i].name);
        if (!*texts[i].to) return lacks(err, texts[i].name);
    }
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const ccs_attribute_t *const a = ccs_dataset_attribute(self->data, numbers[i].name);

        if (!a || a->type != CCS_DATA_F64) return lacks(err, numbers[i].name);
        *numbers[i].to = a->f64;
    }
    if (!number_attribute(self, "replications_asked", &self->replications_asked)) return lacks(err, "replications_asked");
    if (!number_attribute(self, "complete", &complete)) return lacks(err, "complete");
    self->complete = complete != 0;
    (void) number_attribute(self, "figures_together", &self->together);
    self->report = text_attribute(self, "report");
    self->intervals_by = text_attribute(self, "intervals_by");
    self->together_of = text_attribute(self, "figures_together_of");
    self->precision_wanted = f64_attribute(self, "precision_wanted");
    self->precision_reached = f64_attribute(self, "precision_reached");
    return 0;
}

static int open_config(ccs_view_t *self, ccs_err_t *err)
{
    const struct {
        const char *name, **to;
    } texts[] = {{"config", &self->name}, {"config_title", &self->title}, {"config_settings", &self->settings},
        {"config_scenario", &self->scenario}};

    if (self->config >= self->n_configs) return lacks(err, "config");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *const *const cell = own_cells(self, texts[i].name, CCS_DATA_TEXT, 1);

        if (!cell) return lacks(err, texts[i].name);
        *texts[i].to = *cell;
    }
    const char *const *const file = own_cells(self, "config_file", CCS_DATA_TEXT, 1);

    self->file = file ? *file : self->name;
    const char *const *const warnings = own_cells(self, "config_warnings", CCS_DATA_TEXT, 1); /* older results have none */

    self->warnings = warnings ? *warnings : "";
    const char *const *const applied = own_cells(self, "config_applied", CCS_DATA_TEXT, 1);

    self->applied = applied ? *applied : "";
    const uint64_t *const seed = own_cells(self, "config_seed", CCS_DATA_U64, 1);
    const uint64_t *const replications = own_cells(self, "config_replications", CCS_DATA_U64, 1);

    const char *const *const basis = own_cells(self, "config_intervals", CCS_DATA_TEXT, 1);

    self->basis = basis ? *basis : "";
    if (!seed) return lacks(err, "config_seed");
    if (!replications) return lacks(err, "config_replications");
    self->replications = *replications;
    const ccs_variable_t *const number = ccs_dataset_find(self->data, "replication");

    self->first_replication = number && number->type == CCS_DATA_U32 && number->n > 0 ? number->data.u32[0] : 1;
    self->seed = ccs_arena_printf(&self->arena, "%" PRIu64, *seed);
    return self->seed ? 0 : CCS_ERR_NOMEM;
}

static int open_axes(ccs_view_t *self, ccs_err_t *err)
{
    const struct {
        const char *name;
        const char *const **to;
        uint32_t n;
    } texts[] = {{"metric", &self->metrics, self->n_metrics}, {"metric_unit", &self->units, self->n_metrics},
        {"metric_kind", &self->kinds, self->n_metrics}, {"metric_text", &self->metric_texts, self->n_metrics},
        {"metric_attribution", &self->attributions, self->n_metrics}, {"entity", &self->entities, self->n_entities}};

    if (self->n_metrics == 0) return lacks(err, "metric");
    if (self->n_entities == 0) return lacks(err, "entity");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i].to = cells_of(self, texts[i].name, CCS_DATA_TEXT, texts[i].n);
        if (!*texts[i].to) return lacks(err, texts[i].name);
    }
    self->senses = cells_of(self, "metric_sense", CCS_DATA_F64, self->n_metrics);
    self->margins = cells_of(self, "metric_margin", CCS_DATA_F64, self->n_metrics);
    if (!self->senses || !self->margins) return lacks(err, "metric_sense");
    self->applies = cells_of(self, "metric_applies", CCS_DATA_U32, (size_t) self->n_metrics * self->n_entities);
    if (!self->applies) return lacks(err, "metric_applies");
    if (self->n_intervals == 0) return 0;
    self->intervals = cells_of(self, "interval", CCS_DATA_TEXT, self->n_intervals);
    self->interval_open = cells_of(self, "interval_open", CCS_DATA_U32, self->n_intervals);
    self->interval_day = cells_of(self, "interval_day", CCS_DATA_U32, self->n_intervals);
    self->interval_start_s = cells_of(self, "interval_start_s", CCS_DATA_F64, self->n_intervals);
    self->interval_end_s = cells_of(self, "interval_end_s", CCS_DATA_F64, self->n_intervals);
    return self->intervals && self->interval_open && self->interval_start_s && self->interval_end_s ? 0 : lacks(err, "interval");
}

/* METRIC followed by suffix. @return its cells, NULL if there are none or memory is out (then *ret says so) */
static const double *metric_cells(ccs_view_t *self, uint32_t metric, const char *suffix, size_t n, int *ret)
{
    const char *const name = ccs_arena_printf(&self->arena, "%s%s", self->metrics[metric], suffix);

    if (!name) *ret = CCS_ERR_NOMEM;
    return name ? own_cells(self, name, CCS_DATA_F64, n) : NULL;
}

static int open_metrics(ccs_view_t *self, ccs_err_t *err)
{
    const struct {
        const double ***to;
        const char *suffix;
        bool by_interval;
    } tables[] = {{&self->means, "", false}, {&self->half_widths, "_half_width", false}, {&self->lows, "_low", false},
        {&self->highs, "_high", false}, {&self->interval_means, "_by_interval", true},
        {&self->interval_half_widths, "_by_interval_half_width", true}, {&self->interval_lows, "_by_interval_low", true},
        {&self->interval_highs, "_by_interval_high", true}};
    const size_t n_cells = (size_t) self->n_entities * self->n_intervals;
    int ret = 0;

    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const size_t n = tables[i].by_interval ? n_cells : self->n_entities;
        const double **const table = ccs_arena_array(&self->arena, self->n_metrics, sizeof *table);

        if (!table) return CCS_ERR_NOMEM;
        for (uint32_t k = 0; ret == 0 && n > 0 && k < self->n_metrics; k++)
            table[k] = metric_cells(self, k, tables[i].suffix, n, &ret);
        *tables[i].to = table;
    }
    for (uint32_t i = 0; ret == 0 && i < self->n_metrics; i++)
        if (!self->means[i] || !self->half_widths[i]) return lacks(err, self->metrics[i]);
    return ret;
}

/* METRICsuffix and its interval, of every metric that is known so: n cells each. */
static int open_tables(ccs_view_t *self, ccs_slices_t *to, const char *suffix, size_t n)
{
    const struct {
        const double ***to;
        const char *end;
    } tables[] = {{&to->means, ""}, {&to->half_widths, "_half_width"}, {&to->lows, "_low"}, {&to->highs, "_high"}};
    char name[32];
    int ret = 0;

    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const double **const table = ccs_arena_array(&self->arena, self->n_metrics, sizeof *table);

        if (!table) return CCS_ERR_NOMEM;
        snprintf(name, sizeof name, "%s%s", suffix, tables[i].end);
        for (uint32_t k = 0; ret == 0 && k < self->n_metrics; k++)
            if (i == 0 || to->means[k]) table[k] = metric_cells(self, k, name, n, &ret); /* most are not known of pairs */
        *tables[i].to = table;
    }
    for (uint32_t k = 0; k < self->n_metrics; k++) /* all four or none */
        if (!to->half_widths[k] || !to->lows[k] || !to->highs[k]) to->means[k] = NULL;
    return ret;
}

/* Files that are older than figures by day and pair have none. */
static bool is_empty(const ccs_view_t *self, const ccs_slices_t *slices)
{
    for (uint32_t k = 0; k < self->n_metrics; k++)
        if (slices->means[k]) return false;
    return true;
}

static int open_days(ccs_view_t *self)
{
    const uint32_t n = size_of(self, "day");
    const char *const *const names = cells_of(self, "day", CCS_DATA_TEXT, n);
    int ret = 0;

    if (n < 2 || !names) return 0;
    CCS_TRY(open_tables(self, &self->days, "_by_day", times(n, self->n_entities)));
    self->days.names = names;
    self->days.n = is_empty(self, &self->days) ? 0 : n;
out:
    return ret;
}

/* @param word  "pair", "agent" or "agent_activity" @param suffix  of their variables */
static int open_apart(ccs_view_t *self, const char *word, const char *suffix, ccs_slices_t *to)
{
    const uint32_t n = size_of(self, word);
    const char *const *const rows = cells_of(self, word, CCS_DATA_TEXT, n);
    const char **const names = ccs_arena_array(&self->arena, n, sizeof *names);
    int ret = names ? 0 : CCS_ERR_NOMEM;

    CCS_TRY(ret);
    if (n == 0 || !rows) goto out;
    CCS_TRY(open_tables(self, to, suffix, n));
    for (uint32_t i = 0; i < n; i++) {
        names[i] = ccs_arena_printf(&self->arena, "%s/%s", word, rows[i]);
        CCS_REQUIRE(names[i], CCS_ERR_NOMEM);
    }
    to->names = names;
    to->n = is_empty(self, to) ? 0 : n;
out:
    return ret;
}

/* Figures of agents by interval: [agent][interval]; names are those of the agents. */
static int open_agent_intervals(ccs_view_t *self)
{
    const size_t n = times(self->agents.n, self->n_intervals);
    int ret = 0;

    if (n == 0 || n >= CCS_DATA_NONE) return 0;
    CCS_TRY(open_tables(self, &self->agent_intervals, "_by_agent_interval", n));
    self->agent_intervals.names = self->agents.names;
    self->agent_intervals.n = is_empty(self, &self->agent_intervals) ? 0 : (uint32_t) n;
out:
    return ret;
}

uint32_t ccs_view_set(const ccs_dataset_t *data, uint32_t config)
{
    const ccs_variable_t *const set = ccs_dataset_find(data, "config_set");
    const bool known = set && set->type == CCS_DATA_U64 && config < set->n;

    return known && set->data.u64[config] > 1 && set->data.u64[config] <= UINT32_MAX ? (uint32_t) set->data.u64[config] : 1;
}

/* Observations of this configuration: those of a stack are as many as the largest has, the others' rest is empty. */
static int open_observations(ccs_view_t *self, ccs_err_t *err)
{
    const size_t pairs = (size_t) self->n_metrics * self->n_entities, n = size_of(self, "replication");
    const uint32_t *const batches = cells_of(self, "batch", CCS_DATA_U32, n);
    uint32_t per_replication = 1;

    for (size_t i = 0; batches && i < n; i++)
        if (batches[i] > per_replication) per_replication = batches[i];
    self->values = own_cells(self, "value_by_replication", CCS_DATA_F64, times(n, pairs));
    self->weights = own_cells(self, "weight_by_replication", CCS_DATA_F64, times(n, pairs));
    if (!batches || self->replications == 0 || self->replications > n / per_replication) return lacks(err, "batch");
    if (!self->values || !self->weights) return lacks(err, "value_by_replication");
    self->n_observations = (uint32_t) self->replications * per_replication;
    self->groups = own_cells(self, "independent_batch", CCS_DATA_U32, n);
    for (uint32_t i = 0; self->groups && i < self->n_observations; i++)
        if (self->groups[i] > self->n_groups) self->n_groups = self->groups[i];
    if (per_replication == 1 &&
        (self->n_groups == 0 || self->n_groups > self->n_observations)) { /* of a stack, beside sets of others */
        self->groups = NULL;
        self->n_groups = 0;
    }
    if (self->groups) self->set = ccs_view_set(self->data, self->config);
    self->n_probabilities = size_of(self, "probability");
    self->n_sections = size_of(self, "section");
    self->probabilities = cells_of(self, "probability", CCS_DATA_F64, self->n_probabilities);
    self->quantiles = own_cells(self, "value_quantile", CCS_DATA_F64, times(pairs, self->n_probabilities));
    if (!self->probabilities || !self->quantiles) return lacks(err, "value_quantile");
    self->interval_quantiles = own_cells(self, "value_quantile_by_interval", CCS_DATA_F64,
        times(times(pairs, self->n_intervals), self->n_probabilities));
    self->without_section = own_cells(self, "value_without_section", CCS_DATA_F64, times(pairs, self->n_sections));
    return 0;
}

/* Replications by interval, if they were kept. */
static int open_kept(ccs_view_t *self)
{
    const size_t pairs = (size_t) self->n_metrics * self->n_entities;

    self->n_kept = size_of(self, "kept_replication");
    self->n_columns = size_of(self, "column");
    const size_t n = times(times(self->n_kept, self->n_intervals), self->n_columns);
    const char *const *const metric = cells_of(self, "column_metric", CCS_DATA_TEXT, self->n_columns);
    const char *const *const entity = cells_of(self, "column_entity", CCS_DATA_TEXT, self->n_columns);

    self->columns = ccs_arena_array(&self->arena, pairs, sizeof *self->columns);
    if (!self->columns) return CCS_ERR_NOMEM;
    for (size_t i = 0; i < pairs; i++) self->columns[i] = CCS_DATA_NONE;
    if (!metric || !entity || n == 0) return 0;
    self->kept_values = own_cells(self, "value_by_interval", CCS_DATA_F64, n);
    self->kept_weights = own_cells(self, "weight_by_interval", CCS_DATA_F64, n);
    if (!self->kept_values || !self->kept_weights) self->kept_values = self->kept_weights = NULL;
    for (uint32_t i = 0; i < self->n_columns; i++) {
        const uint32_t m = ccs_view_metric(self, metric[i]), e = ccs_view_entity(self, entity[i]);

        if (m != CCS_DATA_NONE && e != CCS_DATA_NONE) self->columns[(size_t) m * self->n_entities + e] = i;
    }
    return 0;
}

/* The part of "type/cards" after "type/"; NULL where the kind is another. */
static const char *name_within(const char *entity, const char *kind)
{
    const size_t n = strlen(kind);

    return !strncmp(entity, kind, n) && entity[n] == '/' ? &entity[n + 1] : NULL;
}

/* What people read, for the entities of a kind that has labels. */
static void open_labels(ccs_view_t *self, const char *kind)
{
    char labels_name[32];
    const uint32_t n = size_of(self, kind);

    snprintf(labels_name, sizeof labels_name, "%s_label", kind);
    const char *const *const names = cells_of(self, kind, CCS_DATA_TEXT, n);
    const char *const *const labels = cells_of(self, labels_name, CCS_DATA_TEXT, n);

    for (uint32_t e = 0; names && labels && e < self->n_entities; e++) {
        const char *const name = name_within(self->entities[e], kind);

        for (uint32_t i = 0; name && i < n; i++)
            if (!strcmp(names[i], name)) self->labels[e] = labels[i];
    }
}

/* The label of the entity "KIND/NAME". */
static const char *label_of(const ccs_view_t *self, const char *kind, const char *name)
{
    for (uint32_t e = 0; e < self->n_entities; e++) {
        const char *const own = name_within(self->entities[e], kind);

        if (own && !strcmp(own, name)) return self->labels[e];
    }
    return name;
}

/* "Cards, Basic voice" of pairs, "Basic voice, 7" of agents. @param group  the variable that says the groups @param type  NULL: there are no types */
static int open_apart_labels(ccs_view_t *self, ccs_slices_t *rows, const char *group, const char *type)
{
    const char *const *const groups = cells_of(self, group, CCS_DATA_TEXT, rows->n);
    const char *const *const types = type ? cells_of(self, type, CCS_DATA_TEXT, rows->n) : NULL;

    rows->labels = ccs_arena_array(&self->arena, rows->n, sizeof *rows->labels);
    if (!rows->labels) return CCS_ERR_NOMEM;
    if (!groups || (type && !types)) rows->n = 0;
    for (uint32_t i = 0; i < rows->n; i++) {
        const char *const of_group = label_of(self, "group", groups[i]), *const own = strchr(rows->names[i], '/') + 1;

        rows->labels[i] = types
            ? ccs_arena_printf(&self->arena, "%s, %s", label_of(self, "type", types[i]), of_group)
            : ccs_arena_printf(&self->arena, "%s, %s", of_group, &own[strcspn(own, "/") + (strchr(own, '/') != NULL)]);
        if (!rows->labels[i]) return CCS_ERR_NOMEM;
    }
    return 0;
}

/* "Service desk, anna: lunch" */
static int open_agent_activity_labels(ccs_view_t *self)
{
    ccs_slices_t *const rows = &self->agent_activities;
    const char *const *const groups = cells_of(self, "agent_activity_group", CCS_DATA_TEXT, rows->n);

    self->activity_agents = cells_of(self, "agent_activity_agent", CCS_DATA_TEXT, rows->n);
    self->activity_reasons = cells_of(self, "agent_activity_reason", CCS_DATA_TEXT, rows->n);
    const uint32_t n = groups && self->activity_agents && self->activity_reasons ? rows->n : 0;

    rows->n = n;
    rows->labels = ccs_arena_array(&self->arena, n, sizeof *rows->labels);
    if (!rows->labels) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        const char *const slash = strchr(self->activity_agents[i], '/');

        rows->labels[i] = ccs_arena_printf(&self->arena, "%s, %s: %s", label_of(self, "group", groups[i]),
            slash ? &slash[1] : self->activity_agents[i], self->activity_reasons[i]);
        if (!rows->labels[i]) return CCS_ERR_NOMEM;
    }
    return 0;
}

/* What targets are of, and by which clock; files without it have answers, and all time counts. */
static void open_promises(const ccs_view_t *self, ccs_target_t *targets)
{
    const char *const *const of = own_cells(self, "type_target_of", CCS_DATA_TEXT, self->n_types),
                             *const *const clock = own_cells(self, "type_target_clock", CCS_DATA_TEXT, self->n_types);

    for (uint32_t i = 0; i < self->n_types; i++) {
        const uint32_t found = of ? ccs_promise_find(of[i]) : CCS_N_PROMISES;

        targets[i].of = found == CCS_N_PROMISES ? CCS_PROMISE_OF_ANSWER : found;
        targets[i].by_business_hours = clock && !strcmp(clock[i], ccs_promise_clock_name(CCS_PROMISE_CLOCK_BUSINESS_HOURS));
    }
}

static int open_targets(ccs_view_t *self, ccs_err_t *err)
{
    const uint32_t n_within = size_of(self, "within");
    const char *const *const names = cells_of(self, "type", CCS_DATA_TEXT, self->n_types);
    const char *const *const counted_as = own_cells(self, "type_target_metric", CCS_DATA_TEXT, self->n_types);
    const double *const wanted = own_cells(self, "type_target", CCS_DATA_F64, self->n_types);
    const double *const within = own_cells(self, "type_within_s", CCS_DATA_F64, times(self->n_types, n_within));

    const char *const *const called = own_cells(self, "type_callbacks_as", CCS_DATA_TEXT, self->n_types);
    const double *const brief = own_cells(self, "type_short_abandon_s", CCS_DATA_F64, self->n_types);
    const double *const bounds = own_cells(self, "type_target_abandoned", CCS_DATA_F64, self->n_types);

    if (!names || !counted_as || !wanted || !within || n_within == 0) return lacks(err, "type_target");
    self->type_closed = own_cells(self, "type_closed", CCS_DATA_U32, (size_t) self->n_intervals * self->n_types);
    self->due_dates = own_cells(self, "type_due_dates", CCS_DATA_U32, self->n_types);
    self->targets = ccs_arena_array(&self->arena, self->n_types, sizeof *self->targets);
    self->type_entity = ccs_arena_array(&self->arena, self->n_types, sizeof *self->type_entity);
    if (!self->targets || !self->type_entity) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < self->n_types; i++) {
        const char *const entity = ccs_arena_printf(&self->arena, "type/%s", names[i]);

        if (!entity) return CCS_ERR_NOMEM;
        self->type_entity[i] = ccs_view_entity(self, entity);
        if (self->type_entity[i] == CCS_DATA_NONE) return lacks(err, entity);
        self->targets[i] = (ccs_target_t){wanted[i], within[(size_t) i * n_within], counted_as[i],
            brief ? brief[i] : (double) NAN, /* files without it are older than short abandons */
            called ? ccs_callback_counting_aside(called[i]) : "", bounds ? bounds[i] : (double) NAN, CCS_PROMISE_OF_ANSWER,
            false};
    }
    open_promises(self, self->targets);
    return 0;
}

/* A limit of a figure that this result has; of a stack also those of other configurations are there, which have no steps here. */
static bool is_limit(const ccs_view_t *self, const ccs_limit_row_t *limit)
{
    if (limit->metric == CCS_DATA_NONE || limit->entity == CCS_DATA_NONE) return false;
    return ccs_view_applies(self, limit->metric, limit->entity) && ccs_view_has(self, limit->axis, limit->metric) &&
        !(isnan(limit->yellow) && isnan(limit->red));
}

static enum ccs_axis axis_of_limit(const char *per)
{
    if (!strcmp(per, "interval")) return CCS_AXIS_INTERVAL;
    return !strcmp(per, "day") ? CCS_AXIS_DAY : CCS_AXIS_RUN;
}

static int open_limits(ccs_view_t *self)
{
    const uint32_t n = size_of(self, "limit");
    const char *const *const names = cells_of(self, "limit", CCS_DATA_TEXT, n);
    const char *const *const labels = own_cells(self, "limit_label", CCS_DATA_TEXT, n),
                             *const *const metrics = own_cells(self, "limit_metric", CCS_DATA_TEXT, n),
                             *const *const entities = own_cells(self, "limit_entity", CCS_DATA_TEXT, n),
                             *const *const sides = own_cells(self, "limit_side", CCS_DATA_TEXT, n),
                             *const *const pers = own_cells(self, "limit_per", CCS_DATA_TEXT, n);
    const double *const yellow = own_cells(self, "limit_yellow", CCS_DATA_F64, n),
                        *const red = own_cells(self, "limit_red", CCS_DATA_F64, n);

    if (n == 0 || !names || !labels || !metrics || !entities || !sides || !pers || !yellow || !red) return 0;
    self->limits = ccs_arena_array(&self->arena, n, sizeof *self->limits);
    if (!self->limits) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        const ccs_limit_row_t limit = {names[i], labels[i], ccs_view_metric(self, metrics[i]), ccs_view_entity(self, entities[i]),
            yellow[i], red[i], !strcmp(sides[i], "above"), axis_of_limit(pers[i])};

        if (is_limit(self, &limit)) self->limits[self->n_limits++] = limit;
    }
    return 0;
}

uint32_t ccs_view_configs(const ccs_dataset_t *data)
{
    return size_of(&(ccs_view_t){.data = data}, "config");
}

int ccs_view_open(ccs_view_t *self, const ccs_dataset_t *data, uint32_t config, ccs_err_t *err)
{
    int ret = 0;

    *self = (ccs_view_t){.data = data, .config = config, .set = 1};
    CCS_REQUIRE(!text_attribute(self, "kind"),
        ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL, "is a study of ccsim sweep: ccsim show, report and export read it"));
    self->n_configs = size_of(self, "config");
    self->n_metrics = size_of(self, "metric");
    self->n_entities = size_of(self, "entity");
    self->n_intervals = size_of(self, "interval");
    self->n_types = size_of(self, "type");
    CCS_TRY(open_attributes(self, err));
    CCS_TRY(open_config(self, err));
    CCS_TRY(open_axes(self, err));
    CCS_TRY(open_metrics(self, err));
    CCS_TRY(open_days(self));
    CCS_TRY(open_apart(self, "pair", "_by_pair", &self->pairs));
    CCS_TRY(open_apart(self, "agent", "_by_agent", &self->agents));
    CCS_TRY(open_agent_intervals(self));
    CCS_TRY(open_apart(self, "agent_activity", "_by_agent_activity", &self->agent_activities));
    CCS_TRY(open_observations(self, err));
    CCS_TRY(open_kept(self));
    self->labels = ccs_arena_array(&self->arena, self->n_entities, sizeof *self->labels);
    CCS_REQUIRE(self->labels, CCS_ERR_NOMEM);
    for (uint32_t e = 0; e < self->n_entities; e++) {
        const char *const slash = strchr(self->entities[e], '/');

        self->labels[e] = slash ? slash + 1 : self->entities[e];
    }
    for (int kind = 0; kind < CCS_N_ENTITY_KINDS; kind++) open_labels(self, ccs_entity_word((enum ccs_entity_kind) kind));
    CCS_TRY(open_apart_labels(self, &self->pairs, "pair_group", "pair_type"));
    CCS_TRY(open_apart_labels(self, &self->agents, "agent_group", NULL));
    CCS_TRY(open_agent_activity_labels(self));
    CCS_TRY(open_targets(self, err));
    CCS_TRY(open_limits(self));
out:
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    return ret;
}

void ccs_view_free(ccs_view_t *self)
{
    if (!self) return;
    ccs_arena_free(&self->arena);
    *self = (ccs_view_t){0};
}
