/* people_roster.c - `roster`: rows (agent, date, start, end, activity). Invariant: the order of the rows, and of the persons in them, changes no digit. */
#include <stdlib.h>
#include <string.h>

#include "people_parts.h"
#include "read_dated.h"
#include "stream.h"
#include "units.h"

typedef struct {
    const char *agent;
    ccs_stay_t stay;
    int64_t day;    /* service day on which it begins; that of the run's first one is 0 */
    uint32_t index; /* of the row */
    const ccs_value_t *row;
} row_t;

/* --- a row ------------------------------------------------------------------------------------------------------------- */

static const char *text_of(const ccs_value_t *row, uint32_t i)
{
    const ccs_value_t *v = row->first;

    while (v && i-- > 0) v = v->next;
    return v && v->kind == CCS_VALUE_STRING ? v->as.text : NULL;
}

/* @return false if something was recorded */
static bool read_row(ccs_people_t *self, const ccs_place_t *at, row_t *row)
{
    const ccs_value_t *const v = at->value;
    const bool fits = v->kind == CCS_VALUE_LIST && (v->n == 4 || v->n == 5);
    const char *const date = fits ? text_of(v, 1) : NULL, *const start = fits ? text_of(v, 2) : NULL,
                      *const end = fits ? text_of(v, 3) : NULL, *const activity = fits && v->n == 5 ? text_of(v, 4) : "";
    ccs_moment_of_day_t day;
    double from_s, to_s;

    row->agent = fits ? text_of(v, 0) : NULL;
    if (!row->agent || !row->agent[0] || !date || !start || !end || !activity) {
        ccs_reader_expected(self->reader, at,
            "a row (\"alice\", \"2026-03-02\", \"08:00\", \"16:30\", \"\"), agent, date, start, end and activity");
        return false;
    }
    if (!ccs_read_moment(v->first->next, &day) || day.has_time || ccs_units_time_of_day(start, &from_s) != 0 ||
        from_s >= CCS_DAY_S || ccs_units_time_of_day(end, &to_s) != 0 || to_s == from_s) {
        ccs_reader_error(self->reader, at, "%s: expected a date, a start and another time as end, found %s, %s, %s", row->agent,
            date, start, end);
        return false;
    }
    if (to_s < from_s) to_s += CCS_DAY_S; /* past midnight */
    row->day = day.date - self->clock->first_date - (from_s < self->clock->day_starts_s);
    row->stay = (ccs_stay_t){.start_s = ccs_people_elapsed(self, day.date, from_s),
        .end_s = ccs_people_elapsed(self, day.date, to_s),
        .activity = ccs_people_activity(self, activity, false)};
    row->row = v;
    return true;
}

/* Rows of other days are passed over. @return how many are read */
static uint32_t read_rows(ccs_people_t *self, const ccs_place_t *at, row_t *rows)
{
    uint32_t n = 0, index = 0;

    for (const ccs_value_t *v = at->value->first; v; v = v->next, index++) {
        const ccs_place_t place = ccs_place_element(at, v, index);

        rows[n].index = index;
        if (read_row(self, &place, &rows[n]) && rows[n].day >= -1 && rows[n].day < (int64_t) self->clock->n_days &&
            rows[n].stay.end_s > 0 && rows[n].stay.end_s > rows[n].stay.start_s)
            n++;
    }
    return n;
}

static int by_agent(const void *a, const void *b)
{
    const row_t *const x = a, *const y = b;
    const int names = strcmp(x->agent, y->agent);

    if (names != 0) return names;
    if (x->stay.start_s != y->stay.start_s) return x->stay.start_s < y->stay.start_s ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* --- persons ----------------------------------------------------------------------------------------------------------- */

/* Two rows of the same kind, on the phones or off them, at the same time. */
static void check_apart(ccs_people_t *self, const ccs_place_t *at, const row_t *row, const row_t *before)
{
    const ccs_place_t place = ccs_place_element(at, row->row, row->index);

    if (before && before->stay.end_s > row->stay.start_s)
        ccs_reader_error(self->reader, &place, "%s is at two things at once: this row begins before that of line %lu ends",
            row->agent, (unsigned long) before->row->line);
}

/* The rows of a person from one on that follow one another without a gap. @return how many */
static uint32_t add_shift(ccs_people_t *self, const ccs_place_t *at, const row_t *rows, uint32_t n)
{
    const row_t *last[2] = {NULL, NULL}; /* off the phones, on them */
    double end_s = rows[0].stay.end_s;
    uint32_t i = 0;

    for (; i < n && rows[i].stay.start_s <= end_s; i++) {
        const bool on = rows[i].stay.activity == CCS_ON_PHONES;

        check_apart(self, at, &rows[i], last[on]);
        last[on] = &rows[i];
        if (rows[i].stay.end_s > end_s) end_s = rows[i].stay.end_s;
        ccs_people_stay(self, rows[i].stay.start_s, rows[i].stay.end_s, rows[i].stay.activity);
    }
    ccs_people_add_shift(self, rows[0].day < 0 ? CCS_DAY_BEFORE : (uint32_t) rows[0].day);
    return i;
}

static void add_person(ccs_people_t *self, const ccs_place_t *at, const row_t *rows, uint32_t n)
{
    const uint32_t first = (uint32_t) self->shifts.n;

    for (uint32_t i = 0; i < n;) i += add_shift(self, at, &rows[i], n - i);
    ccs_person_t *const person = ccs_reader_push(self->reader, &self->persons, sizeof *person);

    if (!person) return;
    person->name = rows[0].agent;
    person->key = (uint32_t) ccs_stream_hash(rows[0].agent);
    person->first_shift = first;
    person->n_shifts = (uint32_t) self->shifts.n - first;
}

/* --- persons of other groups ------------------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    return strcmp((*(const ccs_person_t *const *) a)->name, (*(const ccs_person_t *const *) b)->name);
}

/* Whether two persons have shifts at the same time. */
static bool meet(const ccs_people_t *self, const ccs_person_t *a, const ccs_person_t *b)
{
    const ccs_shift_t *const shifts = self->shifts.items, *x = shifts + a->first_shift, *y = shifts + b->first_shift;
    const ccs_shift_t *const x_end = x + a->n_shifts, *const y_end = y + b->n_shifts;

    while (x < x_end && y < y_end) {
        if (x->start_s < y->end_s && y->start_s < x->end_s) return true;
        if (x->end_s < y->end_s) x++;
        else y++;
    }
    return false;
}

/* Nobody can be in two groups at a time; as two they are simulated. */
static void warn_twice(ccs_people_t *self, const ccs_place_t *at, const ccs_group_t *group)
{
    const ccs_person_t *const persons = self->persons.items;
    const ccs_person_t **const others = ccs_reader_array(self->reader, group->first_person, sizeof *others);
    const char *first = NULL;
    uint32_t n = 0;

    if (!others || self->reader->out_of_memory) return;
    for (uint32_t i = 0; i < group->first_person; i++) others[i] = &persons[i];
    qsort(others, group->first_person, sizeof *others, by_name);
    for (uint32_t i = group->first_person, k = 0; i < self->persons.n; i++) {
        bool twice = false;

        while (k < group->first_person && strcmp(others[k]->name, persons[i].name) < 0) k++;
        for (uint32_t m = k; m < group->first_person && strcmp(others[m]->name, persons[i].name) == 0; m++)
            twice = twice || meet(self, others[m], &persons[i]);
        if (twice && n++ == 0) first = persons[i].name;
    }
    if (n > 0)
        ccs_reader_warning(self->reader, at,
            "%lu of its persons, such as %s, work in another group at the same time, and are there twice: one file for several groups needs a column group",
            (unsigned long) n, first);
}

/* --- a roster ---------------------------------------------------------------------------------------------------------- */

void ccs_people_roster(ccs_people_t *self, const ccs_place_t *at, ccs_group_t *group)
{
    const bool is_list = at->value->kind == CCS_VALUE_LIST && at->value->n > 0;

    if (!is_list) {
        ccs_reader_expected(self->reader, at, ccs_shape_text(CCS_SHAPE_ROSTER));
        return;
    }
    const size_t before = self->reader->errors->n_errors;
    row_t *const rows = ccs_reader_array(self->reader, at->value->n, sizeof *rows);
    const uint32_t n = rows ? read_rows(self, at, rows) : 0;

    if (rows && n == 0 && self->reader->errors->n_errors == before)
        ccs_reader_error(self->reader, at,
            "has no row of a day from clock.start on that is simulated: set clock.start and clock.days to those of the roster");
    if (n > 1) qsort(rows, n, sizeof *rows, by_agent);
    for (uint32_t i = 0, k; i < n; i = k, group->n_persons++) {
        for (k = i + 1; k < n && strcmp(rows[k].agent, rows[i].agent) == 0;) k++;
        add_person(self, at, &rows[i], k - i);
    }
    if (group->first_person > 0) warn_twice(self, at, group);
}
