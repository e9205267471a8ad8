/* stat.c - collectors. Invariants: tally, m2 is the sum of squared deviations from mean, n = 0 implies that all is 0; level,
 * area is the integral over span_s that ends at since_s; histogram, max lies in the highest bucket in use. */
#include "stat.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- tally ---- */

void ccs_tally_add(ccs_tally_t *self, double x)
{
    const double before = x - self->mean;

    CCS_BUG_IF(!isfinite(x));
    if (self->n == 0 || x < self->min) self->min = x;
    if (self->n == 0 || x > self->max) self->max = x;
    self->n++;
    self->mean += before / (double) self->n;
    self->m2 += before * (x - self->mean);
}

void ccs_tally_merge(ccs_tally_t *self, const ccs_tally_t *other)
{
    if (other->n == 0) return;
    if (self->n == 0) {
        *self = *other;
        return;
    }
    const double n_self = (double) self->n, n_other = (double) other->n, n = n_self + n_other;
    const double apart = other->mean - self->mean;

    self->m2 += other->m2 + apart * apart * (n_self * n_other / n);
    self->mean += apart * (n_other / n);
    self->n += other->n;
    self->min = fmin(self->min, other->min);
    self->max = fmax(self->max, other->max);
}

void ccs_tally_reset(ccs_tally_t *self)
{
    *self = (ccs_tally_t){0};
}

double ccs_tally_variance(const ccs_tally_t *self)
{
    return self->n < 2 ? (double) NAN : self->m2 / (double) (self->n - 1);
}

void ccs_tally_verify(const ccs_tally_t *self)
{
    const double slack = 1e-9 * (fabs(self->min) + fabs(self->max)); /* the mean is rounded */

    CCS_BUG_IF(!(self->m2 >= 0.0 && isfinite(self->mean)));
    CCS_BUG_IF(self->n == 0 && (self->mean != 0.0 || self->m2 != 0.0 || self->min != 0.0 || self->max != 0.0));
    CCS_BUG_IF(self->mean < self->min - slack || self->mean > self->max + slack);
}

/* ---- level ---- */

double ccs_level_area(const ccs_level_t *self, double time_s)
{
    CCS_BUG_IF(!(time_s >= self->since_s));
    return self->area + self->value * (time_s - self->since_s);
}

double ccs_level_mean(const ccs_level_t *self)
{
    return self->span_s > 0.0 ? self->area / self->span_s : (double) NAN;
}

void ccs_level_merge(ccs_level_t *self, const ccs_level_t *other)
{
    self->area += other->area;
    self->span_s += other->span_s;
}

void ccs_level_reset(ccs_level_t *self, double time_s)
{
    *self = (ccs_level_t){.value = self->value, .since_s = time_s};
}

void ccs_level_verify(const ccs_level_t *self)
{
    CCS_BUG_IF(!isfinite(self->value) || !isfinite(self->area) || !isfinite(self->since_s) || !(self->span_s >= 0.0));
    CCS_BUG_IF(self->span_s == 0.0 && self->area != 0.0);
}

/* ---- histogram ---- */

int ccs_histogram_init(ccs_histogram_t *self, uint64_t *counts, ccs_err_t *err)
{
    *self = (ccs_histogram_t){.counts = counts, .owned = !counts};
    if (self->owned) self->counts = malloc(CCS_HISTOGRAM_BUCKETS * sizeof *self->counts);
    if (!self->counts) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "no memory for a histogram");
    memset(self->counts, 0, CCS_HISTOGRAM_BUCKETS * sizeof *self->counts);
    return 0;
}

void ccs_histogram_free(ccs_histogram_t *self)
{
    if (!self) return;
    if (self->owned) free(self->counts);
    *self = (ccs_histogram_t){0};
}

/* Buckets that can be in use: a fifth of all of them for waits of minutes. */
static uint32_t used(const ccs_histogram_t *self)
{
    return ccs_histogram_bucket(self->max) + 1;
}

void ccs_histogram_merge(ccs_histogram_t *self, const ccs_histogram_t *other)
{
    const uint32_t n = used(other);

    for (uint32_t i = 0; i < n; i++) self->counts[i] += other->counts[i];
    self->max = fmax(self->max, other->max);
}

void ccs_histogram_remove(ccs_histogram_t *self, const ccs_histogram_t *other)
{
    const uint32_t n = used(other);

    for (uint32_t i = 0; i < n; i++) {
        CCS_BUG_IF(self->counts[i] < other->counts[i]);
        self->counts[i] -= other->counts[i];
    }
}

void ccs_histogram_reset(ccs_histogram_t *self)
{
    memset(self->counts, 0, used(self) * sizeof *self->counts);
    self->max = 0.0;
}

double ccs_histogram_upper(uint32_t bucket)
{
    const uint64_t first = (uint64_t) (1023 + CCS_HISTOGRAM_FIRST) << 7;

    return bucket ? ccs_double_of((first + bucket) << 45) : 0.0;
}

uint64_t ccs_histogram_count_to(const ccs_histogram_t *self, uint32_t bucket)
{
    uint64_t n = 0;

    for (uint32_t i = 0; i <= bucket; i++) n += self->counts[i];
    return n;
}

double ccs_histogram_spread_quantile(const ccs_histogram_t *self, double p)
{
    const uint64_t n = ccs_histogram_count(self);
    const double rank = (p < 0.0 ? 0.0 : p > 1.0 ? 1.0 : p) * (double) n;
    double before = 0.0;
    uint32_t bucket = 0;

    if (n == 0) return NAN;
    while (bucket + 1 < CCS_HISTOGRAM_BUCKETS && before + (double) self->counts[bucket] < rank)
        before += (double) self->counts[bucket++];
    if (bucket == 0) return 0.0;
    const double low = ccs_histogram_upper(bucket - 1), high = ccs_histogram_upper(bucket);
    const double share = self->counts[bucket] ? (rank - before) / (double) self->counts[bucket] : 1.0;
    const double x = low + share * (high - low);

    return x < self->max ? x : self->max;
}

uint64_t ccs_histogram_count(const ccs_histogram_t *self)
{
    return ccs_histogram_count_to(self, used(self) - 1);
}

static double middle_of(uint32_t bucket)
{
    if (bucket == 0) return 0.0;
    const uint32_t octave = (bucket - 1) / CCS_HISTOGRAM_PER_OCTAVE, step = (bucket - 1) % CCS_HISTOGRAM_PER_OCTAVE;

    return ldexp(1.0 + (step + 0.5) / CCS_HISTOGRAM_PER_OCTAVE, CCS_HISTOGRAM_FIRST + (int) octave);
}

double ccs_histogram_quantile(const ccs_histogram_t *self, double p)
{
    const uint64_t n = ccs_histogram_count(self);

    CCS_BUG_IF(!(p >= 0.0 && p <= 1.0));
    if (n == 0) return (double) NAN;
    if (p == 1.0) return self->max;
    const double wanted = ceil(p * (double) n * (1.0 - 4e-16)); /* 0.7 * 10 is just above 7 in doubles, and means 7 */
    uint64_t rank = wanted < 1.0 ? 1 : (uint64_t) wanted, seen = 0;
    uint32_t bucket = 0;

    if (rank > n) rank = n;
    while ((seen += self->counts[bucket]) < rank) bucket++;
    const double middle = middle_of(bucket);

    return bucket + 1 == CCS_HISTOGRAM_BUCKETS || middle > self->max ? self->max : middle;
}

void ccs_histogram_verify(const ccs_histogram_t *self)
{
    uint32_t highest = CCS_HISTOGRAM_BUCKETS - 1;

    while (highest > 0 && self->counts[highest] == 0) highest--;
    CCS_BUG_IF(ccs_histogram_bucket(self->max) != highest);
}
