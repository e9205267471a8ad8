/* shift_need.c - choices of shifts. Invariant: no two picks of a choice are alike. */
#include "shift_need.h"

#include "err.h"

double ccs_shift_paid_h(const ccs_shift_templates_t *templates, const ccs_shift_candidate_t *candidate)
{
    return candidate->n_paid * templates->row_s / 3600;
}

void ccs_shift_choice_free(ccs_shift_choice_t *self)
{
    if (!self) return;
    ccs_arena_free(&self->arena);
    *self = (ccs_shift_choice_t){0};
}

static bool is_same(const ccs_shift_pick_t *a, const ccs_shift_pick_t *b)
{
    bool same = a->candidate == b->candidate;

    for (uint32_t i = 0; i < CCS_SHIFT_BREAKS_MAX; i++) same = same && a->breaks[i] == b->breaks[i];
    return same;
}

int ccs_shift_choice_add(ccs_shift_choice_t *self, const ccs_shift_pick_t *shift)
{
    for (uint32_t i = 0; i < self->n_picks; i++) {
        if (!is_same(&self->picks[i], shift)) continue;
        self->picks[i].n += shift->n;
        return 0;
    }
    ccs_shift_pick_t *const picks = ccs_arena_room(&self->arena, self->picks, self->n_picks, &self->room, sizeof *picks);

    if (!picks) return CCS_ERR_NOMEM;
    self->picks = picks;
    self->picks[self->n_picks++] = *shift;
    return 0;
}

bool ccs_shift_choice_take(ccs_shift_choice_t *self, const ccs_shift_pick_t *shift)
{
    for (uint32_t i = 0; i < self->n_picks; i++) {
        if (self->picks[i].n == 0 || !is_same(&self->picks[i], shift)) continue;
        self->picks[i].n--;
        return true;
    }
    return false;
}

void ccs_shift_choice_close(ccs_shift_choice_t *self)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < self->n_picks; i++)
        if (self->picks[i].n > 0) self->picks[n++] = self->picks[i];
    self->n_picks = n;
}
