/** @file stat.h  Three collectors: tally (numbers), level (a quantity that lasts), histogram (quantiles of non-negative numbers).
 *
 * Each has _add, _merge, _reset. Merging in a fixed order gives the same bits whoever collected; histograms merge exactly in any
 * order.
 */
#ifndef CCS_STAT_H
#define CCS_STAT_H

#include <stdbool.h>
#include <stdint.h>

#include "elementary.h"
#include "err.h"

/* ---- tally ---- */

/** Running moments. Zero-initialised: empty. */
typedef struct {
    uint64_t n;
    double mean;
    double m2;       /* sum of squared deviations from the mean */
    double min, max; /* 0 when empty */
} ccs_tally_t;

/** @param x finite; another is a bug. Source: Welford (1962). */
void ccs_tally_add(ccs_tally_t *self, double x);
/** As if the other's numbers had been added too, up to rounding. Source: Chan, Golub & LeVeque (1979). */
void ccs_tally_merge(ccs_tally_t *self, const ccs_tally_t *other);
void ccs_tally_reset(ccs_tally_t *self);
/** Unbiased variance; NAN with fewer than two numbers. */
double ccs_tally_variance(const ccs_tally_t *self);
/** Aborts when the invariants of the fields do not hold. */
void ccs_tally_verify(const ccs_tally_t *self);

/* ---- level ---- */

/** A level over time: its value since a moment, and its integral until then. Zero-initialised: 0 from time 0. */
typedef struct {
    double value;
    double since_s; /* value and area are known up to here */
    double area;    /* value seconds, from the last reset to since_s */
    double span_s;  /* duration of area */
} ccs_level_t;

/** Let time pass without a change, as at the end of a replication or of an interval. @param time_s >= since_s; earlier is a bug.
 * */
static inline void ccs_level_advance(ccs_level_t *self, double time_s)
{
    const double passed = time_s - self->since_s;

    CCS_BUG_IF(!(passed >= 0.0));
    self->area += self->value * passed;
    self->span_s += passed;
    self->since_s = time_s;
}

/** From time_s on the level is value. */
static inline void ccs_level_set(ccs_level_t *self, double time_s, double value)
{
    ccs_level_advance(self, time_s);
    self->value = value;
}

/** From time_s on the level is delta higher. */
static inline void ccs_level_add(ccs_level_t *self, double time_s, double delta)
{
    ccs_level_advance(self, time_s);
    self->value += delta;
}

/** Integral from the last reset to time_s >= since_s; changes nothing. */
double ccs_level_area(const ccs_level_t *self, double time_s);
/** Time average up to since_s; NAN when no time has passed. */
double ccs_level_mean(const ccs_level_t *self);
/** Add the integral and the duration of another that has been advanced to its end. The clock and value of self stay. */
void ccs_level_merge(ccs_level_t *self, const ccs_level_t *other);
/** Forget what was, keep the value: the integral begins again at time_s (warm-up), which may be earlier (next replication). */
void ccs_level_reset(ccs_level_t *self, double time_s);
void ccs_level_verify(const ccs_level_t *self);

/* ---- histogram ---- */

/** Buckets: one for 0; then 128 of equal width in each octave from 2^-10 to 2^23 (1 ms to 97 days, in seconds). Smaller numbers
 * fall in the first of them, larger ones in the last. */
enum {
    CCS_HISTOGRAM_PER_OCTAVE = 128,
    CCS_HISTOGRAM_FIRST = -10,
    CCS_HISTOGRAM_LAST = 23,
    CCS_HISTOGRAM_BUCKETS = 1 + CCS_HISTOGRAM_PER_OCTAVE * (CCS_HISTOGRAM_LAST - CCS_HISTOGRAM_FIRST)
};

/** A mergeable quantile histogram. */
typedef struct {
    uint64_t *counts; /* CCS_HISTOGRAM_BUCKETS */
    double max;       /* the exact maximum; 0 when empty */
    bool owned;       /* counts is freed by _free */
} ccs_histogram_t;

/** @param counts  room for CCS_HISTOGRAM_BUCKETS, which must outlive self; NULL: allocate (34 kB). Counts are set to 0.
 * @return 0 or CCS_ERR_NOMEM */
int ccs_histogram_init(ccs_histogram_t *self, uint64_t *counts, ccs_err_t *err);
/** Null-safe, legal after a failed init; the histogram is then empty and must be initialised again. */
void ccs_histogram_free(ccs_histogram_t *self);

/** Bucket of x >= 0. Branch-free: the index is the leading bits of the number. */
static inline uint32_t ccs_histogram_bucket(double x)
{
    const double low = 0x1p-10, high = 0x1.fffffffffffffp22, raised = x > low ? x : low, inside = raised < high ? raised : high;
    const uint64_t first = (uint64_t) (1023 + CCS_HISTOGRAM_FIRST) << 7; /* 7: 128 per octave */

    return x > 0.0 ? (uint32_t) ((ccs_bits_of(inside) >> 45) - first + 1u) : 0u;
}

/** Upper end of a bucket: 0 for the first. */
double ccs_histogram_upper(uint32_t bucket);

/** @param x >= 0; negative or NAN is a bug. */
static inline void ccs_histogram_add(ccs_histogram_t *self, double x)
{
    CCS_BUG_IF(!(x >= 0.0));
    self->counts[ccs_histogram_bucket(x)]++;
    self->max = x > self->max ? x : self->max;
}

/** The same for x = 0, n times. */
static inline void ccs_histogram_add_zeros(ccs_histogram_t *self, uint64_t n)
{
    self->counts[0] += n;
}

void ccs_histogram_merge(ccs_histogram_t *self, const ccs_histogram_t *other);
/** Take out what was merged before. The maximum stays, and may then lie above the highest bucket in use. */
void ccs_histogram_remove(ccs_histogram_t *self, const ccs_histogram_t *other);
void ccs_histogram_reset(ccs_histogram_t *self);
uint64_t ccs_histogram_count(const ccs_histogram_t *self);
/** Quantile by nearest rank: an estimate of the smallest number that at least ceil(p n) of the n numbers do not exceed.
 * @param p in [0, 1]
 * @return 0 exactly if that number is 0; the exact maximum for p = 1 and in the last bucket; otherwise the middle of its bucket,
 * or the maximum if that is less. No interpolation: within a bucket ranks say nothing, and the middle is at most 1/256 = 0.39 %
 * off for numbers in [2^-10, 2^23), at most 2^-10 off below. NAN when empty. */
double ccs_histogram_quantile(const ccs_histogram_t *self, double p);
/** Numbers in buckets 0 .. bucket. */
uint64_t ccs_histogram_count_to(const ccs_histogram_t *self, uint32_t bucket);
/** Quantile with ranks spread evenly within a bucket, for the ends of intervals: @p p below 0 or above 1 counts as 0 or 1. */
double ccs_histogram_spread_quantile(const ccs_histogram_t *self, double p);
/** Aborts when the maximum does not lie in the highest bucket in use. */
void ccs_histogram_verify(const ccs_histogram_t *self);

#endif
