/* fit_effects.c - groups, slopes within groups, marks. Invariant: an observation without a group counts nowhere. */
#include "fit_effects.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "err.h"
#include "fit_minimise.h"

static const double TAIL = 0.025;

/* Quantile of the F law: the cumulative law is halved on the scale of logarithms, as GSL's own search does not converge for every law. */
static double f_quantile(double p, double a, double b)
{
    double low = -60, high = 60;

    while (high - low > 1e-12) {
        const double middle = (low + high) / 2, ratio = a / b * exp(middle);

        if (gsl_cdf_beta_P(ratio / (1 + ratio), a / 2, b / 2) < p) low = middle;
        else high = middle;
    }
    return exp((low + high) / 2);
}

/* ---- groups --------------------------------------------------------------------------------------------------------------------------------- */

static void sum_groups(const double *x, const uint32_t *group, size_t n, uint32_t n_groups, double *means, double *counts)
{
    for (uint32_t g = 0; g < n_groups; g++) means[g] = counts[g] = 0;
    for (size_t i = 0; i < n; i++) {
        if (group[i] == UINT32_MAX) continue;
        means[group[i]] += x[i];
        counts[group[i]]++;
    }
    for (uint32_t g = 0; g < n_groups; g++) means[g] = counts[g] > 0 ? means[g] / counts[g] : (double) NAN;
}

bool ccs_fit_groups(const double *x, const uint32_t *group, size_t n, uint32_t n_groups, double *means, double *counts,
    ccs_fit_groups_t *out)
{
    double squares = 0, inside = 0, between = 0;

    *out = (ccs_fit_groups_t){0};
    sum_groups(x, group, n, n_groups, means, counts);
    for (uint32_t g = 0; g < n_groups; g++) {
        out->n_groups += counts[g] > 0;
        out->n += counts[g];
        squares += counts[g] * counts[g];
        if (counts[g] > 0) out->mean += counts[g] * means[g];
    }
    out->mean /= out->n;
    for (uint32_t g = 0; g < n_groups; g++)
        if (counts[g] > 0) between += counts[g] * (means[g] - out->mean) * (means[g] - out->mean);
    for (size_t i = 0; i < n; i++)
        if (group[i] != UINT32_MAX) inside += (x[i] - means[group[i]]) * (x[i] - means[group[i]]);
    const double a = out->n_groups - 1.0, b = out->n - out->n_groups;

    if (!(a > 0) || !(b > 0) || !(inside > 0)) return false;
    const double usual = (out->n - squares / out->n) / a, f = between / a / (inside / b);

    out->within = sqrt(inside / b);
    out->p = gsl_cdf_beta_Q(a * f / (a * f + b), a / 2, b / 2);
    out->between = (ccs_fit_estimate_t){out->within * sqrt(fmax(0, (f - 1) / usual)),
        out->within * sqrt(fmax(0, (f / f_quantile(1 - TAIL, a, b) - 1) / usual)),
        out->within * sqrt(fmax(0, (f / f_quantile(TAIL, a, b) - 1) / usual))};
    return true;
}

ccs_fit_estimate_t ccs_fit_slope_within(const double *x, const double *y, const uint32_t *group, size_t n, uint32_t n_groups,
    double *scratch)
{
    double *const mean_x = scratch, *const mean_y = &scratch[n_groups];
    double xx = 0, xy = 0, yy = 0, used = 0, groups = 0;

    for (uint32_t g = 0; g < n_groups; g++) {
        double sum_x = 0, sum_y = 0, count = 0;

        for (size_t i = 0; i < n; i++) {
            if (group[i] != g) continue;
            sum_x += x[i];
            sum_y += y[i];
            count++;
        }
        mean_x[g] = sum_x / count;
        mean_y[g] = sum_y / count;
        groups += count > 0;
        used += count;
    }
    for (size_t i = 0; i < n; i++) {
        if (group[i] == UINT32_MAX) continue;
        const double dx = x[i] - mean_x[group[i]], dy = y[i] - mean_y[group[i]];

        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
    }
    const double slope = xy / xx, degrees = used - groups - 1, error = sqrt(fmax(0, yy - slope * xy) / degrees / xx);
    const double t = degrees > 0 ? gsl_cdf_tdist_Pinv(1 - TAIL, degrees) : (double) NAN;

    return (ccs_fit_estimate_t){slope, slope - t * error, slope + t * error};
}

/* ---- marks ---------------------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    const uint8_t *marks;
    const double *z;
    size_t n;
    uint32_t n_levels;             /* marks that occur */
    uint32_t level[CCS_FIT_MARKS]; /* of each mark, from 0, among those that occur */
} marked_t;

static double logistic(double x)
{
    return 1 / (1 + exp(-x));
}

/* Minus the log likelihood. at: the first cut, logarithms of the steps to the next ones, the slope. */
static double misfit(const double *at, const void *of)
{
    const marked_t *const m = of;
    double cuts[CCS_FIT_MARKS + 1] = {-(double) INFINITY, at[0]}, sum = 0;

    for (uint32_t k = 2; k < m->n_levels; k++) cuts[k] = cuts[k - 1] + exp(at[k - 1]);
    cuts[m->n_levels] = (double) INFINITY;
    const double slope = at[m->n_levels - 1];

    for (size_t i = 0; i < m->n; i++) {
        const uint32_t level = m->level[m->marks[i] - 1];
        const double off = slope * m->z[i];

        sum -= log(fmax(logistic(cuts[level + 1] + off) - logistic(cuts[level] + off), 1e-300));
    }
    return sum;
}

int ccs_fit_ordered(const uint8_t *marks, const double *z, size_t n, ccs_fit_estimate_t *slope)
{
    marked_t of = {.marks = marks, .z = z, .n = n};
    double counts[CCS_FIT_MARKS] = {0}, start[CCS_FIT_MAX_PARAMS] = {0}, below = 0, cut = 0;
    ccs_fit_point_t point;
    bool varies = false;
    int ret;

    for (size_t i = 0; i < n; i++) {
        counts[marks[i] - 1]++;
        varies = varies || z[i] != z[0];
    }
    for (uint32_t k = 0; k < CCS_FIT_MARKS; k++) {
        if (counts[k] == 0) continue;
        of.level[k] = of.n_levels++;
        below += counts[k];
        if (below >= (double) n) break;
        const double next = log(below / ((double) n - below));

        start[of.n_levels - 1] = of.n_levels == 1 ? next : log(fmax(next - cut, 1e-3));
        cut = next;
    }
    if (of.n_levels < 2 || !varies) return CCS_ERR_USAGE;
    start[of.n_levels - 1] = 0;
    ret = ccs_fit_minimise(misfit, &of, start, of.n_levels, &point);
    if (ret) return ret;
    const double at = point.at[of.n_levels - 1],
                 error = point.curved ? sqrt(point.covariance[of.n_levels - 1][of.n_levels - 1]) : (double) NAN;

    *slope = (ccs_fit_estimate_t){at, at - CCS_FIT_Z * error, at + CCS_FIT_Z * error};
    return 0;
}
