/* sweep.c - what a study comes to. Invariant: after _prepare every response is there at every point that was compiled. */
#include "sweep.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stream.h"
#include "text.h"
#include "units.h"
#include "version.h"
#include "what_if.h"

static int no_memory(ccs_err_list_t *errors)
{
    return ccs_err_list_add(errors, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

void ccs_sweep_free(ccs_sweep_t *self)
{
    if (!self) return;
    ccs_arena_free(&self->arena);
    *self = (ccs_sweep_t){0};
}

/* ---- points ------------------------------------------------------------------------------------------------------------------------------- */

const char *ccs_sweep_point_text(const ccs_sweep_t *self, uint32_t point, char *text, size_t size)
{
    char level[CCS_UNITS_TEXT_MAX], word[2 * CCS_UNITS_TEXT_MAX + 8];

    text[0] = '\0';
    for (uint32_t i = 0; i < self->n_factors; i++) {
        snprintf(word, sizeof word, "%.64s %s", self->factors[i].name,
            ccs_vary_show(&self->factors[i], ccs_sweep_level(self, point, i), level, sizeof level));
        ccs_text_enumerate(text, size, word);
    }
    return text;
}

uint64_t ccs_sweep_seed(const ccs_sweep_t *self, uint32_t point)
{
    return self->independent ? ccs_stream_make(self->seed, ccs_stream_hash("point"), point).key + point : self->seed;
}

/* The settings of a point, and whose each one is: CCS_NONE of those in common. */
typedef struct {
    const char **sets;
    uint32_t *factor;
    size_t n;
} changes_t;

/* What a factor changes at a point; of a quantity in words any number of settings. */
static int changes_of(const ccs_sweep_t *self, uint32_t point, uint32_t factor, ccs_arena_t *arena, ccs_what_if_t *out,
    ccs_err_t *err)
{
    const ccs_vary_t *const f = &self->factors[factor];
    const char **const change = ccs_arena_array(arena, 1, sizeof *change);
    int ret = 0;

    if (change) *change = ccs_vary_change(f, ccs_sweep_level(self, point, factor), arena);
    if (!change || !*change) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    *out = (ccs_what_if_t){.sets = change, .n_sets = **change != '\0'};
    if (f->is_quantity && out->n_sets > 0) ret = ccs_what_if_read(*change, arena, out, err);
    if (ret && err) snprintf(err->where, sizeof err->where, "%s", f->where);
    return ret;
}

/* The settings in common, and behind them those of the factors. */
static int add_changes(const ccs_sweep_t *self, uint32_t point, changes_t *to, ccs_arena_t *arena, ccs_err_t *err)
{
    ccs_what_if_t *const of = ccs_arena_array(arena, self->n_factors, sizeof *of);
    size_t most = self->n_sets;
    int ret = 0;

    CCS_REQUIRE(of, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
    for (uint32_t i = 0; i < self->n_factors; i++) {
        CCS_TRY(changes_of(self, point, i, arena, &of[i], err));
        most += of[i].n_sets;
    }
    to->sets = ccs_arena_array(arena, most, sizeof *to->sets);
    to->factor = ccs_arena_array(arena, most, sizeof *to->factor);
    CCS_REQUIRE(to->sets && to->factor, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
    for (; to->n < self->n_sets; to->n++) to->sets[to->n] = self->sets[to->n];
    for (uint32_t i = 0; i < self->n_factors; i++)
        for (size_t k = 0; k < of[i].n_sets; k++) {
            to->sets[to->n] = of[i].sets[k];
            to->factor[to->n++] = i;
        }
out:
    return ret;
}

int ccs_sweep_changes(const ccs_sweep_t *self, uint32_t point, ccs_arena_t *arena, const char ***sets, size_t *n_sets,
    ccs_err_t *err)
{
    changes_t changes = {0};
    const int ret = add_changes(self, point, &changes, arena, err);

    *sets = changes.sets;
    *n_sets = changes.n;
    return ret;
}

/* "--set:3" becomes the place where the factor is written that the setting comes from. */
static void blame(const ccs_sweep_t *self, uint32_t point, const changes_t *changes, ccs_err_list_t *errors, size_t first)
{
    static const char SET[] = "--set:";
    char text[160];

    for (size_t i = first; i < errors->n; i++) {
        ccs_err_t *const e = &errors->items[i];
        const size_t n = strncmp(e->where, SET, sizeof SET - 1) == 0 ? strtoul(&e->where[sizeof SET - 1], NULL, 10) : 0;
        char where[sizeof e->where];

        snprintf(where, sizeof where, "%s", e->where);
        if (n > self->n_sets && n <= changes->n) snprintf(where, sizeof where, "%s", self->factors[changes->factor[n - 1]].where);
        snprintf(e->where, sizeof e->where, "%.120s: point %u (%s)", where, point + 1,
            ccs_sweep_point_text(self, point, text, sizeof text));
    }
}

static int load_base(const ccs_sweep_t *self, const char *const *sets, size_t n_sets, ccs_scenario_t *out, ccs_err_list_t *errors)
{
    const ccs_scenario_origin_t file = {.path = self->base};

    return ccs_scenario_load_from(self->source ? self->source : &file, sets, n_sets, out, errors);
}

int ccs_sweep_load(const ccs_sweep_t *self, uint32_t point, ccs_scenario_t *out, ccs_err_list_t *errors)
{
    ccs_arena_t arena = {0};
    const size_t first = errors->n;
    changes_t changes = {0};
    ccs_err_t err = {0};
    int ret;

    *out = (ccs_scenario_t){0};
    if (add_changes(self, point, &changes, &arena, &err) != 0) CCS_TRY(ccs_err_list_append(errors, &err));
    ret = load_base(self, changes.sets, changes.n, out, errors);
    if (ret == 0 && self->set > 0 && ccs_plan_set(&out->plan) != self->set)
        CCS_TRY(ccs_err_list_add(errors, CCS_ERR_SCENARIO, self->base, "run.set",
            "replications are drawn in sets of %u here and of %u at the base: all points of a study have sets of one size",
            ccs_plan_set(&out->plan), self->set));
out:
    blame(self, point, &changes, errors, first);
    ccs_arena_free(&arena);
    return ret;
}

/* ---- responses ---------------------------------------------------------------------------------------------------------------------------- */

bool ccs_response_find(const ccs_response_t *self, const ccs_metrics_t *metrics, uint32_t *metric, uint32_t *entity)
{
    uint32_t m = 0, e = 0;

    while (m < metrics->n_metrics && strcmp(metrics->metrics[m].name, self->metric) != 0) m++;
    while (e < metrics->n_entities && strcmp(metrics->entities[e].name, self->entity) != 0) e++;
    *metric = m;
    *entity = e;
    return m < metrics->n_metrics && e < metrics->n_entities && ccs_metrics_apply(metrics, m, e);
}

/* An amount says in which money it is: every point has that of the base. */
static const char *unit_of(const ccs_job_t *base, const ccs_metric_t *metric)
{
    const ccs_money_t *const money = base->trial.plan->money;

    return !strcmp(metric->unit, "money") && money && *money->currency ? money->currency : metric->unit;
}

/* "asa_s@group/desk" */
static int add_response(ccs_sweep_t *self, const char *text, const ccs_job_t *base, ccs_err_t *err)
{
    const size_t n = strcspn(text, "@");
    const char *const entity = text[n] == '@' && strcmp(&text[n + 1], "all") != 0 ? &text[n + 1] : NULL;
    uint32_t m, e = 0;
    int ret;

    CCS_TRY(ccs_names_find_metric(&base->names, text, n, &m, err));
    if (entity) CCS_TRY(ccs_names_find_entity(&base->names, entity, &e, err));
    const ccs_metric_t *const metric = &base->metrics.metrics[m];

    if (!ccs_metrics_apply(&base->metrics, m, e))
        CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL, "%s is not defined for %s", metric->name, base->names.entities[e]));
    ccs_response_t *const r = &self->responses[self->n_responses];

    *r = (ccs_response_t){.metric = ccs_arena_strdup(&self->arena, metric->name),
        .entity = ccs_arena_strdup(&self->arena, base->names.entities[e]),
        .unit = ccs_arena_strdup(&self->arena, unit_of(base, metric)),
        .text = ccs_arena_strdup(&self->arena, ccs_metric_label(metric->name)),
        .kind = metric->kind,
        .sense = metric->sense,
        .margin = metric->margin};
    CCS_REQUIRE(r->metric && r->entity && r->unit && r->text, CCS_ERR_NOMEM);
    r->name = entity ? ccs_arena_printf(&self->arena, "%s@%s", r->metric, r->entity) : r->metric;
    CCS_REQUIRE(r->name, CCS_ERR_NOMEM);
    for (uint32_t i = 0; i < self->n_responses; i++)
        if (!strcmp(self->responses[i].name, r->name))
            CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL, "%s is asked for twice", r->name));
    self->n_responses++;
out:
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    return ret;
}

/* Where nothing is said: how well and how dear. */
enum { FEW = 10 }; /* observations below which the interval of a ratio is not trusted */

static const char *const USUAL[] = {"service_level", "asa_s", "abandonment_rate", "occupancy"};

static int find_responses(ccs_sweep_t *self, const ccs_job_t *base, ccs_err_t *err)
{
    const uint32_t n = self->n_wanted > 0 ? self->n_wanted : (uint32_t) (sizeof USUAL / sizeof *USUAL);
    int ret = 0;

    if (n > CCS_SWEEP_MAX_RESPONSES)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL, "at most %d responses, found %u", CCS_SWEEP_MAX_RESPONSES, n);
    self->responses = ccs_arena_array(&self->arena, n, sizeof *self->responses);
    CCS_REQUIRE(self->responses, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
    for (uint32_t i = 0; i < n; i++) {
        ret = add_response(self, self->n_wanted > 0 ? self->wanted[i] : USUAL[i], base, err);
        if (ret == CCS_ERR_USAGE && self->n_wanted == 0) ret = 0; /* not every scenario has all of them */
        if (ret) goto out;
    }
    CCS_REQUIRE(self->n_responses > 0,
        ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL, "responses must be named, such as service_level,asa_s"));
out:
    if (ret && self->wanted_where) {
        snprintf(err->where, sizeof err->where, "%s", self->wanted_where);
        snprintf(err->path, sizeof err->path, "responses");
    }
    return ret;
}

/* What is precise is a response. The job has read how precise. */
static int find_aim(ccs_sweep_t *self, const ccs_job_t *base, ccs_err_t *err)
{
    self->aim = CCS_NONE;
    self->precision_wanted = base->wanted_precision;
    if (base->wanted_precision == 0) return 0;
    for (uint32_t i = 0; i < self->n_responses; i++) {
        uint32_t m, e;

        if (ccs_response_find(&self->responses[i], &base->metrics, &m, &e) && m == base->metric && e == base->entity)
            self->aim = i;
    }
    if (self->aim != CCS_NONE) return 0;
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "precision", "\"%s\": the figure must be one of the responses", self->precision);
}

/* ---- the digest ---------------------------------------------------------------------------------------------------------------------------- */

static uint64_t add_text(uint64_t sum, const char *text)
{
    for (; *text; text++) sum = (sum ^ (unsigned char) *text) * UINT64_C(1099511628211); /* FNV-1a */
    return (sum ^ 0x1F) * UINT64_C(1099511628211);
}

static uint64_t add_number(uint64_t sum, double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    for (int i = 0; i < 8; i++) sum = (sum ^ (bits >> 8 * i & 0xFF)) * UINT64_C(1099511628211);
    return sum;
}

static uint64_t digest_of(const ccs_sweep_t *self)
{
    uint64_t sum = UINT64_C(14695981039346656037);

    sum = add_text(add_text(add_text(sum, CCSIM_VERSION), CCSIM_REVISION), self->text);
    for (size_t i = 0; i < self->n_sets; i++) sum = add_text(sum, self->sets[i]);
    for (uint32_t i = 0; i < self->n_factors; i++) {
        sum = add_number(add_text(add_text(sum, self->factors[i].name), self->factors[i].what), self->factors[i].by);
        for (uint32_t k = 0; self->factors[i].words && k < self->factors[i].n_levels; k++)
            sum = add_text(sum, self->factors[i].words[k]);
    }
    for (size_t i = 0; i < (size_t) self->design.n_points * self->n_factors; i++) sum = add_number(sum, self->design.at[i]);
    for (uint32_t i = 0; i < self->n_responses; i++) sum = add_text(sum, self->responses[i].name);
    sum = add_text(add_number(add_number(sum, self->replications), self->max_replications), self->precision);
    return add_number(add_number(add_number(sum, self->independent), (double) (self->seed >> 32)),
        (double) (self->seed & UINT32_MAX));
}

/* ---- all of it ------------------------------------------------------------------------------------------------------------------------------- */

static int check_names(const ccs_sweep_t *self, ccs_err_list_t *errors)
{
    for (uint32_t i = 0; i < self->n_factors; i++)
        for (uint32_t k = 0; k < i; k++)
            if (!strcmp(self->factors[i].name, self->factors[k].name))
                return ccs_err_list_add(errors, CCS_ERR_USAGE, self->factors[i].where, self->factors[i].name,
                    "two factors have this name: give one another, as in \"NAME: PATH=LEVELS\"");
    return 0;
}

static int make_points(ccs_sweep_t *self, ccs_err_list_t *errors)
{
    ccs_extent_t ranges[CCS_DESIGN_MAX_FACTORS];
    ccs_err_t err = {0};
    int ret;

    if (self->design.at) return 0; /* written: a list, a table */
    for (uint32_t i = 0; i < self->n_factors && i < CCS_DESIGN_MAX_FACTORS; i++) ranges[i] = ccs_vary_extent(&self->factors[i]);
    self->options.seed = self->seed;
    ret = ccs_design_make(&self->options, ranges, self->n_factors, &self->arena, &self->design, &err);
    for (uint32_t i = 0; ret && i < self->n_factors; i++)
        if (!strcmp(err.path, self->factors[i].name)) snprintf(err.where, sizeof err.where, "%s", self->factors[i].where);
    return ret ? ccs_err_list_append(errors, &err) : 0;
}

/* Responses must be there at a point too, and it must be simulated as the base is. */
static int check_point(const ccs_sweep_t *self, uint32_t point, ccs_err_list_t *errors)
{
    ccs_err_list_t own = {0};
    ccs_scenario_t scenario;
    ccs_metrics_t metrics = {0};
    uint32_t m, e;
    int ret = ccs_sweep_load(self, point, &scenario, &own);

    for (size_t i = 0; i < own.n; i++) /* warnings of points would be many, and those of the base are told */
        if (own.items[i].code) (void) ccs_err_list_append(errors, &own.items[i]);
    if (ret) goto out;
    CCS_REQUIRE(ccs_metrics_init(&metrics, &scenario.plan) == 0, no_memory(errors));
    for (uint32_t i = 0; i < self->n_responses; i++)
        if (!ccs_response_find(&self->responses[i], &metrics, &m, &e))
            CCS_TRY(ccs_err_list_add(errors, CCS_ERR_SCENARIO, NULL, NULL, "the response %s is not there at point %u",
                self->responses[i].name, point + 1));
out:
    ccs_metrics_free(&metrics);
    ccs_scenario_free(&scenario);
    ccs_err_list_free(&own);
    return ret;
}

/* The first point at which each factor is least, and greatest. */
static int check_ends(const ccs_sweep_t *self, ccs_err_list_t *errors)
{
    uint32_t done[2 * CCS_DESIGN_MAX_FACTORS], n = 0;
    int ret = 0;

    for (uint32_t i = 0; i < 2 * self->n_factors; i++) {
        const double sign = i % 2 ? -1 : 1;
        uint32_t point = 0;
        bool is_done = false;

        for (uint32_t p = 1; p < self->design.n_points; p++)
            if (sign * ccs_sweep_level(self, p, i / 2) < sign * ccs_sweep_level(self, point, i / 2)) point = p;
        for (uint32_t k = 0; k < n; k++) is_done = is_done || done[k] == point;
        if (is_done) continue;
        done[n++] = point;
        CCS_TRY(check_point(self, point, errors));
    }
out:
    return ret;
}

/* Replications that are drawn together are an observation: of none there is a part. */
static int check_sets(const ccs_sweep_t *self, ccs_err_t *err)
{
    const uint32_t all = self->replications % self->set, most = self->max_replications % self->set;

    if (all == 0 && most == 0) return 0;
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, all ? "--replications" : "--max-replications",
        "must be whole sets of %u replications, which are drawn together (run.variance): %u, %u, %u, found %u", self->set,
        self->set, 2 * self->set, 10 * self->set, all ? self->replications : self->max_replications);
}

/* As of a run (ccs_basis_doubt). */
static int doubt_few(const ccs_sweep_t *self, ccs_err_list_t *errors)
{
    const uint32_t n = ccs_sweep_observations(self);

    if (n < 2 || n >= FEW) return 0;
    return ccs_err_list_add(errors, CCS_ERR_OK, NULL, NULL,
        "intervals of ratios rest on %u %s at each point and may be too short: %d or more are wanted, such as -r %u", n,
        self->set > 1 ? "sets of replications" : "replications", FEW, 2 * FEW * self->set);
}

static int take_base(ccs_sweep_t *self, ccs_scenario_t *base, ccs_err_t *err)
{
    ccs_job_options_t options = ccs_job_options(base);
    ccs_job_t job = {0};
    int ret;

    if (!self->has_seed) self->seed = base->plan.seed;
    if (self->replications == 0) self->replications = base->plan.replications;
    if (!self->precision) self->precision = "";
    self->confidence = base->plan.confidence;
    self->set = ccs_plan_set(&base->plan);
    CCS_TRY(check_sets(self, err));
    for (uint32_t i = 0; i < base->plan.n_types; i++) self->contacts += ccs_plan_fresh(&base->plan, i);
    self->title = ccs_arena_strdup(&self->arena, base->name);
    self->text = ccs_scenario_text(base);
    self->text = self->text ? ccs_arena_strdup(&self->arena, self->text) : NULL;
    CCS_REQUIRE(self->title && self->text, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
    options.precision = self->precision;
    options.tables_only = options.run_only = true;
    CCS_TRY(ccs_job_init(&job, base, &options, err));
    CCS_TRY(find_responses(self, &job, err));
    CCS_TRY(find_aim(self, &job, err));
out:
    ccs_job_free(&job);
    return ret;
}

int ccs_sweep_prepare(ccs_sweep_t *self, ccs_err_list_t *errors)
{
    ccs_scenario_t base = {0};
    ccs_err_t err = {0};
    int ret;

    CCS_TRY(check_names(self, errors));
    CCS_TRY(load_base(self, self->sets, self->n_sets, &base, errors));
    if (take_base(self, &base, &err) != 0) CCS_TRY(ccs_err_list_append(errors, &err));
    CCS_TRY(doubt_few(self, errors));
    CCS_TRY(make_points(self, errors));
    CCS_TRY(check_ends(self, errors));
    self->digest = digest_of(self);
out:
    ccs_scenario_free(&base);
    return ret;
}
