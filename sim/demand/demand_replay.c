/* demand_replay.c - contacts as they were recorded. Invariant: what comes is ascending in time, of equal times in the order of the rows; the rates of the type count it, interval by
 * interval. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "demand_parts.h"
#include "replay.h"
#include "units.h"

enum { TALK, WRAP, PATIENCE, N_TOLD, WIDTH = N_TOLD + 1, OUTSIDE_TOLD = 3, TEXT_MAX = 64, TIME_MAX = 40 /* letters */ };
enum { GAP_DAYS = 31 /* without a contact: longer, a date may be a slip */ };

static const char *const TOLD_NAMES[N_TOLD] = {"talk", "after-call work", "patience"};
static const double FAR = 0.25;               /* of the mean of a law: what is known is hardly of it */
static const double LONGEST_S = 30 * 86400.0; /* of a time that is known of a contact */

/* A contact on its way into the plan. */
typedef struct {
    double time_s, told_s[N_TOLD]; /* NAN: not known */
    uint32_t row, day;
} contact_t;

/* Rows that come to nothing. */
typedef struct {
    uint32_t n_other_days, n_dropped, n_outside;
    int64_t first_other, last_other; /* dates */
} left_out_t;

typedef struct {
    ccs_demand_t *demand;
    const ccs_place_t *at; /* the rows */
    ccs_type_t *type;
    ccs_vector_t contacts;
    left_out_t left_out;
} replay_t;

/* --- a row ------------------------------------------------------------------------------------------------------------- */

/* "" is not known. @return false if something was recorded */
static bool read_told(ccs_reader_t *reader, const ccs_place_t *row, const ccs_value_t *cell, int what, double *told_s)
{
    char shown[TEXT_MAX];

    *told_s = (double) NAN;
    if (cell->kind == CCS_VALUE_STRING && !*cell->as.text) return true;
    const bool fits =
        cell->kind == CCS_VALUE_STRING ? ccs_units_duration(cell->as.text, told_s) == 0 : ccs_value_number(cell, told_s);

    if (fits && *told_s >= 0 && *told_s <= LONGEST_S) return true;
    ccs_reader_error(reader, row,
        "%s: expected " CCS_UNITS_DURATION_FORM ", not negative and at most 30 days, or nothing, found %s", TOLD_NAMES[what],
        ccs_value_show(cell, shown, sizeof shown));
    return false;
}

/* @return false if something was recorded */
static bool read_row(ccs_reader_t *reader, const ccs_place_t *at, ccs_moment_of_day_t *moment, bool *has_day, contact_t *contact)
{
    const ccs_value_t *const v = at->value, *cell = v->kind == CCS_VALUE_LIST && v->n <= WIDTH ? v->first : NULL;
    char of_day[TEXT_MAX];

    *has_day = cell && cell->kind == CCS_VALUE_STRING && ccs_moment_exact(cell->as.text, moment);
    const bool may_be_time = cell && cell->kind == CCS_VALUE_STRING && !*has_day && strlen(cell->as.text) <= TIME_MAX;

    if (may_be_time) snprintf(of_day, sizeof of_day, "1970-01-01T%.*s", TIME_MAX, cell->as.text);
    const bool of_each_day = may_be_time && ccs_moment_exact(of_day, moment) && !moment->has_offset;

    if (!(*has_day && moment->has_time) && !of_each_day) {
        ccs_reader_expected(reader, at,
            "a row (\"2026-03-02T08:00:03\", talk, after-call work, patience), of which only the first must be there, or with a time of every day, \"08:00:03\"");
        return false;
    }
    for (int i = 0; i < N_TOLD; i++) {
        cell = cell ? cell->next : NULL;
        contact->told_s[i] = (double) NAN;
        if (cell && !read_told(reader, at, cell, i, &contact->told_s[i])) return false;
    }
    return true;
}

/* --- when it is ---------------------------------------------------------------------------------------------------------- */

static bool is_open(const ccs_clock_t *clock, double time_s)
{
    uint32_t low = 0, high = clock->n_stretches;

    while (low < high) { /* the first that ends behind it */
        const uint32_t middle = (low + high) / 2;

        if (clock->stretches[middle].end_s > time_s) high = middle;
        else low = middle + 1;
    }
    return low < clock->n_stretches && clock->stretches[low].start_s <= time_s;
}

/* Nobody comes at the next opening after the last one. */
static bool comes_too_late(const replay_t *self, double time_s)
{
    const ccs_clock_t *const clock = self->demand->reader->clock;

    return self->type->arrivals.outside == CCS_OUTSIDE_NEXT_OPENING &&
        !(clock->n_stretches > 0 && time_s < clock->stretches[clock->n_stretches - 1].end_s);
}

static void take(replay_t *self, const ccs_place_t *row, const contact_t *contact)
{
    const ccs_clock_t *const clock = self->demand->reader->clock;
    const bool comes =
        ccs_plan_comes_outside(self->type) ? !comes_too_late(self, contact->time_s) : is_open(clock, contact->time_s);
    contact_t *added;
    char hours[160];

    if (comes) {
        added = ccs_reader_push(self->demand->reader, &self->contacts, sizeof *added);
        if (added) *added = *contact;
    } else if (self->type->arrivals.outside != CCS_OUTSIDE_ERROR) {
        self->left_out.n_dropped++;
    } else if (self->left_out.n_outside++ < OUTSIDE_TOLD) {
        ccs_reader_error(self->demand->reader, row,
            "came outside the opening hours (%s); change the hours or the file, or write outside = \"next_opening\" (they come when it opens), \"wait\" or \"drop\"",
            ccs_opening_text(&ccs_clock_kind(clock, contact->day)->opening, hours, sizeof hours));
    }
}

static void pass_over(left_out_t *self, int64_t date)
{
    if (self->n_other_days == 0 || date < self->first_other) self->first_other = date;
    if (self->n_other_days == 0 || date > self->last_other) self->last_other = date;
    self->n_other_days++;
}

/* At its moment. */
static void take_dated(replay_t *self, const ccs_place_t *row, ccs_moment_of_day_t *moment, contact_t *contact)
{
    const ccs_clock_t *const clock = self->demand->reader->clock;

    contact->time_s = ccs_clock_localize(clock, moment);
    const int64_t day = moment->date - clock->first_date - (moment->time_s < clock->day_starts_s);

    if (day < 0 || day >= (int64_t) clock->n_days) {
        pass_over(&self->left_out, moment->date);
        return;
    }
    contact->day = (uint32_t) day;
    take(self, row, contact);
}

/* At its time of every day on which anybody is served. */
static void take_daily(replay_t *self, const ccs_place_t *row, const ccs_moment_of_day_t *moment, contact_t *contact)
{
    const ccs_clock_t *const clock = self->demand->reader->clock;

    for (uint32_t d = 0; d < clock->n_days; d++) {
        if (ccs_clock_kind(clock, d)->opening.n == 0) continue;
        contact->day = d;
        contact->time_s = ccs_clock_moment(clock, clock->days[d].date + (moment->time_s < clock->day_starts_s), moment->time_s);
        take(self, row, contact);
    }
}

static void read_rows(replay_t *self)
{
    uint32_t index = 0;

    for (const ccs_value_t *v = self->at->value->first; v; v = v->next, index++) {
        const ccs_place_t row = ccs_place_element(self->at, v, index);
        contact_t contact = {.row = index};
        ccs_moment_of_day_t moment;
        bool has_day;

        if (!read_row(self->demand->reader, &row, &moment, &has_day, &contact)) continue;
        if (has_day) take_dated(self, &row, &moment, &contact);
        else take_daily(self, &row, &moment, &contact);
    }
}

static int by_time(const void *a, const void *b)
{
    const contact_t *const x = a, *const y = b;

    if (x->time_s != y->time_s) return x->time_s < y->time_s ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

/* --- the plan ------------------------------------------------------------------------------------------------------------ */

/* What is known of the contacts, times a factor. @return NULL if it is known of none */
static double *column_of(const replay_t *self, int what, double factor)
{
    const contact_t *const contacts = self->contacts.items;
    bool any = false;

    for (size_t i = 0; i < self->contacts.n; i++) any = any || !isnan(contacts[i].told_s[what]);
    double *const column = any ? ccs_reader_array(self->demand->reader, self->contacts.n, sizeof *column) : NULL;

    for (size_t i = 0; column && i < self->contacts.n; i++) column[i] = contacts[i].told_s[what] * factor;
    return column;
}

static void keep_contacts(replay_t *self)
{
    ccs_reader_t *const reader = self->demand->reader;
    const contact_t *const contacts = self->contacts.items;
    ccs_replay_t *const kept = ccs_reader_array(reader, 1, sizeof *kept);
    double *const time_s = ccs_reader_array(reader, self->contacts.n, sizeof *time_s);

    if (!kept || !time_s) return;
    for (size_t i = 0; i < self->contacts.n; i++) time_s[i] = contacts[i].time_s;
    *kept = (ccs_replay_t){.n = (uint32_t) self->contacts.n,
        .time_s = time_s,
        .talk_s = column_of(self, TALK, self->type->aht_factor),
        .wrap_s = column_of(self, WRAP, self->type->aht_factor),
        .patience_s = column_of(self, PATIENCE, self->type->patience_factor)};
    self->type->arrivals.replay = kept;
}

/* The interval of a moment: of opening hours, from their begin on, or of closed ones between them. */
static ccs_rate_t interval_of(const ccs_clock_t *clock, const contact_t *contact, uint32_t *stretch)
{
    const double time_s = contact->time_s;

    while (*stretch < clock->n_stretches && clock->stretches[*stretch].end_s <= time_s) ++*stretch;
    const bool is_last = *stretch >= clock->n_stretches, open = !is_last && clock->stretches[*stretch].start_s <= time_s;
    const double from_s = open ? clock->stretches[*stretch].start_s
        : *stretch > 0         ? clock->stretches[*stretch - 1].end_s
                               : 0,
                 until_s = is_last ? (double) INFINITY
        : open                     ? clock->stretches[*stretch].end_s
                                   : clock->stretches[*stretch].start_s;
    const double start_s = from_s + floor((time_s - from_s) / clock->interval_s) * clock->interval_s;

    return (ccs_rate_t){.start_s = start_s, .end_s = fmin(start_s + clock->interval_s, until_s), .day = contact->day};
}

/* Rates that say how many come in each interval: for explanations, loads and whoever else reads rates. */
static void count_intervals(const replay_t *self, ccs_vector_t *rates)
{
    const contact_t *const contacts = self->contacts.items;
    uint32_t stretch = 0;

    for (size_t i = 0, n; i < self->contacts.n; i += n) {
        ccs_rate_t piece = interval_of(self->demand->reader->clock, &contacts[i], &stretch);

        for (n = 1; i + n < self->contacts.n && contacts[i + n].time_s < piece.end_s; n++) continue;
        piece.per_s = (double) n / (piece.end_s - piece.start_s);
        ccs_rate_t *const rate = ccs_reader_push(self->demand->reader, rates, sizeof *rate);

        if (rate) *rate = piece;
    }
}

/* --- what is told ------------------------------------------------------------------------------------------------------- */

static void tell_left_out(const replay_t *self)
{
    ccs_reader_t *const reader = self->demand->reader;
    const left_out_t *const out = &self->left_out;
    char first[CCS_DATE_MAX], last[CCS_DATE_MAX];

    if (out->n_outside > OUTSIDE_TOLD)
        ccs_reader_error(reader, self->at, "%lu more contacts came outside the opening hours",
            (unsigned long) out->n_outside - OUTSIDE_TOLD);
    if (out->n_other_days == 0) return;
    ccs_date_show(out->first_other, first, sizeof first);
    ccs_date_show(out->last_other, last, sizeof last);
    if (self->contacts.n == 0)
        ccs_reader_error(reader, self->at,
            "no contact is of a day of the run: they are of %s to %s; { csv = …; first_day = \"…\"; } moves them, and clock.start is the first day of the run",
            first, last);
    else
        ccs_reader_warning(reader, self->at, "%lu contact%s of %s to %s lie outside the days of the run and are passed over",
            (unsigned long) out->n_other_days, out->n_other_days == 1 ? "" : "s", first, last);
}

/* A year that is a slip would make a run of years. */
static void check_gaps(const replay_t *self)
{
    ccs_reader_t *const reader = self->demand->reader;
    const contact_t *const contacts = self->contacts.items;
    const ccs_place_t clock = ccs_place_child(reader, &reader->root, "clock"), days = ccs_place_child(reader, &clock, "days");
    const ccs_value_t *v = self->at->value->first;
    char date[CCS_DATE_MAX], before[CCS_DATE_MAX];
    size_t i = 1;

    while (i < self->contacts.n && contacts[i].day - contacts[i - 1].day <= GAP_DAYS) i++;
    if (days.given || i >= self->contacts.n) return;
    for (uint32_t row = 0; row < contacts[i].row; row++) v = v->next;
    const ccs_place_t at = ccs_place_element(self->at, v, contacts[i].row);

    ccs_reader_error(reader, &at,
        "the contact before that of %s is of %s, and the run is as long as the dates are apart: mend the one that is a slip, or say how "
        "long the run is, clock.days",
        ccs_date_show(reader->clock->days[contacts[i].day].date, date, sizeof date),
        ccs_date_show(reader->clock->days[contacts[i - 1].day].date, before, sizeof before));
}

/* "shocks and the calendar" @return "" where the scenario has neither */
static const char *untouched_by(const ccs_reader_t *reader)
{
    const bool shocks = ccs_value_get(reader->root.value, "shocks") != NULL,
               calendar = ccs_value_get(reader->root.value, "calendar") != NULL;

    return shocks && calendar ? "; shocks and the calendar leave them as they are"
        : shocks              ? "; shocks leave them as they are"
        : calendar            ? "; the calendar leaves them as they are"
                              : "";
}

/* "talk of 9, after-call work of all, patience of none" */
static void tell_known(const replay_t *self)
{
    const contact_t *const contacts = self->contacts.items;
    char text[TEXT_MAX * N_TOLD] = "";
    size_t at = 0;

    for (int what = 0; what < N_TOLD; what++) {
        size_t n = 0;

        for (size_t i = 0; i < self->contacts.n; i++) n += isnan(contacts[i].told_s[what]) ? 0 : 1;
        at += (size_t) snprintf(text + at, sizeof text - at, "%s%s of ", at > 0 ? ", " : "", TOLD_NAMES[what]);
        if (n == 0 || n == self->contacts.n) at += (size_t) snprintf(text + at, sizeof text - at, "%s", n == 0 ? "none" : "all");
        else at += (size_t) snprintf(text + at, sizeof text - at, "%lu", (unsigned long) n);
    }
    self->type->arrivals.rate_note = ccs_arena_printf(self->demand->reader->arena,
        "%lu contacts are known, the same in each replication: %s; what is not known is drawn from the laws of the type, and so are further attempts%s",
        (unsigned long) self->contacts.n, text, untouched_by(self->demand->reader));
    if (self->left_out.n_dropped > 0)
        self->type->arrivals.dropped_note = ccs_arena_printf(self->demand->reader->arena,
            "%lu recorded contacts fall outside the opening hours and are dropped", (unsigned long) self->left_out.n_dropped);
    if (!self->type->arrivals.rate_note) self->demand->reader->out_of_memory = true;
}

/* Whatever says how many come, and when, has no meaning beside contacts that are known. */
static void check_alone(const replay_t *self, const ccs_place_t *arrivals)
{
    for (const ccs_value_t *v = arrivals->value->first; v; v = v->next) {
        const ccs_place_t at = ccs_place_field(arrivals, v);

        if (v == self->at->value || ccs_value_is_none(v)) continue;
        if (strcmp(v->key, "outside") != 0)
            ccs_reader_error(self->demand->reader, &at,
                "has no meaning beside replay, whose contacts are known one by one: keep one of the two");
    }
    if (self->type->volume_factor != 1)
        ccs_reader_error(self->demand->reader, self->at,
            "contacts that are known one by one cannot be %.4g times as many: leave out factors.volume, or write counts",
            self->type->volume_factor);
}

void ccs_demand_replay(ccs_demand_t *self, const ccs_place_t *at, ccs_type_t *type, ccs_vector_t *rates)
{
    const ccs_place_t place = ccs_place_child(self->reader, at, "replay");
    replay_t replay = {.demand = self, .at = &place, .type = type};

    check_alone(&replay, at);
    if (place.value->kind != CCS_VALUE_LIST || place.value->n == 0) {
        ccs_reader_expected(self->reader, &place, ccs_shape_text(CCS_SHAPE_REPLAY));
        return;
    }
    read_rows(&replay);
    tell_left_out(&replay);
    if (replay.contacts.n > 0) {
        qsort(replay.contacts.items, replay.contacts.n, sizeof(contact_t), by_time);
        check_gaps(&replay);
        keep_contacts(&replay);
        count_intervals(&replay, rates);
        tell_known(&replay);
    }
    type->arrivals.is_fixed = true;
    free(replay.contacts.items);
}

/* --- whom it meets ------------------------------------------------------------------------------------------------------- */

static void refuse(ccs_demand_t *self, const ccs_place_t *at, const char *what, const char *why)
{
    ccs_reader_error(self->reader, at, "the contacts have %s of their own, which %s", what, why);
}

void ccs_demand_replay_speed(const ccs_replay_t *replay, double speed)
{
    for (uint32_t i = 0; replay->talk_s && i < replay->n; i++) replay->talk_s[i] /= speed;
    for (uint32_t i = 0; replay->wrap_s && i < replay->n; i++) replay->wrap_s[i] /= speed;
}

/* Loads, Erlang and what is not known go by the law. Both are told as they are written, of an agent of speed 1. */
static void doubt(ccs_demand_t *self, const ccs_place_t *at, int what, const ccs_replay_t *replay, const ccs_pair_t *first)
{
    const double *const known_s = what == TALK ? replay->talk_s : replay->wrap_s;
    const double law_s = (what == TALK ? first->talk.mean : first->wrap.mean) * first->speed;
    char known[CCS_UNITS_TEXT_MAX], law[CCS_UNITS_TEXT_MAX];
    double sum_s = 0;
    uint32_t n_known = 0;

    for (uint32_t i = 0; known_s && i < replay->n; i++) {
        if (isnan(known_s[i])) continue;
        sum_s += known_s[i] * first->speed;
        n_known++;
    }
    if (n_known == 0 || fabs(sum_s / n_known - law_s) <= FAR * law_s) return;
    ccs_reader_warning(self->reader, at,
        "the %s that is known is %s on average, that of the law %s: loads, and what is not known, go by the law",
        TOLD_NAMES[what], ccs_units_show_duration(sum_s / n_known, known, sizeof known),
        ccs_units_show_duration(law_s, law, sizeof law));
}

static bool names_type(const ccs_value_t *entry, const char *type)
{
    const ccs_value_t *const types = ccs_value_get(entry, "types");

    if (types && types->kind == CCS_VALUE_STRING) return strcmp(types->as.text, type) == 0;
    for (const ccs_value_t *v = types && types->kind == CCS_VALUE_LIST ? types->first : NULL; v; v = v->next)
        if (v->kind == CCS_VALUE_STRING && strcmp(v->as.text, type) == 0) return true;
    return false;
}

/* Events and shocks that name the type, as if they changed it. */
static void doubt_named(ccs_demand_t *self, const ccs_type_t *type)
{
    ccs_reader_t *const reader = self->reader;
    const ccs_place_t calendar = ccs_place_child(reader, &reader->root, "calendar");
    const ccs_place_t groups[] = {ccs_place_child(reader, &calendar, "events"), ccs_place_child(reader, &reader->root, "shocks")};

    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        for (const ccs_value_t *v = groups[i].value ? groups[i].value->first : NULL; v; v = v->next) {
            const ccs_place_t at = ccs_place_field(&groups[i], v);

            if (names_type(v, type->name))
                ccs_reader_warning(reader, &at, "names %s, whose contacts are known one by one: it leaves them as they are",
                    type->name);
        }
}

/* Who called again is among those who were recorded. */
static void doubt_again(ccs_demand_t *self, const ccs_place_t *at, const ccs_type_t *type)
{
    const ccs_place_t redial = ccs_place_child(self->reader, at, "redial"),
                      reconnect = ccs_place_child(self->reader, at, "reconnect");
    bool again = false;

    for (int cause = 0; cause < CCS_N_RETRY_CAUSES; cause++) again = again || type->again.frac[cause] > 0;
    if (again)
        ccs_reader_warning(self->reader,
            redial.given          ? &redial
                : reconnect.given ? &reconnect
                                  : at,
            "those who come again are among the contacts that were recorded, and come on top of them here: leave it out unless the file has first contacts only");
}

static bool same_talks(const ccs_plan_t *plan, const ccs_type_t *type)
{
    return type->routing.n_pairs == 0 || !isnan(plan->pairs[type->routing.first_pair].talk_ratio);
}

/* Times that are known take the place of draws from laws, which must be alike wherever the contact goes. */
void ccs_demand_check_replay(ccs_demand_t *self, const ccs_plan_t *plan, const ccs_place_t *at, uint32_t id)
{
    const ccs_type_t *const type = &plan->types[id];
    const ccs_replay_t *const replay = type->arrivals.replay;
    const ccs_pair_t *const pairs = &plan->pairs[type->routing.first_pair];
    bool has_wrap = true, varies = false;

    if (!replay) return;
    doubt_named(self, type);
    doubt_again(self, at, type);
    for (uint32_t i = 0; i < type->routing.n_pairs; i++) {
        has_wrap = has_wrap && pairs[i].wrap.kind != CCS_DISTRIBUTION_NONE;
        varies = varies || (replay->talk_s && pairs[i].talk.course) || (replay->wrap_s && pairs[i].wrap.course);
    }
    if (varies || (replay->patience_s && type->patience.course))
        refuse(self, at, "times", "a law that varies over time would change: write that law without a course");
    if (replay->talk_s && !same_talks(plan, type))
        refuse(self, at, "talks",
            "groups whose laws differ by more than a factor cannot take: write one law, and a speed for each group");
    if (replay->wrap_s && !has_wrap)
        refuse(self, at, "after-call work", "the type has none of: write wrap, from which it is drawn where it is not known");
    else if (replay->wrap_s && type->routing.n_pairs > 0 && !pairs[0].wrap_is_shared)
        refuse(self, at, "after-call work", "groups whose after-call work differs cannot take: write one law for all of them");
    if (replay->patience_s && type->patience.kind == CCS_DISTRIBUTION_NONE)
        refuse(self, at, "patience", "the type has none of: write patience, from which it is drawn where it is not known");
    if (type->routing.n_pairs == 0) return;
    doubt(self, at, TALK, replay, &pairs[0]);
    if (has_wrap) doubt(self, at, WRAP, replay, &pairs[0]);
}
