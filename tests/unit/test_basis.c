/* test_basis.c - what intervals rest on in a steady state: batches, replications, or nothing, with the word that is said. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "basis.h"
#include "support.h"

static experiment_t *e;

static void use(const char *cfg, uint32_t replications)
{
    e = experiment_text(cfg, replications, 1);
}

static void finish(void)
{
    experiment_delete(e);
}

TestSuite(basis, .fini = finish);

static void expect_said(const char *doubt, const char *words)
{
    char text[CCS_BASIS_MAX];

    cr_expect(strstr(ccs_basis_doubt(&e->results, text), doubt) && (*doubt || !*text), "%s", text);
    cr_expect(strstr(ccs_basis_words(&e->results, text), words) && (*words || !*text), "%s", text);
}

static void expect_intervals(bool some)
{
    static const char *const metrics[] = {"asa_s", "offered", "occupancy", "service_level", "wait_p90_s", "max_wait_s"};

    for (size_t i = 0; i < sizeof metrics / sizeof *metrics; i++) {
        const ccs_estimate_t x = estimate_of(e, metrics[i], "all");

        cr_expect(isfinite(x.mean), "%s", metrics[i]);
        cr_expect_eq(isfinite(x.low) && isfinite(x.high) && isfinite(x.half_width), some, "%s", metrics[i]);
    }
}

#define STEADY(per_hour, more, rest)                                                                                             \
    "types:{t:{arrivals:{per_hour=" per_hour ";" more "};talk:{dist=\"exponential\";mean=\"5 min\";};};};"                       \
    "groups:{g:{staff=10;};};run:{mode=\"steady\";" rest "};"
#define FACTOR "day_factor={dist=\"gamma\";cv=0.2;};"

/* found.md A2: at 99 % load what happens is felt for 330 hours. */
Test(basis, gives_no_interval_to_a_run_that_is_too_short)
{
    use(STEADY("118.8", "", "length=\"300 h\";warm_up=\"100 h\";"), 1);
    expect_intervals(false);
    expect_said("the run is too short for confidence intervals: what happens is felt for at least ", "no intervals");
    cr_expect_eq(ccs_results_batching(&e->results)->n, 0);
    cr_expect_eq(ccs_results_sections(&e->results), 0);
    cr_expect_eq(ccs_results_group(&e->results, 7), 0);
}

Test(basis, puts_batches_together_until_they_are_independent)
{
    use(STEADY("90", "", "length=\"400 h\";warm_up=\"10 h\";batches=500;"), 1);
    const ccs_batching_t *const b = ccs_results_batching(&e->results);

    expect_intervals(true);
    expect_said("", "independent batches of");
    cr_expect(b->n >= 20 && b->n < 200, "%u", b->n);
    cr_expect_geq(b->length_s, 10 * b->memory_s);
    cr_expect_leq(b->von_neumann, 1.645);
    for (uint32_t i = 1; i < 500; i++) {
        const uint32_t step = ccs_results_group(&e->results, i) - ccs_results_group(&e->results, i - 1);

        cr_assert_leq(step, 1);
    }
    cr_expect_eq(ccs_results_group(&e->results, 0), 1);
    cr_expect_eq(ccs_results_group(&e->results, 499), b->n);
}

/* Ten agents at half their load forget in minutes; a thousand looks at 4,000 h lie four hours apart. */
Test(basis, says_what_it_cannot_tell_from_less)
{
    use(STEADY("60", "", "length=\"4000 h\";warm_up=\"10 h\";"), 1);
    expect_said("", " h or less; ");
    finish();
    use(STEADY("60", "", "length=\"40 h\";warm_up=\"10 h\";"), 1);
    char text[CCS_BASIS_MAX];

    cr_expect_null(strstr(ccs_basis_words(&e->results, text), "or less"), "%s", text);
}

/* The same centre with the clock of a machine: 30,000 times as fast. */
Test(basis, says_lengths_to_two_digits_whatever_their_size)
{
    use("types:{t:{arrivals:{per_hour=2.7e6;};talk:{dist=\"exponential\";mean=\"10 ms\";};};};"
        "groups:{g:{staff=10;};};run:{mode=\"steady\";length=\"48 s\";warm_up=\"1 s\";batches=500;};",
        1);
    const ccs_batching_t *const b = ccs_results_batching(&e->results);
    char text[CCS_BASIS_MAX], unit[8];
    const char *at;
    double found;

    at = strstr(ccs_basis_words(&e->results, text), "batches of ");
    cr_assert(at && sscanf(at, "batches of %lf %7[a-z]", &found, unit) == 2, "%s", text);
    found /= strcmp(unit, "ms") ? 1 : 1000;
    cr_expect(found >= 0.999 * b->length_s && found <= 1.1 * b->length_s, "%g s: %s", b->length_s, text);
    at = strstr(text, "felt for ");
    cr_assert(at && sscanf(at, "felt for %lf %7[a-z]", &found, unit) == 2, "%s", text);
    found /= strcmp(unit, "ms") ? 1 : 1000;
    cr_expect(found >= 0.999 * b->memory_s && found <= 1.1 * b->memory_s, "%g s: %s", b->memory_s, text);
}

/* found.md A1, D1: the factor is drawn once a replication. */
Test(basis, takes_replications_where_a_factor_is_common_to_them)
{
    use(STEADY("80", FACTOR, "length=\"40 h\";warm_up=\"5 h\";"), 1);
    expect_intervals(false);
    expect_said("day factors and fractions of agents are drawn once a replication, and there is one; run several",
        "no intervals");
    finish();
    use(STEADY("80", FACTOR, "length=\"40 h\";warm_up=\"5 h\";"), 12);
    expect_intervals(true);
    expect_said("", "intervals rest on the 12 replications");
    const ccs_estimate_t offered = estimate_of(e, "offered", "all");

    /* 40 h of 80 with a coefficient of variation of 0.2: a standard deviation of 640 among replications */
    cr_expect(offered.half_width > 200 && offered.half_width < 900, "%g", offered.half_width);
}

/* So is the one of 10.4 agents who is there in 40 % of the replications. */
Test(basis, takes_replications_where_a_fraction_of_an_agent_is_common_to_them)
{
    static const char *const text =
        "types:{t:{arrivals:{per_hour=100;};talk:{dist=\"exponential\";mean=\"5 min\";};patience=120;};};"
        "groups:{g:{staff=10.4;};};run:{mode=\"steady\";length=\"40 h\";warm_up=\"5 h\";};";

    use(text, 1);
    expect_intervals(false);
    expect_said("day factors and fractions of agents are drawn once a replication", "no intervals");
    finish();
    use(text, 12);
    expect_intervals(true);
    expect_said("", "intervals rest on the 12 replications");
}

Test(basis, finds_a_warm_up_that_is_not_written)
{
    use(STEADY("96", "", "length=\"400 h\";"), 1);
    const ccs_batching_t *const b = ccs_results_batching(&e->results);

    cr_expect(b->warm_up_s >= 0 && b->warm_up_s <= 200 * 3600);
    const uint32_t skipped = e->results.skipped[0];
    double values[CCS_METRICS_MAX], weights[CCS_METRICS_MAX];

    for (uint32_t i = 0; i < e->results.n_obs; i++) {
        ccs_results_observe_entity(&e->results, 0, i, values, weights);
        cr_expect_eq(ccs_results_group(&e->results, i) == 0, i < skipped);
        cr_expect_eq(weights[0] == 0, i < skipped);
    }
    finish();
    use(STEADY("96", "", "length=\"400 h\";warm_up=0;"), 1);
    cr_expect_eq(e->results.skipped[0], 0, "what is written stands");
}

Test(basis, warns_of_few_days)
{
    const char *const day = "clock:{open=\"08:00-10:00\";};types:{t:{arrivals:{per_hour=60;};talk=60;};};groups:{g:{staff=3;};};";

    use(day, 9);
    expect_said("intervals of ratios rest on 9 observations", "");
    finish();
    use(day, 10);
    expect_said("", "");
    finish();
    use(day, 1);
    expect_said("", "");
}

#define QUIET(staff)                                                                                                             \
    "clock:{open=\"08:00-10:00\";};types:{t:{arrivals:{per_hour=60;};patience:{dist=\"exponential\";mean=\"3 min\";};"           \
    "talk:{dist=\"exponential\";mean=\"4 min\";};target={within=\"20 s\";};};};groups:{g:{staff=" staff ";};};"

Test(basis, warns_of_what_was_hardly_seen)
{
    use(QUIET("9"), 15);
    expect_said("abandonment_rate rests on ", "");
    expect_said(" events: below 10 its interval", "");
    const ccs_estimate_t x = estimate_of(e, "abandonment_rate", "all");
    const double events =
        ccs_results_events(&e->results, metric_of(&e->metrics, "abandonment_rate"), entity_of(&e->metrics, "all"));

    cr_expect(events < 10 && events == round(events), "%g", events);
    cr_expect(x.high - x.mean >= x.mean - x.low, "rare: farther up than down: %g .. %g .. %g", x.low, x.mean, x.high);
}

Test(basis, does_not_warn_of_what_is_common)
{
    use(QUIET("5"), 15);
    expect_said("", "");
    cr_expect_gt(ccs_results_events(&e->results, metric_of(&e->metrics, "service_level"), 0), 10);
}

Test(basis, does_not_warn_of_what_cannot_happen)
{
    use("clock:{open=\"08:00-10:00\";};types:{t:{arrivals:{per_hour=60;};talk=\"4 min\";};};groups:{g:{staff=4;};};", 15);
    expect_said("", "");
    cr_expect(isnan(ccs_results_events(&e->results, metric_of(&e->metrics, "abandonment_rate"), 0)));
}
