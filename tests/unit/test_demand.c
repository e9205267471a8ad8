/* test_demand.c - what makes demand random: factors that remember and are akin, splits, states, shocks, fixed counts, batches, points that are joined. Tolerances are
 * five standard errors, which are those of the laws asked for. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compile_case.h"
#include "factor.h"
#include "modulation.h"
#include "scenario.h"
#include "support.h"

enum { H = 3600, SLOTS = 4, R = 8000 };

static ccs_plan_t *plan;
static ccs_arena_t arena;

static void delete_plan(void)
{
    plan_delete(plan);
    plan = NULL;
    ccs_arena_free(&arena);
}

TestSuite(demand, .fini = delete_plan);

#define GROUPS         "groups:{g:{staff=3;};};"
#define TYPE(arrivals) "types:{a:{talk=60;arrivals:{" arrivals "};};};" GROUPS
#define CLOCK          "clock:{open=\"08:00-10:00\";days=3;};"

/* Sums of pairs. */
typedef struct {
    double n, x, y, xx, yy, xy;
} pairs_t;

static void add(pairs_t *self, double x, double y)
{
    self->n++;
    self->x += x;
    self->y += y;
    self->xx += x * x;
    self->yy += y * y;
    self->xy += x * y;
}

static double correlation(const pairs_t *p)
{
    return (p->n * p->xy - p->x * p->y) / sqrt((p->n * p->xx - p->x * p->x) * (p->n * p->yy - p->y * p->y));
}

static void expect_correlation(const pairs_t *p, double wanted, const char *what)
{
    const double error = (1 - wanted * wanted) / sqrt(p->n); /* of a correlation of normal variables */

    cr_expect_float_eq(correlation(p), wanted, 5 * error, "%s: %g, expected %g +- %g", what, correlation(p), wanted, error);
}

/* The normal score of a lognormal factor with mean 1. */
static double score_of(double value, double cv)
{
    const double sigma = sqrt(log1p(cv * cv));

    return (log(value) + sigma * sigma / 2) / sigma;
}

/* ---- factors -------------------------------------------------------------------------------------------------------------------- */

#define DAYS                                                                                                                     \
    "day_factors:{volume:{dist=\"lognormal\";cv=0.2;memory=0.6;};"                                                               \
    "chats:{dist=\"lognormal\";cv=0.3;memory=0.3;with:{volume=0.7;};};"                                                          \
    "mail:{dist=\"lognormal\";cv=0.1;with:{volume=-0.4;chats=-0.2;};};};"                                                        \
    "types:{a:{talk=60;arrivals:{per_hour=9;day_factor=\"volume\";};};b:{talk=60;arrivals:{per_hour=9;day_factor=\"chats\";};};" \
    "c:{talk=60;arrivals:{per_hour=9;day_factor=\"mail\";};};};" GROUPS

static double day_score(uint32_t factor, double cv, uint32_t replication, uint32_t day)
{
    return score_of(ccs_factor_of_day(plan, factor, &(ccs_chance_t){.seed = 7, .replication = replication}, day), cv);
}

Test(demand, factors_of_days_remember_and_are_akin)
{
    pairs_t memory = {0}, akin = {0}, mail_volume = {0}, mail_chats = {0};
    double sum = 0, squares = 0;

    plan = plan_from_text(CLOCK DAYS);
    for (uint32_t r = 0; r < R; r++) {
        const double volume = day_score(0, 0.2, r, 1), chats = day_score(1, 0.3, r, 1), mail = day_score(2, 0.1, r, 1);

        add(&memory, volume, day_score(0, 0.2, r, 2));
        add(&akin, volume, chats);
        add(&mail_volume, mail, volume);
        add(&mail_chats, mail, chats);
        sum += volume;
        squares += volume * volume;
    }
    cr_expect_float_eq(sum / R, 0, 5 / sqrt(R));
    cr_expect_float_eq(squares / R, 1, 5 * sqrt(2.0 / R), "scores are normal on the first days too");
    expect_correlation(&memory, 0.6, "a day and the next");
    expect_correlation(&akin, 0.7, "volume and chats, whose memories differ");
    expect_correlation(&mail_volume, -0.4, "mail and volume");
    expect_correlation(&mail_chats, -0.2, "mail and chats");
}

#define INTERVALS                                                                                                                \
    "interval_factors:{busy:{dist=\"lognormal\";cv=0.2;memory=0.5;};"                                                            \
    "given:{dist=\"lognormal\";cv=0.2;correlation=((1,0.6,0.1,0),(0.6,1,0.5,0),(0.1,0.5,1,-0.3),(0,0,-0.3,1));};};"              \
    "types:{a:{talk=60;arrivals:{per_hour=9;interval_factor=\"busy\";};};b:{talk=60;arrivals:{per_hour=9;interval_factor=\"given\";};};};" GROUPS

static double slot_score(uint32_t factor, uint32_t replication, uint32_t slot, ccs_slot_score_t *at)
{
    return score_of(ccs_factor_of_slot(plan, factor, &(ccs_chance_t){.seed = 3, .replication = replication}, 1, slot, at), 0.2);
}

Test(demand, factors_of_intervals_follow_their_memory_or_their_matrix)
{
    static const double given[SLOTS][SLOTS] = {{1, 0.6, 0.1, 0}, {0.6, 1, 0.5, 0}, {0.1, 0.5, 1, -0.3}, {0, 0, -0.3, 1}};
    pairs_t memory[SLOTS][SLOTS] = {0}, matrix[SLOTS][SLOTS] = {0};
    char what[64];

    plan = plan_from_text(CLOCK INTERVALS);
    for (uint32_t r = 0; r < R; r++) {
        ccs_slot_score_t at = {0}, none = {0};
        double busy[SLOTS], by_matrix[SLOTS];

        for (uint32_t i = 0; i < SLOTS; i++) {
            busy[i] = slot_score(0, r, i, &at);
            by_matrix[i] = slot_score(1, r, i, &none);
            for (uint32_t j = 0; j < i; j++) {
                add(&memory[i][j], busy[i], busy[j]);
                add(&matrix[i][j], by_matrix[i], by_matrix[j]);
            }
        }
    }
    for (uint32_t i = 0; i < SLOTS; i++)
        for (uint32_t j = 0; j < i; j++) {
            snprintf(what, sizeof what, "intervals %u and %u", i, j);
            expect_correlation(&memory[i][j], pow(0.5, i - j), what);
            expect_correlation(&matrix[i][j], given[i][j], what);
        }
}

Test(demand, an_interval_has_its_factor_in_whatever_order_it_is_asked_for)
{
    ccs_slot_score_t forth = {0}, apart = {0};

    plan = plan_from_text(CLOCK INTERVALS);
    for (uint32_t i = 0; i < SLOTS; i++) {
        ccs_slot_score_t fresh = {0};
        const double value = slot_score(0, 5, i, &forth);

        cr_expect_eq(value, slot_score(0, 5, i, &fresh));
        cr_expect_eq(value, slot_score(0, 5, i, &apart));
        (void) slot_score(0, 5, SLOTS - 1, &apart);
    }
}

/* ---- what multiplies a rate ------------------------------------------------------------------------------------------------------ */

/* Contacts expected from time to time in a replication, the rate being 1 a second: the integral of the factor. */
static double integral(ccs_modulator_t *modulator, uint32_t replication, double from_s, double to_s)
{
    double sum = 0, until_s;

    ccs_modulator_reset(modulator, (ccs_chance_t){.seed = 11, .replication = replication});
    for (double at_s = from_s; at_s < to_s; at_s = until_s) {
        const double factor = ccs_modulator_at(modulator, at_s, 0, &until_s);

        cr_assert_gt(until_s, at_s);
        sum += factor * (fmin(until_s, to_s) - at_s);
    }
    return sum;
}

Test(demand, shares_of_intervals_follow_a_dirichlet_law)
{
    const double concentration = 50, shares[SLOTS] = {0.1, 0.2, 0.3, 0.4};
    double sum[SLOTS] = {0}, squares[SLOTS] = {0};

    plan = plan_from_text(CLOCK TYPE("per_interval=[10,20,30,40];split:{concentration=50;};"));
    ccs_modulator_t *const modulator = ccs_modulator_new(plan, 0, &arena);

    for (uint32_t r = 0; r < R; r++) {
        double until_s, total = 0;

        ccs_modulator_reset(modulator, (ccs_chance_t){.seed = 11, .replication = r});
        for (int i = 0; i < SLOTS; i++) {
            const double share = shares[i] * ccs_modulator_at(modulator, 8 * H + i * (H / 2), 0, &until_s);

            sum[i] += share;
            squares[i] += share * share;
            total += share;
        }
        cr_assert_float_eq(total, 1, 1e-12, "they are shares");
    }
    for (int i = 0; i < SLOTS; i++) {
        const double p = shares[i], variance = p * (1 - p) / (concentration + 1), mean = sum[i] / R;

        cr_expect_float_eq(mean, p, 5 * sqrt(variance / R));
        cr_expect_float_eq(squares[i] / R - mean * mean, variance, 5 * variance * sqrt(3.0 / R), "slot %d", i);
    }
}

Test(demand, states_keep_the_mean_of_the_rate_and_their_share_of_time)
{
    double sum = 0, squares = 0;

    plan = plan_from_text(CLOCK TYPE("per_hour=3600;mmpp:{factors=[3,1];stays=[\"10 min\",\"20 min\"];};"));
    ccs_modulator_t *const modulator = ccs_modulator_new(plan, 0, &arena);

    cr_expect_float_eq(plan->types[0].arrivals.modulation->levels[0], 1.8, 1e-12);
    cr_expect_float_eq(plan->types[0].arrivals.modulation->levels[1], 0.6, 1e-12);
    for (uint32_t r = 0; r < R; r++) {
        const double x = integral(modulator, r, 8 * H, 9 * H) / H;

        sum += x;
        squares += x * x;
    }
    /* The variance of the mean of a two-state chain over a time: 2 v / (k t) (1 - (1 - exp(-k t)) / (k t)), v = p (1 - p) (1.8 - 0.6)^2. */
    const double k = (1 / 10.0 + 1 / 20.0) * 60, v = 2.0 / 9 * 1.44, variance = 2 * v / k * (1 - (1 - exp(-k)) / k);

    cr_expect_float_eq(sum / R, 1, 5 * sqrt(variance / R));
    cr_expect_float_eq(squares / R - 1, variance, 5 * variance * sqrt(3.0 / R), "%g, expected %g", squares / R - 1, variance);
}

Test(demand, a_shock_adds_what_it_lasts)
{
    const double hours = 2, lasts = 0.5, within = lasts - lasts * lasts / (2 * hours);
    double sum = 0;

    plan = plan_from_text(CLOCK "shocks:{outage:{probability=0.25;factor=3;lasts=\"30 min\";types=[\"a\"];};};"
                                "types:{a:{talk=60;arrivals:{per_hour=3600;};};b:{talk=60;arrivals:{per_hour=9;};};};" GROUPS);
    ccs_modulator_t *const modulator = ccs_modulator_new(plan, 0, &arena);

    cr_expect_null(plan->types[1].arrivals.modulation, "of other types");
    for (uint32_t r = 0; r < R; r++) sum += integral(modulator, r, 8 * H, 10 * H) / H - hours;
    /* A quarter of the days has 2 * within hours more, within being the mean of min(lasts, what is left of the day): its variance is below lasts^2. */
    cr_expect_float_eq(sum / R, 0.25 * 2 * within, 5 * sqrt(0.25 * 4 * lasts * lasts / R));
}

Test(demand, a_shock_that_decays_loses_its_effect_evenly)
{
    double sum = 0;

    plan = plan_from_text(CLOCK "shocks:{outage:{probability=1;factor=2;decay=\"10 min\";};};" TYPE("per_hour=3600;"));
    ccs_modulator_t *const modulator = ccs_modulator_new(plan, 0, &arena);

    for (uint32_t r = 0; r < R; r++) sum += integral(modulator, r, 8 * H, 10 * H) / H - 2;
    /* E[tau (1 - exp(-left / tau))], left uniform over two hours: tau (1 - tau / T (1 - exp(-T / tau))). */
    const double tau = 1.0 / 6, T = 2, mean = tau * (1 - tau / T * (1 - exp(-T / tau)));

    cr_expect_float_eq(sum / R, mean, 5 * tau / sqrt(R) + 1e-3 * tau, "a thousandth of the effect is cut off");
}

/* Whose steps are others must not change what the first one adds. */
Test(demand, a_shock_decays_alike_beside_another_one)
{
#define OUTAGE "outage:{probability=1;factor=2;decay=\"10 min\";};"
    enum { N = 20 };
    double alone[N];

    plan = plan_from_text(CLOCK "shocks:{" OUTAGE "};" TYPE("per_hour=3600;"));
    ccs_modulator_t *const one = ccs_modulator_new(plan, 0, &arena);

    for (uint32_t r = 0; r < N; r++) alone[r] = integral(one, r, 8 * H, 14 * H);
    plan_delete(plan);
    plan = plan_from_text(CLOCK "shocks:{" OUTAGE "nothing:{probability=1;factor=1;decay=\"1 min\";};};" TYPE("per_hour=3600;"));
    ccs_modulator_t *const two = ccs_modulator_new(plan, 0, &arena);

    for (uint32_t r = 0; r < N; r++) cr_expect_float_eq(integral(two, r, 8 * H, 14 * H), alone[r], 1e-6);
}

/* Minutes 0 and 1,024 are drawn apart: the attempts of one index of draws do not reach that far. */
Test(demand, a_day_of_many_intervals_is_split_by_draws_of_their_own)
{
    double until_s;

    plan = plan_from_text("clock:{open=\"24h\";interval=\"1 min\";};" TYPE("per_hour=3600;split:{concentration=1440;};"));
    ccs_modulator_t *const modulator = ccs_modulator_new(plan, 0, &arena);

    ccs_modulator_reset(modulator, (ccs_chance_t){.seed = 1});
    const double first = ccs_modulator_at(modulator, 0, 0, &until_s);

    cr_expect_eq(until_s, 60);
    cr_expect_neq(ccs_modulator_at(modulator, 1024 * 60, 0, &until_s), first);
}

Test(demand, a_forecast_that_is_too_high_makes_fewer_contacts)
{
    plan = plan_from_text(CLOCK TYPE("per_hour=102;forecast:{bias=0.02;cv=0.1;interval_cv=0.05;};"));
    cr_expect_float_eq(plan->rates[0].per_s, 100.0 / H, 1e-12);
    cr_expect_eq(plan->types[0].arrivals.modulation->n_factors, 2);
    cr_expect_float_eq(plan->factors[0].law.sd, 0.1, 1e-9);
    cr_expect(!plan->factors[0].by_slot && plan->factors[1].by_slot);
}

/* ---- when they come -------------------------------------------------------------------------------------------------------------- */

/* Contacts of the first type that arrive from time to time. */
static uint32_t count(uint32_t replication, double from_s, double to_s)
{
    ccs_source_t source;
    uint32_t n = 0;
    double last_s = 0;

    cr_assert_eq(ccs_source_init(&source, plan, 0, &arena), 0);
    ccs_source_reset(&source, plan, 0, 5, replication);
    for (double time_s; isfinite(time_s = ccs_source_next(&source, plan, 0)); ccs_source_advance(&source)) {
        cr_assert_geq(time_s, last_s);
        last_s = time_s;
        n += time_s >= from_s && time_s < to_s;
    }
    return n;
}

Test(demand, counts_are_those_of_every_interval_on_every_day)
{
    plan = plan_from_text(CLOCK TYPE("counts=[10,10,0,35];"));
    for (uint32_t r = 0; r < 50; r++)
        for (int day = 0; day < 3; day++) {
            const double open_s = (24 * day + 8) * H;

            cr_expect_eq(count(r, open_s, open_s + 1800), 10);
            cr_expect_eq(count(r, open_s + 1800, open_s + 3600), 10, "also where two intervals have as many");
            cr_expect_eq(count(r, open_s + 3600, open_s + 5400), 0);
            cr_expect_eq(count(r, open_s + 5400, open_s + 7200), 35);
        }
}

Test(demand, counts_fall_evenly_over_their_interval_and_keep_their_mean)
{
    enum { DAYS_N = 4000 };
    double early = 0, all = 0;

    plan = plan_from_text("clock:{open=\"08:00-09:00\";interval=\"1 h\";};" TYPE("counts=7.25;"));
    for (uint32_t r = 0; r < DAYS_N; r++) {
        const uint32_t n = count(r, 0, 24 * H);

        cr_assert(n == 7 || n == 8);
        all += n;
        early += count(r, 0, 8 * H + 900);
    }
    cr_expect_float_eq(all / DAYS_N, 7.25, 5 * sqrt(0.25 * 0.75 / DAYS_N));
    cr_expect_float_eq(early / all, 0.25, 5 * sqrt(0.25 * 0.75 / all));
}

Test(demand, batches_come_at_once_and_rates_count_contacts)
{
    enum { DAYS_N = 2000 };
    double n = 0, squares = 0;

    plan = plan_from_text("clock:{open=\"08:00-09:00\";};" TYPE("per_hour=60;batch:{values=[1,3];weights=[1,1];};"));
    cr_expect_float_eq(plan->types[0].arrivals.batch.mean, 2, 1e-12);
    for (uint32_t r = 0; r < DAYS_N; r++) {
        const double x = count(r, 0, 24 * H);

        n += x;
        squares += x * x;
    }
    /* A compound Poisson variable: mean 60, variance rate of batches * E[X^2] = 30 * 5. */
    const double mean = n / DAYS_N, variance = squares / DAYS_N - mean * mean;

    cr_expect_float_eq(mean, 60, 5 * sqrt(150.0 / DAYS_N));
    cr_expect_float_eq(variance, 150, 5 * 150 * sqrt(2.1 / DAYS_N));
}

Test(demand, points_are_joined_by_lines_or_a_spline)
{
    plan = plan_from_text(
        "clock:{open=\"08:00-12:00\";};"
        "types:{a:{talk=60;arrivals:{per_hour=((\"08:00\",0),(\"10:00\",60),(\"11:00\",0));shape=\"linear\";};};"
        "b:{talk=60;arrivals:{per_hour=((\"08:00\",0),(\"10:00\",60),(\"12:00\",0));shape=\"spline\";};};};" GROUPS);
    cr_expect_float_eq(ccs_plan_fresh(plan, 0), 60 + 30, 1e-9, "two triangles");
    /* The natural spline through (0,0), (2,60), (4,0) is 45 x - 3.75 x^3 up to the middle, and its mirror: 2 (45 * 2 - 3.75 * 4). */
    cr_expect_float_eq(ccs_plan_fresh(plan, 1), 2 * (90 - 15), 1e-6, "%g", ccs_plan_fresh(plan, 1));
}

/* ---- a bank ---------------------------------------------------------------------------------------------------------------------- */

enum { MONDAYS = 200, NOON = 12 };

/* The sums before and after noon of a day of scenarios/bank_demand.cfg have the standard deviations and the correlation to which its factors were fitted: of the data
 * .077, .063 and .75, of the model, by its formula, .071, .067 and .73 (docs/demand.md). */
Test(demand, a_bank_has_mornings_and_afternoons_that_go_together)
{
    static const char *const monday[] = {"clock.days=1"};
    ccs_scenario_t scenario;
    ccs_err_list_t errors = {0};
    pairs_t days = {0};
    double morning_mean, afternoon_mean;

    cr_assert_eq(ccs_scenario_load("scenarios/bank_demand.cfg", monday, 1, &scenario, &errors), 0);
    plan = &scenario.plan;
    for (uint32_t r = 0; r < MONDAYS; r++) {
        ccs_source_t source;
        double n[2] = {0};

        cr_assert_eq(ccs_source_init(&source, plan, 0, &arena), 0);
        ccs_source_reset(&source, plan, 0, 5, r);
        for (double time_s; isfinite(time_s = ccs_source_next(&source, plan, 0)); ccs_source_advance(&source))
            n[time_s >= NOON * H]++;
        add(&days, n[0], n[1]);
    }
    morning_mean = days.x / MONDAYS;
    afternoon_mean = days.y / MONDAYS;
    const double error = 1 / sqrt(2.0 * MONDAYS); /* of a standard deviation, relative */

    cr_expect_float_eq(sqrt(days.xx / MONDAYS - morning_mean * morning_mean) / morning_mean, 0.0711, 5 * error * 0.0711);
    cr_expect_float_eq(sqrt(days.yy / MONDAYS - afternoon_mean * afternoon_mean) / afternoon_mean, 0.0673, 5 * error * 0.0673);
    expect_correlation(&days, 0.729, "mornings and afternoons");
    cr_expect_float_eq(correlation(&days), 0.73, 0.08, "fact F20");
    plan = NULL;
    ccs_scenario_free(&scenario);
    ccs_err_list_free(&errors);
}

/* ---- what is refused ------------------------------------------------------------------------------------------------------------- */

static const struct {
    const char *scenario, *messages;
} WRONG[] = {
    {"day_factors:{v:{dist=\"gamma\";cv=0.1;memory=1;};};" TYPE("per_hour=1;day_factor=\"v\";"),
        "test.cfg:1: day_factors.v.memory: expected a correlation from 0 to 0.999, found 1\n"},
    {"day_factors:{v:{dist=\"gamma\";cv=0.1;with:{w=0.5;};};w:{dist=\"gamma\";cv=0.1;};};" TYPE("per_hour=1;day_factor=\"v\";"),
        "test.cfg:1: day_factors.v.with.w: a factor names those that are written before it: write w first, or v at w\n"},
    {"day_factors:{u:{dist=\"gamma\";cv=0.1;};v:{dist=\"gamma\";cv=0.1;with:{u=0.9;};};w:{dist=\"gamma\";cv=0.1;with:{u=0.9;v=-0.9;};};};" TYPE(
         "per_hour=1;day_factor=\"w\";"),
        "test.cfg:1: day_factors.w.with: no factors can be correlated like this: the correlations contradict one another\n"},
    {TYPE("per_hour=1;interval_factor:{dist=\"gamma\";cv=0.1;correlation=((1,0.5),(0.4,1));};"),
        "test.cfg:1: types.a.arrivals.interval_factor.correlation: is not symmetric: the correlation of two intervals stands twice in it, with one "
        "value\n"},
    {"shocks:{s:{probability=0.1;factor=2;};};" TYPE("per_hour=1;"),
        "test.cfg:1: shocks.s: needs lasts, how long it is in force, or decay, in which its effect falls to 37 %\n"},
    {TYPE("per_hour=1;mmpp:{factors=[1,2];stays=[60];};"),
        "test.cfg:1: types.a.arrivals.mmpp.stays: expected a duration for each state, such as [\"30 min\", \"1 h\"], found [60]\n"},
    {TYPE("per_hour=1;batch=1.5;"), "test.cfg:1: types.a.arrivals.batch: expected a whole number from 1 to 1000, found 1.5\n"},
    {TYPE("counts=9;batch=2;"),
        "test.cfg:1: types.a.arrivals.batch: has no meaning beside counts, which say when how many come\n"},
    {TYPE("per_interval=9;shape=\"linear\";"),
        "test.cfg:1: types.a.arrivals.shape: joins rates by rows, such as per_hour; per_interval counts contacts\n"},
    {TYPE("per_hour=9;shape=\"spline\";"),
        "test.cfg:1: types.a.arrivals.shape: needs at least 3 rows (time, number) to join, such as (\"08:00\", 20), (\"12:00\", 60)\n"},
};

Test(demand, says_what_is_wrong)
{
    static compiled_t got;

    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        compile_text(&got, WRONG[i].scenario);
        cr_expect_str_eq(got.messages, WRONG[i].messages, "%s\nexpected\n%sfound\n%s", WRONG[i].scenario, WRONG[i].messages,
            got.messages);
        compiled_free(&got);
    }
}
