/** @file result_read.h  Result files back into data sets. */
#ifndef CCS_RESULT_READ_H
#define CCS_RESULT_READ_H

#include <stdbool.h>

#include "dataset.h"
#include "result_format.h"

/** Whether a file begins as HDF5 files do. Not one that cannot be read, or is no regular file. */
bool ccs_result_looks_like(const char *path);
/** Read a result file that ccsim wrote. @p out is initialised here; free it with ccs_dataset_free also after an error.
 * Dimensions, variables and attributes come back in the order in which they were added.
 * What a damaged file claims is not believed: memory is bounded by what a file of its size can hold, and by 2 GB. HDF5 itself reads in this
 * process, though, and a file made with intent can crash it: for files of strangers see result_guard.h.
 * @return 0; CCS_ERR_INPUT (missing, unreadable, a directory; HDF5 cannot be loaded), CCS_ERR_SCENARIO (no HDF5, truncated, foreign, another format) or
 * CCS_ERR_NOMEM */
int ccs_result_read(const char *path, ccs_dataset_t *out, ccs_err_t *err);
/** The most bytes that the data set of a result file of this length takes. */
size_t ccs_result_limit(uint64_t file_bytes);

#endif
