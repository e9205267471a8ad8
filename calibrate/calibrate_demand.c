/* calibrate_demand.c - hours, days and contacts by slot. Invariant: a day is one on which any queue had a contact; a slot of it is open where its weekday is, and then a queue without a contact has 0. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "calibrate_parts.h"
#include "date.h"

enum { DAY_S = 86400, FRIDAY = 4, FEW_DAYS = 2 /* of each weekday, for it to be a kind of its own */ };

/* A day of a series. */
typedef struct {
    int64_t date;
    uint32_t series;
} day_t;

typedef struct {
    ccs_calibration_t *calibration;
    day_t *days; /* n, in order */
    uint32_t n;
    uint32_t *kind, *series; /* of each, for the fit */
    int64_t *date;
    double *counts; /* [day][slot], of the queue at hand */
} table_t;

static int by_day(const void *a, const void *b)
{
    const day_t *const x = a, *const y = b;

    if (x->series != y->series) return x->series < y->series ? -1 : 1;
    return (x->date > y->date) - (x->date < y->date);
}

/* --- days and hours ---------------------------------------------------------------------------------------------------- */

static void widen(ccs_import_hours_t *hours, int32_t from, int32_t to)
{
    if (hours->from == hours->to) *hours = (ccs_import_hours_t){from, to};
    if (from < hours->from) hours->from = from;
    if (to > hours->to) hours->to = to;
}

void ccs_calibrate_hours(ccs_calibration_t *self)
{
    const ccs_import_t *const import = self->intervals;
    const int32_t step = (int32_t) self->interval_s;

    for (size_t i = 0; import && i < import->n_rows; i++) {
        const int32_t from = import->rows[i].second;

        if (import->rows[i].contacts > 0)
            widen(&self->open[ccs_date_weekday(import->rows[i].day)], from / step * step, from + import->interval_s);
    }
    for (size_t i = 0; !import && i < self->records->n; i++) {
        const ccs_recorded_t *const row = &self->records->rows[i];
        const int32_t from = (int32_t) (row->time_s / step) * step;

        if (!row->is_leg && row->queue != CCS_RECORD_UNKNOWN) widen(&self->open[ccs_date_weekday(row->day)], from, from + step);
    }
}

int ccs_calibrate_like(const ccs_calibration_t *self, int weekday)
{
    const ccs_import_hours_t *const open = &self->open[weekday];

    for (int i = 0; i < weekday; i++)
        if (self->kind_of_weekday[i] == self->kind_of_weekday[weekday] && self->open[i].from == open->from &&
            self->open[i].to == open->to)
            return i;
    return weekday;
}

/* Each of the days once, in order. @return how many */
static uint32_t each_once(day_t *days, size_t n)
{
    uint32_t kept = 0;

    qsort(days, n, sizeof *days, by_day);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || by_day(&days[kept - 1], &days[i]) != 0) days[kept++] = days[i];
    return kept;
}

/* The days with contacts of records. @param days  room for all rows @return how many */
static uint32_t days_of_records(const ccs_calibration_t *self, day_t *days)
{
    size_t n = 0;

    for (size_t i = 0; i < self->records->n; i++) {
        const ccs_recorded_t *const row = &self->records->rows[i];

        if (!row->is_leg && row->queue != CCS_RECORD_UNKNOWN) days[n++] = (day_t){row->day, row->series};
    }
    return each_once(days, n);
}

static uint32_t days_of_intervals(const ccs_import_t *import, day_t *days)
{
    size_t n = 0;

    for (size_t i = 0; i < import->n_rows; i++)
        if (import->rows[i].contacts > 0) days[n++] = (day_t){import->rows[i].day, 0};
    return each_once(days, n);
}

/* Each day once. */
static int find_days(table_t *self)
{
    ccs_calibration_t *const of = self->calibration;
    const size_t most = (of->records ? of->records->n : 0) + (of->intervals ? of->intervals->n_rows : 0);

    self->days = ccs_arena_array(&of->arena, most, sizeof *self->days);
    if (!self->days) return CCS_ERR_NOMEM;
    self->n = of->intervals ? days_of_intervals(of->intervals, self->days) : days_of_records(of, self->days);
    of->first_day = INT64_MAX;
    of->last_day = INT64_MIN;
    for (uint32_t i = 0; i < self->n; i++) {
        if (self->days[i].date < of->first_day) of->first_day = self->days[i].date;
        if (self->days[i].date > of->last_day) of->last_day = self->days[i].date;
        of->n_series += i == 0 || self->days[i].series != self->days[i - 1].series;
    }
    of->n_days = self->n;
    return 0;
}

/* Kinds of days: weekdays, or of few days Monday to Friday together. */
static int find_kinds(table_t *self)
{
    ccs_calibration_t *const of = self->calibration;
    uint32_t *const n = of->days_of_weekday, fewest = UINT32_MAX;

    self->kind = ccs_arena_array(&of->arena, self->n, sizeof *self->kind);
    self->series = ccs_arena_array(&of->arena, self->n, sizeof *self->series);
    self->date = ccs_arena_array(&of->arena, self->n, sizeof *self->date);
    self->counts = ccs_arena_array(&of->arena, (size_t) self->n * ccs_calibrate_slots(of), sizeof *self->counts);
    if (!self->kind || !self->series || !self->date || !self->counts) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < self->n; i++) n[ccs_date_weekday(self->days[i].date)]++;
    for (int i = 0; i < CCS_CALIBRATE_WEEK; i++)
        if (n[i] > 0 && n[i] < fewest) fewest = n[i];
    of->by_weekday = fewest >= FEW_DAYS;
    for (int i = 0; i < CCS_CALIBRATE_WEEK; i++) {
        const bool together = !of->by_weekday && i > 0 && i <= FRIDAY && of->n_kinds > 0;

        of->kind_of_weekday[i] = n[i] == 0 ? UINT32_MAX : together ? 0 : of->n_kinds++;
    }
    for (uint32_t i = 0; i < self->n; i++) {
        self->kind[i] = of->kind_of_weekday[ccs_date_weekday(self->days[i].date)];
        self->series[i] = self->days[i].series;
        self->date[i] = self->days[i].date;
    }
    return 0;
}

/* --- counts ------------------------------------------------------------------------------------------------------------ */

static double *count_at(const table_t *self, int64_t date, uint32_t series, double second)
{
    const day_t day = {date, series};
    const day_t *const found = bsearch(&day, self->days, self->n, sizeof day, by_day);
    const uint32_t n = ccs_calibrate_slots(self->calibration), slot = (uint32_t) (second / self->calibration->interval_s);

    return found && slot < n ? &self->counts[(size_t) (found - self->days) * n + slot] : NULL;
}

/* Open slots of all days without a contact. */
static void clear(const table_t *self)
{
    const uint32_t n = ccs_calibrate_slots(self->calibration), step = self->calibration->interval_s;

    for (uint32_t day = 0; day < self->n; day++)
        for (uint32_t slot = 0; slot < n; slot++) {
            const ccs_import_hours_t *const open = &self->calibration->open[ccs_date_weekday(self->date[day])];
            const int32_t second = (int32_t) (slot * step);

            self->counts[(size_t) day * n + slot] = second >= open->from && second < open->to ? 0 : (double) NAN;
        }
}

/* Who is contained comes to a base that contains him: it would contain a part of the others once more. */
static bool is_contained_by_base(const ccs_calibration_t *self, const char *key)
{
    for (uint32_t i = 0; i < self->n_contains; i++)
        if (strcmp(self->contains[i], key) == 0) return true;
    return false;
}

static void count_records(const table_t *self, ccs_calibrated_t *queue)
{
    const bool with_contained = is_contained_by_base(self->calibration, queue->key);

    for (size_t i = 0; i < self->calibration->records->n; i++) {
        const ccs_recorded_t *const row = &self->calibration->records->rows[i];
        double *const at = row->queue == queue->number && !row->is_leg && !row->comes_again &&
                (with_contained || row->outcome != CCS_RECORD_CONTAINED)
            ? count_at(self, row->day, row->series, row->time_s)
            : NULL;

        if (!at) continue;
        *at += 1;
        queue->contacts++;
        queue->contained += row->outcome == CCS_RECORD_CONTAINED;
    }
}

/* Rows of more than a slot are spread over those that they cover. */
static void count_intervals(const table_t *self, uint32_t number, ccs_calibrated_t *queue)
{
    const ccs_import_t *const import = self->calibration->intervals;
    const int32_t step = (int32_t) self->calibration->interval_s,
                  n_covered = import->interval_s > step ? import->interval_s / step : 1;

    for (size_t i = 0; i < import->n_rows; i++) {
        const ccs_import_row_t *const row = &import->rows[i];

        for (int32_t k = 0; row->queue == number && row->contacts > 0 && k < n_covered; k++) {
            double *const at = count_at(self, row->day, 0, row->second + k * step);

            if (at) *at += row->contacts / n_covered;
        }
        if (row->queue == number && row->contacts > 0) queue->contacts += row->contacts;
    }
}

static int fit_queue(const table_t *self, ccs_calibrated_t *queue)
{
    ccs_calibration_t *const of = self->calibration;
    const ccs_fit_counts_t counts = {self->n, ccs_calibrate_slots(of), of->n_kinds, self->counts, self->kind, self->date,
        self->series};

    int ret = 0;

    queue->has_demand = queue->contacts > 0;
    if (!queue->has_demand) goto out;
    CCS_TRY(ccs_fit_counts(&counts, &queue->demand, &of->arena));
    for (int i = 0; i < CCS_CALIBRATE_WEEK; i++) {
        const uint32_t from = (uint32_t) of->open[i].from / of->interval_s,
                       until = ((uint32_t) of->open[i].to + of->interval_s - 1) / of->interval_s;

        if (of->kind_of_weekday[i] != UINT32_MAX)
            queue->volume[i] = ccs_fit_total(&counts, &queue->demand, of->kind_of_weekday[i], from, until);
    }
out:
    return ret;
}

/* Of a queue that its base contains in part, without anybody on record who was. */
static void tell_not_contained(const ccs_calibration_t *self, const ccs_calibrated_t *queue, ccs_err_list_t *errors)
{
    if (!queue->has_demand || queue->contained > 0 || !is_contained_by_base(self, queue->key)) return;
    ccs_err_list_add(errors, CCS_ERR_OK, NULL, queue->key,
        "its IVR or flow in the base serves contacts to the end, and nobody on record was: they count as those who come to it; if they were counted behind it, say ivr = { contained = 0; } or no flow there");
}

int ccs_calibrate_demand(ccs_calibration_t *self, ccs_err_list_t *errors)
{
    table_t table = {.calibration = self};
    int ret = 0;

    CCS_TRY(find_days(&table));
    CCS_REQUIRE(table.n > 0, ccs_err_list_add(errors, CCS_ERR_SCENARIO, self->names, NULL, "holds no contact"));
    CCS_TRY(find_kinds(&table));
    for (uint32_t i = 0; i < self->n_queues; i++) {
        clear(&table);
        if (self->intervals) {
            for (uint32_t k = 0; k < self->intervals->n_queues; k++)
                if (strcmp(self->intervals->queues[k].label, self->queues[i].label) == 0)
                    count_intervals(&table, k, &self->queues[i]);
        } else {
            count_records(&table, &self->queues[i]);
        }
        CCS_TRY(fit_queue(&table, &self->queues[i]));
        tell_not_contained(self, &self->queues[i], errors);
    }
out:
    return ret;
}

/* --- agents ------------------------------------------------------------------------------------------------------------ */

/* Somebody at work in a slot of a day. */
typedef struct {
    int64_t day;
    uint32_t series, slot, group, agent;
} shift_t;

static int by_shift(const void *a, const void *b)
{
    const shift_t *const x = a, *const y = b;

    if (x->day != y->day) return x->day < y->day ? -1 : 1;
    if (x->series != y->series) return x->series < y->series ? -1 : 1;
    if (x->slot != y->slot) return x->slot < y->slot ? -1 : 1;
    if (x->group != y->group) return x->group < y->group ? -1 : 1;
    return (x->agent > y->agent) - (x->agent < y->agent);
}

/* Who talked or wrapped up in each slot, once for each contact. @param shifts  NULL: they are counted alone @return how many */
static size_t gather(const ccs_calibration_t *self, shift_t *shifts)
{
    size_t n = 0;

    for (size_t i = 0; i < self->records->n; i++) {
        const ccs_recorded_t *const row = &self->records->rows[i];
        const double begin = row->time_s + (row->wait_s > 0 ? row->wait_s : 0),
                     end = begin + (row->talk_s > 0 ? row->talk_s : 0) + (row->wrap_s > 0 ? row->wrap_s : 0);

        if (row->agent == CCS_RECORD_UNKNOWN || row->outcome != CCS_RECORD_ANSWERED || !(end < DAY_S)) continue;
        for (uint32_t slot = (uint32_t) (begin / self->interval_s); slot <= (uint32_t) (end / self->interval_s); slot++, n++)
            if (shifts) shifts[n] = (shift_t){row->day, row->series, slot, row->group, row->agent};
    }
    return n;
}

/* An agent counts once in a slot, whatever queues the contacts came by; agents of two groups are two, as each group may number its own. @param n_days  [weekday], those of the records: they need not be those of the intervals */
static int agents_of_records(ccs_calibration_t *self, uint32_t n_days[CCS_CALIBRATE_WEEK])
{
    const size_t n = gather(self, NULL);
    const uint32_t n_slots = ccs_calibrate_slots(self);
    shift_t *const shifts = ccs_arena_array(&self->arena, n, sizeof *shifts);
    day_t *const days = ccs_arena_array(&self->arena, self->records->n, sizeof *days);

    if (!shifts || !days) return CCS_ERR_NOMEM;
    (void) gather(self, shifts);
    qsort(shifts, n, sizeof *shifts, by_shift);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || by_shift(&shifts[i - 1], &shifts[i]) != 0)
            self->agents[ccs_date_weekday(shifts[i].day) * n_slots + shifts[i].slot]++;
    const uint32_t n_seen = days_of_records(self, days);

    for (uint32_t i = 0; i < n_seen; i++) n_days[ccs_date_weekday(days[i].date)]++;
    return 0;
}

static void agents_of_intervals(ccs_calibration_t *self)
{
    const ccs_import_t *const import = self->intervals;
    const uint32_t n_slots = ccs_calibrate_slots(self);
    const double part = fmin(1, (double) import->interval_s / self->interval_s);

    for (size_t i = 0; i < import->n_rows; i++)
        if (import->rows[i].agents > 0)
            self->agents[ccs_date_weekday(import->rows[i].day) * n_slots +
                (uint32_t) import->rows[i].second / self->interval_s] += import->rows[i].agents * part;
}

static bool has_agents(const ccs_import_t *import)
{
    for (uint32_t i = 0; i < import->n_queues; i++)
        if (import->queues[i].has_agents) return true;
    return false;
}

int ccs_calibrate_agents(ccs_calibration_t *self)
{
    const bool of_intervals = self->intervals && has_agents(self->intervals),
               of_records = self->records && self->records->has_agent;
    const uint32_t n_slots = ccs_calibrate_slots(self);
    uint32_t n_days[CCS_CALIBRATE_WEEK] = {0};
    int ret = 0;

    if (!of_intervals && !of_records) return 0;
    self->agents = ccs_arena_array(&self->arena, (size_t) CCS_CALIBRATE_WEEK * n_slots, sizeof(double));
    CCS_REQUIRE(self->agents, CCS_ERR_NOMEM);
    if (of_intervals) {
        agents_of_intervals(self);
        memcpy(n_days, self->days_of_weekday, sizeof n_days);
    } else {
        CCS_TRY(agents_of_records(self, n_days));
    }
    for (int i = 0; i < CCS_CALIBRATE_WEEK; i++)
        for (uint32_t slot = 0; slot < n_slots; slot++)
            if (n_days[i] > 0) self->agents[(uint32_t) i * n_slots + slot] /= n_days[i];
out:
    return ret;
}
