/* result.c - results to data set. Column by column, in the order in which a reader looks: what it is, what came out, from what. */
#include "result.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "err.h"
#include "result_parts.h"

/* Of the quantiles over replications: 0.1 and 0.9 make the band in which four days of five lie. */
static const uint32_t PERCENTS[] = {10, 25, 50, 75, 90};
enum { N_PERCENTS = sizeof PERCENTS / sizeof *PERCENTS };

/* ---- axes ----------------------------------------------------------------------------------------------------------------------- */

static void add_noun(ccs_result_maker_t *m, enum ccs_entity_kind kind)
{
    m->noun[kind] = ccs_dataset_add_dim(m->to, ccs_entity_word(kind), ccs_entity_rows(m->plan, kind));
}

/* Those that have facts of their own always; what is made of others, and has labels that people read, where there is any. */
static void add_nouns(ccs_result_maker_t *m)
{
    for (int kind = 0; kind < CCS_N_ENTITY_KINDS; kind++) m->noun[kind] = CCS_DATA_NONE;
    add_noun(m, CCS_ENTITY_TYPE);
    add_noun(m, CCS_ENTITY_GROUP);
    m->pair = ccs_dataset_add_dim(m->to, "pair", m->plan->n_team_pairs);
    m->agent = m->agent_activity = CCS_DATA_NONE;
    if (ccs_plan_n_watched(m->plan) > 0) m->agent = ccs_dataset_add_dim(m->to, "agent", ccs_plan_n_watched(m->plan));
    m->way = CCS_DATA_NONE;
    if (m->plan->n_ways > 0) m->way = ccs_dataset_add_dim(m->to, "way", m->plan->n_ways);
    if (ccs_plan_n_own_offs(m->plan) > 0)
        m->agent_activity = ccs_dataset_add_dim(m->to, "agent_activity", ccs_plan_n_own_offs(m->plan));
    add_noun(m, CCS_ENTITY_TRUNK);
    for (int i = 0; i < CCS_ENTITY_PAIR; i++) {
        const enum ccs_entity_kind kind = (enum ccs_entity_kind) i;

        if (m->noun[kind] != CCS_DATA_NONE || ccs_entity_rows(m->plan, kind) == 0) continue;
        if (ccs_entity_row_label(m->plan, kind, 0)) add_noun(m, kind);
    }
}

static void add_dims(ccs_result_maker_t *m)
{
    const ccs_plan_t *const plan = m->plan;

    m->config = ccs_dataset_add_dim(m->to, "config", 1);
    m->replication = ccs_dataset_add_dim(m->to, "replication", m->r->n_obs);
    m->entity = ccs_dataset_add_dim(m->to, "entity", m->metrics->n_entities);
    m->metric = ccs_dataset_add_dim(m->to, "metric", m->metrics->n_metrics);
    add_nouns(m);
    m->within = ccs_dataset_add_dim(m->to, "within", plan->n_within);
    m->probability = ccs_dataset_add_dim(m->to, "probability", N_PERCENTS);
    if (!m->r->sums) return;
    m->interval = ccs_dataset_add_dim(m->to, "interval", plan->periods.n_counted);
    m->moment = ccs_dataset_add_dim(m->to, "moment", 5);
    if (plan->n_days > 1) m->day = ccs_dataset_add_dim(m->to, "day", plan->n_days);
}

static void add_replications(ccs_result_maker_t *m, uint32_t first)
{
    const uint32_t per = m->r->per_replication;
    ccs_variable_t *const number = ccs_dataset_add(m->to, "replication", CCS_DATA_U32, &m->replication, 1);
    uint32_t *const n = number ? ccs_dataset_describe(m->to, number, "1", "number of the replication")->data.u32 : NULL;
    ccs_variable_t *const part = ccs_dataset_add(m->to, "batch", CCS_DATA_U32, &m->replication, 1);
    uint32_t *const b =
        part ? ccs_dataset_describe(m->to, part, "1", "number of the batch, 0 where there are none")->data.u32 : NULL;

    for (uint32_t i = 0; n && b && i < m->r->n_obs; i++) {
        n[i] = first + i / per + 1;
        b[i] = m->plan->axis.is_batched ? i % per + 1 : 0;
    }
}

static void add_metric_table(ccs_result_maker_t *m)
{
    const char **const name = ccs_result_texts(m, "metric", m->metric, "name");
    const char **const unit = ccs_result_texts(m, "metric_unit", m->metric, "unit");
    const char **const kind = ccs_result_texts(m, "metric_kind", m->metric,
        "count, ratio, time average, quantile, level at the end, maximum or share of days");
    const char **const attribution = ccs_result_texts(m, "metric_attribution", m->metric,
        "interval in which a contact counts: arrival (to the queue), event, split");
    const char **const text = ccs_result_texts(m, "metric_text", m->metric, "what it is");
    double *const sense =
        ccs_result_numbers(m, "metric_sense", &m->metric, 1, "1", "+1: more is better, -1: less is better, 0: neither");
    double *const margin = ccs_result_numbers(m, "metric_margin", &m->metric, 1, NULL,
        "a difference below it does not matter, in the metric's unit");

    for (uint32_t i = 0; name && unit && kind && attribution && text && sense && margin && i < m->metrics->n_metrics; i++) {
        const ccs_metric_t *const row = &m->metrics->metrics[i];

        name[i] = row->name;
        unit[i] = row->unit;
        kind[i] = ccs_metric_kind_name(row->kind);
        attribution[i] = ccs_attribution_name(row->attribution);
        text[i] = row->text;
        sense[i] = row->sense;
        margin[i] = row->margin;
    }
}

static void add_applies(ccs_result_maker_t *m)
{
    const uint32_t dims[] = {m->metric, m->entity};
    ccs_variable_t *const v = ccs_dataset_add(m->to, "metric_applies", CCS_DATA_U32, dims, 2);
    uint32_t *const applies =
        v ? ccs_dataset_describe(m->to, v, "1", "1 where a metric is defined for an entity")->data.u32 : NULL;

    for (uint32_t i = 0; applies && i < m->metrics->n_metrics; i++)
        for (uint32_t e = 0; e < m->metrics->n_entities; e++)
            applies[(size_t) i * m->metrics->n_entities + e] = ccs_metrics_apply(m->metrics, i, e);
}

/* "group" and "group_label": names and labels of a kind. */
static void add_names(ccs_result_maker_t *m, enum ccs_entity_kind kind)
{
    const char *const word = ccs_entity_word(kind), *const text = ccs_entity_text(kind);
    const uint32_t n = ccs_entity_rows(m->plan, kind);
    const char **const names = ccs_result_texts(m, word, m->noun[kind], text);
    char label[32], about[64];

    for (uint32_t i = 0; names && i < n; i++) names[i] = ccs_entity_row_name(m->plan, kind, i);
    if (n == 0 || !ccs_entity_row_label(m->plan, kind, 0)) return;
    snprintf(label, sizeof label, "%s_label", word);
    snprintf(about, sizeof about, "%s as people read it", text);
    const char **const labels = ccs_result_texts(m, label, m->noun[kind], about);

    for (uint32_t i = 0; labels && i < n; i++) labels[i] = ccs_entity_row_label(m->plan, kind, i);
}

/* Of plans that call back, and those that are compared with one. */
static void add_counting(ccs_result_maker_t *m)
{
    const uint32_t dims[] = {m->config, m->noun[CCS_ENTITY_TYPE]};
    const ccs_plan_t *const plan = m->plan;

    if (!ccs_plan_calls_back(plan) && plan->n_beside == 0) return;
    ccs_variable_t *const v = ccs_dataset_add(m->to, "type_callbacks_as", CCS_DATA_TEXT, dims, 2);

    if (!v) return;
    ccs_dataset_describe(m->to, v, NULL, "what its target takes who accepts to be called back for; empty: nobody is asked");
    for (uint32_t i = 0; i < plan->n_types; i++)
        v->data.text[i] = plan->types[i].callback ? ccs_callback_counting_name(plan->types[i].callback->counts_as) : "";
}

/* Where some type has a target of its abandonment, and where one that is compared with it has. */
static void add_bounds(ccs_result_maker_t *m)
{
    const uint32_t dims[] = {m->config, m->noun[CCS_ENTITY_TYPE]};

    if (!ccs_plan_bounds_abandonment(m->plan)) return;
    double *const bounds = ccs_result_numbers(m, "type_target_abandoned", dims, 2, "1",
        "abandonment_rate that its target allows; not a number: any");

    for (uint32_t i = 0; bounds && i < m->plan->n_types; i++) bounds[i] = m->plan->types[i].target.abandoned_frac;
}

/* Where figures are told by when contacts are due. */
static void add_promises(ccs_result_maker_t *m)
{
    const uint32_t dims[] = {m->config, m->noun[CCS_ENTITY_TYPE]};
    const ccs_plan_t *const plan = m->plan;

    if (!plan->deferred) return;
    ccs_variable_t *const of = ccs_dataset_add(m->to, "type_target_of", CCS_DATA_TEXT, dims, 2),
                          *const clock = ccs_dataset_add(m->to, "type_target_clock", CCS_DATA_TEXT, dims, 2);

    if (!of || !clock) return;
    ccs_dataset_describe(m->to, of, NULL, "what is to have happened within the time of its target");
    ccs_dataset_describe(m->to, clock, NULL, "the clock by which that time is meant");
    for (uint32_t i = 0; i < plan->n_types; i++) {
        of->data.text[i] = CCS_PROMISES[plan->types[i].target.of].name;
        clock->data.text[i] = ccs_promise_clock_name(plan->types[i].target.clock);
    }
}

static void add_types(ccs_result_maker_t *m)
{
    const uint32_t dims[] = {m->config, m->noun[CCS_ENTITY_TYPE], m->within};
    const ccs_plan_t *const plan = m->plan;

    add_names(m, CCS_ENTITY_TYPE);
    const char **const channel = ccs_result_texts(m, "type_channel", m->noun[CCS_ENTITY_TYPE], "its channel");
    ccs_variable_t *const counted = ccs_dataset_add(m->to, "type_target_metric", CCS_DATA_TEXT, dims, 2);
    const char **const counted_as =
        counted ? ccs_dataset_describe(m->to, counted, NULL, "variant of service level that its target counts")->data.text : NULL;
    double *const target = ccs_result_numbers(m, "type_target", dims, 2, "1", "service level that its target wants");
    double *const within = ccs_result_numbers(m, "type_within_s", dims, 3, "s", "its thresholds T; the first is the target's");
    double *const brief =
        ccs_result_numbers(m, "type_short_abandon_s", dims, 2, "s", "who gives up within it is a short abandon");

    for (uint32_t i = 0; channel && counted_as && target && within && brief && i < plan->n_types; i++) {
        const ccs_type_t *const t = &plan->types[i];

        channel[i] = plan->channels[t->channel].name;
        counted_as[i] = ccs_metric_name(t->target.metric);
        target[i] = t->target.frac;
        brief[i] = t->target.short_abandon_s;
        for (uint32_t k = 0; k < t->target.n_within; k++) within[i * plan->n_within + k] = t->target.within_s[k];
    }
    add_counting(m);
    add_bounds(m);
    add_promises(m);
}

static void add_group_sites(ccs_result_maker_t *m)
{
    const ccs_plan_t *const plan = m->plan;
    const char **const site = ccs_result_texts(m, "group_site", m->noun[CCS_ENTITY_GROUP], "its site; empty: it is at none");

    for (uint32_t i = 0; site && i < plan->n_teams; i++)
        site[i] = plan->teams[i].site == CCS_NONE ? "" : plan->sites[plan->teams[i].site].name;
}

/* Only where some group takes the place of another one. */
static void add_group_roles(ccs_result_maker_t *m)
{
    const ccs_plan_t *const plan = m->plan;
    bool any = false;

    for (uint32_t i = 0; i < plan->n_teams; i++) any = any || plan->teams[i].role;
    if (!any) return;
    const char **const role =
        ccs_result_texts(m, "group_role", m->noun[CCS_ENTITY_GROUP], "the group whose place it takes; empty: its own");

    for (uint32_t i = 0; role && i < plan->n_teams; i++) role[i] = plan->teams[i].role ? plan->teams[i].role : "";
}

/* "general/7" and its group. */
static void add_agent_names(ccs_result_maker_t *m)
{
    const ccs_plan_t *const plan = m->plan;
    const char **const agent = ccs_result_texts(m, "agent", m->agent, ccs_entity_text(CCS_ENTITY_AGENT));
    const char **const of = ccs_result_texts(m, "agent_group", m->agent, "its agent group");

    for (uint32_t g = 0; agent && of && g < plan->n_groups; g++) {
        for (uint32_t i = plan->groups[g].first_agent; i < plan->groups[g].first_agent + plan->groups[g].max_agents; i++) {
            agent[i] = strchr(m->metrics->entities[ccs_metrics_agent(m->metrics, i)].name, '/') + 1;
            of[i] = plan->teams[plan->groups[g].team].name;
        }
    }
}

/* "desk/anna/lunch", whose it is, and why. */
static void add_agent_activity_names(ccs_result_maker_t *m)
{
    const ccs_plan_t *const plan = m->plan;
    const uint32_t dim = m->agent_activity;
    const char **const row = ccs_result_texts(m, "agent_activity", dim, ccs_entity_text(CCS_ENTITY_AGENT_ACTIVITY));
    const char **const agent = ccs_result_texts(m, "agent_activity_agent", dim, "the agent");
    const char **const of = ccs_result_texts(m, "agent_activity_group", dim, "its agent group");
    const char **const reason = ccs_result_texts(m, "agent_activity_reason", dim, "what the agent is off the phones for");

    for (uint32_t i = 0; row && agent && of && reason && i < ccs_plan_n_own_offs(plan); i++) {
        const ccs_off_t *const off = &plan->offs[plan->own_offs[i].off];
        const uint32_t who = ccs_metrics_agent(m->metrics, ccs_plan_person_agent(plan, plan->own_offs[i].person));

        row[i] = strchr(m->metrics->entities[ccs_metrics_agent_activity(m->metrics, i)].name, '/') + 1;
        agent[i] = strchr(m->metrics->entities[who].name, '/') + 1;
        of[i] = plan->teams[off->team].name;
        reason[i] = &off->name[strlen(of[i]) + 1];
    }
}

static void add_entities(ccs_result_maker_t *m)
{
    const ccs_plan_t *const plan = m->plan;
    const char **const entity = ccs_result_texts(m, "entity", m->entity, "what a figure is about");

    for (uint32_t i = 0; entity && i < m->metrics->n_entities; i++) entity[i] = m->metrics->entities[i].name;
    for (int kind = CCS_ENTITY_TYPE + 1; kind < CCS_ENTITY_PAIR; kind++)
        if (m->noun[kind] != CCS_DATA_NONE) add_names(m, (enum ccs_entity_kind) kind);
    if (m->noun[CCS_ENTITY_SITE] != CCS_DATA_NONE) add_group_sites(m);
    add_group_roles(m);
    const char **const pair = ccs_result_texts(m, "pair", m->pair, "contact type and the agent group that serves it");
    const char **const pair_type = ccs_result_texts(m, "pair_type", m->pair, "its contact type");
    const char **const pair_group = ccs_result_texts(m, "pair_group", m->pair, "its agent group");

    for (uint32_t i = 0; pair && pair_type && pair_group && i < plan->n_team_pairs; i++) {
        pair_type[i] = plan->types[plan->pairs[plan->team_pairs[i]].type].name;
        pair_group[i] = ccs_plan_team_of(plan, plan->team_pairs[i])->name;
        pair[i] = strchr(m->metrics->entities[ccs_metrics_pair(m->metrics, i)].name, '/') + 1;
    }
    if (m->agent != CCS_DATA_NONE) add_agent_names(m);
    if (m->agent_activity != CCS_DATA_NONE) add_agent_activity_names(m);
}

/* ---- metrics -------------------------------------------------------------------------------------------------------------------- */

/* "NAME" followed by "suffix", for the length of the call: the data set copies it. */
static double *metric_numbers(ccs_result_maker_t *m, const ccs_metric_t *row, const char *suffix, const uint32_t *dims,
    uint32_t n_dims)
{
    const char *const name = ccs_arena_printf(&m->to->arena, "%s%s", row->name, suffix);
    ccs_variable_t *const v = name ? ccs_dataset_add(m->to, name, CCS_DATA_F64, dims, n_dims) : NULL;

    if (!name) m->to->out_of_memory = true;
    return v
        ? ccs_dataset_describe(m->to, v, row->unit, "%s%s%s", row->text, *suffix ? ", " : "", suffix + (*suffix == '_'))->data.f64
        : NULL;
}

/* The variables of a metric's estimates. */
typedef struct {
    double *mean, *half_width, *low, *high;
} columns_t;

/* What one replication cannot tell of the intervals and days, in one place for all that want to know. */
static double *untold(ccs_result_maker_t *m, size_t n)
{
    if (!m->untold || n > m->n_untold) {
        double *const cells = ccs_arena_array(&m->to->arena, n, sizeof *cells);

        for (size_t i = 0; cells && i < n; i++) cells[i] = (double) NAN;
        m->untold = cells;
        m->n_untold = cells ? n : 0;
    }
    return m->untold;
}

/* Columns over places of the axis, of one replication: figures, and no intervals. */
static columns_t lone_columns(ccs_result_maker_t *m, const ccs_metric_t *row, const char *suffix, const uint32_t *dims)
{
    static const char *const ends[] = {"_half_width", "_low", "_high"};
    const columns_t c = {.mean = metric_numbers(m, row, suffix, dims, 3)};
    const size_t n = m->to->dims[dims[1]].size * m->to->dims[dims[2]].size;

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const char *const name = ccs_arena_printf(&m->to->arena, "%s%s%s", row->name, suffix, ends[i]);
        ccs_variable_t *const v = name ? ccs_dataset_add_shared(m->to, name, dims, 3, untold(m, n)) : NULL;

        if (!name) m->to->out_of_memory = true;
        (void) ccs_dataset_describe(m->to, v, row->unit, "%s, %s%s", row->text, &suffix[1], ends[i]);
    }
    return c;
}

/* @param suffix  "" or "_by_interval" @return columns that may be NULL when out of memory */
static columns_t estimate_columns(ccs_result_maker_t *m, const ccs_metric_t *row, const char *suffix, const uint32_t *dims,
    uint32_t n_dims)
{
    columns_t c;
    double **const to[] = {&c.mean, &c.half_width, &c.low, &c.high};
    const char *const ends[] = {"", "_half_width", "_low", "_high"};
    char name[32];

    if (n_dims == 3 && m->r->n_replications == 1) return lone_columns(m, row, suffix, dims);
    for (size_t i = 0; i < sizeof to / sizeof *to; i++) {
        snprintf(name, sizeof name, "%s%s", suffix, ends[i]);
        *to[i] = metric_numbers(m, row, name, dims, n_dims);
    }
    return c;
}

static void set_estimate(columns_t c, size_t at, ccs_estimate_t x)
{
    if (!c.mean) return; /* there was no memory for them */
    c.mean[at] = x.mean;
    if (!c.half_width) return;
    c.half_width[at] = x.half_width;
    c.low[at] = x.low;
    c.high[at] = x.high;
}

static void add_estimates(ccs_result_maker_t *m)
{
    const uint32_t dims[] = {m->config, m->entity};
    columns_t columns[CCS_METRICS_MAX];
    ccs_estimate_t x[CCS_METRICS_MAX];

    for (uint32_t i = 0; i < m->metrics->n_metrics; i++) columns[i] = estimate_columns(m, &m->metrics->metrics[i], "", dims, 2);
    for (uint32_t e = 0; !m->to->out_of_memory && e < m->metrics->n_entities; e++) {
        ccs_results_estimate_entity(m->r, e, x);
        for (uint32_t i = 0; i < m->metrics->n_metrics; i++) set_estimate(columns[i], e, x[i]);
    }
}

/* Whether any of n entities has a metric: without persons no agent has their adherence. */
static bool any_has(const ccs_metrics_t *metrics, uint32_t metric, uint32_t first, uint32_t n)
{
    bool any = false;

    for (uint32_t i = 0; !any && i < n; i++) any = ccs_metrics_apply(metrics, metric, first + i);
    return any;
}

/* The estimates over the run of entities that are in no table of entities: of n pairs, agents or what these are off the phones for, the first of which is
 * entity `first`. */
static void add_apart(ccs_result_maker_t *m, const char *suffix, uint32_t dim, uint32_t first, uint32_t n)
{
    const uint32_t dims[] = {m->config, dim}, n_metrics = m->metrics->n_metrics;
    columns_t columns[CCS_METRICS_MAX];
    ccs_estimate_t x[CCS_METRICS_MAX];

    if (n == 0) return;
    for (uint32_t i = 0; i < n_metrics; i++)
        if (any_has(m->metrics, i, first, n)) columns[i] = estimate_columns(m, &m->metrics->metrics[i], suffix, dims, 2);
    for (uint32_t at = 0; !m->to->out_of_memory && at < n; at++) {
        ccs_results_estimate_entity(m->r, first + at, x);
        for (uint32_t i = 0; i < n_metrics; i++)
            if (ccs_metrics_apply(m->metrics, i, first + at)) set_estimate(columns[i], at, x[i]);
    }
}

/* Of single agents by interval, where that is asked for. */
static void add_agents_by_interval(ccs_result_maker_t *m)
{
    const uint32_t dims[] = {m->config, m->agent, m->interval}, n_cells = m->plan->periods.n_counted;

    for (uint32_t i = 0; m->r->agent_sums && i < CCS_N_AGENT_INTERVALS; i++) {
        const uint32_t metric = m->r->agent_metrics[i];

        if (!any_has(m->metrics, metric, ccs_metrics_agent(m->metrics, 0), m->plan->n_agents)) continue;
        const columns_t to = estimate_columns(m, &m->metrics->metrics[metric], "_by_agent_interval", dims, 3);

        for (uint32_t agent = 0; !m->to->out_of_memory && agent < m->plan->n_agents; agent++)
            for (uint32_t cell = 0; cell < n_cells; cell++)
                set_estimate(to, (size_t) agent * n_cells + cell, ccs_results_estimate_agent(m->r, i, agent, cell));
    }
}

/* The estimates of each day, where there are several. */
static void add_days(ccs_result_maker_t *m)
{
    const uint32_t dims[] = {m->config, m->entity, m->day}, n_metrics = m->metrics->n_metrics, n_days = m->plan->n_days;
    columns_t columns[CCS_METRICS_MAX];
    ccs_estimate_t x[CCS_METRICS_MAX];

    if (!m->r->day_records || n_days == 0) return;
    for (uint32_t i = 0; i < n_metrics; i++)
        if (m->metrics->metrics[i].kind != CCS_KIND_QUANTILE)
            columns[i] = estimate_columns(m, &m->metrics->metrics[i], "_by_day", dims, 3);
    for (uint32_t at = 0; !m->to->out_of_memory && at < m->metrics->n_entities * n_days; at++) {
        ccs_results_estimate_day(m->r, at / n_days, at % n_days, x);
        for (uint32_t i = 0; i < n_metrics; i++)
            if (m->metrics->metrics[i].kind != CCS_KIND_QUANTILE) set_estimate(columns[i], at, x[i]);
    }
}

static void add_observations(ccs_result_maker_t *m)
{
    const uint32_t dims[] = {m->config, m->replication, m->entity, m->metric};
    const size_t n_entities = m->metrics->n_entities, n_metrics = m->metrics->n_metrics;
    double *const x =
        ccs_result_numbers(m, "value_by_replication", dims, 4, NULL, "metrics of single observations, in the unit of the metric");
    double *const w = ccs_result_numbers(m, "weight_by_replication", dims, 4, NULL,
        "what a single observation weighs in the estimate over the run: the denominator of its ratio");

    for (uint32_t i = 0; x && w && i < m->r->n_obs; i++) {
        for (uint32_t e = 0; e < n_entities; e++) {
            const size_t at = (i * n_entities + e) * n_metrics;

            ccs_results_observe_entity(m->r, e, i, &x[at], &w[at]);
        }
    }
}

/* Quantiles over observations, of the run. */
static void add_quantiles(ccs_result_maker_t *m)
{
    const uint32_t dims[] = {m->config, m->metric, m->entity, m->probability};
    const size_t n_entities = m->metrics->n_entities, n_metrics = m->metrics->n_metrics, row = n_entities * n_metrics;
    double *const p = ccs_result_numbers(m, "probability", &m->probability, 1, "1", "probability of a quantile");
    double *const out = ccs_result_numbers(m, "value_quantile", dims, 4, NULL, "quantiles of a metric over the observations");
    const ccs_variable_t *const v = ccs_dataset_find(m->to, "value_by_replication");
    double *const x = ccs_arena_array(&m->to->arena, m->r->n_obs, sizeof *x);

    if (!x) m->to->out_of_memory = true;
    if (!p || !out || !v || !x) return;
    for (uint32_t i = 0; i < N_PERCENTS; i++) p[i] = PERCENTS[i] / 100.0;
    for (size_t at = 0; at < row; at++) {
        const size_t metric = at / n_entities, entity = at % n_entities;
        uint32_t n = 0;

        for (uint32_t i = 0; i < m->r->n_obs; i++) {
            const double value = v->data.f64[i * row + entity * n_metrics + metric];

            if (!isnan(value)) x[n++] = value;
        }
        ccs_kept_quantiles_of(x, n, PERCENTS, N_PERCENTS, &out[at * N_PERCENTS]);
    }
}

/* The quantile metrics without one section of the replications. */
static void add_sections(ccs_result_maker_t *m)
{
    const uint32_t n = ccs_results_sections(m->r), section = n > 0 ? ccs_dataset_add_dim(m->to, "section", n) : CCS_DATA_NONE;
    const uint32_t dims[] = {m->config, section, m->entity, m->metric}, n_metrics = m->metrics->n_metrics;
    double *const x = n > 0
        ? ccs_result_numbers(m, "value_without_section", dims, 4, NULL,
              "quantiles of all waits but those of a section; replication r, from 1, is in section (r - 1) mod 20; in mode steady independent batches")
        : NULL;
    double q[CCS_N_PERCENTILES];

    for (uint32_t at = 0; x && at < n * m->metrics->n_entities; at++) {
        ccs_results_quantiles_without(m->r, at % m->metrics->n_entities, at / m->metrics->n_entities, q);
        for (uint32_t i = 0; i < n_metrics; i++) {
            const ccs_metric_t *const row = &m->metrics->metrics[i];

            if (row->kind == CCS_KIND_QUANTILE) x[(size_t) at * n_metrics + i] = q[ccs_metric_percentile(row->metric)];
        }
    }
}

static void add_interval_estimates(ccs_result_maker_t *m, uint32_t metric)
{
    const uint32_t dims[] = {m->config, m->entity, m->interval}, n_cells = m->plan->periods.n_counted;
    const ccs_metric_t *const row = &m->metrics->metrics[metric];

    if (row->kind == CCS_KIND_QUANTILE) return;
    const columns_t to = estimate_columns(m, row, "_by_interval", dims, 3);

    for (uint32_t column = 0; !m->to->out_of_memory && column < m->r->n_columns; column++) {
        if (m->r->column_metric[column] != metric) continue;
        for (uint32_t cell = 0; cell < n_cells; cell++)
            set_estimate(to, (size_t) m->r->column_entity[column] * n_cells + cell,
                ccs_results_estimate_column(m->r, column, cell));
    }
}

static void add_intervals_of_metrics(ccs_result_maker_t *m)
{
    if (!m->r->sums) return;
    ccs_dataset_set_u64(m->to, "replications_by_interval", m->r->kept.n);
    for (uint32_t i = 0; i < m->metrics->n_metrics; i++) add_interval_estimates(m, i);
}

static void add_moments_by_interval(ccs_result_maker_t *m)
{
    const uint32_t dims[] = {m->config, m->metric, m->entity, m->interval, m->moment}, n_cells = m->plan->periods.n_counted;

    if (!m->r->sums) return;
    double *const moments =
        ccs_result_numbers(m, "moments_by_interval", dims, 5, NULL, "sums over replications that estimates by interval rest on");

    for (uint32_t column = 0; moments && column < m->r->n_columns; column++) {
        const size_t row = (size_t) m->r->column_metric[column] * m->metrics->n_entities + m->r->column_entity[column];

        for (uint32_t cell = 0; cell < n_cells; cell++) {
            const ccs_sums_t s = ccs_results_sums(m->r, column, cell);

            memcpy(&moments[5 * (row * n_cells + cell)], (const double[]){s.num, s.den, s.num2, s.den2, s.cross},
                5 * sizeof(double));
        }
    }
}

/* A band of days needs some: where the memory was too little for as many as there are, fewer make none. */
enum { LEAST_OF_MANY = 10 };

/* Bands of days, by interval. */
static void add_quantiles_by_interval(ccs_result_maker_t *m)
{
    const uint32_t dims[] = {m->config, m->metric, m->entity, m->interval, m->probability}, n_cells = m->plan->periods.n_counted;
    const ccs_kept_t *const kept = &m->r->kept;
    double *const scratch = ccs_arena_array(&m->to->arena, kept->n, sizeof *scratch);

    if (!scratch) m->to->out_of_memory = true;
    if (!m->r->sums || !scratch) return;
    const bool some = kept->n > 0 && (kept->n >= LEAST_OF_MANY || kept->n == m->r->n_replications);

    if (!some) return;
    double *const out =
        ccs_result_numbers(m, "value_quantile_by_interval", dims, 5, NULL, "quantiles of a metric over replications");

    for (uint32_t column = 0; out && column < m->r->n_columns; column++) {
        const size_t row = (size_t) m->r->column_metric[column] * m->metrics->n_entities + m->r->column_entity[column];

        for (uint32_t cell = 0; cell < n_cells; cell++)
            ccs_kept_quantiles(kept, cell, column, PERCENTS, N_PERCENTS, scratch, &out[(row * n_cells + cell) * N_PERCENTS]);
    }
}

/* Every replication by interval, as it lies in the results. */
static void add_kept(ccs_result_maker_t *m)
{
    const ccs_results_t *const r = m->r;

    if (!r->sums || r->kept.n == 0) return;
    const uint32_t replication = ccs_dataset_add_dim(m->to, "kept_replication", r->kept.n);
    const uint32_t column = ccs_dataset_add_dim(m->to, "column", r->n_columns);
    const uint32_t dims[] = {m->config, replication, m->interval, column};
    const char **const metric = ccs_result_texts(m, "column_metric", column, "metric of a column");
    const char **const entity = ccs_result_texts(m, "column_entity", column, "entity of a column");

    for (uint32_t i = 0; metric && entity && i < r->n_columns; i++) {
        metric[i] = m->metrics->metrics[r->column_metric[i]].name;
        entity[i] = m->metrics->entities[r->column_entity[i]].name;
    }
    (void) ccs_dataset_describe(m->to, ccs_dataset_add_shared(m->to, "value_by_interval", dims, 4, r->kept.values), NULL,
        "metrics of single replications by interval, in the unit of the metric");
    (void) ccs_dataset_describe(m->to, ccs_dataset_add_shared(m->to, "weight_by_interval", dims, 4, r->kept.weights), NULL,
        "what they weigh: the denominators of their ratios");
}

/* ---- all of it ------------------------------------------------------------------------------------------------------------------ */

int ccs_result_make(const ccs_results_t *results, const ccs_provenance_t *provenance, ccs_dataset_t *out)
{
    ccs_result_maker_t m = {.r = results, .plan = results->plan, .metrics = results->metrics, .to = out};

    add_dims(&m);
    ccs_result_add_provenance(&m, provenance);
    ccs_result_add_config(&m, provenance);
    add_replications(&m, provenance->first_replication);
    ccs_result_add_basis(&m);
    ccs_result_add_times(&m);
    add_metric_table(&m);
    add_applies(&m);
    add_types(&m);
    ccs_result_add_type_hours(&m);
    ccs_result_add_due_dates(&m);
    add_entities(&m);
    ccs_result_add_ways(&m);
    ccs_result_add_limits(&m);
    ccs_result_add_sources(&m);
    ccs_result_add_campaigns(&m);
    ccs_result_add_money(&m);
    add_estimates(&m);
    add_apart(&m, "_by_pair", m.pair, ccs_metrics_pair(m.metrics, 0), m.plan->n_team_pairs);
    add_apart(&m, "_by_agent", m.agent, ccs_metrics_agent(m.metrics, 0), ccs_plan_n_watched(m.plan));
    add_apart(&m, "_by_agent_activity", m.agent_activity, ccs_metrics_agent_activity(m.metrics, 0), ccs_plan_n_own_offs(m.plan));
    add_agents_by_interval(&m);
    add_days(&m);
    add_intervals_of_metrics(&m);
    if (!provenance->tables_only) add_moments_by_interval(&m);
    add_observations(&m);
    add_quantiles(&m);
    if (!provenance->tables_only) add_quantiles_by_interval(&m);
    add_sections(&m);
    if (provenance->keep_intervals) add_kept(&m);
    ccs_result_add_facts(&m);
    return out->out_of_memory ? CCS_ERR_NOMEM : 0;
}
