/* test_parcel.c - replications packed by one and taken out by another give the same results to the last bit; what is damaged or another plan's is refused. */
#include <criterion/criterion.h>
#include <string.h>

#include "parcel.h"
#include "support.h"

#define DAYS                                                                                                                     \
    "clock:{open=\"08:00-09:00\";interval=\"30 min\";days=2;at_close=\"carry\";};"                                               \
    "types:{a:{arrivals:{per_hour=300;};talk:{dist=\"lognormal\";mean=90;cv=1;};"                                                \
    "patience:{dist=\"exponential\";mean=60;};wrap=20;redial:{after_abandon=0.5;delay=300;};};"                                  \
    "b:{arrivals:{per_hour=100;};talk=77;patience=200;costs:{abandoned=2.5;};};};groups:{x:{staff=[9,8];};};costs:{wage=30;};run:{seed=3;"
#define PLAIN    DAYS "};"
#define DETAILED DAYS "agents=\"each\";figures=\"detailed\";};"
#define STEADY                                                                                                                   \
    "types:{a:{arrivals:{per_minute=4;};talk:{dist=\"exponential\";mean=60;};patience:{dist=\"exponential\";mean=99;};};};"      \
    "groups:{g:{staff=4;};};run:{mode=\"steady\";warm_up=\"1 h\";length=\"10 h\";batches=4;seed=3;};"
enum { REPLICATIONS = 7, FIRST_OF_SECOND = 4 };

/* Replications first .. end - 1 in a parcel, by a worker of its own. */
static ccs_parcel_t parcel_of(const experiment_t *e, uint32_t first, uint32_t end)
{
    ccs_parcel_t parcel = {0};
    ccs_replication_t r;

    cr_assert_eq(ccs_replication_init(&r, e->results.plan, e->results.metrics, NULL), 0);
    for (uint32_t i = first; i < end; i++) {
        cr_assert_eq(ccs_replication_run(&r, 3, i), 0);
        cr_assert_eq(ccs_parcel_put(&parcel, &r), 0);
    }
    ccs_replication_free(&r);
    return parcel;
}

/* Take all out of a parcel and add them. @return what taking said */
static int add_all(experiment_t *e, ccs_replication_t *r, const ccs_parcel_t *parcel)
{
    ccs_parcel_reader_t from = {parcel->bytes, parcel->bytes + parcel->n};
    const ccs_steady_t steady = {&r->pulse, r->parts};
    int ret = 0;

    while (ret == 0 && from.at < from.end) {
        ret = ccs_parcel_take(&from, r);
        if (ret == 0)
            ret = ccs_results_add(&e->results, &r->flow.facts, r->quantiles, r->waits,
                e->results.plan->axis.is_batched ? &steady : NULL);
    }
    return ret;
}

static void expect_same(const char *cfg)
{
    experiment_t *const whole = experiment_text(cfg, REPLICATIONS, 1), *const parts = experiment_new(cfg);
    ccs_parcel_t second = parcel_of(parts, FIRST_OF_SECOND, REPLICATIONS), first = parcel_of(parts, 0, FIRST_OF_SECOND);
    ccs_replication_t r;

    cr_assert_eq(ccs_replication_init(&r, parts->results.plan, parts->results.metrics, NULL), 0);
    cr_expect_eq(add_all(parts, &r, &first), 0);
    cr_expect_eq(add_all(parts, &r, &second), 0);
    cr_expect_eq(parts->results.n_replications, REPLICATIONS);
    const char *const difference = results_difference(&whole->results, &parts->results);

    cr_expect_null(difference, "%s", difference);
    ccs_replication_free(&r);
    ccs_parcel_free(&first);
    ccs_parcel_free(&second);
    experiment_delete(parts);
    experiment_delete(whole);
}

Test(parcel, brings_days_with_money_to_the_last_bit)
{
    expect_same(PLAIN);
}

Test(parcel, brings_detailed_figures_and_single_agents)
{
    expect_same(DETAILED);
}

Test(parcel, brings_the_batches_of_a_steady_state)
{
    expect_same(STEADY);
}

Test(parcel, is_refused_where_it_ends_early_or_is_damaged)
{
    experiment_t *const e = experiment_new(PLAIN);
    ccs_parcel_t parcel = parcel_of(e, 0, 1);
    ccs_replication_t r;

    cr_assert_eq(ccs_replication_init(&r, e->results.plan, e->results.metrics, NULL), 0);
    for (size_t n = 1; n < parcel.n; n += 1 + parcel.n / 97) {
        ccs_parcel_reader_t from = {parcel.bytes, parcel.bytes + n};

        cr_expect_neq(ccs_parcel_take(&from, &r), 0, "%zu of %zu bytes", n, parcel.n);
    }
    memset(parcel.bytes + 16, 0xff, 24); /* lengths beyond all bounds */
    cr_expect_neq(ccs_parcel_take(&(ccs_parcel_reader_t){parcel.bytes, parcel.bytes + parcel.n}, &r), 0);
    ccs_replication_free(&r);
    ccs_parcel_free(&parcel);
    experiment_delete(e);
}

Test(parcel, of_another_plan_is_refused)
{
    experiment_t *const days = experiment_new(PLAIN), *const steady = experiment_new(STEADY);
    ccs_parcel_t parcel = parcel_of(days, 0, 1);
    ccs_replication_t r;

    cr_assert_eq(ccs_replication_init(&r, steady->results.plan, steady->results.metrics, NULL), 0);
    cr_expect_eq(ccs_parcel_take(&(ccs_parcel_reader_t){parcel.bytes, parcel.bytes + parcel.n}, &r), CCS_ERR_SCENARIO);
    ccs_replication_free(&r);
    ccs_parcel_free(&parcel);
    experiment_delete(days);
    experiment_delete(steady);
}
