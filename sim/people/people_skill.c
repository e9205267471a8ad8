/* people_skill.c - what agents can do, as `groups.*.skills` and `groups.*.agents` say it, and the classes of those who are equal in it. */
#include "read_value.h"
#include "skills.h"

/* --- what a class can do ----------------------------------------------------------------------------------------------- */

ccs_skill_t ccs_class_skill(const ccs_class_t *class, uint32_t type)
{
    return class->of ? class->of[type] : (ccs_skill_t){.has = true, .speed = class->speed, .level = 1};
}

/* --- skills as they are written ---------------------------------------------------------------------------------------- */

static ccs_skill_t read_skill(ccs_skills_reader_t *self, const ccs_place_t *at, double speed_of_agent)
{
    const ccs_place_t speed = ccs_place_child(self->reader, at, "speed"), quality = ccs_place_child(self->reader, at, "quality"),
                      foreign = ccs_place_child(self->reader, at, "foreign"), level = ccs_place_child(self->reader, at, "level"),
                      priority = ccs_place_child(self->reader, at, "priority");

    return (ccs_skill_t){.has = true,
        .is_named = true,
        .at = at,
        .speed = ccs_read_amount(self->reader, &speed, 1) * speed_of_agent,
        .quality = ccs_read_amount(self->reader, &quality, 0),
        .foreign = foreign.given ? ccs_read_share(self->reader, &foreign) : 0,
        .level = ccs_read_amount(self->reader, &level, 1),
        .has_priority = priority.given,
        .priority = (int32_t) ccs_read_integer(self->reader, &priority)};
}

/* The skills of a group or of an agent. @return whether any are written */
static bool read_skills(ccs_skills_reader_t *self, const ccs_place_t *owner, double speed, ccs_class_t *row)
{
    ccs_place_t *const at = ccs_reader_array(self->reader, 1, sizeof *at);

    if (!at) return false;
    *at = ccs_place_child(self->reader, owner, "skills");
    if (!at->value || at->value->kind != CCS_VALUE_GROUP) return false; /* which is told by who checks the keys */
    const ccs_named_t named = ccs_read_named(self->reader, at, "skill");

    row->of = ccs_reader_array(self->reader, self->types->n, sizeof *row->of);
    for (uint32_t i = 0; i < named.n && row->of; i++) {
        const uint32_t type = ccs_named_find(self->types, named.at[i].key);

        if (type == CCS_NONE) ccs_reader_no_such(self->reader, &named.at[i], self->types, named.at[i].key);
        else row->of[type] = read_skill(self, &named.at[i], speed);
    }
    return true;
}

/* --- agents ------------------------------------------------------------------------------------------------------------ */

/* The row of the group, for agents who write no skills, at their own speed. */
static ccs_class_t row_at_speed(ccs_skills_reader_t *self, const ccs_class_t *of_group, double speed)
{
    ccs_class_t row = *of_group;

    if (!row.of) {
        row.speed = speed;
    } else if (speed != 1) {
        row.of = ccs_reader_array(self->reader, self->types->n, sizeof *row.of);
        for (uint32_t i = 0; row.of && i < self->types->n; i++) {
            row.of[i] = of_group->of[i];
            row.of[i].speed *= speed;
        }
    }
    return row;
}

/* @param at  of the agent, whose number it is */
static ccs_class_t read_agent(ccs_skills_reader_t *self, const ccs_place_t *at, uint32_t number, const ccs_class_t *of_group)
{
    const ccs_place_t speed_at = ccs_place_child(self->reader, at, "speed");
    const double speed = ccs_read_amount(self->reader, &speed_at, 1);
    ccs_class_t row = {.team = of_group->team, .speed = 1};

    if (!read_skills(self, at, speed, &row)) row = row_at_speed(self, of_group, speed);
    ccs_lessons_name(self, number, speed, &row);
    return row;
}

static bool same_skill(const ccs_skill_t *a, const ccs_skill_t *b)
{
    return a->has == b->has && a->speed == b->speed && a->quality == b->quality && a->foreign == b->foreign &&
        a->level == b->level && a->has_priority == b->has_priority && a->priority == b->priority;
}

static bool same_row(const ccs_skills_reader_t *self, const ccs_class_t *a, const ccs_class_t *b)
{
    if (!a->of || !b->of) return !a->of && !b->of && a->speed == b->speed;
    for (uint32_t i = 0; i < self->types->n && a->of != b->of; i++)
        if (!same_skill(&a->of[i], &b->of[i])) return false;
    return true;
}

/* The class of a row among those of the team, a new one if there is none. @return NULL when out of memory */
static ccs_class_t *class_of(ccs_skills_reader_t *self, ccs_vector_t *classes, uint32_t first, const ccs_class_t *row)
{
    ccs_class_t *const rows = classes->items;

    for (size_t i = first; i < classes->n; i++)
        if (same_row(self, &rows[i], row)) return &rows[i];
    ccs_class_t *const added = ccs_reader_push(self->reader, classes, sizeof *added);

    if (added) *added = (ccs_class_t){.of = row->of, .speed = row->speed, .team = row->team};
    return added;
}

/* @param agents  the named ones of the group */
static void add_number(ccs_skills_reader_t *self, ccs_class_t *class, const ccs_named_t *agents, uint32_t number)
{
    if (!class) return;
    if (class->who.n == 0) {
        class->who.numbers = ccs_reader_array(self->reader, agents->n - number, sizeof *class->who.numbers);
        class->names = ccs_reader_array(self->reader, agents->n - number, sizeof *class->names);
    }
    if (!class->who.numbers || !class->names) return;
    class->names[class->who.n] = agents->at[number].key;
    class->who.numbers[class->who.n++] = number;
}

/* "support, cards": what agents learn whom nobody names. @return NULL when out of memory */
static const char *learned(ccs_skills_reader_t *self, const ccs_class_t *class, const ccs_class_t *of_group)
{
    const char *types = "";

    for (uint32_t i = 0; types && class->of && of_group->of && i < self->types->n; i++)
        if (class->of[i].has && !of_group->of[i].has)
            types = ccs_arena_printf(self->reader->arena, "%s%s%s", types, *types ? ", " : "", self->types->at[i].key);
    return types;
}

/* Of several classes: "service (alice and 3 more)", "service (also support)" */
static const char *name_of(ccs_skills_reader_t *self, const ccs_class_t *class, const ccs_named_t *agents,
    const ccs_class_t *of_group)
{
    const char *const team = self->named->at[class->team].key;
    const uint32_t n = class->who.n + (class->who.end_other == CCS_NONE ? 0 : class->who.end_other - class->who.first_other);

    if (class->who.n == 0 && n == 0) return ccs_arena_printf(self->reader->arena, "%s (others)", team);
    if (class->who.n == 0) return ccs_arena_printf(self->reader->arena, "%s (also %s)", team, learned(self, class, of_group));
    if (n == 1) return ccs_arena_printf(self->reader->arena, "%s (%s)", team, agents->at[class->who.numbers[0]].key);
    return ccs_arena_printf(self->reader->arena, "%s (%s and %lu more)", team, agents->at[class->who.numbers[0]].key,
        (unsigned long) n - 1);
}

static void name_classes(ccs_skills_reader_t *self, const ccs_group_t *group, const ccs_named_t *agents,
    const ccs_class_t *of_group, ccs_class_t *rows)
{
    for (uint32_t i = group->first_class; rows && i < group->first_class + group->n_classes; i++) {
        rows[i].name = group->n_classes == 1 ? self->named->at[of_group->team].key : name_of(self, &rows[i], agents, of_group);
        if (!rows[i].name) self->reader->out_of_memory = true;
    }
}

/* Whoever is not named: those who learn something, and the rest. */
static void read_others(ccs_skills_reader_t *self, const ccs_class_t *of_group, uint32_t first_class, ccs_vector_t *classes)
{
    ccs_class_t row;
    uint32_t first = 0;

    ccs_lessons_settle(self, of_group);
    do {
        const uint32_t end = ccs_lessons_others(self, first, of_group, &row);
        ccs_class_t *const class = class_of(self, classes, first_class, &row);

        if (class && class->who.end_other != first)
            class->who.first_other = first; /* else they follow others who can do the same */
        if (class) class->who.end_other = end;
        first = end;
    } while (first != CCS_NONE);
}

/* The classes of one group: those of the named agents in the order of the first of each, then whoever is not named. */
static void read_team(ccs_skills_reader_t *self, uint32_t team, ccs_vector_t *classes)
{
    const ccs_place_t *const at = &self->named->at[team];
    ccs_place_t *const agents_at = ccs_reader_array(self->reader, 1, sizeof *agents_at);
    ccs_class_t of_group = {.team = team, .speed = 1};
    ccs_group_t *const group = &self->groups[team];

    if (!agents_at) return;
    *agents_at = ccs_place_child(self->reader, at, "agents");
    (void) read_skills(self, at, 1, &of_group);
    ccs_lessons_begin(self, &of_group);
    const ccs_named_t agents = ccs_read_named(self->reader, agents_at, "agent");

    group->first_class = (uint32_t) classes->n;
    group->n_named = agents.n;
    for (uint32_t i = 0; i < agents.n; i++) {
        const ccs_class_t row = read_agent(self, &agents.at[i], i, &of_group);

        add_number(self, class_of(self, classes, group->first_class, &row), &agents, i);
    }
    read_others(self, &of_group, group->first_class, classes);
    group->n_classes = (uint32_t) classes->n - group->first_class;
    name_classes(self, group, &agents, &of_group, classes->items);
}

void ccs_skills_read(ccs_skills_reader_t *self, ccs_vector_t *classes)
{
    for (uint32_t team = 0; team < self->named->n; team++) {
        self->groups[team].team = team;
        read_team(self, team, classes);
    }
}

void ccs_skills_refuse_priority(ccs_reader_t *reader, const ccs_group_t *team, const ccs_class_t *rows, uint32_t n_types)
{
    for (uint32_t i = team->first_class; i < team->first_class + team->n_classes; i++) {
        for (uint32_t type = 0; type < n_types; type++) {
            const ccs_skill_t skill = ccs_class_skill(&rows[i], type);

            if (!skill.has_priority) continue;
            ccs_reader_error(reader, skill.at,
                "priority has no meaning with contact_selection = \"listed\": `order` says which type comes first");
        }
    }
}
