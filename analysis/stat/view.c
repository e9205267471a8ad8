/* view.c - questions to a result that is open. How its variables are found: view_open.c. */
#include "view.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "deferred.h"
#include "service_level.h"
#include "units.h"
#include "words.h"

static const char *called_of(const ccs_target_t *target)
{
    return target->called ? target->called : "";
}

bool ccs_target_counts_as(const ccs_target_t *a, const ccs_target_t *b)
{
    return !strcmp(a->counted_as, b->counted_as) && !strcmp(called_of(a), called_of(b)) && a->of == b->of &&
        a->by_business_hours == b->by_business_hours;
}

const char *ccs_target_counting(const ccs_target_t *target)
{
    return target->of == CCS_PROMISE_OF_ANSWER ? target->counted_as : CCS_PROMISES[target->of].name;
}

/* Of a target that is of something else than the answer. */
static const char *promise_formula(const ccs_target_t *target, char text[CCS_TARGET_FORMULA_MAX])
{
    const bool excludes = !strcmp(target->counted_as, "sl_excl_abandoned");

    snprintf(text, CCS_TARGET_FORMULA_MAX, "%s: %s%s%s", ccs_target_counting(target), ccs_word(CCS_PROMISES[target->of].formula),
        excludes ? ccs_word(", without those that nobody waits for any more before they are due") : "",
        target->by_business_hours ? ccs_word("; T in business hours") : "");
    return text;
}

const char *ccs_target_formula(const ccs_target_t *target, char text[CCS_TARGET_FORMULA_MAX])
{
    const uint32_t level = ccs_service_level_find(target->counted_as);
    const bool brief = level != CCS_N_SERVICE_LEVELS && CCS_SERVICE_LEVELS[level].needs & CCS_LEVEL_NEEDS_SHORT;
    char time[CCS_UNITS_TEXT_MAX];

    if (target->of != CCS_PROMISE_OF_ANSWER) return promise_formula(target, text);
    snprintf(text, CCS_TARGET_FORMULA_MAX, "%s%s%s%s%s%s%s%s", target->counted_as, level == CCS_N_SERVICE_LEVELS ? "" : ": ",
        level == CCS_N_SERVICE_LEVELS ? "" : ccs_word(CCS_SERVICE_LEVELS[level].formula),
        brief ? ccs_word(", short: within ") : "", brief ? ccs_units_show_duration(target->short_s, time, sizeof time) : "",
        *called_of(target) ? "; " : "", called_of(target), target->by_business_hours ? ccs_word("; T in business hours") : "");
    return text;
}

/* ---- questions ------------------------------------------------------------------------------------------------------------ */

static uint32_t find(const char *const *names, uint32_t n, const char *name)
{
    for (uint32_t i = 0; i < n; i++)
        if (!strcmp(names[i], name)) return i;
    return CCS_DATA_NONE;
}

uint32_t ccs_view_metric(const ccs_view_t *self, const char *name)
{
    return find(self->metrics, self->n_metrics, name);
}

uint32_t ccs_view_entity(const ccs_view_t *self, const char *name)
{
    return find(self->entities, self->n_entities, name);
}

uint32_t ccs_view_interval_metric(const ccs_view_t *self, const char *name)
{
    const uint32_t metric = ccs_view_metric(self, name);

    return metric != CCS_DATA_NONE && ccs_view_has_intervals(self, metric) ? metric : CCS_DATA_NONE;
}

bool ccs_view_is_kind(const char *entity, const char *kind)
{
    const size_t n = strlen(kind);

    return !strncmp(entity, kind, n) && entity[n] == '/';
}

uint32_t ccs_view_entities(const ccs_view_t *self, const char *kind, uint32_t *found, uint32_t max)
{
    uint32_t n = 0;

    for (uint32_t e = 0; n < max && e < self->n_entities; e++)
        if (ccs_view_is_kind(self->entities[e], kind)) found[n++] = e;
    return n;
}

/* The entity of a type; CCS_DATA_NONE if there is none. */
static uint32_t entity_of_type(const ccs_view_t *v, const char *type)
{
    for (uint32_t e = 0; e < v->n_entities; e++)
        if (ccs_view_is_kind(v->entities[e], "type") && !strcmp(&v->entities[e][sizeof "type"], type)) return e;
    return CCS_DATA_NONE;
}

uint32_t ccs_view_types_of_group(const ccs_view_t *self, uint32_t group, uint32_t *found, uint32_t max)
{
    const ccs_variable_t *const types = ccs_dataset_find(self->data, "pair_type");
    const ccs_variable_t *const groups = ccs_dataset_find(self->data, "pair_group");
    const char *const name = self->entities[group];
    uint32_t n = 0;

    if (!ccs_view_is_kind(name, "group") || !types || !groups) return 0;
    if (types->type != CCS_DATA_TEXT || groups->type != CCS_DATA_TEXT || types->n != groups->n) return 0;
    for (size_t i = 0; i < types->n && n < max; i++) {
        const uint32_t type = entity_of_type(self, types->data.text[i]);

        if (!strcmp(groups->data.text[i], &name[sizeof "group"]) && type != CCS_DATA_NONE) found[n++] = type;
    }
    return n;
}

bool ccs_view_applies(const ccs_view_t *self, uint32_t metric, uint32_t entity)
{
    return self->applies[(size_t) metric * self->n_entities + entity] != 0;
}

double ccs_view_joint_confidence(const ccs_view_t *self)
{
    const double doubt = (1 - self->confidence) * (double) (self->together > 1 ? self->together : 1);

    return round(1e12 * (1 - doubt)) / 1e12; /* 0.95, as the scenario says */
}

const char *ccs_view_confidence(const ccs_view_t *self, char text[CCS_CONFIDENCE_MAX])
{
    char share[CCS_UNITS_TEXT_MAX];

    if (self->together == 0)
        snprintf(text, CCS_CONFIDENCE_MAX, ccs_word("%s confidence"),
            ccs_units_show_share(self->confidence, share, sizeof share));
    else
        snprintf(text, CCS_CONFIDENCE_MAX, ccs_word("%.5g %% confidence (%.5g %% for all %lu figures together)"),
            100 * self->confidence, 100 * ccs_view_joint_confidence(self), (unsigned long) self->together);
    return ccs_word_figures(text);
}

ccs_point_t ccs_view_point(const ccs_view_t *self, uint32_t metric, uint32_t entity)
{
    ccs_point_t x = ccs_point_around(self->means[metric][entity], self->half_widths[metric][entity]);

    if (self->lows && self->lows[metric]) x.low = self->lows[metric][entity];
    if (self->highs && self->highs[metric]) x.high = self->highs[metric][entity];
    return x;
}

bool ccs_view_has_intervals(const ccs_view_t *self, uint32_t metric)
{
    return self->interval_means[metric] && self->interval_half_widths[metric];
}

ccs_point_t ccs_view_point_at(const ccs_view_t *self, uint32_t metric, uint32_t entity, uint32_t interval)
{
    const size_t at = (size_t) entity * self->n_intervals + interval;

    if (!ccs_view_has_intervals(self, metric)) return ccs_point_around((double) NAN, (double) NAN);
    ccs_point_t x = ccs_point_around(self->interval_means[metric][at], self->interval_half_widths[metric][at]);

    if (self->interval_lows && self->interval_lows[metric]) x.low = self->interval_lows[metric][at];
    if (self->interval_highs && self->interval_highs[metric]) x.high = self->interval_highs[metric][at];
    return x;
}

const char *ccs_axis_name(enum ccs_axis axis)
{
    static const char *const names[CCS_N_AXES] = {"", "interval", "day", "pair", "agent", "agent_interval", "agent_activity"};

    return names[axis];
}

const ccs_slices_t *ccs_view_apart(const ccs_view_t *self, enum ccs_axis axis)
{
    if (axis == CCS_AXIS_AGENT_INTERVAL) return &self->agent_intervals;
    if (axis == CCS_AXIS_AGENT_ACTIVITY) return &self->agent_activities;
    return axis == CCS_AXIS_AGENT ? &self->agents : &self->pairs;
}

static const ccs_slices_t *slices_of(const ccs_view_t *self, enum ccs_axis axis)
{
    return axis == CCS_AXIS_DAY ? &self->days : ccs_view_apart(self, axis);
}

uint32_t ccs_view_count(const ccs_view_t *self, enum ccs_axis axis)
{
    if (axis == CCS_AXIS_RUN) return 1;
    return axis == CCS_AXIS_INTERVAL ? self->n_intervals : slices_of(self, axis)->n;
}

const char *ccs_view_name(const ccs_view_t *self, enum ccs_axis axis, uint32_t at)
{
    if (axis == CCS_AXIS_RUN) return "";
    if (axis == CCS_AXIS_AGENT_INTERVAL) return self->agent_intervals.names[at / self->n_intervals];
    return axis == CCS_AXIS_INTERVAL ? self->intervals[at] : slices_of(self, axis)->names[at];
}

const char *ccs_view_time(const ccs_view_t *self, enum ccs_axis axis, uint32_t at)
{
    if (axis == CCS_AXIS_AGENT_INTERVAL) return self->intervals[at % self->n_intervals];
    return axis == CCS_AXIS_INTERVAL || axis == CCS_AXIS_DAY ? ccs_view_name(self, axis, at) : "";
}

bool ccs_view_has(const ccs_view_t *self, enum ccs_axis axis, uint32_t metric)
{
    if (axis == CCS_AXIS_RUN) return true;
    if (axis == CCS_AXIS_INTERVAL) return ccs_view_has_intervals(self, metric);
    return slices_of(self, axis)->n > 0 && slices_of(self, axis)->means[metric];
}

ccs_point_t ccs_view_at(const ccs_view_t *self, enum ccs_axis axis, uint32_t metric, uint32_t entity, uint32_t at)
{
    if (axis == CCS_AXIS_RUN) return ccs_view_point(self, metric, entity);
    if (axis == CCS_AXIS_INTERVAL) return ccs_view_point_at(self, metric, entity, at);
    const ccs_slices_t *const s = slices_of(self, axis);
    const size_t cell = axis == CCS_AXIS_DAY ? (size_t) entity * s->n + at : at;

    if (!ccs_view_has(self, axis, metric)) return ccs_point_around((double) NAN, (double) NAN);
    return (ccs_point_t){s->means[metric][cell], s->half_widths[metric][cell], s->lows[metric][cell], s->highs[metric][cell]};
}

double ccs_view_quantile(const ccs_view_t *self, uint32_t metric, uint32_t entity, uint32_t probability)
{
    const size_t at = (size_t) metric * self->n_entities + entity;

    return probability < self->n_probabilities ? self->quantiles[at * self->n_probabilities + probability] : (double) NAN;
}

double ccs_view_quantile_at(const ccs_view_t *self, uint32_t metric, uint32_t entity, uint32_t interval, uint32_t probability)
{
    const size_t at = ((size_t) metric * self->n_entities + entity) * self->n_intervals + interval;
    const bool there = self->interval_quantiles && probability < self->n_probabilities;

    return there ? self->interval_quantiles[at * self->n_probabilities + probability] : (double) NAN;
}

uint32_t ccs_view_probability(const ccs_view_t *self, double p)
{
    for (uint32_t i = 0; i < self->n_probabilities; i++)
        if (fabs(self->probabilities[i] - p) < 1e-9) return i;
    return CCS_DATA_NONE;
}

uint32_t ccs_view_batches(const ccs_view_t *self)
{
    return self->replications > 0 ? (uint32_t) (self->n_observations / self->replications) : 1;
}

uint32_t ccs_view_independent(const ccs_view_t *self)
{
    return self->groups ? self->n_groups : self->n_observations;
}

static ccs_horizon_piece_t piece(const void *of, uint32_t i)
{
    const ccs_view_t *const self = of;

    return (ccs_horizon_piece_t){self->intervals[i], self->interval_end_s[i] - self->interval_start_s[i]};
}

ccs_horizon_t ccs_view_horizon(const ccs_view_t *self)
{
    return (ccs_horizon_t){.name = self->name,
        .mode = self->mode,
        .n_batches = ccs_view_batches(self),
        .confidence = self->confidence,
        .open_s = self->open_s,
        .n_pieces = self->n_intervals,
        .piece = piece,
        .of = self};
}
