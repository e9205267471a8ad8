/* test_shift_persons.c - shifts to persons: days off, rest, hours, and how few persons are enough. */
#include "shift_persons.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "err.h"

enum { DAYS = 14, DAY_ROWS = 96, TASKS_MAX = 700, PERSONS_MAX = 700 };

static const ccs_shift_rules_t FREE = {.days_a_week = 5, .rest = 0, .hours_a_week = INFINITY};

/* Shifts of 8 hours, so many a day, which begin at different hours. */
static uint32_t make(ccs_shift_task_t *tasks, unsigned seed, uint32_t starts)
{
    uint32_t n = 0;

    for (int32_t day = 0; day < DAYS; day++) {
        for (uint32_t i = 0; i < 9 + (seed * 13 + (uint32_t) day * 7) % 20; i++) {
            const int32_t start = day * DAY_ROWS + 24 + (int32_t) ((i * 5 + seed) % starts) * 4;

            tasks[n] = (ccs_shift_task_t){.day = day, .start = start, .end = start + 32, .paid_h = 7.5, .of = n};
            n++;
        }
    }
    return n;
}

/* Everybody has one shift a day, days off, rest and hours as agreed. */
static void verify(const ccs_shift_rules_t *rules, const ccs_shift_task_t *tasks, uint32_t n, const ccs_shift_persons_t *persons)
{
    static int32_t last_day[PERSONS_MAX], last_end[PERSONS_MAX];
    static uint32_t days[PERSONS_MAX][DAYS / 7];
    static double hours[PERSONS_MAX][DAYS / 7];

    for (uint32_t p = 0; p < PERSONS_MAX; p++) {
        last_day[p] = last_end[p] = -1000;
        for (int w = 0; w < DAYS / 7; w++) hours[p][w] = days[p][w] = 0;
    }
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t p = tasks[i].person;

        cr_assert_lt(p, persons->n);
        cr_assert_gt(tasks[i].day, last_day[p], "two shifts a day, or out of order");
        cr_assert_geq(tasks[i].start, last_end[p] + (int32_t) rules->rest);
        last_day[p] = tasks[i].day;
        last_end[p] = tasks[i].end;
        cr_assert_leq(++days[p][tasks[i].day / 7], rules->days_a_week);
        hours[p][tasks[i].day / 7] += tasks[i].paid_h;
        cr_assert_leq(hours[p][tasks[i].day / 7], rules->hours_a_week);
    }
}

Test(shift_persons, without_rest_and_hours_no_person_is_too_many)
{
    ccs_shift_task_t tasks[TASKS_MAX];
    ccs_shift_persons_t persons;

    for (unsigned seed = 0; seed < 30; seed++) {
        const uint32_t n = make(tasks, seed, 8);

        cr_assert_eq(ccs_shift_persons(&FREE, 0, tasks, n, &persons), 0);
        cr_assert_eq(persons.n, persons.bound, "seed %u: %u persons for at least %u", seed, persons.n, persons.bound);
        verify(&FREE, tasks, n, &persons);
    }
}

Test(shift_persons, keeps_rest_and_hours)
{
    const ccs_shift_rules_t rules = {.days_a_week = 5, .rest = 44, .hours_a_week = 30};
    ccs_shift_task_t tasks[TASKS_MAX];
    ccs_shift_persons_t persons;

    for (unsigned seed = 0; seed < 30; seed++) {
        const uint32_t n = make(tasks, seed, 12);

        cr_assert_eq(ccs_shift_persons(&rules, 0, tasks, n, &persons), 0);
        verify(&rules, tasks, n, &persons);
        cr_assert_leq(persons.n, persons.bound + persons.bound / 5 + 1, "seed %u: %u for at least %u", seed, persons.n,
            persons.bound);
    }
}

/* Six days of work, three off: no stretch of work is longer, none off is shorter, and they are not those of every week. */
Test(shift_persons, a_pattern_is_everybodys_and_rotates)
{
    const ccs_shift_rules_t rules = {.days_a_week = 7, .rest = 44, .hours_a_week = INFINITY, .n_on = 6, .n_off = 3};
    static bool works[PERSONS_MAX][DAYS];
    ccs_shift_task_t tasks[TASKS_MAX];
    ccs_shift_persons_t persons;

    for (unsigned seed = 0; seed < 10; seed++) {
        const uint32_t n = make(tasks, seed, 4);

        memset(works, 0, sizeof works);
        cr_assert_eq(ccs_shift_persons(&rules, 0, tasks, n, &persons), 0);
        verify(&rules, tasks, n, &persons);
        cr_assert_leq(persons.n, 2 * persons.bound, "seed %u: %u for at least %u", seed, persons.n, persons.bound);
        for (uint32_t i = 0; i < n; i++) works[tasks[i].person][tasks[i].day] = true;
        for (uint32_t p = 0; p < persons.n; p++) {
            bool fits = false;

            for (int phase = 0; phase < 9 && !fits; phase++) {
                fits = true;
                for (int day = 0; day < DAYS; day++) fits = fits && (!works[p][day] || (day + phase) % 9 < 6);
            }
            cr_assert(fits, "seed %u: person %u works on a day off", seed, p);
        }
    }
}

Test(shift_persons, days_off_come_together)
{
    ccs_shift_task_t tasks[TASKS_MAX];
    ccs_shift_persons_t persons;
    uint32_t n = 0, runs = 0;
    bool works[60][8] = {{false}};

    for (int32_t day = 0; day < 7; day++)
        for (uint32_t i = 0; i < 20; i++, n++)
            tasks[n] = (ccs_shift_task_t){.day = day, .start = day * DAY_ROWS, .end = day * DAY_ROWS + 32, .paid_h = 8};
    cr_assert_eq(ccs_shift_persons(&FREE, 0, tasks, n, &persons), 0);
    cr_assert_eq(persons.n, 28);
    for (uint32_t i = 0; i < n; i++) works[tasks[i].person][tasks[i].day] = true;
    for (uint32_t p = 0; p < persons.n; p++)
        for (int day = 0; day < 7; day++) runs += works[p][day] && !works[p][day + 1];
    cr_assert_leq(runs, 2 * persons.n - persons.n / 3, "%u stretches of work of %u persons", runs, persons.n);
}

Test(shift_persons, refuses_a_shift_that_is_longer_than_a_week_may_be)
{
    const ccs_shift_rules_t rules = {.days_a_week = 5, .rest = 0, .hours_a_week = 7};
    ccs_shift_task_t task = {.start = 0, .end = 32, .paid_h = 7.5};
    ccs_shift_persons_t persons;

    cr_assert_eq(ccs_shift_persons(&rules, 0, &task, 1, &persons), CCS_ERR_USAGE);
}
