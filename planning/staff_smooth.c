/* staff_smooth.c - exchanges at equal cost. Invariant: the best of the search holds, and costs what it cost. */
#include "staff_smooth.h"

#include <math.h>
#include <string.h>

enum { RUN_MAX = 8, STAFFINGS_LEAST = 32, STAFFINGS_PART = 10 };

/* An agent of one group becomes one of another in the slots first .. last. */
typedef struct {
    uint32_t first, last, from, to;
} shift_t;

typedef struct {
    ccs_staff_search_t *search;
    uint32_t *x; /* on trial */
    ccs_staff_outcome_t *outcome;
    shift_t *shifts;  /* of a round; they do not touch one another */
    bool *taken;      /* by slot: one of them is there or beside it */
    bool *refused;    /* [slot][from][to]: one that begins there has missed a target */
    uint32_t n, left; /* shifts; staffings that may still be simulated */
    ccs_arena_t arena;
} smooth_t;

/* Whether a slot goes on behind the one before. */
static bool follows(const ccs_requirement_t *asked, uint32_t slot)
{
    return slot > 0 && slot < asked->n_slots && asked->cell_of[slot] == asked->cell_of[slot - 1] + 1 &&
        ccs_requirement_date(asked, asked->cell_of[slot]) == ccs_requirement_date(asked, asked->cell_of[slot - 1]);
}

static uint32_t apart(uint32_t a, uint32_t b)
{
    return a > b ? a - b : b - a;
}

uint32_t ccs_staff_roughness(const ccs_requirement_t *asked, const uint32_t *x)
{
    const uint32_t n = asked->n_groups;
    uint32_t sum = 0;

    for (uint32_t slot = 1; slot < asked->n_slots; slot++)
        for (uint32_t g = 0; g < n && follows(asked, slot); g++)
            if (asked->changes[g]) sum += apart(x[slot * n + g], x[(slot - 1) * n + g]);
    return sum;
}

/* What a group's jumps at the ends of a run lose if it has one more or less there. */
static int loss_of(const smooth_t *self, const shift_t *s, uint32_t group, int by)
{
    const ccs_requirement_t *const asked = self->search->asked;
    const uint32_t n = asked->n_groups, *const x = self->search->best;
    const uint32_t first = x[s->first * n + group], last = x[s->last * n + group];
    int loss = 0;

    if (follows(asked, s->first)) {
        const uint32_t before = x[(s->first - 1) * n + group];

        loss += (int) apart(first, before) - (int) apart(first + (uint32_t) by, before);
    }
    if (follows(asked, s->last + 1)) {
        const uint32_t behind = x[(s->last + 1) * n + group];

        loss += (int) apart(last, behind) - (int) apart(last + (uint32_t) by, behind);
    }
    return loss;
}

/* Whether an agent may change groups in a slot: alike in cost, and within the bounds of both. */
static bool may_change(const smooth_t *self, uint32_t slot, uint32_t from, uint32_t to)
{
    const ccs_requirement_t *const asked = self->search->asked;
    const uint32_t n = asked->n_groups, *const x = &self->search->best[(size_t) slot * n];

    return !self->taken[slot] && fabs(asked->cost[slot * n + from] - asked->cost[slot * n + to]) < 1e-9 &&
        x[from] > asked->least[from] && x[to] < asked->most[to];
}

/* The best shift between two groups that begins in a slot becomes @p best if it is better. */
static void look_from(const smooth_t *self, shift_t s, shift_t *best, int *most)
{
    const ccs_requirement_t *const asked = self->search->asked;
    const uint32_t begin = s.first;

    if (self->refused[((size_t) begin * asked->n_groups + s.from) * asked->n_groups + s.to]) return;
    for (s.last = begin; s.last < begin + RUN_MAX && s.last < asked->n_slots; s.last++) {
        if ((s.last > begin && !follows(asked, s.last)) || !may_change(self, s.last, s.from, s.to)) return;
        const int loss = loss_of(self, &s, s.from, -1) + loss_of(self, &s, s.to, 1);
        const bool is_shorter = loss == *most && loss > 0 && s.last - s.first < best->last - best->first;

        if (loss <= *most && !is_shorter) continue;
        *most = loss;
        *best = s;
    }
}

/* Shifts of a round, each the one that takes away most of those that touch none before it. */
static void choose(smooth_t *self)
{
    const ccs_requirement_t *const asked = self->search->asked;
    const uint32_t n = asked->n_groups;

    memset(self->taken, 0, asked->n_slots * sizeof *self->taken);
    for (self->n = 0;; self->n++) {
        shift_t best = {0};
        int most = 0;

        for (uint32_t slot = 0; slot < asked->n_slots; slot++)
            for (uint32_t pair = 0; pair < n * n && !self->taken[slot]; pair++)
                if (pair / n != pair % n && asked->changes[pair / n] && asked->changes[pair % n])
                    look_from(self, (shift_t){slot, slot, pair / n, pair % n}, &best, &most);
        if (most == 0) return;
        self->shifts[self->n] = best;
        for (uint32_t slot = best.first > 0 ? best.first - 1 : 0; slot <= best.last + 1 && slot < asked->n_slots; slot++)
            self->taken[slot] = true;
    }
}

/* Simulate some of the shifts together, and where they miss a target each half of them. */
static int try_some(smooth_t *self, const shift_t *shifts, uint32_t n_shifts)
{
    ccs_staff_search_t *const search = self->search;
    const ccs_requirement_t *const asked = search->asked;
    const uint32_t n = asked->n_groups, half = n_shifts / 2;
    int ret = 0;

    if (n_shifts == 0 || self->left == 0 || (search->is_late && search->is_late(search->listener))) return 0;
    self->left--;
    memcpy(self->x, search->best, ccs_requirement_size(asked) * sizeof *self->x);
    for (const shift_t *s = shifts; s < shifts + n_shifts; s++) {
        for (uint32_t slot = s->first; slot <= s->last; slot++) {
            self->x[slot * n + s->from]--;
            self->x[slot * n + s->to]++;
        }
    }
    CCS_TRY(ccs_staff_simulate(&search->engine, self->x, 1, 0, self->outcome));
    search->n_simulated++;
    if (search->tell) search->tell(search->listener, search);
    if (ccs_staff_holds(asked, self->outcome)) {
        memcpy(search->best, self->x, ccs_requirement_size(asked) * sizeof *self->x);
        ccs_staff_outcome_copy(asked, search->outcome, self->outcome);
    } else if (n_shifts == 1) {
        self->refused[((size_t) shifts->first * n + shifts->from) * n + shifts->to] = true;
    } else {
        CCS_TRY(try_some(self, shifts, half));
        CCS_TRY(try_some(self, &shifts[half], n_shifts - half));
    }
out:
    return ret;
}

int ccs_staff_smooth(ccs_staff_search_t *search)
{
    const ccs_requirement_t *const asked = search->asked;
    const uint32_t part = search->n_simulated / STAFFINGS_PART;
    smooth_t self = {.search = search, .left = part > STAFFINGS_LEAST ? part : STAFFINGS_LEAST};
    int ret = 0;

    self.x = ccs_arena_array(&self.arena, ccs_requirement_size(asked), sizeof *self.x);
    self.outcome = ccs_staff_outcomes(asked, 1, &self.arena);
    self.shifts = ccs_arena_array(&self.arena, asked->n_slots, sizeof *self.shifts);
    self.taken = ccs_arena_array(&self.arena, asked->n_slots, sizeof *self.taken);
    self.refused =
        ccs_arena_array(&self.arena, (size_t) asked->n_slots * asked->n_groups * asked->n_groups, sizeof *self.refused);
    CCS_REQUIRE(self.x && self.outcome && self.shifts && self.taken && self.refused, CCS_ERR_NOMEM);
    for (;;) {
        const uint32_t before = self.left;

        choose(&self);
        if (self.n == 0) break;
        CCS_TRY(try_some(&self, self.shifts, self.n));
        if (self.left == 0 || self.left == before) break; /* nothing more may be simulated */
    }
out:
    ccs_arena_free(&self.arena);
    return ret;
}
