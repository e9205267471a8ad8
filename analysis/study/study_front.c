/* study_front.c - the front. Invariant: what is moved are means of all points by the same numbers where points share their customers. */
#include "study_front.h"

#include <math.h>

#include "normal.h"
#include "stream.h"

enum { AXES_MAX = CCS_STUDY_FRONT_AXES };

typedef struct {
    const ccs_study_front_t *of;
    double sense[AXES_MAX];
    const double *y[AXES_MAX]; /* [point][n] */
    uint32_t n;
    double *at;     /* [point][axis]: means, or moved means; more is better */
    uint32_t *n_on; /* [point]: moves in which none beats it */
} weigh_t;

/* b is worse in no figure by more than its margin, and better in one by more. */
static bool beats(const weigh_t *self, uint32_t b, uint32_t a)
{
    const uint32_t n_axes = self->of->n_axes;
    bool better = false;

    for (uint32_t i = 0; i < n_axes; i++) {
        const double difference = self->at[(size_t) b * n_axes + i] - self->at[(size_t) a * n_axes + i],
                     margin = self->of->study.margins[self->of->axes[i]];

        if (difference < -margin) return false;
        better = better || difference > margin;
    }
    return better;
}

static bool is_on(const weigh_t *self, uint32_t point)
{
    for (uint32_t other = 0; other < self->of->study.n_points; other++)
        if (other != point && beats(self, other, point)) return false;
    return true;
}

static double normal(const ccs_stream_t *stream, uint32_t number)
{
    const double u = fmax(ccs_stream_draw(stream, number, 0, 0), 1e-300);

    return ccs_normal_quantile(u, 1 - u);
}

/* Means as other replications would show them: residuals weighted by normal numbers, which all points share where they have the same customers. */
static void move(weigh_t *self, uint32_t number, double *z)
{
    const ccs_stream_t stream = ccs_stream_make(1, ccs_stream_hash("move"), number);
    const ccs_study_t *const study = &self->of->study;
    const uint32_t n = self->n;

    for (uint32_t p = 0; p < study->n_points; p++) {
        for (uint32_t r = 0; r < n && (p == 0 || !study->common); r++) z[r] = normal(&stream, study->common ? r : p * n + r);
        for (uint32_t i = 0; i < self->of->n_axes; i++) {
            const double mean = ccs_study_mean(study, p, self->of->axes[i]);
            double moved = mean;

            for (uint32_t r = 0; r < n; r++) moved += z[r] * (self->y[i][(size_t) p * n + r] - mean) / sqrt((double) n * (n - 1));
            self->at[(size_t) p * self->of->n_axes + i] = self->sense[i] * moved;
        }
    }
}

static void stand(weigh_t *self)
{
    const ccs_study_t *const study = &self->of->study;

    for (uint32_t p = 0; p < study->n_points; p++)
        for (uint32_t i = 0; i < self->of->n_axes; i++)
            self->at[(size_t) p * self->of->n_axes + i] = self->sense[i] * ccs_study_mean(study, p, self->of->axes[i]);
}

static int judge(weigh_t *self, ccs_study_front_t *out, ccs_arena_t *arena)
{
    const uint32_t n_points = out->study.n_points;
    double *const z = ccs_arena_array(arena, self->n + 1, sizeof *z);

    self->at = ccs_arena_array(arena, (size_t) n_points * AXES_MAX, sizeof *self->at);
    self->n_on = ccs_arena_array(arena, n_points, sizeof *self->n_on);
    out->on = ccs_arena_array(arena, n_points, sizeof *out->on);
    out->chance = ccs_arena_array(arena, n_points, sizeof *out->chance);
    if (!z || !self->at || !self->n_on || !out->on || !out->chance) return CCS_ERR_NOMEM;
    out->is_sure = self->n > 1 && n_points <= CCS_FRONT_MOVED_MAX;
    for (uint32_t m = 0; m < CCS_FRONT_MOVES && out->is_sure; m++) {
        move(self, m, z);
        for (uint32_t p = 0; p < n_points; p++) self->n_on[p] += is_on(self, p);
    }
    stand(self);
    for (uint32_t p = 0; p < n_points; p++) {
        out->on[p] = is_on(self, p);
        out->chance[p] = out->is_sure ? (double) self->n_on[p] / CCS_FRONT_MOVES : (double) NAN;
    }
    return 0;
}

int ccs_study_weigh(const ccs_study_t *study, const ccs_asked_t *asked, ccs_answer_t *answer, ccs_study_front_t *out,
    ccs_err_t *err)
{
    ccs_asked_t weighed = *asked;
    weigh_t self = {.of = out};
    const uint32_t most = asked->axes == 0 ? 3 : asked->axes < AXES_MAX ? asked->axes : AXES_MAX;
    int ret = 0;

    *out = (ccs_study_front_t){.n_axes = asked->n_responses < most ? asked->n_responses : most};
    if (out->n_axes < 2)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--metric",
            "a front is of two to four figures: --metric service_level,occupancy");
    weighed.n_responses = out->n_axes;
    CCS_TRY(ccs_study_known(study, &weighed, 1, answer, &out->study));
    for (uint32_t i = 0; i < out->n_axes; i++) {
        out->axes[i] = asked->responses[i];
        self.sense[i] = study->senses[out->axes[i]] > 0 ? 1 : -1;
        self.y[i] = ccs_study_observations(&out->study, out->axes[i], &answer->arena, &self.n);
        CCS_REQUIRE(self.y[i], CCS_ERR_NOMEM);
    }
    CCS_TRY(judge(&self, out, &answer->arena));
out:
    return ret;
}

int ccs_study_front(const ccs_study_t *whole, const ccs_asked_t *asked, ccs_answer_t *answer, ccs_err_t *err)
{
    ccs_study_front_t front;
    const ccs_study_t *const study = &front.study;
    int ret;

    CCS_TRY(ccs_study_weigh(whole, asked, answer, &front, err));
    answer->title =
        "The front: points that no other one beats, which would be worse in no figure by more than what matters and better in one.";
    answer->note = study->n_points <= CCS_FRONT_MOVED_MAX ? "Chance: how often other replications would leave it on the front."
                                                          : "How sure that is is told of at most 500 points.";
    ccs_answer_add_column(answer, "point", CCS_ANSWER_TEXT, CCS_FIGURE_NUMBER);
    for (uint32_t i = 0; i < front.n_axes; i++)
        ccs_answer_add_column(answer, whole->responses[front.axes[i]], CCS_ANSWER_FIGURE, ccs_study_unit(whole, front.axes[i]));
    ccs_answer_add_column(answer, "chance", CCS_ANSWER_FIGURE, CCS_FIGURE_SHARE);
    if (asked->holds) ccs_answer_add_column(answer, "holds", CCS_ANSWER_FIGURE, CCS_FIGURE_SHARE);
    for (uint32_t p = 0; p < study->n_points; p++) {
        if (!front.on[p] && !(front.chance[p] >= 0.05)) continue;
        ccs_answer_text(answer, ccs_study_point_text(study, p, &answer->arena));
        for (uint32_t i = 0; i < front.n_axes; i++) {
            const size_t at = (size_t) p * study->n_responses + front.axes[i];

            ccs_answer_number(answer, study->mean[at], study->low[at], study->high[at]);
        }
        ccs_answer_number(answer, front.chance[p], (double) NAN, (double) NAN);
        if (asked->holds) ccs_answer_number(answer, asked->holds[study->points[p] - 1], (double) NAN, (double) NAN);
    }
out:
    return ret;
}
