/* role.c - groups that take the place of others. Invariant: a group that is there stands for itself. */
#include "role.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool has_figures(const ccs_view_t *self, uint32_t entity)
{
    bool any = false;

    for (uint32_t m = 0; m < self->n_metrics && !any; m++)
        any = ccs_view_applies(self, m, entity) && !isnan(ccs_view_point(self, m, entity).mean);
    return any;
}

uint32_t ccs_role_of(const ccs_view_t *self, const char *entity, uint32_t same)
{
    const ccs_variable_t *const groups = ccs_dataset_find(self->data, "group"),
                                *const roles = ccs_dataset_find(self->data, "group_role");
    char name[160];

    if (strncmp(entity, "group/", 6) != 0 || !groups || !roles || groups->type != CCS_DATA_TEXT || roles->type != CCS_DATA_TEXT ||
        roles->n != groups->n)
        return same;
    if (same != CCS_DATA_NONE && has_figures(self, same)) return same;
    for (size_t i = 0; i < groups->n; i++) {
        if (strcmp(roles->data.text[i], &entity[6]) != 0) continue;
        snprintf(name, sizeof name, "group/%.120s", groups->data.text[i]);
        const uint32_t other = ccs_view_entity(self, name);

        if (other != CCS_DATA_NONE && has_figures(self, other)) return other;
    }
    return same;
}
