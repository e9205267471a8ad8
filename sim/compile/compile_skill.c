/* compile_skill.c - skills of groups. Invariant: after the types, a pair of a group that writes skills is one that they name, and they name no
 * other: who may serve whom is never said twice in two ways. */
#include "skills.h"

#include <math.h>

#include "chapters.h"
#include "read_value.h"

const ccs_skill_t *ccs_skill_of(const ccs_compiler_t *self, uint32_t group, uint32_t type)
{
    const ccs_skill_t *const of = self->skills[group].of;

    return of && of[type].has ? &of[type] : NULL;
}

bool ccs_skills_any(const ccs_compiler_t *self)
{
    bool any = false;

    for (uint32_t group = 0; group < self->groups_named.n; group++) any = any || self->skills[group].of;
    return any;
}

static ccs_skill_t read_skill(ccs_compiler_t *self, const ccs_place_t *at)
{
    const ccs_place_t speed = ccs_place_child(&self->reader, at, "speed"),
                      quality = ccs_place_child(&self->reader, at, "quality"),
                      priority = ccs_place_child(&self->reader, at, "priority");

    return (ccs_skill_t){.has = true,
        .at = at,
        .speed = ccs_read_amount(&self->reader, &speed, 1),
        .quality = ccs_read_amount(&self->reader, &quality, 0),
        .has_priority = priority.given,
        .priority = (int32_t) ccs_read_integer(&self->reader, &priority)};
}

void ccs_compile_skills(ccs_compiler_t *self, uint32_t id)
{
    ccs_skills_t *const skills = &self->skills[id];

    skills->at = ccs_place_child(&self->reader, &self->groups_named.at[id], "skills");
    if (!skills->at.value || skills->at.value->kind != CCS_VALUE_GROUP) return; /* which is told by who checks the keys */
    const ccs_named_t named = ccs_read_named(&self->reader, &skills->at, "skill");

    skills->of = ccs_reader_array(&self->reader, self->types_named.n, sizeof *skills->of);
    for (uint32_t i = 0; i < named.n && skills->of; i++) {
        const uint32_t type = ccs_named_find(&self->types_named, named.at[i].key);

        if (type == CCS_NONE) ccs_reader_no_such(&self->reader, &named.at[i], &self->types_named, named.at[i].key);
        else skills->of[type] = read_skill(self, &named.at[i]);
    }
}

/* What a type lists, and what the skills of a group say. */
static void check_group(ccs_compiler_t *self, uint32_t type, uint32_t group, const ccs_place_t *groups)
{
    const ccs_skill_t *const skill = ccs_skill_of(self, group, type);
    const char *const type_name = self->types_named.at[type].key, *const group_name = self->groups_named.at[group].key;

    if (skill && !self->listed[group])
        ccs_reader_error(&self->reader, skill->at, "types.%s.groups leaves this group out: add it there, or leave that key out",
            type_name);
    if (!skill && self->listed[group])
        ccs_reader_error(&self->reader, groups, "the skills of group \"%s\" leave this type out: add %s: { } to groups.%s.skills",
            group_name, type_name, group_name);
}

void ccs_skills_check(ccs_compiler_t *self, uint32_t type, const ccs_place_t *groups)
{
    for (uint32_t group = 0; group < self->groups_named.n; group++)
        if (self->skills[group].of) check_group(self, type, group, groups);
}

void ccs_skills_refuse_priority(ccs_compiler_t *self, uint32_t group)
{
    for (uint32_t type = 0; type < self->types_named.n; type++) {
        const ccs_skill_t *const skill = ccs_skill_of(self, group, type);

        if (!skill || !skill->has_priority) continue;
        ccs_reader_error(&self->reader, skill->at,
            "priority has no meaning with contact_selection = \"listed\": `order` says which type comes first");
    }
}
