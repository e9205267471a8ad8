/** @file study.h  A study's data set (docs/sweep.md) with names for what is in it, checked, so that no index below a count can miss. */
#ifndef CCS_STUDY_H
#define CCS_STUDY_H

#include <stdbool.h>
#include <stdint.h>

#include "dataset.h"
#include "figure.h"

/** Pointers into the data set, which must outlive it. */
typedef struct {
    const ccs_dataset_t *data;
    uint32_t n_points, n_replications, n_factors, n_responses; /* n_replications: the most of a point */
    uint32_t n_common;                                         /* replications that all points have */
    uint32_t set;  /* 1; else "replications" here are sets of so many, which are drawn together (run.variance) */
    uint32_t n_of; /* points of the whole study, of which these may be a shard */
    const char *title, *design, *version;
    bool common;                                                               /* all points have the same random numbers */
    double confidence;                                                         /* of intervals */
    uint32_t resolution;                                                       /* of a fraction of a factorial; else 0 */
    const uint32_t *points;                                                    /* [point] number from 1 */
    const char *const *factors, *const *whats, *const *bys;                    /* [factor] */
    const double *factor_low, *factor_high;                                    /* [factor] */
    const double *levels;                                                      /* [point][factor] */
    const char *const *level_texts;                                            /* [point][factor]; NULL: all are numbers */
    const char *const *responses, *const *units, *const *texts, *const *kinds; /* [response] */
    const double *senses, *margins;                                            /* [response] */
    const uint32_t *replications;                                              /* [point] */
    const double *values, *weights;                                            /* [point][replication][response] */
    const double *mean, *low, *high;                                           /* [point][response] */
} ccs_study_t;

/** @return 0 or CCS_ERR_SCENARIO: something is not there, or not as it should be */
int ccs_study_open(ccs_study_t *self, const ccs_dataset_t *data, ccs_err_t *err);
static inline double ccs_study_level(const ccs_study_t *self, uint32_t point, uint32_t factor)
{
    return self->levels[(size_t) point * self->n_factors + factor];
}
static inline double ccs_study_mean(const ccs_study_t *self, uint32_t point, uint32_t response)
{
    return self->mean[(size_t) point * self->n_responses + response];
}
/** Index of a response by its name. @return 0 or CCS_ERR_USAGE, with the closest name */
int ccs_study_find(const ccs_study_t *self, const char *name, uint32_t *response, ccs_err_t *err);
/** The unit of a response, for people. */
enum ccs_figure_unit ccs_study_unit(const ccs_study_t *self, uint32_t response);
/** The unit of a response where its figures do not show it: "USD", "h", "points"; else "". */
const char *ccs_study_measure(const ccs_study_t *self, uint32_t response);
/** A level for people. @return text */
const char *ccs_study_level_text(const ccs_study_t *self, uint32_t point, uint32_t factor, char text[CCS_FIGURE_MAX]);

/** "4: volume 0.8 staff 7", in the arena; NULL when out of memory. */
const char *ccs_study_point_text(const ccs_study_t *study, uint32_t point, ccs_arena_t *arena);

/** Whether a response has a figure at a point, and observations that tell how sure it is: contacts in two replications at least, unless there is one only. */
bool ccs_study_is_known(const ccs_study_t *self, uint32_t point, uint32_t response);
/** Observations of a response, moved such that their mean is the figure (sum over sum, linearised): what each replication adds to it.
 * @param n  gets the replications that all points have @return [point][n], in the arena; NULL when out of memory */
const double *ccs_study_observations(const ccs_study_t *self, uint32_t response, ccs_arena_t *arena, uint32_t *n);
enum { CCS_STUDY_ASKED_MAX = 64 };

#endif
