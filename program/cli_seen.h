/** @file cli_seen.h  Paths as a file sees them that stands in another folder. */
#ifndef CCS_CLI_SEEN_H
#define CCS_CLI_SEEN_H

#include "arena.h"

/** A path, which starts at the working directory, seen from the folder of a file: as it is where that is the working directory, bare where both lie in one
 * folder, else from above or absolute. @return NULL: out of memory */
const char *ccs_cli_seen_from(ccs_arena_t *arena, const char *path, const char *file);

#endif
