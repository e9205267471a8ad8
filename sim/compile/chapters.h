/** @file chapters.h  The chapters of a scenario, each read by one function; compile.c calls them in the order in which they need each other. */
#ifndef CCS_CHAPTERS_H
#define CCS_CHAPTERS_H

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
/** A site; before the groups, which name it. */
void ccs_compile_site(ccs_compiler_t *self, uint32_t id);
/** What only the groups show: a site at which there is none. */
void ccs_compile_check_site(ccs_compiler_t *self, uint32_t id);
/** A group without its staff. */
void ccs_compile_group(ccs_compiler_t *self, uint32_t id);
/** A type, its arrivals and its tiers included. */
void ccs_compile_type(ccs_compiler_t *self, uint32_t id);
void ccs_compile_arrivals(ccs_compiler_t *self, uint32_t id, const ccs_place_t *type_at);
/** `open` of a type: the compiler's clock has the type's hours then, in the place of the centre's. Mode day. */
void ccs_compile_own_clock(ccs_compiler_t *self, uint32_t id);
/** The stretches in which the clock is open, of its days and their hours. */
void ccs_compile_stretches(ccs_compiler_t *self);
/** In which cells types are closed by hours of their own, and who serves whom then; after the orders. Mode day. */
void ccs_compile_own_hours(ccs_compiler_t *self);
/** groups, by_group, talk, wrap of a type: pairs and tiers */
void ccs_compile_tiers(ccs_compiler_t *self, uint32_t id);
/** Cells for contacts that come before the first opening, or in a closed time in which counting begins or ends; after the types. Mode day. */
void ccs_compile_closed_cells(ccs_compiler_t *self);
/** `clock.report`: the plan's periods, of its cells. */
void ccs_compile_periods(ccs_compiler_t *self);
/** `backlog` of a type: what waits when the run begins; after the cells, the first of which says when that is. Mode day. */
void ccs_compile_backlog(ccs_compiler_t *self, uint32_t id);
void ccs_compile_trunk(ccs_compiler_t *self, uint32_t id);
/** contact_selection and order of all groups; after all types. */
void ccs_compile_orders(ccs_compiler_t *self);
/** What of a group is not there: shares that are the same all the while; and, on its parts (compile_change.h), those that vary. */
void ccs_compile_shrinkage(ccs_compiler_t *self, uint32_t id);
void ccs_compile_shrink(ccs_compiler_t *self, uint32_t id, ccs_vector_t *parts);
/** Staff of all groups; after the orders: who serves types that drain stays after close. */
void ccs_compile_staff(ccs_compiler_t *self);

/** What only the whole plan shows: agents, loads, initial state; after all else. */
void ccs_compile_check_plan(ccs_compiler_t *self);

#endif
