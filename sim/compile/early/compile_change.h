/** @file compile_change.h  What changes do to rates and staff that have been read. */
#ifndef CCS_COMPILE_CHANGE_H
#define CCS_COMPILE_CHANGE_H

#include "compiler.h"
#include "part.h"

/** An amount for some time. */
typedef struct {
    double start_s, end_s, x;
    uint32_t day;
} ccs_amount_t;

/** What an amount does to a part that lies within its time. */
typedef void ccs_act_t(ccs_part_t *part, double x);
/** Cut the parts where amounts begin and end, and do to what lies within one of them what the amount says.
 * @param parts  ccs_part_t, ascending @param amounts  ccs_amount_t, ascending and apart */
void ccs_compile_act(ccs_compiler_t *self, ccs_vector_t *parts, const ccs_vector_t *amounts, ccs_act_t *act);

/** The volume changes of a type, on its rates: the last of the table. @return whether one with another factor than 1 met them */
bool ccs_compile_change_rates(ccs_compiler_t *self, uint32_t id);
/** The persons whom changes add to a group, whose own were read last, and those whom they take off. */
void ccs_compile_change_persons(ccs_compiler_t *self, uint32_t group);
/** Whether staff is changed at all. */
bool ccs_compile_changes_staff(const ccs_compiler_t *self);
/** The changes of staff. @param written  by group, and behind them, of persons, by class: ccs_part_t, all opening
 * hours, ascending */
void ccs_compile_change_staff(ccs_compiler_t *self, ccs_vector_t *written);
/** What was changed becomes the plan's to tell; after all of them. */
void ccs_compile_tell_changes(ccs_compiler_t *self);

#endif
