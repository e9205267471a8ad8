/* law_point.c - laws without a closed quantile at a point, by special functions. */
#include "law_point.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_poly.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_log.h>
#include <math.h>

static const double TWO_PI = 6.28318530717958647692, LARGE_SHAPE = 200.0;

static double ln_gamma(double x)
{
    gsl_sf_result result;

    CCS_BUG_IF(gsl_sf_lngamma_e(x, &result) != 0);
    return result.val;
}

/* The unit gamma law of a large shape by Temme's uniform expansion, exact to 1e-10 there, where GSL takes its time or loses its
 * way. Source: Temme (1979), SIAM J. Math. Anal. 10, 757-766; coefficients of DiDonato & Morris (1986), ACM TOMS 12, 377-393. */
static ccs_quantile_point_t large_gamma_point(double a, double x, bool above)
{
    static const double c0[] = {-1.0 / 3.0, 1.0 / 12.0, -2.0 / 135.0, 1.0 / 864.0, 3.52733686067019e-4, -1.78755144032922e-4,
        3.91926317852244e-5, -2.18544851067999e-6, -1.85406221071516e-6, 8.29671134095309e-7};
    static const double c1[] = {-1.0 / 540.0, -1.0 / 288.0, 2.64550264550265e-3, -9.90226337448560e-4, 2.05761316872428e-4};
    static const double c2[] = {4.13359788359788e-3, -2.68132716049383e-3, 7.71604938271605e-4};
    gsl_sf_result log_term; /* log(1 + mu) - mu, precise for small mu */

    (void) gsl_sf_log_1plusx_mx_e(x / a - 1.0, &log_term);
    const double eta = copysign(sqrt(-2.0 * log_term.val), x - a), weight = exp(a * log_term.val);
    const double sum = gsl_poly_eval(c0, 10, eta) + (gsl_poly_eval(c1, 5, eta) + gsl_poly_eval(c2, 3, eta) / a) / a;
    const double rest = weight / sqrt(TWO_PI * a) * sum, side = above ? 1.0 : -1.0;
    const double stirling = 1.0 + (1.0 / 12.0 + (1.0 / 288.0 - 139.0 / 51840.0 / a) / a) / a;

    return (ccs_quantile_point_t){0.5 * erfc(side * eta * sqrt(0.5 * a)) + side * rest, sqrt(a / TWO_PI) * weight / stirling,
        a - 1.0 - x};
}

/* The unit gamma law. Far down its power tail, where x underflows, P = x^a / Gamma(a + 1). */
ccs_quantile_point_t ccs_gamma_point(const void *law, double log_x, bool above)
{
    const double a = *(const double *) law, x = exp(log_x);
    gsl_sf_result p;

    if (a >= LARGE_SHAPE) return large_gamma_point(a, x, above);
    if (log_x < -30.0) {
        const double power = exp(a * log_x - ln_gamma(a + 1.0));

        return (ccs_quantile_point_t){above ? 1.0 - power : power, a * power, a - 1.0};
    }
    if ((above ? gsl_sf_gamma_inc_Q_e : gsl_sf_gamma_inc_P_e)(a, x, &p) != 0) p.val = 0.0; /* underflow, far outside */
    return (ccs_quantile_point_t){p.val, x * gsl_ran_gamma_pdf(x, a, 1.0), a - 1.0 - x};
}

ccs_quantile_point_t ccs_two_exponentials_point(const void *law, double log_x, bool above)
{
    const ccs_two_exponentials_t *const mix = law;
    const double x = exp(log_x), r = 1.0 / mix->mean_2, p = mix->p, q = 1.0 - p;
    const double first = p * exp(-x), second = q * exp(-x * r), f = first + r * second;

    return (ccs_quantile_point_t){above ? first + second : -p * expm1(-x) - q * expm1(-x * r), x * f,
        f > 0.0 ? -x * (first + r * r * second) / f : 0.0};
}

int ccs_law_tabulate(ccs_distribution_t *self, const ccs_quantile_law_t *law, ccs_arena_t *arena, ccs_err_t *err)
{
    gsl_error_handler_t *const handler = gsl_set_error_handler_off(); /* probing far tails underflows, and GSL would abort */

    self->table = ccs_quantile_table_make(law, arena, &self->n_table);
    (void) gsl_set_error_handler(handler);
    return self->table ? 0 : ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "no memory for a distribution's table");
}
