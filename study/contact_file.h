/** @file contact_file.h  The log of a run: a row of CSV for each attempt of a contact, replication by replication in order. */
#ifndef CCS_CONTACT_FILE_H
#define CCS_CONTACT_FILE_H

#include "audience.h"
#include "contact_column.def"
#include "file_write.h"
#include "local_time.h"

#define X(name, text) CCS_CONTACT_##name,
enum ccs_contact_column { CCS_CONTACT_COLUMN_LIST(X) CCS_N_CONTACT_COLUMNS };
#undef X

/** What of the contacts is written. Made by ccs_contact_form, then changed. */
typedef struct {
    enum ccs_contact_column columns[CCS_N_CONTACT_COLUMNS];
    uint32_t n_columns;
    bool is_default; /* all columns that the plan has anything for */
    double share;    /* of the contacts, 0 < share <= 1 */
} ccs_contact_form_t;

/** Stays where it was opened. Zero-initialised storage can be freed. */
typedef struct {
    ccs_contact_form_t form;
    ccs_local_time_t local;
    ccs_audience_t audience; /* of a job's replications */
    ccs_file_draft_t *draft;
    uint64_t n_rows;
    ccs_err_t err; /* why the audience ended the run; code 0: it did not */
} ccs_contact_file_t;

/** All columns of all contacts; those of calls only where there are campaigns, the channel there and where there are others than voice. */
ccs_contact_form_t ccs_contact_form(void);
/** Columns by their names, with commas between them, in that order. @return 0, or CCS_ERR_USAGE with err->text: none, one that there is not,
 * one twice */
int ccs_contact_form_columns(ccs_contact_form_t *self, const char *names, ccs_err_t *err);

/** Begin a file, which appears under its name when it is published. @param plan, path  outlive it
 * @return 0, CCS_ERR_CREATE or CCS_ERR_NOMEM */
int ccs_contact_file_open(ccs_contact_file_t *self, const ccs_contact_form_t *form, const ccs_plan_t *plan, const char *path,
    bool force, ccs_err_t *err);
/** What was heard stands in the file. @return 0, CCS_ERR_CREATE or CCS_ERR_WRITE */
int ccs_contact_file_publish(ccs_contact_file_t *self, ccs_err_t *err);
void ccs_contact_file_free(ccs_contact_file_t *self);

#endif
