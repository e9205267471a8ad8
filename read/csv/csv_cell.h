/** @file csv_cell.h  What one cell of a CSV file is. For the CSV reader, and for who passes cells on. */
#ifndef CCS_CSV_CELL_H
#define CCS_CSV_CELL_H

#include <stdbool.h>
#include <stdint.h>

enum ccs_csv_class {
    CCS_CSV_NUMBER,
    CCS_CSV_TIME,  /* "07:30", "07:30:15", "2026-03-02", "2026-03-02T07:30" (or a blank, or with seconds): local, no zone */
    CCS_CSV_COMMA, /* a number with a decimal comma where the comma separates cells */
    CCS_CSV_EMPTY,
    CCS_CSV_ODD,   /* NaN, NA, an infinity, or beyond the range of numbers */
    CCS_CSV_CLOCK, /* like a time or a date, but none of those above: 7:30 AM, 03/02/2026 */
    CCS_CSV_TEXT
};

typedef struct {
    bool whole; /* then i, else x */
    int64_t i;
    double x;
} ccs_csv_number_t;

/** @param separator  of the file's cells: where it is not the comma, a comma in a number is its decimal point
 * @param number  filled in for CCS_CSV_NUMBER; may be NULL */
enum ccs_csv_class ccs_csv_classify(const char *text, char separator, ccs_csv_number_t *number);

#endif
