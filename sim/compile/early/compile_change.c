/* compile_change.c - changes of volume and staff at some times of the day, and agents who move. Invariant: a change finds the rates and the
 * staff that the one before it left; a move takes from one group what it gives to the other, at every moment. */
#include "compile_change_parts.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile_skill.h"
#include "early_chapters.h"
#include "read_hours.h"
#include "read_over_time.h"
#include "read_value.h"
#include "units.h"

/* --- what is written --------------------------------------------------------------------------------------------------- */

static void take_window(void *to, const ccs_piece_t *piece)
{
    ccs_compile_change_t *const change = ((void **) to)[0];
    ccs_amount_t *const window = piece->value > 0 ? ccs_reader_push(((void **) to)[1], &change->windows, sizeof *window) : NULL;

    if (window) *window = (ccs_amount_t){piece->start_s, piece->end_s, 0, piece->day};
}

/* ", on Mon, 10:00-12:00". @return NULL: there is no memory */
static const char *days_text(ccs_compiler_t *self, const ccs_value_t *hours)
{
    const char *text = "";

    for (const ccs_value_t *day = hours->first; day && text; day = day->next) {
        if (day->kind != CCS_VALUE_STRING) return ", at its hours of each weekday";
        text = ccs_arena_printf(self->reader.arena, "%s, on %c%s, %s", text, (char) toupper((unsigned char) *day->key),
            &day->key[1], day->as.text);
    }
    return text;
}

static void read_hours(ccs_compiler_t *self, const ccs_place_t *at, ccs_compile_change_t *change)
{
    void *to[] = {change, &self->reader};
    ccs_curves_t hours;

    change->hours = "";
    if (!at->value) {
        ccs_amount_t *const always = ccs_reader_push(&self->reader, &change->windows, sizeof *always);

        if (always) *always = (ccs_amount_t){.start_s = -INFINITY, .end_s = INFINITY};
        change->timed = true;
        return;
    }
    change->timed = ccs_read_hours(&self->reader, at, &hours);
    if (!change->timed) return;
    ccs_curves_walk_days(&self->clock, &hours, &(ccs_sink_t){.take = take_window, .to = to});
    change->hours = at->value->kind == CCS_VALUE_STRING ? ccs_arena_printf(self->reader.arena, ", %s", at->value->as.text)
                                                        : days_text(self, at->value);
    if (!change->hours) self->reader.out_of_memory = true;
}

/* A group whose number follows others is changed by its span alone. */
static uint32_t read_group(ccs_compiler_t *self, const ccs_place_t *at)
{
    const uint32_t group = at->value ? ccs_read_name(&self->reader, at, &self->groups_named) : CCS_NONE;

    if (group != CCS_NONE && ccs_people_spans(&self->reader, &self->groups_named.at[group]))
        ccs_reader_error(&self->reader, at,
            "has a span, which says how many there are: change its span.agents, or the groups that it leads");
    return group;
}

bool ccs_change_says_something(const ccs_compile_change_t *change)
{
    return !isnan(change->volume) || !isnan(change->staff) || !isnan(change->agents) || !isnan(change->shrinkage_frac);
}

/* Refuse keys of a change that mean nothing beside its other keys. */
static void check_change(ccs_compiler_t *self, const ccs_compile_change_t *change, const ccs_place_t *from, const ccs_place_t *to)
{
    const bool moves = from->value || to->value;

    if (!ccs_change_says_something(change))
        ccs_reader_error(&self->reader, change->at, "changes nothing: expected volume, staff, agents, shrinkage or learn");
    if (moves && !(from->value && to->value))
        ccs_reader_error(&self->reader, change->at, "needs from and to: agents leave one group and join another");
    if (moves && !(change->agents > 0)) ccs_reader_error(&self->reader, change->at, "needs agents, the number of those who move");
    if (change->from != CCS_NONE && change->from == change->to)
        ccs_reader_error(&self->reader, to, "is the group that they leave");
    if (moves && (change->n_groups > 0 || !isnan(change->staff) || !isnan(change->shrinkage_frac)))
        ccs_reader_error(&self->reader, change->at, "moves agents between two groups: write what else changes as another change");
    if (change->n_types > 0 && isnan(change->volume))
        ccs_reader_error(&self->reader, change->at, "names types, whose volume does not change");
    if (change->n_groups > 0 && !moves && isnan(change->staff) && isnan(change->agents) && isnan(change->shrinkage_frac))
        ccs_reader_error(&self->reader, change->at, "names groups, whose staff does not change");
}

static void read_change(ccs_compiler_t *self, const ccs_place_t *at, ccs_compile_change_t *change)
{
    const ccs_place_t hours = ccs_place_child(&self->reader, at, "hours"), types = ccs_place_child(&self->reader, at, "types"),
                      volume = ccs_place_child(&self->reader, at, "volume"),
                      groups = ccs_place_child(&self->reader, at, "groups"), staff = ccs_place_child(&self->reader, at, "staff"),
                      agents = ccs_place_child(&self->reader, at, "agents"), from = ccs_place_child(&self->reader, at, "from"),
                      to = ccs_place_child(&self->reader, at, "to"), shrinkage = ccs_place_child(&self->reader, at, "shrinkage"),
                      learn = ccs_place_child(&self->reader, at, "learn");
    const size_t before = self->reader.errors->n_errors;

    change->at = at;
    change->volume = ccs_read_amount(&self->reader, &volume, NAN);
    change->staff = ccs_read_amount(&self->reader, &staff, NAN);
    change->agents = ccs_read_amount(&self->reader, &agents, NAN);
    change->shrinkage_frac = ccs_read_share(&self->reader, &shrinkage);
    change->n_types = ccs_read_names(&self->reader, &types, &self->types_named, &change->types);
    change->n_groups = ccs_read_names(&self->reader, &groups, &self->groups_named, &change->groups);
    change->from = read_group(self, &from);
    change->to = read_group(self, &to);
    change->learn = learn.value ? ccs_read_name(&self->reader, &learn, &self->types_named) : CCS_NONE;
    change->least = INFINITY;
    if (self->reader.errors->n_errors == before && learn.value) ccs_lesson_check(self, change);
    else if (self->reader.errors->n_errors == before) check_change(self, change, &from, &to);
    read_hours(self, &hours, change);
}

void ccs_compile_changes(ccs_compiler_t *self)
{
    self->changes = ccs_reader_array(&self->reader, self->changes_named.n, sizeof *self->changes);
    for (uint32_t i = 0; self->changes && i < self->changes_named.n; i++)
        read_change(self, &self->changes_named.at[i], &self->changes[i]);
    ccs_compile_lessons(self);
}

/* --- parts ------------------------------------------------------------------------------------------------------------- */

static bool covers(const uint32_t *ids, uint32_t n, uint32_t id)
{
    for (uint32_t i = 0; i < n; i++)
        if (ids[i] == id) return true;
    return n == 0;
}

static void multiply(ccs_part_t *part, double x)
{
    part->value *= x;
}

static void add(ccs_part_t *part, double x)
{
    part->value += x;
}

static void shrink(ccs_part_t *part, double x)
{
    /* x is all of it: who is absent by chance stays away as before, and what is planned makes up the rest. */
    part->absence_frac = fmin(part->absence_frac, x);
    part->shrinkage_frac = part->absence_frac > 0 && x < 1 ? 1 - (1 - x) / (1 - part->absence_frac) : x;
}

static void push(ccs_compiler_t *self, ccs_vector_t *to, ccs_part_t part, double start_s, double end_s)
{
    ccs_part_t *const pushed = end_s > start_s ? ccs_reader_push(&self->reader, to, sizeof *pushed) : NULL;

    part.start_s = start_s;
    part.end_s = end_s;
    if (pushed) *pushed = part;
}

void ccs_compile_act(ccs_compiler_t *self, ccs_vector_t *parts, const ccs_vector_t *amounts, ccs_act_t *act)
{
    const ccs_amount_t *const all = amounts->items;
    ccs_vector_t out = {0};
    size_t first = 0;

    for (size_t i = 0; i < parts->n; i++) {
        ccs_part_t part = ((ccs_part_t *) parts->items)[i];
        double at_s = part.start_s;

        while (first < amounts->n && all[first].end_s <= part.start_s) first++;
        for (size_t k = first; k < amounts->n && all[k].start_s < part.end_s; k++) {
            const double from_s = fmax(all[k].start_s, part.start_s), to_s = fmin(all[k].end_s, part.end_s);
            ccs_part_t inside = part;

            push(self, &out, part, at_s, from_s);
            act(&inside, all[k].x);
            push(self, &out, inside, from_s, to_s);
            at_s = to_s;
        }
        push(self, &out, part, at_s, part.end_s);
    }
    free(parts->items);
    *parts = out;
}

/* The windows of a change, of one amount each. */
static void fill(ccs_compile_change_t *change, double x)
{
    for (size_t i = 0; i < change->windows.n; i++) ((ccs_amount_t *) change->windows.items)[i].x = x;
}

/* Whether any part lies within the change. */
static bool meets(const ccs_compile_change_t *change, const ccs_vector_t *parts)
{
    const ccs_amount_t *const windows = change->windows.items;
    size_t k = 0;

    for (size_t i = 0; i < parts->n; i++) {
        const ccs_part_t *const part = (const ccs_part_t *) parts->items + i;

        while (k < change->windows.n && windows[k].end_s <= part->start_s) k++;
        if (k < change->windows.n && windows[k].start_s < part->end_s) return true;
    }
    return false;
}

static void act_on(ccs_compiler_t *self, ccs_compile_change_t *change, ccs_vector_t *parts, ccs_act_t *act, double x)
{
    if (isnan(x)) return;
    fill(change, x);
    change->acts = change->acts || meets(change, parts);
    ccs_compile_act(self, parts, &change->windows, act);
}

/* --- what lies outside opening hours ----------------------------------------------------------------------------------- */

bool ccs_change_counts(const ccs_compiler_t *self, uint32_t day)
{
    const ccs_clock_t *const clock = &self->clock;

    return self->reader.steady || (day >= clock->n_run_in && day < clock->n_days - clock->n_run_out);
}

/* Seconds of a while at which the centre is open. */
double ccs_change_open(const ccs_clock_t *clock, double start_s, double end_s)
{
    uint32_t low = 0, high = clock->n_stretches; /* the first stretch that ends later than the while begins */
    double sum_s = 0;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;

        if (clock->stretches[middle].end_s > start_s) high = middle;
        else low = middle + 1;
    }
    for (; low < clock->n_stretches && clock->stretches[low].start_s < end_s; low++)
        sum_s += fmin(clock->stretches[low].end_s, end_s) - fmax(clock->stretches[low].start_s, start_s);
    return sum_s;
}

/* Whether a change of volume finds contacts that come while the centre is closed. */
static void note_closed(const ccs_compiler_t *self, ccs_compile_change_t *change, const ccs_vector_t *parts)
{
    const ccs_amount_t *const windows = change->windows.items;
    size_t first = 0;

    if (self->reader.steady || isnan(change->volume)) return;
    for (size_t i = 0; i < parts->n && !change->acts_closed; i++) {
        const ccs_part_t *const part = (const ccs_part_t *) parts->items + i;

        while (first < change->windows.n && windows[first].end_s <= part->start_s) first++;
        for (size_t k = first; part->value > 0 && k < change->windows.n && windows[k].start_s < part->end_s; k++) {
            const double start_s = fmax(windows[k].start_s, part->start_s), end_s = fmin(windows[k].end_s, part->end_s);

            change->acts_closed |= ccs_change_open(&self->clock, start_s, end_s) < end_s - start_s - 1e-6;
        }
    }
}

/* --- volume ------------------------------------------------------------------------------------------------------------ */

static void replace_rates(ccs_compiler_t *self, ccs_type_t *type, const ccs_vector_t *parts)
{
    self->rates.n = type->arrivals.first_rate;
    for (size_t i = 0; i < parts->n; i++) {
        const ccs_part_t *const part = (const ccs_part_t *) parts->items + i;
        ccs_rate_t *const rate = ccs_reader_push(&self->reader, &self->rates, sizeof *rate);

        if (rate) *rate = (ccs_rate_t){.start_s = part->start_s, .end_s = part->end_s, .per_s = part->value, .day = part->day};
    }
    type->arrivals.n_rates = (uint32_t) self->rates.n - type->arrivals.first_rate;
}

bool ccs_compile_change_rates(ccs_compiler_t *self, uint32_t id)
{
    ccs_type_t *const type = &self->types[id];
    ccs_vector_t parts = {0};
    bool any = false, met = false;

    for (uint32_t i = 0; self->changes && i < self->changes_named.n; i++)
        any |= !isnan(self->changes[i].volume) && covers(self->changes[i].types, self->changes[i].n_types, id);
    if (!any) return false;
    for (uint32_t i = type->arrivals.first_rate; i < type->arrivals.first_rate + type->arrivals.n_rates; i++) {
        const ccs_rate_t *const rate = (const ccs_rate_t *) self->rates.items + i;

        push(self, &parts, (ccs_part_t){.day = rate->day, .value = rate->per_s}, rate->start_s, rate->end_s);
    }
    for (uint32_t i = 0; i < self->changes_named.n; i++)
        if (covers(self->changes[i].types, self->changes[i].n_types, id)) {
            const double volume = self->changes[i].volume;

            met = met || (!isnan(volume) && volume != 1 && meets(&self->changes[i], &parts));
            note_closed(self, &self->changes[i], &parts);
            act_on(self, &self->changes[i], &parts, multiply, volume);
        }
    replace_rates(self, type, &parts);
    free(parts.items);
    return met;
}

/* --- staff ------------------------------------------------------------------------------------------------------------- */

bool ccs_compile_changes_staff(const ccs_compiler_t *self)
{
    for (uint32_t i = 0; self->changes && i < self->changes_named.n; i++) {
        const ccs_compile_change_t *const change = &self->changes[i];

        if (!isnan(change->staff) || !isnan(change->agents) || !isnan(change->shrinkage_frac)) return true;
    }
    return false;
}

void ccs_change_count(ccs_compiler_t *self, ccs_compile_change_t *change, const ccs_amount_t *got)
{
    const double length_s = isinf(got->end_s) ? 1 : got->end_s - got->start_s;

    change->acts = true;
    if (!ccs_change_counts(self, got->day)) return;
    change->total_s += length_s;
    change->agent_s += got->x * length_s;
    if (got->x >= change->least) return;
    change->least = got->x;
    change->least_s = got->start_s;
}

/* The amount asked for, or as much of it as is there, within the windows of the change: amounts for ccs_compile_act. */
static ccs_vector_t limited(ccs_compiler_t *self, ccs_compile_change_t *change, const ccs_vector_t *parts, double asked)
{
    const ccs_amount_t *const windows = change->windows.items;
    ccs_vector_t out = {0};
    size_t first = 0;

    for (size_t i = 0; i < parts->n; i++) {
        const ccs_part_t *const part = (const ccs_part_t *) parts->items + i;

        while (first < change->windows.n && windows[first].end_s <= part->start_s) first++;
        for (size_t k = first; k < change->windows.n && windows[k].start_s < part->end_s; k++) {
            ccs_amount_t *const got = ccs_reader_push(&self->reader, &out, sizeof *got);

            if (!got) continue;
            *got = (ccs_amount_t){fmax(windows[k].start_s, part->start_s), fmin(windows[k].end_s, part->end_s),
                fmin(asked, part->value), part->day};
            ccs_change_count(self, change, got);
        }
    }
    return out;
}

void ccs_change_count_work(const ccs_compiler_t *self, ccs_change_work_t *work, const ccs_vector_t *parts,
    const ccs_vector_t *amounts, double shrinkage_frac)
{
    const ccs_amount_t *const all = amounts->items;
    size_t first = 0;

    for (size_t i = 0; i < parts->n; i++) {
        const ccs_part_t *const part = (const ccs_part_t *) parts->items + i;

        while (first < amounts->n && all[first].end_s <= part->start_s) first++;
        for (size_t k = first; ccs_change_counts(self, part->day) && k < amounts->n && all[k].start_s < part->end_s; k++) {
            const double end_s = fmin(all[k].end_s, part->end_s),
                         agent_s = all[k].x * (isinf(end_s) ? 1 : end_s - fmax(all[k].start_s, part->start_s));

            work->roster_s += agent_s;
            work->work_s +=
                agent_s * (isnan(shrinkage_frac) ? (1 - part->shrinkage_frac) * (1 - part->absence_frac) : 1 - shrinkage_frac);
        }
    }
}

static void negate(ccs_vector_t *amounts)
{
    for (size_t i = 0; i < amounts->n; i++) ((ccs_amount_t *) amounts->items)[i].x *= -1;
}

/* Agents more, or fewer, in one group. */
static void change_agents(ccs_compiler_t *self, ccs_compile_change_t *change, ccs_vector_t *parts)
{
    ccs_vector_t got;

    if (change->agents >= 0) {
        act_on(self, change, parts, add, change->agents);
        ccs_change_count_work(self, &change->work, parts, &change->windows, change->shrinkage_frac);
        return;
    }
    got = limited(self, change, parts, -change->agents);
    ccs_change_count_work(self, &change->work, parts, &got, change->shrinkage_frac);
    ccs_change_tell_times(self, change, &got, -change->agents);
    negate(&got);
    ccs_compile_act(self, parts, &got, add);
    free(got.items);
}

static void move_agents(ccs_compiler_t *self, ccs_compile_change_t *change, ccs_vector_t *written)
{
    ccs_vector_t got = limited(self, change, &written[change->from], change->agents);

    ccs_change_tell_times(self, change, &got, change->agents);
    ccs_change_count_work(self, &change->work, &written[change->from], &got, NAN);
    ccs_change_count_work(self, &change->work_to, &written[change->to], &got, NAN);
    ccs_compile_act(self, &written[change->to], &got, add);
    negate(&got);
    ccs_compile_act(self, &written[change->from], &got, add);
    free(got.items);
}

/* What a group's shrinkage is then, where it is one at all times. */
static void note_shrinkage(const ccs_compile_change_t *change, ccs_group_t *group)
{
    ccs_part_t part = {.shrinkage_frac = group->shrinkage_frac, .absence_frac = group->absence_frac};

    if (group->shrinks_by_time || change->hours[0]) {
        group->shrinks_by_time = true;
        return;
    }
    shrink(&part, change->shrinkage_frac);
    group->shrinkage_frac = part.shrinkage_frac;
    group->absence_frac = part.absence_frac;
}

/* --- persons ----------------------------------------------------------------------------------------------------------- */

/* Whole agents more or fewer, who can be persons. */
static bool is_of_heads(const ccs_compile_change_t *change)
{
    return fmod(change->agents, 1) == 0 && change->from == CCS_NONE && change->learn == CCS_NONE && isnan(change->staff);
}

static void add_persons(ccs_compiler_t *self, ccs_compile_change_t *change, uint32_t group)
{
    const size_t first = self->people.shifts.n;

    for (const ccs_amount_t *w = change->windows.items; w < (ccs_amount_t *) change->windows.items + change->windows.n; w++)
        ccs_people_span(&self->people, w->start_s, w->end_s);
    ccs_people_heads(&self->people, &self->groups[group], (uint32_t) change->agents, first);
    change->acts = change->acts || self->people.shifts.n > first;
}

typedef struct {
    ccs_compiler_t *self;
    ccs_vector_t parts; /* ccs_part_t */
} presence_sink_t;

static void take_presence(void *to, const ccs_presence_t *p)
{
    presence_sink_t *const sink = to;

    push(sink->self, &sink->parts, (ccs_part_t){.day = p->day, .value = p->on_phones + p->off}, p->start_s, p->end_s);
}

/* Persons who go for a while: as many as are there at each moment, which is told as of numbers. */
static void send_away(ccs_compiler_t *self, ccs_compile_change_t *change, uint32_t group, ccs_vector_t *gone)
{
    presence_sink_t there = {.self = self};
    ccs_vector_t whiles = {0};

    ccs_people_walk(&self->people, &self->groups[group], take_presence, &there);
    ccs_vector_t got = limited(self, change, &there.parts, -change->agents);

    ccs_change_tell_times(self, change, &got, -change->agents);
    for (size_t i = 0; i < change->windows.n; i++) {
        const ccs_amount_t *const w = (const ccs_amount_t *) change->windows.items + i;
        ccs_stretch_t *const asked = ccs_reader_push(&self->reader, &whiles, sizeof *asked);

        if (asked) *asked = (ccs_stretch_t){.start_s = w->start_s, .end_s = w->end_s};
    }
    ccs_people_take_off(&self->people, &self->groups[group], (uint32_t) -change->agents, &whiles, gone);
    free(there.parts.items);
    free(got.items);
    free(whiles.items);
}

static void take_persons(ccs_compiler_t *self, ccs_compile_change_t *change, uint32_t group)
{
    ccs_vector_t gone = {0};

    if (change->hours[0]) send_away(self, change, group, &gone);
    else ccs_people_take_off(&self->people, &self->groups[group], (uint32_t) -change->agents, NULL, &gone);
    if (!change->hours[0]) {
        change->least = fmin(change->least, (double) gone.n);
        if ((double) gone.n < -change->agents) ccs_change_tell_lack(self, change, group, gone.n);
    }
    change->acts = change->acts || gone.n > 0;
    ccs_change_tell_gone(self, change, group, &gone);
    free(gone.items);
}

void ccs_compile_change_persons(ccs_compiler_t *self, uint32_t group)
{
    for (uint32_t i = 0; self->changes && i < self->changes_named.n; i++) {
        ccs_compile_change_t *const change = &self->changes[i];

        if (!is_of_heads(change) || !covers(change->groups, change->n_groups, group)) continue;
        if (change->agents >= 0) add_persons(self, change, group);
        else take_persons(self, change, group);
    }
}

/* Whether a shift of the group begins within the change. */
static bool begins_within(const ccs_compiler_t *self, const ccs_compile_change_t *change, const ccs_group_t *group)
{
    const ccs_person_t *const persons = self->people.persons.items;
    const ccs_shift_t *const shifts = self->people.shifts.items;
    const ccs_spell_t *const spells = self->people.spells.items;
    const ccs_amount_t *const windows = change->windows.items;

    for (uint32_t i = group->first_person; i < group->first_person + group->n_persons; i++) {
        size_t k = 0;

        for (uint32_t s = persons[i].first_shift; s < persons[i].first_shift + persons[i].n_shifts; s++) {
            if (shifts[s].n_spells == 0) continue;
            const double begins_s = spells[shifts[s].first_spell].start_s;

            while (k < change->windows.n && windows[k].end_s <= begins_s) k++;
            if (k < change->windows.n && windows[k].start_s <= begins_s) return true;
        }
    }
    return false;
}

static void stay_away(ccs_part_t *part, double x)
{
    part->absence_frac = x;
}

/* Shrinkage of persons: breaks and activities stand in their shifts and stay, and they are absent. @param parts  of the classes of all groups */
static void change_absence(ccs_compiler_t *self, ccs_compile_change_t *change, uint32_t id, ccs_vector_t *parts)
{
    ccs_group_t *const group = &self->groups[id];

    if (change->hours[0] && !begins_within(self, change, group)) {
        change->refused = true;
        ccs_reader_warning(&self->reader, change->at,
            "changes nothing in %s: its agents are persons, who are absent for whole shifts, and none of their shifts begins at these hours",
            group->name);
        return;
    }
    for (uint32_t i = group->first_class; i < group->first_class + group->n_classes; i++)
        act_on(self, change, &parts[i], stay_away, change->shrinkage_frac);
    if (change->hours[0]) group->shrinks_by_time = true;
    else group->absence_frac = change->shrinkage_frac;
    ccs_change_tell_absent(self, change, group, parts);
}

/* Persons more and fewer are done with before, and how they work is for their shifts to say. @param parts  of the classes of all groups
 * @return whether the change is of such a group, with which all is done */
static bool is_of_persons(ccs_compiler_t *self, ccs_compile_change_t *change, uint32_t group, ccs_vector_t *parts)
{
    const bool moves = change->from != CCS_NONE, is_of_agents = !isnan(change->staff) || !isnan(change->agents);
    const char *const name = self->groups[group].name;

    if (self->groups[group].n_persons == 0) return false;
    if (!is_of_agents || is_of_heads(change)) {
        if (!isnan(change->shrinkage_frac)) change_absence(self, change, group, parts);
        return true;
    }
    change->refused = true;
    if (moves)
        ccs_reader_error(&self->reader, change->at,
            "moves agents of %s, who are persons: ask for two changes, --what-if \"staff -%g in %s, staff +%g in %s\"", name,
            change->agents, self->groups[change->from].name, change->agents, self->groups[change->to].name);
    else
        ccs_reader_error(&self->reader, change->at,
            "changes agents of %s, who are persons: whole agents can be added or taken off (agents = 2, agents = -2); else change its "
            "shifts or its roster",
            name);
    return true;
}

void ccs_compile_change_staff(ccs_compiler_t *self, ccs_vector_t *written)
{
    ccs_vector_t *const of_classes = &written[self->groups_named.n];

    for (uint32_t i = 0; self->changes && i < self->changes_named.n; i++) {
        ccs_compile_change_t *const change = &self->changes[i];

        if (change->learn != CCS_NONE) {
            ccs_lesson_count(self, change, written);
            continue;
        }
        if (change->from != CCS_NONE && change->to != CCS_NONE && change->agents > 0) {
            if (is_of_persons(self, change, change->from, of_classes) || is_of_persons(self, change, change->to, of_classes))
                continue;
            move_agents(self, change, written);
            continue;
        }
        for (uint32_t g = 0; g < self->groups_named.n; g++) {
            if (!covers(change->groups, change->n_groups, g) || is_of_persons(self, change, g, of_classes)) continue;
            act_on(self, change, &written[g], multiply, change->staff);
            if (!isnan(change->agents)) change_agents(self, change, &written[g]);
            act_on(self, change, &written[g], shrink, change->shrinkage_frac);
            if (!isnan(change->shrinkage_frac)) note_shrinkage(change, &self->groups[g]);
        }
    }
}
