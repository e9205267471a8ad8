/* test_units.c - quantities as people say them: what is read, what is refused, what is printed. */
#include <locale.h>
#include <math.h>

#include <criterion/criterion.h>

#include "err.h"
#include "units.h"

typedef int reader_t(const char *text, double *x);

typedef struct {
    const char *text;
    double expected;
} row_t;

static void expect_reads(reader_t *read, const row_t *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double x = -7;

        cr_expect_eq(read(rows[i].text, &x), CCS_ERR_OK, "\"%s\" is refused", rows[i].text);
        cr_expect_eq(x, rows[i].expected, "\"%s\" is read as %.17g", rows[i].text, x);
    }
}

static void expect_refuses(reader_t *read, const char *const *texts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double x = -7;

        cr_expect_eq(read(texts[i], &x), CCS_ERR_SCENARIO, "\"%s\" is read as %g", texts[i], x);
        cr_expect_eq(x, -7, "\"%s\" changes the result", texts[i]);
    }
}

#define EXPECT_READS(read, rows)    expect_reads(read, rows, sizeof(rows) / sizeof *(rows))
#define EXPECT_REFUSES(read, texts) expect_refuses(read, texts, sizeof(texts) / sizeof *(texts))

static const char *const never[] = {"", " ", "-1", "+1", "nan", "inf", "infinity", "0x10", "1e999", ".", "e5", "1,5", "1 2",
    "1..2", "1.2.3", "1e", "1e+", "--", "abc", "1_000", "\xc2\xa0", "1\n"};

/* --- readers ----------------------------------------------------------------------------------------------------------- */

Test(units, reads_plain_numbers)
{
    static const row_t rows[] = {{"0", 0}, {"12", 12}, {"2.385", 2.385}, {".5", 0.5}, {"5.", 5}, {"1e3", 1000}, {"1E-3", 1e-3},
        {" 7\t", 7}, {"08", 8}, {"0.1", 0.1}, {"123456789012345678901234567890", 123456789012345678901234567890.0},
        {"4.9406564584124654e-324", 4.9406564584124654e-324}};

    EXPECT_READS(ccs_units_number, rows);
    EXPECT_REFUSES(ccs_units_number, never);
}

Test(units, reads_durations)
{
    static const row_t rows[] = {{"270", 270}, {"4 min 30 s", 270}, {"4min30s", 270}, {" 4  min\t30 s ", 270}, {"1.5 h", 5400},
        {"1 h 1 min 1 s 1 ms", 3661.001}, {"250 ms", 0.25}, {"0 s", 0}, {"90 s", 90}, {"0.5 min", 30}, {"2 h", 7200},
        {"500 h", 1.8e6}, {"1 h 5 ms", 3600.005}, {"2.385", 2.385}, {"1e3 s", 1000}};
    static const row_t spoken[] = {{"5 minutes", 300}, {"5m", 300}, {"5:00", 300}, {"00:05:00", 300}, {"1 d", 86400},
        {"2 days 3 hours", 183600}, {"1 minute 1 second", 61}, {"0:07.5", 7.5}, {"100:30:15", 361815}, {"4 mins", 240},
        {"90 sec", 90}, {"1500", 1500}};

    EXPECT_READS(ccs_units_duration, rows);
    EXPECT_READS(ccs_units_duration, spoken);
}

Test(units, says_what_to_write_instead)
{
    static const struct {
        const char *text, *remedy;
    } rows[] = {{"0,8", "write 0.8, with a decimal point"}, {"1,000", "write 1000, or 1 if the comma is a decimal point"},
        {"0,125", "write 0.125, with a decimal point"}, {"1,234,567", "write 1234567"}, {"1.234,5", "write 1234.5"},
        {"1,234.5", "write 1234.5"}, {"4,5 min", "write \"4.5 min\", with a decimal point"},
        {"1,500 s", "write \"1500 s\", or \"1.5 s\" if the comma is a decimal point"}, {"8:00 AM", "write \"08:00\""},
        {"8:00 AM-2 PM", "write \"08:00-14:00\""}, {"8 am - 12:30 p.m.", "write \"08:00-12:30\""}, {"8 pm", "write \"20:00\""},
        {"08:00–12:00, 13:00—17:30", "write \"08:00-12:00, 13:00-17:30\", with a plain hyphen"}, {"fifo – lifo", ""},
        {"08:00 –", ""}, {"– 18:00", ""}, {"12:30 a.m.", "write \"00:30\""}, {"12 PM", "write \"12:00\""},
        {"ca. 1000", "write the number alone, 1000"}, {"seven", "write 7"}, {"80 percent", "write \"80 %\""},
        {"5 Min", "write \"5 min\""}, {"3 mn", ""}, {"fifo", ""}, {"", ""}, {"-5 %", ""}, {"13:00 PM", ""}, {"2026-03-02", ""},
        {"08:00-18:00", ""}, {"a,b", ""}, {"1,2,3", ""}};
    char remedy[3 * CCS_UNITS_TEXT_MAX];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_str_eq(ccs_units_remedy(rows[i].text, remedy, sizeof remedy), rows[i].remedy, "%s: %s", rows[i].text, remedy);
}

Test(units, refuses_what_is_no_duration)
{
    static const char *const texts[] = {"4 min 30", "30 s 4 min", "4 min 4 min", "4 Min", "min", "4 min,30 s", "4 min and 30 s",
        "-4 min", "4 min -30 s", "1 week", "3:2", "3:60", "1:60:00", "1.5:00", "4 min 30 s.", "1e300 h 1e308 h", "1e308 h",
        "nan s", "1 d 1 day"};

    EXPECT_REFUSES(ccs_units_duration, texts);
    EXPECT_REFUSES(ccs_units_duration, never);
}

Test(units, reads_shares_from_0_to_1)
{
    static const row_t rows[] = {{"80 %", 0.8}, {"80%", 0.8}, {"0.8", 0.8}, {"0", 0}, {"1", 1}, {"100 %", 1}, {"2.5 %", 0.025},
        {" 0.01 % ", 0.0001}};
    static const char *const texts[] = {"80", "1.01", "101 %", "80 %%", "% 80", "80 percent", "-5 %", "80 % 20", "0,8"};

    EXPECT_READS(ccs_units_share, rows);
    EXPECT_REFUSES(ccs_units_share, texts);
    EXPECT_REFUSES(ccs_units_share, never);
}

Test(units, reads_times_of_day_up_to_24_00)
{
    static const row_t rows[] = {{"08:30", 30600}, {"8:30", 30600}, {"00:00", 0}, {"24:00", 86400}, {"23:59:59", 86399},
        {" 18:00 ", 64800}};
    static const char *const texts[] = {"24:01", "24:00:01", "25:00", "08:60", "08:30:60", "8", "8:3", "008:30", "08:030", "0830",
        "08.30", "8:30 am", "-8:30", ":30", "08:", "08:30:", "08:30:1", "08:30-18:00", ""};

    EXPECT_READS(ccs_units_time_of_day, rows);
    EXPECT_REFUSES(ccs_units_time_of_day, texts);
}

Test(units, reads_rates)
{
    static const row_t rows[] = {{"120 per hour", 120.0 / 3600}, {"120/h", 120.0 / 3600}, {"2.385 per minute", 2.385 / 60},
        {"0.5 per second", 0.5}, {"0.5 / s", 0.5}, {"100 per 30 min", 100.0 / 1800}, {"100 per half-hour", 100.0 / 1800},
        {"7 per 1 h 30 min", 7.0 / 5400}, {"0 per hour", 0}, {"90 per  min ", 1.5}};
    static const char *const texts[] = {"120", "120 per", "120 hour", "per hour", "120 per day", "120 perhour", "120 per 30",
        "120 per 0 s", "120 per -1 h", "120 per hour hour", "-120 per hour", "120 per h 3 min", "120 // h", "120 per hours",
        "1e308 per ms"};

    EXPECT_READS(ccs_units_rate, rows);
    EXPECT_REFUSES(ccs_units_rate, texts);
    EXPECT_REFUSES(ccs_units_rate, never);
}

Test(units, refuses_numbers_of_a_thousand_digits)
{
    char text[1001];
    double x = -7;

    for (size_t i = 0; i < 1000; i++) text[i] = '0';
    text[1000] = '\0';
    cr_expect_eq(ccs_units_number(text, &x), CCS_ERR_SCENARIO);
    cr_expect_eq(x, -7);
}

/* --- printers ---------------------------------------------------------------------------------------------------------- */

Test(units, shows_durations_as_people_say_them)
{
    static const struct {
        double seconds;
        const char *text;
    } rows[] = {{270, "4 min 30 s"}, {3600, "1 h"}, {5400, "1 h 30 min"}, {3661, "1 h 1 min 1 s"}, {0, "0 s"}, {0.25, "250 ms"},
        {8.30092912957, "8.301 s"}, {59.9996, "1 min"}, {3599.9999, "1 h"}, {0.9999, "1 s"}, {0.0000123, "0.0123 ms"},
        {1.8e6, "500 h"}, {62.5, "1 min 2.5 s"}, {HUGE_VAL, "without end"}, {(double) NAN, "-"}, {1e12, "1e+12 s"}};
    char text[CCS_UNITS_TEXT_MAX];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_str_eq(ccs_units_show_duration(rows[i].seconds, text, sizeof text), rows[i].text);
}

Test(units, shows_hours_to_a_tenth)
{
    static const struct {
        double hours;
        const char *text;
    } rows[] = {{52.2, "52.2"}, {28.5, "28.5"}, {8, "8"}, {0.04, "0"}, {2328.5, "2,328.5"}, {1190.25, "1,190.3"}};
    char text[CCS_UNITS_TEXT_MAX];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_str_eq(ccs_units_show_hours(rows[i].hours, text, sizeof text), rows[i].text);
}

Test(units, shows_shares_and_times_of_day)
{
    char text[CCS_UNITS_TEXT_MAX];

    cr_expect_str_eq(ccs_units_show_share(0.8, text, sizeof text), "80 %");
    cr_expect_str_eq(ccs_units_show_share(0.02185236, text, sizeof text), "2.185 %");
    cr_expect_str_eq(ccs_units_show_share(0, text, sizeof text), "0 %");
    cr_expect_str_eq(ccs_units_show_share((double) NAN, text, sizeof text), "-");
    cr_expect_str_eq(ccs_units_show_time_of_day(30600, text, sizeof text), "08:30");
    cr_expect_str_eq(ccs_units_show_time_of_day(86400, text, sizeof text), "24:00");
    cr_expect_str_eq(ccs_units_show_time_of_day(30615.9, text, sizeof text), "08:30:15");
    cr_expect_str_eq(ccs_units_show_time_of_day(-1, text, sizeof text), "-");
}

Test(units, writes_what_reads_back_to_the_same_double)
{
    static const double values[] = {0, 1, 270, 8.30092912957, 0.1, 1.0 / 3, 1e-300, 1e12, 86400, 0.0005, 3600.0000001, 2.385,
        1.7976931348623157e308};

    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char number[CCS_UNITS_TEXT_MAX];
        double back = -1;

        ccs_units_write_number(values[i], number, sizeof number);
        cr_expect_eq(ccs_units_number(number, &back), CCS_ERR_OK, "%s", number);
        cr_expect_eq(back, values[i], "%s", number);
    }
    char text[CCS_UNITS_TEXT_MAX];

    cr_expect_str_eq(ccs_units_write_number(0.1, text, sizeof text), "0.1");
    cr_expect_str_eq(ccs_units_write_number(300, text, sizeof text), "300");
}

Test(units, cuts_what_does_not_fit)
{
    char text[8] = "xxxxxxx";

    cr_expect_str_eq(ccs_units_show_duration(3661, text, sizeof text), "1 h 1 m");
    cr_expect_str_eq(ccs_units_write_number(1.0 / 3, text, 4), "0.3");
}

Test(units, ignores_the_locale)
{
    static const char *const commas[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE.utf8", "nl_NL.UTF-8", "ps_AF.UTF-8"};
    char text[CCS_UNITS_TEXT_MAX];
    double x = 0;

    for (size_t i = 0; i < sizeof commas / sizeof *commas; i++)
        if (setlocale(LC_ALL, commas[i])) break;
    /* where none of them is installed this still holds, in the locale at hand */
    cr_expect_eq(ccs_units_duration("1.5 min 2.385 s", &x), CCS_ERR_OK);
    cr_expect_eq(x, 92.385);
    cr_expect_eq(ccs_units_share("0,5", &x), CCS_ERR_SCENARIO);
    cr_expect_str_eq(ccs_units_show_duration(62.5, text, sizeof text), "1 min 2.5 s");
    cr_expect_str_eq(ccs_units_show_share(0.02185, text, sizeof text), "2.185 %");
    cr_expect_str_eq(ccs_units_write_number(2.385, text, sizeof text), "2.385");
    setlocale(LC_ALL, "C");
}
