/* test_backlog.c - waits of a backlog: their order, and their law. */
#include <criterion/criterion.h>
#include <math.h>

#include "backlog.h"
#include "purpose.h"
#include "stream.h"
#include "support.h"

Test(backlog, tells_rows_one_contact_after_the_other)
{
    const ccs_waited_t rows[] = {{90, 2}, {30, 1}};
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
