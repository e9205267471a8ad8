/* study_choice.c - which points are worth it: the front, and the best. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "normal.h"
#include "ranking.h"
#include "stream.h"
#include "study_analyses.h"

enum { AXES_MAX = 3, MOVES = 500, MOVED_MAX = 500, LISTED = 20 };

static const char *point_text(const ccs_study_t *study, uint32_t point, ccs_arena_t *arena)
{
    char level[CCS_FIGURE_MAX];
    const char *text = ccs_arena_printf(arena, "%u:", study->points[point]);

    for (uint32_t i = 0; text && i < study->n_factors; i++)
        text = ccs_arena_printf(arena, "%s %s %s", text, study->factors[i], ccs_study_level_text(study, point, i, level));
    return text;
}

/* ---- the front ---------------------------------------------------------------------------------------------------------------------------------- */

/* Points weighed by two or three figures; those without a better side as less is better. */
typedef struct {
    const ccs_study_t *study;
    uint32_t axes[AXES_MAX], n_axes, n;
    double sense[AXES_MAX];
    const double *y[AXES_MAX]; /* [point][n] */
    double *at;                /* [point][axis]: means, or moved means; more is better */
    uint32_t *n_on;            /* [point]: moves in which none beats it */
} front_t;

/* b is worse in no figure by more than its margin, and better in one by more. */
static bool beats(const front_t *self, uint32_t b, uint32_t a)
{
    bool better = false;

    for (uint32_t i = 0; i < self->n_axes; i++) {
        const double difference = self->at[(size_t) b * self->n_axes + i] - self->at[(size_t) a * self->n_axes + i],
                     margin = self->study->margins[self->axes[i]];

        if (difference < -margin) return false;
        better = better || difference > margin;
    }
    return better;
}

static bool is_on(const front_t *self, uint32_t point)
{
    for (uint32_t other = 0; other < self->study->n_points; other++)
        if (other != point && beats(self, other, point)) return false;
    return true;
}

static double normal(const ccs_stream_t *stream, uint32_t number)
{
    const double u = fmax(ccs_stream_draw(stream, number, 0, 0), 1e-300);

    return ccs_normal_quantile(u, 1 - u);
}

/* Means as other replications would show them: residuals weighted by normal numbers, which all points share where they have the same customers. */
static void move(front_t *self, uint32_t number, double *z)
{
    const ccs_stream_t stream = ccs_stream_make(1, ccs_stream_hash("move"), number);
    const uint32_t n = self->n;

    for (uint32_t p = 0; p < self->study->n_points; p++) {
        for (uint32_t r = 0; r < n && (p == 0 || !self->study->common); r++)
            z[r] = normal(&stream, self->study->common ? r : p * n + r);
        for (uint32_t i = 0; i < self->n_axes; i++) {
            const double mean = ccs_study_mean(self->study, p, self->axes[i]);
            double moved = mean;

            for (uint32_t r = 0; r < n; r++) moved += z[r] * (self->y[i][(size_t) p * n + r] - mean) / sqrt((double) n * (n - 1));
            self->at[(size_t) p * self->n_axes + i] = self->sense[i] * moved;
        }
    }
}

static int judge(front_t *self, ccs_arena_t *arena)
{
    double *const z = ccs_arena_array(arena, self->n + 1, sizeof *z);

    self->n_on = ccs_arena_array(arena, self->study->n_points, sizeof *self->n_on);
    if (!z || !self->n_on) return CCS_ERR_NOMEM;
    for (uint32_t m = 0; m < MOVES && self->n > 1 && self->study->n_points <= MOVED_MAX; m++) {
        move(self, m, z);
        for (uint32_t p = 0; p < self->study->n_points; p++) self->n_on[p] += is_on(self, p);
    }
    for (uint32_t p = 0; p < self->study->n_points; p++)
        for (uint32_t i = 0; i < self->n_axes; i++)
            self->at[(size_t) p * self->n_axes + i] = self->sense[i] * ccs_study_mean(self->study, p, self->axes[i]);
    return 0;
}

int ccs_study_front(const ccs_study_t *whole, const ccs_asked_t *asked, ccs_answer_t *answer, ccs_err_t *err)
{
    ccs_study_t known;
    front_t self = {.study = &known, .n_axes = asked->n_responses < AXES_MAX ? asked->n_responses : AXES_MAX};
    ccs_asked_t weighed = *asked;
    int ret = 0;

    if (self.n_axes < 2)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--metric",
            "a front is of two or three figures: --metric service_level,occupancy");
    weighed.n_responses = self.n_axes;
    CCS_TRY(ccs_study_known(whole, &weighed, 1, answer, &known));
    const ccs_study_t *const study = &known;
    const bool sure = study->n_points <= MOVED_MAX;

    self.at = ccs_arena_array(&answer->arena, (size_t) study->n_points * AXES_MAX, sizeof *self.at);
    CCS_REQUIRE(self.at, CCS_ERR_NOMEM);
    answer->title =
        "The front: points that no other one beats, which would be worse in no figure by more than what matters and better in one.";
    answer->note = sure ? "Chance: how often other replications would leave it on the front."
                        : "How sure that is is told of at most 500 points.";
    ccs_answer_add_column(answer, "point", CCS_ANSWER_TEXT, CCS_FIGURE_NUMBER);
    for (uint32_t i = 0; i < self.n_axes; i++) {
        self.axes[i] = asked->responses[i];
        self.sense[i] = study->senses[self.axes[i]] > 0 ? 1 : -1;
        self.y[i] = ccs_study_observations(study, self.axes[i], &answer->arena, &self.n);
        CCS_REQUIRE(self.y[i], CCS_ERR_NOMEM);
        ccs_answer_add_column(answer, study->responses[self.axes[i]], CCS_ANSWER_FIGURE, ccs_study_unit(study, self.axes[i]));
    }
    ccs_answer_add_column(answer, "chance", CCS_ANSWER_FIGURE, CCS_FIGURE_SHARE);
    CCS_TRY(judge(&self, &answer->arena));
    for (uint32_t p = 0; p < study->n_points; p++) {
        if (!is_on(&self, p) && self.n_on[p] < MOVES / 20) continue;
        ccs_answer_text(answer, point_text(study, p, &answer->arena));
        for (uint32_t i = 0; i < self.n_axes; i++) {
            const size_t at = (size_t) p * study->n_responses + self.axes[i];

            ccs_answer_number(answer, study->mean[at], study->low[at], study->high[at]);
        }
        ccs_answer_number(answer, sure && self.n > 1 ? (double) self.n_on[p] / MOVES : (double) NAN, (double) NAN, (double) NAN);
    }
out:
    return ret;
}

/* ---- the best -------------------------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    uint32_t point;
    double mean;
} listed_t;

static int by_mean(const void *a, const void *b)
{
    const double x = ((const listed_t *) a)->mean, y = ((const listed_t *) b)->mean;

    return (x < y) - (x > y);
}

static const char *verdict(const ccs_study_t *study, const ccs_choice_t *choice, double margin, ccs_arena_t *arena)
{
    if (choice->is_decided)
        return ccs_arena_printf(arena,
            "Point %u is selected by the procedure KN after %u replications: where the best is better than all others by %g at least, it is that one with a probability of %g %% at least.",
            study->points[choice->best], choice->n_used, margin, 100 * study->confidence);
    return ccs_arena_printf(arena,
        "Not decided: after %u replications %u points are left that may be the best by more than %g (%g %%); %.0f replications decide it at the latest, or a larger --margin.",
        choice->n_used, choice->n_survivors, margin, 100 * study->confidence, choice->n_wanted);
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
    ccs_choice_t choice;

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
        ccs_err_set(err, CCS_ERR_USAGE, NULL, "--analysis", "the best is selected from 5 replications at least"));
    double *const signed_y = ccs_arena_array(&answer->arena, (size_t) study->n_points * systems.n, sizeof *signed_y);
    listed_t *const listed = ccs_arena_array(&answer->arena, study->n_points, sizeof *listed);

    CCS_REQUIRE(signed_y && listed, CCS_ERR_NOMEM);
    for (size_t i = 0; i < (size_t) study->n_points * systems.n; i++) signed_y[i] = sense * y[i];
    systems.y = signed_y;
    CCS_TRY(ccs_choose_kn(&systems, systems.n < CCS_CHOICE_FIRST ? systems.n : CCS_CHOICE_FIRST, margin, study->confidence,
        &answer->arena, &choice));
    answer->title = verdict(study, &choice, margin, &answer->arena);
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
        ccs_answer_text(answer, point_text(study, p, &answer->arena));
        ccs_answer_number(answer, study->mean[at], study->low[at], study->high[at]);
        ccs_answer_number(answer, listed[i].mean - listed[i == 0].mean, low, high);
        ccs_answer_text(answer, choice.survives[p] ? "yes" : "");
    }
out:
    return ret;
}
