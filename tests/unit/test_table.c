/* test_table.c - tables of texts. */
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include "table.h"
#include "text.h"

static void expect_prints(const ccs_table_t *table, bool colors, const char *wanted)
{
    char *text = NULL;
    size_t n = 0;
    FILE *const to = open_memstream(&text, &n);

    cr_assert_not_null(to);
    cr_expect_eq(ccs_table_print(table, (ccs_table_form_t){colors, 0}, to), 0);
    (void) fclose(to);
    cr_expect_str_eq(text, wanted, "\n%s\nwanted:\n%s", text, wanted);
    free(text);
}

static ccs_table_t small(void)
{
    ccs_table_t t = {0};

    ccs_table_add_column(&t, "type", CCS_TABLE_LEFT);
    ccs_table_add_column(&t, "n", CCS_TABLE_RIGHT);
    ccs_table_add_column(&t, "level", CCS_TABLE_MEASURE);
    ccs_table_add_row(&t);
    ccs_table_set(&t, 0, "Crédits", "", CCS_TABLE_PLAIN);
    ccs_table_set(&t, 1, "5", "", CCS_TABLE_PLAIN);
    ccs_table_set(&t, 2, "80.4 %", "± 0.3", CCS_TABLE_BAD);
    ccs_table_add_row(&t);
    ccs_table_set(&t, 0, "x", "", CCS_TABLE_PLAIN);
    ccs_table_set(&t, 1, "2385", "", CCS_TABLE_PLAIN);
    ccs_table_set(&t, 2, "-", "", CCS_TABLE_PLAIN);
    ccs_table_add_row(&t);
    ccs_table_set(&t, 0, "short row", "", CCS_TABLE_PLAIN);
    return t;
}

/* What a table looks like in lines of some characters. */
static void expect_within(const ccs_table_t *table, uint32_t width, const char *wanted)
{
    char *text = NULL;
    size_t n = 0;
    FILE *const to = open_memstream(&text, &n);

    cr_assert_not_null(to);
    cr_expect_eq(ccs_table_print(table, (ccs_table_form_t){false, width}, to), 0);
    (void) fclose(to);
    cr_expect_str_eq(text, wanted, "\n%s\nwanted:\n%s", text, wanted);
    free(text);
}

Test(table, is_printed_in_blocks_of_columns_where_it_is_too_wide)
{
    ccs_table_t t = small();
    const char *const whole = "type          n         level\n"
                              "Crédits       5  80.4 % ± 0.3\n"
                              "x          2385       -\n"
                              "short row\n";

    expect_within(&t, 29, whole);
    expect_within(&t, 28,
        "type          n\n"
        "Crédits       5\n"
        "x          2385\n"
        "short row\n"
        "\n"
        "type              level\n"
        "Crédits    80.4 % ± 0.3\n"
        "x               -\n"
        "short row\n");
    t.n_keys = 2; /* keys take more than half of a line: row by row */
    expect_within(&t, 28, "Crédits, 5\n  level: 80.4 % ± 0.3\nx, 2385\n  level: -\nshort row\n");
    ccs_table_free(&t);
}

Test(table, breaks_a_last_column_of_words_over_several_lines)
{
    ccs_table_t t = {0};

    for (int i = 0; i < 3; i++) ccs_table_add_column(&t, i == 0 ? "key" : i == 1 ? "" : "what it is", CCS_TABLE_LEFT);
    ccs_table_add_row(&t);
    ccs_table_set(&t, 0, "delay", "", CCS_TABLE_PLAIN);
    ccs_table_set(&t, 2, "the time between hanging up and the next attempt, é included", "", CCS_TABLE_PLAIN);
    expect_within(&t, 42,
        "key      what it is\n"
        "delay    the time between hanging up and\n"
        "         the next attempt, é included\n");
    t.columns[1].head = "another column of words";
    expect_within(&t, 42, "delay\n  the time between hanging up and the next\n  attempt, é included\n");
    ccs_table_free(&t);
}

Test(table, aligns_columns_by_characters_not_bytes)
{
    ccs_table_t t = small();

    expect_prints(&t, false,
        "type          n         level\n"
        "Crédits       5  80.4 % ± 0.3\n"
        "x          2385       -\n"
        "short row\n");
    ccs_table_free(&t);
}

Test(table, colors_cells_only_where_colors_are_wanted)
{
    ccs_table_t t = {0};

    ccs_table_add_column(&t, "a", CCS_TABLE_LEFT);
    ccs_table_add_row(&t);
    ccs_table_set(&t, 0, "good", "", CCS_TABLE_GOOD);
    expect_prints(&t, false, "a\ngood\n");
    expect_prints(&t, true, "\033[1ma\033[0m\n\033[32mgood\033[0m\n");
    ccs_table_free(&t);
}

Test(table, disarms_control_characters)
{
    ccs_table_t t = {0};

    ccs_table_add_column(&t, "a\nb", CCS_TABLE_LEFT);
    ccs_table_add_row(&t);
    ccs_table_set(&t, 0, "\033[2J\177\302\233x", "", CCS_TABLE_PLAIN);
    expect_prints(&t, false, "a?b\n?[2J???x\n");
    ccs_table_free(&t);
}

Test(table, grows_to_many_rows_and_columns)
{
    ccs_table_t t = {0};
    char text[16];

    for (int i = 0; i < 23; i++) ccs_table_add_column(&t, "c", CCS_TABLE_RIGHT);
    for (unsigned row = 0; row < 85; row++) {
        ccs_table_add_row(&t);
        for (uint32_t i = 0; i < 23; i++) {
            snprintf(text, sizeof text, "%u", row * 23 + i);
            ccs_table_set(&t, i, text, "", CCS_TABLE_PLAIN);
        }
    }
    for (unsigned i = 0; i < 85 * 23; i++) cr_assert_eq(strtoul(t.cells[i].text, NULL, 10), i);
    ccs_table_free(&t);
}

Test(table, is_empty_when_zeroed_and_can_be_freed_twice)
{
    ccs_table_t t = {0};

    expect_prints(&t, false, "\n");
    ccs_table_free(&t);
    ccs_table_free(&t);
    ccs_table_free(NULL);
}

Test(text, folds_lines_that_are_too_wide_and_only_those)
{
    static const struct {
        const char *text, *wanted;
    } cases[] = {{"short\n  as  it is\n", "short\n  as  it is\n"},
        {"  - one two three four five six\nnext", "  - one two three\n    four five six\nnext"},
        {"a_word_that_is_longer_than_the_line and more", "a_word_that_is_longer_than_the_line\n  and more"},
        {"\033[1mbold is not wide\033[0m", "\033[1mbold is not wide\033[0m"}, {"äöü äöü äöü äöü äöü", "äöü äöü äöü äöü\n  äöü"},
        {"", ""}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = NULL;
        size_t n = 0;
        FILE *const to = open_memstream(&text, &n);

        cr_assert_not_null(to);
        ccs_text_fold(cases[i].text, 17, to);
        (void) fclose(to);
        cr_expect_str_eq(text, cases[i].wanted, "found:\n%s", text);
        free(text);
    }
}
