/** @file packed.h  Replications that a result carries along, each whole, so that results of other replications of the same scenario can be joined to it to the last bit. */
#ifndef CCS_PACKED_H
#define CCS_PACKED_H

#include "dataset.h"
#include "parcel.h"

/** Put them into a data set. @param warned  what the scenario warned of, which its complete text need not warn of again @return 0 or CCS_ERR_NOMEM */
int ccs_packed_add(const ccs_parcel_t *packed, const char *warned, ccs_dataset_t *data);
/** Find them. @return what the scenario warned of; NULL: the data set has none */
const char *ccs_packed_find(const ccs_dataset_t *data, ccs_parcel_reader_t *reader);

#endif
