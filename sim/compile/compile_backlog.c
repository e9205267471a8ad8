/* compile_backlog.c - what waits when the run begins and has waited before. Invariant: rows stand oldest first, and nobody has waited longer than
 * any customer of the type would. */
#include "chapters.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "backlog.h"
#include "read_dated.h"
#include "read_law.h"
#include "read_value.h"
#include "remaining.h"
#include "units.h"

enum { MOST = 1000000 }; /* contacts of one type */

static const double HARDLY_ANY = 1e-9; /* share of all customers: who has waited longer is a slip */

/* --- rows -------------------------------------------------------------------------------------------------------------- */

/* Since the moment of a row until the run begins. @return NAN if something was recorded */
static double since(ccs_compiler_t *self, const ccs_place_t *at, ccs_moment_of_day_t *moment)
{
    const double waited_s = self->plan->cells[0].start_s - ccs_clock_localize(&self->clock, moment);

    if (moment->has_time && waited_s >= 0) return waited_s;
    if (!moment->has_time)
        ccs_reader_expected(&self->reader, at, "a date with a time such as \"2026-03-01T17:00\", or a duration");
    else ccs_reader_error(&self->reader, at, "lies behind the beginning of the run, %s", self->plan->cells[0].label);
    return NAN;
}

/* A duration, as a text or in seconds. @return NAN if it is none that can be meant */
static double duration_of(const ccs_value_t *value)
{
    double x;

    if (!(value->kind == CCS_VALUE_STRING && ccs_read_signed(ccs_units_duration, value->as.text, &x)) &&
        !ccs_read_is_number(value, &x))
        return NAN;
    return x >= 0 && x <= 1e9 ? x : (double) NAN;
}

/* How long the contacts of a row have waited, as it is written or since when. @return NAN if something was recorded */
static double read_waited(ccs_compiler_t *self, const ccs_place_t *at)
{
    ccs_moment_of_day_t moment;

    if (ccs_read_moment(at->value, &moment)) return since(self, at, &moment);
    const double x = duration_of(at->value);

    if (!isnan(x)) return x;
    ccs_reader_expected(&self->reader, at, "how long they have waited, such as \"2 h\", or when they came, \"2026-03-01T17:00\"");
    return NAN;
}

/* When contacts are due that came at a time: a moment, the end of a date, or so long after they came. @return NAN if something was recorded */
static double read_due(ccs_compiler_t *self, const ccs_place_t *at, double came_s)
{
    ccs_moment_of_day_t moment;

    if (!ccs_read_moment(at->value, &moment)) {
        const double within_s = duration_of(at->value);

        if (isnan(within_s))
            ccs_reader_expected(&self->reader, at,
                "when they are due, \"2026-03-02T17:00\" or the end of a date, or how long after they came, such as \"24 h\"");
        return came_s + within_s;
    }
    moment.date += !moment.has_time;
    const double due_s = ccs_clock_localize(&self->clock, &moment);

    if (!(due_s < came_s)) return due_s;
    ccs_reader_error(&self->reader, at, "they are due before they came: a due date lies behind the time in front of it");
    return NAN;
}

static bool read_row(ccs_compiler_t *self, const ccs_place_t *row, ccs_waited_t *out)
{
    const bool is_row = row->value->kind == CCS_VALUE_LIST && (row->value->n == 2 || row->value->n == 3);
    double n;

    if (!is_row) {
        ccs_reader_expected(&self->reader, row,
            "a row (\"2 h\", 30) or (\"2026-03-01T17:00\", 30), perhaps with when they are due behind, \"24 h\" or a date");
        return false;
    }
    const bool has_date = row->value->n == 3;
    const ccs_place_t first = ccs_place_element(row, row->value->first, 0),
                      second = ccs_place_element(row, row->value->first->next, 1),
                      third = ccs_place_element(row, row->value->last, 2);

    out->waited_s = read_waited(self, &first);
    out->due_s = has_date ? read_due(self, &third, self->plan->cells[0].start_s - out->waited_s) : (double) NAN;
    if (!ccs_read_is_number(second.value, &n) || !(n >= 0 && n <= MOST) || n != floor(n)) {
        ccs_reader_expected(&self->reader, &second, "a whole number of contacts, from 0 to 1000000");
        return false;
    }
    out->n = (uint32_t) n;
    return !isnan(out->waited_s) && !(has_date && isnan(out->due_s));
}

/* Of the oldest the soonest due, those without a date last. */
static int oldest_first(const void *a, const void *b)
{
    const ccs_waited_t *const x = a, *const y = b;
    const double x_due_s = isnan(x->due_s) ? DBL_MAX : x->due_s, y_due_s = isnan(y->due_s) ? DBL_MAX : y->due_s;

    if (x->waited_s > y->waited_s || x->waited_s < y->waited_s) return x->waited_s > y->waited_s ? -1 : 1;
    return x_due_s < y_due_s ? -1 : x_due_s > y_due_s;
}

/* For a queue in due order, so that each comes behind those before it. */
static int soonest_first(const void *a, const void *b)
{
    const ccs_waited_t *const x = a, *const y = b;

    if (x->due_s < y->due_s || x->due_s > y->due_s || isnan(x->due_s) != isnan(y->due_s))
        return x->due_s < y->due_s || isnan(y->due_s) ? -1 : 1;
    return oldest_first(a, b);
}

/* How many contacts stand before each row, and how many have a due date. */
static void count_rows(ccs_waited_t *rows, ccs_backlog_t *backlog)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < backlog->n_rows; i++) {
        rows[i].before = n;
        n += rows[i].n;
        if (!isnan(rows[i].due_s)) backlog->n_due += rows[i].n;
    }
}

/* @return how many contacts they are of */
static double read_rows(ccs_compiler_t *self, const ccs_place_t *at, enum ccs_queue_order order, ccs_backlog_t *backlog)
{
    ccs_waited_t *const rows = ccs_reader_array(&self->reader, at->value->n, sizeof *rows);
    double n = 0;
    uint32_t index = 0;

    for (const ccs_value_t *v = at->value->first; v && rows; v = v->next, index++) {
        const ccs_place_t row = ccs_place_element(at, v, index);

        if (!read_row(self, &row, &rows[backlog->n_rows])) continue;
        n += rows[backlog->n_rows].n;
        backlog->n_rows += rows[backlog->n_rows].n > 0;
    }
    if (rows) {
        qsort(rows, backlog->n_rows, sizeof *rows, order == CCS_ORDER_DUE ? soonest_first : oldest_first);
        if (n <= MOST) count_rows(rows, backlog);
    }
    backlog->rows = rows;
    return n;
}

/* --- the whole --------------------------------------------------------------------------------------------------------- */

static void read_law(ccs_compiler_t *self, const ccs_place_t *at, ccs_backlog_t *backlog)
{
    if (at->value->kind == CCS_VALUE_LIST) ccs_reader_expected(&self->reader, at, ccs_shape_text(CCS_SHAPE_WAITED));
    else backlog->waited = ccs_read_law(&self->reader, at, CCS_LAW_TIME);
    if (!backlog->waited.course) return;
    ccs_reader_error(&self->reader, at, "does not vary over time: it is that of the beginning of the run");
    backlog->waited = (ccs_distribution_t){0};
}

/* Of each contact, beside the number of all of them where that is written. */
static void read_waits(ccs_compiler_t *self, const ccs_place_t *at, const ccs_place_t *waiting, enum ccs_queue_order order,
    ccs_backlog_t *backlog)
{
    const bool has_rows = at->value->kind == CCS_VALUE_LIST && at->value->first && at->value->first->kind == CCS_VALUE_LIST;

    if (!has_rows) {
        read_law(self, at, backlog);
        if (!waiting->value)
            ccs_reader_error(&self->reader, waiting, "is required where waited has no rows: how many contacts wait");
        return;
    }
    const double n = read_rows(self, at, order, backlog);

    if (n > MOST) ccs_reader_error(&self->reader, at, "has %.0f contacts, at most 1000000 may wait", n);
    else if (waiting->value && backlog->n != (uint32_t) n)
        ccs_reader_error(&self->reader, waiting, "says %lu contacts, the rows of waited have %.0f: leave it out",
            (unsigned long) backlog->n, n);
    else backlog->n = (uint32_t) n;
}

static uint32_t read_number(ccs_compiler_t *self, const ccs_place_t *at)
{
    const uint32_t n = ccs_read_count(&self->reader, at);

    return n == CCS_NONE ? 0 : n;
}

/* Nobody waits for longer than their patience. */
static void check_patience(ccs_compiler_t *self, const ccs_place_t *at, const ccs_type_t *type)
{
    const double longest_s = ccs_backlog_longest_s(&type->arrivals.backlog),
                 times = type->patience.course ? ccs_course_at(type->patience.course, self->plan->cells[0].start_s) : 1;
    char text[CCS_UNITS_TEXT_MAX], mean[CCS_UNITS_TEXT_MAX];

    if (type->patience.kind == CCS_DISTRIBUTION_NONE || type->never_frac > 0 || longest_s <= 0) return;
    if (times > 0 && ccs_remaining_chance(&type->patience, longest_s / times) > HARDLY_ANY) return;
    ccs_reader_error(&self->reader, at,
        "some have waited %s, but hardly any customer of this type is so patient (on average %s): who has given up is not there any more",
        ccs_units_show_duration(longest_s, text, sizeof text),
        ccs_units_show_duration(times * type->patience.mean, mean, sizeof mean));
}

/* When the run begins there is either a state that enters no figure or a backlog that does; and before the first opening only what is kept waits. */
static void check_beginning(ccs_compiler_t *self, const ccs_place_t *at, const ccs_type_t *type)
{
    if (type->arrivals.initial_waiting > 0)
        ccs_reader_error(&self->reader, at, "stands beside initial.waiting, whose contacts enter no figure: keep one of the two");
    if (self->clock.n_run_in > 0)
        ccs_reader_error(&self->reader, at,
            "the backlog of the days that count is what those of run.run_in leave: remove it, or run_in");
    if (!self->plan->cells[0].open && self->queues[type->queue].at_close != CCS_AT_CLOSE_CARRY)
        ccs_reader_error(&self->reader, at,
            "the run begins while the centre is closed, as contacts come before it opens, and this type does not wait then: write "
            "at_close = \"carry\"");
}

void ccs_compile_backlog(ccs_compiler_t *self, uint32_t id)
{
    const ccs_place_t at = ccs_place_child(&self->reader, &self->types_named.at[id], "backlog");
    ccs_type_t *const type = &self->types[id];
    ccs_backlog_t *const backlog = &type->arrivals.backlog;
    const size_t before = self->reader.errors->n_errors;

    backlog->waited = ccs_distribution_constant(0);
    if (!at.value || self->plan->n_cells == 0) return;
    if (at.value->kind != CCS_VALUE_GROUP) {
        backlog->n = read_number(self, &at);
    } else {
        const ccs_place_t waiting = ccs_place_child(&self->reader, &at, "waiting"),
                          waited = ccs_place_child(&self->reader, &at, "waited");

        backlog->n = waiting.value ? read_number(self, &waiting) : 0;
        backlog->waited = (ccs_distribution_t){0};
        read_waits(self, &waited, &waiting, self->queues[type->queue].order, backlog);
    }
    if (backlog->n == 0) return;
    check_beginning(self, &at, type);
    if (self->reader.errors->n_errors == before) check_patience(self, &at, type);
}
