/* test_pulse.c - warm-up and memory of series made by hand: a known autoregression, a known rise. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "pulse.h"
#include "support.h"

#define ONE "types:{t:{arrivals:{per_hour=60;};talk=60;};};groups:{g:{staff=3;};};run:{mode=\"steady\";length=\"100 h\";};"

static ccs_plan_t *plan;
static ccs_arena_t arena;
static ccs_pulse_t pulse;

static void start(void)
{
    plan = plan_from_text(ONE);
    cr_assert_eq(ccs_pulse_init(&pulse, plan, &arena), 0);
}

static void finish(void)
{
    ccs_arena_free(&arena);
    plan_delete(plan);
}

TestSuite(pulse, .init = start, .fini = finish);

static double noise(uint64_t i)
{
    i = (i + 77) * 0x9e3779b97f4a7c15u;
    i = (i ^ (i >> 30)) * 0xbf58476d1ce4e5b9u;
    return (double) ((i ^ (i >> 27)) >> 11) * 0x1p-53 - 0.5;
}

static void fill(double phi, double rise)
{
    double x = 0;

    for (uint32_t i = 0; i < CCS_PULSE_MAX; i++) {
        x = phi * x + noise(i);
        pulse.present[i] = 20 + x - rise * exp(-(double) i / 20);
    }
    pulse.n = CCS_PULSE_MAX;
    pulse.first_s = 0;
    pulse.last_s = 10.0 * (CCS_PULSE_MAX - 1);
}

/* Of an autoregression of order one: (1 + phi) / (1 - phi) steps, here of 10 s. */
Test(pulse, knows_how_long_a_series_remembers)
{
    fill(0, 0);
    cr_expect_float_eq(ccs_pulse_memory_s(&pulse, 0), 10, 3);
    fill(0.8, 0);
    cr_expect_float_eq(ccs_pulse_memory_s(&pulse, 0), 90, 25);
    for (uint32_t i = 0; i < CCS_PULSE_MAX; i++) pulse.present[i] = 3;
    cr_expect_eq(ccs_pulse_memory_s(&pulse, 0), 0, "nothing varies");
    pulse.n = 2;
    cr_expect_eq(ccs_pulse_memory_s(&pulse, 0), 0);
}

Test(pulse, finds_where_a_series_has_warmed_up)
{
    fill(0.5, 0);
    cr_expect_lt(ccs_pulse_warm_up_frac(&pulse), 0.2);
    fill(0.5, 15);
    const double found = ccs_pulse_warm_up_frac(&pulse);

    cr_expect(found > 0.04 && found < 0.25, "%g: within a twentieth of the rise after 60 of 1024 samples", found);
    pulse.n = 9;
    cr_expect_eq(ccs_pulse_warm_up_frac(&pulse), 0);
}

/* Lines for one call at a time, everybody tries again after ten hours on average: the line forgets in minutes, those who are away do not. */
Test(pulse, remembers_customers_who_will_contact_again)
{
    const char *const text = "types:{t:{arrivals:{per_hour=12;};talk:{dist=\"exponential\";mean=\"3 min\";};queue_limit=0;"
                             "redial={after_block=%s;delay={dist=\"exponential\";mean=\"10 h\";};};};};groups:{g:{staff=1;};};"
                             "run:{mode=\"steady\";length=\"2000 h\";warm_up=\"500 h\";};";
    const char *const share[] = {"1.0", "0.05"};
    double memory_s[2];

    for (int i = 0; i < 2; i++) {
        char cfg[600];
        snprintf(cfg, sizeof cfg, text, share[i]);
        run_t *const run = run_text(cfg);

        memory_s[i] = ccs_pulse_memory_s(&run->replication.pulse, 0);
        run_delete(run);
    }
    cr_expect_gt(memory_s[0], 20 * 3600.0, "%g h", memory_s[0] / 3600);
    cr_expect_lt(memory_s[1], 20 * 3600.0, "few returns are no memory: %g h", memory_s[1] / 3600);
}

Test(pulse, thins_its_samples_by_halves)
{
    run_t *const run = run_text("types:{t:{arrivals:{per_hour=600;};talk=60;};};groups:{g:{staff=15;};};"
                                "run:{mode=\"steady\";length=\"300 h\";warm_up=\"10 h\";};");
    const ccs_pulse_t *const p = &run->replication.pulse;

    cr_expect(p->n > CCS_PULSE_MAX / 2 && p->n <= CCS_PULSE_MAX);
    cr_expect(p->every > 1 && (p->every & (p->every - 1)) == 0);
    cr_expect(p->first_s >= 36000 && p->first_s < 2 * 36000 && p->last_s > 305 * 3600 && p->last_s <= 310 * 3600);
    run_delete(run);
}
