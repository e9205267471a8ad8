/* compile_calendar.c - what makes some days or hours busier than others. Invariant: every factor multiplies what the one before it left, and a type
 * that no factor concerns keeps its rates to the last bit. */
#include "early_chapters.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "read_dated.h"
#include "read_value.h"
#include "units.h"

enum { MONTHS = 12, LAST_OF_MONTH = 31 };
static const double GONE = 1e-3; /* of the effect of an event: what is left of it then is none */
/* A rate that falls with time is a stair of such steps, with the mean of each: a quarter of the decay, within these. */
static const double DECAY_STEP_S = 900, LEAST_STEP_S = 1;

typedef struct {
    const char *name;
    double factor, decay_s; /* decay_s NAN: it holds and ends */
    uint32_t n_types, *types;
    double from_s, to_s; /* an event at a time, elapsed; NAN: one of days, */
    bool *of_day;        /* then by day of the clock */
} event_t;

typedef struct ccs_compile_calendar {
    double weekday[CCS_N_WEEKDAYS], month[MONTHS], trend; /* factors; 1, 1 and 0 where nothing is written */
    uint32_t n_events;
    event_t *events;
} calendar_t;

/* --- what is written --------------------------------------------------------------------------------------------------- */

/* A list of exactly n factors; left out, all are 1. */
static void read_factors(ccs_compiler_t *self, const ccs_place_t *at, double *factors, uint32_t n)
{
    const ccs_value_t *v = at->value && at->value->kind == CCS_VALUE_LIST ? at->value->first : NULL;

    for (uint32_t i = 0; i < n; i++) factors[i] = 1;
    if (!at->value) return;
    if (at->value->kind != CCS_VALUE_LIST || at->value->n != n) {
        char expected[64];

        snprintf(expected, sizeof expected, "a list of %lu numbers such as 1.1", (unsigned long) n);
        ccs_reader_expected(&self->reader, at, expected);
        return;
    }
    for (uint32_t i = 0; v && i < n; i++, v = v->next) {
        const ccs_place_t element = ccs_place_element(at, v, i);

        if (ccs_read_number(&self->reader, &element, "a number", &factors[i]) && !(factors[i] >= 0 && factors[i] <= 1000))
            ccs_reader_expected(&self->reader, &element, "a factor from 0 to 1000");
    }
}

/* The end of the service day in which a moment falls; of a moment before or behind the days of the run itself. */
static double end_of_day(const ccs_clock_t *clock, double time_s)
{
    if (time_s < ccs_clock_day(clock, 0).start_s) return time_s;
    for (uint32_t d = 0; d < clock->n_days; d++)
        if (ccs_clock_day(clock, d).end_s > time_s) return ccs_clock_day(clock, d).end_s;
    return time_s;
}

static void mark_date(ccs_compiler_t *self, const ccs_place_t *at, bool *of_day)
{
    ccs_moment_of_day_t moment;

    if (!ccs_read_moment(at->value, &moment) || moment.has_time) {
        ccs_reader_expected(&self->reader, at, ccs_shape_text(CCS_SHAPE_DATE));
        return;
    }
    const int64_t day = moment.date - self->clock.first_date;

    if (day >= 0 && day < self->clock.n_days) of_day[day] = true;
}

/* Day of the month of a date, 1 to 31; *month from 0. */
static uint32_t day_of_month(int64_t date, uint32_t *month)
{
    char text[CCS_DATE_MAX];

    ccs_date_show(date, text, sizeof text);
    *month = (uint32_t) strtoul(text + 5, NULL, 10) - 1;
    return (uint32_t) strtoul(text + 8, NULL, 10);
}

static void mark_days_of_month(ccs_compiler_t *self, const ccs_place_t *at, bool *of_day)
{
    double wanted;
    uint32_t month;

    if (!ccs_read_number(&self->reader, at, "a day of the month such as 15", &wanted)) return;
    if (wanted != floor(wanted) || wanted < 1 || wanted > LAST_OF_MONTH) {
        ccs_reader_expected(&self->reader, at, "a day of the month from 1 to 31");
        return;
    }
    for (uint32_t d = 0; d < self->clock.n_days; d++)
        if (day_of_month(self->clock.days[d].date, &month) == (uint32_t) wanted) of_day[d] = true;
}

/* What each element of a list marks. */
static void mark_list(ccs_compiler_t *self, const ccs_place_t *at, bool *of_day,
    void (*mark)(ccs_compiler_t *self, const ccs_place_t *element, bool *of_day))
{
    uint32_t index = 0;

    if (at->value->kind != CCS_VALUE_LIST) {
        ccs_reader_expected(&self->reader, at, ccs_shape_text(at->row->shape));
        return;
    }
    for (const ccs_value_t *v = at->value->first; v; v = v->next, index++) {
        const ccs_place_t element = ccs_place_element(at, v, index);

        mark(self, &element, of_day);
    }
}

/* The n-th open day after each holiday, those before the run included. */
static void mark_after_holidays(ccs_compiler_t *self, uint32_t n, bool *of_day)
{
    const ccs_clock_t *const clock = &self->clock;
    uint32_t open = n; /* days since the last holiday on which the centre was open; n: no holiday near */

    if (clock->holiday_before != INT64_MIN) {
        open = 0;
        for (int64_t date = clock->holiday_before + 1; date < clock->first_date && open < n; date++)
            open += clock->kinds[ccs_date_weekday(date)].opening.n > 0;
    }
    for (uint32_t d = 0; d < clock->n_days; d++) {
        if (!clock->days[d].open) open = 0;
        else if (ccs_clock_kind(clock, d)->opening.n > 0 && open < n) of_day[d] = ++open == n;
    }
}

/* The days of an event that names no time: by dates, days of the month or holidays. */
static void read_days(ccs_compiler_t *self, const ccs_place_t *at, event_t *event)
{
    const ccs_place_t dates = ccs_place_child(&self->reader, at, "dates"),
                      of_month = ccs_place_child(&self->reader, at, "days_of_month"),
                      after = ccs_place_child(&self->reader, at, "after_holiday");

    event->of_day = ccs_reader_array(&self->reader, self->clock.n_days, sizeof *event->of_day);
    if (!event->of_day) return;
    if (dates.value) mark_list(self, &dates, event->of_day, mark_date);
    if (of_month.value) mark_list(self, &of_month, event->of_day, mark_days_of_month);
    if (after.value) {
        const uint32_t n = ccs_read_count(&self->reader, &after);

        if (n != CCS_NONE) mark_after_holidays(self, n, event->of_day);
    }
}

/* Keys that say when: one of them, and what belongs to it. @return false if something was recorded */
static bool check_event(ccs_compiler_t *self, const ccs_place_t *at)
{
    static const char *const whens[] = {"from", "dates", "days_of_month", "after_holiday"};
    const size_t before = self->reader.errors->n_errors;
    const ccs_place_t from = ccs_place_child(&self->reader, at, "from"), to = ccs_place_child(&self->reader, at, "to"),
                      decay = ccs_place_child(&self->reader, at, "decay");
    int n = 0;

    for (size_t i = 0; i < sizeof whens / sizeof *whens; i++) n += ccs_place_child(&self->reader, at, whens[i]).value != NULL;
    if (n != 1)
        ccs_reader_error(&self->reader, at,
            "needs one of from, dates, days_of_month and after_holiday, which say when it is, found %s",
            n == 0 ? "none" : "more");
    if (!from.value && to.value) ccs_reader_error(&self->reader, &to, "needs from, when the event begins");
    if (!from.value && decay.value) ccs_reader_error(&self->reader, &decay, "needs from, when the event begins");
    return self->reader.errors->n_errors == before;
}

static void read_event(ccs_compiler_t *self, const ccs_place_t *at, event_t *event)
{
    const ccs_place_t factor = ccs_place_child(&self->reader, at, "factor"), from = ccs_place_child(&self->reader, at, "from"),
                      to = ccs_place_child(&self->reader, at, "to"), decay = ccs_place_child(&self->reader, at, "decay"),
                      types = ccs_place_child(&self->reader, at, "types");

    *event = (event_t){.name = at->key};
    event->factor = ccs_read_amount(&self->reader, &factor, 1);
    event->decay_s = ccs_read_duration(&self->reader, &decay);
    event->n_types = ccs_read_names(&self->reader, &types, &self->types_named, &event->types);
    event->from_s = ccs_read_time(&self->reader, &from, false);
    event->to_s = ccs_read_time(&self->reader, &to, true);
    if (!check_event(self, at) || !from.value) {
        if (!from.value) read_days(self, at, event);
        return;
    }
    if (event->to_s <= event->from_s) ccs_reader_error(&self->reader, &to, "must come after from");
    if (isnan(event->to_s)) event->to_s = isnan(event->decay_s) ? end_of_day(&self->clock, event->from_s) : (double) INFINITY;
    if (!isnan(event->decay_s)) event->to_s = fmin(event->to_s, event->from_s - event->decay_s * log(GONE));
}

/* --- in words ---------------------------------------------------------------------------------------------------------- */

/* "1.25, 1, 0.9" @return text */
static const char *show_factors(const double *factors, uint32_t n, char *text, size_t size)
{
    size_t at = 0;

    for (uint32_t i = 0; i < n && at < size; i++)
        at += (size_t) snprintf(text + at, size - at, "%s%.4g", i ? ", " : "", factors[i]);
    return text;
}

static bool is_one(const double *factors, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (factors[i] != 1) return false;
    return true;
}

/* "mailer times 1.6, falling to 1/e of its effect in 6 h" @return text */
static const char *show_event(const ccs_compiler_t *self, const event_t *event, char *text, size_t size)
{
    char decay[CCS_UNITS_TEXT_MAX] = "";
    uint32_t n_days = 0;

    for (uint32_t d = 0; event->of_day && d < self->clock.n_days; d++) n_days += event->of_day[d];
    if (!isnan(event->decay_s)) ccs_units_show_duration(event->decay_s, decay, sizeof decay);
    if (event->of_day)
        snprintf(text, size, "%s times %.4g (days of the run: %lu)", event->name, event->factor, (unsigned long) n_days);
    else
        snprintf(text, size, "%s times %.4g%s%s", event->name, event->factor, *decay ? ", falling to 1/e of its effect in " : "",
            decay);
    return text;
}

static void tell(ccs_compiler_t *self, const calendar_t *calendar)
{
    const char *told = "";
    char text[256], trend[64] = "";

    if (!is_one(calendar->weekday, CCS_N_WEEKDAYS))
        told = ccs_arena_printf(self->reader.arena, "of Monday to Sunday %s",
            show_factors(calendar->weekday, CCS_N_WEEKDAYS, text, sizeof text));
    if (told && !is_one(calendar->month, MONTHS))
        told = ccs_arena_printf(self->reader.arena, "%s%sof January to December %s", told, *told ? "; " : "",
            show_factors(calendar->month, MONTHS, text, sizeof text));
    if (calendar->trend != 0) snprintf(trend, sizeof trend, "%+.4g %% a year", 100 * calendar->trend);
    if (told && *trend) told = ccs_arena_printf(self->reader.arena, "%s%s%s", told, *told ? "; " : "", trend);
    for (uint32_t i = 0; told && i < calendar->n_events; i++)
        told = ccs_arena_printf(self->reader.arena, "%s%s%s", told, *told ? "; " : "",
            show_event(self, &calendar->events[i], text, sizeof text));
    if (!told) self->reader.out_of_memory = true;
    self->plan->calendar = told && *told ? told : NULL;
}

void ccs_compile_calendar(ccs_compiler_t *self)
{
    const ccs_place_t at = ccs_place_child(&self->reader, &self->reader.root, "calendar");

    if (!at.value || at.value->kind != CCS_VALUE_GROUP) return;
    calendar_t *const calendar = ccs_reader_array(&self->reader, 1, sizeof *calendar);
    const ccs_place_t weekday = ccs_place_child(&self->reader, &at, "weekday"),
                      month = ccs_place_child(&self->reader, &at, "month"),
                      trend = ccs_place_child(&self->reader, &at, "trend_per_year"),
                      events = ccs_place_child(&self->reader, &at, "events");
    const ccs_named_t named = ccs_read_named(&self->reader, &events, "event");

    if (!calendar) return;
    read_factors(self, &weekday, calendar->weekday, CCS_N_WEEKDAYS);
    read_factors(self, &month, calendar->month, MONTHS);
    calendar->trend = ccs_read_amount(&self->reader, &trend, 0);
    calendar->events = ccs_reader_array(&self->reader, named.n, sizeof *calendar->events);
    calendar->n_events = calendar->events ? named.n : 0;
    for (uint32_t i = 0; i < calendar->n_events; i++) {
        read_event(self, &named.at[i], &calendar->events[i]);
    }
    tell(self, calendar);
    self->calendar = calendar;
}

/* --- what it does to rates --------------------------------------------------------------------------------------------- */

static bool concerns(const event_t *event, uint32_t type)
{
    for (uint32_t i = 0; i < event->n_types; i++)
        if (event->types[i] == type) return true;
    return event->n_types == 0;
}

/* The factor of a whole day. */
static double of_day(const ccs_compiler_t *self, uint32_t type, uint32_t day)
{
    const double days_of_year = 365.25;
    const calendar_t *const calendar = self->calendar;
    const int64_t date = self->clock.days[day].date;
    uint32_t month;

    (void) day_of_month(date, &month);
    const double years = (double) (date - self->clock.first_date - self->clock.n_run_in) / days_of_year;
    double factor = calendar->weekday[ccs_date_weekday(date)] * calendar->month[month] * pow(1 + calendar->trend, years);

    for (uint32_t i = 0; i < calendar->n_events; i++)
        if (calendar->events[i].of_day && calendar->events[i].of_day[day] && concerns(&calendar->events[i], type))
            factor *= calendar->events[i].factor;
    return factor;
}

/* Mean factor of an event over a time that lies within it. */
static double mean_factor(const event_t *event, double start_s, double end_s)
{
    const double tau_s = event->decay_s;

    if (isnan(tau_s)) return event->factor;
    const double left =
        tau_s / (end_s - start_s) * (exp((event->from_s - start_s) / tau_s) - exp((event->from_s - end_s) / tau_s));

    return 1 + (event->factor - 1) * left;
}

static void push(ccs_compiler_t *self, ccs_vector_t *to, const ccs_rate_t *like, double start_s, double end_s)
{
    ccs_rate_t *const rate = end_s > start_s ? ccs_reader_push(&self->reader, to, sizeof *rate) : NULL;

    if (!rate) return;
    *rate = *like;
    rate->start_s = start_s;
    rate->end_s = end_s;
}

/* A rate, cut at the borders of an event and, where that decays, in steps. */
static void cut(ccs_compiler_t *self, const event_t *event, const ccs_rate_t *rate, ccs_vector_t *to)
{
    const double from_s = fmin(fmax(event->from_s, rate->start_s), rate->end_s),
                 to_s = fmax(fmin(event->to_s, rate->end_s), from_s);
    const double step_s = isnan(event->decay_s) ? to_s - from_s : fmax(LEAST_STEP_S, fmin(DECAY_STEP_S, event->decay_s / 4));

    push(self, to, rate, rate->start_s, from_s);
    for (double at_s = from_s; at_s < to_s && !self->reader.too_large && !self->reader.out_of_memory;) {
        const double next_s = at_s + 1.5 * step_s < to_s ? at_s + step_s : to_s;
        ccs_rate_t part = *rate;

        part.per_s *= mean_factor(event, at_s, next_s);
        push(self, to, &part, at_s, next_s);
        at_s = next_s;
    }
    push(self, to, rate, to_s, rate->end_s);
}

/* The rates of the type, which are the last so far, with the event upon them. */
static void act(ccs_compiler_t *self, const event_t *event, ccs_type_t *type)
{
    ccs_vector_t old = {0};

    for (uint32_t i = type->arrivals.first_rate; i < self->rates.n; i++) {
        const ccs_rate_t *const rate = (const ccs_rate_t *) self->rates.items + i;

        push(self, &old, rate, rate->start_s, rate->end_s);
    }
    self->rates.n = type->arrivals.first_rate;
    for (size_t i = 0; i < old.n; i++) cut(self, event, (const ccs_rate_t *) old.items + i, &self->rates);
    type->arrivals.n_rates = (uint32_t) self->rates.n - type->arrivals.first_rate;
    free(old.items);
}

void ccs_compile_calendar_rates(ccs_compiler_t *self, uint32_t id)
{
    ccs_type_t *const type = &self->types[id];
    const calendar_t *const calendar = self->calendar;

    if (!calendar) return;
    for (uint32_t i = type->arrivals.first_rate; i < self->rates.n; i++) {
        ccs_rate_t *const rate = (ccs_rate_t *) self->rates.items + i;

        rate->per_s *= of_day(self, id, rate->day);
    }
    for (uint32_t i = 0; i < calendar->n_events; i++)
        if (!calendar->events[i].of_day && concerns(&calendar->events[i], id)) act(self, &calendar->events[i], type);
}
