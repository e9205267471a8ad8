/* fit_minimise.c - minima by GSL's simplex, curvature by differences. Invariant: GSL's error handler is as it was before. */
#include "fit_minimise.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_multimin.h>
#include <math.h>
#include <stdint.h>

#include "err.h"

enum { MOST_STEPS = 4000, MOST_STARTS = 3 };
static const double FIRST_STEP = 0.3, NEXT_STEP = 0.05, AT_REST = 1e-5, NEAR_REST = 1e-4, DIFFERENCE = 1e-3, WORST = 1e300;

typedef struct {
    ccs_fit_function_t *function;
    const void *of;
    uint32_t n;
} search_t;

/* Infinities would stop the simplex: it is told of a very high place. */
static double at_vector(const gsl_vector *x, void *of)
{
    const search_t *const self = of;
    double at[CCS_FIT_MAX_PARAMS];

    for (uint32_t i = 0; i < self->n; i++) at[i] = gsl_vector_get(x, i);
    const double value = self->function(at, self->of);

    return value < WORST ? value : WORST;
}

/* What a search needs, and what it leaves behind. */
typedef struct {
    gsl_multimin_fminimizer *minimiser;
    gsl_vector *vectors[2];
    gsl_matrix *matrix;
} room_t;

static bool make_room(room_t *self, uint32_t n)
{
    *self = (room_t){gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, n),
        {gsl_vector_alloc(n), gsl_vector_alloc(n)}, gsl_matrix_alloc(n, n)};
    return self->minimiser && self->vectors[0] && self->vectors[1] && self->matrix;
}

static void free_room(room_t *self)
{
    if (self->minimiser) gsl_multimin_fminimizer_free(self->minimiser);
    for (int i = 0; i < 2; i++)
        if (self->vectors[i]) gsl_vector_free(self->vectors[i]);
    if (self->matrix) gsl_matrix_free(self->matrix);
}

/* One descent from point->at, which becomes where it ended. */
static void descend(const room_t *room, gsl_multimin_function *function, double first_step, double at_rest,
    ccs_fit_point_t *point)
{
    point->converged = false;
    for (uint32_t i = 0; i < point->n; i++) gsl_vector_set(room->vectors[0], i, point->at[i]);
    gsl_vector_set_all(room->vectors[1], first_step);
    if (gsl_multimin_fminimizer_set(room->minimiser, function, room->vectors[0], room->vectors[1]) != GSL_SUCCESS) return;
    for (int step = 0; step < MOST_STEPS && !point->converged; step++) {
        if (gsl_multimin_fminimizer_iterate(room->minimiser) != GSL_SUCCESS) break;
        point->converged = gsl_multimin_test_size(gsl_multimin_fminimizer_size(room->minimiser), at_rest) == GSL_SUCCESS;
    }
    point->value = gsl_multimin_fminimizer_minimum(room->minimiser);
    for (uint32_t i = 0; i < point->n; i++) point->at[i] = gsl_vector_get(gsl_multimin_fminimizer_x(room->minimiser), i);
}

static double shifted(const search_t *self, const ccs_fit_point_t *point, const double by[CCS_FIT_MAX_PARAMS])
{
    double at[CCS_FIT_MAX_PARAMS];

    for (uint32_t i = 0; i < self->n; i++) at[i] = point->at[i] + by[i];
    return self->function(at, self->of);
}

/* Second difference in the directions i and j. */
static double curvature(const search_t *self, const ccs_fit_point_t *point, uint32_t i, uint32_t j)
{
    double sum = 0;

    for (int sign_i = -1; sign_i <= 1; sign_i += 2) {
        for (int sign_j = -1; sign_j <= 1; sign_j += 2) {
            double by[CCS_FIT_MAX_PARAMS] = {0};

            by[i] += sign_i * DIFFERENCE;
            by[j] += sign_j * DIFFERENCE;
            sum += sign_i * sign_j * shifted(self, point, by);
        }
    }
    return sum / (4 * DIFFERENCE * DIFFERENCE);
}

static void find_covariance(const search_t *self, gsl_matrix *matrix, ccs_fit_point_t *point)
{
    for (uint32_t i = 0; i < self->n; i++)
        for (uint32_t j = 0; j < self->n; j++) {
            const double x = curvature(self, point, i, j);

            if (!isfinite(x)) return;
            gsl_matrix_set(matrix, i, j, x);
        }
    if (gsl_linalg_cholesky_decomp1(matrix) != GSL_SUCCESS || gsl_linalg_cholesky_invert(matrix) != GSL_SUCCESS) return;
    for (uint32_t i = 0; i < self->n; i++)
        for (uint32_t j = 0; j < self->n; j++) point->covariance[i][j] = gsl_matrix_get(matrix, i, j);
    point->curved = true;
}

static int search(const search_t *self, const double *start, bool whole, ccs_fit_point_t *point)
{
    gsl_error_handler_t *const handler = gsl_set_error_handler_off();
    gsl_multimin_function asked = {at_vector, self->n, (void *) (uintptr_t) self};
    double before = INFINITY;
    room_t room;
    const bool enough = make_room(&room, self->n);

    *point = (ccs_fit_point_t){.n = self->n};
    for (uint32_t i = 0; i < self->n; i++) point->at[i] = start[i];
    for (int i = 0; enough && i < (whole ? MOST_STARTS : 1); i++, before = point->value) {
        descend(&room, &asked, i == 0 && whole ? FIRST_STEP : NEXT_STEP, whole ? AT_REST : NEAR_REST, point);
        if (before - point->value < 1e-6 * (1 + fabs(before))) break;
    }
    if (enough && whole) find_covariance(self, room.matrix, point);
    free_room(&room);
    (void) gsl_set_error_handler(handler);
    return enough ? 0 : CCS_ERR_NOMEM;
}

int ccs_fit_minimise(ccs_fit_function_t *function, const void *of, const double *start, uint32_t n, ccs_fit_point_t *point)
{
    CCS_BUG_IF(n == 0 || n > CCS_FIT_MAX_PARAMS);
    return search(&(search_t){function, of, n}, start, true, point);
}

int ccs_fit_descend(ccs_fit_function_t *function, const void *of, const double *start, uint32_t n, ccs_fit_point_t *point)
{
    CCS_BUG_IF(n == 0 || n > CCS_FIT_MAX_PARAMS);
    return search(&(search_t){function, of, n}, start, false, point);
}

double ccs_fit_error_of(const ccs_fit_point_t *point, ccs_fit_function_t *quantity, const void *of)
{
    const search_t self = {quantity, of, point->n};
    double slope[CCS_FIT_MAX_PARAMS], variance = 0;

    if (!point->curved) return (double) NAN;
    for (uint32_t i = 0; i < point->n; i++) {
        double up[CCS_FIT_MAX_PARAMS] = {0}, down[CCS_FIT_MAX_PARAMS] = {0};

        up[i] = DIFFERENCE;
        down[i] = -DIFFERENCE;
        slope[i] = (shifted(&self, point, up) - shifted(&self, point, down)) / (2 * DIFFERENCE);
    }
    for (uint32_t i = 0; i < point->n; i++)
        for (uint32_t j = 0; j < point->n; j++) variance += slope[i] * slope[j] * point->covariance[i][j];
    return variance >= 0 ? sqrt(variance) : (double) NAN;
}
