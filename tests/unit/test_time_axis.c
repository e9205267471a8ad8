/* test_time_axis.c - what the cells of a plan mean: which count, for which observation and day, and when a run is over. */
#include <criterion/criterion.h>

#include "support.h"
#include "time_axis.h"

#define MODEL "types:{a:{arrivals:{per_hour=9;};talk=60;};};groups:{g:{staff=3;};};"

static ccs_plan_t *plan;

static void finish(void)
{
    plan_delete(plan);
}

TestSuite(time_axis, .fini = finish);

Test(time_axis, of_days_has_one_observation_and_a_clock)
{
    plan = plan_from_text(MODEL "clock:{open=\"08:00-09:00\";interval=\"30 min\";days=2;};run:{run_in=1;};");
    cr_assert_eq(plan->n_counted, 6);
    cr_expect(plan->axis.has_clock && !plan->axis.is_batched);
    cr_expect_eq(plan->axis.n_observations, 1);
    cr_expect_eq(plan->axis.observation_s, 7200, "closed cells are no part of it");
    cr_expect_eq(plan->axis.last_s, plan->end_s + 30 * 86400.0);
    for (uint32_t i = 0; i < plan->n_counted; i++) {
        const uint32_t cell = plan->first_counted + i;

        cr_expect(ccs_axis_counts(plan, cell));
        cr_expect_eq(ccs_axis_observation(plan, cell), 0);
        cr_expect_eq(ccs_axis_day(plan, cell), i / 3, "a closed time belongs to the day that closed");
        cr_expect_eq(ccs_axis_is_closed(plan, cell), i % 3 == 2);
    }
    cr_expect_not(ccs_axis_counts(plan, plan->first_counted - 1), "the day run in");
    cr_expect_not(ccs_axis_counts(plan, plan->first_counted + plan->n_counted));
}

Test(time_axis, of_a_steady_state_has_an_observation_for_each_batch)
{
    plan = plan_from_text(MODEL "run:{mode=\"steady\";warm_up=60;length=300;batches=3;};");
    cr_expect(plan->axis.is_batched && !plan->axis.has_clock);
    cr_expect_eq(plan->axis.n_observations, 3);
    cr_expect_eq(plan->axis.observation_s, 100);
    cr_expect_eq(plan->axis.last_s, plan->end_s + 3600, "a short run may run out for an hour");
    for (uint32_t cell = 0; cell < plan->n_cells; cell++) {
        cr_expect_eq(ccs_axis_counts(plan, cell), cell >= 1 && cell <= 3);
        cr_expect_not(ccs_axis_is_closed(plan, cell));
    }
    for (uint32_t batch = 0; batch < 3; batch++) cr_expect_eq(ccs_axis_observation(plan, batch + 1), batch);
}

Test(time_axis, lets_a_long_run_go_on_for_its_own_length)
{
    plan = plan_from_text(MODEL "run:{mode=\"steady\";warm_up=0;length=\"10 h\";batches=2;};");
    cr_expect_eq(plan->axis.last_s, 2 * plan->end_s);
}
