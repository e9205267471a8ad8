/* people_fewer.c - persons whom a change takes from a group, for good or for a while. Invariant: those who work alike share their shifts, so that whoever
 * goes for a while gets shifts of his own, and the others keep theirs. */
#include <math.h>
#include <stdlib.h>

#include "people_parts.h"

static void push_while(ccs_people_t *self, ccs_vector_t *to, double start_s, double end_s)
{
    ccs_stretch_t *const pushed = end_s > start_s ? ccs_reader_push(self->reader, to, sizeof *pushed) : NULL;

    if (pushed) *pushed = (ccs_stretch_t){.start_s = start_s, .end_s = end_s};
}

static void note(ccs_people_t *self, ccs_vector_t *gone, uint32_t person)
{
    const uint32_t *const all = gone->items;

    for (size_t i = 0; i < gone->n; i++)
        if (all[i] == person) return;
    uint32_t *const noted = ccs_reader_push(self->reader, gone, sizeof *noted);

    if (noted) *noted = person;
}

/* --- for good ---------------------------------------------------------------------------------------------------------- */

static void take_whole(ccs_people_t *self, const ccs_group_t *group, uint32_t n, ccs_vector_t *gone)
{
    ccs_person_t *const persons = self->persons.items;

    for (uint32_t i = group->first_person + group->n_persons; i-- > group->first_person && n > 0;) {
        if (persons[i].n_shifts == 0) continue;
        persons[i].n_shifts = 0;
        note(self, gone, i);
        n--;
    }
}

/* --- for a while ------------------------------------------------------------------------------------------------------- */

/* What is asked for parts into what lies within shifts of a person and what does not. */
static void part_asked(ccs_people_t *self, uint32_t person, const ccs_vector_t *asked, ccs_vector_t *taken, ccs_vector_t *left)
{
    const ccs_person_t *const p = (const ccs_person_t *) self->persons.items + person;
    const ccs_stretch_t *const all = asked->items;
    const ccs_shift_t *const shifts = self->shifts.items;
    uint32_t first = p->first_shift;

    for (size_t i = 0; i < asked->n; i++) {
        double from_s = all[i].start_s;

        while (first < p->first_shift + p->n_shifts && shifts[first].end_s <= from_s) first++;
        for (uint32_t s = first; s < p->first_shift + p->n_shifts && shifts[s].start_s < all[i].end_s; s++) {
            const double to_s = fmin(all[i].end_s, shifts[s].end_s);

            push_while(self, left, from_s, shifts[s].start_s);
            push_while(self, taken, fmax(from_s, shifts[s].start_s), to_s);
            from_s = to_s;
        }
        push_while(self, left, from_s, all[i].end_s);
    }
}

/* What of a shift lies between two moments is a shift; of the same day, so that one draw decides who is absent from all of them. */
static void keep_part(ccs_people_t *self, const ccs_shift_t *shift, double from_s, double to_s)
{
    ccs_shift_t part = *shift;

    part.start_s = fmax(shift->start_s, from_s);
    part.end_s = fmin(shift->end_s, to_s);
    part.first_spell = (uint32_t) self->spells.n;
    part.n_spells = 0;
    for (uint32_t k = shift->first_spell; k < shift->first_spell + shift->n_spells; k++) {
        const ccs_spell_t spell = ((const ccs_spell_t *) self->spells.items)[k];
        const double start_s = fmax(spell.start_s, part.start_s), end_s = fmin(spell.end_s, part.end_s);
        ccs_spell_t *const kept = end_s > start_s ? ccs_reader_push(self->reader, &self->spells, sizeof *kept) : NULL;

        if (!kept) continue;
        kept->start_s = start_s;
        kept->end_s = end_s;
        kept->activity = spell.activity;
        part.n_spells++;
    }
    ccs_shift_t *const added = part.n_spells > 0 ? ccs_reader_push(self->reader, &self->shifts, sizeof *added) : NULL;

    if (added) *added = part;
}

/* @param taken  within the shifts of the person, ascending */
static void take_out(ccs_people_t *self, uint32_t person, const ccs_vector_t *taken)
{
    const ccs_stretch_t *const out = taken->items;
    const ccs_person_t before = ((const ccs_person_t *) self->persons.items)[person];
    const size_t first = self->shifts.n;
    size_t next = 0;

    for (uint32_t s = before.first_shift; s < before.first_shift + before.n_shifts; s++) {
        const ccs_shift_t shift = ((const ccs_shift_t *) self->shifts.items)[s];
        double from_s = shift.start_s;

        for (; next < taken->n && out[next].start_s < shift.end_s; next++) {
            keep_part(self, &shift, from_s, out[next].start_s);
            from_s = out[next].end_s;
        }
        keep_part(self, &shift, from_s, shift.end_s);
    }
    ((ccs_person_t *) self->persons.items)[person].first_shift = (uint32_t) first;
    ((ccs_person_t *) self->persons.items)[person].n_shifts = (uint32_t) (self->shifts.n - first);
}

/* One agent fewer at every moment that is asked for: the last person who is there then. @return whether anybody was there */
static bool take_one(ccs_people_t *self, const ccs_group_t *group, const ccs_vector_t *whiles, ccs_vector_t *gone)
{
    const ccs_stretch_t *const all = whiles->items;
    ccs_vector_t asked = {0};
    bool any = false;

    for (size_t i = 0; i < whiles->n; i++) push_while(self, &asked, all[i].start_s, all[i].end_s);
    for (uint32_t i = group->first_person + group->n_persons; i-- > group->first_person && asked.n > 0;) {
        ccs_vector_t taken = {0}, left = {0};

        part_asked(self, i, &asked, &taken, &left);
        if (taken.n > 0) {
            take_out(self, i, &taken);
            note(self, gone, i);
            any = true;
        }
        free(taken.items);
        free(asked.items);
        asked = left;
    }
    free(asked.items);
    return any;
}

void ccs_people_take_off(ccs_people_t *self, const ccs_group_t *group, uint32_t n, const ccs_vector_t *whiles, ccs_vector_t *gone)
{
    if (!whiles) take_whole(self, group, n, gone);
    while (whiles && n > 0 && take_one(self, group, whiles, gone)) n--;
}
