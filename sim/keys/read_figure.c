/* read_figure.c - figures by their names. Invariant: what is not found is told with the name that is most like it. */
#include "read_figure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "read_value.h"
#include "text.h"
#include "units.h"

/* A metric of other scenarios. */
static bool is_known(const char *name)
{
    bool known = false;

    for (uint32_t i = 0; i < CCS_N_METRICS && !known; i++) known = !strcmp(ccs_metric_name(i), name);
    return known;
}

bool ccs_read_metric(ccs_reader_t *self, const ccs_place_t *at, const ccs_metrics_t *metrics, uint32_t *metric)
{
    const char *const name = ccs_read_text(self, at);
    ccs_closest_t closest = {0};

    *metric = 0;
    if (!name) return false;
    for (; *metric < metrics->n_metrics; ++*metric) {
        if (!strcmp(metrics->metrics[*metric].name, name)) return true;
        ccs_closest_offer(&closest, name, metrics->metrics[*metric].name);
    }
    if (is_known(name))
        ccs_reader_error(self, at, "this scenario has no figure %s; ccsim list metrics says of what it is, and what it asks for",
            name);
    else if (closest.best) ccs_reader_error(self, at, "there is no metric \"%s\" here, did you mean \"%s\"?", name, closest.best);
    else ccs_reader_error(self, at, "there is no metric \"%s\" here; ccsim list metrics has them", name);
    return false;
}

/* 90 for 90 %. @return whether it can be one of the metric's values */
static bool check_share(ccs_reader_t *self, const ccs_place_t *at, const ccs_metric_t *metric, double x)
{
    char share[CCS_UNITS_TEXT_MAX], remedy[2 * CCS_UNITS_TEXT_MAX + 32] = "";

    if ((metric->kind != CCS_KIND_SHARE && metric->kind != CCS_KIND_TIME_SHARE) || x <= 1) return true;
    if (x >= 2 && x <= 100)
        snprintf(remedy, sizeof remedy, ": write %s or \"%g %%\"", ccs_units_write_number(x / 100, share, sizeof share), x);
    ccs_reader_error(self, at, "must be at most 1, as %s is a share, found %g%s", metric->name, x, remedy);
    return false;
}

double ccs_read_step(ccs_reader_t *self, const ccs_place_t *at, const ccs_metric_t *metric)
{
    const bool is_time = !strcmp(metric->unit, "s");
    double x = NAN;

    if (!at->value) return NAN;
    if (at->value->kind == CCS_VALUE_STRING) {
        const char *const text = at->value->as.text;
        const bool is_read =
            is_time ? ccs_units_duration(text, &x) == 0 : ccs_units_share(text, &x) == 0 || ccs_read_is_number(at->value, &x);

        if (!is_read) ccs_reader_expected(self, at, is_time ? "a time" : "a number, or a share such as \"85 %\"");
        return is_read && check_share(self, at, metric, x) ? x : (double) NAN;
    }
    return ccs_read_number(self, at, "a number", &x) && check_share(self, at, metric, x) ? x : (double) NAN;
}

void ccs_reader_no_entity(ccs_reader_t *self, const ccs_place_t *at, const ccs_metrics_t *metrics, const char *metric,
    const char *of, bool any)
{
    const char *const own = strchr(of, '/') ? strchr(of, '/') + 1 : of;
    ccs_closest_t closest = {0};

    for (uint32_t i = 0; i < metrics->n_entities; i++) {
        const char *const name = metrics->entities[i].name, *const slash = strchr(name, '/');

        ccs_closest_offer(&closest, of, name);
        if (!slash || strcmp(&slash[1], own) != 0) continue;
        closest.best = name; /* "group/desk" where "desk" is written, "whole/calls" where "type/calls" is and calls is parted */
        break;
    }
    if (any) ccs_reader_error(self, at, "%s is no figure of %s; ccsim list metrics says of what it is", metric, of);
    else if (closest.best) ccs_reader_error(self, at, "there is no \"%s\" here, did you mean \"%s\"?", of, closest.best);
    else
        ccs_reader_error(self, at,
            "there is no \"%s\" here; it is \"all\", one such as \"group/NAME\", or each of a kind: \"group\"", of);
}
