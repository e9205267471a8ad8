/** @file json_doubted.h  What of the band of a figure is whose, as JSON. */
#ifndef CCS_JSON_DOUBTED_H
#define CCS_JSON_DOUBTED_H

#include <stdio.h>

#include "view.h"

/** The member "uncertainty" of an object that has members before it: an object for each figure. Nothing where there are none. */
void ccs_json_doubted(const ccs_view_t *view, FILE *to);

#endif
