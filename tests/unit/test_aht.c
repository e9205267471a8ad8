/* test_aht.c - handle time in one: what is left of it for the talk. */
#include <criterion/criterion.h>

#include "support.h"

#define MODEL(type, groups) "clock:{open=\"08:00-16:00\";};types:{a:{arrivals:{per_hour=9;};" type "};};groups:{" groups "};"

static ccs_plan_t *plan;

static void finish(void)
{
    plan_delete(plan);
}

TestSuite(aht, .fini = finish);

static const ccs_pair_t *pair_at(const char *group)
{
    return &plan->pairs[pair_of(plan, "a", group)];
}

Test(aht, alone_is_the_talk)
{
    plan = plan_from_text(MODEL("aht={dist=\"exponential\";mean=300;};", "g:{staff=3;};"));
    cr_expect(pair_at("g")->talk.kind == CCS_DISTRIBUTION_EXPONENTIAL && pair_at("g")->wrap.kind == CCS_DISTRIBUTION_NONE);
    cr_expect_eq(pair_at("g")->talk.mean, 300);
}

/* The form is that of the handle time; after-call work of a group leaves another talk, and a talk of its own stands. */
Test(aht, less_after_call_work_is_the_talk_of_each_group)
{
    plan = plan_from_text(
        MODEL("groups=([\"g\",\"h\",\"i\"]);aht={dist=\"lognormal\";mean=300;cv=0.9;};wrap=60;by_group:{i:{talk=50;};};",
            "g:{staff=3;};h:{staff=1;wrap={dist=\"exponential\";mean=100;};};i:{staff=1;};"));
    cr_expect_float_eq(pair_at("g")->talk.mean, 240, 1e-9);
    cr_expect_float_eq(pair_at("g")->talk.sd, 0.9 * 240, 1e-9);
    cr_expect_float_eq(pair_at("h")->talk.mean, 200, 1e-9);
    cr_expect_eq(pair_at("i")->talk.mean, 50);
    cr_expect_float_eq(pair_at("g")->mean_handle_s, 300, 1e-9);
}

/* 8 to 12: 300, then 400 in all; after-call work 60 until 10, then 30. */
Test(aht, varies_with_both)
{
    plan = plan_from_text(
        MODEL("aht={dist=\"exponential\";mean=((\"08:00\",300),(\"12:00\",400));};wrap=((\"08:00\",60),(\"10:00\",30));",
            "g:{staff=3;};"));
    const ccs_pair_t *const pair = pair_at("g");

    cr_expect_float_eq(ccs_plan_handle_s(pair, 9 * 3600.0), 300, 1e-9);
    cr_expect_float_eq(pair->talk.mean * ccs_course_at(pair->talk.course, 9 * 3600.0), 240, 1e-9);
    cr_expect_float_eq(pair->talk.mean * ccs_course_at(pair->talk.course, 11 * 3600.0), 270, 1e-9);
    cr_expect_float_eq(pair->talk.mean * ccs_course_at(pair->talk.course, 13 * 3600.0), 370, 1e-9);
    cr_expect_float_eq(pair->talk.course->least * pair->talk.mean, 240, 1e-9);
    cr_expect_float_eq(pair->talk.course->most * pair->talk.mean, 370, 1e-9);
}

/* Changes of handle time change both parts. */
Test(aht, is_changed_as_a_whole)
{
    plan = plan_from_text(MODEL("aht=300;wrap=60;factors:{aht=1.1;};", "g:{staff=3;};"));
    cr_expect_float_eq(pair_at("g")->talk.mean, 264, 1e-9);
    cr_expect_float_eq(pair_at("g")->mean_handle_s, 330, 1e-9);
}
