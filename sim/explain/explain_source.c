/* explain_source.c - where the numbers come from. */
#include "explain_source.h"

void ccs_explain_sources(const ccs_plan_t *plan, FILE *to)
{
    if (plan->n_assumptions > 0) fprintf(to, "\nWhere the numbers come from\n");
    for (uint32_t i = 0; i < plan->n_assumptions; i++) {
        const ccs_assumption_t *const a = &plan->assumptions[i];

        fprintf(to, "  %s = %s: %s%s%s%s.\n", a->key, a->value, a->source, a->grade ? " (" : "", a->grade ? a->grade : "",
            a->grade ? ")" : "");
    }
}
