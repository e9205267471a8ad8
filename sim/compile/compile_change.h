/** @file compile_change.h  What changes do to rates and staff that have been read. */
#ifndef CCS_COMPILE_CHANGE_H
#define CCS_COMPILE_CHANGE_H

#include "compiler.h"

/** Agents of a group, or a rate, while nothing changes. */
typedef struct {
    uint32_t day;
    double start_s, end_s;
    double value;          /* agents scheduled, those who are not there included; contacts a second */
    double shrinkage_frac; /* of agents, what is not there */
} ccs_part_t;

/** The volume changes of a type, on its rates: the last of the table. */
void ccs_compile_change_rates(ccs_compiler_t *self, uint32_t id);
/** Whether staff is changed at all. */
bool ccs_compile_changes_staff(const ccs_compiler_t *self);
/** The changes of staff. @param written  by group, its ccs_part_t: all opening hours, ascending */
void ccs_compile_change_staff(ccs_compiler_t *self, ccs_vector_t *written);
/** What was changed becomes the plan's to tell; after all of them. */
void ccs_compile_tell_changes(ccs_compiler_t *self);

#endif
