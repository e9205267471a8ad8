/* study_kriging.c - a Gaussian process through the points of a study, and what it is off by. Invariant: noise is that of differences between points where they share their customers. */
#include <math.h>

#include "kriging.h"
#include "normal.h"
#include "study_analyses.h"
#include "study_fit.h"

/* A process of one response. */
typedef struct {
    ccs_kriging_t process;
    double off, within; /* root of the mean square at points not seen, and the share of these within their intervals */
    double polynomial;  /* off of the quadratic polynomial */
} told_t;

/* What the replications of all points have in common, which moves no point against another. */
static double shared(const ccs_study_fit_t *fit, uint32_t replication)
{
    double sum = 0;

    for (uint32_t p = 0; p < fit->study.n_points; p++)
        sum += (fit->y[(size_t) p * fit->n + replication] - fit->means[p]) / fit->study.n_points;
    return sum;
}

static void find_noise(const ccs_study_fit_t *fit, double *noise)
{
    for (uint32_t p = 0; p < fit->study.n_points; p++) noise[p] = 0;
    for (uint32_t r = 0; r < fit->n && fit->n > 1; r++) {
        const double common = fit->study.common ? shared(fit, r) : 0;

        for (uint32_t p = 0; p < fit->study.n_points; p++) {
            const double d = fit->y[(size_t) p * fit->n + r] - fit->means[p] - common;

            noise[p] += d * d / (fit->n - 1) / fit->n;
        }
    }
}

static void judge(told_t *self, double confidence)
{
    const uint32_t n = self->process.of.n;
    const double z = ccs_normal_quantile(0.5 + 0.5 * confidence, 0.5 - 0.5 * confidence);
    double sum = 0, within = 0;

    for (uint32_t i = 0; i < n; i++) {
        double sd;
        const double d = self->process.of.y[i] - ccs_kriging_without(&self->process, i, &sd);

        sum += d * d / n;
        within += fabs(d) <= z * sd;
    }
    self->off = sqrt(sum);
    self->within = within / n;
}

static int tell(told_t *self, const ccs_study_t *study, uint32_t response, ccs_answer_t *answer, ccs_err_t *err)
{
    ccs_study_fit_t fit;
    double r2;
    int ret;

    CCS_TRY(ccs_study_fit(&fit, study, response, CCS_SURFACE_QUADRATIC, answer));
    const uint32_t n = fit.study.n_points, k = study->n_factors;

    CCS_REQUIRE(n >= 4 && n <= CCS_KRIGING_MAX,
        ccs_err_set(err, CCS_ERR_USAGE, NULL, "--analysis",
            "kriging is of 4 to %d points, found %u at which %s is known; a polynomial (surface) is of any number",
            CCS_KRIGING_MAX, n, study->responses[response]));
    double *const x = ccs_arena_array(&answer->arena, (size_t) n * k, sizeof *x),
                  *const noise = ccs_arena_array(&answer->arena, n, sizeof *noise);

    CCS_REQUIRE(x && noise, CCS_ERR_NOMEM);
    for (uint32_t p = 0; p < n; p++)
        for (uint32_t i = 0; i < k; i++)
            x[(size_t) p * k + i] =
                (ccs_study_level(&fit.study, p, i) - study->factor_low[i]) / (study->factor_high[i] - study->factor_low[i]);
    find_noise(&fit, noise);
    CCS_TRY(ccs_kriging_fit(&self->process, &(ccs_seen_t){n, k, x, fit.means, noise}, &answer->arena));
    judge(self, study->confidence);
    ccs_surface_judge(&fit.surface, fit.study.levels, fit.means, fit.beta, &r2, &self->polynomial);
out:
    return ret;
}

int ccs_study_kriging(const ccs_study_t *study, const ccs_asked_t *asked, ccs_answer_t *answer, ccs_err_t *err)
{
    told_t all[CCS_STUDY_ASKED_MAX];
    const uint32_t n = asked->n_responses;
    int ret;

    CCS_TRY(ccs_study_check_levels(study, err));
    answer->title = "Kriging: a Gaussian process through the points, whose noise is that of their replications.";
    answer->note =
        "Reach: how far apart levels of a factor are that are still alike, of its range; what has little effect reaches far. Off by and within: each point left out by turns. Within its interval should be as many as the confidence says.";
    ccs_answer_add_column(answer, "term", CCS_ANSWER_TEXT, CCS_FIGURE_NUMBER);
    for (uint32_t i = 0; i < n; i++) {
        ccs_answer_add_column(answer, study->responses[asked->responses[i]], CCS_ANSWER_FIGURE,
            ccs_study_unit(study, asked->responses[i]));
        CCS_TRY(tell(&all[i], study, asked->responses[i], answer, err));
    }
    ccs_answer_text(answer, "mean");
    for (uint32_t i = 0; i < n; i++) ccs_answer_number(answer, all[i].process.mean, (double) NAN, (double) NAN);
    ccs_answer_text(answer, "standard deviation");
    for (uint32_t i = 0; i < n; i++) ccs_answer_number(answer, sqrt(all[i].process.variance), (double) NAN, (double) NAN);
    for (uint32_t f = 0; f < study->n_factors; f++) {
        ccs_answer_text(answer, ccs_arena_printf(&answer->arena, "reach of %s", study->factors[f]));
        for (uint32_t i = 0; i < n; i++) ccs_answer_plain(answer, all[i].process.length[f]);
    }
    ccs_answer_text(answer, "off by, at a point not seen");
    for (uint32_t i = 0; i < n; i++) ccs_answer_number(answer, all[i].off, (double) NAN, (double) NAN);
    ccs_answer_text(answer, "the same of the polynomial");
    for (uint32_t i = 0; i < n; i++) ccs_answer_number(answer, all[i].polynomial, (double) NAN, (double) NAN);
    ccs_answer_text(answer, "points not seen within their interval");
    for (uint32_t i = 0; i < n; i++) ccs_answer_plain(answer, all[i].within);
out:
    return ret;
}
