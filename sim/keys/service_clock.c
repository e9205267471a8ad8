/* service_clock.c - times of a service day and its opening hours. */
#include "service_clock.h"

#include <math.h>
#include <stdio.h>

#include "date.h"
#include "units.h"

const char *const CCS_WEEKDAYS[CCS_N_WEEKDAYS] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/* --- times of the service day ------------------------------------------------------------------------------------------ */

double ccs_clock_time(const ccs_clock_t *self, double written_s, bool end)
{
    const bool tomorrow = end ? written_s <= self->day_starts_s : written_s < self->day_starts_s;

    return tomorrow ? written_s + CCS_DAY_S : written_s;
}

double ccs_clock_moment(const ccs_clock_t *self, int64_t date, double of_day_s)
{
    const double whole_s = floor(of_day_s);

    return (double) (ccs_zone_utc(&self->zone, date * CCS_DAY_S + (int64_t) whole_s) - self->zero_utc) + (of_day_s - whole_s);
}

double ccs_clock_localize(const ccs_clock_t *self, ccs_moment_of_day_t *moment)
{
    if (!moment->has_offset) return ccs_clock_moment(self, moment->date, moment->time_s);
    const double utc_s = (double) (moment->date * CCS_DAY_S - moment->offset_s) + moment->time_s,
                 local_s = utc_s + (double) ccs_zone_offset(&self->zone, (int64_t) floor(utc_s));

    moment->has_offset = false;
    moment->date = (int64_t) floor(local_s / CCS_DAY_S);
    moment->time_s = local_s - (double) moment->date * CCS_DAY_S;
    return utc_s - (double) self->zero_utc;
}

ccs_stretch_t ccs_clock_day(const ccs_clock_t *self, uint32_t day)
{
    const double starts_s = self->day_starts_s;

    return (ccs_stretch_t){.day = day,
        .start_s = starts_s - self->days[day].shift_s,
        .end_s = starts_s + CCS_DAY_S - self->days[day].shift_after_s};
}

void ccs_clock_make_day(ccs_clock_t *self, uint32_t index)
{
    const int64_t zero_utc = self->zero_utc;
    ccs_day_t *const day = &self->days[index];

    day->date = self->first_date + index;
    day->kind = ccs_date_weekday(day->date);
    day->open = true;
    const int64_t begin = day->date * CCS_DAY_S + (int64_t) self->day_starts_s;
    const int64_t start = ccs_zone_utc(&self->zone, begin), end = ccs_zone_utc(&self->zone, begin + CCS_DAY_S);
    const int64_t change = ccs_zone_change(&self->zone, start, end - 1);

    day->shift_s = (double) (ccs_zone_offset(&self->zone, start) + zero_utc - day->date * CCS_DAY_S);
    day->jump_s = change == INT64_MAX ? (double) INFINITY : (double) (change - zero_utc);
    day->shift_after_s = day->shift_s + (double) (ccs_zone_offset(&self->zone, end - 1) - ccs_zone_offset(&self->zone, start));
}

const char *ccs_clock_show(double time_s, char *text, size_t size)
{
    return ccs_units_show_time_of_day(time_s > CCS_DAY_S ? time_s - CCS_DAY_S : time_s, text, size);
}

/* --- opening hours ----------------------------------------------------------------------------------------------------- */

const char *ccs_opening_text(const ccs_opening_t *self, char *text, size_t size)
{
    char from[CCS_UNITS_TEXT_MAX], to[CCS_UNITS_TEXT_MAX];
    size_t n = 0;

    snprintf(text, size, "closed");
    for (uint32_t i = 0; i < self->n && n < size; i++) {
        const double from_s = self->hours[i].from_s;

        ccs_units_show_time_of_day(from_s >= CCS_DAY_S ? from_s - CCS_DAY_S : from_s, from, sizeof from);
        ccs_clock_show(self->hours[i].to_s, to, sizeof to);
        n += (size_t) snprintf(text + n, size - n, "%s%s-%s", i ? ", " : "", from, to);
    }
    return text;
}

/* The millionth forgives rounding. */
double ccs_intervals_between(double from_s, double to_s, double interval_s)
{
    return ceil((to_s - from_s) / interval_s - 1e-6);
}

uint32_t ccs_opening_intervals(const ccs_opening_t *self, double interval_s)
{
    double n = 0;

    for (uint32_t i = 0; i < self->n; i++) n += ccs_intervals_between(self->hours[i].from_s, self->hours[i].to_s, interval_s);
    return (uint32_t) n;
}

double ccs_opening_length(const ccs_opening_t *self)
{
    double s = 0;

    for (uint32_t i = 0; i < self->n; i++) s += self->hours[i].to_s - self->hours[i].from_s;
    return s;
}
