/** @file file_read.h  A file of the user's, read whole. */
#ifndef CCS_FILE_READ_H
#define CCS_FILE_READ_H

#include <stddef.h>

#include "arena.h"
#include "err.h"

/** Read a regular file. @param most  bytes that it may have @param too_large  what is said of one that has more, with the remedy
 * @param bytes, n  its bytes, the arena's, with a NUL behind that n does not count @return 0, CCS_ERR_INPUT (it is none, or cannot be read),
 * CCS_ERR_SCENARIO (too large) or CCS_ERR_NOMEM */
int ccs_file_read(const char *path, size_t most, const char *too_large, ccs_arena_t *arena, void **bytes, size_t *n,
    ccs_err_t *err);

#endif
