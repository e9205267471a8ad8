/** @file csv_listing.h  A file of rows each of which tells of one thing, a spell of work, an open case: its columns are found by what tools call them, and all of
 * its dates together tell how they are written. */
#ifndef CCS_CSV_LISTING_H
#define CCS_CSV_LISTING_H

#include "csv_read.h"

enum { CCS_CSV_MAX_ROLES = 16 };

/** What a column can be. */
typedef struct {
    const char *text;  /* "start" */
    const char *words; /* as csv_heading.h has them */
} ccs_csv_role_t;

typedef struct {
    const char *path; /* of the file, for errors */
    bool dates_said;
    ccs_date_form_t dates; /* as they are said, or found */
    ccs_csv_table_t table;
    uint32_t column[CCS_CSV_MAX_ROLES]; /* by role; UINT32_MAX: there is none */
} ccs_csv_listing_t;

/** A time of day, with its date where that stands before it. */
typedef struct {
    bool has_day;
    int64_t day;    /* since 1970-01-01 */
    int32_t second; /* 0 .. 86400 */
} ccs_csv_moment_t;

/** Which column of the table is what: by the surest words first, then by headings that hold one; roles that stand first choose first.
 * @param n  <= CCS_CSV_MAX_ROLES */
void ccs_csv_listing_columns(ccs_csv_listing_t *self, const ccs_csv_role_t *roles, uint32_t n);
static inline bool ccs_csv_listing_has(const ccs_csv_listing_t *self, uint32_t role)
{
    return self->column[role] != UINT32_MAX;
}
/** "" where there is no such column. */
static inline const char *ccs_csv_listing_cell(const ccs_csv_listing_t *self, size_t row, uint32_t role)
{
    const uint32_t column = self->column[role];

    return column == UINT32_MAX ? "" : self->table.cells[row * self->table.n_columns + column];
}
/** Whether a row is of a queue: of that which is named, else of one called as a type or its label. Without a column of queues every row is.
 * @param role  of that column @param queue, label  NULL: not said */
bool ccs_csv_listing_is_of(const ccs_csv_listing_t *self, size_t row, uint32_t role, const char *queue, const char *type,
    const char *label);
/** Where nobody says it, how dates are written: those in the columns of the roles tell together; where that is a guess there is a warning.
 * @param roles  bits, 1 << role @return 0 or CCS_ERR_SCENARIO, told */
int ccs_csv_listing_dates(ccs_csv_listing_t *self, uint32_t roles, ccs_err_list_t *errors);
/** "8:00 AM", or "02.03.2026 08:00". @return false if it is neither */
bool ccs_csv_listing_moment(const ccs_csv_listing_t *self, const char *cell, ccs_csv_moment_t *moment);

#endif
