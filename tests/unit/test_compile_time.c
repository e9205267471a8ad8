/* test_compile_time.c - days, hours and values over time: what a scenario says by local time becomes pieces of elapsed time. */
#include <math.h>

#include "compile_case.h"

#define HOUR           3600.0
#define ONE_TYPE       "types:{a:{talk=60;patience=60;arrivals:{per_hour=9;};};};"
#define ONE_GROUP      "groups:{g:{staff=9;};};"
#define ARRIVALS(keys) "types:{a:{talk=60;patience=60;arrivals:{" keys "};};};" ONE_GROUP
#define STAFF(value)   ONE_TYPE "groups:{g:{staff=" value ";};};"

static compiled_t got; /* large; each test runs in a process of its own */

static void free_got(void)
{
    compiled_free(&got);
}

TestSuite(compile_time, .fini = free_got);

/* --- cells ------------------------------------------------------------------------------------------------------------- */

static void expect_cell(uint32_t cell, double start_s, double end_s, bool open, const char *label)
{
    cr_assert_lt(cell, got.plan.n_cells);
    const ccs_cell_t *const c = &got.plan.cells[cell];

    cr_expect(c->start_s == start_s && c->end_s == end_s && c->open == open, "cell %u is %g to %g, %d", (unsigned) cell,
        c->start_s, c->end_s, c->open);
    cr_expect_str_eq(c->label, label);
}

/* Cells must be contiguous, ascending, and end in infinity. */
static void expect_contiguous(void)
{
    for (uint32_t c = 1; c < got.plan.n_cells; c++)
        cr_expect_eq(got.plan.cells[c].start_s, got.plan.cells[c - 1].end_s, "%u", (unsigned) c);
    cr_expect(isinf(got.plan.cells[got.plan.n_cells - 1].end_s));
}

Test(compile_time, cuts_opening_hours_into_intervals_and_a_cell_after_close)
{
    compile_sound(&got, ONE_TYPE ONE_GROUP "clock:{open=\"08:00-18:00\";};");
    cr_expect_eq(got.plan.n_cells, 21);
    expect_cell(0, 8 * HOUR, 8.5 * HOUR, true, "2026-03-02T08:00");
    expect_cell(19, 17.5 * HOUR, 18 * HOUR, true, "2026-03-02T17:30");
    expect_cell(20, 18 * HOUR, INFINITY, false, "2026-03-02 after close");
    cr_expect_eq(got.plan.end_s, 18 * HOUR);
    cr_expect_eq(got.plan.interval_s, 1800);
    expect_contiguous();
}

Test(compile_time, shortens_the_last_interval_where_the_step_does_not_fit)
{
    compile_sound(&got, ONE_TYPE ONE_GROUP "clock:{open=\"08:00-09:40\";interval=\"30 min\";};");
    cr_expect_eq(got.plan.n_cells, 5);
    expect_cell(3, 9.5 * HOUR, 9 * HOUR + 2400, true, "2026-03-02T09:30");
}

Test(compile_time, has_no_closed_cell_between_days_that_meet_at_midnight)
{
    compile_sound(&got, ONE_TYPE ONE_GROUP "clock:{days=3;interval=\"8 h\";};");
    cr_expect_eq(got.plan.n_cells, 10);
    cr_expect_eq(got.plan.n_days, 3);
    cr_expect_str_eq(got.plan.day_labels[2], "2026-03-04");
    expect_cell(3, 24 * HOUR, 32 * HOUR, true, "2026-03-03T00:00");
    cr_expect_eq(got.plan.cells[3].day, 1);
    expect_cell(9, 72 * HOUR, INFINITY, false, "2026-03-04 after close");
    expect_contiguous();
}

Test(compile_time, closes_between_two_ranges_and_on_days_off)
{
    compile_sound(&got,
        ONE_TYPE ONE_GROUP "clock:{start=\"2026-03-06\";days=5;interval=\"1 h\";holidays=[\"2026-03-09\",\"2030-01-01\"];"
                           "open:{weekdays=\"08:00-10:00, 11:00-12:00\";sat=\"09:00-10:00\";};};");
    expect_cell(2, 10 * HOUR, 11 * HOUR, false, "2026-03-06 closed from 10:00");
    expect_cell(4, 12 * HOUR, 33 * HOUR, false, "2026-03-06 after close");
    expect_cell(5, 33 * HOUR, 34 * HOUR, true, "2026-03-07T09:00");
    expect_cell(6, 34 * HOUR, 104 * HOUR, false, "2026-03-07 after close"); /* over Sunday and the holiday */
    expect_cell(7, 104 * HOUR, 105 * HOUR, true, "2026-03-10T08:00");
    cr_expect_eq(got.plan.cells[7].day, 4);
    cr_expect_eq(got.plan.n_days, 5);
    expect_contiguous();
}

Test(compile_time, names_batches_in_steady_mode)
{
    compile_sound(&got, ONE_TYPE ONE_GROUP "run:{mode=\"steady\";warm_up=\"2 h\";length=\"9 h\";batches=3;};");
    cr_expect_eq(got.plan.n_cells, 5);
    expect_cell(0, 0, 2 * HOUR, false, "warm-up");
    expect_cell(1, 2 * HOUR, 5 * HOUR, true, "batch 1");
    expect_cell(3, 8 * HOUR, 11 * HOUR, true, "batch 3");
    expect_cell(4, 11 * HOUR, INFINITY, false, "run-out");
    cr_expect_eq(got.plan.warm_up_s, 2 * HOUR);
    cr_expect_eq(got.plan.end_s, 11 * HOUR);
    cr_expect_eq(got.plan.interval_s, 3 * HOUR);
}

/* --- clock changes ----------------------------------------------------------------------------------------------------- */

Test(compile_time, gives_46_half_hours_to_the_day_on_which_an_hour_is_left_out)
{
    compile_sound(&got, ONE_TYPE ONE_GROUP "clock:{timezone=\"America/New_York\";start=\"2026-03-08\";};");
    cr_expect_eq(got.plan.n_cells, 47);
    expect_cell(3, 1.5 * HOUR, 2 * HOUR, true, "2026-03-08T01:30");
    expect_cell(4, 2 * HOUR, 2.5 * HOUR, true, "2026-03-08T03:00");
    cr_expect_eq(got.plan.end_s, 23 * HOUR);
    expect_contiguous();
}

Test(compile_time, gives_50_half_hours_to_the_day_on_which_an_hour_comes_twice)
{
    compile_sound(&got, ONE_TYPE ONE_GROUP "clock:{timezone=\"America/New_York\";start=\"2026-11-01\";};");
    cr_expect_eq(got.plan.n_cells, 51);
    expect_cell(3, 1.5 * HOUR, 2 * HOUR, true, "2026-11-01T01:30");
    expect_cell(4, 2 * HOUR, 2.5 * HOUR, true, "2026-11-01T01:00-05:00");
    expect_cell(6, 3 * HOUR, 3.5 * HOUR, true, "2026-11-01T02:00");
    cr_expect_eq(got.plan.end_s, 25 * HOUR);
}

Test(compile_time, keeps_opening_hours_local_across_a_clock_change)
{
    compile_sound(&got,
        ONE_TYPE ONE_GROUP "clock:{timezone=\"America/New_York\";start=\"2026-03-07\";days=2;open=\"08:00-09:00\";};");
    expect_cell(0, 8 * HOUR, 8.5 * HOUR, true, "2026-03-07T08:00");
    expect_cell(3, 31 * HOUR, 31.5 * HOUR, true, "2026-03-08T08:00");
}

Test(compile_time, looks_lists_up_by_local_time_on_days_with_a_clock_change)
{
    char text[1024] = ONE_TYPE "clock:{timezone=\"America/New_York\";start=\"2026-11-01\";};groups:{g:{staff=[1";
    size_t n = strlen(text);

    for (int i = 2; i <= 48; i++) n += (size_t) snprintf(text + n, sizeof text - n, ",%d", i > 6 && i < 48 ? 1 : i);
    snprintf(text + n, sizeof text - n, "];};};");
    compile_sound(&got, text);
    cr_expect_eq(ccs_plan_agents(&got.plan, 0, 1.5 * HOUR), 4);
    cr_expect_eq(ccs_plan_agents(&got.plan, 0, 2 * HOUR), 3, "01:00 again"); /* the hour that comes twice is looked up twice */
    cr_expect_eq(ccs_plan_agents(&got.plan, 0, 3 * HOUR), 5);
    cr_expect_eq(ccs_plan_agents(&got.plan, 0, 24.75 * HOUR), 48);
}

Test(compile_time, begins_a_day_without_midnight_at_its_first_moment)
{
    compile_sound(&got, ONE_TYPE ONE_GROUP "clock:{timezone=\"America/Havana\";start=\"2026-03-08\";interval=\"1 h\";};");
    expect_cell(0, 0, HOUR, true, "2026-03-08T01:00");
    cr_expect_eq(got.plan.end_s, 23 * HOUR);
}

Test(compile_time, leaves_the_process_in_its_own_time_zone)
{
    cr_assert_eq(setenv("TZ", "Asia/Tokyo", 1), 0);
    compile_sound(&got, ONE_TYPE ONE_GROUP "clock:{timezone=\"America/New_York\";};");
    cr_expect_str_eq(getenv("TZ"), "Asia/Tokyo");
    cr_assert_eq(unsetenv("TZ"), 0);
    compiled_free(&got);
    compile_sound(&got, ONE_TYPE ONE_GROUP "clock:{timezone=\"America/New_York\";};");
    cr_expect_null(getenv("TZ"));
}

/* --- rates ------------------------------------------------------------------------------------------------------------- */

static void expect_rate(uint32_t i, double start_s, double end_s, double per_hour)
{
    cr_assert_lt(i, got.plan.n_rates);
    const ccs_rate_t *const r = &got.plan.rates[i];

    cr_expect(r->start_s == start_s && r->end_s == end_s && fabs(r->per_s * 3600 - per_hour) < 1e-9 * (1 + per_hour),
        "rate %u is %g to %g, %.12g an hour", (unsigned) i, r->start_s, r->end_s, r->per_s * 3600);
}

/* Contacts between two times by the pieces of rate. */
static double contacts(double start_s, double end_s)
{
    double sum = 0;

    for (uint32_t i = 0; i < got.plan.n_rates; i++)
        sum += got.plan.rates[i].per_s * fmax(0, fmin(end_s, got.plan.rates[i].end_s) - fmax(start_s, got.plan.rates[i].start_s));
    return sum;
}

Test(compile_time, reads_a_constant_rate_in_every_unit)
{
    static const struct {
        const char *scenario;
        double per_hour;
    } cases[] = {
        {ARRIVALS("per_second=0.1;"), 360},
        {ARRIVALS("per_minute=2.385;"), 143.1},
        {ARRIVALS("per_hour=7;"), 7},
        {ARRIVALS("per_interval=3.5;") "clock:{interval=\"15 min\";};", 14},
        {ARRIVALS("per_day=60;"), 2.5},
        {ARRIVALS("gap={dist=\"gamma\";mean=\"18 min\";cv=0.7;};"), 200.0 / 60},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        compile_sound(&got, cases[i].scenario);
        cr_expect_eq(got.plan.n_rates, 1);
        expect_rate(0, 0, 24 * HOUR, cases[i].per_hour);
        compiled_free(&got);
    }
}

Test(compile_time, limits_a_constant_rate_to_opening_hours)
{
    compile_sound(&got, ARRIVALS("per_hour=7;") "clock:{open=\"08:00-12:00, 13:00-18:00\";days=2;};");
    cr_expect_eq(got.plan.n_rates, 4);
    expect_rate(1, 13 * HOUR, 18 * HOUR, 7);
    expect_rate(2, 32 * HOUR, 36 * HOUR, 7);
    cr_expect_eq(got.plan.rates[2].day, 1);
}

Test(compile_time, reads_a_list_of_one_rate_for_each_interval)
{
    compile_sound(&got, ARRIVALS("per_hour=[5.5,6.5,6.5,8.0];") "clock:{open=\"08:00-09:00, 10:00-11:00\";};");
    cr_expect_eq(got.plan.n_rates, 4);
    expect_rate(0, 8 * HOUR, 8.5 * HOUR, 5.5);
    expect_rate(1, 8.5 * HOUR, 9 * HOUR, 6.5);
    expect_rate(2, 10 * HOUR, 10.5 * HOUR, 6.5);
    expect_rate(3, 10.5 * HOUR, 11 * HOUR, 8);
}

Test(compile_time, reads_rows_from_to_with_nothing_between_them)
{
    compile_sound(&got, ARRIVALS("per_hour=((\"08:00\",\"09:15\",4),(\"10:00\",\"18:00\",9));") "clock:{open=\"08:00-18:00\";};");
    cr_expect_eq(got.plan.n_rates, 3);
    expect_rate(0, 8 * HOUR, 9.25 * HOUR, 4);
    expect_rate(1, 9.25 * HOUR, 10 * HOUR, 0);
    expect_rate(2, 10 * HOUR, 18 * HOUR, 9);
}

Test(compile_time, reads_rows_of_times_at_their_own_step)
{
    compile_sound(&got,
        ARRIVALS("per_hour=((\"08:00\",4),(\"08:20\",9),(\"08:40\",2));") "clock:{open=\"08:00-09:00\";interval=\"1 h\";};");
    expect_rate(0, 8 * HOUR, 8 * HOUR + 1200, 4);
    expect_rate(2, 8 * HOUR + 2400, 9 * HOUR, 2);
}

/* Rows (time, number) hold until the next one, the last until closing, at whatever steps. Before, 0 after one step. */
Test(compile_time, holds_a_row_until_the_next_and_the_last_until_closing)
{
    compile_sound(&got, ARRIVALS("per_hour=((\"08:00\",30),(\"09:00\",100),(\"09:20\",7));") "clock:{open=\"08:00-12:00\";};");
    cr_expect_eq(got.plan.n_rates, 3);
    expect_rate(0, 8 * HOUR, 9 * HOUR, 30);
    expect_rate(1, 9 * HOUR, 9 * HOUR + 1200, 100);
    expect_rate(2, 9 * HOUR + 1200, 12 * HOUR, 7);
    compiled_free(&got);
    compile_sound(&got, ARRIVALS("per_hour=((\"08:00\",5));") "clock:{open=\"08:00-12:00, 13:00-15:00\";};");
    cr_expect_eq(got.plan.n_rates, 2, "a row goes on after a pause");
    expect_rate(1, 13 * HOUR, 15 * HOUR, 5);
    compiled_free(&got);
    compile_sound(&got,
        ARRIVALS("per_day=100;profile=((\"08:00\",1),(\"09:00\",3));") "clock:{open=\"08:00-12:00\";};"); /* 1 h and 3 h */
    expect_rate(0, 8 * HOUR, 9 * HOUR, 10);
    expect_rate(1, 9 * HOUR, 12 * HOUR, 30);
}

/* A row counts for its own length: before, quarters of an hour counted half where the clock had half-hours. */
Test(compile_time, counts_the_contacts_of_a_row_whatever_the_interval_is)
{
    static const char *const intervals[] = {"15 min", "30 min", "1 h", "7 min", "45 min"};
    char text[512];

    for (size_t i = 0; i < sizeof intervals / sizeof *intervals; i++) {
        snprintf(text, sizeof text,
            ARRIVALS(
                "per_interval=((\"08:00\",12),(\"08:15\",19),(\"08:30\",30),(\"09:15\",9));") "clock:{open=\"08:00-10:00\";interval=\"%s\";};",
            intervals[i]);
        compile_sound(&got, text);
        cr_expect_float_eq(contacts(0, 24 * HOUR), 70, 1e-9, "%s", intervals[i]);
        expect_rate(1, 8.25 * HOUR, 8.5 * HOUR, 76);
        expect_rate(2, 8.5 * HOUR, 9.25 * HOUR, 40);
        expect_rate(3, 9.25 * HOUR, 10 * HOUR, 12);
        compiled_free(&got);
    }
    compile_sound(&got,
        ARRIVALS("per_interval=((\"08:00\",\"10:00\",60),(\"11:00\",\"11:15\",5));") "clock:{open=\"08:00-12:00\";};");
    expect_rate(0, 8 * HOUR, 10 * HOUR, 30);
    expect_rate(2, 11 * HOUR, 11.25 * HOUR, 20);
    compiled_free(&got);
    compile_sound(&got,
        ARRIVALS(
            "per_interval=((\"08:00\",60),(\"11:30\",20),(\"13:00\",8));") "clock:{open=\"08:00-12:00, 13:00-14:00\";};"); /* a pause is no part of a row */
    expect_rate(1, 11.5 * HOUR, 12 * HOUR, 40);
    expect_rate(2, 13 * HOUR, 14 * HOUR, 8);
    compiled_free(&got);
    compile_sound(&got, ARRIVALS("per_interval=[10,20,5];") "clock:{open=\"08:00-09:40\";interval=\"45 min\";};");
    expect_rate(2, 9.5 * HOUR, 9 * HOUR + 2400, 30); /* the last interval of a list is short */
}

static void expect_warning(const char *scenario, const char *message)
{
    compile_text(&got, scenario);
    cr_expect_eq(got.ret, 0);
    cr_expect_str_eq(got.messages, message);
    compiled_free(&got);
}

Test(compile_time, says_once_what_rows_leave_open)
{
    expect_warning(ARRIVALS("per_hour={mon=((\"09:00\",5));tue=((\"09:30\",5));};") "clock:{open=\"08:00-12:00\";days=2;};",
        "warning: test.cfg:1: types.a.arrivals.per_hour.mon: nothing arrives before the first row, 09:00, though the centre opens "
        "at 08:00 (mon): add a row for it\n");
    expect_warning("types:{a:{talk=60;patience=60;arrivals:{per_hour=0;};};};groups:{g:{staff=((\"08:30\",5));};};"
                   "clock:{open=\"08:00-12:00\";};",
        "warning: test.cfg:1: groups.g.staff: nobody is scheduled before the first row, 08:30, though the centre opens at 08:00 "
        "(mon): add a row for it\n");
    expect_warning(ARRIVALS("per_interval=((\"08:00\",5),(\"08:15\",5),(\"08:45\",5));") "clock:{open=\"08:00-12:00\";};",
        "warning: test.cfg:1: types.a.arrivals.per_interval: the last row, 08:45, is 3 h 15 min before closing (mon), and its "
        "contacts are spread over all of that, though rows before are at most 30 min long: if the day was not over yet, the rows behind it are missing\n");
    expect_warning(
        "types:{a:{talk=60;patience=60;arrivals:{per_hour=0;};};};groups:{g:{staff=((\"08:00\",5),(\"08:30\",5),(\"09:00\",5),(\"09:30\",5),"
        "(\"10:00\",5),(\"10:30\",5));};};clock:{open=\"08:00-11:30\";};",
        "warning: test.cfg:1: groups.g.staff: the last row, 10:30, holds for 1 h, until closing (mon), though rows are 30 min apart: if rows behind it are missing, add "
        "them\n");
    expect_warning(
        "types:{a:{talk=60;patience=60;arrivals:{per_hour=0;};};};groups:{g:{staff=((\"08:00\",5),(\"09:00\",7),(\"10:00\",6));};};"
        "clock:{open=\"08:00-18:00\";};",
        "");
}

/* per_day is a day's total. Before, 4,600 and 5,000 contacts. */
Test(compile_time, keeps_the_total_of_a_day_of_23_or_25_hours)
{
    static const char *const days[] = {"2026-03-28", "2026-03-29", "2026-10-25"};
    static const char *const spreads[] = {"", "profile=[1,1,2,9,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1];"};
    char text[512];

    for (size_t i = 0; i < 6; i++) {
        snprintf(text, sizeof text, ARRIVALS("per_day=1680;%s") "clock:{timezone=\"Europe/Paris\";start=\"%s\";};",
            spreads[i / 3], days[i % 3]);
        compile_sound(&got, text);
        cr_expect_float_eq(contacts(0, 25 * HOUR), 1680, 1e-8, "%s", text);
        cr_expect_eq(got.plan.types[0].arrivals.rate_note != NULL, i % 3 > 0);
        compiled_free(&got);
    }
    compile_sound(&got,
        ARRIVALS("per_day=1680;") "clock:{timezone=\"Europe/Paris\";start=\"2026-03-29\";open=\"08:00-18:00\";};");
    expect_rate(0, 7 * HOUR, 17 * HOUR, 168);
    cr_expect_null(got.plan.types[0].arrivals.rate_note);
}

Test(compile_time, prefers_the_single_weekday_in_a_table)
{
    compile_sound(&got,
        ARRIVALS("per_hour:{fri=5;weekdays=4;weekend=((\"10:00\",\"11:00\",7));};") "clock:{start=\"2026-03-05\";days=3;"
                                                                                    "open=\"10:00-11:00\";};"); /* a Thursday */
    expect_rate(0, 10 * HOUR, 11 * HOUR, 4);
    expect_rate(1, 34 * HOUR, 35 * HOUR, 5);
    expect_rate(2, 58 * HOUR, 59 * HOUR, 7);
}

Test(compile_time, spreads_the_day_evenly_without_a_profile)
{
    compile_sound(&got,
        ARRIVALS("per_day:{weekdays=1800;sat=450;};") "clock:{start=\"2026-03-06\";days=2;open:{weekdays=\"08:00-18:00\";"
                                                      "sat=\"09:00-12:00\";};};");
    expect_rate(0, 8 * HOUR, 18 * HOUR, 180);
    expect_rate(1, 33 * HOUR, 36 * HOUR, 150);
}

Test(compile_time, spreads_the_day_by_a_profile_of_24_hours)
{
    compile_sound(&got,
        ARRIVALS("per_day=1000;profile=[0,0,0,0,0,0,0,0,1,3,4,2,0,0,0,0,0,0,0,0,0,0,0,0];") "clock:{open=\"08:00-12:00\";};");
    expect_rate(0, 8 * HOUR, 9 * HOUR, 100);
    expect_rate(1, 9 * HOUR, 10 * HOUR, 300);
    expect_rate(2, 10 * HOUR, 11 * HOUR, 400);
    expect_rate(3, 11 * HOUR, 12 * HOUR, 200);
    cr_expect_float_eq(contacts(0, 24 * HOUR), 1000, 1e-9);
}

Test(compile_time, drops_what_a_profile_has_outside_only_when_told)
{
    compile_text(&got,
        ARRIVALS("per_day=800;outside=\"drop\";"
                 "profile=((\"07:00\",1),(\"08:00\",4),(\"09:00\",3));") "clock:{open=\"08:30-10:00\";};");
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_expect_eq(got.errors.n, 1);
    cr_expect(strstr(got.messages, "300 of 800 contacts a day (37.5 %) fall outside the opening hours and are dropped"), "%s",
        got.messages);
    cr_expect_eq(got.plan.n_rates, 2);
    expect_rate(0, 8.5 * HOUR, 9 * HOUR, 400);
    expect_rate(1, 9 * HOUR, 10 * HOUR, 300);
}

/* A constant and a list are of the opening hours, and a holiday has none, even where customers may write at any time. */
Test(compile_time, has_no_constant_on_a_holiday)
{
#define HOLIDAY "clock:{open=\"08:00-10:00\";interval=\"30 min\";days=3;at_close=\"carry\";holidays=[\"2026-03-03\"];};"
    static const char *const texts[] = {ARRIVALS("per_hour=50;outside=\"wait\";") HOLIDAY,
        ARRIVALS("per_interval=[10,20,30,40];outside=\"wait\";") HOLIDAY};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        double contacts = 0;

        compile_text(&got, texts[i]);
        cr_assert_eq(got.ret, 0, "%s", got.messages);
        for (uint32_t r = 0; r < got.plan.n_rates; r++)
            contacts += got.plan.rates[r].per_s * (got.plan.rates[r].end_s - got.plan.rates[r].start_s);
        cr_expect_float_eq(contacts, 200, 1e-9);
        if (i == 0) compiled_free(&got);
    }
#undef HOLIDAY
}

Test(compile_time, scales_a_renewal_process_to_its_rate)
{
    compile_sound(&got, ARRIVALS("per_hour=100;gap={dist=\"erlang\";k=3;};"));
    cr_expect_eq(got.plan.types[0].arrivals.gap.kind, CCS_DISTRIBUTION_ERLANG);
    cr_expect_float_eq(got.plan.types[0].arrivals.gap.mean, 1, 1e-12);
    cr_expect_float_eq(got.plan.types[0].arrivals.gap.sd, sqrt(1.0 / 3), 1e-12);
    compiled_free(&got);
    compile_sound(&got, ARRIVALS("gap={dist=\"uniform\";min=20;max=\"1 min\";};"));
    cr_expect_float_eq(got.plan.types[0].arrivals.gap.mean, 1, 1e-12);
    expect_rate(0, 0, 24 * HOUR, 90);
}

Test(compile_time, runs_a_steady_rate_without_end)
{
    compile_sound(&got, ARRIVALS("per_day=216;") "run:{mode=\"steady\";length=\"1 h\";};");
    cr_expect_eq(got.plan.n_rates, 1);
    expect_rate(0, 0, INFINITY, 9);
}

/* --- staff ------------------------------------------------------------------------------------------------------------- */

static void expect_step(uint32_t i, double time_s, uint32_t agents)
{
    cr_assert_lt(i, got.plan.n_staff_steps);
    cr_expect(got.plan.staff_steps[i].time_s == time_s && got.plan.staff_steps[i].agents == agents, "step %u is %g, %u",
        (unsigned) i, got.plan.staff_steps[i].time_s, (unsigned) got.plan.staff_steps[i].agents);
}

Test(compile_time, merges_equal_levels_and_keeps_the_last_to_drain)
{
    compile_sound(&got, STAFF("[3,3,5,4]") "clock:{open=\"08:00-10:00\";days=2;};");
    cr_expect_eq(got.plan.n_staff_steps, 6);
    expect_step(0, 8 * HOUR, 3);
    expect_step(1, 9 * HOUR, 5);
    expect_step(2, 9.5 * HOUR, 4);
    expect_step(3, 32 * HOUR, 3);
    cr_expect_eq(got.plan.groups[0].max_agents, 5);
    cr_expect_eq(got.plan.n_agents, 5);
}

Test(compile_time, sends_agents_home_where_the_day_does_not_drain)
{
    compile_sound(&got, STAFF("[3,4]") "clock:{open=\"08:00-09:00\";days=2;at_close=\"carry\";};");
    cr_expect_eq(got.plan.n_staff_steps, 6);
    expect_step(1, 8.5 * HOUR, 4);
    expect_step(2, 9 * HOUR, 0);
    expect_step(3, 32 * HOUR, 3);
    expect_step(5, 33 * HOUR, 0);
    cr_expect_eq(got.plan.queues[0].at_close, CCS_AT_CLOSE_CARRY);
    compiled_free(&got);
    compile_sound(&got, STAFF("4") "clock:{days=2;at_close=\"clear\";};"); /* open day and night: nobody goes home at midnight */
    cr_expect_eq(got.plan.n_staff_steps, 2);
    expect_step(1, 48 * HOUR, 0);
}

Test(compile_time, schedules_nobody_between_rows)
{
    compile_sound(&got,
        "types:{a:{talk=60;patience=60;initial:{waiting=1;};};};"
        "groups:{g:{staff=((\"08:00\",\"12:00\",3),(\"13:00\",\"17:00\",2));};};"
        "clock:{open=\"07:00-18:00\";};");
    cr_expect_eq(got.plan.n_staff_steps, 4);
    expect_step(0, 8 * HOUR, 3);
    expect_step(1, 12 * HOUR, 0);
    expect_step(2, 13 * HOUR, 2);
    expect_step(3, 17 * HOUR, 0);
}

Test(compile_time, numbers_agents_group_by_group)
{
    compile_sound(&got,
        "types:{a:{talk=60;patience=60;groups=(\"g\",\"h\");arrivals:{per_hour=9;};};};"
        "groups:{g:{staff:{mon=4;tue=7;};};h:{staff=2;};};clock:{days=2;};");
    cr_expect_eq(got.plan.groups[0].max_agents, 7);
    cr_expect_eq(got.plan.groups[1].first_agent, 7);
    cr_expect_eq(got.plan.n_agents, 9);
    cr_expect_eq(ccs_plan_agents(&got.plan, 0, 25 * HOUR), 7);
}

/* --- nights ------------------------------------------------------------------------------------------------------------ */

#define NIGHT "open=\"22:00-06:00\";"

/* Before, "hours past midnight are written as two", which made three stumps of two nights. */
Test(compile_time, takes_a_night_for_one_day)
{
    compile_sound(&got, ONE_TYPE ONE_GROUP "clock:{" NIGHT "days=2;};");
    cr_expect_eq(got.plan.n_cells, 34);
    cr_expect_eq(got.plan.n_days, 2);
    cr_expect_eq(got.plan.day_starts_s, 22 * HOUR);
    expect_cell(0, 22 * HOUR, 22.5 * HOUR, true, "2026-03-02T22:00");
    expect_cell(4, 24 * HOUR, 24.5 * HOUR, true, "2026-03-03T00:00");
    expect_cell(16, 30 * HOUR, 46 * HOUR, false, "2026-03-02 after close");
    expect_cell(17, 46 * HOUR, 46.5 * HOUR, true, "2026-03-03T22:00");
    expect_cell(32, 53.5 * HOUR, 54 * HOUR, true, "2026-03-04T05:30");
    for (uint32_t c = 0; c < 34; c++) cr_expect_eq(got.plan.cells[c].day, c >= 17, "%u", (unsigned) c);
    cr_expect_eq(got.plan.rates[0].day, 0);
    cr_expect_eq(got.plan.rates[1].day, 1);
    cr_expect_eq(got.plan.n_rates, 2);
    expect_contiguous();
}

Test(compile_time, gives_a_night_the_weekday_on_which_it_begins)
{
    compile_sound(&got,
        STAFF(
            "{fri=4;sat=((\"20:00\",\"24:00\",7),(\"00:00\",\"04:00\",5));}") "clock:{start=\"2026-03-06\";days=2;holidays=[\"2026-03-08\"];interval=\"1 h\";"
                                                                              "open={fri=\"20:00-02:00\";sat=\"20:00-04:00\";};};");
    cr_expect_eq(ccs_plan_agents(&got.plan, 0, 25 * HOUR), 4);
    cr_expect_eq(ccs_plan_agents(&got.plan, 0, 47 * HOUR), 7);
    cr_expect_eq(ccs_plan_agents(&got.plan, 0, 50 * HOUR), 5, "Sunday is a holiday, Saturday's night is none");
    cr_expect_eq(got.plan.end_s, 52 * HOUR);
}

Test(compile_time, reads_lists_rows_and_profiles_of_a_night)
{
    compile_sound(&got, ARRIVALS("per_interval=[1,2,3,4,5,6,7,8];") "clock:{" NIGHT "interval=\"1 h\";};");
    expect_rate(1, 23 * HOUR, 24 * HOUR, 2);
    expect_rate(7, 29 * HOUR, 30 * HOUR, 8);
    compiled_free(&got);
    compile_sound(&got, ARRIVALS("per_interval=((\"22:00\",40),(\"00:00\",12),(\"03:00\",6));") "clock:{" NIGHT "};");
    expect_rate(0, 22 * HOUR, 24 * HOUR, 20);
    expect_rate(1, 24 * HOUR, 27 * HOUR, 4);
    expect_rate(2, 27 * HOUR, 30 * HOUR, 2);
    compiled_free(&got);
    compile_sound(&got, ARRIVALS("per_day=90;profile=[1,1,1,1,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,9,3];") "clock:{" NIGHT "};");
    expect_rate(0, 22 * HOUR, 23 * HOUR, 45);
    expect_rate(1, 23 * HOUR, 24 * HOUR, 15);
    expect_rate(2, 24 * HOUR, 30 * HOUR, 5);
    compiled_free(&got);
    compile_sound(&got,
        ARRIVALS("per_day=24;profile=[1,1,1,1,1,3,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1];") /* a number cut in two */
        "clock:{open=\"24h\";day_starts=\"05:30\";};");
    expect_rate(0, 5.5 * HOUR, 6 * HOUR, 72.0 / 26);
    expect_rate(2, 29 * HOUR, 29.5 * HOUR, 72.0 / 26);
}

Test(compile_time, keeps_nights_right_when_the_clocks_change)
{
    static const struct {
        const char *start;
        uint32_t n_cells;
        double hours;
    } nights[] = {{"2026-03-27", 17, 8}, {"2026-03-28", 15, 7}, {"2026-10-24", 19, 9}};
    char text[512];

    for (size_t i = 0; i < 3; i++) {
        snprintf(text, sizeof text, ARRIVALS("per_day=480;") "clock:{timezone=\"Europe/Paris\";" NIGHT "start=\"%s\";};",
            nights[i].start);
        compile_sound(&got, text);
        cr_expect_eq(got.plan.n_cells, nights[i].n_cells);
        expect_rate(0, 22 * HOUR, (22 + nights[i].hours) * HOUR, 480 / nights[i].hours);
        expect_contiguous();
        compiled_free(&got);
    }
    compile_sound(&got,
        STAFF("((\"22:00\",\"02:00\",3),(\"03:00\",\"06:00\",2))") "clock:{timezone=\"Europe/Paris\";" NIGHT
                                                                   "start=\"2026-03-28\";};");
    expect_cell(7, 25.5 * HOUR, 26 * HOUR, true, "2026-03-29T01:30");
    expect_cell(8, 26 * HOUR, 26.5 * HOUR, true, "2026-03-29T03:00");
    cr_expect_eq(ccs_plan_agents(&got.plan, 0, 25.75 * HOUR), 3);
    cr_expect_eq(ccs_plan_agents(&got.plan, 0, 26 * HOUR), 2);
    compiled_free(&got);
    compile_sound(&got, ONE_TYPE ONE_GROUP "clock:{timezone=\"Europe/Paris\";" NIGHT "start=\"2026-10-24\";};");
    expect_cell(8, 26 * HOUR, 26.5 * HOUR, true, "2026-10-25T02:00");
    expect_cell(10, 27 * HOUR, 27.5 * HOUR, true, "2026-10-25T02:00+01:00");
}

Test(compile_time, begins_the_day_when_it_is_told)
{
    compile_sound(&got,
        ONE_TYPE "groups:{g:{staff=((\"06:00\",\"22:00\",9),(\"22:00\",\"06:00\",3));};};"
                 "clock:{day_starts=\"06:00\";days=2;interval=\"1 h\";};");
    cr_expect_eq(got.plan.n_cells, 49);
    expect_cell(0, 6 * HOUR, 7 * HOUR, true, "2026-03-02T06:00");
    expect_cell(23, 29 * HOUR, 30 * HOUR, true, "2026-03-03T05:00");
    cr_expect_eq(got.plan.cells[23].day, 0);
    cr_expect_eq(got.plan.cells[24].day, 1);
    cr_expect_eq(ccs_plan_agents(&got.plan, 0, 29 * HOUR), 3);
    cr_expect_eq(ccs_plan_agents(&got.plan, 0, 30 * HOUR), 9);
    compiled_free(&got);
    compile_sound(&got, ONE_TYPE ONE_GROUP "clock:{open=\"08:00-12:00, 20:00-02:00\";days=2;};"); /* the earliest opening */
    cr_expect_eq(got.plan.day_starts_s, 8 * HOUR);
    compiled_free(&got);
    compile_sound(&got, ONE_TYPE ONE_GROUP "clock:{start=\"2026-03-06\";days=2;open={fri=\"22:00-06:00\";sat=\"24h\";};};");
    cr_expect_eq(got.plan.end_s, 70 * HOUR, "a day of 24 hours begins when days begin");
    compiled_free(&got);
    compile_sound(&got, ONE_TYPE ONE_GROUP "clock:{open=\"18:00-00:00\";};");
    cr_expect_eq(got.plan.day_starts_s, 0);
    cr_expect_eq(got.plan.end_s, 24 * HOUR);
}

/* --- days that do not count -------------------------------------------------------------------------------------------- */

Test(compile_time, puts_days_before_and_behind_those_that_count)
{
    compile_sound(&got,
        ONE_TYPE ONE_GROUP "clock:{start=\"2026-03-03\";days=2;open=\"08:00-10:00\";interval=\"1 h\";};"
                           "run:{run_in=2;run_out=1;};");
    cr_expect_eq(got.plan.n_cells, 15);
    cr_expect_eq(got.plan.first_counted, 6);
    cr_expect_eq(got.plan.n_counted, 6);
    cr_expect_eq(got.plan.n_days, 2);
    cr_expect_str_eq(got.plan.day_labels[0], "2026-03-03");
    cr_expect_str_eq(got.plan.cells[6].label, "2026-03-03T08:00");
    cr_expect_eq(got.plan.first_day_s, 48 * HOUR);
    expect_cell(0, 8 * HOUR, 9 * HOUR, true, "2026-03-01T08:00");
    expect_cell(14, 106 * HOUR, INFINITY, false, "2026-03-05 after close");
}
