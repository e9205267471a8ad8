/* indices.c - elementary effects, and indices with intervals by resampling. */
#include "indices.h"

#include <math.h>
#include <stdlib.h>

#include "err.h"
#include "estimate.h"
#include "stream.h"

enum { RESAMPLES = 1000 };

/* ---- Morris ---------------------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    double sum, sum2, sum_abs;
    uint32_t n;
} effects_t;

static ccs_index_t mean_of(double sum, double sum2, uint32_t n, double confidence)
{
    const double mean = sum / n,
                 half = n > 1 ? ccs_estimate_half_width(sum, sum2, n, ccs_estimate_t_quantile(confidence, n - 1)) : (double) NAN;

    return (ccs_index_t){mean, mean - half, mean + half};
}

ccs_elementary_t ccs_elementary(const double *x, const double *y, uint32_t n_trajectories, uint32_t n_factors, uint32_t factor,
    double low, double high, double confidence)
{
    effects_t e = {0};

    for (uint32_t t = 0; t < n_trajectories; t++) {
        for (uint32_t s = 1; s <= n_factors; s++) {
            const size_t at = (size_t) t * (n_factors + 1) + s;
            const double step = (x[at * n_factors + factor] - x[(at - 1) * n_factors + factor]) / (high - low);

            if (step == 0) continue;
            const double effect = (y[at] - y[at - 1]) / step;

            e.sum += effect;
            e.sum2 += effect * effect;
            e.sum_abs += fabs(effect);
            e.n++;
        }
    }
    const double variance = e.n > 1 ? (e.sum2 - e.sum * e.sum / e.n) / (e.n - 1) : (double) NAN;

    return (ccs_elementary_t){mean_of(e.sum, e.sum2, e.n, confidence), mean_of(e.sum_abs, e.sum2, e.n, confidence),
        isnan(variance) ? variance : sqrt(fmax(variance, 0))};
}

/* ---- Sobol --------------------------------------------------------------------------------------------------------------------------------------- */

/* Both indices of rows, which may be there several times. */
static void of_rows(const double *y, const uint32_t *rows, uint32_t n, uint32_t width, uint32_t factor, double *first,
    double *total)
{
    double sum = 0, sum2 = 0, alone = 0, all = 0;

    for (uint32_t i = 0; i < n; i++) {
        const double *const row = &y[(size_t) (rows ? rows[i] : i) * width];
        const double a = row[0], b = row[1], mixed = row[2 + factor];

        sum += a + b;
        sum2 += a * a + b * b;
        all += (a - mixed) * (a - mixed);
    }
    const double mean = sum / (2 * n), variance = sum2 / (2 * n) - mean * mean;

    for (uint32_t i = 0; i < n; i++) { /* about the mean, which changes no expectation and much of the noise */
        const double *const row = &y[(size_t) (rows ? rows[i] : i) * width];

        alone += (row[1] - mean) * (row[2 + factor] - row[0]);
    }
    *first = alone / n / variance;
    *total = all / (2 * n) / variance;
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *) a, y = *(const double *) b;

    return (x > y) - (x < y);
}

static ccs_index_t percentiles(double x, double *resampled, double confidence)
{
    const double tail = (1 - confidence) / 2;

    qsort(resampled, RESAMPLES, sizeof *resampled, ascending);
    return (ccs_index_t){x, resampled[(uint32_t) (tail * RESAMPLES)], resampled[RESAMPLES - 1 - (uint32_t) (tail * RESAMPLES)]};
}

int ccs_sobol_index(const double *y, uint32_t n_rows, uint32_t n_factors, uint32_t factor, double confidence, ccs_sobol_t *out)
{
    const ccs_stream_t stream = ccs_stream_make(1, ccs_stream_hash("resample"), 0); /* the same rows for every factor */
    uint32_t *const rows = calloc((size_t) n_rows + 1, sizeof *rows);
    double *const first = calloc(RESAMPLES, sizeof *first), *const total = calloc(RESAMPLES, sizeof *total);
    const int ret = rows && first && total ? 0 : CCS_ERR_NOMEM;

    for (uint32_t s = 0; ret == 0 && s < RESAMPLES; s++) {
        for (uint32_t i = 0; i < n_rows; i++) rows[i] = (uint32_t) (ccs_stream_draw(&stream, i, 0, s) * n_rows);
        of_rows(y, rows, n_rows, n_factors + 2, factor, &first[s], &total[s]);
    }
    if (ret == 0) {
        double own_first, own_total;

        of_rows(y, NULL, n_rows, n_factors + 2, factor, &own_first, &own_total);
        out->first = percentiles(own_first, first, confidence);
        out->total = percentiles(own_total, total, confidence);
    }
    free(total);
    free(first);
    free(rows);
    return ret;
}
