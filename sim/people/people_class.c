/* people_class.c - persons of a shift or a roster, and what they can do. Invariant: the persons of a group of the plan stand together, as its agents do. */
#include <string.h>

#include "skills.h"

/* The class of each agent of a group whom the scenario names, by number. */
static uint32_t *classes_of_named(ccs_people_t *self, const ccs_group_t *group, const ccs_class_t *rows)
{
    uint32_t *const classes = ccs_reader_array(self->reader, group->n_named, sizeof *classes);

    for (uint32_t i = group->first_class; classes && i < group->first_class + group->n_classes; i++)
        for (uint32_t k = 0; k < rows[i].who.n; k++) classes[rows[i].who.numbers[k]] = i;
    return classes;
}

/* The class of one whom the scenario does not name. @param other  counted from 0 */
static uint32_t class_of_other(const ccs_group_t *group, const ccs_class_t *rows, uint32_t other)
{
    uint32_t class = group->first_class;

    while (other < rows[class].who.first_other || other >= rows[class].who.end_other) class ++;
    return class;
}

/* The class of each person; whoever is not named among the agents is as the group says. @param named  the agents */
static uint32_t *classes_of_persons(ccs_people_t *self, const ccs_group_t *group, const ccs_class_t *rows,
    const ccs_named_t *named)
{
    const ccs_person_t *const persons = (const ccs_person_t *) self->persons.items + group->first_person;
    uint32_t *const classes = ccs_reader_array(self->reader, group->n_persons, sizeof *classes);
    const uint32_t *const of_named = classes_of_named(self, group, rows);
    bool *const is_there = ccs_reader_array(self->reader, named->n, sizeof *is_there);
    uint32_t n_others = 0;

    if (self->reader->out_of_memory) return NULL;
    for (uint32_t i = 0; i < group->n_persons; i++) {
        const uint32_t number = ccs_named_find(named, persons[i].name);

        classes[i] = number == CCS_NONE ? class_of_other(group, rows, n_others++) : of_named[number];
        if (number != CCS_NONE) is_there[number] = true;
    }
    for (uint32_t i = 0; i < named->n; i++)
        if (!is_there[i])
            ccs_reader_warning(self->reader, &named->at[i],
                "the shifts or the roster of its group do not name this agent, who is never there");
    return classes;
}

/* @param class_of  of each person of the group */
static void sort_persons(ccs_people_t *self, const ccs_group_t *group, const uint32_t *class_of, ccs_group_t *classes)
{
    ccs_person_t *const persons = (ccs_person_t *) self->persons.items + group->first_person;
    ccs_person_t *const before = ccs_reader_array(self->reader, group->n_persons, sizeof *before);
    uint32_t n = 0;

    if (!before) return;
    memcpy(before, persons, group->n_persons * sizeof *before);
    for (uint32_t i = group->first_class; i < group->first_class + group->n_classes; i++) {
        ccs_group_t *const class = &classes[i];

        class->first_person = group->first_person + n;
        for (uint32_t k = 0; k < group->n_persons; k++)
            if (class_of[k] == i) persons[n++] = before[k];
        class->n_persons = group->first_person + n - class->first_person;
        class->name_hash = group->name_hash; /* a person's draws are keyed to the person, whatever the class */
    }
}

void ccs_people_deal_out(ccs_people_t *self, const ccs_place_t *group_at, const ccs_group_t *team, const ccs_class_t *rows,
    ccs_group_t *classes)
{
    const ccs_place_t agents = ccs_place_child(self->reader, group_at, "agents");
    const ccs_named_t named = ccs_read_named(self->reader, &agents, "agent");
    const bool is_apart = team != &classes[team->first_class];

    if (named.n == 0 && !is_apart) return;
    const uint32_t *const class_of = classes_of_persons(self, team, rows, &named);

    if (class_of && is_apart) sort_persons(self, team, class_of, classes);
}
