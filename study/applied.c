/* applied.c - a plan beside the one that it was made of, in a planner's words. Invariant: types and groups are held against those of the same
 * name; what is new or gone is compared with nothing. */
#include "applied.h"

#include <math.h>
#include <string.h>

#include "units.h"

enum { SHOWN = 6 /* types or groups in a line */ };

/* Lines that grow; text is NULL from the moment on when memory is out. */
typedef struct {
    const ccs_plan_t *base, *plan;
    ccs_arena_t *arena;
    const char *text;
    uint32_t n; /* parts of the line at hand */
} applied_t;

static bool differs(double a, double b)
{
    return fabs(a - b) > 1e-9 * fmax(fabs(a), fabs(b));
}

static void add_line(applied_t *self, const char *line)
{
    if (self->text && line) self->text = ccs_arena_printf(self->arena, "%s%s%s", self->text, *self->text ? "\n" : "", line);
    else self->text = NULL;
}

/* One more part of a line that begins with its head; of many the first few, then how many there are. */
static void add_part(applied_t *self, const char *head, const char *part)
{
    if (!self->text || !part) self->text = NULL;
    else if (self->n == 0) add_line(self, ccs_arena_printf(self->arena, "%s: %s", head, part));
    else if (self->n < SHOWN) self->text = ccs_arena_printf(self->arena, "%s, %s", self->text, part);
    self->n++;
}

static void end_line(applied_t *self)
{
    if (self->text && self->n > SHOWN) self->text = ccs_arena_printf(self->arena, "%s and %u more", self->text, self->n - SHOWN);
    self->n = 0;
}

/* ---- sums ----------------------------------------------------------------------------------------------------------------------------- */

/* "agents scheduled 34.3 -> 32.9 (-4.1 %)", where the plan's total changed. */
static void add_sum(applied_t *self, const char *what, const double x[2])
{
    if (!differs(x[0], x[1]) || !(x[0] > 0)) return; /* who moves is the same sum, but for rounding */
    add_line(self, ccs_arena_printf(self->arena, "%s %.1f -> %.1f (%+.1f %%)", what, x[0], x[1], 100 * (x[1] / x[0] - 1)));
}

/* "shrinkage 16.9 % -> 15 %, of 34 agents on the roster", where it changed. */
static void add_shrinkage(applied_t *self, const double roster[2], const double present[2])
{
    char before[CCS_UNITS_TEXT_MAX], after[CCS_UNITS_TEXT_MAX], agents[64];

    if (!(roster[0] > 0 && roster[1] > 0)) return;
    /* 0 and -0, which rounding makes of sums that differ in their last digit, are the same share: plus 0 both are 0 */
    (void) ccs_units_show_share((0.0 + round(1e3 - 1e3 * present[0] / roster[0])) / 1e3, before, sizeof before);
    (void) ccs_units_show_share((0.0 + round(1e3 - 1e3 * present[1] / roster[1])) / 1e3, after, sizeof after);
    if (!strcmp(before, after)) return;
    add_line(self,
        ccs_arena_printf(self->arena, "shrinkage %s -> %s, of %s agents on the roster", before, after,
            ccs_units_write_number(round(10 * roster[1]) / 10, agents, sizeof agents)));
}

static double open_s(const ccs_plan_t *plan)
{
    uint32_t cell = 0;

    return ccs_plan_open_s(plan, 0, INFINITY, &cell);
}

static void add_sums(applied_t *self)
{
    double contacts[2] = {0, 0}, agents[2] = {0, 0}, present[2] = {0, 0}, roster[2] = {0, 0};

    for (int k = 0; k < 2; k++) {
        const ccs_plan_t *const plan = k ? self->plan : self->base;
        const double length_s = open_s(plan);

        for (uint32_t i = 0; i < plan->n_types; i++) contacts[k] += ccs_plan_fresh(plan, i);
        for (uint32_t i = 0; i < plan->n_groups; i++) {
            const ccs_staff_s_t staff = ccs_plan_staff_s(plan, i);

            agents[k] += staff.scheduled_s / length_s;
            present[k] += staff.present_s / length_s;
            roster[k] += staff.rostered_s / length_s;
        }
    }
    add_sum(self, "fresh contacts", contacts);
    add_sum(self, "agents scheduled", agents);
    if (present[0] != agents[0] || present[1] != agents[1]) /* somebody is absent */
        add_sum(self, "agents at work, absence taken off", present);
    add_shrinkage(self, roster, present);
}

/* ---- groups --------------------------------------------------------------------------------------------------------------------------- */

static const ccs_group_t *team_called(const ccs_plan_t *plan, const char *name)
{
    for (uint32_t i = 0; i < plan->n_teams; i++)
        if (!strcmp(plan->teams[i].name, name)) return &plan->teams[i];
    return NULL;
}

double ccs_applied_agents(const ccs_plan_t *plan, const ccs_group_t *team)
{
    return ccs_plan_team_staff_s(plan, team).scheduled_s / open_s(plan);
}

/* Whether all teams have as many times the agents that they had: then the total says it all. */
static bool scales(const applied_t *self)
{
    double first = NAN;

    for (uint32_t i = 0; i < self->base->n_teams; i++) {
        const ccs_group_t *const after = team_called(self->plan, self->base->teams[i].name);
        const double before = ccs_applied_agents(self->base, &self->base->teams[i]);

        if (!after) return false;
        const double agents = ccs_applied_agents(self->plan, after);

        if (before == 0 && agents == 0) continue;
        if (isnan(first)) first = agents / before;
        else if (differs(agents, first * before)) return false;
    }
    return self->base->n_teams == self->plan->n_teams;
}

/* "agents by group: Orders 9.5 -> 0.6, Service 19.8 -> 28.7" */
static void add_teams(applied_t *self)
{
    if (scales(self)) return;
    for (uint32_t i = 0; i < self->plan->n_teams; i++) {
        const ccs_group_t *const team = &self->plan->teams[i], *const old = team_called(self->base, team->name);
        const double before = old ? ccs_applied_agents(self->base, old) : 0, after = ccs_applied_agents(self->plan, team);

        if (differs(before, after))
            add_part(self, "agents by group", ccs_arena_printf(self->arena, "%s %.1f -> %.1f", team->label, before, after));
    }
    end_line(self);
}

/* ---- types ---------------------------------------------------------------------------------------------------------------------------- */

static uint32_t type_called(const ccs_plan_t *plan, const char *name)
{
    for (uint32_t i = 0; i < plan->n_types; i++)
        if (!strcmp(plan->types[i].name, name)) return i;
    return CCS_NONE;
}

/* The pair of a type and the team of that name. @return CCS_NONE: it does not serve the type */
static uint32_t pair_of(const ccs_plan_t *plan, uint32_t type, const char *team)
{
    for (uint32_t i = 0; i < plan->n_pairs; i++)
        if (plan->pairs[i].type == type && !strcmp(ccs_plan_team_of(plan, i)->name, team)) return i;
    return CCS_NONE;
}

/* Mean handle time of a pair over the contacts of a type as they come in the base, so that what is other is the handle time alone. */
static double mean_handle_s(const ccs_plan_t *base, uint32_t type, const ccs_pair_t *pair)
{
    const ccs_arrivals_t *const arrivals = &base->types[type].arrivals;
    double contacts = 0, work_s = 0;
    uint32_t first = 0;

    for (uint32_t i = arrivals->first_rate; i < arrivals->first_rate + arrivals->n_rates; i++) {
        const ccs_rate_t *const rate = &base->rates[i];

        while (first < base->n_cells && base->cells[first].end_s <= rate->start_s) first++;
        for (uint32_t k = first; k < base->n_cells && base->cells[k].start_s < rate->end_s; k++) {
            const double from_s = fmax(rate->start_s, base->cells[k].start_s), to_s = fmin(rate->end_s, base->cells[k].end_s);
            const double n = rate->per_s * (isinf(to_s) ? 1 : to_s - from_s);

            contacts += n;
            work_s += n * (ccs_plan_law_s(&pair->talk, from_s) + ccs_plan_law_s(&pair->wrap, from_s));
        }
    }
    return work_s / contacts;
}

/* "Service 4 min 46 s -> 5 min 15 s (+10.0 %)", at the first team that serves the type in both. */
static void add_handle(applied_t *self, uint32_t type, uint32_t after)
{
    for (uint32_t i = 0; i < self->base->n_pairs; i++) {
        const uint32_t pair =
            self->base->pairs[i].type == type ? pair_of(self->plan, after, ccs_plan_team_of(self->base, i)->name) : CCS_NONE;

        if (pair == CCS_NONE) continue;
        const double was_s = mean_handle_s(self->base, type, &self->base->pairs[i]),
                     is_s = mean_handle_s(self->base, type, &self->plan->pairs[pair]);
        char from[CCS_UNITS_TEXT_MAX], to[CCS_UNITS_TEXT_MAX];

        if (!(was_s > 0) || !differs(was_s, is_s)) return;
        (void) ccs_units_show_duration(was_s >= 60 ? round(was_s) : round(10 * was_s) / 10, from, sizeof from);
        (void) ccs_units_show_duration(is_s >= 60 ? round(is_s) : round(10 * is_s) / 10, to, sizeof to);
        add_part(self, "handle time",
            ccs_arena_printf(self->arena, "%s %s -> %s (%+.1f %%)", self->plan->types[after].label, from, to,
                100 * (is_s / was_s - 1)));
        return;
    }
}

/* The teams that serve a type in one plan and not in the other. */
static void add_servers(applied_t *self, uint32_t type, uint32_t after)
{
    const struct {
        const ccs_plan_t *plan, *other;
        uint32_t type, in_other;
        const char *word;
    } ways[] = {{self->plan, self->base, after, type, "also"}, {self->base, self->plan, type, after, "no longer"}};

    for (size_t k = 0; k < sizeof ways / sizeof *ways; k++)
        for (uint32_t i = 0; i < ways[k].plan->n_pairs; i++) {
            const ccs_group_t *const team = ccs_plan_team_of(ways[k].plan, i);

            if (ways[k].plan->pairs[i].type != ways[k].type || pair_of(ways[k].plan, ways[k].type, team->name) != i) continue;
            if (pair_of(ways[k].other, ways[k].in_other, team->name) == CCS_NONE)
                add_part(self, "served by",
                    ccs_arena_printf(self->arena, "%s %s %s", self->plan->types[after].label, ways[k].word, team->label));
        }
}

static void add_types(applied_t *self, void (*add)(applied_t *self, uint32_t type, uint32_t after))
{
    for (uint32_t i = 0; i < self->base->n_types; i++) {
        const uint32_t after = type_called(self->plan, self->base->types[i].name);

        if (after != CCS_NONE) add(self, i, after);
    }
    end_line(self);
}

/* ---- changes at times of the day ------------------------------------------------------------------------------------------------------ */

/* Whether a plan has this change too, at its place or another. */
static bool has_change(const ccs_plan_t *plan, const ccs_change_t *change)
{
    for (uint32_t i = 0; i < plan->n_changes; i++)
        if (plan->changes[i].applied && !strcmp(plan->changes[i].text, change->text) &&
            !strcmp(plan->changes[i].applied, change->applied))
            return true;
    return false;
}

/* "10 agents move from Service to Shared: asked 10, applied 9.2 on average, least 6 at …" of the changes that the base has not: its own follow
 * the base's, and of those it may make others. */
static void add_changes(applied_t *self)
{
    const ccs_plan_t *const plan = self->plan;

    for (uint32_t i = 0; i < plan->n_changes; i++)
        if (plan->changes[i].applied && (i >= self->base->n_changes || !has_change(self->base, &plan->changes[i])))
            add_line(self, ccs_arena_printf(self->arena, "%s: %s", plan->changes[i].text, plan->changes[i].applied));
}

const char *ccs_applied(const ccs_plan_t *base, const ccs_plan_t *plan, ccs_arena_t *arena)
{
    applied_t self = {.base = base, .plan = plan, .arena = arena, .text = ""};

    add_sums(&self);
    add_types(&self, add_handle);
    add_teams(&self);
    add_types(&self, add_servers);
    add_changes(&self);
    return self.text;
}
