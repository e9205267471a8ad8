/** @file compile_skill.h  Who of a group can do what (skills.h), for the chapters that ask: types (pairs and tiers), orders, staff. */
#ifndef CCS_COMPILE_SKILL_H
#define CCS_COMPILE_SKILL_H

#include "compiler.h"
#include "skills.h"

/** Skills are read; after all groups, before the types. Fills self->classes and the rows of self->class_rows; the groups of the scenario know their
 * classes. */
void ccs_compile_classes(ccs_compiler_t *self);
ccs_skills_reader_t ccs_skills_reader_of(ccs_compiler_t *self);
/** The plan's `foreign`, of its pairs. */
void ccs_compile_foreign(ccs_compiler_t *self, const ccs_pair_t *pairs);
ccs_skill_t ccs_skill_of(const ccs_compiler_t *self, uint32_t class, uint32_t type);
/** Whether skills of the group name the type. */
bool ccs_skills_name(const ccs_compiler_t *self, uint32_t team, uint32_t type);
/** Whether any group writes skills. */
bool ccs_skills_any(const ccs_compiler_t *self);
/** Whether skills and the groups of a type (self->listed) say the same; errors where they do not. @param groups  where the type lists them */
void ccs_skills_check(ccs_compiler_t *self, uint32_t type, const ccs_place_t *groups);

/** The lessons of the changes, which have been read; before the classes. */
void ccs_compile_lessons(ccs_compiler_t *self);
/** Types that some of a group learn have their turn behind those that `order` lists. @return how many there are then */
uint32_t ccs_lessons_order(const ccs_compiler_t *self, uint32_t team, uint32_t *order, uint32_t n);
/** Who learns of the persons of a group; before they are dealt out to classes. */
void ccs_lesson_persons(ccs_compiler_t *self, uint32_t team);

#endif
