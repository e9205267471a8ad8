/** @file result_write.h  A data set to a netCDF-4-shaped HDF5 file, whole or not at all. */
#ifndef CCS_RESULT_WRITE_H
#define CCS_RESULT_WRITE_H

#include "dataset.h"

/** Check, before any work is done, that the target can be written: its folder exists and is writable, it is no directory, and it
 * does not exist unless @p force, and then is a result file; HDF5 is there. @return 0 or CCS_ERR_CREATE */
int ccs_result_check_target(const char *path, bool force, ccs_err_t *err);
/** Write to a temporary file beside the target, flush it to disk and rename it. On any error the target is untouched and the
 * temporary file is gone. @return 0, CCS_ERR_CREATE, CCS_ERR_WRITE (disk full) or CCS_ERR_NOMEM */
int ccs_result_write(const ccs_dataset_t *data, const char *path, bool force, ccs_err_t *err);

#endif
