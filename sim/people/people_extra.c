/* people_extra.c - agents whom a change adds to persons: on the phones all the while, with names that count on from the persons who are there. */
#include <math.h>

#include "people_parts.h"
#include "stream.h"

void ccs_people_span(ccs_people_t *self, double start_s, double end_s)
{
    for (uint32_t i = 0; i < self->clock->n_stretches; i++) {
        const ccs_stretch_t *const s = &self->clock->stretches[i];
        const double from_s = fmax(start_s, s->start_s), to_s = fmin(end_s, s->end_s);

        if (from_s >= to_s) continue;
        ccs_people_stay(self, from_s, to_s, CCS_ON_PHONES);
        ccs_people_add_shift(self, s->day);
    }
}

void ccs_people_heads(ccs_people_t *self, ccs_group_t *group, uint32_t n, size_t first_shift)
{
    for (uint32_t i = 0; i < n && self->shifts.n > first_shift; i++) {
        ccs_person_t *const person = ccs_reader_push(self->reader, &self->persons, sizeof *person);
        const char *const name = ccs_arena_printf(self->reader->arena, "extra %lu", (unsigned long) group->n_persons + 1);

        if (!name) self->reader->out_of_memory = true;
        if (!person || !name) return;
        *person = (ccs_person_t){.name = name,
            .key = (uint32_t) ccs_stream_hash(name),
            .first_shift = (uint32_t) first_shift,
            .n_shifts = (uint32_t) (self->shifts.n - first_shift)};
        group->n_persons++;
    }
}
