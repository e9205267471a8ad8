/* shift_persons.c - a day after the other, with one person more whenever a day cannot be filled. Invariants: tasks are sorted by day and start; what persons have worked is that
 * of the days before the one at hand. */
#include "shift_persons.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "err.h"

enum { WEEK = 7, NEVER = INT32_MIN / 2, TRIES = 40 };

typedef struct {
    uint32_t id;
    uint32_t n_days;                        /* worked this week */
    double paid_h;                          /* this week */
    int32_t last_day, last_start, last_end; /* of the last shift; NEVER */
    uint32_t phase;                         /* days by which the pattern is ahead */
    bool works;                             /* on the day at hand */
} person_t;

typedef struct {
    const ccs_shift_rules_t *rules;
    uint32_t first_weekday;
    ccs_shift_task_t *tasks;
    double shortest_h; /* paid, of any task; > 0 */
    uint32_t n_tasks, n;
    person_t *persons; /* n */
    person_t **order;  /* n: of the day at hand, best first */
    int32_t first_day; /* of the tasks */
    uint32_t n_days;
    int32_t *open; /* by day: shifts for which nobody has a day of work yet, while patterns are given out */
} roster_t;

static int by_start(const void *a, const void *b)
{
    const ccs_shift_task_t *const x = a, *const y = b;

    if (x->day != y->day) return x->day < y->day ? -1 : 1;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    if (x->end != y->end) return x->end < y->end ? -1 : 1;
    return x->of < y->of ? -1 : x->of > y->of;
}

/* Monday to Sunday; day -1 may belong to the week before. */
static int32_t week_of(const roster_t *self, int32_t day)
{
    return (day + (int32_t) self->first_weekday + WEEK) / WEEK;
}

/* The first task behind those of a day. */
static uint32_t end_of_day(const roster_t *self, uint32_t first)
{
    uint32_t i = first;

    while (i < self->n_tasks && self->tasks[i].day == self->tasks[first].day) i++;
    return i;
}

/* Whether the pattern of a person who is so many days ahead has a day of work. */
static bool is_on(const roster_t *self, uint32_t phase, int32_t day)
{
    const uint32_t cycle = self->rules->n_on + self->rules->n_off;

    return cycle == 0 || ((uint32_t) (day - self->first_day) + phase) % cycle < self->rules->n_on;
}

static uint32_t find_bound(const roster_t *self)
{
    uint32_t bound = 0, n_week = 0;
    double hours = 0;

    for (uint32_t i = 0, end; i < self->n_tasks; i = end) {
        end = end_of_day(self, i);
        if (i > 0 && week_of(self, self->tasks[i].day) != week_of(self, self->tasks[i - 1].day)) {
            n_week = 0;
            hours = 0;
        }
        n_week += end - i;
        for (uint32_t k = i; k < end; k++) hours += self->tasks[k].paid_h;
        const uint32_t by_days = (n_week + self->rules->days_a_week - 1) / self->rules->days_a_week,
                       by_hours =
                           isfinite(self->rules->hours_a_week) ? (uint32_t) ceil(hours / self->rules->hours_a_week - 1e-9) : 0;

        if (end - i > bound) bound = end - i;
        if (by_days > bound) bound = by_days;
        if (by_hours > bound) bound = by_hours;
    }
    return bound;
}

/* Of the shifts of as many days as a pattern has each person works n_on. */
static uint32_t pattern_bound(const roster_t *self)
{
    const int32_t cycle = (int32_t) (self->rules->n_on + self->rules->n_off);
    uint32_t bound = 0;

    for (uint32_t i = 0, first = 0; i < self->n_tasks && cycle > 0; i++) {
        while (self->tasks[first].day <= self->tasks[i].day - cycle) first++;
        const uint32_t least = (i - first + self->rules->n_on) / self->rules->n_on;

        if (least > bound) bound = least;
    }
    return bound;
}

/* --- a day ------------------------------------------------------------------------------------------------------------------------ */

/* Of the week, also by its hours. */
static uint32_t days_left(const roster_t *self, const person_t *person)
{
    const uint32_t by_days = self->rules->days_a_week - person->n_days;
    const double by_hours = floor((self->rules->hours_a_week - person->paid_h) / self->shortest_h + 1e-9);

    return by_hours < by_days ? (uint32_t) fmax(0, by_hours) : by_days;
}

static uint32_t days_behind(const roster_t *self, const person_t *person)
{
    const uint32_t now = person->works ? 1 : 0, had = days_left(self, person);

    return had > now ? had - now : 0;
}

/* Whether on a day of the week behind the one at hand enough have a day of work by their patterns, and days left. */
static bool has_enough(const roster_t *self, int32_t day, uint32_t wanted)
{
    uint32_t able = 0;

    for (uint32_t p = 0; p < self->n; p++)
        able += is_on(self, self->persons[p].phase, day) && days_behind(self, &self->persons[p]) > 0;
    return able >= wanted;
}

/* Whether the days of the week behind the one at hand can be filled, whatever rest and hours say: for every number of the busiest days there are
 * as many working days left as they have shifts. */
static bool can_go_on(const roster_t *self, uint32_t next)
{
    uint32_t counts[WEEK] = {0}, n = 0, asked = 0;

    for (uint32_t i = next, end; i < self->n_tasks && next > 0; i = end) {
        if (week_of(self, self->tasks[i].day) != week_of(self, self->tasks[next - 1].day)) break;
        end = end_of_day(self, i);
        if (!has_enough(self, self->tasks[i].day, end - i)) return false;
        uint32_t k = n++;

        for (; k > 0 && counts[k - 1] < end - i; k--) counts[k] = counts[k - 1];
        counts[k] = end - i;
    }
    for (uint32_t k = 1; k <= n; k++) {
        uint32_t able = 0;

        asked += counts[k - 1];
        for (uint32_t p = 0; p < self->n; p++) {
            const uint32_t left = days_behind(self, &self->persons[p]);

            able += left < k ? left : k;
        }
        if (able < asked) return false;
    }
    return true;
}

/* Who worked yesterday goes on, at the hours of yesterday: so days off come together. */
static int by_habit(const void *a, const void *b)
{
    const person_t *const x = *(person_t *const *) a, *const y = *(person_t *const *) b;

    if (x->last_day != y->last_day) return x->last_day > y->last_day ? -1 : 1;
    if (x->n_days != y->n_days) return x->n_days < y->n_days ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

static int by_days_left(const void *a, const void *b)
{
    const person_t *const x = *(person_t *const *) a, *const y = *(person_t *const *) b;

    if (x->n_days != y->n_days) return x->n_days < y->n_days ? -1 : 1;
    return by_habit(a, b);
}

static int by_end(const void *a, const void *b)
{
    const person_t *const x = *(person_t *const *) a, *const y = *(person_t *const *) b;

    if (x->last_end != y->last_end) return x->last_end < y->last_end ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

static bool may_work(const roster_t *self, const person_t *person, const ccs_shift_task_t *task)
{
    return person->n_days < self->rules->days_a_week && is_on(self, person->phase, task->day) &&
        (int64_t) person->last_end + self->rules->rest <= task->start &&
        person->paid_h + task->paid_h <= self->rules->hours_a_week + 1e-9;
}

/* Choose @p wanted persons for the tasks from @p first on: @p n_rested of them those with most days left, the others by habit. @return false: there are not so many */
static bool choose(roster_t *self, uint32_t first, uint32_t wanted, uint32_t n_rested)
{
    const ccs_shift_task_t *const last = &self->tasks[first + wanted - 1];
    uint32_t chosen = 0;

    for (uint32_t p = 0; p < self->n; p++) self->persons[p].works = false;
    for (int round = 0; round < 2; round++) {
        const uint32_t until = round == 0 ? n_rested : wanted;

        qsort(self->order, self->n, sizeof(person_t *), round == 0 ? by_days_left : by_habit);
        for (uint32_t k = 0; k < self->n && chosen < until; k++) {
            if (self->order[k]->works || !may_work(self, self->order[k], last)) continue;
            self->order[k]->works = true;
            chosen++;
        }
    }
    return chosen == wanted;
}

/* A task that its person may not work goes to somebody who may and has nothing else to do. */
static bool find_other(roster_t *self, ccs_shift_task_t *task)
{
    for (uint32_t p = 0; p < self->n; p++) {
        person_t *const other = &self->persons[p];

        if (other->works || !may_work(self, other, task)) continue;
        self->persons[task->person].works = false;
        other->works = true;
        task->person = other->id;
        return true;
    }
    return false;
}

/* Those chosen, who came first first, to the tasks from the earliest on. @return false: somebody may not */
static bool hand_out(roster_t *self, uint32_t first, uint32_t end)
{
    uint32_t task = first;

    qsort(self->order, self->n, sizeof(person_t *), by_end);
    for (uint32_t k = 0; k < self->n; k++)
        if (self->order[k]->works && task < end) self->tasks[task++].person = self->order[k]->id;
    for (task = first; task < end; task++)
        if (!may_work(self, &self->persons[self->tasks[task].person], &self->tasks[task]) &&
            !find_other(self, &self->tasks[task]))
            return false;
    return true;
}

static bool fill_day(roster_t *self, uint32_t first, uint32_t end)
{
    const uint32_t wanted = end - first;
    bool filled = false;

    for (uint32_t k = 0; k <= TRIES && !filled; k++)
        filled = choose(self, first, wanted, wanted * k / TRIES) && can_go_on(self, end) && hand_out(self, first, end);
    for (uint32_t i = first; i < end && filled; i++) {
        person_t *const person = &self->persons[self->tasks[i].person];

        person->n_days++;
        person->paid_h += self->tasks[i].paid_h;
        person->last_day = self->tasks[i].day;
        person->last_start = self->tasks[i].start;
        person->last_end = self->tasks[i].end;
    }
    return filled;
}

/* --- all days ---------------------------------------------------------------------------------------------------------------------- */

/* The phase of the pattern that has most days on which shifts are open; where none are, persons take turns. */
static uint32_t find_phase(const roster_t *self, uint32_t person)
{
    const uint32_t cycle = self->rules->n_on + self->rules->n_off;
    uint32_t best = cycle > 0 ? person % cycle : 0, most = 0;

    for (uint32_t phase = 0; phase < cycle; phase++) {
        uint32_t n = 0;

        for (uint32_t d = 0; d < self->n_days; d++) n += self->open[d] > 0 && is_on(self, phase, self->first_day + (int32_t) d);
        if (n > most) best = phase;
        if (n > most) most = n;
    }
    return best;
}

static void begin(roster_t *self)
{
    for (uint32_t d = 0; d < self->n_days; d++) self->open[d] = 0;
    for (uint32_t i = 0; i < self->n_tasks; i++) self->open[self->tasks[i].day - self->first_day]++;
    for (uint32_t p = 0; p < self->n; p++) {
        const uint32_t phase = find_phase(self, p);

        self->persons[p] = (person_t){.id = p, .phase = phase, .last_day = NEVER, .last_start = NEVER, .last_end = NEVER};
        self->order[p] = &self->persons[p];
        for (uint32_t d = 0; d < self->n_days; d++) self->open[d] -= is_on(self, phase, self->first_day + (int32_t) d);
    }
}

/* Of so many somebody always may: as many as there are shifts for each phase of the pattern. */
static uint32_t enough(const roster_t *self)
{
    const uint32_t cycle = self->rules->n_on + self->rules->n_off;

    return self->n_tasks * (cycle > 0 ? cycle : 1);
}

/* With so many persons. @return whether they can */
static bool fill(roster_t *self)
{
    bool filled = true;

    begin(self);
    for (uint32_t i = 0, end; i < self->n_tasks && filled; i = end) {
        if (i > 0 && week_of(self, self->tasks[i].day) != week_of(self, self->tasks[i - 1].day)) {
            for (uint32_t p = 0; p < self->n; p++) {
                self->persons[p].n_days = 0;
                self->persons[p].paid_h = 0;
            }
        }
        end = end_of_day(self, i);
        filled = fill_day(self, i, end);
    }
    return filled;
}

int ccs_shift_persons(const ccs_shift_rules_t *rules, uint32_t first_weekday, ccs_shift_task_t *tasks, uint32_t n,
    ccs_shift_persons_t *persons)
{
    roster_t self = {.rules = rules, .first_weekday = first_weekday, .tasks = tasks, .n_tasks = n};
    ccs_arena_t arena = {0};
    int ret = 0;

    qsort(tasks, n, sizeof *tasks, by_start);
    self.shortest_h = WEEK * 24;
    for (uint32_t i = 0; i < n; i++) {
        CCS_REQUIRE(tasks[i].paid_h <= rules->hours_a_week + 1e-9, CCS_ERR_USAGE);
        if (tasks[i].paid_h > 0) self.shortest_h = fmin(self.shortest_h, tasks[i].paid_h);
    }
    persons->bound = find_bound(&self);
    if (pattern_bound(&self) > persons->bound) persons->bound = pattern_bound(&self);
    self.first_day = n > 0 ? tasks[0].day : 0;
    self.n_days = n > 0 ? (uint32_t) (tasks[n - 1].day - tasks[0].day + 1) : 0;
    self.persons = ccs_arena_array(&arena, enough(&self), sizeof *self.persons);
    self.order = ccs_arena_array(&arena, enough(&self), sizeof(person_t *));
    self.open = ccs_arena_array(&arena, self.n_days, sizeof *self.open);
    CCS_REQUIRE(self.persons && self.order && self.open, CCS_ERR_NOMEM);
    for (self.n = persons->bound; !fill(&self);) {
        CCS_BUG_IF(self.n >= enough(&self));
        self.n += 1 + (self.n - persons->bound) / 4;
        if (self.n > enough(&self)) self.n = enough(&self);
    }
    persons->n = self.n;
out:
    ccs_arena_free(&arena);
    return ret;
}
