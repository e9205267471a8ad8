/* sparkline.c - numbers as bars. Invariant: a character for each group of numbers, whatever they are. */
#include "sparkline.h"

#include <math.h>
#include <string.h>

enum { LEVELS = 8 };

static const char *const BARS[LEVELS] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
static const char *const MARKS[LEVELS] = {".", ":", "-", "=", "+", "*", "#", "@"};

/* The mean of those that are finite; NAN if none is. */
static double mean_of(const double *x, uint32_t n)
{
    double sum = 0;
    uint32_t found = 0;

    for (uint32_t i = 0; i < n; i++) {
        if (!isfinite(x[i])) continue;
        sum += x[i];
        found++;
    }
    return found > 0 ? sum / found : (double) NAN;
}

const char *ccs_sparkline(const double *x, uint32_t n, double margin, bool utf8, char text[CCS_SPARKLINE_BYTES])
{
    const uint32_t step = n / CCS_SPARKLINE_WIDTH + (n % CCS_SPARKLINE_WIDTH > 0);
    double means[CCS_SPARKLINE_WIDTH], low = (double) INFINITY, high = -(double) INFINITY;
    uint32_t n_means = 0;

    for (uint32_t i = 0; i < n; i += step) {
        const double mean = mean_of(&x[i], n - i < step ? n - i : step);

        means[n_means++] = mean;
        low = fmin(low, mean); /* a NAN loses */
        high = fmax(high, mean);
    }
    const bool flat = !(high - low >= margin) || !(high > low);
    char *end = text;

    for (uint32_t i = 0; i < n_means; i++) {
        const int level =
            flat || isnan(means[i]) ? LEVELS / 2 - 1 : (int) fmin(LEVELS - 1, LEVELS * ((means[i] - low) / (high - low)));
        const char *const bar = isnan(means[i]) ? " " : utf8 ? BARS[level] : MARKS[level];

        end = stpcpy(end, bar);
    }
    *end = '\0';
    return text;
}
