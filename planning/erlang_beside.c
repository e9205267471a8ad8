/* erlang_beside.c - the closed formulas beside a simulation. Invariant: both speak of the same intervals, types and ways of counting; what is said of
 * why they differ holds for this plan. */
#include "erlang_beside.h"

#include <math.h>
#include <string.h>

#include "grid.h"
#include "pool.h"
#include "prose.h"

enum { SIMULATED, ERLANG_C, ERLANG_A, N_VALUES };

/* A type of which both speak. */
typedef struct {
    uint32_t type, entity;   /* of the plan, of the view */
    double *values;          /* [interval][N_VALUES] */
    double sums[N_VALUES];   /* weighted by contacts */
    double contacts, widest; /* widest: the largest difference between simulation and Erlang A */
    uint32_t widest_at;
} beside_t;

typedef struct {
    const ccs_plan_t *plan;
    const ccs_view_t *view;
    ccs_grid_t grid;
    ccs_pools_t pools;
    beside_t *types;
    uint32_t n;
    bool carries;      /* a type was left out */
    uint32_t *cell_of; /* by interval of the view */
    ccs_arena_t arena;
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
    for (uint32_t i = 0; i < self->n; i++) {
        beside_t *const b = &self->types[i];
        double *const to = &b->values[(size_t) interval * N_VALUES];
        const uint32_t pool = self->pools.of_type[b->type];
        const ccs_type_t *const type = &self->plan->types[b->type];
        double agents = 0;

        to[SIMULATED] = ccs_view_point_at(self->view, self->grid.level, b->entity, interval).mean;
        to[ERLANG_C] = to[ERLANG_A] = (double) NAN;
        if (!(self->pools.queues[pool].per_s > 1e-9)) continue;
        for (uint32_t g = 0; g < self->plan->n_groups; g++)
            if (self->pools.of_group[g] == pool) agents += load->agents[g];
        ccs_formula_in_t in = ccs_pool_formula(&self->pools.queues[pool]);

        to[ERLANG_A] = level_with(&in, type, agents);
        in.patience_s = (double) INFINITY;
        in.balk_frac = 0;
        to[ERLANG_C] = level_with(&in, type, agents);
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

static void sum_up(formulas_t *self, beside_t *b)
{
    for (uint32_t i = 0; i < self->view->n_intervals; i++) {
        const double *const x = &b->values[(size_t) i * N_VALUES];
        const double n = ccs_view_point_at(self->view, self->grid.offered, b->entity, i).mean;

        if (!self->view->interval_open[i] || isnan(x[SIMULATED]) || isnan(x[ERLANG_A]) || isnan(n)) continue;
        for (int k = 0; k < N_VALUES; k++) b->sums[k] += n * x[k];
        b->contacts += n;
        if (fabs(x[SIMULATED] - x[ERLANG_A]) <= b->widest) continue;
        b->widest = fabs(x[SIMULATED] - x[ERLANG_A]);
        b->widest_at = i;
    }
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

    self->cell_of = ccs_arena_array(&self->arena, self->view->n_intervals, sizeof *self->cell_of);
    if (!self->cell_of) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < self->view->n_intervals; i++) {
        while (cell < self->plan->n_cells && strcmp(self->plan->cells[cell].label, self->view->intervals[i]) != 0) cell++;
        if (cell == self->plan->n_cells)
            return refuse(err, "figures are told by longer periods than intervals here (clock.report)");
        self->cell_of[i] = cell;
    }
    return 0;
}

static int choose_types(formulas_t *self)
{
    self->types = ccs_arena_array(&self->arena, self->plan->n_types, sizeof *self->types);
    if (!self->types) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < self->plan->n_types; i++) {
        const bool carried = ccs_plan_queue(self->plan, &self->plan->types[i])->at_close == CCS_AT_CLOSE_CARRY;
        const char *const name = ccs_arena_printf(&self->arena, "type/%s", self->plan->types[i].name);
        const uint32_t entity = name ? ccs_view_entity(self->view, name) : CCS_DATA_NONE;
        double *const values = ccs_arena_array(&self->arena, (size_t) self->view->n_intervals * N_VALUES, sizeof *values);

        if (!name || !values) return CCS_ERR_NOMEM;
        for (size_t k = 0; k < (size_t) self->view->n_intervals * N_VALUES; k++) values[k] = (double) NAN;
        self->carries = self->carries || carried;
        if (!carried && entity != CCS_DATA_NONE)
            self->types[self->n++] = (beside_t){.type = i, .entity = entity, .values = values};
    }
    return 0;
}

/* ---- in print ------------------------------------------------------------------------------------------------------------- */

static int print_table(const formulas_t *self, ccs_table_form_t form, FILE *to)
{
    static const char *const names[N_VALUES] = {NULL, "Erlang C", "Erlang A"};
    const ccs_view_t *const v = self->view;
    const bool dated = ccs_prose_is_dated(v->intervals, v->n_intervals);
    ccs_table_t table = {0};
    char text[CCS_PROSE_TIME_MAX];

    ccs_table_add_column(&table, "", CCS_TABLE_LEFT);
    for (uint32_t i = 0; i < self->n * N_VALUES; i++)
        ccs_table_add_column(&table,
            i % N_VALUES == SIMULATED ? v->labels[self->types[i / N_VALUES].entity] : names[i % N_VALUES], CCS_TABLE_RIGHT);
    for (uint32_t at = 0; at < v->n_intervals; at++) {
        if (!v->interval_open[at]) continue;
        ccs_table_add_row(&table);
        ccs_table_set(&table, 0, ccs_prose_begin(v->intervals[at], dated, text), "", CCS_TABLE_PLAIN);
        for (uint32_t i = 0; i < self->n * N_VALUES; i++)
            ccs_table_set(&table, i + 1,
                ccs_figure_mean(CCS_FIGURE_SHARE, self->types[i / N_VALUES].values[(size_t) at * N_VALUES + i % N_VALUES], 0.01,
                    text),
                "", CCS_TABLE_PLAIN);
    }
    const int ret = ccs_table_print(&table, form, to);

    ccs_table_free(&table);
    return ret;
}

/* "Service: 83.6 % simulated, 83.9 % by Erlang A, 69.5 % by Erlang C; simulation and Erlang A are 5.1 points apart at most (Mon 2 Mar 08:00)" */
static void say_type(formulas_t *self, const beside_t *b, ccs_prose_t *to)
{
    const ccs_view_t *const v = self->view;
    const char *const label = ccs_table_harmless(&self->arena, v->labels[b->entity]);
    char time[CCS_PROSE_TIME_MAX];

    to->out_of_memory = to->out_of_memory || !label;
    if (!(b->contacts > 0) || !label) return;
    ccs_prose_add(to, "%s: %.1f %% simulated, %.1f %% by Erlang A, %.1f %% by Erlang C", label,
        100 * b->sums[SIMULATED] / b->contacts, 100 * b->sums[ERLANG_A] / b->contacts, 100 * b->sums[ERLANG_C] / b->contacts);
    if (b->widest > 0)
        ccs_prose_add(to, "; simulation and Erlang A are %.1f points apart at most (%s)", 100 * b->widest,
            ccs_prose_begin(v->intervals[b->widest_at], ccs_prose_is_dated(v->intervals, v->n_intervals), time));
    ccs_prose_add(to, "\n");
}

/* ---- why they differ ------------------------------------------------------------------------------------------------------- */

/* What a plan has that the formulas do not. */
typedef struct {
    bool gives_up, balks, other_patience, other_handle, other_arrivals, comes_again, is_limited, day_varies, pooled, ranked,
        absent, over_time;
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

static void add_facts_of(const formulas_t *self, uint32_t id, facts_t *f)
{
    const ccs_plan_t *const plan = self->plan;
    const ccs_type_t *const type = &plan->types[id];
    const enum ccs_distribution_kind patience = type->patience.kind;

    f->gives_up |= patience != CCS_DISTRIBUTION_NONE;
    f->balks |= type->balk_frac > 0;
    f->over_time |= type->patience.course || type->courses.balk;
    f->other_patience |= patience != CCS_DISTRIBUTION_NONE && patience != CCS_DISTRIBUTION_EXPONENTIAL;
    f->other_arrivals |= type->arrivals.gap.kind != CCS_DISTRIBUTION_EXPONENTIAL;
    f->is_limited |= type->trunk != CCS_NONE || ccs_plan_queue(plan, type)->limit != CCS_NONE;
    f->day_varies |= type->arrivals.day_factor != CCS_NONE;
    f->pooled |= is_pooled(self, id);
    for (int cause = 0; cause < CCS_N_RETRY_CAUSES; cause++) f->comes_again |= type->again.frac[cause] > 0;
    for (uint32_t p = 0; p < type->routing.n_pairs; p++) {
        const ccs_pair_t *const pair = &plan->pairs[type->routing.first_pair + p];

        f->other_handle |= pair->talk.kind != CCS_DISTRIBUTION_EXPONENTIAL || pair->wrap.kind != CCS_DISTRIBUTION_NONE;
        f->absent |= plan->groups[pair->group].absence_frac > 0;
    }
}

static void say_why(const formulas_t *self, ccs_prose_t *to)
{
    facts_t f = {0};

    for (uint32_t i = 0; i < self->n; i++) add_facts_of(self, self->types[i].type, &f);
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
        {f.pooled,
            "types and groups that have to do with one another are one queue in the formulas, in which everybody serves everybody, first come first served: "
            "they know no skills, tiers and priorities"},
        {f.other_handle, "handle times are exponential in the formulas, here their spread is another"},
        {f.other_patience, "patience is exponential in Erlang A, here its law is another"},
        {f.over_time, "patience and balking that vary over time enter the formulas with their means over all hours"},
        {f.other_arrivals, "arrivals are Poisson in the formulas, here gaps have another law"},
        {f.day_varies,
            "some days are busier than others here; the formulas know the mean day, and service levels of busy days fall more than those of quiet "
            "days rise"},
        {f.absent, "who is absent is drawn for each day here; the formulas know how many are there on average"},
        {f.comes_again, "who comes again is an even flow in the formulas; here attempts follow after bad times"},
        {f.is_limited, "lines and places to wait have no limit in the formulas"},
    };

    ccs_prose_add(to, "\nWhy they differ:\n");
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].holds) ccs_prose_add(to, "- %s.\n", reasons[i].text);
    if (self->carries) ccs_prose_add(to, "Types whose contacts may wait through the night have no formula and are left out.\n");
}

static int print_words(formulas_t *self, FILE *to)
{
    ccs_prose_t text = {0};

    fputc('\n', to);
    for (uint32_t i = 0; i < self->n; i++) say_type(self, &self->types[i], &text);
    say_why(self, &text);
    const int ret = text.out_of_memory ? CCS_ERR_NOMEM : 0;

    if (ret == 0) fputs(ccs_prose_text(&text), to);
    ccs_prose_free(&text);
    return ret;
}

int ccs_erlang_beside_print(const ccs_plan_t *plan, const ccs_view_t *view, ccs_table_form_t form, FILE *to, ccs_err_t *err)
{
    formulas_t self = {.plan = plan, .view = view, .grid = ccs_grid_of(view)};
    int ret;

    CCS_REQUIRE(!view->report,
        ccs_err_set(err, CCS_ERR_USAGE, NULL, "--erlang",
            "figures are told by %s here (clock.report): formulas by interval need report = \"interval\"", view->report));
    CCS_REQUIRE(self.grid.n > 0 && plan->mode == CCS_MODE_DAY,
        refuse(err, "there is no service level by interval here: a steady state has batches only"));
    CCS_TRY(match_intervals(&self, err));
    CCS_TRY(choose_types(&self));
    CCS_REQUIRE(self.n > 0, refuse(err, "contacts of every type may wait through the night here: there is no formula for them"));
    CCS_TRY(ccs_pools_find(&self.pools, plan, &self.arena));
    CCS_TRY(fill(&self));
    for (uint32_t i = 0; i < self.n; i++) sum_up(&self, &self.types[i]);
    CCS_TRY(print_table(&self, form, to));
    CCS_TRY(print_words(&self, to));
out:
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the formulas");
    ccs_arena_free(&self.arena);
    return ret;
}
