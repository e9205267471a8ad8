/** @file erlang_times.h  The times of a table of questions: which of its columns holds the time of day at which a row's interval begins, how far apart these
 * are, and which rows add others up. What columns and such rows are called is known as in an import (csv_export.h). */
#ifndef CCS_ERLANG_TIMES_H
#define CCS_ERLANG_TIMES_H

#include "csv_export.h"
#include "csv_read.h"

enum ccs_erlang_cells {
    CCS_ERLANG_LENGTHS, /* "30 min", "30:00" */
    CCS_ERLANG_TIMES,   /* times of day, some of them an hour apart or less: 08:00, 08:30 */
    CCS_ERLANG_EITHER   /* what may be both: 15:00 in all rows, or 15:00 and 20:00 */
};

typedef struct {
    uint32_t column;      /* that of the times; UINT32_MAX: there is none, and what follows says nothing */
    uint32_t date, queue; /* those that say of which contacts a row is as well; UINT32_MAX: none */
    int32_t step_s;       /* that most rows have from the one before; 0: no row follows another */
} ccs_erlang_times_t;

/** The column that tools call so, the surest first. @param taken  a mark for each column: 0 for those that are looked at @return UINT32_MAX: none */
uint32_t ccs_erlang_column_of(const ccs_csv_table_t *table, const uint32_t *taken, enum ccs_import_role role);
/** What stands in a column that is called an interval; empty cells and words of totals do not count. */
enum ccs_erlang_cells ccs_erlang_cells_of(const ccs_csv_table_t *table, uint32_t column);
/** Find the times of a table. @param taken  as above */
ccs_erlang_times_t ccs_erlang_times_of(const ccs_csv_table_t *table, const uint32_t *taken);
/** Whether a row adds others up: only where rows have times. */
bool ccs_erlang_is_total(const ccs_erlang_times_t *self, const char *const *cells);

#endif
