/** @file json_lights.h  Limits of figures, as JSON: docs/results.md lists the members. */
#ifndef CCS_JSON_LIGHTS_H
#define CCS_JSON_LIGHTS_H

#include <stdio.h>

#include "view.h"

/** The member "limits" of an object that has members before it: a list, an object for each limit of n variants. Nothing where there are none.
 * @return 0 or CCS_ERR_NOMEM */
int ccs_json_lights(const ccs_view_t *views, uint32_t n, FILE *to);

#endif
