/* import_week.c - the rows as a week: interval, doubled and missing rows; sums of each queue, day and month. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "import_parts.h"
#include "number_marks.h"
#include "text.h"
#include "units.h"

enum {
    DAY_S = 86400,
    HOUR_S = 3600,
    MOST_DAYS = 14 /* of which each has a line of totals */,
    MOST_SPARE = 3,
    FEW = 20 /* of the rows, one in */
};

/* Row i follows row i - 1 on the same day of the same queue. */
static bool follows(const ccs_import_t *out, size_t i)
{
    return i > 0 && out->rows[i].queue == out->rows[i - 1].queue && out->rows[i].day == out->rows[i - 1].day;
}

/* The step that most rows have from the one before; where no day has two of them, what a row says of itself, or half an hour. */
static int32_t usual_step(const ccs_import_work_t *self)
{
    const ccs_import_t *const out = self->out;
    static const int32_t usual[] = {300, 600, 900, 1200, 1800, 3600, 7200};
    size_t seen[7] = {0}, best = 0;
    int32_t least = DAY_S;

    for (size_t i = 1; i < out->n_rows; i++) {
        const int32_t step = follows(out, i) ? out->rows[i].second - out->rows[i - 1].second : 0;

        if (step > 0 && step < least) least = step;
        for (size_t k = 0; k < 7; k++) seen[k] += step == usual[k];
    }
    for (size_t k = 1; k < 7; k++)
        if (seen[k] > seen[best]) best = k;
    if (seen[best] > 0) return usual[best];
    if (least < DAY_S || !self->timed) return least;
    return self->length_s > 0 && self->length_s < DAY_S ? self->length_s : HOUR_S / 2;
}

/* --- rows that are twice there, or not at all ----------------------------------------------------------------------------- */

/* The night of a clock change in Europe or North America: a Sunday at the end of March or October, or at the beginning of November or in the second week of March. */
static bool is_change(int64_t day, int32_t second, bool back)
{
    char text[CCS_DATE_MAX];
    int month = 0, number = 0;

    ccs_date_show(day, text, sizeof text);
    if (ccs_date_weekday(day) != 6 || second < HOUR_S || second >= 4 * HOUR_S || strlen(text) < 10) return false;
    month = 10 * (text[5] - '0') + (text[6] - '0');
    number = 10 * (text[8] - '0') + (text[9] - '0');
    return back ? (month == 10 && number >= 25) || (month == 11 && number <= 7)
                : month == 3 && (number >= 25 || (number >= 8 && number <= 14));
}

static const char *time_text(int32_t second, char text[CCS_UNITS_TEXT_MAX])
{
    return ccs_units_show_time_of_day(second, text, CCS_UNITS_TEXT_MAX);
}

static void check_double(ccs_import_work_t *self, size_t i)
{
    const ccs_import_row_t *const row = &self->out->rows[i], *const before = row - 1;
    const char *const label = self->out->queues[row->queue].label;
    char time[CCS_UNITS_TEXT_MAX], date[CCS_DATE_MAX];
    const bool same = row->contacts == before->contacts && (row->agents == before->agents || isnan(row->agents));

    time_text(row->second, time);
    ccs_date_show(row->day, date, sizeof date);
    if (is_change(row->day, row->second, true) && row->contacts != before->contacts)
        (void) ccs_import_fail(self, row->line,
            "%s %s of %.40s stands twice (line %u), as clocks went back that night: "
            "write one row: contacts added up, the rest their mean",
            date, time, label, (unsigned) before->line);
    else
        (void) ccs_import_fail(self, row->line, "%s %s of %.40s stands twice (line %u)%s%s", date, time, label,
            (unsigned) before->line,
            same ? ", the same again: leave one of the rows out" : " with other figures: leave the wrong row out",
            self->column[CCS_IMPORT_queue] != CCS_IMPORT_NO_COLUMN
                ? ""
                : ", or say which column tells queues apart, --map COLUMN=queue");
}

/* The row of a queue with a few rows and a name much like that of a row, at a time of its day. NULL: there is none */
static const ccs_import_row_t *find_twin(const ccs_import_t *out, const ccs_import_row_t *of, int32_t second)
{
    const char *const label = out->queues[of->queue].label;

    for (size_t i = 0, end; i < out->n_rows; i = end) {
        for (end = i; end < out->n_rows && out->rows[end].queue == out->rows[i].queue; end++) continue;
        if (out->rows[i].queue == of->queue || (end - i) * FEW > out->n_rows) continue;
        if (!ccs_text_alike(out->queues[out->rows[i].queue].label, label)) continue;
        for (size_t k = i; k < end; k++)
            if (out->rows[k].day == of->day && out->rows[k].second == second) return &out->rows[k];
    }
    return NULL;
}

static void check_gap(ccs_import_work_t *self, size_t i, bool *skipped)
{
    const ccs_import_row_t *twin = NULL;
    const ccs_import_row_t *const row = &self->out->rows[i], *const before = row - 1;
    const int32_t step = self->out->interval_s, from = before->second + step;
    char begin[CCS_UNITS_TEXT_MAX], end[CCS_UNITS_TEXT_MAX], date[CCS_DATE_MAX];

    ccs_date_show(row->day, date, sizeof date);
    if ((row->second - before->second) % step != 0) {
        (void) ccs_import_fail(self, row->line, "%s is no beginning of an interval of %d min: rows of one length only, please",
            time_text(row->second, begin), (int) step / 60);
    } else if (row->second - from == HOUR_S && is_change(row->day, from, false)) {
        if (!*skipped) ccs_import_say(self, "On %s clocks go forward: the missing hour is right.", date);
        *skipped = true;
    } else if ((twin = find_twin(self->out, row, from)) != NULL) {
        (void) ccs_import_fail(self, twin->line,
            "%s %s: the queue %.40s, of which there are few rows, is much like %.40s, which has no row then: misspelt?", date,
            time_text(from, begin), self->out->queues[twin->queue].label, self->out->queues[row->queue].label);
    } else {
        (void) ccs_import_fail(self, row->line,
            "rows from %s to %s of %.40s are missing on %s: add them, with 0 where nothing came", time_text(from, begin),
            time_text(row->second, end), self->out->queues[row->queue].label, date);
    }
}

static void check_order(ccs_import_work_t *self)
{
    bool skipped = false;

    for (size_t i = 1; i < self->out->n_rows; i++) {
        const int32_t step = follows(self->out, i) ? self->out->rows[i].second - self->out->rows[i - 1].second : -1;

        if (step == 0 && !self->timed) {
            (void) ccs_import_fail(self, 0,
                "no column holds the time of day, and a day has several rows of %.40s (lines %u and %u): say which does with --map COLUMN=time, or export "
                "intervals with their times",
                self->out->queues[self->out->rows[i].queue].label, (unsigned) self->out->rows[i - 1].line,
                (unsigned) self->out->rows[i].line);
            return;
        }
        if (step == 0) check_double(self, i);
        else if (step > 0 && step != self->out->interval_s) check_gap(self, i, &skipped);
    }
}

/* --- what is told -------------------------------------------------------------------------------------------------------- */

/* An export that was made before the day was over ends early. */
static void tell_last_day(ccs_import_work_t *self)
{
    const ccs_import_t *const out = self->out;
    const int32_t to = ccs_import_hours_of(out, out->last_day)->to;
    char day[CCS_IMPORT_DAY_MAX], end[CCS_UNITS_TEXT_MAX], usual[CCS_UNITS_TEXT_MAX];
    int32_t latest = 0;
    size_t n_later = 0, n_open = 0;

    if (ccs_date_weekday(out->last_day) > 4 || out->interval_s == DAY_S) return;
    for (int64_t i = out->first_day; i < out->last_day; i++) {
        const ccs_import_hours_t *const hours = ccs_import_hours_of(out, i);

        if (ccs_date_weekday(i) > 4 || hours->to == hours->from) continue;
        n_open++;
        n_later += hours->to > to;
        latest = hours->to > latest ? hours->to : latest;
    }
    if (n_open == 0 || n_later < n_open) return;
    ccs_import_say(self,
        "Doubtful: the last day, %s, ends at %s, and all other weekdays later, at %s at the latest: if the export was cut off, its rows from %s on are missing.",
        ccs_import_show_day(out->last_day, day), time_text(to, end), time_text(latest, usual), end);
}

static void tell_week(ccs_import_work_t *self)
{
    ccs_import_t *const out = self->out;
    char first[CCS_IMPORT_DAY_MAX], last[CCS_IMPORT_DAY_MAX], interval[CCS_UNITS_TEXT_MAX];
    const unsigned long n_days = (unsigned long) (out->last_day - out->first_day + 1);

    ccs_import_say(self, "%lu rows of %u queue%s, %s to %s: %lu day%s.", (unsigned long) out->n_rows, out->n_queues,
        out->n_queues > 1 ? "s" : "", ccs_import_show_day(out->first_day, first), ccs_import_show_day(out->last_day, last),
        n_days, n_days > 1 ? "s" : "");
    if (out->interval_s == DAY_S)
        ccs_import_say(self,
            "A row is a day: opening hours are not in the file, 08:00 to 20:00 is put in, and contacts spread evenly over them.");
    else
        ccs_import_say(self, "An interval is %s, as most rows follow one another.",
            ccs_units_show_duration(out->interval_s, interval, sizeof interval));
    ccs_import_tell_odd(self);
    tell_last_day(self);
}

/* --- queues ---------------------------------------------------------------------------------------------------------------- */

static bool has_column(const ccs_import_work_t *self, enum ccs_import_role role)
{
    return self->column[role] != CCS_IMPORT_NO_COLUMN;
}

/* After-call work that is longer than the handle time that should hold it is no part of it. */
static bool holds_wraps(ccs_import_work_t *self)
{
    for (size_t i = 0; i < self->out->n_rows; i++) {
        const ccs_import_row_t *const row = &self->out->rows[i];

        if (!(row->wrap_s > row->aht_s)) continue;
        ccs_import_say(self, "After-call work is longer than the handle time in line %u: it is not read.", row->line);
        return false;
    }
    return true;
}

/* Where the handle time stands: in one column, or in two of which one is after-call work. A scenario takes both from the file where neither is 0, which says nothing,
 * while the other is not: else the talk could be left without time. */
static void find_parts(ccs_import_work_t *self)
{
    ccs_import_t *const out = self->out;
    const bool has_aht = has_column(self, CCS_IMPORT_aht);
    bool apart = true;

    out->has_aht = has_aht && self->unit_s[CCS_IMPORT_aht] == 1;
    out->parted = has_column(self, CCS_IMPORT_wrap) && (has_aht ? holds_wraps(self) : has_column(self, CCS_IMPORT_talk));
    out->has_parts =
        out->parted && self->unit_s[has_aht ? CCS_IMPORT_aht : CCS_IMPORT_talk] == 1 && self->unit_s[CCS_IMPORT_wrap] == 1;
    for (size_t i = 0; i < out->n_rows && out->has_parts && has_aht; i++) {
        const ccs_import_row_t *const row = &out->rows[i];

        apart = apart && (row->aht_s > 0 ? row->wrap_s > 0 && row->wrap_s < row->aht_s : !(row->wrap_s > 0));
    }
    if (!apart) ccs_import_rewrite(self, "after-call work is 0, or all of the handle time, in some of its rows");
}

static void add_up(ccs_import_work_t *self)
{
    ccs_import_t *const out = self->out;
    double targets[CCS_IMPORT_MAX_QUEUES] = {0};

    find_parts(self);
    for (size_t i = 0; i < out->n_rows; i++) {
        const ccs_import_row_t *const row = &out->rows[i];
        ccs_import_queue_t *const queue = &out->queues[row->queue];

        out->has_aht = out->has_aht && !isnan(row->aht_s);
        out->has_parts = out->has_parts && !isnan(row->aht_s) && !isnan(row->wrap_s);
        queue->n_rows++;
        if (!isnan(row->agents) || !isnan(row->present)) queue->has_agents = true;
        if (row->agents > 0) queue->agent_s += row->agents * out->interval_s;
        if (!isnan(row->target)) {
            queue->target = (isnan(queue->target) ? 0 : queue->target) + row->target;
            targets[row->queue]++;
        }
        if (isnan(queue->within_s)) queue->within_s = row->within_s;
        if (!(row->contacts > 0)) continue;
        queue->contacts += row->contacts;
        if (row->abandoned >= 0 && row->wait_s >= 0) { /* who gives up has waited about as long as who is answered */
            queue->abandoned += row->abandoned;
            queue->waited_s += row->contacts * row->wait_s;
        }
        if (!(row->aht_s > 0)) continue;
        if (out->parted && row->wrap_s > 0) queue->wrap_work_s += row->contacts * row->wrap_s;
        queue->with_aht += row->contacts;
        queue->work_s += row->contacts * row->aht_s;
        queue->peak_load = fmax(queue->peak_load, row->contacts * row->aht_s / ccs_import_length(out));
    }
    for (size_t i = 0; i < out->n_rows; i++) {
        const ccs_import_row_t *const row = &out->rows[i];

        out->n_empty_agents += isnan(row->agents) && out->queues[row->queue].has_agents;
        out->n_empty_aht += isnan(row->aht_s) && row->contacts > 0 && out->queues[row->queue].with_aht > 0;
    }
    if (out->n_empty_aht > 0)
        ccs_import_say(self, "Handle times missing in %lu row%s with contacts: that of the interval before holds there.",
            (unsigned long) out->n_empty_aht, out->n_empty_aht > 1 ? "s" : "");
    for (uint32_t i = 0; i < out->n_queues; i++)
        if (targets[i] > 0) out->queues[i].target /= targets[i];
}

/* The numbers of a column; of an empty one, or one in which something else stands, n is 0. */
static uint32_t weigh_column(const ccs_import_work_t *self, uint32_t column, ccs_import_spare_t *spare)
{
    uint32_t n = 0;
    double x;

    for (size_t row = ccs_import_first(self); row < self->grid.n_rows; row++) {
        const char *const text = ccs_import_cell(self, row, column);

        if (!*text) continue;
        if (!ccs_marked_number(text, self->decimal, &x) || x < 0) return 0;
        spare->least = n == 0 || x < spare->least ? x : spare->least;
        spare->most = n == 0 || x > spare->most ? x : spare->most;
        n++;
    }
    return n;
}

/* Of a file without agents, the columns of numbers that nothing is read from: one of them may be the agents. */
static int find_spare(ccs_import_work_t *self)
{
    ccs_import_t *const out = self->out;
    ccs_import_spare_t *const spare = ccs_arena_array(&out->arena, MOST_SPARE, sizeof *spare);
    char name[80];

    if (!spare) return ccs_import_fail_memory(self);
    out->spare = spare;
    for (uint32_t i = 0; i < self->grid.n_columns && out->n_spare < MOST_SPARE; i++) {
        ccs_import_spare_t *const one = &spare[out->n_spare];

        if (self->column[CCS_IMPORT_agents] != CCS_IMPORT_NO_COLUMN) return 0;
        if (self->role_of[i] != CCS_N_IMPORT_ROLES || weigh_column(self, i, one) == 0) continue;
        snprintf(name, sizeof name, "%u", (unsigned) i + 1);
        one->name = self->grid.has_header && *ccs_import_cell(self, 0, i) ? ccs_import_cell(self, 0, i)
                                                                          : ccs_arena_strdup(&out->arena, name);
        if (!one->name) return ccs_import_fail_memory(self);
        out->n_spare++;
    }
    return 0;
}

/* Whether a line of totals begins with a day. */
static bool begins_total(const ccs_import_t *out, int64_t day)
{
    char date[CCS_DATE_MAX];

    return !out->by_month || day == out->first_day || strcmp(ccs_date_show(day, date, sizeof date) + 8, "01") == 0;
}

/* Contacts and agents of each day or month. */
static int add_totals(ccs_import_work_t *self)
{
    ccs_import_t *const out = self->out;
    const size_t n_days = (size_t) (out->last_day - out->first_day + 1);
    uint32_t *const line_of = ccs_arena_array(&out->arena, n_days, sizeof *line_of);
    ccs_import_total_t *const totals = ccs_arena_array(&out->arena, n_days, sizeof *totals);

    out->by_month = n_days > MOST_DAYS;
    for (size_t i = 0; line_of && totals && i < n_days; i++) {
        if (begins_total(out, out->first_day + (int64_t) i))
            totals[out->n_totals++] = (ccs_import_total_t){.day = out->first_day + (int64_t) i,
                .contacts = ccs_arena_array(&out->arena, out->n_queues, sizeof(double))};
        line_of[i] = (uint32_t) out->n_totals - 1;
        if (!totals[line_of[i]].contacts) return ccs_import_fail_memory(self);
    }
    if (!line_of || !totals) return ccs_import_fail_memory(self);
    for (size_t i = 0; i < out->n_rows; i++) {
        const ccs_import_row_t *const row = &out->rows[i];
        ccs_import_total_t *const total = &totals[line_of[row->day - out->first_day]];

        total->any = true;
        if (row->contacts > 0) total->contacts[row->queue] += row->contacts;
        if (row->agents > 0) total->agent_h += row->agents * out->interval_s / HOUR_S;
    }
    out->totals = totals;
    return 0;
}

/* "cards+loans", without contacts: agents whom these two share. */
static int find_shared(ccs_import_work_t *self, ccs_import_queue_t *queue)
{
    ccs_import_t *const out = self->out;
    uint32_t *const serves = ccs_arena_array(&out->arena, out->n_queues, sizeof *serves);
    const char *part = queue->word;
    uint32_t n = 0;

    if (!serves) return ccs_import_fail_memory(self);
    while (part && *part) {
        const size_t length = strcspn(part, "+");
        uint32_t i = 0;

        while (i < out->n_queues && !(strlen(out->queues[i].word) == length && strncmp(out->queues[i].word, part, length) == 0))
            i++;
        if (i == out->n_queues || n == out->n_queues) return 0;
        serves[n++] = i;
        part += length + (part[length] == '+');
    }
    queue->serves = serves;
    queue->n_serves = n;
    ccs_import_say(self, "\"%.60s\" has agents and no contacts: a team that serves these queues beside their own.", queue->word);
    return 0;
}

/* A scenario takes the last row of a day to hold until closing, wants a row on every day that is open, and rows of a queue in their order. */
static void check_reach(ccs_import_work_t *self)
{
    const ccs_import_t *const out = self->out;
    size_t n_days = 0, n_open = 0;
    bool short_day = false, empty = false;
    const bool timed = self->column[CCS_IMPORT_aht] != CCS_IMPORT_NO_COLUMN || out->parted;

    for (int64_t day = out->first_day; day <= out->last_day; day++)
        n_open += ccs_import_hours_of(out, day)->to > ccs_import_hours_of(out, day)->from;
    for (size_t i = 0; i < out->n_rows; i++) {
        const ccs_import_row_t *const row = &out->rows[i];
        const ccs_import_hours_t *const hours = ccs_import_hours_of(out, row->day);
        const bool last = i + 1 == out->n_rows || !follows(out, i + 1);

        empty = empty || (isnan(row->contacts) && out->queues[row->queue].n_serves == 0) ||
            (isnan(row->agents) && out->queues[row->queue].has_agents) ||
            (timed && isnan(row->aht_s) && out->queues[row->queue].with_aht > 0);
        if (!last) continue;
        n_days += hours->to > hours->from;
        short_day = short_day || (out->interval_s != DAY_S && row->second + out->interval_s < hours->to);
    }
    if (short_day || n_days < n_open * out->n_queues)
        ccs_import_rewrite(self, "some queues have no rows at hours, or on days, at which others have");
    if (empty) ccs_import_rewrite(self, "some of its cells are empty");
}

/* How many columns of the table a scenario reads: contacts, handle time or its two parts, agents. */
static uint64_t count_columns(const ccs_import_work_t *self)
{
    const ccs_import_t *const out = self->out;
    bool agents = false;

    for (uint32_t i = 0; i < out->n_queues; i++) agents = agents || out->queues[i].has_agents;
    return 1u + (agents ? 1u : 0u) + (out->parted ? 2u : self->column[CCS_IMPORT_aht] != CCS_IMPORT_NO_COLUMN ? 1u : 0u);
}

/* The rows of the table a scenario will read: of the file, or of the plain table with its gaps filled up. */
static int check_size(ccs_import_work_t *self)
{
    const ccs_import_t *const out = self->out;
    char interval[CCS_UNITS_TEXT_MAX];
    uint64_t n = 0;

    for (int64_t day = out->first_day; day <= out->last_day && out->rewrite; day++) {
        const ccs_import_hours_t *const hours = ccs_import_hours_of(out, day);

        n += (uint64_t) (hours->to - hours->from + out->interval_s - 1) / (uint64_t) out->interval_s;
    }
    n *= out->n_queues;
    if (n < out->n_rows) n = out->n_rows;
    const bool deep = n > CCS_IMPORT_TABLE_ROWS;

    if (!deep) n *= count_columns(self);
    if (!deep && n <= CCS_IMPORT_ALL_ROWS) return 0;
    return ccs_import_fail(self, 0,
        "makes %llu rows of %s%s, a scenario reads %d: take fewer days or longer intervals, or some of the queues with --queue",
        (unsigned long long) n, ccs_units_show_duration(out->interval_s, interval, sizeof interval),
        deep ? "" : " in all columns together", deep ? CCS_IMPORT_TABLE_ROWS : CCS_IMPORT_ALL_ROWS);
}

int ccs_import_week(ccs_import_work_t *self)
{
    ccs_import_t *const out = self->out;
    int ret = 0;

    out->interval_s = usual_step(self);
    CCS_REQUIRE(out->interval_s >= 60,
        ccs_import_fail(self, 0, "has rows %d s apart: add them up to intervals of 1 min or longer, such as 30 min",
            (int) out->interval_s));
    check_order(self);
    CCS_TRY(ccs_err_list_code(self->errors));
    CCS_TRY(ccs_import_find_hours(self));
    tell_week(self);
    CCS_TRY(ccs_import_tell_doubts(self));
    add_up(self);
    CCS_TRY(add_totals(self));
    CCS_TRY(find_spare(self));
    for (uint32_t i = 0; i < out->n_queues; i++) {
        ccs_import_queue_t *const queue = &out->queues[i];

        if (!(queue->contacts > 0) && queue->has_agents && queue->word && strchr(queue->word, '+'))
            CCS_TRY(find_shared(self, queue));
    }
    check_reach(self);
    CCS_TRY(check_size(self));
    double contacts = 0;

    for (uint32_t i = 0; i < out->n_queues; i++) contacts += out->queues[i].contacts;
    CCS_REQUIRE(contacts > 0, ccs_import_fail(self, 0, "holds no contacts at all: is the right column read (--map)?"));
out:
    return ret;
}
