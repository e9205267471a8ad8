/* study_fit.c - a polynomial through the points of a study. Invariant: coefficients are linear in the figures, so that those of the means are the means of those of the replications. */
#include "study_fit.h"

#include <math.h>

#include "estimate.h"
#include "study_analyses.h"

enum { BISECTIONS = 60, SCAN = 200 };

int ccs_study_fit(ccs_study_fit_t *self, const ccs_study_t *whole, uint32_t response, enum ccs_surface_order order,
    ccs_answer_t *answer)
{
    ccs_arena_t *const arena = &answer->arena;
    const ccs_study_t *const study = &self->study;
    int ret;

    *self = (ccs_study_fit_t){.n = 0};
    CCS_TRY(ccs_study_known_one(whole, response, 1, answer, &self->study));
    CCS_TRY(ccs_surface_make(&self->surface, order, study->levels, study->n_points, study->n_factors, study->factor_low,
        study->factor_high, arena));
    self->y = ccs_study_observations(study, response, arena, &self->n);
    self->means = ccs_arena_array(arena, study->n_points, sizeof *self->means);
    self->beta = ccs_arena_array(arena, self->surface.n_terms, sizeof *self->beta);
    self->each = ccs_arena_array(arena, (size_t) self->surface.n_terms * (self->n + 1), sizeof *self->each);
    CCS_REQUIRE(self->y && self->means && self->beta && self->each, CCS_ERR_NOMEM);
    for (uint32_t p = 0; p < study->n_points; p++) self->means[p] = ccs_study_mean(study, p, response);
    ccs_surface_fit(&self->surface, self->means, 1, self->beta);
    for (uint32_t r = 0; r < self->n; r++)
        ccs_surface_fit(&self->surface, &self->y[r], self->n, &self->each[(size_t) r * self->surface.n_terms]);
out:
    return ret;
}

double ccs_study_fit_half_width(const ccs_study_fit_t *self, const double *each, size_t stride)
{
    double sum = 0, sum2 = 0;

    for (uint32_t r = 0; r < self->n; r++) sum += each[r * stride] / self->n;
    for (uint32_t r = 0; r < self->n; r++) sum2 += (each[r * stride] - sum) * (each[r * stride] - sum);
    return self->n > 1 ? ccs_estimate_half_width(0, sum2, self->n, ccs_estimate_t_quantile(self->study.confidence, self->n - 1))
                       : (double) NAN;
}

double ccs_study_fit_solve(const ccs_study_fit_t *self, uint32_t factor, double target, double *x)
{
    const double low = self->study.factor_low[factor], high = self->study.factor_high[factor];
    double before = 0, a = low, b = high;

    for (uint32_t i = 0; i <= SCAN; i++) {
        x[factor] = low + (high - low) * i / SCAN;
        const double off = ccs_surface_at(&self->surface, self->beta, x) - target;

        b = x[factor];
        if (off == 0) return b;
        if (i > 0 && off * before < 0) break;
        if (i == SCAN) return (double) NAN;
        before = off;
        a = b;
    }
    for (uint32_t i = 0; i < BISECTIONS; i++) {
        x[factor] = 0.5 * (a + b);
        if ((ccs_surface_at(&self->surface, self->beta, x) - target) * before > 0) a = x[factor];
        else b = x[factor];
    }
    return x[factor];
}
