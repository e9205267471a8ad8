/* local_time.c - simulated seconds to clock times and back. Invariant: time 0 is local midnight of the first day, and seconds elapse
 * physically, as in compile_clock.c. */
#include "local_time.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "units.h"

enum { DAY_S = 86400, DATE_LENGTH = 10 };

ccs_local_time_t ccs_local_time_of(const ccs_plan_t *plan)
{
    return (ccs_local_time_t){.steady = !plan->axis.has_clock,
        .n_days = plan->n_days,
        .first_date = plan->first_date,
        .day_starts_s = plan->day_starts_s,
        .zero_utc = plan->zero_utc,
        .zone = &plan->zone};
}

/* ---- showing -------------------------------------------------------------------------------------------------------------------- */

/* A moment taken apart. */
typedef struct {
    int64_t date;
    unsigned hour, minute, second, milli;
    char offset[8]; /* "" but in the second coming of an hour */
} parts_t;

static parts_t take_apart(const ccs_local_time_t *self, double time_s)
{
    const double whole = floor(time_s);
    const int64_t utc = self->zero_utc + (int64_t) whole, shift = ccs_zone_offset(self->zone, utc), local = utc + shift;
    const int64_t date = local / DAY_S - (local % DAY_S < 0);
    const unsigned of_day = (unsigned) (local - date * DAY_S);
    const long minutes = labs((long) shift) / 60;
    parts_t c = {date, of_day / 3600, of_day / 60 % 60, of_day % 60, (unsigned) ((time_s - whole) * 1000), ""};

    if (ccs_zone_utc(self->zone, local) != utc)
        snprintf(c.offset, sizeof c.offset, "%c%02ld:%02ld", shift < 0 ? '-' : '+', minutes / 60 % 100, minutes % 60);
    return c;
}

static char *show_elapsed(double time_s, char *text, size_t size)
{
    const uint64_t tenths = (uint64_t) (time_s * 10), s = tenths / 10;

    snprintf(text, size, "%02" PRIu64 ":%02u:%02u.%u", s / 3600, (unsigned) (s / 60 % 60), (unsigned) (s % 60),
        (unsigned) (tenths % 10));
    return text;
}

char *ccs_local_time_show(const ccs_local_time_t *self, double time_s, char *text, size_t size)
{
    char date[16] = "";

    if (self->steady) return show_elapsed(time_s, text, size);
    const parts_t c = take_apart(self, time_s);

    if (self->n_days > 1 || c.date != self->first_date) (void) ccs_date_show(c.date, date, sizeof date);
    snprintf(text, size, "%s%s%02u:%02u:%02u.%u%s", date, date[0] ? " " : "", c.hour, c.minute, c.second, c.milli / 100,
        c.offset);
    return text;
}

char *ccs_local_time_iso(const ccs_local_time_t *self, double time_s, char *text, size_t size)
{
    char date[16];

    text[0] = '\0';
    if (self->steady) return text;
    const parts_t c = take_apart(self, time_s);

    snprintf(text, size, "%sT%02u:%02u:%02u.%03u%s", ccs_date_show(c.date, date, sizeof date), c.hour, c.minute, c.second,
        c.milli, c.offset);
    return text;
}

/* ---- reading -------------------------------------------------------------------------------------------------------------------- */

static int no_time(const char *text, const char *form, ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL, "must be %s, found \"%s\"", form, text);
}

int ccs_local_time_read(const ccs_local_time_t *self, const char *text, double *time_s, ccs_err_t *err)
{
    const char *const t = strchr(text, 'T');
    int64_t date = self->first_date;
    char day[DATE_LENGTH + 1] = "";
    double of_day_s;

    if (self->steady)
        return ccs_units_duration(text, time_s) ? no_time(text, "a time since the start such as \"2 h 30 min\"", err) : 0;
    if (t == &text[DATE_LENGTH]) memcpy(day, text, DATE_LENGTH);
    if ((t && (!day[0] || ccs_date_read(day, &date) != 0)) || ccs_units_time_of_day(t ? t + 1 : text, &of_day_s) != 0)
        return no_time(text, "a local time such as \"10:00\" or \"2026-03-03T10:00\"", err);
    if (!t && self->n_days > 1)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL, "must have a date, as the scenario has %u days: \"%sT%s\"",
            (unsigned) self->n_days, ccs_date_show(self->first_date, (char[16]){""}, 16), text);
    if (!t && of_day_s < self->day_starts_s) date++;
    *time_s = (double) (ccs_zone_utc(self->zone, date * DAY_S + (int64_t) of_day_s) - self->zero_utc);
    return 0;
}
