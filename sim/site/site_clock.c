/* site_clock.c - the clock of a site: its local days, its hours, its holidays. Invariant: its stretches are those of the centre, cut where a day of the site begins, so that
 * whoever walks through them tells of all opening hours of the centre. */
#include <math.h>
#include <string.h>

#include "read_date.h"
#include "read_hours.h"
#include "site_parts.h"

enum {
    EDGE_DAYS = 1
}; /* a zone is less than a day away from another: so many days before the centre's first, and behind its last */

/* --- days and hours ---------------------------------------------------------------------------------------------------- */

/* Hours of the site's own: as written, or all day. @param at  of `open` */
static void read_hours(ccs_reader_t *reader, const ccs_place_t *at, ccs_clock_t *clock)
{
    static const ccs_value_t all_day = {.kind = CCS_VALUE_STRING, .as.text = "24h"};
    static const ccs_named_t no_special_days = {0};
    const ccs_clock_t *const centre = reader->clock;
    const ccs_place_t nothing = {0};
    ccs_place_t hours = *at;

    if (!hours.value) hours.value = &all_day;
    reader->clock = clock;
    ccs_read_open(reader, &hours, &nothing, &no_special_days, clock);
    reader->clock = centre;
}

/* The kinds of the centre's days, whose hours the site keeps. */
static void take_hours(ccs_reader_t *reader, const ccs_clock_t *centre, ccs_clock_t *clock)
{
    clock->kinds = ccs_reader_array(reader, centre->n_kinds, sizeof *clock->kinds);
    if (!clock->kinds) return;
    memcpy(clock->kinds, centre->kinds, centre->n_kinds * sizeof *clock->kinds);
    for (uint32_t d = 0; d < centre->n_days; d++) {
        clock->days[d + EDGE_DAYS].kind = centre->days[d].kind;
        clock->days[d + EDGE_DAYS].open = centre->days[d].open;
    }
}

/* Holidays of the site. */
typedef struct {
    ccs_clock_t *clock;
    uint32_t n; /* of the days that count */
} holidays_t;

static void take_holiday(void *to, const ccs_place_t *at, int64_t date)
{
    holidays_t *const all = to;
    const ccs_clock_t *const clock = all->clock;
    const int64_t day = date - clock->first_date;

    (void) at;
    if (day < 0 || day >= clock->n_days) return;
    all->n += clock->days[day].open && day >= clock->n_run_in && day < clock->n_days - clock->n_run_out;
    clock->days[day].open = false;
}

/* --- stretches --------------------------------------------------------------------------------------------------------- */

static void push(ccs_reader_t *reader, ccs_vector_t *to, uint32_t day, double start_s, double end_s)
{
    ccs_stretch_t *const stretch = end_s > start_s ? ccs_reader_push(reader, to, sizeof *stretch) : NULL;

    if (stretch) *stretch = (ccs_stretch_t){day, start_s, end_s};
}

/* Where a day of the site ends, the last one never. */
static double day_ends_s(const ccs_clock_t *clock, uint32_t day)
{
    return day + 1 < clock->n_days ? ccs_clock_day(clock, day + 1).start_s : (double) INFINITY;
}

/* The centre's stretches, by the days of the site. */
static void cut_at_midnight(ccs_reader_t *reader, const ccs_clock_t *centre, const ccs_clock_t *clock, ccs_vector_t *to)
{
    uint32_t day = 0;

    for (uint32_t i = 0; i < centre->n_stretches; i++) {
        const ccs_stretch_t *const s = &centre->stretches[i];

        for (double from_s = s->start_s; from_s < s->end_s;) {
            while (day_ends_s(clock, day) <= from_s) day++;
            const double to_s = fmin(s->end_s, day_ends_s(clock, day));

            push(reader, to, day, from_s, to_s);
            from_s = to_s;
        }
    }
}

/* The parts of them in which the site is open. A day at the edge of the run of which there is none is closed: nothing has to be said of it. */
static void cut_at_hours(ccs_reader_t *reader, const ccs_clock_t *clock, ccs_vector_t *to)
{
    bool *const met = ccs_reader_array(reader, clock->n_days, sizeof *met);

    for (uint32_t i = 0; met && i < clock->n_stretches; i++) {
        const ccs_stretch_t *const s = &clock->stretches[i];
        const ccs_day_t *const day = &clock->days[s->day];
        const ccs_opening_t *const opening = &ccs_clock_kind(clock, s->day)->opening;
        const size_t before = to->n;

        for (uint32_t k = 0; day->open && k < opening->n; k++)
            push(reader, to, s->day, fmax(s->start_s, ccs_clock_moment(clock, day->date, opening->hours[k].from_s)),
                fmin(s->end_s, ccs_clock_moment(clock, day->date, opening->hours[k].to_s)));
        met[s->day] = met[s->day] || to->n > before;
    }
    for (uint32_t d = 0; met && d < clock->n_days; d++) clock->days[d].open = clock->days[d].open && met[d];
}

/* Which kinds of days something has to be said of. */
static void mark_kinds(ccs_clock_t *clock)
{
    if (!clock->kinds) return; /* out of memory */
    for (uint32_t k = 0; k < clock->n_kinds; k++) clock->kinds[k].used = clock->kinds[k].occurs = false;
    for (uint32_t d = 0; d < clock->n_days; d++) {
        clock->kinds[clock->days[d].kind].occurs = true;
        clock->kinds[clock->days[d].kind].used |= clock->days[d].open;
    }
}

/* --- a clock ----------------------------------------------------------------------------------------------------------- */

/* The days of the site, one more at each end than the centre's. */
static bool make_days(ccs_reader_t *reader, ccs_clock_t *clock)
{
    clock->n_edge_days = EDGE_DAYS;
    clock->first_date -= EDGE_DAYS;
    clock->n_days += 2 * EDGE_DAYS;
    clock->n_run_in += EDGE_DAYS;
    clock->n_run_out += EDGE_DAYS;
    clock->days = ccs_reader_array(reader, clock->n_days, sizeof *clock->days);
    for (uint32_t d = 0; clock->days && d < clock->n_days; d++) ccs_clock_make_day(clock, d);
    return clock->days != NULL;
}

/* "mon-fri 08:00-18:00"; of a site without hours of its own nothing. */
static const char *tell_hours(ccs_reader_t *reader, const ccs_clock_t *clock)
{
    const char *const told = ccs_read_tell_hours(reader, clock->kinds);

    return told && strcmp(told, "00:00-24:00") != 0 ? told : NULL;
}

void ccs_site_clock_read(ccs_reader_t *reader, const ccs_place_t *at, ccs_zone_find_t *find, ccs_site_t *site,
    ccs_site_clock_t *self)
{
    const ccs_place_t zone = ccs_place_child(reader, at, "timezone"), open = ccs_place_child(reader, at, "open"),
                      holidays = ccs_place_child(reader, at, "holidays");
    const ccs_clock_t *const centre = reader->clock;
    const size_t before = reader->errors->n_errors;
    ccs_clock_t *const clock = &self->clock;
    const bool own_hours = zone.value || open.value;
    ccs_vector_t all = {0}, parts = {0};

    if ((!own_hours && !holidays.value) || centre->n_stretches == 0) return;
    *clock = *centre;
    if (zone.value) site->timezone = ccs_read_zone(reader, &zone, find, &clock->zone);
    site->zone = clock->zone;
    if (own_hours) read_hours(reader, &open, clock);
    if (reader->errors->n_errors > before || !clock->kinds || !make_days(reader, clock)) return;
    if (!own_hours) take_hours(reader, centre, clock);
    else site->hours = tell_hours(reader, clock);
    holidays_t closed = {.clock = clock};

    ccs_read_dates(reader, &holidays, take_holiday, &closed);
    site->n_holidays = closed.n;
    cut_at_midnight(reader, centre, clock, &all);
    clock->n_stretches = (uint32_t) all.n;
    clock->stretches = ccs_reader_keep(reader, &all, sizeof *clock->stretches);
    if (clock->stretches && clock->kinds) cut_at_hours(reader, clock, &parts);
    self->n_open = (uint32_t) parts.n;
    self->open = ccs_reader_keep(reader, &parts, sizeof *self->open);
    if (reader->out_of_memory) return;
    mark_kinds(clock);
    self->own = true;
    if (self->n_open == 0)
        ccs_reader_error(reader, at, "is never open while the centre is: change its hours, its time zone or its holidays");
}

/* --- staff within hours ------------------------------------------------------------------------------------------------ */

/* The parts of a curve that lie within hours. */
static void cut_curve(ccs_reader_t *reader, ccs_curve_t *curve)
{
    const ccs_opening_t *const opening = curve->opening;
    ccs_span_t *const spans = ccs_reader_array(reader, (size_t) curve->n * opening->n, sizeof *spans);
    uint32_t n = 0;

    for (uint32_t i = 0; spans && i < curve->n; i++) {
        for (uint32_t k = 0; k < opening->n; k++) {
            const ccs_span_t part = {fmax(curve->spans[i].from_s, opening->hours[k].from_s),
                fmin(curve->spans[i].to_s, opening->hours[k].to_s), curve->spans[i].value};

            if (part.to_s > part.from_s) spans[n++] = part;
        }
    }
    curve->n = n;
    curve->spans = spans;
}

void ccs_site_cut(ccs_reader_t *reader, ccs_curves_t *curves)
{
    if (reader->clock->n_edge_days == 0 || !ccs_curves_by_day(reader, curves)) return;
    for (uint32_t d = 0; d < curves->n; d++) cut_curve(reader, &curves->of[d]);
}
