/* people_choice.c - what a template leaves to choose: whether its breaks and activities find room in the shifts that it allows. Invariant: a break is said to fit where
 * `planning/shift` lays it, and nowhere else. */
#include <math.h>
#include <stdlib.h>

#include "people_parts.h"
#include "units.h"

/* A part in a shift: when it may begin, since the start. */
typedef struct {
    double from_s, to_s, lasts_s;
} window_t;

/* What was found over all starts, lengths and days. */
typedef struct {
    ccs_people_t *people;
    const ccs_place_t *at;
    const ccs_template_t *t;
    const ccs_template_part_t *parts;
    bool *fits;        /* by part: somewhere */
    window_t *windows; /* of the shift at hand */
    uint32_t n_shifts, n_crowded;
} choice_t;

static int by_middle(const void *a, const void *b)
{
    const window_t *const x = a, *const y = b;

    return x->from_s + x->to_s < y->from_s + y->to_s ? -1 : x->from_s + x->to_s > y->from_s + y->to_s;
}

/* @return false: the shift goes without it */
static bool find_window(const ccs_template_part_t *part, double start_s, double length_s, window_t *window)
{
    const double until_at_s = part->at_s < start_s ? part->at_s + CCS_DAY_S - start_s : part->at_s - start_s,
                 from_s = isnan(part->after_s) ? until_at_s : part->after_s,
                 within_s = isnan(part->after_s) || isnan(part->within_s) ? 0 : part->within_s;

    *window = (window_t){from_s, fmin(from_s + within_s, length_s - part->lasts_s), part->lasts_s};
    return from_s + part->lasts_s <= length_s;
}

/* Each as early as those before it let it. */
static bool lie_apart(window_t *windows, uint32_t n)
{
    double free_from_s = 0;

    qsort(windows, n, sizeof *windows, by_middle);
    for (uint32_t i = 0; i < n; i++) {
        const double begins_s = fmax(windows[i].from_s, free_from_s);

        if (begins_s > windows[i].to_s) return false;
        free_from_s = begins_s + windows[i].lasts_s;
    }
    return true;
}

static void look_at(choice_t *self, double start_s, double length_s)
{
    for (int day = 0; day < CCS_N_WEEKDAYS; day++) {
        uint32_t n = 0;

        if (!(self->t->days >> day & 1)) continue;
        for (uint32_t i = 0; i < self->t->n_parts; i++) {
            if (!(self->parts[i].days >> day & 1) || !find_window(&self->parts[i], start_s, length_s, &self->windows[n]))
                continue;
            self->fits[i] = true;
            n++;
        }
        self->n_shifts++;
        self->n_crowded += !lie_apart(self->windows, n);
    }
}

static void look_at_all(choice_t *self)
{
    const ccs_template_t *const t = self->t;
    const bool fixed = !isnan(t->start_s);
    const double first_s = fixed ? t->start_s : t->first_start_s, last_s = fixed ? t->start_s : t->last_start_s;

    for (double start_s = first_s; start_s <= last_s; start_s += fixed ? CCS_DAY_S : t->step_s) {
        if (!isnan(t->length_s)) look_at(self, start_s, t->length_s);
        for (uint32_t i = 0; isnan(t->length_s) && i < t->n_lengths; i++) look_at(self, start_s, t->lengths_s[i]);
    }
}

/* A part that fits nowhere, at the place where it is written. */
static void refuse(const choice_t *self, const ccs_template_part_t *part)
{
    ccs_reader_t *const reader = self->people->reader;
    const ccs_place_t breaks = ccs_place_child(reader, self->at, "breaks"),
                      activities = ccs_place_child(reader, self->at, "activities");
    const bool is_break = breaks.value && ccs_value_get(breaks.value, part->name);
    const ccs_place_t at = ccs_place_child(reader, is_break ? &breaks : &activities, part->name);
    char lasts[CCS_UNITS_TEXT_MAX];

    ccs_reader_error(reader, &at,
        "fits into none of the shifts: with its %s it would end behind the end of the longest; let it begin earlier, or the shift last longer",
        ccs_units_show_duration(part->lasts_s, lasts, sizeof lasts));
}

static void tell(choice_t *self)
{
    ccs_reader_t *const reader = self->people->reader;

    for (uint32_t i = 0; i < self->t->n_parts && self->n_shifts > 0; i++)
        if (!self->fits[i]) refuse(self, &self->parts[i]);
    if (self->n_crowded == 0) return;
    if (self->n_crowded == self->n_shifts)
        ccs_reader_error(reader, self->at,
            "breaks and activities are at the same time whatever is chosen: part them, or widen a `within`");
    else
        ccs_reader_warning(reader, self->at,
            "of %lu shifts (starts, lengths, days) %lu have breaks or activities at the same time and cannot be chosen",
            (unsigned long) self->n_shifts, (unsigned long) self->n_crowded);
}

void ccs_people_check_choice(ccs_people_t *self, const ccs_place_t *at, const ccs_template_t *t)
{
    const ccs_template_part_t *const parts = (ccs_template_part_t *) self->parts.items + t->first_part;
    choice_t choice = {.people = self,
        .at = at,
        .t = t,
        .parts = parts,
        .fits = ccs_reader_array(self->reader, t->n_parts, sizeof(bool)),
        .windows = ccs_reader_array(self->reader, t->n_parts, sizeof(window_t))};

    if (t->n_parts == 0 || !choice.fits || !choice.windows) return;
    look_at_all(&choice);
    tell(&choice);
}
