/** @file role.h  Groups that take the place of others in comparisons (groups.*.same_role_as). */
#ifndef CCS_ROLE_H
#define CCS_ROLE_H

#include "view.h"

/** What stands in a view where another one has an entity: the entity of that name where it has any figure, else a group that takes its place and has some, else the entity of that name.
 * @param entity  the name, such as group/columbus @param same  of that name in the view; CCS_DATA_NONE: there is none @return CCS_DATA_NONE: nothing */
uint32_t ccs_role_of(const ccs_view_t *self, const char *entity, uint32_t same);

#endif
