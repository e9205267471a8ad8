/** @file compile.h  Value tree to plan, by the keys of a scenario (def/key.def, which keys/ reads). */
#ifndef CCS_COMPILE_H
#define CCS_COMPILE_H

#include "plan.h"
#include "value.h"
#include "zone.h"

/** Check a value tree against def/key.def and compile it.
 * @param name    stem of the scenario's file: the title if it gives none
 * @param arena   gets everything that the plan refers to; must outlive it. Texts of the tree are shared, so the tree's arena too
 * @param zones   is asked for clock.timezone
 * @param errors  every error of meaning and every warning (offered load above capacity, a group that no type uses, ...)
 * @param plan    zeroed unless 0 is returned
 * @return 0, CCS_ERR_SCENARIO or CCS_ERR_NOMEM */
int ccs_compile(const ccs_value_t *root, const char *name, ccs_zone_find_t *zones, ccs_arena_t *arena, ccs_plan_t *plan,
    ccs_err_list_t *errors);

#endif
