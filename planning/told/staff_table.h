/** @file staff_table.h  The answer for people and for programs: tables on a terminal, CSV for planning tools, JSON. */
#ifndef CCS_STAFF_TABLE_H
#define CCS_STAFF_TABLE_H

#include <stdio.h>

#include "cell.h"
#include "staff_answer.h"
#include "table.h"
#include "work_move.h"

/** The grid (interval by group: required, scheduled, gap), what it costs, and each target with what the check found. @return 0 or CCS_ERR_NOMEM */
int ccs_staff_print(const ccs_staff_answer_t *answer, ccs_table_form_t form, FILE *to);
/** A line for each interval and group: date, time, group, required, scheduled and gap, net and gross of each, to a hundredth.
 * @param form  separator, decimal mark and dates
 * @return owned by the arena; NULL when out of memory */
const char *ccs_staff_csv(const ccs_staff_answer_t *answer, const ccs_csv_form_t *form, ccs_arena_t *arena);
/** What a check found of each target, as a table with a sentence above it. @return 0 or CCS_ERR_NOMEM */
int ccs_staff_print_targets(const ccs_requirement_t *asked, const ccs_staff_outcome_t *check, ccs_table_form_t form, FILE *to);
/** The same as the elements of a JSON array. @param check  NULL: nothing */
void ccs_staff_json_targets(const ccs_requirement_t *asked, const ccs_staff_outcome_t *check, FILE *to);
/** An object on one line. @param move  what moving work would gain, as a member of it; NULL: not asked */
void ccs_staff_json(const ccs_staff_answer_t *answer, const ccs_work_move_t *move, FILE *to);

#endif
