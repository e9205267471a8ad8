/* result_sources.c - where the numbers of a scenario come from, as variables of a result. Invariant: no two rows of a plan have one name, so that results whose sources differ can be stacked. */
#include <stdio.h>

#include "result_parts.h"

void ccs_result_add_sources(ccs_result_maker_t *m)
{
    const ccs_plan_t *const plan = m->plan;

    if (plan->n_assumptions == 0) return;
    const uint32_t dim = ccs_dataset_add_dim(m->to, "assumption", plan->n_assumptions);
    const char **const key =
        ccs_result_texts(m, "assumption", dim, "number of the scenario whose source is told: its source and its key");
    const char **const value = ccs_result_config_texts(m, "assumption_value", dim, "what the scenario says there");
    const char **const source = ccs_result_config_texts(m, "assumption_source", dim, "where it comes from");
    const char **const grade = ccs_result_config_texts(m, "assumption_grade", dim, "how sure it is; empty: not said");

    if (!key || !value || !source || !grade) return;
    for (uint32_t i = 0; i < plan->n_assumptions; i++) {
        const ccs_assumption_t *const a = &plan->assumptions[i];

        key[i] = ccs_arena_printf(&m->to->arena, "%s: %s", a->source, a->key);
        value[i] = a->value;
        source[i] = a->source;
        grade[i] = a->grade ? a->grade : "";
        if (!key[i]) m->to->out_of_memory = true;
    }
}
