/* json.c - JSON. Invariant: whatever the texts hold, the output is valid. */
#include "json.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "closed_days.h"
#include "compare_words.h"
#include "deferred.h"
#include "intervals_met.h"
#include "json_doubted.h"
#include "json_findings.h"
#include "json_lights.h"
#include "json_sources.h"
#include "json_write.h"
#include "lights.h"
#include "not_yet_due.h"
#include "service_level.h"
#include "text.h"
#include "units.h"
#include "verdict.h"
#include "warnings.h"

/* What all rows have in common. */
typedef struct {
    const ccs_view_t *views;
    ccs_compare_t *compares; /* NULL where there is one view */
    uint32_t n;
    FILE *to;
    size_t n_rows;
} rows_t;

/* What a row is of. */
typedef struct {
    uint32_t variant, metric, entity; /* of a pair it does not matter which entity */
    enum ccs_axis axis;
    uint32_t at; /* along it */
} place_t;

static void print_difference(rows_t *self, place_t at)
{
    ccs_compare_t *const compare = &self->compares[at.variant];
    const ccs_difference_t d = at.axis == CCS_AXIS_RUN ? ccs_compare_point(compare, at.metric, at.entity)
                                                       : ccs_compare_point_at(compare, at.metric, at.entity, at.at);
    char words[CCS_CHANGE_TEXT_MAX];

    ccs_json_number_member("difference", d.mean, self->to);
    ccs_json_number_member("difference_half_width", d.half_width, self->to);
    fprintf(self->to, ", \"paired\": %s", compare->paired ? "true" : "false");
    ccs_json_text_member("verdict", d.change == CCS_CHANGE_NONE ? NULL : ccs_change_name(d.change), self->to);
    const bool nothing = d.change == CCS_CHANGE_NONE && !ccs_compare_is_apart(compare, at.metric);

    ccs_json_text_member("words", nothing ? NULL : ccs_compare_words(compare, at.metric, d, words), self->to);
    if (d.change == CCS_CHANGE_UNDECIDED) /* replications that would decide */
        ccs_json_number_member("more", d.more < UINT64_MAX ? (double) d.more : (double) NAN, self->to);
}

/* The estimate of a variant, which may number metrics and entities in another way than the base; NAN where it has no such thing. */
static ccs_point_t point_of(const rows_t *self, place_t at)
{
    const ccs_view_t *const v = &self->views[at.variant];
    const ccs_compare_t *const compare = at.variant > 0 ? &self->compares[at.variant] : NULL;
    const uint32_t m = compare ? compare->metrics[at.metric] : at.metric,
                   e = compare ? ccs_compare_beside(compare, at.entity) : at.entity;

    if (m == CCS_DATA_NONE || e == CCS_DATA_NONE) return ccs_point_around((double) NAN, (double) NAN);
    return ccs_view_at(v, at.axis, m, e, at.at);
}

/* The light of a figure that has a limit, of a variant by its own. */
static void print_light(const rows_t *self, place_t at)
{
    const ccs_view_t *const v = &self->views[at.variant];
    const ccs_compare_t *const compare = at.variant > 0 ? &self->compares[at.variant] : NULL;

    if (ccs_axis_is_apart(at.axis)) return;
    const enum ccs_light light = ccs_light_of_figure(v, at.axis, compare ? compare->metrics[at.metric] : at.metric,
        compare ? ccs_compare_beside(compare, at.entity) : at.entity, at.at);

    if (light != CCS_LIGHT_NONE) ccs_json_text_member("light", ccs_light_name(light), self->to);
}

static void print_row(rows_t *self, place_t at)
{
    const ccs_view_t *const v = self->views;
    const bool apart = ccs_axis_is_apart(at.axis);
    const ccs_point_t point = point_of(self, at);

    fputs(self->n_rows++ ? ",\n  {\"metric\": " : "\n  {\"metric\": ", self->to);
    ccs_json_text(v->metrics[at.metric], self->to);
    ccs_json_text_member("entity", apart ? ccs_view_name(v, at.axis, at.at) : v->entities[at.entity], self->to);
    if (ccs_axis_has_times(at.axis))
        ccs_json_text_member(at.axis == CCS_AXIS_DAY ? "day" : "interval", ccs_view_time(v, at.axis, at.at), self->to);
    if (self->n > 1) ccs_json_text_member("variant", self->views[at.variant].name, self->to);
    ccs_json_number_member("mean", point.mean, self->to);
    ccs_json_number_member("half_width", point.half_width, self->to);
    ccs_json_number_member("low", point.low, self->to);
    ccs_json_number_member("high", point.high, self->to);
    ccs_json_text_member("unit", v->units[at.metric], self->to);
    print_light(self, at);
    if (at.variant > 0 && at.axis <= CCS_AXIS_INTERVAL) print_difference(self, at);
    fputc('}', self->to);
}

/* A row for each variant. */
static void print_variants(rows_t *self, place_t at)
{
    for (at.variant = 0; at.variant < self->n; at.variant++) print_row(self, at);
}

/* Of pairs or agents. */
static void print_apart(rows_t *self, const ccs_wanted_t *wanted, enum ccs_axis axis)
{
    const ccs_view_t *const v = self->views;
    const uint32_t n = ccs_view_count(v, axis);

    for (uint32_t m = 0; m < v->n_metrics; m++)
        for (uint32_t i = 0; ccs_wanted_metric(wanted, v->metrics[m]) && ccs_view_has(v, axis, m) && i < n; i++)
            if (ccs_wanted_apart(wanted, ccs_view_name(v, axis, i)))
                print_variants(self, (place_t){.metric = m, .axis = axis, .at = i});
}

/* Of every entity, and behind it by interval or day. */
static void print_rows(rows_t *self, const ccs_wanted_t *wanted)
{
    const ccs_view_t *const v = self->views;
    const enum ccs_axis axis = ccs_wanted_axis(wanted);
    const uint32_t n = axis == CCS_AXIS_RUN ? 0 : ccs_view_count(v, axis);

    if (ccs_axis_is_apart(axis)) {
        print_apart(self, wanted, axis);
        return;
    }
    for (uint32_t m = 0; m < v->n_metrics; m++) {
        for (uint32_t e = 0; ccs_wanted_metric(wanted, v->metrics[m]) && e < v->n_entities; e++) {
            if (!ccs_view_applies(v, m, e) || !ccs_wanted_entity(wanted, v->entities[e])) continue;
            print_variants(self, (place_t){.metric = m, .entity = e});
            for (uint32_t i = 0; ccs_view_has(v, axis, m) && i < n; i++)
                print_variants(self, (place_t){.metric = m, .entity = e, .axis = axis, .at = i});
        }
    }
}

/* Which variants there are, and what each changes. */
static void print_list(const rows_t *self)
{
    fputs(",\n \"variants\": [", self->to);
    for (uint32_t k = 0; k < self->n; k++) {
        const ccs_view_t *const v = &self->views[k];

        fputs(k > 0 ? ",\n  {\"variant\": " : "\n  {\"variant\": ", self->to);
        ccs_json_text(v->name, self->to);
        ccs_json_text_member("scenario", v->file, self->to);
        ccs_json_text_member("title", v->title, self->to);
        ccs_json_text_member("seed", v->seed, self->to);
        fprintf(self->to, ", \"replications\": %" PRIu64, v->replications);
        if (v->first_replication > 1) fprintf(self->to, ", \"first_replication\": %u", v->first_replication);
        ccs_json_text_member("settings", v->settings, self->to);
        if (*v->applied) ccs_json_text_member("applied", v->applied, self->to);
        fputc('}', self->to);
    }
    fputs("\n ]", self->to);
}

/* How the service level of a target is counted. */
static void print_counting(const ccs_target_t *target, FILE *to)
{
    const uint32_t level = ccs_service_level_find(target->counted_as);

    ccs_json_text_member("counted_as", target->counted_as, to);
    ccs_json_text_member("formula",
        target->of != CCS_PROMISE_OF_ANSWER ? CCS_PROMISES[target->of].formula
            : level == CCS_N_SERVICE_LEVELS ? NULL
                                            : CCS_SERVICE_LEVELS[level].formula,
        to);
    if (target->of != CCS_PROMISE_OF_ANSWER) ccs_json_text_member("of", CCS_PROMISES[target->of].name, to);
    if (target->by_business_hours) ccs_json_text_member("clock", ccs_promise_clock_name(CCS_PROMISE_CLOCK_BUSINESS_HOURS), to);
    if (target->called && *target->called) ccs_json_text_member("callbacks", target->called, to);
    ccs_json_number_member("within_s", target->within_s, to);
    if (!isnan(target->short_s)) ccs_json_number_member("short_abandon_s", target->short_s, to);
}

/* A target and what was found of it; of abandonment what is wanted is the most. */
static void print_target(const rows_t *self, uint32_t variant, uint32_t type, enum ccs_aim aim)
{
    const ccs_view_t *const v = &self->views[variant];
    const ccs_judgement_t judged = ccs_verdict_judge(v, type, aim);
    const uint32_t entity = v->type_entity[type], days = ccs_view_metric(v, "target_days");
    FILE *const to = self->to;

    ccs_json_text(v->entities[entity], to);
    if (self->n > 1) ccs_json_text_member("variant", v->name, to);
    if (aim == CCS_AIM_SERVICE) print_counting(&v->targets[type], to);
    else ccs_json_text_member("metric", judged.metric, to);
    ccs_json_number_member(aim == CCS_AIM_SERVICE ? "wanted" : "at_most", judged.wanted, to);
    ccs_json_number_member("mean", judged.found.mean, to);
    ccs_json_number_member("half_width", judged.found.half_width, to);
    ccs_json_number_member("low", judged.found.low, to);
    ccs_json_number_member("high", judged.found.high, to);
    ccs_json_text_member("verdict", ccs_verdict_name(judged.verdict), to);
    if (days != CCS_DATA_NONE) ccs_json_number_member("target_days", ccs_view_point(v, days, entity).mean, to);
    fputc('}', to);
}

/* Every type that has one, in each variant. */
static void print_targets(const rows_t *self)
{
    size_t n = 0;

    fputs(",\n \"targets\": [", self->to);
    for (uint32_t k = 0; k < self->n; k++) {
        for (uint32_t i = 0; i < CCS_N_AIMS * self->views[k].n_types; i++) {
            const enum ccs_aim aim = i % CCS_N_AIMS;

            if (ccs_verdict_judge(&self->views[k], i / CCS_N_AIMS, aim).verdict == CCS_VERDICT_NONE) continue;
            fputs(n++ ? ",\n  {\"entity\": " : "\n  {\"entity\": ", self->to);
            print_target(self, k, i / CCS_N_AIMS, aim);
        }
    }
    fputs(n > 0 ? "\n ]" : "]", self->to);
}

static void print_times_met(const ccs_intervals_met_t *met, FILE *to)
{
    ccs_json_number_member("judged", met->n_judged, to);
    ccs_json_number_member("met", met->n_met, to);
    ccs_json_number_member("surely_below", met->n_surely_below, to);
    ccs_json_number_member("share", (double) met->n_met / met->n_judged, to);
    ccs_json_number_member("share_of_offered", met->contacts_judged > 0 ? met->contacts_met / met->contacts_judged : (double) NAN,
        to);
}

/* Of each type with a target, in each variant: the intervals that reach it, or the closed times, each judged by its mean. */
static void print_all_met(const rows_t *self, const char *name,
    ccs_intervals_met_t (*judge)(const ccs_view_t *view, uint32_t type, unsigned char *marks))
{
    FILE *const to = self->to;
    size_t n = 0;

    for (uint32_t k = 0; k < self->n; k++) {
        const ccs_view_t *const v = &self->views[k];

        for (uint32_t i = 0; i < v->n_types; i++) {
            const ccs_intervals_met_t met = judge(v, i, NULL);

            if (met.n_judged == 0) continue;
            if (n++ == 0) fprintf(to, ",\n \"%s\": [\n  {\"entity\": ", name);
            else fputs(",\n  {\"entity\": ", to);
            ccs_json_text(v->entities[v->type_entity[i]], to);
            if (self->n > 1) ccs_json_text_member("variant", v->name, to);
            ccs_json_number_member("target", v->targets[i].wanted_frac, to);
            ccs_json_number_member("within_s", v->targets[i].within_s, to);
            print_times_met(&met, to);
            fputc('}', to);
        }
    }
    if (n > 0) fputs("\n ]", to);
}

/* Of each type, in each variant: the contacts that no service level counts, where there are some. */
static void print_not_yet_due(const rows_t *self)
{
    FILE *const to = self->to;
    size_t n = 0;

    for (uint32_t k = 0; k < self->n; k++) {
        const ccs_view_t *const v = &self->views[k];

        for (uint32_t i = 0; i < v->n_types; i++) {
            const ccs_point_t found = ccs_not_yet_due(v, v->type_entity[i]);

            if (!(found.mean > 0)) continue;
            fputs(n++ ? ",\n  {\"entity\": " : ",\n \"not_yet_due\": [\n  {\"entity\": ", to);
            ccs_json_text(v->entities[v->type_entity[i]], to);
            if (self->n > 1) ccs_json_text_member("variant", v->name, to);
            ccs_json_number_member("within_s", v->targets[i].within_s, to);
            ccs_json_number_member("mean", found.mean, to);
            ccs_json_number_member("half_width", found.half_width, to);
            fputc('}', to);
        }
    }
    if (n > 0) fputs("\n ]", to);
}

/* What to know before believing the figures. */
static int print_warnings(const rows_t *self)
{
    ccs_warnings_t warnings = {0};

    for (uint32_t k = 0; k < self->n; k++) ccs_warnings_add(&warnings, &self->views[k]);
    fputs(",\n \"warnings\": [", self->to);
    for (uint32_t i = 0; i < warnings.n; i++) {
        fputs(i > 0 ? ",\n  " : "\n  ", self->to);
        ccs_json_text(ccs_warnings_text(&warnings, i), self->to);
    }
    fputs(warnings.n > 0 ? "\n ]" : "]", self->to);
    const int ret = warnings.out_of_memory ? CCS_ERR_NOMEM : 0;

    ccs_warnings_free(&warnings);
    return ret;
}

/* The precision asked for: a goal that is not reached is told here too, not only in a warning. */
static void print_precision(const ccs_view_t *v, FILE *to)
{
    if (isnan(v->precision_wanted)) return;
    fputs(",\n \"precision\": {\"goal\": ", to);
    ccs_json_text(v->precision, to);
    ccs_json_number_member("wanted", v->precision_wanted, to);
    ccs_json_number_member("reached", v->precision_reached, to);
    fprintf(to, ", \"met\": %s}", v->precision_reached <= v->precision_wanted ? "true" : "false");
}

/* By day: where the contacts of closed days stand. */
static void print_closed_days(const rows_t *self)
{
    FILE *const to = self->to;
    size_t n = 0;

    for (uint32_t k = 0; k < self->n; k++) {
        const ccs_view_t *const v = &self->views[k];
        const uint32_t all = ccs_view_entity(v, "all");
        ccs_closed_days_t closed;

        for (uint32_t interval = 0; all != CCS_DATA_NONE && ccs_closed_days_next(v, all, &interval, &closed);) {
            fputs(n++ ? ",\n  {\"first\": " : ",\n \"closed_days\": [\n  {\"first\": ", to);
            ccs_json_text(v->days.names[closed.first], to);
            ccs_json_text_member("last", v->days.names[closed.first + closed.n_days - 1], to);
            if (self->n > 1) ccs_json_text_member("variant", v->name, to);
            ccs_json_text_member("counted_on", v->days.names[closed.day], to);
            ccs_json_number_member("offered", closed.offered.mean, to);
            ccs_json_number_member("half_width", closed.offered.half_width, to);
            fputc('}', to);
        }
    }
    if (n > 0) fputs("\n ]", to);
}

static int print_object(rows_t *self, const ccs_wanted_t *wanted, ccs_err_t *err)
{
    const ccs_view_t *const v = self->views;
    FILE *const to = self->to;
    int ret;

    fputs("{\"ccsim\": ", to);
    ccs_json_text(v->version, to);
    ccs_json_text_member("scenario", v->name, to);
    ccs_json_text_member("seed", v->seed, to);
    fprintf(to, ", \"replications\": %" PRIu64, v->replications);
    if (v->first_replication > 1) fprintf(to, ", \"first_replication\": %u", v->first_replication);
    ccs_json_number_member("confidence", v->confidence, to);
    if (v->together > 0) {
        fprintf(to, ", \"simultaneous\": {\"figures\": %" PRIu64, v->together);
        ccs_json_number_member("confidence", ccs_view_joint_confidence(v), to);
        if (v->together_of) ccs_json_text_member("of", v->together_of, to);
        fputc('}', to);
    }
    ccs_json_text_member("mode", v->mode, to);
    ccs_json_text_member("settings", v->settings, to);
    if (*v->basis) ccs_json_text_member("intervals", v->basis, to);
    if (!v->complete) fputs(", \"complete\": false", to); /* a partial result; complete ones do not say so */
    print_precision(v, to);
    if (self->n > 1) print_list(self);
    CCS_TRY(print_warnings(self));
    print_targets(self);
    CCS_TRY(ccs_json_lights(self->views, self->n, to));
    ccs_json_sources(self->views, self->n, to);
    print_all_met(self, "intervals_met", ccs_intervals_met);
    print_all_met(self, "closed_times_met", ccs_closed_times_met);
    print_not_yet_due(self);
    if (self->n == 1) ccs_json_doubted(v, to);
    CCS_TRY(ccs_json_findings(self->views, self->n, to));
    if (ccs_wanted_axis(wanted) == CCS_AXIS_DAY) print_closed_days(self);
    fputs(",\n \"metrics\": [", to);
    print_rows(self, wanted);
    fputs("\n]}\n", to);
out:
    return ret ? ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the tables") : 0;
}

int ccs_json_result(const ccs_view_t *view, const ccs_wanted_t *wanted, FILE *to, ccs_err_t *err)
{
    return print_object(&(rows_t){.views = view, .n = 1, .to = to}, wanted, err);
}

int ccs_json_variants(const ccs_variants_t *variants, const ccs_wanted_t *wanted, FILE *to, ccs_err_t *err)
{
    return print_object(&(rows_t){.views = variants->views, .compares = variants->compares, .n = variants->n, .to = to}, wanted,
        err);
}
