/** @file file_write.h  A file of the user's, written whole or not at all. */
#ifndef CCS_FILE_WRITE_H
#define CCS_FILE_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "err.h"

/** Check, before any work is done, that a file can be written: its folder exists and is writable, it is no directory, device or
 * pipe, and it does not exist unless @p force. A symbolic link stands for the file it leads to. Creates nothing. @return 0 or
 * CCS_ERR_CREATE */
int ccs_file_check_target(const char *path, bool force, ccs_err_t *err);
/** Write n bytes to a temporary file beside the target, flush it to disk and give it its name; permissions follow the umask.
 * Without
 * @p force a file that appeared since the check is left alone. On any error the target is untouched and the temporary file is
 * gone.
 * @return 0, CCS_ERR_CREATE, CCS_ERR_WRITE (disk full) or CCS_ERR_NOMEM */
int ccs_file_write(const char *path, bool force, const void *bytes, size_t n, ccs_err_t *err);

/** A file written piece by piece, under its name only once it is whole. */
typedef struct ccs_file_draft ccs_file_draft_t;

/** @param path  outlives the draft; checked as by ccs_file_check_target @param draft  gets it, to be freed; NULL after an error
 * @return 0, CCS_ERR_CREATE or CCS_ERR_NOMEM */
int ccs_file_draft_open(const char *path, bool force, ccs_file_draft_t **draft, ccs_err_t *err);
/** Where to write, the draft's own. Errors of the stream are told by _publish. */
FILE *ccs_file_draft_stream(const ccs_file_draft_t *self);
/** Flush it to disk and give it its name, as ccs_file_write does; once. @return 0, CCS_ERR_CREATE or CCS_ERR_WRITE; after an error it is gone */
int ccs_file_draft_publish(ccs_file_draft_t *self, ccs_err_t *err);
/** What is not published is gone. NULL-safe. */
void ccs_file_draft_free(ccs_file_draft_t *self);

#endif
