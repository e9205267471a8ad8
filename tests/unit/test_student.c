/* test_student.c - Student's quantile against GSL and closed forms; the cube root. */
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "student.h"

static const double PI = 3.14159265358979323846;

/* With one degree T is a tangent, with two a root of a fraction. */
Test(student, has_the_closed_forms_of_one_and_two_degrees)
{
    for (double p = 0.05; p < 0.9999; p += 0.0473) {
        cr_expect_float_eq(ccs_student_quantile(p, 1) / tan(PI / 2 * p), 1, 2e-14 / (1 - p), "%g", p);
        cr_expect_float_eq(ccs_student_quantile(p, 2) / (p * sqrt(2 / (1 - p * p))), 1, 2e-14 / (1 - p), "%g", p);
    }
}

/* By both ways, of which the second begins behind 4000 degrees. */
Test(student, agrees_with_gsl)
{
    static const double probabilities[] = {0.5, 0.8, 0.9, 0.95, 0.99, 0.9999};

    for (uint32_t degrees = 1; degrees < 9000; degrees += degrees < 40 ? 1 : 211)
        for (size_t i = 0; i < sizeof probabilities / sizeof *probabilities; i++) {
            const double t = ccs_student_quantile(probabilities[i], degrees),
                         own = gsl_cdf_tdist_Pinv(0.5 + 0.5 * probabilities[i], degrees);

            cr_expect_float_eq(t / own, 1, 1e-11, "%g, %u: %.17g, not %.17g", probabilities[i], degrees, t, own);
        }
}

/* On both sides of where one way ends and the other begins; quantiles fall with the degrees. */
Test(student, goes_on_where_the_series_ends)
{
    const double before = ccs_student_quantile(0.95, 4000), behind = ccs_student_quantile(0.95, 4001);

    cr_expect_gt(before, behind);
    cr_expect_float_eq(before, behind, 1e-6);
}

Test(student, has_cube_roots_of_all_sizes)
{
    for (double x = 1e-300; x < 1e300; x *= 7.385) {
        cr_expect_float_eq(ccs_cube_root(x) / cbrt(x), 1, 1e-15, "%g", x);
        cr_expect_eq(ccs_cube_root(-x), -ccs_cube_root(x));
    }
    cr_expect_eq(ccs_cube_root(0), 0);
    cr_expect_eq(ccs_cube_root(27), 3);
}
