/* comparison.c - variants side by side. Invariant: every variant runs the same replications, in blocks of the same size, so that each is
 * paired with the base's; the first n_ready jobs and scenarios are to be freed. */
#include "comparison.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "applied.h"
#include "compare.h"
#include "differences.h"
#include "horizon.h"
#include "text.h"
#include "what_if.h"

#define KEPT_BYTES (UINT64_C(1) << 30) /* of all variants together */

static const char WHAT_IF[] = "--what-if";

/* ---- up to the simulation --------------------------------------------------------------------------------------------------------- */

/* Agents asked of a group by the changes of a variant. @return false if they change its staff in other ways too, or not at all */
static bool asked_of(const ccs_variant_t *variant, const char *group, double *asked)
{
    double agents;
    bool any = false;

    *asked = 0;
    for (size_t i = variant->n_common; i < variant->n_sets; i++) {
        const char *const set = variant->sets[i];

        if (ccs_what_if_agents(set, group, &agents)) {
            *asked += agents;
            any = true;
        } else if (strncmp(set, "types.", 6) != 0 && strncmp(set, "groups.", 7) != 0) {
            return false; /* factors, the clock: they change staff too */
        } else if (!strncmp(set, "groups.", 7) &&
            (!strncmp(&set[7], "*.", 2) || (!strncmp(&set[7], group, strlen(group)) && set[7 + strlen(group)] == '.'))) {
            return false;
        }
    }
    return any;
}

/* What is told as it is read, and travels with the result. */
static void add_doubt(ccs_comparison_t *self, uint32_t variant, const ccs_err_t *doubt, ccs_err_list_t *errors)
{
    (void) ccs_err_list_append(errors, doubt);
    (void) ccs_err_list_append(&self->scenarios[variant].warnings, doubt);
}

/* Rows that schedule nobody at a time have no number there that could be changed: what comes of "groups.desk.staff+=2" may be less
 * than was asked for. By group, where it is more than a hundredth of its agents. */
static void doubt_agents(ccs_comparison_t *self, uint32_t variant, const ccs_variant_t *what, ccs_err_list_t *errors)
{
    const ccs_plan_t *const before = &self->scenarios[0].plan, *const after = &self->scenarios[variant].plan;
    char where[sizeof((ccs_err_t *) 0)->where], path[sizeof((ccs_err_t *) 0)->path];
    double asked;

    for (uint32_t i = 0; i < before->n_teams && before->n_teams == after->n_teams; i++) {
        if (!asked_of(what, before->teams[i].name, &asked)) continue;
        const ccs_staff_s_t staff = ccs_plan_team_staff_s(after, &after->teams[i]);

        asked *= after->teams[i].staff_factor; /* written agents become net ones */
        if (staff.rostered_s > 0) asked *= staff.scheduled_s / staff.rostered_s;
        const double base = ccs_applied_agents(before, &before->teams[i]),
                     applied = ccs_applied_agents(after, &after->teams[i]) - base;

        if (fabs(applied - asked) <= 0.01 * base) continue;
        snprintf(where, sizeof where, "%s \"%.70s\"", WHAT_IF, what->name);
        snprintf(path, sizeof path, "groups.%.60s.staff", before->teams[i].name);
        ccs_err_t doubt;

        (void) ccs_err_set(&doubt, CCS_ERR_OK, where, path,
            "asked for %+g agents, %+.2f on average: where its rows schedule nobody there is nothing to add to or take from; "
            "say it in words, such as \"staff +2 in desk\", or write a row for every time of the opening hours, such as "
            "(\"08:00\", \"09:00\", 0)",
            asked, applied);
        add_doubt(self, variant, &doubt, errors);
    }
}

/* Whether some variant has a group of a name; else what it may have been meant for is offered. */
static bool has_group(const ccs_comparison_t *self, const char *name, const char *own, ccs_closest_t *closest)
{
    bool has = false;

    for (uint32_t i = 0; i < self->n; i++)
        for (uint32_t k = 0; k < self->scenarios[i].plan.n_teams; k++) {
            const char *const there = self->scenarios[i].plan.teams[k].name;

            has = has || !strcmp(there, name);
            if (strcmp(there, own) != 0) ccs_closest_offer(closest, name, there);
        }
    return has;
}

/* A group may take the place of one that none of these variants has; of one whose name may be misspelt there is a doubt, and its figures stand by themselves. */
static void doubt_role(ccs_comparison_t *self, uint32_t variant, const ccs_group_t *group, ccs_err_list_t *errors)
{
    ccs_closest_t closest = {0};
    char path[64];
    ccs_err_t doubt;

    if (!group->role || has_group(self, group->role, group->name, &closest) || !closest.best) return;
    snprintf(path, sizeof path, "groups.%.36s.same_role_as", group->name);
    (void) ccs_err_set(&doubt, CCS_ERR_OK, self->scenarios[variant].name, path,
        "no variant has a group \"%s\", did you mean \"%s\"? Its figures stand beside none", group->role, closest.best);
    add_doubt(self, variant, &doubt, errors);
}

static void doubt_roles(ccs_comparison_t *self, ccs_err_list_t *errors)
{
    for (uint32_t i = 0; i < self->n; i++)
        for (uint32_t k = 0; k < self->scenarios[i].plan.n_teams; k++)
            doubt_role(self, i, &self->scenarios[i].plan.teams[k], errors);
}

static bool is_same(const ccs_err_t *a, const ccs_err_t *b)
{
    return a->code == b->code && !strcmp(a->where, b->where) && !strcmp(a->path, b->path) && !strcmp(a->text, b->text);
}

static bool holds(const ccs_err_list_t *errors, size_t n, const ccs_err_t *record)
{
    for (size_t i = 0; i < n; i++)
        if (is_same(&errors->items[i], record)) return true;
    return false;
}

/* A line of the base's file is not to blame for what a what-if has made of it: from first on, such a record begins with the what-if. What is
 * wrong with the base, the n_base records in front, is wrong with its what-ifs too and told once. */
static void blame(const ccs_variant_t *what, size_t n_base, ccs_err_list_t *errors, size_t first)
{
    size_t n = first;

    for (size_t i = first; what->said && i < errors->n; i++) {
        ccs_err_t record = errors->items[i];

        if (holds(errors, n_base, &record)) {
            errors->n_errors -= record.code != 0;
            continue;
        }
        if (strncmp(record.where, WHAT_IF, sizeof WHAT_IF - 1) != 0)
            snprintf(record.where, sizeof record.where, "%s \"%.70s\": %.150s", WHAT_IF, what->name, errors->items[i].where);
        errors->items[n++] = record;
    }
    if (what->said) errors->n = n;
}

int ccs_comparison_check_names(const ccs_comparison_t *self, const char *remedy, ccs_err_t *err)
{
    for (uint32_t i = 0; i < self->n; i++)
        for (uint32_t k = 0; k < i; k++)
            if (!strcmp(self->scenarios[i].name, self->scenarios[k].name))
                return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL, "two variants are called \"%s\": %s", self->scenarios[i].name,
                    remedy);
    return 0;
}

int ccs_comparison_load(ccs_comparison_t *self, const ccs_variant_t *variants, uint32_t n, ccs_err_list_t *errors)
{
    size_t n_base = 0;
    int ret = 0;

    *self = (ccs_comparison_t){.n = n, .metric = CCS_DATA_NONE, .reached = (double) NAN};
    self->scenarios = ccs_arena_array(&self->arena, n, sizeof *self->scenarios);
    self->jobs = ccs_arena_array(&self->arena, n, sizeof *self->jobs);
    if (!self->scenarios || !self->jobs) return ccs_err_list_add(errors, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    for (uint32_t i = 0; i < n; i++) {
        const ccs_variant_t *const v = &variants[i];
        const size_t before = errors->n;
        const ccs_scenario_origin_t file = {.path = v->path};
        const int code = ccs_scenario_load_from(v->source ? v->source : &file, v->sets, v->n_sets, &self->scenarios[i], errors);

        ccs_what_if_cite(&(ccs_said_t){v->name, v->said, v->n_common, v->n_sets}, errors, before);
        blame(v, n_base, errors, before);
        if (i == 0) n_base = errors->n;
        self->n_ready++;
        if (v->name) self->scenarios[i].name = v->name;
        if (code && !ret) ret = code;
        if (ret == 0 && i > 0 && v->said) doubt_agents(self, i, v, errors);
    }
    if (ret == 0) doubt_roles(self, errors);
    return ret;
}

static ccs_horizon_piece_t piece(const void *of, uint32_t i)
{
    const ccs_plan_t *const plan = of;
    const ccs_cell_t *const cell = &plan->periods.at[plan->periods.first_counted + i];

    return (ccs_horizon_piece_t){cell->label, isinf(cell->end_s) ? (double) NAN : cell->end_s - cell->start_s};
}

/* The horizon of the results that a job will have, known before anything is simulated. */
static ccs_horizon_t horizon_of(const ccs_job_t *job)
{
    const ccs_plan_t *const plan = &job->scenario->plan;

    return (ccs_horizon_t){.name = job->scenario->name,
        .mode = ccs_mode_name(plan->mode),
        .n_batches = job->results.per_replication,
        .confidence = job->results.confidence,
        .open_s = job->results.open_s,
        .n_pieces = plan->axis.has_clock ? plan->periods.n_counted : 0,
        .piece = piece,
        .of = plan};
}

static int check_horizons(const ccs_comparison_t *self, ccs_err_t *err)
{
    const ccs_horizon_t base = horizon_of(&self->jobs[0]);
    int ret = 0;

    for (uint32_t i = 1; i < self->n; i++) {
        const ccs_horizon_t other = horizon_of(&self->jobs[i]);

        CCS_TRY(ccs_horizon_same(&base, &other, err));
    }
out:
    return ret;
}

/* The figure whose precision is wanted must be there in every variant. */
static int check_aim(const ccs_comparison_t *self, const ccs_job_t *job, ccs_err_t *err)
{
    const ccs_names_t *const names = &self->jobs[0].names;
    const char *const metric = names->metrics[self->metric], *const entity = names->entities[self->entity];
    uint32_t m, e;
    int ret;

    CCS_TRY(ccs_names_find_metric(&job->names, metric, strlen(metric), &m, err));
    CCS_TRY(ccs_names_find_entity(&job->names, entity, &e, err));
out:
    if (ret)
        (void) ccs_err_set(err, (enum ccs_code) ret, NULL, "--precision", "%s of %s is not there in the variant %s", metric,
            entity, job->scenario->name);
    return ret;
}

/* A type that is not called back in one variant and is in another has its figures in both: nobody accepts, and all service levels are one. So has
 * each its bound on abandonment, which may be none. */
static int set_beside(ccs_comparison_t *self, ccs_err_t *err)
{
    uint32_t n_types = 0, n = 0;
    bool bounds = false;
    int ret = 0;

    for (uint32_t i = 0; i < self->n; i++) n_types += self->scenarios[i].plan.n_types;
    for (uint32_t i = 0; i < self->n; i++) bounds = bounds || ccs_plan_bounds_abandonment(&self->scenarios[i].plan);
    const char **const names = ccs_arena_array(&self->arena, n_types, sizeof *names);

    CCS_REQUIRE(names, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
    for (uint32_t i = 0; i < self->n; i++)
        for (uint32_t type = 0; type < self->scenarios[i].plan.n_types; type++)
            if (self->scenarios[i].plan.types[type].callback) names[n++] = self->scenarios[i].plan.types[type].name;
    for (uint32_t i = 0; i < self->n; i++) {
        self->scenarios[i].plan.beside = names;
        self->scenarios[i].plan.n_beside = n;
        self->scenarios[i].plan.bounds_beside = bounds;
    }
out:
    return ret;
}

int ccs_comparison_prepare(ccs_comparison_t *self, const ccs_variant_t *variants, const ccs_job_options_t *options,
    bool same_seed, ccs_err_t *err)
{
    int ret = 0;

    self->options = *options;
    self->threads = ccs_threads(options->threads);
    CCS_TRY(set_beside(self, err));
    for (uint32_t i = 0; i < self->n; i++) {
        ccs_job_options_t own = *options;

        own.keep_intervals = !options->run_only; /* what is written of them is decided at the end */
        own.keep_bytes = KEPT_BYTES / self->n;
        if (!same_seed) own.seed = self->scenarios[i].plan.seed;
        if (i > 0) own.precision = "";
        own.settings = ccs_text_lines(variants[i].said ? variants[i].said : variants[i].sets, variants[i].n_sets, &self->arena);
        own.applied =
            i > 0 && variants[i].said ? ccs_applied(&self->scenarios[0].plan, &self->scenarios[i].plan, &self->arena) : "";
        CCS_REQUIRE(own.settings && own.applied, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
        CCS_TRY(ccs_job_init(&self->jobs[i], &self->scenarios[i], &own, err));
        self->jobs[i].results.confidence = self->scenarios[0].plan.confidence; /* one level for all */
    }
    ccs_job_t *const base = &self->jobs[0];

    self->metric = base->metric;
    self->entity = base->entity;
    self->precision = base->experiment.precision;
    for (uint32_t i = 1; base->metric != CCS_NONE && i < self->n; i++) CCS_TRY(check_aim(self, &self->jobs[i], err));
    base->metric = CCS_NONE; /* not of the base: of its differences */
    CCS_TRY(check_horizons(self, err));
out:
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    return ret;
}

/* ---- each variant by itself ------------------------------------------------------------------------------------------------------ */

/* Something to be done for each variant, whatever the others do. */
typedef struct {
    ccs_comparison_t *self;
    int (*task)(ccs_comparison_t *self, uint32_t variant, const void *context, ccs_err_t *err);
    const void *context;
    ccs_err_t *errors; /* by variant */
} task_t;

static int do_task(void *context, void *tools, uint32_t variant)
{
    const task_t *const t = context;

    (void) tools;
    return t->task(t->self, variant, t->context, &t->errors[variant]);
}

/* Do a task for the variants first .. end - 1. */
static int do_all(ccs_comparison_t *self, task_t *task, uint32_t first, uint32_t end, ccs_err_t *err)
{
    ccs_work_t work = {.context = task, .piece = do_task};
    int ret;

    task->self = self;
    task->errors = ccs_arena_array(&self->arena, end, sizeof *task->errors);
    if (!task->errors) return CCS_ERR_NOMEM;
    ret = ccs_team_run(&self->threads.team, &work, first, end);
    for (uint32_t i = first; ret && err && i < end; i++) {
        if (!task->errors[i].code) continue;
        *err = task->errors[i];
        break;
    }
    return ret;
}

/* ---- simulation ------------------------------------------------------------------------------------------------------------------- */

static int make_data(ccs_comparison_t *self, uint32_t variant, const void *complete, ccs_err_t *err)
{
    ccs_dataset_free(&self->jobs[variant].data);
    return ccs_job_finish(&self->jobs[variant], *(const bool *) complete, err);
}

/* Half-width of one difference relative to the base's mean. */
static int measure_one(ccs_comparison_t *self, uint32_t i, double *relative, ccs_err_t *err)
{
    ccs_view_t base = {0}, other = {0};
    ccs_compare_t compare = {0};
    int ret;

    CCS_TRY(ccs_view_open(&base, &self->jobs[0].data, 0, err));
    CCS_TRY(ccs_view_open(&other, &self->jobs[i].data, 0, err));
    CCS_TRY(ccs_compare_open(&compare, &base, &other, err));
    *relative = ccs_compare_point(&compare, self->metric, self->entity).half_width /
        fabs(ccs_view_point(&base, self->metric, self->entity).mean);
    if (!isfinite(*relative)) *relative = (double) INFINITY;
out:
    ccs_compare_free(&compare);
    ccs_view_free(&base);
    ccs_view_free(&other);
    return ret;
}

/* The worst of all differences. */
static int measure(void *context, double *reached, ccs_err_t *err)
{
    ccs_comparison_t *const self = context;
    const bool complete = true;
    double relative = 0;
    int ret;

    self->reached = 0;
    CCS_TRY(do_all(self, &(task_t){.task = make_data, .context = &complete}, 0, self->n, err));
    for (uint32_t i = 1; i < self->n; i++) {
        CCS_TRY(measure_one(self, i, &relative, err));
        self->reached = fmax(self->reached, relative);
    }
    *reached = self->reached;
out:
    return ret;
}

int ccs_comparison_run(ccs_comparison_t *self, ccs_err_t *err)
{
    ccs_experiment_options_t options = self->jobs[0].experiment;
    ccs_trial_t *const trials = ccs_arena_array(&self->arena, self->n, sizeof *trials);

    if (!trials) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    for (uint32_t i = 0; i < self->n; i++) trials[i] = self->jobs[i].trial;
    options.measure = measure;
    options.context = self;
    options.team = &self->threads.team;
    options.asked = &self->asked;
    return ccs_experiment_run(trials, self->n, &options, err);
}

/* ---- result ------------------------------------------------------------------------------------------------------------------------ */

/* The differences of one variant, whose data set, like the base's, still holds every replication by interval where any table or file looks at
 * them. */
static int add_differences(ccs_comparison_t *self, uint32_t variant, const void *differences, ccs_err_t *err)
{
    ccs_view_t base = {0}, other = {0};
    ccs_compare_t compare = {0};
    int ret;

    CCS_TRY(ccs_view_open(&base, &self->jobs[0].data, 0, err));
    CCS_TRY(ccs_view_open(&other, &self->jobs[variant].data, 0, err));
    CCS_TRY(ccs_compare_open(&compare, &base, &other, err));
    ccs_differences_put(differences, variant, &compare);
out:
    ccs_compare_free(&compare);
    ccs_view_free(&other);
    ccs_view_free(&base);
    return ret;
}

static int add_all_differences(ccs_comparison_t *self, uint32_t n, ccs_err_t *err)
{
    ccs_view_t base = {0};
    ccs_differences_t differences;
    int ret;

    CCS_TRY(ccs_view_open(&base, &self->jobs[0].data, 0, err));
    CCS_TRY(ccs_differences_add(&differences, &base, &self->data));
    CCS_TRY(do_all(self, &(task_t){.task = add_differences, .context = &differences}, 1, n, err));
out:
    ccs_view_free(&base);
    return ret;
}

int ccs_comparison_finish(ccs_comparison_t *self, bool complete, ccs_err_t *err)
{
    const ccs_dataset_t **const parts = ccs_arena_array(&self->arena, self->n, sizeof(const ccs_dataset_t *));
    uint32_t n = 0;
    int ret;

    if (!parts) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the result");
    for (; n < self->n && self->jobs[n].results.n_replications > 0; n++) parts[n] = &self->jobs[n].data;
    CCS_REQUIRE(n > 0, ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL, "no replication is finished"));
    self->jobs[0].reached_precision = self->reached; /* of the differences from it; the judge of the base says it */
    self->jobs[0].compared = true;
    CCS_TRY(do_all(self, &(task_t){.task = make_data, .context = &complete}, 0, n, err));
    CCS_TRY(ccs_dataset_stack(parts, n, "config", self->options.keep_intervals ? NULL : "column", &self->data));
    CCS_TRY(add_all_differences(self, n, err));
    if (self->data.out_of_memory) ret = CCS_ERR_NOMEM;
out:
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the result");
    return ret;
}

void ccs_comparison_free(ccs_comparison_t *self)
{
    if (!self) return;
    ccs_dataset_free(&self->data);
    for (uint32_t i = 0; i < self->n_ready; i++) {
        ccs_job_free(&self->jobs[i]);
        ccs_scenario_free(&self->scenarios[i]);
    }
    ccs_arena_free(&self->arena);
    *self = (ccs_comparison_t){0};
}

uint32_t ccs_comparison_done(const ccs_comparison_t *self)
{
    uint32_t least = self->n > 0 ? self->jobs[0].results.n_replications : 0;

    for (uint32_t i = 1; i < self->n; i++)
        if (self->jobs[i].results.n_replications < least) least = self->jobs[i].results.n_replications;
    return least;
}
