/* test_backlog.c - waits of a backlog: their order, their law, and what is in time by a due date. */
#include <criterion/criterion.h>
#include <math.h>

#include "backlog.h"
#include "purpose.h"
#include "stream.h"
#include "support.h"

Test(backlog, tells_rows_one_contact_after_the_other)
{
    const ccs_waited_t rows[] = {{90, NAN, 2, 0}, {30, NAN, 1, 2}};
    const ccs_backlog_t backlog = {.n = 3, .n_rows = 2, .rows = rows};
    ccs_waits_t waits = ccs_waits_of(&backlog);

    cr_expect_eq(ccs_waits_next(&waits, 0.5), 90);
    cr_expect_eq(ccs_waits_next(&waits, 0.5), 90);
    cr_expect_eq(ccs_waits_next(&waits, 0.5), 30);
    cr_expect_eq(ccs_backlog_longest_s(&backlog), 90);
}

/* The largest of three is the third root of a uniform, the next the square root of another one of that, the last one more. */
Test(backlog, draws_a_law_in_order)
{
    const ccs_backlog_t backlog = {.n = 3, .waited = ccs_distribution_exponential(60)};
    ccs_waits_t waits = ccs_waits_of(&backlog);
    const double first = cbrt(0.3), second = first * sqrt(0.81), third = second * 0.5;

    const double x = ccs_waits_next(&waits, 0.3), y = ccs_waits_next(&waits, 0.81), z = ccs_waits_next(&waits, 0.5);

    cr_expect_float_eq(x, -60 * log1p(-first), 1e-9);
    cr_expect_float_eq(y, -60 * log1p(-second), 1e-9);
    cr_expect_float_eq(z, -60 * log1p(-third), 1e-9);
    cr_expect_float_eq(ccs_backlog_longest_s(&backlog), 60 * 9 * log(10), 1e-3);
}

/* Together they are independent draws: of 100 with mean 60, over 400 replications, mean and second moment within four standard errors. */
Test(backlog, draws_what_independent_contacts_would_have_waited)
{
    const ccs_backlog_t backlog = {.n = 100, .waited = ccs_distribution_exponential(60)};
    double sum = 0, squares = 0, before;

    for (uint32_t r = 0; r < 400; r++) {
        const ccs_stream_t stream = ccs_stream_make(2385, ccs_stream_hash("type:a"), r);
        ccs_waits_t waits = ccs_waits_of(&backlog);

        before = INFINITY;
        for (uint32_t i = 0; i < backlog.n; i++) {
            const double x = ccs_waits_next(&waits, ccs_stream_draw(&stream, UINT32_MAX - i, 0, CCS_PURPOSE_WAITED));

            cr_assert(x <= before, "oldest first");
            before = x;
            sum += x;
            squares += x * x;
        }
    }
    cr_expect_float_eq(sum / 40000, 60, 4 * 60 / 200.0);
    cr_expect_float_eq(squares / 40000, 7200, 4 * 3600 * sqrt(20) / 200);
}

/* Patience of 5 min: of those who had waited 4 min already, exp(-t / 5 min) are still there after t, as of those who come now, and none is served. */
Test(backlog, gives_up_by_the_law_of_who_has_waited_so_long)
{
    run_t *const run = run_text(
        "clock:{open=\"08:00-08:30\";interval=\"10 min\";at_close=\"carry\";};types:{a:{talk=1e6;patience:{dist=\"exponential\";"
        "mean=300;};initial:{busy=1;};backlog:{waited=((240,40000));};};};groups:{g:{staff=1;};};");
    const double left = 40000 - type_total(run, 0, CCS_FACT_abandoned), sd = sqrt(40000 * exp(-6) * (1 - exp(-6)));

    cr_expect_float_eq(type_fact(run, 0, 0, CCS_FACT_abandonments), 40000 * (1 - exp(-2)),
        4 * sqrt(40000 * exp(-2) * (1 - exp(-2))));
    cr_expect_float_eq(type_fact(run, 0, 0, CCS_FACT_wait_abandoned) / type_total(run, 0, CCS_FACT_abandoned), 540,
        4 * 1.5 + 300 * 0.03);
    cr_expect(left <= 40000 * exp(-6) + 4 * sd, "%g", left);
    run_delete(run);
}

/* ---- due dates ------------------------------------------------------------------------------------------------------------------ */

Test(backlog, finds_the_due_date_of_each)
{
    const ccs_waited_t rows[] = {{90, 700, 2, 0}, {60, NAN, 1, 2}, {30, -5, 3, 3}};
    const ccs_backlog_t backlog = {.n = 6, .n_due = 5, .n_rows = 3, .rows = rows};
    const double due_s[] = {700, 700, NAN, -5, -5, -5};

    for (uint32_t k = 0; k < 6; k++) {
        const double found_s = ccs_backlog_due_s(&backlog, k);

        cr_expect(isnan(due_s[k]) ? isnan(found_s) : found_s == due_s[k], "%u: %g", (unsigned) k, found_s);
    }
}

/* One agent from 08:00 on, whose work on each takes 100. */
#define DUE_DAY(type, rows)                                                                                                      \
    "clock:{open=\"08:00-18:00\";at_close=\"carry\";};types:{a:{" type "backlog:{waited=(" rows ");};};};groups:{g:{staff=1;};};"

/* They are answered at 0, 100, 200 and 300: the first is overdue then, the second at its due moment, the third behind it, the fourth has none. */
Test(backlog, is_in_time_by_its_due_date)
{
    const char *const cfg[] = {DUE_DAY("talk=100;target:{within=[350,600];};",
                                   "(100,2,\"2026-03-02T08:01:40\"),(500,1,\"7 min 30 s\"),(50,1)"),
        DUE_DAY("talk=100;target:{within=[350,600];};", "(100,2),(500,1),(50,1)")};
    const double within[2][2] = {{2, 2}, {3, 4}};

    for (size_t i = 0; i < 2; i++) {
        run_t *const run = run_text(cfg[i]);

        cr_expect_eq(type_total(run, 0, CCS_FACT_answered), 4);
        for (uint32_t k = 0; k < 2; k++) cr_expect_eq(answered_within(run, 0, 0, k), within[i][k], "%zu %u", i, (unsigned) k);
        cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_wait_answered), 500 + 200 + 300 + 350, "waits are what they are");
        run_delete(run);
    }
}

/* Patience lasts 600: the second gives up at 20, before it is due at 120, and tries again at 120; the next attempt, answered at 300, has no due date. */
Test(backlog, gives_up_in_time_by_its_due_date)
{
    run_t *const run = run_text(
        DUE_DAY("talk=300;patience=600;target:{within=590;};redial:{after_abandon=1;delay=100;max_attempts=2;};", "(580,2,700)"));

    cr_expect_eq(type_total(run, 0, CCS_FACT_abandoned), 1);
    cr_expect_eq(abandoned_within(run, 0, 0, 0), 1, "by the target it would be late");
    cr_expect_eq(answered_within(run, 0, 0, 0), 2, "by the due date the second attempt would be late");
    run_delete(run);
}

/* The day ends at midnight: who is due by the end of that date is late, who is due a second later is not due yet. */
Test(backlog, is_not_yet_due_by_its_due_date)
{
    run_t *const run = run_text(
        DUE_DAY("talk=1e6;target:{within=\"1 h\";};", "(\"2 d\",1),(60,2,\"2026-03-02\"),(60,4,\"2026-03-03T00:00:01\")"));

    cr_expect_eq(type_total(run, 0, CCS_FACT_still_waiting), 6);
    cr_expect_eq(not_yet_due(run, 0, 0, 0), 4);
    run_delete(run);
}

/* Rows that came together stand by their due dates, whatever the order in which they are written. */
Test(backlog, serves_the_soonest_due_of_those_who_came_together)
{
    ccs_plan_t *const plan = plan_from_text(DUE_DAY("talk=100;", "(60,4),(60,3,\"2 h\"),(90,2,\"5 h\"),(60,1,\"1 h\")"));
    const ccs_backlog_t *const backlog = &plan->types[0].arrivals.backlog;

    cr_assert_eq(backlog->n_rows, 4);
    cr_expect(backlog->rows[0].n == 2 && backlog->rows[1].n == 1 && backlog->rows[2].n == 3);
    cr_expect(isnan(backlog->rows[3].due_s) && backlog->rows[3].before == 6);
    cr_expect_eq(backlog->n_due, 6);
    cr_expect_not(ccs_plan_is_plain(plan));
    plan_delete(plan);
}
