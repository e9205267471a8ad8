/* study_indices.c - whose the variance is: Morris and Sobol. */
#include <math.h>
#include <string.h>

#include "indices.h"
#include "study_analyses.h"

static int need(const ccs_study_t *study, const char *design, const char *analysis, ccs_err_t *err)
{
    if (!strcmp(study->design, design)) return 0;
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--analysis", "%s needs a study of design %s; this one is of design %s",
        analysis, design, study->design);
}

static double *means_of(const ccs_study_t *study, uint32_t response, ccs_arena_t *arena)
{
    double *const y = ccs_arena_array(arena, study->n_points, sizeof *y);

    for (uint32_t p = 0; y && p < study->n_points; p++) y[p] = ccs_study_mean(study, p, response);
    return y;
}

static void put(ccs_answer_t *answer, ccs_index_t index)
{
    ccs_answer_number(answer, index.x, index.low, index.high);
}

int ccs_study_morris(const ccs_study_t *study, const ccs_asked_t *asked, ccs_answer_t *answer, ccs_err_t *err)
{
    static const char *const heads[] = {"figure", "factor", "mean_abs", "mean", "sd"};
    int ret;

    CCS_TRY(need(study, "morris", "morris", err));
    answer->title =
        "Elementary effects over the whole range of a factor: how much it matters (mean of the amounts), which way, and how much that depends on the others.";
    for (uint32_t i = 0; i < 5; i++)
        ccs_answer_add_column(answer, heads[i], i < 2 ? CCS_ANSWER_TEXT : CCS_ANSWER_FIGURE, CCS_FIGURE_NUMBER);
    for (uint32_t i = 0; i < asked->n_responses; i++) {
        ccs_study_t known;

        CCS_TRY(ccs_study_known_one(study, asked->responses[i], study->n_factors + 1, answer, &known));
        const double *const y = means_of(&known, asked->responses[i], &answer->arena);

        CCS_REQUIRE(y, CCS_ERR_NOMEM);
        for (uint32_t f = 0; f < study->n_factors; f++) {
            const ccs_elementary_t e = ccs_elementary(known.levels, y, known.n_points / (study->n_factors + 1), study->n_factors,
                f, study->factor_low[f], study->factor_high[f], study->confidence);

            ccs_answer_text(answer, study->responses[asked->responses[i]]);
            ccs_answer_text(answer, study->factors[f]);
            put(answer, e.mean_abs);
            put(answer, e.mean);
            ccs_answer_number(answer, e.sd, (double) NAN, (double) NAN);
        }
    }
out:
    return ret;
}

int ccs_study_sobol(const ccs_study_t *study, const ccs_asked_t *asked, ccs_answer_t *answer, ccs_err_t *err)
{
    static const char *const heads[] = {"figure", "factor", "first_order", "total"};
    int ret;

    CCS_TRY(need(study, "sensitivity", "sobol", err));
    answer->title =
        "Shares of the variance over the ranges of all factors: what a factor explains alone, and what is left to it where all others are known.";
    answer->note = study->common ? NULL : "The points have random numbers of their own, whose noise counts as variance too.";
    for (uint32_t i = 0; i < 4; i++)
        ccs_answer_add_column(answer, heads[i], i < 2 ? CCS_ANSWER_TEXT : CCS_ANSWER_FIGURE, CCS_FIGURE_NUMBER);
    for (uint32_t i = 0; i < asked->n_responses; i++) {
        ccs_study_t known;

        CCS_TRY(ccs_study_known_one(study, asked->responses[i], study->n_factors + 2, answer, &known));
        const double *const y = means_of(&known, asked->responses[i], &answer->arena);

        CCS_REQUIRE(y, CCS_ERR_NOMEM);
        for (uint32_t f = 0; f < study->n_factors; f++) {
            ccs_sobol_t s;

            CCS_TRY(ccs_sobol_index(y, known.n_points / (study->n_factors + 2), study->n_factors, f, study->confidence, &s));
            ccs_answer_text(answer, study->responses[asked->responses[i]]);
            ccs_answer_text(answer, study->factors[f]);
            put(answer, s.first);
            put(answer, s.total);
        }
    }
out:
    return ret;
}
