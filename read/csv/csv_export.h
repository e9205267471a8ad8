/** @file csv_export.h  What planning tools call the columns of their exports, and which rows of an export add others up. For whoever reads one: the import, the
 * tables of scenarios, the tables of questions. */
#ifndef CCS_CSV_EXPORT_H
#define CCS_CSV_EXPORT_H

#include <stdbool.h>

#include "import_role.def"

enum ccs_import_role {
#define X(name, text, words) CCS_IMPORT_##name,
    CCS_IMPORT_ROLE_LIST(X) CCS_N_PLANNED_ROLES,
    CCS_BEFORE_HAPPENED_ROLES = CCS_N_PLANNED_ROLES - 1, /* rows go on without a gap */
    CCS_IMPORT_HAPPENED_LIST(X) CCS_N_IMPORT_ROLES
#undef X
};

/** A role that a column can have. */
typedef struct {
    const char *name, *text, *words; /* as in import_role.def; words are for ccs_csv_heading() */
} ccs_import_role_t;
extern const ccs_import_role_t CCS_IMPORT_ROLES[CCS_N_IMPORT_ROLES];

/** Total, Summe, Average and their like, and "Summe 02.03.2026". */
bool ccs_csv_is_total(const char *text);

/** The cells that say of which contacts a row is. NULL: the file has no such column */
typedef struct {
    const char *first; /* the row's first cell, whatever it is; NULL: it does not count */
    const char *date, *time, *queue;
} ccs_csv_whose_t;
/** Whether a row of an export surely adds others up, or is their mean: its day, its time or its first cell is called so, or it has a day, a time and a queue in none of
 * the cells in which others have them. A queue's name alone tells nothing. */
bool ccs_csv_is_total_row(const ccs_csv_whose_t *row);

#endif
