/* test_csv_read.c - CSV files: the forms that people's programs write, and every way in which they can be wrong. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "csv_read.h"

static ccs_arena_t arena;
static ccs_err_list_t errors;

static void tear_down(void)
{
    ccs_arena_free(&arena);
    ccs_err_list_free(&errors);
}

TestSuite(csv_read, .fini = tear_down);

static int read_bytes(const char *text, size_t n, const char *column, ccs_value_t **rows)
{
    return ccs_csv_read_text("p.csv", text, n, &(ccs_csv_want_t){.column = column}, &arena, rows, &errors);
}

/* The rows as "07:30=14.9@2 08:00=16@3" or "14.9@1 16@2". */
static const char *told_of(const char *text, const ccs_csv_want_t *want)
{
    static char out[1024];
    ccs_value_t *rows = NULL;
    size_t at = 0;

    if (ccs_csv_read_text("p.csv", text, strlen(text), want, &arena, &rows, &errors) != 0) {
        snprintf(out, sizeof out, "%s: %s", errors.items[0].where, errors.items[0].text);
        return out;
    }
    out[0] = '\0';
    for (const ccs_value_t *row = rows->first; row; row = row->next) {
        const ccs_value_t *const number = row->kind == CCS_VALUE_LIST ? row->last : row;
        char shown[64];

        at += (size_t) snprintf(out + at, sizeof out - at, "%s%s%s%s@%u", at > 0 ? " " : "",
            row == number ? "" : row->first->as.text, row == number ? "" : "=", ccs_value_show(number, shown, sizeof shown),
            (unsigned) row->line);
    }
    return out;
}

static const char *told(const char *text, const char *column)
{
    return told_of(text, &(ccs_csv_want_t){.column = column});
}

typedef struct {
    const char *text, *column, *wanted;
} case_t;

Test(csv_read, understands_what_programs_write)
{
    static const case_t cases[] = {
        {"time,calls\n07:30,14.9\n08:00,16\n", NULL, "07:30=14.9@2 08:00=16@3"},
        {"time;calls\r\n07:30;14,9\r\n08:00;16,0\r\n", NULL, "07:30=14.9@2 08:00=16.0@3"},
        {"time\tcalls\n07:30\t14,9\n", NULL, "07:30=14.9@2"},
        {"\xef\xbb\xbftime,calls\n07:30,1e3\n", NULL, "07:30=1000.0@2"},
        {"14.9\n16\n25.6", NULL, "14.9@1 16@2 25.6@3"},
        {"calls\r14.9\r16\r", NULL, "14.9@2 16@3"},
        {"# a note, with a comma\n\ncalls\n  \n# more\n007\n-3\n+2.5\n", NULL, "7@6 -3@7 2.5@8"},
        {"\"time\",\"calls, fresh\"\n\"07:30\", \"14.9\"\n", NULL, "07:30=14.9@2"},
        {"2003-03-03T07:00,111\n2003-03-03 07:05:30,113\n2004-02-29,1\n", NULL,
            "2003-03-03T07:00=111@1 2003-03-03 07:05:30=113@2 2004-02-29=1@3"},
        {"time,calls,aht\n07:30,14,200\n24:00,15,2.385\n", "aht", "07:30=200@2 24:00=2.385@3"},
        {"day,calls\nMon,14\nTue,15\n", NULL, "14@2 15@3"},
        {"time,note,calls\n07:30,,14\n08:00,\"two\nlines, \"\"quoted\"\"\",15\n08:30,x,16\n", "calls",
            "07:30=14@2 08:00=15@3 08:30=16@5"},
        {"a,b\n1,2\n", "b", "2@2"},
        {"id,arrival,talk\n1,09:00:05,00:03:12\n2,09:01:00,0:45\n", "talk", "\"00:03:12\"@2 \"0:45\"@3"},
        {"calls\n999999999999999999\n9999999999999999999\n", NULL, "999999999999999999@2 1e+19@3"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const got = told(cases[i].text, cases[i].column);

        cr_expect_str_eq(got, cases[i].wanted, "case %zu: got %s", i, got);
        ccs_err_list_free(&errors);
    }
}

Test(csv_read, integers_and_reals_keep_their_kind)
{
    ccs_value_t *rows = NULL;
    const char text[] = "staff\n14\n14.0\n";

    cr_assert_eq(read_bytes(text, strlen(text), NULL, &rows), 0);
    cr_assert_eq(rows->first->kind, CCS_VALUE_INT);
    cr_assert_eq(rows->last->kind, CCS_VALUE_REAL);
    cr_assert_eq(rows->line, 2);
    cr_assert_str_eq(rows->file, "p.csv");
}

Test(csv_read, says_what_is_wrong_and_where)
{
    static const case_t cases[] = {
        {"", NULL, "p.csv:1: is empty"},
        {"# only a note\n\n", NULL, "p.csv:1: is empty"},
        {"time,calls\n", NULL, "has a header but no rows"},
        {"time,calls\n07:30,14,9\n", NULL, "p.csv:2: has 3 cells, expected 2 as in the first row (a decimal comma?"},
        {"time,calls\n07:30,1\n08:00\n", NULL, "p.csv:3: has 1 cells, expected 2"},
        {"time,calls\n07:30,\"14,9\"\n", NULL, "p.csv:2: calls: 14,9 has a decimal comma"},
        {"07:30,\"14,9\"\n", NULL, "p.csv:1: column 2: 14,9 has a decimal comma"},
        {"07:30,\n08:00,3\n", NULL, "p.csv:1: column 2: the cell is empty"},
        {"time,calls\n07:30,1\n,2\n", NULL, "p.csv:3: time: the cell is empty"},
        {"time,calls\n07:30,nan\n", NULL, "p.csv:2: calls: nan is not a number that can be used"},
        {"time,calls\n07:30,1e999\n", NULL, "p.csv:2: calls: 1e999 is not a number that can be used"},
        {"time,calls\n07:30,-inf\n", NULL, "p.csv:2: calls: -inf is not"},
        {"time,calls\n07:30,0x10\n", NULL, "p.csv:2: calls: expected a number, found \"0x10\""},
        {"time;calls\n07:30;1.234,5\n", NULL, "p.csv:2: calls: expected a number, found \"1.234,5\": write 1234.5"},
        {"time,calls\n7:30 AM,1\n", NULL,
            "p.csv:2: time: expected a time of day such as 07:30, found \"7:30 AM\": write \"07:30\""},
        {"date,calls\n03/02/2026,1\n", NULL, "p.csv:2: date: expected a time"},
        {"date,calls\n2026-02-29,1\n", NULL, "p.csv:2: date: expected a time"},
        {"time,calls\n07:30,1\nnoon,1\n", NULL, "p.csv:3: time: expected a time"},
        {"time,calls,aht\n07:30,1,2\n", NULL, "p.csv:2: has several columns of numbers (calls, aht): name one"},
        {"time,note,calls\n07:30,,2\n", NULL, "p.csv:2: has several columns of numbers (note, calls)"},
        {"time,calls,aht\n07:30,x,y\n", NULL, "p.csv:2: has no column of numbers"},
        {"time,calls\n07:30,1\n", "cals", "p.csv:2: has no column cals; it has time, calls"},
        {"a,a\n1,2\n", "a", "p.csv:2: has 2 columns named a"},
        {"1\n2\n", "a", "p.csv:1: has no header"},
        {"a,\"never closed\n1,2\n", NULL, "p.csv:1: a quote is opened here and never closed"},
        {"a,b\n1,\"2\"3\n", NULL, "p.csv:2: cell 2: text after the closing quote"},
        {"a\n\x01\n", NULL, "p.csv:2: is no text: byte 0x01 is in it"},
        {"caf\xe9\n\x02\n", NULL, "p.csv:2: is no text: byte 0x02 is in it"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const got = told(cases[i].text, cases[i].column);

        cr_expect(strstr(got, cases[i].wanted), "case %zu: wanted %s, got %s", i, cases[i].wanted, got);
        ccs_err_list_free(&errors);
    }
}

Test(csv_read, refuses_bytes_that_are_no_text)
{
    ccs_value_t *rows = NULL;

    cr_assert_eq(read_bytes("a\0b\n1\n", 6, NULL, &rows), CCS_ERR_SCENARIO);
    cr_assert(strstr(errors.items[0].text, "byte 0x00"));
    cr_assert_null(rows);
}

Test(csv_read, reads_other_encodings)
{
    ccs_value_t *rows = NULL;

    cr_assert_eq(read_bytes("\xff\xfe"
                            "1\0\n\0",
                     6, NULL, &rows),
        0);
    cr_expect_eq(rows->first->as.i, 1);
    cr_expect_eq(errors.n, 0, "a mark is no guess");
    cr_assert_eq(read_bytes("caf\xe9\n7\n", 7, "café", &rows), 0);
    cr_expect_eq(rows->first->as.i, 7);
    cr_assert_eq(errors.n, 1);
    cr_expect_eq(errors.items[0].code, 0, "a warning");
    cr_expect(strstr(errors.items[0].text, "read as Windows-1252"));
}

Test(csv_read, tells_every_bad_row_up_to_the_limit)
{
    ccs_value_t *rows = NULL;
    char text[4096] = "calls\n";

    for (int i = 0; i < 7; i++) strcat(text, i % 2 ? "1\n" : "x\n");
    cr_assert_eq(read_bytes(text, strlen(text), NULL, &rows), CCS_ERR_SCENARIO);
    cr_assert_eq(errors.n, 4);
    cr_assert_str_eq(errors.items[3].where, "p.csv:8");
    ccs_err_list_free(&errors);
    strcpy(text, "calls\n");
    for (int i = 0; i < 500; i++) strcat(text, "x\n");
    cr_assert_eq(read_bytes(text, strlen(text), NULL, &rows), CCS_ERR_SCENARIO);
    cr_assert_eq(errors.n, CCS_ERR_LIST_MAX);
    cr_assert_lt(errors.n_dropped, 10);
}

Test(csv_read, limits_hold)
{
    ccs_value_t *rows = NULL;
    const size_t n = CCS_CSV_MAX_LINE + 10;
    char *const text = malloc(n);

    memset(text, '1', n);
    cr_assert_eq(read_bytes(text, n, NULL, &rows), CCS_ERR_SCENARIO);
    cr_assert(strstr(errors.items[0].text, "a line of more than"));
    for (size_t i = 1; i < n; i += 2) text[i] = ',';
    cr_assert_eq(read_bytes(text, 2 * CCS_CSV_MAX_COLUMNS + 1, NULL, &rows), CCS_ERR_SCENARIO);
    cr_assert(strstr(errors.items[1].text, "more than 256 columns"));
    cr_assert_eq(read_bytes(text, 2 * CCS_CSV_MAX_COLUMNS - 1, NULL, &rows), CCS_ERR_SCENARIO);
    cr_assert(strstr(errors.items[2].text, "several columns"));
    free(text);
}

Test(csv_read, row_limit_holds, .timeout = 60)
{
    ccs_value_t *rows = NULL;
    const size_t n = 2 * ((size_t) CCS_CSV_MAX_ROWS + 1);
    char *const text = malloc(n);

    for (size_t i = 0; i < n; i++) text[i] = i % 2 ? '\n' : '7';
    cr_assert_eq(read_bytes(text, n - 2, NULL, &rows), 0);
    cr_assert_eq(rows->n, CCS_CSV_MAX_ROWS);
    ccs_arena_free(&arena);
    cr_assert_eq(read_bytes(text, n, NULL, &rows), CCS_ERR_SCENARIO);
    cr_assert(strstr(errors.items[0].text, "two million"));
    free(text);
}

Test(csv_read, reads_files_across_buffer_borders)
{
    char path[] = "/tmp/ccsim-test-csv-XXXXXX";
    FILE *const file = fdopen(mkstemp(path), "w");
    ccs_value_t *rows = NULL;
    const int n = 30000; /* several buffers of 64 KiB */

    cr_assert(file);
    fprintf(file, "\xef\xbb\xbftime,calls\r\n");
    for (int i = 0; i < n; i++) fprintf(file, "%02d:%02d,%d.5\r\n", i / 60 % 24, i % 60, i);
    (void) fclose(file);
    const int ret = ccs_csv_read(path, &(ccs_csv_want_t){0}, &arena, &rows, &errors);

    (void) unlink(path);
    cr_assert_eq(ret, 0);
    cr_assert_eq(rows->n, n);
    int i = 0;

    for (const ccs_value_t *row = rows->first; row; row = row->next, i++) {
        cr_assert_eq(row->last->as.x, i + 0.5);
        cr_assert_eq(row->line, (uint32_t) i + 2);
    }
    cr_assert_str_eq(rows->last->first->as.text, "19:59");
}

Test(csv_read, missing_and_unreadable_files_are_input_errors)
{
    ccs_value_t *rows = NULL;
    char path[] = "/tmp/ccsim-test-csv-XXXXXX";

    cr_assert(mkdtemp(path));
    cr_assert_eq(ccs_csv_read(path, &(ccs_csv_want_t){0}, &arena, &rows, &errors), CCS_ERR_INPUT);
    (void) rmdir(path);
    cr_assert(strstr(errors.items[0].text, "directory"));
    cr_assert_eq(ccs_csv_read(path, &(ccs_csv_want_t){0}, &arena, &rows, &errors), CCS_ERR_INPUT);
    cr_assert_str_eq(errors.items[1].where, path);
    cr_assert(strstr(errors.items[1].text, "No such file"));
    cr_assert_eq(mkfifo(path, 0600), 0);
    cr_assert_eq(ccs_csv_read(path, &(ccs_csv_want_t){0}, &arena, &rows, &errors),
        CCS_ERR_INPUT); /* and does not wait for a writer */
    (void) unlink(path);
    cr_assert_eq(ccs_csv_read("/dev/null", &(ccs_csv_want_t){0}, &arena, &rows, &errors), CCS_ERR_INPUT);
    cr_assert_null(rows);
}

/* Before, 4.084 contacts were read for 4,084. */
Test(csv_read, refuses_numbers_whose_mark_may_stand_between_thousands)
{
    static const case_t cases[] = {
        {"Zeit;Anrufe\n08:00;1.012\n08:30;1.020\n", NULL,
            "p.csv:2: Anrufe: 1.012 may be 1012 or a decimal, and no other number of the column tells: write 1012, or 1.0120 if it is "
            "a decimal"},
        {"Zeit\tAnrufe\n08:00\t950\n08:30\t1,020\n", NULL,
            "p.csv:3: Anrufe: 1,020 may be 1020 or a decimal, and no other number of the column tells: write 1020, or 1,0200 if it is "
            "a decimal"},
        {"12.500\n13.250\n", NULL, "12.5@1 13.25@2"},
        {"t;a\n08:00;1,012\n08:30;1,020\n", NULL, "08:00=1.012@2 08:30=1.02@3"},
        {"t;a\n08:00;900\n08:30;1,200\n", NULL,
            "p.csv:3: a: 1,200 may be 1200 or a decimal, and no other number of the column tells: write 1200, or 1,2000 if it is "
            "a decimal"},
        {"t;a\n08:00;1,012\n08:30;1,02\n", NULL, "08:00=1.012@2 08:30=1.02@3"},
        {"t;a\n08:00;70,5\n08:30;1.200\n", NULL,
            "p.csv:3: a: 1.200 may be 1200 or a decimal, and other decimals of the column have another mark: write 1200, or 1.2000 if "
            "it is a decimal"},
        {"t;a\n08:00;1.200\n08:30;70,5\n09:00;1300\n", NULL,
            "p.csv:2: a: 1.200 may be 1200 or a decimal, and other decimals of the column have another mark: write 1200, or 1.2000 if "
            "it is a decimal"},
        {"t\ta\n08:00\t70.5\n08:30\t1,200\n", NULL,
            "p.csv:3: a: 1,200 may be 1200 or a decimal, and other decimals of the column have another mark: write 1200, or 1,2000 if "
            "it is a decimal"},
        {"t\ta\n08:00\t1.500\n08:30\t1,500\n09:00\t4000\n", NULL,
            "p.csv:2: a: 1.500 may be 1500 or a decimal, and other numbers of the column have another mark: write 1500, or 1.5000 if "
            "it is a decimal"},
        {"t;a;b\n1;1.012;3\n2;1.020;4\n", "b", "3@2 4@3"},
        {"a\n1.012\n1.02\n", NULL, "1.012@2 1.02@3"},
        {"t;a\n08:00;0.012\n08:30;1.012\n", NULL, "08:00=0.012@2 08:30=1.012@3"},
        {"t;a\n08:00;1.012\n08:30;1400\n", NULL, "08:00=1.012@2 08:30=1400@3"},
        {"t,a\n08:00,1.012\n", NULL, "08:00=1.012@2"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect_str_eq(told(cases[i].text, cases[i].column), cases[i].wanted, "%s", told(cases[i].text, cases[i].column));
        tear_down();
        errors = (ccs_err_list_t){0};
        arena = (ccs_arena_t){0};
    }
}

/* --- exports ----------------------------------------------------------------------------------------------------------- */

static const ccs_csv_want_t export =
    {.column = "Anrufe", .date = "Datum", .time = "Zeit", .queue = "Queue", .queue_name = "Service", .dates = CCS_ORDER_DMY};

Test(csv_read, takes_of_an_export_the_rows_of_one_queue)
{
    ccs_csv_want_t days = {.column = "calls", .date = "day", .dates = CCS_ORDER_MDY};

    cr_expect_str_eq(told_of("Datum;Zeit;Queue;Anrufe\n02.03.2026;08:00;Service;73,2\n02.03.2026;08:00;Summe;x\n"
                             "02.03.2026;8:30;Service;80\n",
                         &export),
        "2026-03-02T08:00=73.2@2 2026-03-02T08:30=80@4");
    cr_expect_str_eq(told_of("day,calls\n03/02/2026,10\n03/03/2026,11\n", &days), "2026-03-02=10@2 2026-03-03=11@3");
    cr_expect_str_eq(told_of("day,calls\n03/02/2026 7:30 AM,10\n", &days), "2026-03-02T07:30=10@2");
    cr_expect_str_eq(told_of("calls,day\n00:04:10,03/02/2026\n", &days), "2026-03-02=\"00:04:10\"@2",
        "a duration in the first column");
    days.time = "day";
    cr_expect_str_eq(told_of("day,calls\n03/02/2026 07:30:15,10\n", &days), "2026-03-02T07:30:15=10@2");
    days = (ccs_csv_want_t){.column = "calls", .date = "day", .dates = CCS_ORDER_YMD};
    cr_expect_str_eq(told_of("day,calls\n2026-03-02T07:30:00Z,10\n2026-03-02T08:30:00-05:00,11\n", &days),
        "2026-03-02T07:30+00:00=10@2 2026-03-02T08:30-05:00=11@3");
}

Test(csv_read, tells_what_is_wrong_in_an_export)
{
    static const struct {
        const char *rows, *wanted;
    } cases[] = {
        {"2026-03-02;08:00;Service;1\n",
            "p.csv:2: Datum: expected a date as D.M.Y (the table says dates = \"D.M.Y\"), found \"2026-03-02\""},
        {"Service;08:00;Service;1\n",
            "p.csv:2: Datum: expected a date as D.M.Y (the table says dates = \"D.M.Y\"), found \"Service\"; a row of totals is known by a word such as Total in its place"},
        {"Summe;;Service;1\n;;;1\n02.03.2026;Total;;1\n02.03.2026;08:00;Sales;1\n",
            "p.csv:6: has no rows of queue \"Service\"; it has Sales"},
        {"02.03.2026;25:00;Service;1\n", "p.csv:2: Zeit: expected a time of day such as 07:30 or 7:30 AM, found \"25:00\""},
        {"02.03.2026;08:00;Service;n/a\n", "p.csv:2: Anrufe: n/a is not a number that can be used"},
        {"02.03.2026;08:00;Sales;1\n02.03.2026;08:00;Tech;1\n", "p.csv:4: has no rows of queue \"Service\"; it has Sales, Tech"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[256];

        snprintf(text, sizeof text, "Datum;Zeit;Queue;Anrufe\n%s", cases[i].rows);
        cr_expect_str_eq(told_of(text, &export), cases[i].wanted);
        tear_down();
        errors = (ccs_err_list_t){0};
        arena = (ccs_arena_t){0};
    }
}

Test(csv_read, wants_a_queue_named_where_an_export_has_several)
{
    ccs_csv_want_t all = export;

    all.queue_name = NULL;
    cr_expect_str_eq(told_of("Datum;Zeit;Queue;Anrufe\n02.03.2026;08:00;Sales;1\n02.03.2026;08:00;Tech;2\n", &all),
        "p.csv:3: has rows of several queues (Sales, Tech): name one, queue = \"Sales\"");
}

Test(csv_read, all_dates_of_a_file_tell_their_order_where_nobody_says_it)
{
    ccs_csv_want_t open = export;

    open.dates = CCS_ORDER_OPEN;
    cr_expect_str_eq(told_of("Datum;Zeit;Queue;Anrufe\n03/02/2026;08:00;Tech;2\n03/13/2026;08:00;Service;1\n", &open),
        "2026-03-13T08:00=1@3");
    cr_expect_eq(errors.n, 0, "a number above 12 is no guess");
    cr_expect_str_eq(told_of("Datum;Zeit;Queue;Anrufe\n02/03/2026;08:00;Service;1\n03/03/2026;08:00;Service;1\n", &open),
        "2026-03-02T08:00=1@2 2026-03-03T08:00=1@3");
    cr_assert_eq(errors.n, 1);
    cr_expect_str_eq(errors.items[0].text,
        "dates such as 02/03/2026 have the day or the month first: the day, for then the days lie closer together; if it is the other, dates "
        "= \"M/D/Y\" says so in the table");
    ccs_err_list_free(&errors);
    cr_expect_str_eq(told_of("Datum;Zeit;Queue;Anrufe\n13/03/2026;08:00;Service;1\n03/14/2026;08:00;Service;1\n", &open),
        "p.csv:3: the day stands first in some dates and second in others (line 2): write them all one way");
}

/* A file is read once, whatever number of tables is made of it. */
Test(csv_read, takes_rows_of_one_queue_after_another_from_a_file_that_was_read_once)
{
    char path[] = "/tmp/ccsim_csv_XXXXXX";
    const int file = mkstemp(path);
    const char text[] =
        "Datum;Zeit;Queue;Anrufe\n02.03.2026;08:00;Tech;1\n02.03.2026;08:00;Sales;2\n02.03.2026;08:30;Tech;3\n02.03.2026;08:30;x;?\n";
    ccs_csv_want_t want = export;
    ccs_csv_file_t *csv = NULL;
    ccs_value_t *rows = NULL;

    cr_assert(file >= 0 && write(file, text, sizeof text - 1) == (ssize_t) sizeof text - 1);
    (void) close(file);
    cr_assert_eq(ccs_csv_open(path, &arena, &csv, &errors), 0);
    cr_assert_eq(unlink(path), 0);
    want.queue_name = "Tech";
    cr_assert_eq(ccs_csv_rows(csv, &want, &arena, &rows, &errors), 0);
    cr_expect(rows->n == 2 && rows->first->last->as.i == 1 && rows->last->last->as.i == 3 && rows->last->line == 4);
    want.queue_name = "Sales";
    cr_assert_eq(ccs_csv_rows(csv, &want, &arena, &rows, &errors), 0);
    cr_expect(rows->n == 1 && rows->first->last->as.i == 2);
    want.queue_name = "x";
    cr_expect_eq(ccs_csv_rows(csv, &want, &arena, &rows, &errors), CCS_ERR_SCENARIO);
    cr_expect_null(rows);
    want.queue_name = "Tech";
    cr_expect_eq(ccs_csv_rows(csv, &want, &arena, &rows, &errors), 0, "what is wrong elsewhere is not wrong here");
}

Test(csv_read, gives_all_cells_as_they_stand_to_who_passes_them_on)
{
    char path[] = "/tmp/ccsim_csv_XXXXXX";
    const int file = mkstemp(path);
    const char text[] = "\xef\xbb\xbfZeit;Anrufe;Notiz\r\n08:00;12,50;\"a;b\"\r\n# nothing\r\n08:30;;-3\r\n";
    ccs_csv_table_t table;

    cr_assert(file >= 0 && write(file, text, sizeof text - 1) == (ssize_t) sizeof text - 1);
    (void) close(file);
    cr_assert_eq(ccs_csv_read_table(path, &arena, &table, &errors), 0);
    cr_expect(table.n_columns == 3 && table.n_rows == 2 && table.separator == ';');
    cr_expect_str_eq(table.header[1], "Anrufe");
    cr_expect_str_eq(table.cells[1], "12,50");
    cr_expect_str_eq(table.cells[2], "a;b");
    cr_expect_str_eq(table.cells[4], "");
    cr_expect_str_eq(table.cells[5], "-3");
    cr_expect(table.lines[0] == 2 && table.lines[1] == 4);
    cr_assert_eq(truncate(path, 22), 0);
    cr_expect_eq(ccs_csv_read_table(path, &arena, &table, &errors), CCS_ERR_SCENARIO);
    cr_expect(strstr(errors.items[0].text, "has a header but no rows"), "%s", errors.items[0].text);
    cr_assert_eq(unlink(path), 0);
}
