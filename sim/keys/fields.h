/** @file fields.h  The keys whose value is a field of the plan: what the last column of key.def says. */
#ifndef CCS_FIELDS_H
#define CCS_FIELDS_H

#include "reader.h"

/** Whose fields key.def names. */
enum ccs_record {
    CCS_RECORD_NONE,
    CCS_RECORD_PLAN,
    CCS_RECORD_CLOCK,
    CCS_RECORD_TYPE,
    CCS_RECORD_QUEUE,
    CCS_RECORD_GROUP,
    CCS_RECORD_SITE,
    CCS_RECORD_TRUNK,
    CCS_RECORD_CALLBACK,
    CCS_RECORD_INTRADAY
};

/** Read the keys below a place that name fields of a record, in the order of key.def, groups within it included. Where nothing, or nothing
 * valid, stands: NAN, CCS_NONE, NULL, no law; a rule that is not written stays as it is in the record.
 * @param record  the struct that the kind says */
void ccs_compile_fields(ccs_reader_t *self, const ccs_place_t *at, enum ccs_record kind, void *record);

#endif
