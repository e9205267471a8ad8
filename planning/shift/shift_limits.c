/* shift_limits.c - heads by day and template. Invariant: heads are those of the choice and of what was counted since. */
#include "shift_limits.h"

#include <math.h>

#include "err.h"
#include "plan.h"

static const double NEAR = 1e-6;

static int32_t last_day(const ccs_shift_candidates_t *candidates)
{
    int32_t last = 0;

    for (uint32_t j = 0; j < candidates->n; j++)
        if (candidates->items[j].day > last) last = candidates->items[j].day;
    return last;
}

static uint32_t *heads_of(const ccs_shift_limits_t *self, int32_t day)
{
    return &self->heads[(size_t) (day + 1) * self->templates->n];
}

int ccs_shift_limits_init(ccs_shift_limits_t *self, const ccs_shift_templates_t *templates,
    const ccs_shift_candidates_t *candidates, const ccs_shift_choice_t *choice, ccs_arena_t *arena)
{
    *self = (ccs_shift_limits_t){.templates = templates, .candidates = candidates};
    self->heads = ccs_arena_array(arena, (size_t) (last_day(candidates) + 2) * templates->n, sizeof *self->heads);
    if (!self->heads) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < templates->n; i++) self->limited = self->limited || templates->items[i].most_frac < 1;
    for (uint32_t i = 0; i < choice->n_picks; i++)
        ccs_shift_limits_count(self, choice->picks[i].candidate, (int32_t) choice->picks[i].n);
    return 0;
}

void ccs_shift_limits_count(ccs_shift_limits_t *self, uint32_t candidate, int32_t heads)
{
    const ccs_shift_candidate_t *const c = &self->candidates->items[candidate];

    heads_of(self, c->day)[c->template_id] += (uint32_t) heads;
}

/* Whether no template has more than its part of a day, with one head of a template less and one more; CCS_NONE: of none. */
static bool day_holds(const ccs_shift_limits_t *self, int32_t day, uint32_t less, uint32_t more)
{
    const ccs_shift_templates_t *const t = self->templates;
    const uint32_t *const heads = heads_of(self, day);
    double all = (more != CCS_NONE ? 1 : 0) - (less != CCS_NONE ? 1 : 0);
    bool holds = true;

    for (uint32_t i = 0; i < t->n; i++) all += heads[i];
    for (uint32_t i = 0; i < t->n && holds; i++) {
        const double own = heads[i] + (i == more ? 1.0 : 0.0) - (i == less ? 1.0 : 0.0);

        holds = t->items[i].most_frac >= 1 || own <= ceil(t->items[i].most_frac * all - NEAR);
    }
    return holds;
}

bool ccs_shift_limits_allow(const ccs_shift_limits_t *self, uint32_t gone, uint32_t come)
{
    const ccs_shift_candidate_t *const a = &self->candidates->items[gone],
                                       *const b = come != CCS_NONE ? &self->candidates->items[come] : NULL;

    if (!self->limited) return true;
    if (b && b->day == a->day) return day_holds(self, a->day, a->template_id, b->template_id);
    return day_holds(self, a->day, a->template_id, CCS_NONE) && (!b || day_holds(self, b->day, CCS_NONE, b->template_id));
}
