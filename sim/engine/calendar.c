/* calendar.c - the wheel of calendar.h.
 *
 * A timer has a bucket number, floor(time * per_s). `base` is the number that time has reached, and blocks are 4096 numbers. A timer
 * whose bucket number lies less than 4096 above base
 *          is in level 0,                                              list number & 4095, sorted by (time, order);
 *   else, if its block agrees with base's above 10 bits, in level 1,   list block & 1023;
 *   else, if it agrees above 20 bits, in level 2,                      list (block >> 10) & 1023;
 *   else in the far list.
 * Level 0 slides: it holds the rest of base's block and the beginning of the next one. A timer set earlier may still wait in level 1
 * for that next block, so its list is spilled into level 0 when base enters the block, before anything of the block fires.
 *
 * Lists are circular through a sentinel, so that linking and unlinking need no branch. Links are apart from the rest: eight bytes each,
 * the 4096 sentinels of level 0 and the timers in use stay in the near caches. Links 0 .. N_LISTS-1 are the sentinels, slots go on from
 * there; free slots form a stack through `next`. */
#include "calendar.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "err.h"
#include "hint.h"

enum {
    BITS_0 = 12,
    BITS_1 = 10,
    BITS_2 = 10,
    SIZE_0 = 1 << BITS_0,
    SIZE_1 = 1 << BITS_1,
    SIZE_2 = 1 << BITS_2,
    FIRST_1 = SIZE_0,
    FIRST_2 = FIRST_1 + SIZE_1,
    FAR = FIRST_2 + SIZE_2,
    N_LISTS = FAR + 1,
    WORDS = SIZE_0 / 64,
    UNUSED = 0xffff, /* list of a free node */
    REVIEW = 1 << 15 /* pops between two looks at the width */
};

typedef struct {
    uint32_t next, prev;
} link_t;

typedef struct {
    double time_s;
    uint64_t order;
    uint32_t owner;
    uint16_t list; /* UNUSED in a free slot */
    uint16_t kind;
} node_t;

typedef struct {
    double time_s; /* INFINITY = not set */
    uint64_t order;
    uint32_t kind;
} lane_t;

struct ccs_calendar {
    link_t *links; /* by slot, sentinels first */
    node_t *nodes; /* by slot; the first N_LISTS are not used */
    double per_s;  /* buckets a second: 1 / width */
    double now_s;
    uint64_t base;  /* bucket number that time has reached */
    uint64_t order; /* of the timer set last */
    uint32_t free;  /* top of the stack of free nodes, 0 if empty */
    uint32_t n_free, n_nodes;
    uint32_t n_level_1, n_level_2;
    uint64_t summary;                /* bit per word of bits */
    uint64_t bits[WORDS];            /* bit per list of level 0 that is not empty */
    uint64_t walks, crossings, pops; /* since the last look at the width */
    uint64_t review_at;              /* pops at which the next look is due */
    bool crowded;                    /* a look is due now: a burst into one bucket walks far before anything fires */
    uint64_t next_block;             /* no timer beyond level 0 has a lower block */
    uint32_t n_lanes;                /* rounded up to a power of two, >= 1 */
    uint32_t open_lane;              /* 1 + the lane that has fired and must be set again; 0 = none */
    lane_t *lanes;
    uint32_t *winners;  /* [1] = the first lane of all, [i] = the earlier of [2 i] and [2 i + 1], [n_lanes + l] = l */
    double first_per_s; /* as made, for _reset */
};

/* ---- lists ---------------------------------------------------------------------------------------------------------------------- */

static void link_after(link_t *links, uint32_t place, uint32_t slot)
{
    const uint32_t next = links[place].next;

    links[slot] = (link_t){.next = next, .prev = place};
    links[place].next = slot;
    links[next].prev = slot;
}

static void unlink_slot(link_t *links, uint32_t slot)
{
    const link_t l = links[slot];

    links[l.prev].next = l.next;
    links[l.next].prev = l.prev;
}

static bool is_empty(const ccs_calendar_t *self, uint32_t list)
{
    return self->links[list].next == list;
}

/* The summary changes seldom: a word stands for 64 lists. */
static void mark(ccs_calendar_t *self, uint32_t list)
{
    const uint64_t word = self->bits[list >> 6];

    self->bits[list >> 6] = word | UINT64_C(1) << (list & 63);
    if (!word) self->summary |= UINT64_C(1) << (list >> 6);
}

/* Whether a list of level 0 has become empty cannot be predicted, so it is no branch. */
static void unmark_if(ccs_calendar_t *self, uint32_t list, bool empty)
{
    const uint64_t word = self->bits[list >> 6] & ~((uint64_t) empty << (list & 63));

    self->bits[list >> 6] = word;
    if (!word) self->summary &= ~(UINT64_C(1) << (list >> 6));
}

static uint64_t bucket_of(const ccs_calendar_t *self, double time_s)
{
    const double b = time_s * self->per_s;

    return b < 0x1p62 ? (uint64_t) (int64_t) b : UINT64_C(1) << 62; /* beyond: all in one list, sorted when time gets there */
}

/* The sum with the pending ones pays for relinking all of them. */
CCS_RARE static void note_walk(ccs_calendar_t *self, uint64_t walked)
{
    self->walks += walked;
    self->crowded = self->walks > 2 * self->pops + REVIEW + ccs_calendar_size(self);
}

/* Into level 0: walk from the tail, where equal times belong, so that many of them cost O(1) each. The newest timer of all comes after
 * every other of its time, whatever their order. */
static inline void place_sorted(ccs_calendar_t *self, uint32_t slot, uint32_t list, bool newest)
{
    const node_t *const nodes = self->nodes;
    const double time_s = nodes[slot].time_s;
    const uint64_t order = nodes[slot].order;
    uint32_t at = self->links[list].prev;
    uint64_t walked = 0;

    for (; at != list && (nodes[at].time_s > time_s || (!newest && nodes[at].time_s == time_s && nodes[at].order > order));
         walked++)
        at = self->links[at].prev;
    if (walked) note_walk(self, walked);
    link_after(self->links, at, slot);
    self->nodes[slot].list = (uint16_t) list;
    mark(self, list);
}

CCS_APART static void place_beyond(ccs_calendar_t *self, uint32_t slot, uint64_t bucket)
{
    const uint64_t block = bucket >> BITS_0, apart = block ^ self->base >> BITS_0;
    uint32_t list = FAR;

    if (!(apart >> BITS_1)) {
        list = FIRST_1 + (uint32_t) (block & (SIZE_1 - 1));
        self->n_level_1++;
    } else if (!(apart >> (BITS_1 + BITS_2))) {
        list = FIRST_2 + (uint32_t) (block >> BITS_1 & (SIZE_2 - 1));
        self->n_level_2++;
    }
    if (block < self->next_block) self->next_block = block;
    link_after(self->links, self->links[list].prev, slot);
    self->nodes[slot].list = (uint16_t) list;
}

/* @param newest  set just now */
static inline void place(ccs_calendar_t *self, uint32_t slot, bool newest)
{
    const uint64_t bucket = bucket_of(self, self->nodes[slot].time_s);

    if (bucket - self->base >= SIZE_0) place_beyond(self, slot, bucket);
    else place_sorted(self, slot, (uint32_t) (bucket & (SIZE_0 - 1)), newest);
}

static void count_out(ccs_calendar_t *self, uint32_t list)
{
    if (list < FIRST_1) unmark_if(self, list, is_empty(self, list));
    else if (list < FIRST_2) self->n_level_1--;
    else if (list < FAR) self->n_level_2--;
}

static void release(ccs_calendar_t *self, uint32_t slot)
{
    self->nodes[slot].list = UNUSED;
    self->links[slot].next = self->free;
    self->free = slot;
    self->n_free++;
}

static bool is_before(const ccs_calendar_t *self, uint32_t a, uint32_t b)
{
    const node_t *const x = &self->nodes[a], *const y = &self->nodes[b];

    return x->time_s < y->time_s || (x->time_s == y->time_s && x->order < y->order);
}

/* Two chains through `next`, each sorted and ended by 0, into one. */
static uint32_t merge_chains(ccs_calendar_t *self, uint32_t a, uint32_t b)
{
    link_t *const links = self->links;
    uint32_t first = 0, last = 0;

    while (a && b) {
        uint32_t *const earlier = is_before(self, a, b) ? &a : &b;

        if (last) links[last].next = *earlier;
        else first = *earlier;
        last = *earlier;
        *earlier = links[last].next;
    }
    if (last) links[last].next = a ? a : b;
    return last ? first : a ? a : b;
}

/* Merge sort; parts[i] holds 2^i timers or none. */
static uint32_t sort_chain(ccs_calendar_t *self, uint32_t chain)
{
    uint32_t parts[32] = {0}, sorted = 0;

    while (chain) {
        uint32_t part = chain, i = 0;

        chain = self->links[chain].next;
        self->links[part].next = 0;
        for (; parts[i]; parts[i++] = 0) part = merge_chains(self, parts[i], part);
        parts[i] = part;
    }
    for (uint32_t i = 0; i < 32; i++) sorted = merge_chains(self, parts[i], sorted);
    return sorted;
}

/* In order, so that none walks past those placed before it, however many fall into one bucket. */
static void place_chain(ccs_calendar_t *self, uint32_t chain)
{
    for (uint32_t slot = sort_chain(self, chain), next; slot; slot = next) {
        next = self->links[slot].next;
        place(self, slot, false);
    }
}

/* Take a whole list of a higher level apart and place its timers anew. */
CCS_APART static void spill(ccs_calendar_t *self, uint32_t list)
{
    link_t *const links = self->links;
    const uint32_t first = links[list].next;
    uint32_t n = 0;

    if (first == list) return;
    for (uint32_t slot = first; slot != list; slot = links[slot].next) n++;
    links[links[list].prev].next = 0;
    links[list] = (link_t){list, list};
    if (list < FIRST_2) self->n_level_1 -= n;
    else if (list < FAR) self->n_level_2 -= n;
    place_chain(self, first);
}

/* Time has reached a bucket, and nothing of its block waits beyond level 0. */
static void set_base(ccs_calendar_t *self, uint64_t bucket)
{
    self->base = bucket;
    self->next_block = (bucket >> BITS_0) + 1;
}

/* ---- width ---------------------------------------------------------------------------------------------------------------------- */

static void rebuild(ccs_calendar_t *self, double per_s)
{
    link_t *const links = self->links;
    uint32_t all = 0;

    for (uint32_t list = 0; list < N_LISTS; list++) {
        for (uint32_t slot = links[list].next; slot != list;) {
            const uint32_t next = links[slot].next;

            links[slot].next = all;
            all = slot;
            slot = next;
        }
        links[list] = (link_t){list, list};
    }
    memset(self->bits, 0, sizeof self->bits);
    self->summary = 0;
    self->n_level_1 = self->n_level_2 = 0;
    self->per_s = per_s;
    set_base(self, bucket_of(self, self->now_s));
    place_chain(self, all);
}

/* Finer when insertions walk far, coarser when time steps over more lists of level 1 than there are operations. */
CCS_RARE static void review_width(ccs_calendar_t *self)
{
    const bool crowded = self->walks > 2 * self->pops && self->per_s < 1e9;
    const bool sparse = self->crossings > self->pops && self->per_s > 1e-6;

    self->walks = self->crossings = self->pops = 0;
    self->review_at = (uint64_t) REVIEW + ccs_calendar_size(self);
    self->crowded = false;
    if (crowded) rebuild(self, 4 * self->per_s);
    else if (sparse) rebuild(self, self->per_s / 4);
}

/* ---- life ----------------------------------------------------------------------------------------------------------------------- */

static void add_free(ccs_calendar_t *self, uint32_t first)
{
    for (uint32_t slot = self->n_nodes; slot-- > first;) {
        self->nodes[slot].list = UNUSED;
        self->links[slot].next = self->free;
        self->free = slot;
    }
}

static void clear_lists(ccs_calendar_t *self)
{
    for (uint32_t list = 0; list < N_LISTS; list++) self->links[list] = (link_t){list, list};
    memset(self->bits, 0, sizeof self->bits);
    self->summary = 0;
    for (uint32_t lane = 0; lane < self->n_lanes; lane++) {
        self->lanes[lane] = (lane_t){.time_s = HUGE_VAL};
        self->winners[self->n_lanes + lane] = lane;
    }
    for (uint32_t i = self->n_lanes - 1; i; i--) self->winners[i] = self->winners[i << 1];
    self->open_lane = 0;
    self->free = CCS_CALENDAR_NO_TIMER;
    add_free(self, N_LISTS);
    self->n_free = self->n_nodes - N_LISTS;
    self->n_level_1 = self->n_level_2 = 0;
}

ccs_calendar_t *ccs_calendar_new(double events_per_s, uint32_t n_lanes)
{
    CCS_BUG_IF(!(events_per_s > 0));
    ccs_calendar_t *self = calloc(1, sizeof *self);

    if (!self) return NULL;
    self->first_per_s = fmin(fmax(2.75 * events_per_s, 1e-6), 1e9);
    self->n_nodes = N_LISTS + 1024;
    self->nodes = malloc(self->n_nodes * sizeof *self->nodes);
    self->links = malloc(self->n_nodes * sizeof *self->links);
    for (self->n_lanes = 1; self->n_lanes < n_lanes;) self->n_lanes *= 2;
    self->lanes = malloc(self->n_lanes * sizeof *self->lanes);
    self->winners = malloc(2 * (size_t) self->n_lanes * sizeof *self->winners);
    if (!self->nodes || !self->links || !self->lanes || !self->winners) {
        ccs_calendar_delete(self);
        return NULL;
    }
    ccs_calendar_reset(self, 0);
    return self;
}

void ccs_calendar_delete(ccs_calendar_t *self)
{
    if (!self) return;
    free(self->nodes);
    free(self->links);
    free(self->lanes);
    free(self->winners);
    free(self);
}

void ccs_calendar_reset(ccs_calendar_t *self, double start_s)
{
    clear_lists(self);
    self->per_s = self->first_per_s;
    self->now_s = start_s;
    set_base(self, bucket_of(self, start_s));
    self->order = 0;
    self->walks = self->crossings = self->pops = 0;
    self->review_at = REVIEW;
    self->crowded = false;
}

int ccs_calendar_reserve(ccs_calendar_t *self, uint32_t n)
{
    if (self->n_free >= n) return 0;
    uint64_t n_nodes = 2 * (uint64_t) self->n_nodes;

    while (n_nodes - self->n_nodes + self->n_free < n) n_nodes *= 2;
    if (n_nodes > UINT32_MAX) return CCS_ERR_NOMEM;
    node_t *const nodes = realloc(self->nodes, (size_t) n_nodes * sizeof *nodes);

    if (!nodes) return CCS_ERR_NOMEM;
    self->nodes = nodes;
    link_t *const links = realloc(self->links, (size_t) n_nodes * sizeof *links);

    if (!links) return CCS_ERR_NOMEM;
    self->links = links;
    const uint32_t first = self->n_nodes;

    self->n_nodes = (uint32_t) n_nodes;
    self->n_free += self->n_nodes - first;
    add_free(self, first);
    return 0;
}

uint32_t ccs_calendar_room(const ccs_calendar_t *self)
{
    return self->n_free;
}

/* ---- operations ----------------------------------------------------------------------------------------------------------------- */

uint32_t ccs_calendar_set(ccs_calendar_t *self, double time_s, uint32_t kind, uint32_t owner)
{
    const uint32_t slot = self->free;
    node_t *const node = &self->nodes[slot];

    CCS_BUG_IF(slot == CCS_CALENDAR_NO_TIMER);
    CCS_BUG_IF(!(time_s >= self->now_s && time_s < HUGE_VAL));
    self->free = self->links[slot].next;
    self->n_free--;
    node->time_s = time_s;
    node->order = ++self->order;
    node->owner = owner;
    node->kind = (uint16_t) kind;
    place(self, slot, true);
    if (self->crowded) review_width(self);
    return slot;
}

void ccs_calendar_set_lane(ccs_calendar_t *self, uint32_t lane, double time_s, uint32_t kind)
{
    const lane_t *const lanes = self->lanes;
    uint32_t *const winners = self->winners;

    assert(self->open_lane == 0 || self->open_lane == lane + 1);
    CCS_BUG_IF(!(time_s >= self->now_s));
    self->lanes[lane] = (lane_t){.time_s = time_s, .order = ++self->order, .kind = kind};
    self->open_lane = 0;
    for (uint32_t i = (self->n_lanes + lane) >> 1; i; i >>= 1) {
        const uint32_t pair = i << 1, a = winners[pair], b = winners[pair + 1];
        /* | and & in place of || and &&: which of two comes first cannot be predicted, so it must not be a branch */
        const uint32_t second = (uint32_t) ((lanes[b].time_s < lanes[a].time_s) |
            ((lanes[b].time_s == lanes[a].time_s) & (lanes[b].order < lanes[a].order)));

        winners[i] = winners[pair + second];
    }
}

void ccs_calendar_clear(ccs_calendar_t *self, uint32_t slot)
{
    CCS_BUG_IF(slot < N_LISTS || slot >= self->n_nodes || self->nodes[slot].list == UNUSED);
    unlink_slot(self->links, slot);
    count_out(self, self->nodes[slot].list);
    release(self, slot);
}

/* Number, above `number` and within the round that it belongs to, of the next list of a level that is not empty. */
static uint64_t next_list(ccs_calendar_t *self, uint64_t number, uint32_t first, uint32_t size)
{
    do {
        number++;
        self->crossings++;
    } while (is_empty(self, first + (uint32_t) (number & (size - 1))));
    return number;
}

static uint64_t least_of_far(const ccs_calendar_t *self)
{
    uint64_t least = UINT64_MAX;

    for (uint32_t slot = self->links[FAR].next; slot != FAR; slot = self->links[slot].next) {
        const uint64_t bucket = bucket_of(self, self->nodes[slot].time_s);

        if (bucket < least) least = bucket;
    }
    return least >> BITS_0;
}

/* Enter a block whose timers are in level 0 and, if they were set long before, in a list of level 1. Where it is the first of its round,
 * the list of level 2 that holds the round comes first; the same with the far list. */
static void enter_block(ccs_calendar_t *self, uint64_t block)
{
    set_base(self, block << BITS_0);
    if (!(block & (SIZE_1 - 1))) {
        if (!(block & ((UINT64_C(1) << (BITS_1 + BITS_2)) - 1))) spill(self, FAR);
        spill(self, FIRST_2 + (uint32_t) (block >> BITS_1 & (SIZE_2 - 1)));
    }
    spill(self, FIRST_1 + (uint32_t) (block & (SIZE_1 - 1)));
}

/* Nothing is left of base's block in level 0: enter the next block that may hold a timer, unless it begins after the block `limit`.
 * @return false if so; nothing has changed then but a better next_block */
CCS_APART static bool cross(ccs_calendar_t *self, uint64_t limit)
{
    const uint64_t here = self->base >> BITS_0;

    if (self->summary) { /* the beginning of the next block is in level 0 already */
        self->crossings++;
        if (here + 1 > limit) return false;
        enter_block(self, here + 1);
        return true;
    }
    if (self->next_block > limit) return false;
    if (self->n_level_1) self->next_block = next_list(self, here, FIRST_1, SIZE_1);
    else if (self->n_level_2) self->next_block = next_list(self, here >> BITS_1, FIRST_2, SIZE_2) << BITS_1;
    else self->next_block = least_of_far(self) >> (BITS_1 + BITS_2) << (BITS_1 + BITS_2);
    if (self->next_block > limit) return false;
    enter_block(self, self->next_block);
    return true;
}

/* First list of level 0 that is not empty, from base to the end of its block; SIZE_0 if there is none. */
static uint32_t first_of_block(const ccs_calendar_t *self)
{
    const uint32_t at = (uint32_t) (self->base & (SIZE_0 - 1)), word = at >> 6;
    const uint64_t here = self->bits[word] & ~UINT64_C(0) << (at & 63);

    if (here) return word << 6 | (uint32_t) __builtin_ctzll(here);
    const uint64_t later = self->summary & (~UINT64_C(1) << word);

    if (!later) return SIZE_0;
    const uint32_t next = (uint32_t) __builtin_ctzll(later);

    return next << 6 | (uint32_t) __builtin_ctzll(self->bits[next]);
}

/* Whether the first lane comes before a timer of the wheel. */
static bool lane_is_first(const lane_t *lane, const node_t *node)
{
    return lane->time_s < node->time_s || (lane->time_s == node->time_s && lane->order < node->order);
}

static bool fire_lane(ccs_calendar_t *self, uint32_t lane, ccs_event_t *event)
{
    const lane_t *const l = &self->lanes[lane];

    if (!(l->time_s < HUGE_VAL)) return false;
    *event = (ccs_event_t){.time_s = l->time_s, .owner = lane, .kind = l->kind};
    self->now_s = l->time_s;
    self->open_lane = lane + 1;
    return true;
}

/* First list of level 0 after base's block, or SIZE_0 if a lane fires before the wheel. The wheel may lag behind lanes: it needs a timer
 * of its own to enter a block, unless it is empty. */
CCS_APART static uint32_t first_beyond(ccs_calendar_t *self, const lane_t *lane)
{
    const uint64_t bucket = lane->time_s < HUGE_VAL ? bucket_of(self, lane->time_s) : UINT64_MAX;
    uint32_t list = SIZE_0;

    if (ccs_calendar_size(self) == 0) {
        if (bucket != UINT64_MAX) set_base(self, bucket);
        return SIZE_0;
    }
    while (list == SIZE_0 && cross(self, bucket >> BITS_0)) list = first_of_block(self);
    return list;
}

bool ccs_calendar_pop(ccs_calendar_t *self, ccs_event_t *event)
{
    const uint32_t lane = self->winners[1];
    const lane_t *const l = &self->lanes[lane];
    uint32_t list = first_of_block(self);

    assert(!self->open_lane);
    if (list == SIZE_0) list = first_beyond(self, l);
    if (list == SIZE_0) return fire_lane(self, lane, event);
    const uint32_t slot = self->links[list].next;
    const node_t *const node = &self->nodes[slot];

    if (lane_is_first(l, node)) return fire_lane(self, lane, event);
    event->time_s = node->time_s;
    event->owner = node->owner;
    event->kind = node->kind;
    CCS_BUG_IF(node->time_s < self->now_s); /* time never runs backwards */
    self->now_s = node->time_s;
    self->base = (self->base & ~(uint64_t) (SIZE_0 - 1)) | list;
    const uint32_t next = self->links[slot].next;

    self->links[list].next = next;
    self->links[next].prev = list;
    unmark_if(self, list, next == list);
    release(self, slot); /* on top of the stack: the next timer set is likely to be the same entity's */
    if (++self->pops >= self->review_at) review_width(self);
    return true;
}

double ccs_calendar_now(const ccs_calendar_t *self)
{
    return self->now_s;
}

uint32_t ccs_calendar_size(const ccs_calendar_t *self)
{
    return self->n_nodes - N_LISTS - self->n_free;
}

ccs_event_t ccs_calendar_look(const ccs_calendar_t *self, uint32_t slot)
{
    const node_t *const node = &self->nodes[slot];

    CCS_BUG_IF(slot < N_LISTS || slot >= self->n_nodes || node->list == UNUSED);
    return (ccs_event_t){.time_s = node->time_s, .owner = node->owner, .kind = node->kind};
}

/* ---- verification --------------------------------------------------------------------------------------------------------------- */

static uint32_t verify_list(const ccs_calendar_t *self, uint32_t list)
{
    const node_t *const nodes = self->nodes;
    uint32_t n = 0, prev = list;

    for (uint32_t slot = self->links[list].next; slot != list; prev = slot, slot = self->links[slot].next, n++) {
        const uint64_t bucket = bucket_of(self, nodes[slot].time_s);

        CCS_BUG_IF(self->links[slot].prev != prev || nodes[slot].list != list || n > ccs_calendar_size(self));
        CCS_BUG_IF(nodes[slot].time_s < self->now_s);
        if (list >= FIRST_1) continue;
        CCS_BUG_IF(bucket - self->base >= SIZE_0 || (bucket & (SIZE_0 - 1)) != list);
        CCS_BUG_IF(prev != list &&
            (nodes[prev].time_s > nodes[slot].time_s ||
                (nodes[prev].time_s == nodes[slot].time_s && nodes[prev].order >= nodes[slot].order)));
    }
    CCS_BUG_IF(self->links[list].prev != prev);
    return n;
}

void ccs_calendar_verify(const ccs_calendar_t *self)
{
    uint32_t n_0 = 0, n_1 = 0, n_2 = 0, n_free = 0;

    for (uint32_t list = 0; list < FIRST_1; list++) {
        const uint32_t n = verify_list(self, list);

        CCS_BUG_IF((self->bits[list >> 6] >> (list & 63) & 1) != (n > 0));
        CCS_BUG_IF((self->summary >> (list >> 6) & 1) != (self->bits[list >> 6] != 0));
        n_0 += n;
    }
    for (uint32_t list = FIRST_1; list < FIRST_2; list++) n_1 += verify_list(self, list);
    for (uint32_t list = FIRST_2; list < FAR; list++) n_2 += verify_list(self, list);
    for (uint32_t lane = 0; lane < self->n_lanes; lane++)
        CCS_BUG_IF(self->lanes[lane].time_s < self->lanes[self->winners[1]].time_s && !self->open_lane);
    for (uint32_t slot = self->free; slot; slot = self->links[slot].next, n_free++)
        CCS_BUG_IF(self->nodes[slot].list != UNUSED || n_free > self->n_free);
    CCS_BUG_IF(n_1 != self->n_level_1 || n_2 != self->n_level_2 || n_free != self->n_free);
    CCS_BUG_IF(n_0 + n_1 + n_2 + verify_list(self, FAR) != ccs_calendar_size(self));
}
