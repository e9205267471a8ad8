/* load_team.c - speeds and paces of the classes of a team. Invariant: the capacities of a team add up to its agents, if any of them is there. */
#include "load_team.h"

static bool serves(const ccs_plan_t *plan, const ccs_group_t *group, uint32_t type)
{
    for (uint32_t i = group->first_order; i < group->first_order + group->n_order; i++)
        if (ccs_plan_order_type(plan, i) == type) return true;
    return false;
}

/* Whether the classes of a team that ever have agents serve the same types. */
static bool serve_alike(const ccs_plan_t *plan, const ccs_group_t *team)
{
    const ccs_group_t *one = NULL;

    for (uint32_t k = 0; k < team->n_classes; k++) {
        const ccs_group_t *const other = &plan->groups[team->first_class + k];

        if (other->n_order == 0 || other->max_agents == 0) continue;
        if (!one) one = other;
        if (other->n_order != one->n_order) return false;
        for (uint32_t i = one->first_order; i < one->first_order + one->n_order; i++)
            if (!serves(plan, other, ccs_plan_order_type(plan, i))) return false;
    }
    return true;
}

/* Of agents, the mean over what they serve. */
static double mean_speed(const ccs_plan_t *plan, const ccs_group_t *group)
{
    double sum = 0;

    for (uint32_t i = group->first_order; i < group->first_order + group->n_order; i++)
        sum += plan->pairs[plan->order_pairs[i]].speed;
    return group->n_order > 0 ? sum / group->n_order : 1;
}

/* Classes that serve the same have the team's mean speed in the handle times; others have paces of their own. */
void ccs_load_start_teams(const ccs_plan_t *plan, bool *unlike, double *speed)
{
    for (uint32_t t = 0; t < plan->n_teams; t++) {
        const ccs_group_t *const team = &plan->teams[t];

        unlike[t] = !serve_alike(plan, team);
        for (uint32_t g = team->first_class; g < team->first_class + team->n_classes; g++)
            speed[g] = unlike[t] ? mean_speed(plan, &plan->groups[g]) : 1;
    }
}

/* A class counts by its speed, and all of a team as many as they are: what is slower than the team's mean is less than its agents. */
void ccs_load_fill_capacity(const ccs_plan_t *plan, const double *agents_of, const double *speed, double *pace, double *capacity)
{
    for (uint32_t t = 0; t < plan->n_teams; t++) {
        const ccs_group_t *const team = &plan->teams[t];
        const uint32_t end = team->first_class + team->n_classes;
        double agents = 0, able = 0;

        for (uint32_t g = team->first_class; g < end; g++) {
            agents += agents_of[g];
            able += agents_of[g] * speed[g];
        }
        for (uint32_t g = team->first_class; g < end; g++) {
            pace[g] = able > 0 ? speed[g] * (agents / able) : 1;
            capacity[g] = agents_of[g] * pace[g];
        }
    }
}
