/** @file json_sources.h  Where the numbers of a scenario come from, as JSON. */
#ifndef CCS_JSON_SOURCES_H
#define CCS_JSON_SOURCES_H

#include <stdio.h>

#include "view.h"

/** A further member of an object, "assumptions": a row for each key and variant; nothing where no scenario says any source. */
void ccs_json_sources(const ccs_view_t *views, uint32_t n, FILE *to);

#endif
