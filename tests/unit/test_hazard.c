/* test_hazard.c - cumulative hazards of laws against their closed forms. */
#include <criterion/criterion.h>
#include <math.h>

#include "hazard.h"

static ccs_arena_t arena;

static void finish(void)
{
    ccs_arena_free(&arena);
}

TestSuite(hazard, .fini = finish);

static ccs_hazard_t hazard_of(const ccs_distribution_t *law)
{
    ccs_hazard_t hazard;

    cr_assert_eq(ccs_hazard_make(&hazard, law, &arena), 0);
    return hazard;
}

Test(hazard, of_an_exponential_is_its_rate_times_the_time)
{
    const ccs_distribution_t law = ccs_distribution_exponential(90);
    const ccs_hazard_t hazard = hazard_of(&law);

    for (double x = 0; x < 1400; x += 13.7) cr_expect_float_eq(ccs_hazard_at(&hazard, x), x / 90, 1e-9, "%g", x);
    cr_expect_eq(ccs_hazard_at(&hazard, 1e9), 16, "beyond the table nobody is left");
}

Test(hazard, of_a_weibull_is_a_power_of_the_time)
{
    ccs_distribution_given_t given = CCS_DISTRIBUTION_GIVEN_NOTHING;
    ccs_distribution_t law;

    given.shape = 1.7;
    given.scale = 120;
    cr_assert_eq(ccs_distribution_make(CCS_DISTRIBUTION_WEIBULL, &given, &arena, &law, NULL), 0);
    const ccs_hazard_t hazard = hazard_of(&law);

    for (double x = 20; x < 500; x += 13.7) cr_expect_float_eq(ccs_hazard_at(&hazard, x), pow(x / 120, 1.7), 3e-3, "%g", x);
}

Test(hazard, of_what_is_always_the_same_comes_at_once)
{
    const ccs_distribution_t law = ccs_distribution_constant(60);
    const ccs_hazard_t hazard = hazard_of(&law);

    cr_expect_eq(ccs_hazard_at(&hazard, 59.9), 0);
    cr_expect_eq(ccs_hazard_at(&hazard, 60), 0);
    cr_expect_eq(ccs_hazard_at(&hazard, 60.1), 16);
    cr_expect_eq(ccs_hazard_at(&(ccs_hazard_t){0}, 60.1), 0, "nobody ever ends");
}
