/** @file read_counts.h  How many: a whole number from 1 on, or a distribution on them. */
#ifndef CCS_READ_COUNTS_H
#define CCS_READ_COUNTS_H

#include "counts.h"
#include "reader.h"

/** What stands at a key of shape BATCH. @return the law, in the arena; n = 0: always 1, or nothing valid stands there (recorded) */
ccs_counts_t ccs_read_counts(ccs_reader_t *self, const ccs_place_t *at);

#endif
