/** @file forecast.h  What the numbers of a scenario lead one to expect, as planners hold it against what comes. Pure. */
#ifndef CCS_FORECAST_H
#define CCS_FORECAST_H

#include "plan.h"

/** Fresh contacts of a type in [start, end), closed hours included: of a forecast that errs, those of the forecast; what chance makes of a day is left out.
 * O(log pieces + pieces in between) */
double ccs_forecast_fresh(const ccs_plan_t *plan, uint32_t type, double start_s, double end_s);

#endif
