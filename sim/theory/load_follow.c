/* load_follow.c - attempts that follow others, in loads. */
#include "load_follow.h"

#include <math.h>

enum { ATTEMPTS_MAX = 1 << 20 };

static const double NEGLIGIBLE = 1e-12; /* share */

/* The share of attempts after which another one follows, in a geometric law with the mean number of attempts that the scenario's has. */
static double share_again(const ccs_repeat_t *repeat, double frac, double contained_frac)
{
    double sum = 1, product = 1;

    frac *= 1 - contained_frac;
    if (repeat->max_attempts == CCS_NONE && repeat->decay >= 1) return frac;
    for (uint32_t k = 1; k < repeat->max_attempts && k < ATTEMPTS_MAX && product > NEGLIGIBLE; k++) {
        product *= frac * pow(repeat->decay, k - 1.0);
        sum += product;
    }
    return 1 - 1 / sum;
}

ccs_load_follow_t ccs_load_follow(const ccs_repeat_t *repeat, double frac, double contained_frac, double before_s)
{
    ccs_load_follow_t out = {.frac = share_again(repeat, frac, contained_frac)};

    for (int i = 0; i < CCS_LOAD_DELAYS; i++)
        out.late_s[i] = before_s +
            (repeat->delay.kind == CCS_DISTRIBUTION_NONE ? 0 : ccs_distribution_at(&repeat->delay, (i + 0.5) / CCS_LOAD_DELAYS));
    return out;
}
