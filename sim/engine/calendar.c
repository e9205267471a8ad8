/* calendar.c - the wheel of calendar.h.
 *
 * A timer has a bucket number, floor(time * per_s); 64 of them share a word of the bitmap, and 4096 are a block. Time has reached a word of a
 * block. A timer whose bucket number lies
 *          less than 4096 above the first one of that word is in level 0,    list number & 4095, sorted;
 *   else, if its block agrees with the present one above 10 bits, in level 1,   list block & 1023;
 *   else, if it agrees above 20 bits, in level 2,                            list (block >> 10) & 1023;
 *   else in the far list.
 * Level 0 slides: it holds the rest of the block and the beginning of the next one. A timer set earlier may still wait in level 1
 * for that next block, so its list is spilled into level 0 when time enters the block, before anything of the block fires.
 *
 * The order of setting need not be stored, since lists keep it: of two timers of the same time the one set later never waits in a higher
 * level, nor before the other in a list. So one that is set goes behind its equals, and one that comes down from a higher level in front.
 *
 * Lists are circular through a sentinel, so that linking and unlinking need no branch. A sentinel is eight bytes, so that the 4096 of level 0 stay
 * in the near caches; a timer is half a cache line with its link in front, so that whatever is done with one of very many touches one line. Both lie
 * in one array, which is numbered by eight bytes: a node is the number of a link, be it a sentinel's, 0 .. N_LISTS-1, or a timer's. */
#include "calendar.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "err.h"
#include "hint.h"
#include "lines.h"

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
    PER_WORD = 64,
    WORDS = SIZE_0 / PER_WORD,
    NO_LIST = 0xffff, /* of a timer that is not set */
    REVIEW = 1 << 15  /* timers set between two looks at the width */
};

typedef struct {
    uint32_t next, prev;
} link_t;

typedef struct {
    link_t link;
    double time_s;
    uint32_t mark; /* kind << 16 | list */
    uint32_t unused[3];
} entry_t;

enum { NODES_EACH = sizeof(entry_t) / sizeof(link_t), FIRST_NODE = (N_LISTS + NODES_EACH - 1) / NODES_EACH * NODES_EACH };

struct ccs_calendar {
    link_t *links; /* by node: sentinels, then the timers' entries */
    double per_s;  /* buckets a second: 1 / width */
    double now_s;
    double end_bucket; /* of level 0: the first one that lies beyond */
    uint64_t block;    /* that time has reached, */
    uint32_t word;     /* and the word of bits for it there */
    uint32_t n_timers;
    uint64_t bits[WORDS]; /* bit per list of level 0 that is not empty */
    uint64_t summary;     /* bit per word of bits; may be left over where the word is empty */
    uint32_t n_level_1, n_level_2, n_far;
    uint64_t sets;             /* timers set so far */
    uint64_t walks, crossings; /* since the last look at the width, */
    uint64_t reviewed_at;      /* when so many were set */
    uint64_t walks_allowed;    /* before the next look */
    double first_per_s;        /* as made, for _reset */
};

/* ---- lists ---------------------------------------------------------------------------------------------------------------------- */

static void link_after(link_t *links, uint32_t place, uint32_t node)
{
    const uint32_t next = links[place].next;

    links[node].next = next;
    links[node].prev = place;
    links[place].next = node;
    links[next].prev = node;
}

/* The same at the end of the list, where one link less is read. */
static void link_last(link_t *links, uint32_t list, uint32_t node)
{
    const uint32_t last = links[list].prev;

    links[node].next = list;
    links[node].prev = last;
    links[last].next = node;
    links[list].prev = node;
}

static void unlink_node(link_t *links, uint32_t node)
{
    const uint32_t next = links[node].next, prev = links[node].prev;

    links[prev].next = next;
    links[next].prev = prev;
}

static bool is_empty(const ccs_calendar_t *self, uint32_t list)
{
    return self->links[list].next == list;
}

static uint32_t node_of(uint32_t timer)
{
    return FIRST_NODE + NODES_EACH * timer;
}

static uint32_t timer_of(uint32_t node)
{
    return (node - FIRST_NODE) / NODES_EACH;
}

static entry_t *at_node(const ccs_calendar_t *self, uint32_t node)
{
    return (entry_t *) (void *) &self->links[node];
}

static entry_t *at_timer(const ccs_calendar_t *self, uint32_t timer)
{
    return at_node(self, node_of(timer));
}

static double time_of(const ccs_calendar_t *self, uint32_t node)
{
    return at_node(self, node)->time_s;
}

/* The summary changes seldom: a word stands for 64 lists. */
static void mark(ccs_calendar_t *self, uint32_t list)
{
    const uint32_t at = list / PER_WORD;
    const uint64_t word = self->bits[at];

    self->bits[at] = word | UINT64_C(1) << (list % PER_WORD);
    if (!word) self->summary |= UINT64_C(1) << at;
}

/* ---- buckets -------------------------------------------------------------------------------------------------------------------- */

static uint64_t bucket_of(const ccs_calendar_t *self, double time_s)
{
    const double b = time_s * self->per_s;

    return b < 0x1p62 ? (uint64_t) (int64_t) b : UINT64_C(1) << 62; /* beyond: all in one list, sorted when time gets there */
}

static bool is_near(const ccs_calendar_t *self, uint64_t bucket)
{
    return (double) bucket < self->end_bucket; /* exact: a bucket number comes from a double */
}

static void reach(ccs_calendar_t *self, uint64_t block, uint32_t word)
{
    self->block = block;
    self->word = word;
    self->end_bucket = (double) ((block << BITS_0) + (uint64_t) word * PER_WORD + SIZE_0);
}

/* The list of a bucket that lies beyond level 0: of level 1, of level 2, or far. A timer is counted there. */
static uint32_t list_beyond(ccs_calendar_t *self, uint64_t bucket)
{
    const uint64_t block = bucket >> BITS_0, apart = block ^ self->block;

    if (!(apart >> BITS_1)) {
        self->n_level_1++;
        return FIRST_1 + (uint32_t) (block & (SIZE_1 - 1));
    }
    if (!(apart >> (BITS_1 + BITS_2))) {
        self->n_level_2++;
        return FIRST_2 + (uint32_t) (block >> BITS_1 & (SIZE_2 - 1));
    }
    self->n_far++;
    return FAR;
}

/* A timer leaves a list beyond level 0. */
static void count_out(ccs_calendar_t *self, uint32_t list)
{
    if (list < FIRST_2) self->n_level_1--;
    else if (list < FAR) self->n_level_2--;
    else self->n_far--;
}

static void set_list(ccs_calendar_t *self, uint32_t node, uint32_t list)
{
    uint32_t *const m = &at_node(self, node)->mark;

    *m = (*m & ~(uint32_t) NO_LIST) | list;
}

/* Where a timer stands that comes later than all others, or is the newest of the latest time. */
static void put_last(ccs_calendar_t *self, uint32_t node)
{
    const uint64_t bucket = bucket_of(self, time_of(self, node));
    const bool near = is_near(self, bucket);
    const uint32_t list = near ? (uint32_t) bucket % SIZE_0 : list_beyond(self, bucket);

    set_list(self, node, list);
    link_last(self->links, list, node);
    if (near) mark(self, list);
}

/* ---- sorting -------------------------------------------------------------------------------------------------------------------- */

/* Two chains through `next`, each sorted and ended by 0, into one; of equal times those of a, which were set before, come first. */
static uint32_t merge_chains(ccs_calendar_t *self, uint32_t a, uint32_t b)
{
    link_t *const links = self->links;
    uint32_t first = 0, last = 0;

    while (a && b) {
        uint32_t *const earlier = time_of(self, b) < time_of(self, a) ? &b : &a;

        if (last) links[last].next = *earlier;
        else first = *earlier;
        last = *earlier;
        *earlier = links[last].next;
    }
    if (last) links[last].next = a ? a : b;
    return last ? first : a ? a : b;
}

/* Merge sort; parts[i] holds 2^i timers or none, and those in front of the parts below it. */
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

/* ---- width ---------------------------------------------------------------------------------------------------------------------- */

/* Put the timers of some lists behind a chain. @return its new last node */
static uint32_t gather(ccs_calendar_t *self, uint32_t first, uint32_t end, uint32_t last)
{
    link_t *const links = self->links;

    for (uint32_t list = first; list < end; list++) {
        if (is_empty(self, list)) continue;
        links[last].next = links[list].next;
        last = links[list].prev;
        links[list] = (link_t){list, list};
    }
    return last;
}

/* In the order of their levels from above, so that equal times stand in the order of setting. */
static uint32_t gather_all(ccs_calendar_t *self)
{
    const uint32_t head = FAR; /* a sentinel, which serves as the chain's */
    uint32_t last = is_empty(self, FAR) ? head : self->links[FAR].prev;

    last = gather(self, FIRST_2, FAR, last);
    last = gather(self, FIRST_1, FIRST_2, last);
    last = gather(self, 0, FIRST_1, last);
    self->links[last].next = 0;
    const uint32_t chain = self->links[head].next;

    self->links[FAR] = (link_t){FAR, FAR};
    return chain;
}

static void empty_levels(ccs_calendar_t *self, double per_s)
{
    memset(self->bits, 0, sizeof self->bits);
    self->summary = 0;
    self->n_level_1 = self->n_level_2 = self->n_far = 0;
    self->per_s = per_s;
    const uint64_t bucket = bucket_of(self, self->now_s);

    reach(self, bucket >> BITS_0, (uint32_t) (bucket / PER_WORD % WORDS));
}

static void rebuild(ccs_calendar_t *self, double per_s)
{
    uint32_t node = sort_chain(self, gather_all(self));

    empty_levels(self, per_s);
    while (node) {
        const uint32_t next = self->links[node].next;

        put_last(self, node);
        node = next;
    }
}

/* Finer when insertions walk far, coarser when time steps over more lists than timers are set. What has been done meanwhile pays for relinking
 * all. @return whether all timers have been placed anew */
CCS_RARE static bool review_width(ccs_calendar_t *self)
{
    const uint64_t sets = self->sets - self->reviewed_at, price = (uint64_t) REVIEW + self->n_timers;
    const uint64_t still = sets < price ? price : 0;
    const bool crowded = self->walks > 2 * sets + still, sparse = self->crossings > sets + still;

    self->walks_allowed = still ? 2 * sets + still : price;
    if (still && !crowded && !sparse) return false;
    self->walks = self->crossings = 0;
    self->reviewed_at = self->sets;
    if (crowded && self->per_s < 1e9) rebuild(self, 4 * self->per_s);
    else if (!crowded && sparse && self->per_s > 1e-6) rebuild(self, self->per_s / 4);
    else return false;
    return true;
}

/* ---- life ----------------------------------------------------------------------------------------------------------------------- */

ccs_calendar_t *ccs_calendar_new(double events_per_s, uint32_t n_timers)
{
    CCS_BUG_IF(!(events_per_s > 0));
    ccs_calendar_t *self = calloc(1, sizeof *self);

    if (!self) return NULL;
    self->first_per_s = fmin(fmax(2.75 * events_per_s, 1e-6), 1e9);
    if (ccs_calendar_reserve(self, n_timers > 0 ? n_timers : 1) != 0) {
        ccs_calendar_delete(self);
        return NULL;
    }
    ccs_calendar_reset(self, 0);
    return self;
}

void ccs_calendar_delete(ccs_calendar_t *self)
{
    if (!self) return;
    free(self->links);
    free(self);
}

static void forget_from(ccs_calendar_t *self, uint32_t timer)
{
    for (; timer < self->n_timers; timer++) at_timer(self, timer)->mark = NO_LIST;
}

void ccs_calendar_reset(ccs_calendar_t *self, double start_s)
{
    for (uint32_t list = 0; list < N_LISTS; list++) self->links[list] = (link_t){list, list};
    forget_from(self, 0);
    self->now_s = start_s;
    empty_levels(self, self->first_per_s);
    self->sets = self->reviewed_at = self->walks = self->crossings = 0;
    self->walks_allowed = REVIEW;
}

int ccs_calendar_reserve(ccs_calendar_t *self, uint32_t n_timers)
{
    if (n_timers <= self->n_timers) return 0;
    if (n_timers >= (UINT32_MAX - FIRST_NODE) / NODES_EACH) return CCS_ERR_NOMEM;
    const uint32_t n_before = self->n_timers;
    link_t *const links = ccs_lines_new(node_of(n_timers) * sizeof *links);

    if (!links) return CCS_ERR_NOMEM;
    if (self->links) memcpy(links, self->links, node_of(n_before) * sizeof *links);
    free(self->links);
    self->links = links;
    self->n_timers = n_timers;
    forget_from(self, n_before);
    return 0;
}

/* ---- setting and clearing ------------------------------------------------------------------------------------------------------- */

/* Into a list of level 0 where later timers stand: in front of them. From the tail, so that many equal times cost O(1) each. */
CCS_APART static void set_within(ccs_calendar_t *self, uint32_t timer, uint32_t list)
{
    const double time_s = at_timer(self, timer)->time_s;
    uint32_t at = self->links[list].prev;

    for (; at != list && time_of(self, at) > time_s; self->walks++) at = self->links[at].prev;
    link_after(self->links, at, node_of(timer));
    if (self->walks > self->walks_allowed) (void) review_width(self);
}

/* Not surely into level 0: numbers that no bucket has count as the last one's. */
CCS_APART static void set_beyond(ccs_calendar_t *self, uint32_t timer, double time_s, uint32_t kind)
{
    const uint64_t bucket = bucket_of(self, time_s);

    CCS_BUG_IF(!(time_s < HUGE_VAL));
    at_timer(self, timer)->mark = kind << 16;
    if (!is_near(self, bucket)) {
        put_last(self, node_of(timer));
        return;
    }
    set_list(self, node_of(timer), (uint32_t) bucket % SIZE_0);
    mark(self, (uint32_t) bucket % SIZE_0);
    set_within(self, timer, (uint32_t) bucket % SIZE_0);
}

void ccs_calendar_set(ccs_calendar_t *self, uint32_t timer, double time_s, uint32_t kind)
{
    const double bucket = time_s * self->per_s;
    entry_t *const entry = at_timer(self, timer);

    assert(timer < self->n_timers && entry->mark == NO_LIST && kind <= UINT16_MAX);
    CCS_BUG_IF(!(time_s >= self->now_s));
    entry->time_s = time_s;
    self->sets++;
    if (!(bucket < self->end_bucket)) {
        set_beyond(self, timer, time_s, kind);
        return;
    }
    const uint32_t list = (uint32_t) (int64_t) bucket % SIZE_0, last = self->links[list].prev;

    entry->mark = kind << 16 | list;
    mark(self, list);
    if (last != list && time_of(self, last) > time_s) set_within(self, timer, list);
    else link_last(self->links, list, node_of(timer));
}

void ccs_calendar_clear(ccs_calendar_t *self, uint32_t timer)
{
    entry_t *const entry = at_timer(self, timer);
    const uint32_t list = entry->mark & NO_LIST;

    CCS_BUG_IF(list == NO_LIST);
    unlink_node(self->links, node_of(timer));
    entry->mark = NO_LIST;
    if (list >= FIRST_1) count_out(self, list);
    else
        self->bits[list / PER_WORD] &=
            ~((uint64_t) is_empty(self, list) << (list % PER_WORD)); /* no branch: nobody could foresee it */
}

/* ---- what comes next ------------------------------------------------------------------------------------------------------------ */

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

    for (uint32_t node = self->links[FAR].next; node != FAR; node = self->links[node].next) {
        const uint64_t bucket = bucket_of(self, time_of(self, node));

        if (bucket < least) least = bucket;
    }
    return least >> BITS_0;
}

/* A timer that comes down from a higher level: in front of its equals. From the head, and the last one of a list first, so that many
 * equal times cost O(1) each. */
static void bring_down(ccs_calendar_t *self, uint32_t node)
{
    const link_t *const links = self->links;
    const double time_s = time_of(self, node);
    const uint64_t bucket = bucket_of(self, time_s);
    const bool near = is_near(self, bucket);
    const uint32_t list = near ? (uint32_t) bucket % SIZE_0 : list_beyond(self, bucket);
    uint32_t at = list;

    for (; near && links[at].next != list && time_of(self, links[at].next) < time_s; self->walks++) at = links[at].next;
    set_list(self, node, list);
    link_after(self->links, at, node);
    if (near) mark(self, list);
}

/* Place the timers of a list of a higher level anew; of the far list some may come back to its front.
 * @return false if all timers have been placed anew meanwhile */
static bool spill(ccs_calendar_t *self, uint32_t list)
{
    const uint32_t n_far = self->n_far;

    for (uint32_t n = 0; !is_empty(self, list) && !(list == FAR && n == n_far); n++) {
        const uint32_t node = self->links[list].prev;

        unlink_node(self->links, node);
        count_out(self, list);
        bring_down(self, node);
        if (self->walks > self->walks_allowed && review_width(self)) return false;
    }
    return true;
}

/* Enter a block whose timers are in level 0 and, if they were set long before, in a list of level 1. Where it is the first of its round,
 * those of the round are in a list of level 2; the same with the far list. From below: those in a higher level were set before. */
static void enter_block(ccs_calendar_t *self, uint64_t block)
{
    reach(self, block, 0);
    if (!spill(self, FIRST_1 + (uint32_t) (block & (SIZE_1 - 1))) || block & (SIZE_1 - 1)) return;
    if (!spill(self, FIRST_2 + (uint32_t) (block >> BITS_1 & (SIZE_2 - 1)))) return;
    if (!(block & ((UINT64_C(1) << (BITS_1 + BITS_2)) - 1))) (void) spill(self, FAR);
}

/* The first word behind the present one, of those in @p among, that holds a timer; what is left over of others in the summary is wiped out.
 * @return WORDS if there is none */
static uint32_t next_word(ccs_calendar_t *self, uint64_t among)
{
    for (uint64_t left = self->summary & among; left; left &= left - 1) {
        const uint32_t word = (uint32_t) __builtin_ctzll(left);

        if (self->bits[word]) return word;
        self->summary &= ~(UINT64_C(1) << word);
    }
    return WORDS;
}

/* All timers of the block that level 0 shows have fired: enter the next block that may hold a timer. @return false if there is none */
static bool cross(ccs_calendar_t *self)
{
    const uint64_t here = self->block;
    uint64_t next = here + 1;

    self->crossings++;
    if (review_width(self)) return true;
    if (next_word(self, ~UINT64_C(0)) == WORDS) { /* else the beginning of the next block is in level 0 already */
        if (self->n_level_1) next = next_list(self, here, FIRST_1, SIZE_1);
        else if (self->n_level_2) next = next_list(self, here >> BITS_1, FIRST_2, SIZE_2) << BITS_1;
        else if (self->n_far) next = least_of_far(self) >> (BITS_1 + BITS_2) << (BITS_1 + BITS_2);
        else return false;
    }
    enter_block(self, next);
    return true;
}

/* The present word is empty: reach the next one that is not. @return false if there is none */
CCS_APART static bool move_on(ccs_calendar_t *self)
{
    while (!self->bits[self->word]) {
        const uint32_t word = next_word(self, ~UINT64_C(1) << self->word);

        if (word < WORDS) reach(self, self->block, word);
        else if (!cross(self)) return false;
    }
    return true;
}

bool ccs_calendar_pop(ccs_calendar_t *self, ccs_event_t *event)
{
    if (!self->bits[self->word] && !move_on(self)) return false;
    link_t *const links = self->links;
    const uint64_t word = self->bits[self->word];
    const uint32_t list = self->word * PER_WORD + (uint32_t) __builtin_ctzll(word), node = links[list].next;
    const uint32_t next = links[node].next;
    entry_t *const entry = at_node(self, node);

    links[list].next = next;
    links[next].prev = list;
    self->bits[self->word] = next == list ? word & (word - 1) : word;
    *event = (ccs_event_t){.time_s = entry->time_s, .timer = timer_of(node), .kind = entry->mark >> 16};
    entry->mark = NO_LIST;
    self->now_s = event->time_s;
    return true;
}

double ccs_calendar_now(const ccs_calendar_t *self)
{
    return self->now_s;
}

bool ccs_calendar_is_set(const ccs_calendar_t *self, uint32_t timer)
{
    return at_timer(self, timer)->mark != NO_LIST;
}

bool ccs_calendar_is_empty(const ccs_calendar_t *self)
{
    for (uint32_t word = 0; word < WORDS; word++)
        if (self->bits[word]) return false;
    return !self->n_level_1 && !self->n_level_2 && !self->n_far;
}

ccs_event_t ccs_calendar_look(const ccs_calendar_t *self, uint32_t timer)
{
    CCS_BUG_IF(timer >= self->n_timers || !ccs_calendar_is_set(self, timer));
    const entry_t *const entry = at_timer(self, timer);

    return (ccs_event_t){.time_s = entry->time_s, .timer = timer, .kind = entry->mark >> 16};
}

/* ---- verification --------------------------------------------------------------------------------------------------------------- */

static uint32_t verify_list(const ccs_calendar_t *self, uint32_t list)
{
    const link_t *const links = self->links;
    const uint64_t present = (self->block << BITS_0) + (uint64_t) self->word * PER_WORD;
    uint32_t n = 0, prev = list;

    for (uint32_t node = links[list].next; node != list; prev = node, node = links[node].next, n++) {
        const double time_s = time_of(self, node);
        const uint64_t bucket = bucket_of(self, time_s);

        CCS_BUG_IF(links[node].prev != prev || (at_node(self, node)->mark & NO_LIST) != list || n > self->n_timers);
        CCS_BUG_IF(time_s < self->now_s);
        if (list >= FIRST_1) continue;
        CCS_BUG_IF(bucket - present >= SIZE_0 || bucket % SIZE_0 != list);
        CCS_BUG_IF(prev != list && time_of(self, prev) > time_s);
    }
    CCS_BUG_IF(links[list].prev != prev);
    return n;
}

void ccs_calendar_verify(const ccs_calendar_t *self)
{
    uint32_t n_0 = 0, n_1 = 0, n_2 = 0, n_set = 0;

    for (uint32_t list = 0; list < FIRST_1; list++) {
        const uint32_t n = verify_list(self, list), word = list / PER_WORD;

        CCS_BUG_IF((self->bits[word] >> (list % PER_WORD) & 1) != (n > 0));
        CCS_BUG_IF(n > 0 && !(self->summary >> word & 1));
        n_0 += n;
    }
    for (uint32_t list = FIRST_1; list < FIRST_2; list++) n_1 += verify_list(self, list);
    for (uint32_t list = FIRST_2; list < FAR; list++) n_2 += verify_list(self, list);
    for (uint32_t timer = 0; timer < self->n_timers; timer++) n_set += ccs_calendar_is_set(self, timer);
    CCS_BUG_IF(n_1 != self->n_level_1 || n_2 != self->n_level_2 || verify_list(self, FAR) != self->n_far);
    CCS_BUG_IF(n_set != n_0 + n_1 + n_2 + self->n_far);
}
