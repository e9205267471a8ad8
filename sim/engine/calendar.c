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
 * Heads are apart from nodes: eight bytes each, the 4096 of level 0 stay in the nearest cache. Node 0 is nobody; free nodes form a
 * stack through `next`. */
#include "calendar.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "err.h"

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
    REVIEW = 1 << 14 /* operations between two looks at the width */
};

/* 32 bytes: two timers share a cache line. */
typedef struct {
    double time_s;
    uint64_t order;
    uint32_t next, prev; /* 0 = none */
    uint32_t owner;
    uint16_t list;
    uint16_t kind;
} node_t;

typedef struct {
    uint32_t first, last; /* 0 = empty */
} list_t;

struct ccs_calendar {
    node_t *nodes;
    double per_s; /* buckets a second: 1 / width */
    double now_s;
    uint64_t base;  /* bucket number that time has reached */
    uint64_t order; /* of the timer set last */
    uint32_t free;  /* top of the stack of free nodes, 0 if empty */
    uint32_t n_free, n_nodes, n_pending, n_level_0;
    uint32_t n_level_1, n_level_2;
    uint64_t summary;                      /* bit per word of bits */
    uint64_t bits[WORDS];                  /* bit per list of level 0 that is not empty */
    uint64_t walks, crossings, operations; /* since the last look at the width */
    double first_per_s;                    /* as made, for _reset */
    list_t lists[N_LISTS];
};

/* ---- lists ---------------------------------------------------------------------------------------------------------------------- */

/* After `place`, which is 0 for the front. */
static void link_after(ccs_calendar_t *self, uint32_t list, uint32_t place, uint32_t slot)
{
    node_t *const nodes = self->nodes;
    list_t *const l = &self->lists[list];
    const uint32_t next = place ? nodes[place].next : l->first;

    nodes[slot].list = (uint16_t) list;
    nodes[slot].prev = place;
    nodes[slot].next = next;
    if (place) nodes[place].next = slot;
    else l->first = slot;
    if (next) nodes[next].prev = slot;
    else l->last = slot;
}

static void unlink_node(ccs_calendar_t *self, uint32_t slot)
{
    node_t *const nodes = self->nodes;
    list_t *const l = &self->lists[nodes[slot].list];
    const uint32_t next = nodes[slot].next, prev = nodes[slot].prev;

    if (prev) nodes[prev].next = next;
    else l->first = next;
    if (next) nodes[next].prev = prev;
    else l->last = prev;
}

static void mark(ccs_calendar_t *self, uint32_t list)
{
    self->bits[list >> 6] |= UINT64_C(1) << (list & 63);
    self->summary |= UINT64_C(1) << (list >> 6);
}

static void unmark(ccs_calendar_t *self, uint32_t list)
{
    const uint64_t word = self->bits[list >> 6] & ~(UINT64_C(1) << (list & 63));

    self->bits[list >> 6] = word;
    if (!word) self->summary &= ~(UINT64_C(1) << (list >> 6));
}

static uint64_t bucket_of(const ccs_calendar_t *self, double time_s)
{
    const double b = time_s * self->per_s;

    return b < 0x1p62 ? (uint64_t) (int64_t) b : UINT64_C(1) << 62; /* beyond: all in one list, sorted when time gets there */
}

/* Into level 0: walk from the tail, where equal times belong, so that many of them cost O(1) each. */
static void place_sorted(ccs_calendar_t *self, uint32_t slot, uint32_t list)
{
    const node_t *const nodes = self->nodes;
    const double time_s = nodes[slot].time_s;
    const uint64_t order = nodes[slot].order;
    uint32_t at = self->lists[list].last;
    uint64_t walked = 0;

    for (; at && (nodes[at].time_s > time_s || (nodes[at].time_s == time_s && nodes[at].order > order)); walked++)
        at = nodes[at].prev;
    self->walks += walked;
    link_after(self, list, at, slot);
    mark(self, list);
    self->n_level_0++;
}

static void place_beyond(ccs_calendar_t *self, uint32_t slot, uint64_t bucket)
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
    link_after(self, list, self->lists[list].last, slot);
}

static void place(ccs_calendar_t *self, uint32_t slot)
{
    const uint64_t bucket = bucket_of(self, self->nodes[slot].time_s);

    if (bucket - self->base >= SIZE_0) place_beyond(self, slot, bucket);
    else place_sorted(self, slot, (uint32_t) (bucket & (SIZE_0 - 1)));
}

static void count_out(ccs_calendar_t *self, uint32_t list)
{
    if (list < FIRST_1) {
        self->n_level_0--;
        if (!self->lists[list].first) unmark(self, list);
    } else if (list < FIRST_2) {
        self->n_level_1--;
    } else if (list < FAR) {
        self->n_level_2--;
    }
}

static void release(ccs_calendar_t *self, uint32_t slot)
{
    self->nodes[slot].list = UNUSED;
    self->nodes[slot].next = self->free;
    self->free = slot;
    self->n_free++;
    self->n_pending--;
}

/* Take a whole list of a higher level apart and place its timers anew. */
static void spill(ccs_calendar_t *self, uint32_t list)
{
    uint32_t slot = self->lists[list].first;

    self->lists[list] = (list_t){0, 0};
    while (slot) {
        const uint32_t next = self->nodes[slot].next;

        if (list < FIRST_2) self->n_level_1--;
        else if (list < FAR) self->n_level_2--;
        place(self, slot);
        slot = next;
    }
}

/* ---- width ---------------------------------------------------------------------------------------------------------------------- */

static void rebuild(ccs_calendar_t *self, double per_s)
{
    uint32_t all = 0;

    for (uint32_t list = 0; list < N_LISTS; list++) {
        for (uint32_t slot = self->lists[list].first; slot;) {
            const uint32_t next = self->nodes[slot].next;

            self->nodes[slot].next = all;
            all = slot;
            slot = next;
        }
    }
    memset(self->lists, 0, sizeof self->lists);
    memset(self->bits, 0, sizeof self->bits);
    self->summary = 0;
    self->n_level_0 = self->n_level_1 = self->n_level_2 = 0;
    self->per_s = per_s;
    self->base = bucket_of(self, self->now_s);
    while (all) {
        const uint32_t next = self->nodes[all].next;

        place(self, all);
        all = next;
    }
}

/* Finer when insertions walk far, coarser when time steps over more lists of level 1 than there are operations. */
static void review_width(ccs_calendar_t *self)
{
    const bool crowded = self->walks > 2 * self->operations && self->per_s < 1e9;
    const bool sparse = self->crossings > self->operations && self->per_s > 1e-6;

    self->walks = self->crossings = 0;
    self->operations = 0;
    if (crowded) rebuild(self, 4 * self->per_s);
    else if (sparse) rebuild(self, self->per_s / 4);
}

/* ---- life ----------------------------------------------------------------------------------------------------------------------- */

static void add_free(ccs_calendar_t *self, uint32_t first)
{
    for (uint32_t slot = self->n_nodes; slot-- > first;) {
        self->nodes[slot] = (node_t){.next = self->free, .list = UNUSED};
        self->free = slot;
    }
}

static void clear_lists(ccs_calendar_t *self)
{
    memset(self->lists, 0, sizeof self->lists);
    memset(self->bits, 0, sizeof self->bits);
    self->summary = 0;
    self->free = 0;
    add_free(self, 1);
    self->n_free = self->n_nodes - 1;
    self->n_pending = self->n_level_0 = self->n_level_1 = self->n_level_2 = 0;
}

ccs_calendar_t *ccs_calendar_new(double events_per_s)
{
    CCS_BUG_IF(!(events_per_s > 0));
    ccs_calendar_t *self = calloc(1, sizeof *self);

    if (!self) return NULL;
    self->first_per_s = fmin(fmax(2.75 * events_per_s, 1e-6), 1e9);
    self->n_nodes = 1024;
    self->nodes = aligned_alloc(64, (size_t) self->n_nodes * sizeof *self->nodes);
    if (!self->nodes) {
        free(self);
        return NULL;
    }
    ccs_calendar_reset(self, 0);
    return self;
}

void ccs_calendar_delete(ccs_calendar_t *self)
{
    if (!self) return;
    free(self->nodes);
    free(self);
}

void ccs_calendar_reset(ccs_calendar_t *self, double start_s)
{
    clear_lists(self);
    self->per_s = self->first_per_s;
    self->now_s = start_s;
    self->base = bucket_of(self, start_s);
    self->order = 0;
    self->walks = self->crossings = 0;
    self->operations = 0;
}

int ccs_calendar_reserve(ccs_calendar_t *self, uint32_t n)
{
    if (self->n_free >= n) return 0;
    uint64_t n_nodes = 2 * (uint64_t) self->n_nodes;

    while (n_nodes - self->n_nodes + self->n_free < n) n_nodes *= 2;
    if (n_nodes > UINT32_MAX) return CCS_ERR_NOMEM;
    node_t *nodes = aligned_alloc(64, (size_t) n_nodes * sizeof *nodes);

    if (!nodes) return CCS_ERR_NOMEM;
    memcpy(nodes, self->nodes, self->n_nodes * sizeof *nodes);
    free(self->nodes);
    self->nodes = nodes;
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
    CCS_BUG_IF(!(time_s >= self->now_s && isfinite(time_s)));
    self->free = node->next;
    self->n_free--;
    self->n_pending++;
    node->time_s = time_s;
    node->order = ++self->order;
    node->owner = owner;
    node->kind = (uint16_t) kind;
    place(self, slot);
    /* A burst into one bucket walks far before anything fires; the sum with n_pending pays for relinking all of them. */
    if (self->walks > 2 * REVIEW + (uint64_t) self->n_pending) review_width(self);
    self->operations++;
    return slot;
}

void ccs_calendar_clear(ccs_calendar_t *self, uint32_t slot)
{
    CCS_BUG_IF(slot == CCS_CALENDAR_NO_TIMER || slot >= self->n_nodes || self->nodes[slot].list == UNUSED);
    unlink_node(self, slot);
    count_out(self, self->nodes[slot].list);
    release(self, slot);
}

/* Number, above `number` and within the round that it belongs to, of the next list of a level that is not empty. */
static uint64_t next_list(ccs_calendar_t *self, uint64_t number, uint32_t first, uint32_t size)
{
    do {
        number++;
        self->crossings++;
    } while (!self->lists[first + (uint32_t) (number & (size - 1))].first);
    return number;
}

/* Nothing is left of base's block in level 0: go to the next block that holds a timer and bring all of it into level 0. */
static void cross(ccs_calendar_t *self)
{
    uint64_t block = self->base >> BITS_0;

    if (self->n_level_0) {
        block++; /* the beginning of the next block is in level 0 already */
        self->crossings++;
        if (!(block & (SIZE_1 - 1))) {
            self->base = block << BITS_0;
            if (!(block & ((UINT64_C(1) << (BITS_1 + BITS_2)) - 1))) spill(self, FAR);
            spill(self, FIRST_2 + (uint32_t) (block >> BITS_1 & (SIZE_2 - 1)));
        }
    } else if (self->n_level_1) {
        block = next_list(self, block, FIRST_1, SIZE_1);
    } else if (self->n_level_2) {
        const uint64_t round = next_list(self, block >> BITS_1, FIRST_2, SIZE_2);

        self->base = round << (BITS_0 + BITS_1);
        spill(self, FIRST_2 + (uint32_t) (round & (SIZE_2 - 1)));
        return; /* into level 0 or level 1: look again */
    } else {
        uint64_t least = UINT64_MAX;

        for (uint32_t slot = self->lists[FAR].first; slot; slot = self->nodes[slot].next) {
            const uint64_t bucket = bucket_of(self, self->nodes[slot].time_s);

            if (bucket < least) least = bucket;
        }
        self->base = least >> BITS_0 << BITS_0;
        spill(self, FAR);
        return;
    }
    self->base = block << BITS_0;
    spill(self, FIRST_1 + (uint32_t) (block & (SIZE_1 - 1)));
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

bool ccs_calendar_pop(ccs_calendar_t *self, ccs_event_t *event)
{
    if (!self->n_pending) return false;
    if (++self->operations >= 2 * REVIEW + (uint64_t) self->n_pending) review_width(self);
    uint32_t list = first_of_block(self);

    for (; list == SIZE_0; list = first_of_block(self)) cross(self);
    const uint32_t slot = self->lists[list].first;
    const node_t *const node = &self->nodes[slot];

    event->time_s = node->time_s;
    event->owner = node->owner;
    event->kind = node->kind;
    CCS_BUG_IF(node->time_s < self->now_s);
    self->now_s = node->time_s;
    self->base = (self->base & ~(uint64_t) (SIZE_0 - 1)) | list;
    unlink_node(self, slot);
    self->n_level_0--;
    if (!self->lists[list].first) unmark(self, list);
    release(self, slot);
    return true;
}

double ccs_calendar_now(const ccs_calendar_t *self)
{
    return self->now_s;
}

uint32_t ccs_calendar_size(const ccs_calendar_t *self)
{
    return self->n_pending;
}

ccs_event_t ccs_calendar_look(const ccs_calendar_t *self, uint32_t slot)
{
    const node_t *const node = &self->nodes[slot];

    CCS_BUG_IF(slot == CCS_CALENDAR_NO_TIMER || slot >= self->n_nodes || node->list == UNUSED);
    return (ccs_event_t){.time_s = node->time_s, .owner = node->owner, .kind = node->kind};
}

/* ---- verification --------------------------------------------------------------------------------------------------------------- */

static uint32_t verify_list(const ccs_calendar_t *self, uint32_t list)
{
    const node_t *const nodes = self->nodes;
    uint32_t n = 0, prev = 0;

    for (uint32_t slot = self->lists[list].first; slot; prev = slot, slot = nodes[slot].next, n++) {
        const uint64_t bucket = bucket_of(self, nodes[slot].time_s);

        CCS_BUG_IF(nodes[slot].prev != prev || nodes[slot].list != list || n > self->n_pending);
        CCS_BUG_IF(nodes[slot].time_s < self->now_s);
        if (list >= FIRST_1) continue;
        CCS_BUG_IF(bucket - self->base >= SIZE_0 || (bucket & (SIZE_0 - 1)) != list);
        CCS_BUG_IF(prev &&
            (nodes[prev].time_s > nodes[slot].time_s ||
                (nodes[prev].time_s == nodes[slot].time_s && nodes[prev].order >= nodes[slot].order)));
    }
    CCS_BUG_IF(self->lists[list].last != prev);
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
    for (uint32_t slot = self->free; slot; slot = self->nodes[slot].next, n_free++)
        CCS_BUG_IF(self->nodes[slot].list != UNUSED || n_free > self->n_free);
    CCS_BUG_IF(n_0 != self->n_level_0 || n_1 != self->n_level_1 || n_2 != self->n_level_2 || n_free != self->n_free);
    CCS_BUG_IF(n_0 + n_1 + n_2 + verify_list(self, FAR) != self->n_pending);
    CCS_BUG_IF(self->n_pending + self->n_free + 1 != self->n_nodes);
}
