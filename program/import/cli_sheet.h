/** @file cli_sheet.h  Workbooks (XLSX) as CSV, by Python in a process of its own with limits of time and memory: the program carries the script, python3
 * is the system's. No shell, no file beside. */
#ifndef CCS_CLI_SHEET_H
#define CCS_CLI_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "err.h"

/** A sheet as CSV; both in the arena. */
typedef struct {
    char *csv;
    size_t n;
    const char *said; /* what was chosen and left out: lines */
} ccs_sheet_t;

/** Whether a file's first bytes are those of a workbook. */
bool ccs_sheet_is(const void *bytes, size_t n);
/** @param sheet  its name or number; NULL: the first that is shown
 * @return 0, or a code with *err filled in: no python3, no such sheet, a damaged workbook, more time or memory than it may take */
int ccs_sheet_read(const char *path, const char *sheet, ccs_arena_t *arena, ccs_sheet_t *to, ccs_err_t *err);

#endif
