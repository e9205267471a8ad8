/* staff_order.c - intervals in order of time. Invariant: no number of a slot that is settled changes, and none behind the slot at hand has yet. */
#include "staff_order.h"

#include <string.h>

typedef struct {
    ccs_staff_search_t *search;
    uint32_t *x;                  /* the staffing at hand */
    ccs_staff_outcome_t *outcome; /* of it */
    uint32_t slot;
    /* the staffings with a step more or less of one group in the slot */
    uint32_t n;
    uint32_t *group, *neighbours;  /* whose step; [n][size] */
    ccs_staff_outcome_t *outcomes; /* of them */
    ccs_arena_t arena;
} order_t;

static int begin(order_t *self)
{
    const ccs_requirement_t *const asked = self->search->asked;

    self->outcome = ccs_staff_outcomes(asked, 1, &self->arena);
    self->outcomes = ccs_staff_outcomes(asked, asked->n_groups, &self->arena);
    self->group = ccs_arena_array(&self->arena, asked->n_groups, sizeof *self->group);
    self->neighbours =
        ccs_arena_array(&self->arena, (size_t) asked->n_groups * ccs_requirement_size(asked), sizeof *self->neighbours);
    if (!self->outcome || !self->outcomes || !self->group || !self->neighbours) return CCS_ERR_NOMEM;
    return ccs_staff_simulate(&self->search->engine, self->x, 1, 0, self->outcome);
}

static bool is_late(ccs_staff_search_t *search)
{
    search->ended_late = search->ended_late || (search->is_late && search->is_late(search->listener));
    return search->ended_late;
}

/* Contacts missing up to the slot at hand: its agents serve the queue of those before it, too. Periods are slots. */
static double missing(const order_t *self, const ccs_staff_outcome_t *outcome)
{
    return ccs_staff_missing(self->search->asked, outcome, self->slot + 1);
}

/* Simulate what is one step away in the slot, side by side. @param up  a step more of a group, else a step less */
static int look_around(order_t *self, bool up)
{
    ccs_staff_search_t *const search = self->search;
    const ccs_requirement_t *const asked = search->asked;
    const uint32_t size = ccs_requirement_size(asked);

    self->n = 0;
    for (uint32_t g = 0; g < asked->n_groups; g++) {
        const uint32_t at = self->slot * asked->n_groups + g;
        uint32_t *const next = &self->neighbours[(size_t) self->n * size];

        if (!asked->changes[g] || (up ? self->x[at] >= asked->most[g] : self->x[at] <= asked->least[g])) continue;
        memcpy(next, self->x, size * sizeof *next);
        next[at] = up ? next[at] + 1 : next[at] - 1;
        self->group[self->n++] = g;
    }
    const int ret = self->n > 0 ? ccs_staff_simulate(&search->engine, self->neighbours, self->n, 0, self->outcomes) : 0;

    search->n_simulated += self->n;
    if (ret == 0 && search->tell) search->tell(search->listener, search);
    return ret;
}

static void take(order_t *self, uint32_t neighbour)
{
    const ccs_requirement_t *const asked = self->search->asked;
    const uint32_t size = ccs_requirement_size(asked);

    memcpy(self->x, &self->neighbours[(size_t) neighbour * size], size * sizeof *self->x);
    ccs_staff_outcome_copy(asked, self->outcome, &self->outcomes[neighbour]);
}

static double step_cost(const order_t *self, uint32_t neighbour)
{
    const ccs_requirement_t *const asked = self->search->asked;

    return asked->cost[self->slot * asked->n_groups + self->group[neighbour]];
}

/* Steps more, each of the group that does most for its cost, until nothing is missing or none does anything. */
static int raise(order_t *self)
{
    int ret = 0;

    while (ret == 0 && missing(self, self->outcome) > 0 && !is_late(self->search)) {
        uint32_t best = CCS_NONE;
        double most = 0;

        CCS_TRY(look_around(self, true));
        for (uint32_t i = 0; i < self->n; i++) {
            const double gain = (missing(self, self->outcome) - missing(self, &self->outcomes[i])) / step_cost(self, i);

            if (gain <= most) continue;
            best = i;
            most = gain;
        }
        if (best == CCS_NONE) break;
        take(self, best);
    }
out:
    return ret;
}

/* Steps less, the dearest that can be spared first, until none can. */
static int lower(order_t *self)
{
    int ret = 0;

    while (!(missing(self, self->outcome) > 0) && !is_late(self->search)) {
        uint32_t best = CCS_NONE;

        CCS_TRY(look_around(self, false));
        for (uint32_t i = 0; i < self->n; i++)
            if (!(missing(self, &self->outcomes[i]) > 0) && (best == CCS_NONE || step_cost(self, i) > step_cost(self, best)))
                best = i;
        if (best == CCS_NONE) break;
        take(self, best);
    }
out:
    return ret;
}

int ccs_staff_order(ccs_staff_search_t *search, uint32_t *x)
{
    order_t self = {.search = search, .x = x};
    int ret = begin(&self);

    for (; ret == 0 && self.slot < search->asked->n_slots && !is_late(search); self.slot++) {
        ret = raise(&self);
        if (ret == 0) ret = lower(&self);
    }
    ccs_arena_free(&self.arena);
    return ret;
}
