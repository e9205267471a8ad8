/** @file view.h  A result as tables see it: metrics by entity, by interval, with their names and labels. From a data set alone, be it
 * just made or read from a file. */
#ifndef CCS_VIEW_H
#define CCS_VIEW_H

#include "dataset.h"

/** An estimate. NAN = not defined. */
typedef struct {
    double mean, half_width;
} ccs_point_t;

/** The target of a contact type. */
typedef struct {
    double wanted_frac; /* NAN = none */
    double within_s;
    const char *counted_as; /* name of the variant of service level */
} ccs_target_t;

/** Refers to the data set, which must outlive it. */
typedef struct {
    const ccs_dataset_t *data;
    const char *name, *title, *mode, *seed, *settings, *precision, *version, *revision;
    uint64_t replications, replications_asked;
    bool complete;
    double confidence;
    uint32_t n_metrics, n_entities, n_intervals, n_types, n_observations; /* n_intervals 0: a result without intervals */
    const char *const *metrics, *const *units, *const *kinds, *const *metric_texts;
    const char *const *entities; /* "all", "type/cards", ... */
    const char **labels;         /* by entity: what people read, without its kind */
    const char *const *intervals;
    const uint32_t *interval_open;
    const uint32_t *applies; /* [metric][entity] */
    const double *senses;
    const double **means, **half_widths;                   /* [metric][entity] */
    const double **interval_means, **interval_half_widths; /* [metric][entity * n_intervals + interval]; NULL: none */
    ccs_target_t *targets;                                 /* by type, in the order of the entities type/NAME */
    uint32_t *type_entity;                                 /* by type: its entity */
    ccs_arena_t arena;
} ccs_view_t;

/** @return 0, CCS_ERR_SCENARIO (the data set is no result of one scenario) or CCS_ERR_NOMEM. _free is legal after a failure. */
int ccs_view_open(ccs_view_t *self, const ccs_dataset_t *data, ccs_err_t *err);
void ccs_view_free(ccs_view_t *self);

/** Index of a name; CCS_DATA_NONE if there is none. */
uint32_t ccs_view_metric(const ccs_view_t *self, const char *name);
uint32_t ccs_view_entity(const ccs_view_t *self, const char *name);
bool ccs_view_applies(const ccs_view_t *self, uint32_t metric, uint32_t entity);
ccs_point_t ccs_view_point(const ccs_view_t *self, uint32_t metric, uint32_t entity);
/** Whether a metric is known by interval; then its value there. */
bool ccs_view_has_intervals(const ccs_view_t *self, uint32_t metric);
ccs_point_t ccs_view_point_at(const ccs_view_t *self, uint32_t metric, uint32_t entity, uint32_t interval);

#endif
