/* explain_load.c - the load that a plan offers against the agents that it schedules, interval by interval. Invariant: every number is
 * that of the check of loads, so that its warnings can be looked up here. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "err.h"
#include "explain.h"
#include "load.h"

enum {
    ROWS_MAX = 700, /* of the table: two weeks of half-hours; of more than that, the busiest of each day, */
    DAYS_MAX = 62,  /* or of each week */
    WEEK = 7
};

static const double SAME = 1e-9; /* relative difference below which numbers are equal */

/** An interval, or an hour of mode steady. */
typedef struct {
    const char *label;
    double contacts, handle_s, erlang, agents, lacking;
    const char *who; /* the types that are short; "" */
} row_t;

/** A day, and how many later ones are like it. */
typedef struct {
    const char *label; /* "2026-03-02" */
    size_t first_row, n_rows;
    const char *last; /* label of the last day like it */
    uint32_t n_like;
    bool in_a_row; /* those like it follow it, one day after the other */
} day_t;

typedef struct {
    const ccs_plan_t *plan;
    ccs_load_t load;
    row_t *rows;
    day_t *days;
    size_t n_rows, cap_rows, n_days, cap_days;
    day_t *kinds; /* n_kinds of the days: those that are not like an earlier one */
    size_t n_kinds;
    uint32_t day; /* the last one that was added: a cell's */
    ccs_arena_t arena;
} table_t;

/* --- rows and days ----------------------------------------------------------------------------------------------------- */

static const char *who_is_short(table_t *self)
{
    const char *who = "";

    for (uint32_t s = 0; s < self->load.n_shortages && who; s++) {
        const char *const types = ccs_load_types(&self->load, s, &self->arena);

        who = types ? ccs_arena_printf(&self->arena, "%s%s%s", who, s ? ", " : "", types) : NULL;
    }
    return who;
}

/* Numbers of what the load has at hand. */
static row_t fill_row(table_t *self, double length_s)
{
    const ccs_plan_t *const plan = self->plan;
    row_t row = {.who = who_is_short(self)};

    for (uint32_t i = 0; i < plan->n_types; i++) {
        row.contacts += self->load.types[i].per_s * length_s;
        row.erlang += ccs_load_of(&self->load, i);
    }
    for (uint32_t g = 0; g < plan->n_groups; g++) row.agents += self->load.agents[g];
    for (uint32_t s = 0; s < self->load.n_shortages; s++)
        row.lacking += self->load.shortages[s].load - self->load.shortages[s].agents;
    row.handle_s = row.erlang * length_s / row.contacts;
    return row;
}

static row_t cell_row(table_t *self)
{
    const ccs_cell_t *const cell = &self->plan->cells[self->load.cell];
    const bool steady = !self->plan->axis.has_clock;
    row_t row = fill_row(self, steady ? 3600 : cell->end_s - cell->start_s);

    row.label = steady ? "an hour" : cell->label;
    return row;
}

/* Where some work may wait, the means over all hours say whether the agents can do it. */
static row_t overall_row(table_t *self)
{
    row_t row = fill_row(self, self->load.hours_s);

    row.label = "all hours";
    return row;
}

/* @return false without memory */
static bool add_row(table_t *self)
{
    const ccs_cell_t *const cell = &self->plan->cells[self->load.cell];
    const row_t row = cell_row(self);
    row_t *const rows = ccs_arena_room(&self->arena, self->rows, self->n_rows, &self->cap_rows, sizeof *rows);
    day_t *const days = ccs_arena_room(&self->arena, self->days, self->n_days, &self->cap_days, sizeof *days);

    if (!rows || !days || !row.who) return false;
    self->rows = rows;
    self->days = days;
    if (self->n_rows == 0 || cell->day != self->day) {
        const char *const label = self->plan->axis.has_clock ? self->plan->day_labels[cell->day - self->plan->n_run_in] : "";

        days[self->n_days++] = (day_t){.label = label, .first_row = self->n_rows};
    }
    self->day = cell->day;
    rows[self->n_rows++] = row;
    days[self->n_days - 1].n_rows++;
    return true;
}

/* "08:30" of "2026-03-02T08:30". */
static const char *clock_of(const row_t *row)
{
    const char *const clock = strchr(row->label, 'T');

    return clock ? clock + 1 : row->label;
}

static bool same_number(double a, double b)
{
    return fabs(a - b) <= SAME * fmax(fabs(a), fabs(b));
}

static bool same_day(const table_t *self, const day_t *a, const day_t *b)
{
    for (size_t i = 0; i < a->n_rows && a->n_rows == b->n_rows; i++) {
        const row_t *const x = &self->rows[a->first_row + i], *const y = &self->rows[b->first_row + i];

        if (strcmp(clock_of(x), clock_of(y)) != 0 || strcmp(x->who, y->who) != 0) return false;
        if (!same_number(x->contacts, y->contacts) || !same_number(x->erlang, y->erlang)) return false;
        if (!same_number(x->agents, y->agents)) return false;
    }
    return a->n_rows == b->n_rows;
}

static int64_t date_of(const char *label)
{
    int64_t days = 0;

    (void) ccs_date_read(label, &days);
    return days;
}

/* Days that are like an earlier one are told there. @return CCS_ERR_NOMEM or 0 */
static int fold(table_t *self)
{
    day_t *const kinds = ccs_arena_array(&self->arena, self->n_days, sizeof *kinds);
    size_t n = 0;

    if (!kinds) return CCS_ERR_NOMEM;
    for (size_t d = 0; d < self->n_days; d++) {
        const day_t *const day = &self->days[d];
        size_t like = 0;

        while (like < n && !same_day(self, &kinds[like], day)) like++;
        if (like == n) {
            kinds[n] = *day;
            kinds[n].last = day->label;
            kinds[n++].in_a_row = true;
            continue;
        }
        kinds[like].in_a_row = kinds[like].in_a_row && date_of(day->label) == date_of(kinds[like].last) + 1;
        kinds[like].last = day->label;
        kinds[like].n_like++;
    }
    self->kinds = kinds;
    self->n_kinds = n;
    return 0;
}

/* --- the table --------------------------------------------------------------------------------------------------------- */

static const char *weekday(const char *label)
{
    static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

    return names[ccs_date_weekday(date_of(label))];
}

/* "Mon 2026-03-02 to Thu 2026-03-05, 4 days alike", "Mon 2026-03-02, 52 days alike up to Mon 2027-02-22" */
static void print_day(const day_t *day, FILE *to)
{
    fprintf(to, "%s %s", weekday(day->label), day->label);
    if (day->n_like > 0 && day->in_a_row) fprintf(to, " to %s %s", weekday(day->last), day->last);
    if (day->n_like > 0) fprintf(to, ", %lu days alike", (unsigned long) day->n_like + 1);
    if (day->n_like > 0 && !day->in_a_row) fprintf(to, " up to %s %s", weekday(day->last), day->last);
    fputc('\n', to);
}

/* A number to as many places, or "-". */
static void print_number(double x, bool is_known, int width, int places, FILE *to)
{
    if (is_known) fprintf(to, " %*.*f", width, places, x);
    else fprintf(to, " %*s", width, "-");
}

static void print_row(const row_t *row, const char *label, FILE *to)
{
    fprintf(to, "%-16s", label);
    print_number(row->contacts, true, 10, 1, to);
    print_number(row->handle_s, row->contacts > 0, 9, 1, to);
    print_number(row->erlang, true, 9, 2, to);
    print_number(row->agents, true, 8, 2, to);
    print_number(row->erlang / row->agents, row->agents > 0, 10, 3, to);
    print_number(row->lacking, row->who[0] != '\0', 8, 2, to);
    fprintf(to, "%s%s\n", row->who[0] ? "  " : "", row->who);
}

static double load_per_agent(const row_t *row)
{
    return row->agents > 0 ? row->erlang / row->agents : row->erlang > 0 ? HUGE_VAL : 0;
}

static bool is_busier(const row_t *row, const row_t *than)
{
    if (row->lacking != than->lacking) return row->lacking > than->lacking;
    return load_per_agent(row) > load_per_agent(than);
}

/* The busiest interval of each day or, of many days, of each week that begins on a Monday. */
static void print_busiest(const table_t *self, FILE *to)
{
    const bool weeks = self->n_days > DAYS_MAX;

    fprintf(to, "of each %s the interval that lacks most, or has most load for its agents; %zu intervals in all\n",
        weeks ? "week" : "day", self->n_rows);
    for (size_t d = 0, next; d < self->n_days; d = next) {
        const int64_t first = date_of(self->days[d].label), end = weeks ? first + WEEK - ccs_date_weekday(first) : first + 1;
        const row_t *busiest = &self->rows[self->days[d].first_row];

        for (next = d; next < self->n_days && date_of(self->days[next].label) < end; next++)
            for (size_t i = 0; i < self->days[next].n_rows; i++)
                if (is_busier(&self->rows[self->days[next].first_row + i], busiest))
                    busiest = &self->rows[self->days[next].first_row + i];
        print_row(busiest, busiest->label, to);
    }
}

static void print_table(const table_t *self, FILE *to)
{
    const bool has_clock = self->plan->axis.has_clock, several = self->plan->n_days > 1 && has_clock;
    size_t n_rows = 0;

    fprintf(to, "%-16s %10s %9s %9s %8s %10s %8s\n", has_clock ? "interval" : "steady state", "contacts", "handle_s", "Erlang",
        "agents", "load/agent", "lacking");
    for (size_t d = 0; d < self->n_kinds; d++) n_rows += self->kinds[d].n_rows;
    if (has_clock && n_rows > ROWS_MAX && self->n_days > 1) {
        print_busiest(self, to);
        return;
    }
    for (size_t d = 0; d < self->n_kinds; d++) {
        const day_t *const day = &self->kinds[d];

        if (several) print_day(day, to);
        for (size_t i = day->first_row; i < day->first_row + day->n_rows; i++)
            print_row(&self->rows[i], several ? clock_of(&self->rows[i]) : self->rows[i].label, to);
    }
}

/* What a reader may take for handled otherwise than it is. */
static void print_channels(const ccs_plan_t *plan, FILE *to)
{
    char several[128], written[128];

    (void) ccs_plan_channels(plan, CCS_USE_SIDE_BY_SIDE, several, sizeof several);
    (void) ccs_plan_channels(plan, CCS_USE_WRITTEN, written, sizeof written);

    if (*several || *written)
        fprintf(to, "%s%s%s: each agent handles one at a time\n", several, *several && *written ? ", " : "", written);
}

int ccs_explain_load(const ccs_plan_t *plan, FILE *to)
{
    table_t self = {.plan = plan};
    int ret = ccs_load_init(&self.load, plan);

    while (ret == 0 && ccs_load_next(&self.load)) {
        if (self.load.cell - plan->first_counted >= plan->n_counted) continue;
        if (!add_row(&self)) ret = CCS_ERR_NOMEM;
    }
    const bool overall = ret == 0 && ccs_load_overall(&self.load);
    const row_t all = overall ? overall_row(&self) : (row_t){.who = ""};

    if (ret == 0 && !all.who) ret = CCS_ERR_NOMEM;
    if (ret == 0) ret = fold(&self);
    if (ret == 0) {
        print_table(&self, to);
        if (overall) print_row(&all, all.label, to);
        print_channels(plan, to);
    }
    ccs_load_free(&self.load);
    ccs_arena_free(&self.arena);
    return ret;
}
