/** @file sweep_data.h  A study as a data set, and parts of one put together. docs/sweep.md lists dimensions and variables. */
#ifndef CCS_SWEEP_DATA_H
#define CCS_SWEEP_DATA_H

#include "dataset.h"
#include "sweep_store.h"

/** @param out  zero-initialised; freed by the caller also after an error @return 0 or CCS_ERR_NOMEM */
int ccs_sweep_data(const ccs_sweep_store_t *store, ccs_dataset_t *out, ccs_err_t *err);
/** Whether a data set is a study, whole or a part of one. */
bool ccs_sweep_data_is(const ccs_dataset_t *data);
/** What a study in a file was made of; 0: it is none. */
uint64_t ccs_sweep_data_digest(const ccs_dataset_t *data);
/** The shard that a data set is. A whole study is {1, 1}. */
ccs_shard_t ccs_sweep_data_shard(const ccs_dataset_t *data);
/** Put the shards of a study together: the bytes are those of the study simulated in one piece.
 * @param parts  n of them @param names  of their files, for errors @param out  as above
 * @return 0; CCS_ERR_SCENARIO: one is no study, of another version, seed or design, there twice, or missing; CCS_ERR_NOMEM */
int ccs_sweep_merge(const ccs_dataset_t *parts, const char *const *names, size_t n, ccs_dataset_t *out, ccs_err_t *err);

#endif
