/* test_experiment.c - replications over threads: the same bits whatever their number, and a prefix without a gap when stopped. */
#include <criterion/criterion.h>
#include <math.h>

#include "support.h"

#define DAYS                                                                                                                     \
    "clock:{open=\"08:00-09:00\";interval=\"30 min\";days=2;at_close=\"carry\";};"                                               \
    "types:{a:{arrivals:{per_hour=300;day_factor:{dist=\"gamma\";cv=0.2;};};talk:{dist=\"lognormal\";mean=90;cv=1;};"            \
    "patience:{dist=\"exponential\";mean=60;};wrap=20;redial:{after_abandon=0.5;delay=300;};};"                                  \
    "b:{arrivals:{per_hour=100;};talk=77;patience=200;};};groups:{x:{staff=[9,8];};};trunks:{t:{lines=25;};};run:{seed=3;};"
#define STEADY                                                                                                                   \
    "types:{a:{arrivals:{per_minute=4;};talk:{dist=\"exponential\";mean=60;};patience:{dist=\"exponential\";mean=99;};};};"      \
    "groups:{g:{staff=4;};};run:{mode=\"steady\";warm_up=\"1 h\";length=\"10 h\";batches=4;seed=3;};"

static experiment_t *first, *second;

static void finish(void)
{
    experiment_delete(first);
    experiment_delete(second);
}

TestSuite(experiment, .fini = finish);

static void expect_same(const char *about)
{
    const char *const difference = results_difference(&first->results, &second->results);

    cr_expect_null(difference, "%s: %s", about, difference);
}

static void forget_second(void)
{
    experiment_delete(second);
    second = NULL;
}

/* ---- threads -------------------------------------------------------------------------------------------------------------------- */

static void expect_same_for_threads(const char *cfg, uint32_t replications)
{
    first = experiment_text(cfg, replications, 1);
    cr_expect_eq(first->results.n_replications, replications);
    for (uint32_t threads = 2; threads <= 7; threads += threads < 4 ? 1 : 3) {
        for (int again = 0; again < 3; again++) {
            second = experiment_text(cfg, replications, threads);
            expect_same("threads");
            forget_second();
        }
    }
}

Test(experiment, gives_the_same_bits_on_days_whatever_the_threads)
{
    expect_same_for_threads(DAYS, 23);
}

Test(experiment, gives_the_same_bits_in_a_steady_state_whatever_the_threads)
{
    expect_same_for_threads(STEADY, 5);
}

Test(experiment, has_more_threads_than_replications)
{
    first = experiment_text(DAYS, 2, 1);
    second = experiment_text(DAYS, 2, 16);
    expect_same("16 threads");
}

/* Replication r of an experiment is what replication r is alone. */
Test(experiment, adds_the_replications_in_order)
{
    first = experiment_text(DAYS, 6, 3);
    second = experiment_new(DAYS);
    run_t *const run = run_text(DAYS);

    for (uint32_t r = 0; r < 6; r++) {
        run_again(run, 3, r);
        cr_assert_eq(ccs_results_add(&second->results, &run->replication.flow.facts, run->replication.quantiles,
                         run->replication.waits, NULL),
            0);
    }
    run_delete(run);
    expect_same("one by one");
}

/* ---- precision ------------------------------------------------------------------------------------------------------------------ */

static experiment_t *precise(double precision, uint32_t block, uint32_t most, uint32_t threads)
{
    experiment_t *const e = experiment_new(DAYS);

    e->options.replications = block;
    e->options.max_replications = most;
    e->threads = threads;
    e->metric = metric_of(&e->metrics, "asa_s");
    e->entity = entity_of(&e->metrics, "type/b");
    e->options.precision = precision;
    cr_assert_eq(experiment_run(e), 0);
    return e;
}

static double precision_of(const experiment_t *e)
{
    return ccs_experiment_precision(&e->results, e->metric, e->entity);
}

Test(experiment, adds_whole_blocks_until_it_is_precise)
{
    first = precise(0.07, 7, 1000, 1);
    const uint32_t n = first->results.n_replications;

    cr_expect(n % 7 == 0 && n > 35 && n < 1000, "%u", (unsigned) n);
    cr_expect_leq(precision_of(first), 0.07);
    const ccs_estimate_t e = estimate_of(first, "asa_s", "type/b");

    cr_expect_float_eq(precision_of(first), e.half_width / e.mean, 1e-15);
    uint32_t look = 35, before = 0;

    for (; look < n; look += ((look + 1) / 2 + 6) / 7 * 7) before = look;
    cr_expect_eq(look, n, "it looks after 35, 56, 84, 126, ... replications");
    second = experiment_text(DAYS, before, 1);
    cr_expect_gt(ccs_experiment_precision(&second->results, first->metric, first->entity), 0.07,
        "one look earlier is not enough");
}

Test(experiment, looks_seldom_so_that_it_does_not_stop_where_an_interval_happens_to_be_short)
{
    cr_expect_eq(ccs_experiment_add(0.01, 0.05, 30, 30, 5, 1000), 0, "reached");
    cr_expect_eq(ccs_experiment_add(0.01, 0.05, 29, 29, 5, 1000), 5, "twenty-nine observations decide nothing");
    cr_expect_eq(ccs_experiment_add(0.06, 0.05, 29, 29, 5, 1000), 5);
    cr_expect_eq(ccs_experiment_add(0.06, 0.05, 100, 100, 5, 1000), 50, "half as many again");
    cr_expect_eq(ccs_experiment_add(0.06, 0.05, 42, 42, 5, 1000), 25, "in whole blocks");
    cr_expect_eq(ccs_experiment_add(0.06, 0.05, 100, 1, 1, 1000), 1, "one long replication, many batches");
    cr_expect_eq(ccs_experiment_add(0.06, 0.05, 100, 100, 5, 120), 20, "at most what is allowed");
    cr_expect_eq(ccs_experiment_add((double) INFINITY, 0.05, 100, 120, 5, 120), 0, "nothing is left");
}

Test(experiment, stops_at_the_same_block_whatever_the_threads)
{
    first = precise(0.07, 7, 1000, 1);
    for (uint32_t threads = 2; threads <= 5; threads++) {
        second = precise(0.07, 7, 1000, threads);
        expect_same("to a precision");
        forget_second();
    }
    second = experiment_text(DAYS, first->results.n_replications, 2);
    expect_same("asked for at once");
}

Test(experiment, gives_up_precision_at_the_most_replications_allowed)
{
    first = precise(1e-6, 7, 17, 2);
    cr_expect_eq(first->results.n_replications, 17, "the last block is cut");
    second = experiment_text(DAYS, 17, 1);
    expect_same("17 replications");
}

Test(experiment, is_done_at_the_first_look_if_that_is_precise)
{
    first = precise(1e6, 7, 100, 2);
    cr_expect_eq(first->results.n_replications, 35);
    second = precise(1e6, 40, 100, 2);
    cr_expect_eq(second->results.n_replications, 40);
}

Test(experiment, is_not_precise_where_nothing_is_defined)
{
    first = experiment_text(DAYS, 1, 1);
    cr_expect(isinf(ccs_experiment_precision(&first->results, metric_of(&first->metrics, "asa_s"), 0)), "one observation");
    second = experiment_text(DAYS, 3, 1);
    cr_expect(isinf(ccs_experiment_precision(&second->results, metric_of(&second->metrics, "contained"), 0)), "a mean of 0");
    cr_expect(isfinite(ccs_experiment_precision(&second->results, metric_of(&second->metrics, "asa_s"), 0)));
}

/* ---- progress and stop ---------------------------------------------------------------------------------------------------------- */

typedef struct {
    uint32_t n, wanted, stop_at;
    bool in_order;
    ccs_stop_t stop;
} listener_t;

static void listen(void *to, uint32_t done, uint32_t wanted, double precision)
{
    listener_t *const l = to;

    if (!isnan(precision)) return;
    l->in_order = l->in_order && done == l->n + 1;
    l->n = done;
    l->wanted = wanted;
    if (done == l->stop_at) atomic_store(&l->stop, 1);
}

Test(experiment, tells_its_progress_one_by_one)
{
    listener_t l = {.in_order = true};

    first = experiment_new(DAYS);
    first->options.replications = 12;
    first->threads = 4;
    first->options.progress = listen;
    first->options.listener = &l;
    cr_assert_eq(experiment_run(first), 0);
    cr_expect(l.in_order && l.n == 12 && l.wanted == 12);
}

/* What is done when it stops is a prefix of the whole experiment, bit for bit. */
Test(experiment, keeps_the_first_replications_without_a_gap_when_stopped)
{
    for (uint32_t threads = 1; threads <= 4; threads++) {
        listener_t l = {.in_order = true, .stop_at = 5};

        first = experiment_new(DAYS);
        first->options.replications = 1000;
        first->threads = threads;
        first->options.progress = listen;
        first->options.listener = &l;
        first->options.stop = &l.stop;
        cr_expect_eq(experiment_run(first), CCS_ERR_STOPPED);
        const uint32_t n = first->results.n_replications;

        cr_expect(n >= 5 && n < 5 + 2 * threads, "%u", (unsigned) n);
        second = experiment_text(DAYS, n, 1);
        expect_same("the prefix");
        finish();
        first = second = NULL;
    }
}

Test(experiment, does_nothing_when_it_is_stopped_before)
{
    static const ccs_stop_t stop = 1;

    first = experiment_new(DAYS);
    first->options.replications = 10;
    first->threads = 2;
    first->options.stop = &stop;
    cr_expect_eq(experiment_run(first), CCS_ERR_STOPPED);
    cr_expect_eq(first->results.n_replications, 0);
}

/* Trials that take turns are what each is alone: 70 replications are more than one turn. */
Test(experiment, gives_the_same_bits_side_by_side)
{
    for (uint32_t threads = 1; threads <= 3; threads++) {
        experiment_t *const other = experiment_new(DAYS);

        first = experiment_new(DAYS);
        second = experiment_text(DAYS, 70, 1);
        const ccs_trial_t trials[] = {{other->plan, &other->metrics, 17, &other->results, NULL, 0, NULL},
            {first->plan, &first->metrics, first->seed, &first->results, NULL, 0, NULL}};
        ccs_threads_t team = ccs_threads(threads);
        uint32_t asked = 0;
        ccs_err_t err;

        cr_expect_eq(ccs_experiment_run(trials, 2,
                         &(ccs_experiment_options_t){.replications = 70, .team = &team.team, .asked = &asked}, &err),
            0);
        expect_same("beside another");
        cr_expect_eq(asked, 70);
        cr_expect_eq(other->results.n_replications, 70);
        experiment_delete(other);
        finish();
        first = second = NULL;
    }
}
