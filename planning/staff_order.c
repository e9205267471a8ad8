/* staff_order.c - intervals in order of time. Invariant: no number of a slot that is settled changes, and none behind the slots at hand has yet. */
#include "staff_order.h"

#include <string.h>

#include "pool.h"

/* Types and groups that have to do with one another (pool.h), over hours between two closings: no queue from another lane is felt there, so that the slots at
 * hand of all lanes are settled in the same simulations, the first of each, then the second. */
typedef struct {
    uint32_t pool, first, end; /* slots */
    enum { RAISES, LOWERS, SETTLED } phase;
    uint32_t n, *groups; /* whose step is tried: that of the k-th is part of the k-th staffing */
} lane_t;

typedef struct {
    ccs_staff_search_t *search;
    ccs_pools_t pools;
    uint32_t *x;                  /* the staffing at hand */
    ccs_staff_outcome_t *outcome; /* of it: slacks and sums by lane, as they were simulated */
    uint32_t n_lanes;
    lane_t *lanes;
    uint32_t step;                 /* the slot at hand is this plus the first of its lane */
    uint32_t n_tries, *tries;      /* staffings with a step more or less of one group in each lane: [n_groups][size] */
    ccs_staff_outcome_t *outcomes; /* of them */
    ccs_arena_t arena;
} order_t;

/* --- lanes ------------------------------------------------------------------------------------------------------------------------- */

static bool is_pool(const ccs_requirement_t *asked, const ccs_pools_t *pools, uint32_t pool)
{
    for (uint32_t g = 0; g < asked->n_groups; g++)
        if (asked->changes[g] && pools->of_group[g] == pool) return true;
    return false;
}

/* The slot behind the last of those that are open without a break. */
static uint32_t end_of_opening(const ccs_requirement_t *asked, uint32_t slot)
{
    while (slot + 1 < asked->n_slots && asked->cell_of[slot + 1] == asked->cell_of[slot] + 1) slot++;
    return slot + 1;
}

static int make_lanes(order_t *self)
{
    const ccs_requirement_t *const asked = self->search->asked;
    const uint32_t n_types = asked->plan->n_types;

    self->lanes = ccs_arena_array(&self->arena, (size_t) asked->n_slots * n_types, sizeof *self->lanes);
    if (!self->lanes || ccs_pools_find(&self->pools, asked->plan, true, &self->arena)) return CCS_ERR_NOMEM;
    for (uint32_t first = 0, end; first < asked->n_slots; first = end) {
        end = end_of_opening(asked, first);
        for (uint32_t pool = 0; pool < n_types; pool++) {
            if (!is_pool(asked, &self->pools, pool)) continue;
            lane_t *const lane = &self->lanes[self->n_lanes++];

            *lane = (lane_t){pool, first, end, SETTLED, 0, ccs_arena_array(&self->arena, asked->n_groups, sizeof *lane->groups)};
            if (!lane->groups) return CCS_ERR_NOMEM;
        }
    }
    return 0;
}

static int begin(order_t *self)
{
    const ccs_requirement_t *const asked = self->search->asked;
    int ret;

    self->outcome = ccs_staff_outcomes(asked, 1, &self->arena);
    self->outcomes = ccs_staff_outcomes(asked, asked->n_groups, &self->arena);
    self->tries = ccs_arena_array(&self->arena, (size_t) asked->n_groups * ccs_requirement_size(asked), sizeof *self->tries);
    CCS_REQUIRE(self->outcome && self->outcomes && self->tries, CCS_ERR_NOMEM);
    CCS_TRY(make_lanes(self));
    ret = ccs_staff_simulate(&self->search->engine, self->x, 1, 0, self->outcome);
out:
    return ret;
}

static bool is_late(ccs_staff_search_t *search)
{
    search->ended_late = search->ended_late || (search->is_late && search->is_late(search->listener));
    return search->ended_late;
}

/* Contacts of the lane that are missing up to the slot at hand: its agents serve the queue of those before it, too. Periods are slots. */
static double missing(const order_t *self, const lane_t *lane, const ccs_staff_outcome_t *outcome)
{
    const ccs_requirement_t *const asked = self->search->asked;
    double sum = 0;

    for (uint32_t t = 0; t < asked->n_targets; t++)
        if (self->pools.of_type[asked->targets[t].type] == lane->pool)
            sum += ccs_staff_missing_of(asked, outcome, t, lane->first, lane->first + self->step + 1);
    return sum;
}

/* --- steps --------------------------------------------------------------------------------------------------------------------------- */

static uint32_t number_of(const order_t *self, const lane_t *lane, uint32_t group)
{
    return (lane->first + self->step) * self->search->asked->n_groups + group;
}

/* The groups of a lane that may have a step more, or less, one in each staffing. */
static void add_tries(order_t *self, lane_t *lane)
{
    const ccs_requirement_t *const asked = self->search->asked;
    const bool up = lane->phase == RAISES;

    lane->n = 0;
    for (uint32_t g = 0; lane->phase != SETTLED && g < asked->n_groups; g++) {
        const uint32_t at = number_of(self, lane, g);

        if (!asked->changes[g] || self->pools.of_group[g] != lane->pool) continue;
        if (up ? self->x[at] >= asked->most[g] : self->x[at] <= asked->least[g]) continue;
        uint32_t *const x = &self->tries[(size_t) lane->n * ccs_requirement_size(asked) + at];

        *x = up ? *x + 1 : *x - 1;
        lane->groups[lane->n++] = g;
    }
    if (lane->n > self->n_tries) self->n_tries = lane->n;
}

/* Simulate what is one step away in the slots at hand, side by side. */
static int look_around(order_t *self)
{
    ccs_staff_search_t *const search = self->search;
    const ccs_requirement_t *const asked = search->asked;
    const uint32_t size = ccs_requirement_size(asked);

    self->n_tries = 0;
    for (uint32_t k = 0; k < asked->n_groups; k++) memcpy(&self->tries[(size_t) k * size], self->x, size * sizeof *self->x);
    for (uint32_t i = 0; i < self->n_lanes; i++) add_tries(self, &self->lanes[i]);
    const int ret = self->n_tries > 0 ? ccs_staff_simulate(&search->engine, self->tries, self->n_tries, 0, self->outcomes) : 0;

    search->n_simulated += self->n_tries;
    if (ret == 0 && search->tell) search->tell(search->listener, search);
    return ret;
}

/* The lane has its k-th step, and what it comes to by it. */
static void take(order_t *self, const lane_t *lane, uint32_t k)
{
    const ccs_requirement_t *const asked = self->search->asked;
    const uint32_t at = number_of(self, lane, lane->groups[k]);

    self->x[at] = self->tries[(size_t) k * ccs_requirement_size(asked) + at];
    for (uint32_t t = 0; t < asked->n_targets; t++) {
        const size_t row = (size_t) t * asked->n_periods + lane->first, n = lane->end - lane->first;

        if (self->pools.of_type[asked->targets[t].type] != lane->pool) continue;
        memcpy(&self->outcome->slack[row], &self->outcomes[k].slack[row], n * sizeof *self->outcome->slack);
        memcpy(&self->outcome->sums[row], &self->outcomes[k].sums[row], n * sizeof *self->outcome->sums);
    }
}

static double step_cost(const order_t *self, const lane_t *lane, uint32_t k)
{
    return self->search->asked->cost[number_of(self, lane, lane->groups[k])];
}

/* A step more of the group that does most for its cost. @return CCS_NONE: none does anything */
static uint32_t best_more(const order_t *self, const lane_t *lane)
{
    const double before = missing(self, lane, self->outcome);
    uint32_t best = CCS_NONE;
    double most = 0;

    for (uint32_t k = 0; k < lane->n; k++) {
        const double gain = (before - missing(self, lane, &self->outcomes[k])) / step_cost(self, lane, k);

        if (gain <= most) continue;
        best = k;
        most = gain;
    }
    return best;
}

/* A step less, the dearest that can be spared. @return CCS_NONE: none can */
static uint32_t best_less(const order_t *self, const lane_t *lane)
{
    uint32_t best = CCS_NONE;

    for (uint32_t k = 0; k < lane->n; k++)
        if (!(missing(self, lane, &self->outcomes[k]) > 0) &&
            (best == CCS_NONE || step_cost(self, lane, k) > step_cost(self, lane, best)))
            best = k;
    return best;
}

/* Up until nothing is missing, or nobody helps; then down until nobody can be spared. */
static void decide(order_t *self, lane_t *lane)
{
    if (lane->phase == SETTLED) return;
    const uint32_t best = lane->phase == RAISES ? best_more(self, lane) : best_less(self, lane);

    if (best == CCS_NONE) {
        lane->phase = SETTLED;
        return;
    }
    take(self, lane, best);
    if (lane->phase == RAISES && !(missing(self, lane, self->outcome) > 0)) lane->phase = LOWERS;
}

/* The slots at hand of all lanes. @return whether there is any */
static bool begin_slots(order_t *self)
{
    bool any = false;

    for (uint32_t i = 0; i < self->n_lanes; i++) {
        lane_t *const lane = &self->lanes[i];

        lane->phase = SETTLED;
        if (lane->first + self->step >= lane->end) continue;
        lane->phase = missing(self, lane, self->outcome) > 0 ? RAISES : LOWERS;
        any = true;
    }
    return any;
}

static bool is_settled(const order_t *self)
{
    for (uint32_t i = 0; i < self->n_lanes; i++)
        if (self->lanes[i].phase != SETTLED) return false;
    return true;
}

int ccs_staff_order(ccs_staff_search_t *search, uint32_t *x)
{
    order_t self = {.search = search, .x = x};
    int ret = begin(&self);

    for (; ret == 0 && begin_slots(&self) && !is_late(search); self.step++) {
        while (ret == 0 && !is_settled(&self) && !is_late(search)) {
            ret = look_around(&self);
            for (uint32_t i = 0; ret == 0 && i < self.n_lanes; i++) decide(&self, &self.lanes[i]);
        }
    }
    ccs_arena_free(&self.arena);
    return ret;
}
