/* test_source.c - fresh contacts: their times through the integrated rate, factors of the day, and draws that do not depend on whether
 * they come from a batch. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "support.h"

enum { H = 3600, OPEN = 8 * H, MOST = 20000 };

static ccs_plan_t *plan;
static ccs_arena_t arena;
static double times[MOST];

static void delete_plan(void)
{
    plan_delete(plan);
    plan = NULL;
    ccs_arena_free(&arena);
}

static void begin(ccs_source_t *source, uint32_t type, uint64_t seed, uint32_t replication)
{
    cr_assert_eq(ccs_source_init(source, plan, type, &arena), 0);
    ccs_source_reset(source, plan, type, seed, replication);
}

TestSuite(source, .fini = delete_plan);

/* All arrival times of a type in a replication, into times. @return how many */
static uint32_t arrivals(const char *type, uint64_t seed, uint32_t replication)
{
    const uint32_t id = type_of(plan, type);
    ccs_source_t source;
    uint32_t n = 0;

    begin(&source, id, seed, replication);
    for (double time_s; n < MOST && isfinite(time_s = ccs_source_next(&source, plan, id)); n++) {
        cr_assert(n == 0 || time_s >= times[n - 1]);
        times[n] = time_s;
        ccs_source_advance(&source);
    }
    return n;
}

/* Arrivals expected from the start to a time, without the day's factor. */
static double integral(uint32_t type, double time_s)
{
    const ccs_type_t *const t = &plan->types[type];
    double sum = 0;

    for (uint32_t i = t->arrivals.first_rate; i < t->arrivals.first_rate + t->arrivals.n_rates; i++) {
        const ccs_rate_t *const r = &plan->rates[i];

        if (time_s > r->start_s) sum += r->per_s * (fmin(time_s, r->end_s) - r->start_s);
    }
    return sum;
}

#define GROUPS "groups:{g:{staff=100;};};"

/* ---- times ---------------------------------------------------------------------------------------------------------------------- */

Test(source, arrives_at_constant_gaps_to_the_bit)
{
    plan = plan_from_text("clock:{open=\"08:00-08:30\";};types:{a:{arrivals:{gap=100;};talk=1;};};" GROUPS);
    cr_assert_eq(arrivals("a", 1, 0), 17, "the one at the end comes no more");
    for (int i = 0; i < 17; i++) cr_expect_eq(times[i], OPEN + 100 * (i + 1));
}

/* 10 an hour, nothing, 30 an hour, closed for an hour, 6 an hour: the unit gaps run through the integral. */
Test(source, carries_gaps_over_pieces_zero_rates_and_closed_hours)
{
    plan =
        plan_from_text("clock:{open=\"08:00-09:30, 10:30-11:00\";interval=\"30 min\";};"
                       "types:{a:{arrivals:{per_hour=((\"08:00\",\"08:35\",10),(\"08:35\",\"09:00\",0),(\"09:00\",\"09:30\",30),"
                       "(\"10:30\",\"11:00\",6));gap=1;};talk=1;};};" GROUPS);
    begin_with_whole_gaps(plan);
    const uint32_t n = arrivals("a", 1, 0);

    cr_expect_float_eq(integral(0, 1e9), 35. / 6 + 15 + 3, 1e-9);
    cr_assert_eq(n, 23);
    for (uint32_t i = 0; i < 5; i++) cr_expect_float_eq(times[i], OPEN + 360 * (i + 1), 1e-6);
    /* 5/6 of a contact is left at 08:35: the next one comes 1/6 of a contact into the piece of 09:00 */
    for (uint32_t i = 5; i < 20; i++) cr_expect_float_eq(times[i], OPEN + H + 20 + 120 * (i - 5), 1e-6, "%u", (unsigned) i);
    /* 5/6 again at 09:30 */
    for (uint32_t i = 20; i < 23; i++)
        cr_expect_float_eq(times[i], OPEN + 2.5 * H + 100 + 600 * (i - 20), 1e-6, "%u", (unsigned) i);
}

Test(source, goes_on_from_day_to_day)
{
    plan = plan_from_text("clock:{open=\"08:00-09:00\";days=3;};types:{a:{arrivals:{per_day=2.5;gap=1;};talk=1;};};" GROUPS);
    begin_with_whole_gaps(plan);
    cr_assert_eq(arrivals("a", 1, 0), 7);
    static const double expected[] = {0.4, 0.8, 24.2, 24.6, 48, 48.4, 48.8};

    for (int i = 0; i < 7; i++) cr_expect_float_eq(times[i], OPEN + expected[i] * H, 1e-6, "%d: %.9g", i, times[i] - OPEN);
}

/* Whatever the law of the gaps: the integral between arrivals is the gap that was drawn. */
static void expect_gaps_through_the_integral(const char *cfg)
{
    plan = plan_from_text(cfg);
    begin_with_whole_gaps(plan);
    const uint32_t n = arrivals("a", 5, 3);
    const ccs_stream_t stream = ccs_stream_make(5, ccs_stream_hash("type:a"), 3);
    double sum = 0;

    cr_assert_gt(n, 500);
    for (uint32_t i = 0; i < n; i++) {
        sum += ccs_distribution_at(&plan->types[0].arrivals.gap, ccs_stream_draw(&stream, i, 0, CCS_PURPOSE_GAP));
        cr_assert_float_eq(integral(0, times[i]), sum, 1e-8 * (sum + 1), "%u", (unsigned) i);
    }
    cr_expect_gt(sum + ccs_distribution_at(&plan->types[0].arrivals.gap, ccs_stream_draw(&stream, n, 0, CCS_PURPOSE_GAP)),
        integral(0, 1e9), "the next one falls behind the end");
    delete_plan();
}

#define PIECES "arrivals:{per_hour=[400,0,700,90,90,1200]"

Test(source, draws_gaps_by_index_through_the_integrated_rate)
{
    static const char *const gaps[] = {"", "gap:{dist=\"erlang\";k=3;};", "gap:{dist=\"hyperexponential\";cv=2.385;};",
        "gap:{dist=\"lognormal\";cv=0.4;};"};

    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
        char cfg[400];

        snprintf(cfg, sizeof cfg, "clock:{open=\"08:00-09:30, 11:00-12:30\";};types:{a:{" PIECES ";%s};talk=1;};};" GROUPS,
            gaps[i]);
        expect_gaps_through_the_integral(cfg);
    }
}

/* Whatever the law of the gaps beside a rate, each half-hour has its rate from the first one on, and 0.05 an hour is no burst at the start:
 * means of 4,000 replications within 4 of their standard errors. `gap` alone begins with a whole one: 23 in [0, 24 h). */
Test(source, keeps_its_rate_from_the_start_on)
{
    enum { R = 4000 };
    static const char *const gaps[] = {"{dist=\"gamma\";cv=2;}", "{dist=\"erlang\";k=3;}", "1",
        "{dist=\"hyperexponential\";cv=3;}", "{dist=\"lognormal\";cv=2;}", "{dist=\"weibull\";cv=0.5;}",
        "{dist=\"uniform\";min=0.5;max=1.5;}"};
    static const double per_hour[] = {20, 20, 0.05, 0.05, 60};

    for (size_t g = 0; g < sizeof gaps / sizeof *gaps; g++) {
        double sum[5] = {0}, squares[5] = {0};
        char cfg[400];

        snprintf(cfg, sizeof cfg,
            "clock:{open=\"08:00-10:30\";};types:{a:{arrivals:{per_hour=[20,20,0.05,0.05,60];gap=%s;};talk=1;};};" GROUPS,
            gaps[g]);
        plan = plan_from_text(cfg);
        for (uint32_t r = 0; r < R; r++) {
            double counts[5] = {0};
            const uint32_t n = arrivals("a", 3, r);

            for (uint32_t i = 0; i < n; i++) counts[(int) ((times[i] - OPEN) / 1800)]++;
            for (int i = 0; i < 5; i++) sum[i] += counts[i], squares[i] += counts[i] * counts[i];
        }
        for (int i = 0; i < 5; i++) {
            const double mean = sum[i] / R, error = sqrt((squares[i] / R - mean * mean) / R), rate = per_hour[i] / 2;

            cr_expect_float_eq(mean, rate, 4 * fmax(error, sqrt(rate / R) / 10), "%s, half-hour %d: %g", gaps[g], i, mean);
        }
        delete_plan();
    }
    plan = plan_from_text("types:{a:{arrivals:{gap=\"1 h\";};talk=1;};};" GROUPS);
    cr_expect_eq(arrivals("a", 1, 0), 23);
}

/* Counts of a piece over R replications are Poisson with mean R * rate * length: five standard deviations. */
Test(source, arrives_as_often_as_each_piece_says)
{
    enum { R = 400 };
    static const double per_half_hour[] = {200, 0, 350, 45, 45, 600};
    double counts[6] = {0}, squares = 0;

    plan = plan_from_text("clock:{open=\"08:00-09:30, 11:00-12:30\";};types:{a:{" PIECES ";};talk=1;};};" GROUPS);
    for (uint32_t r = 0; r < R; r++) {
        const uint32_t n = arrivals("a", 99, r);

        squares += (n - 1240.) * (n - 1240.);
        for (uint32_t i = 0; i < n; i++) {
            const double since_s = times[i] - OPEN;
            const bool first = since_s < 1.5 * H;

            cr_assert(first || since_s >= 3 * H, "a closed hour");
            counts[(int) ((first ? since_s : since_s - 1.5 * H) / 1800)]++;
        }
    }
    for (int piece = 0; piece < 6; piece++)
        cr_expect_float_eq(counts[piece], R * per_half_hour[piece], 5 * sqrt(R * per_half_hour[piece]), "piece %d", piece);
    /* the variance of the day's count is its mean: relative standard deviation of the estimate sqrt(2/R) */
    cr_expect_float_eq(squares / R / 1240, 1, 5 * sqrt(2.0 / R));
}

Test(source, has_no_end_in_a_steady_state)
{
    plan = plan_from_text("types:{a:{arrivals:{per_second=2;};talk=1;};};" GROUPS "run:{mode=\"steady\";length=\"1 h\";};");
    cr_expect_eq(arrivals("a", 1, 0), MOST);
    cr_expect_float_eq(times[MOST - 1], MOST / 2.0, 5 * sqrt(MOST) / 2);
}

Test(source, never_arrives_without_a_rate)
{
    plan = plan_from_text("clock:{open=\"08:00-08:30\";};types:{a:{arrivals:{per_hour=0;};talk=1;};b:{talk=1;};"
                          "c:{arrivals:{per_hour=60;};talk=1;};};" GROUPS);
    cr_expect_eq(arrivals("a", 1, 0), 0);
    cr_expect_eq(arrivals("b", 1, 0), 0);
    cr_expect_gt(arrivals("c", 1, 0), 0);
    cr_expect_eq(arrivals("b", 1, 0), 0, "whatever stands before and behind it");
}

/* ---- factors of the day --------------------------------------------------------------------------------------------------------- */

#define FACTORS                                                                                                                  \
    "clock:{open=\"08:00-09:00\";days=2;};day_factors:{weather:{dist=\"gamma\";cv=0.3;};calm:{dist=\"constant\";};};"            \
    "types:{a:{arrivals:{per_hour=900;gap=1;day_factor=\"weather\";};talk=1;};"                                                  \
    "b:{arrivals:{per_hour=3600;gap=1;day_factor=\"weather\";};talk=1;};"                                                        \
    "c:{arrivals:{per_hour=900;gap=1;day_factor:{dist=\"gamma\";cv=0.3;};};talk=1;};"                                            \
    "d:{arrivals:{per_hour=900;gap=1;day_factor=\"calm\";};talk=1;};};" GROUPS

/* With constant gaps the spacing of a day's arrivals is 1 / (rate * factor). */
static double factor_of(const char *type, double per_hour, uint32_t replication, int day)
{
    const uint32_t n = arrivals(type, 7, replication);
    uint32_t i = 0;

    while (i < n && times[i] < OPEN + 24 * H * day) i++;
    cr_assert_lt(i + 20, n);
    return 20 * H / per_hour / (times[i + 20] - times[i]);
}

Test(source, shares_a_factor_of_the_day_by_its_name)
{
    plan = plan_from_text(FACTORS);
    const ccs_stream_t weather = {.key = ccs_stream_make(7, ccs_stream_hash("day_factor:weather"), 0).key, .replication = 4};
    const ccs_stream_t own = {.key = ccs_stream_make(7, ccs_stream_hash("type:c"), 0).key, .replication = 4};

    for (uint32_t day = 0; day < 2; day++) {
        const double shared =
            ccs_distribution_at(&plan->factors[0].law, ccs_stream_draw(&weather, day, 0, CCS_PURPOSE_DAY_FACTOR));
        const uint32_t c = plan->types[2].arrivals.day_factor;

        cr_expect_float_eq(factor_of("a", 900, 4, (int) day), shared, 1e-8);
        cr_expect_float_eq(factor_of("b", 3600, 4, (int) day), shared, 1e-8);
        cr_expect_float_eq(factor_of("c", 900, 4, (int) day),
            ccs_distribution_at(&plan->factors[c].law, ccs_stream_draw(&own, day, 0, CCS_PURPOSE_DAY_FACTOR)), 1e-8);
        cr_expect_float_eq(factor_of("d", 900, 4, (int) day), 1, 1e-9);
    }
    cr_expect(fabs(factor_of("a", 900, 4, 0) - factor_of("c", 900, 4, 0)) > 1e-3, "own and shared ones are apart");
    cr_expect(fabs(factor_of("a", 900, 4, 0) - factor_of("a", 900, 4, 1)) > 1e-3, "each day has its own");
    cr_expect(fabs(factor_of("a", 900, 4, 0) - factor_of("a", 900, 5, 0)) > 1e-3, "and each replication");
}

/* Mean 1 and cv 0.3 over R independent factors; fourth moments of a gamma law bound the error of the variance below 5 of these. */
Test(source, draws_factors_from_their_law)
{
    enum { R = 2000 };
    double sum = 0, squares = 0;

    plan = plan_from_text(FACTORS);
    for (uint32_t r = 0; r < R; r++) {
        const double f = factor_of("a", 900, r, 0);

        sum += f;
        squares += (f - 1) * (f - 1);
    }
    cr_expect_float_eq(sum / R, 1, 5 * 0.3 / sqrt(R));
    cr_expect_float_eq(squares / R / 0.09, 1, 5 * sqrt((2 + 6 * 0.09) / R));
}

/* ---- draws ---------------------------------------------------------------------------------------------------------------------- */

#define DRAWS                                                                                                                    \
    "types:{a:{arrivals:{per_second=1;};talk:{dist=\"lognormal\";mean=77;cv=1.1;};patience:{dist=\"weibull\";mean=90;cv=1.3;};"  \
    "balk=0.4;wrap:{dist=\"gamma\";mean=9;cv=0.7;};groups=(\"x\",\"y\");by_group:{y:{%s;};};};};"                                \
    "groups:{x:{staff=1;};y:{staff=1;wrap=3;};};run:{mode=\"steady\";length=\"1 h\";};"

static void use_draws(const char *talk_at_y)
{
    char cfg[600];

    snprintf(cfg, sizeof cfg, DRAWS, talk_at_y);
    plan = plan_from_text(cfg);
}

Test(source, gives_equal_bits_from_a_batch_and_alone)
{
    enum { N = 100 };
    ccs_source_t source;
    double talk[N], patience[N];
    double balk[N];

    use_draws("talk:{dist=\"lognormal\";mean=100;cv=1.1;}");
    const ccs_type_t *const t = &plan->types[0];

    begin(&source, 0, 3, 8);
    for (uint32_t i = 0; i < N; i++) {
        (void) ccs_source_next(&source, plan, 0);
        talk[i] = ccs_source_draw(&source, CCS_PURPOSE_TALK, i, 0);
        if (i % 5 < 3) { /* and not asked for others of the same batch */
            patience[i] = ccs_source_draw(&source, CCS_PURPOSE_PATIENCE, i, 0);
            balk[i] = ccs_source_draw(&source, CCS_PURPOSE_BALK, i, 0);
        }
        ccs_source_advance(&source);
    }
    for (uint32_t i = 0; i < N - CCS_STREAM_BATCH; i++) { /* their batch is gone */
        const double u = ccs_stream_draw(&source.stream, i, 0, CCS_PURPOSE_TALK);

        cr_assert_eq(ccs_source_draw(&source, CCS_PURPOSE_TALK, i, 0), talk[i]);
        cr_assert_eq(talk[i], ccs_distribution_at(&plan->pairs[0].talk, u), "in seconds of the first pair");
        if (i % 5 >= 3) continue;
        cr_assert_eq(ccs_source_draw(&source, CCS_PURPOSE_PATIENCE, i, 0), patience[i]);
        cr_assert_eq(patience[i], ccs_distribution_at(&t->patience, ccs_stream_draw(&source.stream, i, 0, CCS_PURPOSE_PATIENCE)));
        cr_assert_eq(ccs_source_draw(&source, CCS_PURPOSE_BALK, i, 0), balk[i]);
        cr_assert_eq(balk[i], ccs_stream_draw(&source.stream, i, 0, CCS_PURPOSE_BALK));
    }
}

Test(source, keeps_the_uniform_where_laws_of_a_type_differ_in_shape)
{
    ccs_source_t source;

    use_draws("talk:{dist=\"gamma\";mean=100;cv=1.1;}");
    cr_assert(isnan(plan->pairs[0].talk_ratio));
    begin(&source, 0, 3, 8);
    for (uint32_t i = 0; i < 40; i++) {
        (void) ccs_source_next(&source, plan, 0);
        cr_assert_eq(ccs_source_draw(&source, CCS_PURPOSE_TALK, i, 0), ccs_stream_draw(&source.stream, i, 0, CCS_PURPOSE_TALK));
        cr_assert_eq(ccs_source_draw(&source, CCS_PURPOSE_TALK, i, 2), ccs_stream_draw(&source.stream, i, 2, CCS_PURPOSE_TALK));
        ccs_source_advance(&source);
    }
}

Test(source, gives_its_numbers_to_the_law_of_another_type)
{
    const ccs_distribution_t law = ccs_distribution_exponential(7);
    ccs_source_t source;

    use_draws("talk:{dist=\"lognormal\";mean=100;cv=1.1;}");
    begin(&source, 0, 3, 8);
    for (uint32_t i = 0; i < 40; i++) {
        const double u = ccs_stream_draw(&source.stream, i, i % 3, CCS_PURPOSE_PATIENCE);

        cr_assert_eq(ccs_source_draw_as(&source, &law, CCS_PURPOSE_PATIENCE, i, i % 3), ccs_distribution_at(&law, u));
        cr_assert_eq(ccs_source_draw_as(&source, NULL, CCS_PURPOSE_PATIENCE, i, i % 3), u);
    }
}

/* Asked for long after the contact came: from the batches that are still at hand, and alone where newer ones have taken their room. */
Test(source, draws_after_call_work_late)
{
    enum { N = 2000 };
    ccs_source_t source;
    uint32_t n_batches;

    plan = plan_from_text(
        "types:{a:{arrivals:{per_hour=3600;};talk=100;wrap:{dist=\"gamma\";mean=9;cv=0.7;};groups=(\"x\",\"y\");};};"
        "groups:{x:{staff=1;};y:{staff=1;};};run:{mode=\"steady\";length=\"1 h\";};");
    const ccs_distribution_t *const law = plan->draws[CCS_PURPOSE_WRAP].law;

    n_batches = plan->draws[CCS_PURPOSE_WRAP].n_batches;
    cr_assert(plan->pairs[0].wrap_is_shared && plan->pairs[1].wrap_is_shared);
    cr_assert(law && n_batches * CCS_STREAM_BATCH >= 100 && n_batches * CCS_STREAM_BATCH < N, "%u", (unsigned) n_batches);
    begin(&source, 0, 3, 8);
    for (uint32_t i = 0; i < N; i++) {
        (void) ccs_source_next(&source, plan, 0);
        for (uint32_t back = 0; back <= i && back < 3 * n_batches * CCS_STREAM_BATCH; back += 37) {
            const double u = ccs_stream_draw(&source.stream, i - back, 0, CCS_PURPOSE_WRAP);

            cr_assert_eq(ccs_source_draw(&source, CCS_PURPOSE_WRAP, i - back, 0), ccs_distribution_at(law, u));
        }
        ccs_source_advance(&source);
    }
}

Test(source, draws_anew_for_each_attempt)
{
    ccs_source_t source;

    use_draws("talk:{dist=\"lognormal\";mean=100;cv=1.1;}");
    const ccs_type_t *const t = &plan->types[0];

    begin(&source, 0, 3, 8);
    (void) ccs_source_next(&source, plan, 0);
    for (uint32_t attempt = 0; attempt < 5; attempt++) {
        const ccs_stream_t *const s = &source.stream;

        cr_expect_eq(ccs_source_draw(&source, CCS_PURPOSE_TALK, 0, attempt),
            ccs_distribution_at(&plan->pairs[0].talk, ccs_stream_draw(s, 0, attempt, CCS_PURPOSE_TALK)));
        cr_expect_eq(ccs_source_draw(&source, CCS_PURPOSE_PATIENCE, 0, attempt),
            ccs_distribution_at(&t->patience, ccs_stream_draw(s, 0, attempt, CCS_PURPOSE_PATIENCE)));
        cr_expect_eq(ccs_source_draw(&source, CCS_PURPOSE_BALK, 0, attempt), ccs_stream_draw(s, 0, attempt, CCS_PURPOSE_BALK));
        cr_expect_eq(ccs_source_draw(&source, CCS_PURPOSE_WRAP, 0, attempt), ccs_stream_draw(s, 0, attempt, CCS_PURPOSE_WRAP));
    }
    cr_expect_neq(ccs_source_draw(&source, CCS_PURPOSE_TALK, 0, 0), ccs_source_draw(&source, CCS_PURPOSE_TALK, 0, 1));
}

Test(source, balks_as_often_as_the_scenario_says)
{
    enum { N = 20000 };
    ccs_source_t source;
    uint32_t n = 0;

    use_draws("talk=5");
    begin(&source, 0, 3, 8);
    for (uint32_t i = 0; i < N; i++) {
        (void) ccs_source_next(&source, plan, 0);
        n += ccs_source_draw(&source, CCS_PURPOSE_BALK, i, 0) < plan->types[0].balk_frac;
        ccs_source_advance(&source);
    }
    cr_expect_float_eq(n, 0.4 * N, 5 * sqrt(N * 0.4 * 0.6));
}

/* Contacts of the initial state count down from the top: they are never in the first batch. */
Test(source, draws_for_any_index)
{
    ccs_source_t source;

    use_draws("talk=5");
    begin(&source, 0, 3, 8);
    for (uint32_t i = 0; i < 40; i++)
        cr_assert_eq(ccs_source_draw(&source, CCS_PURPOSE_PATIENCE, UINT32_MAX - i, 0),
            ccs_distribution_at(&plan->types[0].patience,
                ccs_stream_draw(&source.stream, UINT32_MAX - i, 0, CCS_PURPOSE_PATIENCE)));
}

/* ---- common random numbers ------------------------------------------------------------------------------------------------------ */

Test(source, is_not_moved_by_other_types)
{
    static double alone[MOST];

    plan = plan_from_text("clock:{open=\"08:00-10:00\";};types:{a:{arrivals:{per_hour=500;};talk=1;};};" GROUPS);
    const uint32_t n = arrivals("a", 11, 6);

    for (uint32_t i = 0; i < n; i++) alone[i] = times[i];
    delete_plan();
    plan =
        plan_from_text("clock:{open=\"08:00-10:00\";};types:{b:{arrivals:{per_hour=77;};talk=1;groups=(\"g\");};"
                       "a:{arrivals:{per_hour=500;};talk=9;priority=3;groups=(\"h\");};};groups:{h:{staff=3;};g:{staff=1;};};");
    cr_assert_eq(arrivals("a", 11, 6), n);
    for (uint32_t i = 0; i < n; i++) cr_assert_eq(times[i], alone[i]);
    cr_expect_neq(arrivals("a", 12, 6), 0);
    cr_expect_neq(times[0], alone[0], "but by the seed");
    cr_expect_neq(arrivals("a", 11, 7), 0);
    cr_expect_neq(times[0], alone[0], "and by the replication");
}
