/** @file gauge.h  What the gauges of conditions and scores (def/gauge.def) say of a world at this moment. Pure; no gauge reads a fact. */
#ifndef CCS_GAUGE_H
#define CCS_GAUGE_H

#include "gauge_now.h"

/** What a gauge says of a candidate: a ccs_gauge_read_t, whose context is a ccs_candidate_t with all that the expression was told is at hand. */
double ccs_gauge_read(const void *candidate, enum ccs_gauge gauge, uint32_t argument);

/** Whether a condition holds for a contact. @param condition  NULL: always */
bool ccs_condition_holds(const ccs_expression_t *condition, const ccs_candidate_t *candidate);

#endif
