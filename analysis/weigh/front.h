/** @file front.h  Variants weighed by several figures at once: which of them no other one beats (the Pareto front), and how sure that is. From data sets alone.
 *
 * A variant beats another one where it is worse in no figure by more than the margin that matters, and better in one by more than that. How sure it is: the means are
 * moved as other replications would move them (their linearised residuals, weighted by normal numbers that all figures of all paired variants share, with the tails of
 * Student's t), and the share of such moves counts in which a variant is beaten by none. Knows of no words. */
#ifndef CCS_FRONT_H
#define CCS_FRONT_H

#include "compare.h"

enum { CCS_FRONT_AXES_MAX = 6 };

/** A figure to weigh by. */
typedef struct {
    uint32_t metric; /* of the base */
    double sense;    /* 1: more is better, -1: less is */
    double margin;   /* differences within it do not matter */
} ccs_front_axis_t;

/** What is weighed. Views and comparisons must outlive the front. */
typedef struct {
    const ccs_view_t *const *views; /* [n], the first is the base */
    ccs_compare_t *compares;        /* [n], each with the base; the first is not open */
    uint32_t n;
    uint32_t entity; /* of the base */
} ccs_front_of_t;

typedef struct {
    bool is_on;            /* by the means found */
    double on_front;       /* probability that no other one beats it; NAN: one observation cannot tell */
    uint32_t beaten_by;    /* the variant that beats it most often; CCS_DATA_NONE: none ever does */
    double beaten_by_frac; /* how often */
} ccs_front_row_t;

typedef struct {
    ccs_front_of_t of;
    ccs_front_axis_t axes[CCS_FRONT_AXES_MAX];
    uint32_t n_axes;
    ccs_point_t *points;   /* [variant][axis] */
    ccs_front_row_t *rows; /* [variant] */
    ccs_arena_t arena;
} ccs_front_t;

/** Read "service_level,-busy_agents,+nps": names, each with + (more is better) or - (less is) in front where the metric has no better side, or the user sees it otherwise. Without a sign less is
 * better of a metric without a better side. @return 0, or CCS_ERR_USAGE: too few, too many, unknown, a percentile (which has no residuals), an amount where variants are in two currencies */
int ccs_front_axes_read(const ccs_front_of_t *of, const char *text, ccs_front_axis_t axes[CCS_FRONT_AXES_MAX], uint32_t *n,
    ccs_err_t *err);
/** Whether such a text names as many as are weighed, before it is known which there are. @return 0 or CCS_ERR_USAGE */
int ccs_front_axes_count(const char *text, ccs_err_t *err);
/** What to weigh by where nothing was asked for: work or cost (in one currency), then service level, resolution, satisfaction and customers lost, those that the base has of the entity. @return how many */
uint32_t ccs_front_axes_default(const ccs_front_of_t *of, ccs_front_axis_t axes[CCS_FRONT_AXES_MAX]);

/** Of the axes behind the first one, that which a picture shows where it has room for one: satisfaction, else resolution, else service, else the second. */
uint32_t ccs_front_upwards(const ccs_front_t *self);

/** @return 0 or CCS_ERR_NOMEM; _free is legal after a failure */
int ccs_front_open(ccs_front_t *self, const ccs_front_of_t *of, const ccs_front_axis_t *axes, uint32_t n_axes);
void ccs_front_free(ccs_front_t *self);

static inline ccs_point_t ccs_front_point(const ccs_front_t *self, uint32_t variant, uint32_t axis)
{
    return self->points[(size_t) variant * self->n_axes + axis];
}

#endif
