/* staff_result.c - required agents as variables of a result. */
#include "staff_result.h"

#include "grid.h"

static double *add(ccs_dataset_t *data, const char *name, const char *text)
{
    const uint32_t dims[] = {ccs_dataset_find_dim(data, "interval"), ccs_dataset_find_dim(data, "group")};
    ccs_variable_t *const variable = ccs_dataset_add(data, name, CCS_DATA_F64, dims, 2);

    (void) ccs_dataset_describe(data, variable, "1", "%s", text);
    return variable ? variable->data.f64 : NULL;
}

void ccs_staff_add_to_result(const ccs_staff_answer_t *answer, ccs_dataset_t *data)
{
    const ccs_requirement_t *const asked = &answer->asked;
    double *const net = add(data, "required_agents",
        asked->wish.hours > 0
            ? "agents of the best spread of the hours that were given, after planned shrinkage, with those who are absent by chance"
            : answer->options.steady
            ? "agents that the targets need, " CCS_GRID_STEADY ", after planned shrinkage, with those who are absent by chance"
            : "agents that the targets need, after planned shrinkage, with those who are absent by chance");
    double *const gross = add(data, "required_gross", "agents scheduled so that after planned shrinkage those are left");

    for (uint32_t slot = 0; net && gross && slot < asked->n_slots; slot++) {
        for (uint32_t g = 0; g < asked->n_groups; g++) {
            const size_t at = (size_t) (asked->cell_of[slot] - asked->plan->first_counted) * asked->n_groups + g;

            net[at] = ccs_staff_answer_net(answer, slot, g);
            gross[at] = ccs_requirement_gross(asked, g, net[at]);
        }
    }
}
