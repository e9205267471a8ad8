/* test_lights.c - figures against limits in two steps: the judge, by hand, and what is read from scenarios. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "lights.h"
#include "support.h"

/* ---- the judge ------------------------------------------------------------------------------------------------------------------ */

static const ccs_limit_row_t ABOVE = {.yellow = 0.8, .red = 0.9, .above = true}, BELOW = {.yellow = 0.8, .red = 0.7};

static void expect_light(const ccs_limit_row_t *limit, double low, double high, enum ccs_light light)
{
    const ccs_point_t found = {(low + high) / 2, (high - low) / 2, low, high};

    cr_expect_eq(ccs_light_of(limit, found), light, "%g to %g: %s", low, high, ccs_light_name(ccs_light_of(limit, found)));
}

Test(lights, are_those_of_the_whole_interval_above)
{
    expect_light(&ABOVE, 0.7, 0.8, CCS_LIGHT_GREEN);
    expect_light(&ABOVE, 0.7, 0.81, CCS_LIGHT_UNDECIDED);
    expect_light(&ABOVE, 0.8, 0.81, CCS_LIGHT_UNDECIDED); /* at the limit is not beyond it */
    expect_light(&ABOVE, 0.81, 0.89, CCS_LIGHT_YELLOW);
    expect_light(&ABOVE, 0.81, 0.95, CCS_LIGHT_YELLOW); /* surely yellow, perhaps red */
    expect_light(&ABOVE, 0.91, 0.95, CCS_LIGHT_RED);
    expect_light(&ABOVE, NAN, NAN, CCS_LIGHT_NONE);
}

Test(lights, are_those_of_the_whole_interval_below)
{
    expect_light(&BELOW, 0.8, 0.9, CCS_LIGHT_GREEN);
    expect_light(&BELOW, 0.79, 0.9, CCS_LIGHT_UNDECIDED);
    expect_light(&BELOW, 0.72, 0.79, CCS_LIGHT_YELLOW);
    expect_light(&BELOW, 0.6, 0.69, CCS_LIGHT_RED);
}

Test(lights, need_one_step_only)
{
    const ccs_limit_row_t red = {.yellow = (double) NAN, .red = 60, .above = true},
                          yellow = {.yellow = 60, .red = (double) NAN, .above = true};

    expect_light(&red, 50, 59, CCS_LIGHT_GREEN);
    expect_light(&red, 50, 61, CCS_LIGHT_UNDECIDED);
    expect_light(&red, 61, 62, CCS_LIGHT_RED);
    expect_light(&yellow, 50, 59, CCS_LIGHT_GREEN);
    expect_light(&yellow, 61, 62, CCS_LIGHT_YELLOW);
}

/* One replication decides nothing. */
Test(lights, are_undecided_without_an_interval)
{
    cr_expect_eq(ccs_light_of(&ABOVE, (ccs_point_t){0.99, (double) NAN, (double) NAN, (double) NAN}), CCS_LIGHT_UNDECIDED);
}

/* ---- what is read --------------------------------------------------------------------------------------------------------------- */

#define STEADY(limits)                                                                                                           \
    "types:{a:{arrivals:{per_hour=9;};talk=60;};};groups:{x:{staff=3;};};run:{mode=\"steady\";length=3600;};limits:{" limits "};"

static const char *const ONE_GROUP =
    "clock:{open=\"08:00-10:00\";days=2;};types:{a:{arrivals:{per_hour=9;};talk=60;groups=(\"x\",\"y\");};};groups:{x:{staff=1;};y:{staff=1;};};"
    "limits:{busy:{metric=\"occupancy\";of=\"group\";yellow=0.8;red=\"90 %\";};wait:{metric=\"asa_s\";yellow=\"1 min\";per=\"run\";};};";

Test(lights, are_rows_for_each_of_a_kind)
{
    ccs_plan_t *const plan = plan_from_text(ONE_GROUP);

    cr_assert_eq(plan->n_limits, 3);
    cr_expect_str_eq(plan->limits[0].of, "group/x");
    cr_expect_str_eq(plan->limits[1].of, "group/y");
    cr_expect(
        plan->limits[0].red == 0.9 && plan->limits[0].side == CCS_LIMIT_ABOVE && plan->limits[0].per == CCS_LIMIT_PER_INTERVAL);
    cr_expect_str_eq(plan->limits[2].of, "all");
    cr_expect(plan->limits[2].yellow == 60 && isnan(plan->limits[2].red) && plan->limits[2].side == CCS_LIMIT_ABOVE);
    cr_expect_eq(plan->limits[2].per, CCS_LIMIT_PER_RUN);
    plan_delete(plan);
}

Test(lights, are_over_the_run_in_a_steady_state)
{
    ccs_plan_t *const plan = plan_from_text(STEADY("sl:{metric=\"service_level\";red=0.8;};"));

    cr_assert_eq(plan->n_limits, 1);
    cr_expect(plan->limits[0].per == CCS_LIMIT_PER_RUN && plan->limits[0].side == CCS_LIMIT_BELOW);
    plan_delete(plan);
}
