/* compile_check.c - what only the whole plan shows: nobody to serve a type, an initial state without room. It only reads the plan, but for
 * the numbers of agents. */
#include "chapters.h"

#include <math.h>

#include "switches.h"

/* --- agents ------------------------------------------------------------------------------------------------------------ */

static void count_agents(ccs_compiler_t *self)
{
    uint64_t n = 0;

    for (uint32_t g = 0; g < self->plan->n_groups; g++) n += self->classes[g].max_agents;
    if (n > CCS_MAX_AGENTS)
        ccs_reader_error(&self->reader, &self->groups_at, "%.0f agents in all groups together are more than %d", (double) n,
            (int) CCS_MAX_AGENTS);
    self->plan->n_agents = n > CCS_MAX_AGENTS ? 0 : (uint32_t) n;
}

/* Largest number of agents ever scheduled in the groups of a type. */
static uint64_t agents_of_type(const ccs_plan_t *plan, const ccs_type_t *type)
{
    uint64_t n = 0;

    for (uint32_t p = type->routing.first_pair; p < type->routing.first_pair + type->routing.n_pairs; p++)
        n += plan->groups[plan->pairs[p].group].max_agents;
    return n;
}

/* Contacts of a source are numbered with 32 bits. */
static void check_numbers(ccs_compiler_t *self, uint32_t id)
{
    const ccs_plan_t *const plan = self->plan;
    const ccs_type_t *const type = &self->types[id];
    const double most = 4e9;
    double contacts = 0;

    for (uint32_t i = type->arrivals.first_rate; i < type->arrivals.first_rate + type->arrivals.n_rates; i++)
        contacts += plan->rates[i].per_s * (fmin(plan->rates[i].end_s, plan->end_s) - plan->rates[i].start_s);
    if (contacts > most)
        ccs_reader_error(&self->reader, &self->types_named.at[id],
            "%.3g contacts in one replication, at most %.0g can be told apart: make it shorter and ask for more replications",
            contacts, most);
}

static bool is_called(const ccs_plan_t *plan, uint32_t type)
{
    for (uint32_t i = 0; i < plan->n_campaigns; i++)
        if (plan->campaigns[i].type == type) return true;
    return false;
}

static void check_type(ccs_compiler_t *self, uint32_t id)
{
    const ccs_type_t *const type = &self->types[id];
    const ccs_place_t *const at = &self->types_named.at[id];

    if (agents_of_type(self->plan, type) == 0)
        ccs_reader_error(&self->reader, at, "no agent is ever scheduled for type \"%s\"", type->name);
    if (type->arrivals.n_rates == 0 && ccs_plan_n_at_start(type) == 0 && !type->is_fed && !ccs_transfers_reach(self->plan, id) &&
        !ccs_switches_reach(self->plan, id) && !is_called(self->plan, id))
        ccs_reader_idle(&self->reader, &self->types_named, id, "nothing arrives: neither arrivals nor an initial state is given");
}

static void check_group_use(ccs_compiler_t *self, uint32_t id)
{
    const ccs_group_t *const group = &self->groups[id];
    uint32_t n_types = 0;

    for (uint32_t i = group->first_class; i < group->first_class + group->n_classes; i++) n_types += self->classes[i].n_order;
    if (n_types == 0) ccs_reader_idle(&self->reader, &self->groups_named, id, "no type lists this group: it has nothing to do");
}

/* --- initial state ----------------------------------------------------------------------------------------------------- */

/* Contacts in service take agents who are there in every replication, of the groups in order of the tiers. @return how many find none */
static uint32_t place_busy(const ccs_plan_t *plan, const ccs_type_t *type, uint32_t *idle)
{
    uint32_t left = type->arrivals.initial_busy;

    for (uint32_t t = type->routing.first_tier; t < type->routing.first_tier + type->routing.n_tiers; t++) {
        const ccs_tier_t *const tier = &plan->tiers[t];

        for (uint32_t m = tier->first_pair_of_tier; m < tier->first_pair_of_tier + tier->n_pairs; m++) {
            uint32_t *const free_agents = &idle[plan->pairs[plan->tier_pairs[m]].group];
            const uint32_t taken = left < *free_agents ? left : *free_agents;

            *free_agents -= taken;
            left -= taken;
        }
    }
    return left;
}

/* The initial state is that of the opening. Where contacts come before the first one, the run begins earlier. */
static void check_initial(ccs_compiler_t *self)
{
    const ccs_plan_t *const plan = self->plan;

    for (uint32_t i = 0; i < plan->n_types && !self->reader.steady; i++) {
        const ccs_place_t at = ccs_place_child(&self->reader, &self->types_named.at[i], "initial");

        if (plan->n_cells == 0 || plan->cells[0].open ||
            self->types[i].arrivals.initial_waiting + self->types[i].arrivals.initial_busy == 0)
            continue;
        ccs_reader_error(&self->reader, &at,
            "there is no state at the first opening where contacts come before it: begin with a day more (run.run_in = 1) instead");
    }
}

static void check_busy(ccs_compiler_t *self)
{
    const ccs_plan_t *const plan = self->plan;
    uint32_t *const idle = ccs_reader_array(&self->reader, plan->n_groups, sizeof *idle);

    for (uint32_t g = 0; g < plan->n_groups && idle; g++)
        idle[g] = (uint32_t) ccs_plan_agents(plan, g, plan->n_cells ? plan->cells[0].start_s : 0);
    for (uint32_t i = 0; i < plan->n_types && idle; i++) {
        const ccs_place_t at = ccs_place_child(&self->reader, &self->types_named.at[i], "initial"),
                          busy = ccs_place_child(&self->reader, &at, "busy");
        const uint32_t left = place_busy(plan, &plan->types[i], idle);

        if (left == 0) continue;
        ccs_reader_error(&self->reader, &busy, "%lu contacts in service find no agent: %lu of their groups are free at the start",
            (unsigned long) left, (unsigned long) (plan->types[i].arrivals.initial_busy - left));
    }
}

static void check_waiting(ccs_compiler_t *self)
{
    for (uint32_t i = 0; i < self->plan->n_types; i++) {
        const uint32_t limit = self->queues[i].limit;
        const ccs_place_t at = ccs_place_child(&self->reader, &self->types_named.at[i], "initial"),
                          waiting = ccs_place_child(&self->reader, &at, "waiting");

        const ccs_place_t backlog = ccs_place_child(&self->reader, &self->types_named.at[i], "backlog");

        if (self->types[i].arrivals.initial_waiting > limit)
            ccs_reader_error(&self->reader, &waiting, "must not exceed queue_limit, %lu", (unsigned long) limit);
        if (self->types[i].arrivals.backlog.n > limit)
            ccs_reader_error(&self->reader, &backlog, "%lu contacts are more than queue_limit lets wait, %lu",
                (unsigned long) self->types[i].arrivals.backlog.n, (unsigned long) limit);
    }
}

static void check_trunk(ccs_compiler_t *self, uint32_t id)
{
    const ccs_trunk_t *const trunk = &self->trunks[id];
    uint64_t held = 0, waiting = 0, n_types = 0;

    for (uint32_t i = 0; i < self->plan->n_types; i++) {
        if (self->types[i].trunk != id) continue;
        n_types++;
        waiting += (uint64_t) self->types[i].arrivals.initial_waiting + self->types[i].arrivals.backlog.n;
        held += ccs_plan_n_at_start(&self->types[i]);
    }
    if (n_types == 0) ccs_reader_idle(&self->reader, &self->trunks_named, id, "no type uses this trunk group");
    if (held > trunk->lines)
        ccs_reader_error(&self->reader, &self->trunks_named.at[id],
            "has %lu lines, but %.0f contacts hold one when the run begins", (unsigned long) trunk->lines, (double) held);
    if (waiting > trunk->waiting_limit)
        ccs_reader_error(&self->reader, &self->trunks_named.at[id], "lets %lu contacts wait, but %.0f wait when the run begins",
            (unsigned long) trunk->waiting_limit, (double) waiting);
}

void ccs_compile_check_plan(ccs_compiler_t *self)
{
    count_agents(self);
    for (uint32_t i = 0; i < self->plan->n_types; i++) {
        check_type(self, i);
        check_numbers(self, i);
        ccs_demand_check_replay(&self->demand, self->plan, &self->types_named.at[i], i);
    }
    for (uint32_t i = 0; i < self->plan->n_teams; i++) check_group_use(self, i);
    ccs_demand_check(&self->demand, self->plan);
    ccs_transfers_check(&self->transfers, self->plan);
    ccs_sites_check(&self->sites_said, self->groups, self->plan->n_teams);
    for (uint32_t i = 0; i < self->plan->n_trunks; i++) check_trunk(self, i);
    check_waiting(self);
    check_initial(self);
    check_busy(self);
}
