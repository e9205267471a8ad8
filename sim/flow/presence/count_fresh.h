/** @file count_fresh.h  Further: what comes in an interval, held against what was forecast for it. */
#ifndef CCS_LIFE_COUNT_FRESH_H
#define CCS_LIFE_COUNT_FRESH_H

#include <math.h>

#include "count.h"
#include "forecast.h"

static void count_forecast(ccs_flow_t *f, uint32_t type, uint32_t n_came)
{
    const ccs_cell_t *const cell = &f->world.plan->cells[f->world.cell];
    const double said = ccs_forecast_fresh(f->world.plan, type, cell->start_s, cell->end_s);
    double *const row = ccs_facts_forecast(&f->facts, f->world.period, type);

    row[CCS_FACT_forecast_fresh] += said;
    row[CCS_FACT_came_fresh] += n_came;
    row[CCS_FACT_forecast_miss] += fabs(said - n_came);
}

/* The present cell ends. The index of a source is how many have come from it; of a closed cell they come when it opens. */
CCS_APART static void count_fresh(ccs_flow_t *f)
{
    ccs_world_t *const w = &f->world;

    for (uint32_t type = 0; type < w->plan->n_types; type++) {
        const uint32_t n_came = w->sources[type].index - w->n_before_cell[type];

        if (w->plan->types[type].arrivals.is_forecast && w->plan->cells[w->cell].open) count_forecast(f, type, n_came);
        w->n_before_cell[type] = w->sources[type].index;
    }
}

#endif
