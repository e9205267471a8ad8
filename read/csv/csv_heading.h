/** @file csv_heading.h  Which column of a table is what, by what tools call it.
 *
 * The words of a column are letters and digits in lower case, umlauts as two letters, a bar behind each, the surest first: "datum|day|". A heading is one of
 * them or holds one of four letters or more; behind a = a word must be all of it. What stands in brackets behind a heading, as in "AHT (mm:ss)", may be left
 * out. */
#ifndef CCS_CSV_HEADING_H
#define CCS_CSV_HEADING_H

#include <stdbool.h>
#include <stdint.h>

/** The free column that the surest of the words fits.
 * @param of    n marks, one for each heading; those that are `free` are looked at
 * @param whole the heading is the word; else it holds it
 * @return its number; UINT32_MAX: there is none */
uint32_t ccs_csv_heading(const char *const *headings, uint32_t n, const uint32_t *of, uint32_t free, const char *words,
    bool whole);

#endif
