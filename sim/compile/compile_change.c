/* compile_change.c - changes of volume and staff at some times of the day, and agents who move. Invariant: a change finds the rates and the
 * staff that the one before it left; a move takes from one group what it gives to the other, at every moment. */
#include "compile_change.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chapters.h"
#include "date.h"
#include "read_hours.h"
#include "read_over_time.h"
#include "read_value.h"
#include "units.h"

enum { SHOWN_TIMES = 12, LINE = 400 };

/* Agent-seconds of those who come or go: on the roster, and of them at work, without those who are not there. */
typedef struct {
    double roster_s, work_s;
} work_t;

typedef struct ccs_compile_change {
    const ccs_place_t *at;
    double volume, staff;  /* factors; NAN: not said */
    double agents;         /* NAN: not said */
    double shrinkage_frac; /* NAN: not said */
    uint32_t n_types, n_groups;
    uint32_t *types, *groups; /* n = 0: all of them */
    uint32_t from, to;        /* CCS_NONE: nobody moves */
    const char *hours;        /* in words, with a comma in front */
    ccs_vector_t windows;     /* ccs_amount_t: when it holds, ascending; x counts nothing */
    bool timed;               /* its hours, if any, are understood */
    bool acts;                /* some time is within it */
    bool refused;             /* an error was told of it */
    /* what came of `agents`, on the days that count */
    double total_s, agent_s, least, least_s;
    work_t work, work_to; /* of the group, or groups, at hand; of the one that they join */
    bool acts_closed;     /* it changes contacts that come outside opening hours */
    char by_time[LINE];
} change_t;

/* --- what is written --------------------------------------------------------------------------------------------------- */

static void take_window(void *to, const ccs_piece_t *piece)
{
    change_t *const change = ((void **) to)[0];
    ccs_amount_t *const window = piece->value > 0 ? ccs_reader_push(((void **) to)[1], &change->windows, sizeof *window) : NULL;

    if (window) *window = (ccs_amount_t){piece->start_s, piece->end_s, 0, piece->day};
}

static void read_hours(ccs_compiler_t *self, const ccs_place_t *at, change_t *change)
{
    void *to[] = {change, &self->reader};
    ccs_curves_t hours;

    change->hours = "";
    if (!at->value) {
        ccs_amount_t *const always = ccs_reader_push(&self->reader, &change->windows, sizeof *always);

        if (always) *always = (ccs_amount_t){.start_s = -INFINITY, .end_s = INFINITY};
        change->timed = true;
        return;
    }
    change->timed = ccs_read_hours(&self->reader, at, &hours);
    if (!change->timed) return;
    ccs_curves_walk_days(&self->clock, &hours, &(ccs_sink_t){.take = take_window, .to = to});
    change->hours = at->value->kind == CCS_VALUE_STRING ? ccs_arena_printf(self->reader.arena, ", %s", at->value->as.text)
                                                        : ", at its hours of each weekday";
    if (!change->hours) self->reader.out_of_memory = true;
}

static uint32_t read_group(ccs_compiler_t *self, const ccs_place_t *at)
{
    return at->value ? ccs_read_name(&self->reader, at, &self->groups_named) : CCS_NONE;
}

static bool says_something(const change_t *change)
{
    return !isnan(change->volume) || !isnan(change->staff) || !isnan(change->agents) || !isnan(change->shrinkage_frac);
}

/* Refuse keys of a change that mean nothing beside its other keys. */
static void check_change(ccs_compiler_t *self, const change_t *change, const ccs_place_t *from, const ccs_place_t *to)
{
    const bool moves = from->value || to->value;

    if (!says_something(change))
        ccs_reader_error(&self->reader, change->at, "changes nothing: expected volume, staff, agents or shrinkage");
    if (moves && !(from->value && to->value))
        ccs_reader_error(&self->reader, change->at, "needs from and to: agents leave one group and join another");
    if (moves && !(change->agents > 0)) ccs_reader_error(&self->reader, change->at, "needs agents, the number of those who move");
    if (change->from != CCS_NONE && change->from == change->to)
        ccs_reader_error(&self->reader, to, "is the group that they leave");
    if (moves && (change->n_groups > 0 || !isnan(change->staff) || !isnan(change->shrinkage_frac)))
        ccs_reader_error(&self->reader, change->at, "moves agents between two groups: write what else changes as another change");
    if (change->n_types > 0 && isnan(change->volume))
        ccs_reader_error(&self->reader, change->at, "names types, whose volume does not change");
    if (change->n_groups > 0 && !moves && isnan(change->staff) && isnan(change->agents) && isnan(change->shrinkage_frac))
        ccs_reader_error(&self->reader, change->at, "names groups, whose staff does not change");
}

static void read_change(ccs_compiler_t *self, const ccs_place_t *at, change_t *change)
{
    const ccs_place_t hours = ccs_place_child(&self->reader, at, "hours"), types = ccs_place_child(&self->reader, at, "types"),
                      volume = ccs_place_child(&self->reader, at, "volume"),
                      groups = ccs_place_child(&self->reader, at, "groups"), staff = ccs_place_child(&self->reader, at, "staff"),
                      agents = ccs_place_child(&self->reader, at, "agents"), from = ccs_place_child(&self->reader, at, "from"),
                      to = ccs_place_child(&self->reader, at, "to"), shrinkage = ccs_place_child(&self->reader, at, "shrinkage");
    const size_t before = self->reader.errors->n_errors;

    change->at = at;
    change->volume = ccs_read_amount(&self->reader, &volume, NAN);
    change->staff = ccs_read_amount(&self->reader, &staff, NAN);
    change->agents = ccs_read_amount(&self->reader, &agents, NAN);
    change->shrinkage_frac = ccs_read_share(&self->reader, &shrinkage);
    change->n_types = ccs_read_names(&self->reader, &types, &self->types_named, &change->types);
    change->n_groups = ccs_read_names(&self->reader, &groups, &self->groups_named, &change->groups);
    change->from = read_group(self, &from);
    change->to = read_group(self, &to);
    change->least = INFINITY;
    if (self->reader.errors->n_errors == before) check_change(self, change, &from, &to);
    read_hours(self, &hours, change);
}

void ccs_compile_changes(ccs_compiler_t *self)
{
    self->changes = ccs_reader_array(&self->reader, self->changes_named.n, sizeof *self->changes);
    for (uint32_t i = 0; self->changes && i < self->changes_named.n; i++)
        read_change(self, &self->changes_named.at[i], &self->changes[i]);
}

/* --- parts ------------------------------------------------------------------------------------------------------------- */

static bool covers(const uint32_t *ids, uint32_t n, uint32_t id)
{
    for (uint32_t i = 0; i < n; i++)
        if (ids[i] == id) return true;
    return n == 0;
}

static void multiply(ccs_part_t *part, double x)
{
    part->value *= x;
}

static void add(ccs_part_t *part, double x)
{
    part->value += x;
}

static void shrink(ccs_part_t *part, double x)
{
    /* x is all of it: who is absent by chance stays away as before, and what is planned makes up the rest. */
    part->absence_frac = fmin(part->absence_frac, x);
    part->shrinkage_frac = part->absence_frac > 0 && x < 1 ? 1 - (1 - x) / (1 - part->absence_frac) : x;
}

static void push(ccs_compiler_t *self, ccs_vector_t *to, ccs_part_t part, double start_s, double end_s)
{
    ccs_part_t *const pushed = end_s > start_s ? ccs_reader_push(&self->reader, to, sizeof *pushed) : NULL;

    part.start_s = start_s;
    part.end_s = end_s;
    if (pushed) *pushed = part;
}

void ccs_compile_act(ccs_compiler_t *self, ccs_vector_t *parts, const ccs_vector_t *amounts, ccs_act_t *act)
{
    const ccs_amount_t *const all = amounts->items;
    ccs_vector_t out = {0};
    size_t first = 0;

    for (size_t i = 0; i < parts->n; i++) {
        ccs_part_t part = ((ccs_part_t *) parts->items)[i];
        double at_s = part.start_s;

        while (first < amounts->n && all[first].end_s <= part.start_s) first++;
        for (size_t k = first; k < amounts->n && all[k].start_s < part.end_s; k++) {
            const double from_s = fmax(all[k].start_s, part.start_s), to_s = fmin(all[k].end_s, part.end_s);
            ccs_part_t inside = part;

            push(self, &out, part, at_s, from_s);
            act(&inside, all[k].x);
            push(self, &out, inside, from_s, to_s);
            at_s = to_s;
        }
        push(self, &out, part, at_s, part.end_s);
    }
    free(parts->items);
    *parts = out;
}

/* The windows of a change, of one amount each. */
static void fill(change_t *change, double x)
{
    for (size_t i = 0; i < change->windows.n; i++) ((ccs_amount_t *) change->windows.items)[i].x = x;
}

/* Whether any part lies within the change. */
static void note_act(change_t *change, const ccs_vector_t *parts)
{
    const ccs_amount_t *const windows = change->windows.items;
    size_t k = 0;

    for (size_t i = 0; i < parts->n && !change->acts; i++) {
        const ccs_part_t *const part = (const ccs_part_t *) parts->items + i;

        while (k < change->windows.n && windows[k].end_s <= part->start_s) k++;
        change->acts = k < change->windows.n && windows[k].start_s < part->end_s;
    }
}

static void act_on(ccs_compiler_t *self, change_t *change, ccs_vector_t *parts, ccs_act_t *act, double x)
{
    if (isnan(x)) return;
    fill(change, x);
    note_act(change, parts);
    ccs_compile_act(self, parts, &change->windows, act);
}

/* --- what lies outside opening hours ----------------------------------------------------------------------------------- */

static bool counts_day(const ccs_compiler_t *self, uint32_t day)
{
    const ccs_clock_t *const clock = &self->clock;

    return self->reader.steady || (day >= clock->n_run_in && day < clock->n_days - clock->n_run_out);
}

/* Seconds of a while at which the centre is open. */
static double open_within(const ccs_clock_t *clock, double start_s, double end_s)
{
    uint32_t low = 0, high = clock->n_stretches; /* the first stretch that ends later than the while begins */
    double sum_s = 0;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;

        if (clock->stretches[middle].end_s > start_s) high = middle;
        else low = middle + 1;
    }
    for (; low < clock->n_stretches && clock->stretches[low].start_s < end_s; low++)
        sum_s += fmin(clock->stretches[low].end_s, end_s) - fmax(clock->stretches[low].start_s, start_s);
    return sum_s;
}

/* Whether a change of volume finds contacts that come while the centre is closed. */
static void note_closed(const ccs_compiler_t *self, change_t *change, const ccs_vector_t *parts)
{
    const ccs_amount_t *const windows = change->windows.items;
    size_t first = 0;

    if (self->reader.steady || isnan(change->volume)) return;
    for (size_t i = 0; i < parts->n && !change->acts_closed; i++) {
        const ccs_part_t *const part = (const ccs_part_t *) parts->items + i;

        while (first < change->windows.n && windows[first].end_s <= part->start_s) first++;
        for (size_t k = first; part->value > 0 && k < change->windows.n && windows[k].start_s < part->end_s; k++) {
            const double start_s = fmax(windows[k].start_s, part->start_s), end_s = fmin(windows[k].end_s, part->end_s);

            change->acts_closed |= open_within(&self->clock, start_s, end_s) < end_s - start_s - 1e-6;
        }
    }
}

/* How many of the hours that a change names on a day, and in how many of them the centre is closed. */
typedef struct {
    double asked_s, closed_s;
    uint32_t day;
} closed_t;

/* The first day that counts and is open on which some of the hours lie outside opening hours. @return false if there is none */
static bool find_closed(const ccs_compiler_t *self, const change_t *change, closed_t *closed)
{
    const ccs_amount_t *const windows = change->windows.items;

    *closed = (closed_t){.day = CCS_NONE};
    if (self->reader.steady || change->hours[0] == '\0' || change->acts_closed) return false;
    for (size_t i = 0; i < change->windows.n; i++) {
        const ccs_stretch_t day = ccs_clock_day(&self->clock, windows[i].day);

        if (windows[i].day != closed->day && closed->closed_s > 1e-6) return true;
        if (windows[i].day != closed->day) *closed = (closed_t){.day = windows[i].day};
        if (!counts_day(self, windows[i].day) || open_within(&self->clock, day.start_s, day.end_s) <= 0) continue;
        closed->asked_s += windows[i].end_s - windows[i].start_s;
        closed->closed_s +=
            windows[i].end_s - windows[i].start_s - open_within(&self->clock, windows[i].start_s, windows[i].end_s);
    }
    return closed->closed_s > 1e-6;
}

/* Worded like the warning of rows of staff outside opening hours. */
static void warn_closed(ccs_compiler_t *self, const change_t *change, const closed_t *closed)
{
    const ccs_day_kind_t *const kind = ccs_clock_kind(&self->clock, closed->day);
    char hours[160];

    ccs_reader_warning(&self->reader, change->at, "%.4g of its %.4g hours on %s lie outside the opening hours %s and are ignored",
        closed->closed_s / 3600, closed->asked_s / 3600, kind->name, ccs_opening_text(&kind->opening, hours, sizeof hours));
}

/* --- volume ------------------------------------------------------------------------------------------------------------ */

static void replace_rates(ccs_compiler_t *self, ccs_type_t *type, const ccs_vector_t *parts)
{
    self->rates.n = type->arrivals.first_rate;
    for (size_t i = 0; i < parts->n; i++) {
        const ccs_part_t *const part = (const ccs_part_t *) parts->items + i;
        ccs_rate_t *const rate = ccs_reader_push(&self->reader, &self->rates, sizeof *rate);

        if (rate) *rate = (ccs_rate_t){.start_s = part->start_s, .end_s = part->end_s, .per_s = part->value, .day = part->day};
    }
    type->arrivals.n_rates = (uint32_t) self->rates.n - type->arrivals.first_rate;
}

void ccs_compile_change_rates(ccs_compiler_t *self, uint32_t id)
{
    ccs_type_t *const type = &self->types[id];
    ccs_vector_t parts = {0};
    bool any = false;

    for (uint32_t i = 0; self->changes && i < self->changes_named.n; i++)
        any |= !isnan(self->changes[i].volume) && covers(self->changes[i].types, self->changes[i].n_types, id);
    if (!any) return;
    for (uint32_t i = type->arrivals.first_rate; i < type->arrivals.first_rate + type->arrivals.n_rates; i++) {
        const ccs_rate_t *const rate = (const ccs_rate_t *) self->rates.items + i;

        push(self, &parts, (ccs_part_t){.day = rate->day, .value = rate->per_s}, rate->start_s, rate->end_s);
    }
    for (uint32_t i = 0; i < self->changes_named.n; i++)
        if (covers(self->changes[i].types, self->changes[i].n_types, id)) {
            note_closed(self, &self->changes[i], &parts);
            act_on(self, &self->changes[i], &parts, multiply, self->changes[i].volume);
        }
    replace_rates(self, type, &parts);
    free(parts.items);
}

/* --- staff ------------------------------------------------------------------------------------------------------------- */

bool ccs_compile_changes_staff(const ccs_compiler_t *self)
{
    for (uint32_t i = 0; self->changes && i < self->changes_named.n; i++) {
        const change_t *const change = &self->changes[i];

        if (!isnan(change->staff) || !isnan(change->agents) || !isnan(change->shrinkage_frac)) return true;
    }
    return false;
}

/* "6", "12.5", "6.34": agents, to the hundredth. */
static const char *show_agents(double agents, char *text, size_t size)
{
    return ccs_units_write_number(round(agents * 100) / 100, text, size);
}

/* "09:30" of a moment of a day; "" in steady mode. */
static const char *time_of(const ccs_compiler_t *self, uint32_t day, double time_s, char *text, size_t size)
{
    const ccs_day_t *const d = self->reader.steady ? NULL : &self->clock.days[day];

    if (!d) return "";
    return ccs_clock_show(time_s + (time_s < d->jump_s ? d->shift_s : d->shift_after_s), text, size);
}

/* Add a stretch of time to the account of what came of the amount asked for. */
static void count(ccs_compiler_t *self, change_t *change, const ccs_amount_t *got)
{
    const double length_s = isinf(got->end_s) ? 1 : got->end_s - got->start_s;

    change->acts = true;
    if (!counts_day(self, got->day)) return;
    change->total_s += length_s;
    change->agent_s += got->x * length_s;
    if (got->x >= change->least) return;
    change->least = got->x;
    change->least_s = got->start_s;
}

/* The amount asked for, or as much of it as is there, within the windows of the change: amounts for ccs_compile_act. */
static ccs_vector_t limited(ccs_compiler_t *self, change_t *change, const ccs_vector_t *parts, double asked)
{
    const ccs_amount_t *const windows = change->windows.items;
    ccs_vector_t out = {0};
    size_t first = 0;

    for (size_t i = 0; i < parts->n; i++) {
        const ccs_part_t *const part = (const ccs_part_t *) parts->items + i;

        while (first < change->windows.n && windows[first].end_s <= part->start_s) first++;
        for (size_t k = first; k < change->windows.n && windows[k].start_s < part->end_s; k++) {
            ccs_amount_t *const got = ccs_reader_push(&self->reader, &out, sizeof *got);

            if (!got) continue;
            *got = (ccs_amount_t){fmax(windows[k].start_s, part->start_s), fmin(windows[k].end_s, part->end_s),
                fmin(asked, part->value), part->day};
            count(self, change, got);
        }
    }
    return out;
}

/* "2026-03-02: 6 from 08:00, 10 from 09:00", of the first day on which it is less than asked for. */
static void tell_times(ccs_compiler_t *self, change_t *change, const ccs_vector_t *got, double asked)
{
    const ccs_amount_t *const all = got->items;
    const uint32_t run_in = self->clock.n_run_in, end = self->clock.n_days - self->clock.n_run_out;
    char time[CCS_UNITS_TEXT_MAX], number[64], date[16];
    double last = -1;
    size_t n = 0, i = 0;
    int shown = 0;

    while (i < got->n && (all[i].x >= asked || all[i].day < run_in || all[i].day >= end)) i++;
    if (self->reader.steady || change->by_time[0] || i == got->n) return;
    const uint32_t day = all[i].day;

    for (i = 0; i < got->n && n < LINE; i++) {
        if (all[i].day != day || all[i].x == last || shown++ > SHOWN_TIMES) continue;
        last = all[i].x;
        if (shown > SHOWN_TIMES) n += (size_t) snprintf(&change->by_time[n], LINE - n, ", …");
        else
            n += (size_t) snprintf(&change->by_time[n], LINE - n, "%s%s%s from %s",
                n ? ", " : ccs_date_show(self->clock.days[day].date, date, sizeof date), n ? "" : ": ",
                show_agents(all[i].x, number, sizeof number), time_of(self, day, all[i].start_s, time, sizeof time));
    }
}

/* Count who of the agents of some amounts is at work: with a shrinkage that they bring along, or (NAN) that of the parts. */
static void count_work(const ccs_compiler_t *self, work_t *work, const ccs_vector_t *parts, const ccs_vector_t *amounts,
    double shrinkage_frac)
{
    const ccs_amount_t *const all = amounts->items;
    size_t first = 0;

    for (size_t i = 0; i < parts->n; i++) {
        const ccs_part_t *const part = (const ccs_part_t *) parts->items + i;

        while (first < amounts->n && all[first].end_s <= part->start_s) first++;
        for (size_t k = first; counts_day(self, part->day) && k < amounts->n && all[k].start_s < part->end_s; k++) {
            const double end_s = fmin(all[k].end_s, part->end_s),
                         agent_s = all[k].x * (isinf(end_s) ? 1 : end_s - fmax(all[k].start_s, part->start_s));

            work->roster_s += agent_s;
            work->work_s +=
                agent_s * (isnan(shrinkage_frac) ? (1 - part->shrinkage_frac) * (1 - part->absence_frac) : 1 - shrinkage_frac);
        }
    }
}

static void negate(ccs_vector_t *amounts)
{
    for (size_t i = 0; i < amounts->n; i++) ((ccs_amount_t *) amounts->items)[i].x *= -1;
}

/* Agents more, or fewer, in one group. */
static void change_agents(ccs_compiler_t *self, change_t *change, ccs_vector_t *parts)
{
    ccs_vector_t got;

    if (change->agents >= 0) {
        act_on(self, change, parts, add, change->agents);
        count_work(self, &change->work, parts, &change->windows, change->shrinkage_frac);
        return;
    }
    got = limited(self, change, parts, -change->agents);
    count_work(self, &change->work, parts, &got, change->shrinkage_frac);
    tell_times(self, change, &got, -change->agents);
    negate(&got);
    ccs_compile_act(self, parts, &got, add);
    free(got.items);
}

static void move_agents(ccs_compiler_t *self, change_t *change, ccs_vector_t *written)
{
    ccs_vector_t got = limited(self, change, &written[change->from], change->agents);

    tell_times(self, change, &got, change->agents);
    count_work(self, &change->work, &written[change->from], &got, NAN);
    count_work(self, &change->work_to, &written[change->to], &got, NAN);
    ccs_compile_act(self, &written[change->to], &got, add);
    negate(&got);
    ccs_compile_act(self, &written[change->from], &got, add);
    free(got.items);
}

/* What a group's shrinkage is then, where it is one at all times. */
static void note_shrinkage(const change_t *change, ccs_group_t *group)
{
    ccs_part_t part = {.shrinkage_frac = group->shrinkage_frac, .absence_frac = group->absence_frac};

    if (group->shrinks_by_time || change->hours[0]) {
        group->shrinks_by_time = true;
        return;
    }
    shrink(&part, change->shrinkage_frac);
    group->shrinkage_frac = part.shrinkage_frac;
    group->absence_frac = part.absence_frac;
}

/* Whole agents more, whom persons can be joined by: who goes is nobody in particular. */
static bool adds_heads(const change_t *change)
{
    return change->agents >= 0 && fmod(change->agents, 1) == 0 && change->from == CCS_NONE && isnan(change->staff);
}

void ccs_compile_add_persons(ccs_compiler_t *self, uint32_t group)
{
    for (uint32_t i = 0; self->changes && i < self->changes_named.n; i++) {
        change_t *const change = &self->changes[i];
        const size_t first = self->people.shifts.n;

        if (!adds_heads(change) || !covers(change->groups, change->n_groups, group)) continue;
        for (const ccs_amount_t *w = change->windows.items; w < (ccs_amount_t *) change->windows.items + change->windows.n; w++)
            ccs_people_span(&self->people, w->start_s, w->end_s);
        ccs_people_heads(&self->people, &self->groups[group], (uint32_t) change->agents, first);
        change->acts = change->acts || self->people.shifts.n > first;
    }
}

/* Persons come and go as their shifts say: nobody knows who of them is meant. @return whether the change is of such a group, with which all is done */
static bool is_of_persons(ccs_compiler_t *self, change_t *change, uint32_t group)
{
    const bool is_of_agents = !isnan(change->staff) || !isnan(change->agents);
    const char *const name = self->groups[group].name;

    if (self->groups[group].n_persons == 0) return false;
    if ((!is_of_agents || adds_heads(change)) && isnan(change->shrinkage_frac)) return true;
    change->refused = true;
    if (is_of_agents && !adds_heads(change))
        ccs_reader_error(&self->reader, change->at,
            "changes agents of %s, who are persons: whole agents can be added (agents = 2); else change its shifts or its roster",
            name);
    else
        ccs_reader_error(&self->reader, change->at,
            "changes shrinkage of %s, whose agents are persons: what is planned stands in its shifts or its roster; who is absent by chance "
            "is groups.%s.shrinkage.unplanned, a key to set",
            name, name);
    return true;
}

void ccs_compile_change_staff(ccs_compiler_t *self, ccs_vector_t *written)
{
    for (uint32_t i = 0; self->changes && i < self->changes_named.n; i++) {
        change_t *const change = &self->changes[i];

        if (change->from != CCS_NONE && change->to != CCS_NONE && change->agents > 0) {
            if (is_of_persons(self, change, change->from) || is_of_persons(self, change, change->to)) continue;
            move_agents(self, change, written);
            continue;
        }
        for (uint32_t g = 0; g < self->groups_named.n; g++) {
            if (!covers(change->groups, change->n_groups, g) || is_of_persons(self, change, g)) continue;
            act_on(self, change, &written[g], multiply, change->staff);
            if (!isnan(change->agents)) change_agents(self, change, &written[g]);
            act_on(self, change, &written[g], shrink, change->shrinkage_frac);
            if (!isnan(change->shrinkage_frac)) note_shrinkage(change, &self->groups[g]);
        }
    }
}

/* --- in words ---------------------------------------------------------------------------------------------------------- */

/* " of Sales, Cards"; "" for all. */
static void add_members(ccs_compiler_t *self, char *text, const char *of, const uint32_t *ids, uint32_t n, bool types)
{
    size_t at = strlen(text);

    for (uint32_t i = 0; i < n && at < LINE; i++)
        at += (size_t) snprintf(text + at, LINE - at, "%s%s", i ? ", " : of,
            types ? self->types[ids[i]].label : self->groups[ids[i]].label);
}

static void add_text(char *text, const char *what)
{
    const size_t at = strlen(text);

    if (at < LINE) snprintf(text + at, LINE - at, "%s%s", at ? "; " : "", what);
}

/* "10 agents move from Service to Shared", "2 agents fewer in Desk" */
static void add_agents(ccs_compiler_t *self, const change_t *change, char *text)
{
    const bool moves = change->from != CCS_NONE && change->to != CCS_NONE, one = fabs(change->agents) == 1;
    const char *const verb = moves ? (one ? "moves" : "move") : change->agents < 0 ? "fewer" : "more";
    char part[LINE], number[64];

    snprintf(part, sizeof part, "%s agent%s %s%s", ccs_units_write_number(fabs(change->agents), number, sizeof number),
        one ? "" : "s", verb, moves || change->n_groups > 0 ? "" : " in every group");
    if (moves) {
        add_members(self, part, " from ", &change->from, 1, false);
        add_members(self, part, " to ", &change->to, 1, false);
    } else {
        add_members(self, part, " in ", change->groups, change->n_groups, false);
    }
    add_text(text, part);
}

static const char *text_of(ccs_compiler_t *self, const change_t *change)
{
    const struct {
        const char *what;
        double x;
        const uint32_t *of;
        uint32_t n;
        bool types, share;
    } rows[] = {{"volume times", change->volume, change->types, change->n_types, true, false},
        {"staff times", change->staff, change->groups, change->n_groups, false, false},
        {"shrinkage", change->shrinkage_frac, change->groups, change->n_groups, false, true}};
    char text[LINE] = "", part[LINE], number[64];

    if (!isnan(change->agents)) add_agents(self, change, text);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (isnan(rows[i].x)) continue;
        snprintf(part, sizeof part, "%s %s", rows[i].what,
            rows[i].share ? ccs_units_show_share(rows[i].x, number, sizeof number)
                          : ccs_units_write_number(rows[i].x, number, sizeof number));
        add_members(self, part, " of ", rows[i].of, rows[i].n, rows[i].types);
        add_text(text, part);
    }
    return ccs_arena_printf(self->reader.arena, "%s%s", text, change->hours);
}

/* "; 2 on the roster, 1.4 at work after 30 % shrinkage"; "" where all of them are there. @param applied  on average
 * @return NULL: out of memory */
static const char *net_of(ccs_compiler_t *self, const change_t *change, double applied)
{
    const work_t *const from = &change->work, *const to = &change->work_to;
    const double net = from->work_s / from->roster_s, net_to = to->work_s / to->roster_s;
    char roster[64], work[64], share[64], work_to[64], share_to[64];

    if (!(from->roster_s != 0) || (net >= 1 && !(net_to < 1))) return "";
    (void) show_agents(applied, roster, sizeof roster);
    (void) show_agents(applied * net, work, sizeof work);
    (void) ccs_units_show_share(round((1 - net) * 1e4) / 1e4, share, sizeof share);
    if (!(to->roster_s != 0) || fabs(net - net_to) < 1e-9)
        return ccs_arena_printf(self->reader.arena, "; %s on the roster, %s at work after %s shrinkage", roster, work, share);
    return ccs_arena_printf(self->reader.arena, "; %s on the roster, at work %s in %s (%s shrinkage) and %s in %s (%s)", roster,
        work, self->groups[change->from].label, share, show_agents(applied * net_to, work_to, sizeof work_to),
        self->groups[change->to].label, ccs_units_show_share(round((1 - net_to) * 1e4) / 1e4, share_to, sizeof share_to));
}

/* "asked 10, applied 9.2 on average, least 6 at 2026-03-02T08:00". @return NULL: out of memory */
static const char *applied_of(ccs_compiler_t *self, const change_t *change, bool closed)
{
    const double asked = fabs(change->agents), mean = change->agent_s / change->total_s;
    char wanted[64], got[64], least[64], time[CCS_UNITS_TEXT_MAX], date[16], at[64] = "";
    uint32_t day = 0;

    const bool all = change->least >= asked; /* so it is of agents who come */
    const char *const net = net_of(self, change, all ? asked : mean);

    if (!net) return NULL;
    if (all)
        return ccs_arena_printf(self->reader.arena, "asked %s, applied all the while%s%s",
            show_agents(asked, wanted, sizeof wanted), closed ? " that the centre is open" : "", net);
    while (!self->reader.steady && day + 1 < self->clock.n_days && ccs_clock_day(&self->clock, day).end_s <= change->least_s)
        day++;
    if (!self->reader.steady)
        snprintf(at, sizeof at, " at %sT%s", ccs_date_show(self->clock.days[day].date, date, sizeof date),
            time_of(self, day, change->least_s, time, sizeof time));
    return ccs_arena_printf(self->reader.arena, "asked %s, applied %s on average%s, least %s%s%s",
        show_agents(asked, wanted, sizeof wanted), show_agents(mean, got, sizeof got), closed ? " while the centre is open" : "",
        show_agents(change->least, least, sizeof least), at, net);
}

static void tell(ccs_compiler_t *self, change_t *change, ccs_change_t *out)
{
    const bool fewer = change->agents < 0 || change->from != CCS_NONE; /* so they may be more than there are */
    const bool counts = !isnan(change->agents) && change->acts && (!fewer || change->total_s > 0);
    closed_t when;
    const bool closed = change->acts && find_closed(self, change, &when);

    *out = (ccs_change_t){.text = text_of(self, change), .applied = counts ? applied_of(self, change, closed) : NULL};
    if (closed) warn_closed(self, change, &when);
    if (change->by_time[0]) out->by_time = ccs_arena_strdup(self->reader.arena, change->by_time);
    if (!out->text || (counts && !out->applied) || (change->by_time[0] && !out->by_time)) self->reader.out_of_memory = true;
    if (self->reader.out_of_memory) return;
    if (!change->acts && !change->refused && change->timed && says_something(change))
        ccs_reader_warning(&self->reader, change->at,
            "changes nothing: no time that it is for is one at which the centre is open");
    else if (change->acts && change->least < fabs(change->agents))
        ccs_reader_warning(&self->reader, change->at, "%s: %s: as many agents as are there%s%s%s", out->text, out->applied,
            out->by_time ? " (" : "", out->by_time ? out->by_time : "", out->by_time ? ")" : "");
}

void ccs_compile_tell_changes(ccs_compiler_t *self)
{
    const uint32_t n = self->changes ? self->changes_named.n : 0;
    ccs_change_t *const changes = ccs_reader_array(&self->reader, n, sizeof *changes);

    for (uint32_t i = 0; i < n; i++) {
        if (changes) tell(self, &self->changes[i], &changes[i]);
        free(self->changes[i].windows.items);
    }
    self->plan->changes = changes;
    self->plan->n_changes = changes ? n : 0;
}
