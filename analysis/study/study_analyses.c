/* study_analyses.c - the table of analyses. */
#include "study_analyses.h"

#include <string.h>

typedef struct {
    const char *name;
    int (*make)(const ccs_study_t *study, const ccs_asked_t *asked, ccs_answer_t *answer, ccs_err_t *err);
} row_t;
static const row_t ROWS[CCS_N_ANALYSES] = {
#define X(name, text) {#name, ccs_study_##name},
    CCS_ANALYSIS_LIST(X)
#undef X
};

enum ccs_analysis ccs_analysis_find(const char *name)
{
    uint32_t i = 0;

    while (i < CCS_N_ANALYSES && strcmp(name, ROWS[i].name) != 0) i++;
    return (enum ccs_analysis) i;
}

const char *ccs_analysis_name(enum ccs_analysis analysis)
{
    return ROWS[analysis].name;
}

/* What figures are in, where they do not show it. */
static void tell_units(const ccs_study_t *study, const ccs_asked_t *asked, ccs_answer_t *answer)
{
    const char *text = "";

    for (uint32_t i = 0; text && i < asked->n_responses; i++) {
        const char *const unit = ccs_study_measure(study, asked->responses[i]);

        if (*unit)
            text = ccs_arena_printf(&answer->arena, "%s%s%s in %s", text,
                *text ? ", " : "Units: ", study->responses[asked->responses[i]], unit);
    }
    if (!text || *text) ccs_answer_add_note(answer, text ? ccs_arena_printf(&answer->arena, "%s.", text) : NULL);
}

int ccs_analyse(enum ccs_analysis analysis, const ccs_study_t *study, const ccs_asked_t *asked, ccs_answer_t *answer,
    ccs_err_t *err)
{
    answer->name = ROWS[analysis].name;
    if (study->n_points < study->n_of)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--analysis",
            "this is a shard of a study: ccsim merge puts its parts together");
    int ret = ROWS[analysis].make(study, asked, answer, err);

    if (ret == 0 && answer->left_out)
        ccs_answer_add_note(answer,
            ccs_arena_printf(&answer->arena,
                "Left out, as the figure is not known there (no contacts, or in one replication only): %s.", answer->left_out));
    if (ret == 0) tell_units(study, asked, answer);
    if (ret == 0 && answer->out_of_memory) ret = CCS_ERR_NOMEM;
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the analysis");
    return ret;
}

int ccs_study_target(const ccs_study_t *study, const char *text, uint32_t *response, double *target, ccs_arena_t *arena,
    ccs_err_t *err)
{
    const char *const equals = text ? strrchr(text, '=') : NULL;

    if (!equals)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--target", "an isoline needs a target, such as service_level=80%%");
    const char *const name = ccs_arena_printf(arena, "%.*s", (int) (equals - text), text);

    if (!name) return CCS_ERR_NOMEM;
    const int ret = ccs_study_find(study, name, response, err);

    if (ret) return ret;
    const enum ccs_figure_unit unit = ccs_study_unit(study, *response);

    if (!ccs_figure_read(unit, equals + 1, target))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--target", "%s: expected a value such as \"%s\" behind the =, found \"%s\"",
            name, ccs_figure_example(unit), equals + 1);
    return 0;
}
