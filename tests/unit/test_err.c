/* test_err.c - records of errors, lists of them, and the check for bugs. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "err.h"

static char long_text[1200];

static const char *letters(size_t n)
{
    memset(long_text, 'x', n);
    long_text[n] = '\0';
    return long_text;
}

Test(err, is_filled_and_gives_its_code_back)
{
    ccs_err_t err;

    cr_assert_eq(ccs_err_set(&err, CCS_ERR_SCENARIO, "a.cfg:41", "types.a.talk", "must be > 0, found %d", -3), CCS_ERR_SCENARIO);
    cr_expect_eq(err.code, CCS_ERR_SCENARIO);
    cr_expect_str_eq(err.where, "a.cfg:41");
    cr_expect_str_eq(err.path, "types.a.talk");
    cr_expect_str_eq(err.text, "must be > 0, found -3");
}

Test(err, leaves_empty_what_is_not_said)
{
    ccs_err_t err;

    memset(&err, 'z', sizeof err);
    (void) ccs_err_set(&err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    cr_expect_str_eq(err.where, "");
    cr_expect_str_eq(err.path, "");
}

Test(err, needs_no_record)
{
    cr_assert_eq(ccs_err_set(NULL, CCS_ERR_WRITE, "x", "y", "%s", "z"), CCS_ERR_WRITE);
}

Test(err, cuts_texts_that_do_not_fit_and_says_so)
{
    ccs_err_t err;

    (void) ccs_err_set(&err, CCS_ERR_INPUT, letters(sizeof err.where - 1), NULL, "%s", "short");
    cr_expect_str_eq(err.where, long_text, "fits to the last byte");
    (void) ccs_err_set(&err, CCS_ERR_INPUT, letters(sizeof err.where), letters(sizeof err.where), "%s",
        letters(sizeof err.where));
    cr_expect_eq(strlen(err.where), sizeof err.where - 1);
    cr_expect_str_eq(err.where + sizeof err.where - sizeof "…", "…");
    cr_expect_str_eq(err.path + sizeof err.path - sizeof "…", "…");
    cr_expect_str_eq(err.text, long_text);
    (void) ccs_err_set(&err, CCS_ERR_INPUT, NULL, NULL, "%s", letters(sizeof err.text - 1));
    cr_expect_str_eq(err.text, long_text, "fits to the last byte");
    (void) ccs_err_set(&err, CCS_ERR_INPUT, NULL, NULL, "%s", letters(sizeof err.text));
    cr_expect_eq(strlen(err.text), sizeof err.text - 1);
    cr_expect_str_eq(err.text + sizeof err.text - sizeof "…", "…");
}

Test(err, has_a_text_and_a_status_for_every_code)
{
#define X(name, status, text)                                                                                                    \
    cr_expect_str_eq(ccs_err_text(CCS_ERR_##name), text);                                                                        \
    cr_expect_eq(ccs_err_status(CCS_ERR_##name), status);
    CCS_ERR_LIST(X)
#undef X
    cr_expect_eq(ccs_err_status(CCS_ERR_SCENARIO), 65);
    cr_expect_eq(ccs_err_status(4711), 70, "an unknown code is a bug");
    cr_expect_str_eq(ccs_err_text(4711), "unknown error");
}

/* ---- lists ---- */

Test(err_list, keeps_the_order_and_tells_errors_from_warnings)
{
    ccs_err_list_t list = {0};

    cr_assert_eq(ccs_err_list_code(&list), CCS_ERR_OK);
    cr_assert_eq(ccs_err_list_add(&list, CCS_ERR_OK, "a:1", "p", "a warning"), CCS_ERR_OK);
    cr_assert_eq(ccs_err_list_code(&list), CCS_ERR_OK, "warnings do not count");
    cr_assert_eq(ccs_err_list_add(&list, CCS_ERR_INPUT, "a:2", "q", "missing %s", "file"), CCS_ERR_INPUT);
    (void) ccs_err_list_add(&list, CCS_ERR_SCENARIO, "a:3", "r", "bad");
    cr_expect_eq(list.n, 3);
    cr_expect_eq(list.n_errors, 2);
    cr_expect_eq(ccs_err_list_code(&list), CCS_ERR_INPUT, "the first error decides");
    cr_expect_str_eq(list.items[0].text, "a warning");
    cr_expect_str_eq(list.items[1].text, "missing file");
    cr_expect_str_eq(list.items[2].where, "a:3");
    ccs_err_list_free(&list);
}

Test(err_list, keeps_the_first_and_counts_the_rest)
{
    ccs_err_list_t list = {0};
    const int n = CCS_ERR_LIST_MAX + 37;

    for (int i = 0; i < n; i++) (void) ccs_err_list_add(&list, i % 2 ? CCS_ERR_SCENARIO : CCS_ERR_OK, NULL, NULL, "number %d", i);
    cr_expect_eq(list.n, CCS_ERR_LIST_MAX);
    cr_expect_eq(list.n_dropped, 37);
    cr_expect_eq(list.n_errors, (size_t) n / 2, "dropped errors count too");
    for (int i = 0; i < CCS_ERR_LIST_MAX; i++) {
        char text[32];

        snprintf(text, sizeof text, "number %d", i);
        cr_expect_str_eq(list.items[i].text, text);
    }
    ccs_err_list_free(&list);
}

Test(err, is_like_one_that_says_the_same_of_another_place)
{
    const ccs_err_t one = {.code = CCS_ERR_SCENARIO,
        .where = "r.csv:2",
        .path = "groups.g.roster[0]",
        .text = "expected a date, found \"x\", 2 of 3.5"};
    ccs_err_t other = {.code = CCS_ERR_SCENARIO,
        .where = "r.csv:117",
        .path = "groups.g.roster[12]",
        .text = "expected a date, found \"y z\", 17 of 4"};

    cr_expect(ccs_err_alike(&one, &other));
    other.code = 0;
    cr_expect_not(ccs_err_alike(&one, &other), "a warning");
    other.code = one.code;
    strcpy(other.where, "s.csv:117");
    cr_expect_not(ccs_err_alike(&one, &other), "another file");
    strcpy(other.where, "r.csv:117");
    strcpy(other.path, "groups.g2.roster[12]");
    cr_expect_not(ccs_err_alike(&one, &other), "another name");
    strcpy(other.path, one.path);
    strcat(other.text, " more");
    cr_expect_not(ccs_err_alike(&one, &other), "more is said");
}

Test(err_list, is_empty_and_usable_after_free)
{
    const ccs_err_t err = {.code = CCS_ERR_WRITE, .text = "disk full"};
    ccs_err_list_t list = {0};

    (void) ccs_err_list_append(&list, &err);
    ccs_err_list_free(&list);
    cr_expect(list.n == 0 && list.n_errors == 0 && list.items == NULL);
    cr_expect_eq(ccs_err_list_append(&list, &err), CCS_ERR_WRITE);
    cr_expect_str_eq(list.items[0].text, "disk full");
    ccs_err_list_free(&list);
    ccs_err_list_free(NULL);
}

/* ---- bugs ---- */

Test(err, aborts_on_a_bug, .signal = SIGABRT)
{
    CCS_BUG_IF(2 + 2 == 4);
}

Test(err, goes_on_without_one)
{
    int evaluated = 0;

    CCS_BUG_IF(++evaluated == 2);
    cr_assert_eq(evaluated, 1, "the condition is evaluated once, in all builds");
}

static int try_three(const int results[3], int *n_tried)
{
    int ret = 0;

    for (*n_tried = 0; *n_tried < 3;) CCS_TRY(results[(*n_tried)++]);
out:
    return ret;
}

Test(err, try_goes_out_at_the_first_failure)
{
    int n;

    cr_expect_eq(try_three((const int[]){0, 0, 0}, &n), 0);
    cr_expect_eq(n, 3);
    cr_expect_eq(try_three((const int[]){0, CCS_ERR_NOMEM, CCS_ERR_INPUT}, &n), CCS_ERR_NOMEM);
    cr_expect_eq(n, 2);
}
