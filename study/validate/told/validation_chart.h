/** @file validation_chart.h  The drawings of the page, as SVG within it: colours are those of the page's style, and what is drawn stands in a table too. */
#ifndef CCS_VALIDATION_CHART_H
#define CCS_VALIDATION_CHART_H

#include <stdio.h>

#include "validation.h"

/** What happened as dots over the bands, along the points of a series. @param label  for those who hear it */
void ccs_validation_chart_course(const ccs_validation_t *self, const ccs_scored_t *series, const char *label, FILE *to);
/** The histogram of probabilities, with what is expected of each bar. */
void ccs_validation_chart_pit(const ccs_scored_t *series, const char *label, FILE *to);
/** From the service level simulated to that which happened, step by step. */
void ccs_validation_chart_error(const ccs_error_parts_t *error, FILE *to);

#endif
