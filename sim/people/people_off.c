/* people_off.c - for which reasons persons are off the phones. Invariant: a reason has a row where it can happen to somebody of the team. */
#include "people_parts.h"

#include <string.h>

static const char *const CAUSES[CCS_N_OFF_CAUSES] =
    {[CCS_OFF_ABSENT] = "absent", [CCS_OFF_LATE] = "late", [CCS_OFF_LEFT_EARLY] = "left early"};

/* @param reasons  of the team: set where a shift of the person holds the activity, or may be missed as a whole */
static void note_shifts(const ccs_plan_t *plan, const ccs_person_t *person, uint32_t *reasons)
{
    for (uint32_t s = person->first_shift; s < person->first_shift + person->n_shifts; s++) {
        const ccs_shift_t *const shift = &plan->shifts[s];

        if (shift->absent_frac > 0) reasons[plan->n_activities + CCS_OFF_ABSENT] = 0;
        for (uint32_t k = shift->first_spell; k < shift->first_spell + shift->n_spells; k++)
            if (plan->spells[k].activity != CCS_ON_PHONES) reasons[plan->spells[k].activity] = 0;
    }
}

/* What a roster calls as a cause is called is the same to who reads figures. @return the number of the activity, or i itself */
static uint32_t word_of(const ccs_plan_t *plan, const uint32_t *ids, uint32_t i)
{
    for (uint32_t a = CCS_ON_PHONES + 1; a < plan->n_activities && i >= plan->n_activities; a++)
        if (ids[a] != CCS_NONE && !strcmp(plan->activities[a].name, CAUSES[i - plan->n_activities])) return a;
    return i;
}

/* @param ids  of the team's reasons, CCS_NONE where it has none; other ones become rows */
static void add_rows(ccs_people_t *self, ccs_plan_t *plan, uint32_t id, uint32_t *ids, ccs_vector_t *offs)
{
    const ccs_group_t *const team = &plan->teams[id];

    for (uint32_t i = 0; i < plan->n_activities + CCS_N_OFF_CAUSES; i++) {
        const char *const name = i < plan->n_activities ? plan->activities[i].name : CAUSES[i - plan->n_activities];
        const uint32_t word = word_of(plan, ids, i);

        if (ids[i] == CCS_NONE) continue;
        ids[i] = ids[word];
        if (word != i) continue;
        ccs_off_t *const off = ccs_reader_push(self->reader, offs, sizeof *off);

        if (!off) return;
        off->name = ccs_arena_printf(self->reader->arena, "%s/%s", team->name, name);
        off->label = ccs_arena_printf(self->reader->arena, "%s: %s", team->label, name);
        off->team = id;
        if (!off->name || !off->label) self->reader->out_of_memory = true;
        ids[i] = (uint32_t) offs->n - 1;
    }
}

/* What a rule sends persons of a team to. */
typedef struct {
    uint32_t team, activity;
} sent_t;

uint32_t ccs_people_send_off(ccs_people_t *self, uint32_t team, const char *word)
{
    const uint32_t activity = ccs_people_activity(self, word, false);
    sent_t *const sent = activity == CCS_ON_PHONES ? NULL : ccs_reader_push(self->reader, &self->sent, sizeof *sent);

    if (sent) *sent = (sent_t){team, activity};
    return activity;
}

uint32_t ccs_people_find(const ccs_people_t *self, const ccs_group_t *group, const char *word)
{
    const ccs_person_t *const persons = self->persons.items;
    const ccs_shift_t *const shifts = self->shifts.items;
    const ccs_spell_t *const spells = self->spells.items;
    const ccs_activity_t *const activities = self->activities.items;

    for (uint32_t i = group->first_person; i < group->first_person + group->n_persons; i++)
        for (uint32_t s = persons[i].first_shift; s < persons[i].first_shift + persons[i].n_shifts; s++)
            for (uint32_t k = shifts[s].first_spell; k < shifts[s].first_spell + shifts[s].n_spells; k++)
                if (spells[k].activity != CCS_ON_PHONES && !strcmp(activities[spells[k].activity].name, word))
                    return spells[k].activity;
    return CCS_NONE;
}

/* What rules send a person to. */
static void note_sent(const ccs_people_t *self, const ccs_plan_t *plan, uint32_t person, uint32_t *reasons)
{
    const sent_t *const sent = self->sent.items;

    for (size_t i = 0; i < self->sent.n; i++) {
        const ccs_group_t *const team = &plan->teams[sent[i].team];

        if (person - team->first_person < team->n_persons) reasons[sent[i].activity] = 0;
    }
}

/* Of a team of persons, CCS_NONE where it has none. */
static void find_reasons(const ccs_people_t *self, const ccs_plan_t *plan, const ccs_group_t *team, uint32_t *reasons)
{
    for (uint32_t i = team->first_person; i < team->first_person + team->n_persons; i++) {
        note_shifts(plan, &plan->persons[i], reasons);
        note_sent(self, plan, i, reasons);
    }
    if (team->adherence.late.kind != CCS_DISTRIBUTION_NONE) reasons[plan->n_activities + CCS_OFF_LATE] = 0;
    if (team->adherence.early_leave_frac > 0) reasons[plan->n_activities + CCS_OFF_LEFT_EARLY] = 0;
}

/* Whether one of the reasons of a person is told in a row. @param reasons  those that are the person's are not CCS_NONE */
static bool is_told(const uint32_t *reasons, const uint32_t *ids, size_t width, uint32_t off)
{
    for (size_t i = 0; i < width; i++)
        if (reasons[i] != CCS_NONE && ids[i] == off) return true;
    return false;
}

/* Who has no shift is off nothing. @param reasons  room for those of a person @param ids  rows of the team */
static void add_own(ccs_people_t *self, const ccs_plan_t *plan, uint32_t id, uint32_t *reasons, const uint32_t *ids,
    ccs_vector_t *own)
{
    const size_t width = (size_t) plan->n_activities + CCS_N_OFF_CAUSES;
    const ccs_person_t *const person = &plan->persons[id];

    for (size_t i = 0; i < width; i++) reasons[i] = CCS_NONE;
    note_shifts(plan, person, reasons);
    if (person->n_shifts > 0) note_sent(self, plan, id, reasons);
    if (person->n_shifts > 0) reasons[plan->n_activities + CCS_OFF_LATE] = reasons[plan->n_activities + CCS_OFF_LEFT_EARLY] = 0;
    for (uint32_t off = 0; off < plan->n_offs; off++) {
        if (!is_told(reasons, ids, width, off)) continue;
        ccs_own_off_t *const row = ccs_reader_push(self->reader, own, sizeof *row);

        if (row) *row = (ccs_own_off_t){id, off};
    }
}

/* The reasons of each person. @param ids  of each team */
static void list_own(ccs_people_t *self, ccs_plan_t *plan, const uint32_t *ids)
{
    const size_t width = (size_t) plan->n_activities + CCS_N_OFF_CAUSES;
    uint32_t *const reasons = ccs_reader_array(self->reader, width, sizeof *reasons);
    ccs_own_offs_t *const of = ccs_reader_array(self->reader, plan->n_persons, sizeof *of);
    ccs_vector_t own = {0};

    for (uint32_t t = 0; reasons && of && t < plan->n_teams; t++) {
        const ccs_group_t *const team = &plan->teams[t];

        for (uint32_t i = team->first_person; i < team->first_person + team->n_persons; i++) {
            of[i].first = (uint32_t) own.n;
            add_own(self, plan, i, reasons, &ids[t * width], &own);
            of[i].n = (uint32_t) own.n - of[i].first;
        }
    }
    plan->n_own_offs = (uint32_t) own.n;
    plan->own_offs = ccs_reader_keep(self->reader, &own, sizeof(ccs_own_off_t));
    plan->offs_of = of;
}

void ccs_people_list_off(ccs_people_t *self, ccs_plan_t *plan)
{
    const size_t width = (size_t) plan->n_activities + CCS_N_OFF_CAUSES;
    uint32_t *const ids = ccs_reader_array(self->reader, plan->n_teams * width, sizeof *ids);
    ccs_vector_t offs = {0};

    if (plan->n_persons == 0 || !ids || self->reader->out_of_memory) return;
    for (size_t i = 0; i < plan->n_teams * width; i++) ids[i] = CCS_NONE;
    for (uint32_t i = 0; i < plan->n_teams; i++) {
        if (plan->teams[i].n_persons == 0) continue;
        find_reasons(self, plan, &plan->teams[i], &ids[i * width]);
        add_rows(self, plan, i, &ids[i * width], &offs);
    }
    plan->n_offs = (uint32_t) offs.n;
    plan->offs = ccs_reader_keep(self->reader, &offs, sizeof(ccs_off_t));
    plan->off_ids = ids;
    list_own(self, plan, ids);
}
