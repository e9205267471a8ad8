/* role.c - groups that take the place of others. Invariant: a group that is there stands for itself. */
#include "role.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

bool ccs_has_figures(const ccs_view_t *self, uint32_t entity)
{
    bool any = false;

    for (uint32_t m = 0; m < self->n_metrics && !any; m++)
        any = ccs_view_applies(self, m, entity) && !isnan(ccs_view_point(self, m, entity).mean);
    return any;
}

/* Names of the groups of a view, and beside each whose place it takes. */
typedef struct {
    const char *const *groups, *const *roles;
    size_t n;
} roles_t;

static roles_t roles_in(const ccs_view_t *self)
{
    const ccs_variable_t *const groups = ccs_dataset_find(self->data, "group"),
                                *const roles = ccs_dataset_find(self->data, "group_role");

    if (!groups || !roles || groups->type != CCS_DATA_TEXT || roles->type != CCS_DATA_TEXT || roles->n != groups->n)
        return (roles_t){0};
    return (roles_t){(const char *const *) groups->data.text, (const char *const *) roles->data.text, groups->n};
}

/* The group of that name, where it has figures; else CCS_DATA_NONE. */
static uint32_t group_with_figures(const ccs_view_t *self, const char *group)
{
    char name[160];

    snprintf(name, sizeof name, "group/%.120s", group);
    const uint32_t entity = ccs_view_entity(self, name);

    return entity != CCS_DATA_NONE && ccs_has_figures(self, entity) ? entity : CCS_DATA_NONE;
}

uint32_t ccs_role_of(const ccs_view_t *base, uint32_t entity, const ccs_view_t *other)
{
    const char *const name = base->entities[entity];
    const roles_t there = roles_in(other), here = roles_in(base);
    uint32_t found = CCS_DATA_NONE;

    if (strncmp(name, "group/", 6) != 0 || group_with_figures(other, &name[6]) != CCS_DATA_NONE) return CCS_DATA_NONE;
    for (size_t i = 0; i < there.n && found == CCS_DATA_NONE; i++)
        if (!strcmp(there.roles[i], &name[6])) found = group_with_figures(other, there.groups[i]);
    for (size_t i = 0; i < here.n && found == CCS_DATA_NONE; i++)
        if (!strcmp(here.groups[i], &name[6]) && here.roles[i][0]) found = group_with_figures(other, here.roles[i]);
    return found;
}
