/* post.c - the posts of groups whose people have careers. Invariant: of each such group the numbers of posts by state are those of its posts. */
#include "post.h"

#include <string.h>

#include "err.h"

int ccs_posts_init(ccs_posts_t *self, const ccs_plan_t *plan, ccs_arena_t *arena)
{
    if (!plan->careers) return 0;
    self->at = ccs_arena_array(arena, plan->n_agents, sizeof *self->at);
    self->of = ccs_arena_array(arena, plan->n_groups, sizeof *self->of);
    self->scores = ccs_arena_array(arena, plan->n_agents, sizeof *self->scores);
    return self->at && self->of && self->scores ? 0 : CCS_ERR_NOMEM;
}

void ccs_posts_reset(ccs_posts_t *self, const ccs_plan_t *plan)
{
    if (!self->at) return;
    self->week_began_s = self->opened_s = self->open_s = 0;
    self->n_weeks = 0;
    memset(self->at, 0, plan->n_agents * sizeof *self->at);
    for (uint32_t group = 0; group < plan->n_groups; group++)
        self->of[group] = (ccs_group_posts_t){.step = CCS_NONE,
            .n_filled = plan->groups[group].max_agents,
            .knowledge = plan->careers[group].tools.knowledge};
}

static uint32_t n_in(const ccs_posts_t *self, const ccs_group_t *group, enum ccs_post_state first, enum ccs_post_state last)
{
    uint32_t n = 0;

    for (uint32_t agent = group->first_agent; agent < group->first_agent + group->max_agents; agent++)
        n += self->at[agent].state >= (uint32_t) first && self->at[agent].state <= (uint32_t) last;
    return n;
}

void ccs_posts_verify(const ccs_posts_t *self, const ccs_plan_t *plan)
{
    for (uint32_t group = 0; self->at && group < plan->n_groups; group++) {
        const ccs_group_t *const g = &plan->groups[group];

        CCS_BUG_IF(self->of[group].n_filled != n_in(self, g, CCS_POST_FILLED, CCS_POST_FILLED));
        CCS_BUG_IF(self->of[group].n_vacant != n_in(self, g, CCS_POST_VACANT, CCS_POST_WAITING));
        CCS_BUG_IF(self->of[group].n_trained != n_in(self, g, CCS_POST_TRAINED, CCS_POST_TRAINED));
    }
}
