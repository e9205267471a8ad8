/* fuzz_import.c - libFuzzer target: any bytes as an export. Invariant checked: reading neither crashes nor hangs, an error comes with a record, and what was read
 * can be written: rows in order with numbers that are not negative, totals, the plain table, which is read again to the same contacts, and a scenario. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "import.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void must(int condition, const char *text)
{
    if (condition) return;
    fprintf(stderr, "fuzz_import: %s\n", text);
    abort();
}

static double check_rows(const ccs_import_t *import)
{
    double sum = 0;

    for (size_t i = 0; i < import->n_rows; i++) {
        const ccs_import_row_t *const row = &import->rows[i];

        must(row->queue < import->n_queues && row->second >= 0 && row->second < 86400, "a row out of place");
        must(!(row->contacts < 0) && !isinf(row->contacts) && !(row->agents < 0), "a number out of range");
        must(i == 0 || row->queue > row[-1].queue || row->day > row[-1].day || row->second > row[-1].second, "rows out of order");
        if (row->contacts > 0) sum += row->contacts;
    }
    return sum;
}

/* What was read, written and read again. */
static void check_table(const ccs_import_t *import, double sum)
{
    const ccs_import_options_t options = {.name = "again.csv", .decimal = '.'};
    const ccs_import_answers_t answers = {.patience_s = 60, .service_level = 0.8, .within_s = 20, .aht_s = 300};
    ccs_err_list_t errors = {0};
    ccs_import_t again = {0};
    char *text = NULL;
    size_t n = 0;
    FILE *const to = open_memstream(&text, &n);

    must(to != NULL, "no memory");
    ccs_import_table(import, to);
    must(fflush(to) == 0, "no memory");
    if (n < CCS_IMPORT_MAX_BYTES && ccs_import_read(&again, text, n, &options, &errors) == 0)
        must(fabs(check_rows(&again) - sum) <= 1e-5 * (sum + (double) import->n_rows), "other contacts when read again");
    ccs_import_scenario(import, &answers, &(ccs_import_names_t){"s", "t.csv", true, "ccsim import", "Europe/Berlin"}, to);
    (void) fclose(to);
    free(text);
    ccs_import_free(&again);
    ccs_err_list_free(&errors);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const ccs_import_options_t options = {.name = "fuzz.csv"};
    ccs_err_list_t errors = {0};
    ccs_import_t import = {0};
    const int ret = ccs_import_read(&import, data, size, &options, &errors);

    must((ret == 0) == (errors.n_errors == 0), "result and errors disagree");
    if (ret == 0 && import.last_day - import.first_day < 60) check_table(&import, check_rows(&import));
    ccs_import_free(&import);
    ccs_err_list_free(&errors);
    return 0;
}
