/** @file json_beside.h  Erlang C and A beside what was simulated, as JSON. */
#ifndef CCS_JSON_BESIDE_H
#define CCS_JSON_BESIDE_H

#include <stdio.h>

#include "beside.h"

/** One object: `variants`, each with its `types` (means, where simulation and Erlang A are farthest apart), `intervals` (open ones, by type) and `reasons`. */
void ccs_json_beside(const ccs_beside_t *found, uint32_t n, FILE *to);

#endif
