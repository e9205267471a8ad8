/* uncertainty.c - values that are estimates, carried through a run. Invariant: all plans have the same nouns, so that their results are of one shape. */
#include "uncertainty.h"

#include <math.h>
#include <string.h>

#include "estimate.h"
#include "purpose.h"
#include "stream.h"

static const enum ccs_metric FIGURES[] = {CCS_METRIC_offered, CCS_METRIC_service_level, CCS_METRIC_abandonment_rate,
    CCS_METRIC_asa_s, CCS_METRIC_aht_s, CCS_METRIC_occupancy};
static const double RESTS = 1e-9; /* a share of a variance that is more than how doubles round */
enum { N_FIGURES = sizeof FIGURES / sizeof *FIGURES, N_SETS = 4, WITH_DRAWS = 1, WITH_DEMAND = 2 };

static int no_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

/* ---- plans ------------------------------------------------------------------------------------------------------------------------ */

double ccs_uncertainty_mb(const ccs_job_t *job)
{
    return job->options.replications * (double) (job->scenario->arena.total + sizeof(ccs_scenario_t) + sizeof(ccs_plan_t)) /
        (1 << 20);
}

static int check_room(const ccs_job_t *job, ccs_err_t *err)
{
    const double mb = ccs_uncertainty_mb(job);

    if (mb <= CCS_UNCERTAINTY_MAX_MB) return 0;
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--input-uncertainty",
        "%u replications of this scenario, each with its own draws, take %.1f GB, more than 1 GB: ask for fewer (-r), or for fewer days",
        job->options.replications, mb / 1024);
}

static int check(const ccs_job_t *job, ccs_err_t *err)
{
    const ccs_plan_t *const plan = &job->scenario->plan;

    if (plan->n_uncertain == 0)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--input-uncertainty",
            "nothing in the scenario is uncertain: write uncertainty: { talk: { of = \"types.NAME.talk.mean\"; times = { dist = \"lognormal\"; cv = 0.03; }; }; }");
    if (ccs_plan_draws_apart(plan, "--input-uncertainty", err) != 0) return CCS_ERR_SCENARIO;
    if (!plan->axis.has_clock)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--input-uncertainty", "needs days: a steady state has no band of days");
    if (job->wanted_precision > 0)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--input-uncertainty", "goes with --replications, not with --precision");
    if (job->options.first_replication > 0)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--input-uncertainty",
            "parts the variance of a whole run: it goes without --first-replication");
    if (!strcmp(job->scenario->path, "-"))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--input-uncertainty",
            "reads the scenario for each replication: name its file");
    return check_room(job, err);
}

/* A draw that changes which nouns there are changes what the figures are of. */
static bool is_alike(const ccs_plan_t *a, const ccs_plan_t *b)
{
    return a->n_types == b->n_types && a->n_groups == b->n_groups && a->n_teams == b->n_teams && a->n_pairs == b->n_pairs &&
        a->n_cells == b->n_cells && a->periods.n == b->periods.n && a->n_trunks == b->n_trunks && a->n_nodes == b->n_nodes &&
        a->n_within == b->n_within && a->n_team_pairs == b->n_team_pairs &&
        (a->agent_figures == CCS_AGENT_FIGURES_GROUPS || a->n_agents == b->n_agents);
}

const char *ccs_uncertainty_settings(const char *settings, ccs_arena_t *arena)
{
    return ccs_arena_printf(arena, "%s%s--input-uncertainty", settings, *settings ? "\n" : "");
}

/* "types.support.talk.mean*=1.0213" of each, behind the settings of the run. */
static const char **settings_of(ccs_uncertainty_t *self, uint32_t replication, const char *const *sets, size_t n_sets)
{
    const ccs_plan_t *const plan = &self->job->scenario->plan;
    const char **const all = ccs_arena_array(&self->arena, n_sets + plan->n_uncertain, sizeof(const char *));

    for (size_t i = 0; all && i < n_sets; i++) all[i] = sets[i];
    for (uint32_t i = 0; all && i < plan->n_uncertain; i++) {
        const ccs_uncertain_t *const u = &plan->uncertain[i];
        const ccs_stream_t stream = ccs_stream_make(self->job->options.seed, u->name_hash, replication);

        all[n_sets + i] = ccs_arena_printf(&self->arena, "%s*=%.17g", u->of,
            ccs_distribution_at(&u->times, ccs_stream_draw(&stream, 0, 0, CCS_PURPOSE_UNCERTAIN)));
        if (!all[n_sets + i]) return NULL;
    }
    return all;
}

static int refuse(const ccs_uncertainty_t *self, uint32_t replication, const ccs_err_list_t *errors, ccs_err_t *err)
{
    const ccs_err_t *first = NULL;

    for (size_t i = 0; i < errors->n && !first; i++)
        if (errors->items[i].code != 0) first = &errors->items[i];
    return ccs_err_set(err, CCS_ERR_SCENARIO, self->job->scenario->path, "uncertainty",
        "replication %u cannot have its draws: %s%s%s", replication + 1, first ? first->path : "",
        first && *first->path ? ": " : "", first ? first->text : "they change which types, groups or intervals there are");
}

static int compile(ccs_uncertainty_t *self, uint32_t replication, const char *const *sets, size_t n_sets, ccs_err_t *err)
{
    const ccs_plan_t *const base = &self->job->scenario->plan;
    const char **const all = settings_of(self, replication, sets, n_sets);
    ccs_scenario_t *const to = &self->scenarios[replication];
    ccs_err_list_t errors = {0};
    int ret;

    if (!all) return no_memory(err);
    ret = ccs_scenario_load_from(&self->job->scenario->source, all, n_sets + base->n_uncertain, to, &errors);
    if (ret == CCS_ERR_NOMEM) (void) no_memory(err);
    else if (ret || !is_alike(base, &to->plan)) ret = refuse(self, replication, &errors, err);
    ccs_err_list_free(&errors);
    return ret;
}

/* The plan without what makes demand random but that contacts come at random. */
static int flatten(ccs_uncertainty_t *self, const ccs_plan_t *from, ccs_plan_t *to)
{
    ccs_type_t *const types = ccs_arena_array(&self->arena, from->n_types, sizeof *types);
    ccs_type_head_t *const heads = ccs_arena_lines(&self->arena, from->n_types, sizeof *heads);

    if (!types || !heads) return CCS_ERR_NOMEM;
    *to = *from;
    for (uint32_t t = 0; t < from->n_types; t++) {
        types[t] = from->types[t];
        types[t].arrivals.day_factor = CCS_NONE;
        types[t].arrivals.modulation = NULL;
    }
    to->types = types;
    ccs_plan_heads(to, heads);
    to->heads = heads;
    return 0;
}

static int make_plans(ccs_uncertainty_t *self, const char *const *sets, size_t n_sets, ccs_err_t *err)
{
    ccs_plan_t *const flat = ccs_arena_array(&self->arena, self->n, sizeof *flat);
    int ret;

    CCS_REQUIRE(flat && !flatten(self, &self->job->scenario->plan, &self->flat_plan), no_memory(err));
    for (uint32_t r = 0; r < self->n; r++) {
        CCS_TRY(compile(self, r, sets, n_sets, err));
        CCS_REQUIRE(!flatten(self, &self->scenarios[r].plan, &flat[r]), no_memory(err));
        self->drawn[r] = &self->scenarios[r].plan;
        self->drawn_flat[r] = &flat[r];
        self->flat[r] = &self->flat_plan;
    }
out:
    return ret;
}

int ccs_uncertainty_init(ccs_uncertainty_t *self, ccs_job_t *job, const char *const *sets, size_t n_sets, ccs_err_t *err)
{
    int ret;

    *self = (ccs_uncertainty_t){.job = job, .n = job->options.replications};
    CCS_TRY(check(job, err));
    self->scenarios = ccs_arena_array(&self->arena, self->n, sizeof *self->scenarios);
    self->drawn = ccs_arena_array(&self->arena, self->n, sizeof(const ccs_plan_t *));
    self->drawn_flat = ccs_arena_array(&self->arena, self->n, sizeof(const ccs_plan_t *));
    self->flat = ccs_arena_array(&self->arena, self->n, sizeof(const ccs_plan_t *));
    CCS_REQUIRE(self->scenarios && self->drawn && self->drawn_flat && self->flat, no_memory(err));
    CCS_TRY(make_plans(self, sets, n_sets, err));
    job->trial.plans = self->drawn;
out:
    return ret;
}

int ccs_uncertainty_of_variants(ccs_comparison_t *comparison, const ccs_variant_t *variants, ccs_arena_t *arena,
    ccs_uncertainty_t **to, ccs_err_t *err)
{
    ccs_comparison_t *const c = comparison;
    double mb = 0;
    int ret = 0;

    for (uint32_t i = 0; i < c->n; i++) mb += ccs_uncertainty_mb(&c->jobs[i]);
    CCS_REQUIRE(c->precision <= 0,
        ccs_err_set(err, CCS_ERR_USAGE, NULL, "--input-uncertainty", "goes with --replications, not with --precision"));
    CCS_REQUIRE(mb <= CCS_UNCERTAINTY_MAX_MB,
        ccs_err_set(err, CCS_ERR_USAGE, NULL, "--input-uncertainty",
            "%u variants, each replication with its own draws, take %.1f GB, more than 1 GB: ask for fewer replications (-r), or compare fewer",
            c->n, mb / 1024));
    ccs_uncertainty_t *const each = ccs_arena_array(arena, c->n, sizeof *each);

    if (!each) return no_memory(err);
    *to = each;
    for (uint32_t i = 0; i < c->n; i++) {
        CCS_TRY(ccs_uncertainty_init(&each[i], &c->jobs[i], variants[i].sets, variants[i].n_sets, err));
        c->jobs[i].options.settings = ccs_uncertainty_settings(c->jobs[i].options.settings, arena);
        CCS_REQUIRE(c->jobs[i].options.settings, no_memory(err));
    }
out:
    return ret;
}

void ccs_uncertainty_free(ccs_uncertainty_t *self)
{
    for (uint32_t r = 0; self->scenarios && r < self->n; r++) ccs_scenario_free(&self->scenarios[r]);
    ccs_arena_free(&self->arena);
    *self = (ccs_uncertainty_t){0};
}

/* ---- parts ------------------------------------------------------------------------------------------------------------------------ */

/* Sums of what replications came to with a set. */
typedef struct {
    double x, x2;
} sums_t;

/* The parts of the variance that n replications show. @param all  receives the whole variance */
static void part_variance(const sums_t sums[N_SETS], double n, double part[CCS_N_DOUBTS], double *all)
{
    double v[N_SETS];

    for (int s = 0; s < N_SETS; s++) v[s] = (sums[s].x2 - sums[s].x * sums[s].x / n) / (n - 1);
    *all = v[WITH_DRAWS | WITH_DEMAND];
    part[CCS_DOUBT_PARAMETERS] = (v[WITH_DRAWS] - v[0] + v[3] - v[WITH_DEMAND]) / 2 / *all;
    part[CCS_DOUBT_FORECAST] = (v[WITH_DEMAND] - v[0] + v[3] - v[WITH_DRAWS]) / 2 / *all;
    part[CCS_DOUBT_CHANCE] = v[0] / *all;
}

void ccs_uncertainty_parts(const double *const x[N_SETS], uint32_t n, ccs_doubted_t *to)
{
    const double t = n > 2 ? ccs_estimate_t_quantile(0.95, n - 1) : (double) NAN;
    double mean[N_SETS] = {0}, spread[CCS_N_DOUBTS] = {0}, middle[CCS_N_DOUBTS] = {0}, all;
    sums_t sums[N_SETS] = {{0, 0}};

    for (int s = 0; s < N_SETS; s++) {
        for (uint32_t r = 0; r < n; r++) mean[s] += x[s][r] / n;
        for (uint32_t r = 0; r < n; r++) {
            sums[s].x += x[s][r] - mean[s];
            sums[s].x2 += (x[s][r] - mean[s]) * (x[s][r] - mean[s]);
        }
    }
    part_variance(sums, n, to->part, &all);
    to->mean = mean[N_SETS - 1];
    to->sd = sqrt(all);
    bool known = true;

    for (uint32_t r = 0; r < n; r++) { /* each left out (Efron and Tibshirani 1993, chapter 11) */
        sums_t without[N_SETS];
        double part[CCS_N_DOUBTS], rest;

        for (int s = 0; s < N_SETS; s++) {
            const double d = x[s][r] - mean[s];

            without[s] = (sums_t){sums[s].x - d, sums[s].x2 - d * d};
        }
        part_variance(without, n - 1.0, part, &rest);
        known = known && rest > RESTS * all; /* else nothing varies without this one, and shares of nothing are not defined */
        for (int k = 0; k < CCS_N_DOUBTS; k++) {
            middle[k] += part[k] / n;
            spread[k] += part[k] * part[k];
        }
    }
    for (int k = 0; k < CCS_N_DOUBTS; k++)
        to->half_width[k] = known ? t * sqrt(fmax(0, spread[k] - n * middle[k] * middle[k]) * (n - 1.0) / n) : (double) NAN;
}

static uint32_t find_metric(const ccs_metrics_t *metrics, enum ccs_metric metric)
{
    for (uint32_t i = 0; i < metrics->n_metrics; i++)
        if (metrics->metrics[i].metric == metric && metrics->metrics[i].threshold == 0 && metrics->metrics[i].as == CCS_AS_SUMS)
            return i;
    return CCS_NONE;
}

/* A figure of all together in each replication. @return false: some have none */
static bool observe(const ccs_results_t *results, uint32_t metric, double *values, double *weights, double *to)
{
    for (uint32_t r = 0; r < results->n_replications; r++) {
        ccs_results_observe_entity(results, 0, r, values, weights);
        to[r] = values[metric];
        if (isnan(to[r])) return false;
    }
    return true;
}

static int part_figures(ccs_uncertainty_t *self, const ccs_results_t *const results[N_SETS])
{
    const ccs_metrics_t *const metrics = &self->job->metrics;
    double *const values = ccs_arena_array(&self->arena, metrics->n_metrics, sizeof *values),
                  *const weights = ccs_arena_array(&self->arena, metrics->n_metrics, sizeof *weights);
    double *x[N_SETS];

    self->figures = ccs_arena_array(&self->arena, N_FIGURES, sizeof *self->figures);
    for (int s = 0; s < N_SETS; s++) {
        x[s] = ccs_arena_array(&self->arena, self->n, sizeof *x[s]);
        if (!x[s]) return CCS_ERR_NOMEM;
    }
    if (!values || !weights || !self->figures) return CCS_ERR_NOMEM;
    for (int i = 0; i < N_FIGURES; i++) {
        ccs_doubted_t *const to = &self->figures[self->n_figures];
        bool all = true;

        to->metric = find_metric(metrics, FIGURES[i]);
        if (to->metric == CCS_NONE || !ccs_metrics_apply(metrics, to->metric, 0)) continue;
        for (int s = 0; s < N_SETS; s++) all = observe(results[s], to->metric, values, weights, x[s]) && all;
        if (!all) continue;
        ccs_uncertainty_parts((const double *const *) x, self->n, to);
        self->n_figures += to->sd > 0;
    }
    return 0;
}

int ccs_uncertainty_part(ccs_uncertainty_t *self, ccs_err_t *err)
{
    ccs_job_t *const job = self->job;
    ccs_results_t more[N_SETS - 1] = {{0}};
    const ccs_results_t *const results[N_SETS] = {&more[0], &more[1], &more[2], &job->results};
    ccs_trial_t trials[N_SETS - 1];
    const ccs_experiment_options_t options = {.replications = self->n, .team = &job->threads.team, .stop = job->options.stop};
    int ret = 0;

    if (self->n < CCS_UNCERTAINTY_FEWEST) return 0;
    for (int s = 0; s < N_SETS - 1; s++) {
        CCS_TRY(ccs_results_init_run(&more[s], &job->scenario->plan, &job->metrics, job->results.confidence, err));
        trials[s] = (ccs_trial_t){&job->scenario->plan, &job->metrics, job->options.seed, &more[s],
            s == 0                ? self->flat
                : s == WITH_DRAWS ? self->drawn_flat
                                  : NULL,
            0, NULL};
    }
    CCS_TRY(ccs_experiment_run(trials, N_SETS - 1, &options, err));
    CCS_TRY(part_figures(self, results));
out:
    for (int s = 0; s < N_SETS - 1; s++) ccs_results_free(&more[s]);
    return ret == CCS_ERR_NOMEM ? no_memory(err) : ret;
}

int ccs_uncertainty_add_to_result(const ccs_uncertainty_t *self, ccs_dataset_t *data, ccs_err_t *err)
{
    static const char *const names[CCS_N_DOUBTS] = {"parameters", "forecast", "chance"};
    static const char *const texts[CCS_N_DOUBTS] =
        {"share of the variance over replications that values which are estimates make",
            "share that random demand makes: factors, shocks, states, forecasts that err", "share that is left without both"};
    const uint32_t dim = self->n_figures > 0 ? ccs_dataset_add_dim(data, "uncertain", self->n_figures) : CCS_DATA_NONE;
    char name[64];

    if (!self->job) return 0;
    if (self->n < CCS_UNCERTAINTY_FEWEST)
        return ccs_err_list_add(&self->job->warnings, 0, NULL, "--input-uncertainty",
            "%u replications do not tell what the band is made of: at least %d do, and some hundred are usual (-r)", self->n,
            CCS_UNCERTAINTY_FEWEST);
    if (dim == CCS_DATA_NONE) return data->out_of_memory ? no_memory(err) : 0;
    ccs_variable_t *v = ccs_dataset_describe(data, ccs_dataset_add(data, "uncertain_metric", CCS_DATA_TEXT, &dim, 1), NULL,
        "metric, of all together");

    for (uint32_t i = 0; v && i < self->n_figures; i++)
        v->data.text[i] = self->job->metrics.metrics[self->figures[i].metric].name;
    v = ccs_dataset_describe(data, ccs_dataset_add(data, "uncertain_sd", CCS_DATA_F64, &dim, 1), NULL,
        "standard deviation over replications");
    for (uint32_t i = 0; v && i < self->n_figures; i++) v->data.f64[i] = self->figures[i].sd;
    for (int k = 0; k < CCS_N_DOUBTS; k++) {
        snprintf(name, sizeof name, "uncertain_%s", names[k]);
        v = ccs_dataset_describe(data, ccs_dataset_add(data, name, CCS_DATA_F64, &dim, 1), "1", "%s", texts[k]);
        for (uint32_t i = 0; v && i < self->n_figures; i++) v->data.f64[i] = self->figures[i].part[k];
        snprintf(name, sizeof name, "uncertain_%s_half_width", names[k]);
        v = ccs_dataset_describe(data, ccs_dataset_add(data, name, CCS_DATA_F64, &dim, 1), "1", "half-width of uncertain_%s",
            names[k]);
        for (uint32_t i = 0; v && i < self->n_figures; i++) v->data.f64[i] = self->figures[i].half_width[k];
    }
    return data->out_of_memory ? no_memory(err) : 0;
}
