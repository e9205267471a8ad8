/** @file role.h  Groups that take the place of others in comparisons (groups.*.same_role_as). */
#ifndef CCS_ROLE_H
#define CCS_ROLE_H

#include "view.h"

/** Whether anything is known of an entity. */
bool ccs_has_figures(const ccs_view_t *self, uint32_t entity);
/** The group of other that stands beside a group of base which has no figures there: one that takes its place, or the one whose place it takes.
 * @param entity  of base @return of other; CCS_DATA_NONE: nothing does, or the entity stands for itself */
uint32_t ccs_role_of(const ccs_view_t *base, uint32_t entity, const ccs_view_t *other);

#endif
