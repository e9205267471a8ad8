/* people_group.c - the persons of a group: those of its shifts, who work alike, or those of its roster. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "people_parts.h"
#include "read_value.h"
#include "units.h"

void ccs_people_start(ccs_people_t *self, ccs_reader_t *reader, const ccs_clock_t *clock, const ccs_named_t *named,
    const ccs_named_t *kinds)
{
    *self = (ccs_people_t){.reader = reader, .clock = clock, .named = named, .kinds = kinds};
    ccs_activity_t *const phones = ccs_reader_push(reader, &self->activities, sizeof *phones);

    if (phones) phones->name = "phones";
    ccs_people_templates(self);
    ccs_people_employments(self);
}

void ccs_people_free(ccs_people_t *self)
{
    free(self->stays.items);
    free(self->sent.items);
    self->sent = (ccs_vector_t){0};
    self->stays = (ccs_vector_t){0};
}

void ccs_people_keep(ccs_people_t *self, ccs_plan_t *plan)
{
    if (!self->reader) return; /* never started: the scenario went wrong before */
    plan->n_persons = (uint32_t) self->persons.n;
    plan->n_shifts = (uint32_t) self->shifts.n;
    plan->n_spells = (uint32_t) self->spells.n;
    plan->n_activities = (uint32_t) self->activities.n;
    plan->n_templates = self->templates ? self->named->n : 0;
    plan->n_template_parts = (uint32_t) self->parts.n;
    plan->templates = self->templates;
    plan->n_employments = self->employments ? self->kinds->n : 0;
    plan->employments = self->employments;
    plan->persons = ccs_reader_keep(self->reader, &self->persons, sizeof(ccs_person_t));
    plan->shifts = ccs_reader_keep(self->reader, &self->shifts, sizeof(ccs_shift_t));
    plan->spells = ccs_reader_keep(self->reader, &self->spells, sizeof(ccs_spell_t));
    plan->activities = ccs_reader_keep(self->reader, &self->activities, sizeof(ccs_activity_t));
    plan->template_parts = ccs_reader_keep(self->reader, &self->parts, sizeof(ccs_template_part_t));
    ccs_people_list_off(self, plan);
    ccs_people_free(self);
}

bool ccs_people_has(const ccs_people_t *self, const ccs_place_t *group_at)
{
    return ccs_place_child(self->reader, group_at, "shifts").value || ccs_place_child(self->reader, group_at, "roster").value;
}

/* --- shifts ------------------------------------------------------------------------------------------------------------ */

/* The shift of a day, which begins on the date of its service day or, where that has gone past midnight, on the next one. */
static void add_day(ccs_people_t *self, const ccs_template_t *t, int64_t date, uint32_t weekday, uint32_t day)
{
    const ccs_template_part_t *const parts = (ccs_template_part_t *) self->parts.items + t->first_part;

    ccs_people_stay(self, ccs_people_elapsed(self, date, t->start_s), ccs_people_elapsed(self, date, t->start_s + t->length_s),
        CCS_ON_PHONES);
    for (uint32_t i = 0; i < t->n_parts; i++) {
        const double at_s = isnan(parts[i].after_s) ? parts[i].at_s : t->start_s + parts[i].after_s,
                     from_s = at_s < t->start_s ? at_s + CCS_DAY_S : at_s;

        if (parts[i].days & 1 << weekday)
            ccs_people_stay(self, ccs_people_elapsed(self, date, from_s),
                ccs_people_elapsed(self, date, from_s + parts[i].lasts_s), parts[i].activity);
    }
    ccs_people_add_shift(self, day);
}

/* Whether an agent of a pattern, so many behind the first, works on a day of the clock. */
static bool is_on(const ccs_people_t *self, const ccs_template_t *t, int64_t d, uint32_t phase)
{
    const int64_t cycle = t->n_on + t->n_off, since = d - self->clock->n_run_in - phase;

    return cycle == 0 || (since % cycle + cycle) % cycle < t->n_on;
}

/* The days of the run, and before them the one whose night shift ends on the first of them. @return how many shifts */
static uint32_t add_days(ccs_people_t *self, const ccs_template_t *t, uint32_t phase)
{
    const size_t before = self->shifts.n;

    for (int64_t d = -1; d < (int64_t) self->clock->n_days; d++) {
        const int64_t date = self->clock->first_date + d;
        const uint32_t weekday = ccs_date_weekday(date);
        const bool reaches = d >= 0 || t->start_s + t->length_s > CCS_DAY_S + self->clock->day_starts_s;

        if (reaches && (t->days & 1 << weekday) && is_on(self, t, d, phase))
            add_day(self, t, date, weekday, d < 0 ? CCS_DAY_BEFORE : (uint32_t) d);
    }
    return (uint32_t) (self->shifts.n - before);
}

static void add_head(ccs_people_t *self, const ccs_template_t *t, uint32_t i, ccs_person_t like, ccs_group_t *group)
{
    ccs_person_t *const person = ccs_reader_push(self->reader, &self->persons, sizeof *person);

    if (!person) return;
    like.key = group->n_persons++;
    like.name = ccs_arena_printf(self->reader->arena, "%s %lu", t->name, (unsigned long) i + 1);
    if (!like.name) self->reader->out_of_memory = true;
    *person = like;
}

/* Those who work alike have the same shifts: all of them, or of a pattern those who are a whole cycle apart. */
static void add_heads(ccs_people_t *self, const ccs_template_t *t, uint32_t n, ccs_group_t *group)
{
    const uint32_t turn = t->n_on + t->n_off, cycle = turn > 0 ? turn : 1;
    ccs_person_t *const alike = ccs_reader_array(self->reader, cycle, sizeof *alike);

    for (uint32_t phase = 0; alike && phase < cycle && phase < n; phase++) {
        const double before_s = self->outside_s;
        const uint32_t n_alike = (n - phase - 1) / cycle + 1;

        alike[phase] = (ccs_person_t){.first_shift = (uint32_t) self->shifts.n};
        alike[phase].n_shifts = add_days(self, t, phase);
        self->outside_s = before_s + n_alike * (self->outside_s - before_s);
    }
    for (uint32_t i = 0; alike && i < n && !self->reader->out_of_memory; i++) add_head(self, t, i, alike[i % cycle], group);
}

static void read_shifts(ccs_people_t *self, const ccs_place_t *at, ccs_group_t *group)
{
    const ccs_named_t heads = ccs_read_named(self->reader, at, "shift");

    if (at->value->kind == CCS_VALUE_GROUP && heads.n == 0) ccs_reader_error(self->reader, at, "names no shift");
    for (uint32_t i = 0; i < heads.n; i++) {
        const uint32_t id = ccs_named_find(self->named, heads.at[i].key), n = ccs_read_count(self->reader, &heads.at[i]);

        if (id == CCS_NONE) {
            ccs_reader_no_such(self->reader, &heads.at[i], self->named, heads.at[i].key);
        } else if (self->templates && self->templates[id].is_open) {
            ccs_reader_error(self->reader, &heads.at[i],
                "shifts.%s leaves open when its agents work: \"ccsim schedule\" chooses, and writes a roster that says it",
                heads.at[i].key);
        } else if (n != CCS_NONE && self->templates && !isnan(self->templates[id].start_s) &&
            !isnan(self->templates[id].length_s)) {
            add_heads(self, &self->templates[id], n, group);
        }
    }
}

/* --- groups ------------------------------------------------------------------------------------------------------------ */

static void warn_outside(ccs_people_t *self, const ccs_place_t *at)
{
    if (self->outside_s > 0)
        ccs_reader_warning(self->reader, at, "%.4g agent hours of its shifts lie outside the opening hours and are ignored",
            self->outside_s / 3600);
}

/* "finish": they take contacts up to the end, and so do those who hand them over then. */
static void read_end_of_shift(ccs_people_t *self, const ccs_place_t *group_at, ccs_group_t *group)
{
    const ccs_place_t at = ccs_place_child(self->reader, group_at, "end_of_shift");
    const char *const text = at.value && at.value->kind == CCS_VALUE_STRING ? at.value->as.text : "";
    double before_s = 0;

    group->hands_over = strcmp(text, "hand_over") == 0;
    if (!at.value || group->hands_over || strcmp(text, "finish") == 0) return;
    if (ccs_units_duration(text, &before_s) == 0 && before_s < CCS_DAY_S) group->stops_before_s = before_s;
    else ccs_reader_expected(self->reader, &at, ccs_shape_text(CCS_SHAPE_END_OF_SHIFT));
}

void ccs_people_assumed(const ccs_reader_t *reader, const ccs_place_t *group_at, ccs_group_t *group)
{
    const ccs_place_t staff = ccs_place_child(reader, group_at, "staff");
    const ccs_value_t *const value = staff.value;
    const double number = group->assumed_staff;

    if (value && value->kind == CCS_VALUE_INT && (double) value->as.i == number) return;
    if (value && value->kind == CCS_VALUE_REAL && value->as.x == number) return;
    group->assumed_staff = 0;
}

void ccs_people_group(ccs_people_t *self, const ccs_place_t *group_at, ccs_group_t *group)
{
    const ccs_place_t shifts = ccs_place_child(self->reader, group_at, "shifts"),
                      roster = ccs_place_child(self->reader, group_at, "roster");

    group->first_person = (uint32_t) self->persons.n;
    group->n_persons = 0;
    self->outside_s = 0;
    if (shifts.value && roster.value)
        ccs_reader_error(self->reader, &roster, "stands beside shifts: one of them says when the agents are there");
    else if (shifts.value) read_shifts(self, &shifts, group);
    else ccs_people_roster(self, &roster, group);
    if (self->reader->out_of_memory) group->n_persons = 0; /* tables that hang together may not all have grown */
    read_end_of_shift(self, group_at, group);
    if (shifts.value) warn_outside(self, &shifts);
}
