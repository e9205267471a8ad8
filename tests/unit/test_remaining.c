/* test_remaining.c - the remaining spell against its closed forms. */
#include <criterion/criterion.h>
#include <math.h>

#include "remaining.h"

static ccs_arena_t arena;

static void finish(void)
{
    ccs_arena_free(&arena);
}

TestSuite(remaining, .fini = finish);

static const double PROBES[] = {0, 1e-9, 0.001, 0.0385, 0.25, 0.5, 0.61, 0.9, 0.999, 1 - 1e-6};
enum { N_PROBES = sizeof PROBES / sizeof *PROBES };

static const ccs_remaining_t *remaining_of(enum ccs_distribution_kind kind, const ccs_distribution_given_t *given)
{
    ccs_distribution_t law;
    ccs_err_t err;

    cr_assert_eq(ccs_distribution_make(kind, given, &arena, &law, &err), 0);
    return ccs_remaining_make(&law, &arena);
}

static ccs_distribution_given_t nothing(void)
{
    return CCS_DISTRIBUTION_GIVEN_NOTHING;
}

Test(remaining, of_equal_spells_is_evenly_spread)
{
    const ccs_distribution_t law = ccs_distribution_constant(2.5);
    const ccs_remaining_t *const left = ccs_remaining_make(&law, &arena);

    for (int i = 0; i < N_PROBES; i++) cr_expect_float_eq(ccs_remaining_at(left, PROBES[i]), 2.5 * PROBES[i], 1e-12);
}

Test(remaining, of_exponential_spells_is_exponential)
{
    const ccs_distribution_t law = ccs_distribution_exponential(3);
    const ccs_remaining_t *const left = ccs_remaining_make(&law, &arena);

    for (int i = 0; i < N_PROBES; i++) {
        const double x = ccs_distribution_at(&law, PROBES[i]);

        cr_expect_float_eq(ccs_remaining_at(left, PROBES[i]), x, 1e-6 * x + 1e-12, "%g", PROBES[i]);
    }
}

/* Uniform on [a, b]: up to x lies x / m below a, and (x - (x - a)^2 / (2 (b - a))) / m above. */
Test(remaining, of_uniform_spells_has_its_closed_form)
{
    ccs_distribution_given_t given = nothing();
    const double a = 0.5, b = 1.5;

    given.min = a;
    given.max = b;
    const ccs_remaining_t *const left = remaining_of(CCS_DISTRIBUTION_UNIFORM, &given);

    for (int i = 0; i < N_PROBES; i++) {
        const double x = ccs_remaining_at(left, PROBES[i]), share = x < a ? x : x - (x - a) * (x - a) / (2 * (b - a));

        cr_expect_float_eq(share, PROBES[i], 1e-9, "%g gives %g", PROBES[i], x);
    }
}

/* Erlang of k phases: its remaining spell has 1, ..., k phases, each as likely. */
Test(remaining, of_phases_is_what_is_left_of_them)
{
    ccs_distribution_given_t given = nothing();

    given.mean = 1;
    given.k = 3;
    const ccs_remaining_t *const left = remaining_of(CCS_DISTRIBUTION_ERLANG, &given);

    for (int i = 0; i < N_PROBES; i++) {
        const double t = 3 * ccs_remaining_at(left, PROBES[i]);
        const double above = exp(-t) * (3 + 2 * t + t * t / 2) / 3;

        cr_expect_float_eq(1 - above, PROBES[i], 1e-7, "%g", PROBES[i]);
    }
}

/* The mean is (cv^2 + 1) / 2 of the mean spell, by 2,000 evenly spaced uniforms; those of the last one are 2 % of the answer. */
Test(remaining, has_the_mean_of_theory)
{
    static const struct {
        enum ccs_distribution_kind kind;
        double cv;
    } laws[] = {{CCS_DISTRIBUTION_GAMMA, 2}, {CCS_DISTRIBUTION_HYPEREXPONENTIAL, 2}, {CCS_DISTRIBUTION_WEIBULL, 0.5},
        {CCS_DISTRIBUTION_LOGNORMAL, 1}};

    for (size_t k = 0; k < sizeof laws / sizeof *laws; k++) {
        ccs_distribution_given_t given = nothing();
        double sum = 0;

        given.mean = 2;
        given.cv = laws[k].cv;
        const ccs_remaining_t *const left = remaining_of(laws[k].kind, &given);

        for (int i = 0; i < 2000; i++) sum += ccs_remaining_at(left, (i + 0.5) / 2000);
        cr_expect_float_eq(sum / 2000, laws[k].cv * laws[k].cv + 1, 0.02 * (laws[k].cv * laws[k].cv + 1), "%g", sum / 2000);
    }
}

/* ---- of which it is known how much has gone -------------------------------------------------------------------------------------- */

Test(remaining, of_an_exponential_spell_forgets_what_has_gone)
{
    const ccs_distribution_t law = ccs_distribution_exponential(3);

    for (double past = 0; past < 20; past += 2.385)
        for (int i = 0; i < N_PROBES; i++) {
            const double x = ccs_distribution_at(&law, PROBES[i]);

            cr_expect_float_eq(ccs_remaining_after(&law, past, PROBES[i]), x, 1e-6 * x + 1e-6, "%g after %g", PROBES[i], past);
        }
    cr_expect_float_eq(ccs_remaining_chance(&law, 6), exp(-2), 1e-12);
}

/* Weibull: the survival of x more, exp(-((past + x) / s)^k + (past / s)^k), is 1 - u. */
Test(remaining, of_a_weibull_spell_has_its_closed_form)
{
    ccs_distribution_given_t given = nothing();
    ccs_distribution_t law;
    ccs_err_t err;

    given.shape = 0.61;
    given.scale = 120;
    cr_assert_eq(ccs_distribution_make(CCS_DISTRIBUTION_WEIBULL, &given, &arena, &law, &err), 0);
    for (double past = 0; past < 600; past += 73.5)
        for (int i = 0; i < N_PROBES; i++) {
            const double x = 120 * pow(pow(past / 120, 0.61) - log1p(-PROBES[i]), 1 / 0.61) - past;

            cr_expect_float_eq(ccs_remaining_after(&law, past, PROBES[i]), x, 1e-9 * (x + past) + 1e-9, "%g after %g", PROBES[i],
                past);
        }
}

Test(remaining, of_bounded_and_of_equal_spells_ends_with_them)
{
    ccs_distribution_given_t given = nothing();
    const ccs_distribution_t equal = ccs_distribution_constant(2.5);
    const double values[] = {1, 2, 5};
    ccs_distribution_t law;
    ccs_err_t err;

    for (int i = 0; i < N_PROBES; i++) cr_expect_eq(ccs_remaining_after(&equal, 1.5, PROBES[i]), 1);
    cr_expect_eq(ccs_remaining_chance(&equal, 2.5), 0);
    cr_expect_eq(ccs_remaining_chance(&equal, 2.4), 1);
    cr_expect_eq(ccs_remaining_after(&equal, 9, 0.5), 0, "nobody is so patient");
    given.values = values;
    given.n_values = 3;
    cr_assert_eq(ccs_distribution_make(CCS_DISTRIBUTION_EMPIRICAL, &given, &arena, &law, &err), 0);
    cr_expect_float_eq(ccs_remaining_chance(&law, 1), 2.0 / 3, 1e-12);
    cr_expect_eq(ccs_remaining_after(&law, 1, 0.49), 1);
    cr_expect_eq(ccs_remaining_after(&law, 1, 0.51), 4);
}
