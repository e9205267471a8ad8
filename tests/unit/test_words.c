/* test_words.c - the language of pages: rows found, formats that take the same arguments, figures and dates. */
#include <ctype.h>
#include <string.h>

#include <criterion/criterion.h>

#include "figure.h"
#include "prose.h"
#include "words.h"

static void speak_english(void)
{
    ccs_language_speak(CCS_LANGUAGE_EN);
}

TestSuite(words, .fini = speak_english);

Test(words, rows_are_sorted_and_none_is_there_twice_or_empty)
{
    size_t n;
    const ccs_word_row_t *const rows = ccs_words(CCS_LANGUAGE_DE, &n);

    cr_assert_gt(n, 1000);
    for (size_t i = 0; i < n; i++) {
        if (i > 0) cr_expect_lt(strcmp(rows[i - 1].english, rows[i].english), 0, "\"%s\"", rows[i].english);
        cr_expect(*rows[i].other, "\"%s\" is not translated", rows[i].english);
    }
    ccs_words(CCS_LANGUAGE_EN, &n);
    cr_assert_eq(n, 0);
}

enum { ARGUMENTS_MAX = 12, KIND_MAX = 4 };

/* What each argument of a format is, by its place: "s", "lu"; "" beyond the last. @return how many */
static int arguments_of(const char *format, char kinds[ARGUMENTS_MAX][KIND_MAX])
{
    int n = 0, next = 0;

    memset(kinds, 0, ARGUMENTS_MAX * sizeof *kinds);
    for (const char *c = strchr(format, '%'); c; c = strchr(c, '%')) {
        if (*++c == '%') {
            c++;
            continue;
        }
        const size_t digits = strspn(c, "0123456789");
        int at = next;

        if (digits > 0 && c[digits] == '$') {
            at = *c - '1';
            c += digits + 1;
        } else {
            next++;
        }
        c += strspn(c, "-+ 0123456789.*");
        if (!isalpha((unsigned char) *c)) continue; /* "100 % of": a text, no format */
        const size_t length = c[0] == 'l' || c[0] == 'z' ? 2 : 1;

        cr_assert(at >= 0 && at < ARGUMENTS_MAX, "\"%s\"", format);
        memcpy(kinds[at], c, length);
        c += length;
        if (at >= n) n = at + 1;
    }
    return n;
}

/* A text that no format is may say "80 % of": it takes nothing either way, and is not asked. */
static bool is_format(const char *text)
{
    const char *const sign = strchr(text, '%');

    return sign && sign[1] != ' ' && sign[1] != '\0' && sign[1] != ',' && sign[1] != '-';
}

Test(words, a_format_takes_the_same_arguments_in_both_languages)
{
    size_t n;
    const ccs_word_row_t *const rows = ccs_words(CCS_LANGUAGE_DE, &n);

    for (size_t i = 0; i < n; i++) {
        char a[ARGUMENTS_MAX][KIND_MAX], b[ARGUMENTS_MAX][KIND_MAX];

        if (!is_format(rows[i].english)) continue;
        const int n_a = arguments_of(rows[i].english, a), n_b = arguments_of(rows[i].other, b);

        cr_expect_eq(n_a, n_b, "\"%s\" takes %d, \"%s\" %d", rows[i].english, n_a, rows[i].other, n_b);
        for (int k = 0; k < n_a; k++)
            cr_expect_str_eq(a[k], b[k], "argument %d of \"%s\" and \"%s\"", k + 1, rows[i].english, rows[i].other);
        const char *const place = strchr(rows[i].other, '$');

        for (const char *c = rows[i].other; place && (c = strchr(c, '%')); c += 1 + (c[1] == '%'))
            cr_expect(c[1] == '%' || c[2] == '$', "\"%s\" says the place of some arguments only", rows[i].other);
    }
}

Test(words, says_german_where_there_is_a_row_and_leaves_names_as_they_are)
{
    cr_assert_str_eq(ccs_word("Service level"), "Service level");
    ccs_language_speak(CCS_LANGUAGE_DE);
    cr_expect_str_eq(ccs_word("Service level"), "Servicelevel");
    cr_expect_str_eq(ccs_word("Mean handle time"), "Mittlere Bearbeitungszeit");
    cr_expect_str_eq(ccs_word("First contact resolution"), "Erstlösungsquote");
    cr_expect_str_eq(ccs_word("Shrinkage"), "Schwund");
    cr_expect_str_eq(ccs_word("Bogota 2.385"), "Bogota 2.385");
    cr_expect_null(ccs_word(NULL));
}

Test(words, knows_its_languages_by_name)
{
    cr_expect_eq(ccs_language_find("de"), CCS_LANGUAGE_DE);
    cr_expect_eq(ccs_language_find("en"), CCS_LANGUAGE_EN);
    cr_expect_eq(ccs_language_find("fr"), CCS_N_LANGUAGES);
    cr_expect_str_eq(ccs_language_name(CCS_LANGUAGE_DE), "de");
}

Test(words, figures_and_dates_are_german)
{
    char text[CCS_FIGURE_MAX], date[CCS_PROSE_TIME_MAX];
    char version[] = "v1.2, 3";

    ccs_language_speak(CCS_LANGUAGE_DE);
    cr_expect_str_eq(ccs_figure_mean(CCS_FIGURE_NUMBER, 13842, 0, text), "13.842");
    cr_expect_str_eq(ccs_figure_mean(CCS_FIGURE_SHARE, 0.8042, 0.003, text), "80,4 %");
    cr_expect_str_eq(ccs_figure_half_width(CCS_FIGURE_SHARE, 0.8042, 0.003, text), "± 0,3");
    cr_expect_str_eq(ccs_figure_interval(CCS_FIGURE_NUMBER, 2.385, 2.3, 2.9, text), "[2,3; 2,9]");
    cr_expect_str_eq(ccs_figure_difference(CCS_FIGURE_SHARE, -0.051, 0.004, text), "-5,1 Punkte");
    cr_expect_str_eq(ccs_prose_date("2026-03-03", date), "Dienstag, 3. März 2026");
    cr_expect_str_eq(ccs_prose_day("2026-W10", date), "Woche ab 2. Mrz");
    cr_expect_str_eq(ccs_word_figures(version), "v1,2, 3");
    cr_expect_eq(ccs_word_within('L'), 'L');
    speak_english();
    cr_expect_eq(ccs_word_within('L'), 'l');
}
