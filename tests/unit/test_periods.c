/* test_periods.c - figures by day, week and month: which cells are told of together, and that nothing is lost on the way. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support.h"
#include "time_axis.h"

/* Two weeks from a Thursday on, with a pause at noon, closed on Sundays and on one holiday. */
#define CLOCK(more)                                                                                                              \
    "clock:{start=\"2026-01-29\";days=14;open:{sun=\"closed\";weekdays=\"08:00-12:00, 13:00-17:00\";sat=\"09:00-11:00\";};"      \
    "holidays=[\"2026-02-03\"];" more "};"
#define TYPES                                                                                                                    \
    "types:{a:{at_close=\"drain\";arrivals:{per_hour=30;};talk:{dist=\"exponential\";mean=300;};wrap=60;"                        \
    "patience:{dist=\"exponential\";mean=200;};};m:{channel=\"email\";at_close=\"carry\";"                                       \
    "arrivals:{per_day=40;profile=[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1];outside=\"wait\";};talk=240;"                \
    "backlog:{waited=((\"5 h\",7));};};};"
#define MODEL TYPES "groups:{g:{staff=4.5;};};"
/* Persons, who come late, take breaks and are absent. */
#define PERSONS                                                                                                                                  \
    TYPES                                                                                                                                        \
    "shifts:{early:{start=\"08:00\";length=\"5 h\";breaks:{rest:{after=\"2 h\";lasts=\"15 min\";};};};late:{start=\"12:00\";length=\"5 h\";};};" \
    "groups:{g:{shifts:{early=4;late=3;};shrinkage:{unplanned=0.1;};adherence:{late:{dist=\"exponential\";mean=300;};};};};"

static run_t *fine, *coarse;

static void finish(void)
{
    run_delete(fine);
    run_delete(coarse);
}

TestSuite(periods, .fini = finish);

static ccs_plan_t *told_by(const char *more)
{
    char text[1600];

    snprintf(text, sizeof text, CLOCK("%s") MODEL, more);
    return plan_from_text(text);
}

static void expect_labels(const ccs_plan_t *plan, const char *const *labels, uint32_t n)
{
    cr_assert_eq(plan->periods.n, n, "%u", plan->periods.n);
    for (uint32_t i = 0; i < n; i++) cr_expect_str_eq(plan->periods.at[i].label, labels[i]);
}

Test(periods, are_the_cells_where_nothing_else_is_said)
{
    ccs_plan_t *const plan = told_by("");

    cr_expect_eq(plan->periods.by, CCS_REPORT_INTERVAL);
    cr_expect(plan->periods.at == plan->cells && plan->periods.n == plan->n_cells && !plan->periods.of_cell);
    cr_expect(plan->axis.has_days);
    cr_expect_eq(ccs_axis_period(plan, 5), 5);
    plan_delete(plan);
}

Test(periods, of_weeks_begin_on_mondays)
{
    static const char *const labels[] = {"2026-W05", "2026-W05 closed", "2026-W06", "2026-W06 closed", "2026-W07",
        "2026-W07 closed"};
    ccs_plan_t *const plan = told_by("report=\"week\";");

    expect_labels(plan, labels, 6);
    cr_expect_not(plan->axis.has_days);
    cr_expect_eq(ccs_axis_lasts_s(plan, 0), (2 * 8 + 2) * 3600.0, "Thursday, Friday, Saturday");
    cr_expect_eq(ccs_axis_lasts_s(plan, 2), (4 * 8 + 2) * 3600.0, "one is a holiday");
    cr_expect(plan->periods.at[2].open && !plan->periods.at[3].open);
    plan_delete(plan);
}

Test(periods, of_months_and_days_bear_their_names)
{
    static const char *const months[] = {"2026-01", "2026-01 closed", "2026-02", "2026-02 closed"};
    ccs_plan_t *const plan = told_by("report=\"month\";"), *const days = told_by("report=\"day\";");

    expect_labels(plan, months, 4);
    cr_assert_eq(days->periods.n, 2 * 11, "two Sundays and a holiday have none: %u", days->periods.n);
    cr_expect(days->axis.has_days);
    cr_expect_str_eq(days->periods.at[0].label, "2026-01-29");
    cr_expect_str_eq(days->periods.at[5].label, "2026-01-31 closed");
    cr_expect_str_eq(days->periods.at[6].label, "2026-02-02");
    cr_expect_eq(ccs_axis_lasts_s(days, 0), 8 * 3600.0, "without the pause");
    plan_delete(plan);
    plan_delete(days);
}

/* What lies before and behind the days that count is in no period of theirs. */
Test(periods, hold_no_cell_of_the_days_run_in_or_out)
{
    char text[1600];

    snprintf(text, sizeof text, "%srun:{run_in=3;run_out=2;};",
        "clock:{start=\"2026-01-29\";days=4;open=\"08:00-17:00\";report=\"week\";};types:{a:{arrivals:{per_hour=9;};talk=60;};};groups:{g:{staff=3;};};");
    ccs_plan_t *const plan = plan_from_text(text);

    cr_expect_eq(plan->periods.n, 6, "%u", plan->periods.n);
    cr_expect_eq(plan->periods.first_counted, 2);
    cr_expect_eq(plan->periods.n_counted, 2);
    cr_expect_eq(ccs_axis_lasts_s(plan, 2), 4 * 9 * 3600.0);
    cr_expect_eq(ccs_axis_day(plan, 2), 0);
    for (uint32_t cell = 0; cell < plan->n_cells; cell++)
        cr_expect_eq(ccs_axis_counts(plan, cell), ccs_axis_period(plan, cell) - 2 < 2, "cell %u", cell);
    plan_delete(plan);
}

/* ---- the same facts ------------------------------------------------------------------------------------------------------------- */

/* Sum of all facts of a block over open or closed periods, areas of closed ones left out as they are nowhere told. */
static double sum_of(const run_t *run, enum ccs_block block, uint32_t row, uint32_t fact, bool open)
{
    const ccs_facts_t *const facts = &run->replication.flow.facts;
    double sum = 0;

    for (uint32_t i = 0; i < run->plan->periods.n; i++)
        if (run->plan->periods.at[i].open == open) sum += ccs_facts_row(facts, block, i, row)[fact];
    return sum;
}

static void expect_block(enum ccs_block block)
{
    const ccs_block_t *const b = &fine->replication.flow.facts.blocks[block];

    for (uint32_t row = 0; row < b->n_rows; row++)
        for (uint32_t fact = 0; fact < b->n_facts; fact++) {
            if (b->about[fact].adding != CCS_ADDING_SUM) continue;
            for (int open = 0; open < 2; open++) {
                if (!open && b->about[fact].attribution == CCS_AT_SPLIT && strcmp(b->about[fact].name, "overtime") != 0) continue;
                const double x = sum_of(fine, block, row, fact, open), y = sum_of(coarse, block, row, fact, open);

                cr_expect_float_eq(x, y, 1e-9 * fabs(x) + 1e-6, "%s %s, row %u, %s: %.12g, %.12g", b->name, b->about[fact].name,
                    row, open ? "open" : "closed", x, y);
            }
        }
}

static void compare_with(const char *report, const char *model)
{
    char text[2000];

    snprintf(text, sizeof text, CLOCK("") "%s", model);
    fine = run_text(text);
    snprintf(text, sizeof text, CLOCK("report=\"%s\";") "%s", report, model);
    coarse = run_text(text);
    for (int block = 0; block < CCS_N_BLOCKS; block++) expect_block((enum ccs_block) block);
    cr_expect(sum_of(fine, CCS_BLOCK_GROUP, 0, CCS_FACT_overtime, false) > 0, "agents stay after close");
}

Test(periods, of_weeks_have_what_their_intervals_have)
{
    compare_with("week", MODEL);
}

Test(periods, of_days_have_what_their_intervals_have)
{
    compare_with("day", MODEL);
}

Test(periods, of_weeks_have_what_the_intervals_of_persons_have)
{
    compare_with("week", PERSONS);
}

/* The longest queue of a week is that of its worst interval; what waits at its end, that of its last. */
Test(periods, know_the_longest_queue_and_the_last_backlog)
{
    compare_with("week", MODEL);
    const ccs_facts_t *const f = &fine->replication.flow.facts, *const c = &coarse->replication.flow.facts;
    double most = 0;

    for (uint32_t i = 0; i < fine->plan->n_cells; i++)
        if (fine->plan->cells[i].open) most = fmax(most, ccs_facts_max_queue(f, i)[2]);
    cr_expect_eq(fmax(fmax(ccs_facts_max_queue(c, 0)[2], ccs_facts_max_queue(c, 2)[2]), ccs_facts_max_queue(c, 4)[2]), most);
    cr_expect_eq(type_fact(coarse, coarse->plan->periods.n - 1, 1, CCS_FACT_waiting_at_end),
        type_fact(fine, fine->plan->n_cells - 1, 1, CCS_FACT_waiting_at_end));
}
