/* compile_clock.c - days, opening hours and cells. Invariant: stretches are ascending and do not overlap; local time of day
 * and elapsed time differ by one constant on either side of a day's clock change. A day is a service day: it may go past midnight. */
#include "early_chapters.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "fields.h"
#include "read_date.h"
#include "read_hours.h"
#include "read_value.h"
#include "units.h"

/* --- days -------------------------------------------------------------------------------------------------------------- */

/* What becomes of the days of a list of dates. */
typedef struct {
    ccs_compiler_t *self;
    uint32_t kinds_behind; /* of special days: so many kinds of days behind that of its weekday; 0: it is closed */
    int64_t *before;       /* NULL, or the last of the dates before the run */
} day_use_t;

static void make_special(ccs_compiler_t *self, const ccs_place_t *date, ccs_day_t *day, uint32_t kinds_behind)
{
    if (!day->open)
        ccs_reader_error(&self->reader, date, "is among clock.holidays, which are closed: leave it out in one of the two");
    if (day->kind >= CCS_N_WEEKDAYS)
        ccs_reader_error(&self->reader, date, "is a special day already, of %s", self->clock.kinds[day->kind].name);
    day->kind += kinds_behind;
    if (day->kind >= self->clock.n_kinds) day->kind = 0; /* which has been told */
}

/* Dates behind the days of the run are passed over. */
static void take_date(void *to, const ccs_place_t *at, int64_t date)
{
    const day_use_t *const use = to;
    ccs_clock_t *const clock = &use->self->clock;
    const int64_t day = date - clock->first_date;

    if (day < 0 && use->before && date > *use->before) *use->before = date;
    if (day < 0 || day >= clock->n_days) return;
    if (use->kinds_behind) make_special(use->self, at, &clock->days[day], use->kinds_behind);
    else clock->days[day].open = false;
}

/* Holidays are closed, special days have hours of their own. */
static void read_other_days(ccs_compiler_t *self, const ccs_place_t *holidays, const ccs_named_t *special)
{
    day_use_t use = {.self = self, .before = &self->clock.holiday_before};

    self->clock.holiday_before = INT64_MIN;
    ccs_read_dates(&self->reader, holidays, take_date, &use);
    use.before = NULL;
    for (uint32_t i = 0; i < special->n; i++) {
        const ccs_place_t dates = ccs_place_child(&self->reader, &special->at[i], "dates");

        use.kinds_behind = CCS_N_WEEKDAYS * (1 + i);
        ccs_read_dates(&self->reader, &dates, take_date, &use);
    }
}

void ccs_compile_stretches(ccs_compiler_t *self)
{
    ccs_clock_t *const clock = &self->clock;
    const int64_t zero_utc = clock->zero_utc;
    size_t n = 0;

    for (uint32_t d = 0; d < clock->n_days; d++) n += clock->days[d].open ? ccs_clock_kind(clock, d)->opening.n : 0;
    clock->stretches = ccs_reader_array(&self->reader, n, sizeof *clock->stretches);
    for (uint32_t d = 0; d < clock->n_days && clock->stretches; d++) {
        const ccs_day_t *const day = &clock->days[d];
        const ccs_opening_t *const opening = &ccs_clock_kind(clock, d)->opening;

        for (uint32_t i = 0; day->open && i < opening->n; i++) {
            const int64_t midnight = day->date * CCS_DAY_S;
            const int64_t from = ccs_zone_utc(&clock->zone, midnight + (int64_t) opening->hours[i].from_s);
            const int64_t to = ccs_zone_utc(&clock->zone, midnight + (int64_t) opening->hours[i].to_s);

            if (to <= from) continue; /* hours that a clock change leaves out */
            clock->stretches[clock->n_stretches++] =
                (ccs_stretch_t){.day = d, .start_s = (double) (from - zero_utc), .end_s = (double) (to - zero_utc)};
            clock->kinds[day->kind].used = true;
        }
    }
}

static bool find_zone(ccs_compiler_t *self, const ccs_place_t *at)
{
    ccs_clock_t *const clock = &self->clock;
    const char *const name = ccs_read_zone(&self->reader, at, self->zones, &clock->zone);

    if (!name) return false;
    clock->zero_utc = ccs_zone_utc(&clock->zone, clock->first_date * CCS_DAY_S);
    self->plan->zone = clock->zone;
    self->plan->zero_utc = clock->zero_utc;
    self->plan->timezone = name;
    return true;
}

static void make_days(ccs_compiler_t *self, const ccs_place_t *holidays, const ccs_named_t *special)
{
    ccs_clock_t *const clock = &self->clock;
    const int64_t first = clock->first_date + clock->n_run_in, behind = clock->first_date + clock->n_days;

    self->plan->first_date = first;
    self->plan->first_day_s = (double) (ccs_zone_utc(&clock->zone, first * CCS_DAY_S) - clock->zero_utc);
    self->plan->last_day_ends_s =
        (double) (ccs_zone_utc(&clock->zone, behind * CCS_DAY_S + (int64_t) clock->day_starts_s) - clock->zero_utc);
    for (uint32_t d = 0; d < clock->n_days; d++) ccs_clock_make_day(clock, d);
    read_other_days(self, holidays, special);
    for (uint32_t d = 0; d < clock->n_days; d++) clock->kinds[clock->days[d].kind].occurs = true;
    ccs_compile_stretches(self);
}

/* --- cells ------------------------------------------------------------------------------------------------------------- */

/* What the local clock shows at a moment, since midnight of a day's date: a night's end is later than 24 h. */
static double clock_of(const ccs_day_t *day, double time_s)
{
    return time_s + (time_s < day->jump_s ? day->shift_s : day->shift_after_s);
}

/* The same since midnight of the first date that counts. */
static double clock_since(const ccs_clock_t *self, uint32_t day, double time_s)
{
    return clock_of(&self->days[day], time_s) + (double) (self->days[day].date - self->days[self->n_run_in].date) * CCS_DAY_S;
}

/* "2026-03-02T09:30" of a moment; in an hour that comes twice, its second coming carries the offset from UTC:
 * "2026-11-01T01:30-05:00". */
static const char *label_of(ccs_compiler_t *self, uint32_t index, double time_s)
{
    const ccs_day_t *const day = &self->clock.days[index];
    const double of_day = clock_of(day, time_s), shift_s = of_day - time_s;
    const bool again = time_s >= day->jump_s && of_day < day->jump_s + day->shift_s;
    const int offset = (int) ((double) (day->date * CCS_DAY_S - self->clock.zero_utc) + shift_s) / 60; /* minutes */
    const int64_t past = of_day >= CCS_DAY_S; /* midnight: the label bears the date of the calendar */
    char date[16], time[CCS_UNITS_TEXT_MAX], utc[16] = "";

    if (again) snprintf(utc, sizeof utc, "%c%02d:%02d", offset < 0 ? '-' : '+', abs(offset) / 60, abs(offset) % 60);
    return ccs_arena_printf(self->reader.arena, "%sT%s%s", ccs_date_show(day->date + past, date, sizeof date),
        ccs_units_show_time_of_day(of_day - (double) (past * CCS_DAY_S), time, sizeof time), utc);
}

/* The cell of a closed time that follows a stretch. */
static const char *closed_label(ccs_compiler_t *self, uint32_t stretch)
{
    const ccs_clock_t *const clock = &self->clock;
    const ccs_stretch_t *const s = &clock->stretches[stretch];
    const bool is_pause = stretch + 1 < clock->n_stretches && clock->stretches[stretch + 1].day == s->day;
    char date[16], time[CCS_UNITS_TEXT_MAX];

    ccs_date_show(clock->days[s->day].date, date, sizeof date);
    if (!is_pause) return ccs_arena_printf(self->reader.arena, "%s after close", date);
    const ccs_day_t *const day = &clock->days[s->day];

    ccs_clock_show(clock_of(day, s->end_s), time, sizeof time);
    return ccs_arena_printf(self->reader.arena, "%s closed from %s", date, time);
}

static double cells_of(const ccs_clock_t *clock, const ccs_stretch_t *stretch)
{
    return ccs_intervals_between(stretch->start_s, stretch->end_s, clock->interval_s);
}

/* The cells of one stretch and of the closed time behind it. @return the next free cell */
static ccs_cell_t *make_stretch_cells(ccs_compiler_t *self, uint32_t stretch, ccs_cell_t *cell)
{
    const ccs_clock_t *const clock = &self->clock;
    const ccs_stretch_t *const s = &clock->stretches[stretch];
    const double next_s = stretch + 1 < clock->n_stretches ? s[1].start_s : (double) INFINITY, n = cells_of(clock, s);

    for (double i = 0; i < n; i++, cell++) {
        cell->start_s = s->start_s + i * clock->interval_s;
        cell->end_s = i + 1 < n ? s->start_s + (i + 1) * clock->interval_s : s->end_s;
        cell->clock_s = clock_since(clock, s->day, cell->start_s);
        cell->day = s->day;
        cell->open = true;
        cell->label = label_of(self, s->day, cell->start_s);
        if (!cell->label) self->reader.out_of_memory = true;
    }
    if (next_s <= s->end_s) return cell;
    *cell = (ccs_cell_t){.start_s = s->end_s,
        .end_s = next_s,
        .clock_s = clock_since(clock, s->day, s->end_s),
        .day = s->day,
        .label = closed_label(self, stretch)};
    if (!cell->label) self->reader.out_of_memory = true;
    return cell + 1;
}

static void make_cells(ccs_compiler_t *self, const ccs_place_t *at)
{
    const ccs_clock_t *const clock = &self->clock;
    double n = 0;

    for (uint32_t i = 0; i < clock->n_stretches; i++) n += cells_of(clock, &clock->stretches[i]) + 1;
    if (n > CCS_MAX_CELLS) {
        ccs_reader_error(&self->reader, at, "%.0f intervals are more than %d: take a longer clock.interval or fewer days", n,
            (int) CCS_MAX_CELLS);
        return;
    }
    ccs_cell_t *const cells = ccs_reader_array(&self->reader, (size_t) n + 3, sizeof *cells), *end = cells ? cells + 1 : NULL;

    for (uint32_t i = 0; i < clock->n_stretches && cells; i++) end = make_stretch_cells(self, i, end);
    self->clock.cells = cells;
    self->plan->cells = cells ? cells + 1 : NULL;
    self->plan->n_cells = cells ? (uint32_t) (end - cells) - 1 : 0;
    self->plan->end_s = clock->n_stretches ? clock->stretches[clock->n_stretches - 1].end_s : 0;
}

/* The cells of the days that count. */
static void count_cells(ccs_compiler_t *self)
{
    const ccs_clock_t *const clock = &self->clock;
    ccs_plan_t *const plan = self->plan;

    plan->first_counted = plan->n_counted = 0;
    for (uint32_t c = 0; c < plan->n_cells; c++) {
        if (plan->cells[c].day < clock->n_run_in) plan->first_counted++;
        else if (plan->cells[c].day < clock->n_days - clock->n_run_out) plan->n_counted++;
    }
}

/* Whether contacts come between two moments. */
static bool comes_between(const ccs_compiler_t *self, double from_s, double to_s)
{
    const ccs_rate_t *const rates = self->rates.items;

    for (size_t i = 0; i < self->rates.n; i++)
        if (rates[i].per_s > 0 && rates[i].start_s < to_s && rates[i].end_s > from_s) return true;
    return false;
}

static const char *before_opening(ccs_compiler_t *self, uint32_t day)
{
    char date[CCS_DATE_MAX];
    const char *const label =
        ccs_arena_printf(self->reader.arena, "%s before opening", ccs_date_show(self->clock.days[day].date, date, sizeof date));

    if (!label) self->reader.out_of_memory = true;
    return label;
}

/* Contacts that come before the first opening have a cell of their own. */
static void begin_before_opening(ccs_compiler_t *self)
{
    const ccs_clock_t *const clock = &self->clock;
    ccs_plan_t *const plan = self->plan;

    if (!comes_between(self, (double) -INFINITY, plan->cells->start_s)) return;
    const uint32_t day = clock->stretches[0].day;
    const double start_s = ccs_clock_day(clock, 0).start_s;

    *clock->cells = (ccs_cell_t){.start_s = start_s,
        .end_s = plan->cells->start_s,
        .clock_s = clock_since(clock, 0, start_s),
        .day = day,
        .label = before_opening(self, day)};
    plan->cells = clock->cells;
    plan->n_cells++;
}

/* A closed time that goes on into a day on which counting begins or ends is two cells if contacts come behind the border: they are that day's. */
static void cut_closed(ccs_compiler_t *self, uint32_t day)
{
    const ccs_clock_t *const clock = &self->clock;
    ccs_plan_t *const plan = self->plan;
    const double border_s = ccs_clock_day(clock, day).start_s;
    ccs_cell_t *const cells = clock->cells + (plan->cells - clock->cells);
    uint32_t c = 0;

    while (c < plan->n_cells && cells[c].end_s <= border_s) c++;
    if (c == plan->n_cells || cells[c].open || cells[c].start_s >= border_s) return;
    if (cells[c].day >= day || !comes_between(self, border_s, cells[c].end_s)) return;
    memmove(&cells[c + 1], &cells[c], (plan->n_cells - c) * sizeof *cells);
    plan->n_cells++;
    cells[c].end_s = border_s;
    cells[c + 1].start_s = border_s;
    cells[c + 1].clock_s = clock_since(clock, day, border_s);
    cells[c + 1].day = day;
    cells[c + 1].label = before_opening(self, day);
}

void ccs_compile_closed_cells(ccs_compiler_t *self)
{
    const ccs_clock_t *const clock = &self->clock;

    if (self->plan->n_cells == 0 || !clock->cells) return;
    begin_before_opening(self);
    if (clock->n_run_in > 0) cut_closed(self, clock->n_run_in);
    if (clock->n_run_out > 0) cut_closed(self, clock->n_days - clock->n_run_out);
    count_cells(self);
}

static void make_day_labels(ccs_compiler_t *self)
{
    const ccs_clock_t *const clock = &self->clock;
    const uint32_t n = clock->n_days - clock->n_run_in - clock->n_run_out;
    const char **const labels = ccs_reader_array(&self->reader, n, sizeof *labels);

    for (uint32_t d = 0; d < n && labels; d++) {
        char date[16];

        labels[d] = ccs_arena_strdup(self->reader.arena, ccs_date_show(clock->days[clock->n_run_in + d].date, date, sizeof date));
        if (!labels[d]) self->reader.out_of_memory = true;
    }
    self->plan->n_days = n;
    self->plan->day_labels = labels;
}

/* "christmas_eve: 2026-12-24, 08:00-14:00." of each kind of special days that some day of the run is of. */
static void tell_special(ccs_compiler_t *self, const ccs_named_t *special)
{
    const ccs_clock_t *const clock = &self->clock;
    const char *told = NULL;
    char first[CCS_DATE_MAX], more[40], hours[160];

    for (uint32_t i = 0; i < special->n; i++) {
        const ccs_opening_t *const opening = &clock->kinds[(size_t) CCS_N_WEEKDAYS * (1 + i)].opening;
        uint32_t n = 0;

        for (uint32_t d = 0; d < clock->n_days; d++)
            if (clock->days[d].kind / CCS_N_WEEKDAYS == i + 1 && n++ == 0)
                ccs_date_show(clock->days[d].date, first, sizeof first);
        if (n == 0) continue;
        *more = '\0';
        if (n > 1) snprintf(more, sizeof more, " and %lu more days", (unsigned long) n - 1);
        told = ccs_arena_printf(self->reader.arena, "%s%s%s: %s%s, %s.", told ? told : "", told ? " " : "", special->at[i].key,
            first, more, ccs_opening_text(opening, hours, sizeof hours));
        if (!told) self->reader.out_of_memory = true;
    }
    self->plan->special_days = told;
}

static void never_open(ccs_compiler_t *self, const ccs_place_t *open, uint32_t n_days)
{
    char days[32] = "the day";

    if (n_days > 1) snprintf(days, sizeof days, "all %lu days from that", (unsigned long) n_days);
    ccs_reader_error(&self->reader, open,
        "the centre is closed on %s of clock.start: change that, clock.days, clock.holidays or the hours", days);
}

static void find_counted(ccs_compiler_t *self, const ccs_place_t *open)
{
    const ccs_clock_t *const clock = &self->clock;
    ccs_plan_t *const plan = self->plan;

    plan->n_run_in = clock->n_run_in;
    plan->n_run_out = clock->n_run_out;
    count_cells(self);
    if (plan->n_counted == 0 && plan->n_cells > 0) never_open(self, open, clock->n_days - clock->n_run_in - clock->n_run_out);
}

/* Days before and behind those that count. */
static void read_run_in(ccs_compiler_t *self)
{
    const ccs_place_t run = ccs_place_child(&self->reader, &self->reader.root, "run"),
                      run_in = ccs_place_child(&self->reader, &run, "run_in");
    ccs_clock_t *const clock = &self->clock;

    ccs_compile_fields(&self->reader, &run, CCS_RECORD_CLOCK, clock);
    if (clock->n_run_in == CCS_NONE) clock->n_run_in = 0;
    if (clock->n_run_out == CCS_NONE) clock->n_run_out = 0;
    if (clock->n_run_in > clock->first_date) {
        ccs_reader_error(&self->reader, &run_in, "reaches back beyond 1970");
        clock->n_run_in = 0;
    }
    clock->first_date -= clock->n_run_in;
    clock->n_days += clock->n_run_in + clock->n_run_out;
}

void ccs_compile_clock(ccs_compiler_t *self)
{
    ccs_clock_t *const clock = &self->clock;
    const ccs_place_t at = ccs_place_child(&self->reader, &self->reader.root, "clock"),
                      zone = ccs_place_child(&self->reader, &at, "timezone"),
                      start = ccs_place_child(&self->reader, &at, "start"), open = ccs_place_child(&self->reader, &at, "open"),
                      starts = ccs_place_child(&self->reader, &at, "day_starts"),
                      holidays = ccs_place_child(&self->reader, &at, "holidays"),
                      special_at = ccs_place_child(&self->reader, &at, "special_days");
    const ccs_named_t special = ccs_read_named(&self->reader, &special_at, "special day");
    const size_t before = self->reader.errors->n_errors;

    clock->first_date = ccs_read_date(&self->reader, &start);
    ccs_compile_fields(&self->reader, &at, CCS_RECORD_CLOCK, clock);
    ccs_read_open(&self->reader, &open, &starts, &special, clock);
    if (clock->n_days == CCS_NONE) clock->n_days = 1;
    read_run_in(self);
    if (isnan(clock->interval_s)) clock->interval_s = 1800;
    clock->days = ccs_reader_array(&self->reader, clock->n_days, sizeof *clock->days);
    if (!find_zone(self, &zone) || !clock->days || !clock->kinds) return;
    make_days(self, &holidays, &special);
    tell_special(self, &special);
    if (clock->n_stretches == 0 && self->reader.errors->n_errors == before)
        never_open(self, &open, clock->n_days - clock->n_run_in - clock->n_run_out);
    make_cells(self, &at);
    make_day_labels(self);
    find_counted(self, &open);
    self->plan->interval_s = clock->interval_s;
    self->plan->day_starts_s = clock->day_starts_s;
}
