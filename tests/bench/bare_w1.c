/* bare_w1.c - the yardstick: a loop written for one model alone, as a good programmer would write it in an afternoon.
 *
 * W1: Poisson arrivals 100 a minute, service exponential with mean 5 min, 500 agents, patience exponential with mean 2 min, first
 * come first served; starts empty, ends when the last contact has left. One binary heap holds all events and knows where each
 * one is, so that the timer of an answered contact is really taken out. Random numbers: xoshiro256++ and a ziggurat, inline.
 * No statistics by interval, no routing, no types, no keyed draws: what a general engine adds is what its ratio to this shows.
 * Build with -O2 and without -march=native; it needs nothing but libc and libm.
 * Exact in steady state: P(wait) 0.39477182, P(abandon) 0.02185236, mean wait of all 2.62228 s; one run of a million contacts has
 * a standard deviation of 0.01 in P(wait) and, starting empty, a bias of about -0.001.
 * Invariant: heap[at[id]].id == id for every pending event; a parent is never later than its children. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    AGENTS = 500,
    WAITING_MAX = 8192, /* places in the queue; W1 holds 4 on average */
    ARRIVAL = 0,        /* ids of events: the arrival, one completion an agent, one timer a waiting contact */
    FIRST_AGENT = 1,
    FIRST_TIMER = FIRST_AGENT + AGENTS,
    EVENTS_MAX = FIRST_TIMER + WAITING_MAX,
    LAYERS = 256,
    NOBODY = 0
};

static const double gap_s = 0.6, service_s = 300, patience_s = 120;

typedef struct {
    double time_s;
    uint32_t id;
} event_t;

typedef struct {
    double arrived_s;
    uint32_t next, previous; /* in the queue; next also links free places; NOBODY ends both */
} waiting_t;

typedef struct {
    uint64_t word[4];                    /* xoshiro256++ */
    double x[LAYERS + 1], f[LAYERS + 1]; /* ziggurat: right ends of the layers and exp(-x) */
    uint32_t n_events;
    event_t heap[EVENTS_MAX];
    uint32_t at[EVENTS_MAX]; /* id -> place in the heap */
    uint32_t n_idle;
    uint32_t idle[AGENTS];
    waiting_t queue[WAITING_MAX + 1]; /* [0] is NOBODY, and holds first (next) and last (previous) */
    uint32_t free_place;
    uint64_t to_come, waited, abandoned;
    double wait_sum_s;
} bare_t;

/* --- random numbers ---------------------------------------------------------------------------------------------------- */

static inline uint64_t rotate(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

/* Blackman and Vigna (2019), xoshiro256++. */
static inline uint64_t next_word(bare_t *self)
{
    uint64_t *const s = self->word;
    const uint64_t result = rotate(s[0] + s[3], 23) + s[0], t = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

/* splitmix64 fills the state, as its authors ask. */
static void seed_words(bare_t *self, uint64_t seed)
{
    for (int i = 0; i < 4; i++) {
        uint64_t z = (seed += 0x9e3779b97f4a7c15u);

        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        self->word[i] = z ^ (z >> 31);
    }
}

static inline double uniform(uint64_t word)
{
    return (double) (word >> 11) * 0x1p-53;
}

/* Marsaglia and Tsang (2000), The ziggurat method: 256 layers of equal area, the lowest with the tail. */
static void make_ziggurat(bare_t *self)
{
    const double tail = 7.69711747013104972, area = 0.0039496598225815571993;

    self->x[0] = area / exp(-tail);
    self->x[1] = tail;
    for (int i = 1; i < LAYERS - 1; i++) self->x[i + 1] = -log(area / self->x[i] + exp(-self->x[i]));
    self->x[LAYERS] = 0;
    for (int i = 0; i <= LAYERS; i++) self->f[i] = exp(-self->x[i]);
}

/* Outside the rectangle of layer i: the tail or the wedge. Negative: draw again. */
static double draw_edge(bare_t *self, uint32_t i, double x)
{
    if (i == 0) return self->x[1] - log1p(-uniform(next_word(self)));
    return self->f[i] + uniform(next_word(self)) * (self->f[i + 1] - self->f[i]) < exp(-x) ? x : -1;
}

/* Exponential with mean 1. */
static inline double draw(bare_t *self)
{
    for (;;) {
        const uint64_t word = next_word(self);
        const uint32_t i = word & (LAYERS - 1);
        const double x = uniform(word) * self->x[i];

        if (x < self->x[i + 1]) return x;
        const double edge = draw_edge(self, i, x);

        if (edge >= 0) return edge;
    }
}

/* --- the heap ---------------------------------------------------------------------------------------------------------- */

static inline void put(bare_t *self, uint32_t place, event_t event)
{
    self->heap[place] = event;
    self->at[event.id] = place;
}

/* Move the hole at place up or down until event fits. */
static inline void sift_up(bare_t *self, uint32_t place, event_t event)
{
    while (place > 0) {
        const uint32_t parent = (place - 1) / 2;

        if (self->heap[parent].time_s <= event.time_s) break;
        put(self, place, self->heap[parent]);
        place = parent;
    }
    put(self, place, event);
}

static inline void sift_down(bare_t *self, uint32_t place, event_t event)
{
    const uint32_t n = self->n_events;

    for (;;) {
        uint32_t child = 2 * place + 1;

        if (child >= n) break;
        child += child + 1 < n && self->heap[child + 1].time_s < self->heap[child].time_s;
        if (self->heap[child].time_s >= event.time_s) break;
        put(self, place, self->heap[child]);
        place = child;
    }
    put(self, place, event);
}

static inline void add(bare_t *self, uint32_t id, double time_s)
{
    sift_up(self, self->n_events++, (event_t){time_s, id});
}

/* The first event happens again later: cheaper than taking it out and putting it back. */
static inline void postpone_first(bare_t *self, double time_s)
{
    sift_down(self, 0, (event_t){time_s, self->heap[0].id});
}

static inline void take_out(bare_t *self, uint32_t id)
{
    const uint32_t place = self->at[id];
    const event_t last = self->heap[--self->n_events];

    if (place == self->n_events) return;
    if (place > 0 && last.time_s < self->heap[(place - 1) / 2].time_s) sift_up(self, place, last);
    else sift_down(self, place, last);
}

/* --- the queue --------------------------------------------------------------------------------------------------------- */

static inline void leave_queue(bare_t *self, uint32_t place, double now_s)
{
    waiting_t *const contact = &self->queue[place];

    self->wait_sum_s += now_s - contact->arrived_s;
    self->queue[contact->previous].next = contact->next;
    self->queue[contact->next].previous = contact->previous;
    contact->next = self->free_place;
    self->free_place = place;
}

static inline void join_queue(bare_t *self, double now_s)
{
    const uint32_t place = self->free_place, last = self->queue[NOBODY].previous;

    if (place == NOBODY) {
        fprintf(stderr, "bare_w1: more than %d contacts wait\n", (int) WAITING_MAX);
        abort();
    }
    self->free_place = self->queue[place].next;
    self->queue[place] = (waiting_t){.arrived_s = now_s, .next = NOBODY, .previous = last};
    self->queue[last].next = place;
    self->queue[NOBODY].previous = place;
    self->waited++;
    add(self, FIRST_TIMER + place - 1, now_s + patience_s * draw(self));
}

/* --- the three events -------------------------------------------------------------------------------------------------- */

static inline void on_arrival(bare_t *self, double now_s)
{
    if (--self->to_come > 0) postpone_first(self, now_s + gap_s * draw(self));
    else take_out(self, ARRIVAL);
    if (self->n_idle > 0) add(self, self->idle[--self->n_idle], now_s + service_s * draw(self));
    else join_queue(self, now_s);
}

static inline void on_completion(bare_t *self, uint32_t agent, double now_s)
{
    const uint32_t next = self->queue[NOBODY].next;

    if (next == NOBODY) {
        take_out(self, agent);
        self->idle[self->n_idle++] = agent;
        return;
    }
    postpone_first(self, now_s + service_s * draw(self));
    take_out(self, FIRST_TIMER + next - 1);
    leave_queue(self, next, now_s);
}

static inline void on_patience_out(bare_t *self, uint32_t timer, double now_s)
{
    take_out(self, timer);
    leave_queue(self, timer - FIRST_TIMER + 1, now_s);
    self->abandoned++;
}

static void start_empty(bare_t *self, uint64_t contacts, uint64_t seed)
{
    seed_words(self, seed);
    self->n_events = 0;
    self->to_come = contacts;
    self->waited = self->abandoned = 0;
    self->wait_sum_s = 0;
    self->n_idle = AGENTS;
    for (uint32_t i = 0; i < AGENTS; i++) self->idle[i] = FIRST_AGENT + i;
    self->queue[NOBODY] = (waiting_t){0};
    self->free_place = 1;
    for (uint32_t i = 1; i <= WAITING_MAX; i++) self->queue[i].next = i < WAITING_MAX ? i + 1 : NOBODY;
    add(self, ARRIVAL, gap_s * draw(self));
}

static void simulate(bare_t *self)
{
    while (self->n_events > 0) {
        const event_t event = self->heap[0];

        if (event.id == ARRIVAL) on_arrival(self, event.time_s);
        else if (event.id < FIRST_TIMER) on_completion(self, event.id, event.time_s);
        else on_patience_out(self, event.id, event.time_s);
    }
}

/* --- the program ------------------------------------------------------------------------------------------------------- */

static double clock_ns(void)
{
    struct timespec now;

    (void) clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) now.tv_sec * 1e9 + (double) now.tv_nsec;
}

static uint64_t read_count(const char *text)
{
    char *end = NULL;
    const unsigned long long n = strtoull(text, &end, 10);

    if (*text < '0' || *text > '9' || *end != '\0' || n == 0 || n > 1000000000000u) {
        fprintf(stderr, "bare_w1: must be a whole number above 0, found \"%s\"\n", text);
        exit(64);
    }
    return n;
}

int main(int argc, char **argv)
{
    uint64_t contacts = 1000000, runs = 9, seed = 1, waited = 0, abandoned = 0;
    double best_ns = INFINITY, wait_sum_s = 0;

    for (int i = 1; i < argc; i += 2) {
        uint64_t *const option = !strcmp(argv[i], "-n") ? &contacts
            : !strcmp(argv[i], "-r")                    ? &runs
            : !strcmp(argv[i], "-s")                    ? &seed
                                                        : NULL;

        if (!option || i + 1 == argc) {
            fprintf(stderr, "usage: bare_w1 [-n CONTACTS] [-r RUNS] [-s SEED]\n");
            return 64;
        }
        *option = read_count(argv[i + 1]);
    }
    bare_t *const bare = calloc(1, sizeof *bare);

    if (!bare) return 71;
    make_ziggurat(bare);
    for (uint64_t run = 0; run < runs; run++) {
        const double start_ns = clock_ns();

        start_empty(bare, contacts, seed + run);
        simulate(bare);
        best_ns = fmin(best_ns, clock_ns() - start_ns);
        waited += bare->waited;
        abandoned += bare->abandoned;
        wait_sum_s += bare->wait_sum_s;
    }
    const double all = (double) contacts * (double) runs;

    printf("ns_per_contact %.2f\np_wait %.6f\np_abandon %.6f\nmean_wait_s %.5f\n", best_ns / (double) contacts,
        (double) waited / all, (double) abandoned / all, wait_sum_s / all);
    free(bare);
    return 0;
}
