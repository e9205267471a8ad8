/* test_expression.c - conditions and scores as texts: what they mean, that a gauge is read once, and the column of each mistake. */
#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <string.h>

#include "err.h"
#include "expression.h"

static const char *const TYPES[] = {"sales", "mail", "tier-1"};
static const char *const GROUPS[] = {"own", "other"};
static const char *const SITES[] = {"north"};
static const char *const CHANNELS[] = {"voice", "email", "chat"};

/* Gauges by number, and how often they were asked. */
typedef struct {
    double value[CCS_N_GAUGES];
    unsigned n_read[CCS_N_GAUGES];
    uint32_t argument;
} gauges_t;

static double read_gauge(const void *context, enum ccs_gauge gauge, uint32_t argument)
{
    gauges_t *const gauges = *(gauges_t *const *) context;

    gauges->n_read[gauge]++;
    gauges->argument = argument;
    return gauges->value[gauge] + (argument == CCS_EXPRESSION_OWN ? 0 : argument);
}

static ccs_expression_asked_t asked(bool is_condition, unsigned at_hand)
{
    return (ccs_expression_asked_t){.names = {{TYPES, 3}, {GROUPS, 2}, {SITES, 1}, {CHANNELS, 3}},
        .at_hand = at_hand,
        .is_condition = is_condition};
}

enum { ALL = 63 };

static double value_of(const char *text, gauges_t *gauges, bool is_condition)
{
    const ccs_expression_asked_t all = asked(is_condition, ALL);
    ccs_arena_t arena = {0};
    const ccs_expression_t *made;
    ccs_expression_error_t error;

    cr_assert_eq(ccs_expression_make(text, &all, &arena, &made, &error), 0, "%s: %s", text, error.text);
    cr_assert_str_eq(ccs_expression_text(made), text);
    const double value = ccs_expression_value(made, read_gauge, &gauges);

    ccs_arena_free(&arena);
    return value;
}

Test(expression, numbers_have_units_and_operators_their_usual_rank)
{
    static const struct {
        const char *text;
        double value;
    } cases[] = {{"2 + 3 * 4", 14}, {"(2 + 3) * 4", 20}, {"7 - 2 - 1", 4}, {"12 / 2 / 3", 2}, {"-2 * -3", 6}, {"- - 2", 2},
        {"20 s", 20}, {"4 min 30 s", 270}, {"1.5 h - 30 min", 3600}, {"80 %", 0.8}, {"17:30", 63000}, {"1e3 + .5", 1000.5},
        {"min(3, 2, 5) + max(1, 4)", 6}, {"2 * (3 > 2) + (1 == 2)", 2}, {"5 / 0", 0}, {"1e308 * 1e308", DBL_MAX},
        {"-1e308 * 1e308 + 1", -DBL_MAX}};
    gauges_t gauges = {0};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(value_of(cases[i].text, &gauges, false), cases[i].value, "%s", cases[i].text);
}

Test(expression, conditions_join_comparisons)
{
    static const struct {
        const char *text;
        double value;
    } cases[] = {{"1 < 2 and 2 < 3", 1}, {"1 < 2 and 3 < 3", 0}, {"1 > 2 or 3 >= 3", 1}, {"not 1 > 2", 1}, {"not not 1 > 2", 0},
        {"1 > 2 and 1 < 2 or 3 != 4", 1}, {"1 > 2 and (1 < 2 or 3 <> 4)", 0}, {"1 <= 0 or 1 == 1 and 2 == 3", 0}};
    gauges_t gauges = {0};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(value_of(cases[i].text, &gauges, true), cases[i].value, "%s", cases[i].text);
}

Test(expression, a_gauge_is_read_once_and_not_where_all_is_settled)
{
    gauges_t gauges = {.value = {[CCS_GAUGE_WAIT_S] = 25, [CCS_GAUGE_FREE] = 2, [CCS_GAUGE_IDLE_S] = 7}};

    cr_expect_eq(value_of("wait_s * wait_s + wait_s", &gauges, false), 650);
    cr_expect_eq(gauges.n_read[CCS_GAUGE_WAIT_S], 1);
    cr_expect_eq(value_of("free(other) + free(own) + free", &gauges, false), 3 + 2 + 2);
    cr_expect_eq(gauges.n_read[CCS_GAUGE_FREE], 3, "each argument once");
    cr_expect_eq(value_of("wait_s > 30 and idle_s > 1", &gauges, true), 0);
    cr_expect_eq(value_of("wait_s > 20 or idle_s > 1", &gauges, true), 1);
    cr_expect_eq(gauges.n_read[CCS_GAUGE_IDLE_S], 0);
    cr_expect_eq(value_of("wait_s > 20 and idle_s > 1", &gauges, true), 1);
    cr_expect_eq(gauges.n_read[CCS_GAUGE_IDLE_S], 1);
}

Test(expression, names_are_compared_and_may_have_a_hyphen)
{
    gauges_t gauges = {.value = {[CCS_GAUGE_TYPE] = 1, [CCS_GAUGE_CHANNEL] = 2}};

    cr_expect_eq(value_of("50 * (type == 'mail')", &gauges, false), 50);
    cr_expect_eq(value_of("'sales' == type", &gauges, true), 0);
    cr_expect_eq(value_of("channel != \"chat\"", &gauges, true), 0);
    (void) value_of("waiting(tier-1)", &gauges, false);
    cr_expect_eq(gauges.argument, 2);
    (void) value_of("waiting( 'mail' ) - 1", &gauges, false);
    cr_expect_eq(gauges.argument, 1);
}

/* A mistake, its column and part of what is said. */
typedef struct {
    const char *text, *said;
    uint32_t column;
} mistake_t;

static void expect_mistakes(const mistake_t *cases, size_t n, bool are_conditions, unsigned at_hand)
{
    for (size_t i = 0; i < n; i++) {
        const ccs_expression_asked_t what = asked(are_conditions, at_hand);
        ccs_arena_t arena = {0};
        const ccs_expression_t *made;
        ccs_expression_error_t error = {0};

        cr_expect_eq(ccs_expression_make(cases[i].text, &what, &arena, &made, &error), CCS_ERR_SCENARIO, "%s", cases[i].text);
        cr_expect_null(made);
        cr_expect_eq(error.column, cases[i].column, "%s: column %u: %s", cases[i].text, error.column, error.text);
        cr_expect(strstr(error.text, cases[i].said) != NULL, "%s: %s", cases[i].text, error.text);
        ccs_arena_free(&arena);
    }
}

Test(expression, each_mistake_is_told_with_its_column)
{
    static const mistake_t cases[] = {{"", "expected a number", 1},
        {"free(othr) > 2", "there is no group \"othr\", did you mean \"other\"?", 6},
        {"1 < 2 and fre(other) > 2", "there is no gauge \"fre\", did you mean \"free\"?", 11},
        {"other > 2", "is the name of a group, no gauge", 1}, {"free(other) >", "found the end", 14},
        {"free(other > 2", "expected \")\"", 12}, {"free(other) > 2)", "expected an operator, or the end", 16},
        {"free(other)", "is a number where a condition is wanted", 1},
        {"1 < 2 and free(other)", "is a number where a condition is wanted", 11}, {"1 < 2 < 3", "compares three things", 5},
        {"type == 'mial'", "did you mean \"mail\"?", 10}, {"type < 'mail'", "names have no order", 1},
        {"type == 'mail", "the quote does not end", 9}, {"'mail' == 'mail'", "can only be compared", 2},
        {"type + 1 > 0", "is a name", 1}, {"1 < 2 && 2 < 3", "write and", 7}, {"wait_s(own) > 1", "has no argument", 7},
        {"free() > 2", "expected the name of a group", 6}, {"min(1) > 0", "two values", 1},
        {"1.2.3 > 0", "expected a number such as", 1}, {"25:10 > 0", "expected a number such as", 1},
        {"\xc3\xa4 > 0", "expected a number, a gauge", 1}, {"'\xc3\xa4' == 1 and x > 0", "can only be compared", 2},
        {"((((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))))) > 0", "nested", 17},
        {"1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1 > 0", "is too long", 34}};
    static const mistake_t numbers[] = {{"type", "is a name", 1}, {"'mail'", "can only be compared", 2}};

    expect_mistakes(cases, sizeof cases / sizeof *cases, true, ALL);
    expect_mistakes(numbers, sizeof numbers / sizeof *numbers, false, ALL);
}

Test(expression, numbers_that_a_gauge_never_comes_near_are_refused)
{
    static const mistake_t cases[] = {{"occupancy(own) > 90", "occupancy lies between 0 and 1: 90 per cent are written 90 %", 18},
        {"1 < 2 and 80 > recent_service_level(sales)", "80 per cent are written 80 %", 11},
        {"weekday == 8", "weekday lies between 1 and 7", 12}, {"not weekday == 0", "between 1 and 7", 16},
        {"time_of_day > 17", "counts seconds: write a time such as 17:00", 15}, {"quality < -2", "lies between -1 and 1", 11},
        {"wait_s = 3", "write == to compare", 8}};

    expect_mistakes(cases, sizeof cases / sizeof *cases, true, ALL);
}

/* What is doubted of a text, and at which column; "": nothing. */
static void expect_doubt(const char *text, const char *said, uint32_t column)
{
    const ccs_expression_asked_t what = asked(true, ALL);
    ccs_arena_t arena = {0};
    const ccs_expression_t *made;
    ccs_expression_error_t error;

    cr_expect_eq(ccs_expression_make(text, &what, &arena, &made, &error), 0, "%s: %s", text, error.text);
    cr_expect_str_eq(error.text, said, "%s: %s", text, error.text);
    cr_expect_eq(error.column, column, "%s: %u", text, error.column);
    ccs_arena_free(&arena);
}

Test(expression, comparisons_that_are_settled_are_doubted)
{
    expect_doubt("waiting(sales) >= 0", "always holds, as waiting(TYPE) is never below 0", 1);
    expect_doubt("wait_s > 3 and free(own) < 0", "never holds, as free(GROUP) is never below 0", 16);
    expect_doubt("wait_s > 3 and occupancy(own) > 1", "never holds, as occupancy(GROUP) lies between 0 and 1", 16);
    expect_doubt("1 <= weekday", "always holds, as weekday lies between 1 and 7", 1);
    expect_doubt("max(waiting, 3) - 2 > 0", "always holds", 1);
    expect_doubt("-2 * wait_s > 1", "never holds", 1);
    expect_doubt("(wait_s > 3) >= 0", "always holds", 2);
    expect_doubt("not 1 > 2", "never holds", 5);
    expect_doubt("wait_s / 20 > -1", "always holds", 1);
}

Test(expression, what_gauges_can_settle_is_not_doubted)
{
    static const char *const texts[] = {"waiting(sales) > 0", "occupancy(own) >= 1", "weekday == 7", "time_of_day < 24:00",
        "time_of_day >= 8 * 3600", "recent_service_level(sales) < 80 %", "waiting(sales) == 0", "type == 'mail'", "due_in_s < 0",
        "wait_s / (waiting(sales) - 1) > -3", "quality * wait_s < 0", "min(waiting, 3) > 2", "weekday != 7"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) expect_doubt(texts[i], "", 0);
}

Test(expression, what_is_not_at_hand_cannot_be_read)
{
    static const mistake_t cases[] = {{"wait_s > 3", "is of a contact", 1},
        {"1 > 0 and waiting > 3", "of which? Write waiting(TYPE)", 11}, {"free > 3", "of which? Write free(GROUP)", 1},
        {"idle_s > 3", "is of an agent", 1}, {"time_of_day > 17:00", "no meaning in mode \"steady\"", 1}};

    expect_mistakes(cases, sizeof cases / sizeof *cases, true, CCS_AT_HAND_MOMENT);
}

Test(expression, for_good_only_what_never_changes_is_known)
{
    static const mistake_t cases[] = {{"level >= 3 and waiting(sales) > 1",
                                          "waiting is not asked here: agents are told apart for good", 16},
        {"handle_s < 200", "handle_s is not asked here", 1}, {"time_of_day > 9:00", "time_of_day is not asked here", 1},
        {"idle_s > 9", "idle_s is not asked here", 1}, {"wait_s > 9", "wait_s is not asked here", 1},
        {"priority > 9", "priority is not asked here", 1}};

    expect_mistakes(cases, sizeof cases / sizeof *cases, true, CCS_AT_HAND_PAIR);
}

Test(expression, says_which_gauges_it_reads)
{
    const ccs_expression_asked_t all = asked(true, ALL);
    ccs_arena_t arena = {0};
    const ccs_expression_t *made;
    ccs_expression_error_t error;

    cr_assert_eq(ccs_expression_make("free(own) > 2 or wait_s > 20", &all, &arena, &made, &error), 0);
    cr_expect(ccs_expression_reads(made, CCS_GAUGE_FREE));
    cr_expect_not(ccs_expression_reads(made, CCS_GAUGE_WAITING));
    ccs_arena_free(&arena);
}
