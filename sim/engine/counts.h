/** @file counts.h  Laws on 1, 2, 3 and so on, as tables. */
#ifndef CCS_COUNTS_H
#define CCS_COUNTS_H

#include <stdint.h>

enum { CCS_MAX_COUNTED = 1000 };

typedef struct {
    const double *upto; /* [n] probabilities of up to 1, 2, ..; the last is 1 */
    uint32_t n;         /* the most; 0: no law, always 1 */
    double mean;
} ccs_counts_t;

/** @param u  uniform, in [0, 1) @return 1 .. n; 1 without a law */
static inline uint32_t ccs_counts_at(const ccs_counts_t *self, double u)
{
    uint32_t low = 0, high = self->n > 0 ? self->n - 1 : 0;

    while (low < high) {
        const uint32_t middle = (low + high) / 2;

        if (u < self->upto[middle]) high = middle;
        else low = middle + 1;
    }
    return low + 1;
}

#endif
