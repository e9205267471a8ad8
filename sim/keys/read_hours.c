/* read_hours.c - opening hours as they are written. Invariant: hours that are returned ascend, lie apart from each other and within a service day. */
#include "read_hours.h"

#include <math.h>
#include <string.h>

#include "read_value.h"
#include "read_weekdays.h"
#include "units.h"

enum { SPECIAL_MAX = 100 }; /* members of special_days: each value by weekday is kept for each of them */

/* "08:00-12:00" of n bytes. @return false if it is none */
static bool read_hours(const char *text, size_t n, ccs_hours_t *hours)
{
    char copy[40];

    if (n >= sizeof copy) return false;
    memcpy(copy, text, n);
    copy[n] = '\0';
    char *const dash = strchr(copy, '-');

    if (!dash) return false;
    *dash = '\0';
    return ccs_units_time_of_day(copy, &hours->from_s) == 0 && ccs_units_time_of_day(dash + 1, &hours->to_s) == 0;
}

/* Hours as they are written: those that go past midnight end before they begin. "24h" and "00:00-24:00" are the whole day, whenever it
 * begins. @return false if something was recorded */
static bool read_opening(ccs_reader_t *self, const ccs_place_t *at, ccs_opening_t *opening)
{
    const char *const text = at->value->kind == CCS_VALUE_STRING ? at->value->as.text : "";

    *opening = (ccs_opening_t){0};
    if (strcmp(text, "closed") == 0) return true;
    if (strcmp(text, "24h") == 0) {
        *opening = (ccs_opening_t){.n = 1, .hours = {{0, CCS_DAY_S}}};
        return true;
    }
    for (const char *part = text, *comma = text; comma; part = comma + 1) {
        comma = strchr(part, ',');
        if (opening->n == CCS_MAX_HOURS) {
            ccs_reader_error(self, at, "more than %d opening hours on one day", (int) CCS_MAX_HOURS);
            return false;
        }
        if (!read_hours(part, comma ? (size_t) (comma - part) : strlen(part), &opening->hours[opening->n++])) {
            ccs_reader_expected(self, at, ccs_shape_text(at->row->shape == CCS_SHAPE_HOURS ? CCS_SHAPE_HOURS : CCS_SHAPE_OPEN));
            return false;
        }
    }
    return true;
}

static bool is_whole_day(const ccs_hours_t *hours)
{
    return hours->from_s == 0 && hours->to_s == CCS_DAY_S;
}

/* One more range: later than those before; it grows the last one that it touches. @return false if something was recorded */
static bool add_hours(ccs_reader_t *self, const ccs_place_t *at, ccs_opening_t *opening, ccs_hours_t hours)
{
    ccs_hours_t *const last = opening->n ? &opening->hours[opening->n - 1] : NULL;

    if (last && hours.from_s < last->to_s) {
        ccs_reader_error(self, at, "opening hours must be ascending and not overlap, found \"%s\"", at->value->as.text);
        return false;
    }
    if (last && hours.from_s == last->to_s) last->to_s = hours.to_s;
    else opening->hours[opening->n++] = hours;
    return true;
}

/* Hours as they are written become times of the service day. */
static void place_opening(ccs_reader_t *self, const ccs_place_t *at, ccs_opening_t *opening)
{
    const ccs_clock_t *const clock = self->clock;
    const ccs_opening_t written = *opening;
    char starts[CCS_UNITS_TEXT_MAX];

    opening->n = 0;
    for (uint32_t i = 0; i < written.n; i++) {
        ccs_hours_t hours = written.hours[i];

        if (is_whole_day(&hours)) {
            hours.from_s = clock->day_starts_s;
            hours.to_s = clock->day_starts_s + CCS_DAY_S;
        } else if (hours.from_s == hours.to_s) {
            ccs_reader_error(self, at, "opening hours must end after they begin, found \"%s\"; a whole day is \"24h\"",
                at->value->as.text);
            return;
        } else {
            hours.from_s = ccs_clock_time(clock, hours.from_s, false);
            hours.to_s = ccs_clock_time(clock, hours.to_s, true);
        }
        if (hours.to_s <= hours.from_s) {
            ccs_reader_error(self, at,
                "opening hours must lie within a day that starts at %s, found \"%s\": change clock.day_starts, or write them as two",
                ccs_units_show_time_of_day(clock->day_starts_s, starts, sizeof starts), at->value->as.text);
            return;
        }
        if (!add_hours(self, at, opening, hours)) return;
    }
}

/* Where no day_starts is written: midnight, or, where hours go past midnight, the earliest opening. */
static double find_day_starts(const ccs_clock_t *clock)
{
    double first_s = INFINITY;
    bool past_midnight = false;

    for (uint32_t k = 0; k < clock->n_kinds; k++) {
        for (uint32_t i = 0; i < clock->kinds[k].opening.n; i++) {
            const ccs_hours_t *const hours = &clock->kinds[k].opening.hours[i];

            if (is_whole_day(hours)) continue;
            past_midnight = past_midnight || (hours->to_s < hours->from_s && hours->to_s > 0);
            if (i == 0) first_s = fmin(first_s, hours->from_s);
        }
    }
    return past_midnight ? fmod(first_s, CCS_DAY_S) : 0;
}

static double read_day_starts(ccs_reader_t *self, const ccs_place_t *at)
{
    double written_s = NAN;

    if (!at->value) return find_day_starts(self->clock);
    if (at->value->kind == CCS_VALUE_STRING && ccs_units_time_of_day(at->value->as.text, &written_s) == 0 &&
        written_s < CCS_DAY_S)
        return written_s;
    ccs_reader_expected(self, at, ccs_shape_text(CCS_SHAPE_TIME_OF_DAY));
    return 0;
}

/* The weekdays, and for each member of special_days as many again, closed so far. @return false if something was recorded, or there is no memory */
static bool make_kinds(ccs_reader_t *self, const ccs_named_t *special, ccs_clock_t *clock)
{
    const uint32_t n = CCS_N_WEEKDAYS * (1 + special->n);

    if (special->n > SPECIAL_MAX) {
        ccs_reader_error(self, special->at,
            "more than %d special days: write those of the same hours as one, with all their dates", (int) SPECIAL_MAX);
        return false;
    }

    clock->kinds = ccs_reader_array(self, n, sizeof *clock->kinds);
    clock->n_kinds = clock->kinds ? n : 0;
    for (uint32_t k = 0; k < clock->n_kinds; k++) {
        const uint32_t member = k / CCS_N_WEEKDAYS, weekday = k % CCS_N_WEEKDAYS;

        clock->kinds[k] =
            (ccs_day_kind_t){.name = member ? special->at[member - 1].key : CCS_WEEKDAYS[weekday], .weekday = weekday};
    }
    return clock->kinds != NULL;
}

/* Hours of the seven weekdays, as they are written or as times of the service day. */
static void read_of_weekdays(ccs_reader_t *self, const ccs_place_t *at, const ccs_weekdays_t *table, bool place,
    ccs_clock_t *clock)
{
    for (int day = 0; day < CCS_N_WEEKDAYS; day++) {
        ccs_opening_t *const opening = &clock->kinds[day].opening;

        if (!table->value[day]) continue;
        if (table->first_of[day] < day) {
            *opening = clock->kinds[table->first_of[day]].opening;
            continue;
        }
        const ccs_place_t field = table->is_table ? ccs_place_field(at, table->value[day]) : *at;

        if (place) place_opening(self, &field, opening);
        else (void) read_opening(self, &field, opening);
    }
}

/* The same of special days, which fall on whatever weekday. */
static void read_of_special(ccs_reader_t *self, const ccs_named_t *special, bool place, ccs_clock_t *clock)
{
    for (uint32_t i = 0; i < special->n; i++) {
        const ccs_place_t open = ccs_place_child(self, &special->at[i], "open");
        ccs_day_kind_t *const kinds = clock->kinds + (size_t) CCS_N_WEEKDAYS * (1 + i);

        if (!open.value) continue;
        if (place) place_opening(self, &open, &kinds->opening);
        else (void) read_opening(self, &open, &kinds->opening);
        for (int day = 1; day < CCS_N_WEEKDAYS; day++) kinds[day].opening = kinds->opening;
    }
}

void ccs_read_open(ccs_reader_t *self, const ccs_place_t *at, const ccs_place_t *day_starts, const ccs_named_t *special,
    ccs_clock_t *clock)
{
    const size_t before = self->errors->n_errors;
    ccs_weekdays_t table;

    if (!make_kinds(self, special, clock)) return;
    if (!ccs_read_weekdays(self, at, &table)) return;
    for (int pass = 0; pass < 2 && self->errors->n_errors == before; pass++) {
        if (pass == 1) clock->day_starts_s = read_day_starts(self, day_starts);
        read_of_weekdays(self, at, &table, pass == 1, clock);
        read_of_special(self, special, pass == 1, clock);
    }
}

/* Hours that go past the end of the service day are two: those that end it, and those that begin the next one, if that has room for them. */
static void wrap_hours(const ccs_clock_t *clock, ccs_opening_t *written, ccs_opening_t *next)
{
    ccs_hours_t *const last = written->n ? &written->hours[written->n - 1] : NULL;

    if (!last || next->n == CCS_MAX_HOURS || is_whole_day(last) || last->from_s == last->to_s) return;
    if (ccs_clock_time(clock, last->from_s, false) < ccs_clock_time(clock, last->to_s, true)) return;
    const ccs_hours_t begin = {clock->day_starts_s, last->to_s};

    last->to_s = clock->day_starts_s;
    memmove(&next->hours[1], next->hours, next->n++ * sizeof begin);
    next->hours[0] = begin;
}

/* 1 within the hours. */
static void make_hours(ccs_reader_t *self, const ccs_opening_t *opening, ccs_curve_t *curve)
{
    ccs_span_t *const spans = ccs_reader_array(self, opening->n, sizeof *spans);

    for (uint32_t i = 0; spans && i < opening->n; i++)
        spans[i] = (ccs_span_t){opening->hours[i].from_s, opening->hours[i].to_s, 1};
    curve->n = spans ? opening->n : 0;
    curve->spans = spans;
}

/* Hours of each weekday, as they are written. */
static void read_week(ccs_reader_t *self, const ccs_weekdays_t *table, const ccs_place_t *fields, ccs_opening_t *week)
{
    const size_t before = self->errors->n_errors;

    for (int day = 0; day < CCS_N_WEEKDAYS && self->errors->n_errors == before; day++) {
        if (!table->value[day]) continue;
        if (table->first_of[day] < day) week[day] = week[table->first_of[day]];
        else (void) read_opening(self, &fields[day], &week[day]);
    }
}

/* Hours of each weekday as times of its service day. What reaches into a day that has no hours of its own is told of where it is written. */
static void place_week(ccs_reader_t *self, const ccs_weekdays_t *table, const ccs_place_t *fields, ccs_opening_t *week)
{
    const size_t before = self->errors->n_errors;

    for (int day = 0; day < CCS_N_WEEKDAYS; day++)
        wrap_hours(self->clock, &week[day], table->is_table ? &week[(day + 1) % CCS_N_WEEKDAYS] : &week[day]);
    for (int day = 0; day < CCS_N_WEEKDAYS && self->errors->n_errors == before; day++) {
        const int written = table->value[day] ? day : (day + CCS_N_WEEKDAYS - 1) % CCS_N_WEEKDAYS;

        if (week[day].n > 0) place_opening(self, &fields[written], &week[day]);
    }
}

bool ccs_read_hours(ccs_reader_t *self, const ccs_place_t *at, ccs_curves_t *curves)
{
    const size_t before = self->errors->n_errors;
    ccs_opening_t week[CCS_N_WEEKDAYS] = {0};
    ccs_place_t fields[CCS_N_WEEKDAYS];
    ccs_weekdays_t table;

    *curves = ccs_curves_new(self);
    if (!curves->of) return false;
    if (!ccs_read_weekdays(self, at, &table)) return false;
    for (int day = 0; day < CCS_N_WEEKDAYS; day++)
        fields[day] = table.is_table && table.value[day] ? ccs_place_field(at, table.value[day]) : *at;
    read_week(self, &table, fields, week);
    if (self->errors->n_errors == before) place_week(self, &table, fields, week);
    for (uint32_t k = 0; k < curves->n; k++) make_hours(self, &week[self->clock->kinds[k].weekday], &curves->of[k]);
    return self->errors->n_errors == before;
}

/* --- hours within those of the centre -------------------------------------------------------------------------------- */

/* What the hours of a type and the centre's have in common. @return false if that is too much for a day */
static bool common(const ccs_curve_t *own, const ccs_opening_t *centre, ccs_opening_t *out)
{
    *out = (ccs_opening_t){0};
    for (uint32_t i = 0; i < own->n; i++) {
        for (uint32_t k = 0; k < centre->n; k++) {
            const ccs_hours_t both = {fmax(own->spans[i].from_s, centre->hours[k].from_s),
                fmin(own->spans[i].to_s, centre->hours[k].to_s)};

            if (both.to_s <= both.from_s) continue;
            if (out->n == CCS_MAX_HOURS) return false;
            out->hours[out->n++] = both;
        }
    }
    return true;
}

static bool lies_within(const ccs_curve_t *own, const ccs_opening_t *both)
{
    double length_s = 0;

    for (uint32_t i = 0; i < own->n; i++) length_s += own->spans[i].to_s - own->spans[i].from_s;
    return length_s <= ccs_opening_length(both) + 1e-6;
}

/* Special days cut what a weekday allows; on a day of the week on which the centre is open the hours are a slip if they go beyond. @return false if something was
 * recorded */
static bool fill_kinds(ccs_reader_t *self, const ccs_place_t *at, const ccs_curves_t *own, ccs_day_kind_t *kinds)
{
    char hours[160];

    for (uint32_t k = 0; k < own->n; k++) {
        const ccs_opening_t *const centre = &self->clock->kinds[k].opening;

        kinds[k] = self->clock->kinds[k];
        if (!common(&own->of[k], centre, &kinds[k].opening)) {
            ccs_reader_error(self, at, "has more than %d hours in common with the centre's on %s", (int) CCS_MAX_HOURS,
                kinds[k].name);
            return false;
        }
        if (k >= CCS_N_WEEKDAYS || centre->n == 0 || lies_within(&own->of[k], &kinds[k].opening)) continue;
        ccs_reader_error(self, at,
            "goes beyond the hours of the centre on %s, %s: write hours within them, or longer ones in clock.open", kinds[k].name,
            ccs_opening_text(centre, hours, sizeof hours));
        return false;
    }
    return true;
}

static bool alike(const ccs_opening_t *a, const ccs_opening_t *b)
{
    if (a->n != b->n) return false;
    for (uint32_t i = 0; i < a->n; i++)
        if (a->hours[i].from_s != b->hours[i].from_s || a->hours[i].to_s != b->hours[i].to_s) return false;
    return true;
}

/* "09:00-17:00", or "mon-fri 09:00-17:00, sat-sun closed" where they differ. */
const char *ccs_read_tell_hours(ccs_reader_t *self, const ccs_day_kind_t *kinds)
{
    const char *told = "";
    char hours[160];
    int next;

    for (int day = 0; day < CCS_N_WEEKDAYS && told; day = next) {
        next = day + 1;
        while (next < CCS_N_WEEKDAYS && alike(&kinds[next].opening, &kinds[day].opening)) next++;
        ccs_opening_text(&kinds[day].opening, hours, sizeof hours);
        if (day == 0 && next == CCS_N_WEEKDAYS) told = ccs_arena_strdup(self->arena, hours);
        else
            told = ccs_arena_printf(self->arena, "%s%s%s%s%s %s", told, day ? ", " : "", CCS_WEEKDAYS[day],
                next > day + 1 ? "-" : "", next > day + 1 ? CCS_WEEKDAYS[next - 1] : "", hours);
    }
    if (!told) self->out_of_memory = true;
    return told;
}

const char *ccs_read_own_hours(ccs_reader_t *self, const ccs_place_t *at, ccs_day_kind_t **kinds)
{
    ccs_curves_t own;

    if (!ccs_read_hours(self, at, &own)) return NULL;
    *kinds = ccs_reader_array(self, self->clock->n_kinds, sizeof **kinds);
    if (!*kinds || !fill_kinds(self, at, &own, *kinds)) return NULL;
    return ccs_read_tell_hours(self, *kinds);
}
