/* metric_rows.c - the rows of def/metric.def: of what there are figures, and the metrics and entities of a plan. */
#include <math.h>
#include <string.h>

#include "err.h"
#include "metric.h"
#include "metric_needs.h"

/* ---- rows ----------------------------------------------------------------------------------------------------------------------- */

/* Of what there are figures, here and in the rows of entity.def, and what at least one of its types, or of its groups, must have. */
enum {
    TYPES = 1,
    GROUPS = 2,
    QUEUES = 4,
    TRUNKS = 8,
    SHORT = 16,
    LIMITED = 32,
    IVR = 64,
    PAIRS = 128,
    WITHIN = 256,
    SHRINKING = 512,
    PERSONS = 1024,
    AGENTS = 2048,
    NOT_READY = 4096,
    OFF_PHONES = 8192,
    LEGS = 16384,
    PREDICTED = 32768,
    CALLS_BACK = 65536,
    FLOWS = 131072,
    NODES = 262144,
    BY_FLOW = 524288,
    PAUSES = 1048576,
    OUTAGES = 2097152,
    STOPPED = 4194304,
    RINGING = 8388608,
    STICKY = 16777216,
    RULES = 33554432,
    COMPANY = 67108864,
    CONSULTS = 134217728,
    SLOTS = 268435456,
    UP = 536870912,
    SWITCHES = 1073741824
};
/* Beyond what an int holds. */
#define SEVERAL ((uint64_t) 1 << 32) /* agents may have several contacts in hand */
#define TURNS   ((uint64_t) 1 << 33) /* they work on pieces one after the other */
/* Whether contacts have outcomes, and which; ccs_metric_has_outcomes tells them apart. */
#define OUTCOMES    (UINT64_C(1) << 34)
#define MARKED      (UINT64_C(1) << 35)
#define RECOMMENDED (UINT64_C(1) << 36)
#define EASY        (UINT64_C(1) << 37)
#define SURVEYED    (UINT64_C(1) << 38)
#define LEAVING     (UINT64_C(1) << 39)
#define DEFERRED    (UINT64_C(1) << 40) /* figures are told by when contacts are due */
#define THREADS     (UINT64_C(1) << 41)
#define CHASED      (UINT64_C(1) << 42)
#define CHASING     (UINT64_C(1) << 43)
#define ANY_DUE     (DEFERRED | THREADS | CHASED | CHASING)
#define DEFLECTS    (UINT64_C(1) << 47) /* customers are sent to another channel */
#define LAPSES      (UINT64_C(1) << 46) /* conversations are put away */
/* Contracts. */
#define CONTRACTS (UINT64_C(1) << 44)
#define MOVING    (UINT64_C(1) << 57) /* outcomes change how many come */
#define DECIDING  (UINT64_C(1) << 58) /* agents settle some of what would go up */
#define VISITS    (UINT64_C(1) << 52) /* visits of those who are sent may fail */
/* Outages of which customers are told. */
#define NOTICES (UINT64_C(1) << 62)
/* Outbound campaigns. */
#define CAMPAIGNS   (UINT64_C(1) << 48)
#define NUMBERS     (UINT64_C(1) << 49)  /* whose people have several */
#define AVERTING    (UINT64_C(1) << 63)  /* that keep contacts away */
#define HOLDING     (NUMBERS | AVERTING) /* both at once, as no bit is left: that call on a condition */
#define ANY_OUTCOME (OUTCOMES | MARKED | RECOMMENDED | EASY | SURVEYED | LEAVING | MOVING | DECIDING | VISITS)

#define CHANNELS (UINT64_C(1) << 45) /* contacts are of several */
#define SEATS    (UINT64_C(1) << 50) /* of sites */
#define CAUSES   (UINT64_C(1) << 51) /* it is told what customers mind, beside what of outcomes */
/* Of groups whose people have careers: any; who quit; whom the shift tires. */
#define CAREERS    (UINT64_C(1) << 54)
#define QUITS      (UINT64_C(1) << 55)
#define TIRED      (UINT64_C(1) << 56)
#define BURNING    (UINT64_C(1) << 59)
#define SCORED     (UINT64_C(1) << 60)
#define ERRING     (UINT64_C(1) << 61)
#define ANY_CAREER (CAREERS | QUITS | TIRED | BURNING | SCORED | ERRING)

#define EACH_T(types) ((types) | WITHIN)
enum {
    TYPES_BASIC = TYPES,
    TYPES_SHORT = TYPES | SHORT,
    TYPES_LIMITED = TYPES | LIMITED,
    TYPES_SHORT_LIMITED = TYPES | SHORT | LIMITED,
    TYPES_IVR = TYPES | IVR,
    TYPES_PREDICTED = TYPES | PREDICTED,
    TYPES_FLOW = TYPES | BY_FLOW,
    GROUPS_SHRINKING = GROUPS | SHRINKING,
    GROUPS_PERSONS = GROUPS | PERSONS,
    STAFF_PERSONS = GROUPS | AGENTS | PERSONS,
    OFF_PERSONS = GROUPS | AGENTS | OFF_PHONES | PERSONS,
    TYPES_SLOTS = TYPES | SLOTS,
    WORK = QUEUES | PAIRS | AGENTS,
    TAKING = QUEUES | PAIRS,
    STAFF = GROUPS | AGENTS,
    STAFF_NOT_READY = STAFF | NOT_READY,
    GROUPS_RINGING = GROUPS | RINGING,
    STAFF_RINGING = STAFF | RINGING,
    TYPES_STICKY = TYPES | STICKY,
    TYPES_CALLBACK = TYPES | CALLS_BACK,
    WORK_CALLBACK = QUEUES | PAIRS | CALLS_BACK,
    STAFF_STOPPED = STAFF | STOPPED,
    LOST = STAFF_STOPPED | OUTAGES
};

#define GROUPS_SEATS (GROUPS | SEATS)
static const struct {
    ccs_metric_t about;
    uint64_t entities;
} ROWS[CCS_N_METRICS] = {
#define X(name, unit, kind, num, den, entities, attribution, sense, margin, text)                                                \
    {{#name, unit, text, CCS_METRIC_##name, CCS_KIND_##kind, CCS_AT_##attribution, 0, sense, margin, CCS_AS_SUMS}, entities},
    CCS_METRIC_LIST(X)
#undef X
};

const ccs_metric_t *ccs_metric_row(uint32_t metric)
{
    return &ROWS[metric].about;
}

const char *ccs_metric_name(uint32_t metric)
{
    return ROWS[metric].about.name;
}

#define X(name, unit, kind, num, den, entities, attribution, sense, margin, text) +(((entities) &WITHIN) != 0)
_Static_assert(0 CCS_METRIC_LIST(X) == CCS_N_WITH_THRESHOLDS, "rows for each T are the service levels and not_yet_due");
#undef X

static const struct {
    enum ccs_metric metric;
    double probability;
} PERCENTILES[CCS_N_PERCENTILES] = {
#define Q(X, percent, whose, text) {CCS_METRIC_wait_p##percent##_s, percent / 100.0},
    CCS_PERCENTILE_LIST(Q, )
#undef Q
};

uint32_t ccs_metric_percentile(uint32_t metric)
{
    for (uint32_t i = 0; i < CCS_N_PERCENTILES; i++)
        if (PERCENTILES[i].metric == metric) return i;
    return CCS_NONE;
}

double ccs_percentile_probability(uint32_t percentile)
{
    return PERCENTILES[percentile].probability;
}

double ccs_metric_probability(uint32_t metric)
{
    const uint32_t percentile = ccs_metric_percentile(metric);

    return percentile == CCS_NONE ? (double) NAN : ccs_percentile_probability(percentile);
}

enum ccs_metric ccs_metric_of_level(enum ccs_service_level level)
{
    static const enum ccs_metric metrics[] = {
#define LEVEL(X, name, numerator, denominator, needs, formula, noun, verb, aside) CCS_METRIC_##name,
        CCS_SERVICE_LEVEL_LIST(LEVEL, )
#undef LEVEL
    };
    return metrics[level];
}

/* ---- the metrics and entities of a plan ----------------------------------------------------------------------------------------- */

/* All but those of any centre are rows where there are such figures. */
static bool has_row(const ccs_plan_t *plan, uint32_t row)
{
    if (row < CCS_N_CENTRE_METRICS) return true;
    if (row < CCS_BEHIND_AGENT_METRICS) return ccs_plan_n_watched(plan) > 0;
    if (row < CCS_BEHIND_DETAILED_METRICS) return ccs_plan_is_detailed(plan);
    if (row >= CCS_METRIC_customer_service_level && row <= CCS_METRIC_customer_wait_s) return ccs_plan_tells_customers(plan);
    if (row >= CCS_METRIC_deflection_asked && row <= CCS_METRIC_deflection_explain_s) return plan->switching;
    if (row >= CCS_METRIC_pauses && row <= CCS_METRIC_paused_closed) return ccs_plan_lapses(plan);
    if (row >= CCS_METRIC_forecast_fresh && row <= CCS_METRIC_forecast_error) return ccs_plan_n_forecast(plan) > 0;
    if (row < CCS_BEHIND_FLOW_METRICS) return plan->n_call_flows > 0;
    if (row == CCS_METRIC_messages_left) return ccs_plan_takes_messages(plan);
    if (row < CCS_BEHIND_BOT_METRICS) return ccs_plan_has_bot_queues(plan);
    if (row >= CCS_BEHIND_CAUSE_METRICS) return ccs_plan_has_channels(plan);
    if (row >= CCS_BEHIND_CAMPAIGN_METRICS) return ccs_plan_tells_causes(plan);
    if (row >= CCS_BEHIND_CAREER_METRICS) return plan->n_campaigns > 0;
    if (row >= CCS_BEHIND_FURTHER_METRICS && row < CCS_BEHIND_DUE_METRICS) return plan->deferred != NULL;
    if (row < CCS_BEHIND_FURTHER_METRICS) return ccs_metric_has_further(plan);
    if (row < CCS_BEHIND_OUTCOME_METRICS) return plan->outcomes != NULL;
    return row < CCS_BEHIND_MONEY_METRICS ? plan->money != NULL : plan->careers != NULL;
}

/* One that may have another value where its denominator varies. */
static bool is_ratio(const ccs_metric_t *metric)
{
    return metric->kind == CCS_KIND_RATIO || metric->kind == CCS_KIND_SHARE || metric->kind == CCS_KIND_TIME_SHARE;
}

static const double LEFT_OUT_MARGIN = 0.005; /* as of other shares */

/* The mean of ratios of a row, and how much of it there is not. */
static int add_mean_of_ratios(ccs_metrics_t *self, const ccs_metric_t *of)
{
    const char *const each = ccs_plan_ratios_of(self->plan);
    ccs_metric_t *const mean = &self->metrics[self->n_metrics++], *const left_out = &self->metrics[self->n_metrics++];

    *mean = *left_out = *of;
    mean->as = CCS_AS_MEAN_OF_RATIOS;
    mean->name = ccs_arena_printf(&self->arena, "%s_mean_of_ratios", of->name);
    mean->text =
        ccs_arena_printf(&self->arena, "mean of the ratios of %s, by interval of replications, all alike: %s", each, of->text);
    left_out->as = CCS_AS_LEFT_OUT;
    left_out->name = ccs_arena_printf(&self->arena, "%s_ratios_left_out", of->name);
    left_out->text = ccs_arena_printf(&self->arena,
        "share of %s, by interval of replications, without a ratio, which the mean of ratios leaves out: %s", each, of->text);
    left_out->unit = "1";
    left_out->kind = CCS_KIND_SHARE;
    left_out->sense = 0;
    left_out->margin = LEFT_OUT_MARGIN;
    return mean->name && mean->text && left_out->name && left_out->text ? 0 : CCS_ERR_NOMEM;
}

/* Behind all others. */
static int add_means_of_ratios(ccs_metrics_t *self)
{
    const uint32_t n = self->plan->ratios == CCS_RATIOS_SUMS ? 0 : self->n_metrics;
    int ret = 0;

    for (uint32_t i = 0; ret == 0 && i < n; i++)
        if (is_ratio(&self->metrics[i])) ret = add_mean_of_ratios(self, &self->metrics[i]);
    return ret;
}

static int add_metrics(ccs_metrics_t *self)
{
    const uint32_t n_within = self->plan->n_within, rows_each = self->plan->ratios == CCS_RATIOS_SUMS ? 1 : 3;

    self->metrics = ccs_arena_array(&self->arena, (size_t) rows_each * (CCS_N_METRICS + CCS_N_WITH_THRESHOLDS * n_within),
        sizeof *self->metrics);
    if (!self->metrics) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < CCS_N_METRICS; i++) {
        if (!has_row(self->plan, i)) continue;
        self->metrics[self->n_metrics++] = ROWS[i].about;
        for (uint32_t k = 1; k < n_within && (ROWS[i].entities & WITHIN); k++) {
            ccs_metric_t *const m = &self->metrics[self->n_metrics++];

            *m = ROWS[i].about;
            m->threshold = k;
            m->name = ccs_arena_printf(&self->arena, "%s_%u", ROWS[i].about.name, k + 1);
            m->text = ccs_arena_printf(&self->arena, "%s, T being number %u of `within`", ROWS[i].about.text, k + 1);
            if (!m->name || !m->text) return CCS_ERR_NOMEM;
        }
    }
    return add_means_of_ratios(self);
}

static bool has_outcomes(const ccs_metrics_t *self, uint64_t entities, uint32_t entity)
{
    const enum ccs_outcome_figures of = entities & MARKED ? CCS_OUTCOME_MARKED
        : entities & RECOMMENDED                          ? CCS_OUTCOME_RECOMMENDED
        : entities & EASY                                 ? CCS_OUTCOME_EASE
        : entities & SURVEYED                             ? CCS_OUTCOME_SURVEYED
        : entities & LEAVING                              ? CCS_OUTCOME_LEAVING
        : entities & MOVING                               ? CCS_OUTCOME_MOVING
        : entities & DECIDING                             ? CCS_OUTCOME_DECIDING
        : entities & VISITS                               ? CCS_OUTCOME_VISITS
                                                          : CCS_OUTCOME_RESOLVED;

    if ((entities & LEGS) && !ccs_metric_handles(self->plan, true)) return false;
    return ccs_metric_has_outcomes(self->plan, &self->entities[entity], of);
}

static bool has_deferred(const ccs_metrics_t *self, uint64_t entities, uint32_t entity)
{
    return ccs_metric_has_deferred(self->plan, &self->entities[entity],
        entities & THREADS       ? CCS_DEFERRED_THREADS
            : entities & CHASED  ? CCS_DEFERRED_CHASED
            : entities & CHASING ? CCS_DEFERRED_CHASING
                                 : CCS_DEFERRED_DEADLINES);
}

/* Whether a type, or a group, of the entity has what the metric needs. */
static bool has_needs(const ccs_metrics_t *self, uint64_t entities, uint32_t entity)
{
    if (entities & ANY_OUTCOME) return has_outcomes(self, entities, entity);
    if (entities & ANY_DUE) return has_deferred(self, entities, entity);
    if (entities & SLOTS) return ccs_metric_has_slots(self->plan, &self->entities[entity]);
    if (entities & ANY_CAREER)
        return ccs_metric_has_careers(self->plan, &self->entities[entity],
            entities & QUITS         ? CCS_CAREER_QUITS
                : entities & TIRED   ? CCS_CAREER_TIRED
                : entities & BURNING ? CCS_CAREER_BURNING
                : entities & SCORED  ? CCS_CAREER_SCORED
                : entities & ERRING  ? CCS_CAREER_ERRING
                                     : CCS_CAREER_ANY);
    if (entities & CHANNELS) return self->has_channels;
    if ((entities & HOLDING) == HOLDING) return self->plan->campaigns[self->entities[entity].id].when;
    if (entities & NUMBERS) return ccs_campaign_has_numbers(&self->plan->campaigns[self->entities[entity].id]);
    if (entities & AVERTING) return self->plan->campaigns[self->entities[entity].id].averts.type != CCS_NONE;
    if (entities & NOTICES) return self->plan->outages[self->entities[entity].id].notice.share_frac > 0;
    if (entities & SEVERAL) return ccs_plan_shares_agents(self->plan);
    if (entities & TURNS) return ccs_plan_has_desks(self->plan);
    if (entities & DEFLECTS) return self->plan->switching;
    if (entities & LAPSES) return ccs_metric_lapses(self->plan, &self->entities[entity]);
    if (entities & SWITCHES) return ccs_plan_switches(self->plan);
    if (entities & UP) return ccs_plan_escalates(self->plan);
    if (entities & CONSULTS) return ccs_plan_consults(self->plan);
    if (entities & COMPANY) return ccs_plan_stays(self->plan);
    if (entities & (LEGS | PAUSES)) return ccs_metric_handles(self->plan, entities & LEGS);
    if (entities & SEATS) return ccs_metric_has_seats(self->plan, &self->entities[entity]);
    if (entities & STOPPED) return ccs_metric_is_stopped(self->plan, &self->entities[entity]);
    if (entities & SHRINKING) return ccs_metric_shrinks(self->plan, &self->entities[entity]);
    if (entities & NOT_READY) return ccs_metric_goes_not_ready(self->plan, &self->entities[entity]);
    if (entities & RINGING) return ccs_metric_rings(self->plan, &self->entities[entity]);
    if (entities & CALLS_BACK) return ccs_metric_calls_back(self->plan, &self->entities[entity]);
    if (entities & PERSONS) return ccs_metric_is_of_persons(self->plan, &self->entities[entity]);
    const ccs_fact_rows_t *const types = ccs_metrics_types(self, entity);
    bool has = !(entities & (SHORT | LIMITED | IVR | PREDICTED | BY_FLOW | STICKY));

    for (uint32_t i = 0; i < types->n && !has; i++) {
        const ccs_type_t *const type = &self->plan->types[types->ids[i]];

        has = (!(entities & SHORT) || !isnan(type->target.short_abandon_s)) &&
            (!(entities & LIMITED) || ccs_plan_may_block(self->plan, type)) &&
            (!(entities & IVR) || ccs_plan_has_ivr(type) || ccs_plan_has_flow(type)) &&
            (!(entities & PREDICTED) || type->prediction.by != CCS_PREDICTOR_NONE) &&
            (!(entities & STICKY) || type->sticky.is_on) && (!(entities & BY_FLOW) || ccs_plan_has_flow(type) || type->is_fed);
    }
    return has;
}

/* The figures of each kind of entity. */
static const uint64_t FIGURES[CCS_N_ENTITY_KINDS] = {
#define X(KIND, word, text, rows, name, label, figures, type, pair, group, trunk, off, flow, node) figures,
    CCS_ENTITY_LIST(X)
#undef X
        PAIRS,
    AGENTS, OFF_PHONES};

bool ccs_metric_is_of(uint32_t metric, enum ccs_entity_kind kind)
{
    return ROWS[metric].entities & FIGURES[kind];
}

/* Whether a metric goes with an entity. */
static bool goes_with(const ccs_metrics_t *self, uint32_t metric, uint32_t entity)
{
    const ccs_entity_t *const e = &self->entities[entity];
    const uint64_t entities = ROWS[self->metrics[metric].metric].entities, common = entities & FIGURES[e->kind];

    if (common == NODES && !ccs_metric_happens(self->plan, e, ccs_metric_name(self->metrics[metric].metric))) return false;
    if (common == OUTAGES && !ccs_metric_happens_in_outage(self->plan, e->id, ccs_metric_name(self->metrics[metric].metric)))
        return false;
    if (entities & CALLS_BACK && !ccs_metric_calls_so(self->plan, e, self->metrics[metric].name)) return false;
    if (common == CONTRACTS) return e->of[CCS_BLOCK_BILL].n > 0;
    if (common == RULES) return e->of[CCS_BLOCK_INTRADAY].n > 0;
    return common && (common != TRUNKS || e->of[CCS_BLOCK_TRUNK].n > 0) && has_needs(self, entities, entity);
}

/* Entities, pairs, agents and what these are off the phones for. */
static uint32_t n_with_figures(const ccs_metrics_t *self)
{
    return ccs_metrics_agent_activity(self, ccs_plan_n_own_offs(self->plan));
}

/* Whether a record has sums of a metric: percentiles have none, days only by day, a threshold where all types of the entity have so many. */
static bool has_sums(const ccs_metrics_t *self, uint32_t metric, uint32_t entity)
{
    const ccs_metric_t *const m = &self->metrics[metric];
    const ccs_fact_rows_t *const types = ccs_metrics_types(self, entity);

    if (!ccs_metrics_apply(self, metric, entity) || m->kind == CCS_KIND_QUANTILE) return false;
    if (m->kind == CCS_KIND_DAYS && (!self->plan->axis.has_clock || self->plan->periods.by > CCS_REPORT_DAY)) return false;
    for (uint32_t i = 0; i < types->n && m->threshold > 0; i++)
        if (m->threshold >= self->plan->types[types->ids[i]].target.n_within) return false;
    return true;
}

/* Which metrics go with which entities is found out once, since it is asked for every figure of every interval. */
static int add_applies(ccs_metrics_t *self)
{
    const uint32_t n = n_with_figures(self);

    self->applies = ccs_arena_array(&self->arena, (size_t) self->n_metrics * n, sizeof *self->applies);
    self->n_summed = ccs_arena_array(&self->arena, n, sizeof *self->n_summed);
    self->summed = ccs_arena_array(&self->arena, (size_t) self->n_metrics * n, sizeof *self->summed);
    if (!self->applies || !self->n_summed || !self->summed) return CCS_ERR_NOMEM;
    for (uint32_t metric = 0; metric < self->n_metrics; metric++)
        for (uint32_t entity = 0; entity < n; entity++) {
            self->applies[(size_t) metric * n + entity] = goes_with(self, metric, entity);
            if (has_sums(self, metric, entity))
                self->summed[(size_t) entity * self->n_metrics + self->n_summed[entity]++] = (uint16_t) metric;
        }
    return 0;
}

int ccs_metrics_init(ccs_metrics_t *self, const ccs_plan_t *plan)
{
    int ret;

    *self = (ccs_metrics_t){.plan = plan,
        .goes_further = ccs_metric_has_further(plan),
        .has_channels = ccs_plan_has_channels(plan),
        .tells_causes = ccs_plan_tells_causes(plan)};
    self->entities = ccs_entities_make(plan, &self->arena, &self->n_entities);
    CCS_REQUIRE(self->entities, CCS_ERR_NOMEM);
    CCS_TRY(add_metrics(self));
    CCS_TRY(add_applies(self));
out:
    return ret;
}

void ccs_metrics_free(ccs_metrics_t *self)
{
    if (!self) return;
    ccs_arena_free(&self->arena);
    *self = (ccs_metrics_t){0};
}

bool ccs_metrics_apply(const ccs_metrics_t *self, uint32_t metric, uint32_t entity)
{
    return self->applies[(size_t) metric * n_with_figures(self) + entity];
}
