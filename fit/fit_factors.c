/* fit_factors.c - factors of days and of slots, by restricted maximum likelihood (Patterson and Thompson 1971): that of what no mean of a kind of day, which is an estimate too, could have taken up. A residual is
 * count / mean - 1, of days of which there are several of a kind. Within a day it is enough to count one day of each kind less; of totals of days that remember one another the means take up a part of what the days
 * have in common, and their levels are estimated along with the factors. */
#include "fit_factors.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

#include "fit_days.h"
#include "fit_profile.h"
#include "student.h"

enum {
    FEWEST_DAYS = 5 /* of which factors can be told */,
    FEWEST_PAIRS = 10 /* of which a memory can */,
    NEAR_DAYS = 3 /* over a weekend */,
    N_ESTIMATES = 4 /* of a spread, at most */
};
static const double MOST_MEMORY = 0.999, FAR_MEMORY = 12 /* logit, beyond which a memory is none, or the most */;

static const struct {
    bool day, day_memory, slot;
} HAS[CCS_N_FIT_SPREADS] = {
#define X(name, day, day_memory, slot) {day, day_memory, slot},
    CCS_FIT_SPREAD_LIST(X)
#undef X
};

/* A kind of day under the variances at hand. */
typedef struct {
    double
        *root; /* lower triangle of Cholesky's of the covariance within a day, but for the factor of the day, n_slots squared */
    double *ones; /* its inverse times 1 */
    double log_determinant, ones_square;
} kind_t;

typedef struct {
    const ccs_fit_counts_t *counts;
    const ccs_fit_demand_t *demand;
    enum ccs_fit_spread spread;
    double *residuals;   /* [day][slot] */
    bool *tells;         /* [day] */
    uint32_t *n_of_kind; /* of days that tell */
    uint32_t *slots;     /* [kind][k]: the slots that are open */
    uint32_t *n_slots;   /* [kind] */
    kind_t *kinds;       /* [kind] */
    double *solved;      /* [slot], room */
    double *known;       /* [1 + kind], room: of the factor of a day before it is seen */
    double *
        news; /* [day][1 + kind]: what its total adds to that, in standard deviations; of the residuals, and of a day of the kind whose level is 1 */
    double *levels;  /* [kind]: what the mean of a kind is off by, in parts of it */
    double *weights; /* [kind][kind]: how well the levels are known */
    double *of_day;  /* [day]: minus the log likelihood of each day */
} factors_t;

/* --- what is there ----------------------------------------------------------------------------------------------------- */

static double mean_at(const factors_t *self, uint32_t kind, uint32_t slot)
{
    return self->demand->mean[(size_t) kind * self->counts->n_slots + slot];
}

static int make_room(factors_t *self, ccs_arena_t *arena)
{
    const ccs_fit_counts_t *const counts = self->counts;

    CCS_BUG_IF(counts->n_slots > CCS_FIT_MOST_SLOTS);
    self->residuals = ccs_arena_array(arena, (size_t) counts->n_days * counts->n_slots, sizeof(double));
    self->tells = ccs_arena_array(arena, counts->n_days, sizeof(bool));
    self->n_of_kind = ccs_arena_array(arena, counts->n_kinds, sizeof(uint32_t));
    self->slots = ccs_arena_array(arena, (size_t) counts->n_kinds * counts->n_slots, sizeof(uint32_t));
    self->n_slots = ccs_arena_array(arena, counts->n_kinds, sizeof(uint32_t));
    self->solved = ccs_arena_array(arena, counts->n_slots, sizeof(double));
    self->kinds = ccs_arena_array(arena, counts->n_kinds, sizeof *self->kinds);
    self->known = ccs_arena_array(arena, 1 + counts->n_kinds, sizeof(double));
    self->news = ccs_arena_array(arena, (size_t) counts->n_days * (1 + counts->n_kinds), sizeof(double));
    self->levels = ccs_arena_array(arena, counts->n_kinds, sizeof(double));
    self->weights = ccs_arena_array(arena, (size_t) counts->n_kinds * counts->n_kinds, sizeof(double));
    self->of_day = ccs_arena_array(arena, counts->n_days, sizeof(double));
    bool enough = self->residuals && self->tells && self->n_of_kind && self->slots && self->n_slots && self->solved &&
        self->kinds && self->known && self->news && self->levels && self->weights && self->of_day;

    for (uint32_t kind = 0; enough && kind < counts->n_kinds; kind++) {
        self->kinds[kind].root = ccs_arena_array(arena, (size_t) counts->n_slots * counts->n_slots, sizeof(double));
        self->kinds[kind].ones = ccs_arena_array(arena, counts->n_slots, sizeof(double));
        enough = self->kinds[kind].root && self->kinds[kind].ones;
    }
    return enough ? 0 : CCS_ERR_NOMEM;
}

/* Whether a day has a count in every slot that is open on days of its kind. */
static bool is_whole(const factors_t *self, uint32_t day)
{
    const uint32_t kind = self->counts->kind[day], n = self->counts->n_slots;

    for (uint32_t k = 0; k < self->n_slots[kind]; k++)
        if (isnan(self->counts->counts[(size_t) day * n + self->slots[(size_t) kind * n + k]])) return false;
    return self->n_slots[kind] > 0;
}

static void find_residuals(factors_t *self)
{
    const ccs_fit_counts_t *const counts = self->counts;
    const uint32_t n = counts->n_slots;

    for (uint32_t kind = 0; kind < counts->n_kinds; kind++)
        for (uint32_t slot = 0; slot < n; slot++)
            if (mean_at(self, kind, slot) > 0) self->slots[(size_t) kind * n + self->n_slots[kind]++] = slot;
    for (uint32_t day = 0; day < counts->n_days; day++) {
        self->tells[day] = is_whole(self, day);
        self->n_of_kind[counts->kind[day]] += self->tells[day];
    }
    for (uint32_t day = 0; day < counts->n_days; day++) {
        const uint32_t kind = counts->kind[day];

        self->tells[day] = self->tells[day] && self->n_of_kind[kind] > 1;
        for (uint32_t slot = 0; self->tells[day] && slot < n; slot++)
            self->residuals[(size_t) day * n + slot] = counts->counts[(size_t) day * n + slot] / mean_at(self, kind, slot) - 1;
    }
}

/* --- the likelihood of slots ------------------------------------------------------------------------------------------- */

/* Variances of the factors of day and slot, and what each remembers, of the parameters of a spread. */
typedef struct {
    double day, day_memory, slot, slot_memory;
} variances_t;

static double memory_at(double logit)
{
    return MOST_MEMORY / (1 + exp(-logit));
}

/* Whether a parameter of a spread is a memory: they are in the order of variances_of. */
static bool is_memory(enum ccs_fit_spread spread, uint32_t parameter)
{
    const uint32_t n_of_day = HAS[spread].day + HAS[spread].day_memory;

    return parameter < n_of_day ? parameter == 1 : parameter == n_of_day + 1;
}

static variances_t variances_of(enum ccs_fit_spread spread, const double *at)
{
    variances_t of = {0};
    uint32_t i = 0;

    if (HAS[spread].day) of.day = exp(at[i++]);
    if (HAS[spread].day_memory) of.day_memory = memory_at(at[i++]);
    if (HAS[spread].slot) {
        of.slot = exp(at[i++]);
        of.slot_memory = memory_at(at[i]);
    }
    return of;
}

/* @return false: the covariance is none */
static bool prepare_kind(const factors_t *self, uint32_t kind, variances_t of)
{
    const uint32_t n = self->n_slots[kind], *const slots = &self->slots[(size_t) kind * self->counts->n_slots];
    kind_t *const to = &self->kinds[kind];

    if (n == 0) return true;
    gsl_matrix_view root = gsl_matrix_view_array(to->root, n, n);
    gsl_vector_view ones = gsl_vector_view_array(to->ones, n);

    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j <= i; j++) {
            const double x = (of.slot > 0 ? of.slot * pow(of.slot_memory, slots[i] - slots[j]) : 0) +
                (i == j ? 1 / mean_at(self, kind, slots[i]) : 0);

            gsl_matrix_set(&root.matrix, i, j, x);
            gsl_matrix_set(&root.matrix, j, i, x);
        }
    if (gsl_linalg_cholesky_decomp1(&root.matrix) != 0) return false;
    to->log_determinant = to->ones_square = 0;
    for (uint32_t i = 0; i < n; i++) {
        to->log_determinant += 2 * log(gsl_matrix_get(&root.matrix, i, i));
        to->ones[i] = 1;
    }
    gsl_blas_dtrsv(CblasLower, CblasNoTrans, CblasNonUnit, &root.matrix, &ones.vector);
    for (uint32_t i = 0; i < n; i++) to->ones_square += to->ones[i] * to->ones[i];
    return true;
}

/* What a day's residuals are worth: their square, and their product with a factor of the whole day, both by the covariance within the day. */
static void weigh_day(const factors_t *self, uint32_t day, double *square, double *product)
{
    const uint32_t kind = self->counts->kind[day], n = self->n_slots[kind], width = self->counts->n_slots;
    const kind_t *const of = &self->kinds[kind];
    gsl_matrix_view root = gsl_matrix_view_array(of->root, n, n);
    gsl_vector_view solved = gsl_vector_view_array(self->solved, n);

    for (uint32_t i = 0; i < n; i++)
        self->solved[i] = self->residuals[(size_t) day * width + self->slots[(size_t) kind * width + i]];
    gsl_blas_dtrsv(CblasLower, CblasNoTrans, CblasNonUnit, &root.matrix, &solved.vector);
    *square = *product = 0;
    for (uint32_t i = 0; i < n; i++) {
        *square += self->solved[i] * self->solved[i];
        *product += self->solved[i] * of->ones[i];
    }
}

/* A day's total, and a level of 1 of its kind, against what was known of them. @param unsure  variance of the factor of the day before it is seen @param total  the residual of the total, by the covariance within the day */
static void see_day(const factors_t *self, uint32_t day, double unsure, double total)
{
    const uint32_t kind = self->counts->kind[day], width = 1 + self->counts->n_kinds;
    const double variance = unsure + 1 / self->kinds[kind].ones_square;

    for (uint32_t i = 0; i < width; i++) {
        const double off = (i == 0 ? total : i == 1 + kind) - self->known[i];

        self->known[i] += unsure / variance * off;
        self->news[(size_t) day * width + i] = off / sqrt(variance);
    }
}

/* Days one after another: what is known of a day's factor before it is seen is a mean and a variance (Kalman 1960), and so for the level of each kind (Rosenberg 1973). */
static void see_days(const factors_t *self, variances_t of)
{
    const ccs_fit_counts_t *const counts = self->counts;
    double unsure = of.day;
    uint32_t last = UINT32_MAX;

    for (uint32_t i = 0; i <= counts->n_kinds; i++) self->known[i] = 0;
    for (uint32_t day = 0; day < counts->n_days; day++) {
        if (!self->tells[day]) continue;
        const bool follows = last != UINT32_MAX && counts->series[last] == counts->series[day];
        const double kept =
            follows && of.day_memory > 0 ? pow(of.day_memory, (double) (counts->date[day] - counts->date[last])) : 0;
        const kind_t *const kind = &self->kinds[counts->kind[day]];
        const double n = self->n_of_kind[counts->kind[day]], h = kind->ones_square;
        double square, product;

        weigh_day(self, day, &square, &product);
        for (uint32_t i = 0; i <= counts->n_kinds; i++) self->known[i] *= kept;
        unsure = unsure * kept * kept + of.day * (1 - kept * kept);
        see_day(self, day, unsure, product / h);
        self->of_day[day] =
            ((n - 1) / n * kind->log_determinant - log(h) / n + log1p(unsure * h) + square - product * product / h) / 2;
        unsure /= 1 + unsure * h;
        last = day;
    }
}

/* The levels of the kinds, by least squares. @return the logarithm of the determinant of how well they are known; NAN: they are not */
static double find_levels(const factors_t *self)
{
    const uint32_t n = self->counts->n_kinds;
    gsl_matrix_view weights = gsl_matrix_view_array(self->weights, n, n);
    gsl_vector_view levels = gsl_vector_view_array(self->levels, n);
    double log_determinant = 0;

    gsl_vector_set_zero(&levels.vector);
    gsl_matrix_set_zero(&weights.matrix);
    for (uint32_t kind = 0; kind < n; kind++)
        if (self->n_of_kind[kind] < 2) gsl_matrix_set(&weights.matrix, kind, kind, 1); /* none of its days tells */
    for (uint32_t day = 0; day < self->counts->n_days; day++) {
        if (!self->tells[day]) continue;
        gsl_vector_view kinds = gsl_vector_view_array(&self->news[(size_t) day * (1 + n) + 1], n);

        gsl_blas_dsyr(CblasLower, 1, &kinds.vector, &weights.matrix);
        gsl_blas_daxpy(self->news[(size_t) day * (1 + n)], &kinds.vector, &levels.vector);
    }
    if (gsl_linalg_cholesky_decomp1(&weights.matrix) != 0) return (double) NAN;
    for (uint32_t kind = 0; kind < n; kind++) log_determinant += 2 * log(gsl_matrix_get(&weights.matrix, kind, kind));
    gsl_linalg_cholesky_svx(&weights.matrix, &levels.vector);
    return log_determinant;
}

/* All days; what is to be known of the levels is shared by them. */
static double sum_days(const factors_t *self)
{
    const uint32_t n = self->counts->n_kinds;
    const double shared = find_levels(self) / self->demand->n_days;
    double sum = 0;

    for (uint32_t day = 0; day < self->counts->n_days; day++) {
        if (!self->tells[day]) continue;
        const double *const news = &self->news[(size_t) day * (1 + n)];
        double off = news[0];

        for (uint32_t kind = 0; kind < n; kind++) off -= self->levels[kind] * news[1 + kind];
        self->of_day[day] += (off * off + shared) / 2;
        sum += self->of_day[day];
    }
    return isnan(sum) ? (double) INFINITY : sum;
}

static double minus_log_likelihood(const double *at, const void *of)
{
    const factors_t *const self = of;
    const variances_t variances = variances_of(self->spread, at);

    if ((HAS[self->spread].day && log(variances.day) < CCS_FIT_LEAST) ||
        (HAS[self->spread].slot && log(variances.slot) < CCS_FIT_LEAST))
        return INFINITY;
    for (uint32_t kind = 0; kind < self->counts->n_kinds; kind++)
        if (!prepare_kind(self, kind, variances)) return INFINITY;
    see_days(self, variances);
    return sum_days(self);
}

/* --- its errors -------------------------------------------------------------------------------------------------------- */

/* Days by what is left of them when each kind has its mean: days that tell are at least twice as many as their kinds. */
static double days_by_freedom(const factors_t *self)
{
    double n_kinds = 0;

    for (uint32_t kind = 0; kind < self->counts->n_kinds; kind++) n_kinds += self->n_of_kind[kind] > 1;
    return self->demand->n_days / (self->demand->n_days - n_kinds);
}

/* The covariance of the estimates where counts are not Gaussian: that of the likelihood on both sides of the spread of the days' slopes, which the means have made smaller. @return 0 or CCS_ERR_NOMEM */
static int make_robust(const factors_t *self, ccs_fit_point_t *point, ccs_arena_t *arena)
{
    const uint32_t n = point->n, n_days = self->counts->n_days;
    const double step = 1e-3, lost = days_by_freedom(self);
    double *const slopes = ccs_arena_array(arena, (size_t) n * n_days, sizeof *slopes);
    double middle[CCS_FIT_MAX_PARAMS][CCS_FIT_MAX_PARAMS] = {{0}}, half[CCS_FIT_MAX_PARAMS][CCS_FIT_MAX_PARAMS] = {{0}};
    const ccs_fit_point_t of_likelihood = *point;

    if (!slopes) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < n; i++)
        for (int sign = -1; sign <= 1; sign += 2) {
            double at[CCS_FIT_MAX_PARAMS];

            memcpy(at, point->at, sizeof at);
            at[i] += sign * step;
            (void) minus_log_likelihood(at, self);
            for (uint32_t day = 0; day < n_days; day++)
                slopes[(size_t) i * n_days + day] += sign * self->of_day[day] / (2 * step);
        }
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < n; j++)
            for (uint32_t day = 0; day < n_days; day++)
                middle[i][j] += lost * slopes[(size_t) i * n_days + day] * slopes[(size_t) j * n_days + day];
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < n; j++)
            for (uint32_t k = 0; k < n; k++) half[i][j] += of_likelihood.covariance[i][k] * middle[k][j];
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < n; j++) {
            point->covariance[i][j] = 0;
            for (uint32_t k = 0; k < n; k++) point->covariance[i][j] += half[i][k] * of_likelihood.covariance[k][j];
        }
    return 0;
}

/* --- which factors there are ------------------------------------------------------------------------------------------- */

/* How much wider intervals are of which errors rest on the spread of so many days, and not on what is known of it: Student's quantile for the normal one. */
static double wider_by_days(const factors_t *self)
{
    const double quantile = ccs_student_quantile(0.95, (uint32_t) fmax(self->demand->n_days / days_by_freedom(self), 1));

    return quantile * quantile / (CCS_FIT_Z * CCS_FIT_Z);
}

/* The ends of the interval of a parameter: where the profile of the likelihood has risen by as much as the estimates vary more than counts that are Gaussian would let them (Chandler and Bate 2007). What days
 * have in common makes the variance of few of them uncertain upwards, which an interval that is as long to both sides does not have.
 * @return 0 or CCS_ERR_NOMEM */
static int find_ends(const factors_t *self, const ccs_fit_point_t *point, uint32_t i, double wider, double ends[2])
{
    const double bounds[2] = {is_memory(self->spread, i) ? -FAR_MEMORY : CCS_FIT_LEAST,
        is_memory(self->spread, i) ? FAR_MEMORY : CCS_FIT_MOST};
    int ret = 0;

    for (int side = 0; side < 2; side++)
        CCS_TRY(ccs_fit_profile(&(ccs_fit_profile_t){minus_log_likelihood, self, point, i, CCS_FIT_RISE * wider, bounds[side]},
            &ends[side]));
out:
    return ret;
}

/* The estimates of a spread, each with its interval. @return 0 or CCS_ERR_NOMEM */
static int take(factors_t *self, enum ccs_fit_spread spread, const ccs_fit_point_t *point, ccs_fit_demand_t *demand,
    ccs_arena_t *arena)
{
    ccs_fit_estimate_t *const to[N_ESTIMATES] = {HAS[spread].day ? &demand->day_cv : NULL,
        HAS[spread].day_memory ? &demand->day_memory : NULL, HAS[spread].slot ? &demand->slot_cv : NULL,
        HAS[spread].slot ? &demand->slot_memory : NULL};
    ccs_fit_point_t robust = *point;
    int ret = 0;

    self->spread = spread;
    if (point->curved) CCS_TRY(make_robust(self, &robust, arena));
    for (uint32_t k = 0, i = 0; k < N_ESTIMATES; k++) {
        double ends[2] = {(double) NAN, (double) NAN};

        if (!to[k]) continue;
        if (point->curved)
            CCS_TRY(find_ends(self, point, i, wider_by_days(self) * fmax(robust.covariance[i][i] / point->covariance[i][i], 1),
                ends));
        *to[k] = is_memory(spread, i) ? (ccs_fit_estimate_t){memory_at(point->at[i]), memory_at(ends[0]), memory_at(ends[1])}
                                      : (ccs_fit_estimate_t){exp(point->at[i] / 2), exp(ends[0] / 2), exp(ends[1] / 2)};
        i++;
    }
out:
    return ret;
}

/* Where a search begins: variances about those of the days' totals. @return how many parameters */
static uint32_t start_of(enum ccs_fit_spread spread, double variance, double start[CCS_FIT_MAX_PARAMS])
{
    const double log_variance = log(fmax(variance, 1e-5)) - (HAS[spread].day && HAS[spread].slot ? M_LN2 : 0);
    uint32_t n = 0;

    if (HAS[spread].day) start[n++] = log_variance;
    if (HAS[spread].day_memory) start[n++] = 0.5;
    if (HAS[spread].slot) {
        start[n++] = log_variance;
        start[n++] = 1;
    }
    return n;
}

/* The spread whose BIC is the least. @return 0 or CCS_ERR_NOMEM */
static int fit_spreads(factors_t *self, double variance, ccs_fit_demand_t *demand, ccs_arena_t *arena)
{
    const double log_n = log(demand->n_days);
    ccs_fit_point_t best = {0};
    int ret = 0;

    for (enum ccs_fit_spread spread = CCS_FIT_POISSON; spread < CCS_N_FIT_SPREADS; spread++) {
        double start[CCS_FIT_MAX_PARAMS];
        ccs_fit_point_t point;
        const uint32_t n = start_of(spread, variance, start);

        self->spread = spread;
        demand->bic[spread] = INFINITY;
        if (HAS[spread].day_memory && demand->n_pairs < FEWEST_PAIRS) continue;
        if (n == 0) {
            demand->bic[spread] = 2 * minus_log_likelihood(start, self);
            continue;
        }
        CCS_TRY(ccs_fit_minimise(minus_log_likelihood, self, start, n, &point));
        if (!point.converged) continue;
        demand->bic[spread] = 2 * point.value + n * log_n;
        if (!(demand->bic[spread] < demand->bic[demand->spread])) continue;
        demand->spread = spread;
        best = point;
    }
    CCS_TRY(take(self, demand->spread, &best, demand, arena));
out:
    return ret;
}

/* Relative residual of a day's total. */
static double total_residual(const factors_t *self, uint32_t day)
{
    const uint32_t n = self->counts->n_slots, kind = self->counts->kind[day];
    double count = 0, mean = 0;

    for (uint32_t k = 0; k < self->n_slots[kind]; k++) {
        const uint32_t slot = self->slots[(size_t) kind * n + k];

        count += self->counts->counts[(size_t) day * n + slot];
        mean += mean_at(self, kind, slot);
    }
    return count / mean - 1;
}

/* The totals of the days that tell, and what they vary by beyond Poisson counts. @return 0 or CCS_ERR_NOMEM */
static int find_totals(const factors_t *self, ccs_fit_demand_t *demand, ccs_fit_totals_t *totals, ccs_arena_t *arena)
{
    const ccs_fit_counts_t *const counts = self->counts;
    double ratio = 0, n_kinds = 0;
    uint32_t last = UINT32_MAX;

    totals->days = ccs_arena_array(arena, counts->n_days, sizeof *totals->days);
    if (!totals->days) return CCS_ERR_NOMEM;
    for (uint32_t kind = 0; kind < counts->n_kinds; kind++) n_kinds += self->n_of_kind[kind] > 1;
    for (uint32_t day = 0; day < counts->n_days; day++) {
        const uint32_t kind = counts->kind[day];

        if (!self->tells[day]) continue;
        const double mean = demand->kinds[kind].total.is, residual = total_residual(self, day), n = self->n_of_kind[kind];

        totals->days[totals->n++] = (ccs_fit_total_t){mean, residual, n};
        ratio += residual * residual * mean;
        totals->variance += residual * residual - (n - 1) / n / mean;
        demand->n_pairs += last != UINT32_MAX && counts->series[last] == counts->series[day] &&
            counts->date[day] - counts->date[last] <= NEAR_DAYS;
        last = day;
    }
    demand->n_days = totals->n;
    if (totals->n > n_kinds) {
        demand->variance_to_mean = ratio / (totals->n - n_kinds);
        totals->variance /= totals->n - n_kinds;
    }
    return 0;
}

int ccs_fit_factors(const ccs_fit_counts_t *counts, ccs_fit_demand_t *demand, ccs_arena_t *arena)
{
    factors_t self = {.counts = counts, .demand = demand};
    ccs_fit_totals_t totals = {0};
    int ret = 0;

    CCS_TRY(make_room(&self, arena));
    find_residuals(&self);
    CCS_TRY(find_totals(&self, demand, &totals, arena));
    if (demand->n_days < FEWEST_DAYS) goto out;
    CCS_TRY(fit_spreads(&self, totals.variance, demand, arena));
    if (demand->spread == CCS_FIT_OF_DAYS) CCS_TRY(ccs_fit_poisson_gamma(&totals, demand));
out:
    return ret;
}
