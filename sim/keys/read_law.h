/** @file read_law.h  Distributions: a group with `dist`, whose mean may be a value over time, or a duration, or durations over time. */
#ifndef CCS_READ_LAW_H
#define CCS_READ_LAW_H

#include "distribution.h"
#include "reader.h"

enum ccs_law_use {
    CCS_LAW_TIME,   /* seconds; may vary over time in mode day */
    CCS_LAW_FACTOR, /* of mean 1, which need not be written */
    CCS_LAW_FORM    /* only the shape counts: any mean, which need not be written */
};
/** @return the law, NONE if nothing (or nothing valid) stands there */
ccs_distribution_t ccs_read_law(ccs_reader_t *self, const ccs_place_t *at, enum ccs_law_use use);

#endif
