/* compile_check.c - what only the whole plan shows: nobody to serve a type, loads above capacity, an initial state without
 * room. It only reads the plan, but for the numbers of agents. */
#include "compile_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- agents ------------------------------------------------------------------------------------------------------------ */

static void count_agents(ccs_compiler_t *self)
{
    uint64_t n = 0;

    for (uint32_t g = 0; g < self->plan->n_groups; g++) n += self->groups[g].max_agents;
    if (n > CCS_MAX_AGENTS)
        ccs_compile_error(self, &self->groups_at, "%.0f agents in all groups together are more than %d", (double) n,
            (int) CCS_MAX_AGENTS);
    self->plan->n_agents = n > CCS_MAX_AGENTS ? 0 : (uint32_t) n;
}

/* Largest number of agents ever scheduled in the groups of a type. */
static uint64_t agents_of_type(const ccs_plan_t *plan, const ccs_type_t *type)
{
    uint64_t n = 0;

    for (uint32_t p = type->first_pair; p < type->first_pair + type->n_pairs; p++)
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

    for (uint32_t i = type->first_rate; i < type->first_rate + type->n_rates; i++)
        contacts += plan->rates[i].per_s * (fmin(plan->rates[i].end_s, plan->end_s) - plan->rates[i].start_s);
    if (contacts > most)
        ccs_compile_error(self, &self->types_named.at[id],
            "%.3g contacts in one replication, at most %.0g can be told apart: make it shorter and ask for more replications",
            contacts, most);
}

static void check_type(ccs_compiler_t *self, uint32_t id)
{
    const ccs_type_t *const type = &self->types[id];
    const ccs_place_t *const at = &self->types_named.at[id];

    if (agents_of_type(self->plan, type) == 0)
        ccs_compile_error(self, at, "no agent is ever scheduled for type \"%s\"", type->name);
    if (type->n_rates == 0 && type->initial_waiting == 0 && type->initial_busy == 0)
        ccs_compile_warning(self, at, "nothing arrives: neither arrivals nor an initial state is given");
}

static void check_group_use(ccs_compiler_t *self, uint32_t id)
{
    if (self->groups[id].n_order == 0)
        ccs_compile_warning(self, &self->groups_named.at[id], "no type lists this group: it has nothing to do");
}

static void check_factor_use(ccs_compiler_t *self, uint32_t id)
{
    for (uint32_t i = 0; i < self->plan->n_types; i++)
        if (self->types[i].day_factor == id) return;
    ccs_compile_warning(self, &self->factors_named.at[id], "no type names this day factor");
}

/* --- initial state ----------------------------------------------------------------------------------------------------- */

/* Contacts in service take agents who are there in every replication, of the groups in order of the tiers. @return how many find none */
static uint32_t place_busy(const ccs_plan_t *plan, const ccs_type_t *type, uint32_t *idle)
{
    uint32_t left = type->initial_busy;

    for (uint32_t t = type->first_tier; t < type->first_tier + type->n_tiers; t++) {
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

static void check_busy(ccs_compiler_t *self)
{
    const ccs_plan_t *const plan = self->plan;
    uint32_t *const idle = ccs_compile_array(self, plan->n_groups, sizeof *idle);

    for (uint32_t g = 0; g < plan->n_groups && idle; g++)
        idle[g] = (uint32_t) ccs_plan_agents(plan, g, plan->n_cells ? plan->cells[0].start_s : 0);
    for (uint32_t i = 0; i < plan->n_types && idle; i++) {
        const ccs_place_t at = ccs_place_child(self, &self->types_named.at[i], "initial"),
                          busy = ccs_place_child(self, &at, "busy");
        const uint32_t left = place_busy(plan, &plan->types[i], idle);

        if (left == 0) continue;
        ccs_compile_error(self, &busy, "%lu contacts in service find no agent: %lu of their groups are free at the start",
            (unsigned long) left, (unsigned long) (plan->types[i].initial_busy - left));
    }
}

static void check_waiting(ccs_compiler_t *self)
{
    for (uint32_t i = 0; i < self->plan->n_types; i++) {
        const ccs_type_t *const type = &self->types[i];
        const ccs_place_t at = ccs_place_child(self, &self->types_named.at[i], "initial"),
                          waiting = ccs_place_child(self, &at, "waiting");

        if (type->initial_waiting > type->queue_limit)
            ccs_compile_error(self, &waiting, "must not exceed queue_limit, %lu", (unsigned long) type->queue_limit);
    }
}

static void check_trunk(ccs_compiler_t *self, uint32_t id)
{
    const ccs_trunk_t *const trunk = &self->trunks[id];
    uint64_t held = 0, waiting = 0, n_types = 0;

    for (uint32_t i = 0; i < self->plan->n_types; i++) {
        if (self->types[i].trunk != id) continue;
        n_types++;
        waiting += self->types[i].initial_waiting;
        held += (uint64_t) self->types[i].initial_waiting + self->types[i].initial_busy;
    }
    if (n_types == 0) ccs_compile_warning(self, &self->trunks_named.at[id], "no type uses this trunk group");
    if (held > trunk->lines)
        ccs_compile_error(self, &self->trunks_named.at[id], "has %lu lines, but %.0f contacts hold one in the initial state",
            (unsigned long) trunk->lines, (double) held);
    if (waiting > trunk->waiting_limit)
        ccs_compile_error(self, &self->trunks_named.at[id], "lets %lu contacts wait, but %.0f wait in the initial state",
            (unsigned long) trunk->waiting_limit, (double) waiting);
}

/* --- customers for ever ------------------------------------------------------------------------------------------------ */

/* With at_close = "drain" a day ends when nobody is left. Customers who redial for ever and find no agent never leave. */
static void check_drain(ccs_compiler_t *self, uint32_t id)
{
    const ccs_plan_t *const plan = self->plan;
    const ccs_type_t *const type = &plan->types[id];
    const double frac = fmax(type->redial_abandoned_frac, fmax(type->redial_blocked_frac, type->redial_balked_frac));
    const bool for_ever = frac >= 1 && type->redial.decay >= 1 && type->redial.max_attempts == CCS_NONE;
    uint64_t agents = 0;

    if (plan->mode != CCS_MODE_DAY || plan->at_close != CCS_AT_CLOSE_DRAIN || !for_ever) return;
    for (uint32_t p = type->first_pair; p < type->first_pair + type->n_pairs; p++) {
        const ccs_group_t *const group = &plan->groups[plan->pairs[p].group];

        agents += group->n_steps ? (uint64_t) plan->steps[group->first_step + group->n_steps - 1].agents : 0;
    }
    if (agents > 0) return;
    ccs_compile_error(self, &self->types_named.at[id],
        "every customer redials for ever, but no agent is scheduled at the last close: give "
        "redial.max_attempts, redial.decay below 1 or a smaller share");
}

/* --- loads ------------------------------------------------------------------------------------------------------------- */

/* Groups that share types, directly or through others: their agents serve one common load. */
typedef struct {
    uint32_t *part_of; /* by group: the smallest group of its part */
    double *load;      /* by cell, Erlang */
    double *agents;    /* by cell */
} loads_t;

static uint32_t find_part(const uint32_t *part_of, uint32_t group)
{
    while (part_of[group] != group) group = part_of[group];
    return group;
}

static void join_parts(const ccs_plan_t *plan, uint32_t *part_of)
{
    for (uint32_t g = 0; g < plan->n_groups; g++) part_of[g] = g;
    for (uint32_t i = 0; i < plan->n_types; i++) {
        const ccs_type_t *const type = &plan->types[i];

        for (uint32_t p = type->first_pair; p < type->first_pair + type->n_pairs; p++) {
            const uint32_t a = find_part(part_of, plan->pairs[type->first_pair].group),
                           b = find_part(part_of, plan->pairs[p].group);

            if (a < b) part_of[b] = a;
            if (b < a) part_of[a] = b;
        }
    }
    for (uint32_t g = 0; g < plan->n_groups; g++) part_of[g] = find_part(part_of, g);
}

/* Adds a value that holds over [start, end) to the means of the cells. @param first  the first cell that may overlap; moves on */
static void spread(const ccs_plan_t *plan, const ccs_rate_t *piece, double factor, double *means, uint32_t *first)
{
    while (*first < plan->n_cells && plan->cells[*first].end_s <= piece->start_s) ++*first;
    for (uint32_t c = *first; c < plan->n_cells && plan->cells[c].start_s < piece->end_s; c++) {
        const ccs_cell_t *const cell = &plan->cells[c];

        if (!cell->open) continue;
        means[c] += factor * piece->per_s * (fmin(piece->end_s, cell->end_s) - fmax(piece->start_s, cell->start_s)) /
            (cell->end_s - cell->start_s);
    }
}

/* The least work of a contact of this type, seconds: at its fastest group. */
static double least_work_s(const ccs_plan_t *plan, const ccs_type_t *type)
{
    double least_s = INFINITY;

    for (uint32_t p = type->first_pair; p < type->first_pair + type->n_pairs; p++)
        least_s = fmin(least_s, plan->pairs[p].mean_handle_s);
    return least_s * (1 - type->contained_frac);
}

static void add_type(const ccs_plan_t *plan, const ccs_type_t *type, const loads_t *loads)
{
    uint32_t cell = 0;

    for (uint32_t i = type->first_rate; i < type->first_rate + type->n_rates; i++)
        spread(plan, &plan->rates[i], least_work_s(plan, type), loads->load, &cell);
}

static void add_group(const ccs_plan_t *plan, const ccs_group_t *group, const loads_t *loads)
{
    uint32_t cell = 0;

    for (uint32_t i = group->first_step; i < group->first_step + group->n_steps; i++) {
        const bool last = i + 1 == group->first_step + group->n_steps;
        const ccs_rate_t level = {.start_s = plan->steps[i].time_s,
            .end_s = last ? (double) INFINITY : plan->steps[i + 1].time_s,
            .per_s = plan->steps[i].agents};

        spread(plan, &level, 1, loads->agents, &cell);
    }
}

/* What the warning says of a part: its types by name, and whether some of their customers never leave. */
typedef struct {
    char names[160];
    uint32_t first_type, n_types;
    bool endless; /* a type never abandons */
} part_t;

static void describe(const ccs_plan_t *plan, const loads_t *loads, uint32_t part, part_t *out)
{
    size_t n = 0;

    *out = (part_t){.first_type = CCS_NONE};
    for (uint32_t i = 0; i < plan->n_types; i++) {
        const ccs_type_t *const type = &plan->types[i];

        if (type->n_pairs == 0 || loads->part_of[plan->pairs[type->first_pair].group] != part) continue;
        if (out->first_type == CCS_NONE) out->first_type = i;
        out->endless = out->endless || (type->patience.kind == CCS_DISTRIBUTION_NONE && type->n_rates > 0);
        if (n < sizeof out->names)
            n += (size_t) snprintf(out->names + n, sizeof out->names - n, "%s%s", out->n_types ? ", " : "", type->name);
        out->n_types++;
    }
}

static void warn_part(ccs_compiler_t *self, const loads_t *loads, const part_t *part)
{
    const ccs_plan_t *const plan = self->plan;
    uint32_t n_over = 0, n_open = 0, worst = 0;

    for (uint32_t c = 0; c < plan->n_cells; c++) {
        const double excess = loads->load[c] - loads->agents[c];
        const bool over =
            plan->cells[c].open && (excess > 1e-9 || (self->steady && part->endless && excess >= 0 && loads->load[c] > 0));

        n_open += plan->cells[c].open;
        if (!over) continue;
        if (n_over++ == 0 || excess > loads->load[worst] - loads->agents[worst]) worst = c;
    }
    if (n_over == 0) return;
    const ccs_place_t *const at = part->n_types == 1 ? &self->types_named.at[part->first_type] : &self->types_at;

    if (self->steady) {
        ccs_compile_warning(self, at, "offered load of %s, %.4g Erlang, is not below capacity, %.4g agents%s", part->names,
            loads->load[worst], loads->agents[worst], part->endless ? ": the queue grows without bound" : "");
    } else {
        ccs_compile_warning(self, at,
            "offered load of %s is above capacity in %lu of %lu intervals, most at %s: %.4g Erlang, %.4g agents%s", part->names,
            (unsigned long) n_over, (unsigned long) n_open, plan->cells[worst].label, loads->load[worst], loads->agents[worst],
            part->endless ? "; customers never abandon, so the queue grows as long as it lasts" : "");
    }
}

static void check_loads(ccs_compiler_t *self)
{
    const ccs_plan_t *const plan = self->plan;
    const loads_t loads = {
        .part_of = ccs_compile_array(self, plan->n_groups, sizeof *loads.part_of),
        .load = ccs_compile_array(self, plan->n_cells, sizeof *loads.load),
        .agents = ccs_compile_array(self, plan->n_cells, sizeof *loads.agents),
    };
    part_t about;

    if (!loads.part_of || !loads.load || !loads.agents) return;
    join_parts(plan, loads.part_of);
    for (uint32_t part = 0; part < plan->n_groups; part++) {
        if (loads.part_of[part] != part) continue;
        memset(loads.load, 0, plan->n_cells * sizeof *loads.load);
        memset(loads.agents, 0, plan->n_cells * sizeof *loads.agents);
        for (uint32_t i = 0; i < plan->n_types; i++)
            if (plan->types[i].n_pairs && loads.part_of[plan->pairs[plan->types[i].first_pair].group] == part)
                add_type(plan, &plan->types[i], &loads);
        for (uint32_t g = part; g < plan->n_groups; g++)
            if (loads.part_of[g] == part) add_group(plan, &plan->groups[g], &loads);
        describe(plan, &loads, part, &about);
        if (about.n_types > 0) warn_part(self, &loads, &about);
    }
}

void ccs_compile_check_plan(ccs_compiler_t *self)
{
    count_agents(self);
    for (uint32_t i = 0; i < self->plan->n_types; i++) {
        check_type(self, i);
        check_numbers(self, i);
    }
    for (uint32_t i = 0; i < self->plan->n_groups; i++) check_group_use(self, i);
    for (uint32_t i = 0; i < self->factors_named.n; i++) check_factor_use(self, i);
    for (uint32_t i = 0; i < self->plan->n_trunks; i++) check_trunk(self, i);
    for (uint32_t i = 0; i < self->plan->n_types; i++) check_drain(self, i);
    check_waiting(self);
    check_busy(self);
    check_loads(self);
}
