/** @file export_parts.h  What exports have in common. Private to the files export*.c. */
#ifndef CCS_EXPORT_PARTS_H
#define CCS_EXPORT_PARTS_H

#include "export.h"

enum { CCS_LABEL_MAX = 32 };

/** How a spreadsheet is to show a metric. */
enum ccs_cell_kind ccs_export_kind(const ccs_view_t *view, uint32_t metric);
/** The kind of an entity: "type" of "type/cards", "all" of "all". @return text */
const char *ccs_export_kind_of(const char *entity, char text[CCS_LABEL_MAX]);
/** What stands behind the kind. */
const char *ccs_export_name_of(const char *entity);
/** Whether a metric is wanted and applies to an entity. */
bool ccs_export_has(const ccs_export_t *self, uint32_t metric, uint32_t entity);
/** When an interval is: "2026-03-02T09:30" -> "2026-03-02", "09:30"; "2026-03-02 after close" -> "2026-03-02", "after close". Of what is longer (clock.report)
 * the first day of it that was simulated, and its label: "2026-03" -> "2026-03-01", "2026-03". */
void ccs_export_split(const ccs_view_t *view, uint32_t interval, char date[CCS_LABEL_MAX], char time[CCS_LABEL_MAX]);
/** What the second of the two is called: "interval", or "period". */
const char *ccs_export_time_head(const ccs_view_t *view);
/** Cells of a difference alone: mean, half-width. */
void ccs_export_change(const ccs_export_t *self, ccs_rows_t *rows, uint32_t metric, ccs_difference_t difference);
/** Cells of a difference: mean, half-width, paired, verdict; empty ones of the base. */
void ccs_export_difference(const ccs_export_t *self, ccs_rows_t *rows, uint32_t variant, uint32_t metric,
    ccs_difference_t difference);
/** The planner's grid as a sheet (export_grid.h); NULL: the result has no intervals. */
typedef struct ccs_export_grid ccs_export_grid_t;
/** The sheet that opens a workbook: the headline figures of each contact type and group, charts of the intervals, the worst and the red ones. */
void ccs_export_answer(const ccs_export_t *self, const ccs_export_grid_t *grid, ccs_rows_t *rows);
/** Of several variants the main figures of all together, each contact type and each group, with intervals; below each the same of the variants,
 * with differences. */
void ccs_export_comparison(const ccs_export_t *self, ccs_rows_t *rows);
/** What things cost, line by line and by month, with formulas that a planner may work with; nothing where a result has no ledger. */
void ccs_export_money(const ccs_export_t *self, ccs_rows_t *rows);
/** What the run was, and what the scenario says. */
void ccs_export_assumptions(const ccs_export_t *self, ccs_rows_t *rows);

/** Sheets of single agents: over the run, what they are off the phones for, by interval; those of which the result has figures. One that would have more rows
 * than a sheet holds says so. */
void ccs_export_agents(const ccs_export_t *self, ccs_rows_t *rows);

/** The sheet of the closed formulas: a row for each open interval, charts of the first variant beside it, then the words; nothing where nobody asked. */
void ccs_export_beside_sheet(const ccs_export_t *self, ccs_rows_t *rows);

#endif
