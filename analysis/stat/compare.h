/** @file compare.h  Two results side by side: differences "other - base" of every metric, over the run and by interval, with intervals and
 * verdicts. Paired by replication where both met the same customers (common random numbers), else as independent samples (Welch).
 *
 * Differences of ratios and means: linearised residuals of each replication (delta method), subtracted pairwise. Differences of
 * percentiles: delete-a-group jackknife over sections of replications (mode day), batches (mode steady). */
#ifndef CCS_COMPARE_H
#define CCS_COMPARE_H

#include "currency.h"
#include "view.h"

enum ccs_change {
    CCS_CHANGE_NONE,   /* no figure to compare */
    CCS_CHANGE_SAME,   /* the whole interval lies within the margin that matters */
    CCS_CHANGE_BETTER, /* the interval leaves 0 out, on the good side */
    CCS_CHANGE_WORSE,  /* on the bad side */
    CCS_CHANGE_HIGHER, /* of a metric without a better side */
    CCS_CHANGE_LOWER,
    CCS_CHANGE_UNDECIDED
};

typedef struct {
    double mean, half_width; /* other - base, in the metric's unit; NAN = not defined */
    enum ccs_change change;
    uint64_t more; /* UNDECIDED: about how many replications more (batches in mode steady) would decide; UINT64_MAX = not known */
} ccs_difference_t;

/** Refers to the two views, which must outlive it. Metrics and entities are numbered as in the base. */
typedef struct {
    const ccs_view_t *base, *other;
    bool paired;
    char unpaired_because[96]; /* "the seeds differ: 1 and 2"; "" if paired */
    bool has_intervals;
    char no_intervals_because[160]; /* "b.h5 was made without --keep intervals"; "" if there are differences by interval */
    bool counts_otherwise;          /* a type's service level is another one: within another time, or who counts in it */
    char other_currency
        [CCS_CURRENCY_BECAUSE_MAX]; /* "it is paid in EUR, not in USD": amounts are not compared; "" where they are */
    uint32_t n;                     /* pairs of observations; of the smaller one if not paired */
    uint32_t *metrics, *entities;   /* those of the other one with the same names; CCS_DATA_NONE = it has none */
    double *residuals[2];           /* scratch: one for each observation */
    const double **stored,
        **stored_half_widths; /* by the other's metric: differences by interval that the data set holds; NULL = none */
    uint32_t t_degrees;       /* of the last quantile of Student's t, */
    double t;                 /* which costs more than all the rest */
    ccs_arena_t arena;
} ccs_compare_t;

/** @return 0; CCS_ERR_SCENARIO: they cannot be compared, with the reason (mode, days, opening hours, interval, batches); or
 * CCS_ERR_NOMEM. _free is legal after a failure. */
int ccs_compare_open(ccs_compare_t *self, const ccs_view_t *base, const ccs_view_t *other, ccs_err_t *err);
void ccs_compare_free(ccs_compare_t *self);

/** Whose figures of the other one are listed at an entity of the base: those of what takes its place, and of a group that is compared in the place of another
 * one its own. CCS_DATA_NONE: nothing. */
uint32_t ccs_compare_beside(const ccs_compare_t *self, uint32_t entity);

/** Whether a metric is counted otherwise in the other one, so that a difference of it may be one of definition: no side of it is better then. */
bool ccs_compare_counts_otherwise(const ccs_compare_t *self, uint32_t metric);

/** Whether a metric is not compared, as the amounts are in two currencies. */
bool ccs_compare_is_apart(const ccs_compare_t *self, uint32_t metric);

/** Over the run. NONE where one of the two has no such figure, or it is not compared. */
ccs_difference_t ccs_compare_point(ccs_compare_t *self, uint32_t metric, uint32_t entity);
/** In an interval; NONE unless has_intervals. */
ccs_difference_t ccs_compare_point_at(ccs_compare_t *self, uint32_t metric, uint32_t entity, uint32_t interval);

/** The verdict on a difference found with n observations. @param sense, margin  of the metric */
ccs_difference_t ccs_compare_judge(double mean, double half_width, double sense, double margin, uint32_t n);
/** "better", "worse", "same", "undecided", "higher", "lower"; "" for NONE. */
const char *ccs_change_name(enum ccs_change change);

#endif
