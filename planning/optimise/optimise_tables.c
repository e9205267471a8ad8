/* optimise_tables.c - points of an optimisation as tables: what the choice was made of, who should learn what, the front. */
#include <math.h>
#include <stdlib.h>

#include "optimise_words.h"
#include "study_analyses.h"

/* ---- points that were looked at ------------------------------------------------------------------------------------------------------------- */

static void add_figure_columns(const ccs_optimise_t *self, ccs_answer_t *answer)
{
    for (uint32_t i = 0; i < self->study.n_responses; i++)
        ccs_answer_add_column(answer, ccs_optimise_response(self, i)->name, CCS_ANSWER_FIGURE,
            ccs_optimise_unit(ccs_optimise_response(self, i)));
    if (self->n_bounds > 0) ccs_answer_add_column(answer, "holds", CCS_ANSWER_TEXT, CCS_FIGURE_NUMBER);
}

static int sense_of(const ccs_optimise_t *self, uint32_t response)
{
    for (uint32_t i = 0; i < self->n_aims; i++)
        if (self->aims[i].response == response) return self->aims[i].sense;
    for (uint32_t i = 0; i < self->n_bounds; i++)
        if (self->bounds[i].response == response) return self->bounds[i].sense;
    return 1;
}

static void add_point(const ccs_optimise_t *self, const ccs_optimise_point_t *c, const ccs_sampled_t *sampled,
    ccs_answer_t *answer)
{
    char text[128];

    for (uint32_t f = 0; f < self->n_chosen; f++)
        ccs_answer_text(answer, ccs_arena_strdup(&answer->arena, ccs_optimise_level_text(self, c, f, text, sizeof text)));
    for (uint32_t i = 0; i < self->study.n_responses; i++) {
        const ccs_estimate_t e = ccs_optimise_estimate(self, sampled, i, sense_of(self, i));

        ccs_answer_number(answer, e.mean, e.low, e.high);
    }
}

/* Of bounds in a sample, at least: by Bonferroni's inequality. */
static double holds(const ccs_optimise_t *self, const ccs_sampled_t *sampled)
{
    double fails = 0;

    for (uint32_t b = 0; b < self->n_bounds; b++) fails += 1 - ccs_optimise_holds(self, sampled, &self->bounds[b]);
    return fmax(0, 1 - fails);
}

/* The points among which the choice was made, as they stood then. */
void ccs_optimise_candidates(const ccs_optimise_t *self, ccs_answer_t *answer)
{
    char text[CCS_FIGURE_MAX];

    answer->name = "candidates";
    answer->title = self->is_stopped
        ? "The best of what was looked at, by the replications that each has had; some of them have been lucky:"
        : "What the choice was made of, by the replications for it alone:";
    for (uint32_t f = 0; f < self->n_chosen; f++)
        ccs_answer_add_column(answer, self->study.factors[f].name, CCS_ANSWER_TEXT, CCS_FIGURE_NUMBER);
    add_figure_columns(self, answer);
    ccs_answer_add_column(answer, "replications", CCS_ANSWER_TEXT, CCS_FIGURE_NUMBER);
    for (uint32_t i = 0; i < self->n_left; i++) {
        const ccs_optimise_point_t *const c = &self->candidates[self->left[i]];

        add_point(self, c, ccs_optimise_sample(c), answer);
        if (self->n_bounds > 0)
            ccs_answer_text(answer,
                ccs_arena_strdup(&answer->arena, ccs_optimise_chance_text(holds(self, ccs_optimise_sample(c)), text)));
        ccs_answer_text(answer, ccs_arena_printf(&answer->arena, "%u", ccs_optimise_sample(c)->n));
    }
}

/* ---- who should learn what -------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    uint32_t candidate;
    double gain, half_width;
} lesson_t;

static int by_gain(const void *a, const void *b)
{
    const double x = ((const lesson_t *) a)->gain, y = ((const lesson_t *) b)->gain;

    return (x < y) - (x > y);
}

bool ccs_optimise_has_lessons(const ccs_optimise_t *self)
{
    return self->unlearned != CCS_NONE;
}

/* Whether two points differ in nothing but who learns what. */
static bool differ_by_lesson(const ccs_optimise_t *self, const ccs_optimise_point_t *a, const ccs_optimise_point_t *b)
{
    for (uint32_t f = 0; f < self->n_chosen; f++)
        if (f != ccs_optimise_lessons(self) && a->at[f] != b->at[f]) return false;
    return a != b;
}

/* "Who should learn what, where groups.sales.staff is 8: ..." */
static const char *lessons_title(ccs_optimise_t *self, ccs_arena_t *arena)
{
    const char *where = "";
    char text[128];

    for (uint32_t f = 0; where && f < self->n_chosen; f++)
        if (f != ccs_optimise_lessons(self))
            where = ccs_arena_printf(arena, "%s, %s%s %s", where, *where ? "" : "with ", self->study.factors[f].name,
                ccs_optimise_level_text(self, &self->candidates[self->unlearned], f, text, sizeof text));
    return where ? ccs_arena_printf(arena, "Who should learn what%s: what %s gains, by the %u replications of the search:", where,
                       ccs_optimise_response(self, self->aims[0].response)->name, self->options.replications)
                 : NULL;
}

/* Each lesson alone beside that nobody learns, the greatest gain first. */
void ccs_optimise_make_lessons(ccs_optimise_t *self, ccs_answer_t *answer)
{
    const ccs_aim_t *const aim = &self->aims[0];
    const enum ccs_figure_unit unit = ccs_optimise_unit(ccs_optimise_response(self, aim->response));
    lesson_t *const lessons = ccs_arena_array(&answer->arena, self->n_candidates, sizeof *lessons);
    const ccs_optimise_point_t *const without = &self->candidates[self->unlearned];
    const double n_learn = self->options.learners;
    uint32_t n = 0;

    answer->name = "lessons";
    answer->title = lessons_title(self, &answer->arena);
    ccs_answer_add_column(answer, "cross-train", CCS_ANSWER_TEXT, CCS_FIGURE_NUMBER);
    ccs_answer_add_column(answer, "changes by", CCS_ANSWER_DIFFERENCE, unit);
    ccs_answer_add_column(answer, "for each agent", CCS_ANSWER_DIFFERENCE, unit);
    if (!lessons || !answer->title) answer->out_of_memory = true;
    if (answer->out_of_memory) return;
    for (uint32_t i = 0; i < self->n_candidates; i++) {
        lesson_t *const to = &lessons[n];

        if (!differ_by_lesson(self, &self->candidates[i], without)) continue;
        *to = (lesson_t){.candidate = i};
        to->gain = aim->sense *
            ccs_optimise_difference(self, &self->candidates[i].searched, &without->searched, aim->response, aim->sense,
                &to->half_width);
        n++;
    }
    qsort(lessons, n, sizeof *lessons, by_gain);
    for (uint32_t i = 0; i < n; i++) {
        const double x = aim->sense * lessons[i].gain, half = lessons[i].half_width;
        char text[128];

        ccs_answer_text(answer,
            ccs_arena_strdup(&answer->arena,
                ccs_optimise_level_text(self, &self->candidates[lessons[i].candidate], ccs_optimise_lessons(self), text,
                    sizeof text)));
        ccs_answer_number(answer, x, x - half, x + half);
        ccs_answer_number(answer, x / n_learn, (x - half) / n_learn, (x + half) / n_learn);
    }
}

/* ---- the front ---------------------------------------------------------------------------------------------------------------------------------- */

const double *ccs_optimise_point_holds(const ccs_optimise_t *self, enum ccs_optimise_of of, ccs_arena_t *arena)
{
    double *const to = ccs_arena_array(arena, self->n_candidates, sizeof *to);
    uint32_t n = 0;

    for (uint32_t i = 0; to && of == CCS_OPTIMISE_OF_SEARCH && i < self->n_candidates; i++)
        to[n++] = holds(self, &self->candidates[i].searched);
    for (uint32_t i = 0; to && of == CCS_OPTIMISE_OF_FRONT && i < self->n_left; i++)
        if (ccs_optimise_is_front(&self->candidates[self->left[i]])) to[n++] = self->candidates[self->left[i]].judged.probability;
    return to;
}

int ccs_optimise_front(ccs_optimise_t *self, ccs_answer_t *answer)
{
    ccs_asked_t asked = {.n_responses = self->n_aims, .axes = self->n_aims};
    ccs_dataset_t data = {0};
    ccs_study_t study;
    ccs_err_t err;
    int ret;

    for (uint32_t i = 0; i < self->n_aims; i++) asked.responses[i] = self->aims[i].response;
    if (self->n_bounds > 0)
        CCS_REQUIRE((asked.holds = ccs_optimise_point_holds(self, CCS_OPTIMISE_OF_FRONT, &answer->arena)), CCS_ERR_NOMEM);
    CCS_TRY(ccs_optimise_data(self, CCS_OPTIMISE_OF_FRONT, &data, &err));
    CCS_TRY(ccs_study_open(&study, &data, &err));
    CCS_TRY(ccs_analyse(CCS_ANALYSIS_front, &study, &asked, answer, &err));
    for (size_t i = 0; i < answer->n_cells; i++) /* beyond the data set */
        if (answer->cells[i].text) answer->cells[i].text = ccs_arena_strdup(&answer->arena, answer->cells[i].text);
    for (size_t i = 0; i < answer->n_columns; i++)
        answer->columns[i].head = ccs_arena_strdup(&answer->arena, answer->columns[i].head);
out:
    ccs_dataset_free(&data);
    return ret;
}
