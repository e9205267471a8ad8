/* test_figure.c - figures as people read them. */
#include <math.h>

#include <criterion/criterion.h>

#include "figure.h"

typedef struct {
    enum ccs_figure_unit unit;
    double mean, half_width;
    const char *text, *beside;
} case_t;

static void check(const case_t *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const case_t *const c = &cases[i];
        char mean[CCS_FIGURE_MAX], half_width[CCS_FIGURE_MAX];

        ccs_figure_mean(c->unit, c->mean, c->half_width, mean);
        ccs_figure_half_width(c->unit, c->mean, c->half_width, half_width);
        cr_expect_str_eq(mean, c->text, "%.17g ± %.17g: \"%s\", wanted \"%s\"", c->mean, c->half_width, mean, c->text);
        cr_expect_str_eq(half_width, c->beside, "%.17g ± %.17g: \"%s\", wanted \"%s\"", c->mean, c->half_width, half_width,
            c->beside);
    }
}

#define CHECK(...) check((const case_t[]){__VA_ARGS__}, sizeof((const case_t[]){__VA_ARGS__}) / sizeof(case_t))

Test(figure, shows_shares_with_the_digits_that_the_interval_supports)
{
    CHECK({CCS_FIGURE_SHARE, 0.80386, 0.0032, "80.4 %", "± 0.3"}, {CCS_FIGURE_SHARE, 0.80386, 0.0238, "80 %", "± 2"},
        {CCS_FIGURE_SHARE, 0.80386, 0.0138, "80.4 %", "± 1.4"}, {CCS_FIGURE_SHARE, 0.80386, 0.00032, "80.4 %", "± <0.1"},
        {CCS_FIGURE_SHARE, 0.00342, 0.00043, "0.34 %", "± 0.04"}, {CCS_FIGURE_SHARE, 1, 0, "100 %", ""},
        {CCS_FIGURE_SHARE, 0.2386, NAN, "23.9 %", ""}, {CCS_FIGURE_SHARE, 0, 0, "0 %", ""},
        {CCS_FIGURE_SHARE, 0.5, 0.238, "50 %", "± 24"});
}

Test(figure, shows_counts_with_thousands_separated)
{
    CHECK({CCS_FIGURE_NUMBER, 13842.4, 61.3, "13,842", "± 61"}, {CCS_FIGURE_NUMBER, 1234567.89, NAN, "1,234,568", ""},
        {CCS_FIGURE_NUMBER, 999.5, 0.238, "1,000", "± <1"}, {CCS_FIGURE_NUMBER, 23.85, 0.31, "23.9", "± 0.3"},
        {CCS_FIGURE_NUMBER, 24, 0, "24", ""}, {CCS_FIGURE_NUMBER, 24, 1e-15, "24", ""},
        {CCS_FIGURE_NUMBER, 2.385, 0.0412, "2.38", "± 0.04"}, {CCS_FIGURE_NUMBER, -1234.5, 600, "-1,234", "± 600"},
        {CCS_FIGURE_NUMBER, 1e300, 1e299, "1e+300", "± 1e+299"});
}

Test(figure, shows_times_in_minutes_and_hours_where_they_are_long)
{
    CHECK({CCS_FIGURE_TIME, 12.34, 0.238, "12.3 s", "± 0.2"}, {CCS_FIGURE_TIME, 89.9, 3, "90 s", "± 3"},
        {CCS_FIGURE_TIME, 90, 3.1, "1 min 30 s", "± 3 s"}, {CCS_FIGURE_TIME, 143.2, 0.04, "2 min 23 s", "± <1 s"},
        {CCS_FIGURE_TIME, 179.6, NAN, "3 min 00 s", ""}, {CCS_FIGURE_TIME, 1000, 238.5, "17 min", "± 4 min"},
        {CCS_FIGURE_TIME, 5400, 60, "1 h 30 min", "± 1 min"}, {CCS_FIGURE_TIME, 0, 0, "0 s", ""},
        {CCS_FIGURE_TIME, 7020, 1284, "1 h 57 min", "± 21 min"}, {CCS_FIGURE_TIME, 153300, 24060, "42 h 35 min", "± 6 h 41 min"},
        {CCS_FIGURE_TIME, 7020, 11, "1 h 57 min", "± <1 min"}, {CCS_FIGURE_TIME, 4920, 11, "1 h 22 min", "± <1 min"},
        {CCS_FIGURE_TIME, 3599.7, 2, "1 h 00 min", "± <1 min"}, {CCS_FIGURE_TIME, 19.2, 123, "19 s", "± 123"},
        {CCS_FIGURE_TIME, 4e6, NAN, "1,111 h 07 min", ""});
}

Test(figure, shows_what_is_not_defined_as_a_dash)
{
    CHECK({CCS_FIGURE_SHARE, NAN, NAN, "-", ""}, {CCS_FIGURE_TIME, NAN, 3, "-", ""}, {CCS_FIGURE_NUMBER, INFINITY, 1, "-", ""},
        {CCS_FIGURE_NUMBER, 5, INFINITY, "5.00", ""});
}

Test(figure, takes_ratios_without_a_unit_for_shares)
{
    cr_expect_eq(ccs_figure_unit("1", "ratio"), CCS_FIGURE_SHARE);
    cr_expect_eq(ccs_figure_unit("1", "count"), CCS_FIGURE_NUMBER);
    cr_expect_eq(ccs_figure_unit("1", "time average"), CCS_FIGURE_NUMBER);
    cr_expect_eq(ccs_figure_unit("s", "ratio"), CCS_FIGURE_TIME);
}

Test(figure, shows_differences_with_their_sign)
{
    static const struct {
        enum ccs_figure_unit unit;
        double mean, half_width;
        const char *text;
    } cases[] = {{CCS_FIGURE_SHARE, 0.0548, 0.0052, "+5.5 points"}, {CCS_FIGURE_SHARE, -0.159, 0.01, "-15.9 points"},
        {CCS_FIGURE_SHARE, 0, 0, "0 points"}, {CCS_FIGURE_TIME, -2.66, 0.3, "-2.7 s"},
        {CCS_FIGURE_TIME, -36960, 4733, "-10 h 16 min"}, {CCS_FIGURE_NUMBER, 61.2, 9, "+61"},
        {CCS_FIGURE_NUMBER, -0.0001, 3, "0"}, {CCS_FIGURE_TIME, NAN, 1, "-"}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[CCS_FIGURE_MAX];

        cr_expect_str_eq(ccs_figure_difference(cases[i].unit, cases[i].mean, cases[i].half_width, text), cases[i].text,
            "%s for %s", text, cases[i].text);
    }
}

static void expect_interval(enum ccs_figure_unit unit, double mean, double low, double high, const char *wanted)
{
    char text[CCS_FIGURE_MAX];

    cr_expect_str_eq(ccs_figure_interval(unit, mean, low, high, text), wanted, "%s, not %s", text, wanted);
}

Test(figure, shows_both_ends_of_an_interval_that_is_longer_on_one_side)
{
    expect_interval(CCS_FIGURE_SHARE, 0.8, 0.76, 0.84, "± 4");
    expect_interval(CCS_FIGURE_SHARE, 0.8, 0.77, 0.85, "[77, 85]"); /* sides of 3 and 5: half of 4 */
    expect_interval(CCS_FIGURE_SHARE, 0.8, 0.764, 0.844, "± 4");
    expect_interval(CCS_FIGURE_SHARE, 1, 0.478, 1, "[48, 100]");
    expect_interval(CCS_FIGURE_TIME, 52.385, 43, 67, "[43, 67]");
    expect_interval(CCS_FIGURE_TIME, 82.385, 49, 231, "[49 s, 4 min]");
    expect_interval(CCS_FIGURE_TIME, 196, 179, 220, "[2 min 59 s, 3 min 40 s]");
    expect_interval(CCS_FIGURE_NUMBER, 2385, 2300, 2585, "[2,300, 2,585]");
    expect_interval(CCS_FIGURE_SHARE, 0.8, 0.8, 0.8, "");
    expect_interval(CCS_FIGURE_SHARE, 0.8, NAN, NAN, "");
}
