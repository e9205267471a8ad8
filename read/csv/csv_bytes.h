/** @file csv_bytes.h  The bytes of a table as clean text in UTF-8, whatever tool wrote them. */
#ifndef CCS_CSV_BYTES_H
#define CCS_CSV_BYTES_H

#include <stdbool.h>

#include "arena.h"
#include "err.h"

typedef struct {
    char *text;         /* UTF-8 without byte-order mark, ends in NUL; owned by the arena */
    size_t n;           /* bytes of it */
    const char *remedy; /* what was done, in a sentence; NULL: it was UTF-8 already */
    bool guessed;       /* no mark says that the file is what it was read as */
} ccs_csv_bytes_t;

/** UTF-8 stays what it is; UTF-16 with a byte-order mark is converted, and what is not UTF-8 is taken for Windows-1252 (of which Latin-1 is the
 * part that texts use). @return 0, or a code with *err filled in: a workbook, a PDF, bytes that are no text, out of memory */
int ccs_csv_bytes(const char *name, const void *bytes, size_t n, ccs_arena_t *arena, ccs_csv_bytes_t *text, ccs_err_t *err);

#endif
