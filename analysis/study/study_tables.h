/** @file study_tables.h  A study as tables on a terminal, rows for other programs, JSON. */
#ifndef CCS_STUDY_TABLES_H
#define CCS_STUDY_TABLES_H

#include <stdio.h>

#include "rows.h"
#include "study.h"
#include "table.h"

/** What the study is, in sentences, and its points: the first CCS_STUDY_POINTS_SHOWN of them. @return 0 or CCS_ERR_NOMEM */
int ccs_study_print(const ccs_study_t *self, ccs_table_form_t form, FILE *to);
enum { CCS_STUDY_POINTS_SHOWN = 50 };
/** What the study is, in one paragraph. */
void ccs_study_print_head(const ccs_study_t *self, FILE *to);
/** A row for each point and response: point, the level of each factor, response, unit, replications, mean, low, high. @param by_replication  a row for each
 * replication of each point instead, with its value and its weight */
void ccs_study_rows(const ccs_study_t *self, bool by_replication, ccs_rows_t *rows);
/** An object of factors, responses and points. */
void ccs_study_json(const ccs_study_t *self, FILE *to);

#endif
