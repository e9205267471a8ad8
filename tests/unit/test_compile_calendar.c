/* test_compile_calendar.c - what makes some days or hours busier: factors of days, events at a time, and what is refused. */
#include <math.h>

#include "compile_case.h"

#define CLOCK(more) "clock:{start=\"2026-03-02\";days=12;open={weekdays=\"08:00-10:00\";};interval=\"1 h\";" more "};"
#define CENTRE      "types:{a:{talk=60;patience=60;arrivals:{per_hour=10;};};b:{like=\"a\";};};groups:{g:{staff=3;};};"

static compiled_t got, again;

static void free_both(void)
{
    compiled_free(&got);
    compiled_free(&again);
}

TestSuite(compile_calendar, .fini = free_both);

/* Contacts of a type on a day. */
static double contacts(const ccs_plan_t *plan, uint32_t type, uint32_t day)
{
    const ccs_arrivals_t *const a = &plan->types[type].arrivals;
    double sum = 0;

    for (uint32_t i = a->first_rate; i < a->first_rate + a->n_rates; i++)
        if (plan->rates[i].day == day) sum += plan->rates[i].per_s * (plan->rates[i].end_s - plan->rates[i].start_s);
    return sum;
}

Test(compile_calendar, factors_of_days_multiply_one_another)
{
    compile_sound(&got,
        CLOCK(
            "") "calendar:{weekday=[1.25,1,0.5,1,1,1,1];month=[1,1,2,1,1,1,1,1,1,1,1,1];events:{p:{days_of_month=[4,31];factor=3;types=[\"b\"];};};};" CENTRE);
    cr_expect_float_eq(contacts(&got.plan, 0, 0), 20 * 1.25 * 2, 1e-9);
    cr_expect_float_eq(contacts(&got.plan, 0, 2), 20 * 0.5 * 2, 1e-9, "4 March is a payday of b alone");
    cr_expect_float_eq(contacts(&got.plan, 1, 2), 20 * 0.5 * 2 * 3, 1e-9);
    cr_expect_float_eq(contacts(&got.plan, 1, 3), 20 * 2, 1e-9);
}

Test(compile_calendar, a_trend_grows_from_the_first_day_on)
{
    compile_sound(&got, "clock:{start=\"2026-03-02\";days=366;open=\"08:00-10:00\";};calendar:{trend_per_year=0.1;};" CENTRE);
    cr_expect_float_eq(contacts(&got.plan, 0, 0), 20, 1e-9);
    cr_expect_float_eq(contacts(&got.plan, 0, 365), 20 * pow(1.1, 365 / 365.25), 1e-9);
}

Test(compile_calendar, days_after_holidays_are_open_ones_and_know_holidays_before_the_run)
{
    compile_sound(&got,
        CLOCK(
            "holidays=[\"2026-02-27\",\"2026-03-06\"];") "calendar:{events:{first:{after_holiday=1;factor=2;};second:{after_holiday=2;factor=3;};};};" CENTRE);
    const double wanted[] = {40, 60, 20, 20, 0, 0, 0, 40, 60, 20, 20, 20};

    for (uint32_t d = 0; d < 12; d++) cr_expect_float_eq(contacts(&got.plan, 0, d), wanted[d], 1e-9, "day %u", (unsigned) d);
}

Test(compile_calendar, an_event_lasts_until_its_end_or_that_of_the_day)
{
    compile_sound(&got,
        CLOCK(
            "") "calendar:{events:{a:{from=\"2026-03-02T09:00\";factor=2;};b:{from=\"2026-03-03T08:30\";to=\"2026-03-03T09:00\";factor=4;};"
                "c:{from=\"2026-03-04\";to=\"2026-03-05\";factor=0.5;};d:{dates=[\"2026-03-06\"];factor=0;};};};" CENTRE);
    cr_expect_float_eq(contacts(&got.plan, 0, 0), 10 + 20, 1e-9);
    cr_expect_float_eq(contacts(&got.plan, 0, 1), 15 + 20, 1e-9);
    cr_expect_float_eq(contacts(&got.plan, 0, 2) + contacts(&got.plan, 0, 3), 20, 1e-9);
    cr_expect_float_eq(contacts(&got.plan, 0, 4), 0, 1e-9);
    cr_expect_float_eq(contacts(&got.plan, 0, 7), 20, 1e-9);
}

Test(compile_calendar, an_effect_that_decays_has_the_area_of_an_exponential)
{
    compile_sound(&got,
        CLOCK("") "calendar:{events:{mailer:{from=\"2026-03-02T08:30\";factor=2.6;decay=\"40 min\";};};};" CENTRE);
    const double tau_h = 40.0 / 60, gone_h = tau_h * log(1000);

    cr_assert_gt(gone_h, 1.5, "it lasts beyond closing");
    cr_expect_float_eq(contacts(&got.plan, 0, 0), 20 + 10 * 1.6 * tau_h * (1 - exp(-1.5 / tau_h)), 1e-9);
    cr_expect_float_eq(contacts(&got.plan, 0, 1), 20, 1e-9);
}

Test(compile_calendar, an_event_before_the_run_is_over_and_one_of_no_length_ends)
{
    compile_sound(&got,
        CLOCK(
            "") "calendar:{events:{old:{from=\"2026-02-10T10:00\";factor=2;};spike:{from=\"2026-03-03T08:30\";factor=2;decay=2e-12;};};};" CENTRE);
    cr_expect_float_eq(contacts(&got.plan, 0, 0), 20, 1e-9);
    cr_expect_float_eq(contacts(&got.plan, 0, 1), 20, 1e-9);
}

Test(compile_calendar, is_told_in_words)
{
    compile_sound(&got,
        CLOCK(
            "") "calendar:{trend_per_year=0.03;events:{mailer:{from=\"2026-03-02T08:30\";factor=2.6;decay=\"40 min\";};p:{days_of_month=[4];factor=3;};};};" CENTRE);
    cr_expect_str_eq(got.plan.calendar,
        "+3 % a year; mailer times 2.6, falling to 1/e of its effect in 40 min; p times 3 (days of the run: 1)");
}

Test(compile_calendar, that_says_nothing_moves_no_bit)
{
    compile_sound(&got, CLOCK("") CENTRE);
    compile_sound(&again, CLOCK("") "calendar:{weekday=[1,1,1,1,1,1,1];};" CENTRE);
    cr_assert_eq(got.plan.n_rates, again.plan.n_rates);
    for (uint32_t i = 0; i < got.plan.n_rates; i++) cr_expect_eq(got.plan.rates[i].per_s, again.plan.rates[i].per_s);
    cr_expect_null(again.plan.calendar);
}

Test(compile_calendar, tells_what_is_wrong)
{
    static const struct {
        const char *calendar, *message;
    } cases[] = {
        {"weekday=[1,2];", "calendar.weekday: expected a list of 7 numbers such as 1.1, found [1, 2]"},
        {"month=3;", "calendar.month: expected a list of 12 numbers such as 1.1, found 3"},
        {"weekday=[1,2,1,1,1,1,-1];", "calendar.weekday[6]: expected a factor from 0 to 1000, found -1"},
        {"trend_per_year=-1;", "calendar.trend_per_year: must be from -0.99 to 100"},
        {"events:{x:{factor=2;};};",
            "calendar.events.x: needs one of from, dates, days_of_month and after_holiday, which say when it is, found none"},
        {"events:{x:{factor=2;from=\"2026-03-02\";dates=[\"2026-03-02\"];};};", "which say when it is, found more"},
        {"events:{x:{from=\"2026-03-02\";};};", "calendar.events.x.factor: is required"},
        {"events:{x:{factor=2;dates=[\"2.3.2026\"];};};", "calendar.events.x.dates[0]: expected a date such as"},
        {"events:{x:{factor=2;dates=\"2026-03-02\";};};", "calendar.events.x.dates: expected a list of dates"},
        {"events:{x:{factor=2;days_of_month=[32];};};",
            "calendar.events.x.days_of_month[0]: expected a day of the month from 1 to 31, found 32"},
        {"events:{x:{factor=2;from=\"9:00\";};};", "calendar.events.x.from: expected a date and time such as"},
        {"events:{x:{factor=2;from=\"2026-03-04\";to=\"2026-03-03\";};};", "calendar.events.x.to: must come after from"},
        {"events:{x:{factor=2;dates=[\"2026-03-02\"];decay=\"1 h\";};};",
            "calendar.events.x.decay: needs from, when the event begins"},
        {"events:{x:{factor=2;dates=[\"2026-03-02\"];types=[\"c\"];};};", "calendar.events.x.types[0]: there is no type \"c\""},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1024];

        snprintf(text, sizeof text, CLOCK("") "calendar:{%s};" CENTRE, cases[i].calendar);
        compile_text(&got, text);
        cr_expect(strstr(got.messages, cases[i].message), "%s\n%s", cases[i].calendar, got.messages);
        compiled_free(&got);
    }
}
