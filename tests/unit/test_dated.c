/* test_dated.c - values over time that are written with dates: which day gets what, and what is refused. */
#include <math.h>

#include "compile_case.h"

#define XMAS           "special_days:{christmas_eve:{dates=[\"2026-12-24\"];open=\"08:00-09:00\";};};"
#define CLOCK          "clock:{start=\"2026-03-02\";days=2;open=\"08:00-10:00\";interval=\"1 h\";};"
#define STAFF          "groups:{g:{staff=3;};};"
#define TYPE(arrivals) "types:{a:{talk=60;patience=60;arrivals:{" arrivals "};};};"

static compiled_t got, again;

static void free_both(void)
{
    compiled_free(&got);
    compiled_free(&again);
}

TestSuite(dated, .fini = free_both);

/* "0: 28800-32400 x 10; ..." with the rates by the hour. */
static const char *rates(const ccs_plan_t *plan)
{
    static char out[1024];
    size_t n = 0;

    out[0] = '\0';
    for (uint32_t i = 0; i < plan->types[0].arrivals.n_rates; i++) {
        const ccs_rate_t *const rate = &plan->rates[plan->types[0].arrivals.first_rate + i];

        n += (size_t) snprintf(out + n, sizeof out - n, "%s%u: %g-%g x %g", n ? "; " : "", (unsigned) rate->day,
            rate->start_s / 3600, rate->end_s / 3600, round(3600e6 * rate->per_s) / 1e6);
    }
    return out;
}

Test(dated, rows_hold_on_their_own_day_until_the_next_or_until_closing)
{
    compile_sound(&got,
        CLOCK TYPE(
            "per_hour=((\"2026-03-01T08:00\",7),(\"2026-03-02T08:00\",10),(\"2026-03-02 09:00\",20),(\"2026-03-03T08:00\",30));")
            STAFF);
    cr_expect_str_eq(rates(&got.plan), "0: 8-9 x 10; 0: 9-10 x 20; 1: 32-34 x 30");
}

Test(dated, rows_with_an_end_leave_nothing_between_them)
{
    compile_sound(&got,
        CLOCK TYPE("per_hour=((\"2026-03-02T08:00\",\"08:30\",10),(\"2026-03-03T09:00\",\"2026-03-03T10:00\",20));") STAFF);
    cr_expect_str_eq(rates(&got.plan), "0: 8-8.5 x 10; 0: 8.5-10 x 0; 1: 32-33 x 0; 1: 33-34 x 20");
}

Test(dated, counts_are_those_of_each_row)
{
    compile_sound(&got,
        CLOCK TYPE("per_interval=((\"2026-03-02T08:00\",10),(\"2026-03-02T09:00\",5),(\"2026-03-03T08:00\",30));") STAFF);
    cr_expect_str_eq(rates(&got.plan), "0: 8-9 x 10; 0: 9-10 x 5; 1: 32-34 x 15");
}

Test(dated, totals_by_day_are_spread_by_the_profile_of_the_weekday)
{
    compile_sound(&got,
        CLOCK TYPE(
            "per_day=((\"2026-03-02\",90),(\"2026-03-03\",60));profile={mon=((\"08:00\",2),(\"09:00\",1));tue=((\"08:00\",1),(\"09:00\",1));};")
            STAFF);
    cr_expect_str_eq(rates(&got.plan), "0: 8-9 x 60; 0: 9-10 x 30; 1: 32-34 x 30");
}

Test(dated, staff_may_be_dated_too)
{
    compile_sound(&got,
        CLOCK TYPE(
            "per_hour=10;") "groups:{g:{staff=((\"2026-03-02T08:00\",4),(\"2026-03-02T09:00\",5),(\"2026-03-03\",6.5));};};");
    cr_assert_geq(got.plan.groups[0].n_steps, 3);
}

Test(dated, without_start_and_days_the_dates_say_them)
{
    compile_sound(&got,
        "clock:{open=\"08:00-10:00\";holidays=[\"2026-03-04\"];};" TYPE(
            "per_hour=((\"2026-03-03T08:00\",10),(\"2026-03-05T08:00\",30));") STAFF);
    cr_expect_eq(got.plan.n_days, 3);
    cr_expect_str_eq(got.plan.day_labels[0], "2026-03-03");
    cr_expect_str_eq(got.plan.day_labels[2], "2026-03-05");
}

Test(dated, a_row_before_day_starts_belongs_to_the_night_before)
{
    compile_sound(&got,
        "clock:{start=\"2026-03-02\";days=1;open=\"22:00-02:00\";};" TYPE(
            "per_hour=((\"2026-03-02T22:00\",10),(\"2026-03-03T01:00\",20));") STAFF);
    cr_expect_str_eq(rates(&got.plan), "0: 22-25 x 10; 0: 25-26 x 20");
}

static const struct {
    const char *arrivals, *message;
} WRONG[] = {
    {"per_hour=((\"2026-03-02T08:00\",10));",
        "has no row for 2026-03-03 (tue), on which the centre is open: add rows, or the date to clock.holidays"},
    {"per_hour=((\"2025-03-02T08:00\",10),(\"2025-03-04T08:00\",10));",
        "its rows are of 2025-03-02 to 2025-03-04, none of the days that are simulated, 2026-03-02 to 2026-03-03: clock.start and clock.days say which"},
    {"per_hour=((\"2026-03-03T08:00\",10),(\"2026-03-02T08:00\",10));", "expected rows in ascending order of their dates"},
    {"per_hour=((\"2026-03-02T08:00\",10),(\"2026-03-02T08:00\",11),(\"2026-03-03\",1));",
        "expected rows in ascending order of time"},
    {"per_hour=((\"2026-03-02T08:00\",10),(\"09:00\",11));", "expected a row that begins with a date and time"},
    {"per_hour=((\"2026-03-02\",10),(\"2026-03-02T09:00\",11));", "expected a row of the whole day"},
    {"per_hour=((\"2026-03-02\",10),(\"2026-03-02\",11));", "the day has a row already"},
    {"per_day=((\"2026-03-02T08:00\",10),(\"2026-03-03\",11));", "expected a row of the whole day"},
    {"per_hour=((\"2026-03-02T08:00\",-1),(\"2026-03-03\",11));", "expected a number that is not negative"},
    {"per_hour=((\"2026-03-02T07:00\",\"09:00\",1),(\"2026-03-03T08:00\",\"09:00\",11));",
        "on 2026-03-02) would arrive outside the opening hours 08:00-10:00"},
};

Test(dated, tells_what_is_wrong)
{
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        char text[1024];

        snprintf(text, sizeof text, CLOCK "types:{a:{talk=60;patience=60;arrivals:{%s};};};" STAFF, WRONG[i].arrivals);
        compile_text(&got, text);
        cr_expect(strstr(got.messages, WRONG[i].message), "%s\n%s", WRONG[i].arrivals, got.messages);
        compiled_free(&got);
    }
}

Test(dated, contacts_of_a_closed_day_are_told)
{
    compile_text(&got,
        "clock:{start=\"2026-03-02\";days=2;open=\"08:00-10:00\";holidays=[\"2026-03-03\"];};" TYPE(
            "per_hour=((\"2026-03-02T08:00\",10),(\"2026-03-03T08:00\",20));") STAFF);
    cr_expect(strstr(got.messages, "on 2026-03-03) would arrive while the centre is closed"), "%s", got.messages);
}

/* --- special days ------------------------------------------------------------------------------------------------------ */

#define WEEK(more) "clock:{start=\"2026-12-23\";days=3;open=\"08:00-10:00\";interval=\"1 h\";" more "};"

Test(dated, special_days_have_hours_of_their_own)
{
    compile_sound(&got, WEEK(XMAS) TYPE("per_hour=10;") STAFF);
    cr_expect_str_eq(rates(&got.plan), "0: 8-10 x 10; 1: 32-33 x 10; 2: 56-58 x 10");
    cr_expect_str_eq(got.plan.special_days, "christmas_eve: 2026-12-24, 08:00-09:00.");
}

Test(dated, special_days_keep_the_values_of_their_weekday)
{
    compile_sound(&got, WEEK(XMAS) TYPE("per_hour={weekdays=10;thu=((\"08:00\",30));};") STAFF);
    cr_expect_str_eq(rates(&got.plan), "0: 8-10 x 10; 1: 32-33 x 30; 2: 56-58 x 10");
}

Test(dated, special_days_may_be_closed_or_open_on_a_day_of_rest)
{
    compile_sound(&got,
        "clock:{start=\"2026-12-25\";days=3;open={weekdays=\"08:00-10:00\";};special_days:{sale:{dates=[\"2026-12-26\"];open=\"09:00-10:00\";};"
        "eve:{dates=[\"2026-12-25\",\"2030-01-01\"];open=\"closed\";};};};" TYPE("per_hour=10;") STAFF);
    cr_expect_str_eq(rates(&got.plan), "1: 33-34 x 10");
    cr_expect_str_eq(got.plan.special_days, "sale: 2026-12-26, 09:00-10:00. eve: 2026-12-25, closed.");
}

Test(dated, special_days_that_are_wrong_are_told)
{
    compile_text(&got,
        WEEK(
            "holidays=[\"2026-12-25\"];special_days:{a:{dates=[\"2026-12-24\",\"2026-12-25\"];open=\"08:00-09:00\";};b:{dates=[\"2026-12-24\",\"x\"];"
            "open=\"9\";};c:{open=\"closed\";};};") TYPE("per_hour=10;") STAFF);
    cr_expect(strstr(got.messages,
                  "clock.special_days.b.open: expected opening hours such as \"08:00-14:00\" or \"closed\", found \"9\""),
        "%s", got.messages);
    cr_expect(strstr(got.messages, "clock.special_days.c.dates: is required: the days"), "%s", got.messages);
}

Test(dated, a_special_day_is_no_holiday_and_special_once)
{
    compile_text(&got,
        WEEK(
            "holidays=[\"2026-12-25\"];special_days:{a:{dates=[\"2026-12-24\",\"2026-12-25\"];open=\"08:00-09:00\";};b:{dates=[\"2026-12-24\"];"
            "open=\"08:00-09:30\";};};") TYPE("per_hour=10;") STAFF);
    cr_expect(strstr(got.messages, "clock.special_days.a.dates[1]: is among clock.holidays"), "%s", got.messages);
    cr_expect(strstr(got.messages, "clock.special_days.b.dates[0]: is a special day already, of a"), "%s", got.messages);
}

/* --- closed times at the borders of what counts ------------------------------------------------------------------------- */

Test(dated, letters_of_closed_days_count_from_the_first_day_that_counts_to_the_last)
{
    compile_text(&got,
        "clock:{start=\"2026-03-08\";days=2;open={weekdays=\"08:00-10:00\";};interval=\"1 h\";at_close=\"carry\";};run:{run_in=2;run_out=1;};" TYPE(
            "per_hour=((\"00:00\",\"24:00\",10));outside=\"wait\";") "groups:{g:{staff=30;};};");
    const ccs_plan_t *const p = &got.plan;
    const ccs_cell_t *const first = &p->cells[p->first_counted], *const last = first + p->n_counted - 1;

    cr_expect_str_eq(first->label, "2026-03-08 before opening");
    cr_expect_str_eq(first[-1].label, "2026-03-06 after close");
    cr_expect_str_eq(last->label, "2026-03-09 after close");
    cr_expect_str_eq(last[1].label, "2026-03-10 before opening");
    cr_expect_float_eq(last->end_s - first->start_s, 2 * 86400, 1e-9, "Sunday and Monday, whole");
    cr_expect_float_eq(ccs_plan_asks_from_s(p, &p->types[0], p->first_counted + 1), first[-1].start_s, 1e-9,
        "all who came since Friday");
    for (uint32_t c = 1; c < p->n_cells; c++) cr_expect_eq(p->cells[c].start_s, p->cells[c - 1].end_s);
}

Test(dated, weekdays_without_opening_hours_need_no_rows)
{
    compile_sound(&got,
        "clock:{open={weekdays=\"08:00-10:00\";sat=\"closed\";sun=\"closed\";};interval=\"1 h\";};" TYPE(
            "per_interval=((\"2026-03-06T08:00\",10),(\"2026-03-06T09:00\",5),(\"2026-03-09T08:00\",30));") STAFF);
    cr_expect_str_eq(rates(&got.plan), "0: 8-9 x 10; 0: 9-10 x 5; 3: 80-82 x 15");
}

/* --- what reviewers found ----------------------------------------------------------------------------------------------- */

#define NIGHT "open=\"22:00-06:00\";"

Test(dated, rows_that_end_a_night_make_no_day_of_their_own)
{
    compile_sound(&got,
        "clock:{" NIGHT "};" TYPE(
            "per_hour=((\"2026-03-02T22:00\",10),(\"2026-03-03T05:00\",20),(\"2026-03-03T22:00\",10),(\"2026-03-04T05:00\",20));")
            STAFF);
    cr_expect_eq(got.plan.n_days, 2);
    cr_expect_str_eq(rates(&got.plan), "0: 22-29 x 10; 0: 29-30 x 20; 1: 46-53 x 10; 1: 53-54 x 20");
}

Test(dated, a_start_that_is_written_leaves_the_days_up_to_the_last_date)
{
    compile_sound(&got,
        "clock:{start=\"2026-03-03\";open=\"08:00-10:00\";};" TYPE(
            "per_hour=((\"2026-03-02\",5),(\"2026-03-03\",10),(\"2026-03-04\",20));") STAFF);
    cr_expect_str_eq(rates(&got.plan), "0: 8-10 x 10; 1: 32-34 x 20");
}

/* Contacts of the first type over all days. */
static double contacts(const ccs_plan_t *plan)
{
    double sum = 0;

    for (uint32_t i = 0; i < plan->types[0].arrivals.n_rates; i++)
        sum += plan->rates[i].per_s * (plan->rates[i].end_s - plan->rates[i].start_s);
    return sum;
}

/* A day of hourly rows that count 10 contacts each; left_out: an hour without a row, 24: none. */
static const char *hours_of(const char *date, int left_out)
{
    static char text[2048];
    size_t n = 0;

    for (int h = 0; h < 24; h++)
        if (h != left_out)
            n += (size_t) snprintf(text + n, sizeof text - n, "%s(\"%sT%02d:00\",\"%02d:00\",10)", n ? "," : "", date, h, h + 1);
    return text;
}

Test(dated, rows_count_what_they_say_where_the_clocks_change)
{
    static const struct {
        const char *date;
        int left_out;
        double wanted;
    } days[] = {{"2026-10-25", 24, 240}, {"2026-03-29", 2, 230}, {"2026-03-28", 24, 240}};

    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        char text[4096];

        snprintf(text, sizeof text,
            "clock:{timezone=\"Europe/Berlin\";interval=\"1 h\";};types:{a:{talk=60;patience=60;arrivals:{per_interval=(%s);};};};" STAFF,
            hours_of(days[i].date, days[i].left_out));
        compile_sound(&got, text);
        cr_expect_float_eq(contacts(&got.plan), days[i].wanted, 1e-9, "%s", days[i].date);
        compiled_free(&got);
    }
}

/* Seven in Greenwich and eight in Berlin are the same moment in winter, six in Greenwich in summer. */
Test(dated, turns_offsets_into_the_time_of_the_centre)
{
#define BERLIN(rows)                                                                                                             \
    "clock:{timezone=\"Europe/Berlin\";start=\"2026-03-27\";days=4;open:{weekdays=\"08:00-10:00\";weekend=\"closed\";};};"       \
    "types:{a:{talk=60;patience=60;arrivals:{per_hour=" rows ";};};};" STAFF
    char first[1024];

    compile_sound(&got, BERLIN("((\"2026-03-27T08:00\",40),(\"2026-03-27T09:00\",60),(\"2026-03-30T08:00\",80))"));
    snprintf(first, sizeof first, "%s", rates(&got.plan));
    compile_sound(&again, BERLIN("((\"2026-03-27T07:00Z\",40),(\"2026-03-27T09:00+01:00\",60),(\"2026-03-30T02:00-0400\",80))"));
    cr_expect_str_eq(rates(&again.plan), first);
    cr_expect(strstr(first, "x 80"), "%s", first);
#undef BERLIN
}
