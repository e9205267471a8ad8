/* test_facts.c - storage of base facts: rows that do not overlap, records of longer stretches, and the accounting tree. */
#include <criterion/criterion.h>
#include <signal.h>

#include "support.h"

static ccs_plan_t *plan;
static ccs_facts_t facts;

/* Two days of two intervals, the second one with a closed cell behind it: cells 0 1 closed 3 4 closed. */
#define TWO_DAYS                                                                                                                 \
    "clock:{open=\"08:00-09:00\";interval=\"30 min\";days=2;};"                                                                  \
    "types:{a:{arrivals:{per_hour=9;};talk=60;groups=(\"x\",\"y\");target:{within=[20,60,90];};};"                               \
    "b:{arrivals:{per_hour=9;};talk=60;groups=(\"y\");};};groups:{x:{staff=1;};y:{staff=2;};};"                                  \
    "trunks:{t:{lines=9;types=[\"a\"];};u:{lines=3;types=[\"b\"];};};"
#define STEADY                                                                                                                   \
    "types:{a:{arrivals:{per_hour=9;};talk=60;};b:{arrivals:{per_hour=9;};talk=60;};};groups:{g:{staff=3;};};"                   \
    "run:{mode=\"steady\";warm_up=60;length=300;batches=3;};"

static void use(const char *cfg)
{
    plan = plan_from_text(cfg);
    cr_assert_eq(ccs_facts_init(&facts, plan), 0);
    ccs_facts_reset(&facts);
}

static void finish(void)
{
    ccs_facts_free(&facts);
    plan_delete(plan);
}

TestSuite(facts, .fini = finish);

static double *row_of(uint32_t cell, uint32_t type)
{
    return ccs_facts_at(&facts, ccs_facts_index(&facts, cell, type));
}

/* Every double of every row, in a fixed order. */
static void for_all_of(uint32_t cell, void (*visit)(double *x, void *to), void *to)
{
    for (uint32_t type = 0; type < plan->n_types; type++) {
        for (uint32_t fact = 0; fact < CCS_N_TYPE_FACTS; fact++) visit(&row_of(cell, type)[fact], to);
        for (uint32_t k = 0; k < plan->n_within; k++) {
            visit(ccs_facts_answered_within(row_of(cell, type), k), to);
            visit(ccs_facts_abandoned_within(row_of(cell, type), k), to);
            visit(ccs_facts_not_yet_due(row_of(cell, type), k), to);
        }
    }
    for (uint32_t i = 0; i < plan->n_pairs * CCS_N_PAIR_FACTS; i++) visit(&ccs_facts_pair(&facts, cell, 0)[i], to);
    for (uint32_t i = 0; i < plan->n_groups * CCS_N_GROUP_FACTS; i++) visit(&ccs_facts_group(&facts, cell, 0)[i], to);
    for (uint32_t i = 0; i < plan->n_trunks * CCS_N_TRUNK_FACTS; i++) visit(&ccs_facts_trunk(&facts, cell, 0)[i], to);
    for (uint32_t i = 0; i <= plan->n_types; i++) visit(&ccs_facts_max_queue(&facts, cell)[i], to);
}

static void number(double *x, void *to)
{
    *x = ++*(double *) to;
}

static void expect_number(double *x, void *to)
{
    cr_assert_eq(*x, ++*(double *) to);
}

static void expect_zero(double *x, void *to)
{
    (void) to;
    cr_assert_eq(*x, 0);
}

static void number_all(void)
{
    double n = 0;

    for (uint32_t cell = 0; cell <= plan->n_cells; cell++) for_all_of(cell, number, &n);
}

/* The cell behind the last one is for contacts that do not count. */
Test(facts, keeps_every_fact_in_a_place_of_its_own)
{
    double n = 0;

    use(TWO_DAYS);
    cr_assert(plan->n_cells == 6 && plan->n_pairs == 3 && plan->n_within == 3);
    number_all();
    for (uint32_t cell = 0; cell <= plan->n_cells; cell++) for_all_of(cell, expect_number, &n);
    cr_expect_eq(n, 7 * (2 * (CCS_N_TYPE_FACTS + 9) + 3 * CCS_N_PAIR_FACTS + 2 * CCS_N_GROUP_FACTS + 2 * CCS_N_TRUNK_FACTS + 3));
}

Test(facts, is_zero_after_a_reset)
{
    use(TWO_DAYS);
    number_all();
    ccs_histogram_add(&facts.waits[1], 2.385);
    ccs_facts_reset(&facts);
    for (uint32_t cell = 0; cell <= plan->n_cells; cell++) for_all_of(cell, expect_zero, NULL);
    cr_expect_eq(ccs_histogram_count(&facts.waits[1]), 0);
}

Test(facts, counts_contacts_of_all_cells_of_a_day)
{
    use(TWO_DAYS);
    for (uint32_t type = 0; type < plan->n_types; type++) {
        for (uint32_t cell = 0; cell < plan->n_cells; cell++)
            cr_expect(ccs_facts_counts(&facts, ccs_facts_index(&facts, cell, type)), "cell %u", (unsigned) cell);
        cr_expect_not(ccs_facts_counts(&facts, ccs_facts_index(&facts, plan->n_cells, type)), "the initial state");
    }
}

Test(facts, counts_contacts_of_batches_only)
{
    use(STEADY);
    cr_assert_eq(plan->n_cells, 5);
    for (uint32_t type = 0; type < plan->n_types; type++)
        for (uint32_t cell = 0; cell <= plan->n_cells; cell++)
            cr_expect_eq(ccs_facts_counts(&facts, ccs_facts_index(&facts, cell, type)), cell >= 1 && cell <= 3, "cell %u",
                (unsigned) cell);
}

/* ---- records -------------------------------------------------------------------------------------------------------------------- */

static void expect_record_row(const double *to, const double *from, const ccs_fact_about_t *about, uint32_t n, double factor)
{
    for (uint32_t i = 0; i < n; i++) {
        const double expected = about[i].attribution == CCS_AT_SPLIT ? factor * from[i] : 2 * from[i];

        cr_expect_eq(to[i], expected, "%s: %g, not %g", about[i].name, to[i], expected);
    }
}

/* Facts that do not add up: the largest counts, or the last. */
static const enum ccs_type_fact SINGLE[] = {CCS_FACT_max_wait, CCS_FACT_waiting_at_end};
enum { N_SINGLE = sizeof SINGLE / sizeof *SINGLE };

/* The same cell added twice: counts double; areas double if it is open, else are left out; maxima and the backlog stay. */
static void expect_added(uint32_t cell, double factor)
{
    double doubles[1000] = {0};

    cr_assert_lt(facts.size, 1000);
    const ccs_record_t record = ccs_facts_record(&facts, doubles);
    const ccs_record_t from = ccs_facts_cell(&facts, cell);

    ccs_facts_add_cell(&facts, cell, doubles);
    ccs_facts_add_cell(&facts, cell, doubles);
    for (uint32_t type = 0; type < plan->n_types; type++) {
        double *const row = row_of(cell, type), *const to = &record.type[type * facts.type_width];
        double single[N_SINGLE];

        cr_expect_eq(&from.type[type * facts.type_width], row);
        for (size_t i = 0; i < N_SINGLE; i++) {
            single[i] = row[SINGLE[i]];
            cr_expect_eq(to[SINGLE[i]], single[i]);
            row[SINGLE[i]] = to[SINGLE[i]] = 0;
        }
        expect_record_row(to, row, CCS_TYPE_FACTS, CCS_N_TYPE_FACTS, factor);
        for (size_t i = 0; i < N_SINGLE; i++) row[SINGLE[i]] = single[i];
        for (uint32_t k = 0; k < plan->n_within; k++) {
            cr_expect_eq(*ccs_facts_answered_within(to, k), 2 * *ccs_facts_answered_within(row, k));
            cr_expect_eq(*ccs_facts_abandoned_within(to, k), 2 * *ccs_facts_abandoned_within(row, k));
            cr_expect_eq(*ccs_facts_not_yet_due(to, k), 2 * *ccs_facts_not_yet_due(row, k));
        }
        cr_expect_eq(record.queue[type], from.queue[type]);
    }
    cr_expect_eq(record.queue[plan->n_types], from.queue[plan->n_types]);
    for (uint32_t i = 0; i < plan->n_pairs; i++)
        expect_record_row(&record.pair[i * CCS_N_PAIR_FACTS], ccs_facts_pair(&facts, cell, i), CCS_PAIR_FACTS, CCS_N_PAIR_FACTS,
            factor);
    for (uint32_t i = 0; i < plan->n_groups; i++)
        expect_record_row(&record.group[i * CCS_N_GROUP_FACTS], ccs_facts_group(&facts, cell, i), CCS_GROUP_FACTS,
            CCS_N_GROUP_FACTS, factor);
    for (uint32_t i = 0; i < plan->n_trunks; i++)
        expect_record_row(&record.trunk[i * CCS_N_TRUNK_FACTS], ccs_facts_trunk(&facts, cell, i), CCS_TRUNK_FACTS,
            CCS_N_TRUNK_FACTS, factor);
}

Test(facts, adds_open_cells_whole_and_closed_ones_without_areas)
{
    use(TWO_DAYS);
    number_all();
    expect_added(0, 2);
    expect_added(2, 0);
    expect_added(4, 2);
    expect_added(5, 0);
}

Test(facts, leaves_the_backlog_of_the_last_cell)
{
    double doubles[1000] = {0};

    use(TWO_DAYS);
    const ccs_record_t record = ccs_facts_record(&facts, doubles);

    for (uint32_t cell = 0; cell < 3; cell++) {
        static const double backlogs[] = {5, 77, 3};

        row_of(cell, 1)[CCS_FACT_waiting_at_end] = backlogs[cell];
        ccs_facts_add_cell(&facts, cell, doubles);
        cr_expect_eq(record.type[facts.type_width + CCS_FACT_waiting_at_end], backlogs[cell], "cell %u", (unsigned) cell);
    }
}

Test(facts, adds_maxima_as_maxima)
{
    double doubles[1000] = {0};

    use(TWO_DAYS);
    const ccs_record_t record = ccs_facts_record(&facts, doubles);

    for (uint32_t cell = 0; cell < 3; cell++) {
        static const double waits[] = {5, 77, 3}, queues[] = {4, 2, 9};

        row_of(cell, 1)[CCS_FACT_max_wait] = waits[cell];
        ccs_facts_max_queue(&facts, cell)[0] = queues[cell];
        ccs_facts_max_queue(&facts, cell)[2] = 10 * queues[cell];
        ccs_facts_add_cell(&facts, cell, doubles);
    }
    cr_expect_eq(record.type[facts.type_width + CCS_FACT_max_wait], 77);
    cr_expect_eq(record.queue[0], 9, "of a closed cell too");
    cr_expect_eq(record.queue[2], 90);
    cr_expect_eq(record.queue[1], 0);
}

Test(facts, has_the_same_layout_without_rows)
{
    ccs_facts_t shape;

    use(TWO_DAYS);
    ccs_facts_shape(&shape, plan);
    cr_expect_eq(shape.size, facts.size);
    double doubles[1000] = {0};
    const ccs_record_t a = ccs_facts_record(&shape, doubles), b = ccs_facts_record(&facts, doubles);

    cr_expect(a.type == b.type && a.pair == b.pair && a.group == b.group && a.trunk == b.trunk && a.queue == b.queue);
    cr_expect_leq(a.queue + plan->n_types + 1, doubles + shape.size, "the record ends with it");
}

/* ---- the accounting tree -------------------------------------------------------------------------------------------------------- */

static void fill_tree(void)
{
    use(TWO_DAYS);
    row_of(3, 1)[CCS_FACT_arrived] = 35;
    row_of(3, 1)[CCS_FACT_contained] = 4;
    row_of(4, 1)[CCS_FACT_offered] = 29;
    row_of(4, 1)[CCS_FACT_blocked] = 1;
    row_of(4, 1)[CCS_FACT_balked] = 2;
    row_of(4, 1)[CCS_FACT_answered] = 3;
    row_of(4, 1)[CCS_FACT_abandoned] = 5;
    row_of(4, 1)[CCS_FACT_disconnected] = 7;
    row_of(4, 1)[CCS_FACT_still_waiting] = 11;
}

Test(facts, verifies_a_tree_that_balances)
{
    fill_tree();
    ccs_facts_verify(&facts, (const uint32_t[]){0, 2});
    *ccs_facts_not_yet_due(row_of(4, 1), 2) = 11;
    ccs_facts_verify(&facts, (const uint32_t[]){0, 2});
    row_of(plan->n_cells, 1)[CCS_FACT_answered] = 9; /* the initial state is not in it */
    ccs_facts_verify(&facts, (const uint32_t[]){0, 2});
}

Test(facts, more_not_yet_due_than_wait_is_a_bug, .signal = SIGABRT)
{
    fill_tree();
    *ccs_facts_not_yet_due(row_of(4, 1), 2) = 12;
    ccs_facts_verify(&facts, (const uint32_t[]){0, 2});
}

Test(facts, a_contact_lost_after_it_was_offered_is_a_bug, .signal = SIGABRT)
{
    fill_tree();
    row_of(4, 1)[CCS_FACT_answered]--;
    ccs_facts_verify(&facts, (const uint32_t[]){0, 2});
}

Test(facts, a_contact_lost_before_it_was_offered_is_a_bug, .signal = SIGABRT)
{
    fill_tree();
    ccs_facts_verify(&facts, (const uint32_t[]){0, 1});
}

Test(facts, an_outcome_in_another_cell_than_its_offer_is_a_bug, .signal = SIGABRT)
{
    fill_tree();
    row_of(4, 1)[CCS_FACT_blocked]--;
    row_of(3, 1)[CCS_FACT_blocked]++;
    ccs_facts_verify(&facts, (const uint32_t[]){0, 2});
}

/* ---- what facts are ------------------------------------------------------------------------------------------------------------- */

Test(facts, are_described_in_their_order)
{
    cr_expect_str_eq(CCS_TYPE_FACTS[CCS_FACT_offered].name, "offered");
    cr_expect_eq(CCS_TYPE_FACTS[CCS_FACT_offered].attribution, CCS_AT_ENTRY);
    cr_expect_eq(CCS_TYPE_FACTS[CCS_FACT_arrived].attribution, CCS_AT_ARRIVAL);
    cr_expect_eq(CCS_TYPE_FACTS[CCS_FACT_contained].attribution, CCS_AT_ARRIVAL);
    cr_expect_eq(CCS_TYPE_FACTS[CCS_FACT_queue_area].attribution, CCS_AT_SPLIT);
    cr_expect_str_eq(CCS_TYPE_FACTS[CCS_FACT_queue_area].unit, "s");
    cr_expect_str_eq(CCS_PAIR_FACTS[CCS_FACT_talks].name, "talks");
    cr_expect_eq(CCS_PAIR_FACTS[CCS_FACT_talks].attribution, CCS_AT_EVENT);
    cr_expect_str_eq(CCS_GROUP_FACTS[CCS_FACT_staffed_area].name, "staffed_area");
    cr_expect_str_eq(CCS_TRUNK_FACTS[CCS_FACT_line_area].name, "line_area");
}

Test(facts, can_be_freed_when_there_are_none)
{
    ccs_facts_t none = {0};

    ccs_facts_free(&none);
    ccs_facts_free(NULL);
}
