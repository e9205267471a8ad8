/* money_calendar.c - months that are billed, and what prices and premiums come to in each period. Invariant: a period is of one month. */
#include "money_parts.h"

#include <math.h>
#include <string.h>

#include "date.h"
#include "read_hours.h"
#include "read_value.h"
#include "time_axis.h"

static int64_t date_of(const ccs_plan_t *plan, uint32_t day)
{
    return plan->first_date + (int64_t) day - plan->n_run_in;
}

/* Days of the calendar month of a date. */
static double month_days(int64_t date)
{
    int64_t first = date, next = date;

    while (ccs_date_month(first - 1) == ccs_date_month(date)) first--;
    while (ccs_date_month(next) == ccs_date_month(date)) next++;
    return (double) (next - first);
}

static bool lies_within_a_month(ccs_money_reader_t *self)
{
    const ccs_plan_t *const plan = self->plan;
    const ccs_place_t clock = ccs_place_child(self->reader, &self->reader->root, "clock"),
                      report = ccs_place_child(self->reader, &clock, "report");

    for (uint32_t cell = plan->first_counted; cell < plan->first_counted + plan->n_counted; cell++) {
        const ccs_cell_t *const period = &plan->periods.at[ccs_axis_period(plan, cell)];

        if (ccs_date_month(date_of(plan, plan->cells[cell].day)) == ccs_date_month(date_of(plan, period->day))) continue;
        ccs_reader_error(self->reader, &report, "cuts months in two, and money is told by month: say interval, day or month");
        return false;
    }
    return true;
}

/* The period in which a day begins, or the one in which the day before ended: closed days have none of their own. */
static uint32_t period_of(const ccs_plan_t *plan, uint32_t day)
{
    uint32_t found = plan->periods.first_counted;

    for (uint32_t i = plan->periods.first_counted; i < plan->periods.first_counted + plan->periods.n_counted; i++) {
        const uint32_t of = ccs_axis_day(plan, i);

        if (of > day) break;
        if (i == plan->periods.first_counted || of != ccs_axis_day(plan, found)) found = i;
    }
    return found;
}

static void add_bill(ccs_bill_t *bills, uint32_t *n, const ccs_plan_t *plan, uint32_t day)
{
    const int64_t date = date_of(plan, day + plan->n_run_in);
    ccs_bill_t *const last = *n > 0 ? &bills[*n - 1] : NULL;

    if (last && ccs_date_month(date) == ccs_date_month(date - 1)) {
        last->end_day = day + 1;
    } else {
        bills[*n] = (ccs_bill_t){.first_day = day, .end_day = day + 1};
        ++*n;
    }
    bills[*n - 1].month_frac += 1 / month_days(date);
}

static const double COUNTS_FROM = 0.5 - 1e-9; /* of a calendar month; days are added up */

/* Of two days at the end of a run nothing is told as of a month; where no month has more, of all of them. */
static void count_months(ccs_bill_t *bills, uint32_t n)
{
    bool any = false;

    for (uint32_t i = 0; i < n; i++) any = any || bills[i].month_frac >= COUNTS_FROM;
    for (uint32_t i = 0; i < n; i++) bills[i].counts = !any || bills[i].month_frac >= COUNTS_FROM;
}

/* @return false: there is no memory */
static bool make_bills(ccs_money_reader_t *self)
{
    const ccs_plan_t *const plan = self->plan;
    ccs_bill_t *const bills = ccs_reader_array(self->reader, plan->n_days / 28 + 2, sizeof *bills);
    uint32_t n = 0, period = plan->periods.first_counted;
    const uint32_t end = period + plan->periods.n_counted;
    char date[CCS_DATE_MAX];

    for (uint32_t day = 0; bills && day < plan->n_days; day++) add_bill(bills, &n, plan, day);
    for (uint32_t i = 0; bills && i < n; i++) {
        bills[i].first_period = period;
        while (period < end && (ccs_axis_day(plan, period) < bills[i].end_day || i + 1 == n)) period++;
        bills[i].end = period;
        ccs_date_show(date_of(plan, bills[i].first_day + plan->n_run_in), date, sizeof date);
        bills[i].label = ccs_arena_printf(self->reader->arena, "%.7s", date);
        if (!bills[i].label) self->reader->out_of_memory = true;
    }
    if (bills) count_months(bills, n);
    self->money->bills = bills;
    self->money->n_bills = n;
    return !self->reader->out_of_memory;
}

/* Anniversaries since a day; below 0 before it. */
static double years_since(int64_t from, int64_t date)
{
    char first[CCS_DATE_MAX], now[CCS_DATE_MAX];

    ccs_date_show(from, first, sizeof first);
    ccs_date_show(date, now, sizeof now);
    return floor((double) ccs_date_month(date) / 12) - floor((double) ccs_date_month(from) / 12) -
        (strcmp(&now[4], &first[4]) < 0); /* "-03-01" */
}

static double read_index(ccs_money_reader_t *self, int64_t *from)
{
    const ccs_place_t of = ccs_place_child(self->reader, &self->at, "prices_of"),
                      rise = ccs_place_child(self->reader, &self->at, "indexation");
    const char *const text = of.value ? ccs_read_text(self->reader, &of) : NULL;

    *from = self->plan->first_date;
    if (of.value && (!text || ccs_date_read(text, from) != 0))
        ccs_reader_expected(self->reader, &of, "a date such as \"2026-01-01\"");
    return ccs_read_amount(self->reader, &rise, 0);
}

const double *ccs_money_index(ccs_money_reader_t *self, double yearly)
{
    double *const index = ccs_reader_array(self->reader, self->money->n_bills, sizeof *index);

    for (uint32_t i = 0; index && i < self->money->n_bills; i++)
        index[i] =
            pow(1 + yearly, years_since(self->from, date_of(self->plan, self->money->bills[i].first_day + self->plan->n_run_in)));
    return index;
}

bool ccs_money_calendar(ccs_money_reader_t *self)
{
    const ccs_plan_t *const plan = self->plan;
    double *const months = ccs_reader_array(self->reader, plan->periods.n, sizeof *months);
    double *const index = ccs_reader_array(self->reader, plan->periods.n, sizeof *index);
    const double rise = read_index(self, &self->from);

    if (!months || !index || !lies_within_a_month(self) || !make_bills(self)) return false;
    for (uint32_t day = 0; day < plan->n_days; day++)
        months[period_of(plan, day)] += 1 / month_days(date_of(plan, day + plan->n_run_in));
    for (uint32_t i = 0; i < plan->periods.n; i++)
        index[i] = pow(1 + rise, years_since(self->from, date_of(plan, plan->periods.at[i].day)));
    self->money->months = months;
    self->money->index = index;
    return true;
}

/* ---- premiums ------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    double start_s, end_s;
} window_t;

/* A premium: at some hours, to some teams. */
typedef struct {
    double factor;
    uint32_t n_windows, n_teams; /* n_teams 0: all */
    const window_t *windows;     /* ascending */
    uint32_t *teams;
} premium_t;

typedef struct {
    ccs_reader_t *reader;
    ccs_vector_t windows;
} taking_t;

static void take_window(void *to, const ccs_piece_t *piece)
{
    taking_t *const taking = to;
    window_t *const window = piece->value > 0 ? ccs_reader_push(taking->reader, &taking->windows, sizeof *window) : NULL;

    if (window) *window = (window_t){piece->start_s, piece->end_s};
}

static void read_premium(ccs_money_reader_t *self, const ccs_place_t *at, premium_t *premium)
{
    const ccs_place_t hours = ccs_place_child(self->reader, at, "hours"), factor = ccs_place_child(self->reader, at, "factor"),
                      groups = ccs_place_child(self->reader, at, "groups");
    taking_t taking = {.reader = self->reader};
    ccs_curves_t curves;

    premium->factor = ccs_read_amount(self->reader, &factor, 1);
    premium->n_teams = ccs_read_names(self->reader, &groups, self->names->groups, &premium->teams);
    if (!hours.value || !ccs_read_hours(self->reader, &hours, &curves)) return;
    ccs_curves_walk_days(self->reader->clock, &curves, &(ccs_sink_t){.take = take_window, .to = &taking});
    premium->n_windows = (uint32_t) taking.windows.n;
    premium->windows = ccs_reader_keep(self->reader, &taking.windows, sizeof(window_t));
}

static bool is_paid_to(const premium_t *premium, uint32_t team)
{
    bool is = premium->n_teams == 0;

    for (uint32_t i = 0; i < premium->n_teams; i++) is = is || premium->teams[i] == team;
    return is;
}

/* Where a walk through time stands in the steps of a group and the windows of premiums. */
typedef struct {
    const ccs_plan_t *plan;
    const premium_t *premiums;
    uint32_t n_premiums, team;
    uint32_t step;
    uint32_t *window; /* by premium: the first that ends later */
    double agents;
} walk_t;

/* What holds at a time. @param until  the next moment at which it may not @return the factor */
static double hold(walk_t *self, const ccs_group_t *group, double time_s, double *until)
{
    double factor = 1;

    while (self->step < group->n_steps && self->plan->staff_steps[group->first_step + self->step].time_s <= time_s) {
        const ccs_staff_step_t *const step = &self->plan->staff_steps[group->first_step + self->step++];

        self->agents = step->agents + step->off;
    }
    if (self->step < group->n_steps) *until = fmin(*until, self->plan->staff_steps[group->first_step + self->step].time_s);
    for (uint32_t i = 0; i < self->n_premiums; i++) {
        const premium_t *const premium = &self->premiums[i];

        if (!is_paid_to(premium, self->team)) continue;
        while (self->window[i] < premium->n_windows && premium->windows[self->window[i]].end_s <= time_s) self->window[i]++;
        if (self->window[i] == premium->n_windows) continue;
        const window_t *const window = &premium->windows[self->window[i]];

        *until = fmin(*until, window->start_s > time_s ? window->start_s : window->end_s);
        if (window->start_s <= time_s) factor = fmax(factor, premium->factor);
    }
    return factor;
}

static const double LAST_CELL_S = 86400; /* what of the time after the last close is looked at */

/* Of one group: time of agents, and the same times the factor, by period; the time alone where nobody is scheduled. */
static void add_group(walk_t *self, const ccs_group_t *group, double *sums)
{
    const ccs_plan_t *const plan = self->plan;

    self->step = 0;
    self->agents = 0;
    for (uint32_t i = 0; i < self->n_premiums; i++) self->window[i] = 0;
    for (uint32_t cell = 0; cell < plan->n_cells; cell++) {
        double *const sum = &sums[4 * (size_t) ccs_axis_period(plan, cell)];
        const double end_s = fmin(plan->cells[cell].end_s, plan->cells[cell].start_s + LAST_CELL_S);

        for (double t = plan->cells[cell].start_s; t < end_s;) {
            double until = end_s;
            const double factor = hold(self, group, t, &until);

            sum[0] += self->agents * (until - t);
            sum[1] += self->agents * (until - t) * factor;
            sum[2] += until - t;
            sum[3] += (until - t) * factor;
            t = until;
        }
    }
}

void ccs_money_premiums(ccs_money_reader_t *self)
{
    const ccs_plan_t *const plan = self->plan;
    const ccs_place_t at = ccs_place_child(self->reader, &self->at, "premiums");
    const ccs_named_t named = ccs_read_named(self->reader, &at, "premium");
    premium_t *const premiums = ccs_reader_array(self->reader, named.n, sizeof *premiums);
    double *const means = ccs_reader_array(self->reader, (size_t) plan->n_teams * plan->periods.n, sizeof *means);
    double *const sums = ccs_reader_array(self->reader, 4 * (size_t) plan->periods.n, sizeof *sums);
    walk_t walk = {.plan = plan,
        .premiums = premiums,
        .n_premiums = premiums ? named.n : 0,
        .window = ccs_reader_array(self->reader, named.n, sizeof *walk.window)};

    for (uint32_t i = 0; premiums && i < named.n; i++) read_premium(self, &named.at[i], &premiums[i]);
    for (walk.team = 0; !self->reader->out_of_memory && walk.team < plan->n_teams; walk.team++) {
        const ccs_group_t *const team = &plan->teams[walk.team];

        for (uint32_t i = 0; i < 4 * plan->periods.n; i++) sums[i] = 0;
        for (uint32_t i = team->first_class; named.n > 0 && i < team->first_class + team->n_classes; i++)
            add_group(&walk, &plan->groups[i], sums);
        for (uint32_t i = 0; i < plan->periods.n; i++) {
            const double *const sum = &sums[4 * (size_t) i];

            means[(size_t) walk.team * plan->periods.n + i] = sum[0] > 0 ? sum[1] / sum[0] : sum[2] > 0 ? sum[3] / sum[2] : 1;
        }
    }
    self->money->premiums = means;
}
