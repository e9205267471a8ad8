/* design_sobol.c - designs on Sobol's sequence, and Morris's trajectories. The sequence is GSL's (Bratley and Fox 1988, ACM TOMS 14, algorithm 659),
 * shifted by one uniform a dimension (Cranley and Patterson 1976, SIAM J. Numerical Analysis 13), so that another seed gives independent points of the same
 * evenness. */
#include <gsl/gsl_qrng.h>
#include <math.h>

#include "design_parts.h"

enum { DRAW_SHIFT, DRAW_START, DRAW_ORDER, DRAW_SIGN };

/* Points of the sequence, one after the other. */
typedef struct {
    const ccs_designing_t *of;
    gsl_qrng *sequence;
    uint32_t n;                            /* dimensions */
    double at[2 * CCS_DESIGN_MAX_FACTORS]; /* the point, shifted */
} sobol_t;

static int begin(sobol_t *self, const ccs_designing_t *of, uint32_t n)
{
    *self = (sobol_t){.of = of, .sequence = gsl_qrng_alloc(gsl_qrng_sobol, n), .n = n};
    return self->sequence ? 0 : CCS_ERR_NOMEM;
}

static void next(sobol_t *self)
{
    (void) gsl_qrng_get(self->sequence, self->at);
    for (uint32_t i = 0; i < self->n; i++) self->at[i] = fmod(self->at[i] + ccs_design_draw(self->of, i, DRAW_SHIFT), 1);
}

int ccs_design_sobol(ccs_designing_t *self)
{
    const uint32_t k = self->out->n_factors;
    sobol_t sobol;
    int ret;

    CCS_TRY(begin(&sobol, self, k));
    for (uint32_t p = 0; p < self->out->n_points; p++) {
        next(&sobol);
        for (uint32_t i = 0; i < k; i++) ccs_design_point(self, p)[i] = ccs_extent_at(&self->factors[i], sobol.at[i]);
    }
    gsl_qrng_free(sobol.sequence);
out:
    return ret;
}

/* Blocks of k + 2 points: a row of A, the same row of B, and A with factor i of B (Saltelli et al. 2010, Computer Physics Communications 181). */
int ccs_design_sensitivity(ccs_designing_t *self)
{
    const uint32_t k = self->out->n_factors;
    sobol_t sobol;
    int ret;

    CCS_TRY(begin(&sobol, self, 2 * k));
    for (uint32_t row = 0; row < self->options->points; row++) {
        next(&sobol);
        for (uint32_t block = 0; block < k + 2; block++) {
            double *const at = ccs_design_point(self, row * (k + 2) + block);

            for (uint32_t i = 0; i < k; i++) {
                const bool of_b = block == 1 || block == i + 2;

                at[i] = ccs_extent_at(&self->factors[i], sobol.at[of_b ? k + i : i]);
            }
        }
    }
    gsl_qrng_free(sobol.sequence);
out:
    return ret;
}

/* The level of a factor's grid as a value: the ends of the range are levels 0 and 3; of levels that are written the grid has those. */
static double level_at(const ccs_extent_t *factor, uint32_t level)
{
    const double u = (double) level / (CCS_MORRIS_LEVELS - 1);

    return factor->n_levels > 0 ? factor->levels[(uint32_t) lround(u * (factor->n_levels - 1))]
                                : factor->low + u * (factor->high - factor->low);
}

/* A trajectory begins at a random place of the grid and moves each factor once, in random order, by half of the grid (Morris 1991, Technometrics 33). */
static void make_trajectory(const ccs_designing_t *self, uint32_t number)
{
    const uint32_t k = self->out->n_factors, step = CCS_MORRIS_LEVELS / 2;
    uint32_t level[CCS_DESIGN_MAX_FACTORS], order[CCS_DESIGN_MAX_FACTORS] = {0};

    for (uint32_t i = 0; i < k; i++) {
        const uint32_t draw = number * k + i, other = (uint32_t) (ccs_design_draw(self, draw, DRAW_ORDER) * (i + 1));

        level[i] = (uint32_t) (ccs_design_draw(self, draw, DRAW_START) * CCS_MORRIS_LEVELS);
        order[i] = order[other];
        order[other] = i;
    }
    for (uint32_t p = 0; p <= k; p++) {
        if (p > 0) level[order[p - 1]] += level[order[p - 1]] < step ? step : -step;
        for (uint32_t i = 0; i < k; i++) ccs_design_point(self, number * (k + 1) + p)[i] = level_at(&self->factors[i], level[i]);
    }
}

int ccs_design_morris(ccs_designing_t *self)
{
    for (uint32_t i = 0; i < self->options->points; i++) make_trajectory(self, i);
    return 0;
}
