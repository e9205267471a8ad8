/* causes.c - whether it is told what customers mind. Invariant: without a cause that costs marks, and without detailed figures, nothing is. */
#include "plan.h"

/* A language that is foreign to customers, or what they were told, takes away from the marks of the type. */
static bool minds(const ccs_plan_t *self, const ccs_type_t *type, const ccs_outcome_t *outcome)
{
    const ccs_marks_t *const csat = &outcome->csat;
    bool is_foreign = false;

    for (uint32_t i = 0; self->foreign && i < type->routing.n_pairs; i++)
        is_foreign = is_foreign || self->foreign[type->routing.first_pair + i] > 0;
    return ccs_outcome_is_on(outcome) && csat->n_marks > 0 &&
        ((type->announcement.is_made && csat->announced != 0) || (is_foreign && csat->language != 0));
}

bool ccs_plan_tells_causes(const ccs_plan_t *self)
{
    bool any = self->outcomes && ccs_plan_is_detailed(self);

    for (uint32_t i = 0; self->outcomes && i < self->n_types; i++) any = any || minds(self, &self->types[i], &self->outcomes[i]);
    return any;
}
