/** @file csv_listing.h  A file of rows each of which tells of one thing, a spell of work, an open case: its columns are found by what tools call them, and all of
 * its dates together tell how they are written. */
#ifndef CCS_CSV_LISTING_H
#define CCS_CSV_LISTING_H

#include "csv_read.h"

enum { CCS_CSV_MAX_ROLES = 16, CCS_CSV_BARE_MAX = 64 };

/** What a column can be. */
typedef struct {
    const char *text;  /* "start" */
    bool required;     /* the file is of no use without it */
    const char *words; /* as csv_heading.h has them */
} ccs_csv_role_t;

/** Of a list of roles (roster_role.def and the like) the names, and the rows of their table. */
#define CCS_CSV_ROLE_NAME(name, text, required, words) name,
#define CCS_CSV_ROLE_ROW(name, text, required, words)  {text, required, words},

typedef struct {
    const char *path; /* of the file, for errors */
    bool dates_said;
    ccs_date_form_t dates; /* as they are said, or found */
    ccs_csv_table_t table;
    uint32_t column[CCS_CSV_MAX_ROLES]; /* by role; UINT32_MAX: there is none */
    /* whose rows are wanted: how they are called, and the same without cases, blanks and marks */
    const char *wanted[2];
    char bare[2][CCS_CSV_BARE_MAX];
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
/** Rows are wanted of a queue, or a group, that has one of the names, cases, blanks and umlauts aside.
 * @param role  of the column of queues; where there is none every row is wanted @param what  "queue", for messages @param names  NULL: none */
void ccs_csv_listing_want(ccs_csv_listing_t *self, uint32_t role, const char *what, const char *const names[2]);
/** Whether a row is wanted; then it is taken, which the table keeps. */
bool ccs_csv_listing_take(ccs_csv_listing_t *self, size_t row);
/** What nobody may have meant: rows of queues that nobody took, rows that several did. A warning each. @param path  of the file */
void ccs_csv_listing_tell_left(const ccs_csv_table_t *table, const char *path, ccs_err_list_t *errors);
/** How the queues are called whose rows a table has, ", " between them; the first few of many. @return text, "" where rows name none */
const char *ccs_csv_listing_queues(const ccs_csv_table_t *table, char *text, size_t size);
/** The names of all columns, ", " between them. @return text */
const char *ccs_csv_listing_names(const ccs_csv_listing_t *self, char *text, size_t size);
/** Those of columns that have none of the first n roles; "" where all have one. @return text */
const char *ccs_csv_listing_unused(const ccs_csv_listing_t *self, uint32_t n, char *text, size_t size);
/** Whether a column has one of the first n roles. */
bool ccs_csv_listing_is_used(const ccs_csv_listing_t *self, uint32_t column, uint32_t n);
/** Where nobody says it, how dates are written: those in the columns of the roles tell together; where that is a guess there is a warning.
 * @param roles  bits, 1 << role @return 0 or CCS_ERR_SCENARIO, told */
int ccs_csv_listing_dates(ccs_csv_listing_t *self, uint32_t roles, ccs_err_list_t *errors);
/** A moment to fractions of a second, in a cell with its date or in one beside that of the date. @param date  NULL: there is none
 * @return false if it is none, or of no day */
bool ccs_csv_listing_exact(const ccs_csv_listing_t *self, const char *date, const char *cell, int64_t *day, double *time_s);
/** "8:00 AM", or "02.03.2026 08:00". @return false if it is neither */
bool ccs_csv_listing_moment(const ccs_csv_listing_t *self, const char *cell, ccs_csv_moment_t *moment);

#endif
