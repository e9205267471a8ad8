/* ccsim_result.c - figures of the public C API. */
#include <math.h>
#include <string.h>

#include "host.h"

/* @return whether both names are there */
static bool find(const ccsim_result_t *self, const char *metric, const char *entity, uint32_t *m, uint32_t *e)
{
    *m = ccs_view_metric(&self->view, metric);
    *e = ccs_view_entity(&self->view, entity);
    return *m != CCS_DATA_NONE && *e != CCS_DATA_NONE;
}

int ccsim_result_figure(const ccsim_result_t *self, const char *metric, const char *entity, ccsim_figure_t *to)
{
    uint32_t m, e;

    *to = (ccsim_figure_t){NAN, NAN, NAN, NAN};
    if (!find(self, metric, entity, &m, &e)) return CCSIM_USAGE;
    const ccs_point_t point = ccs_view_point(&self->view, m, e);

    *to = (ccsim_figure_t){point.mean, point.half_width, point.low, point.high};
    return CCSIM_OK;
}

int ccsim_result_figure_at(const ccsim_result_t *self, const char *metric, const char *entity, uint32_t interval,
    ccsim_figure_t *to)
{
    uint32_t m, e;

    *to = (ccsim_figure_t){NAN, NAN, NAN, NAN};
    if (!find(self, metric, entity, &m, &e) || interval >= self->view.n_intervals) return CCSIM_USAGE;
    if (!ccs_view_has_intervals(&self->view, m)) return CCSIM_USAGE;
    const ccs_point_t point = ccs_view_point_at(&self->view, m, e, interval);

    *to = (ccsim_figure_t){point.mean, point.half_width, point.low, point.high};
    return CCSIM_OK;
}

uint32_t ccsim_result_intervals(const ccsim_result_t *self)
{
    return self->view.n_intervals;
}

const char *ccsim_result_interval(const ccsim_result_t *self, uint32_t interval)
{
    return interval < self->view.n_intervals ? self->view.intervals[interval] : NULL;
}

uint64_t ccsim_result_replications(const ccsim_result_t *self)
{
    return self->view.replications;
}

/* ---- variants, names, observations -------------------------------------------------------------------------------------------- */

uint32_t ccsim_result_variants(const ccsim_result_t *self)
{
    return self->view.n_configs;
}

int ccsim_result_select(ccsim_result_t *self, uint32_t variant, const ccsim_listener_t *listener)
{
    ccs_err_t err = {0};
    ccs_view_t view;

    if (variant >= self->view.n_configs)
        return ccs_host_fail(listener,
            (ccs_err_set(&err, CCS_ERR_USAGE, NULL, "variant", "must be below %u, found %u", self->view.n_configs, variant),
                &err));
    if (ccs_view_open(&view, self->data, variant, &err) != 0) {
        ccs_view_free(&view);
        return ccs_host_fail(listener, &err);
    }
    ccs_view_free(&self->view);
    self->view = view;
    return CCSIM_OK;
}

const char *ccsim_result_metric(const ccsim_result_t *self, uint32_t metric)
{
    return metric < self->view.n_metrics ? self->view.metrics[metric] : NULL;
}

const char *ccsim_result_entity(const ccsim_result_t *self, uint32_t entity)
{
    return entity < self->view.n_entities ? self->view.entities[entity] : NULL;
}

uint32_t ccsim_result_observations(const ccsim_result_t *self)
{
    return self->view.n_observations;
}

int ccsim_result_observation(const ccsim_result_t *self, const char *metric, const char *entity, uint32_t observation,
    double *value, double *weight)
{
    uint32_t m, e;

    *value = *weight = (double) NAN;
    if (!find(self, metric, entity, &m, &e) || observation >= self->view.n_observations) return CCSIM_USAGE;
    const size_t at = ((size_t) observation * self->view.n_entities + e) * self->view.n_metrics + m;

    *value = self->view.values[at];
    *weight = self->view.weights[at];
    return CCSIM_OK;
}

int ccsim_result_quantile(const ccsim_result_t *self, const char *metric, const char *entity, double probability, double *to)
{
    const ccs_view_t *const v = &self->view;
    uint32_t m, e, p = 0;

    *to = (double) NAN;
    if (!find(self, metric, entity, &m, &e)) return CCSIM_USAGE;
    while (p < v->n_probabilities && fabs(v->probabilities[p] - probability) > 1e-9) p++;
    if (p == v->n_probabilities) return CCSIM_USAGE;
    *to = v->quantiles[((size_t) m * v->n_entities + e) * v->n_probabilities + p];
    return CCSIM_OK;
}
