/** @file grid.h  The planner's grid: each interval (of clock.report: each day, week or month) of each group of agents and each contact type, with who is scheduled, who is
 * needed, and a light. */
#ifndef CCS_GRID_H
#define CCS_GRID_H

#include <stdbool.h>

#include "scope.h"
#include "verdict.h"

/** Columns of a grid at most: groups and types. */
enum { CCS_GRID_COLUMNS_MAX = 2 * CCS_SCOPE_ENTITIES_MAX };

/** What stands in the text of required_agents where they were found without a simulation. */
#define CCS_GRID_STEADY "each interval taken as a steady state of its own (Erlang A)"

/** What is in it; refers to the view, which must outlive it. */
typedef struct {
    const ccs_view_t *view;
    uint32_t n, n_groups, entities[CCS_GRID_COLUMNS_MAX];              /* groups first, then types */
    uint32_t level, offered, abandoned, scheduled, staffed, occupancy; /* metrics by interval; CCS_DATA_NONE: not known */
    const double *required; /* [interval][group of the data set], net as `scheduled` is; NULL: nobody asked what is needed */
    const double *required_gross; /* the same before planned shrinkage; NULL: not known */
    bool is_steady;               /* what is required is by Erlang A, while the lights are simulated */
    uint32_t n_required, required_at[CCS_SCOPE_ENTITIES_MAX]; /* of a group its place there; CCS_DATA_NONE: none */
} ccs_grid_t;

/** Why lights and what is required may differ, for a legend; "" where nothing is required. */
const char *ccs_grid_method(const ccs_grid_t *self);
/** In which intervals contacts count, where those are not of their entry: a sentence behind another one, with the blank between; else "". */
const char *ccs_grid_counts(const ccs_grid_t *self);
/** n 0: the result has no service level by interval, and so no grid. */
ccs_grid_t ccs_grid_of(const ccs_view_t *view);
/** The same without groups that only other variants of the data set have: columns are this result's own. */
ccs_grid_t ccs_grid_there(const ccs_view_t *view);

/** NAN: not known, or not defined. Of a type there are neither agents nor occupancy. */
typedef struct {
    double scheduled, staffed, required, occupancy; /* agents on the phones, time averages; busy share of them */
    double required_gross; /* agents to be scheduled so that after planned shrinkage the required ones are left */
    double gap;            /* scheduled - required: below 0 agents are missing */
    bool closed;       /* a type by hours of its own, though the centre is open; who comes then may have a level all the same */
    uint32_t type;     /* the number of the type whose service decides; CCS_DATA_NONE: none is judged here */
    ccs_point_t level; /* its service level in the interval */
    enum ccs_verdict verdict; /* red: missed, green: met, amber: undecided. NONE: no target, or nobody came */
} ccs_grid_cell_t;

/** A cell. A type is red where the whole interval of confidence of its service level lies below its target, green where it lies at or above
 * it, amber else, as everywhere (verdict.h). A group is as that type which it serves that is worst off: red before amber before
 * green, and of these the one farthest below its own target. */
ccs_grid_cell_t ccs_grid_cell(const ccs_grid_t *self, uint32_t column, uint32_t interval);

/** Whether an interval has a place in it: an open one, or a closed time at which contacts come that are held against a target. */
bool ccs_grid_shows(const ccs_view_t *view, uint32_t interval);

/** Open intervals of a column by their light. */
typedef struct {
    uint32_t n_judged, n_met, n_missed, n_undecided;
} ccs_grid_count_t;
/** @param marks  [n_intervals], set to ccs_verdict; NULL: not wanted */
ccs_grid_count_t ccs_grid_count(const ccs_grid_t *self, uint32_t column, unsigned char *marks);

#endif
