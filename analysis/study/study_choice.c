/* study_choice.c - which point is the best, and how sure that is. */
#include <math.h>
#include <stdlib.h>

#include "ranking.h"
#include "study_analyses.h"

enum { LISTED = 20 };

typedef struct {
    uint32_t point;
    double mean;
} listed_t;

static int by_mean(const void *a, const void *b)
{
    const double x = ((const listed_t *) a)->mean, y = ((const listed_t *) b)->mean;

    return (x < y) - (x > y);
}

/* "60 replications", "6 sets of 10 replications" */
static const char *amount_of(const ccs_study_t *study, double n, ccs_arena_t *arena)
{
    return study->set > 1 ? ccs_arena_printf(arena, "%.0f sets of %u replications", n, study->set)
                          : ccs_arena_printf(arena, "%.0f replications", n);
}

static const char *verdict(const ccs_study_t *study, const ccs_choice_t *choice, const char *procedure, double margin,
    ccs_arena_t *arena)
{
    const char *const used = amount_of(study, choice->n_used, arena), *const wanted = amount_of(study, choice->n_wanted, arena);

    if (!used || !wanted) return NULL;
    if (choice->is_decided)
        return ccs_arena_printf(arena,
            "Point %u is selected by the procedure %s after %s: where the best is better than all others by %g at least, it is that one with a probability of %g %% at least.",
            study->points[choice->best], procedure, used, margin, 100 * study->confidence);
    return ccs_arena_printf(arena,
        "Not decided: after %s %u points are left that may be the best by more than %g (%g %%); %s decide it at the latest, or a larger --margin.",
        used, choice->n_survivors, margin, 100 * study->confidence, wanted);
}

/* By KN, or by Rinott's procedure, which wants points that are independent of one another. */
static int choose(const ccs_study_t *study, const ccs_asked_t *asked, const ccs_systems_t *systems, double margin,
    ccs_arena_t *arena, ccs_choice_t *choice, ccs_err_t *err)
{
    const uint32_t n_first = systems->n < CCS_CHOICE_FIRST ? systems->n : CCS_CHOICE_FIRST;

    if (!asked->rinott) return ccs_choose_kn(systems, n_first, margin, study->confidence, arena, choice);
    if (study->common)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--procedure",
            "Rinott's procedure wants points that are independent of one another, and these have the same random numbers: simulate the study with --independent, or take kn, which makes use of them");
    return ccs_choose_rinott(systems, n_first, ccs_rinott_constant(systems->n_systems, n_first, study->confidence) / margin,
        arena, choice);
}

int ccs_study_best(const ccs_study_t *whole, const ccs_asked_t *asked, ccs_answer_t *answer, ccs_err_t *err)
{
    const uint32_t response = asked->responses[0];
    ccs_study_t known;
    const ccs_study_t *const study = &known;
    int ret;

    CCS_TRY(ccs_study_known_one(whole, response, 1, answer, &known));
    const double sense = study->senses[response] > 0 ? 1 : -1,
                 margin = asked->margin > 0 ? asked->margin : study->margins[response];
    ccs_systems_t systems = {.n_systems = study->n_points};
    ccs_choice_t choice = {0};

    if (study->n_points < 2 || study->n_points > CCS_CHOICE_MAX)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--analysis",
            "the best is selected of 2 to %d points, found %u at which %s is known", CCS_CHOICE_MAX, study->n_points,
            study->responses[response]);
    if (!(margin > 0))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--margin",
            "what makes no difference in %s must be said, such as --margin 0.01", study->responses[response]);
    const double *const y = ccs_study_observations(study, response, &answer->arena, &systems.n);

    CCS_REQUIRE(y, CCS_ERR_NOMEM);
    CCS_REQUIRE(systems.n >= 5,
        ccs_err_set(err, CCS_ERR_USAGE, NULL, "--analysis", "the best is selected from 5 %s at least",
            study->set > 1 ? "sets of replications" : "replications"));
    double *const signed_y = ccs_arena_array(&answer->arena, (size_t) study->n_points * systems.n, sizeof *signed_y);
    listed_t *const listed = ccs_arena_array(&answer->arena, study->n_points, sizeof *listed);

    CCS_REQUIRE(signed_y && listed, CCS_ERR_NOMEM);
    for (size_t i = 0; i < (size_t) study->n_points * systems.n; i++) signed_y[i] = sense * y[i];
    systems.y = signed_y;
    CCS_TRY(choose(study, asked, &systems, margin, &answer->arena, &choice, err));
    CCS_REQUIRE(choice.survives, CCS_ERR_NOMEM);
    answer->title = verdict(study, &choice, asked->rinott ? "Rinott" : "KN", margin, &answer->arena);
    CCS_REQUIRE(answer->title, CCS_ERR_NOMEM);
    answer->note = "Against the best of the others: below 0 worse, all intervals at once (multiple comparisons with the best).";
    ccs_answer_add_column(answer, "point", CCS_ANSWER_TEXT, CCS_FIGURE_NUMBER);
    ccs_answer_add_column(answer, study->responses[response], CCS_ANSWER_FIGURE, ccs_study_unit(study, response));
    ccs_answer_add_column(answer, "against_the_best", CCS_ANSWER_FIGURE, CCS_FIGURE_NUMBER);
    ccs_answer_add_column(answer, "left", CCS_ANSWER_TEXT, CCS_FIGURE_NUMBER);
    for (uint32_t p = 0; p < study->n_points; p++) listed[p] = (listed_t){p, sense * ccs_study_mean(study, p, response)};
    qsort(listed, study->n_points, sizeof *listed, by_mean);
    for (uint32_t i = 0; i < study->n_points && i < LISTED; i++) {
        const uint32_t p = listed[i].point;
        const size_t at = (size_t) p * study->n_responses + response;
        double low, high;

        ccs_choose_against_best(&systems, p, study->confidence, &low, &high);
        ccs_answer_text(answer, ccs_study_point_text(study, p, &answer->arena));
        ccs_answer_number(answer, study->mean[at], study->low[at], study->high[at]);
        ccs_answer_number(answer, listed[i].mean - listed[i == 0].mean, low, high);
        ccs_answer_text(answer, choice.survives[p] ? "yes" : "");
    }
out:
    return ret;
}
