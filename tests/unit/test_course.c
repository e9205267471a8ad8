/* test_course.c - laws and shares that vary over time: what is read, and which value holds when. Days are small enough to be worked out by hand:
 * open from 11:30 to 12:30 in two intervals, so that it is noon 1800 s after the opening. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "course.h"
#include "support.h"

static ccs_plan_t *plan;
static run_t *run;

static void finish(void)
{
    run_delete(run);
    plan_delete(plan);
    run = NULL;
    plan = NULL;
}

TestSuite(course, .fini = finish);

static const double NOON_S = 12 * 3600.0; /* since midnight, as plans count */

#define CLOCK             "clock:{open=\"11:30-12:30\";};"
#define AT(before, after) "((\"11:30\"," before "),(\"12:00\"," after "))"

/* One group of some agents, a type with the keys given. */
#define USE(staff, keys) use(CLOCK "types:{a:{" keys "};};groups:{g:{staff=" staff ";};};")

static void use(const char *cfg)
{
    run = run_text(cfg);
}

static double total(enum ccs_type_fact fact)
{
    return type_total(run, 0, fact);
}

/* ---- the number over time ------------------------------------------------------------------------------------------------------- */

Test(course, holds_from_its_time_on_until_the_next)
{
    static const ccs_course_piece_t pieces[] = {{10, 1}, {20, 2}, {30, 3}, {40, 4}, {50, 5}};
    static const double at[][2] = {{-INFINITY, 1}, {0, 1}, {10, 1}, {19.9, 1}, {20, 2}, {29, 2}, {30, 3}, {45, 4}, {50, 5},
        {1e9, 5}};

    for (uint32_t n = 1; n <= 5; n++) {
        const ccs_course_t course = {.n = n, .pieces = pieces};

        for (size_t i = 0; i < sizeof at / sizeof *at; i++)
            cr_expect_eq(ccs_course_at(&course, at[i][0]), fmin(at[i][1], n), "%u pieces at %g", (unsigned) n, at[i][0]);
    }
}

/* ---- what is read --------------------------------------------------------------------------------------------------------------- */

Test(course, keeps_the_form_of_a_law_and_the_mean_over_opening_hours)
{
    plan = plan_from_text(CLOCK "types:{a:{talk:{dist=\"lognormal\";cv=0.9;mean=" AT("60",
        "\"2 min\"") ";};factors:{aht=1.5;};};};groups:{g:{staff=1;};};");
    const ccs_distribution_t *const talk = &plan->pairs[0].talk;

    cr_expect_float_eq(talk->mean, 1.5 * 90, 1e-9);
    cr_expect_float_eq(talk->sd / talk->mean, 0.9, 1e-9);
    cr_assert_not_null(talk->course);
    cr_expect_eq(talk->course->n, 2);
    cr_expect_float_eq(ccs_plan_handle_s(&plan->pairs[0], NOON_S - 1), 90, 1e-9);
    cr_expect_float_eq(ccs_plan_handle_s(&plan->pairs[0], NOON_S), 180, 1e-9);
    cr_expect(!ccs_plan_is_plain(plan) && !ccs_plan_shares_agents(plan));
}

/* Whatever it is written as. */
Test(course, is_none_where_nothing_varies)
{
    static const char *const means[] = {"\"90 s\"", "[90,90]", "((\"11:30\",90))", "((\"11:30\",90),(\"12:10\",\"1:30\"))",
        "[90,0]", "[0,90]", "{weekdays=90;weekend=80;}"}; /* of the 0 nothing is known; the day is a Monday */
    char cfg[300];

    for (size_t i = 0; i < sizeof means / sizeof *means; i++) {
        plan_delete(plan);
        snprintf(cfg, sizeof cfg,
            CLOCK "types:{a:{talk:{dist=\"exponential\";mean=%s;};balk=[0.1,0.1];};};groups:{g:{staff=1;};};", means[i]);
        plan = plan_from_text(cfg);
        cr_expect_eq(plan->pairs[0].talk.mean, 90, "%s", means[i]);
        cr_expect_eq(plan->types[0].balk_frac, 0.1);
        cr_expect(ccs_plan_is_plain(plan), "%s", means[i]);
    }
}

Test(course, holds_over_the_night)
{
    plan = plan_from_text(
        "clock:{open=\"08:00-20:00\";days=2;};types:{a:{talk=((\"08:00\",60),(\"18:00\",30));};};groups:{g:{staff=1;};};");
    const ccs_pair_t *const pair = &plan->pairs[0];

    cr_expect_float_eq(ccs_plan_handle_s(pair, 0), 60, 1e-9); /* nothing came before */
    cr_expect_float_eq(ccs_plan_handle_s(pair, 19 * 3600.0), 30, 1e-9);
    cr_expect_float_eq(ccs_plan_handle_s(pair, 31 * 3600.0), 30, 1e-9);
    cr_expect_float_eq(ccs_plan_handle_s(pair, 32 * 3600.0), 60, 1e-9);
    cr_expect_float_eq(pair->mean_handle_s, 55, 1e-9);
}

Test(course, is_of_the_group_that_says_so)
{
    plan = plan_from_text(CLOCK "types:{a:{talk=" AT("60", "90") ";wrap=5;groups=([\"g\",\"h\"]);by_group:{h:{talk=" AT("10",
        "20") ";};};};};"
              "groups:{g:{staff=1;};h:{staff=1;wrap=" AT("1", "2") ";};};");
    const uint32_t g = pair_of(plan, "a", "g"), h = pair_of(plan, "a", "h");

    cr_expect_float_eq(ccs_plan_handle_s(&plan->pairs[g], NOON_S), 95, 1e-9);
    cr_expect_float_eq(ccs_plan_handle_s(&plan->pairs[h], 0), 11, 1e-9);
    cr_expect_float_eq(ccs_plan_handle_s(&plan->pairs[h], NOON_S), 22, 1e-9);
}

/* ---- which value holds when ----------------------------------------------------------------------------------------------------- */

/* They come at 870, 1740, 2610, 3480, and talk from 870, 1770, 2670, 3480 on: the second one begins before noon and ends after it, the third came
 * before the second had ended. */
Test(course, looks_up_the_talk_time_when_the_talk_begins)
{
    USE("1", "arrivals:{gap=870;};talk=" AT("900", "60") ";");
    cr_expect_eq(pair_fact(run, 0, 0, CCS_FACT_talk_area), 930);
    cr_expect_eq(pair_fact(run, 1, 0, CCS_FACT_talk_area), 870 + 60 + 60);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talk), 900 + 900 + 60 + 60);
}

/* At 12:00 the new value holds. */
Test(course, begins_at_its_time)
{
    USE("1", "arrivals:{gap=1800;};talk=" AT("60", "90") ";");
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talk), 90);
}

/* Talks end at 1770 and 3530: after-call work begins before noon, and after it. */
Test(course, looks_up_after_call_work_when_it_begins)
{
    USE("1", "arrivals:{gap=1760;};talk=" AT("10", "20") ";wrap=" AT("100", "7") ";");
    cr_expect_eq(pair_total(run, 0, CCS_FACT_wrap), 107);
    run_delete(run);
    USE("1", "arrivals:{gap=1790;};talk=" AT("10", "20") ";wrap=" AT("100", "7") ";");
    cr_expect_eq(pair_total(run, 0, CCS_FACT_wrap), 14); /* the first one from 1800 on */
}

/* Who comes at 1740 has the patience of 11:59, who comes at 3480 that of 12:28. */
Test(course, looks_up_patience_at_entry_not_at_abandonment)
{
    USE("((\"11:30\",\"11:31\",1))", "arrivals:{gap=1740;};talk=60;patience=" AT("90", "30") ";");
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_queue_area), 60);
    cr_expect_eq(type_fact(run, 1, 0, CCS_FACT_queue_area), 30 + 30);
    cr_expect_eq(total(CCS_FACT_abandoned), 2);
}

/* Who enters the bot at 1750 leaves it at 1850, when all are contained. */
Test(course, decides_who_is_contained_when_it_is_decided)
{
    USE("1", "arrivals:{gap=1750;};talk=60;ivr:{time=" AT("100", "10") ";contained=" AT("0", "1") ";};");
    cr_expect_eq(total(CCS_FACT_contained), 2);
    cr_expect_eq(total(CCS_FACT_ivr), 110);
    run_delete(run);
    USE("1", "arrivals:{gap=1600;};talk=60;ivr:{time=" AT("100", "10") ";contained=" AT("0", "1") ";};");
    cr_expect_eq(total(CCS_FACT_contained), 1);
    cr_expect_eq(total(CCS_FACT_answered), 1);
}

Test(course, decides_who_balks_when_they_would_have_to_wait)
{
    USE("((\"11:30\",\"11:31\",1))", "arrivals:{gap=800;};talk=60;balk=" AT("0", "1") ";patience=5;");
    cr_expect_eq(total(CCS_FACT_abandoned), 2); /* at 800 and 1600; then at 2400 and 3200 */
    cr_expect_eq(total(CCS_FACT_balked), 2);
}

/* Who gives up at 1710 comes again at 1770, gives up at 1780, comes at 1840, gives up at 1850: that was it. */
Test(course, decides_who_redials_and_when_as_they_leave)
{
    USE("((\"11:30\",\"11:31\",1))",
        "arrivals:{gap=1700;};talk=60;patience=10;redial:{after_abandon=" AT("1", "0") ";delay=" AT("60", "600") ";};");
    cr_expect_eq(total(CCS_FACT_redials), 2);
    cr_expect_eq(total(CCS_FACT_abandoned), 4);
    cr_expect_eq(total(CCS_FACT_retry_area), 120);
}

/* Served until 1710 and 3410: the second comes again, 50 s later. */
Test(course, decides_who_comes_again_after_service)
{
    USE("1", "arrivals:{gap=1700;};talk=10;reconnect:{probability=" AT("0", "1") ";delay=" AT("10", "50") ";max_attempts=2;};");
    cr_expect_eq(total(CCS_FACT_repeats), 1);
    cr_expect_eq(total(CCS_FACT_retry_area), 50);
}

/* The draw is the same as without, and so is the form. */
Test(course, draws_the_quantile_of_the_law_of_its_time)
{
    static ccs_arena_t arena;
    ccs_distribution_given_t given = CCS_DISTRIBUTION_GIVEN_NOTHING;
    ccs_distribution_t law;
    ccs_err_t err;

    USE("1", "arrivals:{gap=1900;};talk:{dist=\"gamma\";cv=0.7;mean=" AT("50", "70") ";};");
    const ccs_stream_t stream = ccs_stream_make(run->plan->seed, run->plan->types[0].name_hash, 0);

    given.mean = 70;
    given.cv = 0.7;
    cr_assert_eq(ccs_distribution_make(CCS_DISTRIBUTION_GAMMA, &given, &arena, &law, &err), 0);
    const double expected_s = ccs_distribution_at(&law, ccs_stream_draw(&stream, 0, 0, CCS_PURPOSE_TALK));

    cr_expect_float_eq(pair_total(run, 0, CCS_FACT_talk), expected_s, 1e-9 * expected_s);
    ccs_arena_free(&arena);
}

/* Within four standard errors; who talks at noon are a tenth of one. */
Test(course, has_the_mean_handle_time_of_each_interval)
{
    static const double mean_s[] = {60, 120};
    double talk_s[2] = {0}, talks[2] = {0};

    use("clock:{interval=\"12 h\";};types:{a:{arrivals:{per_hour=200;};talk:{dist=\"exponential\";mean=[60,120];};};};"
        "groups:{g:{staff=60;};};");
    for (uint32_t replication = 0; replication < 40; replication++) {
        run_again(run, 1, replication);
        for (uint32_t cell = 0; cell < 2; cell++) {
            talk_s[cell] += pair_fact(run, cell, 0, CCS_FACT_talk);
            talks[cell] += pair_fact(run, cell, 0, CCS_FACT_talks);
        }
    }
    for (uint32_t cell = 0; cell < 2; cell++)
        cr_expect_float_eq(talk_s[cell] / talks[cell], mean_s[cell], 4 * mean_s[cell] / sqrt(talks[cell]), "%g, not %g",
            talk_s[cell] / talks[cell], mean_s[cell]);
}
