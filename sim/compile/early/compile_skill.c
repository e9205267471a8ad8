/* compile_skill.c - skills of groups and of their agents. Invariant: after the types, a pair of a group that writes skills is one that they name, and
 * they name no other: who may serve whom is never said twice in two ways. */
#include "compile_skill.h"

#include "early_chapters.h"

/* --- what a class can do ----------------------------------------------------------------------------------------------- */

ccs_skill_t ccs_skill_of(const ccs_compiler_t *self, uint32_t class, uint32_t type)
{
    return ccs_class_skill(&self->class_rows[class], type);
}

bool ccs_skills_name(const ccs_compiler_t *self, uint32_t team, uint32_t type)
{
    const ccs_group_t *const group = &self->groups[team];
    bool named = false;

    for (uint32_t i = group->first_class; i < group->first_class + group->n_classes; i++)
        named = named || ccs_skill_of(self, i, type).is_named;
    return named;
}

bool ccs_skills_any(const ccs_compiler_t *self)
{
    bool any = false;

    for (uint32_t i = 0; i < self->n_classes; i++) any = any || self->class_rows[i].of;
    return any;
}

/* The groups of the plan: those of the scenario themselves where each is one class. */
static void make_groups(ccs_compiler_t *self)
{
    self->classes = self->groups;
    if (self->n_classes == self->groups_named.n) return;
    self->classes = ccs_reader_array(&self->reader, self->n_classes, sizeof *self->classes);
    for (uint32_t i = 0; self->classes && i < self->n_classes; i++) {
        const ccs_class_t *const row = &self->class_rows[i];

        self->classes[i] = self->groups[row->team];
        self->classes[i].name = row->name;
        self->classes[i].label = row->name;
        self->classes[i].name_hash = ccs_reader_hash(&self->reader, "group", row->name);
    }
}

static void take_names(ccs_compiler_t *self)
{
    for (uint32_t i = 0; self->classes && self->class_rows && i < self->n_classes; i++) {
        self->classes[i].members = self->class_rows[i].who;
        self->classes[i].n_names = self->class_rows[i].who.n;
        self->classes[i].names = self->class_rows[i].names;
    }
}

ccs_skills_reader_t ccs_skills_reader_of(ccs_compiler_t *self)
{
    return (ccs_skills_reader_t){&self->reader, &self->types_named, &self->groups_named, self->groups, self->lessons,
        self->n_lessons};
}

void ccs_compile_classes(ccs_compiler_t *self)
{
    ccs_vector_t classes = {0};

    ccs_skills_reader_t reader = ccs_skills_reader_of(self);

    ccs_skills_read(&reader, &classes);
    self->n_classes = (uint32_t) classes.n;
    self->class_rows = ccs_reader_keep(&self->reader, &classes, sizeof *self->class_rows);
    make_groups(self);
    take_names(self);
}

/* --- what must agree --------------------------------------------------------------------------------------------------- */

/* What a type lists, and what the skills of a group say. */
static void check_team(ccs_compiler_t *self, uint32_t type, uint32_t team, const ccs_place_t *groups)
{
    const ccs_group_t *const group = &self->groups[team];
    const char *const type_name = self->types_named.at[type].key;
    bool has = false;

    for (uint32_t i = group->first_class; i < group->first_class + group->n_classes; i++) {
        const ccs_skill_t skill = ccs_skill_of(self, i, type);

        if (skill.is_named && !self->listed[team]) {
            ccs_reader_error(&self->reader, skill.at,
                "types.%s.groups leaves this group out: add it there, or leave that key out", type_name);
            return;
        }
        has = has || skill.has;
    }
    if (!has && self->listed[team])
        ccs_reader_error(&self->reader, groups, "the skills of group \"%s\" leave this type out: add %s: { } to groups.%s.skills",
            group->name, type_name, group->name);
}

void ccs_skills_check(ccs_compiler_t *self, uint32_t type, const ccs_place_t *groups)
{
    for (uint32_t team = 0; team < self->groups_named.n; team++) check_team(self, type, team, groups);
}

/* --- language ---------------------------------------------------------------------------------------------------------- */

void ccs_compile_foreign(ccs_compiler_t *self, const ccs_pair_t *pairs)
{
    const uint32_t n = self->plan->n_pairs;
    double *const foreign = ccs_reader_array(&self->reader, n, sizeof *foreign);
    bool any = false;

    for (uint32_t i = 0; foreign && i < n; i++) {
        foreign[i] = ccs_skill_of(self, pairs[i].group, pairs[i].type).foreign;
        any = any || foreign[i] > 0;
    }
    self->plan->foreign = any ? foreign : NULL;
}
