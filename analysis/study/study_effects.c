/* study_effects.c - what factors do: effects, tornado, the polynomial, isolines. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study_analyses.h"
#include "study_fit.h"

/* NAN: the points do not tell it. */
static void put_coefficient(const ccs_study_fit_t *self, uint32_t term, double times, ccs_answer_t *answer)
{
    const double factor = self->surface.terms[term].is_aliased ? (double) NAN : times;
    const double x = factor * self->beta[term],
                 half = factor * ccs_study_fit_half_width(self, &self->each[term], self->surface.n_terms);

    ccs_answer_number(answer, x, x - half, x + half);
}

/* "volume", "volume x staff", "volume squared" */
static const char *term_text(const ccs_study_fit_t *self, uint32_t term, ccs_arena_t *arena)
{
    const ccs_term_t *const t = &self->surface.terms[term];
    const char *const *const names = self->study.factors;

    if (t->first == UINT32_MAX) return "middle";
    if (t->second == UINT32_MAX) return names[t->first];
    if (t->first == t->second) return ccs_arena_printf(arena, "%s squared", names[t->first]);
    return ccs_arena_printf(arena, "%s x %s", names[t->first], names[t->second]);
}

int ccs_study_check_levels(const ccs_study_t *study, ccs_err_t *err)
{
    for (uint32_t i = 0; i < study->n_factors; i++)
        if (!(study->factor_low[i] < study->factor_high[i]) || (study->level_texts && study->level_texts[i][0]))
            return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--analysis",
                "the factor %s has no least and greatest level, as its levels are texts or one: leave it out of the study",
                study->factors[i]);
    return 0;
}

static bool is_told_of_none(const ccs_study_fit_t *fits, uint32_t n, uint32_t term)
{
    for (uint32_t i = 0; i < n; i++)
        if (!fits[i].surface.terms[term].is_aliased) return false;
    return true;
}

/* Coefficients of every response, in columns, each times a number: terms times responses. */
static int put_terms(const ccs_study_t *study, const ccs_asked_t *asked, enum ccs_surface_order order, bool effects,
    ccs_answer_t *answer)
{
    ccs_study_fit_t fits[CCS_STUDY_ASKED_MAX] = {{.n = 0}};
    int ret = 0;

    ccs_answer_add_column(answer, effects ? "effect" : "term", CCS_ANSWER_TEXT, CCS_FIGURE_NUMBER);
    for (uint32_t i = 0; i < asked->n_responses; i++) {
        ccs_answer_add_column(answer, study->responses[asked->responses[i]], effects ? CCS_ANSWER_DIFFERENCE : CCS_ANSWER_FIGURE,
            ccs_study_unit(study, asked->responses[i]));
        CCS_TRY(ccs_study_fit(&fits[i], study, asked->responses[i], order, answer));
    }
    for (uint32_t t = effects; t < fits[0].surface.n_terms; t++) {
        if (is_told_of_none(fits, asked->n_responses, t)) continue;
        ccs_answer_text(answer, term_text(&fits[0], t, &answer->arena));
        for (uint32_t i = 0; i < asked->n_responses; i++) put_coefficient(&fits[i], t, effects ? 2 : 1, answer);
    }
    if (effects) goto out;
    for (uint32_t what = 0; what < 2; what++) {
        ccs_answer_text(answer, what ? "off by, at a point not seen" : "share of the variance told");
        for (uint32_t i = 0; i < asked->n_responses; i++) {
            double r2, error;

            ccs_surface_judge(&fits[i].surface, fits[i].study.levels, fits[i].means, fits[i].beta, &r2, &error);
            if (what) ccs_answer_number(answer, error, (double) NAN, (double) NAN);
            else ccs_answer_plain(answer, r2);
        }
    }
out:
    return ret;
}

int ccs_study_effects(const ccs_study_t *study, const ccs_asked_t *asked, ccs_answer_t *answer, ccs_err_t *err)
{
    int ret;

    answer->title =
        "Effects: what a figure changes as a factor goes from its least to its greatest level, the others being in the middle; of two together, by how much half of that differs between the ends of the other.";
    if (study->resolution > 0)
        answer->note = ccs_arena_printf(&answer->arena,
            "The points are a fraction of resolution %u: effects stand also for products of %u factors and more that cannot be told from them.",
            study->resolution, study->resolution - 1);
    CCS_TRY(ccs_study_check_levels(study, err));
    CCS_TRY(put_terms(study, asked, CCS_SURFACE_INTERACTIONS, true, answer));
out:
    return ret;
}

int ccs_study_surface(const ccs_study_t *study, const ccs_asked_t *asked, ccs_answer_t *answer, ccs_err_t *err)
{
    int ret;

    answer->title = "A quadratic polynomial of the factors, each scaled to -1 at its least level and 1 at its greatest one.";
    CCS_TRY(ccs_study_check_levels(study, err));
    CCS_TRY(put_terms(study, asked, CCS_SURFACE_QUADRATIC, false, answer));
out:
    return ret;
}

/* ---- tornado ------------------------------------------------------------------------------------------------------------------------------------ */

typedef struct {
    uint32_t factor;
    double swing;
} ranked_t;

static int by_swing(const void *a, const void *b)
{
    const double x = ((const ranked_t *) a)->swing, y = ((const ranked_t *) b)->swing;

    return (x < y) - (x > y);
}

/* By how many per cent the figure changes as the factor does by one, in the middle. Elasticities of what is added have no meaning. */
static void put_elasticity(const ccs_study_fit_t *self, uint32_t factor, ccs_answer_t *answer)
{
    const ccs_study_t *const s = &self->study;
    const double half_range = 0.5 * (s->factor_high[factor] - s->factor_low[factor]),
                 middle = 0.5 * (s->factor_high[factor] + s->factor_low[factor]);
    const double scale = strcmp(s->bys[factor], "plus") ? middle / half_range / self->beta[0] : (double) NAN;

    put_coefficient(self, 1 + factor, scale, answer);
}

static int put_response(const ccs_study_t *study, uint32_t response, ccs_answer_t *answer)
{
    ranked_t ranked[CCS_STUDY_ASKED_MAX];
    ccs_study_fit_t own;
    const uint32_t k = study->n_factors < CCS_STUDY_ASKED_MAX ? study->n_factors : CCS_STUDY_ASKED_MAX;
    const int ret = ccs_study_fit(&own, study, response, CCS_SURFACE_QUADRATIC, answer);

    if (ret) return ret;
    for (uint32_t i = 0; i < k; i++) ranked[i] = (ranked_t){i, fabs(own.beta[1 + i])};
    qsort(ranked, k, sizeof *ranked, by_swing);
    for (uint32_t i = 0; i < k; i++) {
        const uint32_t f = ranked[i].factor;

        ccs_answer_text(answer, study->responses[response]);
        ccs_answer_text(answer, study->factors[f]);
        ccs_answer_number(answer, study->factor_low[f], (double) NAN, (double) NAN);
        ccs_answer_number(answer, study->factor_high[f], (double) NAN, (double) NAN);
        put_coefficient(&own, 1 + f, 2 * (ccs_study_unit(study, response) == CCS_FIGURE_SHARE ? 100 : 1), answer);
        put_elasticity(&own, f, answer);
    }
    return 0;
}

int ccs_study_tornado(const ccs_study_t *study, const ccs_asked_t *asked, ccs_answer_t *answer, ccs_err_t *err)
{
    static const char *const heads[] = {"figure", "factor", "from", "to", "change", "elasticity"};
    int ret;

    answer->title =
        "What each factor does to each figure from its least to its greatest level, the largest first; shares in points.";
    answer->note = "Elasticity: by how many per cent the figure changes where the factor does by one, in the middle.";
    CCS_TRY(ccs_study_check_levels(study, err));
    for (uint32_t i = 0; i < sizeof heads / sizeof *heads; i++)
        ccs_answer_add_column(answer, heads[i],
            i < 2        ? CCS_ANSWER_TEXT
                : i == 4 ? CCS_ANSWER_DIFFERENCE
                         : CCS_ANSWER_FIGURE,
            CCS_FIGURE_NUMBER);
    for (uint32_t i = 0; i < asked->n_responses; i++) CCS_TRY(put_response(study, asked->responses[i], answer));
out:
    return ret;
}

/* ---- isolines -------------------------------------------------------------------------------------------------------------------------------------- */

enum { ISOLINE_ROWS = 5 };

/* A target that no level is the place of holds at each of them or at none: x is the last that was looked at. @param sense  -1: less is better */
static const char *where_it_holds(const ccs_study_fit_t *self, double sense, double found, double target, const double *x)
{
    const double off = ccs_surface_at(&self->surface, self->beta, x) - target;

    if (!isnan(found) || sense == 0 || isnan(off)) return "";
    return off * sense > 0 ? "everywhere" : "nowhere";
}

/* The interval of the polynomial at a place, over its slope there. */
static double solved_half_width(const ccs_study_fit_t *self, uint32_t factor, double *x, ccs_arena_t *arena)
{
    double *const at = ccs_arena_array(arena, self->n + 1, sizeof *at),
                  step = 1e-4 * (self->study.factor_high[factor] - self->study.factor_low[factor]);

    if (!at) return (double) NAN;
    for (uint32_t r = 0; r < self->n; r++)
        at[r] = ccs_surface_at(&self->surface, &self->each[(size_t) r * self->surface.n_terms], x);
    const double half = ccs_study_fit_half_width(self, at, 1), here = ccs_surface_at(&self->surface, self->beta, x);

    x[factor] += step;
    const double slope = (ccs_surface_at(&self->surface, self->beta, x) - here) / step;

    x[factor] -= step;
    return half / fabs(slope);
}

static int find_factor(const ccs_study_t *study, const char *name, uint32_t *factor, ccs_err_t *err)
{
    *factor = study->n_factors - 1;
    if (!name) return 0;
    for (*factor = 0; *factor < study->n_factors; (*factor)++)
        if (!strcmp(study->factors[*factor], name)) return 0;
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--solve", "\"%s\" is no factor of this study", name);
}

int ccs_study_isoline(const ccs_study_t *study, const ccs_asked_t *asked, ccs_answer_t *answer, ccs_err_t *err)
{
    double x[CCS_STUDY_ASKED_MAX] = {0}, target = 0, r2, error;
    uint32_t response = 0, factor = 0, other;
    ccs_study_fit_t own;
    int ret;

    CCS_TRY(ccs_study_check_levels(study, err));
    CCS_TRY(ccs_study_target(study, asked->target, &response, &target, &answer->arena, err));
    CCS_TRY(find_factor(study, asked->solve, &factor, err));
    CCS_TRY(ccs_study_fit(&own, study, response, CCS_SURFACE_QUADRATIC, answer));
    CCS_REQUIRE(own.study.n_points > 0,
        ccs_err_set(err, CCS_ERR_USAGE, NULL, "--target", "%s is known at no point of this study", study->responses[response]));
    other = factor == 0 && study->n_factors > 1 ? 1 : 0;
    ccs_surface_judge(&own.surface, own.study.levels, own.means, own.beta, &r2, &error);
    answer->title = ccs_arena_printf(&answer->arena, "What %s must be for %s to hold, the other factors being in the middle.",
        study->factors[factor], asked->target);
    answer->note = isfinite(error) && isfinite(r2)
        ? ccs_arena_printf(&answer->arena,
              "By the quadratic polynomial, which is off by %.3g at a point not seen (share of the variance told: %.3f); - : nowhere in the range, or everywhere, as stands beside it.",
              error, r2)
        : "By the quadratic polynomial; what it is off by at a point not seen so few points do not tell. - : nowhere in the range, or everywhere, as stands beside it.";
    ccs_answer_add_column(answer, study->factors[other], CCS_ANSWER_FIGURE, CCS_FIGURE_NUMBER);
    if (other != factor) ccs_answer_add_column(answer, study->factors[factor], CCS_ANSWER_FIGURE, CCS_FIGURE_NUMBER);
    ccs_answer_add_column(answer, "holds", CCS_ANSWER_TEXT, CCS_FIGURE_NUMBER);
    for (uint32_t row = 0; row < (other != factor ? ISOLINE_ROWS : 1); row++) {
        for (uint32_t i = 0; i < study->n_factors && i < CCS_STUDY_ASKED_MAX; i++)
            x[i] = 0.5 * (study->factor_low[i] + study->factor_high[i]);
        if (other != factor) {
            x[other] =
                study->factor_low[other] + (study->factor_high[other] - study->factor_low[other]) * row / (ISOLINE_ROWS - 1);
            ccs_answer_number(answer, x[other], (double) NAN, (double) NAN);
        }
        const double found = ccs_study_fit_solve(&own, factor, target, x),
                     half = isnan(found) ? found : solved_half_width(&own, factor, x, &answer->arena);

        ccs_answer_number(answer, found, found - half, found + half);
        ccs_answer_text(answer, where_it_holds(&own, study->senses[response], found, target, x));
    }
out:
    return ret;
}
