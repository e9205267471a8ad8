/* shift_limits.c - limits as sums of heads; heads by day and template. Invariant: heads are those of the choice and of what was counted since. */
#include "shift_limits.h"

#include "err.h"
#include "plan.h"

static const double NEAR = 1e-4; /* of a head: more than what a program in broken numbers takes for nothing */

/* --- the limits -------------------------------------------------------------------------------------------------------------------------- */

enum { LIMITS_EACH = 3 };

/* Those of a template or kind. @return how many */
static uint32_t add_limits(ccs_shift_limit_t *to, ccs_shift_limit_t of, double least_frac, double most_frac, uint32_t most_heads)
{
    uint32_t n = 0;

    if (most_frac < 1) to[n++] = (ccs_shift_limit_t){of.is_kind, of.id, 1, -most_frac, 1 - NEAR};
    if (least_frac > 0) to[n++] = (ccs_shift_limit_t){of.is_kind, of.id, -1, least_frac, 1 - NEAR};
    if (most_heads > 0) to[n++] = (ccs_shift_limit_t){of.is_kind, of.id, 1, 0, most_heads};
    return n;
}

uint32_t ccs_shift_limit_list(const ccs_shift_templates_t *templates, ccs_arena_t *arena, const ccs_shift_limit_t **limits)
{
    ccs_shift_limit_t *const list =
        ccs_arena_array(arena, (size_t) LIMITS_EACH * (templates->n + templates->n_kinds), sizeof *list);
    uint32_t n = 0;

    *limits = list;
    if (!list) return CCS_NONE;
    for (uint32_t i = 0; i < templates->n; i++) {
        const ccs_shift_template_t *const t = &templates->items[i];

        n += add_limits(&list[n], (ccs_shift_limit_t){.id = i}, t->least_frac, t->most_frac, t->most_heads);
    }
    for (uint32_t i = 0; i < templates->n_kinds; i++)
        n += add_limits(&list[n], (ccs_shift_limit_t){.is_kind = true, .id = i}, templates->kinds[i].least_frac,
            templates->kinds[i].most_frac, 0);
    return n;
}

double ccs_shift_limit_of(const ccs_shift_limit_t *limit, const ccs_shift_templates_t *templates, uint32_t template_id)
{
    const uint32_t id = limit->is_kind ? templates->items[template_id].kind : template_id;

    return limit->all + (id == limit->id ? limit->own : 0);
}

/* --- a choice ---------------------------------------------------------------------------------------------------------------------------- */

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
    bool few_starts = false;

    *self = (ccs_shift_limits_t){.templates = templates, .candidates = candidates};
    self->n_limits = ccs_shift_limit_list(templates, arena, &self->limits);
    self->heads = ccs_arena_array(arena, (size_t) (last_day(candidates) + 2) * templates->n, sizeof *self->heads);
    for (uint32_t i = 0; i < templates->n; i++) few_starts = few_starts || templates->items[i].most_starts > 0;
    if (few_starts) self->starts = ccs_arena_array(arena, candidates->n, sizeof *self->starts);
    if (self->n_limits == CCS_NONE || !self->heads || (few_starts && !self->starts)) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < choice->n_picks; i++)
        ccs_shift_limits_count(self, choice->picks[i].candidate, (int32_t) choice->picks[i].n);
    return 0;
}

void ccs_shift_limits_count(ccs_shift_limits_t *self, uint32_t candidate, int32_t heads)
{
    const ccs_shift_candidate_t *const c = &self->candidates->items[candidate];

    heads_of(self, c->day)[c->template_id] += (uint32_t) heads;
    if (self->starts) self->starts[candidate] += (uint32_t) heads;
}

/* Whether a day's limits hold, with one head of a template less and one more; CCS_NONE: of none. One that did not hold before must not be
 * farther from it. */
static bool day_holds(const ccs_shift_limits_t *self, int32_t day, uint32_t less, uint32_t more)
{
    const ccs_shift_templates_t *const t = self->templates;
    const uint32_t *const heads = heads_of(self, day);
    bool holds = true;

    for (uint32_t k = 0; k < self->n_limits && holds; k++) {
        const ccs_shift_limit_t *const limit = &self->limits[k];
        double change = 0, sum = 0;

        if (more != CCS_NONE) change += ccs_shift_limit_of(limit, t, more);
        if (less != CCS_NONE) change -= ccs_shift_limit_of(limit, t, less);
        if (change <= NEAR / 2) continue;
        for (uint32_t i = 0; i < t->n; i++) sum += heads[i] * ccs_shift_limit_of(limit, t, i);
        holds = sum + change <= limit->most + NEAR / 2;
    }
    return holds;
}

/* Whether a shift may begin when it does: at a start that its day has already, or there is room for another. */
static bool may_start(const ccs_shift_limits_t *self, uint32_t gone, uint32_t come)
{
    const ccs_shift_candidate_t *const c = &self->candidates->items[come];
    const uint32_t most = self->templates->items[c->template_id].most_starts;
    int32_t last = INT32_MIN;
    uint32_t n = 0;

    if (most == 0) return true;
    for (uint32_t j = 0; j < self->candidates->n; j++) { /* those of a day and template stand together, by their start */
        const ccs_shift_candidate_t *const other = &self->candidates->items[j];

        if (other->day != c->day || other->template_id != c->template_id) continue;
        if (self->starts[j] - (j == gone) == 0 || other->start == last) continue;
        if (other->start == c->start) return true;
        last = other->start;
        n++;
    }
    return n < most;
}

bool ccs_shift_limits_allow(const ccs_shift_limits_t *self, uint32_t gone, uint32_t come)
{
    const ccs_shift_candidate_t *const all = self->candidates->items, *const a = &all[gone];

    if (come == CCS_NONE) return day_holds(self, a->day, a->template_id, CCS_NONE);
    if (self->starts && !may_start(self, gone, come)) return false;

    const ccs_shift_candidate_t *const b = &all[come];

    if (b->day == a->day) return day_holds(self, a->day, a->template_id, b->template_id);
    return day_holds(self, a->day, a->template_id, CCS_NONE) && day_holds(self, b->day, CCS_NONE, b->template_id);
}
