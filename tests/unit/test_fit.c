/* test_fit.c - laws, shares and factors that are known come back from what was drawn of them. Draws are of fixed keys; tolerances are four standard errors as the fits tell them, unless
 * a closed form says more. */
#include <criterion/criterion.h>
#include <math.h>

#include "fit_counts.h"
#include "fit_goodness.h"
#include "stream.h"

enum { N = 2000 };

static ccs_arena_t arena;

static void finish(void)
{
    ccs_arena_free(&arena);
}

TestSuite(fit, .fini = finish, .timeout = 120);

static double uniform(uint32_t index, uint32_t purpose)
{
    const ccs_stream_t stream = ccs_stream_make(7, ccs_stream_hash("test:fit"), 0);

    return fmax(ccs_stream_draw(&stream, index, 0, purpose), 0x1p-53);
}

static ccs_distribution_t law_of(enum ccs_distribution_kind kind, double mean, double cv)
{
    ccs_distribution_given_t given = CCS_DISTRIBUTION_GIVEN_NOTHING;
    ccs_distribution_t law;
    ccs_err_t err = {0};

    given.mean = mean;
    if (kind != CCS_DISTRIBUTION_EXPONENTIAL) given.cv = cv;
    cr_assert_eq(ccs_distribution_make(kind, &given, &arena, &law, &err), 0, "%s", err.text);
    return law;
}

/* Times of a law, of which a share never ends, cut short by waits that are exponential. @param cut_mean  0: none is cut */
static ccs_fit_values_t values_of(const ccs_distribution_t *law, double never, double cut_mean)
{
    static ccs_fit_time_t times[N];
    const ccs_distribution_t cut = ccs_distribution_exponential(cut_mean > 0 ? cut_mean : 1);
    ccs_fit_values_t values;

    for (uint32_t i = 0; i < N; i++) {
        const double end = uniform(i, 3) < never ? 1e9 : ccs_distribution_at(law, uniform(i, 1));
        const double seen = cut_mean > 0 ? ccs_distribution_at(&cut, uniform(i, 2)) : 2e9;

        times[i] = (ccs_fit_time_t){fmin(end, seen), end <= seen};
    }
    cr_assert_eq(ccs_fit_values_make(&values, times, N, &arena), 0);
    return values;
}

static void expect_near(const ccs_fit_estimate_t *found, double truth, const char *what)
{
    const double error = (found->high - found->low) / 2 / CCS_FIT_Z;

    cr_expect(isfinite(error) && fabs(found->is - truth) < 4 * error, "%s: %g in [%g, %g], true %g", what, found->is, found->low,
        found->high, truth);
}

Test(fit, an_exponential_is_all_time_by_all_ends)
{
    const ccs_distribution_t law = ccs_distribution_exponential(150);
    const ccs_fit_values_t values = values_of(&law, 0, 60);
    double total = 0;
    ccs_fit_law_t fitted;

    for (size_t i = 0; i < values.n; i++) total += (values.ended[i] + values.cut[i]) * values.x[i];
    cr_assert_eq(ccs_fit_law(&values, CCS_FIT_EXPONENTIAL, false, &fitted), 0);
    cr_expect_float_eq(fitted.mean.is, total / values.n_ended, 1e-4);
    cr_expect_float_eq(log(fitted.mean.high / fitted.mean.low) / 2 / CCS_FIT_Z, 1 / sqrt(values.n_ended), 1e-5);
    expect_near(&fitted.mean, 150, "mean");
}

Test(fit, laws_come_back_though_times_are_cut_short)
{
    static const struct {
        enum ccs_fit_law law;
        double mean, cv;
    } cases[] = {{CCS_FIT_GAMMA, 200, 0.7}, {CCS_FIT_WEIBULL, 240, 1.4}, {CCS_FIT_LOGNORMAL, 180, 1.1}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const ccs_distribution_t law = law_of(ccs_fit_law_kind(cases[i].law), cases[i].mean, cases[i].cv);
        const ccs_fit_values_t values = values_of(&law, 0, 250);
        ccs_fit_law_t fitted;

        cr_assert_eq(ccs_fit_law(&values, cases[i].law, false, &fitted), 0);
        cr_expect(fitted.point.converged && fitted.point.curved);
        expect_near(&fitted.mean, cases[i].mean, ccs_fit_law_name(cases[i].law));
        expect_near(&fitted.cv, cases[i].cv, ccs_fit_law_name(cases[i].law));
    }
}

Test(fit, who_never_leaves_is_told_from_who_was_answered_first)
{
    const ccs_distribution_t law = ccs_distribution_exponential(50);
    const ccs_fit_values_t values = values_of(&law, 0.3, 150);
    ccs_fit_law_t fitted;

    cr_assert_eq(ccs_fit_law(&values, CCS_FIT_EXPONENTIAL, true, &fitted), 0);
    expect_near(&fitted.mean, 50, "mean");
    expect_near(&fitted.never, 0.3, "never");
    cr_assert_eq(ccs_fit_law(&values, CCS_FIT_EXPONENTIAL, false, &fitted), 0);
    cr_expect(fitted.mean.low > 60, "without that share the mean is far too long: %g", fitted.mean.is);
}

/* P(mean < x) as a law tells it. */
static double law_says(const ccs_fit_law_t *law, double x)
{
    return erfc(-log(x / law->mean.is) / (log(law->mean.high / law->mean.low) / 2 / CCS_FIT_Z) * M_SQRT1_2) / 2;
}

Test(fit, a_mean_owns_up_to_whether_some_never_leave)
{
    const ccs_fit_point_t rest = {.converged = true, .curved = true};
    const ccs_fit_law_t all = {.point = rest, .mean = {100, 80, 125}, .cv = {1, 1, 1}, .bic = 7},
                        some = {.has_never = true, .point = rest, .mean = {60, 48, 75}, .cv = {1, 1, 1}, .bic = 10};
    const double weight = 1 / (1 + exp(1.5));
    ccs_fit_law_t fitted[] = {all, all, some};

    cr_expect_eq(ccs_fit_other(fitted, 3), &fitted[2]);
    ccs_fit_own_up(fitted, 3);
    cr_expect_float_eq((1 - weight) * law_says(&all, fitted[0].mean.low) + weight * law_says(&some, fitted[0].mean.low), 0.025,
        1e-9);
    cr_expect(fitted[0].mean.low < 60, "%g: the other mean is allowed for", fitted[0].mean.low);
    cr_expect_eq(fitted[0].mean.high, 125, "no interval gets narrower");
    fitted[0] = all;
    fitted[2].bic = 60;
    ccs_fit_own_up(fitted, 3);
    cr_expect_float_eq(fitted[0].mean.low, 80, 1e-6, "what records rule out is not allowed for");
    cr_expect_null(ccs_fit_other(fitted, 2));
}

Test(fit, the_best_law_is_the_one_that_was_drawn)
{
    static const enum ccs_fit_law drawn[] = {CCS_FIT_EXPONENTIAL, CCS_FIT_GAMMA, CCS_FIT_LOGNORMAL};
    static const double cv[] = {1, 0.6, 0.9};
    const unsigned all = CCS_FIT_BIT(EXPONENTIAL) | CCS_FIT_BIT(GAMMA) | CCS_FIT_BIT(WEIBULL) | CCS_FIT_BIT(LOGNORMAL);

    for (size_t i = 0; i < 3; i++) {
        const ccs_distribution_t law = law_of(ccs_fit_law_kind(drawn[i]), 240, cv[i]);
        const ccs_fit_values_t values = values_of(&law, 0, 0);
        ccs_fit_law_t fitted[2 * CCS_N_FIT_LAWS];
        ccs_fit_goodness_t goodness;
        uint32_t n;

        cr_assert_eq(ccs_fit_laws(&values, all, CCS_FIT_ALL_END, fitted, &n), 0);
        cr_assert_eq(n, 4);
        cr_expect_eq(fitted[0].law, drawn[i], "%s", ccs_fit_law_name(fitted[0].law));
        cr_assert_eq(ccs_fit_goodness(&values, &fitted[0], &goodness), 0);
        cr_expect(goodness.p_kolmogorov > 0.01 && goodness.p_anderson > 0.01, "%g %g", goodness.p_kolmogorov,
            goodness.p_anderson);
        cr_assert_eq(ccs_fit_goodness(&values, &fitted[3], &goodness), 0);
        cr_expect(goodness.p_anderson < 0.05, "the worst of four is seen to be wrong: %g", goodness.p_anderson);
    }
}

Test(fit, two_kinds_of_work_are_told_apart)
{
    static ccs_fit_time_t times[N];
    const ccs_distribution_t brief = law_of(CCS_DISTRIBUTION_LOGNORMAL, 60, 0.4),
                             lengthy = law_of(CCS_DISTRIBUTION_LOGNORMAL, 500, 0.5);
    ccs_fit_values_t values;
    ccs_fit_law_t fitted;
    ccs_fit_part_t parts[2];

    for (uint32_t i = 0; i < N; i++)
        times[i] = (ccs_fit_time_t){ccs_distribution_at(uniform(i, 1) < 0.4 ? &brief : &lengthy, uniform(i, 2)), true};
    cr_assert_eq(ccs_fit_values_make(&values, times, N, &arena), 0);
    cr_assert_eq(ccs_fit_law(&values, CCS_FIT_TWO_LOGNORMALS, false, &fitted), 0);
    cr_assert_eq(ccs_fit_parts(&fitted, parts), 2);
    cr_expect_float_eq(parts[0].weight, 0.4, 0.04);
    cr_expect_float_eq(parts[0].mean, 60, 3);
    cr_expect_float_eq(parts[1].mean, 500, 25);
    expect_near(&fitted.mean, 0.4 * 60 + 0.6 * 500, "mean of both");
}

Test(fit, kaplan_and_meier_by_hand)
{
    ccs_fit_time_t times[] = {{6, true}, {6, true}, {6, true}, {6, false}, {7, true}, {9, false}, {10, true}, {10, false},
        {0, true}};
    ccs_fit_values_t values;
    ccs_fit_survival_t survival;

    cr_assert_eq(ccs_fit_values_make(&values, times, sizeof times / sizeof *times, &arena), 0);
    cr_assert_eq(ccs_fit_survival(&values, &survival, &arena), 0);
    cr_assert_eq(values.n, 4);
    cr_expect_eq(values.n_at_once, 1);
    cr_expect_float_eq(survival.left[0], 5.0 / 8, 1e-12);
    cr_expect_float_eq(survival.left[1], 5.0 / 8 * 3 / 4, 1e-12);
    cr_expect_float_eq(survival.left[3], 5.0 / 8 * 3 / 4 / 2, 1e-12);
    cr_expect_float_eq(log(-log(survival.low[0])) - log(-log(survival.left[0])), CCS_FIT_Z * sqrt(3.0 / (8 * 5)) / -log(5.0 / 8),
        1e-9);
}

Test(fit, a_peak_of_the_hazard_is_seen)
{
    static ccs_fit_time_t times[N];
    ccs_fit_hazard_t spans[12];
    ccs_fit_values_t values;

    for (uint32_t i = 0; i < N; i++) {
        const double x = -100 * log(uniform(i, 1));

        times[i] = (ccs_fit_time_t){x > 62 && uniform(i, 2) < 0.15 ? 60 + 2 * uniform(i, 3) : x, true};
    }
    cr_assert_eq(ccs_fit_values_make(&values, times, N, &arena), 0);
    ccs_fit_hazard(&values, 10, spans, 12);
    for (size_t i = 0; i < 12; i++) cr_expect_eq(ccs_fit_is_peak(spans, 12, i, spans[i].exposure / 100), i == 6, "%zu", i);
}

/* Weibull of shape a half: many give up at first, and nothing is announced then. */
Test(fit, a_hazard_that_falls_has_no_peak)
{
    static ccs_fit_time_t times[N];
    ccs_fit_hazard_t spans[12];
    ccs_fit_values_t values;

    for (uint32_t i = 0; i < N; i++) times[i] = (ccs_fit_time_t){100 * pow(log(uniform(i, 1)), 2), true};
    cr_assert_eq(ccs_fit_values_make(&values, times, N, &arena), 0);
    ccs_fit_hazard(&values, 10, spans, 12);
    cr_expect(ccs_fit_is_peak(spans, 12, 0, 0), "more than around");
    for (size_t i = 0; i < 12; i++)
        cr_expect_not(ccs_fit_is_peak(spans, 12, i,
                          spans[i].exposure / 10 * (sqrt(spans[i].to / 100) - sqrt(spans[i].from / 100))),
            "%zu", i);
}

/* --- counts ------------------------------------------------------------------------------------------------------------ */

enum { DAYS = 160, SLOTS = 8 };

/* A Poisson count by inversion. */
static double poisson(double mean, double u)
{
    double p = exp(-mean), sum = p, n = 0;

    for (; sum < u && n < 10000; n++) {
        p *= mean / (n + 1);
        sum += p;
    }
    return n;
}

static double normal(uint32_t index, uint32_t purpose)
{
    return sqrt(-2 * log(uniform(index, purpose))) * cos(2 * M_PI * uniform(index, purpose + 1));
}

/* Days of two kinds, by factors that are lognormal. */
static ccs_fit_counts_t counts_of(double day_sd, double day_memory, double slot_sd, double slot_memory)
{
    static double counts[DAYS * SLOTS];
    static uint32_t kind[DAYS], series[DAYS];
    static int64_t date[DAYS];
    double day_score = 0;

    for (uint32_t day = 0; day < DAYS; day++) {
        double slot_score = 0;

        kind[day] = day % 2;
        date[day] = day;
        day_score = day == 0 ? normal(day, 10) : day_memory * day_score + sqrt(1 - day_memory * day_memory) * normal(day, 10);
        for (uint32_t slot = 0; slot < SLOTS; slot++) {
            const uint32_t at = day * SLOTS + slot;
            const double news = normal(at, 20), mean = (30.0 + 10 * slot) * (1 + kind[day]);

            slot_score = slot == 0 ? news : slot_memory * slot_score + sqrt(1 - slot_memory * slot_memory) * news;
            counts[at] = poisson(mean * exp(day_sd * day_score + slot_sd * slot_score), uniform(at, 30));
        }
    }
    return (ccs_fit_counts_t){DAYS, SLOTS, 2, counts, kind, date, series};
}

static ccs_fit_demand_t demand_of(const ccs_fit_counts_t *counts)
{
    ccs_fit_demand_t demand;

    cr_assert_eq(ccs_fit_counts(counts, &demand, &arena), 0);
    cr_expect_eq(demand.n_days, DAYS);
    return demand;
}

Test(fit, poisson_counts_have_no_factors)
{
    const ccs_fit_counts_t counts = counts_of(0, 0, 0, 0);
    const ccs_fit_demand_t demand = demand_of(&counts);

    cr_expect_eq(demand.spread, CCS_FIT_POISSON);
    cr_expect_float_eq(demand.variance_to_mean, 1, 4 * sqrt(2.0 / DAYS));
    expect_near(&demand.kinds[0].total, 520, "total");
    expect_near(&demand.kinds[1].total, 1040, "total of the other kind");
    cr_expect_eq(demand.day_cv.is, 0);
}

Test(fit, a_factor_of_the_day_that_remembers)
{
    const ccs_fit_counts_t counts = counts_of(0.1, 0.7, 0, 0);
    const ccs_fit_demand_t demand = demand_of(&counts);

    cr_expect_eq(demand.spread, CCS_FIT_OF_LIKE_DAYS, "%d", (int) demand.spread);
    cr_expect(demand.day_cv.low < 0.1 && demand.day_cv.high > 0.1, "%g [%g, %g]", demand.day_cv.is, demand.day_cv.low,
        demand.day_cv.high);
    cr_expect(demand.day_memory.low < 0.7 && demand.day_memory.high > 0.7, "%g", demand.day_memory.is);
    cr_expect_eq(demand.n_pairs, DAYS - 1);
}

Test(fit, factors_of_days_and_slots_are_told_apart)
{
    const ccs_fit_counts_t counts = counts_of(0.15, 0, 0.12, 0.5);
    const ccs_fit_demand_t demand = demand_of(&counts);

    cr_expect_eq(demand.spread, CCS_FIT_OF_BOTH, "%d", (int) demand.spread);
    expect_near(&demand.day_cv, 0.15, "day");
    expect_near(&demand.slot_cv, 0.12, "slot");
    expect_near(&demand.slot_memory, 0.5, "memory of slots");
    cr_expect_eq(demand.day_memory.is, 0, "none that can be told");
}

Test(fit, a_total_of_days_that_are_not_all_as_long)
{
    const double none = (double) NAN, counts[] = {8, 4, 6, none, 10, none};
    const uint32_t kind[] = {0, 0, 0}, series[] = {0, 0, 0};
    const int64_t date[] = {0, 1, 2};
    const ccs_fit_counts_t of = {3, 2, 1, counts, kind, date, series};
    ccs_fit_demand_t demand;

    cr_assert_eq(ccs_fit_counts(&of, &demand, &arena), 0);
    const ccs_fit_estimate_t morning = ccs_fit_total(&of, &demand, 0, 0, 1), evening = ccs_fit_total(&of, &demand, 0, 1, 2);

    cr_expect_float_eq(demand.kinds[0].total.is, 12, 1e-12);
    /* Garwood's (1936) limits of sums: 24 contacts on three days, 4 on one */
    cr_expect_float_eq(morning.low, 15.3773 / 3, 1e-3, "%g", morning.low);
    cr_expect_float_eq(morning.high, 35.7101 / 3, 1e-3, "%g", morning.high);
    cr_expect_float_eq(evening.low, 1.0899, 1e-3, "%g", evening.low);
    cr_expect_float_eq(evening.high, 10.2416, 1e-3, "%g", evening.high);
}

/* Two days have one degree of freedom, and Student's quantile is 12.7: the limits are those of a gamma law at tails of 3e-37, by its cube root (Wilson and Hilferty 1931). */
Test(fit, a_total_of_two_days_is_as_unsure_as_one_degree_of_freedom_leaves_it)
{
    const double t = 12.7062047;

    for (double total = 2000; total < 1e6; total *= 2.385) {
        const double mean = floor(total), counts[] = {mean, mean};
        const ccs_fit_counts_t of = {2, 1, 1, counts, (const uint32_t[]){0, 0}, (const int64_t[]){0, 1},
            (const uint32_t[]){0, 0}};
        ccs_fit_demand_t demand;

        cr_assert_eq(ccs_fit_counts(&of, &demand, &arena), 0);
        const ccs_fit_estimate_t is = demand.kinds[0].total;
        const double below = 2 * mean, above = below + 1;

        cr_expect_float_eq(is.low / (below / 2 * pow(1 - 1 / (9 * below) - t / (3 * sqrt(below)), 3)), 1, 1e-3, "%g", is.low);
        cr_expect_float_eq(is.high / (above / 2 * pow(1 - 1 / (9 * above) + t / (3 * sqrt(above)), 3)), 1, 1e-3, "%g", is.high);
    }
}

Test(fit, totals_of_any_size_lie_within_their_interval)
{
    for (double total = 0; total < 1e7; total = total * 1.7 + 1) {
        const double counts[] = {floor(total)};
        const ccs_fit_counts_t of = {1, 1, 1, counts, (const uint32_t[]){0}, (const int64_t[]){0}, (const uint32_t[]){0}};
        ccs_fit_demand_t demand;

        cr_assert_eq(ccs_fit_counts(&of, &demand, &arena), 0);
        const ccs_fit_estimate_t is = demand.kinds[0].total;

        cr_expect(is.low <= is.is && is.is < is.high, "%g [%g, %g]", is.is, is.low, is.high);
        /* Garwood's limits lie half a count farther out than those of a normal law. */
        if (total > 100) cr_expect_float_eq((is.high - is.low - 1) / (2 * CCS_FIT_Z * sqrt(is.is)), 1, 0.01, "%g", is.is);
    }
}
