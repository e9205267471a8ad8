/* erlang_beside.c - the closed formulas beside a simulation. Invariant: both speak of the same intervals, types and ways of counting; what is said of
 * why they differ holds for this plan. */
#include "erlang_beside.h"

#include <math.h>
#include <string.h>

#include "grid.h"
#include "pool.h"

typedef struct {
    const ccs_plan_t *plan;
    const ccs_view_t *view;
    ccs_grid_t grid;
    ccs_pools_t pools;
    ccs_beside_t *found;
    uint32_t *cell_of; /* by interval of the view */
    ccs_arena_t *arena;
} formulas_t;

/* ---- what the formulas say ------------------------------------------------------------------------------------------------ */

/* The service level of a type with whole agents; 0: nobody is there, or the queue grows without end. */
static double level_of(const ccs_formula_in_t *queue, const ccs_type_t *type, double agents)
{
    ccs_formula_in_t in = *queue;
    ccs_formula_within_t within;

    in.agents = (uint32_t) agents;
    if (in.agents == 0 || ccs_formula_within(&in, type->target.within_s[0], type->target.short_abandon_s, &within, NULL) != 0)
        return 0;
    return within.level[ccs_pool_level(type)];
}

/* Of 12.4 agents twelve are there on 60 % of the days and thirteen on the others. */
static double level_with(const ccs_formula_in_t *queue, const ccs_type_t *type, double agents)
{
    const double whole = floor(agents + 1e-9), rest = fmax(agents - whole, 0);

    return (1 - rest) * level_of(queue, type, whole) + (rest > 0 ? rest * level_of(queue, type, whole + 1) : 0);
}

static void fill_interval(formulas_t *self, const ccs_load_t *load, uint32_t interval)
{
    ccs_pools_fill(&self->pools, load);
    for (uint32_t i = 0; i < self->found->n; i++) {
        const ccs_beside_type_t *const b = &self->found->types[i];
        double *const to = &b->values[(size_t) interval * CCS_N_BESIDE];
        const uint32_t pool = self->pools.of_type[b->type];
        const ccs_type_t *const type = &self->plan->types[b->type];
        double agents = 0;

        to[CCS_BESIDE_SIMULATED] = ccs_view_point_at(self->view, self->grid.level, b->entity, interval).mean;
        to[CCS_BESIDE_ERLANG_C] = to[CCS_BESIDE_ERLANG_A] = (double) NAN;
        if (!(self->pools.queues[pool].per_s > 1e-9)) continue;
        for (uint32_t g = 0; g < self->plan->n_groups; g++)
            if (self->pools.of_group[g] == pool) agents += load->agents[g];
        ccs_formula_in_t in = ccs_pool_formula(&self->pools.queues[pool]);

        to[CCS_BESIDE_ERLANG_A] = level_with(&in, type, agents);
        in.patience_s = (double) INFINITY;
        in.balk_frac = 0;
        to[CCS_BESIDE_ERLANG_C] = level_with(&in, type, agents);
    }
}

static int fill(formulas_t *self)
{
    ccs_load_t load = {0};
    int ret = ccs_load_init(&load, self->plan);

    while (ret == 0 && ccs_load_next(&load))
        for (uint32_t i = 0; i < self->view->n_intervals; i++)
            if (self->view->interval_open[i] && self->cell_of[i] == load.cell) fill_interval(self, &load, i);
    ccs_load_free(&load);
    return ret;
}

/* ---- what is there -------------------------------------------------------------------------------------------------------- */

static int refuse(ccs_err_t *err, const char *text)
{
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--erlang", "%s", text);
}

/* Cells and intervals go by the same labels. */
static int match_intervals(formulas_t *self, ccs_err_t *err)
{
    uint32_t cell = 0;

    self->cell_of = ccs_arena_array(self->arena, self->view->n_intervals, sizeof *self->cell_of);
    if (!self->cell_of) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < self->view->n_intervals; i++) {
        while (cell < self->plan->n_cells && strcmp(self->plan->cells[cell].label, self->view->intervals[i]) != 0) cell++;
        if (cell == self->plan->n_cells)
            return refuse(err, "the intervals of the result are not those of its scenario, as this version reads it");
        self->cell_of[i] = cell;
    }
    return 0;
}

static int choose_types(formulas_t *self)
{
    ccs_beside_t *const found = self->found;

    found->types = ccs_arena_array(self->arena, self->plan->n_types, sizeof *found->types);
    if (!found->types) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < self->plan->n_types; i++) {
        const bool carried = ccs_plan_queue(self->plan, &self->plan->types[i])->at_close == CCS_AT_CLOSE_CARRY ||
            !ccs_pool_knows(&self->plan->types[i]);
        const char *const name = ccs_arena_printf(self->arena, "type/%s", self->plan->types[i].name);
        const uint32_t entity = name ? ccs_view_entity(self->view, name) : CCS_DATA_NONE;
        double *const values = ccs_arena_array(self->arena, (size_t) self->view->n_intervals * CCS_N_BESIDE, sizeof *values);

        if (!name || !values) return CCS_ERR_NOMEM;
        for (size_t k = 0; k < (size_t) self->view->n_intervals * CCS_N_BESIDE; k++) values[k] = (double) NAN;
        found->left_out = found->left_out || carried;
        if (!carried && entity != CCS_DATA_NONE)
            found->types[found->n++] = (ccs_beside_type_t){.type = i, .entity = entity, .values = values};
    }
    return 0;
}

/* ---- why they differ ------------------------------------------------------------------------------------------------------- */

/* What a plan has that the formulas do not. */
typedef struct {
    bool gives_up, balks, balks_by_queue, other_patience, other_handle, other_arrivals, comes_again, is_limited, day_varies,
        pooled, absent, over_time, goes_not_ready, has_hours, has_factors, has_states, has_shocks, in_batches, is_fixed,
        has_several;
} facts_t;

/* Whether others share the queue of a type, or several groups its work. */
static bool is_pooled(const formulas_t *self, uint32_t type)
{
    const uint32_t pool = self->pools.of_type[type];
    uint32_t n_types = 0, n_groups = 0;

    for (uint32_t i = 0; i < self->plan->n_types; i++) n_types += self->pools.of_type[i] == pool;
    for (uint32_t g = 0; g < self->plan->n_groups; g++) n_groups += self->pools.of_group[g] == pool;
    return n_types > 1 || n_groups > 1;
}

/* What there is at random in a rate, beside the factor of the day. */
static void add_chance_of(const ccs_plan_t *plan, const ccs_arrivals_t *arrivals, facts_t *f)
{
    const ccs_modulation_t *const by = arrivals->modulation;

    f->in_batches |= arrivals->batch.n > 0;
    f->is_fixed |= arrivals->is_fixed;
    if (!by) return;
    for (uint32_t i = 0; i < by->n_factors; i++)
        *(plan->factors[by->factors[i]].by_slot ? &f->has_factors : &f->day_varies) = true;
    f->has_factors |= by->concentration > 0;
    f->has_states |= by->n_states > 0;
    f->has_shocks |= by->n_shocks > 0;
}

static void add_facts_of(const formulas_t *self, uint32_t id, facts_t *f)
{
    const ccs_plan_t *const plan = self->plan;
    const ccs_type_t *const type = &plan->types[id];
    const enum ccs_distribution_kind patience = type->patience.kind;

    f->gives_up |= patience != CCS_DISTRIBUTION_NONE;
    f->balks |= type->balk_frac > 0;
    f->balks_by_queue |= type->balk_by_queue.n > 0 || type->balk_by_wait.n > 0;
    f->over_time |= type->patience.course || type->courses.balk || type->courses.never;
    f->other_patience |= patience != CCS_DISTRIBUTION_NONE &&
        (patience != CCS_DISTRIBUTION_EXPONENTIAL || type->never_frac > 0 || type->announcement.is_made);
    f->other_arrivals |= type->arrivals.gap.kind != CCS_DISTRIBUTION_EXPONENTIAL;
    f->is_limited |= type->trunk != CCS_NONE || ccs_plan_queue(plan, type)->limit != CCS_NONE;
    f->day_varies |= type->arrivals.day_factor != CCS_NONE;
    f->has_hours |= type->hours != NULL;
    f->pooled |= is_pooled(self, id);
    f->has_several |= ccs_plan_at_once(plan, type) > 1;
    add_chance_of(plan, &type->arrivals, f);
    for (int cause = 0; cause < CCS_N_RETRY_CAUSES; cause++) f->comes_again |= type->again.frac[cause] > 0;
    for (uint32_t p = 0; p < type->routing.n_pairs; p++) {
        const ccs_pair_t *const pair = &plan->pairs[type->routing.first_pair + p];

        f->other_handle |= pair->talk.kind != CCS_DISTRIBUTION_EXPONENTIAL || pair->wrap.kind != CCS_DISTRIBUTION_NONE;
        f->absent |= plan->groups[pair->group].absence_frac > 0;
        f->goes_not_ready |= plan->groups[pair->group].not_ready.frac > 0;
    }
}

static void find_reasons(const formulas_t *self)
{
    ccs_beside_t *const found = self->found;
    facts_t f = {0};

    for (uint32_t i = 0; i < found->n; i++) add_facts_of(self, found->types[i].type, &f);
    const struct {
        bool holds;
        const char *text;
    } reasons[] = {
        {true,
            "the formulas take each interval as a steady state of its own: they know nothing of the queue that the one before leaves, nor that an empty "
            "centre takes time to fill after opening"},
        {f.gives_up,
            "in Erlang C nobody gives up, so that its queue holds those who in truth leave; where work comes close to agents its service level falls "
            "far below, and is 0 % where there is more work than agents"},
        {f.balks, "in Erlang C nobody balks"},
        {f.balks_by_queue, "in Erlang A the same share balks however many wait: that of an empty queue"},
        {f.pooled,
            "types and groups that have to do with one another are one queue in the formulas, in which everybody serves everybody, first come first served: "
            "they know no skills, tiers and priorities"},
        {f.has_several,
            "agents have several contacts at once here; in the formulas each has one, so that they know fewer who can answer than there are"},
        {f.other_handle, "handle times are exponential in the formulas, here their spread is another"},
        {f.other_patience, "patience is exponential in Erlang A, here its law is another"},
        {f.over_time, "patience and balking that vary over time enter the formulas with their means over all hours"},
        {f.other_arrivals, "arrivals are Poisson in the formulas, here gaps have another law"},
        {f.day_varies,
            "some days are busier than others here; the formulas know the mean day, and service levels of busy days fall more than those of quiet "
            "days rise"},
        {f.has_factors,
            "some intervals are busier than others of the same mean here; the formulas know the mean, and service levels of busy ones fall more "
            "than those of quiet ones rise"},
        {f.has_states, "rates switch between states at random here; the formulas know their mean over time"},
        {f.has_shocks, "shocks bring more contacts on some days here; the formulas know days without them"},
        {f.in_batches, "contacts come one by one in the formulas, here several come at once"},
        {f.is_fixed, "how many come is at random in the formulas, here as many come as is written"},
        {f.has_hours,
            "types have hours of their own here: that nobody waits for one when it opens, and who still does when it closes, is in no formula"},
        {f.goes_not_ready,
            "agents go not ready after some of the contacts here; in the formulas each takes so much longer as that is on average"},
        {f.absent, "who is absent is drawn for each day here; the formulas know how many are there on average"},
        {f.comes_again, "who comes again is an even flow in the formulas; here attempts follow after bad times"},
        {f.is_limited, "lines and places to wait have no limit in the formulas"},
    };

    _Static_assert(sizeof reasons / sizeof *reasons <= CCS_BESIDE_REASONS_MAX, "");
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].holds) found->reasons[found->n_reasons++] = reasons[i].text;
}

int ccs_erlang_beside(const ccs_plan_t *plan, const ccs_view_t *view, ccs_arena_t *arena, ccs_beside_t *found, ccs_err_t *err)
{
    formulas_t self = {.plan = plan, .view = view, .grid = ccs_grid_of(view), .found = found, .arena = arena};
    int ret;

    *found = (ccs_beside_t){.view = view};
    CCS_REQUIRE(!view->report,
        ccs_err_set(err, CCS_ERR_USAGE, NULL, "--erlang",
            "figures are told by %s here (clock.report): formulas by interval need report = \"interval\"", view->report));
    CCS_REQUIRE(self.grid.n > 0 && plan->mode == CCS_MODE_DAY,
        refuse(err, "there is no service level by interval here: a steady state has batches only"));
    CCS_TRY(match_intervals(&self, err));
    CCS_TRY(choose_types(&self));
    CCS_REQUIRE(found->n > 0,
        refuse(err,
            "contacts of every type may wait through the night here, or its target is not of their waits: there is no formula for them"));
    CCS_TRY(ccs_pools_find(&self.pools, plan, false, arena));
    CCS_TRY(fill(&self));
    ccs_beside_sum_up(found);
    find_reasons(&self);
out:
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the formulas");
    return ret;
}
