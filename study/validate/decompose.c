/* decompose.c - the error of the service level, parted. Invariant: forecast, shares and model add up to what happened. */
#include "decompose.h"

#include <math.h>
#include <stdlib.h>

#include "estimate.h"
#include "replications.h"

static const double CONFIDENCE = 0.95, OUT = 0.025, SAME = 1e-9; /* of shares, which are ratios of doubles */
enum { TRIALS = 40, ROUNDS = 3 };

/* Service levels of each replication with each set of truths. */
typedef struct {
    const ccs_sight_t *sight;
    const ccs_sample_options_t *options;
    ccs_plan_t plans[CCS_N_TRUTH_SETS];
    uint32_t of_set[CCS_N_TRUTH_SETS]; /* the plan of each set: sets that differ in what is not known are one */
    uint32_t n_plans;
    ccs_summand_t *parts; /* [plan][replication][subject] */
    ccs_arena_t arena;
} work_t;

static ccs_wanted_replication_t wanted(const void *context, uint32_t number)
{
    const work_t *const self = context;

    return (
        ccs_wanted_replication_t){&self->plans[number / self->options->n], NULL, self->options->seed, number % self->options->n};
}

static int take(void *context, uint32_t number, const ccs_replication_t *replication)
{
    const work_t *const self = context;
    const ccs_actual_t *const actual = self->sight->actual;
    ccs_summand_t of[CCS_N_MEASURED];

    for (uint32_t s = 0; s < actual->n_subjects; s++) {
        ccs_summand_t *const to = &self->parts[(size_t) number * actual->n_subjects + s];

        *to = (ccs_summand_t){(double) NAN, 0};
        for (uint32_t c = 0; c < actual->n_cells; c++) {
            if (isnan(ccs_actual_part(actual, s, c, CCS_MEASURED_service_level)->num)) continue;
            ccs_sight_parts(self->sight, &replication->flow.facts, s, c, of);
            ccs_part_add(to, of[CCS_MEASURED_service_level]);
        }
    }
    return 0;
}

/* ---- fresh contacts ----------------------------------------------------------------------------------------------------------------- */

/* Contacts offered with all truths in place, of the queues and cells that are known: summed over replications. */
typedef struct {
    const ccs_sight_t *sight;
    const ccs_sample_options_t *options;
    ccs_plan_t plan;
    double *offered; /* [subject] */
} trial_t;

static ccs_wanted_replication_t wanted_of_trial(const void *context, uint32_t number)
{
    const trial_t *const self = context;

    return (ccs_wanted_replication_t){&self->plan, NULL, self->options->seed, number};
}

static int take_trial(void *context, uint32_t number, const ccs_replication_t *replication)
{
    const trial_t *const self = context;
    const ccs_actual_t *const actual = self->sight->actual;
    ccs_summand_t of[CCS_N_MEASURED];

    (void) number;
    for (uint32_t s = 0; s < actual->n_subjects; s++) {
        for (uint32_t c = 0; c < actual->n_cells; c++) {
            if (isnan(ccs_actual_part(actual, s, c, CCS_MEASURED_offered)->num)) continue;
            ccs_sight_parts(self->sight, &replication->flow.facts, s, c, of);
            self->offered[s] += of[CCS_MEASURED_offered].num;
        }
    }
    return 0;
}

/* How many contacts come again, or are helped before the queue, depends on how long they wait: fresh contacts are such that, with all truths in place, as many are offered as
 * were. Where nobody comes again they are right at once. */
static int settle_volume(ccs_decomposition_t *self, const ccs_sight_t *sight, const ccs_sample_options_t *options)
{
    const ccs_actual_t *const actual = sight->actual;
    const uint32_t n = options->n < TRIALS ? options->n : TRIALS;
    int ret = 0;

    for (int round = 0; round < ROUNDS && self->truths.known[CCS_TRUTH_volume]; round++) {
        ccs_arena_t arena = {0};
        trial_t trial = {.sight = sight,
            .options = options,
            .offered = ccs_arena_array(&arena, actual->n_subjects, sizeof *trial.offered)};
        const ccs_replications_t all = {.context = &trial, .wanted = wanted_of_trial, .take = take_trial, .stop = options->stop};

        ret = trial.offered ? ccs_truths_plan(&self->truths, CCS_N_TRUTH_SETS - 1, &arena, &trial.plan) : CCS_ERR_NOMEM;
        if (ret == 0) ret = ccs_replications_run(&all, options->team, n);
        for (uint32_t s = 0; ret == 0 && s < actual->n_subjects; s++) ccs_truths_correct(&self->truths, s, trial.offered[s] / n);
        ccs_arena_free(&arena);
        if (ret) break;
    }
    return ret;
}

/* ---- the sets ------------------------------------------------------------------------------------------------------------------------ */

/* Sets whose truths are known; the others are the plan of what is known of them. */
static int make_plans(work_t *self, const ccs_truths_t *truths)
{
    uint32_t known = 0;
    int ret = 0;

    for (uint32_t t = 0; t < CCS_N_TRUTHS; t++) known |= truths->known[t] ? 1u << t : 0;
    for (uint32_t set = 0; set < CCS_N_TRUTH_SETS; set++) {
        self->of_set[set] = self->of_set[set & known];
        if (set & ~known) continue;
        self->of_set[set] = self->n_plans;
        CCS_TRY(ccs_truths_plan(truths, set, &self->arena, &self->plans[self->n_plans++]));
    }
out:
    return ret;
}

/* Of a replication with a set: of one queue, or all together. */
static ccs_summand_t part_of(const work_t *self, uint32_t set, uint32_t replication, uint32_t subject)
{
    const uint32_t n = self->sight->actual->n_subjects;
    const ccs_summand_t *const of = &self->parts[((size_t) self->of_set[set] * self->options->n + replication) * n];
    ccs_summand_t sum = {(double) NAN, 0};

    for (uint32_t s = 0; s < n; s++)
        if (subject == CCS_NONE || subject == s) ccs_part_add(&sum, of[s]);
    return isnan(sum.num) ? (ccs_summand_t){0, 0} : sum;
}

/* By how much a truth counts beside a set of others: so many orders of all have just that set before it, of so many. */
static double weight_of(uint32_t set)
{
    static const double weights[CCS_N_TRUTHS] = {1.0 / 3, 1.0 / 6, 1.0 / 3};
    uint32_t n = 0;

    for (uint32_t t = 0; t < CCS_N_TRUTHS; t++) n += set >> t & 1;
    return weights[n];
}

/* The service level of each set, on average over the replications that have one with every set, and how far each of them is from it: 0 for the others. */
typedef struct {
    double level[CCS_N_TRUTH_SETS];
    double *residuals; /* [set][replication] */
    bool *has;         /* [replication] */
    uint32_t n;        /* that have one */
} levels_t;

static void find_levels(const work_t *self, uint32_t subject, levels_t *levels)
{
    const uint32_t n = self->options->n;

    levels->n = 0;
    for (uint32_t r = 0; r < n; r++) {
        levels->has[r] = true;
        for (uint32_t set = 0; set < CCS_N_TRUTH_SETS; set++)
            levels->has[r] = levels->has[r] && part_of(self, set, r, subject).den > 0;
        levels->n += levels->has[r];
    }
    for (uint32_t set = 0; set < CCS_N_TRUTH_SETS; set++) {
        double *const of = &levels->residuals[(size_t) set * n];
        double sum = 0;

        for (uint32_t r = 0; r < n; r++) {
            of[r] = levels->has[r] ? ccs_part_value(part_of(self, set, r, subject), CCS_MEASURED_service_level) : 0;
            sum += of[r];
        }
        levels->level[set] = sum / levels->n;
        for (uint32_t r = 0; r < n; r++) of[r] = levels->has[r] ? of[r] - levels->level[set] : 0;
    }
}

/* Half-width of the mean of a sum over sets, which replications have in common. @param weights  by set */
static double half_width_of(const work_t *self, const levels_t *levels, const double weights[CCS_N_TRUTH_SETS])
{
    const uint32_t n = self->options->n;
    double sum = 0, sum2 = 0;

    for (uint32_t r = 0; r < n; r++) {
        double x = 0;

        for (uint32_t set = 0; set < CCS_N_TRUTH_SETS; set++) x += weights[set] * levels->residuals[(size_t) set * n + r];
        sum += x;
        sum2 += x * x;
    }
    return ccs_estimate_half_width(sum, sum2, levels->n, ccs_estimate_t_quantile(CONFIDENCE, levels->n - 1));
}

static void share_out(const work_t *self, const levels_t *levels, const ccs_truths_t *truths, ccs_error_parts_t *to)
{
    for (uint32_t t = 0; t < CCS_N_TRUTHS; t++) {
        double weights[CCS_N_TRUTH_SETS] = {0};

        to->share[t] = to->half_width[t] = (double) NAN;
        if (!truths->known[t]) continue;
        to->share[t] = 0;
        for (uint32_t set = 0; set < CCS_N_TRUTH_SETS; set++) {
            if (set >> t & 1) continue;
            weights[set | 1u << t] = weight_of(set);
            weights[set] = -weight_of(set);
            to->share[t] += weight_of(set) * (levels->level[set | 1u << t] - levels->level[set]);
        }
        to->half_width[t] = half_width_of(self, levels, weights);
    }
}

/* What happened among the replications that have the truths in place: what is left of the error is the model's if it lies outside of them, else it may be chance.
 * @param scratch  n doubles */
static void judge_rest(const work_t *self, ccs_error_parts_t *to, double *scratch)
{
    uint32_t n = 0, up = 1, down = 1;

    for (uint32_t r = 0; r < self->options->n; r++) {
        const double x = ccs_part_value(part_of(self, CCS_N_TRUTH_SETS - 1, r, to->subject), CCS_MEASURED_service_level);

        if (isnan(x)) continue;
        scratch[n++] = x;
        up += x >= to->actual - SAME;
        down += x <= to->actual + SAME;
    }
    const uint32_t k = (uint32_t) floor(OUT * (n + 1) + 1e-9);

    qsort(scratch, n, sizeof *scratch, ccs_sample_by_size);
    to->low = k > 0 ? scratch[k - 1] : (double) NAN;
    to->high = k > 0 ? scratch[n - k] : (double) NAN;
    to->p = fmin(1, 2.0 * (up < down ? up : down) / (n + 1.0));
}

static double actual_of(const ccs_actual_t *actual, uint32_t subject)
{
    ccs_summand_t sum = {(double) NAN, 0};

    for (uint32_t s = 0; s < actual->n_subjects; s++)
        for (uint32_t c = 0; c < actual->n_cells && (subject == CCS_NONE || subject == s); c++)
            ccs_part_add(&sum, *ccs_actual_part(actual, s, c, CCS_MEASURED_service_level));
    return ccs_part_value(sum, CCS_MEASURED_service_level);
}

static int part_error(ccs_decomposition_t *self, const work_t *work, uint32_t subject)
{
    const size_t n = work->options->n;
    const double actual = actual_of(work->sight->actual, subject);
    static const double all[CCS_N_TRUTH_SETS] = {[CCS_N_TRUTH_SETS - 1] = 1};
    ccs_arena_t arena = {0};
    levels_t levels = {.residuals = ccs_arena_array(&arena, n * CCS_N_TRUTH_SETS, sizeof *levels.residuals),
        .has = ccs_arena_array(&arena, n, sizeof *levels.has)};
    double *const scratch = ccs_arena_array(&arena, n, sizeof *scratch);
    ccs_error_parts_t *const to = &self->of[self->n];
    int ret = 0;

    CCS_REQUIRE(levels.residuals && levels.has && scratch, CCS_ERR_NOMEM);
    find_levels(work, subject, &levels);
    if (isnan(actual) || levels.n < 2) goto out;
    *to = (ccs_error_parts_t){.subject = subject,
        .actual = actual,
        .forecast = levels.level[0],
        .with_truths = levels.level[CCS_N_TRUTH_SETS - 1],
        .model = actual - levels.level[CCS_N_TRUTH_SETS - 1]};
    to->with_truths_half_width = half_width_of(work, &levels, all);
    share_out(work, &levels, &self->truths, to);
    judge_rest(work, to, scratch);
    self->n++;
out:
    ccs_arena_free(&arena);
    return ret;
}

static int part_all(ccs_decomposition_t *self, const work_t *work)
{
    const ccs_actual_t *const actual = work->sight->actual;
    uint32_t n = 0;
    int ret = 0;

    for (uint32_t s = 0; s < actual->n_subjects; s++) n += !isnan(actual_of(actual, s)) ? 1 : 0;
    CCS_TRY(part_error(self, work, CCS_NONE));
    for (uint32_t s = 0; s < actual->n_subjects && n > 1; s++)
        if (!isnan(actual_of(actual, s))) CCS_TRY(part_error(self, work, s));
out:
    return ret;
}

int ccs_decompose(ccs_decomposition_t *self, ccs_sight_t *sight, const ccs_replicas_t *sample,
    const ccs_sample_options_t *options)
{
    const ccs_actual_t *const actual = sight->actual;
    work_t work = {.sight = sight, .options = options};
    const ccs_replications_t all = {.context = &work, .wanted = wanted, .take = take, .stop = options->stop};
    int ret;

    *self = (ccs_decomposition_t){0};
    CCS_TRY(ccs_truths_init(&self->truths, actual, sample));
    if (!actual->has[CCS_MEASURED_service_level]) goto out;
    CCS_TRY(settle_volume(self, sight, options));
    CCS_TRY(make_plans(&work, &self->truths));
    if (work.n_plans < 2) goto out;
    work.parts = ccs_arena_array(&work.arena, (size_t) work.n_plans * options->n * actual->n_subjects, sizeof *work.parts);
    self->of = ccs_arena_array(&self->arena, actual->n_subjects + (size_t) 1, sizeof *self->of);
    CCS_REQUIRE(work.parts && self->of, CCS_ERR_NOMEM);
    CCS_TRY(ccs_replications_run(&all, options->team, work.n_plans * options->n));
    CCS_TRY(part_all(self, &work));
out:
    ccs_arena_free(&work.arena);
    return ret;
}

void ccs_decomposition_free(ccs_decomposition_t *self)
{
    ccs_truths_free(&self->truths);
    ccs_arena_free(&self->arena);
    *self = (ccs_decomposition_t){0};
}
