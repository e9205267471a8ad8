/* optimise_read.c - what is asked, against the scenario. Invariant: after it every factor has levels, and every aim and bound a response of the study. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "figure.h"
#include "optimise_parts.h"
#include "text.h"

static int no_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

/* ---- factors ------------------------------------------------------------------------------------------------------------------------------ */

static int add_factors(ccs_optimise_t *self, const char *const *texts, size_t n, const char *where, ccs_err_t *err)
{
    ccs_sweep_t *const s = &self->study;
    int ret = 0;

    for (size_t i = 0; i < n; i++) {
        ccs_vary_t *const f = &s->factors[s->n_factors];

        ret = ccs_vary_read(texts[i], &self->arena, f, err);
        f->where = where;
        if (ret && err) snprintf(err->where, sizeof err->where, "%s", where);
        if (ret) goto out;
        CCS_REQUIRE(f->n_levels > 0,
            ccs_err_set(err, CCS_ERR_USAGE, where, f->name, "must have levels or a step, as in \"%s=%g..%g by %g\"", f->what,
                f->low, f->high, (f->high - f->low) / 5));
        s->n_factors++;
    }
out:
    return ret;
}

/* Whether an agent of a group serves a type already. */
static bool serves(const ccs_plan_t *plan, uint32_t group, uint32_t type)
{
    for (uint32_t i = 0; i < plan->n_pairs; i++)
        if (plan->pairs[i].group == group && plan->pairs[i].type == type) return true;
    return false;
}

/* "5 of desk for sales" of each group and type that go together not yet; the first level is that nobody learns. */
static int add_lessons(ccs_optimise_t *self, const ccs_scenario_t *scenario, ccs_err_t *err)
{
    const ccs_plan_t *const plan = &scenario->plan;
    ccs_vary_t *const f = &self->study.factors[self->study.n_factors];
    const uint32_t most = plan->n_groups * plan->n_types + 1;

    *f = (ccs_vary_t){.name = "cross-train", .what = "cross-train", .where = "--cross-train", .is_quantity = true};
    f->words = ccs_arena_array(&self->arena, most, sizeof *f->words);
    f->levels = ccs_arena_array(&self->arena, most, sizeof *f->levels);
    if (!f->words || !f->levels) return no_memory(err);
    f->words[f->n_levels++] = "";
    for (uint32_t g = 0; g < plan->n_groups; g++)
        for (uint32_t t = 0; t < plan->n_types; t++) {
            if (serves(plan, g, t)) continue;
            f->levels[f->n_levels] = f->n_levels;
            f->words[f->n_levels] = ccs_arena_printf(&self->arena, "%u of %s for %s", self->options.learners,
                plan->groups[g].name, plan->types[t].name);
            if (!f->words[f->n_levels++]) return no_memory(err);
        }
    ccs_vary_ends(f);
    self->study.n_factors++;
    return f->n_levels > 1
        ? 0
        : ccs_err_set(err, CCS_ERR_USAGE, NULL, "--cross-train", "every group serves every type: there is nothing to learn");
}

/* Leave out what the scenario refuses: more learn than there are, by shares. The error is of the last one, if nothing is left. */
static int keep_possible(ccs_optimise_t *self, ccs_err_t *err)
{
    ccs_vary_t *const f = &self->study.factors[self->n_chosen - 1];
    ccs_sweep_t one = self->study;
    double level;
    uint32_t n = 1;

    one.factors = f;
    one.n_factors = 1;
    one.design = (ccs_design_t){.n_factors = 1, .n_points = 1, .at = &level};
    for (uint32_t i = 1; i < f->n_levels; i++) {
        ccs_scenario_t scenario;
        ccs_err_list_t errors = {0};

        level = i;
        const int ret = ccs_sweep_load(&one, 0, &scenario, &errors);

        for (size_t k = 0; ret && k < errors.n; k++)
            if (errors.items[k].code) *err = errors.items[k];
        ccs_scenario_free(&scenario);
        ccs_err_list_free(&errors);
        if (ret == CCS_ERR_NOMEM) return no_memory(err);
        if (ret == 0) f->words[n++] = f->words[i];
    }
    f->n_levels = n;
    ccs_vary_ends(f);
    if (n < 2) return err->code;
    *err = (ccs_err_t){0};
    return 0;
}

static int make_states(ccs_optimise_t *self, ccs_err_t *err)
{
    const ccs_vary_t *const of = &self->study.factors[self->n_chosen];
    const uint32_t n = self->study.n_factors - self->n_chosen;
    double product = 1;

    for (uint32_t i = 0; i < n; i++) product *= of[i].n_levels;
    if (product > CCS_OPTIMISE_STATES)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--withstand", "its levels make %g scenarios with one another, at most %d",
            product, (int) CCS_OPTIMISE_STATES);
    self->n_states = (uint32_t) product;
    self->states = ccs_arena_array(&self->arena, (size_t) self->n_states * n, sizeof *self->states);
    if (!self->states) return no_memory(err);
    for (uint32_t s = 0; s < self->n_states; s++) {
        uint32_t rest = s;

        for (uint32_t i = n; i-- > 0; rest /= of[i].n_levels)
            self->states[(size_t) s * n + i] = of[i].levels[rest % of[i].n_levels];
    }
    return 0;
}

/* The points at which the study is tried: all factors at their first level, and each alone at every one of its ends. */
static int make_tries(ccs_optimise_t *self, ccs_err_t *err)
{
    ccs_sweep_t *const s = &self->study;
    const uint32_t n = s->n_factors;

    s->design = (ccs_design_t){.n_factors = n, .n_points = 2 * n + 1};
    s->design.at = ccs_arena_array(&self->arena, (size_t) s->design.n_points * n, sizeof *s->design.at);
    if (!s->design.at) return no_memory(err);
    for (uint32_t p = 0; p < s->design.n_points; p++)
        for (uint32_t i = 0; i < n; i++) {
            const bool own = p > 0 && (p - 1) / 2 == i;

            s->design.at[(size_t) p * n + i] = !own ? s->factors[i].levels[0] : p % 2 ? s->factors[i].low : s->factors[i].high;
        }
    return 0;
}

/* ---- aims and bounds ------------------------------------------------------------------------------------------------------------------------ */

/* The response of this name, which may be there already; "@all" is that of all. */
static uint32_t want(ccs_optimise_t *self, const char **wanted, const char *name)
{
    for (uint32_t i = 0; i < self->study.n_wanted; i++)
        if (strcmp(wanted[i], name) == 0) return i;
    wanted[self->study.n_wanted] = name;
    return self->study.n_wanted++;
}

/* "least cost_total", "most profit", or a figure alone, of which it is known. */
static int read_aim(ccs_optimise_t *self, const char **wanted, const char *part, ccs_err_t *err)
{
    static const char LEAST[] = "least ", MOST[] = "most ";
    ccs_aim_t *const aim = &self->aims[self->n_aims];

    if (self->n_aims == CCS_OPTIMISE_AIMS)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--for", "takes at most %d figures", (int) CCS_OPTIMISE_AIMS);
    aim->sense = strncmp(part, LEAST, sizeof LEAST - 1) == 0 ? -1 : strncmp(part, MOST, sizeof MOST - 1) == 0 ? 1 : 0;
    part += aim->sense < 0 ? sizeof LEAST - 1 : aim->sense > 0 ? sizeof MOST - 1 : 0;
    part += strspn(part, " ");
    if (*part == '\0' || strchr(part, '='))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--for",
            "must be such as \"least cost_total\" or \"most profit, least burnout_mean\"; what must hold says --target");
    aim->response = want(self, wanted, part);
    for (uint32_t i = 0; i < self->n_aims; i++)
        if (self->aims[i].response == aim->response)
            return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--for", "names %s twice", part);
    self->n_aims++;
    return 0;
}

/* A bound as it is written: name, sign, value. */
typedef struct {
    const char *name, *value;
    char sign; /* '<', '>'; '=': as the figure is better */
} written_t;

static int split_bound(ccs_optimise_t *self, const char *part, written_t *to, ccs_err_t *err)
{
    const size_t n = strcspn(part, "<>=");
    size_t blanks = n;

    if (n == 0 || part[n] == '\0')
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--target",
            "must be such as \"service_level@type/NAME=80 %%\" or \"asa_s<=30 s, occupancy<=85 %%\", found \"%s\"", part);
    while (blanks > 0 && part[blanks - 1] == ' ') blanks--;
    to->name = ccs_arena_printf(&self->arena, "%.*s", (int) blanks, part);
    to->sign = part[n];
    to->value = part + n + 1 + (part[n] != '=' && part[n + 1] == '=');
    to->value += strspn(to->value, " ");
    return to->name ? 0 : no_memory(err);
}

/* What is promised to the types. */
static int promises(ccs_optimise_t *self, const ccs_plan_t *plan, const char **targets)
{
    const char *text = "";

    for (uint32_t i = 0; i < plan->n_types && text; i++) {
        const ccs_type_t *const type = &plan->types[i];

        if (!isnan(type->target.frac))
            text = ccs_arena_printf(&self->arena, "%s%sservice_level@type/%s=%.12g", text, *text ? "," : "", type->name,
                type->target.frac);
        if (text && !isnan(type->target.abandoned_frac))
            text = ccs_arena_printf(&self->arena, "%s%sabandonment_rate@type/%s=%.12g", text, *text ? "," : "", type->name,
                type->target.abandoned_frac);
    }
    *targets = text;
    return text ? 0 : CCS_ERR_NOMEM;
}

static size_t parts_of(const char *list)
{
    size_t n = 1;

    for (; *list; list++) n += *list == ',';
    return n;
}

uint32_t ccs_optimise_count_aims(const char *aims)
{
    uint32_t n = 1;

    for (; *aims; aims++) n += *aims == ',' && aims[1 + strspn(&aims[1], " ,")] != '\0';
    return n;
}

/* Names of all figures that are asked for, before the study knows what they are. */
static int read_names(ccs_optimise_t *self, const ccs_plan_t *plan, written_t **written, ccs_err_t *err)
{
    const char *aims = self->options.aims, *targets = self->options.targets;
    int ret = 0;

    if (!targets) CCS_REQUIRE(promises(self, plan, &targets) == 0, no_memory(err));
    if (strcmp(targets, "none") == 0) targets = "";
    CCS_REQUIRE(*targets || isnan(self->options.share),
        ccs_err_set(err, CCS_ERR_USAGE, NULL, "--share",
            "there is no target that could hold in %g %% of the replications: say what must hold with --target",
            100 * self->options.share));
    const size_t n_bounds = *targets ? parts_of(targets) : 0;
    const char **const wanted = ccs_arena_array(&self->arena, parts_of(aims) + n_bounds, sizeof *wanted);

    self->bounds = ccs_arena_array(&self->arena, n_bounds, sizeof *self->bounds);
    *written = ccs_arena_array(&self->arena, n_bounds, sizeof **written);
    CCS_REQUIRE(wanted && self->bounds && *written, no_memory(err));
    self->study.wanted = wanted;
    do {
        const char *const part = ccs_text_next_part(&self->arena, &aims);

        CCS_REQUIRE(part, no_memory(err));
        CCS_TRY(read_aim(self, wanted, part, err));
    } while (*aims);
    while (*targets) {
        const char *const part = ccs_text_next_part(&self->arena, &targets);

        CCS_REQUIRE(part, no_memory(err));
        CCS_TRY(split_bound(self, part, &(*written)[self->n_bounds], err));
        self->bounds[self->n_bounds].response = want(self, wanted, (*written)[self->n_bounds].name);
        self->n_bounds++;
    }
out:
    return ret;
}

/* What the study has found the figures to be. */
static int finish_aims(ccs_optimise_t *self, ccs_err_t *err)
{
    for (uint32_t i = 0; i < self->n_aims; i++) {
        ccs_response_t *const r = &self->study.responses[self->aims[i].response];

        if (self->aims[i].sense == 0) self->aims[i].sense = r->sense;
        if (self->aims[i].sense == 0)
            return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--for",
                "%s: more is neither better nor worse: write \"least %s\" or \"most %s\"", r->name, r->name, r->name);
        r->sense = self->aims[i].sense; /* a front is drawn by it */
    }
    return 0;
}

static int finish_bounds(ccs_optimise_t *self, const written_t *written, ccs_err_t *err)
{
    for (uint32_t i = 0; i < self->n_bounds; i++) {
        const ccs_response_t *const r = &self->study.responses[self->bounds[i].response];

        const enum ccs_figure_unit unit = ccs_figure_unit(r->unit, ccs_metric_kind_name(r->kind));

        if (!ccs_figure_read(unit, written[i].value, &self->bounds[i].value))
            return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--target", "%s: expected a value such as \"%s\", found \"%s\"", r->name,
                ccs_figure_example(unit), written[i].value);
        self->bounds[i].sense = written[i].sign == '>' ? 1 : written[i].sign == '<' ? -1 : r->sense;
        if (self->bounds[i].sense == 0)
            return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--target",
                "%s: more is neither better nor worse: write \"%s>=%s\" or \"%s<=%s\"", r->name, r->name, written[i].value,
                r->name, written[i].value);
    }
    return 0;
}

/* ---- all of it -------------------------------------------------------------------------------------------------------------------------------- */

static int add_all_factors(ccs_optimise_t *self, const ccs_scenario_t *scenario, ccs_err_t *err)
{
    const ccs_optimise_options_t *const o = &self->options;
    const size_t n = o->n_varies + o->n_withstand + (o->learners > 0);
    int ret = 0;

    CCS_REQUIRE(o->n_varies > 0 || o->learners > 0,
        ccs_err_set(err, CCS_ERR_USAGE, NULL, "--vary",
            "says what can be chosen: --vary \"groups.desk.staff=10..20 by 1\"; or --cross-train N, who should learn what"));
    CCS_REQUIRE(n <= CCS_DESIGN_MAX_FACTORS,
        ccs_err_set(err, CCS_ERR_USAGE, NULL, "--vary", "at most %d factors can be varied", (int) CCS_DESIGN_MAX_FACTORS));
    self->study.factors = ccs_arena_array(&self->arena, n, sizeof *self->study.factors);
    CCS_REQUIRE(self->study.factors, no_memory(err));
    CCS_TRY(add_factors(self, o->varies, o->n_varies, "--vary", err));
    if (o->learners > 0) CCS_TRY(add_lessons(self, scenario, err));
    self->n_chosen = self->study.n_factors;
    if (o->learners > 0) CCS_TRY(keep_possible(self, err));
    CCS_TRY(add_factors(self, o->withstand, o->n_withstand, "--withstand", err));
    CCS_TRY(make_states(self, err));
    CCS_TRY(make_tries(self, err));
out:
    return ret;
}

int ccs_optimise_read(ccs_optimise_t *self, ccs_err_list_t *errors, ccs_err_t *err)
{
    const ccs_optimise_options_t *const o = &self->options;
    ccs_sweep_t *const s = &self->study;
    ccs_scenario_t scenario = {0};
    ccs_err_list_t told = {0}; /* again by the study */
    written_t *written;
    int ret;

    s->base = o->path;
    s->sets = o->sets;
    s->n_sets = o->n_sets;
    s->seed = o->seed;
    s->has_seed = o->has_seed;
    s->replications = o->replications;
    CCS_REQUIRE(o->replications >= CCS_OPTIMISE_FEWEST,
        ccs_err_set(err, CCS_ERR_USAGE, NULL, "--replications", "must be at least %d, found %u", (int) CCS_OPTIMISE_FEWEST,
            o->replications));
    ret = ccs_scenario_load(o->path, o->sets, o->n_sets, &scenario, &told);
    if (ret) {
        for (size_t i = 0; i < told.n; i++) (void) ccs_err_list_append(errors, &told.items[i]);
        goto out;
    }
    CCS_TRY(ccs_plan_draws_apart(&scenario.plan, "a search", err));
    CCS_TRY(add_all_factors(self, &scenario, err));
    CCS_TRY(read_names(self, &scenario.plan, &written, err));
    const size_t first = errors->n;

    ret = ccs_sweep_prepare(s, errors);
    for (size_t i = first; i < errors->n; i++) /* figures are asked for by other names than those of a study */
        if (strcmp(errors->items[i].path, "--metric") == 0)
            snprintf(errors->items[i].path, sizeof errors->items[i].path, "--for, --target");
    if (ret) goto out;
    CCS_TRY(finish_aims(self, err));
    CCS_TRY(finish_bounds(self, written, err));
out:
    ccs_scenario_free(&scenario);
    ccs_err_list_free(&told);
    return ret;
}
