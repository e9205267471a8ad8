/* study_known.c - a study without the points at which a figure is not known. Invariant: what is left has its points in the order of the study, and no point that is not known. */
#include <string.h>

#include "study_analyses.h"

/* Points in their order: which are kept, where cells of theirs go. */
typedef struct {
    const uint32_t *points;
    uint32_t n;
    ccs_arena_t *arena;
} kept_t;

static const void *pick(const kept_t *kept, const void *cells, size_t each, size_t size)
{
    char *const to = ccs_arena_array(kept->arena, (kept->n + 1) * each, size);

    for (uint32_t i = 0; to && i < kept->n; i++)
        memcpy(to + i * each * size, (const char *) cells + kept->points[i] * each * size, each * size);
    return to;
}

static int take(ccs_study_t *self, const ccs_study_t *study, const kept_t *kept)
{
    const size_t values = (size_t) study->n_replications * study->n_responses;

    *self = *study;
    self->n_points = kept->n;
    self->points = pick(kept, study->points, 1, sizeof *self->points);
    self->replications = pick(kept, study->replications, 1, sizeof *self->replications);
    self->levels = pick(kept, study->levels, study->n_factors, sizeof *self->levels);
    if (study->level_texts) self->level_texts = pick(kept, study->level_texts, study->n_factors, sizeof *self->level_texts);
    self->mean = pick(kept, study->mean, study->n_responses, sizeof *self->mean);
    self->low = pick(kept, study->low, study->n_responses, sizeof *self->low);
    self->high = pick(kept, study->high, study->n_responses, sizeof *self->high);
    self->values = pick(kept, study->values, values, sizeof *self->values);
    self->weights = pick(kept, study->weights, values, sizeof *self->weights);
    const bool texts = !study->level_texts || self->level_texts;
    const bool figures = self->mean && self->low && self->high && self->values && self->weights;

    return self->points && self->replications && self->levels && texts && figures ? 0 : CCS_ERR_NOMEM;
}

static bool is_known(const ccs_study_t *study, uint32_t first, uint32_t unit, uint32_t response)
{
    for (uint32_t p = first; p < first + unit; p++)
        if (!ccs_study_is_known(study, p, response)) return false;
    return true;
}

static bool all_known(const ccs_study_t *study, uint32_t first, uint32_t unit, const ccs_asked_t *asked)
{
    for (uint32_t i = 0; i < asked->n_responses; i++)
        if (!is_known(study, first, unit, asked->responses[i])) return false;
    return true;
}

/* "asa_s at 3 of 9 points, service_level at 3 of 9 points" */
static void tell(const ccs_study_t *study, const ccs_asked_t *asked, uint32_t unit, ccs_answer_t *answer)
{
    for (uint32_t i = 0; i < asked->n_responses; i++) {
        uint32_t n = 0;

        for (uint32_t p = 0; p + unit <= study->n_points; p += unit)
            n += is_known(study, p, unit, asked->responses[i]) ? 0 : unit;
        if (n > 0)
            ccs_answer_leave_out(answer,
                ccs_arena_printf(&answer->arena, "%s at %u of %u points", study->responses[asked->responses[i]], n,
                    study->n_points));
    }
}

int ccs_study_known(const ccs_study_t *study, const ccs_asked_t *asked, uint32_t unit, ccs_answer_t *answer, ccs_study_t *known)
{
    uint32_t *const points = ccs_arena_array(&answer->arena, study->n_points, sizeof *points);
    kept_t kept = {points, 0, &answer->arena};

    if (!points) return CCS_ERR_NOMEM;
    for (uint32_t p = 0; p + unit <= study->n_points; p += unit)
        for (uint32_t i = 0; i < unit && all_known(study, p, unit, asked); i++) points[kept.n++] = p + i;
    *known = *study;
    if (kept.n == study->n_points) return 0;
    tell(study, asked, unit, answer);
    return take(known, study, &kept);
}

int ccs_study_known_one(const ccs_study_t *study, uint32_t response, uint32_t unit, ccs_answer_t *answer, ccs_study_t *known)
{
    const ccs_asked_t asked = {.responses = {response}, .n_responses = 1};

    return ccs_study_known(study, &asked, unit, answer, known);
}
