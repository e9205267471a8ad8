/** @file early_chapters.h  The chapters of a scenario that others stand on: days and hours, what the calendar and changes make of rates and staff. */
#ifndef CCS_EARLY_CHAPTERS_H
#define CCS_EARLY_CHAPTERS_H

#include "compiler.h"

/** `run`, and the title; in steady mode the plan's cells and end. */
void ccs_compile_run(ccs_compiler_t *self);
/** `clock`: the plan's days, cells and end. Mode day. */
void ccs_compile_clock(ccs_compiler_t *self);
/** `calendar`; before the types. Mode day. */
void ccs_compile_calendar(ccs_compiler_t *self);
/** What the calendar makes of the rates of a type. */
void ccs_compile_calendar_rates(ccs_compiler_t *self, uint32_t id);
/** `changes`; before types and staff, which they change (compile_change.h). */
void ccs_compile_changes(ccs_compiler_t *self);
/** `open` of a type: the compiler's clock has the type's hours then, in the place of the centre's. Mode day. */
void ccs_compile_own_clock(ccs_compiler_t *self, uint32_t id);
/** The stretches in which the clock is open, of its days and their hours. */
void ccs_compile_stretches(ccs_compiler_t *self);
/** In which cells types are closed by hours of their own, and who serves whom then; after the orders. Mode day. */
void ccs_compile_own_hours(ccs_compiler_t *self);
/** Cells for contacts that come before the first opening, or in a closed time in which counting begins or ends; after the types. Mode day. */
void ccs_compile_closed_cells(ccs_compiler_t *self);
/** `clock.report`: the plan's periods, of its cells. */
void ccs_compile_periods(ccs_compiler_t *self);

#endif
