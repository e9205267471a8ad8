/* test_mixture.c - mixtures of laws: quantiles against the distribution functions of GSL, and against the law of two exponentials that the house has already. */
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "mixture.h"
#include "remaining.h"

static ccs_arena_t arena;

static void finish(void)
{
    ccs_arena_free(&arena);
}

TestSuite(mixture, .fini = finish);

static ccs_distribution_t made(enum ccs_distribution_kind kind, ccs_distribution_given_t given)
{
    ccs_distribution_t law;
    ccs_err_t err;

    cr_assert_eq(ccs_distribution_make(kind, &given, &arena, &law, &err), 0);
    return law;
}

static ccs_distribution_t with_cv(enum ccs_distribution_kind kind, double mean, double cv)
{
    ccs_distribution_given_t given = CCS_DISTRIBUTION_GIVEN_NOTHING;

    given.mean = mean;
    given.cv = cv;
    return made(kind, given);
}

static ccs_distribution_t mixed(const ccs_mixture_part_t *parts, uint32_t n)
{
    ccs_distribution_t law;
    ccs_err_t err;

    cr_assert_eq(ccs_mixture_make(parts, n, &arena, &law, &err), 0);
    return law;
}

/* Both tails as densely as the middle. */
static double uniform_at(int i)
{
    const double tail = exp2(-0.37 * (i % 120));

    return i % 2 ? rint(tail * 0x1p52) * 0x1p-53 : 1 - fmax(rint(tail * 0x1p52), 1) * 0x1p-53;
}

Test(mixture, of_two_exponentials_is_hyperexponential)
{
    ccs_distribution_given_t given = CCS_DISTRIBUTION_GIVEN_NOTHING;

    given.p = 0.3;
    given.mean_1 = 20;
    given.mean_2 = 200;
    const ccs_distribution_t two = made(CCS_DISTRIBUTION_HYPEREXPONENTIAL, given);
    const ccs_mixture_part_t parts[] = {{ccs_distribution_exponential(20), 3}, {ccs_distribution_exponential(200), 7}};
    const ccs_distribution_t law = mixed(parts, 2);

    cr_expect_float_eq(law.mean, two.mean, 1e-9);
    cr_expect_float_eq(law.sd, two.sd, 1e-9);
    for (int i = 0; i < 240; i++) {
        const double x = ccs_distribution_at(&two, uniform_at(i));

        cr_expect_float_eq(ccs_distribution_at(&law, uniform_at(i)), x, 3e-8 * x, "%g", uniform_at(i));
    }
}

/* P(X <= x) of the three parts of the next test. */
static double below(double x)
{
    const double variance = log(1 + 0.8 * 0.8);

    return 0.5 * gsl_cdf_lognormal_P(x, log(300) - variance / 2, sqrt(variance)) + 0.3 * gsl_cdf_weibull_P(x, 60, 1.7) +
        0.2 * gsl_cdf_gamma_P(x, 4, 15);
}

Test(mixture, of_several_laws_has_their_weighted_probabilities_and_rises)
{
    ccs_distribution_given_t weibull = CCS_DISTRIBUTION_GIVEN_NOTHING;

    weibull.shape = 1.7;
    weibull.scale = 60;
    const ccs_mixture_part_t parts[] = {{with_cv(CCS_DISTRIBUTION_LOGNORMAL, 300, 0.8), 5},
        {made(CCS_DISTRIBUTION_WEIBULL, weibull), 3}, {with_cv(CCS_DISTRIBUTION_GAMMA, 60, 0.5), 2}};
    const ccs_distribution_t law = mixed(parts, 3);
    double before = 0, out[100], u[100];

    for (int i = 1; i < 2000; i++) {
        const double x = ccs_distribution_at(&law, i / 2000.0);

        cr_expect_float_eq(below(x), i / 2000.0, 1e-8, "%g", x);
        cr_expect_geq(x, before);
        before = x;
    }
    for (int i = 0; i < 100; i++) u[i] = i / 100.0;
    ccs_distribution_fill(&law, u, out, 100);
    for (int i = 0; i < 100; i++) cr_expect_eq(out[i], ccs_distribution_at(&law, u[i]));
}

/* Hardly anything lies between the two parts, so that the quantile rises by a factor of a hundred within hardly any probability. */
Test(mixture, holds_parts_that_are_far_apart)
{
    const ccs_mixture_part_t parts[] = {{with_cv(CCS_DISTRIBUTION_LOGNORMAL, 10, 0.1), 0.25},
        {with_cv(CCS_DISTRIBUTION_ERLANG, 3000, 0.1), 0.75}};
    const ccs_distribution_t law = mixed(parts, 2);
    double before = 0;

    for (int i = 1; i < 4000; i++) {
        const double x = ccs_distribution_at(&law, i / 4000.0);

        cr_expect(x >= before && (i < 1000 ? x < 20 : i == 1000 || x > 1500), "%d: %g", i, x);
        before = x;
    }
    cr_expect_float_eq(law.mean, 0.25 * 10 + 0.75 * 3000, 1e-9);
}

Test(mixture, is_scaled_as_other_laws_and_knows_what_is_left_of_a_spell)
{
    const ccs_mixture_part_t parts[] = {{ccs_distribution_exponential(60), 0.5},
        {with_cv(CCS_DISTRIBUTION_LOGNORMAL, 600, 1), 0.5}};
    const ccs_distribution_t law = mixed(parts, 2), twice = ccs_distribution_scaled(&law, 2), again = mixed(parts, 2);

    cr_expect_float_eq(ccs_distribution_ratio(&law, &twice), 2, 1e-12);
    cr_expect_float_eq(ccs_distribution_ratio(&law, &again), 1, 1e-12);
    cr_expect(ccs_distribution_same(&law, &again));
    cr_expect(isnan(ccs_distribution_ratio(&law, &parts[1].law)));
    cr_expect_eq(ccs_distribution_at(&twice, 0.4), 2 * ccs_distribution_at(&law, 0.4));
    const double past = ccs_distribution_at(&law, 0.6), x = ccs_remaining_after(&law, past, 0.5);

    cr_expect_float_eq(past + x, ccs_distribution_at(&law, 0.8), 1e-6 * x, "half of the 40 % that are longer");
}

Test(mixture, takes_no_law_whose_quantiles_jump)
{
    const ccs_distribution_t constant = ccs_distribution_constant(60), exponential = ccs_distribution_exponential(60);

    cr_expect(!ccs_mixture_takes(&constant));
    cr_expect(ccs_mixture_takes(&exponential));
}
