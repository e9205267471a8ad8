/* seek.c - the search. Invariant: the point at hand is the closest so far, and its factors lie within the farthest. */
#include "seek.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

#include "estimate.h"
#include "seek_parts.h"

enum { MOST_STEPS = 25 };
static const double STEP = 0.1 /* of slopes: a tenth more, and less */, LONGEST = 1 /* of the logarithm of a factor at once */,
                    CLOSE = 1e-4 /* of chi squared: a hundredth of a standard error */, SURE = 3 /* standard errors of a slope */,
                    ALIKE = 0.95 /* correlation of values that are told only together */,
                    WIDE = 9 /* from end to end of an interval */;

typedef struct {
    double at[CCS_SEEK_MOST][CCS_SEEK_MOST];
} square_t;

typedef struct {
    ccs_seek_t *seek;
    const ccs_job_t *job;
    ccs_seek_point_t point;
    square_t slopes, errors;   /* [figure][value], and their standard errors */
    square_t covariance;       /* [figure][figure] of what was measured less what is simulated */
    square_t weights;          /* its inverse */
    square_t known;            /* [value][value]: the inverse of the covariance of the values */
    bool moves[CCS_SEEK_MOST]; /* [value]: any figure beyond chance, by the slopes last found */
    bool held[CCS_SEEK_MOST];  /* [value]: the scenario refuses it further on, and it stays where it is */
} search_t;

/* --- matrices ---------------------------------------------------------------------------------------------------------- */

/* The inverse of a symmetric matrix of n rows. @return false: it has none */
static bool invert(const square_t *of, uint32_t n, square_t *to)
{
    double room[CCS_SEEK_MOST * CCS_SEEK_MOST];
    gsl_matrix_view matrix = gsl_matrix_view_array(room, n, n);
    gsl_error_handler_t *const handler = gsl_set_error_handler_off();
    bool has = true;

    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < n; j++) {
            gsl_matrix_set(&matrix.matrix, i, j, of->at[i][j]);
            has = has && isfinite(of->at[i][j]);
        }
    has = has && gsl_linalg_cholesky_decomp1(&matrix.matrix) == GSL_SUCCESS &&
        gsl_linalg_cholesky_invert(&matrix.matrix) == GSL_SUCCESS;
    for (uint32_t i = 0; has && i < n; i++)
        for (uint32_t j = 0; j < n; j++) to->at[i][j] = gsl_matrix_get(&matrix.matrix, i, j);
    (void) gsl_set_error_handler(handler);
    return has;
}

static double off(const search_t *self, const ccs_seek_point_t *point, uint32_t figure)
{
    return point->x[figure] - self->seek->figures[figure].measured;
}

/* How far a point is from what was measured. */
static double chi_squared(const search_t *self, const ccs_seek_point_t *point)
{
    double sum = 0;

    for (uint32_t a = 0; a < self->seek->n_figures; a++)
        for (uint32_t b = 0; b < self->seek->n_figures; b++)
            sum += off(self, point, a) * self->weights.at[a][b] * off(self, point, b);
    return point->refused ? (double) INFINITY : sum;
}

/* --- how sure figures are ---------------------------------------------------------------------------------------------- */

/* @return 0, or CCS_ERR_USAGE: figures that do not vary, or say the same */
static int weigh(search_t *self, ccs_err_t *err)
{
    ccs_seek_t *const seek = self->seek;
    const double n = seek->options.replications;

    for (uint32_t a = 0; a < seek->n_figures; a++)
        for (uint32_t b = 0; b < seek->n_figures; b++) {
            const double run = ccs_seek_covariance(seek, &self->point, a, b), error = seek->figures[a].error;
            const bool varies = isnan(error) && isnan(seek->figures[b].error);

            self->covariance.at[a][b] = run / n + (varies ? run : a == b ? error * error : 0);
        }
    if (invert(&self->covariance, seek->n_figures, &self->weights)) return 0;
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--reach",
        "the figures do not vary from one replication to another, or say the same: leave one of them out");
}

/* --- slopes ------------------------------------------------------------------------------------------------------------ */

/* By how much the figures move with a value, from two points beside the one at hand, of which the scenario may refuse one. */
static int find_slope(search_t *self, uint32_t value, ccs_err_t *err)
{
    ccs_seek_t *const seek = self->seek;
    const uint32_t n = seek->options.replications;
    ccs_seek_point_t beside[2];
    int ret = 0;

    for (int side = 0; side < 2; side++) {
        double at[CCS_SEEK_MOST];

        memcpy(at, self->point.at, sizeof at);
        at[value] += side == 0 ? -STEP : STEP;
        CCS_TRY(ccs_seek_simulate(seek, self->job, at, seek->options.seed, &beside[side], err));
    }
    CCS_REQUIRE(!beside[0].refused || !beside[1].refused, CCS_ERR_SCENARIO);
    for (int side = 0; side < 2; side++)
        if (beside[side].refused) beside[side] = self->point;
    const double step = beside[1].at[value] - beside[0].at[value];

    for (uint32_t a = 0; a < seek->n_figures; a++) {
        double squares = 0;

        for (uint32_t r = 0; r < n; r++) {
            const double x = beside[1].influences[a][r] - beside[0].influences[a][r];

            squares += x * x;
        }
        self->slopes.at[a][value] = (beside[1].x[a] - beside[0].x[a]) / step;
        self->errors.at[a][value] = sqrt(squares / (n - 1) / n) / step;
    }
out:
    return ret;
}

static bool moves_any(const search_t *self, uint32_t value)
{
    for (uint32_t a = 0; a < self->seek->n_figures; a++)
        if (fabs(self->slopes.at[a][value]) > SURE * self->errors.at[a][value]) return true;
    return false;
}

static int find_slopes(search_t *self, ccs_err_t *err)
{
    int ret = 0;

    for (uint32_t value = 0; value < self->seek->n_values; value++) {
        CCS_TRY(find_slope(self, value, err));
        self->moves[value] = moves_any(self, value);
    }
out:
    return ret;
}

/* A value that the search may move, and of which the figures tell anything. */
static bool is_free(const search_t *self, uint32_t value)
{
    return self->moves[value] && !self->held[value];
}

/* What the slopes make of how sure the figures are. A value that moves none of them stands alone, so that the others are told all the same. */
static void find_known(search_t *self)
{
    const ccs_seek_t *const seek = self->seek;

    for (uint32_t i = 0; i < seek->n_values; i++)
        for (uint32_t j = 0; j < seek->n_values; j++) {
            const bool both = is_free(self, i) && is_free(self, j);

            self->known.at[i][j] = !both && i == j;
            for (uint32_t a = 0; both && a < seek->n_figures; a++)
                for (uint32_t b = 0; b < seek->n_figures; b++)
                    self->known.at[i][j] += self->slopes.at[a][i] * self->weights.at[a][b] * self->slopes.at[b][j];
        }
}

/* --- the search -------------------------------------------------------------------------------------------------------- */

/* Where a step leads. @param damping  0: as far as the slopes say @return false: they say nothing */
static bool step_to(search_t *self, double damping, double at[CCS_SEEK_MOST])
{
    const ccs_seek_t *const seek = self->seek;
    const double farthest = log(CCS_SEEK_FARTHEST);
    square_t damped, inverse;
    bool any = false;

    find_known(self);
    for (uint32_t i = 0; i < seek->n_values; i++) any = any || is_free(self, i);
    if (!any) return false;
    damped = self->known;
    for (uint32_t i = 0; i < seek->n_values; i++) damped.at[i][i] *= 1 + damping;
    if (!invert(&damped, seek->n_values, &inverse)) return false;
    memcpy(at, self->point.at, CCS_SEEK_MOST * sizeof *at);
    for (uint32_t i = 0; i < seek->n_values; i++) {
        double move = 0;

        for (uint32_t j = 0; is_free(self, i) && j < seek->n_values; j++)
            for (uint32_t a = 0; a < seek->n_figures; a++)
                for (uint32_t b = 0; b < seek->n_figures; b++)
                    move -= inverse.at[i][j] * self->slopes.at[a][j] * self->weights.at[a][b] * off(self, &self->point, b);
        at[i] = fmax(fmin(at[i] + fmax(fmin(move, LONGEST), -LONGEST), farthest), -farthest);
    }
    return true;
}

/* Where the scenario refuses a value by itself, as far as it takes it: there it is held. @param at  where the step led; gets where it may
 * @param any  gets whether there is such a value */
static int hold_at_bounds(search_t *self, double at[CCS_SEEK_MOST], bool *any, ccs_err_t *err)
{
    enum { HALVINGS = 30 };
    ccs_seek_t *const seek = self->seek;
    int ret = 0;

    *any = false;
    for (uint32_t i = 0; i < seek->n_values; i++) {
        double alone[CCS_SEEK_MOST], taken = self->point.at[i], refused = at[i];
        bool allows;

        memcpy(alone, self->point.at, sizeof alone);
        alone[i] = refused;
        CCS_TRY(ccs_seek_allows(seek, alone, &allows, err));
        if (allows) continue;
        seek->values[i].bound = ccs_arena_strdup(&seek->arena, err->text);
        CCS_REQUIRE(seek->values[i].bound, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
        for (int k = 0; k < HALVINGS; k++) {
            alone[i] = 0.5 * (taken + refused);
            CCS_TRY(ccs_seek_allows(seek, alone, &allows, err));
            *(allows ? &taken : &refused) = alone[i];
        }
        at[i] = taken;
        self->held[i] = *any = true;
    }
out:
    return ret;
}

/* Slopes as the last step shows them: the least change that makes them so (Broyden 1965). @return how far the step went */
static double follow(search_t *self, const ccs_seek_point_t *before)
{
    const ccs_seek_t *const seek = self->seek;
    double length = 0, step[CCS_SEEK_MOST] = {0};

    for (uint32_t i = 0; i < seek->n_values; i++) {
        step[i] = self->point.at[i] - before->at[i];
        length += step[i] * step[i];
    }
    for (uint32_t a = 0; length > 0 && a < seek->n_figures; a++) {
        double wrong = self->point.x[a] - before->x[a];

        for (uint32_t i = 0; i < seek->n_values; i++) wrong -= self->slopes.at[a][i] * step[i];
        for (uint32_t i = 0; i < seek->n_values; i++) self->slopes.at[a][i] += wrong * step[i] / length;
    }
    return sqrt(length);
}

static int search(search_t *self, ccs_err_t *err)
{
    double damping = 0, at[CCS_SEEK_MOST];
    bool fresh = true; /* slopes are of the point at hand */
    int ret = 0;

    CCS_TRY(find_slopes(self, err));
    for (int step = 0; step < MOST_STEPS && chi_squared(self, &self->point) > CLOSE; step++) {
        const ccs_seek_point_t before = self->point;
        ccs_seek_point_t next;

        if (!step_to(self, damping, at)) break;
        CCS_TRY(ccs_seek_simulate(self->seek, self->job, at, self->seek->options.seed, &next, err));
        if (next.refused) {
            bool any;

            CCS_TRY(hold_at_bounds(self, at, &any, err));
            if (any) CCS_TRY(ccs_seek_simulate(self->seek, self->job, at, self->seek->options.seed, &next, err));
        }
        if (chi_squared(self, &next) < chi_squared(self, &before)) {
            self->point = next;
            damping = damping > 0.01 ? damping / 10 : 0;
            fresh = false;
            if (follow(self, &before) < 1e-4) break;
        } else if (!fresh) {
            CCS_TRY(find_slopes(self, err));
            fresh = true;
        } else if (damping < 100) {
            damping = fmax(10 * damping, 0.01);
        } else {
            break; /* whichever way it goes, it is no closer */
        }
    }
out:
    return ret;
}

/* --- what it says ------------------------------------------------------------------------------------------------------ */

/* The other value that moves the figures nearly alike. @return CCS_NONE: none does */
static uint32_t alike_of(const ccs_seek_t *seek, const square_t *covariance, uint32_t value)
{
    for (uint32_t i = 0; i < seek->n_values; i++)
        if (i != value && fabs(covariance->at[i][value]) > ALIKE * sqrt(covariance->at[i][i] * covariance->at[value][value]))
            return i;
    return CCS_NONE;
}

static int tell_value(const search_t *self, const square_t *covariance, bool is_known, uint32_t i, ccs_err_t *err)
{
    ccs_seek_t *const seek = self->seek;
    ccs_sought_t *const to = &seek->values[i];
    const double t = ccs_estimate_t_quantile(0.95, seek->options.replications - 1),
                 half = is_known ? t * sqrt(covariance->at[i][i]) : (double) NAN;
    const uint32_t other = is_known ? alike_of(seek, covariance, i) : CCS_NONE;

    to->factor = exp(self->point.at[i]);
    to->low = to->factor * exp(-half);
    to->high = to->factor * exp(half);
    if (to->bound) {
        to->low = to->high = (double) NAN;
        to->doubt = ccs_arena_printf(&seek->arena,
            "the figures ask for %s, which the scenario refuses (%s): look for another value as well, or in its place",
            self->point.at[i] > 0 ? "more" : "less", to->bound);
        if (!to->doubt) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    } else if (!self->moves[i]) {
        to->low = to->high = (double) NAN;
        to->doubt = "none of the figures moves with it beyond chance: they do not tell it";
    } else if (other != CCS_NONE) {
        to->doubt = ccs_arena_printf(&seek->arena, "it and %s move the figures nearly alike: they tell them only together",
            seek->values[other].path);
        if (!to->doubt) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    } else if (!(to->high < WIDE * to->low)) {
        to->doubt = "the figures hardly tell it: they would be as they are with very different values";
    }
    return 0;
}

/* Figures that no value reproduces: an end of the search is no value that was found. */
static int check_reached(const search_t *self, ccs_err_t *err)
{
    const ccs_seek_t *const seek = self->seek;
    const double farthest = 0.999 * log(CCS_SEEK_FARTHEST), n = seek->options.replications;

    for (uint32_t i = 0; i < seek->n_values; i++)
        for (uint32_t a = 0; a < seek->n_figures; a++) {
            const double simulated = sqrt(ccs_seek_covariance(seek, &self->point, a, a) / n);

            if (fabs(self->point.at[i]) < farthest || !(fabs(off(self, &self->point, a)) > SURE * simulated)) continue;
            return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--reach",
                "%s is %.4g, and no %s from a twentieth to twenty times that of the scenario reproduces it: the closest, %.3g times that, has %.4g; look for another value as well, or in its place",
                seek->figures[a].name, seek->figures[a].measured, seek->values[i].path, exp(self->point.at[i]), self->point.x[a]);
        }
    return 0;
}

static int conclude(search_t *self, ccs_err_t *err)
{
    ccs_seek_t *const seek = self->seek;
    const double t = ccs_estimate_t_quantile(0.95, seek->options.replications - 1);
    ccs_seek_point_t checked;
    square_t covariance;
    int ret = 0;

    CCS_TRY(weigh(self, err));
    seek->misfit = chi_squared(self, &self->point);
    CCS_TRY(check_reached(self, err));
    CCS_TRY(find_slopes(self, err));
    find_known(self);
    const bool is_known = invert(&self->known, seek->n_values, &covariance);

    for (uint32_t i = 0; i < seek->n_values; i++) CCS_TRY(tell_value(self, &covariance, is_known, i, err));
    CCS_TRY(ccs_seek_simulate(seek, self->job, self->point.at, seek->options.seed + 1, &checked, err));
    for (uint32_t a = 0; a < seek->n_figures; a++) {
        seek->figures[a].after = self->point.x[a];
        seek->figures[a].checked = checked.x[a];
        seek->figures[a].checked_half = t * sqrt(ccs_seek_covariance(seek, &checked, a, a) / seek->options.replications);
    }
out:
    return ret;
}

static int check(const ccs_seek_options_t *options, const ccs_scenario_t *scenario, ccs_err_t *err)
{
    if (!scenario->plan.axis.has_clock)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--reach",
            "needs days: what was measured is compared with replications of as many days");
    if (options->replications < CCS_SEEK_FEWEST)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--replications",
            "%u of them do not tell how sure anything is: take at least %d", options->replications, (int) CCS_SEEK_FEWEST);
    if (strcmp(options->path, "-") == 0)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--reach", "reads the scenario again and again: name its file");
    return 0;
}

int ccs_seek(ccs_seek_t *self, ccs_scenario_t *scenario, const ccs_seek_options_t *options, ccs_err_t *err)
{
    const ccs_job_options_t how = {.replications = options->replications,
        .threads = options->threads,
        .precision = "",
        .tables_only = true};
    ccs_job_t job = {0};
    search_t search_of = {.seek = self, .job = &job};
    const double start[CCS_SEEK_MOST] = {0};
    int ret;

    *self = (ccs_seek_t){.options = *options};
    CCS_TRY(check(options, scenario, err));
    CCS_TRY(ccs_plan_draws_apart(&scenario->plan, "a search", err));
    CCS_TRY(ccs_job_init(&job, scenario, &how, err));
    CCS_TRY(ccs_seek_read(self, &job, err));
    CCS_TRY(ccs_seek_simulate(self, &job, start, options->seed, &search_of.point, err));
    CCS_REQUIRE(!search_of.point.refused, CCS_ERR_SCENARIO);
    for (uint32_t a = 0; a < self->n_figures; a++) self->figures[a].before = search_of.point.x[a];
    CCS_TRY(weigh(&search_of, err));
    CCS_TRY(search(&search_of, err));
    CCS_TRY(conclude(&search_of, err));
out:
    ccs_job_free(&job);
    return ret;
}

void ccs_seek_free(ccs_seek_t *self)
{
    ccs_arena_free(&self->arena);
    *self = (ccs_seek_t){0};
}
