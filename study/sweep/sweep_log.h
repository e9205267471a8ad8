/** @file sweep_log.h  The blocks of a study in a file, one behind the other as they are finished, each with its sum: what a killed program leaves is read back as far as it
 * is whole. Records and no totals, so that the order in which they came does not matter. */
#ifndef CCS_SWEEP_LOG_H
#define CCS_SWEEP_LOG_H

#include "sweep_store.h"

/** Keeps blocks where a killed program leaves them. */
typedef struct ccs_sweep_log ccs_sweep_log_t;

/** Open the file, or make it. Blocks that are in it are taken into the store; a last one that is not whole is cut off. While it is open no other
 * program can open it.
 * @param anew  what is there is thrown away @param log  gets it; NULL after an error
 * @return 0; CCS_ERR_CREATE (it cannot be written, is of another study, is no such file, or another program works on it), CCS_ERR_WRITE or CCS_ERR_NOMEM */
int ccs_sweep_log_open(const char *path, bool anew, ccs_sweep_store_t *store, ccs_sweep_log_t **log, ccs_err_t *err);
/** Put a block behind the others. @return 0 or CCS_ERR_WRITE */
int ccs_sweep_log_add(ccs_sweep_log_t *self, uint32_t point, uint32_t block, const double *values, uint32_t n, ccs_err_t *err);
/** Close it. @param remove  the study is written elsewhere. NULL-safe */
void ccs_sweep_log_close(ccs_sweep_log_t *self, bool remove);

#endif
