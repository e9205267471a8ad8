/* seek_read.c - what was measured, and which values are looked for, as a user writes them. */
#include <math.h>
#include <string.h>

#include "seek_parts.h"
#include "text.h"
#include "units.h"

static int no_memory(ccs_err_t *err)
{
    (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    return CCS_ERR_NOMEM;
}

/* --- figures ----------------------------------------------------------------------------------------------------------- */

/* A value as the metric has it: "78 %", "25 s", "1200". */
static bool read_value(const ccs_metric_t *metric, const char *text, double *x)
{
    const bool is_share = metric->kind == CCS_KIND_SHARE || metric->kind == CCS_KIND_RATIO || metric->kind == CCS_KIND_TIME_SHARE;

    if (strcmp(metric->unit, "s") == 0) return ccs_units_duration(text, x) == 0;
    return is_share ? ccs_units_share(text, x) == 0 : ccs_units_number(text, x) == 0;
}

/* "VALUE", "VALUE +- HALF": the half-width of its 95 % interval. */
static bool read_measured(ccs_arena_t *arena, const ccs_metric_t *metric, const char *text, ccs_sought_figure_t *to)
{
    const char *const more = strstr(text, "+-");
    const char *const value = more ? ccs_arena_printf(arena, "%.*s", (int) (more - text), text) : text;
    double half = (double) NAN;

    if (!value || !read_value(metric, value, &to->measured)) return false;
    if (more && (!read_value(metric, more + 2 + strspn(more + 2, " "), &half) || !(half > 0))) return false;
    to->error = half / 1.9599639845400545;
    return true;
}

/* "service_level@type/cards = 78 %" */
static int read_figure(ccs_seek_t *self, const ccs_job_t *job, const char *part, ccs_err_t *err)
{
    ccs_sought_figure_t *const to = &self->figures[self->n_figures];
    const char *const equals = strchr(part, '=');
    const size_t n = equals ? (size_t) (equals - part) : strlen(part), n_metric = strcspn(part, "@= ");
    int ret = 0;

    if (!equals)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--reach",
            "must be such as \"service_level=78 %%,asa_s@type/NAME=25 s +- 3 s\", found \"%s\"", part);
    const char *const entity = ccs_arena_printf(&self->arena, "%.*s",
        n > n_metric ? (int) (strcspn(&part[n_metric + 1], "= ")) : 0, &part[n_metric + 1]);

    to->name = ccs_arena_printf(&self->arena, "%.*s", (int) strcspn(part, "= "), part);
    CCS_REQUIRE(entity && to->name, no_memory(err));
    CCS_TRY(ccs_names_find_metric(&job->names, part, n_metric, &to->metric, err));
    if (part[n_metric] == '@') CCS_TRY(ccs_names_find_entity(&job->names, entity, &to->entity, err));
    const ccs_metric_t *const metric = &job->metrics.metrics[to->metric];

    to->unit = metric->unit;
    to->kind = ccs_metric_kind_name(metric->kind);
    CCS_REQUIRE(ccs_metrics_apply(&job->metrics, to->metric, to->entity),
        ccs_err_set(err, CCS_ERR_USAGE, NULL, "--reach", "%s is not defined for %s", metric->name,
            job->names.entities[to->entity]));
    CCS_REQUIRE(metric->kind != CCS_KIND_QUANTILE && metric->kind != CCS_KIND_MAXIMUM && metric->kind != CCS_KIND_DAYS,
        ccs_err_set(err, CCS_ERR_USAGE, NULL, "--reach",
            "%s is no mean or share of each replication: take service_level, abandonment_rate, asa_s, occupancy or another one",
            metric->name));
    CCS_REQUIRE(read_measured(&self->arena, metric, equals + 1 + strspn(equals + 1, " "), to),
        ccs_err_set(err, CCS_ERR_USAGE, NULL, "--reach",
            "%s: expected a value such as \"%s\", or with the half-width of its interval \"%s\", found \"%s\"", to->name,
            strcmp(metric->unit, "s") == 0 ? "25 s" : "78 %", strcmp(metric->unit, "s") == 0 ? "25 s +- 3 s" : "78 % +- 1 %",
            equals + 1));
    self->n_figures++;
out:
    if (ret == CCS_ERR_USAGE && err) (void) snprintf(err->path, sizeof err->path, "--reach");
    return ret;
}

/* --- values ------------------------------------------------------------------------------------------------------------ */

/* What the scenario has at a path, where that is one plain number. */
static void find_base(const ccs_scenario_t *scenario, ccs_sought_t *to)
{
    const ccs_value_t *at = scenario->tree;
    char step[64];

    to->base = (double) NAN;
    for (const char *rest = to->path; at && *rest; rest += strcspn(rest, "."), rest += *rest == '.') {
        snprintf(step, sizeof step, "%.*s", (int) strcspn(rest, "."), rest);
        at = ccs_value_get(at, step);
    }
    if (!at || ccs_value_number(at, &to->base) || at->kind != CCS_VALUE_STRING) return;
    to->is_share = ccs_units_share(at->as.text, &to->base) == 0 && strchr(at->as.text, '%');
    if (!to->is_share) to->is_time = ccs_units_duration(at->as.text, &to->base) == 0;
    if (!to->is_share && !to->is_time) to->base = (double) NAN;
}

static bool is_named(const ccs_seek_t *self, const char *path)
{
    for (uint32_t i = 0; i < self->n_values; i++)
        if (strcmp(self->values[i].path, path) == 0) return true;
    return false;
}

int ccs_seek_read(ccs_seek_t *self, const ccs_job_t *job, ccs_err_t *err)
{
    const char *reach = self->options.reach, *find = self->options.find;
    int ret = 0;

    while (*reach) {
        const char *const part = ccs_text_next_part(&self->arena, &reach);

        CCS_REQUIRE(part, no_memory(err));
        CCS_REQUIRE(self->n_figures < CCS_SEEK_MOST,
            ccs_err_set(err, CCS_ERR_USAGE, NULL, "--reach", "takes at most %d figures", (int) CCS_SEEK_MOST));
        CCS_TRY(read_figure(self, job, part, err));
    }
    while (*find) {
        const char *const part = ccs_text_next_part(&self->arena, &find);

        if (!part) return no_memory(err);
        CCS_REQUIRE(self->n_values < CCS_SEEK_MOST,
            ccs_err_set(err, CCS_ERR_USAGE, NULL, "--find", "takes at most %d values", (int) CCS_SEEK_MOST));
        CCS_REQUIRE(!is_named(self, part),
            ccs_err_set(err, CCS_ERR_USAGE, NULL, "--find", "names %s twice: a value is looked for once", part));
        ccs_sought_t *const to = &self->values[self->n_values++];

        *to = (ccs_sought_t){.path = part, .factor = 1};
        find_base(job->scenario, to);
    }
    CCS_REQUIRE(self->n_values > 0 && self->n_values <= self->n_figures,
        ccs_err_set(err, CCS_ERR_USAGE, NULL, "--find",
            "names %u values, and --reach %u figures: it takes at least one value, and a figure for each", self->n_values,
            self->n_figures));
out:
    return ret;
}
