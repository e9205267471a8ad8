/* distribution.c - drawing from laws; distribution_make.c makes them. Invariant: _at and _fill are the same arithmetic in the
 * same order, without libm (sqrt apart, which is exact), so that equal uniforms give equal bits, alone or in a batch, on any
 * processor.
 *
 *   kind              scale        a            b             c         table
 *   constant          value
 *   exponential       mean
 *   gamma, erlang     scale        shape        1 if of log x           quantile table of the unit gamma
 *   lognormal         median       sigma
 *   weibull           scale        1 / shape
 *   hyperexponential  mean_1       p            mean_2/mean_1 1 if log  quantile table of the mix with mean_1 = 1
 *   uniform           max          min / max
 *   triangular        max          min / max    mode / max
 *   truncated normal  sigma        mu / sigma   min / sigma   max/sigma below min, inside, above max: probabilities (enum in the
 *                     header)
 *   mixture           mean                                              quantile table of log x of the mixture of mean 1
 *   empirical         1 or factor  1 if weighted                        sorted values[n], then if weighted cumulative shares[n]
 */
#include "distribution.h"

#include <math.h>
#include <string.h>

#include "elementary.h"
#include "normal.h"
#include "quantile_table.h"

enum { CHUNK = 64 };

/* u = 0 stands for the middle of its cell of 2^-53 where a law has no finite quantile, or a logarithm, at 0. */
static const double LEAST = 0x1p-54;

/* ---- one quantile ---- */

static inline double exponential_at(double scale, double u)
{
    return scale * ccs_negative_log1m(u);
}

static inline double weibull_at(double scale, double power, double u)
{
    const double t = ccs_negative_log1m(u);

    return scale * ccs_exp(power * ccs_log(t > LEAST ? t : LEAST));
}

static inline double lognormal_at(double median, double sigma, double u)
{
    return median * ccs_exp(sigma * ccs_normal_of(u));
}

static inline double uniform_at(double scale, double least, double u)
{
    return scale * (least + u * (1.0 - least));
}

static inline double triangular_at(const ccs_distribution_t *self, double u)
{
    const double width = 1.0 - self->a, rise = self->b - self->a, fall = 1.0 - self->b;
    const double x = u * width < rise ? self->a + sqrt(u * width * rise) : 1.0 - sqrt((1.0 - u) * width * fall);

    return self->scale * x;
}

static double truncated_normal_at(const ccs_distribution_t *self, double u)
{
    const double p = u > LEAST ? u : LEAST, *t = self->table, inside = t[CCS_TRUNCATED_INSIDE];
    const double z = ccs_normal_quantile(t[CCS_TRUNCATED_BELOW] + p * inside, t[CCS_TRUNCATED_ABOVE] + (1.0 - p) * inside);
    const double x = self->a + z, above = x > self->b ? x : self->b;

    return self->scale * (above < self->c ? above : self->c);
}

static double empirical_at(const ccs_distribution_t *self, double u)
{
    if (self->a == 0.0) {
        const uint32_t n = self->n_table, i = (uint32_t) (u * (double) n);

        return self->scale * self->table[i < n ? i : n - 1];
    }
    const uint32_t n = self->n_table / 2;
    const double *cumulative = self->table + n;
    uint32_t low = 0, high = n - 1; /* the first value whose cumulative share exceeds u */

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;

        if (cumulative[middle] > u) high = middle;
        else low = middle + 1;
    }
    return self->scale * self->table[low];
}

static inline double tabulated_at(double scale, const double *table, bool logarithmic, double u)
{
    const double x = ccs_quantile_table_at(table, u);

    return scale * (logarithmic ? ccs_exp(x) : x);
}

double ccs_distribution_at(const ccs_distribution_t *self, double u)
{
    CCS_BUG_IF(!(u >= 0.0 && u < 1.0));
    switch (self->kind) {
    case CCS_DISTRIBUTION_NONE: break;
    case CCS_DISTRIBUTION_CONSTANT: return self->scale;
    case CCS_DISTRIBUTION_EXPONENTIAL: return exponential_at(self->scale, u);
    case CCS_DISTRIBUTION_GAMMA:
    case CCS_DISTRIBUTION_ERLANG: return tabulated_at(self->scale, self->table, self->b != 0.0, u);
    case CCS_DISTRIBUTION_LOGNORMAL: return lognormal_at(self->scale, self->a, u);
    case CCS_DISTRIBUTION_WEIBULL: return weibull_at(self->scale, self->a, u);
    case CCS_DISTRIBUTION_HYPEREXPONENTIAL: return tabulated_at(self->scale, self->table, self->c != 0.0, u);
    case CCS_DISTRIBUTION_MIXTURE: return tabulated_at(self->scale, self->table, true, u);
    case CCS_DISTRIBUTION_UNIFORM: return uniform_at(self->scale, self->a, u);
    case CCS_DISTRIBUTION_TRIANGULAR: return triangular_at(self, u);
    case CCS_DISTRIBUTION_TRUNCATED_NORMAL: return truncated_normal_at(self, u);
    case CCS_DISTRIBUTION_EMPIRICAL: return empirical_at(self, u);
    }
    CCS_BUG_IF(true);
}

/* ---- batches: plain loops that compilers vectorise, with clones for wide vector units ---- */

CCS_CLONES static void fill_exponential(double scale, const double *u, double *out, uint32_t n)
{
    CCS_IVDEP
    for (uint32_t i = 0; i < n; i++) out[i] = exponential_at(scale, u[i]);
}

CCS_CLONES static void fill_weibull(double scale, double power, const double *u, double *out, uint32_t n)
{
    CCS_IVDEP
    for (uint32_t i = 0; i < n; i++) out[i] = weibull_at(scale, power, u[i]);
}

CCS_CLONES static void fill_centre(const double *u, double *z, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) z[i] = ccs_normal_centre(u[i] - 0.5);
}

CCS_CLONES static void fill_exp(double scale, double power, const double *z, double *out, uint32_t n)
{
    CCS_IVDEP
    for (uint32_t i = 0; i < n; i++) out[i] = scale * ccs_exp(power * z[i]);
}

CCS_CLONES static void fill_uniform(double scale, double least, const double *u, double *out, uint32_t n)
{
    CCS_IVDEP
    for (uint32_t i = 0; i < n; i++) out[i] = uniform_at(scale, least, u[i]);
}

/* The centre of the normal law, 85 % of the draws, for all at once; then the tails one by one. */
static void fill_lognormal(double median, double sigma, const double *u, double *out, uint32_t n)
{
    double z[CHUNK];

    for (uint32_t done = 0; done < n; done += CHUNK) {
        const uint32_t some = n - done < CHUNK ? n - done : CHUNK;

        fill_centre(u + done, z, some);
        for (uint32_t i = 0; i < some; i++) {
            const double p = u[done + i];

            if (fabs(p - 0.5) > CCS_NORMAL_CENTRE)
                z[i] = p > 0.5 ? ccs_normal_tail(1.0 - p) : -ccs_normal_tail(p > LEAST ? p : LEAST);
        }
        fill_exp(median, sigma, z, out + done, some);
    }
}

static void fill_tabulated(double scale, const double *table, bool logarithmic, const double *u, double *out, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) out[i] = ccs_quantile_table_at(table, u[i]);
    if (logarithmic) {
        fill_exp(scale, 1.0, out, out, n);
        return;
    }
    for (uint32_t i = 0; i < n; i++) out[i] *= scale;
}

void ccs_distribution_fill(const ccs_distribution_t *self, const double *u, double *out, uint32_t n)
{
    switch (self->kind) {
    case CCS_DISTRIBUTION_EXPONENTIAL: fill_exponential(self->scale, u, out, n); return;
    case CCS_DISTRIBUTION_GAMMA:
    case CCS_DISTRIBUTION_ERLANG: fill_tabulated(self->scale, self->table, self->b != 0.0, u, out, n); return;
    case CCS_DISTRIBUTION_LOGNORMAL: fill_lognormal(self->scale, self->a, u, out, n); return;
    case CCS_DISTRIBUTION_WEIBULL: fill_weibull(self->scale, self->a, u, out, n); return;
    case CCS_DISTRIBUTION_HYPEREXPONENTIAL: fill_tabulated(self->scale, self->table, self->c != 0.0, u, out, n); return;
    case CCS_DISTRIBUTION_MIXTURE: fill_tabulated(self->scale, self->table, true, u, out, n); return;
    case CCS_DISTRIBUTION_UNIFORM: fill_uniform(self->scale, self->a, u, out, n); return;
    case CCS_DISTRIBUTION_NONE:
    case CCS_DISTRIBUTION_CONSTANT:
    case CCS_DISTRIBUTION_TRIANGULAR:
    case CCS_DISTRIBUTION_TRUNCATED_NORMAL:
    case CCS_DISTRIBUTION_EMPIRICAL:
        for (uint32_t i = 0; i < n; i++) out[i] = ccs_distribution_at(self, u[i]);
        return;
    }
    CCS_BUG_IF(true);
}

/* ---- families ---- */

static bool same(double x, double y)
{
    return x == y || fabs(x - y) <= 1e-13 * fmin(fabs(x), fabs(y)); /* what cv = sd / mean may lose in rounding */
}

static double empirical_ratio(const ccs_distribution_t *self, const ccs_distribution_t *other)
{
    const uint32_t n = self->a == 0.0 ? self->n_table : self->n_table / 2;
    const double f = other->mean / self->mean, of_tables = f * self->scale / other->scale;

    if (self->n_table != other->n_table) return NAN;
    for (uint32_t i = 0; i < self->n_table; i++)
        if (!same((i < n ? of_tables : 1.0) * self->table[i], other->table[i])) return NAN;
    return f;
}

/* Mixtures of equal tables. */
static double mixture_ratio(const ccs_distribution_t *self, const ccs_distribution_t *other)
{
    if (self->n_table != other->n_table) return NAN;
    for (uint32_t i = 0; i < self->n_table && self->table != other->table; i++)
        if (!same(self->table[i], other->table[i])) return NAN;
    return other->scale / self->scale;
}

double ccs_distribution_ratio(const ccs_distribution_t *self, const ccs_distribution_t *other)
{
    if (self->kind != other->kind || self->kind == CCS_DISTRIBUTION_NONE || !(self->mean > 0.0)) return NAN;
    if (!same(self->a, other->a) || !same(self->b, other->b) || !same(self->c, other->c)) return NAN;
    if (self->kind == CCS_DISTRIBUTION_EMPIRICAL) return empirical_ratio(self, other);
    if (self->kind == CCS_DISTRIBUTION_MIXTURE) return mixture_ratio(self, other);
    return other->scale / self->scale;
}

bool ccs_distribution_same(const ccs_distribution_t *self, const ccs_distribution_t *other)
{
    const double x[] = {self->scale, self->a, self->b, self->c, self->d},
                 y[] = {other->scale, other->a, other->b, other->c, other->d};

    if (self->kind != other->kind || self->n_table != other->n_table) return false;
    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        if (x[i] != y[i]) return false;
    for (uint32_t i = 0; i < self->n_table && self->table != other->table; i++)
        if (self->table[i] != other->table[i]) return false;
    return true;
}

ccs_distribution_t ccs_distribution_scaled(const ccs_distribution_t *self, double f)
{
    ccs_distribution_t scaled = *self;

    CCS_BUG_IF(!(f > 0.0 && isfinite(f)));
    scaled.scale *= f;
    scaled.mean *= f;
    scaled.sd *= f;
    return scaled;
}

/* ---- names ---- */

const char *ccs_distribution_name(enum ccs_distribution_kind kind)
{
    switch (kind) {
#define X(name, text, parameters, about)                                                                                         \
    case CCS_DISTRIBUTION_##name: return text;
        CCS_DISTRIBUTION_LIST(X)
#undef X
    }
    CCS_BUG_IF(true);
}

int ccs_distribution_find(const char *name)
{
#define X(kind, text, parameters, about)                                                                                         \
    if (strcmp(name, text) == 0) return CCS_DISTRIBUTION_##kind;
    CCS_DISTRIBUTION_LIST(X)
#undef X
    return -1;
}
