/* staffed_plan.c - steps of staff from a staffing, as the compiler makes them from what is written. Invariant: steps of a group ascend in time. */
#include "staffed_plan.h"

#include <math.h>

/* The steps of one group, as they are made. */
typedef struct {
    const ccs_requirement_t *asked;
    ccs_staff_step_t *steps; /* of all groups */
    ccs_group_t *group;
    bool drains, awaits; /* agents stay after close for some types, and serve others from the opening on only */
} maker_t;

static void push(maker_t *self, double time_s, uint32_t day, double agents)
{
    self->steps[self->group->first_step + self->group->n_steps++] = (ccs_staff_step_t){.time_s = time_s,
        .agents = agents,
        .absent_frac = agents > 0 ? self->group->absence_frac : 0,
        .day = day};
    if (ceil(agents) > self->group->max_agents) self->group->max_agents = (uint32_t) ceil(agents);
}

/* Neighbours differ, or a new day draws anew who of a fraction is there and who is absent. */
static void add(maker_t *self, double time_s, uint32_t day, double agents)
{
    const ccs_staff_step_t *const last =
        self->group->n_steps > 0 ? &self->steps[self->group->first_step + self->group->n_steps - 1] : NULL;

    const bool draws = agents != floor(agents) || (agents > 0 && self->group->absence_frac > 0);

    if (agents == (last ? last->agents : 0) && (!draws || (last && day == last->day))) return;
    push(self, time_s, day, agents);
}

/* Of so many agents of a team after planned shrinkage those of one of its groups, as what is written of the team becomes theirs. */
static double part_of(const ccs_plan_t *plan, const ccs_group_t *group, double net)
{
    const ccs_group_t *const team = &plan->teams[group->team];

    if (team->n_classes <= 1) return net;
    return ccs_plan_net(ccs_members_of(&group->members, team->n_named, net / (1 - team->shrinkage_frac)), team->shrinkage_frac);
}

static void make_steps(maker_t *self, uint32_t id, const uint32_t *staffing)
{
    const ccs_requirement_t *const asked = self->asked;
    const ccs_plan_t *const plan = asked->plan;
    const uint32_t team = plan->groups[id].team;

    for (uint32_t c = 0; c < plan->n_cells; c++) {
        const ccs_cell_t *const cell = &plan->cells[c];
        const uint32_t slot = asked->slot_of[c];

        if (!cell->open) {
            if (c > 0 && !self->drains) add(self, cell->start_s, 0, 0);
            continue;
        }
        const double agents = slot == CCS_NONE
            ? ccs_plan_agents(plan, id, cell->start_s)
            : part_of(plan, self->group, asked->wish.step * staffing[slot * asked->n_groups + team]);

        if (self->awaits && c > 0 && !plan->cells[c - 1].open) push(self, cell->start_s, cell->day, agents);
        else add(self, cell->start_s, cell->day, agents);
    }
}

/* Groups that do not change keep what the scenario has for them. */
static void copy_steps(maker_t *self, const ccs_group_t *from)
{
    for (uint32_t i = 0; i < from->n_steps; i++) {
        const ccs_staff_step_t *const step = &self->asked->plan->staff_steps[from->first_step + i];

        push(self, step->time_s, step->day, step->agents);
        self->steps[self->group->first_step + i] = *step; /* with those who are off or absent */
    }
}

int ccs_staffed_plan(const ccs_requirement_t *asked, const uint32_t *staffing, ccs_arena_t *arena, ccs_plan_t *plan)
{
    const ccs_plan_t *const from = asked->plan;
    ccs_group_t *const groups = ccs_arena_array(arena, from->n_groups, sizeof *groups);
    maker_t maker = {.asked = asked,
        .steps = ccs_arena_array(arena, (size_t) from->n_groups * from->n_cells + from->n_staff_steps, sizeof *maker.steps)};

    if (!groups || !maker.steps) return CCS_ERR_NOMEM;
    *plan = *from;
    plan->groups = groups;
    plan->staff_steps = maker.steps;
    plan->n_staff_steps = plan->n_agents = 0;
    plan->n_intraday = 0; /* what is looked for is whom to schedule, not what is done when that is too few */
    for (uint32_t g = 0; g < from->n_groups; g++) {
        ccs_group_t *const group = maker.group = &groups[g];

        *group = from->groups[g];
        group->first_step = plan->n_staff_steps;
        group->first_agent = plan->n_agents;
        group->n_steps = group->max_agents = 0;
        maker.drains = group->n_late > 0;
        maker.awaits = group->n_late > 0 && group->n_late < group->n_order;
        if (asked->changes[group->team]) {
            group->n_persons = 0; /* numbers, in the place of a roster */
            make_steps(&maker, g, staffing);
        } else {
            copy_steps(&maker, &from->groups[g]);
            if (group->n_persons > 0) group->max_agents = group->n_persons;
        }
        plan->n_staff_steps += group->n_steps;
        plan->n_agents += group->max_agents;
    }
    return 0;
}
