/** @file export_grid.h  The planner's grid as a sheet: a row for each interval, columns of agents and service level for each group and type. Private to
 * the files export*.c. */
#ifndef CCS_EXPORT_GRID_H
#define CCS_EXPORT_GRID_H

#include "export_parts.h"
#include "grid.h"

/** What a column says. */
enum ccs_grid_figure {
    CCS_GRID_OFFERED,
    CCS_GRID_SCHEDULED,
    CCS_GRID_REQUIRED,
    CCS_GRID_GROSS, /* required before planned shrinkage */
    CCS_GRID_GAP,
    CCS_GRID_BUSY,
    CCS_GRID_LEVEL,
    CCS_GRID_ABANDONED,
    CCS_GRID_TARGET,  /* a service level that types are to reach, the same in each row: for charts */
    CCS_GRID_LIMITED, /* a figure that has a limit by interval, */
    CCS_GRID_LIGHT    /* and its light */
};

typedef struct {
    enum ccs_grid_figure figure;
    uint32_t of;   /* a column of the grid (grid.h), of LIMITED and LIGHT a limit of the view; CCS_DATA_NONE: all together */
    double wanted; /* of TARGET */
} ccs_export_column_t;

struct ccs_export_grid {
    ccs_grid_t grid; /* of the base; of all variants the columns are the same */
    ccs_export_column_t *columns;
    uint32_t n, n_keys; /* columns of figures, and of what stands before them */
    uint32_t label;     /* the column that says when a row is */
    uint32_t *shown;    /* the intervals that have a row */
    uint32_t n_shown;   /* rows of the base, the first ones below the head */
    char name[40];      /* of the sheet: "By half-hour" */
};

/** In the arena of the rows. @return NULL: the result has no grid, or (told to the rows) out of memory */
ccs_export_grid_t *ccs_export_grid_of(const ccs_export_t *export, ccs_rows_t *rows);
/** The number in the sheet of a column of figures; CCS_DATA_NONE: there is no such. */
uint32_t ccs_export_grid_column(const ccs_export_grid_t *self, enum ccs_grid_figure figure, uint32_t of);
/** The sheet. */
void ccs_export_by_interval(const ccs_export_t *export, const ccs_export_grid_t *self, ccs_rows_t *rows);
/** Required agents of all groups together in an interval; NAN: not known. */
double ccs_export_required(const ccs_grid_t *grid, uint32_t interval);

#endif
