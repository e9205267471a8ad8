/** @file result_guard.h  Result files of strangers, read where they can do no harm. */
#ifndef CCS_RESULT_GUARD_H
#define CCS_RESULT_GUARD_H

#include "dataset.h"

/** As ccs_result_read, but HDF5 sees the file only in a child process, whose memory, processor time and output are limited. A file that
 * brings the child down, or makes it take more than a file of its length should, is refused like one that is damaged.
 * @return as ccs_result_read; CCS_ERR_NOMEM also where there can be no child */
int ccs_result_read_guarded(const char *path, ccs_dataset_t *out, ccs_err_t *err);

#endif
