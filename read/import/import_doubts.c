/* import_doubts.c - rows that are hardly meant: queues whose names are much like another's, handle times and contacts far from those around them. What is doubted
 * is told with its line and read all the same. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "import_parts.h"
#include "text.h"
#include "units.h"

enum { FEW = 20 /* of the rows, one in */, WHEN = CCS_IMPORT_DAY_MAX + 16 };

static const double TIMES = 30; /* a handle time, of the middle one of its queue: minutes for seconds are 60 */
static const double JUMP = 20, PEAK = 5, MANY = 20; /* contacts, of those around, of the queue's most elsewhere, and at least */

/* The row behind the last one of a queue. */
static size_t end_of(const ccs_import_t *out, size_t first)
{
    size_t end = first;

    while (end < out->n_rows && out->rows[end].queue == out->rows[first].queue) end++;
    return end;
}

/* "Tuesday 2026-03-03 08:00" @return text */
static const char *when(const ccs_import_t *out, const ccs_import_row_t *row, char text[WHEN])
{
    char day[CCS_IMPORT_DAY_MAX], time[CCS_UNITS_TEXT_MAX];

    ccs_import_show_day(row->day, day);
    if (out->interval_s == 24 * 3600) snprintf(text, WHEN, "%s", day);
    else snprintf(text, WHEN, "%s %.10s", day, ccs_units_show_time_of_day(row->second, time, sizeof time));
    return text;
}

/* --- names -------------------------------------------------------------------------------------------------------------- */

static int by_time(const ccs_import_row_t *a, const ccs_import_row_t *b)
{
    if (a->day != b->day) return a->day < b->day ? -1 : 1;
    return a->second < b->second ? -1 : a->second > b->second;
}

/* Whether two queues never have rows at one time, and the second has none on the day of the first one's first row. */
static bool takes_turns(const ccs_import_t *out, size_t one, size_t other, bool *whole_day)
{
    const size_t end = end_of(out, one), other_end = end_of(out, other);
    const int64_t day = out->rows[one].day;

    *whole_day = true;
    for (size_t i = other; i < other_end; i++) *whole_day = *whole_day && out->rows[i].day != day;
    while (one < end && other < other_end) {
        const int order = by_time(&out->rows[one], &out->rows[other]);

        if (order == 0) return false;
        if (order < 0) one++;
        else other++;
    }
    return true;
}

static void tell_name(ccs_import_work_t *self, size_t one, size_t other)
{
    const ccs_import_t *const out = self->out;
    const ccs_import_row_t *const row = &out->rows[one];
    const size_t n = end_of(out, one) - one, n_other = end_of(out, other) - other;
    bool whole_day;
    const bool turns = takes_turns(out, one, other, &whole_day);
    char day[CCS_IMPORT_DAY_MAX];

    if (n > n_other || (n * FEW > out->n_rows && !turns)) return;
    ccs_import_say(self, "Doubtful: the queue %.60s has %zu row%s (the first in line %u) and is much like %.60s%s%s: misspelt?",
        out->queues[row->queue].label, n, n > 1 ? "s" : "", (unsigned) row->line, out->queues[out->rows[other].queue].label,
        turns && whole_day ? ", which has no rows on "
            : turns        ? ", which has no rows then"
                           : "",
        turns && whole_day ? ccs_import_show_day(row->day, day) : "");
}

static void tell_names(ccs_import_work_t *self)
{
    const ccs_import_t *const out = self->out;

    for (size_t one = 0; one < out->n_rows; one = end_of(out, one))
        for (size_t other = 0; other < out->n_rows; other = end_of(out, other))
            if (one != other &&
                ccs_text_alike(out->queues[out->rows[one].queue].label, out->queues[out->rows[other].queue].label))
                tell_name(self, one, other);
}

/* --- handle times ------------------------------------------------------------------------------------------------------- */

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *) a, y = *(const double *) b;

    return (x > y) - (x < y);
}

/* The middle one of a queue's handle times. NAN: it has none */
static double middle(const ccs_import_t *out, size_t first, size_t end, double *room)
{
    size_t n = 0;

    for (size_t i = first; i < end; i++)
        if (out->rows[i].aht_s > 0) room[n++] = out->rows[i].aht_s;
    if (n == 0) return (double) NAN;
    qsort(room, n, sizeof *room, by_size);
    return room[n / 2];
}

static void tell_times(ccs_import_work_t *self, size_t first, size_t end, double middle_s)
{
    const ccs_import_t *const out = self->out;
    const ccs_import_row_t *odd = NULL;
    char at[WHEN], found[CCS_UNITS_TEXT_MAX], usual[CCS_UNITS_TEXT_MAX], more[48] = "";
    size_t n = 0;

    for (size_t i = first; i < end; i++) {
        const double aht_s = out->rows[i].aht_s;

        if (!(aht_s > TIMES * middle_s) && !(aht_s > 0 && aht_s * TIMES < middle_s)) continue;
        if (n++ == 0) odd = &out->rows[i];
    }
    if (!odd) return;
    if (n > 1) snprintf(more, sizeof more, ", and %zu rows more like it", n - 1);
    ccs_import_say(self, "Doubtful: a handle time of %s in line %u (%.60s, %s)%s; most of this queue are about %s: a slip?",
        ccs_units_show_duration(odd->aht_s, found, sizeof found), (unsigned) odd->line, out->queues[odd->queue].label,
        when(out, odd, at), more, ccs_units_show_duration(round(middle_s), usual, sizeof usual));
}

/* Contacts that were answered in no time: of a tool that knows no handle times, or of an empty cell written as 0. */
static void tell_zeros(ccs_import_work_t *self, size_t first, size_t end)
{
    const ccs_import_t *const out = self->out;
    const ccs_import_row_t *odd = NULL;
    char at[WHEN], contacts[CCS_UNITS_TEXT_MAX], more[48] = "";
    size_t n = 0;

    for (size_t i = first; i < end; i++) {
        const ccs_import_row_t *const row = &out->rows[i];

        if (row->aht_s != 0 || !(row->contacts > 0) || row->answered == 0 || row->abandoned >= row->contacts) continue;
        if (n++ == 0) odd = row;
    }
    if (!odd) return;
    if (n > 1) snprintf(more, sizeof more, ", and %zu rows more like it", n - 1);
    ccs_import_say(self,
        "Doubtful: a handle time of 0 s for %s contacts in line %u (%.60s, %s)%s: where it is not known, the cell stays empty.",
        ccs_units_show_number(odd->contacts, contacts, sizeof contacts), (unsigned) odd->line, out->queues[odd->queue].label,
        when(out, odd, at), more);
}

/* --- contacts ----------------------------------------------------------------------------------------------------------- */

/* Contacts of a row of the queue; 0 where there is none. */
static double contacts_at(const ccs_import_t *out, size_t row, size_t first, size_t end)
{
    return row >= first && row < end && out->rows[row].contacts > 0 ? out->rows[row].contacts : 0;
}

/* The row with the most contacts, where they are many times those around it and of any other row. */
static void tell_contacts(ccs_import_work_t *self, size_t first, size_t end)
{
    const ccs_import_t *const out = self->out;
    char at[WHEN], found[CCS_UNITS_TEXT_MAX], around[CCS_UNITS_TEXT_MAX];
    size_t most = first;
    double second = 0;

    for (size_t i = first; i < end; i++)
        if (contacts_at(out, i, first, end) > contacts_at(out, most, first, end)) most = i;
    for (size_t i = first; i < end; i++)
        if (i != most) second = fmax(second, contacts_at(out, i, first, end));
    const double contacts = contacts_at(out, most, first, end),
                 near = fmax(contacts_at(out, most - 1, first, end), contacts_at(out, most + 1, first, end));

    if (end - first < 3 || contacts < MANY || contacts < JUMP * near || contacts < PEAK * second) return;
    ccs_import_say(self, "Doubtful: %s contacts in line %u (%.60s, %s), %s at most in the rows around it: a slip?",
        ccs_units_show_number(contacts, found, sizeof found), (unsigned) out->rows[most].line,
        out->queues[out->rows[most].queue].label, when(out, &out->rows[most], at),
        ccs_units_show_number(near, around, sizeof around));
}

int ccs_import_tell_doubts(ccs_import_work_t *self)
{
    const ccs_import_t *const out = self->out;
    double *const room = ccs_arena_array(&self->out->arena, out->n_rows, sizeof *room);

    if (!room) return ccs_import_fail_memory(self);
    tell_names(self);
    for (size_t first = 0, end; first < out->n_rows; first = end) {
        end = end_of(out, first);
        tell_times(self, first, end, middle(out, first, end, room));
        tell_zeros(self, first, end);
        tell_contacts(self, first, end);
    }
    return 0;
}
