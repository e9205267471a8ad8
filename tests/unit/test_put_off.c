/* test_put_off.c - customers who would come again while it is closed, and do so when others come. Two days of two hours in four half-hours, of whose fresh
 * contacts the second has none: of five customers one comes in the first half-hour, one in the third and three in the last. */
#include <criterion/criterion.h>
#include <math.h>

#include "load.h"
#include "put_off.h"
#include "support.h"

enum { CELLS = 4, DAYS_APART = CELLS + 1 /* cells of a day, the closed one behind them included */ };
static const double PARTS[CELLS] = {0.2, 0, 0.2, 0.6};

static run_t *run;

static void finish(void)
{
    run_delete(run);
    run = NULL;
}

TestSuite(put_off, .fini = finish);

/* Everybody is served at once, and comes again 14 hours later, at night. */
#define CFG(clock, more)                                                                                                         \
    "clock:{days=2;open=\"08:00-10:00\";interval=\"30 min\";" clock "};"                                                         \
    "types:{a:{arrivals:{per_hour=[2000,0,2000,6000];};talk=1;reconnect:{probability=1;max_attempts=2;delay=\"14 h\";};" more    \
    "};};groups:{g:{staff=200;};};"
#define IN_THE_DAY "again_when_closed=\"in_the_day\";"

static void expect_at(double frac, double minutes)
{
    const double opens_s = run->plan->cells[DAYS_APART].start_s, at_s = ccs_put_off_s(run->plan, 0, DAYS_APART, frac);

    cr_expect_float_eq(at_s, opens_s + 60 * minutes, 1e-6, "%g of them until %.10g min, not %.10g", frac, (at_s - opens_s) / 60,
        minutes);
}

Test(put_off, goes_by_the_contacts_that_are_expected)
{
    run = run_text(CFG("", IN_THE_DAY));
    for (uint32_t i = 0; i < CELLS; i++)
        cr_expect_float_eq(ccs_put_off_contacts(run->plan, 0, DAYS_APART + i), 5000 * PARTS[i], 1e-6);
    cr_expect_eq(ccs_put_off_contacts(run->plan, 0, CELLS), 0, "it is closed");
    expect_at(0, 0);
    expect_at(0.1, 15);
    expect_at(0.3, 75);
    expect_at(0.7, 105);
    cr_expect_lt(ccs_put_off_s(run->plan, 0, DAYS_APART, nextafter(1, 0)), run->plan->cells[DAYS_APART + CELLS - 1].end_s + 1e-9);
}

Test(put_off, is_the_opening_of_a_day_on_which_nobody_is_expected)
{
    run = run_text(
        "clock:{days=2;open=\"08:00-10:00\";};types:{a:{arrivals:{per_hour:{mon=10;weekdays=0;};};talk=1;" IN_THE_DAY "};};"
        "groups:{g:{staff=1;};};");
    expect_at(0.7, 0);
}

/* Binomial: five standard deviations. */
Test(put_off, spreads_those_who_come_again_over_the_day)
{
    run = run_text(CFG("", IN_THE_DAY));
    const double n = type_total(run, 0, CCS_FACT_repeats);

    cr_assert_gt(n, 4000);
    for (uint32_t i = 0; i < CELLS; i++) {
        const double again = type_fact(run, DAYS_APART + i, 0, CCS_FACT_repeats), p = PARTS[i];

        cr_expect_float_eq(again, n * p, 5 * sqrt(n * p * (1 - p)) + 1e-9, "%g of %g in interval %u", again, n, (unsigned) i);
    }
}

Test(put_off, all_come_at_the_opening_where_nothing_is_said)
{
    run = run_text(CFG("", ""));
    cr_assert_gt(type_total(run, 0, CCS_FACT_repeats), 4000);
    cr_expect_eq(type_fact(run, DAYS_APART, 0, CCS_FACT_repeats), type_total(run, 0, CCS_FACT_repeats));
}

/* Those of the second day would come after its close. */
Test(put_off, nobody_comes_after_the_last_close)
{
    run = run_text(CFG("", IN_THE_DAY));
    cr_expect_eq(type_total(run, 0, CCS_FACT_repeats) + type_total(run, 0, CCS_FACT_still_away),
        type_total(run, 0, CCS_FACT_arrived) - type_total(run, 0, CCS_FACT_repeats));
}

/* Loads take it that every other attempt is followed by one, as all first ones are and no second one is: half of those of the first day come on the second. */
/* The type closes an hour before the centre: what would fall between comes the next day. */
Test(put_off, is_known_to_loads_by_the_hours_of_the_type)
{
    ccs_load_t load;

    run = run_text(
        "clock:{days=2;open=\"08:00-10:00\";interval=\"1 h\";};types:{a:{open=\"08:00-09:00\";" IN_THE_DAY
        "arrivals:{per_hour=((\"08:00\",\"09:00\",100));};talk=1;reconnect:{probability=0.5;delay=\"1 h\";};};};groups:{g:{staff=9;};};");
    cr_assert_eq(ccs_load_init(&load, run->plan), 0);
    for (uint32_t i = 0; ccs_load_next(&load); i++)
        cr_expect_float_eq(load.types[0].per_s * 3600, ((const double[]){100, 0, 150, 0})[i], 0.1, "hour %u: %g contacts",
            (unsigned) i, load.types[0].per_s * 3600);
    ccs_load_free(&load);
}

Test(put_off, is_known_to_loads)
{
    ccs_load_t load;

    run = run_text(CFG("", IN_THE_DAY));
    cr_assert_eq(ccs_load_init(&load, run->plan), 0);
    while (ccs_load_next(&load)) {
        const uint32_t i = load.cell % DAYS_APART;
        const double contacts = load.types[0].per_s * 1800, days = load.cell < CELLS ? 1 : 1.5;

        cr_expect_float_eq(contacts, days * 5000 * PARTS[i], 1, "%g contacts in cell %u", contacts, (unsigned) load.cell);
    }
    ccs_load_free(&load);
}
