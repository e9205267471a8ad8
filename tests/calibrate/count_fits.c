/* count_fits.c - how often intervals hold what a log was made with: count_fits LOG.csv KEY=TRUTH... fits each replication of the log alone, and prints a line for each key:
 * the key, how many replications there were, how many gave the number, in how many the truth lay within, below and above its interval. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calibrate.h"

enum { MOST_KEYS = 20 };

typedef struct {
    const char *key;
    size_t n_key; /* letters */
    double truth;
    unsigned given, within, below, above;
} count_t;

static void count(const ccs_calibration_t *found, count_t *counts, int n)
{
    for (int i = 0; i < n; i++)
        for (uint32_t k = 0; k < found->n_numbers; k++) {
            const ccs_calibrated_number_t *const number = &found->numbers[k];

            if (strlen(number->key) != counts[i].n_key || strncmp(number->key, counts[i].key, counts[i].n_key) != 0) continue;
            counts[i].given++;
            counts[i].below += counts[i].truth < number->x.low;
            counts[i].above += counts[i].truth > number->x.high;
            counts[i].within += counts[i].truth >= number->x.low && counts[i].truth <= number->x.high;
        }
}

/* One replication. @return false, told */
static bool fit(const ccs_csv_table_t *table, count_t *counts, int n)
{
    ccs_calibration_t calibration = {.names = "", .without_p = true};
    ccs_records_t records;
    ccs_err_list_t errors = {0};
    const ccs_records_from_t from = {.table = *table, .path = "log"};
    int ret = ccs_records_read(&records, &from, &calibration.arena, &errors);

    calibration.records = &records;
    if (ret == 0) ret = ccs_calibrate(&calibration, &errors);
    if (ret == 0) count(&calibration, counts, n);
    else
        fprintf(stderr, "%s: %s\n", errors.n > 0 ? errors.items[0].where : "",
            errors.n > 0 ? errors.items[0].text : "out of memory");
    ccs_err_list_free(&errors);
    ccs_calibration_free(&calibration);
    return ret == 0;
}

int main(int argc, char **argv)
{
    ccs_arena_t arena = {0};
    ccs_err_list_t errors = {0};
    ccs_csv_table_t whole = {0};
    count_t counts[MOST_KEYS] = {0};
    const int n = argc - 2 < MOST_KEYS ? argc - 2 : MOST_KEYS;
    unsigned fits = 0;
    bool good = argc > 2 && ccs_csv_read_table(argv[1], &arena, &whole, &errors) == 0;

    for (int i = 0; i < n; i++) {
        counts[i].key = argv[i + 2];
        counts[i].n_key = strcspn(argv[i + 2], "=");
        counts[i].truth = strtod(argv[i + 2] + counts[i].n_key + 1, NULL);
    }
    for (size_t first = 0, end; good && first < whole.n_rows; first = end) { /* the replication is the first column */
        ccs_csv_table_t part = whole;

        for (end = first;
             end < whole.n_rows && strcmp(whole.cells[end * whole.n_columns], whole.cells[first * whole.n_columns]) == 0;)
            end++;
        part.cells = &whole.cells[first * whole.n_columns];
        part.lines = &whole.lines[first];
        part.n_rows = end - first;
        good = fit(&part, counts, n);
        fits++;
    }
    for (int i = 0; good && i < n; i++)
        printf("%.*s %u %u %u %u %u\n", (int) counts[i].n_key, counts[i].key, fits, counts[i].given, counts[i].within,
            counts[i].below, counts[i].above);
    ccs_err_list_free(&errors);
    ccs_arena_free(&arena);
    return good ? 0 : 1;
}
