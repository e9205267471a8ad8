/* test_one_number.c - however arrivals are written: the contacts that the scenario says, those that `explain` tells, those in the table of
 * `check`, the integral of the plan's rates and those that a run counts are one number. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "explain.h"
#include "support.h"

enum { REPLICATIONS = 40 };

#define SPRING  "timezone=\"Europe/Paris\";start=\"2026-03-29\";"
#define AUTUMN  "timezone=\"Europe/Paris\";start=\"2026-10-25\";"
#define NIGHT   "open=\"22:00-06:00\";"
#define ONES_18 "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1"
#define OFFICE  "open=\"08:00-18:00\";"

/* By hand: a day's contacts, mean over the days. */
static const struct {
    const char *arrivals, *clock;
    double per_day;
} CASES[] = {
    {"per_second=0.01", OFFICE, 360},
    {"per_minute=0.6", OFFICE, 360},
    {"per_hour=36", OFFICE, 360},
    {"per_interval=18", OFFICE, 360},
    {"per_interval=4.2", OFFICE "interval=\"7 min\";", 360},
    {"per_day=360", OFFICE, 360},
    {"gap={dist=\"exponential\";mean=100;}", OFFICE, 360},
    {"per_hour=36", OFFICE "interval=\"45 min\";", 360},
    {"per_hour=[20,30,40,50]", "open=\"08:00-12:00\";interval=\"1 h\";", 140},
    {"per_interval=[20,30,40,50]", "open=\"08:00-12:00\";interval=\"1 h\";", 140},
    {"per_interval=[20,30,40,50]", "open=\"08:00-10:36\";interval=\"45 min\";", 140},
    {"per_hour=((\"08:00\",20),(\"09:00\",50),(\"11:30\",80))", "open=\"08:00-12:00\";", 185},
    {"per_hour=((\"08:00\",20),(\"09:00\",50),(\"11:30\",80))", "open=\"08:00-12:00\";interval=\"7 min\";", 185},
    {"per_interval=((\"08:00\",100),(\"08:15\",120),(\"11:00\",80))", "open=\"08:00-12:00\";interval=\"45 min\";", 300},
    {"per_interval=((\"08:00\",100),(\"08:15\",120),(\"11:00\",80))", "open=\"08:00-12:00\";interval=\"7 min\";", 300},
    {"per_interval=((\"08:00\",\"09:10\",100),(\"10:00\",\"12:00\",80))", "open=\"08:00-12:00\";interval=\"45 min\";", 180},
    {"per_minute=((\"08:00\",\"09:10\",2),(\"10:00\",\"12:00\",1))", "open=\"08:00-12:00\";interval=\"7 min\";", 260},
    {"per_hour:{weekdays=36;sat=((\"08:00\",20),(\"10:00\",10));sun=4;}", "start=\"2026-03-06\";days=3;" OFFICE,
        (360 + 120 + 40) / 3.0},
    {"per_interval:{weekdays=((\"08:00\",300),(\"13:00\",200));weekend=4;}", "start=\"2026-03-06\";days=2;" OFFICE,
        (500 + 80) / 2.0},
    {"per_day:{weekdays=1000;weekend=400;}", "start=\"2026-03-06\";days=3;" OFFICE, 600},
    {"per_day=1000;profile=((\"08:00\",1),(\"09:00\",3),(\"16:40\",2))", OFFICE, 1000},
    {"per_day=1000;profile=((\"08:00\",\"09:00\",1),(\"12:00\",\"17:00\",3))", OFFICE "interval=\"45 min\";", 1000},
    {"per_day=1000;profile=[0,0,0,0,0,0,0,0,1,3,4,2,1,1,1,1,1,1,0,0,0,0,0,0]", OFFICE "interval=\"7 min\";", 1000},
    {"per_hour=36;gap={dist=\"constant\";mean=1;}", OFFICE, 360},
    {"per_hour=20", SPRING, 460},
    {"per_hour=20", AUTUMN, 500},
    {"per_day=480", SPRING, 480},
    {"per_day=480", AUTUMN "interval=\"7 min\";", 480},
    {"per_day=480;profile=[1,2,3,4,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]", SPRING "interval=\"45 min\";", 480},
    {"per_day=480;profile=((\"00:00\",1),(\"02:30\",9))", AUTUMN, 480},
    {"per_interval=((\"00:00\",60),(\"02:00\",30),(\"03:00\",100))", SPRING "interval=\"45 min\";", 160},
    {"per_interval=((\"00:00\",60),(\"02:00\",30),(\"03:00\",100))", AUTUMN, 220},
    {"per_hour=20", NIGHT, 160},
    {"per_day=480", NIGHT "days=2;", 480},
    {"per_interval=[10,20,30,40,50,60]", NIGHT "interval=\"80 min\";days=2;", 210},
    {"per_interval=((\"22:00\",100),(\"23:30\",120),(\"01:00\",80))", NIGHT "interval=\"7 min\";days=2;", 300},
    {"per_hour=((\"22:00\",\"02:00\",30),(\"02:00\",\"06:00\",20))", NIGHT "interval=\"45 min\";", 200},
    {"per_day=480;profile=[1,1,1,1,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,9,3]", NIGHT "interval=\"45 min\";days=2;", 480},
    {"per_hour:{mon=30;tue=((\"22:00\",20),(\"02:00\",10));}", NIGHT "days=2;", (240 + 120) / 2.0},
    {"per_day=240;outside=\"next_opening\";profile=[" ONES_18 ",1,1,1,1,1,1]", OFFICE "days=2;", (240 + 180) / 2.0},
    {"per_day=240;outside=\"next_opening\";profile=[" ONES_18 ",0,0,0,0,0,0]", OFFICE SPRING, 240},
    {"per_day=240;outside=\"next_opening\";profile=[" ONES_18 ",0,0,0,0,0,0]", OFFICE AUTUMN "interval=\"7 min\";", 240},
    {"per_hour:{weekdays=((\"00:00\",\"18:00\",10));weekend=((\"00:00\",5));};outside=\"next_opening\"",
        "start=\"2026-03-06\";days=4;open={weekdays=\"08:00-18:00\";weekend=\"closed\";};", (180 + 120 + 120 + 180) / 4.0},
    {"per_interval=((\"00:00\",100),(\"12:00\",80),(\"18:00\",0));outside=\"next_opening\"",
        "open=\"08:00-12:00, 13:00-18:00\";days=3;holidays=[\"2026-03-03\"];", 180},
    {"per_day=240;outside=\"wait\";profile=[" ONES_18 ",0,0,0,0,0,0]", OFFICE "days=3;at_close=\"carry\";", 240},
    {"per_day=480", "timezone=\"Europe/Paris\";start=\"2026-03-28\";" NIGHT, 480},
    {"per_hour=20", "timezone=\"Europe/Paris\";start=\"2026-10-24\";" NIGHT, 180},
};

/* What a page about the plan says, for free. Static, since gcc takes what the stream allocates for the variable that points to it. */
static char *page_of(const ccs_plan_t *plan, void (*print)(const ccs_plan_t *, FILE *))
{
    static char *text;
    static size_t size;
    FILE *const to = open_memstream(&text, &size);

    cr_assert_not_null(to);
    print(plan, to);
    (void) fclose(to);
    return text;
}

/* "4,800" before " a day on average". */
static double explained(const ccs_plan_t *plan)
{
    char *const text = page_of(plan, ccs_explain), *const end = strstr(text, " a day on average"), digits[32], *to = digits;
    const char *from = end;

    cr_assert_not_null(end, "%s", text);
    while (from[-1] != ' ') from--;
    for (; from < end; from++)
        if (*from != ',') *to++ = *from;
    *to = '\0';
    free(text);
    return strtod(digits, NULL);
}

static void explain_load(const ccs_plan_t *plan, FILE *to)
{
    cr_assert_eq(ccs_explain_load(plan, to), 0);
}

/* The column of contacts in the table of `check`, added up; "Mon 2026-03-02 to Thu 2026-03-05, 4 days alike" stands above rows that hold
 * for four. */
static double checked(const ccs_plan_t *plan)
{
    char *const text = page_of(plan, explain_load);
    double sum = 0, n_days = 1;

    for (const char *line = strchr(text, '\n'); line && line[1]; line = strchr(line + 1, '\n')) {
        const char *const value = strchr(line + 1, ' '), *const comma = strchr(line + 1, ','),
                          *const end = strchr(line + 1, '\n');

        cr_assert_not_null(value);
        if (isalpha((unsigned char) line[1])) n_days = comma && comma < end ? strtod(comma + 1, NULL) : 1;
        else sum += n_days * strtod(value, NULL);
    }
    free(text);
    return sum;
}

static double integral(const ccs_plan_t *plan)
{
    double sum = 0;

    for (uint32_t i = 0; i < plan->n_rates; i++) sum += plan->rates[i].per_s * (plan->rates[i].end_s - plan->rates[i].start_s);
    return sum;
}

/* explain rounds to four digits, the table of check to tenths an interval; a run has the standard error of a Poisson count. */
static void expect_one_number(const char *arrivals, const char *clock, double per_day)
{
    char cfg[1024];

    snprintf(cfg, sizeof cfg,
        "clock:{%s};types:{a:{arrivals:{%s;};talk=1;};};groups:{g:{staff=50;};};run:{replications=%d;seed=7;};", clock, arrivals,
        (int) REPLICATIONS);
    experiment_t *const e = experiment_text(cfg, REPLICATIONS, 1);
    const double total = per_day * e->plan->n_days, counted = estimate_of(e, "offered", "all").mean;

    cr_expect_float_eq(integral(e->plan), total, 1e-9 * total, "%s: the rates add up to %.12g, expected %.12g", cfg,
        integral(e->plan), total);
    cr_expect_float_eq(explained(e->plan), per_day, 0.05 + (per_day >= 1000) * 0.5, "%s: explain says %g, expected %g", cfg,
        explained(e->plan), per_day);
    cr_expect_float_eq(checked(e->plan), total, 0.0501 * e->plan->n_cells, "%s: check says %g, expected %g", cfg,
        checked(e->plan), total);
    cr_expect_float_eq(counted, total, 4 * sqrt(total / REPLICATIONS), "%s: a run counts %g, expected %g", cfg, counted, total);
    experiment_delete(e);
}

Test(one_number, stands_in_explain_check_plan_and_run)
{
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        expect_one_number(CASES[i].arrivals, CASES[i].clock, CASES[i].per_day);
}

/* A file is the same as its rows. */
Test(one_number, stands_in_a_file_too)
{
    char folder[] = "/tmp/ccsim_one_number_XXXXXX", file[64], arrivals[128];

    cr_assert_not_null(mkdtemp(folder));
    snprintf(file, sizeof file, "%s/quarters.csv", folder);
    FILE *const to = fopen(file, "w");

    cr_assert_not_null(to);
    fputs("Time;Calls;Agents\n08:00;12,5;3\n08:15;19,25;4\n08:30;30;6\n08:45;23;5\n09:00;18;4\n09:15;15;4\n", to);
    (void) fclose(to);
    snprintf(arrivals, sizeof arrivals, "per_interval={csv=\"%s\";column=\"Calls\";}", file);
    expect_one_number(arrivals, "open=\"08:00-09:30\";", 117.75);
    expect_one_number(arrivals, "open=\"08:00-09:30\";interval=\"15 min\";", 117.75);
    expect_one_number(arrivals, "open=\"08:00-09:30\";interval=\"7 min\";", 117.75);
    (void) remove(file);
    (void) rmdir(folder);
}
