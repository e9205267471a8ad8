/* people_add.c - shifts as spells. Invariant: what is pushed ascends, lies within opening hours, and spells on the phones that meet are one. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "activity.def"
#include "people_parts.h"
#include "text.h"

/* --- words ------------------------------------------------------------------------------------------------------------- */

enum kind { PHONES, BREAK, OTHER };

static enum kind kind_of(const char *word)
{
    static const struct {
        const char *word;
        enum kind kind;
    } words[] = {
#define X(word, kind) {word, kind},
        CCS_ACTIVITY_WORD_LIST(X)
#undef X
    };

    if (word[0] == '\0') return PHONES;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ccs_text_is_word(word, strlen(word), words[i].word)) return words[i].kind;
    return OTHER;
}

uint32_t ccs_people_activity(ccs_people_t *self, const char *word, bool is_break)
{
    const enum kind kind = kind_of(word);
    const ccs_activity_t *const known = self->activities.items;

    if (kind == PHONES && !is_break) return CCS_ON_PHONES;
    for (uint32_t i = CCS_ON_PHONES + 1; i < self->activities.n; i++)
        if (strcmp(known[i].name, word) == 0) return i;
    ccs_activity_t *const activity = ccs_reader_push(self->reader, &self->activities, sizeof *activity);

    if (!activity) return CCS_ON_PHONES;
    activity->name = word;
    activity->is_break = is_break || kind == BREAK;
    return (uint32_t) self->activities.n - 1;
}

/* --- times ------------------------------------------------------------------------------------------------------------- */

double ccs_people_elapsed(const ccs_people_t *self, int64_t date, double local_s)
{
    const double whole = floor(local_s);

    return (double) (ccs_zone_utc(&self->clock->zone, date * CCS_DAY_S + (int64_t) whole) - self->clock->zero_utc) +
        (local_s - whole);
}

/* --- a shift ----------------------------------------------------------------------------------------------------------- */

void ccs_people_stay(ccs_people_t *self, double start_s, double end_s, uint32_t activity)
{
    ccs_stay_t *const stay = ccs_reader_push(self->reader, &self->stays, sizeof *stay);

    if (stay) *stay = (ccs_stay_t){.start_s = start_s, .end_s = end_s, .activity = activity};
}

static int by_start(const void *a, const void *b)
{
    const ccs_stay_t *const x = a, *const y = b;

    return x->start_s < y->start_s ? -1 : x->start_s > y->start_s;
}

static void push_spell(ccs_people_t *self, ccs_shift_t *shift, const ccs_stay_t *stay)
{
    ccs_spell_t *const last = shift->n_spells > 0 ? (ccs_spell_t *) self->spells.items + self->spells.n - 1 : NULL;

    if (last && last->end_s == stay->start_s && last->activity == stay->activity && stay->activity == CCS_ON_PHONES) {
        last->end_s = stay->end_s;
        return;
    }
    ccs_spell_t *const spell = ccs_reader_push(self->reader, &self->spells, sizeof *spell);

    if (!spell) return;
    spell->start_s = stay->start_s; /* member by member: what lies between them stays zero */
    spell->end_s = stay->end_s;
    spell->activity = stay->activity;
    shift->n_spells++;
}

/* The first stretch of opening hours that ends behind a moment. */
static uint32_t stretch_at(const ccs_clock_t *clock, double time_s)
{
    uint32_t first = 0, n = clock->n_stretches;

    while (n > 0) {
        const uint32_t half = n / 2;

        if (clock->stretches[first + half].end_s <= time_s) {
            first += half + 1;
            n -= half + 1;
        } else {
            n = half;
        }
    }
    return first;
}

/* What of a stay lies within opening hours; days that meet do not part it. */
static void clip(ccs_people_t *self, ccs_shift_t *shift, const ccs_stay_t *stay)
{
    const ccs_clock_t *const clock = self->clock;
    double inside_s = 0;

    if (clock->n_stretches == 0) return;         /* never open, or something is wrong with the clock, which is told elsewhere */
    const bool of_site = clock->n_edge_days > 0; /* whose days go beyond the run */
    const double begins_s = of_site ? clock->stretches[0].start_s : ccs_clock_day(clock, 0).start_s,
                 ends_s =
                     of_site ? clock->stretches[clock->n_stretches - 1].end_s : ccs_clock_day(clock, clock->n_days - 1).end_s;

    for (uint32_t i = stretch_at(clock, stay->start_s); i < clock->n_stretches && clock->stretches[i].start_s < stay->end_s;) {
        ccs_stay_t part = {fmax(stay->start_s, clock->stretches[i].start_s), clock->stretches[i].end_s, stay->activity};

        for (i++; i < clock->n_stretches && clock->stretches[i].start_s == part.end_s; i++)
            part.end_s = clock->stretches[i].end_s;
        part.end_s = fmin(part.end_s, stay->end_s);
        inside_s += part.end_s - part.start_s;
        push_spell(self, shift, &part);
    }
    if (stay->activity == CCS_ON_PHONES) /* of a night before or behind the days of the run there is nothing to say */
        self->outside_s += fmax(0, fmin(stay->end_s, ends_s) - fmax(stay->start_s, begins_s)) - inside_s;
}

/* Time on the phones without what others of the stays cut out of it: the parts are stays behind them. */
static void cut(ccs_people_t *self, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const ccs_stay_t on = ((ccs_stay_t *) self->stays.items)[i];
        double from_s = on.start_s;

        if (on.activity != CCS_ON_PHONES) continue;
        for (size_t k = 0; k < n; k++) {
            const ccs_stay_t off = ((ccs_stay_t *) self->stays.items)[k];

            if (off.activity == CCS_ON_PHONES || off.end_s <= from_s || off.start_s >= on.end_s) continue;
            if (off.start_s > from_s) ccs_people_stay(self, from_s, off.start_s, CCS_ON_PHONES);
            from_s = off.end_s;
        }
        if (from_s < on.end_s) ccs_people_stay(self, from_s, on.end_s, CCS_ON_PHONES);
        ((ccs_stay_t *) self->stays.items)[i].end_s = on.start_s; /* nothing is left of the whole */
    }
}

void ccs_people_add_shift(ccs_people_t *self, uint32_t day)
{
    const size_t n = self->stays.n;
    ccs_shift_t shift = {.start_s = INFINITY, .end_s = -INFINITY, .day = day, .first_spell = (uint32_t) self->spells.n};

    if (n == 0) return; /* out of memory */
    qsort(self->stays.items, n, sizeof(ccs_stay_t), by_start);
    for (size_t i = 0; i < n; i++) {
        shift.start_s = fmin(shift.start_s, ((ccs_stay_t *) self->stays.items)[i].start_s);
        shift.end_s = fmax(shift.end_s, ((ccs_stay_t *) self->stays.items)[i].end_s);
    }
    cut(self, n);
    qsort(self->stays.items, self->stays.n, sizeof(ccs_stay_t), by_start);
    for (size_t i = 0; i < self->stays.n; i++) {
        const ccs_stay_t *const stay = (ccs_stay_t *) self->stays.items + i;

        if (stay->end_s > stay->start_s) clip(self, &shift, stay);
    }
    self->stays.n = 0;
    if (day != CCS_DAY_BEFORE) shift.day = ccs_clock_service_day(self->clock, day);
    ccs_shift_t *const added = ccs_reader_push(self->reader, &self->shifts, sizeof *added);

    if (added) *added = shift;
}

/* --- how many are there ------------------------------------------------------------------------------------------------ */

typedef struct {
    double time_s;
    int on_phones, off; /* more from then on */
} turn_t;

static int by_time(const void *a, const void *b)
{
    const turn_t *const x = a, *const y = b;

    return x->time_s < y->time_s ? -1 : x->time_s > y->time_s;
}

static void add_turns(ccs_people_t *self, ccs_vector_t *turns, const ccs_spell_t *spell)
{
    const int on = spell->activity == CCS_ON_PHONES;

    for (int end = 0; end < 2; end++) {
        turn_t *const turn = ccs_reader_push(self->reader, turns, sizeof *turn);

        if (turn) *turn = (turn_t){end ? spell->end_s : spell->start_s, end ? -on : on, end ? on - 1 : 1 - on};
    }
}

static void gather_turns(ccs_people_t *self, const ccs_group_t *group, ccs_vector_t *turns)
{
    const ccs_person_t *const persons = self->persons.items;
    const ccs_shift_t *const shifts = self->shifts.items;
    const ccs_spell_t *const spells = self->spells.items;

    for (uint32_t i = group->first_person; i < group->first_person + group->n_persons; i++)
        for (uint32_t s = persons[i].first_shift; s < persons[i].first_shift + persons[i].n_shifts; s++)
            for (uint32_t k = 0; k < shifts[s].n_spells; k++) add_turns(self, turns, &spells[shifts[s].first_spell + k]);
    if (turns->n > 0) qsort(turns->items, turns->n, sizeof(turn_t), by_time);
}

void ccs_people_walk(ccs_people_t *self, const ccs_group_t *group, void (*take)(void *to, const ccs_presence_t *presence),
    void *to)
{
    const ccs_clock_t *const clock = self->clock;
    ccs_vector_t turns = {0};
    size_t next = 0;
    int on_phones = 0, off = 0;

    gather_turns(self, group, &turns);
    const turn_t *const at = turns.items;

    for (uint32_t i = 0; i < clock->n_stretches; i++) {
        const ccs_stretch_t *const s = &clock->stretches[i];

        for (double from_s = s->start_s; from_s < s->end_s;) {
            for (; next < turns.n && at[next].time_s <= from_s; next++) {
                on_phones += at[next].on_phones;
                off += at[next].off;
            }
            const double to_s = next < turns.n ? fmin(at[next].time_s, s->end_s) : s->end_s;
            const ccs_presence_t piece = {s->day, from_s, to_s, on_phones, off};

            take(to, &piece);
            from_s = to_s;
        }
    }
    free(turns.items);
}
