/* test_prose.c - the words of sentences about figures, and rows that are data and table at once. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include "html.h"
#include "prose.h"

/* ---- words ------------------------------------------------------------------------------------------------------------------------ */

Test(prose, names_days_weeks_and_months_as_people_do)
{
    char text[CCS_PROSE_TIME_MAX];
    int64_t day = 0;

    cr_expect_str_eq(ccs_prose_begin("2026-03-02", true, text), "Mon 2 Mar");
    cr_expect_str_eq(ccs_prose_begin("2026-W10", true, text), "week of 2 Mar");
    cr_expect_str_eq(ccs_prose_begin("2026-W01", true, text), "week of 29 Dec", "it begins in the year before");
    cr_expect_str_eq(ccs_prose_date("2026-W53", text), "week of 28 December 2026");
    cr_expect_str_eq(ccs_prose_begin("2026-03", true, text), "Mar 2026");
    cr_expect_str_eq(ccs_prose_begin("2026-03 closed", true, text), "Mar 2026, closed");
    cr_expect_str_eq(ccs_prose_interval_noun("month", 3e6), "month");
    cr_expect_str_eq(ccs_prose_interval_noun(NULL, 1800), "half-hour");
    cr_expect_str_eq(ccs_prose_when("week"), "in the ");
    cr_expect_not(ccs_prose_first_day("after close", &day));
    cr_expect(ccs_prose_first_day("1970-02", &day));
    cr_expect_eq(day, 31);
}

Test(prose, tells_times_dates_and_differences)
{
    char text[CCS_PROSE_TIME_MAX];
    ccs_prose_t prose = {0};

    cr_expect_str_eq(ccs_prose_begin("2026-03-03T09:30", false, text), "09:30");
    cr_expect_str_eq(ccs_prose_begin("2026-03-03T09:30", true, text), "Tue 3 Mar 09:30");
    cr_expect_str_eq(ccs_prose_begin("2026-03-03 after close", false, text), "after close");
    cr_expect_str_eq(ccs_prose_end("2026-03-03T23:30", 1800, text), "24:00");
    cr_expect_str_eq(ccs_prose_end("2026-10-25T02:30+01:00", 900, text), "02:45");
    cr_expect_str_eq(ccs_prose_end("after close", 900, text), "the end");
    cr_expect_str_eq(ccs_prose_date("2026-03-03", text), "Tuesday 3 March 2026");
    cr_expect_str_eq(ccs_prose_date("2024-02-29T09:00", text), "Thursday 29 February 2024");
    cr_expect_str_eq(ccs_prose_date("warm-up", text), "warm-up");
    cr_expect_str_eq(ccs_prose_date("2027-12 closed", text), "December 2027");
    cr_expect_str_eq(ccs_prose_day("2027-12 closed", text), "Dec 2027");
    cr_expect_str_eq(ccs_prose_date("2027-13", text), "2027-13");
    ccs_prose_add_difference(&prose, CCS_FIGURE_SHARE, 0.0512, 0.0041);
    ccs_prose_add(&prose, "; ");
    ccs_prose_add_difference(&prose, CCS_FIGURE_TIME, -3.25, 0.5);
    ccs_prose_add(&prose, "; ");
    ccs_prose_add_difference(&prose, CCS_FIGURE_NUMBER, 0, (double) NAN);
    ccs_prose_add(&prose, "; ");
    ccs_prose_add_count(&prose, 1, "day", "days");
    ccs_prose_add(&prose, ", ");
    ccs_prose_add_count(&prose, 1200, "day", "days");
    cr_expect_str_eq(ccs_prose_text(&prose), "+5.1 ± 0.4 points; -3.2 s ± 0.5; 0; 1 day, 1,200 days");
    ccs_prose_free(&prose);
}

Test(html, figures_stay_together_and_have_a_true_minus)
{
    char *text = NULL;
    size_t n = 0;
    FILE *const to = open_memstream(&text, &n);

    ccs_html_prose("-3.2 s ± 0.5, 93 % ± 4 of 9 services on 2026-03-03 <b", to);
    (void) fclose(to);
    cr_expect_str_eq(text, "\u22123.2\u00a0s\u00a0±\u00a00.5, 93\u00a0%\u00a0±\u00a04 of 9 services on 2026-03-03 &lt;b");
    free(text);
}

Test(html, rows_are_data_and_table)
{
    static const ccs_html_column_t columns[] = {{"t", "Interval", true}, {"mean", "Mean", false}, {"low", NULL, false},
        {NULL, "Note", true}};
    ccs_html_rows_t rows = ccs_html_rows(columns, 4);
    char *text = NULL;
    size_t n = 0;
    FILE *const to = open_memstream(&text, &n);

    ccs_html_row(&rows);
    ccs_html_set_text(&rows, 0, "2026-03-03T09:30", "09:30");
    ccs_html_set_figure(&rows, 1, CCS_FIGURE_SHARE, 0.7512, 0.004);
    ccs_html_set_shown(&rows, 2, (double) NAN, "");
    ccs_html_set_text(&rows, 3, "<&>", NULL);
    ccs_html_row(&rows);
    ccs_html_set_text(&rows, 0, "2026-03-03T10:00", "10:00");
    ccs_html_row(&rows);
    ccs_html_set_text(&rows, 0, "2026-03-03T09:30", "09:30");
    ccs_html_row(&rows);
    cr_assert_eq(ccs_html_rows_json(&rows, to), 0);
    ccs_html_rows_table(&rows, "A \"table\"", to);
    (void) fclose(to);
    cr_expect(
        strstr(text,
            "{\"fields\":[\"t\",\"mean\",\"low\"],\"texts\":{\"t\":[\"2026-03-03T09:30\",\"2026-03-03T10:00\"]},\"rows\":[\n"
            "[0,0.7512,null],\n[1,null,null],\n[0,null,null],\n[null,null,null]]}"),
        "%s", text);
    cr_expect(strstr(text, "aria-label=\"A &quot;table&quot;\""), "%s", text);
    cr_expect(strstr(text,
                  "<th scope=\"row\">09:30</th><td class=\"num\">75.1\u00a0%\u00a0±\u00a00.4</td><td>&lt;&amp;&gt;</td>"),
        "%s", text);
    free(text);
    ccs_html_rows_free(&rows);
}
