/** @file schedule_table.h  Shifts for people and programs: the grid of required and scheduled agents, the shifts that are used, the targets, JSON. */
#ifndef CCS_SCHEDULE_TABLE_H
#define CCS_SCHEDULE_TABLE_H

#include "schedule_answer.h"
#include "table.h"

/** On a terminal. @return 0 or CCS_ERR_NOMEM */
int ccs_schedule_print(const ccs_schedule_answer_t *answer, ccs_table_form_t form, FILE *to);
void ccs_schedule_json(const ccs_schedule_answer_t *answer, FILE *to);

#endif
