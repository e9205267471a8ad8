/* test_calendar.c - timers against a plain heap that knows nothing of wheels, over loads of every scale. */
#include <criterion/criterion.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "calendar.h"

#define NOTHING UINT32_MAX

/* ---- random numbers ------------------------------------------------------------------------------------------------------------- */

static uint64_t next_bits(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static double next_uniform(uint64_t *state)
{
    return (double) (next_bits(state) >> 11) * 0x1p-53;
}

/* ---- the reference: a binary heap with tombstones ------------------------------------------------------------------------------- */

typedef struct {
    double time_s;
    uint64_t order;
    uint32_t number, kind;
} timer_s;

/* Numbers are used in turn: the one that has been free for the longest time. */
typedef struct {
    timer_s *heap;
    uint32_t n_heap, cap;
    uint64_t order;
    uint32_t n_numbers;
    uint64_t *order_of;                    /* by number: of the present setting; 0 = fired or cleared */
    double *times;                         /* by number */
    uint32_t *pending, *place, n_pending;  /* numbers in any order, and where they stand there */
    uint32_t *unset, first_unset, n_unset; /* a ring */
} reference_t;

static bool earlier(const timer_s *a, const timer_s *b)
{
    return a->time_s < b->time_s || (a->time_s == b->time_s && a->order < b->order);
}

/* @param cap  settings at most */
static void reference_init(reference_t *self, uint32_t cap, uint32_t n_numbers)
{
    *self = (reference_t){.heap = calloc(cap, sizeof *self->heap),
        .cap = cap,
        .n_numbers = n_numbers,
        .order_of = calloc(n_numbers, sizeof *self->order_of),
        .times = calloc(n_numbers, sizeof *self->times),
        .pending = calloc(n_numbers, sizeof *self->pending),
        .place = calloc(n_numbers, sizeof *self->place),
        .unset = calloc(n_numbers, sizeof *self->unset),
        .n_unset = n_numbers};
    cr_assert(self->heap && self->order_of && self->times && self->pending && self->place && self->unset);
    for (uint32_t i = 0; i < n_numbers; i++) self->unset[i] = i;
}

static void reference_free(reference_t *self)
{
    free(self->heap);
    free(self->order_of);
    free(self->times);
    free(self->pending);
    free(self->place);
    free(self->unset);
}

static void heap_push(reference_t *self, const timer_s *timer)
{
    uint32_t at = self->n_heap++;

    cr_assert_lt(at, self->cap);
    for (; at > 0 && earlier(timer, &self->heap[(at - 1) / 2]); at = (at - 1) / 2) self->heap[at] = self->heap[(at - 1) / 2];
    self->heap[at] = *timer;
}

/* @return the number that is set */
static uint32_t reference_push(reference_t *self, double time_s, uint32_t kind)
{
    cr_assert_gt(self->n_unset, 0);
    const uint32_t number = self->unset[self->first_unset];

    self->first_unset = (self->first_unset + 1) % self->n_numbers;
    self->n_unset--;
    self->order_of[number] = ++self->order;
    heap_push(self, &(timer_s){time_s, self->order, number, kind});
    self->times[number] = time_s;
    self->place[number] = self->n_pending;
    self->pending[self->n_pending++] = number;
    return number;
}

static void reference_remove(reference_t *self, uint32_t number)
{
    const uint32_t at = self->place[number], last = self->pending[--self->n_pending];

    self->order_of[number] = 0;
    self->pending[at] = last;
    self->place[last] = at;
    self->unset[(self->first_unset + self->n_unset++) % self->n_numbers] = number;
}

static timer_s heap_pop(reference_t *self)
{
    const timer_s top = self->heap[0], last = self->heap[--self->n_heap];
    uint32_t at = 0;

    for (uint32_t child = 1; child < self->n_heap; child = 2 * at + 1) {
        if (child + 1 < self->n_heap && earlier(&self->heap[child + 1], &self->heap[child])) child++;
        if (!earlier(&self->heap[child], &last)) break;
        self->heap[at] = self->heap[child];
        at = child;
    }
    self->heap[at] = last;
    return top;
}

/* @return false if nothing is pending */
static bool reference_pop(reference_t *self, timer_s *timer)
{
    while (self->n_heap) {
        *timer = heap_pop(self);
        if (self->order_of[timer->number] != timer->order) continue; /* was cleared, and perhaps set anew */
        reference_remove(self, timer->number);
        return true;
    }
    return false;
}

/* ---- both side by side ---------------------------------------------------------------------------------------------------------- */

static ccs_calendar_t *calendar;
static reference_t reference;

static uint32_t set_both(double time_s, uint32_t kind)
{
    const uint32_t number = reference_push(&reference, time_s, kind);

    ccs_calendar_set(calendar, number, time_s, kind);
    return number;
}

static void clear_both(uint64_t *state)
{
    const uint32_t number = reference.pending[next_bits(state) % reference.n_pending];
    const ccs_event_t seen = ccs_calendar_look(calendar, number);

    cr_assert(seen.timer == number && seen.time_s == reference.times[number]);
    ccs_calendar_clear(calendar, number);
    cr_assert_not(ccs_calendar_is_set(calendar, number));
    reference_remove(&reference, number);
}

/* @return the number, NOTHING if nothing is set */
static uint32_t pop_both(void)
{
    ccs_event_t event = {0};
    timer_s timer = {0};
    const bool some = ccs_calendar_pop(calendar, &event);

    cr_assert_eq(reference_pop(&reference, &timer), some);
    if (!some) return NOTHING;
    cr_assert(event.time_s == timer.time_s && event.timer == timer.number && event.kind == timer.kind,
        "fires %.17g of %u, not %.17g of %u", event.time_s, (unsigned) event.timer, timer.time_s, (unsigned) timer.number);
    cr_assert_eq(ccs_calendar_now(calendar), timer.time_s);
    cr_assert_not(ccs_calendar_is_set(calendar, event.timer));
    cr_assert(reference.n_pending > 0 || ccs_calendar_is_empty(calendar));
    return event.timer;
}

static void pop_all(void)
{
    while (pop_both() != NOTHING) continue;
}

/* @param most  timers that are set at once */
static void begin(double events_per_s, uint32_t settings, uint32_t most)
{
    calendar = ccs_calendar_new(events_per_s, most);
    cr_assert_not_null(calendar);
    reference_init(&reference, settings, most);
}

static void finish(void)
{
    ccs_calendar_verify(calendar);
    ccs_calendar_delete(calendar);
    reference_free(&reference);
}

/* ---- loads ---------------------------------------------------------------------------------------------------------------------- */

enum load { UNIFORM, EXPONENTIAL, MAGNITUDES, EQUAL, WHOLE, BURSTS, SOON_AND_LATE, N_LOADS };

/* How long from now. */
static double delay_of(enum load load, double scale, uint64_t *state)
{
    const double u = next_uniform(state);

    switch (load) {
    case UNIFORM: return scale * u;
    case EXPONENTIAL: return -scale * log1p(-u);
    case MAGNITUDES: return scale * exp2(60 * u - 40);
    case EQUAL: return u < 0.3 ? 0 : scale;
    case WHOLE: return floor(20 * u) * scale;
    case BURSTS: return u < 0.01 ? 1000 * scale : 1e-3 * scale * u;
    case SOON_AND_LATE: return u < 0.5 ? scale * u : 1e6 * scale;
    case N_LOADS: break;
    }
    return 0;
}

/* Sets, clears and pops around a number of timers that are set, then empties. */
static void play(enum load load, double scale, double events_per_s, uint64_t seed)
{
    enum { STEPS = 6000 };
    const uint32_t wanted = seed % 3 == 0 ? 5 : 700;

    begin(events_per_s, 5 * STEPS, 2 * STEPS);
    for (int step = 0; step < STEPS; step++) {
        const double u = next_uniform(&seed), now_s = ccs_calendar_now(calendar);

        if (u < 0.5 || reference.n_pending < wanted / 2) set_both(now_s + delay_of(load, scale, &seed), (uint32_t) step % 8);
        else if (u < 0.6 && reference.n_pending) clear_both(&seed);
        else if (u < 0.98 || reference.n_pending < 2 * wanted) pop_both();
        else
            while (reference.n_pending > wanted) pop_both();
        if (step % 997 == 0) ccs_calendar_verify(calendar);
    }
    pop_all();
    finish();
}

Test(calendar, fires_in_order_of_time_and_setting_at_every_scale)
{
    static const double scales[] = {1e-6, 2.385e-3, 1, 77.7, 1e5, 3.1e8, 1e12};
    static const double rates[] = {1e-3, 1, 1e3, 1e6};
    uint64_t seed = 2385;

    for (int load = 0; load < N_LOADS; load++)
        for (size_t s = 0; s < sizeof scales / sizeof *scales; s++)
            for (size_t r = 0; r < sizeof rates / sizeof *rates; r++) play((enum load) load, scales[s], rates[r], seed++);
}

Test(calendar, fires_equal_times_in_the_order_of_setting)
{
    begin(1, 5000, 5000);
    for (int i = 0; i < 5000; i++) set_both(i % 3 == 0 ? 17 : (i % 3 == 1 ? 2.385 : 1e7), 0);
    for (uint32_t i = 0, last = 0; i < 5000; i++) {
        ccs_event_t event;

        cr_assert(ccs_calendar_pop(calendar, &event));
        const uint32_t turn = event.time_s == 2.385 ? 0 : (event.time_s == 17 ? 10000 : 20000);

        cr_assert(turn + event.timer >= last, "%u", (unsigned) event.timer);
        last = turn + event.timer;
    }
    finish();
}

/* A timer set at this moment for this moment fires after those that were set before. */
Test(calendar, fires_what_is_set_for_now_at_the_end_of_now)
{
    begin(10, 100, 3);
    for (int i = 0; i < 3; i++) set_both(5, 0);
    cr_assert_neq(pop_both(), NOTHING);
    set_both(5, 1);
    cr_assert_neq(pop_both(), NOTHING);
    set_both(5, 2);
    for (int i = 0; i < 3; i++) cr_assert_neq(pop_both(), NOTHING);
    cr_assert_eq(pop_both(), NOTHING);
    finish();
}

Test(calendar, is_as_good_with_deterministic_gaps)
{
    begin(0.01, 40000, 10);
    for (int i = 0; i < 10; i++) set_both(100 * i, 0);
    for (int i = 0; i < 30000; i++) {
        cr_assert_neq(pop_both(), NOTHING);
        set_both(ccs_calendar_now(calendar) + 100 * (i % 4), 0);
    }
    cr_assert_gt(ccs_calendar_now(calendar), 1e5);
    finish();
}

/* Over the borders of all levels: 4096 buckets, 1024 times as much, 1024 times that, and beyond. */
Test(calendar, brings_far_timers_back_in_order)
{
    uint64_t seed = 17;

    begin(1000, 20000, 5000);
    for (int i = 0; i < 4000; i++) set_both(exp2(40 * next_uniform(&seed)), 0);
    for (int i = 0; i < 200; i++) set_both(1e300 * next_uniform(&seed), 1); /* beyond all buckets */
    for (int i = 0; i < 9000; i++) {
        cr_assert_neq(pop_both(), NOTHING);
        if (i < 5000) set_both(ccs_calendar_now(calendar) + exp2(45 * next_uniform(&seed) - 10), 2);
        if (i % 1000 == 0) ccs_calendar_verify(calendar);
    }
    pop_all();
    finish();
}

/* Of equal times some come down from every level: each in front of those that were set when its time was nearer. */
Test(calendar, fires_equal_times_in_the_order_of_setting_whatever_level_they_come_from)
{
    static const double times[] = {3e9, 3e9 + 1, 2e9}; /* far, as the calendar is made: 2.75 buckets a second */
    uint32_t n = 0;

    begin(1, 100000, 100000);
    for (double now_s = 0; now_s < 3e9; now_s = now_s + (3e9 - now_s) / 3 + 0.05) { /* ever nearer */
        set_both(now_s, 1);
        while (ccs_calendar_now(calendar) < now_s) cr_assert_neq(pop_both(), NOTHING);
        for (size_t i = 0; i < sizeof times / sizeof *times; i++)
            if (times[i] >= now_s) set_both(times[i], 0);
        n++;
    }
    cr_assert_gt(n, 50);
    pop_all();
    finish();
}

/* ---- clearing ------------------------------------------------------------------------------------------------------------------- */

Test(calendar, forgets_what_is_cleared_wherever_it_waits)
{
    static const double times[] = {0.001, 1.5, 9000, 5e6, 7e9, 1e18};
    ccs_event_t event;

    calendar = ccs_calendar_new(1, 6);
    for (uint32_t kept = 0; kept < 6; kept++) {
        ccs_calendar_reset(calendar, 0);
        for (uint32_t i = 0; i < 6; i++) ccs_calendar_set(calendar, i, times[i], 100 + i);
        for (uint32_t i = 0; i < 6; i++)
            if (i != kept) ccs_calendar_clear(calendar, i);
        ccs_calendar_verify(calendar);
        for (uint32_t i = 0; i < 6; i++) cr_assert_eq(ccs_calendar_is_set(calendar, i), i == kept);
        cr_assert_not(ccs_calendar_is_empty(calendar));
        cr_assert(ccs_calendar_pop(calendar, &event));
        cr_assert(event.time_s == times[kept] && event.timer == kept && event.kind == 100 + kept);
        cr_assert(ccs_calendar_is_empty(calendar));
        cr_assert_not(ccs_calendar_pop(calendar, &event));
    }
    ccs_calendar_delete(calendar);
}

Test(calendar, tells_how_a_timer_is_set)
{
    calendar = ccs_calendar_new(3, 42);
    ccs_calendar_set(calendar, 41, 2.385, 7);
    ccs_calendar_set(calendar, 0, 1e9, UINT16_MAX);
    const ccs_event_t a = ccs_calendar_look(calendar, 41), b = ccs_calendar_look(calendar, 0);

    cr_expect(a.time_s == 2.385 && a.kind == 7 && a.timer == 41);
    cr_expect(b.time_s == 1e9 && b.kind == UINT16_MAX && b.timer == 0);
    ccs_calendar_delete(calendar);
}

Test(calendar, clearing_twice_is_a_bug, .signal = SIGABRT)
{
    calendar = ccs_calendar_new(1, 1);
    ccs_calendar_set(calendar, 0, 1, 0);
    ccs_calendar_clear(calendar, 0);
    ccs_calendar_clear(calendar, 0);
}

Test(calendar, clearing_what_is_not_set_is_a_bug, .signal = SIGABRT)
{
    calendar = ccs_calendar_new(1, 2);
    ccs_calendar_set(calendar, 0, 1, 0);
    ccs_calendar_clear(calendar, 1);
}

Test(calendar, looking_at_what_is_not_set_is_a_bug, .signal = SIGABRT)
{
    calendar = ccs_calendar_new(1, 2);
    (void) ccs_calendar_look(calendar, 1);
}

#ifndef NDEBUG
Test(calendar, setting_twice_is_a_bug, .signal = SIGABRT)
{
    calendar = ccs_calendar_new(1, 1);
    ccs_calendar_set(calendar, 0, 1, 0);
    ccs_calendar_set(calendar, 0, 2, 0);
}

Test(calendar, a_timer_beyond_the_last_number_is_a_bug, .signal = SIGABRT)
{
    calendar = ccs_calendar_new(1, 3);
    ccs_calendar_set(calendar, 3, 1, 0);
}
#endif

/* ---- times that are bugs -------------------------------------------------------------------------------------------------------- */

static void set_at_five(double time_s)
{
    ccs_event_t event;

    calendar = ccs_calendar_new(1, 1);
    ccs_calendar_set(calendar, 0, 5, 0);
    cr_assert(ccs_calendar_pop(calendar, &event));
    ccs_calendar_set(calendar, 0, time_s, 0);
}

Test(calendar, takes_the_present_time)
{
    set_at_five(5);
    cr_assert(ccs_calendar_is_set(calendar, 0));
    ccs_calendar_delete(calendar);
}

Test(calendar, a_past_time_is_a_bug, .signal = SIGABRT)
{
    set_at_five(nextafter(5, 0));
}

Test(calendar, a_time_that_is_no_number_is_a_bug, .signal = SIGABRT)
{
    set_at_five(NAN);
}

Test(calendar, an_infinite_time_is_a_bug, .signal = SIGABRT)
{
    set_at_five(INFINITY);
}

/* ---- room and reset ------------------------------------------------------------------------------------------------------------- */

Test(calendar, keeps_timers_when_it_grows)
{
    uint64_t seed = 5;

    begin(1, 50000, 50000);
    ccs_calendar_delete(calendar);
    calendar = ccs_calendar_new(1, 0);
    for (uint32_t n = 1; n < 50000; n *= 3) {
        cr_assert_eq(ccs_calendar_reserve(calendar, n), 0);
        while (reference.n_pending < n) set_both(1e4 * next_uniform(&seed), reference.n_pending % 5);
        ccs_calendar_verify(calendar);
        for (uint32_t i = 0; i < n; i++) cr_assert_eq(ccs_calendar_look(calendar, i).time_s, reference.times[i]);
    }
    cr_assert_eq(ccs_calendar_reserve(calendar, 10), 0, "nothing to do");
    pop_all();
    finish();
}

Test(calendar, refuses_more_timers_than_numbers)
{
    calendar = ccs_calendar_new(1, 5);
    cr_assert_neq(ccs_calendar_reserve(calendar, UINT32_MAX), 0);
    ccs_calendar_set(calendar, 4, 1, 0);
    ccs_calendar_verify(calendar);
    ccs_calendar_delete(calendar);
}

Test(calendar, starts_anew_after_reset)
{
    uint64_t seed = 9;
    ccs_event_t event;

    begin(2, 100000, 30000);
    for (int i = 0; i < 30000; i++) set_both(1e-4 * next_uniform(&seed), 0); /* changes the width too */
    for (int i = 0; i < 100; i++) cr_assert_neq(pop_both(), NOTHING);
    ccs_calendar_reset(calendar, 86400.5);
    ccs_calendar_verify(calendar);
    cr_expect(ccs_calendar_is_empty(calendar));
    cr_expect_eq(ccs_calendar_now(calendar), 86400.5);
    cr_expect_not(ccs_calendar_pop(calendar, &event));
    cr_expect_eq(ccs_calendar_now(calendar), 86400.5, "the clock stays when there is nothing");
    reference_free(&reference);
    reference_init(&reference, 5000, 30000);
    for (int i = 0; i < 2000; i++) set_both(86400.5 + 5000 * next_uniform(&seed), 0);
    pop_all();
    ccs_calendar_reset(calendar, 0);
    ccs_calendar_set(calendar, 3, 0, 0); /* back in time */
    cr_expect(ccs_calendar_pop(calendar, &event) && event.timer == 3);
    finish();
}

Test(calendar, is_deleted_when_there_is_none)
{
    ccs_calendar_delete(NULL);
}

/* ---- widths: the loads in bursts are hopeless without adapting and would run into the time limit -------------------------------- */

static void burst(double at_s, double within_s, uint32_t n)
{
    uint64_t seed = 3;

    begin(1, n, n);
    for (uint32_t i = 0; i < n; i++) set_both(at_s + within_s * next_uniform(&seed), 0);
    ccs_calendar_verify(calendar);
    pop_all();
    finish();
}

Test(calendar, stays_fast_when_a_burst_falls_into_one_bucket, .timeout = 20)
{
    burst(0.5, 0.01, 200000);
}

Test(calendar, stays_fast_when_a_burst_waits_in_a_higher_level, .timeout = 20)
{
    static const double levels[] = {5e3, 5e6, 3e9};

    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) burst(levels[i], 0.01, 100000);
}

/* A calendar made for many more events than come: between two of them lie lists of all levels. */
Test(calendar, stays_fast_when_events_are_rare, .timeout = 60)
{
    enum { N = 200000 };
    uint64_t seed = 4;

    begin(1e9, N + 1000, 100);
    for (int i = 0; i < 100; i++) set_both(1e3 * next_uniform(&seed), 0);
    for (int i = 0; i < N; i++) {
        cr_assert_neq(pop_both(), NOTHING);
        set_both(ccs_calendar_now(calendar) - 1e3 * log1p(-next_uniform(&seed)), 0);
    }
    finish();
}

Test(calendar, lets_a_million_timers_sleep, .timeout = 60)
{
    enum { SLEEPERS = 1000000, N = 2000000 };
    uint64_t seed = 6;
    ccs_event_t event;

    calendar = ccs_calendar_new(10, SLEEPERS + 20);
    for (uint32_t i = 0; i < SLEEPERS; i++) ccs_calendar_set(calendar, 20 + i, 4e5 + 1e7 * next_uniform(&seed), 1);
    for (uint32_t i = 0; i < 20; i++) ccs_calendar_set(calendar, i, next_uniform(&seed), 0);
    double last_s = 0;

    for (int i = 0; i < N; i++) {
        cr_assert(ccs_calendar_pop(calendar, &event));
        cr_assert(event.kind == 0 && event.time_s >= last_s);
        last_s = event.time_s;
        ccs_calendar_set(calendar, event.timer, last_s + 4 * next_uniform(&seed), 0);
    }
    ccs_calendar_verify(calendar);
    cr_assert(last_s > 1.5e5 && last_s < 4e5);
    for (uint32_t i = 0; i < SLEEPERS + 20; i++) {
        cr_assert(ccs_calendar_pop(calendar, &event));
        cr_assert_geq(event.time_s, last_s);
        last_s = event.time_s;
    }
    cr_assert_not(ccs_calendar_pop(calendar, &event));
    ccs_calendar_delete(calendar);
}
