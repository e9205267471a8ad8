/* people_lesson.c - agents who learn a type. Invariant: the same agents learn it whoever else learns what: of a group the first ones who do not serve the type, those
 * whom the scenario names first, then the others in the order in which they are there. */
#include <string.h>

#include "skills.h"

/* --- what is asked ------------------------------------------------------------------------------------------------------ */

/* Whether a name stands somewhere in a value. */
static bool mentions(const ccs_value_t *value, const char *name)
{
    if (value->kind == CCS_VALUE_STRING) return strcmp(value->as.text, name) == 0;
    for (const ccs_value_t *v = value->first; v; v = v->next)
        if (mentions(v, name)) return true;
    return false;
}

/* Where a type names its groups. @return NULL: nowhere */
static const ccs_value_t *groups_of(const ccs_skills_reader_t *self, uint32_t type)
{
    const ccs_place_t *const at = &self->types->at[type];
    const ccs_place_t groups = ccs_place_child(self->reader, at, "groups"),
                      routing = ccs_place_child(self->reader, at, "routing");

    return groups.value ? groups.value : routing.value;
}

/* Whether all of a group serve a type who write no skills. */
static bool serves(const ccs_skills_reader_t *self, uint32_t team, uint32_t type)
{
    const ccs_value_t *const groups = groups_of(self, type);

    return groups ? mentions(groups, self->named->at[team].key) : self->named->n == 1;
}

ccs_lesson_t ccs_lesson_of(const ccs_skills_reader_t *self, const ccs_place_t *at, uint32_t team, uint32_t type)
{
    return (ccs_lesson_t){.at = at, .team = team, .type = type, .joins = groups_of(self, type) && !serves(self, team, type)};
}

/* --- who learns it ------------------------------------------------------------------------------------------------------ */

/* A row of its own of all types. */
static void own_row(ccs_skills_reader_t *self, ccs_class_t *row)
{
    ccs_skill_t *const of = ccs_reader_array(self->reader, self->types->n, sizeof *of);

    for (uint32_t i = 0; of && i < self->types->n; i++) of[i] = ccs_class_skill(row, i);
    row->of = of;
    row->speed = 1;
}

/* A type that they serve at their speed, in the place that it has by itself. */
static void teach(ccs_skills_reader_t *self, uint32_t type, double speed, ccs_class_t *row)
{
    own_row(self, row);
    if (row->of) row->of[type] = (ccs_skill_t){.has = true, .is_named = true, .speed = speed};
}

void ccs_lessons_begin(ccs_skills_reader_t *self, ccs_class_t *of_group)
{
    const bool has_skills = of_group->of != NULL;

    for (uint32_t i = 0; i < self->n_lessons; i++) {
        const ccs_lesson_t *const lesson = &self->lessons[i];

        if (lesson->team != of_group->team) continue;
        if (!of_group->of) own_row(self, of_group);
        if (!of_group->of) return;
        if (!has_skills) of_group->of[lesson->type].has = serves(self, lesson->team, lesson->type);
    }
}

void ccs_lessons_name(ccs_skills_reader_t *self, uint32_t number, double speed, ccs_class_t *row)
{
    for (uint32_t i = 0; i < self->n_lessons; i++) {
        ccs_lesson_t *const lesson = &self->lessons[i];
        ccs_members_t *const learners = &lesson->learners;

        if (lesson->team != row->team || learners->n == lesson->n || ccs_class_skill(row, lesson->type).has) continue;
        if (!learners->numbers) learners->numbers = ccs_reader_array(self->reader, lesson->n, sizeof *learners->numbers);
        if (!learners->numbers) return;
        learners->numbers[learners->n++] = number;
        teach(self, lesson->type, speed, row);
    }
}

/* How many of those who are not named learn the same by lessons before this one. */
static uint32_t taken(const ccs_skills_reader_t *self, uint32_t id)
{
    const ccs_lesson_t *const lesson = &self->lessons[id];
    uint32_t n = 0;

    for (const ccs_lesson_t *l = self->lessons; l < lesson; l++)
        if (l->team == lesson->team && l->type == lesson->type && l->learners.end_other > n) n = l->learners.end_other;
    return n;
}

/* All who are not named serve the type already. */
static void refuse(ccs_skills_reader_t *self, ccs_lesson_t *lesson)
{
    const char *const type = self->types->at[lesson->type].key;

    lesson->is_refused = true;
    if (lesson->learners.n == 0)
        ccs_reader_error(self->reader, lesson->at, "its agents serve %s already: leave the change out", type);
    else
        ccs_reader_error(self->reader, lesson->at, "asked %u, %s has %u who do not serve %s yet", lesson->n,
            self->named->at[lesson->team].key, lesson->learners.n, type);
}

void ccs_lessons_settle(ccs_skills_reader_t *self, const ccs_class_t *of_group)
{
    for (uint32_t i = 0; i < self->n_lessons; i++) {
        ccs_lesson_t *const lesson = &self->lessons[i];
        ccs_members_t *const learners = &lesson->learners;

        if (lesson->team != of_group->team || learners->n == lesson->n) continue;
        if (ccs_class_skill(of_group, lesson->type).has) {
            refuse(self, lesson);
            continue;
        }
        learners->first_other = taken(self, i);
        learners->end_other = learners->first_other + lesson->n - learners->n;
    }
}

uint32_t ccs_lessons_others(ccs_skills_reader_t *self, uint32_t first, const ccs_class_t *of_group, ccs_class_t *row)
{
    uint32_t next = CCS_NONE;

    *row = *of_group;
    for (uint32_t i = 0; i < self->n_lessons; i++) {
        const ccs_members_t *const learners = &self->lessons[i].learners;
        const uint32_t end = first < learners->first_other ? learners->first_other : learners->end_other;

        if (self->lessons[i].team != of_group->team || learners->end_other <= first ||
            learners->end_other == learners->first_other)
            continue;
        if (first >= learners->first_other) teach(self, self->lessons[i].type, 1, row);
        if (end < next) next = end;
    }
    return next;
}

/* --- persons ------------------------------------------------------------------------------------------------------------ */

static bool has_number(const ccs_members_t *learners, uint32_t number)
{
    for (uint32_t i = 0; i < learners->n; i++)
        if (learners->numbers[i] == number) return true;
    return false;
}

void ccs_people_learners(ccs_people_t *self, const ccs_place_t *group_at, const ccs_group_t *group, const ccs_lesson_t *lesson,
    ccs_vector_t *who)
{
    const ccs_person_t *const persons = (const ccs_person_t *) self->persons.items + group->first_person;
    const ccs_place_t agents = ccs_place_child(self->reader, group_at, "agents");
    const ccs_named_t named = ccs_read_named(self->reader, &agents, "agent");
    uint32_t n_others = 0;

    for (uint32_t i = 0; i < group->n_persons; i++) {
        const uint32_t number = ccs_named_find(&named, persons[i].name), other = number == CCS_NONE ? n_others++ : 0;
        const bool learns = number == CCS_NONE ? other >= lesson->learners.first_other && other < lesson->learners.end_other
                                               : has_number(&lesson->learners, number);
        uint32_t *const noted = learns ? ccs_reader_push(self->reader, who, sizeof *noted) : NULL;

        if (noted) *noted = group->first_person + i;
    }
}
