/** @file outage_parts.h  What the files of the room share. Private to them. */
#ifndef CCS_OUTAGE_PARTS_H
#define CCS_OUTAGE_PARTS_H

#include "outage_read.h"

/** What of the keys of an outage cannot stand together, or means nothing beside the others. */
void ccs_outage_check_keys(ccs_reader_t *reader, const ccs_place_t *at, const ccs_outage_t *outage,
    const ccs_outage_scope_t *scope);

#endif
