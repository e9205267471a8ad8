/* test_replication.c - one replication after the other in the same memory: each as if it were the only one; the stop, and runs that
 * would never end. */
#include <criterion/criterion.h>
#include <math.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include "support.h"

#define DAYS                                                                                                                     \
    "clock:{open=\"08:00-09:00\";interval=\"30 min\";days=2;};"                                                                  \
    "types:{a:{arrivals:{per_hour=300;day_factor:{dist=\"gamma\";cv=0.2;};};talk:{dist=\"lognormal\";mean=90;cv=1;};"            \
    "patience:{dist=\"exponential\";mean=60;};wrap=20;redial:{after_abandon=0.5;delay=300;};};"                                  \
    "b:{arrivals:{per_hour=100;};talk=77;patience=200;};};groups:{x:{staff=[9,8];};};trunks:{t:{lines=25;};};run:{seed=3;};"
#define STEADY                                                                                                                   \
    "types:{a:{arrivals:{per_minute=4;};talk:{dist=\"exponential\";mean=60;};patience:{dist=\"exponential\";mean=99;};};};"      \
    "groups:{g:{staff=4;};};run:{mode=\"steady\";warm_up=\"1 h\";length=\"10 h\";batches=4;seed=3;};"

static run_t *run;
static ccs_results_t one, other;

static void finish(void)
{
    ccs_results_free(&one);
    ccs_results_free(&other);
    run_delete(run);
}

TestSuite(replication, .fini = finish);

static void keep(ccs_results_t *to)
{
    ccs_err_t err;

    cr_assert_eq(ccs_results_init(to, run->plan, &run->metrics, 0.95, &err), 0);
    cr_assert_eq(ccs_results_add(to, &run->replication.flow.facts, run->replication.quantiles, run->replication.waits, NULL), 0);
}

/* Number 3 in fresh memory and after three others. */
static void expect_alone_as_in_a_row(const char *cfg)
{
    run = run_text(cfg);
    for (uint32_t number = 1; number <= 3; number++) run_again(run, 3, number);
    keep(&one);
    run_t *const fresh = run_text(cfg);

    run_again(fresh, 3, 3);
    run_t *const row = run;

    run = fresh;
    keep(&other);
    const char *const difference = results_difference(&one, &other);

    cr_expect_null(difference, "%s", difference);
    run_again(run, 3, 4);
    ccs_results_free(&other);
    keep(&other);
    cr_expect_not_null(results_difference(&one, &other), "another number is another replication");
    run_again(run, 4, 3);
    ccs_results_free(&other);
    keep(&other);
    cr_expect_not_null(results_difference(&one, &other), "and another seed");
    run_delete(row);
}

Test(replication, is_the_same_alone_and_in_a_row_of_days)
{
    expect_alone_as_in_a_row(DAYS);
}

Test(replication, is_the_same_alone_and_in_a_row_of_steady_runs)
{
    expect_alone_as_in_a_row(STEADY);
}

/* ---- waits ---------------------------------------------------------------------------------------------------------------------- */

Test(replication, holds_the_waits_and_quantiles_of_its_answered_contacts)
{
    run = run_text(DAYS);
    ccs_histogram_t scratch;
    double all[1000];

    for (uint32_t type = 0; type < 2; type++) {
        double longest = 0;

        cr_expect_eq((double) ccs_histogram_count(&run->replication.waits[type]), type_total(run, type, CCS_FACT_answered));
        for (uint32_t cell = 0; cell < run->plan->n_cells; cell++)
            longest = fmax(longest, type_fact(run, cell, type, CCS_FACT_max_wait));
        cr_expect_eq(run->replication.waits[type].max, longest);
        cr_expect_gt(longest, 0);
    }
    cr_assert_eq(ccs_histogram_init(&scratch, NULL, NULL), 0);
    ccs_results_quantiles(&run->metrics, run->replication.waits, &scratch, all);
    for (uint32_t i = 0; i < 3 * CCS_N_PERCENTILES; i++) cr_expect_eq(run->replication.quantiles[i], all[i]);
    ccs_histogram_free(&scratch);
}

Test(replication, holds_the_quantiles_of_every_batch)
{
    run = run_text(STEADY);
    const double *const q = run->replication.quantiles;
    double counted = 0;

    for (uint32_t batch = 0; batch < 4; batch++) {
        for (uint32_t i = 1; i < CCS_N_PERCENTILES; i++) {
            const size_t at = (size_t) batch * run->metrics.n_entities * CCS_N_PERCENTILES + i;

            cr_expect_geq(q[at], q[at - 1], "batch %u", (unsigned) batch);
            cr_expect_gt(q[at], 0);
        }
        counted += type_fact(run, batch + 1, 0, CCS_FACT_answered);
    }
    cr_expect_neq(q[CCS_PERCENTILE_95], q[run->metrics.n_entities * CCS_N_PERCENTILES + CCS_PERCENTILE_95],
        "each batch has its own");
    cr_expect_eq((double) ccs_histogram_count(&run->replication.waits[0]), counted, "the batches' contacts, all of them");
}

Test(replication, counts_its_events)
{
    run = run_text("clock:{open=\"08:00-08:30\";interval=\"10 min\";};types:{a:{arrivals:{gap=250;};talk=160;wrap=3;};};"
                   "groups:{g:{staff=1;};};");
    const uint64_t once = run->replication.flow.n_events;

    cr_expect_eq(once, 7 + 7 + 7 + 3, "arrivals, ends of talk and wrap-up, ends of intervals");
    run_again(run, 1, 1);
    cr_expect_eq(run->replication.flow.n_events, 2 * once);
}

/* ---- the end -------------------------------------------------------------------------------------------------------------------- */

/* Customers who write again every hour for years, and wait for an opening that does not come, are left 30 days after the last close. */
Test(replication, ends_a_run_that_never_empties)
{
    run = run_text(
        "clock:{open=\"08:00-08:30\";};types:{a:{at_close=\"carry\";arrivals:{gap=500;outside=\"wait\";};talk=2000;patience=3000;"
        "redial:{after_abandon=1;delay=600;max_attempts=60000;};};};groups:{g:{staff=1;};};");
    const double past_s = run->replication.flow.world.now_s - run->plan->end_s;

    cr_expect(past_s > 30 * 86400 && past_s < 30 * 86400 + 3700, "%g", past_s);
    cr_expect_gt(type_total(run, 0, CCS_FACT_redials), 1400);
    cr_expect_eq(type_total(run, 0, CCS_FACT_still_waiting) + type_total(run, 0, CCS_FACT_still_away), 2);
}

static ccs_stop_t stop;

static void on_alarm(int number)
{
    (void) number;
    atomic_store(&stop, 1);
}

/* A run of hours is stopped after 50 ms. */
Test(replication, stops_soon_when_it_is_told_to, .timeout = 20)
{
    ccs_plan_t *const plan = plan_from_text("types:{a:{arrivals:{per_second=100;};talk=1;};};groups:{g:{staff=200;};};"
                                            "run:{mode=\"steady\";length=3e7;batches=2;};");
    const struct itimerval soon = {.it_value = {.tv_usec = 50000}};
    ccs_metrics_t metrics;
    ccs_replication_t replication;

    cr_assert(ccs_metrics_init(&metrics, plan) == 0 && ccs_replication_init(&replication, plan, &metrics, &stop) == 0);
    cr_assert_neq(signal(SIGALRM, on_alarm), SIG_ERR);
    cr_assert_eq(setitimer(ITIMER_REAL, &soon, NULL), 0);
    cr_expect_eq(ccs_replication_run(&replication, 1, 0), CCS_ERR_STOPPED);
    const uint64_t n_events = replication.flow.n_events;

    cr_expect_gt(n_events, 0);
    cr_expect_eq(ccs_replication_run(&replication, 1, 1), CCS_ERR_STOPPED, "also a short one");
    cr_expect_eq(replication.flow.n_events, n_events, "that has not begun");
    ccs_replication_free(&replication);
    ccs_replication_free(NULL);
    ccs_metrics_free(&metrics);
    plan_delete(plan);
}

/* An initial state of millions is not placed to its end. */
Test(replication, places_no_initial_state_when_it_is_told_to_stop)
{
    run = run_text("types:{a:{talk=1;initial:{waiting=3000;busy=2;};};};groups:{g:{staff=2;};};"
                   "run:{mode=\"steady\";length=\"1 h\";batches=2;warm_up=60;};");
    ccs_flow_t *const flow = &run->replication.flow;

    atomic_store(&stop, 1);
    flow->stop = &stop;
    cr_expect_eq(ccs_flow_start(flow, 1, 0), CCS_ERR_STOPPED);
    cr_expect_eq(flow->world.n_waiting, 0);
    atomic_store(&stop, 0);
    cr_expect_eq(ccs_flow_start(flow, 1, 0), 0);
    cr_expect_eq(flow->world.n_waiting, 3000);
}
