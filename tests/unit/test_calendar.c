/* test_calendar.c - timers against a plain heap that knows nothing of wheels, over loads of every scale. */
#include <criterion/criterion.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "calendar.h"

enum { N_LANES = 5, LANE = 1 << 30 /* added to a lane's number to make an owner of it */ };
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
    uint32_t owner, kind;
} timer_s;

/* Owners are numbered 0, 1, 2, ... and set one timer each. */
typedef struct {
    timer_s *heap;
    uint32_t n_heap, cap;
    uint64_t order;
    uint32_t *slots; /* by owner; 0 = fired or cleared */
    double *times;   /* by owner */
    uint32_t n_owners, n_pending;
    uint32_t *pending, *place;    /* owners in any order, and where they stand there */
    uint64_t lane_order[N_LANES]; /* of the present setting; 0 = not set */
} reference_t;

static bool earlier(const timer_s *a, const timer_s *b)
{
    return a->time_s < b->time_s || (a->time_s == b->time_s && a->order < b->order);
}

static void reference_init(reference_t *self, uint32_t cap)
{
    *self = (reference_t){.heap = calloc(cap, sizeof *self->heap),
        .cap = cap,
        .slots = calloc(cap, sizeof *self->slots),
        .times = calloc(cap, sizeof *self->times),
        .pending = calloc(cap, sizeof *self->pending),
        .place = calloc(cap, sizeof *self->place)};
    cr_assert(self->heap && self->slots && self->times && self->pending && self->place);
}

static void reference_free(reference_t *self)
{
    free(self->heap);
    free(self->slots);
    free(self->times);
    free(self->pending);
    free(self->place);
}

static void heap_push(reference_t *self, const timer_s *timer)
{
    uint32_t at = self->n_heap++;

    cr_assert_lt(at, self->cap);
    for (; at > 0 && earlier(timer, &self->heap[(at - 1) / 2]); at = (at - 1) / 2) self->heap[at] = self->heap[(at - 1) / 2];
    self->heap[at] = *timer;
}

static void reference_push(reference_t *self, double time_s, uint32_t kind)
{
    heap_push(self, &(timer_s){time_s, ++self->order, self->n_owners, kind});
    self->times[self->n_owners] = time_s;
    self->place[self->n_owners] = self->n_pending;
    self->pending[self->n_pending++] = self->n_owners++;
}

static void reference_push_lane(reference_t *self, uint32_t lane, double time_s, uint32_t kind)
{
    self->lane_order[lane] = ++self->order;
    heap_push(self, &(timer_s){time_s, self->order, LANE + lane, kind});
}

static void reference_remove(reference_t *self, uint32_t owner)
{
    const uint32_t at = self->place[owner], last = self->pending[--self->n_pending];

    self->slots[owner] = 0;
    self->pending[at] = last;
    self->place[last] = at;
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
        const uint32_t lane = timer->owner - LANE;

        if (lane < N_LANES) {
            if (self->lane_order[lane] != timer->order) continue; /* was set anew */
            if (timer->time_s < HUGE_VAL) return true;
        } else if (self->slots[timer->owner]) { /* was not cleared */
            reference_remove(self, timer->owner);
            return true;
        }
    }
    return false;
}

/* ---- both side by side ---------------------------------------------------------------------------------------------------------- */

static ccs_calendar_t *calendar;
static reference_t reference;

static void set_both(double time_s, uint32_t kind)
{
    if (!ccs_calendar_room(calendar)) cr_assert_eq(ccs_calendar_reserve(calendar, 8), 0);
    const uint32_t room = ccs_calendar_room(calendar), slot = ccs_calendar_set(calendar, time_s, kind, reference.n_owners);

    cr_assert_eq(ccs_calendar_room(calendar), room - 1);
    cr_assert_neq(slot, CCS_CALENDAR_NO_TIMER);
    reference.slots[reference.n_owners] = slot;
    reference_push(&reference, time_s, kind);
}

static void set_lane_of_both(uint32_t lane, double time_s)
{
    ccs_calendar_set_lane(calendar, lane, time_s, 90 + lane);
    reference_push_lane(&reference, lane, time_s, 90 + lane);
}

static void clear_both(uint64_t *state)
{
    const uint32_t owner = reference.pending[next_bits(state) % reference.n_pending];
    const ccs_event_t seen = ccs_calendar_look(calendar, reference.slots[owner]);

    cr_assert(seen.owner == owner && seen.time_s == reference.times[owner]);
    ccs_calendar_clear(calendar, reference.slots[owner]);
    reference_remove(&reference, owner);
}

/* @return the owner or LANE + the lane, NOTHING if nothing is pending */
static uint32_t pop_both(void)
{
    ccs_event_t event = {0};
    timer_s timer = {0};
    const bool some = ccs_calendar_pop(calendar, &event);

    cr_assert_eq(reference_pop(&reference, &timer), some);
    if (!some) return NOTHING;
    const uint32_t owner = event.kind >= 90 ? LANE + event.owner : event.owner;

    cr_assert(event.time_s == timer.time_s && owner == timer.owner && event.kind == timer.kind,
        "fires %.17g of %u, not %.17g of %u", event.time_s, (unsigned) owner, timer.time_s, (unsigned) timer.owner);
    cr_assert_eq(ccs_calendar_now(calendar), timer.time_s);
    cr_assert_eq(ccs_calendar_size(calendar), reference.n_pending);
    return owner;
}

static void pop_all(void)
{
    for (uint32_t owner; (owner = pop_both()) != NOTHING;)
        if (owner >= LANE) set_lane_of_both(owner - LANE, HUGE_VAL);
}

static void begin(double events_per_s, uint32_t most)
{
    calendar = ccs_calendar_new(events_per_s, N_LANES);
    cr_assert_not_null(calendar);
    reference_init(&reference, most);
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

/* One pop; a lane that has fired is set again, sometimes to never. */
static void step_on(enum load load, double scale, uint64_t *state)
{
    const uint32_t owner = pop_both();

    if (owner == NOTHING || owner < LANE) return;
    const bool ends = next_bits(state) % 50 == 0;

    set_lane_of_both(owner - LANE, ends ? HUGE_VAL : ccs_calendar_now(calendar) + delay_of(load, scale, state));
}

/* Sets, clears and pops around a number of pending timers, some lanes beside them, then empties. */
static void play(enum load load, double scale, double events_per_s, uint64_t seed)
{
    enum { STEPS = 6000 };
    const uint32_t wanted = seed % 3 == 0 ? 5 : 700;

    begin(events_per_s, 5 * STEPS);
    for (int step = 0; step < STEPS; step++) {
        const double u = next_uniform(&seed), now_s = ccs_calendar_now(calendar);

        if (u < 0.5 || reference.n_pending < wanted / 2) set_both(now_s + delay_of(load, scale, &seed), (uint32_t) step % 8);
        else if (u < 0.59 && reference.n_pending) clear_both(&seed);
        else if (u < 0.6) set_lane_of_both((uint32_t) step % N_LANES, now_s + delay_of(load, scale, &seed));
        else if (u < 0.98 || reference.n_pending < 2 * wanted) step_on(load, scale, &seed);
        else
            while (reference.n_pending > wanted) step_on(load, scale, &seed);
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
    begin(1, 5000);
    for (int i = 0; i < 5000; i++) set_both(i % 3 == 0 ? 17 : (i % 3 == 1 ? 2.385 : 1e7), 0);
    for (uint32_t i = 0, last = 0; i < 5000; i++) {
        ccs_event_t event;

        cr_assert(ccs_calendar_pop(calendar, &event));
        const uint32_t turn = event.time_s == 2.385 ? 0 : (event.time_s == 17 ? 10000 : 20000);

        cr_assert(turn + event.owner >= last, "%u", (unsigned) event.owner);
        last = turn + event.owner;
    }
    finish();
}

/* A timer set at this moment for this moment fires after those that were set before. */
Test(calendar, fires_what_is_set_for_now_at_the_end_of_now)
{
    begin(10, 100);
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
    begin(0.01, 40000);
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

    begin(1000, 20000);
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

/* ---- lanes ---------------------------------------------------------------------------------------------------------------------- */

Test(calendar, fires_lanes_and_timers_by_time_and_then_setting)
{
    begin(1, 100);
    set_lane_of_both(3, 5);
    set_both(5, 1);
    set_lane_of_both(0, 5);
    set_both(4, 2);
    cr_expect_eq(pop_both(), 1, "the earlier one");
    cr_expect_eq(pop_both(), LANE + 3, "then the lane that was set before");
    set_lane_of_both(3, 5);
    cr_expect_eq(pop_both(), 0, "then the timer");
    cr_expect_eq(pop_both(), LANE + 0);
    set_lane_of_both(0, HUGE_VAL);
    cr_expect_eq(pop_both(), LANE + 3, "set again for now: at the end of now");
    set_lane_of_both(3, HUGE_VAL);
    cr_expect_eq(pop_both(), NOTHING);
    finish();
}

Test(calendar, runs_on_lanes_alone)
{
    begin(100, 60000);
    for (uint32_t lane = 0; lane < N_LANES; lane++) set_lane_of_both(lane, 1 + lane);
    for (int i = 0; i < 50000; i++) {
        const uint32_t owner = pop_both();

        cr_assert(owner >= LANE && owner < LANE + N_LANES);
        set_lane_of_both(owner - LANE, ccs_calendar_now(calendar) + 7 * (owner - LANE + 1));
    }
    cr_expect_eq(ccs_calendar_size(calendar), 0, "lanes are not counted");
    set_both(ccs_calendar_now(calendar), 3);
    set_both(ccs_calendar_now(calendar) + 1e6, 3);
    for (uint32_t lane = 0; lane < N_LANES; lane++) set_lane_of_both(lane, HUGE_VAL);
    pop_all();
    finish();
}

Test(calendar, forgets_lanes_at_a_reset)
{
    ccs_event_t event;

    calendar = ccs_calendar_new(1, 3);
    for (uint32_t lane = 0; lane < 3; lane++) ccs_calendar_set_lane(calendar, lane, 3 - lane, 0);
    cr_assert(ccs_calendar_pop(calendar, &event) && event.owner == 2);
    ccs_calendar_reset(calendar, 10);
    cr_assert_not(ccs_calendar_pop(calendar, &event));
    ccs_calendar_set_lane(calendar, 1, 11, 4);
    cr_assert(ccs_calendar_pop(calendar, &event) && event.owner == 1 && event.kind == 4 && event.time_s == 11);
    ccs_calendar_delete(calendar);
}

Test(calendar, a_lane_in_the_past_is_a_bug, .signal = SIGABRT)
{
    calendar = ccs_calendar_new(1, 2);
    ccs_calendar_reset(calendar, 10);
    ccs_calendar_set_lane(calendar, 1, nextafter(10, 0), 0);
}

Test(calendar, a_lane_without_a_number_is_a_bug, .signal = SIGABRT)
{
    calendar = ccs_calendar_new(1, 2);
    ccs_calendar_set_lane(calendar, 1, NAN, 0);
}

/* ---- clearing ------------------------------------------------------------------------------------------------------------------- */

Test(calendar, forgets_what_is_cleared_wherever_it_waits)
{
    static const double times[] = {0.001, 1.5, 9000, 5e6, 7e9, 1e18};
    uint32_t slots[6];
    ccs_event_t event;

    calendar = ccs_calendar_new(1, 0);
    for (uint32_t kept = 0; kept < 6; kept++) {
        ccs_calendar_reset(calendar, 0);
        for (uint32_t i = 0; i < 6; i++) slots[i] = ccs_calendar_set(calendar, times[i], i, 100 + i);
        const uint32_t room = ccs_calendar_room(calendar);

        for (uint32_t i = 0; i < 6; i++)
            if (i != kept) ccs_calendar_clear(calendar, slots[i]);
        ccs_calendar_verify(calendar);
        cr_assert_eq(ccs_calendar_size(calendar), 1);
        cr_assert_eq(ccs_calendar_room(calendar), room + 5, "their slots are free again");
        cr_assert(ccs_calendar_pop(calendar, &event));
        cr_assert(event.time_s == times[kept] && event.kind == kept && event.owner == 100 + kept);
        cr_assert_not(ccs_calendar_pop(calendar, &event));
    }
    ccs_calendar_delete(calendar);
}

Test(calendar, tells_what_a_slot_holds)
{
    calendar = ccs_calendar_new(3, 0);
    const uint32_t a = ccs_calendar_set(calendar, 2.385, 7, 41), b = ccs_calendar_set(calendar, 1e9, 3, UINT32_MAX);
    const ccs_event_t at_a = ccs_calendar_look(calendar, a), at_b = ccs_calendar_look(calendar, b);

    cr_expect(at_a.time_s == 2.385 && at_a.kind == 7 && at_a.owner == 41);
    cr_expect(at_b.time_s == 1e9 && at_b.kind == 3 && at_b.owner == UINT32_MAX);
    ccs_calendar_delete(calendar);
}

Test(calendar, clearing_twice_is_a_bug, .signal = SIGABRT)
{
    calendar = ccs_calendar_new(1, 0);
    const uint32_t slot = ccs_calendar_set(calendar, 1, 0, 0);

    ccs_calendar_clear(calendar, slot);
    ccs_calendar_clear(calendar, slot);
}

Test(calendar, clearing_no_timer_is_a_bug, .signal = SIGABRT)
{
    calendar = ccs_calendar_new(1, 0);
    (void) ccs_calendar_set(calendar, 1, 0, 0);
    ccs_calendar_clear(calendar, CCS_CALENDAR_NO_TIMER);
}

/* ---- times that are bugs -------------------------------------------------------------------------------------------------------- */

static void set_at_five(double time_s)
{
    ccs_event_t event;

    calendar = ccs_calendar_new(1, 0);
    (void) ccs_calendar_set(calendar, 5, 0, 0);
    cr_assert(ccs_calendar_pop(calendar, &event));
    (void) ccs_calendar_set(calendar, time_s, 0, 0);
}

Test(calendar, takes_the_present_time)
{
    set_at_five(5);
    cr_assert_eq(ccs_calendar_size(calendar), 1);
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

Test(calendar, a_timer_without_room_is_a_bug, .signal = SIGABRT)
{
    calendar = ccs_calendar_new(1, 0);
    for (uint32_t n = ccs_calendar_room(calendar) + 1; n > 0; n--) (void) ccs_calendar_set(calendar, n, 0, 0);
}

/* ---- room and reset ------------------------------------------------------------------------------------------------------------- */

Test(calendar, keeps_slots_and_timers_when_it_grows)
{
    uint64_t seed = 5;

    begin(1, 50000);
    for (uint32_t n = 1; n < 40000; n *= 3) {
        cr_assert_eq(ccs_calendar_reserve(calendar, n), 0);
        cr_assert_geq(ccs_calendar_room(calendar), n);
        for (uint32_t i = 0; i < n / 2; i++) set_both(1e4 * next_uniform(&seed), i % 5);
        ccs_calendar_verify(calendar);
        for (uint32_t i = 0; i < reference.n_pending; i++) {
            const uint32_t owner = reference.pending[i];

            cr_assert_eq(ccs_calendar_look(calendar, reference.slots[owner]).owner, owner);
        }
    }
    const uint32_t room = ccs_calendar_room(calendar);

    cr_assert_eq(ccs_calendar_reserve(calendar, room), 0);
    cr_assert_eq(ccs_calendar_room(calendar), room, "nothing to do");
    pop_all();
    finish();
}

Test(calendar, refuses_more_slots_than_numbers)
{
    calendar = ccs_calendar_new(1, 0);
    const uint32_t room = ccs_calendar_room(calendar);

    cr_assert_neq(ccs_calendar_reserve(calendar, UINT32_MAX), 0);
    cr_assert_eq(ccs_calendar_room(calendar), room);
    ccs_calendar_verify(calendar);
    ccs_calendar_delete(calendar);
}

Test(calendar, starts_anew_after_reset)
{
    uint64_t seed = 9;
    ccs_event_t event;

    begin(2, 100000);
    for (int i = 0; i < 30000; i++) set_both(1e-4 * next_uniform(&seed), 0); /* changes the width too */
    for (int i = 0; i < 100; i++) cr_assert_neq(pop_both(), NOTHING);
    const uint32_t room = ccs_calendar_room(calendar) + ccs_calendar_size(calendar);

    ccs_calendar_reset(calendar, 86400.5);
    ccs_calendar_verify(calendar);
    cr_expect_eq(ccs_calendar_size(calendar), 0);
    cr_expect_eq(ccs_calendar_room(calendar), room, "the memory stays");
    cr_expect_eq(ccs_calendar_now(calendar), 86400.5);
    cr_expect_not(ccs_calendar_pop(calendar, &event));
    cr_expect_eq(ccs_calendar_now(calendar), 86400.5, "the clock stays when there is nothing");
    reference_free(&reference);
    reference_init(&reference, 5000);
    for (int i = 0; i < 2000; i++) set_both(86400.5 + 5000 * next_uniform(&seed), 0);
    pop_all();
    ccs_calendar_reset(calendar, 0);
    (void) ccs_calendar_set(calendar, 0, 0, 3); /* back in time */
    cr_expect(ccs_calendar_pop(calendar, &event) && event.owner == 3);
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

    begin(1, n);
    cr_assert_eq(ccs_calendar_reserve(calendar, n), 0);
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

    begin(1e9, N + 1000);
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

    calendar = ccs_calendar_new(10, 0);
    cr_assert_eq(ccs_calendar_reserve(calendar, SLEEPERS + 100), 0);
    for (uint32_t i = 0; i < SLEEPERS; i++) (void) ccs_calendar_set(calendar, 4e5 + 1e7 * next_uniform(&seed), 1, i);
    for (uint32_t i = 0; i < 20; i++) (void) ccs_calendar_set(calendar, next_uniform(&seed), 0, i);
    double last_s = 0;

    for (int i = 0; i < N; i++) {
        cr_assert(ccs_calendar_pop(calendar, &event));
        cr_assert(event.kind == 0 && event.time_s >= last_s);
        last_s = event.time_s;
        (void) ccs_calendar_set(calendar, last_s + 4 * next_uniform(&seed), 0, event.owner);
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
