/** @file dataset_pipe.h  A data set from one process of this machine to another. */
#ifndef CCS_DATASET_PIPE_H
#define CCS_DATASET_PIPE_H

#include <stdio.h>

#include "dataset.h"

/** Send a data set, or the error that there is in its place (@p data NULL). @return whether all of it was written */
bool ccs_dataset_send(FILE *to, const ccs_dataset_t *data, const ccs_err_t *err);
/** Receive what _send sent. Nothing that the sender says is believed: sizes, types and dimensions are checked, and the data set takes at most
 * @p limit bytes. @param out  zero-initialised; freed by the caller also after an error
 * @param sent  gets the error that came in place of a data set; its code is 0 if a data set came
 * @return whether all of it came and made sense; if not, out->out_of_memory tells whether memory was all that was missing */
bool ccs_dataset_receive(FILE *from, size_t limit, ccs_dataset_t *out, ccs_err_t *sent);

#endif
