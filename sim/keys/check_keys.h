/** @file check_keys.h  Tree against key.def, whatever the values are: unknown and missing keys, keys without a meaning in this mode, bad names. */
#ifndef CCS_CHECK_KEYS_H
#define CCS_CHECK_KEYS_H

#include "reader.h"

void ccs_check_keys(ccs_reader_t *self);

#endif
