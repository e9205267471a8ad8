/** @file json_findings.h  What a result says, as JSON: docs/results.md lists the members. */
#ifndef CCS_JSON_FINDINGS_H
#define CCS_JSON_FINDINGS_H

#include <stdio.h>

#include "view.h"

/** The member "findings" of an object that has members before it: a list, an object for each of n variants. @return 0 or CCS_ERR_NOMEM */
int ccs_json_findings(const ccs_view_t *views, uint32_t n, FILE *to);

#endif
