/** @file read_figure.h  Figures that a scenario names, and values in their units: of limits, of terms of contracts. */
#ifndef CCS_READ_FIGURE_H
#define CCS_READ_FIGURE_H

#include "metric.h"
#include "reader.h"

/** The metric whose name stands at a place. @return false, and metric is that of no row: nothing stands there, or there is none of that name (recorded) */
bool ccs_read_metric(ccs_reader_t *self, const ccs_place_t *at, const ccs_metrics_t *metrics, uint32_t *metric);
/** A number in the metric's unit: texts may say it as people do. For rows of shape STEP. @return NAN if nothing, or nothing valid, stands there */
double ccs_read_step(ccs_reader_t *self, const ccs_place_t *at, const ccs_metric_t *metric);
/** Records why nothing goes with a metric. @param at  of the entity's name @param of  that name @param any  there is such an entity, or are some */
void ccs_reader_no_entity(ccs_reader_t *self, const ccs_place_t *at, const ccs_metrics_t *metrics, const char *metric,
    const char *of, bool any);

#endif
