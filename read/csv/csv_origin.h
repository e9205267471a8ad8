/** @file csv_origin.h  The export that a table was made of, remembered in the table's first line, a comment: `# Made from "week.csv", 18234 bytes, sum 1f…, by: …`.
 * Whoever reads the table can tell that another export has taken the place of the one that it was made of. */
#ifndef CCS_CSV_ORIGIN_H
#define CCS_CSV_ORIGIN_H

#include <stdint.h>
#include <stdio.h>

#include "csv_read.h"

typedef struct {
    const char *path; /* of the export, seen from the folder of the table; one line */
    size_t n;         /* its bytes */
    uint64_t sum;     /* of them, ccs_fnv1a() */
    const char *how;  /* the command that makes the table anew; one line */
} ccs_csv_origin_t;

/** The line, with its end. */
void ccs_csv_origin_print(const ccs_csv_origin_t *self, FILE *to);
/** A warning where the table says of which export it was made, and this one is there and has changed since. @param path  of the table @param arena  for its
 * names */
void ccs_csv_origin_tell(const ccs_csv_file_t *table, const char *path, ccs_arena_t *arena, ccs_err_list_t *errors);

#endif
