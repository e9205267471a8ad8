/* explain_evidence.c - how sure the numbers behind outcomes are. Invariant: a number has a grade only where it is that of presets/evidence.cfg. */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "evidence.def"
#include "explain_outcome.h"

/* Numbers of outcome.def: where they are in a row of the plan. */
#define VALUE(M, path, shape, fallback, range, text, field) {path, offsetof(ccs_outcome_t, field)},
#define NOTHING(...)
static const struct {
    const char *path;
    size_t offset;
} FIELDS[] = {CCS_OUTCOME_VALUE_LIST(, VALUE, NOTHING, NOTHING)};
#undef VALUE

enum grade {
#define X(grade, text) GRADE_##grade,
    CCS_GRADE_LIST(X) N_GRADES
#undef X
};
static const struct {
    const char *name, *rests_on;
} GRADES[] = {
#define X(grade, text) {#grade, text},
    CCS_GRADE_LIST(X)
#undef X
};
static const struct {
    const char *path;
    double value;
    enum grade grade;
} EVIDENCE[] = {
#define X(path, value, grade) {path, value, GRADE_##grade},
    CCS_EVIDENCE_LIST(X)
#undef X
};

static double value_of(const ccs_outcome_t *o, const char *path)
{
    for (size_t i = 0; i < sizeof FIELDS / sizeof *FIELDS; i++)
        if (!strcmp(FIELDS[i].path, path)) return *(const double *) (const void *) ((const char *) o + FIELDS[i].offset);
    return (double) NAN;
}

/* Whether some type has this number. */
static bool is_kept(const ccs_plan_t *plan, const char *path, double value)
{
    bool kept = false;

    for (uint32_t i = 0; i < plan->n_types; i++) {
        const ccs_outcome_t *const o = &plan->outcomes[i];

        kept = kept || (ccs_outcome_is_on(o) && value_of(o, path) == value);
    }
    return kept;
}

void ccs_explain_evidence(const ccs_plan_t *plan, FILE *to)
{
    bool any = false;

    if (!plan->outcomes) return;
    for (enum grade grade = 0; grade < N_GRADES; grade++) {
        const char *before = "";

        for (size_t i = 0; i < sizeof EVIDENCE / sizeof *EVIDENCE; i++) {
            if (EVIDENCE[i].grade != grade || !is_kept(plan, EVIDENCE[i].path, EVIDENCE[i].value)) continue;
            if (!any)
                fprintf(to,
                    "\nHow sure the numbers on outcomes are\n  Those that are as in presets/evidence.cfg rest on what follows; "
                    "the others are this scenario's own.\n");
            if (!*before) fprintf(to, "  %s, %s: ", GRADES[grade].name, GRADES[grade].rests_on);
            fprintf(to, "%s%s", before, EVIDENCE[i].path);
            before = ", ";
            any = true;
        }
        if (*before) fprintf(to, ".\n");
    }
}
