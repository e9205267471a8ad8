/* test_moment.c - names and words of moments: what is printed reads back, what is no name is told so, every row of the table can be said. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "moment.h"
#include "support.h"

static ccs_plan_t *plan;

static void prepare(void)
{
    plan = plan_from_text(
        "clock:{open=\"08:00-09:00\";};types:{cards:{arrivals:{per_hour=9;};talk=9;initial:{busy=1;waiting=2;};};"
        "loans:{arrivals:{per_hour=9;};talk=9;queue_order=\"lifo\";};"
        "fraud:{arrivals:{per_hour=9;};talk=9;queue_order=\"siro\";};"
        "d:{arrivals:{per_hour=9;};talk=9;flow=\"f\";};e:{arrivals:{per_hour=9;};talk=9;};out:{talk=9;};out_2:{talk=9;};};"
        "flows:{f:{nodes:{a:{next=\"b\";};b:{next=\"c\";};c:{next=\"d\";};d:{next=\"e\";};e:{next=\"queue\";};};};};groups:{desk:{staff=3;};};"
        "outages:{o:{hours=\"08:00-08:10\";handle_time=2;};p:{hours=\"08:00-08:10\";groups=[\"desk\"];};};"
        "campaigns:{q:{type=\"out\";list=9;outcome:{live=1;};};r:{type=\"out_2\";list=9;outcome:{live=1;};};};");
}

static void finish(void)
{
    plan_delete(plan);
}

TestSuite(moment, .init = prepare, .fini = finish);

static void expect_label(const char *label, uint32_t type, uint32_t index)
{
    const ccs_attempt_t of = {.type = type, .index = index, .attempt = 3};
    char text[CCS_LABEL_MAX];
    ccs_attempt_t back = {0};
    ccs_err_t err;

    cr_expect_str_eq(ccs_contact_label(plan, &of, text, sizeof text), label);
    cr_expect_eq(ccs_contact_find(plan, label, &back, &err), 0);
    cr_expect(back.type == type && back.index == index && back.attempt == 0, "%s", label);
}

Test(moment, calls_contacts_by_type_and_number)
{
    expect_label("cards/1", 0, 0);
    expect_label("loans/412", 1, 411);
    expect_label("cards/start1", 0, UINT32_MAX);
    expect_label("cards/start3", 0, UINT32_MAX - 2);
    expect_label("loans/4294967294", 1, UINT32_MAX - 2);
}

static void expect_no_contact(const char *label, const char *says)
{
    ccs_attempt_t of = {.type = 77};
    ccs_err_t err = {0};

    cr_expect_eq(ccs_contact_find(plan, label, &of, &err), CCS_ERR_USAGE, "%s", label);
    cr_expect_not_null(strstr(err.text, says), "%s: %s", label, err.text);
    cr_expect_eq(of.type, 77);
}

Test(moment, refuses_what_is_no_contact)
{
    static const char *const no_form[] = {"", "cards", "cards/", "cards/0", "cards/-1", "cards/+1", "cards/ 1", "cards/01",
        "cards/1x", "cards/1.5", "cards/start", "cards/start0", "cards/99999999999999999999", "cards/4294967295", "1"};

    for (size_t i = 0; i < sizeof no_form / sizeof *no_form; i++) expect_no_contact(no_form[i], "such as cards/1");
    expect_no_contact("card/1", "did you mean \"cards\"?");
    expect_no_contact("cardsx/1", "did you mean \"cards\"?");
    expect_no_contact("/1", "no type is called \"\"");
    expect_no_contact("cards/start4", "3 contacts of cards are there at the start");
    expect_no_contact("loans/start1", "0 contacts of loans are there at the start");
}

static void expect_duration(double seconds, const char *expected)
{
    char text[64];

    cr_expect_str_eq(ccs_moment_duration(seconds, text, sizeof text), expected, "%.17g: %s, not %s", seconds, text, expected);
}

Test(moment, rounds_durations_for_people)
{
    expect_duration(0, "0 s");
    expect_duration(0.04, "0 s");
    expect_duration(12.3456, "12.3 s");
    expect_duration(59.94, "59.9 s");
    expect_duration(59.96, "1 min");
    expect_duration(123.4, "2 min 3 s");
    expect_duration(3599.7, "1 h");
}

static ccs_moment_t full(enum ccs_moment_kind kind)
{
    return (ccs_moment_t){.time_s = 30000.5,
        .kind = kind,
        .of = {.type = 0, .index = 6, .attempt = 1},
        .group = 0,
        .agent = 2,
        .duration_s = 72,
        .number = 4};
}

/* Whatever stands in braces is known (an unknown word is a bug that aborts), and nothing of it is left. */
Test(moment, says_every_row_of_the_table)
{
    for (int kind = 0; kind < CCS_N_MOMENTS; kind++) {
        ccs_moment_t m = full((enum ccs_moment_kind) kind);
        const ccs_moment_about_t *const about = &CCS_MOMENTS[kind];
        char text[CCS_WORDS_MAX];

        m.number = 1; /* of a moment that names a type: one that there is */
        ccs_moment_sentence(plan, &m, text, sizeof text);
        cr_expect(strlen(text) > strlen(about->words) / 2 && !strpbrk(text, "{}"), "%s", text);
        cr_expect_eq(strstr(about->words, "{time}") != NULL, about->duration[0] != '\0' && kind != CCS_MOMENT_answer_at_once,
            "%s", about->name);
        ccs_moment_clause(plan, &m, "08:20:00.5", text, sizeof text);
        cr_expect(!strpbrk(text, "{}") && (text[0] == '\0') == (about->story[0] == '\0'), "%s", text);
    }
}

Test(moment, says_who_waits_where)
{
    ccs_moment_t m = full(CCS_MOMENT_wait);
    char text[CCS_WORDS_MAX];

    cr_expect_str_eq(ccs_moment_sentence(plan, &m, text, sizeof text), "cards/7 waits in the queue, behind 4");
    m.of.type = m.as = 1;
    cr_expect_str_eq(ccs_moment_sentence(plan, &m, text, sizeof text), "loans/7 waits in the queue, in front of 4");
    m.of.type = m.as = 2;
    cr_expect_str_eq(ccs_moment_sentence(plan, &m, text, sizeof text), "fraud/7 waits in the queue, in random order with 4");
    m.number = 0;
    cr_expect_str_eq(ccs_moment_sentence(plan, &m, text, sizeof text), "fraud/7 waits in the queue, first in line");
    m = full(CCS_MOMENT_abandon);
    cr_expect_str_eq(ccs_moment_clause(plan, &m, "", text, sizeof text), "gave up after a wait of 1 min 12 s");
    cr_expect_str_eq(ccs_moment_sentence(plan, &m, text, 12), "cards/7 giv", "what does not fit is cut");
}
