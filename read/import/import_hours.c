/* import_hours.c - when the centre is open: the usual hours of each weekday, days that are closed, and days with hours of their own. Rows that hold more than
 * zeros tell; zeros at the ends of a day for less than two hours are chance. */
#include "date.h"
#include "import_parts.h"
#include "units.h"

enum {
    DAY_S = 86400,
    HOUR_S = 3600,
    FROM_S = 8 * HOUR_S,
    TO_S = 20 * HOUR_S /* hours where the file has days only */,
    LONG_S = 2 * HOUR_S
};

/* A day of the file. */
typedef struct {
    ccs_import_hours_t rows, busy; /* of all its rows, and of those that hold more than zeros; from = to: there are none */
} day_t;

static void widen(ccs_import_hours_t *hours, int32_t from, int32_t to)
{
    if (hours->from == hours->to || from < hours->from) hours->from = from;
    if (to > hours->to) hours->to = to;
}

static bool is_open(const ccs_import_hours_t *hours)
{
    return hours->to > hours->from;
}

static bool same_hours(const ccs_import_hours_t *a, const ccs_import_hours_t *b)
{
    return a->from == b->from && a->to == b->to;
}

static void find_span(ccs_import_t *out)
{
    out->first_day = INT64_MAX;
    out->last_day = INT64_MIN;
    for (size_t i = 0; i < out->n_rows; i++) {
        const int64_t day = out->rows[i].day;

        if (day < out->first_day) out->first_day = day;
        if (day > out->last_day) out->last_day = day;
    }
}

static void gather(const ccs_import_t *out, day_t *days)
{
    const bool daily = out->interval_s == DAY_S;

    for (size_t i = 0; i < out->n_rows; i++) {
        const ccs_import_row_t *const row = &out->rows[i];
        day_t *const day = &days[row->day - out->first_day];
        const int32_t from = daily ? FROM_S : row->second, end = daily ? TO_S : row->second + out->interval_s,
                      to = end > DAY_S ? DAY_S : end;

        widen(&day->rows, from, to);
        if (row->contacts > 0 || row->agents > 0) widen(&day->busy, from, to);
    }
}

/* A day's hours, between those of all days of its weekday. */
static ccs_import_hours_t own_hours(const day_t *day, const ccs_import_hours_t *all)
{
    ccs_import_hours_t hours = {day->rows.from > all->from ? day->rows.from : all->from,
        day->rows.to < all->to ? day->rows.to : all->to};

    if (day->busy.from - hours.from >= LONG_S) hours.from = day->busy.from;
    if (hours.to - day->busy.to >= LONG_S) hours.to = day->busy.to;
    return hours;
}

/* How many open days of a weekday begin no later, or end no earlier, than a time. */
static size_t count(const ccs_import_t *out, uint32_t weekday, int32_t from, int32_t to)
{
    size_t n = 0;

    for (int64_t day = out->first_day; day <= out->last_day; day++) {
        const ccs_import_hours_t *const hours = &out->open[day - out->first_day];

        n += ccs_date_weekday(day) == weekday && is_open(hours) && hours->from <= from && hours->to >= to;
    }
    return n;
}

/* The hours of a weekday are those that half of its days reach; it is closed where less than half of three or more are open. */
static void find_usual(ccs_import_t *out, uint32_t weekday)
{
    ccs_import_hours_t *const usual = &out->hours[weekday];
    const size_t n_open = count(out, weekday, DAY_S, 0);
    size_t n_days = 0;

    *usual = (ccs_import_hours_t){0};
    for (int64_t day = out->first_day; day <= out->last_day; day++) n_days += ccs_date_weekday(day) == weekday;
    if (n_open == 0 || (n_days >= 3 && 2 * n_open < n_days)) return;
    usual->from = DAY_S;
    for (int64_t day = out->first_day; day <= out->last_day; day++) {
        const ccs_import_hours_t *const hours = &out->open[day - out->first_day];

        if (ccs_date_weekday(day) != weekday || !is_open(hours)) continue;
        if (hours->from < usual->from && 2 * count(out, weekday, hours->from, 0) >= n_open) usual->from = hours->from;
        if (hours->to > usual->to && 2 * count(out, weekday, DAY_S, hours->to) >= n_open) usual->to = hours->to;
    }
}

/* A weekday that the file does not reach has the hours of the other ones, so that the file of another day can take its place. */
static void fill_usual(ccs_import_t *out)
{
    ccs_import_hours_t all = {0};

    for (int i = 0; i < 5; i++)
        if (is_open(&out->hours[i])) widen(&all, out->hours[i].from, out->hours[i].to);
    for (int64_t day = out->last_day + 1; day < out->first_day + 7; day++)
        if (ccs_date_weekday(day) < 5) out->hours[ccs_date_weekday(day)] = all;
}

/* Days that differ from their weekday. */
static int find_odd(ccs_import_work_t *self, size_t n_days)
{
    ccs_import_t *const out = self->out;
    int64_t *const closed = ccs_arena_array(&out->arena, n_days, sizeof *closed),
                   *const special = ccs_arena_array(&out->arena, n_days, sizeof *special);

    if (!closed || !special) return ccs_import_fail_memory(self);
    for (size_t i = 0; i < n_days; i++) {
        const int64_t day = out->first_day + (int64_t) i;
        const ccs_import_hours_t *const usual = &out->hours[ccs_date_weekday(day)];

        if (same_hours(&out->open[i], usual)) continue;
        if (is_open(&out->open[i])) special[out->n_special++] = day;
        else if (is_open(usual)) closed[out->n_closed++] = day;
    }
    out->closed = closed;
    out->special = special;
    return 0;
}

void ccs_import_tell_odd(ccs_import_work_t *self)
{
    const ccs_import_t *const out = self->out;
    char day[CCS_IMPORT_DAY_MAX], from[CCS_UNITS_TEXT_MAX], to[CCS_UNITS_TEXT_MAX];

    if (out->n_closed > 0)
        ccs_import_say(self, "%lu day%s without contacts on weekdays that have some otherwise: taken as closed (the first: %s).",
            (unsigned long) out->n_closed, out->n_closed > 1 ? "s" : "", ccs_import_show_day(out->closed[0], day));
    if (out->n_special == 0) return;
    const ccs_import_hours_t *const hours = ccs_import_hours_of(out, out->special[0]);

    ccs_import_say(self, "%lu day%s with other hours than %s weekday: special days (the first: %s, %s to %s).",
        (unsigned long) out->n_special, out->n_special > 1 ? "s" : "", out->n_special > 1 ? "their" : "its",
        ccs_import_show_day(out->special[0], day), ccs_units_show_time_of_day(hours->from, from, sizeof from),
        ccs_units_show_time_of_day(hours->to, to, sizeof to));
}

int ccs_import_find_hours(ccs_import_work_t *self)
{
    ccs_import_t *const out = self->out;
    ccs_import_hours_t all[7] = {{0}};

    find_span(out);
    const size_t n_days = (size_t) (out->last_day - out->first_day + 1);
    day_t *const days = ccs_arena_array(&out->arena, n_days, sizeof *days);

    out->open = ccs_arena_array(&out->arena, n_days, sizeof *out->open);
    if (!days || !out->open) return ccs_import_fail_memory(self);
    gather(out, days);
    for (size_t i = 0; i < n_days; i++) {
        const ccs_import_hours_t *const busy = &days[i].busy;

        if (is_open(busy)) widen(&all[ccs_date_weekday(out->first_day + (int64_t) i)], busy->from, busy->to);
    }
    for (size_t i = 0; i < n_days; i++)
        if (is_open(&days[i].busy)) out->open[i] = own_hours(&days[i], &all[ccs_date_weekday(out->first_day + (int64_t) i)]);
    for (uint32_t i = 0; i < 7; i++) find_usual(out, i);
    fill_usual(out);
    return find_odd(self, n_days);
}
