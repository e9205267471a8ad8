/* fit_goodness.c - Kolmogorov and Smirnov, Anderson and Darling, and what they are of a law that was fitted. Invariant: samples are drawn from streams of a
 * fixed key, so that the same times give the same p-values. */
#include "fit_goodness.h"

#include <math.h>

#include "stream.h"

enum { SAMPLES = 199, MOST = 500 /* times of a sample */ };
static const double TINY = 1e-300;

/* Sums of ln F and ln (1 - F) by rank; equal times are ranks of the same F. */
static double anderson_of(const ccs_fit_values_t *values, const ccs_fit_law_t *fitted)
{
    const double n = values->n_ended;
    double rank = 0, sum = 0;

    for (size_t i = 0; i < values->n; i++) {
        const double left = ccs_fit_left(fitted, values->x[i]), m = values->ended[i];
        /* ranks rank + 1 .. rank + m: sum of 2 k - 1, and of 2 (n - k) + 1 */
        const double below = m * (2 * rank + m), above = m * (2 * n - 2 * rank - m);

        sum += below * log(fmax(1 - left, TINY)) + above * log(fmax(left, TINY));
        rank += m;
    }
    return -n - sum / n;
}

void ccs_fit_distance(const ccs_fit_values_t *values, const ccs_fit_law_t *fitted, ccs_fit_goodness_t *goodness)
{
    double left = 1, at_risk = values->n_ended + values->n_cut, most = 0;

    for (size_t i = 0; i < values->n; i++) {
        const double of_law = ccs_fit_left(fitted, values->x[i]), before = left;

        left *= 1 - values->ended[i] / at_risk;
        at_risk -= values->ended[i] + values->cut[i];
        if (values->ended[i] > 0) most = fmax(most, fmax(fabs(of_law - before), fabs(of_law - left)));
    }
    *goodness = (ccs_fit_goodness_t){.kolmogorov = most,
        .anderson = values->n_cut > 0 ? (double) NAN : anderson_of(values, fitted),
        .p_kolmogorov = (double) NAN,
        .p_anderson = (double) NAN};
}

/* As many of the times as are wanted, each set of them as likely as any other (Knuth, algorithm S). @return how many */
static size_t choose(const ccs_fit_values_t *values, ccs_fit_time_t times[MOST])
{
    const ccs_stream_t stream = ccs_stream_make(1, ccs_stream_hash("fit:choice"), 0);
    double left = values->n_ended, wanted = fmin(left, MOST);
    uint32_t index = 0;
    size_t taken = 0;

    for (size_t i = 0; i < values->n; i++)
        for (double k = 0; k < values->ended[i]; k++, left--) {
            if (ccs_stream_draw(&stream, index++, 0, 0) * left >= wanted) continue;
            times[taken++] = (ccs_fit_time_t){values->x[i], true};
            wanted--;
        }
    return taken;
}

static void draw(const ccs_distribution_t *law, uint32_t sample, ccs_fit_time_t *times, size_t n)
{
    const ccs_stream_t stream = ccs_stream_make(1, ccs_stream_hash("fit:goodness"), sample);

    for (uint32_t i = 0; i < n; i++)
        times[i] = (ccs_fit_time_t){ccs_distribution_at(law, fmax(ccs_stream_draw(&stream, i, 0, 0), 0x1p-53)), true};
}

/* Fit times and measure them. */
static int measure(ccs_fit_time_t *times, size_t n, const ccs_fit_law_t *like, ccs_fit_law_t *fitted,
    ccs_fit_goodness_t *goodness)
{
    ccs_arena_t arena = {0};
    ccs_fit_values_t values;
    int ret = 0;

    CCS_TRY(ccs_fit_values_make(&values, times, n, &arena));
    CCS_TRY(ccs_fit_law_again(&values, like, fitted));
    ccs_fit_distance(&values, fitted, goodness);
out:
    ccs_arena_free(&arena);
    return ret;
}

int ccs_fit_goodness(const ccs_fit_values_t *values, const ccs_fit_law_t *fitted, ccs_fit_goodness_t *goodness)
{
    ccs_fit_time_t times[MOST];
    ccs_fit_goodness_t of_times, of_sample;
    ccs_fit_law_t law, again;
    ccs_distribution_t drawn;
    ccs_arena_t arena = {0};
    uint32_t far = 0, far_out = 0;
    int ret = 0;

    ccs_fit_distance(values, fitted, goodness);
    if (values->n_cut > 0 || fitted->has_never) return 0;
    const size_t n = choose(values, times);

    CCS_TRY(measure(times, n, fitted, &law, &of_times));
    if (ccs_fit_distribution(&law, &arena, &drawn, NULL) != 0) goto out; /* so odd a law that nobody would write it */
    for (uint32_t sample = 0; sample < SAMPLES; sample++) {
        draw(&drawn, sample, times, n);
        CCS_TRY(measure(times, n, &law, &again, &of_sample));
        far += of_sample.kolmogorov >= of_times.kolmogorov;
        far_out += of_sample.anderson >= of_times.anderson;
    }
    goodness->p_kolmogorov = (1.0 + far) / (SAMPLES + 1.0);
    goodness->p_anderson = (1.0 + far_out) / (SAMPLES + 1.0);
    goodness->n = n;
out:
    ccs_arena_free(&arena);
    return ret;
}
