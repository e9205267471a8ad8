/* shift_trim.c - one shift after the other. Invariant: on_phones is what the shifts of the choice come to. */
#include "shift_trim.h"

#include <math.h>

#include "err.h"
#include "plan.h"
#include "shift_columns.h"
#include "shift_limits.h"

static const double NEAR = 1e-6;

enum { PASSES = 8 };

typedef struct {
    const ccs_shift_need_t *need;
    ccs_shift_choice_t *choice;
    double *sums, *scratch;
    ccs_shift_limits_t limits;
} trim_t;

static const ccs_shift_candidate_t *candidate_of(const trim_t *self, uint32_t id)
{
    return &self->need->candidates->items[id];
}

static double cost_of(const trim_t *self, uint32_t id)
{
    const ccs_shift_candidate_t *const c = candidate_of(self, id);

    return self->need->templates->items[c->template_id].weight * c->n_paid;
}

static void change(trim_t *self, const ccs_shift_pick_t *shift, double heads)
{
    ccs_shift_add(candidate_of(self, shift->candidate), shift->breaks, heads, self->choice->on_phones, self->need->n_rows);
}

/* With one less of a shift: the rows that it leaves open, summed up as prices. @return how many */
static uint32_t open_rows(trim_t *self, const ccs_shift_pick_t *shift, uint32_t from, uint32_t to)
{
    uint32_t n = 0;

    self->sums[0] = 0;
    for (uint32_t row = from; row < to; row++) {
        const bool open = self->need->need[row] > self->choice->on_phones[row] + NEAR &&
            ccs_shift_covers(candidate_of(self, shift->candidate), shift->breaks, row);

        n += open;
        self->sums[row - from + 1] = self->sums[row - from] + open;
    }
    return n;
}

/* --- one less, one for another ------------------------------------------------------------------------------------------------------- */

/* The cheapest shift that covers what is open, for less than @p most. @return whether there is one */
static bool find_cheaper(trim_t *self, const ccs_shift_pick_t *gone, const ccs_shift_prices_t *prices, uint32_t n_open,
    ccs_shift_pick_t *best)
{
    double least = cost_of(self, gone->candidate) - NEAR;
    bool found = false;

    for (uint32_t j = 0; j < self->need->candidates->n; j++) {
        const ccs_shift_candidate_t *const c = candidate_of(self, j);
        ccs_shift_pick_t shift = {.candidate = j, .n = 1};

        if (cost_of(self, j) >= least || c->start > (int64_t) prices->to || c->start + (int64_t) c->n_rows < prices->from)
            continue;
        if (ccs_shift_place(c, prices, shift.breaks, self->scratch) < n_open - 0.5) continue;
        if (!ccs_shift_limits_allow(&self->limits, gone->candidate, j)) continue;
        least = cost_of(self, j);
        *best = shift;
        found = true;
    }
    return found;
}

/* One head of a kind less, or another in its place. @param better  whether it was */
static int try_kind(trim_t *self, uint32_t kind, bool *better)
{
    const ccs_shift_pick_t shift = self->choice->picks[kind];
    const ccs_shift_candidate_t *const c = candidate_of(self, shift.candidate);
    const int64_t end = c->start + (int64_t) c->n_rows;
    const uint32_t from = c->start > 0 ? (uint32_t) c->start : 0,
                   to = end < self->need->n_rows ? (uint32_t) end : self->need->n_rows;
    ccs_shift_pick_t best;

    *better = false;
    change(self, &shift, -1);
    const uint32_t n_open = open_rows(self, &shift, from, to);
    const bool found = n_open > 0 && find_cheaper(self, &shift, &(ccs_shift_prices_t){from, to, self->sums}, n_open, &best);

    if (n_open > 0 ? !found : !ccs_shift_limits_allow(&self->limits, shift.candidate, CCS_NONE)) {
        change(self, &shift, 1);
        return 0;
    }
    *better = true;
    self->choice->picks[kind].n--;
    ccs_shift_limits_count(&self->limits, shift.candidate, -1);
    if (!found) return 0;
    change(self, &best, 1);
    ccs_shift_limits_count(&self->limits, best.candidate, 1);
    return ccs_shift_choice_add(self->choice, &best);
}

int ccs_shift_trim(const ccs_shift_need_t *need, ccs_shift_choice_t *choice)
{
    trim_t self = {.need = need, .choice = choice};
    ccs_arena_t arena = {0};
    bool any = true;
    int ret = 0;

    self.sums = ccs_arena_array(&arena, need->n_rows + 1, sizeof *self.sums);
    self.scratch = ccs_arena_array(&arena, ccs_shift_scratch(need->candidates), sizeof *self.scratch);
    CCS_REQUIRE(self.sums && self.scratch, CCS_ERR_NOMEM);
    CCS_TRY(ccs_shift_limits_init(&self.limits, need->templates, need->candidates, choice, &arena));
    for (int pass = 0; pass < PASSES && any; pass++) {
        any = false;
        for (uint32_t kind = 0; kind < choice->n_picks; kind++) {
            bool better = true;

            while (better && choice->picks[kind].n > 0 && !(need->shall_end && need->shall_end(need->listener))) {
                CCS_TRY(try_kind(&self, kind, &better));
                any = any || better;
            }
        }
    }
    ccs_shift_choice_close(choice);
out:
    ccs_arena_free(&arena);
    return ret;
}
