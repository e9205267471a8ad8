/* people_roster.c - `roster`: rows (agent, date, start, end, activity). Invariant: the order of the rows, and of the persons in them, changes no digit. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "people_parts.h"
#include "read_dated.h"
#include "stream.h"
#include "text.h"
#include "units.h"

typedef struct {
    const char *agent;
    ccs_stay_t stay;
    int64_t day;    /* service day on which it begins; that of the run's first one is 0 */
    uint32_t index; /* of the row */
    const ccs_value_t *row;
} row_t;

/* Rows of a kind that is told once. */
typedef struct {
    uint32_t n;
    row_t first;
} found_t;

/* A roster on its way into the tables. */
typedef struct {
    ccs_people_t *people;
    const ccs_place_t *at;
    row_t *rows; /* those of the days of the run */
    uint32_t n;
    uint32_t n_other_days, n_at_once; /* rows */
    int64_t first_other, last_other;  /* dates of the former */
    bool any_on_phones;
    found_t apart;  /* off the phones, and away from any time on them */
    row_t worst;    /* of the shift of which opening hours leave out most, the longest row */
    double worst_s; /* how much of that shift */
} roster_t;

enum { NAME_LETTERS = 80, AT_ONCE_TOLD = 3, WORDS_TOLD = 8, DAYS_TOLD = 4, HALF_DAY_S = CCS_DAY_S / 2 };

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

/* A row of another day is passed over. */
static void pass_over(roster_t *self, int64_t date)
{
    if (self->n_other_days == 0 || date < self->first_other) self->first_other = date;
    if (self->n_other_days == 0 || date > self->last_other) self->last_other = date;
    self->n_other_days++;
}

static void read_rows(roster_t *self)
{
    const ccs_clock_t *const clock = self->people->clock;
    uint32_t index = 0;

    for (const ccs_value_t *v = self->at->value->first; v; v = v->next, index++) {
        const ccs_place_t place = ccs_place_element(self->at, v, index);
        row_t *const row = &self->rows[self->n];

        row->index = index;
        if (!read_row(self->people, &place, row)) continue;
        self->any_on_phones = self->any_on_phones || row->stay.activity == CCS_ON_PHONES;
        if (row->day < -1 || row->day >= (int64_t) clock->n_days || row->stay.end_s <= 0) {
            ccs_moment_of_day_t day;

            if (ccs_read_moment(v->first->next, &day)) pass_over(self, day.date);
        } else if (row->stay.end_s > row->stay.start_s) {
            self->n++;
        }
    }
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

/* What a row says that its person does. */
static const char *doing(const row_t *row)
{
    const char *const word = row->row->n == 5 ? text_of(row->row, 4) : "";

    return word && word[0] ? word : "time on the phones";
}

/* Two rows of the same kind, on the phones or off them, at the same time. */
static void check_apart(roster_t *self, const row_t *row, const row_t *before)
{
    const ccs_place_t place = ccs_place_element(self->at, row->row, row->index);

    if (before && before->stay.end_s > row->stay.start_s && self->n_at_once++ < AT_ONCE_TOLD)
        ccs_reader_error(self->people->reader, &place,
            "%s is at two things at once: this row, %s, begins before that of line %lu, %s, ends", row->agent, doing(row),
            (unsigned long) before->row->line, doing(before));
}

/* Rows without a gap between them of which none is on the phones: breaks alone, or an activity beside other hours of that day on the phones,
 * are hardly meant. A whole day of training is. */
static void note_apart(roster_t *self, const row_t *rows, uint32_t n, bool works_that_day)
{
    const ccs_activity_t *const activities = self->people->activities.items;
    bool only_breaks = true;

    for (uint32_t i = 0; i < n; i++) {
        if (rows[i].stay.activity == CCS_ON_PHONES) return;
        only_breaks = only_breaks && activities[rows[i].stay.activity].is_break;
    }
    if (!only_breaks && !works_that_day) return;
    if (self->apart.n == 0) self->apart.first = rows[0];
    self->apart.n += n;
}

/* Of a shift of which opening hours leave out some. */
static void note_outside(roster_t *self, const row_t *rows, uint32_t n, double outside_s)
{
    if (!(outside_s > self->worst_s)) return;
    self->worst_s = outside_s;
    self->worst = rows[0];
    for (uint32_t i = 1; i < n; i++)
        if (rows[i].stay.end_s - rows[i].stay.start_s > self->worst.stay.end_s - self->worst.stay.start_s) self->worst = rows[i];
}

/* The rows of a person from one on that follow one another without a gap. @return how many */
static uint32_t add_shift(roster_t *self, const row_t *rows, uint32_t n)
{
    const double outside_s = self->people->outside_s;
    const row_t *last[2] = {NULL, NULL}; /* off the phones, on them */
    double end_s = rows[0].stay.end_s;
    uint32_t i = 0;

    for (; i < n && rows[i].stay.start_s <= end_s; i++) {
        const bool on = rows[i].stay.activity == CCS_ON_PHONES;

        check_apart(self, &rows[i], last[on]);
        last[on] = &rows[i];
        if (rows[i].stay.end_s > end_s) end_s = rows[i].stay.end_s;
        ccs_people_stay(self->people, rows[i].stay.start_s, rows[i].stay.end_s, rows[i].stay.activity);
    }
    ccs_people_add_shift(self->people, rows[0].day < 0 ? CCS_DAY_BEFORE : (uint32_t) rows[0].day);
    note_outside(self, rows, i, self->people->outside_s - outside_s);
    return i;
}

static bool works_on(const row_t *rows, uint32_t n, int64_t day)
{
    for (uint32_t i = 0; i < n; i++)
        if (rows[i].day == day && rows[i].stay.activity == CCS_ON_PHONES) return true;
    return false;
}

static void add_person(roster_t *self, const row_t *rows, uint32_t n)
{
    ccs_people_t *const people = self->people;
    const uint32_t first = (uint32_t) people->shifts.n;

    for (uint32_t i = 0, k; i < n; i += k) {
        k = add_shift(self, &rows[i], n - i);
        if (rows[i].stay.activity != CCS_ON_PHONES) note_apart(self, &rows[i], k, works_on(rows, n, rows[i].day));
    }
    ccs_person_t *const person = ccs_reader_push(people->reader, &people->persons, sizeof *person);

    if (!person) return;
    person->name = rows[0].agent;
    person->key = (uint32_t) ccs_stream_hash(rows[0].agent);
    person->first_shift = first;
    person->n_shifts = (uint32_t) people->shifts.n - first;
}

/* --- names written in two ways ----------------------------------------------------------------------------------------- */

/* A name of the roster, and letters that are the same however it is written. */
typedef struct {
    const row_t *row;
    char letters[NAME_LETTERS];
} spelt_t;

/* "Meier, Anna" is "annameier", and so is "anna  meier". */
static void spell(const row_t *row, spelt_t *to)
{
    const char *const comma = strchr(row->agent, ',');
    char last[NAME_LETTERS], *const letters = to->letters;

    to->row = row;
    ccs_text_bare(comma ? comma + 1 : row->agent, letters, NAME_LETTERS);
    if (!comma) return;
    const int n = (int) (comma - row->agent);
    char text[NAME_LETTERS];

    snprintf(text, sizeof text, "%.*s", n < NAME_LETTERS ? n : NAME_LETTERS - 1, row->agent);
    ccs_text_bare(text, last, sizeof last);
    snprintf(letters + strlen(letters), NAME_LETTERS - strlen(letters), "%s", last);
}

static int by_letters(const void *a, const void *b)
{
    const spelt_t *const x = a, *const y = b;
    const int letters = strcmp(x->letters, y->letters);

    return letters ? letters : x->row->index < y->row->index ? -1 : x->row->index > y->row->index;
}

/* Names that differ in cases, blanks or the order of first and last name only are two persons here, and hardly meant to be.
 * Rows are by agent. */
static void warn_spellings(const roster_t *self)
{
    spelt_t *const names = ccs_reader_array(self->people->reader, self->n, sizeof *names);
    const spelt_t *first = NULL;
    uint32_t n = 0, n_alike = 0;
    char more[48] = "";

    if (!names) return;
    for (uint32_t i = 0; i < self->n; i++)
        if (i == 0 || strcmp(self->rows[i].agent, self->rows[i - 1].agent) != 0) spell(&self->rows[i], &names[n++]);
    qsort(names, n, sizeof *names, by_letters);
    for (uint32_t i = 1; i < n; i++)
        if (names[i].letters[0] && strcmp(names[i].letters, names[i - 1].letters) == 0 && n_alike++ == 0) first = &names[i - 1];
    if (!first) return;
    if (n_alike > 1)
        snprintf(more, sizeof more, "; %lu more name%s like another", (unsigned long) n_alike - 1, n_alike > 2 ? "s are" : " is");
    ccs_reader_warning(self->people->reader, self->at,
        "\"%.60s\" (line %lu) and \"%.60s\" (line %lu) are two persons here: if they are one, write the name one way%s",
        first->row->agent, (unsigned long) first->row->row->line, first[1].row->agent, (unsigned long) first[1].row->row->line,
        more);
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
    const ccs_person_t **const others = ccs_reader_array(self->reader, group->first_person, sizeof(void *));
    const char *first = NULL;
    uint32_t n = 0;

    if (!others || self->reader->out_of_memory) return;
    for (uint32_t i = 0; i < group->first_person; i++) others[i] = &persons[i];
    qsort(others, group->first_person, sizeof(void *), by_name);
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

/* --- what is told of the whole ----------------------------------------------------------------------------------------- */

static void warn_other_days(const roster_t *self)
{
    char first[CCS_DATE_MAX], last[CCS_DATE_MAX];

    if (self->n_other_days == 0) return;
    ccs_date_show(self->first_other, first, sizeof first);
    ccs_date_show(self->last_other, last, sizeof last);
    ccs_reader_warning(self->people->reader, self->at, "%lu row%s of %s%s%s lie%s outside the days of the run and %s passed over",
        (unsigned long) self->n_other_days, self->n_other_days == 1 ? "" : "s", first,
        self->last_other > self->first_other ? " to " : "", self->last_other > self->first_other ? last : "",
        self->n_other_days == 1 ? "s" : "", self->n_other_days == 1 ? "is" : "are");
}

static void warn_outside(const roster_t *self)
{
    const ccs_value_t *const row = self->worst.row;

    if (!(self->worst_s > 0)) return;
    const ccs_place_t place = ccs_place_element(self->at, row, self->worst.index);
    const char *const start = text_of(row, 2), *const end = text_of(row, 3);
    const double length_s = self->worst.stay.end_s - self->worst.stay.start_s;
    double from_s = 0, to_s = 0;
    const bool turned = ccs_units_time_of_day(start, &from_s) == 0 && ccs_units_time_of_day(end, &to_s) == 0 && to_s < from_s &&
        length_s > HALF_DAY_S;

    ccs_reader_warning(self->people->reader, &place,
        "%.4g agent hours of its shifts lie outside the opening hours and are ignored, most of one shift in that of %s on %s, %s to %s%s",
        self->people->outside_s / 3600, self->worst.agent, text_of(row, 1), start, end,
        turned ? ": are start and end the wrong way round?" : "");
}

static void warn_apart(const roster_t *self)
{
    const row_t *const row = &self->apart.first;
    char more[64] = "";

    if (self->apart.n == 0) return;
    const ccs_place_t place = ccs_place_element(self->at, row->row, row->index);

    if (self->apart.n > 1) snprintf(more, sizeof more, "; of %lu rows this is so", (unsigned long) self->apart.n);
    ccs_reader_warning(self->people->reader, &place,
        "%s: %s on %s, %s to %s, touches no time on the phones of that day: a row may be missing, or the time be wrong%s",
        row->agent, doing(row), text_of(row->row, 1), text_of(row->row, 2), text_of(row->row, 3), more);
}

static void mark_day(void *to, const ccs_presence_t *presence)
{
    bool *const on = to;

    if (presence->on_phones > 0) on[presence->day] = true;
}

/* Days of the run on which the centre is open and nobody of the group is on the phones. */
static void warn_empty_days(const roster_t *self, const ccs_group_t *group)
{
    const ccs_clock_t *const clock = self->people->clock;
    bool *const on = ccs_reader_array(self->people->reader, clock->n_days, sizeof *on);
    char days[DAYS_TOLD * (CCS_DATE_MAX + 8)] = "", date[CCS_DATE_MAX];
    uint32_t n = 0;
    size_t end = 0;

    if (!on || self->people->reader->out_of_memory) return;
    for (uint32_t d = 0; d < clock->n_days; d++) on[d] = false;
    ccs_people_walk(self->people, group, mark_day, on);
    for (uint32_t d = clock->n_run_in; d + clock->n_run_out < clock->n_days; d++) {
        if (on[d] || !clock->days[d].open || ccs_clock_kind(clock, d)->opening.n == 0 || n++ >= DAYS_TOLD) continue;
        end += (size_t) snprintf(days + end, sizeof days - end, "%s%s (%s)", n > 1 ? ", " : "",
            ccs_date_show(clock->days[d].date, date, sizeof date), CCS_WEEKDAYS[ccs_clock_kind(clock, d)->weekday]);
    }
    if (n > 0)
        ccs_reader_warning(self->people->reader, self->at,
            "nobody of the group is on the phones on %s%s, when the centre is open", days, n > DAYS_TOLD ? " and more days" : "");
}

/* Nobody is ever on the phones: what a planning tool calls it is not known here. */
static void refuse_words(const roster_t *self)
{
    const ccs_activity_t *const known = self->people->activities.items;
    char words[WORDS_TOLD * 40] = "";
    uint32_t n = 0;
    size_t end = 0;

    for (uint32_t a = CCS_ON_PHONES + 1; a < self->people->activities.n; a++) {
        bool met = false;

        for (uint32_t i = 0; i < self->n && !met; i++) met = self->rows[i].stay.activity == a;
        if (met && n++ < WORDS_TOLD)
            end += (size_t) snprintf(words + end, sizeof words - end, "%s\"%.32s\"", n > 1 ? ", " : "", known[a].name);
    }
    ccs_reader_error(self->people->reader, self->at,
        "has no row on the phones, only %s%s: write \"phones\", or no activity, for time on the phones", words,
        n > WORDS_TOLD ? " and more" : "");
}

static void tell(const roster_t *self, const ccs_group_t *group)
{
    if (self->n_at_once > AT_ONCE_TOLD)
        ccs_reader_error(self->people->reader, self->at, "%lu more rows have a person at two things at once",
            (unsigned long) self->n_at_once - AT_ONCE_TOLD);
    warn_other_days(self);
    if (!self->any_on_phones) {
        refuse_words(self);
        return;
    }
    warn_spellings(self);
    warn_outside(self);
    warn_apart(self);
    warn_empty_days(self, group);
    if (group->first_person > 0) warn_twice(self->people, self->at, group);
}

/* --- a roster ---------------------------------------------------------------------------------------------------------- */

void ccs_people_roster(ccs_people_t *self, const ccs_place_t *at, ccs_group_t *group)
{
    roster_t roster = {.people = self, .at = at};

    if (at->value->kind != CCS_VALUE_LIST || at->value->n == 0) {
        ccs_reader_expected(self->reader, at, ccs_shape_text(CCS_SHAPE_ROSTER));
        return;
    }
    const size_t before = self->reader->errors->n_errors;

    roster.rows = ccs_reader_array(self->reader, at->value->n, sizeof *roster.rows);
    if (!roster.rows) return;
    read_rows(&roster);
    if (roster.n == 0) {
        if (self->reader->errors->n_errors == before)
            ccs_reader_error(self->reader, at,
                "has no row of a day from clock.start on that is simulated: set clock.start and clock.days to those of the roster");
        return;
    }
    qsort(roster.rows, roster.n, sizeof *roster.rows, by_agent);
    for (uint32_t i = 0, k; i < roster.n; i = k, group->n_persons++) {
        for (k = i + 1; k < roster.n && strcmp(roster.rows[k].agent, roster.rows[i].agent) == 0;) k++;
        add_person(&roster, &roster.rows[i], k - i);
    }
    tell(&roster, group);
}
