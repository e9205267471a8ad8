/* test_pitfalls.c - what must hold between figures whatever the scenario: the ways to count a service level against each other, occupancy
 * of every interval, sums of intervals. By interval and over the run, for types, groups and all together. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "support.h"

static run_t *run;
static double num[CCS_METRICS_MAX], den[CCS_METRICS_MAX];

static void use(const char *cfg)
{
    run_delete(run);
    run = run_text(cfg);
}

static void finish(void)
{
    run_delete(run);
    run = NULL;
}

TestSuite(pitfalls, .fini = finish);

/* Two types, two groups, too few agents at noon, lines, redials. */
#define CENTRE(patience)                                                                                                         \
    "clock:{open=\"08:00-14:00\";interval=\"30 min\";};"                                                                         \
    "types:{a:{arrivals:{per_hour=((\"08:00\",40),(\"11:00\",110));};talk={dist=\"exponential\";mean=\"4 min\";};wrap=\"20 s\";" \
    "groups=(\"g\",\"h\");target:{within=[20,60];short_abandon=5;};" patience "};"                                               \
    "b:{arrivals:{per_hour=20;};talk=\"6 min\";groups=(\"h\");priority=1;target:{short_abandon=5;};" patience "};};"             \
    "groups:{g:{staff=((\"08:00\",4),(\"10:00\",5),(\"12:00\",2));};h:{staff=3;};};"
#define IMPATIENT "patience={dist=\"exponential\";mean=\"90 s\";};redial:{after_abandon=0.5;delay=\"7 min\";};"

static void evaluate(uint32_t cell, uint32_t entity)
{
    const ccs_record_t record = ccs_facts_cell(&run->replication.flow.facts, cell);

    ccs_metrics_evaluate(&run->metrics, &run->replication.flow.facts, &record, entity, 1800, num, den);
}

/* Cross products, so that what is equal is so to the bit. @return whether a / b <= c / d */
static bool is_at_most(uint32_t a, uint32_t b)
{
    return num[a] * den[b] <= num[b] * den[a];
}

/* @return cells of entities in which the level is below 1 and the others are above it */
static uint32_t expect_levels(bool equal)
{
    static const char *const others[] = {"sl_excl_short", "sl_incl_abandoned", "sl_answered", "sl_excl_abandoned",
        "sl_incl_short"};
    const uint32_t strict = metric_of(&run->metrics, "sl_offered");
    uint32_t n_told = 0;

    for (uint32_t cell = 0; cell < run->plan->n_cells; cell++)
        for (uint32_t e = 0; e < run->metrics.n_entities; e++) {
            if (ccs_metrics_types(&run->metrics, e)->n == 0) continue;
            evaluate(cell, e);
            for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
                const uint32_t other = metric_of(&run->metrics, others[i]);

                cr_expect(is_at_most(strict, other), "%s of %s in %s", others[i], run->metrics.entities[e].name,
                    run->plan->cells[cell].label);
                if (equal) cr_expect(is_at_most(other, strict), "%s of %s", others[i], run->metrics.entities[e].name);
                n_told += num[strict] < den[strict] && !is_at_most(other, strict);
            }
        }
    return n_told;
}

Test(pitfalls, no_way_to_count_a_service_level_is_stricter_than_the_plain_one)
{
    use(CENTRE(IMPATIENT));
    cr_expect_gt(expect_levels(false), 50);
}

/* Nobody is blocked, balks, is cut off or gives up: answered and offered are the same. */
Test(pitfalls, all_ways_to_count_a_service_level_agree_where_nobody_gives_up)
{
    use(CENTRE(""));
    cr_assert_eq(type_total(run, 0, CCS_FACT_abandoned) + type_total(run, 1, CCS_FACT_abandoned), 0);
    cr_expect_eq(expect_levels(true), 0);
}

/* Also where the schedule falls while contacts are in service, and after close, where it is 0. */
Test(pitfalls, occupancy_is_at_most_one_in_every_interval)
{
    const char *const centres[] = {CENTRE(IMPATIENT), CENTRE("")};
    uint32_t n_full = 0;

    for (size_t i = 0; i < 2; i++) {
        use(centres[i]);
        const uint32_t occupancy = metric_of(&run->metrics, "occupancy");

        for (uint32_t cell = 0; cell < run->plan->n_cells; cell++)
            for (uint32_t e = 0; e < run->metrics.n_entities; e++) {
                if (!ccs_metrics_apply(&run->metrics, occupancy, e)) continue;
                evaluate(cell, e);
                cr_expect_leq(num[occupancy], den[occupancy] * (1 + 1e-12), "%s in %s", run->metrics.entities[e].name,
                    run->plan->cells[cell].label);
                n_full += den[occupancy] > 0 && fabs(num[occupancy] / den[occupancy] - 1) < 1e-12;
            }
    }
    cr_expect_gt(n_full, 2, "some intervals are full, and none is more than that");
}

/* One agent, talks of 25 min from 08:05 on. Divided at the borders they fill 10 of the first 15 minutes and then all; counted where they end
 * they would be 25 of 15 minutes, or none. */
Test(pitfalls, work_divided_at_the_borders_never_exceeds_an_interval)
{
    use("clock:{open=\"08:00-10:00\";interval=\"15 min\";at_close=\"clear\";};types:{a:{arrivals:{gap=300;};talk=1500;};};groups:{g:{staff=1;};};");
    static const double ends[8] = {0, 0, 1, 1, 0, 1, 0, 1};
    const uint32_t occupancy = metric_of(&run->metrics, "occupancy"), g = entity_of(&run->metrics, "group/g");

    for (uint32_t cell = 0; cell < 8; cell++) {
        evaluate(cell, g);
        cr_expect_eq(num[occupancy], cell == 0 ? 600 : 900);
        cr_expect_eq(den[occupancy], 900);
        cr_expect_eq(pair_fact(run, cell, 0, CCS_FACT_talk), 1500 * ends[cell]);
    }
}

/* Counts that stand where a contact asked for an agent add up to the run, to the contact. */
Test(pitfalls, intervals_add_up_to_the_run)
{
    use(CENTRE(IMPATIENT));
    double doubles[2000] = {0}, sums[CCS_METRICS_MAX];

    cr_assert_leq(run->replication.flow.facts.size, 2000);
    const ccs_record_t whole = ccs_facts_record(&run->replication.flow.facts, doubles);

    for (uint32_t cell = 0; cell < run->plan->n_cells; cell++) ccs_facts_add_cell(&run->replication.flow.facts, cell, doubles);
    for (uint32_t e = 0; e < run->metrics.n_entities; e++) {
        for (uint32_t i = 0; i < run->metrics.n_metrics; i++) sums[i] = 0;
        for (uint32_t cell = 0; cell < run->plan->n_cells; cell++) {
            evaluate(cell, e);
            for (uint32_t i = 0; i < run->metrics.n_metrics; i++) sums[i] += num[i];
        }
        ccs_metrics_evaluate(&run->metrics, &run->replication.flow.facts, &whole, e, 1800, num, den);
        for (uint32_t i = 0; i < run->metrics.n_metrics; i++) {
            const ccs_metric_t *const m = &run->metrics.metrics[i];
            const bool adds_up = (m->kind == CCS_KIND_COUNT || m->kind == CCS_KIND_SHARE) && m->attribution != CCS_AT_SPLIT;

            if (adds_up && ccs_metrics_apply(&run->metrics, i, e) && !isnan(num[i]))
                cr_expect_eq(sums[i], num[i], "%s of %s: %g, not %g", m->name, run->metrics.entities[e].name, sums[i], num[i]);
        }
    }
}
