/** @file chapters.h  The chapters of a scenario, each read by one function; compile.c calls them in the order in which they need each other, with
 * the early ones (early_chapters.h) among them. */
#ifndef CCS_CHAPTERS_H
#define CCS_CHAPTERS_H

#include "early_chapters.h"

/** A group without its staff. */
void ccs_compile_group(ccs_compiler_t *self, uint32_t id);
/** A type, its arrivals and its tiers included. */
void ccs_compile_type(ccs_compiler_t *self, uint32_t id);
void ccs_compile_arrivals(ccs_compiler_t *self, uint32_t id, const ccs_place_t *type_at);
/** groups, by_group, talk, wrap of a type: pairs and tiers */
void ccs_compile_tiers(ccs_compiler_t *self, uint32_t id);
/** `backlog` of a type: what waits when the run begins; after the cells, the first of which says when that is. Mode day. */
void ccs_compile_backlog(ccs_compiler_t *self, uint32_t id);
/** Of what the targets of all types are, and the clocks by which they are meant; after types, cells, own hours and backlogs. */
void ccs_compile_deferred(ccs_compiler_t *self);
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
