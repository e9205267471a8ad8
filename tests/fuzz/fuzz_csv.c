/* fuzz_csv.c - libFuzzer target: any bytes as a CSV file. Invariant checked: reading neither crashes nor hangs, an error comes
 * with a record, and a table is rectangular: values, or pairs of a text and a value, a value being a finite number or a duration
 * such as 00:03:12. The first byte chooses the column: none, `calls`, the empty name, or the `calls` of an export with dates. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "csv_read.h"
#include "units.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void must(int condition, const char *text)
{
    if (condition) return;
    fprintf(stderr, "fuzz_csv: %s\n", text);
    abort();
}

static void check_value(const ccs_value_t *node)
{
    double x = NAN;

    if (node->kind == CCS_VALUE_STRING)
        must(strchr(node->as.text, ':') && ccs_units_duration(node->as.text, &x) == 0, "no duration");
    else must(ccs_value_number(node, &x), "no number");
    must(isfinite(x), "not finite");
}

static void check_rows(const ccs_value_t *rows)
{
    uint32_t n = 0;

    must(rows->kind == CCS_VALUE_LIST && rows->first != NULL, "no rows");
    for (const ccs_value_t *row = rows->first; row; row = row->next, n++) {
        must(row->kind == CCS_VALUE_LIST || rows->first->kind != CCS_VALUE_LIST, "rows of two kinds");
        must(row->line > 0, "no line");
        if (row->kind != CCS_VALUE_LIST) {
            check_value(row);
            continue;
        }
        must(row->n == 2 && row->first->kind == CCS_VALUE_STRING, "no pair");
        check_value(row->last);
    }
    must(n == rows->n, "wrong count");
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static const ccs_csv_want_t wants[] = {{0}, {.column = "calls"}, {.column = ""},
        {.column = "calls", .date = "date", .dates = CCS_ORDER_DMY},
        {.column = "calls", .date = "date", .time = "time", .queue = "queue", .queue_name = "a", .dates = CCS_ORDER_MDY}};
    ccs_arena_t arena = {0};
    ccs_err_list_t errors = {0};
    ccs_value_t *rows = NULL;
    const ccs_csv_want_t *const want = &wants[size > 0 && data[0] % 8 < 4 ? data[0] % 8 + 1 : 0];
    const int ret = ccs_csv_read_text("fuzz.csv", (const char *) data, size, want, &arena, &rows, &errors);

    must((ret == 0) == (rows != NULL), "result and rows disagree");
    must((ret == 0) == (errors.n_errors == 0), "result and errors disagree");
    if (ret == 0) check_rows(rows);
    ccs_err_list_free(&errors);
    ccs_arena_free(&arena);
    return 0;
}
