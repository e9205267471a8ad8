/* validation.c - a scenario against what happened: read, simulated, scored, parted, judged. Invariant: what is wrong with the records or the limits is told before anything is
 * simulated. */
#include "validation.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "units.h"

enum { WORD_MAX = 64 };

/* ---- limits ----------------------------------------------------------------------------------------------------------------------- */

static int refuse(ccs_err_list_t *errors, const char *item, const char *why)
{
    return ccs_err_list_add(errors, CCS_ERR_USAGE, NULL, "--limit",
        "%s: %s; write METRIC:FIGURE=VALUE, METRIC:run:FIGURE=VALUE or FIGURE=VALUE, such as service_level:bias=2%%, offered:wape=10%% or coverage=90%%",
        item, why);
}

static bool find_measured(const char *word, uint32_t *measured)
{
    for (uint32_t m = 0; m < CCS_N_MEASURED; m++) {
        if (strcmp(word, CCS_MEASURED[m].name) != 0) continue;
        *measured = m;
        return true;
    }
    return false;
}

static bool find_stretch(const char *word, enum ccs_stretch *stretch)
{
    for (enum ccs_stretch s = 0; s < CCS_N_STRETCHES; s++) {
        if (strcmp(word, CCS_STRETCH_WORDS[s]) != 0) continue;
        *stretch = s;
        return true;
    }
    return false;
}

/* What stands before the figure: a metric, a stretch, or both. */
static bool read_of(char *words, ccs_validation_limit_t *to)
{
    char *rest = NULL;

    for (const char *word = strtok_r(words, ":", &rest); word; word = strtok_r(NULL, ":", &rest))
        if (!find_measured(word, &to->measured) && !find_stretch(word, &to->stretch)) return false;
    return true;
}

static bool find_judged(const char *word, enum ccs_judged *judged)
{
    for (enum ccs_judged j = 0; j < CCS_N_JUDGED; j++) {
        if (strcmp(word, CCS_JUDGED[j].word) != 0) continue;
        *judged = j;
        return true;
    }
    return false;
}

static bool read_value(const char *text, double *x)
{
    if (ccs_units_share(text, x) == 0) return true;
    return ccs_units_duration(text, x) == 0 || (ccs_units_number(text, x) == 0 && *x >= 0);
}

static int read_limit(ccs_validation_t *self, const char *item, ccs_err_list_t *errors)
{
    ccs_validation_limit_t *const to = &self->limits[self->n_limits];
    char words[WORD_MAX];
    const char *const equals = strchr(item, '=');

    if (self->n_limits == CCS_VALIDATION_LIMITS_MAX) return refuse(errors, item, "there are too many limits");
    if (!equals || (size_t) (equals - item) >= sizeof words) return refuse(errors, item, "a limit has an equals sign");
    *to = (ccs_validation_limit_t){.measured = CCS_NONE, .text = item};
    snprintf(words, sizeof words, "%.*s", (int) (equals - item), item);
    char *const colon = strrchr(words, ':');

    if (colon) *colon = '\0';
    if (!find_judged(colon ? colon + 1 : words, &to->judged))
        return refuse(errors, item, "the figure is coverage, coverage_80, bias, wape or pit");
    if (colon && !read_of(words, to))
        return refuse(errors, item,
            "before the figure stands a metric (offered, service_level, abandonment_rate, asa_s, aht_s, occupancy, agent_hours), or interval, day or run");
    if (!read_value(equals + 1, &to->limit)) return refuse(errors, item, "the value is a share such as 90%, or seconds");
    self->n_limits++;
    return 0;
}

static int read_limits(ccs_validation_t *self, ccs_err_list_t *errors)
{
    const char *const given = self->options.limits;
    char *const texts = given ? ccs_arena_strdup(&self->arena, given) : NULL;
    char *rest = NULL;
    int ret = 0;

    if (!given) return 0;
    CCS_REQUIRE(texts, ccs_err_list_add(errors, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
    CCS_REQUIRE(*given, refuse(errors, "\"\"", "it is empty"));
    for (const char *item = strtok_r(texts, ",", &rest); item; item = strtok_r(NULL, ",", &rest))
        CCS_TRY(read_limit(self, item + strspn(item, " "), errors));
    if (self->n_limits == 0) ret = refuse(errors, given, "there is no limit in it");
out:
    return ret;
}

/* A limit of what the records have not is no limit that holds. */
static int check_limits(ccs_validation_t *self, ccs_err_list_t *errors)
{
    const enum ccs_report by = self->scenario->plan.periods.by;

    for (uint32_t i = 0; i < self->n_limits; i++) {
        ccs_validation_limit_t *const limit = &self->limits[i];

        if (limit->measured != CCS_NONE && !self->actual.has[limit->measured])
            return ccs_err_list_add(errors, CCS_ERR_USAGE, NULL, "--limit",
                "%s has no %s: leave the limit out, or say which column it is (--map)", self->actual.name,
                CCS_MEASURED[limit->measured].name);
        if (limit->stretch == CCS_STRETCH_day && self->scenario->plan.n_days < 2)
            return ccs_err_list_add(errors, CCS_ERR_USAGE, NULL, "--limit",
                "the scenario has one day: write run in the place of day");
        if (limit->stretch == CCS_STRETCH_day && by != CCS_REPORT_INTERVAL && by != CCS_REPORT_DAY)
            return ccs_err_list_add(errors, CCS_ERR_USAGE, NULL, "--limit",
                "figures are told by more than a day (clock.report): write run in the place of day");
        if (limit->stretch == CCS_STRETCH_day && by == CCS_REPORT_DAY) limit->stretch = CCS_STRETCH_interval;
    }
    return 0;
}

/* ---- judging ------------------------------------------------------------------------------------------------------------------- */

static bool applies(const ccs_validation_limit_t *limit, const ccs_scored_t *series)
{
    return series->subject == CCS_NONE && series->stretch == limit->stretch &&
        (limit->measured == CCS_NONE || limit->measured == series->measured);
}

static bool breaks(const ccs_validation_limit_t *limit, const ccs_scored_t *series)
{
    const double value = series->of[limit->judged].value, slack = 1e-9 * limit->limit;

    return CCS_JUDGED[limit->judged].least ? value < limit->limit - slack : fabs(value) > limit->limit + slack;
}

static void add_broken(ccs_validation_t *self, const ccs_scored_t *series, enum ccs_judged judged, double limit)
{
    self->broken[self->n_broken++] = (ccs_broken_t){series, judged, limit};
}

/* Of all figures those that are farther out than nearly all replications have any. */
static void judge_expected(ccs_validation_t *self)
{
    for (uint32_t i = 0; i < self->scores.n; i++)
        for (enum ccs_judged j = 0; j < CCS_N_JUDGED; j++)
            if (ccs_scores_is_out(&self->scores, &self->scores.series[i], j))
                add_broken(self, &self->scores.series[i], j, (double) NAN);
}

/* A limit that no figure was held against does not hold. */
static int judge_limit(ccs_validation_t *self, const ccs_validation_limit_t *limit, ccs_err_t *err)
{
    uint32_t n_held = 0;

    for (uint32_t i = 0; i < self->scores.n; i++) {
        const ccs_scored_t *const series = &self->scores.series[i];

        if (!applies(limit, series) || isnan(series->of[limit->judged].value)) continue;
        n_held++;
        if (breaks(limit, series)) add_broken(self, series, limit->judged, limit->limit);
    }
    if (n_held > 0) return 0;
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--limit",
        "%s: there is no such figure, as what happened or the replications have nothing it could be made of: leave the limit out, or set one of another figure",
        limit->text);
}

static int judge(ccs_validation_t *self, ccs_err_t *err)
{
    int ret = 0;

    self->broken =
        ccs_arena_array(&self->arena, (size_t) self->scores.n * (CCS_N_JUDGED + (size_t) self->n_limits), sizeof *self->broken);
    CCS_REQUIRE(self->broken, CCS_ERR_NOMEM);
    if (self->n_limits == 0) judge_expected(self);
    for (uint32_t l = 0; l < self->n_limits; l++) CCS_TRY(judge_limit(self, &self->limits[l], err));
out:
    return ret;
}

/* ---- life ----------------------------------------------------------------------------------------------------------------------- */

int ccs_validation_init(ccs_validation_t *self, ccs_scenario_t *scenario, const void *bytes, size_t n,
    const ccs_import_options_t *import, const ccs_validation_options_t *options, ccs_err_list_t *errors)
{
    int ret;

    *self = (ccs_validation_t){.scenario = scenario, .options = *options};
    self->threads = ccs_threads(options->threads);
    CCS_TRY(read_limits(self, errors));
    if (options->replications < CCS_VALIDATION_FEWEST)
        CCS_TRY(ccs_err_list_add(errors, CCS_ERR_USAGE, NULL, "--replications",
            "%u replications have no 95 %% band: at least %d are needed, 199 are usual", options->replications,
            CCS_VALIDATION_FEWEST));
    CCS_TRY(ccs_actual_read(&self->actual, &scenario->plan, bytes, n, import, errors));
    CCS_TRY(check_limits(self, errors));
    ret = ccs_sight_init(&self->sight, &self->actual);
    if (ret) (void) ccs_err_list_add(errors, (enum ccs_code) ret, NULL, NULL, "out of memory");
out:
    return ret;
}

int ccs_validation_run(ccs_validation_t *self, ccs_err_t *err)
{
    const ccs_sample_options_t options = {self->options.seed, self->options.replications, &self->threads.team,
        self->options.stop};
    int ret;

    CCS_TRY(ccs_sample_run(&self->sample, &self->sight, &options, err));
    CCS_TRY(ccs_scores_make(&self->scores, &self->actual, &self->sample));
    CCS_TRY(ccs_decompose(&self->errors, &self->sight, &self->sample, &options));
    CCS_TRY(judge(self, err));
out:
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    return ret;
}

void ccs_validation_free(ccs_validation_t *self)
{
    if (!self) return;
    ccs_decomposition_free(&self->errors);
    ccs_scores_free(&self->scores);
    ccs_sample_free(&self->sample);
    ccs_sight_free(&self->sight);
    ccs_actual_free(&self->actual);
    ccs_arena_free(&self->arena);
}
